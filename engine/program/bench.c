/* bench.c: polder bench. Runs that are compared take turns, so that a busy machine slows all of
 * them; what is shown are medians over the rounds. Rates "per core" divide by processor time. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "document/render.h"
#include "io/store.h"
#include "program/bench.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/live.h"
#include "program/terminal.h"
#include "prototype/prototype.h"
#include "run/run.h"
#include "run/seconds.h"
#include "scenario/scenario.h"

typedef struct {
    int64_t seconds, threads;
    bool json, csv;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_WHOLE(arguments_t, seconds, "seconds", "S", 1, 86400,
                        "about how long to measure (default: 20)"),
    POLDER_OPTION_WHOLE(arguments_t, threads, "threads", "N", 1, 4096,
                        "threads to compare with one (default: all cores)"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "all figures as one JSON object"),
    POLDER_OPTION_FLAG(arguments_t, csv, "csv", "all figures as a table: name and value"),
    {.name = NULL}};

const polder_options_t polder_cli_bench_options = {
    "usage: polder bench [OPTION]...\n"
    "\n"
    "Measures how fast this machine simulates: thousands of small networks (12\n"
    "organisations, 60 months) and one large one (100,000 organisations, 12 months).\n"
    "The same kernels compiled without vectorisation, and a plain C prototype of the\n"
    "model, run beside it for comparison.\n"
    "\n",
    option,
    "\n"
    "The program takes the kernels for the best instruction set that the machine has; with\n"
    "POLDER_KERNELS=NAME in the environment it takes others (polder --version names them).\n"
    "\n"
    "examples:\n"
    "  polder bench\n"
    "  polder bench --seconds 60 --json > bench.json\n"
    "  POLDER_KERNELS=avx2 polder bench\n"};

enum { LEAST_ROUNDS = 3, MOST_ROUNDS = 200, SMALL = 12, LARGE = 100000, LARGE_MONTHS = 12 };
enum { THREAD_NETWORKS = 8192, BLOCK = 1024 }; /* as in experiments of 32,768 networks and more */

/* What takes turns. */
enum { VECTOR, SCALAR, PROTOTYPE, THREADS, STORED, BIG, N_RUNS };
static const struct {
    const char *name, *title; /* title: for people, NULL: that of the kernels */
    int networks;
} runs[N_RUNS] = {
    [VECTOR] = {"vector", NULL, 4096},
    [SCALAR] = {"scalar", POLDER_TEXT("scalar kernels"), 1024},
    [PROTOTYPE] = {"prototype", POLDER_TEXT("plain C prototype"), 300},
    [THREADS] = {.networks = 0},
    [STORED] = {.networks = 4096},
    [BIG] = {.networks = 1},
};

/* One run, in seconds; of the shares, of the time of all threads. */
typedef struct {
    double wall, core; /* core: processor time, for runs on one thread */
    double networks, arc_ticks;
    double step; /* of the wall */
    double graph_share, fill_share, observe_share, output_share;
    double arc_bytes, bytes; /* per arc */
} sample_t;

typedef struct {
    int threads;
    bool json, csv;
    double seconds;
    polder_experiment_t small, large;
    polder_report_t report;
    int n_round;
    sample_t sample[N_RUNS][MOST_ROUNDS];
    int n_part;
    double *part; /* [n_part] seconds */
} bench_t;

/* --- one run --- */

static int drop(void *self, const polder_block_t *block, polder_report_t *report)
{
    (void)self;
    if (block->error) return polder_fail(report, POLDER_INTERNAL, "%s", block->error);
    return 0;
}

static void take_timing(sample_t *s, const polder_timing_t *t)
{
    const double all = t->wall * t->threads;
    s->networks = (double)t->networks;
    s->arc_ticks = (double)t->arc_ticks;
    s->step = t->step;
    s->graph_share = t->graph / all;
    s->fill_share = t->setup / all;
    s->observe_share = t->observe / all;
    s->output_share = t->output / all;
    s->arc_bytes = t->arcs > 0 ? (double)t->arc_bytes / (double)t->arcs : 0;
    s->bytes = t->arcs > 0 ? (double)t->bytes / (double)t->arcs : 0;
}

