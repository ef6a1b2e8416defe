/* contributing: how much each organisation puts in. G1, C2, T4. Step 6.
 *
 * A member is willing in so far as its weakest condition allows: direction, safety, a fair deal,
 * a mandate from home, ownership, time, and partners who do their part. A promise adds to that,
 * as far as home and time allow. Authority can stand in for trust and consensus where there is
 * little. Who is less reliable delivers less than promised. Beside the whole, pairs that trust
 * each other do small things together.
 */
#include "collaboration.h"

#define MET(OWN, id, doc, source)                                                                  \
    OWN(met_##id, "met." #id, NETWORK, STATE, 1, 0, 1, "1", "condition of members: " doc, source,  \
        POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "contributing.sum_" #id, NETWORK, SUM, 0, 0, 1e9f, "1", #id, "", 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(k_contribution, "contributing.k_contribution", NETWORK, PARAMETER, 0.25f, 0, 1, "1/month", \
        "speed at which contribution follows willingness", "C2", 0, NULL)                          \
    OWN(most, "contributing.most", NETWORK, PARAMETER, 0.88f, 0, 1, "1",                           \
        "share of its capacity that a fully willing member puts in", "C2", 0, NULL)                \
    OWN(norm_weight, "contributing.norm", NETWORK, PARAMETER, 1.45f, 0, 2, "1",                    \
        "how much a promise counts", "V35", 0, NULL)                                               \
    OWN(hope, "contributing.hope", NETWORK, PARAMETER, 0.33f, 0, 5, "1",                           \
        "how much energy makes up for a deal that is not yet fair", "N14", 0, NULL)                \
    OWN(reciprocity, "contributing.reciprocity", NETWORK, PARAMETER, 1, 0, 1, "1",                 \
        "how much what partners are seen to do counts", "G1, N3", 0, NULL)                         \
    OWN(will, "will", ORGANISATION, STATE, 0.5f, 0, 1, "1", "how willing it is", "C2",             \
        POLDER_DERIVED, NULL)                                                                      \
    OWN(will_mean, "will.mean", NETWORK, STATE, 0.5f, 0, 1, "1", "mean willingness of members",    \
        "C2", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)                                \
    OWN(next, "contributing.next", ORGANISATION, STATE, 0.5f, 0, 1, "1",                           \
        "contribution of this month, before all have decided", "G1", POLDER_DERIVED, NULL)         \
    OWN(delivered, "delivered", ORGANISATION, STATE, 0.5f, 0, 1, "1",                              \
        "what it really delivers this month", "G1, A6", POLDER_DERIVED, NULL)                      \
    OWN(duos, "duos", ORGANISATION, STATE, 0, 0, 1e9f, "1", "small joint work with its partners",  \
        "G1", POLDER_DERIVED, NULL)                                                                \
    MET(OWN, direction, "the ambition is theirs, and beckons", "C1, N14")                          \
    MET(OWN, safety, "it is safe to give", "C4, T4")                                               \
    MET(OWN, fairness, "the deal is fair", "G1, G5")                                               \
    MET(OWN, home, "home allows it", "A4")                                                         \
    MET(OWN, ownership, "the collaboration is their own", "N20")                                   \
    MET(OWN, time, "there is time", "T3")                                                          \
    MET(OWN, reciprocity, "partners do their part", "G1")                                          \
    TOTAL(OWN, will)                                                                               \
    TOTAL(OWN, direction)                                                                          \
    TOTAL(OWN, safety)                                                                             \
    TOTAL(OWN, fairness)                                                                           \
    TOTAL(OWN, home)                                                                               \
    TOTAL(OWN, ownership)                                                                          \
    TOTAL(OWN, time)                                                                               \
    TOTAL(OWN, reciprocity)                                                                        \
    READ(active, "active")                                                                         \
    READ(present, "members")                                                                       \
    READ(tie, "tie")                                                                               \
    READ(contact, "contact")                                                                       \
    READ(trust, "trust")                                                                           \
    READ(received, "meeting.received")                                                             \
    READ(trust_i, "partners.trust")                                                                \
    READ(vigilance_i, "partners.vigilance")                                                        \
    READ(conflict_i, "partners.conflict")                                                          \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(alignment, "alignment")                                                                   \
    READ(balance, "balance")                                                                       \
    READ(balance_mean, "balance.mean")                                                             \
    READ(support, "support")                                                                       \
    READ(ownership, "ownership")                                                                   \
    READ(capacity, "capacity")                                                                     \
    READ(time, "attention.time")                                                                   \
    READ(reliability, "skill.reliability")                                                         \
    READ(system_trust, "system_trust")                                                             \
    READ(perspective, "perspective")                                                               \
    READ(momentum, "momentum")                                                                     \
    READ(gone, "value.gone")                                                                       \
    READ(stalled, "camps.stalled")                                                                 \
    READ(norm, "norm")                                                                             \
    READ(pretence, "pretence")                                                                     \
    READ(expose, "side.expose")                                                                    \
    READ(stands_in, "form.stands_in")                                                              \
    READ(authority, "boundary.authority")                                                          \
    READ(modesty, "rule.modesty")                                                                  \
    READ(extra_mile, "rule.extra_mile")                                                            \
    WRITE(contribution, "contribution")
