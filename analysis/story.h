/* story.h: what happened in one recorded network, told month by month in sentences.
 *
 * What     The events of a result (io/store.h), each as a sentence of story_words.c with the names
 *          of the network file, or "organisation 4". First how it ended, what came and went, and
 *          the turning points; then the months: at most a few lines for each, those that weigh
 *          most, and quiet months together; in the end what nobody saw. A kind of event that has no
 *          sentence is told by its declaration.
 */
#ifndef POLDER_STORY_H
#define POLDER_STORY_H

#include "document/document.h"
#include "io/store.h"

/* How a kind of event is told; the first row that fits is taken. In a sentence {who}, {whom}, {a}
 * and {b} stand for organisations and numbers. */
typedef struct {
    const char *kind;
    int number;       /* which of its numbers must be … */
    const char *when; /* … this choice; NULL: it fits always */
    int weight;       /* lines of a month are those that weigh most; 0: it is not told */
    bool unseen;      /* nobody saw it when it happened */
    const char *sentence;
} polder_sentence_t;

extern const polder_sentence_t polder_sentences[]; /* the last one has no kind */

/* `network`: its number in the file. `most`: lines in a month. POLDER_INPUT: it is not recorded. */
POLDER_MUST_USE int polder_story(const polder_result_t *result, int64_t network, int most,
                                 polder_document_t *document, polder_report_t *report);

#endif
