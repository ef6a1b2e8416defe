/* paying: what a player sees of the others, and earns. Each partner gets `benefit` for what one
 * gives, and one pays `cost` for it. In a group of four in which each token given is worth 0.4 to
 * everybody, giver included, that is 0.4 for each partner and 0.6 / 3 for oneself. */
#include "polder.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(benefit, "paying.benefit", NETWORK, PARAMETER, 0.4f, 0, 100, "1",                          \
        "worth of a contribution to each partner", "Fischbacher & Gaechter 2010", 0, NULL)         \
    OWN(cost, "paying.cost", NETWORK, PARAMETER, 0.2f, 0, 100, "1",                                \
        "what it costs, for each partner", "Fischbacher & Gaechter 2010", 0, NULL)                 \
    OWN(seen, "seen", ORGANISATION, STATE, 0, 0, 1, "1",                                           \
        "mean of what those it met gave; its belief if it met nobody",                             \
        "Fischbacher & Gaechter 2010", POLDER_DERIVED, NULL)                                       \
    OWN(earned, "earned", ORGANISATION, STATE, 0, -1e6f, 1e6f, "1", "what it earned this round",   \
        "Fischbacher & Gaechter 2010", POLDER_DERIVED, NULL)                                       \
    READ(meets, "meets")                                                                           \
    READ(belief, "belief")                                                                         \
    READ(given, "contribution")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *benefit = POLDER_IN(v, benefit), *cost = POLDER_IN(v, cost);
    const float *meets = POLDER_IN(v, meets), *belief = POLDER_IN(v, belief);
    const float *given = POLDER_IN(v, given);
    float *seen = POLDER_OUT(v, seen), *earned = POLDER_OUT(v, earned);
    POLDER_EACH_ROW(v, r) {
        float sum[POLDER_LANES] = {0}, n[POLDER_LANES] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            POLDER_EACH_LANE(l) {
                sum[l] += meets[a + l] * given[v->nbr[a + l]];
                n[l] += meets[a + l];
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            seen[e] = n[l] > 0 ? sum[l] / polder_max(n[l], 1.0f) : belief[e];
            earned[e] = benefit[l] * sum[l] - cost[l] * given[e] * n[l];
        }
    }
}

POLDER_PART(public_goods, paying) = {
    .name = "paying",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 300,
    .required = true,
    .doc = "what players see and earn",
    .source = "Fischbacher & Gaechter 2010",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