POLDER_FIELDS(FIELDS)

enum { N_MET = 7 };
_Static_assert(f_met_reciprocity - f_met_direction + 1 == N_MET, "conditions side by side");
_Static_assert(f_sum_reciprocity - f_sum_direction + 1 == N_MET, "and their sums");

/* What is the same for all members of a network this month. */
typedef struct {
    float way[L], stands_in[L], promise[L], hope[L], envy[L], expose[L], spare[L];
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *S = POLDER_IN(v, system_trust);
    POLDER_EACH_LANE(l) {
        const float idle = polder_at_least(POLDER_IN(v, pretence)[l] - 0.25f, 0.0f);
        m->way[l] =
            (0.25f + 0.85f * POLDER_IN(v, perspective)[l]) * (1 - 0.3f * POLDER_IN(v, stalled)[l]);
        m->stands_in[l] =
            POLDER_IN(v, stands_in)[l] * ramp(POLDER_IN(v, authority)[l], 0.1f, 0.45f);
        m->promise[l] = POLDER_IN(v, norm_weight)[l] * POLDER_IN(v, norm)[l];
        m->hope[l] =
            POLDER_IN(v, hope)[l] * POLDER_IN(v, momentum)[l] * (1 - POLDER_IN(v, gone)[l]);
        m->envy[l] = 0.7f * (1 - 0.5f * POLDER_IN(v, modesty)[l] * S[l]);
        m->expose[l] = 0.4f * POLDER_IN(v, expose)[l];
        m->spare[l] = POLDER_IN(v, most)[l] * polder_at_least(1 - 1.4f * idle, 0.0f) *
                      (0.95f + 0.1f * POLDER_IN(v, extra_mile)[l] * S[l]);
    }
}

/* What the partners of row r are seen to contribute, by contact, and small joint work. */
static void over_partners(const polder_view_t *v, int r, float seen[L], float joint[L])
{
    const float *contribution = POLDER_IN(v, contribution), *asymmetry = POLDER_IN(v, asymmetry);
    const float *tie = POLDER_IN(v, tie), *contact = POLDER_IN(v, contact);
    const float *trust = POLDER_IN(v, trust);
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) {
            const float with = tie[a + l] * contact[a + l] * contribution[v->nbr[a + l]];
            seen[l] += with * (1 - 0.25f * asymmetry[a + l]);
            joint[l] += with * trust[a + l];
        }
    }
}

