/* archetypes: twelve indices of why a network fails, from 0 (not at all) to 1 (fully). F1 to F12.
 *
 * Each index is a straight ramp between a value that is clearly fine and one that clearly
 * is not; ½ is halfway. Where the ends lie is a judgement, so they are parameters. The diagnosis
 * compares networks that fail with networks that succeed. No mechanism reads an index.
 */
#include "collaboration.h"

#define ARCHETYPE(OWN, id, about, by)                                                              \
    OWN(id, "archetype." #id, NETWORK, OBSERVABLE, .max = 1, .unit = "1", .doc = about,            \
        .source = by, .flags = POLDER_SUMMARY)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "archetypes." #id, NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1",         \
        .doc = #id)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, archetypes, ambition_from, 0.3f, 0, 1.2f,                                          \
           "distance of the ambition, in tolerances, at which none is shared begins", "F1")        \
    NUMBER(OWN, archetypes, ambition_to, 2.5f, 1.4f, 10,                                           \
           "distance of the ambition, in tolerances, at which none is shared is full", "F1")       \
    NUMBER(OWN, archetypes, dilution_perspective, 0.7f, 0.1f, 1,                                   \
           "perspective below which it dilutes", "F2, N14")                                        \
    OWN(moves_from, "archetypes.moves_from", NETWORK, PARAMETER, .value = 0.05f, .max = 0.5f,      \
        .unit = "1/year",                                                                          \
        .doc = "people and members that go, per founder, at which instability begins",             \
        .source = "F3, A10")                                                                       \
    OWN(moves_to, "archetypes.moves_to", NETWORK, PARAMETER, .value = 1.2f, .min = 0.6f, .max = 5, \
        .unit = "1/year",                                                                          \
        .doc = "people and members that go, per founder, at which instability is full",            \
        .source = "F3, A10")                                                                       \
    NUMBER(OWN, archetypes, pretence_from, 0.1f, 0, 0.45f,                                         \
           "pretence at which pseudo-collaboration begins", "F4")                                  \
    NUMBER(OWN, archetypes, pretence_to, 0.9f, 0.55f, 1,                                           \
           "pretence at which pseudo-collaboration is full", "F4")                                 \
    NUMBER(OWN, archetypes, takeover_from, 0.05f, 0, 0.25f,                                        \
           "takeover by a leader at which pseudo-collaboration begins", "F4")                      \
    NUMBER(OWN, archetypes, takeover_to, 0.5f, 0.3f, 1,                                            \
           "takeover by a leader at which pseudo-collaboration is full", "F4")                     \
    NUMBER(OWN, archetypes, able_to, 0.1f, 0, 0.9f,                                                \
           "ability to act at which under-organisation is full", "F5, N4")                         \
    NUMBER(OWN, archetypes, cold_trust, 0.35f, 0, 1, "trust below which a tie may be hostile",     \
           "F6, T7")                                                                               \
    NUMBER(OWN, archetypes, hostile_vigilance, 0.5f, 0, 1,                                         \
           "vigilance above which a tie without that trust is hostile", "F6, T7")                  \
    NUMBER(OWN, archetypes, enemies_hostile, 0.6f, 0, 5,                                           \
           "weight of the share of hostile ties, against that of conflicts", "F6, T7")             \
    NUMBER(OWN, archetypes, enemies_to, 1.4f, 0.1f, 5,                                             \
           "hostile ties and conflicts, so weighed, at which the enemy image is full", "F6, T7")   \
    NUMBER(OWN, archetypes, home_support, 0.75f, 0.1f, 1,                                          \
           "mean support at home below which double loyalties begin", "F7, A3, A4")                \
    NUMBER(OWN, archetypes, interests_from, 0.5f, 0, 1.5f,                                         \
           "spread of interests, in tolerances, at which diversity begins to divide", "F8")        \
    NUMBER(OWN, archetypes, interests_to, 2.6f, 1.6f, 10,                                          \
           "spread of interests, in tolerances, at which it divides fully", "F8")                  \
    NUMBER(OWN, archetypes, cultures_from, 0.28f, 0, 0.42f,                                        \
           "spread of cultures at which diversity begins to divide", "F8")                         \
    NUMBER(OWN, archetypes, cultures_to, 0.6f, 0.46f, 1,                                           \
           "spread of cultures at which it divides fully", "F8")                                   \
    NUMBER(OWN, archetypes, power_curb, 0.6f, 0, 1, "share of the inequality that rules curb",     \
           "F9, C10")                                                                              \
    NUMBER(OWN, archetypes, power_unequal, 0.4f, 0, 1, "weight of inequality in power play",       \
           "F9, C10")                                                                              \
    NUMBER(OWN, archetypes, power_taken, 0.6f, 0, 1, "weight of power that is used in it",         \
           "F9, C10")                                                                              \
    NUMBER(OWN, archetypes, unequal_from, 0.2f, 0, 0.9f,                                           \
           "inequality at which its share in power play begins", "F9, C10")                        \
    NUMBER(OWN, archetypes, unequal_to, 1.8f, 1.1f, 5,                                             \
           "inequality at which its share in power play is full", "F9, C10")                       \
    NUMBER(OWN, archetypes, taken_to, 0.8f, 0.1f, 1,                                               \
           "share that goes by power at which its share in power play is full", "F9, C10")         \
    NUMBER(OWN, archetypes, stranding_gone, 1.2f, 0, 5,                                            \
           "weight of value that goes elsewhere in stranding", "F10, N15")                         \
    NUMBER(OWN, archetypes, short_free, 0.1f, 0, 1,                                                \
           "mean shortfall behind what is expected that counts for nothing", "F11, N17")           \
    NUMBER(OWN, archetypes, short_weight, 0.5f, 0, 5, "weight of the shortfall above that",        \
           "F11, N17")                                                                             \
    NUMBER(OWN, archetypes, over_from, 0.02f, 0, 0.25f,                                            \
           "expectations too high at which unequal expectations begin", "F11, N17")                \
    NUMBER(OWN, archetypes, over_to, 0.5f, 0.3f, 2,                                                \
           "expectations too high at which unequal expectations are full", "F11, N17")             \
    NUMBER(OWN, archetypes, breadth_from, 0.4f, 0, 0.7f,                                           \
           "breadth at which too much together begins", "F12, N16")                                \
    NUMBER(OWN, archetypes, breadth_to, 1.1f, 0.8f, 2,                                             \
           "breadth at which too much together would be full", "F12, N16")                         \
    NUMBER(OWN, archetypes, late_slope, 1.5f, 0, 10,                                               \
           "how fast a lack of time becomes too much together", "F12, N16")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    ARCHETYPE(OWN, no_shared_ambition, "F1: no shared ambition", "F1")                             \
    ARCHETYPE(OWN, dilution, "F2: fading vision", "F2, N14")                                       \
    ARCHETYPE(OWN, instability, "F3: high turnover of people", "F3, A10")                          \
    ARCHETYPE(OWN, pseudo_collaboration, "F4: collaboration in name only", "F4")                   \
    ARCHETYPE(OWN, under_organisation, "F5: too loosely organised", "F5, N4")                      \
    ARCHETYPE(OWN, enemy_image, "F6: entrenched hostility", "F6, T7")                              \
    ARCHETYPE(OWN, double_loyalties, "F7: little backing at home", "F7, A3, A4")                   \
    ARCHETYPE(OWN, diversity, "F8: differences too great", "F8")                                   \
    ARCHETYPE(OWN, power_play, "F9: hidden power play", "F9, C10")                                 \
    ARCHETYPE(OWN, stranding, "F10: stuck after the pilot", "F10, N15")                            \
    ARCHETYPE(OWN, expectations, "F11: unspoken expectations", "F11, N17")                         \
    ARCHETYPE(OWN, too_much, "F12: doing too much together", "F12, N16")                           \
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
    READ(ambition_off, "ambition.off")                                                             \
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
    READ(value_gone, "value.gone")                                                                 \
    READ(funding, "value.funding")                                                                 \
    READ(funding_months, "value.funding_months")                                                   \
    READ(stops, "planned.stop-money")                                                              \
    READ(funded, "value.funded")                                                                   \
    READ(excess, "expectation.over")                                                               \
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
                const float shortfall = expectation[a + l] - delivered[v->nbr[a + l]];
                const float distrusted = trust[a + l] < AT(cold_trust) ? tie[a + l] : 0.0f;
                arcs[l] += tie[a + l];
                short_of[l] += tie[a + l] * polder_at_least(shortfall, 0.0f);
                hostile[l] += vigilance[a + l] > AT(hostile_vigilance) ? distrusted : 0.0f;
            }
        }
}

