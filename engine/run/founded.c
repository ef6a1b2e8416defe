/* founded.c: measures of the shape of a network at its founding, for conditions and results, and the
 * betweenness of its members. See worker.h.
 *
 * Each takes a pass of igraph over the network, so only those that somebody asks for are computed.
 */
#include <stdlib.h>

#include "graph/graph.h"
#include "run/record.h"
#include "run/worker.h"

enum { MOST = 32 };

/* Field f as a bit of the measures of graph/graph.h, or 0. */
static uint32_t bit_of(const polder_table_t *table, int f)
{
    if (table->part[table->owner[f]] != &polder_part_engine_founding) return 0;
    return 1u << (f - polder_table_find(table, polder_part_engine_founding.use[0].field.name));
}

void polder_founded_list(polder_worker_t *w)
{
    const polder_experiment_t *x = w->x;
    const polder_table_t *table = w->plan->table;
    for (int i = 0; i < x->record.n_summary; i++)
        w->measured |= bit_of(table, x->record.summary[i]);
    for (int i = 0; i < x->record.n_track; i++) w->measured |= bit_of(table, x->record.track[i]);
    for (int c = 0; c < x->n_condition; c++)
        for (int s = 0; s < x->condition[c].n_step; s++)
            if (x->condition[c].step[s].kind == POLDER_COMPARES)
                w->measured |= bit_of(table, x->condition[c].step[s].field);
}

/* Sets a field of the network in a lane; a folded network has all lanes to itself. */
static void put(polder_batch_t *batch, int field, int lane, float value)
{
    for (int l = batch->folded ? 0 : lane; l <= (batch->folded ? POLDER_LANES - 1 : lane); l++)
        batch->col[field][l] = value;
}

static int measure_lane(const polder_worker_t *w, polder_batch_t *batch, int lane, int between,
                        polder_report_t *report)
{
    const polder_table_t *table = w->plan->table;
    const int first = polder_table_find(table, polder_part_engine_founding.use[0].field.name);
    const uint32_t also = between >= 0 ? 1u << between : 0;
    float network[MOST], *org[MOST] = {NULL}, *row = NULL;
    polder_graph_t graph = {0};
    int32_t *old = NULL; /* ids of the members that are there: an arm may be without some */
    int code = polder_active_graph(batch, lane, &graph, &old, report);
    if (code == 0 && also && !(row = calloc((size_t)graph.n_org + 1, sizeof *row)))
        code = polder_fail(report, POLDER_MEMORY, "no memory for the places of members");
    if (also) org[between] = row;
    if (code == 0) code = polder_graph_metrics(&graph, w->measured | also, network, org, report);
    for (int32_t o = 0; row && o < graph.n_org && code == 0; o++)
        batch->betweenness[polder_batch_element(batch, lane, old[o])] = row[o];
    for (int i = 0; i < polder_part_engine_founding.n_use && code == 0; i++)
        if (w->measured >> i & 1) put(batch, first + i, lane, network[i]);
    polder_graph_free(&graph);
    free(old);
    free(row);
    return code;
}

int polder_worker_measure(polder_worker_t *w, polder_report_t *report)
{
    const polder_plan_t *plan = w->plan;
    const int first = polder_table_find(plan->table, polder_part_engine_metrics.use[0].field.name);
    const int between = plan->betweenness >= 0 ? plan->betweenness - first : -1;
    int code = 0;
    if (between < 0 && !w->measured) return 0;
    for (int lane = 0; lane < w->batch->n_lane && code == 0; lane++)
        code = measure_lane(w, w->batch, lane, between, report);
    return code;
}
