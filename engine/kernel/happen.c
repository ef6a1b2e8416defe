/* happen.c: see happen.h. */
#include "kernel/happen.h"

#include <string.h>

#include "kernel/intervene.h"
#include "kernel/random.h"

enum { L = POLDER_LANES };

void polder_happen_start(polder_batch_t *batch)
{
    const polder_plan_t *plan = batch->plan;
    memset(batch->happened, 0, (size_t)plan->n_planned * L * sizeof *batch->happened);
    memset(batch->due, 0, (size_t)plan->n_planned * L * sizeof *batch->due);
}

/* ---- when ---- */

/* A uniform number for a planned event in this tick, by its name. */
static double uniform_of(const polder_batch_t *batch, const char *name, int lane)
{
    uint32_t key[4], word[4];
    for (int w = 0; w < 4; w++) key[w] = batch->key[w * L + lane];
    polder_words(key, batch->tick, POLDER_ENTITY_NETWORK, polder_purpose(name), POLDER_DRAW_PLANNED,
                 word);
    return (double)word[0] * 0x1p-32; /* [0, 1) */
}

/* Decides whether planned event i happens in this tick. Its condition is about what the tick
 * before has left, as those of interventions are. */
static void decide(polder_batch_t *batch, int i, int lane)
{
    const polder_plan_t *plan = batch->plan;
    const polder_planned_t *p = &plan->planned[i];
    int32_t *due = &batch->due[i * L + lane], *happened = &batch->happened[i * L + lane];
    const int32_t now = (int32_t)batch->tick;
    if (*happened > 0) return;
    if (*due == 0 && p->conditional && now > 1) {
        int32_t *held = batch->held + (size_t)plan->planned_held[i] * L + lane;
        if (polder_intervene_holds(batch, &plan->condition[p->start], lane, held)) *due = now;
    } else if (*due == 0 && !p->conditional && now >= p->from) {
        *due = now;
    }
    if (*due > 0 && (p->rate < 0 || uniform_of(batch, p->name, lane) < p->rate)) {
        *happened = now;
        polder_intervene_tell(batch, POLDER_EVENT_PLANNED, i, lane);
    }
}

/* ---- what: a kind ---- */

/* Sets a field of the network in a lane; a folded network has all lanes to itself. */
static void set_network(const polder_batch_t *batch, int lane, int field, float value)
{
    for (int l = batch->folded ? 0 : lane; l <= (batch->folded ? L - 1 : lane); l++)
        batch->col[field][l] = value;
}

/* What is done to arc `a` of the organisation at element e. */
typedef void (*at_arc_t)(polder_batch_t *batch, int e, int a, const void *what);

/* Does it to the arcs of an organisation that lead to `to` (−1: to all), whether the tie is there
 * or not. */
static void along(polder_batch_t *batch, int e, int32_t to, at_arc_t act, const void *what)
{
    for (int k = 0; k < batch->degree[e]; k++) {
        const int a = polder_batch_arc(batch, e, k);
        if (to < 0 || batch->org[batch->nbr[a]] == to) act(batch, e, a, what);
    }
}

/* Does it to the ties that a planned event is about: those between pairs, or all of the members it
 * touches. */
static void along_all(polder_batch_t *batch, const polder_planned_t *p, int lane, at_arc_t act,
                      const void *what)
{
    if (p->between >= 0) {
        const polder_group_t *pairs = &batch->plan->group[p->between];
        for (int i = 0; i + 1 < pairs->n; i += 2)
            if (pairs->org[i] < batch->n_org[lane])
                along(batch, polder_batch_element(batch, lane, pairs->org[i]), pairs->org[i + 1],
                      act, what);
        return;
    }
    for (int e = batch->folded ? 0 : lane; e < batch->n_row * L; e += batch->folded ? 1 : L)
        if (batch->touched[e] > 0) along(batch, e, -1, act, what);
}

/* A tie that breaks is gone at once; one that is mended is there if both ends are. */
static void change_tie(polder_batch_t *batch, int kind, int e, int a)
{
    const polder_plan_t *plan = batch->plan;
    const float *active = batch->col[plan->active];
    float *broken = batch->col[plan->break_kind];
    if (kind == plan->break_kind) batch->col[plan->tie][a] = 0;
    if (kind != plan->mend_kind || !broken || broken[a] <= 0) return;
    broken[a] = 0;
    batch->col[plan->tie][a] = active[e] * active[batch->nbr[a]];
}

static void mark_arc(polder_batch_t *batch, int e, int a, const void *what)
{
    const int kind = *(const int *)what, back = batch->rev[a], other = batch->nbr[a];
    batch->col[kind][a] = 1;
    change_tie(batch, kind, e, a);
    if (batch->plan->table->field[kind]->flags & POLDER_ONE_WAY) return;
    batch->col[kind][back] = 1;
    change_tie(batch, kind, other, back);
}

