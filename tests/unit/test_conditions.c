/* test_conditions: what a condition of an intervention is read as, and that its text and its
 * canonical form stand for it. When it holds in a run is tested in
 * tests/invariance/test_interventions.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "again_fixture.h"
#include "scenario/scenario.h"

enum { TEXT = 16000 };

/* The canonical JSON of the whole, and the text of the condition that begins it. */
static char *describe(const char *condition, bool of_network, char *text, size_t size)
{
    polder_experiment_t x;
    polder_report_t report = {0};
    char scenario[TEXT + 200], *json = NULL;
    snprintf(scenario, sizeof scenario,
             "model: collaboration\ninterventions:\n  - {levers: {vision: 0.5}, %s: %s}\n",
             of_network ? "start" : "target", condition);
    const int code =
        polder_scenario_parse(scenario, strlen(scenario), "c.yaml", NULL, NULL, &x, &report);
    if (code < 0) print_error("%s\n%s\n", condition, report.n ? report.note[0].text : "");
    assert_int_equal(code, 0);
    polder_report_free(&report);
    assert_int_equal(x.n_condition, 1);
    if (text) polder_condition_text(&x, &x.condition[0], text, size);
    assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
    static int n;
    if (n++ < 80 || n % 16 == 0) assert_reads_again(&x, json, true); /* that takes its time */
    polder_experiment_free(&x);
    return json;
}

static void compare(const char *a, const char *b, bool of_network, bool equal)
{
    char *x = describe(a, of_network, NULL, 0), *y = describe(b, of_network, NULL, 0);
    if ((strcmp(x, y) == 0) != equal) fail_msg("%s\n%s", a, b);
    free(x);
    free(y);
}

/* A condition without and, or and not has the text and the JSON it always had. */
static void test_single(void **state)
{
    (void)state;
    char text[200];
    char *json = describe("trust.mean <0.4 for 3 months", true, text, sizeof text);
    json_t *root = json_loads(json, 0, NULL);
    json_t *start =
        json_object_get(json_array_get(json_object_get(root, "interventions"), 0), "start");
    assert_string_equal(json_string_value(start), "trust.mean < 0.4 for 3 months");
    assert_string_equal(text, "trust.mean < 0.4 for 3 months");
    free(json);
    json_decref(root);
    free(describe("phase >= agree", true, text, sizeof text));
    assert_string_equal(text, "phase >= agree");
}

#define A "trust.mean < 0.45"
#define B "momentum < 0.3"
#define C "phase >= agree"
#define D "conflict.share > 0.1"

static void test_equal(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {A " and " B, "(" A " and " B ")"},
        {A " and " B, B " and " A},
        {A " and " B " for 2 months", "((" A ") and (" B ") for 2 months)"},
        {A " and " B " or " C, "(" A " and " B ") or " C},
        {A " or " B " and " C, A " or (" B " and " C ")"},
        {"not " A " and " B, "(not " A ") and " B},
        {"not not " A, A},
        {A " and " A, A},
        {A " for 1 month", A},
        {A " and (" B " and " C ")", A " and " B " and " C},
        {"(" A " or " B ") or (" C " or " D ")", D " or " C " or " B " or " A},
        {A " or " B " for 3 months", "(" A " or " B ") for 3 months"},
        {A "  and\n      " B, A " and " B},
        {"(trust.mean<0.45)and(momentum<0.3)", A " and " B},
        {"trust.mean == 0.45", "trust.mean = 0.45"},
        {"'" A " and " B "'", A " and " B},
    };
    static const char *const other[][2] = {
        {A " and " B, A " or " B},
        {A " and " B, A},
        {A " and not " B, A " and " B},
        {"not (" A " and " B ")", "not " A " and " B},
        {"(" A " or " B ") and " C, A " or " B " and " C},
        {"(" A " for 2 months) and " B, A " and " B " for 2 months"},
        {"(" A " for 2 months) and " B, A " and (" B " for 2 months)"},
        {"(" A " for 2 months) or " B, "(" A " for 3 months) or " B},
        {"not (" A " for 2 months)", "(not " A ") for 2 months"},
        {"(" A " for 2 months) for 3 months", A " for 3 months"},
        {A " and " B " for 2 months", "(" A " for 2 months) and (" B " for 2 months)"},
        {"not " A, "trust.mean >= 0.45"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        compare(same[i][0], same[i][1], true, true);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        compare(other[i][0], other[i][1], true, false);
    compare("conflict = 1 and not balance < 0", "(not balance<0) and conflict=1", false, true);
    compare("conflict = 1 and balance < 0", "conflict = 1 or balance < 0", false, false);
}

/* ---- any condition ---- */

static uint64_t state_of_random = 1;

static unsigned any(unsigned n)
{
    state_of_random = state_of_random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state_of_random >> 33) % n;
}

/* Writes a condition of `n` comparisons. `loose`: with parentheses that change nothing. */
static size_t write_any(char *at, int n, bool loose)
{
    static const char *const one[] = {A, B, C, D, "alive = 1", "members > 7"};
    char *const begin = at;
    const bool wrap = loose && any(3) == 0;
    if (wrap) at += sprintf(at, "(");
    if (any(4) == 0) at += sprintf(at, "not ");
    if (n == 1) {
        at += sprintf(at, "%s", one[any(6)]);
    } else {
        const int left = 1 + (int)any((unsigned)n - 1);
        at += sprintf(at, "(");
        at += write_any(at, left, loose);
        at += sprintf(at, any(2) ? " and " : " or ");
        at += write_any(at, n - left, loose);
        if (any(4) == 0) at += sprintf(at, " for %u months", 2 + any(4));
        at += sprintf(at, ")");
    }
    if (wrap) at += sprintf(at, ")");
    return (size_t)(at - begin);
}

/* Its text is read as the same condition, and is its own text. */
static void test_any(void **state)
{
    (void)state;
    for (int i = 0; i < 400; i++) {
        char condition[TEXT], text[TEXT], again[TEXT];
        write_any(condition, 1 + (int)any(4), true);
        char *json = describe(condition, true, text, sizeof text);
        char *twin = describe(text, true, again, sizeof again);
        assert_string_equal(json, twin);
        assert_string_equal(text, again);
        assert_true(strlen(text) <= strlen(condition) + 2);
        free(json);
        free(twin);
    }
}

/* Forms at the bounds: 32 comparisons, parentheses 8 deep. */
static void test_bounds(void **state)
{
    (void)state;
    char long_one[TEXT] = "", text[TEXT];
    for (int i = 0; i < 32; i++) strcat(long_one, i ? " or " A : A);
    free(describe(long_one, true, text, sizeof text));
    assert_string_equal(text, long_one);
    free(describe("((((((((" A "))))))))", true, text, sizeof text));
    assert_string_equal(text, A);
    static const char whole[] = A " and " B;
    for (size_t size = 1; size <= sizeof whole; size++) { /* what does not fit is cut off */
        memset(text, '*', sizeof text);
        free(describe(whole, true, text, size));
        assert_int_equal(strlen(text), size - 1);
        assert_memory_equal(text, whole, size - 1);
        for (size_t i = size; i < sizeof text; i++) assert_int_equal(text[i], '*');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_any),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
