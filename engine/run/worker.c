/* worker.c: see worker.h. */
#include "run/worker.h"

#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"
#include "kernel/random.h"
#include "run/crew.h"
#include "run/record.h"
#include "run/seconds.h"

static const char *const network_name[POLDER_N_TOPOLOGY] = {
    [POLDER_N_KIND] = "network.topology",
    [POLDER_N_MEMBERS] = POLDER_FIELD_MEMBERS,
    [POLDER_N_DEGREE] = "network.degree",
    [POLDER_N_REWIRING] = "network.rewiring",
    [POLDER_N_CORE_SHARE] = "network.core_share",
    [POLDER_N_CORE_DENSITY] = "network.core_density",
    [POLDER_N_PERIPHERY_DENSITY] = "network.periphery_density",
    [POLDER_N_POWER] = "network.power",
    [POLDER_N_EXPONENT] = "network.exponent",
};

void polder_worker_free(polder_worker_t *w)
{
    for (int i = 0; w->batches && i < w->plans->n; i++)
        if (w->batches[i].plan) polder_batch_free(&w->batches[i]);
    free(w->batches);
    polder_drawer_free(&w->drawer);
    free(w->base);
    free(w->value);
    free(w->graph);
    free(w->ties);
    free(w->order);
    free(w->rank);
    free(w->sampled);
    free(w->unmade);
    free(w->initial);
    free(w->typical);
    free(w->bounded);
    free(w->events.at);
}

static int make_batches(polder_worker_t *w, bool profile, polder_report_t *report)
{
    int code = 0;
    w->batches = calloc((size_t)w->plans->n, sizeof *w->batches);
    if (!w->batches) return polder_fail(report, POLDER_MEMORY, "no memory for a batch");
    for (int i = 0; i < w->plans->n && code == 0; i++) {
        polder_batch_t *batch = &w->batches[i];
        code = polder_batch_init(batch, &w->plans->plan[i], report);
        batch->clock = polder_seconds;
        if (code < 0 || !profile) continue;
        batch->part_seconds = calloc((size_t)w->plan->table->n_part, sizeof(double));
        if (!batch->part_seconds)
            code = polder_fail(report, POLDER_MEMORY, "no memory for a profile");
    }
    w->batch = w->batches;
    return code;
}

int polder_worker_init(polder_worker_t *w, const polder_experiment_t *x,
                       const polder_plans_t *plans, int32_t block, bool profile,
                       polder_report_t *report)
{
    const polder_plan_t *plan = plans->plan;
    const size_t n_field = (size_t)plan->table->n_field, n = (size_t)block;
    *w = (polder_worker_t){.x = x, .plans = plans, .plan = plan};
    int code = make_batches(w, profile, report);
    if (code == 0) code = polder_drawer_init(&w->drawer, report);
    if (code < 0) return code;
    w->base = calloc(n_field, sizeof(float));
    w->value = calloc(n * n_field, sizeof(float));
    w->graph = calloc(n, sizeof *w->graph);
    w->ties = calloc(n, sizeof(void *));
    w->order = calloc(n, sizeof *w->order);
    w->rank = calloc(n, sizeof *w->rank);
    w->sampled = calloc(n, sizeof *w->sampled);
    w->unmade = calloc(n, sizeof *w->unmade);
    polder_founded_list(w);
    if (polder_initial_list(w) < 0 || !w->base || !w->value || !w->graph || !w->ties || !w->order ||
        !w->rank || !w->sampled || !w->unmade)
        return polder_fail(report, POLDER_MEMORY, "no memory for a block of %d networks",
                           (int)block);
    for (int i = 0; i < POLDER_N_TOPOLOGY; i++)
        w->network[i] = polder_table_find(plan->table, network_name[i]);
    for (int f = 0; f < (int)n_field; f++) w->base[f] = plan->table->field[f]->value;
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].value.kind == POLDER_DRAW_NUMBER)
            w->base[x->setting[i].field] = (float)x->setting[i].value.arg[0];
    return 0;
}

