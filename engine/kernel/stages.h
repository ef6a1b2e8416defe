/* stages.h: the stages of an act one by one, for whoever shares the slices of a network among
 * threads.
 *
 * What     step.c runs the acts of a batch on one thread. In a folded batch the slices of a ROWS
 *          stage may be run in any order and by several threads at a time, each slice once; what
 *          comes before and after is for one thread: zero (each slice), slice (each slice), add.
 *          See run/crew.c.
 */
#ifndef POLDER_STAGES_H
#define POLDER_STAGES_H

#include "kernel/lanes.h"

/* A view of all rows for this act; each thread has its own. */
void polder_stage_view(polder_view_t *view, const polder_batch_t *batch, const polder_act_t *act);
/* The sums of this slice begin at 0: before the first ROWS stage of an act. */
void polder_stage_zero(const polder_batch_t *batch, const polder_act_t *act, int slice);
void polder_stage_slice(const polder_batch_t *batch, const polder_act_t *act,
                        polder_kernel_t kernel, polder_view_t *view, int slice);
/* The sums over all slices, in order: after each ROWS stage. */
void polder_stage_add(polder_batch_t *batch, const polder_act_t *act);
void polder_stage_network(polder_batch_t *batch, const polder_act_t *act, polder_kernel_t kernel,
                          polder_view_t *view);
/* With a clock: the time since *from is the act's, and *from is now. */
void polder_stage_time(const polder_batch_t *batch, const polder_act_t *act, double *from);

#endif
