/* handout_why.c: the second sheet of a report: what is short, what helps and spoils, what it does not
 * say; see handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "words/words.h"

enum { MOST_ROWS = 3, MOST_HELP = 4, FEW = 4, MANY_ARMS = 5, MOST_DOTS = 7 };

/* Arms and a design are a lot for one sheet of paper. */
static bool is_full(const polder_handout_page_t *p)
{
    return p->h->n_arm > 1 && p->h->n_point > 1;
}

typedef polder_handout_page_t page_t;

/* ---- what is short ---- */

void polder_handout_short(const page_t *p)
{
    page_t some = *p;
    some.few = p->h->n_arm > MANY_ARMS ? FEW / 2 : p->h->n_arm > 2 ? FEW - 1 : FEW;
    if (p->h->summary.n_condition == 0 || polder_handout_units(p->h) < POLDER_HANDOUT_LEAST) return;
    /* Rows of dots for six or seven arms, or what a design adds, leave no room; the folds have it. */
    const bool rows = p->h->n_arm > MANY_ARMS && p->h->n_arm <= MOST_DOTS;
    if (!is_full(p) && !rows) polder_handout_picture(&some, "conditions");
}

/* ---- challenge, underlying problem, way out ---- */

static bool sets_apart(const polder_finding_t *f)
{
    return f->cause && f->failed.n > 0 && f->succeeded.n > 0 &&
           f->failed.share > f->succeeded.share;
}

static void say_problems(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    const polder_language_t l = p->d->language;
    const int most = is_full(p) ? 1 : MOST_ROWS;
    int n = 0;
    for (int i = 0; i < s->n_finding; i++) n += sets_apart(&s->finding[i]);
    if (n == 0 || !polder_handout_enough(p->h)) return;
    polder_document_heading(p->d,
                            "What failing networks have in common, and what may be behind it");
    polder_document_table(p->d, NULL, 5,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "what you notice", .wrap = true},
                              {POLDER_IS_TEXT, .label = "what may be behind it"},
                              {POLDER_IS_TEXT, .label = "what you could do"},
                              {POLDER_IS_TEXT, .label = "of 100 that fail", .right = true},
                              {POLDER_IS_TEXT, .label = "of 100 that succeed", .right = true},
                          });
    for (int i = 0, k = 0; i < s->n_finding && k < most; i++) {
        const polder_finding_t *f = &s->finding[i];
        if (!sets_apart(f)) continue;
        k++;
        polder_document_row(
            p->d,
            (polder_datum_t[]){polder_datum_text(f->cause->symptom[l]),
                               polder_datum_text(f->cause->problem[l]),
                               polder_datum_text(f->cause->way_out[l]),
                               polder_datum_text(polder_handout_count(p, f->failed.share)),
                               polder_datum_text(polder_handout_count(p, f->succeeded.share))});
    }
    polder_document_note(p->d,
                         "A network can show several. What occurs together need not be a cause: a "
                         "diagnosis (polder diagnose) tries that, by taking causes away.");
}

/* ---- what helps, and what it can spoil ---- */

static const char *verdict(const page_t *p, const polder_handout_arm_t *a)
{
    if (a->high < 0) return polder_text(p->d->language, "makes it worse");
    const int base = polder_handout_hundred(p->h->arm[p->h->baseline].share);
    if (a->low > 0 && polder_handout_hundred(a->share) == base)
        return polder_text(p->d->language, "helps less than 1 of 100");
    if (a->low > 0) return polder_text(p->d->language, "helps");
    return polder_text(p->d->language, "no clear difference");
}

/* What is lost with it, never left out. */
static const char *price(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    const polder_pairs_t *t = &a->pairs;
    const int lost = polder_handout_dots(p->h, arm).lost;
    const char *text = NULL;
    if (!polder_handout_paired(p->h))
        text = polder_document_text(p->d, "which ones it costs is not known");
    else if (lost > 0)
        text = polder_document_many(p->d, "%lld of 100 fails because of it",
                                    "%lld of 100 fail because of it", lost);
    else if (t->second > 0)
        text = polder_document_text(p->d, "fewer than one of 100 fails because of it");
    if (!(a->stay_high < 0)) return text ? text : "–";
    const char *fewer = polder_document_text(p->d, "fewer still exist: %d of 100",
                                             polder_handout_hundred(a->alive));
    return text ? polder_document_format(p->d, "%s; %s", text, fewer) : fewer;
}

