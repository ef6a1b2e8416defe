/* partner.h: drawing an organisation and its representative, at the founding or when a seat
 * is taken again. Used by partners (organisations), representatives and loyalty
 * (representatives) and membership (both), each with a purpose of its own; relations uses
 * four_normals. */
#ifndef PARTNER_H
#define PARTNER_H

#include "collaboration.h"

/* The parameters of a partner, for the FIELDS of a part that draws one. */
#define PARTNER_PARAMETERS(USE)                                                                    \
    USE(interest_spread, "partners.interest_spread")                                               \
    USE(personal_spread, "partners.personal_spread")                                               \
    USE(personal_weight, "partners.personal_weight")                                               \
    USE(capacity_sd, "partners.capacity_sd")                                                       \
    USE(loyalty_mean, "partners.loyalty")                                                          \
    USE(loyalty_sd, "partners.loyalty_sd")                                                         \
    USE(support_mean, "partners.support")                                                          \
    USE(support_sd, "partners.support_sd")                                                         \
    USE(skill_mean, "partners.skill")                                                              \
    USE(skill_sd, "partners.skill_sd")                                                             \
    USE(role_mean, "partners.role")                                                                \
    USE(role_sd, "partners.role_sd")                                                               \
    USE(culture_mean, "partners.culture")                                                          \
    USE(culture_sd, "partners.culture_sd")                                                         \
    USE(between_spread, "between.spread")                                                          \
    USE(between_skill, "between.skill")                                                            \
    USE(between_power, "between.power")                                                            \
    USE(between_support, "between.support")

/* Skills of a representative, roles of an organisation: as in the FIELDS of their parts. */
enum { N_SKILLS = 4, N_ROLES = 3 };

typedef struct {
    float interest[2][L], personal[2][L]; /* personal: away from the interest */
    float capacity[L], culture[L], pace[L], loyalty[L], support[L];
    float skill[N_SKILLS][L], role[N_ROLES][L];
    float brings[N_CURRENCIES][L], wants[N_CURRENCIES][L];
} partner_t;

typedef struct {
    const float *interest_spread, *personal_spread, *personal_weight, *capacity_sd;
    const float *loyalty_mean, *loyalty_sd, *support_mean, *support_sd, *skill_mean, *skill_sd;
    const float *role_mean, *role_sd, *culture_mean, *culture_sd, *between_spread, *between_skill;
    const float *between_power, *between_support;
} partner_parameters_t;

#define PARTNER_PARAMETERS_OF(v)                                                                   \
    {                                                                                              \
        .interest_spread = POLDER_IN(v, interest_spread),                                          \
        .personal_spread = POLDER_IN(v, personal_spread),                                          \
        .personal_weight = POLDER_IN(v, personal_weight),                                          \
        .capacity_sd = POLDER_IN(v, capacity_sd), .loyalty_mean = POLDER_IN(v, loyalty_mean),      \
        .loyalty_sd = POLDER_IN(v, loyalty_sd), .support_mean = POLDER_IN(v, support_mean),        \
        .support_sd = POLDER_IN(v, support_sd), .skill_mean = POLDER_IN(v, skill_mean),            \
        .skill_sd = POLDER_IN(v, skill_sd), .role_mean = POLDER_IN(v, role_mean),                  \
        .role_sd = POLDER_IN(v, role_sd), .culture_mean = POLDER_IN(v, culture_mean),              \
        .culture_sd = POLDER_IN(v, culture_sd), .between_spread = POLDER_IN(v, between_spread),    \
        .between_skill = POLDER_IN(v, between_skill),                                              \
        .between_power = POLDER_IN(v, between_power),                                              \
        .between_support = POLDER_IN(v, between_support),                                          \
    }

/* Four standard normals for each organisation of row r. */
static inline void four_normals(const polder_view_t *v, int r, uint32_t draw, float out[4][L])
{
    uint32_t word[4][L];
    polder_row_words(v, r, draw, word);
    POLDER_EACH_LANE(l) {
        polder_normal2(word[0][l], word[1][l], &out[0][l], &out[1][l]);
        polder_normal2(word[2][l], word[3][l], &out[2][l], &out[3][l]);
    }
}

/* A representative: four skills, and a personal interest away from that of the
 * organisation. Uses draws first and first + 1. */
