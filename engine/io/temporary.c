/* temporary.c: see temporary.h. */
#include "io/temporary.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "io/disk.h"
#include "kernel/fnv.h"
#include "kernel/utf8.h"

/* ---- names ---- */

enum { HOST = 8, RANDOM = 16, TAIL = HOST + RANDOM + 6, LONGEST = 255 };

/* Folded to the eight digits that a name has room for. */
static uint32_t hash(const char *text)
{
    const uint64_t h = polder_fnv(POLDER_FNV_START, text, strlen(text));
    return (uint32_t)(h >> 32 ^ h);
}

/* The host's name hashed: it must not make odd file names, nor tell where one works. */
static uint32_t host(void)
{
    char name[256] = "";
    return gethostname(name, sizeof name - 1) == 0 ? hash(name) : 0;
}

static uint64_t chance(void)
{
    uint64_t number = 0;
    struct timespec now;
    if (getrandom(&number, sizeof number, GRND_NONBLOCK) == (ssize_t)sizeof number) return number;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_nsec * UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t)now.tv_sec ^
           (uint64_t)getpid() << 32;
}

/* The stem of a long name is cut, to leave room for the tail, and hashed, to remain its own. */
static void short_stem(const char *stem, char text[LONGEST + 1])
{
    enum { MOST = LONGEST - TAIL, CUT = MOST - HOST - 1 };
    if (strlen(stem) <= MOST) {
        snprintf(text, LONGEST + 1, "%s", stem);
        return;
    }
    const int n = (int)polder_utf8_cut(stem, strlen(stem), CUT);
    snprintf(text, LONGEST + 1, "%.*s~%08" PRIx32, n, stem, hash(stem));
}

/* Where the tail of a name begins, ".HOST-RANDOM.tmp", or NULL. */
static const char *tail_of(const char *name)
{
    const size_t n = strlen(name);
    if (n <= TAIL || strcmp(name + n - 4, ".tmp") != 0) return NULL;
    const char *tail = name + n - TAIL;
    if (tail[0] != '.' || tail[HOST + 1] != '-') return NULL;
    for (int i = 1; i < TAIL - 4; i++)
        if (i != HOST + 1 && !isxdigit((unsigned char)tail[i])) return NULL;
    return tail;
}

bool polder_temporary_is(const char *name)
{
    return tail_of(name) != NULL;
}

/* ---- those whose writer is gone ---- */

static char *inside(const char *folder, const char *name)
{
    return polder_disk_text("%s/%s", folder, name);
}

/* A lock can be had if nobody has it. Where two machines see one disk but not each other's locks,
 * only that of another host which has not been written for a day is given up. */
static bool judge(const char *folder, const char *name, bool discard)
{
    enum { DAY = 24 * 60 * 60 };
    const char *tail = tail_of(name);
    struct stat status;
    uint32_t on = 0;
    if (!tail || sscanf(tail + 1, "%8" SCNx32, &on) != 1) return false;
    char *path = inside(folder, name);
    /* For writing: NFS gives no exclusive lock otherwise. */
    const int fd = path ? open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    bool stale = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                 flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (stale && on != host()) stale = time(NULL) - status.st_mtime > DAY;
    /* While the lock is held: else a writer that has just made it could lock it and lose it. */
    if (stale && discard) unlink(path);
    if (fd >= 0) close(fd);
    free(path);
    return stale;
}

bool polder_temporary_is_stale(const char *folder, const char *name)
{
    return judge(folder, name, false);
}

void polder_temporary_discard_stale(const char *folder, const char *name)
{
    judge(folder, name, true);
}

