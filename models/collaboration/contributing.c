/* contributing: how much each organisation puts in. G1, C2, T4. Step 6 of a month.
 *
 * A member is willing in so far as its weakest condition allows: direction, safety, a fair deal,
 * a mandate from home, ownership, time, and partners who do their part. A promise adds to that,
 * as far as home and time allow. Authority can stand in for trust and consensus where there is
 * little. Who is less reliable delivers less than promised. Beside the whole, pairs that trust
 * each other do small things together.
 */
#include "collaboration.h"

#define MET(OWN, id, about, by)                                                                    \
    OWN(met_##id, "met." #id, NETWORK, STATE, .value = 1, .max = 1, .unit = "1",                   \
        .doc = "condition of members: " about, .source = by,                                       \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)
#define TOTAL(OWN, id)                                                                             \
    OWN(sum_##id, "contributing.sum_" #id, NETWORK, SUM, .max = 1e9f, .unit = "1", .doc = #id)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, contributing, condition_least, 0.08f, 0.01f, 1,                                    \
           "condition of a member below which less changes nothing more", "C2")                    \
    NUMBER(OWN, contributing, idle_free, 0.25f, 0, 1, "pretence that costs no contribution", "F4") \
    NUMBER(OWN, contributing, way_least, 0.25f, 0, 2,                                              \
           "how much an ambition counts without perspective", "C1, N14")                           \
    NUMBER(OWN, contributing, way_perspective, 0.85f, 0, 2, "what the perspective adds to that",   \
           "C1, N14")                                                                              \
    NUMBER(OWN, contributing, way_stalled, 0.3f, 0, 1, "share of that which camps take away",      \
           "V27")                                                                                  \
    NUMBER(OWN, contributing, stands_in_authority_from, 0.1f, 0, 0.23f,                            \
           "authority at which standing in for trust and consensus begins", "N7")                  \
    NUMBER(OWN, contributing, stands_in_authority_to, 0.45f, 0.32f, 0.8f,                          \
           "authority at which standing in for trust and consensus is full", "N7")                 \
    NUMBER(OWN, contributing, envy, 0.7f, 0, 2,                                                    \
           "how much being worse off than others makes a deal unfair", "G1, N3")                   \
    NUMBER(OWN, contributing, envy_modesty, 0.5f, 0, 1, "how much rule 2 (modesty) takes of that", \
           "N3")                                                                                   \
    NUMBER(OWN, contributing, unsafe_exposed, 0.4f, 0, 2,                                          \
           "safety that being exposed costs the weak", "I3")                                       \
    NUMBER(OWN, contributing, idle, 1.4f, 0, 5, "contribution that pretence costs", "F4")          \
    NUMBER(OWN, contributing, mile_least, 0.95f, 0, 2,                                             \
           "what is put in without rule 6 (extra mile)", "N3")                                     \
    NUMBER(OWN, contributing, mile_more, 0.1f, 0, 1, "what rule 6 (extra mile) adds", "N3")        \
    NUMBER(OWN, contributing, stands_in_trust, 0.55f, 0, 1,                                        \
           "trust that authority stands in for at most", "N7")                                     \
    NUMBER(OWN, contributing, stands_in_consensus, 0.7f, 0, 1,                                     \
           "how far authority stands in for consensus, against trust", "N7")                       \
    NUMBER(OWN, contributing, stands_in_alignment, 0.7f, 0, 1,                                     \
           "alignment that authority stands in for at most", "N7")                                 \
    NUMBER(OWN, contributing, safe_least, 0.05f, 0, 1, "safety that is there by itself", "C4, T4") \
    NUMBER(OWN, contributing, unsafe_vigilance, 0.35f, 0, 2, "safety that vigilance costs",        \
           "C4, T1")                                                                               \
    NUMBER(OWN, contributing, unsafe_vigilance_free, 0.4f, 0, 1, "vigilance that costs no safety", \
           "C4, T1")                                                                               \
    NUMBER(OWN, contributing, unsafe_conflict, 0.5f, 0, 2, "safety that conflicts cost", "C4, T7") \
    NUMBER(OWN, contributing, promised, 0.3f, 0, 2, "how far a promise makes up for safety",       \
           "V35, N20")                                                                             \
    NUMBER(OWN, contributing, assumed, 0.5f, 0, 2,                                                 \
           "how far a promise makes up for what partners are seen to do", "V35, N20")              \
    NUMBER(OWN, contributing, direction_from, 0.08f, 0, 0.27f,                                     \
           "alignment times perspective at which the condition of direction begins", "C1, N14")    \
    NUMBER(OWN, contributing, direction_to, 0.6f, 0.4f, 1,                                         \
           "alignment times perspective at which the condition of direction is full", "C1, N14")   \
    NUMBER(OWN, contributing, safety_from, 0.08f, 0, 0.24f,                                        \
           "safety at which the condition of safety begins", "C4, T4")                             \
    NUMBER(OWN, contributing, safety_to, 0.5f, 0.34f, 0.92f,                                       \
           "safety at which the condition of safety is full", "C4, T4")                            \
    NUMBER(OWN, contributing, fair_from, -0.45f, -1.05f, -0.23f,                                   \
           "balance with hope at which the condition of a fair deal begins", "G1, G5")             \
    NUMBER(OWN, contributing, fair_to, 0.15f, -0.08f, 0.75f,                                       \
           "balance with hope at which the condition of a fair deal is full", "G1, G5")            \
    NUMBER(OWN, contributing, home_from, 0.1f, 0, 0.29f,                                           \
           "support at home at which the condition of a mandate begins", "A4")                     \
    NUMBER(OWN, contributing, home_to, 0.6f, 0.41f, 1,                                             \
           "support at home at which the condition of a mandate is full", "A4")                    \
    NUMBER(OWN, contributing, owned_from, 0.1f, 0, 0.28f,                                          \
           "ownership at which the condition of ownership begins", "N20")                          \
    NUMBER(OWN, contributing, owned_to, 0.58f, 0.4f, 1,                                            \
           "ownership at which the condition of ownership is full", "N20")                         \
    NUMBER(OWN, contributing, seen_from, -0.15f, -0.75f, 0.08f,                                    \
           "contribution that partners are seen to make at which the condition of reciprocity "    \
           "begins",                                                                               \
           "G1")                                                                                   \
    NUMBER(OWN, contributing, seen_to, 0.45f, 0.23f, 1,                                            \
           "contribution that partners are seen to make at which the condition of reciprocity is " \
           "full",                                                                                 \
           "G1")                                                                                   \
    NUMBER(OWN, contributing, slack, 0.2f, 0, 1,                                                   \
           "share not delivered by who is not reliable at all, at most", "G1, A6")                 \
    NUMBER(OWN, contributing, blur, 0.25f, 0, 1,                                                   \
           "share of what a partner does that asymmetry hides", "G1, T8")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(k_contribution, "contributing.k_contribution", NETWORK, PARAMETER, .value = 0.25f,         \
        .max = 1, .unit = "1/month", .doc = "speed at which contribution follows willingness",     \
        .source = "C2")                                                                            \
    OWN(most, "contributing.most", NETWORK, PARAMETER, .value = 0.88f, .max = 1, .unit = "1",      \
        .doc = "share of its capacity that a fully willing member puts in", .source = "C2")        \
    OWN(norm_weight, "contributing.norm", NETWORK, PARAMETER, .value = 1.45f, .max = 2,            \
        .unit = "1", .doc = "how much a promise counts", .source = "T11, V35")                     \
    OWN(hope, "contributing.hope", NETWORK, PARAMETER, .value = 0.33f, .max = 5, .unit = "1",      \
        .doc = "how much energy makes up for a deal that is not yet fair", .source = "N14")        \
    OWN(reciprocity, "contributing.reciprocity", NETWORK, PARAMETER, .value = 1, .max = 1,         \
        .unit = "1", .doc = "how much what partners are seen to do counts", .source = "G1, N3")    \
    OWN(will, "will", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",                   \
        .doc = "how willing it is", .source = "C2", .flags = POLDER_DERIVED)                       \
    OWN(tightest, "will.tightest", ORGANISATION, STATE, .max = 6, .unit = "1",                     \
        .doc = "which of the seven conditions it lacks most", .source = "C2",                      \
        .flags = POLDER_DERIVED, .choices = CONDITIONS)                                            \
    OWN(will_mean, "will.mean", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",              \
        .doc = "mean willingness of members", .source = "C2",                                      \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(next, "contributing.next", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",      \
        .doc = "contribution of this month, before all have decided", .source = "G1",              \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(delivered, "delivered", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",         \
        .doc = "what it really delivers this month", .source = "G1, A6", .flags = POLDER_DERIVED)  \
    OWN(duos, "duos", ORGANISATION, STATE, .max = 1e9f, .unit = "1",                               \
        .doc = "small joint work with its partners", .source = "G1, N28", .flags = POLDER_DERIVED) \
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
    READ(received, "meeting.received")                                                             \
    READ(partners_give, "meeting.met")                                                             \
    READ(trust_i, "partners.trust")                                                                \
    READ(vigilance_i, "partners.vigilance")                                                        \
    READ(conflict_i, "partners.conflict")                                                          \
    READ(understanding, "partners.understanding")                                                  \
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

enum { DIRECTION, SAFETY, FAIRNESS, HOME, OWNERSHIP, TIME, RECIPROCITY, N_MET };
_Static_assert((int)N_MET == (int)N_CONDITIONS, "the conditions of collaboration.h");
_Static_assert(f_met_reciprocity - f_met_direction + 1 == N_MET, "conditions side by side");
_Static_assert(f_sum_reciprocity - f_sum_direction + 1 == N_MET, "and their sums");

/* What is the same for all members of a network this month. */
typedef struct {
    float way[L];       /* how much the direction draws */
    float stands_in[L]; /* how far authority stands in for trust and consensus */
    float promise[L];   /* weight of a promise */
    float hope[L];      /* what momentum adds to a balance that is not fair yet */
    float envy[L];      /* what being behind the others takes from it */
    float expose[L];    /* safety that being exposed costs the weak */
    float spare[L];     /* the most that a member can put in */
    ramp_t direction, safety, fair, home, owned, seen; /* from not met to met */
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *S = POLDER_IN(v, system_trust);
    POLDER_EACH_LANE(l) {
        const float idle = polder_at_least(POLDER_IN(v, pretence)[l] - AT(idle_free), 0.0f);
        m->way[l] = (AT(way_least) + AT(way_perspective) * POLDER_IN(v, perspective)[l]) *
                    (1 - AT(way_stalled) * POLDER_IN(v, stalled)[l]);
        m->stands_in[l] = POLDER_IN(v, stands_in)[l] * ramp(POLDER_IN(v, authority)[l],
                                                            AT(stands_in_authority_from),
                                                            AT(stands_in_authority_to));
        m->promise[l] = POLDER_IN(v, norm_weight)[l] * POLDER_IN(v, norm)[l];
        m->hope[l] =
            POLDER_IN(v, hope)[l] * POLDER_IN(v, momentum)[l] * (1 - POLDER_IN(v, gone)[l]);
        m->envy[l] = AT(envy) * (1 - AT(envy_modesty) * POLDER_IN(v, modesty)[l] * S[l]);
        m->expose[l] = AT(unsafe_exposed) * POLDER_IN(v, expose)[l];
        m->spare[l] = POLDER_IN(v, most)[l] * polder_at_least(1 - AT(idle) * idle, 0.0f) *
                      (AT(mile_least) + AT(mile_more) * POLDER_IN(v, extra_mile)[l] * S[l]);
    }
    ramp_of(POLDER_IN(v, direction_from), POLDER_IN(v, direction_to), &m->direction);
    ramp_of(POLDER_IN(v, safety_from), POLDER_IN(v, safety_to), &m->safety);
    ramp_of(POLDER_IN(v, fair_from), POLDER_IN(v, fair_to), &m->fair);
    ramp_of(POLDER_IN(v, home_from), POLDER_IN(v, home_to), &m->home);
    ramp_of(POLDER_IN(v, owned_from), POLDER_IN(v, owned_to), &m->owned);
    ramp_of(POLDER_IN(v, seen_from), POLDER_IN(v, seen_to), &m->seen);
}

/* The seven conditions of the members of row r. */
static void conditions(const polder_view_t *v, int r, const month_t *m, const float seen[L],
                       float met[N_MET][L])
{
    const float *S = POLDER_IN(v, system_trust), *reciprocity = POLDER_IN(v, reciprocity);
    POLDER_EACH_LANE(l) {
        const int e = r * L + l;
        const float authority = m->stands_in[l];
        const float own_trust = POLDER_IN(v, trust_i)[e],
                    own_alignment = POLDER_IN(v, alignment)[e];
        const float T =
            own_trust + authority * polder_at_least(AT(stands_in_trust) - own_trust, 0.0f);
        const float a =
            own_alignment + AT(stands_in_consensus) * authority *
                                polder_at_least(AT(stands_in_alignment) - own_alignment, 0.0f);
        const float weak = polder_unit(2 * (1 - POLDER_IN(v, capacity)[e]));
        const float safe =
            0.5f * T + 0.5f * polder_sqrt(T * S[l]) + AT(safe_least) -
            AT(unsafe_vigilance) *
                polder_at_least(POLDER_IN(v, vigilance_i)[e] - AT(unsafe_vigilance_free), 0.0f) -
            AT(unsafe_conflict) * POLDER_IN(v, conflict_i)[e] - m->expose[l] * weak;
        const float balance = POLDER_IN(v, balance)[e];
        const float behind = polder_at_least(POLDER_IN(v, balance_mean)[l] - balance, 0.0f);
        const float promised = polder_unit(AT(promised) * m->promise[l]);
        const float assumed = polder_unit(AT(assumed) * m->promise[l]);
        met[DIRECTION][l] = on_ramp(&m->direction, l, a * m->way[l]);
        met[SAFETY][l] = polder_either(promised, on_ramp(&m->safety, l, safe));
        met[FAIRNESS][l] = on_ramp(&m->fair, l, balance + m->hope[l] - m->envy[l] * behind);
        met[HOME][l] = on_ramp(&m->home, l, POLDER_IN(v, support)[e]);
        met[OWNERSHIP][l] = on_ramp(&m->owned, l, POLDER_IN(v, ownership)[e]);
        met[TIME][l] = POLDER_IN(v, time)[e];
        met[RECIPROCITY][l] =
            polder_either(assumed, 1 - reciprocity[l] * (1 - on_ramp(&m->seen, l, seen[l])));
    }
}

/* Which of the seven conditions each member of a row lacks most, by number. */
static void tightest_of(float met[N_MET][L], float tightest[L])
{
    POLDER_EACH_LANE(l) {
        float least = met[0][l], which = 0;
        for (int c = 1; c < N_MET; c++) {
            which = pick(met[c][l] < least, (float)c, which);
            least = polder_min(met[c][l], least);
        }
        tightest[l] = which;
    }
}

/* What each member is willing to put in; nobody sees it before `deliver`. */
static void decide(const polder_view_t *v)
{
    const float *contribution = POLDER_IN(v, contribution), *active = POLDER_IN(v, active);
    const float *received = POLDER_IN(v, received), *k = POLDER_IN(v, k_contribution);
    const float *give = POLDER_IN(v, partners_give), *trust_i = POLDER_IN(v, trust_i);
    const float *understanding = POLDER_IN(v, understanding);
    float *next = POLDER_OUT(v, next), *will = POLDER_OUT(v, will), *duos = POLDER_OUT(v, duos);
    float *sum_will = POLDER_ADD(v, sum_will), *tightest = POLDER_OUT(v, tightest);
    month_t m;
    month_of(v, &m);
    POLDER_EACH_ROW(v, r) {
        float seen[L], met[N_MET][L], lack[N_MET][L], lacking[L] = {0};
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            seen[l] = give[e] * (1 - AT(blur) * (1 - understanding[e])) /
                      polder_at_least(received[e], TINY);
        }
        conditions(v, r, &m, seen, met);
        for (int c = 0; c < N_MET; c++) {
            float *sum = v->sum[f_sum_direction + c];
            POLDER_EACH_LANE(l) {
                lack[c][l] = lacks(met[c][l], AT(condition_least));
                lacking[l] += lack[c][l];
                sum[l] += (active[r * L + l] * met[c][l]);
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float by_promise = m.promise[l] * weakest(lack[HOME][l] + lack[TIME][l]);
            will[e] = weakest(lacking[l]);
            const float puts_in = m.spare[l] * polder_either(will[e], polder_unit(by_promise));
            next[e] = polder_relax(contribution[e], polder_unit(puts_in), k[l]);
            duos[e] = contribution[e] * give[e] * trust_i[e];
            sum_will[l] += (active[e] * will[e]);
        }
        tightest_of(met, tightest + r * L);
    }
}

/* The means over the members. */
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

/* What each member puts in, and what of it really comes. */
static void deliver(const polder_view_t *v)
{
    const float *next = POLDER_IN(v, next), *reliability = POLDER_IN(v, reliability);
    const float *active = POLDER_IN(v, active);
    float *contribution = POLDER_OUT(v, contribution), *delivered = POLDER_OUT(v, delivered);
    uint32_t word[4][L], half[L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *row_word = polder_row_half(v, r, 0, word, half);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float slack = AT(slack) * (1 - reliability[e]) * polder_uniform(row_word[l]);
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
