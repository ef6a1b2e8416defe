/* worker.h: what one thread of a run holds, and running one block of networks with it.
 *
 * What     polder_worker_block makes the networks of a block, lays them out batch by batch,
 *          steps them, and hands what they leave to the sink.
 * Errors   a block whose input is invalid goes to the sink with its error. Errors that a retry
 *          might fix (memory, writing) are returned, and nothing of the block is kept.
 * Threads  a worker belongs to one thread; the sink is called by one at a time.
 */
#ifndef POLDER_WORKER_H
#define POLDER_WORKER_H

#include "kernel/emit.h"
#include "kernel/lanes.h"
#include "run/compile.h"
#include "run/draw.h"
#include "run/run.h"

/* What units are put in order by. */
typedef struct {
    uint64_t shape;
    int32_t n_org, unit;
    int plan, lasts;
    bool sampled;
} polder_rank_t;

/* What says how a network is made, in the order of network_name in worker.c. */
enum {
    POLDER_N_KIND,
    POLDER_N_MEMBERS,
    POLDER_N_DEGREE,
    POLDER_N_REWIRING,
    POLDER_N_CORE_SHARE,
    POLDER_N_CORE_DENSITY,
    POLDER_N_PERIPHERY_DENSITY,
    POLDER_N_POWER,
    POLDER_N_EXPONENT,
    POLDER_N_TOPOLOGY
};

/* What one thread needs to run blocks. */
typedef struct {
    const polder_experiment_t *x;
    const polder_plans_t *plans;
    const polder_plan_t *plan; /* the first, for all that does not depend on which parts run */
    polder_batch_t *batch;     /* the one of `batches` that is being stepped */
    polder_batch_t *batches;   /* [plans.n] */
    polder_drawer_t drawer;
    polder_timing_t time;
    float *base;                 /* [n_field] defaults and plain numbers of the experiment */
    float *value;                /* [block][n_field] */
    polder_graph_t *graph;       /* [block] made here */
    const polder_graph_t **ties; /* [block] the graph each unit uses */
    int32_t *order;              /* [block] units, largest first */
    polder_rank_t *rank;         /* [block] */
    bool *sampled;               /* [block] */
    char **unmade;               /* [block] NULL, or why the network could not be made */
    float *typical; /* room for the values of a network, where members begin as the median */
    struct polder_events events;    /* what a batch has emitted, until it is recorded */
    int n_initial, *initial;        /* states whose initial value the scenario gives */
    int n_bounded, *bounded;        /* states whose initial value has bounds in an arm */
    int network[POLDER_N_TOPOLOGY]; /* the fields that say how a network is made */
    uint32_t measured; /* measures of the founding that are asked for, by bit: see founded.c */
    bool parallel;     /* over the slices of a network */
    /* With `parallel`: asked every so often in a network, with the share of its ticks that is done.
     * Not 0: stop. May be NULL. */
    int (*within)(void *self, double share);
    void *within_self;
} polder_worker_t;

POLDER_MUST_USE int polder_worker_init(polder_worker_t *w, const polder_experiment_t *x,
                                       const polder_plans_t *plans, int32_t block, bool profile,
                                       polder_report_t *report);
/* Also after polder_worker_init failed. */
void polder_worker_free(polder_worker_t *w);

/* Run block number `block` of blocks of `size` and hand it to the sink. */
POLDER_MUST_USE int polder_worker_block(polder_worker_t *w, int64_t block, int32_t size,
                                        const polder_sink_t *sink, polder_report_t *report);

/* Makes the networks of n units, from `first` on, that the block has room for: their ties
 * (w->ties; NULL: w->unmade says why not) and their values (w->value). Whoever steps them himself
 * frees w->graph and w->unmade afterwards. */
POLDER_MUST_USE int polder_worker_found(polder_worker_t *w, int64_t first, int32_t n,
                                        polder_report_t *report);

/* ---- founded.c ---- */

/* Finds which measures of the founding somebody asks for. */
void polder_founded_list(polder_worker_t *w);
/* Computes them, for the networks in the batch. */
POLDER_MUST_USE int polder_worker_measure(polder_worker_t *w, polder_report_t *report);

/* ---- initial.c ---- */

/* The states whose initial value the scenario gives or bounds. */
POLDER_MUST_USE int polder_initial_list(polder_worker_t *w);
/* A polder_initial_t; self is the worker. */
void polder_initial_values(void *self, polder_batch_t *batch, int part);

#endif
