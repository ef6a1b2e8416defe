/* handout_member.c: a report for one organisation: how it fares in a network file, by what polder
 * members --json says. Of the others it shows the middle one, and no name; see handout.h. It comes as
 * JSON, which may be anybody's. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "document/markup.h"
#include "words/words.h"

/* Of fewer others the middle one gives away the numbers of one of them. */
enum { LEAST_OTHERS = 3 };

typedef polder_handout_page_t page_t;

/* ---- reading ---- */

/* NaN where there is no number, or none that is one. */
static double number(const json_t *o, const char *key)
{
    const json_t *value = json_object_get(o, key);
    const double x = json_is_number(value) ? json_number_value(value) : NAN;
    return fabs(x) < 1e15 ? x : NAN;
}

static const char *word(const page_t *p, const char *key)
{
    const char *text = json_string_value(json_object_get(p->members, key));
    return text ? text : "";
}

/* Its row in one of the tables, or NULL. */
static const json_t *row_of(const page_t *p, const char *table)
{
    size_t i = 0;
    json_t *row = NULL;
    json_array_foreach(json_object_get(p->members, table), i, row)
    {
        const char *name = json_string_value(json_object_get(row, "member"));
        if (name && strcmp(name, p->member) == 0) return row;
    }
    return NULL;
}

/* A number, or the value of one with an interval. */
static double value_of(const json_t *row, const char *key)
{
    const json_t *value = json_object_get(row, key);
    return json_is_object(value) ? number(value, "value") : number(row, key);
}

static bool is_other(const page_t *p, const json_t *row)
{
    const char *name = json_string_value(json_object_get(row, "member"));
    return name && strcmp(name, p->member) != 0;
}

static bool has_middle(const page_t *p)
{
    size_t i = 0;
    json_t *row = NULL;
    int n = 0;
    json_array_foreach(json_object_get(p->members, "members"), i, row) n += is_other(p, row);
    return n >= LEAST_OTHERS;
}

/* The middle of the others; NaN: there are too few. */
static double middle(const page_t *p, const char *key)
{
    const json_t *all = json_object_get(p->members, "members");
    double *x = calloc(json_array_size(all) + 1, sizeof *x);
    size_t n = 0, i = 0;
    json_t *row = NULL;
    if (!x) polder_document_lost(p->d);
    json_array_foreach(all, i, row)
    {
        const double value = value_of(row, key);
        if (x && is_other(p, row) && !isnan(value)) x[n++] = value;
    }
    if (n > 0) gsl_sort(x, 1, n);
    const double found = n >= LEAST_OTHERS ? gsl_stats_median_from_sorted_data(x, 1, n) : NAN;
    free(x);
    return found;
}

static long long lives(const page_t *p)
{
    const double n = number(p->members, "lives");
    return n > 0 ? (long long)n : 0;
}

static double share(const json_t *o, const char *key)
{
    const double x = value_of(o, key);
    return x >= 0 && x <= 1 ? x : NAN;
}

/* Of a hundred, with what is gained on the share of all; −1: not known. */
static int with(const page_t *p, const char *key)
{
    const double all = share(p->members, "succeed");
    const double x = all + value_of(row_of(p, "missed"), key);
    return isnan(x) ? -1 : polder_handout_hundred(fmin(fmax(x, 0), 1));
}

static const char *name(const page_t *p)
{
    return polder_document_format(p->d, POLDER_ISOLATE "%s" POLDER_ISOLATE_END, p->member);
}

/* "5 years"; NULL: that is not said. */
static const char *how_long(const page_t *p)
{
    const double year = number(p->members, "year"), horizon = number(p->members, "horizon");
    const int ticks = horizon >= 1 && horizon < 1e6 ? (int)horizon : 0;
    if (ticks == 0) return NULL;
    if (year >= 1 && year < 1e6 && ticks % (int)year == 0)
        return polder_document_many(p->d, "%lld year", "%lld years", ticks / (int)year);
    return polder_document_text(p->d, "%d %s", ticks, polder_about_ticks(p->d, word(p, "tick")));
}

/* Can a number be said of it? */
static bool is_known(const page_t *p)
{
    return lives(p) >= POLDER_HANDOUT_LEAST && !isnan(share(row_of(p, "members"), "leaves"));
}

/* ---- the first sheet ---- */

static void say_without(const page_t *p)
{
    const json_t *without = json_object_get(row_of(p, "missed"), "without");
    const double low = number(without, "low"), high = number(without, "high");
    const int won = with(p, "without");
    const char *all = polder_handout_count(p, share(p->members, "succeed"));
    if (won < 0 || isnan(low) || isnan(high))
        polder_document_say(p->d, "What the network would do without it was not tried.");
    else if (high < 0)
        polder_document_say(
            p->d, "The network misses it: without it %d in 100 succeed, with it %s.", won, all);
    else if (low > 0)
        polder_document_say(p->d, "With its seat left empty, %d in 100 succeed, and %s with it.",
                            won, all);
    else
        polder_document_say(p->d,
                            "Whether the network does better or worse without it cannot be told: "
                            "%d in 100 succeed without it, %s with it.",
                            won, all);
}

