/* handout_rows.c: where the answer of a design is one for each row of a table (handout_cases.c): the picture of
 * these rows, and in words what to choose in each; a part of a report; see handout.h.
 *
 * Only what chance does not do counts. An approach is to choose where it surely does better than the baseline,
 * and no other one in the table is surely better than it, network by network: each counts by its mean over
 * those situations of the row in which one of them surely helps, and all comparisons hold together.
 */
#include <stdlib.h>

#include "analysis/foundings.h"
#include "analysis/handout_split.h"
#include "words/words.h"

enum { LEVELS = POLDER_HANDOUT_LEVELS, COLUMNS = POLDER_HANDOUT_COLUMNS };

typedef polder_handout_page_t page_t;
typedef polder_handout_split_t split_t;

/* ---- which arm is better than which ---- */

typedef struct {
    int64_t n;
    polder_twin_t twin;
    polder_founded_t apart;
} pair_t;

typedef struct {
    const polder_handout_t *h;
    split_t split;
    int n, column[COLUMNS];
    int64_t futures;
    signed char *level; /* [n_point] the row in which a situation counts; -1: in none */
    pair_t pair[LEVELS][COLUMNS][COLUMNS];
} rows_t;

static bool helps_at(const polder_handout_t *h, int arm, int point)
{
    return h->point_sure && h->point_sure[point * h->n_all + h->arm[arm].of] > 0;
}

static void find_level(const rows_t *r, int point)
{
    r->level[point] = -1;
    for (int level = 0; level < r->split.n; level++)
        for (int k = 0; k < r->n; k++)
            if (helps_at(r->h, r->column[k], point) &&
                polder_handout_is_at(r->h, &r->split, level, point))
                r->level[point] = (signed char)level;
}

static void add(rows_t *r, const float *value, int level, int i, int k, int64_t founding)
{
    const int one = r->h->arm[r->column[i]].of, other = r->h->arm[r->column[k]].of;
    double mean[2] = {0, 0};
    int n = 0;
    for (int point = 0; point < r->h->n_point; point++) {
        const float x = value[(int64_t)point * r->h->n_all + one];
        const float y = value[(int64_t)point * r->h->n_all + other];
        if (r->level[point] != level || isnan(x) || isnan(y)) continue;
        mean[0] += (double)x, mean[1] += (double)y;
        n++;
    }
    if (n == 0) return;
    polder_twin_add(&r->pair[level][i][k].twin, mean[0] / n, mean[1] / n);
    polder_founded_add(&r->pair[level][i][k].apart, founding, (mean[0] - mean[1]) / n);
}

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    rows_t *r = self;
    (void)report;
    for (int64_t at = 0; at < chunk->n_replicate; at++) {
        const int64_t founding = polder_replicate(chunk->first + at, r->futures).founding;
        for (int level = 0; level < r->split.n; level++)
            for (int i = 0; i < r->n; i++)
                for (int k = i + 1; k < r->n; k++)
                    add(r, chunk->value[0] + at * chunk->n_case, level, i, k, founding);
    }
    return POLDER_OK;
}

static void finish(polder_handout_t *h, const rows_t *r)
{
    enum { LEAST = 5 };
    const double all = 0.95;
    const int tries = r->split.n * r->n * (r->n - 1) / 2;
    for (int level = 0; level < r->split.n; level++)
        for (int i = 0; i < r->n; i++)
            for (int k = i + 1; k < r->n; k++) {
                const pair_t *p = &r->pair[level][i][k];
                const polder_difference_t d =
                    polder_founded_twin(&p->apart, &p->twin, 1 - (1 - all) / tries);
                if (d.pairs < LEAST || !(d.low < d.high)) continue;
                h->beats[level][i][k] = d.low > 0;
                h->beats[level][k][i] = d.high < 0;
            }
}

