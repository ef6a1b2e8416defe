/* standing: the logarithm of capacity, which voices need each month, follows when an event changes
 * a capacity. C10.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    READ(capacity, "capacity")                                                                     \
    WRITE(volume, "capacity.log")
POLDER_FIELDS(FIELDS)

/* Who has not changed has it already, from the founding or from when it joined. */
static void rows(const polder_view_t *v)
{
    const float *capacity = POLDER_IN(v, capacity);
    float *volume = POLDER_OUT(v, volume);
    if (!v->restated) return;
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l)
            volume[r * L + l] = polder_log(polder_at_least(capacity[r * L + l], TINY));
}

POLDER_PART(collaboration, standing) = {
    .name = "standing",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 103,
    .doc = "what follows from a member's capacity",
    .source = "C10",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
