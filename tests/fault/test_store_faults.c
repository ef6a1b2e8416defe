/* test_store_faults.c: whatever happens to the disk or the process, a run that is started
 * again gives the same bytes, and the result file is there exactly when it is complete.
 *
 * The calls of the store to the system are replaced by our own, which count and, at a chosen
 * one, kill the process or fail. So every place where a run can be cut is tried in turn.
 */
#undef _FORTIFY_SOURCE /* its inline functions would stand beside ours of the same name */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "store_fixture.h"

/* HDF5 itself loses memory over files that cannot be read to the end. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

enum { REPLICATES = 9, RECORDED = 4, BLOCK = 5 };

/* ---- calls to the system ---- */

static struct {
    long calls, at;  /* 0: never */
    bool kill, stay; /* die; or fail, once or from then on */
    int error;
} fault;

/* Whether this call fails. A process that dies has done half of a write. */
static bool struck(void)
{
    fault.calls++;
    if (!fault.at || fault.calls < fault.at || (fault.calls > fault.at && !fault.stay))
        return false;
    errno = fault.error;
    return true;
}

static void die(void)
{
    if (fault.kill) raise(SIGKILL);
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t at)
{
    if (!struck()) return syscall(SYS_pwrite64, fd, data, n, at);
    if (fault.kill) syscall(SYS_pwrite64, fd, data, n / 2, at);
    die();
    return -1;
}

ssize_t write(int fd, const void *data, size_t n)
{
    if (!struck()) return syscall(SYS_write, fd, data, n);
    if (fault.kill) syscall(SYS_write, fd, data, n / 2);
    die();
    return -1;
}

/* A killed process loses nothing that it wrote, so waiting for the disk adds nothing here. */
int fsync(int fd)
{
    (void)fd;
    if (!struck()) return 0;
    die();
    return -1;
}

int ftruncate(int fd, off_t size)
{
    if (!struck()) return (int)syscall(SYS_ftruncate, fd, size);
    die();
    return -1;
}

int rename(const char *from, const char *to)
{
    if (!struck()) return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    die();
    return -1;
}

int link(const char *from, const char *to)
{
    if (!struck()) return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    die();
    return -1;
}

int mkdir(const char *path, mode_t mode)
{
    if (!struck()) return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    die();
    return -1;
}

