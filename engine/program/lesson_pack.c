/* lesson_pack.c: see lesson_pack.h. */
#include "program/lesson_pack.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/fingerprint.h"
#include "kernel/random.h"
#include "run/worker.h"

enum { CHECKED = POLDER_LANES };

/* Arms of the plan: the baseline, then the baseline with each intervention of the hand. */
typedef struct {
    const polder_experiment_t *x, *hand;
    polder_intervention_t *intervention; /* those of x, then those of the hand */
    polder_condition_t *condition;       /* likewise */
    polder_orders_t *arm;
    int *use; /* [n_arm][n_use + 1] */
    int n_arm;
    polder_plan_t plan;
    bool planned;
    polder_worker_t worker;
} packer_t;

/* What initial values a network was given: one array for each of worker.initial. */
typedef struct {
    polder_worker_t *worker;
    float **value;
    bool lacks; /* memory */
} given_t;

/* ---- numbers ---- */

/* The shortest decimal that is this float again; what is not a number is null. */
static json_t *of_float(float x)
{
    char text[32];
    double d = (double)x;
    if (isnan(x)) return json_null();
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)x);
        d = strtod(text, NULL);
        if ((float)d >= x && (float)d <= x) break;
    }
    return json_real(d);
}

static const char *name_of(const packer_t *p, int field)
{
    return p->x->table.field[field]->name;
}

/* ---- the plan ---- */

static void move_conditions(polder_intervention_t *list, int n, int by)
{
    for (int i = 0; i < n; i++) {
        list[i].start += by;
        list[i].target.where += by;
    }
}

static bool is_used(const polder_arm_t *arm, int intervention)
{
    for (int u = 0; u < arm->n_use; u++)
        if (arm->use[u] == intervention) return true;
    return false;
}

static int list_arms(packer_t *p, polder_report_t *report)
{
    const polder_experiment_t *x = p->x, *hand = p->hand;
    const polder_arm_t *base = &x->arm[x->baseline];
    const size_t n = (size_t)x->n_intervention + (size_t)hand->n_intervention;
    const size_t width = (size_t)base->n_use + 1;
    p->n_arm = hand->n_intervention + 1;
    p->intervention = calloc(n + 1, sizeof *p->intervention);
    p->condition =
        calloc((size_t)x->n_condition + (size_t)hand->n_condition + 1, sizeof *p->condition);
    p->arm = calloc((size_t)p->n_arm, sizeof *p->arm);
    p->use = calloc((size_t)p->n_arm * width, sizeof *p->use);
    if (!p->intervention || !p->condition || !p->arm || !p->use)
        return polder_fail(report, POLDER_MEMORY, "no memory for a lesson");
    for (int i = 0; i < x->n_intervention; i++) {
        p->intervention[i] = x->intervention[i];
        /* The baseline alone is played: what the others aim at need not be known in a page. */
        if (!is_used(base, i)) p->intervention[i].target.whom = POLDER_EVERYONE;
    }
    for (int i = 0; i < x->n_condition; i++) p->condition[i] = x->condition[i];
    for (int i = 0; i < hand->n_intervention; i++)
        p->intervention[x->n_intervention + i] = hand->intervention[i];
    for (int i = 0; i < hand->n_condition; i++)
        p->condition[x->n_condition + i] = hand->condition[i];
    move_conditions(p->intervention + x->n_intervention, hand->n_intervention, x->n_condition);
    for (int a = 0; a < p->n_arm; a++) {
        int *use = p->use + (size_t)a * width;
        for (int u = 0; u < base->n_use; u++) use[u] = base->use[u];
        if (a > 0) use[base->n_use] = x->n_intervention + a - 1;
        p->arm[a] = (polder_orders_t){
            .n_push = base->n_push, .push = base->push, .n_use = base->n_use + (a > 0), .use = use};
    }
    return 0;
}

static bool goes_by_name(const polder_condition_t *c)
{
    for (int i = 0; i < c->n_step; i++)
        if (c->step[i].group != 0) return true;
    return false;
}

/* The page has no igraph, which measures a network at its founding. */
static bool goes_by_founding(const polder_table_t *table, const polder_condition_t *c)
{
    for (int i = 0; i < c->n_step; i++)
        if (c->step[i].kind == POLDER_COMPARES &&
            table->part[table->owner[c->step[i].field]] == &polder_part_engine_founding)
            return true;
    return false;
}

