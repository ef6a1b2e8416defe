/* restarting: in one round the game is said to begin anew, and hope returns in part. */
#include "polder.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(round, "restarting.round", NETWORK, PARAMETER, 0, 0, 100000, "rounds",                     \
        "round before which the game begins anew; 0: it does not", "Andreoni 1988", POLDER_WHOLE,  \
        NULL)                                                                                      \
    OWN(hope, "restarting.hope", NETWORK, PARAMETER, 0.7f, 0, 1, "1",                              \
        "share of the way back to what was believed at first", "Andreoni 1988", 0, NULL)           \
    OWN(first, "belief.first", ORGANISATION, STATE, 0.55f, 0, 1, "1",                              \
        "what it believed before the first round", "Andreoni 1988", POLDER_DERIVED, NULL)          \
    WRITE(belief, "belief")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *round = POLDER_IN(v, round), *hope = POLDER_IN(v, hope);
    float *first = POLDER_OUT(v, first), *belief = POLDER_OUT(v, belief);
    const float now = (float)v->tick, before = v->tick <= 1 ? 1.0f : 0.0f;
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            const float anew = round[l] > 0 && round[l] == now ? hope[l] : 0.0f;
            first[e] = polder_relax(first[e], belief[e], before);
            belief[e] = polder_relax(belief[e], first[e], anew);
        }
}

POLDER_PART(public_goods, restarting) = {
    .name = "restarting",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 50,
    .doc = "the game begins anew",
    .source = "Andreoni 1988",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