static void say_answer(const page_t *p)
{
    const double leaves = share(row_of(p, "members"), "leaves"), others = middle(p, "leaves");
    const char *time = how_long(p);
    polder_document_begin(p->d, POLDER_PART_ANSWER, "");
    if (!is_known(p)) polder_document_say(p->d, "That cannot be said yet.");
    if (!is_known(p) && lives(p) >= POLDER_HANDOUT_LEAST) {
        polder_document_say(p->d, "How often it leaves does not stand in the file.");
    } else if (!is_known(p)) {
        polder_document_say(p->d,
                            "The network lived %lld times. Fewer than %d say too little to build "
                            "on: polder members --lives.",
                            lives(p), (int)POLDER_HANDOUT_LEAST);
    } else {
        if (time)
            polder_document_say(p->d, "In this model %s leaves in %s in 100 runs of %s.", name(p),
                                polder_handout_count(p, leaves), time);
        else
            polder_document_say(p->d, "In this model %s leaves in %s in 100 runs.", name(p),
                                polder_handout_count(p, leaves));
        if (!isnan(others))
            polder_document_say(p->d, "The middle one of the others leaves in %s of them.",
                                polder_handout_count(p, others));
        say_without(p);
    }
    polder_document_end(p->d);
}

static void dots(const page_t *p, const char *text, int won)
{
    if (won >= 0)
        polder_document_row(p->d,
                            (polder_datum_t[]){polder_datum_text(text), polder_datum_count(won),
                                               polder_datum_count(100 - won)});
}

static void picture(const page_t *p)
{
    const polder_language_t l = p->d->language;
    const int all = polder_handout_hundred(share(p->members, "succeed"));
    const char *time = how_long(p);
    if (all < 0 || with(p, "without") < 0) return;
    polder_document_table(
        p->d, "seat", 3,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .name = "what", .label = "seat", .wrap = true},
            {POLDER_IS_COUNT, .name = "succeeds", .label = "succeeds", .mark = POLDER_MARK_WON},
            {POLDER_IS_COUNT, .name = "not", .label = "does not succeed",
             .mark = POLDER_MARK_NOT}});
    dots(p, polder_document_text(p->d, "with %s", name(p)), all);
    dots(p, polder_text(l, "its seat left empty"), with(p, "without"));
    dots(p, polder_text(l, "a typical other member in its place"), with(p, "typical"));
    polder_document_chart(
        p->d, (polder_chart_t){
                  POLDER_CHART_DOTS, .x = 0, .y = -1, .series = -1,
                  .title = time ? polder_document_text(
                                      p->d, "A hundred times this network, after %s", time)
                                : polder_text(l, "A hundred times this network"),
                  .finding = polder_document_text(p->d, "With it %d in 100 succeed, without it %d.",
                                                  all, with(p, "without"))});
    polder_document_note(
        p->d,
        "This is no judgement of your organisation, and no reason to leave or to be asked to: talk "
        "about it with each other.");
}

/* ---- the second sheet ---- */

/* What a column is, in words where there are some in this language. */
static const char *column_words(const page_t *p, const char *column)
{
    const size_t n = strlen(column);
    const bool given = n > 6 && strcmp(column + n - 6, ".given") == 0;
    const bool received = n > 9 && strcmp(column + n - 9, ".received") == 0;
    const int length = (int)(given ? n - 6 : received ? n - 9 : n);
    const char *said =
        polder_handout_column(p, polder_document_format(p->d, "%.*s", length, column));
    if (!said) return column;
    if (given) return polder_document_text(p->d, "%s: what it gives", said);
    if (received) return polder_document_text(p->d, "%s: what it gets", said);
    return said;
}

static void say_table(const page_t *p)
{
    const json_t *row = row_of(p, "members");
    const char *key = NULL;
    json_t *value = NULL;
    int n = 0;
    enum { MOST = 10 };
    if (!is_known(p)) return;
    polder_document_heading(p->d, "While it takes part, on average");
    polder_document_table(
        p->d, NULL, has_middle(p) ? 3 : 2,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "what", .wrap = true},
                          {POLDER_IS_INDEX, .label = p->member},
                          {POLDER_IS_INDEX, .label = "the middle of the others"}});
    json_object_foreach((json_t *)row, key, value)
    {
        if (!json_is_number(value) || strcmp(key, "when") == 0 || n++ >= MOST) continue;
        polder_document_row(
            p->d,
            (polder_datum_t[]){polder_datum_text(polder_about_first(p->d, column_words(p, key))),
                               polder_datum(number(row, key)), polder_datum(middle(p, key))});
    }
    polder_document_note(p->d,
                         "Means over the time it takes part. Shares go from 0 to 1; what it got "
                         "minus gave can be below 0.");
    const double when = number(row, "when");
    if (!isnan(when))
        polder_document_say(p->d, "Where it leaves, it does so around %s %lld on average.",
                            polder_about_tick(p->d, word(p, "tick")), llround(when));
}

