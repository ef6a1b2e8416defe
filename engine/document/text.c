/* text.c: a document for people, in columns of characters; see render.h. */
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "document/grid.h"
#include "document/render.h"

enum { WIDTH = 80, BAR = 18 };

typedef struct {
    const polder_document_t *document;
    const polder_paper_t *paper;
    int width;
} page_t;

/* "█████": of BAR characters as many as the share is. */
static const char *bar(const polder_paper_t *paper, const polder_datum_t *v, char text[3 * BAR + 1])
{
    const char *block = paper->utf8 ? "█" : "#";
    const size_t size = strlen(block);
    size_t n = v->value > 0 ? (size_t)lround(v->value * BAR) : 0;
    n = n > BAR ? BAR : n;
    for (size_t i = 0; i < n; i++) memcpy(text + i * size, block, size);
    text[n * size] = '\0';
    return text;
}

static polder_grid_t *new_grid(const polder_document_table_t *t)
{
    const char **name = calloc((size_t)t->n_column + 1, sizeof *name);
    int *flag = calloc((size_t)t->n_column + 1, sizeof *flag), n = 0;
    for (int i = 0; name && flag && i < t->n_column; i++) {
        const polder_head_t *head = &t->column[i];
        if (!head->label) continue;
        flag[n] = (polder_cell_is_right(head) ? POLDER_GRID_RIGHT : 0) |
                  (head->wrap ? POLDER_GRID_WRAP : 0);
        name[n++] = head->label;
    }
    if (name && t->chart.kind == POLDER_CHART_BARS) name[n++] = "";
    polder_grid_t *grid = name && flag && n > 0 ? polder_grid_new(n, name, flag) : NULL;
    free(name);
    free(flag);
    return grid;
}

/* A cell, as text that can be freed. */
static char *cell_text(const page_t *page, const polder_head_t *head, const polder_datum_t *v,
                       const polder_datum_t *above)
{
    char text[POLDER_CELL], before[POLDER_CELL];
    const polder_language_t language = page->document->language;
    const char *cell = polder_cell(text, language, head, v);
    if (above && head->once && strcmp(polder_cell(before, language, head, above), cell) == 0)
        return strdup("");
    return polder_paper_clean(page->paper, cell);
}

static bool add_row(const page_t *page, polder_grid_t *grid, const polder_document_table_t *t,
                    const polder_datum_t *row, const polder_datum_t *above)
{
    char **cell = calloc((size_t)t->n_column + 1, sizeof *cell), bars[3 * BAR + 1];
    bool good = cell != NULL;
    int n = 0;
    for (int i = 0; good && i < t->n_column; i++) {
        if (!t->column[i].label) continue;
        cell[n] = cell_text(page, &t->column[i], &row[i], above ? &above[i] : NULL);
        good = cell[n++] != NULL;
    }
    if (good && t->chart.kind == POLDER_CHART_BARS) {
        cell[n] = strdup(bar(page->paper, &row[t->chart.y], bars));
        good = cell[n++] != NULL;
    }
    if (good) polder_grid_row(grid, (const char *const *)cell);
    for (int i = 0; cell && i < n; i++) free(cell[i]);
    free(cell);
    return good;
}

static bool has_labels(const polder_document_table_t *t)
{
    bool any = false, rows = false;
    for (int i = 0; i < t->n_column; i++) any = any || t->column[i].label;
    for (int i = 0; i < t->n_row; i++) rows = rows || t->readers[i] & POLDER_FOR_PEOPLE;
    return any && rows;
}

static int print_table(const page_t *page, const polder_document_table_t *t)
{
    const polder_datum_t *above = NULL;
    if (!has_labels(t)) return POLDER_OK;
    polder_grid_t *grid = new_grid(t);
    bool good = grid != NULL;
    for (int i = 0; i < t->n_row && good; i++) {
        const polder_datum_t *row = t->cell + (size_t)i * (size_t)t->n_column;
        if (!(t->readers[i] & POLDER_FOR_PEOPLE)) continue;
        good = add_row(page, grid, t, row, above);
        above = row;
    }
    const int code = polder_grid_print(grid, page->paper, page->width);
    return good ? code : POLDER_MEMORY;
}

static void print_line(const page_t *page, const char *label, const char *text)
{
    polder_paper_text(page->paper, label, strlen(label));
    polder_paper_text(page->paper, text, strlen(text));
    putc('\n', page->paper->stream);
}

static void print_fact(const page_t *page, const polder_document_block_t *block)
{
    char text[POLDER_CELL], label[POLDER_CELL];
    snprintf(label, sizeof label, "%.100s: ", block->label);
    print_line(page, label,
               polder_cell(text, page->document->language, &block->head, &block->datum));
}

static int print_block(const page_t *page, const polder_document_block_t *block)
{
    const polder_paper_t *paper = page->paper;
    switch (block->kind) {
    case POLDER_BLOCK_HEADING:
        putc('\n', paper->stream);
        /* fall through */
    case POLDER_BLOCK_TITLE:
        polder_paper_heading(paper, block->text);
        putc('\n', paper->stream);
        break;
    case POLDER_BLOCK_PARAGRAPH:
    case POLDER_BLOCK_NOTE:
        polder_paper_paragraph(paper, "", block->text, 0);
        break;
    case POLDER_BLOCK_ITEM:
        polder_paper_paragraph(paper, block->label, block->text, block->indent);
        break;
    case POLDER_BLOCK_LINE:
        print_line(page, "", block->text);
        break;
    case POLDER_BLOCK_GAP:
        putc('\n', paper->stream);
        break;
    case POLDER_BLOCK_FACT:
        print_fact(page, block);
        break;
    case POLDER_BLOCK_TABLE:
        return print_table(page, block->table);
    case POLDER_BLOCK_OPEN:
    case POLDER_BLOCK_CLOSE:
        break;
    }
    return POLDER_OK;
}

int polder_document_print(const polder_document_t *d, const polder_paper_t *paper)
{
    const page_t page = {d, paper, paper->width > 0 ? paper->width : WIDTH};
    int code = !d || d->broken ? POLDER_MEMORY : POLDER_OK;
    const polder_document_block_t *block = NULL;
    while (code >= 0 && (block = polder_document_next(d, POLDER_FOR_PEOPLE, block)))
        code = print_block(&page, block);
    return code;
}
