/* run.c: see run.h. The only OpenMP over networks. */
#include "run/run.h"

#include <math.h>
#include <omp.h>
#include <stdbool.h>
#include <stdlib.h>

#include "run/compile.h"
#include "run/seconds.h"
#include "run/threads.h"
#include "run/worker.h"

/* The largest value that a distribution can give; where it has no largest one, a value that hardly
 * any draw exceeds. */
static double most_drawn(const polder_value_t *v)
{
    enum { FAR = 6 }; /* standard deviations */
    const double *a = v->arg;
    double most = 0;
    switch (v->kind) {
    case POLDER_DRAW_NUMBER:
        return a[0];
    case POLDER_DRAW_UNIFORM:
    case POLDER_DRAW_INTEGER:
        return a[1];
    case POLDER_DRAW_NORMAL:
        return a[0] + FAR * a[1];
    case POLDER_DRAW_TRUNCATED:
        return fmin(a[3], a[0] + FAR * a[1]);
    case POLDER_DRAW_LOGNORMAL:
        return exp(a[0] + FAR * a[1]);
    case POLDER_DRAW_BETA:
        return 1;
    case POLDER_DRAW_EXPONENTIAL:
        return a[0] * 20; /* one draw in 485 million is larger */
    case POLDER_DRAW_CHOICE:
        for (int i = 0; i < v->n; i++) most = fmax(most, v->item[i]);
        return most;
    }
    return INFINITY;
}

/* The largest value that a parameter can have in any case. */
static double most_of(const polder_experiment_t *x, const char *name)
{
    const int f = polder_table_find(&x->table, name);
    const polder_field_t *field = x->table.field[f];
    double most = 0;
    for (int c = 0; c < x->n_case; c++) {
        polder_value_t v = {.kind = POLDER_DRAW_NUMBER, .arg = {(double)field->value}};
        (void)polder_experiment_value(x, c, f, &v);
        const double drawn = fmin(most_drawn(&v), (double)field->max);
        most = fmax(most, (double)polder_experiment_clamped(x, c, f, (float)drawn));
    }
    return most;
}

/* Largest number of members a network can have. */
static double most_members(const polder_experiment_t *x)
{
    return x->network ? x->network->graph.n_org : most_of(x, POLDER_FIELD_MEMBERS);
}

bool polder_is_large(const polder_experiment_t *x)
{
    return most_members(x) > POLDER_FOLD;
}

/* Can a network have a topology in which the number of partners grows with that of members? */
static bool may_be_dense(const polder_experiment_t *x)
{
    const int f = polder_table_find(&x->table, "network.topology");
    const polder_field_t *field = x->table.field[f];
    for (int c = 0; c < x->n_case; c++) {
        polder_value_t v = {.kind = POLDER_DRAW_NUMBER, .arg = {(double)field->value}};
        (void)polder_experiment_value(x, c, f, &v);
        for (int i = 0; i < (v.kind == POLDER_DRAW_CHOICE ? v.n : 1); i++) {
            const double at = v.kind == POLDER_DRAW_CHOICE ? v.item[i] : v.arg[0];
            if (at == polder_choice_find(field->choices, "complete") ||
                at == polder_choice_find(field->choices, "core-periphery"))
                return true;
        }
    }
    return false;
}

static double most_arcs(const polder_experiment_t *x)
{
    if (x->network) return x->network->graph.n_arc;
    const double members = most_members(x), all = members * (members - 1);
    if (may_be_dense(x)) return all;
    return fmin(all, members * (most_of(x, "network.degree") + 2));
}

double polder_record_bytes(const polder_experiment_t *x)
{
    const polder_record_t *record = &x->record;
    const int times = polder_experiment_last(x) / record->every + 1;
    const double arcs = most_arcs(x);
    double rows = 0;
    if (record->networks == 0) return 0;
    for (int i = 0; i < record->n_track; i++) {
        const polder_level_t level = x->table.field[record->track[i]]->level;
        rows += level == POLDER_NETWORK ? 1 : level == POLDER_ORGANISATION ? most_members(x) : arcs;
    }
    return rows * times * sizeof(float);
}

