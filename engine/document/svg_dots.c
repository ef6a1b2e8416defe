/* svg_dots.c: a hundred dots for each row of a table, each with the sign of how it came out: ten by ten
 * beside each other where there are few rows and room, else in lines. */
#include <math.h>
#include <string.h>

#include "document/svg_pen.h"
#include "words/words.h"

enum { DOTS = 100, WIDE = 520, BLOCKS = 3, SIDE = 10 };

static bool is_success(polder_mark_t mark)
{
    return mark == POLDER_MARK_WON || mark == POLDER_MARK_ANYWAY || mark == POLDER_MARK_SAVED;
}

static int count(const polder_pen_t *pen, const polder_datum_t *row, int column)
{
    const polder_head_t *head = &pen->table->column[column];
    const double x = row[column].value;
    if (head->mark == POLDER_MARK_NONE || row[column].state != POLDER_DATUM_KNOWN) return 0;
    return x > 0 && x <= DOTS ? (int)lround(x) : 0;
}

/* Lines of fifty in tens, or of twenty-five in fives: so that one can count. */
static void put_dots(polder_pen_t *pen, const polder_datum_t *row)
{
    const int line = pen->width >= WIDE ? 50 : 25, group = line / 5;
    const double pitch = pen->width / (line + 4 * 0.5);
    int at = 0;
    for (int c = 0; c < pen->table->n_column; c++)
        for (int k = count(pen, row, c); k > 0 && at < DOTS; k--, at++) {
            const int place = at % line;
            polder_pen_mark(pen, pitch * (place + 0.5 + 0.5 * (place / group)),
                            pen->y + pitch * (at / line + 0.5), pitch, pen->table->column[c].mark);
        }
    pen->y += pitch * ((at + line - 1) / line);
}

/* Who succeeds, as its own column says it, or by counting dots: rounded by themselves these may be
 * one off. */
static int total(const polder_pen_t *pen, const polder_datum_t *row, int counted)
{
    const int y = pen->table->chart.y;
    if (y < 0 || row[y].state != POLDER_DATUM_KNOWN) return counted;
    const double x = row[y].value;
    return x >= 0 && x <= DOTS ? (int)lround(x) : counted;
}

static void put_row(polder_pen_t *pen, const polder_datum_t *row)
{
    enum { ROOM = 86, NARROW = 480 };
    const char *name = row[pen->table->chart.x].text;
    const int series = pen->table->chart.series;
    char text[64], both[256];
    int good = 0, all = 0;
    for (int c = 0; c < pen->table->n_column; c++) {
        all += count(pen, row, c);
        if (is_success(pen->table->column[c].mark)) good += count(pen, row, c);
    }
    if (series >= 0 && row[series].text && name) {
        const char *more = row[pen->table->chart.to].text;
        snprintf(both, sizeof both, more && *more ? "%s · %s (%s)" : "%s · %s", row[series].text,
                 name, more);
        name = both;
    }
    pen->y += POLDER_PEN_TEXT;
    const int lines =
        polder_pen_lines(pen, 0, pen->y, pen->width - ROOM, POLDER_PEN_TEXT, POLDER_INK, true,
                         pen->width < NARROW ? 3 : 2, name ? name : "", true);
    snprintf(text, sizeof text, polder_text(pen->language, "%d of 100"), total(pen, row, good));
    if (all > 0)
        polder_pen_text(pen, pen->width, pen->y, POLDER_RIGHT, POLDER_PEN_TEXT, POLDER_INK, true,
                        text);
    pen->y += (lines > 1 ? (lines - 1) * POLDER_PEN_TEXT * 1.25 : 0) + 7;
    put_dots(pen, row);
    pen->y += 14;
}

