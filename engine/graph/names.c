/* names.c: organisations and values from the cells of a table; see tables.h. */
#include <stdlib.h>
#include <string.h>

#include "graph/number.h"
#include "graph/tables.h"

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool breaks(char c)
{
    return c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f';
}

/* With every run of line ends and tabs as one blank. */
static size_t in_one_line(char *to, const char *text, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        const bool blank = breaks(text[i]);
        if (blank && n > 0 && to[n - 1] == ' ') continue;
        to[n++] = blank ? ' ' : text[i];
    }
    return n;
}

int polder_cells_org(polder_netfile_t *file, const polder_cells_t *cells, int cell, int32_t *org,
                     polder_report_t *report)
{
    const polder_cell_t *c = &cells->cell[cell];
    bool plain = true;
    if (c->length == 0) return polder_cells_refuse(cells, cell, "an empty name");
    for (size_t i = 0; i < c->length; i++) {
        if (is_control(c->text[i]) && !breaks(c->text[i]))
            return polder_cells_refuse(cells, cell, "a name has the control character 0x%02x",
                                       (unsigned)(unsigned char)c->text[i]);
        plain = plain && !breaks(c->text[i]);
    }
    if (plain) return polder_netfile_org(file, c->text, c->length, cells->row_line, org, report);
    char *text = malloc(c->length);
    if (!text) return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for a name");
    const char *name = text;
    size_t n = in_one_line(text, c->text, c->length);
    polder_trim(&name, &n);
    const int code = n ? polder_netfile_org(file, name, n, cells->row_line, org, report)
                       : polder_cells_refuse(cells, cell, "an empty name");
    free(text);
    return code;
}

int polder_cells_value(polder_netfile_t *file, const polder_cell_t *cell, int attribute,
                       int32_t element, bool comma, polder_report_t *report)
{
    char number[64];
    const polder_number_t kind = polder_number_kind(cell->text, cell->length);
    if (kind == POLDER_NUMBER_MISSING) return 0;
    if (!comma || kind != POLDER_NUMBER_COMMA || cell->length >= sizeof number)
        return polder_netfile_set(file, attribute, element, cell->text, cell->length, report);
    memcpy(number, cell->text, cell->length);
    *(char *)memchr(number, ',', cell->length) = '.';
    return polder_netfile_set(file, attribute, element, number, cell->length, report);
}
