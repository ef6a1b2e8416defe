/* organising: the four boundaries a network needs, and no more, and whether it is able to act.
 * N4, N7, N16, C8, F5. Step 5.
 *
 * How much is done together follows the parameter; focus narrows it. What the network can do is
 * held against what its size, task and form of governance ask.
 *
 * Who is in charge, who does what, what is in it for us, who are we. Rule 3 (results are
 * justified on content) can support the political boundary; its weight is 0 by default.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(k_boundary, "organising.k_boundary", NETWORK, PARAMETER, 0.13f, 0, 1, "1/month",           \
        "speed at which boundaries follow", "N4", 0, NULL)                                         \
    OWN(content_weight, "organising.content", NETWORK, PARAMETER, 0, 0, 1, "1",                    \
        "how much rule 3 (content) carries the political boundary", "N3, N4", 0, NULL)             \
    OWN(task_need, "value.task_need", NETWORK, PARAMETER, 0.4f, 0, 1, "1",                         \
        "how much the task asks of the form of governance", "N7", 0, NULL)                         \
    OWN(able, "able", NETWORK, STATE, 0.7f, 0, 1, "1", "ability to act, against what is asked",    \
        "N4, N7, F5", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)                        \
    OWN(crowd, "crowd", NETWORK, STATE, 1, 0, 1e6f, "1",                                           \
        "size against what the form of governance can steer", "N7, N16", POLDER_DERIVED, NULL)     \
    READ(breadth, "value.breadth")                                                                 \
    READ(between, "between.breadth")                                                               \
    READ(kappa, "concreteness")                                                                    \
    READ(form, "governance.form")                                                                  \
    READ(capacity, "form.capacity")                                                                \
    READ(trust_need, "form.trust_need")                                                            \
    READ(consensus_need, "form.consensus_need")                                                    \
    READ(weighted, "members.weighted")                                                             \
    READ(partners_mean, "partners.mean")                                                           \
    READ(debt_organisation, "debt.organisation")                                                   \
    READ(stalled, "camps.stalled")                                                                 \
    READ(reopen, "side.reopen")                                                                    \
    READ(drift, "side.drift")                                                                      \
    READ(rules, "rule.mean")                                                                       \
    READ(content, "rule.content")                                                                  \
    READ(competence, "form.competence")                                                            \
    READ(process, "push.process")                                                                  \
    READ(institution, "push.institution")                                                          \
    READ(structuring, "push.structuring")                                                          \
    READ(focus, "push.focus")                                                                      \
    READ(rebalancing, "push.rebalancing")                                                          \
    READ(vision, "push.vision")                                                                    \
    READ(disclosure, "push.disclosure")                                                            \
    READ(understanding, "understanding.mean")                                                      \
    READ(alignment, "alignment.mean")                                                              \
    READ(trust, "trust.mean")                                                                      \
    READ(ownership, "ownership.mean")                                                              \
    READ(contact, "contact.mean")                                                                  \
    READ(system_trust, "system_trust")                                                             \
    WRITE(authority, "boundary.authority")                                                         \
    WRITE(task, "boundary.task")                                                                   \
    WRITE(political, "boundary.political")                                                         \
    WRITE(identity, "boundary.identity")                                                           \
    WRITE(breadth_now, "breadth.now")                                                              \
    WRITE(organised, "organised")
POLDER_FIELDS(FIELDS)

static void boundaries(const polder_view_t *v)
{
    const float *rules = POLDER_IN(v, rules), *competence = POLDER_IN(v, competence);
    const float *content = POLDER_IN(v, content), *weight = POLDER_IN(v, content_weight);
    const float *process = POLDER_IN(v, process), *institution = POLDER_IN(v, institution);
    const float *structuring = POLDER_IN(v, structuring), *focus = POLDER_IN(v, focus);
    const float *rebalancing = POLDER_IN(v, rebalancing), *vision = POLDER_IN(v, vision);
    const float *disclosure = POLDER_IN(v, disclosure), *S = POLDER_IN(v, system_trust);
    const float *understanding = POLDER_IN(v, understanding);
    const float *alignment = POLDER_IN(v, alignment), *trust = POLDER_IN(v, trust);
    const float *ownership = POLDER_IN(v, ownership), *contact = POLDER_IN(v, contact);
    const float *k_boundary = POLDER_IN(v, k_boundary);
    float *authority = POLDER_OUT(v, authority), *task = POLDER_OUT(v, task);
    float *political = POLDER_OUT(v, political), *identity = POLDER_OUT(v, identity);
    float *organised = POLDER_OUT(v, organised);
    POLDER_EACH_LANE(l) {
        const float base =
            polder_either(polder_unit(0.15f + 0.45f * rules[l] + 0.25f * competence[l]),
                          0.5f * process[l] + 0.4f * institution[l]);
        const float who = polder_either(base * (0.5f + 0.5f * understanding[l]),
                                        0.3f * structuring[l] + 0.2f * focus[l]);
        const float justified = 1 + weight[l] * (2 * content[l] - 1) * S[l];
        const float what = polder_either(
            polder_unit(understanding[l] * (0.5f + 0.5f * alignment[l]) * justified),
            polder_unit(0.4f * rebalancing[l] + 0.3f * vision[l] + 0.3f * disclosure[l]));
        const float us = polder_unit(0.2f + 0.5f * trust[l] + 0.2f * ownership[l] +
                                     0.25f * vision[l] - 0.3f * POLDER_IN(v, stalled)[l]);
        const float rate = k_boundary[l] * contact[l] *
                           (1 + vision[l] + 0.8f * structuring[l] + 0.5f * process[l]);
        const float kept = 1 - 0.10f * POLDER_IN(v, reopen)[l] - 0.08f * POLDER_IN(v, drift)[l];
        authority[l] = polder_relax(authority[l], base, rate) * kept;
        task[l] = polder_relax(task[l], who, rate) * kept;
        political[l] = polder_relax(political[l], what, rate);
        identity[l] = polder_relax(identity[l], us, rate);
        organised[l] = 0.25f * (authority[l] + task[l] + political[l] + identity[l]);
    }
}

/* Those who steer modular work, where little is joint, are no more than one's own partners. */
static float steered(const polder_view_t *v, int l, float b)
{
    const float n = POLDER_IN(v, weighted)[l];
    const float modular = POLDER_IN(v, form)[l] == SELF_ORGANISING ? ramp(b, 0.5f, 0.15f) : 0.0f;
    const float fewer = POLDER_IN(v, partners_mean)[l] + 1 - n;
    return n + modular * polder_min(fewer, 0.0f);
}

