/* lanes.h: a batch in memory, and stepping it.
 *
 * What     polder_batch_fill lays networks out over the sixteen lanes (batch.h says how),
 *          sets every column to its default and runs the set-up parts; polder_batch_step
 *          runs one tick. Neither needs igraph, GSL or HDF5: this compiles to WebAssembly.
 * Shapes   stand behind the members, in elements of the type: [n_row × 16] and so on. Fields are
 *          indices into the table of the plan.
 * Large    one network of more than POLDER_FOLD organisations is folded over all lanes;
 *          `run_parallel` may step its slices with several threads. The result is the same.
 * Owner    polder_batch_init … polder_batch_free; the batch owns all its arrays, and may be filled
 *          again and again. Plan, graphs and values of the inputs are borrowed; the graphs must
 *          outlive the last tick.
 * Errors   POLDER_MEMORY, from init and fill: the batch can then be freed or filled again.
 * Threads  one thread owns a batch; only `run_parallel` lets others in.
 */
#ifndef POLDER_LANES_H
#define POLDER_LANES_H

#include "kernel/plan.h"

/* One network to be run. */
typedef struct {
    const polder_graph_t *graph;
    int case_index;     /* number of its case, for the caller: the kernel only keeps it */
    int arm;            /* of the plan */
    uint32_t key[4];    /* of the founding */
    uint32_t future;    /* which of its futures: the first is 0 */
    const float *value; /* [n_field] values of network-level fields, or NULL: defaults */
} polder_lane_input_t;

typedef struct polder_batch {
    const polder_plan_t *plan;
    bool folded;
    int n_lane; /* networks */
    int case_index[POLDER_LANES], arm[POLDER_LANES];
    uint32_t key[4 * POLDER_LANES];
    uint32_t future[POLDER_LANES]; /* part of the key from the first tick on */
    int n_row, n_slot, n_slice;
    int32_t n_org[POLDER_LANES], n_arc[POLDER_LANES]; /* of the networks, padding not counted */
    int32_t *width, *slot;                            /* [n_row] */
    int32_t *nbr, *rev, *org, *degree;                /* as in the view */
    int32_t *where;                 /* element of each organisation, network after network */
    int32_t where_at[POLDER_LANES]; /* first of a network in `where` */
    float **col;                    /* [n_field] columns */
    float ***part_col;              /* [n_part][n_use]; columns in the order of a part's uses */
    float *partial;                 /* [n_slice][n_sum][16] */
    float *shown;                   /* [n_row × 16][4] batch.h */
    bool restated;                  /* batch.h */
    void *arena;
    size_t arena_bytes;
    int32_t *scratch;
    size_t scratch_n;
    uint32_t tick;
    /* For interventions. */
    int32_t *begun;     /* [n_intervention][16] tick in which each began; 0: not yet */
    int32_t *held;      /* [plan.n_held][16] ticks in a row for which what must last has held */
    float *spread;      /* [plan.n_spread][n_row × 16] fields that differ among members */
    float *touched;     /* [n_row × 16] 1 for whom the intervention at hand touches */
    float *betweenness; /* [n_row × 16] if plan.betweenness >= 0 */
    int32_t *joined;    /* [n_row × 16] tick in which a seat was taken, if plan.newcomers */
    polder_ranked_t *ranked; /* [n_row × 16] room to put members in order */
    /* For planned events. */
    int32_t *happened; /* [n_planned][16] tick in which each happened; 0: not yet */
    int32_t *due;      /* [n_planned][16] first tick in which it may happen */
    float *given;      /* [plan.n_given][16] initial values of the parameters that they set */
    /* The events that the stage at hand has emitted (emit.h); NULL: none are recorded. After each
     * stage that emitted some, one thread hands them over with `tell`; then the list is emptied. */
    struct polder_events *events;
    void (*tell)(void *self, const struct polder_batch *batch);
    void *tell_self;
    double *part_seconds;  /* [table.n_part] when profiling, else NULL */
    double (*clock)(void); /* seconds, when profiling */
    /* Runs the acts of a folded batch with several threads (run/crew.h); NULL: the thread that owns
     * the batch runs them alone. */
    void (*run_parallel)(struct polder_batch *batch, const polder_act_t *act, int n_act);
    /* Asked after each act while several threads step a folded batch. Once it returns true stepping
     * ends there, `stopped` is true, and the columns are not to be used. NULL: never asked. */
    bool (*stop)(void *self, const struct polder_batch *batch);
    void *stop_self;
    bool stopped;
} polder_batch_t;

POLDER_MUST_USE int polder_batch_init(polder_batch_t *batch, const polder_plan_t *plan,
                                      polder_report_t *report);
void polder_batch_free(polder_batch_t *batch);

/* Whether the columns of interventions and of planned events are needed. */
static inline bool polder_batch_has_uses(const polder_batch_t *batch)
{
    return batch->plan->n_intervention > 0 || batch->plan->n_planned > 0;
}

/* Called after each set-up part (index in the table; 0, "network", comes first, after the
 * defaults) to overwrite initial values. */
typedef void (*polder_initial_t)(void *self, polder_batch_t *batch, int part);

/* n <= 16 networks of at most POLDER_FOLD organisations, or one larger one. */
POLDER_MUST_USE int polder_batch_fill(polder_batch_t *batch, int n,
                                      const polder_lane_input_t *input, polder_initial_t initial,
                                      void *self, polder_report_t *report);
/* Run the set-up parts (polder_batch_fill does). */
void polder_batch_setup(polder_batch_t *batch, polder_initial_t initial, void *self);
/* One tick; returns the number of networks still alive. */
int polder_batch_step(polder_batch_t *batch);
/* Compute all observables from the state as it is. */
void polder_batch_observe(polder_batch_t *batch);
/* Remove all organisations of a lane whose network has ended. */
void polder_batch_clear(polder_batch_t *batch, int lane);

/* Element of organisation i of the network in `lane`. */
static inline int32_t polder_batch_element(const polder_batch_t *batch, int lane, int32_t i)
{
    return batch->where[batch->where_at[lane] + i];
}

/* Arc number k of the organisation at element e. */
static inline int32_t polder_batch_arc(const polder_batch_t *batch, int32_t e, int32_t k)
{
    return (batch->slot[e / POLDER_LANES] + k) * POLDER_LANES + e % POLDER_LANES;
}

/* Events that one stage can emit at most, by what the parts declare. */
size_t polder_batch_most_events(const polder_batch_t *batch);
/* After a stage: hands what was emitted to `tell`. */
void polder_batch_tell(polder_batch_t *batch);

/* Sum over all state columns of a lane, for comparing runs: FNV-1a 64 over the bits of
 * every kept state, organisation by organisation in order of id. */
uint64_t polder_batch_hash(const polder_batch_t *batch, int lane);

#endif
