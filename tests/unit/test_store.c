/* test_store.c: what is written is read back, and the bytes depend on the experiment alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

enum { REPLICATES = 50, RECORDED = 12 };

static char folder[] = "store_XXXXXX";

static int in_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? chdir(folder) : -1;
}

static int out_folder(void **state)
{
    (void)state;
    if (chdir("..") != 0) return -1;
    fixture_remove(folder);
    return 0;
}

static polder_store_t *store_open(const fixture_t *f, const char *path, int32_t *block,
                                  polder_report_t *report)
{
    polder_store_t *store = NULL;
    bool complete = true;
    assert_int_equal(polder_store_open(&store, &f->x, path, fixture_text(&f->x, 1), block, false,
                                       &complete, report),
                     0);
    assert_false(complete);
    assert_non_null(store);
    return store;
}

static void make_file(const fixture_t *f, const char *path, int32_t block)
{
    polder_report_t report = {0};
    polder_store_t *store = store_open(f, path, &block, &report);
    assert_int_equal(fixture_run(store, &f->x, block, INT64_MAX, &report), 0);
    assert_int_equal(polder_store_missing(store), 0);
    assert_int_equal(access(path, F_OK), -1); /* not before the join */
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    assert_int_equal(access(path, F_OK), 0);
    assert_true(polder_store_seconds(store) > 0);
    assert_int_equal(report.n, 0);
    polder_store_close(store);
    polder_report_free(&report);
}

static void test_bytes_do_not_depend_on_block(void **state)
{
    (void)state;
    fixture_t f;
    fixture_init(&f, REPLICATES, RECORDED);
    make_file(&f, "b1.h5", 1);
    make_file(&f, "b7.h5", 7);
    make_file(&f, "b64.h5", 64);
    make_file(&f, "b4096.h5", 4096);
    assert_true(fixture_same("b1.h5", "b7.h5"));
    assert_true(fixture_same("b1.h5", "b64.h5"));
    assert_true(fixture_same("b1.h5", "b4096.h5"));
    /* Nothing but the results is left. */
    assert_int_equal(fixture_count("."), 4);
}

/* More than one chunk, and blocks that do not divide it. */
static void test_many_networks(void **state)
{
    (void)state;
    fixture_t f;
    fixture_init(&f, 40000, 4000);
    make_file(&f, "m1000.h5", 1000);
    make_file(&f, "m4099.h5", 4099);
    make_file(&f, "m80000.h5", 80000);
    assert_true(fixture_same("m1000.h5", "m4099.h5"));
    assert_true(fixture_same("m1000.h5", "m80000.h5"));
}

static void test_order_of_blocks(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    int32_t block = 7;
    fixture_init(&f, REPLICATES, RECORDED);
    polder_store_t *store = store_open(&f, "back.h5", &block, &report);
    const polder_sink_t sink = polder_store_sink(store);
    for (int64_t b = fixture_blocks(&f.x, block) - 1; b >= 0; b--) {
        fixture_block_t data;
        fixture_fill(&data, &f.x, b, block);
        assert_int_equal(sink.write(sink.self, &data.block, &report), 0);
        fixture_free(&data);
    }
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    polder_store_close(store);
    assert_true(fixture_same("back.h5", "b1.h5"));
}

/* Stop after each number of blocks, and go on with another wish for the block size. */
static void test_resume(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    fixture_init(&f, REPLICATES, RECORDED);
    const int64_t n = fixture_blocks(&f.x, 7);
    for (int64_t done = 0; done <= n; done++) {
        int32_t block = 7;
        polder_store_t *store = store_open(&f, "resume.h5", &block, &report);
        assert_int_equal(fixture_run(store, &f.x, block, done, &report), 0);
        if (done < n) {
            assert_int_equal(polder_store_join(store, NULL), POLDER_INPUT);
            assert_int_equal(polder_store_missing(store), n - done);
        }
        polder_store_close(store);
        block = 64;
        store = store_open(&f, "resume.h5", &block, &report);
        assert_int_equal(block, 7);
        assert_int_equal(polder_store_missing(store), n - done);
        assert_int_equal(fixture_run(store, &f.x, block, INT64_MAX, &report), 0);
        assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
        polder_store_close(store);
        assert_true(fixture_same("resume.h5", "b1.h5"));
        assert_int_equal(unlink("resume.h5"), 0);
        assert_int_equal(access("resume.parts", F_OK), -1);
    }
    assert_int_equal(report.n, 0);
}

