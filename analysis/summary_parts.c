/* summary_parts.c: what several documents about a result say; see summary_document.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/setting_words.h"
#include "analysis/summary_document.h"
#include "words/words.h"

/* With fewer networks the interval is wide, and a reader is warned. */
enum { MOST_FACTORS = 8, FEW = 100 };

void polder_summary_title(polder_document_t *d, const char *file, const polder_summary_t *s)
{
    const char *title = d->language == POLDER_DUTCH && s->title_nl[0] ? s->title_nl : s->title;
    polder_document_title(
        d, "%s", title[0] ? title : polder_about_file(d, s->called_by ? s->called_by : file));
}

void polder_summary_facts(polder_document_t *d, const char *file, const polder_summary_t *s)
{
    int64_t failed = 0;
    for (int i = 0; i < s->n_case; i++) failed += s->cases[i].failed;
    polder_document_line(d, "%s of model %s, %s, seed %s",
                         polder_document_many(d, "%lld network", "%lld networks", s->networks),
                         s->model, polder_about_span(d, s->least, s->most, s->tick), s->seed);
    if (s->n_case > 1) polder_document_add(d, ", %d cases", s->n_case);
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "file"},
                         polder_datum_text(file ? file : polder_text(d->language, "none is kept")));
    if (failed > 0)
        polder_document_line(
            d, "%s",
            polder_document_many(d, "%lld network could not be run and is left out",
                                 "%lld networks could not be run and are left out", failed));
}

void polder_summary_network(polder_document_t *d, const polder_summary_t *s, bool all)
{
    const bool dutch = d && d->language == POLDER_DUTCH && s->network_nl;
    char *text = strdup(dutch ? s->network_nl : s->network_said);
    if (!text) polder_document_lost(d);
    for (char *part = text && *text && s->network_file[0] ? text : NULL, *next; part; part = next) {
        next = strstr(part, "; ");
        if (next) *next = '\0', next += 2;
        if (part == text)
            polder_document_item(d, 0, POLDER_TEXT("network file: "), "%s: %s", s->network_file,
                                 part);
        else
            polder_document_item(d, 2, "", "%s", part);
        if (!all) break;
    }
    free(text);
}

void polder_summary_shares(polder_document_t *d, const polder_summary_t *s, const char *label)
{
    polder_document_table(
        d, NULL, 3,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .label = label, .given = true, .wrap = true},
            {POLDER_IS_SHARE, .label = "share"},
            {POLDER_IS_SHARE,
             .label = polder_document_text(d, "%g%% interval", 100 * s->confidence),
             .show = POLDER_SHOW_INTERVAL},
        });
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_BARS, .y = 1, .series = -1});
}

void polder_summary_share(polder_document_t *d, const char *label, const polder_proportion_t *p)
{
    const double none = p->n > 1 ? 0 : NAN; /* of a single network an interval says nothing */
    const polder_datum_t share = polder_datum_between(p->share, p->low + none, p->high);
    polder_document_row(d, (polder_datum_t[]){polder_datum_text(label), share, share});
}

const char *polder_summary_about(const polder_document_t *d, const polder_summary_t *s)
{
    const bool dutch = d && d->language == POLDER_DUTCH && s->about_nl && s->about_nl[0];
    return dutch ? s->about_nl : s->about;
}

const char *polder_summary_case(const polder_document_t *d, const polder_summary_t *s,
                                const polder_case_summary_t *one)
{
    return polder_arm_called(d, &s->called, one->arm, one->name);
}

void polder_summary_lasts(polder_document_t *d, const polder_summary_t *s)
{
    if (!s->lasts || s->answer.n_arm == 0) return;
    const char **name = calloc((size_t)s->n_arm, sizeof *name);
    for (int i = 0; name && i < s->n_arm; i++)
        name[i] = polder_arm_called(d, &s->called, i, s->arm[i]);
    if (name)
        polder_about_say_lasts(d, s->tick, s->n_arm, name, s->lasts);
    else
        polder_document_lost(d);
    polder_document_add(d, " What is said of the end is said of each at its own.");
    free(name);
}

const char *polder_summary_alive(polder_document_t *d, const polder_summary_t *s)
{
    if (s->year > 0 && s->horizon % s->year == 0)
        return polder_document_many(d, "alive after %lld year", "alive after %lld years",
                                    s->horizon / s->year);
    return polder_document_text(d, "alive after %d %s", s->horizon, polder_about_ticks(d, s->tick));
}

/* --- factors of a design --- */

/* Where all is shown, with the name that a scenario has. */
static const char *factor_of(polder_document_t *d, const polder_factor_effect_t *f, bool all)
{
    return all ? polder_factor_named(d, f) : polder_factor_title(d, f);
}

