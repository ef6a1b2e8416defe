/* restarting: in one round players are told that the game starts again, and hope returns in part. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(round, "restarting.round", NETWORK, PARAMETER, .max = 100000, .unit = "rounds",            \
        .doc = "round before which the game begins anew; 0: it does not",                          \
        .source = "Andreoni 1988", .flags = POLDER_WHOLE)                                          \
    OWN(hope, "restarting.hope", NETWORK, PARAMETER, .value = 0.7f, .max = 1, .unit = "1",         \
        .doc = "share of the way back to what was believed at first", .source = "Andreoni 1988")   \
    OWN(first, "belief.first", ORGANISATION, STATE, .value = 0.55f, .max = 1, .unit = "1",         \
        .doc = "what it believed before the first round", .source = "Andreoni 1988",               \
        .flags = POLDER_DERIVED)                                                                   \
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
