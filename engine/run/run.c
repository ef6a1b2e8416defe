/* run.c: see run.h. The only OpenMP over networks. */
#include "run.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "../core/random.h"
#include "../graph/graph.h"
#include "draw.h"
#include "lanes.h"
#include "record.h"
#include "seconds.h"

/* What one thread needs to run blocks. */
typedef struct {
    const polder_plan_t *plan;
    polder_batch_t batch;
    polder_drawer_t drawer;
    polder_timing_t time;
    float *base;                 /* [n_field] defaults and plain numbers of the experiment */
    float *value;                /* [block][n_field] */
    polder_graph_t *graph;       /* [block] made here */
    const polder_graph_t **ties; /* [block] the graph each unit uses */
    int32_t *order;              /* [block] units, largest first */
    bool *sampled;               /* [block] */
    char **unmade;               /* [block] NULL, or why the network could not be made */
    int n_first, *first;         /* states whose first value the scenario gives */
    int network_field;           /* the first field of the part "network" */
    bool parallel;               /* over the slices of a network */
} worker_t;

static void worker_free(worker_t *w)
{
    if (w->batch.plan) polder_batch_free(&w->batch);
    polder_drawer_free(&w->drawer);
    free(w->base);
    free(w->value);
    free(w->graph);
    free(w->ties);
    free(w->order);
    free(w->sampled);
    free(w->unmade);
    free(w->first);
}

static int list_first(worker_t *w);

static int worker_init(worker_t *w, const polder_plan_t *plan, int32_t block, bool profile,
                       polder_report_t *report)
{
    const polder_experiment_t *x = plan->x;
    const size_t n_field = (size_t)plan->table->n_field, n = (size_t)block;
    *w = (worker_t){.plan = plan};
    int code = polder_batch_init(&w->batch, plan, report);
    if (code == 0) code = polder_drawer_init(&w->drawer, report);
    if (code < 0) return code;
    w->base = calloc(n_field, sizeof(float));
    w->value = calloc(n * n_field, sizeof(float));
    w->graph = calloc(n, sizeof *w->graph);
    w->ties = calloc(n, sizeof(void *));
    w->order = calloc(n, sizeof *w->order);
    w->sampled = calloc(n, sizeof *w->sampled);
    w->unmade = calloc(n, sizeof *w->unmade);
    if (profile) w->batch.part_seconds = calloc((size_t)plan->table->n_part, sizeof(double));
    if (list_first(w) < 0 || !w->base || !w->value || !w->graph || !w->ties || !w->order ||
        !w->sampled || !w->unmade || (profile && !w->batch.part_seconds))
        return polder_fail(report, POLDER_MEMORY, "no memory for a block of %d networks",
                           (int)block);
    w->network_field = polder_table_find(plan->table, "network.topology");
    for (int f = 0; f < (int)n_field; f++) w->base[f] = plan->table->field[f]->value;
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].value.kind == POLDER_DRAW_NUMBER)
            w->base[x->setting[i].field] = (float)x->setting[i].value.arg[0];
    return 0;
}

static void set_value(worker_t *w, int kase, int f, const uint32_t key[4], float *value)
{
    const polder_field_t *field = w->plan->table->field[f];
    polder_value_t v;
    if (field->level != POLDER_NETWORK || !polder_experiment_value(w->plan->x, kase, f, &v)) return;
    value[f] = v.kind == POLDER_DRAW_NUMBER
                   ? (float)v.arg[0]
                   : polder_draw(&w->drawer, &v, field, key, POLDER_ENTITY_NETWORK, 0);
}

/* The values of one network: drawn, or those of its arm and point. */
static void draw_values(worker_t *w, int kase, const uint32_t key[4], float *value)
{
    const polder_experiment_t *x = w->plan->x;
    const polder_arm_t *arm = &x->arm[polder_experiment_arm(x, kase)];
    memcpy(value, w->base, (size_t)w->plan->table->n_field * sizeof *value);
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].value.kind != POLDER_DRAW_NUMBER)
            set_value(w, kase, x->setting[i].field, key, value);
    for (int i = 0; i < x->design.n_factor; i++)
        set_value(w, kase, x->design.factor[i].field, key, value);
    for (int i = 0; i < arm->n_setting; i++) set_value(w, kase, arm->setting[i].field, key, value);
}

