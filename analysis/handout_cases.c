/* handout_cases.c: what the situations of a design say apart, where an average over them hides that an
 * approach helps in one and harms in another; a part of a report; see handout.h. */
#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "analysis/handout_parts.h"
#include "document/cell.h"
#include "words/words.h"

/* A table of more is no answer on a sheet of paper. */
enum { MOST_LEVELS = 4, MOST_COLUMNS = 4 };

/* What chance does more seldom than this is told as a cause, of all factors together. */
static const double unlikely = 0.05;

typedef polder_handout_page_t page_t;

/* ---- which of them turn ---- */

/* It surely helps in one situation and surely harms in another. */
bool polder_handout_turns(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    return h->n_point > 1 && arm != h->baseline && a->better > 0 && a->worse > 0;
}

/* Where what helps most turns, no average may answer; where another one does, a sentence tells it. */
static bool decides(const polder_handout_t *h, int arm)
{
    return polder_handout_turns(h, arm) &&
           (h->best < 0 || arm == h->best || polder_handout_as_good(h, arm));
}

bool polder_handout_cases_differ(const polder_handout_t *h)
{
    for (int i = 0; i < h->n_arm; i++)
        if (decides(h, i)) return true;
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
        if ((!decides(h, i) && !polder_handout_as_good(h, i)) || n == MOST_COLUMNS) continue;
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
    for (int i = 0, n = 1; i < h->n_arm && n < MOST_COLUMNS; i++) {
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

typedef struct {
    const polder_factor_effect_t *factor; /* NULL: nothing splits it */
    int n;
    double from[MOST_LEVELS], to[MOST_LEVELS]; /* in ascending order; of a choice: which word */
} split_t;

static double value_at(const polder_handout_t *h, const polder_factor_effect_t *f, int point)
{
    const polder_factors_t *all = &h->summary.factors;
    return all->value[(size_t)point * (size_t)all->n_value + (size_t)f->factor];
}

static int compare_values(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a > b ? 1 : a < b ? -1 : 0;
}

/* Thirds of the points, by the value of the factor: what is equal stays together. */
static void find_thirds(split_t *s, const double *value, int n)
{
    const double cut[2] = {value[n / 3], value[n - n / 3]};
    int last = -1;
    s->n = 0;
    for (int i = 0; i < n; i++) {
        const int third = (value[i] >= cut[0]) + (value[i] >= cut[1]);
        if (third != last) s->from[s->n++] = value[i];
        s->to[s->n - 1] = value[i];
        last = third;
    }
}

/* False: it never varies, or is a choice of more words than a table has room for. */
static bool find_levels(const polder_handout_t *h, const polder_factor_effect_t *f, split_t *s)
{
    *s = (split_t){.factor = f};
    double *value = calloc((size_t)h->n_point, sizeof *value);
    if (!value) return false;
    for (int point = 0; point < h->n_point; point++) value[point] = value_at(h, f, point);
    qsort(value, (size_t)h->n_point, sizeof *value, compare_values);
    int n = 1;
    for (int i = 1; i < h->n_point; i++) n += value[i] != value[i - 1];
    if (n > MOST_LEVELS && f->n_word == 0) find_thirds(s, value, h->n_point);
    for (int i = 0; n <= MOST_LEVELS && i < h->n_point; i++)
        if (i == 0 || value[i] != value[i - 1]) s->from[s->n] = s->to[s->n] = value[i], s->n++;
    free(value);
    return s->n > 1;
}

static bool is_at(const polder_handout_t *h, const split_t *s, int level, int point)
{
    const double x = value_at(h, s->factor, point);
    return x >= s->from[level] && x <= s->to[level];
}

/* What an arm gains where the factor has this value: the mean, and at how many of `*n` points it goes
 * the same way. */
static double gain_at(const polder_handout_t *h, const split_t *s, int level, int arm, int *same,
                      int *n)
{
    double sum = 0;
    int up = 0, down = 0;
    *n = 0;
    for (int point = 0; point < h->n_point; point++) {
        const double x = h->point_gain[point * h->n_all + h->arm[arm].of];
        if (isnan(x) || !is_at(h, s, level, point)) continue;
        sum += x;
        up += x > 0, down += x < 0;
        ++*n;
    }
    *same = sum > 0 ? up : down;
    return *n > 0 ? sum / *n : NAN;
}

/* How far the gains of an arm lie apart from level to level; 0: it does not go up at one and down at
 * another, or chance does as much (analysis of variance over the situations). */
static double apart(const polder_handout_t *h, const split_t *s, int arm)
{
    double low = NAN, high = NAN, within = 0, between = 0;
    double mean[MOST_LEVELS], all = 0;
    int same = 0, n[MOST_LEVELS], points = 0;
    for (int level = 0; level < s->n; level++) {
        mean[level] = gain_at(h, s, level, arm, &same, &n[level]);
        if (n[level] == 0) return 0;
        low = fmin(low, mean[level]), high = fmax(high, mean[level]);
        all += mean[level] * n[level];
        points += n[level];
    }
    if (!(low < 0 && high > 0)) return 0;
    /* Each situation has a value of its own, and nothing else differs. */
    if (points == s->n) return h->summary.factors.n == 1 ? high - low : 0;
    for (int level = 0; level < s->n; level++) {
        between += n[level] * pow(mean[level] - all / points, 2);
        for (int point = 0; point < h->n_point; point++) {
            const double x = h->point_gain[point * h->n_all + h->arm[arm].of];
            if (!isnan(x) && is_at(h, s, level, point)) within += pow(x - mean[level], 2);
        }
    }
    const double above = s->n - 1, below = points - s->n, tries = h->summary.factors.n;
    if (!(within > 0)) return high - low;
    const double p = gsl_cdf_fdist_Q(between / above / (within / below), above, below);
    return p < unlikely / tries ? high - low : 0;
}

/* The same of those that turn; where some of them decide, of these. */
static double spread(const polder_handout_t *h, const split_t *s)
{
    const bool some = polder_handout_cases_differ(h);
    double most = 0;
    for (int arm = 0; arm < h->n_arm; arm++)
        if (some ? decides(h, arm) : polder_handout_turns(h, arm))
            most = fmax(most, apart(h, s, arm));
    return most;
}

/* The factor by which they differ most. */
static split_t find_split(const polder_handout_t *h)
{
    split_t best = {.factor = NULL};
    double most = 0;
    const polder_factors_t *f = &h->summary.factors;
    for (int i = 0; h->n_file == 1 && h->point_gain && f->value && i < f->n; i++) {
        split_t s;
        if (!find_levels(h, &f->factor[i], &s)) continue;
        const double x = spread(h, &s);
        if (x > most) most = x, best = s;
    }
    return best;
}

static const char *number_of(const page_t *p, double value)
{
    char cell[POLDER_CELL];
    const polder_head_t head = {.is = POLDER_IS_NUMBER};
    const polder_datum_t x = polder_datum(value);
    return polder_document_format(p->d, "%s", polder_cell_on_page(cell, p->d->language, &head, &x));
}

static polder_datum_t level_of(const page_t *p, const split_t *s, int level)
{
    const polder_factor_effect_t *f = s->factor;
    const double from = s->from[level], to = s->to[level];
    if (f->n_word > 0)
        return polder_datum_text(polder_text(p->d->language, f->word[(int)from].word));
    if (!(to > from)) return polder_datum_text(number_of(p, from));
    return polder_datum_text(
        polder_document_text(p->d, "%s to %s", number_of(p, from), number_of(p, to)));
}

/* What an arm does where the factor has this value. */
typedef struct {
    double share, gain; /* means of its situations; NaN: not known */
    int n, same;        /* situations, and in how many of them it goes the way of the mean */
    int better, worse;  /* in how many it surely is */
} row_t;

static row_t row_of(const polder_handout_t *h, const split_t *s, int level, int arm)
{
    row_t r = {.gain = gain_at(h, s, level, arm, &r.same, &r.n)};
    double base = 0;
    for (int point = 0; point < h->n_point; point++) {
        const int at = point * h->n_all + h->arm[arm].of;
        if (!is_at(h, s, level, point) || isnan(h->point_gain[at])) continue;
        base += h->point_share[point];
        r.better += h->point_sure && h->point_sure[at] > 0;
        r.worse += h->point_sure && h->point_sure[at] < 0;
    }
    r.share = r.n > 0 ? base / r.n + r.gain : NAN;
    return r;
}

/* 1: it does better there, -1: worse, in nearly all of its situations and in some of them surely; 0: that
 * cannot be said. */
static int side(const row_t *r)
{
    if (20 * r->same < 19 * r->n) return 0;
    if (r->gain > 0) return r->better > 0 && r->worse == 0;
    return -(r->worse > 0 && r->better == 0);
}

/* At which levels an arm is on that side, as bits. */
static unsigned levels_of(const polder_handout_t *h, const split_t *s, int arm, int which)
{
    unsigned bits = 0;
    for (int level = 0; level < s->n; level++) {
        const row_t r = row_of(h, s, level, arm);
        if (side(&r) == which) bits |= 1U << level;
    }
    return bits;
}

/* "5", "12 and 30" */
static const char *levels_said(const page_t *p, const split_t *s, unsigned bits)
{
    const char *all = NULL;
    for (int level = 0; level < s->n; level++) {
        if (!(bits >> level & 1)) continue;
        const char *one = level_of(p, s, level).text;
        const bool last = bits >> level == 1;
        if (!all)
            all = one;
        else if (last)
            all = polder_document_text(p->d, "%s and %s", all, one);
        else
            all = polder_document_format(p->d, "%s, %s", all, one);
    }
    return all ? all : "";
}

/* "A" and "B": those that are on a side at just these levels; how many. */
static const char *arms_at(const page_t *p, const split_t *s, unsigned bits, int which, int *n)
{
    const polder_handout_t *h = p->h;
    const char *all = "", *last = NULL;
    int *order = polder_handout_order(h);
    *n = 0;
    for (int k = 1; order && k < h->n_arm && *n < MOST_COLUMNS; k++) {
        if (levels_of(h, s, order[k], which) != bits) continue;
        if (last) all = *all ? polder_document_format(p->d, "%s, %s", all, last) : last;
        last = polder_document_format(p->d, "\"%s\"", polder_handout_arm(p, order[k]));
        ++*n;
    }
    free(order);
    return *all ? polder_document_text(p->d, "%s and %s", all, last) : last ? last : "";
}

/* The first that decides and is better at one level and worse at another; -1: none. */
static int first_turning(const polder_handout_t *h, const split_t *s)
{
    int found = -1, *order = polder_handout_order(h);
    for (int k = 1; order && s->factor && k < h->n_arm && found < 0; k++)
        if (decides(h, order[k]) && levels_of(h, s, order[k], 1) && levels_of(h, s, order[k], -1))
            found = order[k];
    free(order);
    return found;
}

void polder_handout_cases_verdict(const page_t *p)
{
    const split_t s = find_split(p->h);
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
    const unsigned better = levels_of(p->h, &s, arm, 1), worse = levels_of(p->h, &s, arm, -1);
    const char *names = arms_at(p, &s, better, 1, &n), *bad = arms_at(p, &s, worse, -1, &n_worse);
    const char *base = polder_handout_arm(p, p->h->baseline);
    const char *with = polder_document_format(
        p->d,
        polder_text_count(p->d->language, "%s does better than \"%s\" at %s",
                          "%s do better than \"%s\" at %s", (unsigned long)n),
        names, base, levels_said(p, &s, better));
    const char *without =
        polder_document_format(p->d,
                               polder_text_count(p->d->language, "at %s %s does worse",
                                                 "at %s %s do worse", (unsigned long)n_worse),
                               levels_said(p, &s, worse), bad);
    polder_document_say(p->d, "In this model %s; %s (%s).", with, without, of);
}

/* Does it go the same way at all levels? Only then is its average an answer. */
bool polder_handout_cases_hold(const polder_handout_t *h, int arm)
{
    if (!polder_handout_cases_differ(h)) return true;
    const split_t s = find_split(h);
    const unsigned all = (1U << s.n) - 1;
    return s.factor && (levels_of(h, &s, arm, 1) == all || levels_of(h, &s, arm, -1) == all);
}

/* ---- where it harms ---- */

/* "at 5: 17 in 100 instead of 31"; NULL: nowhere that a table tells. */
const char *polder_handout_cases_worse(const page_t *p, int arm)
{
    const split_t s =
        polder_handout_cases_differ(p->h) ? find_split(p->h) : (split_t){.factor = NULL};
    const char *all = NULL;
    for (int level = 0; s.factor && level < s.n; level++) {
        const row_t r = row_of(p->h, &s, level, arm);
        if (side(&r) >= 0) continue;
        const char *one = polder_document_text(
            p->d, "at %s, %d in 100 succeed instead of %d", level_of(p, &s, level).text,
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
        if (i == h->baseline || a->worse == 0 || told || n++ >= MOST_COLUMNS) continue;
        polder_document_add(p->d, " ");
        const char *where = polder_handout_cases_worse(p, i);
        if (where)
            polder_document_add(p->d, "\"%s\" can do harm: %s.", polder_handout_arm(p, i), where);
        else
            polder_document_add(p->d,
                                "With \"%s\" clearly fewer succeed in %d of the %d situations, and "
                                "clearly more in %d.",
                                polder_handout_arm(p, i), a->worse, a->points, a->better);
    }
    if (n > MOST_COLUMNS)
        polder_document_add(
            p->d, " %s",
            polder_document_many(p->d, "In some situations %lld more approach clearly does harm.",
                                 "In some situations %lld more approaches clearly do harm.",
                                 n - MOST_COLUMNS));
    return n > 0;
}

/* ---- the table ---- */

/* What decides it is what to look at first; false: nothing does. */
bool polder_handout_cases_ask(const page_t *p)
{
    if (!polder_handout_cases_differ(p->h) || !polder_handout_enough(p->h)) return false;
    const split_t s = find_split(p->h);
    if (!s.factor || polder_handout_is_lever(p->h, s.factor)) return false;
    polder_document_say(p->d,
                        "Look up your row in the table above (%s), and choose what is better "
                        "there.",
                        polder_handout_factor_said(p, s.factor));
    if (s.factor->n_word > 0) return true;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Between the rows nothing was calculated.");
    return true;
}

/* "17 (worse in 8 of 8)" */
static const char *row_said(const page_t *p, const row_t *r)
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

static polder_datum_t cell_of(const page_t *p, const split_t *s, int level, int arm)
{
    const row_t r = row_of(p->h, s, level, arm);
    return r.n == 0 ? polder_datum_unknown() : polder_datum_text(row_said(p, &r));
}

/* Which arms have a column: those that turn, and then the best; in the order of the picture. */
static int find_columns(const polder_handout_t *h, int column[MOST_COLUMNS])
{
    int n = 0, in = 0, *order = polder_handout_order(h);
    bool *shown = calloc((size_t)h->n_arm, sizeof *shown);
    for (int turning = 1; order && shown && turning >= 0; turning--)
        for (int k = 1; k < h->n_arm && n < MOST_COLUMNS; k++)
            if (polder_handout_turns(h, order[k]) == (turning == 1)) shown[order[k]] = true, n++;
    for (int k = 1; order && shown && k < h->n_arm; k++)
        if (shown[order[k]]) column[in++] = order[k];
    free(order);
    free(shown);
    return in;
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
    polder_document_note(p->d,
                         "Between brackets: in how many of the situations of a row that is more "
                         "than chance does. What differs among the %s situations: %s.",
                         polder_handout_number(p, h->n_point), factors_said(p));
    if (h->n_arm - 1 <= n) return;
    polder_document_add(p->d, " %s",
                        polder_document_many(p->d, "%lld more approach is not in this table.",
                                             "%lld more approaches are not in this table.",
                                             h->n_arm - 1 - n));
}

void polder_handout_cases(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int column[MOST_COLUMNS] = {0};
    const int n = polder_handout_enough(h) ? find_columns(h, column) : 0;
    bool turns = false;
    for (int k = 0; k < n; k++) turns |= polder_handout_turns(h, column[k]);
    if (!turns) return;
    const split_t s = find_split(h);
    if (!s.factor) return;
    polder_head_t head[MOST_COLUMNS + 2] = {
        {POLDER_IS_TEXT, .label = polder_handout_factor_said(p, s.factor), .wrap = true},
        {POLDER_IS_TEXT, .label = polder_handout_arm(p, h->baseline)}};
    for (int k = 0; k < n; k++)
        head[k + 2] = (polder_head_t){POLDER_IS_TEXT, .label = polder_handout_arm(p, column[k])};
    polder_document_heading(p->d, "How many of 100 succeed");
    polder_document_table(p->d, NULL, n + 2, head);
    for (int level = 0; level < s.n; level++) {
        const row_t first = row_of(h, &s, level, column[0]);
        polder_datum_t cell[MOST_COLUMNS + 2] = {
            level_of(p, &s, level),
            polder_datum_text(polder_document_format(
                p->d, "%d", polder_handout_hundred(first.share - first.gain)))};
        for (int k = 0; k < n; k++) cell[k + 2] = cell_of(p, &s, level, column[k]);
        polder_document_row(p->d, cell);
    }
    say_what_rows_are(p, n);
}
