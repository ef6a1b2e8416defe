/* check.c: polder check FILE: a scenario, or a cause of failure. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/fact.h"
#include "document/grid.h"
#include "io/json.h"
#include "program/causes.h"
#include "program/cli.h"
#include "program/find.h"
#include "program/language.h"
#include "program/network_read.h"
#include "program/room.h"
#include "program/scenario_arguments.h"
#include "program/terminal.h"
#include "run/run.h"

typedef struct {
    polder_scenario_arguments_t scenario;
    bool json;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_SET(arguments_t, scenario),
    POLDER_OPTION_SEED(arguments_t, scenario),
    POLDER_OPTION_REPLICATES(arguments_t, scenario,
                             "networks per case, each with a founding of its own"),
    POLDER_OPTION_FOUNDINGS(arguments_t, scenario),
    POLDER_OPTION_FUTURES(arguments_t, scenario),
    POLDER_OPTION_NETWORK(arguments_t, scenario, "the ties come from this file"),
    POLDER_OPTION_RECORD(arguments_t, scenario, "record this field over time too; may be repeated"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "the problems as one JSON object"),
    {.name = NULL}};

const polder_options_t polder_cli_check_options = {
    "usage: polder check SCENARIO [--set NAME=VALUE]... [--network FILE] [--json]\n"
    "\n"
    "Reads a scenario without running it and reports all problems at once, each with\n"
    "file, line and column, the line itself, and the nearest known name. Of a network\n"
    "file it says what was read. SCENARIO is a file or a name, as for polder run. Of\n"
    "a published fact its section fact is checked too. A file of a cause of failure,\n"
    "as in scenarios/causes, may stand in its place.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder check my-region.yaml\n"
    "  polder check music-table\n"
    "  polder check my-region.yaml --set steering.effort=0.6\n"
    "  polder check causes/my-cause.yaml\n"
    "\n"
    "Exit code 0: the scenario can be run; 2: it cannot.\n"};

static json_t *problems(const polder_report_t *report)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->n; i++) {
        const polder_note_t *note = &report->note[i];
        json_t *o = json_object();
        json_object_set_new(o, "severity",
                            json_string(note->code == POLDER_OK ? "warning" : "error"));
        if (note->file) json_object_set_new(o, "file", polder_json_path(note->file));
        if (note->line > 0) json_object_set_new(o, "line", json_integer(note->line));
        if (note->column > 0) json_object_set_new(o, "column", json_integer(note->column));
        if (note->width > 0) json_object_set_new(o, "width", json_integer(note->width));
        json_object_set_new(o, "message",
                            json_string(note->text ? note->text : polder_code_text(note->code)));
        if (note->excerpt) json_object_set_new(o, "excerpt", json_string(note->excerpt));
        json_array_append_new(list, o);
    }
    return list;
}

static int print_json(const char *file, int code, const polder_experiment_t *x,
                      const char *description, const polder_report_t *report)
{
    json_t *network = polder_network_read_json(description);
    json_t *o = json_object();
    json_object_set_new(o, "file", polder_json_path(file));
    json_object_set_new(o, "ok", json_boolean(code >= 0));
    if (code >= 0) {
        json_object_set_new(o, "model", json_string(x->table.model->name));
        json_object_set_new(o, "networks", json_integer(polder_experiment_units(x)));
        json_object_set_new(o, "cases", json_integer(x->n_case));
        if (x->design.kind) json_object_set_new(o, "points", json_integer(x->design.n_point));
        json_object_set_new(o, "replicates", json_integer(x->replicates));
        json_object_set_new(o, "foundings", json_integer(polder_experiment_foundings(x)));
        json_object_set_new(o, "futures", json_integer(polder_experiment_futures(x)));
        json_object_set_new(o, "horizon", json_integer(polder_experiment_last(x)));
    }
    if (network) json_object_set_new(o, "network_read", network);
    json_object_set_new(o, "problems", problems(report));
    const int failed = o ? json_dumpf(o, stdout, JSON_INDENT(2)) : -1;
    putchar('\n');
    json_decref(o);
    return failed && !ferror(stdout) ? POLDER_EXIT_FAILURE : POLDER_EXIT_OK;
}

/* What moves along with a factor is one with it. */
static int count_factors(const polder_design_t *design)
{
    int n = 0;
    for (int i = 0; i < design->n_factor; i++) n += design->factor[i].leader < 0;
    return n;
}

