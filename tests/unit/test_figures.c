/* The kinds of figures against rows whose answer is known in closed form, what a criterion says of
 * them, and fact files that are wrong.
 *
 * Rows are given as {arm, point, cluster, values …}.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fact.h"
#include "kernel/random.h"

static const polder_figure_kind_t *kind(const char *name)
{
    for (int k = 0; k < polder_n_figure_kind; k++)
        if (strcmp(polder_figure_kinds[k].name, name) == 0) return &polder_figure_kinds[k];
    fail_msg("there is no figure %s", name);
    return NULL;
}

enum { MOST = 4096 };
static double value[MOST * 8];
static int arm[MOST], point[MOST], cluster[MOST], member[MOST];
static int64_t network[MOST];
static polder_rows_t rows;
static bool no_memory;

static void begin(int n_value)
{
    rows = (polder_rows_t){.n_value = n_value,
                           .value = value,
                           .arm = arm,
                           .point = point,
                           .cluster = cluster,
                           .network = network,
                           .member = member,
                           .no_memory = &no_memory,
                           .every = 1,
                           .horizon = 60,
                           .together = 1,
                           .factor = -1};
}

static void add(int in_arm, int at_point, int in_cluster, ...)
{
    va_list list;
    va_start(list, in_cluster);
    for (int i = 0; i < rows.n_value; i++) value[rows.n * rows.n_value + i] = va_arg(list, double);
    va_end(list);
    arm[rows.n] = in_arm;
    point[rows.n] = at_point;
    network[rows.n] = in_cluster; /* until in_network says otherwise */
    member[rows.n] = 0;
    cluster[rows.n++] = in_cluster;
    if (in_cluster >= rows.n_cluster) rows.n_cluster = in_cluster + 1;
}

/* Whose the last row is. */
static void in_network(int64_t which, int place)
{
    network[rows.n - 1] = which;
    member[rows.n - 1] = place;
}

static double work_out(const polder_figure_t *figure)
{
    return figure->kind->value(&rows, figure);
}

static double of(const char *name)
{
    return work_out(&(polder_figure_t){.kind = kind(name), .at = kind(name)->usual});
}

#define CLOSE(a, b, by) assert_true(fabs((a) - (b)) < (by))
#define NEAR(a, b)      CLOSE(a, b, 1e-9)

static void test_means(void **state)
{
    (void)state;
    begin(1);
    const double first[] = {1, 1, 1, 0}, second[] = {1, 0, 0, 0};
    for (int i = 0; i < 4; i++) add(0, 0, i, first[i]), add(1, 0, i, second[i]);
    add(0, 0, 4, NAN);
    NEAR(of("share"), 0.5);
    NEAR(of("mean"), 0.5);
    NEAR(of("difference"), 0.5);
    NEAR(of("ratio"), 3);
    NEAR(of("odds"), 9);
    NEAR(of("effect"), 0.5 / sqrt(0.25)); /* both arms have 0.75 around their mean, of 3 */
    begin(1);
    add(0, 0, 0, 10.0), add(1, 0, 0, 4.0), add(2, 0, 0, 3.0), add(3, 0, 0, 1.0);
    NEAR(of("interaction"), 4);
}

static void test_points_and_cells(void **state)
{
    (void)state;
    begin(1);
    for (int p = 0; p < 4; p++) /* 20 of 100 at two points, 80 at the others */
        for (int i = 0; i < 100; i++) add(0, p, i, i < (p % 2 ? 80 : 20) ? 1.0 : 0.0);
    NEAR(of("points-with"), 0.5);
    begin(3); /* two cells: in the first arm 1 does better, in the second arm 0 */
    add(0, 0, 0, 0.2, 1.0, 0.0), add(1, 0, 0, 0.6, 1.0, 0.0);
    add(0, 1, 0, 0.9, 0.0, 1.0), add(1, 1, 0, 0.1, 0.0, 1.0);
    polder_figure_t f = {.kind = kind("best-arm"), .n_arm = 2, .arm = {"a", "b"}, .n_cell = 2};
    f.cell[0].best = "b", f.cell[1].best = "b";
    NEAR(work_out(&f), 0.5);
    f.cell[1].best = "a";
    NEAR(work_out(&f), 1);
    begin(2); /* the gap falls 3, 1, −1: it is 0 half way from 8 to 10 */
    for (int i = 0; i < 3; i++)
        add(0, i, 0, 3.0 - 2 * i, 6.0 + 2 * i), add(1, i, 0, 0.0, 6.0 + 2 * i);
    NEAR(of("crossing"), 9);
    for (int r = 0; r < 6; r++) value[2 * r] += r % 2 ? 0 : 2; /* gaps of 5, 3, 1: beyond 10 */
    assert_true(isinf(of("crossing")) && of("crossing") > 0);
    for (int r = 0; r < 6; r++) value[2 * r] -= r % 2 ? 0 : 5; /* 0 at once: before 6 */
    assert_true(isinf(of("crossing")) && of("crossing") < 0);
    begin(2);
    for (int i = 0; i < 5; i++) add(0, i, 0, -(i - 3.0) * (i - 3.0), (double)i);
    NEAR(of("optimum"), 3);
}

