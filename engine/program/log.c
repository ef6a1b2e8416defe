/* log.c: see log.h. */
#include "program/log.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "io/disk.h"
#include "io/json.h"
#include "io/temporary.h"
#include "program/cli.h"
#include "program/summary.h"

char *polder_log_now(char text[32])
{
    const time_t now = time(NULL);
    struct tm utc = {0};
    gmtime_r(&now, &utc);
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

static json_t *log_json(const polder_log_t *log)
{
    json_t *o = json_object();
    json_object_set_new(o, "scenario", polder_json_path(log->scenario));
    json_object_set_new(o, "started", json_string(log->started));
    json_object_set_new(o, "seconds", polder_number_json(log->seconds));
    json_object_set_new(o, "networks", json_integer(log->networks));
    json_object_set_new(o, "block", json_integer(log->block));
    json_object_set_new(o, "store_seconds", polder_number_json(log->store_seconds));
    json_object_set_new(o, "timing", polder_timing_json(log->timing));
    json_t *versions = polder_cli_versions();
    json_object_update_missing(o, versions);
    json_decref(versions);
    return o;
}

static char *path_of(const char *output)
{
    static const char end[] = ".log.json";
    const size_t n = strlen(output);
    const size_t stem = n > 3 && strcmp(output + n - 3, ".h5") == 0 ? n - 3 : n;
    const size_t size = stem + sizeof end;
    char *path = malloc(size);
    if (path) snprintf(path, size, "%.*s%s", (int)stem, output, end);
    return path;
}

static int write_text(const char *path, const char *text, polder_report_t *report)
{
    char *target = NULL;
    polder_temporary_t file = {.fd = -1};
    int error = polder_temporary_target(path, &target);
    if (!error) error = polder_temporary_beside(&file, target);
    if (!error) error = polder_temporary_write(&file, text);
    if (!error) error = polder_temporary_write(&file, "\n");
    if (!error) error = polder_temporary_commit(&file, target, false);
    polder_temporary_drop(&file);
    free(target);
    return error ? polder_disk_failed(report, path, error) : 0;
}

int polder_log_check(const char *output, polder_report_t *report)
{
    char *path = path_of(output), *target = NULL;
    struct stat status;
    if (!path) return polder_out_of_memory(report);
    int error = polder_temporary_target(path, &target);
    if (!error && stat(target, &status) != 0)
        error = errno == ENOENT || errno == ENOTDIR ? 0 : errno; /* the store says it better */
    else if (!error && !S_ISREG(status.st_mode))
        error = S_ISDIR(status.st_mode) ? EISDIR : EEXIST;
    int code = 0;
    if (error == ENOMEM)
        code = polder_out_of_memory(report);
    else if (error)
        code = polder_fail(report, POLDER_INPUT, "%s cannot be written: %s", path,
                           polder_report_text(report, strerror(error)));
    free(target);
    free(path);
    return code;
}

int polder_log_write(const polder_log_t *log, polder_report_t *report)
{
    char *path = path_of(log->output);
    json_t *o = log_json(log);
    char *text = polder_json_dumps(o, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
    const int code = path && text ? write_text(path, text, report) : polder_out_of_memory(report);
    json_decref(o);
    free(path);
    free(text);
    return code;
}
