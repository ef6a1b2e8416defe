/* axis_csv.c: the points of a design from a CSV file that another tool made. See axis.h.
 *
 * The form is that of RFC 4180: a header with the names of the factors, then a row for each
 * point; values between commas, in double quotes if need be; spaces around values and empty
 * lines do not count.
 */
#include <stdlib.h>
#include <string.h>

#include "axis.h"

typedef struct {
    polder_reader_t *r;
    polder_points_t *points;
    size_t at;
    char *cell;              /* room for one value, as long as the file */
    polder_yaml_node_t node; /* the value, at its place */
    bool last;               /* it is the last of its row */
    int64_t room;            /* points there is memory for */
} csv_t;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static void skip_spaces(csv_t *c)
{
    while (c->at < c->points->file.length && is_space(c->points->file.text[c->at])) c->at++;
}

static char now(const csv_t *c)
{
    return c->at < c->points->file.length ? c->points->file.text[c->at] : '\n';
}

static bool at_end_of_cell(const csv_t *c)
{
    const char letter = now(c);
    return letter == ',' || letter == '\n' || letter == '\r';
}

static bool fault(csv_t *c, size_t begin, size_t end, const char *what)
{
    const polder_yaml_node_t node = {.begin = begin, .end = end};
    polder_reader_problem(c->r, &node, "%s", what);
    return false;
}

/* From the opening quote up to the comma or the end of the line. */
static bool quoted_cell(csv_t *c, size_t *length)
{
    const size_t begin = c->at++;
    for (;; c->at++) {
        const char letter = now(c);
        if (letter == '\n' || letter == '\r')
            return fault(c, begin, begin + 1, "the quote is not closed on this line");
        if (letter == '"') {
            c->at++;
            if (now(c) != '"') break;
        }
        c->cell[(*length)++] = letter;
    }
    skip_spaces(c);
    if (at_end_of_cell(c)) return true;
    return fault(c, c->at, c->at + 1, "a comma is missing behind the quote");
}

/* The next value of this row, in c->node. False: the file is no CSV from here. */
static bool next_cell(csv_t *c)
{
    size_t length = 0;
    skip_spaces(c);
    c->node = (polder_yaml_node_t){.text = c->cell, .begin = c->at, .weight = 1};
    if (now(c) == '"') {
        if (!quoted_cell(c, &length)) return false;
    } else {
        for (; !at_end_of_cell(c); c->at++) c->cell[length++] = now(c);
        while (length > 0 && is_space(c->cell[length - 1])) length--;
    }
    c->cell[length] = '\0';
    c->node.end = c->at;
    c->last = now(c) != ',';
    if (c->last && now(c) == '\r') c->at++;
    if (!c->last || now(c) == '\n') c->at++;
    return true;
}

/* To the next line that is not empty; false at the end of the file. */
static bool next_row(csv_t *c)
{
    const polder_yaml_t *file = &c->points->file;
    while (c->at < file->length && (is_space(now(c)) || now(c) == '\n' || now(c) == '\r')) c->at++;
    return c->at < file->length;
}

static bool is_known(const polder_points_t *points, const char *name)
{
    for (int k = 0; k < points->n_axis; k++)
        if (strcmp(points->axis[k].name, name) == 0) return true;
    return false;
}

static bool add_axis(csv_t *c)
{
    polder_points_t *p = c->points;
    if (c->node.text[0] == '\0')
        return fault(c, c->node.begin, c->node.begin + 1,
                     "this column has no name: the header needs the name of a factor");
    if (strchr(c->node.text, ';') || strchr(c->node.text, '\t'))
        return fault(c, c->node.begin, c->node.end, "the columns must be separated by commas");
    if (is_known(p, c->node.text)) {
        polder_reader_problem(c->r, &c->node, "the column \"%.80s\" is there twice", c->node.text);
        return false;
    }
    polder_axis_t axis, *more = realloc(p->axis, ((size_t)p->n_axis + 1) * sizeof *more);
    if (!more) {
        polder_reader_no_memory(c->r);
        return false;
    }
    p->axis = more;
    if (polder_axis_find(c->r, &c->node, c->node.text, &axis)) {
        more[p->n_axis++] = axis;
        return true;
    }
    polder_axis_free(&axis);
    return false;
}

static bool read_header(csv_t *c)
{
    bool good = true;
    if (!next_row(c))
        return fault(c, 0, 0, "the file is empty: it needs a header with the names of the factors");
    do {
        if (!next_cell(c)) return false;
        good &= add_axis(c);
    } while (!c->last);
    return good;
}

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
    polder_reader_no_memory(c->r);
    return false;
}

static bool read_row(csv_t *c)
{
    polder_points_t *p = c->points;
    const size_t begin = c->at;
    double *value = p->value + p->n_point * p->n_axis;
    int n = 0;
    do {
        if (!next_cell(c)) return false;
        if (n < p->n_axis) (void)polder_axis_value(c->r, &c->node, &p->axis[n], &value[n]);
        n++;
    } while (!c->last);
    if (n != p->n_axis) {
        const polder_yaml_node_t row = {.begin = begin, .end = c->node.end};
        polder_reader_problem(c->r, n < p->n_axis ? &row : &c->node,
                              "this row has %d value%s, the header %d", n, n == 1 ? "" : "s",
                              p->n_axis);
    }
    p->row[p->n_point++] = begin;
    return true;
}

static bool read_rows(csv_t *c)
{
    const int before = c->r->n_problem;
    if (!read_header(c)) return false;
    while (next_row(c) && c->r->n_problem < POLDER_YAML_PROBLEMS) {
        if (c->points->n_point == POLDER_MAX_CASES) {
            polder_reader_problem(c->r, &(polder_yaml_node_t){.begin = c->at, .end = c->at + 1},
                                  "more than %d points", POLDER_MAX_CASES);
            return false;
        }
        if (!make_room(c) || !read_row(c)) return false;
    }
    if (c->points->n_point == 0) return fault(c, 0, 0, "there is no point below the header");
    return c->r->n_problem == before;
}

bool polder_points_read(polder_reader_t *r, const polder_yaml_node_t *file, polder_points_t *points)
{
    polder_yaml_t *before = r->yaml;
    csv_t c = {.r = r, .points = points};
    char *name = NULL;
    bool good = false;
    *points = (polder_points_t){0};
    if (!polder_reader_text(r, file, "design.file", &name)) return false;
    points->path = polder_reader_path(r, name);
    if (!points->path) {
        polder_reader_no_memory(r);
    } else if (polder_reader_check_file(r, file, "design.file", points->path)) {
        size_t length = 0;
        points->file.name = points->path;
        if (polder_yaml_load(points->path, false, &points->text, &length, r->report) < 0) {
            r->n_problem++;
        } else {
            points->file.text = points->text;
            points->file.length = length;
            c.cell = malloc(length + 1);
            r->yaml = &points->file;
            if (!c.cell)
                polder_reader_no_memory(r);
            else if (polder_yaml_check(&points->file, r->report) < 0)
                r->n_problem++;
            else
                good = read_rows(&c);
            r->yaml = before;
        }
    }
    free(c.cell);
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
