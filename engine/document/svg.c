/* svg.c: see svg.h. */
#include <stdlib.h>
#include <string.h>

#include "document/markup.h"
#include "document/svg_pen.h"

static const char fonts[] = "ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Noto Sans', "
                            "'Liberation Sans', 'DejaVu Sans', sans-serif";

typedef void (*draw_t)(polder_pen_t *pen);

static draw_t draw_of(polder_chart_kind_t kind)
{
    static const draw_t draw[] = {
        [POLDER_CHART_BARS] = polder_svg_bars,     [POLDER_CHART_CURVES] = polder_svg_steps,
        [POLDER_CHART_STEPS] = polder_svg_steps,   [POLDER_CHART_DOTS] = polder_svg_dots,
        [POLDER_CHART_RANGES] = polder_svg_ranges, [POLDER_CHART_SPANS] = polder_svg_spans,
        [POLDER_CHART_SEATS] = polder_svg_seats};
    return (size_t)kind < sizeof draw / sizeof *draw ? draw[kind] : NULL;
}

bool polder_svg_can(const polder_document_table_t *t)
{
    const polder_pen_t pen = {.table = t};
    return draw_of(t->chart.kind) && t->n_column > 0 && polder_pen_row(&pen, 0);
}

/* Title above the picture, where it stands alone: on a page the page says it. */
static void head(polder_pen_t *pen, const polder_chart_t *chart)
{
    const double size = pen->width < 480 ? 16 : 18;
    if (!chart->title || !*chart->title) return;
    pen->y += size;
    const int n =
        polder_pen_lines(pen, 0, pen->y, pen->width, size, POLDER_INK, true, 3, chart->title, true);
    pen->y += (n - 1) * size * 1.25 + 14;
}

static void foot(polder_pen_t *pen, const polder_chart_t *chart)
{
    if (!chart->finding || !*chart->finding) return;
    pen->y += 20;
    const int n = polder_pen_lines(pen, 0, pen->y, pen->width, POLDER_PEN_TEXT, POLDER_SOFT, false,
                                   6, chart->finding, true);
    pen->y += (n - 1) * POLDER_PEN_TEXT * 1.25 + 4;
}

static void element(FILE *out, const char *name, const char *text)
{
    if (!text || !*text) return;
    fprintf(out, "<%s>", name);
    polder_markup_plain(out, text);
    fprintf(out, "</%s>\n", name);
}

static void put(FILE *out, const polder_svg_options_t *o, const polder_pen_t *pen, const char *body)
{
    enum { MARGIN = 24 };
    const polder_chart_t *chart = &pen->table->chart;
    const double edge = o->alone ? MARGIN : 2, height = pen->y + 2 * edge;
    const double width = pen->width + 2 * edge;
    if (o->alone) fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"%.5g %.5g %.5g "
            "%.5g\"",
            -edge, -edge, width, height);
    if (o->alone) fprintf(out, " width=\"%.5g\" height=\"%.5g\"", width, height);
    if (o->shape) fprintf(out, " class=\"%s\"", o->shape);
    if (chart->title) {
        fputs(" aria-label=\"", out);
        polder_markup_plain(out, chart->title);
        putc('"', out);
    }
    fprintf(out, " font-family=\"%s\">\n", fonts);
    element(out, "title", chart->title);
    element(out, "desc", chart->finding);
    if (o->alone)
        fprintf(out,
                "<rect x=\"%.5g\" y=\"%.5g\" width=\"%.5g\" height=\"%.5g\" fill=\"#ffffff\"/>\n",
                -edge, -edge, width, height);
    fputs(body, out);
    fputs("</svg>\n", out);
}

/* The inside of a picture, which the caller frees; NULL without memory. */
static char *draw(polder_pen_t *pen, const polder_svg_options_t *o)
{
    char *body = NULL;
    size_t size = 0;
    pen->out = open_memstream(&body, &size);
    if (!pen->out) return NULL;
    if (o->alone) head(pen, &pen->table->chart);
    draw_of(pen->table->chart.kind)(pen);
    if (o->alone) foot(pen, &pen->table->chart);
    if (fclose(pen->out) == 0) return body;
    free(body);
    return NULL;
}

static polder_pen_t pen_of(const polder_document_table_t *t, polder_language_t language,
                           const polder_svg_options_t *o)
{
    const int edges = o->alone ? 48 : 4;
    return (polder_pen_t){.width = o->width - edges, .table = t, .language = language};
}

double polder_svg_ratio(const polder_document_table_t *t, polder_language_t language,
                        const polder_svg_options_t *o)
{
    if (!polder_svg_can(t)) return 0;
    polder_pen_t pen = pen_of(t, language, o);
    char *body = draw(&pen, o);
    const double edges = o->width - pen.width;
    const double ratio = body ? (pen.y + edges) / o->width : 0;
    free(body);
    return ratio;
}

int polder_svg_write(const polder_document_table_t *t, polder_language_t language,
                     const polder_svg_options_t *o, FILE *stream)
{
    if (!polder_svg_can(t)) return POLDER_INPUT;
    polder_pen_t pen = pen_of(t, language, o);
    char *body = draw(&pen, o);
    if (!body) return POLDER_MEMORY;
    put(stream, o, &pen, body);
    free(body);
    return POLDER_OK;
}
