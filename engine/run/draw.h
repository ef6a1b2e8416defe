/* draw.h: values drawn from distributions, by GSL with the keyed random numbers of kernel/random.h.
 *
 * What     A draw depends on (seed, network, field, organisation, partner) only.
 * Source   GSL's samplers, on a generator of ours whose words are those of threefry. They compute in
 *          64 bits with the C library's functions; the result is rounded to 32 bits and cut off at
 *          the bounds of the field.
 * Threads  a drawer belongs to one thread.
 */
#ifndef POLDER_DRAW_H
#define POLDER_DRAW_H

#include <gsl/gsl_rng.h>

#include "experiment/experiment.h"

typedef struct {
    gsl_rng rng; /* made here: GSL calls a handler of the whole process when it cannot */
} polder_drawer_t;

POLDER_MUST_USE int polder_drawer_init(polder_drawer_t *drawer, polder_report_t *report);
void polder_drawer_free(polder_drawer_t *drawer);

/* One value of `field` for the entity (organisation, or POLDER_ENTITY_NETWORK) and, for
 * arcs, its partner number k (else 0). */
float polder_draw(polder_drawer_t *drawer, const polder_value_t *value, const polder_field_t *field,
                  const uint32_t key[4], uint32_t entity, uint32_t k);

#endif
