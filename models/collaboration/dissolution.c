/* dissolution: a network ends when too few are left. K1. End of step 12. */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(least, "dissolution.least", NETWORK, PARAMETER, 3, 0, 1e6f, "organisations",               \
        "a network with fewer members dissolves", "K1", 0, NULL)                                   \
    OWN(least_share, "dissolution.least_share", NETWORK, PARAMETER, 0.5f, 0, 1, "1",               \
        "a network with a smaller share of its founding number dissolves", "K1", 0, NULL)          \
    READ(present, "members")                                                                       \
    READ(founders, "founders")                                                                     \
    WRITE(alive, "alive")
POLDER_FIELDS(FIELDS)

static void networks(const polder_view_t *v)
{
    const float *least = POLDER_IN(v, least), *least_share = POLDER_IN(v, least_share);
    const float *present = POLDER_IN(v, present), *founders = POLDER_IN(v, founders);
    float *alive = POLDER_OUT(v, alive);
    POLDER_EACH_LANE(l)
        alive[l] =
            present[l] < least[l] || present[l] < least_share[l] * founders[l] ? 0.0f : alive[l];
}

static const polder_rule_t rules[] = {{POLDER_FOUNDERS, "dissolution.least", NULL}};

POLDER_PART(collaboration, dissolution) = {
    .name = "dissolution",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 228,
    .doc = "a network ends when too few are left",
    .source = "K1",
    .use = fields,
    .n_use = n_fields,
    .rule = rules,
    .n_rule = sizeof rules / sizeof *rules,
    .stage = {{POLDER_NETWORKS, networks}},
};
