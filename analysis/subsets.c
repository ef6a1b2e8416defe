/* subsets.c: see subsets.h. */
#include "analysis/subsets.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>

#include "kernel/random.h"

/* ---- one history ---- */

/* In order of size, then of the set. */
static int compare_sets(const void *a, const void *b)
{
    const polder_causes_set_t x = *(const polder_causes_set_t *)a,
                              y = *(const polder_causes_set_t *)b;
    const int m = polder_set_size(x), n = polder_set_size(y);
    return m != n ? (m > n) - (m < n) : (x > y) - (x < y);
}

/* Does a proper subset rescue? rescued[set]: the set or one of its subsets does. */
static bool smaller_does(const bool *rescued, polder_causes_set_t set)
{
    for (polder_causes_set_t left = set; left; left &= left - 1)
        if (rescued[set & ~(left & -left)]) return true;
    return false;
}

static void add_least(polder_history_t *h, polder_causes_set_t set)
{
    const double part = 1.0 / polder_set_size(set);
    h->least[h->n_least++] = set;
    for (int i = 0; i < h->n_cause; i++)
        if (set >> i & 1) h->responsibility[i] = GSL_MAX_DBL(h->responsibility[i], part);
}

bool polder_history(const signed char *success, int n_cause, polder_history_t *h)
{
    const polder_causes_set_t n = 1u << n_cause;
    *h = (polder_history_t){.n_cause = n_cause, .failed = success[0] == 0};
    if (!h->failed) return true;
    bool *rescued = calloc(n, sizeof *rescued);
    h->least = malloc(n * sizeof *h->least);
    if (rescued && h->least) {
        for (polder_causes_set_t set = 1; set < n; set++) { /* subsets have smaller numbers */
            const bool before = smaller_does(rescued, set);
            rescued[set] = before || success[set] == 1;
            if (success[set] == 1 && !before) add_least(h, set);
            if (before && success[set] == 0) h->undone = true;
        }
        qsort(h->least, (size_t)h->n_least, sizeof *h->least, compare_sets);
    }
    const bool good = rescued && h->least;
    free(rescued);
    return good;
}

void polder_history_free(polder_history_t *h)
{
    free(h->least);
    *h = (polder_history_t){0};
}

/* ---- shares ---- */

/* Weight of what a cause adds to a set of `size` others: over all orders of n. */
static void weigh(int n, double weight[POLDER_MOST_CAUSES])
{
    double choose = 1; /* of n − 1, size */
    for (int size = 0; size < n; size++) {
        weight[size] = 1 / (n * choose);
        choose *= (double)(n - 1 - size) / (size + 1);
    }
}

void polder_shapley(const double *value, int n, double *share)
{
    double weight[POLDER_MOST_CAUSES];
    weigh(n, weight);
    for (int i = 0; i < n; i++) share[i] = 0;
    for (polder_causes_set_t set = 0; set < 1u << n; set++)
        for (int i = 0; i < n; i++)
            if (!(set >> i & 1))
                share[i] += weight[polder_set_size(set)] * (value[set | 1u << i] - value[set]);
}

void polder_walks(int n, int n_walk, uint64_t seed, int *order)
{
    uint32_t key[4];
    polder_key(seed, 0, key);
    for (int w = 0; w + 1 < n_walk; w += 2) {
        int *one = order + (ptrdiff_t)w * n, *back = one + n;
        for (int i = 0; i < n; i++) {
            uint32_t word[4];
            polder_words(key, (uint32_t)w, (uint32_t)i, polder_purpose("subsets.walk"), 0, word);
            const int at = (int)((uint64_t)word[0] * (uint64_t)(i + 1) >> 32); /* Fisher-Yates */
            one[i] = one[at];
            one[at] = i;
        }
        for (int i = 0; i < n; i++) back[i] = one[n - 1 - i];
    }
}

/* Row of each set that is asked for, in the order of asking; false: one is missing. */
static bool rows_of(const polder_twins_t *t, const polder_causes_set_t *set, int n, int *row)
{
    for (int k = 0; k < n; k++)
        if ((row[k] = polder_twins_find(t, set[k])) < 0) return false;
    return true;
}

static bool is_known(const polder_twins_t *t, const int *row, int n, int64_t unit)
{
    for (int k = 0; k < n; k++)
        if (t->success[row[k] * t->n + unit] == POLDER_UNKNOWN) return false;
    return true;
}

static void finish(const polder_moments_t *m, int n, double confidence, polder_share_t *share)
{
    for (int i = 0; i < n; i++) {
        share[i].share = m[i].n > 0 ? m[i].mean : GSL_NAN;
        polder_mean_interval(&m[i], confidence, &share[i].low, &share[i].high);
    }
}

