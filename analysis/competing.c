/* competing.c: see competing.h. */
#include "analysis/competing.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>

#include "analysis/proportion.h"
#include "analysis/quadratic.h"

static int compare(const void *a, const void *b)
{
    const polder_ended_t *x = a, *y = b;
    if (x->cluster != y->cluster) return x->cluster < y->cluster ? -1 : 1;
    if (x->group != y->group) return x->group - y->group;
    return x->time != y->time ? x->time - y->time : x->reason - y->reason;
}

void polder_ended_sort(polder_ended_t *who, int64_t n)
{
    if (n > 1) qsort(who, (size_t)n, sizeof *who, compare);
}

/* ---- incidence ---- */

typedef struct {
    int n_reason, horizon;
    int64_t *ended;   /* [n_reason + 1][horizon + 1]: reason 0 is lost from view */
    int64_t *at_risk; /* [horizon + 2] */
    double *survival; /* [horizon + 1]: just before the tick, of any end */
} counts_t;

static int64_t ended_at(const counts_t *c, int reason, int t)
{
    return c->ended[reason * (c->horizon + 1) + t];
}

static int64_t all_at(const counts_t *c, int t)
{
    int64_t all = 0;
    for (int j = 1; j <= c->n_reason; j++) all += ended_at(c, j, t);
    return all;
}

static bool count(counts_t *c, const polder_ended_t *who, int64_t n, int group)
{
    const size_t ticks = (size_t)c->horizon + 1;
    c->ended = calloc((size_t)(c->n_reason + 1) * ticks, sizeof *c->ended);
    c->at_risk = calloc(ticks + 1, sizeof *c->at_risk);
    c->survival = calloc(ticks, sizeof *c->survival);
    if (!c->ended || !c->at_risk || !c->survival) return false;
    for (int64_t i = 0; i < n; i++)
        if (who[i].group == group)
            c->ended[who[i].reason * c->horizon + who[i].reason + who[i].time]++;
    for (int t = c->horizon; t >= 1; t--)
        c->at_risk[t] = c->at_risk[t + 1] + all_at(c, t) + ended_at(c, 0, t);
    c->at_risk[0] = c->at_risk[1];
    double survival = 1;
    for (int t = 1; t <= c->horizon; t++) {
        c->survival[t] = survival;
        if (c->at_risk[t] > 0) survival *= 1 - (double)all_at(c, t) / (double)c->at_risk[t];
    }
    return true;
}

static void drop(counts_t *c)
{
    free(c->ended);
    free(c->at_risk);
    free(c->survival);
}

/* Adds to sum[reason − 1][tick] by what a network that was seen until `time` moves each curve. */
static void add_influence(const counts_t *c, int time, int reason, double *sum)
{
    for (int j = 1; j <= c->n_reason; j++) {
        double hazard_sum = 0, moved = 0;
        for (int t = 1; t <= c->horizon; t++) {
            const double n = (double)c->at_risk[t], all = (double)all_at(c, t);
            const bool there = t <= time, ends = t == time && reason > 0;
            if (c->at_risk[t] > 0) {
                const double hazard = (double)ended_at(c, j, t) / n;
                const double own = there ? ((ends && reason == j) - hazard) / n : 0;
                moved += c->survival[t] * (own - hazard_sum * hazard);
                if (there && all < n) hazard_sum += (ends - all / n) / (n - all);
            }
            sum[(j - 1) * (c->horizon + 1) + t] += moved;
        }
    }
}

/* Σ over the clusters of (sum over their networks)², for each value. */
static int64_t add_squares(const counts_t *c, const polder_ended_t *who, int64_t n, int group,
                           double *sum, double *square)
{
    const int values = c->n_reason * (c->horizon + 1);
    int64_t clusters = 0, last = -1;
    for (int64_t i = 0; i <= n; i++) {
        if (i < n && who[i].group != group) continue;
        if (i == n || last < 0 || who[i].cluster != who[last].cluster) {
            for (int k = 0; k < values && last >= 0; k++) square[k] += sum[k] * sum[k];
            for (int k = 0; k < values; k++) sum[k] = 0;
            clusters += i < n;
        }
        if (i < n) add_influence(c, who[i].time, who[i].reason, sum);
        last = i;
    }
    return clusters;
}

/* Wilson's interval for as many independent networks as have this error; Student's t where clusters
 * are what varies. */