/* Sets field f to what a case says of it, if it does; drawn, where that is a distribution. */
static void set_value(polder_worker_t *w, int case_index, int f, const uint32_t key[4],
                      float *value)
{
    const polder_field_t *field = w->plan->table->field[f];
    polder_value_t v;
    if (field->level != POLDER_NETWORK || !polder_experiment_value(w->x, case_index, f, &v)) return;
    value[f] = v.kind == POLDER_DRAW_NUMBER
                   ? (float)v.arg[0]
                   : polder_draw(&w->drawer, &v, field, key, POLDER_ENTITY_NETWORK, 0);
}

/* The values of one network: drawn, or those of its arm and point. */
static void draw_values(polder_worker_t *w, int case_index, const uint32_t key[4], float *value)
{
    const polder_experiment_t *x = w->x;
    const polder_arm_t *arm = &x->arm[polder_experiment_arm(x, case_index)];
    memcpy(value, w->base, (size_t)w->plan->table->n_field * sizeof *value);
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].value.kind != POLDER_DRAW_NUMBER)
            set_value(w, case_index, x->setting[i].field, key, value);
    for (int i = 0; i < x->design.n_factor; i++) /* levers are no values: compile.c pushes them */
        if (polder_factor_field(x, &x->design.factor[i])->role != POLDER_LEVER)
            set_value(w, case_index, x->design.factor[i].field, key, value);
    for (int i = 0; i < arm->n_setting; i++)
        set_value(w, case_index, arm->setting[i].field, key, value);
    for (int i = 0; i < arm->n_clamp; i++) {
        float *bounded = &value[arm->clamp[i].field];
        *bounded = polder_experiment_clamped(x, case_index, arm->clamp[i].field, *bounded);
    }
}

static int make_graph(const polder_worker_t *w, const float *value, const uint32_t key[4],
                      polder_graph_t *graph, polder_report_t *report)
{
    const int *f = w->network;
    const polder_topology_t topology = {.topology = (int)value[f[POLDER_N_KIND]],
                                        .members = (int32_t)value[f[POLDER_N_MEMBERS]],
                                        .degree = value[f[POLDER_N_DEGREE]],
                                        .rewiring = value[f[POLDER_N_REWIRING]],
                                        .core_share = value[f[POLDER_N_CORE_SHARE]],
                                        .core_density = value[f[POLDER_N_CORE_DENSITY]],
                                        .periphery_density = value[f[POLDER_N_PERIPHERY_DENSITY]],
                                        .power = value[f[POLDER_N_POWER]],
                                        .exponent = value[f[POLDER_N_EXPONENT]]};
    return polder_graph_generate(&topology, key, graph, report);
}

/* Networks of one founding with the same network.* values share their ties. */
static bool same_ties(const polder_worker_t *w, int32_t a, int32_t b)
{
    const size_t n = (size_t)w->plan->table->n_field;
    const float *of_a = w->value + (size_t)a * n, *of_b = w->value + (size_t)b * n;
    for (int i = 0; i < POLDER_N_TOPOLOGY; i++)
        if (of_a[w->network[i]] != of_b[w->network[i]]) return false;
    return true;
}

/* A unit whose network cannot be made fails alone, with the reason; all others go on. */
static int leave_out(polder_worker_t *w, int32_t u, const char *reason, polder_report_t *report)
{
    w->ties[u] = NULL;
    w->sampled[u] = false;
    w->unmade[u] = strdup(reason);
    return w->unmade[u] ? 0 : polder_fail(report, POLDER_MEMORY, "no memory for a message");
}

/* Generates the ties of unit u. */
static int make_ties(polder_worker_t *w, int32_t u, const float *value, const uint32_t key[4],
                     polder_report_t *report)
{
    polder_report_t trouble = {0};
    int code = make_graph(w, value, key, &w->graph[u], &trouble);
    w->ties[u] = &w->graph[u];
    if (code == POLDER_INPUT || code == POLDER_GRAPH)
        code = leave_out(w, u,
                         trouble.n > 0 && trouble.note[trouble.n - 1].text
                             ? trouble.note[trouble.n - 1].text
                             : polder_code_text(code),
                         report);
    else
        polder_report_take(report, &trouble);
    polder_report_free(&trouble);
    return code;
}

