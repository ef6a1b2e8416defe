/* leading: how much those who lead do, whether it fits, and what it does to ownership. N8, N9.
 *
 * Little cohesion asks for a centre, much for stepping back, the more so the less concrete the
 * goal is: the corners are connecting, consulting, coaching and catalysing. Who leads more than
 * fits makes partners lean back, and works ever harder as they do (a vicious circle); one can
 * hand back. Ownership also follows what interventions did last month where they were out of
 * place, and how much the strong take.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(centrality, "steering.centrality", NETWORK, PARAMETER, 0.5f, 0, 1, "1",                    \
        "one leader (1) to fully shared (0)", "N8", 0, NULL)                                       \
    OWN(concreteness, "steering.concreteness", NETWORK, PARAMETER, 0.5f, 0, 1, "1",                \
        "how concrete the goal is", "N8", 0, NULL)                                                 \
    OWN(circle, "steering.circle", NETWORK, PARAMETER, 1, 0, 5, "1",                               \
        "how much harder a leader works as partners lean back", "N9", 0, NULL)                     \
    OWN(lean, "steering.lean", NETWORK, PARAMETER, 1, 0, 5, "1",                                   \
        "how much partners lean back when a leader takes over", "N9", 0, NULL)                     \
    OWN(k_own, "steering.k_ownership", NETWORK, PARAMETER, 0.06f, 0, 1, "1/month",                 \
        "speed at which ownership follows the form and the leader", "N9", 0, NULL)                 \
    OWN(kappa, "concreteness", NETWORK, STATE, 0.5f, 0, 1, "1",                                    \
        "how concrete the goal of this network is", "N8", POLDER_SUMMARY | POLDER_DERIVED, NULL)   \
    OWN(fitting, "leader.fitting", NETWORK, STATE, 0.5f, 0, 1, "1",                                \
        "centrality that fits the situation", "N8", POLDER_DERIVED, NULL)                          \
    OWN(effect, "leader.effect", NETWORK, STATE, 0, 0, 1, "1", "effect of those who lead", "N8",   \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)                                                     \
    OWN(takeover, "leader.takeover", NETWORK, STATE, 0, 0, 1, "1",                                 \
        "how much those who lead do in place of the partners", "N9, F4",                           \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)                                                     \
    OWN(role, "leader.role", NETWORK, STATE, 0, 0, 3, "1", "role that fits the situation", "N8",   \
        POLDER_SUMMARY | POLDER_DERIVED, "connecting|consulting|coaching|catalysing")              \
    OWN(target, "leader.ownership", NETWORK, STATE, 0.75f, 0, 1, "1",                              \
        "ownership that form, leader and interventions leave room for", "N9", POLDER_DERIVED,      \
        NULL)                                                                                      \
    READ(between, "between.concreteness")                                                          \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(understanding_mean, "understanding.mean")                                                 \
    READ(ownership_mean, "ownership.mean")                                                         \
    READ(form_ownership, "form.ownership")                                                         \
    READ(effort_base, "steering.effort")                                                           \
    READ(hand_back, "lever.hand_back")                                                             \
    READ(bureaucracy, "side.bureaucracy")                                                          \
    READ(dependence, "side.dependence")                                                            \
    READ(freeze, "side.freeze")                                                                    \
    READ(hardening, "side.hardening")                                                              \
    READ(crowding, "side.crowding")                                                                \
    READ(power_used, "value.power_used")                                                           \
    WRITE(effort, "leader.effort")                                                                 \
    WRITE(ownership, "ownership")
POLDER_FIELDS(FIELDS)

enum { CONNECTING, CONSULTING, COACHING, CATALYSING };

static void networks(const polder_view_t *v)
{
    const float *trust = POLDER_IN(v, trust_mean),
                *understanding = POLDER_IN(v, understanding_mean);
    const float *owned = POLDER_IN(v, ownership_mean), *centrality = POLDER_IN(v, centrality);
    float *kappa = POLDER_OUT(v, kappa), *fitting = POLDER_OUT(v, fitting);
    float *effort = POLDER_OUT(v, effort), *effect = POLDER_OUT(v, effect);
    float *takeover = POLDER_OUT(v, takeover), *role = POLDER_OUT(v, role);
    float *target = POLDER_OUT(v, target);
    POLDER_EACH_LANE(l) {
        const float coh = ramp(0.5f * (trust[l] + understanding[l]), 0.25f, 0.75f);
        const float k = polder_unit(POLDER_IN(v, concreteness)[l] + POLDER_IN(v, between)[l]);
        const float back = POLDER_IN(v, hand_back)[l] * ramp(coh, 0.1f, 0.5f);
        const float z = centrality[l] * (1 - 0.8f * back);
        const float fit = (1 - coh) * (0.55f + 0.45f * k) + coh * (0.05f + 0.4f * k);
        const float harder =
            1 + 2 * POLDER_IN(v, circle)[l] * z * polder_at_least(0.6f - owned[l], 0.0f);
        kappa[l] = k;
        fitting[l] = fit;
        effort[l] =
            polder_relax(effort[l], polder_unit(POLDER_IN(v, effort_base)[l] * harder), 0.1f);
        effect[l] = effort[l] * polder_at_least(1 - 1.2f * polder_abs(z - fit), 0.0f);
        takeover[l] = effort[l] * polder_at_least(z - fit + 0.05f, 0.0f);
        const float low = k < 0.5f ? (float)CONNECTING : (float)CONSULTING;
        const float high = k < 0.5f ? (float)COACHING : (float)CATALYSING;
        role[l] = coh < 0.5f ? low : high;
        const float left =
            POLDER_IN(v, form_ownership)[l] * (1 - 2.2f * POLDER_IN(v, lean)[l] * takeover[l]);
        const float taken = 0.55f * POLDER_IN(v, bureaucracy)[l] +
                            0.6f * POLDER_IN(v, dependence)[l] + 0.8f * POLDER_IN(v, freeze)[l] +
                            0.5f * POLDER_IN(v, hardening)[l] + 0.25f * POLDER_IN(v, crowding)[l] +
                            0.7f * polder_at_least(POLDER_IN(v, power_used)[l] - 0.15f, 0.0f);
        target[l] = polder_unit(left + 0.5f * back - taken);
    }
}

static void rows(const polder_view_t *v)
{
    const float *target = POLDER_IN(v, target), *k_own = POLDER_IN(v, k_own);
    float *ownership = POLDER_OUT(v, ownership);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l)
            ownership[r * L + l] = polder_relax(ownership[r * L + l], target[l], k_own[l]);
}

POLDER_PART(collaboration, leading) = {
    .name = "leading",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 108,
    .doc = "what those who lead do, and what it leaves to the partners",
    .source = "N8, N9",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}, {POLDER_ROWS, rows}},
};
