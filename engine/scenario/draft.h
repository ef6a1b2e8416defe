/* draft.h: an experiment put together by a program, call by call, without a scenario.
 *
 * What     A draft takes what a scenario could say: values, arms, interventions, whom they touch,
 *          events, what is varied and what is kept; polder_draft_make makes the experiment of it. Names and
 *          bounds are those of scenarios, as the same code reads them, and the experiment is the one
 *          that a scenario with these words gives, to the last bit.
 *
 *              polder_draft_t *d = NULL;
 *              polder_experiment_t *x = NULL;
 *              int code = polder_draft_new(&d, "collaboration", NULL, &report);
 *              if (code >= 0) code = polder_draft_number(d, POLDER_ALL_ARMS, "replicates", 200, &report);
 *              if (code >= 0) code = polder_draft_arm(d, "as it is", &report);
 *              const int arm = code >= 0 ? polder_draft_arm(d, "process", &report) : code;
 *              const int what = arm >= 0 ? polder_draft_intervention(d, arm, "managing", &report) : arm;
 *              if (what >= 0) code = polder_draft_lever(d, what, "process", 0.5, &report);
 *              if (what >= 0 && code >= 0) code = polder_draft_make(d, &x, &report);
 *
 * Errors   every call looks at once at what it was given: POLDER_INPUT, with the field, its bounds,
 *          or the nearest name, and the draft is as it was before. What does not go together is told
 *          by polder_draft_make.
 * Owner    the draft copies what it is given. polder_draft_free ends it, before or after the
 *          experiment, which is the caller's (polder_experiment_delete).
 * Time     some milliseconds a call, which reads what it is given as a scenario is read.
 * Threads  a draft belongs to one thread.
 */
#ifndef POLDER_DRAFT_H
#define POLDER_DRAFT_H

#include "experiment/opaque.h"
#include "kernel/error.h"

typedef struct polder_draft polder_draft_t;

/* In the place of an arm: what is said holds in all. */
enum { POLDER_ALL_ARMS = -1 };

/* A draft with the defaults of a model: one arm, no design, one network. Files that it names are
 * looked for in `folder`; NULL: in the working folder. */
POLDER_MUST_USE int polder_draft_new(polder_draft_t **draft, const char *model, const char *folder,
                                     polder_report_t *report);
void polder_draft_free(polder_draft_t *draft);

/* ---- values ---- */

/* A parameter ("relations.trust") or the initial value of a state ("initial.momentum"), in one arm or
 * in all; the "horizon", in one arm or in all; and in all a key ("seed", "replicates", "foundings",
 * "futures", "record.networks", "record.every") or a lever from the first tick to the last
 * ("lever.contact"). A later value takes the place of an earlier one. `text` is a number, a word, or
 * a distribution: {"uniform": [0.2, 0.8]}. */
POLDER_MUST_USE int polder_draft_set(polder_draft_t *draft, int arm, const char *name,
                                     const char *text, polder_report_t *report);
POLDER_MUST_USE int polder_draft_number(polder_draft_t *draft, int arm, const char *name,
                                        double number, polder_report_t *report);
/* Bounds for a parameter or an initial value in one arm, however it comes by it; −INFINITY or INFINITY:
 * none. */
POLDER_MUST_USE int polder_draft_bounds(polder_draft_t *draft, int arm, const char *name,
                                        double least, double most, polder_report_t *report);
/* The ties come from this file, relative to the working folder. */
POLDER_MUST_USE int polder_draft_network(polder_draft_t *draft, const char *path,
                                         polder_report_t *report);

/* ---- arms, and what is done in them ---- */

/* One more arm: its number, from 0. The first one is the baseline. */
POLDER_MUST_USE int polder_draft_arm(polder_draft_t *draft, const char *name,
                                     polder_report_t *report);
/* An intervention of one arm or of all: its number among those of the draft. It has levers, and
 * lasts from the first tick to the last, for the whole network, unless another call says else. */
POLDER_MUST_USE int polder_draft_intervention(polder_draft_t *draft, int arm, const char *name,
                                              polder_report_t *report);
/* One from a file: "visioning" is interventions/visioning.yaml in the folder of the draft. What
 * the calls below say of it takes the place of what the file says. */
POLDER_MUST_USE int polder_draft_use(polder_draft_t *draft, int arm, const char *file,
                                     polder_report_t *report);
/* `lever` without "lever.". */
POLDER_MUST_USE int polder_draft_lever(polder_draft_t *draft, int intervention, const char *lever,
                                       double level, polder_report_t *report);
/* A share of all its levels. */
POLDER_MUST_USE int polder_draft_dose(polder_draft_t *draft, int intervention, double dose,
                                      polder_report_t *report);
/* From a tick on, or in the tick after a condition has held: "trust.mean < 0.4 for 3 months".
 * `duration` in ticks; 0: to the end. */
POLDER_MUST_USE int polder_draft_start(polder_draft_t *draft, int intervention, int tick,
                                       int duration, polder_report_t *report);
POLDER_MUST_USE int polder_draft_start_when(polder_draft_t *draft, int intervention,
                                            const char *condition, int duration,
                                            polder_report_t *report);
