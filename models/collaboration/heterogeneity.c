/* heterogeneity: every network draws a context of its own.
 *
 * Differences between networks matter as much as those between organisations, so five
 * standard normals, scaled by between_networks, shift what the networks start from. N1.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(between, "heterogeneity.between_networks", NETWORK, PARAMETER, 1.15f, 0, 3, "1",           \
        "how much networks differ in their context", "N1", 0, NULL)                                \
    OWN(spread, "between.spread", NETWORK, STATE, 1, 0, 1000, "1",                                 \
        "factor on the spread of interests in this network", "N1, F8", POLDER_SUMMARY, NULL)       \
    OWN(trust, "between.trust", NETWORK, STATE, 0, -5, 5, "1",                                     \
        "shift of first trust in this network", "N1, T7", POLDER_SUMMARY, NULL)                    \
    OWN(rules, "between.rules", NETWORK, STATE, 0, -5, 5, "1",                                     \
        "shift of the rules of the game in this network", "N1, N3", POLDER_SUMMARY, NULL)          \
    OWN(transparency, "between.transparency", NETWORK, STATE, 0, -5, 5, "1",                       \
        "shift of transparency in this network", "N1, T6", POLDER_SUMMARY, NULL)                   \
    OWN(skill, "between.skill", NETWORK, STATE, 0, -5, 5, "1",                                     \
        "shift of the skills of representatives in this network", "N1, A6", POLDER_SUMMARY, NULL)
POLDER_FIELDS(FIELDS)

static void networks(const polder_view_t *v)
{
    const float *between = POLDER_IN(v, between);
    float *spread = POLDER_OUT(v, spread), *trust = POLDER_OUT(v, trust);
    float *rules = POLDER_OUT(v, rules), *transparency = POLDER_OUT(v, transparency);
    float *skill = POLDER_OUT(v, skill);
    uint32_t a[4][L], b[4][L];
    polder_network_words(v, 0, a);
    polder_network_words(v, 1, b);
    POLDER_EACH_LANE(l) {
        float g[6];
        polder_normal2(a[0][l], a[1][l], &g[0], &g[1]);
        polder_normal2(a[2][l], a[3][l], &g[2], &g[3]);
        polder_normal2(b[0][l], b[1][l], &g[4], &g[5]);
        spread[l] = polder_exp(0.5f * between[l] * g[0]);
        trust[l] = 0.14f * between[l] * g[1];
        rules[l] = 0.2f * between[l] * g[2];
        transparency[l] = 0.2f * between[l] * g[3];
        skill[l] = 0.08f * between[l] * g[4];
    }
}

POLDER_PART(collaboration, heterogeneity) = {
    .name = "heterogeneity",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 10,
    .doc = "the context each network draws",
    .source = "N1",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