/* Two that share the work: each has its own store on one folder. */
static void test_two_writers(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    int32_t block = 7, other = 7;
    fixture_init(&f, REPLICATES, RECORDED);
    polder_store_t *a = store_open(&f, "two.h5", &block, &report);
    polder_store_t *b = store_open(&f, "two.h5", &other, &report);
    assert_int_equal(fixture_run(a, &f.x, 7, 5, &report), 0);
    assert_int_equal(polder_store_missing(b), fixture_blocks(&f.x, 7) - 5);
    assert_int_equal(fixture_run(b, &f.x, 7, INT64_MAX, &report), 0);
    assert_int_equal(polder_store_join(a, &report), 0);
    polder_store_close(a);
    polder_store_close(b);
    assert_true(fixture_same("two.h5", "b1.h5"));
}

static void test_complete_and_other(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = 7;
    fixture_init(&f, REPLICATES, RECORDED);
    assert_int_equal(polder_store_open(&store, &f.x, "b1.h5", fixture_text(&f.x, 1), &block, false,
                                       &complete, &report),
                     0);
    assert_true(complete);
    assert_null(store);
    assert_int_equal(polder_store_open(&store, &f.x, "b1.h5", fixture_text(&f.x, 2), &block, false,
                                       &complete, &report),
                     POLDER_INPUT);
    assert_false(complete);
    assert_null(store);
    assert_true(fixture_says(&report, "result of another experiment"));
    assert_true(fixture_same("b1.h5", "b7.h5")); /* not touched */
    assert_int_equal(access("b1.parts", F_OK), -1);
    polder_report_free(&report);
}

static void test_overwrite(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = true;
    int32_t block = 7;
    fixture_init(&f, REPLICATES, RECORDED);
    assert_int_equal(polder_store_open(&store, &f.x, "b7.h5", fixture_text(&f.x, 2), &block, true,
                                       &complete, &report),
                     0);
    assert_false(complete);
    assert_int_equal(fixture_run(store, &f.x, 7, INT64_MAX, &report), 0);
    assert_true(fixture_same("b1.h5", "b7.h5")); /* kept until the new one is there */
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    assert_false(fixture_same("b1.h5", "b7.h5"));
    polder_store_close(store);
    assert_int_equal(access("b7.parts", F_OK), -1);
}

static void test_parts_of_another(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = 7, other = 64;
    fixture_init(&f, REPLICATES, RECORDED);
    store = store_open(&f, "mine.h5", &block, &report);
    assert_int_equal(fixture_run(store, &f.x, 7, 3, &report), 0);
    polder_store_close(store);
    const int before = fixture_count("mine.parts");
    assert_int_equal(polder_store_open(&store, &f.x, "mine.h5", fixture_text(&f.x, 2), &other,
                                       false, &complete, &report),
                     POLDER_INPUT);
    assert_true(fixture_says(&report, "mine.parts holds 3 finished parts of another experiment"));
    assert_int_equal(fixture_count("mine.parts"), before);
    /* Asked to overwrite, the parts give way. */
    assert_int_equal(polder_store_open(&store, &f.x, "mine.h5", fixture_text(&f.x, 2), &other, true,
                                       &complete, &report),
                     0);
    assert_int_equal(other, 64);
    assert_int_equal(polder_store_missing(store), fixture_blocks(&f.x, 64));
    polder_store_close(store);
    polder_report_free(&report);
    fixture_remove("mine.parts");
}

static void test_read_summary(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    float value[2 * REPLICATES];
    int64_t index[2 * REPLICATES];
    fixture_init(&f, REPLICATES, RECORDED);
    assert_int_equal(polder_result_open(&result, "b1.h5", &report), 0);
    assert_string_equal(polder_result_description(result), fixture_text(&f.x, 1));
    assert_string_equal(polder_result_text(result, "model"), "made-up");
    assert_null(polder_result_text(result, "nothing"));
    assert_int_equal(polder_result_networks(result), 2 * REPLICATES);
    assert_int_equal(polder_result_horizon(result), 10);
    assert_int_equal(polder_result_n_case(result), 2);
    assert_string_equal(polder_result_case(result, 1), "steered");
    assert_null(polder_result_case(result, 2));
    assert_int_equal(polder_result_n_column(result), 2);
    assert_string_equal(polder_result_column(result, 0), "share.done");
    assert_string_equal(polder_result_column(result, 1), "form");
    assert_int_equal(polder_result_read(result, "share.done", 3, 90, value, &report), 0);
    for (int i = 0; i < 90; i++) assert_true(value[i] == fixture_value(0, 3 + i, 0, 10));
    assert_int_equal(polder_result_read_index(result, "case", 0, 100, index, &report), 0);
    for (int i = 0; i < 100; i++) assert_int_equal(index[i], i % 2);
    assert_int_equal(polder_result_read_index(result, "replicate", 0, 100, index, &report), 0);
    for (int i = 0; i < 100; i++) assert_int_equal(index[i], i / 2);
    assert_int_equal(report.n, 0);
    assert_int_equal(polder_result_read(result, "share.don", 0, 1, value, &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "did you mean share.done?"));
    assert_int_equal(polder_result_read(result, "form", 99, 2, value, &report), POLDER_INPUT);
    assert_int_equal(polder_result_read_index(result, "form", 0, 1, index, &report), POLDER_INPUT);
    assert_int_equal(polder_result_read(result, "form", 99, 1, value, &report), 0);
    polder_result_close(result);
    polder_report_free(&report);
}

