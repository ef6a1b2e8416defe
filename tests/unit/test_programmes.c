/* test_programmes: what is said of a programme holds for its parts, and their doses multiply. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "again_fixture.h"
#include "scenario/scenario.h"

#define PARTS                                                                                      \
    "[{name: a, levers: {contact: 0.8}, start: 3, duration: 9}, "                                  \
    "{name: b, levers: {contact: 0.4}, dose: 0.5, start: trust.mean < 0.4, target: newcomers}]"

static void read_text(const char *text, polder_experiment_t *x)
{
    polder_report_t report;
    polder_report_init(&report);
    const polder_scenario_options_t options = {0};
    const int code = polder_scenario_parse(text, strlen(text), "test", NULL, &options, x, &report);
    if (code < 0 && report.n > 0) print_error("%s\n", report.note[0].text);
    assert_int_equal(code, 0);
    polder_report_free(&report);
}

static void expect_level(const polder_intervention_t *v, double level)
{
    assert_int_equal(v->n_effect, 1);
    assert_true((double)v->effect[0].level > level - 1e-6);
    assert_true((double)v->effect[0].level < level + 1e-6);
}

/* Nothing is said of the whole: the parts are as they are. */
static void test_alone(void **state)
{
    polder_experiment_t x;
    (void)state;
    read_text("model: collaboration\ninterventions: [{programme: " PARTS "}]\n", &x);
    assert_int_equal(x.n_intervention, 2);
    expect_level(&x.intervention[0], 0.8);
    expect_level(&x.intervention[1], 0.2);
    assert_int_equal(x.intervention[0].from, 3);
    assert_int_equal(x.intervention[0].duration, 9);
    assert_true(x.intervention[1].conditional);
    assert_int_equal(x.intervention[1].target.whom, POLDER_NEWCOMERS);
    polder_experiment_free(&x);
}

/* Start, duration and target of the whole take the place of those of the parts. */
static void test_whole(void **state)
{
    polder_experiment_t x;
    (void)state;
    read_text("model: collaboration\ninterventions:\n  - {programme: " PARTS
              ", start: 12, duration: 6, target: conflict = 1, dose: 0.5}\n",
              &x);
    for (int i = 0; i < 2; i++) {
        assert_false(x.intervention[i].conditional);
        assert_int_equal(x.intervention[i].from, 12);
        assert_int_equal(x.intervention[i].duration, 6);
        assert_int_equal(x.intervention[i].target.whom, POLDER_WHERE);
    }
    expect_level(&x.intervention[0], 0.4);
    expect_level(&x.intervention[1], 0.1);
    polder_experiment_free(&x);
}

/* So do those of an arm, once and not for every programme on the way; the outermost wins. */
static void test_arm(void **state)
{
    polder_experiment_t x;
    (void)state;
    read_text("model: collaboration\narms:\n"
              "  - {name: n, intervention: {programme: [{programme: " PARTS
              ", start: 30}], start: 20}, dose: 0.5, start: [6, phase >= agree]}\n",
              &x);
    assert_int_equal(x.n_intervention, 4);
    for (int i = 0; i < 4; i++) {
        expect_level(&x.intervention[i], i % 2 == 0 ? 0.4 : 0.1);
        assert_int_equal(x.intervention[i].conditional, i >= 2);
        assert_true(x.intervention[i].conditional || x.intervention[i].from == 6);
        assert_int_equal(x.intervention[i].duration, i % 2 == 0 ? 9 : 0);
    }
    polder_experiment_free(&x);
}

/* How long somebody is new is part of the experiment, so of the text that stands for it. */
static void test_described(void **state)
{
    polder_experiment_t x;
    polder_report_t report;
    char *text[2] = {NULL};
    (void)state;
    polder_report_init(&report);
    for (int i = 0; i < 2; i++) {
        read_text(i == 0 ? "model: collaboration\ninterventions: [{levers: {contact: 1}, "
                           "target: {newcomers: 6}}]\n"
                         : "model: collaboration\ninterventions: [{levers: {contact: 1}, "
                           "target: {newcomers: 24}}]\n",
                  &x);
        assert_int_equal(polder_scenario_describe(&x, &text[i], &report), 0);
        assert_reads_again(&x, text[i], true);
        polder_experiment_free(&x);
    }
    assert_string_not_equal(text[0], text[1]);
    assert_non_null(strstr(text[0], "newcomers"));
    free(text[0]);
    free(text[1]);
    polder_report_free(&report);
}

