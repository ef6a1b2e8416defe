/* run.c: polder run SCENARIO. The command line; run_steps.c carries it out. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "program/cli.h"
#include "program/find.h"
#include "program/language.h"
#include "program/launch.h"
#include "program/run_steps.h"
#include "program/terminal.h"

static int take_shard(void *member, const polder_option_t *option, const char *command,
                      const char *value)
{
    (void)option;
    return polder_shard_argument(member, command, value);
}

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(polder_run_arguments_t, output, "output", "FILE",
                       "the result file (default: SCENARIO's name with .h5, here)", .letter = 'o'),
    POLDER_OPTION_FLAG(polder_run_arguments_t, no_file, "no-file",
                       "only show what comes out; nothing is kept or resumed"),
    POLDER_OPTION_SET(polder_run_arguments_t, scenario),
    POLDER_OPTION_SEED(polder_run_arguments_t, scenario),
    POLDER_OPTION_REPLICATES(polder_run_arguments_t, scenario,
                             "networks per case, each with a founding of its own"),
    POLDER_OPTION_FOUNDINGS(polder_run_arguments_t, scenario),
    POLDER_OPTION_FUTURES(polder_run_arguments_t, scenario),
    POLDER_OPTION_NETWORK(polder_run_arguments_t, scenario, "the ties come from this file"),
    POLDER_OPTION_RECORD(polder_run_arguments_t, scenario,
                         "record this field over time too; may be repeated"),
    POLDER_OPTION_THREADS(polder_run_arguments_t, threads),
    POLDER_OPTION_WHOLE(polder_run_arguments_t, block, "block", "N", 1, 1 << 20,
                        "networks that are simulated together; changes no result"),
    POLDER_OPTION_OTHER(polder_run_arguments_t, shard, polder_shard_option_t, take_shard, "shard",
                        "I/N",
                        "only share I of N, from 1: for many machines or an array of jobs; polder "
                        "join puts the shares together"),
    POLDER_OPTION_FLAG(polder_run_arguments_t, overwrite, "overwrite",
                       "replace the result file of another experiment"),
    POLDER_OPTION_FLAG(polder_run_arguments_t, trust, "trust",
                       "believe a result file that is there, whatever its digest"),
    POLDER_OPTION_FLAG(polder_run_arguments_t, details, "details",
                       "show all tables, not only the first lines"),
    POLDER_OPTION_FLAG(polder_run_arguments_t, json, "json",
                       "the whole summary as one JSON object"),
    POLDER_OPTION_FLAG(polder_run_arguments_t, quiet, "quiet", "no progress and no summary"),
    {.name = NULL}};

const polder_options_t polder_cli_run_options = {
    "usage: polder run SCENARIO [OPTION]...\n"
    "\n"
    "Runs all networks of a scenario, keeps the results in one HDF5 file, and shows\n"
    "in a few lines what came out. SCENARIO is a file, or the name of one in\n"
    "scenarios/ or of a ready one (polder list scenarios); or a result, whose\n"
    "experiment is run again. The same scenario and\n"
    "seed give the same bytes on any number of threads. A run that was stopped goes\n"
    "on when the same command is given again. Under mpirun or srun all processes work\n"
    "on it together.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder run twenty-percent\n"
    "  polder run twenty-percent --replicates 500 -o quick.h5\n"
    "  polder run my-region.yaml --set steering.effort=0.6 --seed 7 -o harder.h5\n"
    "  polder run my-region.yaml --set horizon=12 --no-file\n"
    "  polder run my-region.yaml --foundings 1 --futures 1000 -o this-one.h5\n"
    "  polder run my-region.h5 -o again.h5\n"
    "  mpirun -n 4 polder run my-region.yaml\n"
    "  polder run my-region.yaml --shard 3/8 && polder join my-region.h5\n"
    "\n"
    "Levers in a scenario: from and until are both included, and pushes of one tick\n"
    "on one lever join as 1 - (1 - a)(1 - b)... Beside the result, NAME.log.json says\n"
    "when and how it was made.\n"
    "\n"
    "Exit code 0: done; 1: failed, also when some networks could not be run; 2: the\n"
    "scenario or the command line is not valid; 130: stopped, can be resumed.\n"};

/* A result is looked at again, resumed and joined, so it needs a file that can be read. */
static int check_output(const polder_run_arguments_t *a, const char *command)
{
    struct stat there;
    if (a->output && !*a->output)
        return polder_cli_usage(command, "--output needs the name of a file");
    const bool out = a->output && strcmp(a->output, "-") == 0;
    const bool device = a->output && stat(a->output, &there) == 0 && !S_ISREG(there.st_mode) &&
                        !S_ISDIR(there.st_mode);
    if (out || device)
        return polder_cli_usage(
            command,
            out ? "a result is one file and cannot go to stdout: name one with --output; --no-file "
                  "shows the result and keeps nothing (--json for programs)"
                : "%s is not a file, and a result is one: name one with --output; --no-file shows "
                  "the result and keeps nothing (--json for programs)",
            a->output);
    if (a->no_file && (a->output || a->overwrite || a->shard.of))
        return polder_cli_usage(command, "--no-file keeps nothing, so %s has no sense beside it",
                                a->output      ? "--output"
                                : a->overwrite ? "--overwrite"
                                               : "--shard");
    if (a->no_file && a->quiet && !a->json)
        return polder_cli_usage(command, "--no-file with --quiet would show nothing");
    return 0;
}

static int check_together(const polder_run_arguments_t *a, const char *command)
{
    const int exit_code = check_output(a, command);
    if (exit_code) return exit_code;
    if (a->shard.of && a->json)
        return polder_cli_usage(command, "a shard has no summary for --json: polder join has");
    if (a->shard.of && a->overwrite)
        return polder_cli_usage(command, "shards run beside each other, so they do not overwrite: "
                                         "remove the old file and its parts yourself, or choose "
                                         "another with --output");
    return 0;
}

static int find_and_run(polder_run_arguments_t *a, const char *word)
{
    polder_report_t report;
    int rank = 0;
    polder_cli_report(&report);
    polder_launched(&rank);
    char *file = polder_find_scenario(word, a->quiet || rank > 0, &report); /* one rank says it */
    a->file = file;
    const int exit_code = file ? polder_run_steps(a) : polder_terminal_fail(&report, POLDER_INPUT);
    polder_report_free(&report);
    free(file);
    return exit_code;
}

int polder_cli_run(int argc, char **argv)
{
    polder_run_arguments_t a = {0};
    int exit_code = polder_options_read(&polder_cli_run_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (optind + 1 != argc)
        return polder_scenario_not_one(&a.scenario, argv[0], argc - optind, argv + optind);
    exit_code = check_together(&a, argv[0]);
    return exit_code ? exit_code : find_and_run(&a, argv[optind]);
}
