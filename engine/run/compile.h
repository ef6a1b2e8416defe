/* compile.h: the plans of an experiment.
 *
 * What     The experiment says what to run in its own words (settings, arms, a design, what to
 *          record); the kernel steps what a plan says (kernel/plan.h). A plan runs the same parts in
 *          all networks, so there is one for each set of parts that arms are without.
 * Owner    the caller frees plans with polder_plans_free, a plan with polder_plan_free; the
 *          experiment must outlive them.
 * Errors   POLDER_INPUT for kernels that are not there, POLDER_MEMORY, POLDER_INTERNAL.
 */
#ifndef POLDER_COMPILE_H
#define POLDER_COMPILE_H

#include "experiment/experiment.h"
#include "kernel/plan.h"

typedef struct {
    int n;
    polder_plan_t *plan; /* [n] each with all arms */
    int *of_arm;         /* [n_arm] which of them an arm runs by; NULL: all by the first */
} polder_plans_t;

/* `kernels`: the name of a set (run/kernels.h); NULL: the fastest that this machine can run. */
POLDER_MUST_USE int polder_plans_init(polder_plans_t *plans, const polder_experiment_t *x,
                                      const char *kernels, polder_report_t *report);
void polder_plans_free(polder_plans_t *plans);

static inline int polder_plans_of(const polder_plans_t *plans, int arm)
{
    return plans->of_arm ? plans->of_arm[arm] : 0;
}

/* The plan of an experiment whose arms all run the same parts. */
POLDER_MUST_USE int polder_compile(polder_plan_t *plan, const polder_experiment_t *x,
                                   const char *kernels, polder_report_t *report);

#endif
