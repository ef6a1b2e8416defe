/* lasting_document.c: see lasting_document.h. */
#include "analysis/lasting_document.h"

#include <stdlib.h>

#include "analysis/answer_say.h"
#include "words/words.h"

typedef struct {
    polder_document_t *d;
    const polder_about_t *about;
    const polder_lasting_t *lasting;
    const polder_lasting_arm_t *arm; /* [n_arm] of this point */
    int only;
} part_t;

static bool wanted(const part_t *p, int arm)
{
    return p->only < 0 || arm == p->only;
}

/* For people, who want a name. */
static polder_datum_t name_of(const part_t *p, int arm)
{
    return polder_datum_text(
        polder_about_arm(p->d, p->about, arm, polder_text(p->d->language, "all networks")));
}

static void say_mean(const part_t *p, const char *ticks)
{
    polder_document_t *d = p->d;
    const char *most =
        p->about->lasts && p->only < 0
            ? polder_document_text(d, "%d to %d", p->about->common, p->lasting->horizon)
            : polder_document_format(d, "%d",
                                     p->only < 0 ? p->lasting->horizon : p->arm[p->only].horizon);
    polder_document_heading(d, "How long networks last, in %s (at most %s)", ticks, most);
    polder_document_table(d, NULL, 5,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "arm", .wrap = true},
                              {POLDER_IS_COUNT, .label = "networks"},
                              {POLDER_IS_NUMBER, .label = "mean"},
                              {POLDER_IS_NUMBER, .label = "interval", .show = POLDER_SHOW_INTERVAL},
                              {POLDER_IS_TEXT, .label = "half ended", .right = true},
                          });
    for (int i = 0; i < p->lasting->n_arm; i++) {
        const polder_lasting_arm_t *a = &p->arm[i];
        if (!wanted(p, i)) continue;
        /* Too few, or all alike: that is no certainty. */
        const polder_datum_t mean =
            polder_datum_between(a->mean, a->low < a->high ? a->low : NAN, a->high);
        const char *half = a->networks == 0 ? NULL
                           : a->median > 0  ? polder_document_text(d, "in %d", a->median)
                                            : polder_document_text(d, "not by %d", a->horizon);
        polder_document_row(d, (polder_datum_t[]){name_of(p, i), polder_datum_count(a->networks),
                                                  mean, mean, polder_datum_text(half)});
    }
}

static polder_datum_t hazard(const polder_life_t *y)
{
    return polder_datum_between(y->hazard, y->hazard_low, y->hazard_high);
}

static void say_years(const part_t *p, const char *tick)
{
    char text[400];
    polder_document_t *d = p->d;
    const polder_lasting_t *l = p->lasting;
    const bool many = p->only < 0 && l->n_arm > 1, years = p->about->year > 0;
    if (years)
        polder_document_heading(d, "Year by year, with %g%% intervals", 100 * l->confidence);
    else
        polder_document_heading(d, "Period by period, with %g%% intervals", 100 * l->confidence);
    polder_document_note(
        d, years ? "hazard: share that ends within the year, of those that began it"
                 : "hazard: share that ends within the period, of those that began it");
    polder_document_table(
        d, NULL, 6,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .label = many ? "arm" : NULL, .wrap = true, .once = true},
            {POLDER_IS_TEXT, .label = tick, .right = true},
            {POLDER_IS_COUNT, .label = "at risk"},
            {POLDER_IS_COUNT, .label = "ended"},
            {POLDER_IS_SHARE, .label = "hazard", .show = POLDER_SHOW_WITH_INTERVAL},
            {POLDER_IS_SHARE, .label = "survival", .show = POLDER_SHOW_WITH_INTERVAL},
        });
    for (int i = 0; i < l->n_arm; i++)
        for (int k = 0; k < l->n_year && wanted(p, i); k++) {
            const polder_life_t *y = &p->arm[i].year[k];
            if (y->until > p->arm[i].horizon) break;
            const polder_kaplan_t *c = &p->arm[i].curve[y->until];
            polder_document_row(
                d, (polder_datum_t[]){
                       name_of(p, i),
                       polder_datum_text(polder_document_text(d, "%d-%d", y->from + 1, y->until)),
                       polder_datum_count(y->at_risk), polder_datum_count(y->ended), hazard(y),
                       polder_datum_between(c->survival, c->low, c->high)});
        }
    polder_founded_say(d->language, &l->split, text, sizeof text);
    if (*text) polder_document_gap(d);
    if (*text) polder_document_say(d, "%s", text);
}