static int make_graph(const worker_t *w, const float *value, const uint32_t key[4],
                      polder_graph_t *graph, polder_report_t *report)
{
    const float *v = value + w->network_field;
    const polder_topology_t topology = {.topology = (int)v[0],
                                        .members = (int32_t)v[1],
                                        .degree = v[2],
                                        .rewiring = v[3],
                                        .core_share = v[4],
                                        .core_density = v[5],
                                        .periphery_density = v[6],
                                        .power = v[7],
                                        .exponent = v[8]};
    return polder_graph_generate(&topology, key, graph, report);
}

/* Networks of one replicate with the same network.* values share their ties. */
static bool same_ties(const worker_t *w, int32_t a, int32_t b)
{
    const size_t n = (size_t)w->plan->table->n_field, first = (size_t)w->network_field;
    return memcmp(w->value + (size_t)a * n + first, w->value + (size_t)b * n + first,
                  9 * sizeof(float)) == 0;
}

/* A unit whose network cannot be made fails alone, with the reason; all others go on. */
static int leave_out(worker_t *w, int32_t u, const char *reason, polder_report_t *report)
{
    w->ties[u] = NULL;
    w->sampled[u] = false;
    w->unmade[u] = strdup(reason);
    return w->unmade[u] ? 0 : polder_fail(report, POLDER_MEMORY, "no memory for a message");
}

/* The ties of unit u: generated. */
static int make_ties(worker_t *w, int32_t u, const float *value, const uint32_t key[4],
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

static int make_networks(worker_t *w, int64_t first, int32_t n, polder_report_t *report)
{
    const polder_experiment_t *x = w->plan->x;
    const size_t n_field = (size_t)w->plan->table->n_field;
    int code = 0;
    for (int32_t u = 0; u < n && code == 0; u++) {
        const int kase = (int)((first + u) % x->n_case);
        const int64_t replicate = (first + u) / x->n_case;
        float *value = w->value + (size_t)u * n_field;
        uint32_t key[4];
        polder_key(x->seed, (uint64_t)replicate, key);
        draw_values(w, kase, key, value);
        w->sampled[u] = replicate < x->record.networks;
        if (x->network) {
            w->ties[u] = &x->network->graph;
            value[w->network_field + 1] = (float)x->network->graph.n_org;
        } else if (kase > 0 && u > 0 && same_ties(w, u, u - 1)) {
            w->ties[u] = w->ties[u - 1];
            if (w->unmade[u - 1]) code = leave_out(w, u, w->unmade[u - 1], report);
        } else {
            code = make_ties(w, u, value, key, report);
        }
    }
    return code;
}

/* Units by size, largest first, so that the lanes of a batch are alike; a counting sort
 * would do, but blocks are short. How many have a network. */
static int32_t sort_units(worker_t *w, int32_t n)
{
    int32_t made = 0;
    for (int32_t u = 0; u < n; u++) {
        const polder_graph_t *g = w->ties[u];
        int32_t at = made;
        if (!g) continue;
        made++;
        for (; at > 0; at--) {
            const polder_graph_t *h = w->ties[w->order[at - 1]];
            if (h->n_org > g->n_org || (h->n_org == g->n_org && h->n_arc >= g->n_arc)) break;
            w->order[at] = w->order[at - 1];
        }
        w->order[at] = u;
    }
    return made;
}

static bool writes(const polder_part_t *part, const char *field)
{
    for (int u = 0; u < part->n_use; u++)
        if (part->use[u].access != POLDER_READ && strcmp(part->use[u].field.name, field) == 0)
            return true;
    return false;
}

/* First values of a state from a distribution, for all lanes whose case says so. */
static void draw_first(worker_t *w, polder_batch_t *batch, int f)
{
    const polder_field_t *field = w->plan->table->field[f];
    float *col = batch->col[f];
    for (int lane = 0; lane < batch->n_lane; lane++) {
        polder_value_t v;
        uint32_t key[4];
        for (int i = 0; i < 4; i++) key[i] = batch->key[i * POLDER_LANES + lane];
        if (!polder_experiment_value(w->plan->x, batch->kase[lane], f, &v)) continue;
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            if (field->level == POLDER_ORGANISATION) {
                col[e] = polder_draw(&w->drawer, &v, field, key, (uint32_t)o, 0);
                continue;
            }
            for (int32_t k = 0; k < batch->degree[e]; k++)
                col[(batch->slot[e / POLDER_LANES] + k) * POLDER_LANES + e % POLDER_LANES] =
                    polder_draw(&w->drawer, &v, field, key, (uint32_t)o, (uint32_t)k);
        }
    }
}

