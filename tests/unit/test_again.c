/* test_again: the canonical text of every shipped scenario, and of some that hold what those do
 * not, is a scenario that makes the same experiment again. Mutated ones are in tests/fuzz. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

#include "again_fixture.h"

static void law(const char *path, const char *text, const polder_scenario_options_t *options)
{
    polder_experiment_t x;
    polder_report_t report = {0};
    char *json = NULL;
    const int code =
        text ? polder_scenario_parse(text, strlen(text), path, NULL, options, &x, &report)
             : polder_scenario_read(path, options, &x, &report);
    for (size_t i = 0; code < 0 && i < report.n; i++)
        print_error("%s: %s\n%s\n", path, report.note[i].text, text ? text : "");
    assert_int_equal(code, 0);
    assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
    assert_reads_again(&x, json, true);
    free(json);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

static int all_in(const char *pattern)
{
    glob_t found;
    char path[4096];
    int n = 0;
    snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, pattern);
    assert_int_equal(glob(path, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *file = found.gl_pathv[i];
        if (strstr(file, "/interventions/") || strstr(file, "/causes/") ||
            strstr(file, "real-network"))
            continue;
        law(file, NULL, NULL);
        n++;
    }
    globfree(&found);
    return n;
}

static void test_shipped(void **state)
{
    (void)state;
    const int n = all_in("*.yaml") + all_in("*/*.yaml");
    print_message("%d scenarios\n", n);
    assert_true(n > 40);
}

#define C "model: collaboration\n"

