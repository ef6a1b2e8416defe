/* summary_document.h: what a result says (report.h), as a document.
 *
 * What     The first lines, which answer the question of the scenario: the question, the answer in
 *          words, a bar for each arm, and what to beware of (`short`). All tables (`details`). All
 *          numbers, for JSON (`data`).
 * `file`   as people call it; NULL: it is not kept.
 */
#ifndef POLDER_SUMMARY_DOCUMENT_H
#define POLDER_SUMMARY_DOCUMENT_H

#include "analysis/report.h"
#include "document/document.h"

/* These return NULL without memory. The first is for a model that knows success. */
polder_document_t *polder_summary_short(polder_language_t language, const char *file,
                                        const polder_summary_t *summary);
/* `one_case`: one case of a design was asked for. */
polder_document_t *polder_summary_details(polder_language_t language, const char *file,
                                          const polder_summary_t *summary, bool one_case);
polder_document_t *polder_summary_data(const char *file, const polder_summary_t *summary);

/* --- what several of them say --- */

void polder_summary_title(polder_document_t *document, const char *file,
                          const polder_summary_t *summary);
void polder_summary_facts(polder_document_t *document, const char *file,
                          const polder_summary_t *summary);
/* "network file: NAME: 14 organisations, …"; with `all` its attributes and scales too. */
void polder_summary_network(polder_document_t *document, const polder_summary_t *summary, bool all);
/* A table of shares with intervals and bars, and a row of it. */
void polder_summary_shares(polder_document_t *document, const polder_summary_t *summary,
                           const char *label);
void polder_summary_share(polder_document_t *document, const char *label,
                          const polder_proportion_t *share);
/* The description of the scenario, in the language of the document; or "". */
const char *polder_summary_about(const polder_document_t *document,
                                 const polder_summary_t *summary);
/* What people call a case, in the language of the document. */
const char *polder_summary_case(const polder_document_t *document, const polder_summary_t *summary,
                                const polder_case_summary_t *one);
/* "alive after 5 years" */
/* How long each arm lives, if not all live equally long. */
void polder_summary_lasts(polder_document_t *document, const polder_summary_t *summary);
const char *polder_summary_alive(polder_document_t *document, const polder_summary_t *summary);
/* Which factors go with success: the strongest, or `all`. */
void polder_summary_factors(polder_document_t *document, const polder_summary_t *summary, bool all);
/* What the intervals hold, and what not. */
const char *polder_summary_caveat(polder_document_t *document, const polder_summary_t *summary);

#endif
