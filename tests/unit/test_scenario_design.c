/* test_scenario_design: the section "design" of a scenario becomes the points it says. The
 * mathematics is in test_design, what is refused in test_bad_designs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "again_fixture.h"
#include "design/design.h"
#include "scenario/key.h"
#include "scenario/scenario.h"

#define M "model: opinions\n"

/* Reads what must be good, but for `n_warning` warnings. */
static void read_good(const char *text, const char *folder, size_t n_warning,
                      polder_experiment_t *x)
{
    polder_report_t report = {0};
    const int code =
        polder_scenario_parse(text, strlen(text), "good.yaml", folder, NULL, x, &report);
    for (size_t i = 0; i < report.n && (code < 0 || report.n != n_warning); i++)
        print_error("%d:%d: %s\n", report.note[i].line, report.note[i].column, report.note[i].text);
    assert_int_equal(code, 0);
    assert_int_equal(report.n, n_warning);
    polder_report_free(&report);
    assert_int_equal(x->n_case, x->n_arm * x->design.n_point);
}

static void has_points(const polder_experiment_t *x, int n_point, int n_factor,
                       const double *expected)
{
    const polder_design_t *d = &x->design;
    assert_int_equal(d->n_point, n_point);
    assert_int_equal(d->n_factor, n_factor);
    for (int i = 0; i < n_point * n_factor; i++)
        if (!(d->value[i] == expected[i]))
            fail_msg("point %d, %s: %.17g instead of %.17g", i / n_factor,
                     d->factor[i % n_factor].name, d->value[i], expected[i]);
}

static void test_grid(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "design:\n  kind: grid\n  factors:\n"
                "    averaging.rate: {values: [0.9, 0.1]}\n"
                "    network.members: {from: 6, to: 24, steps: 3, scale: log}\n"
                "    network.topology: {values: [star, ring]}\n",
              NULL, 0, &x);
    static const double expected[][3] = {{0.9, 6, 5},  {0.9, 6, 6},  {0.9, 12, 5}, {0.9, 12, 6},
                                         {0.9, 24, 5}, {0.9, 24, 6}, {0.1, 6, 5},  {0.1, 6, 6},
                                         {0.1, 12, 5}, {0.1, 12, 6}, {0.1, 24, 5}, {0.1, 24, 6}};
    has_points(&x, 12, 3, expected[0]);
    assert_string_equal(x.design.kind, "grid");
    assert_string_equal(x.design.factor[1].name, "network.members");
    assert_int_equal(x.design.n_together, 1);
    polder_experiment_free(&x);
    /* equal steps, both ends included, nine digits */
    read_good(M "design: {kind: grid, factors: {averaging.rate: {from: 0.1, to: 0.9, steps: 4}}}\n",
              NULL, 0, &x);
    static const double steps[] = {0.1, 0.366666667, 0.633333333, 0.9};
    has_points(&x, 4, 1, steps);
    polder_experiment_free(&x);
}

/* It begins at the scenario's values or the defaults, which are not tried twice. */
static void test_one_at_a_time(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "values: {averaging: {rate: 0.3}}\ninitial: {opinion: {normal: [0.5, 0.1]}}\n"
                "design:\n  kind: one-at-a-time\n  factors:\n"
                "    averaging.rate: {values: [0.1, 0.3, 0.9]}\n"
                "    initial.opinion.sd: {from: 0, to: 0.2, steps: 3}\n"
                "    network.rewiring: {values: [0.2, 0.5]}\n",
              NULL, 1, &x); /* 1.2% of normal [0.5, 0.2] */
    static const double expected[][3] = {{0.3, 0.1, 0.2}, {0.1, 0.1, 0.2}, {0.9, 0.1, 0.2},
                                         {0.3, 0, 0.2},   {0.3, 0.2, 0.2}, {0.3, 0.1, 0.5}};
    has_points(&x, 6, 3, expected[0]);
    polder_experiment_free(&x);
}

