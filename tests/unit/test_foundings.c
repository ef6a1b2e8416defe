/* test_foundings: intervals of figures whose networks are futures of foundings: closed forms, and
 * how often they hold the truth in a toy whose truth is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/foundings.h"

static void close_to(double is, double should)
{
    if (!(fabs(is - should) < 1e-9)) fail_msg("%.15g instead of %.15g", is, should);
}

/* With equal numbers of futures it is the usual t of the foundings' means. */
static void test_mean(void **state)
{
    static const double value[4][3] = {{1, 2, 6}, {0, 1, 2}, {4, 4, 10}, {3, 3, 3}};
    (void)state;
    polder_founded_t f = {0};
    polder_moments_t means = {0};
    double low, high, a, b;
    for (int i = 0; i < 4; i++) {
        for (int m = 0; m < 3; m++) polder_founded_add(&f, i, value[i][m]);
        polder_moments_add(&means, (value[i][0] + value[i][1] + value[i][2]) / 3);
    }
    polder_founded_add(&f, 3, NAN);
    assert_int_equal(f.n, 12);
    assert_true(polder_founded_matters(&f));
    polder_founded_mean(&f, 0.9, &low, &high);
    polder_mean_interval(&means, 0.9, &a, &b);
    close_to(low, a);
    close_to(high, b);
    close_to(polder_founded_variance(&f), means.square / 3 / 4);
}

/* Each network counts if it has a founding of its own, or if there is one founding. */
static void test_plain(void **state)
{
    (void)state;
    polder_founded_t one = {0}, many = {0};
    const polder_pairs_t pairs = {10, 6, 3, 21};
    int64_t yes = 0;
    for (int i = 0; i < 40; i++) {
        polder_founded_add(&one, 0, i % 3 == 0);
        polder_founded_add(&many, i, i % 3 == 0);
        yes += i % 3 == 0;
    }
    const polder_proportion_t p = polder_proportion(yes, 40, 0.95);
    const polder_founded_t *each[] = {&one, &many};
    for (int i = 0; i < 2; i++) {
        const polder_proportion_t q = polder_founded_share(each[i], yes, 0.95);
        const polder_difference_t d = polder_founded_pairs(each[i], &pairs, 0.95);
        const polder_difference_t e = polder_pairs_difference(&pairs, 0.95);
        assert_memory_equal(&p, &q, sizeof p);
        assert_memory_equal(&d, &e, sizeof d);
        assert_false(polder_founded_matters(each[i]));
    }
}

/* Futures that are all alike say as much as their foundings; those that are as different as
 * networks can be say no more than they are. */
static void test_bounds(void **state)
{
    (void)state;
    enum { F = 30, M = 10 };
    polder_founded_t alike = {0}, apart = {0}, none = {0};
    const double z = gsl_cdf_ugaussian_Pinv(0.975), t = gsl_cdf_tdist_Pinv(0.975, F - 1);
    for (int f = 0; f < F; f++)
        for (int m = 0; m < M; m++) {
            polder_founded_add(&alike, f, f % 3 == 0);
            polder_founded_add(&apart, f, m % 2);
            polder_founded_add(&none, f, 0);
        }
    const double n = polder_founded_networks(&alike, 0.95) * t * t / (z * z);
    close_to(n, F); /* the variance alone would say F − 1 */
    close_to(polder_founded_networks(&apart, 0.95), F * M * z * z / (t * t));
    close_to(polder_founded_networks(&none, 0.95), F * z * z / (t * t));
    const polder_proportion_t p = polder_founded_share(&none, 0, 0.95);
    assert_true(p.low == 0 && p.high > 0.1 && p.high < 0.15);
}

/* Foundings of different sizes: a ratio of two totals. */
static void test_sizes(void **state)
{
    (void)state;
    static const double sum[] = {1, 4, 0, 7}, size[] = {2, 5, 3, 7};
    polder_founded_t f = {0};
    double square = 0;
    for (int i = 0; i < 4; i++) polder_founded_add_sum(&f, i, sum[i], size[i]);
    for (int i = 0; i < 4; i++) square += pow(sum[i] - 12.0 / 17 * size[i], 2);
    close_to(polder_founded_variance(&f), square * 4 / 3 / (17 * 17));
}

