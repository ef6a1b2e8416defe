/* opportunism: acts of one partner against another. T5, T6. Step 7 of a month.
 *
 * The chance of an act follows from what the other cannot see (asymmetry, little
 * transparency), from the other's lock-in, and from little loyalty, balance, trust, system
 * trust, reliability and congruence of goals of the actor; an actor that has partners in common with the
 * other would be heard of, and holds back. An act that is not seen stays hidden on the tie. Passive or active, in
 * existing or new circumstances: that gives the four forms of Wathne & Heide 2000. Rules of the
 * game stop some.
 *
 * An organisation does at most one act a month: its temptations compete for one uniform
 * number, so each arc keeps exactly its own chance as long as they sum to less than one.
 * Acts are rare (about one in a hundred arcs a month), so consequences are computed one by
 * one. What the others come to know is written on their arcs back, which nobody else writes.
 */
#include "acts.h"

#define HAZARD(OWN, id, number, about, by)                                                         \
    OWN(h_##id, "opportunism." #id, NETWORK, PARAMETER, .value = number, .min = -10, .max = 10,    \
        .unit = "1", .doc = "weight in the temptation: " about, .source = by)
#define ACTS(OWN, id, about)                                                                       \
    OWN(acts_##id, "acts." #id, NETWORK, STATE, .max = 1e9f, .unit = "acts",                       \
        .doc = about ", so far", .source = "T5", .flags = POLDER_SUMMARY | POLDER_DERIVED)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, opportunism, active_stronger, 0.08f, 0, 1,                                         \
           "what being the stronger adds to the chance that an act is active", "T5, C10")          \
    NUMBER(OWN, opportunism, active_least, 0.04f, 0, 1,                                            \
           "chance that an act is active, not passive", "T5")                                      \
    NUMBER(OWN, opportunism, active_lock_in, 0.35f, 0, 1,                                          \
           "what lock-in of the other adds to that chance", "T5, T6")                              \
    NUMBER(OWN, opportunism, stopped, 0.5f, 0, 1,                                                  \
           "share of the acts that a rule of the game stops, where it is trusted", "N3, T5")       \
    NUMBER(OWN, opportunism, evaded, 1.2f, 0, 5,                                                   \
           "share of one partner's part that evasion does not deliver", "T5")                      \
    NUMBER(OWN, opportunism, taken_share, 0.6f, 0, 2,                                              \
           "share of what a violation costs the other that the actor gains", "T5")                 \
    NUMBER(OWN, opportunism, claim_gain, 1.08f, 1, 1.2f,                                           \
           "factor on its share that a forced renegotiation gives", "T5, C10")                     \
    NUMBER(OWN, opportunism, detect_vigilance, 0.4f, 0, 2,                                         \
           "what vigilance adds to the chance to detect an act", "T5, T1")                         \
    NUMBER(OWN, opportunism, detect_insight, 0.4f, 0, 2, "what understanding adds to that chance", \
           "T5, T6")                                                                               \
    NUMBER(OWN, opportunism, detect_active, 0.2f, -1, 1, "what it adds that the act is active",    \
           "T5")                                                                                   \
    NUMBER(OWN, opportunism, detect_passive, -0.1f, -1, 1, "what it adds that the act is passive", \
           "T5")                                                                                   \
    NUMBER(OWN, opportunism, detect_monitoring, 0.3f, 0, 2, "what monitoring adds to that chance", \
           "T5, C9")                                                                               \
    NUMBER(OWN, opportunism, hidden_passive, 0.4f, 0, 1,                                           \
           "how much of an act there is to come out later if it was passive", "V41, T5")           \
    NUMBER(OWN, opportunism, usual_transparency, 0.5f, 0, 1, "transparency that is usual", "T6")   \
    NUMBER(OWN, opportunism, usual_system_trust, 0.4f, 0, 1, "system trust that is usual", "T4")   \
    NUMBER(OWN, opportunism, usual_asymmetry, 0.5f, 0, 1, "asymmetry that is usual", "T6")         \
    NUMBER(OWN, opportunism, usual_lock_in, 0.3f, 0, 1, "lock-in that is usual", "T6")             \
    NUMBER(OWN, opportunism, usual_trust, 0.5f, 0, 1, "trust that is usual", "C4")                 \
    NUMBER(OWN, opportunism, usual_loyalty, 0.5f, 0, 1, "loyalty that is usual", "A3")             \
    NUMBER(OWN, opportunism, usual_reliability, 0.6f, 0, 1, "reliability that is usual", "A6")     \
    NUMBER(OWN, opportunism, usual_alignment, 0.65f, 0, 1, "alignment that is usual", "C1")        \
    NUMBER(OWN, opportunism, restrained_truce, 1.5f, 0, 5,                                         \
           "weight in the temptation: a truce, which restrains", "V48, T5")                        \
    NUMBER(OWN, opportunism, claim_loss, 0.06f, 0, 1,                                              \
           "share that a forced renegotiation takes of the other's share", "T5, C10")              \
    NUMBER(OWN, opportunism, refused, 0.3f, 0, 2,                                                  \
           "how much refusals cost adaptation, if each member refuses once", "T5, N1")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(h0, "opportunism.base", NETWORK, PARAMETER, .value = 0.009f, .max = 1, .unit = "1/month",  \
        .doc = "chance of an act on an arc, all else at its middle", .source = "T5")               \
    HAZARD(OWN, asymmetry, 0.9f, "what the other does not see", "T6")                              \
    HAZARD(OWN, opacity, 0.5f, "lack of transparency", "T6")                                       \
    HAZARD(OWN, lock_in, 1.0f, "lock-in of the other", "T6")                                       \
    HAZARD(OWN, disloyalty, 1.2f, "lack of loyalty", "A3")                                         \
    HAZARD(OWN, imbalance, 1.5f, "giving more than getting", "G1")                                 \
    HAZARD(OWN, trust, 2.0f, "trust in the other, which restrains", "T1")                          \
    HAZARD(OWN, system, 1.2f, "system trust, which restrains", "T4")                               \
    HAZARD(OWN, congruence, 2.8f, "goals that do not fit", "A1, V46")                              \
    HAZARD(OWN, reputation, 4.5f, "partners in common, who would hear of it", "T10, V28")          \
    OWN(severity, "opportunism.severity", NETWORK, PARAMETER, .value = 0.6f, .max = 1,             \
        .unit = "1", .doc = "harm an act does to trust", .source = "T5")                           \
    OWN(take, "opportunism.take", NETWORK, PARAMETER, .value = 0.5f, .max = 10, .unit = "1",       \
        .doc = "what a violation costs the other", .source = "T5")                                 \
    OWN(detection, "opportunism.detection", NETWORK, PARAMETER, .value = 0.18f, .max = 1,          \
        .unit = "1", .doc = "chance that an act is detected, all else absent", .source = "T5")     \
    OWN(known, "act", ARC, STATE, .max = 9, .unit = "1",                                           \
        .doc = "what the other did this month: 1 evasion, 2 violation, 3 refusal, 4 "              \
               "renegotiation; 5 to "                                                              \
               "8 if detected; 9 against another, as one hears",                                   \
        .source = "T5, T10", .flags = POLDER_DERIVED)                                              \
    OWN(hidden, "act.hidden", ARC, STATE, .max = 1, .unit = "1",                                   \
        .doc = "what the other did that has not come out", .source = "T5, V41",                    \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(taken, "act.taken", ORGANISATION, STATE, .min = -1e9f, .max = 1e9f, .unit = "1",           \
        .doc = "net gain from violations this month", .source = "T5", .flags = POLDER_DERIVED)     \
    OWN(detected, "acts.detected", NETWORK, STATE, .max = 1e9f, .unit = "acts",                    \
        .doc = "acts detected this month", .source = "T5", .flags = POLDER_DERIVED)                \
    ACTS(OWN, evasion, "acts of evasion")                                                          \
    ACTS(OWN, violation, "acts of violation")                                                      \
    ACTS(OWN, refusal, "refusals to adapt")                                                        \
    ACTS(OWN, renegotiation, "forced renegotiations")                                              \
    OWN(sum_evasion, "opportunism.evasions", NETWORK, SUM, .max = 1e9f, .unit = "acts",            \
        .doc = "evasions")                                                                         \
    OWN(sum_violation, "opportunism.violations", NETWORK, SUM, .max = 1e9f, .unit = "acts",        \
        .doc = "violations")                                                                       \
    OWN(sum_refusal, "opportunism.refusals", NETWORK, SUM, .max = 1e9f, .unit = "acts",            \
        .doc = "refusals")                                                                         \
    OWN(sum_renegotiation, "opportunism.renegotiations", NETWORK, SUM, .max = 1e9f,                \
        .unit = "acts", .doc = "renegotiations")                                                   \
    OWN(sum_detected, "opportunism.detected", NETWORK, SUM, .max = 1e9f, .unit = "acts",           \
        .doc = "detected acts")                                                                    \
    OWN(planned, "planned.act", ARC, PLANNED, .max = 1, .unit = "1",                               \
        .doc = "one commits an act of opportunism against the other", .source = "T5",              \
        .flags = POLDER_ONE_WAY)                                                                   \
    READ(tie, "tie")                                                                               \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(lock_in, "lock_in")                                                                       \
    READ(exposure, "exposure")                                                                     \
    READ(by_asymmetry, "exposure.by_asymmetry")                                                    \
    READ(by_lock_in, "exposure.by_lock_in")                                                        \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")                                                                   \
    READ(loyalty, "loyalty")                                                                       \
    READ(balance, "balance")                                                                       \
    READ(reliability, "skill.reliability")                                                         \
    READ(capacity, "capacity")                                                                     \
    READ(n_partners, "partners.n")                                                                 \
    READ(present, "members")                                                                       \
    READ(tau, "transparency")                                                                      \
    READ(system_trust, "system_trust")                                                             \
    READ(months_new, "context.months_new")                                                         \
    READ(alignment, "alignment")                                                                   \
    READ(embeddedness, "embeddedness")                                                             \
    READ(truce, "truce")                                                                           \
    READ(rumour, "reputation.rumour")                                                              \
    READ(rumour_least, "reputation.rumour_least")                                                  \
    READ(expose, "side.expose")                                                                    \
    READ(monitoring, "push.monitoring")                                                            \
    READ(one_board, "rule.one_board")                                                              \
    READ(steady, "rule.steady")                                                                    \
    READ(decisions, "rule.decisions")                                                              \
    WRITE(delivered, "delivered")                                                                  \
    WRITE(adaptation, "adaptation")                                                                \
    WRITE(claim, "claim")
POLDER_FIELDS(FIELDS)
POLDER_IN_ORDER(sum_evasion, sum_violation, sum_refusal, sum_renegotiation);
POLDER_IN_ORDER(acts_evasion, acts_violation, acts_refusal, acts_renegotiation);

#define EVENTS(KIND)                                                                               \
    KIND(act, "act", ARC, 2, "who acts", "against whom",                                           \
         "an opportunistic act of one partner against another", "T5, T6",                          \
         POLDER_EVENT_NUMBER("form", "1", FORMS), POLDER_EVENT_NUMBER("seen", "1", "no|yes"))
POLDER_EVENTS(EVENTS)

/* What was known and taken last month is over. */
static void forget(const polder_view_t *v)
{
    float *known = POLDER_OUT(v, known), *taken = POLDER_OUT(v, taken);
    POLDER_EACH_ROW(v, r) {
        for (int k = 0; k < v->width[r]; k++) {
            float *row = known + (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) row[l] = 0;
        }
        POLDER_EACH_LANE(l) taken[r * L + l] = 0;
    }
}

/* Which partners of the organisation in row r, lane l hear of its act, but for the victim in slot
 * `victim`, which knows already. One uniform number u serves all, turned on from slot to slot. */
static void spread_word(const polder_view_t *v, int r, int l, int victim, float u)
{
    const float *shared = POLDER_IN(v, embeddedness);
    const float rumour = POLDER_IN(v, rumour)[l], least = AT(rumour_least);
    /* 2³² steps; below 1, which rounding may have made of it */
    const uint32_t word = (uint32_t)(polder_at_most(u, 0.9999999f) * 4294967296.0f);
    float *known = POLDER_OUT(v, known);
    for (int k = 0; k < v->degree[r * L + l]; k++) {
        const int a = (v->slot[r] + k) * L + l;
        const float chance = rumour * (least + shared[a]);
        if (k != victim && polder_uniform(polder_turn(word, k)) < chance)
            known[v->rev[a]] = ELSEWHERE;
    }
}

/* Yes with chance p, by the uniform number *u. What is left of it is spread over 0 to 1 again, so
 * that the next decision can take it too. It gets coarser each time: 24 bits for all, and a chance of
 * one in a hundred to act at all takes seven. That is enough for the few yes or no of one act. */
static int decide(float *u, float p)
{
    const int yes = *u < p;
    *u = yes ? *u / polder_at_least(p, TINY) : (*u - p) / polder_at_least(1 - p, TINY);
    return yes;
}

/* One act of the organisation in row r and lane l along slot k; u is uniform. */
static void act(const polder_view_t *v, int r, int k, int l, float u)
{
    const float *lock_in = POLDER_IN(v, lock_in), *capacity = POLDER_IN(v, capacity);
    const float *vigilance = POLDER_IN(v, vigilance), *asymmetry = POLDER_IN(v, asymmetry);
    /* the rule of the game that may stop each form; no rule is against violations */
    const float *const rule_against[] = {[EVASION] = POLDER_IN(v, one_board),
                                         [VIOLATION] = NULL,
                                         [REFUSAL] = POLDER_IN(v, decisions),
                                         [RENEGOTIATION] = POLDER_IN(v, steady)};
    const int sum_of[] = {[EVASION] = f_sum_evasion,
                          [VIOLATION] = f_sum_violation,
                          [REFUSAL] = f_sum_refusal,
                          [RENEGOTIATION] = f_sum_renegotiation};
    const float S = POLDER_IN(v, system_trust)[l];
    const int i = r * L + l, a = (v->slot[r] + k) * L + l, j = v->nbr[a], back = v->rev[a];
    const float stronger = capacity[i] > capacity[j] ? AT(active_stronger) : 0.0f;
    const int active =
        decide(&u, polder_unit(AT(active_least) + AT(active_lock_in) * lock_in[back] + stronger));
    const int fresh = POLDER_IN(v, months_new)[l] > 0;
    const int which = fresh ? (active ? RENEGOTIATION : REFUSAL) : (active ? VIOLATION : EVASION);
    if (rule_against[which] && decide(&u, AT(stopped) * rule_against[which][l] * S)) return;
    v->sum[sum_of[which]][l] += 1;
    if (which == EVASION) POLDER_OUT(v, delivered)
    [i] *=
        1 - polder_at_most(AT(evaded) / polder_at_least(POLDER_IN(v, n_partners)[i], 1.0f), 1.0f);
    if (which == VIOLATION) POLDER_OUT(v, taken)[i] += AT(taken_share) * POLDER_IN(v, take)[l];
    if (which == RENEGOTIATION) POLDER_OUT(v, claim)[i] *= AT(claim_gain);
    const float seen = POLDER_IN(v, detection)[l] + AT(detect_vigilance) * vigilance[back] +
                       AT(detect_insight) * (1 - asymmetry[back]) +
                       (active ? AT(detect_active) : AT(detect_passive)) +
                       AT(detect_monitoring) * POLDER_IN(v, monitoring)[l];
    const int detected = decide(&u, polder_unit(seen));
    POLDER_OUT(v, known)[back] = (float)(which + (detected ? DETECTED : 0));
    POLDER_EMIT(v, act, i, j, (float)(which - EVASION), (float)detected);
    if (!detected) {
        float *hidden = POLDER_OUT(v, hidden);
        hidden[back] = polder_max(hidden[back], active ? 1.0f : AT(hidden_passive));
        return;
    }
    POLDER_ADD(v, sum_detected)[l] += 1;
    spread_word(v, r, l, k, u);
}

/* Acts that are still to be carried out. What an act reads and writes lies far apart in a large
 * network: it is prefetched when the act is noted, and is there by the time the list is worked
 * through. */
typedef struct {
    int row, slot, lane;
    float u;
} deed_t;

typedef struct {
    int n;
    deed_t deed[POLDER_SLICE];
} deeds_t;

/* Carries out the acts of the list, and empties it. */
static void carry_out(const polder_view_t *v, deeds_t *x)
{
    const float *capacity = POLDER_IN(v, capacity);
    for (const deed_t *d = x->deed; d < x->deed + x->n; d++)
        __builtin_prefetch(capacity + v->nbr[(v->slot[d->row] + d->slot) * L + d->lane]);
    for (const deed_t *d = x->deed; d < x->deed + x->n; d++) act(v, d->row, d->slot, d->lane, d->u);
    x->n = 0;
}

/* Puts an act on the list, and asks for the memory it will touch. */
static void note(const polder_view_t *v, deeds_t *x, deed_t one)
{
    const int a = (v->slot[one.row] + one.slot) * L + one.lane, back = v->rev[a];
    __builtin_prefetch(v->nbr + a);
    __builtin_prefetch(POLDER_IN(v, vigilance) + back);
    __builtin_prefetch(POLDER_OUT(v, known) + back, 1);
    __builtin_prefetch(POLDER_OUT(v, hidden) + back, 1);
    x->deed[x->n++] = one;
    if (x->n == POLDER_SLICE) carry_out(v, x);
}

/* What is the same for all ties of a network: a part of the temptation, and how much a
 * partner in common restrains (`heard`). */
static void in_network(const polder_view_t *v, float network_temptation[L], float heard[L])
{
    const float *h_opacity = POLDER_IN(v, h_opacity), *tau = POLDER_IN(v, tau);
    const float *h_system = POLDER_IN(v, h_system), *S = POLDER_IN(v, system_trust);
    /* The weights that exposure was worked out with: a planned event may have set others since. */
    const float *h_asymmetry = POLDER_IN(v, by_asymmetry), *h_lock_in = POLDER_IN(v, by_lock_in);
    const float *h_trust = POLDER_IN(v, h_trust), *expose = POLDER_IN(v, expose);
    const float *h_reputation = POLDER_IN(v, h_reputation), *rumour = POLDER_IN(v, rumour);
    POLDER_EACH_LANE(l) {
        network_temptation[l] =
            h_opacity[l] * (AT(usual_transparency) - tau[l]) -
            h_system[l] * (S[l] - AT(usual_system_trust)) - AT(usual_asymmetry) * h_asymmetry[l] -
            AT(usual_lock_in) * h_lock_in[l] + AT(usual_trust) * h_trust[l] + expose[l];
        heard[l] = h_reputation[l] * rumour[l];
    }
}

/* Acts that a scenario planned, in row r. */
static void act_as_planned(const polder_view_t *v, int r)
{
    const float *tie = POLDER_IN(v, tie), *planned = POLDER_IN(v, planned);
    uint32_t word[4][L];
    polder_row_words(v, r, 0, word);
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_OF(polder_which(planned + a), l)
            if (tie[a + (int)l] > 0)
                act(v, r, k, (int)l, polder_uniform(polder_turn(word[0][l], k)));
    }
}

