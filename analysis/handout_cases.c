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

/* ---- where it harms ---- */

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

bool polder_handout_cases_harm(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    for (int i = 0; h->n_point > 1 && i < h->n_arm; i++) {
        const polder_handout_arm_t *a = &h->arm[i];
        const bool told = a->high < 0 && a->better == 0; /* "makes it worse" */
        if (i == h->baseline || a->worse == 0 || told || n++ >= MOST_COLUMNS) continue;
        polder_document_add(p->d, " ");
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

/* Over what we do not know, as far as a design has varied it: all that surely help have to hold. */
void polder_handout_cases_firm(const page_t *p, int arm)
{
    const polder_handout_t *h = p->h;
    bool all = holds(&h->arm[arm]) && !polder_handout_cases_differ(h);
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

/* "14 fewer (8 of 8)" */
static polder_datum_t gain_cell(const page_t *p, const split_t *s, int level, int arm)
{
    int same = 0, n = 0;
    const double x = gain_at(p->h, s, level, arm, &same, &n);
    const int hundred = polder_handout_hundred(fabs(x));
    if (n == 0) return polder_datum_unknown();
    if (hundred == 0) return polder_datum_text(polder_text(p->d->language, "less than 1"));
    if (x > 0)
        return polder_datum_text(
            polder_document_text(p->d, "%d more (%d of %d)", hundred, same, n));
    return polder_datum_text(polder_document_text(p->d, "%d fewer (%d of %d)", hundred, same, n));
}

void polder_handout_cases_verdict(const page_t *p)
{
    const split_t s = find_split(p->h);
    if (s.factor)
        polder_document_say(p->d, "In this model what helps depends on this: %s.",
                            polder_handout_factor_said(p, s.factor));
    else
        polder_document_say(p->d, "In this model it depends on the situation what helps.");
}

/* What decides it is what to look at first; false: nothing does. */
bool polder_handout_cases_ask(const page_t *p)
{
    if (!polder_handout_cases_differ(p->h) || !polder_handout_enough(p->h)) return false;
    const split_t s = find_split(p->h);
    if (!s.factor || polder_handout_is_lever(p->h, s.factor)) return false;
    polder_document_say(p->d, "First see which row of the table above is yours, by this: %s.",
                        polder_handout_factor_said(p, s.factor));
    return true;
}

/* Which arms have a column: those that turn, and then the best. */
static int find_columns(const polder_handout_t *h, int column[MOST_COLUMNS])
{
    int n = 0, *order = polder_handout_order(h);
    for (int turning = 1; order && turning >= 0; turning--)
        for (int k = 1; k < h->n_arm && n < MOST_COLUMNS; k++)
            if (polder_handout_turns(h, order[k]) == (turning == 1)) column[n++] = order[k];
    free(order);
    return n;
}

void polder_handout_cases(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int column[MOST_COLUMNS] = {0};
    const int n = polder_handout_enough(h) ? find_columns(h, column) : 0;
    if (n == 0 || !polder_handout_turns(h, column[0])) return;
    const split_t s = find_split(h);
    if (!s.factor) return;
    polder_head_t head[MOST_COLUMNS + 1] = {
        {POLDER_IS_TEXT, .label = polder_handout_factor_said(p, s.factor), .wrap = true}};
    for (int k = 0; k < n; k++)
        head[k + 1] = (polder_head_t){POLDER_IS_TEXT, .label = polder_handout_arm(p, column[k])};
    polder_document_heading(p->d, "How many more or fewer in 100 succeed than with \"%s\"",
                            polder_handout_arm(p, h->baseline));
    polder_document_table(p->d, NULL, n + 1, head);
    for (int level = 0; level < s.n; level++) {
        polder_datum_t cell[MOST_COLUMNS + 1] = {level_of(p, &s, level)};
        for (int k = 0; k < n; k++) cell[k + 1] = gain_cell(p, &s, level, column[k]);
        polder_document_row(p->d, cell);
    }
    polder_document_note(p->d, "Averages; between brackets in how many of the situations it goes "
                               "that way.");
    if (h->n_arm - 1 <= n) return;
    polder_document_add(p->d, " %s",
                        polder_document_many(p->d, "%lld more approach is not in this table.",
                                             "%lld more approaches are not in this table.",
                                             h->n_arm - 1 - n));
}
