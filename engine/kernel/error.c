/* error.c: see error.h. */
#include "kernel/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/utf8.h"

void polder_report_init(polder_report_t *report)
{
    *report = (polder_report_t){0};
}

static void note_free(polder_note_t *note)
{
    free(note->file);
    free(note->excerpt);
    free(note->text);
}

void polder_report_init_for(polder_report_t *part, const polder_report_t *report)
{
    *part = (polder_report_t){.words = report ? report->words : NULL};
}

void polder_report_free(polder_report_t *report)
{
    if (!report) return;
    for (size_t i = 0; i < report->n; i++) note_free(&report->note[i]);
    free(report->note);
    polder_report_init_for(report, report); /* it may be used again, in its language */
}

static char *copy(const char *text)
{
    if (!text) return NULL;
    const size_t n = strlen(text) + 1;
    char *c = malloc(n);
    if (c) memcpy(c, text, n);
    return c;
}

static int room(polder_report_t *report)
{
    if (report->n < report->capacity) return 1;
    const size_t capacity = report->capacity ? 2 * report->capacity : 8;
    polder_note_t *note = realloc(report->note, capacity * sizeof *note);
    if (!note) {
        report->lost++;
        return 0;
    }
    report->note = note;
    report->capacity = capacity;
    return 1;
}

POLDER_PRINTF(4, 0)
static void add(polder_report_t *report, int code, const polder_place_t *place, const char *format,
                va_list arguments)
{
    if (!report) return;
    if (code != POLDER_OK) report->n_error++;
    if (!room(report)) return;
    char text[2048];
    const int n = vsnprintf(text, sizeof text, polder_report_text(report, format), arguments);
    if (n >= (int)sizeof text) text[polder_utf8_whole(text, sizeof text - 1)] = '\0';
    polder_note_t *note = &report->note[report->n++];
    *note = (polder_note_t){.code = code, .text = copy(text)};
    if (place) {
        note->file = copy(place->file);
        note->excerpt = copy(place->excerpt);
        note->line = place->line;
        note->column = place->column;
        note->width = place->width;
    }
    if (!note->text) report->lost++;
}

int polder_fail(polder_report_t *report, int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(report, code, NULL, format, arguments);
    va_end(arguments);
    return code;
}

int polder_out_of_memory(polder_report_t *report)
{
    return polder_fail(report, POLDER_MEMORY, "out of memory");
}

int polder_fail_at(polder_report_t *report, int code, const polder_place_t *place,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(report, code, place, format, arguments);
    va_end(arguments);
    return code;
}

void polder_warn(polder_report_t *report, const polder_place_t *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(report, POLDER_OK, place, format, arguments);
    va_end(arguments);
}

void polder_report_take(polder_report_t *into, polder_report_t *from)
{
    for (size_t i = 0; i < from->n; i++) {
        if (into && from->note[i].code != POLDER_OK) into->n_error++;
        if (into && room(into))
            into->note[into->n++] = from->note[i];
        else
            note_free(&from->note[i]);
    }
    if (into) into->lost += from->lost;
    free(from->note);
    *from = (polder_report_t){.words = from->words};
}

static const char *words(const polder_report_t *report, const char *context, const char *one,
                         const char *many, unsigned long n)
{
    if (report && report->words) return report->words(context, one, many, n);
    return many && n != 1 ? many : one;
}

const char *polder_report_text(const polder_report_t *report, const char *english)
{
    return words(report, NULL, english, NULL, 0);
}

const char *polder_report_text_of(const polder_report_t *report, const char *context,
                                  const char *english)
{
    return words(report, context, english, NULL, 0);
}

const char *polder_report_count(const polder_report_t *report, const char *one, const char *many,
                                long long n)
{
    return words(report, NULL, one, many, n < 0 ? 0 : (unsigned long)n);
}

const char *polder_code_text(int code)
{
    switch (code) {
#define POLDER_ERROR_CASE(name, value, text)                                                       \
    case POLDER_##name:                                                                            \
        return text;
        POLDER_ERRORS(POLDER_ERROR_CASE)
#undef POLDER_ERROR_CASE
    default:
        return POLDER_TEXT("unknown error");
    }
}

/* Levenshtein distance, cut off at 64 characters. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t row[MOST + 1];
    const size_t n = strnlen(a, MOST), m = strnlen(b, MOST);
    for (size_t j = 0; j <= m; j++) row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            const size_t above = row[j];
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best) best = above + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[m];
}

const char *polder_nearest(const char *word, const char *const *candidate, size_t n)
{
    return polder_nearest_within(word, candidate, n, 2 + strlen(word) / 4);
}

const char *polder_nearest_within(const char *word, const char *const *candidate, size_t n,
                                  size_t most)
{
    const char *nearest = NULL;
    size_t best = most + 1;
    for (size_t i = 0; i < n; i++) {
        const size_t d = distance(word, candidate[i]);
        if (d < best && (d < strlen(candidate[i]) || d < strlen(word))) { /* a letter in common */
            best = d;
            nearest = candidate[i];
        }
    }
    return nearest;
}