static void interval(polder_incidence_t *p, int64_t networks, int64_t clusters, double confidence)
{
    const double F = (double)clusters, n = (double)networks, share = p->incidence;
    const bool matters = clusters > 1 && clusters < networks;
    const double variance = p->error * p->error * (matters ? F / (F - 1) : 1);
    const double alone = share * (1 - share);
    double worth = variance > 0 ? alone / variance : matters ? F : n;
    worth = GSL_MIN_DBL(GSL_MAX_DBL(worth, matters ? F : 0), n);
    if (matters) {
        const double at = 0.5 + 0.5 * confidence;
        const double ratio = gsl_cdf_ugaussian_Pinv(at) / gsl_cdf_tdist_Pinv(at, F - 1);
        worth *= ratio * ratio;
    }
    polder_wilson(share, worth, confidence, &p->low, &p->high);
}

bool polder_incidence(const polder_ended_t *who, int64_t n, int group, int n_reason, int horizon,
                      double confidence, polder_incidence_t *curve)
{
    counts_t c = {.n_reason = n_reason, .horizon = horizon};
    const size_t values = (size_t)n_reason * ((size_t)horizon + 1);
    double *sum = calloc(2 * values + 1, sizeof *sum);
    const bool good = count(&c, who, n, group) && sum;
    if (good) {
        const int64_t clusters = add_squares(&c, who, n, group, sum, sum + values);
        for (int j = 1; j <= n_reason; j++) {
            double incidence = c.at_risk[0] > 0 ? 0 : GSL_NAN;
            for (int t = 0; t <= horizon; t++) {
                const int at = (j - 1) * (horizon + 1) + t;
                const int64_t ended = t > 0 ? ended_at(&c, j, t) : 0;
                if (ended > 0) incidence += c.survival[t] * (double)ended / (double)c.at_risk[t];
                curve[at] = (polder_incidence_t){.at_risk = c.at_risk[t],
                                                 .ended = ended,
                                                 .incidence = incidence,
                                                 .error = sqrt(sum[(int)values + at])};
                interval(&curve[at], c.at_risk[0], clusters, confidence);
            }
        }
    }
    drop(&c);
    free(sum);
    return good;
}

/* ---- Gray's test ---- */

/* One group at each tick: its subdistribution has `weight` = at risk over survival before. */
typedef struct {
    const polder_ended_t *who;
    int64_t n;
    int n_group, horizon, reason;
    counts_t *of;      /* [group]: reason 1 is the one that is asked for, 2 any other */
    double *weight;    /* [group][tick] at risk / survival before it; 0: nobody is at risk */
    double *incidence; /* [group][tick] before it */
    double *pooled;    /* [tick + 1] incidence of all, after it */
    double *score;     /* [group] */
    double *own, *all; /* [group of the score][group][tick]: what one end of this reason in a group,
                          and one of any reason, adds to a score, for one of `weight` */
} gray_t;

static double *at3(const gray_t *g, double *of, int k, int r, int t)
{
    return of + ((size_t)(k * g->n_group + r) * ((size_t)g->horizon + 2) + (size_t)t);
}

static double weight_of(const gray_t *g, int r, int t)
{
    return g->weight[r * (g->horizon + 2) + t];
}

static double total_weight(const gray_t *g, int t)
{
    double sum = 0;
    for (int r = 0; r < g->n_group; r++) sum += weight_of(g, r, t);
    return sum;
}

static int64_t ends_of(const gray_t *g, int reason, int t)
{
    int64_t sum = 0;
    for (int r = 0; r < g->n_group; r++)
        if (weight_of(g, r, t) > 0) sum += ended_at(&g->of[r], reason, t);
    return sum;
}

/* What each tick is about, and the scores: ends seen minus those expected if all were alike. */
static void go_forward(gray_t *g)
{
    for (int r = 0; r < g->n_group; r++) {
        double incidence = 0;
        for (int t = 1; t <= g->horizon; t++) {
            const counts_t *c = &g->of[r];
            const double n = (double)c->at_risk[t];
            const int at = r * (g->horizon + 2) + t;
            g->weight[at] = n > 0 ? n / c->survival[t] : 0;
            g->incidence[at] = incidence;
            if (n > 0) incidence += c->survival[t] * (double)ended_at(c, 1, t) / n;
        }
    }
    for (int t = 1; t <= g->horizon; t++) {
        const double ends = (double)ends_of(g, 1, t), total = total_weight(g, t);
        double exposed = 0;
        for (int r = 0; r < g->n_group; r++)
            exposed += weight_of(g, r, t) * (1 - g->incidence[r * (g->horizon + 2) + t]);
        g->pooled[t] = g->pooled[t - 1] + (total > 0 ? ends / total : 0);
        for (int r = 0; r < g->n_group && exposed > 0 && ends > 0; r++)
            g->score[r] +=
                (weight_of(g, r, t) > 0 ? (double)ended_at(&g->of[r], 1, t) : 0) -
                ends * weight_of(g, r, t) * (1 - g->incidence[r * (g->horizon + 2) + t]) / exposed;
    }
}

