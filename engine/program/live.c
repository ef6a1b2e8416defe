/* live.c: an experiment in memory, with a bar; see live.h. */
#include "program/live.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "analysis/lives.h"
#include "document/render.h"
#include "program/cli.h"
#include "program/terminal.h"
#include "program/typed.h"
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

/* ---- warnings ---- */

static bool is_of_other_file(const polder_experiment_t *x, const polder_note_t *note)
{
    const char *own = polder_typed_base(polder_lives_file(x)),
               *file = polder_typed_base(note->file);
    bool other = false;
    for (int i = 0; file && i < x->n_arm; i++) {
        const int k = x->arm[i].changed.other;
        const char *path = k > 0 ? polder_typed_base(x->other[k - 1].path) : NULL;
        other = other || (path && strcmp(path, file) == 0);
    }
    return other && !(own && strcmp(own, file) == 0);
}

/* Is the arm named in it, between quotes, in either language? */
static bool is_named(const polder_arm_t *arm, const char *text)
{
    const char *called[] = {arm->name, arm->name_en, arm->name_nl};
    bool named = false;
    for (int i = 0; i < 3; i++) {
        char name[256];
        snprintf(name, sizeof name, "\"%.250s\"", called[i] ? called[i] : "");
        named = named || (called[i] && strstr(text, name) != NULL);
    }
    return named;
}

/* Does it name another arm and not the baseline? One that stands for several arms names the baseline, if
 * that is one of them (polder_loader_arm_at). */
static bool is_of_other_arm(const polder_experiment_t *x, const polder_note_t *note)
{
    bool other = false, own = false;
    for (int i = 0; note->text && i < x->n_arm; i++) {
        const bool named = is_named(&x->arm[i], note->text);
        own = own || (named && i == x->baseline);
        other = other || (named && i != x->baseline);
    }
    return other && !own;
}

static bool is_told_before(const polder_report_t *report, size_t at)
{
    const polder_note_t *note = &report->note[at];
    for (size_t i = 0; i < at; i++) {
        const polder_note_t *before = &report->note[i];
        if (before->code == POLDER_OK && before->file && note->file && before->text && note->text &&
            before->line == note->line && strcmp(before->file, note->file) == 0 &&
            strcmp(before->text, note->text) == 0)
            return true;
    }
    return false;
}

void polder_cli_tell_baseline(const polder_experiment_t *x, polder_report_t *report)
{
    enum {
        NOT_TOLD = POLDER_STOPPED
    }; /* any code but that of a warning: all are forgotten anyway */
    for (size_t i = 0; i < report->n; i++) {
        polder_note_t *note = &report->note[i];
        if (note->code != POLDER_OK) continue;
        if (is_of_other_file(x, note) || is_of_other_arm(x, note) || is_told_before(report, i))
            note->code = NOT_TOLD;
    }
    polder_terminal_tell(stderr, report);
}
