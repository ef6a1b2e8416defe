/* kernels.h: the instruction sets that kernels were compiled for, and which of them a run takes.
 *
 * What     Every part is compiled several times from the same file, so that one program serves
 *          every machine: for any of its architecture, and on x86-64 for AVX2 and AVX-512 as
 *          well. A run takes the last of the list that the machine can run; what comes out is
 *          the same to the last bit. "scalar" is there to compare with.
 * Errors   POLDER_INPUT: a set that is not there, or that this machine cannot run.
 */
#ifndef POLDER_KERNELS_H
#define POLDER_KERNELS_H

#include "kernel/error.h"
#include "kernel/part.h"

typedef struct {
    const char *name;
    const polder_part_t *const *parts; /* those of polder_parts, ends with NULL */
    bool runs;                         /* on this machine */
} polder_kernel_set_t;

/* Set number i, slowest first; false past the last. */
bool polder_kernels_at(int i, polder_kernel_set_t *set);
/* By name; NULL: the fastest that this machine can run. */
POLDER_MUST_USE int polder_kernels_find(const char *name, polder_kernel_set_t *set,
                                        polder_report_t *report);

#endif