/* Values have equal parts, so do whole numbers; ranges keep to their ends. */
static void test_cells(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "initial: {opinion: {integer: [0, 1]}}\n"
                "design:\n  kind: latin-hypercube\n  points: 120\n  factors:\n"
                "    network.members: [6, 11]\n"
                "    network.topology: {values: [complete, ring, star]}\n"
                "    network.power: {values: [0, 1.5]}\n"
                "    network.degree: {from: 0.1, to: 1000, scale: log}\n"
                "    initial.opinion.first: [0, 1]\n"
                "    averaging.rate: [0.25, 0.75]\n",
              NULL, 0, &x);
    int members[12] = {0}, topology[9] = {0}, power = 0, first = 0, decade[4] = {0};
    for (int p = 0; p < 120; p++) {
        const double *v = x.design.value + (size_t)p * 6;
        members[(int)v[0]]++;
        topology[(int)v[1]]++;
        power += v[2] > 0;
        decade[(int)floor(log10(v[3]) + 1)]++;
        first += v[4] > 0;
        assert_true(v[5] >= 0.25 && v[5] <= 0.75);
        char nine[32];
        snprintf(nine, sizeof nine, "%.9g", v[5]);
        assert_true(strtod(nine, NULL) == v[5]);
    }
    for (int m = 6; m <= 11; m++) assert_int_equal(members[m], 20);
    assert_int_equal(topology[5] + topology[6] + topology[7], 120);
    for (int t = 5; t <= 7; t++) assert_int_equal(topology[t], 40);
    assert_int_equal(power, 60);
    assert_int_equal(first, 60);
    for (int k = 0; k < 4; k++) assert_int_equal(decade[k], 30);
    polder_experiment_free(&x);
}

/* The seed of the experiment decides, that of the command line included. */
static void test_seed(void **state)
{
    (void)state;
    static const char *const set[] = {"seed=3", "seed=4"};
    static const char text[] =
        M "seed: 3\ndesign: {kind: sobol, points: 4, factors: {averaging.rate: [0, 1]}}\n";
    double rate[3];
    for (int i = 0; i < 3; i++) {
        const polder_scenario_options_t options = {.n_set = i > 0,
                                                   .set = i > 0 ? &set[i - 1] : set};
        polder_experiment_t x;
        assert_int_equal(
            polder_scenario_parse(text, strlen(text), "good.yaml", NULL, &options, &x, NULL), 0);
        rate[i] = x.design.value[2];
        polder_experiment_free(&x);
    }
    assert_true(rate[0] == rate[1]);
    assert_true(rate[1] != rate[2]);
}

static void test_sobol(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "design:\n  kind: sobol\n  points: 4\n  shift: false\n  factors:\n"
                "    averaging.rate: [0.2, 0.6]\n    network.degree: [0, 8]\n",
              NULL, 0, &x);
    static const double expected[][2] = {{0.2, 0}, {0.4, 4}, {0.5, 2}, {0.3, 6}};
    has_points(&x, 4, 2, expected[0]);
    polder_experiment_free(&x);
    read_good(M "design: {kind: sobol, points: 6, factors: {averaging.rate: [0, 1]}}\n", NULL, 1,
              &x);
    polder_experiment_free(&x);
}

static void test_together(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        int n_point, n_together;
    } kinds[] = {{"kind: morris, trajectories: 5", 20, 4},
                 {"kind: morris, trajectories: 5, levels: 8", 20, 4},
                 {"kind: saltelli, points: 8", 40, 5},
                 {"kind: saltelli, points: 8, second_order: true", 64, 8}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char text[400];
        polder_experiment_t x;
        snprintf(text, sizeof text,
                 M "design:\n  {%s, factors: {averaging.rate: [0, 1], network.degree: [0, 8], "
                   "network.members: [2, 20]}}\n",
                 kinds[i].keys);
        read_good(text, NULL, 0, &x);
        assert_int_equal(x.design.n_point, kinds[i].n_point);
        assert_int_equal(x.design.n_together, kinds[i].n_together);
        polder_experiment_free(&x);
    }
}

