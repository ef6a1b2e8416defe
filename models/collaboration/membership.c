/* membership: who leaves, and who takes an empty seat. A8, A10, N17. Step 12.
 *
 * A duty to take part keeps members in without making them willing. A newcomer was not
 * there when the goals were set: trust, asymmetry and boundaries show it.
 */
#include "partner.h"

#define EXIT(OWN, id, value, doc, source)                                                          \
    OWN(e_##id, "membership." #id, NETWORK, PARAMETER, value, -20, 20, "1",                        \
        "weight in staying: " doc, source, 0, NULL)
#define COUNT(OWN, id, name, doc)                                                                  \
    OWN(id, name, NETWORK, STATE, 0, 0, 1e9f, "organisations", doc ", so far", "N17",              \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(e_base, "membership.base", NETWORK, PARAMETER, -5.0f, -20, 20, "1",                        \
        "constant of the chance to leave (log-odds a month)", "A8", 0, NULL)                       \
    EXIT(OWN, balance, 3.7f, "balance of get and give", "G1")                                      \
    EXIT(OWN, align, 1.5f, "alignment", "C1")                                                      \
    EXIT(OWN, trust, 1.5f, "trust in partners", "C4")                                              \
    EXIT(OWN, support, 1.5f, "support of the home organisation", "A4")                             \
    EXIT(OWN, momentum, 0.4f, "momentum", "N14")                                                   \
    EXIT(OWN, lock_in, 1.0f, "lock-in", "T6")                                                      \
    EXIT(OWN, pressure, 1.5f, "duty to take part", "A8")                                           \
    OWN(duty, "membership.duty", NETWORK, PARAMETER, 0.2f, 0, 1, "1",                              \
        "pressure to take part, of law, funder or politics", "A8", 0, NULL)                        \
    OWN(p_entry, "membership.p_entry", NETWORK, PARAMETER, 0.04f, 0, 1, "1/month",                 \
        "chance that an empty seat is taken, at its most", "N17", 0, NULL)                         \
    OWN(newcomer, "newcomer", ORGANISATION, STATE, 0, 0, 1, "1",                                   \
        "1 in the month in which it joins", "N17, A10", POLDER_DERIVED, NULL)                      \
    COUNT(OWN, left, "members.left", "members that left")                                          \
    COUNT(OWN, joined, "members.joined", "empty seats that were taken")                            \
    OWN(sum_left, "membership.sum_left", NETWORK, SUM, 0, 0, 1e9f, "organisations", "leavers", "", \
        0, NULL)                                                                                   \
    OWN(sum_joined, "membership.sum_joined", NETWORK, SUM, 0, 0, 1e9f, "organisations",            \
        "newcomers", "", 0, NULL)                                                                  \
    PARTNER_PARAMETERS(READ)                                                                       \
    READ(vigilance_first, "relations.vigilance")                                                   \
    READ(asymmetry_first, "relations.asymmetry")                                                   \
    READ(lock_in_first, "relations.lock_in")                                                       \
    READ(expectation_first, "relations.expectation")                                               \
    READ(prior, "prior_trust")                                                                     \
    READ(trust_i, "partners.trust")                                                                \
    READ(lock_in_i, "partners.lock_in")                                                            \
    READ(n_partners, "partners.n")                                                                 \
    READ(alignment, "alignment")                                                                   \
    READ(core_values, "rule.core_values")                                                          \
    READ(system_trust, "system_trust")                                                             \
    READ(present, "members")                                                                       \
    READ(balance_mean, "balance.mean")                                                             \
    READ(phase, "phase")                                                                           \
    READ(alive, "alive")                                                                           \
    READ(onboarding, "push.onboarding")                                                            \
    WRITE(active, "active")                                                                        \
    WRITE(momentum, "momentum")                                                                    \
    WRITE(authority, "boundary.authority")                                                         \
    WRITE(task, "boundary.task")                                                                   \
    WRITE(political, "boundary.political")                                                         \
    WRITE(identity, "boundary.identity")                                                           \
    WRITE(capacity, "capacity")                                                                    \
    WRITE(volume, "capacity.log")                                                                  \
    WRITE(interest_x, "interest.x")                                                                \
    WRITE(interest_y, "interest.y")                                                                \
    WRITE(personal_x, "personal.x")                                                                \
    WRITE(personal_y, "personal.y")                                                                \
    WRITE(position_x, "position.x")                                                                \
    WRITE(position_y, "position.y")                                                                \
    CURRENCY_FIELDS(WRITE, brings)                                                                 \
    CURRENCY_FIELDS(WRITE, wants)                                                                  \
    WRITE(culture, "culture")                                                                      \
    WRITE(pace, "pace")                                                                            \
    WRITE(self_awareness, "skill.self_awareness")                                                  \
    WRITE(empathy, "skill.empathy")                                                                \
    WRITE(openness, "skill.openness")                                                              \
    WRITE(reliability, "skill.reliability")                                                        \
    WRITE(sponsor, "role.sponsor")                                                                 \
    WRITE(explorer, "role.explorer")                                                               \
    WRITE(connector, "role.connector")                                                             \
    WRITE(other_openness, "other.openness")                                                        \
    WRITE(other_empathy, "other.empathy")                                                          \
    WRITE(strange, "other.strangeness")                                                            \
    WRITE(loyalty, "loyalty")                                                                      \
    WRITE(support, "support")                                                                      \
    WRITE(ownership, "ownership")                                                                  \
    WRITE(contribution, "contribution")                                                            \
    WRITE(claim, "claim")                                                                          \
    WRITE(balance, "balance")                                                                      \
    WRITE(cumulative, "cumulative")                                                                \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")                                                                  \
    WRITE(asymmetry, "asymmetry")                                                                  \
    WRITE(lock_in, "lock_in")                                                                      \
    WRITE(expectation, "expectation")                                                              \
    WRITE(conflict, "conflict")
POLDER_FIELDS(FIELDS)

/* The newcomers of row r get a self of their own. */
static void welcome(const polder_view_t *v, int r, const float join[L])
{
    const partner_parameters_t p = PARTNER_PARAMETERS_OF(v);
    const float *onboarding = POLDER_IN(v, onboarding);
    float personal[2][L], home[2][L], ownership[L], contribution[L], one[L], none[L];
    partner_t x;
    draw_representative(v, r, 1, &p, &x);
    draw_organisation(v, r, 3, &p, &x);
    POLDER_EACH_LANE(l) {
        for (int k = 0; k < 2; k++) {
            personal[k][l] = x.interest[k][l] + x.personal[k][l];
            home[k][l] = (1 - p.personal_weight[l]) * x.interest[k][l] +
                         p.personal_weight[l] * personal[k][l];
        }
        ownership[l] = 0.35f + 0.3f * onboarding[l];
        contribution[l] = 0.4f;
        one[l] = 1;
        none[l] = 0;
    }
    for (int k = 0; k < 2; k++) {
        put_row(v->col[f_interest_x + k], r, join, x.interest[k]);
        put_row(v->col[f_personal_x + k], r, join, personal[k]);
        put_row(v->col[f_position_x + k], r, join, home[k]);
    }
    for (int k = 0; k < N_CURRENCIES; k++) {
        put_row(v->col[f_brings_money + k], r, join, x.brings[k]);
        put_row(v->col[f_wants_money + k], r, join, x.wants[k]);
    }
    for (int k = 0; k < 4; k++) put_row(v->col[f_self_awareness + k], r, join, x.skill[k]);
    for (int k = 0; k < 3; k++) put_row(v->col[f_sponsor + k], r, join, x.role[k]);
    introduce(v, r, join, POLDER_OUT(v, other_openness), POLDER_OUT(v, other_empathy),
              POLDER_IN(v, openness), POLDER_IN(v, empathy));
    put_row(POLDER_OUT(v, capacity), r, join, x.capacity);
    POLDER_EACH_LANE(l) x.capacity[l] = polder_log(polder_at_least(x.capacity[l], 1e-6f));
    put_row(POLDER_OUT(v, volume), r, join, x.capacity);
    put_row(POLDER_OUT(v, culture), r, join, x.culture);
    put_row(POLDER_OUT(v, pace), r, join, x.pace);
    put_row(POLDER_OUT(v, loyalty), r, join, x.loyalty);
    put_row(POLDER_OUT(v, support), r, join, x.support);
    put_row(POLDER_OUT(v, ownership), r, join, ownership);
    put_row(POLDER_OUT(v, contribution), r, join, contribution);
    put_row(POLDER_OUT(v, claim), r, join, one);
    put_row(POLDER_OUT(v, balance), r, join, none);
    put_row(POLDER_OUT(v, cumulative), r, join, none);
}

static void come_and_go(const polder_view_t *v)
{
    const float *trust_i = POLDER_IN(v, trust_i), *lock_in_i = POLDER_IN(v, lock_in_i);
    const float *alignment = POLDER_IN(v, alignment), *support = POLDER_IN(v, support);
    const float *balance = POLDER_IN(v, balance), *n_partners = POLDER_IN(v, n_partners);
    const float *momentum = POLDER_IN(v, momentum), *phase = POLDER_IN(v, phase);
    const float *e_balance = POLDER_IN(v, e_balance), *e_align = POLDER_IN(v, e_align);
    const float *e_trust = POLDER_IN(v, e_trust), *e_support = POLDER_IN(v, e_support);
    const float *e_lock_in = POLDER_IN(v, e_lock_in), *e_pressure = POLDER_IN(v, e_pressure);
    float *active = POLDER_OUT(v, active), *newcomer = POLDER_OUT(v, newcomer);
    float *sum_left = POLDER_ADD(v, sum_left), *sum_joined = POLDER_ADD(v, sum_joined);
    float same[L], values[L], enter[L];
    POLDER_EACH_LANE(l) {
        same[l] = POLDER_IN(v, e_base)[l] - POLDER_IN(v, e_momentum)[l] * (momentum[l] - 0.5f) -
                  e_pressure[l] * POLDER_IN(v, duty)[l];
        values[l] =
            e_align[l] * (1 - 0.4f * POLDER_IN(v, core_values)[l] * POLDER_IN(v, system_trust)[l]);
        const float open = POLDER_IN(v, alive)[l] > 0 && phase[l] >= SHARE ? 1.0f : 0.0f;
        enter[l] = open * POLDER_IN(v, p_entry)[l] *
                   polder_unit(0.2f + POLDER_IN(v, balance_mean)[l] + momentum[l]);
    }
    uint32_t word[4][L];
    POLDER_EACH_ROW(v, r) {
        float join[L];
        const uint32_t *mine = polder_row_word(v, r, 0, word); /* a seat is taken or empty */
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float x = same[l] - e_balance[l] * polder_signed(balance[e]) -
                            values[l] * (alignment[e] - 0.5f) - e_trust[l] * (trust_i[e] - 0.5f) -
                            e_support[l] * (support[e] - 0.5f) - e_lock_in[l] * lock_in_i[e];
            const float alone = n_partners[e] > 0 ? 0.0f : 1.0f;
            const float chance = polder_max(polder_logistic(x), alone);
            const float go = active[e] * polder_bernoulli(mine[l], chance);
            const float empty = v->org[e] >= 0 ? 1 - active[e] : 0.0f;
            join[l] = polder_bernoulli(mine[l], empty * enter[l]);
            active[e] += join[l] - go;
            newcomer[e] = join[l];
            sum_left[l] += go;
            sum_joined[l] += join[l];
        }
        if (polder_any(join)) welcome(v, r, join);
    }
}

