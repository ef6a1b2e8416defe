/* steering: what leaders and interventions push. N8, N9, N10, I1 to I8. Step 1.
 *
 * Leadership works in so far as it fits the situation: little cohesion asks for a centre,
 * much cohesion for stepping back (the corners are consulting, connecting, catalysing and
 * coaching). Its style is a vector of levers; what a scenario pushes joins with `either`.
 * Who leads more than fits makes the others lean back: ownership falls.
 */
#include "levers.h"

#define STEER(OWN, id, doc, source)                                                                \
    OWN(lever_##id, "lever." #id, NETWORK, LEVER, 0, 0, 1, "1", doc, source, 0, NULL)
#define EFFECT(OWN, id, doc, source)                                                               \
    OWN(id, "push." #id, NETWORK, STATE, 0, 0, 1, "1", "effective: " doc, source,                  \
        POLDER_SPREAD | POLDER_DERIVED, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    LEVERS(STEER, OWN)                                                                             \
    LEVERS(EFFECT, OWN)                                                                            \
    OWN(effort, "steering.effort", NETWORK, PARAMETER, 0.3f, 0, 1, "1",                            \
        "effort of those who lead", "N8", 0, NULL)                                                 \
    OWN(centrality, "steering.centrality", NETWORK, PARAMETER, 0.5f, 0, 1, "1",                    \
        "one leader (1) to fully shared (0)", "N8", 0, NULL)                                       \
    OWN(style, "steering.style", NETWORK, PARAMETER, 0, 0, 4, "1", "style of those who lead",      \
        "N10", 0, "relation-builder|designer|champion|shaper|negotiator")                          \
    OWN(k_own, "steering.k_ownership", NETWORK, PARAMETER, 0.06f, 0, 1, "1/month",                 \
        "speed at which ownership follows the form and the leader", "N9", 0, NULL)                 \
    OWN(fitting, "leader.fitting", NETWORK, STATE, 0.5f, 0, 1, "1",                                \
        "centrality that fits the situation", "N8", POLDER_DERIVED, NULL)                          \
    OWN(effect, "leader.effect", NETWORK, STATE, 0, 0, 1, "1", "effect of those who lead", "N8",   \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)                                                     \
    OWN(target, "leader.ownership", NETWORK, STATE, 0.75f, 0, 1, "1",                              \
        "ownership that form and leader leave room for", "N9", POLDER_DERIVED, NULL)               \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(understanding_mean, "understanding.mean")                                                 \
    READ(organised, "organised")                                                                   \
    READ(form_ownership, "form.ownership")                                                         \
    WRITE(ownership, "ownership")
POLDER_FIELDS(FIELDS)

enum { N_STYLES = 5 };

/* N10: what a style pushes at full effect, in the order of levers.h. */
static const float style_of[N_STYLES][N_LEVERS] = {
    [0] = {[LEVER_contact] = 0.5f,
           [LEVER_disclosure] = 0.3f,
           [LEVER_reflection] = 0.1f,
           [LEVER_brokerage] = 0.3f,
           [LEVER_mediation] = 0.1f},
    [1] = {[LEVER_disclosure] = 0.1f,
           [LEVER_vision] = 0.1f,
           [LEVER_structuring] = 0.4f,
           [LEVER_process] = 0.5f,
           [LEVER_reflection] = 0.2f,
           [LEVER_institution] = 0.2f},
    [2] = {[LEVER_disclosure] = 0.1f,
           [LEVER_vision] = 0.5f,
           [LEVER_reflection] = 0.1f,
           [LEVER_brokerage] = 0.1f,
           [LEVER_home_base] = 0.4f},
    [3] = {[LEVER_contact] = 0.2f,
           [LEVER_vision] = 0.4f,
           [LEVER_structuring] = 0.4f,
           [LEVER_reflection] = 0.1f,
           [LEVER_quick_wins] = 0.2f},
    [4] = {[LEVER_contact] = 0.1f,
           [LEVER_structuring] = 0.1f,
           [LEVER_process] = 0.2f,
           [LEVER_brokerage] = 0.2f,
           [LEVER_mediation] = 0.4f,
           [LEVER_quick_wins] = 0.1f,
           [LEVER_rebalancing] = 0.3f},
};

static void networks(const polder_view_t *v)
{
    const float *trust = POLDER_IN(v, trust_mean), *organised = POLDER_IN(v, organised);
    const float *understanding = POLDER_IN(v, understanding_mean);
    const float *effort = POLDER_IN(v, effort), *centrality = POLDER_IN(v, centrality);
    const float *style = POLDER_IN(v, style), *form_ownership = POLDER_IN(v, form_ownership);
    float *fitting = POLDER_OUT(v, fitting), *effect = POLDER_OUT(v, effect);
    float *target = POLDER_OUT(v, target);
    POLDER_EACH_LANE(l) {
        const float cohesion = 0.5f * (trust[l] + understanding[l]);
        fitting[l] =
            (1 - cohesion) * (0.7f + 0.3f * organised[l]) + cohesion * (0.1f + 0.3f * organised[l]);
        effect[l] = effort[l] * (1 - polder_abs(centrality[l] - fitting[l]));
        target[l] = polder_unit(
            form_ownership[l] -
            0.7f * polder_at_least(centrality[l] * effort[l] - 0.5f * fitting[l], 0.0f));
    }
    float is[N_STYLES][L];
    for (int t = 0; t < N_STYLES; t++)
        POLDER_EACH_LANE(l) is[t][l] = style[l] == (float)t ? 1.0f : 0.0f;
    for (int k = 0; k < N_LEVERS; k++) {
        const float *lever = v->col[f_lever_contact + k];
        float *push = v->col[f_contact + k];
        float level[L] = {0};
        for (int t = 0; t < N_STYLES; t++) {
            const float of = style_of[t][k];
            POLDER_EACH_LANE(l) level[l] += of * is[t][l];
        }
        POLDER_EACH_LANE(l) push[l] = polder_either(level[l] * effect[l], lever[l]);
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

POLDER_PART(collaboration, steering) = {
    .name = "steering",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 110,
    .doc = "what leaders and interventions push",
    .source = "N8, N9, N10, I1-I8",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}, {POLDER_ROWS, rows}},
};
