/* svg.h: the charts of a document (document.h) as pictures in SVG.
 *
 * What     A table that may be drawn becomes one picture, with its title and what one sees in it
 *          as <title> and <desc>, and all text as text. Everything is labelled where it stands.
 *          Shape carries the meaning: nothing is lost without colour.
 * Alone    a file of its own: on white paper, in plain colours that any program for drawings knows.
 *          Else a part of a page: the same colours, which the page may give others by the classes
 *          f-NAME (fill) and s-NAME (stroke): ink, soft, quiet, line, blue, orange, paper.
 * Width    in pixels, from POLDER_SVG_NARROW; how high it is follows from what is in it.
 */
#ifndef POLDER_SVG_H
#define POLDER_SVG_H

#include <stdio.h>

#include "document/document.h"

enum { POLDER_SVG_NARROW = 320, POLDER_SVG_WIDE = 680 };

typedef struct {
    int width;
    bool alone;
    const char *shape; /* a class of its element, or NULL */
} polder_svg_options_t;

/* Whether there is something to draw for people: a kind of chart, and rows. */
bool polder_svg_can(const polder_document_table_t *table);
/* POLDER_MEMORY; POLDER_INPUT where it cannot. */
POLDER_MUST_USE int polder_svg_write(const polder_document_table_t *table,
                                     polder_language_t language,
                                     const polder_svg_options_t *options, FILE *stream);
/* How many times as high as wide it would be; 0 where it cannot, or without memory. */
double polder_svg_ratio(const polder_document_table_t *table, polder_language_t language,
                        const polder_svg_options_t *options);
/* The sign that stands for a mark, for a legend: an element of `size` pixels. */
void polder_svg_sign(FILE *stream, polder_mark_t mark, int size);

#endif
