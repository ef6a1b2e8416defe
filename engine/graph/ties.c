/* ties.c: from the ties of a file to those of a network; see graph.h. */
#include <stdlib.h>
#include <string.h>

#include "netfile.h"

typedef struct {
    long long loops, repeated, one_sided, mutual;
} odd_t;

/* Element a of `edge` becomes the first edge that reports arc a. */
static void find_edges(const polder_netfile_t *file, const polder_graph_t *graph, int32_t *edge,
                       odd_t *odd)
{
    for (int32_t a = 0; a < graph->n_arc; a++) edge[a] = -1;
    for (int32_t e = 0; e < file->n_tie; e++) {
        const int32_t from = file->from[e], to = file->to[e];
        if (from == to) {
            odd->loops++;
            continue;
        }
        const int32_t there = polder_graph_arc(graph, from, to);
        odd->repeated += edge[there] >= 0;
        if (edge[there] < 0) edge[there] = e;
        if (file->directed[e]) continue;
        const int32_t back = polder_graph_arc(graph, to, from);
        if (edge[back] < 0) edge[back] = e;
    }
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            if (graph->nbr[a] < i) continue;
            const int32_t back = polder_graph_arc(graph, graph->nbr[a], i);
            if (edge[a] >= 0 && edge[back] >= 0)
                odd->mutual++;
            else
                odd->one_sided++;
        }
}

/* Keep the ties that both ends report. Arcs stay in the same order. */
static int keep_mutual(polder_netfile_t *file, polder_graph_t *graph, polder_report_t *report)
{
    polder_graph_t kept = {0};
    const size_t n_arc = (size_t)graph->n_arc;
    int32_t *const from = malloc((n_arc + 1) * sizeof *from);
    int32_t *const edge = malloc((n_arc + 1) * sizeof *edge);
    int rc = POLDER_MEMORY;
    if (!from || !edge) {
        rc = polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for ties");
        goto out;
    }
    int32_t *const to = from + n_arc / 2;
    size_t n = 0, last = 0;
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            const int32_t j = graph->nbr[a];
            if (file->edge[a] < 0 || file->edge[polder_graph_arc(graph, j, i)] < 0) continue;
            edge[last++] = file->edge[a];
            if (i > j) continue;
            from[n] = i;
            to[n++] = j;
        }
    rc = polder_graph_init(&kept, graph->n_org, n, from, to, report);
    if (rc) goto out;
    memcpy(file->edge, edge, last * sizeof *edge);
    polder_graph_free(graph);
    *graph = kept;
out:
    free(edge);
    free(from);
    return rc;
}

static void warn_of_ties(const polder_netfile_t *file, const odd_t *odd, polder_report_t *report)
{
    const polder_place_t *place = &file->place;
    if (odd->loops)
        polder_warn(report, place, "%lld tie%s of an organisation with itself left out", odd->loops,
                    odd->loops == 1 ? "" : "s");
    if (odd->repeated)
        polder_warn(report, place, "%lld repeated tie%s left out; the first values count",
                    odd->repeated, odd->repeated == 1 ? "" : "s");
    if (!odd->one_sided) return;
    /* In a list of lines a tie that is named once is the usual thing. */
    const bool either = file->source->undirected == POLDER_EITHER;
    if (either && file->listing && !odd->mutual) return;
    polder_warn(report, place, "%lld of %lld ties are reported by one end only and are %s",
                odd->one_sided, odd->one_sided + odd->mutual, either ? "kept" : "left out");
}

int polder_ties_make(polder_netfile_t *file, polder_report_t *report)
{
    polder_graph_t *graph = &file->network->graph;
    int rc =
        polder_graph_init(graph, file->n_org, (size_t)file->n_tie, file->from, file->to, report);
    if (rc) return rc;
    file->edge = malloc(((size_t)graph->n_arc + 1) * sizeof *file->edge);
    if (!file->edge)
        return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for ties");
    odd_t odd = {0};
    find_edges(file, graph, file->edge, &odd);
    warn_of_ties(file, &odd, report);
    if (file->source->undirected == POLDER_MUTUAL && odd.one_sided)
        rc = keep_mutual(file, graph, report);
    if (rc == 0 && graph->n_arc == 0)
        polder_warn(report, &file->place, "%s: nobody meets anybody",
                    odd.one_sided ? "no tie is reported by both ends, so the network has none"
                                  : "the network has no ties");
    return rc;
}
