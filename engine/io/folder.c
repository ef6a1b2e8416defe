/* folder.c: the folder of parts: whose it is and what it holds. See parts.h.
 *
 * `experiment.json` says of which experiment and block size the parts are. It is made under
 * another name and linked, so of two processes that start together one wins and the other
 * follows it.
 *
 * Every process that works in the folder holds a shared lock on it, and only one that holds the
 * exclusive lock removes it. So no process loses its parts to another that finishes earlier, nor
 * to one that was asked to overwrite what it finds. On a file system without locks each process
 * behaves as if it were the only one.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/json.h"
#include "io/parts.h"
#include "io/temporary.h"

static const char card_name[] = "experiment.json";
static const char mark_name[] = "joined";

/* What stands beside the parts so that they can be joined anywhere: how they were made, of what,
 * and what that has read from files (given.c). */
static const char command_name[] = "command.json";
static const char *const beside[] = {command_name, POLDER_SCENARIO_NAME, POLDER_GIVEN_NAME};
enum { N_BESIDE = sizeof beside / sizeof *beside };

static bool is_beside(const char *name)
{
    for (size_t i = 0; i < N_BESIDE; i++)
        if (strcmp(name, beside[i]) == 0) return true;
    return false;
}

typedef enum { MISSING, UNREADABLE, NO_MEMORY, OTHER, OURS } whose_t;

typedef struct {
    int64_t shards, running, foreign;
} content_t;

static char *inside(const polder_store_t *store, const char *name)
{
    return polder_disk_text("%s/%s", store->parts, name);
}

/* ---- whose folder it is ---- */

/* A text of the manifest; one that is not there or too long is empty. */
static void take(const json_t *json, const char *key, char *out, size_t size)
{
    const char *text = json_string_value(json_object_get(json, key));
    if (text && strlen(text) < size) memcpy(out, text, strlen(text) + 1);
}

int polder_manifest_read(const char *folder, polder_manifest_t *manifest)
{
    char *path = polder_disk_text("%s/%s", folder, card_name);
    if (!path) return POLDER_MEMORY;
    const int fd = polder_disk_open(path);
    bool memory = fd < 0 && errno == ENOMEM;
    json_t *json = fd >= 0 ? polder_json_read_file(fd, &memory) : NULL;
    if (fd >= 0) close(fd);
    *manifest = (polder_manifest_t){0};
    take(json, "experiment", manifest->experiment, sizeof manifest->experiment);
    take(json, "code", manifest->code, sizeof manifest->code);
    take(json, "polder", manifest->version, sizeof manifest->version);
    const json_int_t size = json_integer_value(json_object_get(json, "block"));
    int code = POLDER_FORMAT;
    if (memory) {
        code = POLDER_MEMORY;
    } else if (!json && access(path, F_OK) != 0) {
        code = POLDER_FILE;
    } else if (*manifest->experiment && size >= 1 && size <= INT32_MAX) {
        manifest->block = (int32_t)size;
        code = POLDER_OK;
    }
    json_decref(json);
    free(path);
    return code;
}

static whose_t read_card(const polder_store_t *store, int32_t *block)
{
    polder_manifest_t manifest;
    const int code = polder_manifest_read(store->parts, &manifest);
    if (code < 0)
        return code == POLDER_FILE ? MISSING : code == POLDER_MEMORY ? NO_MEMORY : UNREADABLE;
    if (!polder_manifest_equal(&manifest, &store->manifest)) return OTHER;
    *block = manifest.block;
    return OURS;
}

