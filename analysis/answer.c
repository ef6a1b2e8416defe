/* answer.c: see answer.h. */
#include "analysis/answer.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

#include "analysis/foundings.h"
#include "kernel/table.h"

enum { SUCCESS, ALIVE, N_FIGURE };

/* What is gathered of one arm. */
typedef struct {
    polder_pairs_t alive;
    polder_twin_t twin[N_FIGURE]; /* a design: means over the points */
    polder_moments_t own;
    polder_founded_t alone, apart[N_FIGURE]; /* by founding: of the arm, of the differences */
} sums_t;

typedef struct {
    const polder_answer_t *answer;
    int n_point;
    sums_t *sums;              /* [n_arm] */
    polder_pairs_t *pairs;     /* [n_point × n_arm] of success */
    polder_founded_t *founded; /* [n_point × n_arm] of those */
    int64_t futures;
    const polder_result_t *result;
} gather_t;

/* How networks ended is compared only where they had as long for it. */
static bool is_other(const gather_t *g, int arm)
{
    return polder_result_lasts(g->result, arm) !=
           polder_result_lasts(g->result, g->answer->baseline);
}

/* Means over the points at which both arms have a value; false if there is none. */
static bool means(const gather_t *g, const float *value, int arm, int other, double mean[2])
{
    const int n_arm = g->answer->n_arm;
    int n = 0;
    mean[0] = mean[1] = 0;
    for (int point = 0; point < g->n_point; point++) {
        const float x = value[(int64_t)point * n_arm + arm];
        const float y = value[(int64_t)point * n_arm + other];
        if (isnan(x) || isnan(y)) continue;
        mean[0] += (double)x;
        mean[1] += (double)y;
        n++;
    }
    for (int i = 0; i < 2 && n > 0; i++) mean[i] /= n;
    return n > 0;
}

static void add(const gather_t *g, const float *const value[N_FIGURE], int arm, int64_t founding)
{
    sums_t *s = &g->sums[arm];
    double mean[2];
    if (means(g, value[SUCCESS], arm, arm, mean)) {
        polder_moments_add(&s->own, mean[0]);
        polder_founded_add(&s->alone, founding, mean[0]);
    }
    if (is_other(g, arm)) return;
    for (int f = 0; f < N_FIGURE; f++) {
        if (!means(g, value[f], arm, g->answer->baseline, mean)) continue;
        if (g->n_point > 1) polder_twin_add(&s->twin[f], mean[0], mean[1]);
        polder_founded_add(&s->apart[f], founding, mean[0] - mean[1]);
    }
    for (int64_t k = arm, base = g->answer->baseline; k < (int64_t)g->n_point * g->answer->n_arm;
         k += g->answer->n_arm, base += g->answer->n_arm) {
        const float x = value[SUCCESS][k], y = value[SUCCESS][base];
        polder_pairs_add(&g->pairs[k], x, y);
        polder_founded_add(&g->founded[k], founding, (double)x - (double)y);
    }
    if (g->n_point == 1)
        polder_pairs_add(&s->alive, value[ALIVE][arm], value[ALIVE][g->answer->baseline]);
}

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    (void)report;
    for (int64_t r = 0; r < chunk->n_replicate; r++) {
        const int64_t row = r * chunk->n_case;
        const float *const value[N_FIGURE] = {chunk->value[SUCCESS] + row,
                                              chunk->value[ALIVE] + row};
        for (int arm = 0; arm < g->answer->n_arm; arm++)
            add(g, value, arm, polder_replicate(chunk->first + r, g->futures).founding);
    }
    return POLDER_OK;
}

/* A handful of networks that happen to differ by the same amount make nothing sure. */
static polder_difference_t of_means(const sums_t *s, int figure, double confidence)
{
    enum { LEAST = 5 };
    polder_difference_t d = polder_founded_twin(&s->apart[figure], &s->twin[figure], confidence);
    if (d.pairs < LEAST || d.low == d.high) d.low = d.high = GSL_NAN;
    return d;
}

static void finish_points(const gather_t *g, int arm)
{
    const polder_answer_t *a = g->answer;
    polder_answer_arm_t *out = &a->arm[arm];
    const double each = 1 - (1 - a->each) / g->n_point;
    const sums_t *s = &g->sums[arm];
    if (polder_founded_matters(&s->alone))
        polder_founded_mean(&s->alone, a->confidence, &out->low, &out->high);
    else
        polder_mean_interval(&s->own, a->confidence, &out->low, &out->high);
    if (out->low == out->high) out->low = out->high = GSL_NAN;
    if (out->low < 0) out->low = 0;
    if (out->high > 1) out->high = 1;
    out->success = of_means(s, SUCCESS, a->each);
    out->alive = of_means(s, ALIVE, a->each);
    for (int point = 0; point < g->n_point && arm != a->baseline; point++) {
        double low, high;
        const int64_t k = (int64_t)point * a->n_arm + arm;
        polder_newcombe_scaled(&g->pairs[k],
                               polder_founded_scale(&g->founded[k], &g->pairs[k], each), each, &low,
                               &high);
        a->at[k] = (signed char)((low > 0) - (high < 0));
        out->points_better += low > 0;
        out->points_worse += high < 0;
    }
}

