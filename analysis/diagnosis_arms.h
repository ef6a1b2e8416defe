/* diagnosis_arms.h: what a diagnosis found, as arms of a scenario that can be run and compared.
 *
 * What     The network as it is; without each cause that is named, and without those told together
 *          (all that are present, if none is); with each remedy that surely helps or harms. One
 *          founding is lived at the futures on which single causes were tried, so that
 *          `polder compare` finds the gains of the diagnosis again.
 */
#ifndef POLDER_DIAGNOSIS_ARMS_H
#define POLDER_DIAGNOSIS_ARMS_H

#include "analysis/diagnosis.h"

/* The text of an experiment. Caller frees. */
POLDER_MUST_USE int polder_diagnosis_arms(const polder_diagnosis_t *d, const polder_lives_t *lives,
                                          const polder_typical_t *typical, char **json,
                                          polder_report_t *report);

#endif
