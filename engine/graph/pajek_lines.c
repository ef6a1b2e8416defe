/* pajek_lines.c: lines, words and errors of a Pajek file; see pajek.h. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/pajek.h"
#include "kernel/utf8.h"

/* ---- errors ---- */

int polder_pajek_wrong(const pajek_t *p, const char *at, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, polder_report_text(p->report, format), arguments);
    va_end(arguments);
    polder_place_t place = p->file->place;
    place.line = p->number;
    if (p->line && strlen(p->line) <= 200) { /* one that cannot be shown whole is not shown */
        place.column = at ? (int)(at - p->line) + 1 : 0;
        place.excerpt = p->line;
    }
    return polder_fail_at(p->report, POLDER_FORMAT, &place, "%s", text);
}

/* A word as it is shown: not longer than a few dozen letters. */
int polder_pajek_shown(const word_t *word)
{
    return (int)polder_utf8_cut(word->begin, word->length, 40);
}

void polder_pajek_warn(const pajek_t *p, int line, const char *text)
{
    polder_place_t place = p->file->place;
    place.line = line;
    polder_warn(p->report, &place, "%s", text);
}

void polder_pajek_not_read(pajek_t *p, const word_t *word)
{
    if (p->n_unread++) return;
    p->unread_line = p->number;
    snprintf(p->unread, sizeof p->unread, "%.*s", polder_pajek_shown(word), word->begin);
}

/* ---- lines and words ---- */

bool polder_pajek_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static bool is_end(char c)
{
    return c == '\n' || c == '\r' || c == '\0';
}

/* The end of a comment that begins with slash and star; NULL if it is not closed before the
 * next one or the next section: then it is one line. */
static char *comment_end(const pajek_t *p, char *c)
{
    bool first = false;
    for (c += 2; c < p->end; c++) {
        if (c[0] == '*' && c[1] == '/') return c + 2;
        if (first && (c[0] == '*' || (c[0] == '/' && c[1] == '*'))) return NULL;
        if (is_end(*c))
            first = true;
        else if (!polder_pajek_is_blank(*c))
            first = false;
    }
    return NULL;
}

/* The next line that says something; it ends with a zero byte from now on. */
bool polder_pajek_next_line(pajek_t *p)
{
    while (p->next < p->end) {
        char *c = p->line = p->next;
        while (polder_pajek_is_blank(*c)) c++;
        char *const close = c[0] == '/' && c[1] == '*' ? comment_end(p, c) : NULL;
        if (close) {
            for (; c < close; c++) p->number += *c == '\n' || (*c == '\r' && c[1] != '\n');
            p->next = close;
            continue;
        }
        char *stop = c;
        while (stop < p->end && !is_end(*stop)) stop++;
        p->next = stop < p->end ? stop + 1 + (stop[0] == '\r' && stop[1] == '\n') : p->end;
        *stop = '\0';
        p->number++;
        p->rest = c;
        if (*c && *c != '%' && !(c[0] == '/' && c[1] == '*')) return true;
    }
    return false;
}

/* Where a text in quotes ends. Inside, a quote is written \" or "", or no blank follows it. */
static char *closing(char *c, char quote, bool escapes)
{
    for (; *c; c++) {
        if (escapes && *c == '\\' && (c[1] == quote || c[1] == '\\')) {
            c++;
        } else if (*c == quote) {
            if (!c[1] || polder_pajek_is_blank(c[1])) return c;
            if (c[1] == quote) c++;
        }
    }
    return NULL;
}

