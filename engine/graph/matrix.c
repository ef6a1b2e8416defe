/* matrix.c: a network as a square table, with a row and a column for each organisation.
 *
 * What     The cell in row A and column B is what A reports about B: the attribute "weight" of the
 *          tie from A to B. 0 and an empty cell are no tie; NA means that A did not answer. If all
 *          ties stand on one side of the diagonal each counts for both ends.
 * Names    stand above the columns and before the rows, or in one of the two places, or nowhere:
 *          then organisations are called 1, 2, 3 … The order of rows need not be that of columns.
 */
#include <stdlib.h>
#include <string.h>

#include "graph/number.h"
#include "graph/tables.h"

enum { MOST_ROWS = 100000 };

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    polder_cells_t cells;
    bool header, row_names;
    int n;         /* organisations, numbered by column */
    int *row_line; /* [n] where the row of an organisation is; 0: nowhere */
    int n_row;
    int weight;
    int64_t unanswered, above, below;
    int na_line, comma_line, point_line;
} matrix_t;

static bool is_number_or_none(const polder_cell_t *cell)
{
    const polder_number_t kind = polder_number_kind(cell->text, cell->length);
    return kind == POLDER_NUMBER || kind == POLDER_NUMBER_COMMA || kind == POLDER_NUMBER_MISSING;
}

static bool are_numbers(const polder_cells_t *cells, int from)
{
    for (int i = from; i < cells->n; i++)
        if (!is_number_or_none(&cells->cell[i])) return false;
    return true;
}

/* ---- where the names are ---- */

typedef struct {
    char *text; /* the names of the first row, each followed by a zero byte */
    int n;
    bool first_empty, first_number, numbers; /* its first cell; all of its cells */
} heading_t;

static int take_heading(const polder_cells_t *cells, heading_t *heading)
{
    size_t size = 1;
    for (int i = 0; i < cells->n; i++) size += cells->cell[i].length + 1;
    heading->text = calloc(size, 1);
    if (!heading->text) return POLDER_MEMORY;
    char *to = heading->text;
    for (int i = 0; i < cells->n; i++) {
        memcpy(to, cells->cell[i].text, cells->cell[i].length);
        to += cells->cell[i].length + 1;
    }
    const polder_cell_t *first = &cells->cell[0];
    heading->n = cells->n;
    heading->first_empty = first->length == 0;
    heading->first_number = !heading->first_empty && is_number_or_none(first);
    heading->numbers = are_numbers(cells, 0);
    return 0;
}

static bool heading_has(const heading_t *heading, int from, const polder_cell_t *cell)
{
    const char *name = heading->text;
    for (int i = 0; i < heading->n; i++, name += strlen(name) + 1)
        if (i >= from && polder_cell_is(cell, name, strlen(name))) return true;
    return false;
}

/* A table that was not called a matrix is one if the rows begin with names that stand above the
 * columns, at least half of them, and all else is numbers. */
static int looks_like(polder_cells_t *cells, heading_t *heading, bool *yes)
{
    int code = polder_cells_next(cells);
    if (code <= 0 || cells->n < 2 || cells->n > MOST_ROWS) return code;
    code = take_heading(cells, heading);
    if (code) return code;
    int n_row = 0, known = 0, from = 1, n_name = 0;
    while ((code = polder_cells_next(cells)) > 0) {
        if (n_row == 0) from = cells->n == heading->n + 1 ? 0 : 1;
        n_name = heading->n - from;
        if (n_row++ == n_name) return 0; /* more rows than columns */
        if (cells->n < 2 || !are_numbers(cells, 1)) return 0;
        if (n_row == 1 && from == 1 && heading->first_number) return 0;
        known += heading_has(heading, from, &cells->cell[0]);
    }
    if (code < 0) return code;
    const bool names = heading->first_empty || !heading->numbers;
    *yes = n_name >= 2 && n_row >= 2 && 2 * known >= n_row && known >= 2 && names;
    return 0;
}

bool polder_matrix_recognised(const polder_netfile_t *file)
{
    polder_cells_t cells;
    heading_t heading = {0};
    bool yes = false;
    if (polder_cells_open(&cells, file, NULL)) return false;
    const int code = looks_like(&cells, &heading, &yes);
    free(heading.text);
    polder_cells_close(&cells);
    return code == 0 && yes;
}

/* ---- organisations ---- */

static int find_layout(matrix_t *m)
{
    heading_t heading = {0};
    polder_cells_t *cells = &m->cells;
    int code = polder_cells_next(cells);
    if (code > 0 && cells->n > MOST_ROWS)
        code = polder_cells_refuse(cells, -1, "more than %d columns", (int)MOST_ROWS);
    else if (code > 0)
        code = take_heading(cells, &heading);
    if (code == 0 && heading.text) code = polder_cells_next(cells);
    if (code > 0) {
        const polder_cell_t *second = &cells->cell[0];
        if (cells->n == heading.n + 1 && cells->cell[cells->n - 1].length > 0) {
            m->header = m->row_names = true;
            m->n = heading.n;
        } else if (!heading.numbers || heading.first_empty) {
            m->row_names = heading_has(&heading, 1, second) || !is_number_or_none(second);
            m->header = !heading.numbers || m->row_names;
            m->n = heading.n - m->row_names;
        } else {
            m->n = heading.n;
        }
        code = 0;
    } else if (code == 0) {
        m->n = heading.n;
    }
    free(heading.text);
    if (code == POLDER_MEMORY)
        return polder_fail_at(m->report, POLDER_MEMORY, &m->file->place,
                              "no memory for the matrix");
    return code;
}

