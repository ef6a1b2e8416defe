/* edgelist.c: a network as a table of ties.
 *
 * What     A row is a tie: two names, and what is known of it. With a header (header.h) its columns
 *          are attributes by their own names; without one a third column is the number "weight".
 *          What networkx writes, {'weight': 1}, may stand there instead.
 * How      The table is read twice. The survey looks for a header and at what stands in each
 *          column, so that a decimal comma is taken for one in all rows or in none.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/header.h"
#include "graph/tables.h"
#include "graph/written.h"

enum { WITHOUT_HEADER = 3, KONECT = 4 }; /* columns there may be */

typedef enum { IGNORED, FROM, TO, DIRECTION, ATTRIBUTE } role_t;

/* What the survey saw in a column below the first row. */
typedef struct {
    char *name; /* of the first row */
    role_t role;
    int attribute;
    polder_written_t seen;
    bool directions; /* nothing but Directed, Undirected and Mutual */
} column_t;

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    polder_cells_t cells;
    column_t *column;
    int n_column; /* of the first row, and one more for R's row names */
    int n_room;   /* those that there is room for */
    int from, to;
    int first_line;
    bool known; /* the ends have words that are known */
    bool header, konect;
    bool elsewhere, same_stem; /* the two names of the first row, or their like, stand below */
    int64_t row_number;        /* of the last row, while they grow from row to row; else -1 */
    bool braces;
    int least, most; /* cells of the rows below */
    int64_t n_row;   /* below the first */
    int na_line;     /* the first name that is NA; 0: none */
} list_t;

static void warn_of_line(const list_t *list, int line, const char *text)
{
    polder_place_t place = list->file->place;
    place.line = line;
    polder_warn(list->report, &place, "%s", text);
}

static int no_memory(const list_t *list)
{
    return polder_fail_at(list->report, POLDER_MEMORY, &list->file->place,
                          "no memory for the columns of the table");
}

/* ---- survey ---- */

static int take_first(list_t *list)
{
    const polder_cells_t *cells = &list->cells;
    list->first_line = cells->row_line;
    list->column = calloc((size_t)cells->n + KONECT, sizeof *list->column);
    if (!list->column) return no_memory(list);
    list->n_column = cells->n;
    list->n_room = cells->n + KONECT;
    for (int i = 0; i < cells->n; i++) {
        list->column[i].name = strndup(cells->cell[i].text, cells->cell[i].length);
        list->column[i].directions = true;
        if (!list->column[i].name) return no_memory(list);
        list->braces |= cells->cell[i].braces;
    }
    char **word = calloc((size_t)cells->n, sizeof *word);
    if (!word) return no_memory(list);
    for (int i = 0; i < cells->n; i++) word[i] = list->column[i].name;
    polder_header_ends(word, cells->n, &list->from, &list->to);
    free(word);
    list->known = list->from >= 0;
    if (!list->known) {
        list->from = 0;
        list->to = 1;
    }
    return 0;
}

static bool is_direction(const polder_cell_t *cell, bool *directed)
{
    *directed = cell->length == 8 && strncasecmp(cell->text, "directed", 8) == 0;
    return *directed || (cell->length == 10 && strncasecmp(cell->text, "undirected", 10) == 0) ||
           (cell->length == 6 && strncasecmp(cell->text, "mutual", 6) == 0);
}

static void look_at_cell(column_t *column, const polder_cell_t *cell, int line, int at)
{
    bool directed;
    column->directions = column->directions && is_direction(cell, &directed);
    polder_written_look(&column->seen, cell, line, at);
}

/* Whether the names of the first row, or their like, stand in this row as well. `shift` is 1 for
 * R's column of row names. */
