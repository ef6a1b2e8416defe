/* signs.h: what can be seen early that foretells failure, or tells which cause will make it?
 *
 * What     A population is run as it is, and without each cause alone. A failure is due to a cause if the
 *          same network, with the same chances, succeeds without it. At some ticks (landmarks), among
 *          the networks that are still there, one column and one cut-off are chosen: those that best
 *          tell (Youden) networks that will fail, or fail of a cause, from all others.
 * Honest   Signs are chosen on one half of the foundings and scored on the other, where such failures
 *          are as common as they ordinarily are. The columns are those by which the model shows how a
 *          network stands, seen with the error of a survey: a fifth of their variance. `skill` is that
 *          of all columns together (a logit with a ridge): how much smaller its squared error is than
 *          that of a forecast that knows only how many fail.
 * Elsewhere  the same signs and cut-offs, in fresh foundings whose parameters are drawn over the ranges of
 *          the design of a scenario, as for polder_uncertain_t: what was chosen at one set of values has
 *          to foretell at others too. Draws are the units of these intervals.
 * Owner    polder_signs_make … polder_signs_free; free tolerates a zeroed one.
 * Source   landmarks: van Houwelingen 2007; Youden 1950; Brier 1950.
 */
#ifndef POLDER_SIGNS_H
#define POLDER_SIGNS_H

#include "analysis/diagnosis.h"
#include "document/document.h"

enum {
    POLDER_LANDMARKS = 3,
    POLDER_SIGN_EVERY = 6,
    POLDER_SIGN_FOUNDINGS = 2000,
    POLDER_SIGN_DRAWS = 40,    /* elsewhere … */
    POLDER_SIGN_OF_A_DRAW = 25 /* … foundings at each */
};

/* The share that fails so of the networks that show the sign, of those that do not, and of all; and
 * the share that shows it of those that fail so. */
typedef struct {
    polder_proportion_t with, without, all, finds;
} polder_score_t;

typedef struct {
    int landmark; /* tick */
    int suspect;  /* −1: failure, of whatever */
    int field;    /* in the table of the model; −1: too few such failures to choose on */
    bool above;   /* the sign is a value above the cut-off; else below */
    double cut;
    polder_score_t here, elsewhere; /* elsewhere: n is 0 if nobody asked */
    bool tells;                     /* here, `with` is surely more than `all` */
} polder_sign_t;

typedef struct {
    int64_t foundings;
    int n_landmark, landmark[POLDER_LANDMARKS];
    /* Networks that are still there at each landmark, and those that are not, in the half for
     * scores. */
    int64_t there[POLDER_LANDMARKS], gone[POLDER_LANDMARKS];
    double skill[POLDER_LANDMARKS];
    int64_t draws; /* elsewhere; 0: nobody asked */
    int n_factor;  /* parameters that are drawn there */
    int n;
    polder_sign_t *sign;
} polder_signs_t;

/* `ranges` may be NULL. POLDER_INPUT: the model names no columns that show how a network stands; or
 * as polder_uncertain_check. */
POLDER_MUST_USE int polder_signs_make(polder_signs_t *signs, const polder_causes_t *causes,
                                      const polder_lives_t *lives,
                                      const polder_experiment_t *ranges, int64_t foundings,
                                      double confidence, const polder_runner_t *runner,
                                      polder_report_t *report);
void polder_signs_free(polder_signs_t *signs);

/* Adds the signs to the document of a diagnosis. */
void polder_signs_say(const polder_signs_t *signs, const polder_causes_t *causes,
                      polder_document_t *document);

#endif
