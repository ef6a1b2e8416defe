/* test_store_unmade: networks that could not be made fail alone, whatever block they are in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

/* Every seventh network could not be made, for one of two reasons. */
static void write_unmade(const fixture_t *f, const char *path, int32_t size)
{
    int32_t block = size;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    assert_int_equal(polder_store_open(&store, &f->x, path, fixture_text(&f->x, 1), &block, false,
                                       &complete, &report),
                     0);
    const polder_sink_t sink = polder_store_sink(store);
    for (int64_t b = 0; b < fixture_blocks(&f->x, size); b++) {
        fixture_block_t k;
        const char *unmade[100] = {NULL};
        bool any = false;
        fixture_fill(&k, &f->x, b, size);
        for (int32_t i = 0; i < k.block.n_unit; i++) {
            const int64_t unit = k.block.first_unit + i;
            if (unit % 7 != 3) continue;
            any = true;
            unmade[i] = unit % 2 ? "too many ties" : "too few members";
            for (int s = 0; s < FIXTURE_SUMMARIES; s++) k.summary[s * k.block.n_unit + i] = NAN;
        }
        if (any) k.block.unmade = unmade;
        assert_int_equal(sink.write(sink.self, &k.block, &report), 0);
        fixture_free(&k);
    }
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    polder_store_close(store);
    polder_report_free(&report);
}

static void test_unmade(void **state)
{
    (void)state;
    fixture_t f;
    polder_result_t *result = NULL;
    float value[100];
    int64_t failed[100], row[3], n[3];
    fixture_init(&f, 50, 0);
    write_unmade(&f, "unmade.h5", 8);
    write_unmade(&f, "unmade-too.h5", 33);
    assert_true(fixture_same("unmade.h5", "unmade-too.h5"));
    assert_int_equal(polder_result_open(&result, "unmade.h5", NULL), 0);
    assert_int_equal(polder_result_read(result, "share.done", 0, 100, value, NULL), 0);
    assert_int_equal(polder_result_read_index(result, "failed", 0, 100, failed, NULL), 0);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(failed[i], i % 7 == 3);
        assert_true(i % 7 == 3 ? isnan(value[i]) : value[i] == fixture_value(0, i, 0, 10));
    }
    /* one row for each reason */
    assert_int_equal(polder_result_read_index(result, "errors/first_network", 0, 2, row, NULL), 0);
    assert_int_equal(polder_result_read_index(result, "errors/networks", 0, 2, n, NULL), 0);
    assert_true(polder_result_read_index(result, "errors/networks", 0, 3, n, NULL) < 0);
    assert_int_equal(row[0], 3);
    assert_int_equal(row[1], 10);
    assert_int_equal(n[0] + n[1], 14);
    polder_result_close(result);
    unlink("unmade.h5");
    unlink("unmade-too.h5");
}

static int in_folder(void **state)
{
    (void)state;
    static char folder[] = "store-unmade-XXXXXX";
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int out_folder(void **state)
{
    if (chdir("..") != 0) return -1;
    fixture_remove(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_unmade, in_folder, out_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
