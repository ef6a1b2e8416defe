/* values.c: what a value of a network file is as a number; see netfile.h.
 *
 * The same rule for every format: [+-]digits[.digits][e[+-]digits], and true and false. A decimal
 * comma is none here, because 1,500 means two things; the reader of tables has made points of those
 * that are certain (edgelist.c).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/bridge.h"
#include "graph/netfile.h"
#include "graph/number.h"
#include "kernel/utf8.h"

bool polder_netfile_blank(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    if (length) polder_trim(&text, &length);
    return length == 0;
}

/* The caller has set the plain locale (mapping.c). */
polder_value_kind_t polder_netfile_number(const char *text, double *number)
{
    *number = NAN;
    size_t length = text ? strlen(text) : 0;
    if (length == 0) return POLDER_VALUE_MISSING;
    polder_trim(&text, &length);
    const bool yes = length == 4 && strncasecmp(text, "true", 4) == 0;
    if (yes || (length == 5 && strncasecmp(text, "false", 5) == 0)) {
        *number = yes;
        return POLDER_VALUE_NUMBER;
    }
    switch (polder_number_kind(text, length)) {
    case POLDER_NUMBER:
        *number = strtod(text, NULL);
        return isfinite(*number) ? POLDER_VALUE_NUMBER : POLDER_VALUE_INFINITE;
    case POLDER_NUMBER_MISSING:
        return POLDER_VALUE_MISSING;
    case POLDER_NUMBER_COMMA:
        return POLDER_VALUE_COMMA;
    case POLDER_NUMBER_INFINITE:
        return POLDER_VALUE_INFINITE;
    default:
        return POLDER_VALUE_TEXT;
    }
}

char *polder_netfile_repaired(const char *text, bool *changed)
{
    const size_t n = strlen(text);
    const char *const end = text + n;
    char *const copy = malloc(3 * n + 1), *to = copy;
    if (!copy) return NULL;
    while (text < end) {
        const size_t length = polder_utf8_length(text, end);
        memcpy(to, length ? text : "\xef\xbf\xbd", length ? length : 3);
        to += length ? length : 3;
        text += length ? length : 1;
        *changed |= length == 0;
    }
    *to = '\0';
    return copy;
}

int polder_netfile_unknown(const polder_netfile_t *file, bool of_ties, const char *name,
                           const polder_place_t *asked, polder_report_t *report)
{
    const char **all = malloc(((size_t)file->n_attribute + 1) * sizeof *all);
    if (!all)
        return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
    char list[800] = "";
    size_t length = 0, n = 0;
    for (int i = 0; i < file->n_attribute; i++) {
        if (file->attribute[i].of_ties != of_ties) continue;
        all[n] = file->attribute[i].name;
        if (length < sizeof list)
            length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", n ? ", " : "",
                                       all[n]);
        n++;
    }
    const char *nearest = polder_nearest(name, all, n);
    polder_place_t own = file->place;
    if (!of_ties && file->member_file) own.file = file->member_file;
    const polder_place_t *place = &own;
    const bool told = asked && asked->line > 0;
    char mean[200] = "";
    if (nearest)
        snprintf(mean, sizeof mean, polder_report_text(report, ", did you mean '%s'?"), nearest);
    const char *text =
        told && n == 0
            ? of_ties
                  ? POLDER_TEXT("the ties of %s have no attribute '%s'%s; the file has: %s. Leave "
                                "this out, in a copy of the scenario: it is drawn then")
                  : POLDER_TEXT("the organisations of %s have no attribute '%s'%s; the file has: "
                                "%s. Leave this out, in a copy of the scenario: it is drawn then")
        : told ? of_ties ? POLDER_TEXT("the ties of %s have no attribute '%s'%s; the file has: %s. "
                                       "Write one of these here, in a copy of the scenario, or "
                                       "leave this out")
                         : POLDER_TEXT("the organisations of %s have no attribute '%s'%s; the file "
                                       "has: %s. Write one of these here, in a copy of the "
                                       "scenario, or leave this out")
        : of_ties ? POLDER_TEXT("the ties%.0s have no attribute '%s'%s; the file has: %s")
                  : POLDER_TEXT("the organisations%.0s have no attribute '%s'%s; the file has: %s");
    const int code =
        polder_fail_at(report, POLDER_FORMAT, told ? asked : place, text, told ? place->file : "",
                       name, mean, n ? list : polder_report_text(report, "none"));
    free(all);
    return code;
}
