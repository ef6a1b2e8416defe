/* The functions of fastmath.h against long double, over the whole range of floats: every
 * STRIDE-th one, and the edges. The bounds are those fastmath.h states. With POLDER_QUICK in
 * the environment (for valgrind) there are fewer points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "kernel/fastmath.h"

/* Odd, so that all last bits occur. */
static uint32_t stride(void)
{
    return getenv("POLDER_QUICK") ? 20011 : 151;
}

/* Distance in units of the last place of a float as large as `exact`. */
static double ulps(float got, long double exact)
{
    int e = 0;
    frexpl(exact, &e);
    if (e < -125) e = -125;
    return (double)(fabsl((long double)got - exact) / ldexpl(1.0L, e - 24));
}

typedef struct {
    float (*got)(float);
    long double (*exact)(long double);
    float from, to; /* both included */
    double bound;   /* in ulp, or the absolute error */
    bool absolute;
} claim_t;

static float got_exp(float x)
{
    return polder_exp(x);
}
static float got_log(float x)
{
    return polder_log(x);
}
static float got_log1p(float x)
{
    return polder_log1p(x);
}
static float got_logistic(float x)
{
    return polder_logistic(x);
}
static long double exact_logistic(long double x)
{
    return 1.0L / (1.0L + expl(-x));
}

/* The floats from `from` to `to` of one sign; returns how many. */
static int64_t sweep(const claim_t *c, float from, float to, double *worst, float *at)
{
    const uint32_t sign = (uint32_t)polder_bits(from) & 0x80000000u;
    uint32_t low = (uint32_t)polder_bits(from) & 0x7fffffffu;
    uint32_t high = (uint32_t)polder_bits(to) & 0x7fffffffu;
    int64_t n = 0;
    if (low > high) {
        const uint32_t other = low;
        low = high;
        high = other;
    }
    for (uint64_t bits = low; bits <= (uint64_t)high + stride() - 1; bits += stride(), n++) {
        const uint32_t here = bits > high ? high : (uint32_t)bits;
        const float x = polder_float((int32_t)(here | sign));
        const float got = c->got(x);
        const long double exact = c->exact((long double)x);
        const double error =
            c->absolute ? (double)fabsl((long double)got - exact) : ulps(got, exact);
        if (!(error <= *worst)) {
            *worst = error;
            *at = x;
        }
    }
    return n;
}

static void check(const char *name, const claim_t *c)
{
    double worst = 0;
    float at = 0;
    int64_t n = 0;
    if (c->from < 0) n += sweep(c, c->from, -0.0f, &worst, &at);
    n += sweep(c, c->from < 0 ? 0.0f : c->from, c->to, &worst, &at);
    print_message("%s: at most %.3g%s (at %a), %lld points\n", name, worst,
                  c->absolute ? "" : " ulp", (double)at, (long long)n);
    if (!getenv("POLDER_QUICK")) assert_true(n >= 10000000);
    assert_true(worst <= c->bound);
}

static void test_exp(void **state)
{
    (void)state;
    check("exp", &(claim_t){got_exp, expl, -87.3f, 87.3f, 2, false});
    assert_float_equal(polder_exp(0.0f), 1.0f, 0);
    assert_float_equal(polder_exp(-0.0f), 1.0f, 0);
    assert_true(polder_exp(1000.0f) == polder_exp(87.3f));
    assert_true(polder_exp(INFINITY) == polder_exp(87.3f));
    assert_true(polder_exp(-1000.0f) == polder_exp(-87.3f));
    assert_true(polder_exp(-INFINITY) == polder_exp(-87.3f));
    assert_true(polder_exp(-FLT_MIN / 2) == 1.0f);
}

static void test_log(void **state)
{
    (void)state;
    check("log", &(claim_t){got_log, logl, FLT_MIN, FLT_MAX, 2, false});
    assert_true(polder_log(1.0f) == 0.0f);
}

/* Where the logarithm passes through 0 a relative error is hardest to keep. */
static void test_log_near_one(void **state)
{
    (void)state;
    for (int32_t i = -200000; i <= 200000; i++) {
        const float x = polder_float(polder_bits(1.0f) + i);
        assert_true(ulps(polder_log(x), logl((long double)x)) <= 2);
    }
}

