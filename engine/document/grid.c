/* grid.c: see grid.h. */
#include "document/grid.h"

#include <libsmartcols.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "kernel/utf8.h"

struct polder_grid {
    struct libscols_table *table;
    int n, wrap; /* wrap: the column that is broken, or -1 */
    int *width;  /* [n] of the widest cell */
    int n_row, capacity;
    char **wrapped; /* [n_row] text of the column that is broken */
    bool broken;    /* memory ran out */
};

/* For a text that is broken: with less room than the first it goes below its line if it can; it is
 * never broken narrower than the second; and for a word no wider than the third the table rather
 * becomes wider than it should. */
enum { LEAST_ROOM = 30, NARROWEST = 12, WIDEST_WORD = 20 };

static int width_of(const char *text)
{
    return polder_paper_columns(text, strlen(text));
}

static void grid_free(polder_grid_t *grid)
{
    for (int i = 0; i < grid->n_row; i++) free(grid->wrapped[i]);
    free(grid->wrapped);
    free(grid->width);
    if (grid->table) scols_unref_table(grid->table);
    free(grid);
}

polder_grid_t *polder_grid_new(int n, const char *const *name, const int *flags)
{
    polder_grid_t *grid = calloc(1, sizeof *grid);
    if (!grid) return NULL;
    grid->n = n;
    grid->wrap = -1;
    grid->table = scols_new_table();
    grid->width = calloc((size_t)n + 1, sizeof *grid->width);
    if (!grid->table || !grid->width) {
        grid_free(grid);
        return NULL;
    }
    for (int i = 0; i < n; i++) {
        int flag = 0;
        if (flags[i] & POLDER_GRID_RIGHT) flag |= SCOLS_FL_RIGHT;
        if (flags[i] & POLDER_GRID_WRAP) flag |= SCOLS_FL_WRAP, grid->wrap = i;
        struct libscols_column *column = scols_table_new_column(grid->table, name[i], 0, flag);
        if (!column) grid->broken = true;
        if (column && i == grid->wrap && /* our line ends are no characters to hide */
            (scols_column_set_safechars(column, "\n") != 0 ||
             scols_column_set_wrapfunc(column, scols_wrapnl_chunksize, scols_wrapnl_nextchunk,
                                       NULL) != 0))
            grid->broken = true;
        grid->width[i] = width_of(name[i]);
    }
    return grid;
}

void polder_grid_row(polder_grid_t *grid, const char *const *cell)
{
    if (!grid || grid->broken) return;
    grid->broken = true;
    if (grid->n_row == grid->capacity) {
        const int capacity = grid->capacity ? 2 * grid->capacity : 64;
        char **wrapped = realloc(grid->wrapped, (size_t)capacity * sizeof *wrapped);
        if (!wrapped) return;
        grid->wrapped = wrapped;
        grid->capacity = capacity;
    }
    struct libscols_line *line = scols_table_new_line(grid->table, NULL);
    if (!line) return;
    grid->wrapped[grid->n_row++] = NULL;
    for (int i = 0; i < grid->n; i++) {
        const int width = width_of(cell[i]);
        if (width > grid->width[i]) grid->width[i] = width;
        if (scols_line_set_data(line, (size_t)i, cell[i]) != 0) return;
        if (i == grid->wrap && !(grid->wrapped[grid->n_row - 1] = strdup(cell[i]))) return;
    }
    grid->broken = false;
}

/* The text with line ends in it, so that no line is wider than `room`: between words, else in a
 * word behind a sign that joins its parts, else anywhere. */
static char *broken_text(const char *text, int room)
{
    char *out = malloc(2 * strlen(text) + 1), *at = out;
    while (out && *text) {
        size_t here = 0, space = 0, join = 0, left = strlen(text);
        mbstate_t state = {0};
        for (int width = 0; here < left;) {
            wchar_t c = 0;
            size_t used = mbrtowc(&c, text + here, left - here, &state);
            if (used == 0 || used > left - here) used = 1; /* no character: one byte */
            const int w = wcwidth(c);
            if (c == L' ' && here > 0) space = here;
            width += w > 0 ? w : 0;
            if (width > room) break;
            here += used;
            const bool number = polder_is_digit(text[here]); /* "0.5" stays whole */
            if (c != 0 && wcschr(number ? L"=/_" : L"=,.-/_|", c)) join = here;
        }
        const bool all = here == left;
        const size_t end = all ? left : space > 0 ? space : join > 0 ? join : here > 0 ? here : 1;
        memcpy(at, text, end);
        at += end;
        text += end;
        if (all) break;
        while (*text == ' ') text++;
        if (*text) *at++ = '\n';
    }
    if (out) *at = '\0';
    return out;
}

