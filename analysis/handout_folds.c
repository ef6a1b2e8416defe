/* handout_folds.c: what an expert wants to know of a report, behind its two sheets; see handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/summary_document.h"
#include "words/words.h"

typedef polder_handout_page_t page_t;

/* By which of them a page says "helps" and "as good", as screens have other ones. */
static void say_how_judged(const page_t *p)
{
    const polder_handout_t *h = p->h;
    if (h->n_arm <= 2) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d,
                        "The tables of polder compare have narrower ones, each of one approach "
                        "by itself: there more of them leave out 0.");
    if (h->best < 0) return;
    bool apart = !h->ranked;
    for (int i = 0; i < h->n_arm; i++) apart = apart && isnan(h->arm[i].behind);
    polder_document_add(p->d, " ");
    if (apart)
        polder_document_add(p->d,
                            "As good as the best is here what has an interval that overlaps "
                            "with that of the best; the two were not compared network by network.");
    else
        polder_document_add(p->d, "As good as the best is what is not surely less when the two are "
                                  "compared network by network.");
}

/* Did all of them have as many networks? */
static bool is_as_many(const polder_handout_t *h)
{
    bool same = true;
    for (int i = 1; i < h->n_arm; i++) same = same && h->arm[i].networks == h->arm[0].networks;
    return same;
}

static const char *each_of(const page_t *p, const polder_handout_arm_t *a)
{
    return polder_document_format(p->d, "%s (%s–%s)", polder_handout_number(p, llround(a->each)),
                                  polder_handout_number(p, llround(a->each_low)),
                                  polder_handout_number(p, llround(a->each_high)));
}

static void arm_row(const page_t *p, int arm, bool priced, bool same)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    polder_datum_t cell[7] = {polder_datum_text(polder_handout_arm(p, arm))};
    int n = 1;
    if (!same) cell[n++] = polder_datum_count(a->networks);
    cell[n++] = polder_datum(a->share);
    cell[n++] = arm == p->h->baseline ? polder_datum_nothing()
                                      : polder_datum_between(a->gain, a->low, a->high);
    cell[n++] = polder_datum(a->alive);
    cell[n++] = isnan(a->days) ? polder_datum_unknown() : polder_datum_count(llround(a->days));
    if (priced)
        cell[n++] = isnan(a->each) ? polder_datum_nothing() : polder_datum_text(each_of(p, a));
    polder_document_row(p->d, cell);
}

static void arm_rows(const page_t *p, const int *order, int n_row)
{
    const polder_handout_t *h = p->h;
    const bool same = is_as_many(h);
    bool priced = false;
    for (int i = 0; i < h->n_arm; i++) priced |= !isnan(h->arm[i].each);
    polder_head_t head[7] = {{POLDER_IS_TEXT, .label = "approach", .wrap = true}};
    int n = 1;
    if (!same) head[n++] = (polder_head_t){POLDER_IS_COUNT, .label = "networks"};
    head[n++] = (polder_head_t){POLDER_IS_SHARE, .label = "succeeded"};
    head[n++] = (polder_head_t){POLDER_IS_POINTS, .label = "more in 100 (chance only)",
                                .show = POLDER_SHOW_WITH_INTERVAL};
    head[n++] = (polder_head_t){POLDER_IS_SHARE, .label = "still there"};
    head[n++] = (polder_head_t){POLDER_IS_COUNT, .label = "days of work"};
    if (priced)
        head[n++] =
            (polder_head_t){POLDER_IS_TEXT, .label = "days per extra success", .right = true};
    polder_document_table(p->d, NULL, n, head);
    for (int k = 0; k < n_row; k++) arm_row(p, order[k], priced, same);
}

static void all_arms(const page_t *p)
{
    enum { MOST = 500 };
    const polder_handout_t *h = p->h;
    int *order = polder_handout_order(h);
    if (!order) {
        polder_document_lost(p->d);
        return;
    }
    polder_document_heading(p->d, "All approaches (margin: chance only)");
    arm_rows(p, order, h->n_arm < MOST ? h->n_arm : MOST);
    if (h->n_arm > MOST)
        polder_document_note(p->d, "Not shown: %d more; polder compare has them all.",
                             h->n_arm - MOST);
    polder_document_note(p->d, "A margin is of chance only: doubt about our assumptions is not in "
                               "it. All of them hold together in 95 of 100 cases.");
    say_how_judged(p);
    free(order);
}

/* What the names of the other views leave open. */
static void say_views(const page_t *p, const polder_case_summary_t *c)
{
    const polder_summary_t *s = &p->h->summary;
    for (int i = 0; i < s->n_share; i++) {
        if (c->share[i].n == 0) continue;
        if (!s->share[i]->means) continue;
        const char *means = polder_text(p->d->language, s->share[i]->means);
        const size_t n = strlen(means);
        polder_document_add(
            p->d, " %s: %s%s",
            polder_about_first(p->d,
                               polder_text(p->d->language, polder_measure_label(s->share[i]))),
            means, n > 0 && means[n - 1] == '.' ? "" : ".");
    }
}