static void check_track(const polder_result_t *result, const char *name, int field,
                        const int64_t *unit, int64_t rows)
{
    int64_t row = 0;
    for (int64_t i = 0; i < rows; i++) {
        float value[6];
        row = i > 0 && unit[i] == unit[i - 1] ? row + 1 : 0;
        assert_int_equal(polder_result_read_track(result, name, i, 1, value, 6, NULL), 0);
        assert_int_equal(polder_result_read_track(result, name, i, 1, value, 5, NULL),
                         POLDER_INTERNAL);
        for (int t = 0; t < 6; t++) {
            const float should = fixture_value(field, unit[i], row, t);
            assert_true(value[t] == should || (isnan(value[t]) && isnan(should)));
        }
    }
}

static void test_read_tracks(void **state)
{
    (void)state;
    static const int field[] = {0, 2, 3};
    static const char *const owner[] = {"trajectory/sample", "trajectory/organisation_network",
                                        "trajectory/arc_network"};
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    int64_t should[3] = {2 * RECORDED, 0, 0};
    for (int u = 0; u < 2 * RECORDED; u++) {
        should[1] += fixture_orgs(u);
        should[2] += 2 * (fixture_orgs(u) - 1);
    }
    assert_int_equal(polder_result_open(&result, "b64.h5", &report), 0);
    assert_int_equal(polder_result_n_track(result), 3);
    for (int i = 0; i < 3; i++) {
        polder_level_t level = POLDER_NETWORK;
        int64_t rows = 0, times = 0;
        int64_t *unit = NULL;
        const char *name = polder_result_track(result, i, &level, &rows, &times);
        assert_string_equal(name, fixture_field[field[i]].name);
        assert_int_equal(level, fixture_field[field[i]].level);
        assert_int_equal(rows, should[i]);
        assert_int_equal(times, 6);
        unit = malloc((size_t)rows * sizeof *unit);
        assert_int_equal(polder_result_read_index(result, owner[i], 0, rows, unit, &report), 0);
        check_track(result, name, field[i], unit, rows);
        free(unit);
    }
    int64_t from[4], to[4];
    assert_int_equal(polder_result_read_index(result, "trajectory/arc_from", 0, 4, from, NULL), 0);
    assert_int_equal(polder_result_read_index(result, "trajectory/arc_to", 0, 4, to, NULL), 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(from[i], i / 2 + i % 2);
        assert_int_equal(to[i], i / 2 + 1 - i % 2);
    }
    polder_result_close(result);
    polder_report_free(&report);
}

/* Networks 14 … 27 and 91 … 97 failed. */
static void test_failed_blocks(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    float value[100];
    int64_t failed[100], row[2], n[2];
    int32_t block = 7;
    fixture_init(&f, REPLICATES, RECORDED);
    polder_store_t *store = store_open(&f, "fail.h5", &block, &report);
    const polder_sink_t sink = polder_store_sink(store);
    for (int64_t b = 2; b < 14; b = b == 2 ? 3 : b == 3 ? 13 : 14) {
        const polder_block_t bad = {
            .block = b, .first_unit = 7 * b, .n_unit = 7, .error = "no room for the ties"};
        assert_int_equal(sink.write(sink.self, &bad, &report), 0);
        assert_int_equal(sink.has(sink.self, b), 1);
    }
    assert_int_equal(fixture_run(store, &f.x, 7, INT64_MAX, &report), 0);
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    polder_store_close(store);
    assert_int_equal(polder_result_open(&result, "fail.h5", &report), 0);
    assert_int_equal(polder_result_read(result, "share.done", 0, 100, value, &report), 0);
    assert_int_equal(polder_result_read_index(result, "failed", 0, 100, failed, &report), 0);
    for (int i = 0; i < 100; i++) {
        const bool bad = (i >= 14 && i < 28) || (i >= 91 && i < 98);
        assert_int_equal(failed[i], bad);
        assert_int_equal(isnan(value[i]) != 0, bad);
    }
    assert_int_equal(polder_result_read_index(result, "errors/first_network", 0, 2, row, NULL), 0);
    assert_int_equal(polder_result_read_index(result, "errors/networks", 0, 2, n, NULL), 0);
    assert_int_equal(row[0], 14);
    assert_int_equal(n[0], 14);
    assert_int_equal(row[1], 91);
    assert_int_equal(n[1], 7);
    /* Sampled networks that failed have no trajectory: 24 recorded, 14 … 23 of them failed. */
    int64_t rows = 0;
    assert_non_null(polder_result_track(result, 0, NULL, &rows, NULL));
    assert_int_equal(rows, 14);
    polder_result_close(result);
    polder_report_free(&report);
}

