/* compile.c: see compile.h. */
#include "run/compile.h"

#include <stdlib.h>
#include <string.h>

#include "run/kernels.h"

static const polder_group_t *group_of(const polder_experiment_t *x, int number)
{
    return number > 0 ? &x->group[number - 1] : NULL;
}

static polder_orders_t orders_of(const polder_experiment_t *x, int case_index)
{
    const polder_arm_t *arm = &x->arm[polder_experiment_arm(x, case_index)];
    const polder_design_t *design = &x->design;
    const bool own = design->push != NULL;
    const size_t at = (size_t)polder_experiment_point(x, case_index) *
                      (size_t)x->n_intervention; /* of its point */
    return (polder_orders_t){
        .absent = group_of(x, arm->lacks.absent),
        .cut = group_of(x, arm->lacks.cut),
        .n_push = own ? design->n_push : arm->n_push,
        .push = own ? design->push + (size_t)design->n_push * (size_t)case_index : arm->push,
        .way = design->way ? design->way + at : NULL,
        .n_use = arm->n_use,
        .use = arm->use,
        .n_planned = arm->n_planned,
        .planned = arm->planned};
}

/* The parts that are switched off: those of all arms, then those of this arm alone. */
static int *parts_off(const polder_experiment_t *x, const polder_arm_t *arm, int *n)
{
    int *off = malloc(((size_t)x->n_off + (size_t)arm->n_off + 1) * sizeof *off);
    *n = 0;
    for (int i = 0; off && i < x->n_off; i++) off[(*n)++] = x->off[i];
    for (int i = 0; off && i < arm->n_off; i++) off[(*n)++] = arm->off[i];
    return off;
}

/* The conditions that the run evaluates itself: what is to be observed for the result, the first
 * tick in which each holds. No intervention waits for them. */
static int *observed_conditions(const polder_record_t *record, int *n)
{
    int *own = malloc(((size_t)record->n_observed + 1) * sizeof *own);
    *n = 0;
    for (int i = 0; own && i < record->n_observed; i++)
        if (record->observed[i].kind == POLDER_OBSERVED_FIRST)
            own[(*n)++] = record->observed[i].condition;
    return own;
}

/* The plan of arm `of`, which serves all arms that run the same parts. */
static int compile(polder_plan_t *plan, const polder_experiment_t *x, int of, const char *kernels,
                   polder_report_t *report)
{
    polder_kernel_set_t set;
    if (x->replicates % polder_experiment_futures(x) != 0)
        return polder_fail(report, POLDER_INPUT,
                           "%lld networks of a case cannot be %lld futures of each founding",
                           (long long)x->replicates, (long long)x->futures);
    int code = polder_kernels_find(kernels, &set, report), n_off = 0, n_own = 0;
    if (code < 0) return code;
    const int n = polder_experiment_orders(x);
    int *off = parts_off(x, &x->arm[of], &n_off), *own = observed_conditions(&x->record, &n_own);
    polder_orders_t *arm = calloc((size_t)n, sizeof *arm);
    for (int k = 0; arm && k < n; k++) arm[k] = orders_of(x, k);
    const polder_plan_input_t input = {.table = &x->table,
                                       .n_off = n_off,
                                       .off = off,
                                       .n_track = x->record.n_track,
                                       .track = x->record.track,
                                       .n_push = x->n_push,
                                       .push = x->push,
                                       .n_intervention = x->n_intervention,
                                       .intervention = x->intervention,
                                       .condition = x->condition,
                                       .n_own = n_own,
                                       .own = own,
                                       .group = x->group,
                                       .n_planned = x->n_planned,
                                       .n_common = x->n_common,
                                       .planned = x->planned,
                                       .n_arm = n,
                                       .arm = arm,
                                       .parts = set.parts};
    code = off && arm && own ? polder_plan_init(plan, &input, report)
                             : polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    free(arm);
    free(own);
    free(off);
    return code;
}

int polder_compile(polder_plan_t *plan, const polder_experiment_t *x, const char *kernels,
                   polder_report_t *report)
{
    return compile(plan, x, 0, kernels, report);
}

static bool same_parts(const polder_arm_t *a, const polder_arm_t *b)
{
    return a->n_off == b->n_off &&
           (a->n_off == 0 || memcmp(a->off, b->off, (size_t)a->n_off * sizeof *a->off) == 0);
}

int polder_plans_init(polder_plans_t *plans, const polder_experiment_t *x, const char *kernels,
                      polder_report_t *report)
{
    int code = 0;
    *plans = (polder_plans_t){.of_arm = calloc((size_t)x->n_arm + 1, sizeof(int))};
    if (!plans->of_arm) return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int a = 0; a < x->n_arm && code == 0; a++) {
        int like = 0;
        while (like < a && !same_parts(&x->arm[like], &x->arm[a])) like++;
        plans->of_arm[a] = like < a ? plans->of_arm[like] : plans->n;
        if (like < a) continue;
        polder_plan_t *more = realloc(plans->plan, ((size_t)plans->n + 1) * sizeof *more);
        if (more) plans->plan = more;
        code = more ? compile(&more[plans->n], x, a, kernels, report)
                    : polder_fail(report, POLDER_MEMORY, "no memory for a plan");
        plans->n += code == 0;
    }
    if (code < 0) polder_plans_free(plans);
    return code;
}

void polder_plans_free(polder_plans_t *plans)
{
    for (int i = 0; i < plans->n; i++) polder_plan_free(&plans->plan[i]);
    free(plans->plan);
    free(plans->of_arm);
    *plans = (polder_plans_t){0};
}
