/* handout_cases.c: what the situations of a design say apart, where an average over them hides that an
 * approach helps in one and harms in another; a part of a report; see handout.h. */
#include <stdlib.h>
#include <string.h>

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

/* Where it turns and no table has the numbers of each row, only what chance does not do is counted. */
static void say_turning(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0, *order = polder_handout_order(h);
    for (int k = 1; order && k < h->n_arm && n < POLDER_HANDOUT_COLUMNS; k++) {
        const polder_handout_arm_t *a = &h->arm[order[k]];
        const char *name = polder_handout_arm(p, order[k]);
        if (!polder_handout_decides(h, order[k]) && !polder_handout_as_good(h, order[k])) continue;
        if (n++ > 0) polder_document_add(p->d, " ");
        if (a->worse == 0)
            polder_document_add(
                p->d, "\"%s\" is clearly better in %d of %d situations and nowhere clearly worse.",
                name, a->better, a->points);
        else
            polder_document_add(p->d,
                                "\"%s\" is clearly better in %d of %d situations and clearly worse "
                                "in %d.",
                                name, a->better, a->points, a->worse);
    }
    free(order);
    polder_document_add(p->d, " %s",
                        polder_text(p->d->language, "In the others the difference may be chance."));
}

/* "5 for "B" (worse in all 8)": in rows that are not clear as a whole, what is worse in all of them; NULL: none. */
static const char *clear_harm(const page_t *p, const polder_handout_split_t *s, unsigned clear)
{
    int column[POLDER_HANDOUT_COLUMNS] = {0};
    const int n = polder_handout_columns(p->h, column);
    const char *all = NULL;
    for (int level = 0; level < s->n; level++)
        for (int k = 0; !(clear >> level & 1) && k < n; k++) {
            const polder_handout_row_t r = polder_handout_row(p->h, s, level, column[k]);
            if (r.n == 0 || r.worse < r.n) continue;
            const char *one = polder_document_text(p->d, "%s for \"%s\" (worse in all %d)",
                                                   polder_handout_level(p, s, level).text,
                                                   polder_handout_arm(p, column[k]), r.n);
            all = all ? polder_document_text(p->d, "%s and %s", all, one) : one;
        }
    return all;
}

static const char *how_clear(const page_t *p, const polder_handout_split_t *s)
{
    const unsigned clear = polder_handout_choose_clear(p, s), all = (1U << s->n) - 1;
    const char *harm = clear_harm(p, s, clear);
    if (clear == all)
        return polder_text(p->d->language, "Within the model the answer is clear in each row.");
    if (harm && clear == 0)
        return polder_document_text(
            p->d, "Within the model the answer is clear at %s; the rest is less clear.", harm);
    if (harm)
        return polder_document_text(
            p->d, "Within the model the answer is clear at %s, and at %s; the rest is less clear.",
            polder_handout_levels_said(p, s, clear), harm);
    if (clear == 0)
        return polder_text(p->d->language,
                           "Within the model it is in no row clear in nearly all situations.");
    return polder_document_text(
        p->d, "Within the model the answer is clear at %s, and less clear at %s.",
        polder_handout_levels_said(p, s, clear), polder_handout_levels_said(p, s, all & ~clear));
}

static const char *factors_said(const page_t *p);

/* Who reads "in 6 of 8 situations" asks what one is; the note below the rows says of what. */
static const char *what_situations(const page_t *p)
{
    return *factors_said(p) ? polder_text(p->d->language,
                                          "A situation is a combination of circumstances (below). ")
                            : "";
}

/* Does the second sheet name the others of every cell of the table that says "better in 6 of 8"? */
static bool others_named(const page_t *p, const polder_handout_split_t *s, int in, int of)
{
    int column[POLDER_HANDOUT_COLUMNS] = {0};
    const int n = polder_handout_columns(p->h, column);
    for (int level = 0; level < s->n; level++)
        for (int k = 0; k < n; k++) {
            const polder_handout_row_t r = polder_handout_row(p->h, s, level, column[k]);
            const bool says = r.better == in && r.worse == 0 && r.n == of;
            if (says && !polder_handout_unclear_named(p, level, column[k])) return false;
        }
    return true;
}

