/* Who leads a lead organisation: exactly one of those who take part, of the largest capacity,
 * and of equals the one with the lowest id; the same in networks in a lane and folded over all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "run/run.h"
#include "scenario/scenario.h"

enum { LEAD, CAPACITY, ACTIVE, N_TRACK };

static int look(void *self, const polder_block_t *b, polder_report_t *report)
{
    int64_t at = 0;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int32_t s = 0; s < b->n_sample; s++) {
        int32_t best = -1, leads = 0;
        for (int32_t o = 0; o < b->n_org[s]; o++) {
            const float *capacity = b->track[CAPACITY] + at * b->n_time;
            if (b->track[ACTIVE][(at + o) * b->n_time] == 0) continue;
            if (best < 0 || capacity[o * b->n_time] > capacity[best * b->n_time]) best = o;
        }
        for (int32_t o = 0; o < b->n_org[s]; o++) {
            const float lead = b->track[LEAD][(at + o) * b->n_time + 1];
            assert_true(lead == (o == best ? 1.0f : 0.0f));
            leads += lead > 0;
        }
        assert_int_equal(leads, best >= 0);
        at += b->n_org[s];
        (*(int *)self)++;
    }
    return 0;
}

static void check(const char *members, const char *initial)
{
    static const char *const name[N_TRACK] = {"lead", "capacity", "active"};
    char text[400];
    int seen = 0;
    polder_experiment_t x;
    polder_timing_t timing = {0};
    polder_report_t report = {0};
    snprintf(text, sizeof text,
             "model: collaboration\nseed: 7\nreplicates: 12\nhorizon: 1\nrecord: {networks: 12}\n"
             "network: {members: %s}\nvalues: {governance: {form: lead}}\ninitial: {%s}\n",
             members, initial);
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "test.yaml", NULL, NULL, &x, &report), 0);
    x.record.n_track = N_TRACK;
    for (int i = 0; i < N_TRACK; i++) x.record.track[i] = polder_table_find(&x.table, name[i]);
    const polder_sink_t sink = {.self = &seen, .write = look};
    assert_int_equal(polder_run(&x, &(polder_run_options_t){.threads = 1}, &sink, &timing, &report),
                     0);
    assert_int_equal(seen, 12);
    polder_timing_free(&timing);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

static void test_one_lead(void **state)
{
    (void)state;
    static const char *const members[] = {"{integer: [5, 40]}", "700"};
    for (int m = 0; m < 2; m++) {
        check(members[m], "");
        check(members[m], "capacity: 1");
        check(members[m], "capacity: {choice: [0.5, 1, 2]}, active: {choice: {0: 1, 1: 3}}");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_lead)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
