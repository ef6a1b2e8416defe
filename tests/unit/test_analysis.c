/* test_analysis.c: known answers for intervals, life tables and descriptions, and a report
 * from columns small enough to count by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/describe.h"
#include "analysis/proportion.h"
#include "analysis/report.h"
#include "analysis/survival.h"

#define assert_near(a, b, room) assert_true(fabs((a) - (b)) <= (room))

/* The expected values were computed apart from the program, with another implementation of
 * the normal distribution. */
static void wilson_known(void **state)
{
    static const struct {
        int64_t k, n;
        double confidence, low, high;
    } known[] = {
        {0, 10, 0.95, 0, 0.277532800},
        {10, 10, 0.95, 0.722467200, 1},
        {20, 100, 0.95, 0.133366933, 0.288829166},
        {1, 3, 0.95, 0.061491945, 0.792340399},
        {8600, 40000, 0.95, 0.211001483, 0.219053252},
        {20, 100, 0.99, 0.117158880, 0.320173533},
    };
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const polder_proportion_t p =
            polder_proportion(known[i].k, known[i].n, known[i].confidence);
        assert_near(p.share, (double)known[i].k / (double)known[i].n, 1e-15);
        assert_near(p.low, known[i].low, 1e-8);
        assert_near(p.high, known[i].high, 1e-8);
    }
}

static void wilson_ends(void **state)
{
    (void)state;
    for (int64_t n = 1; n < 3000; n = 3 * n + 1) {
        const polder_proportion_t none = polder_proportion(0, n, 0.95);
        const polder_proportion_t all = polder_proportion(n, n, 0.95);
        assert_true(none.low == 0.0);
        assert_true(all.high == 1.0);
        assert_near(none.high, 1 - all.low, 1e-12);
    }
    const polder_proportion_t nothing = polder_proportion(0, 0, 0.95);
    assert_true(isnan(nothing.share));
    assert_true(isnan(nothing.low) && isnan(nothing.high));
}

/* 100 networks, three years: 10 end in the first, 9 of 90 in the second, none in the third. */
static void life_without_drop_out(void **state)
{
    polder_life_t life[3];
    (void)state;
    assert_int_equal(polder_life_periods(36, 12), 3);
    polder_life_init(life, 3, 36, 12);
    for (int i = 0; i < 100; i++)
        polder_life_add(life, 3, i < 5 ? 1 : i < 10 ? 12 : i < 14 ? 13 : i < 19 ? 24 : 0);
    polder_life_finish(life, 3, 100, 0.95);
    assert_int_equal(life[0].ended, 10);
    assert_int_equal(life[1].ended, 9);
    assert_int_equal(life[2].ended, 0);
    assert_int_equal(life[1].at_risk, 90);
    assert_int_equal(life[2].at_risk, 81);
    assert_near(life[0].hazard, 0.10, 1e-12);
    assert_near(life[1].hazard, 0.10, 1e-12);
    assert_near(life[2].hazard, 0, 1e-12);
    assert_near(life[0].survival, 0.90, 1e-12);
    assert_near(life[1].survival, 0.81, 1e-12);
    assert_near(life[2].survival, 0.81, 1e-12);
    /* Nobody dropped out: exactly the interval of 81 in 100. */
    assert_near(life[2].low, 0.722211546, 1e-8);
    assert_near(life[2].high, 0.874852485, 1e-8);
}

/* 100 at risk, 10 end and 20 drop out, so 90 count; then 70 at risk and 7 end. */
static void life_with_drop_out(void **state)
{
    polder_life_t life[2];
    (void)state;
    polder_life_init(life, 2, 20, 12);
    assert_int_equal(life[1].from, 12);
    assert_int_equal(life[1].until, 20);
    life[0].dropped = 20;
    for (int i = 0; i < 17; i++) polder_life_add(life, 2, i < 10 ? 6 : 18);
    polder_life_finish(life, 2, 100, 0.95);
    assert_near(life[0].hazard, 1.0 / 9, 1e-12);
    assert_near(life[0].survival, 8.0 / 9, 1e-12);
    assert_int_equal(life[1].at_risk, 70);
    assert_near(life[1].survival, 0.8, 1e-12);
    /* Greenwood 10/(90·80) + 7/(70·63) stands for 84 observations. */
    assert_near(life[1].low, 0.702209363, 1e-8);
    assert_near(life[1].high, 0.871551600, 1e-8);
}

