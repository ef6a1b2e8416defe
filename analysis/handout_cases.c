/* handout_cases.c: what the situations of a design say apart, where an average over them hides that an
 * approach helps in one and harms in another; a part of a report; see handout.h. */
#include <stdlib.h>

#include "analysis/handout_parts.h"
#include "document/cell.h"
#include "words/words.h"

/* A table of more is no answer on a sheet of paper. */
enum { MOST_LEVELS = 4, MOST_COLUMNS = 4 };

typedef polder_handout_page_t page_t;

/* ---- where it harms ---- */

/* It helps on average or somewhere, and surely harms somewhere else. */
static bool turns(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    return arm != h->baseline && a->better > 0 && a->worse > 0;
}

bool polder_handout_cases_differ(const polder_handout_t *h)
{
    for (int i = 0; h->n_point > 1 && i < h->n_arm; i++)
        if (turns(h, i)) return true;
    return false;
}

bool polder_handout_cases_harm(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    for (int i = 0; h->n_point > 1 && h->worst < 0 && i < h->n_arm; i++) {
        const polder_handout_arm_t *a = &h->arm[i];
        if (i == h->baseline || a->worse == 0 || n++ == MOST_COLUMNS) continue;
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "With \"%s\" clearly fewer succeed in %d of the %d situations, and "
                            "clearly more in %d.",
                            polder_handout_arm(p, i), a->worse, a->points, a->better);
    }
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
    double level[MOST_LEVELS]; /* in ascending order; of a choice: which word */
} split_t;

static double value_at(const polder_handout_t *h, const polder_factor_effect_t *f, int point)
{
    const polder_factors_t *all = &h->summary.factors;
    return all->value[(size_t)point * (size_t)all->n_value + (size_t)f->factor];
}

/* False: it has more values than a table has room for. */
static bool find_levels(const polder_handout_t *h, const polder_factor_effect_t *f, split_t *s)
{
    *s = (split_t){.factor = f};
    for (int point = 0; point < h->n_point; point++) {
        const double x = value_at(h, f, point);
        int at = 0;
        while (at < s->n && s->level[at] < x) at++;
        if (at < s->n && s->level[at] == x) continue;
        if (s->n == MOST_LEVELS) return false;
        for (int i = s->n++; i > at; i--) s->level[i] = s->level[i - 1];
        s->level[at] = x;
    }
    return s->n > 1;
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
        if (isnan(x) || value_at(h, s->factor, point) != s->level[level]) continue;
        sum += x;
        up += x > 0, down += x < 0;
        ++*n;
    }
    *same = sum > 0 ? up : down;
    return *n > 0 ? sum / *n : NAN;
}

/* How far the gains of those that turn lie apart from level to level. */
static double spread(const polder_handout_t *h, const split_t *s)
{
    double most = 0;
    for (int arm = 0; arm < h->n_arm; arm++) {
        double low = NAN, high = NAN;
        int same = 0, n = 0;
        for (int level = 0; turns(h, arm) && level < s->n; level++) {
            const double x = gain_at(h, s, level, arm, &same, &n);
            low = fmin(low, x), high = fmax(high, x);
        }
        if (high - low > most) most = high - low;
    }
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
        if (!find_levels(h, &f->factor[i], &s) || !(spread(h, &s) > most)) continue;
        most = spread(h, &s);
        best = s;
    }
    return best;
}

static polder_datum_t level_of(const page_t *p, const split_t *s, int level)
{
    const polder_factor_effect_t *f = s->factor;
    char cell[POLDER_CELL];
    const polder_head_t head = {.is = POLDER_IS_NUMBER};
    const polder_datum_t x = polder_datum(s->level[level]);
    if (f->n_word > 0)
        return polder_datum_text(polder_text(p->d->language, f->word[(int)s->level[level]].word));
    return polder_datum_text(
        polder_document_format(p->d, "%s", polder_cell_on_page(cell, p->d->language, &head, &x)));
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
    if (!polder_handout_cases_differ(p->h)) return false;
    const split_t s = find_split(p->h);
    if (!s.factor || polder_handout_is_lever(p->h, s.factor)) return false;
    polder_document_say(p->d, "First see which row of the table above is yours, by this: %s.",
                        polder_handout_factor_said(p, s.factor));
    return true;
}

void polder_handout_cases(const page_t *p)
{
    const polder_handout_t *h = p->h;
    if (!polder_handout_cases_differ(h)) return;
    const split_t s = find_split(h);
    int *order = s.factor ? polder_handout_order(h) : NULL;
    if (!order) return;
    polder_head_t head[MOST_COLUMNS + 1] = {
        {POLDER_IS_TEXT, .label = polder_handout_factor_said(p, s.factor), .wrap = true}};
    const int n = h->n_arm - 1 < MOST_COLUMNS ? h->n_arm - 1 : MOST_COLUMNS;
    for (int k = 1; k <= n; k++)
        head[k] = (polder_head_t){POLDER_IS_TEXT, .label = polder_handout_arm(p, order[k])};
    polder_document_heading(p->d, "How many more or fewer in 100 succeed than with \"%s\"",
                            polder_handout_arm(p, h->baseline));
    polder_document_table(p->d, NULL, n + 1, head);
    for (int level = 0; level < s.n; level++) {
        polder_datum_t cell[MOST_COLUMNS + 1] = {level_of(p, &s, level)};
        for (int k = 1; k <= n; k++) cell[k] = gain_cell(p, &s, level, order[k]);
        polder_document_row(p->d, cell);
    }
    polder_document_note(p->d, "Averages; between brackets in how many of the situations it goes "
                               "that way.");
    free(order);
}
