/* handout_names.c: arms of a report as people call them (arm_names.h), between isolates; see handout.h. */
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/setting_words.h"
#include "document/markup.h"
#include "words/words.h"

typedef polder_handout_page_t page_t;

const char *polder_handout_field(const page_t *p, const char *name)
{
    const polder_table_t *table = p->causes ? &p->causes->table : NULL;
    return polder_setting_said(
        &(polder_setting_words_t){p->d->language, table, p->h->result, p->h->about.tick}, name);
}

const char *polder_handout_called(const page_t *p, const char *name, int of)
{
    if (!name || !*name)
        return polder_text(p->d->language,
                           polder_handout_of_one(p->h) ? "all runs" : "all networks");
    const char *called = polder_arm_called(p->d, &p->h->about.called, of, name);
    const char *none = polder_arm_none(p->d->language); /* our word, and no name */
    if (strcmp(called, "none") == 0 || strcmp(called, none) == 0) return none;
    return polder_document_format(p->d, POLDER_ISOLATE "%s" POLDER_ISOLATE_END, called);
}

/* Words begin with a capital, a name stays as a file has it. */
const char *polder_handout_arm_of(const page_t *p, const char *name, int of)
{
    const char *called = polder_handout_called(p, name, of);
    const size_t mark = strlen(POLDER_ISOLATE);
    if (strncmp(called, POLDER_ISOLATE, mark) != 0) return called;
    const char *text = called + mark;
    const bool same = strncmp(text, name, strlen(name)) == 0 && !strchr(name, ' ');
    if (same && strcmp(text + strlen(name), POLDER_ISOLATE_END) == 0) return called;
    return polder_document_format(p->d, POLDER_ISOLATE "%s", polder_about_first(p->d, text));
}

const char *polder_handout_arm(const page_t *p, int arm)
{
    return polder_handout_arm_of(p, p->h->arm[arm].name, p->h->arm[arm].of);
}
