/* cox.c: Cox's regression; see hazards.h. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/hazards_fit.h"
#include "analysis/quadratic.h"

/* What the ends of one tick say. By Efron, the l-th of d ends has the others of the tick still there
 * with a chance of 1 − l/d each: sums over l of 1 over what is then at risk, and of the mean trait. */
typedef struct {
    double risk, own_risk; /* Σ 1/at risk; Σ l/d / at risk: of those who end themselves */
    double *mean;          /* [p] Σ mean / d */
    double *at, *own_at;   /* [p] the mean in the sums of `risk` and `own_risk` */
} tick_t;

typedef struct {
    double *there, *ends; /* [1 + p + p²] Σ e^η, Σ e^η x, Σ e^η x x' of those at risk, of those who
                             end */
    double *spread;       /* [p²] Σ over l of the variance of the traits at risk */
    double *room;         /* of all of these */
    tick_t *tick;         /* [horizon + 1] */
    double *risk;         /* [n] e^η */
    double *time;         /* [horizon + 1] one minus the Kaplan-Meier curve just before */
} cox_t;

static bool init(cox_t *x, const polder_climb_t *c)
{
    const size_t p = (size_t)c->p, sums = 1 + p + p * p, ticks = (size_t)c->risk->horizon + 1;
    x->room = calloc(2 * sums + p * p + 3 * p * ticks, sizeof *x->room);
    x->tick = calloc(ticks, sizeof *x->tick);
    x->risk = calloc((size_t)c->risk->n + 1, sizeof *x->risk);
    x->time = calloc(ticks, sizeof *x->time);
    if (!x->room || !x->tick || !x->risk || !x->time) return false;
    x->there = x->room;
    x->ends = x->there + sums;
    x->spread = x->ends + sums;
    for (size_t t = 0; t < ticks; t++) {
        x->tick[t].mean = x->spread + p * p + 3 * p * t;
        x->tick[t].at = x->tick[t].mean + p;
        x->tick[t].own_at = x->tick[t].at + p;
    }
    double survival = 1;
    for (int t = 1; t <= c->risk->horizon; t++) {
        x->time[t] = 1 - survival;
        const double there = (double)(c->risk->n - c->from[t]);
        if (there > 0) survival *= 1 - (double)c->events[t] / there;
    }
    return true;
}

static void drop(cox_t *x)
{
    free(x->room);
    free(x->tick);
    free(x->risk);
    free(x->time);
}

static void add(double *sum, int p, double weight, const double *trait)
{
    sum[0] += weight;
    for (int k = 0; k < p; k++) {
        const double w = weight * trait[k];
        sum[1 + k] += w;
        for (int j = 0; j <= k; j++) sum[1 + p + k * p + j] += w * trait[j];
    }
}

/* Fills the tick and `spread`; returns Σ log of what is at risk. */
static double end_tick(cox_t *x, int p, int t, int64_t d)
{
    tick_t *k = &x->tick[t];
    double logs = 0;
    const double *s = x->there, *e = x->ends;
    k->risk = k->own_risk = 0;
    memset(k->mean, 0, 3 * (size_t)p * sizeof *k->mean);
    memset(x->spread, 0, (size_t)(p * p) * sizeof *x->spread);
    for (int64_t l = 0; l < d; l++) {
        const double f = (double)l / (double)d, over = 1 / (s[0] - f * e[0]);
        double mean[POLDER_MOST_TRAITS];
        logs -= log(over);
        k->risk += over;
        k->own_risk += f * over;
        for (int a = 0; a < p; a++) {
            mean[a] = (s[1 + a] - f * e[1 + a]) * over;
            k->mean[a] += mean[a] / (double)d;
            k->at[a] += mean[a] * over;
            k->own_at[a] += f * mean[a] * over;
            for (int b = 0; b <= a; b++)
                x->spread[a * p + b] +=
                    (s[1 + p + a * p + b] - f * e[1 + p + a * p + b]) * over - mean[a] * mean[b];
        }
    }
    for (int a = 0; a < p; a++)
        for (int b = 0; b < a; b++) x->spread[b * p + a] = x->spread[a * p + b];
    return logs;
}

