/* axis_csv.c: the points of a design from a table that another tool made. See axis.h.
 *
 * The table is cut into cells by the code that cuts tables of ties (engine/graph/cells.h), so that
 * both know the same separators, quotes, line ends and encodings: a header with the names of the
 * factors, then a row for each point. Other tools write whole numbers as 21.0, number their rows,
 * and add columns of their own; all of this is read, and nothing of it by guessing.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/number.h"
#include "graph/cells.h"
#include "graph/number.h"
#include "scenario/axis.h"

enum { IGNORED = -1, NAMELESS = -2 };

typedef struct {
    polder_loader_t *r;
    polder_points_t *points;
    const polder_yaml_node_t *ignore; /* names of columns, or NULL */
    polder_yaml_t *scenario;
    polder_cells_t cells;
    int n_column;
    int *axis_of;               /* [n_column] IGNORED, or NAMELESS: must be empty */
    char **name;                /* [n_column] as they stand in the header */
    bool row_names;             /* each row begins with a name that the header does not have */
    char *text;                 /* room for one value, as long as the file */
    polder_yaml_node_t node;    /* the value, at its place */
    int64_t room;               /* points there is memory for */
    int comma_line, point_line; /* the first decimal number of each kind; 0: none */
    bool mixed;                 /* it was said that there are both */
    bool no_more;               /* reading cannot go on */
} csv_t;

static size_t offset(const csv_t *c, const char *at)
{
    return (size_t)(at - c->points->file.text);
}

/* Makes c->node of a cell of the row. */
static void take(csv_t *c, int i)
{
    const polder_cell_t *cell = &c->cells.cell[i];
    const char *begin = cell->text, *end = begin + cell->length;
    memcpy(c->text, cell->text, cell->length);
    c->text[cell->length] = '\0';
    if (cell->at) { /* its text was put together elsewhere */
        begin = c->cells.row;
        end = begin + 1;
    } else if (cell->quoted) {
        begin--;
        end++;
    }
    c->node = (polder_yaml_node_t){
        .text = c->text, .begin = offset(c, begin), .end = offset(c, end), .weight = 1};
}

static bool fault(csv_t *c, size_t at, const char *what)
{
    const polder_yaml_node_t node = {.begin = at, .end = at + 1};
    polder_loader_problem(c->r, &node, "%s", what);
    return false;
}

/* The next row; false at the end, or if the file is not a table from here on. */
static bool next_row(csv_t *c)
{
    const int code = polder_cells_next(&c->cells);
    if (code < 0) {
        c->r->n_problem++;
        c->no_more = true;
    }
    return code == 1;
}

/* ---- the header ---- */

/* pandas calls the columns that have no name "Unnamed: 0". */
static bool is_unnamed(const char *name)
{
    if (strncmp(name, "Unnamed: ", 9) != 0) return false;
    return name[9] && strspn(name + 9, "0123456789.") == strlen(name + 9);
}

static bool is_ignored(const csv_t *c, const char *name)
{
    for (int i = 0; c->ignore && i < c->ignore->n; i++)
        if (strcmp(c->ignore->item[i]->text, name) == 0) return true;
    return false;
}

static void warn(csv_t *c, const char *what)
{
    const polder_place_t place = polder_yaml_place(c->r->yaml, &c->node);
    polder_warn(c->r->report, &place, "%s", what);
}

static bool add_axis(csv_t *c, int i)
{
    polder_points_t *p = c->points;
    if (strpbrk(c->node.text, ",;|\t")) {
        polder_loader_problem(c->r, &c->node,
                              "\"%.80s\" is not the name of a factor: columns are separated by "
                              "commas, by semicolons or by tabs, in all rows alike",
                              c->node.text);
        return false;
    }
    polder_axis_t axis;
    c->r->hint = POLDER_TEXT(
        "; a column that is not a factor is left out with ignore: [NAME] in the design");
    const bool found = polder_axis_find(c->r, &c->node, c->node.text, &axis);
    c->r->hint = NULL;
    if (!found) {
        polder_axis_free(&axis);
        return false;
    }
    c->axis_of[i] = p->n_axis;
    p->axis[p->n_axis++] = axis;
    return true;
}

