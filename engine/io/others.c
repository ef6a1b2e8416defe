/* others.c: folders of parts that other processes or machines have made. See store.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "parts.h"

enum { MOST_FOLDERS = 65000 }; /* their numbers are 16 bits wide */

void polder_store_fingerprint(const char *description, char fingerprint[17])
{
    polder_card_fingerprint(polder_store_hash(description), fingerprint);
}

int polder_store_look(const char *path, char fingerprint[17], int32_t *block,
                      polder_report_t *report)
{
    struct stat status;
    polder_card_t card;
    if (stat(path, &status) != 0)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path, strerror(errno));
    if (!S_ISDIR(status.st_mode))
        return polder_fail(report, POLDER_INPUT, "%s is not a folder of parts but a file", path);
    const int r = polder_card_read(path, &card);
    if (r == POLDER_MEMORY) return polder_fail(report, r, "out of memory");
    if (r == POLDER_FILE)
        return polder_fail(report, POLDER_INPUT,
                           "%s is not a folder of parts: there is no experiment.json in it", path);
    if (r < 0)
        return polder_fail(report, POLDER_INPUT,
                           "%s/experiment.json is damaged: it does not say of which experiment "
                           "the parts are",
                           path);
    memcpy(fingerprint, card.experiment, sizeof card.experiment);
    *block = card.block;
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
    char ours[17], theirs[17];
    int32_t block = 0;
    int r = polder_store_look(path, theirs, &block, report);
    if (r < 0) return r;
    if (polder_store_same_folder(path, store->parts))
        return polder_fail(report, POLDER_INPUT,
                           "%s is the folder of parts of %s itself, which is removed with them",
                           path, store->path);
    polder_card_fingerprint(store->fingerprint, ours);
    if (strcmp(ours, theirs) != 0)
        return polder_fail(report, POLDER_INPUT, "%s holds parts of another experiment", path);
    if (block != store->block)
        return polder_fail(report, POLDER_INPUT,
                           "%s holds blocks of %" PRId32 " networks, not of %" PRId32, path, block,
                           store->block);
    if (store->n_other == MOST_FOLDERS)
        return polder_fail(report, POLDER_INPUT, "more than %d folders of parts", MOST_FOLDERS);
    char **more = realloc(store->other, ((size_t)store->n_other + 1) * sizeof *more);
    if (more) store->other = more;
    char *name = more ? strdup(path) : NULL;
    if (!name) return polder_fail(report, POLDER_MEMORY, "out of memory");
    store->other[store->n_other++] = name;
    return polder_folder_list_one(store, store->n_other + 1, report);
}
