/* hazards_fit.c: see hazards_fit.h. */
#include "analysis/hazards_fit.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/quadratic.h"

/* A ratio of e^12 for one standard deviation: the trait tells ends apart entirely. */
static const double ENDLESS = 12;

static void scale(polder_climb_t *c)
{
    const polder_risk_t *r = c->risk;
    for (int k = 0; k < c->p; k++) {
        polder_trait_effect_t *t = &c->fit->trait[k];
        double sum = 0, square = 0;
        for (int64_t i = 0; i < r->n; i++) sum += r->x[i * c->p + k];
        t->mean = sum / (double)r->n;
        for (int64_t i = 0; i < r->n; i++) square += gsl_pow_2(r->x[i * c->p + k] - t->mean);
        t->sd = sqrt(square / (double)(r->n - 1));
        /* what a column of floats can hold of a constant is rounding */
        if (!(t->sd > 1e-9 * fabs(t->mean))) {
            c->fit->state = POLDER_FIT_CONSTANT;
            c->fit->which = k;
            return;
        }
        for (int64_t i = 0; i < r->n; i++)
            c->x[i * c->p + k] = (r->x[i * c->p + k] - t->mean) / t->sd;
    }
}

/* A trait that the others add up to: a pivot of the matrix of correlations is nothing. */
static bool find_same(polder_climb_t *c)
{
    const int p = c->p;
    double *v = calloc((size_t)(p * p) + 1, sizeof *v);
    if (!v) return false;
    for (int64_t i = 0; i < c->risk->n; i++)
        for (int k = 0; k < p; k++)
            for (int j = 0; j <= k; j++) v[k * p + j] += c->x[i * p + k] * c->x[i * p + j];
    for (int k = 0; k < p * p; k++) v[k] /= (double)(c->risk->n - 1);
    for (int k = 0; k < p; k++)
        for (int j = 0; j < k; j++) v[j * p + k] = v[k * p + j];
    int which = -1;
    if (!polder_invert(v, p, &which)) {
        c->fit->state = POLDER_FIT_SAME;
        c->fit->which = which;
    }
    free(v);
    return true;
}

static void order(polder_climb_t *c)
{
    const polder_risk_t *r = c->risk;
    for (int64_t i = 0; i < r->n; i++) {
        c->from[r->who[i].time + 1]++;
        c->events[r->who[i].time] += polder_climb_ends(c, i);
    }
    for (int t = 1; t <= r->horizon + 1; t++) c->from[t] += c->from[t - 1];
    for (int64_t i = 0; i < r->n; i++) c->by_time[c->from[r->who[i].time]++] = i;
    for (int t = r->horizon + 1; t > 0; t--) c->from[t] = c->from[t - 1];
    c->from[0] = 0;
}

static void count(polder_climb_t *c)
{
    const polder_risk_t *r = c->risk;
    c->fit->networks = r->n;
    for (int t = 0; t <= r->horizon; t++) c->fit->events += c->events[t];
    for (int64_t i = 0; i < r->n; i++)
        c->fit->clusters += i == 0 || r->who[i].cluster != r->who[i - 1].cluster;
    if (c->fit->events == 0 || r->n < 3) c->fit->state = POLDER_FIT_NO_EVENTS;
}

bool polder_climb_init(polder_climb_t *c, const polder_risk_t *risk, polder_fit_t *fit)
{
    const size_t p = (size_t)risk->n_trait, n = (size_t)risk->n, ticks = (size_t)risk->horizon + 2;
    memset(fit, 0, sizeof *fit);
    fit->which = -1;
    for (int k = 0; k < risk->n_trait; k++) {
        polder_trait_effect_t *t = &fit->trait[k];
        t->mean = t->sd = t->coefficient = t->error = t->robust = GSL_NAN;
        t->zph = t->zph_p = t->zph_robust = t->zph_robust_p = GSL_NAN;
    }
    fit->null_likelihood = fit->likelihood = GSL_NAN;
    fit->zph = fit->zph_p = fit->zph_robust = fit->zph_robust_p = GSL_NAN;
    *c = (polder_climb_t){.risk = risk,
                          .fit = fit,
                          .p = risk->n_trait,
                          .x = malloc((n * p + 1) * sizeof(double)),
                          .by_time = malloc((n + 1) * sizeof(int64_t)),
                          .from = calloc(ticks + 1, sizeof(int64_t)),
                          .events = calloc(ticks, sizeof(int64_t)),
                          .beta = calloc(p + 1, sizeof(double)),
                          .score = calloc(p + 1, sizeof(double)),
                          .information = calloc(p * p + 1, sizeof(double))};
    if (!c->x || !c->by_time || !c->from || !c->events || !c->beta || !c->score || !c->information)
        return false;
    order(c);
    count(c);
    if (fit->state == POLDER_FIT_GOOD) scale(c);
    return fit->state != POLDER_FIT_GOOD || find_same(c);
}

