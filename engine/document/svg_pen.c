/* svg_pen.c: see svg_pen.h. */
#include "document/svg_pen.h"

#include <string.h>

#include "document/markup.h"

typedef struct {
    const char *name, *colour;
} ink_t;

/* On white paper; orange and blue are told apart by who is colour-blind, and by how dark they are. */
static const ink_t inks[] = {
    [POLDER_INK] = {"ink", "#1b2330"},     [POLDER_SOFT] = {"soft", "#5b6472"},
    [POLDER_QUIET] = {"quiet", "#868c96"}, [POLDER_LINE] = {"line", "#d9d3c6"},
    [POLDER_BLUE] = {"blue", "#0a5ea8"},   [POLDER_ORANGE] = {"orange", "#b84a00"},
    [POLDER_PAPER] = {"paper", "#ffffff"}};

/* ---- elements ---- */

void polder_pen_fill(const polder_pen_t *pen, polder_ink_t ink)
{
    fprintf(pen->out, " fill=\"%s\" class=\"f-%s\"", inks[ink].colour, inks[ink].name);
}

void polder_pen_stroke(const polder_pen_t *pen, polder_ink_t ink, double thick)
{
    fprintf(pen->out, " fill=\"none\" stroke=\"%s\" class=\"s-%s\" stroke-width=\"%.4g\"",
            inks[ink].colour, inks[ink].name, thick);
}

void polder_pen_line(const polder_pen_t *pen, double x1, double y1, double x2, double y2,
                     double thick, polder_ink_t ink)
{
    fprintf(pen->out, "<path d=\"M%.5g %.5gL%.5g %.5g\"", x1, y1, x2, y2);
    polder_pen_stroke(pen, ink, thick);
    fputs(" stroke-linecap=\"round\"/>\n", pen->out);
}

void polder_pen_circle(const polder_pen_t *pen, double x, double y, double r, polder_ink_t ink)
{
    fprintf(pen->out, "<circle cx=\"%.5g\" cy=\"%.5g\" r=\"%.4g\"", x, y, r);
    polder_pen_fill(pen, ink);
    fputs("/>\n", pen->out);
}

void polder_pen_ring(const polder_pen_t *pen, double x, double y, double r, double thick,
                     polder_ink_t ink, polder_ink_t inside)
{
    fprintf(pen->out,
            "<circle cx=\"%.5g\" cy=\"%.5g\" r=\"%.4g\" fill=\"%s\" stroke=\"%s\" "
            "class=\"f-%s s-%s\" stroke-width=\"%.4g\"/>\n",
            x, y, r, inks[inside].colour, inks[ink].colour, inks[inside].name, inks[ink].name,
            thick);
}

void polder_pen_bar(const polder_pen_t *pen, double x, double y, double width, double height,
                    polder_ink_t ink)
{
    fprintf(pen->out, "<path d=\"M%.5g %.5gh%.5gv%.5gh%.5gz\"", x, y, width, height, -width);
    polder_pen_fill(pen, ink);
    fputs("/>\n", pen->out);
}

/* ---- texts ---- */

/* In hundredths of the size. */
static int letter_width(uint32_t c)
{
    if ((c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x206F))
        return 0; /* joins the one before it, or is not seen */
    if (c >= 0x1100 && c < 0x1F000 && !(c >= 0x2000 && c < 0x2E00)) return 102;
    if (c >= 0x1F000) return 120;
    if (c < 0x80 && strchr("iljtfrI.,:;'|!()[] ", (int)c)) return 36;
    if (c < 0x80 && strchr("mwMW%@", (int)c)) return 88;
    return c >= 'A' && c <= 'Z' ? 71 : 61;
}

double polder_pen_wide(const char *text, double size)
{
    int sum = 0;
    for (uint32_t c; (c = polder_markup_next(&text));) sum += letter_width(c);
    return sum * size / 100;
}

void polder_pen_text(const polder_pen_t *pen, double x, double y, polder_anchor_t anchor,
                     double size, polder_ink_t ink, bool bold, const char *text)
{
    static const char *const at[] = {[POLDER_LEFT] = "",
                                     [POLDER_MIDDLE] = " text-anchor=\"middle\"",
                                     [POLDER_RIGHT] = " text-anchor=\"end\""};
    fprintf(pen->out, "<text x=\"%.5g\" y=\"%.5g\" font-size=\"%.4g\"%s%s%s", x, y, size,
            at[anchor], bold ? " font-weight=\"600\"" : "",
            pen->edged ? " paint-order=\"stroke\" stroke-width=\"4\" stroke-linejoin=\"round\" "
                         "stroke=\"#ffffff\""
                       : "");
    fprintf(pen->out, " fill=\"%s\" class=\"f-%s%s\">", inks[ink].colour, inks[ink].name,
            pen->edged ? " s-paper" : "");
    polder_markup_plain(pen->out, text);
    fputs("</text>\n", pen->out);
}

