/* svg_rows.c: a line for each row of a table, above one scale: points with intervals, from one point
 * to another, bars. */
#include <string.h>

#include "document/cell.h"
#include "document/svg_pen.h"

enum { WIDE = 480, ROW = 30, VALUE = 56, TWO_VALUES = 104, NAME_LINES = 3 };

/* Where numbers stand on the paper. */
typedef struct {
    double left, right, from, to, step;
    double scale;     /* shares are shown of a hundred */
    double label;     /* width of the names; 0: they stand above their lines */
    double top, text; /* of the scale; size of the names */
} axis_t;

static double place(const axis_t *a, double value)
{
    const double x = a->scale * value;
    const double within = x < a->from ? a->from : x > a->to ? a->to : x;
    return a->left + (within - a->from) / (a->to - a->from) * (a->right - a->left);
}

static double scale_of(const polder_head_t *head)
{
    return head->is == POLDER_IS_SHARE || head->is == POLDER_IS_PERCENT ||
                   head->is == POLDER_IS_POINTS
               ? 100
               : 1;
}

/* Steps of 1, 2 or 5 times a power of ten, eight at most. */
static double step_of(double span)
{
    double step = span > 0 && isfinite(span) ? pow(10, floor(log10(span / 4))) : 1;
    for (int i = 0; span / step > 8 && i < 9; i++) step *= i % 3 == 1 ? 2.5 : 2;
    return step;
}

static void widen(axis_t *a, double x)
{
    if (!isfinite(x)) return;
    a->from = fmin(a->from, a->scale * x);
    a->to = fmax(a->to, a->scale * x);
}

/* A second number for each row: where a span ends, or beside a bar. */
static bool has_second(const polder_chart_t *chart)
{
    return chart->kind == POLDER_CHART_SPANS || (chart->kind == POLDER_CHART_BARS && chart->to > 0);
}

static void bounds(const polder_pen_t *pen, axis_t *a)
{
    const polder_chart_t *chart = &pen->table->chart;
    const polder_datum_t *row = NULL;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const polder_datum_t *v = &row[chart->y];
        widen(a, v->value);
        if (chart->kind == POLDER_CHART_RANGES) widen(a, v->low), widen(a, v->high);
        if (has_second(chart)) widen(a, row[chart->to].value);
    }
    if (a->to <= a->from) a->to = a->from + 1;
    if (pen->table->column[chart->y].is == POLDER_IS_INDEX) a->from = 0, a->to = 1;
    a->step = step_of(a->to - a->from);
    a->from = a->step * floor(a->from / a->step + 1e-9);
    a->to = a->step * ceil(a->to / a->step - 1e-9);
}

static axis_t axis_of(const polder_pen_t *pen, double value)
{
    const polder_chart_t *chart = &pen->table->chart;
    const polder_datum_t *row = NULL;
    axis_t a = {.left = 3, .right = pen->width - 8 - value, .text = POLDER_PEN_TEXT};
    a.scale = scale_of(&pen->table->column[chart->y]);
    if (pen->width >= WIDE) {
        for (int i = 0; (row = polder_pen_row(pen, i)); i++)
            a.label = fmax(a.label,
                           polder_pen_wide(row[chart->x].text ? row[chart->x].text : "", a.text));
        a.label = fmin(a.label, 0.4 * pen->width);
        a.left = a.label + 18;
    }
    bounds(pen, &a);
    return a;
}

static const char *name_of(const polder_pen_t *pen, const polder_datum_t *row)
{
    const char *name = row[pen->table->chart.x].text;
    return name ? name : "";
}

/* Above its line a name stands clear of the line of 0, which would strike its first letter through. */
static double name_left(const axis_t *a)
{
    return a->label > 0 ? 0 : 9;
}

static double name_width(const polder_pen_t *pen, const axis_t *a)
{
    return a->label > 0 ? a->label + 4 : pen->width - name_left(a);
}

/* How high the lines of a name are. */
static double name_high(const polder_pen_t *pen, const axis_t *a, const polder_datum_t *row)
{
    return a->text * 1.25 *
           polder_pen_lines(pen, 0, 0, name_width(pen, a), a->text, POLDER_INK, false, NAME_LINES,
                            name_of(pen, row), false);
}

/* From the top of a row to its middle, where something is drawn; and to its end. */
static double row_middle(const polder_pen_t *pen, const axis_t *a, const polder_datum_t *row)
{
    const double high = name_high(pen, a, row);
    if (a->label > 0) return (high + 8 > ROW ? high + 8 : ROW) / 2;
    return high + 19;
}

