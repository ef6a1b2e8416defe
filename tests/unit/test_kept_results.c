/* test_kept_results.c: the results in tests/files, one of each format, are read as when they were
 * written. They are never made again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

enum { NETWORKS = 6, RECORDED = 2, TIMES = 3, ORGANISATIONS = 8 };

static polder_result_t *open_kept(int format)
{
    char path[4096];
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    snprintf(path, sizeof path, "%s/tests/files/format-%d.h5", POLDER_SOURCE_DIR, format);
    assert_int_equal(
        fixture_show(polder_result_open_trusting(&result, path, format == 1, &report), &report), 0);
    assert_int_equal(report.n, 0);
    return result;
}

static void check_kept(int format)
{
    static const float mean[NETWORKS] = {0.5211688f,   0.5211688f, 0.4648878f,
                                         0.464887828f, 0.5107192f, 0.5107192f};
    float value[NETWORKS], way[RECORDED * TIMES], all[ORGANISATIONS * TIMES];
    double point[2];
    int64_t index[ORGANISATIONS];
    polder_result_t *result = open_kept(format);
    assert_string_equal(polder_result_text(result, "title"), "Kept");
    assert_string_equal(polder_result_text(result, "model"), "opinions");
    assert_int_equal(polder_result_networks(result), NETWORKS);
    assert_int_equal(polder_result_horizon(result), 4);
    assert_int_equal(polder_result_n_arm(result), 1);
    assert_int_equal(polder_result_n_point(result), 2);
    assert_string_equal(polder_result_factor(result, 0), "averaging.rate");
    assert_int_equal(polder_result_read_points(result, 0, 2, point, 2, NULL), 0);
    assert_true(point[0] == 0.25 && point[1] == 0.5);
    assert_int_equal(polder_result_read(result, "opinion.mean", 0, NETWORKS, value, NULL), 0);
    for (int i = 0; i < NETWORKS; i++) assert_true(fabsf(value[i] - mean[i]) < 1e-7f);
    assert_int_equal(
        polder_result_read_track(result, "opinion.mean", 0, RECORDED, way, RECORDED * TIMES, NULL),
        0);
    for (int i = 0; i < RECORDED; i++)
        assert_true(way[i * TIMES + TIMES - 1] == value[i]); /* the last time is the end */
    assert_int_equal(polder_result_read_track(result, "opinion", 0, ORGANISATIONS, all,
                                              ORGANISATIONS * TIMES, NULL),
                     0);
    for (int i = 0; i < RECORDED; i++) {
        float sum = 0;
        for (int k = 0; k < 4; k++) sum += all[(4 * i + k) * TIMES + TIMES - 1];
        assert_true(fabsf(sum / 4 - value[i]) < 1e-6f);
    }
    assert_int_equal(
        polder_result_read_index(result, "trajectory/organisation", 0, ORGANISATIONS, index, NULL),
        0);
    for (int i = 0; i < ORGANISATIONS; i++) assert_int_equal(index[i], i % 4);
    polder_result_close(result);
}

/* Without a digest it is read only by those who say so; and without what came later. */
static void test_format_1(void **state)
{
    (void)state;
    polder_report_t report = {0};
    polder_result_t *refused = NULL;
    assert_int_equal(
        polder_result_open(&refused, POLDER_SOURCE_DIR "/tests/files/format-1.h5", &report),
        POLDER_FORMAT);
    assert_true(fixture_says(&report, "or made before results had one"));
    assert_true(fixture_says(&report, "--trust"));
    polder_report_free(&report);
    check_kept(1);
    polder_result_t *result = open_kept(1);
    assert_int_equal(polder_result_index_rows(result, "arm"), -1);
    polder_result_close(result);
}

static void test_format_2(void **state)
{
    (void)state;
    check_kept(2);
    polder_result_t *result = open_kept(2);
    assert_int_equal(polder_result_index_rows(result, "arm"), NETWORKS);
    assert_non_null(polder_result_text(result, "polder_fingerprint"));
    polder_result_close(result);
}

