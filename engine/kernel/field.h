/* field.h: one declared number, and the table of all of them.
 *
 * What     A field is a parameter, lever, state, sum or observable of a model. It is
 *          declared once, in the part that owns it, with name, level, bounds, unit, doc
 *          line and source; loader, --set, schema, output, documentation and tests read
 *          that declaration.
 * Values   are 32-bit floats. A field with choices holds the index of the choice.
 */
#ifndef POLDER_FIELD_H
#define POLDER_FIELD_H

#include <stdbool.h>

typedef enum { POLDER_NETWORK, POLDER_ORGANISATION, POLDER_ARC } polder_level_t;

typedef enum {
    POLDER_PARAMETER,  /* set by a scenario, constant during a run; network level */
    POLDER_LEVER,      /* 0 unless a scenario pushes it, over a period; network level */
    POLDER_STATE,      /* evolves; a set-up part gives its initial value */
    POLDER_SUM,        /* a sum over the rows of a network; network level */
    POLDER_OBSERVABLE, /* computed from the state when it is recorded; never read by a mechanism */
    POLDER_PLANNED /* 0 unless an event of this kind happens in a tick, which a scenario asks for
                      (planned.h). May have no column: NULL, see POLDER_PLANNED_AT */
} polder_role_t;

enum {
    POLDER_SUMMARY = 1, /* kept for every network in the result file, as it is at the end */
    POLDER_WHOLE = 2,   /* only whole numbers are allowed */
    POLDER_TRACK = 4,   /* recorded over time by default for the sampled networks */
    POLDER_DERIVED = 8, /* a state that the model computes from others before it reads it, or
                           counts as it runs: it takes no initial value */
    POLDER_SPREAD = 16, /* follows from levers: differs among members when levers do */
    POLDER_ONE_WAY =
        32,             /* a planned event on a tie goes from one end to the other, not both ways */
    POLDER_LASTING = 64 /* a planned event that stays from the tick in which it happens on */
};

typedef struct {
    const char *name; /* as in YAML; a parameter is "part.parameter" */
    polder_level_t level;
    polder_role_t role;
    float value, min, max; /* default and bounds (inclusive) */
    const char *unit;      /* "1" for a share or index, "1/month" for a rate, … */
    const char *doc;       /* one line, a sentence without its full stop */
    const char *source;    /* concept ids or a reference; NULL: a sum */
    int flags;
    const char *choices; /* "shared|lead|…", or NULL for a number */
} polder_field_t;

/* Fields of the engine itself, which every model has, and which are looked up by these names. */
#define POLDER_FIELD_MEMBERS "network.members"
#define POLDER_FIELD_ALIVE   "alive"
#define POLDER_FIELD_ENDED   "ended"
#define POLDER_FIELD_TIE     "tie"
#define POLDER_FIELD_COST    "intervention.cost"

/* Why an initial value is refused: for printf, with the name of the field. */
#define POLDER_NOT_GIVEN "%s is computed by the model and takes no initial value"

/* Can a scenario or a network file give its initial value? */
static inline bool polder_field_is_given(const polder_field_t *field)
{
    return field->role == POLDER_STATE && !(field->flags & POLDER_DERIVED);
}

const char *polder_level_name(polder_level_t level);
const char *polder_role_name(polder_role_t role);

/* Index of `word` in "a|b|c", or -1. */
int polder_choice_find(const char *choices, const char *word);
/* Choice `index` of "a|b|c": returns its start and sets its length; NULL past the end. */
const char *polder_choice_at(const char *choices, int index, int *length);

#endif
