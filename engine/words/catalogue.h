/* catalogue.h: the tables that the build makes of po/ (cmake/words.c). */
#ifndef POLDER_CATALOGUE_H
#define POLDER_CATALOGUE_H

#include "words/words.h"

typedef struct {
    const char *id;      /* the English text; with a context: it, \004 and the text */
    const char *many;    /* its plural, or NULL */
    const char *form[4]; /* as many as the language has, or the one there is */
} polder_words_entry_t;

typedef struct {
    const char *code;                  /* "nl" */
    const polder_words_entry_t *entry; /* in ascending order of ids, as strcmp has it */
    size_t n;
    unsigned long (*form)(unsigned long n); /* which form goes with n, below 4 */
} polder_catalogue_t;

extern const polder_catalogue_t polder_catalogues[]; /* the last one has no code */

/* For tests: entry `i` of a language, or NULL behind the last. */
const polder_words_entry_t *polder_words_entry(polder_language_t language, size_t i);

#endif
