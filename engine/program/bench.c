/* bench.c: polder bench. Runs that are compared take turns, so that a busy machine slows all of
 * them; what is shown are medians over the rounds. Rates "per core" divide by processor time. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "experiment/fingerprint.h"
#include "io/store.h"
#include "kernel/code.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/summary.h"
#include "program/terminal.h"
#include "prototype/prototype.h"
#include "run/run.h"
#include "run/seconds.h"
#include "scenario/scenario.h"

typedef struct {
    int64_t seconds, threads;
    bool json;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_WHOLE(arguments_t, seconds, "seconds", "S", 1, 86400,
                        "about how long to measure (default: 20)"),
    POLDER_OPTION_WHOLE(arguments_t, threads, "threads", "N", 1, 4096,
                        "threads to compare with one (default: all cores)"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "all figures as one JSON object"),
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
    const char *name, *title;
    int networks;
} runs[N_RUNS] = {
    [VECTOR] = {"vector", "", 4096}, /* title_of */
    [SCALAR] = {"scalar", "scalar kernels", 1024},
    [PROTOTYPE] = {"prototype", "plain C prototype", 300},
    [THREADS] = {"threads", "all threads", 0},
    [STORED] = {"stored", "with results on disk", 4096},
    [BIG] = {"large", "one large network", 1},
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
    bool json;
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
    polder_progress_init(&progress, POLDER_TEXT("rounds"), b->json);
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

static double part_share(const bench_t *b, int part)
{
    double all = 0;
    for (int p = 0; p < b->n_part; p++) all += b->part[p];
    return all > 0 ? b->part[part] / all : 0;
}

/* --- text --- */

enum { R = POLDER_GRID_RIGHT };

static const char *fixed(char text[32], double value, int digits)
{
    snprintf(text, 32, "%.*f", digits, value);
    return text;
}

static void heading(const char *text)
{
    polder_terminal_heading(stdout, text);
    putchar('\n');
}

/* Both are scalar where POLDER_KERNELS says so. */
static const char *title_of(char text[64], int run)
{
    if (run != VECTOR) return runs[run].title;
    snprintf(text, 64, "%.32s kernels", polder_cli_kernels_now());
    return text;
}

static void print_small(const bench_t *b)
{
    heading("Small networks, 60 months, per core");
    polder_grid_t *grid =
        polder_grid_new(5, (const char *[]){"", "ms/network", "networks/s", "arc-ticks/s", "times"},
                        (const int[]){0, R, R, R, R});
    for (int run = VECTOR; run <= PROTOTYPE; run++) {
        char title[64];
        const double each = figure(b, run, core_per_network);
        char ms[32], rate[32], arcs[32], times[32];
        snprintf(arcs, sizeof arcs, "%.1f M", 1e-6 * figure(b, run, arc_rate));
        polder_grid_row(grid,
                        (const char *[]){title_of(title, run), fixed(ms, 1e3 * each, 4),
                                         fixed(rate, 1 / each, 0), arcs,
                                         fixed(times, ratio(b, run, VECTOR, core_per_network), 1)});
    }
    polder_terminal_grid(grid, stdout, polder_terminal_width(stdout));
    char one[32], many[32], times[32];
    printf("\n%s networks/s on 1 thread, %s on %d: %s times as many\n\n",
           fixed(one, figure(b, VECTOR, wall_rate), 0),
           fixed(many, figure(b, THREADS, wall_rate), 0), b->threads,
           fixed(times, ratio(b, THREADS, VECTOR, wall_rate), 2));
}

static void print_large(const bench_t *b)
{
    char text[32];
    snprintf(text, sizeof text, "One network of %d", LARGE);
    heading(text);
    printf("simulation    %.1f M arc-ticks per core and second (small networks: %.1f M)\n",
           1e-6 / figure(b, BIG, step_cost), 1e-6 / figure(b, VECTOR, step_cost));
    printf("cost          %.2f times that of an arc in a small network\n",
           ratio(b, BIG, VECTOR, step_cost));
    printf("memory        %.1f bytes per arc for ties and their states, %.1f with all else\n",
           figure(b, BIG, arc_bytes), figure(b, BIG, bytes));
    printf("set-up        ties %.0f%%, first values %.0f%% of %d months\n\n",
           100 * figure(b, BIG, graph_share), 100 * figure(b, BIG, fill_share), LARGE_MONTHS);
}

