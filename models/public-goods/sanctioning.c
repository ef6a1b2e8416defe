/* sanctioning: who gives less than others may be punished by them, and who gives no less rewarded.
 * Both give more afterwards, by a part of the gap, and that fades. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(punish, "sanctioning.punish", NETWORK, PARAMETER, .max = 1, .unit = "1/round",             \
        .doc = "chance that who gave more punishes who gave less",                                 \
        .source = "Fehr & Gaechter 2002")                                                          \
    OWN(reward, "sanctioning.reward", NETWORK, PARAMETER, .max = 1, .unit = "1/round",             \
        .doc = "chance that who gave less rewards who gave more", .source = "Balliet et al. 2011") \
    OWN(response, "sanctioning.response", NETWORK, PARAMETER, .value = 0.35f, .max = 1,            \
        .unit = "1",                                                                               \
        .doc = "how much more who is punished or rewarded gives, for each point of the gap",       \
        .source = "Fehr & Gaechter 2002")                                                          \
    OWN(fade, "sanctioning.fade", NETWORK, PARAMETER, .value = 0.3f, .max = 1, .unit = "1/round",  \
        .doc = "share of what sanctions do that is forgotten in a round",                          \
        .source = "Fehr & Gaechter 2002")                                                          \
    OWN(cost, "sanctioning.cost", NETWORK, PARAMETER, .value = 0.15f, .max = 10, .unit = "1",      \
        .doc = "what being punished by a partner costs; what a reward gives",                      \
        .source = "Fehr & Gaechter 2002")                                                          \
    OWN(pressure, "pressure", ORGANISATION, STATE, .max = 1, .unit = "1",                          \
        .doc = "what sanctions add to what it gives", .source = "Fehr & Gaechter 2002",            \
        .flags = POLDER_DERIVED)                                                                   \
    READ(meets, "meets")                                                                           \
    READ(given, "contribution")                                                                    \
    WRITE(earned, "earned")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *punish = POLDER_IN(v, punish), *reward = POLDER_IN(v, reward);
    const float *response = POLDER_IN(v, response), *fade = POLDER_IN(v, fade);
    const float *cost = POLDER_IN(v, cost), *meets = POLDER_IN(v, meets);
    const float *given = POLDER_IN(v, given);
    float *pressure = POLDER_OUT(v, pressure), *earned = POLDER_OUT(v, earned);
    POLDER_EACH_ROW(v, r) {
        float gap[POLDER_LANES] = {0}, fined[POLDER_LANES] = {0};
        float thanked[POLDER_LANES] = {0}, n[POLDER_LANES] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            uint32_t word[4][POLDER_LANES];
            polder_row_words(v, r, (uint32_t)k, word);
            POLDER_EACH_LANE(l) {
                const float more = given[v->nbr[a + l]] - given[r * POLDER_LANES + l];
                const float met = meets[a + l];
                const float below = more > 0 ? met : 0.0f, above = more < 0 ? met : 0.0f;
                const float fine = below * polder_bernoulli(word[0][l], punish[l]);
                const float thanks = above * polder_bernoulli(word[1][l], reward[l]);
                gap[l] += (fine + thanks) * polder_abs(more);
                fined[l] += fine;
                thanked[l] += thanks;
                n[l] += met;
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            const float more = response[l] * gap[l] / polder_max(n[l], 1.0f);
            pressure[e] = polder_unit((1.0f - fade[l]) * pressure[e] + more);
            earned[e] += cost[l] * (thanked[l] - fined[l]);
        }
    }
}

POLDER_PART(public_goods, sanctioning) = {
    .name = "sanctioning",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 400,
    .doc = "punishment and reward",
    .source = "Fehr & Gaechter 2002; Balliet et al. 2011",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