static int add_organisations(matrix_t *m)
{
    polder_cells_t *cells = &m->cells;
    polder_cells_rewind(cells);
    int code = m->header ? polder_cells_next(cells) : 0;
    if (code < 0) return code;
    const int shift = m->header && cells->n == m->n + 1;
    for (int i = 0; i < m->n; i++) {
        char text[16];
        int32_t org = 0;
        snprintf(text, sizeof text, "%d", i + 1);
        if (m->header)
            code = polder_cells_org(m->file, cells, i + shift, &org, m->report);
        else
            code = polder_netfile_org(m->file, text, strlen(text), 0, &org, m->report);
        if (code) return code;
        if (org != i)
            return polder_cells_refuse(cells, i + shift, "two columns are called '%.100s'",
                                       polder_netfile_id(m->file, org));
        m->file->listed[org] = true;
    }
    return 0;
}

/* ---- ties ---- */

static int refuse_row(const matrix_t *m)
{
    const polder_cell_t *cell = &m->cells.cell[0];
    char name[128] = "";
    const char **all = calloc((size_t)m->n, sizeof *all);
    for (int i = 0; all && i < m->n; i++) all[i] = polder_netfile_id(m->file, i);
    snprintf(name, sizeof name, "%.*s", cell->length < 100 ? (int)cell->length : 100, cell->text);
    const char *nearest = all && m->n <= 1000
                              ? polder_nearest_within(name, all, (size_t)m->n, strlen(name) / 3)
                              : NULL;
    const int code = polder_cells_refuse(
        &m->cells, 0,
        nearest ? "the row of '%s' has no column: did you mean '%s'?; rows and columns must be the "
                  "same organisations (a table with other columns is not a network between "
                  "organisations)"
                : "the row of '%s' has no column; rows and columns must be the same organisations "
                  "(a table with other columns is not a network between organisations)",
        name, nearest ? nearest : "");
    free(all);
    return code;
}

/* Whose row this is. */
static int find_row(matrix_t *m, int *row)
{
    const polder_cells_t *cells = &m->cells;
    *row = m->n_row;
    if (m->row_names) {
        int32_t org = 0;
        const int code = polder_cells_org(m->file, cells, 0, &org, m->report);
        if (code) return code;
        if (org >= m->n) return refuse_row(m);
        *row = (int)org;
        if (m->row_line[*row])
            return polder_cells_refuse(cells, 0, "the row of '%.100s' stands on line %d already",
                                       polder_netfile_id(m->file, org), m->row_line[*row]);
    } else if (m->n_row >= m->n) {
        return polder_cells_refuse(cells, -1, "more rows than columns: there are %d", m->n);
    }
    m->row_line[*row] = cells->row_line;
    m->n_row++;
    return 0;
}

static int refuse_cell(const matrix_t *m, int cell, int row, int column, polder_number_t kind)
{
    const polder_cell_t *c = &m->cells.cell[cell];
    const char *way_out = polder_number_way_out(kind);
    return polder_cells_refuse(
        &m->cells, cell, "row '%.80s', column '%.80s' is '%.*s', not a number: %s",
        polder_netfile_id(m->file, row), polder_netfile_id(m->file, column),
        c->length < 60 ? (int)c->length : 60, c->text,
        polder_report_text(m->report,
                           way_out ? way_out : POLDER_TEXT("write 1 for a tie and 0 for none")));
}

static int check_comma(matrix_t *m, int cell, bool comma)
{
    const polder_cell_t *c = &m->cells.cell[cell];
    if (comma && !m->comma_line) m->comma_line = m->cells.row_line;
    if (memchr(c->text, '.', c->length) && !m->point_line) m->point_line = m->cells.row_line;
    if (m->comma_line && m->point_line)
        return polder_cells_refuse(&m->cells, cell,
                                   "line %d has a number with a decimal comma and line %d one with "
                                   "a point: write all with a point",
                                   m->comma_line, m->point_line);
    return 0;
}

/* No digit but 0 before an exponent: 1e-999 is a tie. */
static bool is_zero(const char *number)
{
    const char first = number[strcspn(number, "123456789eE")];
    return first == '\0' || first == 'e' || first == 'E';
}

