/* opaque.h: an experiment as programs see it that use the library: what is in it, not how.
 *
 * What     Made by polder_scenario_open (scenario/open.h) or polder_draft_make (scenario/draft.h);
 *          run by polder_run or in a session. A network of an experiment is a unit: case ×
 *          replicate. Case c is arm c % n_arm at point c / n_arm of the design; unit u is case
 *          u % n_case of replicate u / n_case. Units of one replicate share their random numbers.
 * Owner    polder_experiment_delete ends it. Texts belong to the experiment.
 * Threads  read-only while it runs.
 */
#ifndef POLDER_OPAQUE_H
#define POLDER_OPAQUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/field.h"
#include "kernel/model.h"

typedef struct polder_experiment polder_experiment_t;

/* Which future of which founding a replicate is, as an experiment or a file counts them: both from
 * 0, whatever numbers the first ones have. */
typedef struct {
    int64_t founding, future;
} polder_replicate_t;

/* `futures`: of each founding. */
static inline polder_replicate_t polder_replicate(int64_t number, int64_t futures)
{
    const polder_replicate_t r = {number / futures, number % futures};
    return r;
}

static inline int64_t polder_replicate_number(polder_replicate_t r, int64_t futures)
{
    return r.founding * futures + r.future;
}

/* What an experiment has read besides its scenario, where it is at hand already. */
typedef struct polder_given polder_given_t;

/* NULL is allowed. */
void polder_experiment_delete(polder_experiment_t *x);

const polder_model_t *polder_experiment_model(const polder_experiment_t *x);
int polder_experiment_horizon(const polder_experiment_t *x);      /* ticks, of the longest arm */
int64_t polder_experiment_networks(const polder_experiment_t *x); /* cases × replicates */
int64_t polder_experiment_replicates(const polder_experiment_t *x);
int polder_experiment_n_case(const polder_experiment_t *x);
int polder_experiment_n_arm(const polder_experiment_t *x);
/* "" for the only arm of an experiment that names none. */
const char *polder_experiment_arm_name(const polder_experiment_t *x, int arm);
int polder_experiment_baseline(const polder_experiment_t *x); /* the arm others are compared with */
int polder_experiment_n_point(const polder_experiment_t *x);  /* 1 without a design */
/* Bytes for the name of an arm of a scenario; and of a case, which adds ", point 1000000". */
enum { POLDER_ARM_NAME = 120, POLDER_CASE_NAME = 160 };
/* "visioning", "point 12" or "visioning, point 12"; `name` has room for `size` bytes. */
void polder_experiment_case_name(const polder_experiment_t *x, int case_index, char *name,
                                 size_t size);

/* Columns: what is kept at the end of every network, in the order of polder_block_t.summary and of
 * the answer of a session. */
int polder_experiment_n_column(const polder_experiment_t *x);
const polder_field_t *polder_experiment_column(const polder_experiment_t *x, int column);
/* Its number, or −1. */
int polder_experiment_find_column(const polder_experiment_t *x, const char *name);
/* Tracks: what is recorded over time, in the order of polder_block_t.track. */
int polder_experiment_n_track(const polder_experiment_t *x);
const polder_field_t *polder_experiment_track(const polder_experiment_t *x, int track);
int polder_experiment_find_track(const polder_experiment_t *x, const char *name);

#endif
