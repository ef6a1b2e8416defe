/* conflict: partners fall out over scarce things that both want, and over power. K3, T7, C10.
 *
 * Beside acts that come out (reputation), what interventions stir up where they are out of place
 * makes partners fall out. A conflict that ends leaves a truce, which fades; it holds as far as
 * home ratifies it, and what home does not ratify breaks.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, conflict, debt, 2, 0, 5, "how much a debt on the relation adds", "K3, N11")        \
    NUMBER(OWN, conflict, curbed, 0.5f, 0, 1, "how much rule 8 (proportion) takes away", "N3, T7") \
    NUMBER(OWN, conflict, across, 2, 0, 5,                                                         \
           "how much more often partners of two camps fall out, where these stall the network",    \
           "V27, K3")                                                                              \
    OWN(enemies, "conflict.enemies", NETWORK, PARAMETER, .value = 0.32f, .max = 1,                 \
        .unit = "1/month", .doc = "chance that enemies fall out who are brought together",         \
        .source = "I2, F6")                                                                        \
    OWN(stirred, "conflict.stirred", NETWORK, PARAMETER, .value = 0.08f, .max = 1,                 \
        .unit = "1/month", .doc = "chance of a conflict by needless mediation", .source = "I7")    \
    OWN(exposed, "conflict.exposed", NETWORK, PARAMETER, .value = 0.015f, .max = 1,                \
        .unit = "1/month", .doc = "chance of a conflict by being exposed", .source = "I3")         \
    OWN(haggled, "conflict.haggled", NETWORK, PARAMETER, .value = 0.018f, .max = 1,                \
        .unit = "1/month", .doc = "chance of a conflict by haggling", .source = "I16")             \
    NUMBER(OWN, conflict, ratified_from, 0.95f, 0.8f, 1,                                           \
           "support of both homes at which a truce that is not ratified begins", "V48, A4, N24")   \
    NUMBER(OWN, conflict, ratified_to, 0.55f, 0, 0.7f,                                             \
           "support of both homes at which a truce that is not ratified is full", "V48, A4")       \
    NUMBER(OWN, conflict, truce_holds, 0.95f, 0, 1,                                                \
           "share of the conflicts that a ratified truce prevents", "V48")                         \
    NUMBER(OWN, conflict, enemies_trust, 0.3f, 0, 1, "trust below which partners are enemies",     \
           "I2, F6")                                                                               \
    NUMBER(OWN, conflict, stirred_calm, 0.3f, 0, 2,                                                \
           "how much partners without vigilance are stirred up", "I7, T1")                         \
    NUMBER(OWN, conflict, truce_kept, 0.97f, 0, 1, "share of a truce that is left a month later",  \
           "V48")                                                                                  \
    NUMBER(OWN, conflict, truce_forgotten, 0.02f, 0, 0.5f, "truce below which none is left", "V48")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(base, "conflict.base", NETWORK, PARAMETER, .value = 0.0125f, .max = 1, .unit = "1/month",  \
        .doc = "chance that a tie turns into a conflict, all else at its middle",                  \
        .source = "K3, T7")                                                                        \
    OWN(relapse, "conflict.relapse", NETWORK, PARAMETER, .value = 0.15f, .max = 1,                 \
        .unit = "1/month", .doc = "chance that a truce breaks that home does not ratify",          \
        .source = "V48")                                                                           \
    OWN(scarcity, "conflict.scarcity", NETWORK, PARAMETER, .value = 0.5f, .max = 5, .unit = "1",   \
        .doc = "how scarce is what both want", .source = "K3")                                     \
    OWN(power, "conflict.power", NETWORK, PARAMETER, .value = 0.6f, .max = 5, .unit = "1",         \
        .doc = "how much displayed power adds", .source = "C10, F9")                               \
    OWN(conflict, "conflict", ARC, STATE, .max = 1, .unit = "1",                                   \
        .doc = "1 while one is in conflict with the other", .source = "T7, F6",                    \
        .flags = POLDER_WHOLE)                                                                     \
    OWN(truce, "truce", ARC, STATE, .max = 1, .unit = "1",                                         \
        .doc = "what is left of the agreement after a conflict", .source = "T7, V48",              \
        .flags = POLDER_DERIVED)                                                                   \
    READ(mended, "planned.mend")                                                                   \
    READ(tie, "tie")                                                                               \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")                                                                   \
    READ(rivalry, "rivalry")                                                                       \
    CURRENCY_FIELDS(READ, wants)                                                                   \
    READ(support, "support")                                                                       \
    READ(side, "camps.side")                                                                       \
    READ(stalled, "camps.stalled")                                                                 \
    READ(debt_relation, "debt.relation")                                                           \
    READ(proportion, "rule.proportion")                                                            \
    READ(rule_power, "rule.power")                                                                 \
    READ(system_trust, "system_trust")                                                             \
    READ(inequality, "inequality")                                                                 \
    READ(scattered, "side.scattered")                                                              \
    READ(stir, "side.stir")                                                                        \
    READ(expose, "side.expose")                                                                    \
    READ(haggle, "side.haggle")
POLDER_FIELDS(FIELDS)

#define EVENTS(KIND)                                                                               \
    KIND(begins, "conflict.begins", ARC, 1, "who falls out", "with whom",                          \
         "a tie turns into a conflict", "K3, T7, C10",                                             \
         POLDER_EVENT_NUMBER("cause", "1", "scarcity|camps|enemies|unrest|relapse"),               \
         POLDER_EVENT_NUMBER("over", "1", CURRENCY_NAMES))                                         \
    KIND(mends, "conflict.mended", ARC, 1, "whose conflict ends", "with whom",                     \
         "a conflict ends as a planned event mends the tie", "T7")
POLDER_EVENTS(EVENTS)

/* What is the same for all ties of a network this month; chances are by month. */
typedef struct {
    float scarce[L]; /* chance of a conflict over what is scarce, before trust and rivalry count */
    float camps[L];  /* how much likelier that is across camps */
    float scattered[L]; /* chance that enemies fall out */
    float stirred[L];   /* chance that unrest makes partners fall out */
    float relapse[L];   /* chance that a truce breaks */
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *S = POLDER_IN(v, system_trust);
    POLDER_EACH_LANE(l) {
        const float display =
            POLDER_IN(v, inequality)[l] * (1 - POLDER_IN(v, rule_power)[l] * S[l]);
        /* 5: trust and vigilance in their middle leave a fifth, so `base` is the chance there */
        m->scarce[l] = 5 * POLDER_IN(v, base)[l] * POLDER_IN(v, scarcity)[l] *
                       (1 + AT(debt) * POLDER_IN(v, debt_relation)[l]) *
                       (1 - AT(curbed) * POLDER_IN(v, proportion)[l] * S[l]) *
                       (1 + POLDER_IN(v, power)[l] * display);
        m->camps[l] = AT(across) * POLDER_IN(v, stalled)[l];
        m->scattered[l] = AT(enemies) * POLDER_IN(v, scattered)[l];
        m->stirred[l] = AT(stirred) * POLDER_IN(v, stir)[l] +
                        AT(exposed) * POLDER_IN(v, expose)[l] +
                        AT(haggled) * POLDER_IN(v, haggle)[l];
        m->relapse[l] = POLDER_IN(v, relapse)[l];
    }
}

