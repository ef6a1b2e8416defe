/* handout_cases.c: what the situations of a design say apart, where an average over them hides that an
 * approach helps in one and harms in another; a part of a report; see handout.h. */
#include <stdlib.h>

#include "analysis/handout_split.h"
#include "document/cell.h"
#include "words/words.h"

typedef polder_handout_page_t page_t;

/* ---- which of them turn ---- */

/* It surely helps in one situation and surely harms in another. */
bool polder_handout_turns(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    return h->n_point > 1 && arm != h->baseline && a->better > 0 && a->worse > 0;
}

/* Where what helps most turns, no average may answer; where another one does, a sentence tells it. */
bool polder_handout_decides(const polder_handout_t *h, int arm)
{
    return polder_handout_turns(h, arm) &&
           (h->best < 0 || arm == h->best || polder_handout_as_good(h, arm));
}

bool polder_handout_cases_differ(const polder_handout_t *h)
{
    for (int i = 0; i < h->n_arm; i++)
        if (polder_handout_decides(h, i)) return true;
    return false;
}

/* ---- how firm ---- */

static const char *held(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    const char *name = polder_handout_arm(p, arm), *other = polder_handout_arm(p, p->h->baseline);
    if (a->gain > 0)
        return polder_document_text(p->d,
                                    "In %d of the %d situations that were calculated \"%s\" does "
                                    "better than \"%s\".",
                                    a->up, a->points, name, other);
    return polder_document_text(p->d,
                                "In %d of the %d situations that were calculated \"%s\" does worse "
                                "than \"%s\".",
                                a->down, a->points, name, other);
}

static bool holds(const polder_handout_arm_t *a)
{
    return 20 * (a->gain > 0 ? a->up : a->down) >= 19 * a->points; /* in 95 of a hundred */
}

/* Where it turns, only what chance does not do is counted, as in the table. */
static void say_turning(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0, *order = polder_handout_order(h);
    for (int k = 1; order && k < h->n_arm; k++) {
        const int i = order[k];
        const polder_handout_arm_t *a = &h->arm[i];
        if ((!polder_handout_decides(h, i) && !polder_handout_as_good(h, i)) ||
            n == POLDER_HANDOUT_COLUMNS)
            continue;
        if (n > 0) polder_document_add(p->d, " ");
        const char *name = polder_handout_arm(p, i);
        if (a->worse == 0)
            polder_document_add(
                p->d, "\"%s\" is clearly better in %d of %d situations and nowhere clearly worse.",
                name, a->better, a->points);
        else
            polder_document_add(p->d,
                                "\"%s\" is clearly better in %d of %d situations and clearly worse "
                                "in %d.",
                                name, a->better, a->points, a->worse);
        n++;
    }
    free(order);
    polder_document_add(p->d, " ");
    polder_document_add(p->d,
                        "Clearly: more than chance does. What else we assume was not varied.");
}

/* Over what we do not know, as far as a design has varied it: all that surely help have to hold. */
void polder_handout_cases_firm(const page_t *p, int arm)
{
    const polder_handout_t *h = p->h;
    if (polder_handout_cases_differ(h)) {
        polder_document_item(p->d, 0, POLDER_TEXT("How firm is this? It depends."), " ");
        say_turning(p);
        return;
    }
    bool all = holds(&h->arm[arm]);
    for (int i = 0; i < h->n_arm; i++)
        if (polder_handout_as_good(h, i)) all = all && holds(&h->arm[i]);
    const bool few = h->arm[arm].points < POLDER_HANDOUT_POINTS;
    polder_document_item(p->d, 0,
                         !all  ? POLDER_TEXT("How firm is this? It depends.")
                         : few ? POLDER_TEXT("How firm is this? Examined too little.")
                               : POLDER_TEXT("How firm is this? Firm."),
                         "%s", held(p, arm));
    for (int i = 0, n = 1; i < h->n_arm && n < POLDER_HANDOUT_COLUMNS; i++) {
        if (i == arm || !polder_handout_as_good(h, i)) continue;
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "\"%s\" does so in %d.", polder_handout_arm(p, i), h->arm[i].up);
        n++;
    }
    if (!few) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "It takes %d to call it firm.", (int)POLDER_HANDOUT_POINTS);
}

/* ---- by what it depends on ---- */

/* "A" and "B": those that are on a side at just these levels; how many. */
static const char *arms_at(const page_t *p, const polder_handout_split_t *s, unsigned bits,
                           int which, int *n)
{
    const polder_handout_t *h = p->h;
    const char *all = "", *last = NULL;
    int *order = polder_handout_order(h);
    *n = 0;
    for (int k = 1; order && k < h->n_arm; k++) {
        if (polder_handout_levels(h, s, order[k], which) != bits) continue;
        if (++*n > POLDER_HANDOUT_COLUMNS) continue;
        if (last) all = *all ? polder_document_format(p->d, "%s, %s", all, last) : last;
        last = polder_document_format(p->d, "\"%s\"", polder_handout_arm(p, order[k]));
    }
    free(order);
    if (*n > POLDER_HANDOUT_COLUMNS)
        return polder_document_text(p->d, "%s and %d more",
                                    polder_document_format(p->d, "%s, %s", all, last),
                                    *n - POLDER_HANDOUT_COLUMNS);
    return *all ? polder_document_text(p->d, "%s and %s", all, last) : last ? last : "";
}

