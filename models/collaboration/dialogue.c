/* dialogue: partners learn what moves the others, and look for what they want together.
 * A1 to A5, C1, C6, T8, N2. Step 4.
 *
 * Contact and openness lower asymmetry. The ambition drifts to what partners say they want,
 * and the better they understand each other the more that is what they really want. A
 * stated position stands between ambition and home: the split loyalty. When positions come
 * closer than interests, that is pseudo-consensus.
 */
#include "collaboration.h"

#define SPEED(OWN, id, name, value, doc, source)                                                   \
    OWN(id, "dialogue." name, NETWORK, PARAMETER, value, 0, 1, "1/month", doc, source, 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(transparency, "dialogue.transparency", NETWORK, PARAMETER, 0.53f, 0, 1, "1",               \
        "how open the network is by itself", "T6, A6", 0, NULL)                                    \
    SPEED(OWN, k_learn, "k_learn", 0.235f, "speed at which contact lowers asymmetry", "T8, C6")    \
    SPEED(OWN, k_forget, "k_forget", 0.02f, "speed at which it returns without contact", "T8")     \
    SPEED(OWN, k_ambition, "k_ambition", 0.12f, "speed at which the ambition moves", "C1, N2")     \
    SPEED(OWN, k_position, "k_position", 0.2f, "speed at which positions move", "A2, A3")          \
    OWN(sigma0, "dialogue.tolerance", NETWORK, PARAMETER, 0.86f, 0.01f, 10, "1",                   \
        "distance from the ambition one can live with", "C6, F8", 0, NULL)                         \
    OWN(integrative, "dialogue.integrative", NETWORK, PARAMETER, 0.5f, 0, 5, "1",                  \
        "how much understanding widens what partners can live with", "C6, G4", 0, NULL)            \
    OWN(orientation, "dialogue.orientation", NETWORK, PARAMETER, 0, 0, 1, "1",                     \
        "keyhole (0) to playing field (1): how much home looks from the shared question", "A9", 0, \
        NULL)                                                                                      \
    OWN(tau, "transparency", NETWORK, STATE, 0.53f, 0, 1, "1", "transparency of the network",      \
        "T6", POLDER_SUMMARY | POLDER_DERIVED, NULL)                                               \
    OWN(alignment, "alignment", ORGANISATION, STATE, 0.5f, 0, 1, "1",                              \
        "how well the ambition fits its interest", "A1, C1", POLDER_DERIVED, NULL)                 \
    OWN(declared, "declared", ORGANISATION, STATE, 0.5f, 0, 1, "1",                                \
        "how well the ambition fits its stated position", "A2, C6", POLDER_DERIVED, NULL)          \
    OWN(alignment_mean, "alignment.mean", NETWORK, STATE, 0.5f, 0, 1, "1",                         \
        "mean alignment of members", "C1", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)   \
    OWN(declared_mean, "declared.mean", NETWORK, STATE, 0.5f, 0, 1, "1",                           \
        "mean declared alignment", "C6", POLDER_SUMMARY | POLDER_DERIVED, NULL)                    \
    OWN(pseudo, "pseudo_consensus", NETWORK, STATE, 0, 0, 1, "1",                                  \
        "agreement that is declared but not felt", "C6",                                           \
        POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)                                      \
    OWN(exponent, "dialogue.voice", NETWORK, STATE, 0.6f, 0, 2, "1",                               \
        "power of capacity in whose words weigh", "C10", POLDER_DERIVED, NULL)                     \
    OWN(explorers, "role.explorers", NETWORK, STATE, 0.5f, 0, 1, "1", "mean explorer role", "A7",  \
        POLDER_DERIVED, NULL)                                                                      \
    OWN(sum_weight, "dialogue.weight", NETWORK, SUM, 0, 0, 1e9f, "1", "weights", "", 0, NULL)      \
    OWN(sum_x, "dialogue.x", NETWORK, SUM, 0, -1e9f, 1e9f, "1", "weighted first axis", "", 0,      \
        NULL)                                                                                      \
    OWN(sum_y, "dialogue.y", NETWORK, SUM, 0, -1e9f, 1e9f, "1", "weighted second axis", "", 0,     \
        NULL)                                                                                      \
    OWN(sum_explorer, "dialogue.explorer", NETWORK, SUM, 0, 0, 1e9f, "1", "explorers", "", 0,      \
        NULL)                                                                                      \
    OWN(sum_alignment, "dialogue.alignment", NETWORK, SUM, 0, 0, 1e9f, "1", "alignment", "", 0,    \
        NULL)                                                                                      \
    OWN(sum_declared, "dialogue.declared", NETWORK, SUM, 0, 0, 1e9f, "1", "declared", "", 0, NULL) \
    READ(between, "between.transparency")                                                          \
    READ(disclosure, "push.disclosure")                                                            \
    READ(reflection, "push.reflection")                                                            \
    READ(vision, "push.vision")                                                                    \
    READ(structuring, "push.structuring")                                                          \
    READ(form, "governance.form")                                                                  \
    READ(rule_power, "rule.power")                                                                 \
    READ(system_trust, "system_trust")                                                             \
    READ(contact, "contact")                                                                       \
    READ(contact_mean, "contact.mean")                                                             \
    READ(openness, "other.openness")                                                               \
    READ(self_awareness, "skill.self_awareness")                                                   \
    READ(explorer, "role.explorer")                                                                \
    READ(understanding, "partners.understanding")                                                  \
    READ(understanding_mean, "understanding.mean")                                                 \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(present, "members")                                                                       \
    READ(volume, "capacity.log")                                                                   \
    READ(consent, "membership.consent")                                                            \
    READ(lead, "lead")                                                                             \
    READ(active, "active")                                                                         \
    READ(interest_x, "interest.x")                                                                 \
    READ(interest_y, "interest.y")                                                                 \
    READ(personal_x, "personal.x")                                                                 \
    READ(personal_y, "personal.y")                                                                 \
    READ(personal_weight, "partners.personal_weight")                                              \
    READ(loyalty, "loyalty")                                                                       \
    WRITE(position_x, "position.x")                                                                \
    WRITE(position_y, "position.y")                                                                \
    WRITE(asymmetry, "asymmetry")                                                                  \
    WRITE(ambition_x, "ambition.x")                                                                \
    WRITE(ambition_y, "ambition.y")
POLDER_FIELDS(FIELDS)

static void openness(const polder_view_t *v)
{
    const float *transparency = POLDER_IN(v, transparency), *between = POLDER_IN(v, between);
    const float *disclosure = POLDER_IN(v, disclosure), *reflection = POLDER_IN(v, reflection);
    const float *form = POLDER_IN(v, form), *rule_power = POLDER_IN(v, rule_power);
    const float *system_trust = POLDER_IN(v, system_trust);
    float *tau = POLDER_OUT(v, tau), *exponent = POLDER_OUT(v, exponent);
    POLDER_EACH_LANE(l) {
        tau[l] = polder_either(polder_unit(transparency[l] + between[l]),
                               0.5f * disclosure[l] + 0.25f * reflection[l]);
        exponent[l] =
            (form[l] == LEAD ? 1.3f : 0.6f) * (1 - 0.5f * rule_power[l] * system_trust[l]);
    }
}

/* Partners come to see more of each other. */
static void learn(const polder_view_t *v, int r)
{
    const float *contact = POLDER_IN(v, contact), *open = POLDER_IN(v, openness);
    const float *tau = POLDER_IN(v, tau), *k_learn = POLDER_IN(v, k_learn);
    const float *k_forget = POLDER_IN(v, k_forget);
    float *asymmetry = POLDER_OUT(v, asymmetry);
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) {
            const float N = contact[a + l], U = asymmetry[a + l];
            const float target = polder_unit(1 - tau[l] * (0.3f + 1.44f * open[a + l]));
            asymmetry[a + l] =
                U + k_learn[l] * N * (target - U) + k_forget[l] * (1 - N) * (0.9f - U);
        }
    }
}

