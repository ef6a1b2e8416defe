/* quadratic.c: see quadratic.h. */
#include "analysis/quadratic.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdbool.h>

enum { MOST = 256 };

/* The Cholesky root of V, a lower triangle, into `a`. V is first scaled to a diagonal of 1, by
 * `unit`, so that units do not decide what counts as zero. Returns the first row that follows from
 * those before it, or −1. */
static int root_of(const double *v, int n, int m, double *unit, gsl_matrix *a)
{
    for (int i = 0; i < m; i++) {
        unit[i] = sqrt(v[i * n + i]);
        if (!(unit[i] > 0) || gsl_isinf(unit[i])) return i;
    }
    for (int i = 0; i < m; i++)
        for (int j = 0; j <= i; j++) {
            double x = v[i * n + j] / (unit[i] * unit[j]);
            for (int k = 0; k < j; k++)
                x -= gsl_matrix_get(a, (size_t)i, (size_t)k) *
                     gsl_matrix_get(a, (size_t)j, (size_t)k);
            if (i == j && !(x > 1e-10)) return i;
            gsl_matrix_set(a, (size_t)i, (size_t)j,
                           i == j ? sqrt(x) : x / gsl_matrix_get(a, (size_t)j, (size_t)j));
        }
    return -1;
}

double polder_quadratic(const double *v, int n, int m, const double *u)
{
    double unit[MOST], x = GSL_NAN;
    if (m < 1 || m > MOST) return GSL_NAN;
    gsl_matrix *a = gsl_matrix_alloc((size_t)m, (size_t)m);
    gsl_vector *b = gsl_vector_alloc((size_t)m);
    if (a && b && root_of(v, n, m, unit, a) < 0) {
        for (int i = 0; i < m; i++) gsl_vector_set(b, (size_t)i, u[i] / unit[i]);
        gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, a, b);
        gsl_blas_ddot(b, b, &x);
    }
    gsl_matrix_free(a);
    gsl_vector_free(b);
    return x;
}

bool polder_invert(double *v, int n, int *which)
{
    double unit[MOST];
    int bad = 0;
    gsl_matrix *a = n > 0 && n <= MOST ? gsl_matrix_alloc((size_t)n, (size_t)n) : NULL;
    if (a) bad = root_of(v, n, n, unit, a);
    if (which) *which = bad;
    if (a && bad < 0) {
        gsl_linalg_cholesky_invert(a);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                v[i * n + j] = gsl_matrix_get(a, (size_t)i, (size_t)j) / (unit[i] * unit[j]);
    }
    gsl_matrix_free(a);
    return a && bad < 0;
}

double polder_hotelling_p(double statistic, int m, int64_t clusters)
{
    const double F = (double)clusters;
    if (gsl_isnan(statistic) || F <= m) return GSL_NAN;
    return gsl_cdf_fdist_Q(statistic * (F - m) / (m * (F - 1)), m, F - m);
}
