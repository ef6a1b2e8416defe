/* meeting: how much partners see of each other, and what hubs carry. T3, T9, I6, V16, V52-V54.
 * Step 3 of a month.
 *
 * Time is short and divided over all partners, more to partners that are trusted, known and
 * needed, and habits last. Enthusiasm makes people come, a conflict keeps them away; whoever brings
 * them together adds to it. A hub that understands its partners carries what it knows to those
 * who do not see each other; where everybody meets everybody there is nothing to carry.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, meeting, carry_least, 0.25f, 0, 1,                                                 \
           "what who is no connector carries from partner to partner", "V16, A7")                  \
    NUMBER(OWN, meeting, carry_lead, 0.5f, 0, 2, "what a lead organisation carries beside that",   \
           "V16, N7")                                                                              \
    NUMBER(OWN, meeting, contact_conflict, 0.3f, 0, 1, "share of contact left in a conflict",      \
           "T3, T7")                                                                               \
    NUMBER(OWN, meeting, seek_most, 2.0f, 1, 10,                                                   \
           "how much more attention the most sought partner gets at most", "V53")                  \
    NUMBER(OWN, meeting, push_contact_gives, 0.5f, 0, 2, "contact that bringing together gives",   \
           "T3, I2")                                                                               \
    NUMBER(OWN, meeting, push_brokerage_gives, 0.1f, 0, 1, "contact that brokerage gives",         \
           "T3, I6")                                                                               \
    NUMBER(OWN, meeting, energy_least, 0.4f, 0, 1, "share of contact left without momentum",       \
           "T3, N14")                                                                              \
    NUMBER(OWN, meeting, relayed_brokerage, 0.25f, 0, 2, "what a go-between relays by itself",     \
           "V16, I6")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(attention, "meeting.attention", NETWORK, PARAMETER, .value = 5, .min = 0.1f, .max = 1000,  \
        .unit = "organisations", .doc = "partners one can give full attention", .source = "T3")    \
    OWN(gamma, "meeting.dilution", NETWORK, PARAMETER, .value = 0.6f, .max = 3, .unit = "1",       \
        .doc = "how fast attention thins out over more partners", .source = "T3")                  \
    OWN(choice, "meeting.choice", NETWORK, PARAMETER, .value = 0.75f, .max = 1, .unit = "1",       \
        .doc = "how much attention goes to preferred partners", .source = "T3, V53")               \
    OWN(habit, "meeting.habit", NETWORK, PARAMETER, .value = 0.7f, .max = 1, .unit = "1",          \
        .doc = "share of last month's contact that habit keeps", .source = "T3, V54")              \
    OWN(relay, "meeting.relay", NETWORK, PARAMETER, .value = 1.6f, .max = 6, .unit = "1",          \
        .doc = "how much a hub carries two steps", .source = "N29, I6, V16")                       \
    OWN(contact, "contact", ARC, STATE, .value = 0.5f, .max = 1, .unit = "1",                      \
        .doc = "contact between two partners", .source = "T3")                                     \
    OWN(available, "meeting.available", ORGANISATION, STATE, .max = 1, .unit = "1",                \
        .doc = "square root of the attention one partner can get, in the days there are",          \
        .source = "T3", .flags = POLDER_DERIVED)                                                   \
    OWN(thin, "meeting.thin", ORGANISATION, STATE, .max = 1, .unit = "1",                          \
        .doc = "square root of the attention one partner can get, were there days enough",         \
        .source = "T3", .flags = POLDER_DERIVED)                                                   \
    OWN(counted, "meeting.partners", ORGANISATION, STATE, .value = -1, .min = -1, .max = 1e9f,     \
        .unit = "organisations", .doc = "number of partners that its attention was divided over",  \
        .source = "T3", .flags = POLDER_DERIVED)                                                   \
    OWN(by_pressure, "meeting.by_pressure", NETWORK, STATE, .value = -1, .min = -1, .max = 1,      \
        .unit = "1", .doc = "time pressure that its attention was divided under", .source = "T3",  \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(by_attention, "meeting.by_attention", NETWORK, STATE, .max = 1000,                         \
        .unit = "organisations", .doc = "attention that was divided", .source = "T3",              \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(by_gamma, "meeting.by_dilution", NETWORK, STATE, .max = 3, .unit = "1",                    \
        .doc = "dilution that it was divided with", .source = "T3", .flags = POLDER_DERIVED)       \
    OWN(carry, "meeting.carry", ORGANISATION, STATE, .max = 1, .unit = "1",                        \
        .doc = "what it can carry from partner to partner", .source = "V16, I6",                   \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(received, "meeting.received", ORGANISATION, STATE, .max = 1e9f, .unit = "1",               \
        .doc = "contact with all its partners together", .source = "V52", .flags = POLDER_DERIVED) \
    OWN(met, "meeting.met", ORGANISATION, STATE, .value = 0.5f, .max = 1e9f, .unit = "1",          \
        .doc = "what its partners contribute, by contact, all together", .source = "G1, T3",       \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(relayed, "meeting.relayed", ORGANISATION, STATE, .max = 1, .unit = "1",                    \
        .doc = "what reaches it from those whom it does not see", .source = "V16, I6",             \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(contact_mean, "contact.mean", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",        \
        .doc = "mean contact over ties", .source = "T3",                                           \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(relay_mean, "relay.mean", NETWORK, STATE, .max = 1, .unit = "1",                           \
        .doc = "mean of what reaches members from those whom they do not see", .source = "V16",    \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(sum_contact, "meeting.sum_contact", NETWORK, SUM, .max = 1e9f, .unit = "1",                \
        .doc = "contact over arcs")                                                                \
    OWN(sum_arcs, "meeting.arcs", NETWORK, SUM, .max = 1e9f, .unit = "arcs", .doc = "arcs")        \
    OWN(sum_relay, "meeting.sum_relay", NETWORK, SUM, .max = 1e9f, .unit = "1", .doc = "relay")    \
    READ(pressure, "meeting.time_pressure")                                                        \
    READ(active, "active")                                                                         \
    READ(present, "members")                                                                       \
    READ(n_partners, "partners.n")                                                                 \
    READ(understanding, "partners.understanding")                                                  \
    READ(seek, "meeting.seek")                                                                     \
    READ(connector, "role.connector")                                                              \
    READ(lead, "lead")                                                                             \
    READ(root, "attention.root")                                                                   \
    READ(momentum, "momentum")                                                                     \
    READ(conflict, "conflict")                                                                     \
    READ(push_contact, "push.contact")                                                             \
    READ(brokerage, "push.brokerage")                                                              \
    READ(contribution, "contribution")                                                             \
    READ(tie, "tie")
POLDER_FIELDS(FIELDS)

/* Share of the others that organisation e sees itself. */
static float reach_of(const polder_view_t *v, int e, int l)
{
    const float others = polder_at_least(POLDER_IN(v, present)[l] - 1, 1.0f);
    return polder_at_most(POLDER_IN(v, n_partners)[e] / others, 1.0f);
}

