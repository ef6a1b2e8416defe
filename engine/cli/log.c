/* log.c: see log.h. */
#include "cli/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/summary.h"

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
    json_object_set_new(o, "scenario", json_string(log->scenario));
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

/* "folder/name.h5" becomes "folder/name" + `end`. Caller frees. */
static char *beside(const char *output, const char *end)
{
    const size_t n = strlen(output);
    const size_t stem = n > 3 && strcmp(output + n - 3, ".h5") == 0 ? n - 3 : n;
    const size_t size = stem + strlen(end) + 1;
    char *path = malloc(size);
    if (path) snprintf(path, size, "%.*s%s", (int)stem, output, end);
    return path;
}

static int write_text(const char *path, const char *temporary, const json_t *o,
                      polder_report_t *report)
{
    errno = 0;
    FILE *file = fopen(temporary, "w");
    if (!file) return polder_fail(report, POLDER_FILE, "%s: %s", temporary, strerror(errno));
    bool good = json_dumpf(o, file, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) == 0;
    good = good && putc('\n', file) != EOF;
    good = fclose(file) == 0 && good;
    if (good && rename(temporary, path) == 0) return 0;
    const int code = polder_fail(report, POLDER_FILE, "%s: %s", path, strerror(errno));
    unlink(temporary);
    return code;
}

int polder_log_write(const polder_log_t *log, polder_report_t *report)
{
    char end[48];
    snprintf(end, sizeof end, ".log.json.%ld.tmp", (long)getpid());
    char *path = beside(log->output, ".log.json"), *temporary = beside(log->output, end);
    json_t *o = log_json(log);
    const int code = path && temporary && o ? write_text(path, temporary, o, report)
                                            : polder_fail(report, POLDER_MEMORY, "out of memory");
    json_decref(o);
    free(path);
    free(temporary);
    return code;
}