static int add_cell(matrix_t *m, int cell, int row, int column)
{
    const polder_cell_t *c = &m->cells.cell[cell];
    const char separator = m->cells.separator;
    char text[64];
    if (c->length == 0) return 0;
    const polder_number_t kind = polder_number_kind(c->text, c->length);
    const bool comma = kind == POLDER_NUMBER_COMMA && separator != ',' && separator != ' ';
    if (kind == POLDER_NUMBER_MISSING) {
        if (!m->na_line && row != column) m->na_line = m->cells.row_line;
        m->unanswered += row != column;
        return 0;
    }
    if ((kind != POLDER_NUMBER && !comma) || c->length >= sizeof text)
        return refuse_cell(m, cell, row, column, kind);
    int code = check_comma(m, cell, comma);
    if (code) return code;
    memcpy(text, c->text, c->length);
    text[c->length] = '\0';
    if (comma) *strchr(text, ',') = '.';
    if (is_zero(text)) return 0;
    m->above += column > row;
    m->below += column < row;
    code = polder_netfile_tie(m->file, row, column, true, m->cells.row_line, m->report);
    return code ? code
                : polder_netfile_set(m->file, m->weight, m->file->n_tie - 1, text, strlen(text),
                                     m->report);
}

/* A format of the three numbers. */
static const char *cells_expected(const matrix_t *m)
{
    if (m->header)
        return m->row_names ? POLDER_TEXT("%d cells, expected %d: one for each of the %d names, "
                                          "and a name in front")
                            : POLDER_TEXT("%d cells, expected %d: one for each of the %d names");
    return m->row_names ? POLDER_TEXT("%d cells, expected %d: one for each of the %d columns, and "
                                      "a name in front")
                        : POLDER_TEXT("%d cells, expected %d: one for each of the %d columns");
}

static int add_row(matrix_t *m)
{
    const polder_cells_t *cells = &m->cells;
    int n = cells->n, row = 0;
    const int expected = m->n + m->row_names;
    while (n > expected && cells->cell[n - 1].length == 0) n--;
    if (n != expected) return polder_cells_refuse(cells, -1, cells_expected(m), n, expected, m->n);
    int code = find_row(m, &row);
    for (int k = 0; code == 0 && k < m->n; k++) code = add_cell(m, k + m->row_names, row, k);
    return code;
}

static int add_rows(matrix_t *m)
{
    polder_cells_rewind(&m->cells);
    int code = m->header ? polder_cells_next(&m->cells) : 0;
    if (code < 0) return code;
    while ((code = polder_cells_next(&m->cells)) > 0) {
        const int wrong = add_row(m);
        if (wrong) return wrong;
    }
    if (code == 0 && !m->row_names && m->n_row != m->n)
        code =
            polder_fail_at(m->report, POLDER_FORMAT, &m->file->place,
                           "%d rows and %d columns: a matrix has as many of both", m->n_row, m->n);
    return code;
}

static void warn_of_answers(const matrix_t *m)
{
    polder_cells_warn_of_comments(&m->cells);
    polder_place_t place = m->file->place;
    if (m->n_row < m->n)
        polder_warn(m->report, &place,
                    "%d of %d organisations have no row: what they would report is missing",
                    m->n - m->n_row, m->n);
    place.line = m->na_line;
    if (m->unanswered)
        polder_warn(
            m->report, &place,
            polder_report_count(m->report,
                                "%lld cell of the matrix is NA: what the row would report "
                                "there is missing",
                                "%lld cells of the matrix are NA: what the row would report "
                                "there is missing",
                                m->unanswered),
            (long long)m->unanswered);
    place.line = 0;
    if ((m->above == 0) != (m->below == 0) && m->unanswered == 0 && m->n_row == m->n)
        polder_warn(m->report, &place,
                    "one half of the matrix is empty: each of the %lld ties counts for both ends",
                    (long long)m->above + (long long)m->below);
}

/* One half is enough where ties have no direction. */
static void fill_half(const matrix_t *m)
{
    if (m->unanswered || m->n_row < m->n || (m->above && m->below)) return;
    for (int32_t t = 0; t < m->file->n_tie; t++) m->file->directed[t] = false;
}

static int read_matrix(matrix_t *m)
{
    int code = find_layout(m);
    if (code) return code;
    if (m->n == 0)
        return m->cells.row_line == 0
                   ? 0 /* an empty file */
                   : polder_cells_refuse(&m->cells, -1,
                                         "the first row has 1 cell: a matrix has a column for each "
                                         "organisation");
    m->row_line = calloc((size_t)m->n, sizeof *m->row_line);
    if (!m->row_line)
        return polder_fail_at(m->report, POLDER_MEMORY, &m->file->place,
                              "no memory for the matrix");
    code = add_organisations(m);
    if (code == 0)
        code = polder_netfile_attribute(m->file, true, "weight", 6, &m->weight, m->report);
    if (code == 0) code = add_rows(m);
    if (code) return code;
    fill_half(m);
    warn_of_answers(m);
    return 0;
}

int polder_matrix_read(polder_netfile_t *file, polder_report_t *report)
{
    matrix_t m = {.file = file, .report = report};
    file->named = true;
    int code = polder_cells_open(&m.cells, file, report);
    if (code) return code;
    code = read_matrix(&m);
    free(m.row_line);
    polder_cells_close(&m.cells);
    return code;
}
