/* conditions: the ten conditions for collaboration and the five domains, from 0 to 1.
 * C1 to C10, N12.
 *
 * They say how far a condition is met now; no mechanism reads them.
 */
#include "collaboration.h"

#define CONDITION(OWN, id, about, by)                                                              \
    OWN(id, "condition." #id, NETWORK, OBSERVABLE, .max = 1, .unit = "1", .doc = about,            \
        .source = by, .flags = POLDER_SUMMARY | POLDER_TRACK)
#define DOMAIN(OWN, id, about)                                                                     \
    OWN(domain_##id, "domain." #id, NETWORK, OBSERVABLE, .max = 1, .unit = "1", .doc = about,      \
        .source = "N12", .flags = POLDER_SUMMARY | POLDER_TRACK)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, conditions, ambition_least, 0.4f, 0, 1,                                            \
           "share of the alignment that counts without a perspective", "C1")                       \
    NUMBER(OWN, conditions, pseudo_slope, 3, 0, 20,                                                \
           "how fast pseudo-consensus covers up differences", "C6")                                \
    NUMBER(OWN, conditions, taken_slope, 1.5f, 0, 10, "how fast use of power blinds to it", "C10")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    CONDITION(OWN, ambition, "C1: a shared ambition", "C1")                                        \
    CONDITION(OWN, urgency, "C2: will and urgency to reach the goal together", "C2")               \
    CONDITION(OWN, added_value, "C3: clarity about what each adds", "C3")                          \
    CONDITION(OWN, trust, "C4: mutual trust", "C4")                                                \
    CONDITION(OWN, loyalties, "C5: people loyal to group, home and themselves at once", "C5")      \
    CONDITION(OWN, differences, "C6: room for differences, not covered up", "C6")                  \
    CONDITION(OWN, at_the_table, "C7: everyone who is needed is at the table", "C7")               \
    CONDITION(OWN, rules, "C8: rules and ways of working agreed by the partners", "C8")            \
    CONDITION(OWN, evaluation, "C9: regular review of how it goes and who benefits", "C9")         \
    CONDITION(OWN, power, "C10: attention to power and conflict", "C10")                           \
    DOMAIN(OWN, ambition, "domain ambition: what for")                                             \
    DOMAIN(OWN, interests, "domain interests: what is in it for each")                             \
    DOMAIN(OWN, relation, "domain relation: with whom")                                            \
    DOMAIN(OWN, organisation, "domain organisation: how it is arranged")                           \
    DOMAIN(OWN, process, "domain process: which steps")                                            \
    READ(alignment, "alignment.mean")                                                              \
    READ(declared, "declared.mean")                                                                \
    READ(pseudo, "pseudo_consensus")                                                               \
    READ(momentum, "momentum")                                                                     \
    READ(perspective, "perspective")                                                               \
    READ(loyalty_mean, "loyalty.mean")                                                             \
    READ(support_mean, "support.mean")                                                             \
    READ(met_pieces, "met.pieces")                                                                 \
    READ(pretence, "pretence")                                                                     \
    READ(power_used, "value.power_used")                                                           \
    READ(task, "boundary.task")                                                                    \
    READ(political, "boundary.political")                                                          \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(understanding, "understanding.mean")                                                      \
    READ(organised, "organised")                                                                   \
    READ(rule_power, "rule.power")                                                                 \
    READ(system_trust, "system_trust")                                                             \
    READ(reflection, "push.reflection")                                                            \
    READ(monitoring, "push.monitoring")                                                            \
    READ(conflicts, "conflict.share")                                                              \
    READ(winners, "winners")                                                                       \
    READ(contact, "contact.mean")
POLDER_FIELDS(FIELDS)

static void networks(const polder_view_t *v)
{
    POLDER_EACH_LANE(l) {
        const float alignment = POLDER_IN(v, alignment)[l], S = POLDER_IN(v, system_trust)[l];
        const float understanding = POLDER_IN(v, understanding)[l];
        const float conflicts = POLDER_IN(v, conflicts)[l];
        const float aware =
            polder_max(POLDER_IN(v, reflection)[l], 0.5f * POLDER_IN(v, monitoring)[l]);
        const float taken = polder_at_most(AT(taken_slope) * POLDER_IN(v, power_used)[l], 1.0f);
        POLDER_OUT(v, ambition)
        [l] = alignment * partly(AT(ambition_least), POLDER_IN(v, perspective)[l]);
        POLDER_OUT(v, urgency)[l] = POLDER_IN(v, momentum)[l];
        POLDER_OUT(v, added_value)
        [l] = 0.5f * POLDER_IN(v, political)[l] + 0.5f * POLDER_IN(v, winners)[l];
        POLDER_OUT(v, trust)[l] = POLDER_IN(v, trust_mean)[l];
        POLDER_OUT(v, loyalties)
        [l] = polder_sqrt(POLDER_IN(v, loyalty_mean)[l] * POLDER_IN(v, support_mean)[l]);
        POLDER_OUT(v, differences)
        [l] = polder_unit(understanding * (1 - AT(pseudo_slope) * POLDER_IN(v, pseudo)[l]));
        POLDER_OUT(v, at_the_table)[l] = POLDER_IN(v, met_pieces)[l];
        POLDER_OUT(v, rules)[l] = polder_sqrt(POLDER_IN(v, organised)[l] * S);
        POLDER_OUT(v, evaluation)
        [l] = polder_either(aware, 0.5f * (1 - POLDER_IN(v, pretence)[l]) * S);
        POLDER_OUT(v, power)
        [l] = (1 - conflicts) * (1 - taken) * (0.5f + 0.5f * POLDER_IN(v, rule_power)[l] * S);
        POLDER_OUT(v, domain_ambition)
        [l] = 0.5f * POLDER_IN(v, task)[l] + 0.5f * POLDER_IN(v, declared)[l];
        POLDER_OUT(v, domain_interests)[l] = 0.5f * alignment + 0.5f * POLDER_IN(v, winners)[l];
        POLDER_OUT(v, domain_relation)[l] = POLDER_IN(v, trust_mean)[l] * (1 - conflicts);
        POLDER_OUT(v, domain_organisation)[l] = POLDER_IN(v, organised)[l];
        POLDER_OUT(v, domain_process)[l] = 0.5f * S + 0.5f * POLDER_IN(v, contact)[l];
    }
}

POLDER_PART(collaboration, conditions) = {
    .name = "conditions",
    .model = "collaboration",
    .kind = POLDER_OBSERVE,
    .order = 320,
    .doc = "the ten conditions for collaboration and the five domains",
    .source = "C1-C10, N12",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