static void talk(const polder_view_t *v)
{
    const float *understanding = POLDER_IN(v, understanding), *active = POLDER_IN(v, active);
    const float *aware = POLDER_IN(v, self_awareness), *explorer = POLDER_IN(v, explorer);
    const float *consent = POLDER_IN(v, consent);
    const float *volume = POLDER_IN(v, volume), *lead = POLDER_IN(v, lead);
    const float *exponent = POLDER_IN(v, exponent), *form = POLDER_IN(v, form);
    const float *x = POLDER_IN(v, interest_x), *y = POLDER_IN(v, interest_y);
    const float *zx = POLDER_IN(v, position_x), *zy = POLDER_IN(v, position_y);
    float *sum_weight = POLDER_ADD(v, sum_weight), *sum_explorer = POLDER_ADD(v, sum_explorer);
    float *sum_x = POLDER_ADD(v, sum_x), *sum_y = POLDER_ADD(v, sum_y);
    POLDER_EACH_ROW(v, r) {
        learn(v, r);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float q = polder_unit(understanding[e] * (0.4f + aware[e]));
            const float loud = form[l] == LEAD && lead[e] > 0 ? 3.0f : 1.0f;
            const float weight =
                active[e] * consent[e] * loud * polder_exp(exponent[l] * volume[e]);
            sum_weight[l] += weight;
            sum_x[l] += (weight * (q * x[e] + (1 - q) * zx[e]));
            sum_y[l] += (weight * (q * y[e] + (1 - q) * zy[e]));
            sum_explorer[l] += (active[e] * explorer[e]);
        }
    }
}

