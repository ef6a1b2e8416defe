/* failing: all the ways to fail. */
#include <polder/kernel.h>

#define CHANCE(OWN, id, says)                                                                      \
    OWN(id, "failing." #id, NETWORK, PARAMETER, .max = 1, .unit = "1", .doc = says, .source = "T")
#define MARK(OWN, id, says)                                                                        \
    OWN(id, #id, NETWORK, STATE, .value = 1, .max = 1, .unit = "1", .doc = says, .source = "T",    \
        .flags = POLDER_DERIVED)
#define PUSH(OWN, id, says)                                                                        \
    OWN(id, "lever." #id, NETWORK, LEVER, .max = 1, .unit = "1", .doc = says, .source = "T")
#define FIELDS(OWN, READ, WRITE)                                                                   \
    CHANCE(OWN, one, "chance that it spoils the network")                                          \
    CHANCE(OWN, other, "chance that it spoils the network")                                        \
    CHANCE(OWN, part, "chance, times that of half")                                                \
    CHANCE(OWN, half, "chance, times that of part")                                                \
    CHANCE(OWN, early, "chance of a quarrel, in round 3")                                          \
    CHANCE(OWN, late, "chance of the same quarrel, in round 9")                                    \
    CHANCE(OWN, foe, "chance that a foe spoils the network")                                       \
    CHANCE(OWN, shield, "share of foes that are kept off")                                         \
    CHANCE(OWN, sham, "read, and times nothing")                                                   \
    CHANCE(OWN, beyond, "chance, times what is drawn beyond one half")                             \
    CHANCE(OWN, deep, "1: it fails where more than 0.4 is drawn")                                  \
    CHANCE(OWN, luck, "chance to fail, whatever there is")                                         \
    MARK(OWN, whole, "it has not failed")                                                          \
    MARK(OWN, quarrel, "below the chance of a quarrel, it comes")                                  \
    PUSH(OWN, help, "takes luck away")                                                             \
    PUSH(OWN, harm, "spoils three in ten")                                                         \
    PUSH(OWN, calm, "takes early quarrels away")                                                   \
    PUSH(OWN, peace, "takes late quarrels away")                                                   \
    READ(own, "own")
POLDER_FIELDS(FIELDS)

/* One number for each way. */
static void draw(const polder_view_t *v, float u[8][POLDER_LANES])
{
    for (uint32_t d = 0; d < 2; d++) {
        uint32_t word[4][POLDER_LANES];
        polder_network_words(v, d, word);
        for (int k = 0; k < 4; k++)
            POLDER_EACH_LANE(l) u[4 * d + (uint32_t)k][l] = polder_uniform(word[k][l]);
    }
}

static float misses(float u, float chance)
{
    return u < chance ? 0.0f : 1.0f;
}

static void fail(const polder_view_t *v)
{
    float u[8][POLDER_LANES], *whole = POLDER_OUT(v, whole), *quarrel = POLDER_OUT(v, quarrel);
    draw(v, u);
    POLDER_EACH_LANE(l) {
        const float early = POLDER_IN(v, early)[l] * (1 - POLDER_IN(v, calm)[l]);
        const float late = POLDER_IN(v, late)[l] * (1 - POLDER_IN(v, peace)[l]);
        const float beyond = polder_max(POLDER_IN(v, own)[l] - 0.5f, 0.0f);
        const float deep = POLDER_IN(v, own)[l] > 0.4f ? POLDER_IN(v, deep)[l] : 0.0f;
        const float foe = POLDER_IN(v, foe)[l] * (1 - POLDER_IN(v, shield)[l]);
        const float luck = POLDER_IN(v, luck)[l] * (1 - POLDER_IN(v, help)[l]);
        if (v->tick == 3) {
            quarrel[l] = u[4][l]; /* the same quarrel comes early or, if not, late */
            whole[l] = misses(u[0][l], POLDER_IN(v, one)[l]) *
                       misses(u[1][l], POLDER_IN(v, other)[l] + 0 * POLDER_IN(v, sham)[l]) *
                       misses(u[2][l], POLDER_IN(v, part)[l] * POLDER_IN(v, half)[l]) *
                       misses(u[3][l], foe) * misses(u[4][l], early) *
                       misses(u[5][l], POLDER_IN(v, beyond)[l] * beyond) * misses(u[6][l], luck) *
                       misses(u[7][l], 0.3f * POLDER_IN(v, harm)[l]) * misses(0.5f, deep);
        }
        if (v->tick == 9) whole[l] *= early > 0 ? 1 : misses(quarrel[l], late);
    }
}

POLDER_PART(toy, failing) = {
    .name = "failing",
    .model = "toy",
    .kind = POLDER_MECHANISM,
    .order = 100,
    .doc = "all the ways to fail",
    .source = "T",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, fail}},
};
