/* quadratic.h: u' V⁻¹ u, the statistic of a score test, and its p-value; V⁻¹ itself.
 *
 * Source   Hotelling 1931: where V was estimated from clusters, its spread counts as well.
 */
#ifndef POLDER_QUADRATIC_H
#define POLDER_QUADRATIC_H

#include <stdbool.h>
#include <stdint.h>

/* u' V⁻¹ u for m numbers u, with the first m rows and columns of V, which is n × n. NaN if these
 * have no inverse. */
double polder_quadratic(const double *v, int n, int m, const double *u);

/* V, n × n, symmetric and positive, becomes its inverse. False: it has none, and stays as it was;
 * `which` (or NULL) is then the first row that follows from those before it. */
bool polder_invert(double *v, int n, int *which);

/* The p-value of such a statistic of m numbers, where V was estimated from so many clusters. NaN
 * for too few of them. */
double polder_hotelling_p(double statistic, int m, int64_t clusters);

#endif
