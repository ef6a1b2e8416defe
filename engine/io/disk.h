/* disk.h: files that are either whole or not there.
 *
 * What     An HDF5 driver that remembers the first error of the system, and a few calls to
 *          make files and folders last. Once a write has failed the driver drops the rest and
 *          lets HDF5 close its file in peace: HDF5 itself leaks the file when a full disk makes
 *          it fail. The caller looks at the error after closing.
 * Sync     what was written gets its digest and is synced to the disk when it is closed.
 * Locks    none: nothing is read before it is complete, some file systems have none, and
 *          HDF5_USE_FILE_LOCKING in the environment would ask for them.
 * Threads  one at a time.
 */
#ifndef POLDER_DISK_H
#define POLDER_DISK_H

#include <hdf5.h>
#include <stdbool.h>

#include "kernel/error.h"

/* File access properties; the first errno goes to *error, which must outlive the file. With `fd`
 * the file is read through a copy of it, whatever its name means by now; −1: it is written.
 * Negative: HDF5 refuses. Caller closes. */
hid_t polder_disk_access(int *error, int fd);

/* These return 0 or an errno. */
int polder_disk_write(const char *path, const char *text); /* new file, synced; not by a link */
int polder_disk_sync(const char *folder);

/* That `path` could not be written, and the code for it; ENOMEM: the memory is to blame, not the
 * file. */
int polder_disk_failed(polder_report_t *report, const char *path, int error);

/* Opens a file for reading: its descriptor, or −1 with errno. Never waits: EINVAL if it is a
 * pipe or a device, EISDIR if it is a folder. */
int polder_disk_open(const char *path);

/* The whole text of a file, with a zero after it, and its length; the caller frees. NULL with errno:
 * as polder_disk_open, EFBIG if it is longer than `most` bytes, ENOMEM. */
char *polder_disk_read(const char *path, size_t most, size_t *length);

/* New strings, NULL if out of memory; the caller frees. */
char *polder_disk_text(const char *format, ...) POLDER_PRINTF(1, 2);
char *polder_disk_folder(const char *path); /* the folder a file is in, "." if none is named */

#endif
