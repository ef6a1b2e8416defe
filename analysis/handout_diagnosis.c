/* handout_diagnosis.c: what a diagnosis adds to a report: what goes better without which cause, and
 * what was tried to help; see handout.h. It comes as JSON, which may be anybody's. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/remedies.h"
#include "document/markup.h"
#include "kernel/model.h"
#include "kernel/table.h"
#include "words/words.h"

enum { MOST_CAUSES = 3, BESIDE_ARMS = 4, MOST_REMEDIES = 4 };

typedef polder_handout_page_t page_t;

/* ---- reading ---- */

/* NaN where there is no number. */
static double number(const json_t *o, const char *key)
{
    const json_t *value = json_object_get(o, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static const char *word(const json_t *o, const char *key)
{
    const char *text = json_string_value(json_object_get(o, key));
    return text ? text : "";
}

static double chance(const page_t *p)
{
    return number(json_object_get(p->diagnosis, "chance"), "share");
}

bool polder_handout_diagnosis_enough(const json_t *diagnosis)
{
    const json_t *c = json_object_get(diagnosis, "chance");
    const double share = number(c, "share");
    return number(c, "of") >= POLDER_HANDOUT_LEAST && share >= 0 && share <= 1;
}

/* The share with what was gained on it, out of a hundred. */
static int with_gain_of(const page_t *p, const json_t *gain)
{
    const double share = chance(p) + number(gain, "value");
    if (isnan(share)) return -1;
    return share > 1 ? 100 : share < 0 ? 0 : polder_handout_hundred(share);
}

static int with_gain(const page_t *p, const json_t *one)
{
    return with_gain_of(p, json_object_get(one, "gain"));
}

static const json_t *rows(const page_t *p, const char *key)
{
    return json_object_get(p->diagnosis, key);
}

/* ---- causes ---- */

static const polder_cause_t *cause_of(const page_t *p, const char *id)
{
    for (int i = 0; p->causes && i < p->causes->n; i++)
        if (strcmp(p->causes->cause[i].id, id) == 0) return &p->causes->cause[i];
    return NULL;
}

/* No cause alone, but these together. */
static bool is_together(const page_t *p)
{
    return json_array_size(rows(p, "named")) == 0 && json_array_size(rows(p, "together")) > 0;
}

/* Of a population none is named: those without which it surely goes better, as they come; one that may gain 0, as
 * numbers are printed, is none. */
static const json_t *sure(const json_t *all, int at)
{
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        const double low = number(json_object_get(one, "gain"), "low");
        if (low > 0 && polder_handout_hundred(low) > 0 && at-- == 0) return one;
    }
    return NULL;
}

/* Those that are named, the largest gain first, or those that do it together; NULL behind the last
 * one. */
static const json_t *named(const page_t *p, int at)
{
    const json_t *all = rows(p, "causes");
    if (number(p->diagnosis, "founding") < 0) return sure(all, at);
    const json_t *list = rows(p, is_together(p) ? "together" : "named");
    const char *id = word(json_array_get(list, (size_t)at), "id");
    for (size_t i = 0; *id && i < json_array_size(all); i++)
        if (strcmp(word(json_array_get(all, i), "id"), id) == 0) return json_array_get(all, i);
    return NULL;
}

/* Without this cause, or without all that do it together. */
static int without(const page_t *p, const json_t *one)
{
    return is_together(p) ? with_gain_of(p, rows(p, "together_gain")) : with_gain(p, one);
}

/* A title, between isolates: in the language of the page where the cause is known here. */
static const char *title_of(const page_t *p, const json_t *one)
{
    const polder_cause_t *cause = cause_of(p, word(one, "id"));
    const char *title = cause ? cause->title[p->d->language] : word(one, "title");
    return polder_document_format(p->d, POLDER_ISOLATE "%s" POLDER_ISOLATE_END, title);
}

/* Of what is named first, at other values of what nobody knows (--uncertain); or NULL. */
static const json_t *elsewhere(const page_t *p)
{
    const json_t *all = rows(p, "uncertain");
    const char *id = is_together(p) ? "together" : word(named(p, 0), "id");
    for (size_t i = 0; *id && i < json_array_size(all); i++)
        if (strcmp(word(json_array_get(all, i), "id"), id) == 0) return json_array_get(all, i);
    return NULL;
}

static double bound(const json_t *one, const char *which)
{
    return number(json_object_get(one, "gain"), which);
}

/* Where the one stands that the diagnosis itself tells first (remedies.h): of those that surely help
 * and are within two points of the best the cheapest, if it is far cheaper; else the best. */
static size_t first_remedy(const page_t *p)
{
    const json_t *list = rows(p, "remedies"), *best = json_array_get(list, 0);
    double least = POLDER_FAR_CHEAPER * number(best, "days");
    size_t first = 0;
    for (size_t i = 1; bound(best, "low") > 0 && i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const double days = number(one, "days");
        if (!(bound(one, "low") > 0 && days < least)) continue;
        if (!(bound(one, "value") >= bound(best, "value") - POLDER_WITHIN)) continue;
        least = days;
        first = i;
    }
    return first;
}

static const json_t *told_first(const page_t *p)
{
    return json_array_get(rows(p, "remedies"), first_remedy(p));
}

static long long whole(const json_t *o, const char *key)
{
    const double value = number(o, key);
    return fabs(value) < 1e15 ? (long long)value : 0;
}

/* What chance alone leaves open of the measure that the answer names. */
static void say_luck(const page_t *p)
{
    const json_t *best = told_first(p);
    const double low = chance(p) + bound(best, "low"), high = chance(p) + bound(best, "high");
    const json_t *now = json_object_get(p->diagnosis, "chance");
    const double least = number(now, "low"), most = number(now, "high");
    if (p->h->n_arm == 0 && least >= 0 && most <= 1) {
        polder_document_add(p->d, " ");
        polder_document_add(
            p->d,
            "It rests on %s runs: as it is now, allowing for chance, %d to %d in 100 succeed.",
            polder_handout_number(p, whole(now, "of")), polder_handout_hundred(least),
            polder_handout_hundred(most));
    }
    if (p->h->n_arm > 0 || !(bound(best, "low") > 0) || !(high <= 1)) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Allowing for chance, the approach brings it to %d to %d in 100.",
                        polder_handout_hundred(low), polder_handout_hundred(high));
}

