/* steering: what leaders and interventions push, and what they do where they are out of place.
 * N8, N10, I1 to I16. Step 1 of a month.
 *
 * A style of leading is a vector of levers, that works in so far as it fits; what a scenario
 * pushes joins with `either`. Every lever has a condition. Where it is not met the lever does
 * less, and does something else: its side effect, which harms. Partners do not come to more
 * than so many days of interventions; the rest of each dose does not arrive.
 *
 * Nothing here has a memory, so that for members who get other levers than the rest it can be
 * computed for each of them.
 */
#include "levers.h"

#define STEER(OWN, id, days, about, by)                                                            \
    OWN(lever_##id, "lever." #id, NETWORK, LEVER, .max = 1, .unit = "1", .doc = about, .source = by)
#define DAYS(OWN, id, days, about, by)                                                             \
    OWN(days_##id, "days." #id, NETWORK, PARAMETER, .value = days, .max = 10,                      \
        .unit = "days of work/month",                                                              \
        .doc = "time it asks of each member at full strength: " about, .source = "T3")
#define EFFECT(OWN, id, days, about, by)                                                           \
    OWN(id, "push." #id, NETWORK, STATE, .max = 1, .unit = "1", .doc = "effective: " about,        \
        .source = by, .flags = POLDER_SPREAD | POLDER_DERIVED)
#define SIDE(OWN, id, about, by)                                                                   \
    OWN(side_##id, "side." #id, NETWORK, STATE, .max = 1, .unit = "1",                             \
        .doc = "side effect: " about, .source = by,                                                \
        .flags = POLDER_SPREAD | POLDER_DERIVED | POLDER_SUMMARY)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, steering, fit_least, 1.1f, 0, 2, "effect of a style where nothing fits it", "N10") \
    NUMBER(OWN, steering, fit_more, 0.9f, 0, 2,                                                    \
           "what a situation that fits a style adds to its effect", "N10")                         \
    NUMBER(OWN, steering, builder_tau_from, 0.2f, 0, 0.42f,                                        \
           "transparency at which what fits a relation-builder begins", "N10, T6")                 \
    NUMBER(OWN, steering, builder_tau_to, 0.8f, 0.57f, 1,                                          \
           "transparency at which what fits a relation-builder is full", "N10, T6")                \
    NUMBER(OWN, steering, champion_alignment_from, 0.3f, 0, 0.52f,                                 \
           "mean alignment at which what fits a champion begins", "N10, C1")                       \
    NUMBER(OWN, steering, champion_alignment_to, 0.9f, 0.68f, 1,                                   \
           "mean alignment at which what fits a champion is full", "N10, C1")                      \
    NUMBER(OWN, steering, shaper_early, 1.2f, 0, 5, "effect of a shaper before the agreement",     \
           "N10, I5")                                                                              \
    NUMBER(OWN, steering, shaper_late, 0.4f, 0, 2, "effect of a shaper from the agreement on",     \
           "N10, I5")                                                                              \
    NUMBER(OWN, steering, negotiator_least, 0.4f, 0, 2,                                            \
           "effect of a negotiator where nothing fits", "N10")                                     \
    NUMBER(OWN, steering, negotiator_more, 0.8f, 0, 2,                                             \
           "what a deal to make or a conflict adds to the effect of a negotiator", "N10")          \
    NUMBER(OWN, steering, negotiator_conflicts, 4, 0, 10,                                          \
           "weight of conflicts in what fits a negotiator", "N10, T7")                             \
    NUMBER(OWN, steering, vision_perspective_from, 0.45f, 0.36f, 0.7f,                             \
           "perspective at which the call for a new vision begins", "I1, N14")                     \
    NUMBER(OWN, steering, vision_perspective_to, 0.2f, 0, 0.29f,                                   \
           "perspective at which the call for a new vision is full", "I1, N14")                    \
    NUMBER(OWN, steering, vision_alone, 0.2f, 0, 1,                                                \
           "share of a vision that is heard without authority", "I1")                              \
    NUMBER(OWN, steering, vision_authority_from, 0.1f, 0, 0.19f,                                   \
           "authority at which being heard with a vision begins", "I1, N4")                        \
    NUMBER(OWN, steering, vision_authority_to, 0.35f, 0.26f, 0.6f,                                 \
           "authority at which being heard with a vision is full", "I1, N4")                       \
    NUMBER(OWN, steering, vision_untimely, 0.25f, 0, 1,                                            \
           "share of a vision that works at the wrong moment", "I1")                               \
    NUMBER(OWN, steering, structuring_understanding_from, 0.25f, 0, 0.34f,                         \
           "mean understanding at which a shared problem to structure begins", "I5, T8")           \
    NUMBER(OWN, steering, structuring_understanding_to, 0.5f, 0.41f, 0.75f,                        \
           "mean understanding at which a shared problem to structure is full", "I5, T8")          \
    NUMBER(OWN, steering, structuring_least, 0.4f, 0, 1,                                           \
           "share of structuring that works without a shared problem", "I5")                       \
    NUMBER(OWN, steering, institution_trust_from, 0.25f, 0, 0.32f,                                 \
           "mean trust at which fitness for lasting structures begins", "I8, N15")                 \
    NUMBER(OWN, steering, institution_trust_to, 0.45f, 0.38f, 0.65f,                               \
           "mean trust at which fitness for lasting structures is full", "I8, N15")                \
    NUMBER(OWN, steering, institution_least, 0.2f, 0, 1,                                           \
           "share of institution building that works out of season", "I8")                         \
    NUMBER(OWN, steering, hardening_process, 0.3f, 0, 2,                                           \
           "hardening by process where trust is low", "I4, I8, N22")                               \
    NUMBER(OWN, steering, hardening_trust_from, 0.3f, 0.244f, 0.45f,                               \
           "mean trust at which hardening by process begins", "I4, I8")                            \
    NUMBER(OWN, steering, hardening_trust_to, 0.15f, 0, 0.206f,                                    \
           "mean trust at which hardening by process is full", "I4, I8")                           \
    NUMBER(OWN, steering, heavy_structuring, 0.33f, 0, 2,                                          \
           "weight of structuring in how heavy the process is", "I4")                              \
    NUMBER(OWN, steering, heavy_institution, 0.4f, 0, 2,                                           \
           "weight of institution building in how heavy the process is", "I4")                     \
    NUMBER(OWN, steering, heavy_monitoring, 0.4f, 0, 2,                                            \
           "weight of monitoring in how heavy the process is", "I4, C9")                           \
    NUMBER(                                                                                        \
        OWN, steering, arranged_from, 0.4f, 0, 0.49f,                                              \
        "mean of boundaries and system trust at which a network that has arranged enough begins",  \
        "I4")                                                                                      \
    NUMBER(                                                                                        \
        OWN, steering, arranged_to, 0.65f, 0.56f, 0.9f,                                            \
        "mean of boundaries and system trust at which a network that has arranged enough is full", \
        "I4")                                                                                      \
    NUMBER(OWN, steering, bureaucracy_least, 0.15f, 0, 1,                                          \
           "share of a heavy process that is too much where little is arranged", "I4")             \
    NUMBER(OWN, steering, bureaucracy_free, 0.25f, 0, 2,                                           \
           "how heavy a process may be before it becomes bureaucracy", "I4")                       \
    NUMBER(OWN, steering, power_curb, 0.6f, 0, 1,                                                  \
           "how much rule 1 (power) curbs displayed power where the rules are trusted", "N3, C10") \
    NUMBER(OWN, steering, scattered_from, 0.25f, 0, 0.44f,                                         \
           "hostile ties and conflicts at which the harm of bringing enemies together begins",     \
           "I2, F6")                                                                               \
    NUMBER(OWN, steering, scattered_to, 0.75f, 0.56f, 1,                                           \
           "hostile ties and conflicts at which the harm of bringing enemies together is full",    \
           "I2, F6")                                                                               \
    NUMBER(OWN, steering, safe_vigilance, 0.6f, 0, 2,                                              \
           "weight of vigilance against trust in safety to disclose", "I3, T1")                    \
    NUMBER(OWN, steering, safe_from, -0.05f, -0.3f, 0.04f,                                         \
           "mean trust less vigilance at which safety to disclose begins", "I3, T1")               \
    NUMBER(OWN, steering, safe_to, 0.2f, 0.11f, 0.45f,                                             \
           "mean trust less vigilance at which safety to disclose is full", "I3, T1")              \
    NUMBER(OWN, steering, disclosure_least, 0.35f, 0, 1,                                           \
           "share of disclosure that works where it is not safe", "I3")                            \
    NUMBER(OWN, steering, reflect_pretence_from, 0.1f, 0, 0.19f,                                   \
           "pretence at which the need to reflect begins", "I3, F4")                               \
    NUMBER(OWN, steering, reflect_pretence_to, 0.35f, 0.26f, 0.6f,                                 \
           "pretence at which the need to reflect is full", "I3, F4")                              \
    NUMBER(OWN, steering, reflect_debt_from, 0.02f, 0, 0.069f,                                     \
           "mean debt at which the need to reflect begins", "I3, N11")                             \
    NUMBER(OWN, steering, reflect_debt_to, 0.15f, 0.101f, 0.28f,                                   \
           "mean debt at which the need to reflect is full", "I3, N11")                            \
    NUMBER(OWN, steering, reflect_over_from, 0.06f, 0, 0.113f,                                     \
           "unmet expectations at which the need to reflect begins", "I3, F11")                    \
    NUMBER(OWN, steering, reflect_over_to, 0.2f, 0.148f, 0.34f,                                    \
           "unmet expectations at which the need to reflect is full", "I3, F11")                   \
    NUMBER(OWN, steering, reflection_held, 0.6f, 0, 1,                                             \
           "share of reflection that is held back where nobody needs it", "I3")                    \
    NUMBER(OWN, steering, open_tau_from, 0.1f, 0, 0.2f,                                            \
           "transparency at which openness to reflection begins", "I3, T6")                        \
    NUMBER(OWN, steering, open_tau_to, 0.36f, 0.26f, 0.62f,                                        \
           "transparency at which openness to reflection is full", "I3, T6")                       \
    NUMBER(OWN, steering, open_power_from, 1.28f, 1.15f, 1.64f,                                    \
           "displayed power at which openness to reflection begins", "I3, C10")                    \
    NUMBER(OWN, steering, open_power_to, 0.92f, 0, 1.06f,                                          \
           "displayed power at which openness to reflection is full", "I3, C10")                   \
    NUMBER(OWN, steering, bare_disclosure, 0.9f, 0, 2,                                             \
           "exposure by disclosure where it is not safe", "I3")                                    \
    NUMBER(OWN, steering, bare_reflection, 3, 0, 10,                                               \
           "exposure by reflection where it is not open", "I3")                                    \
    NUMBER(OWN, steering, reflection_closed, 0.03f, 0, 1,                                          \
           "share of reflection that works where it is not open", "I3")                            \
    NUMBER(OWN, steering, reflection_unasked, 0.2f, 0, 1,                                          \
           "share of reflection that works where nobody needs it", "I3")                           \
    NUMBER(OWN, steering, expose_slope, 1.25f, 0, 5,                                               \
           "how fast exposure harms beyond what can be borne", "I3")                               \
    NUMBER(OWN, steering, expose_free, 0.2f, 0, 1, "exposure that can be borne", "I3")             \
    NUMBER(OWN, steering, gap_understanding_from, 0.55f, 0.46f, 0.8f,                              \
           "mean understanding at which a gap to broker begins", "I6, T8")                         \
    NUMBER(OWN, steering, gap_understanding_to, 0.3f, 0, 0.39f,                                    \
           "mean understanding at which a gap to broker is full", "I6, T8")                        \
    NUMBER(OWN, steering, gap_power_from, 0.35f, 0, 0.56f,                                         \
           "displayed power at which a gap to broker begins", "I6, C10")                           \
    NUMBER(OWN, steering, gap_power_to, 0.9f, 0.69f, 1,                                            \
           "displayed power at which a gap to broker is full", "I6, C10")                          \
    NUMBER(OWN, steering, gap_trust_from, 0.4f, 0.33f, 0.6f,                                       \
           "mean trust at which a gap to broker begins", "I6, C4")                                 \
    NUMBER(OWN, steering, gap_trust_to, 0.2f, 0, 0.28f,                                            \
           "mean trust at which a gap to broker is full", "I6, C4")                                \
    NUMBER(OWN, steering, brokerage_least, 0.25f, 0, 1,                                            \
           "share of brokerage that works where there is no gap", "I6")                            \
    NUMBER(OWN, steering, mediate_conflicts, 4, 0, 10,                                             \
           "weight of conflicts in the need to mediate", "I7, T7")                                 \
    NUMBER(OWN, steering, mediate_hostile, 3, 0, 10,                                               \
           "weight of hostile ties in the need to mediate", "I7, F6")                              \
    NUMBER(OWN, steering, crowding_trust_from, 0.3f, 0, 0.41f,                                     \
           "mean trust at which good will that control crowds out begins", "C9")                   \
    NUMBER(OWN, steering, crowding_trust_to, 0.6f, 0.49f, 0.9f,                                    \
           "mean trust at which good will that control crowds out is full", "C9")                  \
    NUMBER(OWN, steering, home_mandate_from, 0.1f, 0, 0.25f,                                       \
           "mandate at which being welcome at home begins", "I13, A4")                             \
    NUMBER(OWN, steering, home_mandate_to, 0.5f, 0.35f, 0.9f,                                      \
           "mandate at which being welcome at home is full", "I13, A4")                            \
    NUMBER(OWN, steering, wins_perspective_from, 0.3f, 0, 0.41f,                                   \
           "perspective at which a network that needs no quick wins begins", "I9, N14")            \
    NUMBER(OWN, steering, wins_perspective_to, 0.6f, 0.49f, 0.9f,                                  \
           "perspective at which a network that needs no quick wins is full", "I9, N14")           \
    NUMBER(OWN, steering, even_from, 0.45f, 0.34f, 0.75f,                                          \
           "spread of the balance at which a deal that is even already begins", "I16, G5")         \
    NUMBER(OWN, steering, even_to, 0.15f, 0, 0.26f,                                                \
           "spread of the balance at which a deal that is even already is full", "I16, G5")        \
    NUMBER(OWN, steering, carried_from, 0.3f, 0, 0.38f,                                            \
           "mean of trust and understanding at which partners who can carry on themselves begins", \
           "I15, N8")                                                                              \
    NUMBER(                                                                                        \
        OWN, steering, carried_to, 0.5f, 0.43f, 0.7f,                                              \
        "mean of trust and understanding at which partners who can carry on themselves is full",   \
        "I15, N8")                                                                                 \
    PHASES(OWN, steering, vision_when, 1, 1, 0.7f, 0.35f, 0.3f, 0, 1,                              \
           "how much a vision is called for", "I1, N11")                                           \
    PHASES(OWN, steering, home_when, 1, 1, 0.7f, 0.25f, 0.1f, 0, 1, "how welcome one is at home",  \
           "I13, N11")                                                                             \
    PHASES(OWN, steering, institution_when, 0, 0.15f, 0.5f, 1, 1, 0, 1,                            \
           "how much lasting structures fit", "I8, N11")

