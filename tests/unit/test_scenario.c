/* test_scenario: a scenario becomes the experiment it says, and the same experiment is
 * always described by the same text. Bad scenarios are in tests/fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "again_fixture.h"
#include "run/run.h"
#include "scenario/scenario.h"
#define M "model: opinions\n"
#define C "model: collaboration\n"

static void print_notes(const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++)
        print_error("%d:%d: %s\n", report->note[i].line, report->note[i].column,
                    report->note[i].text);
}

/* Reads what must be good; tells how many warnings there were. */
static size_t read_with(const char *text, const polder_scenario_options_t *options,
                        polder_experiment_t *x)
{
    polder_report_t report = {0};
    const int code = polder_scenario_parse(text, strlen(text), "some/folder/good.yaml", NULL,
                                           options, x, &report);
    if (code < 0) print_notes(&report);
    assert_int_equal(code, 0);
    assert_int_equal(report.n_error, 0);
    const size_t n = report.n;
    polder_report_free(&report);
    return n;
}

static void read_good(const char *text, polder_experiment_t *x)
{
    assert_int_equal(read_with(text, NULL, x), 0);
}

static const polder_value_t *value_of(const polder_experiment_t *x, const char *name)
{
    const int f = polder_table_find(&x->table, name);
    assert_true(f >= 0);
    static polder_value_t value;
    assert_true(polder_experiment_value(x, 0, f, &value));
    return &value;
}

static void is_number(const polder_experiment_t *x, const char *name, double number)
{
    const polder_value_t *value = value_of(x, name);
    assert_int_equal(value->kind, POLDER_DRAW_NUMBER);
    assert_true(value->arg[0] == number);
}

static char *describe(const polder_experiment_t *x)
{
    char *json = NULL;
    polder_report_t report = {0};
    assert_int_equal(polder_scenario_describe(x, &json, &report), 0);
    assert_non_null(json);
    polder_report_free(&report);
    assert_reads_again(x, json, true);
    return json;
}

static char *describe_text(const char *text, const polder_scenario_options_t *options)
{
    polder_experiment_t x;
    (void)read_with(text, options, &x);
    char *json = describe(&x);
    polder_experiment_free(&x);
    return json;
}

static void same(const char *a, const char *b)
{
    char *x = describe_text(a, NULL), *y = describe_text(b, NULL);
    assert_string_equal(x, y);
    free(x);
    free(y);
}

static void different(const char *a, const char *b)
{
    char *x = describe_text(a, NULL), *y = describe_text(b, NULL);
    assert_string_not_equal(x, y);
    free(x);
    free(y);
}

static void test_defaults(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M, &x);
    assert_int_equal(x.seed, 1);
    assert_int_equal(x.replicates, 1);
    assert_int_equal(x.horizon, x.table.model->horizon);
    assert_int_equal(x.n_setting, 0);
    assert_int_equal(x.n_case, 1);
    assert_null(x.network);
    assert_null(x.title);
    assert_string_equal(x.file, "good.yaml");
    polder_experiment_free(&x);
    read_good(M "values:\nnetwork:\ninitial: ~\nwithout:\nlevers: null\nrecord:\n", &x);
    assert_int_equal(x.n_setting, 0);
    polder_experiment_free(&x);
}

static void test_everything(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good("title: Only 20% succeed?\ndescription: >\n  free\n  text\n" M
              "seed: 9223372036854775807\nreplicates: 1e4\nhorizon: 60\n"
              "network:\n  topology: ring\n  members: {integer: [6, 18]}\n  degree: 2.5\n"
              "values:\n  averaging:\n    rate: {truncated-normal: [0.5, 0.12, 0, 1]}\n"
              "initial:\n  opinion: {choice: {0.2: 3, 0.8: 1}}\n"
              "without: [averaging]\n"
              "record: {networks: 100, every: 2, columns: [opinion], summary: [averaging.rate]}\n",
              &x);
    assert_string_equal(x.title, "Only 20% succeed?");
    assert_string_equal(x.description, "free text\n");
    assert_true(x.seed == INT64_MAX);
    assert_int_equal(x.replicates, 10000);
    assert_int_equal(x.horizon, 60);
    is_number(&x, "network.topology", 6);
    is_number(&x, "network.degree", 2.5);
    const polder_value_t *members = value_of(&x, "network.members");
    assert_int_equal(members->kind, POLDER_DRAW_INTEGER);
    assert_true(members->arg[0] == 6 && members->arg[1] == 18);
    const polder_value_t *rate = value_of(&x, "averaging.rate");
    assert_int_equal(rate->kind, POLDER_DRAW_TRUNCATED);
    assert_true(rate->arg[0] == 0.5 && rate->arg[1] == 0.12 && rate->arg[3] == 1);
    const polder_value_t *opinion = value_of(&x, "opinion");
    assert_int_equal(opinion->kind, POLDER_DRAW_CHOICE);
    assert_int_equal(opinion->n, 2);
    assert_true(opinion->item[0] == 0.2 && opinion->weight[0] == 3 && opinion->weight[1] == 1);
    assert_int_equal(x.n_off, 1);
    assert_string_equal(x.table.part[x.off[0]]->name, "averaging");
    assert_int_equal(x.record.networks, 100);
    assert_int_equal(x.record.every, 2);
    assert_int_equal(x.record.n_track, 1);
    assert_string_equal(x.table.field[x.record.track[0]]->name, "opinion");
    const int last = x.record.summary[x.record.n_summary - 1];
    assert_string_equal(x.table.field[last]->name, "averaging.rate");
    polder_experiment_free(&x);
}

