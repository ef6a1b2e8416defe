/* learning: who sees others earn more leans toward what they give. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(rate, "learning.rate", NETWORK, PARAMETER, .value = 0.1f, .max = 1, .unit = "1/round",     \
        .doc = "share of the way to what those who earn more give",                                \
        .source = "Traulsen et al. 2010")                                                          \
    OWN(forget, "learning.forget", NETWORK, PARAMETER, .value = 0.2f, .max = 1, .unit = "1/round", \
        .doc = "share of that which is forgotten in a round", .source = "Traulsen et al. 2010")    \
    OWN(learnt, "learnt", ORGANISATION, STATE, .min = -1, .max = 1, .unit = "1",                   \
        .doc = "what learning adds to what it gives", .source = "Traulsen et al. 2010",            \
        .flags = POLDER_DERIVED)                                                                   \
    READ(meets, "meets")                                                                           \
    READ(given, "contribution")                                                                    \
    READ(earned, "earned")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *rate = POLDER_IN(v, rate), *forget = POLDER_IN(v, forget);
    const float *meets = POLDER_IN(v, meets), *given = POLDER_IN(v, given);
    const float *earned = POLDER_IN(v, earned);
    float *learnt = POLDER_OUT(v, learnt);
    POLDER_EACH_ROW(v, r) {
        float toward[POLDER_LANES] = {0}, n[POLDER_LANES] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            POLDER_EACH_LANE(l) {
                const int e = r * POLDER_LANES + l, other = v->nbr[a + l];
                const float better = earned[other] > earned[e] ? meets[a + l] : 0.0f;
                toward[l] += better * (given[other] - given[e]);
                n[l] += meets[a + l];
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            const float step = rate[l] * toward[l] / polder_max(n[l], 1.0f);
            learnt[e] = polder_signed((1.0f - forget[l]) * learnt[e] + step);
        }
    }
}

POLDER_PART(public_goods, learning) = {
    .name = "learning",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 500,
    .doc = "players lean toward those who earn more",
    .source = "Traulsen et al. 2010",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
