/* test_store_damage.c: parts that are cut off, damaged or not ours are noticed and done again;
 * files of others are left alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <hdf5.h>
#include <sys/file.h>

#include "io/digest.h"
#include "store_fixture.h"

enum { REPLICATES = 9, RECORDED = 4, BLOCK = 5 };

static char folder[] = "damage_XXXXXX";
static fixture_t f;

/* Nothing is cut off here, so nobody waits for the disk. */
int fsync(int fd)
{
    (void)fd;
    return 0;
}

/* HDF5 1.10 forgets memory when it meets damaged metadata: not ours to mend. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

static int run_all(const char *path, int32_t block, polder_report_t *report)
{
    return fixture_run_all(&f, path, block, report);
}

static int in_folder(void **state)
{
    polder_report_t report = {0};
    (void)state;
    fixture_init(&f, REPLICATES, RECORDED);
    if (!mkdtemp(folder) || chdir(folder) != 0) return -1;
    return fixture_show(run_all("whole.h5", BLOCK, &report), &report);
}

static int out_folder(void **state)
{
    (void)state;
    if (chdir("..") != 0) return -1;
    fixture_remove(folder);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    fixture_remove("x.parts");
    unlink("x.h5");
    return 0;
}

/* The result is there and right, and nothing else is left. */
static void check_whole(void)
{
    assert_true(fixture_same("x.h5", "whole.h5"));
    assert_int_equal(fixture_count("."), 2);
    unlink("x.h5");
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* Somebody else holds a lock on the file, for the rest of the test. */
static int flock_part(const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? -1 : flock(fd, LOCK_EX);
}

/* All blocks as parts, not joined. */
static void make_parts(void)
{
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = BLOCK;
    assert_int_equal(polder_store_open(&store, &f.x, "x.h5", fixture_text(&f.x, 1), &block, false,
                                       &complete, NULL),
                     0);
    assert_int_equal(fixture_run(store, &f.x, block, INT64_MAX, NULL), 0);
    polder_store_close(store);
}

static void test_truncated_part(void **state)
{
    (void)state;
    size_t n = 0;
    make_parts();
    char *whole = fixture_bytes("x.parts/000001.h5", &n);
    assert_true(n > 1000);
    for (size_t size = 0; size < n; size += size < 200 ? 17 : 701) {
        polder_report_t report = {0};
        make_parts();
        write_file("x.parts/000001.h5", whole, size);
        assert_int_equal(run_all("x.h5", BLOCK, &report), 0);
        assert_int_equal(report.n, 1);
        assert_int_equal(report.n_error, 0);
        assert_true(fixture_says(&report, "x.parts/000001.h5 is not a good part"));
        polder_report_free(&report);
        check_whole();
    }
    free(whole);
}

/* One byte differs, whichever. */
static void test_damaged_part(void **state)
{
    (void)state;
    size_t n = 0;
    int tried = 0;
    make_parts();
    char *whole = fixture_bytes("x.parts/000000.h5", &n);
    for (size_t at = 0; at < n; at += 41, tried++) {
        polder_report_t report = {0};
        make_parts();
        whole[at] = (char)(whole[at] ^ 0x55);
        write_file("x.parts/000000.h5", whole, n);
        whole[at] = (char)(whole[at] ^ 0x55);
        assert_int_equal(fixture_show(run_all("x.h5", BLOCK, &report), &report), 0);
        assert_true(fixture_says(&report, "x.parts/000000.h5 is not a good part"));
        polder_report_free(&report);
        check_whole();
    }
    assert_true(tried > 50);
    free(whole);
}

/* A number of a trajectory, in the first part. */
static void damage_trajectory(void)
{
    size_t n = 0;
    char *whole = fixture_bytes("x.parts/000000.h5", &n);
    const float first = fixture_value(2, 0, 0, 0);
    char *found = memmem(whole, n, &first, sizeof first);
    assert_non_null(found);
    *found = (char)(*found ^ 1);
    write_file("x.parts/000000.h5", whole, n);
    free(whole);
}

/* Damage anywhere is noticed when the parts are looked for, and done again by the same run. */
static void test_damaged_trajectory(void **state)
{
    (void)state;
    polder_report_t report = {0};
    make_parts();
    damage_trajectory();
    assert_int_equal(run_all("x.h5", BLOCK, &report), 0);
    assert_true(fixture_says(&report, "x.parts/000000.h5 is not a good part and is done again"));
    assert_int_equal(report.n_error, 0);
    check_whole();
    polder_report_free(&report);
}

/* Damage that comes later is found by the join. The same store goes on from there. */
static void test_damage_before_join(void **state)
{
    (void)state;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = BLOCK;
    make_parts();
    assert_int_equal(polder_store_open(&store, &f.x, "x.h5", fixture_text(&f.x, 1), &block, false,
                                       &complete, &report),
                     0);
    assert_int_equal(polder_store_missing(store), 0);
    damage_trajectory();
    assert_int_equal(polder_store_join(store, &report), POLDER_FORMAT);
    assert_true(fixture_says(&report, "x.parts/000000.h5 was damaged"));
    assert_int_equal(polder_store_missing(store), 1);
    assert_int_equal(fixture_run(store, &f.x, block, INT64_MAX, &report), 0);
    assert_int_equal(polder_store_join(store, NULL), 0);
    polder_store_close(store);
    check_whole();
    polder_report_free(&report);
}

/* Fletcher's sum takes 0xffff for 0: the digest does not. */
static void test_zeros_to_ones(void **state)
{
    (void)state;
    size_t n = 0;
    int tried = 0;
    make_parts();
    char *whole = fixture_bytes("x.parts/000000.h5", &n);
    for (size_t at = 0; at + 16 <= n; at += 16) {
        static const char zero[16];
        polder_report_t report = {0};
        if (memcmp(whole + at, zero, 16) != 0 || tried == 20) continue;
        make_parts();
        memset(whole + at, 0xff, 16);
        write_file("x.parts/000000.h5", whole, n);
        memset(whole + at, 0, 16);
        assert_int_equal(run_all("x.h5", BLOCK, &report), 0);
        assert_true(fixture_says(&report, "x.parts/000000.h5 is not a good part"));
        polder_report_free(&report);
        check_whole();
        tried++;
    }
    assert_int_equal(tried, 20);
    free(whole);
}

/* The part says of one of its recorded networks that it stands at `at` in the block, and its digest
 * says that all is well. */
static void move_sample(int row, int at)
{
    static const char path[] = "x.parts/000000.h5";
    int32_t sample[3 * BLOCK];
    const hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    const hid_t set = H5Dopen2(file, "sample", H5P_DEFAULT);
    assert_true(file >= 0 && set >= 0);
    assert_true(H5Dread(set, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, sample) >= 0);
    sample[row] = at;
    assert_true(H5Dwrite(set, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, sample) >= 0);
    assert_true(H5Dclose(set) >= 0 && H5Fclose(file) >= 0);
    const int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(polder_digest_add(fd, lseek(fd, 0, SEEK_END)), 0);
    assert_int_equal(close(fd), 0);
}

static void test_wrong_sample(void **state)
{
    (void)state;
    static const int wrong[][2] = {{0, -1}, {1, 0}, {1, BLOCK}, {1, INT32_MAX}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        polder_report_t report = {0};
        make_parts();
        move_sample(wrong[i][0], wrong[i][1]);
        assert_int_equal(fixture_show(run_all("x.h5", BLOCK, &report), &report), 0);
        assert_true(fixture_says(&report, "x.parts/000000.h5 is not a good part"));
        assert_true(fixture_says(&report, "its sample is not in order"));
        polder_report_free(&report);
        check_whole();
    }
}

/* What cannot be opened is not damaged: it stays, and the reason is told. */
static void test_locked_part(void **state)
{
    (void)state;
    polder_report_t report = {0};
    make_parts();
    /* a folder, as root may open what nobody may */
    assert_int_equal(rename("x.parts/000001.h5", "kept.h5"), 0);
    assert_int_equal(mkdir("x.parts/000001.h5", 0777), 0);
    assert_int_equal(run_all("x.h5", BLOCK, &report), POLDER_FILE);
    assert_true(fixture_says(&report, "x.parts/000001.h5: cannot be read: it is not a regular"));
    assert_int_equal(rmdir("x.parts/000001.h5"), 0);
    assert_int_equal(rename("kept.h5", "x.parts/000001.h5"), 0);
    assert_int_equal(setenv("HDF5_USE_FILE_LOCKING", "TRUE", 1), 0);
    assert_int_equal(flock_part("x.parts/000001.h5"), 0);
    polder_report_free(&report);
    assert_int_equal(fixture_show(run_all("x.h5", BLOCK, &report), &report), 0);
    assert_int_equal(report.n, 0);
    check_whole();
    unsetenv("HDF5_USE_FILE_LOCKING");
}

static void test_foreign_part(void **state)
{
    (void)state;
    polder_report_t report = {0};
    make_parts();
    write_file("x.parts/000000.h5", "a text\n", 7);
    size_t n = 0;
    char *other = fixture_bytes("x.parts/000003.h5", &n);
    write_file("x.parts/000002.h5", other, n); /* a part, but of another block */
    free(other);
    other = fixture_bytes("whole.h5", &n);
    write_file("x.parts/000001.h5", other, n); /* HDF5, but no part */
    free(other);
    assert_int_equal(run_all("x.h5", BLOCK, &report), 0);
    assert_int_equal(report.n, 3);
    assert_int_equal(report.n_error, 0);
    assert_true(fixture_says(&report, "000002.h5 is not a good part and is done again: it is a "
                                      "part of something else"));
    polder_report_free(&report);
    check_whole();
}

static void test_foreign_folder(void **state)
{
    (void)state;
    polder_report_t report = {0};
    assert_int_equal(mkdir("x.parts", 0777), 0);
    write_file("x.parts/thesis.txt", "dear\n", 5);
    assert_int_equal(run_all("x.h5", BLOCK, &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "holds files that do not belong to any run"));
    assert_int_equal(fixture_count("x.parts"), 1);
    polder_report_free(&report);
    fixture_remove("x.parts");
    write_file("x.parts", "a file", 6);
    assert_int_equal(run_all("x.h5", BLOCK, &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "there is a file of this name"));
    polder_report_free(&report);
    unlink("x.parts");
}

static void test_foreign_result(void **state)
{
    (void)state;
    polder_report_t report = {0};
    size_t n = 0;
    write_file("x.h5", "my only copy", 12);
    assert_int_equal(run_all("x.h5", BLOCK, &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "x.h5 is there already and is not a result of polder"));
    char *still = fixture_bytes("x.h5", &n);
    assert_int_equal(n, 12);
    assert_int_equal(access("x.parts", F_OK), -1);
    free(still);
    polder_report_free(&report);
    unlink("x.h5");
    assert_int_equal(mkdir("x.h5", 0777), 0);
    assert_int_equal(run_all("x.h5", BLOCK, &report), POLDER_INPUT);
    polder_report_free(&report);
    rmdir("x.h5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_truncated_part, clean),
        cmocka_unit_test_setup(test_damaged_part, clean),
        cmocka_unit_test_setup(test_damaged_trajectory, clean),
        cmocka_unit_test_setup(test_damage_before_join, clean),
        cmocka_unit_test_setup(test_zeros_to_ones, clean),
        cmocka_unit_test_setup(test_wrong_sample, clean),
        cmocka_unit_test_setup(test_locked_part, clean),
        cmocka_unit_test_setup(test_foreign_part, clean),
        cmocka_unit_test_setup(test_foreign_folder, clean),
        cmocka_unit_test_setup(test_foreign_result, clean),
    };
    return cmocka_run_group_tests(tests, in_folder, out_folder);
}
