/* intervene.c: see intervene.h. */
#include "kernel/intervene.h"

#include <string.h>

#include "kernel/emit.h"
#include "kernel/random.h"

enum { L = POLDER_LANES };

static bool holds(polder_relation_t relation, float x, float value)
{
    switch (relation) {
    case POLDER_IS_BELOW:
        return x < value;
    case POLDER_IS_AT_MOST:
        return x <= value;
    case POLDER_IS_EQUAL:
        return x == value;
    case POLDER_IS_NOT_EQUAL:
        return x != value;
    case POLDER_IS_AT_LEAST:
        return x >= value;
    case POLDER_IS_ABOVE:
        return x > value;
    }
    return false;
}

/* The elements of one network: all of a folded batch, or one lane. */
static int first_element(const polder_batch_t *batch, int lane)
{
    return batch->folded ? 0 : lane;
}

static int next_element(const polder_batch_t *batch)
{
    return batch->folded ? 1 : L;
}

/* The levers of all members begin as those of the network. */
static void spread_levers(polder_batch_t *batch, int lane)
{
    const polder_plan_t *plan = batch->plan;
    for (int s = 0; s < plan->n_spread; s++) {
        float *row = batch->spread + (size_t)s * (size_t)batch->n_row * L;
        for (int e = first_element(batch, lane); e < batch->n_row * L; e += next_element(batch))
            row[e] = batch->col[plan->spread[s]][lane];
    }
}

void polder_intervene_start(polder_batch_t *batch)
{
    const polder_plan_t *plan = batch->plan;
    const size_t n = (size_t)plan->n_intervention * L, e = (size_t)batch->n_row * L;
    memset(batch->touched, 0, e * sizeof *batch->touched);
    memset(batch->begun, 0, n * sizeof *batch->begun);
    memset(batch->held, 0, (size_t)plan->n_held * L * sizeof *batch->held);
    for (size_t i = 0; plan->newcomers && i < e; i++) batch->joined[i] = 0;
    for (int lane = 0; plan->n_spread > 0 && lane < (batch->folded ? 1 : L); lane++)
        spread_levers(batch, lane);
}

/* Newcomers are recognised by the tick in which their seat was taken. An empty seat counts as taken
 * now, so that an organisation that joins this month is touched already. */
static void watch_seats(polder_batch_t *batch)
{
    const float *active = batch->col[batch->plan->active];
    for (int e = 0; e < batch->n_row * L; e++)
        if (batch->org[e] >= 0 && active[e] <= 0) batch->joined[e] = (int32_t)batch->tick;
}

/* A metric is in its column only where it is recorded: those that interventions use are kept apart. */
static const float *column_of(const polder_batch_t *batch, int field)
{
    return field == batch->plan->betweenness ? batch->betweenness : batch->col[field];
}

/* ---- conditions ---- */

/* Is a tie cut from the founding on in the arm of a lane, and not mended since? */
static bool is_cut(const polder_batch_t *batch, const polder_group_t *group, int lane, int a)
{
    const polder_group_t *cut = batch->plan->arm[batch->arm[lane]].cut;
    for (int i = 0; cut && i + 1 < cut->n; i += 2)
        if ((cut->org[i] == group->org[0] && cut->org[i + 1] == group->org[1]) ||
            (cut->org[i] == group->org[1] && cut->org[i + 1] == group->org[0]))
            return batch->col[batch->plan->break_kind][a] > 0;
    return false;
}

/* Where a number of one member stands, or of a tie from one to another; −1: there is none. The seat of
 * a member who is absent belongs to nobody. */
static int element_of(const polder_batch_t *batch, const polder_step_t *s, int lane)
{
    const polder_group_t *group = &batch->plan->group[s->group - 1];
    if (group->org[0] >= batch->n_org[lane]) return -1;
    const int e = polder_batch_element(batch, lane, group->org[0]);
    if (batch->org[e] < 0) return -1;
    if (batch->plan->table->field[s->field]->level == POLDER_ORGANISATION) return e;
    for (int k = 0; k < batch->degree[e]; k++) {
        const int a = polder_batch_arc(batch, e, k);
        if (batch->org[batch->nbr[a]] == group->org[1])
            return is_cut(batch, group, lane, a) ? -1 : a;
    }
    return -1;
}

/* Does a comparison hold for element e: a member, of whose relations one is enough, or (for a field
 * of level network) a lane? */