static void say_firm(const page_t *p)
{
    const json_t *one = elsewhere(p);
    const double low = number(one, "low"), high = number(one, "high");
    if (!(fabs(low) <= 1 && fabs(high) <= 1)) {
        polder_document_item(p->d, 0,
                             POLDER_TEXT("How firm is this? It holds only if our assumptions do."),
                             "We did not test them; different ones might change the answer.");
        say_luck(p);
        return;
    }
    const int least = polder_handout_hundred(low), most = polder_handout_hundred(high);
    if (low > 0)
        polder_document_item(p->d, 0, POLDER_TEXT("How firm is this? Firm."),
                             "In 90 of 100 other sets of assumptions %d to %d more in 100 succeed "
                             "without it.",
                             least, most);
    else if (high < 0)
        polder_document_item(p->d, 0, POLDER_TEXT("How firm is this? It depends."),
                             "In 90 of 100 other sets of assumptions %d to %d fewer in 100 succeed "
                             "without it.",
                             -most, -least);
    else
        polder_document_item(
            p->d, 0, POLDER_TEXT("How firm is this? It depends."),
            "In 90 of 100 other sets of assumptions between %d fewer and %d more in "
            "100 succeed without it.",
            -least, most);
}

/* How many of those that are named chance alone leaves as strong as the first. */
static int n_tied(const page_t *p)
{
    int n = 0;
    const double least = bound(named(p, 0), "low");
    while (n < MOST_CAUSES && named(p, n) && (n == 0 || bound(named(p, n), "high") >= least)) n++;
    return n;
}

/* "A", "B" */
static const char *tied(const page_t *p)
{
    const char *text = "";
    for (int i = 0; i < n_tied(p); i++)
        text = polder_document_format(p->d, "%s%s\"%s\"", text, i > 0 ? ", " : "",
                                      title_of(p, named(p, i)));
    return text;
}

/* How many do it together. */
static int n_together(const page_t *p)
{
    int n = 0;
    while (n < 2 * MOST_CAUSES && named(p, n)) n++;
    return n;
}

/* A, B and C: those that do it together, each between `quote`s. */
static const char *titles(const page_t *p, const char *quote)
{
    const char *text = "";
    const int n = n_together(p);
    for (int i = 0; i < n; i++) {
        const char *title =
            polder_document_format(p->d, "%s%s%s", quote, title_of(p, named(p, i)), quote);
        if (i == 0)
            text = title;
        else if (i + 1 < n)
            text = polder_document_format(p->d, "%s, %s", text, title);
        else
            text = polder_document_text(p->d, "%s and %s", text, title);
    }
    return text;
}

/* ---- what it is about ---- */

static bool is_founding(const page_t *p)
{
    return number(p->diagnosis, "founding") >= 0;
}

/* Its scenario, as that calls itself, or its file. */
static const char *scenario_of(const page_t *p)
{
    const char *title = p->d->language == POLDER_DUTCH ? word(p->diagnosis, "title_nl") : "";
    if (!*title) title = word(p->diagnosis, "title");
    if (*title) return title;
    title = word(p->diagnosis, "scenario");
    return *title ? polder_about_file(p->d, title) : word(p->diagnosis, "model");
}

/* "5 years"; NULL: it is not said. */
static const char *time_of(const page_t *p)
{
    const polder_model_t *model = polder_model_find(word(p->diagnosis, "model"));
    const long long horizon = whole(p->diagnosis, "horizon");
    if (!model || horizon <= 0) return NULL;
    if (model->year > 0 && horizon % model->year == 0)
        return polder_document_many(p->d, "%lld year", "%lld years", horizon / model->year);
    return polder_document_format(p->d, "%lld %s", horizon,
                                  polder_about_ticks(p->d, word(p->diagnosis, "tick")));
}

/* Under the question of a diagnosis alone. */
void polder_handout_diagnosed_of(const page_t *p)
{
    const char *network = word(p->diagnosis, "network");
    const long long founding = whole(p->diagnosis, "founding");
    const char *lives = polder_handout_number(p, whole(p->diagnosis, "futures"));
    const char *scenario = scenario_of(p);
    const double drawn = number(json_object_get(p->diagnosis, "chance"), "of");
    if (!is_founding(p) && *network && drawn < 1e9)
        polder_document_note(p->d,
                             "This is about the network in %s. What the file does not say was "
                             "filled in at random %s times; results are shown per 100.",
                             network, polder_handout_number(p, llround(drawn)));
    else if (!is_founding(p))
        polder_document_note(p->d, "This is about all networks of \"%s\" together.", scenario);
    else if (*network)
        polder_document_note(p->d,
                             "This is about the network of %s as it began once (start %lld of "
                             "\"%s\"), run %s times; results are shown per 100.",
                             network, founding, scenario, lives);
    else
        polder_document_note(p->d,
                             "This is about one made-up network, number %lld of \"%s\", run %s "
                             "times; results are shown per 100.",
                             founding, scenario, lives);
}

/* A network from a file, each time with other values of what the file does not say. */
static bool is_drawn(const page_t *p)
{
    return !is_founding(p) && *word(p->diagnosis, "network");
}

