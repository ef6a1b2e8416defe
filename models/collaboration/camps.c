/* camps: partners who trust their own side and not the other. V27, K3.
 *
 * The side of each is one turn a month of a power iteration on trust over its mean: who is trusted
 * more than usual pulls to its own side, who is trusted less pushes away (structural balance,
 * Heider 1946). How strongly the sides hold together, against the trust there is, says how divided
 * the network is, and how much that stalls it.
 */
#include "collaboration.h"

#define TOTAL(OWN, id, least, about)                                                               \
    OWN(sum_##id, "camps.sum_" #id, NETWORK, SUM, .min = least, .max = 1e9f, .unit = "1",          \
        .doc = about)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, camps, kept, 0.1f, 0, 1,                                                           \
           "how much of its side each keeps beside the pull of its partners", "V27")               \
    NUMBER(OWN, camps, seed, 0.01f, 0, 1, "how much of what it wants moves its side", "V27, N2")   \
    NUMBER(OWN, camps, trust_least, 0.05f, 0.01f, 1,                                               \
           "least mean trust that the hold of the sides is measured against", "V27")               \
    NUMBER(OWN, camps, stalls_from, 0.06f, 0, 0.17f,                                               \
           "divide at which the stalling by camps begins", "V27")                                  \
    NUMBER(OWN, camps, stalls_to, 0.35f, 0.24f, 0.64f,                                             \
           "divide at which the stalling by camps is full", "V27")                                 \
    NUMBER(OWN, camps, brokered, 0.7f, 0, 1, "share of that stalling which brokerage undoes",      \
           "V27, I6")                                                                              \
    NUMBER(OWN, camps, disclosed, 0.2f, 0, 1, "share of that stalling which disclosure undoes",    \
           "V27, I3")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(weight, "camps.weight", NETWORK, PARAMETER, .value = 0.9f, .max = 3, .unit = "1",          \
        .doc = "how much camps stall the network", .source = "N30, V27")                           \
    OWN(side, "camps.side", ORGANISATION, STATE, .min = -3, .max = 3, .unit = "1",                 \
        .doc = "side it is on, by sign, and how clearly", .source = "V27, K3",                     \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(next, "camps.next", ORGANISATION, STATE, .min = -1e9f, .max = 1e9f, .unit = "1",           \
        .doc = "side it moves to, before all are centred", .source = "V27",                        \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(middle, "camps.middle", NETWORK, STATE, .min = -1e9f, .max = 1e9f, .unit = "1",            \
        .doc = "mean of the sides", .source = "V27", .flags = POLDER_DERIVED)                      \
    OWN(scale, "camps.scale", NETWORK, STATE, .value = 1, .max = 1e6f, .unit = "1",                \
        .doc = "one over the spread of the sides", .source = "V27", .flags = POLDER_DERIVED)       \
    OWN(divided, "camps.divide", NETWORK, STATE, .min = -10, .max = 10, .unit = "1",               \
        .doc = "how strongly the sides hold together, against the trust there is",                 \
        .source = "V27", .flags = POLDER_SUMMARY | POLDER_DERIVED)                                 \
    OWN(stalled, "camps.stalled", NETWORK, STATE, .max = 1, .unit = "1",                           \
        .doc = "how much camps stall the network", .source = "V27",                                \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    TOTAL(OWN, next, -1e9f, "sides")                                                               \
    TOTAL(OWN, next2, 0, "squares of the sides")                                                   \
    TOTAL(OWN, pull, -1e9f, "pull along the side")                                                 \
    TOTAL(OWN, side2, 0, "squares of the sides before")                                            \
    READ(active, "active")                                                                         \
    READ(present, "members")                                                                       \
    READ(pull, "camps.pull")                                                                       \
    READ(around, "camps.around")                                                                   \
    READ(interest_x, "interest.x")                                                                 \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(brokerage, "push.brokerage")                                                              \
    READ(disclosure, "push.disclosure")
POLDER_FIELDS(FIELDS)

static void turn(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *trust = POLDER_IN(v, trust_mean);
    const float *pull = POLDER_IN(v, pull), *around = POLDER_IN(v, around);
    const float *x = POLDER_IN(v, interest_x), *side = POLDER_IN(v, side);
    float *next = POLDER_OUT(v, next);
    float *sum_next = POLDER_ADD(v, sum_next), *sum_next2 = POLDER_ADD(v, sum_next2);
    float *sum_pull = POLDER_ADD(v, sum_pull), *sum_side2 = POLDER_ADD(v, sum_side2);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float pulled = pull[e] - trust[l] * around[e], here = active[e];
            /* a little of its interest, so that there is a difference to begin from */
            next[e] = pulled + AT(kept) * side[e] + AT(seed) * x[e];
            sum_next[l] += (here * next[e]);
            sum_next2[l] += (here * next[e] * next[e]);
            sum_pull[l] += (here * pulled * side[e]);
            sum_side2[l] += (here * side[e] * side[e]);
        }
}

static void weigh(const polder_view_t *v)
{
    const float *present = POLDER_IN(v, present), *trust = POLDER_IN(v, trust_mean);
    float *middle = POLDER_OUT(v, middle), *scale = POLDER_OUT(v, scale);
    float *divided = POLDER_OUT(v, divided), *stalled = POLDER_OUT(v, stalled);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(present[l], 1.0f);
        const float mean = POLDER_IN(v, sum_next)[l] / n;
        const float scatter = polder_at_least(POLDER_IN(v, sum_next2)[l] / n - mean * mean, 0.0f);
        const float cohesion =
            POLDER_IN(v, sum_pull)[l] / polder_at_least(POLDER_IN(v, sum_side2)[l], TINY);
        middle[l] = mean;
        scale[l] = 1 / polder_at_least(polder_sqrt(scatter), TINY);
        divided[l] = polder_within(cohesion / polder_at_least(trust[l], AT(trust_least)),
                                   10); /* the bound of camps.divide */
        stalled[l] =
            polder_unit(POLDER_IN(v, weight)[l] * ramp(divided[l], AT(stalls_from), AT(stalls_to)) *
                        (1 - AT(brokered) * POLDER_IN(v, brokerage)[l]) *
                        (1 - AT(disclosed) * POLDER_IN(v, disclosure)[l]));
    }
}

static void choose(const polder_view_t *v)
{
    const float *next = POLDER_IN(v, next), *middle = POLDER_IN(v, middle);
    const float *scale = POLDER_IN(v, scale), *active = POLDER_IN(v, active);
    float *side = POLDER_OUT(v, side);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            side[e] = active[e] * polder_within((next[e] - middle[l]) * scale[l],
                                                3); /* the bound of camps.side */
        }
}

POLDER_PART(collaboration, camps) = {
    .name = "camps",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 227,
    .doc = "partners who trust their own side and not the other",
    .source = "V27, K3, N29, N30",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, turn}, {POLDER_NETWORKS, weigh}, {POLDER_ROWS, choose}},
};