static bool compares(const polder_batch_t *batch, const polder_step_t *s, int e, bool *nobody)
{
    const float *col = column_of(batch, s->field), *tie = batch->col[batch->plan->tie];
    *nobody = false;
    if (s->group > 0) {
        const int at = element_of(batch, s, batch->folded ? 0 : e % L);
        *nobody = at < 0;
        return at >= 0 ? holds(s->relation, col[at], s->value) : s->denied;
    }
    if (batch->plan->table->field[s->field]->level != POLDER_ARC)
        return holds(s->relation, col[e], s->value);
    for (int k = 0; k < batch->degree[e]; k++) {
        const int a = polder_batch_arc(batch, e, k);
        if (tie[a] > 0 && holds(s->relation, col[a], s->value)) return true;
    }
    return false;
}

/* What holds, and of which of it the answer is fixed because somebody is not there: then it always
 * was. The top of both is the lowest bit. */
typedef struct {
    uint64_t holds, fixed;
} answers_t;

static void add_answer(answers_t *a, bool holds, bool fixed)
{
    a->holds = a->holds << 1 | holds;
    a->fixed = a->fixed << 1 | fixed;
}

static bool take_answer(answers_t *a, bool *fixed)
{
    const bool held = a->holds & 1;
    *fixed = a->fixed & 1;
    a->holds >>= 1;
    a->fixed >>= 1;
    return held;
}

/* Both, or (`decides` is true) one of them: an answer is fixed by one that decides it, or by both. */
static void combine(answers_t *a, bool decides)
{
    bool fixed[2];
    const bool second = take_answer(a, &fixed[1]), first = take_answer(a, &fixed[0]);
    add_answer(a, decides ? first || second : first && second,
               (fixed[0] && fixed[1]) || (fixed[0] && first == decides) ||
                   (fixed[1] && second == decides));
}

/* Every step is evaluated, even where the answer is known before, because what must last is counted
 * every tick. */
bool polder_intervene_holds(const polder_batch_t *batch, const polder_condition_t *c, int e,
                            int32_t *held)
{
    answers_t answers = {0, 0};
    for (int i = 0; i < c->n_step; i++) {
        const polder_step_t *s = &c->step[i];
        switch (s->kind) {
        case POLDER_COMPARES: {
            bool nobody;
            const bool now = compares(batch, s, e, &nobody);
            add_answer(&answers, now, nobody);
            break;
        }
        case POLDER_NOT:
            answers.holds ^= 1;
            break;
        case POLDER_AND:
        case POLDER_OR:
            combine(&answers, s->kind == POLDER_OR);
            break;
        case POLDER_LASTS: {
            int32_t *ticks = &held[s->spell * L];
            bool fixed;
            const bool now = take_answer(&answers, &fixed);
            *ticks = now ? *ticks + 1 : 0;
            if (now && fixed && *ticks < s->ticks) *ticks = s->ticks;
            add_answer(&answers, *ticks >= s->ticks, fixed);
            break;
        }
        }
    }
    return answers.holds & 1;
}

void polder_intervene_tell(const polder_batch_t *batch, int kind, int i, int lane)
{
    if (batch->events)
        polder_emit_into(batch->events, lane, batch->plan->table->first_event[0] + kind, -1, -1,
                         (float)i, POLDER_NO_NUMBER);
}

static polder_way_t way_of(const polder_plan_t *plan, const polder_orders_t *arm, int i)
{
    const polder_intervention_t *v = &plan->intervention[i];
    return arm->way ? arm->way[i]
                    : (polder_way_t){1, v->from, v->duration, v->cost, v->cost_per_member};
}

static float level_of(const polder_effect_t *effect, const polder_way_t *way)
{
    return (float)((double)effect->level * way->dose);
}

/* Is intervention i under way in this lane, in the tick that begins? */
static bool under_way(polder_batch_t *batch, int i, const polder_way_t *way, int lane)
{
    const polder_plan_t *plan = batch->plan;
    const polder_intervention_t *v = &plan->intervention[i];
    int32_t *begun = &batch->begun[i * L + lane];
    const int32_t now = (int32_t)batch->tick, before = *begun;
    /* conditions are evaluated at the end of a tick: not at the founding, where many columns
     * still hold defaults */
    if (*begun == 0 && v->conditional && now > 1) {
        int32_t *held = batch->held + (size_t)plan->held[i] * L + lane;
        if (polder_intervene_holds(batch, &plan->condition[v->start], lane, held)) *begun = now;
    } else if (*begun == 0 && !v->conditional && now >= way->from) {
        *begun = way->from;
    }
    if (before == 0 && *begun > 0) polder_intervene_tell(batch, POLDER_EVENT_BEGINS, i, lane);
    if (*begun > 0 && way->duration > 0 && now == *begun + way->duration)
        polder_intervene_tell(batch, POLDER_EVENT_ENDS, i, lane);
    return *begun > 0 && (way->duration == 0 || now < *begun + way->duration);
}

