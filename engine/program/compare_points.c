/* compare_points.c: a design on the terminal: one row for each point and arm; see compare.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/compare.h"
#include "program/summary.h"
#include "program/terminal.h"

enum { WIDTH = 80, MOST_ROWS = 40, MOST_FACTORS = 6, NARROW = 12, CELL = 96 };

#define R POLDER_GRID_RIGHT

/* The figure that is shown: strict success, or the first one. */
static int main_figure(const polder_compare_t *c)
{
    return c->success >= 0 ? c->success : 0;
}

/* In percentage points, without −0.0. */
static double points(double share)
{
    return fabs(share) < 0.0005 ? 0 : 100 * share;
}

static void cells(const polder_compare_t *c, const polder_arm_result_t *a, char text[4][CELL])
{
    const polder_figure_value_t *v = &a->value[main_figure(c)];
    const polder_difference_t *d = &v->difference;
    const bool share = c->figure[main_figure(c)].kind == POLDER_YES_NO;
    char number[32], low[32], high[32];
    if (share)
        polder_terminal_percent(number, v->value);
    else
        polder_terminal_number(number, v->value);
    snprintf(text[0], CELL, "%s", number);
    text[1][0] = text[2][0] = text[3][0] = '\0';
    if (c->success >= 0 && c->n_arm > 1 && v->n > 0)
        snprintf(text[3], CELL, "%s", a->best.possible ? "yes" : "no");
    if (a->arm == c->baseline || isnan(d->difference)) return;
    if (share) {
        const double x = points(d->difference);
        snprintf(text[1], CELL, "%s%.1f", x > 0 ? "+" : "", x);
        snprintf(text[2], CELL, "%.1f to %.1f", points(d->low), points(d->high));
    } else {
        snprintf(text[1], CELL, "%s%s", d->difference > 0 ? "+" : "",
                 polder_terminal_number(number, d->difference));
        snprintf(text[2], CELL, "%s to %s", polder_terminal_number(low, d->low),
                 polder_terminal_number(high, d->high));
    }
}

static void print_head(FILE *stream, const char *file, const polder_compare_t *c)
{
    const char *title = polder_result_text(c->result, "title");
    const char *baseline = polder_result_arm(c->result, c->baseline);
    const char *kind = polder_result_design(c->result);
    polder_terminal_heading(stream, title && *title ? title : file);
    fprintf(stream, "\n%s of %d points, %d arm%s, %lld network%s for each\nfile: ",
            !kind                      ? "design"
            : strcmp(kind, "csv") == 0 ? "CSV file"
                                       : kind,
            c->n_point, c->n_arm, c->n_arm == 1 ? "" : "s", (long long)c->replicates,
            c->replicates == 1 ? "" : "s");
    polder_terminal_text(stream, file);
    if (c->n_arm > 1) fputs("\nbaseline: ", stream);
    if (c->n_arm > 1) polder_terminal_text(stream, baseline && *baseline ? baseline : "(no name)");
    fprintf(stream, "\n\n");
    const polder_figure_t *figure = &c->figure[main_figure(c)];
    char noun[64], text[96];
    if (figure->measure)
        snprintf(text, sizeof text, "%s at each point", polder_noun_first(noun, figure->measure));
    polder_terminal_heading(stream, figure->measure ? text : figure->name);
    putc('\n', stream);
}

/* --- factors --- */

/* The columns of the factors: with their names on one line if all fit; else on two lines, part and
 * parameter, and as many as there is room for, but one at least. */
typedef struct {
    int n;
    int factor[MOST_FACTORS]; /* which: first the one that rows are sorted by */
    char name[MOST_FACTORS][CELL];
    char below[MOST_FACTORS][CELL]; /* the second line of the name, or "" */
    int width[MOST_FACTORS];        /* of a cell: longer words are cut */
    bool two_lines;
} shown_t;

/* At most `width` characters; a full stop says that there were more. */
static void cut(char text[CELL], int width)
{
    if ((int)strlen(text) > width) memcpy(text + width - 1, ".", 2);
}

static const char *factor_cell(const polder_compare_t *c, int factor, double value, int width,
                               char text[CELL])
{
    int length = 0;
    const char *word = polder_result_word(c->result, factor, value, &length);
    if (word)
        snprintf(text, CELL, "%.*s", length < CELL ? length : CELL - 1, word);
    else
        snprintf(text, CELL, value == round(value) ? "%.9g" : "%.4g", value);
    if (word) cut(text, width);
    return text;
}