/* Foundings with futures, and what happened. */
static void test_format_3(void **state)
{
    enum { ALL = 12, FUTURES = 3, ARMS = 2 };
    int64_t founding[ALL], future[ALL], first = 0, n = 0;
    polder_happened_t event[2];
    float mean[ALL];
    (void)state;
    polder_result_t *result = open_kept(3);
    assert_string_equal(polder_result_text(result, "title"), "Kept, with futures");
    assert_int_equal(polder_result_networks(result), ALL);
    assert_int_equal(polder_result_futures(result), FUTURES);
    assert_int_equal(polder_result_first_founding(result), 0);
    assert_string_equal(polder_result_arm(result, 1), "cut off");
    assert_int_equal(polder_result_read_index(result, "founding", 0, ALL, founding, NULL), 0);
    assert_int_equal(polder_result_read_index(result, "future", 0, ALL, future, NULL), 0);
    assert_int_equal(polder_result_read(result, "opinion.mean", 0, ALL, mean, NULL), 0);
    for (int i = 0; i < ALL; i++) {
        assert_int_equal(founding[i], i / (FUTURES * ARMS));
        assert_int_equal(future[i], i / ARMS % FUTURES);
        assert_true(fabsf(mean[i] - (founding[i] ? 0.46488780f : 0.52116880f)) < 1e-6f);
    }
    assert_int_equal(polder_result_n_event(result), 4);
    assert_int_equal(polder_result_events_of(result, 2, &first, &n, NULL), 0);
    assert_int_equal(n, 0);
    assert_int_equal(polder_result_events_of(result, 3, &first, &n, NULL), 0);
    assert_int_equal(n, 2);
    assert_int_equal(polder_result_read_events(result, first, n, event, NULL), 0);
    const int kind = polder_result_find_kind(result, "planned.happens");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(event[i].kind, kind);
        assert_int_equal(event[i].tick, 2 + 2 * i);
        assert_true(event[i].number[0] == (float)i && isnan(event[i].number[1]));
    }
    assert_string_equal(polder_result_kind(result, kind)->number[0].choices, "break|mend");
    polder_result_close(result);
}

/* Arms with network files of their own, which live longer and shorter; and what was observed. */
static void test_format_4(void **state)
{
    enum { ALL = 6, ARMS = 3, RECORDED_TIMES = 4, MEMBERS = 6 };
    static const int lasts[ARMS] = {4, 6, 3};
    static const char *const arm[ARMS] = {"now", "before", "without Ada"};
    static const char *const member[MEMBERS] = {"Ada", "Bo", "Cy", "Dee", "Eve", "Fay"};
    static const float agree[ALL] = {1, NAN, 1, 2, 5, 2};
    static const float middle[ALL] = {0.569141746f, 0.49014473f, 0.5680006f,
                                      0.36990875f,  0.3283106f,  0.397374153f};
    float value[ALL], way[ARMS * RECORDED_TIMES];
    (void)state;
    polder_result_t *result = open_kept(4);
    assert_string_equal(polder_result_text(result, "title"), "Kept, with arms");
    assert_string_equal(polder_result_text(result, "title_nl"), "Bewaard, met varianten");
    assert_int_equal(polder_result_horizon(result), 6);
    assert_int_equal(polder_result_common(result), 3);
    for (int a = 0; a < ARMS; a++) {
        assert_string_equal(polder_result_arm(result, a), arm[a]);
        assert_int_equal(polder_result_lasts(result, a), lasts[a]);
    }
    for (int i = 0; i < MEMBERS; i++)
        assert_string_equal(polder_result_label(result, i), member[i]);
    assert_null(polder_result_label(result, MEMBERS));
    assert_int_equal(polder_result_n_observed(result), 3);
    const polder_result_observed_t *early = polder_result_observed(result, 1);
    assert_string_equal(early->name, "agree.early");
    assert_true(early->first && early->from == 2 && early->until == 3);
    assert_string_equal(early->what, "opinion.variance < 0.02 for 2 rounds");
    assert_int_equal(polder_result_read(result, "agree", 0, ALL, value, NULL), 0);
    for (int i = 0; i < ALL; i++)
        assert_true(isnan(agree[i]) ? isnan(value[i]) : value[i] == agree[i]);
    assert_int_equal(polder_result_read(result, "middle", 0, ALL, value, NULL), 0);
    for (int i = 0; i < ALL; i++) assert_true(fabsf(value[i] - middle[i]) < 1e-6f);
    assert_int_equal(
        polder_result_read_track(result, "opinion.mean", 0, ARMS, way, ARMS * RECORDED_TIMES, NULL),
        0);
    for (int a = 0; a < ARMS; a++)
        for (int t = 0; t < RECORDED_TIMES; t++)
            assert_int_equal(isnan(way[a * RECORDED_TIMES + t]) != 0, 2 * t > lasts[a]);
    assert_int_equal(polder_result_n_event(result), 1);
    polder_result_close(result);
}

/* Who is there in which arm; before that it was not said, and all seem to be. */
static void test_format_5(void **state)
{
    enum { ARMS = 3, MEMBERS = 6 };
    static const char *const there[ARMS] = {"111100", "111011", "011100"};
    (void)state;
    polder_result_t *result = open_kept(5), *before = open_kept(4);
    for (int a = 0; a < ARMS; a++)
        for (int o = 0; o < MEMBERS; o++) {
            assert_int_equal(polder_result_is_member(result, a, o), there[a][o] == '1');
            assert_true(polder_result_is_member(before, a, o));
        }
    polder_result_close(before);
    polder_result_close(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_format_1), cmocka_unit_test(test_format_2),
        cmocka_unit_test(test_format_3), cmocka_unit_test(test_format_4),
        cmocka_unit_test(test_format_5)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
