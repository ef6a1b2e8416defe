/* join.c: polder join FILE [FOLDER]... */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/command.h"
#include "program/finish.h"
#include "program/language.h"
#include "program/log.h"
#include "program/summary.h"

typedef struct {
    const char *output, *scenario, *network;
    int n_folder;
    char **folder; /* as the user gave them */
    bool overwrite, json, quiet, trust;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(arguments_t, scenario, "scenario", "FILE",
                       "the scenario, for parts that lack scenario.json"),
    POLDER_OPTION_TEXT(arguments_t, network, "network", "FILE", "and its network file"),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite",
                       "replace a result file of another experiment"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "the summary as one JSON object"),
    POLDER_OPTION_FLAG(arguments_t, quiet, "quiet", "no summary"),
    POLDER_OPTION_FLAG(arguments_t, trust, "trust",
                       "believe a FILE that is there, whatever its digest"),
    {.name = NULL}};

const polder_options_t polder_cli_join_options = {
    "usage: polder join FILE [FOLDER]... [OPTION]...\n"
    "\n"
    "Makes the result FILE of the parts that polder run --shard has left: those in\n"
    "the folder beside it (NAME.parts for NAME.h5) and those in every FOLDER, copied\n"
    "from other machines. All must be of one experiment. The bytes are those that one\n"
    "plain run gives. When FILE is complete, and not before, the parts beside it are\n"
    "removed; a FOLDER stays as it is, so it cannot be that one. A FILE that is\n"
    "complete already is left alone.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder run my-region.yaml --shard 1/2 && polder run my-region.yaml --shard 2/2\n"
    "  polder join my-region.h5\n"
    "  polder join whole.h5 machine-a/my-region.parts machine-b/my-region.parts\n"
    "\n"
    "Exit code 0: done; 1: failed, also when parts are missing or some networks could\n"
    "not be run; 2: the folders do not belong together, or the command line is wrong.\n"};

typedef struct {
    const arguments_t *arguments;
    polder_report_t report;
    polder_command_t command;
    polder_experiment_t experiment;
    polder_store_t *store;
    char *parts, *scenario, *network, *description;
    const char *first;          /* the folder that all others are compared with */
    const char *told;           /* the first that says of what experiment the parts are */
    polder_manifest_t manifest; /* of that folder */
    bool complete;              /* the file was there already */
    bool joined;                /* and no parts are left */
    int64_t networks, failed;
    polder_timing_t timing; /* nothing was run */
} join_t;

static const char *known(const char *text)
{
    return *text ? text : "(unknown)";
}

/* One folder more: is it of the same experiment? Takes its command, if none was found yet. */
static int look(join_t *j, const char *folder)
{
    polder_manifest_t manifest;
    const int code = polder_store_look(folder, &manifest, &j->report);
    if (code < 0) return code;
    if (!j->command.scenario && !polder_command_read(&j->command, folder))
        j->command = (polder_command_t){0};
    if (!j->told && polder_store_has_experiment(folder)) j->told = folder;
    if (!j->first) {
        j->first = folder;
        j->manifest = manifest;
        return 0;
    }
    if (strcmp(manifest.experiment, j->manifest.experiment) != 0)
        return polder_fail(&j->report, POLDER_INPUT,
                           "%s and %s hold parts of different experiments, so they cannot be "
                           "joined",
                           j->first, folder);
    if (!polder_store_same_code(&manifest, &j->manifest))
        return polder_fail(&j->report, POLDER_INPUT,
                           "the parts in %s were made by polder %s with code %s and those in %s by "
                           "polder %s with code %s, so they cannot be joined: run all shards with "
                           "one build",
                           j->first, known(j->manifest.version), known(j->manifest.code), folder,
                           known(manifest.version), known(manifest.code));
    if (manifest.block != j->manifest.block)
        return polder_fail(&j->report, POLDER_INPUT,
                           "the blocks in %s are of %d networks and those in %s of %d, so they "
                           "cannot be joined: run all shards with the same I/N or with --block",
                           j->first, (int)j->manifest.block, folder, (int)manifest.block);
    return 0;
}

/* No parts: then the file itself may be what was asked for. */
static int look_at_file(join_t *j)
{
    polder_result_t *result = NULL;
    const int code =
        polder_result_open_trusting(&result, j->arguments->output, j->arguments->trust, &j->report);
    if (code >= 0) j->networks = polder_result_networks(result);
    polder_result_close(result);
    j->complete = j->joined = code >= 0;
    return code;
}