/* The answer, before the numbers: which arms differ, or of one arm how many are left. */
static void say_answer(const part_t *p)
{
    const polder_about_t *about = p->about;
    polder_document_t *d = p->d;
    if (p->only < 0 && p->lasting->n_arm > 1) {
        if (!about->answer || about->answer->n_arm < 2) return;
        polder_document_gap(d);
        polder_answer_say_lasting(d, &(polder_answer_words_t){.answer = about->answer,
                                                              .arm = about->arm,
                                                              .called = &about->called,
                                                              .n_point = 1});
        return;
    }
    const polder_lasting_arm_t *a = &p->arm[p->only < 0 ? 0 : p->only];
    const polder_kaplan_t *end = &a->curve[a->horizon];
    if (a->networks < 2) return;
    polder_document_gap(d);
    polder_document_say(d, "%.1f%% of %lld networks are alive after %s (%.1f to %.1f%%).",
                        100 * end->survival, (long long)a->networks,
                        polder_about_span(d, a->horizon, a->horizon, about->tick), 100 * end->low,
                        100 * end->high);
}

static void say(const part_t *p, int point)
{
    const polder_about_t *about = p->about;
    polder_document_t *d = p->d;
    polder_document_title(d, "%s", polder_about_title(d, about));
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "file"},
                         polder_datum_text(about->file));
    if (about->n_point > 1)
        polder_document_line(d, "point %d of %d (0 to %d; --point N for another)", point,
                             about->n_point, about->n_point - 1);
    say_answer(p);
    polder_about_lasts(about, d);
    say_mean(p, polder_about_ticks(d, about->tick));
    say_years(p, polder_about_tick(d, about->tick));
}

/* --- for machines --- */

static void put_curve(const part_t *p, const polder_lasting_arm_t *a)
{
    polder_document_table(p->d, "curve", 6,
                          (polder_head_t[]){{POLDER_IS_COUNT, .name = "tick"},
                                            {POLDER_IS_COUNT, .name = "at_risk"},
                                            {POLDER_IS_COUNT, .name = "ended"},
                                            {POLDER_IS_SHARE, .name = "survival"},
                                            {POLDER_IS_SHARE, .name = "low"},
                                            {POLDER_IS_SHARE, .name = "high"}});
    polder_document_chart(p->d,
                          (polder_chart_t){POLDER_CHART_CURVES, .y = 3, .x = 0, .series = -1});
    for (int t = 0; t <= p->lasting->horizon; t++) {
        const polder_kaplan_t *c = &a->curve[t];
        polder_document_row(
            p->d, (polder_datum_t[]){polder_datum_count(t), polder_datum_count(c->at_risk),
                                     polder_datum_count(c->ended), polder_datum(c->survival),
                                     polder_datum(c->low), polder_datum(c->high)});
    }
}

static void put_years(const part_t *p, const polder_lasting_arm_t *a)
{
    polder_document_table(p->d, "years", 7,
                          (polder_head_t[]){{POLDER_IS_COUNT, .name = "from"},
                                            {POLDER_IS_COUNT, .name = "until"},
                                            {POLDER_IS_COUNT, .name = "at_risk"},
                                            {POLDER_IS_COUNT, .name = "ended"},
                                            {POLDER_IS_SHARE, .name = "hazard"},
                                            {POLDER_IS_SHARE, .name = "low"},
                                            {POLDER_IS_SHARE, .name = "high"}});
    for (int k = 0; k < p->lasting->n_year; k++) {
        const polder_life_t *y = &a->year[k];
        polder_document_row(
            p->d, (polder_datum_t[]){polder_datum_count(y->from + 1), polder_datum_count(y->until),
                                     polder_datum_count(y->at_risk), polder_datum_count(y->ended),
                                     polder_datum(y->hazard), polder_datum(y->hazard_low),
                                     polder_datum(y->hazard_high)});
    }
}

