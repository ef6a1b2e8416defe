/* digest.h: the last line of a file, which says what all bytes before it are.
 *
 * What     "\nXXH3-128 of the bytes before: " and 32 hexadecimal digits and "\n", 64 bytes that
 *          stand after the end of what HDF5 knows of the file. HDF5 does not look there, so every
 *          reader opens the file as if they were not there; and what writes to the file through
 *          HDF5 cuts them off.
 * Why      HDF5 has checksums for some of a file, and follows the rest wherever it leads. A file
 *          whose digest is right is byte for byte the one that was written, before HDF5 sees it.
 */
#ifndef POLDER_DIGEST_H
#define POLDER_DIGEST_H

#include <stdint.h>

enum { POLDER_DIGEST_SIZE = 64 };

typedef enum {
    POLDER_DIGEST_RIGHT,
    POLDER_DIGEST_WRONG,  /* the bytes are not those that were written */
    POLDER_DIGEST_MISSING /* there is no such line */
} polder_digest_t;

/* These return 0 or an errno. */

/* Adds the line to the file of `size` bytes; the file must be open for reading too. */
int polder_digest_add(int fd, int64_t size);
int polder_digest_check(int fd, int64_t size, polder_digest_t *digest);

#endif
