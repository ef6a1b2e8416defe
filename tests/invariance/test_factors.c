/* test_factors: a lever that a design varies does at each point what the same push does in an arm,
 * to the bit, on top of what arms push, and however the run is cut up; factors that move along
 * with another do what they do alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "run/run.h"
#include "scenario/scenario.h"

enum { NETWORKS = 24, CASES = 6 };

#define C                                                                                          \
    "model: collaboration\nseed: 5\nreplicates: 24\nhorizon: 18\nnetwork: {members: {integer: "    \
    "[5, "                                                                                         \
    "12]}}\n"

typedef struct {
    polder_experiment_t x;
    float *summary; /* [column][unit] */
} lives_t;

static int keep(void *self, const polder_block_t *b, polder_report_t *report)
{
    lives_t *l = self;
    const int64_t units = polder_experiment_units(&l->x);
    (void)report;
    assert_null(b->error);
    for (int i = 0; i < l->x.record.n_summary; i++)
        memcpy(l->summary + (size_t)(i * units + b->first_unit),
               b->summary + (size_t)i * (size_t)b->n_unit, (size_t)b->n_unit * sizeof(float));
    return 0;
}

static lives_t live_set(const char *text, int threads, int block, int n_set, const char *const *set)
{
    lives_t l = {0};
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    const polder_run_options_t options = {.threads = threads, .block = block};
    const polder_scenario_options_t asked = {.n_set = n_set, .set = set};
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "x.yaml", NULL, &asked, &l.x, &report), 0);
    l.summary = calloc((size_t)polder_experiment_units(&l.x) * (size_t)l.x.record.n_summary + 1,
                       sizeof *l.summary);
    assert_non_null(l.summary);
    const polder_sink_t sink = {.self = &l, .write = keep};
    assert_int_equal(polder_run(&l.x, &options, &sink, &timing, &report), 0);
    polder_timing_free(&timing);
    polder_report_free(&report);
    return l;
}

static lives_t live(const char *text, int threads, int block)
{
    return live_set(text, threads, block, 0, NULL);
}

static void forget(lives_t *l)
{
    free(l->summary);
    polder_experiment_free(&l->x);
}

/* Case `i` of one is case `k` of the other, in all columns that both have. Returns in how many of
 * them case 0 of `a` is something else. */
static int same_case(const lives_t *a, int i, const lives_t *b, int k)
{
    int differ = 0;
    for (int c = 0; c < a->x.record.n_summary; c++) {
        const char *name = a->x.table.field[a->x.record.summary[c]]->name;
        int d = 0;
        while (d < b->x.record.n_summary &&
               strcmp(b->x.table.field[b->x.record.summary[d]]->name, name) != 0)
            d++;
        if (d == b->x.record.n_summary) continue;
        for (int r = 0; r < NETWORKS; r++) {
            const float *of = a->summary + (size_t)c * (size_t)polder_experiment_units(&a->x);
            const float *other = b->summary + (size_t)d * (size_t)polder_experiment_units(&b->x);
            assert_memory_equal(&of[r * a->x.n_case + i], &other[r * b->x.n_case + k],
                                sizeof(float));
            differ += memcmp(&of[r * a->x.n_case + i], &of[r * a->x.n_case], sizeof(float)) != 0;
        }
    }
    return differ;
}

/* Is anything else in case i than in case k? */
static bool differs(const lives_t *l, int i, int k)
{
    const int n = l->x.n_case;
    bool differ = false;
    for (int64_t at = 0; at < l->x.record.n_summary * polder_experiment_units(&l->x); at += n)
        differ |= memcmp(&l->summary[at + i], &l->summary[at + k], sizeof(float)) != 0;
    return differ;
}

#define ARM "{name: pushed, levers: [{contact: 0.3, from: 2, until: 9}]}"

