/* metrics.c: the engine's own parts of measures of a network's shape, in every model: as it is when it
 * is recorded, and as it was founded.
 *
 * Only the fields are here. They have no stage: igraph computes them from the ties when
 * they are recorded, or once (graph/metrics.c, which relies on this order). A measure that a
 * network does not have, such as a path length without ties, is NaN.
 */
#include "kernel/part.h"

#include <stddef.h>

/* Of the network as a whole: identifier, name, words, publication, and the rest of the declaration. */
#define OF_NETWORK(M)                                                                              \
    M(density, "metric.density", "ties as a share of all pairs of organisations",                  \
      "Wasserman & Faust 1994", .max = 1)                                                          \
    M(centralisation, "metric.centralisation",                                                     \
      "how far one organisation has all the partners: 1 for a star, 0 if all have equally many",   \
      "Freeman 1979", .max = 1)                                                                    \
    M(transitivity, "metric.transitivity",                                                         \
      "chance that two partners of an organisation are partners too", "Wasserman & Faust 1994",    \
      .max = 1)                                                                                    \
    M(components, "metric.components", "number of parts between which there is no tie",            \
      "Wasserman & Faust 1994", .value = 1, .max = 10000000)                                       \
    M(path_length, "metric.path_length",                                                           \
      "mean number of steps between two organisations that are connected",                         \
      "Watts & Strogatz 1998", .value = 1, .max = 10000000)                                        \
    M(modularity, "metric.modularity",                                                             \
      "how far ties stay within groups, for the groups a greedy search finds",                     \
      "Newman & Girvan 2004; Clauset, Newman & Moore 2004", .max = 1)                              \
    M(assortativity, "metric.assortativity",                                                       \
      "correlation of the numbers of partners at the two ends of a tie", "Newman 2002", .min = -1, \
      .max = 1)

#define NOW(id, name, says, by, ...)                                                               \
    POLDER_TABLE_OWN(id, name, NETWORK, OBSERVABLE, .unit = "1", .doc = says, .source = by,        \
                     __VA_ARGS__)
#define THEN(id, name, says, by, ...)                                                              \
    POLDER_TABLE_OWN(id, "initial." name, NETWORK, STATE, .unit = "1",                             \
                     .doc = "at the founding: " says, .source = by, .flags = POLDER_DERIVED,       \
                     __VA_ARGS__)

static const polder_use_t fields[] = {
    OF_NETWORK(NOW){.access = POLDER_OWN,
                    .field = {.name = "metric.betweenness",
                              .level = POLDER_ORGANISATION,
                              .role = POLDER_OBSERVABLE,
                              .max = 1,
                              .unit = "1",
                              .doc = "share of the pairs of others whose shortest paths lead "
                                     "through the organisation",
                              .source = "Freeman 1977"}}};
static const polder_use_t founding_fields[] = {OF_NETWORK(THEN)};
enum {
    n_fields = sizeof fields / sizeof *fields,
    n_founding = sizeof founding_fields / sizeof *founding_fields
};

const polder_part_t polder_part_engine_metrics = {
    .name = "metrics",
    .model = "engine",
    .kind = POLDER_OBSERVE,
    .order = 9999,
    .doc = "measures of the shape of a network",
    .source = "Wasserman & Faust 1994",
    .use = fields,
    .n_use = n_fields,
};

/* They are known before the first tick, and stay what they were (run/founded.c): so a condition can
 * go by them, which it cannot by what is measured only where it is recorded. */
const polder_part_t polder_part_engine_founding = {
    .name = "founding-metrics",
    .model = "engine",
    .kind = POLDER_SETUP,
    .order = 9999,
    .doc = "measures of the shape of a network as it was founded",
    .source = "Wasserman & Faust 1994",
    .use = founding_fields,
    .n_use = n_founding,
};
