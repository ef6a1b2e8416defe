/* run.c: polder run SCENARIO. */
#include "run/run.h"

#include <libgen.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/command.h"
#include "cli/finish.h"
#include "cli/scenario_arguments.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "io/store.h"

static const char help[] =
    "usage: polder run SCENARIO [OPTION]...\n"
    "\n"
    "Runs all networks of a scenario, keeps the results in one HDF5 file, and shows\n"
    "a summary. The same scenario and seed give the same bytes on any number of\n"
    "threads. A run that was stopped goes on when the same command is given again.\n"
    "\n"
    "  -o, --output FILE    the result file (default: SCENARIO's name with .h5, here)\n"
    "  --set NAME=VALUE     another value for a parameter or key; may be repeated;\n"
    "                       lever.NAME=LEVEL pushes a lever in all ticks\n"
    "  --seed N             another seed\n"
    "  --replicates N       networks per case\n"
    "  --network FILE       the ties come from this file\n"
    "  --record FIELD       record this field over time too; may be repeated\n"
    "  --threads N          default: all cores\n"
    "  --block N            networks that are simulated together; changes no result\n"
    "  --shard I/N          only share I of N, from 1: for many machines or an array\n"
    "                       of jobs; polder join puts the shares together\n"
    "  --overwrite          replace the result file of another experiment\n"
    "  --json               the summary as one JSON object\n"
    "  --quiet              no progress and no summary\n"
    "\n"
    "examples:\n"
    "  polder run scenarios/twenty-percent.yaml\n"
    "  polder run scenarios/twenty-percent.yaml --replicates 500 -o quick.h5\n"
    "  polder run my-region.yaml --set relations.trust=0.6 --seed 7 -o trusting.h5\n"
    "  polder run my-region.yaml --shard 3/8 && polder join my-region.h5\n"
    "\n"
    "Levers in a scenario: from and until are both included, and pushes of one tick\n"
    "on one lever join as 1 - (1 - a)(1 - b)... Beside the result, NAME.log.json says\n"
    "when and how it was made.\n"
    "\n"
    "Exit code 0: done; 1: failed, also when some networks could not be run; 2: the\n"
    "scenario or the command line is not valid; 130: stopped, can be resumed.\n";

typedef struct {
    polder_scenario_arguments_t scenario;
    const char *file, *output;
    int64_t threads, block;
    int64_t shard, shards; /* 0: not cut */
    bool overwrite, json, quiet;
} arguments_t;

/* Everything one run holds on to. */
typedef struct {
    const arguments_t *arguments;
    polder_report_t report;
    polder_experiment_t experiment;
    char *description, *output;
    int32_t block;
    polder_store_t *store;
    bool complete; /* the file was there already */
    bool told;     /* of the first block that failed */
    polder_sink_t inner;
    polder_progress_t progress;
    int64_t done, total;
    int64_t failed; /* networks that could not be run: now in this share, then in the file */
    int64_t unmade; /* networks that could not be made now */
    char *reason;   /* of the first of these */
    polder_timing_t timing;
    polder_finish_t finish;
} run_t;

static volatile sig_atomic_t stop_wanted;

static void on_signal(int number)
{
    (void)number;
    stop_wanted = 1;
}

/* The first signal asks to stop in an orderly way, the second one has its usual effect. */
static void catch_signals(struct sigaction old[2])
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &old[0]);
    sigaction(SIGTERM, &action, &old[1]);
}

static void release_signals(const struct sigaction old[2])
{
    sigaction(SIGINT, &old[0], NULL);
    sigaction(SIGTERM, &old[1], NULL);
}

static int on_progress(void *self, int64_t done, int64_t total)
{
    run_t *r = self;
    r->done = done;
    r->total = total;
    polder_progress_show(&r->progress, done, total);
    return stop_wanted;
}

/* Why the first network could not be made, and of which case it is: told at the end. */
static void keep_reason(run_t *r, int64_t unit, const char *reason)
{
    char name[200];
    const int kase = (int)(unit % r->experiment.n_case);
    polder_experiment_case_name(&r->experiment, kase, name, sizeof name);
    free(r->reason);
    if (asprintf(&r->reason, "%s%s%s", name, *name ? ": " : "", reason) < 0) r->reason = NULL;
}

