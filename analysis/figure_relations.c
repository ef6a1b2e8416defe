/* figure_relations.c: what goes with what. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

#include "analysis/factors.h"
#include "analysis/figure_kinds.h"
#include "analysis/paired.h"

/* Values 0 and `other` of rows first … last − 1 that have both, in x and y. */
static int pairs_of(const polder_rows_t *rows, int64_t first, int64_t last, int other, double *x,
                    double *y)
{
    int n = 0;
    for (int64_t r = first; r < last; r++) {
        x[n] = polder_row_value(rows, r, 0);
        y[n] = polder_row_value(rows, r, other);
        n += !gsl_isnan(x[n]) && !gsl_isnan(y[n]);
    }
    return n;
}

static double correlate(const polder_rows_t *rows, int64_t first, int64_t last, int other,
                        bool ranks)
{
    const size_t room = (size_t)(last - first) + 1;
    double *x = malloc(room * 4 * sizeof *x), r = GSL_NAN;
    if (!x) return polder_no_memory(rows);
    double *y = x + room, *work = y + room;
    const int n = pairs_of(rows, first, last, other, x, y);
    if (ranks)
        r = polder_spearman(x, y, n, work);
    else if (n > 2)
        r = gsl_stats_correlation(x, 1, y, 1, (size_t)n);
    free(x);
    return r;
}

double polder_value_correlation(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return correlate(rows, 0, rows->n, 1, false);
}

double polder_value_rank(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return correlate(rows, 0, rows->n, 1, true);
}

/* How much more it correlates with the first of `by` than with the second. */
double polder_value_correlation_lead(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    return correlate(rows, 0, rows->n, 1, false) - correlate(rows, 0, rows->n, 2, false);
}

/* Least squares of y on the columns of x, each brought to length 1, by Householder's method. The
 * weight of column 1; NaN if one of them follows from those before it. */
static double solve(gsl_matrix *x, gsl_vector *y, gsl_vector *turn, gsl_vector *weight,
                    gsl_vector *rest)
{
    const double alike = 1e-9;
    double scale = 1;
    for (size_t i = 0; i < x->size2; i++) {
        gsl_vector_view column = gsl_matrix_column(x, i);
        const double length = gsl_blas_dnrm2(&column.vector);
        if (!(length > 0) || !gsl_finite(length)) return GSL_NAN;
        gsl_vector_scale(&column.vector, 1 / length);
        if (i == 1) scale = length;
    }
    gsl_linalg_QR_decomp(x, turn);
    for (size_t i = 0; i < x->size2; i++)
        if (fabs(gsl_matrix_get(x, i, i)) < alike) return GSL_NAN;
    gsl_linalg_QR_lssolve(x, turn, y, weight, rest);
    return gsl_vector_get(weight, 1) / scale;
}

/* The slope of the first of `by` in a least-squares regression on a constant and all of them; none
 * if one of them follows from the others. The memory is ours: GSL calls a handler of the whole
 * process when it has none. */
double polder_value_slope(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    const size_t p = (size_t)rows->n_value;
    size_t n = 0, row = 0;
    for (int64_t r = 0; r < rows->n; r++) n += polder_row_complete(rows, r);
    if (n <= p) return GSL_NAN;
    double *memory = malloc((n * p + 2 * n + 2 * p) * sizeof *memory);
    if (!memory) return polder_no_memory(rows);
    double *own = memory + n * p;
    gsl_matrix_view x = gsl_matrix_view_array(memory, n, p);
    gsl_vector_view y = gsl_vector_view_array(own, n), rest = gsl_vector_view_array(own + n, n);
    gsl_vector_view turn = gsl_vector_view_array(own + 2 * n, p);
    gsl_vector_view weight = gsl_vector_view_array(own + 2 * n + p, p);
    for (int64_t r = 0; r < rows->n; r++) {
        if (!polder_row_complete(rows, r)) continue;
        gsl_vector_set(&y.vector, row, polder_row_value(rows, r, 0));
        gsl_matrix_set(&x.matrix, row, 0, 1);
        for (size_t i = 1; i < p; i++)
            gsl_matrix_set(&x.matrix, row, i, polder_row_value(rows, r, (int)i));
        row++;
    }
    const double slope = solve(&x.matrix, &y.vector, &turn.vector, &weight.vector, &rest.vector);
    free(memory);
    return slope;
}