/* What the page's side (web/src/room.ts) cannot hand over to its engine. */
static int refuse(const polder_experiment_t *x, polder_report_t *report)
{
    const polder_arm_t *base = &x->arm[x->baseline];
    if (x->first_founding > 0)
        return polder_fail(report, POLDER_INPUT,
                           "a lesson begins with founding 0: leave out `first_founding`");
    if (x->n_common + base->n_planned > 0)
        return polder_fail(report, POLDER_INPUT,
                           "a lesson cannot show planned events: leave out `events` of the "
                           "scenario and of its baseline");
    if (base->n_off > 0)
        return polder_fail(report, POLDER_INPUT,
                           "a lesson cannot show an arm without a part: move `without` of the "
                           "baseline to the top of the scenario");
    if (base->lacks.absent + base->changed.typical + base->lacks.cut > 0)
        return polder_fail(report, POLDER_INPUT,
                           "a lesson cannot show a network without a member or a tie: leave out "
                           "`network` of the baseline");
    for (int c = 0; c < base->n_clamp; c++)
        if (x->table.field[base->clamp[c].field]->role != POLDER_PARAMETER)
            return polder_fail(report, POLDER_INPUT,
                               "a lesson cannot show bounds on what networks begin with: leave "
                               "out `at least` and `at most` of %s in the baseline",
                               x->table.field[base->clamp[c].field]->name);
    for (int u = 0; u < base->n_use; u++) {
        const polder_intervention_t *v = &x->intervention[base->use[u]];
        if (v->target.whom == POLDER_NAMED ||
            (v->target.whom == POLDER_WHERE && goes_by_name(&x->condition[v->target.where])) ||
            (v->conditional && goes_by_name(&x->condition[v->start])))
            return polder_fail(report, POLDER_INPUT,
                               "a lesson cannot show an intervention for members by name: %s",
                               v->name);
        if (v->conditional && goes_by_founding(&x->table, &x->condition[v->start]))
            return polder_fail(report, POLDER_INPUT,
                               "a lesson cannot show an intervention that goes by what a network's "
                               "shape was at its founding: %s",
                               v->name);
    }
    return 0;
}

static int make_plan(packer_t *p, polder_report_t *report)
{
    const polder_experiment_t *x = p->x;
    int code = refuse(x, report);
    if (code == 0) code = list_arms(p, report);
    if (code < 0) return code;
    const polder_plan_input_t input = {.table = &x->table,
                                       .n_off = x->n_off,
                                       .off = x->off,
                                       .n_push = x->n_push,
                                       .push = x->push,
                                       .n_intervention =
                                           x->n_intervention + p->hand->n_intervention,
                                       .intervention = p->intervention,
                                       .condition = p->condition,
                                       .group = x->group,
                                       .n_arm = p->n_arm,
                                       .arm = p->arm};
    code = polder_plan_init(&p->plan, &input, report);
    p->planned = code == 0;
    if (code == 0 && p->plan.betweenness >= 0)
        code = polder_fail(report, POLDER_INPUT,
                           "a lesson cannot show an intervention that goes by betweenness");
    return code;
}

/* ---- plan as JSON ---- */

static json_t *pushes(const packer_t *p, const polder_push_t *push, int n)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{ss si si so}", "field", name_of(p, push[i].field),
                                              "from", push[i].from, "until", push[i].until, "level",
                                              of_float(push[i].level)));
    return list;
}

static json_t *condition(const packer_t *p, const polder_condition_t *c)
{
    json_t *steps = json_array();
    for (int i = 0; i < c->n_step; i++) {
        const polder_step_t *s = &c->step[i];
        const bool compares = s->kind == POLDER_COMPARES;
        json_array_append_new(steps, json_pack("{si ss si so si si}", "kind", (int)s->kind, "field",
                                               compares ? name_of(p, s->field) : "", "relation",
                                               (int)s->relation, "value",
                                               of_float(compares ? s->value : 0), "ticks", s->ticks,
                                               "spell", s->spell));
    }
    return json_pack("{si so}", "spells", c->n_spell, "steps", steps);
}

