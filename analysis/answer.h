/* answer.h: which arm makes the largest difference, and whether that is sure.
 *
 * What     Each arm against the baseline, network by network: strict success, and whether networks
 *          are still there at the end. A difference is sure if its interval does not hold 0. All
 *          intervals of both figures hold together with `confidence`, for the largest of many
 *          would otherwise be called sure by luck: each is made at 1 − (1 − confidence) / m, where
 *          m is their number (Bonferroni). Harm counts as much as help.
 *          With a design each network counts by its mean over the points, and the shares are those
 *          of the design as a whole; and it is counted at how many points an arm is surely better
 *          or worse, all points together with the same certainty.
 * Source   one point: paired.h (Newcombe); a design: paired t of the means.
 * Baseline `baseline`, a number of an arm; −1: that of the experiment.
 * Owner    polder_answer_read … polder_answer_free; free tolerates a zeroed one.
 * Errors   what the reader reports; POLDER_MEMORY.
 */
#ifndef POLDER_ANSWER_H
#define POLDER_ANSWER_H

#include "analysis/paired.h"
#include "analysis/walk.h"

typedef struct {
    int64_t networks;                   /* with a value */
    double share, low, high;            /* of strict success in this arm, at `confidence` */
    polder_difference_t success, alive; /* to the baseline, at `each` */
    int points_better, points_worse;    /* of a design: where that is sure of success there */
} polder_answer_arm_t;

typedef struct {
    int n_arm, baseline;
    double confidence, each;
    polder_answer_arm_t *arm; /* [n_arm] */
    signed char *at; /* [points × n_arm] of a design: 1 surely better, -1 worse there; NULL */
    int sure;        /* the arm of the largest sure difference in success, or −1 */
    int largest;     /* the same, sure or not */
    int better, worse, open; /* how many arms are surely better, surely worse, neither */
    int other;               /* arms that live longer or shorter than the baseline: left out */
    int shorter, n_shorter;  /* arms with surely fewer networks alive: the largest, how many */
    int longer, n_longer;    /* the same of surely more */
} polder_answer_t;

static inline bool polder_sure(const polder_difference_t *d)
{
    return d->low > 0 || d->high < 0;
}

/* Where the model declares no success, or with one arm, there is nothing to answer: n_arm is 0. */
POLDER_MUST_USE int polder_answer_read(const polder_result_t *result, int baseline,
                                       double confidence, polder_answer_t *answer,
                                       polder_report_t *report);
void polder_answer_free(polder_answer_t *answer);

#endif
