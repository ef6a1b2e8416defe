/* written.h: how the numbers in the columns of a table are written. Private to engine/graph. */
#ifndef POLDER_WRITTEN_H
#define POLDER_WRITTEN_H

#include "graph/cells.h"
#include "graph/number.h"

/* What was seen in a column. All 0 is a column of which nothing was seen. */
typedef struct {
    const char *name; /* borrowed; for messages */
    int64_t n_number, n_text, n_missing;
    int64_t n_decimal, n_thousand; /* numbers with a decimal sign, and those like 1.500 */
    int comma_line, point_line;    /* the first of each; 0: none */
    int text_line, text_column; /* the first that is not a number, and where in its line; 0: none */
    char text[32];
    int odd_line; /* the first that is nearly a number, such as 1.250,5; 0: none */
    char odd[32];
    polder_number_t odd_kind;
} polder_written_t;

/* `at`: where the cell begins in its line, or 0. */
void polder_written_look(polder_written_t *column, const polder_cell_t *cell, int line, int at);

/* A table has a decimal comma or a decimal point, and a comma only where it does not separate:
 * else it is refused. Warns of numbers that may be meant as thousands. Columns that are NULL or
 * have text do not count. */
POLDER_MUST_USE int polder_written_check(const polder_written_t *const *column, int n,
                                         const polder_cells_t *cells, polder_report_t *report);

/* Warns of columns of numbers in which a few cells are something else, or are written so that all
 * are read as text. */
void polder_written_warn_of_text(const polder_written_t *const *column, int n,
                                 const polder_cells_t *cells, polder_report_t *report);

#endif
