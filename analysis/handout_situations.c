/* handout_situations.c: the situations of a design one by one, where the answer is one for each row of a table
 * (handout_choose.c): on the second sheet those in which it is not clear what to choose, if they are few, and in a
 * fold all of them; a part of a report; see handout.h.
 *
 * They are named by values of factors that they alone have in their row, as few of these as that takes. That tells
 * which ones they are, and not that these values make them so: of few situations nearly any set is parted by
 * something.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_split.h"
#include "words/words.h"

enum { COLUMNS = POLDER_HANDOUT_COLUMNS, FEW = 3, MOST_LISTED = 100 };

typedef polder_handout_page_t page_t;
typedef polder_handout_split_t split_t;

/* ---- what some of a row have alone ---- */

/* Those of a row that are to be named, and the levels at which factors have them all. */
typedef struct {
    const polder_handout_t *h;
    const split_t *row;
    int level, n_factor;
    unsigned char *is; /* [n_point] */
    split_t *by;       /* [n_factor] */
    int *at;           /* [n_factor] the level; -1: not told */
} some_t;

static bool new_some(some_t *s, const page_t *p, const split_t *row, int level)
{
    const polder_factors_t *all = &p->h->summary.factors;
    *s = (some_t){.h = p->h, .row = row, .level = level, .n_factor = all->n};
    s->is = calloc((size_t)p->h->n_point, 1);
    s->by = calloc((size_t)all->n + 1, sizeof *s->by);
    s->at = calloc((size_t)all->n + 1, sizeof *s->at);
    if (!s->is || !s->by || !s->at) polder_document_lost(p->d);
    return s->is && s->by && s->at;
}

static void free_some(some_t *s)
{
    free(s->is);
    free(s->by);
    free(s->at);
}

/* The level of a factor at which all of them are; -1: there is none. */
static int common(const some_t *s, const split_t *by)
{
    for (int level = 0; level < by->n; level++) {
        bool all = true;
        for (int point = 0; point < s->h->n_point; point++)
            all = all && (!s->is[point] || polder_handout_is_at(s->h, by, level, point));
        if (all) return level;
    }
    return -1;
}

/* Has no other one of the row all these values? */
static bool alone(const some_t *s)
{
    for (int point = 0; point < s->h->n_point; point++) {
        bool same = polder_handout_is_at(s->h, s->row, s->level, point) && !s->is[point];
        for (int i = 0; i < s->n_factor && same; i++)
            same = s->at[i] < 0 || polder_handout_is_at(s->h, &s->by[i], s->at[i], point);
        if (same) return false;
    }
    return true;
}

/* "low": a number on a scale of the model says less; how many there are says more. */
static const char *value_said(const page_t *p, const split_t *by, int level)
{
    const bool words = by->factor->n_word == 0 && !polder_handout_counted(p, by->factor);
    if (words && level == 0) return polder_text(p->d->language, "low");
    if (words && level == by->n - 1) return polder_text(p->d->language, "high");
    return polder_handout_level(p, by, level).text;
}

/* "this is low: how far interests differ; trust; and this is high: …" */
static const char *values_said(const page_t *p, const some_t *s)
{
    const char *all = NULL;
    for (int i = 0; i < s->n_factor; i++) {
        const char *value = s->at[i] < 0 ? NULL : value_said(p, &s->by[i], s->at[i]), *of = NULL;
        for (int k = 0; value && k < s->n_factor; k++) {
            if (s->at[k] < 0 || strcmp(value_said(p, &s->by[k], s->at[k]), value) != 0) continue;
            if (k < i) break; /* told already */
            const char *one = polder_handout_factor_said(p, s->by[k].factor);
            of = of ? polder_document_format(p->d, "%s; %s", of, one) : one;
        }
        if (!of) continue;
        const char *one = polder_document_text(p->d, "this is %s: %s", value, of);
        all = all ? polder_document_text(p->d, "%s; and %s", all, one) : one;
    }
    return all;
}

/* What they have alone, by as few factors as that takes, the strongest first; NULL: nothing. */
static const char *named(const page_t *p, some_t *s)
{
    for (int i = 0; i < s->n_factor; i++) {
        const polder_factor_effect_t *f = &p->h->summary.factors.factor[i];
        const bool other = f != s->row->factor && polder_handout_split_by(p->h, f, &s->by[i]);
        s->at[i] = other ? common(s, &s->by[i]) : -1;
    }
    if (!alone(s)) return NULL;
    for (int i = s->n_factor - 1; i >= 0; i--) {
        const int at = s->at[i];
        s->at[i] = -1;
        if (!alone(s)) s->at[i] = at;
    }
    return values_said(p, s);
}

