/* members.c: polder members SCENARIO|FILE: how each member of a network file fares, by name. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "analysis/members.h"
#include "io/json.h"
#include "kernel/batch.h"
#include "program/cli.h"
#include "program/find.h"
#include "program/language.h"
#include "program/live.h"
#include "program/scenario_arguments.h"
#include "program/terminal.h"
#include "program/typed.h"
#include "run/run.h"

enum { LIVES = 400, MOST_LIVES = 100000 };

typedef struct {
    polder_scenario_arguments_t scenario;
    int64_t lives, threads;
    bool json, quiet, alone;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_WHOLE(arguments_t, lives, "lives", "N", 1, MOST_LIVES,
                        "how many times the network lives (default: as many as the scenario has "
                        "networks, at most 400)"),
    POLDER_OPTION_RECORD(arguments_t, scenario,
                         "a column of members or of ties to show too, beside those that the model "
                         "names and those of the scenario (record.columns); may be repeated"),
    POLDER_OPTION_FLAG(arguments_t, alone, "no-removal", "only how they fare"),
    POLDER_OPTIONS_LIVE(arguments_t),
    {.name = NULL}};

const polder_options_t polder_cli_members_options = {
    "usage: polder members SCENARIO|FILE [--lives N] [OPTION]...\n"
    "\n"
    "How each member of a network fares, by name: how often it leaves and when, and\n"
    "what it gives and gets while it is there; and whom the network cannot miss: how\n"
    "many more or fewer lives succeed without it, and with a typical member in its\n"
    "seat. The network comes from a file (network.file of the scenario, or --network).\n"
    "All lives share their chances, so what differs is the member. Nothing is kept.\n"
    "SCENARIO is a file or the name of a ready one, FILE a result whose network file\n"
    "is still beside it; its baseline arm is what counts.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder members my-region.yaml\n"
    "  polder --lang nl members my-region.yaml --lives 1000\n"
    "  polder members my-region.h5 --record support --record trust --json\n"
    "\n"
    "A member that is not there leaves its seat empty from the founding on. A typical\n"
    "one begins as the median of the others, in all it brings and on its ties.\n"
    "\n"
    "The lives are the first networks of polder run, so with fewer of them the share\n"
    "that succeeds may differ a little; polder diagnose lives one founding only.\n"
    "\n"
    "Exit code 0: done; 1: failed; 2: the scenario or the command line is not valid;\n"
    "130: stopped.\n"};

/* ---- the experiment: the baseline, and two arms for each member ---- */

static void add_once(json_t *list, const char *name)
{
    size_t i = 0;
    json_t *one = NULL;
    json_array_foreach(list, i, one)
    {
        if (strcmp(json_string_value(one), name) == 0) return;
    }
    json_array_append_new(list, json_string(name));
}

/* Adds `name` to who is not there, or typical, in an arm. */
static void change(json_t *arm, const char *how, const char *name)
{
    json_t *network = json_object_get(arm, "network");
    if (!network) {
        network = json_object();
        json_object_set_new(arm, "network", network);
    }
    json_t *list = json_object_get(network, how);
    if (!list) {
        list = json_array();
        json_object_set_new(network, how, list);
    }
    add_once(list, name);
}

static json_t *changed_arm(const json_t *base, int number, const char *how, const char *name)
{
    char arm_name[32]; /* names of members may be long; nobody sees those of these arms */
    json_t *arm = json_deep_copy(base);
    json_object_del(arm, "name_en");
    json_object_del(arm, "name_nl");
    snprintf(arm_name, sizeof arm_name, "%d %s", number, how);
    json_object_set_new(arm, "name", json_string(arm_name));
    change(arm, how, name);
    return arm;
}

/* Columns of members and of ties: those that the model names, and those that are recorded. */
static json_t *columns(const polder_experiment_t *x)
{
    json_t *list = json_array();
    const char *const *named = x->table.model->members;
    for (int i = 0; named && named[i]; i++) add_once(list, named[i]);
    for (int i = 0; i < x->record.n_track; i++) {
        const polder_field_t *field = x->table.field[x->record.track[i]];
        if (field->level != POLDER_NETWORK) add_once(list, field->name);
    }
    add_once(list, "active");
    return list;
}

/* Where other arms have network files of their own, some members are in these alone. */
static bool is_elsewhere(const polder_experiment_t *x, int32_t org)
{
    const int other = x->arm[x->baseline].changed.other;
    return x->has.org && !x->has.org[org] && !(other > 0 && x->other[other - 1].has.org[org]);
}

static void rewrite(const arguments_t *a, const polder_experiment_t *x, json_t *root)
{
    json_t *base = json_incref(json_array_get(json_object_get(root, "arms"), (size_t)x->baseline));
    json_t *arms = json_array(), *record = json_object_get(root, "record");
    int64_t lives = a->lives;
    if (lives == 0) lives = x->replicates < LIVES ? x->replicates : LIVES;
    json_array_append(arms, base);
    for (int32_t o = 0; !a->alone && o < x->network->graph.n_org; o++) {
        if (is_elsewhere(x, o)) continue;
        json_array_append_new(arms, changed_arm(base, o, "absent", x->network->label[o]));
        json_array_append_new(arms, changed_arm(base, o, "typical", x->network->label[o]));
    }
    json_decref(base);
    json_object_set_new(root, "arms", arms);
    json_object_del(root, "observe"); /* it may be of other arms, and is not asked here */
    json_object_set(root, "baseline", json_object_get(json_array_get(arms, 0), "name"));
    /* Of many futures those of the first founding: this network, as it began. */
    const bool futures = polder_experiment_futures(x) > 1;
    json_object_del(root, "foundings");
    if (futures) json_object_set_new(root, "foundings", json_integer(1));
    json_object_set_new(root, futures ? "futures" : "replicates", json_integer((json_int_t)lives));
    json_object_set_new(record, "networks", json_integer((json_int_t)lives));
    json_object_set_new(record, "columns", columns(x));
}

