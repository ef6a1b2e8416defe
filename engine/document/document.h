/* document.h: what an analysis has to say, before anybody decides how it looks.
 *
 * What     A list of blocks: headings, sentences, tables with columns of a kind, single values, and
 *          groups of these. An analysis fills it from its numbers; text.c, json.c and csv_table.c
 *          show it (render.h), and know nothing of analyses. Nothing in it belongs to a terminal:
 *          it has no widths, no colours, and all of its characters.
 * Names    What has a `name` is for machines: it is a key in JSON and a column in CSV, is always
 *          English and never changes. What has a `label`, and what is said, is for people.
 * Language Sentences, headings and labels are given in English, as formats of printf, and are kept
 *          in the language of the document (words/words.h). `.label = "…"` is found in the code by
 *          scripts/update-words; a label that waits somewhere else is marked: POLDER_TEXT("…").
 *          Texts from outside go in as arguments ("%s") or as cells.
 * Memory   all texts are copied. Where memory runs out the document is broken, whatever is added
 *          afterwards is lost, and whoever shows it says so (POLDER_MEMORY): builders need not look.
 * Owner    polder_document_new … polder_document_free.
 *
 * Example  polder_document_t *d = polder_document_new(POLDER_ENGLISH);
 *          polder_document_title(d, "%s", title);
 *          polder_document_say(d, "%.1f%% of %d networks succeed.", 25.4, 1000);
 *          polder_document_name(d, "answer");                    // a key in JSON as well
 *          polder_document_heading(d, "By arm");
 *          polder_document_table(d, "arms", 3, (polder_head_t[]){
 *              {POLDER_IS_TEXT, .name = "arm", .label = "arm", .wrap = true},
 *              {POLDER_IS_SHARE, .name = "success", .label = "success",
 *               .show = POLDER_SHOW_WITH_INTERVAL},
 *              {POLDER_IS_POINTS, .name = "difference", .label = "diff."}});
 *          for (…)
 *              polder_document_row(d, (polder_datum_t[]){
 *                  polder_datum_text(name), polder_datum_between(share, low, high),
 *                  i == baseline ? polder_datum_nothing() : polder_datum(difference)});
 *          polder_document_note(d, "An interval holds chance only.");
 */
#ifndef POLDER_DOCUMENT_H
#define POLDER_DOCUMENT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/error.h"
#include "words/language.h"

/* --- what stands in a cell --- */

typedef enum {
    POLDER_IS_TEXT,
    POLDER_IS_COUNT,       /* 1200 */
    POLDER_IS_NUMBER,      /* 0.314, with sensible digits */
    POLDER_IS_GIVEN,       /* a number as somebody gave it: 0.05 */
    POLDER_IS_SHARE,       /* 0.215: "21.5%" */
    POLDER_IS_PERCENT,     /* 0.215: "22%" */
    POLDER_IS_INDEX,       /* from 0 to 1: "0.42" */
    POLDER_IS_CORRELATION, /* from −1 to 1: "+0.42" */
    POLDER_IS_POINTS,      /* a difference of shares, in percentage points: 0.071 is "+7.1" */
    POLDER_IS_CHANGE,      /* a difference of numbers: "+0.314" */
    POLDER_IS_P,           /* a p-value */
    POLDER_IS_TIMES,       /* so many times as much: "6.7" */
    POLDER_IS_SECONDS,     /* "4 min 10 s" */
    POLDER_IS_FLAG,        /* yes or no */
} polder_is_t;

/* What is shown of it. In JSON the second is {low, high}, the third {value, low, high}, the last
 * {count, of, share, low, high}; in CSV each of these is a column. */
typedef enum {
    POLDER_SHOW_VALUE,
    POLDER_SHOW_INTERVAL,
    POLDER_SHOW_WITH_INTERVAL,
    POLDER_SHOW_COUNTED,
} polder_show_t;