static void of_people(const polder_view_t *v)
{
    const float years = polder_at_least((float)(int32_t)v->tick * (1.0f / MONTHS_A_YEAR), 1.0f);
    POLDER_EACH_LANE(l) {
        const float founders = polder_at_least(POLDER_IN(v, founders)[l], 1.0f);
        const float arcs = polder_at_least(POLDER_IN(v, sum_arcs)[l], 1.0f);
        const float moves =
            (POLDER_IN(v, replaced)[l] + POLDER_IN(v, left)[l]) / (founders * years);
        const float enemies =
            AT(enemies_hostile) * POLDER_IN(v, sum_hostile)[l] / arcs + POLDER_IN(v, conflicts)[l];
        const float apart = POLDER_IN(v, spread)[l] / POLDER_IN(v, tolerance)[l];
        const float missed =
            polder_at_least(POLDER_IN(v, sum_short)[l] / arcs - AT(short_free), 0.0f);
        POLDER_OUT(v, no_shared_ambition)
        [l] = ramp(POLDER_IN(v, ambition_off)[l] / POLDER_IN(v, tolerance)[l], AT(ambition_from),
                   AT(ambition_to));
        POLDER_OUT(v, instability)[l] = ramp(moves, AT(moves_from), AT(moves_to));
        POLDER_OUT(v, enemy_image)[l] = ramp(enemies, 0, AT(enemies_to));
        POLDER_OUT(v, double_loyalties)[l] = ramp(POLDER_IN(v, support)[l], AT(home_support), 0);
        POLDER_OUT(v, diversity)
        [l] = polder_either(
            ramp(apart, AT(interests_from), AT(interests_to)),
            ramp(POLDER_IN(v, culture_spread)[l], AT(cultures_from), AT(cultures_to)));
        POLDER_OUT(v, expectations)
        [l] = ramp(POLDER_IN(v, excess)[l] + AT(short_weight) * missed, AT(over_from), AT(over_to));
    }
}

