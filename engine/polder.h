/* polder.h: the one header of Polder.
 *
 * What     Writing a model or a mechanism needs only this header: fields, parts, the view
 *          of a batch, keyed random numbers, and the mathematics of kernels. Programs
 *          that run experiments find the rest here too: read or build an experiment, run
 *          it, keep and read its results.
 * Errors   every function that can fail returns a negative code and adds a note to a
 *          report; nothing prints, exits or aborts.
 */
#ifndef POLDER_H
#define POLDER_H

/* C++17 can include it too. What is not ours is included first: it may hold C++ of its own. */
#include <Random123/threefry.h>
#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

#include "experiment/experiment.h"
#include "io/scenario.h"
#include "io/store.h"
#include "kernel/batch.h"
#include "kernel/error.h"
#include "kernel/fastmath.h"
#include "kernel/field.h"
#include "kernel/part.h"
#include "kernel/random.h"
#include "kernel/table.h"
#include "run/run.h"

#ifdef __cplusplus
}
#endif

#endif
