/* handout_measures.c: what the measures of a report are, each in the words of its own file: a part of a
 * report; see handout.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/setting_words.h"
#include "words/words.h"

enum { MOST = 24, ON_PAPER = 4, BESIDE_ARMS = 3 };

typedef polder_handout_page_t page_t;

typedef struct {
    const char *label[MOST], *about[MOST];
    int n;
} measures_t;

static const char *about_of(const page_t *p, const char *name)
{
    return name && p->describe ? p->describe(p->self, name, p->d->language) : NULL;
}

static const char *title_of(const page_t *p, const char *name)
{
    const char *title = p->name ? p->name(p->self, name, p->d->language) : NULL;
    return title ? title : name;
}

static const json_t *described(const polder_handout_t *h, int arm)
{
    return json_array_get(h->described, (size_t)h->arm[arm].of);
}

static void add(measures_t *m, const char *label, const char *about)
{
    if (!about || !*about || m->n == MOST) return;
    for (int i = 0; i < m->n; i++)
        if (strcmp(m->label[i], label) == 0 && strcmp(m->about[i], about) == 0) return;
    m->label[m->n] = label;
    m->about[m->n++] = about;
}

static void add_ready(const page_t *p, measures_t *m, const char *name)
{
    if (about_of(p, name)) add(m, title_of(p, name), about_of(p, name));
}

/* What an arm gives, if it has a name of its own: "Goals set anew (Picturing the future together)". */
static void add_given(const page_t *p, measures_t *m, int arm)
{
    const char *called = polder_handout_arm(p, arm);
    const json_t *use = NULL;
    size_t i = 0;
    json_array_foreach(json_object_get(described(p->h, arm), "interventions"), i, use)
    {
        const char *name = json_string_value(json_object_get(use, "name"));
        if (!about_of(p, name)) continue;
        const char *title = title_of(p, name);
        if (strstr(called, title)) /* "Picturing the future together, dose 0.5" */
            add(m, title, about_of(p, name));
        else
            add(m, polder_document_format(p->d, "%s (%s)", called, title), about_of(p, name));
    }
}

/* ---- in one line ---- */

/* As its scenario says; NULL: it does not. */
static const char *own_brief(const page_t *p, int arm)
{
    const json_t *of = described(p->h, arm);
    const char *english = json_string_value(json_object_get(of, "in_short")),
               *dutch = json_string_value(json_object_get(of, "in_short_nl"));
    return p->d->language == POLDER_DUTCH && dutch ? dutch : english;
}

const char *polder_handout_brief(const page_t *p, int arm)
{
    const char *own = own_brief(p, arm), *name = p->h->arm[arm].name;
    const json_t *uses = json_object_get(described(p->h, arm), "interventions");
    if (own && *own) return own;
    const char *brief = p->brief && name ? p->brief(p->self, name, p->d->language) : NULL;
    if (!brief && p->brief && json_array_size(uses) == 1) {
        name = json_string_value(json_object_get(json_array_get(uses, 0), "name"));
        brief = name ? p->brief(p->self, name, p->d->language) : NULL;
    }
    return brief && *brief ? brief : NULL;
}

bool polder_handout_uses(const polder_handout_t *h, int arm, const char *intervention)
{
    const json_t *use = NULL;
    size_t i = 0;
    bool found = h->arm[arm].name && strcmp(h->arm[arm].name, intervention) == 0;
    json_array_foreach(json_object_get(described(h, arm), "interventions"), i, use)
    {
        const char *name = json_string_value(json_object_get(use, "name"));
        found = found || (name && strcmp(name, intervention) == 0);
    }
    return found;
}

/* ---- at length ---- */

/* Does the name of an arm say what it sets? "One organisation leads" for lead. */
static bool is_called(const page_t *p, int arm, const char *value)
{
    const char *called = polder_handout_arm(p, arm),
               *word = polder_setting_word(p->d->language, value);
    return strstr(called, polder_about_first(p->d, word)) || strstr(called, word);
}

/* "form of governance: lead"; NULL: its name says so, or the model has no words for it. The caller frees it. */
static char *setting_said(const page_t *p, int arm, const char *name, const json_t *value)
{
    const polder_setting_words_t words = {p->d->language, p->causes ? &p->causes->table : NULL,
                                          p->h->result, p->h->about.tick};
    enum { DIGITS = 6 };
    char *text = NULL, *number = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) return NULL;
    if (!json_is_string(value))
        number = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(DIGITS));
    const char *said = number ? number : json_string_value(value);
    const bool put =
        said && !is_called(p, arm, said) && polder_setting_put(out, &words, name, said);
    free(number);
    if (fclose(out) == 0 && put) return text;
    free(text);
    return NULL;
}

/* What an arm sets, where it gives nothing. */
static void add_set(const page_t *p, measures_t *m, int arm)
{
    const char *name = NULL, *all = "";
    json_t *value = NULL;
    json_object_foreach(json_object_get(described(p->h, arm), "set"), name, value)
    {
        char *said = setting_said(p, arm, name, value);
        if (said) all = polder_document_format(p->d, "%s%s%s", all, *all ? "; " : "", said);
        free(said);
    }
    if (*all) add(m, polder_handout_arm(p, arm), polder_document_format(p->d, "%s.", all));
}

