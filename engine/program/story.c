/* story.c: polder story FILE. */
#include <string.h>

#include "analysis/compare.h"
#include "analysis/story.h"
#include "analysis/walk.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/live.h"
#include "program/terminal.h"
#include "words/words.h"

typedef struct {
    const char *file, *arm;
    int64_t network, founding, future, point, lines;
    bool json, trust;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_WHOLE(arguments_t, network, "network", "N", 0, 0,
                        "its number in the file, from 0"),
    POLDER_OPTION_WHOLE(arguments_t, founding, "founding", "N", 0, 0,
                        "its founding, from 0, as in polder diagnose, with"),
    POLDER_OPTION_WHOLE(arguments_t, future, "future", "N", 0, 0, "its future (default 0),"),
    POLDER_OPTION_TEXT(arguments_t, arm, "arm", "ARM", "its arm (default: the baseline), and"),
    POLDER_OPTION_WHOLE(arguments_t, point, "point", "N", 0, 0,
                        "its point of the design (default 0)"),
    POLDER_OPTION_WHOLE(arguments_t, lines, "lines", "N", 1, 1000,
                        "lines for each month (default 3); what led to one comes with it"),
    {.name = "lang", .argument = "nl", .takes = POLDER_TAKEN_BEFORE, .doc = "in Dutch"},
    POLDER_OPTION_FLAG(arguments_t, json, "json", "one JSON object, with all events"),
    POLDER_OPTION_TRUST(arguments_t, trust),
    {.name = NULL}};

const polder_options_t polder_cli_story_options = {
    "usage: polder story FILE --network N|--founding N [OPTION]...\n"
    "\n"
    "Tells what happened in one recorded network, month by month: first how it ended,\n"
    "what came and went, and the turning points; then the months, three lines for\n"
    "each and what led to these; in the end what nobody saw.\n"
    "\n",
    option,
    "\n"
    "Networks are recorded where a scenario says so (record, networks). Organisations\n"
    "have the names of the network file, or numbers as in the result. A reason to\n"
    "leave is what weighed most in that member's own decision.\n"
    "\n"
    "examples:\n"
    "  polder story music-table.h5 --network 2\n"
    "  polder story music-table.h5 --founding 1 --arm visioning --lang nl\n"
    "  polder story twenty-percent.h5 --network 3 --json | jq '.events[].sentence'\n"};

static int out_of_range(const char *file, int64_t number, int64_t first, int64_t n,
                        const char *what, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = file}, what,
                          (long long)number, (long long)first, (long long)(first + n - 1));
}

/* The number in the file of the network that is asked for. */
static int find_network(const arguments_t *a, const polder_result_t *result, int64_t *network,
                        polder_report_t *report)
{
    const int64_t futures = polder_result_futures(result);
    const int64_t foundings = polder_walk_replicates(result) / futures;
    const int64_t first = polder_result_first_founding(result);
    int arm = polder_result_baseline(result);
    *network = a->network;
    if (a->network >= 0) return POLDER_OK;
    if (a->founding < first || a->founding >= first + foundings)
        return out_of_range(a->file, a->founding, first, foundings,
                            POLDER_TEXT("there is no founding %lld: this has %lld to %lld"),
                            report);
    if (a->future >= futures)
        return out_of_range(a->file, a->future, 0, futures,
                            POLDER_TEXT("there is no future %lld: each founding has %lld to %lld"),
                            report);
    if (a->point >= polder_result_n_point(result))
        return out_of_range(a->file, a->point, 0, polder_result_n_point(result),
                            POLDER_TEXT("there is no point %lld: this has %lld to %lld"), report);
    if (a->arm && (arm = polder_compare_arm(result, a->arm, report)) < 0) return arm;
    const polder_replicate_t r = {a->founding - first, a->future};
    *network = polder_replicate_number(r, futures) * polder_result_n_case(result) +
               a->point * polder_result_n_arm(result) + arm;
    return POLDER_OK;
}

static int story(const arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    int64_t network = 0;
    polder_cli_report(&report);
    polder_document_t *d = polder_document_new(a->json ? POLDER_ENGLISH : polder_language());
    if (d) d->titled = !a->json;
    int code = polder_result_open_trusting(&result, a->file, a->trust, &report);
    if (code >= 0 && !d) code = polder_out_of_memory(&report);
    if (code >= 0) code = find_network(a, result, &network, &report);
    if (code >= 0) code = polder_story(result, network, (int)a->lines, d, &report);
    if (code >= 0) code = polder_cli_document(d, a->json, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_document_free(d);
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

int polder_cli_story(int argc, char **argv)
{
    arguments_t a = {.network = -1, .founding = -1, .future = -1, .point = -1, .lines = 3};
    const int exit_code = polder_options_read(&polder_cli_story_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    const bool parts = a.future >= 0 || a.point >= 0 || a.arm;
    if (a.network < 0 && a.founding < 0)
        return polder_cli_usage(argv[0], "of which network: --network N, or --founding N");
    if (a.network >= 0 && (a.founding >= 0 || parts))
        return polder_cli_usage(argv[0], "--network N says all: a founding, its future, arm and "
                                         "point are for --founding N");
    if (a.future < 0) a.future = 0;
    if (a.point < 0) a.point = 0;
    a.file = polder_cli_result_file(argc, argv);
    return a.file ? story(&a) : POLDER_EXIT_USAGE;
}
