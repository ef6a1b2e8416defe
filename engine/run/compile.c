/* compile.c: see compile.h. */
#include "run/compile.h"

#include <stdlib.h>

#include "run/kernels.h"

static const polder_group_t *group_of(const polder_experiment_t *x, int number)
{
    return number > 0 ? &x->group[number - 1] : NULL;
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
    polder_orders_t *arm = calloc((size_t)x->n_arm, sizeof *arm);
    if (!arm) return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int a = 0; a < x->n_arm; a++)
        arm[a] = (polder_orders_t){.without = group_of(x, x->arm[a].changed.without),
                                   .cut = group_of(x, x->arm[a].changed.cut),
                                   .n_push = x->arm[a].n_push,
                                   .push = x->arm[a].push,
                                   .n_use = x->arm[a].n_use,
                                   .use = x->arm[a].use,
                                   .n_planned = x->arm[a].n_planned,
                                   .planned = x->arm[a].planned};
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
                                       .n_arm = x->n_arm,
                                       .arm = arm,
                                       .parts = set.parts};
    code = polder_plan_init(plan, &input, report);
    free(arm);
    return code;
}