/* Arguments by name or in order, in any section: one experiment and one text. */
static void test_named_arguments(void **state)
{
    (void)state;
    static const char *const pair[][2] = {
        {"{normal: [0.5, 0.1]}", "{normal: {sd: 0.1, mean: 0.5}}"},
        {"{truncated-normal: [0.5, 0.1, 0.2, 0.9]}",
         "{truncated-normal: {max: 0.9, min: 0.2, sd: 0.1, mean: 0.5}}"},
        {"{beta: [2, 5]}", "{beta: {b: 5, a: 2}}"},
        {"{lognormal: [-1, 0.5]}", "{lognormal: {mean: -1, sd: 0.5}}"},
        {"{uniform: [0.1, 0.2]}", "{uniform: {max: 0.2, min: 0.1}}"},
        {"{exponential: 0.2}", "{exponential: {mean: 0.2}}"},
        {"{exponential: [0.2]}", "{\"exponential\": {\"mean\": 2e-1}}"},
    };
    static const char *const where[] = {
        C "values: {relations: {trust: %s}}\n", C "initial: {trust: %s}\n",
        C "arms: [none, {name: a, set: {relations.trust: %s}}]\n",
        C "arms: [none, {set: {initial.trust: [0.5, %s]}}]\n",
        C "values: {relations: {trust: %s}}\n"
          "design: {kind: grid, factors: {network.members: {values: [8, 9]}}}\n"};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        char text[2][400], set[2][160];
        for (size_t k = 0; k < sizeof where / sizeof *where; k++) {
            for (int v = 0; v < 2; v++) snprintf(text[v], sizeof text[v], where[k], pair[i][v]);
            same(text[0], text[1]);
        }
        char *json[2];
        for (int v = 0; v < 2; v++) {
            snprintf(set[v], sizeof set[v], "relations.trust=%s", pair[i][v]);
            const char *both[] = {set[v], "title=as it is set"}; /* else each has its own words */
            json[v] = describe_text(C, &(polder_scenario_options_t){.n_set = 2, .set = both});
        }
        assert_string_equal(json[0], json[1]);
        free(json[0]);
        free(json[1]);
    }
    same(M "network: {members: {integer: [6, 18]}}\n",
         M "network: {members: {integer: {last: 18, first: 6}}}\n");
    different(M "initial: {opinion: {normal: {mean: 0.5, sd: 0.1}}}\n",
              M "initial: {opinion: {normal: {mean: 0.1, sd: 0.5}}}\n");
}

