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
    /* Those of the part "metrics" that are recorded over time, and at the end, by bit. */
    uint32_t track_metrics, summary_metrics;
    int metric_field; /* the first of them in the table */
    bool observe;     /* any observable at all */
    int32_t *held;    /* of what is observed and has to last: counters of the batch, by lane */
    double *sum;      /* [n_observed][n_unit] of a mean … */
    int32_t *n_sum;   /* … and of how many ticks */
    /* What the recorded networks told of (events.c). */
    int64_t n_event;
    size_t event_room;
    polder_event_t *event; /* [event_room] */
    uint32_t stage;        /* stages that have told so far */
    int event_code;        /* 0, or why not all is there */
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
/* The ties among those who take part, with ids closed up: old[i] is the id of the i-th. The caller
 * frees both. */
POLDER_MUST_USE int polder_active_graph(const polder_batch_t *batch, int lane,
                                        polder_graph_t *graph, int32_t **old,
                                        polder_report_t *report);
/* The state of a lane as the end of `unit`. */
POLDER_MUST_USE int polder_record_end(polder_recorder_t *recorder, polder_batch_t *batch, int lane,
                                      int32_t unit, polder_report_t *report);

/* ---- observed.c ---- */

POLDER_MUST_USE int polder_observed_init(polder_recorder_t *recorder, polder_report_t *report);
/* Other networks are in the batch. */
void polder_observed_begin(polder_recorder_t *recorder);
/* Is anything observed in this tick? */
bool polder_observed_due(const polder_recorder_t *recorder, int tick);
/* The lanes in `living` at the end of a tick; observables must have been computed. */
void polder_observed_tick(polder_recorder_t *recorder, const polder_batch_t *batch,
                          const int32_t *unit, uint32_t living, int tick);

/* ---- events.c ---- */

/* Are there networks to listen to, and do their parts tell of anything? */
bool polder_record_listens(const polder_recorder_t *recorder);
/* Takes over what the lanes in `living` have told since the last time; `unit` is that of each. */
void polder_record_tell(polder_recorder_t *recorder, const polder_batch_t *batch,
                        const int32_t *unit, uint32_t living);
/* All was told: brings it in order. POLDER_MEMORY: it is not all there. POLDER_INTERNAL: a part
 * told of more than it declares. */
POLDER_MUST_USE int polder_record_events(polder_recorder_t *recorder, polder_report_t *report);

#endif