/* Has a planned event set one of the numbers by which attention is divided, in any network of these
 * lanes? Then attention is divided anew in all their rows. */
static int divided_otherwise(const polder_view_t *v)
{
    const float *attention = POLDER_IN(v, attention), *gamma = POLDER_IN(v, gamma);
    const float *pressure = POLDER_IN(v, pressure);
    float moved[L];
    POLDER_EACH_LANE(l)
        moved[l] = pick(attention[l] != POLDER_IN(v, by_attention)[l] ||
                            gamma[l] != POLDER_IN(v, by_gamma)[l] ||
                            pressure[l] != POLDER_IN(v, by_pressure)[l],
                        1, 0);
    return polder_any(moved);
}

/* What a partner shows those who meet it. */
enum { AVAILABLE, CARRY, CONTRIBUTION, ROOT };

/* What each organisation has for each of its partners, and what it carries between them. */
static void prepare(const polder_view_t *v)
{
    const float *attention = POLDER_IN(v, attention), *gamma = POLDER_IN(v, gamma);
    const float *n_partners = POLDER_IN(v, n_partners), *connector = POLDER_IN(v, connector);
    const float *understanding = POLDER_IN(v, understanding), *lead = POLDER_IN(v, lead);
    const float *pressure = POLDER_IN(v, pressure), *root = POLDER_IN(v, root);
    float *thin = POLDER_OUT(v, thin), *counted = POLDER_OUT(v, counted);
    float *carry = POLDER_OUT(v, carry), *available = POLDER_OUT(v, available);
    const float *contribution = POLDER_IN(v, contribution);
    const int anew = divided_otherwise(v);
    POLDER_EACH_ROW(v, r) {
        float changed[L]; /* few come or go in a month */
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float reach = reach_of(v, e, l);
            changed[l] = n_partners[e] - counted[e];
            const float pairs = reach * reach; /* share of all pairs that it sees both of */
            carry[e] = pairs * pairs * understanding[e] *
                       polder_unit(AT(carry_least) + connector[e] + AT(carry_lead) * lead[e]);
        }
        if (anew || polder_any(changed))
            POLDER_EACH_LANE(l) {
                const float n = polder_at_least(n_partners[r * L + l], 1.0f);
                const float one = polder_at_most(power_of(attention[l] / n, gamma[l]), 1.0f);
                thin[r * L + l] = polder_sqrt((1 - pressure[l]) * one);
                counted[r * L + l] = n_partners[r * L + l];
            }
        POLDER_EACH_LANE(l) available[r * L + l] = thin[r * L + l] * root[r * L + l];
        polder_show(v, r, available + r * L, carry + r * L, contribution + r * L, root + r * L);
    }
}

/* What is the same for all ties of a network this month. */
typedef struct {
    float push[L];   /* how much partners are brought together */
    float energy[L]; /* how much momentum makes them come */
    float habit[L];  /* share of the contact of the month before that stays */
    int pushed;      /* is there a push in any network of these lanes? */
} month_t;

