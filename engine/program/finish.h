/* finish.h: from parts that are all there to the result file, for run and join. */
#ifndef POLDER_FINISH_H
#define POLDER_FINISH_H

#include "io/store.h"
#include "program/terminal.h"
#include "run/run.h"

typedef struct {
    const char *output, *scenario; /* the result file; the scenario as the user wrote it */
    char started[32];              /* ISO 8601 */
    double begin;                  /* the clock at that moment */
    int64_t networks;
    int32_t block;
    const polder_timing_t *timing;
    bool quiet;
} polder_finish_t;

static inline polder_existing_t polder_cli_existing(bool overwrite, bool trust)
{
    return overwrite ? POLDER_REPLACE : trust ? POLDER_TRUST : POLDER_KEEP;
}

void polder_finish_begin(polder_finish_t *finish);
/* Joins, and writes the log. */
POLDER_MUST_USE int polder_finish_join(const polder_finish_t *finish, polder_store_t *store,
                                       polder_report_t *report);
/* Networks of the result file that could not be run, in this run or in earlier ones. */
POLDER_MUST_USE int polder_finish_failed(const char *output, bool trust, int64_t *failed,
                                         polder_report_t *report);
/* The last word about them, and the exit code. `reason`: why the first of them failed, or NULL. */
int polder_finish_exit(int64_t failed, int64_t networks, const char *output, const char *reason);

#endif
