/* sobol.c: see design.h. The numbers are GSL's, which begins after the origin. */
#include <gsl/gsl_qrng.h>
#include <stdlib.h>

#include "design/design.h"
#include "kernel/random.h"

enum { BITS = 30 }; /* of GSL's numbers */

/* One number, its bits turned where those of `shift` are set. */
static double shifted_number(double number, uint32_t shift)
{
    const uint32_t bits = (uint32_t)(number * (1 << BITS));
    return (double)(bits ^ shift) / (1 << BITS);
}

int polder_sobol(uint64_t seed, bool shifted, int n_point, int n_factor, double *u,
                 polder_report_t *report)
{
    const uint32_t purpose = polder_purpose("design.sobol");
    uint32_t key[4], shift[POLDER_SOBOL_DIMENSIONS] = {0};
    if (n_factor < 1 || n_factor > POLDER_SOBOL_DIMENSIONS)
        return polder_fail(report, POLDER_INPUT,
                           "the Sobol' sequence has 1 to %d dimensions, not %d",
                           POLDER_SOBOL_DIMENSIONS, n_factor);
    /* Made here: GSL calls a handler of the whole process when it cannot. */
    gsl_qrng sequence = {.type = gsl_qrng_sobol, .dimension = (unsigned)n_factor};
    sequence.state_size = sequence.type->state_size(sequence.dimension);
    sequence.state = malloc(sequence.state_size);
    if (!sequence.state || sequence.type->init_state(sequence.state, sequence.dimension) != 0) {
        free(sequence.state);
        return polder_fail(report, POLDER_MEMORY, "no memory for %d points", n_point);
    }
    polder_key(seed, 0, key);
    for (int k = 0; k < n_factor && shifted; k++) {
        uint32_t word[4];
        polder_words(key, 0, (uint32_t)k, purpose, 0, word);
        shift[k] = word[0] >> (32 - BITS);
    }
    for (int i = 0; i < n_point; i++, u += n_factor) {
        for (int k = 0; k < n_factor; k++) u[k] = 0;
        if (i > 0) gsl_qrng_get(&sequence, u);
        for (int k = 0; k < n_factor; k++) u[k] = shifted_number(u[k], shift[k]);
    }
    free(sequence.state);
    return 0;
}
