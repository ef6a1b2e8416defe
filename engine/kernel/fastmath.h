/* fastmath.h: exp, log, logistic and friends, the same bits everywhere.
 *
 * What     Branch-free 32-bit functions that vectorise. They use only operations that
 *          IEEE 754 rounds correctly, so that every compiler, instruction set and
 *          optimisation level gives the same bits, provided that nothing is contracted
 *          into a fused multiply-add (-ffp-contract=off).
 * Errors   largest error over all floats of the range, against a long double reference
 *          (tests/unit/test_fastmath.c measures them):
 *            polder_exp       2 ulp      −87.3 … 87.3; outside, the value at the bound
 *            polder_log       2 ulp      all positive normal floats
 *            polder_log1p     4 ulp      −0.99 … 1e30
 *            polder_logistic  1.2e-7     absolute, and 2e-6 relative (32 ulp), −40 … 40; outside,
 *                                        the value at the bound
 *            polder_sincos_turn  1.5e-7  absolute, 0 … 1
 * Source   polynomials of S. Moshier's Cephes library (expf, logf, sinf), restated; that of
 *          polder_logistic is a minimax fit.
 */
#ifndef POLDER_FASTMATH_H
#define POLDER_FASTMATH_H

#include <stdint.h>
#include <string.h>

static inline int32_t polder_bits(float x)
{
    int32_t i;
    memcpy(&i, &x, sizeof i);
    return i;
}

static inline float polder_float(int32_t i)
{
    float x;
    memcpy(&x, &i, sizeof x);
    return x;
}

static inline float polder_min(float a, float b)
{
    return a < b ? a : b;
}
static inline float polder_max(float a, float b)
{
    return a > b ? a : b;
}
static inline float polder_abs(float a)
{
    return polder_float(polder_bits(a) & 0x7fffffff);
}

/* Correctly rounded; with -fno-math-errno one instruction. */
static inline float polder_sqrt(float x)
{
    return __builtin_sqrtf(x);
}

/* The larger, and the smaller, of x and a bound that is not negative. Compared as integers,
 * which order floats alike unless both are negative: one instruction where a comparison of
 * floats and a choice take two to seven. A NaN becomes the bound or 0. */
static inline float polder_at_least(float x, float bound)
{
    const int32_t i = polder_bits(x), j = polder_bits(bound);
    return polder_float(i > j ? i : j);
}

static inline float polder_at_most(float x, float bound)
{
    const int32_t i = polder_bits(x), j = polder_bits(bound);
    return polder_float(i < j ? i : j);
}

/* x held in −bound … bound. */
static inline float polder_within(float x, float bound)
{
    const int32_t sign = polder_bits(x) & (int32_t)0x80000000;
    return polder_float(polder_bits(polder_at_most(polder_abs(x), bound)) | sign);
}

/* Clamp to [0, 1] and to [−1, 1]. */
static inline float polder_unit(float x)
{
    return polder_at_most(polder_at_least(x, 0.0f), 1.0f);
}
static inline float polder_signed(float x)
{
    return polder_within(x, 1.0f);
}

/* 1 − (1 − a)(1 − b): a or b or both. */
static inline float polder_either(float a, float b)
{
    return 1.0f - (1.0f - a) * (1.0f - b);
}

/* x moved toward target by rate, at most all the way. */
static inline float polder_relax(float x, float target, float rate)
{
    return x + polder_at_most(rate, 1.0f) * (target - x);
}

/* e^x for x already known to be in −87.3 … 87.3. */
static inline float polder_exp_inside(float x)
{
    const float shifted = x * 1.44269504f + 12582912.0f; /* 1.5·2²³: rounds to an integer */
    const float n = shifted - 12582912.0f;
    float r = x - n * 0.693359375f; /* ln 2 in two parts */
    r = r - n * -2.12194440e-4f;
    const float z = r * r; /* Estrin's scheme: shorter chains than Horner's */
    const float high = 1.9875691500e-4f * r + 1.3981999507e-3f;
    const float middle = 8.3334519073e-3f * r + 4.1665795894e-2f;
    const float low = 1.6666665459e-1f * r + 5.0000001201e-1f;
    const float p = (((high * z + middle) * z + low) * z + r) + 1.0f;
    const uint32_t exponent = (uint32_t)polder_bits(shifted) << 23;
    return polder_float((int32_t)((uint32_t)polder_bits(p) + exponent));
}

