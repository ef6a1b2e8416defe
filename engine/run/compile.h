/* compile.h: a plan of an experiment.
 *
 * What     The experiment says what to run in its own words (settings, arms, a design, what to
 *          record); the kernel steps what a plan says (kernel/plan.h).
 * Owner    the caller frees the plan with polder_plan_free; the experiment must outlive it.
 * Errors   POLDER_INPUT for kernels that are not there, POLDER_MEMORY, POLDER_INTERNAL.
 */
#ifndef POLDER_COMPILE_H
#define POLDER_COMPILE_H

#include "experiment/experiment.h"
#include "kernel/plan.h"

/* `kernels`: the name of a set (run/kernels.h); NULL: the fastest that this machine can run. */
POLDER_MUST_USE int polder_compile(polder_plan_t *plan, const polder_experiment_t *x,
                                   const char *kernels, polder_report_t *report);

#endif