/* Marks whom the event is about, in the column of its kind. */
static void mark(polder_batch_t *batch, const polder_planned_t *p, int lane)
{
    const polder_level_t level = batch->plan->table->field[p->kind]->level;
    float *col = batch->col[p->kind];
    if (level == POLDER_NETWORK) {
        set_network(batch, lane, p->kind, 1);
        return;
    }
    if (p->between < 0) (void)polder_intervene_touch(batch, &p->target, lane, batch->touched);
    if (level == POLDER_ARC) {
        along_all(batch, p, lane, mark_arc, &p->kind);
        return;
    }
    for (int e = batch->folded ? 0 : lane; e < batch->n_row * L; e += batch->folded ? 1 : L)
        if (batch->touched[e] > 0) col[e] = 1;
}

/* ---- what: values ---- */

static void set_arc(polder_batch_t *batch, int e, int a, const void *what)
{
    const polder_assign_t *one = what;
    (void)e;
    batch->col[one->field][a] = one->value;
}

static void set_both(polder_batch_t *batch, int e, int a, const void *what)
{
    set_arc(batch, e, a, what);
    set_arc(batch, e, batch->rev[a], what);
}

static void set_one(polder_batch_t *batch, const polder_planned_t *p, const polder_assign_t *one,
                    int lane)
{
    const polder_field_t *field = batch->plan->table->field[one->field];
    const polder_level_t level = field->level;
    if (field->role == POLDER_STATE) batch->restated = true;
    if (level == POLDER_NETWORK) {
        set_network(batch, lane, one->field, one->value);
        return;
    }
    if (p->between < 0) (void)polder_intervene_touch(batch, &p->target, lane, batch->touched);
    if (level == POLDER_ARC) {
        along_all(batch, p, lane, p->between < 0 ? set_arc : set_both, one);
        return;
    }
    for (int e = batch->folded ? 0 : lane; e < batch->n_row * L; e += batch->folded ? 1 : L)
        if (batch->touched[e] > 0) batch->col[one->field][e] = one->value;
}

/* Is this value set in this tick? */
static bool is_set(const polder_batch_t *batch, int i, const polder_assign_t *one, int lane)
{
    const polder_planned_t *p = &batch->plan->planned[i];
    const int32_t then = batch->happened[i * L + lane], now = (int32_t)batch->tick;
    const bool stays = batch->plan->table->field[one->field]->role == POLDER_PARAMETER;
    if (then == 0) return false;
    return p->duration > 0 ? now < then + p->duration : stays || now == then;
}

/* ---- the whole ---- */

/* Before each tick, parameters that planned events set go back to their values at the founding, and
 * the columns of their kinds to 0. */
static void reset(polder_batch_t *batch)
{
    const polder_plan_t *plan = batch->plan;
    const size_t count[] = {L, (size_t)batch->n_row * L, (size_t)batch->n_slot * L};
    for (int i = 0; i < plan->n_given; i++) {
        float *col = batch->col[plan->given[i]], *at_founding = batch->given + (size_t)i * L;
        if (batch->tick == 1) memcpy(at_founding, col, L * sizeof *col);
        memcpy(col, at_founding, L * sizeof *col);
    }
    for (int f = 0; f < plan->table->n_field; f++) {
        const polder_field_t *field = plan->table->field[f];
        if (field->role == POLDER_PLANNED && !(field->flags & POLDER_LASTING) && batch->col[f])
            memset(batch->col[f], 0, count[field->level] * sizeof(float));
    }
}

/* Calls `act` for the events of all arms and those of the arm of a lane. */
static void for_each(polder_batch_t *batch, int lane, void (*act)(polder_batch_t *, int, int))
{
    const polder_plan_t *plan = batch->plan;
    const polder_orders_t *arm = &plan->arm[batch->arm[lane]];
    for (int i = 0; i < plan->n_common; i++) act(batch, i, lane);
    for (int i = 0; i < arm->n_planned; i++) act(batch, arm->planned[i], lane);
}

static void carry_out(polder_batch_t *batch, int i, int lane)
{
    const polder_planned_t *p = &batch->plan->planned[i];
    const bool now = batch->happened[i * L + lane] == (int32_t)batch->tick;
    if (p->kind >= 0 && now) mark(batch, p, lane);
    for (int k = 0; k < p->n_set; k++)
        if (is_set(batch, i, &p->set[k], lane)) set_one(batch, p, &p->set[k], lane);
}

void polder_happen(polder_batch_t *batch)
{
    const float *alive = batch->col[batch->plan->alive];
    batch->restated = false;
    if (batch->plan->n_planned == 0) return;
    reset(batch);
    for (int lane = 0; lane < batch->n_lane; lane++)
        if (alive[lane] > 0) for_each(batch, lane, decide);
    for (int lane = 0; lane < batch->n_lane; lane++)
        if (alive[lane] > 0) for_each(batch, lane, carry_out);
}
