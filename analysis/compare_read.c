/* compare_read.c: counting and summing network by network; see compare.h. */
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare.h"
#include "analysis/kaplan.h"
#include "analysis/proportion.h"
#include "kernel/table.h"

/* What is gathered of one figure of one case. */
typedef struct {
    int64_t n, yes;
    bool unlike; /* a pair is not the same in it */
    polder_moments_t own;
    polder_pairs_t pairs;
    polder_twin_t twin;
    polder_founded_t alone, apart; /* by founding: of the arm, of the differences */
} sums_t;

/* What is summed up of a founding before it counts as one. */
typedef struct {
    int64_t founding, n;
    double first, second;
} part_t;

typedef struct {
    polder_compare_t *c;
    int n_case, horizon;
    sums_t *sums;                    /* [case][figure] */
    polder_twin_t *cost;             /* [case] extra cost with extra success */
    int64_t *count;                  /* [case][2][horizon + 2] the arm, the baseline */
    double *influence;               /* [case][2][horizon + 2] */
    double *statistic, *spread;      /* [case] of the log-rank test */
    polder_pairs_t *rank;            /* [point][pairs of arms] */
    polder_founded_t *founded;       /* of those */
    part_t *cost_part, *spread_part; /* [case] */
    int64_t together; /* replicates that count as one: futures of one of many foundings */
} gather_t;

/* The case of the baseline at the same point. */
static int other(const gather_t *g, int k)
{
    return k - k % g->c->n_arm + g->c->baseline;
}

static int64_t *counts(const gather_t *g, int k, int which)
{
    return g->count + (2 * (int64_t)k + which) * (g->horizon + 2);
}

static double *influences(const gather_t *g, int k, int which)
{
    return g->influence + (2 * (int64_t)k + which) * (g->horizon + 2);
}

/* Ticks that the arm of a case lives. */
static int lasts_of(const gather_t *g, int k)
{
    const polder_compare_t *c = g->c;
    return c->several ? g->horizon : polder_result_lasts(c->result, k % c->n_arm);
}

/* Columns in the order of the figures, then `alive`, for how long networks last. */
static float value_of(const gather_t *g, const polder_chunk_t *chunk, int figure, int k, int64_t at)
{
    const polder_figure_t *f = &g->c->figure[figure];
    const float x = chunk->value[figure][at];
    if (f->kind == POLDER_LASTED) {
        const int lasts = lasts_of(g, k);
        const int t = polder_kaplan_place(chunk->value[g->c->n_figure][at], x, lasts);
        return t == 0 ? (float)GSL_NAN : (float)(t > lasts ? lasts : t);
    }
    const int arm = (int)(at % g->c->n_arm); /* the value may be that of the baseline of k */
    if (f->first && polder_compare_answers(g->c, figure, arm) != POLDER_ANSWERS)
        return (float)GSL_NAN;
    if (f->first) /* of who could not be run it is not known whether it is alive either */
        return isnan(chunk->value[g->c->n_figure][at]) ? (float)GSL_NAN : isnan(x) ? 0.0f : 1.0f;
    return x;
}

static int64_t founding_of(const gather_t *g, int k, int64_t replicate)
{
    const polder_compare_t *c = g->c;
    const int64_t futures = c->several ? c->several->futures[k] : polder_result_futures(c->result);
    return polder_replicate(replicate, futures).founding;
}

/* Ticks that an arm and the baseline both have. */
static int common(const gather_t *g, int k)
{
    const int own = lasts_of(g, k), base = lasts_of(g, other(g, k));
    return own < base ? own : base;
}

/* Of arms that do not live equally long only what happened while both did can be compared: who is
 * still there then, how long they lasted until then, and what does not depend on later ticks. All else
 * is NaN. */
static float within(const gather_t *g, const polder_chunk_t *chunk, int figure, int k, int64_t at)
{
    const polder_compare_t *c = g->c;
    const polder_figure_t *f = &c->figure[figure];
    const bool both = f->on_the_way && f->by <= common(g, k);
    if (both || !polder_compare_apart(c, k % c->n_arm)) return value_of(g, chunk, figure, k, at);
    if (c->lasted < 0 || (figure != c->lasted && figure != c->alive)) return (float)GSL_NAN;
    const int until = common(g, k);
    const int t =
        polder_kaplan_place(chunk->value[c->n_figure][at], chunk->value[c->lasted][at], until);
    if (t == 0) return (float)GSL_NAN;
    if (figure == c->alive) return t > until ? 1.0f : 0.0f;
    return (float)(t > until ? until : t);
}

