/* paper.h: a stream that texts are written to, and what it can show.
 *
 * What     A terminal, a file, a text in memory: who opens it says how wide it is, and whether it
 *          has colours and characters outside ASCII. Control characters never reach it. Without
 *          UTF-8 dashes and the like become ASCII, other letters a question mark.
 */
#ifndef POLDER_PAPER_H
#define POLDER_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct {
    FILE *stream;
    int width; /* columns of a line */
    bool colour, utf8;
} polder_paper_t;

/* Columns that a text takes; UTF-8 counts in a locale that has it. */
int polder_paper_columns(const char *text, size_t length);
void polder_paper_text(const polder_paper_t *paper, const char *text, size_t length);
/* What that would write; the caller frees it. NULL without memory. */
char *polder_paper_clean(const polder_paper_t *paper, const char *text);
/* Bold where that is possible. */
void polder_paper_heading(const polder_paper_t *paper, const char *text);
/* Broken between words, one column short of the width and 79 at most, later lines indented. */
void polder_paper_paragraph(const polder_paper_t *paper, const char *label, const char *text,
                            int indent);

#endif
