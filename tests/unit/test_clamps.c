/* test_clamps: bounds in arms. A network that a bound does not touch stays as it is, to the bit;
 * one that it does touch begins as it would have, but for what lay beyond the bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "again_fixture.h"
#include "run/run.h"

enum { MOST_ARMS = 8, MOST_UNITS = 800 };

/* All that a run leaves, network by network. */
typedef struct {
    const polder_experiment_t *x;
    float *first[MOST_UNITS]; /* the first track in tick 0 */
    int n[MOST_UNITS];        /* numbers in it */
    float *all[MOST_UNITS];   /* all tracks, then the summaries */
    size_t n_all[MOST_UNITS];
} kept_t;

static int32_t length(const polder_block_t *block, polder_level_t level, int s)
{
    return level == POLDER_NETWORK ? 1 : level == POLDER_ARC ? block->n_arc[s] : block->n_org[s];
}

static int keep(void *self, const polder_block_t *block, polder_report_t *report)
{
    kept_t *k = self;
    const polder_experiment_t *x = k->x;
    size_t at[3] = {0, 0, 0};
    (void)report;
    assert_null(block->error);
    assert_int_equal(block->n_sample, block->n_unit);
    for (int s = 0; s < block->n_sample; s++) {
        const size_t T = (size_t)block->n_time;
        const int32_t i = block->sample[s];
        const int64_t unit = block->first_unit + i;
        size_t used = 0, room = (size_t)polder_record_rows(&x->record);
        assert_true(unit < MOST_UNITS);
        for (int t = 0; t < x->record.n_track; t++)
            room += T * (size_t)length(block, x->table.field[x->record.track[t]]->level, s);
        float *all = k->all[unit] = malloc(room * sizeof *all);
        assert_non_null(all);
        for (int t = 0; t < x->record.n_track; t++) {
            const polder_level_t level = x->table.field[x->record.track[t]]->level;
            const size_t m = (size_t)length(block, level, s);
            memcpy(all + used, block->track[t] + at[level] * T, m * T * sizeof *all);
            used += m * T;
            if (t > 0) continue;
            k->n[unit] = (int)m;
            k->first[unit] = malloc(m * sizeof(float));
            assert_non_null(k->first[unit]);
            for (size_t e = 0; e < m; e++) k->first[unit][e] = all[e * T];
        }
        for (int r = 0; r < polder_record_rows(&x->record); r++)
            all[used++] = block->summary[(size_t)r * (size_t)block->n_unit + (size_t)i];
        k->n_all[unit] = used;
        for (int level = 0; level < 3; level++)
            at[level] += (size_t)length(block, (polder_level_t)level, s);
    }
    return 0;
}

static void run(const polder_experiment_t *x, kept_t *k)
{
    polder_report_t report = {0};
    polder_timing_t timing;
    *k = (kept_t){.x = x};
    const polder_sink_t sink = {.self = k, .write = keep};
    const polder_run_options_t options = {.threads = 1, .block = 48};
    const int code = polder_run(x, &options, &sink, &timing, &report);
    if (code < 0 && report.n) print_error("%s\n", report.note[report.n - 1].text);
    assert_int_equal(code, 0);
    polder_timing_free(&timing);
    polder_report_free(&report);
}

static void forget(kept_t *k)
{
    for (int u = 0; u < MOST_UNITS; u++) {
        free(k->first[u]);
        free(k->all[u]);
    }
}

static void read_text(const char *text, polder_experiment_t *x)
{
    polder_report_t report = {0};
    const int code = polder_scenario_parse(text, strlen(text), "x.yaml", NULL, NULL, x, &report);
    if (code < 0) print_error("%s\n%s\n", text, report.note[0].text);
    assert_int_equal(code, 0);
    polder_report_free(&report);
}

/* A scenario of which `field` is the first thing recorded, with `n` arms. */
static void read_arms(const char *begin, const char *field, int n, polder_experiment_t *x)
{
    char text[1024];
    int used = snprintf(text, sizeof text,
                        "%srecord: {networks: 1000, columns: [%s, alive]}\narms:\n", begin, field);
    for (int a = 0; a < n; a++)
        used += snprintf(text + used, sizeof text - (size_t)used, "  - {name: a%d}\n", a);
    read_text(text, x);
}

static float bounded(float x, double least, double most)
{
    return x > (float)most ? (float)most : x < (float)least ? (float)least : x;
}

