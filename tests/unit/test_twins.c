/* Sets of causes taken away, where what comes out is known: causes that suffice alone or only
 * together, one that comes before another, one that protects, one that does nothing, and luck. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/subsets.h"
#include "analysis/twins.h"
#include "kernel/random.h"

/* Bits: either of the first two fails the network, by chances of its own; the next two only
 * together; `early` fails what `late` would have failed; `shield` keeps `foe` off. */
enum { ONE, OTHER, PART, HALF, EARLY, LATE, SHIELD, SHAM, N_CAUSE };
enum { SETS = 1 << N_CAUSE };
static const double one = 0.3, other = 0.2, both = 0.25, foe = 0.5, keeps = 0.8, luck = 0.1;

/* Chance of success without a set of causes. */
static double chance(polder_causes_set_t set)
{
    double p = 1 - luck;
    if (!(set >> ONE & 1)) p *= 1 - one;
    if (!(set >> OTHER & 1)) p *= 1 - other;
    if (!(set >> PART & 1) && !(set >> HALF & 1)) p *= 1 - both;
    p *= 1 - foe * (set >> SHIELD & 1 ? 1 : 1 - keeps);
    /* A network of two has a quarrel early or, if not, late: with both gone it has none. */
    if (!(set >> EARLY & 1) || !(set >> LATE & 1)) p *= 0.7;
    return p;
}

static int lives(polder_causes_set_t set, uint64_t seed, uint64_t unit)
{
    uint32_t key[4], w[8];
    polder_key(seed, unit, key);
    polder_words(key, 0, 0, polder_purpose("toy"), 0, w);
    polder_words(key, 0, 0, polder_purpose("toy"), 1, w + 4);
    double u[8];
    for (int i = 0; i < 8; i++) u[i] = w[i] * 0x1p-32;
    if (u[0] < luck) return 0;
    if (!(set >> ONE & 1) && u[1] < one) return 0;
    if (!(set >> OTHER & 1) && u[2] < other) return 0;
    if (!(set >> PART & 1) && !(set >> HALF & 1) && u[3] < both) return 0;
    if (u[4] < foe && (set >> SHIELD & 1 || u[5] >= keeps)) return 0;
    return (set >> EARLY & 1 && set >> LATE & 1) || u[6] < 0.7;
}

typedef struct {
    polder_twins_t twins;
    polder_causes_set_t *set;
    signed char *success;
} table_t;

/* All sets of at most `most` causes, and those of walks. */
static table_t make(int most, int64_t n, uint64_t seed, const int *order, int n_walk)
{
    table_t t = {.set = malloc(SETS * sizeof *t.set)};
    bool in[SETS] = {false};
    int n_set = 0;
    for (int s = 0; s < SETS; s++) in[s] = polder_set_size((polder_causes_set_t)s) <= most;
    for (int w = 0; w < n_walk; w++) {
        polder_causes_set_t set = 0;
        for (int k = 0; k < N_CAUSE; k++) in[set |= 1u << order[w * N_CAUSE + k]] = true;
    }
    for (int s = 0; s < SETS; s++)
        if (in[s]) t.set[n_set++] = (polder_causes_set_t)s;
    t.success = malloc((size_t)n_set * (size_t)n);
    for (int r = 0; r < n_set; r++)
        for (int64_t u = 0; u < n; u++)
            t.success[r * n + u] = (signed char)lives(t.set[r], seed, (uint64_t)u);
    t.twins = (polder_twins_t){N_CAUSE, n_set, n, t.set, t.success};
    return t;
}

static void drop(table_t *t)
{
    free(t->set);
    free(t->success);
}

