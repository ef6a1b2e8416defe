/* progress: phases are work in five domains, and what it leaves. N2, N11 to N15, C6, F2. Step 13.
 *
 * What haste skips stays a debt of its domain, and a network that begins late begins with all
 * debts. The perspective fades by itself and comes from results, vision, visible wins and windows
 * of opportunity; momentum is the energy of now. When partners stop agreeing and start designing,
 * pseudo-consensus comes out. What performs wears, and renews after a while.
 */
#include "collaboration.h"

#define SHARE(OWN, id, value, unit, doc, source)                                                   \
    OWN(id, "progress." #id, NETWORK, PARAMETER, value, 0, 1, unit, doc, source, 0, NULL)
#define WORK(OWN, id, doc)                                                                         \
    OWN(work_##id, "work." #id, NETWORK, STATE, 0, 0, 5, "phases", "work done on " doc, "N11",     \
        POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)
#define DEBT(OWN, id, doc)                                                                         \
    OWN(debt_##id, "debt." #id, NETWORK, STATE, 0, 0, 5, "phases", "work skipped on " doc, "N11",  \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(k_work, "progress.k_work", NETWORK, PARAMETER, 0.332f, 0, 2, "phases/month",               \
        "work done a month, when all is right", "N11", 0, NULL)                                    \
    SHARE(OWN, haste, 0.3f, "1", "pressure to go on before the work is done", "N11")               \
    SHARE(OWN, wear, 0.006f, "phases/month", "work that wears away while performing", "N15")       \
    SHARE(OWN, complacency, 0.3f, "1", "how much the perspective sags after the goal", "F2")       \
    SHARE(OWN, k_momentum, 0.07f, "1/month", "speed at which momentum follows", "N14")             \
    SHARE(OWN, k_system, 0.06f, "1/month", "speed at which system trust follows", "T4, N13")       \
    SHARE(OWN, fade, 0.021f, "1/month", "how fast the perspective fades by itself", "F2")          \
    SHARE(OWN, lead_time, 0, "1", "how late results can be seen", "N14, F2")                       \
    OWN(round, "progress.round", NETWORK, PARAMETER, 30, 1, 1000, "months",                        \
        "months of performing after which it renews", "N15", 0, NULL)                              \
    OWN(goal, "outcome.goal", NETWORK, PARAMETER, 26, 0, 1e6f, "1",                                \
        "value per unit of capacity that the network set out for", "K1, K2", 0, NULL)              \
    OWN(phase, "phase", NETWORK, STATE, 0, 0, 4, "1", "phase the network is in", "N11",            \
        POLDER_SUMMARY | POLDER_TRACK, "explore|share|agree|design|perform")                       \
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
    OWN(debt, "debt", NETWORK, STATE, 0, 0, 5, "phases", "mean debt of the five domains", "N11",   \
        POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)                                      \
    OWN(effort, "progress.effort", NETWORK, STATE, 0, 0, 10, "phases/month",                       \
        "work that can be done this month", "N11", POLDER_DERIVED, NULL)                           \
    OWN(renewing, "progress.renewing", NETWORK, STATE, 0, 0, 120, "months",                        \
        "months that it still renews", "N15", POLDER_SUMMARY | POLDER_DERIVED, NULL)               \
    OWN(in_round, "progress.in_round", NETWORK, STATE, 0, 0, 1e6f, "months",                       \
        "months it has performed since it last renewed", "N15", POLDER_DERIVED, NULL)              \
    OWN(goal_month, "goal_month", NETWORK, STATE, 0, 0, 1e6f, "months",                            \
        "month in which the goal was first reached, 0 if it was not", "K1",                        \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)                                                     \
    OWN(shaken, "progress.shaken", NETWORK, STATE, 1, 0, 1, "1",                                   \
        "factor on trust as pseudo-consensus comes out this month", "C6", POLDER_DERIVED, NULL)    \
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

/* Work that each phase asks in each domain, by the checklists of practitioners. */
static const float asks[N_DOMAINS][N_PHASES] = {
    [AMBITION] = {1.2f, 1.1f, 0.9f, 0.7f, 0.6f}, [INTERESTS] = {1, 1.1f, 0.9f, 0.8f, 0.8f},
    [RELATION] = {1, 1.1f, 1.1f, 1, 0.8f},       [ORGANISATION] = {0.6f, 0.8f, 1.1f, 1.3f, 1},
    [PROCESS] = {0.9f, 1, 1, 1, 0.9f},
};

/* Months that a renewal takes, and what it undoes of the work. */
static const float RENEWAL = 4, UNDONE = 0.4f;

/* Work that can be done this month in all domains. */
static void effort_of(const polder_view_t *v)
{
    float *effort = POLDER_OUT(v, effort);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f);
        const float size =
            1 - POLDER_IN(v, slowness)[l] * (1 - power_of(6 / polder_at_least(n, 6.0f), 0.7f));
        effort[l] =
            POLDER_IN(v, k_work)[l] * (0.35f + 0.65f * POLDER_IN(v, momentum)[l]) *
            (0.3f + 0.7f * POLDER_IN(v, time_mean)[l]) * (0.4f + 0.8f * POLDER_IN(v, contact)[l]) *
            size * (1 - 0.4f * POLDER_IN(v, drift)[l]) * (1 + 0.4f * POLDER_IN(v, relay_mean)[l]) *
            (1 - 0.25f * POLDER_IN(v, bureaucracy)[l]) * (1 - 0.1f * POLDER_IN(v, home_base)[l]) *
            (1 - 0.5f * POLDER_IN(v, lead_time)[l]);
    }
}

