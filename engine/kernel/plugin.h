/* plugin.h: what a plug-in brings: parts and models of a shared object.
 *
 * What     One `polder_plugin_t` of the name POLDER_PLUGIN_SYMBOL, which POLDER_PLUGIN defines.
 * ABI      A plug-in is data and kernels: it calls nothing of ours, and we read its tables and call
 *          its stages. So what it was compiled with must be laid out, and must mean, what it does
 *          here. POLDER_ABI promises that, and polder_registry_add refuses a plug-in with another
 *          number. It also compares POLDER_LAYOUT, the sizes of what a plug-in hands over and
 *          is given: that stops most plug-ins that a forgotten raise of the number would let
 *          through, but sees neither members that change places nor what macros,
 *          enumerators and inline functions do.
 * Raise    by one, once between two versions, with any change of <polder/kernel.h> after which a
 *          plug-in that was compiled before does something else: members, their order or meaning,
 *          values of enumerators, columns or random numbers that inline functions reach. New
 *          functions and macros alone ask for no new number.
 */
#ifndef POLDER_KERNEL_PLUGIN_H
#define POLDER_KERNEL_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/batch.h"
#include "kernel/part.h"

/* A test compiles a plug-in of another number, and one of another layout. */
#ifndef POLDER_ABI
#define POLDER_ABI 3
#endif

/* The lanes, and the sizes of what passes between Polder and a plug-in. */
enum { POLDER_SIZES = 10 };
#ifndef POLDER_LAYOUT
#define POLDER_LAYOUT                                                                              \
    {                                                                                              \
        POLDER_LANES, sizeof(polder_part_t), sizeof(polder_use_t), sizeof(polder_rule_t),          \
            sizeof(polder_event_kind_t), sizeof(polder_model_t), sizeof(polder_measure_t),         \
            sizeof(polder_sentence_t), sizeof(polder_tally_t), sizeof(polder_view_t)               \
    }
#endif

typedef struct {
    uint32_t abi, layout[POLDER_SIZES];
    const char *fingerprint; /* 16 digits, of its sources; NULL: that of the file is taken */
    const polder_part_t *const *part;   /* ends with NULL */
    const polder_model_t *const *model; /* ends with NULL */
} polder_plugin_t;

#define POLDER_PLUGIN_SYMBOL "polder_plugin"

/* The definition of a plug-in, once in one of its files; the lists end with NULL. */
#define POLDER_PLUGIN(parts, models, fingerprint)                                                  \
    __attribute__((visibility("default")))                                                         \
    const polder_plugin_t polder_plugin = {POLDER_ABI, POLDER_LAYOUT, fingerprint, parts, models}

#endif
