/* toy: networks that fail in ways of which everything is known, for a diagnosis to find.
 *
 * Independent ways, each with a chance of its own: `one` or `other` alone; `part` and `half` only
 * together; a quarrel that `early` brings in round 3 or, without it, `late` in round 9; a foe that
 * `shield` keeps off; what a network draws for itself beyond one half; and luck. `sham` does
 * nothing. Help takes luck away, harm spoils what is whole, both in round 3; calm takes early
 * quarrels away and peace late ones.
 */
#include <polder/kernel.h>

static const polder_measure_t measure[] = {
    {.name = "success", .kind = POLDER_MEASURE_SUCCESS},
    {.name = NULL},
};

POLDER_MODEL(toy) = {
    .name = "toy",
    .doc = "networks whose failures have known causes",
    .tick = "round",
    .horizon = 12,
    .measure = measure,
};
