/* organising: the four boundaries a network needs, and no more. N4, C8, F5. Step 5.
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
    WRITE(organised, "organised")
POLDER_FIELDS(FIELDS)

static void networks(const polder_view_t *v)
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
        const float us =
            polder_unit(0.2f + 0.5f * trust[l] + 0.2f * ownership[l] + 0.25f * vision[l]);
        const float rate = k_boundary[l] * contact[l] *
                           (1 + vision[l] + 0.8f * structuring[l] + 0.5f * process[l]);
        authority[l] = polder_relax(authority[l], base, rate);
        task[l] = polder_relax(task[l], who, rate);
        political[l] = polder_relax(political[l], what, rate);
        identity[l] = polder_relax(identity[l], us, rate);
        organised[l] = 0.25f * (authority[l] + task[l] + political[l] + identity[l]);
    }
}

POLDER_PART(collaboration, organising) = {
    .name = "organising",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 150,
    .doc = "the four boundaries a network needs",
    .source = "N4, C8",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
