/* handout_choose.c: where the answer of a design is one for each row of a table (handout_rows.c): in words what
 * to choose in each; a part of a report; see handout.h.
 *
 * Only what chance does not do counts. An approach is to choose where it surely does better than the baseline,
 * nowhere in the row surely worse, and no other one in the table is surely better than it. What it is to be
 * chosen for is told of each by itself: that in each situation one of two helps makes neither better in all.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_split.h"
#include "words/words.h"

enum { LEVELS = POLDER_HANDOUT_LEVELS, COLUMNS = POLDER_HANDOUT_COLUMNS };

typedef polder_handout_page_t page_t;
typedef polder_handout_split_t split_t;

/* What there is to choose in a row. */
typedef struct {
    int n, arm[COLUMNS];
    bool firm;        /* one of them goes the same way in nearly all of the row */
    bool part;        /* one of them is not surely better in all of it */
    bool mixed;       /* one that is not to choose does better somewhere */
    bool unseen;      /* more arms than there is room for: nothing is said of these */
    const char *harm; /* which are surely worse somewhere in it; NULL: none */
    bool unpriced;    /* the days of one that is chosen are not known */
    int second;       /* if one is chosen: the next best, which is surely less; -1: none */
} choice_t;

/* "A" does clearly worse in all 8 situations, "B" in 3: where that is most first; NULL: none does. */
static const char *harm_said(const page_t *p, const int *arm, const polder_handout_row_t *row,
                             int n)
{
    const char *all = NULL;
    bool told[COLUMNS] = {false};
    for (;;) {
        int most = -1;
        for (int k = 0; k < n; k++)
            if (!told[k] && row[k].worse > 0 && (most < 0 || row[k].worse > row[most].worse))
                most = k;
        if (most < 0) return all;
        told[most] = true;
        const char *name = polder_handout_arm(p, arm[most]);
        const polder_handout_row_t *r = &row[most];
        if (all)
            all = polder_document_format(
                p->d, "%s, %s", all, polder_document_text(p->d, "\"%s\" in %d", name, r->worse));
        else if (r->worse == r->n)
            all = polder_document_text(p->d, "\"%s\" does clearly worse in all %d situations", name,
                                       r->n);
        else
            all = polder_document_text(p->d, "\"%s\" does clearly worse in %d of %d situations",
                                       name, r->worse, r->n);
    }
}

/* What it gains of a hundred, between the two numbers that stand in the picture. */
static int printed(const polder_handout_row_t *r)
{
    return polder_handout_hundred(r->share) - polder_handout_hundred(r->share - r->gain);
}

/* The best of those that surely help too, than which what is chosen is surely better, and brings more as it is
 * printed; -1: there is none. */
static int second(const polder_handout_t *h, int level, const int *column, int n, const bool *may,
                  const polder_handout_row_t *row, int chosen)
{
    int found = -1;
    for (int k = 0; k < n; k++)
        if (may[k] && h->beats[level][chosen][k] && printed(&row[k]) < printed(&row[chosen]) &&
            (found < 0 || row[k].gain > row[found].gain))
            found = k;
    return found < 0 ? -1 : column[found];
}

static choice_t find_choice(const page_t *p, const split_t *s, int level)
{
    const polder_handout_t *h = p->h;
    choice_t c = {.n = 0, .second = -1};
    int column[COLUMNS] = {0}, n = polder_handout_columns(h, column), chosen = 0;
    polder_handout_row_t row[COLUMNS];
    bool may[COLUMNS] = {false};
    c.unseen = h->n_arm - 1 > n;
    for (int k = 0; k < n; k++) {
        row[k] = polder_handout_row(h, s, level, column[k]);
        may[k] = row[k].better > 0 && row[k].worse == 0 && row[k].gain > 0;
        c.mixed |= row[k].better > 0 && !may[k];
    }
    c.harm = harm_said(p, column, row, n);
    for (int k = 0; k < n; k++) {
        bool beaten = false;
        for (int i = 0; i < n; i++) beaten |= may[i] && h->beats[level][i][k];
        if (!may[k] || beaten) continue;
        c.firm |= polder_handout_side(&row[k]) > 0;
        c.part |= row[k].better < row[k].n;
        c.unpriced |= isnan(h->arm[column[k]].extra);
        c.arm[c.n++] = column[k];
        chosen = k;
    }
    if (c.n == 1) c.second = second(h, level, column, n, may, row, chosen);
    return c;
}

int polder_handout_chosen(const page_t *p, const split_t *s, int level, int arm[COLUMNS])
{
    const choice_t c = find_choice(p, s, level);
    memcpy(arm, c.arm, sizeof c.arm);
    return c.n;
}

