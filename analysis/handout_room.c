/* handout_room.c: about how much of a sheet of paper is full, in lines of text, so that what is left out
 * where it would not fit is chosen, and no third sheet begins; a part of a report; see handout.h. What a
 * browser makes of it differs with its fonts, so a little is kept back (engine/document/html_style.c). */
#include <math.h>
#include <string.h>

#include "analysis/handout_parts.h"

/* Letters on a line of text, of small text, of a headline and in a row of a table. */
enum { WIDE = 93, SMALL = 112, LARGE = 60, ROW = 98, NUMBER = 11 };

/* Letters, without the second and third byte of one. */
static double length(const char *text)
{
    double n = 0;
    for (; text && *text; text++) n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static double lines(const char *text, double width)
{
    const double n = length(text);
    return n > 0 ? ceil(n / width) : 0;
}

/* The letters of the longest cell of a column; the first one is bold. */
static double widest(const polder_document_table_t *t, int column)
{
    double most = 0;
    for (int r = 0; r < t->n_row; r++)
        most = fmax(most, length(t->cell[r * t->n_column + column].text));
    return (column == 0 ? 1.1 : 1) * most;
}

/* A row is as high as its highest cell. Columns of text share what numbers leave by their longest cells, as a
 * browser does, and lose some of it where words are broken. */
static double table_height(const polder_document_table_t *t)
{
    enum { BETWEEN = 2, HEAD = 13, MANY = 6, SHORT = 25, NARROW = 14 };
    const double whole = 1.06; /* a browser breaks cells a little before all of them fill the row */
    double sum = 2.2, room = ROW, all = 0;
    for (int c = 0; c < t->n_column; c++) {
        const double text = widest(t, c);
        if (text == 0) sum = fmax(sum, 0.6 + 0.8 * ceil(length(t->column[c].label) / HEAD));
        room -= text > 0 ? BETWEEN : NUMBER;
        all += text;
    }
    for (int r = 0; r < t->n_row; r++) {
        double high = 1;
        for (int c = 0; c < t->n_column && whole * all > room; c++) {
            const double text = (c == 0 ? 1.1 : 1) * length(t->cell[r * t->n_column + c].text);
            const double wide = room * widest(t, c) / all;
            if (text > 0) high = fmax(high, ceil(1.12 * text / wide));
            /* beside so many columns a few words get hardly more room than the longest of them */
            if (c > 0 && !t->column[c].right && t->n_column >= MANY && text > 0 && text < SHORT)
                high = fmax(high, ceil(1.12 * text / NARROW));
        }
        sum += 0.38 + 0.93 * high;
    }
    return sum;
}

/* Lines of the longest of the names above this many grids of dots beside each other. */
static double name_lines(const polder_document_table_t *t, int beside)
{
    enum { LETTERS = 78 };
    double most = 1;
    for (int i = 0; i < beside; i++)
        most =
            fmax(most, lines(t->cell[i * t->n_column + t->chart.x].text, (double)LETTERS / beside));
    return most;
}

/* Rows with one text in `series` stand beside each other, below names of at most a few lines. */
static double grid_height(const polder_document_table_t *t)
{
    int beside = 1, c = t->chart.series;
    while (beside < t->n_row &&
           strcmp(t->cell[beside * t->n_column + c].text, t->cell[c].text) == 0)
        beside++;
    return 1.4 + name_lines(t, beside) + 4.25 * t->n_row / beside;
}

static double chart_height(const polder_document_table_t *t)
{
    enum { FEW = 3, LABEL = 62, BESIDE = 34 };
    const polder_chart_kind_t kind = t->chart.kind;
    double sum = 2.8 + lines(t->chart.title, WIDE) - 1;
    if (kind == POLDER_CHART_BARS && t->chart.to > 0) sum += 1.2; /* what the two numbers are */
    if (kind == POLDER_CHART_SPANS) sum += 1.2;                   /* what its two ends are */
    if (kind == POLDER_CHART_SEATS) return sum + 22;
    if (kind == POLDER_CHART_STEPS || kind == POLDER_CHART_CURVES) return sum + 13;
    if (kind == POLDER_CHART_DOTS && t->chart.series >= 0) return sum + grid_height(t);
    if (kind == POLDER_CHART_DOTS && t->n_row <= FEW)
        return sum + 11.3 + 0.9 * name_lines(t, t->n_row);
    for (int r = 0; r < t->n_row; r++) {
        const char *label = t->cell[r * t->n_column + t->chart.x].text;
        if (kind == POLDER_CHART_DOTS)
            sum += 2.45 + 0.75 * lines(label, LABEL);
        else
            sum += 0.95 + 0.65 * lines(label, BESIDE);
    }
    return sum + (kind == POLDER_CHART_DOTS ? 1.2 : 0);
}

static double block_height(const polder_document_block_t *b, bool headline, bool small)
{
    const double text = length(b->text) + length(b->label);
    const double wide = small ? SMALL : WIDE;
    switch (b->kind) {
    case POLDER_BLOCK_TITLE:
        return 0.7 + 1.6 * ceil(text / 50);
    case POLDER_BLOCK_HEADING:
        return 0.9 + 1.1 * ceil(text / 66);
    case POLDER_BLOCK_PARAGRAPH:
        return headline ? 0.4 + 1.28 * ceil(text / LARGE) : 0.32 + ceil(text / wide);
    case POLDER_BLOCK_ITEM:
        return 0.32 + ceil(text / wide);
    case POLDER_BLOCK_NOTE:
        return 0.32 + 0.9 * ceil(text / 106);
    case POLDER_BLOCK_LINE:
        return 0.15 + 0.82 * ceil(text / SMALL);
    case POLDER_BLOCK_TABLE:
        return b->table->chart.kind == POLDER_CHART_NONE ? table_height(b->table)
                                                         : chart_height(b->table);
    default:
        return 0.15;
    }
}

double polder_handout_height(const polder_document_t *d, int first)
{
    double sum = 0;
    bool answer = false, foot = false, screen = false;
    for (int i = first; i < d->n; i++) {
        const polder_document_block_t *b = &d->block[i];
        if (b->kind == POLDER_BLOCK_BEGIN && b->part == POLDER_PART_SCREEN) screen = true;
        if (b->kind == POLDER_BLOCK_END) screen = false;
        if (screen) continue;
        if (b->kind == POLDER_BLOCK_BEGIN && b->part == POLDER_PART_BOX) sum += 3.1;
        if (b->kind == POLDER_BLOCK_BEGIN && b->part == POLDER_PART_ANSWER) sum += 0.85;
        if (b->kind == POLDER_BLOCK_BEGIN && b->part == POLDER_PART_FOOT) foot = true;
        sum += block_height(b, answer, foot);
        answer = b->kind == POLDER_BLOCK_BEGIN && b->part == POLDER_PART_ANSWER;
    }
    return sum;
}
