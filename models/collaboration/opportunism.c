/* opportunism: acts of one partner against another. T5, T6. Step 7.
 *
 * The chance of an act follows from what the other cannot see (asymmetry, little
 * transparency), from the other's lock-in, and from little loyalty, balance, trust, system
 * trust and reliability of the actor. Passive or active, in existing or new circumstances:
 * that gives the four forms of Wathne & Heide 2000. Rules of the game stop some.
 *
 * An act is rare (about one in a hundred arcs a month), so its consequences are worked out
 * one by one. What it does to the other is written on the arc back, which no other arc
 * writes.
 */
#include "collaboration.h"

#define HAZARD(OWN, id, value, doc, source)                                                        \
    OWN(h_##id, "opportunism." #id, NETWORK, PARAMETER, value, -10, 10, "1",                       \
        "weight in the temptation: " doc, source, 0, NULL)
#define ACTS(OWN, id, doc)                                                                         \
    OWN(acts_##id, "acts." #id, NETWORK, STATE, 0, 0, 1e9f, "acts", doc ", so far", "T5",          \
        POLDER_SUMMARY, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(h0, "opportunism.base", NETWORK, PARAMETER, 0.009f, 0, 1, "1/month",                       \
        "chance of an act on an arc, all else at its middle", "T5", 0, NULL)                       \
    HAZARD(OWN, asymmetry, 1.2f, "what the other does not see", "T6")                              \
    HAZARD(OWN, opacity, 0.8f, "lack of transparency", "T6")                                       \
    HAZARD(OWN, lock_in, 1.0f, "lock-in of the other", "T6")                                       \
    HAZARD(OWN, disloyalty, 1.2f, "lack of loyalty", "A3")                                         \
    HAZARD(OWN, imbalance, 1.5f, "giving more than getting", "G1")                                 \
    HAZARD(OWN, trust, 2.0f, "trust in the other, which restrains", "T1")                          \
    HAZARD(OWN, system, 1.2f, "system trust, which restrains", "T4")                               \
    OWN(severity, "opportunism.severity", NETWORK, PARAMETER, 0.6f, 0, 1, "1",                     \
        "harm an act does to trust", "T5", 0, NULL)                                                \
    OWN(take, "opportunism.take", NETWORK, PARAMETER, 0.5f, 0, 10, "1",                            \
        "what a violation costs the other", "T5", 0, NULL)                                         \
    OWN(detection, "opportunism.detection", NETWORK, PARAMETER, 0.18f, 0, 1, "1",                  \
        "chance that an act is detected, all else absent", "T5", 0, NULL)                          \
    OWN(wrong, "act.severity", ARC, STATE, 0, 0, 1.2f, "1",                                        \
        "severity of an act by the other this month, if detected", "T5", 0, NULL)                  \
    OWN(form, "act.form", ARC, STATE, 0, 0, 4, "1",                                                \
        "act by the other this month: 1 evasion, 2 violation, 3 refusal, 4 renegotiation", "T5",   \
        0, NULL)                                                                                   \
    OWN(caught, "act.caught", ORGANISATION, STATE, 0, 0, 1e9f, "acts",                             \
        "its acts detected this month", "T10", 0, NULL)                                            \
    OWN(taken, "act.taken", ORGANISATION, STATE, 0, -1e9f, 1e9f, "1",                              \
        "net gain from violations this month", "T5", 0, NULL)                                      \
    OWN(detected, "acts.detected", NETWORK, STATE, 0, 0, 1e9f, "acts",                             \
        "acts detected this month", "T5", 0, NULL)                                                 \
    ACTS(OWN, evasion, "acts of evasion")                                                          \
    ACTS(OWN, violation, "acts of violation")                                                      \
    ACTS(OWN, refusal, "refusals to adapt")                                                        \
    ACTS(OWN, renegotiation, "forced renegotiations")                                              \
    OWN(sum_evasion, "opportunism.evasions", NETWORK, SUM, 0, 0, 1e9f, "acts", "evasions", "", 0,  \
        NULL)                                                                                      \
    OWN(sum_violation, "opportunism.violations", NETWORK, SUM, 0, 0, 1e9f, "acts", "violations",   \
        "", 0, NULL)                                                                               \
    OWN(sum_refusal, "opportunism.refusals", NETWORK, SUM, 0, 0, 1e9f, "acts", "refusals", "", 0,  \
        NULL)                                                                                      \
    OWN(sum_renegotiation, "opportunism.renegotiations", NETWORK, SUM, 0, 0, 1e9f, "acts",         \
        "renegotiations", "", 0, NULL)                                                             \
    OWN(sum_detected, "opportunism.detected", NETWORK, SUM, 0, 0, 1e9f, "acts", "detected acts",   \
        "", 0, NULL)                                                                               \
    READ(tie, "tie")                                                                               \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(lock_in, "lock_in")                                                                       \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")                                                                   \
    READ(loyalty, "loyalty")                                                                       \
    READ(balance, "balance")                                                                       \
    READ(reliability, "skill.reliability")                                                         \
    READ(capacity, "capacity")                                                                     \
    READ(n_partners, "partners.n")                                                                 \
    READ(present, "members")                                                                       \
    READ(tau, "transparency")                                                                      \
    READ(system_trust, "system_trust")                                                             \
    READ(months_new, "context.months_new")                                                         \
    READ(monitoring, "push.monitoring")                                                            \
    READ(one_board, "rule.one_board")                                                              \
    READ(steady, "rule.steady")                                                                    \
    READ(proportion, "rule.proportion")                                                            \
    READ(decisions, "rule.decisions")                                                              \
    WRITE(delivered, "delivered")                                                                  \
    WRITE(adaptation, "adaptation")                                                                \
    WRITE(claim, "claim")
POLDER_FIELDS(FIELDS)

enum { NONE, EVASION, VIOLATION, REFUSAL, RENEGOTIATION };

static void forget(const polder_view_t *v)
{
    float *wrong = POLDER_OUT(v, wrong), *form = POLDER_OUT(v, form);
    float *caught = POLDER_OUT(v, caught), *taken = POLDER_OUT(v, taken);
    POLDER_EACH_ROW(v, r)
    {
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) wrong[a + l] = form[a + l] = 0;
        }
        POLDER_EACH_LANE(l) caught[r * L + l] = taken[r * L + l] = 0;
    }
}