static void gains_are_known(void **state)
{
    (void)state;
    table_t t = make(3, 2000, 6, NULL, 0);
    int row[SETS];
    for (int r = 0; r < t.twins.n_set; r++) row[r] = r;
    const double each = polder_twins_each(&t.twins, row, t.twins.n_set, 0.95, 1);
    assert_true(each > 0.95 && each <= 1 - 0.05 / (t.twins.n_set - 2));
    for (int r = 0; r < t.twins.n_set; r++) {
        const polder_rescue_t x = polder_twins_rescue(&t.twins, r, each, 0.95);
        const double gain = chance(x.set) - chance(0);
        assert_true(x.gain.low <= gain && gain <= x.gain.high);
        assert_true(x.gain.low <= x.gain.difference && x.gain.difference <= x.gain.high);
        assert_true(x.least <= x.rescued.share + 1e-12 && x.rescued.share <= x.most + 1e-12);
    }
    const polder_rescue_t shield =
        polder_twins_rescue(&t.twins, polder_twins_find(&t.twins, 1u << SHIELD), each, 0.95);
    assert_true(shield.gain.high < 0 && shield.lost.share > 0.3 && shield.rescued.count == 0);
    const polder_rescue_t sham =
        polder_twins_rescue(&t.twins, polder_twins_find(&t.twins, 1u << SHAM), each, 0.95);
    assert_true(sham.gain.difference == 0 && sham.rescued.count == 0 && sham.lost.count == 0);
    drop(&t);
}

/* Of failures, those with the cause alone: closed forms of the first bit. */
static void shares_of_failures(void **state)
{
    (void)state;
    table_t t = make(1, 40000, 6, NULL, 0);
    const polder_rescue_t x =
        polder_twins_rescue(&t.twins, polder_twins_find(&t.twins, 1u << ONE), 0.99, 0.99);
    const double p0 = chance(0), p1 = chance(1u << ONE), of_failures = (p1 - p0) / (1 - p0);
    assert_true(x.rescued.low <= of_failures && of_failures <= x.rescued.high);
    assert_int_equal(x.lost.count, 0);
    assert_true(fabs(x.least - of_failures) < 0.01); /* nothing is lost: the bound is the share */
    assert_true(fabs(x.most - fmin(1, p1 / (1 - p0))) < 0.02);
    drop(&t);
}

static void pairs_know_together(void **state)
{
    (void)state;
    table_t t = make(2, 4000, 7, NULL, 0);
    static const int pair[][2] = {{PART, HALF}, {EARLY, LATE}, {ONE, OTHER}, {ONE, SHAM}};
    for (size_t k = 0; k < sizeof pair / sizeof *pair; k++) {
        const polder_causes_set_t a = 1u << pair[k][0], b = 1u << pair[k][1];
        const double known = chance(a | b) - chance(a) - chance(b) + chance(0);
        const polder_difference_t d =
            polder_twins_interaction(&t.twins, pair[k][0], pair[k][1], 0.95);
        assert_true(d.low <= known && known <= d.high);
    }
    assert_true(polder_twins_interaction(&t.twins, PART, HALF, 0.95).high <
                0); /* either is enough */
    assert_true(polder_twins_interaction(&t.twins, EARLY, LATE, 0.95).low >
                0);              /* both have to go */
    t.twins.n_set = N_CAUSE + 1; /* pairs stand behind nothing, ONE and OTHER */
    assert_true(isnan(polder_twins_interaction(&t.twins, EARLY, LATE, 0.95).difference));
    drop(&t);
}

