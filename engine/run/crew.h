/* crew.h: the threads of a run work on one large network together.
 *
 * What     polder_crew goes through the acts of a folded batch with as many threads as OpenMP
 *          gives; the result is the same as with one. It is meant for `run_parallel` of a batch.
 */
#ifndef POLDER_CREW_H
#define POLDER_CREW_H

#include "kernel/lanes.h"

void polder_crew(polder_batch_t *batch, const polder_act_t *act, int n_act);

#endif
