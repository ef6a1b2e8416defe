/* lesson.h: the page that `polder lesson` fills in.
 *
 * What     The page is built beforehand (web/) and lies beside the ready scenarios. Its second line
 *          says which model its engine has and which scenarios and interventions it asks for;
 *          {{lang}}, {{title}} and {{data}} are filled in.
 */
#ifndef POLDER_LESSON_H
#define POLDER_LESSON_H

#include <jansson.h>
#include <stddef.h>

#include "kernel/error.h"

typedef struct {
    char *text;
    size_t length;
    char model[64], population[64]; /* a scenario whose networks stand beside a single table */
    char hand[1024];                /* interventions, with ", " between them */
} polder_page_t;

/* The page beside the scenarios in `folder` (NULL: there are none). POLDER_FILE: it is not there,
 * or it is no such page. */
POLDER_MUST_USE int polder_page_read(polder_page_t *page, const char *folder,
                                     polder_report_t *report);
void polder_page_free(polder_page_t *page);

/* The page with its blanks filled in, for the caller to free; NULL without memory. Nothing in
 * `title` or `data` can end the element it stands in. */
char *polder_page_fill(const polder_page_t *page, const char *language, const char *title,
                       const json_t *data);

#endif
