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

#include "core/error.h"
#include "io/store.h"
#include "io/temporary.h"

typedef struct {
    FILE *stream;
    char *path, *target; /* NULL: stdout; `target` is what `path` links to */
    polder_temporary_t temporary;
    bool overwrite;
} polder_output_t;

/* `path` NULL or "-": stdout. `input` is the file that is read. */
POLDER_MUST_USE int polder_output_open(polder_output_t *output, const char *path, const char *input,
                                       bool overwrite, polder_report_t *report);
/* Makes the file whole if `code` says that all went well, else removes what there is of it. */
POLDER_MUST_USE int polder_output_close(polder_output_t *output, int code, polder_report_t *report);

/* Cells of a CSV table: texts in quotes where they need them; numbers so that a reader gets the
 * same float or double back; NaN and infinities as nothing. The comma is the caller's. */
void polder_csv_text(FILE *stream, const char *text);
void polder_csv_float(FILE *stream, float value);
void polder_csv_figure(FILE *stream, double value); /* computed: ten digits */
void polder_csv_double(FILE *stream, double value);
/* A value of a factor: a word if the factor is a choice. */
void polder_csv_factor(FILE *stream, const polder_result_t *result, int factor, double value);

#endif
