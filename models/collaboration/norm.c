/* norm: talk is a promise; and taking part for the look of it. F4, N20, V35, V36.
 *
 * Being called upon makes a norm that stands in for proof. It wears with use, and breaks when it
 * is not kept; who is called upon all the time stops hearing it. Pretence grows where agreement
 * is declared but not felt.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, norm, talk_contact, 1.1f, 0, 5, "how much bringing together calls upon partners",  \
           "N20, V35")                                                                             \
    NUMBER(OWN, norm, talk_disclosure, 0.3f, 0, 2, "how much disclosure calls upon partners",      \
           "N20, V35")                                                                             \
    NUMBER(OWN, norm, talk_language, 0.3f, 0, 2, "how much a common language calls upon partners", \
           "N20, V35")                                                                             \
    NUMBER(OWN, norm, divided_from, 0.2f, 0, 0.39f,                                                \
           "hostile ties and conflicts at which being too divided to call upon each other begins", \
           "N20, F6")                                                                              \
    NUMBER(                                                                                        \
        OWN, norm, divided_to, 0.7f, 0.51f, 1,                                                     \
        "hostile ties and conflicts at which being too divided to call upon each other is full",   \
        "N20, F6")                                                                                 \
    NUMBER(OWN, norm, watch, 0.5f, 0, 2, "how much monitoring calls upon partners", "N20, C9")     \
    NUMBER(OWN, norm, watch_least, 0.2f, 0, 1, "share of that without rules of the game",          \
           "N20, N3")                                                                              \
    NUMBER(OWN, norm, reward, 0.4f, 0, 2,                                                          \
           "how much results and a repaired balance call upon partners", "N20, I9")                \
    NUMBER(OWN, norm, deaf, 0.95f, 0, 1, "share of the calls that wear makes unheard", "V35")      \
    OWN(k_rise, "norm.k_rise", NETWORK, PARAMETER, .value = 0.3f, .max = 1, .unit = "1/month",     \
        .doc = "speed at which the norm rises", .source = "V35")                                   \
    OWN(k_fall, "norm.k_fall", NETWORK, PARAMETER, .value = 0.08f, .max = 1, .unit = "1/month",    \
        .doc = "speed at which the norm falls", .source = "V35")                                   \
    OWN(k_used, "norm.k_used", NETWORK, PARAMETER, .value = 0.05f, .max = 1, .unit = "1/month",    \
        .doc = "speed at which calls wear", .source = "V35")                                       \
    NUMBER(OWN, norm, broken, 0.15f, 0, 1, "share of the norm that a broken promise costs", "V35") \
    NUMBER(OWN, norm, pretence_pseudo, 0.4f, 0, 2, "pretence that pseudo-consensus brings",        \
           "F4, C6")                                                                               \
    NUMBER(OWN, norm, pretence_reflection, 0.85f, 0, 1,                                            \
           "share of the pretence that reflection ends", "F4, I3")                                 \
    NUMBER(OWN, norm, pretence_back, 0.3f, 0, 1, "share of the pretence that handing back ends",   \
           "F4, I15")                                                                              \
    OWN(k_pretence, "norm.k_pretence", NETWORK, PARAMETER, .value = 0.12f, .max = 1,               \
        .unit = "1/month", .doc = "speed at which pretence follows", .source = "F4")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(norm, "norm", NETWORK, STATE, .max = 1, .unit = "1",                                       \
        .doc = "a promise that stands in for proof", .source = "N20, T11, V35",                    \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(used, "norm.used", NETWORK, STATE, .max = 1, .unit = "1", .doc = "how worn the calls are", \
        .source = "V35", .flags = POLDER_DERIVED)                                                  \
    READ(pretence_base, "contributing.pretence")                                                   \
    READ(between, "between.pretence")                                                              \
    READ(pseudo, "pseudo_consensus")                                                               \
    READ(contact, "push.contact")                                                                  \
    READ(disclosure, "push.disclosure")                                                            \
    READ(language, "push.language")                                                                \
    READ(monitoring, "push.monitoring")                                                            \
    READ(quick_wins, "push.quick_wins")                                                            \
    READ(rebalancing, "push.rebalancing")                                                          \
    READ(reflection, "push.reflection")                                                            \
    READ(hand_back, "push.hand_back")                                                              \
    READ(haggle, "side.haggle")                                                                    \
    READ(hostile, "hostile.share")                                                                 \
    READ(conflicts, "conflict.share")                                                              \
    READ(rules, "rule.mean")                                                                       \
    READ(contribution_mean, "contribution.mean")                                                   \
    WRITE(pretence, "pretence")
POLDER_FIELDS(FIELDS)

static void networks(const polder_view_t *v)
{
    float *norm = POLDER_OUT(v, norm), *used = POLDER_OUT(v, used);
    float *pretence = POLDER_OUT(v, pretence);
    POLDER_EACH_LANE(l) {
        const float divided = POLDER_IN(v, hostile)[l] + POLDER_IN(v, conflicts)[l];
        const float talked = polder_unit(AT(talk_contact) * POLDER_IN(v, contact)[l] +
                                         AT(talk_disclosure) * POLDER_IN(v, disclosure)[l] +
                                         AT(talk_language) * POLDER_IN(v, language)[l]) *
                             (1 - ramp(divided, AT(divided_from), AT(divided_to)));
        const float watched = polder_unit(AT(watch) * POLDER_IN(v, monitoring)[l] *
                                          partly(AT(watch_least), POLDER_IN(v, rules)[l]));
        const float rewarded = polder_unit(
            AT(reward) * (POLDER_IN(v, quick_wins)[l] +
                          POLDER_IN(v, rebalancing)[l] * (1 - POLDER_IN(v, haggle)[l])));
        const float called = polder_either(talked, polder_either(watched, rewarded));
        const float heard = called * (1 - AT(deaf) * used[l]);
        const float rate = pick(heard > norm[l], AT(k_rise), AT(k_fall));
        const float norm_now = polder_relax(norm[l], heard, rate);
        const float broken = polder_at_least(norm_now - POLDER_IN(v, contribution_mean)[l], 0.0f);
        used[l] = polder_relax(used[l], called, AT(k_used));
        norm[l] = norm_now * (1 - AT(broken) * broken);
        const float shown = polder_unit(POLDER_IN(v, pretence_base)[l] + POLDER_IN(v, between)[l] +
                                        AT(pretence_pseudo) * POLDER_IN(v, pseudo)[l]);
        pretence[l] =
            polder_relax(pretence[l],
                         shown * (1 - AT(pretence_reflection) * POLDER_IN(v, reflection)[l]) *
                             (1 - AT(pretence_back) * POLDER_IN(v, hand_back)[l]),
                         AT(k_pretence));
    }
}

POLDER_PART(collaboration, norm) = {
    .name = "norm",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 155,
    .doc = "promises, and taking part for the look of it",
    .source = "F4, N20, T11",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
