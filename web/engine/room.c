/* room.c: the kernel room for a page: one model, one plan, sixteen networks at a time.
 *
 * What     The page (src/room.ts) hands over networks, a plan and sixteen inputs, then steps and
 *          reads columns. A plan comes as a list of numbers, in the order in which `read_plan`
 *          takes them.
 * Errors   a negative code of kernel/error.h; room_trouble says what it was.
 * Owner    what is handed over lies in memory of room_get and belongs to the room from then on.
 */
#include <errno.h>
#include <stdlib.h>

#include "kernel/emit.h"
#include "kernel/lanes.h"
#include "kernel/random.h"

#define SHOWN(name) __attribute__((export_name(#name), visibility("default"))) name

enum { L = POLDER_LANES, MOST_GRAPHS = 4096, MOST_FIRST = 256 };

/* Initial values of one state in one network; NaN: left to the set-up. Without values it is a bound on
 * what the set-up gives: at most (way 1) or at least (way -1). */
typedef struct {
    int field;
    const float *value;
    float bound;
    int way;
} first_t;

/* What happened, as the page reads it: eight numbers of 32 bits. */
typedef struct {
    int32_t lane, month, stage, kind, who, whom;
    float a, b;
} told_t;

static polder_report_t report;
static polder_table_t table;
static polder_plan_t plan;
static polder_batch_t batch;
static polder_graph_t graph[MOST_GRAPHS];
static int n_graph;
static polder_lane_input_t input[L];
static first_t first[L][MOST_FIRST];
static int n_first[L];
static bool is_open, is_planned;
static polder_events_t emitted; /* in a stage */
static told_t *told;
static int n_told, room_told, stage;

/* ---- memory and messages ---- */

void *SHOWN(room_get)(size_t bytes)
{
    return malloc(bytes);
}

void SHOWN(room_drop)(void *memory)
{
    free(memory);
}

const char *SHOWN(room_trouble)(void)
{
    return report.n > 0 && report.note[0].text ? report.note[0].text : "";
}

/* ---- the model ---- */

int SHOWN(room_open)(const char *model)
{
    polder_report_free(&report);
    const int code = polder_table_init(&table, model, &report);
    is_open = code == 0;
    return code < 0 ? code : table.n_field;
}

int SHOWN(room_field)(const char *name)
{
    return polder_table_find(&table, name);
}

int SHOWN(room_part)(const char *name)
{
    return polder_table_part(&table, name);
}

int SHOWN(room_level)(int field)
{
    return (int)table.field[field]->level;
}

float SHOWN(room_default)(int field)
{
    return table.field[field]->value;
}

/* ---- networks ---- */

/* Ties as pairs of ids; returns the number of the network. */
int SHOWN(room_network)(int n_org, int n_tie, int32_t *from, int32_t *to)
{
    if (n_graph == MOST_GRAPHS) return POLDER_MEMORY;
    const int code = polder_graph_init(&graph[n_graph], n_org, (size_t)n_tie, from, to, &report);
    free(from);
    free(to);
    return code < 0 ? code : n_graph++;
}

/* ---- the plan ---- */

typedef struct {
    const double *at;
    bool lacks; /* memory */
} stream_t;

typedef struct piece {
    _Alignas(16) struct piece *next;
} piece_t;

static piece_t *pieces;

static int take(stream_t *s)
{
    return (int)*s->at++;
}

/* Cleared memory that is the plan's: all of it goes when the next one comes. */
static void *room_for(stream_t *s, int n, size_t size)
{
    piece_t *piece = calloc(1, sizeof *piece + ((size_t)n + 1) * size);
    s->lacks |= piece == NULL;
    if (!piece) return NULL;
    piece->next = pieces;
    pieces = piece;
    return piece + 1;
}

static void drop_pieces(void)
{
    while (pieces) {
        piece_t *next = pieces->next;
        free(pieces);
        pieces = next;
    }
}

static polder_push_t *take_pushes(stream_t *s, int *n)
{
    *n = take(s);
    polder_push_t *push = room_for(s, *n, sizeof *push);
    for (int i = 0; push && i < *n; i++) {
        push[i].field = take(s);
        push[i].from = take(s);
        push[i].until = take(s);
        push[i].level = (float)*s->at++;
    }
    return push;
}

static polder_condition_t *take_conditions(stream_t *s)
{
    const int n = take(s);
    polder_condition_t *condition = room_for(s, n, sizeof *condition);
    for (int i = 0; condition && i < n; i++) {
        polder_condition_t *c = &condition[i];
        c->n_step = take(s);
        c->n_spell = take(s);
        c->step = room_for(s, c->n_step, sizeof *c->step);
        for (int k = 0; c->step && k < c->n_step; k++) {
            polder_step_t *step = &c->step[k];
            step->kind = (polder_step_kind_t)take(s);
            step->field = take(s);
            step->relation = (polder_relation_t)take(s);
            step->value = (float)*s->at++;
            step->ticks = take(s);
            step->spell = take(s);
        }
    }
    return condition;
}