static void help_row(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    polder_document_row(p->d,
                        (polder_datum_t[]){polder_datum_text(polder_handout_arm(p, arm)),
                                           polder_datum_count(polder_handout_hundred(a->share)),
                                           polder_datum_text(verdict(p, a)),
                                           isnan(a->extra) ? polder_datum_unknown()
                                                           : polder_datum_count(llround(a->extra)),
                                           polder_datum_text(price(p, arm))});
}

void polder_handout_help_table(const page_t *p)
{
    polder_document_table(p->d, NULL, 5,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "measure", .wrap = true},
                                            {POLDER_IS_COUNT, .label = "succeed, of 100"},
                                            {POLDER_IS_TEXT, .label = "effect"},
                                            {POLDER_IS_COUNT, .label = "extra working days"},
                                            {POLDER_IS_TEXT, .label = "possible harm"}});
}

bool polder_handout_measure(const page_t *p, const char *name)
{
    const char *about = p->about && name ? p->about(p->self, name, p->d->language) : NULL;
    const char *title = p->name && name ? p->name(p->self, name, p->d->language) : NULL;
    const size_t n = about ? strcspn(about, "\n") : 0; /* one paragraph */
    if (n == 0 || !title) return false;
    polder_document_note(p->d, "%s: %s", title,
                         polder_document_format(p->d, "%.*s", (int)n, about));
    return true;
}

/* Of the first ones in the table, where there is room; the folds have all. */
static void say_measures(const page_t *p, const int *order)
{
    enum { FIRST = 2, ROOM = 4 };
    if (p->h->n_arm > ROOM || is_full(p)) return;
    for (int k = 1, n = 0; k < p->h->n_arm && k <= MOST_HELP && n < FIRST; k++)
        n += polder_handout_measure(p, p->h->arm[order[k]].name);
}

static void say_help(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int *order = h->n_arm > 1 && polder_handout_enough(h) ? polder_handout_order(h) : NULL;
    int n = 0;
    if (!order) return;
    polder_document_heading(p->d, "What helps, and the harm it can do");
    polder_handout_help_table(p);
    for (int k = 1; k < h->n_arm && n < (is_full(p) ? MOST_HELP - 1 : MOST_HELP); k++, n++)
        if (order[k] != h->worst) help_row(p, order[k]);
    if (h->worst >= 0) help_row(p, h->worst);
    say_measures(p, order);
    const char *when = polder_handout_time(p);
    if (h->compare.cost >= 0)
        polder_document_note(p->d,
                             "Days are those of everybody together, over %s, by the costs in "
                             "the files, which are assumptions.",
                             when);
    else
        polder_document_note(p->d, "Days of work were not counted in this result.");
    free(order);
}

static void say_factors(const page_t *p)
{
    page_t some = *p;
    some.few = is_full(p) ? FEW - 1 : 0;
    if (p->h->n_point < 2) return;
    polder_document_heading(p->d, "On what it hangs");
    polder_handout_picture(&some, "factors");
}

/* ---- what to do first ---- */

/* What to ask before doing anything: what the answer hangs on, what was found, or what is lacking. */
void polder_handout_first_step(const page_t *p)
{
    const polder_factors_t *f = &p->h->summary.factors;
    const char *names = "";
    int n = 0;
    const int before = p->d->n;
    if (p->h->n_arm > 0 && !polder_handout_enough(p->h)) return;
    polder_document_heading(p->d, "First step");
    const int said = p->d->n;
    for (int i = 0; i < f->n && n < 3; i++)
        if (f->factor[i].n_word == 0 && fabs(f->factor[i].rank) >= f->chance &&
            !polder_handout_is_lever(p->h, &f->factor[i]))
            names = polder_document_format(p->d, "%s%s%s", names, n++ ? "; " : "",
                                           polder_handout_factor(p, &f->factor[i]));
    if (n > 0)
        polder_document_say(p->d, "Before you do anything, ask how this is with you: %s.", names);
    if (n == 0 && p->diagnosis && polder_handout_diagnosed_ask(p)) return;
    const bool few = polder_handout_units(p->h) < POLDER_HANDOUT_LEAST;
    for (int i = 0; i < p->h->summary.n_condition && !few && f->n == 0 && n < 3; i++)
        names = polder_document_format(p->d, "%s%s%s", names, n++ ? "; " : "",
                                       polder_handout_condition(p, i));
    if (n > 0 && f->n == 0)
        polder_document_say(p->d, "Before you do anything, ask how far you have this: %s.", names);
    if (p->d->n == said) p->d->n = before; /* no heading of nothing */
}

