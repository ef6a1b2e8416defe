/* registry.h: the parts and models there are: those built in, and those of plug-ins.
 *
 * What     The build writes a list of the parts and models it finds in models/. A plug-in is a
 *          shared object with more of them (kernel/plugin.h); run/plugin.h opens one. It may bring
 *          parts for a model that is there, or a model of its own.
 * Owner    What a plug-in holds must stay where it is until the end of the process.
 * Threads  Add plug-ins before anything else is done; read-only from then on.
 */
#ifndef POLDER_REGISTRY_H
#define POLDER_REGISTRY_H

#include "kernel/error.h"
#include "kernel/part.h"
#include "kernel/plugin.h"

/* All of them, those built in first; each list ends with NULL. */
const polder_part_t *const *polder_registry_parts(void);
const polder_model_t *const *polder_registry_models(void);

/* Was it compiled with headers like ours? Nothing else in it may be read unless it was. */
bool polder_plugin_is_readable(const polder_plugin_t *plugin);

/* Adds what a plug-in holds. `name` is for messages, `fingerprint` (16 digits) becomes part of the
 * identity of results. POLDER_INPUT: of another ABI, or a part or a model that is there already,
 * or a part of a model that is not; nothing is added then. POLDER_MEMORY. */
POLDER_MUST_USE int polder_registry_add(const polder_plugin_t *plugin, const char *name,
                                        const char *fingerprint, polder_report_t *report);

/* Of the plug-ins, in the order of their fingerprints. */
int polder_registry_plugins(void);
const char *polder_registry_plugin(int i);

#endif
