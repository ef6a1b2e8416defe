/* trust: what partners see of each other moves trust, vigilance and expectations.
 * T1, T2, T10, A6, N17. Step 10 of a month.
 *
 * The loop of Huxham & Vangen 2005: expectations that are met build trust, and trust allows
 * higher ones. Trust and vigilance are two quantities with causes of their own (Lewicki et
 * al. 1998); trust comes on foot and leaves on horseback (k_up < k_down). Trust that was there
 * before comes back faster than it grew; a scar that deceit left takes from what can be earned.
 */
#include "collaboration.h"

#define SPEED(OWN, id, number, about, by)                                                          \
    OWN(id, "trust." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = "1/month",        \
        .doc = about, .source = by)
#define SIZE(OWN, id, number, about, by)                                                           \
    OWN(id, "trust." #id, NETWORK, PARAMETER, .value = number, .max = 10, .unit = "1",             \
        .doc = about, .source = by)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, trust, told_disclosure, 1.3f, 0, 5, "how much disclosure tells what is expected",  \
           "N17, I3")                                                                              \
    NUMBER(OWN, trust, told_language, 0.7f, 0, 1,                                                  \
           "how much a common language tells what is expected", "N17, T8")                         \
    NUMBER(OWN, trust, told_reflection, 0.3f, 0, 1, "how much reflection tells what is expected",  \
           "N17, I3")                                                                              \
    NUMBER(OWN, trust, felt_heard, 0.4f, 0, 2,                                                     \
           "how much what one hears of the other counts for its reliability", "T2, T10")           \
    NUMBER(OWN, trust, felt_empathy, 0.8f, 0, 2,                                                   \
           "how much empathy of the other counts for its reliability", "T2, A6")                   \
    NUMBER(OWN, trust, empathy_usual, 0.6f, 0, 1, "empathy that is usual", "A6")                   \
    NUMBER(OWN, trust, delivered_usual, 0.5f, 0, 1, "delivery that is usual", "T2, T10")           \
    NUMBER(OWN, trust, felt_exposed, 0.5f, 0, 2, "reliability felt that being exposed costs",      \
           "T2, I3")                                                                               \
    NUMBER(OWN, trust, felt_crowding, 0.25f, 0, 2, "reliability felt that control costs",          \
           "T2, C9")                                                                               \
    NUMBER(OWN, trust, noise, 0.15f, 0, 1,                                                         \
           "noise in what is seen of a partner of whom nothing is known", "T2, T6")                \
    NUMBER(OWN, trust, noise_language, 0.7f, 0, 1,                                                 \
           "share of that noise which a common language ends", "T8")                               \
    NUMBER(OWN, trust, guard_least, 0.5f, 0, 2, "vigilance that is there by itself", "T1")         \
    NUMBER(OWN, trust, guard_system_trust, 0.2f, 0, 1, "vigilance that system trust takes away",   \
           "T1, T4")                                                                               \
    NUMBER(OWN, trust, system_trust_usual, 0.4f, 0, 1, "system trust that is usual", "T4")         \
    NUMBER(OWN, trust, guard_monitoring, 0.05f, 0, 1, "vigilance that monitoring brings",          \
           "T1, C9")                                                                               \
    NUMBER(OWN, trust, guard_hardening, 0.7f, 0, 2, "vigilance that hardened structures bring",    \
           "T1, I8, N22")                                                                          \
    NUMBER(OWN, trust, guard_crowding, 0.2f, 0, 1,                                                 \
           "vigilance that control brings where there is good will", "T1, C9")                     \
    NUMBER(OWN, trust, guard_exposed, 0.45f, 0, 2, "vigilance that being exposed brings",          \
           "T1, I3")                                                                               \
    NUMBER(OWN, trust, envy_scale, 0.25f, 0, 2,                                                    \
           "vigilance for each point of balance that the other is ahead", "N3, G1")                \
    NUMBER(OWN, trust, rise_norm, 0.8f, 0, 2, "how much faster trust rises under a promise",       \
           "T2, V35")                                                                              \
    NUMBER(OWN, trust, rise_debt, 0.6f, 0, 1,                                                      \
           "how much slower it rises with a debt on the relation", "T2, N11")                      \
    NUMBER(OWN, trust, rise_crowding, 0.5f, 0, 1, "how much slower it rises under control",        \
           "T2, C9")                                                                               \
    NUMBER(OWN, trust, rise_hardening, 0.4f, 0, 1,                                                 \
           "how much slower it rises in hardened structures", "T2, I8")                            \
    OWN(lift, "trust.lift", NETWORK, PARAMETER, .value = 0.1f, .max = 1, .unit = "1/month",        \
        .doc = "speed at which brokerage lifts trust", .source = "I6, T2")                         \
    OWN(mend, "trust.mend", NETWORK, PARAMETER, .value = 0.8f, .max = 1, .unit = "1/month",        \
        .doc = "speed at which mediation mends trust", .source = "I7, T7")                         \
    OWN(end_least, "trust.end_least", NETWORK, PARAMETER, .value = 0.02f, .max = 1,                \
        .unit = "1/month", .doc = "chance that a conflict ends by itself", .source = "T7")         \
    OWN(end_informal, "trust.end_informal", NETWORK, PARAMETER, .value = 0.03f, .max = 1,          \
        .unit = "1/month", .doc = "what informal contact adds to that chance", .source = "T7, T9") \
    OWN(end_mediation, "trust.end_mediation", NETWORK, PARAMETER, .value = 0.2f, .max = 1,         \
        .unit = "1/month", .doc = "what mediation adds to that chance", .source = "T7, I7")        \
    OWN(end_reflection, "trust.end_reflection", NETWORK, PARAMETER, .value = 0.2f, .max = 1,       \
        .unit = "1/month", .doc = "what reflection adds to that chance", .source = "T7, I3")       \
    NUMBER(OWN, trust, inflate_pseudo, 2, 0, 5,                                                    \
           "how much more is expected under pseudo-consensus", "N17, C6")                          \
    NUMBER(OWN, trust, inflate_unsaid, 0.5f, 0, 2,                                                 \
           "how much more is expected where it is not clear what is in it for each", "N17, N4")    \
    NUMBER(OWN, trust, over_debt, 0.15f, 0, 1,                                                     \
           "what is expected for each phase of debt on interests", "N17, N11")                     \
    NUMBER(OWN, trust, over_vision, 0.08f, 0, 1, "what is expected of a vision", "N17, I1")        \
    NUMBER(OWN, trust, over_unorganised, 1.2f, 1, 5,                                               \
           "factor on unmet expectations where nothing is organised", "N17, N4")                   \
    NUMBER(OWN, trust, over_organised, 0.4f, 0, 1, "what boundaries take of that factor",          \
           "N17, N4")                                                                              \
    NUMBER(OWN, trust, made_up, 0.5f, 0, 1,                                                        \
           "share of the way back to first trust as a conflict ends", "T7")                        \
    NUMBER(OWN, trust, calmed, 0.2f, 0, 1, "share of the vigilance that goes as a conflict ends",  \
           "T7")                                                                                   \
    NUMBER(OWN, trust, seen_hidden, 0.15f, 0, 1,                                                   \
           "share of what is delivered that asymmetry hides", "T2, T6")                            \
    NUMBER(OWN, trust, felt_conflict, 1.5f, 0, 5, "reliability felt that a conflict costs",        \
           "T2, T7")                                                                               \
    NUMBER(OWN, trust, guard_balance, 0.3f, 0, 2, "vigilance that a good balance takes away",      \
           "T1, G1")                                                                               \
    NUMBER(OWN, trust, guard_asymmetry, 0.3f, 0, 2, "vigilance that asymmetry brings", "T1, T6")   \
    NUMBER(OWN, trust, guard_felt, 0.5f, 0, 2, "vigilance that reliability felt takes away",       \
           "T1, T2")                                                                               \
    NUMBER(OWN, trust, rise_least, 0.4f, 0, 2, "how fast trust rises in who has no empathy",       \
           "T2, A6")                                                                               \
    NUMBER(OWN, trust, lift_above, 0.1f, 0, 1, "how far above first trust brokerage lifts trust",  \
           "I6")                                                                                   \
    NUMBER(OWN, trust, mend_below, 0.05f, 0, 1, "how far below first trust mediation mends trust", \
           "I7")                                                                                   \
    NUMBER(OWN, trust, mend_scar, 3, 0, 10, "how much a scar keeps mediation from it", "I7, V41")  \
    OWN(fall_conflict, "trust.fall_conflict", NETWORK, PARAMETER, .value = 0.08f, .max = 1,        \
        .unit = "1/month", .doc = "share of trust that a conflict costs", .source = "T7")          \
    NUMBER(OWN, trust, expect_told, 4, 0, 10,                                                      \
           "how much faster expectations follow what has been told", "N17")                        \
    OWN(k_lock_in, "trust.k_lock_in", NETWORK, PARAMETER, .value = 0.012f, .max = 1,               \
        .unit = "1/month", .doc = "speed at which lock-in follows what one puts in",               \
        .source = "T6")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    SPEED(OWN, k_up, 0.11f, "speed at which trust rises", "T2")                                    \
    SPEED(OWN, k_down, 0.25f, "speed at which trust falls", "T2")                                  \
    SPEED(OWN, k_fade, 0.02f, "speed at which it fades to where it came from without contact",     \
          "T3, T7")                                                                                \
    SPEED(OWN, v_up, 0.19f, "speed at which vigilance rises", "T1")                                \
    SPEED(OWN, v_down, 0.055f, "speed at which vigilance falls", "T1")                             \
    SPEED(OWN, k_expect, 0.08f, "speed at which expectations follow what is seen", "T2, N17")      \
    SIZE(OWN, gain, 3, "how strongly a surprise counts", "T2")                                     \
    OWN(bias, "trust.bias", NETWORK, PARAMETER, .value = 1.05f, .min = -10, .max = 10,             \
        .unit = "1", .doc = "reliability felt when expectations are just met", .source = "T2")     \
    SIZE(OWN, inflate, 0.033f, "how much is expected beyond what is seen", "N17, F11")             \
    SIZE(OWN, envy, 0.5f, "how much the better balance of the other raises vigilance", "N3, G1")   \
    SIZE(OWN, forgive, 4.2f, "how much faster trust comes back that was there before", "V41")      \
    SIZE(OWN, informal, 0.3f, "room for informal contact, which ends conflicts", "T9")             \
    READ(tie, "tie")                                                                               \
    READ(delivered, "delivered")                                                                   \
    READ(contribution, "contribution")                                                             \
    READ(empathy, "skill.empathy")                                                                 \
    READ(culture, "culture")                                                                       \
    READ(balance, "balance")                                                                       \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(contact, "contact")                                                                       \
    READ(prior, "prior_trust")                                                                     \
    READ(per_partner, "partners.share")                                                            \
    READ(pseudo, "pseudo_consensus")                                                               \
    READ(political, "boundary.political")                                                          \
    READ(organised, "organised")                                                                   \
    READ(system_trust, "system_trust")                                                             \
    READ(modesty, "rule.modesty")                                                                  \
    READ(between, "between.inflate")                                                               \
    READ(rumour, "reputation.rumour")                                                              \
    READ(scar, "scar")                                                                             \
    READ(norm, "norm")                                                                             \
    READ(debt_interests, "debt.interests")                                                         \
    READ(debt_relation, "debt.relation")                                                           \
    READ(disclosure, "push.disclosure")                                                            \
    READ(vision, "push.vision")                                                                    \
    READ(crowding, "side.crowding")                                                                \
    READ(hardening, "side.hardening")                                                              \
    READ(expose, "side.expose")                                                                    \
    READ(reflection, "push.reflection")                                                            \
    READ(language, "push.language")                                                                \
    OWN(excess, "expectation.over", NETWORK, STATE, .max = 1e6f, .unit = "1",                      \
        .doc = "how much is expected beyond what is seen", .source = "N17, F11",                   \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    READ(monitoring, "push.monitoring")                                                            \
    READ(mediation, "push.mediation")                                                              \
    READ(brokerage, "push.brokerage")                                                              \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")                                                                  \
    WRITE(lock_in, "lock_in")                                                                      \
    WRITE(expectation, "expectation")                                                              \
    WRITE(conflict, "conflict")                                                                    \
    WRITE(truce, "truce")                                                                          \
    WRITE(trust_i, "partners.trust")
POLDER_FIELDS(FIELDS)

#define EVENTS(KIND)                                                                               \
    KIND(ends, "conflict.ends", ARC, 1, "whose conflict ends", "with whom",                        \
         "partners who were in conflict are talking again", "T7")
POLDER_EVENTS(EVENTS)

/* What is the same for all ties of a network this month. */
typedef struct {
    float felt[L];   /* reliability felt, before what is felt of the one partner is added */
    float told[L];   /* share of the expectations that partners have talked about */
    float rumour[L]; /* how much hearsay of what the other delivers counts */
    float noise[L];  /* in what is seen of a partner of whom nothing is known */
    float guard[L];  /* vigilance, before what is felt of the one partner is added */
    float envy[L];   /* vigilance for each point of balance that the other is ahead */
    float end[L];    /* chance that a conflict ends */
    float rise[L];   /* speed at which trust rises */
    float lift[L];   /* speed at which brokerage lifts it */
    float mend[L];   /* speed at which mediation mends it */
    float expect[L]; /* speed at which expectations follow what is seen */
    float regain[L]; /* how much faster trust rises that was there before */
    /* parameters side by side: they take one register in the loops over arcs, not one each */
    float gain[L], seen_hidden[L], felt_empathy[L], felt_conflict[L];
    float guard_asymmetry[L], guard_felt[L];
    float down[L], fade[L], v_up[L], v_down[L], k_lock_in[L];
    float lift_above[L], mend_below[L], mend_scar[L], fall_conflict[L];
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *S = POLDER_IN(v, system_trust), *hard = POLDER_IN(v, hardening);
    const float *crowd = POLDER_IN(v, crowding), *expose = POLDER_IN(v, expose);
    const float *mediation = POLDER_IN(v, mediation), *reflection = POLDER_IN(v, reflection);
    POLDER_EACH_LANE(l) {
        m->told[l] =
            polder_either(polder_at_most(AT(told_disclosure) * POLDER_IN(v, disclosure)[l], 1.0f),
                          polder_either(AT(told_language) * POLDER_IN(v, language)[l],
                                        AT(told_reflection) * reflection[l]));
        m->rumour[l] = AT(felt_heard) * POLDER_IN(v, rumour)[l];
        m->felt[l] = POLDER_IN(v, bias)[l] - POLDER_IN(v, gain)[l] * POLDER_IN(v, excess)[l] -
                     AT(felt_empathy) * AT(empathy_usual) - AT(delivered_usual) * m->rumour[l] -
                     AT(felt_exposed) * expose[l] - AT(felt_crowding) * crowd[l];
        m->noise[l] = AT(noise) * (1 - AT(noise_language) * POLDER_IN(v, language)[l]);
        m->guard[l] = AT(guard_least) - AT(guard_system_trust) * (S[l] - AT(system_trust_usual)) +
                      AT(guard_monitoring) * POLDER_IN(v, monitoring)[l] +
                      AT(guard_hardening) * hard[l] + AT(guard_crowding) * crowd[l] +
                      AT(guard_exposed) * expose[l];
        m->envy[l] = AT(envy_scale) * POLDER_IN(v, envy)[l] * (1 - POLDER_IN(v, modesty)[l] * S[l]);
        m->rise[l] = POLDER_IN(v, k_up)[l] * (1 + AT(rise_norm) * POLDER_IN(v, norm)[l]) *
                     (1 - AT(rise_debt) * polder_at_most(POLDER_IN(v, debt_relation)[l], 1.0f)) *
                     (1 - AT(rise_crowding) * crowd[l]) * (1 - AT(rise_hardening) * hard[l]);
        m->lift[l] = AT(lift) * POLDER_IN(v, brokerage)[l];
        m->mend[l] = AT(mend) * mediation[l];
        m->end[l] = AT(end_least) + AT(end_informal) * POLDER_IN(v, informal)[l] +
                    AT(end_mediation) * mediation[l] + AT(end_reflection) * reflection[l];
    }
}

/* The rest of the month, which only the loops over arcs read. */
static void for_arcs(const polder_view_t *v, month_t *m)
{
    POLDER_EACH_LANE(l) {
        m->expect[l] = POLDER_IN(v, k_expect)[l] * (1 + AT(expect_told) * m->told[l]);
        m->regain[l] = 1 + POLDER_IN(v, forgive)[l];
        m->gain[l] = POLDER_IN(v, gain)[l];
        m->seen_hidden[l] = AT(seen_hidden);
        m->felt_empathy[l] = AT(felt_empathy);
        m->felt_conflict[l] = AT(felt_conflict);
        m->guard_asymmetry[l] = AT(guard_asymmetry);
        m->guard_felt[l] = AT(guard_felt);
        m->down[l] = POLDER_IN(v, k_down)[l];
        m->fade[l] = POLDER_IN(v, k_fade)[l];
        m->v_up[l] = POLDER_IN(v, v_up)[l];
        m->v_down[l] = POLDER_IN(v, v_down)[l];
        m->k_lock_in[l] = AT(k_lock_in);
        m->lift_above[l] = AT(lift_above);
        m->mend_below[l] = AT(mend_below);
        m->mend_scar[l] = AT(mend_scar);
        m->fall_conflict[l] = AT(fall_conflict);
    }
}

/* What is expected beyond what is seen: it was never talked about, or a vision promised it. */
static void expect(const polder_view_t *v)
{
    month_t m;
    float *excess = POLDER_OUT(v, excess);
    month_of(v, &m);
    POLDER_EACH_LANE(l) {
        const float inflated = POLDER_IN(v, inflate)[l] * POLDER_IN(v, between)[l] *
                               (1 + AT(inflate_pseudo) * POLDER_IN(v, pseudo)[l] +
                                AT(inflate_unsaid) * (1 - POLDER_IN(v, political)[l]));
        excess[l] = (inflated + AT(over_debt) * POLDER_IN(v, debt_interests)[l] +
                     AT(over_vision) * POLDER_IN(v, vision)[l]) *
                    (1 - m.told[l]) *
                    (AT(over_unorganised) - AT(over_organised) * POLDER_IN(v, organised)[l]);
    }
}

/* What a partner shows those who watch it. */
enum { DELIVERED, BALANCE, EMPATHY, CULTURE };

static void show(const polder_view_t *v)
{
    const float *delivered = POLDER_IN(v, delivered), *balance = POLDER_IN(v, balance);
    const float *empathy = POLDER_IN(v, empathy), *culture = POLDER_IN(v, culture);
    POLDER_EACH_ROW(v, r)
        polder_show(v, r, delivered + r * L, balance + r * L, empathy + r * L, culture + r * L);
}

/* Noise in what is seen: a standard normal number for each arc of a row. Coarse numbers are good
 * enough, so the two halves of a random word serve two slots, and one call of polder_quad_words
 * gives words for four rows. Rows next to each other have about as many slots. */
enum { QUAD = 4 }; /* rows of one call of polder_quad_words */
typedef struct {
    uint32_t word[AT_ONCE / 2][QUAD][L];
} noise_t;

/* Draws the words of the four rows that r is one of, for their first AT_ONCE slots. */
static void noise_words(const polder_view_t *v, int r, noise_t *q)
{
    const int first = r & ~(QUAD - 1);
    int widest = 0;
    for (int s = first; s < first + QUAD && s < v->n_row; s++)
        widest = v->width[s] > widest ? v->width[s] : widest;
    for (int p = 0; p < AT_ONCE / 2 && 2 * p < widest; p++)
        polder_quad_words(v, r, (uint32_t)p, q->word[p]);
}

/* The noise of slots k to k + n − 1 of row r. */
static void noise_of(const polder_view_t *v, int r, int k, int n, const noise_t *q,
                     float out[AT_ONCE][L])
{
    for (int p = 0; 2 * p < n; p++) {
        uint32_t fresh[4][L];
        const uint32_t *word = q->word[p][r & (QUAD - 1)];
        if (k > 0) { /* slots beyond the first AT_ONCE: an organisation with many partners */
            polder_quad_words(v, r, (uint32_t)(k / 2 + p), fresh);
            word = fresh[r & (QUAD - 1)];
        }
        POLDER_EACH_LANE(l) {
            out[2 * p][l] = polder_normal_coarse(word[l]);
            out[2 * p + 1][l] = polder_normal_coarse(word[l] << 16); /* its other half */
        }
    }
}

/* Tells which conflicts have ended on the sixteen arcs from `a`; `was` are those of before. */
POLDER_RARE void tell(const polder_view_t *v, int a, const float was[L])
{
    const float *conflict = POLDER_IN(v, conflict);
    for (int l = 0; l < L; l++)
        if (conflict[a + l] < was[l])
            POLDER_EMIT(v, ends, v->nbr[v->rev[a + l]], v->nbr[a + l], POLDER_NO_NUMBER,
                        POLDER_NO_NUMBER);
}

/* Conflicts end now and then: trust comes halfway back, vigilance falls a little. */
static void make_up(const polder_view_t *v, int k, int a, const month_t *m, const uint32_t word[L])
{
    const float *prior = POLDER_IN(v, prior);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *conflict = POLDER_OUT(v, conflict), *truce = POLDER_OUT(v, truce), was[L];
    if (v->events) memcpy(was, conflict + a, sizeof was);
    POLDER_EACH_LANE(l) {
        const float ended = conflict[a + l] * polder_bernoulli(polder_turn(word[l], k), m->end[l]);
        trust[a + l] += ended * AT(made_up) * (prior[a + l] - trust[a + l]);
        vigilance[a + l] *= 1 - AT(calmed) * ended;
        conflict[a + l] -= ended;
        truce[a + l] = polder_max(truce[a + l], ended);
    }
    if (v->events) tell(v, a, was);
}

/* Of the partners in up to AT_ONCE slots of a row. */
typedef struct {
    float seen[AT_ONCE][L];    /* how much each is seen to deliver */
    float felt[AT_ONCE][L];    /* how reliable it is felt to be */
    float balance[AT_ONCE][L]; /* its own */
    float alarm[AT_ONCE][L];   /* the vigilance it calls for */
} slots_t;

/* What is seen of the partners in n slots of row r, whose arcs begin at `a`, and how reliable they
 * are felt to be. */
static void look(const polder_view_t *v, int r, int a, int n, const month_t *m,
                 float noise[AT_ONCE][L], slots_t *x)
{
    const float *culture = POLDER_IN(v, culture), *balance = POLDER_IN(v, balance);
    const float *asymmetry = POLDER_IN(v, asymmetry), *expectation = POLDER_IN(v, expectation);
    const float *conflict = POLDER_IN(v, conflict);
    const float *scar = POLDER_IN(v, scar);
    float base[L];
    POLDER_EACH_LANE(l) base[l] = m->felt[l] + polder_signed(balance[r * L + l]);
    for (int k = 0, b = a; k < n; k++, b += L) {
        float partner[POLDER_SHOWN][L];
        polder_look_up(v, b, partner);
        POLDER_EACH_LANE(l) {
            const float U = asymmetry[b + l], delivers = partner[DELIVERED][l];
            const float strange = 1 + polder_abs(culture[r * L + l] - partner[CULTURE][l]);
            x->balance[k][l] = partner[BALANCE][l];
            x->seen[k][l] = polder_unit(delivers * (1 - m->seen_hidden[l] * U) +
                                        m->noise[l] * U * strange * noise[k][l]);
            x->felt[k][l] = base[l] + m->gain[l] * (x->seen[k][l] - expectation[b + l]) +
                            m->felt_empathy[l] * partner[EMPATHY][l] + m->rumour[l] * delivers -
                            m->felt_conflict[l] * conflict[b + l];
        }
    }
    for (int k = 0; k < n; k++)
        POLDER_EACH_LANE(l) {
            x->felt[k][l] = polder_logistic(x->felt[k][l]) * (1 - scar[a + k * L + l]);
        }
}

/* The vigilance that these partners call for: it moves there, in move. */
static void worry(const polder_view_t *v, int r, int a, int n, const month_t *m, slots_t *x)
{
    const float *asymmetry = POLDER_IN(v, asymmetry), *balance = POLDER_IN(v, balance);
    float base[L];
    POLDER_EACH_LANE(l)
        base[l] = m->guard[l] - AT(guard_balance) * polder_signed(balance[r * L + l]);
    for (int k = 0; k < n; k++, a += L)
        POLDER_EACH_LANE(l) {
            const float ahead = x->balance[k][l] - balance[r * L + l];
            x->alarm[k][l] = polder_unit(base[l] + m->guard_asymmetry[l] * asymmetry[a + l] -
                                         m->guard_felt[l] * x->felt[k][l] +
                                         m->envy[l] * polder_at_least(ahead, 0.0f));
        }
}

/* Trust, vigilance, expectations and lock-in follow. */
static void move(const polder_view_t *v, int r, int a, int n, const month_t *m, const slots_t *x)
{
    const float *empathy = POLDER_IN(v, empathy), *contact = POLDER_IN(v, contact);
    const float *prior = POLDER_IN(v, prior), *contribution = POLDER_IN(v, contribution);
    const float *conflict = POLDER_IN(v, conflict), *scar = POLDER_IN(v, scar);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *lock_in = POLDER_OUT(v, lock_in), *expectation = POLDER_OUT(v, expectation);
    float rises[L];
    POLDER_EACH_LANE(l) rises[l] = m->rise[l] * (AT(rise_least) + empathy[r * L + l]);
    for (int k = 0; k < n; k++, a += L)
        POLDER_EACH_LANE(l) {
            const float N = contact[a + l], E = expectation[a + l], prior_trust = prior[a + l];
            const float R = x->felt[k][l], alarm = x->alarm[k][l];
            float T = trust[a + l], V = vigilance[a + l];
            const float regained = pick(T < prior_trust, m->regain[l], 1);
            const float up = polder_at_most(rises[l] * regained, 1.0f), down = m->down[l];
            T += pick(R > T, up, down) * N * (R - T) + m->fade[l] * (1 - N) * (prior_trust - T);
            T += m->lift[l] * polder_at_least(prior_trust + m->lift_above[l] - T, 0.0f);
            T += m->mend[l] * polder_at_least(prior_trust - m->mend_below[l] - T, 0.0f) *
                 polder_at_least(1 - m->mend_scar[l] * scar[a + l], 0.0f);
            T = polder_unit(T * (1 - m->fall_conflict[l] * conflict[a + l]));
            V = polder_relax(V, alarm, pick(alarm > V, m->v_up[l], m->v_down[l]) * N);
            expectation[a + l] = polder_relax(E, x->seen[k][l], m->expect[l]);
            lock_in[a + l] = polder_relax(lock_in[a + l], contribution[r * L + l], m->k_lock_in[l]);
            trust[a + l] = T;
            vigilance[a + l] = V;
        }
}

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *per_partner = POLDER_IN(v, per_partner);
    const float *trust = POLDER_IN(v, trust), *conflict = POLDER_IN(v, conflict);
    float *trust_i = POLDER_OUT(v, trust_i);
    month_t month;
    slots_t x;
    uint32_t word[4][L], half[L];
    noise_t quad;
    month_of(v, &month);
    for_arcs(v, &month);
    POLDER_EACH_ROW(v, r) {
        float noise[AT_ONCE][L], sum[L] = {0};
        const uint32_t *row_word = polder_row_half(v, r, DRAWS_APART, word, half);
        if ((r & (QUAD - 1)) == 0 || r == v->row_begin) noise_words(v, r, &quad);
        for (int k = 0; k < v->width[r]; k += AT_ONCE) {
            const int a = (v->slot[r] + k) * L;
            const int n = v->width[r] - k < AT_ONCE ? v->width[r] - k : AT_ONCE;
            noise_of(v, r, k, n, &quad, noise);
            look(v, r, a, n, &month, noise, &x);
            worry(v, r, a, n, &month, &x);
            move(v, r, a, n, &month, &x);
            for (int s = 0; s < n; s++)
                if (polder_any(conflict + a + s * L))
                    make_up(v, k + s, a + s * L, &month, row_word);
            for (int s = 0; s < n; s++)
                POLDER_EACH_LANE(l) sum[l] += tie[a + s * L + l] * trust[a + s * L + l];
        }
        POLDER_EACH_LANE(l) trust_i[r * L + l] = sum[l] * per_partner[r * L + l];
    }
}

POLDER_PART(collaboration, trust) = {
    .name = "trust",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 200,
    .doc = "trust, vigilance and expectations follow what partners see",
    .source = "T1, T2, T10, A6, N17",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_NETWORKS, expect}, {POLDER_ROWS, show}, {POLDER_ROWS, rows}},
};
