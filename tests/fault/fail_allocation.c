/* fail_allocation.c: loaded before the program, makes chosen allocations fail.
 *
 * FAULT_AT=N       the N-th allocation after main begins fails (with FAULT_FROM: that and all
 * later) FAULT_OWN        only those count that HDF5 has not asked for FAULT_COUNT=FILE the number
 * of allocations is written there in the end FAULT_CRASH=FILE the library in which the program
 * crashed, and the function if it has a name
 *
 * Built and used by test_allocation.py; needs glibc.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

typedef int (*main_t)(int, char **, char **);
typedef int (*start_t)(main_t, int, char **, void (*)(void), void (*)(void), void (*)(void),
                       void *);

static main_t real_main;
static bool armed, from, own;
static long at, count;
static uintptr_t low[2], high[2]; /* where the libraries of HDF5 are */

static bool in_hdf5(const void *caller)
{
    const uintptr_t a = (uintptr_t)caller;
    return (a >= low[0] && a < high[0]) || (a >= low[1] && a < high[1]);
}

static bool fails(const void *caller)
{
    if (!armed || (own && in_hdf5(caller))) return false;
    const long n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
    if (at == 0 || !(from ? n >= at : n == at)) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return size > 0 && fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

static int find_hdf5(struct dl_phdr_info *info, size_t size, void *found)
{
    int *n = found;
    (void)size;
    if (!strstr(info->dlpi_name, "libhdf5") || *n == 2) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const uintptr_t end =
            info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
        if (end > high[*n]) high[*n] = end;
    }
    low[(*n)++] = info->dlpi_addr;
    return 0;
}

static void note(const char *library, const char *function)
{
    char text[300];
    const char *path = getenv("FAULT_CRASH");
    const int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;
    const int n = snprintf(text, sizeof text, "%s %s\n", library, function ? function : "?");
    if (file >= 0 && write(file, text, (size_t)n) != n) _exit(99);
}

/* The innermost library that is neither this one nor the C library. */
static void crashed(int number)
{
    void *frame[64];
    Dl_info self, info;
    armed = false;
    const int n = backtrace(frame, 64);
    dladdr((void *)(uintptr_t)&crashed, &self);
    for (int i = 0; i < n; i++) {
        if (!dladdr(frame[i], &info) || info.dli_fbase == self.dli_fbase) continue;
        const char *slash = strrchr(info.dli_fname, '/');
        const char *name = slash ? slash + 1 : info.dli_fname;
        if (strncmp(name, "libc.", 5) == 0 || strstr(name, "vdso")) continue;
        note(name, info.dli_sname);
        break;
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* HDF5 ends the program when it cannot even note an error. */
void exit(int status)
{
    typedef void (*exit_t)(int) __attribute__((noreturn));
    const exit_t real = (exit_t)(uintptr_t)dlsym(RTLD_NEXT, "exit");
    if (armed && in_hdf5(__builtin_return_address(0))) note("libhdf5", "exit");
    real(status);
}

static int begin(int argc, char **argv, char **environment)
{
    void *frame[4];
    int n = 0;
    const char *text = getenv("FAULT_AT");
    backtrace(frame, 4); /* it allocates when it is called first */
    dl_iterate_phdr(find_hdf5, &n);
    at = text ? atol(text) : 0;
    from = getenv("FAULT_FROM") != NULL;
    own = getenv("FAULT_OWN") != NULL;
    if (getenv("FAULT_CRASH"))
        signal(SIGSEGV, crashed), signal(SIGBUS, crashed), signal(SIGABRT, crashed),
            signal(SIGFPE, crashed);
    armed = true;
    return real_main(argc, argv, environment);
}

int __libc_start_main(main_t start, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*loader)(void), void *stack)
{
    const start_t real = (start_t)(uintptr_t)dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = start;
    return real(begin, argc, argv, init, fini, loader, stack);
}

__attribute__((destructor)) static void say(void)
{
    armed = false;
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", count);
    fclose(file);
}
