/* manner.h: names for how an intervention is done: "intervention.visioning.dose", ".start" and
 * ".duration". A design may vary these, and the command line set them.
 *
 * What     A dose is a share of the one that the arms give, a start and a duration take the place of
 *          theirs; all interventions of that name are meant, in whichever arm.
 */
#ifndef POLDER_MANNER_H
#define POLDER_MANNER_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/field.h"

typedef enum {
    POLDER_MANNER_NONE,
    POLDER_MANNER_DOSE,
    POLDER_MANNER_START,
    POLDER_MANNER_DURATION
} polder_manner_t;

/* Which of them a name ends in; `of` is then where in it the name of the intervention begins, of
 * `n` bytes. */
polder_manner_t polder_manner_find(const char *name, const char **of, size_t *n);
/* Is the name one for this intervention? */
bool polder_manner_is_of(const char *name, const char *intervention);
/* Its bounds, unit and line of documentation. */
const polder_field_t *polder_manner_field(polder_manner_t manner);

#endif
