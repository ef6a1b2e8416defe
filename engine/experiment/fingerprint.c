/* fingerprint.c: see fingerprint.h. */
#include "experiment/fingerprint.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kernel/code.h"
#include "kernel/fnv.h"
#include "kernel/registry.h"

const char *polder_fingerprint(void)
{
    static _Thread_local char text[POLDER_FINGERPRINT];
    const char *code = polder_code_fingerprint();
    if (polder_registry_plugins() == 0) return code;
    uint64_t hash = polder_fnv(POLDER_FNV_START, code, strlen(code) + 1);
    for (int i = 0; i < polder_registry_plugins(); i++) {
        const char *of = polder_registry_plugin(i);
        hash = polder_fnv(hash, of, strlen(of) + 1);
    }
    snprintf(text, sizeof text, "%016" PRIx64, hash);
    return text;
}
