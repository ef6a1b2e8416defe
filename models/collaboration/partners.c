/* partners: the founding organisations. A1, A7, G2.
 *
 * Interests are points in a plane. What an organisation brings is concentrated (squared
 * exponentials: most hold one piece of the puzzle), what it wants is spread wider.
 */
#include "partner.h"

#define SPREAD(OWN, id, name, number, about, by)                                                   \
    OWN(id, "partners." name, NETWORK, PARAMETER, .value = number, .max = 1, .unit = "1",          \
        .doc = about, .source = by)
#define ROLE(OWN, id, about)                                                                       \
    OWN(id, "role." #id, ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1", .doc = about,  \
        .source = "A7")
#define CURRENCY(OWN, prefix, id, about)                                                           \
    OWN(prefix##_##id, #prefix "." #id, ORGANISATION, STATE, .value = 0.1666667f, .max = 1,        \
        .unit = "1", .doc = about " " #id, .source = "G2")
#define CURRENCIES(OWN, prefix, doc)                                                               \
    CURRENCY(OWN, prefix, money, doc)                                                              \
    CURRENCY(OWN, prefix, staff, doc)                                                              \
    CURRENCY(OWN, prefix, clients, doc)                                                            \
    CURRENCY(OWN, prefix, position, doc)                                                           \
    CURRENCY(OWN, prefix, power, doc)                                                              \
    CURRENCY(OWN, prefix, knowledge, doc)
#define POINT(OWN, id, name, about, by)                                                            \
    OWN(id##_x, name ".x", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",            \
        .doc = about ", first axis", .source = by)                                                 \
    OWN(id##_y, name ".y", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",            \
        .doc = about ", second axis", .source = by)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(interest_spread, "partners.interest_spread", NETWORK, PARAMETER, .value = 0.72f,           \
        .max = 10, .unit = "1", .doc = "standard deviation of interests per axis",                 \
        .source = "A1, F8")                                                                        \
    OWN(personal_spread, "partners.personal_spread", NETWORK, PARAMETER, .value = 0.35f,           \
        .max = 10, .unit = "1",                                                                    \
        .doc = "standard deviation of the personal interest around that of the organisation",      \
        .source = "A1, A5")                                                                        \
    SPREAD(OWN, personal_weight, "personal_weight", 0.4f,                                          \
           "weight of the personal interest at home", "A1, A5")                                    \
    OWN(capacity_sd, "partners.capacity_sd", NETWORK, PARAMETER, .value = 0.5f, .max = 2,          \
        .unit = "1", .doc = "standard deviation of the logarithm of capacity", .source = "C10")    \
    SPREAD(OWN, loyalty_mean, "loyalty", 0.5f, "first loyalty to the collaboration", "A3")         \
    SPREAD(OWN, loyalty_sd, "loyalty_sd", 0.12f, "standard deviation of first loyalty", "A3")      \
    SPREAD(OWN, support_mean, "support", 0.6f, "first support of the home organisation", "A4")     \
    SPREAD(OWN, support_sd, "support_sd", 0.12f, "standard deviation of first home support", "A4") \
    SPREAD(OWN, skill_mean, "skill", 0.6f, "mean of each of the four skills", "A6")                \
    SPREAD(OWN, skill_sd, "skill_sd", 0.15f, "standard deviation of each skill", "A6")             \
    SPREAD(OWN, role_mean, "role", 0.5f, "mean of each of the three roles", "A7")                  \
    SPREAD(OWN, role_sd, "role_sd", 0.2f, "standard deviation of each role", "A7")                 \
    SPREAD(OWN, culture_mean, "culture", 0.5f, "mean of culture and of pace", "N6")                \
    SPREAD(OWN, culture_sd, "culture_sd", 0.25f, "standard deviation of culture and pace", "N6")   \
    SPREAD(OWN, ownership_first, "ownership", 0.6f, "first ownership", "N9, N20")                  \
    SPREAD(OWN, contribution_first, "contribution", 0.5f, "first contribution", "G1")              \
    SPREAD(OWN, ring_share, "ring", 0, "share of the founders in the complementary ring", "N5")    \
    SPREAD(OWN, free_share, "free", 0, "share of the founders in the free space", "N5")            \
    OWN(place, "membership.place", ORGANISATION, STATE, .max = 2, .unit = "1",                     \
        .doc = "place in the network", .source = "N5", .choices = "core|ring|free")                \
    OWN(capacity, "capacity", ORGANISATION, STATE, .value = 1, .min = 1e-6f, .max = 1e6f,          \
        .unit = "1", .doc = "capacity and power, mean 1", .source = "C10, F9")                     \
    OWN(volume, "capacity.log", ORGANISATION, STATE, .min = -14, .max = 14, .unit = "1",           \
        .doc = "logarithm of capacity", .source = "C10", .flags = POLDER_DERIVED)                  \
    POINT(OWN, interest, "interest", "interest of the organisation", "A1, A2")                     \
    CURRENCIES(OWN, brings, "share of what it brings that is")                                     \
    CURRENCIES(OWN, wants, "share of what it wants that is")                                       \
    OWN(culture, "culture", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",             \
        .doc = "culture of the organisation", .source = "N6")                                      \
    OWN(pace, "pace", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",                   \
        .doc = "pace of the organisation", .source = "N6")                                         \
    ROLE(OWN, sponsor, "legitimises the collaboration at home")                                    \
    ROLE(OWN, explorer, "brings ideas in from outside")                                            \
    ROLE(OWN, connector, "spreads the collaboration inside")                                       \
    OWN(loyalty, "loyalty", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",             \
        .doc = "loyalty of the representative to the collaboration", .source = "A3")               \
    OWN(support, "support", ORGANISATION, STATE, .value = 0.6f, .max = 1, .unit = "1",             \
        .doc = "support of the home organisation", .source = "A4")                                 \
    OWN(ownership, "ownership", ORGANISATION, STATE, .value = 0.6f, .max = 1, .unit = "1",         \
        .doc = "feeling that the collaboration is its own", .source = "N9, N20")                   \
    OWN(contribution, "contribution", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",   \
        .doc = "share of its capacity it puts in", .source = "G1")                                 \
    OWN(claim, "claim", ORGANISATION, STATE, .value = 1, .max = 1e6f, .unit = "1",                 \
        .doc = "factor on its share of the value, moved by renegotiation", .source = "T5, C10")    \
    READ(between_spread, "between.spread")                                                         \
    READ(between_skill, "between.skill")                                                           \
    READ(between_power, "between.power")                                                           \
    READ(between_support, "between.support")
POLDER_FIELDS(FIELDS)
CURRENCIES_IN_ORDER(brings);
CURRENCIES_IN_ORDER(wants);
POLDER_IN_ORDER(interest_x, interest_y);
POLDER_IN_ORDER(sponsor, explorer, connector);

static void rows(const polder_view_t *v)
{
    const partner_parameters_t p = PARTNER_PARAMETERS_OF(v);
    const float *ownership_first = POLDER_IN(v, ownership_first);
    const float *contribution_first = POLDER_IN(v, contribution_first);
    float all[L];
    POLDER_EACH_LANE(l) all[l] = 1;
    const float *ring = POLDER_IN(v, ring_share), *free = POLDER_IN(v, free_share);
    float *place = POLDER_OUT(v, place);
    uint32_t word[4][L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *mine = polder_row_word(v, r, DRAWS_APART, word);
        POLDER_EACH_LANE(l) {
            const float u = polder_uniform(mine[l]), in_free = u < free[l] ? 1.0f : 0.0f;
            const float in_ring = u < free[l] + ring[l] ? 1.0f - in_free : 0.0f;
            place[r * L + l] = in_ring + 2 * in_free;
        }
        partner_t x;
        draw_organisation(v, r, 0, &p, &x);
        put_row(POLDER_OUT(v, capacity), r, all, x.capacity);
        for (int k = 0; k < 2; k++) put_row(v->col[f_interest_x + k], r, all, x.interest[k]);
        for (int k = 0; k < N_CURRENCIES; k++) {
            put_row(v->col[f_brings_money + k], r, all, x.brings[k]);
            put_row(v->col[f_wants_money + k], r, all, x.wants[k]);
        }
        put_row(POLDER_OUT(v, culture), r, all, x.culture);
        put_row(POLDER_OUT(v, pace), r, all, x.pace);
        for (int k = 0; k < N_ROLES; k++) put_row(v->col[f_sponsor + k], r, all, x.role[k]);
        put_row(POLDER_OUT(v, loyalty), r, all, x.loyalty);
        put_row(POLDER_OUT(v, support), r, all, x.support);
        put_row(POLDER_OUT(v, ownership), r, all, ownership_first);
        put_row(POLDER_OUT(v, contribution), r, all, contribution_first);
    }
}

#define SUPPLY(id)                                                                                 \
    {                                                                                              \
        POLDER_SUPPLY, "wants." #id, "brings." #id                                                 \
    }
static const polder_rule_t rules[] = {SUPPLY(money),
                                      SUPPLY(staff),
                                      SUPPLY(clients),
                                      SUPPLY(position),
                                      SUPPLY(power),
                                      SUPPLY(knowledge),
                                      {POLDER_SHARES, "brings.", NULL},
                                      {POLDER_SHARES, "wants.", NULL}};

POLDER_PART(collaboration, partners) = {
    .name = "partners",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 40,
    .doc = "the founding organisations",
    .source = "A1, A7, G2, N5",
    .use = fields,
    .n_use = n_fields,
    .rule = rules,
    .n_rule = sizeof rules / sizeof *rules,
    .stage = {{POLDER_ROWS, rows}},
};
