/* ending: a network that is whole has succeeded. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(success, "success", NETWORK, OBSERVABLE, .max = 1, .unit = "1", .doc = "it is whole",      \
        .source = "T", .flags = POLDER_SUMMARY)                                                    \
    READ(whole, "whole")
POLDER_FIELDS(FIELDS)

static void end(const polder_view_t *v)
{
    const float *whole = POLDER_IN(v, whole);
    float *success = POLDER_OUT(v, success);
    POLDER_EACH_LANE(l) success[l] = whole[l];
}

POLDER_PART(toy, ending) = {
    .name = "ending",
    .model = "toy",
    .kind = POLDER_OBSERVE,
    .order = 900,
    .doc = "a network that is whole has succeeded",
    .source = "T",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, end}},
};