static int compare_floats(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The share `q` of all initial values of arm 0 is below this. */
static double quantile(const kept_t *k, double q)
{
    float *all = NULL;
    size_t n = 0;
    const int64_t units = polder_experiment_units(k->x);
    for (int64_t u = 0; u < units; u += k->x->n_case) {
        all = realloc(all, (n + (size_t)k->n[u]) * sizeof *all);
        assert_non_null(all);
        memcpy(all + n, k->first[u], (size_t)k->n[u] * sizeof *all);
        n += (size_t)k->n[u];
    }
    qsort(all, n, sizeof *all, compare_floats);
    const double at = (double)all[(size_t)(q * (double)(n - 1))];
    free(all);
    return at;
}

/* Arm `a` of each founding against arm 0: what it begins with, and, where no bound was met, all. */
static void check_arm(const kept_t *k, int a, double least, double most, int *n_touched)
{
    const int64_t units = polder_experiment_units(k->x);
    for (int64_t u = 0; u < units; u += k->x->n_case) {
        const int64_t v = u + a;
        bool touched = false;
        assert_int_equal(k->n[u], k->n[v]);
        for (int e = 0; e < k->n[u]; e++) {
            const float is = k->first[v][e], was = k->first[u][e];
            if (is != bounded(was, least, most))
                fail_msg("arm %d, unit %d: %g became %g under %g, %g", a, (int)u, (double)was,
                         (double)is, least, most);
            touched |= is != was;
        }
        *n_touched += touched;
        assert_int_equal(k->n_all[u], k->n_all[v]);
        if (!touched) assert_memory_equal(k->all[u], k->all[v], k->n_all[u] * sizeof(float));
    }
}

/* A field under bounds at some of its own quantiles, and under those that bind nobody. */
static void try_field(const char *begin, const char *name, const char *column)
{
    static const double share[][2] = {{0, 1}, {0, 0.5}, {0.5, 1}, {0.3, 0.3}, {0.1, 0.8}, {0, 0}};
    enum { N = sizeof share / sizeof *share };
    polder_experiment_t x;
    kept_t k;
    double bound[N][2];
    int touched[N] = {0};
    read_arms(begin, column, N, &x);
    run(&x, &k);
    for (int a = 0; a < N; a++)
        for (int i = 0; i < 2; i++) bound[a][i] = quantile(&k, share[a][i]);
    forget(&k);
    const int f = polder_table_find(&x.table, name);
    for (int a = 0; a < N; a++) {
        const double least = a == 0 ? -INFINITY : bound[a][0], most = bound[a][1];
        assert_int_equal(polder_experiment_clamp(&x, a, f, least, most, NULL), 0);
    }
    run(&x, &k);
    for (int a = 1; a < N; a++) check_arm(&k, a, bound[a][0], bound[a][1], &touched[a]);
    for (int a = 1; a < N; a++) assert_true(touched[a] > 0);
    forget(&k);
    polder_experiment_free(&x);
}

#define C "model: collaboration\nreplicates: 60\nhorizon: 6\n"

static void test_levels(void **state)
{
    (void)state;
    try_field(C, "between.spread", "between.spread");
    try_field(C, "between.trust", "between.trust");
    try_field(C, "interest.x", "interest.x");
    try_field(C, "trust", "trust");
    try_field(C "values: {relations: {trust: {normal: [0.5, 0.1]}}}\n", "relations.trust",
              "relations.trust");
    try_field(C "initial: {ownership: {beta: [4, 2]}, momentum: {uniform: [0, 1]}}\n", "ownership",
              "ownership");
    try_field(C "initial: {momentum: {uniform: [0, 1]}}\n", "momentum", "momentum");
}

/* One network over all lanes. */
static void test_large(void **state)
{
    (void)state;
#define LARGE                                                                                      \
    "model: collaboration\nreplicates: 4\nhorizon: 1\nnetwork: {members: 700}\nvalues: "           \
    "{governance: {form: administrative}}\n"
    try_field(LARGE, "interest.x", "interest.x");
    try_field(LARGE, "trust", "trust");
    try_field(LARGE, "between.trust", "between.trust");
}

/* At the median exactly the worse half becomes equal to it. */
static void test_half(void **state)
{
    (void)state;
    polder_experiment_t x;
    kept_t k;
    read_arms("model: collaboration\nreplicates: 101\nhorizon: 1\n", "between.spread", 2, &x);
    run(&x, &k);
    const double median = quantile(&k, 0.5);
    forget(&k);
    assert_int_equal(polder_experiment_clamp(&x, 1, polder_table_find(&x.table, "between.spread"),
                                             -INFINITY, median, NULL),
                     0);
    run(&x, &k);
    int n_equal = 0, n_worse = 0;
    for (int u = 0; u < 202; u += 2) {
        n_worse += k.first[u][0] > (float)median;
        n_equal += k.first[u + 1][0] == (float)median;
    }
    assert_int_equal(n_worse, 50);
    assert_int_equal(n_equal, 51); /* and the median itself */
    forget(&k);
    polder_experiment_free(&x);
}

/* The inputs of a result are those that the networks began with. */
static void test_inputs(void **state)
{
    (void)state;
    polder_experiment_t x;
    kept_t k;
    read_text(C "record: {networks: 1000, columns: [between.spread]}\n"
                "arms: [{name: a}, {name: b, set: {initial.between.spread: {at most: 1}}}]\n",
              &x);
    char name[160];
    assert_int_equal(x.record.n_input, 1);
    assert_string_equal(polder_experiment_input_name(&x, 0, name, sizeof name),
                        "initial.between.spread");
    run(&x, &k);
    for (int u = 0; u < 120; u++) assert_true(k.all[u][k.n_all[u] - 1] == k.first[u][0]);
    forget(&k);
    polder_experiment_free(&x);
}

/* ---- reading and writing ---- */

static void test_again(void **state)
{
    (void)state;
    static const char *const text[] = {
        C "arms: [{name: a, set: {initial.between.spread: {at most: 1.0}, trust.k_up: {at least: "
          "0.2, "
          "at most: 0.323456789}}}]\n",
        C "arms: [{name: a, set: {trust.k_up: {uniform: [0.1, 0.3], at most: 0.2}}}]\n",
        C "arms: [none, {set: {initial.trust: [{at least: 0.4}, {at least: 0.5, at most: 0.6}, "
          "0.7]}}]\n",
        C "arms: [{set: {network.members: {at most: 9}, initial.trust: {at least: 0.25}}}]\n",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        polder_experiment_t x;
        char *json = NULL;
        read_text(text[i], &x);
        assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
        assert_non_null(strstr(json, "at "));
        assert_reads_again(&x, json, true);
        free(json);
        polder_experiment_free(&x);
    }
}

/* A number under bounds is one, and is written as one. */
static void test_numbers(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_value_t v;
    char *json = NULL;
    read_text(C "arms: [{name: a, set: {trust.k_up: 0.3}}, {name: b}]\n", &x);
    const int f = polder_table_find(&x.table, "trust.k_up");
    assert_int_equal(polder_experiment_clamp(&x, 0, f, -INFINITY, 0.25, NULL), 0);
    assert_int_equal(polder_experiment_clamp(&x, 1, f, 0.25, 0.5, NULL), 0);
    for (int a = 0; a < 2; a++) {
        assert_true(polder_experiment_value(&x, a, f, &v));
        assert_int_equal(v.kind, POLDER_DRAW_NUMBER);
        assert_true(v.arg[0] == 0.25);
    }
    assert_int_equal(polder_experiment_clamp(&x, 1, f, 0.02, 0.5, NULL), 0); /* in its place */
    assert_int_equal(x.arm[1].n_clamp, 1);
    assert_true(polder_experiment_value(&x, 1, f, &v) &&
                (float)v.arg[0] == x.table.field[f]->value);
    assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
    assert_non_null(strstr(json, "\"trust.k_up\": 0.25"));
    assert_reads_again(&x, json, false);
    free(json);
    polder_experiment_free(&x);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        double least, most;
        const char *says;
    } bad[] = {
        {"trust.k_up", 0.5, 0.2, "at most less than it is at least"},
        {"trust.k_up", NAN, 0.2, "at most less than it is at least"},
        {"trust.k_up", -1, 0.2, "outside its own bounds"},
        {"trust.k_up", -INFINITY, 2, "outside its own bounds"},
        {"network.members", 4.5, INFINITY, "whole numbers"},
        {"governance.form", 0, 1, "takes words"},
        {"success", 0, 1, "no initial value"},
        {"lever.vision", 0, 1, "no initial value"},
    };
    polder_experiment_t x;
    read_text(C, &x);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_report_t report = {0};
        const int f = polder_table_find(&x.table, bad[i].field);
        assert_true(f >= 0);
        assert_int_equal(polder_experiment_clamp(&x, 0, f, bad[i].least, bad[i].most, &report),
                         POLDER_INPUT);
        if (!strstr(report.note[0].text, bad[i].says)) fail_msg("%s", report.note[0].text);
        polder_report_free(&report);
    }
    assert_int_equal(x.arm[0].n_clamp, 0);
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),  cmocka_unit_test(test_large),
        cmocka_unit_test(test_half),    cmocka_unit_test(test_inputs),
        cmocka_unit_test(test_again),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("clamps", tests, NULL, NULL);
}
