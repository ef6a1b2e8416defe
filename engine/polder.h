/* polder.h: the one header of Polder.
 *
 * What     Programs that run experiments find here what they need: read or build an experiment, run
 *          it, keep and read its results, have messages in Dutch, and which Polder this is. Writing
 *          a model or a mechanism needs only this header too: fields, parts, the view of a batch,
 *          keyed random numbers, and the mathematics of kernels. These need the headers of
 *          Random123; where they are not installed the rest is there all the same.
 * Errors   every function that can fail returns a negative code and adds a note to a report;
 *          nothing prints, exits or aborts.
 */
#ifndef POLDER_H
#define POLDER_H

#if defined(__has_include)
#if __has_include(<Random123/threefry.h>)
#define POLDER_WITH_KERNELS 1
#endif
#else
#define POLDER_WITH_KERNELS 1
#endif

/* C++17 can include it too. What is not ours is included first: it may hold C++ of its own. */
#ifdef POLDER_WITH_KERNELS
#include <Random123/threefry.h>
#ifdef __AVX__
#include <immintrin.h>
#endif
#endif
#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "experiment/experiment.h"
#include "io/store.h"
#include "io/version.h"
#include "kernel/error.h"
#include "kernel/event.h"
#include "kernel/field.h"
#include "kernel/part.h"
#include "kernel/table.h"
#include "run/kernels.h"
#include "run/run.h"
#include "run/session.h"
#include "scenario/scenario.h"
#include "words/words.h"
#ifdef POLDER_WITH_KERNELS
#include "kernel/batch.h"
#include "kernel/emit.h"
#include "kernel/fastmath.h"
#include "kernel/random.h"
#else
#undef POLDER_FIELDS
#define POLDER_FIELDS(list)                                                                        \
    _Static_assert(0, "a part of a model needs the headers of Random123 (librandom123-dev)");
#endif

#ifdef __cplusplus
}
#endif

#endif
