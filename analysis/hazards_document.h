/* hazards_document.h: what traits do to the chance to end for each reason, as a document.
 *
 * What     A table for each reason: hazard ratios by Cox, and by tick (hazards.h). Errors are robust, by
 *          founding.
 */
#ifndef POLDER_HAZARDS_DOCUMENT_H
#define POLDER_HAZARDS_DOCUMENT_H

#include "analysis/about.h"
#include "analysis/traits.h"

/* Of one reason; 0: of each. NULL without memory. */
polder_document_t *polder_hazards_document(polder_language_t language, polder_readers_t readers,
                                           const polder_about_t *about,
                                           const polder_endings_t *endings,
                                           const polder_traits_t *traits, double confidence,
                                           int reason);

#endif