/* What stands beside the arms is in each of them, once, behind what is its own. */
static void test_in_all_arms(void **state)
{
    polder_experiment_t x;
    (void)state;
    read_text("model: collaboration\narms:\n  - none\n  - {name: wary, set: {initial.trust: 0.3}}\n"
              "  - {name: a, interventions: [{levers: {focus: 1}}]}\n"
              "interventions:\n  - {levers: {contact: 1}}\n  - {levers: {process: 1}}\n",
              &x);
    assert_int_equal(x.n_arm, 3);
    assert_int_equal(x.n_intervention, 3);
    for (int a = 0; a < 3; a++) {
        const polder_arm_t *arm = &x.arm[a];
        const int own = a == 2;
        assert_int_equal(arm->n_use, own + 2);
        for (int i = 0; i < arm->n_use; i++) assert_int_equal(arm->use[i], own ? i : i + 1);
    }
    polder_experiment_free(&x);
}

/* Numbers have nine digits, also those that are worked out: what is described in the same way
 * is the same. */
static void test_nine_digits(void **state)
{
    static const char *const use[] = {
        "cost: {per_month: 1.00000001, per_member: 1.00000001}",
        "cost: {per_month: 1.00000001, per_member: 1.00000001}, dose: 0.999999999",
        "cost: {per_month: 1.000000012, per_member: 1.000000008}",
    };
    static const char *const value[] = {"0.2, 0.8", "0.2000000003, 0.8", "0.2, 0.8"};
    static const char *const share[] = {"0.25", "0.25", "0.2500000004"};
    char *text[3] = {NULL}, scenario[600];
    polder_experiment_t x[3];
    polder_report_t report;
    (void)state;
    polder_report_init(&report);
    for (int i = 0; i < 3; i++) {
        snprintf(scenario, sizeof scenario,
                 "model: collaboration\nvalues: {relations: {trust: {uniform: [%s]}}}\n"
                 "interventions:\n  - {levers: {contact: 0}, %s}\n  - {levers: {contact: 0}, "
                 "target: {highest: capacity, "
                 "share: %s}}\n",
                 value[i], use[i], share[i]);
        read_text(scenario, &x[i]);
        assert_int_equal(polder_scenario_describe(&x[i], &text[i], &report), 0);
        assert_reads_again(&x[i], text[i], true);
        assert_string_equal(text[0], text[i]);
        assert_true(x[0].intervention[0].cost == x[i].intervention[0].cost);
        assert_true(x[0].intervention[0].cost_per_member == x[i].intervention[0].cost_per_member);
        assert_true(x[0].intervention[1].target.share == x[i].intervention[1].target.share);
        assert_int_equal(x[0].n_setting, x[i].n_setting);
        for (int s = 0; s < x[0].n_setting; s++)
            assert_memory_equal(x[0].setting[s].value.arg, x[i].setting[s].value.arg,
                                sizeof x[0].setting[s].value.arg);
    }
    for (int i = 0; i < 3; i++) {
        polder_experiment_free(&x[i]);
        free(text[i]);
    }
    polder_report_free(&report);
}

/* A folder is one with or without a slash at its end. */
static void test_folder(void **state)
{
    static const char text[] = "model: collaboration\narms: [none, mine]\n";
    char folder[] = "programmes-XXXXXX", name[64];
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/interventions", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    snprintf(name, sizeof name, "%s/interventions/mine.yaml", folder);
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs("title: Mine\nlevers: {contact: 0.5}\n", file);
    assert_int_equal(fclose(file), 0);
    static const char *const end[] = {"", "/", "//"};
    for (size_t i = 0; i < 3; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        snprintf(name, sizeof name, "%s%s", folder, end[i]);
        assert_int_equal(polder_scenario_parse(text, strlen(text), "test", name, NULL, &x, &report),
                         0);
        assert_int_equal(x.n_intervention, 1);
        polder_experiment_free(&x);
        polder_report_free(&report);
    }
    snprintf(name, sizeof name, "%s/interventions/mine.yaml", folder);
    remove(name);
    snprintf(name, sizeof name, "%s/interventions", folder);
    remove(name);
    remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alone),       cmocka_unit_test(test_whole),
        cmocka_unit_test(test_arm),         cmocka_unit_test(test_described),
        cmocka_unit_test(test_in_all_arms), cmocka_unit_test(test_nine_digits),
        cmocka_unit_test(test_folder),
    };
    return cmocka_run_group_tests_name("programmes", tests, NULL, NULL);
}
