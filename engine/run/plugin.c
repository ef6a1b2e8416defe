/* plugin.c: see plugin.h. */
#include "run/plugin.h"

#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/code.h"
#include "kernel/fnv.h"

/* What stands in the file, as 16 digits. 0 or an errno. */
static int digest_of(const char *path, char text[POLDER_FINGERPRINT])
{
    char buffer[65536];
    uint64_t hash = POLDER_FNV_START;
    FILE *file = fopen(path, "rbe");
    if (!file) return errno;
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
        hash = polder_fnv(hash, buffer, n);
    const int error = ferror(file) ? EIO : 0;
    fclose(file);
    snprintf(text, POLDER_FINGERPRINT, "%016" PRIx64, hash);
    return error;
}

int polder_plugin_load(const char *path, polder_report_t *report)
{
    char digest[POLDER_FINGERPRINT];
    const int error = digest_of(path, digest);
    if (error)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(error)));
    /* dlopen looks for a name without a folder elsewhere */
    char *real = realpath(path, NULL);
    if (!real)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(errno)));
    void *library = dlopen(real, RTLD_NOW | RTLD_LOCAL);
    free(real);
    if (!library) return polder_fail(report, POLDER_INPUT, "cannot open %s: %s", path, dlerror());
    const polder_plugin_t *plugin = dlsym(library, POLDER_PLUGIN_SYMBOL);
    int code = plugin ? polder_registry_add(plugin, path, digest, report)
                      : polder_fail(report, POLDER_INPUT,
                                    "%s is a shared object, but holds no model or part of Polder: "
                                    "it has no \"%s\"",
                                    path, POLDER_PLUGIN_SYMBOL);
    if (code < 0) dlclose(library);
    return code;
}
