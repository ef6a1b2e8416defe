/* loyalty: between the collaboration and home; and representatives who leave.
 * A3, A4, A7, A10, F3, F7. Step 11 of a month.
 *
 * The mandate from home is a stock: it is given once and wears. A new representative keeps part of
 * what was built; the rest returns to where it started, and part of what was agreed is forgotten.
 */
#include "partner.h"

#define SHARE(OWN, id, number, per, about, by)                                                     \
    OWN(id, "loyalty." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = per,            \
        .doc = about, .source = by)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, loyalty, inherit_onboarding, 0.75f, 0, 2,                                          \
           "share that onboarding passes on to a successor", "A10, I12")                           \
    NUMBER(OWN, loyalty, inherit_connector, 0.45f, 0, 1,                                           \
           "share that the role of connector passes on", "A10, A7")                                \
    NUMBER(OWN, loyalty, inherit_lost, 0.1f, 0, 1, "share that is lost beside these", "A10")       \
    NUMBER(OWN, loyalty, lost_ownership, 0.6f, 0, 1, "ownership lost with a representative",       \
           "A10, N20")                                                                             \
    NUMBER(OWN, loyalty, lost_contribution, 0.5f, 0, 1, "contribution lost with a representative", \
           "A10, G1")                                                                              \
    NUMBER(OWN, loyalty, lost_boundaries, 0.7f, 0, 0.95f,                                          \
           "share of the boundaries lost if all representatives go", "A10, N4")                    \
    NUMBER(OWN, loyalty, loyal_least, 0.5f, 0, 2, "loyalty that is there by itself", "A3")         \
    NUMBER(OWN, loyalty, loyal_identity, 0.15f, 0, 1, "loyalty that identity gives", "A3, N4")     \
    NUMBER(OWN, loyalty, identity_usual, 0.4f, 0, 1, "identity that is usual", "N4")               \
    NUMBER(OWN, loyalty, home_least, 0.52f, 0, 2, "support at home that is there by itself", "A4") \
    NUMBER(OWN, loyalty, home_breadth, 0.3f, 0, 2, "support that doing much together costs",       \
           "A4, N16")                                                                              \
    NUMBER(OWN, loyalty, breadth_usual, 0.5f, 0, 1, "breadth that is usual", "N16")                \
    NUMBER(OWN, loyalty, home_involved, 0.3f, 0, 2, "support that involving home gives",           \
           "A4, I13")                                                                              \
    NUMBER(OWN, loyalty, home_mandate, 0.6f, 0, 2, "support that a mandate gives", "A4, I13")      \
    NUMBER(OWN, loyalty, home_debt, 0.35f, 0, 2, "support that a debt on interests costs",         \
           "A4, N11")                                                                              \
    NUMBER(OWN, loyalty, claim_mandate, 0.5f, 0, 1,                                                \
           "share of the claim of home that a mandate takes away", "A4, F7")                       \
    NUMBER(OWN, loyalty, home_wins, 0.05f, 0, 1, "support that visible results give", "A4, I9")    \
    NUMBER(OWN, loyalty, home_resist, 0.5f, 0, 2,                                                  \
           "support that a home base that resists withdraws", "I13")                               \
    NUMBER(OWN, loyalty, k_involved, 2, 0, 5,                                                      \
           "how much faster support moves where home is involved", "A4, I13")                      \
    NUMBER(OWN, loyalty, home_stranded, 0.08f, 0, 1,                                               \
           "share of the support that money which stops costs", "F10, N15")                        \
    NUMBER(OWN, loyalty, resist_below, 0.45f, 0, 1, "support below which home resists in full",    \
           "I13")                                                                                  \
    NUMBER(OWN, loyalty, resist_above, 0.3f, 0, 1, "share of the resistance above that", "I13")    \
    NUMBER(OWN, loyalty, loyal_trust, 0.6f, 0, 2, "loyalty that trust gives", "A3, C4")            \
    NUMBER(OWN, loyalty, trust_usual, 0.45f, 0, 1, "trust that is usual", "C4")                    \
    NUMBER(OWN, loyalty, loyal_alignment, 0.35f, 0, 2, "loyalty that alignment gives", "A3, C1")   \
    NUMBER(OWN, loyalty, alignment_middle, 0.5f, 0, 1,                                             \
           "alignment that gives and takes no loyalty", "A3, C1")                                  \
    NUMBER(OWN, loyalty, loyal_support, 0.5f, 0, 2, "loyalty that lack of support at home costs",  \
           "A3, A4")                                                                               \
    NUMBER(OWN, loyalty, support_usual, 0.6f, 0, 1, "support that is usual", "A4")                 \
    NUMBER(OWN, loyalty, loyal_balance, 0.1f, 0, 1, "loyalty that a good balance gives", "A3, G1") \
    NUMBER(OWN, loyalty, home_balance, 0.3f, 0, 2, "support that a good balance gives", "A4, G1")  \
    NUMBER(OWN, loyalty, home_alignment, 0.25f, 0, 2, "support that alignment gives", "A4, C1")    \
    NUMBER(OWN, loyalty, alignment_usual, 0.6f, 0, 1, "alignment that is usual", "C1")             \
    NUMBER(OWN, loyalty, home_sponsor, 0.3f, 0, 2, "support that a sponsor gives", "A4, A7")       \
    NUMBER(OWN, loyalty, sponsor_usual, 0.5f, 0, 1, "sponsor role that is usual", "A7")            \
    NUMBER(OWN, loyalty, home_no_time, 0.45f, 0, 2, "support that lack of time costs", "A4, T3")   \
    NUMBER(OWN, loyalty, k_unconnected, 0.5f, 0, 2, "how fast support moves without a connector",  \
           "A4, A7")                                                                               \
    NUMBER(OWN, loyalty, turnover_strain, 2, 0, 5,                                                 \
           "how much more often a strained representative leaves", "A10, F3")                      \
    OWN(mandate_given, "loyalty.mandate_given", NETWORK, PARAMETER, .value = 0.2f, .max = 1,       \
        .unit = "1/month", .doc = "speed at which involving home gives a mandate",                 \
        .source = "A4, I13")                                                                       \
    OWN(mandate_wears, "loyalty.mandate_wears", NETWORK, PARAMETER, .value = 0.008f, .max = 1,     \
        .unit = "1/month", .doc = "speed at which a mandate wears", .source = "A4, F7")            \
    NUMBER(OWN, loyalty, forgotten, 0.35f, 0, 1,                                                   \
           "share of the work forgotten if all representatives go", "A10, N11")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    SHARE(OWN, k_loyalty, 0.06f, "1/month", "speed at which loyalty moves", "A3")                  \
    SHARE(OWN, k_support, 0.10f, "1/month", "speed at which home support moves", "A4")             \
    SHARE(OWN, turnover, 0.0042f, "1/month", "chance that a representative without strain leaves", \
          "A10, V57")                                                                              \
    SHARE(OWN, inherit, 0.4f, "1", "share of what was built that a successor keeps", "A10")        \
    SHARE(OWN, home_claim, 0.05f, "1", "how much home claims back from the network", "A4, F7")     \
    OWN(mandate, "mandate", NETWORK, STATE, .max = 1, .unit = "1",                                 \
        .doc = "mandate that the home base has given", .source = "A4, N24, I13",                   \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(kept, "work.kept", NETWORK, STATE, .value = 1, .max = 1, .unit = "1",                      \
        .doc = "share of the work done that is not forgotten as people leave this month",          \
        .source = "A10, N11", .flags = POLDER_DERIVED)                                             \
    OWN(strain, "strain", ORGANISATION, STATE, .max = 1, .unit = "1",                              \
        .doc = "strain of split loyalty without support at home", .source = "A3, F7",              \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(replaced, "representatives.replaced", NETWORK, STATE, .max = 1e9f,                         \
        .unit = "representatives", .doc = "representatives replaced so far", .source = "A10, F3",  \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(sum_replaced, "loyalty.replaced", NETWORK, SUM, .max = 1e9f, .unit = "representatives",    \
        .doc = "replaced this month")                                                              \
    OWN(sum_lost, "loyalty.lost", NETWORK, SUM, .value = -1e9f, .min = -1e9f, .max = 1e9f,         \
        .unit = "1", .doc = "logarithm of what the boundaries keep")                               \
    OWN(planned, "planned.replace", ORGANISATION, PLANNED, .max = 1, .unit = "1",                  \
        .doc = "its representative is replaced", .source = "A10, F3")                              \
    PARTNER_PARAMETERS(READ)                                                                       \
    READ(asymmetry_first, "relations.asymmetry")                                                   \
    READ(active, "active")                                                                         \
    READ(per_partner, "partners.share")                                                            \
    READ(tie, "tie")                                                                               \
    READ(prior, "prior_trust")                                                                     \
    READ(alignment, "alignment")                                                                   \
    READ(balance, "balance")                                                                       \
    READ(sponsor, "role.sponsor")                                                                  \
    READ(connector, "role.connector")                                                              \
    READ(present, "members")                                                                       \
    READ(between_turnover, "between.turnover")                                                     \
    READ(breadth, "breadth.now")                                                                   \
    READ(time, "attention.time")                                                                   \
    READ(debt_interests, "debt.interests")                                                         \
    READ(stranded, "value.stranded")                                                               \
    READ(resist, "side.resist")                                                                    \
    READ(home_base, "push.home_base")                                                              \
    READ(quick_wins, "push.quick_wins")                                                            \
    READ(onboarding, "push.onboarding")                                                            \
    READ(interest_x, "interest.x")                                                                 \
    READ(interest_y, "interest.y")                                                                 \
    WRITE(personal_x, "personal.x")                                                                \
    WRITE(personal_y, "personal.y")                                                                \
    WRITE(self_awareness, "skill.self_awareness")                                                  \
    WRITE(empathy, "skill.empathy")                                                                \
    WRITE(openness, "skill.openness")                                                              \
    WRITE(reliability, "skill.reliability")                                                        \
    WRITE(other_openness, "other.openness")                                                        \
    WRITE(loyalty, "loyalty")                                                                      \
    WRITE(support, "support")                                                                      \
    WRITE(ownership, "ownership")                                                                  \
    WRITE(contribution, "contribution")                                                            \
    WRITE(trust, "trust")                                                                          \
    WRITE(asymmetry, "asymmetry")                                                                  \
    WRITE(trust_i, "partners.trust")                                                               \
    WRITE(authority, "boundary.authority")                                                         \
    WRITE(task, "boundary.task")                                                                   \
    WRITE(political, "boundary.political")                                                         \
    WRITE(identity, "boundary.identity")
POLDER_FIELDS(FIELDS)
POLDER_IN_ORDER(self_awareness, empathy, openness, reliability);
POLDER_IN_ORDER(authority, task, political, identity);

#define EVENTS(KIND)                                                                               \
    KIND(leaves, "representative.leaves", ORGANISATION, 1, "whose representative leaves", NULL,    \
         "the one who spoke for a member leaves, and somebody new comes", "A10, F3",               \
         POLDER_EVENT_NUMBER("lost", "1", NULL))
POLDER_EVENTS(EVENTS)

/* The representatives in row r with go = 1 are replaced: part of what they built is lost. */
static void replace(const polder_view_t *v, int r, const float go[L])
{
    const partner_parameters_t p = PARTNER_PARAMETERS_OF(v);
    const float *inherit = POLDER_IN(v, inherit), *onboarding = POLDER_IN(v, onboarding);
    const float *connector = POLDER_IN(v, connector), *tie = POLDER_IN(v, tie);
    const float *prior = POLDER_IN(v, prior), *asymmetry_first = POLDER_IN(v, asymmetry_first);
    const float *present = POLDER_IN(v, present), *per_partner = POLDER_IN(v, per_partner);
    float *trust = POLDER_OUT(v, trust), *asymmetry = POLDER_OUT(v, asymmetry);
    float *ownership = POLDER_OUT(v, ownership), *contribution = POLDER_OUT(v, contribution);
    float *px = POLDER_OUT(v, personal_x), *py = POLDER_OUT(v, personal_y);
    float *sum_replaced = POLDER_ADD(v, sum_replaced), *sum_lost = POLDER_ADD(v, sum_lost);
    partner_t x;
    float lost[L], sum[L] = {0}, personal_x[L], personal_y[L];
    draw_representative(v, r, 1, &p, &x);
    POLDER_EACH_LANE(l) {
        const int e = r * L + l;
        const float kept = polder_unit(
            polder_either(inherit[l], AT(inherit_onboarding) * onboarding[l] +
                                          AT(inherit_connector) * connector[e] - AT(inherit_lost)));
        lost[l] = go[l] * (1 - kept);
        ownership[e] *= 1 - AT(lost_ownership) * lost[l];
        contribution[e] *= 1 - AT(lost_contribution) * lost[l];
        personal_x[l] = POLDER_IN(v, interest_x)[e] + x.personal[0][l];
        personal_y[l] = POLDER_IN(v, interest_y)[e] + x.personal[1][l];
        sum_replaced[l] += go[l];
        sum_lost[l] +=
            polder_log1p(-AT(lost_boundaries) * lost[l] / polder_at_least(present[l], 1.0f));
    }
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) {
            const float fallback = polder_min(trust[a + l], prior[a + l]);
            trust[a + l] = polder_relax(trust[a + l], fallback, lost[l]);
            asymmetry[a + l] = polder_relax(asymmetry[a + l], asymmetry_first[l], lost[l]);
            sum[l] += tie[a + l] * trust[a + l];
        }
    }
    for (int l = 0; v->events && l < L; l++)
        if (go[l] > 0) POLDER_EMIT(v, leaves, r * L + l, -1, lost[l], POLDER_NO_NUMBER);
    POLDER_EACH_LANE(l) sum[l] *= per_partner[r * L + l];
    put_row(POLDER_OUT(v, trust_i), r, go, sum);
    put_row(POLDER_OUT(v, loyalty), r, go, POLDER_IN(v, loyalty_mean));
    put_row(px, r, go, personal_x);
    put_row(py, r, go, personal_y);
    for (int k = 0; k < N_SKILLS; k++) put_row(v->col[f_self_awareness + k], r, go, x.skill[k]);
    introduce(v, r, go, POLDER_OUT(v, other_openness), POLDER_IN(v, openness));
}

/* What is the same for all members of a network this month. */
typedef struct {
    float to_network[L]; /* loyalty to the collaboration, before what is a member's own is added */
    float from_home[L];  /* support at home, before what is a member's own is added */
    float resist[L];     /* how much home resists being involved */
    float k_support[L];  /* speed at which support follows */
    float turnover[L];   /* chance that a representative leaves */
    float kept[L];       /* share of the support that is left when funding ends */
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *mandate = POLDER_IN(v, mandate), *home_base = POLDER_IN(v, home_base);
    POLDER_EACH_LANE(l) {
        m->to_network[l] =
            AT(loyal_least) + AT(loyal_identity) * (POLDER_IN(v, identity)[l] - AT(identity_usual));
        m->from_home[l] = AT(home_least) + POLDER_IN(v, between_support)[l] -
                          AT(home_breadth) * (POLDER_IN(v, breadth)[l] - AT(breadth_usual)) +
                          AT(home_involved) * home_base[l] + AT(home_mandate) * mandate[l] -
                          AT(home_debt) * POLDER_IN(v, debt_interests)[l] -
                          POLDER_IN(v, home_claim)[l] * (1 - AT(claim_mandate) * mandate[l]) +
                          AT(home_wins) * POLDER_IN(v, quick_wins)[l];
        m->resist[l] = AT(home_resist) * POLDER_IN(v, resist)[l];
        m->k_support[l] = POLDER_IN(v, k_support)[l] * (1 + AT(k_involved) * home_base[l]);
        m->turnover[l] = POLDER_IN(v, turnover)[l] * POLDER_IN(v, between_turnover)[l];
        m->kept[l] = 1 - AT(home_stranded) * POLDER_IN(v, stranded)[l];
    }
}

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *trust_i = POLDER_IN(v, trust_i);
    const float *alignment = POLDER_IN(v, alignment), *balance = POLDER_IN(v, balance);
    const float *sponsor = POLDER_IN(v, sponsor), *connector = POLDER_IN(v, connector);
    const float *time = POLDER_IN(v, time), *k_loyalty = POLDER_IN(v, k_loyalty);
    float *loyalty = POLDER_OUT(v, loyalty), *support = POLDER_OUT(v, support);
    float *strain = POLDER_OUT(v, strain);
    uint32_t word[4][L];
    month_t m;
    month_of(v, &m);
    POLDER_EACH_ROW(v, r) {
        float go[L];
        const uint32_t *row_word = polder_row_word(v, r, 0, word);
        const float *planned = POLDER_PLANNED_AT(v, planned, r * L);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float balance_now = polder_signed(balance[e]), support_now = support[e];
            const float resists =
                m.resist[l] * pick(support_now < AT(resist_below), 1, AT(resist_above));
            const float to_network = m.to_network[l] +
                                     AT(loyal_trust) * (trust_i[e] - AT(trust_usual)) +
                                     AT(loyal_alignment) * (alignment[e] - AT(alignment_middle)) -
                                     AT(loyal_support) * (AT(support_usual) - support_now) +
                                     AT(loyal_balance) * balance_now;
            const float from_home = m.from_home[l] + AT(home_balance) * balance_now +
                                    AT(home_alignment) * (alignment[e] - AT(alignment_usual)) +
                                    AT(home_sponsor) * (sponsor[e] - AT(sponsor_usual)) -
                                    AT(home_no_time) * (1 - time[e]) - resists;
            loyalty[e] = polder_relax(loyalty[e], polder_unit(to_network), k_loyalty[l]);
            support[e] = polder_relax(support_now, polder_unit(from_home),
                                      m.k_support[l] * (AT(k_unconnected) + connector[e])) *
                         m.kept[l];
            /* 4: the product of the two is ¼ at most */
            strain[e] = 4 * loyalty[e] * (1 - loyalty[e]) * (1 - support[e]);
            go[l] = polder_bernoulli(row_word[l], active[e] * m.turnover[l] *
                                                      (1 + AT(turnover_strain) * strain[e]));
            go[l] = polder_max(go[l], active[e] * planned[l]);
        }
        if (polder_any(go)) replace(v, r, go);
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_replaced = POLDER_IN(v, sum_replaced), *sum_lost = POLDER_IN(v, sum_lost);
    float *replaced = POLDER_OUT(v, replaced), *kept = POLDER_OUT(v, kept);
    float keep[L];
    const float *home_base = POLDER_IN(v, home_base);
    float *mandate = POLDER_OUT(v, mandate);
    POLDER_EACH_LANE(l) {
        mandate[l] = polder_unit(mandate[l] + AT(mandate_given) * home_base[l] * (1 - mandate[l]) -
                                 AT(mandate_wears) * mandate[l]);
        kept[l] = 1;
    }
    if (!polder_any(sum_replaced)) return;
    POLDER_EACH_LANE(l) {
        keep[l] = polder_exp(sum_lost[l]);
        kept[l] = 1 - AT(forgotten) * (1 - keep[l]);
        replaced[l] += sum_replaced[l];
    }
    for (int k = 0; k < N_BOUNDARIES; k++)
        POLDER_EACH_LANE(l) v->col[f_authority + k][l] *= keep[l];
}

POLDER_PART(collaboration, loyalty) = {
    .name = "loyalty",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 210,
    .doc = "split loyalty, support at home, and representatives who leave",
    .source = "A3, A4, A7, A10",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