/* Row r of a chunk. */
static void add_figure(const gather_t *g, const polder_chunk_t *chunk, int figure, int64_t r)
{
    const int64_t row = r * chunk->n_case;
    const bool share = g->c->figure[figure].kind == POLDER_YES_NO;
    for (int k = 0; k < g->n_case; k++) {
        sums_t *s = &g->sums[(int64_t)k * g->c->n_figure + figure];
        const float x = value_of(g, chunk, figure, k, row + k);
        const float first = within(g, chunk, figure, k, row + k);
        const float second = within(g, chunk, figure, k, row + other(g, k));
        const int64_t founding = founding_of(g, k, chunk->first + r);
        s->unlike |= isnan(first) ? !isnan(second) : first != second;
        polder_founded_add(&s->alone, founding, share && !isnan(x) ? x > 0.5f : (double)x);
        if (g->c->paired) polder_founded_add(&s->apart, founding, (double)first - (double)second);
        if (share) {
            s->n += !isnan(x);
            s->yes += x > 0.5f;
            if (g->c->paired) polder_pairs_add(&s->pairs, first, second);
        } else {
            polder_moments_add(&s->own, (double)x);
            if (g->c->paired) polder_twin_add(&s->twin, (double)first, (double)second);
        }
    }
}

/* The founding that was summed up, as one. */
static void close_cost(const gather_t *g, int k)
{
    part_t *p = &g->cost_part[k];
    if (p->n > 0) polder_twin_add(&g->cost[k], p->first / (double)p->n, p->second / (double)p->n);
    *p = (part_t){0};
}

static void add_cost(const gather_t *g, const polder_chunk_t *chunk, int64_t r)
{
    const int64_t row = r * chunk->n_case;
    const float *cost = chunk->value[g->c->cost], *success = chunk->value[g->c->success];
    for (int k = 0; k < g->n_case; k++) {
        const int64_t a = row + k, b = row + other(g, k);
        const double extra = (double)cost[a] - (double)cost[b];
        const double more = (double)success[a] - (double)success[b];
        part_t *p = &g->cost_part[k];
        if (isnan(extra) || isnan(more) || polder_compare_apart(g->c, k % g->c->n_arm)) continue;
        const int64_t founding = (chunk->first + r) / g->together;
        if (p->founding != founding) close_cost(g, k);
        *p = (part_t){founding, p->n + 1, p->first + extra, p->second + more};
    }
}

static void add_rank(const gather_t *g, const float *success, int64_t founding)
{
    const int n = g->c->n_arm;
    const int64_t pairs = polder_best_pairs(n);
    for (int point = 0; point < g->n_case / n; point++)
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++) {
                const int64_t at = point * pairs + polder_best_place(n, i, j);
                const float x = success[point * n + i], y = success[point * n + j];
                polder_pairs_add(&g->rank[at], x, y);
                polder_founded_add(&g->founded[at], founding, (double)x - (double)y);
            }
}

/* Places of the arm and of the baseline; false if one of them is not known. */
static bool places(const gather_t *g, const polder_chunk_t *chunk, int k, int64_t row, int *first,
                   int *second)
{
    const float *alive = chunk->value[g->c->n_figure], *ended = chunk->value[g->c->lasted];
    const int64_t a = row + k, b = row + other(g, k);
    *first = polder_kaplan_place(alive[a], ended[a], common(g, k));
    *second = polder_kaplan_place(alive[b], ended[b], common(g, k));
    return *first > 0 && *second > 0;
}

static void add_counts(const gather_t *g, const polder_chunk_t *chunk, int64_t row)
{
    for (int k = 0; k < g->n_case; k++) {
        int first = 0, second = 0;
        if (!places(g, chunk, k, row, &first, &second)) continue;
        counts(g, k, 0)[first]++;
        counts(g, k, 1)[second]++;
    }
}

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    (void)report;
    for (int64_t r = 0; r < chunk->n_replicate; r++) {
        const int64_t row = r * chunk->n_case;
        for (int f = 0; f < g->c->n_figure; f++) add_figure(g, chunk, f, r);
        if (g->cost) add_cost(g, chunk, r);
        if (g->rank)
            add_rank(g, chunk->value[g->c->success] + row, (chunk->first + r) / g->together);
        if (g->count) add_counts(g, chunk, row);
    }
    return POLDER_OK;
}

static void close_spread(const gather_t *g, int k)
{
    part_t *p = &g->spread_part[k];
    g->spread[k] += p->first * p->first;
    *p = (part_t){0};
}

