/* proportion.c: see proportion.h. */
#include "analysis/proportion.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>

void polder_wilson(double share, double n, double confidence, double *low, double *high)
{
    *low = *high = GSL_NAN;
    if (!(n > 0) || gsl_isnan(share)) return;
    *low = 0;
    *high = 1;
    const double z = gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * confidence);
    const double zz = z * z;
    const double centre = (n * share + 0.5 * zz) / (n + zz);
    const double half = z / (n + zz) * sqrt(n * share * (1 - share) + 0.25 * zz);
    /* At the ends the formula gives the end itself, up to rounding: say it exactly. */
    if (share > 0) *low = GSL_MAX_DBL(0, centre - half);
    if (share < 1) *high = GSL_MIN_DBL(1, centre + half);
}

polder_proportion_t polder_proportion(int64_t count, int64_t n, double confidence)
{
    polder_proportion_t p = {.count = count, .n = n, .share = GSL_NAN};
    if (n > 0) p.share = (double)count / (double)n;
    polder_wilson(p.share, (double)n, confidence, &p.low, &p.high);
    return p;
}
