/* test_futures: foundings and their futures. Futures of a founding begin as the same network, to
 * the bit, and share nothing after that; foundings share nothing at all; and a founding with one
 * future is what it was before there were futures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/random.h"
#include "run/run.h"
#include "scenario/scenario.h"

/* What a run leaves of each unit: its summaries, and its tracks in tick 0 and after it. */
typedef struct {
    const polder_experiment_t *x;
    size_t n_summary, n_start, n_rest; /* numbers of a unit */
    float *summary, *start, *rest;
} kept_t;

static int keep(void *self, const polder_block_t *b, polder_report_t *report)
{
    kept_t *k = self;
    const size_t times = (size_t)b->n_time, tracks = k->n_start;
    (void)report;
    assert_null(b->error);
    for (int32_t u = 0; u < b->n_unit; u++)
        for (size_t i = 0; i < k->n_summary; i++)
            k->summary[(size_t)(b->first_unit + u) * k->n_summary + i] =
                b->summary[i * (size_t)b->n_unit + (size_t)u];
    for (int32_t s = 0; s < b->n_sample; s++) {
        const size_t unit = (size_t)(b->first_unit + b->sample[s]);
        for (size_t t = 0; t < tracks; t++) {
            const float *row = b->track[t] + (size_t)s * times;
            k->start[unit * tracks + t] = row[0];
            memcpy(k->rest + unit * k->n_rest + t * (times - 1), row + 1,
                   (times - 1) * sizeof *row);
        }
    }
    return 0;
}

static void read_text(const char *text, polder_experiment_t *x)
{
    polder_report_t report = {0};
    const int code = polder_scenario_parse(text, strlen(text), "x.yaml", NULL, NULL, x, &report);
    if (code < 0) print_error("%s\n%s\n", text, report.note[0].text);
    assert_int_equal(code, 0);
    polder_report_free(&report);
}

/* All tracks must be of networks. */
static kept_t run(const polder_experiment_t *x, int threads, int block)
{
    const size_t units = (size_t)polder_experiment_units(x);
    kept_t k = {.x = x,
                .n_summary = (size_t)polder_record_rows(&x->record),
                .n_start = (size_t)x->record.n_track,
                .n_rest = (size_t)(x->record.n_track * x->horizon)};
    k.summary = calloc(units * k.n_summary, sizeof(float));
    k.start = calloc(units * k.n_start + 1, sizeof(float));
    k.rest = calloc(units * k.n_rest + 1, sizeof(float));
    assert_true(k.summary && k.start && k.rest);
    polder_report_t report = {0};
    polder_timing_t timing;
    const polder_sink_t sink = {.self = &k, .write = keep};
    const polder_run_options_t options = {.threads = threads, .block = block};
    const int code = polder_run(x, &options, &sink, &timing, &report);
    if (code < 0 && report.n) print_error("%s\n", report.note[report.n - 1].text);
    assert_int_equal(code, 0);
    polder_timing_free(&timing);
    polder_report_free(&report);
    return k;
}

static void forget(kept_t *k)
{
    free(k->summary);
    free(k->start);
    free(k->rest);
}

#define C "model: collaboration\nhorizon: 12\n"
#define TRACKS                                                                                     \
    "record: {networks: 100000, columns: [trust.mean, momentum, between.spread, between.trust, "   \
    "interest.spread, culture.spread, will.mean, alive]}\n"
#define ARMS                                                                                       \
    "arms: [none, {name: same, set: {initial.between.spread: {at most: 1000}}}, {name: led, set: " \
    "{governance.form: lead}}]\n"

enum { F = 12, M = 9, ARMS_N = 3 };

/* The same beginning, in every arm; another course, but for twins. */
static void test_beginning(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_text(C "foundings: 12\nfutures: 9\n" ARMS TRACKS, &x);
    assert_int_equal(x.replicates, F * M);
    kept_t k = run(&x, 1, 0);
    int n_equal = 0;
    for (int f = 0; f < F; f++)
        for (int m = 0; m < M; m++)
            for (int a = 0; a < ARMS_N; a++) {
                const size_t first = (size_t)(f * M * ARMS_N + a),
                             unit = first + (size_t)(m * ARMS_N);
                assert_memory_equal(k.start + first * k.n_start, k.start + unit * k.n_start,
                                    k.n_start * sizeof(float));
                n_equal += m > 0 && memcmp(k.rest + first * k.n_rest, k.rest + unit * k.n_rest,
                                           k.n_rest * sizeof(float)) == 0;
                if (a != 1) continue;
                assert_memory_equal(k.rest + (unit - 1) * k.n_rest, k.rest + unit * k.n_rest,
                                    k.n_rest * sizeof(float));
            }
    assert_int_equal(n_equal, 0);
    /* Two foundings do not begin alike. */
    for (int f = 1; f < F; f++)
        assert_memory_not_equal(k.start, k.start + (size_t)(f * M * ARMS_N) * k.n_start,
                                k.n_start * sizeof(float));
    forget(&k);
    polder_experiment_free(&x);
}

