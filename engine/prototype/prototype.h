/* prototype.h: the collaboration model in plain scalar C, to measure and to compare with. */
#ifndef POLDER_PROTOTYPE_H
#define POLDER_PROTOTYPE_H

#include <stdint.h>

/* What it is a copy of, and how one has a large network of it. */
#define POLDER_PROTOTYPE_MODEL "collaboration"
#define POLDER_PROTOTYPE_FORM  "governance.form"
#define POLDER_PROTOTYPE_LARGE "self-organising"

typedef struct {
    int networks;
    int64_t arc_ticks;         /* of live networks */
    double success, dissolved; /* shares */
} polder_prototype_t;

/* Networks of `members` organisations over 60 months with the default values of the model. Not
 * for two threads at a time. */
polder_prototype_t polder_prototype_run(int networks, int members, uint64_t seed);

#endif