/* Once the counts are known, the pairs are looked at again: how their two parts go together. */
static int visit_again(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    (void)report;
    for (int64_t r = 0; r < chunk->n_replicate; r++)
        for (int k = 0; k < g->n_case; k++) {
            int first = 0, second = 0;
            if (!places(g, chunk, k, r * chunk->n_case, &first, &second)) continue;
            const double d = influences(g, k, 0)[first] - influences(g, k, 1)[second];
            part_t *p = &g->spread_part[k];
            const int64_t founding = (chunk->first + r) / g->together;
            if (p->founding != founding) close_spread(g, k);
            p->founding = founding;
            p->first += d;
        }
    return POLDER_OK;
}

static int walk(gather_t *g, polder_visit_t how, polder_report_t *report)
{
    const polder_compare_t *c = g->c;
    const char *column[POLDER_MOST_FIGURES + 1];
    for (int i = 0; i < c->n_figure; i++) /* The second time only the ends are looked at. */
        column[i] = how == visit || i == c->lasted ? c->figure[i].column : "";
    column[c->n_figure] = POLDER_FIELD_ALIVE;
    if (c->several)
        return polder_walk_files(c->several->file, c->several->n, c->n_figure + 1, column, how, g,
                                 report);
    return polder_walk(c->result, c->first, c->n_read, c->n_figure + 1, column, how, g, report);
}

static int log_rank(gather_t *g, polder_report_t *report)
{
    if (!g->count) return POLDER_OK;
    for (int k = 0; k < g->n_case; k++)
        g->statistic[k] = polder_logrank_influence(counts(g, k, 0), counts(g, k, 1), common(g, k),
                                                   influences(g, k, 0), influences(g, k, 1));
    const int code = walk(g, visit_again, report);
    for (int k = 0; k < g->n_case; k++) close_spread(g, k);
    return code;
}

static polder_difference_t difference_of(const gather_t *g, int k, int figure)
{
    const polder_compare_t *c = g->c;
    const sums_t *s = &g->sums[(int64_t)k * c->n_figure + figure];
    const sums_t *base = &g->sums[(int64_t)other(g, k) * c->n_figure + figure];
    const bool share = c->figure[figure].kind == POLDER_YES_NO;
    if (!c->paired && share)
        return polder_founded_shares_apart((const polder_founded_t *[]){&s->alone, &base->alone},
                                           (const int64_t[]){s->yes, base->yes}, c->confidence);
    if (!c->paired)
        return polder_founded_means_apart((const polder_founded_t *[]){&s->alone, &base->alone},
                                          (const polder_moments_t *[]){&s->own, &base->own},
                                          c->confidence);
    polder_difference_t d = share ? polder_founded_pairs(&s->apart, &s->pairs, c->confidence)
                                  : polder_founded_twin(&s->apart, &s->twin, c->confidence);
    if (!polder_founded_matters(&s->apart)) return d;
    const double own = polder_founded_variance(&s->alone) + polder_founded_variance(&base->alone);
    const double together = polder_founded_variance(&s->apart);
    d.pairing = together > 0 ? own / together : GSL_NAN;
    return d;
}

static void finish_figure(const gather_t *g, int k, int figure)
{
    const polder_compare_t *c = g->c;
    const sums_t *s = &g->sums[(int64_t)k * c->n_figure + figure];
    polder_figure_value_t *v = &c->arm[k].value[figure];
    if (c->figure[figure].kind == POLDER_YES_NO) {
        const polder_proportion_t p = polder_founded_share(&s->alone, s->yes, c->confidence);
        *v = (polder_figure_value_t){p.n,     p.share, p.low, p.high, difference_of(g, k, figure),
                                     s->pairs};
        return;
    }
    *v = (polder_figure_value_t){.n = s->own.n, .value = s->own.n > 0 ? s->own.mean : GSL_NAN};
    if (polder_founded_matters(&s->alone))
        polder_founded_mean(&s->alone, c->confidence, &v->low, &v->high);
    else
        polder_mean_interval(&s->own, c->confidence, &v->low, &v->high);
    v->difference = difference_of(g, k, figure);
}

/* Is each network of a case, in all figures, what it is in the baseline? */
static bool is_same(const gather_t *g, int k)
{
    const polder_compare_t *c = g->c;
    bool same = c->paired && k != other(g, k) && !polder_compare_apart(c, k % c->n_arm);
    for (int f = 0; f < c->n_figure && same; f++)
        same = !g->sums[(int64_t)k * c->n_figure + f].unlike;
    return same;
}

