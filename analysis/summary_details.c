/* summary_details.c: all tables about a result; see summary_document.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/summary_document.h"
#include "words/words.h"

enum { N_WAYS_OUT = 5, MOST_CASES = 40 };

static int count_views(const polder_summary_t *s)
{
    int n = 0;
    for (int i = 0; i < s->n_share; i++) n += s->share[i]->kind == POLDER_MEASURE_VIEW;
    return n;
}

/* A row for each measure of this kind that the file has. */
static void share_rows(polder_document_t *d, const polder_summary_t *s, polder_measure_kind_t kind)
{
    const polder_case_summary_t *c = &s->cases[s->detail];
    for (int i = 0; i < s->n_share; i++)
        if (s->share[i]->kind == kind && c->share[i].n > 0)
            polder_summary_share(d, polder_text(d->language, polder_measure_label(s->share[i])),
                                 &c->share[i]);
}

static void say_success(polder_document_t *d, const polder_summary_t *s)
{
    const polder_case_summary_t *c = &s->cases[s->detail];
    polder_document_heading(d, "%s", polder_about_ways(d, 2 + count_views(s)));
    polder_summary_shares(d, s, "");
    polder_summary_share(d, polder_text(d->language, polder_measure_label(s->success)),
                         &c->success);
    share_rows(d, s, POLDER_MEASURE_VIEW);
    polder_summary_share(d, polder_summary_alive(d, s), &c->alive);
    if (c->alive.n < 2) polder_document_note(d, "one network: too few for intervals");
}

static polder_datum_t with_interval(const polder_proportion_t *p)
{
    const double none = p->n > 1 ? 0 : NAN; /* of a single network it says nothing */
    return polder_datum_between(p->share, p->low + none, p->high);
}

static void add_case(polder_document_t *d, const polder_summary_t *s,
                     const polder_case_summary_t *c)
{
    polder_datum_t cell[3 + POLDER_MOST_SHARES] = {polder_datum_text(polder_summary_case(d, s, c)),
                                                   with_interval(&c->success)};
    int n = 2;
    for (int i = 0; i < s->n_share; i++)
        if (s->share[i]->kind == POLDER_MEASURE_VIEW) cell[n++] = with_interval(&c->share[i]);
    cell[n++] = with_interval(&c->alive);
    polder_document_row(d, cell);
}

static void say_cases(polder_document_t *d, const polder_summary_t *s)
{
    const polder_head_t share = {POLDER_IS_SHARE, .label = POLDER_TEXT("alive"),
                                 .show = POLDER_SHOW_WITH_INTERVAL};
    polder_head_t head[3 + POLDER_MOST_SHARES] = {{POLDER_IS_TEXT, .label = "case", .wrap = true},
                                                  share};
    int n = 2;
    head[1].label = polder_measure_head(s->success);
    for (int i = 0; i < s->n_share; i++) {
        if (s->share[i]->kind != POLDER_MEASURE_VIEW) continue;
        head[n] = share;
        head[n++].label = polder_measure_head(s->share[i]);
    }
    head[n++] = share;
    polder_document_heading(d, "Success by case, with %g%% intervals", 100 * s->confidence);
    polder_document_table(d, NULL, n, head);
    /* A sweep has too many cases to look at one by one. */
    const int shown = s->n_case > MOST_CASES ? MOST_CASES : s->n_case;
    for (int i = 0; i < shown; i++) add_case(d, s, &s->cases[i]);
    if (shown < s->n_case)
        polder_document_line(d, "… and %d more cases (polder show --json has them all)",
                             s->n_case - shown);
    polder_summary_lasts(d, s);
    polder_document_gap(d);
    polder_document_line(d,
                         "Which one helps, by how much and how sure that is: polder compare FILE");
}

static void say_ends(polder_document_t *d, const polder_summary_t *s)
{
    if (s->n_class == 0) return;
    polder_document_heading(d, "What became of the networks");
    polder_summary_shares(d, s, "");
    for (int i = 0; i < s->n_class; i++)
        polder_summary_share(d, polder_text(d->language, s->classes[i].name), &s->classes[i].share);
    share_rows(d, s, POLDER_MEASURE_WITHIN);
}

/* "3", "3 (6 months)", or "25-36". */
static const char *period(polder_document_t *d, const polder_summary_t *s, int i)
{
    const polder_life_t *l = &s->life[i];
    const int ticks = l->until - l->from;
    if (s->year <= 0) return polder_document_format(d, "%d-%d", l->from + 1, l->until);
    if (ticks == s->year) return polder_document_format(d, "%d", i + 1);
    return polder_document_format(d, "%d (%d %s)", i + 1, ticks, polder_about_ticks(d, s->tick));
}

