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
    const char *means;  /* what it is, as the end of a sentence; or NULL */
} polder_measure_t;

/* What an event means to the story of a network, apart from its sentence. */
typedef enum {
    POLDER_PLOT_NONE,
    POLDER_PLOT_ENDS,      /* the network ends … */
    POLDER_PLOT_ENDS_WELL, /* … with its work done */
    POLDER_PLOT_GOAL,      /* what it was founded for is reached */
    POLDER_PLOT_LEAVES,    /* a member gives up its seat */
    POLDER_PLOT_JOINS,     /* an organisation takes a seat that was empty */
    POLDER_PLOT_QUARREL,   /* two members fall out … */
    POLDER_PLOT_PEACE      /* … and make it up; the two directions of their tie are told as one */
} polder_plot_t;

/* How an event is told. */
typedef struct {
    const char *id;    /* its own in the model; the same in any language and version */
    const char *event; /* the kind of event, by its name */
    const char *when; /* "reason=time", "seen=no,form=evasion": its numbers are these choices; NULL:
                          always */
    int weight;       /* from 1 to 10; a month is told by what weighs most. 0: it is not told */
    polder_plot_t plot;
    bool unseen;      /* nobody notices it when it happens */
    const char *text; /* {who}, {whom}: organisations; {a}, {b}: numbers. NULL if weight is 0 */
} polder_sentence_t;

/* What a story counts: events of any of these kinds. */
typedef struct {
    const char *events; /* "conflict.begins,conflict.provoked" */
    const char *one, *many;
} polder_tally_t;

/* The four kinds that ties are of, by two of their columns, which go from 0 to 1 and are high from
 * one half on. The drawings of a table know no more of ties than this. */
enum {
    POLDER_TIE_FREE,       /* trust, and nobody on guard */
    POLDER_TIE_CALCULATED, /* trust, on guard */
    POLDER_TIE_WATCHFUL,   /* little trust, on guard */
    POLDER_TIE_WAITING,    /* little trust, not on guard */
    POLDER_TIE_KINDS
};

typedef struct {
    const char *trust, *guard;          /* columns of ties: of one end, toward the other */
    const char *kind[POLDER_TIE_KINDS]; /* in a few words */
} polder_ties_t;

/* A field that an earlier version of the model had, and what to use instead. */
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
    const polder_ties_t *ties;  /* or NULL; a result file does not keep it */

    /* How events are told, the first that fits; what none fits is told by its declaration
     * (event.h). Each ends with {NULL}; or NULL. */
    const polder_sentence_t *story;
    const polder_tally_t *tally;

    const polder_gone_t *gone; /* ends with {NULL, NULL}; or NULL */
} polder_model_t;

/* The measure that is success, or NULL. */
const polder_measure_t *polder_model_success(const polder_model_t *model);
/* The sentence of this id, or NULL. */
const polder_sentence_t *polder_model_sentence(const polder_model_t *model, const char *id);

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