static void look_for_first(list_t *list, int shift)
{
    const polder_cells_t *cells = &list->cells;
    const int end[2] = {list->from, list->to};
    for (int i = 0; i < 2; i++) {
        if (end[i] + shift >= cells->n) continue;
        const polder_cell_t *cell = &cells->cell[end[i] + shift];
        for (int k = 0; k < 2; k++) {
            const char *name = list->column[end[k]].name;
            const size_t length = strlen(name);
            list->elsewhere |= polder_cell_is(cell, name, length);
            list->same_stem |= polder_header_same_stem(name, length, cell->text, cell->length);
        }
    }
}

/* The number of a row, as R and pandas write them in front, or −1. */
static int64_t row_number(const polder_cell_t *cell)
{
    int64_t number = 0;
    if (cell->length == 0 || cell->length > 9) return -1;
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->text[i] < '0' || cell->text[i] > '9') return -1;
        number = 10 * number + (cell->text[i] - '0');
    }
    return number;
}

static void follow_row_number(list_t *list)
{
    const int64_t number = row_number(&list->cells.cell[0]);
    if (list->row_number >= 0) list->row_number = number > list->row_number ? number : -1;
}

static int survey(list_t *list)
{
    polder_cells_t *cells = &list->cells;
    int code = polder_cells_next(cells);
    if (code <= 0) return code;
    code = take_first(list);
    if (code) return code;
    while ((code = polder_cells_next(cells)) > 0) {
        list->n_row++;
        if (list->n_row == 1 || cells->n < list->least) list->least = cells->n;
        if (cells->n > list->most) list->most = cells->n;
        follow_row_number(list);
        const int shift = cells->n == list->n_column + 1 && list->row_number > 0;
        if (list->n_column > 1) look_for_first(list, shift);
        for (int i = 0; i < cells->n && i < list->n_room; i++)
            look_at_cell(&list->column[i], &cells->cell[i], cells->row_line,
                         polder_cells_column(cells, i));
        for (int i = 0; i < cells->n; i++) list->braces |= cells->cell[i].braces;
    }
    return code;
}

/* ---- the header ---- */

/* Whether a word stands over a column of numbers. */
static bool has_title(const list_t *list)
{
    for (int i = 0; i < list->n_column; i++) {
        const column_t *column = &list->column[i];
        if (i == list->from || i == list->to || column->seen.n_text) continue;
        if (polder_number_kind(column->name, strlen(column->name)) != POLDER_NUMBER_NONE) continue;
        if (column->seen.n_number || polder_header_is_weight(column->name)) return true;
    }
    return false;
}

/* R's write.table: the rows have one cell more than the header, their names, in front. */
static int shift_columns(list_t *list)
{
    char *none = strdup("");
    if (!none) return no_memory(list);
    for (int i = list->n_column; i > 0; i--)
        list->column[i] = (column_t){.name = list->column[i - 1].name, .directions = true};
    list->column[0] = (column_t){.name = none};
    list->n_column++;
    list->from++;
    list->to++;
    polder_cells_rewind(&list->cells); /* what was counted belongs to the column before */
    int code = polder_cells_next(&list->cells);
    while (code > 0 && (code = polder_cells_next(&list->cells)) > 0)
        for (int i = 0; i < list->cells.n && i < list->n_column; i++)
            look_at_cell(&list->column[i], &list->cells.cell[i], list->cells.row_line,
                         polder_cells_column(&list->cells, i));
    return code;
}

static int find_header(list_t *list)
{
    const bool rows = list->n_row > 0;
    const bool one_more = rows && list->least == list->most && list->most == list->n_column + 1;
    if (list->konect || list->n_column < 2) return 0;
    if (list->known && !list->elsewhere && !list->same_stem) {
        list->header = true;
    } else if (!list->elsewhere && rows && has_title(list)) {
        list->header = true;
        if (*list->column[0].name)
            warn_of_line(
                list, list->first_line,
                "this line is taken for a header: its names stand nowhere else, and it has "
                "a word over a column of numbers");
    }
    if (one_more && list->row_number > 0 && list->n_row > 1 &&
        (list->header || list->n_column > 2)) {
        list->header = true;
        return shift_columns(list);
    }
    return 0;
}

