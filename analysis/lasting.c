/* lasting.c: see lasting.h. */
#include "analysis/lasting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/foundings.h"
#include "kernel/table.h"

typedef struct {
    const polder_result_t *result;
    int horizon, n_arm;
    int64_t *count; /* [case][horizon + 2] */
    int n_year, year;
    int64_t futures;
    polder_founded_t *founded; /* NULL: each network counts. [case]: of the ticks that networks
                                  last, of living after tick 0 … horizon, of ending in each year */
} gather_t;

static polder_founded_t *founded_of(const gather_t *g, int64_t k)
{
    return g->founded + k * (2 + g->horizon + g->n_year);
}

/* A network that lasted to place t. */
static void add_founded(const gather_t *g, int64_t k, int64_t founding, int t)
{
    const int lasts = polder_result_lasts(g->result, (int)(k % g->n_arm));
    polder_founded_t *f = founded_of(g, k);
    polder_founded_add(f++, founding, t > lasts ? lasts : t);
    for (int tick = 0; tick <= g->horizon; tick++) polder_founded_add(f++, founding, t > tick);
    for (int y = 0; y < g->n_year && t > y * g->year; y++)
        polder_founded_add(&f[y], founding, t <= (y + 1) * g->year && t <= lasts);
}

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    (void)report;
    for (int64_t i = 0; i < chunk->n_replicate * chunk->n_case; i++) {
        const int arm = (int)(i % chunk->n_case % g->n_arm);
        const int t = polder_kaplan_place(chunk->value[0][i], chunk->value[1][i],
                                          polder_result_lasts(g->result, arm));
        if (t == 0) continue;
        g->count[(i % chunk->n_case) * (g->horizon + 2) + t]++;
        const int64_t replicate = chunk->first + i / chunk->n_case;
        if (g->founded)
            add_founded(g, i % chunk->n_case, polder_replicate(replicate, g->futures).founding, t);
    }
    return POLDER_OK;
}

int polder_lasting_together(const polder_result_t *result)
{
    const size_t ticks = (size_t)polder_result_horizon(result) + 2;
    const size_t founded = polder_result_futures(result) > 1 ? 2 * sizeof(polder_founded_t) : 0;
    return polder_walk_points(
        result, ticks * (founded + sizeof(int64_t) + sizeof(polder_kaplan_t)) +
                    (ticks / (size_t)polder_life_ticks(polder_result_model(result)->year) + 2) *
                        sizeof(polder_life_t));
}

/* Of a year that the arm does not live to the end nothing is known. */
static void cut_years(const polder_lasting_t *l, polder_lasting_arm_t *a)
{
    for (int y = 0; y < l->n_year; y++) {
        polder_life_t *life = &a->year[y];
        if (life->until <= a->horizon) continue;
        *life = (polder_life_t){.from = life->from,
                                .until = life->until,
                                .hazard = NAN,
                                .hazard_low = NAN,
                                .hazard_high = NAN,
                                .survival = NAN,
                                .low = NAN,
                                .high = NAN};
    }
}

static void finish(const polder_lasting_t *l, const int64_t *count, polder_lasting_arm_t *a)
{
    double square = 0;
    polder_kaplan(count, a->horizon, l->confidence, a->curve);
    for (int t = a->horizon + 1; t <= l->horizon; t++)
        a->curve[t] = (polder_kaplan_t){.survival = NAN, .low = NAN, .high = NAN};
    a->networks = a->curve[0].at_risk;
    a->mean = polder_kaplan_mean(count, a->horizon);
    polder_life_init(a->year, l->n_year, l->horizon, l->year);
    for (int t = 1; t <= a->horizon + 1; t++) {
        const double d = (t > a->horizon ? a->horizon : t) - a->mean;
        square += (double)count[t] * d * d;
        if (t > a->horizon) continue;
        const int year = (t - 1) / l->year;
        a->year[year < l->n_year ? year : l->n_year - 1].ended += count[t];
        if (a->median == 0 && a->curve[t].survival <= 0.5) a->median = t;
    }
    polder_life_finish(a->year, l->n_year, a->networks, l->confidence);
    cut_years(l, a);
    const polder_moments_t m = {a->networks, a->mean, square};
    polder_mean_interval(&m, l->confidence, &a->low, &a->high);
}

/* The intervals that foundings give. */
static void finish_founded(const polder_lasting_t *l, const polder_founded_t *f,
                           polder_lasting_arm_t *a)
{
    if (!polder_founded_matters(f)) return;
    polder_founded_mean(f, l->confidence, &a->low, &a->high);
    for (int t = 0; t <= a->horizon; t++) {
        polder_kaplan_t *k = &a->curve[t];
        polder_wilson(k->survival, polder_founded_networks(&f[1 + t], l->confidence), l->confidence,
                      &k->low, &k->high);
    }
    for (int y = 0; y < l->n_year; y++) {
        polder_life_t *life = &a->year[y];
        if (life->until > a->horizon) continue;
        const polder_founded_t *ended = &f[2 + l->horizon + y];
        polder_wilson(life->hazard, polder_founded_networks(ended, l->confidence), l->confidence,
                      &life->hazard_low, &life->hazard_high);
        life->low = a->curve[life->until].low;
        life->high = a->curve[life->until].high;
    }
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
    gather_t g = {.result = result,
                  .horizon = l->horizon,
                  .n_arm = l->n_arm,
                  .count = calloc(n_case * ticks, sizeof *g.count),
                  .n_year = l->n_year,
                  .year = l->year,
                  .futures = polder_result_futures(result)};
    const size_t figures = n_case * (ticks + (size_t)l->n_year);
    if (g.futures > 1) g.founded = calloc(figures, sizeof *g.founded);
    int code = POLDER_OK;
    if (!l->arm || !l->curve || !l->life || !g.count || (g.futures > 1 && !g.founded))
        code = polder_out_of_memory(report);
    if (code >= 0) code = polder_walk(result, first, n, 2, column, visit, &g, report);
    for (size_t k = 0; code >= 0 && k < n_case; k++) {
        polder_lasting_arm_t *a = &l->arm[k];
        a->point = first + (int)k / l->n_arm;
        a->arm = (int)k % l->n_arm;
        a->horizon = polder_result_lasts(result, a->arm);
        a->curve = l->curve + k * ticks;
        a->year = l->life + k * (size_t)l->n_year;
        finish(l, g.count + k * ticks, a);
        if (g.founded) finish_founded(l, founded_of(&g, (int64_t)k), a);
    }
    if (code >= 0) l->split = polder_founded_split(polder_walk_replicates(result), g.futures, NULL);
    free(g.count);
    free(g.founded);
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