/* First values of a state from the network file. */
static void map_first(const worker_t *w, polder_batch_t *batch, int mapping)
{
    const polder_network_t *network = w->plan->x->network;
    const polder_field_t *field = w->plan->table->field[w->plan->x->source.mapping[mapping].field];
    float *col = batch->col[w->plan->x->source.mapping[mapping].field];
    const float *from = network->column[mapping];
    for (int lane = 0; lane < batch->n_lane; lane++)
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            if (field->level == POLDER_ORGANISATION) {
                if (!isnan(from[o])) col[e] = from[o];
                continue;
            }
            const int32_t at = network->graph.off[o];
            for (int32_t k = 0; k < batch->degree[e]; k++)
                if (!isnan(from[at + k]))
                    col[(batch->slot[e / POLDER_LANES] + k) * POLDER_LANES + e % POLDER_LANES] =
                        from[at + k];
        }
}

/* The betweenness of the founding members, for interventions that go by it. */
static int place_members(worker_t *w, const polder_seat_t *seat, polder_report_t *report)
{
    const polder_plan_t *plan = w->plan;
    polder_batch_t *batch = &w->batch;
    const int first = polder_table_find(plan->table, polder_part_engine_metrics.use[0].field.name);
    const int which = plan->betweenness - first;
    float network[32], *org[32] = {NULL};
    if (plan->betweenness < 0) return 0;
    for (int lane = 0; lane < batch->n_lane; lane++) {
        const int32_t n = batch->n_org[lane];
        float *row = org[which] = malloc((size_t)n * sizeof *row);
        int code = row ? polder_graph_metrics(seat[lane].graph, 1u << which, network, org, report)
                       : polder_fail(report, POLDER_MEMORY, "no memory for the places of members");
        for (int32_t o = 0; o < n && code == 0; o++)
            batch->betweenness[polder_batch_element(batch, lane, o)] = row[o];
        free(row);
        if (code < 0) return code;
    }
    return 0;
}

/* The first value of a state of the network itself. */
static void draw_first_of_network(worker_t *w, polder_batch_t *batch, int f)
{
    for (int lane = 0; lane < POLDER_LANES; lane++) {
        const int s = batch->folded ? 0 : lane;
        if (s >= batch->n_lane) continue;
        polder_value_t v;
        uint32_t key[4];
        for (int i = 0; i < 4; i++) key[i] = batch->key[i * POLDER_LANES + s];
        if (polder_experiment_value(w->plan->x, batch->kase[s], f, &v))
            batch->col[f][lane] = polder_draw(&w->drawer, &v, w->plan->table->field[f], key,
                                              POLDER_ENTITY_NETWORK, 0);
    }
}

/* After the defaults (part 0) and after each set-up part that writes a state, the values
 * the scenario gives for it take their place. */
static void first_values(void *self, polder_batch_t *batch, int part)
{
    worker_t *w = self;
    const polder_experiment_t *x = w->plan->x;
    const polder_table_t *table = w->plan->table;
    for (int i = 0; i < w->n_first; i++) {
        const int f = w->first[i];
        if (part != 0 && !writes(table->part[part], table->field[f]->name)) continue;
        if (table->field[f]->level == POLDER_NETWORK) {
            draw_first_of_network(w, batch, f);
            continue;
        }
        draw_first(w, batch, f);
        for (int m = 0; m < x->source.n_mapping && x->network; m++)
            if (x->source.mapping[m].field == f) map_first(w, batch, m);
    }
}

/* The states whose first value the scenario gives. */
static int list_first(worker_t *w)
{
    const polder_experiment_t *x = w->plan->x;
    const polder_table_t *table = w->plan->table;
    w->first = calloc((size_t)table->n_field + 1, sizeof *w->first);
    if (!w->first) return POLDER_MEMORY;
    for (int f = 0; f < table->n_field; f++) {
        bool given = false;
        if (table->field[f]->role != POLDER_STATE) continue;
        for (int a = 0; a < x->n_arm && !given; a++) {
            polder_value_t
                v; /* arms come first in the order of cases; points give the same fields */
            given = polder_experiment_value(x, a, f, &v);
        }
        for (int m = 0; m < x->source.n_mapping && x->network; m++)
            given |= x->source.mapping[m].field == f;
        if (given) w->first[w->n_first++] = f;
    }
    return 0;
}

