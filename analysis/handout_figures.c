/* handout_figures.c: the figures of a report, each a table that may be drawn; see handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_split.h"
#include "analysis/summary_document.h"
#include "document/markup.h"
#include "words/words.h"

enum { MOST_CURVES = 5, MOST_FACTORS = 8, MOST_CONDITIONS = 12 };

typedef polder_handout_page_t page_t;

const char *polder_handout_left_out(const page_t *p)
{
    const char *names = "";
    for (int i = 0; i < p->h->n_left_out; i++) {
        const int of = p->h->left_out[i];
        names = polder_document_format(
            p->d, "%s%s\"%s\"", names, i > 0 ? ", " : "",
            polder_handout_called(p, polder_compare_arm_name(&p->h->compare, of), of));
    }
    return names;
}

static const char *refuse(const page_t *p, const char **why, const char *text)
{
    if (why) *why = polder_text(p->d->language, text);
    return NULL;
}

static const char *const no_result =
    POLDER_TEXT("that takes a result of polder run; of a diagnosis alone there is --figure causes");

/* More than one way to run: of a result that has others, why they are not beside the baseline. */
static bool has_others(const page_t *p, const char **why)
{
    const polder_handout_t *h = p->h;
    if (h->n_arm == 1 && h->n_left_out > 0 && why)
        *why = polder_document_text(
            p->d,
            "all other arms run for a longer or shorter time than \"%s\": %s. --baseline ARM "
            "compares those that run as long as that arm; polder compare says what can be compared "
            "of all",
            polder_handout_arm(p, h->baseline), polder_handout_left_out(p));
    else if (h->n_arm == 1)
        refuse(p, why,
               POLDER_TEXT("it compares arms, and here is one alone; --figure ends shows how that "
                           "one goes"));
    return h->n_arm != 1;
}

static bool has_numbers(const page_t *p, const char **why)
{
    if (p->h->n_arm == 0)
        refuse(p, why, no_result);
    else if (!p->h->success)
        refuse(p, why, POLDER_TEXT("this model does not say what success is"));
    else if (!polder_handout_enough(p->h) && why && polder_handout_units(p->h) < p->h->networks)
        *why = polder_document_text(
            p->d,
            "there are %lld networks in an arm, which as futures of few foundings say as much as "
            "%lld, and fewer than %d say nothing for sure",
            (long long)p->h->networks, (long long)polder_handout_units(p->h),
            (int)POLDER_HANDOUT_LEAST);
    else if (!polder_handout_enough(p->h) && why)
        *why = polder_document_text(p->d,
                                    "there are %lld networks in an arm, and fewer than %d say "
                                    "nothing for sure",
                                    (long long)p->h->networks, (int)POLDER_HANDOUT_LEAST);
    return polder_handout_enough(p->h);
}

/* As many as say a number, also where the model does not say what success is. */
static bool enough_units(const page_t *p, const char **why)
{
    const bool enough = polder_handout_units(p->h) >= POLDER_HANDOUT_LEAST;
    if (!enough && why)
        *why =
            polder_document_text(p->d,
                                 "there are %lld networks in an arm, and fewer than %d say "
                                 "nothing for sure",
                                 (long long)polder_handout_units(p->h), (int)POLDER_HANDOUT_LEAST);
    return enough;
}

/* "after 5 years" */
const char *polder_handout_after(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    if (s->year > 0 && s->horizon % s->year == 0)
        return polder_document_many(p->d, "after %lld year", "after %lld years",
                                    s->horizon / s->year);
    return polder_document_text(p->d, "after %d %s", s->horizon, polder_about_ticks(p->d, s->tick));
}

/* ---- a hundred dots ---- */

/* Of one way to run: who succeeds, who is still there, who is gone. */
static int ends(const page_t *p, const char **why)
{
    const polder_handout_t *h = p->h;
    if (!has_numbers(p, why)) return 0;
    const polder_handout_arm_t *a = &h->arm[h->baseline];
    const int won = polder_handout_hundred(a->share), alive = polder_handout_hundred(a->alive);
    const int rest = alive > won ? alive - won : 0;
    polder_document_table(
        p->d, "ends", 4,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .name = "arm", .label = "approach", .wrap = true},
            {POLDER_IS_COUNT, .name = "succeeds", .label = "succeeds", .mark = POLDER_MARK_WON},
            {POLDER_IS_COUNT, .name = "there", .label = "still exists, no success",
             .mark = POLDER_MARK_NOT},
            {POLDER_IS_COUNT, .name = "gone", .label = "no longer exists",
             .mark = POLDER_MARK_GONE}});
    polder_document_row(p->d,
                        (polder_datum_t[]){polder_datum_text(polder_handout_arm(p, h->baseline)),
                                           polder_datum_count(won), polder_datum_count(rest),
                                           polder_datum_count(100 - won - rest)});
    polder_document_chart(
        p->d,
        (polder_chart_t){POLDER_CHART_DOTS, .x = 0, .y = -1, .series = -1,
                         .title = polder_handout_of_one(h)
                                      ? polder_document_text(p->d, "This network 100 times, %s",
                                                             polder_handout_after(p))
                                      : polder_document_text(p->d, "A hundred networks, %s",
                                                             polder_handout_after(p)),
                         .finding = polder_document_text(
                             p->d, "%d succeed, %d are still there without success, %d are gone.",
                             won, rest, 100 - won - rest)});
    return 1;
}

