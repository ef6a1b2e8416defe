/* quadrants: trust and vigilance of ties, crossed. T1, Lewicki, McAllister & Bies 1998. */
#include "collaboration.h"

#define QUADRANT(OWN, id, about)                                                                   \
    OWN(id, "quadrant." #id, NETWORK, OBSERVABLE, .max = 1, .unit = "1",                           \
        .doc = "share of the ties with " about, .source = "T1, Lewicki et al. 1998",               \
        .flags = POLDER_SUMMARY)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "quadrants." #id, NETWORK, SUM, .max = 1e9f, .unit = "arcs", .doc = #id)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    QUADRANT(OWN, connecting, "high trust, high vigilance: calculated connecting")                 \
    QUADRANT(OWN, free, "high trust, low vigilance: collaborating freely")                         \
    QUADRANT(OWN, contracting, "low trust, high vigilance: watchful contracting")                  \
    QUADRANT(OWN, exchange, "low trust, low vigilance: exploratory exchange")                      \
    TOTAL(OWN, connecting)                                                                         \
    TOTAL(OWN, free)                                                                               \
    TOTAL(OWN, contracting)                                                                        \
    TOTAL(OWN, exchange)                                                                           \
    TOTAL(OWN, arcs)                                                                               \
    READ(tie, "tie")                                                                               \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")
POLDER_FIELDS(FIELDS)
enum { N_QUADRANTS = 4 }; /* the first four fields */
POLDER_IN_ORDER(connecting, free, contracting, exchange);
POLDER_IN_ORDER(sum_connecting, sum_free, sum_contracting, sum_exchange);

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *trust = POLDER_IN(v, trust);
    const float *vigilance = POLDER_IN(v, vigilance);
    float *connecting = POLDER_ADD(v, sum_connecting), *free = POLDER_ADD(v, sum_free);
    float *contracting = POLDER_ADD(v, sum_contracting), *exchange = POLDER_ADD(v, sum_exchange);
    float *arcs = POLDER_ADD(v, sum_arcs);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const float here = tie[a + l];
                const float high = trust[a + l] < 0.5f ? 0.0f : here;
                const float alert = vigilance[a + l] < 0.5f ? 0.0f : 1.0f;
                connecting[l] += high * alert;
                free[l] += high * (1 - alert);
                contracting[l] += (here - high) * alert;
                exchange[l] += (here - high) * (1 - alert);
                arcs[l] += here;
            }
        }
}

static void networks(const polder_view_t *v)
{
    const float *arcs = POLDER_IN(v, sum_arcs);
    for (int q = 0; q < N_QUADRANTS; q++)
        POLDER_EACH_LANE(l)
            v->col[f_connecting + q][l] =
                v->col[f_sum_connecting + q][l] / polder_at_least(arcs[l], 1.0f);
}

POLDER_PART(collaboration, quadrants) = {
    .name = "quadrants",
    .model = "collaboration",
    .kind = POLDER_OBSERVE,
    .order = 310,
    .doc = "the four quadrants of trust and vigilance",
    .source = "T1",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
