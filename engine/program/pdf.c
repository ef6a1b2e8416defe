/* pdf.c: a picture in SVG as a PDF, by librsvg and cairo; see pdf.h.
 *
 * They are loaded when a PDF is made: with the fifty libraries that they need, that takes a third of
 * the start of a command, and hardly any command makes one. Their headers give the types.
 */
#include "program/pdf.h"

#include <cairo-pdf.h>
#include <dlfcn.h>
#include <librsvg/rsvg.h>

/* Points of a pixel. */
#define POINTS (72.0 / 96.0)

/* All that is called of them: which library it is in, and its name. */
#define CALLED(OF)                                                                                 \
    OF(rsvg, rsvg_handle_new_from_data)                                                            \
    OF(rsvg, rsvg_handle_get_intrinsic_size_in_pixels)                                             \
    OF(rsvg, rsvg_handle_render_document)                                                          \
    OF(object, g_object_unref)                                                                     \
    OF(glib, g_clear_error)                                                                        \
    OF(cairo, cairo_pdf_surface_create_for_stream)                                                 \
    OF(cairo, cairo_pdf_surface_set_metadata)                                                      \
    OF(cairo, cairo_create)                                                                        \
    OF(cairo, cairo_destroy)                                                                       \
    OF(cairo, cairo_surface_finish)                                                                \
    OF(cairo, cairo_surface_status)                                                                \
    OF(cairo, cairo_surface_destroy)

#define MEMBER(library, name) __typeof__(&(name)) name;
typedef struct {
    CALLED(MEMBER)
} called_t;

static void *find(const char *library, const char *name)
{
    void *handle =
        dlopen(library, RTLD_NOW | RTLD_GLOBAL); /* once, however often it is asked for */
    return handle ? dlsym(handle, name) : NULL;
}

/* False: they were there when this was built, and are no longer. */
static bool load(called_t *c)
{
    static const char rsvg[] = "librsvg-2.so.2", object[] = "libgobject-2.0.so.0",
                      glib[] = "libglib-2.0.so.0", cairo[] = "libcairo.so.2";
    bool all = true;
#define FIND(library, name)                                                                        \
    *(void **)&c->name = find(library, #name); /* as POSIX has it */                               \
    all = all && c->name;
    CALLED(FIND)
    return all;
}

bool polder_pdf_can(void)
{
    called_t c;
    return load(&c);
}

static cairo_status_t put(void *stream, const unsigned char *data, unsigned length)
{
    return fwrite(data, 1, length, stream) == length ? CAIRO_STATUS_SUCCESS
                                                     : CAIRO_STATUS_WRITE_ERROR;
}

static bool draw(const called_t *c, RsvgHandle *picture, FILE *stream, double width, double height)
{
    const RsvgRectangle page = {0, 0, width * POINTS, height * POINTS};
    cairo_surface_t *surface =
        c->cairo_pdf_surface_create_for_stream(put, stream, page.width, page.height);
    cairo_t *cairo = c->cairo_create(surface);
    c->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Polder");
    /* The same picture has the same bytes: no moment at which it was drawn. */
    c->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
    bool good = c->rsvg_handle_render_document(picture, cairo, &page, NULL);
    c->cairo_destroy(cairo);
    c->cairo_surface_finish(surface);
    good = good && c->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    c->cairo_surface_destroy(surface);
    return good;
}

int polder_pdf_write(const char *svg, size_t length, FILE *stream, polder_report_t *report)
{
    called_t c;
    GError *error = NULL;
    if (!load(&c))
        return polder_fail(report, POLDER_INPUT,
                           "this Polder makes no PDF, as librsvg is not there or was not when it "
                           "was built; an .svg it makes (Debian: librsvg2-dev, then build again)");
    RsvgHandle *picture = c.rsvg_handle_new_from_data((const guint8 *)svg, length, &error);
    gdouble width = 0, height = 0;
    const bool good = picture &&
                      c.rsvg_handle_get_intrinsic_size_in_pixels(picture, &width, &height) &&
                      draw(&c, picture, stream, width, height);
    if (picture) c.g_object_unref(picture);
    c.g_clear_error(&error);
    return good ? POLDER_OK
                : polder_fail(report, POLDER_FORMAT, "the picture could not be made a PDF");
}