static void life_all_end(void **state)
{
    polder_life_t life[2];
    (void)state;
    assert_int_equal(polder_life_periods(13, 12), 2);
    assert_int_equal(polder_life_periods(60, 0), 0);
    polder_life_init(life, 2, 13, 12);
    for (int i = 0; i < 4; i++) polder_life_add(life, 2, 12);
    polder_life_add(life, 2, 14); /* after the horizon: not seen */
    polder_life_finish(life, 2, 4, 0.95);
    assert_true(life[0].survival == 0.0 && life[0].low == 0.0);
    assert_true(life[0].high > 0.4 && life[0].high < 0.6);
    assert_int_equal(life[1].at_risk, 0);
    assert_true(isnan(life[1].hazard));
    assert_true(life[1].survival == 0.0);
}

static void describe_known(void **state)
{
    float value[] = {4, NAN, 1, 3, 2};
    float one[] = {7};
    float none[] = {NAN, NAN};
    (void)state;
    polder_description_t d = polder_describe(value, 5);
    assert_int_equal(d.n, 4);
    assert_int_equal(d.missing, 1);
    assert_near(d.mean, 2.5, 1e-12);
    assert_near(d.deviation, 1.290994448735806, 1e-12);
    assert_near(d.min, 1, 0);
    assert_near(d.lower, 1.75, 1e-12);
    assert_near(d.median, 2.5, 1e-12);
    assert_near(d.upper, 3.25, 1e-12);
    assert_near(d.max, 4, 0);
    d = polder_describe(one, 1);
    assert_true(d.mean == 7.0 && d.median == 7.0 && isnan(d.deviation));
    d = polder_describe(none, 2);
    assert_int_equal(d.n, 0);
    assert_true(isnan(d.mean) && isnan(d.min));
}

/* --- a result file in memory, in the place of the reader ---
 *
 * Two cases, side by side as in a file: network 0 2 4 … are case "base", 1 3 5 … "more".
 * Networks 10 and 11 could not be run. What the columns mean only the declaration says. */
enum { N = 12, N_COLUMN = 6 };
static const struct {
    const char *name;
    float value[N];
} column[N_COLUMN] = {
    {"outcome", {0, 0, 3, 0, 4, 0, 1, 0, 0, 0, NAN, NAN}},
    {"success", {1, 1, 0, 1, 0, 1, 0, 1, 1, 1, NAN, NAN}},
    {"perceived", {1, 1, 1, 1, 0, 1, 1, 1, 1, 1, NAN, NAN}},
    {"alive", {1, 1, 1, 1, 0, 1, 1, 1, 1, 0, NAN, NAN}},
    {"ended", {NAN, NAN, NAN, NAN, 7, NAN, NAN, NAN, NAN, 3, NAN, NAN}},
    {"archetype.first", {0.2f, 0, 0.8f, 0, 0.5f, 0, 0.1f, 0, 0.6f, 0, NAN, NAN}},
};

struct polder_result {
    int unused;
};
static const char *fake_model = "no-such-model";
static const polder_model_t *declared;

static const polder_measure_t by_column[] = {
    {.name = "won", .kind = POLDER_MEASURE_SUCCESS, .column = "success"},
    {.name = "perceived", .kind = POLDER_MEASURE_VIEW},
    {.name = "missing", .kind = POLDER_MEASURE_VIEW},
    {.name = NULL}};
static const polder_model_t model_by_column = {
    .name = "by-hand", .tick = "tick", .measure = by_column, .symptoms = "archetype."};
static const polder_measure_t by_choice[] = {
    {.name = "won", .kind = POLDER_MEASURE_SUCCESS, .column = "outcome=win-win"}, {.name = NULL}};
static const polder_model_t model_by_choice = {
    .name = "by-hand", .tick = "tick", .measure = by_choice, .ends = "outcome"};
static const polder_model_t model_of_nothing = {.name = "by-hand", .tick = "tick"};

const polder_model_t *polder_result_model(const polder_result_t *result)
{
    return (void)result, declared;
}
const polder_field_t *polder_result_field(const polder_result_t *result, const char *name)
{
    static polder_field_t field;
    (void)result;
    for (int i = 0; i < N_COLUMN; i++) {
        if (strcmp(column[i].name, name) != 0) continue;
        field = (polder_field_t){.name = column[i].name, .unit = "1", .doc = "", .source = ""};
        if (i == 0) field.choices = "win-win|compromise|win-lose|lose-lose|dissolved";
        return &field;
    }
    return NULL;
}

