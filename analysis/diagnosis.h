/* diagnosis.h: what lies under an archetype of failure, and the way out.
 *
 * What     Practitioners present a diagnosis as challenge · underlying problem · way out.
 *          The challenge is the doc line of the archetype's field; the other two are here.
 * Source   concepts F1 … F12; interventions I1 … I16.
 */
#ifndef POLDER_DIAGNOSIS_H
#define POLDER_DIAGNOSIS_H

typedef struct {
    const char *id; /* concept, "F1" … "F12" */
    const char *problem, *way_out;
} polder_diagnosis_t;

enum { POLDER_N_DIAGNOSIS = 12 };

extern const polder_diagnosis_t polder_diagnosis[POLDER_N_DIAGNOSIS];

/* The first of the concepts in the source of a field ("F1, C1") that is an archetype, or
 * NULL. */
const polder_diagnosis_t *polder_diagnosis_find(const char *source);

#endif