/* Only which events are emitted depends on these two. */
#define TOLD(OWN)                                                                                  \
    NUMBER(OWN, steering, works_share, 0.5f, 0, 1,                                                 \
           "share of what an intervention pushes at which it is told to take hold", "K4")          \
    NUMBER(OWN, steering, harms_level, 0.15f, 0, 1, "side effect at which it is told to harm", "K4")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    TOLD(OWN)                                                                                      \
    NUMBERS(OWN)                                                                                   \
    LEVERS(STEER, OWN)                                                                             \
    LEVERS(DAYS, OWN)                                                                              \
    LEVERS(EFFECT, OWN)                                                                            \
    SIDE(OWN, reopen, "what was settled is opened again", "I1")                                    \
    SIDE(OWN, scattered, "enemies are brought together", "I2")                                     \
    SIDE(OWN, expose, "the weak are exposed", "I3")                                                \
    SIDE(OWN, gazing, "energy goes inward", "I3")                                                  \
    SIDE(OWN, bureaucracy, "process for its own sake", "I4")                                       \
    SIDE(OWN, freeze, "the problem of the strongest is frozen", "I5")                              \
    SIDE(OWN, dependence, "partners lean on the go-between", "I6")                                 \
    SIDE(OWN, stir, "conflicts are stirred up", "I7")                                              \
    SIDE(OWN, hardening, "positions harden into structures", "I8")                                 \
    SIDE(OWN, resist, "the home base resists", "I13")                                              \
    SIDE(OWN, shrink, "the aim shrinks", "I9")                                                     \
    SIDE(OWN, haggle, "partners haggle", "I16")                                                    \
    SIDE(OWN, crowding, "control crowds out good will", "C9")                                      \
    SIDE(OWN, drift, "nobody holds the rudder", "I15")                                             \
    OWN(style, "steering.style", NETWORK, PARAMETER, .max = 4, .unit = "1",                        \
        .doc = "style of those who lead", .source = "N10",                                         \
        .choices = "relation-builder|designer|champion|shaper|negotiator")                         \
    OWN(tact, "steering.tact", NETWORK, PARAMETER, .value = 0.05f, .max = 1, .unit = "1",          \
        .doc = "share that is held back of what is not asked for", .source = "I1-I16")             \
    OWN(limit, "attention.limit", NETWORK, PARAMETER, .value = 2, .max = 100,                      \
        .unit = "days of work/month",                                                              \
        .doc = "days of interventions that partners come to at most", .source = "T3, N16")         \
    OWN(weight, "attention.levers", NETWORK, PARAMETER, .value = 0.8f, .max = 10, .unit = "1",     \
        .doc = "how much of the days of interventions is asked of partners", .source = "T3, N16")  \
    OWN(asked, "attention.asked", NETWORK, STATE, .max = 1e6f, .unit = "days of work",             \
        .doc = "days that interventions ask of each member this month", .source = "T3, N16",       \
        .flags = POLDER_SPREAD | POLDER_DERIVED)                                                   \
    READ(effect, "leader.effect")                                                                  \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(vigilance_mean, "vigilance.mean")                                                         \
    READ(understanding_mean, "understanding.mean")                                                 \
    READ(alignment_mean, "alignment.mean")                                                         \
    READ(organised, "organised")                                                                   \
    READ(system_trust, "system_trust")                                                             \
    READ(authority_now, "boundary.authority")                                                      \
    READ(phase, "phase")                                                                           \
    READ(perspective, "perspective")                                                               \
    READ(renewing, "progress.renewing")                                                            \
    READ(pretence, "pretence")                                                                     \
    READ(debt, "debt")                                                                             \
    READ(excess, "expectation.over")                                                               \
    READ(tau, "transparency")                                                                      \
    READ(inequality, "inequality")                                                                 \
    READ(rule_power, "rule.power")                                                                 \
    READ(conflicts, "conflict.share")                                                              \
    READ(hostile, "hostile.share")                                                                 \
    READ(stalled, "camps.stalled")                                                                 \
    READ(mandate, "mandate")                                                                       \
    READ(balance_spread, "balance.spread")                                                         \
    READ(task_need, "value.task_need")