/* Is there a list of them in the fold? */
static bool is_listed(const polder_handout_t *h)
{
    return h->n_arm > 1 && h->n_point > 1 && h->n_file == 1 && h->point_sure &&
           h->summary.factors.value;
}

/* ---- those that are not clear ---- */

static bool is_unclear(const polder_handout_t *h, const split_t *row, int level, int arm, int point)
{
    return polder_handout_is_at(h, row, level, point) && !polder_handout_helps_at(h, arm, point) &&
           !isnan(h->point_gain[point * h->n_all + h->arm[arm].of]);
}

/* All of them at once, or each by itself; NULL: they are none or many, or nothing tells them apart. */
static const char *unclear_said(const page_t *p, const split_t *row, int level, int arm)
{
    const polder_handout_row_t r = polder_handout_row(p->h, row, level, arm);
    const char *all = NULL;
    some_t s = {.h = NULL};
    if (r.better == r.n || r.n - r.better > FEW) return NULL;
    bool told = new_some(&s, p, row, level);
    for (int point = 0; told && point < p->h->n_point; point++)
        s.is[point] = is_unclear(p->h, row, level, arm, point);
    if (told) all = named(p, &s);
    for (int point = 0, first = !all; told && first && point < p->h->n_point; point++) {
        for (int i = 0; i < p->h->n_point; i++) s.is[i] = i == point;
        if (!is_unclear(p->h, row, level, arm, point)) continue;
        const char *one = named(p, &s);
        told = one != NULL;
        if (told) all = all ? polder_document_text(p->d, "%s; or else %s", all, one) : one;
    }
    free_some(&s);
    return told ? all : NULL;
}

/* "4 to 6", what each of them brings of a hundred; NULL: one of them brings none. */
static const char *gains_said(const page_t *p, const split_t *row, int level, int arm)
{
    const polder_handout_t *h = p->h;
    int least = 100, most = 0;
    for (int point = 0; point < h->n_point; point++) {
        if (!is_unclear(h, row, level, arm, point)) continue;
        const double base = h->point_share[point];
        const double gain = h->point_gain[point * h->n_all + h->arm[arm].of];
        const int more = polder_handout_hundred(base + gain) - polder_handout_hundred(base);
        least = more < least ? more : least, most = more > most ? more : most;
    }
    if (least < 1) return NULL;
    return least == most ? polder_document_format(p->d, "%d", least)
                         : polder_document_text(p->d, "%d to %d", least, most);
}

static void say_unclear(const page_t *p, const split_t *row, int level, int arm)
{
    const polder_handout_row_t r = polder_handout_row(p->h, row, level, arm);
    const char *which = unclear_said(p, row, level, arm), *gains = gains_said(p, row, level, arm);
    const char *name = polder_handout_arm(p, arm), *at = polder_handout_level(p, row, level).text;
    if (!which) return;
    if (gains)
        polder_document_note(p->d,
                             "At %s it is not clear in %d of %d situations that \"%s\" does better "
                             "(%s more in 100).",
                             at, r.n - r.better, r.n, name, gains);
    else
        polder_document_note(
            p->d, "At %s it is not clear in %d of %d situations that \"%s\" does better.", at,
            r.n - r.better, r.n, name);
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "There %s.", which);
}

/* The rows of which the sheet tells; without a factor there are none. */
static split_t rows_told(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const bool room = p->tight_second < POLDER_HANDOUT_TIGHTEST; /* else the fold has them */
    if (room && h->point_sure && polder_handout_cases_differ(h)) return polder_handout_split(h);
    return (split_t){.factor = NULL};
}

bool polder_handout_unclear_named(const page_t *p, int level, int arm)
{
    const split_t row = rows_told(p);
    int chosen[COLUMNS] = {0};
    bool is = false;
    const int n = row.factor ? polder_handout_chosen(p, &row, level, chosen) : 0;
    for (int k = 0; k < n; k++) is |= chosen[k] == arm;
    return is && unclear_said(p, &row, level, arm);
}

