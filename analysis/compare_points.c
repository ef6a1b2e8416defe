/* compare_points.c: a design for people: one row for each point and arm; see compare_document.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/compare_document.h"
#include "words/words.h"

enum { MOST_ROWS = 40, REST = 6 };

/* The figure that is shown: success, or the first one. */
static int main_figure(const polder_compare_t *c)
{
    return c->success >= 0 ? c->success : 0;
}

/* --- order --- */

typedef struct {
    double key;
    int row;
} place_t;

/* What is not a number comes last. */
static int by_key(const void *left, const void *right)
{
    const place_t *a = left, *b = right;
    if (isnan(a->key) || isnan(b->key)) {
        if (isnan(a->key) != isnan(b->key)) return isnan(a->key) ? 1 : -1;
        return a->row - b->row;
    }
    if (a->key != b->key) return a->key > b->key ? -1 : 1;
    return a->row - b->row;
}

static double key_of(const polder_about_t *about, const polder_compare_t *c,
                     const polder_compare_sort_t *sort, int row)
{
    const polder_arm_result_t *a = &c->arm[row];
    double x = NAN; /* the baseline does not differ from itself */
    if (sort->factor >= 0)
        x = about->value[(int64_t)(row / c->n_arm) * about->n_factor + sort->factor];
    else if (!sort->difference)
        x = a->value[sort->figure].value;
    else if (a->arm != c->baseline)
        x = a->value[sort->figure].difference.difference;
    return sort->up ? -x : x;
}

/* Rows in the order they are shown in; NULL without memory. */
static place_t *order(const polder_about_t *about, const polder_compare_t *c,
                      const polder_compare_sort_t *sort)
{
    const int all = c->n_read * c->n_arm;
    place_t *place = malloc(((size_t)all + 1) * sizeof *place);
    for (int k = 0; place && k < all; k++)
        place[k] = (place_t){sort ? key_of(about, c, sort, k) : 0, k};
    if (place && sort) qsort(place, (size_t)all, sizeof *place, by_key);
    return place;
}

/* --- rows --- */

/* Which factor stands at place `i`: first the one that rows are sorted by. */
static int factor_at(const polder_compare_sort_t *sort, int i)
{
    const int first = sort ? sort->factor : -1;
    return first < 0 || i > first ? i : i == 0 ? first : i - 1;
}

static void begin_table(polder_document_t *d, const polder_about_t *about,
                        const polder_compare_t *c, const polder_compare_sort_t *sort,
                        polder_head_t *head)
{
    const polder_figure_t *figure = &c->figure[main_figure(c)];
    const bool share = figure->kind == POLDER_YES_NO;
    const polder_is_t change = share ? POLDER_IS_POINTS : POLDER_IS_CHANGE;
    int n = 0;
    head[n++] = (polder_head_t){POLDER_IS_COUNT, .label = "point"};
    for (int i = 0; i < about->n_factor; i++)
        head[n++] = (polder_head_t){POLDER_IS_GIVEN, .label = about->factor[factor_at(sort, i)],
                                    .given = true, .spare = true};
    if (c->n_arm > 1) head[n++] = (polder_head_t){POLDER_IS_TEXT, .label = "arm", .wrap = true};
    head[n++] = (polder_head_t){
        share ? POLDER_IS_SHARE : POLDER_IS_NUMBER,
        .label = c->success >= 0 ? figure->name : polder_text(d->language, "value"), .given = true};
    if (c->n_arm > 1) {
        head[n++] = (polder_head_t){change, .label = "diff."};
        head[n++] = (polder_head_t){change, .label = "interval", .show = POLDER_SHOW_INTERVAL};
        if (!c->unranked) head[n++] = (polder_head_t){POLDER_IS_FLAG, .label = "best?"};
    }
    polder_document_table(d, NULL, n, head);
}

