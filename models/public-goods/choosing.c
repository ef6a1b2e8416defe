/* choosing: now and then one of two who may play with each other says whether they go on, or begin:
 * it wants to the more, the more the other gave.
 *
 * The end with the lower number holds the draws of a pair: whether it is asked, which of the two,
 * and what it says; the other copies.
 */
#include "links.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(rate, "choosing.rate", NETWORK, PARAMETER, .max = 1, .unit = "1/round",                    \
        .doc = "chance that a pair is asked whether it plays; 0: partners are fixed",              \
        .source = "Rand, Arbesman & Christakis 2011")                                              \
    OWN(from, "choosing.from", NETWORK, PARAMETER, .value = 0.2f, .max = 0.45f, .unit = "1",       \
        .doc = "contribution of the other from which on one may want to play with it",             \
        .source = "Rand, Arbesman & Christakis 2011")                                              \
    OWN(to, "choosing.to", NETWORK, PARAMETER, .value = 0.6f, .min = 0.5f, .max = 1, .unit = "1",  \
        .doc = "contribution of the other at which one surely wants to",                           \
        .source = "Rand, Arbesman & Christakis 2011")                                              \
    READ(given, "contribution")                                                                    \
    WRITE(drawn, "link.drawn")                                                                     \
    WRITE(link, "link")
POLDER_FIELDS(FIELDS)

static void decide(const polder_view_t *v)
{
    const float *rate = POLDER_IN(v, rate), *from = POLDER_IN(v, from), *to = POLDER_IN(v, to);
    const float *given = POLDER_IN(v, given);
    const float *link = POLDER_IN(v, link);
    float *drawn = POLDER_OUT(v, drawn);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            uint32_t word[4][POLDER_LANES];
            polder_row_words(v, r, (uint32_t)k, word);
            POLDER_EACH_LANE(l) {
                const float mine = given[r * POLDER_LANES + l], other = given[v->nbr[a + l]];
                const float judged = polder_bernoulli(word[1][l], 0.5f) > 0 ? other : mine;
                const float wants = polder_unit((judged - from[l]) / (to[l] - from[l]));
                const float says = polder_bernoulli(word[2][l], wants);
                const float asked = polder_bernoulli(word[0][l], rate[l]);
                drawn[a + l] = asked > 0 ? says : link[a + l];
            }
        }
}

static void agree(const polder_view_t *v)
{
    links_agree(v, POLDER_IN(v, drawn), POLDER_OUT(v, link));
}

POLDER_PART(public_goods, choosing) = {
    .name = "choosing",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 700,
    .doc = "players choose their partners",
    .source = "Rand, Arbesman & Christakis 2011",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, decide}, {POLDER_ROWS, agree}},
};
