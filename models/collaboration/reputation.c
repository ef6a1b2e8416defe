/* reputation: what an act does to the one it hurts, and to those who hear of it.
 * T7, T10. Step 8 of a month.
 *
 * Word spreads more easily where partners have partners in common. Trust that breaks while
 * vigilance is high turns a tie into a conflict. What was hidden may come out later: deceit leaves
 * a scar that stays as long as the seat is the same (Lewicki & Bunker 1996).
 */
#include "acts.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, reputation, mild, 0.4f, 0, 1,                                                      \
           "share of the harm that rule 8 (proportion) takes away", "N3, T5")                      \
    NUMBER(OWN, reputation, harm_active, 1.2f, 0, 5, "factor on the harm of an active act", "T5")  \
    NUMBER(OWN, reputation, harm_passive, 0.8f, 0, 2, "factor on the harm of a passive act", "T5") \
    NUMBER(OWN, reputation, alarm, 0.6f, 0, 1,                                                     \
           "vigilance that an act raises, against the trust it costs", "T1, T5")                   \
    NUMBER(OWN, reputation, conflict_trust, 0.3f, 0, 1,                                            \
           "trust below which an act brings a conflict", "T7, F6")                                 \
    NUMBER(OWN, reputation, conflict_vigilance, 0.55f, 0, 1,                                       \
           "vigilance above which an act brings a conflict", "T7, F6")                             \
    NUMBER(OWN, reputation, rumour_least, 0.5f, 0, 2,                                              \
           "how easily word spreads without partners in common", "T10")                            \
    NUMBER(OWN, reputation, heard_trust, 0.4f, 0, 1,                                               \
           "share of the harm to trust for who hears of an act", "T10")                            \
    NUMBER(OWN, reputation, heard_vigilance, 0.25f, 0, 1,                                          \
           "share of the harm in vigilance for who hears of an act", "T10, T1")                    \
    NUMBER(OWN, reputation, deceit_trust, 0.4f, 0, 1,                                              \
           "share of trust that deceit costs as it comes out", "V41")                              \
    NUMBER(OWN, reputation, deceit_vigilance, 0.4f, 0, 1,                                          \
           "vigilance that deceit raises as it comes out", "V41, T1")                              \
    NUMBER(OWN, reputation, come_out_least, 0.1f, 0, 1,                                            \
           "chance that what is hidden comes out where one looks", "V41")                          \
    NUMBER(OWN, reputation, come_out_tau, 0.5f, 0, 1, "what transparency adds to that chance",     \
           "V41, T6")                                                                              \
    NUMBER(OWN, reputation, come_out_monitoring, 0.3f, 0, 1,                                       \
           "what monitoring adds to that chance", "V41, C9")                                       \
    NUMBER(OWN, reputation, hidden_kept, 0.97f, 0, 1,                                              \
           "share of what is hidden that is left after a look at it", "V41")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(rumour, "reputation.rumour", NETWORK, PARAMETER, .value = 0.78f, .max = 1, .unit = "1",    \
        .doc = "chance to hear of an act against another, at half embeddedness", .source = "T10")  \
    OWN(deceit, "reputation.deceit", NETWORK, PARAMETER, .value = 0.45f, .max = 1, .unit = "1",    \
        .doc = "scar that an act leaves when it comes out later", .source = "V41")                 \
    OWN(scar, "scar", ARC, STATE, .max = 1, .unit = "1",                                           \
        .doc = "what deceit took from what the other can still earn", .source = "V41",             \
        .flags = POLDER_DERIVED)                                                                   \
    READ(tau, "transparency")                                                                      \
    READ(monitoring, "push.monitoring")                                                            \
    WRITE(conflict, "conflict")                                                                    \
    WRITE(hidden, "act.hidden")                                                                    \
    READ(tie, "tie")                                                                               \
    READ(known, "act")                                                                             \
    READ(severity, "opportunism.severity")                                                         \
    READ(proportion, "rule.proportion")                                                            \
    READ(system_trust, "system_trust")                                                             \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")
POLDER_FIELDS(FIELDS)

#define EVENTS(KIND)                                                                               \
    KIND(provoked, "conflict.provoked", ARC, 1, "who falls out", "with whom",                      \
         "an act that came out turns a tie into a conflict", "T7, F6",                             \
         POLDER_EVENT_NUMBER("form", "1", FORMS))                                                  \
    KIND(hears, "act.heard", ARC, 1, "who hears", "of whom",                                       \
         "word of an act against another reaches a partner", "T10")                                \
    KIND(comes_out, "act.revealed", ORGANISATION, 1, "who finds out", "who deceived it",           \
         "an act that was hidden comes out", "V41")
POLDER_EVENTS(EVENTS)

/* The element that owns arc a. */
static int owner_of(const polder_view_t *v, int a)
{
    return v->nbr[v->rev[a]];
}