/* Future 0 of a founding is the replicate of before. */
static void test_first(void **state)
{
    (void)state;
    polder_experiment_t one, many;
    read_text(C "replicates: 12\n" ARMS TRACKS, &one);
    read_text(C "foundings: 12\nfutures: 9\n" ARMS TRACKS, &many);
    kept_t a = run(&one, 1, 0), b = run(&many, 1, 0);
    for (int f = 0; f < F; f++)
        for (int k = 0; k < ARMS_N; k++) {
            const size_t i = (size_t)(f * ARMS_N + k), j = (size_t)(f * M * ARMS_N + k);
            assert_memory_equal(a.summary + i * a.n_summary, b.summary + j * b.n_summary,
                                a.n_summary * sizeof(float));
            assert_memory_equal(a.rest + i * a.n_rest, b.rest + j * b.n_rest,
                                a.n_rest * sizeof(float));
        }
    forget(&a);
    forget(&b);
    polder_experiment_free(&one);
    polder_experiment_free(&many);
}

/* A founding of a larger run, alone: the same networks. */
static void test_alone(void **state)
{
    enum { FOUNDING = 7 };
    (void)state;
    polder_experiment_t one, many;
    read_text(C "foundings: 12\nfutures: 9\n" ARMS TRACKS, &many);
    read_text(C "first_founding: 7\nfoundings: 1\nfutures: 9\n" ARMS TRACKS, &one);
    kept_t a = run(&one, 1, 0), b = run(&many, 1, 0);
    const size_t n = M * ARMS_N, at = (size_t)FOUNDING * n;
    assert_memory_equal(a.start, b.start + at * b.n_start, n * a.n_start * sizeof(float));
    assert_memory_equal(a.rest, b.rest + at * b.n_rest, n * a.n_rest * sizeof(float));
    assert_memory_equal(a.summary, b.summary + at * b.n_summary, n * a.n_summary * sizeof(float));
    forget(&a);
    forget(&b);
    polder_experiment_free(&one);
    polder_experiment_free(&many);
}

/* However a run is cut up. */
static void test_cut(void **state)
{
    static const int cut[][2] = {{1, 7}, {2, 5}, {2, 48}, {1, 1}};
    (void)state;
    polder_experiment_t x;
    read_text(C "foundings: 5\nfutures: 7\n" ARMS TRACKS "network: {members: {integer: [4, 20]}}\n",
              &x);
    kept_t whole = run(&x, 1, 0);
    const size_t units = (size_t)polder_experiment_units(&x);
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        kept_t k = run(&x, cut[i][0], cut[i][1]);
        assert_memory_equal(whole.summary, k.summary, units * k.n_summary * sizeof(float));
        assert_memory_equal(whole.start, k.start, units * k.n_start * sizeof(float));
        assert_memory_equal(whole.rest, k.rest, units * k.n_rest * sizeof(float));
        forget(&k);
    }
    forget(&whole);
    polder_experiment_free(&x);
}

/* One network over all lanes, whose slices two threads step. */
static void test_large(void **state)
{
    (void)state;
    polder_experiment_t x;
    read_text(
        "model: collaboration\nhorizon: 2\nfoundings: 2\nfutures: 2\nnetwork: {members: 600}\n"
        "values: {governance: {form: administrative}}\n" TRACKS,
        &x);
    kept_t k = run(&x, 1, 0), two = run(&x, 2, 0);
    assert_memory_equal(k.start, k.start + k.n_start, k.n_start * sizeof(float));
    assert_memory_not_equal(k.start, k.start + 2 * k.n_start, k.n_start * sizeof(float));
    assert_memory_not_equal(k.rest, k.rest + k.n_rest, k.n_rest * sizeof(float));
    assert_memory_equal(k.rest, two.rest, 4 * k.n_rest * sizeof(float));
    forget(&k);
    forget(&two);
    polder_experiment_free(&x);
}

