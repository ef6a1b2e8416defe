/* paired.c: see paired.h. */
#include "analysis/paired.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>

#include "analysis/proportion.h"

/* The correlation of the two shares. Where it is positive Newcombe takes off half a pair, so
 * that pairs which never differ do not give an interval without width. */
static double correlation(const polder_pairs_t *t, double scale)
{
    const double a = scale * (double)t->both, b = scale * (double)t->first;
    const double c = scale * (double)t->second, d = scale * (double)t->neither;
    const double under = (a + b) * (c + d) * (a + c) * (b + d);
    double over = a * d - b * c;
    if (over > 0) over = GSL_MAX_DBL(over - (a + b + c + d) / 2, 0);
    return under > 0 ? over / sqrt(under) : 0;
}

/* Rounding must not turn a sum that is never negative into a NaN. */
static double root(double square)
{
    return square > 0 ? sqrt(square) : 0;
}

static polder_proportion_t scaled_share(int64_t count, int64_t n, double scale, double confidence)
{
    polder_proportion_t p = {.count = count, .n = n, .share = (double)count / (double)n};
    polder_wilson(p.share, scale * (double)n, confidence, &p.low, &p.high);
    return p;
}

void polder_newcombe(const polder_pairs_t *pairs, double confidence, double *low, double *high)
{
    polder_newcombe_scaled(pairs, 1, confidence, low, high);
}

void polder_newcombe_scaled(const polder_pairs_t *pairs, double scale, double confidence,
                            double *low, double *high)
{
    const int64_t n = pairs->both + pairs->first + pairs->second + pairs->neither;
    *low = -1;
    *high = 1;
    if (n == 0) return;
    const polder_proportion_t p = scaled_share(pairs->both + pairs->first, n, scale, confidence);
    const polder_proportion_t q = scaled_share(pairs->both + pairs->second, n, scale, confidence);
    const double phi = correlation(pairs, scale), difference = p.share - q.share;
    const double below = p.share - p.low, above = q.high - q.share;
    *low = difference - root(below * below - 2 * phi * below * above + above * above);
    const double up = p.high - p.share, down = q.share - q.low;
    *high = difference + root(up * up - 2 * phi * up * down + down * down);
}

double polder_mcnemar(int64_t first, int64_t second)
{
    enum { LARGE = 1000000 };
    const int64_t n = first + second, least = first < second ? first : second;
    if (n == 0) return 1;
    /* Of so many pairs the normal distribution gives the same, to a hundred-thousandth; the exact
     * sum comes to no end, and the count may be larger than its unsigned. */
    if (n > LARGE) {
        const double apart = (double)(n - 2 * least) - 1; /* corrected for continuity */
        return GSL_MIN_DBL(1, 2 * gsl_cdf_ugaussian_Q(apart / sqrt((double)n)));
    }
    return GSL_MIN_DBL(1, 2 * gsl_cdf_binomial_P((unsigned)least, 0.5, (unsigned)n));
}

polder_difference_t polder_pairs_difference(const polder_pairs_t *pairs, double confidence)
{
    const int64_t total = pairs->both + pairs->first + pairs->second + pairs->neither;
    const double n = (double)total;
    polder_difference_t d = {.pairs = total, .p = polder_mcnemar(pairs->first, pairs->second)};
    d.first = d.second = d.difference = d.pairing = GSL_NAN;
    d.low = d.high = GSL_NAN;
    if (total == 0) d.p = GSL_NAN;
    if (total == 0) return d;
    polder_newcombe(pairs, confidence, &d.low, &d.high);
    d.first = (double)(pairs->both + pairs->first) / n;
    d.second = (double)(pairs->both + pairs->second) / n;
    d.difference = (double)(pairs->first - pairs->second) / n;
    const double apart = d.first * (1 - d.first) + d.second * (1 - d.second);
    const double paired = (double)(pairs->first + pairs->second) / n - d.difference * d.difference;
    if (paired > 0) d.pairing = apart / paired;
    return d;
}

static double student(double confidence, int64_t n)
{
    return gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, (double)(n - 1));
}

void polder_mean_interval(const polder_moments_t *m, double confidence, double *low, double *high)
{
    *low = *high = GSL_NAN;
    if (m->n < 2) return;
    const double n = (double)m->n;
    const double half = student(confidence, m->n) * sqrt(m->square / (n - 1) / n);
    *low = m->mean - half;
    *high = m->mean + half;
}

