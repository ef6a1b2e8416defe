/* random.h: random numbers as a pure function.
 *
 * What     A number depends on (seed, network, tick, entity, purpose, draw) and on
 *          nothing else: not on order, thread, lane or the other parts of a model. At the
 *          founding, which is tick 0, the network is the founding alone; after it, the founding
 *          and the future.
 *          purpose is the part (a hash of its name). The entity is the organisation, by its id
 *          or by its place: its rank by degree (largest first), then by id; in a folded network
 *          within a window of ids (lanes.c).
 *          A slot of an organisation has a draw of its own, or a share in the number of its
 *          row (polder_turn).
 * Which    polder_row_words  by id; four words for each organisation. Where an organisation
 *                            needs more than one number, and in set-ups.
 *          polder_row_word   by place; one word. For one number a month for each organisation.
 *          polder_row_half   by place; half a word, 65,536 steps. For noise, and for chances
 *                            in which a step of 1/65,536 is nothing.
 *          The last two keep words from row to row in an array of the caller: call them for
 *          every row of a stage in order (POLDER_EACH_ROW), with one draw for one array, and
 *          never inside a conditional. Each pair of kind and draw once in a part: by id and by
 *          place do not meet, but word and half with the same draw share their bits.
 * Source   Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", threefry4x32
 *          with 13 rounds, from the Random123 library. From 12 on no statistical flaw is known;
 *          its authors publish known answers for 13.
 * Threads  everything here is pure.
 */
#ifndef POLDER_RANDOM_H
#define POLDER_RANDOM_H

#include <Random123/threefry.h>
#include <assert.h>
#include <stdint.h>

#include "kernel/batch.h"
#include "kernel/fastmath.h"

enum {
    POLDER_ROUNDS = 13,
    POLDER_DRAW_PLANNED = 0x60000000,  /* the draw for whether a planned event happens in a tick */
    POLDER_ENTITY_NETWORK = 0x7fffffff /* the entity that stands for the network as a whole */
};

/* FNV-1a of a name: the purpose of a part or field. */
static inline uint32_t polder_purpose(const char *name)
{
    uint32_t h = 2166136261u;
    for (; *name; name++) h = (h ^ (uint32_t)(unsigned char)*name) * 16777619u;
    return h;
}

/* The key of a network at its founding: seed and number of the founding, which is below 2^32. */
static inline void polder_key(uint64_t seed, uint64_t founding, uint32_t key[4])
{
    key[0] = (uint32_t)seed;
    key[1] = (uint32_t)(seed >> 32);
    key[2] = (uint32_t)founding;
    key[3] = (uint32_t)(founding >> 32);
}

/* The last word of the key from the first tick on: it tells the futures of a founding apart, and
 * future 0 keeps the key. No two futures have the same key, of whatever foundings they are. */
static inline uint32_t polder_key_future(uint32_t last, uint32_t future)
{
    return last + future;
}

/* Four words for one key: the scalar form. */
static inline void polder_words(const uint32_t key[4], uint32_t tick, uint32_t entity,
                                uint32_t purpose, uint32_t draw, uint32_t out[4])
{
    const threefry4x32_ctr_t c = {{tick, entity, purpose, draw}};
    const threefry4x32_key_t k = {{key[0], key[1], key[2], key[3]}};
    const threefry4x32_ctr_t r = threefry4x32_R(POLDER_ROUNDS, c, k);
    for (int i = 0; i < 4; i++) out[i] = r.v[i];
}

/* Four words for each organisation of row r. */
static inline void polder_row_words(const polder_view_t *v, int r, uint32_t draw,
                                    uint32_t out[4][POLDER_LANES])
{
    const uint32_t *key = v->key;
    const int32_t *org = v->org + (ptrdiff_t)r * POLDER_LANES;
    const uint32_t tick = v->tick, purpose = v->purpose;
    POLDER_EACH_LANE(l) {
        const threefry4x32_ctr_t c = {{tick, (uint32_t)org[l], purpose, draw}};
        const threefry4x32_key_t k = {
            {key[l], key[POLDER_LANES + l], key[2 * POLDER_LANES + l], key[3 * POLDER_LANES + l]}};
        const threefry4x32_ctr_t x = threefry4x32_R(POLDER_ROUNDS, c, k);
        out[0][l] = x.v[0];
        out[1][l] = x.v[1];
        out[2][l] = x.v[2];
        out[3][l] = x.v[3];
    }
}

/* Four words for the network of each lane. */
static inline void polder_network_words(const polder_view_t *v, uint32_t draw,
                                        uint32_t out[4][POLDER_LANES])
{
    const uint32_t *key = v->key;
    const uint32_t tick = v->tick, purpose = v->purpose;
    POLDER_EACH_LANE(l) {
        const threefry4x32_ctr_t c = {{tick, POLDER_ENTITY_NETWORK, purpose, draw}};
        const threefry4x32_key_t k = {
            {key[l], key[POLDER_LANES + l], key[2 * POLDER_LANES + l], key[3 * POLDER_LANES + l]}};
        const threefry4x32_ctr_t x = threefry4x32_R(POLDER_ROUNDS, c, k);
        out[0][l] = x.v[0];
        out[1][l] = x.v[1];
        out[2][l] = x.v[2];
        out[3][l] = x.v[3];
    }
}