/* 0 or an errno; EEXIST: another process was first. */
static int write_card(const polder_store_t *store, int32_t block, bool replace)
{
    int error = ENOMEM;
    polder_temporary_t temporary = {.fd = -1};
    char *path = inside(store, card_name);
    char *text =
        polder_disk_text("{\"format\": 2, \"experiment\": \"%s\", \"code\": \"%s\", "
                         "\"polder\": \"%s\", \"block\": %" PRId32 ", \"networks\": %" PRId64 "}\n",
                         store->manifest.experiment, store->manifest.code, store->manifest.version,
                         block, store->n_unit);
    if (path && text) {
        error = polder_temporary_open(&temporary, store->parts, card_name);
        if (!error) error = polder_temporary_write(&temporary, text);
        if (!error) error = polder_temporary_commit(&temporary, path, !replace);
        if (!error) error = polder_disk_sync(store->parts);
        polder_temporary_drop(&temporary);
    }
    free(text);
    free(path);
    return error;
}

/* ---- what is in it ---- */

typedef void (*visit_t)(const polder_store_t *store, const char *name, void *self);

static int each_in(const polder_store_t *store, const char *path, visit_t visit, void *self)
{
    DIR *folder = opendir(path);
    if (!folder) return errno;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            visit(store, entry->d_name, self);
    closedir(folder);
    return 0;
}

static int each(const polder_store_t *store, visit_t visit, void *self)
{
    return each_in(store, store->parts, visit, self);
}

/* Whether it is gone. */
static bool discard(const polder_store_t *store, const char *name)
{
    char *path = inside(store, name);
    const bool gone = path && (unlink(path) == 0 || errno == ENOENT);
    free(path);
    return gone;
}

static void count(const polder_store_t *store, const char *name, void *self)
{
    content_t *content = self;
    if (polder_shard_number(name) >= 0)
        content->shards++;
    else if (polder_temporary_is(name))
        content->running += !polder_temporary_is_stale(store->parts, name);
    else if (strcmp(name, card_name) != 0 && strcmp(name, mark_name) != 0 && !is_beside(name))
        content->foreign++;
}

static void discard_stale(const polder_store_t *store, const char *name, void *self)
{
    (void)self;
    polder_temporary_discard_stale(store->parts, name);
}

static void discard_shard(const polder_store_t *store, const char *name, void *self)
{
    (void)self;
    if (polder_shard_number(name) >= 0) discard(store, name);
}

/* *self: whether all are gone. */
static void discard_ours(const polder_store_t *store, const char *name, void *self)
{
    bool *gone = self;
    if (polder_shard_number(name) >= 0 || polder_temporary_is(name) || is_beside(name))
        *gone &= discard(store, name);
}

/* ---- opening ---- */

/* Can `path` be written? Seen before the work, not after it. */
static int check_folder(const polder_store_t *store, const char *path, polder_report_t *report)
{
    struct stat status;
    char *folder = polder_disk_folder(path);
    int code = POLDER_OK;
    if (!folder)
        code = polder_out_of_memory(report);
    else if (stat(folder, &status) != 0)
        code = polder_fail(report, POLDER_FILE, "%s: cannot be written: the folder %s: %s",
                           store->path, folder, polder_report_text(report, strerror(errno)));
    else if (access(folder, W_OK | X_OK) != 0)
        code = polder_disk_failed(report, path, errno);
    free(folder);
    return code;
}

/* In a folder where anybody may write, another may have made the folder of parts, or a link of
 * this name, and filled it as he likes. */
static int check_owner(const polder_store_t *store, const struct stat *status,
                       polder_report_t *report)
{
    struct stat link;
    if (polder_temporary_is_trusted(store->folder, status) && lstat(store->parts, &link) == 0 &&
        polder_temporary_is_trusted(store->folder, &link))
        return POLDER_OK;
    return polder_fail(report, POLDER_INPUT,
                       "%s belongs to somebody else, in a folder where anybody may write: choose "
                       "another output file",
                       store->parts);
}