/* How well that work is done in each domain. */
static void quality_of(const polder_view_t *v, float quality[N_DOMAINS][L])
{
    POLDER_EACH_LANE(l) {
        const float early = POLDER_IN(v, phase)[l] <= AGREE ? 0.3f : 0.0f;
        const float quarrel = polder_at_most(1.5f * POLDER_IN(v, conflicts)[l], 0.8f);
        quality[AMBITION][l] = polder_unit(0.2f + POLDER_IN(v, declared)[l]) *
                                   (0.5f + 0.5f * POLDER_IN(v, perspective)[l]) +
                               1.2f * POLDER_IN(v, vision)[l];
        quality[INTERESTS][l] = polder_unit(0.15f + 1.3f * POLDER_IN(v, understanding)[l]) +
                                0.9f * POLDER_IN(v, disclosure)[l] +
                                0.4f * POLDER_IN(v, language)[l] +
                                early * POLDER_IN(v, home_base)[l];
        quality[RELATION][l] =
            polder_unit(0.1f + 1.5f * POLDER_IN(v, trust_mean)[l]) * (1 - quarrel) +
            0.5f * POLDER_IN(v, push_contact)[l] + 0.4f * POLDER_IN(v, mediation)[l];
        quality[ORGANISATION][l] = polder_unit(0.15f + 1.4f * POLDER_IN(v, organised)[l] +
                                               0.2f * POLDER_IN(v, competence)[l]) +
                                   0.7f * POLDER_IN(v, structuring)[l] +
                                   0.9f * POLDER_IN(v, institution)[l];
        quality[PROCESS][l] =
            polder_unit(0.15f + 1.6f * POLDER_IN(v, system_trust)[l]) + POLDER_IN(v, process)[l];
    }
}

/* The work of a month; less of it goes to what was skipped before. */
static void work(const polder_view_t *v)
{
    const float *phase = POLDER_IN(v, phase), *effort = POLDER_IN(v, effort);
    const float *alive = POLDER_IN(v, alive);
    float quality[N_DOMAINS][L], kept[L], worn[L], repay[L];
    quality_of(v, quality);
    POLDER_EACH_LANE(l) {
        const float long_in = 1 + POLDER_IN(v, in_round)[l] * (1.0f / 24);
        kept[l] = POLDER_IN(v, kept)[l] * POLDER_IN(v, passed_on)[l];
        worn[l] = phase[l] >= PERFORM ? POLDER_IN(v, wear)[l] * long_in : 0.0f;
        repay[l] = 0.45f + 0.35f * POLDER_IN(v, reflection)[l];
    }
    for (int d = 0; d < N_DOMAINS; d++) {
        float *done = v->col[f_work_ambition + d];
        const float held = d < ORGANISATION ? 0.5f : 0.0f;
        POLDER_EACH_LANE(l) {
            const float before = done[l] * kept[l];
            const float behind = before < phase[l] ? repay[l] : 1.0f;
            const float more = effort[l] * quality[d][l] * behind / asks[d][(int)phase[l]] *
                               (1 - held * POLDER_IN(v, stalled)[l]);
            const float now =
                polder_at_most(polder_at_least(before + more - worn[l], 0.0f), phase[l] + 1);
            done[l] = alive[l] > 0 ? now : done[l];
        }
    }
}