static void test_forms(void **state)
{
    (void)state;
    static const char *const text[] = {
        C,
        C "title: ''\ndescription: \"tab\\tquote\\\"line\\nend\"\nseed: "
          "9223372036854775807\n",
        C "design: {kind: grid, factors: {context.p_shock: {from: 0, to: 0.2, steps: 3, with: "
          "{value.funding: [0.6, 0.2], lever.vision: [0, 0.5]}}, governance.form: {values: [lead, "
          "shared], with: {lever.process: [0.123456789, 0]}}}}\n",
        C "design: {kind: sobol, points: 4, factors: {context.p_shock: {from: 0.1, to: 0.2, scale: "
          "log, with: {value.funding: [0.6, 0.2], network.members: [6, 18]}}, lever.process: [0, "
          "1]}}\n",
        C "first_founding: 3\nfoundings: 1\nfutures: 20\n",
        C "network: {topology: {choice: {star: 1, ring: 2.5, complete: 0}}, members: {choice: "
          "{30: 1, 4: 2}}}\n",
        C "initial: {trust: {lognormal: [-1, 0.5]}, momentum: {beta: [2, 3]}, conflict: {choice: "
          "[1, 0]}}\nvalues: {trust: {k_up: 0.123456789}, governance: {form: {choice: [lead, "
          "shared]}}}\n",
        C "horizon: 6\nlevers:\n  - {contact: 0.123456789, from: 2}\n  - {contact: 1, vision: 0, "
          "until: 90}\n",
        C "interventions: [{levers: {}}, {levers: {vision: 1}, start: (trust.mean < 0.4 for 2 "
          "months) and not (momentum > 0.2 or phase >= agree for 3 months) for 4 months}]\n",
        C
        "interventions: [{levers: {vision: 0.3}, target: newcomers, duration: 3, cost: {per_month: "
        "0.333333333}}, {levers: {contact: 1}, target: not conflict = 1}]\n"
        "arms: [none, {name: '', interventions: []}, {name: b, interventions: [{levers: {focus: "
        "0.7}, name: ''}], start: [3, 5], dose: [0.1, 0.3]}]\nbaseline: ''\n",
        C "interventions: [{levers: {vision: 1}, start: (trust.mean < 0.4 or momentum < 0.3) and "
          "not (phase >= agree and trust.mean > 0.1)}]\n",
        C "arms: [{name: only, interventions: [{levers: {focus: 0.7}}]}]\n",
        C "arms: [{name: a, levers: [{contact: 0.5, from: 2}, {vision: 1}], set: {initial.trust: "
          "{uniform: [0, 1]}}}]\n",
        C "events: [{what: shock, month: 3}, {what: shock, rate: 0.123456789, name: ''}, {what: "
          "break, "
          "when: trust.mean < 0.4 for 2 months, rate: 0, target: conflict = 1}]\n"
          "arms: [none, {name: a, events: [{set: {trust: 0.2, context.p_shock: 0.1}, month: 4, "
          "duration: 2, target: {lowest: balance, share: 0.2}}, {what: shock, month: 100}]}]\n",
        C
        "arms: [{name: a, name_nl: b}, {name: c, name_nl: d, set: {initial.trust: [0.1, 0.2]}}]\n",
        C "arms: [none, {name: a, name_en: b, name_nl: c, in_short: All do it., in_short_nl: Ieder "
          "doet het., set: {relations.trust: 0.3}}]\n",
        C "record: {columns: [], networks: 0, summary: [metric.density, trust.mean]}\n",
        C "without: [context, opportunism]\n",
        C "horizon: 9\narms: [none, {horizon: 4}, {name: c, horizon: 12, events: [{what: shock, "
          "month: 11}], levers: [{contact: 1, from: 10}], interventions: [{levers: {focus: 1}, "
          "start: 10}]}]\n",
        C "without: [dialogue]\narms: [none, {without: [opportunism, context]}, {name: c, without: "
          "[context]}]\n",
        C "design: {kind: one-at-a-time, factors: {relations.trust: {values: [0.9, 0.45, 0.2]}, "
          "governance.form: {values: [lead, shared]}, network.members: {from: 6, to: 18, steps: "
          "3}}}\n",
        C "values: {relations: {trust: 0.123456789}}\ndesign: {kind: one-at-a-time, factors: "
          "{relations.trust: {values: [0.123456789, 0.5]}}}\n",
        C "seed: 3\ndesign: {kind: morris, trajectories: 3, levels: 6, factors: {relations.trust: "
          "[0.1, 0.9], network.members: [6, 12]}}\n",
        C "design: {kind: saltelli, points: 4, second_order: true, shift: false, factors: "
          "{trust.k_up: {from: 0.01, to: 0.1, scale: log}, governance.form: {values: [lead, "
          "shared]}}}\n",
        C "design: {kind: latin-hypercube, points: 7, factors: {network.degree: [1, 5]}}\n",
        C
        "arms: [none, {interventions: [{name: a.b, levers: {contact: 0.7}, dose: 0.5, start: 3, "
        "duration: 4}]}]\ndesign: {kind: one-at-a-time, factors: {intervention.a.b.dose: {values: "
        "[0.25, 1, 0.123456789]}, intervention.a.b.start: {from: 3, to: 7, steps: 3}, "
        "intervention.a.b.duration: {values: [4, 12]}}}\n",
        C "interventions: [{name: a, levers: {contact: 0.7}, start: trust.mean < 0.4}]\ndesign: "
          "{kind: morris, trajectories: 2, factors: {intervention.a.dose: [0.2, 1], "
          "intervention.a.duration: {from: 2, to: 24, scale: log}}}\n",
        C "values: {relations: {trust: {normal: [0.5, 0.1]}}}\ndesign: {kind: sobol, points: 8, "
          "factors: {relations.trust.sd: [0.05, 0.2], initial.momentum: [0, 1]}}\n",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) law("form.yaml", text[i], NULL);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* What was read from files is not in the text, but is known by its hash. */
static void test_files(void **state)
{
    (void)state;
    char folder[] = "again_XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/net.gml", folder);
    write_file(
        path,
        "graph [ directed 1\n node [ id 1 label \"a\" f 1 g 9 ]\n node [ id 2 f 5 g 2 "
        "]\n node [ id 3 f 2 ]\n node [ id 4 label \"b, &quot;c&quot;]\" f 3 ]\n "
        "node [ id 5 label \"&quot;d\" f 4 ]\n edge [ source 1 target 2 w 3 ]\n edge [ source 2 "
        "target 3 w 1 ] ]\n");
    static const char *const mapping[] = {
        "organisations: {capacity: f, pace: {attribute: g, scale: rank, reverse: true, from: "
        "0.1}}",
        "ties: mutual, label: label, relations: {trust: {attribute: w, scale: {from: [1, 5], to: "
        "[0.25, 1]}}}",
        "ties: undirected, format: gml, relations: {trust: {attribute: w, scale: {from: [5, 1]}}}, "
        "organisations: {capacity: {attribute: f, scale: range}}",
        "label: label}\ninterventions: [{levers: {vision: 1}, target: {name: a}}]\n"
        "events: [{what: break, when: 'trust[a, 2] < 0.5 and balance[ 3 ] > 0', between: [[a, 2], "
        "[2, 3]]}, {what: leave, month: 2, target: {name: [3, a]}}]\narms: [none, {name: b, "
        "network: {absent: a, cut: [2, 3], "
        "typical: [3]}}]\nrecord: {networks: 1",
        "label: label}\nevents: [{what: shock, when: 'trust[ \"b, \"\"c\"\"]\" , \"\"\"d\"] < 0.5 "
        "and "
        "balance[\"a\"] > 0'}]\nrecord: {networks: 1",
    };
    for (size_t i = 0; i < sizeof mapping / sizeof *mapping; i++) {
        char text[500];
        snprintf(text, sizeof text, C "network: {file: %s, %s}\nvalues: {trust: {k_up: 0.2}}\n",
                 path, mapping[i]);
        law("net.yaml", text, NULL);
    }
    char csv[64], text[200];
    snprintf(csv, sizeof csv, "%s/points.csv", folder);
    write_file(csv, "run,governance.form,relations.trust\n1,lead,0.123456789\n2,shared,0.5\n");
    snprintf(text, sizeof text, C "design: {kind: csv, file: %s, ignore: [run]}\n", csv);
    law("points.yaml", text, NULL);
    unlink(csv);
    unlink(path);
    rmdir(folder);
}

