/* story.c: polder story FILE. */
#include <string.h>

#include "analysis/story.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/live.h"
#include "program/terminal.h"

typedef struct {
    const char *file;
    int64_t network, lines;
    bool json, trust;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_WHOLE(arguments_t, network, "network", "N", 0, 0,
                        "its number in the file, from 0"),
    POLDER_OPTION_WHOLE(arguments_t, lines, "lines", "N", 1, 1000,
                        "lines for each month at most (default 3)"),
    {.name = "lang", .argument = "nl", .takes = POLDER_TAKEN_BEFORE, .doc = "in Dutch"},
    POLDER_OPTION_FLAG(arguments_t, json, "json", "one JSON object, with all events"),
    POLDER_OPTION_TRUST(arguments_t, trust),
    {.name = NULL}};

const polder_options_t polder_cli_story_options = {
    "usage: polder story FILE --network N [OPTION]...\n"
    "\n"
    "Tells what happened in one recorded network, month by month: first how it ended,\n"
    "what came and went, and the turning points; then the months, at most three\n"
    "lines for each; in the end what nobody saw.\n"
    "\n",
    option,
    "\n"
    "Networks are recorded where a scenario says so (record, networks). Organisations\n"
    "have the names of the network file, or numbers as in the result. A reason to\n"
    "leave is what weighed most in that member's own decision.\n"
    "\n"
    "examples:\n"
    "  polder story music-table.h5 --network 2\n"
    "  polder story music-table.h5 --network 2 --lang nl\n"
    "  polder story twenty-percent.h5 --network 3 --json | jq '.events[].sentence'\n"};

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

int polder_cli_story(int argc, char **argv)
{
    arguments_t a = {.network = -1, .lines = 3};
    const int exit_code = polder_options_read(&polder_cli_story_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (a.network < 0) return polder_cli_usage(argv[0], "of which network: --network N");
    a.file = polder_cli_result_file(argc, argv);
    return a.file ? story(&a) : POLDER_EXIT_USAGE;
}
