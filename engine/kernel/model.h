/* model.h: what a model says of itself: its time, and what its columns mean.
 *
 * What     Everything that is not of the model knows only what is declared here: which column is
 *          success, how networks end, what a year is. A model leaves out what it does not have, and
 *          what would be made of it is left out too. A result file keeps the declaration, so that
 *          it can be read where the model is not known (polder_result_model).
 * Columns  are summary columns by name (`success`). One that is not kept in a file counts as not
 *          declared there.
 */
#ifndef POLDER_MODEL_H
#define POLDER_MODEL_H

#include <stdbool.h>

typedef enum {
    POLDER_MEASURE_SUCCESS, /* what the model calls success: yes or no */
    POLDER_MEASURE_VIEW,    /* another way to look at success: yes or no */
    POLDER_MEASURE_SHARE,   /* something else that is yes or no */
    POLDER_MEASURE_MEAN,    /* a number */
    POLDER_MEASURE_WITHIN   /* yes or no, shown below the ends of networks and not compared */
} polder_measure_kind_t;

/* What a network is judged by. What is yes or no is yes above one half. */
typedef struct {
    const char *name; /* in JSON, CSV and options; of its column too, if there is no other */
    polder_measure_kind_t kind;
    const char *column; /* NULL: `name`; "outcome=win-win": yes if the column holds this choice */
    const char *head;   /* above a column of a table, one or two words; NULL: not in tables */
    const char *label;  /* of a row of a table, in a few words; NULL: `head` */
    const char *noun;   /* in a sentence: "strict success"; NULL: `name` */
    const char *means;  /* of success: what it is, as the end of a sentence; or NULL */
} polder_measure_t;

/* A field that an earlier version of the model had, and what says it now. */
typedef struct {
    const char *name, *instead;
} polder_gone_t;

typedef struct {
    const char *name;
    const char *doc;
    const char *tick; /* what one tick is: "month", "round" */
    int horizon;      /* default number of ticks */
    int year;         /* ticks in a year; 0: years mean nothing to it */
    bool standard;    /* the one that is meant where no model is named */

    const polder_measure_t *measure; /* ends with {NULL}; at most one is success; or NULL */
    const char *ends;                /* column with choices: how a network ended; or NULL */
    const char *ends_well;           /* the choice of it that is success; or NULL */
    const char *done; /* column, above one half if a network ended with its work done: it
                         counts as living on; or NULL */
    /* How the names of columns begin that hold an index from 0 to 1 of something that is wrong, and
     * of something that is needed; or NULL. */
    const char *symptoms, *conditions;
    const char *const
        *overview; /* columns that show how a network stands; ends with NULL; or NULL */

    const char *const *members; /* columns of organisations and relations that show how a member
                                   fares; ends with NULL; or NULL */

    const polder_gone_t *gone; /* ends with {NULL, NULL}; or NULL */
} polder_model_t;

/* The measure that is success, or NULL. */
const polder_measure_t *polder_model_success(const polder_model_t *model);

static inline const char *polder_measure_column(const polder_measure_t *measure)
{
    return measure->column ? measure->column : measure->name;
}

static inline const char *polder_measure_head(const polder_measure_t *measure)
{
    return measure->head ? measure->head : measure->name;
}

static inline const char *polder_measure_label(const polder_measure_t *measure)
{
    return measure->label ? measure->label : polder_measure_head(measure);
}

static inline const char *polder_measure_noun(const polder_measure_t *measure)
{
    return measure->noun ? measure->noun : measure->name;
}

#endif