/* The levels of a trajectory begin at 0 and end at 1: the first and the last value of a list. */
static void test_list_on_levels(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "design:\n  kind: morris\n  trajectories: 40\n  factors:\n"
                "    averaging.rate: {values: [0.1, 0.2, 0.9]}\n    network.degree: [0, 8]\n",
              NULL, 0, &x);
    int low = 0, middle = 0, high = 0;
    for (int p = 0; p < x.design.n_point; p++) {
        const double rate = x.design.value[2 * p];
        low += rate == 0.1;
        middle += rate == 0.2;
        high += rate == 0.9;
    }
    assert_int_equal(low + middle + high, 120);
    assert_true(low > 0 && middle > 0 && high > 0);
    polder_experiment_free(&x);
}

/* A point changes the argument it names and nothing else of the distribution. */
static void test_arguments(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(M "values: {averaging: {rate: {truncated-normal: [0.5, 0.1, 0, 1]}}}\n"
                "design:\n  kind: grid\n  factors:\n"
                "    averaging.rate.sd: {values: [0.2, 0.3]}\n"
                "    averaging.rate.max: {values: [0.7, 0.9]}\n",
              NULL, 0, &x);
    polder_value_t value;
    const int rate = polder_table_find(&x.table, "averaging.rate");
    static const double sd[] = {0.2, 0.2, 0.3, 0.3}, max[] = {0.7, 0.9, 0.7, 0.9};
    assert_int_equal(x.n_case, 4);
    for (int case_index = 0; case_index < 4; case_index++) {
        assert_true(polder_experiment_value(&x, case_index, rate, &value));
        assert_int_equal(value.kind, POLDER_DRAW_TRUNCATED);
        assert_true(value.arg[0] == 0.5 && value.arg[1] == sd[case_index]);
        assert_true(value.arg[2] == 0 && value.arg[3] == max[case_index]);
    }
    polder_experiment_free(&x);
}

/* The folder of a test that needs a file: it goes also if the test fails. */
static char folder[400], path[420];

static int make_folder(void **state)
{
    const char *where = getenv("TMPDIR");
    (void)state;
    snprintf(folder, sizeof folder, "%.300s/polder-designs-XXXXXX",
             where && *where ? where : "/tmp");
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/points.csv", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void test_csv(void **state)
{
    (void)state;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs("\xef\xbb\xbf\"network.topology\" , averaging.rate,network.members\r\n"
                      "\r\n star ,0.5,12\r\n\"ring\",\t2.5e-1 , \"7\"\n   \nstar,.125,8",
                      file) >= 0);
    assert_int_equal(fclose(file), 0);
    polder_experiment_t x;
    static const double expected[][3] = {{5, 0.5, 12}, {6, 0.25, 7}, {5, 0.125, 8}};
    read_good(M "design: {kind: csv, file: points.csv}\n", folder, 0, &x);
    has_points(&x, 3, 3, expected[0]);
    assert_string_equal(x.design.factor[0].name, "network.topology");
    polder_experiment_free(&x);
    read_good(M "design:\n  kind: csv\n  file: points.csv\n"
                "  factors: [averaging.rate, network.members, network.topology]\n",
              folder, 0, &x);
    has_points(&x, 3, 3, expected[0]);
    polder_experiment_free(&x);
}

