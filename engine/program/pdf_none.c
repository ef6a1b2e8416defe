/* pdf_none.c: the program without librsvg; see pdf.h. */
#include "program/pdf.h"

bool polder_pdf_can(void)
{
    return false;
}

int polder_pdf_write(const char *svg, size_t length, FILE *stream, polder_report_t *report)
{
    (void)svg;
    (void)length;
    (void)stream;
    return polder_fail(report, POLDER_INPUT,
                       "this Polder makes no PDF, as librsvg is not there or was not when it was "
                       "built; an .svg it makes (Debian: librsvg2-dev, then build again)");
}
