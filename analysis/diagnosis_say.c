/* diagnosis_say.c: see diagnosis_say.h. */
#include "analysis/diagnosis_say.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "words/words.h"

enum { MOST_ROWS = 64 };

/* What a model may call a tick, to be translated. */
static const char *const tick[] = {POLDER_TEXT("month"), POLDER_TEXT("round")};
enum { N_TICK = sizeof tick / sizeof *tick };

typedef struct {
    const polder_diagnosis_t *d;
    const polder_diagnosis_words_t *words;
    polder_document_t *doc;
} say_t;

/* "8", "8.2": of a hundred lives, with a decimal where whole ones would say nothing. */
static const char *lives(const say_t *s, double share)
{
    const double n = 100 * fabs(share);
    return polder_document_text(s->doc, n < 9.95 && n > 0 ? "%.1f" : "%.0f", n);
}

static const char *title_of(const say_t *s, int suspect)
{
    const polder_cause_t *cause = &s->d->causes->cause[s->d->suspect[suspect].cause];
    return polder_document_text(s->doc, "%s (%s)", cause->title[s->doc->language], cause->id);
}

/* "A (F1), B (F2)" */
static const char *titles_of(const say_t *s, polder_causes_set_t set)
{
    const char *text = "";
    for (int i = 0; i < s->d->n_present; i++)
        if (set >> i & 1)
            text = polder_document_text(s->doc, "%s%s%s", text, *text ? ", " : "",
                                        title_of(s, s->d->present[i]));
    return text;
}

static const char *tick_of(const say_t *s)
{
    for (int i = 0; i < N_TICK; i++)
        if (strcmp(tick[i], s->words->tick) == 0) return polder_text(s->doc->language, tick[i]);
    return s->words->tick;
}

static const char *remedy_from(const say_t *s, const char *name, int start)
{
    const polder_diagnosis_words_t *w = s->words;
    const char *title = w->remedy ? w->remedy(w->self, name, s->doc->language) : NULL;
    title = title ? title : name;
    const char *own = start == 0 && w->moment ? w->moment(w->self, name) : NULL;
    if (own && own[strspn(own, "0123456789")] == '\0')
        return polder_document_text(s->doc, "%s at its own moment (%s %s)", title, tick_of(s), own);
    if (own) return polder_document_text(s->doc, "%s at its own moment (when %s)", title, own);
    if (start == 0) return polder_document_text(s->doc, "%s at its own moment", title);
    return polder_document_text(s->doc, "%s from %s %d", title, tick_of(s), start);
}

static const char *remedy_of(const say_t *s, const polder_remedy_t *r)
{
    const polder_trial_t *t = &r->trial;
    const char *one = remedy_from(s, t->name, t->start);
    if (!t->with) return one;
    return polder_document_text(s->doc, "%s, together with %s", one,
                                remedy_from(s, t->with, t->with_start));
}

/* ---- the answer ---- */

/* What is fixed in all lives. */
static void say_founding(const say_t *s)
{
    const long long founding = s->d->options.founding;
    if (founding < 0) return;
    if (s->words->network) {
        polder_document_say(s->doc,
                            "It is founding %lld with the members and ties of %s: these, their "
                            "traits and initial values are the same in all lives, chances are not.",
                            founding, s->words->network);
        /* Something always was: what a set-up draws of the network itself no file can give. */
        polder_document_add(s->doc,
                            " What the file does not say was drawn: other foundings of this "
                            "network may fail for other causes.");
    } else {
        polder_document_say(s->doc,
                            "It is founding %lld: its members, their ties, traits and initial "
                            "values are the same in all lives, chances are not.",
                            founding);
    }
    polder_document_name(s->doc, "fixed");
}

/* How it differs from the typical one: the causes that are strongest here. */
static void say_unlike(const say_t *s)
{
    enum { TOLD = 3 };
    const polder_diagnosis_t *d = s->d;
    bool told[MOST_ROWS] = {false}, any = false;
    if (d->options.founding < 0) return;
    for (int n = 0; n < TOLD; n++) {
        int most = -1;
        for (int i = 0; i < d->n_suspect && i < MOST_ROWS; i++)
            if (!told[i] && d->suspect[i].present && d->suspect[i].worst > 0.5 &&
                (most < 0 || d->suspect[i].worst > d->suspect[most].worst))
                most = i;
        if (most < 0) break;
        told[most] = any = true;
        const double than = floor(100 * d->suspect[most].worst);
        if (n == 0)
            polder_document_add(
                s->doc,
                " What stands out in it, which need not be why it fails: %s, stronger than in %.0f "
                "of 100 ordinary networks",
                title_of(s, most), than);
        else
            polder_document_add(s->doc, ", %s, in %.0f", title_of(s, most), than);
    }
    if (any) polder_document_add(s->doc, ".");
}

