/* svg_seats.c: who sits round a table, and the ties between them: each half of a tie is that of the
 * organisation at its end. Up to 14 sit at one table, more on three circles by how many ties they have.
 * The marks are those on the page of a lesson (web/src/seats.ts). */
#include <math.h>

#include "document/svg_pen.h"

enum { WIDE = 520, AT_TABLE = 14, MOST = 64, CIRCLES = 3, GAP = 6, LINES = 2 };

typedef struct {
    const char *name;
    int n_tie, circle;
    double x, y; /* from the middle */
    double top;  /* of its name, beside it */
    int lines;
} seat_t;

typedef struct {
    int n;
    double radius, seat;
    bool beside; /* names stand beside their seats; else these have numbers */
    seat_t at[MOST];
} table_t;

static double wide_of(const table_t *t)
{
    return t->radius + t->seat;
}

/* ---- what is in the table ---- */

static int number_of(const polder_datum_t *v)
{
    const bool known = v->state == POLDER_DATUM_KNOWN && v->text;
    return known && v->count >= 0 && v->count < MOST ? (int)v->count : -1;
}

static int mark_of(const polder_pen_t *pen, const polder_datum_t *row, int column)
{
    const int mark = column >= 0 && column < pen->table->n_column ? number_of(&row[column]) : -1;
    return mark < POLDER_TIE_MARKS ? mark : -1;
}

static void sit(table_t *t, int seat, const char *name, bool tied)
{
    if (seat < 0) return;
    t->at[seat].name = name;
    t->at[seat].n_tie += tied;
    if (seat >= t->n) t->n = seat + 1;
}

static void find_seats(const polder_pen_t *pen, table_t *t)
{
    const polder_chart_t *chart = &pen->table->chart;
    const polder_datum_t *row = NULL;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const polder_datum_t *one = &row[chart->x], *other = &row[chart->to];
        const bool tied = number_of(other) >= 0;
        sit(t, number_of(one), one->text, tied);
        sit(t, number_of(other), other->text, tied);
    }
}

/* ---- where they sit ---- */

/* Half a step on, so that nobody sits at the very top, where a name has no side. */
static void place(const table_t *t, seat_t *seat, int k, int n, double radius)
{
    const double pi = 3.14159265358979, angle = (k + 0.5) / n * 2 * pi - pi / 2;
    seat->x = radius * cos(angle);
    seat->y = radius * sin(angle);
    if (fabs(seat->x) < 1e-6 * t->radius) seat->x = 0;
}

/* Who has more ties than most who have any sits in the middle, who has none on the outside. */
static void choose_circles(table_t *t)
{
    double ties = 0;
    int n = 0;
    for (int i = 0; i < t->n; i++) ties += t->at[i].n_tie, n += t->at[i].n_tie > 0;
    for (int i = 0; i < t->n; i++) {
        seat_t *s = &t->at[i];
        s->circle = s->n_tie == 0 ? 2 : s->n_tie > ties / n ? 0 : 1;
    }
}

static void place_all(table_t *t)
{
    static const double part[CIRCLES] = {0.4, 0.72, 1};
    int count[CIRCLES] = {0}, k[CIRCLES] = {0};
    if (t->n > AT_TABLE) choose_circles(t);
    for (int i = 0; i < t->n; i++) count[t->at[i].circle]++;
    for (int i = 0; i < t->n; i++) {
        seat_t *s = &t->at[i];
        const int c = s->circle;
        place(t, s, k[c]++, count[c], t->n > AT_TABLE ? part[c] * t->radius : t->radius);
    }
}

/* ---- names beside the seats ---- */

static double name_width(const polder_pen_t *pen, const table_t *t, const seat_t *s)
{
    return pen->width / 2.0 - fabs(s->x) - t->seat - GAP;
}

static double name_high(const seat_t *s)
{
    return s->lines * POLDER_PEN_TEXT * 1.2;
}

/* From the middle of a side up and down: a name makes way for the one before it and for its seat. */
static void part_names(table_t *t, bool right, bool up)
{
    double edge = 0;
    bool any = false;
    for (;;) {
        seat_t *next = NULL;
        for (int i = 0; i < t->n; i++) {
            seat_t *s = &t->at[i];
            if ((s->x >= 0) != right || (s->y < 0) != up || s->top > -1e8) continue;
            if (!next || fabs(s->y) < fabs(next->y)) next = s;
        }
        if (!next) return;
        const double high = name_high(next), usual = next->y - high / 2;
        next->top = usual;
        if (any && up) next->top = fmin(usual, edge - high - 1);
        if (any && !up) next->top = fmax(usual, edge + 1);
        edge = up ? fmin(next->top, next->y - t->seat) : fmax(next->top + high, next->y + t->seat);
        any = true;
    }
}

