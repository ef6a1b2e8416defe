/* founding: where the network as a whole starts. A2, C1, N4, N5, N14, T4.
 *
 * The ambition is someone's first idea: near the weighted mean of the stated positions, but
 * not yet shared.
 */
#include "collaboration.h"

#define BOUNDARY(OWN, id, about)                                                                   \
    OWN(id, "boundary." #id, NETWORK, STATE, .value = 0.25f, .max = 1, .unit = "1", .doc = about,  \
        .source = "N4, Hirschhorn & Gilmore 1992", .flags = POLDER_SUMMARY)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, founding, ring_spared, 0.4f, 0, 1,                                                 \
           "share of the duties that a member in the ring is spared", "N5")                        \
    NUMBER(OWN, founding, free_spared, 0.7f, 0, 1,                                                 \
           "share of the duties that a member in the free space is spared", "N5")                  \
    NUMBER(OWN, founding, ring_silent, 0.5f, 0, 1,                                                 \
           "share of the weight of its consent that a member in the ring lacks", "N5")             \
    NUMBER(OWN, founding, system_least, 0.15f, 0, 0.5f,                                            \
           "first system trust without rules of the game", "T4")                                   \
    NUMBER(OWN, founding, system_rules, 0.35f, 0, 0.5f, "what the rules of the game add to it",    \
           "T4, N3")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(start, "organising.start", NETWORK, PARAMETER, .value = 0.25f, .max = 1, .unit = "1",      \
        .doc = "the four boundaries at the start", .source = "N4")                                 \
    OWN(idea_sd, "dialogue.first_idea", NETWORK, PARAMETER, .value = 0.4f, .max = 10, .unit = "1", \
        .doc = "distance of the first idea from the mean position, per axis", .source = "C1, F1")  \
    OWN(momentum_first, "progress.first_momentum", NETWORK, PARAMETER, .value = 0.9f, .max = 1,    \
        .unit = "1", .doc = "early enthusiasm", .source = "N14")                                   \
    OWN(perspective_first, "progress.first_perspective", NETWORK, PARAMETER, .value = 0.8f,        \
        .max = 1, .unit = "1", .doc = "early perspective", .source = "N14, F2")                    \
    OWN(pretence_base, "contributing.pretence", NETWORK, PARAMETER, .value = 0.125f, .max = 1,     \
        .unit = "1", .doc = "taking part for the look of it, by itself", .source = "F4")           \
    OWN(breadth, "value.breadth", NETWORK, PARAMETER, .value = 0.5f, .max = 1, .unit = "1",        \
        .doc = "how much is done together: tuning to integration", .source = "N16, N18, F12")      \
    OWN(effort, "steering.effort", NETWORK, PARAMETER, .value = 0.3f, .max = 1, .unit = "1",       \
        .doc = "effort of those who lead", .source = "N8")                                         \
    OWN(idea_x, "idea.x", NETWORK, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",                  \
        .doc = "first idea, first axis", .source = "C1, F1", .flags = POLDER_DERIVED)              \
    OWN(idea_y, "idea.y", NETWORK, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",                  \
        .doc = "first idea, second axis", .source = "C1, F1", .flags = POLDER_DERIVED)             \
    OWN(ambition_x, "ambition.x", NETWORK, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",          \
        .doc = "ambition, first axis", .source = "C1")                                             \
    OWN(ambition_y, "ambition.y", NETWORK, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",          \
        .doc = "ambition, second axis", .source = "C1")                                            \
    BOUNDARY(OWN, authority, "who is in charge of what")                                           \
    BOUNDARY(OWN, task, "who does what")                                                           \
    BOUNDARY(OWN, political, "what is in it for us")                                               \
    BOUNDARY(OWN, identity, "who is us")                                                           \
    OWN(organised, "organised", NETWORK, STATE, .value = 0.25f, .max = 1, .unit = "1",             \
        .doc = "mean of the four boundaries", .source = "N4, F5",                                  \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(system_trust, "system_trust", NETWORK, STATE, .value = 0.325f, .max = 1, .unit = "1",      \
        .doc = "trust in rules, contracts and process", .source = "T4, N13",                       \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(momentum, "momentum", NETWORK, STATE, .value = 0.9f, .max = 1, .unit = "1",                \
        .doc = "energy of the network", .source = "N14", .flags = POLDER_SUMMARY | POLDER_TRACK)   \
    OWN(perspective, "perspective", NETWORK, STATE, .value = 0.8f, .max = 1, .unit = "1",          \
        .doc = "how much the future beckons", .source = "N14, F2",                                 \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(pretence, "pretence", NETWORK, STATE, .value = 0.125f, .max = 1, .unit = "1",              \
        .doc = "taking part for the look of it", .source = "F4",                                   \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(breadth_now, "breadth.now", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",          \
        .doc = "how much is done together now", .source = "N16, F12",                              \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(leader_effort, "leader.effort", NETWORK, STATE, .value = 0.3f, .max = 1, .unit = "1",      \
        .doc = "effort of those who lead, as it is now", .source = "N8, N9",                       \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(founders, "founders", NETWORK, STATE, .max = 1e9f, .unit = "organisations",                \
        .doc = "organisations at the founding", .source = "N1", .flags = POLDER_DERIVED)           \
    OWN(position_x, "position.x", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",     \
        .doc = "stated position, first axis", .source = "A2")                                      \
    OWN(position_y, "position.y", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",     \
        .doc = "stated position, second axis", .source = "A2")                                     \
    OWN(duty, "membership.duties", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",         \
        .doc = "share of the duties of a core member: 1, 0.6 in the ring, 0.3 in the free space",  \
        .source = "N5")                                                                            \
    OWN(consent, "membership.consent", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",     \
        .doc = "weight of its consent: 1, 0.5 in the ring, 0 in the free space", .source = "N5")   \
    OWN(sum_w, "founding.capacity", NETWORK, SUM, .max = 1e9f, .unit = "1", .doc = "capacity")     \
    OWN(sum_x, "founding.x", NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1",                 \
        .doc = "capacity times position")                                                          \
    OWN(sum_y, "founding.y", NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1",                 \
        .doc = "capacity times position")                                                          \
    OWN(sum_n, "founding.n", NETWORK, SUM, .max = 1e9f, .unit = "organisations",                   \
        .doc = "organisations")                                                                    \
    READ(active, "active")                                                                         \
    READ(capacity, "capacity")                                                                     \
    WRITE(volume, "capacity.log")                                                                  \
    READ(interest_x, "interest.x")                                                                 \
    READ(interest_y, "interest.y")                                                                 \
    READ(personal_x, "personal.x")                                                                 \
    READ(personal_y, "personal.y")                                                                 \
    READ(personal_weight, "partners.personal_weight")                                              \
    READ(place, "membership.place")                                                                \
    READ(rules, "rule.mean")                                                                       \
    READ(between_idea, "between.idea")                                                             \
    READ(between_pretence, "between.pretence")                                                     \
    READ(between_breadth, "between.breadth")
POLDER_FIELDS(FIELDS)
POLDER_IN_ORDER(authority, task, political, identity);

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *x = POLDER_IN(v, interest_x), *y = POLDER_IN(v, interest_y);
    const float *px = POLDER_IN(v, personal_x), *py = POLDER_IN(v, personal_y);
    const float *psi = POLDER_IN(v, personal_weight), *place = POLDER_IN(v, place);
    float *zx = POLDER_OUT(v, position_x), *zy = POLDER_OUT(v, position_y);
    float *duty = POLDER_OUT(v, duty), *consent = POLDER_OUT(v, consent);
    float *sum_w = POLDER_ADD(v, sum_w), *sum_n = POLDER_ADD(v, sum_n);
    float *sum_x = POLDER_ADD(v, sum_x), *sum_y = POLDER_ADD(v, sum_y);
    float *volume = POLDER_OUT(v, volume);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float in_ring = place[e] == 1 ? 1.0f : 0.0f,
                        in_free = place[e] == 2 ? 1.0f : 0.0f;
            duty[e] = 1 - AT(ring_spared) * in_ring - AT(free_spared) * in_free;
            consent[e] = 1 - AT(ring_silent) * in_ring - in_free;
            zx[e] = (1 - psi[l]) * x[e] + psi[l] * px[e];
            zy[e] = (1 - psi[l]) * y[e] + psi[l] * py[e];
            volume[e] = polder_log(polder_at_least(capacity[e], TINY));
            const float w = active[e] > 0 ? capacity[e] : 0.0f;
            sum_w[l] += w;
            sum_x[l] += w * zx[e];
            sum_y[l] += w * zy[e];
            sum_n[l] += active[e];
        }
}

static void networks(const polder_view_t *v)
{
    const float *sum_w = POLDER_IN(v, sum_w), *sum_x = POLDER_IN(v, sum_x);
    const float *sum_y = POLDER_IN(v, sum_y), *sum_n = POLDER_IN(v, sum_n);
    const float *idea_sd = POLDER_IN(v, idea_sd), *start = POLDER_IN(v, start);
    const float *rules = POLDER_IN(v, rules), *first = POLDER_IN(v, momentum_first);
    float *ax = POLDER_OUT(v, ambition_x), *ay = POLDER_OUT(v, ambition_y);
    float *organised = POLDER_OUT(v, organised), *system_trust = POLDER_OUT(v, system_trust);
    float *momentum = POLDER_OUT(v, momentum), *founders = POLDER_OUT(v, founders);
    uint32_t word[4][L];
    polder_network_words(v, 0, word);
    for (int b = 0; b < N_BOUNDARIES; b++)
        POLDER_EACH_LANE(l) v->col[f_authority + b][l] = start[l];
    POLDER_EACH_LANE(l) {
        float n1, n2;
        const float w = polder_at_least(sum_w[l], TINY);
        polder_normal2(word[0][l], word[1][l], &n1, &n2);
        const float off = idea_sd[l] * POLDER_IN(v, between_idea)[l];
        ax[l] = sum_x[l] / w + off * n1;
        ay[l] = sum_y[l] / w + off * n2;
        POLDER_OUT(v, idea_x)[l] = ax[l];
        POLDER_OUT(v, idea_y)[l] = ay[l];
        POLDER_OUT(v, perspective)[l] = POLDER_IN(v, perspective_first)[l];
        POLDER_OUT(v, pretence)
        [l] = polder_unit(POLDER_IN(v, pretence_base)[l] + POLDER_IN(v, between_pretence)[l]);
        POLDER_OUT(v, breadth_now)
        [l] = polder_unit(POLDER_IN(v, breadth)[l] + POLDER_IN(v, between_breadth)[l]);
        POLDER_OUT(v, leader_effort)[l] = POLDER_IN(v, effort)[l];
        organised[l] = start[l];
        system_trust[l] = AT(system_least) + AT(system_rules) * rules[l];
        momentum[l] = first[l];
        founders[l] = sum_n[l];
    }
}

POLDER_PART(collaboration, founding) = {
    .name = "founding",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 60,
    .doc = "where the network as a whole starts",
    .source = "C1, N4, N14, T4",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