static void test_relations(void **state)
{
    (void)state;
    begin(3); /* of = 2 + 3 by₁ − by₂, exactly; its rank goes with by₁ */
    for (int i = 0; i < 20; i++) {
        const double x = i, y = i * i % 7;
        add(0, 0, i, 2 + 3 * x - y, x, y);
    }
    NEAR(of("slope"), 3);
    assert_true(of("rank") > 0.95);
    begin(2);
    for (int i = 0; i < 20; i++) add(0, 0, i, exp(i), (double)i);
    NEAR(of("rank"), 1);
    assert_true(of("correlation") < 0.9);
    begin(3); /* the columns are centred and without correlation: r is 0.8 and 0.6 */
    for (int i = 0; i < 4; i++) {
        const double x = i & 1 ? 1 : -1, y = i & 2 ? 1 : -1;
        add(0, 0, i, 0.8 * x + 0.6 * y, x, y);
    }
    NEAR(of("correlation-lead"), 0.2);
    begin(3); /* one of by is twice the other: there is no slope */
    for (int i = 0; i < 9; i++) add(0, 0, i, (double)(i * i), (double)i, 2.0 * i);
    assert_true(isnan(of("slope")));
}

/* y = 2 a + b on a full grid of ±1: totals are 0.8 and 0.2. */
static void test_total(void **state)
{
    (void)state;
    begin(2);
    rows.together = 4, rows.n_factor = 2, rows.factor = 0;
    for (int k = 0; k < 16; k++) {
        const double a = k & 1 ? 1 : -1, b = k & 2 ? 1 : -1, c = k & 4 ? 1 : -1, d = k & 8 ? 1 : -1;
        add(0, 4 * k, k, 2 * a + b, a), add(0, 4 * k + 1, k, 2 * c + b, c);
        add(0, 4 * k + 2, k, 2 * a + d, a), add(0, 4 * k + 3, k, 2 * c + d, c);
    }
    NEAR(of("total-lead"), 0.6);
    rows.factor = 1;
    NEAR(of("total-lead"), -0.6);
    rows.factor = 2; /* no factor of this design */
    assert_true(isnan(of("total-lead")));
    rows.factor = -1;
    assert_true(isnan(of("total-lead")));
    rows.factor = 1, rows.n_factor = 3; /* a block has no room for so many */
    assert_true(isnan(of("total-lead")));
}

/* The same with indices of second order: a block is A, A with each of B, B with each of A, B. */
static void test_total_of_second_order(void **state)
{
    (void)state;
    begin(2);
    rows.together = 6, rows.n_factor = 2, rows.factor = 0;
    for (int k = 0; k < 16; k++) {
        const double a = k & 1 ? 1 : -1, b = k & 2 ? 1 : -1, c = k & 4 ? 1 : -1, d = k & 8 ? 1 : -1;
        add(0, 6 * k, k, 2 * a + b, a), add(0, 6 * k + 1, k, 2 * c + b, c);
        add(0, 6 * k + 2, k, 2 * a + d, a), add(0, 6 * k + 3, k, 2 * a + d, a);
        add(0, 6 * k + 4, k, 2 * c + b, c), add(0, 6 * k + 5, k, 2 * c + d, c);
    }
    NEAR(of("total-lead"), 0.6);
    rows.factor = 1;
    NEAR(of("total-lead"), -0.6);
}

/* More factors than any figure has columns; the last is the only one that counts. */
static void test_total_of_many(void **state)
{
    enum { N = 40, BASE = 8 };
    (void)state;
    begin(1);
    rows.together = N + 2, rows.n_factor = N, rows.factor = N - 1;
    for (int k = 0; k < BASE; k++) {
        const double a = k & 1 ? 1 : -1, b = k & 2 ? 1 : -1;
        for (int p = 0; p < N + 2; p++) add(0, (N + 2) * k + p, k, p < N ? a : b);
    }
    NEAR(of("total-lead"), 1);
    rows.factor = 0;
    NEAR(of("total-lead"), -1);
}

static void test_members_and_pairs(void **state)
{
    (void)state;
    begin(2); /* inside each network the rank is 1; over all it is not */
    for (int n = 0; n < 3; n++)
        for (int i = 0; i < 5; i++) add(0, 0, n, 10.0 * n + i, 100.0 - 20 * n + i);
    NEAR(of("member-rank"), 1);
    begin(2); /* two networks of one replicate, as where it is drawn twice */
    for (int n = 0; n < 2; n++)
        for (int i = 0; i < 5; i++) add(0, 0, 0, 10.0 * n + i, -20.0 * n + i), in_network(n, i);
    NEAR(of("member-rank"), 1);
    begin(2); /* in each network something else, but the means by place rise together */
    for (int i = 0; i < 4; i++) add(0, 0, 0, (double)(3 - i), (double)i), in_network(0, i);
    for (int i = 0; i < 4; i++) add(0, 0, 1, 5.0 * i, (double)i), in_network(1, i);
    NEAR(of("place-rank"), 1);
    add(0, 0, 2, 90.0, 3.0), in_network(2, 3); /* the others have left the third network */
    NEAR(of("place-rank"), 1);
    begin(2); /* 6 of 8 with a high by, 2 of 8 with a low one; the other arm 4 of 8 and 4 of 8 */
    for (int a = 0; a < 2; a++)
        for (int i = 0; i < 16; i++) {
            const bool high = i < 8;
            const int yes = a == 1 ? 4 : high ? 6 : 2;
            add(a, 0, i, i % 8 < yes ? 1.0 : 0.0, high ? 0.9 : 0.1);
        }
    polder_figure_t f = {.kind = kind("pair-odds"), .at = 0.5, .n_cut = 1, .cut = {0.5}};
    NEAR(work_out(&f), 9);
    f.n_arm = 2;
    NEAR(work_out(&f), 9);
    f.kind = kind("pair-share");
    NEAR(work_out(&f), 0.25);
    f.n_arm = 0;
    NEAR(work_out(&f), 10.0 / 16);
    begin(2); /* quarters of by have means 0, 1, 4, 9 */
    for (int i = 0; i < 16; i++) add(0, 0, i, (double)(i / 4 * (i / 4)), (double)i);
    NEAR(of("pair-step"), 1);
}