static void sweep(const char *folder, const char *name)
{
    char stem[LONGEST + 1];
    DIR *entries = opendir(folder);
    if (!entries) return;
    short_stem(name, stem);
    const size_t n = strlen(stem);
    for (const struct dirent *entry; (entry = readdir(entries));) {
        const char *tail = strncmp(entry->d_name, stem, n) == 0 ? tail_of(entry->d_name) : NULL;
        if (tail == entry->d_name + n) polder_temporary_discard_stale(folder, entry->d_name);
    }
    closedir(entries);
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void polder_temporary_sweep(const char *path)
{
    char *folder = polder_disk_folder(path);
    if (folder) sweep(folder, last_name(path));
    free(folder);
}

/* ---- writing ---- */

/* Locked and still there: between the making and the lock somebody may have taken it for one that
 * was left. Where the file system knows no locks, nobody can. */
static bool hold(int fd)
{
    struct stat status;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
    return fstat(fd, &status) != 0 || status.st_nlink > 0;
}

int polder_temporary_open(polder_temporary_t *file, const char *folder, const char *stem)
{
    enum { TRIES = 100 };
    char text[LONGEST + 1];
    int error = EEXIST;
    *file = (polder_temporary_t){.fd = -1};
    short_stem(stem, text);
    for (int i = 0; i < TRIES && error == EEXIST; i++) {
        char *path = polder_disk_text("%s/%s.%08" PRIx32 "-%016" PRIx64 ".tmp", folder, text,
                                      host(), chance());
        if (!path) return ENOMEM;
        const int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        error = fd < 0 ? errno : hold(fd) ? 0 : EEXIST;
        if (!error) {
            *file = (polder_temporary_t){fd, path};
            return 0;
        }
        if (fd >= 0) { /* who holds it for a moment may only have asked whether it is stale */
            unlink(path);
            close(fd);
        }
        free(path);
    }
    return error;
}

int polder_temporary_beside(polder_temporary_t *file, const char *path)
{
    char *folder = polder_disk_folder(path);
    *file = (polder_temporary_t){.fd = -1};
    if (folder) sweep(folder, last_name(path));
    const int error = folder ? polder_temporary_open(file, folder, last_name(path)) : ENOMEM;
    free(folder);
    return error;
}

int polder_temporary_write(const polder_temporary_t *file, const char *text)
{
    size_t size = strlen(text);
    while (size > 0) {
        const ssize_t n = write(file->fd, text, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return errno ? errno : EIO;
        text += n;
        size -= (size_t)n;
    }
    return fsync(file->fd) != 0 ? errno : 0;
}

static void leave(polder_temporary_t *file)
{
    if (file->fd >= 0) close(file->fd);
    free(file->path);
    *file = (polder_temporary_t){.fd = -1};
}

int polder_temporary_commit(polder_temporary_t *file, const char *path, bool keep)
{
    int error = 0;
    if (keep && link(file->path, path) != 0) {
        error = errno;
        /* A file system without links: two processes at once are not told apart there. */
        if (error == EPERM || error == ENOTSUP || error == EMLINK) keep = false, error = 0;
    }
    if (!keep && rename(file->path, path) != 0) error = errno;
    if (keep || error) unlink(file->path);
    leave(file);
    return error;
}

void polder_temporary_drop(polder_temporary_t *file)
{
    if (file->path) unlink(file->path);
    leave(file);
}

/* ---- links ---- */

bool polder_temporary_is_trusted(const char *folder, const struct stat *status)
{
    struct stat around;
    if (status->st_uid == geteuid() || status->st_uid == 0) return true;
    if (stat(folder, &around) != 0) return false;
    return around.st_uid == status->st_uid || !(around.st_mode & S_IWOTH);
}

/* What the link `path` points to, seen from the same place as `path`. */
static int read_link(const char *path, char **target)
{
    char text[PATH_MAX];
    const ssize_t n = readlink(path, text, sizeof text - 1);
    if (n < 0) return errno;
    text[n] = '\0';
    char *folder = polder_disk_folder(path);
    *target = !folder ? NULL : text[0] == '/' ? strdup(text) : inside(folder, text);
    free(folder);
    return *target ? 0 : ENOMEM;
}

int polder_temporary_target(const char *path, char **target)
{
    enum { MOST = 40 };
    struct stat status;
    int error = 0;
    char *at = strdup(path);
    *target = NULL;
    for (int i = 0; at && !error; i++) {
        if (lstat(at, &status) != 0 || !S_ISLNK(status.st_mode)) break;
        char *folder = polder_disk_folder(at), *next = NULL;
        const bool trusted = folder && polder_temporary_is_trusted(folder, &status);
        error = !folder ? ENOMEM : !trusted ? EACCES : i == MOST ? ELOOP : read_link(at, &next);
        free(folder);
        free(at);
        at = next;
    }
    if (!at && !error) error = ENOMEM;
    if (!error) *target = at;
    return error;
}