/* The next phase, when the work is done or haste will have it so; and what comes out then. */
static void advance(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *haste = POLDER_IN(v, haste);
    float *phase = POLDER_OUT(v, phase), *shaken = POLDER_OUT(v, shaken);
    float *momentum = POLDER_OUT(v, momentum), *trust_mean = POLDER_OUT(v, trust_mean);
    float least[L], sum[L] = {0};
    POLDER_EACH_LANE(l) least[l] = 1;
    for (int d = 0; d < N_DOMAINS; d++) {
        const float *done = v->col[f_work_ambition + d];
        POLDER_EACH_LANE(l) {
            const float part = polder_unit(done[l] - phase[l]);
            least[l] = polder_min(least[l], part);
            sum[l] += part;
        }
    }
    POLDER_EACH_LANE(l) {
        const float enough = 1 - 0.5f * haste[l], mean = sum[l] * (1.0f / N_DOMAINS);
        const float going = phase[l] < PERFORM ? alive[l] : 0.0f;
        const float next = least[l] >= 1 || mean >= enough ? going : 0.0f;
        const float out =
            next > 0 && phase[l] >= AGREE && phase[l] < DESIGN ? POLDER_IN(v, pseudo)[l] : 0.0f;
        phase[l] += next;
        momentum[l] *= 1 - 0.8f * out;
        shaken[l] = 1 - 0.5f * out;
        trust_mean[l] *= shaken[l];
    }
}

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
    float again[L];
    POLDER_EACH_LANE(l) {
        const float performs = phase[l] >= PERFORM ? alive[l] : 0.0f;
        const float months = performs * (in_round[l] + 1);
        again[l] = months > round[l] ? 1.0f : 0.0f;
        in_round[l] = months * (1 - again[l]);
        renewing[l] = again[l] > 0 ? RENEWAL : polder_at_least(renewing[l] - 1, 0.0f);
        const float reached = POLDER_IN(v, total)[l] >= goal[l] ? performs : 0.0f;
        goal_month[l] = goal_month[l] > 0 ? goal_month[l] : reached * (float)(int32_t)v->tick;
    }
    for (int d = 0; d < N_DOMAINS; d++) {
        float *done = v->col[f_work_ambition + d];
        POLDER_EACH_LANE(l) done[l] = polder_at_least(done[l] - UNDONE * again[l], 0.0f);
    }
}

/* Perspective, momentum and system trust. */
static void feel(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *N = POLDER_IN(v, contact);
    float *perspective = POLDER_OUT(v, perspective), *momentum = POLDER_OUT(v, momentum);
    POLDER_EACH_LANE(l) {
        const float seen =
            polder_unit(POLDER_IN(v, made)[l] * (1.0f / 0.8f)) * (1 - POLDER_IN(v, lead_time)[l]);
        const float shown =
            polder_either(1.2f * POLDER_IN(v, vision)[l], 0.7f * POLDER_IN(v, quick_wins)[l]);
        const float window = POLDER_IN(v, window)[l] > 0 ? 0.2f : 0.0f;
        const float reached = POLDER_IN(v, goal_month)[l];
        const float since = reached > 0 ? (float)(int32_t)v->tick - reached : 0.0f;
        const float sags = 1 - POLDER_IN(v, complacency)[l] * ramp(since, 6, 42);
        const float target =
            polder_unit(polder_either(0.25f + 0.5f * seen + 0.1f * N[l], polder_unit(shown)) +
                        window - 0.4f * POLDER_IN(v, debt_ambition)[l]) *
            sags;
        const float renews = POLDER_IN(v, renewing)[l] > 0 ? 0.12f * POLDER_IN(v, tau)[l] : 0.0f;
        const float leak = POLDER_IN(v, fade)[l] * POLDER_IN(v, between_fade)[l];
        const float relaxed = polder_relax(perspective[l], target, 0.08f);
        const float lifted = polder_relax(relaxed, 0.85f, renews);
        const float nu = lifted * (1 - polder_at_most(leak, 0.5f));
        const float energy = polder_unit(
            0.05f + 0.35f * nu + 0.35f * seen + 1.5f * POLDER_IN(v, effort)[l] +
            0.25f * POLDER_IN(v, quick_wins)[l] + 0.2f * N[l] - 0.5f * POLDER_IN(v, conflicts)[l] -
            0.5f * (1 - POLDER_IN(v, time_mean)[l]) - 0.2f * POLDER_IN(v, debt_process)[l] -
            0.35f * POLDER_IN(v, bureaucracy)[l] - 0.12f * POLDER_IN(v, gazing)[l]);
        const float m = polder_relax(momentum[l], energy, POLDER_IN(v, k_momentum)[l]) *
                        (1 - 0.12f * POLDER_IN(v, stranded)[l]);
        perspective[l] = alive[l] > 0 ? polder_unit(nu) : perspective[l];
        momentum[l] = alive[l] > 0 ? m : momentum[l];
    }
}

static void trust_rules(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *process = POLDER_IN(v, process);
    float *system_trust = POLDER_OUT(v, system_trust);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f);
        const float designed = POLDER_IN(v, phase)[l] >= DESIGN ? 0.1f : 0.0f;
        const float rules =
            0.7f * POLDER_IN(v, rules)[l] * (0.6f + 0.8f * POLDER_IN(v, organised)[l]) + designed +
            0.1f * POLDER_IN(v, competence)[l] - 0.25f * POLDER_IN(v, debt_process)[l];
        const float target =
            polder_either(polder_unit(rules),
                          polder_unit(0.3f * process[l] + 0.25f * POLDER_IN(v, institution)[l]));
        const float blow = 0.2f * POLDER_IN(v, detected)[l] / n * (1 - 0.5f * process[l]);
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
    .source = "N2, N11-N15, C6",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}, {POLDER_ROWS, shake}},
};
