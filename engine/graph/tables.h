/* tables.h: what the readers of lists and matrices share. Private to engine/graph. */
#ifndef POLDER_TABLES_H
#define POLDER_TABLES_H

#include "graph/cells.h"
#include "graph/netfile.h"

/* The organisation that a cell names (names.c); blanks and line ends inside a quoted name become
 * one blank. An empty name, or one with control characters, is refused. */
POLDER_MUST_USE int polder_cells_org(polder_netfile_t *file, const polder_cells_t *cells, int cell,
                                     int32_t *org, polder_report_t *report);
/* The value of an attribute, with a decimal comma made a point if `comma`; nothing if it is
 * missing. */
POLDER_MUST_USE int polder_cells_value(polder_netfile_t *file, const polder_cell_t *cell,
                                       int attribute, int32_t element, bool comma,
                                       polder_report_t *report);

/* The attributes of a tie in braces (braces.c). */
POLDER_MUST_USE int polder_braces_read(polder_netfile_t *file, const polder_cells_t *cells,
                                       const polder_cell_t *cell, int32_t tie,
                                       polder_report_t *report);

#endif