/* Beside a result, which may be about others. */
static void say_of(const page_t *p)
{
    const char *network = word(p->diagnosis, "network"), *scenario = scenario_of(p);
    const long long founding = whole(p->diagnosis, "founding");
    if (is_drawn(p)) {
        polder_document_say(p->d, "%s", "");
        return;
    }
    if (!is_founding(p))
        polder_document_say(p->d, "This was tried on all networks of \"%s\" together.", scenario);
    else if (*network)
        polder_document_say(p->d,
                            "This was tried on the network of %s as it began once (start %lld of "
                            "\"%s\"); its numbers are of that one.",
                            network, founding, scenario);
    else
        polder_document_say(p->d,
                            "This was tried on one made-up network, number %lld of \"%s\"; its "
                            "numbers are of that one.",
                            founding, scenario);
    polder_document_add(p->d, " ");
}

static bool has_rows(const page_t *p, const char *key)
{
    return json_array_size(rows(p, key)) > 0;
}

/* At the foot: what was run, and how to do so again, as far as the diagnosis says. */
void polder_handout_diagnosed_foot(const page_t *p)
{
    const char *seed = word(p->diagnosis, "seed"), *scenario = word(p->diagnosis, "scenario");
    const char *founding = is_founding(p) ? polder_document_format(p->d, " --founding %lld",
                                                                   whole(p->diagnosis, "founding"))
                                          : "";
    const char *signs = has_rows(p, "landmarks") ? " --signs" : "";
    const char *none = has_rows(p, "remedies") || *signs ? "" : " --no-remedies";
    const char *command = word(p->diagnosis, "command"),
               *file = p->diagnosed ? p->diagnosed : "why.json";
    if (*command)
        polder_handout_small(
            p, polder_document_text(p->d, "To diagnose it again: %s",
                                    polder_document_format(p->d, "%s > %s", command, file)));
    else if (*scenario && *seed)
        polder_handout_small(
            p, polder_document_text(p->d,
                                    "To diagnose it again: polder diagnose %s%s --seed %s%s%s "
                                    "--json > %s",
                                    scenario, founding, seed, signs, none, file));
    if (*seed && is_founding(p))
        polder_handout_small(
            p, polder_document_text(
                   p->d, "Diagnosis: network number %lld (founding), run %s times, of %s, seed %s.",
                   whole(p->diagnosis, "founding"),
                   polder_handout_number(p, whole(p->diagnosis, "futures")), scenario, seed));
    else if (*seed)
        polder_handout_small(
            p,
            polder_document_text(p->d, "Diagnosis: all foundings of %s, seed %s.", scenario, seed));
}

/* What a diagnosis of one founding points at need not be so in the networks of the result beside it. */
static void say_ask_of(const page_t *p)
{
    if (p->h->n_arm == 0 || !is_founding(p)) return;
    polder_document_add(p->d, " ");
    polder_document_add(
        p->d,
        "The diagnosis comes from one start alone, number %lld of \"%s\": in the runs of "
        "the picture above other causes may stand in the way.",
        whole(p->diagnosis, "founding"), scenario_of(p));
}

/* How many causes the table of them shows: less where there is little room on its sheet. */
static int n_shown(const page_t *p)
{
    const int tight = polder_handout_causes_first(p) ? p->tight : p->tight_second;
    if (p->h->n_arm > 1 && p->h->n_point > 1) return 1;
    if (p->h->n_arm > 1) return tight > 2 ? BESIDE_ARMS - 1 : BESIDE_ARMS;
    return MOST_CAUSES - (tight > 1 ? 2 : tight);
}

/* Beside approaches the first sheet has room for one. */
static int n_asked(const page_t *p)
{
    return p->h->n_arm > 1 ? 1 : n_shown(p);
}

/* Did no approach aim at the causes that the table shows behind these? */
static bool none_for_others(const page_t *p, int n)
{
    for (int i = n; i < n_shown(p) && named(p, i); i++) {
        const polder_cause_t *cause = cause_of(p, word(named(p, i), "id"));
        for (int k = 0; cause && k < cause->n_remedy; k++)
            for (int arm = 0; arm < p->h->n_arm; arm++)
                if (polder_handout_uses(p->h, arm, cause->remedy[k])) return false;
    }
    return p->h->n_arm > 1;
}

/* Before anything is done: is it so with them? What is not in the table is not asked. */
bool polder_handout_diagnosed_ask(const page_t *p)
{
    const char *text = "";
    int n = 0;
    if (!polder_handout_diagnosis_names(p)) return false;
    for (int i = 0; i < n_asked(p) && named(p, i); i++) {
        const polder_cause_t *cause = cause_of(p, word(named(p, i), "id"));
        if (!cause) continue;
        text = polder_document_format(p->d, "%s%s\"%s\"", text, n++ ? " " : "",
                                      cause->symptom[p->d->language]);
    }
    if (n == 0) return false;
    polder_document_say(p->d, "First ask each other whether you recognise this: %s", text);
    polder_document_add(p->d, " ");
    if (n >= n_shown(p) || !named(p, n)) /* the table has no other ones */
        polder_document_add(p->d, "If not, do not use this answer.");
    else if (!polder_handout_causes_first(p) && none_for_others(p, n))
        polder_document_add(p->d, "If not, look at the other causes first (page 2), for which no "
                                  "approach was calculated: yours may have another.");
    else if (polder_handout_causes_first(p))
        polder_document_add(p->d, "If not, look at the other causes first (below): yours may have "
                                  "another.");
    else
        polder_document_add(p->d, "If not, look at the other causes first (page 2): yours may have "
                                  "another.");
    say_ask_of(p);
    return true;
}

