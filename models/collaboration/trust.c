/* trust: what partners see of each other moves trust, vigilance and expectations.
 * T1, T2, T10, A6, N17. Step 10.
 *
 * The loop of Huxham & Vangen 2005: expectations that are met build trust, and trust allows
 * higher ones. Trust and vigilance are two quantities with causes of their own (Lewicki et
 * al. 1998); trust comes on foot and leaves on horseback (k_up < k_down).
 */
#include "collaboration.h"

#define SPEED(OWN, id, value, doc, source)                                                         \
    OWN(id, "trust." #id, NETWORK, PARAMETER, value, 0, 1, "1/month", doc, source, 0, NULL)
#define SIZE(OWN, id, value, doc, source)                                                          \
    OWN(id, "trust." #id, NETWORK, PARAMETER, value, 0, 10, "1", doc, source, 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    SPEED(OWN, k_up, 0.11f, "speed at which trust rises", "T2")                                    \
    SPEED(OWN, k_down, 0.25f, "speed at which trust falls", "T2")                                  \
    SPEED(OWN, k_fade, 0.02f, "speed at which it fades to where it came from without contact",     \
          "T3, T7")                                                                                \
    SPEED(OWN, v_up, 0.19f, "speed at which vigilance rises", "T1")                                \
    SPEED(OWN, v_down, 0.055f, "speed at which vigilance falls", "T1")                             \
    SPEED(OWN, k_expect, 0.08f, "speed at which expectations follow what is seen", "T2, N17")      \
    SIZE(OWN, gain, 3, "how strongly a surprise counts", "T2")                                     \
    OWN(bias, "trust.bias", NETWORK, PARAMETER, 1.05f, -10, 10, "1",                               \
        "reliability felt when expectations are just met", "T2", 0, NULL)                          \
    SIZE(OWN, inflate, 0.033f, "how much is expected beyond what is seen", "N17, F11")             \
    SIZE(OWN, envy, 0.5f, "how much the better balance of the other raises vigilance", "N3, G1")   \
    SIZE(OWN, informal, 0.3f, "room for informal contact, which ends conflicts", "T9")             \
    READ(tie, "tie")                                                                               \
    READ(delivered, "delivered")                                                                   \
    READ(contribution, "contribution")                                                             \
    READ(culture, "culture")                                                                       \
    READ(empathy, "skill.empathy")                                                                 \
    READ(balance, "balance")                                                                       \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(contact, "contact")                                                                       \
    READ(prior, "prior_trust")                                                                     \
    READ(n_partners, "partners.n")                                                                 \
    READ(pseudo, "pseudo_consensus")                                                               \
    READ(political, "boundary.political")                                                          \
    READ(organised, "organised")                                                                   \
    READ(system_trust, "system_trust")                                                             \
    READ(modesty, "rule.modesty")                                                                  \
    READ(reflection, "push.reflection")                                                            \
    READ(process, "push.process")                                                                  \
    READ(language, "push.language")                                                                \
    READ(monitoring, "push.monitoring")                                                            \
    READ(mediation, "push.mediation")                                                              \
    READ(brokerage, "push.brokerage")                                                              \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")                                                                  \
    WRITE(lock_in, "lock_in")                                                                      \
    WRITE(expectation, "expectation")                                                              \
    WRITE(conflict, "conflict")                                                                    \
    WRITE(trust_i, "partners.trust")
POLDER_FIELDS(FIELDS)

/* What is the same for all ties of a network this month. */
typedef struct {
    float over[L], noise[L], vigilance[L], envy[L], lift[L], end[L];
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *S = POLDER_IN(v, system_trust);
    POLDER_EACH_LANE(l)
    {
        m->over[l] = POLDER_IN(v, inflate)[l] *
                     (1 + 2 * POLDER_IN(v, pseudo)[l] + 0.5f * (1 - POLDER_IN(v, political)[l])) *
                     (1 - 0.6f * POLDER_IN(v, reflection)[l] - 0.3f * POLDER_IN(v, process)[l]) *
                     (1.2f - 0.6f * POLDER_IN(v, organised)[l]);
        m->noise[l] = 0.15f * (1 - 0.7f * POLDER_IN(v, language)[l]);
        m->vigilance[l] = -0.4f - (S[l] - 0.4f) + 0.3f * POLDER_IN(v, monitoring)[l];
        m->envy[l] = POLDER_IN(v, envy)[l] * (1 - POLDER_IN(v, modesty)[l] * S[l]);
        m->lift[l] = 0.12f * POLDER_IN(v, brokerage)[l];
        m->end[l] = 0.01f + 0.02f * POLDER_IN(v, informal)[l] + 0.2f * POLDER_IN(v, mediation)[l];
    }
}

/* Standard normals for slots k … k + 3 of row r. */
static void noise_of(const polder_view_t *v, int r, int k, float out[4][L])
{
    uint32_t word[4][L];
    polder_row_words(v, r, (uint32_t)(k >> 2), word);
    POLDER_EACH_LANE(l)
    {
        polder_normal2(word[0][l], word[1][l], &out[0][l], &out[1][l]);
        polder_normal2(word[2][l], word[3][l], &out[2][l], &out[3][l]);
    }
}

/* Conflicts end now and then: trust comes halfway back, vigilance falls a little. */
static void make_up(const polder_view_t *v, int r, int k, int a, const month_t *m)
{
    const float *prior = POLDER_IN(v, prior);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *conflict = POLDER_OUT(v, conflict);
    uint32_t word[4][L];
    polder_row_words(v, r, 0x10000u + (uint32_t)(k >> 2), word);
    const uint32_t *mine = word[k & 3];
    POLDER_EACH_LANE(l)
    {
        const float over =
            conflict[a + l] > 0 && polder_uniform(mine[l]) < m->end[l] ? 1.0f : 0.0f;
        trust[a + l] += over * 0.5f * (prior[a + l] - trust[a + l]);
        vigilance[a + l] *= 1 - 0.2f * over;
        conflict[a + l] *= 1 - over;
    }
}

static void slot_of(const polder_view_t *v, int r, int a, const month_t *m, const float noise[L])
{
    const float *delivered = POLDER_IN(v, delivered), *culture = POLDER_IN(v, culture);
    const float *empathy = POLDER_IN(v, empathy), *balance = POLDER_IN(v, balance);
    const float *asymmetry = POLDER_IN(v, asymmetry), *contact = POLDER_IN(v, contact);
    const float *prior = POLDER_IN(v, prior), *contribution = POLDER_IN(v, contribution);
    const float *gain = POLDER_IN(v, gain), *bias = POLDER_IN(v, bias);
    const float *k_up = POLDER_IN(v, k_up), *k_down = POLDER_IN(v, k_down);
    const float *k_fade = POLDER_IN(v, k_fade), *k_expect = POLDER_IN(v, k_expect);
    const float *v_up = POLDER_IN(v, v_up), *v_down = POLDER_IN(v, v_down);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *lock_in = POLDER_OUT(v, lock_in), *expectation = POLDER_OUT(v, expectation);
    POLDER_EACH_LANE(l)
    {
        const int i = r * L + l, j = v->nbr[a + l];
        const float U = asymmetry[a + l], N = contact[a + l], E = expectation[a + l];
        const float b = polder_signed(balance[i]);
        const float strange = 1 + polder_abs(culture[i] - culture[j]);
        const float seen =
            polder_unit(delivered[j] * (1 - 0.15f * U) + m->noise[l] * U * strange * noise[l]);
        const float R = polder_logistic(gain[l] * (seen - E - m->over[l]) + bias[l] + b +
                                        0.8f * (empathy[j] - 0.6f));
        float T = trust[a + l], V = vigilance[a + l];
        const float rate = R > T ? k_up[l] * (0.4f + empathy[i]) : k_down[l];
        T += rate * N * (R - T) + k_fade[l] * (1 - N) * (prior[a + l] - T);
        T += m->lift[l] * polder_max(prior[a + l] - T, 0.0f);
        const float alarm =
            polder_logistic(m->vigilance[l] + 1.5f * (U - 0.5f) - 2 * (R - 0.5f) - 1.5f * b +
                            m->envy[l] * polder_max(balance[j] - balance[i], 0.0f));
        V = polder_relax(V, alarm, (alarm > V ? v_up[l] : v_down[l]) * N);
        expectation[a + l] = polder_relax(E, seen, k_expect[l]);
        lock_in[a + l] = polder_relax(lock_in[a + l], contribution[i], 0.012f);
        trust[a + l] = T;
        vigilance[a + l] = V;
    }
}

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *n_partners = POLDER_IN(v, n_partners);
    const float *trust = POLDER_IN(v, trust), *conflict = POLDER_IN(v, conflict);
    float *trust_i = POLDER_OUT(v, trust_i);
    month_t month;
    month_of(v, &month);
    POLDER_EACH_ROW(v, r)
    {
        float noise[4][L], sum[L] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            if ((k & 3) == 0) noise_of(v, r, k, noise);
            slot_of(v, r, a, &month, noise[k & 3]);
            if (polder_any(conflict + a)) make_up(v, r, k, a, &month);
            POLDER_EACH_LANE(l) sum[l] += tie[a + l] * trust[a + l];
        }
        POLDER_EACH_LANE(l)
        trust_i[r * L + l] = sum[l] / polder_max(n_partners[r * L + l], 1.0f);
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
    .stage = {{POLDER_ROWS, rows}},
};
