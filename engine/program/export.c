/* export.c: polder export FILE. */
#include "program/export.h"

#include <string.h>

#include "analysis/compare.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/output.h"
#include "program/terminal.h"

#define MOST_NETWORKS ((int64_t)1 << 53)

typedef struct {
    polder_level_t level;
    bool given;
} levels_t;

typedef struct {
    const char *file, *arm, *output;
    int64_t point, network, tick; /* −1: not given */
    levels_t level;
    bool summary, trajectories, events, overwrite, excel, trust;
} arguments_t;

static int read_level(void *member, const polder_option_t *option, const char *command,
                      const char *word)
{
    static const polder_level_t level[] = {POLDER_NETWORK, POLDER_ORGANISATION, POLDER_ARC};
    levels_t *chosen = member;
    (void)option;
    for (int i = 0; i < 3; i++) {
        const bool relation = level[i] == POLDER_ARC && strcmp(word, "relation") == 0;
        if (strcmp(word, polder_level_name(level[i])) != 0 && !relation) continue;
        *chosen = (levels_t){.level = level[i], .given = true};
        return 0;
    }
    return polder_cli_usage(command,
                            "--level is network, organisation, arc or relation, not \"%s\"", word);
}

static const polder_option_t option[] = {
    POLDER_OPTION_FLAG(arguments_t, summary, "summary", "how each network ended: one row for each"),
    POLDER_OPTION_FLAG(arguments_t, trajectories, "trajectories",
                       "the recorded networks over time: one row for each tick"),
    POLDER_OPTION_FLAG(arguments_t, events, "events",
                       "what happened in the recorded networks: one row for each event; with "
                       "--network N in that one"),
    POLDER_OPTION_WHOLE(arguments_t, network, "network", "N", 0, MOST_NETWORKS,
                        "one recorded network over time: as above"),
    POLDER_OPTION_WHOLE(arguments_t, tick, "tick", "T", 0, INT32_MAX,
                        "with --network N: the network at that tick, as GraphML"),
    POLDER_OPTION_OTHER(
        arguments_t, level, levels_t, read_level, "level", "LEVEL",
        "trajectories of the network (default), of its organisations or of the two directions of "
        "its relations: network, organisation, arc (or relation, which is the same)",
        .gap = true),
    POLDER_OPTION_TEXT(arguments_t, arm, "arm", "ARM",
                       "this arm only; then N counts the networks of the arm, and network N of two "
                       "arms is the same network"),
    POLDER_OPTION_WHOLE(arguments_t, point, "point", "P", 0, INT32_MAX,
                        "this point of the design only, from 0"),
    POLDER_OPTION_TEXT(arguments_t, output, "output", "FILE",
                       "write to this file instead of to stdout", .letter = 'o'),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite", "replace that file if it is there"),
    POLDER_OPTION_FLAG(arguments_t, excel, "excel",
                       "for an Excel with decimal commas: semicolons between the cells, and "
                       "accents that stay what they are"),
    POLDER_OPTION_TRUST(arguments_t, trust),
    {.name = NULL}};

const polder_options_t polder_cli_export_options = {
    "usage: polder export FILE WHAT [OPTION]...\n"
    "\n"
    "Results as CSV tables, for a spreadsheet or another program, or one network as\n"
    "GraphML, to look at with Gephi, Cytoscape or igraph.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder export interventions.h5 --summary -o ends.csv\n"
    "  polder export interventions.h5 --trajectories --level organisation -o way.csv\n"
    "  polder export twenty-percent.h5 --network 3 | head -3\n"
    "  polder export twenty-percent.h5 --events | grep member.leaves\n"
    "  polder run scenarios/music-table.yaml --record tie --record trust\n"
    "  polder export music-table.h5 --network 0 --tick 12 -o month-12.graphml\n"
    "\n"
    "Members and ties that an arm does not have are left out; of ties the file knows\n"
    "it only where tie was recorded.\n"
    "A cell without a value (a network that could not be run, or has ended) is empty.\n"
    "A text that a spreadsheet would take for a formula begins with an apostrophe.\n"};

