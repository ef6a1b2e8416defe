/* session.h: many parameter points in, means out, in memory.
 *
 * What     For calibration, estimation and sensitivity analysis: what is needed to run is made
 *          ready once, then points are evaluated as often as wanted. Every point runs the same
 *          networks with the same chances (the seed and the replicates of the experiment), so that
 *          the difference of two points is what differs between them.
 * Result   the same bits as `polder run` of the same design, for any number of threads.
 * Owner    the experiment is borrowed and must not change; the caller frees the session.
 * Errors   POLDER_INPUT: the experiment has a design already, an unknown factor, a value outside
 *          the bounds of its field. A network that cannot be made is left out of the means, as `n`
 *          says.
 * Threads  a session uses its own; call it from one at a time.
 */
#ifndef POLDER_SESSION_H
#define POLDER_SESSION_H

#include "experiment/opaque.h"
#include "kernel/error.h"

typedef struct polder_session polder_session_t;

/* `factor`: names of parameters, or "initial." and the name of a state of the network. The columns
 * of the answer are those that the experiment keeps at the end (polder_experiment_column). `threads`: 0
 * as OpenMP decides. */
POLDER_MUST_USE int polder_session_open(polder_session_t **session, const polder_experiment_t *x,
                                        int n_factor, const char *const *factor, int threads,
                                        polder_report_t *report);
void polder_session_close(polder_session_t *session);

/* Numbers in the answer for each point: arms × columns. */
int polder_session_width(const polder_session_t *session);

/* value [n_point][n_factor]; mean [n_point][arm][column], over the networks that could be made, NaN
 * if there are none. n [n_point][arm]: how many they were; may be NULL. On an error nothing of the
 * answer is of use. */
POLDER_MUST_USE int polder_session_evaluate(polder_session_t *session, int n_point,
                                            const double *value, double *mean, int64_t *n,
                                            polder_report_t *report);

#endif
