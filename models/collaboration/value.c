/* value: what the network makes together, and what each gets and gives. G1 to G5, C3, C7,
 * N16, N18. Step 9.
 *
 * Each partner holds a piece of the puzzle; the value of what they deliver depends on all
 * six currencies being there (a CES mean: Arrow et al. 1961). Coordination costs grow with
 * breadth, size over capacity, and what the form of governance lacks in trust, consensus and
 * competence.
 */
#include "collaboration.h"

#define SHARE(OWN, id, value, doc, source)                                                         \
    OWN(id, "value." #id, NETWORK, PARAMETER, value, 0, 1, "1", doc, source, 0, NULL)
#define COST(OWN, id, value, doc, source)                                                          \
    OWN(id, "value." #id, NETWORK, PARAMETER, value, 0, 10, "1", doc, source, 0, NULL)
#define SUPPLY(OWN, id)                                                                            \
    OWN(supply_##id, "supply." #id, NETWORK, SUM, 0, 0, 1e9f, "1", "delivered " #id, "G2", 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(synergy, "value.synergy", NETWORK, PARAMETER, 5.2f, 0, 100, "1",                           \
        "value of what is delivered together, when all is right", "K2, G4", 0, NULL)               \
    COST(OWN, coordination, 0.16f, "friction of working together", "N16")                          \
    SHARE(OWN, breadth, 0.5f, "how much is done together: tuning to integration", "N16, N18, F12") \
    SHARE(OWN, task_need, 0.4f, "how much the task asks of the form of governance", "N7")          \
    OWN(complementarity, "value.complementarity", NETWORK, PARAMETER, 1.2f, 0.01f, 10, "1",        \
        "how much the scarcest currency decides (exponent of the CES mean)", "G2, C7", 0, NULL)    \
    COST(OWN, vigilance_cost, 0.2f, "cost of being on one's guard", "T1")                          \
    COST(OWN, autonomy_cost, 0.095f, "cost of giving up autonomy", "G3")                           \
    SHARE(OWN, equal_share, 0.5f, "share of the value divided equally", "G4")                      \
    SHARE(OWN, power_share, 0.2f, "share divided by power, at most what is not divided equally",   \
          "G4, C10, F9")                                                                           \
    SHARE(OWN, funding, 0.0f, "share of the load paid by a third party", "G5, N15")                \
    SHARE(OWN, funding_after, 0.0f, "the same once the design is done: structural money",          \
          "N15, F10")                                                                              \
    OWN(funding_months, "value.funding_months", NETWORK, PARAMETER, 1e6f, 0, 1e6f, "months",       \
        "months that the funding lasts", "N15, F10", 0, NULL)                                      \
    SHARE(OWN, benefits, 0.0f,                                                                     \
          "variety of benefits: worth that does not depend on what is wanted", "G6")               \
    SHARE(OWN, market_motive, 0.0f, "motive to join, market: worth added to what is got", "A8")    \
    SHARE(OWN, cost_motive, 0.0f, "motive to join, cost: load saved by doing it together", "A8")   \
    SHARE(OWN, knowledge_motive, 0.0f,                                                             \
          "motive to join, knowledge: gain from understanding partners", "A8")                     \
    SHARE(OWN, debt_cost, 0.2f, "cost of steps that were skipped", "N11")                          \
    OWN(balance, "balance", ORGANISATION, STATE, 0, -1e9f, 1e9f, "1",                              \
        "recent balance of get and give", "G1", 0, NULL)                                           \
    OWN(cumulative, "cumulative", ORGANISATION, STATE, 0, -1e9f, 1e9f, "1",                        \
        "what it got minus gave since it joined", "G1, G4", 0, NULL)                               \
    OWN(net, "net", ORGANISATION, STATE, 0, -1e9f, 1e9f, "1", "what it got minus gave this month", \
        "G1", POLDER_DERIVED, NULL)                                                                \
    OWN(made, "value.made", NETWORK, STATE, 0, 0, 1e9f, "1",                                       \
        "value made this month, per unit of capacity", "K2", POLDER_TRACK | POLDER_DERIVED, NULL)  \
    OWN(total, "value.total", NETWORK, STATE, 0, 0, 1e9f, "1",                                     \
        "value made so far, per unit of capacity", "K2", POLDER_SUMMARY, NULL)                     \
    OWN(friction, "friction", NETWORK, STATE, 0, 0, 1, "1",                                        \
        "share of the value lost in working together", "N16", POLDER_SUMMARY | POLDER_DERIVED,     \
        NULL)                                                                                      \
    OWN(completeness, "completeness", NETWORK, STATE, 1, 0, 1.1f, "1",                             \
        "how complete the puzzle is", "C7, G2", POLDER_SUMMARY | POLDER_DERIVED, NULL)             \
    OWN(output, "value.output", NETWORK, STATE, 0, 0, 1e9f, "1", "value made this month", "K2",    \
        POLDER_DERIVED, NULL)                                                                      \
    OWN(power_used, "value.power_used", NETWORK, STATE, 0.2f, 0, 1, "1",                           \
        "share divided by power, as the rules allow", "N3", POLDER_DERIVED, NULL)                  \
    OWN(funded, "value.funded", NETWORK, STATE, 0, 0, 1, "1", "share of the load paid by others",  \
        "N15", POLDER_DERIVED, NULL)                                                               \
    SUPPLY(OWN, money)                                                                             \
    SUPPLY(OWN, staff)                                                                             \
    SUPPLY(OWN, clients)                                                                           \
    SUPPLY(OWN, position)                                                                          \
    SUPPLY(OWN, power)                                                                             \
    SUPPLY(OWN, knowledge)                                                                         \
    OWN(sum_delivered, "value.delivered", NETWORK, SUM, 0, 0, 1e9f, "1",                           \
        "capacity times delivered", "", 0, NULL)                                                   \
    OWN(sum_capacity, "value.capacity", NETWORK, SUM, 0, 0, 1e9f, "1", "capacity", "", 0, NULL)    \
    OWN(sum_net, "value.net", NETWORK, SUM, 0, -1e9f, 1e9f, "1", "net", "", 0, NULL)               \
    READ(active, "active")                                                                         \
    READ(capacity, "capacity")                                                                     \
    READ(delivered, "delivered")                                                                   \
    CURRENCY_FIELDS(READ, brings)                                                                  \
    CURRENCY_FIELDS(READ, wants)                                                                   \
    READ(claim, "claim")                                                                           \
    READ(taken, "act.taken")                                                                       \
    READ(alignment, "alignment")                                                                   \
    READ(duty, "membership.duties")                                                                \
    READ(understanding, "partners.understanding")                                                  \
    READ(vigilance_i, "partners.vigilance")                                                        \
    READ(present, "members")                                                                       \
    READ(partners_mean, "partners.mean")                                                           \
    READ(trust_mean, "trust.mean")                                                                 \
    READ(alignment_mean, "alignment.mean")                                                         \
    READ(system_trust, "system_trust")                                                             \
    READ(form, "governance.form")                                                                  \
    READ(form_capacity, "form.capacity")                                                           \
    READ(trust_need, "form.trust_need")                                                            \
    READ(consensus_need, "form.consensus_need")                                                    \
    READ(competence, "form.competence")                                                            \
    READ(overhead, "form.overhead")                                                                \
    READ(authority, "boundary.authority")                                                          \
    READ(task, "boundary.task")                                                                    \
    READ(political, "boundary.political")                                                          \
    READ(adaptation, "adaptation")                                                                 \
    READ(phase, "phase")                                                                           \
    READ(debt, "debt")                                                                             \
    READ(rule_power, "rule.power")                                                                 \
    READ(process, "push.process")                                                                  \
    READ(institution, "push.institution")                                                          \
    READ(vision, "push.vision")                                                                    \
    READ(focus, "push.focus")                                                                      \
    READ(rebalancing, "push.rebalancing")
POLDER_FIELDS(FIELDS)

/* N11: what a network yields, and what it asks, in each phase. */
static const float yield_in[N_PHASES] = {0.10f, 0.20f, 0.35f, 0.65f, 1.00f};
static const float load_in[N_PHASES] = {0.20f, 0.30f, 0.45f, 0.75f, 1.00f};

static void collect(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *delivered = POLDER_IN(v, delivered);
    float *sum_delivered = POLDER_ADD(v, sum_delivered);
    float *sum_capacity = POLDER_ADD(v, sum_capacity);
    POLDER_EACH_ROW(v, r) {
        float put[L];
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            put[l] = active[e] * capacity[e] * delivered[e];
            sum_delivered[l] += put[l];
            sum_capacity[l] += (active[e] * capacity[e]);
        }
        for (int k = 0; k < N_CURRENCIES; k++) {
            const float *brings = v->col[f_brings_money + k] + r * L;
            float *supply = v->sum[f_supply_money + k];
            POLDER_EACH_LANE(l) supply[l] += (put[l] * brings[l]);
        }
    }
}

static void complete(const polder_view_t *v, float completeness[L])
{
    const float *rho = POLDER_IN(v, complementarity), *total = POLDER_IN(v, sum_delivered);
    float sum[L] = {0};
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *supply = v->col[f_supply_money + k];
        POLDER_EACH_LANE(l) {
            const float share = supply[l] / polder_at_least(total[l], 1e-6f);
            const float piece =
                polder_at_least(polder_at_most((float)N_CURRENCIES * share, 1.5f), 0.02f);
            sum[l] += power_of(piece, -rho[l]);
        }
    }
    POLDER_EACH_LANE(l)
        completeness[l] =
            polder_at_most(power_of(sum[l] / (float)N_CURRENCIES, -1.0f / rho[l]), 1.1f);
}