unsigned polder_handout_choose_clear(const page_t *p, const split_t *s)
{
    unsigned clear = 0;
    for (int level = 0; level < s->n; level++) {
        const choice_t c = find_choice(p, s, level);
        int column[COLUMNS] = {0};
        const int n = c.n > 0 ? c.n : polder_handout_columns(p->h, column);
        bool is = c.n > 0 || (!c.unseen && !c.mixed);
        for (int k = 0; k < n; k++) {
            const polder_handout_row_t r =
                polder_handout_row(p->h, s, level, c.n > 0 ? c.arm[k] : column[k]);
            is = is && r.n > 0 && 20 * (c.n > 0 ? r.better : r.worse) >= 19 * r.n;
        }
        if (is) clear |= 1U << level;
    }
    return clear;
}

/* ---- in which situations ---- */

/* A row, and the sets of its situations, as large as the one that is looked for, that some factor parts from
 * all others. */
typedef struct {
    const split_t *row;
    int level, n_point, n, size;
    unsigned char *own, *set,
        *all;        /* [n_point] the one that is looked for, one more; [n × n_point] */
    int found;       /* factors that part the one that is looked for … */
    split_t by;      /* … one of them, and … */
    unsigned levels; /* … at which of its levels it is */
} sets_t;

/* Those of the row where a factor has one of these levels. */
static void set_of(const polder_handout_t *h, sets_t *s, const split_t *f, unsigned levels)
{
    int n = 0;
    for (int point = 0; point < h->n_point; point++) {
        if (!polder_handout_is_at(h, s->row, s->level, point)) continue;
        s->set[n] = 0;
        for (int k = 0; k < f->n; k++)
            if (levels >> k & 1 && polder_handout_is_at(h, f, k, point)) s->set[n] = 1;
        n++;
    }
}

/* Sets that two factors part count once. */
static void add_set(sets_t *s)
{
    const size_t bytes = (size_t)s->n_point;
    int size = 0;
    for (int i = 0; i < s->n_point; i++) size += s->set[i];
    if (size != s->size) return;
    for (int k = 0; k < s->n; k++)
        if (memcmp(s->all + (size_t)k * bytes, s->set, bytes) == 0) return;
    memcpy(s->all + (size_t)s->n++ * bytes, s->set, bytes);
}

static void try_factor(const polder_handout_t *h, sets_t *s, const polder_factor_effect_t *factor)
{
    split_t f;
    bool is = false;
    if (factor == s->row->factor || !polder_handout_split_by(h, factor, &f)) return;
    for (unsigned levels = 1; levels + 1 < 1U << f.n; levels++) {
        set_of(h, s, &f, levels);
        add_set(s);
        if (is || memcmp(s->set, s->own, (size_t)s->n_point) != 0) continue;
        is = true, s->by = f, s->levels = levels;
    }
    s->found += is;
}

/* How likely is it that some factor parts a set that chance draws, of this size? */
static double by_chance(const sets_t *s)
{
    double ways = 1;
    for (int i = 1; i <= s->size; i++) ways *= (double)(s->n_point - s->size + i) / i;
    return s->n / ways;
}

/* "Clearly where this is high (5): months." Of the situations in which an arm surely helps; NULL: no factor parts
 * them from the others of the row, or several do, or one does that by chance in one of twenty: of few
 * situations nearly any set is parted by something. */
static const char *where(const page_t *p, const split_t *row, int level, int arm)
{
    const double seldom = 0.05;
    const polder_handout_t *h = p->h;
    const polder_factors_t *all = &h->summary.factors;
    const size_t bytes = (size_t)h->n_point, most = ((size_t)all->n << LEVELS) + 1;
    sets_t s = {.row = row, .level = level};
    s.own = calloc(bytes, 1), s.set = calloc(bytes, 1), s.all = calloc(most, bytes);
    const bool memory = s.own && s.set && s.all;
    if (!memory) polder_document_lost(p->d);
    for (int point = 0; memory && point < h->n_point; point++)
        if (polder_handout_is_at(h, row, level, point))
            s.size += s.own[s.n_point++] = polder_handout_helps_at(h, arm, point);
    for (int i = 0; memory && i < all->n; i++) try_factor(h, &s, &all->factor[i]);
    const bool is = s.found == 1 && by_chance(&s) < seldom / row->n; /* of all rows together */
    free(s.own), free(s.set), free(s.all);
    if (!is) return NULL;
    const char *said = polder_handout_levels_said(p, &s.by, s.levels);
    const char *of = polder_handout_factor_said(p, s.by.factor);
    if (s.by.factor->n_word == 0 && s.levels == 1)
        return polder_document_text(p->d, "Clearly so where this is low (%s): %s.", said, of);
    if (s.by.factor->n_word == 0 && s.levels == 1U << (s.by.n - 1))
        return polder_document_text(p->d, "Clearly so where this is high (%s): %s.", said, of);
    return polder_document_text(p->d, "Clearly so where this is %s: %s.", said, of);
}

