/* compare_points.c: a design on the terminal: one row for each point and arm; see compare.h. */
#include <math.h>
#include <string.h>

#include "cli/compare.h"
#include "cli/terminal.h"

enum { WIDTH = 80, MOST_ROWS = 40, MOST_FACTORS = 3, ROOM = 32, CELL = 96 };

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
    if (c->success >= 0 && c->n_arm > 1)
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
    fprintf(stream,
            "\n%s of %d points, %d arm%s, %lld networks for each\nfile: ", kind ? kind : "design",
            c->n_point, c->n_arm, c->n_arm == 1 ? "" : "s", (long long)c->replicates);
    polder_terminal_text(stream, file);
    if (c->n_arm > 1) fputs("\nbaseline: ", stream);
    if (c->n_arm > 1) polder_terminal_text(stream, baseline && *baseline ? baseline : "(no name)");
    fprintf(stream, "\n\n");
    polder_terminal_heading(stream, c->success >= 0 ? "Strict success at each point"
                                                    : c->figure[main_figure(c)].name);
    putc('\n', stream);
}

/* As many factors as there is room for on a line. */
static int n_shown(const polder_compare_t *c)
{
    int n = 0;
    size_t width = 0;
    for (; n < polder_result_n_factor(c->result) && n < MOST_FACTORS; n++) {
        width += strlen(polder_result_factor(c->result, n)) + 2;
        if (width > ROOM && n > 0) break;
    }
    return n;
}

static polder_grid_t *new_grid(const polder_compare_t *c, int shown)
{
    static const char *const rest[5] = {"arm", "value", "diff.", "interval", "best?"};
    static const int rest_flag[5] = {POLDER_GRID_WRAP, R, R, R, 0};
    const char *name[6 + MOST_FACTORS] = {"point"};
    int flag[6 + MOST_FACTORS] = {R}, n = 1;
    for (int i = 0; i < shown; i++, n++) {
        name[n] = polder_result_factor(c->result, i);
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
                    int shown, const double *factor)
{
    const char *arm = polder_result_arm(c->result, a->arm);
    char point[32], number[MOST_FACTORS][32], text[4][CELL];
    const char *cell[6 + MOST_FACTORS] = {point};
    int m = 1;
    snprintf(point, sizeof point, "%d", a->point);
    for (int i = 0; i < shown; i++) {
        snprintf(number[i], 32, "%.4g", factor[i]);
        cell[m++] = number[i];
    }
    cells(c, a, text);
    if (c->n_arm > 1) cell[m++] = arm && *arm ? arm : "(no name)";
    cell[m++] = text[0];
    for (int i = 1; c->n_arm > 1 && i < 4; i++) cell[m++] = text[i];
    polder_grid_row(grid, cell);
}

void polder_compare_print_points(FILE *stream, const char *file, const polder_compare_t *c,
                                 const double *value)
{
    const int n_factor = polder_result_n_factor(c->result);
    const int shown = n_shown(c);
    const int all = c->n_read * c->n_arm, rows = all < MOST_ROWS ? all : MOST_ROWS;
    if (c->n_figure == 0) return;
    print_head(stream, file, c);
    polder_grid_t *grid = new_grid(c, shown);
    for (int k = 0; k < rows; k++)
        add_row(grid, c, &c->arm[k], shown, value + (int64_t)(k / c->n_arm) * n_factor);
    polder_grid_print(grid, stream, WIDTH);
    const long long left = (long long)c->n_point * c->n_arm - rows;
    if (c->success >= 0 && c->n_arm > 1)
        fputs("best?: it can be the best arm at that point\n", stream);
    putc('\n', stream);
    if (left > 0) fprintf(stream, "%lld more rows are not shown. ", left);
    if (n_factor > shown) fprintf(stream, "%d more factors are not shown. ", n_factor - shown);
    fputs("All figures of all rows:\n  polder compare FILE --csv TABLE.csv    (or --json)\n",
          stream);
}
