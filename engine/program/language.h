/* language.h: which language the program speaks, and its texts in it.
 *
 * What     --lang of any command, else what the locale of messages begins with (LC_ALL, LC_MESSAGES
 *          or LANG, the first that is set), else English. Screens and messages follow it. What
 *          other programs read is English: files, JSON and CSV, with all texts in them. Numbers
 *          that came out have the decimal sign of the language; what is typed into a scenario has
 *          a point in any language.
 */
#ifndef POLDER_CLI_LANGUAGE_H
#define POLDER_CLI_LANGUAGE_H

#include "experiment/experiment.h"
#include "kernel/error.h"
#include "words/words.h"

polder_language_t polder_language(void);
/* " --lang nl" for a command that is to speak this language again, wherever it is typed; "" of English
 * where that would be spoken anyhow. */
const char *polder_language_typed(void);
/* By its code, "en" or "nl"; false: there is none of this code. */
bool polder_language_choose(const char *code);
/* Takes --lang out of the arguments. Returns an exit code; says on stderr what is wrong. */
int polder_language_take(int *argc, char **argv);

/* words.h, in this language. */
const char *polder_say(const char *english) POLDER_TRANSLATES(1);
const char *polder_say_of(const char *context, const char *english) POLDER_TRANSLATES(2);
const char *polder_say_count(const char *one, const char *many, long long n) POLDER_TRANSLATES(1)
    POLDER_TRANSLATES(2);
/* "months": many of what one tick of a model is. */
const char *polder_say_ticks(const char *tick);

/* A report for the screen, in place of polder_report_init. */
void polder_cli_report(polder_report_t *report);

/* The title of a scenario in the language of the screen; without one its file names it
 * (polder_about_file). It lasts until the next call. */
const char *polder_say_title(const polder_experiment_t *x, const char *file);

#endif