/* How one of a hundred came out. Its shape says it, and its colour says it again. */
typedef enum {
    POLDER_MARK_NONE,
    POLDER_MARK_WON,
    POLDER_MARK_PART,   /* the goal, and not for all */
    POLDER_MARK_ALIVE,  /* still there, without the goal */
    POLDER_MARK_GONE,   /* no longer there */
    POLDER_MARK_ANYWAY, /* succeeds with the arm and without */
    POLDER_MARK_SAVED,  /* only with it */
    POLDER_MARK_LOST,   /* only without it */
    POLDER_MARK_NOT,    /* with neither */
} polder_mark_t;

/* How a tie is drawn: thick is trust, and bars across it say that one is on guard. */
typedef enum {
    POLDER_TIE_THICK,
    POLDER_TIE_THICK_BARRED,
    POLDER_TIE_THIN_BARRED,
    POLDER_TIE_THIN,
    POLDER_TIE_MARKS
} polder_tie_mark_t;

typedef struct {
    polder_is_t is;
    const char *name;  /* for machines, or NULL: for people only; "": a list of values in JSON */
    const char *label; /* for people, or NULL: for machines only */
    const char *unit;  /* "month", or NULL */
    polder_show_t show;
    bool wrap;          /* the text that is broken where there is no room; one column at most */
    bool right;         /* a text that stands on the right, as numbers do */
    bool once;          /* people see it only where it differs from the row above */
    bool given;         /* the label is a name from outside, which is the same in any language */
    bool spare;         /* it is left out where there is no room for it, which is said */
    polder_mark_t mark; /* with DOTS: what is counted here */
} polder_head_t;

typedef enum {
    POLDER_DATUM_KNOWN,
    POLDER_DATUM_UNKNOWN,
    POLDER_DATUM_NOTHING
} polder_datum_state_t;

typedef struct {
    polder_datum_state_t state;
    const char *text; /* a text; in a column of numbers it stands in the place of one */
    double value, low, high;
    int64_t count, of;
} polder_datum_t;

/* Nothing belongs here: people see a blank, JSON has no such key. */
static inline polder_datum_t polder_datum_nothing(void)
{
    return (polder_datum_t){POLDER_DATUM_NOTHING, NULL, NAN, NAN, NAN, 0, 0};
}

/* It is not known: people see a dash, JSON has null. The same is a NaN, or a text that is NULL. */
static inline polder_datum_t polder_datum_unknown(void)
{
    return (polder_datum_t){POLDER_DATUM_UNKNOWN, NULL, NAN, NAN, NAN, 0, 0};
}

static inline polder_datum_t polder_datum_between(double value, double low, double high)
{
    return (polder_datum_t){POLDER_DATUM_KNOWN, NULL, value, low, high, 0, 0};
}

static inline polder_datum_t polder_datum(double value)
{
    return polder_datum_between(value, NAN, NAN);
}

static inline polder_datum_t polder_datum_text(const char *text)
{
    polder_datum_t datum = polder_datum(NAN);
    datum.text = text;
    return datum;
}

/* A whole number, or yes (1) and no (0). */
static inline polder_datum_t polder_datum_count(int64_t count)
{
    polder_datum_t datum = polder_datum((double)count);
    datum.count = count;
    return datum;
}

static inline polder_datum_t polder_datum_counted(int64_t count, int64_t of, double share,
                                                  double low, double high)
{
    return (polder_datum_t){POLDER_DATUM_KNOWN, NULL, share, low, high, count, of};
}

/* --- blocks --- */

/* Whom it is for. */
typedef enum {
    POLDER_FOR_PEOPLE = 1,
    POLDER_FOR_JSON = 2,
    POLDER_FOR_CSV = 4,
    POLDER_FOR_MACHINES = POLDER_FOR_JSON | POLDER_FOR_CSV,
    POLDER_FOR_ALL = POLDER_FOR_PEOPLE | POLDER_FOR_MACHINES,
} polder_readers_t;