static void add_arm(const page_t *p, measures_t *m, int arm)
{
    const int before = m->n;
    if (about_of(p, p->h->arm[arm].name)) {
        add_ready(p, m, p->h->arm[arm].name);
        return;
    }
    add_given(p, m, arm);
    if (m->n == before && own_brief(p, arm)) add(m, polder_handout_arm(p, arm), own_brief(p, arm));
    if (m->n == before) add_set(p, m, arm);
}

/* What a diagnosis tried; on paper in one line. */
static void add_tried(const page_t *p, measures_t *m, const char *name, bool paper)
{
    const char *brief = paper && p->brief && name ? p->brief(p->self, name, p->d->language) : NULL;
    if (brief && *brief)
        add(m, title_of(p, name), brief);
    else
        add_ready(p, m, name);
}

/* Those of the arms, what harms first and then the best, or those that a diagnosis tried. On paper what
 * harms is not recommended. */
static measures_t find(const page_t *p, bool paper)
{
    measures_t m = {.n = 0};
    const polder_handout_t *h = p->h;
    int *order = h->n_arm > 1 ? polder_handout_order(h) : NULL;
    for (int k = h->n_arm - 1; order && k > 0 && !paper; k--)
        if (h->arm[order[k]].high < 0) add_arm(p, &m, order[k]);
    for (int k = 1; order && k < h->n_arm; k++)
        if (!(h->arm[order[k]].high < 0)) add_arm(p, &m, order[k]);
    free(order);
    const json_t *all = json_object_get(p->diagnosis, "remedies"), *one = NULL;
    size_t i = 0;
    json_array_foreach(all, i, one)
    {
        if (h->n_arm > 1 || (paper && i >= ON_PAPER)) break;
        add_tried(p, &m, json_string_value(json_object_get(one, "remedy")), paper);
        add_tried(p, &m, json_string_value(json_object_get(one, "with")), paper);
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
        const size_t n = strlen(m->about[i]);
        polder_document_item(p->d, 0, polder_document_format(p->d, "%s:", m->label[i]), "%.*s",
                             (int)(n > 0 && m->about[i][n - 1] == '\n' ? n - 1 : n), m->about[i]);
    }
}

/* " (a form of "B"; …)", of one intervention under another name; NULL: it has its own, or is no such thing. */
static const char *form_of(const page_t *p, int arm)
{
    const json_t *uses = json_object_get(described(p->h, arm), "interventions");
    const char *name = json_string_value(json_object_get(json_array_get(uses, 0), "name"));
    if (json_array_size(uses) != 1 || !about_of(p, name)) return NULL;
    const char *title = title_of(p, name);
    if (strstr(polder_handout_arm(p, arm), title)) return NULL;
    return polder_document_text(
        p->d, " (a form of \"%s\"; stronger, longer or elsewhere it can come out otherwise)",
        title);
}

/* What people do in an arm, and of what it is a form; NULL: nobody says. */
static const char *brief_and_form(const page_t *p, int arm)
{
    const char *brief = polder_handout_brief(p, arm), *form = brief ? form_of(p, arm) : NULL;
    return form    ? polder_document_format(p->d, "%s: %s", form, brief)
           : brief ? polder_document_format(p->d, ": %s", brief)
                   : NULL;
}

/* Of arms that are the same at other moments it is said once. In a line each, or one after the other where there is
 * little room. */
static void say_brief(const page_t *p, const int *arm, int n, int k, bool *said)
{
    enum { LITTLE_ROOM = 2 };
    const char *brief = brief_and_form(p, arm[k]), *names = "";
    for (int i = 0; brief && i < n; i++) {
        const char *other = brief_and_form(p, arm[i]);
        if (!other || strcmp(other, brief) != 0) continue;
        if (i < k) return; /* it is said there */
        names = polder_document_format(p->d, "%s%s\"%s\"", names, *names ? ", " : "",
                                       polder_handout_arm(p, arm[i]));
    }
    if (!brief) return;
    const char *one = polder_document_format(p->d, "%s%s", names, brief);
    if (*said && (p->told > 0 || p->tight >= LITTLE_ROOM))
        polder_document_add(p->d, " %s", one);
    else
        polder_document_note(p->d, "%s", one);
    *said = true;
}

/* Where there is no room for all: those that the answer names, and what harms. */
static bool is_told(const page_t *p, int arm, int n)
{
    return n <= POLDER_HANDOUT_FEW_ARMS || p->told < 2 || polder_handout_as_good(p->h, arm) ||
           p->h->arm[arm].high < 0;
}

/* False: nobody says, or there is no room for it. */
static bool say_briefs(const page_t *p, const int *arm, int n)
{
    enum { MOST_TOLD = 2 * MOST };
    int told[MOST_TOLD], n_told = 0;
    bool said = false;
    if (n == 0 || p->tight >= POLDER_HANDOUT_TIGHTEST) return false;
    if (own_brief(p, p->h->baseline)) told[n_told++] = p->h->baseline;
    for (int i = 0; i < n && n_told < MOST_TOLD; i++)
        if (is_told(p, arm[i], n)) told[n_told++] = arm[i];
    for (int k = 0; k < n_told; k++) say_brief(p, told, n_told, k, &said);
    return said;
}

void polder_handout_measures(const page_t *p, const int *arm, int n)
{
    const measures_t m = find(p, true);
    if (!say_briefs(p, arm, n) && fits(p, &m)) say(p, &m);
}

/* All of them, where paper has not. */
void polder_handout_measures_fold(const page_t *p)
{
    const measures_t m = find(p, false);
    if (m.n == 0) return;
    polder_document_heading(p->d, "What the approaches are");
    say(p, &m);
}
