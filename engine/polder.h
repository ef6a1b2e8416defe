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

#include "core/batch.h"
#include "core/error.h"
#include "core/experiment.h"
#include "core/fastmath.h"
#include "core/field.h"
#include "core/part.h"
#include "core/random.h"
#include "core/table.h"
#include "io/scenario.h"
#include "io/store.h"
#include "run/run.h"

#endif
