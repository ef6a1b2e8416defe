/* store.h: results on disk: shards while running, one file when complete, and reading it.
 *
 * What     Blocks are committed as NAME.parts/BLOCK.h5 by rename; when all are there they
 *          are joined into NAME, and the parts removed. NAME exists exactly when complete.
 *          Running the same experiment again does the blocks that are missing. Parts of a
 *          different experiment in the folder are an error, and nothing is touched.
 * Bytes    equal experiments give equal files: no clock, no host, no block size inside.
 *          docs/file-format.md describes the layout.
 * Errors   POLDER_FILE with the path and the system's reason; POLDER_INPUT if the folder
 *          belongs to another experiment.
 * Threads  one at a time.
 */
#ifndef POLDER_STORE_H
#define POLDER_STORE_H

#include "experiment/block.h"
#include "experiment/opaque.h"
#include "kernel/code.h"

typedef struct polder_store polder_store_t;

typedef enum {
    POLDER_KEEP,
    POLDER_REPLACE,
    POLDER_TRUST /* keep it, and do not look at its digest */
} polder_existing_t;

/* `path` is the final file. `description` is the canonical text of the experiment (JSON,
 * see scenario.h): kept in the file and compared when a run is resumed. If the final file
 * exists and is of the same experiment, by the same version and code (kernel/code.h), *complete is
 * set, *store is NULL and there is nothing to do; if it is of another one, not ours or damaged,
 * that is an error unless it may be replaced. Then it is, but not before the new one is complete;
 * parts of the same experiment are used in any case. Several processes may work on one file, each
 * with its own store and all or a share of the blocks; the parts go when the last one is ready. If
 * they replace one, one of them opens before the others. *block is the number of networks in a
 * block; when a run is resumed it is set to that of the parts, and the caller runs with it. The
 * store keeps `x`, which must outlive it. */
POLDER_MUST_USE int polder_store_open(polder_store_t **store, const polder_experiment_t *x,
                                      const char *path, const char *description, int32_t *block,
                                      polder_existing_t existing, bool *complete,
                                      polder_report_t *report);
polder_sink_t polder_store_sink(polder_store_t *store);
/* Keeps a text that says how the experiment was made as command.json in the parts folder, until
 * the parts go. A later one takes its place. */
POLDER_MUST_USE int polder_store_keep(polder_store_t *store, const char *text,
                                      polder_report_t *report);
/* Blocks not yet kept, those that other processes have written since open included. */
int64_t polder_store_missing(polder_store_t *store);
/* Join when all blocks are there; POLDER_INPUT names how many are missing otherwise. A part
 * that turns out to be damaged is removed and POLDER_FORMAT says so: run again. One that cannot be
 * read for another reason (POLDER_FILE) stays. The store must be closed afterwards. */
POLDER_MUST_USE int polder_store_join(polder_store_t *store, polder_report_t *report);
/* Seconds spent writing so far. */
double polder_store_seconds(const polder_store_t *store);
void polder_store_close(polder_store_t *store);
/* Close, and remove the parts folder if this store has made it and there is no part in it. */
void polder_store_drop(polder_store_t *store);

/* ---- parts made elsewhere ---- */

/* The parts folder of a result file: "NAME.parts". Caller frees; NULL if out of memory. */
char *polder_store_parts(const char *path);
/* What stands in a folder of parts about them. */
typedef struct {
    char experiment[POLDER_FINGERPRINT]; /* the fingerprint of the scenario, by its description */
    char code[POLDER_FINGERPRINT];       /* of the code that made them; empty: not known */
    char version[32];                    /* of the program that made them; empty: not known */
    int32_t block;                       /* networks in one of them */
} polder_manifest_t;

/* What the folder `path` holds parts of. POLDER_INPUT if it is not a parts folder. */
POLDER_MUST_USE int polder_store_look(const char *path, polder_manifest_t *manifest,
                                      polder_report_t *report);
/* The manifest that parts of this description get from this program; block is 0. */
void polder_store_manifest(const char *description, polder_manifest_t *manifest);
/* Do the numbers of both come from one version and one code? */
bool polder_store_same_code(const polder_manifest_t *a, const polder_manifest_t *b);
bool polder_store_has_experiment(const char *path);
/* Are these two one folder, by whatever paths? */
bool polder_store_same_folder(const char *a, const char *b);
/* The blocks in the folder `path` count too. It is only read, and stays. POLDER_INPUT if it is
 * of another experiment or another block size, or the parts folder of the store itself. */
POLDER_MUST_USE int polder_store_add(polder_store_t *store, const char *path,
                                     polder_report_t *report);

/* Reading. */
typedef struct polder_result polder_result_t;

/* Opens a result of this format or an earlier one. Its digest is held against its bytes first, and
 * then everything in it against what its experiment says must be there: POLDER_FORMAT if something
 * differs. What cannot be read now, for want of memory or of rights, is POLDER_MEMORY or
 * POLDER_FILE, and no reason to believe that the file is damaged. */
POLDER_MUST_USE int polder_result_open(polder_result_t **result, const char *path,
                                       polder_report_t *report);
/* The same; with `trust` the digest is not looked at. HDF5 itself may then crash on a file that is
 * damaged. */
POLDER_MUST_USE int polder_result_open_trusting(polder_result_t **result, const char *path,
                                                bool trust, polder_report_t *report);
void polder_result_close(polder_result_t *result);
const char *polder_result_path(const polder_result_t *result);
const char *polder_result_description(const polder_result_t *result); /* canonical JSON */
const char *polder_result_text(const polder_result_t *result, const char *attribute); /* or NULL */
/* What the file says of its model, or what the model says if the file is from before it did; the
 * members that neither says are 0. Not NULL; name, tick and doc are texts. */
const polder_model_t *polder_result_model(const polder_result_t *result);
int64_t polder_result_networks(const polder_result_t *result);
/* Futures of each founding: 1 unless the experiment has more. Network n is one of replicate n /
 * n_case, whose founding and future polder_replicate says. */
int64_t polder_result_futures(const polder_result_t *result);
/* Number of founding 0 of the file in the scenario that it is of: 0 unless this says another. */
int64_t polder_result_first_founding(const polder_result_t *result);
/* What the scenario asked of networks while they ran: columns of the summary too. */
typedef struct {
    const char *name;
    const char *kind; /* "first", "mean", … */
    const char *what; /* the condition, or the field */
    bool first;       /* a tick, in which the condition first held; NaN: it never did */
    int from, until;  /* ticks that were looked at */
    int n_unknown; /* arms in which it cannot be asked, as a member or tie that it is about is … */
    int *unknown;  /* … not there: NaN, and not never */
} polder_result_observed_t;
int polder_result_n_observed(const polder_result_t *result);
const polder_result_observed_t *polder_result_observed(const polder_result_t *result, int i);
/* Number of the one of this name, or −1. */
int polder_result_observed_find(const polder_result_t *result, const char *name);
/* Can networks of an arm have an answer? Not where it cannot be asked, nor where the arm ends before
 * the first tick that is looked at. */
bool polder_result_answers(const polder_result_t *result, const polder_result_observed_t *observed,
                           int arm);
int polder_result_n_case(const polder_result_t *result);
const char *polder_result_case(const polder_result_t *result, int case_index);
int polder_result_horizon(const polder_result_t *result); /* ticks, of the longest arm */
/* Ticks of one arm, and those that all arms have. */
int polder_result_lasts(const polder_result_t *result, int arm);
int polder_result_common(const polder_result_t *result);
/* Case c is arm c % n_arm at point c / n_arm. In a file from before there were arms every case
 * is an arm. The baseline is the arm that others are compared with. */
