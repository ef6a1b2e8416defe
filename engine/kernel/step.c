/* step.c: the tick loop.
 *
 * A part's stages run one after the other. A ROWS stage runs slice by slice; what it adds
 * to sums is kept per slice in 32 bits (at most 64 rows, so that rounding stays below a few
 * units of the last place), and the slices are added in order in 64 bits, so that a sum does
 * not depend on who computed which slice. In a folded network the lanes are then
 * added in order as well, and all sixteen get the total.
 */
#include <string.h>

#include "kernel/emit.h"
#include "kernel/happen.h"
#include "kernel/intervene.h"
#include "kernel/lanes.h"
#include "kernel/random.h"
#include "kernel/stages.h"

enum { L = POLDER_LANES };

static void view_init(polder_view_t *view, const polder_batch_t *batch)
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
        .key = batch->key,
        .tick = batch->tick,
        .folded = batch->folded,
        .shown = batch->shown,
        .restated = batch->restated,
        .events = batch->events,
    };
}

/* A view serves one act after the other: building a new one took as long as a small kernel. */
static void view_act(polder_view_t *view, const polder_batch_t *batch, const polder_act_t *act)
{
    view->col = batch->part_col[act->index];
    view->purpose = act->purpose;
    view->first_kind = batch->plan->table->first_event[act->index];
}

size_t polder_batch_most_events(const polder_batch_t *batch)
{
    const polder_table_t *table = batch->plan->table;
    const size_t count[] = {L, (size_t)batch->n_row * L, (size_t)batch->n_slot * L};
    size_t most = 0;
    for (int p = 0; p < table->n_part; p++) {
        size_t n = 0;
        for (int i = 0; i < table->part[p]->n_event; i++) {
            const polder_event_kind_t *kind = &table->part[p]->event[i];
            n += count[kind->level] * (size_t)kind->limit;
        }
        if (n > most) most = n;
    }
    /* those of the engine: an intervention begins or ends, a planned event happens */
    const size_t own = 2 * (size_t)batch->plan->n_intervention + (size_t)batch->plan->n_planned;
    return most > own * L ? most : own * L;
}

void polder_batch_tell(polder_batch_t *batch)
{
    if (!batch->events || batch->events->n == 0) return;
    batch->tell(batch->tell_self, batch);
    batch->events->n = 0;
}

void polder_stage_view(polder_view_t *view, const polder_batch_t *batch, const polder_act_t *act)
{
    view_init(view, batch);
    view_act(view, batch, act);
}

/* Where a slice keeps its part of a sum, for each lane. */
static float *partial_of(const polder_batch_t *batch, const polder_act_t *act, int slice, int sum)
{
    const int n_sum = batch->plan->n_sum;
    return batch->partial + ((ptrdiff_t)slice * n_sum + act->first_sum + sum) * L;
}

/* With one slice there is nothing to add up: sums go straight to their columns. */
static bool sums_at_once(const polder_batch_t *batch)
{
    return batch->n_slice == 1 && !batch->folded;
}

/* Row by row, with the values of the row's organisations in place of the network's where these
 * differ among members. */
static void run_rows(const polder_batch_t *batch, const polder_act_t *act, polder_kernel_t kernel,
                     const polder_view_t *all)
{
    polder_view_t view = *all;
    const polder_plan_t *plan = batch->plan;
    const int *link = plan->table->link[act->index], n = act->part->n_use, end = view.row_end;
    float *col[POLDER_MAX_USES];
    int spread[POLDER_MAX_USES], n_spread = 0;
    for (int u = 0; u < n; u++)
        if (plan->spread_of[link[u]] >= 0) spread[n_spread++] = u;
    memcpy(col, batch->part_col[act->index], (size_t)n * sizeof *col);
    view.col = col;
    for (int r = view.row_begin; r < end; r++) {
        for (int s = 0; s < n_spread; s++)
            col[spread[s]] =
                batch->spread +
                ((size_t)plan->spread_of[link[spread[s]]] * (size_t)batch->n_row + (size_t)r) * L;
        view.row_begin = r;
        view.row_end = r + 1;
        kernel(&view);
    }
}

void polder_stage_slice(const polder_batch_t *batch, const polder_act_t *act,
                        polder_kernel_t kernel, polder_view_t *view, int slice)
{
    float *sum[POLDER_MAX_USES];
    if (sums_at_once(batch)) {
        view->sum = batch->part_col[act->index];
    } else {
        for (int s = 0; s < act->n_sum; s++)
            sum[act->sum_use[s]] = partial_of(batch, act, slice, s);
        view->sum = sum;
    }
    view->row_begin = slice * POLDER_SLICE;
    view->row_end = view->row_begin + POLDER_SLICE;
    if (view->row_end > batch->n_row) view->row_end = batch->n_row;
    if (act->by_row)
        run_rows(batch, act, kernel, view);
    else
        kernel(view);
    view->sum = NULL;
}

