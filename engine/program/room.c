/* room.c: see room.h. */
#include "program/room.h"

#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "io/disk.h"
#include "run/run.h"

static const char advice[] = POLDER_TEXT(
    "record fewer networks (record.networks), less often (record.every) or fewer fields "
    "(record.columns)");

/* Bytes as people say them. */
static const char *size_text(char text[32], double bytes)
{
    static const char *const unit[] = {"kB", "MB", "GB", "TB", "PB"};
    size_t i = 0;
    for (bytes /= 1000; bytes >= 999.5 && i + 1 < sizeof unit / sizeof *unit; i++) bytes /= 1000;
    snprintf(text, 32, bytes < 9.95 ? "%.1f %s" : "%.0f %s", bytes, unit[i]);
    return text;
}

/* Memory of the machine, or what a limit leaves of it. */
static double memory_there(void)
{
    struct rlimit limit;
    double most = INFINITY;
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    if (pages > 0 && page > 0) most = (double)pages * (double)page;
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        most = fmin(most, (double)limit.rlim_cur);
    return most;
}

static double disk_there(const char *output)
{
    struct statvfs disk;
    char *folder = polder_disk_folder(output ? output : ".");
    const int failed = folder ? statvfs(folder, &disk) : -1;
    free(folder);
    return failed ? INFINITY : (double)disk.f_bavail * (double)disk.f_frsize;
}

int polder_room_check(const polder_experiment_t *x, int32_t block, int64_t threads,
                      const char *output, polder_report_t *report)
{
    char need[32], there[32];
    const double each = polder_record_bytes(x);
    const int64_t recorded =
        (x->record.networks < x->replicates ? x->record.networks : x->replicates) * x->n_case;
    if (each <= 0 || recorded == 0) return 0;
    const double memory = memory_there(), disk = disk_there(output);
    const double at_once = each * (double)(block < recorded ? block : recorded);
    if (each > memory)
        return polder_fail(report, POLDER_MEMORY,
                           "what is recorded over time of one network takes up to %s of memory, "
                           "and there are %s: %s",
                           size_text(need, each), size_text(there, memory),
                           polder_report_text(report, advice));
    if (at_once * (double)threads > memory)
        polder_warn(report, NULL,
                    "what is recorded over time takes up to %s of memory in each of %lld threads, "
                    "and there are %s in all: give fewer with --threads, a smaller --block, or %s",
                    size_text(need, at_once), (long long)threads, size_text(there, memory),
                    polder_report_text(report, advice));
    if (each * (double)recorded > disk)
        polder_warn(report, NULL,
                    "the trajectories of %lld networks take up to %s in the result file, and %s "
                    "are free on this disk: %s",
                    (long long)recorded, size_text(need, each * (double)recorded),
                    size_text(there, disk), polder_report_text(report, advice));
    return 0;
}