static bool add_column(csv_t *c, int i)
{
    take(c, i);
    c->axis_of[i] = IGNORED;
    c->name[i] = strdup(c->node.text);
    if (!c->name[i]) {
        polder_loader_no_memory(c->r);
        return false;
    }
    for (int k = 0; k < i && c->node.text[0]; k++) {
        if (strcmp(c->name[k], c->node.text) != 0) continue;
        polder_loader_problem(c->r, &c->node, "the column \"%.80s\" is there twice", c->node.text);
        return false;
    }
    if (is_ignored(c, c->node.text)) return true;
    if (c->node.text[0] == '\0' && i > 0) {
        c->axis_of[i] = NAMELESS;
    } else if (c->node.text[0] == '\0') {
        warn(c, "the first column has no name, as R writes the names of rows: it is ignored");
    } else if (is_unnamed(c->node.text)) {
        warn(c, "this column had no name when pandas read it: it is ignored");
    } else {
        return add_axis(c, i);
    }
    return true;
}

/* What the scenario wants ignored must be there. */
static bool check_ignored(csv_t *c)
{
    bool good = true;
    for (int i = 0; c->ignore && i < c->ignore->n; i++) {
        const polder_yaml_node_t *item = c->ignore->item[i];
        bool found = false;
        for (int k = 0; k < c->n_column; k++) found |= strcmp(c->name[k], item->text) == 0;
        if (found) continue;
        polder_yaml_t *file = c->r->yaml;
        c->r->yaml = c->scenario;
        polder_loader_unknown(c->r, item, "column", item->text, (const char *const *)c->name,
                              (size_t)c->n_column);
        c->r->yaml = file;
        good = false;
    }
    return good;
}

static bool read_header(csv_t *c)
{
    bool good = true;
    if (!next_row(c))
        return c->no_more ? false
                          : fault(c, 0,
                                  "the file is empty: it needs a header with the names of "
                                  "the factors");
    const int n = c->cells.n;
    c->axis_of = calloc((size_t)n, sizeof *c->axis_of);
    c->name = calloc((size_t)n, sizeof *c->name);
    c->points->axis = calloc((size_t)n, sizeof *c->points->axis);
    if (!c->axis_of || !c->name || !c->points->axis) {
        polder_loader_no_memory(c->r);
        return false;
    }
    for (c->n_column = 0; c->n_column < n && !c->r->no_memory; c->n_column++)
        good &= add_column(c, c->n_column);
    if (c->r->no_memory || !check_ignored(c)) return false;
    if (good && c->points->n_axis == 0)
        return fault(c, offset(c, c->cells.row), "no column of this header is a factor");
    /* With one column nothing separates; what a row has more than it is then cut off by commas. */
    if (n == 1 && c->cells.separator == ' ') c->cells.separator = ',';
    return good;
}

/* ---- rows ---- */

static bool make_room(csv_t *c)
{
    polder_points_t *p = c->points;
    if (p->n_point < c->room) return true;
    const size_t n = c->room ? 2 * (size_t)c->room : 256;
    double *value = realloc(p->value, n * (size_t)p->n_axis * sizeof *value);
    if (value) p->value = value;
    size_t *row = realloc(p->row, n * sizeof *row);
    if (row) p->row = row;
    if (value && row) {
        c->room = (int64_t)n;
        return true;
    }
    polder_loader_no_memory(c->r);
    return false;
}

/* Where a comma cannot separate it is a decimal one: it is made a point. A file has one of both. */
static bool make_point(csv_t *c)
{
    const char separator = c->cells.separator;
    const polder_number_t kind = polder_number_kind(c->text, strlen(c->text));
    const bool comma = kind == POLDER_NUMBER_COMMA && (separator == ';' || separator == '\t');
    const bool point = kind == POLDER_NUMBER && strchr(c->text, '.');
    if (comma && !c->comma_line) c->comma_line = c->cells.row_line;
    if (point && !c->point_line) c->point_line = c->cells.row_line;
    if ((comma || point) && c->comma_line && c->point_line) {
        if (c->mixed) return false;
        c->mixed = true;
        polder_loader_problem(c->r, &c->node,
                              "line %d has a number with a decimal comma and line %d one with a "
                              "decimal point: write all alike",
                              c->comma_line, c->point_line);
        return false;
    }
    if (comma) *strchr(c->text, ',') = '.';
    return true;
}