/* Thirty-two blocks or more, to keep all threads busy, unless they would be of less than 64
 * networks; and as many networks in one as can be, to fill the lanes with networks of equal size
 * and shape: of 6 to 18 members, a seventh of the arcs in the lanes is padding in blocks of 128,
 * half of that in blocks of 1,024. What is lost when a run is killed, and what the last threads
 * wait for, stays small: a block of 32,768 members takes about a fifth of a second for 60 months.
 * What is recorded over time is kept until the block is written: not more than a quarter of a GiB.
 * Large networks go one by one. */
int32_t polder_block_size(const polder_experiment_t *x)
{
    enum { BLOCKS = 32, LEAST = 64, MOST = 1024, MEMBERS = 32768, BYTES = 256 << 20 };
    const int64_t units = polder_experiment_units(x);
    const double most = most_members(x);
    if (most > POLDER_FOLD) return 1;
    const int64_t share = units / BLOCKS;
    double size = fmin(fmax((double)share, LEAST), MOST);
    size = fmin(size, MEMBERS / fmax(most, 1));
    size = fmax(POLDER_LANES * floor(size / POLDER_LANES), POLDER_LANES);
    const double recorded = polder_record_bytes(x);
    if (recorded * size <= BYTES) return (int32_t)size;
    size = floor(BYTES / recorded);
    return (int32_t)fmax(size < POLDER_LANES ? size : POLDER_LANES * floor(size / POLDER_LANES), 1);
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

/* All threads work on a large network at once, so each of them has spent the time that it took. */
static void add_timing(polder_timing_t *t, const polder_worker_t *w)
{
    const double threads = w->parallel ? t->threads : 1;
    t->graph += w->time.graph * threads;
    t->setup += w->time.setup * threads;
    t->step += w->time.step * threads;
    t->observe += w->time.observe * threads;
    t->output += w->time.output * threads;
    t->networks += w->time.networks;
    t->net_ticks += w->time.net_ticks;
    t->org_ticks += w->time.org_ticks;
    t->arc_ticks += w->time.arc_ticks;
    if (w->time.bytes > t->bytes) {
        t->bytes = w->time.bytes;
        t->arc_bytes = w->time.arc_bytes;
        t->arcs = w->time.arcs;
    }
    for (int i = 0; t->part && w->batches && i < w->plans->n; i++)
        for (int p = 0; w->batches[i].part_seconds && p < t->n_part; p++)
            t->part[p] += w->batches[i].part_seconds[p] * threads;
}

/* What the threads share. */
typedef struct {
    const polder_experiment_t *x;
    const polder_run_options_t *options;
    const polder_sink_t *sink;
    polder_timing_t *timing;
    polder_report_t *report;
    const int64_t *todo;
    int64_t n_todo, n_done;     /* blocks */
    int64_t done, share, total; /* networks: done of this share, in all */
    int32_t block;
    int code; /* of the first thread that stops: then the others do so too */
} shared_t;

static int64_t units_of(const shared_t *s, int64_t block)
{
    const int64_t left = s->total - block * s->block;
    return left < s->block ? left : s->block;
}

/* Runs one block, unless this thread (`code`) or another one has failed or was stopped before. */
static int work_block(shared_t *s, polder_worker_t *w, int64_t block, int code,
                      polder_report_t *trouble)
{
    int stop = 0;
#pragma omp atomic read
    stop = s->code;
    if (stop < 0 || code < 0) return code;
    code = polder_worker_block(w, block, s->block, s->sink, trouble);
#pragma omp critical(polder_progress)
    {
        const polder_run_options_t *o = s->options;
        if (code == 0) {
            s->n_done++;
            s->done += units_of(s, block);
            if (o->progress && o->progress(o->progress_self, s->done, s->share))
                code = POLDER_STOPPED;
        }
        if (code < 0 && (s->code == 0 || s->code == POLDER_STOPPED)) {
#pragma omp atomic write
            s->code = code;
        }
    }
    return code;
}

/* The next block that is handed out, or −1. */
static int64_t ask(shared_t *s)
{
    int stop = 0;
    int64_t block = -1;
#pragma omp atomic read
    stop = s->code;
    if (stop < 0) return -1;
#pragma omp critical(polder_next)
    block = s->options->next(s->options->next_self);
    return block;
}

/* All blocks that fall to this thread. With `parallel` there is one: the threads are inside
 * its networks, and the loop must not be OpenMP's, which LLVM's runtime cuts short when its
 * body opens parallel regions. */
static void work(shared_t *s, const polder_plans_t *plans, bool parallel)
{
    polder_worker_t w;
    polder_report_t trouble;
    polder_report_init_for(&trouble, s->report);
    int code = polder_worker_init(&w, s->x, plans, s->block, s->options->profile, &trouble);
    w.parallel = parallel;
    w.within = s->options->within;
    w.within_self = s->options->progress_self;
    if (s->options->next) {
        for (int64_t b; code >= 0 && (b = ask(s)) >= 0;)
            code = work_block(s, &w, b, code, &trouble);
    } else if (parallel) {
        for (int64_t i = 0; i < s->n_todo; i++)
            code = work_block(s, &w, s->todo[i], code, &trouble);
    } else {
#pragma omp for schedule(dynamic, 1)
        for (int64_t i = 0; i < s->n_todo; i++)
            code = work_block(s, &w, s->todo[i], code, &trouble);
    }
#pragma omp critical(polder_progress)
    {
        if (code < 0 && s->code == 0) {
#pragma omp atomic write
            s->code = code;
        }
        polder_report_take(s->report, &trouble);
        add_timing(s->timing, &w);
    }
    polder_worker_free(&w);
}

/* Blocks of this share that the sink does not have yet. */
static int list_blocks(shared_t *s, const polder_experiment_t *x, int64_t **todo)
{
    const polder_run_options_t *o = s->options;
    const int64_t n = polder_block_count(x, s->block), step = o->step_block > 0 ? o->step_block : 1;
    *todo = malloc((size_t)(n + 1) * sizeof **todo);
    if (!*todo) return polder_fail(s->report, POLDER_MEMORY, "no memory for a list of blocks");
    for (int64_t b = o->first_block; b < n; b += step) {
        s->share += units_of(s, b);
        if (s->sink->has && s->sink->has(s->sink->self, b) > 0)
            s->done += units_of(s, b);
        else
            (*todo)[s->n_todo++] = b;
    }
    s->todo = *todo;
    return 0;
}

static void run_blocks(shared_t *s, const polder_plans_t *plans, bool large)
{
    polder_timing_t *timing = s->timing;
    const int threads_before = omp_get_max_threads();
    timing->threads = s->options->threads > 0 ? s->options->threads : threads_before;
    if (!large && timing->threads > s->n_todo && s->n_todo > 0) timing->threads = (int)s->n_todo;
    s->code = polder_threads_try(&timing->threads, s->report);
    if (s->code < 0) return;
    omp_set_num_threads(timing->threads);
    if (large) {
        /* says how much there is to do before the first network has run, which may take long */
        const polder_run_options_t *o = s->options;
        if (o->within && o->progress && o->progress(o->progress_self, s->done, s->share))
            s->code = POLDER_STOPPED;
        else
            work(s, plans, true);
    } else {
#pragma omp parallel num_threads(timing->threads)
        work(s, plans, false);
    }
    omp_set_num_threads(threads_before);
    /* A stop requested after the last block began changes nothing: the run is complete. */
    if (s->code == POLDER_STOPPED && s->n_done == s->n_todo) s->code = 0;
    if (s->code == POLDER_STOPPED)
        polder_fail(s->report, POLDER_STOPPED, "stopped after %lld of %lld networks",
                    (long long)s->done, (long long)s->share);
}

int polder_run(const polder_experiment_t *x, const polder_run_options_t *options,
               const polder_sink_t *sink, polder_timing_t *timing, polder_report_t *report)
{
    const double from = polder_seconds();
    polder_plans_t plans;
    int64_t *todo = NULL;
    *timing = (polder_timing_t){0};
    int code = polder_plans_init(&plans, x, options->kernels, report);
    if (code < 0) return code;
    timing->n_part = x->table.n_part;
    shared_t s = {.x = x,
                  .options = options,
                  .sink = sink,
                  .timing = timing,
                  .report = report,
                  .total = polder_experiment_units(x),
                  .block = options->block > 0 ? options->block : polder_block_size(x)};
    if (options->profile) {
        timing->part = calloc((size_t)timing->n_part, sizeof(double));
        if (!timing->part) code = polder_fail(report, POLDER_MEMORY, "no memory for a profile");
    }
    if (code == 0) code = list_blocks(&s, x, &todo);
    if (code == 0) {
        run_blocks(&s, &plans, polder_is_large(x));
        code = s.code;
        timing->wall = polder_seconds() - from;
    }
    free(todo);
    polder_plans_free(&plans);
    return code;
}