/* The first that decides and is better at one level and worse at another; -1: none. */
static int first_turning(const polder_handout_t *h, const polder_handout_split_t *s)
{
    int found = -1, *order = polder_handout_order(h);
    for (int k = 1; order && s->factor && k < h->n_arm && found < 0; k++)
        if (polder_handout_decides(h, order[k]) && polder_handout_levels(h, s, order[k], 1) &&
            polder_handout_levels(h, s, order[k], -1))
            found = order[k];
    free(order);
    return found;
}

void polder_handout_cases_verdict(const page_t *p)
{
    const polder_handout_split_t s = polder_handout_split(p->h);
    const int arm = first_turning(p->h, &s);
    if (!s.factor) {
        polder_document_say(p->d, "In this model it depends on the situation what helps.");
        return;
    }
    const char *of = polder_handout_factor_said(p, s.factor);
    if (arm < 0) {
        polder_document_say(p->d, "In this model what helps depends on this: %s.", of);
        return;
    }
    int n = 0, n_worse = 0;
    const unsigned better = polder_handout_levels(p->h, &s, arm, 1),
                   worse = polder_handout_levels(p->h, &s, arm, -1);
    const char *names = arms_at(p, &s, better, 1, &n), *bad = arms_at(p, &s, worse, -1, &n_worse);
    const char *base = polder_handout_arm(p, p->h->baseline);
    const char *with = polder_document_format(
        p->d,
        polder_text_count(p->d->language, "%s does better than \"%s\" at %s",
                          "%s do better than \"%s\" at %s", (unsigned long)n),
        names, base, polder_handout_levels_said(p, &s, better));
    const char *without =
        polder_document_format(p->d,
                               polder_text_count(p->d->language, "at %s %s does worse",
                                                 "at %s %s do worse", (unsigned long)n_worse),
                               polder_handout_levels_said(p, &s, worse), bad);
    polder_document_say(p->d, "In this model %s; %s (%s).", with, without, of);
}

/* Does it go the same way at all levels? Only then is its average an answer. */
bool polder_handout_cases_hold(const polder_handout_t *h, int arm)
{
    if (!polder_handout_cases_differ(h)) return true;
    const polder_handout_split_t s = polder_handout_split(h);
    const unsigned all = (1U << s.n) - 1;
    return s.factor && (polder_handout_levels(h, &s, arm, 1) == all ||
                        polder_handout_levels(h, &s, arm, -1) == all);
}

/* ---- where it harms ---- */

/* "at 5: 17 in 100 instead of 31"; NULL: nowhere that a table tells. */
static const char *worse_where(const page_t *p, int arm)
{
    const polder_handout_split_t s = polder_handout_cases_differ(p->h)
                                         ? polder_handout_split(p->h)
                                         : (polder_handout_split_t){.factor = NULL};
    const char *all = NULL;
    for (int level = 0; s.factor && level < s.n; level++) {
        const polder_handout_row_t r = polder_handout_row(p->h, &s, level, arm);
        if (polder_handout_side(&r) >= 0) continue;
        const char *one = polder_document_text(
            p->d, "at %s, %d in 100 succeed instead of %d", polder_handout_level(p, &s, level).text,
            polder_handout_hundred(r.share), polder_handout_hundred(r.share - r.gain));
        all = all ? polder_document_format(p->d, "%s; %s", all, one) : one;
    }
    return all;
}

bool polder_handout_cases_harm(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    for (int i = 0; h->n_point > 1 && i < h->n_arm; i++) {
        const polder_handout_arm_t *a = &h->arm[i];
        const bool told = a->high < 0 && a->better == 0; /* "makes it worse" */
        if (i == h->baseline || a->worse == 0 || told || n++ >= POLDER_HANDOUT_COLUMNS) continue;
        polder_document_add(p->d, " ");
        const char *where = worse_where(p, i);
        if (where)
            polder_document_add(p->d, "\"%s\" can do harm: %s.", polder_handout_arm(p, i), where);
        else
            polder_document_add(p->d,
                                "With \"%s\" clearly fewer succeed in %d of the %d situations, and "
                                "clearly more in %d.",
                                polder_handout_arm(p, i), a->worse, a->points, a->better);
    }
    if (n > POLDER_HANDOUT_COLUMNS)
        polder_document_add(
            p->d, " %s",
            polder_document_many(p->d, "In some situations %lld more approach clearly does harm.",
                                 "In some situations %lld more approaches clearly do harm.",
                                 n - POLDER_HANDOUT_COLUMNS));
    return n > 0;
}

/* ---- the table ---- */

