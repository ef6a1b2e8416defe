/* lesson_pack.h: what a page needs of an experiment to run its networks itself.
 *
 * What     Ties, values and initial values of networks as they were founded, what is done to them,
 *          and what may be done (the hand), by the names of fields. The page has the kernel room
 *          (web/) and no generator of networks, no distributions and no files. The hashes of where
 *          sixteen of them end, as worked out here, are for the page to try its engine on.
 * Errors   POLDER_INPUT: a network that cannot be made, or is too large for a page, or an
 *          intervention that goes by betweenness.
 */
#ifndef POLDER_LESSON_PACK_H
#define POLDER_LESSON_PACK_H

#include <jansson.h>

#include "experiment/experiment.h"

enum { POLDER_LESSON_MEMBERS = 300, POLDER_LESSON_NETWORKS = 100 };

/* The networks of the baseline of x, at the first point of a design; the interventions of `hand`,
 * an experiment of the same model, are what a player may choose from. The caller owns the answer.
 */
POLDER_MUST_USE int polder_lesson_pack(const polder_experiment_t *x,
                                       const polder_experiment_t *hand, json_t **pack,
                                       polder_report_t *report);

#endif
