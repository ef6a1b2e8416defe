/* uncertain.c: see uncertain.h. */
#include "analysis/uncertain.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/random.h"

typedef struct {
    polder_uncertain_t *u;
    const polder_diagnosis_t *d;
    const polder_lives_t *lives;
    const polder_runner_t *runner;
    polder_typical_t typical;
    polder_causes_set_t set[POLDER_MOST_CAUSES + 2]; /* of each arm; the first is empty */
    int n_arm;
    polder_report_t *report;
} work_t;

/* ---- which parameters ---- */

static bool is_carrier(const polder_causes_t *causes, int field)
{
    for (int c = 0; c < causes->n; c++)
        for (int k = 0; k < causes->cause[c].n_carrier; k++)
            if (causes->cause[c].carrier[k].field == field) return true;
    return false;
}

static bool is_drawn(const polder_causes_t *causes, const polder_experiment_t *ranges,
                     const polder_factor_t *f)
{
    const bool ranged = f->n_value > 0 || f->from < f->to || f->leader >= 0;
    return ranged && f->argument < 0 && f->field >= 0 &&
           ranges->table.field[f->field]->role == POLDER_PARAMETER && !is_carrier(causes, f->field);
}

/* How many factors factor `i` moves, itself among them; negative: not all of them can be drawn. */
static int size_of(const polder_causes_t *causes, const polder_experiment_t *ranges, int i)
{
    bool all = true;
    int n = 0;
    for (int k = i; k < ranges->design.n_factor; k++) {
        const polder_factor_t *f = &ranges->design.factor[k];
        if (k != i && f->leader != i) continue;
        all &= is_drawn(causes, ranges, f);
        n++;
    }
    return all ? n : -n;
}

typedef struct {
    int n; /* of `factor`: those that no other one moves */
    int n_factor, n_left_out;
    const polder_factor_t **factor;
} choice_t;

/* Caller frees `factor`, also after an error. */
static int choose_factors(const polder_causes_t *causes, const polder_experiment_t *ranges,
                          choice_t *choice, polder_report_t *report)
{
    const polder_design_t *design = &ranges->design;
    *choice = (choice_t){.factor = calloc((size_t)design->n_factor + 1, sizeof *choice->factor)};
    if (!choice->factor) return polder_out_of_memory(report);
    if (strcmp(ranges->table.model->name, causes->table.model->name) != 0)
        return polder_fail(report, POLDER_INPUT,
                           "the ranges are of model %s, the networks of model %s",
                           ranges->table.model->name, causes->table.model->name);
    for (int i = 0; i < design->n_factor; i++) {
        if (design->factor[i].leader >= 0) continue;
        const int n = size_of(causes, ranges, i);
        if (n > 0) choice->factor[choice->n++] = &design->factor[i];
        choice->n_factor += n > 0 ? n : 0;
        choice->n_left_out -= n > 0 ? 0 : n;
    }
    if (choice->n > 0) return 0;
    return polder_fail(
        report, POLDER_INPUT,
        "no parameter is left to be drawn: the scenario needs a design whose factors are "
        "parameters that carry no cause");
}

int polder_uncertain_lives(const polder_causes_t *causes, const polder_lives_t *lives,
                           const polder_experiment_t *ranges, int64_t points,
                           polder_experiment_t *x, int *n_factor, polder_report_t *report)
{
    choice_t choice;
    int code = choose_factors(causes, ranges, &choice, report);
    if (code == 0)
        code = polder_lives_drawn(lives, ranges, choice.factor, choice.n, points, x, report);
    *n_factor = choice.n_factor;
    free(choice.factor);
    return code;
}

int polder_uncertain_check(const polder_causes_t *causes, const polder_lives_t *lives,
                           const polder_experiment_t *ranges, polder_report_t *report)
{
    enum { FEW = 2 };
    polder_experiment_t x = {0};
    int n_factor = 0;
    const int code = polder_uncertain_lives(causes, lives, ranges, FEW, &x, &n_factor, report);
    if (code >= 0) polder_experiment_free(&x);
    return code;
}

/* ---- living ---- */

static void list_sets(work_t *w)
{
    w->set[w->n_arm++] = 0;
    for (int i = 0; i < w->d->n_present; i++) w->set[w->n_arm++] = 1u << i;
    if (w->d->together.set) w->set[w->n_arm++] = w->d->together.set;
}

