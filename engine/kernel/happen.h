/* happen.h: planned events inside a batch: when they happen, and whom they are about.
 *
 * What     Called once a tick, before the mechanisms and after interventions. An event of a kind is
 *          marked in the column of that kind, for the parts that read it; a value is set.
 * Cost     nothing where nothing is planned.
 * Threads  one for a batch at a time.
 */
#ifndef POLDER_HAPPEN_H
#define POLDER_HAPPEN_H

#include "kernel/lanes.h"

/* Reset the counters that the networks before have left. */
void polder_happen_start(polder_batch_t *batch);
/* What happens in the tick that begins. */
void polder_happen(polder_batch_t *batch);

#endif