/* Observe, then record what is due: the end of the lanes in `ending`, a time of the
 * trajectories. */
static int record(worker_t *w, polder_recorder_t *r, const int32_t *unit, uint32_t ending,
                  uint32_t living, int tick, polder_report_t *report)
{
    polder_batch_t *batch = &w->batch;
    const int every = w->plan->x->record.every;
    uint32_t timed = 0;
    for (int l = 0; l < batch->n_lane && tick % every == 0; l++)
        if (r->sample_of[unit[l]] >= 0 && (living >> l & 1)) timed |= 1u << l;
    if (!(timed | ending)) return 0;
    const double from = polder_seconds();
    if (r->observe) polder_batch_observe(batch, w->parallel);
    int code = 0;
    for (int l = 0; l < batch->n_lane && code == 0; l++) {
        if (timed >> l & 1) code = polder_record_time(r, batch, l, unit[l], tick / every, report);
        if (code == 0 && (ending >> l & 1)) code = polder_record_end(r, batch, l, unit[l], report);
    }
    w->time.observe += polder_seconds() - from;
    return code;
}

/* All ticks of one batch. */
static int run_batch(worker_t *w, polder_recorder_t *r, const int32_t *unit,
                     polder_report_t *report)
{
    polder_batch_t *batch = &w->batch;
    const int horizon = w->plan->x->horizon;
    const float *alive = batch->col[w->plan->alive];
    uint32_t living = batch->n_lane == 32 ? ~0u : (1u << batch->n_lane) - 1;
    int code = record(w, r, unit, 0, living, 0, report);
    for (int t = 1; t <= horizon && living && code == 0; t++) {
        for (int l = 0; l < batch->n_lane; l++) {
            if (!(living >> l & 1)) continue;
            w->time.net_ticks++;
            w->time.org_ticks += batch->n_org[l];
            w->time.arc_ticks += batch->n_arc[l];
        }
        const double from = polder_seconds();
        polder_batch_step(batch, w->parallel);
        w->time.step += polder_seconds() - from;
        uint32_t ended = 0;
        for (int l = 0; l < batch->n_lane; l++)
            if ((living >> l & 1) && alive[l] <= 0) ended |= 1u << l;
        const uint32_t ending = t == horizon ? living : ended;
        code = record(w, r, unit, ending, living, t, report);
        for (int l = 0; l < batch->n_lane; l++)
            if (ended >> l & 1) polder_batch_clear(batch, l);
        living &= ~ended;
    }
    return code;
}

static int run_units(worker_t *w, polder_recorder_t *r, int64_t first, int32_t n,
                     polder_report_t *report)
{
    const polder_experiment_t *x = w->plan->x;
    const size_t n_field = (size_t)w->plan->table->n_field;
    int code = 0;
    n = sort_units(w, n);
    for (int32_t at = 0; at < n && code == 0;) {
        polder_seat_t seat[POLDER_LANES];
        int m = 0;
        const double from = polder_seconds();
        for (; m < POLDER_LANES && at + m < n; m++) {
            const int32_t u = w->order[at + m];
            if (w->ties[u]->n_org > POLDER_FOLD && m > 0) break;
            seat[m] = (polder_seat_t){.graph = w->ties[u],
                                      .kase = (int)((first + u) % x->n_case),
                                      .value = w->value + (size_t)u * n_field};
            polder_key(x->seed, (uint64_t)((first + u) / x->n_case), seat[m].key);
            if (w->ties[u]->n_org > POLDER_FOLD) {
                m = 1;
                break;
            }
        }
        code = polder_batch_fill(&w->batch, m, seat, first_values, w, w->parallel, report);
        if (code == 0) code = place_members(w, seat, report);
        w->time.setup += polder_seconds() - from;
        if (code == 0) code = run_batch(w, r, w->order + at, report);
        int64_t arcs = 0;
        for (int l = 0; l < m; l++) arcs += w->batch.n_arc[l];
        if (code == 0 && w->batch.arena_bytes >= w->time.bytes) {
            w->time.bytes = w->batch.arena_bytes;
            w->time.arcs = arcs;
            w->time.arc_bytes = (size_t)w->batch.n_slot * POLDER_LANES * w->plan->arc_bytes;
        }
        at += m;
    }
    return code;
}

