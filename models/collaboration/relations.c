/* relations: what partners feel for each other at the start, from how they fit. N6, T1, T6.
 *
 * Vigilance follows from first trust as well, which a scenario may give; so here it gets only
 * what is drawn, and caution, the next part, adds the rest and the trust to fall back to.
 * Fit has four sides (Douma et al. 2000): strategic (close interests, one brings what the
 * other wants), cultural, organisational (alike in size) and operational (alike in pace).
 */
#include "partner.h"

#define SHARE(OWN, id, number, about, by)                                                          \
    OWN(id, "relations." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = "1",          \
        .doc = about, .source = by)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, relations, need_scale, 3.0f, 0, 10,                                                \
           "how much is wanted, for each point of what the other brings", "N6, G2")                \
    NUMBER(OWN, relations, rivalry_apart, 0.4f, 0, 2,                                              \
           "rivalry of those who want the same, with interests far apart", "K3")                   \
    NUMBER(OWN, relations, rivalry_close, 0.6f, 0, 2, "what close interests add to it", "K3, N27") \
    NUMBER(OWN, relations, rivalry_reach, 0.7f, 0, 2,                                              \
           "how fast that falls with the square of their distance", "K3")                          \
    NUMBER(OWN, relations, fit_near, 0.5f, 0, 1, "weight of close interests in strategic fit",     \
           "N6")                                                                                   \
    NUMBER(OWN, relations, fit_need, 0.5f, 0, 1, "weight of need in strategic fit", "N6")          \
    NUMBER(OWN, relations, fit_strategic, 0.4f, 0, 1, "weight of strategic fit", "N6")             \
    NUMBER(OWN, relations, fit_cultural, 0.3f, 0, 1, "weight of cultural fit", "N6")               \
    NUMBER(OWN, relations, fit_organisational, 0.15f, 0, 1, "weight of organisational fit", "N6")  \
    NUMBER(OWN, relations, fit_operational, 0.15f, 0, 1, "weight of operational fit", "N6")        \
    NUMBER(OWN, relations, fit_usual, 0.62f, 0, 1, "fit that is usual", "N6")                      \
    NUMBER(OWN, relations, history_trust, 0.6f, 0, 1,                                              \
           "share of first trust that a bad past costs", "T7, F6")                                 \
    NUMBER(OWN, relations, history_vigilance, 0.35f, 0, 1, "first vigilance that a bad past adds", \
           "T7, F6")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    SHARE(OWN, trust, 0.45f, "trust between partners of mean fit at the start", "C4, T1")          \
    SHARE(OWN, trust_sd, 0.08f, "standard deviation of first trust", "T1")                         \
    SHARE(OWN, trust_fit, 0.5f, "how much fit adds to first trust", "N6")                          \
    SHARE(OWN, vigilance, 0.4f, "vigilance at the start", "T1")                                    \
    SHARE(OWN, vigilance_sd, 0.1f, "standard deviation of first vigilance", "T1")                  \
    SHARE(OWN, asymmetry, 0.65f, "what partners do not see of each other at the start", "T6")      \
    SHARE(OWN, asymmetry_sd, 0.1f, "standard deviation of first asymmetry", "T6")                  \
    SHARE(OWN, lock_in, 0.2f, "lock-in at the start", "T6")                                        \
    SHARE(OWN, lock_in_sd, 0.1f, "standard deviation of first lock-in", "T6")                      \
    SHARE(OWN, history, 0.03f, "chance that a tie carries distrust from the past", "T7, F6")       \
    SHARE(OWN, expectation, 0.5f, "what partners expect of each other at the start", "T2, N17")    \
    OWN(arc_trust, "trust", ARC, STATE, .value = 0.45f, .max = 1, .unit = "1",                     \
        .doc = "trust of one in the other", .source = "C4, T1")                                    \
    OWN(arc_vigilance, "vigilance", ARC, STATE, .value = 0.4f, .max = 1, .unit = "1",              \
        .doc = "vigilance of one toward the other", .source = "T1")                                \
    OWN(arc_asymmetry, "asymmetry", ARC, STATE, .value = 0.65f, .max = 1, .unit = "1",             \
        .doc = "what one does not see of the other", .source = "T6")                               \
    OWN(arc_lock_in, "lock_in", ARC, STATE, .value = 0.2f, .max = 1, .unit = "1",                  \
        .doc = "lock-in of one to the other", .source = "T6")                                      \
    OWN(arc_expectation, "expectation", ARC, STATE, .value = 0.5f, .max = 1, .unit = "1",          \
        .doc = "what one expects the other to deliver", .source = "T2, N17")                       \
    OWN(prior, "prior_trust", ARC, STATE, .value = 0.45f, .max = 1, .unit = "1",                   \
        .doc = "trust the tie falls back to", .source = "N6, T7")                                  \
    OWN(strange, "other.strangeness", ARC, STATE, .value = 1, .min = 1, .max = 2, .unit = "1",     \
        .doc = "one plus the difference in culture with the other", .source = "N6, T8",            \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(other_openness, "other.openness", ARC, STATE, .value = 0.6f, .max = 1, .unit = "1",        \
        .doc = "openness of the other", .source = "A6", .flags = POLDER_DERIVED)                   \
    OWN(rivalry, "rivalry", ARC, STATE, .max = 1, .unit = "1",                                     \
        .doc = "how much both want the same scarce things: likeness breeds competition",           \
        .source = "K3, N27", .flags = POLDER_DERIVED)                                              \
    OWN(need, "need", ARC, STATE, .max = 1, .unit = "1",                                           \
        .doc = "how much what the other brings is wanted", .source = "N6",                         \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(fit, "fit.mean", NETWORK, STATE, .value = 0.62f, .max = 1, .unit = "1",                    \
        .doc = "mean fit of partners at the start", .source = "N6",                                \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(sum_fit, "relations.sum_fit", NETWORK, SUM, .max = 1e9f, .unit = "1",                      \
        .doc = "fit over arcs")                                                                    \
    OWN(sum_arcs, "relations.arcs", NETWORK, SUM, .max = 1e9f, .unit = "arcs", .doc = "arcs")      \
    READ(between, "between.trust")                                                                 \
    READ(tie, "tie")                                                                               \
    READ(x, "interest.x")                                                                          \
    READ(y, "interest.y")                                                                          \
    READ(capacity, "capacity")                                                                     \
    READ(culture, "culture")                                                                       \
    READ(pace, "pace")                                                                             \
    READ(openness, "skill.openness")                                                               \
    CURRENCY_FIELDS(READ, brings)                                                                  \
    CURRENCY_FIELDS(READ, wants)
POLDER_FIELDS(FIELDS)
CURRENCIES_IN_ORDER(brings);
CURRENCIES_IN_ORDER(wants);

/* Over the currencies, for the partners at `a` of a row: how much of what one wants the other
 * brings, 1 when it is twice what chance would give, and what both want. */
static void exchange_of(const polder_view_t *v, int r, int a, float wanted[L], float both[L])
{
    POLDER_EACH_LANE(l) wanted[l] = both[l] = 0;
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *wants = v->col[f_wants_money + k], *brings = v->col[f_brings_money + k];
        POLDER_EACH_LANE(l) {
            const int i = r * L + l, j = v->nbr[a + l];
            wanted[l] += wants[i] * brings[j];
            both[l] += polder_min(wants[i], wants[j]);
        }
    }
    POLDER_EACH_LANE(l) wanted[l] = polder_at_most(AT(need_scale) * wanted[l], 1.0f);
}

/* What both want, more so when their interests are close. */
static float rivalry_of(const polder_view_t *v, int l, float both, float apart)
{
    return polder_unit(
        both * (AT(rivalry_apart) + AT(rivalry_close) * polder_exp(-AT(rivalry_reach) * apart)));
}

static float apart_of(const polder_view_t *v, int i, int j)
{
    const float *x = POLDER_IN(v, x), *y = POLDER_IN(v, y);
    return square(x[i] - x[j]) + square(y[i] - y[j]);
}

static float fit_of(const polder_view_t *v, int l, int i, int j, float apart, float wanted)
{
    const float *w = POLDER_IN(v, capacity);
    const float *culture = POLDER_IN(v, culture), *pace = POLDER_IN(v, pace);
    const float strategic = AT(fit_near) * polder_exp(-0.5f * apart) + AT(fit_need) * wanted;
    const float cultural = 1.0f - polder_abs(culture[i] - culture[j]);
    const float organisational = polder_min(w[i], w[j]) / polder_max(w[i], w[j]);
    const float operational = 1.0f - polder_abs(pace[i] - pace[j]);
    return polder_unit(AT(fit_strategic) * strategic + AT(fit_cultural) * cultural +
                       AT(fit_organisational) * organisational + AT(fit_operational) * operational);
}

static void rows(const polder_view_t *v)
{
    const float *trust = POLDER_IN(v, trust), *trust_sd = POLDER_IN(v, trust_sd);
    const float *trust_fit = POLDER_IN(v, trust_fit), *between = POLDER_IN(v, between);
    const float *vigilance_sd = POLDER_IN(v, vigilance_sd);
    const float *asymmetry = POLDER_IN(v, asymmetry), *asymmetry_sd = POLDER_IN(v, asymmetry_sd);
    const float *lock_in = POLDER_IN(v, lock_in), *lock_in_sd = POLDER_IN(v, lock_in_sd);
    const float *expectation = POLDER_IN(v, expectation), *tie = POLDER_IN(v, tie);
    const float *culture = POLDER_IN(v, culture), *openness = POLDER_IN(v, openness);
    float *strange = POLDER_OUT(v, strange), *other_openness = POLDER_OUT(v, other_openness);
    float *T = POLDER_OUT(v, arc_trust), *V = POLDER_OUT(v, arc_vigilance);
    float *U = POLDER_OUT(v, arc_asymmetry), *K = POLDER_OUT(v, arc_lock_in);
    float *E = POLDER_OUT(v, arc_expectation);
    float *need = POLDER_OUT(v, need), *rivalry = POLDER_OUT(v, rivalry);
    const float *history = POLDER_IN(v, history);
    float *sum_fit = POLDER_ADD(v, sum_fit), *sum_arcs = POLDER_ADD(v, sum_arcs);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            float n[4][L], wanted[L], both[L], apart[L], fit[L];
            uint32_t history_word[4][L];
            four_normals(v, r, (uint32_t)k, n);
            polder_row_words(v, r, DRAWS_APART + (uint32_t)k, history_word);
            exchange_of(v, r, a, wanted, both);
            POLDER_EACH_LANE(l) apart[l] = apart_of(v, r * L + l, v->nbr[a + l]);
            POLDER_EACH_LANE(l) {
                const int i = r * L + l, j = v->nbr[a + l];
                fit[l] = fit_of(v, l, i, j, apart[l], wanted[l]);
            }
            POLDER_EACH_LANE(l) both[l] = rivalry_of(v, l, both[l], apart[l]);
            POLDER_EACH_LANE(l) {
                const int j = v->nbr[a + l];
                need[a + l] = wanted[l];
                rivalry[a + l] = both[l];
                strange[a + l] = 1 + polder_abs(culture[r * L + l] - culture[j]);
                other_openness[a + l] = openness[j];
            }
            POLDER_EACH_LANE(l) {
                const float shifted =
                    trust[l] + between[l] + trust_fit[l] * (fit[l] - AT(fit_usual));
                const float bad_history = polder_bernoulli(history_word[0][l], history[l]);
                T[a + l] = polder_unit(shifted + trust_sd[l] * n[0][l]) *
                           (1 - AT(history_trust) * bad_history);
                /* only what is drawn: caution.c adds the rest */
                V[a + l] = vigilance_sd[l] * n[1][l] + AT(history_vigilance) * bad_history;
                U[a + l] = polder_unit(asymmetry[l] + asymmetry_sd[l] * n[2][l]);
                K[a + l] = polder_unit(lock_in[l] + lock_in_sd[l] * n[3][l]);
                E[a + l] = expectation[l];
                sum_fit[l] += tie[a + l] > 0 ? fit[l] : 0.0f;
                sum_arcs[l] += tie[a + l];
            }
        }
}

static void networks(const polder_view_t *v)
{
    const float *sum_fit = POLDER_IN(v, sum_fit), *sum_arcs = POLDER_IN(v, sum_arcs);
    float *fit = POLDER_OUT(v, fit);
    POLDER_EACH_LANE(l) fit[l] = sum_fit[l] / polder_at_least(sum_arcs[l], 1.0f);
}

POLDER_PART(collaboration, relations) = {
    .name = "relations",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 50,
    .doc = "first trust and asymmetry on every tie, from fit",
    .source = "N6, T1, T6",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
