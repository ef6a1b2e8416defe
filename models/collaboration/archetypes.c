/* archetypes: why it fails: twelve indices from 0 (not at all) to 1 (fully). F1 to F12.
 *
 * Each index is a straight ramp between a value that is clearly fine and one that clearly
 * is not; ½ is halfway. The ends are a judgement, written here and nowhere else; the
 * diagnosis compares networks that fail with networks that succeed.
 */
#include "collaboration.h"

#define ARCHETYPE(OWN, id, about, by)                                                              \
    OWN(id, "archetype." #id, NETWORK, OBSERVABLE, .max = 1, .unit = "1", .doc = about,            \
        .source = by, .flags = POLDER_SUMMARY)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "archetypes." #id, NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1",         \
        .doc = #id)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    ARCHETYPE(OWN, no_shared_ambition, "F1: no shared ambition", "F1")                             \
    ARCHETYPE(OWN, dilution, "F2: dilution of the beckoning perspective", "F2, N14")               \
    ARCHETYPE(OWN, instability, "F3: instability of people", "F3, A10")                            \
    ARCHETYPE(OWN, pseudo_collaboration, "F4: pseudo-collaboration", "F4")                         \
    ARCHETYPE(OWN, under_organisation, "F5: under-organisation", "F5, N4")                         \
    ARCHETYPE(OWN, enemy_image, "F6: persistent enemy image", "F6, T7")                            \
    ARCHETYPE(OWN, double_loyalties, "F7: double loyalties and the home base", "F7, A3, A4")       \
    ARCHETYPE(OWN, diversity, "F8: unbridgeable diversity", "F8")                                  \
    ARCHETYPE(OWN, power_play, "F9: dormant power play", "F9, C10")                                \
    ARCHETYPE(OWN, stranding, "F10: stranding after the pilot", "F10, N15")                        \
    ARCHETYPE(OWN, expectations, "F11: unequal, implicit expectations", "F11, N17")                \
    ARCHETYPE(OWN, too_much, "F12: too much together", "F12, N16")                                 \
    TOTAL(OWN, short)                                                                              \
    TOTAL(OWN, arcs)                                                                               \
    TOTAL(OWN, hostile)                                                                            \
    READ(tie, "tie")                                                                               \
    READ(delivered, "delivered")                                                                   \
    READ(expectation, "expectation")                                                               \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")                                                                   \
    READ(conflicts, "conflict.share")                                                              \
    READ(founders, "founders")                                                                     \
    READ(replaced, "representatives.replaced")                                                     \
    READ(left, "members.left")                                                                     \
    READ(off, "ambition.off")                                                                      \
    READ(spread, "interest.spread")                                                                \
    READ(culture_spread, "culture.spread")                                                         \
    READ(perspective, "perspective")                                                               \
    READ(pretence, "pretence")                                                                     \
    READ(takeover, "leader.takeover")                                                              \
    READ(able, "able")                                                                             \
    READ(support, "support.mean")                                                                  \
    READ(tolerance, "dialogue.tolerance")                                                          \
    READ(inequality, "inequality")                                                                 \
    READ(rule_power, "rule.power")                                                                 \
    READ(system_trust, "system_trust")                                                             \
    READ(power_used, "value.power_used")                                                           \
    READ(gone, "value.gone")                                                                       \
    READ(funding, "value.funding")                                                                 \
    READ(funding_months, "value.funding_months")                                                   \
    READ(stops, "planned.stop-money")                                                              \
    READ(funded, "value.funded")                                                                   \
    READ(over, "expectation.over")                                                                 \
    READ(breadth, "breadth.now")                                                                   \
    READ(time_mean, "time.mean")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *delivered = POLDER_IN(v, delivered);
    const float *expectation = POLDER_IN(v, expectation), *trust = POLDER_IN(v, trust);
    const float *vigilance = POLDER_IN(v, vigilance);
    float *arcs = POLDER_ADD(v, sum_arcs), *short_of = POLDER_ADD(v, sum_short);
    float *hostile = POLDER_ADD(v, sum_hostile);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const float off = expectation[a + l] - delivered[v->nbr[a + l]];
                const float cold = trust[a + l] < 0.35f ? tie[a + l] : 0.0f;
                arcs[l] += tie[a + l];
                short_of[l] += tie[a + l] * polder_at_least(off, 0.0f);
                hostile[l] += vigilance[a + l] > 0.5f ? cold : 0.0f;
            }
        }
}