static void finish_arm(const gather_t *g, int arm)
{
    const polder_answer_t *a = g->answer;
    const polder_moments_t *own = &g->sums[arm].own;
    polder_answer_arm_t *out = &a->arm[arm];
    out->networks = own->n;
    out->share = own->n > 0 ? own->mean : GSL_NAN;
    if (g->n_point > 1) {
        finish_points(g, arm);
        return;
    }
    /* From the count, as everywhere: a mean that is rounded on the way can print another digit. */
    const sums_t *s = &g->sums[arm];
    const polder_proportion_t p =
        polder_founded_share(&s->alone, llround(own->mean * (double)own->n), a->confidence);
    out->share = p.share;
    out->low = p.low;
    out->high = p.high;
    out->success = polder_founded_pairs(&s->apart[SUCCESS], &g->pairs[arm], a->each);
    out->alive = polder_founded_pairs(&s->apart[ALIVE], &s->alive, a->each);
}

static double size_of(const polder_answer_t *a, int arm)
{
    return arm < 0 ? -1 : fabs(a->arm[arm].success.difference);
}

static void finish(const gather_t *g, polder_answer_t *a)
{
    a->sure = a->largest = a->shorter = a->longer = -1;
    for (int arm = 0; arm < a->n_arm; arm++) {
        finish_arm(g, arm);
        if (arm == a->baseline) continue;
        a->other += is_other(g, arm);
        if (is_other(g, arm)) continue;
        const polder_difference_t *d = &a->arm[arm].success, *e = &a->arm[arm].alive;
        const bool sure = polder_sure(d);
        *(!sure ? &a->open : d->low > 0 ? &a->better : &a->worse) += 1;
        if (size_of(a, arm) > size_of(a, a->largest)) a->largest = arm;
        if (sure && size_of(a, arm) > size_of(a, a->sure)) a->sure = arm;
        a->n_shorter += e->high < 0;
        a->n_longer += e->low > 0;
        if (e->high < 0 && (a->shorter < 0 || e->difference < a->arm[a->shorter].alive.difference))
            a->shorter = arm;
        if (e->low > 0 && (a->longer < 0 || e->difference > a->arm[a->longer].alive.difference))
            a->longer = arm;
    }
}

int polder_answer_read(const polder_result_t *result, int baseline, double confidence,
                       polder_answer_t *a, polder_report_t *report)
{
    const polder_measure_t *success = polder_model_success(polder_result_model(result));
    const char *const column[N_FIGURE] = {success ? polder_measure_column(success) : "",
                                          POLDER_FIELD_ALIVE};
    const int n_arm = polder_result_n_arm(result), n_point = polder_result_n_point(result);
    *a = (polder_answer_t){.confidence = confidence};
    if (n_arm < 2 || !success || !polder_walk_has(result, column[SUCCESS])) return POLDER_OK;
    *a = (polder_answer_t){.n_arm = n_arm,
                           .baseline = baseline < 0 ? polder_result_baseline(result) : baseline,
                           .confidence = confidence,
                           .each = 1 - (1 - confidence) / (N_FIGURE * (n_arm - 1))};
    a->arm = calloc((size_t)n_arm, sizeof *a->arm);
    gather_t g = {a,
                  n_point,
                  calloc((size_t)n_arm, sizeof(sums_t)),
                  calloc((size_t)n_arm * (size_t)n_point, sizeof(polder_pairs_t)),
                  calloc((size_t)n_arm * (size_t)n_point, sizeof(polder_founded_t)),
                  polder_result_futures(result),
                  result};
    if (n_point > 1) a->at = calloc((size_t)n_arm * (size_t)n_point, 1);
    const bool room = a->arm && g.sums && g.pairs && g.founded && (a->at || n_point == 1);
    int code = room ? POLDER_OK : polder_out_of_memory(report);
    if (code >= 0) code = polder_walk(result, 0, n_point, N_FIGURE, column, visit, &g, report);
    if (code >= 0) finish(&g, a);
    free(g.sums);
    free(g.pairs);
    free(g.founded);
    if (code < 0) polder_answer_free(a);
    return code;
}

void polder_answer_free(polder_answer_t *a)
{
    free(a->arm);
    free(a->at);
    *a = (polder_answer_t){0};
}
