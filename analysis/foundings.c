/* foundings.c: see foundings.h. */
#include "analysis/foundings.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <stdio.h>

static void close_founding(polder_founded_t *f)
{
    if (!(f->size > 0)) return;
    f->foundings++;
    f->square += f->part * f->part;
    f->product += f->part * f->size;
    f->sizes += f->size * f->size;
    f->part = f->size = 0;
}

void polder_founded_add_sum(polder_founded_t *f, int64_t founding, double sum, double n)
{
    if (!(n > 0) || gsl_isnan(sum)) return;
    if (founding != f->at) close_founding(f);
    f->at = founding;
    f->part += sum;
    f->size += n;
    f->sum += sum;
    f->n += (int64_t)n;
}

void polder_founded_add(polder_founded_t *f, int64_t founding, double value)
{
    polder_founded_add_sum(f, founding, value, 1);
}

static polder_founded_t closed(const polder_founded_t *f)
{
    polder_founded_t whole = *f;
    close_founding(&whole);
    return whole;
}

/* Σ (sum − mean × size)² over the foundings, as of a ratio of two totals. */
double polder_founded_variance(const polder_founded_t *f)
{
    const polder_founded_t c = closed(f);
    const double F = (double)c.foundings, n = (double)c.n;
    if (c.foundings < 2) return GSL_NAN;
    const double mean = c.sum / n;
    const double square = c.square - 2 * mean * c.product + mean * mean * c.sizes;
    /* What is left of foundings that are equal is rounding. */
    return square > 1e-12 * c.square ? square * F / (F - 1) / (n * n) : 0;
}

/* How much wider Student's t makes an interval, squared. */
static double tail(int64_t foundings, double confidence)
{
    const double p = 0.5 + 0.5 * confidence;
    const double t = gsl_cdf_tdist_Pinv(p, (double)(foundings - 1)), z = gsl_cdf_ugaussian_Pinv(p);
    return z * z / (t * t);
}

static double within(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

double polder_founded_networks(const polder_founded_t *f, double confidence)
{
    const polder_founded_t c = closed(f);
    const double n = (double)c.n, F = (double)c.foundings;
    if (!polder_founded_matters(f)) return n;
    const double share = c.sum / n, variance = polder_founded_variance(&c);
    const double alone = share * (1 - share);
    /* Where all say the same they do not say how alike futures are. */
    const double networks = alone > 0 ? variance > 0 ? alone / variance : n : F;
    return within(networks, F, n) * tail(c.foundings, confidence);
}

/* Variance of the mean difference if the pairs were independent. */
static double apart(const polder_pairs_t *p)
{
    const double n = (double)(p->both + p->first + p->second + p->neither);
    const double d = (double)(p->first - p->second) / n;
    return ((double)(p->first + p->second) / n - d * d) / n;
}

/* By how much the foundings make that larger. */
static double effect(const polder_founded_t *c, const polder_pairs_t *pairs)
{
    const double most = (double)c->n / (double)c->foundings, alone = apart(pairs);
    return alone > 0 ? within(polder_founded_variance(c) / alone, 1, most) : most;
}

double polder_founded_scale(const polder_founded_t *f, const polder_pairs_t *pairs,
                            double confidence)
{
    const polder_founded_t c = closed(f);
    if (!polder_founded_matters(f)) return 1;
    return tail(c.foundings, confidence) / effect(&c, pairs);
}

polder_proportion_t polder_founded_share(const polder_founded_t *f, int64_t count,
                                         double confidence)
{
    polder_proportion_t p = polder_proportion(count, f->n, confidence);
    if (polder_founded_matters(f))
        polder_wilson(p.share, polder_founded_networks(f, confidence), confidence, &p.low, &p.high);
    return p;
}

static double student(double confidence, int64_t foundings)
{
    return gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, (double)(foundings - 1));
}

void polder_founded_mean(const polder_founded_t *f, double confidence, double *low, double *high)
{
    const polder_founded_t c = closed(f);
    *low = *high = GSL_NAN;
    if (c.foundings < 2) return;
    const double half = student(confidence, c.foundings) * sqrt(polder_founded_variance(&c));
    *low = c.sum / (double)c.n - half;
    *high = c.sum / (double)c.n + half;
}

/* Two-sided, by Student's t of the foundings' means. */
static double p_of(double difference, double variance, int64_t foundings)
{
    if (!(variance > 0)) return fabs(difference) > 0 ? 0 : 1;
    return 2 * gsl_cdf_tdist_Q(fabs(difference) / sqrt(variance), (double)(foundings - 1));
}

