/* twins.h: the same futures with sets of causes taken away, and what they say of the causes.
 *
 * What     A table of outcomes: for every set of causes (a bit for each) whether unit u succeeded
 *          without them. A unit is a future of one founding, or a network of a population; all
 *          sets share its chances, so that what differs within a unit is what the set does.
 * Gain     the chance without the set minus the chance with all causes, paired (paired.h). `each`
 *          is the confidence with which every interval is made so that all hold together: from the
 *          largest of their studentised errors over resampled units (max-t), never less than one
 *          alone needs and never more than Bonferroni's.
 * Because  of 100 failures so many succeed without the set: that is the probability of necessity
 *          where the chances of twins are the same. However chances hang together, it lies between
 *          `least` and `most`.
 * Sizes    for each failure the size of the smallest set of the table that rescues it.
 * Source   max-t: Romano & Wolf 2005 (Journal of the American Statistical Association 100, 94-108);
 *          bounds: Tian & Pearl 2000 (Annals of Mathematics and Artificial Intelligence 28,
 *          287-313).
 */
#ifndef POLDER_TWINS_H
#define POLDER_TWINS_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/paired.h"
#include "analysis/proportion.h"

enum { POLDER_MOST_CAUSES = 16, POLDER_UNKNOWN = -1 };

typedef uint32_t polder_causes_set_t; /* bit i: cause i is taken away */

typedef struct {
    int n_cause, n_set;
    int64_t n;                      /* units */
    const polder_causes_set_t *set; /* [n_set], each once; one of them is 0 */
    const signed char *success;     /* [n_set][n]: 1, 0, or POLDER_UNKNOWN: it could not be made */
} polder_twins_t;

typedef struct {
    polder_causes_set_t set;
    polder_difference_t gain;    /* without the set minus with all causes */
    polder_proportion_t rescued; /* of failures */
    polder_proportion_t lost;    /* of successes */
    double least, most;          /* share of failures that are due to the set; NaN without any */
} polder_rescue_t;

/* A gain is sure if its interval is above 0, also as a screen shows it: 0.1 of 100 and more. */
#define POLDER_LEAST_SHOWN 0.0005

static inline bool polder_surely_helps(const polder_difference_t *gain)
{
    return gain->low > POLDER_LEAST_SHOWN;
}

static inline bool polder_surely_harms(const polder_difference_t *gain)
{
    return gain->high < -POLDER_LEAST_SHOWN;
}

static inline int polder_set_size(polder_causes_set_t set)
{
    return __builtin_popcount(set);
}

/* Row of a set in the table, or −1. */
int polder_twins_find(const polder_twins_t *twins, polder_causes_set_t set);
polder_proportion_t polder_twins_chance(const polder_twins_t *twins, int row, double confidence);

/* The confidence of each interval, so that those of the `n` rows hold together with `confidence`.
 * `seed` keys what is resampled. Negative without memory. */
double polder_twins_each(const polder_twins_t *twins, const int *row, int n, double confidence,
                         uint64_t seed);
/* The interval of the gain at `each`, the two shares at `confidence`. */
polder_rescue_t polder_twins_rescue(const polder_twins_t *twins, int row, double each,
                                    double confidence);

/* What two causes do together beyond what each does alone: p_ij − p_i − p_j + p_0. NaN where the
 * table lacks one of the four. */
polder_difference_t polder_twins_interaction(const polder_twins_t *twins, int i, int j,
                                             double confidence);

/* Failures by the size of the smallest set that rescues them; count[0]: no set of the table does.
 * Returns how many failures there are. */
int64_t polder_twins_sizes(const polder_twins_t *twins, int64_t count[POLDER_MOST_CAUSES + 1]);

#endif