/* "100 networks (5 cases, 20 replicates)" */
static void say_networks(const polder_experiment_t *x, char *text, size_t size)
{
    char cases[64], each[128] = "";
    const long long n = polder_experiment_units(x), foundings = polder_experiment_foundings(x);
    const long long futures = polder_experiment_futures(x), replicates = x->replicates;
    size_t at =
        (size_t)snprintf(text, size, polder_say_count("%lld network", "%lld networks", n), n);
    snprintf(cases, sizeof cases, polder_say_count("%d case", "%d cases", x->n_case), x->n_case);
    if (futures > 1)
        snprintf(each, sizeof each,
                 polder_say_count("%lld founding with %lld futures each",
                                  "%lld foundings with %lld futures each", foundings),
                 foundings, futures);
    else if (x->n_case > 1)
        snprintf(each, sizeof each,
                 polder_say_count("%lld replicate", "%lld replicates", replicates), replicates);
    if (*each && at < size) snprintf(text + at, size - at, " (%s, %s)", cases, each);
}

/* A scenario that can be run, and what its arms are called. */
typedef struct {
    const polder_experiment_t *x;
    polder_arm_names_t called;
} good_t;

/* What an arm is called on the screen. */
static const char *arm_name(const good_t *g, int arm)
{
    const char *name = polder_arm_name_in(&g->called, polder_language(), arm);
    return name ? name : g->x->arm[arm].name;
}

/* "arms end in different months: "nothing extra" 60, "brief" 24" */
static void print_horizons(const good_t *g, const char *tick)
{
    const polder_experiment_t *x = g->x;
    char text[400] = "";
    size_t n = 0;
    for (int a = 0; a < x->n_arm && n < sizeof text; a++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s\"%s\" %d", a > 0 ? ", " : "",
                              arm_name(g, a), polder_experiment_lasts(x, a));
    polder_terminal_line(stdout, "arms do not live equally long, in %s: %s%s",
                         polder_say_ticks(tick), text, n < sizeof text ? "" : "…");
}

/* Is an organisation in an arm; arm −1: in the network file? */
static bool is_in(const polder_experiment_t *x, int arm, int32_t org)
{
    const int absent = arm < 0 ? 0 : x->arm[arm].lacks.absent;
    if (arm < 0) return x->has.org[org];
    return absent == 0 || !polder_group_has(&x->group[absent - 1], org);
}

/* "Ada, Ben, … (7)": who is in the first and not in the second; "nobody" */
static void say_only(const polder_experiment_t *x, int first, int second, char *text, size_t size)
{
    enum { MOST = 5 };
    int n = 0;
    size_t at = 0;
    snprintf(text, size, "%s", polder_say_of("in an arm", "nobody"));
    for (int32_t o = 0; o < x->network->graph.n_org; o++) {
        if (!is_in(x, first, o) || is_in(x, second, o)) continue;
        if (n++ < MOST && at < size)
            at += (size_t)snprintf(text + at, size - at, "%s%.80s", n > 1 ? ", " : "",
                                   x->network->label[o]);
    }
    if (n > MOST && at < size) snprintf(text + at, size - at, ", … (%d)", n);
}