static void say_how(const page_t *p)
{
    const double all = number(p->diagnosis, "without_all");
    const bool one = is_founding(p);
    if (p->h->n_arm > 0)
        say_of(p);
    else
        polder_document_say(p->d, "%s", "");
    if (is_together(p) && n_together(p) == 2)
        polder_document_add(
            p->d, "Taking away one of these makes no clear difference; taking away both does.");
    else if (is_together(p))
        polder_document_add(p->d,
                            "Taking away one of these makes no clear difference; taking away all "
                            "of them does.");
    else if (!named(p, 0))
        polder_document_add(p->d, "No single cause clearly matters.");
    else
        polder_document_add(p->d, "In the model we took causes away, one at a time.");
    if (p->h->n_arm > 0 && is_drawn(p)) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "What we did not know of this network was filled in at random.");
    }
    if (isnan(all) || p->h->n_arm > 0) return; /* nobody can bring that about */
    if (is_together(p) && without(p, NULL) == polder_handout_hundred(all)) return;
    polder_document_add(p->d, " ");
    if (one)
        polder_document_add(p->d,
                            "If every cause that is stronger here than in a typical network were "
                            "gone, %d in 100 would succeed in the model.",
                            polder_handout_hundred(all));
    else
        polder_document_add(p->d,
                            "If every cause that is stronger than in a typical network were gone, "
                            "%d in 100 would succeed in the model.",
                            polder_handout_hundred(all));
}

bool polder_handout_diagnosis_names(const page_t *p)
{
    return polder_handout_diagnosis_enough(p->diagnosis) && named(p, 0);
}

static void say_too_few(const page_t *p)
{
    polder_document_say(p->d, "Too few runs were made: fewer than %d say too little to build on.",
                        (int)POLDER_HANDOUT_LEAST);
}

/* Causes stand on the first sheet where the second has measures, unless signs take the room. */
bool polder_handout_causes_first(const page_t *p)
{
    return p->h->n_arm == 0 && has_rows(p, "remedies") && !has_rows(p, "signs");
}

/* These are advice in words; what was calculated are the measures, which stand elsewhere. */
static const char *way_out_head(const page_t *p)
{
    if (p->h->n_arm > 1 && p->h->n_point == 1)
        return POLDER_TEXT("what you could do (without a number: not calculated here)");
    if (!has_rows(p, "remedies") || p->h->n_arm > 1)
        return POLDER_TEXT("what you could do (not calculated)");
    return polder_handout_causes_first(p)
               ? POLDER_TEXT("what you could do (page 2: what was calculated)")
               : POLDER_TEXT("what you could do (below: what was calculated)");
}

/* ---- what aims at a cause ---- */

/* Does an arm use what is meant for it? */
static bool aims_at(const page_t *p, int arm, const polder_cause_t *cause)
{
    bool aims = false;
    for (int i = 0; cause && arm != p->h->baseline && i < cause->n_remedy; i++)
        aims |= polder_handout_uses(p->h, arm, cause->remedy[i]);
    return aims;
}

/* What helps most, where taking away what it is meant for surely gains nothing; NULL: it is not so. */
static const char *no_way(const page_t *p)
{
    const json_t *all = rows(p, "causes"), *one = NULL;
    const char *names = "";
    size_t i = 0;
    if (p->h->n_point != 1 || p->h->best < 0) return NULL;
    json_array_foreach((json_t *)all, i, one)
    {
        if (!aims_at(p, p->h->best, cause_of(p, word(one, "id")))) continue;
        if (!(bound(one, "low") <= 0)) return NULL;
        names =
            polder_document_format(p->d, "%s%s\"%s\"", names, *names ? ", " : "", title_of(p, one));
    }
    return *names ? names : NULL;
}

/* ---- their table ---- */

/* How many there are; more than `most` are not counted. */
static int n_named(const page_t *p)
{
    enum { MOST = 100 };
    int n = 0;
    while (n < MOST && named(p, n)) n++;
    return n;
}

/* Is chance able to turn round any two that stand below each other? */
static void say_order(const page_t *p)
{
    const json_t *one = NULL, *next = NULL;
    bool open = false;
    for (int i = 1; i < n_shown(p) && (next = named(p, i)) && !is_together(p); i++) {
        one = named(p, i - 1);
        open |= bound(next, "high") >= bound(one, "low");
    }
    if (!open) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Their order is not certain: their margins overlap.");
}

/* Beside a result these are other runs, which need not give its number. */
static void say_runs(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const char *runs = polder_handout_number(p, whole(rows(p, "chance"), "of"));
    const int here = polder_handout_hundred(chance(p)),
              there = polder_handout_hundred(h->arm[h->baseline].share);
    if (h->n_point == 1 && polder_handout_enough(h) && here != there)
        polder_document_note(p->d,
                             "These come from %s separate runs; hence %d here and %d on page 1.",
                             runs, here, there);
    else
        polder_document_note(p->d, "These come from %s separate runs.", runs);
}

static void say_base(const page_t *p)
{
    const int most = n_shown(p), names = n_named(p), shown = names < most ? names : most;
    int n = names;
    while (n < 100 && sure(rows(p, "causes"), n)) n++; /* of a founding few are named */
    const int left = n - shown;
    say_runs(p);
    if (!is_together(p)) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "In brackets: how many more than now, as far as chance goes.");
        polder_document_add(p->d, " ");
        if (left > 0)
            polder_document_add(
                p->d,
                "Of the %d causes that were tried, %d clearly matter: without such a cause "
                "more succeed than chance would explain. Shown: the strongest %d.",
                (int)json_array_size(rows(p, "causes")), n, shown);
        else
            polder_document_add(p->d, "Shown: all causes without which more succeed than chance "
                                      "would explain.");
    }
    say_order(p);
    if (p->h->n_arm < 2 || p->h->best < 0) return;
    const char *missed = no_way(p);
    polder_document_add(p->d, " ");
    if (missed)
        polder_document_add(p->d,
                            "Taking away what \"%s\" is meant for (%s) brings no clear gain by "
                            "itself: through what it helps here, the model does not say.",
                            polder_handout_arm(p, p->h->best), missed);
    else if (p->tight_second < 2)
        polder_document_add(p->d, "An approach can do more than take one cause away: what helps "
                                  "most need not be aimed at the largest cause.");
}

