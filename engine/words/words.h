/* words.h: what Polder says, in the language of who reads it.
 *
 * What     The English text in the code, a format of printf or a plain text, is what a translation
 *          is found by. po/LANGUAGE.po holds the translations, in the form that translators and
 *          their tools know (gettext); the build makes tables of C of them (cmake/words.c) and
 *          stops where a translation takes other arguments than its English text.
 * Promise  nothing but these tables: no runtime of gettext, no locale of this machine, no state. A
 *          text without a translation is given back as it came. What is returned lives as long
 *          as the program.
 * Checks   -Wformat looks through these functions at the English text.
 */
#ifndef POLDER_WORDS_H
#define POLDER_WORDS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "kernel/error.h"
#include "words/language.h"

const char *polder_text(polder_language_t language, const char *english) POLDER_TRANSLATES(2);
/* Where one English text needs two translations: `context` tells them apart. */
const char *polder_text_of(polder_language_t language, const char *context, const char *english)
    POLDER_TRANSLATES(3);
/* `one` of something or `many`: which of its forms a language has for `n`. */
const char *polder_text_count(polder_language_t language, const char *one, const char *many,
                              unsigned long n) POLDER_TRANSLATES(2) POLDER_TRANSLATES(3);

/* What vasprintf would put, with the decimal sign of the language in the numbers of the format: "21,5%"
 * in Dutch. A text that goes in ("%s") stays as it is: a path, a version, a name. Its length; negative
 * without memory, and then `*text` is nothing to free. */
int polder_text_print(char **text, polder_language_t language, const char *format, va_list list)
    POLDER_PRINTF(3, 0);

/* For a report: `words` of polder_report_t (kernel/error.h). NULL: English needs none. */
typedef const char *(*polder_translator_t)(const char *context, const char *one, const char *many,
                                           unsigned long n);
polder_translator_t polder_translator(polder_language_t language);

/* "nl"; and the other way. */
const char *polder_language_code(polder_language_t language);
bool polder_language_find(const char *code, polder_language_t *language);
/* Of the name of a locale: "nl_BE.UTF-8" is Dutch. What is not known is English. */
polder_language_t polder_language_of_locale(const char *name);

#endif
