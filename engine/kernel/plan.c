/* plan.c: see plan.h. */
#include "kernel/plan.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/random.h"

/* The same part compiled for another instruction set (run/kernels.h); parts of the engine have no
 * kernels, and are what they are. */
static const polder_part_t *variant_of(const polder_part_t *part, const polder_part_t *const *parts)
{
    for (int i = 0; parts && parts[i]; i++)
        if (strcmp(parts[i]->name, part->name) == 0 && strcmp(parts[i]->model, part->model) == 0)
            return parts[i];
    return part;
}

static bool is_off(const polder_plan_input_t *in, int part)
{
    for (int i = 0; i < in->n_off; i++)
        if (in->off[i] == part) return true;
    return false;
}

static int add_act(polder_plan_t *plan, polder_act_t *list, int *n, int index,
                   const polder_part_t *const *parts, polder_report_t *report)
{
    const polder_part_t *part = plan->table->part[index];
    polder_act_t *act = &list[(*n)++];
    *act = (polder_act_t){.part = variant_of(part, parts),
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

static bool is_recorded(const polder_plan_input_t *in, int field)
{
    for (int i = 0; i < in->n_track; i++)
        if (in->track[i] == field) return true;
    return false;
}

static bool asks_for(const polder_condition_t *c, int field)
{
    for (int s = 0; s < c->n_step; s++)
        if (c->step[s].kind == POLDER_COMPARES && c->step[s].field == field) return true;
    return false;
}

static bool chooses_by(const polder_plan_t *plan, const polder_target_t *t, int field)
{
    if (t->whom == POLDER_WHERE) return asks_for(&plan->condition[t->where], field);
    return (t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST) && t->field == field;
}

/* Does an intervention or planned event choose whom it touches by this field? */
static bool is_aimed_by(const polder_plan_t *plan, int field)
{
    for (int i = 0; i < plan->n_intervention; i++)
        if (chooses_by(plan, &plan->intervention[i].target, field)) return true;
    for (int i = 0; i < plan->n_planned; i++)
        if (chooses_by(plan, &plan->planned[i].target, field)) return true;
    return false;
}

/* Does an intervention or planned event begin by a condition on this field? */
static bool is_waited_for(const polder_plan_t *plan, int field)
{
    for (int i = 0; i < plan->n_intervention; i++)
        if (plan->intervention[i].conditional &&
            asks_for(&plan->condition[plan->intervention[i].start], field))
            return true;
    for (int i = 0; i < plan->n_planned; i++)
        if (plan->planned[i].conditional &&
            asks_for(&plan->condition[plan->planned[i].start], field))
            return true;
    return false;
}

static bool is_looked_at(const polder_plan_t *plan, int field)
{
    return is_waited_for(plan, field) || is_aimed_by(plan, field);
}

/* Is the field in a condition that the caller evaluates itself? */
static bool is_callers_own(const polder_plan_input_t *in, int field)
{
    for (int i = 0; i < in->n_own; i++)
        if (asks_for(&in->condition[in->own[i]], field)) return true;
    return false;
}

/* Does an observable read it that another part declares? All of them are computed when something is
 * recorded, also those whose own columns nobody asked for. */
static bool is_read(const polder_plan_t *plan, int field)
{
    for (int i = 0; i < plan->n_observe; i++) {
        const polder_part_t *part = plan->observe[i].part;
        for (int u = 0; u < part->n_use; u++)
            if (part->use[u].access != POLDER_OWN &&
                plan->table->link[plan->observe[i].index][u] == field)
                return true;
    }
    return false;
}

/* Does part p declare a field that is wanted? */
static bool is_wanted(const polder_plan_t *plan, const bool *wanted, int p)
{
    for (int u = 0; u < plan->table->part[p]->n_use; u++)
        if (plan->table->part[p]->use[u].access == POLDER_OWN && wanted[plan->table->link[p][u]])
            return true;
    return false;
}

/* The observables in conditions, which are computed every tick, with those that these read. */
static int plan_watch(polder_plan_t *plan, polder_report_t *report)
{
    const polder_table_t *table = plan->table;
    bool *wanted = calloc((size_t)table->n_field, sizeof *wanted);
    bool *watched = calloc((size_t)plan->n_observe + 1, sizeof *watched);
    plan->watch = calloc((size_t)plan->n_observe + 1, sizeof *plan->watch);
    if (!wanted || !watched || !plan->watch) {
        free(watched);
        free(wanted);
        return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    }
    for (int f = 0; f < table->n_field; f++) wanted[f] = is_looked_at(plan, f);
    /* An observable may read those before it, so go backwards: by then it is known which of them
     * are wanted. */
    for (int i = plan->n_observe - 1; i >= 0; i--) {
        const int p = plan->observe[i].index;
        watched[i] = table->part[p] != &polder_part_engine_metrics && is_wanted(plan, wanted, p);
        for (int u = 0; watched[i] && u < table->part[p]->n_use; u++)
            wanted[table->link[p][u]] = true;
    }
    for (int i = 0; i < plan->n_observe; i++)
        if (watched[i]) plan->watch[plan->n_watch++] = plan->observe[i];
    free(watched);
    free(wanted);
    return 0;
}

/* Which acts read what differs among members, and so run row by row. */
static void mark_acts(const polder_plan_t *plan, polder_act_t *list, int n)
{
    for (int i = 0; i < n; i++) {
        const int p = list[i].index;
        for (int u = 0; u < list[i].part->n_use; u++) {
            const int f = plan->table->link[p][u];
            if (plan->spread_of[f] < 0) continue;
            list[i].by_row = true;
            if (plan->table->field[f]->flags & POLDER_SPREAD && plan->table->owner[f] == p)
                list[i].spreads = true;
        }
    }
}

static int plan_interventions(polder_plan_t *plan, const polder_plan_input_t *in,
                              polder_report_t *report)
{
    const polder_table_t *table = plan->table;
    bool aimed = false;
    plan->held = calloc((size_t)plan->n_intervention + 1, sizeof *plan->held);
    if (!plan->held) return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int i = 0; i < plan->n_intervention; i++) {
        const polder_intervention_t *v = &plan->intervention[i];
        plan->held[i] = plan->n_held;
        plan->n_held += v->conditional ? plan->condition[v->start].n_spell : 0;
        const polder_target_t *t = &plan->intervention[i].target;
        aimed |= t->whom != POLDER_EVERYONE;
        plan->newcomers |= t->whom == POLDER_NEWCOMERS;
    }
    const int betweenness = polder_table_find(table, "metric.betweenness");
    const bool needed = is_looked_at(plan, betweenness) || is_callers_own(in, betweenness);
    plan->betweenness = betweenness >= 0 && needed ? betweenness : -1;
    plan->spread = calloc((size_t)table->n_field, sizeof *plan->spread);
    plan->spread_of = calloc((size_t)table->n_field, sizeof *plan->spread_of);
    if (!plan->spread || !plan->spread_of)
        return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        const bool differs = field->role == POLDER_LEVER || field->flags & POLDER_SPREAD;
        plan->spread_of[f] = aimed && differs ? plan->n_spread : -1;
        if (plan->spread_of[f] >= 0) plan->spread[plan->n_spread++] = f;
    }
    mark_acts(plan, plan->setup, plan->n_setup);
    mark_acts(plan, plan->tick, plan->n_tick);
    mark_acts(plan, plan->observe, plan->n_observe);
    return plan_watch(plan, report);
}