static double likelihood(void *self, polder_climb_t *c)
{
    cox_t *x = self;
    const int p = c->p;
    const size_t sums = (size_t)(1 + p + p * p);
    double sum = 0;
    memset(x->there, 0, sums * sizeof *x->there);
    memset(c->score, 0, (size_t)p * sizeof *c->score);
    memset(c->information, 0, (size_t)(p * p) * sizeof *c->information);
    for (int t = c->risk->horizon; t >= 1; t--) {
        memset(x->ends, 0, sums * sizeof *x->ends);
        for (int64_t at = c->from[t]; at < c->from[t + 1]; at++) {
            const int64_t i = c->by_time[at];
            const double *trait = c->x + i * p;
            double eta = 0;
            for (int k = 0; k < p; k++) eta += c->beta[k] * trait[k];
            x->risk[i] = exp(eta);
            add(x->there, p, x->risk[i], trait);
            if (!polder_climb_ends(c, i)) continue;
            add(x->ends, p, x->risk[i], trait);
            sum += eta;
            for (int k = 0; k < p; k++) c->score[k] += trait[k];
        }
        sum -= end_tick(x, p, t, c->events[t]);
        for (int k = 0; k < p; k++) c->score[k] -= (double)c->events[t] * x->tick[t].mean[k];
        for (int k = 0; k < p * p; k++) c->information[k] += x->spread[k];
    }
    return sum;
}

/* What each network adds to the score; with `time`, to that of interactions with time. */
static void residuals(const cox_t *x, const polder_climb_t *c, bool time, double *out)
{
    const int p = c->p;
    double risk = 0, at[POLDER_MOST_TRAITS] = {0};
    for (int t = 1; t <= c->risk->horizon; t++) {
        const tick_t *k = &x->tick[t];
        const double weight = time ? x->time[t] : 1;
        risk += weight * k->risk;
        for (int a = 0; a < p; a++) at[a] += weight * k->at[a];
        for (int64_t j = c->from[t]; j < c->from[t + 1]; j++) {
            const int64_t i = c->by_time[j];
            const double *trait = c->x + i * p;
            const bool ends = polder_climb_ends(c, i);
            for (int a = 0; a < p; a++) {
                double r = -x->risk[i] * (trait[a] * risk - at[a]);
                if (ends)
                    r += weight * (trait[a] - k->mean[a] +
                                   x->risk[i] * (trait[a] * k->own_risk - k->own_at[a]));
                out[i * p + a] = r;
            }
        }
    }
}

/* ---- does a hazard ratio stay the same? ---- */

/* Score and information of traits and of their interactions with time, [2p] and [2p][2p]. */
static void with_time(cox_t *x, polder_climb_t *c, double *score, double *information)
{
    const int p = c->p, q = 2 * p;
    const size_t sums = (size_t)(1 + p + p * p);
    memset(x->there, 0, sums * sizeof *x->there);
    for (int t = c->risk->horizon; t >= 1; t--) {
        const double g = x->time[t];
        memset(x->ends, 0, sums * sizeof *x->ends);
        for (int64_t at = c->from[t]; at < c->from[t + 1]; at++) {
            const int64_t i = c->by_time[at];
            add(x->there, p, x->risk[i], c->x + i * p);
            if (!polder_climb_ends(c, i)) continue;
            add(x->ends, p, x->risk[i], c->x + i * p);
            for (int k = 0; k < p; k++) score[p + k] += g * c->x[i * p + k];
        }
        (void)end_tick(x, p, t, c->events[t]);
        for (int k = 0; k < p; k++) score[p + k] -= g * (double)c->events[t] * x->tick[t].mean[k];
        for (int a = 0; a < p; a++)
            for (int b = 0; b < p; b++) {
                const double v = x->spread[a * p + b];
                information[a * q + b] += v;
                information[a * q + p + b] += g * v;
                information[(p + a) * q + b] += g * v;
                information[(p + a) * q + p + b] += g * g * v;
            }
    }
}

/* Less what the traits themselves already say: V = I_gg − I_g I⁻¹ I_g', and each network's part of the
 * score likewise. */
