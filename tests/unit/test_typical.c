/* What is typical of a carrier, and how one network stands to it: from values that are known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysis/typical.h"

enum { NETWORKS = 5, ORGANISATIONS = 2 };
static const char text[] = "model: collaboration\n"
                           "id: X1\n"
                           "title: {en: a, nl: a}\nsymptom: {en: a, nl: a}\n"
                           "problem: {en: a, nl: a}\nway_out: {en: a, nl: a}\n"
                           "remedies: [visioning]\n"
                           "carriers:\n"
                           "  between.idea: {worse: higher}\n"
                           "  between.days: {worse: lower}\n"
                           "  network.members: {worse: lower}\n"
                           "  ownership: {worse: lower}\n";

typedef struct {
    polder_causes_t causes;
    polder_experiment_t x;
    polder_sample_t sample;
} given_t;

/* A sample in which networks have the values 1 … 5, organisations n and n + 0.5. */
static given_t make(void)
{
    given_t g = {0};
    assert_int_equal(polder_causes_init(&g.causes, NULL, NULL), 0);
    assert_int_equal(polder_causes_parse(&g.causes, text, sizeof text - 1, "x.yaml", NULL,
                                         POLDER_SOURCE_DIR "/scenarios", NULL),
                     1);
    return g;
}

static void fill(given_t *g)
{
    polder_sample_t *s = &g->sample;
    g->x.replicates = g->x.record.networks = NETWORKS;
    assert_int_equal(polder_experiment_count(&g->x, NULL), 0);
    assert_int_equal(polder_sample_init(s, &g->x, NULL), 0);
    s->n_time = 2;
    for (int u = 0; u < NETWORKS; u++) {
        polder_seen_t *seen = &s->seen[u];
        *seen = (polder_seen_t){.n_org = ORGANISATIONS};
        seen->track = calloc((size_t)g->x.record.n_track + 1, sizeof *seen->track);
        for (int t = 0; t < g->x.record.n_track; t++) {
            const polder_field_t *field = g->x.table.field[g->x.record.track[t]];
            const int rows = field->level == POLDER_ORGANISATION ? ORGANISATIONS : 1;
            seen->track[t] = calloc((size_t)rows * 2, sizeof(float));
            for (int r = 0; r < rows; r++) {
                seen->track[t][2 * r] = (float)(u + 1) + 0.5f * (float)r;
                seen->track[t][2 * r + 1] = 1000; /* later: nobody looks at it */
            }
        }
    }
}

static void drop(given_t *g)
{
    polder_sample_free(&g->sample);
    polder_experiment_free(&g->x);
    polder_causes_free(&g->causes);
}

static void medians_and_quartiles(void **state)
{
    (void)state;
    polder_typical_t typical;
    given_t g = make();
    assert_int_equal(polder_typical_experiment(&g.causes, &g.x, NULL), 0);
    assert_int_equal(g.x.replicates, POLDER_REFERENCE);
    assert_int_equal(g.x.record.n_track, 4);
    fill(&g);
    assert_int_equal(polder_typical_read(&g.causes, &g.sample, &typical, NULL), 0);
    const polder_carrier_t *idea = &g.causes.cause[0].carrier[0], *days = idea + 1,
                           *members = idea + 2, *ownership = idea + 3;
    assert_true(polder_typical_value(&typical, idea, false) == 3);
    assert_true(polder_typical_value(&typical, idea, true) == 2); /* lower is better */
    assert_true(polder_typical_value(&typical, days, true) == 4);
    assert_true(polder_typical_value(&typical, ownership, false) == 3.25); /* of all ten */
    assert_true(isnan(polder_typical_quantile(&typical, 0, 0.5)) || typical.of[0].n > 0);
    /* whole numbers stay whole */
    g.sample.seen[2].track[0][0] = 3;
    assert_true(polder_typical_value(&typical, members, true) ==
                round(polder_typical_value(&typical, members, true)));
    polder_typical_free(&typical);
    drop(&g);
}

static void one_network_among_them(void **state)
{
    (void)state;
    polder_typical_t typical;
    given_t g = make();
    assert_int_equal(polder_typical_experiment(&g.causes, &g.x, NULL), 0);
    fill(&g);
    assert_int_equal(polder_typical_read(&g.causes, &g.sample, &typical, NULL), 0);
    const polder_carrier_t *idea = &g.causes.cause[0].carrier[0], *days = idea + 1,
                           *ownership = idea + 3;
    polder_standing_t s = polder_typical_standing(&typical, idea, &g.sample, 4);
    assert_true(s.value == 5 && s.median == 3 && s.present && s.moved);
    assert_true(fabs(s.worse - 0.9) < 1e-12); /* four are better, itself counts half */
    s = polder_typical_standing(&typical, idea, &g.sample, 2);
    assert_true(!s.present && s.moved && fabs(s.worse - 0.5) < 1e-12); /* as typical: absent */
    s = polder_typical_standing(&typical, idea, &g.sample, 0);
    assert_true(!s.present && !s.moved);
    s = polder_typical_standing(&typical, days, &g.sample, 0);
    assert_true(s.present && fabs(s.worse - 0.9) < 1e-12);
    /* 3 and 3.5 around 3.25: one organisation is worse than typical, their mean is not */
    s = polder_typical_standing(&typical, ownership, &g.sample, 2);
    assert_true(s.present && s.value == 3.25);
    polder_typical_free(&typical);
    drop(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(medians_and_quartiles),
                                       cmocka_unit_test(one_network_among_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
