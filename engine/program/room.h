/* room.h: is there room for what a run records over time? Asked before it begins. */
#ifndef POLDER_ROOM_H
#define POLDER_ROOM_H

#include "experiment/experiment.h"

/* For blocks of `block` networks in so many threads, with the result beside `output` (NULL: here).
 * Warns, or POLDER_MEMORY if not even one network fits. All figures are upper bounds. */
POLDER_MUST_USE int polder_room_check(const polder_experiment_t *x, int32_t block, int64_t threads,
                                      const char *output, polder_report_t *report);

#endif