/* ---- coverage ---- */

/* The chance of a founding is Beta distributed with this mean; its futures are luck. */
static double cover_share(gsl_rng *rng, double chance, int F, int M, int repeats)
{
    enum { LIKE = 9 }; /* a + b: the chances of two foundings differ a good deal */
    int held = 0;
    for (int r = 0; r < repeats; r++) {
        polder_founded_t f = {0};
        int64_t yes = 0;
        for (int i = 0; i < F; i++) {
            const double p = gsl_ran_beta(rng, chance * LIKE, (1 - chance) * LIKE);
            const unsigned k = gsl_ran_binomial(rng, p, (unsigned)M);
            polder_founded_add_sum(&f, i, k, M);
            yes += k;
        }
        const polder_proportion_t q = polder_founded_share(&f, yes, 0.95);
        held += q.low <= chance && chance <= q.high;
    }
    return (double)held / repeats;
}

static void test_coverage(void **state)
{
    static const double chance[] = {0.02, 0.25, 0.9};
    static const int foundings[] = {20, 50}, futures[] = {1, 2, 200};
    enum { REPEATS = 2000 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void)state;
    for (int c = 0; c < 3; c++)
        for (int f = 0; f < 2; f++)
            for (int m = 0; m < 3; m++) {
                const double held = cover_share(rng, chance[c], foundings[f], futures[m], REPEATS);
                /* At 0.02 most foundings have next to no chance and a few have much of it: so
                 * few of them tell less than any interval could know. */
                const double least = chance[c] < 0.1 ? 0.88 : 0.935;
                if (held < least || held > 0.98)
                    fail_msg("chance %.2f, %d foundings, %d futures: %.3f", chance[c], foundings[f],
                             futures[m], held);
            }
    gsl_rng_free(rng);
}

/* Two arms on the same futures, of which the second rescues some and harms some, more in some
 * foundings than in others. */
static double cover_difference(gsl_rng *rng, int F, int M, double *networks_alone)
{
    enum { REPEATS = 2000 };
    const double gain = 0.2, loss = 0.05, both = 0.1; /* means over foundings */
    int held = 0, held_alone = 0;
    for (int r = 0; r < REPEATS; r++) {
        polder_founded_t f = {0};
        polder_pairs_t pairs = {0};
        double low, high;
        for (int i = 0; i < F; i++) {
            const double better = gsl_ran_beta(rng, 1, 4);
            for (int m = 0; m < M; m++) {
                const double u = gsl_rng_uniform(rng);
                const bool anyway = gsl_rng_uniform(rng) < both;
                const float first = anyway || u < better, second = anyway || u > 1 - loss;
                polder_pairs_add(&pairs, first, second);
                polder_founded_add(&f, i, (double)(first - second));
            }
        }
        const polder_difference_t d = polder_founded_pairs(&f, &pairs, 0.95);
        polder_newcombe(&pairs, 0.95, &low, &high);
        const double truth = (1 - both) * (gain - loss);
        held += d.low <= truth && truth <= d.high;
        held_alone += low <= truth && truth <= high;
    }
    *networks_alone = (double)held_alone / REPEATS;
    return (double)held / REPEATS;
}

static void test_difference(void **state)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void)state;
    for (int k = 0; k < 3; k++) {
        static const int F[] = {20, 50, 30}, M[] = {2, 20, 100};
        double alone;
        const double held = cover_difference(rng, F[k], M[k], &alone);
        if (held < 0.93 || held > 0.98) fail_msg("%d × %d: %.3f", F[k], M[k], held);
        if (M[k] > 10) assert_true(alone < 0.8); /* as if each network counted */
    }
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),     cmocka_unit_test(test_plain),
        cmocka_unit_test(test_bounds),   cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_coverage), cmocka_unit_test(test_difference),
    };
    return cmocka_run_group_tests_name("foundings", tests, NULL, NULL);
}
