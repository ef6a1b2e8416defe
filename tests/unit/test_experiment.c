/* test_experiment.c: numbers as people write them, values set by name, the table of fields, and
 * the notes of a report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>
#include <jansson.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "design/design.h"
#include "experiment/number.h"
#include "run/draw.h"
#include "scenario/scenario.h"

/* ---- numbers ---- */

static void test_numbers(void **state)
{
    static const struct {
        const char *text;
        double number;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"+1", 1},
        {"007.5", NAN},
        {"0.5", 0.5},
        {".5", 0.5},
        {"5.", 5},
        {"1e3", 1000},
        {"-2.5E-1", -0.25},
        {"1e", NAN},
        {"1e+", NAN},
        {".", NAN},
        {"", NAN},
        {"-", NAN},
        {"0x10", NAN},
        {"0x1p3", NAN},
        {"1,5", NAN},
        {"50%", NAN},
        {"1_000", NAN},
        {"nan", NAN},
        {"-inf", NAN},
        {"1 ", NAN},
        {" 1", NAN},
        {"1e39", NAN},
        {"3e38", 3e38},
        {"--1", NAN},
        {"1e-400", 0},
        {"1.2.3", NAN},
        {"0.1234567891", 0.123456789},
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double number = -1;
        const char *why = polder_number_read(good[i].text, &number);
        if (isnan(good[i].number) ? !why : why || number != good[i].number)
            fail_msg("\"%s\": %s, %.17g", good[i].text, why ? why : "read", number);
    }
    assert_true(polder_number_is_whole("10", 10));
    assert_true(polder_number_is_whole("1e3", 1000));
    assert_false(polder_number_is_whole("10.000", 10));
    assert_false(polder_number_is_whole("12.5", 12.5));
}

/* ---- values by name ---- */

static polder_report_t report;

static void refuse(polder_experiment_t *x, const char *name, const char *text, const char *says)
{
    polder_report_free(&report);
    assert_int_equal(polder_experiment_set(x, name, text, &report), POLDER_INPUT);
    assert_int_equal(report.n, 1);
    if (!strstr(report.note[0].text, says))
        fail_msg("%s = %s: \"%s\" instead of \"%s\"", name, text, report.note[0].text, says);
    polder_report_free(&report);
}

static void set(polder_experiment_t *x, const char *name, const char *text, double value)
{
    polder_value_t found = {0};
    assert_int_equal(polder_experiment_set(x, name, text, NULL), 0);
    const int f = polder_table_find(&x->table, name);
    assert_true(polder_experiment_value(x, 0, f, &found));
    assert_int_equal(found.kind, POLDER_DRAW_NUMBER);
    if (found.arg[0] != value) fail_msg("%s = %s: %.17g", name, text, found.arg[0]);
}

static void set_values(void)
{
    polder_experiment_t x;
    assert_int_equal(polder_experiment_init(&x, "collaboration", NULL), 0);
    const int n = x.n_setting;
    set(&x, "relations.trust", "0.6", 0.6);
    set(&x, "relations.trust", "0.7", 0.7);
    assert_int_equal(x.n_setting, n + 1);
    set(&x, "network.members", "12", 12);
    set(&x, "network.members", "1e2", 100);
    set(&x, "network.topology", "ring", 6);
    refuse(&x, "relations.trust", "0,6", "write a point");
    refuse(&x, "relations.trust", "0x1p-1", "is not a decimal number");
    refuse(&x, "relations.trust", "1.5", "outside [0, 1]");
    refuse(&x, "relations.trust", "", "is not a number");
    refuse(&x, "relations.trust", "0.5 ", "is not a number");
    refuse(&x, "network.members", "12.5", "not a whole number");
    refuse(&x, "network.members", "12.0", "not a whole number");
    refuse(&x, "network.members", "1", "outside [2, 1e+07]");
    refuse(&x, "network.topology", "rings", "is none of");
    refuse(&x, "network.topology", "6", "is none of");
    refuse(&x, "relations.trusd", "0.5", "did you mean \"relations.trust\"?");
    refuse(&x, "success", "0.5", "is computed and cannot be set");
    refuse(&x, "trust.mean", "0.5", "takes no initial value");
    polder_experiment_free(&x);
}

static void test_values(void **state)
{
    (void)state;
    set_values();
}