POLDER_FIELDS(FIELDS)
#define IN_PLACE(none, id, days, about, by)                                                        \
    _Static_assert(f_lever_##id == f_lever_contact + LEVER_##id &&                                 \
                       f_days_##id == f_days_contact + LEVER_##id,                                 \
                   "levers and days are counted from the first one");
LEVERS(IN_PLACE, )
#undef IN_PLACE

/* The side effects in the order of FIELDS. */
enum {
    REOPEN,
    SCATTERED,
    EXPOSE,
    GAZING,
    BUREAUCRACY,
    FREEZE,
    DEPENDENCE,
    STIR,
    HARDENING,
    RESIST,
    SHRINK,
    HAGGLE,
    CROWDING,
    DRIFT,
    N_SIDES
};
_Static_assert(f_side_drift - f_side_reopen + 1 == N_SIDES, "side effects side by side");
_Static_assert(f_hand_back - f_contact + 1 == N_LEVERS, "and what levers do");

/* Which levers have each side effect, as bits. */
#define HAS(id) (1u << LEVER_##id)
static const unsigned behind[N_SIDES] = {
    [REOPEN] = HAS(vision),
    [SCATTERED] = HAS(contact),
    [EXPOSE] = HAS(disclosure) | HAS(reflection),
    [GAZING] = HAS(reflection),
    [BUREAUCRACY] = HAS(process) | HAS(structuring) | HAS(institution) | HAS(monitoring),
    [FREEZE] = HAS(structuring),
    [DEPENDENCE] = HAS(brokerage),
    [STIR] = HAS(mediation),
    [HARDENING] = HAS(institution) | HAS(process),
    [RESIST] = HAS(home_base),
    [SHRINK] = HAS(quick_wins),
    [HAGGLE] = HAS(rebalancing),
    [CROWDING] = HAS(monitoring),
    [DRIFT] = HAS(hand_back),
};
#undef HAS