/* One act of organisation i along arc a in lane l; w has three words left for it. */
static void act(const polder_view_t *v, int i, int a, int l, const uint32_t w[3])
{
    const float *lock_in = POLDER_IN(v, lock_in), *capacity = POLDER_IN(v, capacity);
    const float *vigilance = POLDER_IN(v, vigilance), *asymmetry = POLDER_IN(v, asymmetry);
    const float *rules[] = {NULL, POLDER_IN(v, one_board), NULL, POLDER_IN(v, decisions),
                            POLDER_IN(v, steady)};
    const int sums[] = {0, f_sum_evasion, f_sum_violation, f_sum_refusal, f_sum_renegotiation};
    const float S = POLDER_IN(v, system_trust)[l];
    const int j = v->nbr[a], back = v->rev[a];
    const float stronger = capacity[i] > capacity[j] ? 0.2f : 0.0f;
    const int active = polder_uniform(w[0]) < polder_unit(0.2f + 0.5f * lock_in[back] + stronger);
    const int fresh = POLDER_IN(v, months_new)[l] > 0;
    const int which = fresh ? (active ? RENEGOTIATION : REFUSAL) : (active ? VIOLATION : EVASION);
    if (rules[which] && polder_uniform(w[1]) < 0.5f * rules[which][l] * S) return;
    v->sum[sums[which]][l] += 1;
    POLDER_OUT(v, form)[back] = (float)which;
    if (which == EVASION)
        POLDER_OUT(v, delivered)[i] *=
            1 - polder_min(1.0f, 1.2f / polder_max(POLDER_IN(v, n_partners)[i], 1.0f));
    if (which == VIOLATION) POLDER_OUT(v, taken)[i] += 0.6f * POLDER_IN(v, take)[l];
    if (which == RENEGOTIATION) POLDER_OUT(v, claim)[i] *= 1.08f;
    const float seen = 0.4f * vigilance[back] + 0.4f * (1 - asymmetry[back]) +
                       (active ? 0.2f : -0.1f) + 0.3f * POLDER_IN(v, monitoring)[l];
    if (polder_uniform(w[2]) >= polder_unit(POLDER_IN(v, detection)[l] + seen)) return;
    const float harm = (active ? 1.2f : 0.8f) * (1 - 0.4f * POLDER_IN(v, proportion)[l] * S);
    POLDER_OUT(v, wrong)[back] = polder_unit(POLDER_IN(v, severity)[l] * harm);
    POLDER_OUT(v, caught)[i] += 1;
    POLDER_ADD(v, sum_detected)[l] += 1;
}