static inline float polder_exp(float x)
{
    return polder_exp_inside(polder_within(x, 87.3f));
}

static inline float polder_log(float x)
{
    const int32_t bits = polder_bits(x);
    /* mantissa in [√½, √2), exponent to match */
    const int32_t e = (bits - 0x3f3504f3) >> 23;
    const float m = polder_float((int32_t)((uint32_t)bits - ((uint32_t)e << 23)));
    const float f = m - 1.0f, z = f * f, n = (float)e;
    const float z2 = z * z;
    const float a = -2.4999993993e-1f * f + 3.3333331174e-1f;
    const float b = -1.6668057665e-1f * f + 2.0000714765e-1f;
    const float c = -1.2420140846e-1f * f + 1.4249322787e-1f;
    const float d = -1.1514610310e-1f * f + 1.1676998740e-1f;
    const float p = (a + z * b) + z2 * ((c + z * d) + z2 * 7.0376836292e-2f);
    float y = p * (f * z);
    y = y + n * -2.12194440e-4f;
    y = y - 0.5f * z;
    return (f + y) + n * 0.693359375f;
}

/* log(1 + x), right for x near 0 as well: what 1 + x rounds away is divided out: Goldberg
 * 1991, "What every computer scientist should know about floating-point arithmetic", th. 4. */
static inline float polder_log1p(float x)
{
    const float u = 1.0f + x, d = u - 1.0f;
    const float ratio = d == 0.0f ? 1.0f : x / d;
    return d == 0.0f ? x : polder_log(u) * ratio;
}

/* e^−x is taken as a power of 2, without the second part of ln 2 that keeps the last bits of a
 * large exponent: 1 + e^−x drops them where x > 0, and a chance below 10⁻⁶ is as good without
 * them where x < 0. x is held in ±40: beyond, the answer is 0 or 1 to the last bit that counts.
 * The polynomial is the one of degree 5 with the smallest relative error (7.5e-8) for 2^f. */
static inline float polder_logistic(float x)
{
    const float t = polder_within(x, 40.0f) * -1.44269504f;
    const float shifted = t + 12582912.0f; /* 1.5·2²³: rounds to an integer */
    const float f = t - (shifted - 12582912.0f), z = f * f;
    const float high = 1.32764725e-3f * f + 9.67554189e-3f;
    const float middle = 5.55071309e-2f * f + 2.40221202e-1f;
    const float low = 6.93146944e-1f * f + 1.00000012f;
    const float p = (high * z + middle) * z + low;
    const uint32_t exponent = (uint32_t)polder_bits(shifted) << 23;
    return 1.0f / (1.0f + polder_float((int32_t)((uint32_t)polder_bits(p) + exponent)));
}

/* sin and cos of 2πt for t in [0, 1]. */
static inline void polder_sincos_turn(float t, float *s, float *c)
{
    const float shifted = t * 4.0f + 12582912.0f; /* nearest quarter turn */
    const float q = shifted - 12582912.0f;
    const int32_t n = polder_bits(shifted) & 3;
    const float x = (t * 4.0f - q) * 1.57079633f, z = x * x; /* −π/4 … π/4 */
    const float ps =
        ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * x + x;
    const float pc =
        ((2.443315711809948e-5f * z - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z -
        0.5f * z + 1.0f;
    const int32_t swap = -(n & 1);
    const int32_t is = (polder_bits(ps) & ~swap) | (polder_bits(pc) & swap);
    const int32_t ic = (polder_bits(pc) & ~swap) | (polder_bits(ps) & swap);
    *s = polder_float(is ^ (int32_t)((uint32_t)(n & 2) << 30));
    *c = polder_float(ic ^ (int32_t)((uint32_t)((n + 1) & 2) << 30));
}

#endif