/* One spelling of YAML is as good as another. */
static void test_spellings(void **state)
{
    (void)state;
    static const char plain[] = M "values:\n  averaging:\n    rate: 0.25\ntitle: a b\n";
    same(plain, "\xef\xbb\xbf" M "values: {averaging: {rate: .25}}\ntitle: \"a b\"\n");
    same(plain, "title: 'a b'\r\nvalues:\r\n  averaging:\r\n    rate: 25e-2 # a quarter\r\n"
                "model: opinions\r\n");
    same(
        plain,
        "---\n\"model\": \"opinions\"\n? values\n: averaging: {rate: +0.25}\ntitle: a\n  b\n...\n");
    same(M "values: {averaging: {rate: &r {beta: [2, 5]}}}\ninitial: {opinion: *r}\n",
         M "values: {averaging: {rate: {beta: [2, 5]}}}\ninitial: {opinion: {beta: [2.0, 5]}}\n");
    same(M "initial: {opinion: {exponential: 0.5}}\n",
         M "initial: {opinion: {exponential: [0.5]}}\n");
    same(M "network: {topology: {choice: [ring, star]}}\n",
         M "network: {topology: {choice: {ring: 1, star: 1.0}}}\n");
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double number;
    } numbers[] = {{"0", 0},
                   {"1", 1},
                   {"-0.0", 0},
                   {"0.1", 0.1},
                   {".5", 0.5},
                   {"1.", 1},
                   {"5e-1", 0.5},
                   {"+0.5", 0.5},
                   {"0.000001E+5", 0.1},
                   {"1e-400", 0},
                   {"0.12345678912345", 0.123456789}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[100];
        polder_experiment_t x;
        snprintf(text, sizeof text, M "values: {averaging: {rate: %s}}\n", numbers[i].text);
        read_good(text, &x);
        is_number(&x, "averaging.rate", numbers[i].number);
        polder_experiment_free(&x);
    }
}