/* "relations." above "trust": both lines together are the name. */
static void split_name(const char *name, char above[CELL], char below[CELL])
{
    const char *dot = strchr(name, '.');
    const int length = dot && dot[1] ? (int)(dot - name) + 1 : 0;
    snprintf(above, CELL, "%.*s", length < CELL ? length : CELL - 1, name);
    snprintf(below, CELL, "%.90s", name + length);
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* Columns that the other cells leave on a line. */
static int room_for_factors(const polder_compare_t *c, int rows)
{
    int arm = 3, width[4] = {7, 5, 8, 5};
    if (c->n_arm == 1) return WIDTH - 5 - 9;
    for (int k = 0; k < rows; k++) {
        const char *name = polder_result_arm(c->result, c->arm[k].arm);
        char text[4][CELL];
        cells(c, &c->arm[k], text);
        arm = larger(arm, name ? (int)strlen(name) : 0);
        for (int i = 0; i < 4; i++) width[i] = larger(width[i], (int)strlen(text[i]));
    }
    if (arm > NARROW) arm = NARROW; /* a longer one is broken */
    return WIDTH - 5 - (2 + arm) - (2 + width[0]) - (2 + width[1]) - (2 + width[2]) -
           (2 + width[3]);
}

/* The widest cell of a factor. */
static int widest(const polder_compare_t *c, int factor, int rows, const double *value, int most)
{
    const int n_factor = polder_result_n_factor(c->result);
    int width = 0;
    for (int k = 0; k < rows; k += c->n_arm) {
        char text[CELL];
        factor_cell(c, factor, value[(int64_t)(k / c->n_arm) * n_factor + factor], most, text);
        width = larger(width, (int)strlen(text));
    }
    return width;
}

static shown_t choose(const polder_compare_t *c, int rows, const double *value, int first,
                      bool one_line)
{
    enum { SHORT = 8 };
    const int n_factor = polder_result_n_factor(c->result);
    int room = room_for_factors(c, rows);
    const int each = n_factor > 1 ? larger(room / 2 - 2, SHORT) : larger(room - 2, SHORT);
    shown_t shown = {.two_lines = !one_line};
    for (int i = 0; i < n_factor && i < MOST_FACTORS; i++) {
        const int factor = first < 0 || i > first ? i : i == 0 ? first : i - 1;
        const char *name = polder_result_factor(c->result, factor);
        const int most = one_line ? CELL - 1 : each; /* so that two can be shown */
        const int cell = widest(c, factor, rows, value, most);
        shown.factor[i] = factor;
        snprintf(shown.name[i], CELL, "%.90s", name);
        if (!one_line) split_name(name, shown.name[i], shown.below[i]);
        const int above = larger((int)strlen(shown.name[i]), (int)strlen(shown.below[i]));
        const int width = larger(cell, above) + 2;
        if ((one_line || i >= 1) && width > room) break;
        room -= width;
        shown.width[i] = most;
        shown.n++;
    }
    return shown;
}

static polder_grid_t *new_grid(const polder_compare_t *c, const shown_t *shown)
{
    const char *const rest[5] = {"arm", c->success >= 0 ? c->figure[c->success].name : "value",
                                 "diff.", "interval", "best?"};
    static const int rest_flag[5] = {POLDER_GRID_WRAP, R, R, R, 0};
    const char *name[6 + MOST_FACTORS] = {"point"};
    int flag[6 + MOST_FACTORS] = {R}, n = 1;
    for (int i = 0; i < shown->n; i++, n++) {
        name[n] = shown->name[i];
        flag[n] = R;
    }
    for (int i = 0; i < 5; i++) {
        if (c->n_arm == 1 && i != 1) continue; /* only its value */
        name[n] = rest[i];
        flag[n++] = rest_flag[i];
    }
    return polder_grid_new(n, name, flag);
}

static void add_row(polder_grid_t *grid, const polder_compare_t *c, const polder_arm_result_t *a,
                    const shown_t *shown, const double *factor)
{
    const char *arm = polder_result_arm(c->result, a->arm);
    char point[32], number[MOST_FACTORS][CELL], text[4][CELL];
    const char *cell[6 + MOST_FACTORS] = {point};
    int m = 1;
    snprintf(point, sizeof point, "%d", a->point);
    for (int i = 0; i < shown->n; i++)
        cell[m++] =
            factor_cell(c, shown->factor[i], factor[shown->factor[i]], shown->width[i], number[i]);
    cells(c, a, text);
    if (c->n_arm > 1) cell[m++] = arm && *arm ? arm : "(no name)";
    cell[m++] = text[0];
    for (int i = 1; c->n_arm > 1 && i < 4; i++) cell[m++] = text[i];
    polder_grid_row(grid, cell);
}

/* The second line of the names. */
static void add_names(polder_grid_t *grid, const polder_compare_t *c, const shown_t *shown)
{
    const char *cell[6 + MOST_FACTORS] = {""};
    int m = 1;
    if (!shown->two_lines) return;
    for (int i = 0; i < shown->n; i++) cell[m++] = shown->below[i];
    for (int i = 0; i < (c->n_arm > 1 ? 5 : 1); i++) cell[m++] = "";
    polder_grid_row(grid, cell);
}

static void print_foot(FILE *stream, const polder_compare_t *c, int rows, int factors)
{
    const long long left = (long long)c->n_point * c->n_arm - rows;
    char text[200] = "";
    size_t at = 0;
    if (c->success >= 0 && c->n_arm > 1)
        fputs("best?: it can be the best arm at that point\n", stream);
    putc('\n', stream);
    if (left > 0)
        at += (size_t)snprintf(text, sizeof text, "%lld more row%s not shown. ", left,
                               left == 1 ? " is" : "s are");
    if (factors > 0)
        at += (size_t)snprintf(text + at, sizeof text - at,
                               "%d more factor%s not shown; points differ by these too. ", factors,
                               factors == 1 ? " is" : "s are");
    snprintf(text + at, sizeof text - at, "All figures of all rows:");
    polder_terminal_paragraph(stream, "", text, 0);
    fputs("  polder compare FILE --csv TABLE.csv    (or --json)\n", stream);
}

/* --- order --- */

typedef struct {
    double key;
    int row;
} place_t;

/* What is not a number comes last. */
static int by_key(const void *left, const void *right)
{
    const place_t *a = left, *b = right;
    if (isnan(a->key) || isnan(b->key)) {
        if (isnan(a->key) != isnan(b->key)) return isnan(a->key) ? 1 : -1;
        return a->row - b->row;
    }
    if (a->key != b->key) return a->key > b->key ? -1 : 1;
    return a->row - b->row;
}

static double key_of(const polder_compare_t *c, const polder_compare_sort_t *sort, int row,
                     const double *value)
{
    const int n_factor = polder_result_n_factor(c->result);
    const polder_arm_result_t *a = &c->arm[row];
    double x = NAN; /* the baseline does not differ from itself */
    if (sort->factor >= 0)
        x = value[(int64_t)(row / c->n_arm) * n_factor + sort->factor];
    else if (!sort->difference)
        x = a->value[sort->figure].value;
    else if (a->arm != c->baseline)
        x = a->value[sort->figure].difference.difference;
    return sort->up ? -x : x;
}

/* Rows in the order they are shown in; NULL without memory. */
static place_t *order(const polder_compare_t *c, const polder_compare_sort_t *sort,
                      const double *value)
{
    const int all = c->n_read * c->n_arm;
    place_t *place = malloc(((size_t)all + 1) * sizeof *place);
    for (int k = 0; place && k < all; k++)
        place[k] = (place_t){sort ? key_of(c, sort, k, value) : 0, k};
    if (place && sort) qsort(place, (size_t)all, sizeof *place, by_key);
    return place;
}

void polder_compare_print_points(FILE *stream, const char *file, const polder_compare_t *c,
                                 const polder_compare_sort_t *sort, const double *value)
{
    const int n_factor = polder_result_n_factor(c->result);
    const int all = c->n_read * c->n_arm, rows = all < MOST_ROWS ? all : MOST_ROWS;
    if (c->n_figure == 0) return;
    place_t *place = order(c, sort, value);
    if (!place) {
        polder_grid_out_of_memory();
        return;
    }
    const int measured = sort ? all : rows; /* any row may come first */
    const int first = sort ? sort->factor : -1;
    shown_t shown = choose(c, measured, value, first, true);
    if (shown.n < n_factor) shown = choose(c, measured, value, first, false);
    print_head(stream, file, c);
    polder_grid_t *grid = new_grid(c, &shown);
    add_names(grid, c, &shown);
    for (int k = 0; k < rows; k++) {
        const int row = place[k].row;
        add_row(grid, c, &c->arm[row], &shown, value + (int64_t)(row / c->n_arm) * n_factor);
    }
    free(place);
    polder_terminal_grid(grid, stream, WIDTH);
    print_foot(stream, c, rows, n_factor - shown.n);
}
