/* test_paired.c: comparing arms: published examples, and values that were computed apart from
 * the program (by search instead of by formula, where there is one). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/best.h"
#include "analysis/kaplan.h"
#include "analysis/paired.h"

#define assert_near(a, b, room) assert_true(fabs((a) - (b)) <= (room))

static void newcombe_known(void **state)
{
    static const struct {
        polder_pairs_t pairs;
        double confidence, low, high;
    } known[] = {
        /* Published, to three decimals: Fagerland, Lydersen & Laake 2014 (airway reactivity),
         * and Altman et al. 2000, table 6.2. */
        {{1, 1, 7, 12}, 0.95, -0.506920227, -0.025559124},
        {{14, 5, 0, 22}, 0.95, 0.011483241, 0.226492684},
        {{200, 30, 12, 758}, 0.95, 0.005142439, 0.031054343},
        {{59, 6, 16, 80}, 0.99, -0.135638506, 0.013076551},
        /* Pairs that never differ. */
        {{10, 0, 0, 10}, 0.95, -0.089756659, 0.089756659},
        {{0, 0, 0, 10}, 0.95, -0.277532800, 0.277532800},
        {{0, 0, 0, 0}, 0.95, -1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double low = 0, high = 0;
        polder_newcombe(&known[i].pairs, known[i].confidence, &low, &high);
        assert_near(low, known[i].low, 1e-8);
        assert_near(high, known[i].high, 1e-8);
        /* The other way round. */
        const polder_pairs_t turned = {known[i].pairs.both, known[i].pairs.second,
                                       known[i].pairs.first, known[i].pairs.neither};
        polder_newcombe(&turned, known[i].confidence, &low, &high);
        assert_near(-high, known[i].low, 1e-8);
        assert_near(-low, known[i].high, 1e-8);
    }
}

static void mcnemar_known(void **state)
{
    (void)state;
    assert_near(polder_mcnemar(1, 7), 0.0703125, 1e-12); /* 2 (1 + 8) / 2⁸ */
    assert_near(polder_mcnemar(7, 1), 0.0703125, 1e-12);
    /* More than 2³² pairs: one and two standard deviations apart. */
    assert_near(polder_mcnemar((int64_t)1 << 33, (int64_t)1 << 33), 1, 1e-12);
    assert_near(polder_mcnemar(5000000, 5000000), 1, 1e-12);
    /* Where one way of counting goes over into the other. */
    assert_near(polder_mcnemar(499000, 501000) / polder_mcnemar(499001, 501001), 1, 1e-4);
    assert_near(polder_mcnemar(((int64_t)1 << 33) + 131072, (int64_t)1 << 33), 0.3173, 1e-3);
    assert_near(polder_mcnemar((int64_t)1 << 33, ((int64_t)1 << 33) + 262144), 0.0455, 1e-3);
    assert_near(polder_mcnemar(5, 0), 0.0625, 1e-12);
    assert_near(polder_mcnemar(30, 12), 0.007915897334896727, 1e-12);
    assert_true(polder_mcnemar(4, 4) == 1.0 && polder_mcnemar(0, 0) == 1.0);
    assert_true(polder_mcnemar(500000, 500000) == 1.0);
    assert_true(polder_mcnemar(400000, 600000) < 1e-9);
}

static void shares_add_up(void **state)
{
    polder_pairs_t pairs = {0};
    (void)state;
    for (int i = 0; i < 100; i++) polder_pairs_add(&pairs, i % 4 == 0, i % 5 == 0);
    polder_pairs_add(&pairs, NAN, 1);
    polder_pairs_add(&pairs, 1, NAN);
    assert_int_equal(pairs.both, 5);
    assert_int_equal(pairs.first, 20);
    assert_int_equal(pairs.second, 15);
    assert_int_equal(pairs.neither, 60);
    const polder_difference_t d = polder_pairs_difference(&pairs, 0.95);
    assert_int_equal(d.pairs, 100);
    assert_near(d.first, 0.25, 1e-15);
    assert_near(d.second, 0.20, 1e-15);
    assert_near(d.difference, 0.05, 1e-15);
    /* Independent columns: nothing is won by pairing. */
    assert_near(d.pairing, (0.25 * 0.75 + 0.2 * 0.8) / (0.35 - 0.0025), 1e-12);
    const polder_pairs_t same = {3, 0, 0, 4}, none = {0};
    assert_true(isnan(polder_pairs_difference(&same, 0.95).pairing));
    assert_true(isnan(polder_pairs_difference(&none, 0.95).difference));
}

