/* test_competing: cumulative incidence and Gray's test: the numbers of R's packages survival 3.5 and
 * cmprsk 2.2, closed forms, and how often the test by clusters rejects what is true.
 *
 * The R commands, with the vectors below as time, reason, group and founding:
 *     f <- survfit(Surv(time, factor(reason, 0:2)) ~ group, influence = TRUE)
 *     summary(f, times = 1:5)[c("pstate", "std.err")]
 *     # by founding: of one group, with i = f$influence.pstate of survfit(… ~ 1)
 *     sqrt(colSums(rowsum(i[, , 2], founding)^2))
 *     cuminc(time, reason, group)$Tests
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/competing.h"
#include "analysis/foundings.h"
#include "analysis/proportion.h"

enum { N = 30, HORIZON = 5, CURVE = 2 * (HORIZON + 1) };

static const int seen_until[N] = {1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 1, 2, 2, 2, 3,
                                  4, 4, 5, 5, 5, 1, 1, 1, 2, 2, 3, 3, 4, 5, 5};
static const int ended_for[N] = {1, 2, 0, 1, 1, 2, 1, 0, 2, 0, 2, 1, 0, 2, 2,
                                 1, 1, 0, 0, 2, 1, 1, 2, 1, 0, 1, 2, 1, 0, 0};

static void close_to(double is, double should)
{
    if (!(fabs(is - should) < 1e-9)) fail_msg("%.12g instead of %.12g", is, should);
}

static void fill(polder_ended_t *who, bool founded)
{
    for (int i = 0; i < N; i++)
        who[i] = (polder_ended_t){seen_until[i], (int16_t)ended_for[i], (int16_t)(i / 10),
                                  founded ? i % 10 / 2 : i};
    polder_ended_sort(who, N);
}

/* [group][tick − 1]: incidence of both reasons, and its error. */
static const double r_incidence[3][HORIZON][4] = {
    {{0.1, 0.1, 0.09486832981, 0.09486832981},
     {0.2, 0.1, 0.12649110641, 0.09486832981},
     {0.4333333333, 0.2166666667, 0.16476695102, 0.13635465739},
     {0.4333333333, 0.3333333333, 0.16476695102, 0.15752718754},
     {0.4333333333, 0.3333333333, 0.16476695102, 0.15752718754}},
    {{0.0, 0.1, 0.0, 0.09486832981},
     {0.1, 0.2, 0.09486832981, 0.12649110641},
     {0.1, 0.3166666667, 0.09486832981, 0.15250986610},
     {0.3333333333, 0.3166666667, 0.15752718754, 0.15250986610},
     {0.3333333333, 0.4333333333, 0.15752718754, 0.16476695102}},
    {{0.2, 0.1, 0.12649110641, 0.09486832981},
     {0.3, 0.1, 0.14491376746, 0.09486832981},
     {0.42, 0.22, 0.16211107303, 0.13813037320},
     {0.54, 0.22, 0.16649324311, 0.13813037320},
     {0.54, 0.22, 0.16649324311, 0.13813037320}},
};

static void test_incidence_of_r(void **state)
{
    (void)state;
    polder_ended_t who[N];
    polder_incidence_t c[CURVE];
    fill(who, false);
    for (int g = 0; g < 3; g++) {
        assert_true(polder_incidence(who, N, g, 2, HORIZON, 0.95, c));
        for (int t = 1; t <= HORIZON; t++)
            for (int j = 0; j < 2; j++) {
                const polder_incidence_t *p = &c[j * (HORIZON + 1) + t];
                close_to(p->incidence, r_incidence[g][t - 1][j]);
                close_to(p->error, r_incidence[g][t - 1][2 + j]);
                assert_true(p->low <= p->incidence && p->incidence <= p->high);
            }
    }
}

static void test_clusters_of_r(void **state)
{
    static const double error[2][HORIZON] = {
        {0.0894427191, 0.1095445115, 0.1123816250, 0.1123816250, 0.1123816250},
        {0.0894427191, 0.0894427191, 0.1153095672, 0.1062840359, 0.1062840359}};
    (void)state;
    polder_ended_t who[N];
    polder_incidence_t c[CURVE];
    fill(who, true);
    assert_true(polder_incidence(who, N, 0, 2, HORIZON, 0.95, c));
    for (int t = 1; t <= HORIZON; t++)
        for (int j = 0; j < 2; j++) close_to(c[j * (HORIZON + 1) + t].error, error[j][t - 1]);
}