/* How likely it is that what is scarce, an enemy image or unrest sets two partners apart; more
 * so across the camps that have stalled a network. */
static void chance_to_fall_out(const polder_view_t *v, int a, const month_t *m,
                               const float apart[L], float chance[L])
{
    const float *trust = POLDER_IN(v, trust), *vigilance = POLDER_IN(v, vigilance);
    const float *rivalry = POLDER_IN(v, rivalry);
    POLDER_EACH_LANE(l) {
        const float T = trust[a + l], V = vigilance[a + l];
        const float by_enemies = T < AT(enemies_trust) ? m->scattered[l] : 0.0f;
        chance[l] = m->scarce[l] * rivalry[a + l] * (1 - T) * V * (1 + apart[l]) + by_enemies +
                    m->stirred[l] * (AT(stirred_calm) + V);
    }
}

/* A truce makes a conflict less likely, in so far as both homes ratify it; where they do not, it
 * may break and the partners fall out again. */
static void restrain(const polder_view_t *v, int r, int a, const month_t *m, float chance[L])
{
    const float *support = POLDER_IN(v, support), *truce = POLDER_IN(v, truce);
    POLDER_EACH_LANE(l) {
        const float unratified =
            ramp(support[r * L + l] + support[v->nbr[a + l]], AT(ratified_from), AT(ratified_to));
        const float left = 1 - AT(truce_holds) * truce[a + l] * (1 - unratified);
        chance[l] = chance[l] * left + m->relapse[l] * truce[a + l] * unratified * unratified;
    }
}

/* What i and j both want most. */
static int both_want(const polder_view_t *v, int i, int j)
{
    int most = 0;
    float shared = 0;
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *wants = v->col[f_wants_money + k];
        const float both = polder_min(wants[i], wants[j]);
        if (both <= shared) continue;
        shared = both;
        most = k;
    }
    return most;
}

enum { BY_SCARCITY, BY_CAMPS, BY_ENEMIES, BY_UNREST, BY_RELAPSE, N_CAUSES };