/* What "better in 6 of 8" means, by the first of these that stands below. */
static const char *what_counts(const page_t *p, const polder_handout_split_t *s)
{
    int column[POLDER_HANDOUT_COLUMNS] = {0}, in = 0, of = 0;
    const int n = polder_handout_columns(p->h, column);
    for (int level = 0; level < s->n; level++)
        for (int k = 0; k < n; k++) {
            const polder_handout_row_t r = polder_handout_row(p->h, s, level, column[k]);
            const bool part = r.better < r.n && (in == 0 || in == of);
            if (r.better > 0 && r.worse == 0 && (in == 0 || part)) in = r.better, of = r.n;
        }
    if (in == 0)
        return polder_text(p->d->language,
                           "\"Better\" and \"worse\" below count the situations of a row in which "
                           "it is more than chance would explain; in the others it may be chance.");
    const char *others =
        in == of ? ""
        : others_named(p, s, in, of)
            ? polder_text(p->d->language, "; in the others (page 2) it may be chance")
            : polder_text(p->d->language, "; in the others it may be chance");
    return polder_document_text(
        p->d, "\"Better in %d of %d\": in %d the difference is too large for chance%s.", in, of, in,
        others);
}

static void say_differs(const page_t *p)
{
    const polder_handout_split_t s = polder_handout_split(p->h);
    polder_document_item(p->d, 0,
                         POLDER_TEXT("How firm is this? It holds only if our assumptions do."),
                         "Only some were varied.");
    polder_document_add(p->d, " ");
    if (p->h->point_sure && s.factor)
        polder_document_add(p->d, "%s",
                            polder_document_format(p->d, "%s %s%s", how_clear(p, &s),
                                                   what_situations(p), what_counts(p, &s)));
    else
        say_turning(p);
}