static void add_given(polder_plan_t *plan, int field)
{
    for (int i = 0; i < plan->n_given; i++)
        if (plan->given[i] == field) return;
    plan->given[plan->n_given++] = field;
}

static int plan_planned_events(polder_plan_t *plan, polder_report_t *report)
{
    const polder_table_t *table = plan->table;
    int n = 0;
    for (int i = 0; i < plan->n_planned; i++) n += plan->planned[i].n_set;
    plan->planned_held = calloc((size_t)plan->n_planned + 1, sizeof *plan->planned_held);
    plan->given = calloc((size_t)n + 1, sizeof *plan->given);
    if (!plan->planned_held || !plan->given)
        return polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int i = 0; i < plan->n_planned; i++) {
        const polder_planned_t *p = &plan->planned[i];
        plan->planned_held[i] = plan->n_held;
        plan->n_held += p->conditional ? plan->condition[p->start].n_spell : 0;
        plan->newcomers |= p->target.whom == POLDER_NEWCOMERS;
        for (int k = 0; k < p->n_set; k++)
            if (table->field[p->set[k].field]->role == POLDER_PARAMETER)
                add_given(plan, p->set[k].field);
    }
    return 0;
}

/* Is there a planned event of this kind? A tie that is cut from the beginning counts as broken. */
static bool is_planned(const polder_plan_t *plan, int n_arm, int field)
{
    for (int i = 0; i < plan->n_planned; i++)
        if (plan->planned[i].kind == field) return true;
    for (int a = 0; field == plan->break_kind && a < n_arm; a++)
        if (plan->arm[a].cut) return true;
    return false;
}