int polder_handout_rows_read(polder_handout_t *h, polder_report_t *report)
{
    if (h->n_file > 1 || h->n_arm < 3 || !h->point_sure || !polder_handout_cases_differ(h))
        return POLDER_OK;
    rows_t *r = calloc(1, sizeof *r);
    if (!r) return polder_out_of_memory(report);
    r->h = h;
    r->split = polder_handout_split(h);
    r->n = polder_handout_columns(h, r->column);
    r->futures = polder_result_futures(h->result);
    r->level = calloc((size_t)h->n_point, sizeof *r->level);
    const char *const column[] = {polder_measure_column(h->summary.success)};
    int code = r->level ? POLDER_OK : polder_out_of_memory(report);
    for (int point = 0; code >= 0 && point < h->n_point; point++) find_level(r, point);
    if (code >= 0 && r->split.factor)
        code = polder_walk(h->result, 0, h->n_point, 1, column, visit, r, report);
    if (code >= 0 && r->split.factor) finish(h, r);
    free(r->level);
    free(r);
    return code;
}

/* ---- the picture ---- */

bool polder_handout_rows_drawn(const page_t *p)
{
    enum { MOST = 3 }; /* beside the baseline: more would be too small to see */
    const polder_handout_t *h = p->h;
    int column[COLUMNS] = {0};
    if (!h->point_pairs || !polder_handout_cases_differ(h)) return false;
    return polder_handout_split(h).factor && polder_handout_columns(h, column) <= MOST;
}

/* Of the situations of a row, all together. */
static polder_pairs_t pairs_at(const polder_handout_t *h, const split_t *s, int level, int arm)
{
    polder_pairs_t sum = {0};
    for (int point = 0; arm != h->baseline && point < h->n_point; point++) {
        const polder_pairs_t *t = &h->point_pairs[point * h->n_all + h->arm[arm].of];
        if (!polder_handout_is_at(h, s, level, point)) continue;
        sum.both += t->both, sum.first += t->first;
        sum.second += t->second, sum.neither += t->neither;
    }
    return sum;
}

const char *polder_handout_rows_lost(const page_t *p, int arm)
{
    const polder_handout_t *h = p->h;
    split_t s = {.factor = NULL};
    if (h->point_pairs && polder_handout_cases_differ(h)) s = polder_handout_split(h);
    int most = 0, at = 0;
    for (int level = 0; s.factor && level < s.n; level++) {
        const polder_pairs_t t = pairs_at(h, &s, level, arm);
        const double n = (double)(t.both + t.first + t.second + t.neither);
        const int lost = n > 0 ? polder_handout_hundred((double)t.second / n) : 0;
        if (lost > most) most = lost, at = level;
    }
    if (most == 0) return NULL;
    return polder_document_format(
        p->d, "%s: %s", polder_document_text(p->d, "at %s", polder_handout_level(p, &s, at).text),
        polder_document_many(p->d, "%lld in 100 loses out", "%lld in 100 lose out", most));
}

/* "better in 4 of 8" */
static const char *sure_said(const page_t *p, int arm, const polder_handout_row_t *r)
{
    if (arm == p->h->baseline) return "";
    if (r->better > 0 && r->worse > 0)
        return polder_document_text(p->d, "better in %d, worse in %d of %d", r->better, r->worse,
                                    r->n);
    if (r->better > 0) return polder_document_text(p->d, "better in %d of %d", r->better, r->n);
    if (r->worse > 0) return polder_document_text(p->d, "worse in %d of %d", r->worse, r->n);
    return polder_text(p->d->language, "may be chance");
}

static void small(const page_t *p, const split_t *s, int level, int arm, int any)
{
    const polder_handout_t *h = p->h;
    const polder_handout_row_t r = polder_handout_row(h, s, level, arm == h->baseline ? any : arm);
    const int base = polder_handout_hundred(r.share - r.gain);
    const int won = arm == h->baseline ? base : polder_handout_hundred(r.share);
    const polder_pairs_t sum = pairs_at(h, s, level, arm);
    const polder_handout_dots_t d = polder_handout_dots_of(&sum, base, won);
    polder_document_row(
        p->d, (polder_datum_t[]){
                  polder_handout_level(p, s, level), polder_datum_text(polder_handout_arm(p, arm)),
                  polder_datum_count(d.both), polder_datum_count(d.saved),
                  polder_datum_count(d.not ), polder_datum_count(d.lost), polder_datum_count(won),
                  polder_datum_text(sure_said(p, arm, &r))});
}

