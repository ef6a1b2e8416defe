/* page.h: what text.c and text_table.c share. */
#ifndef POLDER_PAGE_H
#define POLDER_PAGE_H

#include "document/document.h"
#include "document/paper.h"

typedef struct {
    const polder_document_t *document;
    const polder_paper_t *paper;
    int width; /* columns of a table */
} polder_page_t;

POLDER_MUST_USE int polder_page_table(const polder_page_t *page,
                                      const polder_document_table_t *table);

#endif
