/* steering: what leaders and interventions push, and what they do where they are out of place.
 * N8, N10, I1 to I16. Step 1.
 *
 * A style of leading is a vector of levers, that works in so far as it fits; what a scenario
 * pushes joins with `either`. Every lever has a condition. Where it is not met the lever does
 * less, and does something else: its side effect, which harms. Partners do not come to more
 * than so many days of interventions; the rest of each dose does not arrive.
 *
 * Nothing here has a memory, so that for members who get other levers than the rest it can be
 * computed for each of them.
 */
#include "levers.h"

#define STEER(OWN, id, days, doc, source)                                                          \
    OWN(lever_##id, "lever." #id, NETWORK, LEVER, 0, 0, 1, "1", doc, source, 0, NULL)
#define DAYS(OWN, id, days, doc, source)                                                           \
    OWN(days_##id, "days." #id, NETWORK, PARAMETER, days, 0, 10, "days of work/month",             \
        "time it asks of each member at full strength: " doc, "T3", 0, NULL)
#define EFFECT(OWN, id, days, doc, source)                                                         \
    OWN(id, "push." #id, NETWORK, STATE, 0, 0, 1, "1", "effective: " doc, source,                  \
        POLDER_SPREAD | POLDER_DERIVED, NULL)
#define SIDE(OWN, id, doc, source)                                                                 \
    OWN(side_##id, "side." #id, NETWORK, STATE, 0, 0, 1, "1", "side effect: " doc, source,         \
        POLDER_SPREAD | POLDER_DERIVED | POLDER_SUMMARY, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    LEVERS(STEER, OWN)                                                                             \
    LEVERS(DAYS, OWN)                                                                              \
    LEVERS(EFFECT, OWN)                                                                            \
    SIDE(OWN, reopen, "what was settled is opened again", "I1")                                    \
    SIDE(OWN, scattered, "enemies are brought together", "I2")                                     \
    SIDE(OWN, expose, "the weak are exposed", "I3")                                                \
    SIDE(OWN, gazing, "energy goes inward", "I3")                                                  \
    SIDE(OWN, bureaucracy, "process for its own sake", "I4")                                       \
    SIDE(OWN, freeze, "the problem of the strongest is frozen", "I5")                              \
    SIDE(OWN, dependence, "partners lean on the go-between", "I6")                                 \
    SIDE(OWN, stir, "conflicts are stirred up", "I7")                                              \
    SIDE(OWN, hardening, "positions harden into structures", "I8")                                 \
    SIDE(OWN, resist, "the home base resists", "I13")                                              \
    SIDE(OWN, shrink, "the aim shrinks", "I9")                                                     \
    SIDE(OWN, haggle, "partners haggle", "I16")                                                    \
    SIDE(OWN, crowding, "control crowds out good will", "C9")                                      \
    SIDE(OWN, drift, "nobody holds the rudder", "I15")                                             \
    OWN(style, "steering.style", NETWORK, PARAMETER, 0, 0, 4, "1", "style of those who lead",      \
        "N10", 0, "relation-builder|designer|champion|shaper|negotiator")                          \
    OWN(tact, "steering.tact", NETWORK, PARAMETER, 0.05f, 0, 1, "1",                               \
        "share that is held back of what is not asked for", "I1-I16", 0, NULL)                     \
    OWN(limit, "attention.limit", NETWORK, PARAMETER, 2, 0, 100, "days of work/month",             \
        "days of interventions that partners come to at most", "T3, N16", 0, NULL)                 \
    OWN(weight, "attention.levers", NETWORK, PARAMETER, 0.8f, 0, 10, "1",                          \
        "how much of the days of interventions is asked of partners", "T3, N16", 0, NULL)          \
    OWN(asked, "attention.asked", NETWORK, STATE, 0, 0, 1e6f, "days of work",                      \
        "days that interventions ask of each member this month", "T3, N16",                        \
        POLDER_SPREAD | POLDER_DERIVED, NULL)                                                      \
    READ(effect, "leader.effect")                                                                  \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(vigilance_mean, "vigilance.mean")                                                         \
    READ(understanding_mean, "understanding.mean")                                                 \
    READ(alignment_mean, "alignment.mean")                                                         \
    READ(organised, "organised")                                                                   \
    READ(system_trust, "system_trust")                                                             \
    READ(authority_now, "boundary.authority")                                                      \
    READ(phase, "phase")                                                                           \
    READ(perspective, "perspective")                                                               \
    READ(renewing, "progress.renewing")                                                            \
    READ(pretence, "pretence")                                                                     \
    READ(debt, "debt")                                                                             \
    READ(over, "expectation.over")                                                                 \
    READ(tau, "transparency")                                                                      \
    READ(inequality, "inequality")                                                                 \
    READ(rule_power, "rule.power")                                                                 \
    READ(conflicts, "conflict.share")                                                              \
    READ(hostile, "hostile.share")                                                                 \
    READ(stalled, "camps.stalled")                                                                 \
    READ(mandate, "mandate")                                                                       \
    READ(balance_spread, "balance.spread")                                                         \
    READ(task_need, "value.task_need")
POLDER_FIELDS(FIELDS)

enum { N_STYLES = 5 };
enum { RELATION_BUILDER, DESIGNER, CHAMPION, SHAPER, NEGOTIATOR };

/* N10: what a style pushes at full effect, in the order of levers.h. */
static const float style_of[N_STYLES][N_LEVERS] = {
    [RELATION_BUILDER] = {[LEVER_contact] = 0.5f,
                          [LEVER_disclosure] = 0.3f,
                          [LEVER_reflection] = 0.1f,
                          [LEVER_brokerage] = 0.3f,
                          [LEVER_mediation] = 0.1f},
    [DESIGNER] = {[LEVER_disclosure] = 0.1f,
                  [LEVER_vision] = 0.1f,
                  [LEVER_structuring] = 0.4f,
                  [LEVER_process] = 0.5f,
                  [LEVER_reflection] = 0.2f,
                  [LEVER_institution] = 0.2f},
    [CHAMPION] = {[LEVER_disclosure] = 0.1f,
                  [LEVER_vision] = 0.5f,
                  [LEVER_reflection] = 0.1f,
                  [LEVER_brokerage] = 0.1f,
                  [LEVER_home_base] = 0.4f},
    [SHAPER] = {[LEVER_contact] = 0.2f,
                [LEVER_vision] = 0.4f,
                [LEVER_structuring] = 0.4f,
                [LEVER_reflection] = 0.1f,
                [LEVER_quick_wins] = 0.2f},
    [NEGOTIATOR] = {[LEVER_contact] = 0.1f,
                    [LEVER_structuring] = 0.1f,
                    [LEVER_process] = 0.2f,
                    [LEVER_brokerage] = 0.2f,
                    [LEVER_mediation] = 0.4f,
                    [LEVER_quick_wins] = 0.1f,
                    [LEVER_rebalancing] = 0.3f},
};

/* How far each style fits the situation, and which one there is: [style][lane]. */
static void fit_style(const polder_view_t *v, float does[N_STYLES][L])
{
    const float *style = POLDER_IN(v, style), *phase = POLDER_IN(v, phase);
    POLDER_EACH_LANE(l) {
        const float deal = phase[l] >= AGREE && phase[l] < DESIGN ? 1.0f : 0.0f;
        does[RELATION_BUILDER][l] = 0.3f + 0.9f * ramp(POLDER_IN(v, tau)[l], 0.2f, 0.8f);
        does[DESIGNER][l] = 0.3f + 0.9f * POLDER_IN(v, task_need)[l];
        does[CHAMPION][l] = 0.3f + 0.9f * ramp(POLDER_IN(v, alignment_mean)[l], 0.3f, 0.9f);
        does[SHAPER][l] = phase[l] < AGREE ? 1.2f : 0.4f;
        does[NEGOTIATOR][l] =
            0.4f + 0.8f * polder_at_most(deal + 4 * POLDER_IN(v, conflicts)[l], 1.0f);
    }
    for (int t = 0; t < N_STYLES; t++)
        POLDER_EACH_LANE(l)
            does[t][l] = style[l] == (float)t ? does[t][l] * POLDER_IN(v, effect)[l] : 0.0f;
}

/* What leader and interventions push, before any condition: [lever][lane]. */
static void push_all(const polder_view_t *v, float raw[N_LEVERS][L])
{
    float does[N_STYLES][L], days[L] = {0}, arrives[L];
    const float *weight = POLDER_IN(v, weight), *limit = POLDER_IN(v, limit);
    float *asked = POLDER_OUT(v, asked);
    fit_style(v, does);
    for (int k = 0; k < N_LEVERS; k++) {
        const float *lever = v->col[f_lever_contact + k], *asks = v->col[f_days_contact + k];
        POLDER_EACH_LANE(l) days[l] += weight[l] * asks[l] * lever[l];
    }
    POLDER_EACH_LANE(l) {
        arrives[l] = polder_at_most(limit[l] / polder_at_least(days[l], 1e-6f), 1.0f);
        asked[l] = arrives[l] * days[l];
    }
    for (int k = 0; k < N_LEVERS; k++) {
        const float *lever = v->col[f_lever_contact + k];
        float level[L] = {0};
        for (int t = 0; t < N_STYLES; t++) {
            const float of = style_of[t][k];
            if (of != 0)
                POLDER_EACH_LANE(l) level[l] += of * does[t][l];
        }
        POLDER_EACH_LANE(l) raw[k][l] = polder_either(polder_unit(level[l]), arrives[l] * lever[l]);
    }
}

/* In the launch phases a vision or the home base is asked for by itself. */
static const float early_in[N_PHASES] = {1, 1, 0.7f, 0.35f, 0.3f};
static const float home_in[N_PHASES] = {1, 1, 0.7f, 0.25f, 0.1f};
static const float institution_in[N_PHASES] = {0, 0.15f, 0.5f, 1, 1};

/* x without the share that is held back of what is not asked for (asked: 0 … 1). */
static float tactful(float x, float asked, float tact)
{
    return x * (1 - tact * (1 - asked));
}

/* Levers on goal, problem and structure. */
static void on_content(const polder_view_t *v, float raw[N_LEVERS][L])
{
    const float *tact = POLDER_IN(v, tact), *phase = POLDER_IN(v, phase);
    const float *trust = POLDER_IN(v, trust_mean), *nu = POLDER_IN(v, perspective);
    POLDER_EACH_LANE(l) {
        const int p = (int)phase[l];
        const float renewing = POLDER_IN(v, renewing)[l] > 0 ? 1.0f : 0.0f;
        const float moment =
            polder_max(polder_max(early_in[p], ramp(nu[l], 0.45f, 0.2f)), renewing);
        const float authority = 0.2f + 0.8f * ramp(POLDER_IN(v, authority_now)[l], 0.1f, 0.35f);
        const float x = tactful(raw[LEVER_vision][l], moment, tact[l]);
        POLDER_OUT(v, vision)[l] = x * authority * (0.25f + 0.75f * moment);
        POLDER_OUT(v, side_reopen)[l] = x * (1 - moment);
        const float shared = ramp(POLDER_IN(v, understanding_mean)[l], 0.25f, 0.5f);
        const float s = tactful(raw[LEVER_structuring][l], shared, tact[l]);
        POLDER_OUT(v, structuring)[l] = s * (0.4f + 0.6f * shared);
        POLDER_OUT(v, side_freeze)[l] = s * (1 - shared);
        const float fit = institution_in[p] * ramp(trust[l], 0.25f, 0.45f);
        const float i = raw[LEVER_institution][l], process = raw[LEVER_process][l];
        POLDER_OUT(v, institution)[l] = i * (0.2f + 0.8f * fit);
        POLDER_OUT(v, side_hardening)
        [l] = polder_at_most(i * (1 - fit) + 0.3f * process * ramp(trust[l], 0.3f, 0.15f), 1.0f);
        const float heavy =
            process + 0.5f * raw[LEVER_structuring][l] + 0.4f * i + 0.4f * raw[LEVER_monitoring][l];
        const float arranged = ramp(
            0.5f * POLDER_IN(v, organised)[l] + 0.5f * POLDER_IN(v, system_trust)[l], 0.4f, 0.65f);
        POLDER_OUT(v, process)[l] = process;
        POLDER_OUT(v, side_bureaucracy)
        [l] = polder_unit(heavy * (0.15f + 0.85f * arranged) - 0.25f +
                          polder_at_least(heavy - 1, 0.0f));
    }
}

/* Levers on what partners know of each other and feel for each other. */
static void on_relations(const polder_view_t *v, float raw[N_LEVERS][L])
{
    const float *tact = POLDER_IN(v, tact), *trust = POLDER_IN(v, trust_mean);
    const float *conflicts = POLDER_IN(v, conflicts), *hostile = POLDER_IN(v, hostile);
    POLDER_EACH_LANE(l) {
        const float power = POLDER_IN(v, inequality)[l] * (1 - 0.6f * POLDER_IN(v, rule_power)[l] *
                                                                   POLDER_IN(v, system_trust)[l]);
        const float contact = raw[LEVER_contact][l], disclosure = raw[LEVER_disclosure][l];
        POLDER_OUT(v, contact)[l] = contact;
        POLDER_OUT(v, side_scattered)[l] = contact * ramp(hostile[l] + conflicts[l], 0.25f, 0.75f);
        const float safe = ramp(trust[l] - 0.6f * POLDER_IN(v, vigilance_mean)[l], -0.05f, 0.2f);
        POLDER_OUT(v, disclosure)[l] = disclosure * (0.35f + 0.65f * safe);
        const float asks = polder_at_most(ramp(POLDER_IN(v, pretence)[l], 0.1f, 0.35f) +
                                              ramp(POLDER_IN(v, debt)[l], 0.02f, 0.15f) +
                                              ramp(POLDER_IN(v, over)[l], 0.06f, 0.2f),
                                          1.0f);
        const float reflection = raw[LEVER_reflection][l] * (1 - 0.6f * (1 - asks));
        const float open = ramp(POLDER_IN(v, tau)[l], 0.1f, 0.36f) * ramp(power, 1.28f, 0.92f);
        const float bare = 0.9f * disclosure * (1 - safe) + 3 * reflection * (1 - open);
        POLDER_OUT(v, reflection)
        [l] = reflection * (0.03f + 0.97f * open) * (0.2f + 0.8f * asks);
        POLDER_OUT(v, side_gazing)[l] = reflection * (1 - asks);
        POLDER_OUT(v, side_expose)[l] = polder_unit(1.25f * (bare - 0.2f));
        const float gap = polder_at_most(ramp(POLDER_IN(v, understanding_mean)[l], 0.55f, 0.3f) +
                                             ramp(power, 0.35f, 0.9f) + ramp(trust[l], 0.4f, 0.2f) +
                                             POLDER_IN(v, stalled)[l],
                                         1.0f);
        const float b = tactful(raw[LEVER_brokerage][l], gap, tact[l]);
        POLDER_OUT(v, brokerage)[l] = b * (0.25f + 0.75f * gap);
        POLDER_OUT(v, side_dependence)[l] = b * (1 - gap);
        const float real = polder_unit(4 * conflicts[l] + 3 * hostile[l]);
        const float m = tactful(raw[LEVER_mediation][l], real, tact[l]);
        POLDER_OUT(v, mediation)[l] = m;
        POLDER_OUT(v, side_stir)[l] = m * (1 - real);
        POLDER_OUT(v, monitoring)[l] = raw[LEVER_monitoring][l];
        POLDER_OUT(v, side_crowding)[l] = raw[LEVER_monitoring][l] * ramp(trust[l], 0.3f, 0.6f);
    }
}

/* Levers on home, results and who steers; and those that have no condition. */
static void on_members(const polder_view_t *v, float raw[N_LEVERS][L])
{
    const float *tact = POLDER_IN(v, tact), *phase = POLDER_IN(v, phase);
    POLDER_EACH_LANE(l) {
        const float welcome =
            polder_either(home_in[(int)phase[l]], ramp(POLDER_IN(v, mandate)[l], 0.1f, 0.5f));
        const float h = tactful(raw[LEVER_home_base][l], welcome, tact[l]);
        POLDER_OUT(v, home_base)[l] = h * welcome;
        POLDER_OUT(v, side_resist)[l] = h * (1 - welcome);
        const float lively = ramp(POLDER_IN(v, perspective)[l], 0.3f, 0.6f);
        const float q = tactful(raw[LEVER_quick_wins][l], 1 - lively, tact[l]);
        POLDER_OUT(v, quick_wins)[l] = q;
        POLDER_OUT(v, side_shrink)[l] = q * lively;
        const float even = ramp(POLDER_IN(v, balance_spread)[l], 0.45f, 0.15f);
        const float w = tactful(raw[LEVER_rebalancing][l], 1 - even, tact[l]);
        POLDER_OUT(v, rebalancing)[l] = w;
        POLDER_OUT(v, side_haggle)[l] = w * even;
        const float carried = ramp(
            0.5f * (POLDER_IN(v, trust_mean)[l] + POLDER_IN(v, understanding_mean)[l]), 0.3f, 0.5f);
        POLDER_OUT(v, hand_back)[l] = raw[LEVER_hand_back][l] * carried;
        POLDER_OUT(v, side_drift)[l] = raw[LEVER_hand_back][l] * (1 - carried);
        POLDER_OUT(v, focus)[l] = raw[LEVER_focus][l];
        POLDER_OUT(v, onboarding)[l] = raw[LEVER_onboarding][l];
        POLDER_OUT(v, language)[l] = raw[LEVER_language][l];
    }
}

static void networks(const polder_view_t *v)
{
    float raw[N_LEVERS][L];
    push_all(v, raw);
    on_content(v, raw);
    on_relations(v, raw);
    on_members(v, raw);
}

POLDER_PART(collaboration, steering) = {
    .name = "steering",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 110,
    .doc = "what leaders and interventions push, and their side effects",
    .source = "N8, N10, I1-I16",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