/* ---- what this does not say ---- */

/* What cannot be given is said where it would stand. */
static void say_nothing(const page_t *p)
{
    if (p->h->n_arm == 0 || polder_handout_enough(p->h)) return;
    polder_document_heading(p->d, "What goes with failure, and what helps");
    polder_document_note(p->d, "That is not said here, for the reason on the first page.");
}

/* Where there is one way to run there is room for how long it lasts. */
static void say_lasting(const page_t *p)
{
    if (p->h->n_arm > 1 || p->h->n_point > 1 || !polder_handout_enough(p->h)) return;
    polder_document_heading(p->d, "How long they last");
    polder_handout_picture(p, "survival");
}

static bool is_of_one_founding(const page_t *p)
{
    if (p->h->n_arm > 0) return p->h->summary.split.foundings == 1;
    return json_number_value(json_object_get(p->diagnosis, "founding")) >= 0;
}

static void say_box(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    polder_document_begin(p->d, POLDER_PART_BOX, POLDER_TEXT("What this does not say"));
    polder_document_say(p->d, "This is a computer model, not a measurement of your network. It "
                              "shows what follows from what was filled in and from our "
                              "assumptions. Its numbers are for comparing, not for foretelling.");
    if (s->network_file && s->network_file[0]) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "The network comes from %s: who is in it and what each of them starts "
                            "with are only as good as that file.",
                            s->network_file);
        const char *gaps = s->network_gaps[p->d->language];
        if (gaps && *gaps) polder_document_add(p->d, " %s", gaps);
        if (p->h->about.networks)
            polder_document_add(p->d, " In %s members or ties are other ones.",
                                p->h->about.networks);
    } else if (is_of_one_founding(p)) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "It is about one network as it was founded, and what may become of "
                            "it.");
    } else {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "It is about networks of this kind, made up by the model, and "
                                  "about none in particular.");
    }
    polder_document_end(p->d);
}

static void say_foot(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    long long networks = p->h->several.n > 0 ? 0 : s->networks;
    for (int i = 0; i < p->h->several.n; i++)
        networks += polder_result_networks(p->h->several.file[i]);
    polder_document_begin(p->d, POLDER_PART_FOOT, "");
    if (p->h->result) {
        polder_document_line(p->d, "%s of model %s, %d %s, seed %s.",
                             polder_document_many(p->d, "%lld network", "%lld networks", networks),
                             s->model, s->horizon, polder_about_ticks(p->d, s->tick), s->seed);
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "Polder %s, code %s.", p->version,
                            polder_result_text(p->h->result, "polder_fingerprint"));
    }
    if (p->diagnosis) polder_handout_diagnosed_foot(p);
    if (p->again)
        polder_document_line(p->d, "To run it again: %s; polder report again.h5", p->again);
    if (p->command) polder_document_line(p->d, "To make this page again: %s", p->command);
    polder_document_line(p->d, "To cite: polder --cite.");
    if (!p->contact) return polder_document_end(p->d);
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Questions: %s.", p->contact);
    polder_document_end(p->d);
}

void polder_handout_second(const page_t *p)
{
    polder_document_begin(p->d, POLDER_PART_SHEET, "");
    polder_handout_second_head(p);
    say_nothing(p);
    if (p->diagnosis) polder_handout_causes(p);
    if (!p->diagnosis || !polder_handout_diagnosis_names(p)) say_problems(p);
    if (!p->diagnosis) say_lasting(p);
    if (p->diagnosis && p->h->n_arm == 1 && p->h->n_point == 1) polder_handout_signs(p);
    if (p->diagnosis && p->h->n_arm < 2)
        polder_handout_remedies(p);
    else
        say_help(p);
    say_factors(p);
    say_box(p);
    say_foot(p);
    polder_document_end(p->d);
}
