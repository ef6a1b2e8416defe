/* making: what the network makes together. K2, C3, C7, G2, N16, N18. Step 9 of a month.
 *
 * Each partner holds a piece of the puzzle; what they deliver is worth as much as the currencies
 * are all there (a CES mean: Arrow et al. 1961). The network makes in so far as its weakest
 * condition allows: effort, pieces, ability to act, coordination, adaptation.
 */
#include "collaboration.h"

#define MET(OWN, id, about, by)                                                                    \
    OWN(met_##id, "met." #id, NETWORK, STATE, .value = 1, .max = 1, .unit = "1",                   \
        .doc = "condition of the network: " about, .source = by,                                   \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)
#define SUPPLY(OWN, id)                                                                            \
    OWN(supply_##id, "supply." #id, NETWORK, SUM, .max = 1e9f, .unit = "1",                        \
        .doc = "delivered " #id, .source = "G2")

#define NUMBERS(OWN)                                                                               \
    PHASES(OWN, making, yield, 0.10f, 0.20f, 0.35f, 0.65f, 1.00f, 0, 2,                            \
           "share of the value that a network yields", "N11")                                      \
    NUMBER(OWN, making, piece_most, 1.5f, 1, 5,                                                    \
           "supply of a currency, against an equal share, of which more adds nothing", "C7, G2")   \
    NUMBER(OWN, making, piece_least, 0.02f, 0.01f, 0.5f,                                           \
           "the same for a currency that nobody brings", "C7, G2")                                 \
    NUMBER(OWN, making, friction_joint, 1.1f, 0, 5, "friction of joint work without system trust", \
           "N16")                                                                                  \
    NUMBER(OWN, making, friction_system_trust, 0.4f, 0, 1, "friction that system trust saves",     \
           "N16, T4")                                                                              \
    NUMBER(OWN, making, friction_relay, 0.7f, 0, 1,                                                \
           "share of the friction that hubs which carry two steps save", "N16, V16")               \
    NUMBER(OWN, making, friction_partner, 0.1f, 0, 1,                                              \
           "friction of each partner beyond those one can work with", "N16, T3")                   \
    OWN(friction_partners, "making.friction_partners", NETWORK, PARAMETER, .value = 5,             \
        .max = 1000, .unit = "organisations",                                                      \
        .doc = "partners that one can work with without that", .source = "N16, T3")                \
    NUMBER(OWN, making, friction_misunderstood, 2.2f, 0, 5, "friction of a lack of understanding", \
           "N16, T8")                                                                              \
    NUMBER(OWN, making, friction_understanding, 0.47f, 0, 1,                                       \
           "understanding at which that friction ends", "N16, T8")                                 \
    NUMBER(OWN, making, pieces_contact, 0.3f, 0, 1,                                                \
           "share of missing pieces that bringing together finds", "C7, I2")                       \
    NUMBER(OWN, making, pieces_brokerage, 0.15f, 0, 1,                                             \
           "share of missing pieces that brokerage finds", "C7, I6")                               \
    NUMBER(OWN, making, condition_least, 0.08f, 0.01f, 1,                                          \
           "condition of the network below which less changes nothing more", "G1")                 \
    NUMBER(OWN, making, effort_enough, 0.55f, 0.05f, 2,                                            \
           "share of capacity delivered that is enough", "G1")                                     \
    NUMBER(OWN, making, pieces_enough, 0.5f, 0.05f, 2, "completeness that is enough", "C7, G2")    \
    NUMBER(OWN, making, coordination_free, 1.15f, 0, 5,                                            \
           "condition of coordination without friction", "N16")                                    \
    NUMBER(OWN, making, coordination_friction, 1.5f, 0, 5, "what friction takes of it", "N16")     \
    NUMBER(OWN, making, adaptation_least, 0.1f, 0, 1,                                              \
           "condition of adaptation where plans do not fit", "N1")                                 \
    NUMBER(OWN, making, adaptation_more, 0.95f, 0, 2, "what plans that fit add to it", "N1")       \
    NUMBER(OWN, making, made_window, 1.15f, 0, 5,                                                  \
           "factor on the value while a window of opportunity is open", "N1")                      \
    NUMBER(OWN, making, made_renewing, 0.85f, 0, 2,                                                \
           "factor on the value while the network renews", "N15")                                  \
    NUMBER(OWN, making, made_apart, 0.7f, 0, 1,                                                    \
           "share of the value lost where nothing is done together", "N16, N18")                   \
    NUMBER(OWN, making, made_alike, 0.8f, 0, 2, "factor on the value where members are alike",     \
           "F8, N2")                                                                               \
    NUMBER(OWN, making, made_variety, 0.4f, 0, 2, "what variety adds to it", "F8, N2")             \
    NUMBER(OWN, making, made_shrink, 0.15f, 0, 1, "share of the value lost as the aim shrinks",    \
           "I9")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(synergy, "value.synergy", NETWORK, PARAMETER, .value = 1.57f, .max = 100, .unit = "1",     \
        .doc = "value made a month, when all is right", .source = "K2, G4")                        \
    OWN(coordination, "value.coordination", NETWORK, PARAMETER, .value = 0.5f, .max = 10,          \
        .unit = "1", .doc = "friction of working together", .source = "N16")                       \
    OWN(rho, "value.complementarity", NETWORK, PARAMETER, .value = 1.2f, .min = 0.01f, .max = 10,  \
        .unit = "1", .doc = "how little one currency replaces another",                            \
        .source = "C7, G2, Arrow et al. 1961")                                                     \
    OWN(pieces, "value.pieces", NETWORK, PARAMETER, .value = 6, .min = 1, .max = 6,                \
        .unit = "currencies", .doc = "currencies that the work takes, from the first",             \
        .source = "C7, G2", .flags = POLDER_WHOLE)                                                 \
    OWN(made, "value.made", NETWORK, STATE, .max = 1e9f, .unit = "1",                              \
        .doc = "value made this month per unit of capacity", .source = "K2",                       \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(total, "value.total", NETWORK, STATE, .max = 1e9f, .unit = "1",                            \
        .doc = "value made so far per unit of capacity", .source = "K2",                           \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(output, "value.output", NETWORK, STATE, .max = 1e9f, .unit = "1",                          \
        .doc = "value made this month", .source = "K2", .flags = POLDER_DERIVED)                   \
    OWN(friction, "friction", NETWORK, STATE, .max = 1, .unit = "1",                               \
        .doc = "share of the effort that working together costs", .source = "N16, F12",            \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(completeness, "completeness", NETWORK, STATE, .value = 1, .max = 1.1f, .unit = "1",        \
        .doc = "are all pieces of the puzzle there", .source = "C7, G2",                           \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    MET(OWN, effort, "enough is put in", "G1")                                                     \
    MET(OWN, pieces, "everyone who is needed is there", "C7")                                      \
    MET(OWN, ability, "it is able to act", "N4, N7")                                               \
    MET(OWN, coordination, "working together costs little", "N16")                                 \
    MET(OWN, adaptation, "the plans fit the circumstances", "N1")                                  \
    SUPPLY(OWN, money)                                                                             \
    SUPPLY(OWN, staff)                                                                             \
    SUPPLY(OWN, clients)                                                                           \
    SUPPLY(OWN, position)                                                                          \
    SUPPLY(OWN, power)                                                                             \
    SUPPLY(OWN, knowledge)                                                                         \
    OWN(sum_put, "value.delivered", NETWORK, SUM, .max = 1e9f, .unit = "1",                        \
        .doc = "capacity times what is delivered", .source = "G1")                                 \
    OWN(sum_capacity, "value.capacity", NETWORK, SUM, .max = 1e9f, .unit = "1", .doc = "capacity") \
    CURRENCY_FIELDS(READ, brings)                                                                  \
    READ(active, "active")                                                                         \
    READ(capacity, "capacity")                                                                     \
    READ(delivered, "delivered")                                                                   \
    READ(duty, "membership.duties")                                                                \
    READ(partners_mean, "partners.mean")                                                           \
    READ(understanding, "understanding.mean")                                                      \
    READ(system_trust, "system_trust")                                                             \
    READ(relay_mean, "relay.mean")                                                                 \
    READ(breadth, "breadth.now")                                                                   \
    READ(crowd, "crowd")                                                                           \
    READ(able, "able")                                                                             \
    READ(variety, "variety")                                                                       \
    READ(adaptation, "adaptation")                                                                 \
    READ(window, "context.window")                                                                 \
    READ(renewing, "progress.renewing")                                                            \
    READ(phase, "phase")                                                                           \
    READ(contact, "push.contact")                                                                  \
    READ(brokerage, "push.brokerage")                                                              \
    READ(shrink, "side.shrink")
POLDER_FIELDS(FIELDS)
CURRENCIES_IN_ORDER(brings);
CURRENCIES_IN_ORDER(supply);

/* What each puts in, and of which currencies. */
static void collect(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *capacity = POLDER_IN(v, capacity);
    const float *delivered = POLDER_IN(v, delivered), *duty = POLDER_IN(v, duty);
    float *sum_put = POLDER_ADD(v, sum_put), *sum_capacity = POLDER_ADD(v, sum_capacity);
    POLDER_EACH_ROW(v, r) {
        float put[L];
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            put[l] = active[e] * capacity[e] * delivered[e] * duty[e];
            sum_put[l] += put[l];
            sum_capacity[l] += (active[e] * capacity[e]);
        }
        for (int k = 0; k < N_CURRENCIES; k++) {
            const float *brings = v->col[f_brings_money + k] + r * L;
            float *supply = v->sum[f_supply_money + k];
            POLDER_EACH_LANE(l) supply[l] += (put[l] * brings[l]);
        }
    }
}

/* How complete the puzzle is: a CES mean over the currencies that the task needs. */
static void complete(const polder_view_t *v, float completeness[L])
{
    const float *rho = POLDER_IN(v, rho), *put = POLDER_IN(v, sum_put);
    const float *pieces = POLDER_IN(v, pieces);
    float sum[L] = {0};
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *supply = v->col[f_supply_money + k];
        POLDER_EACH_LANE(l) {
            const float share = supply[l] / polder_at_least(put[l], TINY);
            const float piece = polder_at_least(
                polder_at_most((float)N_CURRENCIES * share, AT(piece_most)), AT(piece_least));
            const float one = power_of(piece, -rho[l]);
            sum[l] += (float)k < pieces[l] ? one : 0.0f;
        }
    }
    POLDER_EACH_LANE(l) {
        const float mean = power_of(sum[l] / pieces[l], -1.0f / rho[l]);
        completeness[l] = polder_at_most(mean, 1.1f); /* the bound of the field */
    }
}

/* The five conditions of the network, and how far the weakest allows. */
static void conditions(const polder_view_t *v, float allows[L])
{
    const float *b = POLDER_IN(v, breadth), *completeness = POLDER_IN(v, completeness);
    float *friction = POLDER_OUT(v, friction);
    POLDER_EACH_LANE(l) {
        const float effort =
            POLDER_IN(v, sum_put)[l] / polder_at_least(POLDER_IN(v, sum_capacity)[l], TINY);
        const float joint =
            b[l] * b[l] * POLDER_IN(v, crowd)[l] *
            (AT(friction_joint) - AT(friction_system_trust) * POLDER_IN(v, system_trust)[l]) *
            (1 - AT(friction_relay) * POLDER_IN(v, relay_mean)[l]);
        friction[l] = polder_unit(
            POLDER_IN(v, coordination)[l] * joint +
            AT(friction_partner) *
                polder_at_least(POLDER_IN(v, partners_mean)[l] - AT(friction_partners), 0.0f) *
                b[l] +
            AT(friction_misunderstood) *
                polder_at_least(AT(friction_understanding) - POLDER_IN(v, understanding)[l], 0.0f));
        const float pieces =
            polder_either(completeness[l], AT(pieces_contact) * POLDER_IN(v, contact)[l] +
                                               AT(pieces_brokerage) * POLDER_IN(v, brokerage)[l]);
        POLDER_OUT(v, met_effort)[l] = ramp(effort, 0, AT(effort_enough));
        POLDER_OUT(v, met_pieces)[l] = ramp(pieces, 0, AT(pieces_enough));
        POLDER_OUT(v, met_ability)[l] = POLDER_IN(v, able)[l];
        POLDER_OUT(v, met_coordination)
        [l] = polder_unit(AT(coordination_free) - AT(coordination_friction) * friction[l]);
        POLDER_OUT(v, met_adaptation)
        [l] = polder_unit(AT(adaptation_least) + AT(adaptation_more) * POLDER_IN(v, adaptation)[l]);
        const float least = AT(condition_least);
        allows[l] = weakest(lacks(POLDER_IN(v, met_effort)[l], least) +
                            lacks(POLDER_IN(v, met_pieces)[l], least) +
                            lacks(POLDER_IN(v, met_ability)[l], least) +
                            lacks(POLDER_IN(v, met_coordination)[l], least) +
                            lacks(POLDER_IN(v, met_adaptation)[l], least));
    }
}

static void make(const polder_view_t *v)
{
    float *made = POLDER_OUT(v, made), *total = POLDER_OUT(v, total);
    float *output = POLDER_OUT(v, output);
    float allows[L], yield[L];
    complete(v, POLDER_OUT(v, completeness));
    conditions(v, allows);
    in_phase(v, f_yield_explore, POLDER_IN(v, phase), yield);
    POLDER_EACH_LANE(l) {
        const float apart = 1 - POLDER_IN(v, breadth)[l];
        const float window = pick(POLDER_IN(v, window)[l] > 0, AT(made_window), 1);
        const float renewing = pick(POLDER_IN(v, renewing)[l] > 0, AT(made_renewing), 1);
        made[l] = POLDER_IN(v, synergy)[l] * (1 - AT(made_apart) * apart * apart * apart) *
                  (AT(made_alike) + AT(made_variety) * POLDER_IN(v, variety)[l]) *
                  (1 - AT(made_shrink) * POLDER_IN(v, shrink)[l]) * window * renewing * allows[l] *
                  yield[l];
        total[l] += made[l];
        output[l] = made[l] * POLDER_IN(v, sum_capacity)[l];
    }
}

POLDER_PART(collaboration, making) = {
    .name = "making",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 188,
    .doc = "what the network makes together",
    .source = "K2, C3, C7, G2, N16, N18",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, collect}, {POLDER_NETWORKS, make}},
};
