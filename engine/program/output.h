/* output.h: where a command writes a table: to stdout, or to a file that is whole or not there.
 *
 * What     A file is written under another name beside it and renamed when it is complete. One
 *          that is there already is refused, unless `overwrite`; the file that is read is never
 *          overwritten.
 */
#ifndef POLDER_OUTPUT_H
#define POLDER_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "io/store.h"
#include "io/temporary.h"
#include "kernel/error.h"

typedef struct {
    FILE *stream;
    char *path, *target; /* NULL: stdout; `target` is what `path` links to */
    polder_temporary_t temporary;
    bool overwrite;
} polder_output_t;

/* `path` NULL or "-": stdout. `input` is the file that is read. */
POLDER_MUST_USE int polder_output_open(polder_output_t *output, const char *path, const char *input,
                                       bool overwrite, polder_report_t *report);
/* `path` must not take the place of `file`, which is read too; each may be NULL. */
POLDER_MUST_USE int polder_output_spares(const char *path, const char *file,
                                         polder_report_t *report);
/* Makes the file whole if `code` says that all went well, else removes what there is of it. */
POLDER_MUST_USE int polder_output_close(polder_output_t *output, int code, polder_report_t *report);

#endif
