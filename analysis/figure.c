/* figure.c: the interval of a figure, and what a criterion says of it. See figure.h. */
#include "analysis/figure.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure_kinds.h"
#include "analysis/proportion.h"

enum { SEED = 20190057, MOST_UNDEFINED = POLDER_RESAMPLES / 20 /* more: no interval */ };

/* Rows by cluster: those of cluster c are order[start[c]] … order[start[c + 1] − 1]. Returns how
 * many clusters have rows, and the rows of the largest. */
static int sort_clusters(const polder_rows_t *rows, int64_t *start, int64_t *order,
                         int64_t *largest)
{
    const int n = rows->n_cluster;
    memset(start, 0, ((size_t)n + 2) * sizeof *start);
    for (int64_t i = 0; i < rows->n; i++) start[rows->cluster[i] + 2]++;
    int used = 0;
    for (int c = 0; c < n; c++) {
        used += start[c + 2] > 0;
        if (start[c + 2] > *largest) *largest = start[c + 2];
        start[c + 2] += start[c + 1];
    }
    for (int64_t i = 0; i < rows->n; i++) order[start[rows->cluster[i] + 1]++] = i;
    return used;
}

/* `times` such networks were copied before. */
static void copy_row(const polder_rows_t *from, int64_t row, int times, polder_rows_t *to)
{
    const size_t width = (size_t)from->n_value;
    memcpy(to->value + (size_t)to->n * width, from->value + (size_t)row * width,
           width * sizeof(double));
    to->arm[to->n] = from->arm[row];
    to->point[to->n] = from->point[row];
    to->network[to->n] = from->network[row] + times * POLDER_MANY_NETWORKS;
    to->member[to->n] = from->member[row];
    to->cluster[to->n++] = from->cluster[row];
}

static int make_room(polder_rows_t *to, const polder_rows_t *from, int64_t room)
{
    *to = *from;
    to->n = 0;
    to->value = malloc((size_t)(room + 1) * (size_t)(from->n_value + 1) * sizeof(double));
    to->arm = malloc((size_t)(room + 1) * sizeof(int));
    to->point = malloc((size_t)(room + 1) * sizeof(int));
    to->cluster = malloc((size_t)(room + 1) * sizeof(int));
    to->network = malloc((size_t)(room + 1) * sizeof(int64_t));
    to->member = malloc((size_t)(room + 1) * sizeof(int));
    return to->value && to->arm && to->point && to->cluster && to->network && to->member
               ? 0
               : POLDER_MEMORY;
}

/* The value in one sample of clusters. */
static double draw_again(const polder_figure_t *f, const polder_rows_t *rows, const int64_t *start,
                         const int64_t *order, gsl_rng *chance, polder_rows_t *again)
{
    const int n = rows->n_cluster;
    again->n = 0;
    for (int c = 0; c < n; c++) {
        const int drawn = (int)gsl_rng_uniform_int(chance, (unsigned long)n);
        for (int64_t i = start[drawn]; i < start[drawn + 1]; i++)
            copy_row(rows, order[i], c, again);
    }
    return f->kind->value(again, f);
}

/* A quantile of sorted values, of which some may be infinite: between a finite one and an infinite
 * one it is the one further out. */
static double quantile(const double *x, size_t n, double share)
{
    const size_t below = (size_t)(share * (double)(n - 1)), above = GSL_MIN(below + 1, n - 1);
    if (gsl_finite(x[below]) && gsl_finite(x[above]))
        return gsl_stats_quantile_from_sorted_data(x, 1, n, share);
    return share < 0.5 ? x[below] : x[above];
}

/* The middle 95% of the value over samples of clusters. The state of the generator is ours: GSL
 * calls a handler of the whole process when it has no memory for one. */
static int bootstrap(const polder_figure_t *f, const polder_rows_t *rows, polder_measured_t *m)
{
    const int n = rows->n_cluster;
    double found[POLDER_RESAMPLES];
    size_t n_found = 0;
    int64_t largest = 0;
    polder_rows_t again = {0};
    gsl_rng chance = {.type = gsl_rng_mt19937, .state = malloc(gsl_rng_mt19937->size)};
    int64_t *start = malloc(((size_t)n + 2) * sizeof *start);
    int64_t *order = malloc((size_t)(rows->n + 1) * sizeof *order);
    const bool good = start && order && chance.state;
    const int used = good ? sort_clusters(rows, start, order, &largest) : 0;
    const int code = good ? make_room(&again, rows, largest * n) : POLDER_MEMORY;
    if (code >= 0 && used > 1) {
        gsl_rng_set(&chance, SEED);
        for (int b = 0; b < POLDER_RESAMPLES; b++) {
            found[n_found] = draw_again(f, rows, start, order, &chance, &again);
            n_found += !gsl_isnan(found[n_found]);
        }
        m->undefined = POLDER_RESAMPLES - (int)n_found;
        gsl_sort(found, 1, n_found);
        if (m->undefined <= MOST_UNDEFINED) {
            m->low = quantile(found, n_found, 0.025);
            m->high = quantile(found, n_found, 0.975);
        }
    }
    free(chance.state);
    free(start);
    free(order);
    polder_rows_free(&again);
    return code;
}

/* A share of `n` networks in clusters is as sure as one of how many that are independent? As many
 * as give the variance that the shares of the clusters have, and no more than there are; where all
 * networks are alike, one for each cluster. NaN: there is but one cluster. */
