/* intervention.h: what is done to a network while it runs, resolved to fields and ticks.
 *
 * What     pushes on levers, conditions, whom an intervention touches, and what each arm does.
 *          Plain data: whoever describes an experiment fills it in, the kernel carries it out
 *          (intervene.h).
 * Owner    whoever fills it in.
 * Threads  read-only while it runs.
 */
#ifndef POLDER_KERNEL_INTERVENTION_H
#define POLDER_KERNEL_INTERVENTION_H

#include <stdbool.h>
#include <stdint.h>

/* A lever pushed in the ticks from … until (both included, counted from 1; INT_MAX: the last).
 * Pushes on one lever join as 1 − Π(1 − level). */
typedef struct {
    int field;
    int from, until;
    float level;
} polder_push_t;

/* "trust.mean < 0.4 and momentum < 0.3 for 3 months", as steps each of which comes after what it is
 * about: two comparisons, AND, LASTS. A step takes truths off a stack and puts one on it. */
#define POLDER_RELATIONS(R)                                                                        \
    R(BELOW, "<")                                                                                  \
    R(AT_MOST, "<=")                                                                               \
    R(EQUAL, "=")                                                                                  \
    R(NOT_EQUAL, "!=")                                                                             \
    R(AT_LEAST, ">=")                                                                              \
    R(ABOVE, ">")

typedef enum {
#define POLDER_RELATION_ENUM(id, sign) POLDER_IS_##id,
    POLDER_RELATIONS(POLDER_RELATION_ENUM)
#undef POLDER_RELATION_ENUM
} polder_relation_t;

typedef enum {
    POLDER_COMPARES,
    POLDER_NOT,
    POLDER_AND,
    POLDER_OR,
    POLDER_LASTS /* true at the end of `ticks` ticks in a row */
} polder_step_kind_t;

typedef struct {
    polder_step_kind_t kind;
    int field; /* COMPARES */
    /* COMPARES: number of a group, from 1: the value of its only member, or of the arc from its first
     * member to its second. 0: the value of the network, or of each member in turn. */
    int group;
    polder_relation_t relation;
    float value;
    /* COMPARES: it stands behind "not", once or an odd number of times. Of somebody who is not there it
     * is then true and else false, so that the whole holds only where the rest decides it. */
    bool denied;
    int ticks; /* LASTS: >= 2 */
    int spell; /* LASTS: number of this one among those of the condition, from 0 */
} polder_step_t;

/* The stack is never deeper than 64. */
typedef struct {
    int n_step, n_spell;
    polder_step_t *step;
} polder_condition_t;

/* Organisations of a network file by their names, or pairs of them, one after the other. */
typedef struct {
    int n;
    char **name;
    int32_t *org; /* [n] ids, once the file has been read */
} polder_group_t;

/* Whom an intervention touches. Re-evaluated every tick, except betweenness, which is computed once
 * at the founding. */
typedef enum {
    POLDER_EVERYONE,
    POLDER_WHERE,   /* members for whom a condition holds; of an arc field: for one of their arcs */
    POLDER_HIGHEST, /* the share of the members, at least one, with the highest value */
    POLDER_LOWEST,
    POLDER_NEWCOMERS, /* who took a seat less than `ticks` ago, and empty seats: who comes next */
    POLDER_NAMED      /* those of a group */
} polder_whom_t;

typedef struct {
    polder_whom_t whom;
    int where;    /* WHERE: number of a condition, in which nothing LASTS; NAMED: of a group */
    int field;    /* HIGHEST, LOWEST: of level organisation */
    double share; /* HIGHEST, LOWEST: in (0, 1], of the members present */
    int ticks;    /* NEWCOMERS */
} polder_target_t;

typedef struct {
    int field; /* a lever */
    float level;
} polder_effect_t;

/* What is done, to whom, from when, for how long and at what cost. */
typedef struct {
    char *name;
    int n_effect;
    polder_effect_t *effect; /* levels after the dose */
    bool conditional;
    int from;     /* first tick, if not conditional */
    int start;    /* if conditional: number of a condition, which is evaluated at the end of a tick;
                * it begins in the next */
    int duration; /* ticks; 0: to the end */
    polder_target_t target;
    double cost;            /* per tick while it lasts, in days of work */
    double cost_per_member; /* and for each member it touches */
} polder_intervention_t;

/* How it is done in one case of a design that varies that. */
typedef struct {
    double dose; /* share of its levels */
    int from, duration;
    double cost, cost_per_member;
} polder_way_t;

/* What an arm does. */
typedef struct {
    int n_push;
    const polder_push_t *push; /* in addition to those of all arms */
    int n_use;
    const int *use;          /* interventions, by index */
    const polder_way_t *way; /* [n_intervention] how; NULL: each as it says itself */
    int n_planned;
    const int *planned;           /* events, by index, in addition to those of all arms */
    const polder_group_t *absent; /* members that are not there from the founding on, or NULL */
    const polder_group_t *cut;    /* pairs whose ties are not there, or NULL */
} polder_orders_t;

#endif
