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
    POLDER_ALIGN = 64, /* bytes */
    POLDER_SHOWN = 4   /* values that an organisation shows its partners */
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
    bool folded;   /* one network over all lanes: only for a NETWORK stage that walks rows */
    float *shown;  /* [n_row × 16][4] what organisations show their partners (polder_show) */
    bool restated; /* a planned event set a state this tick: what a part keeps of states is old */
    struct polder_events *events; /* list of what is emitted (emit.h); NULL: none is recorded */
    int first_kind;               /* of events: number, in the model, of the part's first kind */
};
typedef struct polder_view polder_view_t;

#define POLDER_IN(v, id)  ((const float *)(v)->col[f_##id])
#define POLDER_OUT(v, id) ((v)->col[f_##id])
#define POLDER_ADD(v, id) ((v)->sum[f_##id])

/* A stage shows, for a later stage of the same part, up to four values of each organisation of a row:
 * those that begin at a, b, c and d; who has fewer names one twice. They lie side by side, so that
 * looking up a partner is one read far apart in memory, not one for each value. */
static inline void polder_show(const polder_view_t *v, int r, const float *a, const float *b,
                               const float *c, const float *d)
{
    float *shown = v->shown + (ptrdiff_t)r * POLDER_LANES * POLDER_SHOWN;
#if defined(__AVX__)
    for (int half = 0; half < POLDER_LANES; half += 8, shown += 8 * POLDER_SHOWN) {
        const __m256 a8 = _mm256_loadu_ps(a + half), b8 = _mm256_loadu_ps(b + half);
        const __m256 c8 = _mm256_loadu_ps(c + half), d8 = _mm256_loadu_ps(d + half);
        const __m256 ab_low = _mm256_unpacklo_ps(a8, b8), cd_low = _mm256_unpacklo_ps(c8, d8);
        const __m256 ab_high = _mm256_unpackhi_ps(a8, b8), cd_high = _mm256_unpackhi_ps(c8, d8);
        const __m256 lane[4] = {
            /* and lane + 4 */
            _mm256_shuffle_ps(ab_low, cd_low, 0x44), _mm256_shuffle_ps(ab_low, cd_low, 0xee),
            _mm256_shuffle_ps(ab_high, cd_high, 0x44), _mm256_shuffle_ps(ab_high, cd_high, 0xee)};
        for (int l = 0; l < 4; l++) {
            _mm_storeu_ps(shown + l * POLDER_SHOWN, _mm256_castps256_ps128(lane[l]));
            _mm_storeu_ps(shown + (l + 4) * POLDER_SHOWN, _mm256_extractf128_ps(lane[l], 1));
        }
    }
#else
    for (int l = 0; l < POLDER_LANES; l++, shown += POLDER_SHOWN) {
        shown[0] = a[l];
        shown[1] = b[l];
        shown[2] = c[l];
        shown[3] = d[l];
    }
#endif
}

/* What the partners at the other ends of the sixteen arcs from `a` show: value[0] is what began at
 * `a` of polder_show, for each lane. All rows must have shown theirs, in an earlier stage of this
 * part in this tick: the next part that shows writes over it. */
static inline void polder_look_up(const polder_view_t *v, ptrdiff_t a,
                                  float value[POLDER_SHOWN][POLDER_LANES])
{
    const int32_t *nbr = v->nbr + a;
#if defined(__AVX2__) && !defined(__AVX512F__) /* for AVX-512 the compiler gathers */
    for (int half = 0; half < POLDER_LANES; half += 8) {
        __m256 row[4]; /* lanes i and i + 4 */
        for (int i = 0; i < 4; i++) {
            const float *low = v->shown + (ptrdiff_t)nbr[half + i] * POLDER_SHOWN;
            const float *high = v->shown + (ptrdiff_t)nbr[half + i + 4] * POLDER_SHOWN;
            row[i] = _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_load_ps(low)),
                                          _mm_load_ps(high), 1);
        }
        const __m256 a01 = _mm256_unpacklo_ps(row[0], row[1]);
        const __m256 a23 = _mm256_unpacklo_ps(row[2], row[3]);
        const __m256 b01 = _mm256_unpackhi_ps(row[0], row[1]);
        const __m256 b23 = _mm256_unpackhi_ps(row[2], row[3]);
        _mm256_storeu_ps(value[0] + half, _mm256_shuffle_ps(a01, a23, 0x44));
        _mm256_storeu_ps(value[1] + half, _mm256_shuffle_ps(a01, a23, 0xee));
        _mm256_storeu_ps(value[2] + half, _mm256_shuffle_ps(b01, b23, 0x44));
        _mm256_storeu_ps(value[3] + half, _mm256_shuffle_ps(b01, b23, 0xee));
    }
#else
    for (int i = 0; i < POLDER_SHOWN; i++)
        POLDER_EACH_LANE(l) value[i][l] = v->shown[(ptrdiff_t)nbr[l] * POLDER_SHOWN + i];
#endif
}

/* Sixteen values of a kind of planned events, from element `at` on. Where the scenario plans no
 * such event there is no column, and they are zeros. */
static inline const float *polder_planned_at(const float *kind, ptrdiff_t at)
{
    static const float never[POLDER_LANES] = {0};
    return kind ? kind + at : never;
}

#define POLDER_PLANNED_AT(v, id, at) polder_planned_at(POLDER_IN(v, id), (at))

#endif
