/* value: what each gets and gives. G1 to G6, C10, N15, F9, F10. Step 9 of a month, after making.
 *
 * The value is divided equally, by power and by what each put in; the strong take more than in
 * proportion. From the design on, part of the benefits may go to others than those who pay. What
 * pilot money pays for is made larger than members would pay, and stays so when it ends.
 */
#include "collaboration.h"

#define SHARE(OWN, id, number, about, by)                                                          \
    OWN(id, "value." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = "1",              \
        .doc = about, .source = by)
#define COST(OWN, id, number, about, by)                                                           \
    OWN(id, "value." #id, NETWORK, PARAMETER, .value = number, .max = 10, .unit = "1",             \
        .doc = about, .source = by)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, value, grab_free, 0.45f, 0, 2, "inequality of capacity that is not made use of",   \
           "F9, C10")                                                                              \
    NUMBER(OWN, value, power_curb, 0.6f, 0, 1, "how much rule 1 (power) curbs division by power",  \
           "N3, C10")                                                                              \
    NUMBER(OWN, value, power_rebalancing, 0.7f, 0, 1,                                              \
           "share of the division by power that repair of the balance undoes", "G5, I16")          \
    NUMBER(OWN, value, power_freeze, 1.5f, 0, 5,                                                   \
           "how much a frozen problem adds to division by power", "F9, I5")                        \
    NUMBER(OWN, value, kept_institution, 0.6f, 0, 1,                                               \
           "share of what goes elsewhere that lasting structures bring back", "F10, I8")           \
    NUMBER(OWN, value, kept_rebalancing, 0.2f, 0, 1,                                               \
           "share of it that repair of the balance brings back", "F10, I16")                       \
    NUMBER(OWN, value, funded_institution, 0.25f, 0, 1,                                            \
           "share of the load that lasting structures pay", "N15, I8")                             \
    NUMBER(OWN, value, stranded_free, 0.2f, 0, 1, "fall in funding that does no harm", "F10, N15") \
    NUMBER(OWN, value, match_most, 1.5f, 0, 5,                                                     \
           "supply of a currency, against an equal share, of which more is of no use", "G2")       \
    NUMBER(OWN, value, funded_larger, 1.25f, 0, 2,                                                 \
           "how much larger the work is made that others pay for", "F10, N15")                     \
    NUMBER(OWN, value, cost_saved, 0.3f, 0, 1,                                                     \
           "share of the load that doing it together saves at most", "A8")                         \
    NUMBER(OWN, value, guard_system_trust, 0.5f, 0, 1,                                             \
           "share of the cost of vigilance that system trust saves", "T1, T4")                     \
    NUMBER(OWN, value, worth_least, 0.6f, 0, 2, "worth of what one gets, whatever one wants",      \
           "G2")                                                                                   \
    NUMBER(OWN, value, worth_match, 0.4f, 0, 2, "what getting what one wants adds to it", "G2")    \
    NUMBER(OWN, value, worth_market, 0.2f, 0, 1, "what a motive of market adds to it", "A8")       \
    NUMBER(OWN, value, worth_knowledge, 0.1f, 0, 1,                                                \
           "worth of full understanding, for a motive of knowledge", "A8")                         \
    NUMBER(OWN, value, evens_rebalancing, 0.4f, 0, 1,                                              \
           "share of differences that repair of the balance evens out", "G5, I16")                 \
    NUMBER(OWN, value, evens_quid, 0.12f, 0, 1,                                                    \
           "share of differences that rule 7 (something for something) evens out", "N3, G5")       \
    NUMBER(OWN, value, leak, 0.35f, 0, 1, "share of what is evened out that is lost on the way",   \
           "G5, I16")                                                                              \
    NUMBER(OWN, value, felt, 2, 0, 10, "how large what one gets less gives is felt to be", "G1")   \
    OWN(k_balance, "value.k_balance", NETWORK, PARAMETER, .value = 0.12f, .max = 1,                \
        .unit = "1/month", .doc = "speed at which the balance that is felt follows",               \
        .source = "G1")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    COST(OWN, vigilance_cost, 0.2f, "cost of being on one's guard", "T1")                          \
    COST(OWN, autonomy_cost, 0.15f, "cost of giving up autonomy", "G3")                            \
    COST(OWN, price, 0.02f, "cost of a day that interventions ask", "N16")                         \
    COST(OWN, duo_worth, 0.2f, "worth of small joint work beside the whole", "G1, N28")            \
    SHARE(OWN, equal_share, 0.3f, "share of the value divided equally", "G4")                      \
    SHARE(OWN, power_share, 0.12f, "share divided by power, by itself", "G4, C10")                 \
    COST(OWN, grab, 1.1f, "how much more the strong take where capacity is unequal", "F9, C10")    \
    SHARE(OWN, elsewhere, 0.19f, "share of the benefits that goes to others than those who pay",   \
          "F10, N15")                                                                              \
    SHARE(OWN, compensation, 0, "share of losses that a third party makes up for", "G5")           \
    SHARE(OWN, funding, 0, "share of the load paid by a third party", "G5, N15")                   \
    SHARE(OWN, funding_after, 0, "the same once the network performs: structural money", "N15")    \
    OWN(funding_months, "value.funding_months", NETWORK, PARAMETER, .value = 1e6f, .max = 1e6f,    \
        .unit = "months", .doc = "months that the pilot is paid for", .source = "N15, F10")        \
    SHARE(OWN, benefits, 0, "how much of what is got is of use whatever one wants", "G2")          \
    SHARE(OWN, market_motive, 0, "motive to join, market: worth added to what is got", "A8")       \
    SHARE(OWN, cost_motive, 0, "motive to join, cost: load saved by doing it together", "A8")      \
    SHARE(OWN, knowledge_motive, 0, "motive to join, knowledge: worth of understanding", "A8")     \
    OWN(balance, "balance", ORGANISATION, STATE, .min = -1e9f, .max = 1e9f, .unit = "1",           \
        .doc = "balance of get and give, as it is felt", .source = "G1")                           \
    OWN(cumulative, "cumulative", ORGANISATION, STATE, .min = -1e9f, .max = 1e9f, .unit = "1",     \
        .doc = "what it got minus gave so far", .source = "G1")                                    \
    OWN(net, "net", ORGANISATION, STATE, .min = -1e9f, .max = 1e9f, .unit = "1",                   \
        .doc = "what it got minus gave this month", .source = "G1", .flags = POLDER_DERIVED)       \
    OWN(power_used, "value.power_used", NETWORK, STATE, .value = 0.12f, .max = 1, .unit = "1",     \
        .doc = "share of the value that is divided by power", .source = "F9, C10",                 \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(gone, "value.gone", NETWORK, STATE, .max = 1, .unit = "1",                                 \
        .doc = "share of the benefits that is bound to go elsewhere", .source = "F10",             \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(lost, "value.lost_elsewhere", NETWORK, STATE, .max = 1, .unit = "1",                       \
        .doc = "share of the benefits that goes elsewhere this month", .source = "F10",            \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(funded, "value.funded", NETWORK, STATE, .max = 1, .unit = "1",                             \
        .doc = "share of the load paid by others", .source = "N15", .flags = POLDER_DERIVED)       \
    OWN(stops, "planned.stop-money", NETWORK, PLANNED, .max = 1, .unit = "1",                      \
        .doc = "third parties stop paying, for good", .source = "F10, N15",                        \
        .flags = POLDER_LASTING)                                                                   \
    OWN(stranded, "value.stranded", NETWORK, STATE, .max = 1, .unit = "1",                         \
        .doc = "money that stopped this month", .source = "F10, N15", .flags = POLDER_DERIVED)     \
    OWN(balance_spread, "balance.spread", NETWORK, STATE, .max = 1e9f, .unit = "1",                \
        .doc = "spread of the balance over members", .source = "G5",                               \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(sum_net, "value.net", NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1", .doc = "net")  \
    OWN(sum_balance, "value.balance", NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1",        \
        .doc = "balance")                                                                          \
    OWN(sum_balance2, "value.balance2", NETWORK, SUM, .max = 1e12f, .unit = "1",                   \
        .doc = "squares of it")                                                                    \
    READ(between, "between.elsewhere")                                                             \
    READ(active, "active")                                                                         \
    READ(present, "members")                                                                       \
    READ(weighted, "members.weighted")                                                             \
    READ(capacity, "capacity")                                                                     \
    READ(capacity2, "capacity.squares")                                                            \
    READ(inequality, "inequality")                                                                 \
    READ(delivered, "delivered")                                                                   \
    READ(duos, "duos")                                                                             \
    PHASES_OF(READ, attention, load)                                                               \
    CURRENCY_FIELDS(READ, brings)                                                                  \
    CURRENCY_FIELDS(READ, wants)                                                                   \
    READ(supply_money, "supply.money")                                                             \
    READ(supply_staff, "supply.staff")                                                             \
    READ(supply_clients, "supply.clients")                                                         \
    READ(supply_position, "supply.position")                                                       \
    READ(supply_power, "supply.power")                                                             \
    READ(supply_knowledge, "supply.knowledge")                                                     \
    READ(sum_put, "value.delivered")                                                               \
    READ(output, "value.output")                                                                   \
    READ(claim, "claim")                                                                           \
    READ(taken, "act.taken")                                                                       \
    READ(alignment, "alignment")                                                                   \
    READ(duty, "membership.duties")                                                                \
    READ(understanding, "partners.understanding")                                                  \
    READ(vigilance_i, "partners.vigilance")                                                        \
    READ(asked, "attention.asked")                                                                 \
    READ(breadth, "breadth.now")                                                                   \
    READ(system_trust, "system_trust")                                                             \
    READ(overhead, "form.overhead")                                                                \
    READ(phase, "phase")                                                                           \
    READ(rule_power, "rule.power")                                                                 \
    READ(quid_pro_quo, "rule.quid_pro_quo")                                                        \
    READ(institution, "push.institution")                                                          \
    READ(rebalancing, "push.rebalancing")                                                          \
    READ(expose, "side.expose")                                                                    \
    READ(freeze, "side.freeze")
POLDER_FIELDS(FIELDS)
CURRENCIES_IN_ORDER(brings);
CURRENCIES_IN_ORDER(wants);
CURRENCIES_IN_ORDER(supply);

/* How the value is to be divided this month, how much of it goes elsewhere, and what is funded. */
static void terms(const polder_view_t *v)
{
    const float *S = POLDER_IN(v, system_trust), *rule = POLDER_IN(v, rule_power);
    const float *phase = POLDER_IN(v, phase), *rebalancing = POLDER_IN(v, rebalancing);
    const float *institution = POLDER_IN(v, institution);
    float *funded = POLDER_OUT(v, funded), *gone = POLDER_OUT(v, gone);
    const float *stops = POLDER_PLANNED_AT(v, stops, 0);
    const float month = (float)(int32_t)v->tick;
    POLDER_EACH_LANE(l) {
        const float unequal = polder_at_least(POLDER_IN(v, inequality)[l] - AT(grab_free), 0.0f);
        const float by_power =
            POLDER_IN(v, power_share)[l] * (1 - AT(power_curb) * rule[l] * S[l]) +
            POLDER_IN(v, grab)[l] * unequal * (1 - rule[l] * S[l]);
        const float used =
            (1 - AT(power_rebalancing) * rebalancing[l]) *
            (1 + POLDER_IN(v, expose)[l] + AT(power_freeze) * POLDER_IN(v, freeze)[l]) * by_power;
        POLDER_OUT(v, power_used)[l] = polder_at_most(used, 1 - POLDER_IN(v, equal_share)[l]);
        gone[l] = polder_unit(POLDER_IN(v, elsewhere)[l] + POLDER_IN(v, between)[l]) *
                  (1 - polder_either(AT(kept_institution) * institution[l],
                                     AT(kept_rebalancing) * rebalancing[l]));
        POLDER_OUT(v, lost)[l] = phase[l] >= DESIGN ? gone[l] : 0.0f;
        const float goes_on = 1 - stops[l];
        const float grant = goes_on * POLDER_IN(v, funding)[l];
        const float grant_after = goes_on * POLDER_IN(v, funding_after)[l];
        const float paid = month <= POLDER_IN(v, funding_months)[l] ? grant : 0.0f;
        const float paid_after = phase[l] >= PERFORM ? grant_after : 0.0f;
        const float funded_now =
            polder_either(polder_either(paid, paid_after), AT(funded_institution) * institution[l]);
        POLDER_OUT(v, stranded)
        [l] = polder_at_least(funded[l] - funded_now - AT(stranded_free), 0.0f);
        funded[l] = funded_now;
    }
}

/* How well what the others bring matches what each organisation of a row wants. */
static void match_row(const polder_view_t *v, int r, float match[L])
{
    const float *total = POLDER_IN(v, sum_put), *benefits = POLDER_IN(v, benefits);
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *delivered = POLDER_IN(v, delivered), *duty = POLDER_IN(v, duty);
    float put[L], scale[L], sum[L] = {0};
    POLDER_EACH_LANE(l) {
        const int e = r * L + l;
        put[l] = active[e] * capacity[e] * delivered[e] * duty[e];
        scale[l] = (float)N_CURRENCIES / polder_at_least(total[l] - put[l], TINY);
    }
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *brings = v->col[f_brings_money + k] + r * L,
                    *supply = v->col[f_supply_money + k];
        const float *wants = v->col[f_wants_money + k] + r * L;
        POLDER_EACH_LANE(l) {
            const float others = polder_at_least(supply[l] - put[l] * brings[l], 0.0f) * scale[l];
            sum[l] += wants[l] * polder_at_most(others, AT(match_most));
        }
    }
    POLDER_EACH_LANE(l) match[l] = sum[l] + benefits[l] * polder_at_least(1 - sum[l], 0.0f);
}

/* What is the same for all members of a network this month. */
typedef struct {
    float equally[L];  /* share of the value that each gets, by its share of the duties … */
    float by_power[L]; /* … by the square of its capacity … */
    float by_put[L];   /* … and by what it put in */
    float load[L];     /* what it costs to deliver */
    float guard[L];    /* what vigilance costs */
    float autonomy[L]; /* what it costs to do what one would not have done alone */
    float fee[L];      /* what the organisation of the network and interventions cost each */
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *equal = POLDER_IN(v, equal_share), *power = POLDER_IN(v, power_used);
    float load[L];
    in_phase(v, f_load_explore, POLDER_IN(v, phase), load);
    POLDER_EACH_LANE(l) {
        const float kept = 1 - POLDER_IN(v, lost)[l];
        m->equally[l] = kept * equal[l] / polder_at_least(POLDER_IN(v, weighted)[l], 1.0f);
        m->by_power[l] = kept * power[l] / polder_at_least(POLDER_IN(v, capacity2)[l], TINY);
        m->by_put[l] = kept * polder_at_least(1 - equal[l] - power[l], 0.0f) /
                       polder_at_least(POLDER_IN(v, sum_put)[l], TINY);
        m->load[l] = load[l] * (1 + AT(funded_larger) * POLDER_IN(v, funding)[l]) *
                     (1 - POLDER_IN(v, funded)[l]) *
                     (1 - AT(cost_saved) * POLDER_IN(v, cost_motive)[l]);
        m->guard[l] = POLDER_IN(v, vigilance_cost)[l] *
                      (1 - AT(guard_system_trust) * POLDER_IN(v, system_trust)[l]);
        m->autonomy[l] = POLDER_IN(v, autonomy_cost)[l] * 2 * POLDER_IN(v, breadth)[l];
        m->fee[l] = POLDER_IN(v, overhead)[l] / polder_at_least(POLDER_IN(v, present)[l], 1.0f) +
                    POLDER_IN(v, price)[l] * POLDER_IN(v, asked)[l];
    }
}

/* What each gets and gives. */
static void divide(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *delivered = POLDER_IN(v, delivered), *claim = POLDER_IN(v, claim);
    const float *taken = POLDER_IN(v, taken), *alignment = POLDER_IN(v, alignment);
    const float *duty = POLDER_IN(v, duty), *understanding = POLDER_IN(v, understanding);
    const float *vigilance_i = POLDER_IN(v, vigilance_i), *output = POLDER_IN(v, output);
    const float *market = POLDER_IN(v, market_motive), *knowledge = POLDER_IN(v, knowledge_motive);
    const float *duos = POLDER_IN(v, duos), *duo_worth = POLDER_IN(v, duo_worth);
    const float *compensation = POLDER_IN(v, compensation);
    float *net = POLDER_OUT(v, net), *sum_net = POLDER_ADD(v, sum_net);
    month_t m;
    month_of(v, &m);
    POLDER_EACH_ROW(v, r) {
        float match[L];
        match_row(v, r, match);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float w = capacity[e], put = w * delivered[e] * duty[e];
            const float share =
                claim[e] * (m.equally[l] * duty[e] + m.by_power[l] * w * w + m.by_put[l] * put);
            const float worth =
                AT(worth_least) + AT(worth_match) * match[l] + AT(worth_market) * market[l];
            const float got = output[l] * share * worth / w + taken[e] + duo_worth[l] * duos[e] +
                              AT(worth_knowledge) * knowledge[l] * understanding[e];
            const float given =
                duty[e] * (m.load[l] * delivered[e] + m.autonomy[l] * (1 - alignment[e])) +
                m.guard[l] * vigilance_i[e] + m.fee[l];
            const float gain = got - given;
            net[e] = active[e] > 0 ? gain + compensation[l] * polder_at_least(-gain, 0.0f) : 0.0f;
            sum_net[l] += net[e];
        }
    }
}

/* Who got more hands some of it on where that is the rule; balances follow. */
static void settle(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *sum_net = POLDER_IN(v, sum_net);
    const float *rebalancing = POLDER_IN(v, rebalancing), *present = POLDER_IN(v, present);
    const float *quid_pro_quo = POLDER_IN(v, quid_pro_quo), *S = POLDER_IN(v, system_trust);
    float *net = POLDER_OUT(v, net), *balance = POLDER_OUT(v, balance);
    float *cumulative = POLDER_OUT(v, cumulative);
    float *sum_balance = POLDER_ADD(v, sum_balance), *sum_balance2 = POLDER_ADD(v, sum_balance2);
    float mean[L], evens[L], leak[L];
    POLDER_EACH_LANE(l) {
        mean[l] = sum_net[l] / polder_at_least(present[l], 1.0f);
        evens[l] = polder_either(AT(evens_rebalancing) * rebalancing[l],
                                 AT(evens_quid) * quid_pro_quo[l] * S[l]);
        leak[l] = AT(leak) * rebalancing[l]; /* share of what is handed on that is lost */
    }
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float moved = evens[l] * (mean[l] - net[e]);
            const float settled = net[e] + moved - leak[l] * polder_at_least(moved, 0.0f);
            net[e] = active[e] * settled;
            balance[e] =
                pick(active[e] > 0, polder_relax(balance[e], AT(felt) * settled, AT(k_balance)),
                     balance[e]);
            cumulative[e] += net[e];
            sum_balance[l] += (active[e] * balance[e]);
            sum_balance2[l] += (active[e] * balance[e] * balance[e]);
        }
}

static void conclude(const polder_view_t *v)
{
    const float *sum = POLDER_IN(v, sum_balance), *sum2 = POLDER_IN(v, sum_balance2);
    float *spread = POLDER_OUT(v, balance_spread);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f), mean = sum[l] / n;
        spread[l] = polder_sqrt(polder_at_least(sum2[l] / n - mean * mean, 0.0f));
    }
}

POLDER_PART(collaboration, value) = {
    .name = "value",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 190,
    .doc = "what each gets and gives",
    .source = "G1-G6, A11, C10, N15, N26",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, terms},
              {POLDER_ROWS, divide},
              {POLDER_ROWS, settle},
              {POLDER_NETWORKS, conclude}},
};
