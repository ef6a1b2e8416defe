/* traits.h: what is known of networks before they end, for a regression of why they do.
 *
 * What     A trait is what a network was founded with: a parameter, what is drawn for it, the arm it
 *          is in ("arm": one trait for each arm but the baseline), one choice of a column
 *          ("network.topology=star"). What a network becomes is none: the longer it lives, the more
 *          it becomes. Only with a landmark, a tick, what it was in a tick up to then is one
 *          ("trust.mean@12"), of networks that are still there after the landmark and are recorded.
 * Owner    polder_traits_read … polder_traits_free; free tolerates a zeroed one.
 * Errors   POLDER_INPUT: no such trait, with the nearest name; one that is not known beforehand.
 */
#ifndef POLDER_TRAITS_H
#define POLDER_TRAITS_H

#include "analysis/endings.h"
#include "analysis/hazards.h"

typedef struct {
    char *name;
    bool state; /* what a network was at a landmark */
    bool flag;  /* 0 or 1: told as it is, and not by its standard deviation */
} polder_trait_t;

typedef struct {
    int n_trait, landmark;
    polder_trait_t *trait;
    int64_t n, gone, unknown; /* networks; not there after the landmark; without a value */
    int64_t came, unseen;     /* of those gone: what is asked came before; not followed so long */
    polder_ended_t *who;      /* [n] in the order of the file */
    double *x;                /* [n][n_trait] */
} polder_traits_t;

typedef struct {
    const char *names; /* "between.idea,arm" */
    int landmark;      /* 0: none */
    int arm;           /* only this; −1: all */
} polder_traits_choice_t;

/* `endings` were read with `where`. */
POLDER_MUST_USE int polder_traits_read(const polder_result_t *result,
                                       const polder_endings_t *endings,
                                       const polder_traits_choice_t *choice,
                                       polder_traits_t *traits, polder_report_t *report);
void polder_traits_free(polder_traits_t *traits);

#endif
