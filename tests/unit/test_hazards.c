/* test_hazards: regressions of hazards: the numbers of R's survival 3.5, closed forms, and how often the
 * robust interval holds what is true.
 *
 * The R commands, with the vectors below as time, reason, x, z, and founding <- rep(0:9, each = 3):
 *     f <- coxph(Surv(time, reason == 1) ~ x + z + cluster(founding), ties = "efron", robust = TRUE)
 *     coef(f); sqrt(diag(f$naive.var)); sqrt(diag(f$var)); f$loglik
 *     cox.zph(coxph(Surv(time, reason == 1) ~ x + z, ties = "efron"))$table
 *     d: a row for each network and tick in which somebody ended so, y: did it?
 *     g <- glm(y ~ factor(t) - 1 + x + z, binomial("cloglog"), d, control = glm.control(1e-15, 100))
 *     e <- g$linear.predictors; mu <- fitted(g); V <- summary(g)$cov.unscaled
 *     s <- model.matrix(g) * ((d$y - mu) * exp(e - exp(e)) / (mu * (1 - mu)))
 *     sqrt(diag(V %*% crossprod(rowsum(s, d$founding)) %*% V))
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/hazards.h"

enum { N = 30, P = 2, HORIZON = 5 };

static const int seen_until[N] = {1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 1, 2, 2, 2, 3,
                                  4, 4, 5, 5, 5, 1, 1, 1, 2, 2, 3, 3, 4, 5, 5};
static const int ended_for[N] = {1, 2, 0, 1, 1, 2, 1, 0, 2, 0, 2, 1, 0, 2, 2,
                                 1, 1, 0, 0, 2, 1, 1, 2, 1, 0, 1, 2, 1, 0, 0};
static const double x[N] = {0.9, -0.3, 0.1,  1.4, 0.2,  -1.1, 0.8,  -0.6, 0.3,  -0.9,
                            0.5, 1.0,  -0.7, 0.4, -1.3, 0.6,  0.0,  -0.2, 0.7,  -0.5,
                            1.2, 0.3,  -0.4, 1.1, -0.8, 0.9,  -0.1, 0.2,  -1.0, 0.35};
static const double z[N] = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0,
                            0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1};

static polder_ended_t who[N];
static double trait[N * 3];

static polder_risk_t small(int p)
{
    for (int i = 0; i < N; i++) {
        who[i] = (polder_ended_t){seen_until[i], (int16_t)ended_for[i], 0, i / 3};
        trait[i * p] = x[i];
        if (p > 1) trait[i * p + 1] = z[i];
    }
    return (polder_risk_t){N, p, HORIZON, who, trait, 1};
}

static void close_to(double is, double should, double by)
{
    if (!(fabs(is - should) < by)) fail_msg("%.12g instead of %.12g", is, should);
}

static void test_cox_of_r(void **state)
{
    static const double r[P][5] = {
        {2.57931733484, 0.76915051726, 0.51813029796, 0.068297747886, 0.79383157313},
        {-0.13333645151, 0.63441338315, 0.54179525911, 0.076254304823, 0.78243914112}};
    (void)state;
    static polder_fit_t f;
    const polder_risk_t risk = small(P);
    assert_true(polder_cox(&risk, &f));
    assert_int_equal(f.state, POLDER_FIT_GOOD);
    assert_int_equal(f.networks, N);
    assert_int_equal(f.events, 12);
    assert_int_equal(f.clusters, 10);
    close_to(f.null_likelihood, -34.716845432, 1e-8);
    close_to(f.likelihood, -24.942202826, 1e-8);
    close_to(f.zph, 0.122547335314, 1e-8);
    close_to(f.zph_p, 0.94056580211, 1e-8);
    for (int k = 0; k < P; k++) {
        const polder_trait_effect_t *t = &f.trait[k];
        const double is[] = {t->coefficient, t->error, t->robust, t->zph, t->zph_p};
        for (int i = 0; i < 5; i++) close_to(is[i], r[k][i], 1e-8);
    }
}

static void test_cloglog_of_r(void **state)
{
    static const double r[P][3] = {{2.78377575568, 0.81649129062, 0.62019692490},
                                   {-0.22940303323, 0.65445235294, 0.65499003087}};
    (void)state;
    static polder_fit_t f;
    const polder_risk_t risk = small(P);
    assert_true(polder_cloglog(&risk, &f));
    assert_int_equal(f.state, POLDER_FIT_GOOD);
    close_to(f.likelihood, -22.488227016, 1e-8);
    for (int k = 0; k < P; k++) {
        const double is[] = {f.trait[k].coefficient, f.trait[k].error, f.trait[k].robust};
        for (int i = 0; i < 3; i++) close_to(is[i], r[k][i], 1e-7);
    }
}

/* One tick, a trait of yes or no: the ratio of the two log survivals, in closed form. */
static void test_one_tick(void **state)
{
    enum { ALL = 40 };
    (void)state;
    static polder_fit_t f;
    polder_ended_t one[ALL];
    double yes[ALL];
    for (int i = 0; i < ALL; i++) {
        yes[i] = i < 20;
        one[i] = (polder_ended_t){1, (int16_t)(i < 20 ? i < 12 : i < 25), 0, i};
    }
    const polder_risk_t risk = {ALL, 1, 1, one, yes, 1};
    assert_true(polder_cloglog(&risk, &f));
    close_to(f.trait[0].coefficient, log(log(1 - 12.0 / 20) / log(1 - 5.0 / 20)), 1e-8);
    const double v1 = 0.6 / (20 * 0.4 * log(0.4) * log(0.4));
    const double v2 = 0.25 / (20 * 0.75 * log(0.75) * log(0.75));
    close_to(f.trait[0].error, sqrt(v1 + v2), 1e-8);
    close_to(f.trait[0].robust, sqrt(v1 + v2), 1e-8);
}