static void test_times(void **state)
{
    (void)state;
    begin(1); /* of 8 four end: in 6, 12, 18 and 30 */
    const double ended[] = {6, 12, 18, 30, 0, 0, 0, 0};
    for (int i = 0; i < 8; i++) add(i % 2, 0, i, ended[i]);
    polder_figure_t f = {.kind = kind("survival"), .month = {12}};
    NEAR(work_out(&f), 0.75);
    f = (polder_figure_t){.kind = kind("hazard"), .month = {12, 36}};
    NEAR(work_out(&f), 1 - sqrt(4.0 / 6));
    f = (polder_figure_t){.kind = kind("hazard-ratio")};
    NEAR(work_out(&f), (2.0 / (6 + 18 + 120)) / (2.0 / (12 + 30 + 120)));
    begin(1);
    for (int i = 0; i < 30; i++) add(0, 0, i, i < 10 ? 20.0 : i < 13 ? 40.0 : 0.0);
    f = (polder_figure_t){.kind = kind("hazard-peak"), .at = 12};
    NEAR(work_out(&f), 18);
}

static void test_courses(void **state)
{
    (void)state;
    begin(13); /* rises to the middle, then falls; month 0 does not count */
    for (int k = 0; k < 3; k++) {
        add(0, 0, k, 99.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, NAN);
    }
    polder_figure_t f = {.kind = kind("peak"), .at = 11};
    NEAR(work_out(&f), 0.5);
    f = (polder_figure_t){.kind = kind("courses"), .at = 0.05};
    NEAR(work_out(&f), 1);
    f = (polder_figure_t){.kind = kind("change"), .month = {1, 6}};
    NEAR(work_out(&f), 6);
    f = (polder_figure_t){.kind = kind("regained"), .month = {6, 11, 9}}; /* 6, 1, 3 */
    NEAR(work_out(&f), 0.4);
    begin(5); /* two in one month and none in three others: variance 1, mean ½ */
    add(0, 0, 0, 0.0, 0.0, 2.0, 2.0, 2.0);
    NEAR(of("fano"), 2);
    begin(2);
    add(0, 0, 0, -1.0, 1.0), add(0, 0, 0, 2.0, 0.0), add(0, 0, 1, -3.0, 1.0);
    NEAR(of("first-lead"), -3); /* nobody follows in the second network */
    begin(2);
    add(0, 0, 0, -1.0, 1.0), add(0, 0, 0, 2.0, 0.0);
    for (int k = 0; k < 3; k++) add(0, 0, 1, 0.0, 0.0);
    add(0, 0, 1, 1.0, 1.0);
    NEAR(of("first-lead"), -1); /* of −3 and 1: each network counts once */
}

/* Success is A·B or ~A·C: two recipes, one of them without A. */
static void test_recipes(void **state)
{
    (void)state;
    begin(4);
    for (int k = 0; k < 8; k++)
        for (int i = 0; i < 10; i++) {
            const bool a = k & 1, b = k & 2, c = k & 4;
            add(0, 0, i, (a && b) || (!a && c) ? 1.0 : 0.0, a ? 1.0 : 0.0, b ? 1.0 : 0.0,
                c ? 1.0 : 0.0);
        }
    polder_figure_t f = {.kind = kind("recipes"), .at = 0.8, .n_cut = 3, .cut = {0.5, 0.5, 0.5}};
    NEAR(work_out(&f), 2);
    f.kind = kind("recipes-without");
    NEAR(work_out(&f), 1);
}

/* ---- solutions with the fewest terms, against those found by trying all ---- */

/* A truth table as bits, five networks in each row. */
static void add_table(int n_condition, uint64_t table)
{
    begin(1 + n_condition);
    for (int row = 0; row < 1 << n_condition; row++)
        for (int i = 0; i < 5; i++) {
            double *x = value + rows.n * rows.n_value;
            x[0] = (double)(table >> row & 1);
            for (int c = 0; c < n_condition; c++) x[1 + c] = (double)(row >> c & 1);
            arm[rows.n] = point[rows.n] = member[rows.n] = 0;
            cluster[rows.n] = i;
            network[rows.n] = rows.n;
            rows.n++;
        }
    rows.n_cluster = 5;
}

typedef struct {
    unsigned set, mask, value;
} implicant_t;

enum { VERY_BAD = 1 << 20 };

/* The least of terms, then conditions, then absences of the first, over all sets of implicants. */
static int least_cover(const implicant_t *term, int n, unsigned left, int from)
{
    int least = VERY_BAD;
    if (!left) return 0;
    for (int i = from; i < n; i++) {
        const int absent = (term[i].mask & 1) && !(term[i].value & 1);
        const int cost = 4096 + 64 * __builtin_popcount(term[i].mask) + absent;
        if (!(term[i].set & left)) continue;
        const int rest = least_cover(term, n, left & ~term[i].set, i + 1);
        if (rest + cost < least) least = rest + cost;
    }
    return least;
}

static int try_all(int n_condition, unsigned table)
{
    implicant_t term[27];
    int n = 0;
    for (unsigned mask = 0; mask < 1u << n_condition; mask++)
        for (unsigned v = 0; v < 1u << n_condition; v++) {
            unsigned set = 0;
            for (unsigned row = 0; row < 1u << n_condition; row++)
                if ((row & mask) == v) set |= 1u << row;
            if ((v & ~mask) == 0 && !(set & ~table)) term[n++] = (implicant_t){set, mask, v};
        }
    return least_cover(term, n, table, 0);
}