/* Where a comma is the decimal sign a point is still what numbers have. */
static void test_locale(void **state)
{
    static const char *const name[] = {"de_DE.UTF-8", "nl_NL.UTF-8", "fr_FR.UTF-8", "de_DE"};
    const char *found = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof *name && !found; i++)
        found = setlocale(LC_ALL, name[i]);
    if (!found) print_message("skipped: there is no locale with a decimal comma\n");
    set_values();
    test_numbers(NULL);
    setlocale(LC_ALL, "C");
}

/* A lever is pushed in all ticks, also of a horizon that is set later, and once. */
static void test_levers(void **state)
{
    polder_experiment_t x;
    char *text = NULL;
    (void)state;
    assert_int_equal(polder_experiment_init(&x, "collaboration", NULL), 0);
    const int contact = polder_table_find(&x.table, "lever.contact");
    assert_int_equal(polder_experiment_push(&x, contact, 2, 5, 0.1f, NULL), 0);
    assert_int_equal(polder_experiment_set(&x, "lever.vision", "0.2", NULL), 0);
    assert_int_equal(polder_experiment_set(&x, "lever.contact", "0.3", NULL), 0);
    assert_int_equal(polder_experiment_set(&x, "lever.contact", "0.4", NULL), 0);
    assert_int_equal(x.n_push, 2);
    assert_int_equal(x.push[1].field, contact);
    assert_true(x.push[1].level == 0.4f);
    assert_int_equal(x.push[1].from, 1);
    x.horizon = 120;
    assert_true(x.push[1].until >= x.horizon);
    assert_int_equal(polder_scenario_describe(&x, &text, NULL), 0);
    assert_non_null(strstr(text, "120"));
    assert_null(strstr(text, "2147483647"));
    free(text);
    refuse(&x, "lever.contact", "1.5", "outside [0, 1]");
    refuse(&x, "lever.contact", "much", "is not a number");
    assert_int_equal(x.n_push, 2);
    polder_experiment_free(&x);
}

/* ---- the table of fields ---- */

static void test_table(void **state)
{
    polder_table_t table;
    int length = 0;
    (void)state;
    polder_report_free(&report);
    assert_int_equal(polder_table_init(&table, "opinion", &report), POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "did you mean \"opinions\"?"));
    polder_report_free(&report);
    assert_int_equal(polder_table_init(&table, "collaboration", NULL), 0);
    for (int f = 0; f < table.n_field; f++) {
        const polder_part_t *part = table.part[table.owner[f]];
        assert_int_equal(polder_table_find(&table, table.field[f]->name), f);
        bool owned = false;
        for (int u = 0; u < part->n_use; u++) {
            const int linked = table.link[table.owner[f]][u];
            assert_string_equal(table.field[linked]->name, part->use[u].field.name);
            owned |= linked == f && part->use[u].access == POLDER_OWN;
        }
        assert_true(owned);
    }
    assert_int_equal(polder_table_find(&table, "trust "), -1);
    assert_int_equal(polder_table_find(&table, ""), -1);
    assert_int_equal(polder_table_part(&table, "network"), 0);
    assert_int_equal(polder_table_part(&table, "nothing"), -1);
    assert_string_equal(polder_table_nearest(&table, "trst", -1, -1), "trust");
    assert_null(polder_table_nearest(&table, "xyzzy", -1, -1));
    polder_table_free(&table);
    assert_int_equal(polder_choice_find("a|bc|d", "bc"), 1);
    assert_int_equal(polder_choice_find("a|bc|d", "b"), -1);
    assert_int_equal(polder_choice_find("a|bc|d", ""), -1);
    assert_int_equal(memcmp(polder_choice_at("a|bc|d", 2, &length), "d", 2), 0);
    assert_int_equal(length, 1);
    assert_null(polder_choice_at("a|bc|d", 3, &length));
}

/* ---- notes ---- */

/* A long note is cut, and never inside a letter. */
static void test_long_note(void **state)
{
    static const char *const letter[] = {"x", "\u00e9", "\u20ac", "\U0001f600"};
    (void)state;
    for (size_t k = 0; k < sizeof letter / sizeof *letter; k++)
        for (size_t shift = 0; shift < 4; shift++) {
            enum { SIZE = 4096 };
            const size_t n = strlen(letter[k]);
            char text[SIZE] = "";
            memset(text, 'a', shift);
            for (size_t at = shift; at + n < SIZE; at += n) memcpy(text + at, letter[k], n + 1);
            polder_report_free(&report);
            polder_fail(&report, POLDER_INPUT, "%s", text);
            const char *note = report.note[0].text;
            const size_t kept = strlen(note);
            assert_true(kept < 2048 && kept + n >= 2048); /* as many as there is room for */
            assert_int_equal((kept - shift) % n, 0);
            assert_memory_equal(note, text, kept);
        }
    polder_report_free(&report);
    polder_fail(&report, POLDER_INPUT, "short");
    assert_string_equal(report.note[0].text, "short");
    polder_report_free(&report);
}