static void say_numbers(polder_document_t *d, const polder_summary_t *s, int most, bool named)
{
    const polder_factors_t *all = &s->factors;
    const char *noun = polder_text(d->language, polder_measure_noun(s->success));
    int shown = 0;
    polder_document_table(
        d, NULL, 5,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .label = polder_document_text(d, "factor, with %s", noun),
             .wrap = true},
            {POLDER_IS_CORRELATION, .label = "rank corr."},
            {POLDER_IS_CORRELATION, .label = "interval", .show = POLDER_SHOW_INTERVAL},
            {POLDER_IS_SHARE, .label = "lowest"},
            {POLDER_IS_SHARE, .label = "highest"},
        });
    for (int i = 0; i < all->n && shown < most; i++) {
        const polder_factor_effect_t *f = &all->factor[i];
        const polder_datum_t rank = polder_datum_between(f->rank, f->low, f->high);
        if (f->n_word > 0) continue;
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(factor_of(d, f, named)), rank,
                                                  rank, polder_datum(f->at_lowest),
                                                  polder_datum(f->at_highest)});
        shown++;
    }
}

static void say_choices(polder_document_t *d, const polder_factors_t *all, bool named)
{
    bool begun = false;
    for (int i = 0; i < all->n; i++) {
        const polder_factor_effect_t *f = &all->factor[i];
        for (int w = 0; w < f->n_word; w++) {
            const polder_factor_word_t *word = &f->word[w];
            const polder_datum_t share = polder_datum_between(word->share, word->low, word->high);
            if (word->points == 0) continue;
            if (!begun) {
                polder_document_gap(d);
                polder_document_table(
                    d, NULL, 5,
                    (polder_head_t[]){
                        {POLDER_IS_TEXT, .label = "choice", .wrap = true},
                        {POLDER_IS_TEXT, .label = ""},
                        {POLDER_IS_COUNT, .label = "points"},
                        {POLDER_IS_SHARE, .label = "mean share"},
                        {POLDER_IS_SHARE, .label = "interval", .show = POLDER_SHOW_INTERVAL},
                    });
                begun = true;
            }
            polder_document_row(
                d,
                (polder_datum_t[]){polder_datum_text(factor_of(d, f, named)),
                                   polder_datum_text(polder_setting_word(d->language, word->word)),
                                   polder_datum_count(word->points), share, share});
        }
    }
}

static void say_chance(polder_document_t *d, const polder_factors_t *all, int numbers)
{
    if (numbers == 0) return;
    polder_document_note(d, "lowest, highest: mean share at the third of the points where the "
                            "factor is lowest and highest.");
    if (isnan(all->chance)) {
        polder_document_add(d, " There are too few points for each factor to say what is chance.");
        return;
    }
    polder_document_add(d,
                        " By chance alone a correlation stays between -%.2f and +%.2f in 95%% of "
                        "designs like this one",
                        all->chance, all->chance);
    if (all->independent < all->points)
        polder_document_add(d, " (%d independent groups of points)", all->independent);
    if (numbers >= 20)
        polder_document_add(d, "; of %d factors that do nothing about %.0f would come outside",
                            numbers, 0.05 * numbers);
    polder_document_add(d, ".");
}

void polder_summary_factors(polder_document_t *d, const polder_summary_t *s, bool all)
{
    const polder_factors_t *f = &s->factors;
    int numbers = 0;
    for (int i = 0; i < f->n; i++)
        numbers += f->factor[i].n_word == 0 && (all || !isnan(f->factor[i].rank));
    const int most = all || numbers < MOST_FACTORS ? numbers : MOST_FACTORS;
    if (numbers > 0) say_numbers(d, s, most, all);
    if (most < numbers)
        polder_document_note(d, "%s",
                             polder_document_many(d, "%lld weaker factor: --details",
                                                  "%lld weaker factors: --details",
                                                  numbers - most));
    say_choices(d, f, all);
    say_chance(d, f, numbers);
}

/* --- what intervals hold --- */

static const char *caveat(polder_document_t *d, const polder_summary_t *s)
{
    const polder_language_t l = d->language;
    const int64_t n = s->networks / s->n_case;
    const bool arms = s->answer.n_arm > 0;
    const char *each = arms && s->n_case > s->answer.n_arm
                           ? polder_text(l, " in each arm at each point")
                       : arms          ? polder_text(l, " in each arm")
                       : s->n_case > 1 ? polder_text(l, " at each point")
                                       : "";
    if (polder_summary_is_single(s))
        return polder_document_text(d,
                                    "Only one network%s: chance alone may decide what comes out. "
                                    "More of them: --replicates.",
                                    each);
    if (s->network_file[0])
        return polder_document_text(
            d,
            s->own_files
                ? "One network, from %s or from a file of the arm's own, run %s%s: an interval "
                  "holds chance only, not doubt about its ties and values, nor about the model."
                : "One network, from %s, run %s%s: an interval holds chance only, not doubt about "
                  "its ties and values, nor about the model.",
            s->network_file, polder_document_many(d, "%lld time", "%lld times", n), each);
    if (n < FEW)
        return polder_document_text(
            d, "Only %s%s: an interval holds chance only, not doubt about the values of the model.",
            polder_document_many(d, "%lld network", "%lld networks", n), each);
    return polder_text(l,
                       "An interval holds chance only, not doubt about the values of the model.");
}

const char *polder_summary_caveat(polder_document_t *d, const polder_summary_t *s)
{
    char text[400];
    polder_founded_say(d->language, &s->split, text, sizeof text);
    return *text ? polder_document_text(d, "%s %s", caveat(d, s), text) : caveat(d, s);
}
