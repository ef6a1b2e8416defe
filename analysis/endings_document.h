/* endings_document.h: why networks end, and when, as a document.
 *
 * What     For people the share of each arm that has ended for each reason, at the horizon or, of
 *          one arm, year by year; and Gray's tests. For machines tick by tick.
 */
#ifndef POLDER_ENDINGS_DOCUMENT_H
#define POLDER_ENDINGS_DOCUMENT_H

#include "analysis/about.h"
#include "analysis/endings.h"

/* NULL without memory. `only`: this arm, −1: all; tests go by all arms. */
polder_document_t *polder_endings_document(polder_language_t language, polder_readers_t readers,
                                           const polder_about_t *about,
                                           const polder_endings_t *endings, double confidence,
                                           int only);

/* In which arms it cannot be asked what is asked for. Nothing for none. */
void polder_endings_unknown(polder_document_t *document, const polder_about_t *about,
                            const polder_endings_t *endings, int only);

#endif
