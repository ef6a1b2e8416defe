/* answer_say.h: which arm makes the largest difference, and whether that is sure (answer.h), in words.
 *
 * What     The first lines of a result, of a comparison and of how long networks last.
 * Threads  those of the document.
 */
#ifndef POLDER_ANSWER_SAY_H
#define POLDER_ANSWER_SAY_H

#include "analysis/answer.h"
#include "analysis/arm_names.h"
#include "document/document.h"

typedef struct {
    const polder_answer_t *answer;    /* of two arms or more */
    const char *const *arm;           /* [n_arm] names; "" or NULL: it has none */
    const polder_arm_names_t *called; /* what arms are called */
    const char *noun;                 /* what success is, in the language of the document */
    int n_point;
} polder_answer_words_t;

/* Success, and then who is alive at the end. */
void polder_answer_say(polder_document_t *document, const polder_answer_words_t *answered);
/* Only who is alive at the end. */
void polder_answer_say_lasting(polder_document_t *document, const polder_answer_words_t *answered);

#endif
