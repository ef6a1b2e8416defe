/* paired.h: two arms on the same networks, compared pair by pair.
 *
 * What     Arms of an experiment share networks and random numbers, so what differs within a
 *          pair is what the arm does. Counts and sums are gathered network by network, in any
 *          order and without keeping the networks; then come difference, interval and p.
 *          A pair with a missing value (NaN) is left out.
 * Pairing  `pairing` is the variance of the difference if the arms had networks of their own,
 *          divided by the variance it has: so many times fewer networks give an interval of the
 *          same width. NaN when the pairs leave no variance at all.
 * Source   shares: Newcombe 1998 (Statistics in Medicine 17, 2635-2650), method 10;
 *          exact McNemar test: McNemar 1947, as a binomial test of the pairs that differ;
 *          number needed to treat: Altman 1998 (BMJ 317, 1309-1312);
 *          means: paired t (Student 1908), updated as in Welford 1962;
 *          ratio of two means: Fieller 1954; arms with networks of their own: Fisher 1935, Welch
 *          1947.
 */
#ifndef POLDER_PAIRED_H
#define POLDER_PAIRED_H

#include <stdbool.h>
#include <stdint.h>

/* "first" is the arm, "second" the baseline: the difference is first minus second. */
typedef struct {
    int64_t pairs;
    double first, second; /* share or mean in these pairs */
    double difference, low, high;
    double p; /* two-sided */
    double pairing;
} polder_difference_t;

/* --- yes or no --- */

typedef struct {
    int64_t both, first, second, neither; /* pairs in which both, only one or none has it */
} polder_pairs_t;

static inline void polder_pairs_add(polder_pairs_t *pairs, float first, float second)
{
    if (first != first || second != second) return;
    if (first > 0.5f)
        *(second > 0.5f ? &pairs->both : &pairs->first) += 1;
    else
        *(second > 0.5f ? &pairs->second : &pairs->neither) += 1;
}

/* Interval of the difference of two shares; [−1, 1] without pairs. */
void polder_newcombe(const polder_pairs_t *pairs, double confidence, double *low, double *high);

/* The same of pairs that say only as much as `scale` times as many: 1 gives the same bits. */
void polder_newcombe_scaled(const polder_pairs_t *pairs, double scale, double confidence,
                            double *low, double *high);

/* Chance of `first` against `second` or something less even, if both were equally likely. */
double polder_mcnemar(int64_t first, int64_t second);

polder_difference_t polder_pairs_difference(const polder_pairs_t *pairs, double confidence);

/* --- numbers --- */

/* Mean and sum of squares of one column. */
typedef struct {
    int64_t n;
    double mean, square; /* square: sum of squared distances from the mean */
} polder_moments_t;

static inline void polder_moments_add(polder_moments_t *m, double value)
{
    if (value != value) return;
    const double before = value - m->mean;
    m->mean += before / (double)++m->n;
    m->square += before * (value - m->mean);
}

/* The interval of a mean with Student's t; NaN for fewer than two values. */
void polder_mean_interval(const polder_moments_t *m, double confidence, double *low, double *high);

/* Two columns together. */
typedef struct {
    int64_t n;
    double mean[2], square[2], product;
} polder_twin_t;

static inline void polder_twin_add(polder_twin_t *t, double first, double second)
{
    if (first != first || second != second) return;
    const double n = (double)++t->n, x = first - t->mean[0], y = second - t->mean[1];
    t->mean[0] += x / n;
    t->mean[1] += y / n;
    t->square[0] += x * (first - t->mean[0]);
    t->square[1] += y * (second - t->mean[1]);
    t->product += x * (second - t->mean[1]);
}

polder_difference_t polder_twin_difference(const polder_twin_t *twin, double confidence);

/* --- arms with networks of their own --- */

/* `yes` of `n` in each. Interval: Newcombe's method 10 for independent shares; p: Fisher's exact
 * test, twice the smaller tail. */
polder_difference_t polder_shares_apart(const int64_t yes[2], const int64_t n[2],
                                        double confidence);
/* Welch's t. */
polder_difference_t polder_means_apart(const polder_moments_t *first,
                                       const polder_moments_t *second, double confidence);

/* --- what one more success takes --- */

typedef enum {
    POLDER_TREAT_HELPS,  /* the whole interval is above 0: `low` … `high` networks */
    POLDER_TREAT_HARMS,  /* the whole interval is below 0: so many for one success less */
    POLDER_TREAT_UNSURE, /* 0 is inside: from `low` to help, through infinity, to `high` to harm */
} polder_treat_verdict_t;

/* Number of networks that have to be treated for one more success (`number` > 0), or for one
 * less (< 0); infinite without a difference. `low` and `high` are positive; infinite when the
 * interval ends at 0, NaN without one. */
typedef struct {
    polder_treat_verdict_t verdict;
    double number, low, high;
} polder_treat_t;

polder_treat_t polder_number_to_treat(const polder_difference_t *difference);

/* Mean of the first column over mean of the second one, with Fieller's interval. Bounded only
 * if the second mean is surely not 0; otherwise low and high are NaN. */
typedef struct {
    double ratio, low, high;
    bool bounded;
} polder_ratio_t;

polder_ratio_t polder_ratio(const polder_twin_t *twin, double confidence);

#endif
