/* kaplan.h: how long networks last: survival curves and a rank test for pairs.
 *
 * What     Ticks are whole, so a curve needs no more than the number of networks that ended in
 *          each tick: count[t] for t = 1 … horizon, and count[horizon + 1] for those that were
 *          still there at the end. count[0] is not used.
 *          Nobody drops out of view, so the curve is the share that is left.
 * Interval of survival: Wilson's of that share, the same as in a life table (survival.h).
 * Test     the log-rank statistic of two arms on the same networks, with a variance that knows
 *          that they are pairs. (With each pair as a stratum of its own, a log-rank test only
 *          counts which of the two ended first.)
 * Source   Kaplan & Meier 1958; Wilson 1927; test: Jung 1999 (Lifetime Data Analysis 5, 67-79).
 */
#ifndef POLDER_KAPLAN_H
#define POLDER_KAPLAN_H

#include <stdint.h>

typedef struct {
    int64_t at_risk, ended; /* at the start of the tick; in it */
    double survival, low, high;
} polder_kaplan_t;

/* Fills curve[0 … horizon]; curve[0] is the start, where all survive. */
void polder_kaplan(const int64_t *count, int horizon, double confidence, polder_kaplan_t *curve);

/* The tick a network lasted to: its place in `count`. `horizon` + 1 if it is alive; 0 if it is
 * not known (NaN). */
static inline int polder_kaplan_place(float alive, float ended, int horizon)
{
    if (alive != alive) return 0;
    if (alive > 0.5f || !(ended >= 1)) return horizon + 1;
    return ended > (float)horizon ? horizon + 1 : (int)ended;
}

/* Mean ticks a network lasts up to the horizon: the area under the curve. */
double polder_kaplan_mean(const int64_t *count, int horizon);

/* What a network that lasted to place t adds to the statistic: influence[1 … horizon + 1], for
 * the first and the second arm. Returns the statistic: above 0 if the first arm ends sooner.
 * The counts must be of the same pairs. */
double polder_logrank_influence(const int64_t *first, const int64_t *second, int horizon,
                                double *first_influence, double *second_influence);

/* z for the statistic and the sum over pairs of (first influence − second influence)²; 0 when
 * that sum is 0. p is two-sided. */
double polder_logrank_z(double statistic, double sum_of_squares);
double polder_logrank_p(double z);

#endif
