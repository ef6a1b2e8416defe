/* meeting: how much partners see of each other. T3, T9. Step 3.
 *
 * Time is short and divided over all partners; enthusiasm makes people come, a conflict
 * keeps them away; whoever brings them together adds to it.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(pressure, "meeting.time_pressure", NETWORK, PARAMETER, 0.3f, 0, 1, "1",                    \
        "share of the time for the network that other work takes", "T3", 0, NULL)                  \
    OWN(attention, "meeting.attention", NETWORK, PARAMETER, 5, 0.1f, 1000, "organisations",        \
        "partners one can give full attention", "T3", 0, NULL)                                     \
    OWN(gamma, "meeting.dilution", NETWORK, PARAMETER, 0.7f, 0, 3, "1",                            \
        "how fast attention thins out over more partners", "T3", 0, NULL)                          \
    OWN(contact, "contact", ARC, STATE, 0.5f, 0, 1, "1", "contact between two partners", "T3", 0,  \
        NULL)                                                                                      \
    OWN(available, "meeting.available", ORGANISATION, STATE, 0, 0, 1, "1",                         \
        "square root of the attention one partner can get", "T3", POLDER_DERIVED, NULL)            \
    OWN(counted, "meeting.partners", ORGANISATION, STATE, -1, -1, 1e9f, "organisations",           \
        "number of partners that its attention was divided over", "T3", POLDER_DERIVED, NULL)      \
    OWN(contact_mean, "contact.mean", NETWORK, STATE, 0.5f, 0, 1, "1", "mean contact over ties",   \
        "T3", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED, NULL)                                \
    OWN(sum_contact, "meeting.sum_contact", NETWORK, SUM, 0, 0, 1e9f, "1", "contact over arcs",    \
        "", 0, NULL)                                                                               \
    OWN(sum_arcs, "meeting.arcs", NETWORK, SUM, 0, 0, 1e9f, "arcs", "arcs", "", 0, NULL)           \
    READ(n_partners, "partners.n")                                                                 \
    READ(momentum, "momentum")                                                                     \
    READ(conflict, "conflict")                                                                     \
    READ(push_contact, "push.contact")                                                             \
    READ(brokerage, "push.brokerage")                                                              \
    READ(tie, "tie")
POLDER_FIELDS(FIELDS)

static void availability(const polder_view_t *v)
{
    const float *pressure = POLDER_IN(v, pressure), *attention = POLDER_IN(v, attention);
    const float *gamma = POLDER_IN(v, gamma), *n_partners = POLDER_IN(v, n_partners);
    float *available = POLDER_OUT(v, available), *counted = POLDER_OUT(v, counted);
    POLDER_EACH_ROW(v, r) {
        float changed[L]; /* few come or go in a month */
        POLDER_EACH_LANE(l) changed[l] = n_partners[r * L + l] - counted[r * L + l];
        if (!polder_any(changed)) continue;
        POLDER_EACH_LANE(l) {
            const float n = polder_at_least(n_partners[r * L + l], 1.0f);
            const float share = polder_at_most(power_of(attention[l] / n, gamma[l]), 1.0f);
            available[r * L + l] = polder_sqrt((1 - pressure[l]) * share);
            counted[r * L + l] = n_partners[r * L + l];
        }
    }
}

static void meet(const polder_view_t *v)
{
    const float *available = POLDER_IN(v, available), *momentum = POLDER_IN(v, momentum);
    const float *conflict = POLDER_IN(v, conflict), *tie = POLDER_IN(v, tie);
    const float *push_contact = POLDER_IN(v, push_contact), *brokerage = POLDER_IN(v, brokerage);
    float *contact = POLDER_OUT(v, contact);
    float *sum_contact = POLDER_ADD(v, sum_contact), *sum_arcs = POLDER_ADD(v, sum_arcs);
    float push[L], energy[L];
    POLDER_EACH_LANE(l) {
        push[l] = polder_unit(0.45f * push_contact[l] + 0.1f * brokerage[l]);
        energy[l] = 0.4f + 0.6f * momentum[l];
    }
    POLDER_EACH_ROW(v, r) {
        float sum[L] = {0}, arcs[L] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const float calm = conflict[a + l] > 0 ? 0.3f : 1.0f;
                const float base =
                    available[r * L + l] * available[v->nbr[a + l]] * energy[l] * calm;
                contact[a + l] = polder_either(base, push[l]);
                sum[l] += tie[a + l] * contact[a + l];
                arcs[l] += tie[a + l];
            }
        }
        POLDER_EACH_LANE(l) {
            sum_contact[l] += sum[l];
            sum_arcs[l] += arcs[l];
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_contact = POLDER_IN(v, sum_contact), *sum_arcs = POLDER_IN(v, sum_arcs);
    float *contact_mean = POLDER_OUT(v, contact_mean);
    POLDER_EACH_LANE(l)
        contact_mean[l] =
            sum_arcs[l] > 0 ? sum_contact[l] / polder_at_least(sum_arcs[l], 1.0f) : contact_mean[l];
}

POLDER_PART(collaboration, meeting) = {
    .name = "meeting",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 130,
    .doc = "how much partners see of each other",
    .source = "T3, T9",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, availability}, {POLDER_ROWS, meet}, {POLDER_NETWORKS, networks}},
};
