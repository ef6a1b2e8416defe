/* Whether a diagnosis and early signs stand at other values of the parameters: small ones, whole, so that
 * their memory is looked at too (scripts/test does so under sanitizers). What they find is held against
 * runs in tests/science. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/signs.h"
#include "analysis/uncertain.h"
#include "run/run.h"
#include "scenario/scenario.h"

static const char scenario[] = "model: collaboration\nreplicates: 40\nhorizon: 36\n"
                               "network: {members: {integer: [6, 12]}}\n"
                               "values: {outcome: {goal: 2}}\n";
static const char ranges[] =
    "model: collaboration\n"
    "design: {kind: latin-hypercube, points: 2, factors: {trust.k_up: [0.05, 0.2], "
    "trust.inflate: [0.05, 0.1], conflict.debt: [1, 3]}}\n";
static const char cause[] =
    "model: collaboration\n"
    "id: X%d\n"
    "title: {en: a, nl: a}\nsymptom: {en: a, nl: a}\n"
    "problem: {en: a, nl: a}\nway_out: {en: a, nl: a}\n"
    "remedies: [visioning]\n"
    "carriers: {between.%s: {worse: lower}, trust.inflate: {worse: higher}}\n";

typedef struct {
    polder_experiment_t x, ranges;
    polder_causes_t causes;
    polder_lives_t lives;
    polder_report_t report;
} given_t;

static int run(void *self, const polder_experiment_t *x, polder_sample_t *sample, const char *what,
               polder_report_t *report)
{
    const polder_run_options_t options = {.threads = *(int *)self};
    const polder_sink_t sink = polder_sample_sink(sample);
    polder_timing_t timing = {0};
    (void)what;
    const int code = polder_run(x, &options, &sink, &timing, report);
    polder_timing_free(&timing);
    return code;
}

static void add_cause(given_t *g, int number, const char *carrier)
{
    char text[600], name[20];
    snprintf(text, sizeof text, cause, number, carrier);
    snprintf(name, sizeof name, "x%d.yaml", number);
    assert_int_equal(polder_causes_parse(&g->causes, text, strlen(text), name, NULL,
                                         POLDER_SOURCE_DIR "/scenarios", NULL),
                     1);
}

static void make(given_t *g, const char *text)
{
    *g = (given_t){0};
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "s.yaml", NULL, NULL, &g->x, &g->report), 0);
    assert_int_equal(
        polder_scenario_parse(ranges, strlen(ranges), "r.yaml", NULL, NULL, &g->ranges, &g->report),
        0);
    assert_int_equal(polder_causes_init(&g->causes, NULL, NULL), 0);
    add_cause(g, 1, "idea");
    add_cause(g, 2, "trust");
    assert_int_equal(
        polder_lives_init(&g->lives, &g->x, "s.yaml", POLDER_SOURCE_DIR "/scenarios", &g->report),
        0);
}

static void drop(given_t *g)
{
    polder_lives_free(&g->lives);
    polder_causes_free(&g->causes);
    polder_experiment_free(&g->x);
    polder_experiment_free(&g->ranges);
    polder_report_free(&g->report);
}

static void check_share(const polder_proportion_t *p)
{
    if (p->n == 0) return;
    assert_true(p->count >= 0 && p->count <= p->n);
    assert_true(p->low <= p->share && p->share <= p->high);
}

/* Those that show it and those that do not are all; and what was found here is found with and without
 * a look elsewhere. */