static void test_reports(void **state)
{
    polder_report_t one = {0}, other = {0};
    const polder_place_t place = {.file = "f", .line = 2, .column = 3, .excerpt = "abc"};
    (void)state;
    assert_int_equal(polder_fail_at(&one, POLDER_FILE, &place, "%d", 1), POLDER_FILE);
    polder_warn(&other, NULL, "two");
    polder_report_take(&one, &other);
    assert_int_equal(one.n, 2);
    assert_int_equal(one.n_error, 1);
    assert_int_equal(other.n, 0);
    assert_string_equal(one.note[0].file, "f");
    assert_int_equal(one.note[0].line, 2);
    assert_string_equal(one.note[1].text, "two");
    assert_int_equal(one.note[1].code, POLDER_OK);
    assert_int_equal(polder_fail(NULL, POLDER_MEMORY, "nobody reads it"), POLDER_MEMORY);
    polder_report_free(&one);
    polder_report_free(&other);
}

/* ---- the host ---- */

static void handler(const char *reason, const char *file, int line, int number)
{
    (void)reason, (void)file, (void)line, (void)number;
}

/* Who uses the library keeps his own handler of errors of GSL. */
static void test_handler(void **state)
{
    double u[8];
    polder_drawer_t drawer;
    (void)state;
    gsl_error_handler_t *before = gsl_set_error_handler(handler);
    assert_int_equal(polder_drawer_init(&drawer, NULL), 0);
    polder_drawer_free(&drawer);
    assert_int_equal(polder_sobol(1, true, 4, 2, u, NULL), 0);
    assert_ptr_equal(gsl_set_error_handler(before), handler);
}

/* ---- arms ---- */

/* A copy does all that the arm does: their texts are the same but for the name. */
static void test_copy(void **state)
{
    static const char text[] = "model: collaboration\n"
                               "arms:\n"
                               "  - name: all\n"
                               "    interventions: [{use: visioning, start: 3}]\n"
                               "    levers: [{contact: 0.5, from: 2}]\n"
                               "    events: [{what: shock, month: 5}]\n"
                               "    set:\n"
                               "      relations.trust: {choice: {0.2: 1, 0.6: 3}}\n"
                               "      trust.k_up: {at most: 0.1}\n";
    static const char name[] = "another";
    const polder_scenario_options_t options = {.shared = POLDER_SOURCE_DIR "/scenarios"};
    polder_experiment_t x;
    char *json = NULL;
    (void)state;
    assert_int_equal(polder_scenario_parse(text, sizeof text - 1, NULL, NULL, &options, &x, NULL),
                     0);
    assert_true(x.arm[0].n_setting && x.arm[0].n_clamp && x.arm[0].n_push && x.arm[0].n_use &&
                x.arm[0].n_planned);
    assert_int_equal(polder_experiment_copy_arm(&x, 0, name, NULL), 0);
    assert_int_equal(x.n_case, 2);
    assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
    json_t *root = json_loads(json, 0, NULL), *arms = json_object_get(root, "arms");
    json_t *one = json_array_get(arms, 0), *two = json_array_get(arms, 1);
    assert_string_equal(json_string_value(json_object_get(two, "name")), name);
    json_object_set_new(one, "name", json_string(name));
    assert_int_equal(json_equal(one, two), 1);
    /* and is its own */
    x.arm[1].setting[0].value.weight[0] = 7;
    assert_true(x.arm[0].setting[0].value.weight[0] < 7);
    json_decref(root);
    free(json);
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_values),
        cmocka_unit_test(test_locale),  cmocka_unit_test(test_levers),
        cmocka_unit_test(test_table),   cmocka_unit_test(test_long_note),
        cmocka_unit_test(test_reports), cmocka_unit_test(test_handler),
        cmocka_unit_test(test_copy),
    };
    return cmocka_run_group_tests_name("experiment", tests, NULL, NULL);
}
