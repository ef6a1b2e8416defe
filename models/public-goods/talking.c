/* talking: before the first rounds, usually the first alone, players promise each other to give,
 * and believe it in part. What they promised binds them in all rounds (contributing). */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(strength, "talking.strength", NETWORK, PARAMETER, .max = 1, .unit = "1",                   \
        .doc = "how much comes across: 1 face to face, 0 no talk; written less than half",         \
        .source = "Bicchieri & Lev-On 2007")                                                       \
    OWN(rounds, "talking.rounds", NETWORK, PARAMETER, .value = 1, .max = 100000, .unit = "rounds", \
        .doc = "before how many rounds they talk", .source = "Balliet 2010",                       \
        .flags = POLDER_WHOLE)                                                                     \
    OWN(promise, "talking.promise", NETWORK, PARAMETER, .value = 0.9f, .max = 1, .unit = "1",      \
        .doc = "what is promised", .source = "Balliet 2010")                                       \
    OWN(believed, "talking.believed", NETWORK, PARAMETER, .value = 0.3f, .max = 1, .unit = "1",    \
        .doc = "share of the way to the promise that belief goes, face to face",                   \
        .source = "Balliet 2010")                                                                  \
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
