/* svg_pen.h: what the charts of svg.h are drawn with.
 *
 * What     Elements of SVG, one function each, into a stream. `y` of the pen is how far down the
 *          picture has come.
 * Widths   of texts are guessed, for there are no fonts here: by letter, a little too wide.
 */
#ifndef POLDER_SVG_PEN_H
#define POLDER_SVG_PEN_H

#include "document/svg.h"

typedef enum {
    POLDER_INK,
    POLDER_SOFT,
    POLDER_QUIET,
    POLDER_LINE,
    POLDER_BLUE,
    POLDER_ORANGE,
    POLDER_PAPER
} polder_ink_t;

typedef enum { POLDER_LEFT, POLDER_MIDDLE, POLDER_RIGHT } polder_anchor_t;

typedef struct {
    FILE *out;
    int width;
    double y;
    const polder_document_table_t *table;
    polder_language_t language;
    bool edged;             /* texts have an edge of paper, where lines run behind them */
    polder_anchor_t anchor; /* of lines: where x is in them */
} polder_pen_t;

enum { POLDER_PEN_TEXT = 14, POLDER_PEN_SMALL = 12 };

double polder_pen_wide(const char *text, double size);
void polder_pen_text(const polder_pen_t *pen, double x, double y, polder_anchor_t anchor,
                     double size, polder_ink_t ink, bool bold, const char *text);
/* Broken between words into lines of this width, `most` at most: what does not fit is cut. Returns
 * how many there are; with `draw` false none is drawn. The first stands at y. */
int polder_pen_lines(const polder_pen_t *pen, double x, double y, double width, double size,
                     polder_ink_t ink, bool bold, int most, const char *text, bool draw);
void polder_pen_line(const polder_pen_t *pen, double x1, double y1, double x2, double y2,
                     double thick, polder_ink_t ink);
void polder_pen_circle(const polder_pen_t *pen, double x, double y, double r, polder_ink_t ink);
void polder_pen_ring(const polder_pen_t *pen, double x, double y, double r, double thick,
                     polder_ink_t ink, polder_ink_t inside);
void polder_pen_bar(const polder_pen_t *pen, double x, double y, double width, double height,
                    polder_ink_t ink);
/* ` fill="…" class="f-…"`, and the same of a stroke. */
void polder_pen_fill(const polder_pen_t *pen, polder_ink_t ink);
void polder_pen_stroke(const polder_pen_t *pen, polder_ink_t ink, double thick);

/* A mark in a square of `size` around a point. */
void polder_pen_mark(const polder_pen_t *pen, double x, double y, double size, polder_mark_t mark);

/* Row i of those for people, or NULL behind the last one. */
const polder_datum_t *polder_pen_row(const polder_pen_t *pen, int i);

/* --- the charts --- */
void polder_svg_dots(polder_pen_t *pen);
void polder_svg_ranges(polder_pen_t *pen);
void polder_svg_spans(polder_pen_t *pen);
void polder_svg_bars(polder_pen_t *pen);
void polder_svg_steps(polder_pen_t *pen);
void polder_svg_seats(polder_pen_t *pen);

#endif