/* How many members of the network file are not there in the arm of a case. */
static int absent(const polder_experiment_t *x, int case_index)
{
    const int group = x->arm[polder_experiment_arm(x, case_index)].lacks.absent;
    return group > 0 ? x->group[group - 1].n : 0;
}

int polder_worker_found(polder_worker_t *w, int64_t first, int32_t n, polder_report_t *report)
{
    const polder_experiment_t *x = w->x;
    const size_t n_field = (size_t)w->plan->table->n_field;
    const int64_t of_founding = x->n_case * polder_experiment_futures(x);
    int code = 0;
    for (int32_t u = 0; u < n && code == 0; u++) {
        const int case_index = (int)((first + u) % x->n_case);
        const int64_t replicate = (first + u) / x->n_case;
        float *value = w->value + (size_t)u * n_field;
        uint32_t key[4];
        polder_key(x->seed, (uint64_t)polder_experiment_replicate(x, replicate).founding, key);
        draw_values(w, case_index, key, value);
        w->sampled[u] = replicate < x->record.networks;
        if (x->network) {
            w->ties[u] = &x->network->graph;
            value[w->network[POLDER_N_MEMBERS]] =
                (float)(x->network->graph.n_org - absent(x, case_index));
        } else if ((first + u) % of_founding > 0 && u > 0 && same_ties(w, u, u - 1)) {
            w->ties[u] = w->ties[u - 1];
            if (w->unmade[u - 1]) code = leave_out(w, u, w->unmade[u - 1], report);
        } else {
            code = make_ties(w, u, value, key, report);
        }
    }
    return code;
}

/* The largest degrees of a network, four bits each: networks of one size with the same shape
 * fill the slots of a row alike. */
static uint64_t shape_of(const polder_graph_t *g)
{
    enum { MOST = 15, PLACES = 16 };
    int count[MOST + 1] = {0}, n = 0;
    uint64_t shape = 0;
    for (int32_t i = 0; i < g->n_org; i++) {
        const int32_t d = g->off[i + 1] - g->off[i];
        count[d < MOST ? d : MOST]++;
    }
    for (int d = MOST; d >= 0; d--)
        for (int k = 0; k < count[d] && n < PLACES; k++, n++) shape = shape << 4 | (uint64_t)d;
    return shape;
}

/* Which of the plans unit number `unit` of the experiment runs by. */
static int plan_of(const polder_worker_t *w, int64_t unit)
{
    return polder_plans_of(w->plans, polder_experiment_arm(w->x, (int)(unit % w->x->n_case)));
}

static int lasts_of(const polder_worker_t *w, int64_t unit)
{
    return polder_experiment_lasts(w->x, polder_experiment_arm(w->x, (int)(unit % w->x->n_case)));
}

static int compare_ranks(const void *a, const void *b)
{
    const polder_rank_t *p = a, *q = b;
    if (p->sampled != q->sampled) return p->sampled ? -1 : 1;
    if (p->plan != q->plan) return p->plan < q->plan ? -1 : 1;
    if (p->lasts != q->lasts) return p->lasts > q->lasts ? -1 : 1;
    if (p->n_org != q->n_org) return p->n_org > q->n_org ? -1 : 1;
    if (p->shape != q->shape) return p->shape > q->shape ? -1 : 1;
    return p->unit < q->unit ? -1 : 1;
}

/* Puts the units of a block in an order in which neighbours are alike, because they will share a
 * batch: first those that are recorded over time, whose batches are observed again and again; then
 * by the parts they run and how long they live; then by size and shape, largest first, so that
 * little of a batch is padding. Units that have no network are left out. Returns how many have. */
static int32_t sort_units(polder_worker_t *w, int64_t first, int32_t n)
{
    int32_t made = 0;
    for (int32_t u = 0; u < n; u++)
        if (w->ties[u])
            w->rank[made++] = (polder_rank_t){.shape = shape_of(w->ties[u]),
                                              .n_org = w->ties[u]->n_org,
                                              .unit = u,
                                              .plan = plan_of(w, first + u),
                                              .lasts = lasts_of(w, first + u),
                                              .sampled = w->sampled[u]};
    qsort(w->rank, (size_t)made, sizeof *w->rank, compare_ranks);
    for (int32_t u = 0; u < made; u++) w->order[u] = w->rank[u].unit;
    return made;
}