polder_difference_t polder_founded_pairs(const polder_founded_t *f, const polder_pairs_t *pairs,
                                         double confidence)
{
    polder_difference_t d = polder_pairs_difference(pairs, confidence);
    const polder_founded_t c = closed(f);
    if (!polder_founded_matters(f)) return d;
    polder_newcombe_scaled(pairs, polder_founded_scale(f, pairs, confidence), confidence, &d.low,
                           &d.high);
    d.p = p_of(d.difference, apart(pairs) * effect(&c, pairs), c.foundings);
    return d;
}

polder_difference_t polder_founded_twin(const polder_founded_t *f, const polder_twin_t *twin,
                                        double confidence)
{
    polder_difference_t d = polder_twin_difference(twin, confidence);
    const polder_founded_t c = closed(f);
    if (!polder_founded_matters(f)) return d;
    polder_founded_mean(f, confidence, &d.low, &d.high);
    d.p = p_of(d.difference, polder_founded_variance(&c), c.foundings);
    return d;
}

/* Welch's t, by what each mean varies with its foundings, or with its networks. */
static void welch(polder_difference_t *d, const polder_founded_t *const f[2], const double alone[2],
                  double confidence, bool interval)
{
    double sum = 0, under = 0;
    for (int i = 0; i < 2; i++) {
        const bool matters = polder_founded_matters(f[i]);
        const polder_founded_t c = closed(f[i]);
        const double v = matters ? polder_founded_variance(f[i]) : alone[i];
        sum += v;
        under += v * v / (double)((matters ? c.foundings : c.n) - 1);
    }
    if (!(sum > 0)) return;
    const double degrees = sum * sum / under;
    const double half = gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, degrees) * sqrt(sum);
    d->p = 2 * gsl_cdf_tdist_Q(fabs(d->difference) / sqrt(sum), degrees);
    if (interval) d->low = d->difference - half;
    if (interval) d->high = d->difference + half;
}

polder_difference_t polder_founded_shares_apart(const polder_founded_t *const f[2],
                                                const int64_t yes[2], double confidence)
{
    const int64_t n[2] = {f[0]->n, f[1]->n};
    polder_difference_t d = polder_shares_apart(yes, n, confidence);
    if (n[0] < 2 || n[1] < 2) return d;
    if (!polder_founded_matters(f[0]) && !polder_founded_matters(f[1])) return d;
    const polder_proportion_t p = polder_founded_share(f[0], yes[0], confidence);
    const polder_proportion_t q = polder_founded_share(f[1], yes[1], confidence);
    const double alone[2] = {p.share * (1 - p.share) / (double)n[0],
                             q.share * (1 - q.share) / (double)n[1]};
    d.low = d.difference - hypot(p.share - p.low, q.high - q.share);
    d.high = d.difference + hypot(p.high - p.share, q.share - q.low);
    welch(&d, f, alone, confidence, false);
    return d;
}

polder_difference_t polder_founded_means_apart(const polder_founded_t *const f[2],
                                               const polder_moments_t *const m[2],
                                               double confidence)
{
    polder_difference_t d = polder_means_apart(m[0], m[1], confidence);
    if (m[0]->n < 2 || m[1]->n < 2) return d;
    if (!polder_founded_matters(f[0]) && !polder_founded_matters(f[1])) return d;
    const double alone[2] = {m[0]->square / (double)(m[0]->n - 1) / (double)m[0]->n,
                             m[1]->square / (double)(m[1]->n - 1) / (double)m[1]->n};
    welch(&d, f, alone, confidence, true);
    return d;
}

/* ---- in words ---- */

polder_split_t polder_founded_split(int64_t networks, int64_t futures,
                                    const polder_founded_t *share)
{
    polder_split_t s = {networks / futures, futures, networks, GSL_NAN};
    if (!share || !polder_founded_matters(share)) return s;
    const double p = share->sum / (double)share->n;
    const double best = p * (1 - p) / (double)share->n, is = polder_founded_variance(share);
    if (best > 0 && is > 1.1 * best) s.width = sqrt(best / is);
    return s;
}

void polder_founded_say(polder_language_t l, const polder_split_t *s, char *text, size_t size)
{
    const char *one = polder_text(
        l, "All are futures of one founding: what is said holds for this founding only.");
    const char *some =
        polder_text(l, "Intervals go by the foundings: %lld of them, with %lld futures each.");
    const char *few = polder_text(l, " That is few: from 20 foundings on they can be trusted.");
    const char *other = polder_text(l, " As many networks with a founding of their own would make "
                                       "them %.0f%% as wide.");
    *text = '\0';
    if (s->futures < 2) return;
    if (s->foundings == 1) {
        snprintf(text, size, "%s", one);
        return;
    }
    size_t used =
        (size_t)snprintf(text, size, some, (long long)s->foundings, (long long)s->futures);
    if (s->foundings < POLDER_FEW_FOUNDINGS && used < size)
        used += (size_t)snprintf(text + used, size - used, "%s", few);
    if (s->width > 0 && used < size) snprintf(text + used, size - used, other, 100 * s->width);
}
