/* run_steps.c: see run_steps.h. */
#include "program/run_steps.h"

#include <errno.h>
#include <ftw.h>
#include <libgen.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/command.h"
#include "program/finish.h"
#include "program/language.h"
#include "program/log.h"
#include "program/mpi.h"
#include "program/room.h"
#include "program/summary.h"

/* Everything one run holds on to. */
typedef struct {
    const polder_run_arguments_t *arguments;
    polder_mpi_t *mpi; /* NULL: one process */
    int rank;
    polder_report_t report;
    polder_experiment_t experiment;
    char *description, *output;
    char *temporary; /* the folder of a result that is not kept */
    int32_t block;
    polder_store_t *store;
    bool complete; /* the file was there already */
    polder_sink_t inner;
    polder_progress_t progress;
    int64_t done, total;
    char *reason; /* why a network could not be made: of those of this process the first */
    int64_t reason_unit;
    /* By this process: networks written, those of them that could not be run, and whether that
     * was told. A thread may write a block while another shows the progress. */
    _Atomic int64_t wrote, lost;
    atomic_bool told;
    int64_t failed; /* networks of the file that could not be run */
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

/* All ranks together. */
static void show_progress(void *self)
{
    run_t *r = self;
    int64_t done = 0, failed = 0;
    polder_mpi_others(r->mpi, &done, &failed);
    if (failed > 0 && !r->told) {
        polder_progress_clear(&r->progress);
        polder_terminal_line(stderr,
                             "polder: error: some networks cannot be run; the others go on.");
        r->told = true;
    }
    polder_progress_show(&r->progress, r->done + done, r->total);
}

/* Inside a network that all threads share. */
static int on_within(void *self, double share)
{
    run_t *r = self;
    r->progress.part = share;
    if (r->rank == 0 && r->total > 0) show_progress(r);
    return stop_wanted;
}

static int on_progress(void *self, int64_t done, int64_t total)
{
    run_t *r = self;
    r->progress.part = 0;
    r->done = done;
    r->total = total;
    polder_mpi_note(r->mpi, r->wrote, r->lost);
    show_progress(r);
    return stop_wanted;
}

/* Why the first network could not be made, and of which case it is: told at the end. */
static void keep_reason(run_t *r, int64_t unit, const char *reason)
{
    char name[POLDER_CASE_NAME];
    const int case_index = (int)(unit % r->experiment.n_case);
    if (r->reason && r->reason_unit < unit) return;
    free(r->reason);
    r->reason_unit = unit;
    polder_experiment_case_name(&r->experiment, case_index, name, sizeof name);
    if (asprintf(&r->reason, "%s%s%s", name, *name ? ": " : "", reason) < 0) r->reason = NULL;
}

/* Between the engine and the store: see which blocks and networks failed. */
static int sink_has(void *self, int64_t block)
{
    const run_t *r = self;
    return r->inner.has ? r->inner.has(r->inner.self, block) : 0;
}

static int sink_write(void *self, const polder_block_t *block, polder_report_t *report)
{
    run_t *r = self;
    if (block->error) {
        r->lost += block->n_unit;
        if (r->rank == 0) polder_progress_clear(&r->progress);
        if (!r->told && r->rank == 0) {
            polder_terminal_line(stderr, "polder: error: block %lld: %s", (long long)block->block,
                                 block->error);
            polder_terminal_line(stderr, "The other blocks go on.");
        }
        r->told = true;
    }
    for (int32_t u = 0; u < block->n_unit && block->unmade; u++) {
        if (!block->unmade[u]) continue;
        r->lost++;
        keep_reason(r, block->first_unit + u, block->unmade[u]);
    }
    const int code = r->inner.write(r->inner.self, block, report);
    if (code >= 0) r->wrote += block->n_unit;
    return code;
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

/* A folder of its own for a result that is not kept. */
static int make_temporary(run_t *r)
{
    const char *folder = getenv("TMPDIR");
    char *name = NULL;
    if (polder_mpi_size(r->mpi) > 1)
        return polder_fail(&r->report, POLDER_INPUT,
                           "--no-file is for one process: others could not write to the same file");
    if (!folder || !*folder) folder = "/tmp";
    if (asprintf(&r->temporary, "%s/polder-XXXXXX", folder) < 0) r->temporary = NULL;
    if (!r->temporary) return polder_out_of_memory(&r->report);
    if (!mkdtemp(r->temporary)) {
        const int code = polder_fail(&r->report, POLDER_FILE, "no folder can be made in %s: %s",
                                     folder, strerror(errno));
        free(r->temporary);
        r->temporary = NULL;
        return code;
    }
    if (asprintf(&name, "%s/result.h5", r->temporary) < 0) name = NULL;
    r->output = name;
    return name ? 0 : polder_out_of_memory(&r->report);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)kind, (void)where;
    remove(path);
    return 0;
}

static void remove_temporary(run_t *r)
{
    if (r->temporary) nftw(r->temporary, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(r->temporary);
}

/* One rank speaks for all: they read the same. */
static void pass_warnings(run_t *r)
{
    if (r->rank == 0) polder_terminal_warnings(stderr, &r->report);
    polder_report_free(&r->report);
}

static int keep_command(run_t *r)
{
    const polder_run_arguments_t *a = r->arguments;
    const polder_command_t command = {
        .scenario = a->file, .shards = a->shard.of, .arguments = a->scenario};
    return polder_command_write(&command, r->store, &r->report);
}

static int read_scenario(run_t *r)
{
    const polder_run_arguments_t *a = r->arguments;
    const polder_scenario_options_t options = polder_scenario_arguments(&a->scenario);
    int code = polder_scenario_read(a->file, &options, &r->experiment, &r->report);
    /* A scenario that cannot be read is bad input, also when it is not there. */
    if (code < 0) return code == POLDER_FILE || code == POLDER_GRAPH ? POLDER_INPUT : code;
    pass_warnings(r);
    code = polder_scenario_describe(&r->experiment, &r->description, &r->report);
    if (code < 0) return code;
    if (a->no_file) {
        code = make_temporary(r);
        if (code < 0) return code;
    } else
        r->output = a->output ? strdup(a->output) : default_output(a->file);
    if (!r->output) return polder_out_of_memory(&r->report);
    const int64_t threads = a->threads > 0 ? a->threads : polder_mpi_threads(r->mpi);
    const int64_t shares = r->mpi ? polder_mpi_size(r->mpi) * threads : a->shard.of;
    r->block = a->block > 0 ? (int32_t)a->block : polder_shard_block(&r->experiment, shares);
    code = polder_room_check(&r->experiment, r->block,
                             threads > 0 ? threads : sysconf(_SC_NPROCESSORS_ONLN), r->output,
                             &r->report);
    if (code >= 0) pass_warnings(r);
    return code;
}

/* What rank 0 has made on a shared disk may take a moment to be seen elsewhere. */
static int await_parts(run_t *r)
{
    enum { TRIES = 100 };
    const struct timespec tenth = {.tv_nsec = 100000000};
    char *parts = polder_store_parts(r->output);
    if (!parts) return polder_out_of_memory(&r->report);
    bool there = false;
    for (int i = 0; i < TRIES && !there; i++) {
        if (i > 0) nanosleep(&tenth, NULL);
        there = access(parts, F_OK) == 0;
    }
    const int code = there ? 0
                           : polder_fail(&r->report, POLDER_INPUT,
                                         "%s, which rank 0 has made, is not there: the result must "
                                         "be on a disk that all ranks see",
                                         parts);
    free(parts);
    return code;
}

static int open_here(run_t *r)
{
    const polder_run_arguments_t *a = r->arguments;
    if (r->rank > 0) {
        const int code = await_parts(r);
        if (code < 0) return code;
    }
    int code = polder_log_check(r->output, &r->report);
    if (code < 0) return code;
    code = polder_store_open(&r->store, &r->experiment, r->output, r->description, &r->block,
                             polder_cli_existing(a->overwrite, a->trust), &r->complete, &r->report);
    if (code < 0) return code;
    pass_warnings(r);
    if (r->rank > 0 && r->complete)
        return polder_fail(&r->report, POLDER_FILE, "%s: another process has made it meanwhile",
                           r->output);
    return r->complete || r->rank > 0 ? code : keep_command(r);
}

/* Rank 0 first: the others find what it has made. */
static int open_store(run_t *r)
{
    int first[2] = {0};
    if (r->rank == 0) {
        first[0] = open_here(r);
        first[1] = r->complete;
    }
    int code = polder_mpi_spread(r->mpi, first, sizeof first, &r->report);
    if (code < 0) return code;
    code = first[0];
    if (r->rank > 0) {
        r->complete = first[1];
        if (code >= 0 && !r->complete) code = open_here(r);
    }
    return polder_mpi_agree(r->mpi, code, NULL, &r->report);
}

static int prepare(run_t *r)
{
    int code = read_scenario(r);
    code = polder_mpi_agree(r->mpi, code, r->description, &r->report);
    return code < 0 ? code : open_store(r);
}

static int simulate(run_t *r)
{
    struct sigaction old[2];
    const polder_run_arguments_t *a = r->arguments;
    polder_run_options_t options = {.threads = (int)a->threads,
                                    .block = r->block,
                                    .first_block = a->shard.of ? a->shard.at - 1 : 0,
                                    .step_block = a->shard.of,
                                    .progress = on_progress,
                                    .within = on_within,
                                    .progress_self = r,
                                    .kernels = polder_cli_kernels()};
    const polder_sink_t sink = {.self = r, .has = sink_has, .write = sink_write};
    const int64_t n_block = polder_block_count(&r->experiment, r->block);
    r->inner = polder_store_sink(r->store);
    polder_progress_init(&r->progress, POLDER_TEXT("networks"), a->quiet || r->rank > 0);
    catch_signals(old);
    int code = polder_mpi_begin(r->mpi, &options, &sink, n_block, &r->report);
    if (code >= 0) {
        code = polder_run(&r->experiment, &options, &sink, &r->timing, &r->report);
        if (r->rank > 0) {
            /* so that nobody works in the folder when rank 0 joins */
            polder_store_close(r->store);
            r->store = NULL;
        }
        code = polder_mpi_end(r->mpi, code, show_progress, r, &r->report);
    }
    if (code >= 0) code = polder_mpi_timing(r->mpi, &r->timing, &r->report);
    release_signals(old);
    polder_progress_clear(&r->progress);
    /* Stopped, but there was nothing left to do. */
    if (code == POLDER_STOPPED && r->mpi && r->rank == 0 && polder_store_missing(r->store) == 0)
        code = 0;
    if (code >= 0) pass_warnings(r);
    return code;
}

/* How far an earlier run came. */
static void say_resuming(const run_t *r)
{
    const int64_t n = polder_block_count(&r->experiment, r->block);
    const int64_t there = n - polder_store_missing(r->store);
    if (there > 0 && !r->arguments->quiet && !r->arguments->shard.of)
        polder_terminal_line(stderr, "polder: resuming: %lld of %lld blocks are there",
                             (long long)there, (long long)n);
}

static void say_stopped(run_t *r)
{
    int64_t done = 0, failed = 0;
    polder_mpi_others(r->mpi, &done, &failed);
    if (r->arguments->no_file) {
        polder_terminal_line(stderr, "polder: stopped; with --no-file nothing is kept");
        return;
    }
    polder_terminal_line(stderr, "polder: stopped; %lld of %lld networks are kept.",
                         (long long)(r->done + done), (long long)r->total);
    polder_terminal_line(stderr, "Give the same command again to go on from here.");
}

static int fail(const run_t *r, int code)
{
    if (!polder_mpi_speaks(r->mpi)) return polder_terminal_exit(code);
    if (r->rank > 0) fprintf(stderr, "polder: on rank %d, %s:\n", r->rank, polder_mpi_host(r->mpi));
    return polder_terminal_fail(&r->report, code);
}

/* All that is in this share is done. */
static int end_share(run_t *r)
{
    const polder_run_arguments_t *a = r->arguments;
    if (r->lost > 0)
        fprintf(stderr,
                "polder: warning: %lld networks of this shard could not be run; polder join "
                "counts those of all\n",
                (long long)r->lost);
    if (!a->quiet)
        polder_shard_say(&a->shard, r->store, polder_block_count(&r->experiment, r->block),
                         r->output);
    return POLDER_EXIT_OK;
}

/* A part that was damaged since it was looked at is gone now, and its block is run again. Under MPI
 * the other ranks have left. */
static int join_parts(run_t *r)
{
    enum { TRIES = 3 };
    int code = polder_finish_join(&r->finish, r->store, &r->report);
    for (int i = 0; i < TRIES && code == POLDER_FORMAT && !r->mpi; i++) {
        if (polder_store_missing(r->store) == 0) break;
        polder_report_free(&r->report);
        polder_terminal_line(stderr, "polder: a part of %s was damaged meanwhile and is done again",
                             r->output);
        polder_timing_free(&r->timing);
        code = simulate(r);
        if (code >= 0) code = polder_finish_join(&r->finish, r->store, &r->report);
    }
    return code == POLDER_FORMAT ? POLDER_FILE : code;
}

static int end_whole(run_t *r)
{
    r->finish.output = r->output;
    r->finish.scenario = r->arguments->file;
    r->finish.networks = polder_experiment_units(&r->experiment);
    r->finish.block = r->block;
    r->finish.timing = &r->timing;
    r->finish.quiet = r->arguments->quiet;
    const int64_t absent = r->mpi ? polder_store_missing(r->store) : 0;
    int code = 0;
    if (absent > 0)
        code = polder_fail(&r->report, POLDER_FILE,
                           "%s: %lld blocks that other ranks have made are not here: the result "
                           "must be on a disk that all ranks see",
                           r->output, (long long)absent);
    if (code >= 0) code = join_parts(r);
    if (code >= 0)
        code = polder_finish_failed(r->output, r->arguments->trust, &r->failed, &r->report);
    return code < 0 ? polder_terminal_fail(&r->report, code) : POLDER_EXIT_OK;
}

static int carry_out(run_t *r)
{
    polder_finish_begin(&r->finish);
    int code = prepare(r);
    if (code < 0) return fail(r, code);
    if (r->complete && r->rank > 0) return POLDER_EXIT_OK;
    if (r->complete) {
        if (!r->arguments->quiet)
            polder_terminal_line(stderr, "polder: %s is complete already for this experiment",
                                 r->output);
        code = polder_finish_failed(r->output, r->arguments->trust, &r->failed, &r->report);
        return code < 0 ? polder_terminal_fail(&r->report, code) : POLDER_EXIT_OK;
    }
    if (r->rank == 0) say_resuming(r);
    if (r->rank == 0 && !r->arguments->quiet && !polder_mpi_dynamic(r->mpi))
        fputs("polder: this MPI allows no threads, so each rank has a fixed share\n", stderr);
    code = simulate(r);
    if (code == POLDER_STOPPED) {
        if (r->rank == 0) say_stopped(r);
        return POLDER_EXIT_STOPPED;
    }
    if (code < 0) return fail(r, code);
    if (r->rank > 0) return POLDER_EXIT_OK;
    return r->arguments->shard.of ? end_share(r) : end_whole(r);
}

static int show(run_t *r)
{
    const polder_run_arguments_t *a = r->arguments;
    int exit_code = POLDER_EXIT_OK;
    if (!a->quiet || a->json) {
        /* It was looked at a moment ago. */
        const polder_summary_options_t options = {.trust = true,
                                                  .called_by = a->no_file ? a->file : NULL};
        const polder_screen_t screen = a->json      ? POLDER_JSON
                                       : a->details ? POLDER_DETAILS
                                                    : POLDER_SHORT;
        exit_code = polder_cli_summary(r->output, a->no_file ? NULL : r->output, &options, screen,
                                       r->complete ? NULL : &r->timing);
    }
    return exit_code == POLDER_EXIT_OK
               ? polder_finish_exit(r->failed, polder_experiment_units(&r->experiment),
                                    a->no_file ? NULL : r->output, r->reason)
               : exit_code;
}

int polder_run_steps(const polder_run_arguments_t *arguments)
{
    run_t r = {.arguments = arguments};
    int exit_code;
    polder_cli_report(&r.report);
    /* A share is one process's own, however many there are. */
    const int code = arguments->shard.of ? 0 : polder_mpi_open(&r.mpi, &r.report);
    if (code < 0) {
        exit_code =
            r.report.n_error ? polder_terminal_fail(&r.report, code) : polder_terminal_exit(code);
    } else {
        r.rank = polder_mpi_rank(r.mpi);
        exit_code = carry_out(&r);
    }
    polder_store_drop(r.store); /* what has parts in it stays */
    if (exit_code == POLDER_EXIT_OK && r.rank == 0 && (r.complete || !arguments->shard.of))
        exit_code = show(&r);
    remove_temporary(&r);
    polder_timing_free(&r.timing);
    polder_experiment_free(&r.experiment);
    polder_report_free(&r.report);
    free(r.description);
    free(r.output);
    free(r.reason);
    polder_mpi_close(r.mpi);
    return exit_code;
}
