/* language.c: see language.h. */
#include "program/language.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "program/cli.h"
#include "program/option.h"
#include "program/terminal.h"

static const char *chosen;

bool polder_language_choose(const char *code)
{
    polder_language_t language = POLDER_ENGLISH;
    if (!polder_language_find(code, &language)) return false;
    chosen = polder_language_code(language);
    return true;
}

static polder_language_t of_environment(void)
{
    static const char *const name[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        const char *value = getenv(name[i]);
        if (value && *value) return polder_language_of_locale(value);
    }
    return POLDER_ENGLISH;
}

polder_language_t polder_language(void)
{
    polder_language_t language = POLDER_ENGLISH;
    return chosen && polder_language_find(chosen, &language) ? language : of_environment();
}

const char *polder_language_typed(void)
{
    if (polder_language() == POLDER_DUTCH) return " --lang nl";
    return of_environment() == POLDER_ENGLISH ? "" : " --lang en";
}

static void take(void *self, const char *code)
{
    const char **unknown = self;
    if (!polder_language_choose(code) && !*unknown) *unknown = code;
}

int polder_language_take(int *argc, char **argv)
{
    const char *unknown = NULL;
    polder_option_take(argc, argv, "--lang", take, &unknown);
    if (!unknown) return POLDER_EXIT_OK;
    if (*unknown)
        polder_terminal_line(stderr, "polder: --lang is en or nl, not \"%s\"", unknown);
    else
        polder_terminal_line(stderr, "polder: --lang needs a language: en or nl");
    polder_terminal_line(stderr, "Try: polder --help");
    return POLDER_EXIT_USAGE;
}

const char *polder_say(const char *english)
{
    return polder_text(polder_language(), english);
}

const char *polder_say_of(const char *context, const char *english)
{
    return polder_text_of(polder_language(), context, english);
}

const char *polder_say_count(const char *one, const char *many, long long n)
{
    return polder_text_count(polder_language(), one, many, n < 0 ? 0 : (unsigned long)n);
}

const char *polder_say_ticks(const char *tick)
{
    static char many[64]; /* of a model of somebody else */
    if (strcmp(tick, "month") == 0) return polder_say("months");
    if (strcmp(tick, "round") == 0) return polder_say("rounds");
    snprintf(many, sizeof many, "%ss", tick);
    return many;
}

const char *polder_say_title(const polder_experiment_t *x, const char *file)
{
    static char called[256];
    int n = 0;
    if (x->title_nl && polder_language() == POLDER_DUTCH) return x->title_nl;
    if (x->title) return x->title;
    const char *name = polder_about_file_name(file, &n);
    snprintf(called, sizeof called, "%.*s", n, name);
    return called;
}

void polder_cli_report(polder_report_t *report)
{
    polder_report_init(report);
    report->words = polder_translator(polder_language());
}
