/* overview: who is there, and the means over partners and network that a month starts from.
 *
 * Runs once at the founding and then each month after membership, for progress and for steps
 * 1 to 12 of the next month. All means of trust, vigilance and understanding run over arcs
 * between organisations that take part, those over partners over the arcs of one; other means
 * run over the members. Without partners or members a mean is 0 (understanding: 1). How
 * organised the network is follows here from its boundaries, which loyalty and membership
 * have moved since organising.
 */
#include "collaboration.h"

#define PARTNERS_MEAN(OWN, id, name, about, by)                                                    \
    OWN(id, "partners." name, ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",           \
        .doc = about, .source = by, .flags = POLDER_DERIVED)
#define MEAN(OWN, id, name, least, most, about, by)                                                \
    OWN(id, name ".mean", NETWORK, STATE, .value = 0.5f, .min = least, .max = most, .unit = "1",   \
        .doc = about, .source = by, .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)
#define TOTAL(OWN, id, about)                                                                      \
    OWN(id, "overview." #id, NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1", .doc = about)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, overview, hostile_trust, 0.3f, 0, 1, "trust below which a tie may be hostile",     \
           "T1, F6")                                                                               \
    NUMBER(OWN, overview, seek_least, 0.03f, 0, 1, "how much one seeks a partner without trust",   \
           "V53, T1")                                                                              \
    NUMBER(OWN, overview, seek_known, 1.4f, 1, 5, "how much more one seeks whom one understands",  \
           "V53, T8")                                                                              \
    NUMBER(OWN, overview, seek_need, 0.65f, 0, 2,                                                  \
           "how much one seeks who brings nothing that one wants", "V53, N6")                      \
    NUMBER(OWN, overview, hostile_vigilance, 0.5f, 0, 1,                                           \
           "vigilance above which a tie without trust is hostile", "T1, F6")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(n_partners, "partners.n", ORGANISATION, STATE, .max = 1e9f, .unit = "organisations",       \
        .doc = "partners that take part", .source = "N1", .flags = POLDER_DERIVED)                 \
    OWN(per_partner, "partners.share", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",     \
        .doc = "one over the number of partners that take part", .source = "N1",                   \
        .flags = POLDER_DERIVED)                                                                   \
    PARTNERS_MEAN(OWN, trust_i, "trust", "mean trust in its partners", "C4")                       \
    PARTNERS_MEAN(OWN, vigilance_i, "vigilance", "mean vigilance toward its partners", "T1")       \
    PARTNERS_MEAN(OWN, understanding, "understanding",                                             \
                  "one minus mean asymmetry toward its partners", "T8")                            \
    PARTNERS_MEAN(OWN, lock_in_i, "lock_in", "mean lock-in to its partners", "T6")                 \
    PARTNERS_MEAN(OWN, conflict_i, "conflict", "share of its partners it is in conflict with",     \
                  "T7")                                                                            \
    PARTNERS_MEAN(OWN, embedded_i, "embedded", "mean share of partners in common", "T10")          \
    OWN(pull, "camps.pull", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",           \
        .doc = "mean over its partners of trust times their side", .source = "V27",                \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(around, "camps.around", ORGANISATION, STATE, .min = -1e6f, .max = 1e6f, .unit = "1",       \
        .doc = "mean side of its partners", .source = "V27", .flags = POLDER_DERIVED)              \
    OWN(seek, "meeting.seek", ARC, STATE, .value = 1, .max = 10, .unit = "1",                      \
        .doc = "share of attention for the other: more for whom one trusts, knows and needs",      \
        .source = "V53", .flags = POLDER_DERIVED)                                                  \
    OWN(by_asymmetry, "exposure.by_asymmetry", NETWORK, STATE, .min = -10, .max = 10, .unit = "1", \
        .doc = "weight of asymmetry that exposure was worked out with", .source = "T6",            \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(by_lock_in, "exposure.by_lock_in", NETWORK, STATE, .min = -10, .max = 10, .unit = "1",     \
        .doc = "weight of lock-in that exposure was worked out with", .source = "T6",              \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(exposure, "exposure", ARC, STATE, .value = 1, .max = 100, .min = -100, .unit = "1",        \
        .doc = "temptation that one is to the other, by what one does not see of it and by "       \
               "lock-in",                                                                          \
        .source = "T5, T6", .flags = POLDER_DERIVED)                                               \
    OWN(counted, "active.counted", ORGANISATION, STATE, .max = 1, .unit = "1",                     \
        .doc = "1 for who took part when ties were last counted", .source = "N17",                 \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(weighted, "members.weighted", NETWORK, STATE, .max = 1e9f, .unit = "organisations",        \
        .doc = "members, by their share of the duties", .source = "N5", .flags = POLDER_DERIVED)   \
    OWN(hostile, "hostile.share", NETWORK, STATE, .max = 1, .unit = "1",                           \
        .doc = "share of the ties with low trust and high vigilance", .source = "T1, F6",          \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(capacity2, "capacity.squares", NETWORK, STATE, .max = 1e12f, .unit = "1",                  \
        .doc = "squares of the capacity of all members together", .source = "C10",                 \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(inequality, "inequality", NETWORK, STATE, .max = 1e6f, .unit = "1",                        \
        .doc = "standard deviation of capacity over its mean", .source = "C10, F9",                \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(present, "members", NETWORK, STATE, .max = 1e9f, .unit = "organisations",                  \
        .doc = "organisations that take part", .source = "N17",                                    \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(partners_mean, "partners.mean", NETWORK, STATE, .max = 1e9f, .unit = "organisations",      \
        .doc = "mean number of partners", .source = "N1", .flags = POLDER_DERIVED)                 \
    MEAN(OWN, trust_mean, "trust", 0, 1, "mean trust over ties", "C4")                             \
    MEAN(OWN, vigilance_mean, "vigilance", 0, 1, "mean vigilance over ties", "T1")                 \
    MEAN(OWN, understanding_mean, "understanding", 0, 1, "mean understanding over ties", "T8")     \
    MEAN(OWN, contribution_mean, "contribution", 0, 1, "mean contribution of members", "G1")       \
    MEAN(OWN, balance_mean, "balance", -1e9f, 1e9f, "mean balance of get and give", "G1")          \
    MEAN(OWN, support_mean, "support", 0, 1, "mean support of the home organisations", "A4")       \
    MEAN(OWN, ownership_mean, "ownership", 0, 1, "mean ownership", "N20")                          \
    MEAN(OWN, loyalty_mean, "loyalty", 0, 1, "mean loyalty to the collaboration", "A3")            \
    OWN(conflicts, "conflict.share", NETWORK, STATE, .max = 1, .unit = "1",                        \
        .doc = "share of the ties in conflict", .source = "T7, F6",                                \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(capacity_present, "capacity.present", NETWORK, STATE, .max = 1e9f, .unit = "1",            \
        .doc = "capacity of all members together", .source = "G2", .flags = POLDER_DERIVED)        \
    TOTAL(OWN, sum_n, "organisations")                                                             \
    TOTAL(OWN, sum_arcs, "arcs")                                                                   \
    TOTAL(OWN, sum_trust, "trust over arcs")                                                       \
    TOTAL(OWN, sum_vigilance, "vigilance over arcs")                                               \
    TOTAL(OWN, sum_asymmetry, "asymmetry over arcs")                                               \
    TOTAL(OWN, sum_conflict, "conflicts over arcs")                                                \
    TOTAL(OWN, sum_contribution, "contribution")                                                   \
    TOTAL(OWN, sum_balance, "balance")                                                             \
    TOTAL(OWN, sum_support, "support")                                                             \
    TOTAL(OWN, sum_ownership, "ownership")                                                         \
    TOTAL(OWN, sum_loyalty, "loyalty")                                                             \
    TOTAL(OWN, sum_capacity, "capacity")                                                           \
    TOTAL(OWN, sum_capacity2, "squares of capacity")                                               \
    TOTAL(OWN, sum_duty, "duties")                                                                 \
    TOTAL(OWN, sum_hostile, "hostile arcs")                                                        \
    READ(choice, "meeting.choice")                                                                 \
    READ(seek_most, "meeting.seek_most")                                                           \
    READ(h_asymmetry, "opportunism.asymmetry")                                                     \
    READ(h_lock_in, "opportunism.lock_in")                                                         \
    READ(broken, "planned.break")                                                                  \
    READ(active, "active")                                                                         \
    READ(trust, "trust")                                                                           \
    READ(vigilance, "vigilance")                                                                   \
    READ(asymmetry, "asymmetry")                                                                   \
    READ(lock_in, "lock_in")                                                                       \
    READ(conflict, "conflict")                                                                     \
    READ(contribution, "contribution")                                                             \
    READ(balance, "balance")                                                                       \
    READ(support, "support")                                                                       \
    READ(ownership, "ownership")                                                                   \
    READ(loyalty, "loyalty")                                                                       \
    READ(capacity, "capacity")                                                                     \
    READ(duty, "membership.duties")                                                                \
    READ(need, "need")                                                                             \
    READ(embeddedness, "embeddedness")                                                             \
    READ(side, "camps.side")                                                                       \
    READ(authority, "boundary.authority")                                                          \
    READ(task, "boundary.task")                                                                    \
    READ(political, "boundary.political")                                                          \
    READ(identity, "boundary.identity")                                                            \
    WRITE(organised, "organised")                                                                  \
    WRITE(tie, "tie")
POLDER_FIELDS(FIELDS)

/* Sums over the partners of each organisation of a row. `embedded`: of partners in common; `pull`
 * and `around`: of the camps they are in, with trust and without. */
typedef struct {
    float n[L], trust[L], vigilance[L], asymmetry[L], lock_in[L], conflict[L], hostile[L];
    float embedded[L], seek[L], pull[L], around[L];
} sums_t;

/* Whether the ties are all worked out anew: at the start, and where planned events may break some. */
static bool all_anew(const polder_view_t *v)
{
    return v->tick == 0 || POLDER_IN(v, broken);
}

/* All ties of row r: there while both ends are and no planned event breaks them. */
static void tie_all(const polder_view_t *v, int r)
{
    const float *active = POLDER_IN(v, active);
    float *tie = POLDER_OUT(v, tie);
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        const float *broken = POLDER_PLANNED_AT(v, broken, a);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float real = k < v->degree[e] ? 1 - broken[l] : 0.0f; /* not padding */
            tie[a + l] = real * active[e] * active[v->nbr[a + l]];
        }
    }
}

/* The ties of those who came or went since they were last counted, few in a month: their own, or, in
 * a stage after it, because an arc has one writer in a stage, those of others with them. Asking all
 * arcs whether both ends are there would be a read far apart in memory for each. */
static void tie_some(const polder_view_t *v, bool others)
{
    const float *active = POLDER_IN(v, active), *counted = POLDER_IN(v, counted);
    float *tie = POLDER_OUT(v, tie);
    if (all_anew(v)) return;
    POLDER_EACH_ROW(v, r) {
        float moved[L];
        POLDER_EACH_LANE(l) moved[l] = active[r * L + l] - counted[r * L + l];
        POLDER_EACH_OF(polder_which(moved), lane) {
            const int e = r * L + (int)lane;
            for (int k = 0; k < v->degree[e]; k++) {
                const int a = (v->slot[r] + k) * L + (int)lane;
                tie[others ? v->rev[a] : a] = active[e] * active[v->nbr[a]];
            }
        }
    }
}

static void tie_own(const polder_view_t *v)
{
    tie_some(v, false);
}

static void tie_others(const polder_view_t *v)
{
    tie_some(v, true);
}

/* Parameters side by side: they take one register in the loop over arcs, not one each. */
typedef struct {
    float hostile_trust[L], hostile_vigilance[L], seek_least[L], seek_known[L], seek_need[L];
    float h_asymmetry[L], h_lock_in[L];
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    POLDER_EACH_LANE(l) {
        m->hostile_trust[l] = AT(hostile_trust);
        m->hostile_vigilance[l] = AT(hostile_vigilance);
        m->seek_least[l] = AT(seek_least);
        m->seek_known[l] = AT(seek_known);
        m->seek_need[l] = AT(seek_need);
        m->h_asymmetry[l] = AT(h_asymmetry);
        m->h_lock_in[l] = AT(h_lock_in);
    }
}

/* Partners of one row: what is felt about them. */
static void sum_partners(const polder_view_t *v, int r, const month_t *m, sums_t *x)
{
    const float *tie = POLDER_IN(v, tie), *trust = POLDER_IN(v, trust);
    const float *vigilance = POLDER_IN(v, vigilance), *asymmetry = POLDER_IN(v, asymmetry);
    const float *lock_in = POLDER_IN(v, lock_in), *conflict = POLDER_IN(v, conflict);
    const float *need = POLDER_IN(v, need), *embeddedness = POLDER_IN(v, embeddedness);
    const float *side = POLDER_IN(v, side);
    float *seek = POLDER_OUT(v, seek);
    float *exposure = POLDER_OUT(v, exposure);
    *x = (sums_t){.n = {0}};
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) {
            const int j = v->nbr[a + l];
            const float here = tie[a + l];
            const float T = trust[a + l], V = vigilance[a + l], U = asymmetry[a + l];
            const float held = lock_in[a + l];
            const float distrusted = pick(T < m->hostile_trust[l], here, 0);
            const float wish = (m->seek_least[l] + T * T) * (m->seek_known[l] - U) *
                               (m->seek_need[l] + need[a + l]);
            seek[a + l] = wish;
            exposure[a + l] = m->h_asymmetry[l] * U + m->h_lock_in[l] * held;
            x->n[l] += here;
            x->trust[l] += here * T;
            x->vigilance[l] += here * V;
            x->asymmetry[l] += here * U;
            x->lock_in[l] += here * held;
            x->conflict[l] += here * conflict[a + l];
            x->hostile[l] += pick(V > m->hostile_vigilance[l], distrusted, 0);
            x->embedded[l] += here * embeddedness[a + l];
            x->seek[l] += here * wish;
            x->pull[l] += here * T * side[j];
            x->around[l] += here * side[j];
        }
    }
}

/* Divides attention among partners: each gets its wish over the mean wish, and no more than a
 * limit. */
static void divide_attention(const polder_view_t *v, int r, const sums_t *x)
{
    float *seek = POLDER_OUT(v, seek);
    float even[L], chosen[L];
    POLDER_EACH_LANE(l) {
        const float mean = x->seek[l] / polder_at_least(x->n[l], 1.0f);
        even[l] = 1 - POLDER_IN(v, choice)[l];
        chosen[l] = POLDER_IN(v, choice)[l] / polder_at_least(mean, 1e-3f); /* guard */
    }
    for (int k = 0; k < v->width[r]; k++) {
        float *one = seek + (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) one[l] = polder_at_most(even[l] + chosen[l] * one[l], AT(seek_most));
    }
}

/* Means over partners, and sums over the ties of the network. */
static void store_means(const polder_view_t *v, int r, const sums_t *x)
{
    float *per_partner = POLDER_OUT(v, per_partner), *trust_i = POLDER_OUT(v, trust_i);
    float *vigilance_i = POLDER_OUT(v, vigilance_i), *lock_in_i = POLDER_OUT(v, lock_in_i);
    float *understanding = POLDER_OUT(v, understanding), *conflict_i = POLDER_OUT(v, conflict_i);
    float *embedded_i = POLDER_OUT(v, embedded_i);
    float *pull = POLDER_OUT(v, pull), *around = POLDER_OUT(v, around);
    float *sum_trust = POLDER_ADD(v, sum_trust), *sum_vigilance = POLDER_ADD(v, sum_vigilance);
    float *sum_asymmetry = POLDER_ADD(v, sum_asymmetry);
    float *sum_conflict = POLDER_ADD(v, sum_conflict), *sum_hostile = POLDER_ADD(v, sum_hostile);
    POLDER_EACH_LANE(l) {
        const int e = r * L + l;
        const float share = 1.0f / polder_at_least(x->n[l], 1.0f);
        per_partner[e] = share;
        trust_i[e] = x->trust[l] * share;
        vigilance_i[e] = x->vigilance[l] * share;
        understanding[e] = 1.0f - x->asymmetry[l] * share;
        lock_in_i[e] = x->lock_in[l] * share;
        conflict_i[e] = x->conflict[l] * share;
        embedded_i[e] = x->embedded[l] * share;
        pull[e] = x->pull[l] * share;
        around[e] = x->around[l] * share;
        sum_trust[l] += x->trust[l];
        sum_vigilance[l] += x->vigilance[l];
        sum_asymmetry[l] += x->asymmetry[l];
        sum_conflict[l] += x->conflict[l];
        sum_hostile[l] += x->hostile[l];
    }
}

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *contribution = POLDER_IN(v, contribution);
    const float *balance = POLDER_IN(v, balance), *support = POLDER_IN(v, support);
    const float *ownership = POLDER_IN(v, ownership), *loyalty = POLDER_IN(v, loyalty);
    const float *capacity = POLDER_IN(v, capacity), *duty = POLDER_IN(v, duty);
    float *n_partners = POLDER_OUT(v, n_partners), *counted = POLDER_OUT(v, counted);
    float *sum_n = POLDER_ADD(v, sum_n), *sum_arcs = POLDER_ADD(v, sum_arcs);
    float *sum_contribution = POLDER_ADD(v, sum_contribution);
    float *sum_balance = POLDER_ADD(v, sum_balance), *sum_support = POLDER_ADD(v, sum_support);
    float *sum_ownership = POLDER_ADD(v, sum_ownership), *sum_duty = POLDER_ADD(v, sum_duty);
    float *sum_loyalty = POLDER_ADD(v, sum_loyalty), *sum_capacity = POLDER_ADD(v, sum_capacity);
    float *sum_capacity2 = POLDER_ADD(v, sum_capacity2);
    sums_t x;
    month_t m;
    month_of(v, &m);
    POLDER_EACH_ROW(v, r) {
        if (all_anew(v)) tie_all(v, r);
        sum_partners(v, r, &m, &x);
        divide_attention(v, r, &x);
        store_means(v, r, &x);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float here = active[e], w = capacity[e];
            n_partners[e] = x.n[l];
            counted[e] = here;
            sum_n[l] += here;
            sum_arcs[l] += x.n[l];
            sum_contribution[l] += here * contribution[e];
            sum_balance[l] += here * balance[e];
            sum_support[l] += here * support[e];
            sum_ownership[l] += here * ownership[e];
            sum_loyalty[l] += here * loyalty[e];
            sum_capacity[l] += here * w;
            sum_capacity2[l] += here * w * w;
            sum_duty[l] += here * duty[e];
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_n = POLDER_IN(v, sum_n), *sum_arcs = POLDER_IN(v, sum_arcs);
    float *present = POLDER_OUT(v, present), *partners_mean = POLDER_OUT(v, partners_mean);
    float *understanding_mean = POLDER_OUT(v, understanding_mean);
    float *capacity_present = POLDER_OUT(v, capacity_present);
    float *organised = POLDER_OUT(v, organised);
    const struct {
        int total, mean;
    } over_arcs[] = {{f_sum_trust, f_trust_mean},
                     {f_sum_vigilance, f_vigilance_mean},
                     {f_sum_asymmetry, f_understanding_mean},
                     {f_sum_conflict, f_conflicts},
                     {f_sum_hostile, f_hostile}},
      over_orgs[] = {{f_sum_contribution, f_contribution_mean},
                     {f_sum_balance, f_balance_mean},
                     {f_sum_support, f_support_mean},
                     {f_sum_ownership, f_ownership_mean},
                     {f_sum_loyalty, f_loyalty_mean}};
    for (size_t i = 0; i < sizeof over_arcs / sizeof *over_arcs; i++)
        POLDER_EACH_LANE(l)
            v->col[over_arcs[i].mean][l] =
                v->col[over_arcs[i].total][l] / polder_at_least(sum_arcs[l], 1.0f);
    for (size_t i = 0; i < sizeof over_orgs / sizeof *over_orgs; i++)
        POLDER_EACH_LANE(l)
            v->col[over_orgs[i].mean][l] =
                v->col[over_orgs[i].total][l] / polder_at_least(sum_n[l], 1.0f);
    POLDER_EACH_LANE(l) {
        present[l] = sum_n[l];
        partners_mean[l] = sum_arcs[l] / polder_at_least(sum_n[l], 1.0f);
        understanding_mean[l] = 1.0f - understanding_mean[l];
        const float w = POLDER_IN(v, sum_capacity)[l], w2 = POLDER_IN(v, sum_capacity2)[l];
        const float scatter = sum_n[l] * w2 / polder_at_least(w * w, 1e-12f) - 1; /* TINY² */
        capacity_present[l] = w;
        POLDER_OUT(v, capacity2)[l] = w2;
        POLDER_OUT(v, inequality)[l] = polder_sqrt(polder_at_least(scatter, 0.0f));
        POLDER_OUT(v, weighted)[l] = POLDER_IN(v, sum_duty)[l];
        POLDER_OUT(v, by_asymmetry)[l] = AT(h_asymmetry);
        POLDER_OUT(v, by_lock_in)[l] = AT(h_lock_in);
        organised[l] = organised_by(AT(authority), AT(task), AT(political), AT(identity));
    }
}

POLDER_PART(collaboration, overview) = {
    .name = "overview",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .at_start = true,
    .required = true,
    .order = 225,
    .doc = "who takes part, and the means a month starts from",
    .source = "C4, T1, T8",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, tie_own},
              {POLDER_ROWS, tie_others},
              {POLDER_ROWS, rows},
              {POLDER_NETWORKS, networks}},
};
