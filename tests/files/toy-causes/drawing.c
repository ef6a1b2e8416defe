/* drawing: what a network draws for itself. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(own, "own", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",                          \
        .doc = "what a network draws for itself", .source = "T")
POLDER_FIELDS(FIELDS)

static void draw(const polder_view_t *v)
{
    uint32_t word[4][POLDER_LANES];
    float *own = POLDER_OUT(v, own);
    polder_network_words(v, 0, word);
    POLDER_EACH_LANE(l) own[l] = polder_uniform(word[0][l]);
}

POLDER_PART(toy, drawing) = {
    .name = "drawing",
    .model = "toy",
    .kind = POLDER_SETUP,
    .order = 10,
    .doc = "what a network draws for itself",
    .source = "T",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, draw}},
};