const char *polder_result_description(const polder_result_t *result)
{
    static char text[128];
    (void)result;
    snprintf(text, sizeof text, "{\"title\": \"By hand\", \"model\": \"%s\", \"seed\": 7}",
             fake_model);
    return text;
}
int64_t polder_result_futures(const polder_result_t *result)
{
    (void)result;
    return 1;
}

int64_t polder_result_networks(const polder_result_t *result)
{
    return (void)result, N;
}
int polder_result_n_case(const polder_result_t *result)
{
    return (void)result, 2;
}
const char *polder_result_case(const polder_result_t *result, int case_index)
{
    return (void)result, case_index == 0 ? "base" : "more";
}
int polder_result_horizon(const polder_result_t *result)
{
    return (void)result, 12;
}
int polder_result_n_observed(const polder_result_t *result)
{
    (void)result;
    return 0;
}

const polder_result_observed_t *polder_result_observed(const polder_result_t *result, int i)
{
    (void)result;
    (void)i;
    return NULL;
}

int polder_result_observed_find(const polder_result_t *result, const char *name)
{
    (void)result;
    (void)name;
    return -1;
}

bool polder_result_answers(const polder_result_t *result, const polder_result_observed_t *o,
                           int arm)
{
    return (void)result, (void)o, (void)arm, true;
}

int polder_result_lasts(const polder_result_t *result, int arm)
{
    return (void)result, (void)arm, 12;
}
int polder_result_common(const polder_result_t *result)
{
    return (void)result, 12;
}
int polder_result_n_column(const polder_result_t *result)
{
    return (void)result, N_COLUMN;
}
const char *polder_result_column(const polder_result_t *result, int i)
{
    return (void)result, column[i].name;
}
int polder_result_read(const polder_result_t *result, const char *name, int64_t first, int64_t n,
                       float *out, polder_report_t *report)
{
    (void)result;
    for (int i = 0; i < N_COLUMN; i++) {
        if (strcmp(column[i].name, name) != 0) continue;
        memcpy(out, column[i].value + first, (size_t)n * sizeof *out);
        return 0;
    }
    return polder_fail(report, POLDER_INPUT, "no column %s", name);
}
/* Each case is an arm; there is no design. */
int polder_result_n_arm(const polder_result_t *result)
{
    return (void)result, 2;
}
const char *polder_result_arm(const polder_result_t *result, int arm)
{
    return polder_result_case(result, arm);
}
int polder_result_baseline(const polder_result_t *result)
{
    return (void)result, 0;
}
const char *polder_result_design(const polder_result_t *result)
{
    return (void)result, NULL;
}
int polder_result_n_point(const polder_result_t *result)
{
    return (void)result, 1;
}
int polder_result_points_together(const polder_result_t *result)
{
    return (void)result, 0;
}
int polder_result_n_factor(const polder_result_t *result)
{
    return (void)result, 0;
}
const char *polder_result_factor(const polder_result_t *result, int factor)
{
    return (void)result, (void)factor, NULL;
}
const char *polder_result_word(const polder_result_t *result, int factor, double value, int *length)
{
    return (void)result, (void)factor, (void)value, (void)length, NULL;
}
int polder_result_read_points(const polder_result_t *result, int first, int n, double *out,
                              size_t room, polder_report_t *report)
{
    (void)result, (void)first, (void)n, (void)out, (void)room;
    return polder_fail(report, POLDER_INPUT, "no design");
}
int polder_result_read_index(const polder_result_t *result, const char *name, int64_t first,
                             int64_t n, int64_t *out, polder_report_t *report)
{
    (void)result;
    if (strcmp(name, "failed") != 0) return polder_fail(report, POLDER_INPUT, "no index %s", name);
    for (int64_t i = 0; i < n; i++) out[i] = first + i >= 10;
    return 0;
}

/* Nothing is recorded over time. */
int64_t polder_result_index_rows(const polder_result_t *result, const char *name)
{
    return (void)result, (void)name, -1;
}
int polder_result_n_track(const polder_result_t *result)
{
    return (void)result, 0;
}
const char *polder_result_track(const polder_result_t *result, int track, polder_level_t *level,
                                int64_t *rows, int64_t *times)
{
    return (void)result, (void)track, (void)level, (void)rows, (void)times, NULL;
}
int polder_result_read_track(const polder_result_t *result, const char *track, int64_t first,
                             int64_t n, float *out, size_t room, polder_report_t *report)
{
    (void)result, (void)first, (void)n, (void)out, (void)room;
    return polder_fail(report, POLDER_INPUT, "no track %s", track);
}
const char *polder_result_text(const polder_result_t *result, const char *attribute)
{
    return (void)result, (void)attribute, NULL;
}
const char *polder_result_path(const polder_result_t *result)
{
    return (void)result, "by-hand.h5";
}