/* "arm "before": 12 organisations, of before.gml; not there: Ada; new: nobody" */
static void print_members(const good_t *g, int arm, int than)
{
    const polder_experiment_t *x = g->x;
    char who[256], fewer[600], more[600];
    const int number = x->arm[arm].changed.other;
    const char *path = number > 0 ? x->other[number - 1].path : NULL;
    const char *slash = path ? strrchr(path, '/') : NULL;
    int n = 0;
    for (int32_t o = 0; o < x->network->graph.n_org; o++) n += is_in(x, arm, o);
    size_t at = (size_t)snprintf(who, sizeof who,
                                 polder_say_count("%d organisation", "%d organisations", n), n);
    if (path && at < sizeof who)
        snprintf(who + at, sizeof who - at, polder_say(", of %s"), slash ? slash + 1 : path);
    say_only(x, than, arm, fewer, sizeof fewer);
    say_only(x, arm, than, more, sizeof more);
    polder_terminal_line(stdout,
                         than < 0
                             ? "arm \"%s\": %s; not there: %s; new: %s"
                             : "arm \"%s\": %s; not there, unlike in the baseline: %s; new: %s",
                         arm_name(g, arm), who, fewer, more);
}

/* Who is in the baseline, and in arms that have another network file than it. */
static void print_others(const good_t *g)
{
    const polder_experiment_t *x = g->x;
    const int base = x->baseline, file = x->arm[base].changed.other;
    if (!x->has.org) return;
    if (file > 0 || x->arm[base].lacks.absent > 0) print_members(g, base, -1);
    for (int a = 0; a < x->n_arm; a++)
        if (a != base && x->arm[a].changed.other != file) print_members(g, a, base);
}

/* Does an arm do nothing of its own? */
static bool is_plain(const polder_experiment_t *x, int arm)
{
    const polder_arm_t *a = &x->arm[arm];
    const polder_changed_t *c = &a->changed;
    return a->n_setting + a->n_clamp + a->n_push + a->n_use + a->n_planned + a->n_off == 0 &&
           c->absent + c->typical + c->cut + c->other == 0;
}

/* Arms that are the baseline once more, by a slip or a key that was left out. */
static void print_same(const good_t *g)
{
    const polder_experiment_t *x = g->x;
    const int base = x->baseline;
    for (int a = 0; a < x->n_arm && is_plain(x, base); a++)
        if (a != base && is_plain(x, a) &&
            polder_experiment_lasts(x, a) == polder_experiment_lasts(x, base))
            polder_terminal_line(stdout, "arm \"%s\" changes nothing: it is the baseline once more",
                                 arm_name(g, a));
}

static void print_ok(const char *file, const polder_experiment_t *x, const char *description)
{
    char networks[256], ticks[96], factors[64], points[64];
    const char *tick = x->table.model->tick;
    say_networks(x, networks, sizeof networks);
    const int first = polder_experiment_shortest(x), last = polder_experiment_last(x);
    if (first < last)
        snprintf(ticks, sizeof ticks, polder_say("%d to %d %s"), first, last,
                 polder_say_ticks(tick));
    else
        snprintf(ticks, sizeof ticks, "%d %s", last, polder_say_ticks(tick));
    polder_terminal_line(stdout, "%s: ok: model %s, %s, %s", file, x->table.model->name, networks,
                         ticks);
    good_t g = {.x = x};
    if (polder_arm_names_of(&g.called, x) < 0) polder_grid_out_of_memory();
    if (first < last) print_horizons(&g, tick);
    if (x->design.kind) {
        const int n = count_factors(&x->design), m = x->design.n_point;
        snprintf(factors, sizeof factors, polder_say_count("%d factor", "%d factors", n), n);
        snprintf(points, sizeof points, polder_say_count("%d point", "%d points", m), m);
        polder_terminal_line(stdout, "design: %s, %s, %s", x->design.kind, factors, points);
    }
    polder_network_read_print(stdout, description, true);
    print_others(&g);
    print_same(&g);
    polder_arm_names_free(&g.called);
}

static int exit_of(int code)
{
    return code == POLDER_MEMORY || code == POLDER_INTERNAL ? POLDER_EXIT_FAILURE
                                                            : POLDER_EXIT_USAGE;
}

static void say_errors(const polder_report_t *report, int code)
{
    polder_terminal_fail(report, code);
    if (report->n_error > 1)
        polder_terminal_line(stderr, "%lld errors", (long long)report->n_error);
}

