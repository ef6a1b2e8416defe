/* store.c: see store.h. */
#include "io/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/parts.h"
#include "io/temporary.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- opening ---- */

static int check_fields(const polder_experiment_t *x, polder_report_t *report)
{
    const polder_record_t *record = &x->record;
    for (int i = 0; i < record->n_summary + record->n_track; i++) {
        const int field =
            i < record->n_summary ? record->summary[i] : record->track[i - record->n_summary];
        const char *name = x->table.field[field]->name;
        if (polder_dataset_reserved(name) || strchr(name, '/'))
            return polder_fail(report, POLDER_INTERNAL,
                               "the field %s cannot be recorded: the result file uses this name "
                               "for something else",
                               name);
    }
    return POLDER_OK;
}

/* A text of the file, if it has it and there is room for it. */
static void copy_text(polder_hdf_t *h, const char *name, char *out, size_t size)
{
    char *text =
        !h->bad && polder_hdf_has(h, h->file, name) ? polder_hdf_get_text(h, h->file, name) : NULL;
    if (text && strlen(text) < size) memcpy(out, text, strlen(text) + 1);
    free(text);
}

static int other_code(const polder_store_t *store, const polder_manifest_t *theirs, bool same,
                      polder_report_t *report)
{
    const polder_manifest_t *ours = &store->manifest;
    return polder_fail(report, POLDER_INPUT,
                       same ? "%s is there already and is the result of this experiment, made by "
                              "polder %s with code %s; this is polder %s with code %s, whose "
                              "numbers may differ. Choose another output file (-o) or overwrite it "
                              "(polder run --overwrite)"
                            : "%s is there already and is the result of another experiment, made "
                              "by polder %s with code %s; this is polder %s with code %s, whose "
                              "numbers may differ. Choose another output file (-o) or overwrite it "
                              "(polder run --overwrite)",
                       store->path, polder_manifest_known(theirs->version),
                       polder_manifest_known(theirs->code), ours->version, ours->code);
}

static int unreadable(const polder_store_t *store, const polder_hdf_t *h, polder_report_t *report)
{
    if (h->transient)
        return polder_fail(report, h->memory ? POLDER_MEMORY : POLDER_FILE,
                           "%s is there already and cannot be read: %s", store->path, h->message);
    return polder_fail(report, POLDER_FILE,
                       "%s is there already, but %s. Overwrite it (polder run --overwrite), or, if "
                       "you trust it, use --trust",
                       store->path, h->message);
}

/* Is there a result already, and is it this one? */
static int check_final(const polder_store_t *store, polder_existing_t existing, bool *complete,
                       polder_report_t *report)
{
    struct stat status;
    polder_hdf_t h;
    *complete = false;
    if (stat(store->path, &status) != 0) {
        if (errno == ENOENT) return POLDER_OK;
        return polder_fail(report, POLDER_FILE, "%s: %s", store->path,
                           polder_report_text(report, strerror(errno)));
    }
    if (!S_ISREG(status.st_mode))
        return polder_fail(report, POLDER_INPUT, "%s is not a file", store->path);
    if (existing == POLDER_REPLACE) return POLDER_OK;
    polder_manifest_t manifest = {0};
    polder_hdf_open(&h, store->path, existing == POLDER_TRUST ? POLDER_ANYHOW : POLDER_SEALED,
                    report);
    char *theirs = polder_hdf_get_text(&h, h.file, "experiment");
    copy_text(&h, "polder_version", manifest.version, sizeof manifest.version);
    copy_text(&h, "polder_fingerprint", manifest.code, sizeof manifest.code);
    const bool good = polder_hdf_end(&h);
    if (!good && (h.transient || h.unsealed)) {
        free(theirs);
        return unreadable(store, &h, report);
    }
    const bool same = good && theirs && strcmp(theirs, store->description) == 0;
    const bool other = good && theirs,
               same_code = polder_store_same_code(&manifest, &store->manifest);
    free(theirs);
    *complete = same && same_code;
    if (*complete) return POLDER_OK;
    if (other && !same_code) return other_code(store, &manifest, same, report);
    return polder_fail(report, POLDER_INPUT,
                       other ? "%s is there already and is the result of another experiment. "
                               "Choose another output file or overwrite it (polder run --overwrite)"
                             : "%s is there already and is not a result of polder. Choose "
                               "another output file or overwrite it (polder run --overwrite)",
                       store->path);
}

char *polder_store_parts(const char *path)
{
    const size_t n = strlen(path);
    const bool suffix = n > 3 && strcmp(path + n - 3, ".h5") == 0 && path[n - 4] != '/';
    return polder_disk_text("%.*s.parts", (int)(suffix ? n - 3 : n), path);
}

static int names(polder_store_t *store, const char *path, const char *description)
{
    store->path = strdup(path);
    store->description = strdup(description);
    store->folder = polder_disk_folder(path);
    store->parts = polder_store_parts(path);
    return store->path && store->description && store->folder && store->parts ? POLDER_OK
                                                                              : POLDER_MEMORY;
}

/* A link that the user has made, to a larger disk for example: the file it points to is written. */
static int follow(polder_store_t *store, polder_report_t *report)
{
    const int error = polder_temporary_target(store->path, &store->target);
    if (!error) return POLDER_OK;
    if (error == ENOMEM) return polder_out_of_memory(report);
    if (error != EACCES)
        return polder_fail(report, POLDER_FILE, "%s: %s", store->path,
                           polder_report_text(report, strerror(error)));
    return polder_fail(report, POLDER_INPUT,
                       "%s is a link of somebody else in a folder where anybody may write: choose "
                       "another output file",
                       store->path);
}

