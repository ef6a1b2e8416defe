/* compare.h: how `polder compare` shows what analysis/compare.h found. */
#ifndef POLDER_COMPARE_PRINT_H
#define POLDER_COMPARE_PRINT_H

#include <jansson.h>
#include <stdio.h>

#include "analysis/compare.h"
#include "document/csv.h"

/* What the rows of a design are sorted by: a factor, or a figure, or its difference to the
 * baseline; the highest first, or the lowest (`up`). */
typedef struct {
    int factor, figure; /* factor −1: the figure */
    bool difference, up;
} polder_compare_sort_t;

/* Tables for people: of one experiment without a design, or of a design's points read last. */
void polder_compare_print(FILE *stream, const char *file, const polder_compare_t *compare);
void polder_compare_print_points(FILE *stream, const char *file, const polder_compare_t *compare,
                                 const polder_compare_sort_t *sort, const double *value);

/* A CSV table with one row for each point and arm. `value` has the factors of the points read
 * last: [n_read][n_factor]. */
void polder_compare_csv_head(polder_csv_t *csv, const polder_compare_t *compare);
void polder_compare_csv(polder_csv_t *csv, const polder_compare_t *compare, const double *value);

/* New references, NULL without memory: what holds for all points, and one of those read last. */
json_t *polder_compare_json_head(const char *file, const polder_compare_t *compare);
json_t *polder_compare_json(const polder_compare_t *compare, int point, const double *value);

#endif
