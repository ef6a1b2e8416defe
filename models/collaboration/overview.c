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

#define PARTNERS_MEAN(OWN, id, name, doc, source)                                                  \
    OWN(id, "partners." name, ORGANISATION, STATE, 0.5f, 0, 1, "1", doc, source, POLDER_DERIVED,   \
        NULL)
#define MEAN(OWN, id, name, least, most, doc, source)                                              \
    OWN(id, name ".mean", NETWORK, STATE, 0.5f, least, most, "1", doc, source,                     \
        POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)
#define TOTAL(OWN, id, doc)                                                                        \
    OWN(id, "overview." #id, NETWORK, SUM, 0, -1e9f, 1e9f, "1", doc, "", 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(n_partners, "partners.n", ORGANISATION, STATE, 0, 0, 1e9f, "organisations",                \
        "partners that take part", "N1", POLDER_DERIVED, NULL)                                     \
    OWN(part, "partners.share", ORGANISATION, STATE, 1, 0, 1, "1",                                 \
        "one over the number of partners that take part", "N1", POLDER_DERIVED, NULL)              \
    PARTNERS_MEAN(OWN, trust_i, "trust", "mean trust in its partners", "C4")                       \
    PARTNERS_MEAN(OWN, vigilance_i, "vigilance", "mean vigilance toward its partners", "T1")       \
    PARTNERS_MEAN(OWN, understanding, "understanding",                                             \
                  "one minus mean asymmetry toward its partners", "T8")                            \
    PARTNERS_MEAN(OWN, lock_in_i, "lock_in", "mean lock-in to its partners", "T6")                 \
    OWN(present, "members", NETWORK, STATE, 0, 0, 1e9f, "organisations",                           \
        "organisations that take part", "N17", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED,     \
        NULL)                                                                                      \
    OWN(partners_mean, "partners.mean", NETWORK, STATE, 0, 0, 1e9f, "organisations",               \
        "mean number of partners", "N1", POLDER_DERIVED, NULL)                                     \
    MEAN(OWN, trust_mean, "trust", 0, 1, "mean trust over ties", "C4")                             \
    MEAN(OWN, vigilance_mean, "vigilance", 0, 1, "mean vigilance over ties", "T1")                 \
    MEAN(OWN, understanding_mean, "understanding", 0, 1, "mean understanding over ties", "T8")     \
    MEAN(OWN, contribution_mean, "contribution", 0, 1, "mean contribution of members", "G1")       \
    MEAN(OWN, balance_mean, "balance", -1e9f, 1e9f, "mean balance of get and give", "G1")          \
    MEAN(OWN, support_mean, "support", 0, 1, "mean support of the home organisations", "A4")       \
    MEAN(OWN, ownership_mean, "ownership", 0, 1, "mean ownership", "N20")                          \
    MEAN(OWN, loyalty_mean, "loyalty", 0, 1, "mean loyalty to the collaboration", "A3")            \
    OWN(conflicts, "conflict.share", NETWORK, STATE, 0, 0, 1, "1",                                 \
        "share of the ties in conflict", "T7, F6", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, \
        NULL)                                                                                      \
    OWN(capacity_present, "capacity.present", NETWORK, STATE, 0, 0, 1e9f, "1",                     \
        "capacity of all members together", "G2", POLDER_DERIVED, NULL)                            \
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
    READ(authority, "boundary.authority")                                                          \
    READ(task, "boundary.task")                                                                    \
    READ(political, "boundary.political")                                                          \
    READ(identity, "boundary.identity")                                                            \
    WRITE(organised, "organised")                                                                  \
    WRITE(tie, "tie")
POLDER_FIELDS(FIELDS)

