/* The opinions model against what is known of it (DeGroot 1974): on a connected network where
 * everyone keeps part of the own opinion, all opinions converge to the degree-weighted mean of
 * the first ones, which never changes.
 *
 *   pair 0 – 1     path 0 – 1 – … – 8     star 0 – {1 … 9}     ring of 11
 *   ring with shortcuts of 20 and, folded over the lanes, of 800
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/lanes.h"
#include "kernel/random.h"
#include "run/compile.h"

enum { PAIR, PATH, STAR, RING, SHORTCUTS, FOLDED, N_SHAPES };
static const int32_t size[N_SHAPES] = {2, 9, 10, 11, 20, 800};

typedef struct {
    polder_experiment_t x;
    polder_plan_t plan;
    polder_batch_t batch;
    polder_graph_t graph;
    float *value;
    int opinion;
} fixture_t;

static polder_report_t report;

static void make_ties(polder_graph_t *graph, int shape)
{
    static int32_t from[2000], to[2000];
    const int32_t n = size[shape];
    size_t m = 0;
    for (int32_t i = 1; i < n; i++) {
        from[m] = shape == STAR ? 0 : i - 1;
        to[m++] = i;
    }
    if (shape >= RING) from[m] = n - 1, to[m++] = 0;
    for (int32_t i = 0; i < n && shape >= SHORTCUTS; i++) {
        const uint32_t key[4] = {7};
        uint32_t word[4];
        polder_words(key, 0, (uint32_t)i, 0, 0, word);
        from[m] = i, to[m++] = (int32_t)polder_integer(word[0], (uint32_t)n);
    }
    assert_int_equal(polder_graph_init(graph, n, m, from, to, &report), 0);
}

/* One network with given first opinions (NULL: the model's own). */
static void fixture_init(fixture_t *f, int shape, float rate, const float *first)
{
    *f = (fixture_t){0};
    assert_int_equal(polder_experiment_init(&f->x, "opinions", &report), 0);
    assert_int_equal(polder_compile(&f->plan, &f->x, NULL, &report), 0);
    assert_int_equal(polder_batch_init(&f->batch, &f->plan, &report), 0);
    make_ties(&f->graph, shape);
    f->value = calloc((size_t)f->x.table.n_field, sizeof(float));
    assert_non_null(f->value);
    for (int i = 0; i < f->x.table.n_field; i++) f->value[i] = f->x.table.field[i]->value;
    f->value[polder_table_find(&f->x.table, "averaging.rate")] = rate;
    f->opinion = polder_table_find(&f->x.table, "opinion");
    polder_lane_input_t input = {.graph = &f->graph, .value = f->value};
    polder_key(8, 1, input.key);
    assert_int_equal(polder_batch_fill(&f->batch, 1, &input, NULL, NULL, &report), 0);
    for (int32_t i = 0; i < f->graph.n_org && first; i++)
        f->batch.col[f->opinion][polder_batch_element(&f->batch, 0, i)] = first[i];
}

static void fixture_free(fixture_t *f)
{
    free(f->value);
    polder_graph_free(&f->graph);
    polder_batch_free(&f->batch);
    polder_plan_free(&f->plan);
    polder_experiment_free(&f->x);
}

static double opinion(const fixture_t *f, int32_t i)
{
    return (double)f->batch.col[f->opinion][polder_batch_element(&f->batch, 0, i)];
}

static double degree(const fixture_t *f, int32_t i)
{
    return f->graph.off[i + 1] - f->graph.off[i];
}

/* Degree-weighted mean, and variance around it. */
static void weighted(const fixture_t *f, double *mean, double *variance)
{
    double sum = 0, square = 0;
    for (int32_t i = 0; i < f->graph.n_org; i++) sum += degree(f, i) * opinion(f, i);
    *mean = sum / f->graph.n_arc;
    for (int32_t i = 0; i < f->graph.n_org; i++)
        square += degree(f, i) * (opinion(f, i) - *mean) * (opinion(f, i) - *mean);
    *variance = square / f->graph.n_arc;
}

static void test_limit(void **state)
{
    (void)state;
    static const float rate[] = {0.25f, 0.5f, 0.9f};
    for (int shape = 0; shape < N_SHAPES; shape++)
        for (int r = 0; r < 3; r++) {
            fixture_t f;
            double limit = 0, variance = 0;
            fixture_init(&f, shape, rate[r], NULL);
            weighted(&f, &limit, &variance);
            assert_true(variance > 1e-4); /* they begin apart */
            for (int t = 0; t < 600; t++) polder_batch_step(&f.batch);
            double furthest = 0;
            for (int32_t i = 0; i < f.graph.n_org; i++)
                furthest = fmax(furthest, fabs(opinion(&f, i) - limit));
            print_message("shape %d, rate %g: %.2g from the limit\n", shape, (double)rate[r],
                          furthest);
            assert_true(furthest < 2e-5);
            fixture_free(&f);
        }
}

/* The limit is not just the mean: a star whose centre is 1 and whose nine leaves are 0 ends
 * halfway; the path, whose ends count half, at 1/16 when one end is 1. */