/* The seven conditions of the members of row r. */
static void conditions(const polder_view_t *v, int r, const month_t *m, const float seen[L],
                       float met[N_MET][L])
{
    const float *S = POLDER_IN(v, system_trust), *reciprocity = POLDER_IN(v, reciprocity);
    POLDER_EACH_LANE(l) {
        const int e = r * L + l;
        const float s = m->stands_in[l];
        const float T0 = POLDER_IN(v, trust_i)[e], a0 = POLDER_IN(v, alignment)[e];
        const float T = T0 + s * polder_at_least(0.55f - T0, 0.0f);
        const float a = a0 + 0.7f * s * polder_at_least(0.7f - a0, 0.0f);
        const float weak = polder_unit(2 * (1 - POLDER_IN(v, capacity)[e]));
        const float safe = 0.5f * T + 0.5f * polder_sqrt(T * S[l]) + 0.05f -
                           0.35f * polder_at_least(POLDER_IN(v, vigilance_i)[e] - 0.4f, 0.0f) -
                           0.5f * POLDER_IN(v, conflict_i)[e] - m->expose[l] * weak;
        const float b = POLDER_IN(v, balance)[e];
        const float behind = polder_at_least(POLDER_IN(v, balance_mean)[l] - b, 0.0f);
        const float promised = polder_unit(0.3f * m->promise[l]);
        const float assumed = polder_unit(0.5f * m->promise[l]);
        met[0][l] = ramp(a * m->way[l], 0.08f, 0.6f);
        met[1][l] = polder_either(promised, ramp(safe, 0.08f, 0.5f));
        met[2][l] = ramp(b + m->hope[l] - m->envy[l] * behind, -0.45f, 0.15f);
        met[3][l] = ramp(POLDER_IN(v, support)[e], 0.1f, 0.6f);
        met[4][l] = ramp(POLDER_IN(v, ownership)[e], 0.1f, 0.58f);
        met[5][l] = POLDER_IN(v, time)[e];
        met[6][l] = polder_either(assumed, 1 - reciprocity[l] * (1 - ramp(seen[l], -0.15f, 0.45f)));
    }
}

static void decide(const polder_view_t *v)
{
    const float *contribution = POLDER_IN(v, contribution), *active = POLDER_IN(v, active);
    const float *received = POLDER_IN(v, received), *k = POLDER_IN(v, k_contribution);
    float *next = POLDER_OUT(v, next), *will = POLDER_OUT(v, will), *duos = POLDER_OUT(v, duos);
    float *sum_will = POLDER_ADD(v, sum_will);
    month_t m;
    month_of(v, &m);
    POLDER_EACH_ROW(v, r) {
        float seen[L] = {0}, joint[L] = {0}, met[N_MET][L], lacking[L] = {0};
        over_partners(v, r, seen, joint);
        POLDER_EACH_LANE(l) seen[l] /= polder_at_least(received[r * L + l], 1e-6f);
        conditions(v, r, &m, seen, met);
        for (int c = 0; c < N_MET; c++) {
            float *sum = v->sum[f_sum_direction + c];
            POLDER_EACH_LANE(l) {
                lacking[l] += lacks(met[c][l]);
                sum[l] += (active[r * L + l] * met[c][l]);
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float kept = m.promise[l] * weakest(lacks(met[3][l]) + lacks(met[5][l]));
            will[e] = weakest(lacking[l]);
            const float gives = m.spare[l] * polder_either(will[e], polder_unit(kept));
            next[e] = polder_relax(contribution[e], polder_unit(gives), k[l]);
            duos[e] = contribution[e] * joint[l];
            sum_will[l] += (active[e] * will[e]);
        }
    }
}

static void conclude(const polder_view_t *v)
{
    const float *present = POLDER_IN(v, present);
    float share[L];
    POLDER_EACH_LANE(l) {
        share[l] = 1 / polder_at_least(present[l], 1.0f);
        POLDER_OUT(v, will_mean)[l] = POLDER_IN(v, sum_will)[l] * share[l];
    }
    for (int c = 0; c < N_MET; c++)
        POLDER_EACH_LANE(l)
            v->col[f_met_direction + c][l] = polder_unit(v->col[f_sum_direction + c][l] * share[l]);
}

static void deliver(const polder_view_t *v)
{
    const float *next = POLDER_IN(v, next), *reliability = POLDER_IN(v, reliability);
    const float *active = POLDER_IN(v, active);
    float *contribution = POLDER_OUT(v, contribution), *delivered = POLDER_OUT(v, delivered);
    uint32_t word[4][L], half[L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *mine = polder_row_half(v, r, 0, word, half);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float slack = 0.2f * (1 - reliability[e]) * polder_uniform(mine[l]);
            contribution[e] = next[e];
            delivered[e] = active[e] * next[e] * (1 - slack);
        }
    }
}

POLDER_PART(collaboration, contributing) = {
    .name = "contributing",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 160,
    .doc = "how much each organisation puts in and delivers",
    .source = "G1, C2, T4",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, decide}, {POLDER_NETWORKS, conclude}, {POLDER_ROWS, deliver}},
};
