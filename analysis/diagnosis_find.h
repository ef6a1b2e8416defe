/* diagnosis_find.h: what may be said of a table of twins. A part of diagnosis.h. */
#ifndef POLDER_DIAGNOSIS_FIND_H
#define POLDER_DIAGNOSIS_FIND_H

#include "analysis/diagnosis.h"

/* What it is if nothing surely helps. Where no life succeeds, luck decides nothing. */
static inline polder_answer_of_t polder_diagnosis_nothing(const polder_diagnosis_t *d)
{
    return d->chance.count > 0 ? POLDER_ANSWER_LUCK : POLDER_ANSWER_NONE_HELPS;
}

/* The suspect that surely gives most at the better quartile, or −1. */
int polder_diagnosis_first_better(const polder_diagnosis_t *d);
/* Which causes are named, or which sets; needs the singles of d and the table of sets. */
POLDER_MUST_USE int polder_diagnosis_find(polder_diagnosis_t *d, const polder_twins_t *sets,
                                          polder_report_t *report);
/* Pairs that surely act together or against each other, the strongest first. */
POLDER_MUST_USE int polder_diagnosis_pairs(polder_diagnosis_t *d, const polder_twins_t *sets,
                                           polder_report_t *report);
/* All of a population. */
POLDER_MUST_USE int polder_diagnosis_population(polder_diagnosis_t *d, const polder_twins_t *sets,
                                                polder_report_t *report);

#endif
