/* html.c: see html.h. How it looks is in html_style.c. */
#include "document/html.h"

#include <string.h>

#include "document/cell.h"
#include "document/html_style.h"
#include "document/markup.h"
#include "document/svg.h"
#include "words/words.h"

enum { DEEP = 16 };

typedef struct {
    const polder_document_t *d;
    FILE *out;
    int depth;
    polder_part_kind_t part[DEEP]; /* that are open */
    int code;
} html_t;

static void text(const html_t *h, const char *said)
{
    polder_markup_prose(h->out, said);
}

/* What may be typed stays as it is. */
static void line(const html_t *h, const char *said)
{
    if (!said || !*said) return;
    fputs("<p class=\"line\">", h->out);
    polder_markup_html(h->out, said);
    fputs("</p>\n", h->out);
}

static void element(const html_t *h, const char *name, const char *attributes, const char *said)
{
    if (!said || !*said) return;
    fprintf(h->out, "<%s%s>", name, attributes);
    text(h, said);
    fprintf(h->out, "</%s>\n", name);
}

static const char *say(const html_t *h, const char *english)
{
    return polder_text(h->d->language, english);
}

static bool is_within(const html_t *h, polder_part_kind_t part)
{
    for (int i = 0; i < h->depth; i++)
        if (h->part[i] == part) return true;
    return false;
}

/* ---- parts ---- */

static void begin(html_t *h, const polder_document_block_t *block)
{
    static const char *const open[] = {[POLDER_PART_SHEET] = "<section class=\"sheet\">\n",
                                       [POLDER_PART_ANSWER] = "<div class=\"answer\">\n",
                                       [POLDER_PART_BOX] = "<aside class=\"box\">\n",
                                       [POLDER_PART_FOLD] = "<details class=\"fold\">\n",
                                       [POLDER_PART_FOOT] = "<footer>\n",
                                       [POLDER_PART_PAPER] = "<div class=\"paper\">\n",
                                       [POLDER_PART_SCREEN] = "<div class=\"screen\">\n"};
    if (h->depth++ >= DEEP) return; /* so deep none is shown */
    h->part[h->depth - 1] = block->part;
    fputs(open[block->part], h->out);
    if (block->part == POLDER_PART_FOLD)
        element(h, "summary", "", *block->label ? block->label : "…");
    else
        element(h, "h2", "", block->label);
}

static void end(html_t *h)
{
    static const char *const close[] = {
        [POLDER_PART_SHEET] = "</section>\n", [POLDER_PART_ANSWER] = "</div>\n",
        [POLDER_PART_BOX] = "</aside>\n",     [POLDER_PART_FOLD] = "</details>\n",
        [POLDER_PART_FOOT] = "</footer>\n",   [POLDER_PART_PAPER] = "</div>\n",
        [POLDER_PART_SCREEN] = "</div>\n"};
    if (h->depth == 0) return;
    h->depth--;
    if (h->depth < DEEP) fputs(close[h->part[h->depth]], h->out);
}

/* ---- tables ---- */

static void put_cell(const html_t *h, const polder_head_t *head, const polder_datum_t *v,
                     bool first)
{
    char cell[POLDER_CELL];
    const char *class = polder_cell_is_right(head) ? " class=\"number\"" : "";
    fprintf(h->out,
            first ? "<th role=\"rowheader\" scope=\"row\"%s>" : "<td role=\"cell\"%s data-of=\"",
            class);
    if (!first) {
        polder_markup_plain(h->out, head->label);
        fputs("\">", h->out);
    }
    const char *said = polder_cell_on_page(cell, h->d->language, head, v);
    if (head->is == POLDER_IS_TEXT && v->text) fputs("<bdi>", h->out);
    text(h, said);
    if (head->is == POLDER_IS_TEXT && v->text) fputs("</bdi>", h->out);
    fputs(first ? "</th>" : "</td>", h->out);
}

static void put_head(const html_t *h, const polder_document_table_t *t)
{
    bool any = false;
    for (int c = 0; c < t->n_column; c++) any = any || (t->column[c].label && *t->column[c].label);
    if (!any) return;
    fputs("<thead role=\"rowgroup\"><tr role=\"row\">", h->out);
    for (int c = 0; c < t->n_column; c++) {
        const polder_head_t *head = &t->column[c];
        if (!head->label) continue;
        const bool empty = !*head->label; /* a corner is no head of anything */
        fprintf(h->out, empty ? "<td%s>" : "<th role=\"columnheader\" scope=\"col\"%s>",
                polder_cell_is_right(head) ? " class=\"number\"" : "");
        text(h, head->label);
        fputs(empty ? "</td>" : "</th>", h->out);
    }
    fputs("</tr></thead>\n", h->out);
}