static json_t *target(const packer_t *p, const polder_target_t *t)
{
    const bool extreme = t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST;
    json_t *o =
        json_pack("{si ss sf si}", "whom", (int)t->whom, "field",
                  extreme ? name_of(p, t->field) : "", "share", t->share, "ticks", t->ticks);
    if (t->whom == POLDER_WHERE)
        json_object_set_new(o, "where", condition(p, &p->condition[t->where]));
    return o;
}

static json_t *intervention(const packer_t *p, const polder_intervention_t *v)
{
    json_t *effects = json_array();
    for (int k = 0; k < v->n_effect; k++)
        json_array_append_new(effects, json_pack("[so]", name_of(p, v->effect[k].field),
                                                 of_float(v->effect[k].level)));
    json_t *o = json_pack("{ss so si si so sf sf}", "name", v->name, "effects", effects, "from",
                          v->from, "duration", v->duration, "target", target(p, &v->target), "cost",
                          v->cost, "costPerMember", v->cost_per_member);
    if (v->conditional) json_object_set_new(o, "start", condition(p, &p->condition[v->start]));
    return o;
}

static json_t *interventions(const packer_t *p, int first, int n)
{
    json_t *list = json_array();
    for (int i = first; i < first + n; i++)
        json_array_append_new(list, intervention(p, &p->intervention[i]));
    return list;
}

static json_t *parts_off(const polder_experiment_t *x)
{
    json_t *list = json_array();
    for (int i = 0; i < x->n_off; i++)
        json_array_append_new(list, json_string(x->table.part[x->off[i]]->name));
    return list;
}

/* ---- networks ---- */

static size_t numbers_of(const polder_field_t *field, const polder_graph_t *g)
{
    return field->level == POLDER_NETWORK        ? 1
           : field->level == POLDER_ORGANISATION ? (size_t)g->n_org
                                                 : (size_t)g->n_arc;
}

/* Where number i of a column stands: organisations by id, relations by id and then by partner. */
static float *place(polder_batch_t *batch, int f, int32_t org, int32_t k)
{
    const int level = (int)batch->plan->table->field[f]->level;
    if (level == POLDER_NETWORK) return &batch->col[f][0];
    const int32_t e = polder_batch_element(batch, 0, org);
    if (level == POLDER_ORGANISATION) return &batch->col[f][e];
    return &batch->col[f][polder_batch_arc(batch, e, k)];
}

/* Copies a column out of a batch of one network. */
static void copy(polder_batch_t *batch, int f, float *value)
{
    const polder_level_t level = batch->plan->table->field[f]->level;
    const int32_t n = level == POLDER_NETWORK ? 1 : batch->n_org[0];
    for (int32_t o = 0; o < n; o++) {
        const int32_t m =
            level == POLDER_ARC ? batch->degree[polder_batch_element(batch, 0, o)] : 1;
        for (int32_t k = 0; k < m; k++) *value++ = *place(batch, f, o, k);
    }
}

/* All of a column: nothing is given. */
static void clear(polder_batch_t *batch, int f)
{
    const polder_level_t level = batch->plan->table->field[f]->level;
    const int rows = level == POLDER_NETWORK ? 1
                     : level == POLDER_ARC   ? batch->n_slot
                                             : batch->n_row;
    for (int i = 0; i < rows * POLDER_LANES; i++) batch->col[f][i] = NAN;
}

/* A polder_initial_t: what polder_initial_values puts into columns that hold nothing else. */
static void catch_initial(void *self, polder_batch_t *batch, int part)
{
    given_t *given = self;
    const polder_worker_t *w = given->worker;
    if (part != 0) return;
    for (int i = 0; i < w->n_initial; i++) clear(batch, w->initial[i]);
    polder_initial_values(given->worker, batch, 0);
    for (int i = 0; i < w->n_initial; i++) {
        const size_t most = (size_t)batch->n_arc[0] + (size_t)batch->n_org[0] + 1;
        given->value[i] = calloc(most, sizeof(float));
        if (given->value[i]) copy(batch, w->initial[i], given->value[i]);
        given->lacks |= given->value[i] == NULL;
    }
}

