/* graph.c: ties of one network in compressed rows; see graph.h. */
#include "kernel/graph.h"

#include <stdlib.h>
#include <string.h>

void polder_graph_free(polder_graph_t *graph)
{
    free(graph->off);
    free(graph->nbr);
    *graph = (polder_graph_t){0};
}

/* Rows are short, so insertion sorts them fastest; hubs fall back on the library. */
static int ascending(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void sort_row(int32_t *row, int32_t n)
{
    if (n > 32) {
        qsort(row, (size_t)n, sizeof *row, ascending);
        return;
    }
    for (int32_t i = 1; i < n; i++) {
        const int32_t x = row[i];
        int32_t j = i;
        for (; j > 0 && row[j - 1] > x; j--) row[j] = row[j - 1];
        row[j] = x;
    }
}

int polder_graph_init(polder_graph_t *graph, int32_t n_org, size_t n_tie, const int32_t *from,
                      const int32_t *to, polder_report_t *report)
{
    *graph = (polder_graph_t){.n_org = n_org};
    if (n_org < 0 || n_tie > 0x3fffffff)
        return polder_fail(report, POLDER_INPUT, "a network of %d organisations and %zu ties",
                           (int)n_org, n_tie);
    graph->off = calloc((size_t)n_org + 2, sizeof(int32_t));
    graph->nbr = malloc((2 * n_tie + 1) * sizeof(int32_t));
    if (!graph->off || !graph->nbr) {
        polder_graph_free(graph);
        return polder_fail(report, POLDER_MEMORY, "no memory for %zu ties", n_tie);
    }
    int32_t *off = graph->off, *nbr = graph->nbr;
    for (size_t i = 0; i < n_tie; i++) {
        if (from[i] < 0 || from[i] >= n_org || to[i] < 0 || to[i] >= n_org) {
            polder_graph_free(graph);
            return polder_fail(report, POLDER_INPUT, "tie %zu joins %d and %d of %d organisations",
                               i, (int)from[i], (int)to[i], (int)n_org);
        }
        if (from[i] == to[i]) continue;
        off[from[i] + 2]++;
        off[to[i] + 2]++;
    }
    for (int32_t i = 0; i < n_org; i++) off[i + 2] += off[i + 1];
    for (size_t i = 0; i < n_tie; i++) { /* off[i + 1] is where row i is filled to */
        if (from[i] == to[i]) continue;
        nbr[off[from[i] + 1]++] = to[i];
        nbr[off[to[i] + 1]++] = from[i];
    }
    int32_t kept = 0;
    for (int32_t i = 0, begin = 0; i < n_org; i++) {
        const int32_t end = off[i + 1];
        sort_row(nbr + begin, end - begin);
        off[i] = kept;
        for (int32_t k = begin; k < end; k++)
            if (k == begin || nbr[k] != nbr[k - 1]) nbr[kept++] = nbr[k];
        begin = end;
    }
    off[n_org] = kept;
    graph->n_arc = kept;
    return 0;
}

int32_t polder_graph_arc(const polder_graph_t *graph, int32_t from, int32_t to)
{
    int32_t low = graph->off[from], high = graph->off[from + 1];
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (graph->nbr[middle] < to)
            low = middle + 1;
        else
            high = middle;
    }
    return low < graph->off[from + 1] && graph->nbr[low] == to ? low : -1;
}