static void say_life(polder_document_t *d, const polder_summary_t *s)
{
    const bool years = s->year > 0;
    if (s->n_life == 0) return;
    const bool few = s->life[0].at_risk < 2;
    if (years)
        polder_document_heading(d, "Survival, year by year");
    else
        polder_document_heading(d, "Survival, period by period");
    polder_document_table(
        d, NULL, 6,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .label = years ? "year" : s->tick, .right = true},
            {POLDER_IS_COUNT, .label = "at risk"},
            {POLDER_IS_COUNT, .label = "dissolved"},
            {POLDER_IS_SHARE, .label = "hazard"},
            {POLDER_IS_SHARE, .label = "survival"},
            {POLDER_IS_SHARE,
             .label = polder_document_text(d, "%g%% interval", 100 * s->confidence),
             .show = POLDER_SHOW_INTERVAL},
        });
    for (int i = 0; i < s->n_life; i++) {
        const polder_life_t *l = &s->life[i];
        const polder_datum_t survival =
            polder_datum_between(l->survival, few ? NAN : l->low, l->high);
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(period(d, s, i)),
                                                  polder_datum_count(l->at_risk),
                                                  polder_datum_count(l->ended),
                                                  polder_datum(l->hazard), survival, survival});
    }
}

/* --- what networks suffer from, and what they lack --- */

static const char *title_of(const polder_document_t *d, const polder_finding_t *f)
{
    return polder_text(d->language, f->title);
}

static void say_findings(polder_document_t *d, const polder_summary_t *s)
{
    if (s->n_finding == 0) return;
    polder_document_heading(
        d, "What networks suffer from, those that failed and those that succeeded");
    polder_document_note(
        d, "share of networks whose index is 0.5 or more, and the mean of the index; first what "
           "sets failed networks apart most: by the difference of the shares");
    polder_document_table(d, NULL, 5,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "challenge", .wrap = true},
                              {POLDER_IS_PERCENT, .label = "failed"},
                              {POLDER_IS_INDEX, .label = "mean"},
                              {POLDER_IS_PERCENT, .label = "succeeded"},
                              {POLDER_IS_INDEX, .label = "mean"},
                          });
    for (int i = 0; i < s->n_finding; i++) {
        const polder_finding_t *f = &s->finding[i];
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(title_of(d, f)), polder_datum(f->failed.share),
                                  polder_datum(f->failed_mean), polder_datum(f->succeeded.share),
                                  polder_datum(f->succeeded_mean)});
    }
}

/* Of the symptoms that set failed networks apart: one cause in the form practitioners use. */
static void say_ways_out(polder_document_t *d, const polder_summary_t *s)
{
    const polder_language_t l = d->language;
    int shown = 0;
    for (int i = 0; i < s->n_finding && shown < N_WAYS_OUT; i++) {
        const polder_finding_t *f = &s->finding[i];
        if (!f->cause || !(f->failed.share > 0) || f->failed.share <= f->succeeded.share) continue;
        if (shown++ == 0) polder_document_heading(d, "Challenge, underlying problem, way out");
        polder_document_item(d, 0, polder_document_format(d, "%s: ", f->cause->id), "%s",
                             f->cause->title[l]);
        polder_document_item(d, 2, POLDER_TEXT("symptom: "), "%s", f->cause->symptom[l]);
        polder_document_item(d, 2, POLDER_TEXT("problem: "), "%s", f->cause->problem[l]);
        polder_document_item(d, 2, POLDER_TEXT("way out: "), "%s", f->cause->way_out[l]);
    }
    if (shown > 0) polder_document_line(d, "more: polder list causes NAME");
}

static void say_conditions(polder_document_t *d, const polder_summary_t *s)
{
    if (s->n_condition == 0) return;
    polder_document_heading(d, "The conditions for collaboration at the end, the lowest first");
    polder_document_note(d, "mean index, from 0 (not met) to 1 (fully met)");
    polder_document_table(d, NULL, 4,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "condition", .wrap = true},
                              {POLDER_IS_INDEX, .label = "all"},
                              {POLDER_IS_INDEX, .label = "failed"},
                              {POLDER_IS_INDEX, .label = "succeeded"},
                          });
    for (int i = 0; i < s->n_condition; i++) {
        const polder_condition_summary_t *c = &s->condition[i];
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(polder_text(d->language, c->title)),
                                  polder_datum(c->mean), polder_datum(c->failed_mean),
                                  polder_datum(c->succeeded_mean)});
    }
}