/* A user whose numbers have a comma reads the same file. */
static void test_locale(void **state)
{
    (void)state;
    static const char *const names[] = {"nl_NL.UTF-8", "nl_NL.utf8", "de_DE.UTF-8", "de_DE.utf8",
                                        "fr_FR.UTF-8", "nl_NL",      "de_DE"};
    static const char text[] =
        M "values: {averaging: {rate: 0.25}}\ninitial: {opinion: {beta: [2.5, 5]}}\n";
    char *before = describe_text(text, NULL);
    const char *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        found = setlocale(LC_ALL, names[i]);
    if (!found) {
        free(before);
        print_message("no locale with a decimal comma on this machine\n");
        skip();
    }
    assert_string_equal(localeconv()->decimal_point, ",");
    char *after = describe_text(text, NULL);
    setlocale(LC_ALL, "C");
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void test_levers(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(C "horizon: 30\nlevers:\n  - {contact: 0.7, disclosure: 0.4, from: 3}\n"
                "  - {mediation: 0.8, from: 12, until: 24}\n  - {contact: 0.1, until: 99}\n",
              &x);
    static const struct {
        const char *name;
        int from, until;
        float level;
    } expected[] = {{"lever.contact", 3, INT_MAX, 0.7f},
                    {"lever.disclosure", 3, INT_MAX, 0.4f},
                    {"lever.mediation", 12, 24, 0.8f},
                    {"lever.contact", 1, 99, 0.1f}};
    assert_int_equal(x.n_push, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(x.table.field[x.push[i].field]->name, expected[i].name);
        assert_int_equal(x.push[i].from, expected[i].from);
        assert_int_equal(x.push[i].until, expected[i].until);
        assert_true(x.push[i].level == expected[i].level);
    }
    polder_experiment_free(&x);
    /* told, not refused: it never acts, unless the experiment is run again for longer */
    assert_int_equal(read_with(C "horizon: 6\nlevers: [{contact: 1, from: 7}]\n", NULL, &x), 1);
    assert_int_equal(x.n_push, 1);
    polder_experiment_free(&x);
}

/* Names of a network whose ties are not there: as many as were read. */
static void test_names_at_hand(void **state)
{
    (void)state;
    static char *const name[] = {"North", "South", "East"};
    for (int n = 1; n <= 3; n++) {
        static const char text[] = M "network: {file: net.gml, read: {organisations: 2}}\n";
        const polder_given_t given = {.n_label = n, .label = name};
        const polder_scenario_options_t options = {.given = &given};
        polder_experiment_t x;
        polder_report_t report = {0};
        const int code =
            polder_scenario_parse(text, strlen(text), "given", NULL, &options, &x, &report);
        assert_int_equal(code, n == 2 ? 0 : POLDER_INPUT);
        if (n == 2) {
            assert_int_equal(x.network->graph.n_org, 2);
            assert_string_equal(x.network->label[1], "South");
            polder_experiment_free(&x);
        } else {
            assert_non_null(strstr(report.note[0].text, "and the network has 2"));
        }
        polder_report_free(&report);
    }
}

static void test_without(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(C "without: [reputation, opportunism, reputation]\n", &x);
    assert_int_equal(x.n_off, 2);
    polder_experiment_free(&x);
    same(C "without: [reputation, opportunism]\n", C "without: [opportunism, reputation]\n");
    different(C "without: [reputation]\n", C);
}

static void test_sets(void **state)
{
    (void)state;
    static const char *const set[] = {"seed=3",
                                      "horizon=24",
                                      "replicates=7",
                                      "dialogue.transparency=0.4",
                                      "network.members={integer: [5, 9]}",
                                      "initial.loyalty={beta: [4, 4]}",
                                      "lever.contact=0.5",
                                      "title=a = b",
                                      "record.networks=100",
                                      "without=[opportunism]"};
    static const char *const record[] = {"loyalty", "loyalty"};
    const polder_scenario_options_t options = {
        .n_set = sizeof set / sizeof *set, .set = set, .n_record = 2, .record = record};
    polder_experiment_t x;
    assert_int_equal(read_with(C "seed: 1\nhorizon: 60\nvalues: {dialogue: {transparency: 0.9}}\n"
                                 "levers: [{mediation: 0.1}]\n",
                               &options, &x),
                     0);
    assert_int_equal(x.seed, 3);
    assert_int_equal(x.horizon, 24);
    assert_int_equal(x.replicates, 7);
    is_number(&x, "dialogue.transparency", 0.4);
    assert_int_equal(value_of(&x, "network.members")->kind, POLDER_DRAW_INTEGER);
    assert_int_equal(value_of(&x, "loyalty")->kind, POLDER_DRAW_BETA);
    assert_string_equal(x.title, "a = b");
    assert_int_equal(x.n_push, 2);
    assert_int_equal(x.push[0].until, INT_MAX); /* whatever the horizon is */
    assert_int_equal(x.push[1].from, 1);
    assert_int_equal(x.push[1].until, INT_MAX);
    assert_int_equal(x.record.networks, 100); /* of seven: those that there are */
    const int loyalty = polder_table_find(&x.table, "loyalty");
    int times = 0;
    for (int i = 0; i < x.record.n_track; i++) times += x.record.track[i] == loyalty;
    assert_int_equal(times, 1);
    assert_int_equal(x.n_off, 1);
    polder_experiment_free(&x);
}

/* A result of other values does not pass for one of the scenario. */
static void test_sets_are_said(void **state)
{
    (void)state;
    static const char *const set[] = {"seed=3", "relations.trust=0.3", "record.networks=9",
                                      "initial.loyalty={beta:\n [4, 4]}", "without=[opportunism]"};
    polder_scenario_options_t options = {.n_set = 5, .set = set};
    polder_experiment_t x;
    assert_int_equal(read_with(C "title: A\ntitle_nl: B\n", &options, &x), 0);
    assert_string_equal(x.title, "A (with relations.trust=0.3, initial.loyalty={beta:  [4, 4]}, "
                                 "without=[opportunism])");
    assert_string_equal(x.title_nl, "B (met relations.trust=0.3, initial.loyalty={beta:  [4, 4]}, "
                                    "without=[opportunism])");
    polder_experiment_free(&x);
    assert_int_equal(read_with(C, &options, &x), 0);
    assert_non_null(strstr(x.title, " (with relations.trust=0.3, "));
    polder_experiment_free(&x);
    options.n_set = 1; /* how often and with which chances: the screens say that */
    assert_int_equal(read_with(C "title: A\n", &options, &x), 0);
    assert_string_equal(x.title, "A");
    assert_null(x.title_nl);
    polder_experiment_free(&x);
}

/* Columns that are asked for are recorded, if only of the first networks. */
static void test_record(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "replicates: 1000\nrecord: {columns: [opinion]}\n", &x);
    assert_int_equal(x.record.networks, 100);
    polder_experiment_free(&x);
    read_good(M "replicates: 1000\nrecord: {columns: [opinion], networks: 0}\n", &x);
    assert_int_equal(x.record.networks, 0);
    polder_experiment_free(&x);
    read_good(M "record: {columns: [], summary: [averaging.rate, averaging.rate]}\n", &x);
    assert_int_equal(x.record.n_track, 0);
    polder_experiment_free(&x);
}

