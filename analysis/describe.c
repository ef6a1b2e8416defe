/* describe.c: see describe.h. */
#include "analysis/describe.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_float.h>
#include <gsl/gsl_statistics_float.h>

polder_description_t polder_describe(float *value, int64_t n)
{
    size_t kept = 0;
    for (int64_t i = 0; i < n; i++)
        if (!gsl_isnan((double)value[i])) value[kept++] = value[i];
    polder_description_t d = {.n = (int64_t)kept, .missing = n - (int64_t)kept};
    d.mean = d.deviation = d.min = d.lower = d.median = d.upper = d.max = GSL_NAN;
    if (kept == 0) return d;
    gsl_sort_float(value, 1, kept);
    d.mean = gsl_stats_float_mean(value, 1, kept);
    if (kept > 1) d.deviation = gsl_stats_float_sd_m(value, 1, kept, d.mean);
    d.min = (double)value[0];
    d.max = (double)value[kept - 1];
    d.lower = gsl_stats_float_quantile_from_sorted_data(value, 1, kept, 0.25);
    d.median = gsl_stats_float_quantile_from_sorted_data(value, 1, kept, 0.5);
    d.upper = gsl_stats_float_quantile_from_sorted_data(value, 1, kept, 0.75);
    return d;
}
