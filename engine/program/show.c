/* show.c: polder show FILE. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/summary.h"
#include "program/terminal.h"

static const char help[] =
    "usage: polder show FILE [--details] [--case NAME] [--columns] [--json] [--trust]\n"
    "\n"
    "Shows what a result file says, in a few lines: the question of the scenario, the\n"
    "answer in words, and a bar for each arm; with a design, which factors go with\n"
    "success. For other models: the summary columns in a few numbers.\n"
    "\n"
    "  --details     all tables: what became of the networks, survival by year, what\n"
    "                those that failed suffered from, the conditions, the columns\n"
    "  --case NAME   the details of this case (arm or design point); without it those\n"
    "                of the baseline\n"
    "  --columns     the details, with all summary columns\n"
    "  --json        everything as one JSON object\n"
    "  --trust       read it even if its digest is wrong or missing\n"
    "\n"
    "examples:\n"
    "  polder show twenty-percent.h5\n"
    "  polder show twenty-percent.h5 --details | less\n"
    "  polder show interventions.h5 --case visioning\n"
    "  polder show twenty-percent.h5 --json | jq .cases[0].success.share\n"
    "\n"
    "What the words mean: docs/guide.md, \"Words on the screen\". The file is HDF5 and\n"
    "also opens in Python (h5py, xarray), R and Julia.\n"
    "\n"
    "Exit code 0: done; 1: failed; 2: the file cannot be read or the command line is\n"
    "not valid.\n";

int polder_cli_show(int argc, char **argv)
{
    enum { DETAILS = 256, CASE, COLUMNS, JSON, TRUST };
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"details", no_argument, NULL, DETAILS},
                                            {"case", required_argument, NULL, CASE},
                                            {"columns", no_argument, NULL, COLUMNS},
                                            {"json", no_argument, NULL, JSON},
                                            {"trust", no_argument, NULL, TRUST},
                                            {0}};
    polder_summary_options_t summary = {0};
    bool json = false, details = false;
    for (int option; (option = getopt_long(argc, argv, ":h", options, NULL)) != -1;) {
        switch (option) {
        case 'h':
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        case DETAILS:
            details = true;
            break;
        case CASE:
            details = true;
            summary.case_name = optarg;
            break;
        case COLUMNS:
            details = true;
            summary.all_columns = true;
            break;
        case JSON:
            json = true;
            break;
        case TRUST:
            summary.trust = true;
            break;
        default:
            return polder_cli_bad_option(argv, option, options);
        }
    }
    if (optind + 1 != argc)
        return polder_cli_usage(
            argv[0], "%s", optind == argc ? "which result file?" : "one result file at a time");
    const char *file = argv[optind];
    if (access(file, R_OK) != 0) {
        polder_terminal_line(stderr, "polder: error: %s: %s", file, polder_say(strerror(errno)));
        return POLDER_EXIT_USAGE;
    }
    const polder_screen_t screen = json ? POLDER_JSON : details ? POLDER_DETAILS : POLDER_SHORT;
    return polder_cli_summary(file, file, &summary, screen, NULL);
}
