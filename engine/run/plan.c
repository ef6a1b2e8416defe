/* plan.c: see plan.h. */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "../core/random.h"

/* The twin of a part among those compiled without vectorisation. */
static const polder_part_t *scalar_twin(const polder_part_t *part)
{
    for (int i = 0; polder_parts_scalar[i]; i++)
        if (strcmp(polder_parts_scalar[i]->name, part->name) == 0 &&
            strcmp(polder_parts_scalar[i]->model, part->model) == 0)
            return polder_parts_scalar[i];
    return part;
}

static bool is_off(const polder_experiment_t *x, int part)
{
    for (int i = 0; i < x->n_off; i++)
        if (x->off[i] == part) return true;
    return false;
}

static int add_act(polder_plan_t *plan, polder_act_t *list, int *n, int index, bool scalar,
                   polder_report_t *report)
{
    const polder_part_t *part = plan->table->part[index];
    polder_act_t *act = &list[(*n)++];
    *act = (polder_act_t){.part = scalar ? scalar_twin(part) : part,
                          .index = index,
                          .purpose = polder_purpose(part->name),
                          .first_sum = plan->n_sum};
    for (int u = 0; u < part->n_use; u++) {
        if (part->use[u].access != POLDER_OWN || part->use[u].field.role != POLDER_SUM) continue;
        if (act->n_sum == 16)
            return polder_fail(report, POLDER_INTERNAL, "part %s has more than 16 sums",
                               part->name);
        act->sum_use[act->n_sum++] = u;
        plan->n_sum++;
    }
    return 0;
}

static bool is_recorded(const polder_experiment_t *x, int field)
{
    for (int i = 0; i < x->record.n_track; i++)
        if (x->record.track[i] == field) return true;
    return false;
}

static void keep_fields(polder_plan_t *plan)
{
    for (int f = 0; f < plan->table->n_field; f++) {
        const polder_field_t *field = plan->table->field[f];
        plan->kept[f] = field->role != POLDER_OBSERVABLE || field->level == POLDER_NETWORK ||
                        is_recorded(plan->x, f);
        if (!plan->kept[f]) continue;
        if (field->level == POLDER_ORGANISATION) plan->org_bytes += sizeof(float);
        if (field->level == POLDER_ARC) plan->arc_bytes += sizeof(float);
    }
    plan->org_bytes += 2 * sizeof(int32_t); /* id and degree */
    plan->arc_bytes += 2 * sizeof(int32_t); /* partner and arc back */
}

int polder_plan_init(polder_plan_t *plan, const polder_experiment_t *x, bool scalar,
                     polder_report_t *report)
{
    const polder_table_t *table = &x->table;
    *plan = (polder_plan_t){.x = x, .table = table};
    int code = 0;
    plan->setup = calloc((size_t)table->n_part, sizeof *plan->setup);
    plan->tick = calloc((size_t)table->n_part, sizeof *plan->tick);
    plan->observe = calloc((size_t)table->n_part, sizeof *plan->observe);
    plan->kept = calloc((size_t)table->n_field, sizeof *plan->kept);
    if (!plan->setup || !plan->tick || !plan->observe || !plan->kept) {
        code = polder_fail(report, POLDER_MEMORY, "no memory for a plan");
        goto out;
    }
    for (int p = 0; p < table->n_part && code == 0; p++) {
        if (is_off(x, p)) continue;
        const polder_kind_t kind = table->part[p]->kind;
        if (kind == POLDER_SETUP)
            code = add_act(plan, plan->setup, &plan->n_setup, p, scalar, report);
        else if (kind == POLDER_MECHANISM)
            code = add_act(plan, plan->tick, &plan->n_tick, p, scalar, report);
        else
            code = add_act(plan, plan->observe, &plan->n_observe, p, scalar, report);
    }
    for (int i = 0; i < plan->n_tick && code == 0; i++)
        if (plan->tick[i].part->at_start) plan->setup[plan->n_setup++] = plan->tick[i];
    keep_fields(plan);
    plan->alive = polder_table_find(table, "alive");
    plan->ended = polder_table_find(table, "ended");
    plan->active = polder_table_find(table, "active");
    plan->tie = polder_table_find(table, "tie");
    plan->embeddedness = polder_table_find(table, "embeddedness");
    plan->has_levers = x->n_push > 0;
    for (int c = 0; c < x->n_case; c++) plan->has_levers |= x->cases[c].n_push > 0;
out:
    if (code < 0) polder_plan_free(plan);
    return code;
}

void polder_plan_free(polder_plan_t *plan)
{
    free(plan->setup);
    free(plan->tick);
    free(plan->observe);
    free(plan->kept);
    *plan = (polder_plan_t){0};
}