/* Run one block and hand it to the sink (one thread at a time). */
static int run_block(worker_t *w, int64_t block, int32_t size, const polder_sink_t *sink,
                     polder_report_t *report)
{
    const polder_experiment_t *x = w->plan->x;
    const int64_t first = block * size, units = polder_experiment_units(x);
    const int32_t n = (int32_t)(units - first < size ? units - first : size);
    polder_recorder_t r = {0};
    polder_report_t trouble = {0};
    polder_block_t out = {.block = block, .first_unit = first, .n_unit = n};
    const double from = polder_seconds();
    int code = make_networks(w, first, n, &trouble);
    w->time.graph += polder_seconds() - from;
    if (code == 0) code = polder_recorder_init(&r, w->plan, n, w->ties, w->sampled, &trouble);
    if (code == 0) code = run_units(w, &r, first, n, &trouble);
    if (code < 0)
        out.error = trouble.n > 0 && trouble.note[trouble.n - 1].text
                        ? trouble.note[trouble.n - 1].text
                        : polder_code_text(code);
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
    }
#pragma omp critical(polder_sink)
    {
        const double writing = polder_seconds();
        code = sink->write ? sink->write(sink->self, &out, report) : 0;
        w->time.output += polder_seconds() - writing;
    }
    w->time.networks += n;
    for (int32_t u = 0; u < n; u++) {
        polder_graph_free(&w->graph[u]);
        free(w->unmade[u]);
        w->unmade[u] = NULL;
    }
    if (r.plan) polder_recorder_free(&r);
    polder_report_free(&trouble);
    return code;
}

/* Largest number of members a network can have. */
static double most_members(const polder_experiment_t *x)
{
    const int f = polder_table_find(&x->table, "network.members");
    if (x->network) return x->network->graph.n_org;
    double most = 0;
    for (int c = 0; c < x->n_case; c++) {
        polder_value_t v;
        double m = (double)x->table.field[f]->value;
        if (!polder_experiment_value(x, c, f, &v)) v.kind = POLDER_DRAW_NORMAL;
        if (v.kind == POLDER_DRAW_NUMBER) m = v.arg[0];
        if (v.kind == POLDER_DRAW_INTEGER || v.kind == POLDER_DRAW_UNIFORM) m = v.arg[1];
        if (v.kind == POLDER_DRAW_CHOICE)
            for (int i = 0; i < v.n; i++) m = fmax(i ? m : 0, v.item[i]);
        most = fmax(most, m);
    }
    return most;
}

/* Blocks of some hundred networks: long enough to fill the lanes with networks of equal
 * size, short enough to keep all threads busy. Large networks go one by one. */
int32_t polder_block_size(const polder_experiment_t *x)
{
    const int64_t units = polder_experiment_units(x);
    const double most = most_members(x);
    if (most > POLDER_FOLD) return 1;
    int64_t size = units / 32 / POLDER_LANES * POLDER_LANES;
    const int64_t least = most > 100 ? POLDER_LANES : 64, largest = units < 100000 ? 512 : 1024;
    if (size < least) size = least;
    return (int32_t)(size > largest ? largest : size);
}

int64_t polder_block_count(const polder_experiment_t *x, int32_t block)
{
    return (polder_experiment_units(x) + block - 1) / block;
}

void polder_timing_free(polder_timing_t *timing)
{
    free(timing->part);
    *timing = (polder_timing_t){0};
}

static void add_timing(polder_timing_t *t, const worker_t *w)
{
    t->graph += w->time.graph;
    t->setup += w->time.setup;
    t->step += w->time.step;
    t->observe += w->time.observe;
    t->output += w->time.output;
    t->networks += w->time.networks;
    t->net_ticks += w->time.net_ticks;
    t->org_ticks += w->time.org_ticks;
    t->arc_ticks += w->time.arc_ticks;
    if (w->time.bytes > t->bytes) {
        t->bytes = w->time.bytes;
        t->arc_bytes = w->time.arc_bytes;
        t->arcs = w->time.arcs;
    }
    for (int p = 0; t->part && w->batch.part_seconds && p < t->n_part; p++)
        t->part[p] += w->batch.part_seconds[p];
}

/* What the threads share. */
typedef struct {
    const polder_run_options_t *options;
    const polder_sink_t *sink;
    polder_timing_t *timing;
    polder_report_t *report;
    const int64_t *todo;
    int64_t n_todo, done, total;
    int32_t block;
    int code;
} shared_t;

