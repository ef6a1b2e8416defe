/* contributing: how much each organisation puts in. G1, C2, T4. Step 6.
 *
 * Willingness follows alignment, trust (personal and system trust: neither replaces the
 * other), loyalty, what partners are seen to do, the balance, support at home, momentum and
 * ownership. Who is less reliable delivers less than promised.
 */
#include "collaboration.h"

#define BETA(OWN, id, value, doc, source)                                                          \
    OWN(b_##id, "contributing." #id, NETWORK, PARAMETER, value, -10, 10, "1",                      \
        "weight in willingness: " doc, source, 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    BETA(OWN, base, -0.7f, "constant", "C2")                                                       \
    BETA(OWN, align, 1.5f, "alignment", "C1")                                                      \
    BETA(OWN, trust, 2.4f, "effective trust", "C4, T4")                                            \
    BETA(OWN, loyalty, 1.0f, "loyalty to the collaboration", "A3")                                 \
    BETA(OWN, reciprocity, 3.4f, "what partners are seen to contribute", "G1, N3")                 \
    BETA(OWN, balance, 0.5f, "balance of get and give", "G1")                                      \
    BETA(OWN, support, 1.2f, "support of the home organisation", "A4")                             \
    BETA(OWN, vigilance, 1.0f, "vigilance, which holds back", "T1")                                \
    BETA(OWN, momentum, 0.8f, "momentum", "N14")                                                   \
    BETA(OWN, ownership, 0.8f, "ownership", "N20")                                                 \
    OWN(k_contribution, "contributing.k_contribution", NETWORK, PARAMETER, 0.3f, 0, 1, "1/month",  \
        "speed at which contribution follows willingness", "C2", 0, NULL)                          \
    OWN(next, "contributing.next", ORGANISATION, STATE, 0.5f, 0, 1, "1",                           \
        "contribution of this month, before all have decided", "G1", POLDER_DERIVED, NULL)         \
    OWN(delivered, "delivered", ORGANISATION, STATE, 0.5f, 0, 1, "1",                              \
        "what it really delivers this month", "G1, A6", POLDER_DERIVED, NULL)                      \
    READ(active, "active")                                                                         \
    READ(tie, "tie")                                                                               \
    READ(part, "partners.share")                                                                   \
    READ(trust_i, "partners.trust")                                                                \
    READ(vigilance_i, "partners.vigilance")                                                        \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(alignment, "alignment")                                                                   \
    READ(loyalty, "loyalty")                                                                       \
    READ(balance, "balance")                                                                       \
    READ(support, "support")                                                                       \
    READ(ownership, "ownership")                                                                   \
    READ(reliability, "skill.reliability")                                                         \
    READ(system_trust, "system_trust")                                                             \
    READ(momentum, "momentum")                                                                     \
    READ(breadth, "value.breadth")                                                                 \
    READ(focus, "push.focus")                                                                      \
    READ(extra_mile, "rule.extra_mile")                                                            \
    READ(quid_pro_quo, "rule.quid_pro_quo")                                                        \
    WRITE(contribution, "contribution")
POLDER_FIELDS(FIELDS)

static void decide(const polder_view_t *v)
{
    const float *contribution = POLDER_IN(v, contribution), *asymmetry = POLDER_IN(v, asymmetry);
    const float *tie = POLDER_IN(v, tie), *part = POLDER_IN(v, part);
    const float *trust_i = POLDER_IN(v, trust_i), *vigilance_i = POLDER_IN(v, vigilance_i);
    const float *alignment = POLDER_IN(v, alignment), *loyalty = POLDER_IN(v, loyalty);
    const float *balance = POLDER_IN(v, balance), *support = POLDER_IN(v, support);
    const float *ownership = POLDER_IN(v, ownership), *S = POLDER_IN(v, system_trust);
    const float *momentum = POLDER_IN(v, momentum), *breadth = POLDER_IN(v, breadth);
    const float *focus = POLDER_IN(v, focus), *k_contribution = POLDER_IN(v, k_contribution);
    const float *b_base = POLDER_IN(v, b_base), *b_align = POLDER_IN(v, b_align);
    const float *b_trust = POLDER_IN(v, b_trust), *b_loyalty = POLDER_IN(v, b_loyalty);
    const float *b_reciprocity = POLDER_IN(v, b_reciprocity), *b_balance = POLDER_IN(v, b_balance);
    const float *b_support = POLDER_IN(v, b_support), *b_vigilance = POLDER_IN(v, b_vigilance);
    const float *b_momentum = POLDER_IN(v, b_momentum), *b_ownership = POLDER_IN(v, b_ownership);
    const float *extra_mile = POLDER_IN(v, extra_mile), *quid = POLDER_IN(v, quid_pro_quo);
    float *next = POLDER_OUT(v, next);
    float same[L], reciprocity[L], load[L]; /* what is the same for the whole network */
    POLDER_EACH_LANE(l) {
        same[l] = b_base[l] + b_momentum[l] * (momentum[l] - 0.5f) + 0.3f * extra_mile[l] * S[l];
        reciprocity[l] = b_reciprocity[l] * (0.7f + 0.6f * quid[l]);
        load[l] = 0.4f * breadth[l] * (1 - 0.5f * focus[l]);
    }
    POLDER_EACH_ROW(v, r) {
        float sum[L] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l)
                sum[l] += tie[a + l] * contribution[v->nbr[a + l]] * (1 - 0.25f * asymmetry[a + l]);
        }
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float T = trust_i[e], seen = sum[l] * part[e];
            const float effective = 0.5f * T + 0.5f * polder_sqrt(T * S[l]) + 0.05f;
            float x = same[l] + b_align[l] * (alignment[e] - 0.5f);
            x += b_trust[l] * (effective - 0.45f);
            x += b_loyalty[l] * (loyalty[e] - 0.5f);
            x += reciprocity[l] * (seen - 0.45f);
            x += b_balance[l] * polder_signed(balance[e]);
            x += b_support[l] * (support[e] - 0.5f);
            x -= b_vigilance[l] * vigilance_i[e] * (1 - S[l]);
            x += b_ownership[l] * (ownership[e] - 0.6f);
            x -= load[l] * (1 - alignment[e]);
            next[e] = polder_relax(contribution[e], polder_logistic(x), k_contribution[l]);
        }
    }
}

static void deliver(const polder_view_t *v)
{
    const float *next = POLDER_IN(v, next), *reliability = POLDER_IN(v, reliability);
    const float *active = POLDER_IN(v, active);
    float *contribution = POLDER_OUT(v, contribution), *delivered = POLDER_OUT(v, delivered);
    uint32_t word[4][L], half[L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *mine = polder_row_half(v, r, 0, word, half);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float slack = 0.2f * (1 - reliability[e]) * polder_uniform(mine[l]);
            contribution[e] = next[e];
            delivered[e] = active[e] * next[e] * (1 - slack);
        }
    }
}

POLDER_PART(collaboration, contributing) = {
    .name = "contributing",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 160,
    .doc = "how much each organisation puts in and delivers",
    .source = "G1, C2, T4",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, decide}, {POLDER_ROWS, deliver}},
};
