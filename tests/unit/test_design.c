/* test_design: the mathematics of designs. How a scenario asks for them is in
 * test_scenario_design, what is refused there too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "design/design.h"

static double *room(int n, int k)
{
    double *u = calloc((size_t)n * (size_t)k, sizeof *u);
    assert_non_null(u);
    return u;
}

static void test_grid(void **state)
{
    (void)state;
    static const int n_level[] = {2, 3}, first[] = {0, 0, 0, 1, 1, 1},
                     second[] = {0, 1, 2, 0, 1, 2};
    int level[12];
    assert_int_equal(polder_grid_points(n_level, 2, 6), 6);
    assert_int_equal(polder_grid_points(n_level, 2, 5), -1);
    polder_grid_fill(n_level, 2, level);
    for (int p = 0; p < 6; p++) {
        assert_int_equal(level[2 * p], first[p]);
        assert_int_equal(level[2 * p + 1], second[p]);
    }
    static const int many[] = {1000000, 1000000, 1000000, 1000000};
    assert_int_equal(polder_grid_points(many, 4, 1000000), -1);
    assert_int_equal(polder_grid_points(many, 4, INT64_MAX), -1);
}

static void test_one_at_a_time(void **state)
{
    (void)state;
    static const int n_level[] = {2, 1, 3};
    static const int expected[7][3] = {{-1, -1, -1}, {0, -1, -1}, {1, -1, -1}, {-1, 0, -1},
                                       {-1, -1, 0},  {-1, -1, 1}, {-1, -1, 2}};
    int level[21];
    assert_int_equal(polder_one_at_a_time_points(n_level, 3, 7), 7);
    assert_int_equal(polder_one_at_a_time_points(n_level, 3, 6), -1);
    polder_one_at_a_time_fill(n_level, 3, level);
    assert_memory_equal(level, expected, sizeof expected);
}

/* Of n parts of [0, 1), column k has one point in each. */
static void one_in_each(const double *u, int n, int n_factor, int k)
{
    int *seen = calloc((size_t)n, sizeof *seen);
    assert_non_null(seen);
    for (int i = 0; i < n; i++) {
        const double x = u[i * n_factor + k];
        assert_true(x >= 0 && x < 1);
        seen[(int)(x * n)]++;
    }
    for (int i = 0; i < n; i++) assert_int_equal(seen[i], 1);
    free(seen);
}

static void test_latin_hypercube(void **state)
{
    (void)state;
    enum { N = 1000, K = 30 };
    double *u = room(N, K), *again = room(N, K), *other = room(N, K);
    assert_int_equal(polder_latin_hypercube(7, N, K, u, NULL), 0);
    assert_int_equal(polder_latin_hypercube(7, N, K, again, NULL), 0);
    assert_int_equal(polder_latin_hypercube(8, N, K, other, NULL), 0);
    assert_memory_equal(u, again, N * K * sizeof *u);
    for (int k = 0; k < K; k++) one_in_each(u, N, K, k);
    int same = 0, within = 0;
    double product = 0;
    for (int i = 0; i < N; i++) {
        same += (int)(u[i * K] * N) == (int)(other[i * K] * N);
        within += u[i * K] * N - floor(u[i * K] * N) < 0.5;
        product += (u[i * K] - 0.5) * (u[i * K + 1] - 0.5) * 12 / N;
    }
    assert_true(same < 10);                    /* expected 1 */
    assert_true(within > 420 && within < 580); /* expected 500, standard deviation 16 */
    assert_true(fabs(product) < 0.16);         /* correlation of two factors, sd 0.032 */
    /* the same numbers on every machine */
    double few[2];
    assert_int_equal(polder_latin_hypercube(1, 1, 2, few, NULL), 0);
    assert_true(few[0] == 0x1.bf928f53p-1 && few[1] == 0x1.5b2f380ep-2);
    free(u);
    free(again);
    free(other);
}