/* One block of the list; `code` is what this thread came to so far. */
static int work_block(shared_t *s, worker_t *w, int64_t i, int code, polder_report_t *trouble)
{
    int stop = 0;
#pragma omp atomic read
    stop = s->code;
    if (stop < 0 || code < 0) return code;
    code = run_block(w, s->todo[i], s->block, s->sink, trouble);
    if (code < 0) return code;
    const int64_t left = s->total - s->todo[i] * s->block;
#pragma omp critical(polder_progress)
    {
        s->done += left < s->block ? left : s->block;
        if (s->options->progress &&
            s->options->progress(s->options->progress_self, s->done, s->total))
            code = polder_fail(trouble, POLDER_STOPPED, "stopped after %lld of %lld networks",
                               (long long)s->done, (long long)s->total);
    }
    if (code < 0) {
#pragma omp atomic write
        s->code = code;
    }
    return code;
}

/* All blocks that fall to this thread. With `parallel` there is one: the threads are inside
 * its networks, and the loop must not be OpenMP's, which LLVM's runtime cuts short when its
 * body opens parallel regions. */
static void work(shared_t *s, const polder_plan_t *plan, bool parallel)
{
    worker_t w;
    polder_report_t trouble = {0};
    int code = worker_init(&w, plan, s->block, s->options->profile, &trouble);
    w.parallel = parallel;
    if (parallel) {
        for (int64_t i = 0; i < s->n_todo; i++) code = work_block(s, &w, i, code, &trouble);
    } else {
#pragma omp for schedule(dynamic, 1)
        for (int64_t i = 0; i < s->n_todo; i++) code = work_block(s, &w, i, code, &trouble);
    }
#pragma omp critical(polder_progress)
    {
        if (code < 0 && s->code == 0) s->code = code;
        polder_report_take(s->report, &trouble);
        add_timing(s->timing, &w);
    }
    worker_free(&w);
}

/* Blocks of this share that the sink does not have yet. */
static int list_blocks(shared_t *s, const polder_experiment_t *x, int64_t **todo)
{
    const polder_run_options_t *o = s->options;
    const int64_t n = polder_block_count(x, s->block), step = o->step_block > 0 ? o->step_block : 1;
    *todo = malloc((size_t)(n + 1) * sizeof **todo);
    if (!*todo) return polder_fail(s->report, POLDER_MEMORY, "no memory for a list of blocks");
    for (int64_t b = o->first_block; b < n; b += step) {
        const int64_t left = s->total - b * s->block;
        if (s->sink->has && s->sink->has(s->sink->self, b) > 0)
            s->done += left < s->block ? left : s->block;
        else
            (*todo)[s->n_todo++] = b;
    }
    s->todo = *todo;
    return 0;
}

int polder_run(const polder_experiment_t *x, const polder_run_options_t *options,
               const polder_sink_t *sink, polder_timing_t *timing, polder_report_t *report)
{
    const double from = polder_seconds();
    const bool large = most_members(x) > POLDER_FOLD;
    polder_plan_t plan;
    int64_t *todo = NULL;
    int code = polder_plan_init(&plan, x, options->scalar, report);
    if (code < 0) return code;
    *timing = (polder_timing_t){.n_part = plan.table->n_part};
    shared_t s = {.options = options,
                  .sink = sink,
                  .timing = timing,
                  .report = report,
                  .total = polder_experiment_units(x),
                  .block = options->block > 0 ? options->block : polder_block_size(x)};
    if (options->profile) timing->part = calloc((size_t)timing->n_part, sizeof(double));
    code = list_blocks(&s, x, &todo);
    if (code < 0) goto out;
    timing->threads = options->threads > 0 ? options->threads : omp_get_max_threads();
    const int threads_before = omp_get_max_threads();
    omp_set_num_threads(timing->threads);
    if (large) {
        work(&s, &plan, true);
    } else {
        if (timing->threads > s.n_todo && s.n_todo > 0) timing->threads = (int)s.n_todo;
#pragma omp parallel num_threads(timing->threads)
        work(&s, &plan, false);
    }
    omp_set_num_threads(threads_before);
    code = s.code;
    timing->wall = polder_seconds() - from;
out:
    free(todo);
    polder_plan_free(&plan);
    return code;
}
