/* network.c: the engine's own part: what every network has, whatever the model.
 *
 * Its parameters say how a network is made (engine/graph does that); its states say who
 * is there. A model ends a network by setting `alive` to 0, and an organisation leaves
 * when `active` becomes 0; the part that does so also updates `tie`.
 */
#include "kernel/part.h"

#include <stddef.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(topology, "network.topology", NETWORK, PARAMETER, .value = 1, .max = 8, .unit = "1",       \
        .doc = "how the ties are laid", .source = "N1, N7",                                        \
        .choices =                                                                                 \
            "random|small-world|preferential|geometric|core-periphery|star|ring|complete|degrees") \
    OWN(members, POLDER_FIELD_MEMBERS, NETWORK, PARAMETER, .value = 12, .min = 2, .max = 10000000, \
        .unit = "organisations", .doc = "number of founding organisations",                        \
        .source = "N1, Provan & Kenis 2008", .flags = POLDER_WHOLE | POLDER_SUMMARY)               \
    OWN(degree, "network.degree", NETWORK, PARAMETER, .value = 4, .max = 1000, .unit = "ties",     \
        .doc = "mean number of partners of an organisation", .source = "N1")                       \
    OWN(rewiring, "network.rewiring", NETWORK, PARAMETER, .value = 0.2f, .max = 1, .unit = "1",    \
        .doc = "small world: share of the ties laid at random", .source = "Watts & Strogatz 1998") \
    OWN(core_share, "network.core_share", NETWORK, PARAMETER, .value = 0.25f, .max = 1,            \
        .unit = "1", .doc = "core-periphery: share of the organisations in the core",              \
        .source = "N5, Borgatti & Everett 2000")                                                   \
    OWN(core_density, "network.core_density", NETWORK, PARAMETER, .value = 0.8f, .max = 1,         \
        .unit = "1", .doc = "core-periphery: chance of a tie inside the core", .source = "N5")     \
    OWN(periphery_density, "network.periphery_density", NETWORK, PARAMETER, .value = 0.05f,        \
        .max = 1, .unit = "1", .doc = "core-periphery: chance of a tie inside the periphery",      \
        .source = "N5")                                                                            \
    OWN(power, "network.power", NETWORK, PARAMETER, .value = 1, .max = 3, .unit = "1",             \
        .doc = "preferential: power of the degree in the chance to be chosen",                     \
        .source = "Barabasi & Albert 1999")                                                        \
    OWN(exponent, "network.exponent", NETWORK, PARAMETER, .value = 2.5f, .min = 2.01f, .max = 10,  \
        .unit = "1", .doc = "degrees: exponent of the power law of the degree sequence",           \
        .source = "Newman 2005")                                                                   \
    OWN(alive, POLDER_FIELD_ALIVE, NETWORK, STATE, .value = 1, .max = 1, .unit = "1",              \
        .doc = "1 while the network exists", .source = "K1",                                       \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED | POLDER_WHOLE)                    \
    OWN(ended, POLDER_FIELD_ENDED, NETWORK, STATE, .max = 1e9f, .unit = "tick",                    \
        .doc = "tick in which the network ended, 0 if it did not", .source = "K1",                 \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(cost, POLDER_FIELD_COST, NETWORK, STATE, .max = 1e9f, .unit = "person-days",               \
        .doc = "what interventions have cost so far, in days of work", .source = "I1-I16",         \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(active, "active", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",                  \
        .doc = "1 while the organisation takes part", .source = "N17", .flags = POLDER_WHOLE)      \
    OWN(tie, POLDER_FIELD_TIE, ARC, STATE, .value = 1, .max = 1, .unit = "1",                      \
        .doc = "1 while both ends of the tie take part", .source = "N1", .flags = POLDER_DERIVED)  \
    OWN(embeddedness, "embeddedness", ARC, STATE, .max = 1, .unit = "1",                           \
        .doc = "share of one's other partners that also know this one, at the founding",           \
        .source = "T10, Granovetter 1985", .flags = POLDER_DERIVED)                                \
    OWN(breaks, "planned.break", ARC, PLANNED, .max = 1, .unit = "1",                              \
        .doc = "a tie breaks: the two have nothing to do with each other, until it is mended",     \
        .source = "N1", .flags = POLDER_LASTING)                                                   \
    OWN(mends, "planned.mend", ARC, PLANNED, .max = 1, .unit = "1",                                \
        .doc = "a broken tie is there again, and a conflict on it ends", .source = "N1, T7")

POLDER_FIELDS(FIELDS)

/* In the order of event.h. */
#define EVENTS(KIND)                                                                               \
    KIND(begins, "intervention.begins", NETWORK, 1, NULL, NULL, "an intervention begins",          \
         "I1-I16", POLDER_EVENT_NUMBER("intervention", "1", POLDER_CHOICES_INTERVENTIONS))         \
    KIND(ends, "intervention.ends", NETWORK, 1, NULL, NULL, "an intervention has lasted its time", \
         "I1-I16", POLDER_EVENT_NUMBER("intervention", "1", POLDER_CHOICES_INTERVENTIONS))         \
    KIND(planned, "planned.happens", NETWORK, 1, NULL, NULL,                                       \
         "an event that the scenario asks for happens", "N1",                                      \
         POLDER_EVENT_NUMBER("event", "1", POLDER_CHOICES_PLANNED))
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
