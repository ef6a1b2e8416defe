/* proportion.h: a share and how sure we are of it.
 *
 * What     The share k/n of networks with a Wilson score interval. Unlike the usual
 *          plus-or-minus it stays inside [0, 1] and is honest for small n and for
 *          shares near 0 and 1.
 * Source   Wilson 1927; Brown, Cai & DasGupta 2001.
 */
#ifndef POLDER_PROPORTION_H
#define POLDER_PROPORTION_H

#include <stdint.h>

typedef struct {
    int64_t count, n;
    double share, low, high; /* all NaN when n is 0 */
} polder_proportion_t;

/* The interval for a share of `share` in `n` observations; n need not be whole (an effective
 * number of observations). `confidence` in (0, 1), for example 0.95. */
void polder_wilson(double share, double n, double confidence, double *low, double *high);

polder_proportion_t polder_proportion(int64_t count, int64_t n, double confidence);

#endif