polder_handout_dots_t polder_handout_dots_of(const polder_pairs_t *t, int base, int won)
{
    const double n = (double)(t->both + t->first + t->second + t->neither);
    if (n == 0) return (polder_handout_dots_t){.both = won, .not = 100 - won};
    polder_handout_dots_t d = {.lost = polder_handout_hundred((double)t->second / n)};
    const int saved = won - base + d.lost, most = 100 - d.lost;
    d.saved = t->first == 0 || saved < 0 ? 0 : saved > most ? most : saved;
    const int rest = 100 - d.saved - d.lost;
    d.both = t->both == 0 ? 0 : t->neither == 0 ? rest : won - d.saved;
    d.both = d.both < 0 ? 0 : d.both > rest ? rest : d.both;
    d.not = rest - d.both;
    return d;
}

polder_handout_dots_t polder_handout_dots(const polder_handout_t *h, int arm)
{
    const int won = polder_handout_hundred(h->arm[arm].share);
    const int base = polder_handout_hundred(h->arm[h->baseline].share);
    if (arm == h->baseline) return (polder_handout_dots_t){.both = won, .not = 100 - won};
    return polder_handout_dots_of(&h->arm[arm].pairs, base, won);
}

void polder_handout_dots_heads(const page_t *p, polder_head_t head[POLDER_HANDOUT_DOTS])
{
    enum { ANYWAY = 1, LOST = 4 };
    static const polder_head_t heads[POLDER_HANDOUT_DOTS] = {
        {POLDER_IS_TEXT, .name = "arm", .label = "approach", .wrap = true},
        {POLDER_IS_COUNT, .name = "anyway", .label = "succeeds anyway", .mark = POLDER_MARK_ANYWAY},
        {POLDER_IS_COUNT, .name = "saved", .label = "succeeds thanks to it",
         .mark = POLDER_MARK_SAVED},
        {POLDER_IS_COUNT, .name = "not", .label = "does not succeed", .mark = POLDER_MARK_NOT},
        {POLDER_IS_COUNT, .name = "lost", .label = "succeeds only without it",
         .mark = POLDER_MARK_LOST},
        {POLDER_IS_COUNT, .name = "succeeds", .label = "succeeds"}};
    memcpy(head, heads, sizeof heads);
    if (!polder_handout_baseline_acts(p->h)) return;
    const char *name = polder_handout_arm(p, p->h->baseline);
    head[ANYWAY].label = polder_document_text(p->d, "also succeeds with “%s”", name);
    head[LOST].label = polder_document_text(p->d, "succeeds only with “%s”", name);
}

static void arm_row(const page_t *p, int i)
{
    const polder_handout_dots_t d = polder_handout_dots(p->h, i);
    polder_document_row(
        p->d, (polder_datum_t[]){polder_datum_text(polder_handout_arm(p, i)),
                                 polder_datum_count(d.both), polder_datum_count(d.saved),
                                 polder_datum_count(d.not ), polder_datum_count(d.lost),
                                 polder_datum_count(polder_handout_hundred(p->h->arm[i].share))});
}

int polder_handout_most_arms(const page_t *p)
{
    return p->tight >= POLDER_HANDOUT_TIGHTEST ? 5 : 7;
}

/* Of very many arms the best three, the baseline and the worst. */
static void arm_rows(const page_t *p, const int *order)
{
    const int n = p->h->n_arm;
    for (int k = 0; k < n; k++)
        if (n <= polder_handout_most_arms(p) || k <= 3 || k == n - 1) arm_row(p, order[k]);
}

