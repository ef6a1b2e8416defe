/* members.c: a table of organisations and what is known of them, beside a list of ties; see
 * netfile.h.
 *
 * What     The first row names the columns. The column in which most cells are organisations of
 *          the ties has the names; the others are attributes. An organisation that only the table
 *          has is one without ties.
 * How      The table is read twice: which column has the names, and which have numbers, perhaps
 *          with a decimal comma, is known at its end.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "graph/tables.h"
#include "graph/written.h"

typedef struct {
    char *name; /* "": none, and the column is passed over */
    polder_written_t seen;
    int32_t found; /* cells that are organisations of the ties */
    int attribute; /* of the network file; −1: it is none */
} column_t;

typedef struct {
    polder_netfile_t *file; /* of the ties */
    polder_report_t *report;
    polder_cells_t cells;
    int name, n_column; /* which column has the names, of how many */
    column_t *column;
    int32_t n_row, n_listed; /* organisations of the table, and those that the ties have */
} members_t;

static int no_memory(const members_t *m)
{
    return polder_fail_at(m->report, POLDER_MEMORY, &m->cells.file->place,
                          "no memory for the table of organisations");
}

/* ---- the columns ---- */

static int read_header(members_t *m)
{
    const polder_cells_t *cells = &m->cells;
    m->column = calloc((size_t)cells->n + 1, sizeof *m->column);
    if (!m->column) return no_memory(m);
    m->n_column = cells->n;
    for (int i = 0; i < cells->n; i++) {
        const polder_cell_t *cell = &cells->cell[i];
        if (polder_netfile_find(m->file, cell->text, cell->length) >= 0)
            return polder_cells_refuse(cells, i,
                                       "an organisation, where the names of the columns should "
                                       "be: put a header above it, such as name, size");
        m->column[i].name = strndup(cell->text, cell->length);
        if (!m->column[i].name) return no_memory(m);
    }
    return 0;
}

/* After the last row: the names, and the attributes. */
static int settle_columns(members_t *m)
{
    const polder_place_t *place = &m->cells.file->place;
    for (int i = 1; i < m->n_column; i++)
        if (m->column[i].found > m->column[m->name].found) m->name = i;
    if (m->column[m->name].found == 0)
        return polder_fail_at(m->report, POLDER_FORMAT, place,
                              "no organisation of this table has a tie in %s: the names must be "
                              "the same in both",
                              m->file->source->path);
    for (int i = 0; i < m->n_column; i++) {
        column_t *column = &m->column[i];
        const int before = m->file->n_attribute;
        column->attribute = -1;
        if (i == m->name || !*column->name) continue;
        const int code = polder_netfile_attribute(
            m->file, false, column->name, strlen(column->name), &column->attribute, m->report);
        if (code) return code;
        if (m->file->n_attribute == before)
            return polder_fail_at(m->report, POLDER_FORMAT, place, "two columns are called '%.80s'",
                                  column->name);
    }
    return 0;
}

/* How the numbers of all attributes are written. */
static int check_numbers(const members_t *m)
{
    const polder_written_t **seen = calloc((size_t)m->n_column + 1, sizeof *seen);
    if (!seen) return no_memory(m);
    for (int i = 0; i < m->n_column; i++) {
        m->column[i].seen.name = m->column[i].name;
        if (m->column[i].attribute >= 0) seen[i] = &m->column[i].seen;
    }
    const int code = polder_written_check(seen, m->n_column, &m->cells, m->report);
    if (code == 0) polder_written_warn_of_text(seen, m->n_column, &m->cells, m->report);
    free(seen);
    return code;
}

/* ---- the rows ---- */

static int check_row(members_t *m)
{
    const polder_cells_t *cells = &m->cells;
    int n = cells->n;
    while (n > m->n_column && cells->cell[n - 1].length == 0) n--;
    if (n != m->n_column)
        return polder_cells_refuse(
            cells, -1,
            polder_report_count(m->report, "%d cell, where the header has %d (%s separate them)",
                                "%d cells, where the header has %d (%s separate them)", n),
            n, m->n_column, polder_cells_separators(cells));
    for (int i = 0; i < n; i++) {
        const polder_cell_t *cell = &cells->cell[i];
        polder_written_look(&m->column[i].seen, cell, cells->row_line,
                            polder_cells_column(cells, i));
        m->column[i].found += polder_netfile_find(m->file, cell->text, cell->length) >= 0;
    }
    m->n_row++;
    return 0;
}