static int run_plain(bench_t *b, int run, sample_t *s)
{
    polder_experiment_t *x = run == BIG ? &b->large : &b->small;
    const polder_run_options_t options = {.threads = run == THREADS ? b->threads : 1,
                                          .block = run == BIG ? 0 : BLOCK,
                                          .kernels =
                                              run == SCALAR ? "scalar" : polder_cli_kernels()};
    const polder_sink_t sink = {.write = drop};
    polder_timing_t timing = {0};
    x->replicates = runs[run].networks;
    if (run == THREADS) /* eight blocks for each */
        x->replicates =
            THREAD_NETWORKS * (b->threads > 0 ? b->threads : sysconf(_SC_NPROCESSORS_ONLN));
    x->record.networks = 0;
    const int code = polder_run(x, &options, &sink, &timing, &b->report);
    if (code >= 0) take_timing(s, &timing);
    if (run == THREADS && code >= 0) b->threads = timing.threads;
    polder_timing_free(&timing);
    return code;
}

static int run_prototype(bench_t *b, int run, sample_t *s)
{
    const polder_prototype_t p =
        polder_prototype_run(runs[run].networks, SMALL, 1 + (uint64_t)b->n_round);
    s->networks = p.networks;
    s->arc_ticks = (double)p.arc_ticks;
    return 0;
}

/* With the trajectories of a hundred networks, to a file that is removed again. */
static int store(bench_t *b, const char *path, sample_t *s)
{
    char *description = NULL;
    polder_store_t *store = NULL;
    bool complete = false;
    polder_timing_t timing = {0};
    polder_experiment_t *x = &b->small;
    x->replicates = runs[STORED].networks;
    x->record.networks = 100;
    int32_t block = BLOCK;
    int code = polder_scenario_describe(x, &description, &b->report);
    if (code < 0) goto out;
    code = polder_store_open(&store, x, path, description, &block, true, &complete, &b->report);
    if (code < 0) goto out;
    const polder_run_options_t options = {
        .threads = 1, .block = block, .kernels = polder_cli_kernels()};
    const polder_sink_t sink = polder_store_sink(store);
    code = polder_run(x, &options, &sink, &timing, &b->report);
    if (code < 0) goto out;
    const double from = polder_seconds();
    code = polder_store_join(store, &b->report);
    if (code < 0) goto out;
    timing.wall += polder_seconds() - from;
    timing.output += polder_seconds() - from;
    take_timing(s, &timing);
out:
    polder_timing_free(&timing);
    polder_store_close(store);
    free(description);
    return code;
}

static int run_stored(bench_t *b, int run, sample_t *s)
{
    (void)run;
    const char *folder = getenv("TMPDIR");
    char path[4096], file[4200];
    snprintf(path, sizeof path, "%s/polder-bench-XXXXXX", folder && *folder ? folder : "/tmp");
    if (!mkdtemp(path))
        return polder_fail(&b->report, POLDER_FILE, "%s: no temporary folder", path);
    snprintf(file, sizeof file, "%s/bench.h5", path);
    const int code = store(b, file, s);
    unlink(file);
    if (rmdir(path) != 0 && code >= 0)
        polder_warn(&b->report, NULL, "%s could not be removed", path);
    return code;
}

static int run_once(bench_t *b, int run)
{
    static int (*const how[N_RUNS])(bench_t *, int, sample_t *) = {
        [PROTOTYPE] = run_prototype, [STORED] = run_stored};
    sample_t *s = &b->sample[run][b->n_round];
    const double wall = polder_seconds(), core = (double)clock() / CLOCKS_PER_SEC;
    const int code = (how[run] ? how[run] : run_plain)(b, run, s);
    s->wall = polder_seconds() - wall;
    s->core = (double)clock() / CLOCKS_PER_SEC - core;
    return code;
}

