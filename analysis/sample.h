/* sample.h: what an experiment leaves, kept in memory instead of in a file.
 *
 * What     A sink for polder_run, and afterwards every column by its name: of each network as it
 *          ended, and over time of those that were recorded.
 * Memory   four bytes for each number that the scenario has recorded.
 * Owner    polder_sample_init … polder_sample_free; the experiment must outlive the sample.
 */
#ifndef POLDER_SAMPLE_H
#define POLDER_SAMPLE_H

#include "experiment/experiment.h"

/* One network that was recorded over time. */
typedef struct {
    int32_t n_org, n_arc;
    int32_t *from, *to; /* [n_arc] organisations */
    float **track;      /* [record.n_track][1, n_org or n_arc][n_time]; NULL: not recorded */
} polder_seen_t;

typedef struct {
    const polder_experiment_t *x;
    int64_t n_unit, n_failed;
    bool *failed; /* [n_unit] it could not be made or run */
    int n_column;
    float **column; /* [n_column][n_unit]: summaries, then inputs */
    int n_time;
    int64_t n_seen;
    polder_seen_t *seen; /* [n_seen]: units 0 … n_seen − 1 */
} polder_sample_t;

POLDER_MUST_USE int polder_sample_init(polder_sample_t *sample, const polder_experiment_t *x,
                                       polder_report_t *report);
polder_sink_t polder_sample_sink(polder_sample_t *sample);
void polder_sample_free(polder_sample_t *sample);

/* Carries out an experiment, with everything it records in the sample, which is initialised. */
typedef struct {
    void *self;
    int (*run)(void *self, const polder_experiment_t *x, polder_sample_t *sample, const char *what,
               polder_report_t *report);
} polder_runner_t;

/* Initialises the sample and runs. It is the caller's to free, whatever the answer, and zeroed
 * before. */
POLDER_MUST_USE int polder_sample_run(polder_sample_t *sample, const polder_runner_t *runner,
                                      const polder_experiment_t *x, const char *what,
                                      polder_report_t *report);

/* By name, −1: there is none. */
int polder_sample_column(const polder_experiment_t *x, const char *name);
int polder_sample_track(const polder_experiment_t *x, const char *name);
int polder_sample_arm(const polder_experiment_t *x, const char *name);
/* "NAME@MONTH" is a track of networks in a month: which, and the month in *month. −1: it is none.
 */
int polder_sample_track_at(const polder_experiment_t *x, const char *name, int *month);
/* "NAME@MONTH" of a first tick that is observed: its column, and the tick by which it may have come to
 * that. −1: it is none. */
int polder_sample_first_by(const polder_experiment_t *x, const char *name, int *month);
/* The name of a column; `room` may be used for it. */
const char *polder_sample_column_name(const polder_experiment_t *x, int column, char *room,
                                      size_t size);

#endif
