/* quadratic.c: see quadratic.h. */
#include "analysis/quadratic.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdbool.h>

/* Scaled to a diagonal of 1, so that units do not decide what counts as nothing. */
double polder_quadratic(const double *v, int n, int m, const double *u)
{
    enum { MOST = 256 };
    double scaled[MOST], x = 0;
    if (m < 1) return GSL_NAN;
    gsl_matrix *a = gsl_matrix_alloc((size_t)m, (size_t)m);
    gsl_vector *b = gsl_vector_alloc((size_t)m);
    if (!a || !b || m > MOST) x = GSL_NAN;
    for (int i = 0; i < m && !gsl_isnan(x); i++) {
        scaled[i] = sqrt(v[i * n + i]);
        if (!(scaled[i] > 0)) x = GSL_NAN;
    }
    for (int i = 0; i < m && !gsl_isnan(x); i++) {
        gsl_vector_set(b, (size_t)i, u[i] / scaled[i]);
        for (int j = 0; j < m; j++)
            gsl_matrix_set(a, (size_t)i, (size_t)j, v[i * n + j] / (scaled[i] * scaled[j]));
    }
    if (!gsl_isnan(x)) {
        gsl_error_handler_t *before = gsl_set_error_handler_off();
        const bool good = gsl_linalg_cholesky_decomp1(a) == 0;
        gsl_set_error_handler(before);
        for (int i = 0; i < m && good; i++)
            if (gsl_matrix_get(a, (size_t)i, (size_t)i) < 1e-6) x = GSL_NAN;
        if (!good) x = GSL_NAN;
        if (!gsl_isnan(x)) {
            gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, a, b);
            gsl_blas_ddot(b, b, &x);
        }
    }
    gsl_matrix_free(a);
    gsl_vector_free(b);
    return x;
}

double polder_hotelling_p(double statistic, int m, int64_t clusters)
{
    const double F = (double)clusters;
    if (gsl_isnan(statistic) || F <= m) return GSL_NAN;
    return gsl_cdf_fdist_Q(statistic * (F - m) / (m * (F - 1)), m, F - m);
}