static void check_table(int n_condition, uint64_t table, int terms, int without)
{
    polder_figure_t f = {.kind = kind("recipes"), .at = 0.8, .n_cut = 6};
    for (int c = 0; c < 6; c++) f.cut[c] = 0.5;
    add_table(n_condition, table);
    NEAR(work_out(&f), terms);
    f.kind = kind("recipes-without");
    NEAR(work_out(&f), without);
}

static void test_fewest_recipes(void **state)
{
    (void)state;
    for (unsigned table = 0; table < 256; table++) {
        const int least = try_all(3, table);
        check_table(3, table, least / 4096, least % 64);
    }
    /* Rows 1 5 6 7 11 12 13 15: the largest term (5 7 13 15) is in no shortest solution. */
    const uint64_t decoy =
        1u << 1 | 1u << 5 | 1u << 6 | 1u << 7 | 1u << 11 | 1u << 12 | 1u << 13 | 1u << 15;
    check_table(4, decoy, 4, 0);
    uint64_t parity = 0; /* nothing can be joined: 32 rows, 16 of them without the first */
    for (unsigned row = 0; row < 64; row++)
        parity |= (uint64_t)(__builtin_popcount(row) & 1) << row;
    check_table(6, parity, 32, 16);
    check_table(6, UINT64_MAX, 1, 0);
    uint64_t some = 0, middle = 0; /* all but none and all six: a ring of one here, another not */
    for (unsigned row = 0; row < 64; row++) {
        some |= (uint64_t)(row > 0 && row < 63) << row;
        middle |= (uint64_t)(__builtin_popcount(row) >= 2 && __builtin_popcount(row) <= 4) << row;
    }
    check_table(6, some, 6, 1);
    add_table(6, middle); /* too regular to be sure of the least */
    polder_figure_t f = {.kind = kind("recipes"), .at = 0.8, .n_cut = 6};
    for (int c = 0; c < 6; c++) f.cut[c] = 0.5;
    assert_true(isnan(work_out(&f)));
    check_table(6, 0, 0, 0);
}

/* Whose condition or outcome is not known is in no row, and counted. */
static void test_recipes_without_values(void **state)
{
    (void)state;
    polder_measured_t m;
    polder_figure_t f = {.kind = kind("recipes"), .at = 0.8, .n_cut = 2, .cut = {0.5, 0.5}};
    begin(3); /* success is ~A; of those with A two in three do not know it */
    for (int i = 0; i < 40; i++) {
        add(0, 0, i, 1.0, 0.0, (double)(i % 2));
        add(0, 0, i, 0.0, i % 3 ? NAN : 1.0, (double)(i % 2));
        add(0, 0, i, NAN, 0.0, (double)(i % 2));
    }
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    NEAR(m.value, 1);
    assert_int_equal(m.n, 120);
    assert_int_equal(m.missing, 40 + 26);
    f.kind = kind("recipes-without");
    NEAR(work_out(&f), 1);
    begin(3);
    add(0, 0, 0, NAN, 0.0, 0.0);
    assert_true(isnan(work_out(&f)));
}