/* Who acts along slots k to k + n − 1 of row r. The chances of an organisation's slots lie end to
 * end from 0 on; it acts along the slot whose stretch its uniform number u falls into, if any. How
 * far into the stretch, as a share, is a new uniform number for the act. upto[s] is where the
 * stretch of slot s begins; `passed` counts those of these slots that end below u. */
static void find_acts(const polder_view_t *v, int r, int k, int n, const float u[L],
                      float chance[AT_ONCE][L], float upto[AT_ONCE + 1][L], deeds_t *deeds)
{
    const float *tie = POLDER_IN(v, tie);
    float passed[L] = {0}, acts[L];
    for (int s = 0; s < n; s++) {
        const float *real = tie + (v->slot[r] + k + s) * L;
        POLDER_EACH_LANE(l) {
            chance[s][l] *= real[l];
            upto[s + 1][l] = upto[s][l] + chance[s][l];
            passed[l] += u[l] >= upto[s + 1][l] ? 1.0f : 0.0f;
        }
    }
    POLDER_EACH_LANE(l) {
        const float here = u[l] >= upto[0][l] ? 1.0f : 0.0f; /* not in earlier slots */
        acts[l] = passed[l] < (float)n ? here : 0.0f;
    }
    POLDER_EACH_OF(polder_which(acts), l) {
        const int s = (int)passed[l];
        const float rest = (u[l] - upto[s][l]) / chance[s][l];
        /* rounding may give 1, but a uniform number is below it */
        note(v, deeds, (deed_t){r, k + s, (int)l, polder_at_most(rest, 0.9999999f)});
    }
}

