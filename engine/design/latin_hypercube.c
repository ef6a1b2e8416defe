/* latin_hypercube.c: see design.h. */
#include <stdlib.h>

#include "design/design.h"
#include "kernel/random.h"

int polder_latin_hypercube(uint64_t seed, int n_point, int n_factor, double *u,
                           polder_report_t *report)
{
    const uint32_t purpose = polder_purpose("design.latin-hypercube");
    uint32_t key[4], word[4];
    int *part = malloc(((size_t)n_point + 1) * sizeof *part);
    if (!part) return polder_fail(report, POLDER_MEMORY, "no memory for %d points", n_point);
    polder_key(seed, 0, key);
    for (int k = 0; k < n_factor; k++) {
        for (int i = 0; i < n_point; i++) {
            /* Durstenfeld 1964, from below: each order is as likely as any other. */
            polder_words(key, 0, (uint32_t)k, purpose, (uint32_t)i, word);
            const uint32_t j = polder_integer(word[0], (uint32_t)i + 1);
            part[i] = part[j];
            part[j] = i;
        }
        for (int i = 0; i < n_point; i++) {
            polder_words(key, 1, (uint32_t)k, purpose, (uint32_t)i, word);
            const double within = ((double)word[0] + 0.5) * 0x1p-32;
            u[(size_t)i * (size_t)n_factor + (size_t)k] = (part[i] + within) / n_point;
        }
    }
    free(part);
    return 0;
}
