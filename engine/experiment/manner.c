/* manner.c: see manner.h. */
#include "experiment/manner.h"

#include <string.h>

#include "experiment/experiment.h"

static const char prefix[] = "intervention.";

static const polder_field_t field[] = {
    [POLDER_MANNER_DOSE] = {.name = "dose",
                            .level = POLDER_NETWORK,
                            .role = POLDER_LEVER,
                            .value = 1,
                            .max = 1,
                            .unit = "1",
                            .doc = "share of the dose that an intervention has in the arms"},
    [POLDER_MANNER_START] = {.name = "start",
                             .level = POLDER_NETWORK,
                             .role = POLDER_LEVER,
                             .value = 1,
                             .min = 1,
                             .max = POLDER_MAX_HORIZON,
                             .unit = "tick",
                             .doc = "first tick of an intervention",
                             .flags = POLDER_WHOLE},
    [POLDER_MANNER_DURATION] = {.name = "duration",
                                .level = POLDER_NETWORK,
                                .role = POLDER_LEVER,
                                .value = 1,
                                .min = 1,
                                .max = POLDER_MAX_HORIZON,
                                .unit = "ticks",
                                .doc = "how long an intervention lasts",
                                .flags = POLDER_WHOLE},
};
enum { N_MANNER = sizeof field / sizeof *field };

polder_manner_t polder_manner_find(const char *name, const char **of, size_t *n)
{
    const char *dot = strrchr(name, '.');
    const size_t first = sizeof prefix - 1;
    if (!dot || strncmp(name, prefix, first) != 0 || dot <= name + first) return POLDER_MANNER_NONE;
    for (int m = 1; m < N_MANNER; m++) {
        if (strcmp(dot + 1, field[m].name) != 0) continue;
        *of = name + first;
        *n = (size_t)(dot - *of);
        return (polder_manner_t)m;
    }
    return POLDER_MANNER_NONE;
}

bool polder_manner_is_of(const char *name, const char *intervention)
{
    const char *of = NULL;
    size_t n = 0;
    return polder_manner_find(name, &of, &n) != POLDER_MANNER_NONE && strlen(intervention) == n &&
           memcmp(of, intervention, n) == 0;
}

const polder_field_t *polder_manner_field(polder_manner_t manner)
{
    return &field[manner];
}