int polder_result_n_arm(const polder_result_t *result);
const char *polder_result_arm(const polder_result_t *result, int arm);
int polder_result_baseline(const polder_result_t *result);
/* What was varied: its kind is NULL and there are no factors and one point without a design. */
const char *polder_result_design(const polder_result_t *result);
/* So many points in a row belong together: a trajectory, a block. 0: the file does not say. */
int polder_result_points_together(const polder_result_t *result);
int polder_result_n_point(const polder_result_t *result);
int polder_result_n_factor(const polder_result_t *result);
const char *polder_result_factor(const polder_result_t *result, int factor);
/* The word for a value of a factor that is a choice; its length is set too, because the
 * other words follow it in memory. NULL: the factor is a number. */
const char *polder_result_word(const polder_result_t *result, int factor, double value,
                               int *length);
/* The values of all factors at points first … first + n − 1: out[n][n_factor]; `room` is how many
 * values `out` has room for, here and below. */
POLDER_MUST_USE int polder_result_read_points(const polder_result_t *result, int first, int n,
                                              double *out, size_t room, polder_report_t *report);
/* Names of organisations from the network file; NULL when there are none. */
const char *polder_result_label(const polder_result_t *result, int organisation);
/* Is it in the network of the arm at the founding? Yes, where the file does not say who is: that of a
 * network file may be absent in an arm, or not in the arm's own file. */
bool polder_result_is_member(const polder_result_t *result, int arm, int organisation);
/* Names of the summary columns. */
int polder_result_n_column(const polder_result_t *result);
const char *polder_result_column(const polder_result_t *result, int column);
/* The same, and what the file says of it: level, unit, doc, source and choices; NULL: there is no
 * such column. */
const polder_field_t *polder_result_field(const polder_result_t *result, const char *column);
/* Values first … first + n − 1 of a summary column; POLDER_INPUT for an unknown one (with
 * the nearest name). Failed networks are NaN. */
POLDER_MUST_USE int polder_result_read(const polder_result_t *result, const char *column,
                                       int64_t first, int64_t n, float *out,
                                       polder_report_t *report);
/* Trajectories: names, sizes [rows][times]; `level` as of the field. */
int polder_result_n_track(const polder_result_t *result);
const char *polder_result_track(const polder_result_t *result, int track, polder_level_t *level,
                                int64_t *rows, int64_t *times);
POLDER_MUST_USE int polder_result_read_track(const polder_result_t *result, const char *track,
                                             int64_t first_row, int64_t n_row, float *out,
                                             size_t room, polder_report_t *report);
/* What happened in the networks that are recorded, in order of network and tick; none in a file
 * from before there were events. */
typedef struct {
    int64_t network;
    int32_t tick, kind;
    int32_t who, whom;                  /* −1: none */
    float number[POLDER_EVENT_NUMBERS]; /* NaN: none */
} polder_happened_t;

int64_t polder_result_n_event(const polder_result_t *result);
/* The kinds, as the file has them: also those of a model that is not in this program. */
int polder_result_n_kind(const polder_result_t *result);
const polder_event_kind_t *polder_result_kind(const polder_result_t *result, int kind);
/* Its number; −1: the file does not have it. */
int polder_result_find_kind(const polder_result_t *result, const char *name);
/* Events first … first + n − 1. What is read is in order, and inside the bounds that the file
 * gives; POLDER_FORMAT if not. */
POLDER_MUST_USE int polder_result_read_events(const polder_result_t *result, int64_t first,
                                              int64_t n, polder_happened_t *out,
                                              polder_report_t *report);
/* Which events are of one network: the first, and how many; 0 if there are none. */
POLDER_MUST_USE int polder_result_events_of(const polder_result_t *result, int64_t network,
                                            int64_t *first, int64_t *n, polder_report_t *report);
/* Whole numbers first … first + n − 1 of an index dataset: "case", "replicate", "failed",
 * "trajectory/sample", "trajectory/organisation_network", … (dataset.h). What is read lies inside
 * the bounds that the list gives; POLDER_FORMAT if not. */
int64_t polder_result_index_rows(const polder_result_t *result, const char *name); /* −1: none */
POLDER_MUST_USE int polder_result_read_index(const polder_result_t *result, const char *name,
                                             int64_t first, int64_t n, int64_t *out,
                                             polder_report_t *report);

#endif