void polder_climb_free(polder_climb_t *c)
{
    free(c->x);
    free(c->by_time);
    free(c->from);
    free(c->events);
    free(c->beta);
    free(c->score);
    free(c->information);
}

/* ---- climbing ---- */

/* step = information⁻¹ score; false if the information says nothing of some direction. */
static bool newton(const polder_climb_t *c, double *inverse, double *step)
{
    const int p = c->p;
    int which = -1;
    memcpy(inverse, c->information, (size_t)(p * p) * sizeof *inverse);
    if (!polder_invert(inverse, p, &which)) {
        c->fit->which = which;
        return false;
    }
    for (int k = 0; k < p; k++) {
        step[k] = 0;
        for (int j = 0; j < p; j++) step[k] += inverse[k * p + j] * c->score[j];
    }
    return true;
}

static int furthest(const polder_climb_t *c)
{
    int k = 0;
    for (int j = 1; j < c->p; j++)
        if (fabs(c->beta[j]) > fabs(c->beta[k])) k = j;
    return k;
}

void polder_climb(polder_climb_t *c, polder_likelihood_t likelihood, void *self)
{
    enum { MOST = 60 };
    double inverse[POLDER_MOST_TRAITS * POLDER_MOST_TRAITS], step[POLDER_MOST_TRAITS];
    double now = likelihood(self, c);
    polder_fit_t *fit = c->fit;
    fit->null_likelihood = now;
    for (int round = 0; round < MOST; round++) {
        if (!newton(c, inverse, step)) break;
        double size = 0, part = 1, next = GSL_NEGINF;
        for (int k = 0; k < c->p; k++) size = GSL_MAX_DBL(size, fabs(step[k]));
        for (int k = 0; k < c->p; k++) c->beta[k] += step[k];
        next = likelihood(self, c);
        while (!(next >= now - 1e-9 * fabs(now)) && part > 1e-6) {
            part /= 2;
            for (int k = 0; k < c->p; k++) c->beta[k] -= part * step[k];
            next = likelihood(self, c);
        }
        now = next;
        fit->likelihood = now;
        if (size < 1e-9) return;
        if (fabs(c->beta[furthest(c)]) > ENDLESS) break;
    }
    fit->state = POLDER_FIT_ENDLESS;
    fit->which = furthest(c);
}

/* ---- errors ---- */

bool polder_climb_finish(polder_climb_t *c, const double *added)
{
    const int p = c->p;
    const polder_ended_t *who = c->risk->who;
    double *v = calloc(2 * (size_t)(p * p) + (size_t)p + 1, sizeof *v);
    if (!v) return false;
    double *square = v + p * p, *sum = square + p * p;
    memcpy(v, c->information, (size_t)(p * p) * sizeof *v);
    if (!polder_invert(v, p, NULL)) c->fit->state = POLDER_FIT_ENDLESS;
    for (int64_t i = 0; i < c->risk->n; i++) {
        for (int k = 0; k < p; k++) sum[k] += added[i * p + k];
        if (i + 1 < c->risk->n && who[i + 1].cluster == who[i].cluster) continue;
        for (int k = 0; k < p; k++)
            for (int j = 0; j < p; j++) square[k * p + j] += sum[k] * sum[j];
        for (int k = 0; k < p; k++) sum[k] = 0;
    }
    for (int k = 0; k < p && c->fit->state == POLDER_FIT_GOOD; k++) {
        polder_trait_effect_t *t = &c->fit->trait[k];
        double robust = 0;
        for (int a = 0; a < p; a++)
            for (int b = 0; b < p; b++) robust += v[k * p + a] * square[a * p + b] * v[k * p + b];
        t->coefficient = c->beta[k] / t->sd;
        t->error = sqrt(v[k * p + k]) / t->sd;
        t->robust = sqrt(robust) / t->sd;
    }
    free(v);
    return true;
}
