/* quadratic.h: u' V⁻¹ u, the statistic of a score test, and its p-value; V⁻¹ itself.
 *
 * Source   Hotelling 1931: where V was estimated from clusters, its spread counts as well.
 */
#ifndef POLDER_QUADRATIC_H
#define POLDER_QUADRATIC_H

#include <stdbool.h>
#include <stdint.h>

/* By the first m rows and columns of V, which is n × n. NaN if they say nothing of some direction. */
double polder_quadratic(const double *v, int n, int m, const double *u);

/* V, n × n, symmetric and positive, becomes its inverse. False: it is not, and stays as it was;
 * `which` (or NULL) is the first row that says nothing new. */
bool polder_invert(double *v, int n, int *which);

/* V is a sum over so many clusters. NaN for too few. */
double polder_hotelling_p(double statistic, int m, int64_t clusters);

#endif