/* Partners of one row: who is still there, and what is felt about them. */
static void over_partners(const polder_view_t *v, int r, float n[L])
{
    const float *active = POLDER_IN(v, active), *trust = POLDER_IN(v, trust);
    const float *vigilance = POLDER_IN(v, vigilance), *asymmetry = POLDER_IN(v, asymmetry);
    const float *lock_in = POLDER_IN(v, lock_in), *conflict = POLDER_IN(v, conflict);
    float *tie = POLDER_OUT(v, tie), *part = POLDER_OUT(v, part);
    float *trust_i = POLDER_OUT(v, trust_i), *vigilance_i = POLDER_OUT(v, vigilance_i);
    float *understanding = POLDER_OUT(v, understanding), *lock_in_i = POLDER_OUT(v, lock_in_i);
    float *sum_trust = POLDER_ADD(v, sum_trust), *sum_vigilance = POLDER_ADD(v, sum_vigilance);
    float *sum_asymmetry = POLDER_ADD(v, sum_asymmetry);
    float *sum_conflict = POLDER_ADD(v, sum_conflict);
    float t[L] = {0}, g[L] = {0}, u[L] = {0}, k_in[L] = {0}, c[L] = {0};
    const int e0 = r * L;
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) {
            const float real = k < v->degree[e0 + l] ? 1.0f : 0.0f; /* not padding */
            const float here = real * active[e0 + l] * active[v->nbr[a + l]];
            tie[a + l] = here;
            n[l] += here;
            t[l] += here * trust[a + l];
            g[l] += here * vigilance[a + l];
            u[l] += here * asymmetry[a + l];
            k_in[l] += here * lock_in[a + l];
            c[l] += here * conflict[a + l];
        }
    }
    POLDER_EACH_LANE(l) {
        const float share = 1.0f / polder_at_least(n[l], 1.0f);
        part[e0 + l] = share;
        trust_i[e0 + l] = t[l] * share;
        vigilance_i[e0 + l] = g[l] * share;
        understanding[e0 + l] = 1.0f - u[l] * share;
        lock_in_i[e0 + l] = k_in[l] * share;
        sum_trust[l] += t[l];
        sum_vigilance[l] += g[l];
        sum_asymmetry[l] += u[l];
        sum_conflict[l] += c[l];
    }
}

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *contribution = POLDER_IN(v, contribution);
    const float *balance = POLDER_IN(v, balance), *support = POLDER_IN(v, support);
    const float *ownership = POLDER_IN(v, ownership), *loyalty = POLDER_IN(v, loyalty);
    const float *capacity = POLDER_IN(v, capacity);
    float *n_partners = POLDER_OUT(v, n_partners);
    float *sum_n = POLDER_ADD(v, sum_n), *sum_arcs = POLDER_ADD(v, sum_arcs);
    float *sum_contribution = POLDER_ADD(v, sum_contribution);
    float *sum_balance = POLDER_ADD(v, sum_balance), *sum_support = POLDER_ADD(v, sum_support);
    float *sum_ownership = POLDER_ADD(v, sum_ownership);
    float *sum_loyalty = POLDER_ADD(v, sum_loyalty), *sum_capacity = POLDER_ADD(v, sum_capacity);
    POLDER_EACH_ROW(v, r) {
        float n[L] = {0};
        over_partners(v, r, n);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float here = active[e];
            n_partners[e] = n[l];
            sum_n[l] += here;
            sum_arcs[l] += n[l];
            sum_contribution[l] += here * contribution[e];
            sum_balance[l] += here * balance[e];
            sum_support[l] += here * support[e];
            sum_ownership[l] += here * ownership[e];
            sum_loyalty[l] += here * loyalty[e];
            sum_capacity[l] += here * capacity[e];
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
                     {f_sum_conflict, f_conflicts}},
      over_orgs[] = {{f_sum_contribution, f_contribution_mean},
                     {f_sum_balance, f_balance_mean},
                     {f_sum_support, f_support_mean},
                     {f_sum_ownership, f_ownership_mean},
                     {f_sum_loyalty, f_loyalty_mean}};
    for (int i = 0; i < 4; i++)
        POLDER_EACH_LANE(l)
            v->col[over_arcs[i].mean][l] =
                v->col[over_arcs[i].total][l] / polder_at_least(sum_arcs[l], 1.0f);
    for (int i = 0; i < 5; i++)
        POLDER_EACH_LANE(l)
            v->col[over_orgs[i].mean][l] =
                v->col[over_orgs[i].total][l] / polder_at_least(sum_n[l], 1.0f);
    POLDER_EACH_LANE(l) {
        present[l] = sum_n[l];
        partners_mean[l] = sum_arcs[l] / polder_at_least(sum_n[l], 1.0f);
        understanding_mean[l] = 1.0f - understanding_mean[l];
        capacity_present[l] = v->col[f_sum_capacity][l];
        organised[l] = 0.25f * (POLDER_IN(v, authority)[l] + POLDER_IN(v, task)[l] +
                                POLDER_IN(v, political)[l] + POLDER_IN(v, identity)[l]);
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
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