static void say_chance(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const char *low = lives(s, d->chance.low), *high = lives(s, d->chance.high);
    const double share = 100 * d->chance.share, without = 100 * d->without_all.share;
    if (d->options.founding < 0)
        polder_document_say(s->doc, "Of 100 networks %.0f succeed (%s to %s).", share, low, high);
    else
        polder_document_say(s->doc, "Of 100 lives of this network %.0f succeed (%s to %s).", share,
                            low, high);
    polder_document_name(s->doc, "chance_says");
    if (d->n_present < 2 || d->verdict == POLDER_ANSWER_CANNOT_FAIL ||
        d->verdict == POLDER_ANSWER_HARDLY_FAILS)
        return;
    polder_document_add(s->doc, " ");
    if (d->options.founding < 0)
        polder_document_add(s->doc,
                            "Without all %d causes, where they are stronger than in half of "
                            "ordinary networks, it would be %.0f.",
                            d->n_suspect, without);
    else
        polder_document_add(s->doc,
                            "Without the %d of %d causes that are stronger here than in half of "
                            "ordinary networks it would be %.0f.",
                            d->n_present, d->n_suspect, without);
}

/* How many from the first on cannot be told from it: their intervals overlap. */
static int as_good_as_first(const polder_diagnosis_t *d)
{
    int n = 1;
    const double low = d->suspect[d->named[0]].alone.gain.low;
    while (n < d->n_named && d->suspect[d->named[n]].alone.gain.high >= low) n++;
    return n;
}

static void say_named(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const int equal = as_good_as_first(d);
    if (equal == 1)
        polder_document_say(s->doc, "What matters most:");
    else if (equal == d->n_named)
        polder_document_say(s->doc, "What matters most, about equally, for their intervals "
                                    "overlap:");
    else
        polder_document_say(s->doc,
                            "What matters most, the first %d about equally, for their intervals "
                            "overlap:",
                            equal);
    for (int i = 0; i < d->n_named; i++) {
        const polder_difference_t *g = &d->suspect[d->named[i]].alone.gain;
        const char *title = title_of(s, d->named[i]);
        const char *more = lives(s, g->difference), *low = lives(s, g->low),
                   *high = lives(s, g->high);
        if (i == 0)
            polder_document_item(s->doc, 2, "- ",
                                 "%s: without it %s more of 100 succeed (%s to %s)", title, more,
                                 low, high);
        else
            polder_document_item(s->doc, 2, "- ", "%s: %s more (%s to %s)", title, more, low, high);
    }
}

/* A set that does far more than any cause alone. */
static void say_more(const say_t *s)
{
    const polder_difference_t *g = &s->d->together.gain;
    if (!s->d->together.set) return;
    polder_document_say(s->doc, "Together they do more than alone: %s, %s more (%s to %s).",
                        titles_of(s, s->d->together.set), lives(s, g->difference), lives(s, g->low),
                        lives(s, g->high));
}

/* None succeeds as it is, and no single cause taken away saved one. */
static bool only_together(const polder_diagnosis_t *d)
{
    bool saved = d->chance.count > 0;
    for (int i = 0; i < d->n_present; i++)
        saved |= d->suspect[d->present[i]].alone.rescued.count > 0;
    return !saved;
}

static void say_together(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const polder_difference_t *g = &d->together.gain;
    const polder_proportion_t *then = &d->without_together;
    const char *more = lives(s, g->difference), *low = lives(s, g->low), *high = lives(s, g->high);
    if (only_together(d) && d->verdict == POLDER_ANSWER_NO_SINGLE)
        polder_document_say(s->doc,
                            "None of %lld lives succeeds as it is, and no single cause taken away "
                            "saves one. It takes several together: without all %d, %s of 100 "
                            "succeed (%s to %s).",
                            (long long)d->chance.n, d->n_present, lives(s, then->share),
                            lives(s, then->low), lives(s, then->high));
    else if (only_together(d))
        polder_document_say(s->doc,
                            "None of %lld lives succeeds as it is, and no single cause taken away "
                            "saves one. It takes several together: without %s, %s of 100 succeed "
                            "(%s to %s).",
                            (long long)d->chance.n, titles_of(s, d->together.set),
                            lives(s, then->share), lives(s, then->low), lives(s, then->high));
    else if (d->verdict == POLDER_ANSWER_TOGETHER)
        polder_document_say(
            s->doc,
            "No single cause surely matters; these do together: %s. Without them %s "
            "more of 100 succeed (%s to %s).",
            titles_of(s, d->together.set), more, low, high);
    else
        polder_document_say(s->doc,
                            "No single cause surely matters: only without all of them do more "
                            "succeed, %s more of 100 (%s to %s).",
                            more, low, high);
}

/* The largest share that is surely above 0 and not told yet: an index of `present`, or −1. */
static int next_share(const polder_diagnosis_t *d, polder_causes_set_t told)
{
    int most = -1;
    for (int i = 0; i < d->n_present; i++) {
        const polder_share_t *share = &d->suspect[d->present[i]].share;
        if (told >> i & 1 || !(share->low > POLDER_LEAST_SHOWN)) continue;
        if (most < 0 || share->share > d->suspect[d->present[most]].share.share) most = i;
    }
    return most;
}

/* Where it takes several, gains of single causes say little of which weighs most. */
static void say_weighs(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    polder_causes_set_t told = 0;
    if (!d->together.set) return;
    for (int n = 0; n < POLDER_MOST_NAMED; n++) {
        const int i = next_share(d, told);
        if (i < 0) break;
        told |= 1u << i;
        const char *title = title_of(s, d->present[i]);
        const char *share = lives(s, d->suspect[d->present[i]].share.share);
        if (n == 0) {
            polder_document_add(s->doc, " ");
            polder_document_add(s->doc,
                                "If what all causes together cost is shared out fairly, most goes "
                                "to: %s, %s of 100",
                                title, share);
        } else
            polder_document_add(s->doc, "; %s, %s", title, share);
    }
    if (told) polder_document_add(s->doc, ".");
}

