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

static const char help[] =
    "usage: polder run SCENARIO [OPTION]...\n"
    "\n"
    "Runs all networks of a scenario, keeps the results in one HDF5 file, and shows\n"
    "in a few lines what came out. SCENARIO is a file, or the name of one in\n"
    "scenarios/ or of a ready one (polder list scenarios); or a result, whose\n"
    "experiment is run again. The same scenario and\n"
    "seed give the same bytes on any number of threads. A run that was stopped goes\n"
    "on when the same command is given again. Under mpirun or srun all processes work\n"
    "on it together.\n"
    "\n"
    "  -o, --output FILE    the result file (default: SCENARIO's name with .h5, here)\n"
    "  --no-file            only show what comes out; nothing is kept or resumed\n"
    "  --set NAME=VALUE     another value for a parameter or key; may be repeated;\n"
    "                       lever.NAME=LEVEL pushes a lever in all ticks\n"
    "  --seed N             another seed\n"
    "  --replicates N       networks per case, each with a founding of its own\n"
    "  --foundings N        networks that begin differently\n"
    "  --futures N          lives of each of these: one beginning, other chances\n"
    "  --network FILE       the ties come from this file\n"
    "  --record FIELD       record this field over time too; may be repeated\n"
    "  --threads N          default: all cores\n"
    "  --block N            networks that are simulated together; changes no result\n"
    "  --shard I/N          only share I of N, from 1: for many machines or an array\n"
    "                       of jobs; polder join puts the shares together\n"
    "  --overwrite          replace the result file of another experiment\n"
    "  --trust              believe a result file that is there, whatever its digest\n"
    "  --details            show all tables, not only the first lines\n"
    "  --json               the whole summary as one JSON object\n"
    "  --quiet              no progress and no summary\n"
    "\n"
    "examples:\n"
    "  polder run twenty-percent\n"
    "  polder run twenty-percent --replicates 500 -o quick.h5\n"
    "  polder run my-region.yaml --set relations.trust=0.6 --seed 7 -o trusting.h5\n"
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
    "scenario or the command line is not valid; 130: stopped, can be resumed.\n";

/* A result is looked at again, resumed and joined, so it needs a file that can be read. */
static int check_output(const polder_run_arguments_t *a, const char *command)
{
    struct stat there;
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

enum { THREADS = 256, BLOCK, SHARD, OVERWRITE, NO_FILE, DETAILS, JSON, QUIET, TRUST };

static int read_option(polder_run_arguments_t *a, char **argv, int option,
                       const struct option *options)
{
    switch (option) {
    case 'o':
        if (!*optarg) return polder_cli_usage(argv[0], "--output needs the name of a file");
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
        return polder_shard_argument(&a->shard, argv[0], optarg);
    case OVERWRITE:
        a->overwrite = true;
        return 0;
    case NO_FILE:
        a->no_file = true;
        return 0;
    case DETAILS:
        a->details = true;
        return 0;
    case JSON:
        a->json = true;
        return 0;
    case QUIET:
        a->quiet = true;
        return 0;
    case TRUST:
        a->trust = true;
        return 0;
    default:
        return polder_cli_bad_option(argv, option, options);
    }
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
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"output", required_argument, NULL, 'o'},
                                            {"threads", required_argument, NULL, THREADS},
                                            {"block", required_argument, NULL, BLOCK},
                                            {"shard", required_argument, NULL, SHARD},
                                            {"overwrite", no_argument, NULL, OVERWRITE},
                                            {"no-file", no_argument, NULL, NO_FILE},
                                            {"details", no_argument, NULL, DETAILS},
                                            {"json", no_argument, NULL, JSON},
                                            {"quiet", no_argument, NULL, QUIET},
                                            {"trust", no_argument, NULL, TRUST},
                                            POLDER_SCENARIO_ARGUMENTS,
                                            {0}};
    polder_run_arguments_t a = {0};
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
        return polder_scenario_not_one(&a.scenario, argv[0], argc - optind, argv + optind);
    const int exit_code = check_together(&a, argv[0]);
    return exit_code ? exit_code : find_and_run(&a, argv[optind]);
}
