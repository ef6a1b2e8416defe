/* network.c: the engine's own part: what every network has, whatever the model.
 *
 * Its parameters say how a network is made (engine/graph does that); its states say who
 * is there. A model ends a network by setting `alive` to 0, and an organisation leaves
 * when `active` becomes 0; the part that does so also updates `tie`.
 */
#include "kernel/part.h"

#include <stddef.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(topology, "network.topology", NETWORK, PARAMETER, 1, 0, 8, "1", "how the ties are laid",   \
        "N1, N7", 0,                                                                               \
        "random|small-world|preferential|geometric|core-periphery|star|ring|complete|degrees")     \
    OWN(members, POLDER_FIELD_MEMBERS, NETWORK, PARAMETER, 12, 2, 10000000, "organisations",       \
        "number of founding organisations", "N1, Provan & Kenis 2008",                             \
        POLDER_WHOLE | POLDER_SUMMARY, NULL)                                                       \
    OWN(degree, "network.degree", NETWORK, PARAMETER, 4, 0, 1000, "ties",                          \
        "mean number of partners of an organisation", "N1", 0, NULL)                               \
    OWN(rewiring, "network.rewiring", NETWORK, PARAMETER, 0.2f, 0, 1, "1",                         \
        "small world: share of the ties laid at random", "Watts & Strogatz 1998", 0, NULL)         \
    OWN(core_share, "network.core_share", NETWORK, PARAMETER, 0.25f, 0, 1, "1",                    \
        "core-periphery: share of the organisations in the core", "N5, Borgatti & Everett 2000",   \
        0, NULL)                                                                                   \
    OWN(core_density, "network.core_density", NETWORK, PARAMETER, 0.8f, 0, 1, "1",                 \
        "core-periphery: chance of a tie inside the core", "N5", 0, NULL)                          \
    OWN(periphery_density, "network.periphery_density", NETWORK, PARAMETER, 0.05f, 0, 1, "1",      \
        "core-periphery: chance of a tie inside the periphery", "N5", 0, NULL)                     \
    OWN(power, "network.power", NETWORK, PARAMETER, 1, 0, 3, "1",                                  \
        "preferential: power of the degree in the chance to be chosen", "Barabasi & Albert 1999",  \
        0, NULL)                                                                                   \
    OWN(exponent, "network.exponent", NETWORK, PARAMETER, 2.5f, 2.01f, 10, "1",                    \
        "degrees: exponent of the power law of the degree sequence", "Newman 2005", 0, NULL)       \
    OWN(alive, POLDER_FIELD_ALIVE, NETWORK, STATE, 1, 0, 1, "1", "1 while the network exists",     \
        "K1", POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED | POLDER_WHOLE, NULL)                 \
    OWN(ended, POLDER_FIELD_ENDED, NETWORK, STATE, 0, 0, 1e9f, "tick",                             \
        "tick in which the network ended, 0 if it did not", "K1", POLDER_SUMMARY | POLDER_DERIVED, \
        NULL)                                                                                      \
    OWN(cost, POLDER_FIELD_COST, NETWORK, STATE, 0, 0, 1e9f, "person-days",                        \
        "what interventions have cost so far, in days of work", "I1-I16",                          \
        POLDER_SUMMARY | POLDER_DERIVED, NULL)                                                     \
    OWN(active, "active", ORGANISATION, STATE, 1, 0, 1, "1",                                       \
        "1 while the organisation takes part", "N17", POLDER_WHOLE, NULL)                          \
    OWN(tie, "tie", ARC, STATE, 1, 0, 1, "1", "1 while both ends of the tie take part", "N1",      \
        POLDER_DERIVED, NULL)                                                                      \
    OWN(embeddedness, "embeddedness", ARC, STATE, 0, 0, 1, "1",                                    \
        "share of one's other partners that also know this one, at the founding",                  \
        "T10, Granovetter 1985", POLDER_DERIVED, NULL)                                             \
    OWN(breaks, "planned.break", ARC, PLANNED, 0, 0, 1, "1",                                       \
        "a tie breaks: the two have nothing to do with each other, until it is mended", "N1",      \
        POLDER_LASTING, NULL)                                                                      \
    OWN(mends, "planned.mend", ARC, PLANNED, 0, 0, 1, "1",                                         \
        "a broken tie is there again, and a conflict on it ends", "N1, T7", 0, NULL)

POLDER_FIELDS(FIELDS)

/* In the order of event.h. */
#define EVENTS(KIND)                                                                               \
    KIND(begins, "intervention.begins", NETWORK, 1, NULL, NULL, "an intervention begins",          \
         "I1-I16", POLDER_EVENT_NUMBER("intervention", "1", POLDER_EVENT_INTERVENTIONS))           \
    KIND(ends, "intervention.ends", NETWORK, 1, NULL, NULL, "an intervention has lasted its time", \
         "I1-I16", POLDER_EVENT_NUMBER("intervention", "1", POLDER_EVENT_INTERVENTIONS))           \
    KIND(planned, "planned.happens", NETWORK, 1, NULL, NULL,                                       \
         "an event that the scenario asks for happens", "N1",                                      \
         POLDER_EVENT_NUMBER("event", "1", POLDER_EVENT_PLANS))
POLDER_EVENTS(EVENTS)

_Static_assert((int)e_begins == (int)POLDER_EVENT_BEGINS && (int)e_ends == (int)POLDER_EVENT_ENDS &&
                   (int)e_planned == (int)POLDER_EVENT_PLANNED,
               "as in event.h");

const polder_part_t polder_part_engine_network = {
    .name = "network",
    .model = "engine",
    .kind = POLDER_SETUP,
    .order = 0,
    .doc = "how a network is made, and who takes part",
    .source = "N1",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
};
