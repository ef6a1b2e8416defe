/* test_mutated_facts.c: the reader of facts and all kinds of figures, given a file that is nearly
 * valid.
 *
 * What     A fact of the opinions model that has every key is changed in the same ways on every
 *          machine (mutate.h). It is refused with a reason, or its experiment, made small, is run
 *          and all its figures are worked out: a number or none, inside its own interval or
 *          without one.
 *          POLDER_FUZZ=10 tries ten times as many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fact.h"
#include "mutate.h"
#include "run/run.h"

static const char text[] =
    "model: opinions\n"
    "replicates: 24\n"
    "horizon: 12\n"
    "network: {topology: ring, members: 6}\n"
    "arms:\n"
    "  - {name: slow, set: {averaging.rate: 0.2}}\n"
    "  - {name: fast, set: {averaging.rate: 0.6}}\n"
    "  - {name: still, set: {averaging.rate: 0}}\n"
    "  - {name: half, set: {averaging.rate: 0.5}}\n"
    "record: {networks: 24, every: 1, summary: [metric.density], columns: [opinion.mean, opinion, "
    "heard, tie, embeddedness]}\n"
    "fact:\n"
    "  id: X1\n"
    "  title: t\n"
    "  source: s\n"
    "  status: memory\n"
    "  use: test\n"
    "  note: why\n"
    "  quantity: what\n"
    "  figures:\n"
    "    - {name: a, figure: share, of: opinion.mean, at: 0.4, where: {alive: 1}, within: [0, 1]}\n"
    "    - {figure: mean, of: [opinion.mean, opinion.limit], either: {opinion.mean: [0, 0.5]}, "
    "at_least: 0}\n"
    "    - {figure: difference, of: opinion.mean, months: 4, arms: [fast, slow], above: 0}\n"
    "    - {figure: effect, of: opinion.variance, arms: [fast, slow], below: 0}\n"
    "    - {figure: interaction, of: opinion.mean, arms: [fast, slow, still, half], at_most: 1}\n"
    "    - {figure: correlation, of: opinion.mean, by: opinion.mean@4}\n"
    "    - {figure: correlation-lead, of: opinion.mean, by: [opinion.limit, opinion.variance]}\n"
    "    - {figure: slope, of: opinion.mean, by: [opinion.limit, opinion.variance]}\n"
    "    - {figure: optimum, of: opinion.mean, by: metric.density}\n"
    "    - {figure: crossing, of: opinion.mean, by: metric.density, arms: [fast, slow]}\n"
    "    - {figure: best-arm, of: opinion.mean, arms: [fast, slow], cells: [{where: {alive: 1}, "
    "best: fast}]}\n"
    "    - {figure: recipes, of: opinion.mean, by: [opinion.limit, opinion.variance], cuts: [0.5, "
    "median], at: 0.7}\n"
    "    - {figure: survival, months: 6}\n"
    "    - {figure: hazard, months: [0, 12]}\n"
    "    - {figure: hazard-peak, at: 3, arms: [fast, slow]}\n"
    "    - {figure: change, of: opinion.mean, months: [2, 8]}\n"
    "    - {figure: peak, of: opinion.mean, at: 4}\n"
    "    - {figure: member-rank, of: opinion, by: heard, months: 4}\n"
    "    - {figure: pair-odds, of: tie, by: embeddedness, months: 12, arms: [fast, slow]}\n"
    "    - {figure: recovery, of: opinion, by: heard, cuts: 0.5, at: 4}\n";

enum { CASES = 600, SMALL = 24, SHORT = 24, MEMBERS = 50 };

/* The experiment as small as it may be asked for here; false: not that small. */
static bool small(polder_experiment_t *x)
{
    if (x->replicates > SMALL) x->replicates = SMALL;
    if (x->record.networks > x->replicates) x->record.networks = x->replicates;
    polder_value_t members = {0};
    const int field = polder_table_find(&x->table, "network.members");
    for (int c = 0; c < x->n_case; c++)
        if (polder_experiment_value(x, c, field, &members))
            for (int i = 0; i < 4; i++)
                if (members.arg[i] > MEMBERS || members.n > 0) return false;
    return x->horizon <= SHORT && x->n_case <= 8;
}

static void measure(const polder_fact_t *fact, const polder_experiment_t *x)
{
    polder_sample_t sample;
    polder_measured_t m;
    polder_timing_t timing = {0};
    assert_int_equal(polder_sample_init(&sample, x, NULL), 0);
    const polder_sink_t sink = polder_sample_sink(&sample);
    const polder_run_options_t options = {.threads = 1};
    assert_int_equal(polder_run(x, &options, &sink, &timing, NULL), 0);
    for (int i = 0; i < fact->n_figure; i++) {
        assert_int_equal(polder_figure_measure(&fact->figure[i], &sample, &m, NULL), 0);
        assert_true(isnan(m.low) == isnan(m.high));
        assert_true(isnan(m.low) || (!isnan(m.value) && m.low <= m.high));
    }
    polder_timing_free(&timing);
    polder_sample_free(&sample);
}

static bool one(const char *mutant, size_t length)
{
    polder_fact_t fact;
    polder_experiment_t x;
    polder_report_t report = {0};
    const int code = polder_fact_parse(mutant, length, "mutant", NULL, NULL, &fact, &x, &report);
    assert_true(code >= 0 ? report.n_error == 0 : report.n_error > 0);
    if (code >= 0 && fact.n_figure > 0 && small(&x)) measure(&fact, &x);
    polder_fact_free(&fact);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return code >= 0;
}

static void mutated_facts(void **state)
{
    (void)state;
    const char *factor = getenv("POLDER_FUZZ");
    const long times = factor ? strtol(factor, NULL, 10) : 1;
    const uint64_t n = CASES * (uint64_t)(times > 1 ? times : 1);
    uint64_t accepted = 0;
    assert_true(one(text, sizeof text - 1)); /* so what is mutated is valid */
    for (uint64_t k = 0; k < n; k++) {
        mutant_t m = mutate(text, sizeof text - 1, k);
        accepted += one(m.text, m.length);
        free(m.text);
    }
    print_message("%d of %d accepted\n", (int)accepted, (int)n);
    assert_true(accepted > 0 && accepted < n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mutated_facts)};
    return cmocka_run_group_tests_name("mutated facts", tests, NULL, NULL);
}
