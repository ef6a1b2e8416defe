/* render.h: a document (document.h) as text, JSON and CSV.
 *
 * What     Each knows the kinds of blocks and of cells and nothing else.
 * Text     what is for people: paragraphs and tables as wide as the paper, a bar beside a row.
 * JSON     what has a name: sentences, values, tables as lists of objects, groups as objects.
 * CSV      one table, a row for each of its rows; or the single values, a row for each.
 * Errors   POLDER_MEMORY, also for what the document lost while it was made. Whether the stream
 *          took it all is for its owner to ask.
 */
#ifndef POLDER_RENDER_H
#define POLDER_RENDER_H

#include <jansson.h>

#include "document/csv.h"
#include "document/document.h"
#include "document/paper.h"

POLDER_MUST_USE int polder_document_print(const polder_document_t *document,
                                          const polder_paper_t *paper);

/* A new reference; NULL without memory. */
json_t *polder_document_json(const polder_document_t *document);

/* One JSON text, written: a list that is too long for memory comes in several documents, and
 * only the first one says what else there is. Errors are kept for the end. */
typedef struct {
    FILE *stream;
    const char *list; /* name of that list; NULL: there is one document */
    int digits;       /* of numbers; 0: 12 */
    bool begun, any, failed;
} polder_json_stream_t;

void polder_json_add(polder_json_stream_t *stream, const polder_document_t *document);
POLDER_MUST_USE int polder_json_end(polder_json_stream_t *stream);

/* The table of this name, or the first one that has names; `head`: with the names of its columns,
 * which a table that is continued has once. Infinite numbers and NaN are empty cells. */
POLDER_MUST_USE int polder_document_csv(const polder_document_t *document, const char *table,
                                        polder_csv_t *csv, bool head);
/* The single values: name and value, a name with those of the groups around it: "large.months". */
POLDER_MUST_USE int polder_document_csv_values(const polder_document_t *document,
                                               polder_csv_t *csv);

#endif