static void take_off(const polder_climb_t *c, const double *information, const double *inverse,
                     double *v, const double *plain, double *timed)
{
    const int p = c->p, q = 2 * p;
    double slope[POLDER_MOST_TRAITS * POLDER_MOST_TRAITS];
    for (int a = 0; a < p; a++)
        for (int b = 0; b < p; b++) {
            slope[a * p + b] = 0;
            for (int k = 0; k < p; k++)
                slope[a * p + b] += information[(p + a) * q + k] * inverse[k * p + b];
        }
    for (int a = 0; a < p; a++)
        for (int b = 0; b < p; b++) {
            v[a * p + b] = information[(p + a) * q + p + b];
            for (int k = 0; k < p; k++)
                v[a * p + b] -= slope[a * p + k] * information[(p + b) * q + k];
        }
    for (int64_t i = 0; i < c->risk->n; i++)
        for (int a = 0; a < p; a++)
            for (int k = 0; k < p; k++) timed[i * p + a] -= slope[a * p + k] * plain[i * p + k];
}

static void squares(const polder_climb_t *c, const double *added, double *square)
{
    const int p = c->p;
    const polder_ended_t *who = c->risk->who;
    double sum[POLDER_MOST_TRAITS] = {0};
    memset(square, 0, (size_t)(p * p) * sizeof *square);
    for (int64_t i = 0; i < c->risk->n; i++) {
        for (int k = 0; k < p; k++) sum[k] += added[i * p + k];
        if (i + 1 < c->risk->n && who[i + 1].cluster == who[i].cluster) continue;
        for (int k = 0; k < p; k++)
            for (int j = 0; j < p; j++) square[k * p + j] += sum[k] * sum[j];
        memset(sum, 0, sizeof sum);
    }
}

static void tests(const polder_climb_t *c, const double *score, const double *v,
                  const double *square)
{
    const int p = c->p;
    polder_fit_t *fit = c->fit;
    for (int k = 0; k < p; k++) {
        polder_trait_effect_t *t = &fit->trait[k];
        const double u = score[p + k];
        t->zph = u * u / v[k * p + k];
        t->zph_robust = u * u / square[k * p + k];
        t->zph_p = gsl_cdf_chisq_Q(t->zph, 1);
        t->zph_robust_p = polder_hotelling_p(t->zph_robust, 1, fit->clusters);
    }
    fit->zph = polder_quadratic(v, p, p, score + p);
    fit->zph_p = gsl_isnan(fit->zph) ? GSL_NAN : gsl_cdf_chisq_Q(fit->zph, p);
    fit->zph_robust = polder_quadratic(square, p, p, score + p);
    fit->zph_robust_p = polder_hotelling_p(fit->zph_robust, p, fit->clusters);
}

static bool test_time(cox_t *x, polder_climb_t *c, const double *plain)
{
    const int p = c->p, q = 2 * p;
    double *number = calloc((size_t)(q + q * q + 3 * p * p), sizeof *number);
    double *timed = malloc(((size_t)c->risk->n * (size_t)p + 1) * sizeof *timed);
    const bool good = number && timed;
    if (good) {
        double *score = number, *information = score + q, *inverse = information + q * q;
        double *v = inverse + p * p, *square = v + p * p;
        with_time(x, c, score, information);
        for (int a = 0; a < p; a++)
            for (int b = 0; b < p; b++) inverse[a * p + b] = information[a * q + b];
        if (polder_invert(inverse, p, NULL)) {
            residuals(x, c, true, timed);
            take_off(c, information, inverse, v, plain, timed);
            squares(c, timed, square);
            tests(c, score, v, square);
        }
    }
    free(number);
    free(timed);
    return good;
}

bool polder_cox(const polder_risk_t *risk, polder_fit_t *fit)
{
    polder_climb_t c;
    cox_t x = {0};
    double *added = NULL;
    bool good = polder_climb_init(&c, risk, fit) && init(&x, &c);
    if (good && fit->state == POLDER_FIT_GOOD) polder_climb(&c, likelihood, &x);
    if (good && fit->state == POLDER_FIT_GOOD) {
        added = malloc(((size_t)risk->n * (size_t)c.p + 1) * sizeof *added);
        good = added != NULL;
        if (good) residuals(&x, &c, false, added);
        good = good && polder_climb_finish(&c, added) && test_time(&x, &c, added);
    }
    free(added);
    drop(&x);
    polder_climb_free(&c);
    return good;
}
