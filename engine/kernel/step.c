/* step.c: the tick loop. The only OpenMP inside a network.
 *
 * A part's stages run one after the other. A ROWS stage runs slice by slice; what it adds
 * to sums is kept per slice in 32 bits (at most 64 rows, so that rounding stays below a few
 * units of the last place), and the slices are added in order in 64 bits, so that a sum does
 * not depend on who computed which slice. In a folded network the lanes are then
 * added in order as well, and all sixteen get the total.
 */
#include <stdatomic.h>
#include <string.h>
#ifdef _OPENMP /* not in WebAssembly: there is one thread */
#include <omp.h>
#include <pthread.h>
#endif

#include "kernel/intervene.h"
#include "kernel/lanes.h"
#include "kernel/random.h"
#include "run/seconds.h"

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
    };
}

/* A view serves one act after the other: making it anew took as long as a small kernel. */
static void view_act(polder_view_t *view, const polder_batch_t *batch, const polder_act_t *act)
{
    view->col = batch->part_col[act->index];
    view->purpose = act->purpose;
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

static void run_slice(const polder_batch_t *batch, const polder_act_t *act, polder_kernel_t kernel,
                      polder_view_t *view, int slice)
{
    float *sum[POLDER_MAX_USES];
    for (int s = 0; s < act->n_sum; s++)
        sum[act->sum_use[s]] = sums_at_once(batch) ? batch->part_col[act->index][act->sum_use[s]]
                                                   : partial_of(batch, act, slice, s);
    view->sum = sum;
    view->row_begin = slice * POLDER_SLICE;
    view->row_end = view->row_begin + POLDER_SLICE;
    if (view->row_end > batch->n_row) view->row_end = batch->n_row;
    if (act->by_row)
        run_rows(batch, act, kernel, view);
    else
        kernel(view);
    view->sum = NULL;
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

static void zero_slice(const polder_batch_t *batch, const polder_act_t *act, int slice)
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
    for (int slice = 0; slice < batch->n_slice; slice++) zero_slice(batch, act, slice);
}

/* What follows from the levers is worked out for the members, then for the network. */
static void run_network(const polder_batch_t *batch, const polder_act_t *act,
                        polder_kernel_t kernel, polder_view_t *view)
{
    view->row_begin = 0;
    view->row_end = batch->n_row;
    if (act->spreads) run_rows(batch, act, kernel, view);
    kernel(view);
}

static void run_act(polder_batch_t *batch, const polder_act_t *act, polder_view_t *view)
{
    view_act(view, batch, act);
    zero_partials(batch, act);
    for (int i = 0; i < POLDER_MAX_STAGES && act->part->stage[i].over != POLDER_END; i++) {
        const polder_stage_t *stage = &act->part->stage[i];
        if (stage->over == POLDER_NETWORKS) {
            run_network(batch, act, stage->run, view);
            continue;
        }
        for (int slice = 0; slice < batch->n_slice; slice++)
            run_slice(batch, act, stage->run, view, slice);
        add_slices(batch, act);
    }
}

static void part_time(const polder_batch_t *batch, const polder_act_t *act, double *from)
{
    if (!batch->part_seconds) return;
    const double to = polder_seconds();
    batch->part_seconds[act->index] += to - *from;
    *from = to;
}

/* ---- the slices of one network shared among threads ---- */

/* Threads that go through the acts together. They meet after each ROWS stage; the last one to
 * arrive does what is for one thread alone, and lets the others go on. OpenMP's own barriers
 * make threads wait at full speed for a long time: when other programs want the processors as
 * well, they keep away the very thread they wait for. These give way. */
typedef struct {
    polder_batch_t *batch;
    const polder_act_t *act; /* now */
    int n_act, stage;        /* acts from this one on; the ROWS stage now */
    bool fresh;              /* the first ROWS stage of the act: sums begin at 0 */
    double from;
    atomic_int slice, waiting, round;
#ifdef _OPENMP
    pthread_mutex_t lock;
    pthread_cond_t next_round;
#endif
} crew_t;

/* From stage `stage` of the act to the next ROWS stage, doing what is in between. */
static void advance(crew_t *c, int stage)
{
    polder_view_t view;
    while (c->n_act > 0) {
        const polder_stage_t *s = &c->act->part->stage[stage];
        c->stage = stage;
        if (stage < POLDER_MAX_STAGES && s->over == POLDER_ROWS) return;
        if (stage < POLDER_MAX_STAGES && s->over == POLDER_NETWORKS) {
            view_init(&view, c->batch);
            view_act(&view, c->batch, c->act);
            run_network(c->batch, c->act, s->run, &view);
            stage++;
            continue;
        }
        part_time(c->batch, c->act, &c->from);
        c->act++;
        c->n_act--;
        c->fresh = true;
        stage = 0;
        if (c->batch->stop && c->batch->stop(c->batch->stop_self, c->batch)) {
            c->batch->stopped = true;
            c->n_act = 0;
        }
    }
}

static void share_stages(crew_t *c);

#ifdef _OPENMP

static int crew_size(void)
{
    return omp_get_num_threads();
}

/* Wait for a short while at full speed, then asleep. */
static void wait_for(crew_t *c, int round)
{
    enum { SPINS = 5000 };
    for (int i = 0; i < SPINS; i++)
        if (atomic_load_explicit(&c->round, memory_order_acquire) != round) return;
    pthread_mutex_lock(&c->lock);
    while (atomic_load(&c->round) == round) pthread_cond_wait(&c->next_round, &c->lock);
    pthread_mutex_unlock(&c->lock);
}

static void begin_round(crew_t *c, int round)
{
    pthread_mutex_lock(&c->lock);
    atomic_store(&c->round, round);
    pthread_cond_broadcast(&c->next_round);
    pthread_mutex_unlock(&c->lock);
}

static void work_together(crew_t *c)
{
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->next_round, NULL);
#pragma omp parallel
    share_stages(c);
    pthread_cond_destroy(&c->next_round);
    pthread_mutex_destroy(&c->lock);
}