/* Where a month goes, part by part. */
static int run_profile(bench_t *b)
{
    const polder_run_options_t options = {
        .threads = 1, .block = BLOCK, .profile = true, .kernels = polder_cli_kernels()};
    const polder_sink_t sink = {.write = drop};
    polder_timing_t timing = {0};
    b->small.replicates = runs[VECTOR].networks;
    b->small.record.networks = 0;
    const int code = polder_run(&b->small, &options, &sink, &timing, &b->report);
    if (code >= 0) {
        b->n_part = timing.n_part;
        b->part = timing.part;
        timing.part = NULL;
    }
    polder_timing_free(&timing);
    return code;
}

/* --- all runs --- */

static int prepare(bench_t *b)
{
    polder_report_t *report = &b->report;
    int code = polder_experiment_init(&b->small, POLDER_PROTOTYPE_MODEL, report);
    if (code == 0) code = polder_experiment_init(&b->large, POLDER_PROTOTYPE_MODEL, report);
    if (code < 0) return code;
    char text[32];
    snprintf(text, sizeof text, "%d", SMALL);
    code = polder_experiment_set(&b->small, POLDER_FIELD_MEMBERS, text, report);
    snprintf(text, sizeof text, "%d", LARGE);
    if (code == 0) code = polder_experiment_set(&b->large, POLDER_FIELD_MEMBERS, text, report);
    if (code == 0)
        code =
            polder_experiment_set(&b->large, POLDER_PROTOTYPE_FORM, POLDER_PROTOTYPE_LARGE, report);
    b->large.horizon = LARGE_MONTHS;
    return code;
}

static int measure(bench_t *b)
{
    polder_progress_t progress;
    int code = prepare(b);
    if (code >= 0) code = run_profile(b); /* and so everything has been touched once */
    polder_progress_init(&progress, POLDER_TEXT("rounds"), b->json || b->csv);
    const double begin = polder_seconds();
    while (code >= 0 && b->n_round < MOST_ROUNDS) {
        for (int run = 0; run < N_RUNS && code >= 0; run++) code = run_once(b, run);
        if (code < 0) break;
        b->n_round++;
        const double spent = polder_seconds() - begin;
        if (b->n_round >= LEAST_ROUNDS && spent + spent / b->n_round / 2 > b->seconds) break;
        char text[64];
        snprintf(text, sizeof text, "round %d, %.0f of %.0f seconds", b->n_round + 1, spent,
                 b->seconds);
        polder_progress_note(&progress, text);
    }
    polder_progress_clear(&progress);
    return code;
}

/* --- figures --- */

#define FIGURE(name, expression)                                                                   \
    static double name(const sample_t *s)                                                          \
    {                                                                                              \
        return expression;                                                                         \
    }