static void check_share(const polder_proportion_t *p, int64_t count, int64_t n)
{
    assert_int_equal(p->count, count);
    assert_int_equal(p->n, n);
    assert_near(p->share, (double)count / (double)n, 1e-15);
    assert_true(p->low <= p->share && p->share <= p->high);
}

static void report_by_hand(void **state)
{
    const polder_result_t result = {0};
    const polder_summary_options_t options = {.all_columns = true};
    polder_summary_t s = {0};
    polder_report_t report;
    (void)state;
    fake_model = "no-such-model";
    declared = &model_by_column;
    polder_report_init(&report);
    assert_int_equal(polder_summary_read(&result, &options, &s, &report), 0);
    assert_string_equal(s.title, "By hand");
    assert_string_equal(s.seed, "7");
    assert_true(s.outcomes);
    assert_int_equal(s.n_case, 2);
    assert_int_equal(s.cases[0].networks, 5);
    assert_int_equal(s.cases[0].failed, 1);
    check_share(&s.cases[0].success, 2, 5);
    assert_ptr_equal(s.success, &by_column[0]);
    assert_int_equal(s.n_share, 1); /* the file has no column of the other one */
    assert_ptr_equal(s.share[0], &by_column[1]);
    check_share(&s.cases[0].share[0], 4, 5);
    check_share(&s.cases[0].alive, 4, 5);
    check_share(&s.cases[1].success, 5, 5);
    check_share(&s.cases[1].alive, 4, 5);
    assert_int_equal(s.n_finding, 1);
    check_share(&s.finding[0].failed, 2, 3);
    check_share(&s.finding[0].succeeded, 1, 2);
    assert_near(s.finding[0].failed_mean, (0.8 + 0.5 + 0.1) / 3, 1e-7);
    assert_near(s.finding[0].succeeded_mean, 0.4, 1e-7);
    /* Two of five pairs have it in both arms, three only in the second one: sure at 97.5%. */
    const polder_answer_t *a = &s.answer;
    double low, high;
    polder_newcombe(&(polder_pairs_t){2, 3, 0, 0}, 0.975, &low, &high);
    assert_int_equal(a->n_arm, 2);
    assert_near(a->each, 0.975, 1e-15);
    assert_near(a->arm[1].success.difference, 0.6, 1e-15);
    assert_near(a->arm[1].success.low, low, 1e-15);
    assert_near(a->arm[1].success.high, high, 1e-15);
    assert_int_equal(a->largest, 1);
    assert_int_equal(a->sure, low > 0 ? 1 : -1);
    assert_int_equal(a->better + a->worse + a->open, 1);
    assert_int_equal(a->shorter, -1);
    assert_near(a->arm[0].share, 0.4, 1e-15);
    assert_int_equal(s.factors.n, 0);
    assert_int_equal(s.n_column, N_COLUMN);
    assert_string_equal(s.column[5].name, "archetype.first");
    assert_int_equal(s.column[5].value.n, 5);
    assert_near(s.column[5].value.median, 0.5, 1e-7);
    polder_summary_free(&s);
    polder_summary_free(&s);
    polder_report_free(&report);
}

/* Held against the other arm, all that is said of the difference turns round. */
static void report_of_another_baseline(void **state)
{
    const polder_result_t result = {0};
    (void)state;
    declared = &model_by_column;
    polder_summary_t s = {0};
    assert_int_equal(polder_summary_read(&result, &(polder_summary_options_t){0}, &s, NULL), 0);
    const polder_difference_t d = s.answer.arm[1].success;
    const polder_summary_options_t other = {.baseline = s.arm[1]};
    polder_summary_t turned = {0};
    assert_int_equal(polder_summary_read(&result, &other, &turned, NULL), 0);
    const polder_difference_t *t = &turned.answer.arm[0].success;
    assert_int_equal(turned.answer.baseline, 1);
    assert_int_equal(turned.detail, 1);
    assert_near(t->difference, -d.difference, 1e-15);
    assert_near(t->low, -d.high, 1e-12);
    assert_near(t->high, -d.low, 1e-12);
    polder_summary_free(&turned);
    polder_summary_free(&s);
}

