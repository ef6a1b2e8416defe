/* believing: what a player believes of the others follows what it has seen of them. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(by_seen, "believing.by_seen", NETWORK, PARAMETER, .value = 0.415f, .max = 1, .unit = "1",  \
        .doc = "weight of what the others gave in the last round",                                 \
        .source = "Fischbacher & Gaechter 2010")                                                   \
    OWN(by_before, "believing.by_before", NETWORK, PARAMETER, .value = 0.569f, .max = 1,           \
        .unit = "1", .doc = "weight of what was believed before",                                  \
        .source = "Fischbacher & Gaechter 2010")                                                   \
    READ(seen, "seen")                                                                             \
    WRITE(belief, "belief")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *by_seen = POLDER_IN(v, by_seen), *by_before = POLDER_IN(v, by_before);
    const float *seen = POLDER_IN(v, seen);
    float *belief = POLDER_OUT(v, belief);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            belief[e] = polder_unit(by_seen[l] * seen[e] + by_before[l] * belief[e]);
        }
}

POLDER_PART(public_goods, believing) = {
    .name = "believing",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 600,
    .doc = "beliefs follow what is seen",
    .source = "Fischbacher & Gaechter 2010",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