static int add_row(members_t *m, int32_t n_tied)
{
    const polder_cells_t *cells = &m->cells;
    polder_netfile_t *file = m->file;
    int32_t org = -1;
    int code = polder_cells_org(file, cells, m->name, &org, m->report);
    if (code) return code;
    if (file->member_line[org])
        return polder_cells_refuse(cells, m->name, "this organisation stands on line %d already",
                                   (int)file->member_line[org]);
    file->member_line[org] = cells->row_line;
    if (org < n_tied)
        m->n_listed++;
    else
        file->org_line[org] = 0; /* on none of the ties' file */
    for (int i = 0; code == 0 && i < m->n_column; i++)
        if (m->column[i].attribute >= 0)
            code = polder_cells_value(file, &cells->cell[i], m->column[i].attribute, org,
                                      m->column[i].seen.n_text == 0, m->report);
    return code;
}

/* Is it not there in any arm that has this file? */
static bool is_absent(const polder_netfile_t *file, int32_t org)
{
    const polder_source_t *source = file->source;
    for (int i = 0; i < source->n_absent; i++)
        if (strcmp(polder_netfile_id(file, org), source->absent[i]) == 0) return true;
    return false;
}

/* What one of the two files has and the other has not. */
static void warn_of_others(const members_t *m, int32_t n_tied)
{
    const polder_netfile_t *file = m->file;
    const int32_t fewer = n_tied - m->n_listed;
    int32_t first = 0, more = 0, untied = 0;
    while (first < n_tied && file->member_line[first]) first++;
    for (int32_t o = file->n_org - 1; o >= n_tied; o--)
        if (!is_absent(file, o)) more++, untied = o;
    if (fewer > 0)
        polder_warn(
            m->report, &m->cells.file->place,
            polder_report_count(m->report,
                                "%d of %d organisations with ties is not in this table, such "
                                "as '%.200s': nothing is known of them",
                                "%d of %d organisations with ties are not in this table, "
                                "such as '%.200s': nothing is known of them",
                                fewer),
            (int)fewer, (int)n_tied, polder_netfile_id(file, first));
    if (more > 0)
        polder_warn(
            m->report, &m->cells.file->place,
            polder_report_count(
                m->report, "%d organisation of this table has no ties in %s, such as '%.200s'",
                "%d organisations of this table have no ties in %s, such as '%.200s'", more),
            (int)more, file->source->path, polder_netfile_id(file, untied));
}

static int read_rows(members_t *m)
{
    polder_netfile_t *file = m->file;
    const int32_t n_tied = file->n_org;
    int code = polder_cells_next(&m->cells);
    if (code == 0)
        return polder_fail_at(m->report, POLDER_FORMAT, &m->cells.file->place,
                              "there is nothing in this table");
    if (code > 0) code = read_header(m);
    while (code == 0 && (code = polder_cells_next(&m->cells)) > 0) code = check_row(m);
    if (code == 0) code = settle_columns(m);
    if (code == 0) code = check_numbers(m);
    if (code) return code;
    file->member_file = file->source->organisations;
    file->member_line = calloc((size_t)n_tied + (size_t)m->n_row + 1, sizeof *file->member_line);
    if (!file->member_line) return no_memory(m);
    polder_cells_rewind(&m->cells);
    code = polder_cells_next(&m->cells); /* the header */
    if (code < 0) return code;
    while ((code = polder_cells_next(&m->cells)) > 0)
        if ((code = add_row(m, n_tied)) < 0) return code;
    if (code == 0) warn_of_others(m, n_tied);
    return code;
}

int polder_members_read(polder_netfile_t *file, polder_report_t *report)
{
    const polder_source_t source = {.path = file->source->organisations, .format = POLDER_EDGELIST};
    polder_netfile_t table = {.source = &source, .place = {.file = source.path}, .descriptor = -1};
    members_t m = {.file = file, .report = report};
    if (!file->named)
        return polder_fail_at(report, POLDER_INPUT, &file->place,
                              "network.organisations_file goes with a list of ties or a matrix; "
                              "this file has the attributes of its organisations in it");
    int code = polder_netfile_load(&table, report);
    if (code == 0) code = polder_cells_open(&m.cells, &table, report);
    if (code == 0) {
        code = read_rows(&m);
        polder_cells_close(&m.cells);
    }
    for (int i = 0; i < m.n_column; i++) free(m.column[i].name);
    free(m.column);
    if (table.descriptor >= 0) close(table.descriptor);
    polder_netfile_free(&table);
    return code;
}