/* The value of `by` at which the mean is highest; the least of equals. */
double polder_value_optimum(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    const size_t room = (size_t)rows->n + 1;
    double best = GSL_NAN, highest = GSL_NEGINF;
    double *x = malloc(2 * room * sizeof *x);
    if (!x) return polder_no_memory(rows);
    double *y = x + room;
    const size_t n = (size_t)pairs_of(rows, 0, rows->n, 1, y, x);
    gsl_sort2(x, 1, y, 1, n);
    for (size_t i = 0, next = 0; i < n; i = next) {
        polder_moments_t m = {0};
        for (; next < n && x[next] == x[i]; next++) polder_moments_add(&m, y[next]);
        if (m.mean > highest) {
            highest = m.mean;
            best = x[i];
        }
    }
    free(x);
    return best;
}

/* ---- Sobol' ---- */

/* Mean of the first value at each point, and how many rows are behind it. */
static polder_moments_t *point_means(const polder_rows_t *rows, int *n_point)
{
    int last = 0;
    for (int64_t r = 0; r < rows->n; r++) last = GSL_MAX(last, rows->point[r]);
    polder_moments_t *m = calloc((size_t)last + 1, sizeof *m);
    for (int64_t r = 0; m && r < rows->n; r++)
        polder_moments_add(&m[rows->point[r]], polder_row_value(rows, r, 0));
    *n_point = last + 1;
    return m;
}

/* The total effect of factor k, times the weight of all blocks. */
static double total_of(const polder_moments_t *m, int n_point, int together, int k)
{
    double total = 0;
    for (int p = 0; p + together <= n_point; p += together) {
        const double d = m[p].mean - m[p + 1 + k].mean;
        total += 0.5 * (double)m[p].n * d * d;
    }
    return total;
}

/* By how much the total index of `by` (Jansen 1999) exceeds the largest other one.
 * Of a block only the first point, the same with each factor of the last, and the last count:
 * those of indices of second order, before the last, are no further factors. */
double polder_value_total_lead(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    const int together = rows->together, n_factor = rows->n_factor, mine = rows->factor;
    double weight = 0, sum = 0, squares = 0, other = 0;
    int n_point = 0;
    if (n_factor < 2 || together < n_factor + 2 || mine < 0 || mine >= n_factor) return GSL_NAN;
    polder_moments_t *m = point_means(rows, &n_point);
    if (!m) return polder_no_memory(rows);
    for (int p = 0; p + together <= n_point; p += together) {
        const double w = (double)m[p].n, a = m[p].mean, b = m[p + together - 1].mean;
        weight += w;
        sum += w * (a + b);
        squares += w * (a * a + b * b);
    }
    for (int k = 0; k < n_factor; k++)
        if (k != mine) other = GSL_MAX(other, total_of(m, n_point, together, k));
    const double lead = total_of(m, n_point, together, mine) - other;
    free(m);
    const double mean = sum / (2 * weight), variance = squares / (2 * weight) - mean * mean;
    return variance > 0 ? lead / weight / variance : GSL_NAN;
}

/* ---- organisations and relations ---- */

/* Rank correlation inside each network, the mean over networks. */
double polder_value_member_rank(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    polder_moments_t mean = {0};
    for (int64_t first = 0, last; first < rows->n; first = last) {
        for (last = first; last < rows->n && rows->network[last] == rows->network[first];) last++;
        polder_moments_add(&mean, correlate(rows, first, last, 1, true));
    }
    return mean.n > 0 ? mean.mean : GSL_NAN;
}

/* The means over all networks of each organisation, then their rank correlation: with a network
 * file all networks have the same ones. Who has left a network is missing in it alone. */
double polder_value_place_rank(const polder_rows_t *rows, const polder_figure_t *f)
{
    (void)f;
    int last = 0, n = 0;
    for (int64_t r = 0; r < rows->n; r++) last = GSL_MAX(last, rows->member[r]);
    const size_t room = (size_t)last + 1;
    polder_moments_t *mean = calloc(2 * room, sizeof *mean);
    double *x = malloc(4 * room * sizeof *x), rank = GSL_NAN;
    if (!mean || !x) rank = polder_no_memory(rows);
    for (int64_t r = 0; mean && x && r < rows->n; r++)
        for (int i = 0; i < 2 && polder_row_complete(rows, r); i++)
            polder_moments_add(&mean[2 * rows->member[r] + i], polder_row_value(rows, r, i));
    for (size_t k = 0; mean && x && k < room; k++) {
        if (mean[2 * k].n == 0) continue;
        x[n] = mean[2 * k].mean;
        x[room + (size_t)n++] = mean[2 * k + 1].mean;
    }
    if (n > 2) rank = polder_spearman(x, x + room, n, x + 2 * room);
    free(mean);
    free(x);
    return rank;
}