/* ---- in words ---- */

static const char *stay(const page_t *p, const choice_t *c)
{
    const char *base = polder_handout_arm(p, p->h->baseline);
    if (c->mixed)
        return polder_document_text(
            p->d, "that differs within this row; see above, or discuss \"%s\".", base);
    if (c->unseen)
        return polder_document_text(p->d, "of these nothing does clearly better than \"%s\".",
                                    base);
    if (c->harm)
        return polder_document_text(p->d, "nothing does clearly better than \"%s\". %s.", base,
                                    c->harm);
    return polder_document_text(p->d, "nothing does clearly better than \"%s\".", base);
}

/* "A" (8 more in 100, clearly in 6 of 8 situations); what is said of the first one is not said
 * again. */
static const char *one_of(const page_t *p, const split_t *s, int level, int arm, bool first,
                          bool *told)
{
    const polder_handout_row_t r = polder_handout_row(p->h, s, level, arm);
    const char *name = polder_handout_arm(p, arm);
    const int more = printed(&r);
    const char *sure =
        r.better == r.n ? ""
        : *told         ? polder_document_text(p->d, ", clearly in %d of %d", r.better, r.n)
                : polder_document_text(p->d, ", clearly in %d of %d situations", r.better, r.n);
    *told |= r.better < r.n;
    if (more < 1)
        return polder_document_text(p->d, "\"%s\" (fewer than 1 more in 100%s)", name, sure);
    if (first) return polder_document_text(p->d, "\"%s\" (%d more in 100%s)", name, more, sure);
    return polder_document_text(p->d, "\"%s\" (%d more%s)", name, more, sure);
}

/* What helps too, and surely less: enough where the other one is too dear, of which the days are not known. */
static const char *second_said(const page_t *p, const split_t *s, int level, const choice_t *c)
{
    const polder_handout_row_t r = polder_handout_row(p->h, s, level, c->second);
    const char *name = polder_handout_arm(p, c->second);
    const int more = printed(&r);
    const char *said = more < 1 ? polder_text(p->d->language, "fewer than 1")
                                : polder_document_format(p->d, "%d", more);
    if (c->unpriced)
        return polder_document_text(
            p->d, "If that costs too much, \"%s\" helps too, but clearly less (%s more).", name,
            said);
    return polder_document_text(p->d, "That is clearly more than \"%s\" (%s more).", name, said);
}

/* What is to be known of all rows together: by its place in the table, what they name, and of which of these the
 * days are not known. */
typedef struct {
    unsigned named, unpriced;
    int most; /* that a row names */
} rows_t;

static void note_row(const page_t *p, const choice_t *c, rows_t *rows)
{
    int column[COLUMNS] = {0};
    const int n = polder_handout_columns(p->h, column);
    if (c->n > rows->most) rows->most = c->n;
    for (int k = 0; k < n; k++) {
        bool named = column[k] == c->second;
        for (int i = 0; i < c->n; i++) named |= column[k] == c->arm[i];
        if (named) rows->named |= 1U << k;
        if (named && isnan(p->h->arm[column[k]].extra)) rows->unpriced |= 1U << k;
    }
}

static const char *choose(const page_t *p, const split_t *s, int level, rows_t *rows)
{
    const choice_t c = find_choice(p, s, level);
    const char *names = "", *first = NULL, *in = NULL;
    bool told = false; /* of what "clearly in 3 of 8" is */
    note_row(p, &c, rows);
    if (c.n == 0) return stay(p, &c);
    for (int k = 0; k < c.n; k++) {
        const char *one = one_of(p, s, level, c.arm[k], k == 0, &told);
        names = k == 0        ? one
                : k < c.n - 1 ? polder_document_format(p->d, "%s, %s", names, one)
                              : polder_document_text(p->d, "%s or %s", names, one);
    }
    /* That neither is better is what the rule below is for; a table in the place of dots leaves room again. */
    const bool full = p->tight >= POLDER_HANDOUT_TIGHT && p->tight < POLDER_HANDOUT_PLAIN;
    const char *open =
        c.n == 1 || full ? "" : polder_text(p->d->language, "; which helps more cannot be said");
    first = c.firm ? polder_document_text(p->d, "best is %s%s.", names, open)
                   : polder_document_text(p->d, "perhaps best is %s%s.", names, open);
    if (c.second >= 0)
        first = polder_document_format(p->d, "%s %s", first, second_said(p, s, level, &c));
    if (!c.part) return first;
    if (c.n == 1) in = where(p, s, level, c.arm[0]);
    /* What "better in 6 of 8" means says so as well. */
    if (p->tight >= POLDER_HANDOUT_TIGHT)
        return in ? polder_document_format(p->d, "%s %s", first, in) : first;
    return polder_document_format(
        p->d, "%s%s%s %s", first, in ? " " : "", in ? in : "",
        polder_text(p->d->language, "In the other situations the difference may be chance."));
}