static void say_box(const page_t *p)
{
    polder_document_begin(p->d, POLDER_PART_BOX, POLDER_TEXT("What this does not say"));
    polder_document_say(p->d,
                        "This is a computer model, not a measurement of your network. It shows "
                        "what would follow if the input and our assumptions were right. Use the "
                        "numbers to compare options; do not say \"our chance is ...\".");
    polder_document_add(p->d, " ");
    polder_document_add(p->d,
                        "The network comes from %s: who is in it and what each of them starts with "
                        "are only as good as that file.",
                        word(p, "network"));
    polder_document_end(p->d);
}

/* On the first sheet. */
static void say_start(const page_t *p)
{
    polder_document_heading(p->d, "Start here");
    polder_document_say(p->d,
                        "Before you do anything, ask in your own organisation whether you "
                        "recognise these numbers: what you give, what you get, and how firmly "
                        "your home stands behind it.");
}

static void say_foot(const page_t *p)
{
    const char *scenario = word(p, "scenario"), *command = word(p, "command"),
               *file = p->diagnosed ? p->diagnosed : "members.json";
    polder_document_begin(p->d, POLDER_PART_FOOT, "");
    polder_document_line(
        p->d, "%s of %s, model %s, seed %s.",
        polder_document_format(
            p->d, polder_text_count(p->d->language, "%s life", "%s lives", (unsigned long)lives(p)),
            polder_handout_number(p, lives(p))),
        word(p, "network"), word(p, "model"), word(p, "seed"));
    if (*command)
        polder_document_line(p->d, "To run it again: %s",
                             polder_document_format(p->d, "%s > %s", command, file));
    else if (*scenario)
        polder_document_line(
            p->d, "To run it again: polder members %s --lives %lld --seed %s --json > %s", scenario,
            lives(p), word(p, "seed"), file);
    if (p->command) polder_document_line(p->d, "To make this page again: %s", p->command);
    polder_document_line(p->d,
                         "To cite: The Polder developers, Polder %s (polder --cite has all of it).",
                         p->version);
    if (p->contact) polder_document_add(p->d, " ");
    if (p->contact) polder_document_add(p->d, "Questions: %s.", p->contact);
    polder_document_end(p->d);
}

static polder_datum_t between(const json_t *of, double on)
{
    return polder_datum_between(on + number(of, "value"), on + number(of, "low"),
                                on + number(of, "high"));
}

/* What chance alone leaves open of the numbers of the first sheet. */
static void say_fold(const page_t *p)
{
    const json_t *missed = row_of(p, "missed"),
                 *leaves = json_object_get(row_of(p, "members"), "leaves");
    const polder_language_t l = p->d->language;
    const double all = share(p->members, "succeed");
    polder_document_begin(p->d, POLDER_PART_FOLD, POLDER_TEXT("For those who want to know more"));
    polder_document_heading(p->d, "What chance alone leaves open");
    polder_document_table(
        p->d, NULL, 2,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "what", .wrap = true},
                          {POLDER_IS_SHARE, .label = "of 100", .show = POLDER_SHOW_WITH_INTERVAL}});
    const struct {
        const char *what;
        polder_datum_t is;
    } row[] = {{polder_document_text(p->d, "%s leaves", name(p)), between(leaves, 0)},
               {polder_text(l, "the network succeeds with its seat left empty"),
                between(json_object_get(missed, "without"), all)},
               {polder_text(l, "the network succeeds with a typical other member in its place"),
                between(json_object_get(missed, "typical"), all)}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (row[i].is.low >= -1 && row[i].is.high <= 2)
            polder_document_row(p->d,
                                (polder_datum_t[]){polder_datum_text(row[i].what), row[i].is});
    polder_document_note(p->d,
                         "A margin is of chance only: doubt about our assumptions is not in it.");
    polder_document_end(p->d);
}

void polder_handout_member(const page_t *p)
{
    polder_document_begin(p->d, POLDER_PART_SHEET, "");
    polder_handout_head(p);
    if (p->question)
        polder_document_say(p->d, "%s", p->question);
    else
        polder_document_say(
            p->d, "How does %s fare in this network, and what if it were not there?", name(p));
    if (has_middle(p))
        polder_document_note(
            p->d, "This page is for %s alone: of the others it shows only the middle one.",
            name(p));
    else
        polder_document_note(p->d,
                             "This page is for %s alone. It has no numbers of the others: there "
                             "are fewer than three, and their middle one would give away those of "
                             "one of them.",
                             name(p));
    say_answer(p);
    if (is_known(p)) {
        polder_document_item(p->d, 0,
                             POLDER_TEXT("How firm is this? It holds only if our assumptions do."),
                             "We did not test them; different ones might change the answer.");
        picture(p);
    }
    say_start(p);
    polder_document_end(p->d);
    polder_document_begin(p->d, POLDER_PART_SHEET, "");
    polder_handout_running_head(p);
    say_table(p);
    say_box(p);
    say_foot(p);
    polder_document_end(p->d);
    if (is_known(p)) say_fold(p);
}
