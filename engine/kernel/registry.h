/* registry.h: the parts and models there are: those built in, and those of plug-ins.
 *
 * What     The build writes a list of the parts and models it finds in models/. A plug-in is a
 *          shared object with more of them, as one `polder_plugin_t` of the name
 *          POLDER_PLUGIN_SYMBOL; run/plugin.h opens one. It may bring parts for a model that is
 *          there, or a model of its own.
 * ABI      A plug-in is data and kernels: it calls nothing of ours. What it was compiled with must
 *          be laid out as here: POLDER_ABI and the sizes say so, and polder_registry_add refuses
 *          another.
 * Owner    What a plug-in holds must stay where it is until the end of the process.
 * Threads  Add plug-ins before anything else is done; read-only from then on.
 */
#ifndef POLDER_REGISTRY_H
#define POLDER_REGISTRY_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/error.h"
#include "kernel/part.h"

/* One more with every change of what a part or a view looks like. */
#ifndef POLDER_ABI
#define POLDER_ABI 2
#endif

typedef struct {
    uint32_t abi, lanes;
    uint32_t part_bytes, use_bytes, model_bytes, view_bytes;
    const char *fingerprint; /* 16 digits, of its sources; NULL: that of the file is taken */
    const polder_part_t *const *part;   /* ends with NULL */
    const polder_model_t *const *model; /* ends with NULL */
} polder_plugin_t;

#define POLDER_PLUGIN_SYMBOL "polder_plugin"

/* The definition of a plug-in, once in one of its files; the lists end with NULL. */
#define POLDER_PLUGIN(parts, models, fingerprint)                                                  \
    __attribute__((visibility("default")))                                                         \
    const polder_plugin_t polder_plugin = {POLDER_ABI,                                             \
                                           POLDER_LANES,                                           \
                                           sizeof(polder_part_t),                                  \
                                           sizeof(polder_use_t),                                   \
                                           sizeof(polder_model_t),                                 \
                                           sizeof(polder_view_t),                                  \
                                           fingerprint,                                            \
                                           parts,                                                  \
                                           models}

/* All of them, those built in first; each list ends with NULL. */
const polder_part_t *const *polder_registry_parts(void);
const polder_model_t *const *polder_registry_models(void);

/* Adds what a plug-in holds. `name` is for messages, `fingerprint` (16 digits) becomes part of the
 * identity of results. POLDER_INPUT: of another ABI, or a part or a model that is there already,
 * or a part of a model that is not; nothing is added then. POLDER_MEMORY. */
POLDER_MUST_USE int polder_registry_add(const polder_plugin_t *plugin, const char *name,
                                        const char *fingerprint, polder_report_t *report);

/* Of the plug-ins, in the order of their fingerprints. */
int polder_registry_plugins(void);
const char *polder_registry_plugin(int i);

#endif