/* ---- the columns ---- */

/* Says where, as the cells of this row are no longer there. */
static int refuse_line(const list_t *list, int line, const char *text)
{
    polder_place_t place = list->file->place;
    place.line = line;
    return polder_fail_at(list->report, POLDER_FORMAT, &place, "%s", text);
}

static int check_title(const list_t *list, int i)
{
    char text[400];
    const column_t *column = &list->column[i];
    const bool empty = column->seen.n_number + column->seen.n_text == 0;
    if (!*column->name) {
        if (i == 0 || empty) return 0;
        snprintf(text, sizeof text, "column %d has values but no name in the header", i + 1);
        return refuse_line(list, list->first_line, text);
    }
    for (int k = 0; k < i; k++)
        if (strcmp(list->column[k].name, column->name) == 0) {
            snprintf(text, sizeof text, "columns %d and %d of the header are both called '%.100s'",
                     k + 1, i + 1, column->name);
            return refuse_line(list, list->first_line, text);
        }
    return 0;
}

/* "A" is tied to "1": a table of organisations by events, perhaps. */
static int check_ends(const list_t *list)
{
    const column_t *from = &list->column[list->from], *to = &list->column[list->to];
    const bool odd =
        (from->seen.n_text == 0 && from->seen.n_number && to->seen.n_text && !to->seen.n_number) ||
        (to->seen.n_text == 0 && to->seen.n_number && from->seen.n_text && !from->seen.n_number);
    if (!*from->name || !*to->name || (odd && !list->known)) {
        char text[500];
        snprintf(text, sizeof text,
                 "columns '%.100s' and '%.100s' do not both hold names: call the columns with the "
                 "names source and target, or name format: matrix if this is one whose rows and "
                 "columns are the same organisations",
                 from->name, to->name);
        return refuse_line(list, list->first_line, text);
    }
    return 0;
}

static int name_columns(list_t *list)
{
    for (int i = 0; i < list->n_column; i++) {
        column_t *column = &list->column[i];
        const int wrong = check_title(list, i);
        if (wrong) return wrong;
        if (i == list->from || i == list->to) {
            column->role = i == list->from ? FROM : TO;
        } else if (list->n_row && column->directions && strcasecmp(column->name, "type") == 0) {
            column->role = DIRECTION;
            list->file->listing = false; /* the file says it itself */
        } else if (*column->name) {
            column->role = ATTRIBUTE;
            const int code =
                polder_netfile_attribute(list->file, true, column->name, strlen(column->name),
                                         &column->attribute, list->report);
            if (code) return code;
        }
    }
    return check_ends(list);
}

static int refuse_without_header(const list_t *list)
{
    char text[400];
    snprintf(text, sizeof text,
             "%d columns, and the first line does not say what they are: put a header above it, "
             "such as source%ctarget%cweight%cyear, or name format: matrix if it is one%s",
             list->n_column, list->cells.separator, list->cells.separator, list->cells.separator,
             list->cells.separator == ',' ? "; if numbers have a decimal comma, separate the "
                                            "columns by semicolons"
                                          : "");
    return refuse_line(list, list->first_line, text);
}

/* Two names, and perhaps a number: without a header the columns have these names. What stands in
 * the first row counts as well. */
static int default_columns(list_t *list)
{
    static const char *const title[] = {"", "", "weight", "time"};
    const int most = list->konect ? KONECT : WITHOUT_HEADER;
    list->from = 0;
    list->to = 1;
    if (list->n_column > most && !list->braces) return refuse_without_header(list);
    for (int i = 0; i < most; i++) {
        column_t *column = &list->column[i];
        column->role = i == 0 ? FROM : i == 1 ? TO : ATTRIBUTE;
        column->attribute = -1;
        if (i < 2) continue;
        const char *first = column->name;
        if (i < list->n_column && *first != '{')
            look_at_cell(column, &(polder_cell_t){.text = first, .length = strlen(first)},
                         list->first_line, 0);
        free(column->name);
        column->name = strdup(title[i]);
        if (!column->name) return no_memory(list);
    }
    if (list->n_column < most) list->n_column = most;
    return 0;
}

