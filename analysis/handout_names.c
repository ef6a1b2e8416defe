/* handout_names.c: arms of a report as people call them (arm_names.h), between isolates; see handout.h. */
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/setting_words.h"
#include "document/markup.h"
#include "kernel/utf8.h"
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

/* How a long name begins and how it ends, which is where the names of a series differ: from the comma on, if
 * what stands behind it is short. */
static const char *cut(const page_t *p, const char *name, size_t ends)
{
    enum { BEGIN = 20, SHORT = 60, TAIL = 33 }; /* bytes, with the isolates */
    const size_t n = strlen(name);
    if (n <= SHORT) return name;
    size_t begin = polder_utf8_cut(name, n, BEGIN), end = n - ends;
    while (polder_utf8_continues(name[end])) end++;
    const char *word = strchr(name + end, ' '), *comma = strchr(name + begin, ',');
    if (comma && strlen(comma) <= TAIL)
        end = (size_t)(comma - name);
    else if (word && word[1])
        end = (size_t)(word - name);
    while (begin > 0 && name[begin - 1] == ' ') begin--;
    return polder_document_format(p->d, "%.*s…%s", (int)begin, name, name + end);
}

/* Is no other arm cut to the same? */
static bool is_alone(const page_t *p, int arm, const char *some, size_t ends)
{
    for (int i = 0; i < p->h->n_arm; i++) {
        const polder_handout_arm_t *a = &p->h->arm[i];
        if (i != arm && strcmp(some, cut(p, polder_handout_arm_of(p, a->name, a->of), ends)) == 0)
            return false;
    }
    return true;
}

const char *polder_handout_arm(const page_t *p, int arm)
{
    enum { FIRST = 14, STEP = 7, LAST = 35 };
    const char *name = polder_handout_arm_of(p, p->h->arm[arm].name, p->h->arm[arm].of);
    for (size_t ends = FIRST; p->tight >= POLDER_HANDOUT_CUT && ends <= LAST; ends += STEP) {
        const char *some = cut(p, name, ends);
        if (is_alone(p, arm, some, ends)) return some;
    }
    return name;
}