/* Whom it touches, in the words of a scenario: "highest" or "lowest" of a field, a share of the
 * members; "where" a condition holds for a member; a member of a network file by its "name" (again:
 * one more); "newcomers", of the last so many ticks. What is not asked for is NULL or 0. */
POLDER_MUST_USE int polder_draft_target(polder_draft_t *draft, int intervention, const char *whom,
                                        const char *what, double amount, polder_report_t *report);
/* Days of work per tick, and per tick for each member that it touches. */
POLDER_MUST_USE int polder_draft_cost(polder_draft_t *draft, int intervention, double per_tick,
                                      double per_member, polder_report_t *report);

/* ---- what happens ---- */

/* An event of one arm or of all: its number among those of the draft. `what` is a kind that the model
 * has ("shock", `polder list events`); `name` NULL: it is called by what happens. It happens in the
 * first tick unless another call says else. */
POLDER_MUST_USE int polder_draft_event(polder_draft_t *draft, int arm, const char *name,
                                       const char *what, polder_report_t *report);
/* One that gives a parameter or a state a value; and one more value that it gives. */
POLDER_MUST_USE int polder_draft_event_set(polder_draft_t *draft, int arm, const char *name,
                                           const char *field, double value,
                                           polder_report_t *report);
POLDER_MUST_USE int polder_draft_event_also(polder_draft_t *draft, int event, const char *field,
                                            double value, polder_report_t *report);
/* In a tick, or in the one after a condition of the network has first held. */
POLDER_MUST_USE int polder_draft_event_tick(polder_draft_t *draft, int event, int tick,
                                            polder_report_t *report);
POLDER_MUST_USE int polder_draft_event_when(polder_draft_t *draft, int event, const char *condition,
                                            polder_report_t *report);
/* From then on in a tick that is drawn: the chance of each. */
POLDER_MUST_USE int polder_draft_event_rate(polder_draft_t *draft, int event, double rate,
                                            polder_report_t *report);
/* For how many ticks the values are set. */
POLDER_MUST_USE int polder_draft_event_duration(polder_draft_t *draft, int event, int ticks,
                                                polder_report_t *report);
/* The members that it is about, or whose ties, as polder_draft_target; or the tie between two members
 * of a network file (again: one more tie). The later call takes the place of the other. */
POLDER_MUST_USE int polder_draft_event_target(polder_draft_t *draft, int event, const char *whom,
                                              const char *what, double amount,
                                              polder_report_t *report);
POLDER_MUST_USE int polder_draft_event_between(polder_draft_t *draft, int event, const char *from,
                                               const char *to, polder_report_t *report);

/* ---- an arm with another network ---- */

/* A network file of its own, in the place of that of polder_draft_network, which comes first; relative
 * to the working folder. Members are the same if their names are. A later call takes its place. */
POLDER_MUST_USE int polder_draft_arm_network(polder_draft_t *draft, int arm, const char *path,
                                             polder_report_t *report);
/* Of the network file, in one arm, from the founding on; each call adds one. A member that is not
 * there; one that begins as the median of the others; a tie that is not there. */
POLDER_MUST_USE int polder_draft_absent(polder_draft_t *draft, int arm, const char *member,
                                        polder_report_t *report);
POLDER_MUST_USE int polder_draft_typical(polder_draft_t *draft, int arm, const char *member,
                                         polder_report_t *report);
POLDER_MUST_USE int polder_draft_cut(polder_draft_t *draft, int arm, const char *one,
                                     const char *other, polder_report_t *report);

/* A mechanism of the model that one arm runs without; each call adds one. */
POLDER_MUST_USE int polder_draft_without(polder_draft_t *draft, int arm, const char *part,
                                         polder_report_t *report);

/* ---- what is varied ---- */

/* A factor: the two ends of its range, or for a grid its values. */
POLDER_MUST_USE int polder_draft_factor(polder_draft_t *draft, const char *name, int n,
                                        const double *value, polder_report_t *report);
/* How the points are chosen, after the factors: "grid", "one-at-a-time" (`size` 0), "sobol",
 * "latin-hypercube", "saltelli" (points), "morris" (trajectories). */
POLDER_MUST_USE int polder_draft_design(polder_draft_t *draft, const char *kind, int size,
                                        polder_report_t *report);

/* ---- what is kept ---- */

/* A field over time, of so many networks as "record.networks" says (else 100). */
POLDER_MUST_USE int polder_draft_record(polder_draft_t *draft, const char *field,
                                        polder_report_t *report);
/* A field of the network at the end, of every network. */
POLDER_MUST_USE int polder_draft_keep(polder_draft_t *draft, const char *field,
                                      polder_report_t *report);
/* What is asked of every network while it runs: a column called `name`. `kind` is "first" and `of` a
 * condition, whose first tick it is (NaN: in none); or it is "mean", "min" or "max" and `of` a field
 * of the network. In ticks from … until, both included; 0: the first, the last. */
POLDER_MUST_USE int polder_draft_observe(polder_draft_t *draft, const char *name, const char *kind,
                                         const char *of, int from, int until,
                                         polder_report_t *report);

/* The experiment; the draft stays and can go on. POLDER_INPUT if there are factors that no
 * design has, as none came after them. */
POLDER_MUST_USE int polder_draft_make(const polder_draft_t *draft, polder_experiment_t **x,
                                      polder_report_t *report);

#endif