/* How many bytes of a text go on a line: whole words if one fits, else what fits of it. */
static size_t fit(const char *text, double width, double size)
{
    size_t word = 0;
    double sum = 0;
    const char *at = text;
    for (;;) {
        const char *before = at;
        const uint32_t c = polder_markup_next(&at);
        if (c == 0) return (size_t)(before - text);
        if (c == ' ') word = (size_t)(before - text);
        sum += letter_width(c) * size / 100;
        if (sum > width && before > text) return word > 0 ? word : (size_t)(before - text);
    }
}

static void draw_part(const polder_pen_t *pen, double x, double y, double size, polder_ink_t ink,
                      bool bold, const char *text, size_t n, bool cut)
{
    char line[512];
    n = n < sizeof line - 4 ? n : sizeof line - 4;
    memcpy(line, text, n);
    strcpy(line + n, cut ? "…" : "");
    polder_pen_text(pen, x, y, pen->anchor, size, ink, bold, line);
}

int polder_pen_lines(const polder_pen_t *pen, double x, double y, double width, double size,
                     polder_ink_t ink, bool bold, int most, const char *text, bool draw)
{
    enum { BOLD = 113 }; /* hundredths of the width */
    int n = 0;
    if (bold) width = 100 * width / BOLD;
    while (*text && n < most) {
        size_t part = fit(text, width, size);
        const bool cut = n + 1 == most && text[part + strspn(text + part, " ")];
        if (cut) part = fit(text, width - size, size);
        if (draw) draw_part(pen, x, y + n * size * 1.25, size, ink, bold, text, part, cut);
        text += part;
        text += strspn(text, " ");
        n++;
    }
    return n;
}

/* ---- marks ---- */

/* In a square from −10 to 10; the same as on the page of a lesson (web/src/dots.ts). */
static void sign(const polder_pen_t *pen, polder_mark_t mark)
{
    static const char cross[] = "M-4.5 -4.5l9 9M4.5 -4.5l-9 9", half[] = "M0 -6.6a6.6 6.6 0 0 0 0 "
                                                                         "13.2z";
    switch (mark) {
    case POLDER_MARK_NONE:
        break;
    case POLDER_MARK_WON:
        polder_pen_circle(pen, 0, 0, 7.4, POLDER_BLUE);
        break;
    case POLDER_MARK_PART:
        polder_pen_ring(pen, 0, 0, 6.6, 1.8, POLDER_BLUE, POLDER_PAPER);
        fprintf(pen->out, "<path d=\"%s\"", half);
        polder_pen_fill(pen, POLDER_BLUE);
        fputs("/>\n", pen->out);
        break;
    case POLDER_MARK_ALIVE:
        polder_pen_ring(pen, 0, 0, 6.6, 1.8, POLDER_BLUE, POLDER_PAPER);
        break;
    case POLDER_MARK_GONE:
        fprintf(pen->out, "<path d=\"%s\" stroke-linecap=\"round\"", cross);
        polder_pen_stroke(pen, POLDER_ORANGE, 2.2);
        fputs("/>\n", pen->out);
        break;
    case POLDER_MARK_ANYWAY:
        polder_pen_circle(pen, 0, 0, 7.4, POLDER_BLUE);
        break;
    case POLDER_MARK_SAVED:
        polder_pen_circle(pen, 0, 0, 8.6, POLDER_BLUE);
        polder_pen_line(pen, 0, -4, 0, 4, 2.4, POLDER_PAPER);
        polder_pen_line(pen, -4, 0, 4, 0, 2.4, POLDER_PAPER);
        break;
    case POLDER_MARK_LOST:
        polder_pen_circle(pen, 0, 0, 8.6, POLDER_ORANGE);
        polder_pen_line(pen, -4, 0, 4, 0, 2.4, POLDER_PAPER);
        break;
    case POLDER_MARK_NOT:
        polder_pen_ring(pen, 0, 0, 4.4, 1.6, POLDER_QUIET, POLDER_PAPER);
        break;
    }
}

void polder_pen_mark(const polder_pen_t *pen, double x, double y, double size, polder_mark_t mark)
{
    fprintf(pen->out, "<g transform=\"translate(%.5g %.5g) scale(%.4g)\">", x, y, size / 20);
    sign(pen, mark);
    fputs("</g>\n", pen->out);
}

void polder_svg_sign(FILE *stream, polder_mark_t mark, int size)
{
    const polder_pen_t pen = {.out = stream, .width = size};
    fprintf(stream,
            "<svg class=\"sign\" aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
            "viewBox=\"-10 -10 20 20\">",
            size, size);
    sign(&pen, mark);
    fputs("</svg>", stream);
}

/* ---- rows ---- */

const polder_datum_t *polder_pen_row(const polder_pen_t *pen, int i)
{
    const polder_document_table_t *t = pen->table;
    for (int r = 0; r < t->n_row; r++)
        if ((t->readers[r] & POLDER_FOR_PEOPLE) && i-- == 0)
            return t->cell + (size_t)r * (size_t)t->n_column;
    return NULL;
}
