/* handout_rows.c: where the answer of a design is one for each row of a table (handout_cases.c): the picture of
 * these rows, and which approach is surely better than which in each; a part of a report; see handout.h.
 *
 * Two approaches are compared network by network: each counts by its mean over those situations of the row in
 * which one of them surely helps, and all comparisons hold together.
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

static void find_level(const rows_t *r, int point)
{
    r->level[point] = -1;
    for (int level = 0; level < r->split.n; level++)
        for (int k = 0; k < r->n; k++)
            if (polder_handout_helps_at(r->h, r->column[k], point) &&
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
    if (p->tight >= POLDER_HANDOUT_PLAIN) return false; /* a table takes less room */
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
    return polder_document_text(p->d, "%d (at %s)", most, polder_handout_level(p, &s, at).text);
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
    polder_head_t head[POLDER_HANDOUT_DOTS + 2] = {
        {POLDER_IS_TEXT, .name = "row", .label = of, .given = true}};
    polder_handout_dots_heads(p, head + 1);
    head[POLDER_HANDOUT_DOTS + 1] =
        (polder_head_t){POLDER_IS_TEXT, .name = "sure", .label = "more than chance"};
    polder_document_table(p->d, name, POLDER_HANDOUT_DOTS + 2, head);
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
