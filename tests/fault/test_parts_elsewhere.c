/* test_parts_elsewhere.c: parts in more than one folder, as other machines have made them: joined
 * they give the same bytes; those that do not belong are refused, and none is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>

#include "store_fixture.h"

/* HDF5 itself loses memory over files that are damaged. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

enum { REPLICATES = 9, RECORDED = 4, BLOCK = 5, BLOCKS = 4 };

enum { DESCRIBED = 1, ANOTHER };
static fixture_t f;
static polder_report_t report;
static char folder[] = "parts-elsewhere-XXXXXX", start[4096];

static int open_with(polder_store_t **store, const char *path, int description, int32_t block)
{
    bool complete = false;
    return polder_store_open(store, &f.x, path, fixture_text(&f.x, description), &block, false,
                             &complete, &report);
}

/* Blocks `first`, `first` + 2, … */
static void make(const char *path, int description, int32_t block, int64_t first)
{
    polder_store_t *store = NULL;
    assert_int_equal(fixture_show(open_with(&store, path, description, block), &report), 0);
    const polder_sink_t sink = polder_store_sink(store);
    for (int64_t b = first; b < fixture_blocks(&f.x, block); b += 2) {
        fixture_block_t out;
        fixture_fill(&out, &f.x, b, block);
        assert_int_equal(sink.write(sink.self, &out.block, &report), 0);
        fixture_free(&out);
    }
    polder_store_close(store);
}

static int before(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0) return -1;
    fixture_init(&f, REPLICATES, RECORDED);
    polder_report_init(&report);
    if (fixture_run_all(&f, "whole.h5", BLOCK, &report) < 0) return -1;
    make("even.h5", DESCRIBED, BLOCK, 0);
    make("odd.h5", DESCRIBED, BLOCK, 1);
    return 0;
}

static int after(void **state)
{
    (void)state;
    polder_report_free(&report);
    if (chdir(start) != 0) return -1;
    fixture_remove(folder);
    return 0;
}

static void test_two_folders(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    const int even = fixture_count("even.parts"), odd = fixture_count("odd.parts");
    assert_int_equal(open_with(&store, "all.h5", DESCRIBED, BLOCK), 0);
    assert_int_equal(polder_store_missing(store), BLOCKS);
    assert_int_equal(polder_store_add(store, "odd.parts", &report), 0);
    assert_int_equal(polder_store_missing(store), BLOCKS / 2);
    assert_int_equal(polder_store_join(store, &report), POLDER_INPUT); /* not yet */
    assert_int_equal(polder_store_add(store, "even.parts", &report), 0);
    assert_int_equal(polder_store_add(store, "odd.parts", &report), 0); /* once more */
    assert_int_equal(polder_store_missing(store), 0);
    polder_report_free(&report);
    assert_int_equal(fixture_show(polder_store_join(store, &report), &report), 0);
    polder_store_close(store);
    assert_true(fixture_same("all.h5", "whole.h5"));
    assert_int_equal(fixture_count("all.parts"), -1);
    assert_int_equal(fixture_count("even.parts"), even);
    assert_int_equal(fixture_count("odd.parts"), odd);
}

static void test_what_does_not_belong(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    make("other.h5", ANOTHER, BLOCK, 0);
    make("block.h5", DESCRIBED, BLOCK + 1, 0);
    assert_int_equal(open_with(&store, "all.h5", DESCRIBED, BLOCK), 0);
    assert_int_equal(polder_store_add(store, "other.parts", &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "parts of another experiment"));
    assert_int_equal(polder_store_add(store, "block.parts", &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "holds blocks of 6 networks, not of 5"));
    assert_int_equal(polder_store_add(store, "nowhere", &report), POLDER_INPUT);
    assert_int_equal(polder_store_add(store, "whole.h5", &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "not a folder of parts but a file"));
    assert_int_equal(polder_store_add(store, ".", &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "there is no experiment.json"));
    assert_int_equal(polder_store_missing(store), BLOCKS);
    assert_int_equal(fixture_count("other.parts"), 3);
    assert_int_equal(polder_store_add(store, "./all.parts", &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "./all.parts is the folder of parts of all.h5 itself"));
    /* What was made for nothing goes; what holds parts stays. */
    polder_store_drop(store);
    assert_int_equal(fixture_count("all.parts"), -1);
    assert_int_equal(open_with(&store, "odd.h5", DESCRIBED, BLOCK), 0);
    polder_store_drop(store);
    assert_int_equal(fixture_count("odd.parts"), 3);
}

/* Damage is seen when the folder is looked at, or by the join if it comes later. The part is not
 * ours to remove. */