/* What the signs mean that are there. */
static void put_legend(polder_pen_t *pen)
{
    enum { SIGN = 15, GAP = 18, LINE = 21 };
    double x = 0;
    pen->y += SIGN;
    for (int c = 0; c < pen->table->n_column; c++) {
        const polder_head_t *head = &pen->table->column[c];
        const polder_datum_t *row = NULL;
        int n = 0;
        for (int i = 0; (row = polder_pen_row(pen, i)); i++) n += count(pen, row, c);
        if (n == 0 || !head->label) continue;
        const double wide = SIGN + 6 + polder_pen_wide(head->label, POLDER_PEN_SMALL);
        if (x > 0 && x + wide > pen->width) {
            x = 0;
            pen->y += LINE;
        }
        polder_pen_mark(pen, x + SIGN / 2.0, pen->y - 4, SIGN, head->mark);
        polder_pen_text(pen, x + SIGN + 6, pen->y, POLDER_LEFT, POLDER_PEN_SMALL, POLDER_SOFT,
                        false, head->label);
        x += wide + GAP;
    }
    pen->y += 6;
}

/* ---- ten by ten ---- */

static void say_total(const polder_pen_t *pen, const polder_datum_t *row, double x, double y)
{
    char text[64];
    int good = 0, all = 0;
    for (int c = 0; c < pen->table->n_column; c++) {
        all += count(pen, row, c);
        if (is_success(pen->table->column[c].mark)) good += count(pen, row, c);
    }
    snprintf(text, sizeof text, polder_text(pen->language, "%d of 100"), total(pen, row, good));
    if (all > 0) polder_pen_text(pen, x, y, POLDER_LEFT, POLDER_PEN_TEXT, POLDER_INK, true, text);
}

/* How many lines a name takes in the width of its block. */
static int name_lines(const polder_pen_t *pen, const polder_datum_t *row, double x, double width,
                      bool draw)
{
    const char *name = row[pen->table->chart.x].text;
    return polder_pen_lines(pen, x, pen->y + POLDER_PEN_TEXT, width, POLDER_PEN_TEXT, POLDER_INK,
                            true, 4, name ? name : "", draw);
}

static void put_block(const polder_pen_t *pen, const polder_datum_t *row, double x, double y,
                      double pitch)
{
    int at = 0;
    for (int c = 0; c < pen->table->n_column; c++)
        for (int k = count(pen, row, c); k > 0 && at < DOTS; k--, at++)
            polder_pen_mark(pen, x + pitch * (at % SIDE + 0.5), y + pitch * (at / SIDE + 0.5),
                            pitch, pen->table->column[c].mark);
}

/* Beside one block there is room for what its signs mean, with how many there are. */
static void put_counts(const polder_pen_t *pen, double x, double y)
{
    enum { SIGN = 18, LINE = 27 };
    const polder_datum_t *row = polder_pen_row(pen, 0);
    for (int c = 0; c < pen->table->n_column; c++) {
        const polder_head_t *head = &pen->table->column[c];
        const int n = count(pen, row, c);
        char number[16];
        if (n == 0 || !head->label) continue;
        snprintf(number, sizeof number, "%d", n);
        polder_pen_mark(pen, x + SIGN / 2.0, y - 5, SIGN, head->mark);
        polder_pen_text(pen, x + SIGN + 34, y, POLDER_RIGHT, POLDER_PEN_TEXT, POLDER_INK, true,
                        number);
        polder_pen_text(pen, x + SIGN + 42, y, POLDER_LEFT, POLDER_PEN_TEXT, POLDER_INK, false,
                        head->label);
        y += LINE;
    }
}

static void put_blocks(polder_pen_t *pen, int n)
{
    enum { GAP = 28, PITCH = 16 };
    const double width = (pen->width - (n - 1.0) * GAP) / n;
    const double line = POLDER_PEN_TEXT * 1.25;
    const polder_datum_t *row = NULL;
    int most = 0;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        const int lines = name_lines(pen, row, i * (width + GAP), width, true);
        most = lines > most ? lines : most;
    }
    const double top = pen->y + POLDER_PEN_TEXT + most * line;
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) {
        say_total(pen, row, i * (width + GAP), top);
        put_block(pen, row, i * (width + GAP), top + 9, PITCH);
    }
    if (n == 1) put_counts(pen, SIDE * PITCH + GAP, top + 9 + 2 * PITCH);
    pen->y = top + 9 + SIDE * PITCH + 6;
    if (n > 1) put_legend(pen);
}

