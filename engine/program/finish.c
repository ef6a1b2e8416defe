/* finish.c: see finish.h. */
#include "program/finish.h"

#include "program/cli.h"
#include "program/log.h"
#include "run/seconds.h"

void polder_finish_begin(polder_finish_t *finish)
{
    finish->begin = polder_seconds();
    polder_log_now(finish->started);
}

static int write_log(const polder_finish_t *f, double store_seconds, polder_report_t *report)
{
    const polder_log_t log = {.output = f->output,
                              .scenario = f->scenario,
                              .started = f->started,
                              .seconds = polder_seconds() - f->begin,
                              .store_seconds = store_seconds,
                              .block = f->block,
                              .networks = f->networks,
                              .timing = f->timing};
    return polder_log_write(&log, report);
}

int polder_finish_join(const polder_finish_t *f, polder_store_t *store, polder_report_t *report)
{
    polder_progress_t progress;
    polder_progress_init(&progress, POLDER_TEXT("networks"), f->quiet);
    polder_progress_note(&progress, POLDER_TEXT("writing the result file"));
    const int code = polder_store_join(store, report);
    polder_progress_clear(&progress);
    return code < 0 ? code : write_log(f, polder_store_seconds(store), report);
}

int polder_finish_failed(const char *output, bool trust, int64_t *failed, polder_report_t *report)
{
    enum { PIECE = 4096 };
    int64_t flag[PIECE];
    polder_result_t *result = NULL;
    int code = polder_result_open_trusting(&result, output, trust, report);
    const int64_t n = code < 0 ? 0 : polder_result_networks(result);
    *failed = 0;
    for (int64_t first = 0; first < n && code >= 0; first += PIECE) {
        const int64_t some = n - first < PIECE ? n - first : PIECE;
        code = polder_result_read_index(result, "failed", first, some, flag, report);
        for (int64_t i = 0; i < some && code >= 0; i++) *failed += flag[i] != 0;
    }
    polder_result_close(result);
    return code;
}

int polder_finish_exit(int64_t failed, int64_t networks, const char *output, const char *reason)
{
    if (failed == 0) return POLDER_EXIT_OK;
    const long long bad = failed, all = networks;
    if (output && reason)
        polder_terminal_line(stderr,
                             "polder: warning: %lld of %lld networks could not be run (failed = 1 "
                             "in %s); the first: %s",
                             bad, all, output, reason);
    else if (output)
        polder_terminal_line(
            stderr, "polder: warning: %lld of %lld networks could not be run (failed = 1 in %s)",
            bad, all, output);
    else if (reason)
        polder_terminal_line(
            stderr, "polder: warning: %lld of %lld networks could not be run; the first: %s", bad,
            all, reason);
    else
        polder_terminal_line(stderr, "polder: warning: %lld of %lld networks could not be run", bad,
                             all);
    return POLDER_EXIT_FAILURE;
}