static void of_the_whole(const polder_view_t *v)
{
    const float month = (float)(int32_t)v->tick, *stops = POLDER_PLANNED_AT(v, stops, 0);
    POLDER_EACH_LANE(l) {
        const float curbed =
            1 - AT(power_curb) * POLDER_IN(v, rule_power)[l] * POLDER_IN(v, system_trust)[l];
        const float funding_over = month > POLDER_IN(v, funding_months)[l] ? 1.0f : stops[l];
        const float stranded =
            funding_over * POLDER_IN(v, funding)[l] * (1 - POLDER_IN(v, funded)[l]);
        POLDER_OUT(v, dilution)
        [l] = ramp(POLDER_IN(v, perspective)[l], AT(dilution_perspective), 0);
        POLDER_OUT(v, pseudo_collaboration)
        [l] = polder_either(ramp(POLDER_IN(v, pretence)[l], AT(pretence_from), AT(pretence_to)),
                            ramp(POLDER_IN(v, takeover)[l], AT(takeover_from), AT(takeover_to)));
        POLDER_OUT(v, under_organisation)[l] = ramp(POLDER_IN(v, able)[l], 1, AT(able_to));
        POLDER_OUT(v, power_play)
        [l] = polder_unit(AT(power_unequal) * ramp(POLDER_IN(v, inequality)[l] * curbed,
                                                   AT(unequal_from), AT(unequal_to)) +
                          AT(power_taken) * ramp(POLDER_IN(v, power_used)[l], 0, AT(taken_to)));
        POLDER_OUT(v, stranding)
        [l] = polder_unit(AT(stranding_gone) * POLDER_IN(v, value_gone)[l] + stranded);
        POLDER_OUT(v, too_much)
        [l] = polder_either(ramp(POLDER_IN(v, breadth)[l], AT(breadth_from), AT(breadth_to)),
                            polder_unit(AT(late_slope) * (1 - POLDER_IN(v, time_mean)[l])));
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