/* What was asked for, in the terms of the file. */
static int resolve(const arguments_t *a, polder_export_t *e)
{
    const int n_point = polder_result_n_point(e->result), n_arm = polder_result_n_arm(e->result);
    const int64_t networks = polder_result_networks(e->result);
    const polder_place_t place = {.file = a->file};
    if (a->arm && (e->arm = polder_compare_arm(e->result, a->arm, e->report)) < 0) return e->arm;
    if (a->point >= n_point)
        return polder_fail_at(e->report, POLDER_INPUT, &place,
                              "there is no point %lld; the points are 0 to %d", (long long)a->point,
                              n_point - 1);
    e->point = (int)a->point;
    if (a->network < 0) return POLDER_OK;
    int64_t most = networks - 1;
    e->network = a->network;
    if (a->arm) {
        const int64_t n_case = polder_result_n_case(e->result);
        most = networks / n_case - 1;
        e->network = a->network * n_case + (int64_t)(a->point > 0 ? a->point : 0) * n_arm + e->arm;
    }
    if (a->network > most)
        return polder_fail_at(e->report, POLDER_INPUT, &place,
                              a->arm ? "there is no network %lld of that arm; the networks are 0 "
                                       "to %lld"
                                     : "there is no network %lld; the networks are 0 to %lld",
                              (long long)a->network, (long long)most);
    return POLDER_OK;
}

static int carry_out(const arguments_t *a, polder_export_t *e)
{
    polder_output_t output = {0};
    int code = resolve(a, e);
    if (code < 0) return code;
    code = polder_output_open(&output, a->output, a->file, a->overwrite, e->report);
    e->out = output.stream;
    if (code >= 0)
        code = a->summary     ? polder_export_summary(e)
               : a->events    ? polder_export_events(e)
               : a->tick >= 0 ? polder_export_graphml(e)
                              : polder_export_tracks(e);
    if (code >= 0 && (a->tick >= 0 || a->level.level == POLDER_ARC)) polder_export_warn_ties(e);
    return polder_output_close(&output, code, e->report);
}

static int export(const arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_cli_report(&report);
    int code = polder_result_open_trusting(&result, a->file, a->trust, &report);
    polder_export_t e = {.file = a->file,
                         .result = result,
                         .arm = -1,
                         .point = -1,
                         .network = -1,
                         .level = a->level.level,
                         .tick = a->tick,
                         .excel = a->excel,
                         .report = &report};
    if (code >= 0) code = carry_out(a, &e);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    if (code >= 0) polder_terminal_warnings(stderr, &report);
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

/* Do the options go together? */
static int check(const arguments_t *a, const char *command)
{
    const int what = a->summary + a->trajectories + (a->events || a->network >= 0);
    if (what != 1)
        return polder_cli_usage(command, "%s: --summary, --trajectories, --events or --network N",
                                what ? "one of these" : "what");
    if (a->tick >= 0 && a->network < 0)
        return polder_cli_usage(command, "--tick goes with --network N");
    if (a->events && a->tick >= 0)
        return polder_cli_usage(command, "--tick gives a network as GraphML, not its events");
    if (a->level.given && (a->summary || a->events || a->tick >= 0))
        return polder_cli_usage(command, "--level goes with trajectories over time");
    if (a->excel && a->tick >= 0)
        return polder_cli_usage(command, "--excel goes with a table, and --tick gives GraphML");
    if (a->network >= 0 && a->point >= 0 && !a->arm)
        return polder_cli_usage(command, "--point with --network N goes with --arm ARM");
    return 0;
}

int polder_cli_export(int argc, char **argv)
{
    arguments_t a = {.point = -1, .network = -1, .tick = -1, .level = {.level = POLDER_NETWORK}};
    int exit_code = polder_options_read(&polder_cli_export_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    a.file = polder_cli_result_file(argc, argv);
    if (!a.file) return POLDER_EXIT_USAGE;
    exit_code = check(&a, argv[0]);
    return exit_code ? exit_code : export(&a);
}
