/* lives.h: a network lived again and again, with something different each time.
 *
 * What     Experiments that a diagnosis is made of: the baseline arm of a scenario or result, its
 *          networks as they are and, in further arms, without sets of causes or with remedies. All
 *          arms share founding and chances. What is kept of each life is whether it succeeded, and
 *          the days that interventions took.
 * Removed  A carrier that is worse than typical becomes typical, what is better stays: bounds in
 *          an arm. A lever that is worse when pushed is not pushed; one that is worse when it is
 *          not is left as it is.
 * Errors   POLDER_INPUT: a design (its points are other networks), a model without success.
 * Owner    polder_lives_init … polder_lives_free; free tolerates a zeroed one. What is made is the
 *          caller's.
 */
#ifndef POLDER_LIVES_H
#define POLDER_LIVES_H

#include "analysis/twins.h"
#include "analysis/typical.h"
#include "experiment/experiment.h"
#include "scenario/cause.h"

typedef struct {
    char *json;         /* the baseline arm alone, as the text of an experiment */
    char *folder;       /* of the scenario, or NULL */
    char *network;      /* the file its ties come from, or NULL */
    const char *shared; /* as in polder_scenario_options_t */
    int horizon;
} polder_lives_t;

/* The network file of the baseline: its own, or that of the scenario; NULL: it has none. */
const char *polder_lives_file(const polder_experiment_t *x);

/* Of what was read from `path`. */
POLDER_MUST_USE int polder_lives_init(polder_lives_t *lives, const polder_experiment_t *x,
                                      const char *path, const char *shared,
                                      polder_report_t *report);
void polder_lives_free(polder_lives_t *lives);

/* The experiment with its one arm. */
POLDER_MUST_USE int polder_lives_make(const polder_lives_t *lives, polder_experiment_t *x,
                                      polder_report_t *report);

/* The same at points of a Latin hypercube over these factors of the design of `ranges`, and what moves
 * along with them: unit f × points + p of the sample is future f at point p. */
POLDER_MUST_USE int polder_lives_drawn(const polder_lives_t *lives,
                                       const polder_experiment_t *ranges,
                                       const polder_factor_t *const *factor, int n, int64_t points,
                                       polder_experiment_t *x, polder_report_t *report);

/* Does something push this lever in the first arm: a push, or an intervention? */
bool polder_lives_pushed(const polder_experiment_t *x, int field);

/* One more arm: the first one without the causes cause[i] for every bit i of `set`. */
POLDER_MUST_USE int polder_lives_without(polder_experiment_t *x, const polder_causes_t *causes,
                                         const int *cause, polder_causes_set_t set,
                                         const polder_typical_t *typical, bool better,
                                         polder_report_t *report);

/* A remedy from a moment on, perhaps with another one: an arm of its own. */
typedef struct {
    const char *name; /* of an intervention */
    int start;        /* month; 0: as its file says */
    double dose;      /* of its own, in (0, 1] */
    const char *with; /* another, or NULL */
    int with_start;
    double with_dose;
} polder_trial_t;

/* The experiment with an arm for each trial behind the first one. */
POLDER_MUST_USE int polder_lives_try(const polder_lives_t *lives, const polder_trial_t *trial,
                                     int n, polder_experiment_t *x, polder_report_t *report);

/* The same, called by their remedies and moments, and with everything recorded as the scenario says:
 * an experiment to be kept. */
POLDER_MUST_USE int polder_lives_arms(const polder_lives_t *lives, const polder_trial_t *trial,
                                      int n, polder_experiment_t *x, polder_report_t *report);

/* It is lived at futures first … first + n − 1 of a founding (from 0); of founding −1: at n
 * foundings from its own first one + `first` on. */
void polder_lives_futures(polder_experiment_t *x, int64_t founding, int64_t first, int64_t n);

/* Days that interventions took in a network of an arm; 0 if the model does not say. */
double polder_lives_mean_days(const polder_sample_t *sample, int arm);

/* Outcomes of all arms but trials: [n_arm][n] for a table of twins, unit u at u. */
void polder_lives_outcomes(const polder_sample_t *sample, signed char *success);

#endif
