/* story.h: what happened in one recorded network, told in sentences.
 *
 * What     First how it ended, what came and went, and the turning points; then tick by tick the
 *          few things that weighed most, and quiet times together; in the end what nobody saw. The
 *          sentences, what they weigh and what is counted are the model's (kernel/model.h); what
 *          is said in the same words of several ticks is said once.
 */
#ifndef POLDER_STORY_H
#define POLDER_STORY_H

#include "document/document.h"
#include "io/store.h"

/* Of the kinds of events that every model has; those of the model come before them. */
extern const polder_sentence_t polder_story_of_any_model[];

/* `network`: its number in the file. `most`: lines in a tick. POLDER_INPUT: it is not recorded. */
POLDER_MUST_USE int polder_story(const polder_result_t *result, int64_t network, int most,
                                 polder_document_t *document, polder_report_t *report);

#endif