/* Records what is due in this tick: the end of the lanes in `ending`, one time of the trajectories,
 * what a scenario observes. Computes observables first, if there is any of that. */
static int record(polder_worker_t *w, polder_recorder_t *r, const int32_t *unit, uint32_t ending,
                  uint32_t living, int tick, polder_report_t *report)
{
    polder_batch_t *batch = w->batch;
    const int every = w->x->record.every;
    uint32_t timed = 0;
    for (int l = 0; l < batch->n_lane && tick % every == 0; l++)
        if (r->sample_of[unit[l]] >= 0 && (living >> l & 1)) timed |= 1u << l;
    const bool due = tick > 0 && polder_observed_due(r, tick);
    if (!(timed | ending) && !due) return 0;
    const double from = polder_seconds();
    if (r->observe) polder_batch_observe(batch);
    if (due) polder_observed_tick(r, batch, unit, living, tick);
    int code = 0;
    for (int l = 0; l < batch->n_lane && code == 0; l++) {
        if (timed >> l & 1) code = polder_record_time(r, batch, l, unit[l], tick / every, report);
        if (code == 0 && (ending >> l & 1)) code = polder_record_end(r, batch, l, unit[l], report);
    }
    w->time.observe += polder_seconds() - from;
    return code;
}

/* Whom a batch hands its events to. */
typedef struct {
    polder_recorder_t *recorder;
    const int32_t *unit;
    uint32_t living; /* lanes that hold a network which had not ended before */
} listener_t;

/* `tell` of a batch (lanes.h). */
static void tell(void *self, const polder_batch_t *batch)
{
    const listener_t *listener = self;
    polder_record_tell(listener->recorder, batch, listener->unit, listener->living);
}

/* Has the batch emit events, if it holds a network that is recorded. */
static int listen(polder_worker_t *w, listener_t *listener, polder_report_t *report)
{
    polder_batch_t *batch = w->batch;
    const polder_recorder_t *r = listener->recorder;
    bool any = false;
    batch->events = NULL;
    if (!polder_record_listens(r)) return 0;
    for (int l = 0; l < batch->n_lane; l++) any |= r->sample_of[listener->unit[l]] >= 0;
    const size_t room = polder_batch_most_events(batch);
    if (!any || room == 0) return 0;
    if (room > INT32_MAX)
        return polder_fail(report, POLDER_INPUT, "a network too large to record its events");
    if (room > (size_t)w->events.room) {
        free(w->events.at);
        w->events = (polder_events_t){.at = malloc(room * sizeof *w->events.at)};
        if (!w->events.at)
            return polder_fail(report, POLDER_MEMORY, "no memory for %zu events", room);
        w->events.room = (int32_t)room;
    }
    w->events.n = 0;
    batch->events = &w->events;
    batch->tell = tell;
    batch->tell_self = listener;
    return 0;
}

/* All ticks of one batch. */
static int run_batch(polder_worker_t *w, polder_recorder_t *r, const int32_t *unit,
                     polder_report_t *report)
{
    polder_batch_t *batch = w->batch;
    int lasts[POLDER_LANES], horizon = 0;
    const float *alive = batch->col[w->plan->alive];
    uint32_t living = (1u << batch->n_lane) - 1;
    listener_t listener = {.recorder = r, .unit = unit};
    polder_observed_begin(r);
    for (int l = 0; l < batch->n_lane; l++) {
        lasts[l] = polder_experiment_lasts(w->x, polder_experiment_arm(w->x, batch->case_index[l]));
        horizon = lasts[l] > horizon ? lasts[l] : horizon;
    }
    int code = record(w, r, unit, 0, living, 0, report);
    if (code == 0) code = listen(w, &listener, report);
    if (code == 0 && batch->stopped) code = POLDER_STOPPED;
    for (int t = 1; t <= horizon && living && code == 0; t++) {
        for (int l = 0; l < batch->n_lane; l++) {
            if (!(living >> l & 1)) continue;
            w->time.net_ticks++;
            w->time.org_ticks += batch->n_org[l];
            w->time.arc_ticks += batch->n_arc[l];
        }
        listener.living = living;
        polder_batch_step(batch);
        if (batch->stopped) code = POLDER_STOPPED;
        if (code < 0) break;
        uint32_t ended = 0;
        for (int l = 0; l < batch->n_lane; l++)
            if ((living >> l & 1) && (alive[l] <= 0 || t == lasts[l])) ended |= 1u << l;
        code = record(w, r, unit, ended, living, t, report);
        for (int l = 0; l < batch->n_lane && t < horizon; l++)
            if (ended >> l & 1) polder_batch_clear(batch, l);
        living &= ~ended;
    }
    batch->events = NULL;
    return code;
}