static int live(const work_t *w, polder_experiment_t *x, int64_t first, int64_t futures,
                const char *what, signed char **success)
{
    int cause[POLDER_MOST_CAUSES], code = 0;
    polder_sample_t sample = {0};
    *success = NULL;
    for (int i = 0; i < w->d->n_present; i++) cause[i] = w->d->suspect[w->d->present[i]].cause;
    for (int a = 1; a < w->n_arm && code == 0; a++)
        code =
            polder_lives_without(x, w->d->causes, cause, w->set[a], &w->typical, false, w->report);
    polder_lives_futures(x, w->d->options.founding, first, futures);
    if (code == 0) code = polder_sample_run(&sample, w->runner, x, what, w->report);
    if (code == 0) *success = malloc((size_t)sample.n_unit + 1);
    if (code == 0 && !*success) code = polder_out_of_memory(w->report);
    if (code == 0) polder_lives_outcomes(&sample, *success);
    polder_sample_free(&sample);
    return code;
}

/* An arm minus the first, over these units. */
static double gain_of(const signed char *success, int64_t units, int arm, const int64_t *unit,
                      int64_t n)
{
    double sum = 0;
    int64_t known = 0;
    for (int64_t i = 0; i < n; i++) {
        const signed char without = success[arm * units + unit[i]], all = success[unit[i]];
        if (without == POLDER_UNKNOWN || all == POLDER_UNKNOWN) continue;
        sum += without - all;
        known++;
    }
    return known > 0 ? sum / (double)known : GSL_NAN;
}

/* The single cause with the largest gain, or −1: none helps. */
static int first_of(const work_t *w, const double *gain)
{
    int best = -1;
    for (int i = 0; i < w->d->n_present; i++)
        if (gain[i] > 0 && (best < 0 || gain[i] > gain[best])) best = i;
    return best;
}

/* ---- what comes of it ---- */

static double chance_of(const signed char *success, const int64_t *unit, int64_t n)
{
    double yes = 0, known = 0;
    for (int64_t i = 0; i < n; i++) {
        yes += success[unit[i]] == 1;
        known += success[unit[i]] != POLDER_UNKNOWN;
    }
    return known > 0 ? yes / known : GSL_NAN;
}

static void quantiles(double *value, int64_t n, double *low, double *median, double *high)
{
    gsl_sort(value, 1, (size_t)n);
    *low = gsl_stats_quantile_from_sorted_data(value, 1, (size_t)n, 0.05);
    *median = gsl_stats_quantile_from_sorted_data(value, 1, (size_t)n, 0.5);
    *high = gsl_stats_quantile_from_sorted_data(value, 1, (size_t)n, 0.95);
}

/* Gains by half of the futures: their luck has nothing to do with each other, so how far the two halves go
 * together over the draws is what the draws themselves make. */
static double spread_of(const double *half, int64_t draws)
{
    return sqrt(GSL_MAX_DBL(gsl_stats_covariance(half, 1, half + draws, 1, (size_t)draws), 0));
}

static void count_cause(work_t *w, const signed char *success, int i, int64_t *unit, double *value)
{
    const int64_t K = w->u->draws, M = w->u->futures, half = M / 2;
    for (int64_t k = 0; k < K; k++) {
        for (int64_t m = 0; m < M; m++) unit[m] = m * K + k;
        value[k] = gain_of(success, K * M, i + 1, unit, M);
        value[K + k] = gain_of(success, K * M, i + 1, unit, half);
        value[2 * K + k] = gain_of(success, K * M, i + 1, unit + half, M - half);
    }
    w->u->gain[i].spread = spread_of(value + K, K);
}

static void count_draws(work_t *w, const signed char *success, int64_t *unit, double *gains)
{
    polder_uncertain_t *u = w->u;
    const int64_t K = u->draws, M = u->futures;
    double gain[POLDER_MOST_CAUSES + 1], *chance = gains + (u->n + 2) * K;
    for (int i = u->n - 1; i >= 0; i--) count_cause(w, success, i, unit, gains + i * K);
    for (int64_t k = 0; k < K; k++) {
        for (int64_t m = 0; m < M; m++) unit[m] = m * K + k;
        chance[k] = chance_of(success, unit, M);
        for (int i = 0; i < u->n; i++) {
            gain[i] = gain_of(success, K * M, i + 1, unit, M);
            gains[i * K + k] = gain[i];
        }
        const int first = first_of(w, gain);
        if (first >= 0) u->gain[first].first++;
    }
    for (int i = 0; i < u->n; i++)
        quantiles(gains + i * K, K, &u->gain[i].low, &u->gain[i].median, &u->gain[i].high);
    quantiles(chance, K, &u->low, &u->median, &u->high);
}

