/* progress: phases are work in five domains, and what it leaves. N2, N11 to N15, C6, F2.
 * Step 13 of a month.
 *
 * What haste skips stays a debt of its domain, and a network that begins late begins with all
 * debts. The perspective fades by itself and comes from results, vision, visible wins and windows
 * of opportunity; momentum is the energy of now. When partners stop agreeing and start designing,
 * pseudo-consensus comes out. What performs wears, and renews after a while.
 */
#include "collaboration.h"

#define SHARE(OWN, id, number, per, about, by)                                                     \
    OWN(id, "progress." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = per,           \
        .doc = about, .source = by)
#define WORK(OWN, id, about)                                                                       \
    OWN(work_##id, "work." #id, NETWORK, STATE, .max = 5, .unit = "phases",                        \
        .doc = "work done on " about, .source = "N11",                                             \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)
#define DEBT(OWN, id, about)                                                                       \
    OWN(debt_##id, "debt." #id, NETWORK, STATE, .max = 5, .unit = "phases",                        \
        .doc = "work skipped on " about, .source = "N11",                                          \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)

#define NUMBERS(OWN)                                                                               \
    PHASES(OWN, progress, asks_ambition, 1.2f, 1.1f, 0.9f, 0.7f, 0.6f, 0.1f, 5,                    \
           "work asked on the ambition", "N11, N21, C1")                                           \
    PHASES(OWN, progress, asks_interests, 1, 1.1f, 0.9f, 0.8f, 0.8f, 0.1f, 5,                      \
           "work asked on interests", "N11, N21, G1")                                              \
    PHASES(OWN, progress, asks_relation, 1, 1.1f, 1.1f, 1, 0.8f, 0.1f, 5,                          \
           "work asked on the relation", "N11, N21, C4")                                           \
    PHASES(OWN, progress, asks_organisation, 0.6f, 0.8f, 1.1f, 1.3f, 1, 0.1f, 5,                   \
           "work asked on the organisation", "N11, N21, N4")                                       \
    PHASES(OWN, progress, asks_process, 0.9f, 1, 1, 1, 0.9f, 0.1f, 5, "work asked on the process", \
           "N11, N21, N13")                                                                        \
    OWN(size_free, "progress.size_free", NETWORK, PARAMETER, .value = 6, .min = 1, .max = 100,     \
        .unit = "organisations", .doc = "members up to which size does not slow the work",         \
        .source = "N7, N16")                                                                       \
    NUMBER(OWN, progress, size_power, 0.7f, 0, 3, "how fast size beyond that slows the work",      \
           "N7, N16")                                                                              \
    NUMBER(OWN, progress, effort_idle, 0.35f, 0, 1,                                                \
           "share of the work that is done without momentum", "N14")                               \
    NUMBER(OWN, progress, effort_no_time, 0.3f, 0, 1,                                              \
           "share of the work that is done without time", "T3")                                    \
    NUMBER(OWN, progress, effort_apart, 0.4f, 0, 1,                                                \
           "share of the work that is done without contact", "T3, N11")                            \
    NUMBER(OWN, progress, effort_contact, 0.8f, 0, 1, "what contact adds to the work", "T3, N11")  \
    NUMBER(OWN, progress, effort_drift, 0.4f, 0, 1,                                                \
           "share of the work lost where nobody holds the rudder", "I15")                          \
    NUMBER(OWN, progress, effort_relay, 0.7f, 0, 1,                                                \
           "what hubs that carry two steps add to the work", "V16, I6")                            \
    NUMBER(OWN, progress, effort_bureaucracy, 0.25f, 0, 1,                                         \
           "share of the work lost to bureaucracy", "I4")                                          \
    NUMBER(OWN, progress, effort_home, 0.1f, 0, 1, "share of the work that involving home takes",  \
           "I13")                                                                                  \
    NUMBER(OWN, progress, effort_lead_time, 0.5f, 0, 1,                                            \
           "share of the work lost where results are seen late", "N14")                            \
    NUMBER(OWN, progress, quality_home, 0.3f, 0, 2,                                                \
           "quality of work on interests that involving home adds, up to the agreement",           \
           "I13, N11")                                                                             \
    NUMBER(OWN, progress, quarrel, 1.5f, 0, 5, "how much conflicts spoil work on the relation",    \
           "T7, N11")                                                                              \
    NUMBER(OWN, progress, quarrel_most, 0.8f, 0, 1,                                                \
           "share of that work which conflicts spoil at most", "T7, N11")                          \
    NUMBER(OWN, progress, ambition_least, 0.2f, 0, 1, "quality of work on the ambition by itself", \
           "N11, C1")                                                                              \
    NUMBER(OWN, progress, ambition_blind, 0.5f, 0, 1, "share of that quality without perspective", \
           "N11, N14")                                                                             \
    NUMBER(OWN, progress, ambition_vision, 1.2f, 0, 5,                                             \
           "quality that a vision adds to work on the ambition", "I1, N11")                        \
    NUMBER(OWN, progress, interests_least, 0.15f, 0, 1, "quality of work on interests by itself",  \
           "N11, G1")                                                                              \
    NUMBER(OWN, progress, interests_understanding, 1.3f, 0, 5,                                     \
           "quality that understanding adds to it", "N11, T8")                                     \
    NUMBER(OWN, progress, interests_disclosure, 0.9f, 0, 2, "quality that disclosure adds to it",  \
           "N11, I3")                                                                              \
    NUMBER(OWN, progress, interests_language, 0.4f, 0, 2,                                          \
           "quality that a common language adds to it", "N11, T8")                                 \
    NUMBER(OWN, progress, relation_least, 0.1f, 0, 1, "quality of work on the relation by itself", \
           "N11, C4")                                                                              \
    NUMBER(OWN, progress, relation_trust, 1.5f, 0, 5, "quality that trust adds to it", "N11, C4")  \
    NUMBER(OWN, progress, relation_contact, 0.5f, 0, 2,                                            \
           "quality that bringing together adds to it", "N11, I2")                                 \
    NUMBER(OWN, progress, relation_mediation, 0.4f, 0, 2, "quality that mediation adds to it",     \
           "N11, I7")                                                                              \
    NUMBER(OWN, progress, organisation_least, 0.15f, 0, 1,                                         \
           "quality of work on the organisation by itself", "N11, N4")                             \
    NUMBER(OWN, progress, organisation_organised, 1.4f, 0, 5,                                      \
           "quality that the boundaries add to it", "N11, N4")                                     \
    NUMBER(OWN, progress, organisation_competence, 0.2f, 0, 1,                                     \
           "quality that the competence of the form adds to it", "N11, N7")                        \
    NUMBER(OWN, progress, organisation_structuring, 0.7f, 0, 2,                                    \
           "quality that structuring adds to it", "N11, I5")                                       \
    NUMBER(OWN, progress, organisation_institution, 0.9f, 0, 2,                                    \
           "quality that institution building adds to it", "N11, I8")                              \
    NUMBER(OWN, progress, process_least, 0.15f, 0, 1, "quality of work on the process by itself",  \
           "N11, N13")                                                                             \
    NUMBER(OWN, progress, process_system_trust, 1.6f, 0, 5,                                        \
           "quality that system trust adds to it", "N11, T4")                                      \
    OWN(wear_months, "progress.wear_months", NETWORK, PARAMETER, .value = 18, .min = 1,            \
        .max = 1000, .unit = "months",                                                             \
        .doc = "months of performing after which work wears twice as fast", .source = "N15")       \
    NUMBER(OWN, progress, repay_least, 0.45f, 0, 2,                                                \
           "share of the work that still goes to what was skipped before", "N11")                  \
    NUMBER(OWN, progress, repay_reflection, 0.35f, 0, 2, "what reflection adds to that share",     \
           "N11, I3")                                                                              \
    NUMBER(OWN, progress, work_stalled, 0.5f, 0, 1,                                                \
           "share of the work on ambition, interests and relation that camps stop",                \
           "N30, V27, N11")                                                                        \
    NUMBER(OWN, progress, haste_most, 0.5f, 0, 1,                                                  \
           "share of the work that full haste leaves undone", "N11")                               \
    NUMBER(OWN, progress, pseudo_momentum, 0.8f, 0, 1,                                             \
           "momentum that pseudo-consensus costs as it comes out", "C6")                           \
    NUMBER(OWN, progress, pseudo_trust, 0.5f, 0, 1,                                                \
           "trust that pseudo-consensus costs as it comes out", "C6")                              \
    OWN(renewal, "progress.renewal", NETWORK, PARAMETER, .value = 4, .max = 120, .unit = "months", \
        .doc = "months that a renewal takes", .source = "N15, N23")                                \
    OWN(undone, "progress.undone", NETWORK, PARAMETER, .value = 0.4f, .max = 5, .unit = "phases",  \
        .doc = "work of each domain that a renewal undoes", .source = "N15")                       \
    NUMBER(OWN, progress, seen_made, 0.8f, 0.05f, 10,                                              \
           "value made in a month at which results are fully seen", "N14")                         \
    NUMBER(OWN, progress, shown_vision, 1.2f, 0, 5, "perspective that a vision shows", "N14, I1")  \
    NUMBER(OWN, progress, shown_wins, 0.7f, 0, 2, "perspective that visible results show",         \
           "N14, I9")                                                                              \
    NUMBER(OWN, progress, perspective_window, 0.2f, 0, 1,                                          \
           "perspective that a window of opportunity adds", "N1, N14")                             \
    OWN(sag_from, "progress.sag_from", NETWORK, PARAMETER, .value = 3, .max = 19.5f,               \
        .unit = "months",                                                                          \
        .doc = "months since the goal was reached at which the sag of the perspective begins",     \
        .source = "F2")                                                                            \
    OWN(sag_to, "progress.sag_to", NETWORK, PARAMETER, .value = 30, .min = 28.5f, .max = 78,       \
        .unit = "months",                                                                          \
        .doc = "months since the goal was reached at which the sag of the perspective is full",    \
        .source = "F2")                                                                            \
    NUMBER(OWN, progress, perspective_least, 0.25f, 0, 2, "perspective that is there by itself",   \
           "N14")                                                                                  \
    NUMBER(OWN, progress, perspective_seen, 0.5f, 0, 2, "perspective that results give", "N14")    \
    NUMBER(OWN, progress, perspective_contact, 0.1f, 0, 1,                                         \
           "perspective that bringing together gives", "N14")                                      \
    NUMBER(OWN, progress, perspective_debt, 0.4f, 0, 2,                                            \
           "perspective that a debt on the ambition costs", "N11, N14")                            \
    OWN(k_renewed, "progress.k_renewed", NETWORK, PARAMETER, .value = 0.12f, .max = 1,             \
        .unit = "1/month",                                                                         \
        .doc = "speed at which a renewal lifts the perspective, with full transparency",           \
        .source = "N15")                                                                           \
    OWN(k_perspective, "progress.k_perspective", NETWORK, PARAMETER, .value = 0.08f, .max = 1,     \
        .unit = "1/month", .doc = "speed at which the perspective follows", .source = "N14")       \
    NUMBER(OWN, progress, renewed, 0.85f, 0, 1, "perspective that a renewal lifts to", "N15")      \
    NUMBER(OWN, progress, energy_least, 0.05f, 0, 1, "energy that is there by itself", "N14")      \
    NUMBER(OWN, progress, energy_perspective, 0.35f, 0, 2, "energy that the perspective gives",    \
           "N14")                                                                                  \
    NUMBER(OWN, progress, energy_seen, 0.35f, 0, 2, "energy that results give", "N14")             \
    NUMBER(OWN, progress, energy_effort, 1.5f, 0, 5, "energy that work done gives", "N14")         \
    NUMBER(OWN, progress, energy_wins, 0.25f, 0, 2, "energy that visible results give", "N14, I9") \
    NUMBER(OWN, progress, energy_contact, 0.2f, 0, 1, "energy that bringing together gives",       \
           "N14, I2")                                                                              \
    NUMBER(OWN, progress, energy_conflicts, 0.5f, 0, 2, "energy that conflicts cost", "N14, T7")   \
    NUMBER(OWN, progress, energy_no_time, 0.5f, 0, 2, "energy that lack of time costs", "N14, T3") \
    NUMBER(OWN, progress, energy_debt, 0.2f, 0, 1, "energy that a debt on the process costs",      \
           "N14, N11")                                                                             \
    NUMBER(OWN, progress, energy_bureaucracy, 0.35f, 0, 2, "energy that bureaucracy costs",        \
           "N14, I4")                                                                              \
    NUMBER(OWN, progress, energy_gazing, 0.12f, 0, 1,                                              \
           "energy that goes inward by needless reflection", "N14, I3")                            \
    NUMBER(OWN, progress, momentum_stranded, 0.12f, 0, 1, "momentum that money which stops costs", \
           "F10, N15")                                                                             \
    NUMBER(OWN, progress, system_designed, 0.1f, 0, 1, "system trust that a design gives",         \
           "T4, N11")                                                                              \
    NUMBER(OWN, progress, system_rules, 0.7f, 0, 2,                                                \
           "system trust that the rules of the game give", "T4, N3")                               \
    NUMBER(OWN, progress, system_unorganised, 0.6f, 0, 2,                                          \
           "share of that where nothing is organised", "T4, N4")                                   \
    NUMBER(OWN, progress, system_organised, 0.8f, 0, 2, "what boundaries add to that share",       \
           "T4, N4")                                                                               \
    NUMBER(OWN, progress, system_competence, 0.1f, 0, 1,                                           \
           "system trust that the competence of the form gives", "T4, N7")                         \
    NUMBER(OWN, progress, system_debt, 0.25f, 0, 2,                                                \
           "system trust that a debt on the process costs", "T4, N11")                             \
    NUMBER(OWN, progress, system_process, 0.3f, 0, 2,                                              \
           "system trust that process management gives", "T4, I4")                                 \
    NUMBER(OWN, progress, system_institution, 0.25f, 0, 2,                                         \
           "system trust that institution building gives", "T4, I8")                               \
    NUMBER(OWN, progress, system_act, 0.2f, 0, 1,                                                  \
           "system trust that one detected act for each member costs", "T4, T5")                   \
    NUMBER(OWN, progress, system_guarded, 0.5f, 0, 1,                                              \
           "share of that which process management prevents", "T4, I4")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(k_work, "progress.k_work", NETWORK, PARAMETER, .value = 0.31f, .max = 2,                   \
        .unit = "phases/month", .doc = "work done a month, when all is right", .source = "N11")    \
    SHARE(OWN, haste, 0.3f, "1", "pressure to go on before the work is done", "N11")               \
    SHARE(OWN, wear, 0.034f, "phases/month", "work that wears away while performing", "N15")       \
    SHARE(OWN, complacency, 0.95f, "1", "how much the perspective sags after the goal", "F2")      \
    SHARE(OWN, kick_off, 0.42f, "1",                                                               \
          "share of the momentum that is lacking which a kick-off gives", "N14")                   \
    OWN(kicks, "planned.kick-off", NETWORK, PLANNED, .max = 1, .unit = "1",                        \
        .doc = "all come together for a new start, which lifts the momentum", .source = "N14")     \
    SHARE(OWN, k_momentum, 0.07f, "1/month", "speed at which momentum follows", "N14")             \
    SHARE(OWN, k_system, 0.06f, "1/month", "speed at which system trust follows", "T4, N13")       \
    SHARE(OWN, fade, 0.021f, "1/month", "how fast the perspective fades by itself", "F2")          \
    SHARE(OWN, lead_time, 0, "1", "how late results can be seen", "N14, F2")                       \
    OWN(round, "progress.round", NETWORK, PARAMETER, .value = 30, .min = 1, .max = 1000,           \
        .unit = "months", .doc = "months of performing after which it renews",                     \
        .source = "N15, N23")                                                                      \
    OWN(goal, "outcome.goal", NETWORK, PARAMETER, .value = 28, .max = 1e6f, .unit = "1",           \
        .doc = "value per unit of capacity that the network set out for", .source = "K1, K2")      \
    OWN(phase, "phase", NETWORK, STATE, .max = 4, .unit = "1", .doc = "phase the network is in",   \
        .source = "N11", .flags = POLDER_SUMMARY | POLDER_TRACK,                                   \
        .choices = "explore|share|agree|design|perform")                                           \
    WORK(OWN, ambition, "the ambition: what for")                                                  \
    WORK(OWN, interests, "interests: what is in it for each")                                      \
    WORK(OWN, relation, "the relation: with whom")                                                 \
    WORK(OWN, organisation, "the organisation: how it is arranged")                                \
    WORK(OWN, process, "the process: which steps")                                                 \
    DEBT(OWN, ambition, "the ambition")                                                            \
    DEBT(OWN, interests, "interests")                                                              \
    DEBT(OWN, relation, "the relation")                                                            \
    DEBT(OWN, organisation, "the organisation")                                                    \
    DEBT(OWN, process, "the process")                                                              \
    OWN(debt, "debt", NETWORK, STATE, .max = 5, .unit = "phases",                                  \
        .doc = "mean debt of the five domains", .source = "N11",                                   \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(effort, "progress.effort", NETWORK, STATE, .max = 10, .unit = "phases/month",              \
        .doc = "work that can be done this month", .source = "N11", .flags = POLDER_DERIVED)       \
    OWN(renewing, "progress.renewing", NETWORK, STATE, .max = 120, .unit = "months",               \
        .doc = "months that it still renews", .source = "N15",                                     \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(in_round, "progress.in_round", NETWORK, STATE, .max = 1e6f, .unit = "months",              \
        .doc = "months it has performed since it last renewed", .source = "N15",                   \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(goal_month, "goal_month", NETWORK, STATE, .max = 1e6f, .unit = "months",                   \
        .doc = "month in which the goal was first reached, 0 if it was not", .source = "K1",       \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(shaken, "progress.shaken", NETWORK, STATE, .value = 1, .max = 1, .unit = "1",              \
        .doc = "factor on trust as pseudo-consensus comes out this month", .source = "C6",         \
        .flags = POLDER_DERIVED)                                                                   \
    READ(alive, "alive")                                                                           \
    READ(present, "members")                                                                       \
    READ(understanding, "understanding.mean")                                                      \
    READ(contact, "contact.mean")                                                                  \
    READ(relay_mean, "relay.mean")                                                                 \
    READ(time_mean, "time.mean")                                                                   \
    READ(declared, "declared.mean")                                                                \
    READ(pseudo, "pseudo_consensus")                                                               \
    READ(organised, "organised")                                                                   \
    READ(conflicts, "conflict.share")                                                              \
    READ(made, "value.made")                                                                       \
    READ(total, "value.total")                                                                     \
    READ(stranded, "value.stranded")                                                               \
    READ(detected, "acts.detected")                                                                \
    READ(rules, "rule.mean")                                                                       \
    READ(competence, "form.competence")                                                            \
    READ(slowness, "form.slowness")                                                                \
    READ(stalled, "camps.stalled")                                                                 \
    READ(window, "context.window")                                                                 \
    READ(between_fade, "between.fade")                                                             \
    READ(tau, "transparency")                                                                      \
    READ(kept, "work.kept")                                                                        \
    READ(passed_on, "work.passed_on")                                                              \
    READ(push_contact, "push.contact")                                                             \
    READ(disclosure, "push.disclosure")                                                            \
    READ(vision, "push.vision")                                                                    \
    READ(structuring, "push.structuring")                                                          \
    READ(process, "push.process")                                                                  \
    READ(reflection, "push.reflection")                                                            \
    READ(mediation, "push.mediation")                                                              \
    READ(institution, "push.institution")                                                          \
    READ(home_base, "push.home_base")                                                              \
    READ(quick_wins, "push.quick_wins")                                                            \
    READ(language, "push.language")                                                                \
    READ(drift, "side.drift")                                                                      \
    READ(bureaucracy, "side.bureaucracy")                                                          \
    READ(gazing, "side.gazing")                                                                    \
    WRITE(perspective, "perspective")                                                              \
    WRITE(momentum, "momentum")                                                                    \
    WRITE(system_trust, "system_trust")                                                            \
    WRITE(trust_mean, "trust.mean")                                                                \
    WRITE(trust_i, "partners.trust")                                                               \
    WRITE(trust, "trust")
POLDER_FIELDS(FIELDS)
POLDER_IN_ORDER(work_ambition, work_interests, work_relation, work_organisation, work_process);
POLDER_IN_ORDER(debt_ambition, debt_interests, debt_relation, debt_organisation, debt_process);
POLDER_IN_ORDER(asks_ambition_perform, asks_interests_explore);
POLDER_IN_ORDER(asks_interests_perform, asks_relation_explore);
POLDER_IN_ORDER(asks_relation_perform, asks_organisation_explore);
POLDER_IN_ORDER(asks_organisation_perform, asks_process_explore);

#define EVENTS(KIND)                                                                               \
    KIND(phase_ends, "phase.ends", NETWORK, 1, NULL, NULL, "a phase ends and the next one begins", \
         "N11", POLDER_EVENT_NUMBER("phase", "1", PHASE_NAMES),                                    \
         POLDER_EVENT_NUMBER("undone", "1", NULL))                                                 \
    KIND(skipped, "phase.skipped", NETWORK, N_DOMAINS, NULL, NULL,                                 \
         "work of the phase that ends is skipped in a domain", "N11, N21",                         \
         POLDER_EVENT_NUMBER("domain", "1", DOMAIN_NAMES),                                         \
         POLDER_EVENT_NUMBER("share", "1", NULL))                                                  \
    KIND(breaks, "consensus.breaks", NETWORK, 1, NULL, NULL,                                       \
         "as the agreement is designed it shows that it was a seeming one", "C6",                  \
         POLDER_EVENT_NUMBER("share", "1", NULL))                                                  \
    KIND(round_begins, "round.begins", NETWORK, 1, NULL, NULL, "the network renews", "N15, N23")   \
    KIND(goal, "goal.reached", NETWORK, 1, NULL, NULL, "the goal is reached", "K1",                \
         POLDER_EVENT_NUMBER("members", "organisations", NULL))
POLDER_EVENTS(EVENTS)

/* Work that can be done this month in all domains. */
static void effort_of(const polder_view_t *v)
{
    float *effort = POLDER_OUT(v, effort);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f);
        const float size = 1 - POLDER_IN(v, slowness)[l] *
                                   (1 - power_of(AT(size_free) / polder_at_least(n, AT(size_free)),
                                                 AT(size_power)));
        effort[l] = POLDER_IN(v, k_work)[l] * partly(AT(effort_idle), POLDER_IN(v, momentum)[l]) *
                    partly(AT(effort_no_time), POLDER_IN(v, time_mean)[l]) *
                    (AT(effort_apart) + AT(effort_contact) * POLDER_IN(v, contact)[l]) * size *
                    (1 - AT(effort_drift) * POLDER_IN(v, drift)[l]) *
                    (1 + AT(effort_relay) * POLDER_IN(v, relay_mean)[l]) *
                    (1 - AT(effort_bureaucracy) * POLDER_IN(v, bureaucracy)[l]) *
                    (1 - AT(effort_home) * POLDER_IN(v, home_base)[l]) *
                    (1 - AT(effort_lead_time) * POLDER_IN(v, lead_time)[l]);
    }
}

/* How well that work is done in each domain. */
static void quality_of(const polder_view_t *v, float quality[N_DOMAINS][L])
{
    POLDER_EACH_LANE(l) {
        const float early = pick(POLDER_IN(v, phase)[l] <= AGREE, AT(quality_home), 0);
        const float quarrel =
            polder_at_most(AT(quarrel) * POLDER_IN(v, conflicts)[l], AT(quarrel_most));
        quality[AMBITION][l] = polder_unit(AT(ambition_least) + POLDER_IN(v, declared)[l]) *
                                   partly(AT(ambition_blind), POLDER_IN(v, perspective)[l]) +
                               AT(ambition_vision) * POLDER_IN(v, vision)[l];
        quality[INTERESTS][l] =
            polder_unit(AT(interests_least) +
                        AT(interests_understanding) * POLDER_IN(v, understanding)[l]) +
            AT(interests_disclosure) * POLDER_IN(v, disclosure)[l] +
            AT(interests_language) * POLDER_IN(v, language)[l] + early * POLDER_IN(v, home_base)[l];
        quality[RELATION][l] =
            polder_unit(AT(relation_least) + AT(relation_trust) * POLDER_IN(v, trust_mean)[l]) *
                (1 - quarrel) +
            AT(relation_contact) * POLDER_IN(v, push_contact)[l] +
            AT(relation_mediation) * POLDER_IN(v, mediation)[l];
        quality[ORGANISATION][l] =
            polder_unit(AT(organisation_least) +
                        AT(organisation_organised) * POLDER_IN(v, organised)[l] +
                        AT(organisation_competence) * POLDER_IN(v, competence)[l]) +
            AT(organisation_structuring) * POLDER_IN(v, structuring)[l] +
            AT(organisation_institution) * POLDER_IN(v, institution)[l];
        quality[PROCESS][l] = polder_unit(AT(process_least) + AT(process_system_trust) *
                                                                  POLDER_IN(v, system_trust)[l]) +
                              POLDER_IN(v, process)[l];
    }
}

/* The work of a month. Of what is done in a domain that is behind, only a part counts. */
static void work(const polder_view_t *v)
{
    const float *phase = POLDER_IN(v, phase), *effort = POLDER_IN(v, effort);
    const float *alive = POLDER_IN(v, alive);
    float quality[N_DOMAINS][L], kept[L], worn[L], repay[L];
    quality_of(v, quality);
    POLDER_EACH_LANE(l) {
        const float ageing = 1 + POLDER_IN(v, in_round)[l] * (1.0f / AT(wear_months));
        kept[l] = POLDER_IN(v, kept)[l] * POLDER_IN(v, passed_on)[l];
        worn[l] = phase[l] >= PERFORM ? POLDER_IN(v, wear)[l] * ageing : 0.0f;
        repay[l] = AT(repay_least) + AT(repay_reflection) * POLDER_IN(v, reflection)[l];
    }
    for (int d = 0; d < N_DOMAINS; d++) {
        float *done = v->col[f_work_ambition + d];
        const float stalls = d < ORGANISATION ? 1.0f : 0.0f;
        float asks[L];
        in_phase(v, f_asks_ambition_explore + N_PHASES * d, phase, asks);
        POLDER_EACH_LANE(l) {
            const float before = done[l] * kept[l];
            const float behind = before < phase[l] ? repay[l] : 1.0f;
            const float more = effort[l] * quality[d][l] * behind / asks[l] *
                               (1 - stalls * AT(work_stalled) * POLDER_IN(v, stalled)[l]);
            const float now =
                polder_at_most(polder_at_least(before + more - worn[l], 0.0f), phase[l] + 1);
            done[l] = alive[l] > 0 ? now : done[l];
        }
    }
}

/* Tells of the phases that ended, where `next` is 1: what was skipped, and how much of the
 * agreement turned out (`out`) to be a seeming one. */
POLDER_RARE void tell_phase(const polder_view_t *v, const float next[L], const float out[L])
{
    const float *phase = POLDER_IN(v, phase);
    for (int l = 0; l < L; l++) {
        if (next[l] <= 0) continue;
        const float ended = phase[l] - 1;
        float left[N_DOMAINS], undone = 0;
        for (int d = 0; d < N_DOMAINS; d++) {
            left[d] = 1 - polder_unit(v->col[f_work_ambition + d][l] - ended);
            undone += left[d] * (1.0f / N_DOMAINS);
        }
        POLDER_EMIT_NETWORK(v, phase_ends, l, ended, undone);
        for (int d = 0; d < N_DOMAINS; d++)
            if (left[d] > 0) POLDER_EMIT_NETWORK(v, skipped, l, (float)d, left[d]);
        if (out[l] > 0) POLDER_EMIT_NETWORK(v, breaks, l, out[l], POLDER_NO_NUMBER);
    }
}

/* The next phase begins when the work is done, or when haste will not wait for it. From agreeing to
 * designing, it comes out how much of the agreement was a seeming one. */
static void advance(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *haste = POLDER_IN(v, haste);
    float *phase = POLDER_OUT(v, phase), *shaken = POLDER_OUT(v, shaken);
    float *momentum = POLDER_OUT(v, momentum), *trust_mean = POLDER_OUT(v, trust_mean);
    float least[L], sum[L] = {0}, ends[L], seeming[L];
    POLDER_EACH_LANE(l) least[l] = 1;
    for (int d = 0; d < N_DOMAINS; d++) {
        const float *done = v->col[f_work_ambition + d];
        POLDER_EACH_LANE(l) {
            const float share_done = polder_unit(done[l] - phase[l]);
            least[l] = polder_min(least[l], share_done);
            sum[l] += share_done;
        }
    }
    POLDER_EACH_LANE(l) {
        const float enough = 1 - AT(haste_most) * haste[l], mean = sum[l] * (1.0f / N_DOMAINS);
        const float may_go_on = alive[l] * pick(phase[l] < PERFORM, 1, 0);
        const float next = pick((least[l] >= 1) | (mean >= enough), may_go_on, 0);
        const float to_design = pick((phase[l] >= AGREE) & (phase[l] < DESIGN), next, 0);
        const float came_out = to_design * POLDER_IN(v, pseudo)[l];
        ends[l] = next;
        seeming[l] = came_out;
        phase[l] += next;
        momentum[l] *= 1 - AT(pseudo_momentum) * came_out;
        shaken[l] = 1 - AT(pseudo_trust) * came_out;
        trust_mean[l] *= shaken[l];
    }
    if (v->events) tell_phase(v, ends, seeming);
}

/* Work of earlier phases that was skipped is a debt of its domain. */
static void owe(const polder_view_t *v)
{
    const float *phase = POLDER_IN(v, phase);
    float *debt = POLDER_OUT(v, debt);
    POLDER_EACH_LANE(l) debt[l] = 0;
    for (int d = 0; d < N_DOMAINS; d++) {
        const float *done = v->col[f_work_ambition + d];
        float *owed = v->col[f_debt_ambition + d];
        POLDER_EACH_LANE(l) {
            owed[l] = polder_at_least(phase[l] - done[l], 0.0f);
            debt[l] += owed[l] * (1.0f / N_DOMAINS);
        }
    }
}

/* After a while of performing the network renews: part of the work is to be done again. */
static void renew(const polder_view_t *v)
{
    const float *phase = POLDER_IN(v, phase), *alive = POLDER_IN(v, alive);
    const float *round = POLDER_IN(v, round), *goal = POLDER_IN(v, goal);
    float *renewing = POLDER_OUT(v, renewing), *in_round = POLDER_OUT(v, in_round);
    float *goal_month = POLDER_OUT(v, goal_month);
    const float month = (float)(int32_t)v->tick;
    float again[L], was[L];
    POLDER_EACH_LANE(l) was[l] = goal_month[l];
    POLDER_EACH_LANE(l) {
        const float performs = alive[l] * pick(phase[l] >= PERFORM, 1, 0);
        const float months = performs * (in_round[l] + 1);
        again[l] = months > round[l] ? 1.0f : 0.0f;
        in_round[l] = months * (1 - again[l]);
        renewing[l] =
            again[l] * AT(renewal) + (1 - again[l]) * polder_at_least(renewing[l] - 1, 0.0f);
        const float reached = pick(POLDER_IN(v, total)[l] >= goal[l], performs, 0);
        goal_month[l] = pick(was[l] > 0, was[l], reached * month);
    }
    for (int l = 0; v->events && l < L; l++) {
        if (goal_month[l] > was[l])
            POLDER_EMIT_NETWORK(v, goal, l, POLDER_IN(v, present)[l], POLDER_NO_NUMBER);
        if (again[l] > 0)
            POLDER_EMIT_NETWORK(v, round_begins, l, POLDER_NO_NUMBER, POLDER_NO_NUMBER);
    }
    for (int d = 0; d < N_DOMAINS; d++) {
        float *done = v->col[f_work_ambition + d];
        POLDER_EACH_LANE(l) done[l] = polder_at_least(done[l] - AT(undone) * again[l], 0.0f);
    }
}

/* Perspective, momentum and system trust. */
static void feel(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *N = POLDER_IN(v, contact);
    float *perspective = POLDER_OUT(v, perspective), *momentum = POLDER_OUT(v, momentum);
    const float *kicks = POLDER_PLANNED_AT(v, kicks, 0);
    const float month = (float)(int32_t)v->tick;
    POLDER_EACH_LANE(l) {
        const float results_seen = polder_unit(POLDER_IN(v, made)[l] * (1.0f / AT(seen_made))) *
                                   (1 - POLDER_IN(v, lead_time)[l]);
        const float shown = polder_either(AT(shown_vision) * POLDER_IN(v, vision)[l],
                                          AT(shown_wins) * POLDER_IN(v, quick_wins)[l]);
        const float window = pick(POLDER_IN(v, window)[l] > 0, AT(perspective_window), 0);
        const float reached = POLDER_IN(v, goal_month)[l];
        const float since = pick(reached > 0, month - reached, 0);
        const float not_complacent =
            1 - POLDER_IN(v, complacency)[l] * ramp(since, AT(sag_from), AT(sag_to));
        const float target =
            polder_unit(polder_either(AT(perspective_least) + AT(perspective_seen) * results_seen +
                                          AT(perspective_contact) * N[l],
                                      polder_unit(shown)) +
                        window - AT(perspective_debt) * POLDER_IN(v, debt_ambition)[l]) *
            not_complacent;
        const float renews =
            pick(POLDER_IN(v, renewing)[l] > 0, AT(k_renewed) * POLDER_IN(v, tau)[l], 0);
        const float leak = POLDER_IN(v, fade)[l] * POLDER_IN(v, between_fade)[l];
        const float relaxed = polder_relax(perspective[l], target, AT(k_perspective));
        const float lifted = polder_relax(relaxed, AT(renewed), renews);
        const float nu = lifted * (1 - polder_at_most(leak, 0.5f));
        const float energy = polder_unit(
            AT(energy_least) + AT(energy_perspective) * nu + AT(energy_seen) * results_seen +
            AT(energy_effort) * POLDER_IN(v, effort)[l] +
            AT(energy_wins) * POLDER_IN(v, quick_wins)[l] + AT(energy_contact) * N[l] -
            AT(energy_conflicts) * POLDER_IN(v, conflicts)[l] -
            AT(energy_no_time) * (1 - POLDER_IN(v, time_mean)[l]) -
            AT(energy_debt) * POLDER_IN(v, debt_process)[l] -
            AT(energy_bureaucracy) * POLDER_IN(v, bureaucracy)[l] -
            AT(energy_gazing) * POLDER_IN(v, gazing)[l]);
        const float calm_momentum = polder_relax(momentum[l], energy, POLDER_IN(v, k_momentum)[l]) *
                                    (1 - AT(momentum_stranded) * POLDER_IN(v, stranded)[l]);
        const float kicked = polder_relax(calm_momentum, 1, AT(kick_off) * kicks[l]);
        perspective[l] = pick(alive[l] > 0, polder_unit(nu), perspective[l]);
        momentum[l] = pick(alive[l] > 0, kicked, momentum[l]);
    }
}

/* Trust in rules, contracts and process. */
static void trust_rules(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *process = POLDER_IN(v, process);
    float *system_trust = POLDER_OUT(v, system_trust);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f);
        const float designed = pick(POLDER_IN(v, phase)[l] >= DESIGN, AT(system_designed), 0);
        const float rules =
            AT(system_rules) * POLDER_IN(v, rules)[l] *
                (AT(system_unorganised) + AT(system_organised) * POLDER_IN(v, organised)[l]) +
            designed + AT(system_competence) * POLDER_IN(v, competence)[l] -
            AT(system_debt) * POLDER_IN(v, debt_process)[l];
        const float target = polder_either(
            polder_unit(rules), polder_unit(AT(system_process) * process[l] +
                                            AT(system_institution) * POLDER_IN(v, institution)[l]));
        const float blow =
            AT(system_act) * POLDER_IN(v, detected)[l] / n * (1 - AT(system_guarded) * process[l]);
        const float S = polder_relax(system_trust[l], target, POLDER_IN(v, k_system)[l]);
        system_trust[l] = alive[l] > 0 ? polder_unit(S * (1 - blow)) : system_trust[l];
    }
}

static void networks(const polder_view_t *v)
{
    effort_of(v);
    work(v);
    advance(v);
    renew(v);
    owe(v);
    feel(v);
    trust_rules(v);
}

/* Pseudo-consensus that comes out costs trust on every tie. */
static void shake(const polder_view_t *v)
{
    const float *shaken = POLDER_IN(v, shaken);
    float *trust = POLDER_OUT(v, trust), *trust_i = POLDER_OUT(v, trust_i);
    float any[L];
    POLDER_EACH_LANE(l) any[l] = 1 - shaken[l];
    if (!polder_any(any)) return;
    POLDER_EACH_ROW(v, r) {
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) trust[a + l] *= shaken[l];
        }
        POLDER_EACH_LANE(l) trust_i[r * L + l] *= shaken[l];
    }
}

POLDER_PART(collaboration, progress) = {
    .name = "progress",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 230,
    .doc = "phases as work in five domains, perspective, momentum and system trust",
    .source = "N2, N11-N15, N21, N23, C6",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_NETWORKS, networks}, {POLDER_ROWS, shake}},
};
