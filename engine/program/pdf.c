/* pdf.c: a picture in SVG as a PDF, by librsvg and cairo; see pdf.h. */
#include "program/pdf.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

/* Points of a pixel. */
#define POINTS (72.0 / 96.0)

bool polder_pdf_can(void)
{
    return true;
}

static cairo_status_t put(void *stream, const unsigned char *data, unsigned length)
{
    return fwrite(data, 1, length, stream) == length ? CAIRO_STATUS_SUCCESS
                                                     : CAIRO_STATUS_WRITE_ERROR;
}

static bool draw(RsvgHandle *picture, FILE *stream, double width, double height)
{
    const RsvgRectangle page = {0, 0, width * POINTS, height * POINTS};
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(put, stream, page.width, page.height);
    cairo_t *cairo = cairo_create(surface);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Polder");
    bool good = rsvg_handle_render_document(picture, cairo, &page, NULL);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    good = good && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return good;
}

int polder_pdf_write(const char *svg, size_t length, FILE *stream, polder_report_t *report)
{
    GError *error = NULL;
    RsvgHandle *picture = rsvg_handle_new_from_data((const guint8 *)svg, length, &error);
    gdouble width = 0, height = 0;
    const bool good = picture &&
                      rsvg_handle_get_intrinsic_size_in_pixels(picture, &width, &height) &&
                      draw(picture, stream, width, height);
    if (picture) g_object_unref(picture);
    g_clear_error(&error);
    return good ? POLDER_OK
                : polder_fail(report, POLDER_FORMAT, "the picture could not be made a PDF");
}
