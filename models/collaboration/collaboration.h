/* collaboration.h: what the parts of the collaboration model share. */
#ifndef COLLABORATION_H
#define COLLABORATION_H

#include "polder.h"

enum { L = POLDER_LANES };

/* Slots of a row are worked through eight at most at a time, in short loops: each turn is
 * independent of the last, so that the processor overlaps what one long chain of operations
 * would not. */
enum { AT_ONCE = 8 };

/* N7. The first three from Provan & Kenis 2008. */
enum { SHARED, LEAD, ADMINISTRATIVE, SELF_ORGANISING, N_FORMS };

/* N11. */
enum { EXPLORE, SHARE, AGREE, DESIGN, PERFORM, N_PHASES };

/* G2: money, staff, clients, position, power, knowledge. */
enum { N_CURRENCIES = 6 };

/* The columns of six brought or wanted currencies, one after the other in FIELDS. */
#define CURRENCY_FIELDS(USE, prefix)                                                               \
    USE(prefix##_money, #prefix ".money")                                                          \
    USE(prefix##_staff, #prefix ".staff")                                                          \
    USE(prefix##_clients, #prefix ".clients")                                                      \
    USE(prefix##_position, #prefix ".position")                                                    \
    USE(prefix##_power, #prefix ".power")                                                          \
    USE(prefix##_knowledge, #prefix ".knowledge")

static inline float square(float x)
{
    return x * x;
}

/* x^p for x > 0. */
static inline float power_of(float x, float p)
{
    return polder_exp(p * polder_log(x));
}

#endif
