/* similar.h: names that differ only in capitals, accents, blanks or signs. Private to engine/graph.
 */
#ifndef POLDER_SIMILAR_H
#define POLDER_SIMILAR_H

#include "graph/netfile.h"

/* Warns of organisations whose names are the same but for such things: the first five, and how many
 * there are. `label` is [n], UTF-8; `line` is where they stand, or NULL. Time: O(n). */
POLDER_MUST_USE int polder_similar_warn(const polder_place_t *place, char *const *label,
                                        const int *line, int32_t n, polder_report_t *report);

/* The folded form that is compared; `to` has room for 3 bytes for each of `text`, and 1. */
size_t polder_similar_fold(const char *text, char *to);

#endif
