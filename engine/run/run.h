/* run.h: carry out an experiment.
 *
 * What     Units are cut into blocks of `block` networks; OpenMP hands blocks to threads
 *          (or, for networks folded over the lanes, slices of one network). What comes
 *          out does not depend on threads or block size.
 * Errors   what the experiment or sink reports; POLDER_INPUT for kernels that are not there;
 *          POLDER_STOPPED when `progress` asks so. A network that cannot be made (POLDER_INPUT,
 *          POLDER_GRAPH) fails alone, and a block that cannot be run for such a reason is handed to
 *          the sink with its error; the others go on. Anything else, such as no memory or a sink
 *          that cannot write, ends the run.
 * Threads  polder_run uses its own; call it from one.
 */
#ifndef POLDER_RUN_H
#define POLDER_RUN_H

#include "experiment/block.h"
#include "experiment/opaque.h"

typedef struct {
    int threads;   /* 0: as OpenMP decides */
    int32_t block; /* networks in a block; 0: polder_block_size() */
    /* This share of the blocks: first_block and every step_block-th one after it; 0, 0: all. */
    int64_t first_block, step_block;
    /* Hands out the blocks of this share instead, one at a time and to one thread at a time: the
     * number of one that the sink does not have, or −1 when there are no more. Called by any
     * thread; it may wait. NULL: all blocks of the share that the sink does not have. */
    int64_t (*next)(void *self);
    void *next_self;
    /* Called after each block, by one thread at a time, with the number of units done and all
     * units, both of this share (those the sink already had included); a non-zero answer stops
     * after the open blocks. May be NULL. */
    int (*progress)(void *self, int64_t done, int64_t total);
    /* The same inside a network that is so large that all threads work on it together: called
     * many times a second with the share of that network that is done. May be NULL. */
    int (*within)(void *self, double share);
    void *progress_self;
    bool profile;        /* time per part, at a cost */
    const char *kernels; /* which (kernels.h); NULL: the fastest that this machine can run */
} polder_run_options_t;

/* Where the time went, in seconds summed over threads. A network that is folded over the
 * lanes has all threads for itself: its seconds are those on the clock times threads. */
typedef struct {
    double wall, setup, graph, step, observe, output;
    int64_t networks; /* run now, not those the sink had */
    /* Ticks that were stepped, of networks that lived, of their organisations and of their arcs. */
    int64_t net_ticks, org_ticks, arc_ticks;
    int n_part;
    double *part;            /* [n_part] with options.profile, else NULL */
    size_t arc_bytes, bytes; /* of the largest batch: what arcs take of it; all of it */
    int64_t arcs;            /* arcs of that batch, padding not counted */
    int threads;
} polder_timing_t;

void polder_timing_free(polder_timing_t *timing);

/* The block size an experiment gets by default: depends on it alone. */
int32_t polder_block_size(const polder_experiment_t *x);
/* Can a network of this experiment be so large that all threads work on it together? */
bool polder_is_large(const polder_experiment_t *x);
/* Bytes of memory that one network needs at most, to a good guess, for what is recorded of it over
 * time until its block is written; 0 if nothing is. In the file it takes as much or less. */
double polder_record_bytes(const polder_experiment_t *x);
int64_t polder_block_count(const polder_experiment_t *x, int32_t block);

POLDER_MUST_USE int polder_run(const polder_experiment_t *x, const polder_run_options_t *options,
                               const polder_sink_t *sink, polder_timing_t *timing,
                               polder_report_t *report);

#endif
