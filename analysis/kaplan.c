/* kaplan.c: see kaplan.h. */
#include "analysis/kaplan.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>

#include "analysis/proportion.h"

static int64_t total(const int64_t *count, int horizon)
{
    int64_t n = 0;
    for (int t = 1; t <= horizon + 1; t++) n += count[t];
    return n;
}

void polder_kaplan(const int64_t *count, int horizon, double confidence, polder_kaplan_t *curve)
{
    const int64_t n = total(count, horizon);
    int64_t at_risk = n;
    for (int t = 0; t <= horizon; t++) {
        polder_kaplan_t *k = &curve[t];
        *k = (polder_kaplan_t){.at_risk = at_risk, .ended = t > 0 ? count[t] : 0};
        at_risk -= k->ended;
        k->survival = n > 0 ? (double)at_risk / (double)n : GSL_NAN;
        polder_wilson(k->survival, (double)n, confidence, &k->low, &k->high);
    }
}

double polder_kaplan_mean(const int64_t *count, int horizon)
{
    const int64_t n = total(count, horizon);
    double sum = (double)horizon * (double)count[horizon + 1];
    for (int t = 1; t <= horizon; t++) sum += (double)t * (double)count[t];
    return n > 0 ? sum / (double)n : GSL_NAN;
}

double polder_logrank_influence(const int64_t *first, const int64_t *second, int horizon,
                                double *first_influence, double *second_influence)
{
    int64_t risk_1 = total(first, horizon), risk_2 = total(second, horizon);
    double expected_1 = 0, expected_2 = 0, statistic = 0;
    for (int t = 1; t <= horizon; t++) {
        const double y_1 = (double)risk_1, y_2 = (double)risk_2, y = y_1 + y_2;
        const double d_1 = (double)first[t], d_2 = (double)second[t];
        const double share_1 = y > 0 ? y_2 / y : 0, share_2 = y > 0 ? y_1 / y : 0;
        /* What is expected counts for everybody who is still there in this tick. */
        if (y_1 > 0) expected_1 += share_1 * d_1 / y_1;
        if (y_2 > 0) expected_2 += share_2 * d_2 / y_2;
        first_influence[t] = share_1 - expected_1;
        second_influence[t] = share_2 - expected_2;
        statistic += share_1 * d_1 - share_2 * d_2;
        risk_1 -= first[t];
        risk_2 -= second[t];
    }
    first_influence[horizon + 1] = -expected_1;
    second_influence[horizon + 1] = -expected_2;
    return statistic;
}

double polder_logrank_z(double statistic, double sum_of_squares)
{
    return sum_of_squares > 0 ? statistic / sqrt(sum_of_squares) : 0;
}

double polder_logrank_p(double z)
{
    return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}