/* How often each is first at the values of the scenario, with as few futures. */
static int count_luck(work_t *w, const signed char *success, int64_t units)
{
    enum { SAMPLES = 400 };
    polder_uncertain_t *u = w->u;
    double gain[POLDER_MOST_CAUSES + 1];
    int64_t *unit = malloc((size_t)(u->futures + 1) * sizeof *unit);
    const uint32_t purpose = polder_purpose("uncertain.resample");
    uint32_t key[4], word[4];
    if (!unit) return polder_out_of_memory(w->report);
    polder_key(1, 0, key);
    for (uint32_t s = 0; s < SAMPLES; s++) {
        for (int64_t m = 0; m < u->futures; m++) {
            if (m % 4 == 0) polder_words(key, s, (uint32_t)(m / 4), purpose, 0, word);
            unit[m] = (int64_t)((uint64_t)word[m % 4] * (uint64_t)units >> 32);
        }
        for (int i = 0; i < u->n; i++) gain[i] = gain_of(success, units, i + 1, unit, u->futures);
        const int first = first_of(w, gain);
        if (first >= 0) u->gain[first].luck += 1.0 / SAMPLES;
    }
    free(unit);
    return 0;
}

static int live_draws(work_t *w, const polder_experiment_t *ranges, const choice_t *choice)
{
    polder_experiment_t x;
    signed char *success = NULL;
    int code =
        polder_lives_drawn(w->lives, ranges, choice->factor, choice->n, w->u->draws, &x, w->report);
    if (code < 0) return code;
    code = live(w, &x, 0, w->u->futures, "other parameters", &success);
    int64_t *unit = malloc((size_t)(w->u->futures + 1) * sizeof *unit);
    double *gains = calloc((size_t)((w->u->n + 3) * w->u->draws), sizeof *gains);
    if (code == 0 && (!unit || !gains)) code = polder_out_of_memory(w->report);
    if (code == 0) count_draws(w, success, unit, gains);
    free(gains);
    free(unit);
    free(success);
    polder_experiment_free(&x);
    return code;
}

static int live_luck(work_t *w)
{
    enum { ENOUGH = 10 };
    polder_experiment_t x;
    signed char *success = NULL;
    const int64_t n = ENOUGH * w->u->futures;
    int code = polder_lives_make(w->lives, &x, w->report);
    if (code < 0) return code;
    code = live(w, &x, 0, n, "the same parameters", &success);
    if (code == 0) code = count_luck(w, success, n);
    free(success);
    polder_experiment_free(&x);
    return code;
}

int polder_uncertain_make(polder_uncertain_t *u, const polder_diagnosis_t *d,
                          const polder_lives_t *lives, const polder_experiment_t *ranges,
                          int64_t draws, int64_t futures, const polder_runner_t *runner,
                          polder_report_t *report)
{
    work_t w = {.u = u, .d = d, .lives = lives, .runner = runner, .report = report};
    *u = (polder_uncertain_t){.draws = draws, .futures = futures};
    choice_t choice;
    list_sets(&w);
    u->n = w.n_arm - 1;
    u->gain = calloc((size_t)u->n + 1, sizeof *u->gain);
    int code = choose_factors(d->causes, ranges, &choice, report);
    if (code == 0 && !u->gain) code = polder_out_of_memory(report);
    u->n_factor = choice.n_factor;
    u->n_left_out = choice.n_left_out;
    for (int i = 0; i < u->n && u->gain; i++)
        u->gain[i].suspect = i < d->n_present ? d->present[i] : -1;
    if (code == 0 && u->n > 0) {
        code = polder_typical_find(d->causes, runner, &w.typical, report);
        if (code == 0) code = live_draws(&w, ranges, &choice);
        if (code == 0) code = live_luck(&w);
    }
    free(choice.factor);
    polder_typical_free(&w.typical);
    return code;
}

void polder_uncertain_free(polder_uncertain_t *u)
{
    free(u->gain);
    *u = (polder_uncertain_t){0};
}
