/* subsets.h: what all sets of causes together say: the smallest that rescue, and fair shares.
 *
 * What     Of one history, lived once without each set of causes: the smallest sets that rescue
 *          it (none of their own subsets does), as actual causes in the sense of Halpern, in
 *          contrast with what is typical; the responsibility of a cause is one over the size of
 *          the smallest such set it is in.
 *          Of a chance for every set: Shapley's shares. They add up to the chance without all
 *          causes minus that with all of them, whatever the causes do to each other.
 *          With few causes all sets are lived, and shares are exact but for the luck of futures.
 *          With many they come from walks: orders in which causes are taken away one after the
 *          other, each with its reverse; their mean is without bias and adds up all the same.
 * Source   Halpern 2015 (IJCAI, 3022-3033); responsibility: Chockler & Halpern 2004 (Journal of
 *          Artificial Intelligence Research 22, 93-115); Shapley 1953; as an average attributable
 *          fraction: Eide & Gefeller 1995; walks and their reverses: Mitchell et al. 2022
 *          (Journal of Machine Learning Research 23, 43).
 */
#ifndef POLDER_SUBSETS_H
#define POLDER_SUBSETS_H

#include "analysis/twins.h"

typedef struct {
    int n_cause;
    bool failed;                /* with all causes: else there is nothing to rescue */
    int n_least;                /* smallest sets, the fewest causes first */
    polder_causes_set_t *least; /* [n_least] */
    bool undone;                /* taking away more than a rescuing set can undo the rescue */
    double responsibility[POLDER_MOST_CAUSES];
} polder_history_t;

/* success[set] for all 2^n_cause sets. False without memory. Free it in any case. */
bool polder_history(const signed char *success, int n_cause, polder_history_t *history);
void polder_history_free(polder_history_t *history);

/* Shares of a chance value[set] for all 2^n sets; they add up to value[all] − value[0]. */
void polder_shapley(const double *value, int n, double *share);

/* Orders of n causes in pairs: the second of a pair is the first one backwards. `order` is
 * [n_walk][n], n_walk is even. */
void polder_walks(int n, int n_walk, uint64_t seed, int *order);

typedef struct {
    double share, low, high;
} polder_share_t;

/* Shares with intervals, over units. The table has all 2^n sets (n_walk 0), or at least those of
 * the walks; then intervals hold the luck of the walks too. False without memory, or where a set is
 * missing. */
bool polder_twins_shapley(const polder_twins_t *twins, const int *order, int n_walk,
                          double confidence, polder_share_t *share);

#endif