static void tempt(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *asymmetry = POLDER_IN(v, asymmetry);
    const float *lock_in = POLDER_IN(v, lock_in), *trust = POLDER_IN(v, trust);
    const float *loyalty = POLDER_IN(v, loyalty), *balance = POLDER_IN(v, balance);
    const float *reliability = POLDER_IN(v, reliability), *tau = POLDER_IN(v, tau);
    const float *S = POLDER_IN(v, system_trust), *h0 = POLDER_IN(v, h0);
    const float *h_asymmetry = POLDER_IN(v, h_asymmetry), *h_opacity = POLDER_IN(v, h_opacity);
    const float *h_lock_in = POLDER_IN(v, h_lock_in), *h_trust = POLDER_IN(v, h_trust);
    const float *h_disloyalty = POLDER_IN(v, h_disloyalty), *h_system = POLDER_IN(v, h_system);
    const float *h_imbalance = POLDER_IN(v, h_imbalance);
    float same[L];
    POLDER_EACH_LANE(l)
    same[l] = h_opacity[l] * (0.5f - tau[l]) - h_system[l] * (S[l] - 0.4f);
    POLDER_EACH_ROW(v, r)
    {
        float own[L];
        uint32_t word[4][L];
        POLDER_EACH_LANE(l)
        {
            const int e = r * L + l;
            own[l] = same[l] + h_disloyalty[l] * (0.5f - loyalty[e]) +
                     h_imbalance[l] * polder_max(0.0f, -balance[e]) - (reliability[e] - 0.6f);
        }
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            float hit[L];
            if ((k & 3) == 0) polder_row_words(v, r, (uint32_t)(k >> 2), word);
            const uint32_t *mine = word[k & 3];
            POLDER_EACH_LANE(l)
            {
                const int back = v->rev[a + l];
                const float x = own[l] + h_asymmetry[l] * (asymmetry[back] - 0.5f) +
                                h_lock_in[l] * (lock_in[back] - 0.3f) -
                                h_trust[l] * (trust[a + l] - 0.5f);
                hit[l] = polder_uniform(mine[l]) < tie[a + l] * h0[l] * polder_exp(x) ? 1.0f : 0.0f;
            }
            if (!polder_any(hit)) continue;
            uint32_t more[4][L];
            polder_row_words(v, r, 0x10000u + (uint32_t)k, more);
            for (int l = 0; l < L; l++) {
                const uint32_t w[3] = {more[0][l], more[1][l], more[2][l]};
                if (hit[l] > 0) act(v, r * L + l, a + l, l, w);
            }
        }
    }
}

/* What was done to each organisation. */
static void suffer(const polder_view_t *v)
{
    const float *form = POLDER_IN(v, form), *take = POLDER_IN(v, take);
    float *taken = POLDER_OUT(v, taken), *claim = POLDER_OUT(v, claim);
    POLDER_EACH_ROW(v, r)
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        if (!polder_any(form + a)) continue;
        for (int l = 0; l < L; l++) {
            if (form[a + l] == VIOLATION) taken[r * L + l] -= take[l];
            if (form[a + l] == RENEGOTIATION) claim[r * L + l] *= 0.94f;
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_refusal = POLDER_IN(v, sum_refusal), *present = POLDER_IN(v, present);
    const float *sum_detected = POLDER_IN(v, sum_detected);
    float *adaptation = POLDER_OUT(v, adaptation), *detected = POLDER_OUT(v, detected);
    for (int k = 0; k < 4; k++) {
        const float *now = v->col[f_sum_evasion + k];
        float *so_far = v->col[f_acts_evasion + k];
        POLDER_EACH_LANE(l) so_far[l] += now[l];
    }
    POLDER_EACH_LANE(l)
    {
        adaptation[l] *= polder_exp(-0.3f * sum_refusal[l] / polder_max(present[l], 1.0f));
        detected[l] = sum_detected[l];
    }
}

POLDER_PART(collaboration, opportunism) = {
    .name = "opportunism",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 170,
    .doc = "acts of one partner against another",
    .source = "T5, T6",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, forget},
              {POLDER_ROWS, tempt},
              {POLDER_ROWS, suffer},
              {POLDER_NETWORKS, networks}},
};