static json_t *initial_json(const packer_t *p, const given_t *given, const polder_graph_t *g)
{
    json_t *o = json_object();
    for (int i = 0; i < p->worker.n_initial; i++) {
        const int f = p->worker.initial[i];
        const size_t n = numbers_of(p->x->table.field[f], g);
        json_t *list = json_array();
        for (size_t k = 0; k < n; k++)
            json_array_append_new(list, of_float(given->value[i] ? given->value[i][k] : NAN));
        json_object_set_new(o, name_of(p, f), list);
    }
    return o;
}

static json_t *values_json(const packer_t *p)
{
    json_t *o = json_object();
    const polder_table_t *table = &p->x->table;
    for (int f = 0; f < table->n_field; f++) {
        const float v = p->worker.value[f], usual = table->field[f]->value;
        if (table->field[f]->level != POLDER_NETWORK || (v >= usual && v <= usual)) continue;
        json_object_set_new(o, table->field[f]->name, of_float(v));
    }
    return o;
}

static json_t *ties_json(const polder_graph_t *g)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < g->n_org; i++)
        for (int32_t k = g->off[i]; k < g->off[i + 1]; k++)
            if (g->nbr[k] > i) {
                json_array_append_new(list, json_integer(i));
                json_array_append_new(list, json_integer(g->nbr[k]));
            }
    return list;
}

/* One network, laid out to see what is given to it. */
static int network_json(packer_t *p, const polder_lane_input_t *input, json_t **unit,
                        polder_report_t *report)
{
    polder_worker_t *w = &p->worker;
    given_t given = {.worker = w, .value = calloc((size_t)w->n_initial + 1, sizeof(float *))};
    if (!given.value) return polder_fail(report, POLDER_MEMORY, "no memory for a lesson");
    int code = polder_batch_fill(w->batch, 1, input, catch_initial, &given, report);
    if (code == 0 && given.lacks)
        code = polder_fail(report, POLDER_MEMORY, "no memory for a lesson");
    if (code == 0)
        *unit = json_pack("{si so so so}", "members", (int)input->graph->n_org, "ties",
                          ties_json(input->graph), "values", values_json(p), "first",
                          initial_json(p, &given, input->graph));
    for (int i = 0; i < w->n_initial; i++) free(given.value[i]);
    free(given.value);
    return code;
}

static void forget(polder_worker_t *w)
{
    polder_graph_free(&w->graph[0]);
    free(w->unmade[0]);
    w->unmade[0] = NULL;
}

/* Where a network ends in this arm, stepped as a run steps it. */
static int hash_of(packer_t *p, polder_lane_input_t input, int arm, uint64_t *hash,
                   polder_report_t *report)
{
    polder_batch_t *batch = p->worker.batch;
    input.arm = arm;
    const int code = polder_batch_fill(batch, 1, &input, polder_initial_values, &p->worker, report);
    if (code < 0) return code;
    for (int t = 1;
         t <= polder_experiment_lasts(p->x, p->x->baseline) && batch->col[p->plan.alive][0] > 0;
         t++)
        polder_batch_step(batch);
    *hash = polder_batch_hash(batch, 0);
    return 0;
}

/* Replicate r of the baseline: the network, and for the first few where they end. */
static int add_network(packer_t *p, int64_t r, json_t *units, json_t *hashes,
                       polder_report_t *report)
{
    const polder_experiment_t *x = p->x;
    polder_worker_t *w = &p->worker;
    json_t *unit = NULL;
    int code = polder_worker_found(w, r * x->n_case + x->baseline, 1, report);
    if (code < 0) return code;
    if (w->unmade[0])
        code = polder_fail(report, POLDER_INPUT, "network %lld: %s", (long long)r, w->unmade[0]);
    else if (w->ties[0]->n_org > POLDER_LESSON_MEMBERS)
        code = polder_fail(report, POLDER_INPUT,
                           "a lesson shows networks of at most %d organisations, and this one has "
                           "%d",
                           POLDER_LESSON_MEMBERS, (int)w->ties[0]->n_org);
    const polder_replicate_t one = polder_replicate(r, polder_experiment_futures(x));
    polder_lane_input_t input = {.graph = w->ties[0],
                                 .case_index = x->baseline,
                                 .future = (uint32_t)one.future,
                                 .value = w->value};
    polder_key(x->seed, (uint64_t)one.founding, input.key);
    if (code == 0) code = network_json(p, &input, &unit, report);
    if (code == 0) json_array_append_new(units, unit);
    for (int a = 0; a < p->n_arm && code == 0 && r < CHECKED; a++) {
        char text[20];
        uint64_t hash = 0;
        code = hash_of(p, input, a, &hash, report);
        snprintf(text, sizeof text, "%016" PRIx64, hash);
        json_array_append_new(json_array_get(hashes, (size_t)a), json_string(text));
    }
    forget(w);
    return code;
}

