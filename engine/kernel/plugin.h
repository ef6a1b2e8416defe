/* plugin.h: what a plug-in brings: parts and models of a shared object.
 *
 * What     One `polder_plugin_t` of the name POLDER_PLUGIN_SYMBOL, which POLDER_PLUGIN defines.
 * ABI      A plug-in is data and kernels: it calls nothing of ours. What it was compiled with must
 *          be laid out as here: POLDER_ABI and the sizes say so, and polder_registry_add refuses
 *          another.
 */
#ifndef POLDER_KERNEL_PLUGIN_H
#define POLDER_KERNEL_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/batch.h"
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

#endif