int polder_handout_rows_figure(const page_t *p, const char *name)
{
    int column[COLUMNS] = {0};
    const int n = polder_handout_columns(p->h, column);
    const split_t s = polder_handout_split(p->h);
    const char *of = polder_handout_factor_said(p, s.factor);
    polder_document_table(
        p->d, name, 8,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .name = "row", .label = of, .given = true},
            {POLDER_IS_TEXT, .name = "arm", .label = "approach", .wrap = true},
            {POLDER_IS_COUNT, .name = "anyway", .label = "succeeds anyway",
             .mark = POLDER_MARK_ANYWAY},
            {POLDER_IS_COUNT, .name = "saved", .label = "succeeds thanks to it",
             .mark = POLDER_MARK_SAVED},
            {POLDER_IS_COUNT, .name = "not", .label = "does not succeed", .mark = POLDER_MARK_NOT},
            {POLDER_IS_COUNT, .name = "lost", .label = "succeeds only without it",
             .mark = POLDER_MARK_LOST},
            {POLDER_IS_COUNT, .name = "succeeds", .label = "succeeds"},
            {POLDER_IS_TEXT, .name = "sure", .label = "more than chance"}});
    for (int level = 0; level < s.n; level++) {
        small(p, &s, level, p->h->baseline, column[0]);
        for (int k = 0; k < n; k++) small(p, &s, level, column[k], column[k]);
    }
    polder_document_chart(
        p->d,
        (polder_chart_t){POLDER_CHART_DOTS, .x = 1, .y = 6, .to = 7, .series = 0,
                         .title = polder_document_text(p->d, "Per 100 networks, %s (rows: %s)",
                                                       polder_handout_after(p), of),
                         .finding = polder_document_text(
                             p->d, "Which approach does better depends on this: %s.", of)});
    return 1;
}

/* ---- what to choose ---- */

/* What there is to choose in a row. */
typedef struct {
    int n,
        arm[COLUMNS]; /* surely better somewhere in it, nowhere surely worse, and not surely beaten */
    int n_mixed;      /* both, somewhere */
    bool unseen;      /* more arms than there is room for: nothing is said of these */
    int all, some,
        more; /* situations; where one of these surely helps; where only another one does */
    const char *names; /* "A" or "B" */
    const char *harm;  /* "A" and "B": surely worse somewhere in it; NULL: none */
    bool unpriced;     /* the days of one that is chosen are not known */
} choice_t;

static const char *add_and(const page_t *p, const char *all, int arm)
{
    const char *one = polder_document_format(p->d, "\"%s\"", polder_handout_arm(p, arm));
    return all ? polder_document_text(p->d, "%s and %s", all, one) : one;
}

static bool is_chosen(const choice_t *c, const polder_handout_t *h, int point)
{
    for (int k = 0; k < c->n; k++)
        if (helps_at(h, c->arm[k], point)) return true;
    return false;
}

static choice_t find_choice(const page_t *p, const split_t *s, int level)
{
    const polder_handout_t *h = p->h;
    choice_t c = {.names = ""};
    int column[COLUMNS] = {0}, n = polder_handout_columns(h, column);
    bool may[COLUMNS] = {false};
    c.unseen = h->n_arm - 1 > n;
    for (int k = 0; k < n; k++) {
        const polder_handout_row_t r = polder_handout_row(h, s, level, column[k]);
        may[k] = r.better > 0 && r.worse == 0;
        c.n_mixed += r.better > 0 && r.worse > 0;
        if (r.worse > 0) c.harm = add_and(p, c.harm, column[k]);
    }
    for (int k = 0; k < n; k++) {
        bool beaten = false;
        for (int i = 0; i < n; i++) beaten |= may[i] && h->beats[level][i][k];
        if (may[k] && !beaten) c.arm[c.n++] = column[k];
    }
    for (int k = 0; k < c.n; k++) {
        const char *one = polder_document_format(p->d, "\"%s\"", polder_handout_arm(p, c.arm[k]));
        c.unpriced |= isnan(h->arm[c.arm[k]].extra);
        c.names = k == 0        ? one
                  : k < c.n - 1 ? polder_document_format(p->d, "%s, %s", c.names, one)
                                : polder_document_text(p->d, "%s or %s", c.names, one);
    }
    for (int point = 0; point < h->n_point; point++) {
        if (!polder_handout_is_at(h, s, level, point)) continue;
        c.all++;
        c.some += is_chosen(&c, h, point);
        bool any = is_chosen(&c, h, point);
        for (int k = 0; k < n && !any; k++) c.more += any = helps_at(h, column[k], point);
    }
    return c;
}