/* Who fell out, and who heard, on the sixteen arcs from `a`; `was` is the conflict there before. */
POLDER_RARE void tell(const polder_view_t *v, int a, const float was[L], const float heard[L])
{
    const float *conflict = POLDER_IN(v, conflict), *known = POLDER_IN(v, known);
    for (int l = 0; l < L; l++) {
        const int i = owner_of(v, a + l), j = v->nbr[a + l];
        if (conflict[a + l] > was[l])
            POLDER_EMIT(v, provoked, i, j, known[a + l] - DETECTED - EVASION, POLDER_NO_NUMBER);
        if (heard[l] > 0) POLDER_EMIT(v, hears, i, j, POLDER_NO_NUMBER, POLDER_NO_NUMBER);
    }
}

/* What follows on the sixteen arcs from `a`, some of which know of an act. */
static void react(const polder_view_t *v, int a)
{
    const float *known = POLDER_IN(v, known), *severity = POLDER_IN(v, severity);
    const float *proportion = POLDER_IN(v, proportion), *S = POLDER_IN(v, system_trust);
    const float *tie = POLDER_IN(v, tie);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *conflict = POLDER_OUT(v, conflict), was[L], heard[L];
    POLDER_EACH_LANE(l) was[l] = conflict[a + l];
    POLDER_EACH_LANE(l) {
        const float act = known[a + l];
        const float mild = 1 - AT(mild) * proportion[l] * S[l];
        const float active = pick(act == DETECTED + VIOLATION || act == DETECTED + RENEGOTIATION,
                                  AT(harm_active), AT(harm_passive));
        const float hurt = act > DETECTED && act < ELSEWHERE ? tie[a + l] : 0.0f;
        const float harm = hurt * polder_unit(severity[l] * active * mild);
        float T = trust[a + l] * (1 - harm), V = vigilance[a + l];
        V += AT(alarm) * harm * (1 - V);
        const float low_trust = AT(conflict_trust), high_vigilance = AT(conflict_vigilance);
        conflict[a + l] = harm > 0 && T < low_trust && V > high_vigilance ? 1.0f : conflict[a + l];
        const float hears = act == ELSEWHERE ? tie[a + l] : 0.0f;
        heard[l] = hears;
        T *= 1 - hears * AT(heard_trust) * severity[l];
        V += hears * AT(heard_vigilance) * severity[l] * (1 - V);
        trust[a + l] = T;
        vigilance[a + l] = V;
    }
    if (v->events) tell(v, a, was, heard);
}

/* What was hidden on arc `a`, of lane l, comes out. */
static void come_out(const polder_view_t *v, int l, int a)
{
    float *hidden = POLDER_OUT(v, hidden), *scar = POLDER_OUT(v, scar);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    scar[a] += POLDER_IN(v, deceit)[l] * hidden[a] * (1 - scar[a]);
    trust[a] *= 1 - AT(deceit_trust);
    vigilance[a] += AT(deceit_vigilance) * (1 - vigilance[a]);
    hidden[a] = 0;
    POLDER_EMIT(v, comes_out, owner_of(v, a), v->nbr[a], POLDER_NO_NUMBER, POLDER_NO_NUMBER);
}

/* Each looks closely at one of its partners, drawn at random: what that one hid may come out. */
static void look_closely(const polder_view_t *v, int r, const uint32_t word[L])
{
    const float *tau = POLDER_IN(v, tau), *monitoring = POLDER_IN(v, monitoring);
    float *hidden = POLDER_OUT(v, hidden);
    const int32_t *degree = v->degree + r * L;
    float secret[L];
    uint32_t rest_word[L]; /* what the choice of a partner leaves of the word: uniform again */
    int32_t looked_at[L];
    if (v->width[r] == 0) return;
    POLDER_EACH_LANE(l) {
        /* without partners: a padding arc, on which nothing is hidden */
        const uint32_t n = (uint32_t)(degree[l] > 0 ? degree[l] : 1);
        const uint32_t turned = polder_turn(word[l], 1), k = polder_integer(turned, n);
        rest_word[l] = turned * n;
        looked_at[l] = (v->slot[r] + (int32_t)k) * L + l;
        secret[l] = hidden[looked_at[l]];
    }
    POLDER_EACH_OF(polder_which(secret), lane) {
        const int l = (int)lane, a = looked_at[l];
        const float chance = polder_unit(AT(come_out_least) + AT(come_out_tau) * tau[l] +
                                         AT(come_out_monitoring) * monitoring[l]);
        hidden[a] *= AT(hidden_kept);
        if (polder_uniform(rest_word[l]) < chance * POLDER_IN(v, tie)[a]) come_out(v, l, a);
    }
}

static void rows(const polder_view_t *v)
{
    const float *known = POLDER_IN(v, known);
    uint32_t word[4][L], half[L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *row_word = polder_row_half(v, r, 0, word, half);
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            if (polder_any(known + a)) react(v, a);
        }
        look_closely(v, r, row_word);
    }
}

POLDER_PART(collaboration, reputation) = {
    .name = "reputation",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 180,
    .doc = "what acts do to trust, and how word of them spreads",
    .source = "T7, T10",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_ROWS, rows}},
};