/* Clusters of one row: the bootstrap interval of a mean is that of its standard error. */
static void test_interval(void **state)
{
    (void)state;
    polder_measured_t m;
    polder_figure_t f = {.kind = kind("mean")};
    const uint32_t key[4] = {5};
    double sum = 0, square = 0;
    begin(1);
    for (int i = 0; i < 400; i++) {
        uint32_t word[4];
        polder_words(key, 0, (uint32_t)i, 0, 0, word);
        const double x = (double)polder_uniform(word[0]);
        add(0, 0, i, x);
        sum += x, square += x * x;
    }
    const double mean = sum / 400, half = 1.96 * sqrt((square / 400 - mean * mean) / 400);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    NEAR(m.value, mean);
    CLOSE(m.low, mean - half, 0.2 * half);
    CLOSE(m.high, mean + half, 0.2 * half);
    /* The same numbers twice in each cluster say no more than once. */
    const double width = m.high - m.low;
    for (int i = 0; i < 400; i++) add(0, 0, i, value[i]);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    CLOSE(m.high - m.low, width, 1e-9);
    f = (polder_figure_t){.kind = kind("share"), .at = 0.5};
    begin(1);
    for (int i = 0; i < 10; i++) add(0, 0, i, 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    CLOSE(m.high, 0.27754, 1e-4); /* Wilson, 0 of 10 */
}

/* Samples without an event in the second arm have infinite odds: they lie above all others. */
static void test_infinite_samples(void **state)
{
    (void)state;
    polder_measured_t m;
    polder_figure_t f = {.kind = kind("odds"), .at = 0.5, .n_arm = 2};
    begin(1);
    for (int i = 0; i < 40; i++) add(0, 0, i, i < 20 ? 1.0 : 0.0), add(1, 0, i, i < 1 ? 1.0 : 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    NEAR(m.value, 39);
    assert_true(isinf(m.high) && m.high > 0 && isfinite(m.low) && m.low < 39);
    assert_int_equal(m.undefined, 0);
    const polder_criterion_t most = {POLDER_MOST, 50, 50};
    assert_int_equal(polder_figure_verdict(&most, &m), POLDER_HOLDS);
    assert_true(polder_figure_unsure(&most, &m));
    /* 0 / 0 is no number: counted, and too many for an interval. */
    f.kind = kind("ratio");
    begin(1);
    for (int i = 0; i < 40; i++) add(0, 0, i, i < 1 ? 2.0 : 0.0), add(1, 0, i, i < 1 ? 1.0 : 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    NEAR(m.value, 2);
    assert_true(m.undefined > 40 && isnan(m.low) && isnan(m.high));
    char text[300];
    polder_figure_remark(&m, text, sizeof text);
    assert_non_null(strstr(text, "no interval"));
    begin(
        1); /* with five of forty there is no figure in 1 sample of 200 or so: left out, and said */
    for (int i = 0; i < 40; i++) add(0, 0, i, i < 5 ? 2.0 : 0.0), add(1, 0, i, i < 5 ? 1.0 : 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    assert_true(m.undefined > 0 && m.undefined <= 10);
    NEAR(m.low, 2);
    polder_figure_remark(&m, text, sizeof text);
    assert_non_null(strstr(text, "are left out"));
}

/* Ranks are +1 in one network and −1 in three. In one sample of twenty the first is drawn three
 * times or more, and counts as three: (3 − 1) / 4. */
static void test_networks_drawn_again(void **state)
{
    (void)state;
    polder_measured_t m;
    const polder_figure_t f = {.kind = kind("member-rank")};
    begin(2);
    for (int n = 0; n < 4; n++)
        for (int i = 0; i < 5; i++)
            add(0, 0, n, (double)i, n == 1 ? i : -(double)i), in_network(n, i);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &m, NULL), 0);
    NEAR(m.value, -0.5);
    NEAR(m.low, -1);
    NEAR(m.high, 0.5);
}

/* Arms that are alike in every pair say no more than one of them. */
static void test_share_in_clusters(void **state)
{
    (void)state;
    polder_measured_t one, four;
    const polder_figure_t f = {.kind = kind("share"), .at = 0.5};
    begin(1);
    for (int i = 0; i < 100; i++) add(0, 0, i, i < 30 ? 1.0 : 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &one, NULL), 0);
    CLOSE(one.low, 0.21895, 1e-4); /* Wilson, 30 of 100 */
    CLOSE(one.high, 0.39585, 1e-4);
    for (int a = 1; a < 4; a++)
        for (int i = 0; i < 100; i++) add(a, 0, i, i < 30 ? 1.0 : 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &four, NULL), 0);
    CLOSE(four.low, one.low, 2e-3);
    CLOSE(four.high, one.high, 2e-3);
    begin(1); /* pairs of opposites: no more than the networks there are */
    for (int i = 0; i < 100; i++) add(0, 0, i / 2, i % 2 ? 1.0 : 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &one, NULL), 0);
    CLOSE(one.low, 0.40383, 1e-4); /* Wilson, 50 of 100 */
    begin(1);
    for (int i = 0; i < 40; i++) add(i % 4, 0, i / 4, 0.0);
    assert_int_equal(polder_figure_of_rows(&f, &rows, &one, NULL), 0);
    CLOSE(one.high, 0.27754, 1e-4); /* Wilson, 0 of 10 */
}

