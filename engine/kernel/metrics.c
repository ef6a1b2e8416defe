/* metrics.c: the engine's own part of measures of a network's shape, in every model.
 *
 * Only the fields are here. They have no stage: igraph computes them from the ties when
 * they are recorded (graph/metrics.c, which relies on this order). A measure that a
 * network does not have, such as a path length without ties, is NaN.
 */
#include "kernel/part.h"

#include <stddef.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(density, "metric.density", NETWORK, OBSERVABLE, .max = 1, .unit = "1",                     \
        .doc = "ties as a share of all pairs of organisations",                                    \
        .source = "Wasserman & Faust 1994")                                                        \
    OWN(centralisation, "metric.centralisation", NETWORK, OBSERVABLE, .max = 1, .unit = "1",       \
        .doc = "how far one organisation has all the partners: 1 for a star, 0 if all have "       \
               "equally many",                                                                     \
        .source = "Freeman 1979")                                                                  \
    OWN(transitivity, "metric.transitivity", NETWORK, OBSERVABLE, .max = 1, .unit = "1",           \
        .doc = "chance that two partners of an organisation are partners too",                     \
        .source = "Wasserman & Faust 1994")                                                        \
    OWN(components, "metric.components", NETWORK, OBSERVABLE, .value = 1, .max = 10000000,         \
        .unit = "1", .doc = "number of parts between which there is no tie",                       \
        .source = "Wasserman & Faust 1994")                                                        \
    OWN(path_length, "metric.path_length", NETWORK, OBSERVABLE, .value = 1, .max = 10000000,       \
        .unit = "1", .doc = "mean number of steps between two organisations that are connected",   \
        .source = "Watts & Strogatz 1998")                                                         \
    OWN(modularity, "metric.modularity", NETWORK, OBSERVABLE, .max = 1, .unit = "1",               \
        .doc = "how far ties stay within groups, for the groups a greedy search finds",            \
        .source = "Newman & Girvan 2004; Clauset, Newman & Moore 2004")                            \
    OWN(assortativity, "metric.assortativity", NETWORK, OBSERVABLE, .min = -1, .max = 1,           \
        .unit = "1", .doc = "correlation of the numbers of partners at the two ends of a tie",     \
        .source = "Newman 2002")                                                                   \
    OWN(betweenness, "metric.betweenness", ORGANISATION, OBSERVABLE, .max = 1, .unit = "1",        \
        .doc = "share of the pairs of others whose shortest paths lead through the organisation",  \
        .source = "Freeman 1977")

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