static int look_at_all(join_t *j)
{
    const arguments_t *a = j->arguments;
    int code = 0;
    j->parts = polder_store_parts(a->output);
    if (!j->parts) return polder_out_of_memory(&j->report);
    const bool beside = access(j->parts, F_OK) == 0;
    if (!beside && a->n_folder == 0) {
        if (access(a->output, F_OK) == 0) return look_at_file(j);
        return polder_fail(&j->report, POLDER_INPUT, "there is nothing to join: no folder %s",
                           j->parts);
    }
    if (beside) code = look(j, j->parts);
    for (int i = 0; i < a->n_folder && code >= 0; i++) {
        code = look(j, a->folder[i]);
        /* A FOLDER stays as it is, and this one would not. */
        if (code >= 0 && beside && polder_store_same_folder(a->folder[i], j->parts))
            code = polder_fail(&j->report, POLDER_INPUT,
                               "%s is the folder beside %s: its parts are used anyway, and "
                               "removed when the file is complete. Leave it out, or join into "
                               "another file",
                               a->folder[i], a->output);
    }
    return code;
}

/* ---- the experiment ---- */

static int other_code(join_t *j, const polder_manifest_t *ours)
{
    return polder_fail(&j->report, POLDER_INPUT,
                       "the parts in %s were made by polder %s with code %s; this is polder %s "
                       "with code %s, whose numbers may differ: join with the program that made "
                       "them, or run the shards again",
                       j->first, known(j->manifest.version), known(j->manifest.code), ours->version,
                       ours->code);
}

static int changed(join_t *j)
{
    return polder_fail(&j->report, POLDER_INPUT,
                       "the parts in %s are not of %s as it is now: the scenario or its network "
                       "file has changed since they were made. Give them back as they were, or "
                       "name them with --scenario and --network",
                       j->first, j->scenario);
}

/* What the parts say of themselves: no other file is needed. */
static int take_experiment(join_t *j)
{
    polder_manifest_t ours;
    const char *named = j->command.scenario ? j->command.scenario : j->told;
    int code = polder_scenario_of_parts(j->told, &j->description, &j->experiment, &j->report);
    if (code < 0) return code == POLDER_FORMAT ? POLDER_INPUT : code;
    polder_report_free(&j->report); /* the run gave its warnings */
    j->scenario = strdup(named);    /* for the log */
    polder_store_manifest(j->description, &ours);
    if (!j->scenario) return polder_out_of_memory(&j->report);
    return polder_store_same_code(&ours, &j->manifest) ? 0 : other_code(j, &ours);
}

static int read_experiment(join_t *j)
{
    const arguments_t *a = j->arguments;
    polder_manifest_t ours;
    if (j->told && !a->scenario) return take_experiment(j);
    polder_scenario_options_t options = polder_scenario_arguments(&j->command.arguments);
    if (!a->scenario && !j->command.scenario)
        return polder_fail(&j->report, POLDER_INPUT,
                           "%s does not say of which scenario the parts are: name it with "
                           "--scenario",
                           j->first);
    j->scenario =
        a->scenario ? strdup(a->scenario) : polder_command_path(&j->command, j->command.scenario);
    const char *network = a->network ? a->network : options.network;
    if (network)
        j->network = a->network ? strdup(network) : polder_command_path(&j->command, network);
    if (!j->scenario || (network && !j->network)) return polder_out_of_memory(&j->report);
    options.network = j->network;
    int code = polder_scenario_read(j->scenario, &options, &j->experiment, &j->report);
    if (code < 0) {
        if (!a->scenario)
            polder_fail(&j->report, POLDER_INPUT,
                        "the parts in %s were made from %s; if it is somewhere else now, name it "
                        "with --scenario",
                        j->first, j->scenario);
        return code == POLDER_FILE || code == POLDER_GRAPH ? POLDER_INPUT : code;
    }
    polder_report_free(&j->report); /* the run gave its warnings */
    code = polder_scenario_describe(&j->experiment, &j->description, &j->report);
    if (code < 0) return code;
    polder_store_manifest(j->description, &ours);
    if (!polder_store_same_code(&ours, &j->manifest)) return other_code(j, &ours);
    return strcmp(ours.experiment, j->manifest.experiment) == 0 ? 0 : changed(j);
}

/* ---- joining ---- */

/* "2, 3 and 7", the shards of the missing blocks. */
static void say_shards(const join_t *j, const polder_sink_t *sink, int64_t n_block)
{
    enum { MOST = 12 };
    const int64_t shards = j->command.shards;
    int64_t n = 0, said = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int64_t s = 0; s < shards && s < n_block; s++) {
            bool absent = false;
            for (int64_t b = s; b < n_block && !absent; b += shards)
                absent = !sink->has(sink->self, b);
            if (pass == 0) n += absent;
            if (pass == 0 || !absent || said == MOST) continue;
            fprintf(stderr, "%s%lld",
                    said == 0       ? ""
                    : said + 1 == n ? " and "
                                    : ", ",
                    (long long)(s + 1));
            said++;
        }
    if (n > said) fprintf(stderr, " and %lld more", (long long)(n - said));
}

