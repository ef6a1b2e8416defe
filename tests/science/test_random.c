/* Random numbers: the published vectors of the generator, the shape of every distribution, and
 * that nothing depends on lanes, rows or neighbours. The numbers are keyed, so nothing here is
 * left to luck: a test that passes once passes always. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/random.h"

enum { N = 1 << 18 };

static double sample[N];

/* A word for each i: a different entity for each four of them. */
static uint32_t word_of(uint32_t i, uint32_t purpose)
{
    const uint32_t key[4] = {2026, 0, 17, 0};
    uint32_t out[4];
    polder_words(key, 3, i / 4, purpose, 0, out);
    return out[i % 4];
}

/* Known answers published with Random123 for threefry4x32-13: counter, key, result. */
static void test_known_answers(void **state)
{
    (void)state;
    static const uint32_t known[3][3][4] = {
        {{0, 0, 0, 0}, {0, 0, 0, 0}, {0x531c7e4f, 0x39491ee5, 0x2c855a92, 0x3d6abf9a}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xc4189358, 0x1c9cc83a, 0xd5881c67, 0x6a0a89e0}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89},
         {0x4aa71d8f, 0x734738c2, 0x431fc6a8, 0xae6debf1}},
    };
    for (int i = 0; i < 3; i++) {
        const uint32_t *counter = known[i][0];
        uint32_t out[4];
        polder_words(known[i][1], counter[0], counter[1], counter[2], counter[3], out);
        assert_memory_equal(out, known[i][2], sizeof out);
    }
}

/* Sixteen lanes at once give what one at a time gives. */
static void test_rows(void **state)
{
    (void)state;
    uint32_t key[4 * POLDER_LANES];
    int32_t org[8 * POLDER_LANES];
    for (uint32_t i = 0; i < 4 * POLDER_LANES; i++) key[i] = i * 2654435761u;
    for (int32_t i = 0; i < 8 * POLDER_LANES; i++) org[i] = 3 * i - 7;
    const polder_view_t v = {.org = org, .key = key, .tick = 11, .purpose = 77};
    for (int r = 0; r < 8; r++) {
        uint32_t rows[4][POLDER_LANES], network[4][POLDER_LANES];
        polder_row_words(&v, r, 5, rows);
        polder_network_words(&v, 6, network);
        for (int l = 0; l < POLDER_LANES; l++) {
            const uint32_t one[4] = {key[l], key[16 + l], key[32 + l], key[48 + l]};
            uint32_t out[4];
            polder_words(one, 11, (uint32_t)org[r * POLDER_LANES + l], 77, 5, out);
            for (int w = 0; w < 4; w++) assert_int_equal(rows[w][l], out[w]);
            polder_words(one, 11, POLDER_ENTITY_NETWORK, 77, 6, out);
            for (int w = 0; w < 4; w++) assert_int_equal(network[w][l], out[w]);
        }
    }
}

/* One word per organisation, keyed by its place: rows of four share a call, folded or not. */
static void test_row_word(void **state)
{
    (void)state;
    uint32_t key[4 * POLDER_LANES], word[4][POLDER_LANES];
    for (uint32_t i = 0; i < 4 * POLDER_LANES; i++) key[i] = i * 2654435761u;
    for (int folded = 0; folded < 2; folded++) {
        const polder_view_t v = {.key = key, .tick = 11, .purpose = 77, .folded = folded};
        for (int r = 0; r < 12; r++) {
            const uint32_t *mine = polder_row_word(&v, r, 5, word);
            for (uint32_t l = 0; l < POLDER_LANES; l++) {
                const uint32_t one[4] = {key[l], key[16 + l], key[32 + l], key[48 + l]};
                const uint32_t quad = (uint32_t)r / 4;
                const uint32_t place = folded ? quad * POLDER_LANES + l : quad;
                uint32_t out[4];
                polder_words(one, 11, place | 0x80000000u, 77, 5, out);
                assert_int_equal(mine[l], out[r % 4]);
            }
        }
    }
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Largest distance to the distribution, times √n: above 1.95 in one of a thousand samples. */
static double distance(double (*cdf)(double))
{
    double most = 0;
    qsort(sample, N, sizeof *sample, by_size);
    for (int i = 0; i < N; i++) {
        const double p = cdf(sample[i]);
        most = fmax(most, fmax(p - (double)i / N, (double)(i + 1) / N - p));
    }
    return most * sqrt(N);
}

/* Mean and variance within four standard errors; for the variance, `kurtosis` says how much
 * a square scatters. */
static void check_moments(double mean, double variance, double kurtosis)
{
    double sum = 0, square = 0;
    for (int i = 0; i < N; i++) sum += sample[i];
    for (int i = 0; i < N; i++) square += (sample[i] - mean) * (sample[i] - mean);
    assert_true(fabs(sum / N - mean) < 4 * sqrt(variance / N));
    assert_true(fabs(square / N - variance) < 4 * variance * sqrt((kurtosis - 1) / N));
}

static double cdf_uniform(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}
static double cdf_normal(double x)
{
    return gsl_cdf_ugaussian_P(x);
}
static double cdf_exponential(double x)
{
    return gsl_cdf_exponential_P(x, 1);
}

static void test_uniform(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        sample[i] = (double)polder_uniform(word_of(i, 1));
        assert_true(sample[i] >= 0 && sample[i] < 1);
    }
    check_moments(0.5, 1.0 / 12, 1.8);
    assert_true(distance(cdf_uniform) < 1.95);
    assert_true(polder_uniform(0xffffffffu) < 1.0f && polder_uniform(0) == 0.0f);
    assert_true(polder_uniform_open(0xffffffffu) < 1.0f && polder_uniform_open(0) > 0.0f);
}