/* "47 (8 to 23 more)", beside a result; alone the fold has what chance leaves open. */
static polder_datum_t won_without(const page_t *p, const json_t *one)
{
    const int won = without(p, one);
    const double low = bound(one, "low"), high = bound(one, "high");
    if (won < 0) return polder_datum_unknown();
    if (p->h->n_arm == 0 || is_together(p) || !(low >= 0 && high <= 1))
        return polder_datum_count(won);
    return polder_datum_text(polder_document_text(p->d, "%d (%d to %d more)", won,
                                                  polder_handout_hundred(low),
                                                  polder_handout_hundred(high)));
}

/* Beside approaches, which need the room, what lies behind a cause is left out: not what one notices, by which
 * others recognise it, nor what one can do then. */
static bool has_problem(const page_t *p)
{
    return p->h->n_arm < 2 || p->h->n_point > 1 || p->tight_second == 0;
}

static void cause_row(const page_t *p, const json_t *one)
{
    const polder_language_t l = p->d->language;
    const polder_cause_t *cause = cause_of(p, word(one, "id"));
    polder_datum_t cell[5] = {polder_datum_text(title_of(p, one))};
    int n = 1;
    cell[n++] = cause ? polder_datum_text(cause->symptom[l]) : polder_datum_unknown();
    if (has_problem(p))
        cell[n++] = cause ? polder_datum_text(cause->problem[l]) : polder_datum_unknown();
    cell[n++] =
        cause ? polder_datum_text(polder_handout_way_out(p, cause)) : polder_datum_unknown();
    cell[n] = won_without(p, one);
    polder_document_row(p->d, cell);
}

static void cause_rows(const page_t *p)
{
    const json_t *one = NULL;
    const char *now = polder_handout_count(p, chance(p));
    const bool text = p->h->n_arm > 0 && !is_together(p);
    polder_head_t head[5] = {{POLDER_IS_TEXT, .label = "cause", .wrap = true},
                             {POLDER_IS_TEXT, .label = "what you notice"}};
    int n = 2;
    if (has_problem(p))
        head[n++] = (polder_head_t){POLDER_IS_TEXT, .label = "what may be behind it"};
    head[n++] = (polder_head_t){POLDER_IS_TEXT, .label = way_out_head(p)};
    head[n] = (polder_head_t){
        text ? POLDER_IS_TEXT : POLDER_IS_COUNT,
        .label = polder_document_text(p->d, "succeed if it is gone, of 100 (now %s)", now),
        .right = text};
    if (!is_together(p)) n++;
    polder_document_table(p->d, NULL, n, head);
    for (int i = 0; i < n_shown(p) && (one = named(p, i)); i++) cause_row(p, one);
}

/* Where there is room for one of them: its table of five narrow columns would take more. */
static bool is_sentence(const page_t *p)
{
    const json_t *one = named(p, 0);
    return n_shown(p) == 1 && !is_together(p) && cause_of(p, word(one, "id")) &&
           without(p, one) >= 0;
}

static void cause_sentence(const page_t *p, const json_t *one)
{
    const polder_language_t l = p->d->language;
    const polder_cause_t *cause = cause_of(p, word(one, "id"));
    const char *title = title_of(p, one), *now = polder_handout_count(p, chance(p));
    const double low = bound(one, "low"), high = bound(one, "high");
    if (p->h->n_arm > 0 && low >= 0 && high <= 1)
        polder_document_say(p->d, "Without \"%s\" %d in 100 succeed (%d to %d more); now it is %s.",
                            title, without(p, one), polder_handout_hundred(low),
                            polder_handout_hundred(high), now);
    else
        polder_document_say(p->d, "Without \"%s\" %d in 100 succeed; now it is %s.", title,
                            without(p, one), now);
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "What you notice: %s", cause->symptom[l]);
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "What may be behind it: %s", cause->problem[l]);
    polder_document_add(p->d, " %s: %s", polder_about_first(p->d, polder_text(l, way_out_head(p))),
                        polder_handout_way_out(p, cause));
}

void polder_handout_causes(const page_t *p)
{
    const bool enough = polder_handout_diagnosis_enough(p->diagnosis);
    if (!enough && p->h->n_arm == 0) return; /* the first sheet says so */
    polder_document_heading(p->d, "What stands in the way");
    if (!enough) {
        say_too_few(p);
        return;
    }
    say_how(p);
    if (!named(p, 0)) return;
    if (is_sentence(p))
        cause_sentence(p, named(p, 0));
    else
        cause_rows(p);
    if (is_together(p) && without(p, NULL) >= 0 && p->h->n_arm > 0) /* alone: the answer says so */
        polder_document_say(p->d, "If all of these are gone, %d in 100 succeed instead of %s.",
                            without(p, NULL), polder_handout_count(p, chance(p)));
    if (p->h->n_arm == 0) return;
    say_base(p);
    if (elsewhere(p) || p->h->n_point > 1) say_firm(p); /* else the first sheet says it */
}

/* ---- remedies ---- */

