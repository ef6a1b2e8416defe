/* log.h: NAME.log.json, what may differ between two runs of the same experiment. */
#ifndef POLDER_LOG_H
#define POLDER_LOG_H

#include <stdint.h>

#include "kernel/error.h"
#include "run/run.h"

typedef struct {
    const char *output;   /* the result file */
    const char *scenario; /* as the user wrote it */
    const char *started;  /* ISO 8601, UTC */
    double seconds;       /* wall clock, from reading the scenario to the joined file */
    double store_seconds; /* writing */
    int32_t block;
    int64_t networks; /* in the file; those run now are in the timing */
    const polder_timing_t *timing;
} polder_log_t;

/* Whether there can be a log of this result: for before the run. */
POLDER_MUST_USE int polder_log_check(const char *output, polder_report_t *report);
/* Writes the log beside the result file: temporary name, then rename. */
POLDER_MUST_USE int polder_log_write(const polder_log_t *log, polder_report_t *report);
/* Now, as ISO 8601 in UTC. */
char *polder_log_now(char text[32]);

#endif
