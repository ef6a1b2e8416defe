/* network_words.h: what was read of a network file, in the words of a language. A result keeps it as
 * numbers, and in English (scenario_facts.c). */
#ifndef POLDER_NETWORK_WORDS_H
#define POLDER_NETWORK_WORDS_H

#include <jansson.h>

#include "words/language.h"

/* "14 organisations (names from label), 20 ties, undirected, 1 component; attributes of ties: known (2–5)", of the section `network` of
 * the text that stands for an experiment. NULL: there is no such file, or no memory. The caller frees it. */
char *polder_network_words(polder_language_t language, const json_t *network);
/* What nobody said of it, in sentences: attributes that the scenario takes and that are not known of
 * all, ties that one side reports; "" where all is there. NULL as above. The caller frees it. */
char *polder_network_gaps(polder_language_t language, const json_t *network);

#endif
