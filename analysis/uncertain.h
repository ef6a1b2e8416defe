/* uncertain.h: does a diagnosis stand if the numbers that nobody knows are other ones?
 *
 * What     The founding of a diagnosis is lived again at many draws of parameters, over the ranges that
 *          the design of a scenario gives (a Latin hypercube), with and without each of its causes. At
 *          each draw a cause has a gain; the one with the largest is first. Carriers of causes are not
 *          drawn: they are what is asked about.
 * Split    how far gains lie apart is part ignorance and part the luck of so few futures: `spread` is
 *          the standard deviation of gains without that luck, from how far two halves of the futures agree. `luck` is how often the same
 *          cause is first at the values of the scenario, with as few futures.
 * Owner    polder_uncertain_make … polder_uncertain_free; free tolerates a zeroed one.
 */
#ifndef POLDER_UNCERTAIN_H
#define POLDER_UNCERTAIN_H

#include "analysis/diagnosis.h"
#include "document/document.h"

typedef struct {
    int suspect;              /* of the diagnosis; −1: those told together */
    int64_t first;            /* draws in which its gain is the largest */
    double luck;              /* share of resamples at the scenario's values in which it is */
    double low, median, high; /* gains at the 5th, 50th, 95th of 100 draws */
    double spread;
} polder_uncertain_gain_t;

typedef struct {
    int n_factor, n_left_out; /* parameters drawn; factors that carry a cause, or are no parameter,
                                 with all that move along with them */
    int64_t draws, futures;
    double low, median, high; /* chance as it is, likewise */
    int n;
    polder_uncertain_gain_t *gain; /* causes that are present, then the set told together */
} polder_uncertain_t;

enum { POLDER_DRAWS = 200, POLDER_DRAW_FUTURES = 50 };

/* `ranges` has a design that leaves something to be drawn; else, or if it is of another model:
 * POLDER_INPUT. To be asked before the diagnosis, which takes long. */
POLDER_MUST_USE int polder_uncertain_check(const polder_causes_t *causes,
                                           const polder_lives_t *lives,
                                           const polder_experiment_t *ranges,
                                           polder_report_t *report);
/* Lives at `points` draws, with how many parameters are drawn in *n_factor. Errors: the same. */
POLDER_MUST_USE int polder_uncertain_lives(const polder_causes_t *causes,
                                           const polder_lives_t *lives,
                                           const polder_experiment_t *ranges, int64_t points,
                                           polder_experiment_t *x, int *n_factor,
                                           polder_report_t *report);
/* Errors: the same. */
POLDER_MUST_USE int polder_uncertain_make(polder_uncertain_t *u, const polder_diagnosis_t *d,
                                          const polder_lives_t *lives,
                                          const polder_experiment_t *ranges, int64_t draws,
                                          int64_t futures, const polder_runner_t *runner,
                                          polder_report_t *report);
void polder_uncertain_free(polder_uncertain_t *u);

/* Behind what the diagnosis says. */
void polder_uncertain_say(const polder_uncertain_t *u, const polder_diagnosis_t *d,
                          polder_document_t *document);

#endif
