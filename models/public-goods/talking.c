/* talking: before the first rounds, usually the first alone, players promise each other to give,
 * and believe it in part. What they promised binds them in all rounds (contributing). */
#include "polder.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(strength, "talking.strength", NETWORK, PARAMETER, 0, 0, 1, "1",                            \
        "how much comes across: 1 face to face, 0 no talk; written less than half",                \
        "Bicchieri & Lev-On 2007", 0, NULL)                                                        \
    OWN(rounds, "talking.rounds", NETWORK, PARAMETER, 1, 0, 100000, "rounds",                      \
        "before how many rounds they talk", "Balliet 2010", POLDER_WHOLE, NULL)                    \
    OWN(promise, "talking.promise", NETWORK, PARAMETER, 0.9f, 0, 1, "1", "what is promised",       \
        "Balliet 2010", 0, NULL)                                                                   \
    OWN(believed, "talking.believed", NETWORK, PARAMETER, 0.3f, 0, 1, "1",                         \
        "share of the way to the promise that belief goes, face to face", "Balliet 2010", 0, NULL) \
    WRITE(belief, "belief")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *strength = POLDER_IN(v, strength), *promise = POLDER_IN(v, promise);
    const float *believed = POLDER_IN(v, believed);
    const float *rounds = POLDER_IN(v, rounds), now = (float)v->tick;
    float *belief = POLDER_OUT(v, belief);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            const float talk = now <= rounds[l] ? strength[l] * believed[l] : 0.0f;
            belief[e] = polder_relax(belief[e], promise[l], talk);
        }
}

POLDER_PART(public_goods, talking) = {
    .name = "talking",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 60,
    .doc = "promises before a round",
    .source = "Balliet 2010",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