/* Two groups that are no pairs: Newcombe 1998, method 10 (56 of 70, 48 of 80); Fisher 1935, the tea
 * (3 of 4, 1 of 4: 17/70 one way, twice that both ways). */
static void shares_apart_known(void **state)
{
    (void)state;
    const polder_difference_t d =
        polder_shares_apart((int64_t[]){56, 48}, (int64_t[]){70, 80}, 0.95);
    assert_near(d.difference, 0.2, 1e-12);
    assert_near(d.low, 0.0524, 5e-5);
    assert_near(d.high, 0.3339, 5e-5);
    assert_near(polder_shares_apart((int64_t[]){3, 1}, (int64_t[]){4, 4}, 0.95).p, 34 / 70.0, 1e-9);
    assert_near(polder_shares_apart((int64_t[]){1, 3}, (int64_t[]){4, 4}, 0.95).p, 34 / 70.0, 1e-9);
    assert_near(polder_shares_apart((int64_t[]){4, 0}, (int64_t[]){4, 4}, 0.95).p, 2 / 70.0, 1e-9);
    assert_near(polder_shares_apart((int64_t[]){0, 0}, (int64_t[]){4, 4}, 0.95).p, 1, 1e-12);
    assert_near(polder_shares_apart((int64_t[]){2, 2}, (int64_t[]){4, 4}, 0.95).p, 1, 1e-12);
    const polder_difference_t none =
        polder_shares_apart((int64_t[]){0, 1}, (int64_t[]){0, 4}, 0.95);
    assert_true(isnan(none.p) && none.low == -1 && none.high == 1);
}

