/* test_session.c: what a session answers is what a run of the same design leaves, to the bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment.h"
#include "run/run.h"
#include "run/session.h"

enum { POINTS = 5, FACTORS = 3, REPLICATES = 70 };

static const char *const factor[FACTORS] = {"trust.k_up", "initial.momentum", "network.members"};
static const double value[POINTS * FACTORS] = {0.05, 0.9, 8,   0.05, 0.3, 8,   0.3, 0.9,
                                               19,   0.1, 0.5, 12,   0.0, 0.0, 2};

static void good(int code, const polder_report_t *report)
{
    if (code < 0 && report->n > 0) print_error("%s\n", report->note[report->n - 1].text);
    assert_true(code >= 0);
}

/* Two arms, of which one has more openness. */
static void make(polder_experiment_t *x)
{
    polder_report_t report = {0};
    good(polder_experiment_init(x, "collaboration", &report), &report);
    x->seed = 11;
    x->replicates = REPLICATES;
    x->horizon = 12;
    good(polder_experiment_add_arm(x, "open", &report), &report);
    polder_arm_t *arm = &x->arm[x->n_arm - 1];
    arm->push = calloc(1, sizeof *arm->push);
    assert_non_null(arm->push);
    arm->n_push = 1;
    const int lever = polder_table_find(&x->table, "lever.disclosure");
    assert_true(lever >= 0);
    arm->push[0] = (polder_push_t){lever, 2, 9, 0.7f};
    good(polder_experiment_count(x, &report), &report);
}

/* ---- the same as a run ---- */

typedef struct {
    const polder_experiment_t *x;
    float *row;
} kept_t;

static int keep(void *self, const polder_block_t *block, polder_report_t *report)
{
    kept_t *kept = self;
    const int64_t units = polder_experiment_units(kept->x);
    (void)report;
    assert_null(block->error);
    for (int i = 0; i < kept->x->record.n_summary; i++)
        memcpy(kept->row + i * units + block->first_unit, block->summary + i * block->n_unit,
               (size_t)block->n_unit * sizeof(float));
    return 0;
}

/* Means by a plain run of the design, added up in order of the replicates. */
static void run_design(polder_experiment_t *x, double *mean)
{
    polder_report_t report = {0};
    x->design.kind = strdup("list");
    x->design.n_factor = FACTORS;
    x->design.factor = calloc(FACTORS, sizeof *x->design.factor);
    x->design.value = malloc(sizeof value);
    assert_true(x->design.factor && x->design.value);
    memcpy(x->design.value, value, sizeof value);
    for (int i = 0; i < FACTORS; i++) {
        const char *name = i == 1 ? "momentum" : factor[i];
        x->design.factor[i] = (polder_factor_t){
            .name = strdup(factor[i]), .field = polder_table_find(&x->table, name), .argument = -1};
    }
    x->design.n_point = POINTS;
    good(polder_experiment_count(x, &report), &report);
    const int64_t units = polder_experiment_units(x);
    const int columns = x->record.n_summary;
    kept_t kept = {x, calloc((size_t)(units * columns), sizeof(float))};
    const polder_sink_t sink = {.self = &kept, .write = keep};
    const polder_run_options_t options = {.threads = 1, .block = 7};
    polder_timing_t timing;
    good(polder_run(x, &options, &sink, &timing, &report), &report);
    for (int c = 0; c < x->n_case; c++)
        for (int i = 0; i < columns; i++) {
            double sum = 0;
            for (int64_t u = c; u < units; u += x->n_case) sum += (double)kept.row[i * units + u];
            mean[c * columns + i] = sum / REPLICATES;
        }
    free(kept.row);
    polder_timing_free(&timing);
}

static void test_as_a_run(void **state)
{
    (void)state;
    polder_experiment_t x, y;
    polder_report_t report = {0};
    make(&x);
    make(&y);
    const size_t width = (size_t)x.n_arm * (size_t)x.record.n_summary, n = POINTS * width;
    double *wanted = calloc(n, sizeof *wanted), *got = calloc(n, sizeof *got);
    int64_t made[POINTS * 2];
    assert_true(wanted && got);
    run_design(&y, wanted);
    for (int threads = 1; threads <= 3; threads++) {
        polder_session_t *session = NULL;
        good(polder_session_open(&session, &x, FACTORS, factor, threads, &report), &report);
        assert_int_equal(polder_session_width(session), (int)width);
        for (int again = 0; again < 2; again++) { /* warm: the same again */
            memset(got, 0x55, n * sizeof *got);
            good(polder_session_evaluate(session, POINTS, value, got, made, &report), &report);
            assert_memory_equal(got, wanted, n * sizeof *got);
        }
        /* one point at a time, the last one first */
        for (int p = POINTS - 1; p >= 0; p--) {
            good(polder_session_evaluate(session, 1, value + p * FACTORS, got, NULL, &report),
                 &report);
            assert_memory_equal(got, wanted + (size_t)p * width, width * sizeof *got);
        }
        for (int c = 0; c < POINTS * 2; c++) assert_int_equal(made[c], REPLICATES);
        polder_session_close(session);
    }
    free(wanted);
    free(got);
    polder_experiment_free(&x);
    polder_experiment_free(&y);
    polder_report_free(&report);
}