/* How near is near: 95% intervals of 0.4 to 0.6. */
static void test_unsure(void **state)
{
    (void)state;
    const polder_measured_t m = {.value = 0.5, .low = 0.4, .high = 0.6, .n = 9};
    const struct {
        polder_criterion_t criterion;
        bool unsure;
    } known[] = {{{POLDER_NO_CRITERION, 0, 0}, false}, {{POLDER_WITHIN, 0.3, 0.7}, false},
                 {{POLDER_WITHIN, 0.45, 0.7}, true},   {{POLDER_WITHIN, 0.3, 0.55}, true},
                 {{POLDER_WITHIN, 0.55, 0.7}, true},   {{POLDER_WITHIN, 0.65, 0.7}, false},
                 {{POLDER_WITHIN, 0.1, 0.35}, false},  {{POLDER_LEAST, 0.35, 0.35}, false},
                 {{POLDER_LEAST, 0.45, 0.45}, true},   {{POLDER_LEAST, 0.55, 0.55}, true},
                 {{POLDER_LEAST, 0.65, 0.65}, false},  {{POLDER_MOST, 0.65, 0.65}, false},
                 {{POLDER_MOST, 0.55, 0.55}, true},    {{POLDER_MOST, 0.45, 0.45}, true},
                 {{POLDER_MOST, 0.35, 0.35}, false},   {{POLDER_OVER, 0.29, 0.29}, false},
                 {{POLDER_OVER, 0.31, 0.31}, true},    {{POLDER_OVER, 0.41, 0.41}, true},
                 {{POLDER_OVER, 0.51, 0.51}, false},   {{POLDER_UNDER, 0.71, 0.71}, false},
                 {{POLDER_UNDER, 0.69, 0.69}, true},   {{POLDER_UNDER, 0.59, 0.59}, true},
                 {{POLDER_UNDER, 0.49, 0.49}, false}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(polder_figure_unsure(&known[i].criterion, &m), known[i].unsure);
    const polder_measured_t bare = {.value = 0.5, .low = NAN, .high = NAN},
                            beyond = {.value = INFINITY, .low = NAN, .high = NAN};
    const polder_criterion_t least = {POLDER_LEAST, 0, 0}, within = {POLDER_WITHIN, 0, 1};
    assert_true(polder_figure_unsure(&least, &bare));
    assert_int_equal(polder_figure_verdict(&least, &beyond), POLDER_NOT_EXAMINED);
    assert_int_equal(polder_figure_verdict(&within, &beyond), POLDER_FAILS);
    assert_false(polder_figure_unsure(&within, &beyond));
    /* A fact that fails surely in one figure fails surely. */
    const polder_measured_t two_measured[2] = {m, m};
    polder_figure_t two[2] = {{.criterion = {POLDER_LEAST, 0.45, 0.45}},
                              {.criterion = {POLDER_LEAST, 0.3, 0.3}}};
    const polder_fact_t fact = {.n_figure = 2, .figure = two};
    assert_true(polder_fact_unsure(&fact, two_measured));
    two[1].criterion.low = 0.55;
    assert_true(polder_fact_unsure(&fact, two_measured));
    two[0].criterion.low = 0.1; /* surely holds: only the other one decides */
    assert_true(polder_fact_unsure(&fact, two_measured));
    two[0].criterion.low = 0.45;
    two[1].criterion.low = 0.9;
    assert_false(polder_fact_unsure(&fact, two_measured));
    two[0].criterion.low = two[1].criterion.low = 0.1;
    assert_false(polder_fact_unsure(&fact, two_measured));
}

static void test_verdict(void **state)
{
    (void)state;
    const polder_measured_t m = {.value = 0.5, .low = 0.4, .high = 0.6, .n = 9};
    const struct {
        polder_criterion_t criterion;
        polder_verdict_t verdict;
    } known[] = {
        {{POLDER_NO_CRITERION, 0, 0}, POLDER_REPORTED}, {{POLDER_WITHIN, 0.5, 0.6}, POLDER_HOLDS},
        {{POLDER_WITHIN, 0.51, 0.6}, POLDER_FAILS},     {{POLDER_LEAST, 0.5, 0.5}, POLDER_HOLDS},
        {{POLDER_LEAST, 0.51, 0.51}, POLDER_FAILS},     {{POLDER_MOST, 0.5, 0.5}, POLDER_HOLDS},
        {{POLDER_MOST, 0.49, 0.49}, POLDER_FAILS},      {{POLDER_OVER, 0.39, 0.39}, POLDER_HOLDS},
        {{POLDER_OVER, 0.4, 0.4}, POLDER_FAILS},        {{POLDER_UNDER, 0.61, 0.61}, POLDER_HOLDS},
        {{POLDER_UNDER, 0.6, 0.6}, POLDER_FAILS}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(polder_figure_verdict(&known[i].criterion, &m), known[i].verdict);
    const polder_measured_t none = {.value = NAN, .low = NAN, .high = NAN};
    const polder_criterion_t over = {POLDER_OVER, 0, 0}, least = {POLDER_LEAST, 0, 0};
    assert_int_equal(polder_figure_verdict(&over, &none), POLDER_NOT_EXAMINED);
    assert_int_equal(polder_figure_verdict(&least, &none), POLDER_NOT_EXAMINED);
    polder_figure_t two[2] = {{.criterion = {POLDER_WITHIN, 0, 1}}, {.criterion = over}};
    polder_fact_t fact = {.n_figure = 2, .figure = two};
    const polder_measured_t half[2] = {m, none};
    assert_int_equal(polder_fact_verdict(&fact, half), POLDER_NOT_EXAMINED);
    two[0].criterion = (polder_criterion_t){POLDER_WITHIN, 0.9, 1};
    assert_int_equal(polder_fact_verdict(&fact, half), POLDER_FAILS);
    fact.not_examined = "because";
    assert_int_equal(polder_fact_verdict(&fact, half), POLDER_NOT_EXAMINED);
}

/* ---- files ---- */

#define HEAD                                                                                       \
    "model: opinions\nreplicates: 4\nhorizon: 10\nrecord: {networks: 4, columns: [opinion, "       \
    "opinion.mean, tie], every: 2}\narms:\n  - {name: slow, set: {averaging.rate: 0.1}}\n"         \
    "  - {name: fast, set: {averaging.rate: 0.9}}\n"                                               \
    "fact:\n  id: X1\n  title: t\n  source: s\n  status: memory\n  use: test\n"

/* A design, and records of each month or not, in front of figures. */
#define DESIGNED(design, every)                                                                    \
    "model: opinions\nreplicates: 4\nhorizon: 10\nrecord: {networks: 4, columns: [opinion, "       \
    "heard, tie, opinion.mean], every: " every "}\n" design                                        \
    "fact: {id: X1, title: t, source: s, status: memory, use: test, figures: ["
#define FACTORS  "factors: {averaging.rate: [0.1, 0.9], network.members: [6, 12]}}\n"
#define SALTELLI "design: {kind: saltelli, points: 4, " FACTORS
#define MORRIS   "design: {kind: morris, trajectories: 4, " FACTORS

static int parse(const char *text, polder_report_t *report, int *n_figure)
{
    polder_fact_t fact;
    polder_experiment_t x;
    polder_report_init(report);
    const int code = polder_fact_parse(text, strlen(text), "f.yaml", NULL, NULL, &fact, &x, report);
    if (code >= 0 && n_figure) *n_figure = fact.n_figure;
    polder_fact_free(&fact);
    polder_experiment_free(&x);
    return code;
}

static void test_good_files(void **state)
{
    (void)state;
    static const char *const good[] = {
        HEAD "  figures:\n    - {figure: mean, of: opinion.mean, within: [0, 1]}\n",
        HEAD "  figures: [{figure: survival, months: 10, arms: slow}]\n",
        HEAD "  figures: [{figure: difference, of: opinion.mean, months: 4, arms: [fast, slow]}]\n",
        HEAD "  figures: [{figure: mean, of: [opinion.mean, opinion.limit], "
             "where: {opinion.mean: [0, 0.5]}, either: {alive: 1}}]\n",
        DESIGNED(SALTELLI, "2") "{figure: total-lead, of: opinion.mean, by: averaging.rate}]}\n",
        DESIGNED("", "1") "{figure: fano, of: opinion.mean}, {figure: recovery, of: opinion, by: "
                          "heard, cuts: 0.5, at: 3}, {figure: first-lead, of: opinion, by: "
                          "heard}]}\n",
        HEAD "  not_examined: because\n"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        polder_report_t report;
        const int code = parse(good[i], &report, NULL);
        if (code < 0) print_error("%s\n", report.n ? report.note[0].text : "?");
        assert_int_equal(code, 0);
        polder_report_free(&report);
    }
}

static void test_bad_files(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
        int line;
    } bad[] = {
        {"model: opinions\n", "holds no fact", 1},
        {"model: opinions\nfact: 3\n", "fact", 2},
        {"model: opinions\nfact:\n", "fact is empty", 2},
        {HEAD "  figures: [~]\n", "a figure is empty", 14},
        {HEAD "  figures: []\n", "1 to 20 figures", 14},
        {HEAD "  figure: []\n", "did you mean \"figures\"", 14},
        {HEAD "  figures: [{figure: shares, of: alive}]\n", "did you mean \"share\"", 14},
        {HEAD "  figures: [{of: alive}]\n", "needs its kind", 14},
        {HEAD "  figures: [{figure: share}]\n", "share needs a column: of", 14},
        {HEAD "  figures: [{figure: survival, of: alive, months: 3}]\n", "takes no column", 14},
        {HEAD "  figures: [{figure: share, of: opinion.meen}]\n", "opinion.mean", 14},
        {HEAD "  figures: [{figure: share, of: opinion}]\n", "one of networks", 14},
        {HEAD "  figures: [{figure: share, of: metric.density}]\n", "record.summary", 14},
        {HEAD "  figures: [{figure: fano, of: opinion.variance}]\n", "record.columns", 14},
        {HEAD "  figures: [{figure: difference, of: alive, arms: slow}]\n", "needs 2 arms, not 1",
         14},
        {HEAD "  figures: [{figure: difference, of: alive, arms: [slow, fest]}]\n",
         "unknown arm \"fest\"", 14},
        {HEAD "  figures: [{figure: mean, of: opinion.mean, by: alive}]\n", "mean takes no by", 14},
        {HEAD "  figures: [{figure: survival, months: 11}]\n", "outside", 14},
        {HEAD "  figures: [{figure: mean, of: opinion.mean, months: 3}]\n", "every 2 months", 14},
        {HEAD "  figures: [{figure: hazard, months: [6, 2]}]\n", "must come after", 14},
        {HEAD "  figures: [{figure: mean, of: alive, at: 3}]\n", "takes no at", 14},
        {HEAD "  figures: [{figure: mean, of: alive, within: [2, 1]}]\n", "2 is above 1", 14},
        {HEAD "  figures: [{figure: mean, of: alive, within: 2}]\n", "two numbers", 14},
        {HEAD "  figures: [{figure: mean, of: alive, above: 0, below: 1}]\n", "one criterion", 14},
        {HEAD "  figures: [{figure: mean, of: alive, where: {alife: 1}}]\n", "alive", 14},
        {HEAD "  figures: [{figure: mean, of: opinion.mean@3}]\n", "NAME@MONTH", 14},
        {HEAD "  figures: [{figure: mean, of: opinion.variance@4}]\n", "NAME@MONTH", 14},
        {HEAD "  figures: [{figure: recovery, of: opinion, by: opinion}]\n", "needs cuts", 14},
        /* months that are not recorded */
        {DESIGNED("", "6") "{figure: recovery, of: opinion, by: heard, cuts: 0.5, at: 3}]}\n",
         "recovery counts single months and needs record.every = 1, not 6", 5},
        {DESIGNED("", "2") "{figure: first-lead, of: opinion, by: heard}]}\n", "first-lead counts",
         5},
        {DESIGNED("", "2") "{figure: fano, of: opinion.mean}]}\n", "fano counts", 5},
        /* blocks that the design does not have */
        {DESIGNED(MORRIS, "1") "{figure: total-lead, of: opinion.mean, by: averaging.rate}]}\n",
         "a design of kind saltelli, and this one is of kind morris", 6},
        {DESIGNED("", "1") "{figure: total-lead, of: opinion.mean, by: averaging.rate}]}\n",
         "and this one has no design", 5},
        {DESIGNED(SALTELLI, "1") "{figure: total-lead, of: opinion.mean, by: opinion.limit}]}\n",
         "opinion.limit is no factor of the design", 6},
        /* an index into a row of months, and rows that are not of organisations */
        {HEAD "  figures: [{figure: recovery, of: opinion, by: opinion, cuts: 0.5, at: -20}]\n",
         "a whole number from 1 to the horizon", 14},
        {HEAD "  figures: [{figure: recovery, of: opinion, by: opinion, cuts: 0.5, at: 1.0e+30}]\n",
         "no more than a million", 14},
        {HEAD "  figures: [{figure: recovery, of: opinion, by: opinion, cuts: 0.5, at: 1.5}]\n",
         "a whole number from 1 to the horizon", 14},
        {DESIGNED("", "1") "{figure: first-lead, of: tie, by: tie}]}\n",
         "is not one of organisations", 5},
        {HEAD "  figures: [{figure: place-rank, of: opinion, by: opinion, months: 4}]\n",
         "needs a network file", 14},
        {HEAD "  figures: [{figure: best-arm, of: alive, arms: [slow, fast]}]\n", "cells", 14},
        {HEAD "  figures: [{figure: mean, of: alive, cells: []}]\n", "takes no cells", 14},
        {"model: opinions\nfact: {id: X, title: t, source: s, status: hearsay, use: test}\n",
         "status", 2},
        {"model: opinions\nfact: {id: X, title: t, source: s, status: memory}\n", "needs use", 2},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_report_t report;
        assert_int_equal(parse(bad[i].text, &report, NULL), POLDER_INPUT);
        bool found = false;
        for (size_t k = 0; k < report.n; k++)
            found |=
                strstr(report.note[k].text, bad[i].message) && report.note[k].line == bad[i].line;
        if (!found)
            print_error("%s: got %d: %s\n", bad[i].message, report.note[0].line,
                        report.note[0].text);
        assert_true(found);
        polder_report_free(&report);
    }
}

/* ---- from a block to rows ---- */

/* Two networks of two organisations over eight rounds. Organisation 0 has an event (heard rises
 * above a half) in round 3, 1 in the first network in rounds 2 and 4, in the second none. */
static void test_rows_of_a_block(void **state)
{
    (void)state;
    enum { T = 9, N = 4 };
    static const char text[] =
        "model: opinions\nreplicates: 2\nhorizon: 8\nnetwork: {members: 2, degree: 1}\n"
        "record: {networks: 2, columns: [opinion, heard, opinion.mean]}\nfact:\n  id: X\n"
        "  title: t\n  source: s\n  status: memory\n  use: test\n  figures:\n"
        "    - {figure: recovery, of: opinion, by: heard, cuts: 0.5, at: 3}\n"
        "    - {figure: mean, of: opinion.mean@4}\n"
        "    - {figure: mean, of: opinion.mean, where: {opinion.mean@4: [0, 10]}}\n"
        "    - {figure: mean, of: opinion.mean, months: 5}\n"
        "    - {figure: change, of: opinion.mean, months: [2, 4]}\n"
        "    - {figure: pair-share, of: heard, by: opinion, months: 3, cuts: 1}\n";
    polder_fact_t fact;
    polder_experiment_t x;
    polder_sample_t sample;
    polder_measured_t m;
    assert_int_equal(polder_fact_parse(text, strlen(text), "x", NULL, NULL, &fact, &x, NULL), 0);
    static float opinion[N * T], heard[N * T], mean[2 * T], summary[100];
    for (int t = 0; t < T; t++) {
        opinion[t] = 4, opinion[T + t] = 2, opinion[2 * T + t] = 1, opinion[3 * T + t] = 1;
        mean[t] = (float)t, mean[T + t] = (float)(3 * t);
    }
    opinion[6] = 3, opinion[T + 6] = 3;             /* 4/3 of the mean before, 1 after */
    opinion[2 * T + 6] = 3, opinion[3 * T + 6] = 1; /* 1 before, 1.5 after */
    heard[3] = heard[2 * T + 3] = 1;
    heard[T + 2] = heard[T + 4] = 1;
    for (int c = 0; c < 100; c++) summary[c] = (float)(c % 2);
    static const int32_t seen[] = {0, 1}, n_org[] = {2, 2}, n_arc[] = {0, 0};
    const float *track[] = {NULL, NULL, NULL};
    track[polder_sample_track(&x, "opinion")] = opinion;
    track[polder_sample_track(&x, "heard")] = heard;
    track[polder_sample_track(&x, "opinion.mean")] = mean;
    assert_int_equal(polder_sample_init(&sample, &x, NULL), 0);
    const polder_sink_t sink = polder_sample_sink(&sample);
    const polder_block_t block = {.n_unit = 2,
                                  .summary = summary,
                                  .n_time = T,
                                  .n_sample = 2,
                                  .sample = seen,
                                  .n_org = n_org,
                                  .n_arc = n_arc,
                                  .track = track};
    assert_int_equal(sink.write(sink.self, &block, NULL), 0);
    const double known[] = {2.5 / (4.0 / 3 + 1), (4 + 12) / 2.0, 0, (5 + 15) / 2.0, 2, 0.5};
    for (int i = 0; i < fact.n_figure; i++) {
        assert_int_equal(polder_figure_measure(&fact.figure[i], &sample, &m, NULL), 0);
        if (fabs(m.value - known[i]) > 1e-6) print_error("figure %d: %g\n", i, m.value);
        CLOSE(m.value, known[i], 1e-6);
    }
    polder_rows_t pairs; /* whose rows those of the last figure are */
    assert_int_equal(polder_figure_rows(&fact.figure[5], &sample, &pairs, NULL), 0);
    assert_int_equal(pairs.n, 4);
    for (int r = 0; r < 4; r++) {
        assert_int_equal(pairs.network[r], r / 2);
        assert_int_equal(pairs.member[r], r % 2);
    }
    polder_rows_free(&pairs);
    polder_sample_free(&sample);
    polder_experiment_free(&x);
    polder_fact_free(&fact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_means),
                                       cmocka_unit_test(test_points_and_cells),
                                       cmocka_unit_test(test_relations),
                                       cmocka_unit_test(test_total),
                                       cmocka_unit_test(test_total_of_second_order),
                                       cmocka_unit_test(test_total_of_many),
                                       cmocka_unit_test(test_members_and_pairs),
                                       cmocka_unit_test(test_times),
                                       cmocka_unit_test(test_courses),
                                       cmocka_unit_test(test_recipes),
                                       cmocka_unit_test(test_fewest_recipes),
                                       cmocka_unit_test(test_recipes_without_values),
                                       cmocka_unit_test(test_infinite_samples),
                                       cmocka_unit_test(test_share_in_clusters),
                                       cmocka_unit_test(test_networks_drawn_again),
                                       cmocka_unit_test(test_unsure),
                                       cmocka_unit_test(test_interval),
                                       cmocka_unit_test(test_verdict),
                                       cmocka_unit_test(test_good_files),
                                       cmocka_unit_test(test_bad_files),
                                       cmocka_unit_test(test_rows_of_a_block)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
