/* handout_split.c: the factor of a design by which it differs most whether an approach helps or harms, its
 * levels, and what each arm does at one; a part of a report; see handout.h. */
#include "analysis/handout_split.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "document/cell.h"
#include "words/words.h"

/* What chance does more seldom than this is told as a cause, of all factors together. */
static const double unlikely = 0.05;

typedef polder_handout_page_t page_t;

double polder_handout_value(const polder_handout_t *h, const polder_factor_effect_t *f, int point)
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
static void find_thirds(polder_handout_split_t *s, const double *value, int n)
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
bool polder_handout_split_by(const polder_handout_t *h, const polder_factor_effect_t *f,
                             polder_handout_split_t *s)
{
    *s = (polder_handout_split_t){.factor = f};
    double *value = calloc((size_t)h->n_point, sizeof *value);
    if (!value) return false;
    for (int point = 0; point < h->n_point; point++)
        value[point] = polder_handout_value(h, f, point);
    qsort(value, (size_t)h->n_point, sizeof *value, compare_values);
    int n = 1;
    for (int i = 1; i < h->n_point; i++) n += value[i] != value[i - 1];
    if (n > POLDER_HANDOUT_LEVELS && f->n_word == 0) find_thirds(s, value, h->n_point);
    for (int i = 0; n <= POLDER_HANDOUT_LEVELS && i < h->n_point; i++)
        if (i == 0 || value[i] != value[i - 1]) s->from[s->n] = s->to[s->n] = value[i], s->n++;
    free(value);
    return s->n > 1;
}

bool polder_handout_is_at(const polder_handout_t *h, const polder_handout_split_t *s, int level,
                          int point)
{
    const double x = polder_handout_value(h, s->factor, point);
    return x >= s->from[level] && x <= s->to[level];
}

bool polder_handout_helps_at(const polder_handout_t *h, int arm, int point)
{
    return h->point_sure && h->point_sure[point * h->n_all + h->arm[arm].of] > 0;
}

/* What an arm gains where the factor has this value: the mean, and at how many of `*n` points it goes
 * the same way. */
static double gain_at(const polder_handout_t *h, const polder_handout_split_t *s, int level,
                      int arm, int *same, int *n)
{
    double sum = 0;
    int up = 0, down = 0;
    *n = 0;
    for (int point = 0; point < h->n_point; point++) {
        const double x = h->point_gain[point * h->n_all + h->arm[arm].of];
        if (isnan(x) || !polder_handout_is_at(h, s, level, point)) continue;
        sum += x;
        up += x > 0, down += x < 0;
        ++*n;
    }
    *same = sum > 0 ? up : down;
    return *n > 0 ? sum / *n : NAN;
}

/* How much of what an arm gains a factor tells apart, beyond what chance alone would of as many levels: their
 * sum of squares, less that of chance (analysis of variance over the situations). 0: the arm does not go up at
 * one level and down at another, or chance does as much in so many tries. A range from the lowest level to the
 * highest would favour factors of many levels. */
static double apart(const polder_handout_t *h, const polder_handout_split_t *s, int arm, int tries)
{
    double low = NAN, high = NAN, within = 0, between = 0;
    double mean[POLDER_HANDOUT_LEVELS], all = 0;
    int same = 0, n[POLDER_HANDOUT_LEVELS], points = 0;
    for (int level = 0; level < s->n; level++) {
        mean[level] = gain_at(h, s, level, arm, &same, &n[level]);
        if (n[level] == 0) return 0;
        low = fmin(low, mean[level]), high = fmax(high, mean[level]);
        all += mean[level] * n[level];
        points += n[level];
    }
    if (!(low < 0 && high > 0)) return 0;
    for (int level = 0; level < s->n; level++) {
        between += n[level] * pow(mean[level] - all / points, 2);
        for (int point = 0; point < h->n_point; point++) {
            const double x = h->point_gain[point * h->n_all + h->arm[arm].of];
            if (!isnan(x) && polder_handout_is_at(h, s, level, point))
                within += pow(x - mean[level], 2);
        }
    }
    /* Each situation has a value of its own, and nothing else differs. */
    if (points == s->n) return h->summary.factors.n == 1 ? between : 0;
    const double above = s->n - 1, below = points - s->n;
    if (!(within > 0)) return between;
    const double p = gsl_cdf_fdist_Q(between / above / (within / below), above, below);
    return p < unlikely / tries ? between - above * within / below : 0;
}

/* Of those that turn; where some of them decide, of these. */
static bool is_asked(const polder_handout_t *h, bool some, int arm)
{
    return some ? polder_handout_decides(h, arm) : polder_handout_turns(h, arm);
}

/* Of all of them together: the one that lies farthest apart of many would do so by chance. */
static double spread(const polder_handout_t *h, const polder_handout_split_t *s)
{
    const bool some = polder_handout_cases_differ(h);
    double sum = 0;
    int n = 0;
    for (int arm = 0; arm < h->n_arm; arm++) n += is_asked(h, some, arm);
    for (int arm = 0; arm < h->n_arm; arm++)
        if (is_asked(h, some, arm)) sum += apart(h, s, arm, n * h->summary.factors.n);
    return sum;
}