/* 21.0 and 2.1e1 are 21. 10.000 is ten thousand to some, unless commas separate. */
static bool make_whole(csv_t *c)
{
    double number = 0;
    const char *point = strchr(c->text, '.');
    if (!point || polder_number_read(c->text, &number) || number != floor(number)) return true;
    if (c->cells.separator != ',' && strcmp(point, ".000") == 0) {
        polder_loader_problem(c->r, &c->node,
                              "%.40s could be %.40g or %.40g: write a whole number without point "
                              "or comma",
                              c->text, number, 1000 * number);
        return false;
    }
    if (fabs(number) < 1e15) snprintf(c->text, strlen(c->text) + 1, "%.0f", number);
    return true;
}

static bool read_cell(csv_t *c, int i, int column, double *value)
{
    const int k = c->axis_of[column];
    if (k == IGNORED) return true;
    take(c, i);
    if (k == NAMELESS && c->text[0])
        return fault(c, c->node.begin,
                     "the header has no name for the column of this value: name a factor there, "
                     "or write ignore: [''] in the design");
    if (k == NAMELESS) return true;
    const polder_axis_t *axis = &c->points->axis[k];
    const bool word = axis->argument < 0 && polder_axis_field(c->r, axis)->choices;
    if (!word && (!make_point(c) || (axis->whole && !make_whole(c)))) return false;
    return polder_axis_value(c->r, &c->node, axis, &value[k]);
}

/* R's write.table gives the rows names in quotes, and the header none for them. */
static bool has_row_names(const csv_t *c)
{
    const char separator = c->cells.separator;
    return c->points->n_point == 0 && (separator == ' ' || separator == '\t') &&
           c->cells.n == c->n_column + 1 && c->cells.cell[0].quoted;
}

static void wrong_length(csv_t *c, int n)
{
    const size_t begin = offset(c, c->cells.row);
    if (n > c->n_column) {
        take(c, c->cells.n - 1);
    } else {
        size_t end = begin;
        while (end < c->points->file.length && !strchr("\r\n", c->points->file.text[end])) end++;
        c->node = (polder_yaml_node_t){.begin = begin, .end = end};
    }
    polder_loader_problem(c->r, &c->node,
                          n > c->n_column && c->cells.separator == ','
                              ? "this row has %d values, the header %d (a decimal number has a "
                                "point where commas separate: 0.5)"
                          : n == 1 ? "this row has %d value, the header %d"
                                   : "this row has %d values, the header %d",
                          n, c->n_column);
}

static bool read_row(csv_t *c)
{
    polder_points_t *p = c->points;
    if (has_row_names(c)) {
        c->row_names = true;
        take(c, 0);
        warn(c, "the rows begin with names that the header does not have, as R writes them: these "
                "are ignored");
    }
    const int n = c->cells.n - c->row_names;
    double *value = p->value + p->n_point * p->n_axis;
    for (int k = 0; k < p->n_axis; k++) value[k] = 0;
    for (int i = 0; i < n && i < c->n_column; i++) {
        c->r->few->column = i;
        (void)read_cell(c, i + c->row_names, i, value);
    }
    c->r->few->column = -1;
    if (n != c->n_column) wrong_length(c, n);
    p->row[p->n_point++] = offset(c, c->cells.row);
    return true;
}