/* An end in group r moves what is expected of all later ticks: `later` adds that up from the end. */
static void go_back(gray_t *g)
{
    for (int k = 0; k < g->n_group; k++)
        for (int r = 0; r < g->n_group; r++) {
            double later = 0;
            for (int t = g->horizon; t >= 1; t--) {
                const counts_t *c = &g->of[r];
                const double total = total_weight(g, t), before = 1 - g->pooled[t - 1];
                const double w = weight_of(g, r, t);
                if (!(total > 0)) continue;
                const double now = weight_of(g, k, t) * ((k == r) - w / total);
                const double left =
                    w > 0 ? c->survival[t] * (1 - (double)all_at(c, t) / (double)c->at_risk[t]) : 0;
                const double part = left > 0 ? (1 - g->pooled[t]) / left : 0;
                *at3(g, g->own, k, r, t) = now + later * (1 - part);
                *at3(g, g->all, k, r, t) = -later * part;
                later += before > 0 ? now * (double)ends_of(g, 1, t) / (total * before) : 0;
            }
        }
}

/* Gray's variance: ends are as many as the pooled incidence expects, ties as drawn from an urn. */
static double classic(const gray_t *g, int k, int j)
{
    double sum = 0;
    for (int t = 1; t <= g->horizon; t++) {
        const double ends = (double)ends_of(g, 1, t), total = total_weight(g, t);
        for (int r = 0; r < g->n_group && total > 0; r++) {
            const counts_t *c = &g->of[r];
            const double n = (double)c->at_risk[t], s = c->survival[t], w = weight_of(g, r, t);
            const double others = n > 0 ? (double)ended_at(c, 2, t) : 0;
            if (!(w > 0)) continue;
            if (ends > 0) {
                const double tie = ends > 1 ? 1 - (ends - 1) / (total * s - 1) : 1;
                sum += *at3(g, g->own, k, r, t) * *at3(g, g->own, j, r, t) * tie * s * ends /
                       (total * n);
            }
            if (others > 0) {
                const double tie = others > 1 ? 1 - (others - 1) / (n - 1) : 1;
                sum += *at3(g, g->all, k, r, t) * *at3(g, g->all, j, r, t) * tie * s * s * others /
                       (n * n);
            }
        }
    }
    return sum;
}

/* What one network adds to score k. */
static double influence(const gray_t *g, const polder_ended_t *who, int k)
{
    const counts_t *c = &g->of[who->group];
    double sum = 0;
    for (int t = 1; t <= who->time; t++) {
        const double n = (double)c->at_risk[t], w = weight_of(g, who->group, t);
        const bool ends = t == who->time && who->reason > 0, so = ends && who->reason == g->reason;
        const double own = so - (double)ended_at(c, 1, t) / n;
        const double other = (ends && !so) - (double)ended_at(c, 2, t) / n;
        sum +=
            (*at3(g, g->own, k, who->group, t) * own + *at3(g, g->all, k, who->group, t) * other) /
            w;
    }
    return sum;
}

/* Influences of each kind of network once: [group][score][tick][how it ended]. */
static double *influences(const gray_t *g)
{
    const int kinds = 3;
    double *table = malloc((size_t)g->n_group * (size_t)g->n_group * ((size_t)g->horizon + 1) *
                           (size_t)kinds * sizeof *table);
    if (!table) return NULL;
    for (int r = 0, at = 0; r < g->n_group; r++)
        for (int k = 0; k < g->n_group; k++)
            for (int t = 0; t <= g->horizon; t++)
                for (int how = 0; how < kinds; how++, at++) {
                    const int reason = how == 0 ? 0 : how == 1 ? g->reason : g->reason + 1;
                    const polder_ended_t one = {t, (int16_t)reason, (int16_t)r, 0};
                    table[at] = g->of[r].at_risk[t] > 0 ? influence(g, &one, k) : 0;
                }
    return table;
}

/* Σ over the clusters of the products of what they add to the scores. Returns how many there are;
 * negative without memory. */
static int64_t by_clusters(const gray_t *g, double *variance)
{
    const int n = g->n_group;
    double *table = influences(g), *sum = calloc((size_t)n, sizeof *sum);
    int64_t clusters = 0;
    for (int64_t i = 0; table && sum && i <= g->n; i++) {
        if (i == g->n || (i > 0 && g->who[i].cluster != g->who[i - 1].cluster)) {
            for (int k = 0; k < n; k++)
                for (int j = 0; j < n; j++) variance[k * n + j] += sum[k] * sum[j];
            for (int k = 0; k < n; k++) sum[k] = 0;
            clusters++;
        }
        if (i == g->n) break;
        const polder_ended_t *w = &g->who[i];
        const int how = w->reason == 0 ? 0 : w->reason == g->reason ? 1 : 2;
        for (int k = 0; k < n; k++)
            sum[k] += table[((w->group * n + k) * (g->horizon + 1) + w->time) * 3 + how];
    }
    const bool good = table && sum;
    free(table);
    free(sum);
    return good ? clusters : -1;
}

