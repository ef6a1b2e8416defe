/* block.h: what a block of networks leaves, and who takes it: a sink.
 *
 * What     A run hands every block of units to a sink once: how each network ended, and of those
 *          that are recorded how it went. What is in the arrays is valid until `write` returns.
 * Threads  one at a time writes.
 */
#ifndef POLDER_BLOCK_H
#define POLDER_BLOCK_H

#include <stdint.h>

#include "kernel/error.h"
#include "kernel/event.h"

/* What happened in a recorded network: one event that a part told of. */
typedef struct {
    int32_t unit; /* unit − first_unit */
    int32_t tick;
    int32_t kind;                       /* index in the table of the model */
    int32_t who, whom;                  /* organisations of the network; −1: none */
    float number[POLDER_EVENT_NUMBERS]; /* NaN: none */
    uint32_t stage;                     /* which of the stages of the run told of it, in order */
} polder_event_t;

/* What one block of units leaves: handed to a sink once, by one thread at a time. */
typedef struct {
    int64_t block;
    int64_t first_unit;
    int32_t n_unit;
    const char *error;    /* NULL, or why the block failed: then there are no arrays */
    const float *summary; /* [polder_record_rows(record)][n_unit] */
    /* [n_unit] NULL, or why the network of this unit could not be made: then its summary is
     * NaN and it is not recorded. NULL instead of the array: all could. */
    const char *const *unmade;
    int32_t n_time;        /* times of a trajectory: 0, every, 2·every, … <= horizon */
    int32_t n_sample;      /* recorded units */
    const int32_t *sample; /* [n_sample] unit − first_unit */
    const int32_t *n_org;  /* [n_sample] */
    const int32_t *n_arc;  /* [n_sample] */
    const int32_t *arc_from, *arc_to; /* [Σ n_arc] ids inside the network */
    /* For track i its values: [n_sample][n_time], [Σ n_org][n_time] or [Σ n_arc][n_time],
     * by the level of the field. After a network has ended: NaN. */
    const float *const *track; /* [record.n_track] */
    /* Of the recorded units, in order of unit, tick, stage, who, whom. */
    int64_t n_event;
    const polder_event_t *event;
} polder_block_t;

typedef struct {
    void *self;
    /* 1 if the block is already kept, so that it need not run. May be NULL. */
    int (*has)(void *self, int64_t block);
    int (*write)(void *self, const polder_block_t *block, polder_report_t *report);
} polder_sink_t;

#endif