static void ability(const polder_view_t *v)
{
    const float *trust = POLDER_IN(v, trust), *alignment = POLDER_IN(v, alignment);
    const float *task_need = POLDER_IN(v, task_need), *competence = POLDER_IN(v, competence);
    float *breadth_now = POLDER_OUT(v, breadth_now);
    POLDER_EACH_LANE(l) {
        const float b = polder_unit(POLDER_IN(v, breadth)[l] + POLDER_IN(v, between)[l]) *
                        (1 - 0.6f * POLDER_IN(v, focus)[l]);
        const float crowd =
            polder_sqrt(steered(v, l, b) / polder_at_least(POLDER_IN(v, capacity)[l], 1e-3f));
        const float need = 0.12f + 0.25f * task_need[l] + 0.16f * crowd * (0.6f + 0.8f * b) +
                           0.35f * POLDER_IN(v, debt_organisation)[l];
        const float open = POLDER_IN(v, form)[l] == SELF_ORGANISING ? 0.35f : 0.0f;
        const float fits =
            (1 - 0.8f * POLDER_IN(v, trust_need)[l] * ramp(trust[l], 0.5f, 0.2f)) *
            (1 - 0.8f * POLDER_IN(v, consensus_need)[l] * ramp(alignment[l], 0.6f, 0.3f)) *
            (1 - open * POLDER_IN(v, kappa)[l]);
        const float can = 0.5f * POLDER_IN(v, authority)[l] + 0.5f * POLDER_IN(v, task)[l] +
                          (0.05f + 0.25f * task_need[l]) * competence[l] +
                          0.15f * (POLDER_IN(v, process)[l] + POLDER_IN(v, institution)[l]);
        breadth_now[l] = b;
        POLDER_OUT(v, crowd)[l] = crowd;
        POLDER_OUT(v, able)
        [l] = polder_unit(can * fits * (1 - 0.4f * POLDER_IN(v, stalled)[l]) / need);
    }
}

static void networks(const polder_view_t *v)
{
    boundaries(v);
    ability(v);
}

POLDER_PART(collaboration, organising) = {
    .name = "organising",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 150,
    .doc = "the four boundaries a network needs, and its ability to act",
    .source = "N4, N7, N16, C8",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
