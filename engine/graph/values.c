/* values.c: what a value of a network file is as a number; see netfile.h.
 *
 * The same rule for every format: [+-]digits[.digits][e[+-]digits]. No hexadecimal numbers, and no
 * decimal comma, because 1,500 means two things.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bridge.h"
#include "netfile.h"

/* Length of the blank that begins here: a space, a control character or a no-break space. */
static size_t blank(const char *c)
{
    if (*c == ' ' || (*c >= '\t' && *c <= '\r')) return 1;
    return c[0] == '\xc2' && c[1] == '\xa0' ? 2 : 0;
}

bool polder_netfile_blank(const char *text)
{
    while (text && *text) {
        const size_t n = blank(text);
        if (n == 0) return false;
        text += n;
    }
    return true;
}

static size_t digits(const char **c)
{
    const size_t n = strspn(*c, "0123456789");
    *c += n;
    return n;
}

/* Is text[0 … n) a decimal number whose point is `point`? */
static bool is_decimal(const char *text, size_t n, char point)
{
    const char *c = text;
    if (*c == '+' || *c == '-') c++;
    size_t some = digits(&c);
    if (*c == point) {
        c++;
        some += digits(&c);
    }
    if (some == 0) return false;
    if (*c == 'e' || *c == 'E') {
        c++;
        if (*c == '+' || *c == '-') c++;
        if (digits(&c) == 0) return false;
    }
    return c == text + n;
}

static bool is_word(const char *text, size_t n, const char *const *word)
{
    for (; *word; word++)
        if (strlen(*word) == n && strncasecmp(*word, text, n) == 0) return true;
    return false;
}

/* The caller has set the plain locale (mapping.c). */
polder_value_kind_t polder_netfile_number(const char *text, double *number)
{
    static const char *const missing[] = {"NA", "N/A", "#N/A", "NaN", NULL};
    static const char *const infinite[] = {"inf", "infinity", NULL};
    *number = NAN;
    if (polder_netfile_blank(text)) return POLDER_VALUE_MISSING;
    for (size_t n; (n = blank(text)) > 0;) text += n;
    size_t length = 0; /* up to the last sign that is not a blank */
    for (const char *c = text; *c;) {
        const size_t n = blank(c);
        c += n ? n : 1;
        if (n == 0) length = (size_t)(c - text);
    }
    if (is_word(text, length, missing)) return POLDER_VALUE_MISSING;
    if (is_word(text, length, (const char *const[]){"true", "false", NULL})) {
        *number = length == 4;
        return POLDER_VALUE_NUMBER;
    }
    const size_t sign = *text == '+' || *text == '-';
    if (is_word(text + sign, length - sign, infinite)) return POLDER_VALUE_INFINITE;
    if (is_decimal(text, length, '.')) {
        *number = strtod(text, NULL);
        return isfinite(*number) ? POLDER_VALUE_NUMBER : POLDER_VALUE_INFINITE;
    }
    return is_decimal(text, length, ',') ? POLDER_VALUE_COMMA : POLDER_VALUE_TEXT;
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
    char list[800] = "none";
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
    const polder_place_t *place = &file->place;
    const bool told = asked && asked->line > 0;
    const int rc = polder_fail_at(report, POLDER_FORMAT, told ? asked : place,
                                  "the %s%s%s have no attribute '%s'%s%s%s; the file has: %s",
                                  of_ties ? "ties" : "organisations", told ? " of " : "",
                                  told ? place->file : "", name, nearest ? ", did you mean '" : "",
                                  nearest ? nearest : "", nearest ? "'?" : "", list);
    free(all);
    return rc;
}
