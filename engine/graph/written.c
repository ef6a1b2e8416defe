/* written.c: see written.h. */
#include "graph/written.h"

#include <stdio.h>
#include <string.h>

#include "graph/netfile.h"
#include "kernel/utf8.h"

/* 1.500 or 12,000: perhaps thousands. */
static bool like_thousands(const polder_cell_t *cell)
{
    const char *c = cell->text, *const end = c + cell->length;
    if (c < end && (*c == '-' || *c == '+')) c++;
    const size_t n = (size_t)(end - c);
    return n >= 5 && n <= 7 && *c != '0' && (end[-4] == '.' || end[-4] == ',');
}

static void look_at_number(polder_written_t *column, const polder_cell_t *cell, int line)
{
    const bool comma = memchr(cell->text, ',', cell->length) != NULL;
    const bool point = memchr(cell->text, '.', cell->length) != NULL;
    if (comma && !column->comma_line) column->comma_line = line;
    if (point && !column->point_line) column->point_line = line;
    column->n_decimal += comma || point;
    column->n_thousand += (comma || point) && like_thousands(cell);
}

/* Keeps what fits of a cell. */
static void keep(char text[32], const polder_cell_t *cell)
{
    snprintf(text, 32, "%.*s", (int)polder_utf8_cut(cell->text, cell->length, 31), cell->text);
}

void polder_written_look(polder_written_t *column, const polder_cell_t *cell, int line, int at)
{
    const polder_number_t kind = polder_number_kind(cell->text, cell->length);
    if (kind == POLDER_NUMBER_MISSING) {
        column->n_missing++;
    } else if (kind == POLDER_NUMBER_NONE || cell->braces) {
        if (!column->n_text++) {
            column->text_line = line;
            column->text_column = at;
            keep(column->text, cell);
        }
    } else {
        column->n_number++;
        if (kind == POLDER_NUMBER || kind == POLDER_NUMBER_COMMA)
            look_at_number(column, cell, line);
        else if (!column->odd_line) {
            column->odd_line = line;
            column->odd_kind = kind;
            keep(column->odd, cell);
        }
    }
}

static polder_place_t on_line(const polder_cells_t *cells, int line)
{
    polder_place_t place = cells->file->place;
    place.line = line;
    return place;
}

int polder_written_check(const polder_written_t *const *column, int n, const polder_cells_t *cells,
                         polder_report_t *report)
{
    int comma = 0, point = 0;
    bool thousands = false;
    const char separator = cells->separator;
    for (int i = 0; i < n; i++) {
        const polder_written_t *c = column[i];
        if (!c || c->n_text) continue;
        if (c->comma_line && (!comma || c->comma_line < comma)) comma = c->comma_line;
        if (c->point_line && (!point || c->point_line < point)) point = c->point_line;
        thousands |= c->n_decimal > 0 && c->n_decimal == c->n_thousand;
    }
    const polder_place_t place = on_line(cells, comma), at = on_line(cells, point ? point : comma);
    if (comma && (separator == ',' || separator == ' '))
        return polder_fail_at(report, POLDER_FORMAT, &place,
                              "a number with a decimal comma, where %s separate: write a decimal "
                              "point, or separate by semicolons or tabs",
                              polder_cells_separators(cells));
    if (comma && point)
        return polder_fail_at(report, POLDER_FORMAT, &place,
                              "a number with a decimal comma, while line %d has one with a point: "
                              "write all with a point, and thousands without a sign",
                              point);
    if (thousands && ((separator == ';' && point) || separator == '\t'))
        polder_warn(report, &at,
                    point ? "numbers such as the one on this line are read with a decimal point, "
                            "not as thousands"
                          : "numbers such as the one on this line are read with a decimal comma, "
                            "not as thousands");
    return 0;
}

/* One cell in six or fewer: a slip, and not a column of words. */
static bool is_slip(const polder_written_t *c)
{
    enum { NUMBERS_FOR_EACH = 5 };
    return c->n_text > 0 && c->n_number / NUMBERS_FOR_EACH >= c->n_text;
}

void polder_written_warn_of_text(const polder_written_t *const *column, int n,
                                 const polder_cells_t *cells, polder_report_t *report)
{
    for (int i = 0; i < n; i++) {
        const polder_written_t *c = column[i];
        if (!c || (c->n_text ? !is_slip(c) : !c->odd_line)) continue;
        polder_place_t place = on_line(cells, c->n_text ? c->text_line : c->odd_line);
        place.column = c->n_text ? c->text_column : 0;
        const char *way_out = polder_number_way_out(c->odd_kind);
        if (c->n_text)
            polder_warn(report, &place,
                        "'%s' is no number, so that column '%.100s' is text: %lld of its %lld "
                        "cells are numbers; what is not known is left empty, or NA",
                        c->text, c->name, (long long)c->n_number,
                        (long long)(c->n_number + c->n_text));
        else
            polder_warn(
                report, &place, "'%s' is not read as a number, so that column '%.100s' is text: %s",
                c->odd, c->name,
                polder_report_text(report, way_out ? way_out : POLDER_TEXT("a number is finite")));
    }
}