/* Between the engine and the store: see which blocks failed. */
static int sink_has(void *self, int64_t block)
{
    const run_t *r = self;
    return r->inner.has ? r->inner.has(r->inner.self, block) : 0;
}

static int sink_write(void *self, const polder_block_t *block, polder_report_t *report)
{
    run_t *r = self;
    if (block->error) {
        r->failed += block->n_unit;
        polder_progress_clear(&r->progress);
        if (!r->told) {
            fprintf(stderr, "polder: error: block %lld: ", (long long)block->block);
            polder_terminal_text(stderr, block->error);
            fputs("\nThe other blocks go on.\n", stderr);
        }
        r->told = true;
    }
    for (int32_t u = 0; u < block->n_unit && block->unmade; u++) {
        if (!block->unmade[u]) continue;
        r->failed++;
        if (r->unmade++ == 0) keep_reason(r, block->first_unit + u, block->unmade[u]);
    }
    return r->inner.write(r->inner.self, block, report);
}

/* "folder/name.yaml" becomes "name.h5". Caller frees. */
static char *default_output(const char *scenario)
{
    char *path = strdup(scenario), *output = NULL;
    if (!path) return NULL;
    char *name = basename(path);
    char *dot = strrchr(name, '.');
    if (dot && dot != name) *dot = '\0';
    output = malloc(strlen(name) + sizeof ".h5");
    if (output) sprintf(output, "%s.h5", name);
    free(path);
    return output;
}

/* Blocks small enough that each of the shares gets some. All of them come to the same size. */
static int32_t block_size(const polder_experiment_t *x, int64_t shares)
{
    enum { PER_SHARE = 4 };
    const int64_t units = polder_experiment_units(x);
    const int32_t usual = polder_block_size(x);
    const int64_t size = units / (PER_SHARE * shares) / POLDER_LANES * POLDER_LANES;
    if (shares <= 1 || size >= usual || usual <= POLDER_LANES) return usual;
    return (int32_t)(size < POLDER_LANES ? POLDER_LANES : size);
}

static int keep_command(run_t *r)
{
    const arguments_t *a = r->arguments;
    const polder_command_t command = {
        .scenario = a->file, .shards = a->shards, .arguments = a->scenario};
    return polder_command_write(&command, r->store, &r->report);
}

static int prepare(run_t *r)
{
    const arguments_t *a = r->arguments;
    const polder_scenario_options_t options = polder_scenario_arguments(&a->scenario);
    int code = polder_scenario_read(a->file, &options, &r->experiment, &r->report);
    /* A scenario that cannot be read is bad input, also when it is not there. */
    if (code < 0) return code == POLDER_FILE || code == POLDER_GRAPH ? POLDER_INPUT : code;
    polder_terminal_warnings(stderr, &r->report);
    polder_report_free(&r->report);
    code = polder_scenario_describe(&r->experiment, &r->description, &r->report);
    if (code < 0) return code;
    r->output = a->output ? strdup(a->output) : default_output(a->file);
    if (!r->output) return polder_fail(&r->report, POLDER_MEMORY, "out of memory");
    r->block = a->block > 0 ? (int32_t)a->block : block_size(&r->experiment, a->shards);
    code = polder_store_open(&r->store, &r->experiment, r->output, r->description, &r->block,
                             a->overwrite, &r->complete, &r->report);
    if (code >= 0) {
        polder_terminal_warnings(stderr, &r->report);
        polder_report_free(&r->report);
    }
    return code < 0 || r->complete ? code : keep_command(r);
}

