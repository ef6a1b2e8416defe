/* competing.h: one of several ways to end: how many end so by each tick, and is it the same in all
 * arms?
 *
 * What     Who ended in one way can no longer end in another. Incidence is the share that has ended
 *          for one reason by a tick (Aalen & Johansen); with nobody lost from view it is just that
 *          share. One minus a survival curve in which the other ends count as lost from view would
 *          say how many would end so in a world where nobody ends otherwise: that is more, and no
 *          share of anything.
 * Error    By what each network moves the curve (the infinitesimal jackknife), added up within
 *          clusters: foundings, whose networks are no independent witnesses.
 * Test     Gray's, of one reason across groups. `classic` takes networks as independent. `statistic`
 *          goes by what each cluster adds to the scores, over all groups: it also holds where groups
 *          are arms that live the same networks.
 * Time     whole ticks from 1; whoever was lost from view in a tick was at risk in it.
 * Source   Aalen & Johansen 1978; Gray 1988 (Annals of Statistics 16, 1141-1154); clusters: Zhou,
 *          Fine, Latouche & Labopin 2012 (Biostatistics 13, 371-383).
 */
#ifndef POLDER_COMPETING_H
#define POLDER_COMPETING_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/error.h"

typedef struct {
    int32_t time;   /* 1 … horizon */
    int16_t reason; /* it ended for, from 1; 0: still there when last seen */
    int16_t group;  /* from 0 */
    int64_t cluster;
} polder_ended_t;

typedef struct {
    int64_t at_risk, ended; /* at the start of the tick; for this reason in it */
    double incidence, error;
    double low, high; /* Wilson's, for as many networks as the error says they are worth */
} polder_incidence_t;

typedef struct {
    int degrees;
    int64_t clusters;
    double statistic, p;       /* chi-square by clusters; p by Hotelling's distribution */
    double classic, classic_p; /* Gray's own */
} polder_gray_t;

/* By cluster, then by group. All that follows takes networks in this order. */
void polder_ended_sort(polder_ended_t *who, int64_t n);

/* curve[reason − 1][0 … horizon] of one group. Returns false without memory. */
POLDER_MUST_USE bool polder_incidence(const polder_ended_t *who, int64_t n, int group, int n_reason,
                                      int horizon, double confidence, polder_incidence_t *curve);

/* Of one reason. A group without anybody does not count. All is NaN where fewer than two groups could
 * end so. False without memory. */
POLDER_MUST_USE bool polder_gray(const polder_ended_t *who, int64_t n, int n_group, int reason,
                                 int horizon, polder_gray_t *gray);

#endif
