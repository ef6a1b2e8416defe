/* random.h: random numbers as a pure function.
 *
 * What     A number depends on (seed, network, tick, entity, purpose, draw) and on
 *          nothing else: not on order, thread, lane or the other parts of a model.
 *          purpose is the part (a hash of its name), entity the organisation; arcs of one
 *          organisation share calls: the four words of call k/4 serve its slots k … k+3.
 * Source   Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", threefry4x32
 *          with 20 rounds, from the Random123 library.
 * Threads  everything here is pure.
 */
#ifndef POLDER_RANDOM_H
#define POLDER_RANDOM_H

#include <Random123/threefry.h>
#include <stdint.h>

#include "batch.h"
#include "fastmath.h"

enum {
    POLDER_DRAW_NETWORK = 0x40000000, /* draws of the network itself, not of organisation 0 */
    POLDER_ENTITY_NETWORK = 0x7fffffff
};

/* FNV-1a of a name: the purpose of a part or field. */
static inline uint32_t polder_purpose(const char *name)
{
    uint32_t h = 2166136261u;
    for (; *name; name++) h = (h ^ (uint32_t)(unsigned char)*name) * 16777619u;
    return h;
}

/* The key of a network: seed and number of the replicate. */
static inline void polder_key(uint64_t seed, uint64_t network, uint32_t key[4])
{
    key[0] = (uint32_t)seed;
    key[1] = (uint32_t)(seed >> 32);
    key[2] = (uint32_t)network;
    key[3] = (uint32_t)(network >> 32);
}

/* Four words for one key: the scalar form. */
static inline void polder_words(const uint32_t key[4], uint32_t tick, uint32_t entity,
                                uint32_t purpose, uint32_t draw, uint32_t out[4])
{
    const threefry4x32_ctr_t c = {{tick, entity, purpose, draw}};
    const threefry4x32_key_t k = {{key[0], key[1], key[2], key[3]}};
    const threefry4x32_ctr_t r = threefry4x32_R(20, c, k);
    for (int i = 0; i < 4; i++) out[i] = r.v[i];
}

/* Four words for each organisation of row r. */
static inline void polder_row_words(const polder_view_t *v, int r, uint32_t draw,
                                    uint32_t out[4][POLDER_LANES])
{
    const uint32_t *key = v->key;
    const int32_t *org = v->org + (ptrdiff_t)r * POLDER_LANES;
    const uint32_t tick = v->tick, purpose = v->purpose;
    POLDER_EACH_LANE(l)
    {
        const threefry4x32_ctr_t c = {{tick, (uint32_t)org[l], purpose, draw}};
        const threefry4x32_key_t k = {{key[l], key[16 + l], key[32 + l], key[48 + l]}};
        const threefry4x32_ctr_t x = threefry4x32_R(20, c, k);
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
    POLDER_EACH_LANE(l)
    {
        const threefry4x32_ctr_t c = {{tick, POLDER_ENTITY_NETWORK, purpose, draw}};
        const threefry4x32_key_t k = {{key[l], key[16 + l], key[32 + l], key[48 + l]}};
        const threefry4x32_ctr_t x = threefry4x32_R(20, c, k);
        out[0][l] = x.v[0];
        out[1][l] = x.v[1];
        out[2][l] = x.v[2];
        out[3][l] = x.v[3];
    }
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

#endif
