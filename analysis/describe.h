/* describe.h: one column in a few numbers. */
#ifndef POLDER_DESCRIBE_H
#define POLDER_DESCRIBE_H

#include <stdint.h>

typedef struct {
    int64_t n;              /* values that are there */
    int64_t missing;        /* NaN: left out of everything below */
    double mean, deviation; /* standard deviation, divisor n − 1; NaN for fewer than two */
    double min, lower, median, upper, max; /* quartiles interpolate between values */
} polder_description_t;

/* Describes value[0 … n − 1]; the values are sorted on the way.
 * Time: O(n log n). */
polder_description_t polder_describe(float *value, int64_t n);

#endif