static void shares_add_up(void **state)
{
    (void)state;
    enum { WALKS = 40 };
    double value[SETS], known[N_CAUSE], sum = 0;
    int order[WALKS * N_CAUSE];
    polder_share_t exact[N_CAUSE], walked[N_CAUSE];
    for (int s = 0; s < SETS; s++) value[s] = chance((polder_causes_set_t)s);
    polder_shapley(value, N_CAUSE, known);
    for (int i = 0; i < N_CAUSE; i++) sum += known[i];
    assert_true(fabs(sum - (value[SETS - 1] - value[0])) < 1e-12);
    assert_true(fabs(known[EARLY] - known[LATE]) < 1e-12); /* whoever comes first */
    assert_true(fabs(known[SHAM]) < 1e-15 && known[SHIELD] < 0);
    polder_walks(N_CAUSE, WALKS, 3, order);
    table_t all = make(N_CAUSE, 1500, 9, NULL, 0), some = make(0, 1500, 9, order, WALKS);
    assert_true(polder_twins_shapley(&all.twins, NULL, 0, 0.99, exact));
    assert_true(polder_twins_shapley(&some.twins, order, WALKS, 0.99, walked));
    double sums[3] = {0};
    for (int i = 0; i < N_CAUSE; i++) {
        assert_true(exact[i].low <= known[i] && known[i] <= exact[i].high);
        assert_true(walked[i].low <= known[i] && known[i] <= walked[i].high);
        sums[0] += exact[i].share;
        sums[1] += walked[i].share;
    }
    sums[2] = polder_twins_chance(&all.twins, SETS - 1, 0.95).share -
              polder_twins_chance(&all.twins, 0, 0.95).share;
    assert_true(fabs(sums[0] - sums[2]) < 1e-9 && fabs(sums[1] - sums[2]) < 1e-9);
    assert_true(exact[SHAM].share == 0 && walked[SHAM].share == 0);
    assert_false(polder_twins_shapley(&some.twins, NULL, 0, 0.99, exact)); /* sets are missing */
    drop(&all);
    drop(&some);
}

static void walks_are_orders(void **state)
{
    (void)state;
    int order[10 * 5], first[5] = {0}, many[2000 * 5];
    polder_walks(5, 10, 1, order);
    for (int w = 0; w < 10; w++) {
        unsigned seen = 0;
        for (int i = 0; i < 5; i++) seen |= 1u << order[w * 5 + i];
        assert_int_equal(seen, 31);
        for (int i = 0; i < 5 && w % 2; i++)
            assert_int_equal(order[w * 5 + i], order[(w - 1) * 5 + 4 - i]);
    }
    polder_walks(5, 2000, 2, many);
    for (int w = 0; w < 2000; w += 2) first[many[w * 5]]++;
    for (int i = 0; i < 5; i++) assert_in_range(first[i], 160, 240); /* 200, give or take 3 sd */
}

/* success[set] from words: bit lists of the sets that succeed. */
static polder_history_t history_of(const polder_causes_set_t *good, int n_good, int n)
{
    signed char success[64] = {0};
    polder_history_t h;
    for (int i = 0; i < n_good; i++) success[good[i]] = 1;
    assert_true(polder_history(success, n, &h));
    return h;
}

static void smallest_sets(void **state)
{
    (void)state;
    /* a alone, or b and c together; with a and b gone it fails again */
    static const polder_causes_set_t good[] = {1, 6, 7, 5};
    polder_history_t h = history_of(good, 4, 3);
    assert_true(h.failed && h.undone);
    assert_int_equal(h.n_least, 2);
    assert_int_equal(h.least[0], 1);
    assert_int_equal(h.least[1], 6);
    assert_true(h.responsibility[0] == 1 && h.responsibility[1] == 0.5 &&
                h.responsibility[2] == 0.5);
    polder_history_free(&h);
    h = history_of(NULL, 0, 3);
    assert_true(h.failed && !h.undone && h.n_least == 0 && h.responsibility[0] == 0);
    polder_history_free(&h);
    static const polder_causes_set_t fine[] = {0, 1, 2, 3};
    h = history_of(fine, 4, 2);
    assert_true(!h.failed && h.n_least == 0);
    polder_history_free(&h);
}

/* Against a slow and plain way, over tables made by chance. */
static void smallest_sets_of_any_table(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 200; seed++) {
        signed char success[32];
        polder_history_t h;
        uint32_t key[4], w[4];
        int n = 0;
        polder_key(9, seed, key);
        for (uint32_t s = 0; s < 32; s++) {
            polder_words(key, 0, s, 1, 0, w);
            success[s] = s > 0 && w[0] % 8 < 1;
        }
        assert_true(polder_history(success, 5, &h));
        for (uint32_t s = 1; s < 32; s++) {
            bool least = success[s] == 1, found = false;
            for (uint32_t t = 1; t < s; t++) least &= !((t & s) == t && success[t]);
            for (int i = 0; i < h.n_least; i++) found |= h.least[i] == s;
            assert_int_equal(least, found);
            n += least;
        }
        assert_int_equal(n, h.n_least);
        for (int i = 1; i < h.n_least; i++)
            assert_true(polder_set_size(h.least[i - 1]) <= polder_set_size(h.least[i]));
        polder_history_free(&h);
    }
}

