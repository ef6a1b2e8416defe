/* header.h: whether the first row of a table names its columns. Private to engine/graph.
 *
 * What     A first row is a header
 *          - if it has two words known for the ends of a tie (source and target, van and naar,
 * naam1 and naam2 …) that are no names below; these two columns are then the ends;
 *          - or if its first two names are nowhere below and it has a word over a column of
 * numbers;
 *          - or if it is R's, which leaves out the name over the column of row names.
 *          Anything else is a tie. If that is doubtful the reader warns.
 */
#ifndef POLDER_HEADER_H
#define POLDER_HEADER_H

#include "graph/cells.h"

/* Two words of a first row that are known for the ends of a tie; −1: there are none. */
void polder_header_ends(char *const *word, int n, int *from, int *to);
/* "weight", "value", "gewicht", … */
bool polder_header_is_weight(const char *word);
/* Whether two names are one word with different numbers or letters: naam1 and naam2. */
bool polder_header_same_stem(const char *a, size_t a_length, const char *b, size_t b_length);

#endif
