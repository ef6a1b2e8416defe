/* figure_times.c: how long networks last, and what happens meanwhile. An ending of any kind is one:
 * with the work done, too. */
#include <gsl/gsl_math.h>
#include <stdlib.h>

#include "analysis/figure_kinds.h"
#include "analysis/paired.h"

/* Networks of an arm (−1: all) that were there after `from`, and those of them that ended up to
 * `until`; the months they lived in between are added to *exposure. */
static int64_t ended_between(const polder_rows_t *rows, int arm, double from, double until,
                             int64_t *at_risk, double *exposure)
{
    int64_t ended = 0;
    *at_risk = 0;
    *exposure = 0;
    for (int64_t r = 0; r < rows->n; r++) {
        const double end = polder_row_value(rows, r, 0);
        if ((arm >= 0 && rows->arm[r] != arm) || gsl_isnan(end)) continue;
        if (end > 0 && end <= from) continue;
        const bool now = end > 0 && end <= until;
        ++*at_risk;
        ended += now;
        *exposure += (now ? end : until) - from;
    }
    return ended;
}

double polder_value_survival(const polder_rows_t *rows, const polder_figure_t *f)
{
    int64_t n;
    double months;
    const int64_t ended = ended_between(rows, -1, 0, f->month[0], &n, &months);
    return n > 0 ? 1 - (double)ended / (double)n : GSL_NAN;
}

/* Chance to end in twelve months, if it were the same all the time between two. */
double polder_value_hazard(const polder_rows_t *rows, const polder_figure_t *f)
{
    int64_t n;
    double months;
    const int64_t ended = ended_between(rows, -1, f->month[0], f->month[1], &n, &months);
    if (n == 0) return GSL_NAN;
    return 1 - pow(1 - (double)ended / (double)n, 12.0 / (f->month[1] - f->month[0]));
}

/* Endings per month lived, in the first arm against the second. */
double polder_value_hazard_ratio(const polder_rows_t *rows, const polder_figure_t *f)
{
    double rate[2] = {0};
    (void)f;
    for (int a = 0; a < 2; a++) {
        int64_t n;
        double months;
        const int64_t ended = ended_between(rows, a, 0, rows->horizon, &n, &months);
        rate[a] = months > 0 ? (double)ended / months : GSL_NAN;
    }
    return rate[0] / rate[1];
}

/* The middle of the months in which the hazard is highest, `at` months together. */
static double peak_in(const polder_rows_t *rows, const polder_figure_t *f, int arm)
{
    double highest = -1, peak = GSL_NAN;
    for (int k = 0; (k + 1) * f->at <= rows->horizon; k++) {
        const double from = k * f->at;
        int64_t n;
        double months;
        const int64_t ended = ended_between(rows, arm, from, from + f->at, &n, &months);
        const double rate = months > 0 ? (double)ended / months : 0;
        if (rate > highest) {
            highest = rate;
            peak = from + 0.5 * f->at;
        }
    }
    return highest > 0 ? peak : GSL_NAN;
}

/* With two arms: how much later it is in the first. */
double polder_value_hazard_peak(const polder_rows_t *rows, const polder_figure_t *f)
{
    if (f->n_arm < 2) return peak_in(rows, f, f->n_arm - 1);
    return peak_in(rows, f, 0) - peak_in(rows, f, 1);
}

/* ---- courses ---- */

/* Mean in a month over the courses that are known then and in `also`. */
static double mean_at(const polder_rows_t *rows, int month, int also)
{
    polder_moments_t m = {0};
    const int t = month / rows->every, other = also / rows->every;
    for (int64_t r = 0; r < rows->n && t < rows->n_value && other < rows->n_value; r++)
        if (!gsl_isnan(polder_row_value(rows, r, other)))
            polder_moments_add(&m, polder_row_value(rows, r, t));
    return m.n > 0 ? m.mean : GSL_NAN;
}

double polder_value_change(const polder_rows_t *rows, const polder_figure_t *f)
{
    return mean_at(rows, f->month[1], f->month[0]) / mean_at(rows, f->month[0], f->month[1]);
}

/* What was lost from the first month to the second: the share that is back in the third. */
double polder_value_regained(const polder_rows_t *rows, const polder_figure_t *f)
{
    const int last = f->month[2];
    const double first = mean_at(rows, f->month[0], last), low = mean_at(rows, f->month[1], last);
    return (mean_at(rows, last, last) - low) / (first - low);
}

/* ---- lives: from the end of the first month, since before it much is not worked out yet ---- */

