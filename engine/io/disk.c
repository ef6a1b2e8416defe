/* disk.c: see disk.h. */
#include "io/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/digest.h"

/* ---- the driver ---- */

typedef struct {
    H5FD_t base; /* HDF5 wants it first */
    int fd;
    bool writing, changed;
    haddr_t allocated, end;
    int *error;
} file_t;

typedef struct {
    int *error;
    int fd; /* −1: the file is written */
} info_t;

static void remember(const file_t *file)
{
    if (!*file->error) *file->error = errno ? errno : EIO;
}

static int mode_of(unsigned flags)
{
    int mode = ((flags & H5F_ACC_RDWR) ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW;
    if (flags & H5F_ACC_CREAT) mode |= O_CREAT;
    if (flags & H5F_ACC_TRUNC) mode |= O_TRUNC;
    if (flags & H5F_ACC_EXCL) mode |= O_EXCL;
    return mode;
}

static H5FD_t *driver_open(const char *name, unsigned flags, hid_t access, haddr_t limit)
{
    (void)limit;
    const info_t *info = H5Pget_driver_info(access);
    if (!info) return NULL;
    file_t *file = calloc(1, sizeof *file);
    if (!file) return NULL;
    struct stat status;
    file->writing = info->fd < 0;
    file->fd =
        file->writing ? open(name, mode_of(flags), 0666) : fcntl(info->fd, F_DUPFD_CLOEXEC, 0);
    if (file->fd < 0 || fstat(file->fd, &status) != 0) {
        /* HDF5 first looks whether the file is there: not an error of ours. */
        if ((flags & H5F_ACC_CREAT) || !file->writing) *info->error = errno;
        if (file->fd >= 0) close(file->fd);
        free(file);
        return NULL;
    }
    file->end = (haddr_t)status.st_size;
    file->changed = file->writing && (flags & H5F_ACC_TRUNC);
    file->error = info->error;
    return &file->base;
}

static herr_t driver_close(H5FD_t *base)
{
    file_t *file = (file_t *)base;
    /* HDF5 opens a file twice when it makes one. */
    if (file->changed && !*file->error) {
        const int error = polder_digest_add(file->fd, (int64_t)file->end);
        if (error)
            *file->error = error;
        else if (fsync(file->fd) != 0)
            remember(file);
    }
    if (close(file->fd) != 0 && file->writing) remember(file);
    free(file);
    return 0;
}

static herr_t driver_query(const H5FD_t *base, unsigned long *flags)
{
    (void)base;
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

static haddr_t driver_get_eoa(const H5FD_t *base, H5FD_mem_t type)
{
    (void)type;
    return ((const file_t *)base)->allocated;
}

static herr_t driver_set_eoa(H5FD_t *base, H5FD_mem_t type, haddr_t address)
{
    (void)type;
    ((file_t *)base)->allocated = address;
    return 0;
}

static haddr_t driver_get_eof(const H5FD_t *base, H5FD_mem_t type)
{
    (void)type;
    return ((const file_t *)base)->end;
}

static herr_t driver_read(H5FD_t *base, H5FD_mem_t type, hid_t transfer, haddr_t address,
                          size_t size, void *buffer)
{
    (void)type, (void)transfer;
    const file_t *file = (const file_t *)base;
    char *at = buffer;
    while (size > 0) {
        const ssize_t n = pread(file->fd, at, size, (off_t)address);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            remember(file);
            return -1;
        }
        if (n == 0) { /* past the end: what HDF5's own driver gives */
            memset(at, 0, size);
            return 0;
        }
        at += n;
        address += (haddr_t)n;
        size -= (size_t)n;
    }
    return 0;
}

static herr_t driver_write(H5FD_t *base, H5FD_mem_t type, hid_t transfer, haddr_t address,
                           size_t size, const void *buffer)
{
    (void)type, (void)transfer;
    file_t *file = (file_t *)base;
    const char *at = buffer;
    file->changed = true;
    while (size > 0 && !*file->error) {
        const ssize_t n = pwrite(file->fd, at, size, (off_t)address);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            remember(file);
            break;
        }
        at += n;
        address += (haddr_t)n;
        size -= (size_t)n;
    }
    if (address + size > file->end) file->end = address + size;
    return 0;
}