static const char *per_hundred(const page_t *p)
{
    const bool some = p->h->n_arm > polder_handout_most_arms(p); /* which ones stands behind it */
    if (some && !polder_handout_of_one(p->h))
        return polder_document_text(p->d, "Per 100 networks, %s", polder_handout_after(p));
    if (polder_handout_of_one(p->h))
        return polder_document_text(p->d, "Per 100 runs of the same network with each approach, %s",
                                    polder_handout_after(p));
    return polder_document_text(p->d, "Per 100 networks with each approach, %s",
                                polder_handout_after(p));
}

/* Of two that print the same share none is left out for being the fourth. */
static const char *best_and_worst(const page_t *p, const int *order)
{
    const int third = polder_handout_hundred(p->h->arm[order[3]].share);
    const bool alike = third == polder_handout_hundred(p->h->arm[order[4]].share);
    return alike ? polder_text(p->d->language, ": three of the best approaches, and the worst")
                 : polder_text(p->d->language, ": the best three approaches, and the worst");
}

static int arms(const page_t *p, const char **why)
{
    const polder_handout_t *h = p->h;
    if (!has_others(p, why) || !has_numbers(p, why)) return 0;
    if (!polder_handout_paired(h)) {
        refuse(p, why,
               POLDER_TEXT("their networks are not the same ones; figure effect compares them"));
        return 0;
    }
    if (polder_handout_rows_drawn(p)) return polder_handout_rows_figure(p, "arms");
    int *order = polder_handout_order(h);
    if (!order) {
        polder_document_lost(p->d);
        return 0;
    }
    polder_head_t head[POLDER_HANDOUT_DOTS];
    polder_handout_dots_heads(p, head);
    polder_document_table(p->d, "arms", POLDER_HANDOUT_DOTS, head);
    arm_rows(p, order);
    const int top = order[1];
    polder_document_chart(
        p->d, (polder_chart_t){
                  POLDER_CHART_DOTS, .x = 0, .y = 5, .series = -1,
                  .title = polder_document_format(
                      p->d, "%s%s", per_hundred(p),
                      h->n_arm > polder_handout_most_arms(p) ? best_and_worst(p, order) : ""),
                  .finding = polder_document_text(
                      p->d, "With \"%s\", %d in 100 succeed; with \"%s\", %d.",
                      polder_handout_arm(p, h->baseline),
                      polder_handout_hundred(h->arm[h->baseline].share), polder_handout_arm(p, top),
                      polder_handout_hundred(h->arm[top].share))});
    free(order);
    return 1;
}

/* ---- differences, with their intervals ---- */

static int effect(const page_t *p, const char **why)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    if (!has_others(p, why) || !has_numbers(p, why)) return 0;
    int *order = polder_handout_order(h);
    if (!order) {
        polder_document_lost(p->d);
        return 0;
    }
    polder_document_table(
        p->d, "effect", 2,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "arm", .label = "approach", .wrap = true},
                          {POLDER_IS_POINTS, .name = "gain", .label = "more in 100",
                           .show = POLDER_SHOW_WITH_INTERVAL}});
    for (int k = 1; k < h->n_arm; k++) {
        enum { MOST = 24 };
        const polder_handout_arm_t *a = &h->arm[order[k]];
        if (n++ >= MOST && k < h->n_arm - 1) continue;
        polder_document_row(p->d,
                            (polder_datum_t[]){polder_datum_text(polder_handout_arm(p, order[k])),
                                               polder_datum_between(a->gain, a->low, a->high)});
    }
    free(order);
    polder_document_chart(
        p->d,
        (polder_chart_t){
            POLDER_CHART_RANGES, .x = 0, .y = 1, .series = -1,
            .title = polder_document_text(p->d, "How many more in 100 succeed than with \"%s\"",
                                          polder_handout_arm(p, h->baseline)),
            .finding = polder_text(p->d->language,
                                   "The bars hold chance only; together they hold in 95 of a "
                                   "hundred cases.")});
    return 1;
}

/* ---- how long they last ---- */

static void curve(const page_t *p, int arm)
{
    const polder_lasting_arm_t *a = &p->h->lasting.arm[arm];
    for (int t = 0; t <= p->h->lasting.horizon; t++)
        polder_document_row(
            p->d,
            (polder_datum_t[]){
                polder_datum_text(p->h->n_arm > 1 ? polder_handout_arm(p, arm) : ""),
                polder_datum_count(t),
                polder_datum_between(a->curve[t].survival, a->curve[t].low, a->curve[t].high)});
}