static double row_high(const polder_pen_t *pen, const axis_t *a, const polder_datum_t *row)
{
    return a->label > 0 ? 2 * row_middle(pen, a, row) : row_middle(pen, a, row) + 15;
}

static void name_row(const polder_pen_t *pen, const axis_t *a, const polder_datum_t *row)
{
    const double high = name_high(pen, a, row);
    const double top = a->label > 0 ? row_middle(pen, a, row) - high / 2 - 1 : 4;
    polder_pen_t edged = *pen;
    edged.edged = a->label <= 0;
    polder_pen_lines(&edged, name_left(a), pen->y + top + a->text, name_width(pen, a), a->text,
                     POLDER_INK, false, NAME_LINES, name_of(pen, row), true);
}

/* Where a number below the scale stands: none is cut by the edge of the drawing. */
static double number_at(const polder_pen_t *pen, double at, const char *text)
{
    const double half = polder_pen_wide(text, POLDER_PEN_SMALL) / 2;
    return fmax(half, fmin(at, pen->width - half));
}

/* Lines behind the rows, numbers below them. */
static void put_axis(polder_pen_t *pen, const axis_t *a, double top, bool sign)
{
    char text[32];
    pen->y += 4;
    for (double x = a->from; x < a->to + a->step / 2; x += a->step) {
        const double at = a->left + (x - a->from) / (a->to - a->from) * (a->right - a->left);
        const bool zero = fabs(x) < a->step / 4;
        snprintf(text, sizeof text, sign && !zero ? "%+.4g" : "%.4g", zero ? 0 : x);
        polder_pen_line(pen, at, top, at, pen->y, zero ? 1.4 : 0.8,
                        zero ? POLDER_SOFT : POLDER_LINE);
        const char *said = polder_cell_decimals(text, pen->language);
        polder_pen_text(pen, number_at(pen, at, said), pen->y + 16, POLDER_MIDDLE, POLDER_PEN_SMALL,
                        POLDER_SOFT, false, said);
    }
    pen->y += 20;
}

/* The scale stands behind what is drawn on it, and so before it in the file. */
static double draw_axis(const polder_pen_t *pen, const axis_t *a, double top, bool sign)
{
    polder_pen_t below = *pen;
    const polder_datum_t *row = NULL;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) below.y += row_high(pen, a, row);
    put_axis(&below, a, top, sign);
    return below.y;
}

static void write_cell(const polder_pen_t *pen, const polder_datum_t *row, int column,
                       char cell[POLDER_CELL])
{
    polder_head_t head = pen->table->column[column];
    head.show = POLDER_SHOW_VALUE;
    const char *said = polder_cell_on_page(cell, pen->language, &head, &row[column]);
    if (said != cell) snprintf(cell, POLDER_CELL, "%s", said);
}

/* "0.18", or "0.18 → 0.31" */
static void put_value(const polder_pen_t *pen, const polder_datum_t *row)
{
    const polder_chart_t *chart = &pen->table->chart;
    char cell[POLDER_CELL], second[POLDER_CELL], both[2 * POLDER_CELL + 8];
    write_cell(pen, row, chart->y, cell);
    snprintf(both, sizeof both, "%s", cell);
    if (has_second(chart)) {
        write_cell(pen, row, chart->to, second);
        snprintf(both, sizeof both, "%s → %s", cell, second);
    }
    polder_pen_text(pen, pen->width, pen->y + 5, POLDER_RIGHT, POLDER_PEN_TEXT, POLDER_INK, true,
                    both);
}

static void put_range(const polder_pen_t *pen, const axis_t *a, const polder_datum_t *v)
{
    if (isnan(v->value)) return;
    if (isfinite(v->low) && isfinite(v->high))
        polder_pen_line(pen, place(a, v->low), pen->y, place(a, v->high), pen->y, 3, POLDER_BLUE);
    polder_pen_ring(pen, place(a, v->value), pen->y, 6, 2, POLDER_PAPER, POLDER_BLUE);
}

static void put_end(const polder_pen_t *pen, double x, bool left, double value)
{
    char text[32];
    snprintf(text, sizeof text, "%d", polder_cell_hundred(value));
    polder_pen_text(pen, x + (left ? -11 : 11), pen->y + 4.5, left ? POLDER_RIGHT : POLDER_LEFT,
                    POLDER_PEN_SMALL, POLDER_INK, false, text);
}

