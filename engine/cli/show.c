/* show.c: polder show FILE. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/summary.h"

static const char help[] =
    "usage: polder show FILE [--case NAME] [--columns] [--json]\n"
    "\n"
    "Shows what a result file says: shares of success with intervals, what became of\n"
    "the networks, survival by year, and what the networks that failed suffered from.\n"
    "For other models: the summary columns in a few numbers.\n"
    "\n"
    "  --case NAME   details of this case (arm or design point); default: the first\n"
    "  --columns     describe all summary columns\n"
    "  --json        one JSON object\n"
    "\n"
    "examples:\n"
    "  polder show twenty-percent.h5\n"
    "  polder show twenty-percent.h5 --json | jq .cases[0].success.share\n"
    "\n"
    "The file is HDF5 and also opens in Python (h5py, xarray), R and Julia.\n"
    "\n"
    "Exit code 0: done; 1: failed; 2: the file cannot be read or the command line is\n"
    "not valid.\n";

int polder_cli_show(int argc, char **argv)
{
    enum { CASE = 256, COLUMNS, JSON };
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"case", required_argument, NULL, CASE},
                                            {"columns", no_argument, NULL, COLUMNS},
                                            {"json", no_argument, NULL, JSON},
                                            {0}};
    polder_summary_options_t summary = {0};
    bool json = false;
    for (int option; (option = getopt_long(argc, argv, ":h", options, NULL)) != -1;) {
        switch (option) {
        case 'h':
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        case CASE:
            summary.case_name = optarg;
            break;
        case COLUMNS:
            summary.all_columns = true;
            break;
        case JSON:
            json = true;
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
        fprintf(stderr, "polder: error: %s: %s\n", file, strerror(errno));
        return POLDER_EXIT_USAGE;
    }
    return polder_cli_summary(file, &summary, json, NULL);
}
