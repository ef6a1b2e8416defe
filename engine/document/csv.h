/* csv.h: rows of a CSV table.
 *
 * What     Cells come one after another, a row ends with polder_csv_end; separators, quotes and
 *          decimal signs are set here. Numbers are written so that a reader gets the same float or
 *          double back; NaN and infinities are empty cells.
 * Excel    Where a comma is the decimal sign Excel wants semicolons between cells, decimal
 *          commas, and a byte order mark, by which it knows UTF-8.
 * Formulas A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or
 *          an end of line, blanks before it or not) gets an apostrophe in front. Numbers stay
 *          numbers, negative ones too, and so do texts that are numbers.
 */
#ifndef POLDER_CSV_H
#define POLDER_CSV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "io/store.h"

typedef struct {
    FILE *out;
    bool excel, inside; /* inside: the row has a cell already */
} polder_csv_t;

polder_csv_t polder_csv_begin(FILE *out, bool excel);
void polder_csv_end(polder_csv_t *csv);
void polder_csv_text(polder_csv_t *csv, const char *text);
void polder_csv_names(polder_csv_t *csv, const char *names); /* cells of a head: "a,b,c" */
void polder_csv_empty(polder_csv_t *csv, int n);
void polder_csv_whole(polder_csv_t *csv, int64_t value);
void polder_csv_float(polder_csv_t *csv, float value);
void polder_csv_figure(polder_csv_t *csv, double value); /* computed: ten digits */
void polder_csv_double(polder_csv_t *csv, double value);
/* The name of a factor, and its value: a word if it is a choice. */
void polder_csv_factor_name(polder_csv_t *csv, const polder_result_t *result, int factor);
void polder_csv_factor(polder_csv_t *csv, const polder_result_t *result, int factor, double value);

#endif