static void make(const polder_view_t *v)
{
    const float *S = POLDER_IN(v, system_trust), *form = POLDER_IN(v, form);
    const float *process = POLDER_IN(v, process), *institution = POLDER_IN(v, institution);
    const float *alignment = POLDER_IN(v, alignment_mean), *phase = POLDER_IN(v, phase);
    const float *focus = POLDER_IN(v, focus), *vision = POLDER_IN(v, vision);
    const float *total = POLDER_IN(v, sum_delivered), *capacity = POLDER_IN(v, sum_capacity);
    float *made = POLDER_OUT(v, made), *so_far = POLDER_OUT(v, total);
    float *friction = POLDER_OUT(v, friction), *completeness = POLDER_OUT(v, completeness);
    float *output = POLDER_OUT(v, output), *power_used = POLDER_OUT(v, power_used);
    float *funded = POLDER_OUT(v, funded);
    const float *present = POLDER_IN(v, present), *partners_mean = POLDER_IN(v, partners_mean);
    const float *funding = POLDER_IN(v, funding), *months = POLDER_IN(v, funding_months);
    const float *funding_after = POLDER_IN(v, funding_after);
    const float month = (float)(int32_t)v->tick;
    complete(v, completeness);
    POLDER_EACH_LANE(l) {
        /* read first, choose later: a read behind a condition would not vectorise */
        const float n = present[l], around = partners_mean[l] + 1;
        const float given = funding[l], later = funding_after[l];
        const float size = form[l] == SELF_ORGANISING ? around : n;
        const float can_steer = POLDER_IN(v, form_capacity)[l] *
                                (0.6f + 0.8f * POLDER_IN(v, authority)[l]) *
                                (1 + 0.4f * process[l] + 0.3f * institution[l]);
        const float crowd =
            power_of(polder_at_least(size, 1e-3f) / polder_at_least(can_steer, 1e-3f), 0.8f);
        const float breadth = POLDER_IN(v, breadth)[l] * (1 - 0.5f * focus[l]);
        const float lacking = 2 * breadth * crowd * (1 - 0.4f * S[l]) +
                              POLDER_IN(v, trust_need)[l] * (1 - POLDER_IN(v, trust_mean)[l]) +
                              POLDER_IN(v, consensus_need)[l] * (1 - alignment[l]) +
                              POLDER_IN(v, task_need)[l] * (1 - POLDER_IN(v, competence)[l]) *
                                  (1 - 0.5f * process[l] - 0.3f * institution[l]);
        friction[l] = polder_unit(POLDER_IN(v, coordination)[l] * lacking);
        const float clarity = polder_either(
            0.5f * POLDER_IN(v, task)[l] + 0.5f * POLDER_IN(v, political)[l], 0.25f * vision[l]);
        output[l] = POLDER_IN(v, synergy)[l] * completeness[l] * POLDER_IN(v, adaptation)[l] *
                    (0.4f + 0.6f * clarity) * (0.5f + 0.5f * alignment[l]) *
                    polder_at_least(1 - POLDER_IN(v, debt_cost)[l] * POLDER_IN(v, debt)[l], 0.0f) *
                    yield_in[(int)phase[l]] * (1 - friction[l]) * total[l];
        made[l] = output[l] / polder_at_least(capacity[l], 1e-6f);
        so_far[l] += made[l];
        const float by_power =
            POLDER_IN(v, power_share)[l] * (1 - 0.6f * POLDER_IN(v, rule_power)[l] * S[l]);
        power_used[l] = polder_at_most(by_power, 1 - POLDER_IN(v, equal_share)[l]);
        const float paid = month <= months[l] ? given : 0.0f;
        const float kept = phase[l] >= PERFORM ? later : 0.0f;
        funded[l] = polder_either(polder_either(paid, kept), 0.15f * institution[l]);
    }
}