/* What was taken away, and saved none. */
static void say_tried(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    if (d->n_present == 1)
        polder_document_say(s->doc, "No life succeeds, not even without the one cause that is "
                                    "stronger here than in half of ordinary networks.");
    else if (d->exact || d->n_present <= 3)
        polder_document_say(s->doc,
                            "No life succeeds, whichever of these %d causes are taken away, one or "
                            "several together.",
                            d->n_present);
    else
        polder_document_say(s->doc,
                            "No life succeeds, whether one of these %d causes is taken away, two, "
                            "three or all.",
                            d->n_present);
}

/* What would, if causes were not ordinary but weak. Sets of some of them are not tried. */
static void say_at_better(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const polder_proportion_t *all = &d->all_better;
    polder_document_add(s->doc, " ");
    if (d->first_better >= 0)
        polder_document_add(s->doc,
                            "Some do only if a cause is brought down to the better quarter of "
                            "ordinary networks: %s, %s of 100.",
                            title_of(s, d->first_better),
                            lives(s, d->suspect[d->first_better].better.gain.difference));
    else if (all->count > 0 && d->n_moved == 1)
        polder_document_add(s->doc,
                            "Some do only if the one cause beyond the better quarter of ordinary "
                            "networks is brought down to it: %s of 100 (%s to %s).",
                            lives(s, all->share), lives(s, all->low), lives(s, all->high));
    else if (all->count > 0)
        polder_document_add(s->doc,
                            "Some do if %d causes beyond the better quarter of ordinary networks "
                            "are brought down to it at once: %s of 100 (%s to %s).",
                            d->n_moved, lives(s, all->share), lives(s, all->low),
                            lives(s, all->high));
    else if (d->n_moved == 1)
        polder_document_add(s->doc, "Nor does one if the one cause beyond the better quarter of "
                                    "ordinary networks is brought down to it.");
    else if (d->n_moved > 1)
        polder_document_add(s->doc,
                            "Nor does one if %d causes beyond the better quarter of ordinary "
                            "networks are brought down to it at once.",
                            d->n_moved);
    else
        polder_document_add(s->doc, "None is beyond the better quarter of ordinary networks.");
    if (d->first_better >= 0 || all->count > 0) return;
    polder_document_add(s->doc, " ");
    polder_document_add(s->doc, "So look at what these causes do not carry: its members, its "
                                "ties, the time it has.");
}

static void say_none_present(const say_t *s)
{
    if (s->d->chance.count > 0) {
        polder_document_say(s->doc,
                            "None of %d causes is stronger here than in half of ordinary networks: "
                            "where it fails, that is luck, or what ordinary networks have too.",
                            s->d->n_suspect);
        return;
    }
    polder_document_say(s->doc,
                        "None of %d causes is stronger here than in half of ordinary networks, "
                        "and yet no life succeeds.",
                        s->d->n_suspect);
    say_at_better(s);
}

static void say_verdict(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    switch (d->verdict) {
    case POLDER_ANSWER_NAMED:
        say_named(s);
        say_more(s);
        say_weighs(s);
        break;
    case POLDER_ANSWER_TOGETHER:
    case POLDER_ANSWER_NO_SINGLE:
        say_together(s);
        say_weighs(s);
        break;
    case POLDER_ANSWER_LUCK:
        polder_document_say(s->doc, "Mostly luck: no cause surely matters, alone or with others.");
        break;
    case POLDER_ANSWER_NONE_HELPS:
        polder_document_say(s->doc, "No life succeeds as it is, and taking causes away, one or "
                                    "several together, saves so few that it may be chance.");
        break;
    case POLDER_ANSWER_CANNOT_FAIL:
        polder_document_say(s->doc,
                            "It cannot fail, as far as %lld lives tell: at most %s of 100 would. "
                            "There is nothing to explain.",
                            (long long)d->chance.n, lives(s, 1 - d->chance.low));
        break;
    case POLDER_ANSWER_HARDLY_FAILS:
        polder_document_say(s->doc,
                            "It hardly ever fails: %lld of %lld lives did. That is too few to "
                            "split them up into causes.",
                            (long long)(d->chance.n - d->chance.count), (long long)d->chance.n);
        break;
    case POLDER_ANSWER_CANNOT_SUCCEED:
        say_tried(s);
        say_at_better(s);
        break;
    case POLDER_ANSWER_NONE_PRESENT:
        say_none_present(s);
        break;
    case POLDER_ANSWER_NO_CAUSES:
        polder_document_say(s->doc, "No cause of this model is known here (polder list causes), so "
                                    "none can be taken away.");
        break;
    case POLDER_ANSWER_POPULATION:
        if (d->n_named > 0) say_named(s);
        if (d->n_named == 0) polder_document_say(s->doc, "No single cause surely matters.");
        break;
    }
}

