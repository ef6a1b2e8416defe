/* caution: how much partners are on their guard at the start, and the trust a tie falls back
 * to. Both follow from first trust. T1, T7.
 *
 * A part of its own, after relations, so that a first trust that a scenario or a network file
 * gives carries over to both.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, caution, trusting, 0.5f, 0, 2, "vigilance that first trust takes away", "T1")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    READ(trust_first, "relations.trust")                                                           \
    READ(vigilance_first, "relations.vigilance")                                                   \
    READ(trust, "trust")                                                                           \
    WRITE(vigilance, "vigilance")                                                                  \
    WRITE(prior, "prior_trust")
POLDER_FIELDS(FIELDS)

/* What relations has left in vigilance is what is drawn; here its middle is added. */
static void rows(const polder_view_t *v)
{
    const float *trust_first = POLDER_IN(v, trust_first), *trust = POLDER_IN(v, trust);
    const float *vigilance_first = POLDER_IN(v, vigilance_first);
    float *vigilance = POLDER_OUT(v, vigilance), *prior = POLDER_OUT(v, prior);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const float middle =
                    vigilance_first[l] - AT(trusting) * (trust[a + l] - trust_first[l]);
                vigilance[a + l] = polder_unit(middle + vigilance[a + l]);
                prior[a + l] = trust[a + l];
            }
        }
}

POLDER_PART(collaboration, caution) = {
    .name = "caution",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 52,
    .doc = "first vigilance and the trust a tie falls back to, from first trust",
    .source = "T1, T7",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