static void test_damage(void **state)
{
    (void)state;
    size_t n = 0;
    polder_store_t *store = NULL;
    static const char name[] = "odd.parts/000001.h5";
    char *bytes = fixture_bytes(name, &n);
    assert_non_null(bytes);
    const off_t at = (off_t)(2 * n / 3);
    const char wrong = (char)~bytes[at];
    for (int late = 0; late < 2; late++) {
        const int fd = open(name, O_WRONLY);
        assert_int_equal(open_with(&store, "even.h5", DESCRIBED, BLOCK), 0);
        if (late) assert_int_equal(polder_store_add(store, "odd.parts", &report), 0);
        assert_int_equal(pwrite(fd, &wrong, 1, at), 1);
        if (!late) assert_int_equal(polder_store_add(store, "odd.parts", &report), 0);
        assert_int_equal(polder_store_missing(store), !late);
        assert_int_equal(polder_store_join(store, &report), late ? POLDER_FORMAT : POLDER_INPUT);
        polder_store_close(store);
        assert_int_equal(access(name, F_OK), 0);
        assert_int_equal(pwrite(fd, bytes + at, 1, at), 1);
        close(fd);
    }
    assert_true(fixture_says(&report, "odd.parts/000001.h5 is not a good part"));
    assert_true(fixture_says(&report, "copy it again, or run its share again"));
    assert_int_equal(open_with(&store, "even.h5", DESCRIBED, BLOCK), 0);
    assert_int_equal(polder_store_add(store, "odd.parts", NULL), 0);
    assert_int_equal(polder_store_join(store, NULL), 0);
    polder_store_close(store);
    assert_true(fixture_same("even.h5", "whole.h5"));
    free(bytes);
}

static void test_command(void **state)
{
    (void)state;
    size_t n = 0;
    polder_store_t *store = NULL;
    assert_int_equal(open_with(&store, "all.h5", DESCRIBED, BLOCK), 0);
    assert_int_equal(polder_store_keep(store, "first", &report), 0);
    assert_int_equal(polder_store_keep(store, "second", &report), 0);
    char *text = fixture_bytes("all.parts/command.json", &n);
    assert_int_equal(n, strlen("second"));
    assert_memory_equal(text, "second", n);
    free(text);
    /* It is no part and no stranger, and goes with the parts. */
    assert_int_equal(fixture_run(store, &f.x, BLOCK, INT64_MAX, &report), 0);
    polder_store_close(store);
    assert_int_equal(open_with(&store, "all.h5", DESCRIBED, BLOCK), 0);
    assert_int_equal(polder_store_join(store, &report), 0);
    polder_store_close(store);
    assert_true(fixture_same("all.h5", "whole.h5"));
    assert_int_equal(fixture_count("all.parts"), -1);
}

static int overwrite_with(polder_store_t **store, int description)
{
    bool complete = false;
    int32_t block = BLOCK;
    return polder_store_open(store, &f.x, "all.h5", fixture_text(&f.x, description), &block, true,
                             &complete, &report);
}

/* What a run that goes on has made is not overwritten by that of another experiment. */
static void test_overwrite_at_work(void **state)
{
    (void)state;
    polder_store_t *store = NULL, *other = NULL, *third = NULL;
    assert_int_equal(open_with(&store, "all.h5", DESCRIBED, BLOCK), 0);
    for (int round = 0; round < 2; round++) { /* without parts and with some */
        assert_int_equal(overwrite_with(&other, ANOTHER), POLDER_INPUT);
        assert_true(fixture_says(&report, "another run is working in all.parts"));
        if (round == 0) assert_int_equal(open_with(&other, "all.h5", ANOTHER, BLOCK), POLDER_INPUT);
        assert_int_equal(fixture_run(store, &f.x, BLOCK, 2, &report), 0);
    }
    assert_int_equal(fixture_count("all.parts"), 1 + BLOCKS);
    /* one of the same experiment may help */
    assert_int_equal(overwrite_with(&other, DESCRIBED), 0);
    assert_int_equal(polder_store_missing(other), 0);
    polder_store_close(other);
    polder_store_close(store);
    /* nobody is there any more; and who took it over lets others of his in again */
    assert_int_equal(overwrite_with(&other, ANOTHER), 0);
    assert_int_equal(polder_store_missing(other), BLOCKS);
    assert_int_equal(open_with(&third, "all.h5", ANOTHER, BLOCK), 0);
    assert_int_equal(overwrite_with(&store, DESCRIBED), POLDER_INPUT);
    polder_store_close(third);
    polder_store_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_folders, before, after),
        cmocka_unit_test_setup_teardown(test_what_does_not_belong, before, after),
        cmocka_unit_test_setup_teardown(test_damage, before, after),
        cmocka_unit_test_setup_teardown(test_command, before, after),
        cmocka_unit_test_setup_teardown(test_overwrite_at_work, before, after),
    };
    if (!getcwd(start, sizeof start)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