static void say_sizes(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const double n = (double)d->failures;
    int64_t more = 0;
    if (d->failures == 0 || d->n_present < 2 || d->verdict == POLDER_ANSWER_CANNOT_SUCCEED ||
        d->verdict == POLDER_ANSWER_HARDLY_FAILS)
        return;
    for (int k = 3; k <= POLDER_MOST_CAUSES; k++) more += d->sizes[k];
    const double one = 100 * (double)d->sizes[1] / n, two = 100 * (double)d->sizes[2] / n;
    const double three = 100 * (double)d->sizes[3] / n, many = 100 * (double)more / n;
    const double none = 100 * (double)d->sizes[0] / n;
    const double rest = fabs(100 - one - two - three); /* rounding may leave −0 */
    const bool luck = d->chance.count > 0;             /* where none succeeds it decides nothing */
    if (d->exact && luck)
        polder_document_say(
            s->doc,
            "Of 100 failures %.0f are undone by taking away one cause, %.0f by two, "
            "%.0f by more; %.0f by none: luck, or what ordinary networks have too.",
            one, two, many, none);
    else if (d->exact)
        polder_document_say(s->doc,
                            "Of 100 failures %.0f are undone by taking away one cause, %.0f by "
                            "two, %.0f by more, %.0f by none.",
                            one, two, many, none);
    else if (luck)
        polder_document_say(
            s->doc,
            "Of 100 failures %.0f are undone by taking away one cause, %.0f by two, "
            "%.0f by three; for %.0f it takes more, or it is luck.",
            one, two, three, rest);
    else
        polder_document_say(s->doc,
                            "Of 100 failures %.0f are undone by taking away one cause, %.0f by "
                            "two, %.0f by three; for %.0f it takes more, or other things.",
                            one, two, three, rest);
    polder_document_name(s->doc, "failures_say");
}

/* ---- remedies ---- */

/* The cause that is told and whose file names this remedy: a suspect, or −1. */
static int meant_against(const say_t *s, const char *remedy)
{
    const polder_diagnosis_t *d = s->d;
    for (int i = 0; i < d->n_present; i++) {
        bool told = (d->together.set >> i & 1) != 0;
        for (int k = 0; k < d->n_named; k++) told |= d->named[k] == d->present[i];
        const polder_cause_t *cause = &d->causes->cause[d->suspect[d->present[i]].cause];
        for (int k = 0; told && k < cause->n_remedy; k++)
            if (strcmp(cause->remedy[k], remedy) == 0) return d->present[i];
    }
    return -1;
}

static void say_harm(const say_t *s)
{
    const polder_remedies_t *r = &s->d->remedies;
    if (r->harms < 0) return;
    const polder_remedy_t *one = &r->remedy[r->harms];
    const polder_difference_t *g = &one->gain.gain;
    const int cause = meant_against(s, one->trial.name);
    polder_document_say(s->doc, "Harms: %s, %s fewer (%s to %s).", remedy_of(s, one),
                        lives(s, g->difference), lives(s, g->high), lives(s, g->low));
    if (cause < 0) return;
    polder_document_add(s->doc, " ");
    polder_document_add(s->doc,
                        "It is meant against %s; but to be without that cause is one thing, to "
                        "work on it from this moment another, which here costs more than it gives.",
                        title_of(s, cause));
}

/* The one to begin with: of those within two points of the best the cheapest, if it is far
 * cheaper. */
static void say_best(const say_t *s)
{
    const polder_remedies_t *r = &s->d->remedies;
    const polder_remedy_t *best = &r->remedy[0], *first = &r->remedy[r->first];
    const polder_difference_t *g = &first->gain.gain;
    const char *more = lives(s, g->difference), *low = lives(s, g->low), *high = lives(s, g->high);
    if (first == best) {
        polder_document_say(s->doc,
                            "Helps most, of %d remedies at %d moments: %s, %s more (%s to %s) for "
                            "%.0f days of work.",
                            r->n_remedy, r->n_moment + 1, remedy_of(s, best), more, low, high,
                            best->days);
        return;
    }
    polder_document_say(s->doc,
                        "Helps for the least work, of %d remedies at %d moments: %s, %s more (%s "
                        "to %s) for %.0f days.",
                        r->n_remedy, r->n_moment + 1, remedy_of(s, first), more, low, high,
                        first->days);
    polder_document_add(s->doc, " ");
    polder_document_add(
        s->doc,
        "That is within 2 points of the best, so choose by cost: %s, %s more, takes "
        "%.0f.",
        remedy_of(s, best), lives(s, best->gain.gain.difference), best->days);
}

/* The gain is on other futures than the chance above it: with another base the two do not add up. */
static void say_base(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const polder_rescue_t *one = &d->remedies.remedy[d->remedies.first].gain;
    const double n = (double)(one->lost.n + one->rescued.n);
    const double base = n > 0 ? 100 * (double)one->lost.n / n : NAN;
    if (isnan(base) || lround(base) == lround(100 * d->chance.share)) return;
    polder_document_add(s->doc, " ");
    polder_document_add(s->doc,
                        "Remedies are counted on other futures than the rest: there %.0f of 100 "
                        "succeed without one.",
                        base);
}