static const char *remedy_part(const page_t *p, const char *name, double start)
{
    const char *title = p->name ? p->name(p->self, name, p->d->language) : NULL;
    if (isnan(start)) return title ? title : name;
    return polder_document_text(p->d, "%s (from %s %d)", title ? title : name,
                                polder_about_tick(p->d, word(p->diagnosis, "tick")),
                                start < 1e6 ? (int)start : 0);
}

static const char *remedy_of(const page_t *p, const json_t *one, bool starts)
{
    const char *text = remedy_part(p, word(one, "remedy"), starts ? number(one, "start") : NAN);
    const char *with = word(one, "with");
    if (!*with) return text;
    return polder_document_format(p->d, "%s + %s", text,
                                  remedy_part(p, with, starts ? number(one, "with_start") : NAN));
}

/* Where the result beside it names no approach. */
void polder_handout_diagnosed_begin(const page_t *p)
{
    const json_t *best = told_first(p);
    polder_document_add(p->d, " ");
    if (bound(best, "low") > 0)
        polder_document_add(p->d, "If so, discuss whether to begin with \"%s\".",
                            remedy_of(p, best, true));
    else
        polder_document_add(p->d, "If so, discuss what the table says you could do.");
}

/* The month in which all of them start; NaN: they differ. */
static double one_start(const page_t *p)
{
    const json_t *list = rows(p, "remedies");
    const double start = number(json_array_get(list, 0), "start");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        if (number(one, "start") != start) return NAN;
        if (*word(one, "with") && number(one, "with_start") != start) return NAN;
    }
    return start < 1e6 ? start : NAN;
}

/* Two together that surely do less than one of them does alone: that one, or NULL. */
static const json_t *spoils(const page_t *p, const json_t *two)
{
    const json_t *list = rows(p, "remedies");
    const char *first = word(two, "remedy"), *second = word(two, "with");
    for (size_t i = 0; *second && i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *name = word(one, "remedy");
        if (*word(one, "with") || (strcmp(name, first) != 0 && strcmp(name, second) != 0)) continue;
        if (bound(one, "low") > bound(two, "high")) return one;
    }
    return NULL;
}

/* Of those that succeed without it, so many do not with it. */
static const char *lost_with(const page_t *p, double lost)
{
    if (!(lost >= 0 && lost <= 1)) return polder_text(p->d->language, "not known");
    if (lost == 0) return polder_text(p->d->language, "nothing was lost");
    return polder_document_text(p->d, "of 100 that succeed without it, %s do not with it",
                                polder_handout_count(p, lost));
}

static void remedy_row(const page_t *p, const json_t *one)
{
    const double lost = number(one, "lost"), days = number(one, "days");
    const int won = with_gain(p, one);
    const bool little = won == polder_handout_hundred(chance(p));
    const json_t *alone = spoils(p, one);
    const char *verdict = bound(one, "low") > 0 && little ? POLDER_TEXT("helps less than 1 in 100")
                          : polder_handout_is_little(bound(one, "low"), bound(one, "high"))
                              ? POLDER_TEXT("helps a little at most")
                          : bound(one, "low") > 0  ? POLDER_TEXT("helps")
                          : bound(one, "high") < 0 ? POLDER_TEXT("makes it worse")
                                                   : POLDER_TEXT("not clear");
    const char *said = polder_text(p->d->language, verdict);
    if (alone && won >= 0 && won <= polder_handout_hundred(chance(p)))
        said =
            polder_document_text(p->d, "undoes what \"%s\" brings (%d)",
                                 remedy_part(p, word(alone, "remedy"), NAN), with_gain(p, alone));
    else if (alone)
        said = polder_document_text(p->d, "less than \"%s\" alone",
                                    remedy_part(p, word(alone, "remedy"), NAN));
    polder_document_row(
        p->d, (polder_datum_t[]){polder_datum_text(remedy_of(p, one, isnan(one_start(p)))),
                                 won < 0 ? polder_datum_unknown() : polder_datum_count(won),
                                 polder_datum_text(said),
                                 !(fabs(days) < 1e9)
                                     ? polder_datum_unknown()
                                     : polder_datum_count(llround(polder_handout_rounded(days))),
                                 polder_datum_text(lost_with(p, lost))});
}

static bool has_pair(const page_t *p)
{
    const json_t *list = rows(p, "remedies");
    bool any = false;
    for (size_t i = 0; i < json_array_size(list); i++)
        any |= *word(json_array_get(list, i), "with");
    return any;
}

void polder_handout_remedies(const page_t *p)
{
    const json_t *list = rows(p, "remedies");
    const size_t n = json_array_size(list), first = first_remedy(p);
    size_t shown = 0;
    if (n == 0 || !polder_handout_diagnosis_enough(p->diagnosis)) return;
    if (chance(p) > 0)
        polder_document_heading(p->d, "Approaches that were tried, and possible harm");
    else
        polder_document_heading(p->d, "Approaches that were tried");
    polder_handout_help_table(p, chance(p) > 0);
    for (size_t k = 0; k < n; k++) { /* harm is never left out */
        const size_t i = k == 0 ? first : k <= first ? k - 1 : k;
        const json_t *one = json_array_get(list, i);
        if (shown >= MOST_REMEDIES && !(bound(one, "high") < 0)) continue;
        if (shown++ < MOST_REMEDIES + 2) remedy_row(p, one);
    }
    const char *time = time_of(p);
    if (time)
        polder_document_note(p->d,
                             "Extra days: working days of all partners together, over %s. These "
                             "are estimates; nobody has recorded them.",
                             time);
    else
        polder_document_note(p->d, "Extra days: working days of all partners together. These are "
                                   "estimates; nobody has recorded them.");
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Many approaches were tried; some were picked and calculated again, "
                              "with different luck: being listed does not mean that it helps.");
    if (has_pair(p)) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "Days count as long as a network exists and an approach runs, so "
                                  "those of two together need not be their sum.");
    }
    if (!isnan(one_start(p))) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "All start in %s %d of a new network; in one that has existed for "
                            "years they were not tried.",
                            polder_about_tick(p->d, word(p->diagnosis, "tick")), (int)one_start(p));
    }
    if (chance(p) == 0) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "Without an approach no run succeeds, so an approach by itself "
                                  "cannot be seen to do harm here; added to another one it can.");
    }
    polder_handout_measures(p, NULL, 0);
}

