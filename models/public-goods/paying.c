/* paying: what a player sees of the others, and earns. Each partner gets `benefit` for what one
 * gives, and one pays `cost` for it. In a group of four in which each token given is worth 0.4 to
 * everybody, giver included, that is 0.4 for each partner and 0.6 / 3 for oneself. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(benefit, "paying.benefit", NETWORK, PARAMETER, .value = 0.4f, .max = 100, .unit = "1",     \
        .doc = "worth of a contribution to each partner", .source = "Fischbacher & Gaechter 2010") \
    OWN(cost, "paying.cost", NETWORK, PARAMETER, .value = 0.2f, .max = 100, .unit = "1",           \
        .doc = "what it costs, for each partner", .source = "Fischbacher & Gaechter 2010")         \
    OWN(seen, "seen", ORGANISATION, STATE, .max = 1, .unit = "1",                                  \
        .doc = "mean of what those it met gave; its belief if it met nobody",                      \
        .source = "Fischbacher & Gaechter 2010", .flags = POLDER_DERIVED)                          \
    OWN(earned, "earned", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",             \
        .doc = "what it earned this round", .source = "Fischbacher & Gaechter 2010",               \
        .flags = POLDER_DERIVED)                                                                   \
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
