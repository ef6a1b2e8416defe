/* test_other_code.c: results and parts that other code has made are never taken for those of this
 * program: not as a complete file, not when a run goes on, not from another machine, not one by
 * one. The commit and the build do not matter.
 *
 * The functions of kernel/code.h are defined here, so that the test decides which code it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

/* HDF5 itself loses memory over files that are damaged. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

static const char before[] = "00000000000000aa", after[] = "00000000000000bb";
static const char *code = before, *commit = "1111";

const char *polder_code_fingerprint(void)
{
    return code;
}

const char *polder_code_commit(void)
{
    return commit;
}

enum { REPLICATES = 9, RECORDED = 4, BLOCK = 5, BLOCKS = 4 };

static fixture_t f;
static polder_report_t report;
static char folder[] = "other-code-XXXXXX", start[4096];

static int set_up(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0) return -1;
    fixture_init(&f, REPLICATES, RECORDED);
    polder_report_init(&report);
    code = before;
    commit = "1111";
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    polder_report_free(&report);
    if (chdir(start) != 0) return -1;
    fixture_remove(folder);
    return 0;
}

static int open_with(polder_store_t **store, const char *path, bool overwrite, bool *complete)
{
    int32_t block = BLOCK;
    *complete = false;
    return polder_store_open(store, &f.x, path, fixture_text(&f.x, 1), &block, overwrite, complete,
                             &report);
}

static void make_parts(const char *path, int64_t n)
{
    polder_store_t *store = NULL;
    bool complete = false;
    assert_int_equal(fixture_show(open_with(&store, path, false, &complete), &report), 0);
    assert_int_equal(fixture_run(store, &f.x, BLOCK, n, &report), 0);
    polder_store_close(store);
}

/* Both fingerprints and a way out. */
static void assert_says_both(void)
{
    assert_true(fixture_says(&report, before));
    assert_true(fixture_says(&report, after));
}

static void test_complete(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    bool complete = false;
    assert_int_equal(fixture_run_all(&f, "a.h5", BLOCK, &report), 0);
    assert_int_equal(fixture_run_all(&f, "copy.h5", BLOCK, &report), 0);
    code = after;
    assert_int_equal(open_with(&store, "a.h5", false, &complete), POLDER_INPUT);
    assert_false(complete);
    assert_null(store);
    assert_says_both();
    assert_true(fixture_says(&report, "result of this experiment"));
    assert_true(fixture_says(&report, "--overwrite"));
    assert_true(fixture_same("a.h5", "copy.h5")); /* not touched */
    assert_int_equal(fixture_count("a.parts"), -1);
    assert_int_equal(open_with(&store, "a.h5", true, &complete), 0);
    assert_false(complete);
    assert_int_equal(polder_store_missing(store), BLOCKS);
    polder_store_close(store);
    code = before;
    commit = "2222-dirty"; /* the same numbers from another commit */
    assert_int_equal(open_with(&store, "copy.h5", false, &complete), 0);
    assert_true(complete);
}

static void test_resume(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    bool complete = false;
    make_parts("a.h5", 2);
    const int kept = fixture_count("a.parts");
    code = after;
    assert_int_equal(open_with(&store, "a.h5", false, &complete), POLDER_INPUT);
    assert_null(store);
    assert_says_both();
    assert_true(fixture_says(&report, "2 finished parts of this experiment"));
    assert_int_equal(fixture_count("a.parts"), kept);
    code = before;
    assert_int_equal(open_with(&store, "a.h5", false, &complete), 0);
    assert_int_equal(polder_store_missing(store), BLOCKS - 2);
    polder_store_close(store);
    code = after; /* asked to overwrite, nothing of the other code is left */
    assert_int_equal(open_with(&store, "a.h5", true, &complete), 0);
    assert_int_equal(polder_store_missing(store), BLOCKS);
    polder_store_close(store);
}

static void test_parts_elsewhere(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    bool complete = false;
    polder_manifest_t manifest = {0};
    make_parts("a.h5", 2);
    code = after;
    make_parts("b.h5", 1);
    assert_int_equal(polder_store_look("a.parts", &manifest, &report), 0);
    assert_string_equal(manifest.code, before);
    assert_int_equal(manifest.block, BLOCK);
    assert_int_equal(open_with(&store, "b.h5", false, &complete), 0);
    assert_int_equal(polder_store_add(store, "a.parts", &report), POLDER_INPUT);
    assert_says_both();
    assert_int_equal(polder_store_missing(store), BLOCKS - 1);
    polder_store_close(store);
}

/* A single part that was copied into the folder of the other code. */
static void test_one_part(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    bool complete = false;
    make_parts("a.h5", 1);
    code = after;
    make_parts("b.h5", 1);
    assert_int_equal(rename("a.parts/000000.h5", "b.parts/000000.h5"), 0);
    assert_int_equal(open_with(&store, "b.h5", false, &complete), 0);
    assert_int_equal(polder_store_missing(store), BLOCKS);
    assert_true(fixture_says(&report, "part of something else"));
    polder_store_close(store);
}

/* A file from before there were fingerprints is of unknown code. */
static void test_unknown_code(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    bool complete = false;
    code = "";
    assert_int_equal(fixture_run_all(&f, "a.h5", BLOCK, &report), 0);
    code = after;
    assert_int_equal(open_with(&store, "a.h5", false, &complete), POLDER_INPUT);
    assert_true(fixture_says(&report, "code (unknown)"));
    assert_true(fixture_says(&report, after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_complete, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resume, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parts_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unknown_code, set_up, tear_down),
    };
    if (!getcwd(start, sizeof start)) return 1;
    return cmocka_run_group_tests_name("other code", tests, NULL, NULL);
}
