/* graph.h: the ties of one network.
 *
 * What     Who has a tie with whom, in compressed rows: the partners of each organisation side by
 *          side. A tie stands there twice, as an arc from either end.
 * Owner    polder_graph_init … polder_graph_free; the arrays given to init stay the caller's.
 * Threads  read-only after init.
 */
#ifndef POLDER_KERNEL_GRAPH_H
#define POLDER_KERNEL_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/error.h"

/* One network's ties, ids 0 … n_org − 1, both directions, partners in order of id. */
typedef struct {
    int32_t n_org;
    int32_t n_arc;
    int32_t *off; /* [n_org + 1] */
    int32_t *nbr; /* [n_arc] */
} polder_graph_t;

/* Takes undirected ties from[i] – to[i]; loops and repeated ties are dropped.
 * POLDER_INPUT if an id is not in 0 … n_org − 1, POLDER_MEMORY. Time: O(n log n). */
POLDER_MUST_USE int polder_graph_init(polder_graph_t *graph, int32_t n_org, size_t n_tie,
                                      const int32_t *from, const int32_t *to,
                                      polder_report_t *report);
void polder_graph_free(polder_graph_t *graph);
/* Index of the arc from → to in nbr, or −1. */
int32_t polder_graph_arc(const polder_graph_t *graph, int32_t from, int32_t to);

#endif