/* Points at hand are held to what a file is held to. */
static void test_points_at_hand(void **state)
{
    (void)state;
    static const struct {
        double value[8];
        const char *message;
    } bad[] = {
        {{5, 0.5, 12, 0.1, 6, 0.25, 7, 0.2}, NULL},
        {{5, 0.5, 12, 0.1, 6, NAN, 7, 0.2}, "averaging.rate at point 1: it is not a number"},
        {{5, INFINITY, 12, 0.1, 6, 0.5, 7, 0.2}, "averaging.rate at point 0: it is not a number"},
        {{5, 0.5, 12, 0.1, 6, 1.01, 7, 0.2}, "averaging.rate at point 1: it is outside the bounds"},
        {{5, 0.5, 12.5, 0.1, 6, 1, 7, 0.2}, "network.members at point 0: it is not a whole number"},
        {{5, 0.5, 12, 0.1, 6, 1, -7, 0.2}, "network.members at point 1: it is outside the bounds"},
        {{99, 0.5, 12, 0.1, 6, 1, 7, 0.2}, "network.topology at point 0: it is none of the words"},
        {{-1, 0.5, 12, 0.1, 6, 1, 7, 0.2}, "network.topology at point 0: it is none of the words"},
        {{0.5, 0.5, 12, 0.1, 6, 1, 7, 0.2},
         "network.topology at point 0: it is not a whole number"},
        {{5, 0.5, 12, 0.1, 6, 1, 7, 1.5},
         "initial.opinion.min at point 1: it is outside the bounds"},
    };
    static const char start[] = M "initial: {opinion: {uniform: [0.1, 1]}}\ndesign:\n  kind: csv\n"
                                  "  file: points.csv\n  factors: [network.topology, "
                                  "averaging.rate, network.members, ";
    for (size_t i = 0; i <= sizeof bad / sizeof *bad; i++) {
        const bool twice = i == sizeof bad / sizeof *bad;
        const char *message = twice ? "are factors of the same value" : bad[i].message;
        const polder_given_t given = {
            .n_point = 2, .n_factor = 4, .value = bad[twice ? 0 : i].value};
        const polder_scenario_options_t options = {.given = &given};
        polder_experiment_t x;
        polder_report_t report = {0};
        char text[600];
        snprintf(text, sizeof text, "%s%s]\n", start,
                 twice ? "averaging.rate" : "initial.opinion.min");
        const int code =
            polder_scenario_parse(text, strlen(text), "given.yaml", NULL, &options, &x, &report);
        assert_int_equal(code, message ? POLDER_INPUT : 0);
        if (message) {
            assert_int_equal(report.n, 1);
            assert_non_null(strstr(report.note[0].text, message));
        } else {
            has_points(&x, 2, 4, bad[i].value);
            polder_experiment_free(&x);
        }
        polder_report_free(&report);
    }
}