/* A quantile of value `i`. */
static double quantile_of(const polder_rows_t *rows, int i, double quantile)
{
    double *x = malloc(((size_t)rows->n + 1) * sizeof *x);
    if (!x) return polder_no_memory(rows);
    for (int64_t r = 0; r < rows->n; r++) x[r] = polder_row_value(rows, r, i);
    gsl_sort(x, 1, (size_t)rows->n);
    const double cut = gsl_stats_quantile_from_sorted_data(x, 1, (size_t)rows->n, quantile);
    free(x);
    return cut;
}

/* What `by` is cut at: given, or its quantile. */
static double cut_of(const polder_rows_t *rows, const polder_figure_t *f, double quantile)
{
    const bool given = f->n_cut > 0 && !gsl_isnan(f->cut[0]);
    return given ? f->cut[0] : quantile_of(rows, 1, quantile);
}

/* Odds that `of` exceeds `at` where `by` is high against where it is low, in one arm. */
static double odds_in(const polder_rows_t *rows, double at, double cut, int arm)
{
    double n[2][2] = {{0}};
    for (int64_t r = 0; r < rows->n; r++)
        if (rows->arm[r] == arm)
            n[polder_row_value(rows, r, 1) > cut][polder_row_value(rows, r, 0) > at] += 1;
    return n[1][1] * n[0][0] / (n[1][0] * n[0][1]);
}

/* With two arms: how many times as large the odds ratio is in the first. */
double polder_value_pair_odds(const polder_rows_t *rows, const polder_figure_t *f)
{
    const double at = gsl_isnan(f->at) ? quantile_of(rows, 0, 0.5) : f->at;
    const double cut = cut_of(rows, f, 0.5), odds = odds_in(rows, at, cut, 0);
    return f->n_arm < 2 ? odds : odds / odds_in(rows, at, cut, 1);
}

/* Of the relations of an arm (−1: all) whose `by` was above its cut, the share with `of` > at. */
static double share_in(const polder_rows_t *rows, const polder_figure_t *f, double cut, int arm)
{
    int64_t n = 0, yes = 0;
    for (int64_t r = 0; r < rows->n; r++) {
        if ((arm >= 0 && rows->arm[r] != arm) || !(polder_row_value(rows, r, 1) > cut)) continue;
        n++;
        yes += polder_row_value(rows, r, 0) > f->at;
    }
    return n > 0 ? (double)yes / (double)n : GSL_NAN;
}

/* With two arms: how much larger it is in the first. */
double polder_value_pair_share(const polder_rows_t *rows, const polder_figure_t *f)
{
    const double cut = cut_of(rows, f, 0.5);
    if (f->n_arm < 2) return share_in(rows, f, cut, f->n_arm - 1);
    return share_in(rows, f, cut, 0) - share_in(rows, f, cut, 1);
}

/* The smallest step of the mean of `of` from one quarter of `by` to the next: above 0 it rises all
 * the way. */
double polder_value_pair_step(const polder_rows_t *rows, const polder_figure_t *f)
{
    enum { CLASSES = 4 };
    double cut[CLASSES], least = GSL_POSINF;
    polder_moments_t m[CLASSES] = {0};
    for (int c = 1; c < CLASSES; c++) cut[c] = cut_of(rows, f, (double)c / CLASSES);
    for (int64_t r = 0; r < rows->n; r++) {
        int class = 0;
        while (class < CLASSES - 1 && polder_row_value(rows, r, 1) > cut[class + 1]) class ++;
        polder_moments_add(&m[class], polder_row_value(rows, r, 0));
    }
    for (int c = 1; c < CLASSES; c++) {
        if (m[c].n == 0 || m[c - 1].n == 0) return GSL_NAN;
        least = GSL_MIN(least, m[c].mean - m[c - 1].mean);
    }
    return least;
}
