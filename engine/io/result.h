/* result.h: an open result file, for the files that read it (result.c, result_expect.c,
 * result_read.c, result_events.c).
 *
 * Owner    result.c opens and closes it, by what result_expect.c finds in the experiment that the
 *          file says it is of; result_read.c only reads.
 */
#ifndef POLDER_RESULT_H
#define POLDER_RESULT_H

#include "io/dataset.h"
#include "io/declaration.h"
#include "io/hdf.h"
#include "io/store.h"

typedef struct {
    char *name;           /* of the field */
    polder_field_t field; /* of a summary: name, level, and the texts */
    char *doc, *unit, *source, *choices;
    hid_t set;
    polder_level_t level;
    int64_t rows, times;
} polder_column_set_t;

typedef struct {
    char *name, *text;
} polder_attribute_t;

/* Texts of each kind of event: its name, what it means, who, whom, and of its two numbers the name,
 * unit and choices. */
enum { POLDER_KIND_TEXTS = 10 };

struct polder_result {
    polder_hdf_t *h; /* apart, so that reading from a const result can note an error */
    char *path;
    int format;
    int horizon, every; /* the longest … */
    int *lasts;         /* … of these: [arms] ticks; NULL: all live as long */
    int64_t first_founding;
    int64_t recorded; /* replicates that were to be recorded */
    int64_t size[POLDER_N_DIMENSION];
    hid_t set[POLDER_N_DATASET]; /* −1: not in the file */
    int n_column, n_track, n_text, n_observed;
    polder_result_observed_t *observed;
    char **case_index, **arm;
    int baseline;
    char *design, **factor, **label;
    int8_t *member;      /* [arms][labels] who is there; NULL: all, or it is not said */
    bool members_differ; /* so that it has to be said */
    int points_together; /* of the design; 0: not said */
    char **choices;      /* [factors] "a|b|c", or ""; NULL in a file from before they were kept */
    polder_column_set_t *column, *track;
    polder_attribute_t *text;
    polder_declaration_t declared;
    polder_event_kind_t *kind; /* [kinds] made of kind_text */
    char **kind_text[POLDER_KIND_TEXTS];
};

const char *polder_result_text(const polder_result_t *result, const char *attribute);

/* Rows of a dataset that was held against the list; `columns` 0: it has one dimension. */
typedef struct {
    hid_t set, type;
    const char *name;
    int64_t rows, columns, first, n;
    void *out;
    size_t room; /* bytes */
} polder_piece_t;

/* ---- result_read.c ---- */

POLDER_MUST_USE int polder_result_piece(const polder_result_t *result, const polder_piece_t *piece,
                                        polder_report_t *report);

/* ---- result_events.c ---- */

/* The kinds of events, once the datasets are open. What is wrong is noted in result->h. */
void polder_result_kinds(polder_result_t *result);
void polder_result_free_kinds(polder_result_t *result);

/* ---- result_expect.c ---- */

/* What must be in the file, by its attributes and the experiment in it: the sizes that follow from
 * it, and the names of the columns and tracks (their datasets are not open yet). */
POLDER_MUST_USE int polder_result_expect(polder_result_t *result, polder_report_t *report);

/* "PATH is damaged: …", or why it cannot be read now. Returns the code. */
int polder_result_wrong(const polder_result_t *result, polder_report_t *report);

#endif