/* Keeps the initial values of states of the network as the set-up has left them, for the result. */
static void keep_first(const polder_worker_t *w, const int32_t *unit)
{
    const size_t n_field = (size_t)w->plan->table->n_field;
    for (int i = 0; i < w->x->record.n_input; i++) {
        const polder_input_t *in = &w->x->record.input[i];
        for (int l = 0; l < w->batch->n_lane && in->factor < 0; l++)
            w->value[(size_t)unit[l] * n_field + (size_t)in->field] = w->batch->col[in->field][l];
    }
}

/* `stop` of a batch (lanes.h): has the caller of the run had enough? */
static bool stop_within(void *self, const polder_batch_t *batch)
{
    const polder_worker_t *w = self;
    return w->within(w->within_self, (double)batch->tick / (polder_experiment_last(w->x) + 1)) != 0;
}

/* Unit `unit` of the experiment, number u of the block. */
static polder_lane_input_t input_of(const polder_worker_t *w, int64_t unit, int32_t u)
{
    const polder_experiment_t *x = w->x;
    const size_t n_field = (size_t)w->plan->table->n_field;
    const int case_index = (int)(unit % x->n_case);
    const polder_replicate_t r = polder_experiment_replicate(x, unit / x->n_case);
    polder_lane_input_t input = {.graph = w->ties[u],
                                 .case_index = case_index,
                                 .arm = case_index % polder_experiment_orders(x),
                                 .future = (uint32_t)r.future,
                                 .value = w->value + (size_t)u * n_field};
    polder_key(x->seed, (uint64_t)r.founding, input.key);
    return input;
}

/* Runs the n networks from `first` on, batch by batch. */
static int run_units(polder_worker_t *w, polder_recorder_t *r, int64_t first, int32_t n,
                     polder_report_t *report)
{
    int code = 0;
    n = sort_units(w, first, n);
    for (int32_t at = 0; at < n && code == 0;) {
        polder_lane_input_t input[POLDER_LANES];
        int m = 0;
        const double from = polder_seconds();
        const int plan = plan_of(w, first + w->order[at]);
        w->batch = &w->batches[plan];
        for (; m < POLDER_LANES && at + m < n; m++) {
            const int32_t u = w->order[at + m];
            if (m > 0 && (w->ties[u]->n_org > POLDER_FOLD || plan_of(w, first + u) != plan)) break;
            input[m] = input_of(w, first + u, u);
            if (w->ties[u]->n_org > POLDER_FOLD) {
                m = 1;
                break;
            }
        }
        w->batch->run_parallel = w->parallel ? polder_crew : NULL;
        w->batch->stop = w->parallel && w->within ? stop_within : NULL;
        w->batch->stop_self = w;
        w->batch->stopped = false;
        code = polder_batch_fill(w->batch, m, input, polder_initial_values, w, report);
        if (code == 0 && w->batch->stopped) code = POLDER_STOPPED;
        if (code == 0) code = polder_worker_measure(w, report);
        if (code == 0) keep_first(w, w->order + at);
        w->time.setup += polder_seconds() - from;
        const double begin = polder_seconds(), observed = w->time.observe;
        if (code == 0) code = run_batch(w, r, w->order + at, report);
        w->time.step += polder_seconds() - begin - (w->time.observe - observed);
        int64_t arcs = 0;
        for (int l = 0; l < m; l++) arcs += w->batch->n_arc[l];
        if (code == 0 && w->batch->arena_bytes >= w->time.bytes) {
            w->time.bytes = w->batch->arena_bytes;
            w->time.arcs = arcs;
            w->time.arc_bytes = (size_t)w->batch->n_slot * POLDER_LANES * w->plan->arc_bytes;
        }
        at += m;
    }
    return code;
}