/* The widest piece of a text that has no place to break it. */
static int widest_word(const char *text)
{
    int widest = 0;
    for (const char *c = text; *c;) {
        const size_t n = strcspn(c, " =,.-/_|");
        const size_t length = n + (c[n] != '\0' && c[n] != ' ');
        const int width = polder_paper_columns(c, length);
        if (width > widest) widest = width;
        c += n + (c[n] != '\0');
    }
    return widest;
}

/* What the other columns leave for the one that is broken. */
static int room_for_text(const polder_grid_t *grid, int width)
{
    for (int i = 0; i < grid->n; i++)
        if (i != grid->wrap) width -= grid->width[i] + 2;
    return width;
}

static void break_column(polder_grid_t *grid, int room)
{
    if (room < NARROWEST) room = NARROWEST;
    for (int row = 0; row < grid->n_row; row++) {
        const int word = widest_word(grid->wrapped[row]);
        if (word > room && word <= WIDEST_WORD) room = word;
    }
    for (int row = 0; row < grid->n_row; row++) {
        struct libscols_line *line = scols_table_get_line(grid->table, (size_t)row);
        char *text = broken_text(grid->wrapped[row], room);
        if (!text || scols_line_set_data(line, (size_t)grid->wrap, text) != 0) grid->broken = true;
        free(text);
    }
}

/* Without the blanks in which the library ends a line. */
static void put_line(FILE *stream, const char *line)
{
    size_t n = strlen(line);
    while (n > 0 && line[n - 1] == ' ') n--;
    fwrite(line, 1, n, stream);
    putc('\n', stream);
}

/* `below`: there is no room beside the other columns, and each text goes below its line. */
static int print_lines(polder_grid_t *grid, const polder_paper_t *paper, bool below)
{
    char *text = NULL, *save = NULL;
    size_t size = 0;
    int code = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory) return -1;
    if (below)
        code = scols_column_set_flags(scols_table_get_column(grid->table, (size_t)grid->wrap),
                                      SCOLS_FL_HIDDEN);
    scols_table_set_stream(grid->table, memory);
    if (code == 0) code = scols_print_table(grid->table);
    if (fclose(memory) != 0) code = -1;
    const char *line = code == 0 ? strtok_r(text, "\n", &save) : NULL;
    for (int row = -1; line; row++, line = strtok_r(NULL, "\n", &save)) {
        put_line(paper->stream, line);
        if (below && row >= 0 && row < grid->n_row)
            polder_paper_paragraph(paper, "", grid->wrapped[row], 4);
    }
    free(text);
    return code;
}

int polder_grid_print(polder_grid_t *grid, const polder_paper_t *paper, int width)
{
    static const char *const bold = "\033[1m";
    if (!grid) return POLDER_MEMORY;
    const int room = grid->wrap >= 0 && width > 0 ? room_for_text(grid, width) : INT_MAX;
    const bool below = room < LEAST_ROOM && grid->wrap == grid->n - 1;
    if (room != INT_MAX && !below && !grid->broken) break_column(grid, room);
    /* We break lines ourselves, so the library must see room enough. */
    scols_table_set_termforce(grid->table, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(grid->table, 4096);
    if (scols_table_set_column_separator(grid->table, "  ") != 0) grid->broken = true;
    if (paper->colour && !grid->broken) {
        scols_table_enable_colors(grid->table, 1);
        for (int i = 0; i < grid->n; i++)
            scols_cell_set_color(
                scols_column_get_header(scols_table_get_column(grid->table, (size_t)i)), bold);
    }
    const int failed = grid->broken ? -1 : print_lines(grid, paper, below);
    grid_free(grid);
    return failed ? POLDER_MEMORY : POLDER_OK;
}
