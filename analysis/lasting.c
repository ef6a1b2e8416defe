/* lasting.c: see lasting.h. */
#include "analysis/lasting.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/paired.h"
#include "kernel/table.h"

typedef struct {
    int horizon;
    int64_t *count; /* [case][horizon + 2] */
} gather_t;

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    (void)report;
    for (int64_t i = 0; i < chunk->n_replicate * chunk->n_case; i++) {
        const int t = polder_kaplan_place(chunk->value[0][i], chunk->value[1][i], g->horizon);
        if (t > 0) g->count[(i % chunk->n_case) * (g->horizon + 2) + t]++;
    }
    return POLDER_OK;
}

int polder_lasting_together(const polder_result_t *result)
{
    const size_t ticks = (size_t)polder_result_horizon(result) + 2;
    return polder_walk_points(
        result, ticks * (sizeof(int64_t) + sizeof(polder_kaplan_t)) +
                    (ticks / (size_t)polder_life_ticks(polder_result_model(result)->year) + 2) *
                        sizeof(polder_life_t));
}

static void finish(const polder_lasting_t *l, const int64_t *count, polder_lasting_arm_t *a)
{
    double square = 0;
    polder_kaplan(count, l->horizon, l->confidence, a->curve);
    a->networks = a->curve[0].at_risk;
    a->mean = polder_kaplan_mean(count, l->horizon);
    polder_life_init(a->year, l->n_year, l->horizon, l->year);
    for (int t = 1; t <= l->horizon + 1; t++) {
        const double d = (t > l->horizon ? l->horizon : t) - a->mean;
        square += (double)count[t] * d * d;
        if (t > l->horizon) continue;
        const int year = (t - 1) / l->year;
        a->year[year < l->n_year ? year : l->n_year - 1].ended += count[t];
        if (a->median == 0 && a->curve[t].survival <= 0.5) a->median = t;
    }
    polder_life_finish(a->year, l->n_year, a->networks, l->confidence);
    const polder_moments_t m = {a->networks, a->mean, square};
    polder_mean_interval(&m, l->confidence, &a->low, &a->high);
}

int polder_lasting_read(const polder_result_t *result, int first, int n, double confidence,
                        polder_lasting_t *l, polder_report_t *report)
{
    static const char *const column[] = {POLDER_FIELD_ALIVE, POLDER_FIELD_ENDED};
    *l = (polder_lasting_t){.first = first,
                            .n_read = n,
                            .n_arm = polder_result_n_arm(result),
                            .horizon = polder_result_horizon(result),
                            .year = polder_life_ticks(polder_result_model(result)->year),
                            .confidence = confidence};
    if (l->horizon < 1 || !polder_walk_has(result, column[0]) ||
        !polder_walk_has(result, column[1]))
        return polder_fail_at(report, POLDER_INPUT,
                              &(polder_place_t){.file = polder_result_path(result)},
                              "the file does not say when networks ended: it has no columns "
                              "\"%s\" and \"%s\"",
                              column[0], column[1]);
    const size_t n_case = (size_t)n * (size_t)l->n_arm, ticks = (size_t)l->horizon + 2;
    l->n_year = polder_life_periods(l->horizon, l->year);
    l->arm = calloc(n_case + 1, sizeof *l->arm);
    l->curve = calloc(n_case * ticks, sizeof *l->curve);
    l->life = calloc(n_case * (size_t)l->n_year + 1, sizeof *l->life);
    gather_t g = {l->horizon, calloc(n_case * ticks, sizeof *g.count)};
    int code = POLDER_OK;
    if (!l->arm || !l->curve || !l->life || !g.count)
        code = polder_fail(report, POLDER_MEMORY, "out of memory");
    if (code >= 0) code = polder_walk(result, first, n, 2, column, visit, &g, report);
    for (size_t k = 0; code >= 0 && k < n_case; k++) {
        polder_lasting_arm_t *a = &l->arm[k];
        a->point = first + (int)k / l->n_arm;
        a->arm = (int)k % l->n_arm;
        a->curve = l->curve + k * ticks;
        a->year = l->life + k * (size_t)l->n_year;
        finish(l, g.count + k * ticks, a);
    }
    free(g.count);
    if (code < 0) polder_lasting_free(l);
    return code;
}

void polder_lasting_free(polder_lasting_t *l)
{
    free(l->arm);
    free(l->curve);
    free(l->life);
    *l = (polder_lasting_t){0};
}
