/* leading: how much those who lead do, whether it fits, and what it does to ownership. N8, N9.
 *
 * Little cohesion asks for a centre, much for stepping back, the more so the less concrete the
 * goal is: the corners are connecting, consulting, coaching and catalysing. Who leads more than
 * fits makes partners lean back, and works ever harder as they do (a vicious circle); one can
 * hand back. Ownership also follows what interventions did last month where they were out of
 * place, and how much the strong take.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, leading, cohesion_from, 0.25f, 0, 0.44f,                                           \
           "mean of trust and understanding at which cohesion begins", "N8")                       \
    NUMBER(OWN, leading, cohesion_to, 0.75f, 0.56f, 1,                                             \
           "mean of trust and understanding at which cohesion is full", "N8")                      \
    NUMBER(OWN, leading, back_cohesion_from, 0.1f, 0, 0.25f,                                       \
           "cohesion at which what can be handed back begins", "N9, I15")                          \
    NUMBER(OWN, leading, back_cohesion_to, 0.5f, 0.35f, 0.9f,                                      \
           "cohesion at which what can be handed back is full", "N9, I15")                         \
    NUMBER(OWN, leading, back_centrality, 0.8f, 0, 1,                                              \
           "how much a leader that hands back gives up of the centre", "N9, I15")                  \
    NUMBER(OWN, leading, fit_loose, 0.55f, 0, 2,                                                   \
           "fitting centrality without cohesion, for an open goal", "N8")                          \
    NUMBER(OWN, leading, fit_loose_concrete, 0.45f, 0, 2,                                          \
           "what a concrete goal adds to it without cohesion", "N8")                               \
    NUMBER(OWN, leading, fit_close, 0.05f, 0, 1,                                                   \
           "fitting centrality with full cohesion, for an open goal", "N8")                        \
    NUMBER(OWN, leading, fit_close_concrete, 0.4f, 0, 2,                                           \
           "what a concrete goal adds to it with full cohesion", "N8")                             \
    NUMBER(OWN, leading, circle_ownership, 0.6f, 0, 2,                                             \
           "ownership below which a leader works harder", "N9")                                    \
    OWN(k_effort, "leading.k_effort", NETWORK, PARAMETER, .value = 0.1f, .max = 1,                 \
        .unit = "1/month", .doc = "speed at which the effort of those who lead follows",           \
        .source = "N9")                                                                            \
    NUMBER(OWN, leading, misfit, 0.7f, 0, 5,                                                       \
           "effect that is lost by a centrality that does not fit", "N8")                          \
    NUMBER(OWN, leading, takeover_margin, 0.05f, 0, 1,                                             \
           "how close to the fitting centrality taking over begins", "N9")                         \
    NUMBER(OWN, leading, takeover_ownership, 3.6f, 0, 5, "ownership that taking over costs",       \
           "N9, F4")                                                                               \
    NUMBER(OWN, leading, own_bureaucracy, 0.55f, 0, 2, "ownership that bureaucracy costs",         \
           "N20, I4")                                                                              \
    NUMBER(OWN, leading, own_dependence, 0.6f, 0, 2,                                               \
           "ownership that leaning on a go-between costs", "N20, I6")                              \
    NUMBER(OWN, leading, own_freeze, 0.8f, 0, 2, "ownership that a frozen problem costs",          \
           "N20, I5")                                                                              \
    NUMBER(OWN, leading, own_hardening, 0.5f, 0, 2, "ownership that hardened structures cost",     \
           "N20, I8")                                                                              \
    NUMBER(OWN, leading, own_crowding, 0.25f, 0, 2, "ownership that control costs", "N20, C9")     \
    NUMBER(OWN, leading, own_power, 0.7f, 0, 2, "ownership that division by power costs",          \
           "N20, F9")                                                                              \
    NUMBER(OWN, leading, own_power_free, 0.15f, 0, 1,                                              \
           "share divided by power that costs no ownership", "N20, F9")                            \
    NUMBER(OWN, leading, own_back, 0.5f, 0, 2, "ownership that handing back gives", "N9, I15")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(centrality, "steering.centrality", NETWORK, PARAMETER, .value = 0.5f, .max = 1,            \
        .unit = "1", .doc = "one leader (1) to fully shared (0)", .source = "N8, N33")             \
    OWN(concreteness, "steering.concreteness", NETWORK, PARAMETER, .value = 0.5f, .max = 1,        \
        .unit = "1", .doc = "how concrete the goal is", .source = "N8")                            \
    OWN(circle, "steering.circle", NETWORK, PARAMETER, .value = 1, .max = 5, .unit = "1",          \
        .doc = "how much harder a leader works as partners lean back", .source = "N9")             \
    OWN(lean, "steering.lean", NETWORK, PARAMETER, .value = 1, .max = 5, .unit = "1",              \
        .doc = "how much partners lean back when a leader takes over", .source = "N9")             \
    OWN(k_own, "steering.k_ownership", NETWORK, PARAMETER, .value = 0.06f, .max = 1,               \
        .unit = "1/month", .doc = "speed at which ownership follows the form and the leader",      \
        .source = "N9")                                                                            \
    OWN(kappa, "concreteness", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",               \
        .doc = "how concrete the goal of this network is", .source = "N8",                         \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(fitting, "leader.fitting", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",           \
        .doc = "centrality that fits the situation", .source = "N8", .flags = POLDER_DERIVED)      \
    OWN(effect, "leader.effect", NETWORK, STATE, .max = 1, .unit = "1",                            \
        .doc = "effect of those who lead", .source = "N8",                                         \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(takeover, "leader.takeover", NETWORK, STATE, .max = 1, .unit = "1",                        \
        .doc = "how much those who lead do in place of the partners", .source = "N9, F4",          \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(role, "leader.role", NETWORK, STATE, .max = 3, .unit = "1",                                \
        .doc = "role that fits the situation", .source = "N8",                                     \
        .flags = POLDER_SUMMARY | POLDER_DERIVED,                                                  \
        .choices = "connecting|consulting|coaching|catalysing")                                    \
    OWN(target, "leader.ownership", NETWORK, STATE, .value = 0.75f, .max = 1, .unit = "1",         \
        .doc = "ownership that form, leader and interventions leave room for", .source = "N9",     \
        .flags = POLDER_DERIVED)                                                                   \
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
        const float cohesion =
            ramp(0.5f * (trust[l] + understanding[l]), AT(cohesion_from), AT(cohesion_to));
        const float concrete =
            polder_unit(POLDER_IN(v, concreteness)[l] + POLDER_IN(v, between)[l]);
        const float handed_back = POLDER_IN(v, hand_back)[l] *
                                  ramp(cohesion, AT(back_cohesion_from), AT(back_cohesion_to));
        const float central = centrality[l] * (1 - AT(back_centrality) * handed_back);
        const float fit =
            polder_unit((1 - cohesion) * (AT(fit_loose) + AT(fit_loose_concrete) * concrete) +
                        cohesion * (AT(fit_close) + AT(fit_close_concrete) * concrete));
        const float harder = 1 + 2 * POLDER_IN(v, circle)[l] * central *
                                     polder_at_least(AT(circle_ownership) - owned[l], 0.0f);
        kappa[l] = concrete;
        fitting[l] = fit;
        effort[l] = polder_relax(effort[l], polder_unit(POLDER_IN(v, effort_base)[l] * harder),
                                 AT(k_effort));
        effect[l] = effort[l] * polder_at_least(1 - AT(misfit) * polder_abs(central - fit), 0.0f);
        takeover[l] = effort[l] * polder_unit(central - fit + AT(takeover_margin));
        const float role_apart = concrete < 0.5f ? (float)CONNECTING : (float)CONSULTING;
        const float role_close = concrete < 0.5f ? (float)COACHING : (float)CATALYSING;
        role[l] = cohesion < 0.5f ? role_apart : role_close;
        const float form_left = POLDER_IN(v, form_ownership)[l] *
                                (1 - AT(takeover_ownership) * POLDER_IN(v, lean)[l] * takeover[l]);
        const float taken =
            AT(own_bureaucracy) * POLDER_IN(v, bureaucracy)[l] +
            AT(own_dependence) * POLDER_IN(v, dependence)[l] +
            AT(own_freeze) * POLDER_IN(v, freeze)[l] +
            AT(own_hardening) * POLDER_IN(v, hardening)[l] +
            AT(own_crowding) * POLDER_IN(v, crowding)[l] +
            AT(own_power) * polder_at_least(POLDER_IN(v, power_used)[l] - AT(own_power_free), 0.0f);
        target[l] = polder_unit(form_left + AT(own_back) * handed_back - taken);
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
