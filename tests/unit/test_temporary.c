/* test_temporary.c: files that are being written: their names are their own, a live writer is
 * told from one that is gone, and no link of somebody else is followed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/temporary.h"
#include "store_fixture.h"

static char folder[] = "temporary-XXXXXX";

static int before(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int after(void **state)
{
    (void)state;
    if (chdir("..") != 0) return -1;
    fixture_remove(folder);
    return 0;
}

/* In place of the C library's: the first `refused` locks are held by somebody else. */
static int refused;

int flock(int fd, int operation)
{
    if (refused > 0) {
        refused--;
        errno = EWOULDBLOCK;
        return -1;
    }
    return (int)syscall(SYS_flock, fd, operation);
}

static const char *name_of(const polder_temporary_t *file)
{
    return strrchr(file->path, '/') + 1;
}

static void test_names(void **state)
{
    (void)state;
    polder_temporary_t a, b;
    assert_int_equal(polder_temporary_open(&a, ".", "x"), 0);
    assert_int_equal(polder_temporary_open(&b, ".", "x"), 0);
    assert_string_not_equal(a.path, b.path);
    assert_true(polder_temporary_is(name_of(&a)));
    assert_int_equal(strncmp(name_of(&a), "x.", 2), 0);
    polder_temporary_drop(&a);
    polder_temporary_drop(&a);
    polder_temporary_drop(&b);
    assert_int_equal(fixture_count("."), 0);
    static const char *const others[] = {
        "",
        "x.tmp",
        "x.h5",
        ".00000000-0000000000000000.tmp", /* no stem */
        "x.00000000-000000000000000g.tmp",
        "x.00000000-0000000000000000.tmq",
        "x-00000000-0000000000000000.tmp",
        "x.00000000.0000000000000000.tmp",
        "x.0000000-00000000000000000.tmp",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(polder_temporary_is(others[i]));
    assert_true(polder_temporary_is("x.00000000-0123456789abcdef.tmp"));
}

/* Names as long as they can be, with letters of two bytes at both parities. */
static void test_long_names(void **state)
{
    (void)state;
    for (size_t n = 200; n <= 255; n++) {
        char name[256] = "x", other[256];
        polder_temporary_t a, b;
        for (size_t i = 1; i + 1 < n; i += 2) memcpy(name + i, "é", 3);
        memset(name + strlen(name), 'y', n - strlen(name));
        name[n] = '\0';
        strcpy(other, name);
        other[n - 1] = 'z';
        assert_int_equal(polder_temporary_beside(&a, name), 0);
        assert_true(strlen(name_of(&a)) <= 255);
        assert_true(polder_temporary_is(name_of(&a)));
        const char *cut = strchr(name_of(&a), '~');
        if (cut) assert_int_not_equal((unsigned char)cut[-1], 0xC3); /* half a letter */
        /* Another long name that begins like it is not taken for it. */
        char *left = strdup(a.path);
        close(a.fd);
        assert_int_equal(polder_temporary_beside(&b, other), 0);
        assert_int_equal(access(left, F_OK), 0);
        polder_temporary_drop(&b);
        assert_int_equal(polder_temporary_beside(&b, name), 0);
        assert_int_equal(access(left, F_OK), -1);
        assert_int_equal(polder_temporary_write(&b, "text"), 0);
        assert_int_equal(polder_temporary_commit(&b, name, true), 0);
        assert_int_equal(unlink(name), 0);
        free(left);
        free(a.path);
    }
    assert_int_equal(fixture_count("."), 0);
}

/* A writer that dies leaves its file; that of one that lives stays, also in the hands of a
 * process that cannot see it. */
static void test_stale(void **state)
{
    (void)state;
    polder_temporary_t file, mine;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(polder_temporary_beside(&file, "x") != 0);
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(fixture_count("."), 1);
    polder_temporary_sweep("y");
    assert_int_equal(fixture_count("."), 1);
    assert_int_equal(polder_temporary_beside(&mine, "./x"), 0);
    assert_int_equal(fixture_count("."), 1); /* that of the child is gone */
    assert_false(polder_temporary_is_stale(".", name_of(&mine)));
    polder_temporary_sweep("x");
    assert_int_equal(access(mine.path, F_OK), 0);
    flock(mine.fd, LOCK_UN);
    assert_true(polder_temporary_is_stale(".", name_of(&mine)));
    polder_temporary_drop(&mine);
}

/* A name that somebody looks at in the moment between its making and its lock is given up for
 * another one, and does not stay behind. */
static void test_given_up(void **state)
{
    (void)state;
    polder_temporary_t file;
    refused = 3;
    assert_int_equal(polder_temporary_open(&file, ".", "x"), 0);
    assert_int_equal(refused, 0);
    assert_int_equal(fixture_count("."), 1);
    polder_temporary_drop(&file);
    refused = 1000; /* always */
    assert_int_equal(polder_temporary_open(&file, ".", "x"), EEXIST);
    refused = 0;
    assert_null(file.path);
    assert_int_equal(fixture_count("."), 0);
}

/* Of another host, whose locks may not be seen here: given up when it is old. */
static void test_other_host(void **state)
{
    (void)state;
    static const char name[] = "x.00000001-0123456789abcdef.tmp";
    const struct timespec old[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};
    const int fd = open(name, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    assert_false(polder_temporary_is_stale(".", name));
    assert_int_equal(futimens(fd, old), 0);
    assert_true(polder_temporary_is_stale(".", name));
    assert_int_equal(flock(fd, LOCK_SH), 0);
    assert_false(polder_temporary_is_stale(".", name));
    close(fd);
    assert_int_equal(unlink(name), 0);
    /* What is no file is not opened and does not make anybody wait. */
    assert_int_equal(mkfifo(name, 0600), 0);
    assert_false(polder_temporary_is_stale(".", name));
    assert_int_equal(unlink(name), 0);
    assert_int_equal(symlink("/etc/passwd", name), 0);
    assert_false(polder_temporary_is_stale(".", name));
    assert_int_equal(unlink(name), 0);
}

static void test_commit(void **state)
{
    (void)state;
    polder_temporary_t file;
    assert_int_equal(polder_temporary_open(&file, ".", "x"), 0);
    assert_int_equal(polder_temporary_write(&file, "first"), 0);
    assert_int_equal(polder_temporary_commit(&file, "x", true), 0);
    assert_int_equal(polder_temporary_open(&file, ".", "x"), 0);
    assert_int_equal(polder_temporary_commit(&file, "x", true), EEXIST);
    assert_int_equal(fixture_count("."), 1);
    assert_int_equal(polder_temporary_open(&file, ".", "x"), 0);
    assert_int_equal(polder_temporary_commit(&file, "x", false), 0);
    assert_int_equal(fixture_count("."), 1);
    struct stat status;
    assert_int_equal(stat("x", &status), 0);
    assert_int_equal(status.st_size, 0);
    assert_int_equal(polder_temporary_open(&file, "none", "x"), ENOENT);
    polder_temporary_drop(&file);
    unlink("x");
}

static void check_target(const char *path, const char *should)
{
    char *target = NULL;
    assert_int_equal(polder_temporary_target(path, &target), 0);
    assert_string_equal(target, should);
    free(target);
}

static void test_links(void **state)
{
    (void)state;
    char *target = NULL;
    assert_int_equal(mkdir("far", 0700), 0);
    assert_int_equal(symlink("far/file", "one"), 0);
    assert_int_equal(symlink("../one", "far/two"), 0);
    assert_int_equal(symlink("/nowhere/file", "whole"), 0);
    assert_int_equal(symlink("round", "round"), 0);
    check_target("plain", "plain");
    check_target("one", "./far/file");
    check_target("far/two", "far/../far/file");
    check_target("whole", "/nowhere/file");
    assert_int_equal(polder_temporary_target("round", &target), ELOOP);
    assert_null(target);
    if (geteuid() != 0) {
        print_message("skipped: links of others can only be made by root\n");
        return;
    }
    enum { SOMEBODY = 65534 };
    assert_int_equal(lchown("one", SOMEBODY, SOMEBODY), 0);
    check_target("one", "./far/file"); /* nobody else may write here: the administrator's */
    assert_int_equal(chmod(".", 01777), 0);
    assert_int_equal(polder_temporary_target("one", &target), EACCES);
    assert_int_equal(polder_temporary_target("far/two", &target), EACCES);
    assert_int_equal(chown(".", SOMEBODY, SOMEBODY), 0);
    check_target("one", "./far/file");
    assert_int_equal(chown(".", 0, 0), 0);
    assert_int_equal(chmod(".", 0700), 0);
}

/* Whatever is there under a temporary name is not written into. */
static void test_files_for_reading(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(polder_disk_open("fifo"), -1);
    assert_int_equal(errno, EINVAL);
    assert_int_equal(polder_disk_open("."), -1);
    assert_int_equal(errno, EISDIR);
    assert_int_equal(polder_disk_open("none"), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(symlink("victim", "link"), 0);
    assert_int_equal(polder_disk_write("link", "text"), ELOOP);
    assert_int_equal(access("victim", F_OK), -1);
    assert_int_equal(polder_disk_write("victim", "text"), 0);
    const int fd = polder_disk_open("link");
    assert_true(fd >= 0);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names, before, after),
        cmocka_unit_test_setup_teardown(test_long_names, before, after),
        cmocka_unit_test_setup_teardown(test_stale, before, after),
        cmocka_unit_test_setup_teardown(test_given_up, before, after),
        cmocka_unit_test_setup_teardown(test_other_host, before, after),
        cmocka_unit_test_setup_teardown(test_commit, before, after),
        cmocka_unit_test_setup_teardown(test_links, before, after),
        cmocka_unit_test_setup_teardown(test_files_for_reading, before, after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