static int say_missing(join_t *j)
{
    const int64_t n = polder_block_count(&j->experiment, j->manifest.block);
    const int64_t absent = polder_store_missing(j->store);
    const polder_sink_t sink = polder_store_sink(j->store);
    polder_terminal_warnings(stderr, &j->report);
    fputs("polder: error: ", stderr);
    polder_terminal_text(stderr, j->arguments->output);
    fprintf(stderr, ": %lld of %lld blocks are missing", (long long)absent, (long long)n);
    if (j->command.shards > 1) {
        fputs(", of shard ", stderr);
        say_shards(j, &sink, n);
        fprintf(stderr, " of %lld", (long long)j->command.shards);
    }
    fprintf(stderr, "\nAll parts are kept. Run %s, then join again.\n",
            j->command.shards > 1 ? "those shards" : "the experiment again");
    return POLDER_EXIT_FAILURE;
}

static int open_store(join_t *j)
{
    const arguments_t *a = j->arguments;
    int code = polder_log_check(a->output, &j->report);
    if (code < 0) return code;
    code =
        polder_store_open(&j->store, &j->experiment, a->output, j->description, &j->manifest.block,
                          polder_cli_existing(a->overwrite, a->trust), &j->complete, &j->report);
    for (int i = 0; i < a->n_folder && code >= 0 && !j->complete; i++)
        code = polder_store_add(j->store, a->folder[i], &j->report);
    return code;
}

static int carry_out(join_t *j)
{
    const arguments_t *a = j->arguments;
    polder_finish_t finish = {.output = a->output, .timing = &j->timing, .quiet = a->quiet};
    polder_finish_begin(&finish);
    int code = look_at_all(j);
    if (code >= 0 && !j->joined) code = read_experiment(j);
    if (code >= 0 && !j->joined) code = open_store(j);
    if (code < 0) return polder_terminal_fail(&j->report, code);
    if (!j->joined) j->networks = polder_experiment_units(&j->experiment);
    if (j->complete) {
        if (!a->quiet && j->joined)
            polder_terminal_line(
                stderr, "polder: %s is complete already, and no parts are left to join", a->output);
        else if (!a->quiet)
            polder_terminal_line(stderr, "polder: %s is complete already for this experiment",
                                 a->output);
    } else {
        if (polder_store_missing(j->store) > 0) return say_missing(j);
        finish.scenario = j->scenario;
        finish.networks = j->networks;
        finish.block = j->manifest.block;
        code = polder_finish_join(&finish, j->store, &j->report);
    }
    if (code >= 0) code = polder_finish_failed(a->output, a->trust, &j->failed, &j->report);
    if (code < 0) return polder_terminal_fail(&j->report, code);
    polder_terminal_warnings(stderr, &j->report);
    return POLDER_EXIT_OK;
}

static int join(const arguments_t *a)
{
    join_t j = {.arguments = a};
    polder_cli_report(&j.report);
    int exit_code = carry_out(&j);
    polder_store_drop(j.store);
    if (exit_code == POLDER_EXIT_OK && (!a->quiet || a->json)) {
        /* It was looked at a moment ago. */
        const polder_summary_options_t options = {.trust = true};
        exit_code = polder_cli_summary(a->output, a->output, &options,
                                       a->json ? POLDER_JSON : POLDER_SHORT, NULL);
    }
    if (exit_code == POLDER_EXIT_OK) {
        if (a->n_folder > 0 && !a->quiet)
            polder_terminal_line(
                stderr,
                polder_say_count("polder: the folder you named can be removed now",
                                 "polder: the folders you named can be removed now", a->n_folder));
        exit_code = polder_finish_exit(j.failed, j.networks, a->output, NULL);
    }
    polder_experiment_free(&j.experiment);
    polder_command_free(&j.command);
    polder_report_free(&j.report);
    free(j.parts);
    free(j.scenario);
    free(j.network);
    free(j.description);
    return exit_code;
}

int polder_cli_join(int argc, char **argv)
{
    arguments_t a = {0};
    const int exit_code = polder_options_read(&polder_cli_join_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (optind == argc) return polder_cli_usage(argv[0], "which result file?");
    a.output = argv[optind];
    a.folder = argv + optind + 1;
    a.n_folder = argc - optind - 1;
    return join(&a);
}