static void put_arms(const part_t *p, int point)
{
    polder_document_t *d = p->d;
    polder_document_for(d, POLDER_FOR_JSON);
    polder_document_value(d, "file", POLDER_IS_TEXT, polder_datum_text(p->about->file));
    polder_document_value(d, "horizon", POLDER_IS_COUNT, polder_datum_count(p->lasting->horizon));
    polder_document_value(d, "confidence", POLDER_IS_NUMBER, polder_datum(p->lasting->confidence));
    for (int i = 0; i < p->lasting->n_arm; i++) {
        const polder_lasting_arm_t *a = &p->arm[i];
        if (!wanted(p, i)) continue;
        polder_document_open(d, "arms", true);
        polder_document_value(d, "point", POLDER_IS_COUNT, polder_datum_count(point));
        polder_document_value(d, "arm", POLDER_IS_TEXT, polder_datum_text(p->about->arm[i]));
        polder_document_value(d, "networks", POLDER_IS_COUNT, polder_datum_count(a->networks));
        polder_document_value(d, "mean", POLDER_IS_NUMBER, polder_datum(a->mean));
        polder_document_value(d, "mean_low", POLDER_IS_NUMBER, polder_datum(a->low));
        polder_document_value(d, "mean_high", POLDER_IS_NUMBER, polder_datum(a->high));
        polder_document_value(d, "median", POLDER_IS_COUNT,
                              a->median > 0 ? polder_datum_count(a->median)
                                            : polder_datum_unknown());
        put_curve(p, a);
        put_years(p, a);
        polder_document_close(d);
    }
    polder_document_for(d, POLDER_FOR_ALL);
}

static void put_ticks(const part_t *p, const polder_lasting_arm_t *a, polder_datum_t *cell)
{
    polder_datum_t *c = cell + 1 + p->about->n_factor;
    for (int t = 0, year = 0; t <= p->lasting->horizon; t++) {
        const polder_kaplan_t *k = &a->curve[t];
        const bool ends = year < p->lasting->n_year && t == a->year[year].until;
        c[0] = polder_datum_text(p->about->arm[a->arm]);
        c[1] = polder_datum_count(t);
        c[2] = polder_datum_count(k->at_risk);
        c[3] = polder_datum_count(k->ended);
        c[4] = polder_datum_between(k->survival, k->low, k->high);
        c[5] = ends ? hazard(&a->year[year]) : polder_datum_nothing();
        year += ends;
        polder_document_row(p->d, cell);
    }
}

static void put_table(const part_t *p, int point)
{
    static const polder_head_t head[] = {
        {POLDER_IS_TEXT, .name = "arm"},
        {POLDER_IS_COUNT, .name = "tick"},
        {POLDER_IS_COUNT, .name = "at_risk"},
        {POLDER_IS_COUNT, .name = "ended"},
        {POLDER_IS_SHARE, .name = "survival", .show = POLDER_SHOW_WITH_INTERVAL},
        {POLDER_IS_SHARE, .name = "year.hazard", .show = POLDER_SHOW_WITH_INTERVAL},
    };
    polder_document_for(p->d, POLDER_FOR_CSV);
    polder_datum_t *cell =
        polder_about_table(p->about, p->d, "survival", sizeof head / sizeof *head, head, point);
    for (int i = 0; cell && i < p->lasting->n_arm; i++)
        if (wanted(p, i)) put_ticks(p, &p->arm[i], cell);
    free(cell);
    polder_document_for(p->d, POLDER_FOR_ALL);
}

polder_document_t *polder_lasting_document(polder_language_t language, polder_readers_t readers,
                                           const polder_about_t *about,
                                           const polder_lasting_t *lasting, int point, int only)
{
    polder_document_t *d = polder_document_new(language);
    const part_t p = {d, about, lasting, lasting->arm + (point - lasting->first) * lasting->n_arm,
                      only};
    if (!d) return NULL;
    d->titled = readers == POLDER_FOR_PEOPLE;
    if (readers & POLDER_FOR_PEOPLE) say(&p, point);
    if (readers & POLDER_FOR_JSON) put_arms(&p, point);
    if (readers & POLDER_FOR_CSV) put_table(&p, point);
    return d;
}
