/* record.h: what a block of networks leaves behind, gathered while it runs. */
#ifndef POLDER_RECORD_H
#define POLDER_RECORD_H

#include "experiment/experiment.h"
#include "kernel/lanes.h"

typedef struct {
    const polder_experiment_t *x;
    const polder_plan_t *plan;
    int32_t n_unit, n_time;
    float *summary; /* [polder_record_rows][n_unit] */
    int32_t n_sample;
    int32_t *sample;          /* [n_sample] unit */
    int32_t *sample_of;       /* [n_unit] number among the samples, −1 if not recorded */
    int32_t *n_org, *n_arc;   /* [n_sample] */
    int64_t *org_at, *arc_at; /* [n_sample + 1] first row */
    int32_t *arc_from, *arc_to;
    float **track; /* [n_track] */
    /* Which fields of the part "metrics" are wanted, a bit for each: over time, and at the end. */
    uint32_t track_metrics, summary_metrics;
    int metric_field; /* the first of these fields in the table */
    bool observe;     /* is any observable wanted? */
    int32_t *held;    /* how long what has to last in an observed condition has held, by lane */
    double *sum;      /* [n_observed][n_unit] for a mean: the sum over ticks … */
    int32_t *n_sum;   /* … and how many these are */
    /* What the recorded networks have emitted (events.c). */
    int64_t n_event;
    size_t event_room;
    polder_event_t *event; /* [event_room] */
    uint32_t stage;        /* stages that have emitted events so far */
    int event_code;        /* 0, or why events are missing */
} polder_recorder_t;

/* `graph` [n_unit], `sampled` [n_unit]. */
POLDER_MUST_USE int polder_recorder_init(polder_recorder_t *recorder, const polder_experiment_t *x,
                                         const polder_plan_t *plan, int32_t n_unit,
                                         const polder_graph_t *const *graph, const bool *sampled,
                                         polder_report_t *report);
void polder_recorder_free(polder_recorder_t *recorder);

/* The state of a lane now, as time number `time` of the trajectory of `unit`. Observables
 * must have been computed; metrics are computed here. */
POLDER_MUST_USE int polder_record_time(polder_recorder_t *recorder, polder_batch_t *batch, int lane,
                                       int32_t unit, int32_t time, polder_report_t *report);
/* The network of those who take part, numbered anew without gaps: old[i] is the id that number i
 * has in the batch. The caller frees both. */
POLDER_MUST_USE int polder_active_graph(const polder_batch_t *batch, int lane,
                                        polder_graph_t *graph, int32_t **old,
                                        polder_report_t *report);
/* The state of a lane as the end of `unit`. */
POLDER_MUST_USE int polder_record_end(polder_recorder_t *recorder, polder_batch_t *batch, int lane,
                                      int32_t unit, polder_report_t *report);

/* ---- observed.c ---- */

POLDER_MUST_USE int polder_observed_init(polder_recorder_t *recorder, polder_report_t *report);
/* The batch holds other networks from now on: their counters begin at 0. */
void polder_observed_begin(polder_recorder_t *recorder);
/* Is anything observed in this tick? */
bool polder_observed_due(const polder_recorder_t *recorder, int tick);
/* The lanes in `living` at the end of a tick; observables must have been computed. */
void polder_observed_tick(polder_recorder_t *recorder, const polder_batch_t *batch,
                          const int32_t *unit, uint32_t living, int tick);

/* ---- events.c ---- */

/* Are there events to be recorded: recorded networks, and parts or a scenario that emit any? */
bool polder_record_listens(const polder_recorder_t *recorder);
/* Takes over the events that the lanes in `living` have emitted since the last call; `unit` is that
 * of each lane. */
void polder_record_tell(polder_recorder_t *recorder, const polder_batch_t *batch,
                        const int32_t *unit, uint32_t living);
/* The block is done: sorts its events. POLDER_MEMORY: some are missing. POLDER_INTERNAL: a part
 * emitted more than it declares. */
POLDER_MUST_USE int polder_record_events(polder_recorder_t *recorder, polder_report_t *report);

#endif