/* Student 1908: hours of sleep gained with two drugs. */
static void sleep_of_student(void **state)
{
    static const double first[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    static const double second[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    polder_twin_t twin = {0};
    polder_moments_t own = {0};
    double low = 0, high = 0;
    (void)state;
    for (int i = 0; i < 10; i++) {
        polder_twin_add(&twin, first[i], second[i]);
        polder_twin_add(&twin, NAN, second[i]);
        polder_moments_add(&own, first[i] - second[i]);
        polder_moments_add(&own, NAN);
    }
    const polder_difference_t d = polder_twin_difference(&twin, 0.95);
    assert_int_equal(d.pairs, 10);
    assert_near(d.difference, -1.58, 1e-12);
    assert_near(d.low, -2.459885763, 1e-8);
    assert_near(d.high, -0.700114237, 1e-8);
    assert_near(d.p, 0.002832890, 1e-8);
    assert_near(d.pairing, 4.765423032, 1e-8);
    polder_mean_interval(&own, 0.95, &low, &high);
    assert_near(low, d.low, 1e-12);
    assert_near(high, d.high, 1e-12);
}

static void means_at_the_edge(void **state)
{
    polder_twin_t same = {0}, shifted = {0}, one = {0};
    (void)state;
    for (int i = 0; i < 1000; i++) {
        const double x = 0.1 * (double)(i % 37);
        polder_twin_add(&same, x, x);
        polder_twin_add(&shifted, x + 2, x);
    }
    polder_difference_t d = polder_twin_difference(&same, 0.95);
    assert_true(d.difference == 0 && d.low == 0 && d.high == 0 && d.p == 1.0);
    assert_true(isnan(d.pairing));
    d = polder_twin_difference(&shifted, 0.95);
    assert_near(d.difference, 2, 1e-12);
    assert_near(d.low, 2, 1e-9);
    assert_true(d.p == 0.0);
    polder_twin_add(&one, 1, 2);
    d = polder_twin_difference(&one, 0.95);
    assert_true(d.difference == -1.0 && isnan(d.low) && isnan(d.p));
}

static void number_to_treat(void **state)
{
    polder_difference_t d = {.difference = 0.05, .low = 0.02, .high = 0.08};
    (void)state;
    polder_treat_t t = polder_number_to_treat(&d);
    assert_int_equal(t.verdict, POLDER_TREAT_HELPS);
    assert_near(t.number, 20, 1e-12);
    assert_near(t.low, 12.5, 1e-12);
    assert_near(t.high, 50, 1e-12);
    d = (polder_difference_t){.difference = -0.05, .low = -0.08, .high = -0.02};
    t = polder_number_to_treat(&d);
    assert_int_equal(t.verdict, POLDER_TREAT_HARMS);
    assert_near(t.number, -20, 1e-12);
    assert_near(t.low, 12.5, 1e-12);
    assert_near(t.high, 50, 1e-12);
    /* Altman 1998: a difference of 10% with interval −5% to 25%: NNT 10, benefit from 4
     * through infinity to harm at 20. */
    d = (polder_difference_t){.difference = 0.10, .low = -0.05, .high = 0.25};
    t = polder_number_to_treat(&d);
    assert_int_equal(t.verdict, POLDER_TREAT_UNSURE);
    assert_near(t.number, 10, 1e-12);
    assert_near(t.low, 4, 1e-12);
    assert_near(t.high, 20, 1e-12);
    d = (polder_difference_t){.difference = 0, .low = 0, .high = 0.1};
    t = polder_number_to_treat(&d);
    assert_int_equal(t.verdict, POLDER_TREAT_UNSURE);
    assert_true(isinf(t.number) && isinf(t.high));
}

static void fieller_known(void **state)
{
    static const double cost[] = {3, 5, 4, 6, 2, 5, 4, 3}, success[] = {1, 1, 0, 1, 1, 0, 1, 1};
    polder_twin_t twin = {0}, nothing = {0};
    (void)state;
    for (int i = 0; i < 8; i++) polder_twin_add(&twin, cost[i], success[i]);
    polder_ratio_t r = polder_ratio(&twin, 0.95);
    assert_true(r.bounded);
    assert_near(r.ratio, 16.0 / 3, 1e-12);
    assert_near(r.low, 2.9778458890, 1e-8);
    assert_near(r.high, 12.0433748958, 1e-7);
    for (int i = 0; i < 8; i++) polder_twin_add(&nothing, cost[i], i % 2 ? 1 : i < 6 ? -1 : 0);
    r = polder_ratio(&nothing, 0.95);
    assert_false(r.bounded);
    assert_true(isnan(r.low) && isnan(r.high) && !isnan(r.ratio));
}

/* Freireich et al. 1963, weeks of remission with placebo: nobody dropped out, so the intervals
 * are Wilson's of the shares that are left: of 19, 8 and 1 in 21, and so on. */
static void kaplan_of_freireich(void **state)
{
    enum { HORIZON = 22 };
    static const int week[] = {1, 1, 2,  2,  3,  4,  4,  5,  5,  8, 8,
                               8, 8, 11, 11, 12, 12, 15, 17, 22, 23};
    int64_t count[HORIZON + 2] = {0};
    polder_kaplan_t k[HORIZON + 1];
    double area = 0;
    (void)state;
    for (size_t i = 0; i < sizeof week / sizeof *week; i++)
        count[polder_kaplan_place(week[i] > HORIZON, (float)week[i], HORIZON)]++;
    polder_kaplan(count, HORIZON, 0.95, k);
    assert_int_equal(k[0].at_risk, 21);
    assert_true(k[0].survival == 1.0 && k[0].high == 1.0);
    assert_near(k[0].low, 0.8453609811, 1e-8);
    assert_int_equal(k[8].at_risk, 12);
    assert_int_equal(k[8].ended, 4);
    assert_near(k[8].survival, 8.0 / 21, 1e-12);
    assert_near(k[8].low, 0.2075101137, 1e-8);
    assert_near(k[8].high, 0.5912134622, 1e-8);
    assert_near(k[1].low, 0.7108586093, 1e-8);
    assert_near(k[22].survival, 1.0 / 21, 1e-12);
    assert_near(k[22].low, 0.0084559878, 1e-8);
    assert_near(k[22].high, 0.2266936007, 1e-8);
    for (int t = 0; t < HORIZON; t++) area += k[t].survival;
    assert_near(polder_kaplan_mean(count, HORIZON), area, 1e-12);
}

static void kaplan_at_the_edge(void **state)
{
    int64_t all[] = {0, 2, 3, 0}, none[] = {0, 0, 0, 0};
    polder_kaplan_t k[3];
    (void)state;
    polder_kaplan(all, 2, 0.95, k);
    assert_true(k[2].survival == 0.0 && k[2].low == 0.0);
    assert_near(k[2].high, 0.4344824648, 1e-8);
    polder_kaplan(none, 2, 0.95, k);
    assert_true(isnan(k[1].survival) && isnan(k[1].low) && isnan(k[1].high));
    assert_int_equal(polder_kaplan_place(1, 0, 60), 61);
    assert_int_equal(polder_kaplan_place(1, NAN, 60), 61);
    assert_int_equal(polder_kaplan_place(0, 60, 60), 60);
    assert_int_equal(polder_kaplan_place(NAN, 3, 60), 0);
}

/* Computed from the definition, network by network. */
static void logrank_of_pairs(void **state)
{
    enum { HORIZON = 10, N = 12 };
    static const int a[N] = {2, 5, 5, 8, 11, 3, 11, 10, 7, 11, 1, 6};
    static const int b[N] = {4, 5, 9, 11, 11, 7, 8, 11, 7, 11, 2, 11};
    int64_t first[HORIZON + 2] = {0}, second[HORIZON + 2] = {0};
    double x[HORIZON + 2], y[HORIZON + 2], spread = 0, sum = 0;
    (void)state;
    for (int i = 0; i < N; i++) {
        first[a[i]]++;
        second[b[i]]++;
    }
    const double statistic = polder_logrank_influence(first, second, HORIZON, x, y);
    for (int i = 0; i < N; i++) {
        spread += (x[a[i]] - y[b[i]]) * (x[a[i]] - y[b[i]]);
        sum += x[a[i]];
    }
    assert_near(sum, 0, 1e-12);
    assert_near(statistic, 1.880957375322364, 1e-10);
    assert_near(spread, 1.5390490992709043, 1e-10);
    const double z = polder_logrank_z(statistic, spread);
    assert_near(z, 1.51618681809451, 1e-10);
    assert_near(polder_logrank_p(z), 0.12947212027431565, 1e-10);
    /* An arm that does nothing. */
    assert_near(polder_logrank_influence(first, first, HORIZON, x, y), 0, 1e-12);
    for (int t = 1; t <= HORIZON + 1; t++) assert_near(x[t], y[t], 1e-12);
    assert_true(polder_logrank_p(polder_logrank_z(0, 0)) == 1.0);
}

static void count_best(polder_pairs_t *pairs, int k, const int *every)
{
    for (int m = 0; m < 200; m++)
        for (int i = 0; i < k; i++)
            for (int j = i + 1; j < k; j++)
                polder_pairs_add(&pairs[polder_best_place(k, i, j)],
                                 m % 4 == 0 || m % every[i] == 0, m % 4 == 0 || m % every[j] == 0);
}

static void which_can_be_best(void **state)
{
    static const int three[] = {1000, 7, 6}, two[] = {1000, 3};
    polder_pairs_t pairs[3] = {{0}}, pair = {0};
    polder_best_t best[3];
    (void)state;
    assert_int_equal(polder_best_pairs(3), 3);
    assert_int_equal(polder_best_place(3, 1, 2), 2);
    count_best(pairs, 3, three); /* 50, 71 and 67 of 200 */
    polder_best(pairs, NULL, 3, 0.95, best);
    assert_false(best[0].possible);
    assert_true(best[1].possible && best[2].possible);
    assert_near(best[0].ahead, -0.105, 1e-12);
    assert_near(best[0].low, -0.1490762851, 1e-8);
    assert_true(best[0].high == 0.0);
    assert_near(best[1].ahead, 0.02, 1e-12);
    assert_near(best[1].low, -0.0377521415, 1e-8);
    assert_near(best[1].high, 0.0775656857, 1e-8);
    assert_near(best[2].low, -best[1].high, 1e-12);
    count_best(&pair, 2, two); /* 50 and 100 of 200: one is surely best */
    polder_best(&pair, NULL, 2, 0.95, best);
    assert_true(best[1].possible && !best[0].possible);
    assert_true(best[1].low == 0.0);
    assert_near(best[1].high, 0.2996774931, 1e-8);
    assert_near(best[0].low, -0.2996774931, 1e-8);
    polder_best(NULL, NULL, 1, 0.95, best);
    assert_true(best[0].possible);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(newcombe_known),      cmocka_unit_test(mcnemar_known),
        cmocka_unit_test(shares_add_up),       cmocka_unit_test(shares_apart_known),
        cmocka_unit_test(sleep_of_student),    cmocka_unit_test(means_at_the_edge),
        cmocka_unit_test(number_to_treat),     cmocka_unit_test(fieller_known),
        cmocka_unit_test(kaplan_of_freireich), cmocka_unit_test(kaplan_at_the_edge),
        cmocka_unit_test(logrank_of_pairs),    cmocka_unit_test(which_can_be_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