static void say_dose(const say_t *s)
{
    if (!(s->d->options.days > 0)) return;
    polder_document_add(s->doc, " ");
    polder_document_add(s->doc, "Each at a dose that takes about %.0f days of work (--days).",
                        s->d->options.days);
}

static void say_remedies(const say_t *s)
{
    const polder_remedies_t *r = &s->d->remedies;
    if (r->n_tried == 0) return;
    if (r->helps == 0)
        say_best(s);
    else if (r->n_remedy == 1)
        polder_document_say(s->doc, "The one remedy there is does not surely help, at %d moments.",
                            r->n_moment + 1);
    else
        polder_document_say(s->doc, "None of %d remedies at %d moments surely helps.", r->n_remedy,
                            r->n_moment + 1);
    say_dose(s);
    if (r->helps == 0) say_base(s);
    say_harm(s);
}

/* ---- doubt ---- */

static void say_doubt(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const int first = d->n_named > 0 ? d->named[0] : -1;
    if (d->n_named > 0 && d->first_better >= 0 && d->first_better != first)
        polder_document_say(s->doc,
                            "The first name hangs on the yardstick: measured by the better quarter "
                            "of ordinary networks it is %s.",
                            title_of(s, d->first_better));
    if (d->n_left_out > 0)
        polder_document_say(s->doc, "%d more causes were left out: %d can be examined at once.",
                            d->n_left_out, POLDER_MOST_CAUSES);
    /* Three screens name a cause each: how they go together. */
    if (d->options.founding < 0)
        polder_document_note(
            s->doc,
            "If the model is right. Intervals hold the luck of %lld networks alone, not how far "
            "values of the model may be off. What sets failed networks apart in polder run need "
            "not be a cause, and one founding (--founding N) may have another one.",
            (long long)d->options.foundings);
    else
        polder_document_note(
            s->doc,
            "If the model is right, and of this founding only. Intervals hold luck alone, not how "
            "far values of the model may be off. What sets failed networks apart in polder run "
            "need not be a cause, and all foundings together may have another one.");
    if (s->words->alone)
        polder_document_note(s->doc,
                             "The scenario asks for one network, and this is how it begins, as in "
                             "polder run. Of many that begin otherwise: --set replicates=1000.");
}

/* ---- the tables ---- */

