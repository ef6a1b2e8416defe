/* manner.h: how an intervention is done, as a name: "intervention.visioning.dose", ".start" and
 * ".duration", for factors of a design and for what the command line sets.
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

/* Which one a name is of; `of` is then the name of the intervention, `n` bytes. */
polder_manner_t polder_manner_find(const char *name, const char **of, size_t *n);
/* Is it this intervention's? */
bool polder_manner_is_of(const char *name, const char *intervention);
/* Its bounds and what it says. */
const polder_field_t *polder_manner_field(polder_manner_t manner);

#endif
