/* svg_steps.c: curves over time, each with its name where it ends. */
#include <string.h>

#include "document/cell.h"
#include "document/svg_pen.h"

enum { MOST = 6, HIGH = 230 };

/* How a curve is told from the others without colour: by its dashes, and its name beside it. */
typedef struct {
    polder_ink_t ink;
    const char *dash;
    double thick;
} look_t;

static const look_t looks[MOST] = {{POLDER_SOFT, "", 2.4},      {POLDER_BLUE, "", 2.8},
                                   {POLDER_ORANGE, "9 4", 2.4}, {POLDER_BLUE, "2 4", 2.6},
                                   {POLDER_INK, "10 3 2 3", 2}, {POLDER_ORANGE, "3 3", 2.2}};

typedef struct {
    const char *name;
    double end, at; /* where it ends, where its name stands */
    int lines;
} curve_t;

typedef struct {
    double left, right, top, bottom, last, low, high;
    bool share;
} frame_t;

static const char *name_of(const polder_pen_t *pen, const polder_datum_t *row)
{
    const int series = pen->table->chart.series;
    return series >= 0 && row[series].text ? row[series].text : "";
}

static double x_of(const frame_t *f, double x)
{
    return f->left + (f->last > 0 ? x / f->last : 0) * (f->right - f->left);
}

static double y_of(const frame_t *f, double y)
{
    return f->bottom - (y - f->low) / (f->high - f->low) * (f->bottom - f->top);
}

static int find_curves(const polder_pen_t *pen, curve_t *curve, frame_t *f)
{
    const polder_chart_t *chart = &pen->table->chart;
    const polder_datum_t *row = NULL;
    int n = 0;
    f->low = f->share ? 0 : INFINITY;
    f->high = f->share ? 1 : -INFINITY;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const char *name = name_of(pen, row);
        int k = 0;
        while (k < n && strcmp(curve[k].name, name) != 0) k++;
        if (k == n && n == MOST) continue;
        if (k == n) curve[n++] = (curve_t){.name = name};
        f->last = fmax(f->last, row[chart->x].value);
        if (!isfinite(row[chart->y].value)) continue;
        curve[k].end = row[chart->y].value;
        if (!f->share) f->low = fmin(f->low, row[chart->y].value);
        if (!f->share) f->high = fmax(f->high, row[chart->y].value);
    }
    if (!(f->high > f->low)) f->low = f->high > -INFINITY ? f->high - 1 : 0, f->high = f->low + 1;
    return n;
}

static void put_frame(const polder_pen_t *pen, const frame_t *f)
{
    char text[32];
    const char *unit = pen->table->column[pen->table->chart.x].label;
    const double step = f->last > 72 ? 24 : f->last >= 24 ? 12 : f->last >= 10 ? 5 : 1;
    for (int i = 0; i <= 4; i++) {
        const double y = f->low + i * (f->high - f->low) / 4;
        polder_pen_line(pen, f->left, y_of(f, y), f->right, y_of(f, y), i == 0 ? 1.4 : 0.8,
                        i == 0 ? POLDER_SOFT : POLDER_LINE);
        snprintf(text, sizeof text, "%.3g", f->share ? 100 * y : y);
        polder_pen_text(pen, f->left - 8, y_of(f, y) + 4, POLDER_RIGHT, POLDER_PEN_SMALL,
                        POLDER_SOFT, false, polder_cell_decimals(text, pen->language));
    }
    for (double x = 0; x <= f->last + 1e-9; x += step) {
        polder_pen_line(pen, x_of(f, x), f->bottom, x_of(f, x), f->bottom + 4, 1, POLDER_SOFT);
        snprintf(text, sizeof text, "%.0f", x);
        polder_pen_text(pen, x_of(f, x), f->bottom + 18, POLDER_MIDDLE, POLDER_PEN_SMALL,
                        POLDER_SOFT, false, text);
    }
    if (unit)
        polder_pen_text(pen, f->right, f->bottom + 34, POLDER_RIGHT, POLDER_PEN_SMALL, POLDER_SOFT,
                        false, unit);
}

static void put_curve(const polder_pen_t *pen, const frame_t *f, const curve_t *curve,
                      const look_t *look)
{
    const polder_chart_t *chart = &pen->table->chart;
    const bool steps = chart->kind == POLDER_CHART_STEPS;
    const polder_datum_t *row = NULL;
    bool begun = false;
    double before = NAN;
    fputs("<path d=\"", pen->out);
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const double x = x_of(f, row[chart->x].value), y = row[chart->y].value;
        if (strcmp(name_of(pen, row), curve->name) != 0 || !isfinite(y) || !isfinite(x)) continue;
        if (!begun)
            fprintf(pen->out, "M%.5g %.5g", x, y_of(f, y));
        else if (!steps)
            fprintf(pen->out, "L%.5g %.5g", x, y_of(f, y));
        else if (y != before)
            fprintf(pen->out, "H%.5gV%.5g", x, y_of(f, y));
        else
            fprintf(pen->out, "H%.5g", x);
        begun = true;
        before = y;
    }
    putc('"', pen->out);
    polder_pen_stroke(pen, look->ink, look->thick);
    if (*look->dash) fprintf(pen->out, " stroke-dasharray=\"%s\"", look->dash);
    fputs(" stroke-linejoin=\"round\"/>\n", pen->out);
}