/* Open where it begins, full where it ends. */
static void put_span(const polder_pen_t *pen, const axis_t *a, double from, double to)
{
    if (isnan(from) || isnan(to)) return;
    const double x = place(a, from), y = place(a, to);
    polder_pen_line(pen, x, pen->y, y, pen->y, 3, POLDER_BLUE);
    polder_pen_ring(pen, x, pen->y, 5.5, 2, POLDER_BLUE, POLDER_PAPER);
    polder_pen_circle(pen, y, pen->y, 6.5, POLDER_BLUE);
    if (a->scale != 100) return;
    put_end(pen, x, x <= y, from);
    put_end(pen, y, x > y, to);
}

static void put_bar(const polder_pen_t *pen, const axis_t *a, const polder_datum_t *row)
{
    const polder_chart_t *chart = &pen->table->chart;
    const double value = row[chart->y].value;
    const double zero = place(a, 0), at = isnan(value) ? zero : place(a, value);
    polder_pen_bar(pen, fmin(zero, at), pen->y - 7, fabs(at - zero), 14, POLDER_BLUE);
    if (has_second(chart) && !isnan(row[chart->to].value))
        polder_pen_ring(pen, place(a, row[chart->to].value), pen->y, 6, 2.5, POLDER_INK,
                        POLDER_PAPER);
}

static void put_rows(polder_pen_t *pen, double value)
{
    const polder_chart_t *chart = &pen->table->chart;
    const axis_t a = axis_of(pen, value);
    const bool sign = pen->table->column[chart->y].is == POLDER_IS_POINTS;
    const double end = draw_axis(pen, &a, pen->y, sign);
    const polder_datum_t *row = NULL;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const double end_of_row = pen->y + row_high(pen, &a, row);
        name_row(pen, &a, row);
        pen->y += row_middle(pen, &a, row);
        const polder_datum_t *v = &row[chart->y];
        if (chart->kind == POLDER_CHART_RANGES) put_range(pen, &a, v);
        if (chart->kind == POLDER_CHART_SPANS) put_span(pen, &a, v->value, row[chart->to].value);
        if (chart->kind == POLDER_CHART_BARS) put_bar(pen, &a, row);
        if (chart->kind != POLDER_CHART_SPANS) put_value(pen, row);
        pen->y = end_of_row;
    }
    pen->y = end;
}

void polder_svg_ranges(polder_pen_t *pen)
{
    put_rows(pen, VALUE);
}

/* What the two numbers of a row are: below each other where they are long. */
static void put_legend(polder_pen_t *pen)
{
    const polder_chart_t *chart = &pen->table->chart;
    const char *label[] = {pen->table->column[chart->y].label, pen->table->column[chart->to].label};
    double x = 0;
    if (!label[0] || !label[1]) return;
    pen->y += 12;
    for (int i = 0; i < 2; i++) {
        const double wide = 18 + polder_pen_wide(label[i], POLDER_PEN_SMALL);
        if (i > 0 && x + wide > pen->width) x = 0, pen->y += 18;
        if (chart->kind == POLDER_CHART_SPANS && i == 0)
            polder_pen_ring(pen, x + 6, pen->y - 4, 5.5, 2, POLDER_BLUE, POLDER_PAPER);
        else if (chart->kind == POLDER_CHART_SPANS)
            polder_pen_circle(pen, x + 6, pen->y - 4, 6.5, POLDER_BLUE);
        else if (i == 0)
            polder_pen_bar(pen, x, pen->y - 9, 12, 10, POLDER_BLUE);
        else
            polder_pen_ring(pen, x + 6, pen->y - 4, 5.5, 2.5, POLDER_INK, POLDER_PAPER);
        polder_pen_text(pen, x + 18, pen->y, POLDER_LEFT, POLDER_PEN_SMALL, POLDER_SOFT, false,
                        label[i]);
        x += wide + 20;
    }
    pen->y += 12;
}

void polder_svg_bars(polder_pen_t *pen)
{
    if (has_second(&pen->table->chart)) put_legend(pen);
    put_rows(pen, has_second(&pen->table->chart) ? TWO_VALUES : VALUE);
}

/* What the two ends are, then the rows. */
void polder_svg_spans(polder_pen_t *pen)
{
    put_legend(pen);
    put_rows(pen, 22);
}