/* One word for each organisation of rows 4q … 4q + 3 (row r has word[r & 3]), at a quarter of
 * the price of polder_row_words. Keyed by the place of an organisation in its network (by
 * degree, then id) instead of its id. */
static inline void polder_quad_words(const polder_view_t *v, int r, uint32_t draw,
                                     uint32_t word[4][POLDER_LANES])
{
    const uint32_t *key = v->key;
    const uint32_t tick = v->tick, purpose = v->purpose, q = (uint32_t)(r >> 2);
    const uint32_t first = 0x80000000u | (v->folded ? q * POLDER_LANES : q);
    const uint32_t step = v->folded ? 1 : 0;
    POLDER_EACH_LANE(l) {
        const threefry4x32_ctr_t c = {{tick, first + step * (uint32_t)l, purpose, draw}};
        const threefry4x32_key_t k = {
            {key[l], key[POLDER_LANES + l], key[2 * POLDER_LANES + l], key[3 * POLDER_LANES + l]}};
        const threefry4x32_ctr_t x = threefry4x32_R(POLDER_ROUNDS, c, k);
        word[0][l] = x.v[0];
        word[1][l] = x.v[1];
        word[2][l] = x.v[2];
        word[3][l] = x.v[3];
    }
}

/* Rows that share a word must be in one slice: another slice may be another thread's. */
static_assert(POLDER_SLICE % 8 == 0, "eight rows share the words of polder_row_half");

/* The word of row r: `word` keeps those of its quad in between, so rows must come in order,
 * beginning at v->row_begin. */
static inline const uint32_t *polder_row_word(const polder_view_t *v, int r, uint32_t draw,
                                              uint32_t word[4][POLDER_LANES])
{
    if ((r & 3) == 0 || r == v->row_begin) polder_quad_words(v, r, draw, word);
    return word[r & 3];
}

/* The same from half a word, so that one call serves eight rows. The upper half of what it gives is
 * random, the lower half always 0x8000: a uniform number made of it has 65,536 steps and is never
 * 0. For events that need no finer chance than that. */
static inline const uint32_t *polder_row_half(const polder_view_t *v, int r, uint32_t draw,
                                              uint32_t word[4][POLDER_LANES],
                                              uint32_t half[POLDER_LANES])
{
    if ((r & 7) == 0 || r == v->row_begin) polder_quad_words(v, r & ~7, draw, word);
    const uint32_t *whole = word[r & 3];
    const uint32_t shift = (r & 4) ? 16 : 0;
    POLDER_EACH_LANE(l) half[l] = ((whole[l] << shift) & 0xffff0000u) | 0x8000u;
    return half;
}

/* The word of slot k, made from one word of the row: each next slot adds 2^32 times the golden
 * ratio, as far as that fits in 32 bits. The word of each slot is uniform by itself, and those of a
 * row are spread evenly (systematic sampling): for rare events that need no independence among
 * neighbours. */
static inline uint32_t polder_turn(uint32_t word, int k)
{
    return word + (uint32_t)k * 2654435769u;
}

/* Uniform in [0, 1), 24 bits. */
static inline float polder_uniform(uint32_t word)
{
    return (float)(int32_t)(word >> 8) * 0x1p-24f;
}

/* Uniform in (0, 1), 23 bits: never 0 or 1, for logarithms. */
static inline float polder_uniform_open(uint32_t word)
{
    return ((float)(int32_t)(word >> 9) + 0.5f) * 0x1p-23f;
}

/* 1 with probability p (never for p <= 0, always for p >= 1). */
static inline float polder_bernoulli(uint32_t word, float p)
{
    return polder_uniform(word) < p ? 1.0f : 0.0f;
}

/* Exponential with mean 1. */
static inline float polder_exponential(uint32_t word)
{
    return -polder_log(polder_uniform_open(word));
}

/* Integer in 0 … n − 1 (n >= 1), by multiplication: bias below n / 2^32. */
static inline uint32_t polder_integer(uint32_t word, uint32_t n)
{
    return (uint32_t)(((uint64_t)word * n) >> 32);
}

/* Two independent standard normals from two words (Box & Muller 1958). */
static inline void polder_normal2(uint32_t a, uint32_t b, float *x, float *y)
{
    const float radius = polder_sqrt(-2.0f * polder_log(polder_uniform_open(a)));
    float s, c;
    polder_sincos_turn(polder_uniform(b), &s, &c);
    *x = radius * c;
    *y = radius * s;
}

/* A number from 65,536 equally likely ones with mean 0 and standard deviation 1, spread like a
 * normal, at a third of the price: for noise whose tails do not count. It is the polynomial of
 * degree 9 closest to the normal quantile function (least squares): the distribution function
 * is at most 0.006 off, the kurtosis 2.91 instead of 3, the largest number 2.77. `word` gives
 * its upper half. */
static inline float polder_normal_coarse(uint32_t word)
{
    const float t = ((float)((int32_t)word >> 16) + 0.5f) * 0x1p-15f, z = t * t;
    return t * (1.41303331f +
                z * (-2.53787021f + z * (13.6950915f + z * (-22.9994474f + z * 13.2028683f))));
}

#endif
