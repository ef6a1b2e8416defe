/* norm: talk is a promise; and taking part for the look of it. F4, N20, V35, V36.
 *
 * Being called upon makes a norm that stands in for proof. It wears with use, and breaks when it
 * is not kept; who is called upon all the time stops hearing it. Pretence grows where agreement
 * is declared but not felt.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(norm, "norm", NETWORK, STATE, 0, 0, 1, "1", "a promise that stands in for proof",          \
        "N20, V35", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)                          \
    OWN(used, "norm.used", NETWORK, STATE, 0, 0, 1, "1", "how worn the calls are", "V35",          \
        POLDER_DERIVED, NULL)                                                                      \
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
        const float talked =
            polder_unit(1.1f * POLDER_IN(v, contact)[l] + 0.3f * POLDER_IN(v, disclosure)[l] +
                        0.3f * POLDER_IN(v, language)[l]) *
            (1 - ramp(divided, 0.2f, 0.7f));
        const float watched = polder_unit(0.5f * POLDER_IN(v, monitoring)[l] *
                                          (0.2f + 0.8f * POLDER_IN(v, rules)[l]));
        const float rewarded =
            polder_unit(0.4f * (POLDER_IN(v, quick_wins)[l] +
                                POLDER_IN(v, rebalancing)[l] * (1 - POLDER_IN(v, haggle)[l])));
        const float called = polder_either(talked, polder_either(watched, rewarded));
        const float heard = called * (1 - 0.95f * used[l]);
        const float rate = heard > norm[l] ? 0.3f : 0.08f;
        const float x = polder_relax(norm[l], heard, rate);
        const float broken = polder_at_least(x - POLDER_IN(v, contribution_mean)[l], 0.0f);
        used[l] = polder_relax(used[l], called, 0.05f);
        norm[l] = x * (1 - 0.15f * broken);
        const float shown = polder_unit(POLDER_IN(v, pretence_base)[l] + POLDER_IN(v, between)[l] +
                                        0.4f * POLDER_IN(v, pseudo)[l]);
        pretence[l] = polder_relax(pretence[l],
                                   shown * (1 - 0.85f * POLDER_IN(v, reflection)[l]) *
                                       (1 - 0.3f * POLDER_IN(v, hand_back)[l]),
                                   0.12f);
    }
}

POLDER_PART(collaboration, norm) = {
    .name = "norm",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 155,
    .doc = "promises, and taking part for the look of it",
    .source = "F4, N20",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