/* How a table may be drawn. What it means is said here, how it looks is up to whoever draws it.
 * BARS     a bar for each row: column `y`; a ring where column `to` is, if that is above 0
 * CURVES   `y` over `x`, one for each `series` (−1: there is one)
 * STEPS    the same of what changes at moments, as survival does; shares
 * DOTS     a hundred dots for each row, named in column `x`: all columns with a mark, which hold
 *          how many there are of each; column `y` is how many succeed (−1: as many as their dots);
 *          with `series` small ones in a grid, of which rows with one text there stand beside each other,
 *          and with each the text in `to`
 * RANGES   a point for each row, named in `x`, with its interval: column `y`
 * SPANS    from one point to another for each row, named in `x`: columns `y` and `to`
 * SEATS    who sits round a table, and the ties between them. A row is a tie between two seats, columns
 *          `x` and `to`, texts with the number of the seat in `count`; a row with nothing in `to` is a
 *          seat, so that all have their names. Columns `y` and `series` are of which kind the tie is at
 *          either end, texts with a polder_tie_mark_t in `count`; nothing: that is not said */
typedef enum {
    POLDER_CHART_NONE,
    POLDER_CHART_BARS,
    POLDER_CHART_CURVES,
    POLDER_CHART_STEPS,
    POLDER_CHART_DOTS,
    POLDER_CHART_RANGES,
    POLDER_CHART_SPANS,
    POLDER_CHART_SEATS
} polder_chart_kind_t;

typedef struct {
    polder_chart_kind_t kind;
    int y, x, series; /* columns; series −1: one curve */
    int to;           /* of SPANS and SEATS; of BARS, 0: none */
    /* Of a picture: what it is of, and what one sees in it, in the language of the document. */
    const char *title, *finding;
} polder_chart_t;

typedef struct {
    int n_column, n_row, capacity;
    polder_head_t *column;
    polder_datum_t *cell; /* [n_row][n_column] */
    uint8_t *readers;     /* [n_row] */
    polder_chart_t chart;
} polder_document_table_t;

typedef enum {
    POLDER_BLOCK_TITLE,
    POLDER_BLOCK_HEADING,
    POLDER_BLOCK_PARAGRAPH,
    POLDER_BLOCK_NOTE, /* a paragraph about what stands above it */
    POLDER_BLOCK_ITEM, /* a paragraph with a label in front, and perhaps further in */
    POLDER_BLOCK_LINE, /* not broken: a file, a command */
    POLDER_BLOCK_GAP,  /* something else begins */
    POLDER_BLOCK_FACT, /* one value */
    POLDER_BLOCK_TABLE,
    POLDER_BLOCK_OPEN, /* a group: an object in JSON, with `each` one of a list of them */
    POLDER_BLOCK_CLOSE,
    POLDER_BLOCK_BEGIN, /* a part of a page */
    POLDER_BLOCK_END,
} polder_block_kind_t;

/* Parts of a page, for people only. */
typedef enum {
    POLDER_PART_SHEET,  /* a page of paper of its own */
    POLDER_PART_ANSWER, /* what must be read if nothing else is */
    POLDER_PART_BOX,    /* set apart */
    POLDER_PART_FOLD,   /* for who wants to know more: closed, and not printed */
    POLDER_PART_FOOT,   /* small print */
    POLDER_PART_PAPER,  /* printed, and not shown on a screen */
    POLDER_PART_SCREEN, /* the other way round */
} polder_part_kind_t;

typedef struct {
    polder_block_kind_t kind;
    uint8_t readers;
    bool each;               /* OPEN */
    polder_part_kind_t part; /* BEGIN, END */
    int indent;              /* ITEM */
    const char *name;        /* for machines, or NULL */
    const char *label;       /* FACT, ITEM, BEGIN */
    const char *text;        /* of what is said */
    polder_head_t head;      /* FACT */
    polder_datum_t datum;    /* FACT */
    polder_document_table_t *table;
} polder_document_block_t;

typedef struct {
    polder_language_t language;
    int n, capacity;
    polder_document_block_t *block;
    uint8_t readers; /* of what is added next */
    bool titled;     /* for people alone: arms by what they are called, not by their names */
    bool broken;     /* memory ran out */
    struct polder_document_memory *memory;
} polder_document_t;

