/* survival.h: a life table.
 *
 * What     Per period: how many networks were at risk, how many ended, the hazard (share of
 *          those at risk that ended) and survival up to the end of the period. Networks
 *          that drop out of view inside a period count for half of it (actuarial method).
 * Interval hazard: Wilson. Survival: Wilson with the effective number of observations that
 *          Greenwood's variance implies; without drop-out this is exactly the Wilson
 *          interval of the share that lives.
 * Source   Cutler & Ederer 1958; Greenwood 1926; Rothman 1978.
 */
#ifndef POLDER_SURVIVAL_H
#define POLDER_SURVIVAL_H

#include <stdint.h>

typedef struct {
    int from, until;        /* ticks after `from` up to and including `until` */
    int64_t ended, dropped; /* in: ended in the period; no longer seen since the period */
    int64_t at_risk;        /* at the start of the period */
    double hazard, hazard_low, hazard_high;
    double survival, low, high;
} polder_life_t;

/* Ticks of a row of the table: a year, or twelve where years mean nothing (`year` is 0). */
static inline int polder_life_ticks(int year)
{
    return year > 0 ? year : 12;
}

/* Number of periods of `length` ticks that `horizon` ticks hold; the last may be shorter. */
int polder_life_periods(int horizon, int length);

/* Prepare n periods of `length` ticks, without any network yet. */
void polder_life_init(polder_life_t *life, int n, int horizon, int length);

/* Count one network: it ended in tick `ended` (1 … horizon), or lived on when 0. */
void polder_life_add(polder_life_t *life, int n, int ended);

/* Fill in hazards and survival for `networks` networks at the start. */
void polder_life_finish(polder_life_t *life, int n, int64_t networks, double confidence);

#endif