static void take_target(stream_t *s, polder_target_t *target)
{
    target->whom = (polder_whom_t)take(s);
    target->where = take(s);
    target->field = take(s);
    target->share = *s->at++;
    target->ticks = take(s);
}

static polder_intervention_t *take_interventions(stream_t *s, int *n)
{
    *n = take(s);
    polder_intervention_t *list = room_for(s, *n, sizeof *list);
    for (int i = 0; list && i < *n; i++) {
        polder_intervention_t *v = &list[i];
        v->n_effect = take(s);
        v->effect = room_for(s, v->n_effect, sizeof *v->effect);
        for (int k = 0; v->effect && k < v->n_effect; k++) {
            v->effect[k].field = take(s);
            v->effect[k].level = (float)*s->at++;
        }
        v->conditional = take(s) != 0;
        v->from = take(s);
        v->start = take(s);
        v->duration = take(s);
        take_target(s, &v->target);
        v->cost = *s->at++;
        v->cost_per_member = *s->at++;
    }
    return list;
}

static polder_orders_t *take_arms(stream_t *s, int *n)
{
    *n = take(s);
    polder_orders_t *arm = room_for(s, *n, sizeof *arm);
    for (int i = 0; arm && i < *n; i++) {
        arm[i].push = take_pushes(s, &arm[i].n_push);
        arm[i].n_use = take(s);
        int *use = room_for(s, arm[i].n_use, sizeof *use);
        for (int k = 0; use && k < arm[i].n_use; k++) use[k] = take(s);
        arm[i].use = use;
    }
    return arm;
}

static int *take_list(stream_t *s, int *n)
{
    *n = take(s);
    int *list = room_for(s, *n, sizeof *list);
    for (int i = 0; list && i < *n; i++) list[i] = take(s);
    return list;
}

/* What a plan is made of, read off in order. Never freed: a page makes few plans, and they are
 * small. */
static polder_plan_input_t read_plan(stream_t *s)
{
    polder_plan_input_t in = {.table = &table};
    in.off = take_list(s, &in.n_off);
    in.track = take_list(s, &in.n_track);
    in.push = take_pushes(s, &in.n_push);
    in.condition = take_conditions(s);
    in.intervention = take_interventions(s, &in.n_intervention);
    in.arm = take_arms(s, &in.n_arm);
    return in;
}

int SHOWN(room_plan)(double *orders)
{
    stream_t s = {.at = orders};
    if (!is_open) return POLDER_INTERNAL;
    if (is_planned) {
        polder_batch_free(&batch);
        polder_plan_free(&plan);
        is_planned = false;
    }
    drop_pieces();
    const polder_plan_input_t in = read_plan(&s);
    free(orders);
    if (s.lacks) return POLDER_MEMORY;
    int code = polder_plan_init(&plan, &in, &report);
    if (code < 0) return code;
    code = polder_batch_init(&batch, &plan, &report);
    if (code < 0)
        polder_plan_free(&plan);
    else
        is_planned = true;
    return code;
}

/* ---- inputs of the lanes ---- */

/* Network number `net`, in an arm, with the chances of (seed, founding, future). The values
 * [n_field] are borrowed until the batch is filled. */
void SHOWN(room_seat)(int lane, int net, int arm, double seed, double founding, double future,
                      const float *value)
{
    input[lane] = (polder_lane_input_t){.graph = &graph[net],
                                        .case_index = lane,
                                        .arm = arm,
                                        .future = (uint32_t)future,
                                        .value = value};
    polder_key((uint64_t)seed, (uint64_t)founding, input[lane].key);
    n_first[lane] = 0;
}

/* Values in order of id, those of relations in order of partner. Borrowed likewise. */
void SHOWN(room_first)(int lane, int field, const float *value)
{
    if (n_first[lane] < MOST_FIRST)
        first[lane][n_first[lane]++] = (first_t){.field = field, .value = value};
}

/* What the network begins with is not above a bound (way 1) or not below it (way -1). */
void SHOWN(room_bound)(int lane, int field, float bound, int way)
{
    if (n_first[lane] < MOST_FIRST)
        first[lane][n_first[lane]++] = (first_t){.field = field, .bound = bound, .way = way};
}

static bool writes(int part, int field)
{
    const polder_part_t *p = table.part[part];
    for (int u = 0; u < p->n_use; u++)
        if (p->use[u].access != POLDER_READ && table.link[part][u] == field) return true;
    return false;
}

static void put_one(const first_t *f, size_t i, float *to)
{
    if (f->value && f->value[i] == f->value[i]) *to = f->value[i]; /* a number */
    if (!f->value && (f->way > 0 ? *to > f->bound : *to < f->bound)) *to = f->bound;
}

