/* words.c: see words.h. */
#include "words/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/catalogue.h"

static const char *const code_of[POLDER_LANGUAGES] = {
#define CODE(name, code) #code,
    POLDER_LANGUAGE_LIST(CODE)
#undef CODE
};

static const polder_catalogue_t *catalogue_of(polder_language_t language)
{
    const polder_catalogue_t *c = polder_catalogues;
    if ((unsigned)language >= POLDER_LANGUAGES) return NULL;
    while (c->code && strcmp(c->code, code_of[language]) != 0) c++;
    return c->code ? c : NULL;
}

typedef struct {
    const char *context, *english;
} sought_t;

/* As strcmp would compare context, \004 and text with an id. */
static int compare(const void *a, const void *b)
{
    const sought_t *key = a;
    const char *id = ((const polder_words_entry_t *)b)->id;
    if (key->context) {
        const size_t n = strlen(key->context);
        const int order = strncmp(key->context, id, n);
        if (order != 0) return order;
        if (id[n] != '\004') return '\004' - (int)(unsigned char)id[n];
        id += n + 1;
    }
    return strcmp(key->english, id);
}

static const char *find(polder_language_t language, const char *context, const char *one,
                        const char *many, unsigned long n)
{
    const char *english = many && n != 1 ? many : one;
    const polder_catalogue_t *c = catalogue_of(language);
    if (!c || !one) return english;
    const sought_t key = {context, one};
    const polder_words_entry_t *entry = bsearch(&key, c->entry, c->n, sizeof *c->entry, compare);
    if (!entry || (many != NULL) != (entry->many != NULL)) return english;
    if (!many) return entry->form[0];
    return strcmp(many, entry->many) == 0 ? entry->form[c->form(n)] : english;
}

const char *polder_text(polder_language_t language, const char *english)
{
    return find(language, NULL, english, NULL, 0);
}

const char *polder_text_of(polder_language_t language, const char *context, const char *english)
{
    return find(language, context, english, NULL, 0);
}

const char *polder_text_count(polder_language_t language, const char *one, const char *many,
                              unsigned long n)
{
    return find(language, NULL, one, many, n);
}

/* ---- numbers ---- */

/* Stands in front of a number while a format is filled in; texts have no such character. */
static const char mark = '\002';

/* Is the conversion at `at`, a %, one of a number that may have decimals? */
static bool has_decimals(const char *at)
{
    at += 1 + strspn(at + 1, "0123456789$ +-#*.lL");
    return *at && strchr("fFeEgG", *at);
}

/* The format with a mark in front of these; NULL without memory. */
static char *marked(const char *format)
{
    char *text = malloc(2 * strlen(format) + 1), *to = text;
    if (!text) return NULL;
    for (; *format; *to++ = *format++) {
        if (*format != '%') continue;
        if (has_decimals(format)) *to++ = mark;
        if (format[1] == '%') *to++ = *format++;
    }
    *to = '\0';
    return text;
}

/* Takes the marks out, and the points behind them. Returns the length. */
static int set_commas(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from != mark) {
            *to++ = *from;
            continue;
        }
        for (size_t n = strspn(from + 1, " +-0123456789"); n > 0; n--) *to++ = *++from;
        if (from[1] == '.') *to++ = ',', from++;
    }
    *to = '\0';
    return (int)(to - text);
}

int polder_text_print(char **text, polder_language_t language, const char *format, va_list list)
{
    if (language != POLDER_DUTCH) return vasprintf(text, format, list);
    char *own = marked(format);
    const int n = own ? vasprintf(text, own, list) : -1;
    free(own);
    return n < 0 ? n : set_commas(*text);
}

/* One function for each language: a report needs no more than a pointer. */
#define TRANSLATE(name, code)                                                                      \
    static const char *translate_##code(const char *context, const char *one, const char *many,    \
                                        unsigned long n)                                           \
    {                                                                                              \
        return find(POLDER_##name, context, one, many, n);                                         \
    }
POLDER_LANGUAGE_LIST(TRANSLATE)
#undef TRANSLATE

polder_translator_t polder_translator(polder_language_t language)
{
    static const polder_translator_t translator[POLDER_LANGUAGES] = {
#define TRANSLATOR(name, code) translate_##code,
        POLDER_LANGUAGE_LIST(TRANSLATOR)
#undef TRANSLATOR
    };
    return catalogue_of(language) ? translator[language] : NULL;
}

const char *polder_language_code(polder_language_t language)
{
    return (unsigned)language < POLDER_LANGUAGES ? code_of[language] : "en";
}

bool polder_language_find(const char *code, polder_language_t *language)
{
    for (int i = 0; i < POLDER_LANGUAGES; i++)
        if (strcmp(code, code_of[i]) == 0) {
            *language = (polder_language_t)i;
            return true;
        }
    return false;
}

polder_language_t polder_language_of_locale(const char *name)
{
    for (int i = 0; i < POLDER_LANGUAGES; i++) {
        const size_t n = strlen(code_of[i]);
        if (strncmp(name, code_of[i], n) == 0 && (name[n] == '\0' || strchr("_.@", name[n])))
            return (polder_language_t)i;
    }
    return POLDER_ENGLISH;
}

const polder_words_entry_t *polder_words_entry(polder_language_t language, size_t i)
{
    const polder_catalogue_t *c = catalogue_of(language);
    return c && i < c->n ? &c->entry[i] : NULL;
}