/* --- columns --- */

/* Columns whose numbers stand for words. */
static void say_words(polder_document_t *d, const polder_column_summary_t *c)
{
    bool begun = false;
    for (int k = 0; k < c->n_class; k++) {
        const polder_class_t *class = &c->classes[k];
        if (class->share.count == 0) continue;
        if (!begun)
            polder_document_item(d, 0, polder_document_format(d, "%s: ", c->name), "%s %.1f%%",
                                 class->name, 100 * class->share.share);
        else
            polder_document_add(d, ", %s %.1f%%", class->name, 100 * class->share.share);
        begun = true;
    }
}

/* Beside 0.5 there is no sense in 3.1e-06. */
static polder_datum_t beside(polder_document_t *d, double value, double largest)
{
    const bool none = fabs(value) < 5e-4 && largest >= 0.01 && value != 0;
    return none ? polder_datum_text(polder_document_format(d, "%.3f", 0.0)) : polder_datum(value);
}

static void say_columns(polder_document_t *d, const polder_summary_t *s)
{
    if (s->n_column == 0) return;
    polder_document_heading(d, "The networks as they were at the end");
    polder_document_table(d, NULL, 8,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "column"},
                              {POLDER_IS_NUMBER, .label = "mean"},
                              {POLDER_IS_NUMBER, .label = "s.d."},
                              {POLDER_IS_NUMBER, .label = "min"},
                              {POLDER_IS_NUMBER, .label = "25%"},
                              {POLDER_IS_NUMBER, .label = "50%"},
                              {POLDER_IS_NUMBER, .label = "75%"},
                              {POLDER_IS_NUMBER, .label = "max"},
                          });
    for (int i = 0; i < s->n_column; i++) {
        const polder_description_t *v = &s->column[i].value;
        const double most = fmax(fabs(v->min), fabs(v->max));
        if (s->column[i].n_class > 0) continue; /* say_words */
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(s->column[i].name), beside(d, v->mean, most),
                                  beside(d, v->deviation, most), beside(d, v->min, most),
                                  beside(d, v->lower, most), beside(d, v->median, most),
                                  beside(d, v->upper, most), beside(d, v->max, most)});
    }
    for (int i = 0; i < s->n_column; i++) say_words(d, &s->column[i]);
}

/* --- the whole --- */

static void say_caveat(polder_document_t *d, const polder_summary_t *s)
{
    polder_document_gap(d);
    polder_document_say(d, "%s", polder_summary_caveat(d, s));
    polder_document_line(d, "What the words mean: docs/guide.md, \"Words on the screen\"");
}

static void say_one_case(polder_document_t *d, const polder_summary_t *s)
{
    if (s->n_case > 1) {
        polder_document_gap(d);
        polder_document_line(d, "Below: case %s (polder show --case NAME for another)",
                             polder_summary_case(d, s, &s->cases[s->detail]));
    } else
        say_success(d, s);
    say_ends(d, s);
    say_life(d, s);
    say_findings(d, s);
    say_ways_out(d, s);
    say_conditions(d, s);
}

polder_document_t *polder_summary_details(polder_language_t language, const char *file,
                                          const polder_summary_t *s, bool one_case)
{
    polder_document_t *d = polder_document_new(language);
    if (!d) return NULL;
    d->titled = true;
    const bool design = s->outcomes && s->factors.n > 0;
    polder_summary_title(d, file, s);
    polder_summary_facts(d, file, s);
    if (design) {
        polder_document_heading(d, "Which factors go with %s, the strongest first",
                                polder_text(language, polder_measure_noun(s->success)));
        polder_summary_factors(d, s, true);
    }
    if (s->outcomes && s->n_case > 1) say_cases(d, s);
    /* One point of a design is as good as another: it is shown if it was asked for. */
    if (design && !one_case) {
        polder_document_gap(d);
        polder_document_line(d, "More about one case: polder show --case NAME");
    } else {
        if (s->outcomes) say_one_case(d, s);
        polder_asked_say(&s->asked, d);
        say_columns(d, s);
    }
    if (s->outcomes) say_caveat(d, s);
    polder_summary_network(d, s, true);
    return d;
}