/* Why it is not known of all arms beside each other how long their networks last. */
static int refuse_survival(const page_t *p, const char **why)
{
    const polder_handout_t *h = p->h;
    if (h->n_arm == 0)
        refuse(p, why, no_result);
    else if (h->n_left_out > 0 && why)
        *why = polder_document_text(p->d,
                                    "these arms run for a longer or shorter time than \"%s\": %s. "
                                    "polder survival has a curve of each",
                                    polder_handout_arm(p, h->baseline), polder_handout_left_out(p));
    else if (h->n_point > 1)
        refuse(p, why,
               POLDER_TEXT("the result has a design; polder survival has a curve of each of its "
                           "cases"));
    else if (h->n_file > 1)
        refuse(p, why, POLDER_TEXT("it is drawn of one result at a time"));
    else
        refuse(p, why, POLDER_TEXT("when networks ended is not known here, or of too many arms"));
    return 0;
}

static int survival(const page_t *p, const char **why)
{
    const polder_handout_t *h = p->h;
    const polder_lasting_t *l = &h->lasting;
    if (l->n_arm == 0) return refuse_survival(p, why);
    if (!enough_units(p, why)) return 0;
    int *order = polder_handout_order(h);
    if (!order) {
        polder_document_lost(p->d);
        return 0;
    }
    const char *ticks = polder_about_ticks(p->d, p->h->about.tick);
    polder_document_table(
        p->d, "survival", 3,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "arm", .label = "approach", .once = true},
                          {POLDER_IS_COUNT, .name = "tick", .label = ticks, .given = true},
                          {POLDER_IS_SHARE, .name = "there", .label = "still there",
                           .show = POLDER_SHOW_WITH_INTERVAL}});
    for (int k = 0; k < h->n_arm && k < MOST_CURVES; k++) curve(p, order[k]);
    const double left = l->arm[h->baseline].curve[l->horizon].survival;
    polder_document_chart(
        p->d,
        (polder_chart_t){
            POLDER_CHART_STEPS, .x = 1, .y = 2, .series = 0,
            .title =
                polder_handout_of_one(h)
                    ? polder_text(p->d->language, "How often in 100 runs this network still exists")
                    : polder_text(p->d->language, "How many of 100 networks still exist"),
            .finding =
                polder_document_text(p->d, "%d in 100 are there %s.", polder_handout_hundred(left),
                                     polder_handout_after(p))});
    free(order);
    return 1;
}

/* ---- a design ---- */

/* In words alone: what it is called in a file stands in the fold. */
static const char *factor_name(const page_t *p, const polder_factor_effect_t *factor)
{
    return polder_about_first(p->d, polder_handout_factor_said(p, factor));
}

/* With the values between which it was varied. */
static const char *factor_label(const page_t *p, const polder_factor_effect_t *factor)
{
    const char *range = polder_handout_range(p, factor), *name = factor_name(p, factor);
    return range ? polder_document_format(p->d, "%s (%s)", name, range) : name;
}

bool polder_handout_is_sure(const polder_factors_t *f, int factor)
{
    const polder_factor_effect_t *e = &f->factor[factor];
    return e->n_word == 0 && !isnan(e->rank) && fabs(e->rank) >= f->chance;
}

int polder_handout_drawn(const page_t *p, int *sure)
{
    const polder_factors_t *f = &p->h->summary.factors;
    int n = 0;
    *sure = 0;
    for (int i = 0; i < f->n && n < (p->few ? p->few : MOST_FACTORS); i++) {
        if (f->factor[i].n_word > 0 || isnan(f->factor[i].rank)) continue;
        *sure += polder_handout_is_sure(f, i);
        n++;
    }
    return p->h->n_file > 1 ? 0 : n;
}

/* Above `n` of them. */
static const char *factors_title(const page_t *p, int n)
{
    const char *of =
        n == 1 ? polder_text(p->d->language,
                             "How many of 100 networks succeed at its low and at its high value")
               : polder_text(p->d->language,
                             "How many of 100 networks succeed at low and at high values");
    if (p->h->n_arm < 2) return of;
    const char *name = polder_handout_arm(p, p->h->baseline);
    return n == 1 ? polder_document_text(p->d,
                                         "With \"%s\": how many of 100 networks succeed at its low "
                                         "and at its high value",
                                         name)
                  : polder_document_text(p->d,
                                         "With \"%s\": how many of 100 networks succeed at low and "
                                         "at high values",
                                         name);
}