#define SIDE_NAMES                                                                                 \
    "reopen|scattered|expose|gazing|bureaucracy|freeze|dependence|stir|hardening|resist|shrink|"   \
    "haggle|crowding|drift"
#define EVENTS(KIND)                                                                               \
    KIND(works, "lever.works", NETWORK, N_LEVERS, NULL, NULL,                                      \
         "what an intervention pushes takes hold: its condition is met", "K4",                     \
         POLDER_EVENT_NUMBER("lever", "1", LEVER_NAMES))                                           \
    KIND(harms, "lever.harms", NETWORK, N_SIDES, NULL, NULL,                                       \
         "what an intervention pushes works the wrong way", "K4",                                  \
         POLDER_EVENT_NUMBER("lever", "1", LEVER_NAMES),                                           \
         POLDER_EVENT_NUMBER("side", "1", SIDE_NAMES))
POLDER_EVENTS(EVENTS)

enum { RELATION_BUILDER, DESIGNER, CHAMPION, SHAPER, NEGOTIATOR, N_STYLES };

/* N10: what a style pushes at full effect, in the order of levers.h. Shapes of five styles, not
 * parameters: another shape is what a scenario pushes by itself. */
static const float style_of[N_STYLES][N_LEVERS] = {
    [RELATION_BUILDER] = {[LEVER_contact] = 0.5f,
                          [LEVER_disclosure] = 0.3f,
                          [LEVER_reflection] = 0.1f,
                          [LEVER_brokerage] = 0.3f,
                          [LEVER_mediation] = 0.1f},
    [DESIGNER] = {[LEVER_disclosure] = 0.1f,
                  [LEVER_vision] = 0.1f,
                  [LEVER_structuring] = 0.4f,
                  [LEVER_process] = 0.5f,
                  [LEVER_reflection] = 0.2f,
                  [LEVER_institution] = 0.2f},
    [CHAMPION] = {[LEVER_disclosure] = 0.1f,
                  [LEVER_vision] = 0.5f,
                  [LEVER_reflection] = 0.1f,
                  [LEVER_brokerage] = 0.1f,
                  [LEVER_home_base] = 0.4f},
    [SHAPER] = {[LEVER_contact] = 0.2f,
                [LEVER_vision] = 0.4f,
                [LEVER_structuring] = 0.4f,
                [LEVER_reflection] = 0.1f,
                [LEVER_quick_wins] = 0.2f},
    [NEGOTIATOR] = {[LEVER_contact] = 0.1f,
                    [LEVER_structuring] = 0.1f,
                    [LEVER_process] = 0.2f,
                    [LEVER_brokerage] = 0.2f,
                    [LEVER_mediation] = 0.4f,
                    [LEVER_quick_wins] = 0.1f,
                    [LEVER_rebalancing] = 0.3f},
};