static int make(polder_store_t *store, polder_report_t *report)
{
    struct stat status;
    int code = check_folder(store, store->path, report);
    if (code == POLDER_OK && strcmp(store->path, store->target) != 0)
        code = check_folder(store, store->target, report);
    if (code < 0) return code;
    if (mkdir(store->parts, 0777) == 0) {
        store->made = true;
        const int error = polder_disk_sync(store->folder);
        return error ? polder_disk_failed(report, store->parts, error) : POLDER_OK;
    }
    if (errno != EEXIST) return polder_disk_failed(report, store->parts, errno);
    if (stat(store->parts, &status) == 0 && S_ISDIR(status.st_mode))
        return check_owner(store, &status, report);
    return polder_fail(report, POLDER_INPUT,
                       "%s: a folder for the parts must be made here, but there is a file of "
                       "this name",
                       store->parts);
}

static int share(const polder_store_t *store)
{
    int held = flock(store->lock, LOCK_SH);
    while (held != 0 && errno == EINTR) held = flock(store->lock, LOCK_SH);
    return held;
}

/* Is the folder that is held still the one of this name? */
static bool is_there(const polder_store_t *store)
{
    struct stat ours, there;
    return fstat(store->lock, &ours) == 0 && stat(store->parts, &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* Waits, for a moment, while somebody else removes the folder. 0, an errno, or EAGAIN: the
 * folder was removed meanwhile. */
static int hold(polder_store_t *store)
{
    store->lock = open(store->parts, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (store->lock < 0) return errno == ENOENT ? EAGAIN : errno;
    (void)share(store);
    if (is_there(store)) return 0;
    polder_folder_leave(store);
    return EAGAIN;
}

void polder_folder_leave(polder_store_t *store)
{
    if (store->lock >= 0) close(store->lock);
    store->lock = -1;
}

static int make_and_hold(polder_store_t *store, polder_report_t *report)
{
    enum { MOST_TRIES = 100 };
    int error = EAGAIN;
    for (int i = 0; i < MOST_TRIES && error == EAGAIN; i++) {
        const int code = make(store, report);
        if (code < 0) return code;
        error = hold(store);
    }
    return error ? polder_disk_failed(report, store->parts, error) : POLDER_OK;
}

/* What another experiment has left is taken over by a store that has the folder for itself
 * alone, until it holds it with others again; nothing is taken from a run that goes on. If others
 * of this experiment were first, it is ours already. */
static int take_over(polder_store_t *store, whose_t *whose, int32_t *block, polder_report_t *report)
{
    const bool mine = flock(store->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    if (!mine) (void)share(store); /* it was lost */
    const bool there = is_there(store);
    if (there) *whose = read_card(store, block);
    if (*whose == NO_MEMORY) return polder_disk_failed(report, store->parts, ENOMEM);
    if (there && *whose == OURS) return POLDER_OK;
    if (!mine || !there)
        return polder_fail(report, POLDER_INPUT,
                           "another run is working in %s, on another experiment. Wait until it is "
                           "ready, stop it, or choose another output file",
                           store->parts);
    const int error = each(store, discard_shard, NULL);
    return error ? polder_disk_failed(report, store->parts, error) : POLDER_OK;
}

static int refuse(const polder_store_t *store, int64_t shards, polder_report_t *report)
{
    polder_manifest_t manifest;
    const polder_manifest_t *ours = &store->manifest;
    if (polder_manifest_read(store->parts, &manifest) == POLDER_OK &&
        !polder_store_same_code(&manifest, ours))
        return polder_fail(report, POLDER_INPUT,
                           strcmp(manifest.experiment, ours->experiment) == 0
                               ? "%s holds %lld finished parts of this experiment, made by polder "
                                 "%s with code %s; this is polder %s with code %s, whose numbers "
                                 "may differ. Remove the folder, choose another output file (-o), "
                                 "or overwrite it (polder run --overwrite)"
                               : "%s holds %lld finished parts of another experiment, made by "
                                 "polder %s with code %s; this is polder %s with code %s, whose "
                                 "numbers may differ. Remove the folder, choose another output "
                                 "file (-o), or overwrite it (polder run --overwrite)",
                           store->parts, (long long)shards, polder_manifest_known(manifest.version),
                           polder_manifest_known(manifest.code), ours->version, ours->code);
    return polder_fail(report, POLDER_INPUT,
                       "%s holds %lld finished parts of another experiment. Remove the "
                       "folder, choose another output file (-o), or overwrite it (polder run "
                       "--overwrite)",
                       store->parts, (long long)shards);
}

/* A folder that is not of this experiment: may it be taken over? */
static int claim(polder_store_t *store, whose_t *whose, int32_t *block, const content_t *content,
                 bool overwrite, polder_report_t *report)
{
    const bool busy = content->shards > 0 || content->running > 0;
    if (overwrite && busy) return take_over(store, whose, block, report);
    if (*whose == OTHER && busy) return refuse(store, content->shards, report);
    if (*whose != OTHER && (content->shards > 0 || content->foreign > 0))
        return polder_fail(report, POLDER_INPUT,
                           "%s: polder wants to keep parts of the result here, but the folder "
                           "holds files that do not belong to any run. Remove it or choose "
                           "another output file",
                           store->parts);
    /* There is no part yet, but perhaps somebody who is making the first. */
    return *whose == MISSING ? POLDER_OK : take_over(store, whose, block, report);
}

/* Whether a file can be made here; the manifest shows it for a new folder. */
static int probe(const polder_store_t *store)
{
    polder_temporary_t file;
    int error = polder_temporary_open(&file, store->parts, "probe");
    if (!error) error = polder_temporary_write(&file, "probe\n");
    polder_temporary_drop(&file);
    return error;
}

int polder_folder_open(polder_store_t *store, int32_t *block, bool overwrite,
                       polder_report_t *report)
{
    content_t content = {0};
    int code = make_and_hold(store, report);
    if (code < 0) return code;
    int error = each(store, count, &content);
    if (error) return polder_disk_failed(report, store->parts, error);
    whose_t whose = read_card(store, block);
    if (whose == NO_MEMORY) return polder_disk_failed(report, store->parts, ENOMEM);
    if (whose != OURS) code = claim(store, &whose, block, &content, overwrite, report);
    if (code < 0) return code;
    if (whose == OURS) {
        error = probe(store);
    } else {
        error = write_card(store, *block, whose != MISSING);
        (void)share(store);
        if (error == EEXIST) {
            error = 0;
            whose = read_card(store, block);
            if (whose == NO_MEMORY) return polder_disk_failed(report, store->parts, ENOMEM);
            if (whose != OURS)
                return polder_fail(report, POLDER_INPUT, "%s was taken by another experiment",
                                   store->parts);
        }
    }
    /* A result that is to be replaced: its mark, if left, is not that of the new one. */
    if (!error) discard(store, mark_name);
    if (!error) error = each(store, discard_stale, NULL);
    return error ? polder_disk_failed(report, store->parts, error) : POLDER_OK;
}

/* ---- listing ---- */

typedef struct {
    polder_store_t *store;
    polder_report_t *report;
    uint16_t folder; /* as in store->have */
    int code;
} listing_t;

static void look(const polder_store_t *store, const char *name, void *self)
{
    listing_t *listing = self;
    polder_shard_t shard;
    const int64_t block = polder_shard_number(name);
    if (block < 0 || block >= store->n_block || store->have[block]) return;
    if (listing->code < 0) return;
    listing->store->have[block] = listing->folder;
    polder_shard_open(store, block, &shard);
    const char *path = listing->folder == 1 ? store->parts : store->other[listing->folder - 2];
    if (shard.h.bad) listing->store->have[block] = 0;
    /* Removed since: another process has found it damaged. */
    const bool gone = shard.h.error == ENOENT;
    if (shard.h.bad && shard.h.transient && !gone)
        /* It may well be good: to run its block again would throw it away. */
        listing->code = polder_fail(listing->report, POLDER_FILE, "%s/%s: cannot be read: %s", path,
                                    name, shard.h.message);
    else if (shard.h.bad && !gone)
        polder_warn(listing->report, NULL,
                    listing->folder == 1 ? "%s/%s is not a good part and is done again: %s"
                                         : "%s/%s is not a good part: %s",
                    path, name, shard.h.message);
    polder_shard_close(&shard);
}

int polder_folder_list_one(polder_store_t *store, int number, polder_report_t *report)
{
    const char *path = number == 1 ? store->parts : store->other[number - 2];
    listing_t listing = {.store = store, .report = report, .folder = (uint16_t)number};
    const int error = each_in(store, path, look, &listing);
    if (error)
        return polder_fail(report, POLDER_FILE, "%s: cannot be read: %s", path,
                           polder_report_text(report, strerror(error)));
    return listing.code;
}

int polder_folder_list(polder_store_t *store, polder_report_t *report)
{
    int code = POLDER_OK;
    for (int i = 1; i < store->n_other + 2 && code == POLDER_OK; i++)
        code = polder_folder_list_one(store, i, report);
    return code;
}

/* ---- the end ---- */

int polder_folder_mark(const polder_store_t *store, polder_report_t *report)
{
    char *path = inside(store, mark_name);
    const int error = path ? polder_disk_write(path, "") : ENOMEM;
    free(path);
    return error ? polder_disk_failed(report, store->parts, error) : POLDER_OK;
}

static int keep_text(const polder_store_t *store, const char *name, const char *text,
                     polder_report_t *report)
{
    polder_temporary_t temporary = {.fd = -1};
    char *path = inside(store, name);
    int error = path ? polder_temporary_open(&temporary, store->parts, name) : ENOMEM;
    if (!error) error = polder_temporary_write(&temporary, text);
    if (!error) error = polder_temporary_commit(&temporary, path, false);
    polder_temporary_drop(&temporary);
    free(path);
    return error ? polder_disk_failed(report, store->parts, error) : POLDER_OK;
}

int polder_folder_keep(const polder_store_t *store, const char *text, polder_report_t *report)
{
    polder_manifest_t manifest;
    polder_store_manifest(store->description, &manifest);
    int code = keep_text(store, POLDER_SCENARIO_NAME, store->description, report);
    if (code == POLDER_OK)
        code = polder_given_write(store->parts, manifest.experiment, store->x, report);
    return code == POLDER_OK ? keep_text(store, command_name, text, report) : code;
}

/* Whether nobody else holds the folder. */
static bool alone(polder_store_t *store)
{
    if (store->lock < 0) store->lock = open(store->parts, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (store->lock < 0) return false;
    return flock(store->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

void polder_folder_remove(polder_store_t *store)
{
    int32_t block = 0;
    char *mark = alone(store) ? inside(store, mark_name) : NULL;
    if (mark && access(mark, F_OK) == 0) {
        /* In this order, and each only after the one before it: if it is cut short, the next run
         * finishes it, and knows by manifest and mark that it may. */
        const whose_t whose = read_card(store, &block);
        bool gone = whose == OURS || whose == MISSING;
        if (whose == OURS)
            gone = each(store, discard_ours, &gone) == 0 && gone && discard(store, card_name);
        if (gone) discard(store, mark_name);
    }
    if (mark) rmdir(store->parts); /* if it is empty */
    free(mark);
    polder_folder_leave(store);
}

void polder_folder_drop(polder_store_t *store)
{
    content_t content = {0};
    if (store->made && alone(store) && each(store, count, &content) == 0 && content.shards == 0 &&
        content.running == 0) {
        for (size_t i = 0; i < N_BESIDE; i++) discard(store, beside[i]);
        discard(store, card_name);
        rmdir(store->parts);
    }
    polder_folder_leave(store);
}