/* ---- the picture ---- */

/* What nobody can do is drawn otherwise than what one can. */
static void dots(const page_t *p, const char *name, int won, bool thought)
{
    if (won >= 0)
        polder_document_row(
            p->d, (polder_datum_t[]){polder_datum_text(name), polder_datum_count(thought ? 0 : won),
                                     polder_datum_count(thought ? won : 0),
                                     polder_datum_count(100 - won), polder_datum_count(won)});
}

int polder_handout_causes_figure(const page_t *p, const char **why)
{
    const polder_language_t l = p->d->language;
    const json_t *one = NULL, *best = told_first(p);
    if (!p->diagnosis || !polder_handout_diagnosis_enough(p->diagnosis)) {
        if (why && p->diagnosis) *why = polder_text(l, "there are too few networks");
        if (why && !p->diagnosis)
            *why = polder_text(l, "that takes what polder diagnose --json says");
        return 0;
    }
    polder_document_table(
        p->d, "causes", 5,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .name = "what", .label = "approach", .wrap = true},
            {POLDER_IS_COUNT, .name = "succeeds", .label = "succeeds", .mark = POLDER_MARK_WON},
            {POLDER_IS_COUNT, .name = "would", .label = "would succeed: a thought experiment",
             .mark = POLDER_MARK_ALIVE},
            {POLDER_IS_COUNT, .name = "not", .label = "does not succeed", .mark = POLDER_MARK_NOT},
            {POLDER_IS_COUNT, .name = "all", .label = "of 100"}});
    dots(p, polder_text(l, "as it is now"), polder_handout_hundred(chance(p)), false);
    for (int i = 0; !is_together(p) && i < MOST_CAUSES && (one = named(p, i)); i++)
        dots(p, polder_document_text(p->d, "if this were gone: %s", title_of(p, one)),
             with_gain(p, one), true);
    if (is_together(p))
        dots(p, polder_document_text(p->d, "if these were gone: %s", titles(p, "\"")),
             without(p, NULL), true);
    if (best && bound(best, "low") > 0)
        dots(p, polder_document_text(p->d, "with the approach: %s", remedy_of(p, best, true)),
             with_gain(p, best), false);
    polder_document_chart(
        p->d,
        (polder_chart_t){
            POLDER_CHART_DOTS, .x = 0, .y = 4, .series = -1,
            .title =
                best && bound(best, "low") > 0
                    ? polder_text(
                          l,
                          "Successes per 100 runs: as it is, without causes, and with an approach")
                    : polder_text(l, "Successes per 100 runs: as it is, and without causes"),
            .finding = polder_document_text(p->d, "As it is now, %s in 100 succeed.",
                                            polder_handout_count(p, chance(p)))});
    return 1;
}

/* ---- the first sheet of a diagnosis alone ---- */

/* At another moment it is no other measure. */
static bool same_measure(const json_t *a, const json_t *b)
{
    return strcmp(word(a, "remedy"), word(b, "remedy")) == 0 &&
           strcmp(word(a, "with"), word(b, "with")) == 0;
}

static bool earlier_like(const page_t *p, size_t at)
{
    const json_t *all = rows(p, "remedies");
    for (size_t i = 0; i < at; i++)
        if (same_measure(json_array_get(all, i), json_array_get(all, at))) return true;
    return false;
}

/* Of the others that help about as well as the best: the best itself, where another is told for its
 * cost, and how many there are. */
static void say_others(const page_t *p, const json_t *told, const json_t *most)
{
    int others = 0; /* whose intervals overlap with that of the best */
    for (size_t i = 0; i < json_array_size(rows(p, "remedies")); i++) {
        const json_t *other = json_array_get(rows(p, "remedies"), i);
        others += other != told && !same_measure(other, told) && bound(other, "low") > 0 &&
                  !earlier_like(p, i) &&
                  (other == most || bound(other, "high") >= bound(most, "low"));
    }
    if (told != most && fabs(number(most, "days")) < 1e9) {
        polder_document_add(p->d, " ");
        polder_document_add(
            p->d,
            "Of those that help about as well it takes the least work: \"%s\" brings "
            "it to %d, for %s days.",
            remedy_of(p, most, true), with_gain(p, most),
            polder_handout_about(p, number(most, "days")));
        others -= !same_measure(most, told);
    }
    if (others <= 0) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "%s",
                        polder_document_many(p->d, "%lld other helps about as well.",
                                             "%lld others help about as well.", others));
}

