/* best.h: which of several arms can be the best.
 *
 * What     Every arm is compared with each other one, pair by pair. An arm can be the best if no
 *          other is surely better than it. The chance that the arm which is truly best is among
 *          those that are named, and that all the intervals below hold at once, is at least
 *          `confidence`: for the true best only its own k − 1 one-sided comparisons matter, so
 *          each is made at (1 − confidence) / (k − 1) (Bonferroni).
 * Interval of an arm's share minus that of the best of the others: above 0 by how much it is
 *          ahead, below 0 by how much it lags.
 * Source   multiple comparisons with the best: Hsu 1984 (Annals of Statistics 12, 1136-1144);
 *          Edwards & Hsu 1983 (JASA 78, 965-971); each comparison as in paired.h.
 */
#ifndef POLDER_BEST_H
#define POLDER_BEST_H

#include "analysis/foundings.h"

typedef struct {
    double ahead, low, high; /* of the best of the others */
    bool possible;           /* it can be the best */
} polder_best_t;

/* Number of comparisons of k arms, and the place in a list of that of arms i < j. */
static inline int64_t polder_best_pairs(int k)
{
    return (int64_t)k * (k - 1) / 2;
}

static inline int64_t polder_best_place(int k, int i, int j)
{
    return (int64_t)i * (2 * k - i - 1) / 2 + (j - i - 1);
}

/* pairs[polder_best_place(k, i, j)] has arm i as its first one, and `founded` its differences by
 * founding; NULL: each network counts. One arm: it is the best. */
void polder_best(const polder_pairs_t *pairs, const polder_founded_t *founded, int k,
                 double confidence, polder_best_t *best);

#endif