/* How well what the others bring is what one wants. */
static void match_row(const polder_view_t *v, int r, float match[L])
{
    const float *total = POLDER_IN(v, sum_delivered), *benefits = POLDER_IN(v, benefits);
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *delivered = POLDER_IN(v, delivered);
    float put[L], scale[L], sum[L] = {0};
    POLDER_EACH_LANE(l) {
        const int e = r * L + l;
        put[l] = active[e] * capacity[e] * delivered[e];
        scale[l] = (float)N_CURRENCIES / polder_at_least(total[l] - put[l], 1e-6f);
    }
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *brings = v->col[f_brings_money + k] + r * L,
                    *supply = v->col[f_supply_money + k];
        const float *wants = v->col[f_wants_money + k] + r * L;
        POLDER_EACH_LANE(l) {
            const float others = polder_at_least(supply[l] - put[l] * brings[l], 0.0f) * scale[l];
            sum[l] += wants[l] * polder_at_most(others, 1.5f);
        }
    }
    POLDER_EACH_LANE(l) match[l] = sum[l] + benefits[l] * polder_at_least(1 - sum[l], 0.0f);
}

static void divide(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *delivered = POLDER_IN(v, delivered), *claim = POLDER_IN(v, claim);
    const float *taken = POLDER_IN(v, taken), *alignment = POLDER_IN(v, alignment);
    const float *vigilance_i = POLDER_IN(v, vigilance_i), *present = POLDER_IN(v, present);
    const float *output = POLDER_IN(v, output), *phase = POLDER_IN(v, phase);
    const float *S = POLDER_IN(v, system_trust), *funded = POLDER_IN(v, funded);
    const float *equal = POLDER_IN(v, equal_share), *power_used = POLDER_IN(v, power_used);
    const float *breadth = POLDER_IN(v, breadth), *focus = POLDER_IN(v, focus);
    const float *overhead = POLDER_IN(v, overhead), *guard_cost = POLDER_IN(v, vigilance_cost);
    const float *autonomy_cost = POLDER_IN(v, autonomy_cost);
    const float *sum_capacity = POLDER_IN(v, sum_capacity), *total = POLDER_IN(v, sum_delivered);
    float *net = POLDER_OUT(v, net);
    float *sum_net = POLDER_ADD(v, sum_net);
    const float *duty = POLDER_IN(v, duty), *understanding = POLDER_IN(v, understanding);
    const float *market = POLDER_IN(v, market_motive), *saving = POLDER_IN(v, cost_motive);
    const float *knowledge = POLDER_IN(v, knowledge_motive);
    float same[L], by_power[L], by_part[L], load[L], guard[L], autonomy[L], fee[L];
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(present[l], 1.0f);
        same[l] = equal[l] / n;
        by_power[l] = power_used[l] / polder_at_least(sum_capacity[l], 1e-6f);
        by_part[l] =
            polder_at_least(1 - equal[l] - power_used[l], 0.0f) / polder_at_least(total[l], 1e-6f);
        load[l] = load_in[(int)phase[l]] * (1 - funded[l]) * (1 - 0.3f * saving[l]);
        guard[l] = guard_cost[l] * (1 - 0.5f * S[l]);
        autonomy[l] = autonomy_cost[l] * 2 * breadth[l] * (1 - 0.5f * focus[l]);
        fee[l] = overhead[l] / n;
    }
    POLDER_EACH_ROW(v, r) {
        float match[L];
        match_row(v, r, match);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float w = capacity[e];
            const float share =
                claim[e] * (same[l] + by_power[l] * w + by_part[l] * w * delivered[e]);
            const float worth = 0.6f + 0.4f * match[l] + 0.2f * market[l];
            const float got =
                output[l] * share * worth / w + taken[e] + 0.1f * knowledge[l] * understanding[e];
            const float given =
                duty[e] * (load[l] * delivered[e] + autonomy[l] * (1 - alignment[e])) +
                guard[l] * vigilance_i[e] + fee[l];
            net[e] = active[e] > 0 ? got - given : 0.0f;
            sum_net[l] += net[e];
        }
    }
}

static void settle(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *sum_net = POLDER_IN(v, sum_net);
    const float *rebalancing = POLDER_IN(v, rebalancing), *present = POLDER_IN(v, present);
    float *net = POLDER_OUT(v, net), *balance = POLDER_OUT(v, balance);
    float *cumulative = POLDER_OUT(v, cumulative);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float mean = sum_net[l] / polder_at_least(present[l], 1.0f);
            const float x = net[e] + 0.5f * rebalancing[l] * (mean - net[e]);
            net[e] = active[e] * x;
            balance[e] = active[e] > 0 ? polder_relax(balance[e], 2 * x, 0.12f) : balance[e];
            cumulative[e] += net[e];
        }
}

POLDER_PART(collaboration, value) = {
    .name = "value",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 190,
    .doc = "what the network makes together, and what each gets and gives",
    .source = "G1-G6, C3, C7, N16, N18",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, collect},
              {POLDER_NETWORKS, make},
              {POLDER_ROWS, divide},
              {POLDER_ROWS, settle}},
};