/* How the numbers of all attributes are written. */
static int check_numbers(const list_t *list)
{
    const polder_written_t **seen = calloc((size_t)list->n_column + 1, sizeof *seen);
    if (!seen) return no_memory(list);
    for (int i = 0; i < list->n_column; i++) {
        column_t *column = &list->column[i];
        column->seen.name = column->name;
        if (column->role == ATTRIBUTE) seen[i] = &column->seen;
    }
    const int code = polder_written_check(seen, list->n_column, &list->cells, list->report);
    if (code == 0) polder_written_warn_of_text(seen, list->n_column, &list->cells, list->report);
    free(seen);
    return code;
}

/* ---- ties ---- */

static int check_count(const list_t *list)
{
    const polder_cells_t *cells = &list->cells;
    int n = cells->n;
    while (n > list->n_column && cells->cell[n - 1].length == 0) n--;
    if (list->header && n != list->n_column) {
        const bool decimal = n > list->n_column && cells->separator == ',';
        return polder_cells_refuse(
            cells, -1,
            decimal
                ? "%d cells, where the header on line %d has %d (names and decimal numbers with "
                  "a comma go in double quotes)"
                : "%d cells, where the header on line %d has %d",
            n, list->first_line, list->n_column);
    }
    if (list->header) return 0;
    if (list->braces && n > WITHOUT_HEADER && cells->cell[n - 1].braces)
        return polder_cells_refuse(
            cells, -1,
            "%d words before {: a name with a blank cannot be told from two names; write the "
            "file with nx.write_edgelist(G, \"name.tsv\", delimiter=\"\\t\")",
            n - 1);
    if (n > list->n_column || n > (list->konect ? KONECT : WITHOUT_HEADER))
        return polder_cells_refuse(cells, -1,
                                   "%d cells, expected two names and perhaps a number (%s separate "
                                   "them; a name with such a sign goes in double quotes)",
                                   n, polder_cells_separators(cells));
    if (n < 2)
        return polder_cells_refuse(
            cells, -1,
            memchr(cells->cell[0].text, '|', cells->cell[0].length)
                ? "1 cell, expected two names and perhaps a number (%s separate them, | does not)"
                : "1 cell, expected two names and perhaps a number (%s separate them)",
            polder_cells_separators(cells));
    return 0;
}

static int check_weight(const list_t *list, int i)
{
    const polder_cell_t *cell = &list->cells.cell[i];
    const polder_number_t kind = polder_number_kind(cell->text, cell->length);
    const bool comma =
        kind == POLDER_NUMBER_COMMA && list->cells.separator != ',' && list->cells.separator != ' ';
    if (kind == POLDER_NUMBER || kind == POLDER_NUMBER_MISSING || comma) return 0;
    const char *way_out = polder_number_way_out(kind);
    if (!way_out && list->column[i].seen.n_number == 0 && list->column[i].seen.n_text > 1)
        way_out = POLDER_TEXT("put a header above, such as source, target, kind");
    const int length = cell->length < 80 ? (int)cell->length : 80;
    if (!way_out)
        return polder_cells_refuse(&list->cells, i, "the weight '%.*s' is not a number", length,
                                   cell->text);
    return polder_cells_refuse(&list->cells, i, "the weight '%.*s' is not a number: %s", length,
                               cell->text, polder_report_text(list->cells.report, way_out));
}