/* NULL without memory, which all functions here take as a broken document. */
polder_document_t *polder_document_new(polder_language_t language);
void polder_document_free(polder_document_t *document);
/* Only the first n blocks stay. */
void polder_document_cut(polder_document_t *document, int n);

/* What is added from now on, blocks and rows, is for these readers. */
void polder_document_for(polder_document_t *document, polder_readers_t readers);

void polder_document_title(polder_document_t *document, const char *format, ...)
    POLDER_PRINTF(2, 3);
void polder_document_heading(polder_document_t *document, const char *format, ...)
    POLDER_PRINTF(2, 3);
void polder_document_say(polder_document_t *document, const char *format, ...) POLDER_PRINTF(2, 3);
void polder_document_note(polder_document_t *document, const char *format, ...) POLDER_PRINTF(2, 3);
/* A paragraph of its own, further in, behind a label: "problem: …". */
void polder_document_item(polder_document_t *document, int indent, const char *label,
                          const char *format, ...) POLDER_PRINTF(4, 5);
void polder_document_line(polder_document_t *document, const char *format, ...) POLDER_PRINTF(2, 3);
void polder_document_gap(polder_document_t *document);
/* More of what was said last. A blank parts it from what stands before it, if anything does. */
void polder_document_add(polder_document_t *document, const char *format, ...) POLDER_PRINTF(2, 3);
/* The name of what was said last, which makes it a key in JSON. */
void polder_document_name(polder_document_t *document, const char *name);

/* One value: "label: value" for people. */
void polder_document_fact(polder_document_t *document, const polder_head_t *head,
                          polder_datum_t datum);
/* The same, for machines only. */
void polder_document_value(polder_document_t *document, const char *name, polder_is_t is,
                           polder_datum_t datum);

static inline void polder_document_number(polder_document_t *document, const char *name,
                                          double value)
{
    polder_document_value(document, name, POLDER_IS_NUMBER, polder_datum(value));
}

static inline void polder_document_whole(polder_document_t *document, const char *name,
                                         int64_t value)
{
    polder_document_value(document, name, POLDER_IS_COUNT, polder_datum_count(value));
}

static inline void polder_document_word(polder_document_t *document, const char *name,
                                        const char *word)
{
    polder_document_value(document, name, POLDER_IS_TEXT, polder_datum_text(word));
}

static inline void polder_document_flag(polder_document_t *document, const char *name, bool value)
{
    polder_document_value(document, name, POLDER_IS_FLAG, polder_datum_count(value));
}

/* Rows go to the table that was begun last. A table without rows is not shown to people. */
void polder_document_table(polder_document_t *document, const char *name, int n_column,
                           const polder_head_t *column);
void polder_document_row(polder_document_t *document, const polder_datum_t *cell);
void polder_document_chart(polder_document_t *document, polder_chart_t chart);

/* `each`: groups of one name follow each other in a list. */
void polder_document_open(polder_document_t *document, const char *name, bool each);
void polder_document_close(polder_document_t *document);

/* Parts may stand in each other. A label is its heading, "": it has none. */
void polder_document_begin(polder_document_t *document, polder_part_kind_t part, const char *label);
void polder_document_end(polder_document_t *document);

/* A text that lives as long as the document: a label with a number in it. "" without memory. */
const char *polder_document_text(polder_document_t *document, const char *format, ...)
    POLDER_PRINTF(2, 3);

/* The same, as it is in any language. */
const char *polder_document_format(polder_document_t *document, const char *format, ...)
    POLDER_PRINTF(2, 3);
/* "1 network", "12 networks": how many, in words of the document's language. */
const char *polder_document_many(polder_document_t *document, const char *one, const char *many,
                                 int64_t n);

/* Memory ran out for something that belongs in it. */
void polder_document_lost(polder_document_t *document);

/* For those who show it: the next block behind `at` that is for one of `readers`, or NULL. */
const polder_document_block_t *polder_document_next(const polder_document_t *document,
                                                    polder_readers_t readers,
                                                    const polder_document_block_t *at);

#endif
