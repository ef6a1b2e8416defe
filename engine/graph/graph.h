/* graph.h: the only door to igraph.
 *
 * What     Generators, network files, metrics. igraph is not thread-safe as packaged: the
 *          functions here take a lock, so any thread may call them. Networks are therefore made
 *          one at a time, all but small worlds.
 * Broken   where igraph would abort the process (its own defect, or memory that is gone) the
 *          call returns POLDER_GRAPH, and so does every later one: what igraph held is lost, and
 *          its state cannot be trusted. Everything else in the process goes on.
 * Random   igraph draws from a keyed generator of ours: the same key gives the same
 *          network whatever came before.
 * Errors   igraph's handlers (which abort) are replaced; its messages go to the report.
 */
#ifndef POLDER_GRAPH_H
#define POLDER_GRAPH_H

#include <stdio.h>

#include "experiment/experiment.h"

/* What the part "network" says of one network (fields network.*). */
typedef struct {
    int topology; /* index into the choices of network.topology */
    int32_t members;
    float degree, rewiring, core_share, core_density, periphery_density, power, exponent;
} polder_topology_t;

/* Makes a simple undirected graph of `members` organisations. `key` is that of the
 * network (random.h). Every topology works for members >= 2; degree is cut to members − 1. */
POLDER_MUST_USE int polder_graph_generate(const polder_topology_t *topology, const uint32_t key[4],
                                          polder_graph_t *graph, polder_report_t *report);

/* Reads source->path with its mappings. Errors name the file and, where igraph or the
 * parser says, the line; an unknown attribute names the nearest. Missing or odd values,
 * dropped loops, double ties and one-sided ties are warnings with counts. */
POLDER_MUST_USE int polder_network_read(const polder_source_t *source, const polder_table_t *table,
                                        polder_network_t *network, polder_report_t *report);

/* What was read, in one line: "14 organisations (names from label), 28 ties from 31 lines,
 * directed, 6 answered by one side, …". Cut off if `size` is too small. */
void polder_network_say(const polder_network_t *network, char *text, size_t size);

/* A network at one moment with numbers on it. Each arc is an edge of its own, because what one
 * organisation thinks of the other need not be what the other thinks of it. */
typedef struct {
    const char *name;
    const float *value; /* one for the network, [n_org] or [n_arc]; NaN: missing */
} polder_snapshot_column_t;

typedef struct {
    const char *title;
    int64_t n_org, n_arc;
    char **label;             /* [n_org], or NULL */
    const bool *absent;       /* [n_org] left out, with their ties; NULL: nobody is */
    const int64_t *from, *to; /* [n_arc] */
    const bool *no_tie;       /* [n_arc] left out; NULL: none is */
    int n_network, n_organisation, n_tie;
    const polder_snapshot_column_t *network, *organisation, *tie;
} polder_snapshot_t;

/* As GraphML, with the columns as attributes: equal snapshots are equal bytes, which igraph's writer
 * does not promise. Which file that is is up to the caller, who looks at ferror(file). */
void polder_snapshot_write(const polder_snapshot_t *snapshot, FILE *file);

/* Metrics of the part "metrics" for one graph; `want` has a bit per metric in the order of
 * that part's fields. network[i] is filled for network-level ones, org[i][n_org] (or NULL)
 * for organisation-level ones. */
POLDER_MUST_USE int polder_graph_metrics(const polder_graph_t *graph, uint32_t want, float *network,
                                         float *const *org, polder_report_t *report);

/* Prints nothing: "igraph 0.10.2". */
const char *polder_graph_library(void);

#endif