static herr_t driver_truncate(H5FD_t *base, hid_t transfer, hbool_t closing)
{
    (void)transfer, (void)closing;
    file_t *file = (file_t *)base;
    file->changed = true;
    if (file->end != file->allocated && !*file->error &&
        ftruncate(file->fd, (off_t)file->allocated) != 0)
        remember(file);
    file->end = file->allocated;
    return 0;
}

static const H5FD_class_t driver = {
#ifdef H5FD_CLASS_VERSION
    .version = H5FD_CLASS_VERSION,
    .value = (H5FD_class_value_t)600,
#endif
    .name = "polder",
    .maxaddr = (haddr_t)INT64_MAX,
    .fc_degree = H5F_CLOSE_STRONG,
    .fapl_size = sizeof(info_t),
    .open = driver_open,
    .close = driver_close,
    .query = driver_query,
    .get_eoa = driver_get_eoa,
    .set_eoa = driver_set_eoa,
    .get_eof = driver_get_eof,
    .read = driver_read,
    .write = driver_write,
    .truncate = driver_truncate,
    .fl_map = H5FD_FLMAP_DICHOTOMY,
};

hid_t polder_disk_access(int *error, int fd)
{
    static hid_t id = -1;
    /* Somebody may have closed the library in between. */
    if (id < 0 || H5Iget_type(id) != H5I_VFL) id = H5FDregister(&driver);
    const info_t info = {error, fd};
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    *error = 0;
    if (id < 0 || access < 0 || H5Pset_driver(access, id, &info) < 0 ||
        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) < 0 ||
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18) < 0) {
        if (access >= 0) H5Pclose(access);
        return -1;
    }
    return access;
}

/* ---- files and folders ---- */

int polder_disk_write(const char *path, const char *text)
{
    int error = 0;
    size_t size = strlen(text);
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0) return errno;
    while (size > 0 && !error) {
        const ssize_t n = write(fd, text, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            error = errno ? errno : EIO;
        } else {
            text += n;
            size -= (size_t)n;
        }
    }
    if (!error && fsync(fd) != 0) error = errno;
    if (close(fd) != 0 && !error) error = errno;
    if (error) unlink(path);
    return error;
}

int polder_disk_failed(polder_report_t *report, const char *path, int error)
{
    if (error == ENOMEM) return polder_out_of_memory(report);
    return polder_fail(report, POLDER_FILE, "%s: cannot be written: %s", path,
                       polder_report_text(report, strerror(error)));
}

int polder_disk_open(const char *path)
{
    struct stat status;
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return -1;
    const int error = fstat(fd, &status) != 0   ? errno
                      : S_ISREG(status.st_mode) ? 0
                      : S_ISDIR(status.st_mode) ? EISDIR
                                                : EINVAL;
    if (!error) return fd;
    close(fd);
    errno = error;
    return -1;
}

/* Until the end, as the file may grow meanwhile. 0 or an errno. */
static int read_all(int fd, size_t most, char **text, size_t *length)
{
    size_t room = 0;
    for (;;) {
        if (room - *length < 2) { /* one for a byte, one for the zero */
            char *more = realloc(*text, room += room + 65536);
            if (!more) return ENOMEM;
            *text = more;
        }
        const ssize_t n = read(fd, *text + *length, room - *length - 1);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        *length += (size_t)n;
        (*text)[*length] = '\0';
        if (n == 0) return 0;
        if (*length > most) return EFBIG;
    }
}

char *polder_disk_read(const char *path, size_t most, size_t *length)
{
    char *text = NULL;
    const int fd = polder_disk_open(path);
    *length = 0;
    if (fd < 0) return NULL;
    const int error = read_all(fd, most, &text, length);
    close(fd);
    if (!error) return text;
    free(text);
    errno = error;
    return NULL;
}

int polder_disk_sync(const char *folder)
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return errno;
    /* Some file systems cannot sync a folder and say so: nothing more can be done there. */
    int error = fsync(fd) != 0 ? errno : 0;
    if (error == EINVAL || error == ENOTSUP) error = 0;
    close(fd);
    return error;
}

char *polder_disk_text(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    return n < 0 ? NULL : text;
}

char *polder_disk_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return polder_disk_text(".");
    if (slash == path) return polder_disk_text("/");
    return polder_disk_text("%.*s", (int)(slash - path), path);
}