static void place_names(const polder_pen_t *pen, table_t *t)
{
    for (int i = 0; i < t->n; i++) {
        seat_t *s = &t->at[i];
        s->top = -1e9;
        s->lines = polder_pen_lines(pen, 0, 0, name_width(pen, t, s), POLDER_PEN_TEXT, POLDER_INK,
                                    false, LINES, s->name ? s->name : "", false);
    }
    for (int side = 0; side < 4; side++) part_names(t, side & 1, side & 2);
}

static void put_name(polder_pen_t *pen, const table_t *t, const seat_t *s, double y)
{
    const double x = pen->width / 2.0 + s->x + (s->x >= 0 ? 1 : -1) * (t->seat + GAP);
    if (!s->name) return;
    pen->anchor = s->x >= 0 ? POLDER_LEFT : POLDER_RIGHT;
    polder_pen_lines(pen, x, y + s->top + 0.9 * POLDER_PEN_TEXT, name_width(pen, t, s),
                     POLDER_PEN_TEXT, POLDER_INK, false, LINES, s->name, true);
    pen->anchor = POLDER_LEFT;
}

/* ---- ties ---- */

typedef struct {
    double x, y;
} point_t;

static point_t between(point_t a, point_t b, double part)
{
    return (point_t){a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
}

static bool is_thick(int mark)
{
    return mark == POLDER_TIE_THICK || mark == POLDER_TIE_THICK_BARRED;
}

static bool is_barred(int mark)
{
    return mark == POLDER_TIE_THICK_BARRED || mark == POLDER_TIE_THIN_BARRED;
}

/* From an end to the middle; the chair covers `gap` of it. */
static void put_half(const polder_pen_t *pen, point_t from, point_t to, int mark, double gap,
                     bool crowded)
{
    const double thick = crowded ? 3.4 : 5, bar = crowded ? 4.5 : 5.5;
    const point_t middle = between(from, to, 0.5);
    const double thin = mark < 0 ? 2.4 : 1.4;
    polder_pen_line(pen, from.x, from.y, middle.x, middle.y, is_thick(mark) ? thick : thin,
                    mark < 0 ? POLDER_QUIET : POLDER_BLUE);
    const double x = to.x - from.x, y = to.y - from.y, length = hypot(x, y);
    if (!is_barred(mark) || !(length > 0)) return;
    const double clear = fmin(0.4, (gap + 7) / length), step = fmin(6, 0.08 * length) / length;
    for (int i = 0; i < 2; i++) {
        const point_t at = between(from, to, clear + i * step);
        const double dx = -bar * y / length, dy = bar * x / length;
        polder_pen_line(pen, at.x - dx, at.y - dy, at.x + dx, at.y + dy, 2.2, POLDER_ORANGE);
    }
}

static void put_ties(const polder_pen_t *pen, const table_t *t, double y)
{
    const polder_chart_t *chart = &pen->table->chart;
    const polder_datum_t *row = NULL;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const int one = number_of(&row[chart->x]), other = number_of(&row[chart->to]);
        if (one < 0 || other < 0 || one == other) continue;
        const seat_t *p = &t->at[one], *q = &t->at[other];
        const point_t a = {pen->width / 2.0 + p->x, y + p->y},
                      b = {pen->width / 2.0 + q->x, y + q->y};
        put_half(pen, a, b, mark_of(pen, row, chart->y), t->seat, t->n > AT_TABLE);
        put_half(pen, b, a, mark_of(pen, row, chart->series), t->seat, t->n > AT_TABLE);
    }
}

/* ---- seats ---- */

static void put_circles(const polder_pen_t *pen, const table_t *t, double y)
{
    static const double part[CIRCLES] = {0.56, 0.86, 1.12};
    if (t->n <= AT_TABLE) {
        polder_pen_ring(pen, pen->width / 2.0, y, t->radius - t->seat - 8, 1, POLDER_LINE,
                        POLDER_PAPER);
        return;
    }
    for (int c = CIRCLES - 1; c >= 0; c--)
        polder_pen_ring(pen, pen->width / 2.0, y, part[c] * t->radius, 1, POLDER_LINE,
                        POLDER_PAPER);
}

static void put_seats(polder_pen_t *pen, const table_t *t, double y)
{
    for (int i = 0; i < t->n; i++) {
        const seat_t *s = &t->at[i];
        char number[16];
        polder_pen_ring(pen, pen->width / 2.0 + s->x, y + s->y, t->seat, 1.6, POLDER_INK,
                        POLDER_PAPER);
        snprintf(number, sizeof number, "%d", i + 1);
        if (t->beside)
            put_name(pen, t, s, y);
        else
            polder_pen_text(pen, pen->width / 2.0 + s->x, y + s->y + 4, POLDER_MIDDLE,
                            POLDER_PEN_SMALL, POLDER_INK, false, number);
    }
}