/* How much the leader does in each style, [style][lane]: 0 but for the one it has, which does more
 * the better it fits the situation. */
static void fit_style(const polder_view_t *v, float does[N_STYLES][L])
{
    const float *style = POLDER_IN(v, style), *phase = POLDER_IN(v, phase);
    POLDER_EACH_LANE(l) {
        const float deal = phase[l] >= AGREE && phase[l] < DESIGN ? 1.0f : 0.0f;
        does[RELATION_BUILDER][l] =
            AT(fit_least) +
            AT(fit_more) * ramp(POLDER_IN(v, tau)[l], AT(builder_tau_from), AT(builder_tau_to));
        does[DESIGNER][l] = AT(fit_least) + AT(fit_more) * POLDER_IN(v, task_need)[l];
        does[CHAMPION][l] = AT(fit_least) + AT(fit_more) * ramp(POLDER_IN(v, alignment_mean)[l],
                                                                AT(champion_alignment_from),
                                                                AT(champion_alignment_to));
        does[SHAPER][l] = pick(phase[l] < AGREE, AT(shaper_early), AT(shaper_late));
        does[NEGOTIATOR][l] =
            AT(negotiator_least) +
            AT(negotiator_more) *
                polder_at_most(deal + AT(negotiator_conflicts) * POLDER_IN(v, conflicts)[l], 1.0f);
    }
    for (int t = 0; t < N_STYLES; t++)
        POLDER_EACH_LANE(l) does[t][l] = pick(style[l] == (float)t, does[t][l] * AT(effect), 0);
}

