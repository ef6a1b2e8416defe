/* export.h: what `polder export` writes: export_csv.c, export_events.c and export_graphml.c. */
#ifndef POLDER_EXPORT_H
#define POLDER_EXPORT_H

#include "document/csv.h"

/* The field of the engine that is 0 where there is no tie. */
#define POLDER_EXPORT_TIE POLDER_FIELD_TIE

typedef struct {
    const char *file;
    const polder_result_t *result;
    FILE *out;
    bool excel;
    int arm, point;  /* −1: all */
    int64_t network; /* number of the network in the file, −1: all */
    polder_level_t level;
    int64_t tick;
    polder_report_t *report;
} polder_export_t;

/* One row for each network. */
POLDER_MUST_USE int polder_export_summary(const polder_export_t *e);
/* One row for each network, organisation or arc, and tick. */
POLDER_MUST_USE int polder_export_tracks(const polder_export_t *e);
/* One row for each event. */
POLDER_MUST_USE int polder_export_events(const polder_export_t *e);
/* GraphML of `network` at `tick`. */
POLDER_MUST_USE int polder_export_graphml(const polder_export_t *e);

/* Shared: which arm, point and replicate a network is of; whether it is asked for; the name of an
 * organisation, if the file has names. */
typedef struct {
    int arm, point;
    int64_t replicate;
} polder_export_place_t;

polder_export_place_t polder_export_place(const polder_export_t *e, int64_t network);
bool polder_export_wanted(const polder_export_t *e, int64_t network);
void polder_export_label(const polder_export_t *e, polder_csv_t *csv, int64_t organisation);
/* The number of times recorded, or a negative code with a note when nothing is
 * recorded; *time is [n], for the caller to free. */
POLDER_MUST_USE int polder_export_times(const polder_export_t *e, int64_t **time);
/* Rows of `network` in a table of the trajectories: first and number, 0 if it is not there.
 * `index` names the dataset that says which network a row is of. */
POLDER_MUST_USE int polder_export_rows(const polder_export_t *e, const char *index, int64_t *first,
                                       int64_t *n);
POLDER_MUST_USE int polder_export_recorded(const polder_export_t *e);
/* Does the network never have this tie? Rows are of all ties that one of the arms has; `tie` is what was
 * recorded of it by that name, `n` times. */
bool polder_export_no_tie(const float *tie, int n);
/* Warns where the ties of arms are not those of each other, and nothing says which are there. */
void polder_export_warn_ties(const polder_export_t *e);
/* "trajectory/sample", "trajectory/organisation_network", "trajectory/arc_network" */
const char *polder_export_index(polder_level_t level);

#endif
