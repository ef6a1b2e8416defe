/* test_arms: an arm that runs without parts of the model, or ends earlier or later than the others,
 * is to the last bit the scenario that says so for all arms; and the arms beside it are what they
 * are alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/fnv.h"
#include "run/run.h"
#include "scenario/scenario.h"

/* Of each unit: a hash of all that is kept and recorded, time by time, and last its summary. */
typedef struct {
    polder_experiment_t x;
    int n_time;
    uint64_t *hash; /* [unit][n_time + 1] */
} lives_t;

static uint64_t add(uint64_t h, float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return polder_fnv_word(h, bits);
}

static int collect(void *self, const polder_block_t *b, polder_report_t *report)
{
    lives_t *l = self;
    const polder_record_t *record = &l->x.record;
    const int n = l->n_time;
    int64_t at[3] = {0}; /* first row of a sample, by level */
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int32_t u = 0; u < b->n_unit; u++)
        for (int i = 0; i < record->n_summary; i++) {
            uint64_t *h = &l->hash[(b->first_unit + u) * (n + 1) + n];
            *h = add(*h, b->summary[i * b->n_unit + u]);
        }
    for (int32_t s = 0; s < b->n_sample; s++) {
        const int64_t rows[] = {
            [POLDER_NETWORK] = 1, [POLDER_ORGANISATION] = b->n_org[s], [POLDER_ARC] = b->n_arc[s]};
        uint64_t *h = &l->hash[(b->first_unit + b->sample[s]) * (n + 1)];
        for (int i = 0; i < record->n_track; i++) {
            const polder_level_t level = l->x.table.field[record->track[i]]->level;
            for (int64_t row = at[level]; row < at[level] + rows[level]; row++)
                for (int t = 0; t < b->n_time; t++)
                    h[t] = add(h[t], b->track[i][row * b->n_time + t]);
        }
        for (int level = 0; level < 3; level++) at[level] += rows[level];
    }
    return 0;
}

static void live(const char *text, int threads, int block, lives_t *l)
{
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    int code = polder_scenario_parse(text, strlen(text), "test.yaml", NULL, NULL, &l->x, &report);
    for (size_t i = 0; i < report.n; i++) print_message("%s\n%s\n", report.note[i].text, text);
    assert_int_equal(code, 0);
    l->n_time = polder_experiment_last(&l->x) + 1;
    l->hash =
        calloc((size_t)polder_experiment_units(&l->x) * (size_t)(l->n_time + 1), sizeof *l->hash);
    assert_non_null(l->hash);
    const polder_sink_t sink = {.self = l, .write = collect};
    const polder_run_options_t options = {.threads = threads, .block = block};
    code = polder_run(&l->x, &options, &sink, &timing, &report);
    assert_int_equal(code, 0);
    polder_timing_free(&timing);
    polder_report_free(&report);
}

static void end(lives_t *l)
{
    free(l->hash);
    polder_experiment_free(&l->x);
}

static bool same(const lives_t *a, int64_t u, const lives_t *b, int64_t v)
{
    const size_t n = (size_t)a->n_time + 1;
    return a->n_time == b->n_time &&
           memcmp(a->hash + (size_t)u * n, b->hash + (size_t)v * n, n * sizeof *a->hash) == 0;
}

#define SMALL                                                                                      \
    "model: collaboration\nseed: 11\nreplicates: 30\nhorizon: 20\n"                                \
    "record: {networks: 7, every: 1, columns: [trust.mean, balance, trust]}\n"
#define LARGE                                                                                      \
    "model: collaboration\nseed: 11\nreplicates: 1\nhorizon: 3\nnetwork: {members: 600}\n"         \
    "record: {networks: 1, columns: [trust.mean, balance]}\n"
#define WAY "{levers: {contact: 0.6}, target: {lowest: balance, share: 0.3}}"