/* Over what we do not know, as far as a design has varied it: all that surely help have to hold. */
void polder_handout_cases_firm(const page_t *p, int arm)
{
    const polder_handout_t *h = p->h;
    if (polder_handout_cases_differ(h)) {
        say_differs(p);
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
    const int most = p->tight < POLDER_HANDOUT_CUT ? POLDER_HANDOUT_COLUMNS : 2;
    int *order = polder_handout_order(h);
    *n = 0;
    for (int k = 1; order && k < h->n_arm; k++) {
        if (polder_handout_levels(h, s, order[k], which) != bits) continue;
        if (++*n > most) continue;
        if (last) all = *all ? polder_document_format(p->d, "%s, %s", all, last) : last;
        last = polder_document_format(p->d, "\"%s\"", polder_handout_arm(p, order[k]));
    }
    free(order);
    if (*n > most)
        return polder_document_text(p->d, "%s and %d more",
                                    polder_document_format(p->d, "%s, %s", all, last), *n - most);
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

/* "founding organisations", of a factor that counts them; NULL: it counts nothing. */
const char *polder_handout_counted(const page_t *p, const polder_factor_effect_t *f)
{
    const char *of = polder_handout_factor_said(p, f);
    const char *first = polder_text(p->d->language, "number of");
    const size_t n = strlen(first);
    if (f->n_word > 0 || f->n_with > 0 || strncmp(of, first, n) != 0 || of[n] != ' ') return NULL;
    return of + n + 1;
}

/* Where what turns does better and where worse, with those that do so at the same levels. */
typedef struct {
    polder_handout_split_t split;
    int arm; /* the one that turns; -1: none at levels of one factor */
    unsigned better, worse;
    int n, n_worse;
    const char *names, *bad;
} sides_t;

static sides_t find_sides(const page_t *p)
{
    sides_t s = {.split = polder_handout_split(p->h), .names = "", .bad = ""};
    s.arm = first_turning(p->h, &s.split);
    if (s.arm < 0) return s;
    s.better = polder_handout_levels(p->h, &s.split, s.arm, 1);
    s.worse = polder_handout_levels(p->h, &s.split, s.arm, -1);
    s.names = arms_at(p, &s.split, s.better, 1, &s.n);
    s.bad = arms_at(p, &s.split, s.worse, -1, &s.n_worse);
    return s;
}

/* The one level at which one does worse; -1: there are more. */
static int worse_level(const sides_t *s)
{
    int found = -1, n = 0;
    for (int level = 0; s->arm >= 0 && level < s->split.n; level++)
        if (s->worse >> level & 1) found = level, n++;
    return n == 1 && s->n_worse == 1 ? found : -1;
}

/* Does none of those that are better elsewhere do surely better where one does worse? */
static bool none_better(const polder_handout_t *h, const sides_t *s)
{
    for (int arm = 0; arm < h->n_arm; arm++)
        for (int level = 0; arm != h->baseline && level < s->split.n; level++)
            if (s->worse >> level & 1 && polder_handout_row(h, &s->split, level, arm).better > 0)
                return false;
    return true;
}

static const char *said_worse(const page_t *p, const sides_t *s)
{
    const int level = worse_level(s);
    const polder_language_t l = p->d->language;
    const unsigned long n = (unsigned long)s->n_worse;
    const char *at = polder_handout_levels_said(p, &s->split, s->worse), *much = "";
    if (level >= 0) {
        const polder_handout_row_t r = polder_handout_row(p->h, &s->split, level, s->arm);
        much = polder_document_text(p->d, " (%d in 100 instead of %d)",
                                    polder_handout_hundred(r.share),
                                    polder_handout_hundred(r.share - r.gain));
    }
    if (s->n == 1 && s->n_worse == 1)
        return polder_document_text(p->d, "with %s it does worse%s", at, much);
    if (s->n == 2 && none_better(p->h, s))
        return polder_document_format(
            p->d,
            polder_text_count(l, "with %s neither does, and %s does worse%s",
                              "with %s neither does, and %s do worse%s", n),
            at, s->bad, much);
    return polder_document_format(
        p->d, polder_text_count(l, "with %s %s does worse%s", "with %s %s do worse%s", n), at,
        s->bad, much);
}

/* "With 12 or 30 partners … better …; with 5 … worse": of what counts something. */
static void say_sides_counted(const page_t *p, const sides_t *s, const char *unit)
{
    const char *at = NULL;
    for (int level = 0; level < s->split.n; level++) {
        if (!(s->better >> level & 1)) continue;
        const char *one = polder_handout_level(p, &s->split, level).text;
        if (!at)
            at = one;
        else if (s->better >> level == 1)
            at = polder_document_text(p->d, "%s or %s", at, one);
        else
            at = polder_document_format(p->d, "%s, %s", at, one);
    }
    const char *with = polder_document_format(
        p->d,
        polder_text_count(p->d->language, "with %s %s %s does better than \"%s\"",
                          "with %s %s %s do better than \"%s\"", (unsigned long)s->n),
        at, unit, s->names, polder_handout_arm(p, p->h->baseline));
    polder_document_say(p->d, "In this model, %s; %s.", with, said_worse(p, s));
}

void polder_handout_cases_verdict(const page_t *p)
{
    const sides_t s = find_sides(p);
    if (!s.split.factor) {
        polder_document_say(p->d, "In this model it depends on the situation what helps.");
        return;
    }
    const char *of = polder_handout_factor_said(p, s.split.factor);
    const char *unit = polder_handout_counted(p, s.split.factor);
    if (s.arm < 0) {
        polder_document_say(p->d, "In this model what helps depends on this: %s.", of);
        return;
    }
    if (unit) {
        say_sides_counted(p, &s, unit);
        return;
    }
    const char *with = polder_document_format(
        p->d,
        polder_text_count(p->d->language, "%s does better than \"%s\" at %s",
                          "%s do better than \"%s\" at %s", (unsigned long)s.n),
        s.names, polder_handout_arm(p, p->h->baseline),
        polder_handout_levels_said(p, &s.split, s.better));
    const char *without =
        polder_document_format(p->d,
                               polder_text_count(p->d->language, "at %s %s does worse",
                                                 "at %s %s do worse", (unsigned long)s.n_worse),
                               polder_handout_levels_said(p, &s.split, s.worse), s.bad);
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

/* "at 5: 17 in 100 instead of 31"; NULL: not all of it is what a table tells. */
static const char *worse_where(const page_t *p, int arm)
{
    const polder_handout_split_t s = polder_handout_cases_differ(p->h)
                                         ? polder_handout_split(p->h)
                                         : (polder_handout_split_t){.factor = NULL};
    const char *all = NULL;
    for (int level = 0; s.factor && level < s.n; level++) {
        const polder_handout_row_t r = polder_handout_row(p->h, &s, level, arm);
        const bool whole = polder_handout_side(&r) < 0;
        if (r.worse == 0 && !whole) continue;
        if (!(r.gain < 0)) return NULL;
        const char *one = polder_document_text(
            p->d, "at %s, %d in 100 succeed instead of %d", polder_handout_level(p, &s, level).text,
            polder_handout_hundred(r.share), polder_handout_hundred(r.share - r.gain));
        /* where there is no room the picture has it */
        if (!whole && (p->tight < POLDER_HANDOUT_TIGHTEST || !polder_handout_rows_drawn(p)))
            one = polder_document_format(
                p->d, "%s%s", one,
                polder_document_text(p->d, " (clearly fewer in %d of %d situations)", r.worse,
                                     r.n));
        all = all ? polder_document_format(p->d, "%s; %s", all, one) : one;
    }
    return all;
}

/* Says the headline where it harms, and how much? */
static bool in_headline(const page_t *p, const sides_t *s, int arm)
{
    const int level = worse_level(s);
    if (level < 0 || arm != s->arm || !polder_handout_counted(p, s->split.factor)) return false;
    for (int k = 0; k < s->split.n; k++)
        if (k != level && polder_handout_row(p->h, &s->split, k, arm).worse > 0) return false;
    return true;
}

bool polder_handout_cases_harm(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    const bool differ = h->n_point > 1 && polder_handout_cases_differ(h);
    const sides_t sides = differ ? find_sides(p) : (sides_t){.arm = -1};
    for (int i = 0; h->n_point > 1 && i < h->n_arm; i++) {
        const polder_handout_arm_t *a = &h->arm[i];
        const bool told = a->high < 0 && a->better == 0; /* "makes it worse" */
        if (i == h->baseline || a->worse == 0 || told || n++ >= POLDER_HANDOUT_COLUMNS) continue;
        if (in_headline(p, &sides, i)) continue;
        polder_document_add(p->d, " ");
        if (p->tight >= POLDER_HANDOUT_PLAIN && polder_handout_cases_told(p)) {
            polder_document_add(p->d, "Where an approach does worse stands in the rows below.");
            return true;
        }
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

/* ---- a number for each row ---- */

/* "5 · 12 · 30", or what an arm does there: "28 · 30 · 18", on one line; NULL: there are no rows. */
static const char *each_row(const page_t *p, int arm)
{
    const char *all = NULL;
    const polder_handout_split_t s = polder_handout_cases_differ(p->h)
                                         ? polder_handout_split(p->h)
                                         : (polder_handout_split_t){.factor = NULL};
    for (int level = 0; s.factor && s.factor->n_word == 0 && level < s.n; level++) {
        const polder_handout_row_t r =
            polder_handout_row(p->h, &s, level, arm < 0 ? p->h->baseline : arm);
        const char *one = arm < 0 ? polder_handout_level(p, &s, level).text
                          : r.n == 0
                              ? "–"
                              : polder_document_format(p->d, "%d", polder_handout_hundred(r.share));
        all = all ? polder_document_format(p->d, "%s\xC2\xA0·\xC2\xA0%s", all, one) : one;
    }
    return all;
}

const char *polder_handout_rows_levels(const page_t *p)
{
    return each_row(p, -1);
}

const char *polder_handout_rows_won(const page_t *p, int arm)
{
    return each_row(p, arm);
}

/* ---- the table ---- */

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

/* What differs among the situations of a row; "": nothing. */
static const char *factors_said(const page_t *p)
{
    const int most = p->tight < POLDER_HANDOUT_CUT ? 6 : 2;
    const polder_factors_t *f = &p->h->summary.factors;
    const polder_factor_effect_t *row = polder_handout_split(p->h).factor;
    const char *all = "";
    int n = 0;
    for (int i = 0; i < f->n; i++) {
        if (&f->factor[i] == row || n++ >= most) continue;
        all = polder_document_format(p->d, "%s%s%s", all, *all ? "; " : "",
                                     polder_handout_factor_said(p, &f->factor[i]));
    }
    return n > most ? polder_document_text(p->d, "%s and %d more", all, n - most) : all;
}

static void say_what_rows_are(const page_t *p, int n)
{
    const polder_handout_t *h = p->h;
    const char *factors = factors_said(p);
    if (*factors)
        polder_document_note(p->d, "Averages of a row, of situations that differ in: %s.", factors);
    else
        polder_document_note(p->d, "Averages of a row.");
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

bool polder_handout_cases_told(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int column[POLDER_HANDOUT_COLUMNS] = {0};
    const int n = polder_handout_enough(h) ? polder_handout_columns(h, column) : 0;
    bool turns = false;
    for (int k = 0; k < n; k++) turns |= polder_handout_turns(h, column[k]);
    return turns && !polder_handout_rows_drawn(p) && polder_handout_split(h).factor;
}

void polder_handout_cases(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int column[POLDER_HANDOUT_COLUMNS] = {0};
    if (!polder_handout_cases_told(p)) return;
    const int n = polder_handout_columns(h, column);
    const polder_handout_split_t s = polder_handout_split(h);
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
    if (polder_handout_cases_differ(h) || !h->point_sure) return; /* else it stands above */
    polder_document_add(p->d, " %s", what_counts(p, &s));
}