/* Whatever tool wrote the table, the points are the same. */
static void test_tables(void **state)
{
    (void)state;
    static const struct {
        const char *text, *keys;
        size_t warnings;
    } table[] = {
        /* pandas and SALib: whole numbers are floats, and the index is a column */
        {"averaging.rate,network.members\n0.5,12.0\n0.25,7.0\n", "", 0},
        {"averaging.rate,network.members\n5.0e-1,1.2e1\n.25,7e0\n", "", 0},
        {"averaging.rate,network.members\n0.500,12.000\n0.250,7.000\n", "", 0},
        {",averaging.rate,network.members\n0,0.5,12\n1,0.25,7\n", "", 1},
        {"Unnamed: 0,averaging.rate,network.members\n0,0.5,12\n1,0.25,7\n", "", 1},
        {"averaging.rate,network.members,Unnamed: 2.1\n0.5,12,x\n0.25,7,\n", "", 1},
        /* R: write.csv, write.csv2, write.table */
        {"\"\",\"averaging.rate\",\"network.members\"\n\"1\",0.5,12\n\"2\",0.25,7\n", "", 1},
        {"\"\";\"averaging.rate\";\"network.members\"\n\"1\";0,5;12\n\"2\";0,25;7\n", "", 1},
        {"\"averaging.rate\" \"network.members\"\n\"1\" 0.5 12\n\"2\" 0.25 7\n", "", 1},
        {"\"averaging.rate\"\t\"network.members\"\n\"1\"\t0.5\t12\n\"2\"\t0.25\t7\n", "", 1},
        /* spreadsheets: a mark in front, semicolons, decimal commas, empty rows and columns */
        {"\xef\xbb\xbf"
         "averaging.rate;network.members\r\n0,5;12,0\r\n0,25;7\r\n;\r\n",
         "", 0},
        {"sep=;\r\naveraging.rate;network.members\r\n0,5;12\r\n0,25;7\r\n", "", 0},
        {"averaging.rate\tnetwork.members\r0,5\t12\r0,25\t7\r", "", 0},
        {"averaging.rate,network.members,,\n0.5,12,,\n,,,\n0.25,7,,\n", "", 0},
        {"averaging.rate,\xc2\xa0network.members\n0.5,\xc2\xa0"
         "12\n0.25,7\xe2\x80\xaf\n",
         "", 0},
        /* columns that are not factors */
        {"run,averaging.rate,note,network.members\n1,0.5,\"a, b\",12\n2,0.25,,7\n",
         "  ignore: [run, note]\n", 0},
        {"n;averaging.rate;;network.members\n1;0,5;caf\xe9;12\n2;0,25;;7\n", "  ignore: ['', n]\n",
         1},
        {"network.degree,averaging.rate,network.members\n99,0.5,12\n98,0.25,7\n",
         "  ignore: [network.degree]\n  factors: [averaging.rate, network.members]\n", 0},
    };
    static const double expected[] = {0.5, 12, 0.25, 7};
    char text[400], *first = NULL;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_true(fputs(table[i].text, file) >= 0);
        assert_int_equal(fclose(file), 0);
        polder_experiment_t x;
        snprintf(text, sizeof text, M "design:\n  kind: csv\n  file: points.csv\n%s",
                 table[i].keys);
        read_good(text, folder, table[i].warnings, &x);
        has_points(&x, 2, 2, expected);
        char *json = NULL;
        assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
        assert_reads_again(&x, json, true);
        if (first) assert_string_equal(json, first);
        if (first)
            free(json);
        else
            first = json;
        polder_experiment_free(&x);
    }
    free(first);
}

/* An arm that sets a factor would make it none; arms count for the number of cases. */
static void test_arms(void **state)
{
    (void)state;
    static const char text[] = "kind: sobol\npoints: 8\nfactors:\n  averaging.rate: [0, 1]\n"
                               "  network.degree: [1, 8]\n";
    polder_experiment_t x;
    for (int twice = 0; twice < 2; twice++) {
        polder_yaml_t yaml = {0};
        polder_report_t report = {0};
        assert_int_equal(polder_experiment_init(&x, "opinions", NULL), 0);
        assert_int_equal(polder_experiment_add_arm(&x, "quick", NULL), 0);
        x.arm[1].setting = calloc(1, sizeof *x.arm[1].setting);
        assert_non_null(x.arm[1].setting);
        x.arm[1].setting[0].field =
            polder_table_find(&x.table, twice ? "averaging.rate" : "network.rewiring");
        x.arm[1].n_setting = 1;
        assert_int_equal(polder_yaml_parse(&yaml, text, strlen(text), 0, "d.yaml", &report), 0);
        polder_loader_t r = {.yaml = &yaml, .x = &x, .report = &report};
        const polder_key_t *key = polder_key_find(&polder_top_keys, "design");
        r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
        polder_key_load(&r, &(polder_found_t){yaml.root, yaml.root, "design", key}, &x);
        assert_int_equal(r.n_problem, twice);
        if (twice) {
            assert_int_equal(report.note[0].line, 4);
            assert_non_null(strstr(report.note[0].text, "the arm \"quick\" sets it too"));
        } else {
            assert_int_equal(x.n_case, 16);
        }
        freelocale(r.plain);
        polder_yaml_free(&yaml);
        polder_report_free(&report);
        polder_experiment_free(&x);
    }
}