/* The same network, with an arm for each question. */
static int ask(const arguments_t *a, const polder_experiment_t *x, polder_experiment_t *y,
               polder_report_t *report)
{
    char *text = NULL, *json = NULL;
    polder_report_t notes; /* warnings were told when the scenario was read */
    const polder_scenario_options_t options = {.network = x->source.path};
    if (x->design.kind)
        return polder_fail(report, POLDER_INPUT,
                           "this is a design of %d points, each with networks of its own: choose "
                           "the values of one of them with --set and take the design out",
                           x->design.n_point);
    if (polder_is_large(x))
        return polder_fail(report, POLDER_INPUT,
                           "its networks may have more than %d members: too large to be lived "
                           "tens of thousands of times",
                           POLDER_FOLD);
    int code = polder_scenario_describe(x, &text, report);
    if (code < 0) return code;
    json_t *root = json_loads(text, 0, NULL);
    if (root) rewrite(a, x, root);
    if (root) json = polder_json_dumps(root, JSON_COMPACT);
    polder_report_init_for(&notes, report);
    code = json ? polder_scenario_parse(json, strlen(json), NULL, NULL, &options, y, &notes)
                : polder_out_of_memory(&notes);
    if (code < 0)
        polder_report_take(report, &notes);
    else
        polder_report_free(&notes);
    json_decref(root);
    free(json);
    free(text);
    return code;
}

/* ---- showing ---- */

/* As it would be typed to get the same JSON; NULL without memory. */
static char *command_of(const arguments_t *a, const char *scenario, const polder_members_t *m)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return NULL;
    fputs("polder members ", to);
    polder_typed_word(to, polder_typed_base(scenario));
    polder_typed_scenario(to, &a->scenario, m->x->seed);
    fprintf(to, " --lives %lld%s --json", (long long)m->n_life, a->alone ? " --no-removal" : "");
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

/* `of` is what was asked for, x what was made of it. */
static int show(const arguments_t *a, const polder_experiment_t *of, const polder_experiment_t *x,
                const polder_members_t *members, const char *noun, polder_report_t *report)
{
    polder_document_t *d =
        polder_members_document(members, of, polder_say_title(x, members->scenario), noun,
                                a->json ? POLDER_ENGLISH : polder_language());
    const int code = polder_cli_document(d, a->json, report);
    polder_document_free(d);
    return code;
}

/* Where success stands among the summaries, and what it is called. */
static int success_of(const polder_experiment_t *x, const char **noun)
{
    const polder_measure_t *measure = polder_model_success(x->table.model);
    *noun = NULL;
    for (int i = 0; measure && i < x->record.n_summary; i++) {
        if (strcmp(x->table.field[x->record.summary[i]]->name, polder_measure_column(measure)) != 0)
            continue;
        *noun = polder_measure_noun(measure);
        return i;
    }
    return -1;
}

static int members(const arguments_t *a, const char *scenario, const char *file)
{
    polder_report_t report;
    polder_experiment_t x = {0}, y = {0};
    polder_members_t m = {0};
    const char *noun = NULL;
    polder_cli_report(&report);
    const polder_scenario_options_t options = polder_scenario_arguments(&a->scenario);
    int code = polder_scenario_read(file, &options, &x, &report);
    if (code >= 0) polder_terminal_tell(stderr, &report);
    if (code >= 0 && !x.network)
        code = polder_fail_at(&report, POLDER_INPUT, &(polder_place_t){.file = file},
                              "members have names in a network file only: give one with "
                              "network.file, or with --network FILE");
    if (code >= 0) code = ask(a, &x, &y, &report);
    const int success = code >= 0 ? success_of(&y, &noun) : -1;
    if (code >= 0) code = polder_members_init(&m, &y, success, &report);
    char *command = code >= 0 ? command_of(a, scenario, &m) : NULL;
    m.scenario = polder_typed_base(file);
    m.command = command;
    const polder_sink_t sink = polder_members_sink(&m);
    if (code >= 0) code = polder_cli_live(&y, &sink, a->threads, a->quiet, NULL, &report);
    if (code >= 0) code = show(a, &x, &y, &m, noun, &report);
    if (code == POLDER_FILE || code == POLDER_GRAPH) code = POLDER_INPUT;
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_members_free(&m);
    free(command);
    polder_experiment_free(&y);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return exit_code;
}

int polder_cli_members(int argc, char **argv)
{
    polder_report_t report;
    arguments_t a = {0};
    const int done = polder_options_read(&polder_cli_members_options, &a, argc, argv);
    if (done >= 0) return done;
    if (optind + 1 != argc)
        return polder_scenario_not_one(&a.scenario, argv[0], argc - optind, argv + optind);
    polder_cli_report(&report);
    char *file = polder_find_scenario(argv[optind], a.quiet, &report);
    const int exit_code =
        file ? members(&a, argv[optind], file) : polder_terminal_fail(&report, POLDER_INPUT);
    polder_report_free(&report);
    free(file);
    return exit_code;
}