static void test_levers(void **state)
{
    (void)state;
    static const char text[] =
        C "levers: [{process: 0.2}]\narms: [none, " ARM "]\ndesign: {kind: grid, factors: "
          "{lever.process: {values: [0, 0.4, 0.7]}}}\n";
    lives_t a = live(text, 1, 0), cut = live(text, 2, 7);
    lives_t b =
        live(C "levers: [{process: 0.2}]\narms:\n  - none\n  - " ARM "\n"
               "  - {name: c, levers: [{process: 0.4}]}\n"
               "  - {name: d, levers: [{contact: 0.3, from: 2, until: 9}, {process: 0.4}]}\n"
               "  - {name: e, levers: [{process: 0.7}]}\n"
               "  - {name: f, levers: [{contact: 0.3, from: 2, until: 9}, {process: 0.7}]}\n",
             1, 0);
    for (int k = 0; k < CASES; k++) {
        assert_int_equal(same_case(&a, k, &b, k) > 0, k > 0);
        (void)same_case(&a, k, &cut, k);
    }
    forget(&a);
    forget(&b);
    forget(&cut);
}

/* At each point the leader and what moves along are what a scenario says of each. */
static void test_along(void **state)
{
    (void)state;
    lives_t a =
        live(C "design: {kind: grid, factors: {context.p_shock: {from: 0.05, to: 0.2, steps: "
               "3, with: {value.funding: [0.6, 0.2], lever.vision: [0, 0.5]}}}}\n",
             1, 0);
    static const char *const plain[] = {
        C "values: {context: {p_shock: 0.05}, value: {funding: 0.6}}\n",
        C "values: {context: {p_shock: 0.125}, value: {funding: 0.4}}\nlevers: [{vision: 0.25}]\n",
        C "values: {context: {p_shock: 0.2}, value: {funding: 0.2}}\nlevers: [{vision: 0.5}]\n"};
    for (int k = 0; k < 3; k++) {
        lives_t b = live(plain[k], 1, 0);
        assert_int_equal(same_case(&a, k, &b, 0) > 0, k > 0);
        forget(&b);
    }
    forget(&a);
}

/* Two interventions of one name, one of them aimed and half as strong, and one of another name. */
#define USED(dose, half, month, lasts)                                                             \
    "  - none\n  - {name: all, interventions: [{name: talks, levers: {contact: 0.7}, dose: " dose  \
    ", start: " month ", duration: " lasts ", cost: {per_month: 1.1, per_member: 0.3}}]}\n"        \
    "  - {name: few, interventions: [{name: help, levers: {disclosure: 0.4}}, {name: talks, "      \
    "levers: {contact: 0.7}, dose: " half ", start: " month ", duration: " lasts                   \
    ", target: {lowest: balance, share: 0.3}, cost: {per_month: 0.7}}]}\n"

/* At each point of a design over doses, months and durations all is as where a scenario says them,
 * and as where --set does. */
static void test_manners(void **state)
{
    (void)state;
    static const char text[] =
        C "arms:\n" USED("1", "0.5", "2", "9") "design: {kind: grid, factors: "
                                               "{intervention.talks.dose: {values: [1, 0.37]}, "
                                               "intervention.talks.start: {values: [2, 5], "
                                               "with: {intervention.talks.duration: [9, 4]}}}}\n";
    static const char *const plain[] = {
        C "arms:\n" USED("1", "0.5", "2", "9"), C "arms:\n" USED("1", "0.5", "5", "4"),
        C "arms:\n" USED("0.37", "0.185", "2", "9"), C "arms:\n" USED("0.37", "0.185", "5", "4")};
    static const char *const set[] = {"intervention.talks.dose=0.37", "intervention.talks.start=5",
                                      "intervention.talks.duration=4"};
    lives_t a = live(text, 1, 0), cut = live(text, 2, 7);
    assert_int_equal(a.x.n_case, 12);
    for (int p = 0; p < 4; p++) {
        lives_t b = live(plain[p], 1, 0);
        for (int arm = 0; arm < 3; arm++)
            assert_int_equal(same_case(&a, 3 * p + arm, &b, arm) > 0, arm > 0);
        forget(&b);
    }
    for (int k = 0; k < 12; k++) (void)same_case(&a, k, &cut, k);
    for (int k = 3; k < 12; k++) assert_int_equal(differs(&a, k, k - 3), k % 3 > 0);
    lives_t b = live_set(plain[0], 1, 0, 3, set);
    for (int arm = 0; arm < 3; arm++) (void)same_case(&a, 9 + arm, &b, arm);
    forget(&b);
    forget(&cut);
    forget(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_levers), cmocka_unit_test(test_along),
                                       cmocka_unit_test(test_manners)};
    return cmocka_run_group_tests_name("factors", tests, NULL, NULL);
}