/* Each organisation of a row has one uniform number for all its slots: at most one act a month. */
static void tempt(const polder_view_t *v)
{
    const float *exposure = POLDER_IN(v, exposure), *trust = POLDER_IN(v, trust);
    const float *loyalty = POLDER_IN(v, loyalty), *balance = POLDER_IN(v, balance);
    const float *reliability = POLDER_IN(v, reliability), *h0 = POLDER_IN(v, h0);
    const float *h_trust = POLDER_IN(v, h_trust), *h_disloyalty = POLDER_IN(v, h_disloyalty);
    const float *h_imbalance = POLDER_IN(v, h_imbalance);
    const float *h_congruence = POLDER_IN(v, h_congruence), *truce = POLDER_IN(v, truce);
    const float *alignment = POLDER_IN(v, alignment), *shared = POLDER_IN(v, embeddedness);
    float network_temptation[L], heard[L];
    in_network(v, network_temptation, heard);
    uint32_t word[4][L];
    deeds_t deeds;
    deeds.n = 0;
    POLDER_EACH_ROW(v, r) {
        float own_temptation[L], u[L], upto[AT_ONCE + 1][L]; /* upto: the chances summed so far */
        const uint32_t *row_word = polder_row_word(v, r, 0, word);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            u[l] = polder_uniform(row_word[l]);
            upto[0][l] = 0;
            own_temptation[l] = network_temptation[l] +
                                h_disloyalty[l] * (AT(usual_loyalty) - loyalty[e]) +
                                h_imbalance[l] * polder_at_least(-balance[e], 0.0f) -
                                (reliability[e] - AT(usual_reliability)) +
                                h_congruence[l] * (AT(usual_alignment) - alignment[e]);
        }
        for (int k = 0; k < v->width[r]; k += AT_ONCE) {
            const int n = v->width[r] - k < AT_ONCE ? v->width[r] - k : AT_ONCE;
            float chance[AT_ONCE][L];
            for (int s = 0; s < n; s++) {
                const int a = (v->slot[r] + k + s) * L;
                POLDER_EACH_LANE(l) {
                    chance[s][l] = own_temptation[l] + exposure[v->rev[a + l]] -
                                   h_trust[l] * trust[a + l] - heard[l] * shared[a + l] -
                                   AT(restrained_truce) * truce[a + l];
                }
            }
            for (int s = 0; s < n; s++)
                POLDER_EACH_LANE(l) chance[s][l] = h0[l] * polder_exp(chance[s][l]);
            find_acts(v, r, k, n, u, chance, upto, &deeds);
            POLDER_EACH_LANE(l) upto[0][l] = upto[n][l];
        }
        if (POLDER_IN(v, planned)) {
            carry_out(v, &deeds);
            act_as_planned(v, r);
        }
    }
    carry_out(v, &deeds);
}