/* ---- whom it touches ---- */

/* Does p come before q? By value, the largest first, then by id; NaN comes last. */
static bool before(const polder_ranked_t *p, const polder_ranked_t *q)
{
    if (p->value > q->value) return true;
    if (p->value < q->value) return false;
    const bool none = p->value != p->value, other = q->value != q->value;
    return none != other ? other : p->org < q->org;
}

/* Heap sort: its worst case is as fast as the usual one, and it needs no library. */
static void sift(polder_ranked_t *list, int root, int n)
{
    for (int child = 2 * root + 1; child < n; child = 2 * root + 1) {
        if (child + 1 < n && before(&list[child], &list[child + 1])) child++;
        if (!before(&list[root], &list[child])) return;
        const polder_ranked_t other = list[root];
        list[root] = list[child];
        list[child] = other;
        root = child;
    }
}

static void sort(polder_ranked_t *list, int n)
{
    for (int root = n / 2 - 1; root >= 0; root--) sift(list, root, n);
    for (int last = n - 1; last > 0; last--) {
        const polder_ranked_t top = list[0];
        list[0] = list[last];
        list[last] = top;
        sift(list, 0, last);
    }
}

/* Marks the first or last members by the value of a field. */
static void touch_extreme(polder_batch_t *batch, const polder_target_t *t, int lane, float *touched)
{
    const float *active = batch->col[batch->plan->active], *col = column_of(batch, t->field);
    int n = 0;
    for (int e = first_element(batch, lane); e < batch->n_row * L; e += next_element(batch))
        if (batch->org[e] >= 0 && active[e] > 0)
            batch->ranked[n++] =
                (polder_ranked_t){t->whom == POLDER_HIGHEST ? col[e] : -col[e], batch->org[e], e};
    sort(batch->ranked, n);
    int wanted = (int)(t->share * n + 0.5);
    if (wanted < 1) wanted = 1;
    for (int i = 0; i < n && i < wanted; i++) touched[batch->ranked[i].element] = 1;
}

static void touch_named(const polder_batch_t *batch, const polder_target_t *t, int lane,
                        float *touched)
{
    const polder_group_t *group = &batch->plan->group[t->where];
    for (int i = 0; i < group->n; i++)
        if (group->org[i] < batch->n_org[lane])
            touched[polder_batch_element(batch, lane, group->org[i])] = 1;
}

int polder_intervene_touch(polder_batch_t *batch, const polder_target_t *t, int lane,
                           float *touched)
{
    const float *active = batch->col[batch->plan->active];
    const int step = next_element(batch), end = batch->n_row * L;
    const int32_t now = (int32_t)batch->tick;
    const polder_condition_t *where =
        t->whom == POLDER_WHERE ? &batch->plan->condition[t->where] : NULL;
    for (int e = first_element(batch, lane); e < end; e += step) {
        const int32_t months = t->whom == POLDER_NEWCOMERS ? now - batch->joined[e] : 0;
        const bool in =
            batch->org[e] >= 0 &&
            (t->whom == POLDER_EVERYONE ||
             (t->whom == POLDER_WHERE && polder_intervene_holds(batch, where, e, NULL)) ||
             (t->whom == POLDER_NEWCOMERS && batch->joined[e] > 0 && months < t->ticks));
        touched[e] = in ? 1.0f : 0.0f;
    }
    if (t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST)
        touch_extreme(batch, t, lane, touched);
    if (t->whom == POLDER_NAMED) touch_named(batch, t, lane, touched);
    int n = 0;
    for (int e = first_element(batch, lane); e < end; e += step)
        n += touched[e] > 0 && active[e] > 0;
    return n;
}

/* ---- levers ---- */

/* Pushes a lever of one network: in its lane, or in all lanes of a folded batch. */
static void push(polder_batch_t *batch, int lane, int field, float level)
{
    float *lever = batch->col[field];
    for (int l = batch->folded ? 0 : lane; l <= (batch->folded ? L - 1 : lane); l++)
        lever[l] = polder_either(lever[l], level);
}

