/* dialogue: partners look for what they want together. A1 to A5, C1, C6, N2. Step 4 of a month.
 *
 * The ambition drifts to what partners say they want, and the better they understand each other
 * the more that is what they really want; whom many see is heard more. It moves most while the
 * network is young, or while it renews. A stated position stands between ambition and home: the
 * split loyalty. What counts for alignment is what the representative pursues, between the
 * interest of the organisation and its own. When positions come closer than that, it is
 * pseudo-consensus.
 */
#include "collaboration.h"

#define SPEED(OWN, id, number, about, by)                                                          \
    OWN(id, "dialogue." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = "1/month",     \
        .doc = about, .source = by)
#define TOTAL(OWN, id, least, about)                                                               \
    OWN(sum_##id, "dialogue." #id, NETWORK, SUM, .min = least, .max = 1e9f, .unit = "1",           \
        .doc = about)
#define MEAN(OWN, id, name, about, by, more)                                                       \
    OWN(id, name, NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1", .doc = about,              \
        .source = by, .flags = more | POLDER_DERIVED)
#define SPREAD_OF(OWN, id, name, about, by)                                                        \
    OWN(id, name, NETWORK, STATE, .max = 1e6f, .unit = "1", .doc = about, .source = by,            \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)

#define NUMBERS(OWN)                                                                               \
    PHASES(OWN, dialogue, open, 1, 1, 0.6f, 0.15f, 0.08f, 0, 1,                                    \
           "how open the ambition is for change", "N2, N11")                                       \
    NUMBER(OWN, dialogue, voice_lead, 1.3f, 0, 3,                                                  \
           "power of capacity in whose words weigh, under a lead organisation", "C10, N7")         \
    NUMBER(OWN, dialogue, voice_other, 0.6f, 0, 3, "the same under another form", "C10, N7")       \
    NUMBER(OWN, dialogue, voice_rule, 0.5f, 0, 1, "how much rule 1 (power) takes away of that",    \
           "N3, C10")                                                                              \
    NUMBER(OWN, dialogue, voice_freeze, 1.2f, 0, 3, "what a frozen problem adds to it", "I5, C10") \
    NUMBER(OWN, dialogue, voice_loud, 2.0f, 0, 5,                                                  \
           "how much more the words of a lead organisation weigh", "N7")                           \
    NUMBER(OWN, dialogue, relayed_weight, 0.5f, 0, 1,                                              \
           "how much what a hub relays counts for understanding", "V16, I6")                       \
    NUMBER(OWN, dialogue, frank_least, 0.4f, 0, 2,                                                 \
           "how much who is not aware of itself says of what it wants", "A2, A6")                  \
    NUMBER(OWN, dialogue, heard_least, 0.2f, 0.01f, 2,                                             \
           "contact that who is seen by nobody is heard with", "V52")                              \
    NUMBER(OWN, dialogue, open_again, 0.7f, 0, 1,                                                  \
           "how open the ambition is while the network renews", "N2, N15")                         \
    NUMBER(OWN, dialogue, ambition_structuring, 0.5f, 0, 2,                                        \
           "how much faster structuring moves the ambition", "C1, I5")                             \
    NUMBER(OWN, dialogue, ambition_vision, 0.7f, 0, 2, "speed at which a vision moves it",         \
           "C1, I1")                                                                               \
    NUMBER(OWN, dialogue, ambition_freeze, 0.35f, 0, 2,                                            \
           "speed at which a frozen problem moves it to the strongest", "C1, I5")                  \
    NUMBER(OWN, dialogue, ambition_stalled, 0.6f, 0, 1, "how much slower camps make the ambition", \
           "V27")                                                                                  \
    NUMBER(OWN, dialogue, imposed_vision, 2, 0, 5,                                                 \
           "how fast a vision ends holding on to the first idea", "F1, I1")                        \
    NUMBER(OWN, dialogue, variety_interests, 0.6f, 0, 2,                                           \
           "variety that a usual spread of interests gives", "F8, N2")                             \
    NUMBER(OWN, dialogue, spread_usual, 0.72f, 0.05f, 10, "spread of interests that is usual",     \
           "F8")                                                                                   \
    NUMBER(OWN, dialogue, variety_cultures, 0.15f, 0, 1,                                           \
           "variety that a usual spread of cultures gives", "F8, N2")                              \
    NUMBER(OWN, dialogue, cultures_usual, 0.22f, 0.02f, 2, "spread of cultures that is usual",     \
           "F8")                                                                                   \
    NUMBER(OWN, dialogue, variety_least, 0.25f, 0, 2,                                              \
           "differences below which there is no variety to make use of", "F8, N2")                 \
    NUMBER(OWN, dialogue, wider_least, 0.5f, 0, 1,                                                 \
           "share of the widening by understanding that is there without trust", "C6, C4")         \
    NUMBER(OWN, dialogue, wider_stay, 0.7f, 0, 2, "factor on the widening without explorers",      \
           "C6, A7")                                                                               \
    NUMBER(OWN, dialogue, wider_explorers, 0.6f, 0, 2, "what explorers add to that factor",        \
           "C6, A7")                                                                               \
    NUMBER(OWN, dialogue, wider_structuring, 0.33f, 0, 1,                                          \
           "how much structuring widens what partners can live with", "C6, I5")                    \
    NUMBER(OWN, dialogue, wider_vision, 0.2f, 0, 1, "how much a vision widens it", "C6, I1")       \
    NUMBER(OWN, dialogue, wide_apart, 1.55f, 1.2f, 3,                                              \
           "factor on it where nothing is done together", "C6, N16")                               \
    NUMBER(OWN, dialogue, wide_breadth, 1.1f, 0, 1.15f, "what breadth takes of that factor",       \
           "C6, N16")                                                                              \
    NUMBER(OWN, dialogue, wide_field, 0.2f, 0, 1,                                                  \
           "what looking from the shared question adds to it", "C6, A9")                           \
    NUMBER(OWN, dialogue, pseudo_understanding, 0.5f, 0, 1,                                        \
           "share of the pseudo-consensus that understanding ends", "C6, T8")                      \
    NUMBER(OWN, dialogue, pseudo_disclosure, 0.5f, 0, 1,                                           \
           "share of the pseudo-consensus that disclosure ends", "C6, I3")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    SPEED(OWN, k_ambition, 0.12f, "speed at which the ambition moves", "C1, N2")                   \
    SPEED(OWN, k_position, 0.2f, "speed at which positions move", "A2, A3")                        \
    OWN(imposed, "dialogue.imposed", NETWORK, PARAMETER, .max = 1, .unit = "1",                    \
        .doc = "how much the first idea is held on to", .source = "F1")                            \
    OWN(position, "dialogue.position", NETWORK, PARAMETER, .value = 0.82f, .max = 2, .unit = "1",  \
        .doc = "power of contact received in whose words weigh", .source = "V52")                  \
    OWN(sigma0, "dialogue.tolerance", NETWORK, PARAMETER, .value = 0.86f, .min = 0.01f, .max = 10, \
        .unit = "1", .doc = "distance from the ambition one can live with", .source = "C6, F8")    \
    OWN(integrative, "dialogue.integrative", NETWORK, PARAMETER, .value = 0.5f, .max = 5,          \
        .unit = "1", .doc = "how much understanding widens what partners can live with",           \
        .source = "C6, G4")                                                                        \
    OWN(orientation, "dialogue.orientation", NETWORK, PARAMETER, .max = 1, .unit = "1",            \
        .doc = "keyhole (0) to playing field (1): how much home looks from the shared question",   \
        .source = "A9")                                                                            \
    OWN(alignment, "alignment", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",         \
        .doc = "how well the ambition fits what its representative pursues", .source = "A1, C1",   \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(declared, "declared", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",           \
        .doc = "how well the ambition fits its stated position", .source = "A2, C6",               \
        .flags = POLDER_DERIVED)                                                                   \
    MEAN(OWN, alignment_mean, "alignment.mean", "mean alignment of members", "C1",                 \
         POLDER_SUMMARY | POLDER_TRACK)                                                            \
    MEAN(OWN, declared_mean, "declared.mean", "mean declared alignment", "C6", POLDER_SUMMARY)     \
    OWN(pseudo, "pseudo_consensus", NETWORK, STATE, .max = 1, .unit = "1",                         \
        .doc = "agreement that is declared but not felt", .source = "C6",                          \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    MEAN(OWN, explorers, "role.explorers", "mean explorer role", "A7", 0)                          \
    OWN(variety, "variety", NETWORK, STATE, .max = 1, .unit = "1",                                 \
        .doc = "differences among members that can be made use of", .source = "F8, N2",            \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    SPREAD_OF(OWN, off, "ambition.off", "distance of the ambition from the mean interest", "F1")   \
    SPREAD_OF(OWN, spread, "interest.spread", "spread of interests per axis", "F8")                \
    SPREAD_OF(OWN, culture_spread, "culture.spread", "spread of cultures", "F8")                   \
    TOTAL(OWN, weight, 0, "weights")                                                               \
    TOTAL(OWN, x, -1e9f, "weighted first axis")                                                    \
    TOTAL(OWN, y, -1e9f, "weighted second axis")                                                   \
    TOTAL(OWN, explorer, 0, "explorers")                                                           \
    TOTAL(OWN, interest_x, -1e9f, "interests, first axis")                                         \
    TOTAL(OWN, interest_y, -1e9f, "interests, second axis")                                        \
    TOTAL(OWN, squares, 0, "squares of interests")                                                 \
    TOTAL(OWN, culture, 0, "cultures")                                                             \
    TOTAL(OWN, cultures2, 0, "squares of cultures")                                                \
    TOTAL(OWN, alignment, 0, "alignment")                                                          \
    TOTAL(OWN, declared, 0, "declared")                                                            \
    READ(disclosure, "push.disclosure")                                                            \
    READ(vision, "push.vision")                                                                    \
    READ(structuring, "push.structuring")                                                          \
    READ(freeze, "side.freeze")                                                                    \
    READ(form, "governance.form")                                                                  \
    READ(rule_power, "rule.power")                                                                 \
    READ(system_trust, "system_trust")                                                             \
    READ(contact_mean, "contact.mean")                                                             \
    READ(received, "meeting.received")                                                             \
    READ(relayed, "meeting.relayed")                                                               \
    READ(stalled, "camps.stalled")                                                                 \
    READ(phase, "phase")                                                                           \
    READ(renewing, "progress.renewing")                                                            \
    READ(breadth, "breadth.now")                                                                   \
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
    READ(culture, "culture")                                                                       \
    READ(loyalty, "loyalty")                                                                       \
    READ(idea_x, "idea.x")                                                                         \
    READ(idea_y, "idea.y")                                                                         \
    WRITE(position_x, "position.x")                                                                \
    WRITE(position_y, "position.y")                                                                \
    WRITE(ambition_x, "ambition.x")                                                                \
    WRITE(ambition_y, "ambition.y")
POLDER_FIELDS(FIELDS)

/* How much each is heard: `power` is the weight of its capacity, `loud` what a lead organisation
 * has beside that. */
static void voices(const polder_view_t *v, float power[L], float loud[L])
{
    const float *form = POLDER_IN(v, form), *rule_power = POLDER_IN(v, rule_power);
    const float *S = POLDER_IN(v, system_trust), *freeze = POLDER_IN(v, freeze);
    POLDER_EACH_LANE(l) {
        power[l] = pick(form[l] == LEAD, AT(voice_lead), AT(voice_other)) *
                       (1 - AT(voice_rule) * rule_power[l] * S[l]) +
                   AT(voice_freeze) * freeze[l];
        loud[l] = pick(form[l] == LEAD, AT(voice_loud), 0);
    }
}

static void talk(const polder_view_t *v)
{
    const float *understanding = POLDER_IN(v, understanding), *active = POLDER_IN(v, active);
    const float *aware = POLDER_IN(v, self_awareness), *explorer = POLDER_IN(v, explorer);
    const float *consent = POLDER_IN(v, consent), *relayed = POLDER_IN(v, relayed);
    const float *volume = POLDER_IN(v, volume), *lead = POLDER_IN(v, lead);
    const float *position = POLDER_IN(v, position), *received = POLDER_IN(v, received);
    const float *x = POLDER_IN(v, interest_x), *y = POLDER_IN(v, interest_y);
    const float *px = POLDER_IN(v, personal_x), *py = POLDER_IN(v, personal_y);
    const float *zx = POLDER_IN(v, position_x), *zy = POLDER_IN(v, position_y);
    const float *psi = POLDER_IN(v, personal_weight), *culture = POLDER_IN(v, culture);
    float *sum_weight = POLDER_ADD(v, sum_weight), *sum_explorer = POLDER_ADD(v, sum_explorer);
    float *sum_x = POLDER_ADD(v, sum_x), *sum_y = POLDER_ADD(v, sum_y);
    float *own_x = POLDER_ADD(v, sum_interest_x), *own_y = POLDER_ADD(v, sum_interest_y);
    float *squares = POLDER_ADD(v, sum_squares), *sum_culture = POLDER_ADD(v, sum_culture);
    float *cultures2 = POLDER_ADD(v, sum_cultures2);
    float power[L], loud[L];
    voices(v, power, loud);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float here = active[e];
            const float known = polder_either(understanding[e], AT(relayed_weight) * relayed[e]);
            const float frank = polder_unit(known * (AT(frank_least) + aware[e]));
            const float weight =
                here * consent[e] * (1 + loud[l] * lead[e]) *
                polder_exp(power[l] * volume[e] +
                           position[l] * polder_log(AT(heard_least) + received[e]));
            const float hx = x[e] + psi[l] * (px[e] - x[e]), hy = y[e] + psi[l] * (py[e] - y[e]);
            sum_weight[l] += weight;
            sum_x[l] += (weight * (zx[e] + frank * (hx - zx[e])));
            sum_y[l] += (weight * (zy[e] + frank * (hy - zy[e])));
            sum_explorer[l] += (here * explorer[e]);
            own_x[l] += (here * x[e]);
            own_y[l] += (here * y[e]);
            squares[l] += (here * (x[e] * x[e] + y[e] * y[e]));
            sum_culture[l] += (here * culture[e]);
            cultures2[l] += (here * culture[e] * culture[e]);
        }
}

static void agree(const polder_view_t *v)
{
    const float *sum_weight = POLDER_IN(v, sum_weight);
    const float *sum_x = POLDER_IN(v, sum_x), *sum_y = POLDER_IN(v, sum_y);
    const float *k_ambition = POLDER_IN(v, k_ambition), *contact = POLDER_IN(v, contact_mean);
    const float *vision = POLDER_IN(v, vision), *structuring = POLDER_IN(v, structuring);
    const float *phase = POLDER_IN(v, phase), *renewing = POLDER_IN(v, renewing);
    float *ax = POLDER_OUT(v, ambition_x), *ay = POLDER_OUT(v, ambition_y);
    float open_in[L];
    in_phase(v, f_open_explore, phase, open_in);
    POLDER_EACH_LANE(l) {
        const float again = pick(renewing[l] > 0, AT(open_again), 0);
        const float open = polder_max(polder_max(open_in[l], again), vision[l]);
        const float speed =
            open * (k_ambition[l] * (1 + AT(ambition_structuring) * structuring[l]) +
                    AT(ambition_vision) * vision[l]) +
            AT(ambition_freeze) * POLDER_IN(v, freeze)[l];
        const float rate =
            contact[l] * (1 - AT(ambition_stalled) * POLDER_IN(v, stalled)[l]) * speed;
        const float held =
            POLDER_IN(v, imposed)[l] * polder_at_least(1 - AT(imposed_vision) * vision[l], 0.0f);
        const float weight = polder_at_least(sum_weight[l], TINY);
        const float aim_x = sum_x[l] / weight, aim_y = sum_y[l] / weight;
        const float to_x = aim_x + held * (POLDER_IN(v, idea_x)[l] - aim_x);
        const float to_y = aim_y + held * (POLDER_IN(v, idea_y)[l] - aim_y);
        ax[l] = sum_weight[l] > 0 ? polder_relax(ax[l], to_x, rate) : ax[l];
        ay[l] = sum_weight[l] > 0 ? polder_relax(ay[l], to_y, rate) : ay[l];
    }
}

/* How much the members differ, and how far the ambition lies from what they want in the mean. */
static void differences(const polder_view_t *v)
{
    const float *present = POLDER_IN(v, present);
    const float *ax = POLDER_IN(v, ambition_x), *ay = POLDER_IN(v, ambition_y);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(present[l], 1.0f);
        const float mx = POLDER_IN(v, sum_interest_x)[l] / n;
        const float my = POLDER_IN(v, sum_interest_y)[l] / n;
        const float mc = POLDER_IN(v, sum_culture)[l] / n;
        const float square_x = POLDER_IN(v, sum_squares)[l] / n - mx * mx - my * my;
        const float square_c = POLDER_IN(v, sum_cultures2)[l] / n - mc * mc;
        const float spread = polder_sqrt(polder_at_least(0.5f * square_x, 0.0f));
        const float culture = polder_sqrt(polder_at_least(square_c, 0.0f));
        POLDER_OUT(v, spread)[l] = spread;
        POLDER_OUT(v, culture_spread)[l] = culture;
        /* differences count against what is usual; somewhat less than that is no variety */
        POLDER_OUT(v, variety)
        [l] = polder_unit(AT(variety_interests) / AT(spread_usual) * spread +
                          AT(variety_cultures) / AT(cultures_usual) * culture - AT(variety_least));
        POLDER_OUT(v, off)[l] = polder_sqrt(square(ax[l] - mx) + square(ay[l] - my));
        POLDER_OUT(v, explorers)[l] = POLDER_IN(v, sum_explorer)[l] / n;
    }
}

static void between_talks(const polder_view_t *v)
{
    agree(v);
    differences(v);
}

static void stand(const polder_view_t *v)
{
    const float *ax = POLDER_IN(v, ambition_x), *ay = POLDER_IN(v, ambition_y);
    const float *x = POLDER_IN(v, interest_x), *y = POLDER_IN(v, interest_y);
    const float *px = POLDER_IN(v, personal_x), *py = POLDER_IN(v, personal_y);
    const float *psi = POLDER_IN(v, personal_weight), *loyalty = POLDER_IN(v, loyalty);
    const float *field = POLDER_IN(v, orientation), *active = POLDER_IN(v, active);
    const float *k_position = POLDER_IN(v, k_position);
    float *zx = POLDER_OUT(v, position_x), *zy = POLDER_OUT(v, position_y);
    float *alignment = POLDER_OUT(v, alignment), *declared = POLDER_OUT(v, declared);
    float *sum_alignment = POLDER_ADD(v, sum_alignment);
    float *sum_declared = POLDER_ADD(v, sum_declared);
    float width[L]; /* −1 / 2σ² */
    POLDER_EACH_LANE(l) {
        const float wider = POLDER_IN(v, integrative)[l] * POLDER_IN(v, understanding_mean)[l] *
                            partly(AT(wider_least), POLDER_IN(v, trust_mean)[l]) *
                            (AT(wider_stay) + AT(wider_explorers) * POLDER_IN(v, explorers)[l]);
        const float sigma = POLDER_IN(v, sigma0)[l] *
                            (1 + wider + AT(wider_structuring) * POLDER_IN(v, structuring)[l] +
                             AT(wider_vision) * POLDER_IN(v, vision)[l]) *
                            (AT(wide_apart) - AT(wide_breadth) * POLDER_IN(v, breadth)[l]) *
                            (1 + AT(wide_field) * field[l]);
        width[l] = -0.5f / (sigma * sigma);
    }
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float hx = x[e] + psi[l] * (px[e] - x[e]), hy = y[e] + psi[l] * (py[e] - y[e]);
            const float home = (1 - loyalty[e]) * (1 - field[l]);
            zx[e] = polder_relax(zx[e], ax[l] + home * (hx - ax[l]), k_position[l]);
            zy[e] = polder_relax(zy[e], ay[l] + home * (hy - ay[l]), k_position[l]);
            alignment[e] = polder_exp(width[l] * (square(hx - ax[l]) + square(hy - ay[l])));
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
                    (1 - AT(pseudo_understanding) * understanding[l]) *
                    (1 - AT(pseudo_disclosure) * disclosure[l]);
    }
}

POLDER_PART(collaboration, dialogue) = {
    .name = "dialogue",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 140,
    .doc = "ambition, positions and alignment",
    .source = "A1-A5, C1, C6, N2, N30",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, talk},
              {POLDER_NETWORKS, between_talks},
              {POLDER_ROWS, stand},
              {POLDER_NETWORKS, conclude}},
};
