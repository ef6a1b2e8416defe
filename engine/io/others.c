/* others.c: folders of parts that other processes or machines have made. See store.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "experiment/fingerprint.h"
#include "io/parts.h"
#include "kernel/fnv.h"

enum { MOST_FOLDERS = 65000 }; /* their numbers are 16 bits wide */

/* ---- of what they are ---- */

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return polder_fnv(hash, text, strlen(text) + 1); /* the end counts */
}

void polder_store_manifest(const char *description, polder_manifest_t *manifest)
{
    *manifest = (polder_manifest_t){0};
    snprintf(manifest->experiment, sizeof manifest->experiment, "%016" PRIx64,
             hash_text(POLDER_FNV_START, description));
    snprintf(manifest->code, sizeof manifest->code, "%s", polder_fingerprint());
    snprintf(manifest->version, sizeof manifest->version, "%s", POLDER_VERSION);
}

uint64_t polder_manifest_hash(const polder_manifest_t *manifest)
{
    return hash_text(hash_text(hash_text(POLDER_FNV_START, manifest->experiment), manifest->code),
                     manifest->version);
}

const char *polder_manifest_known(const char *text)
{
    return *text ? text : "(unknown)";
}

bool polder_store_same_code(const polder_manifest_t *a, const polder_manifest_t *b)
{
    return strcmp(a->code, b->code) == 0 && strcmp(a->version, b->version) == 0;
}

bool polder_manifest_equal(const polder_manifest_t *a, const polder_manifest_t *b)
{
    return strcmp(a->experiment, b->experiment) == 0 && polder_store_same_code(a, b);
}

/* ---- looking at them ---- */

int polder_store_look(const char *path, polder_manifest_t *manifest, polder_report_t *report)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(errno)));
    if (!S_ISDIR(status.st_mode))
        return polder_fail(report, POLDER_INPUT, "%s is not a folder of parts but a file", path);
    const int code = polder_manifest_read(path, manifest);
    if (code == POLDER_MEMORY) return polder_out_of_memory(report);
    if (code == POLDER_FILE)
        return polder_fail(report, POLDER_INPUT,
                           "%s is not a folder of parts: there is no experiment.json in it", path);
    if (code < 0)
        return polder_fail(report, POLDER_INPUT,
                           "%s/experiment.json is damaged: it does not say of which experiment "
                           "the parts are",
                           path);
    return POLDER_OK;
}

bool polder_store_same_folder(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

int polder_store_add(polder_store_t *store, const char *path, polder_report_t *report)
{
    polder_manifest_t manifest;
    int code = polder_store_look(path, &manifest, report);
    if (code < 0) return code;
    if (polder_store_same_folder(path, store->parts))
        return polder_fail(report, POLDER_INPUT,
                           "%s is the folder of parts of %s itself, which is removed with them",
                           path, store->path);
    if (strcmp(manifest.experiment, store->manifest.experiment) != 0)
        return polder_fail(report, POLDER_INPUT, "%s holds parts of another experiment", path);
    if (!polder_store_same_code(&manifest, &store->manifest))
        return polder_fail(report, POLDER_INPUT,
                           "%s holds parts that were made by polder %s with code %s; this is "
                           "polder %s with code %s, whose numbers may differ",
                           path, polder_manifest_known(manifest.version),
                           polder_manifest_known(manifest.code), store->manifest.version,
                           store->manifest.code);
    if (manifest.block != store->block)
        return polder_fail(report, POLDER_INPUT, "%s holds blocks of %d networks, not of %d", path,
                           manifest.block, store->block);
    if (store->n_other == MOST_FOLDERS)
        return polder_fail(report, POLDER_INPUT, "more than %d folders of parts", MOST_FOLDERS);
    char **more = realloc(store->other, ((size_t)store->n_other + 1) * sizeof *more);
    if (more) store->other = more;
    char *name = more ? strdup(path) : NULL;
    if (!name) return polder_out_of_memory(report);
    store->other[store->n_other++] = name;
    return polder_folder_list_one(store, store->n_other + 1, report);
}