static bool read_rows(csv_t *c)
{
    const int before = c->r->n_problem;
    if (!read_header(c)) return false;
    while (next_row(c)) {
        if (c->points->n_point == POLDER_MAX_CASES) {
            polder_loader_problem(c->r,
                                  &(polder_yaml_node_t){.begin = offset(c, c->cells.row),
                                                        .end = offset(c, c->cells.row) + 1},
                                  "more than %d points", POLDER_MAX_CASES);
            return false;
        }
        if (!make_room(c) || !read_row(c)) return false;
    }
    if (c->no_more) return false;
    if (c->points->n_point == 0) return fault(c, 0, "there is no point below the header");
    return c->r->n_problem == before;
}

/* ---- the file ---- */

/* "and 891 more like it", for each kind of problem of which only the first are shown. */
static void say_how_many(csv_t *c)
{
    const polder_few_t *few = c->r->few;
    const polder_place_t place = {.file = c->points->path};
    for (int i = 0; i < few->n_kind; i++) {
        const int column = few->kind[i].column;
        const int64_t more = few->kind[i].n - POLDER_FEW;
        if (more <= 0) continue;
        if (column >= 0 && column < c->n_column && c->name[column])
            polder_fail_at(c->r->report, POLDER_INPUT, &place,
                           "and %lld more like the one on line %d, in the column \"%.80s\"",
                           (long long)more, few->kind[i].line, c->name[column]);
        else
            polder_fail_at(c->r->report, POLDER_INPUT, &place,
                           "and %lld more like the one on line %d", (long long)more,
                           few->kind[i].line);
    }
}

/* Cuts the text into cells, which must be UTF-8 by now. */
static bool read_table(csv_t *c, polder_netfile_t *file)
{
    polder_few_t few = {.column = -1};
    bool good = false;
    c->text = malloc(file->size + 1);
    if (!c->text) {
        polder_loader_no_memory(c->r);
        return false;
    }
    if (polder_yaml_check_text(&c->points->file, c->r->report) < 0 ||
        polder_cells_open(&c->cells, file, c->r->report) < 0) {
        c->r->n_problem++;
        return false;
    }
    c->r->few = &few;
    good = read_rows(c);
    say_how_many(c);
    c->r->few = NULL;
    polder_cells_warn_of_comments(&c->cells);
    polder_cells_close(&c->cells);
    return good;
}

static bool read_points(csv_t *c, polder_report_t *report)
{
    polder_points_t *points = c->points;
    const polder_source_t source = {.path = points->path};
    size_t length = 0;
    bool good = false;
    points->file.name = points->path;
    if (polder_yaml_load(points->path, false, &points->text, &length, report) < 0) {
        c->r->n_problem++;
        return false;
    }
    points->text[length] = '\0'; /* there is room: polder_yaml_load */
    polder_netfile_t file = {.source = &source,
                             .place = {.file = points->path},
                             .format = POLDER_EDGELIST,
                             .data = points->text,
                             .size = length};
    const int code = polder_netfile_decode(&file, report);
    points->text = file.data;
    points->file.text = file.data;
    points->file.length = file.size;
    c->r->yaml = &points->file;
    if (code < 0)
        c->r->n_problem++;
    else
        good = read_table(c, &file);
    c->r->yaml = c->scenario;
    return good;
}

bool polder_points_read(polder_loader_t *r, const polder_yaml_node_t *file,
                        const polder_yaml_node_t *ignore, polder_points_t *points)
{
    csv_t c = {.r = r, .points = points, .ignore = ignore, .scenario = r->yaml};
    char *name = NULL;
    bool good = false;
    *points = (polder_points_t){0};
    if (!polder_loader_text(r, file, "design.file", &name)) return false;
    points->path = polder_loader_path(r, name);
    if (!points->path)
        polder_loader_no_memory(r);
    else if (polder_loader_check_file(r, file, "design.file", points->path))
        good = read_points(&c, r->report);
    for (int i = 0; c.name && i < c.n_column; i++) free(c.name[i]);
    free(c.name);
    free(c.axis_of);
    free(c.text);
    free(name);
    return good;
}

void polder_points_free(polder_points_t *points)
{
    for (int k = 0; k < points->n_axis; k++) polder_axis_free(&points->axis[k]);
    free(points->axis);
    free(points->value);
    free(points->text);
    free(points->path);
    free(points->row);
    *points = (polder_points_t){0};
}