static bool prepare(gray_t *g)
{
    const size_t groups = (size_t)g->n_group, ticks = (size_t)g->horizon + 2;
    bool good = true;
    g->of = calloc(groups, sizeof *g->of);
    g->weight = calloc(groups * ticks, sizeof *g->weight);
    g->incidence = calloc(groups * ticks, sizeof *g->incidence);
    g->pooled = calloc(ticks, sizeof *g->pooled);
    g->score = calloc(groups, sizeof *g->score);
    g->own = calloc(groups * groups * ticks, sizeof *g->own);
    g->all = calloc(groups * groups * ticks, sizeof *g->all);
    polder_ended_t *two = malloc(((size_t)g->n + 1) * sizeof *two);
    good = g->of && g->weight && g->incidence && g->pooled && g->score && g->own && g->all && two;
    for (int64_t i = 0; good && i < g->n; i++) {
        two[i] = g->who[i];
        if (two[i].reason > 0) two[i].reason = two[i].reason == g->reason ? 1 : 2;
    }
    for (int r = 0; good && r < g->n_group; r++) {
        g->of[r] = (counts_t){.n_reason = 2, .horizon = g->horizon};
        good = count(&g->of[r], two, g->n, r);
    }
    free(two);
    return good;
}

static void drop_gray(gray_t *g)
{
    for (int r = 0; g->of && r < g->n_group; r++) drop(&g->of[r]);
    free(g->of);
    free(g->weight);
    free(g->incidence);
    free(g->pooled);
    free(g->score);
    free(g->own);
    free(g->all);
}

static bool finish(const gray_t *g, double *variance, polder_gray_t *gray)
{
    const int n = g->n_group, degrees = n - 1;
    for (int k = 0; k < n; k++)
        for (int j = 0; j < n; j++) variance[k * n + j] = classic(g, k, j);
    gray->degrees = degrees;
    gray->classic = polder_quadratic(variance, n, degrees, g->score);
    gray->classic_p = gsl_cdf_chisq_Q(gray->classic, degrees);
    for (int k = 0; k < n * n; k++) variance[k] = 0;
    gray->clusters = by_clusters(g, variance);
    if (gray->clusters < 0) return false;
    /* arms that end alike, founding by founding, differ by nothing: what rounding leaves is no variance */
    for (int k = 0; k < n; k++)
        if (variance[k * n + k] < 1e-18 * classic(g, k, k)) variance[k * n + k] = 0;
    gray->statistic = polder_quadratic(variance, n, degrees, g->score);
    gray->p = polder_hotelling_p(gray->statistic, degrees, gray->clusters);
    return true;
}

/* Numbers the groups that have anybody from 0 on; NULL without memory. */
static polder_ended_t *close_ranks(const polder_ended_t *who, int64_t n, int *n_group)
{
    int *number = calloc((size_t)*n_group, sizeof *number), groups = 0;
    polder_ended_t *out = malloc(((size_t)n + 1) * sizeof *out);
    for (int64_t i = 0; number && i < n; i++) number[who[i].group] = 1;
    for (int k = 0; number && k < *n_group; k++) number[k] = number[k] ? groups++ : -1;
    for (int64_t i = 0; number && out && i < n; i++) {
        out[i] = who[i];
        out[i].group = (int16_t)number[who[i].group];
    }
    if (!number) {
        free(out);
        out = NULL;
    }
    free(number);
    *n_group = groups;
    return out;
}

static bool gray_of(const polder_ended_t *who, int64_t n, int n_group, int reason, int horizon,
                    polder_gray_t *gray)
{
    gray_t g = {.who = who, .n = n, .n_group = n_group, .horizon = horizon, .reason = reason};
    if (n_group < 2 || n < 2) return true;
    double *variance = calloc((size_t)(n_group * n_group), sizeof *variance);
    bool good = variance && prepare(&g);
    if (good) {
        go_forward(&g);
        go_back(&g);
        good = finish(&g, variance, gray);
    }
    drop_gray(&g);
    free(variance);
    return good;
}

bool polder_gray(const polder_ended_t *who, int64_t n, int n_group, int reason, int horizon,
                 polder_gray_t *gray)
{
    *gray = (polder_gray_t){
        .statistic = GSL_NAN, .p = GSL_NAN, .classic = GSL_NAN, .classic_p = GSL_NAN};
    if (n_group < 2 || n < 2) return true;
    polder_ended_t *ranked = close_ranks(who, n, &n_group);
    const bool good = ranked && gray_of(ranked, n, n_group, reason, horizon, gray);
    free(ranked);
    return good;
}