/* What was done to each organisation. */
static void suffer(const polder_view_t *v)
{
    const float *known = POLDER_IN(v, known), *take = POLDER_IN(v, take);
    float *taken = POLDER_OUT(v, taken), *claim = POLDER_OUT(v, claim);
    POLDER_EACH_ROW(v, r) {
        float lost[L] = {0}, kept[L];
        POLDER_EACH_LANE(l) kept[l] = 1;
        for (int k = 0; k < v->width[r]; k++) {
            const float *act = known + (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) { /* rare, but testing for it first costs more */
                const float form = act[l] > DETECTED ? act[l] - DETECTED : act[l];
                const float robbed = form == VIOLATION ? 1.0f : 0.0f;
                const float forced = form == RENEGOTIATION ? 1.0f : 0.0f;
                lost[l] += robbed * take[l];
                kept[l] *= 1 - forced * AT(claim_loss);
            }
        }
        POLDER_EACH_LANE(l) {
            taken[r * L + l] -= lost[l];
            claim[r * L + l] *= kept[l];
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_refusal = POLDER_IN(v, sum_refusal), *present = POLDER_IN(v, present);
    const float *sum_detected = POLDER_IN(v, sum_detected);
    float *adaptation = POLDER_OUT(v, adaptation), *detected = POLDER_OUT(v, detected);
    for (int k = 0; k < N_ACTS; k++) {
        const float *now = v->col[f_sum_evasion + k];
        float *so_far = v->col[f_acts_evasion + k];
        POLDER_EACH_LANE(l) so_far[l] += now[l];
    }
    POLDER_EACH_LANE(l) {
        adaptation[l] *=
            polder_exp(-AT(refused) * sum_refusal[l] / polder_at_least(present[l], 1.0f));
        detected[l] = sum_detected[l];
    }
}

POLDER_PART(collaboration, opportunism) = {
    .name = "opportunism",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 170,
    .doc = "acts of one partner against another",
    .source = "T5, T6",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_ROWS, forget},
              {POLDER_ROWS, tempt},
              {POLDER_ROWS, suffer},
              {POLDER_NETWORKS, networks}},
};
