/* loyalty: between the collaboration and home; and representatives who leave.
 * A3, A4, A7, A10, F3, F7. Step 11.
 *
 * The mandate from home is a stock: it is given once and wears. A new representative keeps part of
 * what was built; the rest returns to where it started, and part of what was agreed is forgotten.
 */
#include "partner.h"

#define SHARE(OWN, id, value, unit, doc, source)                                                   \
    OWN(id, "loyalty." #id, NETWORK, PARAMETER, value, 0, 1, unit, doc, source, 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    SHARE(OWN, k_loyalty, 0.06f, "1/month", "speed at which loyalty moves", "A3")                  \
    SHARE(OWN, k_support, 0.10f, "1/month", "speed at which home support moves", "A4")             \
    SHARE(OWN, turnover, 0.0045f, "1/month", "chance that a representative without strain leaves", \
          "A10, V57")                                                                              \
    SHARE(OWN, inherit, 0.4f, "1", "share of what was built that a successor keeps", "A10")        \
    SHARE(OWN, home_claim, 0.05f, "1", "how much home claims back from the network", "A4, F7")     \
    OWN(mandate, "mandate", NETWORK, STATE, 0, 0, 1, "1", "mandate that the home base has given",  \
        "A4, I13", POLDER_SUMMARY | POLDER_DERIVED, NULL)                                          \
    OWN(kept, "work.kept", NETWORK, STATE, 1, 0, 1, "1",                                           \
        "share of the work done that is not forgotten as people leave this month", "A10, N11",     \
        POLDER_DERIVED, NULL)                                                                      \
    OWN(strain, "strain", ORGANISATION, STATE, 0, 0, 1, "1",                                       \
        "strain of split loyalty without support at home", "A3, F7", POLDER_DERIVED, NULL)         \
    OWN(replaced, "representatives.replaced", NETWORK, STATE, 0, 0, 1e9f, "representatives",       \
        "representatives replaced so far", "A10, F3", POLDER_SUMMARY | POLDER_DERIVED, NULL)       \
    OWN(sum_replaced, "loyalty.replaced", NETWORK, SUM, 0, 0, 1e9f, "representatives",             \
        "replaced this month", "", 0, NULL)                                                        \
    OWN(sum_lost, "loyalty.lost", NETWORK, SUM, -1e9f, -1e9f, 1e9f, "1",                           \
        "logarithm of what the boundaries keep", "", 0, NULL)                                      \
    PARTNER_PARAMETERS(READ)                                                                       \
    READ(asymmetry_first, "relations.asymmetry")                                                   \
    READ(active, "active")                                                                         \
    READ(part, "partners.share")                                                                   \
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
    WRITE(other_empathy, "other.empathy")                                                          \
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

/* Representatives of row r with go = 1 are replaced. */
static void replace(const polder_view_t *v, int r, const float go[L])
{
    const partner_parameters_t p = PARTNER_PARAMETERS_OF(v);
    const float *inherit = POLDER_IN(v, inherit), *onboarding = POLDER_IN(v, onboarding);
    const float *connector = POLDER_IN(v, connector), *tie = POLDER_IN(v, tie);
    const float *prior = POLDER_IN(v, prior), *first = POLDER_IN(v, asymmetry_first);
    const float *present = POLDER_IN(v, present), *part = POLDER_IN(v, part);
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
            polder_either(inherit[l], 0.75f * onboarding[l] + 0.2f * connector[e] - 0.1f));
        lost[l] = go[l] * (1 - kept);
        ownership[e] *= 1 - 0.6f * lost[l];
        contribution[e] *= 1 - 0.5f * lost[l];
        personal_x[l] = POLDER_IN(v, interest_x)[e] + x.personal[0][l];
        personal_y[l] = POLDER_IN(v, interest_y)[e] + x.personal[1][l];
        sum_replaced[l] += go[l];
        sum_lost[l] += polder_log1p(-0.7f * lost[l] / polder_at_least(present[l], 1.0f));
    }
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        POLDER_EACH_LANE(l) {
            const float falls = polder_min(trust[a + l], prior[a + l]);
            trust[a + l] = polder_relax(trust[a + l], falls, lost[l]);
            asymmetry[a + l] = polder_relax(asymmetry[a + l], first[l], lost[l]);
            sum[l] += tie[a + l] * trust[a + l];
        }
    }
    POLDER_EACH_LANE(l) sum[l] *= part[r * L + l];
    put_row(POLDER_OUT(v, trust_i), r, go, sum);
    put_row(POLDER_OUT(v, loyalty), r, go, POLDER_IN(v, loyalty_mean));
    put_row(px, r, go, personal_x);
    put_row(py, r, go, personal_y);
    for (int k = 0; k < 4; k++) put_row(v->col[f_self_awareness + k], r, go, x.skill[k]);
    introduce(v, r, go, POLDER_OUT(v, other_openness), POLDER_OUT(v, other_empathy),
              POLDER_IN(v, openness), POLDER_IN(v, empathy));
}

