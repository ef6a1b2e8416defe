/* batch.h: sixteen lanes of networks in memory.
 *
 * What     A batch holds either up to sixteen whole networks, one to a lane, or one
 *          large network folded over all lanes. Kernels are the same for both: they walk
 *          rows of sixteen organisations, and per row the slots of sixteen arcs.
 * Shapes   column of level network        [16]
 *                          organisation   [n_row × 16]    element e = row·16 + lane
 *                          arc            [n_slot × 16]   element a = slot·16 + lane
 *          row r owns slots slot[r] … slot[r] + width[r] − 1 (the largest degree of its
 *          lanes; organisations are sorted by degree (lanes.c), so little is
 *          padding). Padding arcs have nbr = their own element, rev = themselves and
 *          tie = 0; padding organisations have org = −1 and active = 0.
 *          nbr[a] is the element of the partner; rev[a] the element of the arc back.
 *          Slot number k of an organisation is the k-th partner in order of id.
 * Large    In a folded network all sixteen values of a network-level column are equal.
 * Owner    polder_batch_init … polder_batch_free; refilled without allocating again when
 *          the next networks fit.
 * Threads  one thread fills a batch; while stepping, threads write disjoint rows.
 * Source   sliced ELLPACK with sorting: Kreutzer et al. 2014, SIAM J. Sci. Comput. 36(5).
 */
#ifndef POLDER_BATCH_H
#define POLDER_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/graph.h"

#if defined(__AVX__)
#include <immintrin.h>
#endif

enum {
    POLDER_LANES = 16,
    POLDER_SLICE = 64, /* rows a sum is taken over in 32 bits; slices are added in 64 */
    POLDER_FOLD = 512, /* a network of more organisations is folded over the lanes */
    POLDER_ALIGN = 64  /* bytes */
};

/* The loop over lanes: no iteration depends on another one. */
#if defined(__clang__)
#define POLDER_SIMD _Pragma("clang loop vectorize(assume_safety) interleave(disable)")
#else
#define POLDER_SIMD _Pragma("GCC ivdep")
#endif
#define POLDER_EACH_LANE(l)   POLDER_SIMD for (int l = 0; l < POLDER_LANES; l++)
#define POLDER_EACH_ROW(v, r) for (int r = (v)->row_begin; r < (v)->row_end; r++)

/* Which of sixteen lanes hold something other than 0: bit l for lane l. What is rare is computed
 * only where it happens. Not with AVX-512's own masks: gcc 12 stores the sixteen bits of one and
 * then reads thirty-two. */
static inline uint32_t polder_which(const float x[POLDER_LANES])
{
#if defined(__AVX__)
    const __m256 zero = _mm256_setzero_ps();
    const __m256 low = _mm256_cmp_ps(_mm256_loadu_ps(x), zero, _CMP_NEQ_UQ);
    const __m256 high = _mm256_cmp_ps(_mm256_loadu_ps(x + 8), zero, _CMP_NEQ_UQ);
    return (uint32_t)(_mm256_movemask_ps(low) | _mm256_movemask_ps(high) << 8);
#else
    uint32_t which = 0;
    for (int l = 0; l < POLDER_LANES; l++) which |= (uint32_t)(x[l] != 0.0f) << l;
    return which;
#endif
}

static inline int polder_any(const float x[POLDER_LANES])
{
    return polder_which(x) != 0;
}

/* The loop over the lanes in `which`, lowest first. */
#define POLDER_EACH_OF(which, l)                                                                   \
    for (uint32_t l##_left = (which), l = 0;                                                       \
         l##_left && (l = (uint32_t)__builtin_ctz(l##_left), 1); l##_left &= l##_left - 1)

/* What a kernel sees. Everything is read-only but the columns its part writes. */
struct polder_view {
    int row_begin, row_end; /* the rows of this call */
    int n_row;
    const int32_t *width;  /* [n_row] */
    const int32_t *slot;   /* [n_row] */
    const int32_t *nbr;    /* [n_slot × 16] */
    const int32_t *rev;    /* [n_slot × 16] */
    const int32_t *org;    /* [n_row × 16] id of the organisation in its network, −1: padding */
    const int32_t *degree; /* [n_row × 16] number of ties it was given */
    float *const *col;     /* columns in the order of the part's FIELDS */
    float *const *sum;     /* [16] for each SUM field the part owns, of this slice */
    const uint32_t *key;   /* [4 × 16] */
    uint32_t tick;         /* 0 before the first tick, then 1, 2, … */
    uint32_t purpose;      /* keys the part's random numbers */
    bool folded; /* one network over all lanes: only for a NETWORK stage that walks rows */
    struct polder_events *events; /* list of what is emitted (emit.h); NULL: none is recorded */
    int first_kind;               /* of events: number, in the model, of the part's first kind */
};
typedef struct polder_view polder_view_t;

#define POLDER_IN(v, id)  ((const float *)(v)->col[f_##id])
#define POLDER_OUT(v, id) ((v)->col[f_##id])
#define POLDER_ADD(v, id) ((v)->sum[f_##id])

/* Sixteen values of a kind of planned events, from element `at` on. Where the scenario plans no
 * such event there is no column, and they are zeros. */
static inline const float *polder_planned_at(const float *kind, ptrdiff_t at)
{
    static const float never[POLDER_LANES] = {0};
    return kind ? kind + at : never;
}

#define POLDER_PLANNED_AT(v, id, at) polder_planned_at(POLDER_IN(v, id), (at))

#endif