/* "With 5 founding organisations", "At 5" */
static const char *row_said(const page_t *p, const split_t *s, int level)
{
    const char *unit = polder_handout_counted(p, s->factor);
    const char *at = polder_handout_level(p, s, level).text;
    if (unit && strcmp(at, "1") != 0) /* which is several */
        return polder_document_text(p->d, "With %s %s:", at, unit);
    if (s->factor->n_word > 0) return polder_document_format(p->d, "%s:", at);
    return polder_document_text(p->d, "At %s:", at);
}

/* Does anything lie between a row and the next one? */
static bool has_gap(const page_t *p, const split_t *s, int level)
{
    const double low = s->to[level], high = s->from[level + 1];
    const bool whole = low == floor(low) && high == floor(high);
    return !(polder_handout_counted(p, s->factor) && whole && high - low < 2);
}

/* Who is in none of the rows is told so: what the rows beside it name is no result there, and is not named. */
static void say_between(const page_t *p, const split_t *s)
{
    const char *range = polder_handout_range(p, s->factor); /* of numbers */
    bool between = false;
    if (!range) return;
    for (int level = 0; level + 1 < s->n; level++) between |= has_gap(p, s, level);
    polder_document_add(p->d, " ");
    if (between)
        polder_document_add(
            p->d,
            "Between the rows and outside %s nothing was calculated: for that, this "
            "is no advice.",
            range);
    else
        polder_document_add(p->d, "Outside %s nothing was calculated.", range);
}

/* "A" and "B": those of which the days are not known. */
static const char *unpriced_said(const page_t *p, unsigned bits)
{
    int column[COLUMNS] = {0};
    const int n = polder_handout_columns(p->h, column);
    const char *all = NULL;
    for (int k = 0; k < n; k++) {
        if (!(bits >> k & 1)) continue;
        const char *one = polder_document_format(p->d, "\"%s\"", polder_handout_arm(p, column[k]));
        all = !all             ? one
              : bits >> k == 1 ? polder_document_text(p->d, "%s and %s", all, one)
                               : polder_document_format(p->d, "%s, %s", all, one);
    }
    return all;
}

/* What decides between those that a row names: who does not know the days cannot take the fewest. */
static void say_work(const page_t *p, const rows_t *rows)
{
    const polder_language_t l = p->d->language;
    const char *fits =
        rows->most < 2 ? ""
        : rows->most == 2
            ? polder_text(l, " Where two are named, choose what fits what you already do.")
            : polder_text(l, " Where several are named, choose what fits what you already do.");
    if (rows->unpriced == 0 && rows->most == 2)
        polder_document_say(
            p->d, "Where two are named, choose what fits what you already do, or else what takes "
                  "the fewest days.");
    else if (rows->unpriced == 0 && rows->most > 2)
        polder_document_say(
            p->d, "Where several are named, choose what fits what you already do, or else what "
                  "takes the fewest days.");
    if (rows->unpriced == 0) return;
    if (rows->unpriced != rows->named)
        polder_document_say(p->d,
                            "Days of work are not filled in for %s: first work out what that would "
                            "cost you.",
                            unpriced_said(p, rows->unpriced));
    else if (rows->most > 1)
        polder_document_say(p->d, "Costs were not calculated: work them out.");
    else
        polder_document_say(p->d, "Days of work are not filled in: first work out what each would "
                                  "cost you.");
    polder_document_add(p->d, "%s", fits);
}

/* What decides it is what to look at first; false: nothing does. */
bool polder_handout_choose(const page_t *p)
{
    if (!polder_handout_cases_differ(p->h) || !polder_handout_enough(p->h)) return false;
    const split_t s = polder_handout_split(p->h);
    if (!s.factor || polder_handout_is_lever(p->h, s.factor)) return false;
    const char *unit = polder_handout_counted(p, s.factor);
    rows_t rows = {.named = 0};
    if (unit)
        polder_document_say(p->d, "Count the %s and discuss what the model says in your row.",
                            unit);
    else
        polder_document_say(p->d, "Discuss what the model says in your row (%s).",
                            polder_handout_factor_said(p, s.factor));
    say_between(p, &s);
    for (int level = 0; level < s.n; level++)
        polder_document_item(p->d, 0, row_said(p, &s, level), "%s", choose(p, &s, level, &rows));
    say_work(p, &rows);
    return true;
}