/* What leader and interventions push, before any condition: [lever][lane]. */
static void push_all(const polder_view_t *v, float raw[N_LEVERS][L])
{
    float does[N_STYLES][L], days[L] = {0}, arrives[L];
    const float *weight = POLDER_IN(v, weight), *limit = POLDER_IN(v, limit);
    float *asked = POLDER_OUT(v, asked);
    fit_style(v, does);
    for (int k = 0; k < N_LEVERS; k++) {
        const float *lever = v->col[f_lever_contact + k], *asks = v->col[f_days_contact + k];
        POLDER_EACH_LANE(l) days[l] += weight[l] * asks[l] * lever[l];
    }
    POLDER_EACH_LANE(l) {
        arrives[l] = polder_at_most(limit[l] / polder_at_least(days[l], TINY), 1.0f);
        asked[l] = arrives[l] * days[l];
    }
    for (int k = 0; k < N_LEVERS; k++) {
        const float *lever = v->col[f_lever_contact + k];
        float level[L] = {0};
        for (int t = 0; t < N_STYLES; t++) {
            const float of = style_of[t][k];
            if (of != 0)
                POLDER_EACH_LANE(l) level[l] += of * does[t][l];
        }
        POLDER_EACH_LANE(l) raw[k][l] = polder_either(polder_unit(level[l]), arrives[l] * lever[l]);
    }
}

/* What is left of a push x by a leader with tact, who holds back what the situation does not ask
 * for (asked: 0, not at all, to 1). */
static float tactful(float x, float asked, float tact)
{
    return x * (1 - tact * (1 - asked));
}

/* Levers on goal, problem and structure. */
static void on_content(const polder_view_t *v, float raw[N_LEVERS][L])
{
    const float *tact = POLDER_IN(v, tact), *phase = POLDER_IN(v, phase);
    const float *trust = POLDER_IN(v, trust_mean), *nu = POLDER_IN(v, perspective);
    float early[L], season[L];
    in_phase(v, f_vision_when_explore, phase, early);
    in_phase(v, f_institution_when_explore, phase, season);
    POLDER_EACH_LANE(l) {
        const float renewing = POLDER_IN(v, renewing)[l] > 0 ? 1.0f : 0.0f;
        const float moment =
            polder_max(polder_max(early[l], ramp(nu[l], AT(vision_perspective_from),
                                                 AT(vision_perspective_to))),
                       renewing);
        const float authority =
            partly(AT(vision_alone), ramp(POLDER_IN(v, authority_now)[l], AT(vision_authority_from),
                                          AT(vision_authority_to)));
        const float x = tactful(raw[LEVER_vision][l], moment, tact[l]);
        POLDER_OUT(v, vision)[l] = x * authority * (partly(AT(vision_untimely), moment));
        POLDER_OUT(v, side_reopen)[l] = x * (1 - moment);
        const float shared =
            ramp(POLDER_IN(v, understanding_mean)[l], AT(structuring_understanding_from),
                 AT(structuring_understanding_to));
        const float s = tactful(raw[LEVER_structuring][l], shared, tact[l]);
        POLDER_OUT(v, structuring)[l] = s * (partly(AT(structuring_least), shared));
        POLDER_OUT(v, side_freeze)[l] = s * (1 - shared);
        const float fit =
            season[l] * ramp(trust[l], AT(institution_trust_from), AT(institution_trust_to));
        const float i = raw[LEVER_institution][l], process = raw[LEVER_process][l];
        POLDER_OUT(v, institution)[l] = i * (partly(AT(institution_least), fit));
        POLDER_OUT(v, side_hardening)
        [l] = polder_at_most(
            i * (1 - fit) + AT(hardening_process) * process *
                                ramp(trust[l], AT(hardening_trust_from), AT(hardening_trust_to)),
            1.0f);
        const float heavy = process + AT(heavy_structuring) * raw[LEVER_structuring][l] +
                            AT(heavy_institution) * i +
                            AT(heavy_monitoring) * raw[LEVER_monitoring][l];
        const float arranged =
            ramp(0.5f * POLDER_IN(v, organised)[l] + 0.5f * POLDER_IN(v, system_trust)[l],
                 AT(arranged_from), AT(arranged_to));
        POLDER_OUT(v, process)[l] = process;
        POLDER_OUT(v, side_bureaucracy)
        [l] = polder_unit(heavy * partly(AT(bureaucracy_least), arranged) - AT(bureaucracy_free) +
                          polder_at_least(heavy - 1, 0.0f));
    }
}