/* 1: a word; 0: the line is at its end; less: a quote without an end. */
int polder_pajek_next_word(pajek_t *p, word_t *word)
{
    char *c = p->rest;
    while (polder_pajek_is_blank(*c)) c++;
    *word = (word_t){c, 0, false, false};
    if (*c == '"' || *c == '\'') {
        char *stop = closing(c + 1, *c, true);
        word->escaped = stop != NULL;
        if (!stop) stop = closing(c + 1, *c, false);
        if (!stop && *c == '"') return polder_pajek_wrong(p, c, "a text in quotes has no end");
        if (stop) { /* else an apostrophe */
            word->begin = c + 1;
            word->length = (size_t)(stop - c - 1);
            word->quoted = true;
            p->rest = stop + 1;
            return 1;
        }
    }
    while (*c && !polder_pajek_is_blank(*c)) c++;
    word->length = (size_t)(c - word->begin);
    p->rest = c;
    return word->length > 0;
}

/* The next word where a comment may begin or the line end. */
int polder_pajek_next_item(pajek_t *p, word_t *word)
{
    const int code = polder_pajek_next_word(p, word);
    if (code <= 0 || word->quoted || *word->begin != '%') return code;
    p->rest += strlen(p->rest);
    return 0;
}

int64_t polder_pajek_words_left(pajek_t *p)
{
    char *const rest = p->rest;
    polder_report_t *const report = p->report;
    word_t word;
    int64_t n = 0;
    p->report = NULL;
    while (polder_pajek_next_item(p, &word) > 0) n++;
    p->report = report;
    p->rest = rest;
    return n;
}

bool polder_pajek_is_word(const word_t *word, const char *text)
{
    return strlen(text) == word->length && strncasecmp(word->begin, text, word->length) == 0;
}

bool polder_pajek_is_one_of(const word_t *word, const char *const *list)
{
    for (; *list; list++)
        if (polder_pajek_is_word(word, *list)) return true;
    return false;
}

/* A decimal number, written with a point whatever the locale. */
bool polder_pajek_is_number(const word_t *word)
{
    const char *c = word->begin, *const end = c + word->length;
    if (word->quoted || c == end) return false;
    c += *c == '+' || *c == '-';
    const char *first = c;
    while (c < end && isdigit((unsigned char)*c)) c++;
    ptrdiff_t digits = c - first;
    if (c < end && *c == '.') {
        first = ++c;
        while (c < end && isdigit((unsigned char)*c)) c++;
        digits += c - first;
    }
    if (digits == 0) return false;
    if (c < end && (*c == 'e' || *c == 'E')) {
        c++;
        if (c < end && (*c == '+' || *c == '-')) c++;
        if (c == end || !isdigit((unsigned char)*c)) return false;
        while (c < end && isdigit((unsigned char)*c)) c++;
    }
    return c == end;
}

/* What was meant as a number: it must be one. */
bool polder_pajek_looks_like_number(const word_t *word)
{
    return !word->quoted && word->length > 0 &&
           (isdigit((unsigned char)*word->begin) || strchr("+-.", *word->begin));
}

/* Words of other programs for a number that is missing or has no end. */
bool polder_pajek_is_odd_number(const word_t *word)
{
    static const char *const odd[] = {"nan",  "-nan", "+nan",     "inf",       "-inf",
                                      "+inf", "na",   "infinity", "-infinity", NULL};
    return !word->quoted && polder_pajek_is_one_of(word, odd);
}

/* A whole number, perhaps as 1e+05 or 7.0; −1: it is not. */
int64_t polder_pajek_whole(const word_t *word)
{
    enum { LARGE = 1000000000 };
    const char *c = word->begin, *const end = c + word->length;
    if (!polder_pajek_is_number(word) || !isdigit((unsigned char)*c)) return -1;
    int64_t value = 0;
    for (; c < end && isdigit((unsigned char)*c); c++)
        if (value < LARGE) value = 10 * value + (*c - '0');
    if (c < end && *c == '.')
        for (c++; c < end && isdigit((unsigned char)*c); c++)
            if (*c != '0') return -1;
    if (c == end) return value;
    c++;
    if (*c == '-') return -1;
    c += *c == '+';
    int64_t power = 0;
    for (; c < end; c++)
        if (power < 100) power = 10 * power + (*c - '0');
    for (; power > 0 && value < LARGE; power--) value *= 10;
    return value;
}