static inline void draw_representative(const polder_view_t *v, int r, uint32_t first,
                                       const partner_parameters_t *p, partner_t *x)
{
    float n[4][L], m[4][L];
    four_normals(v, r, first, n);
    four_normals(v, r, first + 1, m);
    for (int k = 0; k < N_SKILLS; k++)
        POLDER_EACH_LANE(l)
            x->skill[k][l] =
                polder_unit(p->skill_mean[l] + p->between_skill[l] + p->skill_sd[l] * n[k][l]);
    for (int k = 0; k < 2; k++)
        POLDER_EACH_LANE(l) x->personal[k][l] = p->personal_spread[l] * m[k][l];
}

/* Shares that sum to one: exponentials, to the power 1 (wants) or 2 (brings: one currency
 * stands out). Uses draws first and first + 1. */
static inline void draw_shares(const polder_view_t *v, int r, uint32_t first, int squared,
                               float out[N_CURRENCIES][L])
{
    uint32_t a[WORDS][L], b[WORDS][L];
    float sum[L] = {0};
    polder_row_words(v, r, first, a);
    polder_row_words(v, r, first + 1, b);
    for (int k = 0; k < N_CURRENCIES; k++) {
        const uint32_t *word = k < WORDS ? a[k] : b[k - WORDS];
        POLDER_EACH_LANE(l) {
            const float e = polder_exponential(word[l]);
            out[k][l] = squared ? e * e : e;
            sum[l] += out[k][l];
        }
    }
    for (int k = 0; k < N_CURRENCIES; k++)
        POLDER_EACH_LANE(l) out[k][l] /= sum[l];
}

/* An organisation without its representative. Uses draws first … first + 6. */
static inline void draw_organisation(const polder_view_t *v, int r, uint32_t first,
                                     const partner_parameters_t *p, partner_t *x)
{
    float n[4][L], m[4][L], q[4][L];
    four_normals(v, r, first, n);
    four_normals(v, r, first + 1, m);
    four_normals(v, r, first + 2, q);
    draw_shares(v, r, first + 3, 1, x->brings); /* two draws each, after three of normals */
    draw_shares(v, r, first + 5, 0, x->wants);  /* and these after those */
    POLDER_EACH_LANE(l) {
        const float spread = p->interest_spread[l] * p->between_spread[l],
                    sd = polder_at_most(p->capacity_sd[l] * p->between_power[l], 2.0f);
        x->interest[0][l] = spread * n[0][l];
        x->interest[1][l] = spread * n[1][l];
        x->capacity[l] = polder_exp(sd * n[2][l] - 0.5f * sd * sd); /* mean 1 */
        x->culture[l] = polder_unit(p->culture_mean[l] + p->culture_sd[l] * n[3][l]);
        x->pace[l] = polder_unit(p->culture_mean[l] + p->culture_sd[l] * m[0][l]);
        x->loyalty[l] = polder_unit(p->loyalty_mean[l] + p->loyalty_sd[l] * m[1][l]);
        x->support[l] =
            polder_unit(p->support_mean[l] + p->between_support[l] + p->support_sd[l] * m[2][l]);
        x->role[0][l] = polder_unit(p->role_mean[l] + p->role_sd[l] * m[3][l]);
        x->role[1][l] = polder_unit(p->role_mean[l] + p->role_sd[l] * q[0][l]);
        x->role[2][l] = polder_unit(p->role_mean[l] + p->role_sd[l] * q[1][l]);
    }
}

/* The partners of the organisations of row r with take = 1 meet somebody new: they copy the
 * openness of the newcomer to their own arcs to it, the arcs back, which no other row writes. How
 * strange the two are to each other is for membership to set later, because where both ends are new
 * both would write it. This is rare, so it is done one by one. */
static inline void introduce(const polder_view_t *v, int r, const float take[L],
                             float *other_openness, const float *openness)
{
    POLDER_EACH_OF(polder_which(take), lane) {
        const int l = (int)lane, e = r * L + l;
        for (int k = 0; k < v->degree[e]; k++)
            other_openness[v->rev[(v->slot[r] + k) * L + l]] = openness[e];
    }
}

/* out = take ? x : out, for one row of a column. */
static inline void put_row(float *out, int r, const float take[L], const float x[L])
{
    float *row = out + r * L;
    POLDER_EACH_LANE(l) row[l] = take[l] != 0.0f ? x[l] : row[l];
}

#endif
