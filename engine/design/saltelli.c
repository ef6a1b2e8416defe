/* saltelli.c: see design.h. */
#include <stdlib.h>
#include <string.h>

#include "design/design.h"

/* `from` with number k of `other`. */
static double *exchanged(double *out, const double *from, const double *other, int k, int n_factor)
{
    memcpy(out, from, (size_t)n_factor * sizeof *out);
    if (k >= 0) out[k] = other[k];
    return out + n_factor;
}

int polder_saltelli(uint64_t seed, bool shifted, int n_base, int n_factor, bool second_order,
                    double *u, polder_report_t *report)
{
    const size_t width = 2 * (size_t)n_factor;
    if (n_factor < 1 || n_factor > POLDER_SOBOL_DIMENSIONS / 2)
        return polder_fail(report, POLDER_INPUT, "Saltelli blocks have 1 to %d factors, not %d",
                           POLDER_SOBOL_DIMENSIONS / 2, n_factor);
    double *base = malloc(((size_t)n_base + 1) * width * sizeof *base);
    if (!base) return polder_fail(report, POLDER_MEMORY, "no memory for %d points", n_base);
    const int code = polder_sobol(seed, shifted, n_base, 2 * n_factor, base, report);
    for (int i = 0; i < n_base && code == 0; i++) {
        const double *a = base + (size_t)i * width, *b = a + n_factor;
        u = exchanged(u, a, b, -1, n_factor);
        for (int k = 0; k < n_factor; k++) u = exchanged(u, a, b, k, n_factor);
        for (int k = 0; k < n_factor && second_order; k++) u = exchanged(u, b, a, k, n_factor);
        u = exchanged(u, b, a, -1, n_factor);
    }
    free(base);
    return code;
}