/* Three arms, of which the second and third are without something, and each alone. */
static void check(const char *base, int threads, int block)
{
    static const char *const off[] = {"[]", "[opportunism, context]", "[dialogue]"};
    char text[1000];
    lives_t all, one;
    snprintf(text, sizeof text,
             "%sarms:\n  - none\n  - {without: %s}\n"
             "  - {name: b, without: %s, interventions: [" WAY "]}\n",
             base, off[1], off[2]);
    live(text, threads, block, &all);
    const int64_t n = all.x.replicates;
    for (int a = 0; a < 3; a++) {
        snprintf(text, sizeof text, "%swithout: %s\narms: [{name: only, interventions: [%s]}]\n",
                 base, off[a], a == 2 ? WAY : "");
        live(text, 1, 0, &one);
        for (int64_t k = 0; k < n; k++) assert_true(same(&all, 3 * k + a, &one, k));
        end(&one);
    }
    int differ = 0;
    for (int64_t k = 0; k < n; k++)
        differ += !same(&all, 3 * k, &all, 3 * k + 1) && !same(&all, 3 * k + 1, &all, 3 * k + 2);
    assert_true(2 * differ > n);
    end(&all);
}

static void test_without(void **state)
{
    (void)state;
    check(SMALL, 1, 0);
    check(SMALL, 2, 7);
    check(LARGE, 2, 0);
}

/* Two arms without the same parts are stepped together, whatever the order of these; and one may be
 * without what all are without. */
static void test_order(void **state)
{
    lives_t l;
    (void)state;
    live(SMALL "without: [dialogue]\narms: [{name: a, without: [context, opportunism, context]},\n"
               "  {name: b, without: [opportunism, context, dialogue]}, {without: [context]}]\n",
         1, 0, &l);
    assert_string_equal(l.x.arm[2].name, "without context");
    for (int64_t k = 0; k < l.x.replicates; k++) assert_true(same(&l, 3 * k, &l, 3 * k + 1));
    for (int64_t k = 0; k < l.x.replicates; k++) assert_false(same(&l, 3 * k, &l, 3 * k + 2));
    end(&l);
}

/* An arm that ends earlier or later than the others is, up to its end, the same network as in a run
 * of that length, and nothing is kept of it after that. */
static void check_horizons(const char *base, int horizon, int threads, int block)
{
    const int lasts[] = {horizon, horizon - 2, horizon + 3};
    char text[1000];
    lives_t all, one;
    snprintf(text, sizeof text,
             "%sarms:\n  - none\n  - {horizon: %d, interventions: [" WAY "]}\n"
             "  - {name: later, horizon: %d, without: [context]}\n",
             base, lasts[1], lasts[2]);
    live(text, threads, block, &all);
    assert_int_equal(all.n_time, lasts[2] + 1);
    for (int a = 0; a < 3; a++) {
        snprintf(text, sizeof text,
                 "%sarms: [{name: only, horizon: %d, interventions: [%s], without: %s}]\n", base,
                 lasts[a], a == 1 ? WAY : "", a == 2 ? "[context]" : "[]");
        live(text, 1, 0, &one);
        assert_int_equal(one.n_time, lasts[a] + 1);
        for (int64_t k = 0; k < all.x.replicates; k++) {
            const uint64_t *mine = all.hash + (size_t)(3 * k + a) * (size_t)(all.n_time + 1);
            const uint64_t *its = one.hash + (size_t)k * (size_t)(one.n_time + 1);
            assert_memory_equal(mine, its, (size_t)one.n_time * sizeof *mine);
            assert_true(mine[all.n_time] == its[one.n_time]); /* as it ended */
            for (int t = one.n_time + 1; t < all.n_time; t++)
                assert_true(k >= all.x.record.networks || mine[t] == mine[one.n_time]);
        }
        end(&one);
    }
    end(&all);
}

static void test_horizon(void **state)
{
    (void)state;
    check_horizons(SMALL, 20, 1, 0);
    check_horizons(SMALL, 20, 2, 7);
    check_horizons(LARGE, 3, 2, 0);
}

/* A copy of an arm is without the same. */
static void test_copy(void **state)
{
    lives_t l;
    (void)state;
    live("model: collaboration\nhorizon: 1\narms: [{without: [context, opportunism]}]\n", 1, 0, &l);
    assert_int_equal(polder_experiment_copy_arm(&l.x, 0, "copy", NULL), 0);
    assert_int_equal(l.x.arm[1].n_off, 2);
    assert_memory_equal(l.x.arm[1].off, l.x.arm[0].off, 2 * sizeof(int));
    end(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_horizon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
