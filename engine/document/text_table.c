/* text_table.c: a table for people, in columns of characters; see render.h.
 *
 * Where it is too wide, columns that may go (`spare`) get their names on two lines, broken behind a
 * full stop or at a blank, and long words in them are cut; then the last of them are left out, but for
 * the first.
 */
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "document/grid.h"
#include "document/page.h"
#include "kernel/utf8.h"
#include "words/words.h"

/* Of a bar; of a text that is broken, at least; of words that are cut, at least. */
enum { BAR = 18, NARROW = 12, SHORT = 8 };

/* A column as it is shown. */
typedef struct {
    const polder_head_t *head; /* NULL: the bars */
    int at;                    /* in the table */
    char *name, *below;        /* below: the second line of the name, or NULL */
    char **cell;               /* [n_row] */
    int width;
    bool out;
} shown_t;

typedef struct {
    const polder_page_t *page;
    const polder_document_table_t *table;
    int n, n_row;
    shown_t *column;
    const polder_datum_t **row; /* [n_row] */
} sheet_t;

static int columns_of(const char *text)
{
    return text ? polder_paper_columns(text, strlen(text)) : 0;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void measure(const sheet_t *s, shown_t *c)
{
    c->width = larger(columns_of(c->name), columns_of(c->below));
    for (int i = 0; i < s->n_row; i++) c->width = larger(c->width, columns_of(c->cell[i]));
}

/* ---- the cells ---- */

/* "█████": of BAR characters as many as the share is. */
static char *bar(const polder_paper_t *paper, double share)
{
    const char *block = paper->utf8 ? "█" : "#";
    const size_t size = strlen(block);
    size_t n = share > 0 ? (size_t)lround(share * BAR) : 0;
    n = n > BAR ? BAR : n;
    char *text = malloc(n * size + 1);
    for (size_t i = 0; text && i < n; i++) memcpy(text + i * size, block, size);
    if (text) text[n * size] = '\0';
    return text;
}

static char *cell_of(const sheet_t *s, const shown_t *c, int row)
{
    char text[POLDER_CELL], before[POLDER_CELL];
    const polder_language_t language = s->page->document->language;
    const polder_datum_t *v = &s->row[row][c->at];
    if (!c->head) return bar(s->page->paper, v->value);
    const char *cell = polder_cell(text, language, c->head, v);
    if (c->head->once && row > 0 &&
        strcmp(polder_cell(before, language, c->head, &s->row[row - 1][c->at]), cell) == 0)
        return strdup("");
    return polder_paper_clean(s->page->paper, cell);
}

static bool add_column(sheet_t *s, const polder_head_t *head, int at)
{
    shown_t *c = &s->column[s->n++];
    *c = (shown_t){.head = head, .at = at};
    c->name = head ? polder_paper_clean(s->page->paper, head->label) : strdup("");
    c->cell = calloc((size_t)s->n_row + 1, sizeof *c->cell);
    if (!c->name || !c->cell) return false;
    for (int i = 0; i < s->n_row; i++)
        if (!(c->cell[i] = cell_of(s, c, i))) return false;
    measure(s, c);
    return true;
}

static bool gather(sheet_t *s)
{
    const polder_document_table_t *t = s->table;
    s->column = calloc((size_t)t->n_column + 1, sizeof *s->column);
    s->row = calloc((size_t)t->n_row + 1, sizeof *s->row);
    bool good = s->column && s->row;
    for (int i = 0; good && i < t->n_row; i++)
        if (t->readers[i] & POLDER_FOR_PEOPLE)
            s->row[s->n_row++] = t->cell + (size_t)i * (size_t)t->n_column;
    for (int i = 0; good && i < t->n_column && s->n_row > 0; i++)
        if (t->column[i].label) good = add_column(s, &t->column[i], i);
    if (good && s->n > 0 && t->chart.kind == POLDER_CHART_BARS)
        good = add_column(s, NULL, t->chart.y);
    return good;
}

static void sheet_free(sheet_t *s)
{
    for (int i = 0; s->column && i < s->n; i++) {
        for (int k = 0; s->column[i].cell && k < s->n_row; k++) free(s->column[i].cell[k]);
        free(s->column[i].cell);
        free(s->column[i].name);
        free(s->column[i].below);
    }
    free(s->column);
    free(s->row);
}

/* ---- too wide ---- */

static bool is_spare(const shown_t *c)
{
    return c->head && c->head->spare;
}

/* What the columns that must be there leave, of which one may be broken. */
static int room_for_spare(const sheet_t *s, int *n)
{
    int room = s->page->width + 2;
    *n = 0;
    for (int i = 0; i < s->n; i++) {
        const shown_t *c = &s->column[i];
        const bool narrow = c->head && c->head->wrap && c->width > NARROW;
        *n += is_spare(c);
        if (!is_spare(c)) room -= (narrow ? NARROW : c->width) + 2;
    }
    return room;
}

/* Where a name is broken: behind a full stop, or at a blank. NULL: nowhere. */
static char *joint(const shown_t *c)
{
    char *at = strpbrk(c->name, ". ");
    return at && at[1] ? at : NULL;
}

/* "relations." above "trust", "trust" above "given": both lines together are the name. */
static bool split_name(shown_t *c)
{
    char *at = joint(c);
    if (!at) {
        c->below = c->name;
        return (c->name = strdup("")) != NULL;
    }
    c->below = strdup(at + 1);
    at[*at == '.'] = '\0';
    return c->below != NULL;
}

/* Is any name broken that may be? If none is, one line is enough. */
static bool any_joint(const sheet_t *s)
{
    bool any = false;
    for (int i = 0; i < s->n; i++) any |= is_spare(&s->column[i]) && joint(&s->column[i]);
    return any;
}

/* A full stop says that there was more of the word. */
static void cut(char *text, int width)
{
    const size_t n = strlen(text);
    if (columns_of(text) <= width) return;
    size_t end = polder_utf8_cut(text, n, (size_t)width - 1);
    memcpy(text + end, ".", 2);
}

static bool narrow(sheet_t *s)
{
    int n = 0, room = room_for_spare(s, &n), all = 0, kept = 0;
    for (int i = 0; i < s->n; i++) all += is_spare(&s->column[i]) ? s->column[i].width + 2 : 0;
    if (n == 0 || all <= room) return true;
    const int most = larger(n > 1 ? room / 2 - 2 : room - 2, SHORT);
    const bool split = any_joint(s);
    bool full = false;
    for (int i = 0; i < s->n; i++) {
        shown_t *c = &s->column[i];
        if (!is_spare(c)) continue;
        if (split && !split_name(c)) return false;
        for (int k = 0; k < s->n_row; k++)
            if (s->row[k][c->at].text) cut(c->cell[k], most);
        measure(s, c);
        full = full || (kept > 0 && c->width + 2 > room);
        c->out = full;
        if (full) continue;
        room -= c->width + 2;
        kept++;
    }
    return true;
}

/* ---- on the paper ---- */

static polder_grid_t *new_grid(const sheet_t *s, const char **cell, int *flag)
{
    int n = 0, below = 0;
    for (int i = 0; i < s->n; i++) {
        const shown_t *c = &s->column[i];
        if (c->out) continue;
        flag[n] = c->head && polder_cell_is_right(c->head) ? POLDER_GRID_RIGHT : 0;
        if (c->head && c->head->wrap) flag[n] |= POLDER_GRID_WRAP;
        below += c->below != NULL;
        cell[n++] = c->name;
    }
    polder_grid_t *grid = polder_grid_new(n, cell, flag);
    n = 0;
    for (int i = 0; i < s->n; i++)
        if (!s->column[i].out) cell[n++] = s->column[i].below ? s->column[i].below : "";
    if (below) polder_grid_row(grid, cell);
    return grid;
}

static int put_grid(const sheet_t *s)
{
    const char **cell = calloc((size_t)s->n + 1, sizeof *cell);
    int *flag = calloc((size_t)s->n + 1, sizeof *flag), code = POLDER_MEMORY;
    polder_grid_t *grid = cell && flag ? new_grid(s, cell, flag) : NULL;
    for (int row = 0; grid && row < s->n_row; row++) {
        int n = 0;
        for (int i = 0; i < s->n; i++)
            if (!s->column[i].out) cell[n++] = s->column[i].cell[row];
        polder_grid_row(grid, cell);
    }
    if (grid) code = polder_grid_print(grid, s->page->paper, s->page->width);
    free(cell);
    free(flag);
    return code;
}

/* Which columns there was no room for. */
static int say_left_out(const sheet_t *s)
{
    char *text = NULL;
    size_t size = 0;
    int n = 0;
    for (int i = 0; i < s->n; i++) n += s->column[i].out;
    if (n == 0) return POLDER_OK;
    FILE *to = open_memstream(&text, &size);
    if (!to) return POLDER_MEMORY;
    fprintf(to,
            polder_text_count(s->page->document->language, "There is no room for %d more column:",
                              "There is no room for %d more columns:", (unsigned long)n),
            n);
    for (int i = 0, said = 0; i < s->n; i++)
        if (s->column[i].out) fprintf(to, "%s %s", said++ ? "," : "", s->column[i].head->label);
    fprintf(to, ". %s",
            polder_text(s->page->document->language, "A wider screen, or --json, shows them."));
    const int code = fclose(to) == 0 ? POLDER_OK : POLDER_MEMORY;
    if (code >= 0) polder_paper_paragraph(s->page->paper, "", text, 0);
    free(text);
    return code;
}

int polder_page_table(const polder_page_t *page, const polder_document_table_t *table)
{
    sheet_t s = {.page = page, .table = table};
    int code = gather(&s) && narrow(&s) ? POLDER_OK : POLDER_MEMORY;
    if (code >= 0 && s.n > 0) code = put_grid(&s);
    if (code >= 0) code = say_left_out(&s);
    sheet_free(&s);
    return code;
}