static void say_best(const page_t *p)
{
    const json_t *best = told_first(p), *most = json_array_get(rows(p, "remedies"), 0);
    const json_t *one = named(p, 0);
    const double days = number(best, "days");
    polder_document_say(p->d, "As it is now, %s in 100 succeed.",
                        polder_handout_count(p, chance(p)));
    if (one && without(p, one) >= 0) {
        polder_document_add(p->d, " ");
        if (is_together(p) && n_together(p) == 2)
            polder_document_add(p->d, "If %s were both gone, %d would.", titles(p, "\""),
                                without(p, one));
        else if (is_together(p))
            polder_document_add(p->d, "If %s were all gone, %d would.", titles(p, "\""),
                                without(p, one));
        else if (n_tied(p) > 1)
            polder_document_add(p->d, "If one of these were gone, %d to %d would.",
                                without(p, named(p, n_tied(p) - 1)), without(p, one));
        else
            polder_document_add(p->d, "If this were gone, %d would.", without(p, one));
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "You cannot decide that away; it only shows where the problem lies.");
    }
    if (!best || !(fabs(days) < 1e9) || with_gain(p, best) < 0) return;
    polder_document_add(p->d, " ");
    if (!(bound(best, "low") > 0)) {
        polder_document_add(p->d, "Of what was tried, nothing clearly helps.");
        return;
    }
    polder_document_add(
        p->d,
        "An approach you can take, \"%s\", brings it to %d, for about %s extra working "
        "days of all partners together.",
        remedy_of(p, best, true), with_gain(p, best), polder_handout_about(p, days));
    if (is_together(p)) { /* else it is one against what the first sentence says */
        polder_document_add(p->d, " ");
        polder_document_add(
            p->d, "It can do more than taking away one cause: that only makes the cause as "
                  "it is in a typical network.");
    }
    say_others(p, best, most);
}

/* What success is, and when it is counted; nothing where the model does not say. */
static void say_success(const page_t *p)
{
    const polder_model_t *model = polder_model_find(word(p->diagnosis, "model"));
    const polder_measure_t *m = model ? polder_model_success(model) : NULL;
    const char *time = time_of(p);
    if (!m || !m->means || !time) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Success means: after %s %s.", time,
                        polder_handout_plain(p->d->language, m->means));
}

void polder_handout_diagnosed(const page_t *p)
{
    const json_t *one = named(p, 0);
    const char *answer = word(p->diagnosis, "answer");
    polder_document_begin(p->d, POLDER_PART_ANSWER, "");
    if (!polder_handout_diagnosis_enough(p->diagnosis)) {
        polder_document_say(p->d, "That cannot be said yet.");
        say_too_few(p);
    } else {
        if (one && !is_together(p) && n_tied(p) > 1)
            polder_document_say(
                p->d,
                "In this model more runs succeed without one of these; which matters most is not "
                "certain: %s.",
                tied(p));
        else if (one && !is_together(p))
            polder_document_say(p->d, "In this model more runs succeed without \"%s\".",
                                title_of(p, one));
        else if (strcmp(answer, "cannot-fail") == 0 || strcmp(answer, "hardly-fails") == 0)
            polder_document_say(p->d, "In this model it nearly always succeeds.");
        else if (strcmp(answer, "cannot-succeed") == 0)
            polder_document_say(p->d, "In this model it does not succeed, whichever cause is taken "
                                      "away.");
        else if (is_together(p))
            polder_document_say(p->d,
                                "In this model, taking away one cause barely helps; taking away %s "
                                "together does.",
                                polder_handout_in_words(p, n_together(p)));
        else if (strcmp(answer, "together") == 0 || strcmp(answer, "no-single-cause") == 0)
            polder_document_say(p->d, "In this model, taking away one cause barely helps.");
        else if (strcmp(answer, "luck") == 0)
            polder_document_say(p->d, "In this model it is mostly luck.");
        else
            polder_document_say(p->d, "In this model no cause stands out.");
        say_best(p);
        say_success(p);
    }
    polder_document_end(p->d);
    if (polder_handout_diagnosis_enough(p->diagnosis)) {
        say_firm(p);
        page_t some = *p;
        if (has_rows(p, "signs")) some.tight = POLDER_HANDOUT_PLAIN; /* which need the room */
        polder_handout_not_said(&some);
    }
    polder_handout_picture(p, "causes");
    polder_handout_signs(p);
    if (polder_handout_causes_first(p)) polder_handout_causes(p);
    polder_handout_start(p);
}

/* ---- the fold: what chance alone leaves open ---- */

static polder_datum_t gain_of(const json_t *one)
{
    return polder_datum_between(bound(one, "value"), bound(one, "low"), bound(one, "high"));
}

static void gain_table(const page_t *p, const char *label)
{
    polder_document_table(p->d, NULL, 2,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = label, .wrap = true},
                                            {POLDER_IS_POINTS, .label = "more in 100 (chance only)",
                                             .show = POLDER_SHOW_WITH_INTERVAL}});
}

static bool has_gain(const json_t *one)
{
    return fabs(bound(one, "value")) <= 1 && fabs(bound(one, "low")) <= 1 &&
           fabs(bound(one, "high")) <= 1;
}

/* Rows of a list: causes, or what was tried. */
static void fold_rows(const page_t *p, const char *list, const char *heading, const char *label)
{
    enum { MOST = 100 };
    bool begun = false;
    for (size_t i = 0; i < json_array_size(rows(p, list)) && i < MOST; i++) {
        const json_t *one = json_array_get(rows(p, list), i);
        if (!has_gain(one)) continue;
        if (!begun) {
            polder_document_heading(p->d, "%s", polder_text(p->d->language, heading));
            gain_table(p, label);
        }
        begun = true;
        const char *name = *word(one, "id") ? title_of(p, one) : remedy_of(p, one, true);
        polder_document_row(p->d, (polder_datum_t[]){polder_datum_text(name), gain_of(one)});
    }
}

void polder_handout_diagnosed_fold(const page_t *p)
{
    fold_rows(p, "causes", POLDER_TEXT("If one cause is taken away (margin: chance only)"),
              "cause");
    fold_rows(p, "remedies", POLDER_TEXT("With each approach (margin: chance only)"), "approach");
    polder_document_note(p->d,
                         "A margin is of chance only: doubt about our assumptions is not in it.");
}
