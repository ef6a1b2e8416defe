/* handout_measures.c: what the measures of a report are, each in the words of its own file: a part of a
 * report; see handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "words/words.h"

enum { MOST = 24, ON_PAPER = 4, BESIDE_ARMS = 3 };

typedef polder_handout_page_t page_t;

typedef struct {
    const char *name[MOST];
    int n;
} measures_t;

static void add(const page_t *p, measures_t *m, const char *name)
{
    if (!name || m->n == MOST || !p->describe || !p->describe(p->self, name, p->d->language))
        return;
    for (int i = 0; i < m->n; i++)
        if (strcmp(m->name[i], name) == 0) return;
    m->name[m->n++] = name;
}

/* Those of the arms, the best first, or those that a diagnosis tried. */
static measures_t find(const page_t *p)
{
    measures_t m = {.n = 0};
    int *order = p->h->n_arm > 1 ? polder_handout_order(p->h) : NULL;
    for (int k = 1; order && k < p->h->n_arm; k++) /* what harms is not recommended */
        if (!(p->h->arm[order[k]].high < 0)) add(p, &m, p->h->arm[order[k]].name);
    free(order);
    const json_t *all = json_object_get(p->diagnosis, "remedies"), *one = NULL;
    size_t i = 0;
    json_array_foreach(all, i, one)
    {
        if (p->h->n_arm > 1 || i >= ON_PAPER) break;
        add(p, &m, json_string_value(json_object_get(one, "remedy")));
        add(p, &m, json_string_value(json_object_get(one, "with")));
    }
    return m;
}

/* Paper has room for a few, beside one thing at a time. */
static bool fits(const page_t *p, const measures_t *m)
{
    const bool both = p->h->n_arm > 0 && p->diagnosis;
    return p->tight == 0 && m->n <= (p->h->n_arm > 1 ? BESIDE_ARMS : ON_PAPER) &&
           p->h->n_point <= 1 && !both;
}

static void say(const page_t *p, const measures_t *m)
{
    for (int i = 0; i < m->n; i++) {
        const char *title = p->name ? p->name(p->self, m->name[i], p->d->language) : NULL;
        const char *about = p->describe(p->self, m->name[i], p->d->language);
        const size_t n = strlen(about);
        polder_document_item(p->d, 0,
                             polder_document_format(p->d, "%s:", title ? title : m->name[i]),
                             "%.*s", (int)(n > 0 && about[n - 1] == '\n' ? n - 1 : n), about);
    }
}

void polder_handout_measures(const page_t *p)
{
    const measures_t m = find(p);
    if (fits(p, &m)) say(p, &m);
}

void polder_handout_measures_fold(const page_t *p)
{
    const measures_t m = find(p);
    if (m.n == 0 || fits(p, &m)) return;
    polder_document_heading(p->d, "What the approaches are");
    say(p, &m);
}