/* ---- a grid of small ones ---- */

static bool same_text(const polder_datum_t *a, const polder_datum_t *b, int column)
{
    return a[column].text && b[column].text && strcmp(a[column].text, b[column].text) == 0;
}

/* How many rows stand beside each other: those with the text of the first one, until its name comes again, as
 * levels may be written alike. 0: it is no grid. */
static int beside(const polder_pen_t *pen, int n)
{
    const int series = pen->table->chart.series, name = pen->table->chart.x;
    const polder_datum_t *first = polder_pen_row(pen, 0), *row = NULL;
    int wide = 0;
    if (series < 0 || !first || !first[series].text) return 0;
    while ((row = polder_pen_row(pen, wide)) && same_text(row, first, series) &&
           (wide == 0 || !same_text(row, first, name)))
        wide++;
    return n % wide == 0 ? wide : 0;
}

static void put_small(const polder_pen_t *pen, const polder_datum_t *row, double x, double pitch)
{
    enum { LINE = 20, NUMBER = 30 };
    const double top = pen->y + POLDER_PEN_TEXT;
    const char *more = row[pen->table->chart.to].text;
    char text[16];
    int at = 0;
    snprintf(text, sizeof text, "%d", total(pen, row, 0)); /* of how many, the title says */
    polder_pen_text(pen, x, top, POLDER_LEFT, POLDER_PEN_TEXT, POLDER_INK, true, text);
    if (more)
        polder_pen_text(pen, x + NUMBER, top, POLDER_LEFT, POLDER_PEN_SMALL, POLDER_SOFT, false,
                        more);
    for (int c = 0; c < pen->table->n_column; c++)
        for (int k = count(pen, row, c); k > 0 && at < DOTS; k--, at++)
            polder_pen_mark(pen, x + pitch * (at % LINE + 0.5), top + 6 + pitch * (at / LINE + 0.5),
                            pitch, pen->table->column[c].mark);
}

static void put_grid(polder_pen_t *pen, int n, int wide)
{
    enum { LEFT = 62, GAP = 18, LINE = 20, LINES = DOTS / LINE, PITCH = 10 };
    const double width = (pen->width - LEFT) / (double)wide;
    const double pitch = fmin(PITCH, (width - GAP) / LINE);
    const double high = POLDER_PEN_TEXT + 6 + LINES * pitch + 12;
    int most = 0;
    for (int i = 0; i < wide; i++) {
        const int lines =
            name_lines(pen, polder_pen_row(pen, i), LEFT + i * width, width - GAP, true);
        most = lines > most ? lines : most;
    }
    pen->y += most * POLDER_PEN_TEXT * 1.25 + 5;
    for (int i = 0; i < n; i++) {
        const polder_datum_t *row = polder_pen_row(pen, i);
        if (i % wide == 0)
            polder_pen_lines(pen, 0, pen->y + POLDER_PEN_TEXT, LEFT - 6, POLDER_PEN_TEXT,
                             POLDER_INK, true, 4, row[pen->table->chart.series].text, true);
        put_small(pen, row, LEFT + i % wide * width, pitch);
        if (i % wide == wide - 1) pen->y += high;
    }
    put_legend(pen);
}

void polder_svg_dots(polder_pen_t *pen)
{
    const polder_datum_t *row = NULL;
    int n = 0;
    while (polder_pen_row(pen, n)) n++;
    const int wide = beside(pen, n);
    if (pen->width >= WIDE && wide > 0) {
        put_grid(pen, n, wide);
        return;
    }
    if (pen->width >= WIDE && n <= BLOCKS) {
        put_blocks(pen, n);
        return;
    }
    for (int i = 0; (row = polder_pen_row(pen, i)); i++) put_row(pen, row);
    put_legend(pen);
}