static void test_nothing_recorded(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    fixture_init(&f, 3, 0);
    make_file(&f, "short.h5", 2);
    f.x.record.n_summary = 0;
    make_file(&f, "shorter.h5", 2);
    assert_int_equal(polder_result_open(&result, "shorter.h5", &report), 0);
    assert_int_equal(polder_result_networks(result), 6);
    assert_int_equal(polder_result_n_column(result), 0);
    assert_int_equal(polder_result_n_track(result), 0);
    polder_result_close(result);
    polder_report_free(&report);
}

/* A block that does not fit, and a field that would hide part of the file. */
static void test_rules_of_the_engine(void **state)
{
    (void)state;
    fixture_t f;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = 7;
    fixture_init(&f, REPLICATES, RECORDED);
    store = store_open(&f, "rules.h5", &block, &report);
    const polder_sink_t sink = polder_store_sink(store);
    const polder_block_t bad = {.block = 2, .first_unit = 13, .n_unit = 7, .error = "x"};
    assert_int_equal(sink.write(sink.self, &bad, &report), POLDER_INTERNAL);
    assert_int_equal(sink.has(sink.self, 2), 0);
    assert_int_equal(sink.has(sink.self, 15), 0);
    polder_store_close(store);
    polder_field_t field = fixture_field[0];
    field.name = "network";
    f.field[0] = &field;
    assert_int_equal(
        polder_store_open(&store, &f.x, "rules2.h5", "{}", &block, false, &complete, &report),
        POLDER_INTERNAL);
    assert_int_equal(access("rules2.parts", F_OK), -1);
    polder_report_free(&report);
}

/* A long description does not fit in an object header. */
static void test_long_description(void **state)
{
    (void)state;
    enum { LENGTH = 300000 };
    fixture_t f;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    polder_result_t *result = NULL;
    bool complete = false;
    int32_t block = 7;
    char *text = malloc(LENGTH + 10000);
    fixture_init(&f, 3, 1);
    strcpy(text, "{\"long\": \"");
    memset(text + strlen(text), 'x', LENGTH);
    sprintf(text + strlen("{\"long\": \"") + LENGTH, "\", %s", fixture_text(&f.x, 1) + 1);
    assert_int_equal(
        polder_store_open(&store, &f.x, "long.h5", text, &block, false, &complete, &report), 0);
    assert_int_equal(fixture_run(store, &f.x, block, INT64_MAX, &report), 0);
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    polder_store_close(store);
    assert_int_equal(polder_result_open(&result, "long.h5", &report), 0);
    assert_string_equal(polder_result_description(result), text);
    polder_result_close(result);
    free(text);
}

static void test_result_errors(void **state)
{
    (void)state;
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    FILE *file = fopen("text.h5", "w");
    fputs("not a result", file);
    fclose(file);
    assert_int_equal(polder_result_open(&result, "none.h5", &report), POLDER_FILE);
    assert_int_equal(polder_result_open(&result, ".", &report), POLDER_INPUT);
    assert_int_equal(polder_result_open(&result, "text.h5", &report), POLDER_FORMAT);
    assert_true(fixture_says(&report, "text.h5 is not a result of polder"));
    assert_null(result);
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_do_not_depend_on_block),
        cmocka_unit_test(test_many_networks),
        cmocka_unit_test(test_order_of_blocks),
        cmocka_unit_test(test_resume),
        cmocka_unit_test(test_two_writers),
        cmocka_unit_test(test_complete_and_other),
        cmocka_unit_test(test_read_summary),
        cmocka_unit_test(test_read_tracks),
        cmocka_unit_test(test_overwrite),
        cmocka_unit_test(test_parts_of_another),
        cmocka_unit_test(test_failed_blocks),
        cmocka_unit_test(test_nothing_recorded),
        cmocka_unit_test(test_rules_of_the_engine),
        cmocka_unit_test(test_long_description),
        cmocka_unit_test(test_result_errors),
    };
    return cmocka_run_group_tests(tests, in_folder, out_folder);
}
