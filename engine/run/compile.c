/* compile.c: see compile.h. */
#include "run/compile.h"

#include <stdlib.h>

#include "run/kernels.h"

static const polder_group_t *group_of(const polder_experiment_t *x, int number)
{
    return number > 0 ? &x->group[number - 1] : NULL;
}

static polder_orders_t orders_of(const polder_experiment_t *x, int kase)
{
    const polder_arm_t *arm = &x->arm[polder_experiment_arm(x, kase)];
    const polder_design_t *design = &x->design;
    const bool own = design->push != NULL;
    return (polder_orders_t){.without = group_of(x, arm->changed.without),
                             .cut = group_of(x, arm->changed.cut),
                             .n_push = own ? design->n_push : arm->n_push,
                             .push = own ? design->push + (size_t)design->n_push * (size_t)kase
                                         : arm->push,
                             .n_use = arm->n_use,
                             .use = arm->use,
                             .n_planned = arm->n_planned,
                             .planned = arm->planned};
}

int polder_compile(polder_plan_t *plan, const polder_experiment_t *x, const char *kernels,
                   polder_report_t *report)
{
    polder_kernel_set_t set;
    if (x->replicates % polder_experiment_futures(x) != 0)
        return polder_fail(report, POLDER_INPUT,
                           "%lld networks of a case cannot be %lld futures of each founding",
                           (long long)x->replicates, (long long)x->futures);
    int code = polder_kernels_find(kernels, &set, report);
    if (code < 0) return code;
    const int n = polder_experiment_orders(x);
    polder_orders_t *arm = calloc((size_t)n, sizeof *arm);
    if (!arm) return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int k = 0; k < n; k++) arm[k] = orders_of(x, k);
    const polder_plan_input_t input = {.table = &x->table,
                                       .n_off = x->n_off,
                                       .off = x->off,
                                       .n_track = x->record.n_track,
                                       .track = x->record.track,
                                       .n_push = x->n_push,
                                       .push = x->push,
                                       .n_intervention = x->n_intervention,
                                       .intervention = x->intervention,
                                       .condition = x->condition,
                                       .group = x->group,
                                       .n_planned = x->n_planned,
                                       .n_common = x->n_common,
                                       .planned = x->planned,
                                       .n_arm = n,
                                       .arm = arm,
                                       .parts = set.parts};
    code = polder_plan_init(plan, &input, report);
    free(arm);
    return code;
}
