/* text.c: a document for people, in columns of characters; see render.h. */
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "document/page.h"
#include "document/render.h"

enum { WIDTH = 80 };

static void print_line(const polder_page_t *page, const char *label, const char *text)
{
    polder_paper_text(page->paper, label, strlen(label));
    polder_paper_text(page->paper, text, strlen(text));
    putc('\n', page->paper->stream);
}

static void print_fact(const polder_page_t *page, const polder_document_block_t *block)
{
    char text[POLDER_CELL], label[POLDER_CELL];
    snprintf(label, sizeof label, "%.100s: ", block->label);
    print_line(page, label,
               polder_cell(text, page->document->language, &block->head, &block->datum));
}

static int print_block(const polder_page_t *page, const polder_document_block_t *block)
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
        return polder_page_table(page, block->table);
    case POLDER_BLOCK_BEGIN:
        if (!*block->label) break;
        putc('\n', paper->stream);
        polder_paper_heading(paper, block->label);
        putc('\n', paper->stream);
        break;
    case POLDER_BLOCK_OPEN:
    case POLDER_BLOCK_CLOSE:
    case POLDER_BLOCK_END:
        break;
    }
    return POLDER_OK;
}

int polder_document_print(const polder_document_t *d, const polder_paper_t *paper)
{
    const polder_page_t page = {d, paper, paper->width > 0 ? paper->width : WIDTH};
    int code = !d || d->broken ? POLDER_MEMORY : POLDER_OK;
    const polder_document_block_t *block = NULL;
    while (code >= 0 && (block = polder_document_next(d, POLDER_FOR_PEOPLE, block)))
        code = print_block(&page, block);
    return code;
}