/* What decides it is what to look at first; false: nothing does. */
bool polder_handout_cases_ask(const page_t *p)
{
    if (!polder_handout_cases_differ(p->h) || !polder_handout_enough(p->h)) return false;
    const polder_handout_split_t s = polder_handout_split(p->h);
    if (!s.factor || polder_handout_is_lever(p->h, s.factor)) return false;
    const char *of = polder_handout_factor_said(p, s.factor);
    if (s.factor->n_word > 0)
        polder_document_say(p->d, "Look up your row (%s):", of);
    else
        polder_document_say(p->d,
                            "Look up your row (%s); between the rows nothing was calculated:", of);
    polder_handout_rows_choose(p);
    return true;
}

/* "17 (worse in 8 of 8)" */
static const char *row_said(const page_t *p, const polder_handout_row_t *r)
{
    const int won = polder_handout_hundred(r->share);
    if (!p->h->point_sure) return polder_document_format(p->d, "%d", won);
    if (r->better > 0 && r->worse > 0)
        return polder_document_text(p->d, "%d (better in %d, worse in %d of %d)", won, r->better,
                                    r->worse, r->n);
    if (r->better > 0)
        return polder_document_text(p->d, "%d (better in %d of %d)", won, r->better, r->n);
    if (r->worse > 0)
        return polder_document_text(p->d, "%d (worse in %d of %d)", won, r->worse, r->n);
    return polder_document_text(p->d, "%d (no clear difference)", won);
}

static polder_datum_t cell_of(const page_t *p, const polder_handout_split_t *s, int level, int arm)
{
    const polder_handout_row_t r = polder_handout_row(p->h, s, level, arm);
    return r.n == 0 ? polder_datum_unknown() : polder_datum_text(row_said(p, &r));
}

/* What differs among the situations. */
static const char *factors_said(const page_t *p)
{
    enum { MOST = 6 };
    const polder_factors_t *f = &p->h->summary.factors;
    const char *all = "";
    for (int i = 0; i < f->n && i < MOST; i++)
        all = polder_document_format(p->d, "%s%s%s", all, i > 0 ? "; " : "",
                                     polder_handout_factor_said(p, &f->factor[i]));
    return f->n > MOST ? polder_document_text(p->d, "%s and %d more", all, f->n - MOST) : all;
}

static void say_what_rows_are(const page_t *p, int n)
{
    const polder_handout_t *h = p->h;
    if (polder_handout_rows_drawn(p))
        polder_document_note(
            p->d,
            "Better and worse: in how many of the situations of a row that is more "
            "than chance does. What differs among the %s situations: %s.",
            polder_handout_number(p, h->n_point), factors_said(p));
    else
        polder_document_note(
            p->d,
            "Between brackets: in how many of the situations of a row that is more "
            "than chance does. What differs among the %s situations: %s.",
            polder_handout_number(p, h->n_point), factors_said(p));
    if (h->n_arm - 1 <= n) return;
    polder_document_add(p->d, " %s",
                        polder_document_many(p->d, "%lld more approach is not shown here.",
                                             "%lld more approaches are not shown here.",
                                             h->n_arm - 1 - n));
}

/* Below the picture of the rows, which stands in the place of the table. */
void polder_handout_cases_rows(const page_t *p)
{
    int column[POLDER_HANDOUT_COLUMNS] = {0};
    say_what_rows_are(p, polder_handout_columns(p->h, column));
}

void polder_handout_cases(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int column[POLDER_HANDOUT_COLUMNS] = {0};
    const int n = polder_handout_enough(h) ? polder_handout_columns(h, column) : 0;
    bool turns = false;
    for (int k = 0; k < n; k++) turns |= polder_handout_turns(h, column[k]);
    if (!turns || polder_handout_rows_drawn(p)) return;
    const polder_handout_split_t s = polder_handout_split(h);
    if (!s.factor) return;
    polder_head_t head[POLDER_HANDOUT_COLUMNS + 2] = {
        {POLDER_IS_TEXT, .label = polder_handout_factor_said(p, s.factor), .wrap = true},
        {POLDER_IS_TEXT, .label = polder_handout_arm(p, h->baseline)}};
    for (int k = 0; k < n; k++)
        head[k + 2] = (polder_head_t){POLDER_IS_TEXT, .label = polder_handout_arm(p, column[k])};
    polder_document_heading(p->d, "How many of 100 succeed");
    polder_document_table(p->d, NULL, n + 2, head);
    for (int level = 0; level < s.n; level++) {
        const polder_handout_row_t first = polder_handout_row(h, &s, level, column[0]);
        polder_datum_t cell[POLDER_HANDOUT_COLUMNS + 2] = {
            polder_handout_level(p, &s, level),
            polder_datum_text(polder_document_format(
                p->d, "%d", polder_handout_hundred(first.share - first.gain)))};
        for (int k = 0; k < n; k++) cell[k + 2] = cell_of(p, &s, level, column[k]);
        polder_document_row(p->d, cell);
    }
    say_what_rows_are(p, n);
}
