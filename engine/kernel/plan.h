/* plan.h: an experiment made ready to step: which parts run, where each column lies.
 *
 * What     A plan is computed once for an experiment. A batch (lanes.h) is memory laid out
 *          by it, refilled with other networks again and again.
 * Threads  a plan is read-only; a batch belongs to one thread at a time.
 */
#ifndef POLDER_PLAN_H
#define POLDER_PLAN_H

#include "experiment/experiment.h"

typedef struct {
    const polder_part_t *part;
    int index;        /* in the table */
    uint32_t purpose; /* keys its random numbers */
    int n_sum;        /* SUM fields it owns */
    int first_sum;    /* number of its first sum among all sums */
    int sum_use[16];  /* which of its uses they are */
    bool by_row;      /* it reads what differs among members: its rows run one at a time */
    bool spreads;     /* it owns what follows from levers: worked out for every row as well */
} polder_act_t;

typedef struct {
    const polder_experiment_t *x;
    const polder_table_t *table;
    int n_setup, n_tick, n_observe;
    polder_act_t *setup, *tick, *observe;
    int n_sum;
    bool *kept; /* [n_field] false: no column (an observable of rows nobody records) */
    size_t org_bytes, arc_bytes;                 /* of the columns of one organisation, one arc */
    int alive, ended, active, tie, embeddedness; /* fields of the engine */
    int cost;
    bool has_levers;
    int n_watch;
    polder_act_t *watch;   /* observables that interventions wait for, and what these need */
    int n_spread, *spread; /* [n_spread] fields that have a value for every member */
    int *spread_of;        /* [n_field] index into spread, or −1 */
    int betweenness;       /* the field, if an intervention goes by it; else −1 */
    int n_held, *held; /* counters of what has to last, and [n_intervention] the first of each */
    bool newcomers;    /* an intervention is for newcomers */
} polder_plan_t;

/* A value by which members are put in order. */
typedef struct {
    float value;
    int32_t org, element;
} polder_ranked_t;

/* `parts` is polder_parts, or the scalar twin of the same parts. */
POLDER_MUST_USE int polder_plan_init(polder_plan_t *plan, const polder_experiment_t *x, bool scalar,
                                     polder_report_t *report);
void polder_plan_free(polder_plan_t *plan);

#endif