polder_difference_t polder_twin_difference(const polder_twin_t *t, double confidence)
{
    const double n = (double)t->n;
    polder_difference_t d = {.pairs = t->n};
    d.first = d.second = d.difference = d.low = d.high = d.p = d.pairing = GSL_NAN;
    if (t->n == 0) return d;
    d.first = t->mean[0];
    d.second = t->mean[1];
    d.difference = d.first - d.second;
    if (t->n < 2) return d;
    const double apart = t->square[0] + t->square[1];
    double paired = apart - 2 * t->product;
    /* What is left of pairs that are equal is rounding. */
    if (!(paired > 1e-14 * apart)) paired = 0;
    const double error = sqrt(paired / (n - 1) / n);
    d.low = d.difference - student(confidence, t->n) * error;
    d.high = d.difference + student(confidence, t->n) * error;
    if (paired > 0) {
        d.p = 2 * gsl_cdf_tdist_Q(fabs(d.difference) / error, n - 1);
        d.pairing = apart / paired;
    } else
        d.p = fabs(d.difference) > 0 ? 0 : 1;
    return d;
}

polder_difference_t polder_shares_apart(const int64_t yes[2], const int64_t n[2], double confidence)
{
    polder_difference_t d = {.low = -1, .high = 1, .p = GSL_NAN, .pairing = GSL_NAN};
    const polder_proportion_t p = polder_proportion(yes[0], n[0], confidence);
    const polder_proportion_t q = polder_proportion(yes[1], n[1], confidence);
    d.first = p.share;
    d.second = q.share;
    d.difference = p.share - q.share;
    if (n[0] == 0 || n[1] == 0) return d;
    d.low = d.difference - hypot(p.share - p.low, q.high - q.share);
    d.high = d.difference + hypot(p.high - p.share, q.share - q.low);
    const unsigned all = (unsigned)(yes[0] + yes[1]), none = (unsigned)(n[0] + n[1]) - all;
    const unsigned k = (unsigned)yes[0], t = (unsigned)n[0];
    const double below = gsl_cdf_hypergeometric_P(k, all, none, t);
    const double above = k > 0 ? gsl_cdf_hypergeometric_Q(k - 1, all, none, t) : 1;
    d.p = GSL_MIN_DBL(1, 2 * GSL_MIN_DBL(below, above));
    return d;
}

polder_difference_t polder_means_apart(const polder_moments_t *first,
                                       const polder_moments_t *second, double confidence)
{
    polder_difference_t d = {.low = GSL_NAN, .high = GSL_NAN, .p = GSL_NAN, .pairing = GSL_NAN};
    d.first = first->n > 0 ? first->mean : GSL_NAN;
    d.second = second->n > 0 ? second->mean : GSL_NAN;
    d.difference = d.first - d.second;
    if (first->n < 2 || second->n < 2) return d;
    const double n = (double)first->n, m = (double)second->n;
    const double u = first->square / (n - 1) / n, v = second->square / (m - 1) / m;
    if (!(u + v > 0)) { /* neither varies */
        d.low = d.high = d.difference;
        d.p = d.difference == 0 ? 1 : 0;
        return d;
    }
    const double degrees = (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1));
    const double error = sqrt(u + v);
    const double half = error * gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, degrees);
    d.low = d.difference - half;
    d.high = d.difference + half;
    d.p = 2 * gsl_cdf_tdist_Q(fabs(d.difference) / error, degrees);
    return d;
}

polder_treat_t polder_number_to_treat(const polder_difference_t *d)
{
    polder_treat_t t = {.verdict = POLDER_TREAT_UNSURE};
    t.number = gsl_isnan(d->difference) ? GSL_NAN : 1 / d->difference;
    if (d->difference == 0) t.number = GSL_POSINF;
    if (d->low > 0) {
        t.verdict = POLDER_TREAT_HELPS;
        t.low = 1 / d->high;
        t.high = 1 / d->low;
    } else if (d->high < 0) {
        t.verdict = POLDER_TREAT_HARMS;
        t.low = -1 / d->low;
        t.high = -1 / d->high;
    } else {
        t.low = d->high > 0 ? 1 / d->high : GSL_POSINF;
        t.high = d->low < 0 ? -1 / d->low : GSL_POSINF;
    }
    if (gsl_isnan(d->difference)) t.low = t.high = GSL_NAN;
    return t;
}

polder_ratio_t polder_ratio(const polder_twin_t *twin, double confidence)
{
    polder_ratio_t r = {GSL_NAN, GSL_NAN, GSL_NAN, false};
    const double y = twin->mean[0], x = twin->mean[1], n = (double)twin->n;
    if (twin->n == 0 || x == 0) return r;
    r.ratio = y / x;
    if (twin->n < 2) return r;
    const double scale = 1 / (n - 1) / n, t = student(confidence, twin->n);
    const double yy = scale * twin->square[0], xx = scale * twin->square[1];
    const double yx = scale * twin->product, tt = t * t;
    /* The values r for which the mean of y − r x may be 0: a r² − 2 b r + c <= 0. */
    const double a = x * x - tt * xx, b = x * y - tt * yx, c = y * y - tt * yy;
    const double inside = b * b - a * c;
    if (!(a > 0)) return r;
    r.low = (b - root(inside)) / a;
    r.high = (b + root(inside)) / a;
    r.bounded = true;
    return r;
}
