/* record.c: see record.h. */
#include "run/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"

enum { L = POLDER_LANES };

/* Which metrics are wanted, and whether observables are at all. */
static void find_wanted(polder_recorder_t *r)
{
    const polder_record_t *record = &r->x->record;
    const polder_table_t *table = r->plan->table;
    r->metric_field = polder_table_find(table, polder_part_engine_metrics.use[0].field.name);
    for (int i = 0; i < record->n_track + record->n_summary; i++) {
        const bool summary = i >= record->n_track;
        const int f = summary ? record->summary[i - record->n_track] : record->track[i];
        if (table->field[f]->role == POLDER_OBSERVABLE) r->observe = true;
        if (table->part[table->owner[f]] != &polder_part_engine_metrics) continue;
        if (summary)
            r->summary_metrics |= 1u << (f - r->metric_field);
        else
            r->track_metrics |= 1u << (f - r->metric_field);
    }
}

static int list_samples(polder_recorder_t *r, const polder_graph_t *const *graph,
                        const bool *sampled)
{
    const size_t n = (size_t)r->n_unit + 1;
    r->sample = calloc(n, sizeof *r->sample);
    r->sample_of = calloc(n, sizeof *r->sample_of);
    r->n_org = calloc(n, sizeof *r->n_org);
    r->n_arc = calloc(n, sizeof *r->n_arc);
    r->org_at = calloc(n + 1, sizeof *r->org_at);
    r->arc_at = calloc(n + 1, sizeof *r->arc_at);
    if (!r->sample || !r->sample_of || !r->n_org || !r->n_arc || !r->org_at || !r->arc_at)
        return POLDER_MEMORY;
    for (int32_t u = 0; u < r->n_unit; u++) {
        r->sample_of[u] = -1;
        if (!sampled[u]) continue;
        const int32_t s = r->n_sample++;
        r->sample[s] = u;
        r->sample_of[u] = s;
        r->n_org[s] = graph[u]->n_org;
        r->n_arc[s] = graph[u]->n_arc;
        r->org_at[s + 1] = r->org_at[s] + graph[u]->n_org;
        r->arc_at[s + 1] = r->arc_at[s] + graph[u]->n_arc;
    }
    r->arc_from = malloc(((size_t)r->arc_at[r->n_sample] + 1) * sizeof(int32_t));
    r->arc_to = malloc(((size_t)r->arc_at[r->n_sample] + 1) * sizeof(int32_t));
    if (!r->arc_from || !r->arc_to) return POLDER_MEMORY;
    for (int32_t s = 0; s < r->n_sample; s++) {
        const polder_graph_t *g = graph[r->sample[s]];
        for (int32_t o = 0; o < g->n_org; o++)
            for (int32_t k = g->off[o]; k < g->off[o + 1]; k++) {
                r->arc_from[r->arc_at[s] + k] = o;
                r->arc_to[r->arc_at[s] + k] = g->nbr[k];
            }
    }
    return 0;
}

static int make_tracks(polder_recorder_t *r)
{
    const polder_experiment_t *x = r->x;
    r->track = calloc((size_t)x->record.n_track + 1, sizeof *r->track);
    if (!r->track) return POLDER_MEMORY;
    for (int i = 0; i < x->record.n_track && r->n_sample > 0; i++) {
        const polder_level_t level = r->plan->table->field[x->record.track[i]]->level;
        const int64_t rows = level == POLDER_NETWORK        ? r->n_sample
                             : level == POLDER_ORGANISATION ? r->org_at[r->n_sample]
                                                            : r->arc_at[r->n_sample];
        const size_t n = (size_t)rows * (size_t)r->n_time;
        r->track[i] = malloc((n + 1) * sizeof(float));
        if (!r->track[i]) return POLDER_MEMORY;
        for (size_t j = 0; j < n; j++) r->track[i][j] = NAN;
    }
    return 0;
}

int polder_recorder_init(polder_recorder_t *r, const polder_experiment_t *x,
                         const polder_plan_t *plan, int32_t n_unit,
                         const polder_graph_t *const *graph, const bool *sampled,
                         polder_report_t *report)
{
    *r = (polder_recorder_t){.x = x,
                             .plan = plan,
                             .n_unit = n_unit,
                             .n_time = polder_experiment_last(x) / x->record.every + 1};
    find_wanted(r);
    int code = list_samples(r, graph, sampled);
    if (code == 0) code = make_tracks(r);
    const size_t n = (size_t)polder_record_rows(&x->record) * (size_t)n_unit + 1;
    r->summary = malloc(n * sizeof(float));
    if (!r->summary) code = POLDER_MEMORY;
    if (code == 0) {
        for (size_t i = 0; i < n; i++) r->summary[i] = NAN;
        code = polder_observed_init(r, report);
        if (code < 0) polder_recorder_free(r);
        return code;
    }
    polder_recorder_free(r);
    return polder_fail(report, code, "no memory to record %d networks", (int)n_unit);
}

void polder_recorder_free(polder_recorder_t *r)
{
    if (r->track)
        for (int i = 0; i < r->x->record.n_track; i++) free(r->track[i]);
    free(r->track);
    free(r->summary);
    free(r->sample);
    free(r->sample_of);
    free(r->n_org);
    free(r->n_arc);
    free(r->org_at);
    free(r->arc_at);
    free(r->arc_from);
    free(r->arc_to);
    free(r->event);
    free(r->held);
    free(r->sum);
    free(r->n_sum);
    *r = (polder_recorder_t){0};
}