static void test_describe(void **state)
{
    (void)state;
    polder_experiment_t x;
    /* a default that is written out is the same experiment */
    read_good(M, &x);
    for (int f = 0; f < x.table.n_field; f++) {
        const polder_field_t *field = x.table.field[f];
        if (strcmp(field->name, "averaging.rate") != 0) continue;
        char text[100];
        snprintf(text, sizeof text, M "values: {averaging: {rate: %.7g}}\n", (double)field->value);
        same(M, text);
    }
    char *json = describe(&x);
    json_error_t error;
    json_t *root = json_loads(json, 0, &error);
    assert_non_null(root);
    for (int f = 0; f < x.table.n_field; f++) {
        const char *name = x.table.field[f]->name, *dot = strchr(name, '.');
        if (x.table.field[f]->role != POLDER_PARAMETER) continue;
        const json_t *of = strncmp(name, "network.", 8) ? json_object_get(root, "values") : root;
        char part[80];
        assert_non_null(dot);
        snprintf(part, sizeof part, "%.*s", (int)(dot - name), name);
        assert_non_null(json_object_get(json_object_get(of, part), dot + 1));
    }
    assert_null(strstr(json, "folder"));
    assert_null(strstr(json, "good.yaml"));
    json_decref(root);
    free(json);
    polder_experiment_free(&x);
    different(M, M "seed: 2\n");
    different(M, M "values: {averaging: {rate: 0.123456}}\n");
    different(M "initial: {opinion: 0.5}\n", M);
    different(M "initial: {opinion: {uniform: [0, 1]}}\n",
              M "initial: {opinion: {beta: [1, 1]}}\n");
    different(M "initial: {opinion: {beta: [1, 1.00000001]}}\n",
              M "initial: {opinion: {beta: [1, 1]}}\n");
}

/* Every float is written so that it can be read back. */
static void test_floats(void **state)
{
    (void)state;
    static const float numbers[] = {0.1f, 0.53f, 1.0f / 3, 0x1p-20f, 0.999999940f, 1e-7f};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        polder_experiment_t x;
        read_good(M, &x);
        const int f = polder_table_find(&x.table, "averaging.rate");
        const polder_value_t value = {.arg = {(double)numbers[i]}};
        assert_int_equal(polder_experiment_put(&x, f, &value, NULL), 0);
        char *json = describe(&x);
        json_t *root = json_loads(json, 0, NULL);
        const json_t *values = json_object_get(root, "values");
        const json_t *number = json_object_get(json_object_get(values, "averaging"), "rate");
        assert_true((float)json_number_value(number) == numbers[i]);
        json_decref(root);
        free(json);
        polder_experiment_free(&x);
    }
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static char *read_file(const char *path, const polder_scenario_options_t *options)
{
    polder_experiment_t x;
    polder_report_t report = {0};
    const int code = polder_scenario_read(path, options, &x, &report);
    if (code < 0) print_notes(&report);
    assert_int_equal(code, 0);
    assert_non_null(x.network);
    assert_int_equal(x.network->graph.n_org, 3);
    char *json = describe(&x);
    polder_report_free(&report);
    polder_experiment_free(&x);
    return json;
}

/* What is recorded of ties takes as much as there may be: of each, a number at the start and after
 * each of nine months, with two partners more than are asked for. A normal draw goes to six
 * standard deviations. */
static void test_record_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *degree;
        double most;
    } cases[] = {{"4", 4},
                 {"{uniform: [2, 8]}", 8},
                 {"{normal: [4, 1]}", 10},
                 {"{truncated-normal: [4, 1, 0, 7]}", 7},
                 {"{lognormal: [1, 0.5]}", 54.598150033144236},
                 {"{beta: [2, 2]}", 1},
                 {"{exponential: [0.5]}", 10},
                 {"{choice: [2, 6, 3]}", 6},
                 {"{choice: [2, 1000]}", 997}}; /* there are 999 others */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        polder_experiment_t x;
        snprintf(text, sizeof text,
                 C "horizon: 9\nnetwork: {members: 1000, degree: %s}\n"
                   "record: {networks: 1, columns: [trust]}\n",
                 cases[i].degree);
        read_good(text, &x);
        const double bytes = 4.0 * 10 * 1000 * (cases[i].most + 2);
        assert_true(fabs(polder_record_bytes(&x) / bytes - 1) < 1e-6);
        polder_experiment_free(&x);
    }
}

/* The hash of what a network file says, which `description` has. */
static char *hash_of(const char *description)
{
    json_t *x = json_loads(description, 0, NULL);
    const char *hash = json_string_value(json_object_get(json_object_get(x, "network"), "hash"));
    assert_non_null(hash);
    char *copy = strdup(hash);
    json_decref(x);
    return copy;
}

#define NODE(id, x) "node [ id " id " label \"n" id "\" op " x " ]\n"
#define EDGES       "edge [ source 0 target 1 ]\nedge [ source 1 target 2 ]\n"