/* All networks. Where all are the same one stands for them. */
static int networks_json(packer_t *p, json_t *o, polder_report_t *report)
{
    json_t *units = json_array(), *hashes = json_array();
    for (int a = 0; a < p->n_arm; a++) json_array_append_new(hashes, json_array());
    json_object_set_new(o, "units", units);
    json_object_set_new(o, "check", hashes);
    int code = 0;
    for (int64_t r = 0; r < POLDER_LESSON_NETWORKS && code == 0; r++)
        code = add_network(p, r, units, hashes, report);
    bool same = json_array_size(units) > 0;
    for (size_t i = 1; i < json_array_size(units) && same; i++)
        same = json_equal(json_array_get(units, 0), json_array_get(units, i));
    while (same && json_array_size(units) > 1) json_array_remove(units, json_array_size(units) - 1);
    return code;
}

/* ---- all of it ---- */

static json_t *labels_json(const polder_experiment_t *x)
{
    json_t *list = json_array();
    for (int32_t i = 0; x->network && i < x->network->graph.n_org; i++)
        json_array_append_new(list, json_string(x->network->label[i] ? x->network->label[i] : ""));
    return list;
}

static json_t *head_json(const packer_t *p)
{
    const polder_experiment_t *x = p->x;
    return json_pack(
        "{ss* ss* ss* ss ss ss sI sI si ss so so so so so}", "title", x->title, "description",
        x->description, "file", x->file, "model", x->table.model->name, "tick",
        x->table.model->tick, "fingerprint", polder_fingerprint(), "seed", (json_int_t)x->seed,
        "futures", (json_int_t)polder_experiment_futures(x), "horizon",
        polder_experiment_lasts(x, x->baseline), "baseline", x->arm[x->baseline].name, "labels",
        labels_json(x), "off", parts_off(x), "push", pushes(p, x->push, x->n_push), "armPush",
        pushes(p, x->arm[x->baseline].push, x->arm[x->baseline].n_push), "use", json_array());
}

/* The block lesson of the scenario; a title that it does not give is that of the scenario, where that
 * is there in both languages. */
static json_t *lesson_words(const polder_experiment_t *x)
{
    json_t *words = x->lesson ? json_loads(x->lesson, 0, NULL) : NULL;
    if (!x->title || !x->title_nl || json_object_get(words, "title")) return words;
    if (!words) words = json_object();
    json_object_set_new(words, "title", json_pack("{ss ss}", "en", x->title, "nl", x->title_nl));
    return words;
}

int polder_lesson_pack(const polder_experiment_t *x, const polder_experiment_t *hand, json_t **pack,
                       polder_report_t *report)
{
    packer_t p = {.x = x, .hand = hand};
    json_t *o = NULL;
    int code = make_plan(&p, report);
    const polder_plans_t plans = {.n = 1, .plan = &p.plan};
    if (code == 0) code = polder_worker_init(&p.worker, x, &plans, 1, false, report);
    if (code == 0) {
        o = head_json(&p);
        if (!o) code = polder_fail(report, POLDER_MEMORY, "no memory for a lesson");
    }
    if (code == 0) {
        const polder_arm_t *base = &x->arm[x->baseline];
        for (int u = 0; u < base->n_use; u++)
            json_array_append_new(json_object_get(o, "use"),
                                  intervention(&p, &p.intervention[base->use[u]]));
        json_t *words = lesson_words(x);
        if (words) json_object_set_new(o, "words", words);
        json_object_set_new(o, "hand", interventions(&p, x->n_intervention, hand->n_intervention));
        code = networks_json(&p, o, report);
    }
    if (p.worker.x) polder_worker_free(&p.worker);
    if (p.planned) polder_plan_free(&p.plan);
    free(p.intervention);
    free(p.condition);
    free(p.arm);
    free(p.use);
    if (code < 0)
        json_decref(o);
    else
        *pack = o;
    return code;
}
