/* intervene.h: interventions inside a batch: when they begin, whom they touch, what they cost.
 *
 * What     Called once a tick, before the mechanisms. A lever that is pushed for everyone is
 *          a network-level column. As soon as an experiment aims one at some members, all
 *          levers, and what a part makes of them (POLDER_SPREAD), have a value for every
 *          organisation as well: the stages that read them are then run row by row and find
 *          the values of that row's sixteen organisations in place of the network's
 *          (step.c). The network's own value is the mean over its members.
 * Cost     nothing where nothing is aimed.
 * Threads  one for a batch at a time.
 */
#ifndef POLDER_INTERVENE_H
#define POLDER_INTERVENE_H

#include "kernel/lanes.h"

/* Emits, where events are recorded, that intervention or planned event i begins or ends in a lane.
 * `kind` is one of the engine's own (event.h). */
void polder_intervene_tell(const polder_batch_t *batch, int kind, int i, int lane);
/* Reset the counters that the networks before have left; call it once the columns have their
 * defaults. */
void polder_intervene_start(polder_batch_t *batch);
/* Set the levers of the tick that begins, and count what they cost. */
void polder_intervene(polder_batch_t *batch);

/* Whether a condition holds for element e of a member; if its fields are of the network, e is a
 * lane. Of somebody who is not there no comparison holds, and its denial neither. `held` counts for how
 * many ticks in a row each thing that must last has held; the counters of a lane are POLDER_LANES apart. */
bool polder_intervene_holds(const polder_batch_t *batch, const polder_condition_t *c, int e,
                            int32_t *held);
/* Sets touched[e] to 1 for those that a target reaches in the network of a lane; returns how many
 * of them are members. */
int polder_intervene_touch(polder_batch_t *batch, const polder_target_t *t, int lane,
                           float *touched);

#endif