static void test_log1p(void **state)
{
    (void)state;
    check("log1p", &(claim_t){got_log1p, log1pl, -0.99f, 1e30f, 4, false});
    assert_true(polder_log1p(0.0f) == 0.0f);
    /* what a share of 0.8 in ten million is: log(1 − x) itself would give 0 or −1.2e-7 */
    assert_float_equal(polder_log1p(-0.8e-7f) / -0.8e-7f, 1.0f, 1e-6f);
}

static void test_logistic(void **state)
{
    (void)state;
    check("logistic", &(claim_t){got_logistic, exact_logistic, -40.0f, 40.0f, 1.2e-7, true});
    for (int i = -4000; i <= 4000; i++) {
        const float x = (float)i * 0.01f;
        const long double exact = exact_logistic((long double)x);
        assert_true(fabsl((long double)polder_logistic(x) / exact - 1) < 2e-6L);
    }
    assert_true(polder_logistic(0.0f) == 0.5f);
    assert_true(polder_logistic(41.0f) == polder_logistic(40.0f));
    assert_true(polder_logistic(INFINITY) == polder_logistic(40.0f));
    assert_true(polder_logistic(-41.0f) == polder_logistic(-40.0f));
    assert_true(polder_logistic(-INFINITY) == polder_logistic(-40.0f));
    assert_true(polder_logistic(40.0f) <= 1.0f);
    assert_true(polder_logistic(-40.0f) >= 0.0f);
}

static void test_sqrt(void **state)
{
    (void)state;
    int64_t n = 0;
    for (uint32_t bits = 0; bits < 0x7f800000u; bits += stride(), n++) {
        const float x = polder_float((int32_t)bits);
        assert_true(polder_sqrt(x) == (float)sqrt((double)x)); /* exact: 53 bits suffice */
    }
    if (!getenv("POLDER_QUICK")) assert_true(n >= 10000000);
}

static void test_sincos(void **state)
{
    (void)state;
    const long double turn = 2 * 3.14159265358979323846264338327950288L;
    const uint32_t one = (uint32_t)polder_bits(1.0f), step = getenv("POLDER_QUICK") ? 20011 : 97;
    double worst = 0;
    int64_t n = 0;
    /* all sizes, then evenly spaced, as random numbers are */
    for (uint32_t i = 0; i <= one + (1u << 24); i += i < one ? step : step / 16 + 1, n++) {
        const float t = i <= one ? polder_float((int32_t)i) : (float)(i - one) * 0x1p-24f;
        float s = 0, c = 0;
        polder_sincos_turn(t, &s, &c);
        const double es = (double)fabsl((long double)s - sinl(turn * (long double)t));
        const double ec = (double)fabsl((long double)c - cosl(turn * (long double)t));
        worst = fmax(worst, fmax(es, ec));
    }
    print_message("sincos: at most %.3g, %lld points\n", worst, (long long)n);
    if (!getenv("POLDER_QUICK")) assert_true(n >= 10000000);
    assert_true(worst <= 1.5e-7);
}

/* Increasing arguments give results that never fall by more than the error bound. */
static void test_order(void **state)
{
    (void)state;
    float before = polder_logistic(-40.0f);
    for (int i = -40000; i <= 40000; i++) {
        const float y = polder_logistic((float)i * 1e-3f);
        assert_true(y >= before * (1.0f - 4 * FLT_EPSILON));
        before = y;
    }
}

static void test_helpers(void **state)
{
    (void)state;
    assert_true(polder_unit(-3.0f) == 0.0f && polder_unit(0.25f) == 0.25f &&
                polder_unit(7.0f) == 1.0f);
    assert_true(polder_signed(-3.0f) == -1.0f && polder_signed(-0.25f) == -0.25f);
    assert_true(polder_either(0.5f, 0.5f) == 0.75f &&
                polder_either(0.0f, 0.3f) <= 0.3f + FLT_EPSILON);
    assert_true(polder_relax(0.0f, 1.0f, 0.25f) == 0.25f);
    assert_true(polder_relax(0.0f, 1.0f, 9.0f) == 1.0f);
    assert_true(polder_abs(-2.0f) == 2.0f && polder_min(1.0f, 2.0f) == 1.0f &&
                polder_max(1.0f, 2.0f) == 2.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exp),          cmocka_unit_test(test_log),
        cmocka_unit_test(test_log_near_one), cmocka_unit_test(test_log1p),
        cmocka_unit_test(test_logistic),     cmocka_unit_test(test_sqrt),
        cmocka_unit_test(test_sincos),       cmocka_unit_test(test_order),
        cmocka_unit_test(test_helpers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
