/* compare_document.h: what compare.h finds, as a document.
 *
 * What     For people tables of one experiment, or of a design the first rows of all points and
 *          arms. JSON has what holds for all points, and a group "points" for each; the table
 *          "compare" is for CSV, a row for each arm.
 */
#ifndef POLDER_COMPARE_DOCUMENT_H
#define POLDER_COMPARE_DOCUMENT_H

#include "analysis/about.h"
#include "analysis/compare.h"

/* What the rows of a design are sorted by: a factor, or a figure, or its difference to the
 * baseline; the highest first, or the lowest (`up`). */
typedef struct {
    int factor, figure; /* factor −1: the figure */
    bool difference, up;
} polder_compare_sort_t;

/* The names of the arms, which may be of several files. */
POLDER_MUST_USE int polder_compare_about(polder_about_t *about, const polder_compare_t *compare,
                                         const char *file, polder_report_t *report);

/* For people, of the points read last, the first ones; `sort` may be NULL. NULL without memory. */
polder_document_t *polder_compare_document(polder_language_t language, const polder_about_t *about,
                                           const polder_compare_t *compare,
                                           const polder_compare_sort_t *sort);
/* What that says of a design. */
void polder_compare_points(polder_document_t *document, const polder_about_t *about,
                           const polder_compare_t *compare, const polder_compare_sort_t *sort);
/* For machines, of one of the points read last. */
polder_document_t *polder_compare_data(polder_readers_t readers, const polder_about_t *about,
                                       const polder_compare_t *compare, int point);

#endif
