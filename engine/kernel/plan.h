/* plan.h: a model made ready to step: which parts run, which columns there are, what is done.
 *
 * What     A plan is computed once. A batch (lanes.h) is memory laid out by it, refilled with
 *          other networks again and again. It knows nothing of experiments: run/compile.h makes
 *          one of these.
 * Owner    polder_plan_init … polder_plan_free. What the input points to must outlive the plan,
 *          but for the array `arm`, which is copied.
 * Errors   POLDER_MEMORY. POLDER_INTERNAL: a part owns more sums than an act has room for.
 * Threads  a plan is read-only; a batch belongs to one thread at a time.
 */
#ifndef POLDER_PLAN_H
#define POLDER_PLAN_H

#include "kernel/batch.h"
#include "kernel/intervention.h"
#include "kernel/planned.h"
#include "kernel/table.h"

/* What a plan is made of. */
typedef struct {
    const polder_table_t *table;
    int n_off;
    const int *off; /* parts switched off */
    int n_track;
    const int *track; /* fields recorded over time */
    int n_push;
    const polder_push_t *push; /* in all arms */
    int n_intervention;
    const polder_intervention_t *intervention;
    /* Conditions of interventions and planned events, and those that the caller evaluates itself. */
    const polder_condition_t *condition;
    int n_own;
    const int *own; /* numbers of the caller's own */
    const polder_group_t *group;
    int n_planned, n_common; /* planned events; the first n_common are of all arms */
    const polder_planned_t *planned;
    int n_arm;
    const polder_orders_t *arm;
    /* Those of the table compiled in another way (run/kernels.h), ends with NULL; or NULL. */
    const polder_part_t *const *parts;
} polder_plan_input_t;

typedef struct {
    const polder_part_t *part;
    int index;        /* in the table */
    uint32_t purpose; /* keys its random numbers */
    int n_sum;        /* SUM fields it owns */
    int first_sum;    /* number of its first sum among all sums */
    int sum_use[16];  /* which of its uses they are */
    bool by_row;      /* it reads what differs among members: its rows run one at a time */
    bool spreads;     /* it owns what follows from levers: computed for every row as well */
} polder_act_t;

typedef struct {
    const polder_table_t *table;
    int n_push, n_intervention;
    const polder_push_t *push;
    const polder_intervention_t *intervention;
    const polder_condition_t *condition;
    const polder_group_t *group;
    int n_planned, n_common;
    const polder_planned_t *planned;
    polder_orders_t *arm; /* [n_arm] */
    int n_setup, n_tick, n_observe;
    polder_act_t *setup, *tick, *observe;
    int n_sum;
    bool *kept; /* [n_field] false: no column (an observable of rows nobody records or reads) */
    size_t org_bytes, arc_bytes;                 /* of the columns of one organisation, one arc */
    int alive, ended, active, tie, embeddedness; /* fields of the engine */
    int cost;
    bool has_levers;
    int n_watch;
    polder_act_t *watch;   /* the acts that compute the observables in conditions */
    int n_spread, *spread; /* [n_spread] fields that have a value for every member */
    int *spread_of;        /* [n_field] index into spread, or −1 */
    int betweenness;       /* the field, if a condition or a target reads it; else −1 */
    int n_held, *held;     /* counters of what must last; [n_intervention] the first one of each */
    int *planned_held;     /* [n_planned] the first counter of each planned event */
    int n_given, *given;   /* parameters that planned events set */
    int break_kind;        /* the field of the engine's own planned events: a tie breaks … */
    int mend_kind;         /* … and a tie is mended */
    bool newcomers;        /* an intervention or planned event is for newcomers */
} polder_plan_t;

/* A value by which members are put in order. */
typedef struct {
    float value;
    int32_t org, element;
} polder_ranked_t;

POLDER_MUST_USE int polder_plan_init(polder_plan_t *plan, const polder_plan_input_t *input,
                                     polder_report_t *report);
void polder_plan_free(polder_plan_t *plan);

#endif