static int open_store(polder_store_t *store, int32_t *block, polder_existing_t existing,
                      bool *complete, polder_report_t *report)
{
    int code = check_fields(store->x, report);
    if (code == POLDER_OK) code = follow(store, report);
    if (code == POLDER_OK) code = check_final(store, existing, complete, report);
    if (code < 0) return code;
    if (*complete) {
        polder_folder_remove(store); /* if the last run was stopped while it did so */
        polder_temporary_sweep(store->target);
        return POLDER_OK;
    }
    code = polder_folder_open(store, block, existing == POLDER_REPLACE, report);
    /* Another process may have completed it since. */
    if (code == POLDER_OK) code = check_final(store, existing, complete, report);
    if (code < 0) return code;
    if (*complete) {
        const int marked = polder_folder_mark(store, NULL);
        if (marked == POLDER_OK) polder_folder_remove(store);
        return POLDER_OK;
    }
    store->block = *block;
    store->n_block = (store->n_unit + store->block - 1) / store->block;
    store->have = calloc((size_t)store->n_block, sizeof *store->have);
    if (!store->have) return polder_out_of_memory(report);
    return polder_folder_list(store, report);
}

int polder_store_open(polder_store_t **store, const polder_experiment_t *x, const char *path,
                      const char *description, int32_t *block, polder_existing_t existing,
                      bool *complete, polder_report_t *report)
{
    *store = NULL;
    *complete = false;
    if (*block < 1 || polder_experiment_units(x) < 1 || !path[0])
        return polder_fail(report, POLDER_INTERNAL,
                           "a store needs a file name, networks and a block of at least one");
    polder_store_t *s = calloc(1, sizeof *s);
    int code = s ? POLDER_OK : POLDER_MEMORY;
    if (s) {
        s->x = x;
        s->lock = -1;
        s->words = report ? report->words : NULL;
        s->n_unit = polder_experiment_units(x);
        polder_store_manifest(description, &s->manifest);
        s->fingerprint = polder_manifest_hash(&s->manifest);
        code = names(s, path, description);
    }
    if (code < 0)
        polder_out_of_memory(report);
    else
        code = open_store(s, block, existing, complete, report);
    if (code == POLDER_OK && !*complete)
        *store = s;
    else
        polder_store_close(s);
    return code;
}

void polder_store_close(polder_store_t *store)
{
    if (!store) return;
    polder_folder_leave(store);
    free(store->path);
    free(store->target);
    free(store->folder);
    free(store->parts);
    free(store->description);
    free(store->have);
    for (int i = 0; i < store->n_other; i++) free(store->other[i]);
    free(store->other);
    free(store);
}

int polder_store_keep(polder_store_t *store, const char *text, polder_report_t *report)
{
    return polder_folder_keep(store, text, report);
}

void polder_store_drop(polder_store_t *store)
{
    if (store) polder_folder_drop(store);
    polder_store_close(store);
}

/* ---- the sink ---- */

static int has(void *self, int64_t block)
{
    const polder_store_t *store = self;
    return block >= 0 && block < store->n_block && store->have[block];
}

static int write_block(void *self, const polder_block_t *block, polder_report_t *report)
{
    polder_store_t *store = self;
    const double start = now();
    const int code = polder_shard_write(store, block, report);
    if (code == POLDER_OK) store->have[block->block] = 1;
    store->seconds += now() - start;
    return code;
}

polder_sink_t polder_store_sink(polder_store_t *store)
{
    return (polder_sink_t){.self = store, .has = has, .write = write_block};
}

double polder_store_seconds(const polder_store_t *store)
{
    return store->seconds;
}

static int64_t missing(const polder_store_t *store)
{
    int64_t n = 0;
    for (int64_t b = 0; b < store->n_block; b++) n += !store->have[b];
    return n;
}

int64_t polder_store_missing(polder_store_t *store)
{
    /* What cannot be listed is not there. */
    if (missing(store) > 0 && polder_folder_list(store, NULL) < 0) return missing(store);
    return missing(store);
}

/* ---- joining ---- */

/* The new file is whole: give it its name, and let the parts go. */
static int commit(polder_store_t *store, polder_temporary_t *temporary, polder_report_t *report)
{
    int code = polder_folder_mark(store, report);
    if (code < 0) return code;
    char *folder = polder_disk_folder(store->target);
    int error = folder ? polder_temporary_commit(temporary, store->target, false) : ENOMEM;
    if (!error) error = polder_disk_sync(folder);
    free(folder);
    if (error) return polder_disk_failed(report, store->path, error);
    polder_folder_remove(store);
    return POLDER_OK;
}

int polder_store_join(polder_store_t *store, polder_report_t *report)
{
    const double start = now();
    int64_t absent = missing(store);
    /* Others may have done blocks of this experiment in the meantime. */
    if (absent > 0) {
        const int code = polder_folder_list(store, report);
        if (code < 0) return code;
        absent = missing(store);
    }
    if (absent > 0)
        return polder_fail(report, POLDER_INPUT,
                           "%s: %lld of %lld blocks are missing: run the experiment again, only "
                           "these will be done",
                           store->parts, (long long)absent, (long long)store->n_block);
    polder_temporary_t temporary;
    const int error = polder_temporary_beside(&temporary, store->target);
    if (error) return polder_disk_failed(report, store->path, error);
    int code = polder_join(store, temporary.path, report);
    if (code == POLDER_OK) code = commit(store, &temporary, report);
    polder_temporary_drop(&temporary);
    store->seconds += now() - start;
    return code;
}
