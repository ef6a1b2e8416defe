/* metrics.c: the engine's own part of measures of a network's shape, in every model.
 *
 * Only the fields are here. They have no stage: igraph computes them from the ties when
 * they are recorded (graph/metrics.c, which relies on this order). A measure that a
 * network does not have, such as a path length without ties, is NaN.
 */
#include "kernel/part.h"

#include <stddef.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(density, "metric.density", NETWORK, OBSERVABLE, 0, 0, 1, "1",                              \
        "ties as a share of all pairs of organisations", "Wasserman & Faust 1994", 0, NULL)        \
    OWN(centralisation, "metric.centralisation", NETWORK, OBSERVABLE, 0, 0, 1, "1",                \
        "how far one organisation has all the partners: 1 for a star, 0 if all have equally many", \
        "Freeman 1979", 0, NULL)                                                                   \
    OWN(transitivity, "metric.transitivity", NETWORK, OBSERVABLE, 0, 0, 1, "1",                    \
        "chance that two partners of an organisation are partners too", "Wasserman & Faust 1994",  \
        0, NULL)                                                                                   \
    OWN(components, "metric.components", NETWORK, OBSERVABLE, 1, 0, 10000000, "1",                 \
        "number of parts between which there is no tie", "Wasserman & Faust 1994", 0, NULL)        \
    OWN(path_length, "metric.path_length", NETWORK, OBSERVABLE, 1, 0, 10000000, "1",               \
        "mean number of steps between two organisations that are connected",                       \
        "Watts & Strogatz 1998", 0, NULL)                                                          \
    OWN(modularity, "metric.modularity", NETWORK, OBSERVABLE, 0, 0, 1, "1",                        \
        "how far ties stay within groups, for the groups a greedy search finds",                   \
        "Newman & Girvan 2004; Clauset, Newman & Moore 2004", 0, NULL)                             \
    OWN(assortativity, "metric.assortativity", NETWORK, OBSERVABLE, 0, -1, 1, "1",                 \
        "correlation of the numbers of partners at the two ends of a tie", "Newman 2002", 0, NULL) \
    OWN(betweenness, "metric.betweenness", ORGANISATION, OBSERVABLE, 0, 0, 1, "1",                 \
        "share of the pairs of others whose shortest paths lead through the organisation",         \
        "Freeman 1977", 0, NULL)

POLDER_FIELDS(FIELDS)

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