static void all_views(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    const polder_case_summary_t *c = &s->cases[s->detail];
    if (!s->outcomes) return;
    polder_document_heading(p->d, "Success, as it is counted, and other ways to see it");
    polder_summary_shares(p->d, s, "");
    polder_document_chart(p->d, (polder_chart_t){POLDER_CHART_NONE, .series = -1});
    polder_summary_share(p->d, polder_text(p->d->language, polder_measure_label(s->success)),
                         &c->success);
    for (int i = 0; i < s->n_share; i++)
        if (c->share[i].n > 0)
            polder_summary_share(
                p->d, polder_text(p->d->language, polder_measure_label(s->share[i])), &c->share[i]);
    polder_document_note(p->d,
                         "A margin is of chance only: doubt about our assumptions is not in it.");
    say_views(p, c);
}

static void figure(const page_t *p, const char *name, const char *heading)
{
    const int before = p->d->n;
    polder_document_heading(p->d, "%s", heading);
    if (polder_handout_figure(p, name, NULL) == 0) p->d->n = before; /* no heading of nothing */
}

/* The most that two curves are ever apart, and from where to where they end. */
static double widest_apart(const polder_lasting_t *l, double *low, double *high)
{
    double most = 0;
    for (int t = 0; t <= l->horizon; t++) {
        *low = 1, *high = 0;
        for (int i = 0; i < l->n_arm; i++) {
            *low = fmin(*low, l->arm[i].curve[t].survival);
            *high = fmax(*high, l->arm[i].curve[t].survival);
        }
        most = fmax(most, *high - *low);
    }
    return most;
}

/* Curves that lie on each other are drawn as one, and nobody can tell which is which: words, then. */
static void lasting(const page_t *p)
{
    const double one_line = 0.03;
    const polder_lasting_t *l = &p->h->lasting;
    double low = 0, high = 0;
    if (l->n_arm < 2 || widest_apart(l, &low, &high) > one_line) {
        figure(p, "survival", polder_text(p->d->language, "How long networks last"));
        return;
    }
    polder_document_heading(p->d, "How long networks last");
    if (polder_handout_hundred(low) == polder_handout_hundred(high)) {
        polder_document_note(p->d,
                             "That differs little from approach to approach: after %s, %d in 100 "
                             "still exist.",
                             polder_handout_time(p), polder_handout_hundred(low));
        return;
    }
    polder_document_note(p->d,
                         "That differs little from approach to approach: after %s, %d to %d in 100 "
                         "still exist.",
                         polder_handout_time(p), polder_handout_hundred(low),
                         polder_handout_hundred(high));
}

/* In words, with their names in the file. */
static void all_factors(const page_t *p)
{
    polder_document_heading(p->d, "All factors of the design");
    polder_summary_factors(p->d, &p->h->summary, true);
}

void polder_handout_folds(const page_t *p)
{
    const bool diagnosed = p->diagnosis && polder_handout_diagnosis_enough(p->diagnosis);
    if (p->h->n_arm == 0 && !diagnosed) return;
    polder_document_begin(p->d, POLDER_PART_FOLD, POLDER_TEXT("For those who want to know more"));
    if (diagnosed) polder_handout_diagnosed_fold(p);
    if (p->h->n_arm == 0) {
        polder_handout_measures_fold(p);
        polder_document_end(p->d);
        return;
    }
    const bool enough = polder_handout_enough(p->h);
    if (enough && p->h->n_arm > 1) all_arms(p);
    if (enough) polder_handout_situations(p);
    if (p->h->n_arm > 1)
        figure(p, "effect", polder_text(p->d->language, "How sure, as far as chance goes"));
    polder_handout_given_fold(p);
    polder_handout_measures_fold(p);
    polder_handout_table_fold(p);
    figure(p, "conditions", polder_text(p->d->language, "All conditions"));
    lasting(p);
    if (p->h->n_arm > 1)
        figure(p, "ends",
               polder_document_text(p->d, "How it ends with \"%s\"",
                                    polder_handout_arm(p, p->h->baseline)));
    if (enough && p->h->n_point == 1) all_views(p); /* else of one point alone */
    if (enough && p->h->summary.factors.n > 0) all_factors(p);
    const char *about = polder_summary_about(p->d, &p->h->summary);
    if (about[0]) {
        polder_document_heading(p->d, "What the scenario says of itself");
        polder_document_say(p->d, "%s", about);
    }
    polder_document_end(p->d);
}
