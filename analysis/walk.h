/* walk.h: going through the networks of a result, point by point and replicate by replicate.
 *
 * What     The file holds replicate after replicate, each with all its cases. A walk goes once
 *          through some points and hands over the values of a few columns, some replicates at a
 *          time. Case k of the points asked for is arm k % n_arm at point first + k / n_arm.
 * Memory   a few chunks of networks, whatever their number.
 * Errors   what the reader reports, POLDER_MEMORY, and what the visitor returns.
 */
#ifndef POLDER_WALK_H
#define POLDER_WALK_H

#include "io/store.h"

typedef struct {
    int n_case;                 /* of these points */
    int64_t first, n_replicate; /* replicates of this call */
    const float *const *value;  /* [column][replicate × n_case + case]; a column that the file
                                   lacks is NaN */
} polder_chunk_t;

typedef int (*polder_visit_t)(void *self, const polder_chunk_t *chunk, polder_report_t *report);

/* Names of columns. One of the summary; or "outcome=win-win": 1 where that column holds this choice,
 * else 0; or "distrust@24", of an observed first tick: 1 where it had come by tick 24, else 0; or
 * "trust.mean@24": what it was in that tick (at_tick.h). `alive` is 1 also for a network that ended
 * with its work done, where the model says which these are (`done` of polder_model_t). */

/* The first tick that "distrust@24" is about, and the 24 in *tick, even if that tick was not looked
 * at. NULL: the name is not of this form, or is of no first tick. */
const polder_result_observed_t *polder_walk_first(const polder_result_t *result, const char *column,
                                                  int *tick);
bool polder_walk_has(const polder_result_t *result, const char *column);
/* Values of one column for n networks. NaN where the file lacks the column. */
POLDER_MUST_USE int polder_walk_read(const polder_result_t *result, const char *column,
                                     int64_t first, int64_t n, float *out, polder_report_t *report);

int64_t polder_walk_replicates(const polder_result_t *result);

/* How many points to do together, so that `bytes` for each case stay within some tens of MiB. */
int polder_walk_points(const polder_result_t *result, size_t bytes);

POLDER_MUST_USE int polder_walk(const polder_result_t *result, int first_point, int n_point,
                                int n_column, const char *const *column, polder_visit_t visit,
                                void *self, polder_report_t *report);

/* The same through several results without a design: their cases stand side by side, in the order
 * of the files. A file with fewer networks than the largest ends in NaN. */
POLDER_MUST_USE int polder_walk_files(const polder_result_t *const *file, int n_file, int n_column,
                                      const char *const *column, polder_visit_t visit, void *self,
                                      polder_report_t *report);

#endif
