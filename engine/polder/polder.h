/* polder.h: the one header of programs that use Polder.
 *
 * What     Read or build an experiment, run it, keep and read its results, have messages in Dutch,
 *          and which Polder this is. Authors of models and mechanisms include kernel.h instead.
 * Errors   every function that can fail returns a negative code and adds a note to a report;
 *          nothing prints, exits or aborts.
 */
#ifndef POLDER_H
#define POLDER_H

/* C++17 can include it too. What is not ours is included first: it may hold C++ of its own. */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "experiment/block.h"
#include "experiment/opaque.h"
#include "io/store.h"
#include "io/version.h"
#include "kernel/error.h"
#include "run/run.h"
#include "run/session.h"
#include "scenario/draft.h"
#include "scenario/open.h"
#include "words/words.h"

#ifdef __cplusplus
}
#endif

#endif
