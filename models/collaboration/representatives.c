/* representatives: the people who speak for the founding organisations. A1, A5, A6.
 *
 * A part of its own, after partners, so that an interest that a scenario or a network file
 * gives carries over to the personal interest of the one who represents it.
 */
#include "partner.h"

#define SKILL(OWN, id, about)                                                                      \
    OWN(id, "skill." #id, ORGANISATION, STATE, .value = 0.6f, .max = 1, .unit = "1", .doc = about, \
        .source = "A6")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(personal_x, "personal.x", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",     \
        .doc = "interest of the representative, first axis", .source = "A1, A5")                   \
    OWN(personal_y, "personal.y", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",     \
        .doc = "interest of the representative, second axis", .source = "A1, A5")                  \
    SKILL(OWN, self_awareness, "knows its own interest")                                           \
    SKILL(OWN, empathy, "takes sincere interest in the interests of others")                       \
    SKILL(OWN, openness, "is transparent")                                                         \
    SKILL(OWN, reliability, "does as agreed")                                                      \
    PARTNER_PARAMETERS(READ)                                                                       \
    READ(interest_x, "interest.x")                                                                 \
    READ(interest_y, "interest.y")
POLDER_FIELDS(FIELDS)
POLDER_IN_ORDER(self_awareness, empathy, openness, reliability);

static void rows(const polder_view_t *v)
{
    const partner_parameters_t p = PARTNER_PARAMETERS_OF(v);
    const float *interest_x = POLDER_IN(v, interest_x), *interest_y = POLDER_IN(v, interest_y);
    float *personal_x = POLDER_OUT(v, personal_x), *personal_y = POLDER_OUT(v, personal_y);
    float all[L];
    POLDER_EACH_LANE(l) all[l] = 1;
    POLDER_EACH_ROW(v, r) {
        partner_t x;
        draw_representative(v, r, 0, &p, &x);
        for (int k = 0; k < N_SKILLS; k++)
            put_row(v->col[f_self_awareness + k], r, all, x.skill[k]);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            personal_x[e] = interest_x[e] + x.personal[0][l];
            personal_y[e] = interest_y[e] + x.personal[1][l];
        }
    }
}

POLDER_PART(collaboration, representatives) = {
    .name = "representatives",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 45,
    .doc = "the people who speak for the founding organisations",
    .source = "A1, A5, A6",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