/* Names stand where curves end, and none on another. */
static void set_names(curve_t *curve, int n, const frame_t *f)
{
    enum { LINE = 16, GAP = 4 };
    int order[MOST];
    for (int i = 0; i < n; i++) {
        int k = i;
        curve[i].at = y_of(f, curve[i].end);
        for (; k > 0 && curve[order[k - 1]].at > curve[i].at; k--) order[k] = order[k - 1];
        order[k] = i;
    }
    double free = f->top;
    for (int k = 0; k < n; k++) {
        curve_t *c = &curve[order[k]];
        c->at = fmax(c->at, free + LINE * c->lines / 2.0);
        free = c->at + LINE * c->lines / 2.0 + GAP;
    }
    double most = f->bottom;
    for (int k = n - 1; k >= 0; k--) {
        curve_t *c = &curve[order[k]];
        c->at = fmin(c->at, most - LINE * c->lines / 2.0);
        most = c->at - LINE * c->lines / 2.0 - GAP;
    }
}

static void put_name(const polder_pen_t *pen, const frame_t *f, const curve_t *c,
                     const look_t *look)
{
    const double x = f->right + 8, width = pen->width - x;
    char text[16];
    snprintf(text, sizeof text, "%d", polder_cell_hundred(c->end));
    const double number = f->share ? polder_pen_wide(text, 14) + 8 : 0;
    if (f->share)
        polder_pen_text(pen, x, c->at + 5, POLDER_LEFT, POLDER_PEN_TEXT, look->ink, true, text);
    polder_pen_lines(pen, x + number, c->at + 5 - (c->lines - 1) * 7.5, width - number,
                     POLDER_PEN_SMALL, look->ink, false, 2, c->name, true);
}

/* Where there is no room beside the curves: below them, each with a piece of its line. */
static void put_names_below(polder_pen_t *pen, const curve_t *curve, int n, const frame_t *f)
{
    enum { PIECE = 30, NUMBER = 28 };
    for (int i = 0; i < n; i++) {
        char text[16];
        const double x = PIECE + 10 + (f->share ? NUMBER : 0);
        snprintf(text, sizeof text, "%d", polder_cell_hundred(curve[i].end));
        pen->y += 20;
        fprintf(pen->out, "<path d=\"M0 %.5gH%d\"", pen->y - 5, PIECE);
        polder_pen_stroke(pen, looks[i].ink, looks[i].thick);
        if (*looks[i].dash) fprintf(pen->out, " stroke-dasharray=\"%s\"", looks[i].dash);
        fputs("/>\n", pen->out);
        if (f->share)
            polder_pen_text(pen, PIECE + 8, pen->y, POLDER_LEFT, POLDER_PEN_TEXT, POLDER_INK, true,
                            text);
        const int lines = polder_pen_lines(pen, x + 4, pen->y, pen->width - x, POLDER_PEN_TEXT,
                                           POLDER_INK, false, 2, curve[i].name, true);
        pen->y += lines > 1 ? POLDER_PEN_TEXT * 1.25 : 0;
    }
    pen->y += 6;
}

/* As wide as the longest word of the names and a number before it, so that no word is broken, as far
 * as there is room. */
static double name_room(const polder_pen_t *pen, const curve_t *curve, int n)
{
    enum { NUMBER = 42 };
    double widest = 0;
    for (int i = 0; i < n; i++)
        for (const char *at = curve[i].name; *at;) {
            char word[128];
            const size_t length = strcspn(at, " ");
            snprintf(word, sizeof word, "%.*s", (int)length, at);
            widest = fmax(widest, polder_pen_wide(word, POLDER_PEN_SMALL));
            at += length + strspn(at + length, " ");
        }
    return fmax(0.24 * pen->width, fmin(0.4 * pen->width, widest + NUMBER));
}

void polder_svg_steps(polder_pen_t *pen)
{
    enum { NARROW = 480 };
    const polder_is_t is = pen->table->column[pen->table->chart.y].is;
    curve_t curve[MOST];
    frame_t f = {
        .left = 34, .top = pen->y + 8, .share = is == POLDER_IS_SHARE || is == POLDER_IS_PERCENT};
    f.bottom = f.top + HIGH;
    const int n = find_curves(pen, curve, &f);
    const bool named = n > 1 || *curve[0].name, below = named && pen->width < NARROW;
    const double names = below ? 10 : named ? name_room(pen, curve, n) : 40;
    f.right = pen->width - names;
    put_frame(pen, &f);
    for (int i = n - 1; i >= 0; i--) put_curve(pen, &f, &curve[i], &looks[i]);
    pen->y = f.bottom + 40;
    if (below) {
        put_names_below(pen, curve, n, &f);
        return;
    }
    for (int i = 0; i < n; i++)
        curve[i].lines = polder_pen_lines(pen, 0, 0, names - 40, POLDER_PEN_SMALL, POLDER_INK,
                                          false, 2, curve[i].name, false);
    set_names(curve, n, &f);
    for (int i = 0; i < n; i++) put_name(pen, &f, &curve[i], &looks[i]);
}
