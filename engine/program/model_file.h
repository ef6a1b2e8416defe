/* model_file.h: models and parts that the user brings along: --model-file.
 *
 * What     A shared object is opened as it is. A C file, or a folder of them, is compiled with the
 *          user's own compiler (CC, else cc) and kept in a cache ($XDG_CACHE_HOME/polder, else
 *          ~/.cache/polder) under a name that says what it was made from, so that it is compiled
 *          once. It is compiled with the headers of this Polder: those installed, or those of the
 *          source tree that it was built from.
 */
#ifndef POLDER_MODEL_FILE_H
#define POLDER_MODEL_FILE_H

#include "kernel/error.h"

POLDER_MUST_USE int polder_model_file(const char *path, polder_report_t *report);

#endif