/* What bringing partners together adds on sixteen arcs, as far as both have days for it. */
static void bring(const polder_view_t *v, int r, const month_t *m, const float partner_root[L],
                  float brought[L])
{
    const float *root = POLDER_IN(v, root);
    POLDER_EACH_LANE(l) brought[l] = m->push[l] * root[r * L + l] * partner_root[l];
}

/* Over the partners of each organisation of a row. */
typedef struct {
    float contact[L]; /* sum of contact */
    float given[L];   /* sum of what they contribute, by contact */
    float carrier[L]; /* what the best carrier among them carries */
} sums_t;

/* Contact along the arcs of row r, and what is summed over its slots. */
static void meet_row(const polder_view_t *v, int r, const month_t *m, sums_t *x)
{
    const float *available = POLDER_IN(v, available);
    const float *conflict = POLDER_IN(v, conflict), *tie = POLDER_IN(v, tie);
    const float *seek = POLDER_IN(v, seek);
    float *contact = POLDER_OUT(v, contact);
    *x = (sums_t){.contact = {0}};
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        float brought[L] = {0}, partner[POLDER_SHOWN][L];
        polder_look_up(v, a, partner);
        if (m->pushed) bring(v, r, m, partner[ROOT], brought);
        POLDER_EACH_LANE(l) {
            const int i = r * L + l;
            const float calm = pick(conflict[a + l] > 0, AT(contact_conflict), 1);
            const float sought = 0.5f * (seek[a + l] + seek[v->rev[a + l]]);
            const float base =
                polder_at_most(available[i] * partner[AVAILABLE][l] * m->energy[l] * sought, 1.0f);
            const float now = calm * (base + brought[l] - calm * m->push[l] * base);
            contact[a + l] = now + m->habit[l] * (contact[a + l] - now);
            const float here = tie[a + l] * contact[a + l];
            x->contact[l] += here;
            x->given[l] += here * partner[CONTRIBUTION][l];
            x->carrier[l] = polder_max(x->carrier[l], tie[a + l] * partner[CARRY][l]);
        }
    }
}

/* Contact along all arcs, what each receives of it, and what hubs relay. */
static void meet(const polder_view_t *v)
{
    const float *momentum = POLDER_IN(v, momentum), *active = POLDER_IN(v, active);
    const float *push_contact = POLDER_IN(v, push_contact), *brokerage = POLDER_IN(v, brokerage);
    const float *relay = POLDER_IN(v, relay);
    float *received = POLDER_OUT(v, received), *relayed = POLDER_OUT(v, relayed);
    const float *n_partners = POLDER_IN(v, n_partners);
    float *met = POLDER_OUT(v, met);
    float *sum_contact = POLDER_ADD(v, sum_contact), *sum_arcs = POLDER_ADD(v, sum_arcs);
    float *sum_relay = POLDER_ADD(v, sum_relay);
    month_t m;
    POLDER_EACH_LANE(l) {
        m.push[l] = polder_unit(AT(push_contact_gives) * push_contact[l] +
                                AT(push_brokerage_gives) * brokerage[l]);
        m.energy[l] = partly(AT(energy_least), momentum[l]);
        m.habit[l] = POLDER_IN(v, habit)[l];
    }
    m.pushed = polder_any(m.push);
    sums_t x;
    POLDER_EACH_ROW(v, r) {
        meet_row(v, r, &m, &x);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float carried = relay[l] * (1 - reach_of(v, e, l)) * x.carrier[l];
            received[e] = x.contact[l];
            met[e] = x.given[l];
            relayed[e] =
                polder_unit(carried * (1 + brokerage[l]) + AT(relayed_brokerage) * brokerage[l]);
            sum_contact[l] += x.contact[l];
            sum_arcs[l] += active[e] * n_partners[e]; /* padding has any number */
            sum_relay[l] += (active[e] * relayed[e]);
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_contact = POLDER_IN(v, sum_contact), *sum_arcs = POLDER_IN(v, sum_arcs);
    const float *present = POLDER_IN(v, present);
    float *contact_mean = POLDER_OUT(v, contact_mean), *relay_mean = POLDER_OUT(v, relay_mean);
    POLDER_EACH_LANE(l) {
        POLDER_OUT(v, by_attention)[l] = POLDER_IN(v, attention)[l];
        POLDER_OUT(v, by_gamma)[l] = POLDER_IN(v, gamma)[l];
        POLDER_OUT(v, by_pressure)[l] = POLDER_IN(v, pressure)[l];
        contact_mean[l] =
            sum_arcs[l] > 0 ? sum_contact[l] / polder_at_least(sum_arcs[l], 1.0f) : contact_mean[l];
        relay_mean[l] = POLDER_IN(v, sum_relay)[l] / polder_at_least(present[l], 1.0f);
    }
}

POLDER_PART(collaboration, meeting) = {
    .name = "meeting",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 130,
    .doc = "how much partners see of each other, and what hubs carry",
    .source = "T3, T9, N29, I6, V16",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, prepare}, {POLDER_ROWS, meet}, {POLDER_NETWORKS, networks}},
};