int polder_active_graph(const polder_batch_t *batch, int lane, polder_graph_t *graph, int32_t **old,
                        polder_report_t *report)
{
    const float *active = batch->col[batch->plan->active], *tie = batch->col[batch->plan->tie];
    const int32_t n = batch->n_org[lane];
    int code = 0;
    int32_t kept = 0;
    size_t ties = 0;
    int32_t *id = malloc((size_t)n * sizeof *id);
    int32_t *from = malloc(((size_t)batch->n_arc[lane] + 1) * sizeof *from);
    int32_t *to = malloc(((size_t)batch->n_arc[lane] + 1) * sizeof *to);
    *old = malloc(((size_t)n + 1) * sizeof **old);
    if (!id || !from || !to || !*old) {
        code = polder_fail(report, POLDER_MEMORY, "no memory for the metrics of a network");
        goto out;
    }
    for (int32_t i = 0; i < n; i++) {
        id[i] = active[polder_batch_element(batch, lane, i)] > 0 ? kept : -1;
        if (id[i] >= 0) (*old)[kept++] = i;
    }
    for (int32_t i = 0; i < n; i++) {
        const int32_t e = polder_batch_element(batch, lane, i);
        for (int32_t k = 0; k < batch->degree[e]; k++) {
            const int32_t a = polder_batch_arc(batch, e, k);
            const int32_t j = batch->org[batch->nbr[a]];
            if (tie[a] <= 0 || j < i) continue;
            from[ties] = id[i];
            to[ties++] = id[j];
        }
    }
    code = polder_graph_init(graph, kept, ties, from, to, report);
out:
    free(id);
    free(from);
    free(to);
    return code;
}

/* Fill the columns of the part "metrics" for one lane. */
static int measure_lane(const polder_recorder_t *r, uint32_t metrics, polder_batch_t *batch,
                        int lane, polder_report_t *report)
{
    enum { MOST = 32 };
    const int n = polder_part_engine_metrics.n_use;
    float value[MOST], *row[MOST] = {NULL};
    polder_graph_t graph = {0};
    int32_t *old = NULL;
    int code = polder_active_graph(batch, lane, &graph, &old, report);
    for (int i = 0; i < n && code == 0; i++) {
        value[i] = NAN;
        if (r->plan->table->field[r->metric_field + i]->level != POLDER_ORGANISATION) continue;
        row[i] = calloc((size_t)graph.n_org + 1, sizeof(float));
        if (!row[i]) code = polder_fail(report, POLDER_MEMORY, "no memory for metrics");
    }
    if (code == 0) code = polder_graph_metrics(&graph, metrics, value, row, report);
    for (int i = 0; i < n && code == 0; i++) {
        float *col = batch->col[r->metric_field + i];
        if (!(metrics >> i & 1) || !col) continue;
        if (!row[i]) {
            col[lane] = value[i];
            continue;
        }
        for (int32_t o = 0; o < batch->n_org[lane]; o++)
            col[polder_batch_element(batch, lane, o)] = NAN;
        for (int32_t o = 0; o < graph.n_org; o++)
            col[polder_batch_element(batch, lane, old[o])] = row[i][o];
    }
    for (int i = 0; i < n; i++) free(row[i]);
    free(old);
    polder_graph_free(&graph);
    return code;
}

int polder_record_time(polder_recorder_t *r, polder_batch_t *batch, int lane, int32_t unit,
                       int32_t time, polder_report_t *report)
{
    const int32_t s = r->sample_of[unit];
    const polder_experiment_t *x = r->x;
    if (s < 0) return 0;
    if (r->track_metrics) {
        const int code = measure_lane(r, r->track_metrics, batch, lane, report);
        if (code < 0) return code;
    }
    for (int i = 0; i < x->record.n_track; i++) {
        const int f = x->record.track[i];
        const float *col = batch->col[f];
        float *track = r->track[i] + time;
        const ptrdiff_t n = r->n_time;
        const polder_level_t level = r->plan->table->field[f]->level;
        if (level == POLDER_NETWORK) {
            track[s * n] = col[lane];
            continue;
        }
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            if (level == POLDER_ORGANISATION) {
                track[(r->org_at[s] + o) * n] = col[e];
                continue;
            }
            if (o == 0) track += r->arc_at[s] * n;
            for (int32_t k = 0; k < batch->degree[e]; k++, track += n)
                *track = col[polder_batch_arc(batch, e, k)];
        }
    }
    return 0;
}

int polder_record_end(polder_recorder_t *r, polder_batch_t *batch, int lane, int32_t unit,
                      polder_report_t *report)
{
    const polder_record_t *record = &r->x->record;
    if (r->summary_metrics) {
        const int code = measure_lane(r, r->summary_metrics, batch, lane, report);
        if (code < 0) return code;
    }
    for (int i = 0; i < record->n_summary; i++)
        r->summary[(size_t)i * (size_t)r->n_unit + (size_t)unit] =
            batch->col[record->summary[i]][lane];
    return 0;
}