#else

static int crew_size(void)
{
    return 1;
}

static void wait_for(crew_t *c, int round)
{
    (void)c, (void)round;
}

static void begin_round(crew_t *c, int round)
{
    atomic_store(&c->round, round);
}

static void work_together(crew_t *c)
{
    share_stages(c);
}

#endif

/* All threads come here after a ROWS stage. */
static void meet(crew_t *c, int n_thread)
{
    const int round = atomic_load(&c->round);
    if (atomic_fetch_add(&c->waiting, 1) + 1 < n_thread) {
        wait_for(c, round);
        return;
    }
    add_slices(c->batch, c->act);
    c->fresh = false;
    advance(c, c->stage + 1);
    atomic_store(&c->slice, 0);
    atomic_store(&c->waiting, 0);
    begin_round(c, round + 1);
}

static void share_stages(crew_t *c)
{
    const int n_thread = crew_size();
    while (c->n_act > 0) {
        polder_view_t view;
        view_init(&view, c->batch);
        view_act(&view, c->batch, c->act);
        for (int slice; (slice = atomic_fetch_add(&c->slice, 1)) < c->batch->n_slice;) {
            if (c->fresh) zero_slice(c->batch, c->act, slice);
            run_slice(c->batch, c->act, c->act->part->stage[c->stage].run, &view, slice);
        }
        meet(c, n_thread);
    }
}

static void run_acts(polder_batch_t *batch, const polder_act_t *act, int n, bool parallel)
{
    double from = batch->part_seconds ? polder_seconds() : 0;
    if (batch->stopped) return;
    if (parallel && batch->folded) {
        crew_t crew = {.batch = batch, .act = act, .n_act = n, .fresh = true, .from = from};
        advance(&crew, 0);
        work_together(&crew);
        return;
    }
    polder_view_t view;
    view_init(&view, batch);
    for (int i = 0; i < n; i++) {
        run_act(batch, &act[i], &view);
        part_time(batch, &act[i], &from);
    }
}

void polder_batch_setup(polder_batch_t *batch, polder_first_t first, void *self, bool parallel)
{
    for (int i = 0; i < batch->plan->n_setup; i++) {
        run_acts(batch, &batch->plan->setup[i], 1, parallel);
        if (first) first(self, batch, batch->plan->setup[i].index);
    }
}

int polder_batch_step(polder_batch_t *batch, bool parallel)
{
    float *alive = batch->col[batch->plan->alive], *ended = batch->col[batch->plan->ended];
    if (batch->plan->n_watch > 0)
        run_acts(batch, batch->plan->watch, batch->plan->n_watch, parallel);
    batch->tick++;
    polder_intervene(batch);
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
