/* hdf.h: the HDF5 calls the store needs, with the error kept for the end.
 *
 * What     A polder_hdf_t is one open file. Its first error is kept and every later call
 *          does nothing, so a caller writes straight on and asks once, at the close.
 * Blame    A file whose digest is right is as it was written: what goes wrong with it then is
 *          for want of memory or the like, and `transient` says so. It is never called damaged.
 * Bytes    no times, creation order kept, format of HDF5 1.8, little-endian numbers: the
 *          same calls leave the same bytes.
 * Host     each call leaves the error handler of HDF5 as it found it.
 * Threads  one at a time.
 */
#ifndef POLDER_HDF_H
#define POLDER_HDF_H

#include <hdf5.h>
#include <stdbool.h>
#include <stdint.h>

#include "kernel/error.h"

typedef struct {
    hid_t file;
    bool bad;
    bool transient; /* bad for want of memory or because the system could not read: not the file */
    bool memory;    /* and that for want of memory */
    bool sealed;    /* it was opened with a digest that is right */
    bool unsealed;  /* it was refused for its digest */
    int error;      /* errno of the first read or write that failed */
    char message[240];
    /* Of the report that the message will stand in, or NULL: error.h. */
    const char *(*words)(const char *context, const char *one, const char *many, unsigned long n);
} polder_hdf_t;

/* What a file needs to be opened: a digest that is right, or nothing. */
typedef enum { POLDER_SEALED, POLDER_ANYHOW } polder_hdf_trust_t;

/* A dataset to be made. A dataset with chunks has Fletcher32. */
typedef struct {
    hid_t type;            /* in the file */
    hsize_t rows, columns; /* columns 0: one dimension */
    hsize_t chunk;         /* rows of a chunk, cut to `rows`; 0: no chunks */
    bool deflate;          /* shuffle and deflate 1 */
    bool fill;             /* float32 only: NaN, also as the attribute _FillValue */
} polder_hdf_shape_t;

/* Both always leave *h so that it can be closed. What is created gets its digest when it is
 * closed. */
void polder_hdf_create(polder_hdf_t *h, const char *path);
void polder_hdf_open(polder_hdf_t *h, const char *path, polder_hdf_trust_t trust,
                     const polder_report_t *report);
/* Notes that the content is not what it should be, or that there is no memory; the first error
 * stays. */
void polder_hdf_spoil(polder_hdf_t *h, const char *format, ...) POLDER_PRINTF(2, 3);
void polder_hdf_no_memory(polder_hdf_t *h);
/* Closes; when anything went wrong adds a note about `path` and returns its code:
 * POLDER_FILE with the system's reason, else `code` with that of HDF5. */
int polder_hdf_close(polder_hdf_t *h, const char *path, int code, polder_report_t *report);
/* Closes and says whether all was well. */
bool polder_hdf_end(polder_hdf_t *h);

hid_t polder_hdf_group(polder_hdf_t *h, const char *name); /* make */
hid_t polder_hdf_make(polder_hdf_t *h, hid_t where, const char *name,
                      const polder_hdf_shape_t *shape);
/* Whether there is something of this name, a group's too. */
bool polder_hdf_is_there(polder_hdf_t *h, const char *name);
/* Opens a dataset or a group that stands in the file itself, not one reached through a link to
 * another file. */
hid_t polder_hdf_find(polder_hdf_t *h, const char *name);
void polder_hdf_leave(hid_t *object); /* close a dataset or group */
void polder_hdf_size(polder_hdf_t *h, hid_t set, hsize_t *rows, hsize_t *columns);
/* Whether the dataset has this type (−1: text of any length) and this size (columns 0: one
 * dimension), and all of it stands in the file, plain or by filters we know. */
void polder_hdf_expect(polder_hdf_t *h, hid_t set, const char *name, hid_t type, hsize_t rows,
                       hsize_t columns);
/* Names of what is in a group ("/" for the file), or of the attributes of an object: a new array
 * of new strings, both for the caller to free. */
char **polder_hdf_names(polder_hdf_t *h, const char *group, hsize_t *n);
char **polder_hdf_attributes(polder_hdf_t *h, hid_t object, hsize_t *n);
void polder_hdf_free(char **list, hsize_t n);

/* Rows first … first + n − 1, all columns, as `type` in memory. `room` is the size of what `data`
 * points to, in bytes: a read that needs more is an error. */
void polder_hdf_write(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n,
                      const void *data);
void polder_hdf_read(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n, void *data,
                     size_t room);

/* A list of texts of any length (UTF-8) as a dataset; item NULL: "". */
hid_t polder_hdf_texts(polder_hdf_t *h, hid_t where, const char *name, hsize_t n,
                       const char *const *text);
/* Reads a list of texts: a new array of new strings, both for the caller to free. NULL, and an
 * error, if one is missing or not UTF-8. */
char **polder_hdf_read_texts(polder_hdf_t *h, hid_t set, hsize_t n);

/* Attributes; text NULL writes nothing. */
void polder_hdf_text(polder_hdf_t *h, hid_t object, const char *name, const char *text);
void polder_hdf_numbers(polder_hdf_t *h, hid_t object, const char *name, hid_t in_file,
                        hid_t in_memory, hsize_t n, const void *value); /* n 0: a scalar */
bool polder_hdf_has(polder_hdf_t *h, hid_t object, const char *name);
/* A new string; NULL: there is none, or (an error) it is not one text in UTF-8. */
char *polder_hdf_get_text(polder_hdf_t *h, hid_t object, const char *name);
void polder_hdf_get_int64(polder_hdf_t *h, hid_t object, const char *name, hsize_t n,
                          int64_t *value);

/* Make a dimension scale, and tie one to a dimension of a dataset. */
void polder_hdf_scale(polder_hdf_t *h, hid_t set, const char *name);
void polder_hdf_attach(polder_hdf_t *h, hid_t set, hid_t scale, unsigned dimension);

#endif