/* With nobody lost from view it is the share, and its interval Wilson's. */
static void test_shares(void **state)
{
    (void)state;
    polder_ended_t who[N];
    polder_incidence_t c[CURVE];
    int ended = 0;
    fill(who, false);
    for (int i = 0; i < N; i++) {
        who[i].group = 0;
        if (who[i].reason == 0) who[i].time = HORIZON;
        ended += who[i].reason == 1;
    }
    assert_true(polder_incidence(who, N, 0, 2, HORIZON, 0.9, c));
    const polder_proportion_t p = polder_proportion(ended, N, 0.9);
    close_to(c[HORIZON].incidence, p.share);
    close_to(c[HORIZON].low, p.low);
    close_to(c[HORIZON].high, p.high);
    close_to(c[HORIZON].error, sqrt(p.share * (1 - p.share) / N));
    assert_int_equal(c[0].at_risk, N);
}

/* Futures that all end alike are worth as many networks as they have foundings, as everywhere. */
static void test_alike(void **state)
{
    enum { F = 12, M = 4, ALL = F * M };
    (void)state;
    polder_ended_t who[ALL];
    polder_incidence_t c[CURVE];
    polder_founded_t f = {0};
    for (int i = 0; i < ALL; i++) {
        const bool ends = i / M % 3 == 0;
        who[i] = (polder_ended_t){ends ? 2 : HORIZON, (int16_t)ends, 0, i / M};
        polder_founded_add(&f, i / M, ends);
    }
    assert_true(polder_incidence(who, ALL, 0, 2, HORIZON, 0.95, c));
    const polder_proportion_t p = polder_founded_share(&f, ALL / 3, 0.95);
    close_to(c[HORIZON].incidence, p.share);
    close_to(c[HORIZON].low, p.low);
    close_to(c[HORIZON].high, p.high);
}

static void test_gray_of_r(void **state)
{
    static const int time[] = {1, 1, 1, 2, 2, 3, 3, 3, 1, 2, 2, 3, 3, 3, 3, 3};
    static const int reason[] = {1, 1, 2, 2, 0, 1, 1, 0, 2, 1, 1, 1, 2, 2, 1, 2};
    (void)state;
    polder_ended_t who[N], all_end[16];
    polder_gray_t g;
    fill(who, false);
    assert_true(polder_gray(who, N, 3, 1, HORIZON, &g));
    close_to(g.classic, 1.2948776022);
    close_to(g.classic_p, 0.5233845535);
    assert_int_equal(g.degrees, 2);
    assert_true(polder_gray(who, N, 3, 2, HORIZON, &g));
    close_to(g.classic, 0.8420246643);
    close_to(g.classic_p, 0.6563820067);
    /* Of the second group nobody is left. */
    for (int i = 0; i < 16; i++)
        all_end[i] = (polder_ended_t){time[i], (int16_t)reason[i], (int16_t)(i / 8), i};
    assert_true(polder_gray(all_end, 16, 2, 1, 3, &g));
    close_to(g.classic, 0.122068168829);
    assert_true(polder_gray(all_end, 16, 2, 2, 3, &g));
    close_to(g.classic, 0.366536877416);
}