static void agree(const polder_view_t *v)
{
    const float *sum_weight = POLDER_IN(v, sum_weight), *sum_explorer = POLDER_IN(v, sum_explorer);
    const float *sum_x = POLDER_IN(v, sum_x), *sum_y = POLDER_IN(v, sum_y);
    const float *k_ambition = POLDER_IN(v, k_ambition), *contact = POLDER_IN(v, contact_mean);
    const float *vision = POLDER_IN(v, vision), *structuring = POLDER_IN(v, structuring);
    const float *present = POLDER_IN(v, present);
    float *ax = POLDER_OUT(v, ambition_x), *ay = POLDER_OUT(v, ambition_y);
    float *explorers = POLDER_OUT(v, explorers);
    POLDER_EACH_LANE(l) {
        const float rate = k_ambition[l] * contact[l] * (1 + 2 * vision[l] + structuring[l]);
        const float weight = polder_at_least(sum_weight[l], 1e-6f);
        ax[l] = sum_weight[l] > 0 ? polder_relax(ax[l], sum_x[l] / weight, rate) : ax[l];
        ay[l] = sum_weight[l] > 0 ? polder_relax(ay[l], sum_y[l] / weight, rate) : ay[l];
        explorers[l] = sum_explorer[l] / polder_at_least(present[l], 1.0f);
    }
}

static void stand(const polder_view_t *v)
{
    const float *ax = POLDER_IN(v, ambition_x), *ay = POLDER_IN(v, ambition_y);
    const float *x = POLDER_IN(v, interest_x), *y = POLDER_IN(v, interest_y);
    const float *px = POLDER_IN(v, personal_x), *py = POLDER_IN(v, personal_y);
    const float *psi = POLDER_IN(v, personal_weight), *loyalty = POLDER_IN(v, loyalty);
    const float *field = POLDER_IN(v, orientation);
    const float *k_position = POLDER_IN(v, k_position), *active = POLDER_IN(v, active);
    const float *sigma0 = POLDER_IN(v, sigma0), *integrative = POLDER_IN(v, integrative);
    const float *understanding = POLDER_IN(v, understanding_mean);
    const float *trust = POLDER_IN(v, trust_mean), *explorers = POLDER_IN(v, explorers);
    const float *structuring = POLDER_IN(v, structuring), *vision = POLDER_IN(v, vision);
    float *zx = POLDER_OUT(v, position_x), *zy = POLDER_OUT(v, position_y);
    float *alignment = POLDER_OUT(v, alignment), *declared = POLDER_OUT(v, declared);
    float *sum_alignment = POLDER_ADD(v, sum_alignment);
    float *sum_declared = POLDER_ADD(v, sum_declared);
    float width[L]; /* −1 / 2σ² */
    POLDER_EACH_LANE(l) {
        const float wider = integrative[l] * understanding[l] * (0.5f + 0.5f * trust[l]) *
                            (0.7f + 0.6f * explorers[l]);
        const float sigma = sigma0[l] * (1 + wider + 0.35f * structuring[l] + 0.25f * vision[l]);
        width[l] = -0.5f / (sigma * sigma);
    }
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float home_x = (1 - psi[l]) * x[e] + psi[l] * px[e];
            const float home_y = (1 - psi[l]) * y[e] + psi[l] * py[e];
            const float home = (1 - loyalty[e]) * (1 - field[l]);
            zx[e] = polder_relax(zx[e], ax[l] + home * (home_x - ax[l]), k_position[l]);
            zy[e] = polder_relax(zy[e], ay[l] + home * (home_y - ay[l]), k_position[l]);
            alignment[e] = polder_exp(width[l] * (square(x[e] - ax[l]) + square(y[e] - ay[l])));
            declared[e] = polder_exp(width[l] * (square(zx[e] - ax[l]) + square(zy[e] - ay[l])));
            sum_alignment[l] += (active[e] * alignment[e]);
            sum_declared[l] += (active[e] * declared[e]);
        }
}

static void conclude(const polder_view_t *v)
{
    const float *sum_alignment = POLDER_IN(v, sum_alignment);
    const float *sum_declared = POLDER_IN(v, sum_declared), *present = POLDER_IN(v, present);
    const float *understanding = POLDER_IN(v, understanding_mean);
    const float *disclosure = POLDER_IN(v, disclosure);
    float *alignment_mean = POLDER_OUT(v, alignment_mean), *pseudo = POLDER_OUT(v, pseudo);
    float *declared_mean = POLDER_OUT(v, declared_mean);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(present[l], 1.0f);
        alignment_mean[l] = sum_alignment[l] / n;
        declared_mean[l] = sum_declared[l] / n;
        pseudo[l] = polder_at_least(declared_mean[l] - alignment_mean[l], 0.0f) *
                    (1 - 0.5f * understanding[l]) * (1 - 0.5f * disclosure[l]);
    }
}

POLDER_PART(collaboration, dialogue) = {
    .name = "dialogue",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 140,
    .doc = "understanding, ambition, positions and alignment",
    .source = "A1-A5, C1, C6, T8, N2",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, openness},
              {POLDER_ROWS, talk},
              {POLDER_NETWORKS, agree},
              {POLDER_ROWS, stand},
              {POLDER_NETWORKS, conclude}},
};