static void print_shares(const bench_t *b)
{
    const double graph = figure(b, STORED, graph_share), fill = figure(b, STORED, fill_share);
    const double output = figure(b, STORED, output_share);
    const double observe = figure(b, STORED, observe_share);
    heading("Where the time goes, small networks with results on disk");
    printf("set-up        %.1f%% (ties by igraph %.1f%%, first values %.1f%%)\n",
           100 * (graph + fill), 100 * graph, 100 * fill);
    printf("months        %.1f%%\n", 100 * (1 - graph - fill - output - observe));
    printf("observables   %.1f%%\n", 100 * observe);
    printf("output        %.1f%%\n\n", 100 * output);
    heading("Parts, as a share of the months");
    polder_grid_t *grid =
        polder_grid_new(3, (const char *[]){"part", "share", ""}, (const int[]){0, R, 0});
    for (int p = 0; p < b->n_part; p++) {
        if (b->small.table.part[p]->kind != POLDER_MECHANISM) continue;
        char share[32], bar[128];
        polder_grid_row(grid, (const char *[]){b->small.table.part[p]->name,
                                               polder_terminal_percent(share, part_share(b, p)),
                                               polder_terminal_bar(bar, part_share(b, p), 30)});
    }
    polder_terminal_grid(grid, stdout, polder_terminal_width(stdout));
    printf("\nkernels for %s; medians of %d rounds; per core: per second of processor time\n",
           polder_cli_kernels_now(), b->n_round);
}

/* --- JSON --- */

static void put(json_t *o, const char *key, double value)
{
    json_object_set_new(o, key, polder_number_json(value));
}

static json_t *speed_json(const bench_t *b, int run)
{
    json_t *o = json_object();
    put(o, "ms_per_network", 1e3 * figure(b, run, core_per_network));
    put(o, "networks_per_core_second", 1 / figure(b, run, core_per_network));
    put(o, "arc_ticks_per_core_second", figure(b, run, arc_rate));
    return o;
}

static json_t *small_json(const bench_t *b)
{
    json_t *o = json_object();
    for (int run = VECTOR; run <= PROTOTYPE; run++)
        json_object_set_new(o, runs[run].name, speed_json(b, run));
    put(o, "vector_to_scalar", ratio(b, SCALAR, VECTOR, core_per_network));
    put(o, "vector_to_prototype", ratio(b, PROTOTYPE, VECTOR, core_per_network));
    json_object_set_new(o, "threads", json_integer(b->threads));
    put(o, "networks_per_second_one_thread", figure(b, VECTOR, wall_rate));
    put(o, "networks_per_second_threads", figure(b, THREADS, wall_rate));
    put(o, "threads_to_one", ratio(b, THREADS, VECTOR, wall_rate));
    put(o, "step_arc_ticks_per_core_second", 1 / figure(b, VECTOR, step_cost));
    return o;
}

static json_t *large_json(const bench_t *b)
{
    json_t *o = json_object();
    json_object_set_new(o, "organisations", json_integer(LARGE));
    json_object_set_new(o, "months", json_integer(LARGE_MONTHS));
    put(o, "step_arc_ticks_per_core_second", 1 / figure(b, BIG, step_cost));
    put(o, "cost_to_small", ratio(b, BIG, VECTOR, step_cost));
    put(o, "arc_bytes_per_arc", figure(b, BIG, arc_bytes));
    put(o, "bytes_per_arc", figure(b, BIG, bytes));
    put(o, "graph_share", figure(b, BIG, graph_share));
    put(o, "fill_share", figure(b, BIG, fill_share));
    return o;
}

static void print_json(const bench_t *b)
{
    json_t *o = json_object(), *shares = json_object(), *parts = json_object();
    json_object_set_new(o, "polder", json_string(POLDER_VERSION));
    json_object_set_new(o, "fingerprint", json_string(polder_fingerprint()));
    json_object_set_new(o, "compiler", json_string(polder_cli_compiler()));
    json_object_set_new(o, "kernels", json_string(polder_cli_kernels_now()));
    json_object_set_new(o, "rounds", json_integer(b->n_round));
    json_object_set_new(o, "small", small_json(b));
    json_object_set_new(o, "large", large_json(b));
    put(shares, "graph", figure(b, STORED, graph_share));
    put(shares, "fill", figure(b, STORED, fill_share));
    put(shares, "observe", figure(b, STORED, observe_share));
    put(shares, "output", figure(b, STORED, output_share));
    json_object_set_new(o, "shares", shares);
    for (int p = 0; p < b->n_part; p++)
        if (b->small.table.part[p]->kind == POLDER_MECHANISM)
            put(parts, b->small.table.part[p]->name, part_share(b, p));
    json_object_set_new(o, "parts", parts);
    json_dumpf(o, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    putchar('\n');
    json_decref(o);
}

/* --- the command --- */

static int bench(bench_t *b)
{
    polder_cli_report(&b->report);
    int code = measure(b), exit_code = POLDER_EXIT_OK;
    if (code < 0)
        exit_code = polder_terminal_fail(&b->report, code);
    else if (b->json)
        print_json(b);
    else {
        polder_terminal_warnings(stderr, &b->report);
        print_small(b);
        print_large(b);
        print_shares(b);
    }
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
    b.seconds = (double)a.seconds;
    b.threads = (int)a.threads;
    b.json = a.json;
    return bench(&b);
}