static int factors(const page_t *p, const char **why)
{
    const polder_factors_t *f = &p->h->summary.factors;
    int sure = 0, n = polder_handout_drawn(p, &sure);
    if (p->h->n_file > 1)
        refuse(p, why, POLDER_TEXT("it is drawn of one result at a time"));
    else if (n == 0)
        refuse(p, why, POLDER_TEXT("no factors were varied, or only choices"));
    if (n == 0 || p->h->n_file > 1 || !has_numbers(p, why)) return 0;
    polder_document_table(
        p->d, "factors", 3,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "factor", .label = "factor", .wrap = true},
                          {POLDER_IS_PERCENT, .name = "lowest", .label = "where it is lowest"},
                          {POLDER_IS_PERCENT, .name = "highest", .label = "where it is highest"}});
    for (int i = 0, k = 0; i < f->n && k < (p->few ? p->few : MOST_FACTORS); i++) {
        const polder_factor_effect_t *e = &f->factor[i];
        if (e->n_word > 0 || isnan(e->rank)) continue;
        polder_document_row(p->d, (polder_datum_t[]){polder_datum_text(factor_label(p, e)),
                                                     polder_datum(e->at_lowest),
                                                     polder_datum(e->at_highest)});
        k++;
    }
    polder_document_chart(
        p->d, (polder_chart_t){POLDER_CHART_SPANS, .x = 0, .y = 1, .to = 2, .series = -1,
                               .title = factors_title(p, n),
                               .finding = polder_document_text(p->d, "It goes most with %s.",
                                                               factor_name(p, &f->factor[0]))});
    return 1;
}

/* ---- what is short ---- */

const char *polder_handout_condition(const page_t *p, int condition)
{
    const char *text = polder_text(p->d->language, p->h->summary.condition[condition].title);
    const char *colon = strchr(text, ':');
    if (colon && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == (size_t)(colon - text))
        text = colon + 1 + strspn(colon + 1, " ");
    return text;
}

/* What an approach makes of it, where one is named; else what it is of networks that succeed. */
double polder_handout_second_condition(const page_t *p, int condition, const char **label)
{
    const polder_handout_t *h = p->h;
    const polder_condition_summary_t *c = &h->summary.condition[condition];
    *label = NULL;
    if (h->n_arm > 1 && (!h->condition || isnan(h->condition[0]))) return NAN;
    if (h->n_arm > 1) {
        *label = polder_handout_arm(p, h->lifted);
        return h->condition[condition];
    }
    if (isnan(h->summary.condition[0].succeeded_mean)) return NAN;
    *label = polder_text(p->d->language, "where it succeeds");
    return c->succeeded_mean;
}

static int conditions(const page_t *p, const char **why)
{
    const polder_summary_t *s = &p->h->summary;
    if (s->n_condition == 0)
        refuse(p, why, POLDER_TEXT("this model names no conditions, or the file has none"));
    else if (p->h->n_point > 1)
        refuse(p, why, POLDER_TEXT("the result has a design, and it would be of one point only"));
    if (p->h->n_point > 1) return 0;
    if (s->n_condition == 0 || !enough_units(p, why)) return 0;
    const char *other = NULL;
    polder_handout_second_condition(p, 0, &other);
    polder_document_table(
        p->d, "conditions", other ? 3 : 2,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "condition", .label = "condition", .wrap = true},
                          {POLDER_IS_INDEX, .name = "mean",
                           .label = other ? polder_handout_arm(p, p->h->baseline)
                                          : POLDER_TEXT("from 0, not met, to 1"),
                           .given = other != NULL},
                          {POLDER_IS_INDEX, .name = "with", .label = other, .given = true}});
    for (int i = 0; i < s->n_condition && i < (p->few ? p->few : MOST_CONDITIONS); i++)
        polder_document_row(
            p->d, (polder_datum_t[]){
                      polder_datum_text(polder_about_first(p->d, polder_handout_condition(p, i))),
                      polder_datum(s->condition[i].mean),
                      polder_datum(polder_handout_second_condition(p, i, &other))});
    polder_document_chart(
        p->d,
        (polder_chart_t){
            POLDER_CHART_BARS, .x = 0, .y = 1, .to = other ? 2 : 0, .series = -1,
            .title =
                polder_text(p->d->language,
                            "How far the weakest conditions are met at the end (0: not, 1: fully)"),
            .finding = polder_document_text(p->d, "Lowest: %s.", polder_handout_condition(p, 0))});
    return 1;
}

/* ---- all of them ---- */

const char *const polder_handout_figures[] = {
    "ends", "arms", "effect", "survival", "factors", "conditions", "causes", "table", NULL};

int polder_handout_figure(const page_t *p, const char *name, const char **why)
{
    static int (*const add[])(const page_t *, const char **) = {ends,
                                                                arms,
                                                                effect,
                                                                survival,
                                                                factors,
                                                                conditions,
                                                                polder_handout_causes_figure,
                                                                polder_handout_table_figure};
    for (int i = 0; polder_handout_figures[i]; i++)
        if (strcmp(polder_handout_figures[i], name) == 0) return add[i](p, why);
    return 0;
}
