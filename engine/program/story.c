/* story.c: polder story FILE. */
#include <string.h>

#include "analysis/story.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/live.h"
#include "program/terminal.h"

static const char help[] =
    "usage: polder story FILE --network N [OPTION]...\n"
    "\n"
    "Tells what happened in one recorded network, month by month: first how it ended,\n"
    "what came and went, and the turning points; then the months, at most three\n"
    "lines for each; in the end what nobody saw.\n"
    "\n"
    "  --network N   its number in the file, from 0\n"
    "  --lines N     lines for each month at most (default 3)\n"
    "  --lang nl     in Dutch\n"
    "  --json        one JSON object, with all events\n"
    "  --trust       read it even if its digest is wrong or missing\n"
    "\n"
    "Networks are recorded where a scenario says so (record, networks). Organisations\n"
    "have the names of the network file, or numbers as in the result. A reason to\n"
    "leave is what weighed most in that member's own decision.\n"
    "\n"
    "examples:\n"
    "  polder story music-table.h5 --network 2\n"
    "  polder story music-table.h5 --network 2 --lang nl\n"
    "  polder story twenty-percent.h5 --network 3 --json | jq '.events[].sentence'\n";

typedef struct {
    const char *file;
    int64_t network, lines;
    bool json, trust;
} arguments_t;

static int story(const arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_cli_report(&report);
    polder_document_t *d = polder_document_new(a->json ? POLDER_ENGLISH : polder_language());
    int code = polder_result_open_trusting(&result, a->file, a->trust, &report);
    if (code >= 0 && !d) code = polder_fail(&report, POLDER_MEMORY, "out of memory");
    if (code >= 0) code = polder_story(result, a->network, (int)a->lines, d, &report);
    if (code >= 0) code = polder_cli_document(d, a->json, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_document_free(d);
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

enum { NETWORK = 256, LINES, JSON, TRUST };

static int read_option(arguments_t *a, char **argv, int option, const struct option *options)
{
    switch (option) {
    case NETWORK:
        if (polder_cli_whole(optarg, 0, (int64_t)1 << 60, &a->network)) return 0;
        return polder_cli_usage(argv[0], "--network needs a whole number from 0, not \"%s\"",
                                optarg);
    case LINES:
        if (polder_cli_whole(optarg, 1, 1000, &a->lines)) return 0;
        return polder_cli_usage(argv[0], "--lines needs a whole number from 1 to 1000, not \"%s\"",
                                optarg);
    case JSON:
        a->json = true;
        return 0;
    case TRUST:
        a->trust = true;
        return 0;
    default:
        return polder_cli_bad_option(argv, option, options);
    }
}

int polder_cli_story(int argc, char **argv)
{
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'},          {"network", required_argument, NULL, NETWORK},
        {"lines", required_argument, NULL, LINES}, {"json", no_argument, NULL, JSON},
        {"trust", no_argument, NULL, TRUST},       {0}};
    arguments_t a = {.network = -1, .lines = 3};
    for (int option; (option = getopt_long(argc, argv, ":h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        }
        const int exit_code = read_option(&a, argv, option, options);
        if (exit_code > 0) return exit_code;
    }
    if (a.network < 0) return polder_cli_usage(argv[0], "of which network: --network N");
    a.file = polder_cli_result_file(argc, argv);
    return a.file ? story(&a) : POLDER_EXIT_USAGE;
}