static double effective_number(const polder_figure_t *f, const polder_rows_t *rows, double share,
                               double n)
{
    double *sum = calloc(2 * (size_t)rows->n_cluster + 1, sizeof *sum); /* deviations, rows */
    double square = 0, used = 0;
    if (!sum) return -1;
    for (int64_t r = 0; r < rows->n; r++) {
        const double x = rows->value[r * rows->n_value];
        if (gsl_isnan(x)) continue;
        sum[2 * rows->cluster[r]] += (x > f->at) - share;
        sum[2 * rows->cluster[r] + 1]++;
    }
    for (int c = 0; c < rows->n_cluster; c++) {
        square += sum[2 * c] * sum[2 * c];
        used += sum[2 * c + 1] > 0;
    }
    free(sum);
    if (used < 2) return n < 2 ? n : GSL_NAN;
    if (!(share > 0 && share < 1)) return used;
    const double variance = used / (used - 1) * square / (n * n);
    return fmin(n, 1 + share * (1 - share) / variance);
}

static int share_interval(const polder_figure_t *f, const polder_rows_t *rows, polder_measured_t *m)
{
    int64_t known = 0;
    for (int64_t r = 0; r < rows->n; r++) known += !gsl_isnan(rows->value[r * rows->n_value]);
    const double n = effective_number(f, rows, m->value, (double)known);
    if (n < 0) return POLDER_MEMORY;
    if (!gsl_isnan(n)) polder_wilson(m->value, n, 0.95, &m->low, &m->high);
    return 0;
}

/* Courses end, and that is no missing value. */
static int64_t count_missing(const polder_figure_t *f, const polder_rows_t *rows)
{
    int64_t n = 0;
    for (int64_t r = 0; f->kind->rows == POLDER_EACH_NETWORK && r < rows->n; r++)
        n += !polder_row_complete(rows, r);
    return n;
}

int polder_figure_of_rows(const polder_figure_t *f, const polder_rows_t *given,
                          polder_measured_t *m, polder_report_t *report)
{
    bool no_memory = false;
    polder_rows_t rows = *given;
    rows.no_memory = &no_memory;
    *m = (polder_measured_t){GSL_NAN, GSL_NAN, GSL_NAN, rows.n, count_missing(f, &rows), 0};
    if (rows.n > 0) m->value = f->kind->value(&rows, f);
    int code = 0;
    if (gsl_finite(m->value))
        code = f->kind->share ? share_interval(f, &rows, m) : bootstrap(f, &rows, m);
    return code < 0 || no_memory ? polder_out_of_memory(report) : 0;
}

int polder_figure_measure(const polder_figure_t *f, const polder_sample_t *sample,
                          polder_measured_t *m, polder_report_t *report)
{
    polder_rows_t rows = {0};
    int code = polder_figure_rows(f, sample, &rows, report);
    if (code >= 0) code = polder_figure_of_rows(f, &rows, m, report);
    polder_rows_free(&rows);
    return code;
}

polder_verdict_t polder_figure_verdict(const polder_criterion_t *c, const polder_measured_t *m)
{
    const bool sure = c->kind == POLDER_OVER || c->kind == POLDER_UNDER;
    if (c->kind == POLDER_NO_CRITERION) return POLDER_REPORTED;
    if (gsl_isnan(m->value) || (sure && gsl_isnan(m->low))) return POLDER_NOT_EXAMINED;
    const bool holds = c->kind == POLDER_WITHIN  ? m->value >= c->low && m->value <= c->high
                       : c->kind == POLDER_LEAST ? m->value >= c->low
                       : c->kind == POLDER_MOST  ? m->value <= c->high
                       : c->kind == POLDER_OVER  ? m->low > c->low
                                                 : m->high < c->high;
    if (holds && !gsl_finite(m->value)) return POLDER_NOT_EXAMINED;
    return holds ? POLDER_HOLDS : POLDER_FAILS;
}

/* A figure that should surely lie beyond a bound does so if it is further away than half of its
 * interval. That distance has the same chance error: one of 0 to 2 halves may fall otherwise. */
static bool near_twice(double distance, double half)
{
    return distance > 0 && distance < 2 * half;
}

bool polder_figure_unsure(const polder_criterion_t *c, const polder_measured_t *m)
{
    const polder_verdict_t verdict = polder_figure_verdict(c, m);
    if (verdict != POLDER_HOLDS && verdict != POLDER_FAILS) return false;
    if (gsl_isnan(m->low)) return gsl_finite(m->value);
    if (c->kind == POLDER_OVER) return near_twice(m->value - c->low, m->value - m->low);
    if (c->kind == POLDER_UNDER) return near_twice(c->low - m->value, m->high - m->value);
    const bool below = c->kind != POLDER_MOST && m->low < c->low;
    const bool above = c->kind != POLDER_LEAST && m->high > c->high;
    if (verdict == POLDER_HOLDS) return below || above;
    return (c->kind == POLDER_MOST || m->high >= c->low) &&
           (c->kind == POLDER_LEAST || m->low <= c->high);
}

static void free_where(polder_where_t *where)
{
    for (int i = 0; i < where->n; i++) free(where->range[i].column);
}

void polder_figure_free(polder_figure_t *f)
{
    for (int i = 0; i < f->n_column; i++) free(f->column[i]);
    for (int i = 0; i < f->n_arm; i++) free(f->arm[i]);
    for (int i = 0; i < f->n_cell; i++) {
        free_where(&f->cell[i].where);
        free(f->cell[i].best);
    }
    free_where(&f->where);
    free_where(&f->either);
    free(f->name);
    free(f->name_nl);
    *f = (polder_figure_t){0};
}