/* Levers on what partners know of each other and feel for each other. */
static void on_relations(const polder_view_t *v, float raw[N_LEVERS][L])
{
    const float *tact = POLDER_IN(v, tact), *trust = POLDER_IN(v, trust_mean);
    const float *conflicts = POLDER_IN(v, conflicts), *hostile = POLDER_IN(v, hostile);
    POLDER_EACH_LANE(l) {
        const float power =
            POLDER_IN(v, inequality)[l] *
            (1 - AT(power_curb) * POLDER_IN(v, rule_power)[l] * POLDER_IN(v, system_trust)[l]);
        const float contact = raw[LEVER_contact][l], disclosure = raw[LEVER_disclosure][l];
        POLDER_OUT(v, contact)[l] = contact;
        POLDER_OUT(v, side_scattered)
        [l] = contact * ramp(hostile[l] + conflicts[l], AT(scattered_from), AT(scattered_to));
        const float safe = ramp(trust[l] - AT(safe_vigilance) * POLDER_IN(v, vigilance_mean)[l],
                                AT(safe_from), AT(safe_to));
        POLDER_OUT(v, disclosure)[l] = disclosure * (partly(AT(disclosure_least), safe));
        const float asks = polder_at_most(
            ramp(POLDER_IN(v, pretence)[l], AT(reflect_pretence_from), AT(reflect_pretence_to)) +
                ramp(POLDER_IN(v, debt)[l], AT(reflect_debt_from), AT(reflect_debt_to)) +
                ramp(POLDER_IN(v, excess)[l], AT(reflect_over_from), AT(reflect_over_to)),
            1.0f);
        const float reflection = raw[LEVER_reflection][l] * (1 - AT(reflection_held) * (1 - asks));
        const float open = ramp(POLDER_IN(v, tau)[l], AT(open_tau_from), AT(open_tau_to)) *
                           ramp(power, AT(open_power_from), AT(open_power_to));
        const float bare = AT(bare_disclosure) * disclosure * (1 - safe) +
                           AT(bare_reflection) * reflection * (1 - open);
        POLDER_OUT(v, reflection)
        [l] =
            reflection * partly(AT(reflection_closed), open) * partly(AT(reflection_unasked), asks);
        POLDER_OUT(v, side_gazing)[l] = reflection * (1 - asks);
        POLDER_OUT(v, side_expose)[l] = polder_unit(AT(expose_slope) * (bare - AT(expose_free)));
        const float gap = polder_at_most(
            ramp(POLDER_IN(v, understanding_mean)[l], AT(gap_understanding_from),
                 AT(gap_understanding_to)) +
                ramp(power, AT(gap_power_from), AT(gap_power_to)) +
                ramp(trust[l], AT(gap_trust_from), AT(gap_trust_to)) + POLDER_IN(v, stalled)[l],
            1.0f);
        const float b = tactful(raw[LEVER_brokerage][l], gap, tact[l]);
        POLDER_OUT(v, brokerage)[l] = b * (partly(AT(brokerage_least), gap));
        POLDER_OUT(v, side_dependence)[l] = b * (1 - gap);
        const float real =
            polder_unit(AT(mediate_conflicts) * conflicts[l] + AT(mediate_hostile) * hostile[l]);
        const float m = tactful(raw[LEVER_mediation][l], real, tact[l]);
        POLDER_OUT(v, mediation)[l] = m;
        POLDER_OUT(v, side_stir)[l] = m * (1 - real);
        POLDER_OUT(v, monitoring)[l] = raw[LEVER_monitoring][l];
        POLDER_OUT(v, side_crowding)
        [l] = raw[LEVER_monitoring][l] *
              ramp(trust[l], AT(crowding_trust_from), AT(crowding_trust_to));
    }
}