static int simulate(run_t *r)
{
    struct sigaction old[2];
    const arguments_t *a = r->arguments;
    const polder_run_options_t options = {.threads = (int)a->threads,
                                          .block = r->block,
                                          .first_block = a->shards ? a->shard - 1 : 0,
                                          .step_block = a->shards,
                                          .progress = on_progress,
                                          .progress_self = r};
    const polder_sink_t sink = {.self = r, .has = sink_has, .write = sink_write};
    r->inner = polder_store_sink(r->store);
    polder_progress_init(&r->progress, "networks", a->quiet);
    catch_signals(old);
    int code = polder_run(&r->experiment, &options, &sink, &r->timing, &r->report);
    release_signals(old);
    polder_progress_clear(&r->progress);
    if (code >= 0) polder_terminal_warnings(stderr, &r->report);
    return code;
}

/* How far an earlier run came. */
static void say_resuming(const run_t *r)
{
    const int64_t n = polder_block_count(&r->experiment, r->block);
    const int64_t there = n - polder_store_missing(r->store);
    if (there > 0 && !r->arguments->quiet && !r->arguments->shards)
        fprintf(stderr, "polder: resuming: %lld of %lld blocks are there\n", (long long)there,
                (long long)n);
}

static void say_stopped(const run_t *r)
{
    fprintf(stderr,
            "polder: stopped; %lld of %lld networks are kept.\n"
            "Give the same command again to go on from here.\n",
            (long long)r->done, (long long)r->total);
}

/* A share is done: how far all of them are, and what to do next. */
static void say_share(run_t *r)
{
    const arguments_t *a = r->arguments;
    const int64_t n = polder_block_count(&r->experiment, r->block);
    const int64_t absent = polder_store_missing(r->store);
    if (r->failed > 0)
        fprintf(stderr,
                "polder: warning: %lld networks of this shard could not be run; polder join "
                "counts those of all\n",
                (long long)r->failed);
    if (a->quiet) return;
    fprintf(stderr, "polder: shard %lld of %lld is done; ", (long long)a->shard,
            (long long)a->shards);
    if (a->shard > n) fprintf(stderr, "there are only %lld blocks, so it has none; ", (long long)n);
    if (absent == 0)
        fprintf(stderr, "all %lld blocks are there.\nNow: polder join %s\n", (long long)n,
                r->output);
    else
        fprintf(stderr,
                "%lld of %lld blocks are in this folder.\n"
                "When all shards are done: polder join %s\n",
                (long long)(n - absent), (long long)n, r->output);
}

static int carry_out(run_t *r)
{
    polder_finish_begin(&r->finish);
    int code = prepare(r);
    if (code < 0) return polder_terminal_fail(&r->report, code);
    if (r->complete) {
        if (!r->arguments->quiet)
            fprintf(stderr, "polder: %s is complete already for this experiment\n", r->output);
        code = polder_finish_failed(r->output, &r->failed, &r->report);
        return code < 0 ? polder_terminal_fail(&r->report, code) : POLDER_EXIT_OK;
    }
    say_resuming(r);
    code = simulate(r);
    if (code == POLDER_STOPPED) {
        say_stopped(r);
        return POLDER_EXIT_STOPPED;
    }
    if (code >= 0 && r->arguments->shards) {
        say_share(r);
        return POLDER_EXIT_OK;
    }
    r->finish.output = r->output;
    r->finish.scenario = r->arguments->file;
    r->finish.networks = polder_experiment_units(&r->experiment);
    r->finish.block = r->block;
    r->finish.timing = &r->timing;
    r->finish.quiet = r->arguments->quiet;
    if (code >= 0) code = polder_finish_join(&r->finish, r->store, &r->report);
    if (code >= 0) code = polder_finish_failed(r->output, &r->failed, &r->report);
    return code < 0 ? polder_terminal_fail(&r->report, code) : POLDER_EXIT_OK;
}

static int run(const arguments_t *arguments)
{
    run_t r = {.arguments = arguments};
    polder_report_init(&r.report);
    int exit_code = carry_out(&r);
    polder_store_close(r.store);
    const bool whole = exit_code == POLDER_EXIT_OK && (r.complete || !arguments->shards);
    if (whole && (!arguments->quiet || arguments->json)) {
        const polder_summary_options_t options = {0};
        exit_code =
            polder_cli_summary(r.output, &options, arguments->json, r.complete ? NULL : &r.timing);
    }
    if (whole && exit_code == POLDER_EXIT_OK)
        exit_code = polder_finish_exit(r.failed, polder_experiment_units(&r.experiment), r.output,
                                       r.reason);
    polder_timing_free(&r.timing);
    polder_experiment_free(&r.experiment);
    polder_report_free(&r.report);
    free(r.description);
    free(r.output);
    free(r.reason);
    return exit_code;
}