static int add_value(list_t *list, int i, int32_t tie)
{
    column_t *column = &list->column[i];
    const polder_cell_t *cell = &list->cells.cell[i];
    if (cell->braces && !list->header)
        return polder_braces_read(list->file, &list->cells, cell, tie, list->report);
    if (column->role != ATTRIBUTE) return 0;
    int code = list->header ? 0 : check_weight(list, i);
    if (code == 0 && column->attribute < 0)
        code = polder_netfile_attribute(list->file, true, column->name, strlen(column->name),
                                        &column->attribute, list->report);
    if (code) return code;
    return polder_cells_value(list->file, cell, column->attribute, tie, column->seen.n_text == 0,
                              list->report);
}

static bool is_directed(const list_t *list)
{
    if (list->konect) return list->file->data[2] == 'a';
    bool directed = true;
    for (int i = 0; i < list->cells.n && i < list->n_column; i++)
        if (list->column[i].role == DIRECTION) (void)is_direction(&list->cells.cell[i], &directed);
    return directed;
}

static int add_tie(list_t *list)
{
    polder_netfile_t *file = list->file;
    const polder_cells_t *cells = &list->cells;
    const int column[2] = {list->from, list->to};
    int32_t end[2] = {0, 0};
    int code = check_count(list);
    for (int i = 0; code == 0 && i < 2; i++) {
        const polder_cell_t *cell = &cells->cell[column[i]];
        code = polder_cells_org(file, cells, column[i], &end[i], list->report);
        if (code == 0) file->listed[end[i]] = true;
        if (!list->na_line && !cell->quoted &&
            polder_number_kind(cell->text, cell->length) == POLDER_NUMBER_MISSING)
            list->na_line = cells->row_line;
    }
    if (code == 0)
        code = polder_netfile_tie(file, end[0], end[1], is_directed(list), cells->row_line,
                                  list->report);
    for (int i = 0; code == 0 && i < cells->n && i < list->n_column; i++)
        code = add_value(list, i, file->n_tie - 1);
    return code;
}

static int add_ties(list_t *list)
{
    polder_cells_rewind(&list->cells);
    int code = polder_cells_next(&list->cells);
    if (code > 0 && list->header) {
        list->file->n_heading++;
        code = polder_cells_next(&list->cells);
    }
    for (; code > 0; code = polder_cells_next(&list->cells)) {
        const int wrong = add_tie(list);
        if (wrong) return wrong;
    }
    return code;
}

static void warn_of_names(const list_t *list)
{
    polder_cells_warn_of_comments(&list->cells);
    if (!list->header && !list->konect && !list->elsewhere && !list->same_stem &&
        list->n_row >= 2 && list->n_column >= 2 &&
        strcmp(list->column[0].name, list->column[1].name) != 0)
        warn_of_line(list, list->first_line,
                     "the names on this line are nowhere else in the file: if it is a header, "
                     "remove it or put # in front, or call its columns source and target");
    if (list->na_line)
        warn_of_line(list, list->na_line,
                     "a name on this line usually stands for a missing one; here it is an "
                     "organisation");
}

static int read_list(list_t *list)
{
    int code = survey(list);
    if (code < 0 || !list->column) return code;
    code = find_header(list);
    if (code == 0) code = list->header ? name_columns(list) : default_columns(list);
    if (code == 0) code = check_numbers(list);
    if (code == 0) code = add_ties(list);
    if (code == 0) warn_of_names(list);
    return code;
}

int polder_edgelist_read(polder_netfile_t *file, polder_report_t *report)
{
    list_t list = {.file = file, .report = report};
    list.konect =
        file->size > 6 && (!strncmp(file->data, "% sym", 5) || !strncmp(file->data, "% asym", 6));
    file->listing = !list.konect;
    file->named = true;
    int code = polder_cells_open(&list.cells, file, report);
    if (code) return code;
    file->n_heading += list.cells.header;
    code = read_list(&list);
    for (int i = 0; i < list.n_room; i++) free(list.column[i].name);
    free(list.column);
    polder_cells_close(&list.cells);
    return code;
}
