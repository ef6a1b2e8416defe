/* cloglog.c: the chance to end in each tick, with a level of its own for each; see hazards.h.
 *
 * A tick in which nobody ends, or everybody, says nothing of traits and is left out: its level would be
 * endless. Levels are worked out of the information in closed form, as no two stand in one tick.
 */
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/hazards_fit.h"

typedef struct {
    double *level; /* [horizon + 1] of each tick; NaN: it is left out */
    double *mean;  /* [horizon + 1][p] of the traits at risk, weighted by the information */
} cloglog_t;

/* Of a chance of 1 − exp(−e^η): its part of the score, and the information. */
typedef struct {
    double log, score, information;
} point_t;

static point_t point_at(double eta, bool ends)
{
    const double m = exp(eta), less = expm1(-m); /* minus the chance */
    return (point_t){.log = ends ? log(-less) : -m,
                     .score = ends ? m * exp(-m) / -less : -m,
                     .information = m > 700 ? 0 : m * m / expm1(m)};
}

static double eta_of(const polder_climb_t *c, int64_t i)
{
    double eta = 0;
    for (int k = 0; k < c->p; k++) eta += c->beta[k] * c->x[i * c->p + k];
    return eta;
}

static int64_t at_risk(const polder_climb_t *c, int t)
{
    return c->risk->n - c->from[t];
}

/* The level of a tick that fits best with these coefficients. */
static void fit_level(cloglog_t *m, const polder_climb_t *c, int t)
{
    enum { MOST = 50 };
    for (int round = 0; round < MOST; round++) {
        double score = 0, information = 0;
        for (int64_t j = c->from[t]; j < c->risk->n; j++) {
            const int64_t i = c->by_time[j];
            const bool ends = c->risk->who[i].time == t && polder_climb_ends(c, i);
            const point_t at = point_at(m->level[t] + eta_of(c, i), ends);
            score += at.score;
            information += at.information;
        }
        const double step = score / information;
        m->level[t] += GSL_MAX_DBL(GSL_MIN_DBL(step, 2), -2);
        if (fabs(step) < 1e-11) return;
    }
}

/* With the best levels for these coefficients: the score, and the information less what the levels
 * take of it. */
static double likelihood(void *self, polder_climb_t *c)
{
    cloglog_t *m = self;
    const int p = c->p;
    double sum = 0;
    memset(c->score, 0, (size_t)p * sizeof *c->score);
    memset(c->information, 0, (size_t)(p * p) * sizeof *c->information);
    for (int t = 1; t <= c->risk->horizon; t++) {
        double all = 0, *mean = m->mean + (size_t)t * (size_t)p;
        if (gsl_isnan(m->level[t])) continue;
        fit_level(m, c, t);
        memset(mean, 0, (size_t)p * sizeof *mean);
        for (int64_t j = c->from[t]; j < c->risk->n; j++) {
            const int64_t i = c->by_time[j];
            const double *x = c->x + i * p;
            const bool ends = c->risk->who[i].time == t && polder_climb_ends(c, i);
            const point_t at = point_at(m->level[t] + eta_of(c, i), ends);
            sum += at.log;
            all += at.information;
            for (int a = 0; a < p; a++) {
                c->score[a] += at.score * x[a];
                mean[a] += at.information * x[a];
                for (int b = 0; b < p; b++)
                    c->information[a * p + b] += at.information * x[a] * x[b];
            }
        }
        for (int a = 0; a < p; a++) mean[a] /= all;
        for (int a = 0; a < p; a++)
            for (int b = 0; b < p; b++) c->information[a * p + b] -= all * mean[a] * mean[b];
    }
    return sum;
}

static void residuals(const cloglog_t *m, const polder_climb_t *c, double *added)
{
    const int p = c->p;
    memset(added, 0, (size_t)c->risk->n * (size_t)p * sizeof *added);
    for (int t = 1; t <= c->risk->horizon; t++) {
        if (gsl_isnan(m->level[t])) continue;
        for (int64_t j = c->from[t]; j < c->risk->n; j++) {
            const int64_t i = c->by_time[j];
            const bool ends = c->risk->who[i].time == t && polder_climb_ends(c, i);
            const point_t at = point_at(m->level[t] + eta_of(c, i), ends);
            for (int a = 0; a < p; a++)
                added[i * p + a] +=
                    at.score * (c->x[i * p + a] - m->mean[(size_t)t * (size_t)p + (size_t)a]);
        }
    }
}

static bool init(cloglog_t *m, const polder_climb_t *c)
{
    const size_t ticks = (size_t)c->risk->horizon + 1;
    m->level = malloc(ticks * sizeof *m->level);
    m->mean = calloc(ticks * (size_t)c->p + 1, sizeof *m->mean);
    if (!m->level || !m->mean) return false;
    for (int t = 0; t <= c->risk->horizon; t++) {
        const double d = (double)c->events[t], n = (double)at_risk(c, t);
        m->level[t] = d > 0 && d < n ? log(-log1p(-d / n)) : GSL_NAN;
    }
    return true;
}

bool polder_cloglog(const polder_risk_t *risk, polder_fit_t *fit)
{
    polder_climb_t c;
    cloglog_t m = {0};
    double *added = NULL;
    bool good = polder_climb_init(&c, risk, fit) && init(&m, &c);
    if (good && fit->state == POLDER_FIT_GOOD) polder_climb(&c, likelihood, &m);
    if (good && fit->state == POLDER_FIT_GOOD) {
        added = malloc(((size_t)risk->n * (size_t)c.p + 1) * sizeof *added);
        good = added != NULL;
        if (good) residuals(&m, &c, added);
        good = good && polder_climb_finish(&c, added);
    }
    free(added);
    free(m.level);
    free(m.mean);
    polder_climb_free(&c);
    return good;
}
