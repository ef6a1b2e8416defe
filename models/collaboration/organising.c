/* organising: the four boundaries a network needs, and no more, and whether it is able to act.
 * N4, N7, N16, C8, F5. Step 5 of a month.
 *
 * How much is done together follows the parameter; focus narrows it. What the network can do is
 * held against what its size, task and form of governance ask.
 *
 * Who is in charge, who does what, what is in it for us, who are we. Rule 3 (results are
 * justified on content) can support the political boundary; its weight is 0 by default.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, organising, authority_least, 0.15f, 0, 1,                                          \
           "boundary of authority that is there by itself", "N4")                                  \
    NUMBER(OWN, organising, authority_rules, 0.45f, 0, 2, "what the rules of the game add to it",  \
           "N4, N3")                                                                               \
    NUMBER(OWN, organising, authority_competence, 0.25f, 0, 2,                                     \
           "what the competence of the form adds to it", "N4, N7")                                 \
    NUMBER(OWN, organising, authority_process, 0.5f, 0, 0.5f,                                      \
           "what process management adds to it", "N4, I4")                                         \
    NUMBER(OWN, organising, authority_institution, 0.4f, 0, 0.5f,                                  \
           "what institution building adds to it", "N4, I8")                                       \
    NUMBER(OWN, organising, task_least, 0.5f, 0, 1,                                                \
           "share of the boundary of task without understanding", "N4, T8")                        \
    NUMBER(OWN, organising, task_structuring, 0.5f, 0, 0.5f, "what structuring adds to it",        \
           "N4, I5")                                                                               \
    NUMBER(OWN, organising, task_focus, 0.2f, 0, 0.5f, "what focus adds to it", "N4, I14")         \
    NUMBER(OWN, organising, political_least, 0.5f, 0, 1,                                           \
           "share of the political boundary without alignment", "N4, C1")                          \
    NUMBER(OWN, organising, political_rebalancing, 0.4f, 0, 2,                                     \
           "what repair of the balance adds to it", "N4, I16")                                     \
    NUMBER(OWN, organising, political_vision, 0.3f, 0, 2, "what a vision adds to it", "N4, I1")    \
    NUMBER(OWN, organising, political_disclosure, 0.3f, 0, 2, "what disclosure adds to it",        \
           "N4, I3")                                                                               \
    NUMBER(OWN, organising, identity_least, 0.2f, 0, 1,                                            \
           "boundary of identity that is there by itself", "N4")                                   \
    NUMBER(OWN, organising, identity_trust, 0.5f, 0, 2, "what trust adds to it", "N4, C4")         \
    NUMBER(OWN, organising, identity_ownership, 0.2f, 0, 1, "what ownership adds to it",           \
           "N4, N20")                                                                              \
    NUMBER(OWN, organising, identity_vision, 0.25f, 0, 2, "what a vision adds to it", "N4, I1")    \
    NUMBER(OWN, organising, identity_stalled, 0.3f, 0, 2, "what camps take of it", "N4, V27")      \
    NUMBER(OWN, organising, speed_structuring, 0.8f, 0, 2,                                         \
           "how much faster structuring moves boundaries", "N4, I5")                               \
    NUMBER(OWN, organising, speed_process, 0.5f, 0, 2,                                             \
           "how much faster process management moves them", "N4, I4")                              \
    NUMBER(OWN, organising, reopened, 0.10f, 0, 0.5f,                                              \
           "share of authority and task lost as what was settled is opened again", "I1, N4")       \
    NUMBER(OWN, organising, drifted, 0.08f, 0, 0.5f,                                               \
           "share of authority and task lost as nobody holds the rudder", "I15, N4")               \
    NUMBER(OWN, organising, modular_from, 0.5f, 0.37f, 0.85f,                                      \
           "breadth at which modular work, which one's own partners steer begins", "N7, N19")      \
    NUMBER(OWN, organising, modular_to, 0.15f, 0, 0.28f,                                           \
           "breadth at which modular work, which one's own partners steer is full", "N7, N19")     \
    NUMBER(OWN, organising, focus_breadth, 0.6f, 0, 1,                                             \
           "share of what is done together that focus leaves", "I14, N16")                         \
    NUMBER(OWN, organising, need_least, 0.12f, 0.01f, 1, "ability that any network needs", "N4")   \
    NUMBER(OWN, organising, need_task, 0.25f, 0, 2, "ability that the task asks", "N4, N7")        \
    NUMBER(OWN, organising, need_crowd, 0.16f, 0, 1,                                               \
           "ability that size asks, against what the form can steer", "N4, N7")                    \
    NUMBER(OWN, organising, need_apart, 0.6f, 0, 2,                                                \
           "factor on that where nothing is done together", "N4, N16")                             \
    NUMBER(OWN, organising, need_breadth, 0.8f, 0, 2, "what breadth adds to that factor",          \
           "N4, N16")                                                                              \
    NUMBER(OWN, organising, need_debt, 0.35f, 0, 2,                                                \
           "ability that a debt on the organisation asks", "N4, N11")                              \
    NUMBER(OWN, organising, misfit_concrete, 0.35f, 0, 1,                                          \
           "ability that a self-organising network loses to a concrete goal", "N7, N19")           \
    NUMBER(OWN, organising, misfit_trust, 0.8f, 0, 1,                                              \
           "ability lost where a form that leans on trust has none", "N7, C4")                     \
    NUMBER(OWN, organising, lean_trust_from, 0.5f, 0.39f, 0.8f,                                    \
           "mean trust at which the lack for a form that leans on it begins", "N7, C4")            \
    NUMBER(OWN, organising, lean_trust_to, 0.2f, 0, 0.31f,                                         \
           "mean trust at which the lack for a form that leans on it is full", "N7, C4")           \
    NUMBER(OWN, organising, misfit_consensus, 0.8f, 0, 1,                                          \
           "ability lost where a form that leans on consensus has none", "N7, C1")                 \
    NUMBER(OWN, organising, lean_consensus_from, 0.6f, 0.49f, 0.9f,                                \
           "mean alignment at which the lack for a form that leans on it begins", "N7, C1")        \
    NUMBER(OWN, organising, lean_consensus_to, 0.3f, 0, 0.41f,                                     \
           "mean alignment at which the lack for a form that leans on it is full", "N7, C1")       \
    NUMBER(OWN, organising, can_competence, 0.05f, 0, 1,                                           \
           "ability that the competence of the form gives", "N4, N7")                              \
    NUMBER(OWN, organising, can_competence_task, 0.25f, 0, 2,                                      \
           "what a demanding task adds to that", "N4, N7")                                         \
    NUMBER(OWN, organising, can_managed, 0.15f, 0, 1,                                              \
           "ability that process management and institution building give", "N4, I4, I8")          \
    NUMBER(OWN, organising, able_stalled, 0.4f, 0, 1, "ability that camps take away", "N4, V27")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(k_boundary, "organising.k_boundary", NETWORK, PARAMETER, .value = 0.13f, .max = 1,         \
        .unit = "1/month", .doc = "speed at which boundaries follow", .source = "N4")              \
    OWN(content_weight, "organising.content", NETWORK, PARAMETER, .max = 1, .unit = "1",           \
        .doc = "how much rule 3 (content) carries the political boundary", .source = "N3, N4")     \
    OWN(task_need, "value.task_need", NETWORK, PARAMETER, .value = 0.4f, .max = 1, .unit = "1",    \
        .doc = "how much the task asks of the form of governance", .source = "N7")                 \
    OWN(able, "able", NETWORK, STATE, .value = 0.7f, .max = 1, .unit = "1",                        \
        .doc = "ability to act, against what is asked", .source = "N4, N7, F5",                    \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(crowd, "crowd", NETWORK, STATE, .value = 1, .max = 1e6f, .unit = "1",                      \
        .doc = "size against what the form of governance can steer", .source = "N7, N16",          \
        .flags = POLDER_DERIVED)                                                                   \
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

/* The four boundaries move to what rules, form, levers and feelings would have them be. */
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
        const float authority_to = polder_either(
            polder_unit(AT(authority_least) + AT(authority_rules) * rules[l] +
                        AT(authority_competence) * competence[l]),
            AT(authority_process) * process[l] + AT(authority_institution) * institution[l]);
        const float task_to =
            polder_either(authority_to * partly(AT(task_least), understanding[l]),
                          AT(task_structuring) * structuring[l] + AT(task_focus) * focus[l]);
        const float justified = 1 + weight[l] * (2 * content[l] - 1) * S[l];
        const float political_to = polder_either(
            polder_unit(understanding[l] * partly(AT(political_least), alignment[l]) * justified),
            polder_unit(AT(political_rebalancing) * rebalancing[l] +
                        AT(political_vision) * vision[l] +
                        AT(political_disclosure) * disclosure[l]));
        const float identity_to =
            polder_unit(AT(identity_least) + AT(identity_trust) * trust[l] +
                        AT(identity_ownership) * ownership[l] + AT(identity_vision) * vision[l] -
                        AT(identity_stalled) * POLDER_IN(v, stalled)[l]);
        const float rate = k_boundary[l] * contact[l] *
                           (1 + vision[l] + AT(speed_structuring) * structuring[l] +
                            AT(speed_process) * process[l]);
        const float kept =
            1 - AT(reopened) * POLDER_IN(v, reopen)[l] - AT(drifted) * POLDER_IN(v, drift)[l];
        authority[l] = polder_relax(authority[l], authority_to, rate) * kept;
        task[l] = polder_relax(task[l], task_to, rate) * kept;
        political[l] = polder_relax(political[l], political_to, rate);
        identity[l] = polder_relax(identity[l], identity_to, rate);
        organised[l] = organised_by(authority[l], task[l], political[l], identity[l]);
    }
}

