/* plugin.c: see plugin.h. */
#include "run/plugin.h"

#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/code.h"
#include "kernel/fnv.h"

/* A hash of the bytes of a file, as 16 digits. Returns 0 or an errno. */
static int digest_of(const char *path, char text[POLDER_FINGERPRINT])
{
    char buffer[65536];
    uint64_t hash = POLDER_FNV_START;
    FILE *file = fopen(path, "rbe");
    if (!file) return errno;
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
        hash = polder_fnv(hash, buffer, n);
    const int error = ferror(file) ? errno : 0; /* EISDIR, if it is a folder */
    fclose(file);
    snprintf(text, POLDER_FINGERPRINT, "%016" PRIx64, hash);
    return error;
}

static int refuse_field(const polder_part_t *part, const polder_field_t *f, const char *path,
                        polder_report_t *report)
{
    const double value = (double)f->value, min = (double)f->min, max = (double)f->max;
    const char *none = isnan(min) ? "min" : isnan(max) ? "max" : isnan(value) ? "value" : NULL;
    if (none)
        return polder_fail(report, POLDER_INPUT,
                           "%s: field %s of part %s: its .%s is not a number (NaN)", path, f->name,
                           part->name, none);
    if (min > max)
        return polder_fail(report, POLDER_INPUT,
                           "%s: field %s of part %s: its .min %.7g is above its .max %.7g", path,
                           f->name, part->name, min, max);
    if (value < min)
        return polder_fail(report, POLDER_INPUT,
                           "%s: field %s of part %s: its .value %.7g is below its .min %.7g", path,
                           f->name, part->name, value, min);
    if (value > max)
        return polder_fail(report, POLDER_INPUT,
                           "%s: field %s of part %s: its .value %.7g is above its .max %.7g", path,
                           f->name, part->name, value, max);
    return POLDER_OK;
}

/* Refuses a field whose default is outside its own bounds. No scenario could give it that value,
 * but a run would use it, and nobody would be told. */
static int refuse_fields(const polder_plugin_t *p, const char *path, polder_report_t *report)
{
    int code = POLDER_OK;
    if (!polder_plugin_is_readable(p)) return code; /* polder_registry_add says why */
    for (int i = 0; p->part && p->part[i]; i++)
        for (int u = 0; u < p->part[i]->n_use && code >= 0; u++)
            if (p->part[i]->use[u].access == POLDER_OWN)
                code = refuse_field(p->part[i], &p->part[i]->use[u].field, path, report);
    return code;
}

static int add(const polder_plugin_t *plugin, const char *path, const char *digest,
               polder_report_t *report)
{
    const int code = refuse_fields(plugin, path, report);
    return code < 0 ? code : polder_registry_add(plugin, path, digest, report);
}

int polder_plugin_load(const char *path, polder_report_t *report)
{
    char digest[POLDER_FINGERPRINT];
    const int error = digest_of(path, digest);
    if (error)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(error)));
    /* a name without a slash dlopen would look for in the folders of the system */
    char *real = realpath(path, NULL);
    if (!real)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(errno)));
    void *library = dlopen(real, RTLD_NOW | RTLD_LOCAL);
    free(real);
    if (!library) return polder_fail(report, POLDER_INPUT, "cannot open %s: %s", path, dlerror());
    const polder_plugin_t *plugin = dlsym(library, POLDER_PLUGIN_SYMBOL);
    int code = plugin ? add(plugin, path, digest, report)
                      : polder_fail(report, POLDER_INPUT,
                                    "%s is a shared object, but holds no model or part of Polder: "
                                    "it has no \"%s\"",
                                    path, POLDER_PLUGIN_SYMBOL);
    if (code < 0) dlclose(library);
    return code;
}