/* Another network, and points that are made otherwise, are refused. */
static void test_refused(void **state)
{
    (void)state;
    static const char text[] =
        C "design: {kind: sobol, points: 8, factors: {trust.k_up: [0, 1]}}\n";
    polder_experiment_t x;
    polder_report_t report = {0};
    char *json = NULL;
    assert_int_equal(polder_scenario_parse(text, strlen(text), "a", NULL, NULL, &x, NULL), 0);
    assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
    polder_experiment_free(&x);
    char *at = strstr(json, "\"seed\": 1");
    assert_non_null(at);
    at[strlen("\"seed\": ")] = '2';
    assert_int_equal(polder_scenario_parse(json, strlen(json), "a", NULL, NULL, &x, &report),
                     POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "not the points of this experiment"));
    polder_report_free(&report);
    /* who sets something on the command line wants another experiment */
    const char *set[] = {"seed=3"};
    const polder_scenario_options_t options = {.n_set = 1, .set = set};
    assert_int_equal(polder_scenario_parse(json, strlen(json), "a", NULL, &options, &x, &report),
                     0);
    polder_experiment_free(&x);
    polder_report_free(&report);
    free(json);
}

static long allocations, fails_at;

static void *allocate(size_t size)
{
    return ++allocations == fails_at ? NULL : malloc(size);
}

/* Where memory is short there is no text: never one that lacks a key. */
static void test_memory(void **state)
{
    (void)state;
    static const char text[] =
        C "title: Memory\nfoundings: 2\nfutures: 3\nfirst_founding: 1\nvalues: {relations: {trust: "
          "{uniform: [0.2, 0.8]}}}\ninterventions: [{levers: {vision: 1}, start: trust.mean < 0.4 "
          "for 2 "
          "months, duration: 3, target: {where: trust < 0.5}}]\n"
          "events: [{what: break, when: momentum > 0.2, target: {lowest: balance, share: 0.2}}]\n"
          "arms: [none, {name: a, set: {initial.momentum: {at least: 0.2, at most: 0.9}}, events: "
          "[{set: "
          "{trust: 0.2}, month: 4, duration: 2, target: newcomers}]}]\n"
          "design: {kind: sobol, points: 2, factors: {context.p_shock: {from: 0.1, to: 0.2, scale: "
          "log, "
          "with: {value.funding: [0.6, 0.2]}}}}\n"
          "lesson: {title: {en: a, nl: b}}\n";
    polder_experiment_t x;
    polder_report_t report = {0};
    char *whole = NULL, *json = NULL;
    json_malloc_t malloc_before;
    json_free_t free_before;
    const int read = polder_scenario_parse(text, strlen(text), "a", NULL, NULL, &x, &report);
    if (read < 0) print_error("%s\n", report.note[0].text);
    assert_int_equal(read, 0);
    assert_int_equal(polder_scenario_describe(&x, &whole, NULL), 0);
    json_get_alloc_funcs(&malloc_before, &free_before);
    json_set_alloc_funcs(allocate, free);
    do {
        allocations = 0;
        fails_at++;
        const int code = polder_scenario_describe(&x, &json, NULL);
        assert_int_equal(code, json ? 0 : POLDER_MEMORY);
        if (json) assert_string_equal(json, whole);
        free(json);
    } while (allocations >= fails_at); /* until it comes to an end before that */
    json_set_alloc_funcs(malloc_before, free_before);
    print_message("%ld allocations\n", fails_at - 1);
    assert_true(fails_at > 500);
    free(whole);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped), cmocka_unit_test(test_forms),  cmocka_unit_test(test_files),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests_name("again", tests, NULL, NULL);
}