FIGURE(core_per_network, s->core / s->networks)
FIGURE(arc_rate, s->arc_ticks / s->core)
FIGURE(wall_rate, s->networks / s->wall)
/* Processor time of the stepping alone: its share of the wall, of the processor time. */
FIGURE(step_cost, s->step / s->wall * s->core / s->arc_ticks)
FIGURE(graph_share, s->graph_share)
FIGURE(fill_share, s->fill_share)
FIGURE(observe_share, s->observe_share)
FIGURE(output_share, s->output_share)
FIGURE(arc_bytes, s->arc_bytes)
FIGURE(bytes, s->bytes)

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *x, int n)
{
    qsort(x, (size_t)n, sizeof *x, by_size);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

static double figure(const bench_t *b, int run, double (*of)(const sample_t *))
{
    double x[MOST_ROUNDS];
    for (int i = 0; i < b->n_round; i++) x[i] = of(&b->sample[run][i]);
    return median(x, b->n_round);
}

/* The median of the ratios within a round. */
static double ratio(const bench_t *b, int over, int under, double (*of)(const sample_t *))
{
    double x[MOST_ROUNDS];
    for (int i = 0; i < b->n_round; i++) x[i] = of(&b->sample[over][i]) / of(&b->sample[under][i]);
    return median(x, b->n_round);
}

/* --- the command --- */

static void take_parts(const bench_t *b, polder_bench_t *r, const char **part, double *share)
{
    double all = 0;
    for (int p = 0; p < b->n_part; p++) all += b->part[p];
    r->part = part;
    r->share = share;
    for (int p = 0; p < b->n_part; p++) {
        if (b->small.table.part[p]->kind != POLDER_MECHANISM) continue;
        part[r->n_part] = b->small.table.part[p]->name;
        share[r->n_part++] = all > 0 ? b->part[p] / all : 0;
    }
}

/* What was measured; `part` and `share` have room for all parts. */
static polder_bench_t results(const bench_t *b, const char **part, double *share)
{
    polder_bench_t r = {.kernels = polder_cli_kernels_now(),
                        .compiler = polder_cli_compiler(),
                        .rounds = b->n_round,
                        .threads = b->threads,
                        .one_thread = figure(b, VECTOR, wall_rate),
                        .all_threads = figure(b, THREADS, wall_rate),
                        .threads_to_one = ratio(b, THREADS, VECTOR, wall_rate),
                        .small_step = figure(b, VECTOR, step_cost),
                        .organisations = LARGE,
                        .months = LARGE_MONTHS,
                        .large_step = figure(b, BIG, step_cost),
                        .large_to_small = ratio(b, BIG, VECTOR, step_cost),
                        .arc_bytes = figure(b, BIG, arc_bytes),
                        .bytes = figure(b, BIG, bytes),
                        .large_graph = figure(b, BIG, graph_share),
                        .large_fill = figure(b, BIG, fill_share),
                        .graph = figure(b, STORED, graph_share),
                        .fill = figure(b, STORED, fill_share),
                        .observe = figure(b, STORED, observe_share),
                        .output = figure(b, STORED, output_share)};
    for (int run = VECTOR; run <= PROTOTYPE; run++) {
        r.small[run].name = runs[run].name;
        r.small[run].title = runs[run].title;
        r.small[run].seconds = figure(b, run, core_per_network);
        r.small[run].arc_ticks = figure(b, run, arc_rate);
        r.small[run].times = ratio(b, run, VECTOR, core_per_network);
    }
    take_parts(b, &r, part, share);
    return r;
}

static int show(bench_t *b)
{
    const char **part = calloc((size_t)b->n_part + 1, sizeof *part);
    double *share = calloc((size_t)b->n_part + 1, sizeof *share);
    polder_document_t *d = NULL;
    if (part && share) {
        const polder_bench_t r = results(b, part, share);
        d = polder_bench_document(b->json || b->csv ? POLDER_ENGLISH : polder_language(), &r);
    }
    polder_csv_t csv = polder_csv_begin(stdout, false);
    polder_terminal_warnings(stderr, &b->report);
    int code = b->csv ? polder_document_csv_values(d, &csv) : POLDER_OK;
    if (code < 0) code = polder_out_of_memory(&b->report);
    if (!b->csv) code = polder_cli_document(d, b->json, &b->report);
    polder_document_free(d);
    free(part);
    free(share);
    return code;
}

static int bench(bench_t *b)
{
    polder_cli_report(&b->report);
    int code = measure(b);
    if (code >= 0) code = show(b);
    const int exit_code = code < 0 ? polder_terminal_fail(&b->report, code) : POLDER_EXIT_OK;
    free(b->part);
    polder_experiment_free(&b->small);
    polder_experiment_free(&b->large);
    polder_report_free(&b->report);
    return exit_code;
}

int polder_cli_bench(int argc, char **argv)
{
    static bench_t b; /* too large for a stack */
    arguments_t a = {.seconds = 20};
    const int exit_code = polder_options_read(&polder_cli_bench_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (optind != argc) return polder_cli_usage(argv[0], "\"%s\" is one too many", argv[optind]);
    if (a.json && a.csv) return polder_cli_usage(argv[0], "--csv or --json, not both");
    b.seconds = (double)a.seconds;
    b.threads = (int)a.threads;
    b.json = a.json;
    b.csv = a.csv;
    return bench(&b);
}
