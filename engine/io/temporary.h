/* temporary.h: files that are being written, under a name that nobody else has.
 *
 * What     "STEM.HOST-RANDOM.tmp" beside the file it is to become: new (never one that is there
 *          already, nor reached through a link), and locked as long as its writer lives. So
 *          whoever finds one can tell whether its writer is gone, even from another container,
 *          where process numbers mean something else.
 * Links    a link that the caller, or the owner of the folder, has made is followed: the file it
 *          points to is the one that is written. A link that another has put into a folder
 *          where anybody may write is refused.
 * Errors   0 or an errno.
 * Threads  safe, but for one file.
 */
#ifndef POLDER_TEMPORARY_H
#define POLDER_TEMPORARY_H

#include <stdbool.h>
#include <sys/stat.h>

typedef struct {
    int fd; /* −1: none */
    char *path;
} polder_temporary_t;

/* A new, empty file in `folder`. */
int polder_temporary_open(polder_temporary_t *file, const char *folder, const char *stem);
/* The same for the file `path`, which must be what polder_temporary_target says, in its folder.
 * Removes those for the same file whose writers are gone. */
int polder_temporary_beside(polder_temporary_t *file, const char *path);
void polder_temporary_sweep(const char *path);
/* Appends a text and syncs. */
int polder_temporary_write(const polder_temporary_t *file, const char *text);
/* Gives it its name. If `keep` there must be none of that name yet (EEXIST), as far as the file
 * system can tell. On an error it is removed. */
int polder_temporary_commit(polder_temporary_t *file, const char *path, bool keep);
/* Removes it. Nothing happens without one, as after a commit. */
void polder_temporary_drop(polder_temporary_t *file);

bool polder_temporary_is(const char *name);
/* Whether its writer is gone. If unsure: false. */
bool polder_temporary_is_stale(const char *folder, const char *name);
/* Removes it if it is. */
void polder_temporary_discard_stale(const char *folder, const char *name);

/* Where a file of this name is written: the path itself, or what it points to, whether that is
 * there or not. Caller frees *target. EACCES: by a link of somebody else. */
int polder_temporary_target(const char *path, char **target);
/* Whether what `status` tells of in `folder` may be trusted not to be planted: it is ours, or its
 * owner is that of the folder, or nobody but the owner may write there. */
bool polder_temporary_is_trusted(const char *folder, const struct stat *status);

#endif