/* One group, nobody, and a reason that does not occur: no test. */
static void test_nothing(void **state)
{
    (void)state;
    polder_ended_t who[N];
    polder_incidence_t c[CURVE];
    polder_gray_t g;
    fill(who, false);
    assert_true(polder_gray(who, N, 1, 1, HORIZON, &g));
    assert_true(isnan(g.statistic) && isnan(g.p) && isnan(g.classic));
    assert_true(polder_gray(who, N, 3, 3, HORIZON, &g));
    assert_true(isnan(g.statistic) && isnan(g.classic));
    assert_true(polder_gray(NULL, 0, 3, 1, HORIZON, &g));
    assert_true(isnan(g.statistic));
    assert_true(polder_incidence(NULL, 0, 0, 2, HORIZON, 0.95, c));
    assert_true(isnan(c[HORIZON].incidence));
    /* Two arms that are the same networks: no difference, and no doubt of it. */
    for (int i = 0; i < N; i++) who[i].group = (int16_t)(i % 2), who[i].cluster = i / 2;
    for (int i = 0; i < N; i += 2) who[i + 1] = who[i], who[i + 1].group = 1;
    assert_true(polder_gray(who, N, 2, 1, HORIZON, &g));
    close_to(g.classic, 0);
    assert_true(isnan(g.statistic));
    /* Nor of four arms that differ in the other reason, where what should be 0 is only nearly so. */
    enum { FOUNDINGS = 40, TICKS = 24 };
    polder_ended_t many[4 * FOUNDINGS];
    for (int i = 0; i < 4 * FOUNDINGS; i++) {
        const int arm = i % 4, founding = i / 4;
        const bool other = founding < 20, so = founding == 30;
        many[i] = (polder_ended_t){other ? 1 + (founding * 7 + arm * 3) % TICKS
                                   : so  ? 10
                                         : TICKS,
                                   (int16_t)(other ? 1
                                             : so  ? 2
                                                   : 0),
                                   (int16_t)arm, founding};
    }
    polder_ended_sort(many, 4 * FOUNDINGS);
    assert_true(polder_gray(many, 4 * FOUNDINGS, 4, 2, TICKS, &g));
    assert_true(fabs(g.classic) < 1e-20);
    assert_true(isnan(g.statistic) && isnan(g.p));
}

/* A group without anybody does not count: the test is that of the others, wherever it stands. */
static void test_empty_group(void **state)
{
    (void)state;
    polder_ended_t who[N];
    polder_gray_t all, rest;
    for (int empty = 0; empty < 4; empty++) {
        fill(who, true);
        assert_true(polder_gray(who, N, 3, 1, HORIZON, &all));
        for (int i = 0; i < N; i++)
            who[i].group = (int16_t)(who[i].group + (who[i].group >= empty));
        assert_true(polder_gray(who, N, 4, 1, HORIZON, &rest));
        assert_int_equal(rest.degrees, all.degrees);
        assert_int_equal(rest.clusters, all.clusters);
        close_to(rest.statistic, all.statistic);
        close_to(rest.p, all.p);
        close_to(rest.classic, all.classic);
    }
    for (int i = 0; i < N; i++) who[i].group = 2;
    assert_true(polder_gray(who, N, 4, 1, HORIZON, &rest));
    assert_true(isnan(rest.statistic) && isnan(rest.classic));
}

/* Networks whose founding decides how long they last, in two arms of the same foundings or of
 * others: how often is it said that the arms differ? */
static int rejected(bool same, bool by_clusters, int repeats)
{
    enum { F = 60, M = 5, ALL = 2 * F * M };
    static polder_ended_t who[ALL];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int count = 0;
    for (int k = 0; k < repeats; k++) {
        polder_gray_t g;
        double frailty[2][F];
        for (int f = 0; f < F; f++)
            for (int arm = 0; arm < 2; arm++)
                frailty[arm][f] = same && arm ? frailty[0][f] : gsl_ran_gamma(rng, 1, 0.15);
        for (int i = 0; i < ALL; i++) {
            const int arm = i % 2, f = i / (2 * M);
            int t = 1;
            while (t <= 10 && !(gsl_rng_uniform(rng) < 1 - exp(-frailty[arm][f]))) t++;
            who[i] = (polder_ended_t){t > 10 ? 10 : t,
                                      (int16_t)(t > 10                       ? 0
                                                : gsl_rng_uniform(rng) < 0.6 ? 1
                                                                             : 2),
                                      (int16_t)arm, same ? f : f + arm * F};
        }
        polder_ended_sort(who, ALL);
        assert_true(polder_gray(who, ALL, 2, 1, 10, &g));
        count += (by_clusters ? g.p : g.classic_p) < 0.05;
    }
    gsl_rng_free(rng);
    return count;
}

/* 5% of 1,000 repeats, give or take 22 (99.9%). */
static void test_level(void **state)
{
    (void)state;
    for (int same = 0; same < 2; same++) {
        const int clustered = rejected(same, true, 1000);
        if (clustered < 28 || clustered > 75) fail_msg("%d of 1000 are rejected", clustered);
    }
    /* That is why: networks of one founding are alike. */
    assert_true(rejected(false, false, 200) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_incidence_of_r), cmocka_unit_test(test_clusters_of_r),
        cmocka_unit_test(test_shares),         cmocka_unit_test(test_alike),
        cmocka_unit_test(test_gray_of_r),      cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_empty_group),    cmocka_unit_test(test_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
