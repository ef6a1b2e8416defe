/* at_tick.h: what a column was in one tick: "trust.mean@24".
 *
 * What     A column says how networks ended. What it was on the way is known of networks that are
 *          recorded, in ticks that are: NaN for all others, and once a network has ended. Who is
 *          still there is known of every network and every tick ("alive@24"); one that ended with its
 *          work done counts as there, as everywhere (walk.h).
 * Errors   what the reader reports; POLDER_MEMORY.
 */
#ifndef POLDER_AT_TICK_H
#define POLDER_AT_TICK_H

#include "io/store.h"

typedef struct {
    const char *track; /* as the file names it; NULL: it is about who is still there */
    int tick;
    int64_t place, times; /* of that tick among those of a trajectory */
} polder_at_tick_t;

/* "trust.mean@24" as the name and the tick; false: it is not of this form. `name` is for the caller to
 * free. */
bool polder_at_tick_split(const char *column, char **name, int *tick);
/* Is it a column of level network that the file has tick by tick? */
bool polder_at_tick_recorded(const polder_result_t *result, const char *name);
/* Is it known in this file? */
bool polder_at_tick_find(const polder_result_t *result, const char *column, polder_at_tick_t *at);
/* Of networks first … first + n − 1. */
POLDER_MUST_USE int polder_at_tick_read(const polder_result_t *result, const polder_at_tick_t *at,
                                        int64_t first, int64_t n, float *out,
                                        polder_report_t *report);
/* Why it is not known, and what to do; POLDER_OK if the column is not of this form. */
POLDER_MUST_USE int polder_at_tick_refuse(const polder_result_t *result, const char *column,
                                          polder_report_t *report);

#endif