/* Levers on home, results and who steers; and those that have no condition. */
static void on_members(const polder_view_t *v, float raw[N_LEVERS][L])
{
    const float *tact = POLDER_IN(v, tact);
    float at_home[L];
    in_phase(v, f_home_when_explore, POLDER_IN(v, phase), at_home);
    POLDER_EACH_LANE(l) {
        const float welcome = polder_either(
            at_home[l], ramp(POLDER_IN(v, mandate)[l], AT(home_mandate_from), AT(home_mandate_to)));
        const float h = tactful(raw[LEVER_home_base][l], welcome, tact[l]);
        POLDER_OUT(v, home_base)[l] = h * welcome;
        POLDER_OUT(v, side_resist)[l] = h * (1 - welcome);
        const float lively =
            ramp(POLDER_IN(v, perspective)[l], AT(wins_perspective_from), AT(wins_perspective_to));
        const float q = tactful(raw[LEVER_quick_wins][l], 1 - lively, tact[l]);
        POLDER_OUT(v, quick_wins)[l] = q;
        POLDER_OUT(v, side_shrink)[l] = q * lively;
        const float even = ramp(POLDER_IN(v, balance_spread)[l], AT(even_from), AT(even_to));
        const float w = tactful(raw[LEVER_rebalancing][l], 1 - even, tact[l]);
        POLDER_OUT(v, rebalancing)[l] = w;
        POLDER_OUT(v, side_haggle)[l] = w * even;
        const float carried =
            ramp(0.5f * (POLDER_IN(v, trust_mean)[l] + POLDER_IN(v, understanding_mean)[l]),
                 AT(carried_from), AT(carried_to));
        POLDER_OUT(v, hand_back)[l] = raw[LEVER_hand_back][l] * carried;
        POLDER_OUT(v, side_drift)[l] = raw[LEVER_hand_back][l] * (1 - carried);
        POLDER_OUT(v, focus)[l] = raw[LEVER_focus][l];
        POLDER_OUT(v, onboarding)[l] = raw[LEVER_onboarding][l];
        POLDER_OUT(v, language)[l] = raw[LEVER_language][l];
    }
}

/* What levers did, and their side effects, a month ago. */
typedef struct {
    float push[N_LEVERS][L], side[N_SIDES][L];
} before_t;

static void remember(const polder_view_t *v, before_t *x)
{
    for (int k = 0; k < N_LEVERS; k++) memcpy(x->push[k], v->col[f_contact + k], sizeof x->push[k]);
    for (int s = 0; s < N_SIDES; s++)
        memcpy(x->side[s], v->col[f_side_reopen + s], sizeof x->side[s]);
}

/* The lever that a scenario pushes most among those that have side effect s; −1: none. */
static int lever_behind(const polder_view_t *v, int s, int l)
{
    int most = -1;
    for (int k = 0; k < N_LEVERS; k++) {
        const float level = v->col[f_lever_contact + k][l];
        if ((behind[s] >> k & 1) && level > 0 &&
            (most < 0 || level > v->col[f_lever_contact + most][l]))
            most = k;
    }
    return most;
}

/* Tells which pushes of a scenario have begun to work, or to harm, since the month before (`x`). */
POLDER_RARE void tell(const polder_view_t *v, const before_t *x)
{
    for (int l = 0; l < L; l++) {
        for (int k = 0; k < N_LEVERS; k++) {
            const float level = v->col[f_lever_contact + k][l], least = AT(works_share) * level;
            if (level > 0 && v->col[f_contact + k][l] >= least && x->push[k][l] < least)
                POLDER_EMIT_NETWORK(v, works, l, (float)k, POLDER_NO_NUMBER);
        }
        for (int s = 0; s < N_SIDES; s++) {
            if (v->col[f_side_reopen + s][l] < AT(harms_level) || x->side[s][l] >= AT(harms_level))
                continue;
            const int k = lever_behind(v, s, l);
            if (k >= 0) POLDER_EMIT_NETWORK(v, harms, l, (float)k, (float)s);
        }
    }
}

static void networks(const polder_view_t *v)
{
    float raw[N_LEVERS][L]; /* pushes before their conditions are looked at */
    before_t before;
    if (v->events) remember(v, &before);
    push_all(v, raw);
    on_content(v, raw);
    on_relations(v, raw);
    on_members(v, raw);
    if (v->events) tell(v, &before);
}

POLDER_PART(collaboration, steering) = {
    .name = "steering",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 110,
    .doc = "what leaders and interventions push, and their side effects",
    .source = "K4, N8, N10, N22, N24, N33, I1-I16",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_NETWORKS, networks}},
};