/* Numbers of a course before it ends. */
static int length_of(const polder_rows_t *rows, int64_t r)
{
    int n = rows->n_value;
    while (n > 0 && gsl_isnan(polder_row_value(rows, r, n - 1))) n--;
    return n;
}

/* Where in its life, from 0 to 1, the mean course is highest: lives are cut into `at` parts. */
double polder_value_peak(const polder_rows_t *rows, const polder_figure_t *f)
{
    enum { MOST = 100, SHORT = 6 };
    polder_moments_t part[MOST] = {0};
    const int n = (int)f->at;
    int best = 0;
    if (n < 2 || n > MOST) return GSL_NAN;
    for (int64_t r = 0; r < rows->n; r++) {
        const int length = length_of(rows, r);
        for (int p = 0; p < n && length >= SHORT; p++)
            polder_moments_add(&part[p], polder_row_value(rows, r, 1 + p * (length - 2) / (n - 1)));
    }
    for (int p = 1; p < n; p++)
        if (part[p].mean > part[best].mean) best = p;
    return part[0].n > 0 ? (double)best / (n - 1) : GSL_NAN;
}

/* Mean of one third of a course. */
static double third_of(const polder_rows_t *rows, int64_t r, int length, int third)
{
    polder_moments_t m = {0};
    for (int t = 1 + third * (length - 1) / 3; t < 1 + (third + 1) * (length - 1) / 3; t++)
        polder_moments_add(&m, polder_row_value(rows, r, t));
    return m.mean;
}

/* 0: falls, 1: stays, 2: rises, by more than `at`. */
static int direction(double change, double at)
{
    return change > at ? 2 : change < -at ? 0 : 1;
}

/* Kinds of course, by whether it falls, stays or rises from the first third of life to the second
 * and from there to the last, that at least one network in twenty has. */
double polder_value_courses(const polder_rows_t *rows, const polder_figure_t *f)
{
    enum { SHORT = 6 };
    int64_t count[9] = {0}, n = 0;
    int kinds = 0;
    for (int64_t r = 0; r < rows->n; r++) {
        const int length = length_of(rows, r);
        if (length < SHORT) continue;
        const double early = third_of(rows, r, length, 0), middle = third_of(rows, r, length, 1);
        const double late = third_of(rows, r, length, 2);
        count[3 * direction(middle - early, f->at) + direction(late - middle, f->at)]++;
        n++;
    }
    for (int k = 0; k < 9; k++) kinds += n > 0 && (double)count[k] >= 0.05 * (double)n;
    return n > 0 ? (double)kinds : GSL_NAN;
}

/* Variance over mean of what a counter adds in a month, inside networks: 1 if events come by
 * chance, more if they come together. */
double polder_value_fano(const polder_rows_t *rows, const polder_figure_t *f)
{
    double variance = 0, mean = 0;
    (void)f;
    for (int64_t r = 0; r < rows->n; r++) {
        polder_moments_t m = {0};
        const int length = length_of(rows, r);
        for (int t = 1; t < length; t++)
            polder_moments_add(&m, polder_row_value(rows, r, t) - polder_row_value(rows, r, t - 1));
        if (m.n < 2) continue;
        variance += m.square / (double)(m.n - 1);
        mean += m.mean;
    }
    return mean > 0 ? variance / mean : GSL_NAN;
}

/* Mean of those who left first less that of those who left later, inside networks: over networks
 * together it would compare those of which one leaves with those that fall apart. */
double polder_value_first_lead(const polder_rows_t *rows, const polder_figure_t *f)
{
    polder_moments_t lead = {0};
    (void)f;
    for (int64_t first = 0, last; first < rows->n; first = last) {
        polder_moments_t m[2] = {0};
        for (last = first; last < rows->n && rows->network[last] == rows->network[first]; last++)
            polder_moments_add(&m[polder_row_value(rows, last, 1) > 0.5],
                               polder_row_value(rows, last, 0));
        if (m[0].n > 0 && m[1].n > 0) polder_moments_add(&lead, m[1].mean - m[0].mean);
    }
    return lead.n > 0 ? lead.mean : GSL_NAN;
}

/* What is there later over what was there before, both over the mean of the network. */
double polder_value_recovery(const polder_rows_t *rows, const polder_figure_t *f)
{
    double before = 0, later = 0;
    (void)f;
    for (int64_t r = 0; r < rows->n; r++) {
        before += polder_row_value(rows, r, 0);
        later += polder_row_value(rows, r, 1);
    }
    return later / before;
}
