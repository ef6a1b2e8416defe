/* lesson_words.h: what a page says in the words of the program, in all of its languages.
 *
 * What     How each kind of event is told (the sentences of polder story), what the causes of failure look
 *          like and what each of them is without (scenarios/causes), and the names of interventions. A
 *          page has words of its own only for what no other screen says.
 */
#ifndef POLDER_LESSON_WORDS_H
#define POLDER_LESSON_WORDS_H

#include <jansson.h>

#include "kernel/table.h"

/* Adds "told", "choices", "causes" and "interventions" to `data`. */
POLDER_MUST_USE int polder_lesson_words(json_t *data, const polder_table_t *table,
                                        polder_report_t *report);

#endif