/* Member i, in lane l, falls out with j on arc a: what of its chance weighed most. */
POLDER_RARE void tell(const polder_view_t *v, int i, int a, const month_t *m)
{
    const int l = i % L, j = v->nbr[a];
    const float T = POLDER_IN(v, trust)[a], V = POLDER_IN(v, vigilance)[a];
    const float *side = POLDER_IN(v, side), *support = POLDER_IN(v, support);
    const float truce = POLDER_IN(v, truce)[a];
    const float unratified = ramp(support[i] + support[j], AT(ratified_from), AT(ratified_to));
    const float scarce = m->scarce[l] * POLDER_IN(v, rivalry)[a] * (1 - T) * V;
    const float weight[N_CAUSES] = {[BY_SCARCITY] = scarce,
                                    [BY_CAMPS] =
                                        scarce * (side[i] * side[j] < 0 ? m->camps[l] : 0.0f),
                                    [BY_ENEMIES] = T < AT(enemies_trust) ? m->scattered[l] : 0.0f,
                                    [BY_UNREST] = m->stirred[l] * (AT(stirred_calm) + V),
                                    [BY_RELAPSE] = m->relapse[l] * truce * unratified * unratified};
    int cause = BY_SCARCITY;
    for (int c = 1; c < N_CAUSES; c++)
        if (weight[c] > weight[cause]) cause = c;
    POLDER_EMIT(v, begins, i, j, (float)cause,
                cause == BY_SCARCITY ? (float)both_want(v, i, j) : POLDER_NO_NUMBER);
}

/* Can anybody fall out on these sixteen arcs? The draws are held against an upper bound of the
 * chance, as if all ties were there, all partners in the other camp, and all truces broke. Nearly
 * always none is below it: then the side and the support of the partners, which are far apart in
 * memory, need not be read. */
static bool any_may_fall_out(const polder_view_t *v, int k, int a, const month_t *m,
                             const uint32_t word[L])
{
    const float *truce = POLDER_IN(v, truce);
    float most[L];
    chance_to_fall_out(v, a, m, m->camps, most);
    POLDER_EACH_LANE(l)
        most[l] = polder_bernoulli(polder_turn(word[l], k), most[l] + m->relapse[l] * truce[a + l]);
    return polder_any(most);
}

/* Who does fall out on these arcs, by the chance itself. `has_truce`: there is a truce on one of
 * them. */
static void fall_out(const polder_view_t *v, int r, int k, int a, const month_t *m, bool has_truce,
                     const uint32_t word[L], float now[L])
{
    const float *tie = POLDER_IN(v, tie), *side = POLDER_IN(v, side);
    float *conflict = POLDER_OUT(v, conflict);
    float apart[L], chance[L], was[L];
    POLDER_EACH_LANE(l) apart[l] = side[r * L + l] * side[v->nbr[a + l]] < 0 ? m->camps[l] : 0.0f;
    chance_to_fall_out(v, a, m, apart, chance);
    if (has_truce) restrain(v, r, a, m, chance);
    if (v->events) memcpy(was, conflict + a, sizeof was);
    POLDER_EACH_LANE(l) {
        now[l] = polder_bernoulli(polder_turn(word[l], k), tie[a + l] * chance[l]);
        conflict[a + l] = polder_max(conflict[a + l], now[l]);
    }
    for (int l = 0; v->events && l < L; l++)
        if (conflict[a + l] > was[l]) tell(v, r * L + l, a + l, m);
}

/* A month of the sixteen arcs of slot k of row r, which begin at `a`; `word` is that of the row. */
static void update_arcs(const polder_view_t *v, int r, int k, int a, const month_t *m,
                        const uint32_t word[L])
{
    float *truce = POLDER_OUT(v, truce), now[L] = {0};
    const bool has_truce = polder_any(truce + a);
    if (any_may_fall_out(v, k, a, m, word)) fall_out(v, r, k, a, m, has_truce, word, now);
    if (has_truce)
        POLDER_EACH_LANE(l) {
            const float t = truce[a + l] * AT(truce_kept) * (1 - now[l]);
            /* exactly 0, so that has_truce becomes false and the arc costs nothing */
            truce[a + l] = t > AT(truce_forgotten) ? t : 0.0f;
        }
}

/* A planned event mends ties: a conflict there ends in a truce. */
POLDER_RARE void mend_as_planned(const polder_view_t *v, int r, int a)
{
    const float *mended = POLDER_PLANNED_AT(v, mended, a);
    float *conflict = POLDER_OUT(v, conflict) + a, *truce = POLDER_OUT(v, truce) + a;
    for (int l = 0; v->events && l < L; l++)
        if (mended[l] * conflict[l] > 0)
            POLDER_EMIT(v, mends, r * L + l, v->nbr[a + l], POLDER_NO_NUMBER, POLDER_NO_NUMBER);
    POLDER_EACH_LANE(l) {
        truce[l] = polder_max(truce[l], mended[l] * conflict[l]);
        conflict[l] *= 1 - mended[l];
    }
}

static void rows(const polder_view_t *v)
{
    uint32_t word[4][L];
    month_t m;
    month_of(v, &m);
    POLDER_EACH_ROW(v, r) {
        const uint32_t *row_word = polder_row_word(v, r, 0, word);
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            if (POLDER_IN(v, mended)) mend_as_planned(v, r, a);
            update_arcs(v, r, k, a, &m, row_word);
        }
    }
}

POLDER_PART(collaboration, conflict) = {
    .name = "conflict",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 175,
    .doc = "partners fall out over what is scarce, and over power",
    .source = "K3, T7, C10",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_ROWS, rows}},
};
