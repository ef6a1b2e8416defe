/* twins.c: see twins.h. */
#include "analysis/twins.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <stdlib.h>

#include "kernel/random.h"

int polder_twins_find(const polder_twins_t *t, polder_causes_set_t set)
{
    for (int r = 0; r < t->n_set; r++)
        if (t->set[r] == set) return r;
    return -1;
}

static const signed char *outcomes(const polder_twins_t *t, int row)
{
    return t->success + (int64_t)row * t->n;
}

polder_proportion_t polder_twins_chance(const polder_twins_t *t, int row, double confidence)
{
    const signed char *success = outcomes(t, row);
    int64_t yes = 0, known = 0;
    for (int64_t u = 0; u < t->n; u++) {
        yes += success[u] == 1;
        known += success[u] != POLDER_UNKNOWN;
    }
    return polder_proportion(yes, known, confidence);
}

/* ---- intervals that hold together ---- */

/* Differences of all rows, unit by unit; a pair of which half is unknown counts as no difference,
 * here where only the error of a mean is asked for. */
static signed char *differences(const polder_twins_t *t, const int *row, int n)
{
    const signed char *all = outcomes(t, polder_twins_find(t, 0));
    signed char *d = malloc((size_t)t->n * (size_t)n + 1);
    for (int k = 0; d && k < n; k++) {
        const signed char *without = outcomes(t, row[k]);
        for (int64_t u = 0; u < t->n; u++) {
            const bool known = without[u] != POLDER_UNKNOWN && all[u] != POLDER_UNKNOWN;
            d[u * n + k] = (signed char)(known ? without[u] - all[u] : 0);
        }
    }
    return d;
}

/* Sum of each row, and its standard error as a sum; returns how many rows differ at all. */
static int errors(const signed char *d, int64_t n_unit, int n, double *sum, double *error)
{
    int differ = 0;
    for (int k = 0; k < n; k++) {
        double square = 0;
        sum[k] = 0;
        for (int64_t u = 0; u < n_unit; u++) {
            sum[k] += d[u * n + k];
            square += d[u * n + k] * d[u * n + k];
        }
        error[k] = sqrt(GSL_MAX_DBL(square - sum[k] * sum[k] / (double)n_unit, 0));
        differ += error[k] > 0;
    }
    return differ;
}

/* The largest studentised error of one resample: as many units as there are, drawn with
 * replacement. */
static double largest(const signed char *d, int64_t n_unit, int n, const double *sum,
                      const double *error, const uint32_t key[4], uint32_t sample, int32_t *drawn)
{
    const uint32_t purpose = polder_purpose("twins.resample");
    uint32_t word[4] = {0};
    double most = 0;
    for (int k = 0; k < n; k++) drawn[k] = 0;
    for (int64_t u = 0; u < n_unit; u++) {
        if (u % 4 == 0) polder_words(key, sample, (uint32_t)(u / 4), purpose, 0, word);
        const int64_t at = (int64_t)((uint64_t)word[u % 4] * (uint64_t)n_unit >> 32);
        const signed char *of = d + at * n;
        for (int k = 0; k < n; k++) drawn[k] += of[k];
    }
    for (int k = 0; k < n; k++)
        if (error[k] > 0) most = GSL_MAX_DBL(most, fabs(drawn[k] - sum[k]) / error[k]);
    return most;
}

double polder_twins_each(const polder_twins_t *t, const int *row, int n, double confidence,
                         uint64_t seed)
{
    enum { SAMPLES = 1000 };
    if (n <= 0 || t->n < 2) return confidence;
    double each = -1;
    signed char *d = differences(t, row, n);
    double *number = malloc((2 * (size_t)n + SAMPLES) * sizeof *number);
    int32_t *drawn = malloc((size_t)n * sizeof *drawn);
    if (d && number && drawn) {
        double *sum = number, *error = number + n, *most = error + n;
        const int differ = errors(d, t->n, n, sum, error);
        uint32_t key[4];
        polder_key(seed, 0, key);
        for (int b = 0; b < SAMPLES; b++)
            most[b] = largest(d, t->n, n, sum, error, key, (uint32_t)b, drawn);
        gsl_sort(most, 1, SAMPLES);
        const double z = most[(int)ceil(confidence * SAMPLES) - 1];
        const double bonferroni = 1 - (1 - confidence) / (differ > 1 ? differ : 1);
        each = GSL_MIN_DBL(bonferroni, 1 - 2 * gsl_cdf_ugaussian_Q(z));
        each = GSL_MAX_DBL(each, confidence);
    }
    free(d);
    free(number);
    free(drawn);
    return each;
}

/* ---- one set ---- */

polder_rescue_t polder_twins_rescue(const polder_twins_t *t, int row, double each,
                                    double confidence)
{
    const signed char *without = outcomes(t, row), *all = outcomes(t, polder_twins_find(t, 0));
    polder_pairs_t pairs = {0};
    for (int64_t u = 0; u < t->n; u++)
        if (without[u] != POLDER_UNKNOWN && all[u] != POLDER_UNKNOWN)
            polder_pairs_add(&pairs, without[u], all[u]);
    const int64_t failed = pairs.first + pairs.neither, succeeded = pairs.both + pairs.second;
    polder_rescue_t r = {.set = t->set[row], .least = GSL_NAN, .most = GSL_NAN};
    r.gain = polder_pairs_difference(&pairs, each);
    r.rescued = polder_proportion(pairs.first, failed, confidence);
    r.lost = polder_proportion(pairs.second, succeeded, confidence);
    if (failed > 0) {
        const double fails = 1 - r.gain.second;
        r.least = GSL_MAX_DBL(0, r.gain.difference) / fails;
        r.most = GSL_MIN_DBL(r.gain.first, fails) / fails;
    }
    return r;
}

polder_difference_t polder_twins_interaction(const polder_twins_t *t, int i, int j,
                                             double confidence)
{
    const polder_causes_set_t a = 1u << i, b = 1u << j, set[4] = {0, a, b, a | b};
    const signed char *s[4] = {NULL};
    polder_twin_t twin = {0};
    for (int k = 0; k < 4; k++) {
        const int row = polder_twins_find(t, set[k]);
        if (row < 0) return polder_twin_difference(&twin, confidence);
        s[k] = outcomes(t, row);
    }
    for (int64_t u = 0; u < t->n; u++) {
        bool known = true;
        for (int k = 0; k < 4; k++) known &= s[k][u] != POLDER_UNKNOWN;
        if (known) polder_twin_add(&twin, s[3][u] + s[0][u], s[1][u] + s[2][u]);
    }
    return polder_twin_difference(&twin, confidence);
}

int64_t polder_twins_sizes(const polder_twins_t *t, int64_t count[POLDER_MOST_CAUSES + 1])
{
    const signed char *all = outcomes(t, polder_twins_find(t, 0));
    int64_t failures = 0;
    for (int k = 0; k <= POLDER_MOST_CAUSES; k++) count[k] = 0;
    for (int64_t u = 0; u < t->n; u++) {
        int least = POLDER_MOST_CAUSES + 1;
        if (all[u] != 0) continue;
        failures++;
        for (int r = 0; r < t->n_set; r++)
            if (outcomes(t, r)[u] == 1 && polder_set_size(t->set[r]) < least)
                least = polder_set_size(t->set[r]);
        count[least > POLDER_MOST_CAUSES ? 0 : least]++;
    }
    return failures;
}
