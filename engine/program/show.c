/* show.c: polder show FILE. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/summary.h"
#include "program/terminal.h"

typedef struct {
    polder_summary_options_t summary;
    bool json, details;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_FLAG(arguments_t, details, "details",
                       "all tables: what became of the networks, survival by year, what those that "
                       "failed suffered from, the conditions, the columns"),
    POLDER_OPTION_TEXT(arguments_t, summary.case_name, "case", "NAME",
                       "the details of this case (arm or design point); without it those of the "
                       "baseline"),
    POLDER_OPTION_FLAG(arguments_t, summary.all_columns, "columns",
                       "the details, with all summary columns"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "everything as one JSON object"),
    POLDER_OPTION_TRUST(arguments_t, summary.trust),
    {.name = NULL}};

const polder_options_t polder_cli_show_options = {
    "usage: polder show FILE [--details] [--case NAME] [--columns] [--json] [--trust]\n"
    "\n"
    "Shows what a result file says, in a few lines: the question of the scenario, the\n"
    "answer in words, and a bar for each arm; with a design, which factors go with\n"
    "success. For other models: the summary columns in a few numbers.\n"
    "\n",
    option,
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
    "not valid.\n"};

int polder_cli_show(int argc, char **argv)
{
    arguments_t a = {0};
    const int exit_code = polder_options_read(&polder_cli_show_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (optind + 1 != argc)
        return polder_cli_usage(
            argv[0], "%s", optind == argc ? "which result file?" : "one result file at a time");
    const char *file = argv[optind];
    if (access(file, R_OK) != 0) {
        polder_terminal_line(stderr, "polder: error: %s: %s", file, polder_say(strerror(errno)));
        return POLDER_EXIT_USAGE;
    }
    const bool details = a.details || a.summary.case_name || a.summary.all_columns;
    const polder_screen_t screen = a.json ? POLDER_JSON : details ? POLDER_DETAILS : POLDER_SHORT;
    return polder_cli_summary(file, file, &a.summary, screen, NULL);
}
