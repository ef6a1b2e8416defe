/* best.c: see best.h. */
#include "analysis/best.h"

#include <gsl/gsl_math.h>

/* Arm i minus arm j: the difference, and the most it can be. */
static double most(const polder_pairs_t *pairs, const polder_founded_t *founded, int k, int i,
                   int j, double confidence, double *difference)
{
    const int64_t at = i < j ? polder_best_place(k, i, j) : polder_best_place(k, j, i);
    polder_pairs_t t = pairs[at];
    const double scale = founded ? polder_founded_scale(&founded[at], &t, confidence) : 1;
    if (i > j) t = (polder_pairs_t){t.both, t.second, t.first, t.neither};
    double low = 0, high = 0;
    const int64_t n = t.both + t.first + t.second + t.neither;
    *difference = n > 0 ? (double)(t.first - t.second) / (double)n : GSL_NAN;
    polder_newcombe_scaled(&t, scale, confidence, &low, &high);
    return high;
}

void polder_best(const polder_pairs_t *pairs, const polder_founded_t *founded, int k,
                 double confidence, polder_best_t *best)
{
    const double two_sided = 1 - 2 * (1 - confidence) / (k > 1 ? k - 1 : 1);
    double difference = 0;
    int n_possible = 0;
    for (int i = 0; i < k; i++) {
        double least = 1, ahead = GSL_NAN;
        for (int j = 0; j < k; j++) {
            if (j == i) continue;
            least = GSL_MIN_DBL(least, most(pairs, founded, k, i, j, two_sided, &difference));
            if (!(ahead <= difference)) ahead = difference;
        }
        best[i] = (polder_best_t){.ahead = ahead, .high = GSL_MAX_DBL(0, least)};
        best[i].possible = least >= 0;
        n_possible += best[i].possible;
    }
    for (int i = 0; i < k; i++) {
        if (best[i].possible && n_possible == 1) continue; /* it is the best: low stays 0 */
        for (int j = 0; j < k; j++)
            if (j != i && best[j].possible)
                best[i].low = GSL_MIN_DBL(best[i].low,
                                          -most(pairs, founded, k, j, i, two_sided, &difference));
    }
}
