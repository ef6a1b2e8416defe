/* cells.h: a table of text, cut into rows and cells. For engine/graph and the designs of engine/io.
 *
 * What     What separates the cells is decided once, from the first row (polder_cells_open says
 *          how); a cell may be quoted as in RFC 4180. Rows end with LF, CR LF or CR. Empty rows and
 *          comments are passed over. The text is UTF-8 and is not changed, so that a table can be
 *          read twice.
 * Owner    polder_cells_open … polder_cells_close. A row is valid until the next.
 * Threads  one at a time.
 */
#ifndef POLDER_CELLS_H
#define POLDER_CELLS_H

#include "graph/netfile.h"

typedef struct {
    const char *text; /* without quotes and outer blanks; no zero byte at its end */
    size_t length;
    bool quoted;
    bool braces; /* a literal of Python: {'weight': 1} */
    size_t at;   /* while a row is cut: where the text begins in `scratch`, + 1 */
} polder_cell_t;

typedef struct {
    const polder_netfile_t *file;
    polder_report_t *report;
    char separator; /* ',' ';' '\t', or ' ' for blanks */
    char other;     /* a sign in the first row that would separate too; 0: there is none */
    char comment;   /* '#', or '%' if the first line begins with it */
    int header;     /* lines that say what separates: "sep=;" */
    const char *begin, *at, *end;
    int begin_line, line;        /* of `begin` and `at` */
    int n_comment, comment_line; /* comments that look like rows, and the first of them */

    polder_cell_t *cell; /* the row: [n] */
    int n, capacity;
    int row_line;
    const char *row; /* where it begins */
    char *scratch;   /* quoted cells with quotes inside */
    size_t n_scratch, scratch_capacity;
} polder_cells_t;

/* The one rule: a file called .tsv or .tab, or whose first row has a tab, has tabs between its
 * cells; else one whose first row has a semicolon has semicolons; else a comma, commas; else
 * blanks. What stands in quotes does not count. A first line "sep=;" decides by itself; the formats
 * NCOL and KONECT have blanks. */
POLDER_MUST_USE int polder_cells_open(polder_cells_t *cells, const polder_netfile_t *file,
                                      polder_report_t *report);
void polder_cells_close(polder_cells_t *cells);
void polder_cells_rewind(polder_cells_t *cells);
/* 1: there is a row, 0: the end, or an error. */
POLDER_MUST_USE int polder_cells_next(polder_cells_t *cells);

/* After the last row: warns of comments that look like rows. */
void polder_cells_warn_of_comments(const polder_cells_t *cells);

/* "commas", "blanks" */
const char *polder_cells_separators(const polder_cells_t *cells);
/* Where a cell of the row begins in its line, counted in bytes from 1; 0: not in it. */
int polder_cells_column(const polder_cells_t *cells, int cell);
/* Refuses the row, and shows its line. `cell`: which of them, or −1. */
POLDER_MUST_USE int polder_cells_refuse(const polder_cells_t *cells, int cell, const char *format,
                                        ...) POLDER_PRINTF(3, 4);

static inline bool polder_cell_is(const polder_cell_t *cell, const char *text, size_t length)
{
    if (cell->length != length) return false;
    for (size_t i = 0; i < length; i++)
        if (cell->text[i] != text[i]) return false;
    return true;
}

#endif