/* All sets are there: the shares of every unit by itself, and their mean. */
static bool all_sets(const polder_twins_t *t, double confidence, polder_share_t *share)
{
    const int n = t->n_cause, sets = 1 << n;
    polder_moments_t moments[POLDER_MOST_CAUSES] = {0};
    double *value = malloc((size_t)sets * sizeof *value), own[POLDER_MOST_CAUSES];
    polder_causes_set_t *set = malloc((size_t)sets * sizeof *set);
    int *row = malloc((size_t)sets * sizeof *row);
    bool good = value && set && row;
    for (int s = 0; good && s < sets; s++) set[s] = (polder_causes_set_t)s;
    good = good && rows_of(t, set, sets, row);
    for (int64_t u = 0; good && u < t->n; u++) {
        if (!is_known(t, row, sets, u)) continue;
        for (int s = 0; s < sets; s++) value[s] = t->success[row[s] * t->n + u];
        polder_shapley(value, n, own);
        for (int i = 0; i < n; i++) polder_moments_add(&moments[i], own[i]);
    }
    if (good) finish(moments, n, confidence, share);
    free(value);
    free(set);
    free(row);
    return good;
}

/* What each cause adds where it is taken away, of a pair of walks and one unit. */
static void walk_pair(const polder_twins_t *t, const int *order, const int *row, int64_t unit,
                      double *own)
{
    const int n = t->n_cause;
    for (int i = 0; i < n; i++) own[i] = 0;
    for (int w = 0; w < 2; w++)
        for (int k = 0; k < n; k++) {
            const int *step = row + w * (n + 1) + k;
            own[order[w * n + k]] +=
                0.5 * (t->success[step[1] * t->n + unit] - t->success[step[0] * t->n + unit]);
        }
}

/* Rows of the sets of all walks: [n_walk][n + 1]. */
static int *walk_rows(const polder_twins_t *t, const int *order, int n_walk)
{
    const int n = t->n_cause;
    int *row = malloc((size_t)n_walk * (size_t)(n + 1) * sizeof *row);
    for (int w = 0; row && w < n_walk; w++) {
        polder_causes_set_t set = 0;
        for (int k = 0; k <= n; k++) {
            const int found = polder_twins_find(t, set);
            row[w * (n + 1) + k] = found;
            if (found < 0) {
                free(row);
                return NULL;
            }
            if (k < n) set |= 1u << order[w * n + k];
        }
    }
    return row;
}

/* Units and pairs of walks are crossed: the variance of a mean is that between the means of units
 * and that between the means of pairs, which is a little too much. */
static bool by_walks(const polder_twins_t *t, const int *order, int n_walk, double confidence,
                     polder_share_t *share)
{
    const int n = t->n_cause, pairs = n_walk / 2, steps = n_walk * (n + 1);
    polder_moments_t unit[POLDER_MOST_CAUSES] = {0}, pair[POLDER_MOST_CAUSES] = {0};
    int *row = walk_rows(t, order, n_walk);
    double *of_pair = calloc((size_t)pairs * (size_t)n + 1, sizeof *of_pair),
           own[POLDER_MOST_CAUSES];
    const bool good = row && of_pair;
    for (int64_t u = 0; good && u < t->n; u++) {
        double mean[POLDER_MOST_CAUSES] = {0};
        if (!is_known(t, row, steps, u)) continue;
        for (int p = 0; p < pairs; p++) {
            walk_pair(t, order + (ptrdiff_t)2 * p * n, row + (ptrdiff_t)2 * p * (n + 1), u, own);
            for (int i = 0; i < n; i++) mean[i] += own[i] / pairs;
            for (int i = 0; i < n; i++) of_pair[p * n + i] += own[i];
        }
        for (int i = 0; i < n; i++) polder_moments_add(&unit[i], mean[i]);
    }
    for (int p = 0; good && p < pairs; p++)
        for (int i = 0; i < n; i++)
            polder_moments_add(&pair[i], of_pair[p * n + i] / (double)unit[i].n);
    for (int i = 0; good && i < n; i++) {
        const double m = (double)unit[i].n, z = gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * confidence);
        const double half =
            z * sqrt(unit[i].square / (m - 1) / m + pair[i].square / (pairs - 1.0) / pairs);
        share[i] = (polder_share_t){unit[i].mean, unit[i].mean - half, unit[i].mean + half};
    }
    free(row);
    free(of_pair);
    return good;
}

bool polder_twins_shapley(const polder_twins_t *t, const int *order, int n_walk, double confidence,
                          polder_share_t *share)
{
    if (n_walk > 0) return by_walks(t, order, n_walk, confidence, share);
    return all_sets(t, confidence, share);
}
