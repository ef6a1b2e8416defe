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

void polder_store_card(const char *description, polder_card_t *card)
{
    *card = (polder_card_t){0};
    snprintf(card->experiment, sizeof card->experiment, "%016" PRIx64,
             hash_text(POLDER_FNV_START, description));
    snprintf(card->code, sizeof card->code, "%s", polder_fingerprint());
    snprintf(card->version, sizeof card->version, "%s", POLDER_VERSION);
}

uint64_t polder_card_hash(const polder_card_t *card)
{
    return hash_text(hash_text(hash_text(POLDER_FNV_START, card->experiment), card->code),
                     card->version);
}

const char *polder_card_known(const char *text)
{
    return *text ? text : "(unknown)";
}

bool polder_store_same_code(const polder_card_t *a, const polder_card_t *b)
{
    return strcmp(a->code, b->code) == 0 && strcmp(a->version, b->version) == 0;
}

bool polder_card_equal(const polder_card_t *a, const polder_card_t *b)
{
    return strcmp(a->experiment, b->experiment) == 0 && polder_store_same_code(a, b);
}

/* ---- looking at them ---- */

int polder_store_look(const char *path, polder_card_t *card, polder_report_t *report)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(errno)));
    if (!S_ISDIR(status.st_mode))
        return polder_fail(report, POLDER_INPUT, "%s is not a folder of parts but a file", path);
    const int code = polder_card_read(path, card);
    if (code == POLDER_MEMORY) return polder_fail(report, code, "out of memory");
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
    polder_card_t card;
    int code = polder_store_look(path, &card, report);
    if (code < 0) return code;
    if (polder_store_same_folder(path, store->parts))
        return polder_fail(report, POLDER_INPUT,
                           "%s is the folder of parts of %s itself, which is removed with them",
                           path, store->path);
    if (strcmp(card.experiment, store->card.experiment) != 0)
        return polder_fail(report, POLDER_INPUT, "%s holds parts of another experiment", path);
    if (!polder_store_same_code(&card, &store->card))
        return polder_fail(report, POLDER_INPUT,
                           "%s holds parts that were made by polder %s with code %s; this is "
                           "polder %s with code %s, whose numbers may differ",
                           path, polder_card_known(card.version), polder_card_known(card.code),
                           store->card.version, store->card.code);
    if (card.block != store->block)
        return polder_fail(report, POLDER_INPUT, "%s holds blocks of %d networks, not of %d", path,
                           card.block, store->block);
    if (store->n_other == MOST_FOLDERS)
        return polder_fail(report, POLDER_INPUT, "more than %d folders of parts", MOST_FOLDERS);
    char **more = realloc(store->other, ((size_t)store->n_other + 1) * sizeof *more);
    if (more) store->other = more;
    char *name = more ? strdup(path) : NULL;
    if (!name) return polder_fail(report, POLDER_MEMORY, "out of memory");
    store->other[store->n_other++] = name;
    return polder_folder_list_one(store, store->n_other + 1, report);
}