/* What is listed on the screen, which may be not all. */
static void say_listed(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int column[COLUMNS] = {0};
    const int shown = polder_handout_columns(h, column), all = h->n_arm - 1;
    const bool some = h->n_point > MOST_LISTED;
    if (!is_listed(h) || !polder_handout_cases_differ(h) || p->tight >= POLDER_HANDOUT_TIGHT)
        return;
    if (some && shown < all)
        polder_document_note(p->d,
                             "The first %d situations, and what succeeds there with %d of the %d "
                             "approaches, are listed in the on-screen version.",
                             (int)MOST_LISTED, shown, all);
    else if (some)
        polder_document_note(p->d,
                             "The first %d situations, and what succeeds there, are listed in the "
                             "on-screen version.",
                             (int)MOST_LISTED);
    else if (shown < all)
        polder_document_note(p->d,
                             "Each situation, and what succeeds there with %d of the %d "
                             "approaches, is listed in the on-screen version.",
                             shown, all);
    else
        polder_document_note(p->d, "Each situation, and what succeeds there, is listed in the "
                                   "on-screen version.");
}

void polder_handout_unclear(const page_t *p)
{
    const split_t row = rows_told(p);
    for (int level = 0; row.factor && level < row.n; level++) {
        int arm[COLUMNS] = {0};
        const int n = polder_handout_chosen(p, &row, level, arm);
        for (int k = 0; k < n; k++) say_unclear(p, &row, level, arm[k]);
    }
    say_listed(p);
}

/* ---- all of them ---- */

static const char *sure_said(const page_t *p, int arm, int point)
{
    const polder_handout_t *h = p->h;
    const int at = point * h->n_all + h->arm[arm].of;
    const int won = polder_handout_hundred(h->point_share[point] + h->point_gain[at]);
    if (h->point_sure[at] > 0) return polder_document_text(p->d, "%d (better)", won);
    if (h->point_sure[at] < 0) return polder_document_text(p->d, "%d (worse)", won);
    return polder_document_text(p->d, "%d (may be chance)", won);
}

void polder_handout_situations(const page_t *p)
{
    enum { FACTORS = 6 };
    const polder_handout_t *h = p->h;
    const polder_factors_t *f = &h->summary.factors;
    if (!is_listed(h)) return;
    int column[COLUMNS] = {0}, n = polder_handout_columns(h, column), k = 0;
    const int n_factor = f->n < FACTORS ? f->n : FACTORS;
    polder_head_t head[FACTORS + 1 + COLUMNS];
    for (int i = 0; i < n_factor; i++)
        head[k++] = (polder_head_t){
            POLDER_IS_TEXT, .label = polder_handout_factor_said(p, &f->factor[i]), .given = true};
    head[k++] = (polder_head_t){POLDER_IS_COUNT, .label = polder_handout_arm(p, h->baseline),
                                .given = true};
    for (int i = 0; i < n; i++)
        head[k++] = (polder_head_t){POLDER_IS_TEXT, .label = polder_handout_arm(p, column[i]),
                                    .given = true};
    polder_document_heading(p->d, "Each situation: how many of 100 succeed");
    polder_document_table(p->d, NULL, k, head);
    for (int point = 0; point < h->n_point && point < MOST_LISTED; point++) {
        polder_datum_t cell[FACTORS + 1 + COLUMNS];
        k = 0;
        for (int i = 0; i < n_factor; i++) {
            const double x = polder_handout_value(h, &f->factor[i], point);
            const split_t own = {.factor = &f->factor[i], .n = 1, .from = {x}, .to = {x}};
            cell[k++] = polder_handout_level(p, &own, 0);
        }
        cell[k++] = polder_datum_count(polder_handout_hundred(h->point_share[point]));
        for (int i = 0; i < n; i++)
            cell[k++] = isnan(h->point_gain[point * h->n_all + h->arm[column[i]].of])
                            ? polder_datum_unknown()
                            : polder_datum_text(sure_said(p, column[i], point));
        polder_document_row(p->d, cell);
    }
    if (h->n_point > MOST_LISTED)
        polder_document_note(p->d, "Not shown: %d more; polder compare has them all.",
                             h->n_point - MOST_LISTED);
    if (f->n > FACTORS)
        polder_document_note(p->d, "Of what differs the %d strongest are shown.", n_factor);
}