static polder_handout_split_t find_split(const polder_handout_t *h)
{
    polder_handout_split_t best = {.factor = NULL};
    double most = 0;
    const polder_factors_t *f = &h->summary.factors;
    for (int i = 0; h->n_file == 1 && h->point_gain && f->value && i < f->n; i++) {
        polder_handout_split_t s;
        if (!polder_handout_split_by(h, &f->factor[i], &s)) continue;
        const double x = spread(h, &s);
        if (x > most) most = x, best = s;
    }
    return best;
}

/* It is asked of each arm, and every time would look at all of them. */
polder_handout_split_t polder_handout_split(const polder_handout_t *h)
{
    return h->split ? *h->split : find_split(h);
}

int polder_handout_split_read(polder_handout_t *h, polder_report_t *report)
{
    h->split = calloc(1, sizeof *h->split);
    if (!h->split) return polder_out_of_memory(report);
    *h->split = find_split(h);
    return POLDER_OK;
}

static const char *number_of(const page_t *p, double value)
{
    char text[POLDER_CELL];
    snprintf(text, sizeof text, fabs(value) < 100 ? "%.3g" : "%.0f", value);
    return polder_document_format(p->d, "%s", polder_cell_decimals(text, p->d->language));
}

const char *polder_handout_range(const page_t *p, const polder_factor_effect_t *f)
{
    const polder_handout_t *h = p->h;
    double low = NAN, high = NAN;
    for (int point = 0; h->summary.factors.value && f->n_word == 0 && point < h->n_point; point++) {
        const double x = polder_handout_value(h, f, point);
        low = fmin(low, x), high = fmax(high, x);
    }
    if (!(low < high)) return NULL;
    return polder_document_format(p->d, "%s–%s", number_of(p, low), number_of(p, high));
}

const char *polder_handout_values(const page_t *p, const polder_factor_effect_t *f)
{
    polder_handout_split_t s;
    const char *all = NULL;
    if (!p->h->summary.factors.value || f->n_word > 0) return NULL;
    if (!polder_handout_split_by(p->h, f, &s)) return NULL;
    for (int i = 0; i < s.n; i++) {
        if (s.to[i] > s.from[i]) return NULL;
        const char *one = number_of(p, s.from[i]);
        if (i == 0)
            all = one;
        else if (i < s.n - 1)
            all = polder_document_format(p->d, "%s, %s", all, one);
        else
            all = polder_document_text(p->d, "%s or %s", all, one);
    }
    return all;
}

polder_datum_t polder_handout_level(const page_t *p, const polder_handout_split_t *s, int level)
{
    const polder_factor_effect_t *f = s->factor;
    const double from = s->from[level], to = s->to[level];
    if (f->n_word > 0)
        return polder_datum_text(polder_text(p->d->language, f->word[(int)from].word));
    if (!(to > from)) return polder_datum_text(number_of(p, from));
    return polder_datum_text(
        polder_document_text(p->d, "%s to %s", number_of(p, from), number_of(p, to)));
}

polder_handout_row_t polder_handout_row(const polder_handout_t *h, const polder_handout_split_t *s,
                                        int level, int arm)
{
    polder_handout_row_t r = {.gain = gain_at(h, s, level, arm, &r.same, &r.n)};
    double base = 0;
    for (int point = 0; point < h->n_point; point++) {
        const int at = point * h->n_all + h->arm[arm].of;
        if (!polder_handout_is_at(h, s, level, point) || isnan(h->point_gain[at])) continue;
        base += h->point_share[point];
        r.better += h->point_sure && h->point_sure[at] > 0;
        r.worse += h->point_sure && h->point_sure[at] < 0;
    }
    r.share = r.n > 0 ? base / r.n + r.gain : NAN;
    return r;
}

/* 1: it does better there, -1: worse, in nearly all of its situations and in some of them surely; 0: that
 * cannot be said. */
int polder_handout_side(const polder_handout_row_t *r)
{
    if (20 * r->same < 19 * r->n) return 0;
    if (r->gain > 0) return r->better > 0 && r->worse == 0;
    return -(r->worse > 0 && r->better == 0);
}

/* At which levels an arm is on that side, as bits. */
unsigned polder_handout_levels(const polder_handout_t *h, const polder_handout_split_t *s, int arm,
                               int which)
{
    unsigned bits = 0;
    for (int level = 0; level < s->n; level++) {
        const polder_handout_row_t r = polder_handout_row(h, s, level, arm);
        if (polder_handout_side(&r) == which) bits |= 1U << level;
    }
    return bits;
}

int polder_handout_columns(const polder_handout_t *h, int column[POLDER_HANDOUT_COLUMNS])
{
    int n = 0, in = 0, *order = polder_handout_order(h);
    bool *shown = calloc((size_t)h->n_arm, sizeof *shown);
    for (int turning = 1; order && shown && turning >= 0; turning--)
        for (int k = 1; k < h->n_arm && n < POLDER_HANDOUT_COLUMNS; k++)
            if (polder_handout_turns(h, order[k]) == (turning == 1)) shown[order[k]] = true, n++;
    for (int k = 1; order && shown && k < h->n_arm; k++)
        if (shown[order[k]]) column[in++] = order[k];
    free(order);
    free(shown);
    return in;
}

const char *polder_handout_levels_said(const page_t *p, const polder_handout_split_t *s,
                                       unsigned bits)
{
    const char *all = NULL;
    for (int level = 0; level < s->n; level++) {
        if (!(bits >> level & 1)) continue;
        const char *one = polder_handout_level(p, s, level).text;
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
