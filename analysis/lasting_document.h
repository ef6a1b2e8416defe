/* lasting_document.h: what lasting.h finds, as a document.
 *
 * What     For people two tables: how long networks last, and year by year. JSON has a group "arms"
 *          for each arm, with its curve and its years; the table "survival" is for CSV, a row for
 *          each tick.
 */
#ifndef POLDER_LASTING_DOCUMENT_H
#define POLDER_LASTING_DOCUMENT_H

#include "analysis/about.h"
#include "analysis/lasting.h"

/* Of one point among those read; `only`: of this arm, −1: of all. What nobody of `readers` wants is
 * left out. NULL without memory. */
polder_document_t *polder_lasting_document(polder_language_t language, polder_readers_t readers,
                                           const polder_about_t *about,
                                           const polder_lasting_t *lasting, int point, int only);

#endif