/* A network file is found beside the scenario, and what is in it is part of what is run. */
static void test_network(void **state)
{
    (void)state;
    char folder[] = "scenario-test-XXXXXX", scenario[64], first[64], second[64];
    assert_non_null(mkdtemp(folder));
    snprintf(scenario, sizeof scenario, "%s/x.yaml", folder);
    snprintf(first, sizeof first, "%s/a.gml", folder);
    snprintf(second, sizeof second, "%s/b.gml", folder);
    write_file(first, "graph [\n" NODE("0", "0.1") NODE("1", "0.2") NODE("2", "0.7") EDGES "]\n");
    write_file(second, "graph [\n" NODE("0", "0.1") NODE("1", "0.2") NODE("2", "0.8") EDGES "]\n");
    write_file(scenario, M
               "network:\n  file: a.gml\n  ties: either\n  organisations:\n"
               "    opinion: {attribute: op, scale: range, reverse: true, from: 0.25, to: 0.75}\n");
    char *a = read_file(scenario, NULL);
    assert_non_null(strstr(a, "\"file\": \"a.gml\""));
    assert_non_null(strstr(a, "\"hash\": "));
    assert_null(strstr(a, folder));
    /* another file with the same content, but for one number and its name */
    const polder_scenario_options_t options = {.network = second};
    char *b = read_file(scenario, &options);
    /* and one in which a single name ends in another letter */
    write_file(second, "graph [\n" NODE("0", "0.1")
                           NODE("1", "0.2") "node [ id 2 label \"n3\" op 0.7 ]\n" EDGES "]\n");
    char *c = read_file(scenario, &options);
    char *hash[] = {hash_of(a), hash_of(b), hash_of(c)};
    assert_string_not_equal(hash[0], hash[1]);
    assert_string_not_equal(hash[0], hash[2]);
    for (int i = 0; i < 3; i++) free(hash[i]);
    free(a);
    free(b);
    free(c);
    unlink(scenario);
    unlink(first);
    unlink(second);
    rmdir(folder);
}

/* The schema names every field a scenario can set, and no other. */
static void test_schema(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t table;
        char *json = NULL;
        assert_int_equal(polder_table_init(&table, polder_models[m]->name, NULL), 0);
        assert_int_equal(polder_scenario_schema(polder_models[m]->name, &json, NULL), 0);
        json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(root);
        const json_t *keys = json_object_get(root, "properties");
        const json_t *values = json_object_get(json_object_get(keys, "values"), "properties");
        const json_t *push = json_object_get(json_object_get(keys, "levers"), "items");
        for (int f = 0; f < table.n_field; f++) {
            const polder_field_t *field = table.field[f];
            const int n = (int)strcspn(field->name, ".");
            char part[100];
            snprintf(part, sizeof part, "%.*s", n, field->name);
            const json_t *section = NULL;
            if (field->role == POLDER_PARAMETER)
                section = json_object_get(strcmp(part, "network") ? values : keys, part);
            else if (field->role == POLDER_STATE)
                section = json_object_get(keys, "initial");
            else if (field->role == POLDER_LEVER && strcmp(part, "lever") == 0)
                section = push;
            else
                continue;
            const char *name = field->role == POLDER_STATE ? field->name : field->name + n + 1;
            const json_t *entry = json_object_get(json_object_get(section, "properties"), name);
            if (!entry != !!(field->flags & POLDER_DERIVED)) fail_msg("schema: %s", field->name);
            if (!entry) continue;
            assert_string_equal(json_string_value(json_object_get(entry, "description")),
                                field->doc);
        }
        json_decref(root);
        free(json);
        polder_table_free(&table);
    }
    char *json = NULL;
    polder_report_t report = {0};
    assert_int_equal(polder_scenario_schema("colaboration", &json, &report), POLDER_INPUT);
    assert_null(json);
    assert_non_null(strstr(report.note[0].text, "collaboration"));
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),        cmocka_unit_test(test_everything),
        cmocka_unit_test(test_named_arguments), cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_numbers),         cmocka_unit_test(test_locale),
        cmocka_unit_test(test_levers),          cmocka_unit_test(test_names_at_hand),
        cmocka_unit_test(test_without),         cmocka_unit_test(test_sets),
        cmocka_unit_test(test_sets_are_said),   cmocka_unit_test(test_record),
        cmocka_unit_test(test_describe),        cmocka_unit_test(test_floats),
        cmocka_unit_test(test_record_bytes),    cmocka_unit_test(test_network),
        cmocka_unit_test(test_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
