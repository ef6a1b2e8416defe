/* quadrants: trust and vigilance of ties, crossed. T1, Lewicki, McAllister & Bies 1998. */
#include "collaboration.h"

#define QUADRANT(OWN, id, doc)                                                                     \
    OWN(id, "quadrant." #id, NETWORK, OBSERVABLE, 0, 0, 1, "1", "share of the ties with " doc,     \
        "T1, Lewicki et al. 1998", POLDER_SUMMARY, NULL)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "quadrants." #id, NETWORK, SUM, 0, 0, 1e9f, "arcs", #id, "", 0, NULL)

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

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *trust = POLDER_IN(v, trust);
    const float *vigilance = POLDER_IN(v, vigilance);
    POLDER_EACH_ROW(v, r)
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        for (int l = 0; l < L; l++) {
            if (tie[a + l] <= 0) continue;
            const int low = trust[a + l] < 0.5f ? 2 : 0, calm = vigilance[a + l] < 0.5f ? 1 : 0;
            v->sum[f_sum_connecting + low + calm][l] += 1;
            v->sum[f_sum_arcs][l] += 1;
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *arcs = POLDER_IN(v, sum_arcs);
    for (int q = 0; q < 4; q++)
        POLDER_EACH_LANE(l)
            v->col[f_connecting + q][l] =
                v->col[f_sum_connecting + q][l] / polder_max(arcs[l], 1.0f);
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
