/* kernel.h: the one header of authors of parts, models and plug-ins.
 *
 * What     Fields, parts and events and how they are declared; the view of a batch that a stage
 *          gets; keyed random numbers and the mathematics of kernels; and what a plug-in brings. It
 *          needs C11 and the headers of Random123 (on Debian: librandom123-dev), and no library.
 *          Programs that run experiments include polder.h instead.
 * Rule     What a stage may do and must not do stands in part.h.
 */
#ifndef POLDER_KERNEL_H
#define POLDER_KERNEL_H

/* C++17 can include it too. What is not ours is included first: it may hold C++ of its own. */
#if defined(__has_include)
#if !__has_include(<Random123/threefry.h>)
#error "a part of a model needs the headers of Random123 (librandom123-dev)"
#endif
#endif
#include <Random123/threefry.h>
#ifdef __AVX__
#include <immintrin.h>
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

#include "kernel/batch.h"
#include "kernel/emit.h"
#include "kernel/event.h"
#include "kernel/fastmath.h"
#include "kernel/field.h"
#include "kernel/part.h"
#include "kernel/plugin.h"
#include "kernel/random.h"

#ifdef __cplusplus
}
#endif

#endif
