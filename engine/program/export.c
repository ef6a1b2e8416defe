/* export.c: polder export FILE. */
#include "program/export.h"

#include <string.h>

#include "analysis/compare.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/output.h"
#include "program/terminal.h"

static const char help[] =
    "usage: polder export FILE WHAT [OPTION]...\n"
    "\n"
    "Results as CSV tables, for a spreadsheet or another program, or one network as\n"
    "GraphML, to look at with Gephi, Cytoscape or igraph.\n"
    "\n"
    "  --summary          how each network ended: one row for each\n"
    "  --trajectories     the recorded networks over time: one row for each tick\n"
    "  --events           what happened in the recorded networks: one row for each\n"
    "                     event; with --network N in that one\n"
    "  --network N        one recorded network over time: as above\n"
    "  --network N --tick T   the network at that tick, as GraphML\n"
    "\n"
    "  --level LEVEL      trajectories of the network (default), of its organisations\n"
    "                     or of the two directions of its relations: network,\n"
    "                     organisation, arc (or relation, which is the same)\n"
    "  --arm ARM          this arm only; then N counts the networks of the arm, and\n"
    "                     network N of two arms is the same network\n"
    "  --point P          this point of the design only, from 0\n"
    "  -o, --output FILE  write to this file instead of to stdout\n"
    "  --overwrite        replace that file if it is there\n"
    "  --excel            for an Excel with decimal commas: semicolons between the\n"
    "                     cells, and accents that stay what they are\n"
    "  --trust            read it even if its digest is wrong or missing\n"
    "\n"
    "examples:\n"
    "  polder export interventions.h5 --summary -o ends.csv\n"
    "  polder export interventions.h5 --trajectories --level organisation -o way.csv\n"
    "  polder export twenty-percent.h5 --network 3 | head -3\n"
    "  polder export twenty-percent.h5 --events | grep member.leaves\n"
    "  polder run scenarios/music-table.yaml --record tie --record trust\n"
    "  polder export music-table.h5 --network 0 --tick 12 -o month-12.graphml\n"
    "\n"
    "A cell without a value (a network that could not be run, or has ended) is empty.\n"
    "A text that a spreadsheet would take for a formula begins with an apostrophe.\n";

typedef struct {
    const char *file, *arm, *output;
    int64_t point, network, tick; /* −1: not given */
    polder_level_t level;
    bool summary, trajectories, events, overwrite, level_given, excel, trust;
} arguments_t;

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
                         .level = a->level,
                         .tick = a->tick,
                         .excel = a->excel,
                         .report = &report};
    if (code >= 0) code = carry_out(a, &e);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

enum {
    SUMMARY = 256,
    TRAJECTORIES,
    EVENTS,
    NETWORK,
    TICK,
    LEVEL,
    ARM,
    POINT,
    OVERWRITE,
    EXCEL,
    TRUST
};

static int read_level(arguments_t *a, const char *command, const char *word)
{
    static const polder_level_t level[] = {POLDER_NETWORK, POLDER_ORGANISATION, POLDER_ARC};
    const char *name[3];
    for (int i = 0; i < 3; i++) {
        name[i] = polder_level_name(level[i]);
        const bool relation = level[i] == POLDER_ARC && strcmp(word, "relation") == 0;
        if (strcmp(word, name[i]) != 0 && !relation) continue;
        a->level = level[i];
        a->level_given = true;
        return 0;
    }
    return polder_cli_usage(command,
                            "--level is network, organisation, arc or relation, not \"%s\"", word);
}

static int read_number(const char *command, const char *option, int64_t most, int64_t *value)
{
    if (polder_cli_whole(optarg, 0, most, value)) return 0;
    return polder_cli_usage(command, "%s needs a whole number from 0, not \"%s\"", option, optarg);
}

static int read_option(arguments_t *a, char **argv, int option, const struct option *options)
{
    switch (option) {
    case 'o':
        a->output = optarg;
        return 0;
    case SUMMARY:
        a->summary = true;
        return 0;
    case TRAJECTORIES:
        a->trajectories = true;
        return 0;
    case EVENTS:
        a->events = true;
        return 0;
    case NETWORK:
        return read_number(argv[0], "--network", (int64_t)1 << 60, &a->network);
    case TICK:
        return read_number(argv[0], "--tick", INT32_MAX, &a->tick);
    case POINT:
        return read_number(argv[0], "--point", INT32_MAX, &a->point);
    case LEVEL:
        return read_level(a, argv[0], optarg);
    case ARM:
        a->arm = optarg;
        return 0;
    case OVERWRITE:
        a->overwrite = true;
        return 0;
    case EXCEL:
        a->excel = true;
        return 0;
    case TRUST:
        a->trust = true;
        return 0;
    default:
        return polder_cli_bad_option(argv, option, options);
    }
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
    if (a->level_given && (a->summary || a->events || a->tick >= 0))
        return polder_cli_usage(command, "--level goes with trajectories over time");
    if (a->excel && a->tick >= 0)
        return polder_cli_usage(command, "--excel goes with a table, and --tick gives GraphML");
    if (a->network >= 0 && a->point >= 0 && !a->arm)
        return polder_cli_usage(command, "--point with --network N goes with --arm ARM");
    return 0;
}

int polder_cli_export(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"summary", no_argument, NULL, SUMMARY},
                                            {"trajectories", no_argument, NULL, TRAJECTORIES},
                                            {"events", no_argument, NULL, EVENTS},
                                            {"network", required_argument, NULL, NETWORK},
                                            {"tick", required_argument, NULL, TICK},
                                            {"level", required_argument, NULL, LEVEL},
                                            {"arm", required_argument, NULL, ARM},
                                            {"point", required_argument, NULL, POINT},
                                            {"output", required_argument, NULL, 'o'},
                                            {"overwrite", no_argument, NULL, OVERWRITE},
                                            {"excel", no_argument, NULL, EXCEL},
                                            {"trust", no_argument, NULL, TRUST},
                                            {0}};
    arguments_t a = {.point = -1, .network = -1, .tick = -1, .level = POLDER_NETWORK};
    for (int option; (option = getopt_long(argc, argv, ":ho:", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        }
        const int exit_code = read_option(&a, argv, option, options);
        if (exit_code > 0) return exit_code;
    }
    a.file = polder_cli_result_file(argc, argv);
    if (!a.file) return POLDER_EXIT_USAGE;
    const int exit_code = check(&a, argv[0]);
    return exit_code ? exit_code : export(&a);
}
