/* error.h: what went wrong, said once, in the user's words.
 *
 * What     A function that can fail returns an int: 0 or more on success, one of
 *          the negative codes below on failure, and adds a note to the report it was
 *          given. One call may add several notes (polder check lists all problems).
 * Owner    polder_report_init before use, polder_report_free after; the report owns
 *          its texts. A zeroed report is a valid empty one.
 * Threads  a report belongs to one thread.
 * Promise  the library never prints, exits or aborts.
 */
#ifndef POLDER_ERROR_H
#define POLDER_ERROR_H

#include <stddef.h>

/* name, value, what it means */
#define POLDER_ERRORS(E)                                                                           \
    E(OK, 0, POLDER_TEXT("no error"))                                                              \
    E(MEMORY, -1, POLDER_TEXT("out of memory"))                                                    \
    E(INPUT, -2, POLDER_TEXT("the input is not valid"))                                            \
    E(FILE, -3, POLDER_TEXT("a file could not be read or written"))                                \
    E(FORMAT, -4, POLDER_TEXT("a file is not what it should be"))                                  \
    E(GRAPH, -5, POLDER_TEXT("a network could not be made"))                                       \
    E(STOPPED, -6, POLDER_TEXT("stopped on request"))                                              \
    E(INTERNAL, -7, POLDER_TEXT("a rule of the engine was broken"))

typedef enum {
#define POLDER_ERROR_ENUM(name, value, text) POLDER_##name = value,
    POLDER_ERRORS(POLDER_ERROR_ENUM)
#undef POLDER_ERROR_ENUM
} polder_code_t;

#if defined(__GNUC__)
#define POLDER_PRINTF(at, first) __attribute__((format(printf, at, first)))
#define POLDER_TRANSLATES(at)    __attribute__((format_arg(at)))
#define POLDER_MUST_USE          __attribute__((warn_unused_result))
#else
#define POLDER_PRINTF(at, first)
#define POLDER_TRANSLATES(at)
#define POLDER_MUST_USE
#endif

/* Marks a text that is kept now and translated later, as in a table (words/words.h). */
#define POLDER_TEXT(english) english
/* The same of one and of many: two members that follow each other. */
#define POLDER_TEXT_COUNT(one, many) one, many

/* A place in a text file; line and column count from 1, 0 means unknown. */
typedef struct {
    const char *file;
    int line, column;
    int width;           /* characters the caret underlines, 0 for one */
    const char *excerpt; /* the line itself, or NULL */
} polder_place_t;

typedef struct {
    int code; /* POLDER_OK: a warning */
    char *file, *excerpt, *text;
    int line, column, width;
} polder_note_t;

typedef struct {
    polder_note_t *note;
    size_t n, capacity;
    size_t n_error; /* notes whose code is not POLDER_OK */
    int lost;       /* notes that memory had no room for */
    /* An English text, or two that belong to one and to many of `n`, in the language of who reads
     * the notes (words/words.h); NULL: English. Formats go through it before they are filled in. */
    const char *(*words)(const char *context, const char *one, const char *many, unsigned long n);
} polder_report_t;

void polder_report_init(polder_report_t *report);
/* One whose notes will be taken over by `report`: in its language. */
void polder_report_init_for(polder_report_t *part, const polder_report_t *report);
void polder_report_free(polder_report_t *report);

/* Add a note and return `code`. `report` may be NULL: then only the code travels. */
int polder_fail(polder_report_t *report, int code, const char *format, ...) POLDER_PRINTF(3, 4);
int polder_fail_at(polder_report_t *report, int code, const polder_place_t *place,
                   const char *format, ...) POLDER_PRINTF(4, 5);
void polder_warn(polder_report_t *report, const polder_place_t *place, const char *format, ...)
    POLDER_PRINTF(3, 4);
/* The note "out of memory"; returns POLDER_MEMORY. */
int polder_out_of_memory(polder_report_t *report);
/* A text that becomes part of a note, in the language of the report. With a context: where one
 * English text needs two translations. */
const char *polder_report_text(const polder_report_t *report, const char *english)
    POLDER_TRANSLATES(2);
const char *polder_report_text_of(const polder_report_t *report, const char *context,
                                  const char *english) POLDER_TRANSLATES(3);
/* The format of a note: `one` of something, or `many`. */
const char *polder_report_count(const polder_report_t *report, const char *one, const char *many,
                                long long n) POLDER_TRANSLATES(2) POLDER_TRANSLATES(3);
/* Append the notes of `from` to those of `into`. `from` is left empty and keeps its language. */
void polder_report_take(polder_report_t *into, polder_report_t *from);

/* What a code means, in English: to be translated where it is shown. */
const char *polder_code_text(int code);

/* The candidate nearest to `word` by edit distance, or NULL when none is near
 * (distance above 2 + length/4). Time: O(n · length²). */
const char *polder_nearest(const char *word, const char *const *candidate, size_t n);
/* The same, for a distance of at most `most`. */
const char *polder_nearest_within(const char *word, const char *const *candidate, size_t n,
                                  size_t most);

#endif
