/* crew.c: the slices of one network shared among threads; see crew.h. */
#include "run/crew.h"

#include <omp.h>
#include <pthread.h>
#include <stdatomic.h>

#include "kernel/stages.h"

/* Threads that go through the acts together. They meet after each ROWS stage; the last one to
 * arrive does what is for one thread alone, and lets the others go on. OpenMP's own barriers
 * make threads wait at full speed for a long time: when other programs want the processors as
 * well, they keep away the very thread they wait for. These give way. */
typedef struct {
    polder_batch_t *batch;
    const polder_act_t *act; /* the one that is being run */
    int n_act;               /* acts that are left, this one included */
    int stage;               /* its ROWS stage that is being run */
    bool fresh;              /* the first ROWS stage of the act: sums begin at 0 */
    double from;             /* when the act began, for the profile */
    atomic_int slice;        /* the next one to be taken */
    atomic_int waiting;      /* threads that have arrived */
    atomic_int round;        /* how often they have met */
    pthread_mutex_t lock;
    pthread_cond_t next_round;
} crew_t;

/* Goes on from stage `stage` of the act to the next ROWS stage, of this act or a later one, and
 * runs the NETWORKS stages on the way. For one thread alone. */
static void advance(crew_t *c, int stage)
{
    polder_view_t view;
    while (c->n_act > 0) {
        const polder_stage_t *s = &c->act->part->stage[stage];
        c->stage = stage;
        if (stage < POLDER_MAX_STAGES && s->over == POLDER_ROWS) return;
        if (stage < POLDER_MAX_STAGES && s->over == POLDER_NETWORKS) {
            polder_stage_view(&view, c->batch, c->act);
            polder_stage_network(c->batch, c->act, s->run, &view);
            stage++;
            continue;
        }
        polder_stage_time(c->batch, c->act, &c->from);
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

static int crew_size(void)
{
    return omp_get_num_threads();
}

/* Waits until the next round has begun: a short while at full speed, then asleep. */
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

/* All threads come here after a ROWS stage. */
static void meet(crew_t *c, int n_thread)
{
    const int round = atomic_load(&c->round);
    if (atomic_fetch_add(&c->waiting, 1) + 1 < n_thread) {
        wait_for(c, round);
        return;
    }
    polder_stage_add(c->batch, c->act);
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
        polder_stage_view(&view, c->batch, c->act);
        for (int slice; (slice = atomic_fetch_add(&c->slice, 1)) < c->batch->n_slice;) {
            if (c->fresh) polder_stage_zero(c->batch, c->act, slice);
            polder_stage_slice(c->batch, c->act, c->act->part->stage[c->stage].run, &view, slice);
        }
        meet(c, n_thread);
    }
}

void polder_crew(polder_batch_t *batch, const polder_act_t *act, int n_act)
{
    crew_t crew = {.batch = batch,
                   .act = act,
                   .n_act = n_act,
                   .fresh = true,
                   .from = batch->part_seconds ? batch->clock() : 0};
    advance(&crew, 0);
    work_together(&crew);
}