static void add_row(polder_document_t *d, const polder_about_t *about, const polder_compare_t *c,
                    const polder_compare_sort_t *sort, const polder_arm_result_t *a,
                    polder_datum_t *cell)
{
    const polder_figure_value_t *v = &a->value[main_figure(c)];
    const polder_difference_t *x = &v->difference;
    const bool same = a->arm == c->baseline || isnan(x->difference);
    const polder_datum_t difference =
        same ? polder_datum_nothing() : polder_datum_between(x->difference, x->low, x->high);
    int n = 0;
    cell[n++] = polder_datum_count(a->point);
    for (int i = 0; i < about->n_factor; i++)
        cell[n++] = polder_about_factor(about, a->point, factor_at(sort, i));
    if (c->n_arm > 1)
        cell[n++] = polder_datum_text(
            polder_about_arm(d, about, a->arm, polder_text(d->language, "(no name)")));
    cell[n++] = polder_datum(v->value);
    if (c->n_arm > 1) {
        cell[n++] = difference;
        cell[n++] = difference;
        if (!c->unranked)
            cell[n++] = c->success >= 0 && v->n > 0 ? polder_datum_count(a->best.possible)
                                                    : polder_datum_nothing();
    }
    polder_document_row(d, cell);
}

/* --- the whole --- */

static void say_head(polder_document_t *d, const polder_about_t *a, const polder_compare_t *c)
{
    const polder_figure_t *figure = &c->figure[main_figure(c)];
    const char *kind = !a->design                      ? POLDER_TEXT("design")
                       : strcmp(a->design, "csv") == 0 ? POLDER_TEXT("CSV file")
                                                       : a->design;
    polder_document_title(d, "%s", polder_about_title(d, a));
    polder_document_line(d, "%s of %s, %s, %s for each", polder_text(d->language, kind),
                         polder_document_many(d, "%lld point", "%lld points", c->n_point),
                         polder_document_many(d, "%lld arm", "%lld arms", c->n_arm),
                         polder_document_many(d, "%lld network", "%lld networks", c->replicates));
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "file"},
                         polder_datum_text(a->file));
    if (c->n_arm > 1)
        polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "baseline"},
                             polder_datum_text(polder_about_arm(
                                 d, a, c->baseline, polder_text(d->language, "(no name)"))));
    polder_about_lasts(a, d);
    if (figure->measure)
        polder_document_heading(
            d, "%s at each point",
            polder_about_first(d, polder_text(d->language, polder_measure_noun(figure->measure))));
    else
        polder_document_heading(d, "%s", figure->name);
}

static void say_foot(polder_document_t *d, const polder_compare_t *c, int rows)
{
    const int64_t left = (int64_t)c->n_point * c->n_arm - rows;
    if (c->success >= 0 && c->n_arm > 1 && !c->unranked)
        polder_document_note(d, "best?: it can be the best arm at that point");
    polder_document_gap(d);
    if (left > 0)
        polder_document_say(d, "%s All figures of all rows:",
                            polder_document_many(d, "%lld more row is not shown.",
                                                 "%lld more rows are not shown.", left));
    else
        polder_document_say(d, "All figures of all rows:");
    polder_document_line(d, "  polder compare FILE --csv TABLE.csv    (or --json)");
}

void polder_compare_points(polder_document_t *d, const polder_about_t *about,
                           const polder_compare_t *c, const polder_compare_sort_t *sort)
{
    const size_t most = (size_t)about->n_factor + REST;
    const int all = c->n_read * c->n_arm, rows = all < MOST_ROWS ? all : MOST_ROWS;
    polder_head_t *head = calloc(most, sizeof *head);
    polder_datum_t *cell = calloc(most, sizeof *cell);
    place_t *place = order(about, c, sort);
    if (!place || !head || !cell)
        polder_document_lost(d);
    else if (c->n_figure > 0) {
        say_head(d, about, c);
        begin_table(d, about, c, sort, head);
        for (int k = 0; k < rows; k++) add_row(d, about, c, sort, &c->arm[place[k].row], cell);
        say_foot(d, c, rows);
    }
    free(place);
    free(head);
    free(cell);
}