static void test_sobol(void **state)
{
    (void)state;
    /* Bratley & Fox 1988, algorithm 659: the beginning of the first three dimensions */
    static const double expected[][3] = {
        {0, 0, 0},          {0.5, 0.5, 0.5},       {0.75, 0.25, 0.75},
        {0.25, 0.75, 0.25}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}};
    double u[18];
    assert_int_equal(polder_sobol(1, false, 6, 3, u, NULL), 0);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 3; k++) assert_true(u[3 * i + k] == expected[i][k]);
    enum { N = 256, K = POLDER_SOBOL_DIMENSIONS };
    double *plain = room(N, K), *shifted = room(N, K), *other = room(N, K);
    assert_int_equal(polder_sobol(7, false, N, K, plain, NULL), 0);
    assert_int_equal(polder_sobol(7, true, N, K, shifted, NULL), 0);
    assert_int_equal(polder_sobol(8, true, N, K, other, NULL), 0);
    for (int k = 0; k < K; k++) {
        one_in_each(plain, N, K, k);
        one_in_each(shifted, N, K, k);
        assert_true(shifted[k] > 0);
        assert_true(shifted[k] != other[k]);
        /* two points differ in the same bits as before */
        const uint32_t a = (uint32_t)(plain[k] * 0x1p30) ^ (uint32_t)(plain[9 * K + k] * 0x1p30);
        const uint32_t b =
            (uint32_t)(shifted[k] * 0x1p30) ^ (uint32_t)(shifted[9 * K + k] * 0x1p30);
        assert_int_equal(a, b);
    }
    free(plain);
    free(shifted);
    free(other);
    polder_report_t report = {0};
    assert_int_equal(polder_sobol(1, true, 4, K + 1, u, &report), POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "1 to 40 dimensions, not 41"));
    polder_report_free(&report);
}

/* Checks one trajectory; counts the starts by level and which factor moves first. */
static void check_trajectory(const double *u, int levels, int n_factor, int *start, int *first)
{
    const double delta = levels / (2.0 * (levels - 1));
    int moved[16] = {0};
    for (int s = 0; s < n_factor; s++) {
        int n = 0;
        for (int k = 0; k < n_factor; k++) {
            const double x = u[s * n_factor + k], y = u[(s + 1) * n_factor + k];
            assert_true(y >= 0 && y <= 1);
            assert_true(fabs(y * (levels - 1) - round(y * (levels - 1))) < 1e-12);
            if (x == y) continue;
            assert_true(fabs(fabs(y - x) - delta) < 1e-12);
            moved[k]++;
            n++;
            if (s == 0) first[k]++;
        }
        assert_int_equal(n, 1);
    }
    for (int k = 0; k < n_factor; k++) {
        assert_int_equal(moved[k], 1);
        start[(int)(u[k] * (levels - 1) + 0.5)]++;
    }
}

static void test_morris(void **state)
{
    (void)state;
    enum { N = 2000, K = 5 };
    double *u = room(N * (K + 1), K);
    for (int levels = 2; levels <= 8; levels += 2) {
        int start[8] = {0}, first[K] = {0};
        polder_morris(3, N, levels, K, u);
        for (int t = 0; t < N; t++) check_trajectory(u + t * (K + 1) * K, levels, K, start, first);
        for (int i = 0; i < levels; i++) /* 10,000 starts over the levels */
            assert_true(fabs(start[i] - 10000.0 / levels) < 300);
        for (int k = 0; k < K; k++) assert_true(fabs(first[k] - N / (double)K) < 100);
    }
    free(u);
}

static void test_saltelli(void **state)
{
    (void)state;
    enum { N = 16, K = 3, BLOCK = 2 * K + 2 };
    double *base = room(N, 2 * K), *u = room(N * BLOCK, K), *less = room(N * (K + 2), K);
    assert_int_equal(polder_saltelli_block(K, true), BLOCK);
    assert_int_equal(polder_saltelli_block(K, false), K + 2);
    assert_int_equal(polder_sobol(5, true, N, 2 * K, base, NULL), 0);
    assert_int_equal(polder_saltelli(5, true, N, K, true, u, NULL), 0);
    assert_int_equal(polder_saltelli(5, true, N, K, false, less, NULL), 0);
    for (int i = 0; i < N; i++) {
        const double *a = base + i * 2 * K, *b = a + K, *block = u + i * BLOCK * K;
        for (int p = 0; p < BLOCK; p++)
            for (int k = 0; k < K; k++) {
                const bool of_b = p == BLOCK - 1 || (p >= 1 && p <= K && k == p - 1) ||
                                  (p > K && p <= 2 * K && k != p - K - 1);
                assert_true(block[p * K + k] == (of_b ? b[k] : a[k]));
            }
        /* the first order has the same points without B with factors of A */
        assert_memory_equal(less + i * (K + 2) * K, block, (K + 1) * K * sizeof *u);
        assert_memory_equal(less + (i * (K + 2) + K + 1) * K, block + (BLOCK - 1) * K,
                            K * sizeof *u);
    }
    polder_report_t report = {0};
    assert_int_equal(polder_saltelli(5, true, N, 21, false, u, &report), POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "1 to 20 factors, not 21"));
    polder_report_free(&report);
    free(base);
    free(u);
    free(less);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_latin_hypercube),
        cmocka_unit_test(test_sobol),
        cmocka_unit_test(test_morris),
        cmocka_unit_test(test_saltelli),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