/* The levels of a factor at which all of these situations lie, and no other one of the row; 0: it does not part
 * them. */
static unsigned parts(const polder_handout_t *h, const split_t *row, int level, const choice_t *c,
                      const split_t *f)
{
    unsigned in = 0, out = 0;
    for (int point = 0; point < h->n_point; point++)
        for (int k = 0; k < f->n; k++)
            if (polder_handout_is_at(h, row, level, point) && polder_handout_is_at(h, f, k, point))
                *(is_chosen(c, h, point) ? &in : &out) |= 1U << k;
    return in & out ? 0 : in;
}

/* "where the task asks much of it is high (0.8)"; NULL: no single thing says which. */
static const char *where(const page_t *p, const split_t *s, int level, const choice_t *c)
{
    const polder_factors_t *all = &p->h->summary.factors;
    for (int i = 0; i < all->n; i++) {
        split_t f;
        if (&all->factor[i] == s->factor) continue;
        if (!polder_handout_split_by(p->h, &all->factor[i], &f)) continue;
        const unsigned in = parts(p->h, s, level, c, &f);
        if (in == 0) continue;
        const char *said = polder_handout_levels_said(p, &f, in);
        const char *of = polder_handout_factor_said(p, f.factor);
        if (f.factor->n_word == 0 && in == 1)
            return polder_document_text(p->d, "where this is low (%s): %s", said, of);
        if (f.factor->n_word == 0 && in == 1U << (f.n - 1))
            return polder_document_text(p->d, "where this is high (%s): %s", said, of);
        return polder_document_text(p->d, "where this is %s: %s", said, of);
    }
    return NULL;
}

static const char *stay(const page_t *p, const choice_t *c)
{
    const char *base = polder_handout_arm(p, p->h->baseline);
    if (c->n_mixed > 0)
        return polder_document_text(
            p->d, "that differs within this row; see above, or choose \"%s\".", base);
    if (c->unseen)
        return polder_document_text(p->d, "of these nothing does clearly better than \"%s\".",
                                    base);
    if (c->harm)
        return polder_document_text(
            p->d, "choose \"%s\": nothing does clearly better, and %s can do harm.", base, c->harm);
    return polder_document_text(p->d, "choose \"%s\": nothing does clearly better.", base);
}

static const char *choose(const page_t *p, const split_t *s, int level, bool *unpriced)
{
    const choice_t c = find_choice(p, s, level);
    *unpriced |= c.unpriced;
    if (c.n == 0) return stay(p, &c);
    if (c.some == c.all && c.n == 1) return polder_document_text(p->d, "choose %s.", c.names);
    if (c.some == c.all)
        return polder_document_text(p->d, "choose %s; they are too close to separate.", c.names);
    const char *in = where(p, s, level, &c);
    const char *close = c.n > 1 ? polder_text(p->d->language, " (too close to separate)") : "";
    const char *first =
        in ? polder_document_text(p->d,
                                  "%s%s does clearly better in %d of %d situations: those %s.",
                                  c.names, close, c.some, c.all, in)
           : polder_document_text(p->d,
                                  "%s%s does clearly better in %d of %d situations; no single "
                                  "thing says in which.",
                                  c.names, close, c.some, c.all);
    if (c.more > 0 || c.unseen || p->tight == POLDER_HANDOUT_TIGHTEST) return first;
    return polder_document_format(
        p->d, "%s %s", first,
        polder_document_text(p->d, "In the others nothing does clearly better than \"%s\".",
                             polder_handout_arm(p, p->h->baseline)));
}

void polder_handout_rows_choose(const page_t *p)
{
    const split_t s = polder_handout_split(p->h);
    bool unpriced = false;
    for (int level = 0; s.factor && level < s.n; level++)
        polder_document_item(
            p->d, 0, polder_document_format(p->d, "%s:", polder_handout_level(p, &s, level).text),
            "%s", choose(p, &s, level, &unpriced));
    if (unpriced)
        polder_document_say(p->d, "The days of work that these take are not filled in: first work "
                                  "out what each costs.");
}
