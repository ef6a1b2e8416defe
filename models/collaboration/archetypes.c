/* archetypes: why it fails: twelve indices from 0 (not at all) to 1 (fully). F1 to F12.
 *
 * Each index is a straight ramp between a value that is clearly fine and one that clearly
 * is not; ½ is halfway. The ends are a judgement, written here and nowhere else; the
 * diagnosis compares networks that fail with networks that succeed.
 */
#include "collaboration.h"

#define ARCHETYPE(OWN, id, doc, source)                                                            \
    OWN(id, "archetype." #id, NETWORK, OBSERVABLE, 0, 0, 1, "1", doc, source, POLDER_SUMMARY, NULL)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "archetypes." #id, NETWORK, SUM, 0, -1e9f, 1e9f, "1", #id, "", 0, NULL)

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
    TOTAL(OWN, strain)                                                                             \
    TOTAL(OWN, x)                                                                                  \
    TOTAL(OWN, y)                                                                                  \
    TOTAL(OWN, squares)                                                                            \
    TOTAL(OWN, capacity)                                                                           \
    TOTAL(OWN, capacity2)                                                                          \
    TOTAL(OWN, gap)                                                                                \
    TOTAL(OWN, arcs)                                                                               \
    TOTAL(OWN, hostile)                                                                            \
    READ(active, "active")                                                                         \
    READ(tie, "tie")                                                                               \
    READ(strain, "strain")                                                                         \
    READ(interest_x, "interest.x")                                                                 \
    READ(interest_y, "interest.y")                                                                 \
    READ(capacity, "capacity")                                                                     \
    READ(claim, "claim")                                                                           \
    READ(delivered, "delivered")                                                                   \
    READ(expectation, "expectation")                                                               \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")                                                                   \
    READ(present, "members")                                                                       \
    READ(founders, "founders")                                                                     \
    READ(replaced, "representatives.replaced")                                                     \
    READ(left, "members.left")                                                                     \
    READ(alignment, "alignment.mean")                                                              \
    READ(momentum, "momentum")                                                                     \
    READ(contribution, "contribution.mean")                                                        \
    READ(organised, "organised")                                                                   \
    READ(tolerance, "dialogue.tolerance")                                                          \
    READ(rule_power, "rule.power")                                                                 \
    READ(system_trust, "system_trust")                                                             \
    READ(phase, "phase")                                                                           \
    READ(made, "value.made")                                                                       \
    READ(goal, "outcome.goal")                                                                     \
    READ(friction, "friction")
POLDER_FIELDS(FIELDS)

/* 0 at `fine`, 1 at `bad`, straight in between. */
static inline float ramp(float x, float fine, float bad)
{
    return polder_unit((x - fine) / (bad - fine));
}

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *tie = POLDER_IN(v, tie);
    const float *x = POLDER_IN(v, interest_x), *y = POLDER_IN(v, interest_y);
    const float *strain = POLDER_IN(v, strain), *capacity = POLDER_IN(v, capacity);
    const float *claim = POLDER_IN(v, claim), *delivered = POLDER_IN(v, delivered);
    const float *expectation = POLDER_IN(v, expectation), *trust = POLDER_IN(v, trust);
    const float *vigilance = POLDER_IN(v, vigilance);
    float *arcs = POLDER_ADD(v, sum_arcs), *gap = POLDER_ADD(v, sum_gap);
    float *hostile = POLDER_ADD(v, sum_hostile), *sum_strain = POLDER_ADD(v, sum_strain);
    float *sum_x = POLDER_ADD(v, sum_x), *sum_y = POLDER_ADD(v, sum_y);
    float *squares = POLDER_ADD(v, sum_squares), *sum_w = POLDER_ADD(v, sum_capacity);
    float *sum_w2 = POLDER_ADD(v, sum_capacity2);
    POLDER_EACH_ROW(v, r) {
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const float off = expectation[a + l] - delivered[v->nbr[a + l]];
                const float cold = trust[a + l] < 0.35f ? tie[a + l] : 0.0f;
                arcs[l] += tie[a + l];
                gap[l] += tie[a + l] * polder_abs(off);
                hostile[l] += vigilance[a + l] > 0.5f ? cold : 0.0f;
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float here = active[e], w = capacity[e] * claim[e];
            sum_strain[l] += here * strain[e];
            sum_x[l] += here * x[e];
            sum_y[l] += here * y[e];
            squares[l] += here * (x[e] * x[e] + y[e] * y[e]);
            sum_w[l] += here * w;
            sum_w2[l] += here * w * w;
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float years = polder_at_least((float)v->tick / 12.0f, 1.0f);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f);
        const float founders = polder_at_least(POLDER_IN(v, founders)[l], 1.0f);
        const float arcs = polder_at_least(POLDER_IN(v, sum_arcs)[l], 1.0f);
        const float mx = POLDER_IN(v, sum_x)[l] / n, my = POLDER_IN(v, sum_y)[l] / n;
        const float distance = polder_sqrt(
            polder_at_least(0.5f * (POLDER_IN(v, sum_squares)[l] / n - mx * mx - my * my), 0.0f));
        const float w = polder_at_least(POLDER_IN(v, sum_capacity)[l] / n, 1e-6f);
        const float inequality =
            polder_sqrt(polder_at_least(POLDER_IN(v, sum_capacity2)[l] / (n * w * w) - 1, 0.0f));
        const float moves =
            (POLDER_IN(v, replaced)[l] + POLDER_IN(v, left)[l]) / (founders * years);
        const float curbed = POLDER_IN(v, rule_power)[l] * POLDER_IN(v, system_trust)[l];
        const float shortfall =
            1 - POLDER_IN(v, made)[l] / polder_at_least(POLDER_IN(v, goal)[l], 1e-6f);
        POLDER_OUT(v, no_shared_ambition)[l] = ramp(POLDER_IN(v, alignment)[l], 0.8f, 0.4f);
        POLDER_OUT(v, dilution)[l] = ramp(POLDER_IN(v, momentum)[l], 0.6f, 0.2f);
        POLDER_OUT(v, instability)[l] = ramp(moves, 0.05f, 0.45f);
        POLDER_OUT(v, pseudo_collaboration)[l] = ramp(POLDER_IN(v, contribution)[l], 0.5f, 0.1f);
        POLDER_OUT(v, under_organisation)[l] = ramp(POLDER_IN(v, organised)[l], 0.65f, 0.25f);
        POLDER_OUT(v, enemy_image)[l] = ramp(POLDER_IN(v, sum_hostile)[l] / arcs, 0.0f, 0.5f);
        POLDER_OUT(v, double_loyalties)[l] = ramp(POLDER_IN(v, sum_strain)[l] / n, 0.1f, 0.6f);
        POLDER_OUT(v, diversity)[l] = ramp(distance / POLDER_IN(v, tolerance)[l], 0.5f, 1.5f);
        POLDER_OUT(v, power_play)[l] = ramp(inequality * (1 - curbed), 0.2f, 1.0f);
        POLDER_OUT(v, stranding)
        [l] = POLDER_IN(v, phase)[l] >= DESIGN ? polder_unit(shortfall) : 0.0f;
        POLDER_OUT(v, expectations)[l] = ramp(POLDER_IN(v, sum_gap)[l] / arcs, 0.0f, 0.3f);
        POLDER_OUT(v, too_much)[l] = ramp(POLDER_IN(v, friction)[l], 0.1f, 0.4f);
    }
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