/* A network over all lanes, after small ones and before them. */
static void test_large(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_report_t report = {0};
    polder_session_t *session = NULL;
    good(polder_experiment_init(&x, "opinions", &report), &report);
    x.replicates = 3;
    x.horizon = 5;
    const char *const members = "network.members";
    const double size[] = {10, 3000};
    double first[64], second[64], both[128];
    good(polder_session_open(&session, &x, 1, &members, 2, &report), &report);
    const size_t width = (size_t)polder_session_width(session);
    assert_true(width > 0 && width <= 64);
    good(polder_session_evaluate(session, 1, size, first, NULL, &report), &report);
    good(polder_session_evaluate(session, 1, size + 1, second, NULL, &report), &report);
    good(polder_session_evaluate(session, 2, size, both, NULL, &report), &report);
    assert_memory_equal(both, first, width * sizeof *both);
    assert_memory_equal(both + width, second, width * sizeof *both);
    assert_memory_not_equal(first, second, width * sizeof *both);
    polder_session_close(session);
    polder_experiment_free(&x);
    polder_report_free(&report);
}

/* ---- what it refuses ---- */

static void refuse_open(const polder_experiment_t *x, int n, const char *const *name,
                        const char *text)
{
    polder_report_t report = {0};
    polder_session_t *session = NULL;
    assert_int_equal(polder_session_open(&session, x, n, name, 1, &report), POLDER_INPUT);
    assert_null(session);
    assert_non_null(strstr(report.note[report.n - 1].text, text));
    polder_report_free(&report);
}

static void test_refused(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_report_t report = {0};
    polder_session_t *session = NULL;
    make(&x);
    refuse_open(&x, 1, (const char *const[]){"trust.k_upp"}, "did you mean \"trust.k_up\"?");
    refuse_open(&x, 1, (const char *const[]){"momentum"}, "unknown factor \"momentum\"");
    refuse_open(&x, 1, (const char *const[]){"initial.trust.k_up"}, "unknown factor");
    refuse_open(&x, 1, (const char *const[]){"initial.ended"}, "unknown factor");
    refuse_open(&x, 2, (const char *const[]){"trust.k_up", "trust.k_up"}, "given twice");
    const struct {
        double value[FACTORS];
        const char *text;
    } bad[] = {{{7, 0.5, 8}, "point 0: trust.k_up: 7 is outside [0, 1]"},
               {{NAN, 0.5, 8}, "point 0: trust.k_up: nan is outside"},
               {{0.1, -1, 8}, "point 0: initial.momentum: -1 is outside"},
               {{0.1, 0.5, 8.5}, "point 0: network.members: 8.5 is not a whole number"}};
    const polder_value_t number = {.kind = POLDER_DRAW_NUMBER, .arg = {0.3}};
    polder_arm_t *arm = &x.arm[1];
    arm->setting = calloc(1, sizeof *arm->setting);
    assert_non_null(arm->setting);
    arm->setting[0] = (polder_setting_t){polder_table_find(&x.table, "relations.trust"), number};
    arm->n_setting = 1;
    refuse_open(&x, 1, (const char *const[]){"relations.trust"}, "would do nothing: open gives it");
    double mean[1024];
    good(polder_session_open(&session, &x, FACTORS, factor, 1, &report), &report);
    assert_true(polder_session_width(session) <= 1024);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_report_t why = {0};
        assert_int_equal(polder_session_evaluate(session, 1, bad[i].value, mean, NULL, &why),
                         POLDER_INPUT);
        assert_non_null(strstr(why.note[why.n - 1].text, bad[i].text));
        polder_report_free(&why);
    }
    good(polder_session_evaluate(session, 0, value, mean, NULL, &report), &report);
    polder_session_close(session);
    polder_session_close(NULL);
    x.design.n_point = 2;
    refuse_open(&x, 1, factor, "has a design");
    x.design.n_point = 1;
    polder_experiment_free(&x);
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_a_run),
                                       cmocka_unit_test(test_large),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
