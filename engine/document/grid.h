/* grid.h: a table in columns of characters (libsmartcols).
 *
 * What     Texts are copied. One column may be broken between words, so that lines are not too
 *          wide; if it is the last one and there is hardly room, its texts go below their lines.
 * Memory   where it runs out nothing is printed, and polder_grid_print says so.
 */
#ifndef POLDER_GRID_H
#define POLDER_GRID_H

#include "document/paper.h"
#include "kernel/error.h"

enum { POLDER_GRID_RIGHT = 1, POLDER_GRID_WRAP = 2 };

typedef struct polder_grid polder_grid_t;

/* NULL without memory, which the other functions take. */
polder_grid_t *polder_grid_new(int n, const char *const *name, const int *flags);
void polder_grid_row(polder_grid_t *grid, const char *const *cell);
/* Prints and frees. The column with POLDER_GRID_WRAP is broken so that lines have at most `width`
 * columns; 0: not broken. */
POLDER_MUST_USE int polder_grid_print(polder_grid_t *grid, const polder_paper_t *paper, int width);

#endif