void polder_stage_add(polder_batch_t *batch, const polder_act_t *act)
{
    polder_batch_tell(batch);
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

void polder_stage_zero(const polder_batch_t *batch, const polder_act_t *act, int slice)
{
    if (act->n_sum > 0)
        memset(partial_of(batch, act, slice, 0), 0, (size_t)act->n_sum * L * sizeof(float));
}

static void zero_partials(const polder_batch_t *batch, const polder_act_t *act)
{
    if (sums_at_once(batch)) {
        for (int s = 0; s < act->n_sum; s++)
            memset(batch->part_col[act->index][act->sum_use[s]], 0, L * sizeof(float));
        return;
    }
    for (int slice = 0; slice < batch->n_slice; slice++) polder_stage_zero(batch, act, slice);
}

/* What follows from levers is computed for each row of members, then for the network; only the
 * latter emits events. */
void polder_stage_network(polder_batch_t *batch, const polder_act_t *act, polder_kernel_t kernel,
                          polder_view_t *view)
{
    view->row_begin = 0;
    view->row_end = batch->n_row;
    if (act->spreads) {
        view->events = NULL;
        run_rows(batch, act, kernel, view);
        view->events = batch->events;
    }
    kernel(view);
    polder_batch_tell(batch);
}

static void run_act(polder_batch_t *batch, const polder_act_t *act, polder_view_t *view)
{
    view_act(view, batch, act);
    zero_partials(batch, act);
    for (int i = 0; i < POLDER_MAX_STAGES && act->part->stage[i].over != POLDER_END; i++) {
        const polder_stage_t *stage = &act->part->stage[i];
        if (stage->over == POLDER_NETWORKS) {
            polder_stage_network(batch, act, stage->run, view);
            continue;
        }
        for (int slice = 0; slice < batch->n_slice; slice++)
            polder_stage_slice(batch, act, stage->run, view, slice);
        polder_stage_add(batch, act);
    }
}

void polder_stage_time(const polder_batch_t *batch, const polder_act_t *act, double *from)
{
    if (!batch->part_seconds) return;
    const double to = batch->clock();
    batch->part_seconds[act->index] += to - *from;
    *from = to;
}

static void run_acts(polder_batch_t *batch, const polder_act_t *act, int n)
{
    double from = batch->part_seconds ? batch->clock() : 0;
    if (batch->stopped) return;
    if (batch->run_parallel && batch->folded) {
        batch->run_parallel(batch, act, n);
        return;
    }
    polder_view_t view;
    view_init(&view, batch);
    for (int i = 0; i < n; i++) {
        run_act(batch, &act[i], &view);
        polder_stage_time(batch, &act[i], &from);
    }
}

void polder_batch_setup(polder_batch_t *batch, polder_initial_t initial, void *self)
{
    for (int i = 0; i < batch->plan->n_setup; i++) {
        run_acts(batch, &batch->plan->setup[i], 1);
        if (initial) initial(self, batch, batch->plan->setup[i].index);
    }
}

/* The founding is over: what happens from now on is of one of its futures. */
static void begin_future(polder_batch_t *batch)
{
    uint32_t *last = batch->key + 3 * L;
    for (int l = 0; l < L; l++) last[l] = polder_key_future(last[l], batch->future[l]);
}

int polder_batch_step(polder_batch_t *batch)
{
    float *alive = batch->col[batch->plan->alive], *ended = batch->col[batch->plan->ended];
    if (batch->plan->n_watch > 0) run_acts(batch, batch->plan->watch, batch->plan->n_watch);
    if (batch->tick++ == 0) begin_future(batch);
    polder_intervene(batch);
    polder_happen(batch);
    polder_batch_tell(batch);
    run_acts(batch, batch->plan->tick, batch->plan->n_tick);
    int n = 0;
    for (int l = 0; l < L; l++) {
        if (l < batch->n_lane && alive[l] > 0) n++;
        if (alive[l] <= 0 && ended[l] <= 0) ended[l] = (float)batch->tick;
    }
    return n;
}

void polder_batch_observe(polder_batch_t *batch)
{
    run_acts(batch, batch->plan->observe, batch->plan->n_observe);
}
