/* setting_words.h: what a scenario says of the model, in words: a field, its value, a condition.
 *
 * What     "governance.form" and "lead" are "form of governance: lead", and "trust.mean < 0.4 for 3 months"
 *          is "mean trust over ties below 0.4 for 3 months": a field by what its declaration says of it, in
 *          everyday words; a choice by its word; a number as the language writes it.
 * Silence  what the model does not declare, and what is no condition, is not said: NULL, or false, and
 *          whoever asks shows it as the scenario has it.
 */
#ifndef POLDER_SETTING_WORDS_H
#define POLDER_SETTING_WORDS_H

#include <stdio.h>

#include "io/store.h"
#include "kernel/table.h"
#include "words/language.h"

typedef struct {
    polder_language_t language;
    const polder_table_t *table;   /* of the model; NULL: it is not known here */
    const polder_result_t *result; /* that keeps fields of a model; NULL: none does */
    const char *tick;              /* "month" */
} polder_setting_words_t;

/* Those of a result: `table` becomes that of its model, if the program has it, and is to be freed. */
void polder_setting_words_of(polder_setting_words_t *words, polder_table_t *table,
                             const polder_result_t *result, polder_language_t language);
/* What a field is, in English where the language has no words for it; NULL: nothing is known of it. */
const char *polder_setting_said(const polder_setting_words_t *words, const char *name);
/* "form of governance: lead", of a field and its value. False: nothing is written. */
bool polder_setting_put(FILE *out, const polder_setting_words_t *words, const char *name,
                        const char *value);
/* A word of a choice. */
const char *polder_setting_word(polder_language_t language, const char *word);
/* A number or a word behind a name. */
void polder_setting_value(FILE *out, polder_language_t language, const char *value);

/* A condition, as a part of a sentence ("mean trust over ties is below 0.4") or without a verb. The
 * caller frees it. NULL: it is none, or memory ran out. */
char *polder_setting_condition(const polder_setting_words_t *words, const char *text,
                               bool sentence);

#endif
