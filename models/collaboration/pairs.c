/* pairs: what two partners do together, for those who record it. V54, N28.
 *
 * Contributing has the like for each organisation (`duos`, with its mean trust); on a single relation
 * no mechanism needs it, so it is worked out only where it is recorded or asked for.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(joint_work, "joint_work", ARC, OBSERVABLE, .max = 1, .unit = "1",                          \
        .doc = "work of two partners together: what both put in, times contact and trust",         \
        .source = "V54, N28")                                                                      \
    READ(tie, "tie")                                                                               \
    READ(contact, "contact")                                                                       \
    READ(trust, "trust")                                                                           \
    READ(contribution, "contribution")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *contact = POLDER_IN(v, contact);
    const float *trust = POLDER_IN(v, trust), *contribution = POLDER_IN(v, contribution);
    float *joint_work = POLDER_OUT(v, joint_work);
    if (!joint_work) return; /* not recorded */
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l)
                joint_work[a + l] = tie[a + l] * contact[a + l] * trust[a + l] *
                                    contribution[r * L + l] * contribution[v->nbr[a + l]];
        }
}

POLDER_PART(collaboration, pairs) = {
    .name = "pairs",
    .model = "collaboration",
    .kind = POLDER_OBSERVE,
    .order = 315,
    .doc = "what two partners do together",
    .source = "V54, N28",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
