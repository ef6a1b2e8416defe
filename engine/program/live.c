/* live.c: an experiment in memory, with a bar; see live.h. */
#include "program/live.h"

#include <unistd.h>

#include "document/render.h"
#include "program/cli.h"
#include "program/terminal.h"
#include "words/words.h"

static int on_progress(void *self, int64_t done, int64_t total)
{
    polder_progress_show(self, done, total);
    return 0;
}

int polder_cli_live(const polder_experiment_t *x, const polder_sink_t *sink, int64_t threads,
                    bool quiet, const char *note, polder_report_t *report)
{
    polder_progress_t progress;
    polder_timing_t timing = {0};
    const polder_run_options_t options = {.threads = (int)threads,
                                          .progress = on_progress,
                                          .progress_self = &progress,
                                          .kernels = polder_cli_kernels()};
    polder_progress_init(&progress, POLDER_TEXT("lives"), quiet || !isatty(STDERR_FILENO));
    if (note) polder_progress_note(&progress, note);
    const int code = polder_run(x, &options, sink, &timing, report);
    polder_progress_clear(&progress);
    polder_timing_free(&timing);
    return code;
}

int polder_cli_document(const polder_document_t *document, bool json, polder_report_t *report)
{
    int code = POLDER_MEMORY;
    if (document && json) {
        polder_json_stream_t stream = {.stream = stdout};
        polder_json_add(&stream, document);
        code = polder_json_end(&stream);
    } else if (document) {
        const polder_paper_t paper = polder_terminal_paper(stdout);
        code = polder_document_print(document, &paper);
    }
    return code < 0 ? polder_out_of_memory(report) : POLDER_OK;
}

int polder_cli_lines(const polder_document_t *document, polder_report_t *report)
{
    enum { UNBROKEN = 1 << 20 };
    polder_paper_t paper = polder_terminal_paper(stdout);
    if (polder_terminal_width(stdout) == 0) paper.width = UNBROKEN;
    const int code = polder_document_print(document, &paper);
    return code < 0 ? polder_out_of_memory(report) : POLDER_OK;
}
