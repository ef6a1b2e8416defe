/* fnv.h: FNV-1a, a hash that is the same on every machine and in every version. It is no protection
 * against intent: whoever wants two texts with the same hash can easily make them. */
#ifndef POLDER_FNV_H
#define POLDER_FNV_H

#include <stddef.h>
#include <stdint.h>

#define POLDER_FNV_START UINT64_C(14695981039346656037)
#define POLDER_FNV_PRIME UINT64_C(1099511628211)

static inline uint64_t polder_fnv(uint64_t hash, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) hash = (hash ^ (unsigned char)text[i]) * POLDER_FNV_PRIME;
    return hash;
}

/* Four bytes, the lowest first. */
static inline uint64_t polder_fnv_word(uint64_t hash, uint32_t word)
{
    for (int i = 0; i < 4; i++, word >>= 8) hash = (hash ^ (word & 0xff)) * POLDER_FNV_PRIME;
    return hash;
}

#endif