static void put_first(const polder_batch_t *b, int lane, const first_t *f)
{
    float *col = b->col[f->field];
    size_t i = 0;
    const polder_level_t level = table.field[f->field]->level;
    if (level == POLDER_NETWORK) {
        for (int l = b->folded ? 0 : lane; l <= (b->folded ? L - 1 : lane); l++)
            put_one(f, 0, &col[l]);
        return;
    }
    for (int32_t o = 0; o < b->n_org[lane]; o++) {
        const int32_t e = polder_batch_element(b, lane, o);
        const int32_t n = level == POLDER_ORGANISATION ? 1 : b->degree[e];
        for (int32_t k = 0; k < n; k++, i++)
            put_one(f, i, &col[level == POLDER_ORGANISATION ? e : polder_batch_arc(b, e, k)]);
    }
}

/* A polder_initial_t: as run/initial.c does it, after the defaults and after each part that writes it.
 */
static void first_values(void *self, polder_batch_t *b, int part)
{
    (void)self;
    for (int lane = 0; lane < b->n_lane; lane++)
        for (int i = 0; i < n_first[lane]; i++)
            if (part == 0 || writes(part, first[lane][i].field))
                put_first(b, lane, &first[lane][i]);
}

int SHOWN(room_fill)(int n)
{
    if (!is_planned) return POLDER_INTERNAL;
    batch.events = NULL;
    return polder_batch_fill(&batch, n, input, first_values, NULL, &report);
}

/* ---- what happens ---- */

static int more_told(void)
{
    const int room = room_told > 0 ? 2 * room_told : 1024;
    told_t *more = realloc(told, (size_t)room * sizeof *more);
    if (!more) return POLDER_MEMORY;
    told = more;
    room_told = room;
    return 0;
}

static void tell(void *self, const polder_batch_t *b)
{
    (void)self;
    stage++;
    for (int i = 0; i < b->events->n && i < b->events->room; i++) {
        const polder_emitted_t *e = &b->events->at[i];
        if (n_told == room_told && more_told() < 0) return;
        told[n_told++] = (told_t){.lane = e->lane,
                                  .month = (int32_t)b->tick,
                                  .stage = stage,
                                  .kind = e->kind,
                                  .who = e->who,
                                  .whom = e->whom,
                                  .a = e->a,
                                  .b = e->b};
    }
}

/* From here on, until the batch is filled again, what happens in it is kept. */
int SHOWN(room_listen)(void)
{
    const size_t room = polder_batch_most_events(&batch);
    n_told = stage = 0;
    if (room > (size_t)emitted.room) {
        free(emitted.at);
        emitted = (polder_events_t){.at = malloc(room * sizeof *emitted.at)};
        if (!emitted.at) return POLDER_MEMORY;
        emitted.room = (int32_t)room;
    }
    emitted.n = 0;
    batch.events = &emitted;
    batch.tell = tell;
    return 0;
}

int SHOWN(room_n_told)(void)
{
    return n_told;
}

const told_t *SHOWN(room_told_at)(void)
{
    return told;
}

/* The name of a kind of event; NULL behind the last one. */
const char *SHOWN(room_kind)(int kind)
{
    return kind < table.n_event ? table.event[kind]->name : NULL;
}

/* ---- stepping and reading ---- */

int SHOWN(room_step)(void)
{
    return polder_batch_step(&batch);
}

void SHOWN(room_observe)(void)
{
    polder_batch_observe(&batch);
}

/* As a run does it once a network has ended. */
void SHOWN(room_clear)(int lane)
{
    polder_batch_clear(&batch, lane);
}

/* Of network level: [16]; of organisations and relations: see room_element and room_slot. */
const float *SHOWN(room_column)(int field)
{
    return batch.col[field];
}

int SHOWN(room_element)(int lane, int org)
{
    return polder_batch_element(&batch, lane, org);
}

/* Where the relation of an organisation with its k-th partner stands in a column. */
int SHOWN(room_slot)(int lane, int org, int k)
{
    return polder_batch_arc(&batch, polder_batch_element(&batch, lane, org), k);
}

/* Bits 0 to 31 of the state hash, then bits 32 to 63. */
uint32_t SHOWN(room_hash)(int lane, int high)
{
    const uint64_t hash = polder_batch_hash(&batch, lane);
    return (uint32_t)(high ? hash >> 32 : hash);
}

/* ---- what a page has not ---- */

/* Nothing here writes to a stream: without these the module would ask its host for them. */
int32_t __imported_wasi_snapshot_preview1_fd_close(int32_t fd)
{
    (void)fd;
    return EBADF;
}

int32_t __imported_wasi_snapshot_preview1_fd_seek(int32_t fd, int64_t offset, int32_t whence,
                                                  int32_t result)
{
    (void)fd, (void)offset, (void)whence, (void)result;
    return EBADF;
}

int32_t __imported_wasi_snapshot_preview1_fd_write(int32_t fd, int32_t list, int32_t n,
                                                   int32_t result)
{
    (void)fd, (void)list, (void)n, (void)result;
    return EBADF;
}
