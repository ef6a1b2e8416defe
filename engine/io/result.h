/* result.h: an open result file, for the files that read it (result.c, result_read.c).
 *
 * Owner    result.c opens and closes it; result_read.c only reads.
 */
#ifndef POLDER_RESULT_H
#define POLDER_RESULT_H

#include "hdf.h"
#include "store.h"

typedef struct {
    char *name; /* of the field */
    hid_t set;
    polder_level_t level;
    int64_t rows, times;
} polder_column_set_t;

typedef struct {
    char *name, *text;
} polder_attribute_t;

struct polder_result {
    polder_hdf_t *h; /* apart, so that reading from a const result can note an error */
    char *path;
    int64_t networks;
    int horizon;
    int n_case, n_column, n_track, n_text;
    char **kase;
    int n_arm, baseline; /* n_arm 0: each case is one */
    char **arm;
    char *design;
    int n_point, n_factor, n_label;
    char **factor, **label;
    char **choices; /* [n_factor] "a|b|c", or ""; NULL in a file from before they were kept */
    polder_column_set_t *column, *track;
    polder_attribute_t *text;
};

#endif