/* Units of a trait change its coefficient and nothing else; so does where its zero lies. */
static void test_units(void **state)
{
    (void)state;
    static polder_fit_t a, b;
    polder_risk_t risk = small(P);
    assert_true(polder_cox(&risk, &a));
    for (int i = 0; i < N; i++) trait[i * P] = 1000 * trait[i * P] + 5e4;
    assert_true(polder_cox(&risk, &b));
    close_to(1000 * b.trait[0].coefficient, a.trait[0].coefficient, 1e-7);
    close_to(1000 * b.trait[0].robust, a.trait[0].robust, 1e-7);
    close_to(b.trait[1].coefficient, a.trait[1].coefficient, 1e-7);
    close_to(b.trait[0].zph_robust, a.trait[0].zph_robust, 1e-6);
}

/* Where each network is a cluster and the ratio stays the same, both tests of that go by the same variance. */
static void test_steady(void **state)
{
    enum { ALL = 6000 };
    (void)state;
    static polder_ended_t all[ALL];
    static double two[ALL * 2];
    static polder_fit_t f;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < ALL; i++) {
        two[2 * i] = gsl_ran_gaussian(rng, 1);
        two[2 * i + 1] = 0.6 * two[2 * i] + gsl_ran_gaussian(rng, 1);
        const double hazard = 0.05 * exp(0.7 * two[2 * i] - 0.3 * two[2 * i + 1]);
        const double end = ceil(gsl_ran_exponential(rng, 1 / hazard));
        all[i] = (polder_ended_t){end > 20 ? 20 : (int)end, (int16_t)(end <= 20), 0, i};
    }
    const polder_risk_t risk = {ALL, 2, 20, all, two, 1};
    assert_true(polder_cox(&risk, &f));
    close_to(f.trait[0].coefficient, 0.7, 0.06);
    close_to(f.trait[1].coefficient, -0.3, 0.06);
    for (int k = 0; k < 2; k++) {
        close_to(f.trait[k].zph_robust / f.trait[k].zph, 1, 0.08);
        close_to(f.trait[k].robust / f.trait[k].error, 1, 0.05);
    }
    gsl_rng_free(rng);
}

static void test_troubles(void **state)
{
    (void)state;
    static polder_fit_t f;
    polder_risk_t risk = small(P);
    bool (*const fit[])(const polder_risk_t *, polder_fit_t *) = {polder_cox, polder_cloglog};
    for (int m = 0; m < 2; m++) {
        risk = small(P);
        risk.reason = 3;
        assert_true(fit[m](&risk, &f));
        assert_int_equal(f.state, POLDER_FIT_NO_EVENTS);
        risk = small(P);
        for (int i = 0; i < N; i++) trait[i * P + 1] = 0.1f;
        assert_true(fit[m](&risk, &f));
        assert_int_equal(f.state, POLDER_FIT_CONSTANT);
        assert_int_equal(f.which, 1);
        for (int i = 0; i < N; i++) trait[i * P + 1] = 3 * trait[i * P] - 1;
        assert_true(fit[m](&risk, &f));
        assert_int_equal(f.state, POLDER_FIT_SAME);
        assert_int_equal(f.which, 1);
        for (int i = 0; i < N; i++) trait[i * P + 1] = ended_for[i] == 1;
        assert_true(fit[m](&risk, &f));
        assert_int_equal(f.state, POLDER_FIT_ENDLESS);
        assert_int_equal(f.which, 1);
        risk.n = 0;
        assert_true(fit[m](&risk, &f));
        assert_int_equal(f.state, POLDER_FIT_NO_EVENTS);
    }
}

/* Futures of foundings with a frailty of their own, a trait of the founding that does nothing: how often
 * does an interval miss that? */
static int missed(bool robust, int repeats)
{
    enum { F = 50, M = 6, ALL = F * M };
    static polder_ended_t all[ALL];
    static double trait_of[ALL];
    static polder_fit_t f;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int count = 0;
    for (int k = 0; k < repeats; k++) {
        for (int i = 0; i < ALL; i += M) {
            const double frailty = gsl_ran_gamma(rng, 1, 0.15), value = gsl_ran_gaussian(rng, 1);
            for (int m = i; m < i + M; m++) {
                int t = 1;
                while (t <= 10 && !(gsl_rng_uniform(rng) < 1 - exp(-frailty))) t++;
                all[m] = (polder_ended_t){t > 10 ? 10 : t, (int16_t)(t <= 10), 0, i / M};
                trait_of[m] = value;
            }
        }
        const polder_risk_t risk = {ALL, 1, 10, all, trait_of, 1};
        assert_true(polder_cox(&risk, &f));
        const double error = robust ? f.trait[0].robust : f.trait[0].error;
        count += fabs(f.trait[0].coefficient) > gsl_cdf_tdist_Pinv(0.975, F - 1) * error;
    }
    gsl_rng_free(rng);
    return count;
}

/* 5% of 400 are 20, give or take 14 (99.9%); a sandwich of 50 clusters is a little too narrow. */
static void test_level(void **state)
{
    (void)state;
    const int robust = missed(true, 400);
    if (robust < 6 || robust > 38) fail_msg("%d of 400 are missed", robust);
    assert_true(missed(false, 200) > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cox_of_r), cmocka_unit_test(test_cloglog_of_r),
        cmocka_unit_test(test_one_tick), cmocka_unit_test(test_units),
        cmocka_unit_test(test_steady),   cmocka_unit_test(test_troubles),
        cmocka_unit_test(test_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