static void put_table(const html_t *h, const polder_document_table_t *t)
{
    fputs("<div class=\"scroll\" tabindex=\"0\"><table role=\"table\">\n", h->out);
    if (t->chart.title) element(h, "caption", "", t->chart.title);
    put_head(h, t);
    fputs("<tbody role=\"rowgroup\">\n", h->out);
    for (int r = 0; r < t->n_row; r++) {
        const polder_datum_t *row = t->cell + (size_t)r * (size_t)t->n_column;
        bool first = true;
        if (!(t->readers[r] & POLDER_FOR_PEOPLE)) continue;
        fputs("<tr role=\"row\">", h->out);
        for (int c = 0; c < t->n_column; c++) {
            if (!t->column[c].label) continue;
            put_cell(h, &t->column[c], &row[c], first);
            first = false;
        }
        fputs("</tr>\n", h->out);
    }
    fputs("</tbody></table></div>\n", h->out);
}

/* Twice: which of them is seen depends on how wide the page is. */
static int put_drawing(const html_t *h, const polder_document_table_t *t)
{
    const polder_svg_options_t wide = {.width = POLDER_SVG_WIDE, .shape = "wide"};
    const polder_svg_options_t narrow = {.width = POLDER_SVG_NARROW, .shape = "narrow"};
    fputs("<figure>\n", h->out);
    element(h, "figcaption", "", t->chart.title);
    int code = polder_svg_write(t, h->d->language, &wide, h->out);
    if (code >= 0) code = polder_svg_write(t, h->d->language, &narrow, h->out);
    fputs("<details class=\"numbers\">", h->out);
    element(h, "summary", "", say(h, POLDER_TEXT("The numbers of this picture")));
    put_table(h, t);
    fputs("</details></figure>\n", h->out);
    return code;
}

static bool has_rows(const polder_document_table_t *t)
{
    bool any = false;
    for (int r = 0; r < t->n_row; r++) any = any || (t->readers[r] & POLDER_FOR_PEOPLE);
    return any && t->n_column > 0;
}

/* ---- the other blocks ---- */

static void put_fact(const html_t *h, const polder_document_block_t *block)
{
    char cell[POLDER_CELL];
    fputs("<p class=\"fact\"><b>", h->out);
    text(h, block->label);
    fputs(":</b> ", h->out);
    text(h, polder_cell_on_page(cell, h->d->language, &block->head, &block->datum));
    fputs("</p>\n", h->out);
}

static void put_item(const html_t *h, const polder_document_block_t *block)
{
    fprintf(h->out, "<p class=\"item%s\"><b>", block->indent > 0 ? " in" : "");
    text(h, block->label);
    fputs("</b> ", h->out);
    text(h, block->text);
    fputs("</p>\n", h->out);
}

static void put_block(html_t *h, const polder_document_block_t *block)
{
    switch (block->kind) {
    case POLDER_BLOCK_TITLE:
        element(h, "h1", "", block->text);
        break;
    case POLDER_BLOCK_HEADING:
        element(h, is_within(h, POLDER_PART_FOLD) ? "h3" : "h2", "", block->text);
        break;
    case POLDER_BLOCK_PARAGRAPH:
        element(h, "p", "", block->text);
        break;
    case POLDER_BLOCK_NOTE:
        element(h, "p", " class=\"note\"", block->text);
        break;
    case POLDER_BLOCK_ITEM:
        put_item(h, block);
        break;
    case POLDER_BLOCK_LINE:
        line(h, block->text);
        break;
    case POLDER_BLOCK_FACT:
        put_fact(h, block);
        break;
    case POLDER_BLOCK_TABLE:
        if (polder_svg_can(block->table))
            h->code = put_drawing(h, block->table);
        else if (has_rows(block->table))
            put_table(h, block->table);
        break;
    case POLDER_BLOCK_BEGIN:
        begin(h, block);
        break;
    case POLDER_BLOCK_END:
        end(h);
        break;
    case POLDER_BLOCK_GAP:
    case POLDER_BLOCK_OPEN:
    case POLDER_BLOCK_CLOSE:
        break;
    }
}

/* ---- the whole ---- */

static void put_top(const html_t *h)
{
    const polder_document_block_t *block = NULL;
    const char *title = "Polder";
    while ((block = polder_document_next(h->d, POLDER_FOR_PEOPLE, block)))
        if (block->kind == POLDER_BLOCK_TITLE) title = block->text;
    fprintf(h->out,
            "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
            polder_language_code(h->d->language));
    polder_markup_plain(h->out, title);
    fprintf(h->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", polder_html_style);
}

int polder_document_html(const polder_document_t *d, FILE *stream)
{
    html_t h = {.d = d, .out = stream};
    const polder_document_block_t *block = NULL;
    if (!d || d->broken) return POLDER_MEMORY;
    put_top(&h);
    while (h.code >= 0 && (block = polder_document_next(d, POLDER_FOR_PEOPLE, block)))
        put_block(&h, block);
    while (h.depth > 0) end(&h);
    fputs("</main>\n</body>\n</html>\n", stream);
    return h.code;
}