/* "3/8" */
static int read_shard(arguments_t *a, const char *command, const char *text)
{
    enum { MOST = 10000 };
    char share[16] = "";
    const char *slash = strchr(text, '/');
    if (slash && (size_t)(slash - text) < sizeof share) memcpy(share, text, (size_t)(slash - text));
    if (!slash || !polder_cli_whole(share, INT64_MIN, INT64_MAX, &a->shard) ||
        !polder_cli_whole(slash + 1, INT64_MIN, INT64_MAX, &a->shards))
        return polder_cli_usage(command, "--shard needs two numbers such as 3/8, not \"%s\"", text);
    if (a->shards < 1 || a->shards > MOST)
        return polder_cli_usage(command, "--shard %s: the number of shards must be from 1 to %d",
                                text, MOST);
    if (a->shard < 1 || a->shard > a->shards)
        return polder_cli_usage(command,
                                "--shard %s: with %lld shards the first number is from 1 "
                                "to %lld",
                                text, (long long)a->shards, (long long)a->shards);
    return 0;
}

static int check_together(const arguments_t *a, const char *command)
{
    if (a->shards && a->json)
        return polder_cli_usage(command, "a shard has no summary for --json: polder join has");
    if (a->shards && a->overwrite)
        return polder_cli_usage(command, "shards run beside each other, so they do not overwrite: "
                                         "remove the old file and its parts yourself, or choose "
                                         "another with --output");
    return 0;
}

enum { THREADS = 256, BLOCK, SHARD, OVERWRITE, JSON, QUIET };

static int read_option(arguments_t *a, char **argv, int option, const struct option *options)
{
    switch (option) {
    case 'o':
        a->output = optarg;
        return 0;
    case THREADS:
        if (polder_cli_whole(optarg, 1, 4096, &a->threads)) return 0;
        return polder_cli_usage(argv[0], "--threads needs a number from 1 to 4096, not \"%s\"",
                                optarg);
    case BLOCK:
        if (polder_cli_whole(optarg, 1, 1 << 20, &a->block)) return 0;
        return polder_cli_usage(argv[0], "--block needs a number from 1 to %d, not \"%s\"", 1 << 20,
                                optarg);
    case SHARD:
        return read_shard(a, argv[0], optarg);
    case OVERWRITE:
        a->overwrite = true;
        return 0;
    case JSON:
        a->json = true;
        return 0;
    case QUIET:
        a->quiet = true;
        return 0;
    default:
        return polder_cli_bad_option(argv, option, options);
    }
}

int polder_cli_run(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"output", required_argument, NULL, 'o'},
                                            {"threads", required_argument, NULL, THREADS},
                                            {"block", required_argument, NULL, BLOCK},
                                            {"shard", required_argument, NULL, SHARD},
                                            {"overwrite", no_argument, NULL, OVERWRITE},
                                            {"json", no_argument, NULL, JSON},
                                            {"quiet", no_argument, NULL, QUIET},
                                            POLDER_SCENARIO_ARGUMENTS,
                                            {0}};
    arguments_t a = {0};
    for (int option; (option = getopt_long(argc, argv, ":ho:", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        }
        int exit_code = polder_scenario_argument(&a.scenario, argv[0], option, optarg);
        if (exit_code < 0) exit_code = read_option(&a, argv, option, options);
        if (exit_code > 0) return exit_code;
    }
    if (optind + 1 != argc)
        return polder_cli_usage(argv[0], "%s",
                                optind == argc ? "which scenario?" : "one scenario at a time");
    a.file = argv[optind];
    const int exit_code = check_together(&a, argv[0]);
    return exit_code ? exit_code : run(&a);
}