static void test_limit_by_hand(void **state)
{
    (void)state;
    const float first[10] = {1};
    fixture_t star, path;
    fixture_init(&star, STAR, 0.5f, first);
    fixture_init(&path, PATH, 0.5f, first);
    for (int t = 0; t < 600; t++) {
        polder_batch_step(&star.batch);
        polder_batch_step(&path.batch);
    }
    assert_true(fabs(opinion(&star, 3) - 0.5) < 1e-6);
    assert_true(fabs(opinion(&path, 5) - 1.0 / 16) < 1e-6);
    fixture_free(&star);
    fixture_free(&path);
}

/* Step by step: the weighted mean stays, the weighted variance and the range never grow. */
static void test_monotone(void **state)
{
    (void)state;
    for (int shape = 0; shape < N_SHAPES; shape++) {
        fixture_t f;
        double mean = 0, before = 0, low = 0, high = 1;
        fixture_init(&f, shape, 0.7f, NULL);
        weighted(&f, &mean, &before);
        for (int t = 0; t < 100; t++) {
            double now = 0, variance = 0, least = 1, most = 0;
            polder_batch_step(&f.batch);
            weighted(&f, &now, &variance);
            for (int32_t i = 0; i < f.graph.n_org; i++) {
                least = fmin(least, opinion(&f, i));
                most = fmax(most, opinion(&f, i));
            }
            assert_true(fabs(now - mean) < 1e-5);
            assert_true(variance <= before * (1 + 1e-5) + 1e-12);
            assert_true(least >= low - 1e-7 && most <= high + 1e-7);
            before = variance;
            low = least;
            high = most;
        }
        fixture_free(&f);
    }
}

/* Where all have equally many partners, the plain mean stays. */
static void test_regular(void **state)
{
    (void)state;
    fixture_t f;
    double first = 0, last = 0;
    fixture_init(&f, RING, 1.0f, NULL);
    for (int32_t i = 0; i < f.graph.n_org; i++) first += opinion(&f, i) / f.graph.n_org;
    for (int t = 0; t < 50; t++) polder_batch_step(&f.batch);
    for (int32_t i = 0; i < f.graph.n_org; i++) last += opinion(&f, i) / f.graph.n_org;
    assert_true(fabs(first - last) < 1e-6);
    fixture_free(&f);
}

/* Two organisations: their difference is (1 − 2·rate)^t times the first one. With rate 1 they
 * swap opinions for ever. */
static void test_pair(void **state)
{
    (void)state;
    static const float rate[] = {0.0f, 0.1f, 0.5f, 0.75f, 1.0f};
    for (int r = 0; r < 5; r++) {
        const float first[2] = {0.9f, 0.2f};
        fixture_t f;
        fixture_init(&f, PAIR, rate[r], first);
        double factor = 1;
        for (int t = 0; t < 20; t++) {
            assert_true(fabs(opinion(&f, 0) - (0.55 + 0.35 * factor)) < 1e-6);
            assert_true(fabs(opinion(&f, 1) - (0.55 - 0.35 * factor)) < 1e-6);
            factor *= 1 - 2 * (double)rate[r];
            polder_batch_step(&f.batch);
        }
        fixture_free(&f);
    }
}

/* The ring: the mode cos(2πik/n) shrinks by 1 − rate·(1 − cos(2πk/n)) a round. */
static void test_ring_mode(void **state)
{
    (void)state;
    enum { K = 2 };
    const int32_t n = size[RING];
    const double turn = 2 * 3.14159265358979323846 * K / n;
    float first[11];
    for (int32_t i = 0; i < n; i++) first[i] = (float)(0.5 + 0.4 * cos(turn * i));
    fixture_t f;
    fixture_init(&f, RING, 0.6f, first);
    for (int t = 0; t < 12; t++) polder_batch_step(&f.batch);
    const double left = pow(1 - 0.6 * (1 - cos(turn)), 12);
    for (int32_t i = 0; i < n; i++)
        assert_true(fabs(opinion(&f, i) - (0.5 + 0.4 * left * cos(turn * i))) < 1e-6);
    fixture_free(&f);
}

/* What the model says of itself agrees: mean, variance, limit. */
static void test_observables(void **state)
{
    (void)state;
    for (int shape = 0; shape < N_SHAPES; shape++) {
        fixture_t f;
        double limit = 0, ignored = 0, mean = 0, variance = 0;
        fixture_init(&f, shape, 0.5f, NULL);
        polder_batch_step(&f.batch);
        polder_batch_observe(&f.batch);
        weighted(&f, &limit, &ignored);
        for (int32_t i = 0; i < f.graph.n_org; i++) mean += opinion(&f, i) / f.graph.n_org;
        for (int32_t i = 0; i < f.graph.n_org; i++)
            variance += (opinion(&f, i) - mean) * (opinion(&f, i) - mean) / f.graph.n_org;
        const polder_table_t *t = &f.x.table;
        assert_true(fabs((double)f.batch.col[polder_table_find(t, "opinion.mean")][0] - mean) <
                    1e-5);
        assert_true(fabs((double)f.batch.col[polder_table_find(t, "opinion.variance")][0] -
                         variance) < 1e-5);
        assert_true(fabs((double)f.batch.col[polder_table_find(t, "opinion.limit")][0] - limit) <
                    1e-5);
        fixture_free(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limit),       cmocka_unit_test(test_limit_by_hand),
        cmocka_unit_test(test_monotone),    cmocka_unit_test(test_regular),
        cmocka_unit_test(test_pair),        cmocka_unit_test(test_ring_mode),
        cmocka_unit_test(test_observables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