static void count(const polder_view_t *v)
{
    const float *sum_left = POLDER_IN(v, sum_left), *sum_joined = POLDER_IN(v, sum_joined);
    const float *present = POLDER_IN(v, present), *onboarding = POLDER_IN(v, onboarding);
    float *left = POLDER_OUT(v, left), *joined = POLDER_OUT(v, joined);
    float *momentum = POLDER_OUT(v, momentum);
    float keep[L];
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(present[l], 1.0f);
        /* each leaver and each newcomer counts: powers */
        const float sadder = polder_log1p(-polder_at_most(0.8f / n, 0.8f));
        const float newer = polder_log1p(-polder_at_most(0.6f * (1 - onboarding[l]) / n, 0.8f));
        left[l] += sum_left[l];
        joined[l] += sum_joined[l];
        momentum[l] *= polder_exp(sum_left[l] * sadder);
        keep[l] = polder_exp(sum_joined[l] * newer);
    }
    for (int k = 0; k < 4; k++)
        POLDER_EACH_LANE(l) v->col[f_authority + k][l] *= keep[l];
}

/* Ties to and from newcomers begin anew. */
static void meet_anew(const polder_view_t *v)
{
    const float *newcomer = POLDER_IN(v, newcomer), *prior = POLDER_IN(v, prior);
    const float *onboarding = POLDER_IN(v, onboarding);
    const float *firsts[] = {POLDER_IN(v, vigilance_first), POLDER_IN(v, lock_in_first),
                             POLDER_IN(v, expectation_first)};
    float *const cols[] = {POLDER_OUT(v, vigilance), POLDER_OUT(v, lock_in),
                           POLDER_OUT(v, expectation)};
    const float *asymmetry_first = POLDER_IN(v, asymmetry_first);
    const float *culture = POLDER_IN(v, culture);
    float *strange = POLDER_OUT(v, strange);
    float *trust = POLDER_OUT(v, trust), *asymmetry = POLDER_OUT(v, asymmetry);
    float *conflict = POLDER_OUT(v, conflict);
    if (!polder_any(POLDER_IN(v, sum_joined))) return;
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            float fresh[L];
            POLDER_EACH_LANE(l) fresh[l] = polder_max(newcomer[r * L + l], newcomer[v->nbr[a + l]]);
            if (!polder_any(fresh)) continue;
            POLDER_EACH_LANE(l) {
                const int is = fresh[l] > 0;
                const float apart = 1 + polder_abs(culture[r * L + l] - culture[v->nbr[a + l]]);
                strange[a + l] = is ? apart : strange[a + l];
                trust[a + l] = is ? prior[a + l] : trust[a + l];
                asymmetry[a + l] =
                    is ? asymmetry_first[l] * (1 - 0.4f * onboarding[l]) : asymmetry[a + l];
                conflict[a + l] = is ? 0.0f : conflict[a + l];
                for (int c = 0; c < 3; c++) cols[c][a + l] = is ? firsts[c][l] : cols[c][a + l];
            }
        }
}

POLDER_PART(collaboration, membership) = {
    .name = "membership",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 220,
    .doc = "who leaves, and who takes an empty seat",
    .source = "A8, A10, N17",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, come_and_go}, {POLDER_NETWORKS, count}, {POLDER_ROWS, meet_anew}},
};