static int print_cause_json(const char *file, const polder_cause_t *cause,
                            const polder_causes_t *causes, const polder_report_t *report)
{
    json_t *o = json_object();
    json_object_set_new(o, "file", polder_json_path(file));
    json_object_set_new(o, "ok", json_boolean(cause != NULL));
    if (cause) {
        json_object_set_new(o, "model", json_string(causes->table.model->name));
        json_object_set_new(o, "cause", json_string(cause->id));
        json_object_set_new(o, "carriers", json_integer(cause->n_carrier));
        json_object_set_new(o, "remedies", json_integer(cause->n_remedy));
    }
    json_object_set_new(o, "problems", problems(report));
    const int failed = json_dumpf(o, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(o);
    return failed && !ferror(stdout) ? POLDER_EXIT_FAILURE : POLDER_EXIT_OK;
}

static int check_cause(const char *file, bool json, polder_report_t *report)
{
    polder_causes_t causes = {0};
    const int code = polder_cli_check_cause(file, &causes, report);
    const polder_cause_t *cause = code > 0 ? &causes.cause[causes.n - 1] : NULL;
    int exit_code = POLDER_EXIT_OK;
    if (json)
        exit_code = print_cause_json(file, cause, &causes, report);
    else if (cause) {
        polder_terminal_notes(stderr, report);
        char carriers[64], remedies[64];
        snprintf(carriers, sizeof carriers,
                 polder_say_count("%d carrier", "%d carriers", cause->n_carrier), cause->n_carrier);
        snprintf(remedies, sizeof remedies,
                 polder_say_count("%d remedy", "%d remedies", cause->n_remedy), cause->n_remedy);
        polder_terminal_line(stdout, "%s: ok: cause %s in model %s, %s, %s", file, cause->id,
                             causes.table.model->name, carriers, remedies);
    } else
        say_errors(report, code);
    if (code < 0) exit_code = exit_of(code);
    polder_causes_free(&causes);
    return exit_code;
}

static int check(const char *word, const polder_scenario_options_t *options, bool json)
{
    polder_experiment_t x = {0};
    polder_report_t report;
    polder_cli_report(&report);
    if (json) polder_report_init(&report); /* for programs: in English */
    char *description = NULL, *file = polder_find_scenario(word, true, &report);
    if (file && polder_cli_is_cause(file)) {
        const bool alone = options->n_set + options->n_record == 0 && !options->network;
        const int exit_code =
            alone ? check_cause(file, json, &report)
                  : polder_cli_usage("check", "%s is a cause: it takes no settings", file);
        polder_report_free(&report);
        free(file);
        return exit_code;
    }
    int code = file ? polder_scenario_read(file, options, &x, &report) : POLDER_INPUT;
    if (file) { /* of a fact all that polder facts checks */
        const int fact = polder_fact_check(file, code >= 0 ? &x : NULL, &report);
        if (code >= 0) code = fact;
    }
    if (code >= 0 && x.network) code = polder_scenario_describe(&x, &description, &report);
    if (code >= 0) code = polder_room_check(&x, polder_block_size(&x), 1, NULL, &report);
    int exit_code = POLDER_EXIT_OK;
    if (json)
        exit_code = print_json(file ? file : word, code, &x, description, &report);
    else if (code >= 0) {
        polder_terminal_notes(stderr, &report);
        print_ok(file, &x, description);
    } else
        say_errors(&report, code);
    if (code < 0) exit_code = exit_of(code);
    free(description);
    polder_experiment_free(&x);
    polder_report_free(&report);
    free(file);
    return exit_code;
}

int polder_cli_check(int argc, char **argv)
{
    arguments_t a = {0};
    const int exit_code = polder_options_read(&polder_cli_check_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (optind + 1 != argc)
        return polder_scenario_not_one(&a.scenario, argv[0], argc - optind, argv + optind);
    const polder_scenario_options_t read = polder_scenario_arguments(&a.scenario);
    return check(argv[optind], &read, a.json);
}