static void signs(void **state)
{
    enum { FOUNDINGS = 120 };
    given_t g;
    polder_signs_t here, both;
    int one = 1, three = 3, told = 0;
    const polder_runner_t alone = {&one, run}, together = {&three, run};
    (void)state;
    make(&g, scenario);
    assert_int_equal(
        polder_signs_make(&here, &g.causes, &g.lives, NULL, FOUNDINGS, 0.95, &alone, &g.report), 0);
    assert_int_equal(polder_signs_make(&both, &g.causes, &g.lives, &g.ranges, FOUNDINGS, 0.95,
                                       &together, &g.report),
                     0);
    assert_int_equal(here.draws, 0);
    assert_int_equal(both.draws, POLDER_SIGN_DRAWS);
    assert_int_equal(both.n_factor, 2); /* one of three carries a cause */
    assert_int_equal(here.n, both.n);
    assert_int_equal(here.n, here.n_landmark * 3);
    for (int i = 0; i < here.n; i++) {
        const polder_sign_t *a = &here.sign[i], *b = &both.sign[i];
        assert_int_equal(a->field, b->field);
        assert_memory_equal(&a->here, &b->here, sizeof a->here);
        assert_int_equal(a->elsewhere.all.n, 0);
        if (b->field < 0) continue;
        const polder_score_t *e = &b->elsewhere;
        told++;
        assert_int_equal(e->with.n + e->without.n, e->all.n);
        assert_int_equal(e->with.count + e->without.count, e->all.count);
        assert_int_equal(e->finds.n, e->all.count);
        assert_true(e->all.n > 0 && e->all.n <= POLDER_SIGN_DRAWS * POLDER_SIGN_OF_A_DRAW);
        check_share(&e->with);
        check_share(&e->without);
        check_share(&e->finds);
    }
    assert_true(told > 0);
    polder_signs_free(&here);
    polder_signs_free(&both);
    drop(&g);
}

static void uncertain(void **state)
{
    enum { DRAWS = 6, FUTURES = 8 };
    given_t g;
    polder_diagnosis_t d = {0};
    polder_uncertain_t u = {0};
    polder_diagnosis_options_t options = polder_diagnosis_defaults;
    int two = 2;
    int64_t first = 0;
    const polder_runner_t runner = {&two, run};
    (void)state;
    make(&g, scenario);
    options.futures = options.sets = 40;
    options.remedies = false;
    assert_int_equal(polder_uncertain_check(&g.causes, &g.lives, &g.ranges, &g.report), 0);
    for (int founding = 0; founding < 10 && d.n_present == 0; founding++) {
        polder_diagnosis_free(&d);
        options.founding = founding;
        assert_int_equal(
            polder_diagnosis_make(&d, &g.lives, &g.causes, &options, &runner, &g.report), 0);
    }
    assert_true(d.n_present > 0);
    assert_int_equal(
        polder_uncertain_make(&u, &d, &g.lives, &g.ranges, DRAWS, FUTURES, &runner, &g.report), 0);
    assert_int_equal(u.n_factor, 2);
    assert_int_equal(u.n_left_out, 1);
    assert_true(u.n >= d.n_present);
    for (int i = 0; i < u.n; i++) {
        first += u.gain[i].first;
        assert_true(u.gain[i].low <= u.gain[i].median && u.gain[i].median <= u.gain[i].high);
        assert_true(u.gain[i].luck >= 0 && u.gain[i].luck <= 1 + 1e-9);
    }
    assert_true(first <= DRAWS);
    polder_uncertain_free(&u);
    polder_diagnosis_free(&d);
    drop(&g);
}

/* Nothing is left to be drawn: said before anything is lived. */
static void nothing_to_draw(void **state)
{
    given_t g;
    polder_signs_t s = {0};
    int one = 1;
    const polder_runner_t runner = {&one, run};
    static const char carriers[] = "model: collaboration\ndesign: {kind: latin-hypercube, points: "
                                   "2, factors: {trust.inflate: [0.05, 0.1]}}\n";
    (void)state;
    make(&g, scenario);
    polder_experiment_free(&g.ranges);
    assert_int_equal(polder_scenario_parse(carriers, strlen(carriers), "r.yaml", NULL, NULL,
                                           &g.ranges, &g.report),
                     0);
    assert_int_equal(polder_uncertain_check(&g.causes, &g.lives, &g.ranges, &g.report),
                     POLDER_INPUT);
    assert_int_equal(
        polder_signs_make(&s, &g.causes, &g.lives, &g.ranges, 60, 0.95, &runner, &g.report),
        POLDER_INPUT);
    polder_signs_free(&s);
    drop(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(signs), cmocka_unit_test(uncertain),
                                       cmocka_unit_test(nothing_to_draw)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
