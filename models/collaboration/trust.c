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
    READ(empathy, "skill.empathy")                                                                 \
    READ(strange, "other.strangeness")                                                             \
    READ(kind, "other.empathy")                                                                    \
    READ(balance, "balance")                                                                       \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(contact, "contact")                                                                       \
    READ(prior, "prior_trust")                                                                     \
    READ(part, "partners.share")                                                                   \
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
    POLDER_EACH_LANE(l) {
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

/* Standard normals for the arcs of a row: what one sees is noisy, and coarse numbers do for
 * that. One call serves two slots of four rows: rows next to each other are about as wide. */
typedef struct {
    uint32_t word[AT_ONCE / 2][4][L];
} noise_t;

static void noise_words(const polder_view_t *v, int r, noise_t *q)
{
    int widest = 0;
    for (int s = r & ~3; s < (r & ~3) + 4 && s < v->n_row; s++)
        widest = v->width[s] > widest ? v->width[s] : widest;
    for (int p = 0; p < AT_ONCE / 2 && 2 * p < widest; p++)
        polder_quad_words(v, r, (uint32_t)p, q->word[p]);
}

static void noise_of(const polder_view_t *v, int r, int k, int n, const noise_t *q,
                     float out[AT_ONCE][L])
{
    for (int p = 0; 2 * p < n; p++) {
        uint32_t fresh[4][L];
        const uint32_t *word = q->word[p][r & 3];
        if (k > 0) { /* an organisation with many partners */
            polder_quad_words(v, r, (uint32_t)(k / 2 + p), fresh);
            word = fresh[r & 3];
        }
        POLDER_EACH_LANE(l) {
            out[2 * p][l] = polder_normal_coarse(word[l]);
            out[2 * p + 1][l] = polder_normal_coarse(word[l] << 16);
        }
    }
}

/* Conflicts end now and then: trust comes halfway back, vigilance falls a little. */
static void make_up(const polder_view_t *v, int k, int a, const month_t *m, const uint32_t word[L])
{
    const float *prior = POLDER_IN(v, prior);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *conflict = POLDER_OUT(v, conflict);
    POLDER_EACH_LANE(l) {
        const float over = conflict[a + l] * polder_bernoulli(polder_turn(word[l], k), m->end[l]);
        trust[a + l] += over * 0.5f * (prior[a + l] - trust[a + l]);
        vigilance[a + l] *= 1 - 0.2f * over;
        conflict[a + l] -= over;
    }
}

typedef struct {
    float seen[AT_ONCE][L], felt[AT_ONCE][L], alarm[AT_ONCE][L];
} slots_t;

/* What is seen of the other, and the log-odds of the reliability felt. */
static void look(const polder_view_t *v, int r, int a, int n, const month_t *m,
                 float noise[AT_ONCE][L], slots_t *x)
{
    const float *delivered = POLDER_IN(v, delivered), *strange = POLDER_IN(v, strange);
    const float *kind = POLDER_IN(v, kind), *balance = POLDER_IN(v, balance);
    const float *asymmetry = POLDER_IN(v, asymmetry), *expectation = POLDER_IN(v, expectation);
    const float *gain = POLDER_IN(v, gain), *bias = POLDER_IN(v, bias);
    float base[L];
    POLDER_EACH_LANE(l)
        base[l] = bias[l] + polder_signed(balance[r * L + l]) - gain[l] * m->over[l] - 0.8f * 0.6f;
    for (int k = 0; k < n; k++, a += L)
        POLDER_EACH_LANE(l) {
            const float U = asymmetry[a + l];
            x->seen[k][l] = polder_unit(delivered[v->nbr[a + l]] * (1 - 0.15f * U) +
                                        m->noise[l] * U * strange[a + l] * noise[k][l]);
            x->felt[k][l] =
                base[l] + gain[l] * (x->seen[k][l] - expectation[a + l]) + 0.8f * kind[a + l];
        }
    for (int k = 0; k < n; k++)
        POLDER_EACH_LANE(l) x->felt[k][l] = polder_logistic(x->felt[k][l]);
}

/* Where vigilance is bound for. */
static void worry(const polder_view_t *v, int r, int a, int n, const month_t *m, slots_t *x)
{
    const float *asymmetry = POLDER_IN(v, asymmetry), *balance = POLDER_IN(v, balance);
    float base[L];
    POLDER_EACH_LANE(l)
        base[l] =
            m->vigilance[l] - 1.5f * polder_signed(balance[r * L + l]) - 1.5f * 0.5f + 2 * 0.5f;
    for (int k = 0; k < n; k++, a += L)
        POLDER_EACH_LANE(l) {
            const float ahead = balance[v->nbr[a + l]] - balance[r * L + l];
            x->alarm[k][l] = base[l] + 1.5f * asymmetry[a + l] - 2 * x->felt[k][l] +
                             m->envy[l] * polder_at_least(ahead, 0.0f);
        }
    for (int k = 0; k < n; k++)
        POLDER_EACH_LANE(l) x->alarm[k][l] = polder_logistic(x->alarm[k][l]);
}

static void move(const polder_view_t *v, int r, int a, int n, const month_t *m, const slots_t *x)
{
    const float *empathy = POLDER_IN(v, empathy), *contact = POLDER_IN(v, contact);
    const float *prior = POLDER_IN(v, prior), *contribution = POLDER_IN(v, contribution);
    const float *k_up = POLDER_IN(v, k_up), *k_down = POLDER_IN(v, k_down);
    const float *k_fade = POLDER_IN(v, k_fade), *k_expect = POLDER_IN(v, k_expect);
    const float *v_up = POLDER_IN(v, v_up), *v_down = POLDER_IN(v, v_down);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *lock_in = POLDER_OUT(v, lock_in), *expectation = POLDER_OUT(v, expectation);
    for (int k = 0; k < n; k++, a += L)
        POLDER_EACH_LANE(l) {
            const int i = r * L + l;
            const float N = contact[a + l], E = expectation[a + l];
            const float R = x->felt[k][l], alarm = x->alarm[k][l];
            float T = trust[a + l], V = vigilance[a + l];
            const float up = polder_at_most(k_up[l] * (0.4f + empathy[i]), 1.0f), down = k_down[l];
            const float rise = v_up[l], fall = v_down[l];
            T += (R > T ? up : down) * N * (R - T) + k_fade[l] * (1 - N) * (prior[a + l] - T);
            T += m->lift[l] * polder_at_least(prior[a + l] - T, 0.0f);
            V = polder_relax(V, alarm, (alarm > V ? rise : fall) * N);
            expectation[a + l] = polder_relax(E, x->seen[k][l], k_expect[l]);
            lock_in[a + l] = polder_relax(lock_in[a + l], contribution[i], 0.012f);
            trust[a + l] = T;
            vigilance[a + l] = V;
        }
}

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *part = POLDER_IN(v, part);
    const float *trust = POLDER_IN(v, trust), *conflict = POLDER_IN(v, conflict);
    float *trust_i = POLDER_OUT(v, trust_i);
    month_t month;
    slots_t x;
    uint32_t word[4][L], half[L];
    noise_t quad;
    month_of(v, &month);
    POLDER_EACH_ROW(v, r) {
        float noise[AT_ONCE][L], sum[L] = {0};
        const uint32_t *mine = polder_row_half(v, r, 0x40000000u, word, half);
        if ((r & 3) == 0 || r == v->row_begin) noise_words(v, r, &quad);
        for (int k = 0; k < v->width[r]; k += AT_ONCE) {
            const int a = (v->slot[r] + k) * L;
            const int n = v->width[r] - k < AT_ONCE ? v->width[r] - k : AT_ONCE;
            noise_of(v, r, k, n, &quad, noise);
            look(v, r, a, n, &month, noise, &x);
            worry(v, r, a, n, &month, &x);
            move(v, r, a, n, &month, &x);
            for (int s = 0; s < n; s++)
                if (polder_any(conflict + a + s * L)) make_up(v, k + s, a + s * L, &month, mine);
            for (int s = 0; s < n; s++)
                POLDER_EACH_LANE(l) sum[l] += tie[a + s * L + l] * trust[a + s * L + l];
        }
        POLDER_EACH_LANE(l) trust_i[r * L + l] = sum[l] * part[r * L + l];
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
