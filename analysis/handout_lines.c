/* handout_lines.c: on how many lines a browser puts a text, and how wide columns of a table get; a part of a
 * report, see handout.h. There are no fonts in C: letters are as wide as in DejaVu Sans, which takes more room
 * than what most machines have, so that where it fits, it fits everywhere. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "document/cell.h"

/* Hundredths of the size of the letters, from ' ' to '~'; '"' as people print it. */
static const unsigned char wide[] = {
    32, 40, 52, 84, 64, 95, 78, 27, 39,  39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69,  61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63,  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84};

static const double bold = 1.12; /* as wide as others, on average */

/* The one that begins here: its bytes, and its width. What is no ASCII is as wide as most; isolates
 * (document/markup.h) are not seen. */
static double letter(const char *text, int *bytes)
{
    const unsigned char c = (unsigned char)*text;
    const double other = 0.62, full = 1;
    *bytes = 1;
    if (c >= ' ' && c < ' ' + sizeof wide) return wide[c - ' '] / 100.0;
    while (((unsigned char)text[*bytes] & 0xC0) == 0x80) ++*bytes;
    if (strncmp(text, "\xE2\x81\xA8", 3) == 0 || strncmp(text, "\xE2\x81\xA9", 3) == 0) return 0;
    return c >= 0xE3 ? full : other;
}

/* May a line end behind it? */
static bool is_break(const char *at, int bytes)
{
    return *at == ' ' || *at == '-' || (bytes == 3 && strncmp(at, "\xE2\x80\x93", 3) == 0);
}

double polder_handout_wide(const char *text)
{
    double sum = 0;
    for (int n = 0; text && *text; text += n) sum += letter(text, &n);
    return sum;
}

/* The widest of what is not broken. */
static double widest_word(const char *text)
{
    double most = 0, word = 0;
    for (int n = 0; text && *text; text += n) {
        const double one = letter(text, &n);
        if (*text == ' ')
            word = 0;
        else
            most = fmax(most, word += one);
        if (is_break(text, n)) word = 0;
    }
    return most;
}

int polder_handout_wraps(const char *text, double width)
{
    return text && *text ? polder_handout_wraps_from(text, width, 0) : 0;
}

int polder_handout_wraps_from(const char *text, double width, double before)
{
    int lines = 1;
    double word = 0; /* since where the line may end */
    for (int n = 0; text && *text; text += n) {
        const double one = letter(text, &n);
        if (*text != ' ' && before + word + one > width && before > 0) lines++, before = 0;
        if (*text != ' ' && word + one > width) lines++, word = 0; /* longer than a line */
        word += one;
        if (is_break(text, n)) before += word, word = 0;
    }
    return lines;
}

/* ---- columns ---- */

/* Of a table, in sizes of its letters; those of its head are smaller. */
static const double between = 1.11, head_size = 0.895, table = 52.2, last_text = 8,
                    number_width = 5.37;

typedef struct {
    double least, most, edge; /* edge: what is left free beside its text */
    bool number;              /* of a width that is set, if it is not too little */
} column_t;

static const char *cell_of(const polder_document_table_t *t, polder_language_t l, int row,
                           int column, char text[POLDER_CELL])
{
    return polder_cell_on_page(text, l, &t->column[column], &t->cell[row * t->n_column + column]);
}

static column_t column_of(const polder_document_table_t *t, polder_language_t l, int c)
{
    char text[POLDER_CELL];
    const char *label = t->column[c].label;
    const bool right = polder_cell_is_right(&t->column[c]), last = c == t->n_column - 1;
    column_t is = {.number = right,
                   .least = head_size * widest_word(label),
                   .most = right ? 0 : head_size * polder_handout_wide(label)};
    for (int r = 0; r < t->n_row; r++) {
        const char *said = cell_of(t, l, r, c, text);
        const double all = (c == 0 ? bold : 1) * polder_handout_wide(said);
        is.most = fmax(is.most, right ? 0 : all);
        is.least = fmax(is.least, right ? all : (c == 0 ? bold : 1) * widest_word(said));
    }
    const bool after = c > 0 && !right && polder_cell_is_right(&t->column[c - 1]);
    is.edge = (last ? 0.16 : between) + (after ? 0.47 : 0);
    is.least += is.edge;
    is.most += is.edge;
    if (right) is.least = fmax(is.least, number_width);
    if (last && !right) is.least = fmax(is.least, last_text);
    is.most = fmax(is.most, is.least);
    return is;
}

/* As CSS shares the room of a table: columns of words get what those of numbers leave, by how much they would
 * take more than they need; and what is left over by how much they would take. */
static void share(const column_t *of, int n, double *width)
{
    double least = 0, most = 0, words = 0;
    for (int c = 0; c < n; c++) least += of[c].least, most += of[c].most;
    for (int c = 0; c < n; c++) words += of[c].number ? 0 : of[c].most;
    for (int c = 0; c < n; c++)
        if (most > table)
            width[c] = of[c].least +
                       (of[c].most > of[c].least
                            ? fmax(0, table - least) * (of[c].most - of[c].least) / (most - least)
                            : 0);
        else
            width[c] =
                of[c].most + (of[c].number || words == 0 ? 0 : (table - most) * of[c].most / words);
}

double polder_handout_table_lines(const polder_document_table_t *t, polder_language_t l)
{
    enum { MOST = 12 };
    const double row = 0.36, line = 0.926, small = 0.83;
    column_t of[MOST];
    double width[MOST], sum = 0;
    char text[POLDER_CELL];
    const int n = t->n_column < MOST ? t->n_column : MOST;
    for (int c = 0; c < n; c++) of[c] = column_of(t, l, c);
    share(of, n, width);
    for (int r = -1; r < t->n_row; r++) { /* the head comes first */
        int high = r < 0 ? 0 : 1;
        for (int c = 0; c < n; c++) {
            const bool right = polder_cell_is_right(&t->column[c]);
            const double room = width[c] - of[c].edge + 0.02;
            const char *said = r < 0 ? t->column[c].label : cell_of(t, l, r, c, text);
            const double size = r < 0 ? head_size : c == 0 ? bold : 1;
            const int lines = r >= 0 && right ? 1 : polder_handout_wraps(said, room / size);
            if (lines > high) high = lines;
        }
        sum += high > 0 ? row + (r < 0 ? small : line) * high : 0;
    }
    return sum;
}
