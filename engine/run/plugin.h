/* plugin.h: a shared object with parts or a model, opened.
 *
 * What     polder_plugin_load opens a file that holds a polder_plugin_t (kernel/registry.h) and
 *          adds what is in it. Opening a shared object runs its code: only files that one trusts.
 * Errors   POLDER_INPUT: not a shared object, none for this machine, or not one of ours; a field
 *          whose default is outside its own bounds, or that has NaN in these; or what
 *          polder_registry_add refuses. The file stays open until the process ends.
 * Threads  before anything else is done with Polder.
 */
#ifndef POLDER_PLUGIN_H
#define POLDER_PLUGIN_H

#include "kernel/registry.h"

POLDER_MUST_USE int polder_plugin_load(const char *path, polder_report_t *report);

#endif