/* Suspects, the largest gain first; those that are absent last. */
static int in_order(const polder_diagnosis_t *d, int *order)
{
    int n = 0;
    for (int i = 0; i < d->n_suspect && n < MOST_ROWS; i++) {
        const polder_rescue_t *one = &d->suspect[i].alone;
        int at = n++;
        for (; at > 0; at--) {
            const polder_rescue_t *before = &d->suspect[order[at - 1]].alone;
            const bool absent = !before->set && one->set;
            if (!absent &&
                !(before->set && one->set && before->gain.difference < one->gain.difference))
                break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return n;
}

static polder_datum_t gain_of(const polder_rescue_t *r)
{
    if (!r->set) return polder_datum_nothing();
    return polder_datum_between(r->gain.difference, r->gain.low, r->gain.high);
}

static polder_datum_t share_of(const polder_proportion_t *p, bool known)
{
    return known && p->n > 0 ? polder_datum(p->share) : polder_datum_nothing();
}

static const char *carrier_of(const say_t *s, const polder_suspect_t *one)
{
    return s->d->causes->table.field[one->carrier]->name;
}

static void causes_table(const say_t *s)
{
    int order[MOST_ROWS];
    const polder_head_t head[] = {
        {.is = POLDER_IS_TEXT, .name = "id", .label = ""},
        {.is = POLDER_IS_TEXT, .name = "title", .label = "cause", .wrap = true},
        {.is = POLDER_IS_PERCENT, .name = "stronger_than", .label = "stronger than"},
        {.is = POLDER_IS_TEXT, .name = "carrier"},
        {.is = POLDER_IS_NUMBER, .name = "carrier_value"},
        {.is = POLDER_IS_NUMBER, .name = "carrier_typical"},
        {.is = POLDER_IS_POINTS,
         .name = "gain",
         .label = "without it",
         .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_PERCENT, .name = "rescued", .label = "rescued"},
        {.is = POLDER_IS_PERCENT, .name = "lost", .label = "lost"},
        {.is = POLDER_IS_PERCENT, .name = "due_least", .label = "due, least"},
        {.is = POLDER_IS_PERCENT, .name = "due_most", .label = "most"}};
    polder_document_heading(s->doc, "Without each cause alone");
    polder_document_table(s->doc, "causes", sizeof head / sizeof *head, head);
    const int n = in_order(s->d, order);
    for (int i = 0; i < n; i++) {
        const polder_suspect_t *one = &s->d->suspect[order[i]];
        const polder_cause_t *cause = &s->d->causes->cause[one->cause];
        const polder_rescue_t *r = &one->alone;
        const bool there = r->set != 0;
        polder_document_row(
            s->doc,
            (polder_datum_t[]){
                polder_datum_text(cause->id), polder_datum_text(cause->title[s->doc->language]),
                one->worst >= 0 ? polder_datum(one->worst) : polder_datum_unknown(),
                one->carrier >= 0 ? polder_datum_text(carrier_of(s, one)) : polder_datum_unknown(),
                polder_datum(one->value), polder_datum(one->median),
                there ? gain_of(r) : polder_datum_between(0, 0, 0), share_of(&r->rescued, there),
                share_of(&r->lost, there), there ? polder_datum(r->least) : polder_datum_nothing(),
                there ? polder_datum(r->most) : polder_datum_nothing()});
    }
    polder_document_note(
        s->doc,
        "stronger than: so many of 100 ordinary networks, by the carrier that stands out "
        "most. without it: points of success; what is worse than in half of ordinary "
        "networks becomes as there, what is better stays, so a cause that is absent makes "
        "exactly 0. The intervals hold together, 95%%. rescued: of 100 failures. lost: of 100 "
        "successes. due: of 100 failures at least and at most so many are due to it, "
        "however chances hang together.");
}

static void shares_table(const say_t *s)
{
    int order[MOST_ROWS];
    const polder_diagnosis_t *d = s->d;
    const polder_head_t head[] = {
        {.is = POLDER_IS_TEXT, .name = "id", .label = ""},
        {.is = POLDER_IS_TEXT, .name = "title", .label = "cause", .wrap = true},
        {.is = POLDER_IS_POINTS,
         .name = "share",
         .label = "fair share",
         .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_POINTS,
         .name = "better",
         .label = "at the better quarter",
         .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_INDEX, .name = "responsibility", .label = "in one life"}};
    polder_document_heading(s->doc, "What adds up, and other yardsticks");
    polder_document_table(s->doc, "shares", sizeof head / sizeof *head, head);
    const int n = in_order(d, order);
    for (int i = 0; i < n; i++) {
        const polder_suspect_t *one = &d->suspect[order[i]];
        const polder_cause_t *cause = &d->causes->cause[one->cause];
        const polder_share_t *share = &one->share;
        if (!one->alone.set && !one->better.set) continue;
        polder_document_row(
            s->doc,
            (polder_datum_t[]){
                polder_datum_text(cause->id), polder_datum_text(cause->title[s->doc->language]),
                one->alone.set ? polder_datum_between(share->share, share->low, share->high)
                               : polder_datum_nothing(),
                gain_of(&one->better),
                d->has_history && d->history.failed && one->alone.set
                    ? polder_datum(one->responsibility)
                    : polder_datum_nothing()});
    }
    if (d->exact)
        polder_document_note(s->doc,
                             "fair share: Shapley's, from all sets of causes at %lld futures; they "
                             "add up to what taking all away gives.",
                             (long long)d->options.sets);
    else
        polder_document_note(s->doc,
                             "fair share: Shapley's, from %d orders of taking causes away at %lld "
                             "futures; they add up to what taking all away gives.",
                             POLDER_WALKS, (long long)d->options.sets);
    polder_document_add(s->doc, " ");
    polder_document_add(s->doc,
                        "at the better quarter: what it gives to become as in the better quarter "
                        "of ordinary networks. in one life: one over the size of the smallest set "
                        "that it is in and that rescues one life, which is shown below.");
}

static void pairs_table(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const polder_head_t head[] = {{.is = POLDER_IS_TEXT, .name = "one", .label = "cause"},
                                  {.is = POLDER_IS_TEXT, .name = "other", .label = "with"},
                                  {.is = POLDER_IS_POINTS,
                                   .name = "interaction",
                                   .label = "more than each alone",
                                   .show = POLDER_SHOW_WITH_INTERVAL}};
    if (d->n_pair > 0) polder_document_heading(s->doc, "Two together");
    polder_document_table(s->doc, "pairs", sizeof head / sizeof *head, head);
    for (int i = 0; i < d->n_pair; i++) {
        const polder_difference_t *x = &d->pair[i].interaction;
        polder_document_row(
            s->doc, (polder_datum_t[]){polder_datum_text(title_of(s, d->pair[i].i)),
                                       polder_datum_text(title_of(s, d->pair[i].j)),
                                       polder_datum_between(x->difference, x->low, x->high)});
    }
}

static void population_table(const say_t *s)
{
    int order[MOST_ROWS];
    const polder_diagnosis_t *d = s->d;
    const polder_head_t head[] = {
        {.is = POLDER_IS_TEXT, .name = "id", .label = ""},
        {.is = POLDER_IS_TEXT, .name = "title", .label = "cause", .wrap = true},
        {.is = POLDER_IS_POINTS,
         .name = "gain",
         .label = "without it",
         .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_PERCENT, .name = "lost", .label = "lost"},
        {.is = POLDER_IS_PERCENT, .name = "alone", .label = "undone alone"},
        {.is = POLDER_IS_PERCENT, .name = "only", .label = "only by it"},
        {.is = POLDER_IS_PERCENT, .name = "smallest", .label = "in a smallest set"}};
    const double failures = (double)d->failures;
    polder_document_heading(s->doc, "Without each cause alone");
    polder_document_table(s->doc, "causes", sizeof head / sizeof *head, head);
    const int n = in_order(d, order);
    for (int i = 0; i < n; i++) {
        const polder_suspect_t *one = &d->suspect[order[i]];
        const polder_cause_t *cause = &d->causes->cause[one->cause];
        if (!one->alone.set) continue;
        polder_document_row(
            s->doc, (polder_datum_t[]){polder_datum_text(cause->id),
                                       polder_datum_text(cause->title[s->doc->language]),
                                       gain_of(&one->alone), share_of(&one->alone.lost, true),
                                       polder_datum((double)d->alone_enough[order[i]] / failures),
                                       polder_datum((double)d->only[order[i]] / failures),
                                       polder_datum((double)d->in_some[order[i]] / failures)});
    }
    polder_document_note(
        s->doc, "without it: points of success; intervals hold together, 95%%. lost: of 100 "
                "successes. Of 100 failures: undone by this cause alone; by no other alone; "
                "in one of the smallest sets that undo it.");
}

static void sizes_table(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    const polder_head_t head[] = {{.is = POLDER_IS_TEXT, .name = "size", .label = "causes"},
                                  {.is = POLDER_IS_PERCENT,
                                   .name = "failures",
                                   .label = "of failures",
                                   .show = POLDER_SHOW_COUNTED}};
    if (d->failures == 0) return;
    polder_document_heading(s->doc,
                            "How many causes have to go before a failure becomes a success");
    polder_document_table(s->doc, "sizes", sizeof head / sizeof *head, head);
    for (int k = 1; k <= d->most_sizes + 1; k++) {
        const bool none = k > d->most_sizes;
        int64_t n = none ? d->sizes[0] : d->sizes[k];
        for (int more = k; none && more <= POLDER_MOST_CAUSES; more++) n += d->sizes[more];
        const polder_proportion_t p = polder_proportion(n, d->failures, d->options.confidence);
        polder_document_row(
            s->doc,
            (polder_datum_t[]){
                polder_datum_text(!none      ? polder_document_text(s->doc, "%d", k)
                                  : d->exact ? polder_document_text(s->doc, "no set does")
                                             : polder_document_text(s->doc, "more, or none")),
                polder_datum_counted(p.count, p.n, p.share, p.low, p.high)});
    }
}

static void history_table(const say_t *s)
{
    enum { MOST = 10 };
    const polder_history_t *h = &s->d->history;
    const polder_head_t head[] = {
        {.is = POLDER_IS_COUNT, .name = "size", .label = "causes"},
        {.is = POLDER_IS_TEXT, .name = "causes", .label = "which", .wrap = true}};
    if (!s->d->has_history) return;
    polder_document_heading(s->doc, "One life that failed: future %lld", (long long)s->d->future);
    if (h->n_least == 0) polder_document_say(s->doc, "No set of causes rescues it.");
    polder_document_table(s->doc, "rescues", sizeof head / sizeof *head, head);
    for (int i = 0; i < h->n_least && i < MOST; i++)
        polder_document_row(s->doc,
                            (polder_datum_t[]){polder_datum_count(polder_set_size(h->least[i])),
                                               polder_datum_text(titles_of(s, h->least[i]))});
    if (h->n_least > MOST)
        polder_document_note(s->doc, "The first %d of %d smallest sets that rescue it.", MOST,
                             h->n_least);
    if (h->undone)
        polder_document_note(s->doc, "Taking away more than such a set can undo the rescue.");
    polder_document_note(s->doc, "An illustration: another life of this network has other sets.");
}

static void remedies_table(const say_t *s)
{
    const polder_remedies_t *r = &s->d->remedies;
    const polder_head_t head[] = {{.is = POLDER_IS_TEXT, .name = "remedy"},
                                  {.is = POLDER_IS_COUNT, .name = "start"},
                                  {.is = POLDER_IS_GIVEN, .name = "dose"},
                                  {.is = POLDER_IS_TEXT, .name = "with"},
                                  {.is = POLDER_IS_COUNT, .name = "with_start"},
                                  {.is = POLDER_IS_GIVEN, .name = "with_dose"},
                                  {.is = POLDER_IS_TEXT, .label = "remedy", .wrap = true},
                                  {.is = POLDER_IS_POINTS,
                                   .name = "gain",
                                   .label = "gain",
                                   .show = POLDER_SHOW_WITH_INTERVAL},
                                  {.is = POLDER_IS_PERCENT, .name = "lost", .label = "lost"},
                                  {.is = POLDER_IS_COUNT, .name = "days", .label = "days"}};
    if (r->n == 0) return;
    polder_document_heading(s->doc, "Remedies, on futures on which none was chosen");
    polder_document_table(s->doc, "remedies", sizeof head / sizeof *head, head);
    for (int i = 0; i < r->n; i++) {
        const polder_remedy_t *one = &r->remedy[i];
        const bool two = one->trial.with != NULL;
        polder_document_row(
            s->doc, (polder_datum_t[]){
                        polder_datum_text(one->trial.name),
                        one->trial.start > 0 ? polder_datum_count(one->trial.start)
                                             : polder_datum_nothing(),
                        polder_datum(one->trial.dose),
                        two ? polder_datum_text(one->trial.with) : polder_datum_nothing(),
                        two && one->trial.with_start > 0 ? polder_datum_count(one->trial.with_start)
                                                         : polder_datum_nothing(),
                        two ? polder_datum(one->trial.with_dose) : polder_datum_nothing(),
                        polder_datum_text(remedy_of(s, one)), gain_of(&one->gain),
                        share_of(&one->gain.lost, true), polder_datum_count(llround(one->days))});
    }
    polder_document_note(
        s->doc,
        "%d were tried at %lld futures; those that can be the best, and the worst, "
        "again at %lld fresh ones, with pairs of remedies against the causes that are named. "
        "gain: points of success, intervals hold together, 95%%. lost: of 100 successes. days: of "
        "everybody together.",
        r->n_tried, (long long)r->screen, (long long)r->fresh);
}

/* ---- the whole ---- */

static const char *verdict_name(polder_answer_of_t verdict)
{
    static const char *const name[] = {[POLDER_ANSWER_NO_CAUSES] = "no-causes",
                                       [POLDER_ANSWER_CANNOT_FAIL] = "cannot-fail",
                                       [POLDER_ANSWER_HARDLY_FAILS] = "hardly-fails",
                                       [POLDER_ANSWER_CANNOT_SUCCEED] = "cannot-succeed",
                                       [POLDER_ANSWER_NONE_PRESENT] = "none-present",
                                       [POLDER_ANSWER_NAMED] = "named",
                                       [POLDER_ANSWER_TOGETHER] = "together",
                                       [POLDER_ANSWER_NO_SINGLE] = "no-single-cause",
                                       [POLDER_ANSWER_LUCK] = "luck",
                                       [POLDER_ANSWER_NONE_HELPS] = "no-cause-helps",
                                       [POLDER_ANSWER_POPULATION] = "population"};
    return name[verdict];
}

static void figures(const say_t *s)
{
    const polder_diagnosis_t *d = s->d;
    polder_document_for(s->doc, POLDER_FOR_MACHINES);
    polder_document_word(s->doc, "title", s->words->title_en);
    if (s->words->title_nl) polder_document_word(s->doc, "title_nl", s->words->title_nl);
    polder_document_word(s->doc, "model", d->causes->table.model->name);
    polder_document_word(s->doc, "tick", s->words->tick);
    if (s->words->horizon > 0)
        polder_document_value(s->doc, "horizon", POLDER_IS_COUNT,
                              polder_datum_count(s->words->horizon));
    if (s->words->command) polder_document_word(s->doc, "command", s->words->command);
    if (s->words->scenario) polder_document_word(s->doc, "scenario", s->words->scenario);
    if (s->words->network) polder_document_word(s->doc, "network", s->words->network);
    if (s->words->seed) polder_document_word(s->doc, "seed", s->words->seed);
    polder_document_value(s->doc, "founding", POLDER_IS_COUNT,
                          polder_datum_count(d->options.founding));
    polder_document_value(s->doc, "futures", POLDER_IS_COUNT,
                          polder_datum_count(d->options.futures));
    polder_document_value(s->doc, "answer", POLDER_IS_TEXT,
                          polder_datum_text(verdict_name(d->verdict)));
    polder_document_fact(
        s->doc,
        &(polder_head_t){.is = POLDER_IS_SHARE, .name = "chance", .show = POLDER_SHOW_COUNTED},
        polder_datum_counted(d->chance.count, d->chance.n, d->chance.share, d->chance.low,
                             d->chance.high));
    polder_document_value(s->doc, "without_all", POLDER_IS_SHARE,
                          polder_datum(d->without_all.share));
    if (d->n_moved > 0)
        polder_document_value(s->doc, "without_all_better", POLDER_IS_SHARE,
                              polder_datum(d->all_better.share));
    const polder_head_t head[] = {{.is = POLDER_IS_TEXT, .name = "id"}};
    polder_document_table(s->doc, "named", 1, head);
    for (int i = 0; i < d->n_named; i++)
        polder_document_row(s->doc, &(polder_datum_t){.text = d->causes->cause[d->named[i]].id});
    if (!d->together.set) return;
    polder_document_table(s->doc, "together", 1, head);
    for (int i = 0; i < d->n_present; i++)
        if (d->together.set >> i & 1)
            polder_document_row(
                s->doc,
                &(polder_datum_t){.text = d->causes->cause[d->suspect[d->present[i]].cause].id});
    polder_document_fact(s->doc,
                         &(polder_head_t){.is = POLDER_IS_POINTS,
                                          .name = "together_gain",
                                          .show = POLDER_SHOW_WITH_INTERVAL},
                         gain_of(&d->together));
}

polder_document_t *polder_diagnosis_document(const polder_diagnosis_t *d,
                                             const polder_diagnosis_words_t *words,
                                             polder_language_t language)
{
    polder_document_t *doc = polder_document_new(language);
    const say_t s = {d, words, doc};
    if (!doc) return NULL;
    polder_document_title(doc, "%s", words->title);
    say_chance(&s);
    say_founding(&s);
    say_unlike(&s);
    say_verdict(&s);
    say_sizes(&s);
    say_remedies(&s);
    say_doubt(&s);
    figures(&s);
    polder_document_for(doc, words->details ? POLDER_FOR_ALL : POLDER_FOR_MACHINES);
    if (d->options.founding < 0) {
        if (d->verdict != POLDER_ANSWER_POPULATION) return doc;
        population_table(&s);
        sizes_table(&s);
        return doc;
    }
    if (d->n_suspect > 0) causes_table(&s);
    if (d->failures > 0) shares_table(&s);
    pairs_table(&s);
    sizes_table(&s);
    history_table(&s);
    remedies_table(&s);
    return doc;
}
