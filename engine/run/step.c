/* step.c: the tick loop. The only OpenMP inside a network.
 *
 * A part's stages run one after the other. A ROWS stage runs slice by slice; what it adds
 * to sums is kept per slice in 32 bits (at most 64 rows, so that rounding stays below a few
 * units of the last place), and the slices are added in order in 64 bits, so that a sum does
 * not depend on who computed which slice. In a folded network the lanes are then
 * added in order as well, and all sixteen get the total.
 */
#include <string.h>

#include "../core/random.h"
#include "lanes.h"
#include "seconds.h"

enum { L = POLDER_LANES };

static void view_init(polder_view_t *view, const polder_batch_t *batch, const polder_act_t *act)
{
    *view = (polder_view_t){
        .row_end = batch->n_row,
        .n_row = batch->n_row,
        .width = batch->width,
        .slot = batch->slot,
        .nbr = batch->nbr,
        .rev = batch->rev,
        .org = batch->org,
        .degree = batch->degree,
        .col = batch->part_col[act->index],
        .key = batch->key,
        .tick = batch->tick,
        .purpose = act->purpose,
        .folded = batch->folded,
    };
}

static float *partial_of(const polder_batch_t *batch, const polder_act_t *act, int slice, int sum)
{
    const int n_sum = batch->plan->n_sum;
    return batch->partial + ((ptrdiff_t)slice * n_sum + act->first_sum + sum) * L;
}

/* A network of one slice needs no adding up: what is added goes straight to the column. */
static bool sums_at_once(const polder_batch_t *batch)
{
    return batch->n_slice == 1 && !batch->folded;
}

static void run_slice(const polder_batch_t *batch, const polder_act_t *act, polder_kernel_t kernel,
                      polder_view_t view, int slice)
{
    float *sum[POLDER_MAX_USES];
    for (int s = 0; s < act->n_sum; s++)
        sum[act->sum_use[s]] = sums_at_once(batch) ? batch->part_col[act->index][act->sum_use[s]]
                                                   : partial_of(batch, act, slice, s);
    view.sum = sum;
    view.row_begin = slice * POLDER_SLICE;
    view.row_end = view.row_begin + POLDER_SLICE;
    if (view.row_end > batch->n_row) view.row_end = batch->n_row;
    kernel(&view);
}

static void add_slices(polder_batch_t *batch, const polder_act_t *act)
{
    if (sums_at_once(batch)) return;
    for (int s = 0; s < act->n_sum; s++) {
        float *out = batch->part_col[act->index][act->sum_use[s]];
        double total[L] = {0};
        for (int slice = 0; slice < batch->n_slice; slice++) {
            const float *partial = partial_of(batch, act, slice, s);
            POLDER_EACH_LANE(l) total[l] += (double)partial[l];
        }
        if (batch->folded) {
            double all = 0;
            for (int l = 0; l < L; l++) all += total[l];
            for (int l = 0; l < L; l++) total[l] = all;
        }
        POLDER_EACH_LANE(l) out[l] = (float)total[l];
    }
}

static void zero_partials(const polder_batch_t *batch, const polder_act_t *act)
{
    if (sums_at_once(batch)) {
        for (int s = 0; s < act->n_sum; s++)
            memset(batch->part_col[act->index][act->sum_use[s]], 0, L * sizeof(float));
        return;
    }
    for (int slice = 0; act->n_sum > 0 && slice < batch->n_slice; slice++)
        memset(partial_of(batch, act, slice, 0), 0, (size_t)act->n_sum * L * sizeof(float));
}

static void run_act(polder_batch_t *batch, const polder_act_t *act)
{
    polder_view_t view;
    view_init(&view, batch, act);
    zero_partials(batch, act);
    for (int i = 0; i < POLDER_MAX_STAGES && act->part->stage[i].over != POLDER_END; i++) {
        const polder_stage_t *stage = &act->part->stage[i];
        if (stage->over == POLDER_NETWORKS) {
            stage->run(&view);
            continue;
        }
        for (int slice = 0; slice < batch->n_slice; slice++)
            run_slice(batch, act, stage->run, view, slice);
        add_slices(batch, act);
    }
}

/* The same with the slices shared among the threads of the enclosing parallel region. */
static void share_act(polder_batch_t *batch, const polder_act_t *act)
{
    polder_view_t view;
    view_init(&view, batch, act);
#pragma omp single
    zero_partials(batch, act);
    for (int i = 0; i < POLDER_MAX_STAGES && act->part->stage[i].over != POLDER_END; i++) {
        const polder_stage_t *stage = &act->part->stage[i];
        if (stage->over == POLDER_NETWORKS) {
#pragma omp single
            stage->run(&view);
            continue;
        }
#pragma omp for schedule(dynamic, 4)
        for (int slice = 0; slice < batch->n_slice; slice++)
            run_slice(batch, act, stage->run, view, slice);
        if (act->n_sum > 0) {
#pragma omp single
            add_slices(batch, act);
        }
    }
}

static void run_acts(polder_batch_t *batch, const polder_act_t *act, int n, bool parallel)
{
    if (parallel && batch->folded) {
#pragma omp parallel
        for (int i = 0; i < n; i++) share_act(batch, &act[i]);
        return;
    }
    double from = batch->part_seconds ? polder_seconds() : 0;
    for (int i = 0; i < n; i++) {
        run_act(batch, &act[i]);
        if (batch->part_seconds) {
            const double to = polder_seconds();
            batch->part_seconds[act[i].index] += to - from;
            from = to;
        }
    }
}

void polder_batch_setup(polder_batch_t *batch, polder_first_t first, void *self, bool parallel)
{
    for (int i = 0; i < batch->plan->n_setup; i++) {
        run_acts(batch, &batch->plan->setup[i], 1, parallel);
        if (first) first(self, batch, batch->plan->setup[i].index);
    }
}

static void push_all(polder_batch_t *batch, int lane, const polder_push_t *push, int n)
{
    for (int i = 0; i < n; i++) {
        if ((int)batch->tick < push[i].from || (int)batch->tick > push[i].until) continue;
        float *lever = &batch->col[push[i].field][lane];
        *lever = polder_either(*lever, push[i].level);
    }
}

static void set_levers(polder_batch_t *batch)
{
    const polder_experiment_t *x = batch->plan->x;
    if (!batch->plan->has_levers) return;
    for (int f = 0; f < batch->plan->table->n_field; f++)
        if (batch->plan->table->field[f]->role == POLDER_LEVER)
            memset(batch->col[f], 0, L * sizeof(float));
    for (int lane = 0; lane < L; lane++) {
        const polder_case_t *c = &x->cases[batch->kase[lane]];
        push_all(batch, lane, x->push, x->n_push);
        push_all(batch, lane, c->push, c->n_push);
    }
}

int polder_batch_step(polder_batch_t *batch, bool parallel)
{
    float *alive = batch->col[batch->plan->alive], *ended = batch->col[batch->plan->ended];
    batch->tick++;
    set_levers(batch);
    run_acts(batch, batch->plan->tick, batch->plan->n_tick, parallel);
    int n = 0;
    for (int l = 0; l < L; l++) {
        if (l < batch->n_lane && alive[l] > 0) n++;
        if (alive[l] <= 0 && ended[l] <= 0) ended[l] = (float)batch->tick;
    }
    return n;
}

void polder_batch_observe(polder_batch_t *batch, bool parallel)
{
    run_acts(batch, batch->plan->observe, batch->plan->n_observe, parallel);
}