/* How many members have to be steered: all; but where work is modular, because little of it is
 * joint, each deals with no more than its own partners. */
static float steered(const polder_view_t *v, int l, float b)
{
    const float n = POLDER_IN(v, weighted)[l];
    const float modular = pick(POLDER_IN(v, form)[l] == SELF_ORGANISING,
                               ramp(b, AT(modular_from), AT(modular_to)), 0);
    const float fewer = POLDER_IN(v, partners_mean)[l] + 1 - n;
    return n + modular * polder_min(fewer, 0.0f);
}

/* What the network can do, over what its size, task and form of governance ask of it. */
static void ability(const polder_view_t *v)
{
    const float *trust = POLDER_IN(v, trust), *alignment = POLDER_IN(v, alignment);
    const float *task_need = POLDER_IN(v, task_need), *competence = POLDER_IN(v, competence);
    float *breadth_now = POLDER_OUT(v, breadth_now);
    POLDER_EACH_LANE(l) {
        const float b = polder_unit(POLDER_IN(v, breadth)[l] + POLDER_IN(v, between)[l]) *
                        (1 - AT(focus_breadth) * POLDER_IN(v, focus)[l]);
        const float crowd = polder_sqrt(
            steered(v, l, b) / polder_at_least(POLDER_IN(v, capacity)[l], 1e-3f)); /* guard */
        const float need = AT(need_least) + AT(need_task) * task_need[l] +
                           AT(need_crowd) * crowd * (AT(need_apart) + AT(need_breadth) * b) +
                           AT(need_debt) * POLDER_IN(v, debt_organisation)[l];
        const float open = pick(POLDER_IN(v, form)[l] == SELF_ORGANISING, AT(misfit_concrete), 0);
        const float fits =
            (1 - AT(misfit_trust) * POLDER_IN(v, trust_need)[l] *
                     ramp(trust[l], AT(lean_trust_from), AT(lean_trust_to))) *
            (1 - AT(misfit_consensus) * POLDER_IN(v, consensus_need)[l] *
                     ramp(alignment[l], AT(lean_consensus_from), AT(lean_consensus_to))) *
            (1 - open * POLDER_IN(v, kappa)[l]);
        const float can =
            0.5f * POLDER_IN(v, authority)[l] + 0.5f * POLDER_IN(v, task)[l] +
            (AT(can_competence) + AT(can_competence_task) * task_need[l]) * competence[l] +
            AT(can_managed) * (POLDER_IN(v, process)[l] + POLDER_IN(v, institution)[l]);
        breadth_now[l] = b;
        POLDER_OUT(v, crowd)[l] = crowd;
        POLDER_OUT(v, able)
        [l] = polder_unit(can * fits * (1 - AT(able_stalled) * POLDER_IN(v, stalled)[l]) / need);
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