static void sizes_of_failures(void **state)
{
    (void)state;
    table_t t = make(2, 3000, 11, NULL, 0);
    int64_t count[POLDER_MOST_CAUSES + 1], sum = 0;
    const int64_t failures = polder_twins_sizes(&t.twins, count);
    for (int k = 0; k <= POLDER_MOST_CAUSES; k++) sum += count[k];
    assert_int_equal(sum, failures);
    /* alone rescue: what failed of exactly one of the single mechanisms */
    const double clean = (1 - luck) * (1 - foe * (1 - keeps)) * 0.7;
    const double single = clean * (one * (1 - other) * (1 - both) + (1 - one) * other * (1 - both) +
                                   (1 - one) * (1 - other) * both);
    const polder_proportion_t p = polder_proportion(count[1], 3000, 0.99);
    assert_true(p.low <= single && single <= p.high);
    drop(&t);
}

/* Intervals of all single causes hold together in 95 of 100 tables. */
static void together_they_hold(void **state)
{
    (void)state;
    enum { REPEATS = 300 };
    int good = 0, named = 0;
    for (uint64_t seed = 100; seed < 100 + REPEATS; seed++) {
        table_t t = make(1, 150, seed, NULL, 0);
        int row[N_CAUSE];
        bool hold = true;
        for (int i = 0; i < N_CAUSE; i++) row[i] = polder_twins_find(&t.twins, 1u << i);
        const double each = polder_twins_each(&t.twins, row, N_CAUSE, 0.95, seed);
        for (int i = 0; i < N_CAUSE; i++) {
            const polder_rescue_t x = polder_twins_rescue(&t.twins, row[i], each, 0.95);
            const double gain = chance(1u << i) - chance(0);
            hold &= x.gain.low <= gain && gain <= x.gain.high;
            named += (i == SHAM || i == EARLY || i == LATE) && x.gain.low > 0;
        }
        good += hold;
        drop(&t);
    }
    assert_in_range(good, (int)(0.93 * REPEATS), REPEATS);
    assert_int_equal(named, 0); /* what does nothing alone is never named */
}

/* What could not be made is left out in pairs. */
static void unknown_units(void **state)
{
    (void)state;
    static const polder_causes_set_t set[] = {0, 1};
    static const signed char success[] = {0, 1, 0, -1, 1, /**/ 1, 1, -1, 1, 0};
    const polder_twins_t t = {1, 2, 5, set, success};
    const polder_rescue_t x = polder_twins_rescue(&t, 1, 0.95, 0.95);
    assert_int_equal(x.gain.pairs, 3);
    assert_int_equal(x.rescued.n, 1);
    assert_int_equal(x.lost.n, 2);
    assert_int_equal(polder_twins_chance(&t, 0, 0.95).n, 4);
    polder_share_t share[1];
    assert_true(polder_twins_shapley(&t, NULL, 0, 0.95, share));
    assert_true(fabs(share[0].share) < 1e-12); /* +1, 0, −1 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gains_are_known),     cmocka_unit_test(shares_of_failures),
        cmocka_unit_test(pairs_know_together), cmocka_unit_test(shares_add_up),
        cmocka_unit_test(walks_are_orders),    cmocka_unit_test(smallest_sets),
        cmocka_unit_test(sizes_of_failures),   cmocka_unit_test(smallest_sets_of_any_table),
        cmocka_unit_test(together_they_hold),  cmocka_unit_test(unknown_units)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
