/* acts.h: the four forms of opportunism, and how an arc knows of them. T5. */
#ifndef ACTS_H
#define ACTS_H

#include "collaboration.h"

/* Passive or active, in existing or in new circumstances (Wathne & Heide 2000). */
#define FORMS "evasion|violation|refusal|renegotiation"
enum { NONE, EVASION, VIOLATION, REFUSAL, RENEGOTIATION, N_ACTS = RENEGOTIATION };

/* What the arc from i to j knows of j this month: NONE; the form of what j did to i, plus DETECTED
 * if i has noticed; or ELSEWHERE, the largest number: j was caught in an act against another. */
enum { DETECTED = 4, ELSEWHERE = 9 };

#endif