/* Experiments with other points are other experiments. */
static void test_description(void **state)
{
    (void)state;
    static const char *const text[] = {
        M "design: {kind: grid, factors: {averaging.rate: {values: [0.1, 0.2]}}}\n",
        M "design: {kind: grid, factors: {averaging.rate: {values: [0.1, 0.3]}}}\n",
        M "design: {kind: grid, factors: {averaging.rate: {from: 0.1, to: 0.3, steps: 2}}}\n",
        M "design: {kind: grid, factors: {network.degree: {values: [4]}, "
          "averaging.rate: {values: [0.1, 0.2, 0.3]}}}\n",
        M "design: {kind: grid, factors: {network.degree: {values: [4]}, "
          "averaging.rate: {values: [0.1, 0.2, 0.4]}}}\n"};
    enum { TEXTS = sizeof text / sizeof *text };
    char *json[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
        polder_experiment_t x;
        read_good(text[i], NULL, 0, &x);
        assert_int_equal(polder_scenario_describe(&x, &json[i], NULL), 0);
        assert_reads_again(&x, json[i], true);
        polder_experiment_free(&x);
    }
    assert_string_not_equal(json[0], json[1]);
    assert_string_equal(json[1], json[2]);
    assert_string_not_equal(json[3], json[4]); /* the last number of several factors */
    assert_non_null(strstr(json[0], "\"averaging.rate\""));
    for (int i = 0; i < TEXTS; i++) free(json[i]);
}

/* How often a summary column of this name is recorded. */
static int recorded(const char *text, const char *name)
{
    polder_experiment_t x;
    int n = 0;
    read_good(text, NULL, 0, &x);
    for (int i = 0; i < x.record.n_summary; i++)
        n += strcmp(x.table.field[x.record.summary[i]]->name, name) == 0;
    polder_experiment_free(&x);
    return n;
}

/* Which inputs that are no fields are recorded, as "a b". */
static void has_inputs(const char *text, const char *expected)
{
    polder_experiment_t x;
    char all[256] = "", name[POLDER_CASE_NAME];
    read_good(text, NULL, 0, &x);
    for (int i = 0; i < x.record.n_input; i++) {
        strcat(all, i ? " " : "");
        strcat(all, polder_experiment_input_name(&x, i, name, sizeof name));
    }
    assert_string_equal(all, expected);
    polder_experiment_free(&x);
}

static void test_other_inputs(void **state)
{
    (void)state;
    has_inputs("model: collaboration\ninitial: {momentum: 0.4, ownership: {beta: [2, 2]}}\n", "");
    has_inputs("model: collaboration\ninitial: {momentum: {beta: [2, 2]}}\n"
               "record: {summary: [momentum]}\n",
               "initial.momentum");
    has_inputs(
        "model: collaboration\narms: [none, {name: a, set: {initial.momentum: {beta: [2, 2]}}}]\n",
        "initial.momentum");
    has_inputs(M "values: {averaging: {rate: {beta: [2, 2]}}}\ninitial: {opinion: {beta: [2, 2]}}\n"
                 "design: {kind: grid, factors: {averaging.rate.a: {values: [1, 2]}, "
                 "initial.opinion.b: {values: [3]}}}\n",
               "averaging.rate.a initial.opinion.b");
    has_inputs("model: collaboration\n"
               "design: {kind: grid, factors: {initial.momentum: {values: [0.2, 0.3]}, "
               "initial.trust: {values: [0.5]}, relations.trust: {values: [0.5]}}}\n",
               "initial.momentum initial.trust");
}