static void keep_fields(polder_plan_t *plan, const polder_plan_input_t *in)
{
    for (int f = 0; f < plan->table->n_field; f++) {
        const polder_field_t *field = plan->table->field[f];
        plan->kept[f] = field->role != POLDER_OBSERVABLE || field->level == POLDER_NETWORK ||
                        is_recorded(in, f) || is_looked_at(plan, f) || is_callers_own(in, f) ||
                        is_read(plan, f);
        if (field->role == POLDER_PLANNED && field->level != POLDER_NETWORK)
            plan->kept[f] = is_planned(plan, in->n_arm, f) || is_recorded(in, f);
        if (!plan->kept[f]) continue;
        if (field->level == POLDER_ORGANISATION) plan->org_bytes += sizeof(float);
        if (field->level == POLDER_ARC) plan->arc_bytes += sizeof(float);
    }
    plan->org_bytes += 2 * sizeof(int32_t); /* id and degree */
    plan->arc_bytes += 2 * sizeof(int32_t); /* partner and arc back */
}

/* Which parts run when. */
static int list_acts(polder_plan_t *plan, const polder_plan_input_t *in, polder_report_t *report)
{
    const polder_table_t *table = plan->table;
    int code = 0;
    for (int p = 0; p < table->n_part && code == 0; p++) {
        if (is_off(in, p)) continue;
        const polder_kind_t kind = table->part[p]->kind;
        if (kind == POLDER_SETUP)
            code = add_act(plan, plan->setup, &plan->n_setup, p, in->parts, report);
        else if (kind == POLDER_MECHANISM)
            code = add_act(plan, plan->tick, &plan->n_tick, p, in->parts, report);
        else
            code = add_act(plan, plan->observe, &plan->n_observe, p, in->parts, report);
    }
    for (int i = 0; i < plan->n_tick && code == 0; i++)
        if (plan->tick[i].part->at_start) plan->setup[plan->n_setup++] = plan->tick[i];
    return code;
}

/* The fields of the engine that the kernel reads and writes itself. */
static void find_fields(polder_plan_t *plan)
{
    const polder_table_t *table = plan->table;
    plan->alive = polder_table_find(table, POLDER_FIELD_ALIVE);
    plan->ended = polder_table_find(table, POLDER_FIELD_ENDED);
    plan->active = polder_table_find(table, "active");
    plan->tie = polder_table_find(table, POLDER_FIELD_TIE);
    plan->embeddedness = polder_table_find(table, "embeddedness");
    plan->cost = polder_table_find(table, POLDER_FIELD_COST);
    plan->break_kind = polder_table_find(table, "planned.break");
    plan->mend_kind = polder_table_find(table, "planned.mend");
}

int polder_plan_init(polder_plan_t *plan, const polder_plan_input_t *in, polder_report_t *report)
{
    const polder_table_t *table = in->table;
    *plan = (polder_plan_t){.table = table,
                            .n_push = in->n_push,
                            .push = in->push,
                            .n_intervention = in->n_intervention,
                            .intervention = in->intervention,
                            .condition = in->condition,
                            .group = in->group,
                            .n_planned = in->n_planned,
                            .n_common = in->n_common,
                            .planned = in->planned,
                            .has_levers = in->n_push > 0 || in->n_intervention > 0};
    int code = 0;
    plan->setup = calloc((size_t)table->n_part, sizeof *plan->setup);
    plan->tick = calloc((size_t)table->n_part, sizeof *plan->tick);
    plan->observe = calloc((size_t)table->n_part, sizeof *plan->observe);
    plan->kept = calloc((size_t)table->n_field, sizeof *plan->kept);
    plan->arm = calloc((size_t)in->n_arm + 1, sizeof *plan->arm);
    if (!plan->setup || !plan->tick || !plan->observe || !plan->kept || !plan->arm)
        code = polder_fail(report, POLDER_MEMORY, "no memory for a plan");
    for (int a = 0; a < in->n_arm && code == 0; a++) {
        plan->arm[a] = in->arm[a];
        plan->has_levers |= in->arm[a].n_push > 0;
    }
    if (code == 0) code = list_acts(plan, in, report);
    if (code == 0) code = plan_planned_events(plan, report);
    if (code == 0) code = plan_interventions(plan, in, report);
    if (code < 0) {
        polder_plan_free(plan);
        return code;
    }
    find_fields(plan);
    keep_fields(plan, in);
    return 0;
}

void polder_plan_free(polder_plan_t *plan)
{
    free(plan->arm);
    free(plan->setup);
    free(plan->tick);
    free(plan->observe);
    free(plan->kept);
    free(plan->watch);
    free(plan->spread);
    free(plan->spread_of);
    free(plan->held);
    free(plan->planned_held);
    free(plan->given);
    *plan = (polder_plan_t){0};
}