static int finish(const gather_t *g, polder_report_t *report)
{
    const polder_compare_t *c = g->c;
    polder_best_t *best = calloc((size_t)c->n_arm, sizeof *best);
    if (!best) return polder_out_of_memory(report);
    for (int k = 0; k < g->n_case; k++) {
        polder_arm_result_t *a = &c->arm[k];
        *a = (polder_arm_result_t){.point = c->first + k / c->n_arm,
                                   .arm = k % c->n_arm,
                                   .value = c->value + (int64_t)k * c->n_figure};
        for (int f = 0; f < c->n_figure; f++) finish_figure(g, k, f);
        a->same = is_same(g, k);
        if (c->success >= 0) a->treat = polder_number_to_treat(&a->value[c->success].difference);
        if (g->cost) close_cost(g, k);
        if (g->cost) a->cost = polder_ratio(&g->cost[k], c->confidence);
        if (g->count) a->logrank_z = polder_logrank_z(g->statistic[k], g->spread[k]);
        a->logrank_p = polder_logrank_p(a->logrank_z);
        const bool ran = c->success < 0 || a->value[c->success].n > 0;
        if (!ran) a->logrank_z = a->logrank_p = GSL_NAN;
        if (!c->paired) { /* these need pairs */
            a->cost = (polder_ratio_t){GSL_NAN, GSL_NAN, GSL_NAN, false};
            a->logrank_z = a->logrank_p = a->best.ahead = a->best.low = a->best.high = GSL_NAN;
            a->best.possible = true;
        }
    }
    const int main = c->success >= 0 ? c->success : 0;
    const polder_founded_t *share = c->figure[main].kind == POLDER_YES_NO
                                        ? &g->sums[c->baseline * c->n_figure + main].alone
                                        : NULL;
    g->c->split = polder_founded_split(c->replicates, polder_result_futures(c->result), share);
    for (int point = 0; g->rank && point < c->n_read; point++) {
        const int64_t at = point * polder_best_pairs(c->n_arm);
        polder_best(g->rank + at, g->founded + at, c->n_arm, c->best_confidence, best);
        for (int i = 0; i < c->n_arm; i++) c->arm[point * c->n_arm + i].best = best[i];
    }
    free(best);
    return POLDER_OK;
}

static int room(gather_t *g, polder_report_t *report)
{
    polder_compare_t *c = g->c;
    const size_t n = (size_t)g->n_case, figures = (size_t)c->n_figure;
    const size_t places_of = 2 * n * ((size_t)g->horizon + 2);
    const size_t pairs = (size_t)c->n_read * (size_t)polder_best_pairs(c->n_arm);
    free(c->arm);
    free(c->value);
    c->arm = calloc(n + 1, sizeof *c->arm);
    c->value = calloc(n * figures + 1, sizeof *c->value);
    g->sums = calloc(n * figures + 1, sizeof *g->sums);
    bool good = c->arm && c->value && g->sums;
    if (good && c->paired && c->success >= 0 && !c->unranked)
        good = (g->rank = calloc(pairs + 1, sizeof *g->rank)) != NULL &&
               (g->founded = calloc(pairs + 1, sizeof *g->founded)) != NULL;
    if (good && c->paired && c->success >= 0 && c->cost >= 0)
        good = (g->cost = calloc(n, sizeof *g->cost)) != NULL &&
               (g->cost_part = calloc(n, sizeof *g->cost_part)) != NULL;
    if (good && c->paired && c->lasted >= 0) {
        g->count = calloc(places_of, sizeof *g->count);
        g->influence = calloc(places_of, sizeof *g->influence);
        g->statistic = calloc(n, sizeof *g->statistic);
        g->spread = calloc(n, sizeof *g->spread);
        g->spread_part = calloc(n, sizeof *g->spread_part);
        good = g->count && g->influence && g->statistic && g->spread && g->spread_part;
    }
    return good ? POLDER_OK : polder_out_of_memory(report);
}

int polder_compare_read(polder_compare_t *c, int first, int n, polder_report_t *report)
{
    gather_t g = {.c = c, .n_case = n * c->n_arm, .horizon = polder_result_horizon(c->result)};
    const int64_t futures = polder_result_futures(c->result);
    g.together = c->replicates > futures ? futures : 1;
    c->first = first;
    c->n_read = n;
    int code = room(&g, report);
    if (code >= 0) code = walk(&g, visit, report);
    if (code >= 0) code = log_rank(&g, report);
    if (code >= 0) code = finish(&g, report);
    free(g.sums);
    free(g.cost);
    free(g.count);
    free(g.influence);
    free(g.statistic);
    free(g.spread);
    free(g.rank);
    free(g.founded);
    free(g.cost_part);
    free(g.spread_part);
    if (code < 0) c->n_read = 0;
    return code;
}