/* ---- luck is nobody else's ---- */

static double correlation(const double *a, const double *b, int n)
{
    double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < n; i++) {
        ma += a[i] / n;
        mb += b[i] / n;
    }
    for (int i = 0; i < n; i++) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : 0;
}

/* Foundings over their futures: the mean of all correlations of two is 0 within four of its
 * standard errors. Were the luck of a future the same for every founding, it would be far off: see
 * below. */
static void test_independent(void **state)
{
    enum { FOUNDINGS = 24, FUTURES = 60 };
    (void)state;
    polder_experiment_t x;
    read_text("model: collaboration\nhorizon: 24\nfoundings: 24\nfutures: 60\nseed: 7\n"
              "record: {summary: [momentum]}\n",
              &x);
    kept_t k = run(&x, 1, 0);
    int column = -1;
    for (int i = 0; i < x.record.n_summary; i++)
        if (strcmp(x.table.field[x.record.summary[i]]->name, "momentum") == 0) column = i;
    assert_true(column >= 0);
    static double value[FOUNDINGS][FUTURES];
    for (int f = 0; f < FOUNDINGS; f++)
        for (int m = 0; m < FUTURES; m++)
            value[f][m] =
                (double)k.summary[(size_t)(f * FUTURES + m) * k.n_summary + (size_t)column];
    double sum = 0;
    const int pairs = FOUNDINGS * (FOUNDINGS - 1) / 2;
    for (int f = 0; f < FOUNDINGS; f++)
        for (int g = 0; g < f; g++) sum += correlation(value[f], value[g], FUTURES);
    const double mean = sum / pairs, error = 1 / sqrt((double)pairs * (FUTURES - 1));
    if (fabs(mean) > 4 * error) fail_msg("mean correlation %g, standard error %g", mean, error);
    forget(&k);
    polder_experiment_free(&x);
}

/* No two networks have one key after the founding, and the first future has that of the founding.
 */
static void test_keys(void **state)
{
    enum { N = 40 };
    static uint32_t key[N * N][4];
    (void)state;
    for (int f = 0; f < N; f++)
        for (int m = 0; m < N; m++) {
            uint32_t *k = key[f * N + m], plain[4];
            polder_key(0x123456789abcdef0u, (uint64_t)f, k);
            polder_key(0x123456789abcdef0u, (uint64_t)f, plain);
            k[3] = polder_key_future(k[3], (uint32_t)m);
            assert_int_equal(memcmp(k, plain, sizeof plain) == 0, m == 0);
        }
    for (int i = 0; i < N * N; i++)
        for (int j = 0; j < i; j++) assert_memory_not_equal(key[i], key[j], sizeof key[i]);
}

/* ---- what a scenario says ---- */

static char *text_of(const char *text)
{
    polder_experiment_t x;
    char *json = NULL;
    read_text(text, &x);
    assert_int_equal(polder_scenario_describe(&x, &json, NULL), 0);
    polder_experiment_free(&x);
    return json;
}

static void test_words(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {C "replicates: 70\n", C "foundings: 70\n"},
        {C "replicates: 70\n", C "futures: 1\nfoundings: 70\n"},
        {C "foundings: 7\nfutures: 10\n", C "futures: 10\nfoundings: 7\n"},
        {C "futures: 10\n", C "foundings: 1\nfutures: 10\n"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        char *a = text_of(same[i][0]), *b = text_of(same[i][1]), *again = text_of(a);
        assert_string_equal(a, b);
        assert_string_equal(a, again);
        assert_int_equal(strstr(a, "replicates") != NULL, i < 2);
        assert_int_equal(strstr(a, "futures") != NULL, i >= 2);
        free(a);
        free(b);
        free(again);
    }
    polder_experiment_t x;
    read_text(C, &x);
    x.replicates = 10;
    x.futures = 3;
    polder_report_t report = {0};
    polder_timing_t timing;
    const polder_sink_t sink = {0};
    const polder_run_options_t options = {.threads = 1};
    assert_int_equal(polder_run(&x, &options, &sink, &timing, &report), POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "10 networks of a case cannot be 3 futures"));
    polder_report_free(&report);
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beginning),   cmocka_unit_test(test_first),
        cmocka_unit_test(test_alone),       cmocka_unit_test(test_cut),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_independent), cmocka_unit_test(test_keys),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests_name("futures", tests, NULL, NULL);
}