/* What is the same for all members of a network this month. */
typedef struct {
    float to_network[L], from_home[L], resist[L], k_support[L], turnover[L], blow[L];
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *mandate = POLDER_IN(v, mandate), *home_base = POLDER_IN(v, home_base);
    POLDER_EACH_LANE(l) {
        m->to_network[l] = 0.5f + 0.15f * (POLDER_IN(v, identity)[l] - 0.4f);
        m->from_home[l] = 0.52f + POLDER_IN(v, between_support)[l] -
                          0.3f * (POLDER_IN(v, breadth)[l] - 0.5f) + 0.3f * home_base[l] +
                          0.6f * mandate[l] - 0.35f * POLDER_IN(v, debt_interests)[l] -
                          POLDER_IN(v, home_claim)[l] * (1 - 0.5f * mandate[l]) +
                          0.05f * POLDER_IN(v, quick_wins)[l];
        m->resist[l] = 0.5f * POLDER_IN(v, resist)[l];
        m->k_support[l] = POLDER_IN(v, k_support)[l] * (1 + 2 * home_base[l]);
        m->turnover[l] = POLDER_IN(v, turnover)[l] * POLDER_IN(v, between_turnover)[l];
        m->blow[l] = 1 - 0.08f * POLDER_IN(v, stranded)[l];
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
        const uint32_t *mine = polder_row_word(v, r, 0, word);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float b = polder_signed(balance[e]), s = support[e];
            const float resists = m.resist[l] * (s < 0.45f ? 1.0f : 0.3f);
            const float to_network = m.to_network[l] + 0.6f * (trust_i[e] - 0.45f) +
                                     0.35f * (alignment[e] - 0.5f) - 0.5f * (0.6f - s) + 0.1f * b;
            const float from_home = m.from_home[l] + 0.3f * b + 0.25f * (alignment[e] - 0.6f) +
                                    0.3f * (sponsor[e] - 0.5f) - 0.45f * (1 - time[e]) - resists;
            loyalty[e] = polder_relax(loyalty[e], polder_unit(to_network), k_loyalty[l]);
            support[e] =
                polder_relax(s, polder_unit(from_home), m.k_support[l] * (0.5f + connector[e])) *
                m.blow[l];
            strain[e] = 4 * loyalty[e] * (1 - loyalty[e]) * (1 - support[e]);
            go[l] = polder_bernoulli(mine[l], active[e] * m.turnover[l] * (1 + 2 * strain[e]));
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
        mandate[l] =
            polder_unit(mandate[l] + 0.2f * home_base[l] * (1 - mandate[l]) - 0.008f * mandate[l]);
        kept[l] = 1;
    }
    if (!polder_any(sum_replaced)) return;
    POLDER_EACH_LANE(l) {
        keep[l] = polder_exp(sum_lost[l]);
        kept[l] = 1 - 0.35f * (1 - keep[l]);
        replaced[l] += sum_replaced[l];
    }
    for (int k = 0; k < 4; k++)
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
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
