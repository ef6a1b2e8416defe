/* hazards.h: what traits of a network do to its chance to end for one reason.
 *
 * What     Two regressions of the same data. Cox's: of those who are there in a tick, whoever ends in
 *          it (ties by Efron); other ends count as no longer there, so that it is about the rate of
 *          this reason alone (cause-specific). And one of the chance to end in each tick, with a
 *          free level for every tick and the complementary log-log as link, in which a coefficient
 *          means the same: it is exact for time that comes in ticks.
 * Error    of the model, and robust: by what each cluster adds to the scores (sandwich).
 * Test     that a hazard ratio stays the same: the score test of an interaction with time, where
 *          time is one minus the Kaplan-Meier curve just before (cox.zph of R); and the same with
 *          the clusters' variance.
 * Order    networks stand in the order of their clusters.
 * Source   Cox 1972; Efron 1977; Lin & Wei 1989; Grambsch & Therneau 1994; Prentice & Gloeckler 1978;
 *          Putter, Fiocco & Geskus 2007.
 */
#ifndef POLDER_HAZARDS_H
#define POLDER_HAZARDS_H

#include "analysis/competing.h"

enum { POLDER_MOST_TRAITS = 64 };

typedef struct {
    int64_t n;
    int n_trait, horizon;
    const polder_ended_t *who; /* [n] */
    const double *x;           /* [n][n_trait] */
    int reason;                /* 0: any */
} polder_risk_t;

typedef struct {
    double mean, sd;
    double coefficient, error, robust; /* per unit of the trait, log of the hazard ratio */
    double zph, zph_p, zph_robust, zph_robust_p; /* of Cox's only */
} polder_trait_effect_t;

typedef enum {
    POLDER_FIT_GOOD,
    POLDER_FIT_NO_EVENTS,
    POLDER_FIT_CONSTANT, /* `which` is the same in all */
    POLDER_FIT_SAME,     /* `which` says nothing that those before it do not say */
    POLDER_FIT_ENDLESS   /* no finite coefficient fits best: `which` tells ends apart entirely */
} polder_fit_state_t;

typedef struct {
    polder_fit_state_t state;
    int which;
    int64_t networks, events, clusters;
    double null_likelihood, likelihood;          /* logarithms */
    double zph, zph_p, zph_robust, zph_robust_p; /* of all traits at once */
    polder_trait_effect_t trait[POLDER_MOST_TRAITS];
} polder_fit_t;

/* False without memory. */
POLDER_MUST_USE bool polder_cox(const polder_risk_t *risk, polder_fit_t *fit);
POLDER_MUST_USE bool polder_cloglog(const polder_risk_t *risk, polder_fit_t *fit);

#endif
