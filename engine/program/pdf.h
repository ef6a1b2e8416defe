/* pdf.h: a picture in SVG as a PDF of one page, where Polder was built with librsvg. */
#ifndef POLDER_PDF_H
#define POLDER_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "kernel/error.h"

/* Whether it can be made here. */
bool polder_pdf_can(void);
/* The page is as large as the picture: 96 of its pixels are an inch. POLDER_INPUT where it cannot. */
POLDER_MUST_USE int polder_pdf_write(const char *svg, size_t length, FILE *stream,
                                     polder_report_t *report);

#endif