/* What is sampled is recorded without being asked for, and what is not is not. */
static void test_inputs(void **state)
{
    (void)state;
    static const char rate[] = "averaging.rate";
    assert_int_equal(recorded(M "values: {averaging: {rate: 0.3}}\n", rate), 0);
    assert_int_equal(recorded(M "values: {averaging: {rate: {beta: [2, 2]}}}\n", rate), 1);
    assert_int_equal(recorded(M "values: {averaging: {rate: {beta: [2, 2]}}}\n"
                                "record: {summary: [averaging.rate]}\n",
                              rate),
                     1);
    assert_int_equal(recorded(M "arms: [none, {name: a, set: {averaging.rate: 0.4}}]\n", rate), 0);
    assert_int_equal(
        recorded(M "arms: [none, {name: a, set: {averaging.rate: {uniform: [0.1, 0.2]}}}]\n", rate),
        1);
    assert_int_equal(
        recorded(M "design: {kind: grid, factors: {averaging.rate: {values: [0.1, 0.2]}}}\n", rate),
        1);
    assert_int_equal(
        recorded(M "values: {averaging: {rate: {beta: [2, 2]}}}\n"
                   "design: {kind: grid, factors: {averaging.rate.a: {values: [1, 2]}}}\n",
                 rate),
        1);
    /* not one number for each network */
    assert_int_equal(recorded(M "initial: {opinion: {beta: [2, 2]}}\n", "opinion"), 0);
    static const char members[] =
        M "design: {kind: grid, factors: {network.members: {values: [6, 9]}}}\n";
    assert_int_equal(recorded(members, "network.members"), 1);
}

/* Others that move along: place by place, or between two ends as far as the leader is. */
static void test_with(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_good(
        "model: collaboration\ndesign:\n  kind: grid\n  factors:\n"
        "    context.p_shock: {from: 0, to: 0.2, steps: 3, with: {value.funding: [0.6, 0.2]}}\n"
        "    governance.form: {values: [lead, shared], with: [{lever.vision: [0.5, 0]}, "
        "{initial.trust: [0.2, 0.4]}]}\n",
        NULL, 0, &x);
    static const double expected[][5] = {{0, 1, 0.6, 0.5, 0.2},   {0, 0, 0.6, 0, 0.4},
                                         {0.1, 1, 0.4, 0.5, 0.2}, {0.1, 0, 0.4, 0, 0.4},
                                         {0.2, 1, 0.2, 0.5, 0.2}, {0.2, 0, 0.2, 0, 0.4}};
    has_points(&x, 6, 5, expected[0]);
    assert_string_equal(x.design.factor[3].name, "lever.vision");
    assert_int_equal(x.design.factor[2].leader, 0);
    assert_int_equal(x.design.factor[4].leader, 1);
    assert_int_equal(x.design.factor[1].leader, -1);
    assert_int_equal(x.design.n_push, 1);
    polder_experiment_free(&x);
    /* a trajectory has a step for each that leads, and its followers go along */
    read_good(
        "model: collaboration\ndesign:\n  kind: morris\n  trajectories: 4\n  factors:\n"
        "    context.p_shock: {from: 0.1, to: 0.4, scale: log, with: {value.funding: [1, 0]}}\n"
        "    relations.trust: [0.2, 0.8]\n",
        NULL, 0, &x);
    assert_int_equal(x.design.n_together, 3);
    assert_int_equal(x.design.n_point, 12);
    for (int p = 0; p < 12; p++) {
        const double *v = x.design.value + 3 * p;
        const double way = log(v[0] / 0.1) / log(4);
        assert_true(fabs(v[2] - (1 - way)) < 1e-6);
    }
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_seed),
        cmocka_unit_test(test_sobol),
        cmocka_unit_test(test_together),
        cmocka_unit_test(test_list_on_levels),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test_setup_teardown(test_csv, make_folder, remove_folder),
        cmocka_unit_test(test_points_at_hand),
        cmocka_unit_test_setup_teardown(test_tables, make_folder, remove_folder),
        cmocka_unit_test(test_arms),
        cmocka_unit_test(test_description),
        cmocka_unit_test(test_inputs),
        cmocka_unit_test(test_other_inputs),
        cmocka_unit_test(test_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
