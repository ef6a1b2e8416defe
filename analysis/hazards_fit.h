/* hazards_fit.h: what cox.c and cloglog.c share: scaled traits, and the climb to the best fit. */
#ifndef POLDER_HAZARDS_FIT_H
#define POLDER_HAZARDS_FIT_H

#include "analysis/hazards.h"

typedef struct {
    const polder_risk_t *risk;
    polder_fit_t *fit;
    int p;
    double *x;           /* [n][p] less the mean, over the sd */
    int64_t *by_time;    /* [n] networks in the order of their time */
    int64_t *from;       /* [horizon + 2] where each tick begins there */
    int64_t *events;     /* [horizon + 1] ends for this reason */
    double *beta;        /* [p] of the scaled traits */
    double *score;       /* [p] */
    double *information; /* [p][p] */
} polder_climb_t;

/* Log-likelihood, score and information at beta. */
typedef double (*polder_likelihood_t)(void *self, polder_climb_t *climb);

static inline bool polder_climb_ends(const polder_climb_t *c, int64_t i)
{
    const int reason = c->risk->who[i].reason;
    return reason > 0 && (c->risk->reason == 0 || reason == c->risk->reason);
}

/* False without memory. fit->state says whether there is anything to climb. */
POLDER_MUST_USE bool polder_climb_init(polder_climb_t *climb, const polder_risk_t *risk,
                                       polder_fit_t *fit);
void polder_climb_free(polder_climb_t *climb);

/* Newton's steps, halved where they lead down. At the end `information` is that of the best fit. */
void polder_climb(polder_climb_t *climb, polder_likelihood_t likelihood, void *self);

/* Coefficients and errors, the robust ones by what network i adds to the score, added[i][p]. */
POLDER_MUST_USE bool polder_climb_finish(polder_climb_t *climb, const double *added);

#endif
