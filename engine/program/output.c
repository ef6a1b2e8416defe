/* output.c: see output.h. */
#include "program/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char *path, int error, polder_report_t *report)
{
    const polder_place_t place = {.file = path};
    if (error == ENOMEM) return polder_out_of_memory(report);
    return polder_fail_at(report, POLDER_FILE, &place, "cannot be written: %s",
                          polder_report_text(report, strerror(error)));
}

static int refuse(const char *path, const char *why, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = path}, "%s", why);
}

static int check(const char *path, const char *input, bool overwrite, polder_report_t *report)
{
    struct stat there, read;
    if (!*path) return polder_fail(report, POLDER_INPUT, "--output needs the name of a file");
    if (stat(path, &there) != 0) return POLDER_OK;
    if (S_ISDIR(there.st_mode)) return refuse(path, "this is a folder", report);
    if (!S_ISREG(there.st_mode)) return refuse(path, "this is not a file", report);
    if (input && stat(input, &read) == 0 && there.st_dev == read.st_dev &&
        there.st_ino == read.st_ino)
        return refuse(path, "this is the file that is read", report);
    if (overwrite) return POLDER_OK;
    return refuse(path, "the file is there already; --overwrite replaces it", report);
}

int polder_output_spares(const char *path, const char *file, polder_report_t *report)
{
    struct stat there, read;
    if (!path || !file || stat(path, &there) != 0 || stat(file, &read) != 0) return POLDER_OK;
    if (there.st_dev != read.st_dev || there.st_ino != read.st_ino) return POLDER_OK;
    return refuse(path, polder_report_text(report, "this is a file that is read"), report);
}

int polder_output_open(polder_output_t *o, const char *path, const char *input, bool overwrite,
                       polder_report_t *report)
{
    *o = (polder_output_t){.overwrite = overwrite, .temporary.fd = -1};
    if (!path || strcmp(path, "-") == 0) {
        o->stream = stdout;
        return POLDER_OK;
    }
    const int code = check(path, input, overwrite, report);
    if (code < 0) return code;
    o->path = strdup(path);
    if (!o->path) return polder_out_of_memory(report);
    int error = polder_temporary_target(path, &o->target);
    if (!error) error = polder_temporary_beside(&o->temporary, o->target);
    /* The descriptor that holds the lock stays. */
    const int fd = error ? -1 : fcntl(o->temporary.fd, F_DUPFD_CLOEXEC, 3);
    if (!error && fd < 0) error = errno;
    o->stream = error ? NULL : fdopen(fd, "w");
    if (o->stream) return POLDER_OK;
    if (!error) error = errno;
    if (fd >= 0) close(fd);
    return failed(path, error, report);
}

int polder_output_close(polder_output_t *o, int code, polder_report_t *report)
{
    if (o->stream && o->path) {
        errno = 0;
        const bool bad =
            fflush(o->stream) != 0 || ferror(o->stream) != 0 || fsync(fileno(o->stream)) != 0;
        if (bad && code >= 0) code = failed(o->path, errno ? errno : EIO, report);
        if (fclose(o->stream) != 0 && code >= 0) code = failed(o->path, errno, report);
        /* Not over a file that somebody made in the meantime. */
        const int error =
            code >= 0 ? polder_temporary_commit(&o->temporary, o->target, !o->overwrite) : 0;
        if (error) code = failed(o->path, error, report);
    }
    if (o->path) polder_temporary_drop(&o->temporary);
    free(o->path);
    free(o->target);
    *o = (polder_output_t){.temporary.fd = -1};
    return code;
}