/* Of a row of the list: as many lines as its longest name takes. */
static int list_lines(const polder_pen_t *pen, const table_t *t, int rows, int row, double width)
{
    int most = 1;
    for (int i = row; i < t->n; i += rows) {
        const int lines = polder_pen_lines(pen, 0, 0, width, POLDER_PEN_SMALL, POLDER_INK, false,
                                           LINES, t->at[i].name ? t->at[i].name : "", false);
        most = lines > most ? lines : most;
    }
    return most;
}

/* The names of numbered seats, in columns. */
static void put_list(polder_pen_t *pen, const table_t *t)
{
    enum { LINE = 15, COLUMN = 300, NUMBER = 26 };
    const int columns = pen->width >= 2 * COLUMN ? 2 : 1, rows = (t->n + columns - 1) / columns;
    const double column = (double)pen->width / columns, width = column - NUMBER - 8;
    bool any = false;
    for (int i = 0; i < t->n; i++) any = any || (t->at[i].name && *t->at[i].name);
    for (int row = 0; any && row < rows; row++) {
        const int lines = list_lines(pen, t, rows, row, width);
        for (int i = row, c = 0; i < t->n; i += rows, c++) {
            char number[16];
            snprintf(number, sizeof number, "%d", i + 1);
            polder_pen_text(pen, c * column + NUMBER - 8, pen->y + LINE, POLDER_RIGHT,
                            POLDER_PEN_SMALL, POLDER_SOFT, false, number);
            polder_pen_lines(pen, c * column + NUMBER, pen->y + LINE, width, POLDER_PEN_SMALL,
                             POLDER_INK, false, LINES, t->at[i].name ? t->at[i].name : "", true);
        }
        pen->y += LINE * lines + 3;
    }
    pen->y += 6;
}

/* ---- what the lines mean ---- */

/* The words of a mark, by the first tie that has it; NULL: none has. */
static const char *word_of(const polder_pen_t *pen, int mark)
{
    const polder_chart_t *chart = &pen->table->chart;
    const polder_datum_t *row = NULL;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        if (mark_of(pen, row, chart->y) == mark) return row[chart->y].text;
        if (mark_of(pen, row, chart->series) == mark) return row[chart->series].text;
    }
    return NULL;
}

static void put_legend(polder_pen_t *pen)
{
    enum { SAMPLE = 46, LINE = 22 };
    double x = 0;
    bool any = false;
    for (int mark = 0; mark < POLDER_TIE_MARKS; mark++) {
        const char *word = word_of(pen, mark);
        if (!word) continue;
        const double wide = SAMPLE + 8 + polder_pen_wide(word, POLDER_PEN_SMALL) + 18;
        if (!any || x + wide > pen->width) x = 0, pen->y += LINE;
        const point_t from = {x + 2, pen->y - 4}, to = {x + SAMPLE, pen->y - 4};
        put_half(pen, from, to, mark, 2, false);
        put_half(pen, to, from, mark, 2, false);
        polder_pen_text(pen, x + SAMPLE + 8, pen->y, POLDER_LEFT, POLDER_PEN_SMALL, POLDER_SOFT,
                        false, word);
        x += wide;
        any = true;
    }
    if (any) pen->y += 6;
}

static double first_top(const table_t *t)
{
    double top = -wide_of(t);
    for (int i = 0; t->beside && i < t->n; i++) top = fmin(top, t->at[i].top);
    return top;
}

static double last_end(const table_t *t)
{
    double end = wide_of(t);
    for (int i = 0; t->beside && i < t->n; i++)
        end = fmax(end, t->at[i].top + name_high(&t->at[i]));
    return end;
}

void polder_svg_seats(polder_pen_t *pen)
{
    table_t table = {0}, *t = &table;
    find_seats(pen, t);
    const bool wide = pen->width >= WIDE, few = t->n <= AT_TABLE;
    t->beside = wide && few;
    t->seat = few ? 13 : 11;
    t->radius = few ? 96 : wide ? 180 : (pen->width - 2 * t->seat) / 2.3;
    place_all(t);
    if (t->beside) place_names(pen, t);
    const double ring = few ? 0 : 0.12 * t->radius;
    const double middle = pen->y + 4 + ring - first_top(t);
    put_circles(pen, t, middle);
    put_ties(pen, t, middle);
    put_seats(pen, t, middle);
    pen->y = middle + last_end(t) + ring + 4;
    put_legend(pen);
    if (!t->beside) put_list(pen, t);
}
