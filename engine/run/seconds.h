/* seconds.h: the clock, for reports on speed only; no result depends on it. */
#ifndef POLDER_SECONDS_H
#define POLDER_SECONDS_H

#include <time.h>

static inline double polder_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif
