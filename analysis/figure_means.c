/* figure_means.c: shares and means, and how those of arms differ. */
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure_kinds.h"
#include "analysis/paired.h"
#include "analysis/proportion.h"

/* Mean and spread of the first value in one arm, or in all (−1). */
static polder_moments_t moments_of(const polder_rows_t *rows, int arm)
{
    polder_moments_t m = {0};
    for (int64_t r = 0; r < rows->n; r++)
        if (arm < 0 || rows->arm[r] == arm) polder_moments_add(&m, polder_row_value(rows, r, 0));
    return m;
}

static double mean_of(const polder_rows_t *rows, int arm)
{
    const polder_moments_t m = moments_of(rows, arm);
    return m.n > 0 ? m.mean : GSL_NAN;
}

static double share_of(const polder_rows_t *rows, const polder_figure_t *f, int arm)
{
    int64_t n = 0, yes = 0;
    for (int64_t r = 0; r < rows->n; r++) {
        const double x = polder_row_value(rows, r, 0);
        if ((arm >= 0 && rows->arm[r] != arm) || gsl_isnan(x)) continue;
        n++;
        yes += x > f->at;
    }
    return n > 0 ? (double)yes / (double)n : GSL_NAN;
}

double polder_value_share(const polder_rows_t *rows, const polder_figure_t *f)
{
    return share_of(rows, f, -1);
}

double polder_value_mean(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return mean_of(rows, -1);
}

double polder_value_difference(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return mean_of(rows, 0) - mean_of(rows, 1);
}

double polder_value_ratio(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return mean_of(rows, 0) / mean_of(rows, 1);
}

/* Cohen's d with the pooled standard deviation. */
double polder_value_effect(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    const polder_moments_t a = moments_of(rows, 0), b = moments_of(rows, 1);
    if (a.n < 2 || b.n < 2) return GSL_NAN;
    return (a.mean - b.mean) / sqrt((a.square + b.square) / (double)(a.n + b.n - 2));
}

/* What both do together beyond what each does: arms both, first, second, neither. */
double polder_value_interaction(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return mean_of(rows, 0) - mean_of(rows, 1) - mean_of(rows, 2) + mean_of(rows, 3);
}

double polder_value_odds(const polder_rows_t *rows, const polder_figure_t *f)
{
    const double a = share_of(rows, f, 0), b = share_of(rows, f, 1);
    return a / (1 - a) / (b / (1 - b));
}

/* Share of the design points whose own interval holds `at`. */
double polder_value_points_with(const polder_rows_t *rows, const polder_figure_t *f)
{
    int last = 0, n = 0, with = 0;
    for (int64_t r = 0; r < rows->n; r++) last = GSL_MAX(last, rows->point[r]);
    int64_t *count = calloc(2 * (size_t)(last + 1), sizeof *count);
    if (!count) return polder_no_memory(rows);
    for (int64_t r = 0; r < rows->n; r++) {
        const double x = polder_row_value(rows, r, 0);
        if (gsl_isnan(x)) continue;
        count[2 * rows->point[r]]++;
        count[2 * rows->point[r] + 1] += x > 0.5;
    }
    for (int p = 0; p <= last; p++) {
        const polder_proportion_t share = polder_proportion(count[2 * p + 1], count[2 * p], 0.95);
        if (count[2 * p] == 0) continue;
        n++;
        with += f->at >= share.low && f->at <= share.high;
    }
    free(count);
    return n > 0 ? (double)with / n : GSL_NAN;
}

/* The arm with the highest mean in a cell; −1: the cell is empty. */
static int best_in(const polder_rows_t *rows, const polder_figure_t *f, int cell)
{
    polder_moments_t m[POLDER_FIGURE_MOST] = {0};
    int best = -1;
    for (int64_t r = 0; r < rows->n; r++)
        if (polder_row_value(rows, r, 1 + cell) > 0.5)
            polder_moments_add(&m[rows->arm[r]], polder_row_value(rows, r, 0));
    for (int a = 0; a < f->n_arm; a++)
        if (m[a].n > 0 && (best < 0 || m[a].mean > m[best].mean)) best = a;
    return best;
}

/* Share of the cells in which the arm that should does best. */
double polder_value_best_arm(const polder_rows_t *rows, const polder_figure_t *f)
{
    int right = 0, n = 0;
    for (int c = 0; c < f->n_cell; c++) {
        const int best = best_in(rows, f, c);
        if (best < 0) continue;
        n++;
        right += strcmp(f->arm[best], f->cell[c].best) == 0;
    }
    return n > 0 ? (double)right / n : GSL_NAN;
}

/* Difference of the first two arms where the second value is `x`. */
static double gap_at(const polder_rows_t *rows, double x)
{
    polder_moments_t m[2] = {0};
    for (int64_t r = 0; r < rows->n; r++)
        if (polder_row_value(rows, r, 1) == x && rows->arm[r] < 2)
            polder_moments_add(&m[rows->arm[r]], polder_row_value(rows, r, 0));
    return m[0].n > 0 && m[1].n > 0 ? m[0].mean - m[1].mean : GSL_NAN;
}

/* The least value above `x` that the second column has; infinite: there is none. */
static double next_value(const polder_rows_t *rows, double x)
{
    double next = GSL_POSINF;
    for (int64_t r = 0; r < rows->n; r++) {
        const double y = polder_row_value(rows, r, 1);
        if (y > x && y < next) next = y;
    }
    return next;
}

/* Where the first arm stops being better than the second: on the line between the last value at
 * which it is and the first at which it is not. Infinite: before the first value, or beyond the
 * last. */
double polder_value_crossing(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    double before = next_value(rows, GSL_NEGINF), gap = gap_at(rows, before);
    if (gsl_isnan(gap)) return GSL_NAN;
    if (gap <= 0) return GSL_NEGINF;
    for (;;) {
        const double x = next_value(rows, before);
        if (!gsl_finite(x)) return GSL_POSINF;
        const double next = gap_at(rows, x);
        if (gsl_isnan(next)) return GSL_NAN;
        if (next <= 0) return before + (x - before) * gap / (gap - next);
        before = x;
        gap = next;
    }
}