/* Removing can be cut short, but does not fail. */
int unlink(const char *path)
{
    if (fault.kill && struck()) die();
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

/* Reading: HDF5 does it for us. */
static struct {
    long calls, at; /* 0: never */
} blind;

static ssize_t read_at(int fd, void *data, size_t n, off_t at)
{
    blind.calls++;
    if (!blind.at || blind.calls < blind.at) return syscall(SYS_pread64, fd, data, n, at);
    errno = EIO;
    return -1;
}

ssize_t pread(int fd, void *data, size_t n, off_t at)
{
    return read_at(fd, data, n, at);
}

ssize_t pread64(int fd, void *data, size_t n, off_t at)
{
    return read_at(fd, data, n, at);
}

/* Texts that are put together, names of files above all: there is no memory for one. Where the
 * C library checks buffers, the call has another name. */
static struct {
    long calls, at; /* 0: never */
} forgetful;

static int put_together(char **text, const char *format, va_list arguments)
{
    enum { ROOM = 8192 };
    *text = NULL;
    if (++forgetful.calls == forgetful.at) {
        errno = ENOMEM;
        return -1;
    }
    *text = malloc(ROOM);
    return *text ? vsnprintf(*text, ROOM, format, arguments) : -1;
}

int vasprintf(char **text, const char *format, va_list arguments)
{
    return put_together(text, format, arguments);
}

int __vasprintf_chk(char **text, int flag, const char *format, va_list arguments);
int __vasprintf_chk(char **text, int flag, const char *format, va_list arguments)
{
    (void)flag;
    return put_together(text, format, arguments);
}

/* ---- helpers ---- */

static char folder[] = "faults_XXXXXX";
static fixture_t f;

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

static int quiet(void **state)
{
    (void)state;
    memset(&fault, 0, sizeof fault);
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

static void check_none_or_whole(void)
{
    if (access("x.h5", F_OK) == 0) assert_true(fixture_same("x.h5", "whole.h5"));
}

static long count_calls(bool removing)
{
    memset(&fault, 0, sizeof fault);
    fault.kill = removing;
    fault.at = INT64_MAX;
    assert_int_equal(run_all("x.h5", BLOCK, NULL), 0);
    const long calls = fault.calls;
    check_whole();
    memset(&fault, 0, sizeof fault);
    return calls;
}

static void kill_at(long call)
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        fault.at = call;
        fault.kill = true;
        fault.calls = 0;
        _exit(run_all("x.h5", BLOCK, NULL) == 0 ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static int open_files(void)
{
    return fixture_count("/proc/self/fd");
}

/* ---- killed ---- */

static void test_killed_at_every_call(void **state)
{
    (void)state;
    const long calls = count_calls(true);
    assert_true(calls > 80);
    for (long k = 1; k <= calls; k++) {
        polder_report_t report = {0};
        kill_at(k);
        check_none_or_whole();
        assert_int_equal(fixture_show(run_all("x.h5", 2, &report), &report), 0);
        assert_int_equal(report.n, 0); /* not even a warning */
        check_whole();
    }
}

static void test_killed_again_and_again(void **state)
{
    (void)state;
    int lives = 0;
    /* Each life gets some calls further: these are enough for opening, a block or two, and joining.
     */
    const long enough = count_calls(true) * 2 / 3;
    for (bool done = false; !done; lives++) {
        const pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            fault.at = enough;
            fault.kill = true;
            fault.calls = 0;
            _exit(run_all("x.h5", BLOCK, NULL) == 0 ? 0 : 1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_false(WIFEXITED(status) && WEXITSTATUS(status) != 0);
        done = WIFEXITED(status);
        check_none_or_whole();
        assert_true(lives < 50);
    }
    assert_true(lives > 1);
    check_whole();
}

/* ---- failing calls ---- */

static void fail_everywhere(int error, bool stay)
{
    const long calls = count_calls(false);
    const int files = open_files();
    for (long k = 1; k <= calls; k++) {
        polder_report_t report = {0};
        fault.calls = 0;
        fault.at = k;
        fault.stay = stay;
        fault.error = error;
        const int r = run_all("x.h5", BLOCK, &report);
        assert_int_equal(r, POLDER_FILE);
        assert_true(fixture_says(&report, strerror(error)));
        assert_true(fixture_says(&report, "x."));
        memset(&fault, 0, sizeof fault);
        polder_report_free(&report);
        check_none_or_whole();
        assert_int_equal(open_files(), files);
        assert_int_equal(fixture_show(run_all("x.h5", BLOCK, &report), &report), 0);
        assert_int_equal(report.n, 0);
        check_whole();
    }
}

static void test_disk_full(void **state)
{
    (void)state;
    fail_everywhere(ENOSPC, true);
}

static void test_bad_moment(void **state)
{
    (void)state;
    fail_everywhere(EIO, false);
}

/* A name that finds no memory is not called an error of the disk, and spoils nothing. */
static void test_no_memory_for_names(void **state)
{
    (void)state;
    long failed = 0;
    memset(&forgetful, 0, sizeof forgetful);
    assert_int_equal(run_all("x.h5", BLOCK, NULL), 0);
    const long calls = forgetful.calls;
    check_whole();
    for (long k = 1; k <= calls; k++) {
        polder_report_t report = {0};
        forgetful.calls = 0;
        forgetful.at = k;
        const int r = run_all("x.h5", BLOCK, &report);
        forgetful.at = 0;
        if (r != 0) {
            failed++;
            assert_int_equal(r, POLDER_MEMORY);
            assert_true(fixture_says(&report, "out of memory"));
            assert_int_equal(access("x.h5", F_OK), -1);
        }
        polder_report_free(&report);
        assert_int_equal(fixture_show(run_all("x.h5", BLOCK, &report), &report), 0);
        check_whole();
    }
    assert_true(failed > 15);
}

/* A limit of the system itself, in the middle of the join. */
static void test_file_too_large(void **state)
{
    (void)state;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        polder_report_t report = {0};
        const struct rlimit limit = {30000, 30000};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
        const int r = run_all("x.h5", BLOCK, &report);
        _exit(r == POLDER_FILE && fixture_says(&report, strerror(EFBIG)) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(access("x.h5", F_OK), -1);
    assert_int_equal(run_all("x.h5", BLOCK, NULL), 0);
    check_whole();
}

static void test_no_permission(void **state)
{
    (void)state;
    assert_int_equal(chmod(".", 0555), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        polder_report_t report = {0};
        /* The superuser may write anywhere: become somebody else. */
        if (geteuid() == 0 && setuid(65534) != 0) _exit(2);
        const int r = run_all("x.h5", BLOCK, &report);
        _exit(r == POLDER_FILE && fixture_says(&report, "x.h5: cannot be written") &&
                      fixture_says(&report, strerror(EACCES))
                  ? 0
                  : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(".", 0700), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(fixture_count("."), 1);
}

static void test_no_folder(void **state)
{
    (void)state;
    polder_report_t report = {0};
    assert_int_equal(run_all("none/x.h5", BLOCK, &report), POLDER_FILE);
    assert_true(fixture_says(&report, "none/x.h5: cannot be written: the folder none: "));
    polder_report_free(&report);
}

/* ---- files of others ---- */

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
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

/* A file that a live process is writing is left alone; that of a dead one is not. */
static void test_temporary_files(void **state)
{
    (void)state;
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = BLOCK;
    char name[64] = "";
    make_parts();
    kill_at(2); /* the first write: leaves a name to copy */
    DIR *parts = opendir("x.parts");
    for (const struct dirent *e; (e = readdir(parts));)
        if (strstr(e->d_name, ".tmp")) snprintf(name, sizeof name, "%.60s", e->d_name);
    closedir(parts);
    assert_true(name[0] != 0);
    /* Another one of this host, whose writer holds it. */
    char live[128], dead[128];
    snprintf(dead, sizeof dead, "x.parts/%s", name);
    snprintf(live, sizeof live, "x.parts/%s", name);
    char *last = live + strlen(live) - sizeof ".tmp";
    *last = *last == '0' ? '1' : '0';
    write_file(live, "x", 1);
    const int fd = open(live, O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(polder_store_open(&store, &f.x, "x.h5", fixture_text(&f.x, 1), &block, false,
                                       &complete, NULL),
                     0);
    assert_int_equal(access(live, F_OK), 0);
    assert_int_equal(access(dead, F_OK), -1);
    polder_store_close(store);
    close(fd);
    assert_int_equal(polder_store_open(&store, &f.x, "x.h5", fixture_text(&f.x, 1), &block, false,
                                       &complete, NULL),
                     0);
    assert_int_equal(access(live, F_OK), -1);
    polder_store_close(store);
}

/* A part that cannot be read now may be good all the same: it stays. */
static void test_blind(void **state)
{
    (void)state;
    long calls = 0;
    for (long k = 0; k <= calls; k++) {
        polder_report_t report = {0};
        polder_store_t *store = NULL;
        bool complete = false;
        int32_t block = BLOCK;
        make_parts();
        const int parts = fixture_count("x.parts");
        assert_int_equal(polder_store_open(&store, &f.x, "x.h5", fixture_text(&f.x, 1), &block,
                                           false, &complete, &report),
                         0);
        blind.calls = 0;
        blind.at = k;
        const int r = polder_store_join(store, &report);
        blind.at = 0;
        polder_store_close(store);
        if (k == 0) {
            assert_int_equal(r, 0);
            calls = blind.calls;
            assert_true(calls > 20);
        } else {
            assert_int_equal(r, POLDER_FILE);
            /* a part; or the result, which is read once more for its digest */
            assert_true(
                (fixture_says(&report, "cannot be read") && fixture_says(&report, "x.parts/")) ||
                fixture_says(&report, "x.h5: cannot be written: Input/output error"));
            assert_int_equal(fixture_count("x.parts"), parts);
            assert_int_equal(access("x.h5", F_OK), -1);
        }
        polder_report_free(&report);
        fixture_remove("x.parts");
        unlink("x.h5");
    }
}

/* Two processes with the same whole job. Whoever is ready first joins; the other has lost
 * nothing, joins as well, and the last one takes the parts away. */
static void test_two_at_once(void **state)
{
    (void)state;
    polder_report_t report = {0};
    polder_store_t *store[3] = {NULL};
    bool complete = false;
    int32_t block = BLOCK;
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            fixture_show(polder_store_open(&store[i], &f.x, "x.h5", fixture_text(&f.x, 1), &block,
                                           false, &complete, &report),
                         &report),
            0);
    assert_int_equal(fixture_run(store[1], &f.x, block, 1, NULL), 0);
    assert_int_equal(fixture_run(store[0], &f.x, block, INT64_MAX, NULL), 0);
    assert_int_equal(fixture_show(polder_store_join(store[0], &report), &report), 0);
    polder_store_close(store[0]);
    assert_true(fixture_same("x.h5", "whole.h5"));
    assert_int_equal(access("x.parts", F_OK), 0);
    /* one that comes now has nothing to do */
    assert_int_equal(polder_store_open(&store[2], &f.x, "x.h5", fixture_text(&f.x, 1), &block,
                                       false, &complete, &report),
                     0);
    assert_true(complete);
    assert_int_equal(fixture_run(store[1], &f.x, block, INT64_MAX, NULL), 0);
    assert_int_equal(fixture_show(polder_store_join(store[1], &report), &report), 0);
    polder_store_close(store[1]);
    assert_int_equal(report.n, 0);
    check_whole();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_killed_at_every_call, quiet),
        cmocka_unit_test_setup(test_killed_again_and_again, quiet),
        cmocka_unit_test_setup(test_disk_full, quiet),
        cmocka_unit_test_setup(test_bad_moment, quiet),
        cmocka_unit_test_setup(test_no_memory_for_names, quiet),
        cmocka_unit_test_setup(test_file_too_large, quiet),
        cmocka_unit_test_setup(test_no_permission, quiet),
        cmocka_unit_test_setup(test_no_folder, quiet),
        cmocka_unit_test_setup(test_temporary_files, quiet),
        cmocka_unit_test_setup(test_blind, quiet),
        cmocka_unit_test_setup(test_two_at_once, quiet),
    };
    return cmocka_run_group_tests(tests, in_folder, out_folder);
}