/* The inputs of each network, after its summaries. */
static void add_inputs(const polder_worker_t *w, int64_t first, int32_t n, float *summary)
{
    const polder_experiment_t *x = w->x;
    const size_t n_field = (size_t)w->plan->table->n_field;
    float *out = summary + (size_t)x->record.n_summary * (size_t)n;
    for (int i = 0; i < x->record.n_input; i++, out += n) {
        const polder_input_t *in = &x->record.input[i];
        for (int32_t u = 0; u < n; u++) {
            const int point = polder_experiment_point(x, (int)((first + u) % x->n_case));
            if (w->unmade[u]) continue; /* it stays NaN, like all of its column */
            out[u] =
                in->factor < 0
                    ? w->value[(size_t)u * n_field + (size_t)in->field]
                    : (float)x->design
                          .value[(size_t)point * (size_t)x->design.n_factor + (size_t)in->factor];
        }
    }
}

int polder_worker_block(polder_worker_t *w, int64_t block, int32_t size, const polder_sink_t *sink,
                        polder_report_t *report)
{
    const polder_experiment_t *x = w->x;
    const int64_t first = block * size, units = polder_experiment_units(x);
    const int32_t n = (int32_t)(units - first < size ? units - first : size);
    polder_recorder_t r = {0};
    polder_report_t trouble = {0};
    polder_block_t out = {.block = block, .first_unit = first, .n_unit = n};
    const double from = polder_seconds();
    int code = polder_worker_found(w, first, n, &trouble);
    w->time.graph += polder_seconds() - from;
    if (code == 0 && w->parallel && w->within && w->within(w->within_self, 0))
        code = POLDER_STOPPED;
    if (code == 0) code = polder_recorder_init(&r, x, w->plan, n, w->ties, w->sampled, &trouble);
    if (code == 0) code = run_units(w, &r, first, n, &trouble);
    if (code == 0) code = polder_record_events(&r, &trouble);
    if (code == 0) add_inputs(w, first, n, r.summary);
    /* Invalid input fails the same way every time, so the block is kept with its error. Anything
     * else may succeed when it is tried again. */
    if (code == POLDER_INPUT || code == POLDER_GRAPH)
        out.error = trouble.n > 0 && trouble.note[trouble.n - 1].text
                        ? trouble.note[trouble.n - 1].text
                        : polder_code_text(code);
    else if (code < 0)
        goto out;
    out.n_time = r.n_time;
    if (!out.error) {
        for (int32_t u = 0; u < n; u++)
            if (w->unmade[u]) out.unmade = (const char *const *)w->unmade;
        out.summary = r.summary;
        out.n_sample = r.n_sample;
        out.sample = r.sample;
        out.n_org = r.n_org;
        out.n_arc = r.n_arc;
        out.arc_from = r.arc_from;
        out.arc_to = r.arc_to;
        out.track = (const float *const *)r.track;
        out.n_event = r.n_event;
        out.event = r.event;
    }
    code = 0;
#pragma omp critical(polder_sink)
    {
        const double writing = polder_seconds();
        code = sink->write ? sink->write(sink->self, &out, report) : 0;
        w->time.output += polder_seconds() - writing;
    }
    if (code == 0) w->time.networks += n;
out:
    if (code < 0) polder_report_take(report, &trouble);
    for (int32_t u = 0; u < n; u++) {
        polder_graph_free(&w->graph[u]);
        free(w->unmade[u]);
        w->unmade[u] = NULL;
    }
    if (r.plan) polder_recorder_free(&r);
    polder_report_free(&trouble);
    return code;
}
