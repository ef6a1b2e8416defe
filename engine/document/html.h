/* html.h: a document (document.h) as a page for a browser, and for paper.
 *
 * What     One file that needs nothing else: no network, no script, no font. It runs nothing and
 *          loads nothing (Content-Security-Policy says so). Parts become sections, folds are closed
 *          and stay out of print, a sheet is a page of A4. Tables have heads that say what they are
 *          of; what can be drawn is drawn (svg.h), wide for paper and narrow for a telephone, and
 *          has its numbers in a fold below it. Texts cannot end what they stand in (markup.h).
 * Errors   POLDER_MEMORY, also for what the document lost while it was made. Whether the stream
 *          took it all is for its owner to ask.
 */
#ifndef POLDER_HTML_H
#define POLDER_HTML_H

#include <stdio.h>

#include "document/document.h"

POLDER_MUST_USE int polder_document_html(const polder_document_t *document, FILE *stream);

#endif