/* Success may be a word of a column with choices. */
static void report_by_choice(void **state)
{
    const polder_result_t result = {0};
    const polder_summary_options_t options = {0};
    polder_summary_t s = {0};
    (void)state;
    declared = &model_by_choice;
    assert_int_equal(polder_summary_read(&result, &options, &s, NULL), 0);
    assert_true(s.outcomes);
    check_share(&s.cases[0].success, 2, 5);
    check_share(&s.cases[1].success, 5, 5);
    assert_near(s.answer.arm[1].success.difference, 0.6, 1e-15);
    assert_int_equal(s.n_class, 5);
    assert_int_equal(s.well, -1); /* it does not say which end is success */
    assert_int_equal(s.n_finding, 0);
    assert_int_equal(s.n_column, N_COLUMN); /* it picks none, so all */
    polder_summary_free(&s);
}

/* Nothing is success because of its name. */
static void report_of_columns(void **state)
{
    const polder_result_t result = {0};
    const polder_summary_options_t options = {0};
    polder_summary_t s = {0};
    (void)state;
    declared = &model_of_nothing;
    assert_int_equal(polder_summary_read(&result, &options, &s, NULL), 0);
    assert_false(s.outcomes);
    assert_null(s.success);
    assert_int_equal(s.n_class + s.n_life + s.n_finding + s.n_condition + s.answer.n_arm, 0);
    assert_int_equal(s.n_column, N_COLUMN);
    polder_summary_free(&s);
}

/* With the real model: choices of the outcome, months, doc lines. */
static void report_of_collaboration(void **state)
{
    const polder_result_t result = {0};
    const polder_summary_options_t options = {.case_name = "base"};
    polder_summary_t s = {0};
    polder_report_t report;
    (void)state;
    fake_model = "collaboration";
    declared = polder_model_find(fake_model);
    polder_report_init(&report);
    assert_int_equal(polder_summary_read(&result, &options, &s, &report), 0);
    assert_int_equal(s.n_class, 5);
    static const int64_t expected[] = {2, 1, 0, 1, 1};
    for (int i = 0; i < 5; i++) check_share(&s.classes[i].share, expected[i], 5);
    assert_string_equal(s.classes[0].name, "win-win");
    assert_string_equal(s.classes[4].name, "dissolved");
    assert_int_equal(s.well, 0);
    assert_int_equal(s.n_life, 1);
    assert_int_equal(s.life[0].at_risk, 5);
    assert_int_equal(s.life[0].ended, 1);
    assert_near(s.life[0].survival, 0.8, 1e-12);
    assert_int_equal(s.n_column, 0); /* none of the main columns is there */
    polder_summary_free(&s);
    polder_report_free(&report);
}

static void report_unknown_case(void **state)
{
    const polder_result_t result = {0};
    const polder_summary_options_t options = {.case_name = "bass"};
    polder_summary_t s = {0};
    polder_report_t report;
    (void)state;
    fake_model = "no-such-model";
    declared = &model_by_column;
    polder_report_init(&report);
    assert_int_equal(polder_summary_read(&result, &options, &s, &report), POLDER_INPUT);
    assert_int_equal(report.n, 1);
    assert_non_null(strstr(report.note[0].text, "\"base\""));
    assert_null(s.cases);
    polder_report_free(&report);
}

static void spearman_known(void **state)
{
    (void)state;
    double work[20];
    const double x[] = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    const double y[] = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17}; /* hours of television, by IQ */
    assert_near(polder_spearman(x, y, 10, work), -29.0 / 165, 1e-12);
    const double same[] = {1, 1, 1};
    assert_true(isnan(polder_spearman(same, y, 3, work)));
    assert_true(isnan(polder_spearman(x, same, 3, work)));
    assert_true(isnan(polder_spearman(x, y, 2, work)));
    /* Table of critical values of a correlation: 8 degrees of freedom, 5% two-sided. */
    assert_near(polder_spearman_chance(10, 0.95), 0.6319, 5e-5);
    assert_true(isnan(polder_spearman_chance(3, 0.95)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spearman_known),
        cmocka_unit_test(wilson_known),
        cmocka_unit_test(wilson_ends),
        cmocka_unit_test(life_without_drop_out),
        cmocka_unit_test(life_with_drop_out),
        cmocka_unit_test(life_all_end),
        cmocka_unit_test(describe_known),
        cmocka_unit_test(report_by_hand),
        cmocka_unit_test(report_of_another_baseline),
        cmocka_unit_test(report_by_choice),
        cmocka_unit_test(report_of_columns),
        cmocka_unit_test(report_of_collaboration),
        cmocka_unit_test(report_unknown_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