static void test_normal(void **state)
{
    (void)state;
    double product = 0;
    for (uint32_t i = 0; i < N; i += 2) {
        float x = 0, y = 0;
        polder_normal2(word_of(i, 2), word_of(i + 1, 2), &x, &y);
        sample[i] = (double)x;
        sample[i + 1] = (double)y;
        product += (double)x * (double)y;
    }
    assert_true(fabs(product / (N / 2.0)) < 4 / sqrt(N / 2.0));
    check_moments(0, 1, 3);
    assert_true(distance(cdf_normal) < 1.95);
}

/* All 65,536 numbers there are: what random.h says of them. */
static void test_normal_coarse(void **state)
{
    (void)state;
    double mean = 0, square = 0, fourth = 0, off = 0, before = -10;
    for (uint32_t i = 0; i < 65536; i++) {
        const double x =
            (double)polder_normal_coarse(((i + 0x8000u) << 16) | (word_of(i, 12) >> 16));
        assert_true(x > before); /* i counts from the lowest */
        before = x;
        mean += x / 65536;
        square += x * x / 65536;
        fourth += x * x * x * x / 65536;
        off = fmax(off, fabs(cdf_normal(x) - (i + 0.5) / 65536));
    }
    assert_true(fabs(mean) < 1e-6 && fabs(square - 1) < 1e-5);
    assert_true(fabs(fourth - 2.908) < 1e-3 && off < 0.006 && fabs(before - 2.7734) < 1e-3);
}

static void test_exponential(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        sample[i] = (double)polder_exponential(word_of(i, 3));
        assert_true(sample[i] > 0 && isfinite(sample[i]));
    }
    check_moments(1, 1, 9);
    assert_true(distance(cdf_exponential) < 1.95);
    assert_true(isfinite(polder_exponential(0)) && polder_exponential(0xffffffffu) >= 0);
}

static void test_bernoulli(void **state)
{
    (void)state;
    static const float p[] = {0.003f, 0.1f, 0.5f, 0.97f};
    for (uint32_t k = 0; k < 4; k++) {
        double hits = 0;
        for (uint32_t i = 0; i < N; i++) hits += (double)polder_bernoulli(word_of(i, 4 + k), p[k]);
        const double q = (double)p[k];
        assert_true(fabs(hits - N * q) < 4 * sqrt(N * q * (1 - q)));
    }
    for (uint32_t i = 0; i < 1000; i++) {
        const uint32_t word = i == 0 ? 0 : i == 1 ? 0xffffffffu : word_of(i, 8);
        assert_true(polder_bernoulli(word, 0.0f) == 0.0f);
        assert_true(polder_bernoulli(word, -1.0f) == 0.0f);
        assert_true(polder_bernoulli(word, 1.0f) == 1.0f);
    }
}

static void test_integer(void **state)
{
    (void)state;
    static const uint32_t n[] = {2, 6, 13, 1000};
    for (int k = 0; k < 4; k++) {
        static int count[1000];
        double chi = 0;
        const double each = (double)N / n[k];
        memset(count, 0, sizeof count);
        for (uint32_t i = 0; i < N; i++) {
            const uint32_t x = polder_integer(word_of(i, 20 + (uint32_t)k), n[k]);
            assert_true(x < n[k]);
            count[x]++;
        }
        for (uint32_t i = 0; i < n[k]; i++) chi += (count[i] - each) * (count[i] - each) / each;
        assert_true(gsl_cdf_chisq_Q(chi, n[k] - 1.0) > 1e-3);
        assert_true(gsl_cdf_chisq_P(chi, n[k] - 1.0) > 1e-3);
    }
    assert_int_equal(polder_integer(0xffffffffu, 1), 0);
    assert_int_equal(polder_integer(0xffffffffu, 7), 6);
}

/* Numbers that differ in one part of the key are uncorrelated with each other. */
static void test_independence(void **state)
{
    (void)state;
    enum { SEED, NETWORK, TICK, ENTITY, PURPOSE, DRAW, WORD, N_KINDS };
    for (int kind = 0; kind < N_KINDS; kind++) {
        double xy = 0;
        for (uint32_t i = 0; i < N; i++) {
            uint32_t key[4], a[4], b[4];
            polder_key(kind == SEED ? i : 5, kind == NETWORK ? i : 9, key);
            const uint32_t at[4] = {kind == TICK ? i : 1, kind == ENTITY || kind == WORD ? i : 2,
                                    kind == PURPOSE ? i : 3, kind == DRAW ? i : 4};
            polder_words(key, at[0], at[1], at[2], at[3], a);
            polder_key(kind == SEED ? i + 1 : 5, kind == NETWORK ? i + 1 : 9, key);
            polder_words(key, at[0] + (kind == TICK), at[1] + (kind == ENTITY),
                         at[2] + (kind == PURPOSE), at[3] + (kind == DRAW), b);
            const float y = polder_uniform(kind == WORD ? a[1] : b[0]);
            xy += ((double)polder_uniform(a[0]) - 0.5) * ((double)y - 0.5);
        }
        assert_true(fabs(12 * xy / N) < 4 / sqrt(N));
    }
}

static void test_purpose(void **state)
{
    (void)state;
    assert_int_equal(polder_purpose(""), 0x811c9dc5u); /* of FNV-1a, as published */
    assert_int_equal(polder_purpose("a"), 0xe40c292cu);
    assert_int_equal(polder_purpose("foobar"), 0xbf9cf968u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_row_word),      cmocka_unit_test(test_uniform),
        cmocka_unit_test(test_normal),        cmocka_unit_test(test_normal_coarse),
        cmocka_unit_test(test_exponential),   cmocka_unit_test(test_bernoulli),
        cmocka_unit_test(test_integer),       cmocka_unit_test(test_independence),
        cmocka_unit_test(test_purpose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
