/* live.h: an experiment carried out in memory with a bar, and a document on the screen, for commands
 * that ask a question and keep nothing. */
#ifndef POLDER_LIVE_H
#define POLDER_LIVE_H

#include "document/document.h"
#include "program/scenario_arguments.h"
#include "run/run.h"

/* Rows of options: what every such command has. Its arguments have members `scenario`, `threads`, `json`
 * and `quiet`. */
#define POLDER_OPTIONS_LIVE(type)                                                                  \
    POLDER_OPTION_SET(type, scenario), POLDER_OPTION_SEED(type, scenario),                         \
        POLDER_OPTION_NETWORK(type, scenario, "the ties come from this file"),                     \
        POLDER_OPTION_THREADS(type, threads),                                                      \
        POLDER_OPTION_FLAG(type, json, "json", "everything as one JSON object"),                   \
        POLDER_OPTION_FLAG(type, quiet, "quiet", "no progress")

/* Runs `x`; what it leaves goes to `sink`. `note` stands beside the bar; NULL: nothing does. */
POLDER_MUST_USE int polder_cli_live(const polder_experiment_t *x, const polder_sink_t *sink,
                                    int64_t threads, bool quiet, const char *note,
                                    polder_report_t *report);

/* Tells, and forgets, what there is to warn about in the baseline of `x`, which alone is lived: not what
 * other arms lack, or the files of other arms; and each thing once. */
void polder_cli_tell_baseline(const polder_experiment_t *x, polder_report_t *report);

/* Shows `document` on stdout, as text or as one JSON text. NULL, as all that lost something for want
 * of memory, is POLDER_MEMORY. */
POLDER_MUST_USE int polder_cli_document(const polder_document_t *document, bool json,
                                        polder_report_t *report);

/* The same as text: a terminal gets lines that fit, a pipe one line per row of a table, for grep. */
POLDER_MUST_USE int polder_cli_lines(const polder_document_t *document, polder_report_t *report);

#endif