static void of_people(const polder_view_t *v)
{
    const float years = polder_at_least((float)(int32_t)v->tick * (1.0f / 12), 1.0f);
    POLDER_EACH_LANE(l) {
        const float founders = polder_at_least(POLDER_IN(v, founders)[l], 1.0f);
        const float arcs = polder_at_least(POLDER_IN(v, sum_arcs)[l], 1.0f);
        const float moves =
            (POLDER_IN(v, replaced)[l] + POLDER_IN(v, left)[l]) / (founders * years);
        const float enemies =
            0.6f * POLDER_IN(v, sum_hostile)[l] / arcs + POLDER_IN(v, conflicts)[l];
        const float apart = POLDER_IN(v, spread)[l] / POLDER_IN(v, tolerance)[l];
        const float missed = polder_at_least(POLDER_IN(v, sum_short)[l] / arcs - 0.1f, 0.0f);
        POLDER_OUT(v, no_shared_ambition)
        [l] = ramp(POLDER_IN(v, off)[l] / POLDER_IN(v, tolerance)[l], 0.3f, 2.5f);
        POLDER_OUT(v, instability)[l] = ramp(moves, 0.05f, 1.2f);
        POLDER_OUT(v, enemy_image)[l] = ramp(enemies, 0, 1.4f);
        POLDER_OUT(v, double_loyalties)[l] = ramp(POLDER_IN(v, support)[l], 0.75f, 0);
        POLDER_OUT(v, diversity)
        [l] = polder_either(ramp(apart, 0.5f, 2.6f),
                            ramp(POLDER_IN(v, culture_spread)[l], 0.28f, 0.6f));
        POLDER_OUT(v, expectations)
        [l] = ramp(POLDER_IN(v, over)[l] + 0.5f * missed, 0.02f, 0.5f);
    }
}

static void of_the_whole(const polder_view_t *v)
{
    const float month = (float)(int32_t)v->tick, *stops = POLDER_EVENT(v, stops, 0);
    POLDER_EACH_LANE(l) {
        const float curbed = 1 - 0.6f * POLDER_IN(v, rule_power)[l] * POLDER_IN(v, system_trust)[l];
        const float over = month > POLDER_IN(v, funding_months)[l] ? 1.0f : stops[l];
        const float ended = over * POLDER_IN(v, funding)[l] * (1 - POLDER_IN(v, funded)[l]);
        POLDER_OUT(v, dilution)[l] = ramp(POLDER_IN(v, perspective)[l], 0.7f, 0);
        POLDER_OUT(v, pseudo_collaboration)
        [l] = polder_either(ramp(POLDER_IN(v, pretence)[l], 0.1f, 0.9f),
                            ramp(POLDER_IN(v, takeover)[l], 0.05f, 0.5f));
        POLDER_OUT(v, under_organisation)[l] = ramp(POLDER_IN(v, able)[l], 1, 0.1f);
        POLDER_OUT(v, power_play)
        [l] = 0.4f * ramp(POLDER_IN(v, inequality)[l] * curbed, 0.2f, 1.8f) +
              0.6f * ramp(POLDER_IN(v, power_used)[l], 0, 0.8f);
        POLDER_OUT(v, stranding)[l] = polder_unit(1.2f * POLDER_IN(v, gone)[l] + ended);
        POLDER_OUT(v, too_much)
        [l] = polder_either(ramp(POLDER_IN(v, breadth)[l], 0.4f, 1.1f),
                            polder_unit(1.5f * (1 - POLDER_IN(v, time_mean)[l])));
    }
}

static void networks(const polder_view_t *v)
{
    of_people(v);
    of_the_whole(v);
}

POLDER_PART(collaboration, archetypes) = {
    .name = "archetypes",
    .model = "collaboration",
    .kind = POLDER_OBSERVE,
    .order = 330,
    .doc = "the twelve archetypes of failure",
    .source = "F1-F12",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