static void push_all(polder_batch_t *batch, int lane, const polder_push_t *list, int n)
{
    for (int i = 0; i < n; i++)
        if ((int)batch->tick >= list[i].from && (int)batch->tick <= list[i].until)
            push(batch, lane, list[i].field, list[i].level);
}

static float *spread_of(const polder_batch_t *batch, int field)
{
    return batch->spread + (size_t)batch->plan->spread_of[field] * (size_t)batch->n_row * L;
}

/* Pushes the levers of an intervention for the members that it touches. */
static void aim(polder_batch_t *batch, int lane, const polder_intervention_t *v,
                const polder_way_t *way)
{
    for (int k = 0; k < v->n_effect; k++) {
        const float level = level_of(&v->effect[k], way);
        float *row = spread_of(batch, v->effect[k].field);
        for (int e = first_element(batch, lane); e < batch->n_row * L; e += next_element(batch))
            if (batch->touched[e] > 0) row[e] = polder_either(row[e], level);
    }
}

/* The network's own value of an aimed lever is the mean over its members. */
static void average(polder_batch_t *batch, int lane, int field)
{
    const float *active = batch->col[batch->plan->active], *row = spread_of(batch, field);
    double sum = 0;
    int64_t n = 0;
    for (int e = first_element(batch, lane); e < batch->n_row * L; e += next_element(batch)) {
        if (active[e] <= 0) continue;
        sum += (double)row[e];
        n++;
    }
    if (n == 0) return;
    for (int l = batch->folded ? 0 : lane; l <= (batch->folded ? L - 1 : lane); l++)
        batch->col[field][l] = (float)(sum / (double)n);
}

/* What a tick of an intervention costs that touches so many members. */
static void pay(polder_batch_t *batch, int lane, const polder_way_t *way, int members)
{
    const float cost = (float)(way->cost + way->cost_per_member * members);
    for (int l = batch->folded ? 0 : lane; l <= (batch->folded ? L - 1 : lane); l++)
        batch->col[batch->plan->cost][l] += cost;
}

/* First what is for everyone, then, once each member has the levers of the network, what is aimed. */
static void intervene_lane(polder_batch_t *batch, int lane)
{
    const polder_plan_t *plan = batch->plan;
    const polder_orders_t *arm = &plan->arm[batch->arm[lane]];
    bool aimed = false;
    push_all(batch, lane, plan->push, plan->n_push);
    push_all(batch, lane, arm->push, arm->n_push);
    if (batch->col[plan->alive][lane] <= 0) return;
    for (int u = 0; u < arm->n_use; u++) {
        const polder_intervention_t *v = &plan->intervention[arm->use[u]];
        const polder_way_t way = way_of(plan, arm, arm->use[u]);
        if (v->target.whom != POLDER_EVERYONE) {
            aimed = true;
            continue;
        }
        if (!under_way(batch, arm->use[u], &way, lane)) continue;
        for (int k = 0; k < v->n_effect; k++)
            push(batch, lane, v->effect[k].field, level_of(&v->effect[k], &way));
        if (way.cost > 0 || way.cost_per_member > 0)
            pay(batch, lane, &way,
                way.cost_per_member > 0
                    ? polder_intervene_touch(batch, &v->target, lane, batch->touched)
                    : 0);
    }
    if (plan->n_spread > 0) spread_levers(batch, lane);
    for (int u = 0; aimed && u < arm->n_use; u++) {
        const polder_intervention_t *v = &plan->intervention[arm->use[u]];
        const polder_way_t way = way_of(plan, arm, arm->use[u]);
        if (v->target.whom == POLDER_EVERYONE || !under_way(batch, arm->use[u], &way, lane))
            continue;
        pay(batch, lane, &way, polder_intervene_touch(batch, &v->target, lane, batch->touched));
        aim(batch, lane, v, &way);
        for (int k = 0; k < v->n_effect; k++) average(batch, lane, v->effect[k].field);
    }
}

void polder_intervene(polder_batch_t *batch)
{
    const polder_plan_t *plan = batch->plan;
    if (plan->newcomers) watch_seats(batch);
    if (!plan->has_levers) return;
    for (int f = 0; f < plan->table->n_field; f++)
        if (plan->table->field[f]->role == POLDER_LEVER)
            memset(batch->col[f], 0, L * sizeof(float));
    for (int lane = 0; lane < batch->n_lane; lane++) intervene_lane(batch, lane);
}
