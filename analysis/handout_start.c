/* handout_start.c: what to do first, and what is short: the end of the first sheet of a report; see
 * handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "document/cell.h"
#include "words/words.h"

enum { FEW = 4, MANY_ARMS = 5, MOST_OPTIONS = 3 };
/* From here on what there is to choose from stands in one sentence. */
enum { NO_ROOM = 4 };

typedef polder_handout_page_t page_t;

/* Arms and a design are a lot for one sheet of paper. */
static bool is_full(const page_t *p)
{
    return p->h->n_arm > 1 && p->h->n_point > 1;
}

/* ---- what the answer names ---- */

/* An arm with other members is nothing that one does. */
static bool can_be_done(const polder_handout_t *h, int arm)
{
    return arm >= 0 && !polder_handout_has_other_network(h, arm);
}

static bool names_one(const page_t *p)
{
    const polder_handout_t *h = p->h;
    return h->best >= 0 && polder_handout_enough(h) && !polder_handout_cases_differ(h) &&
           can_be_done(h, h->best);
}

/* What people do in it, where there is room: that is what one begins with. */
static const char *about_of(const page_t *p, int arm)
{
    const char *brief = p->tight >= POLDER_HANDOUT_TIGHT ? NULL : polder_handout_brief(p, arm);
    return brief ? polder_document_format(p->d, " %s", brief) : "";
}

/* ", for 250 days", ", for no extra days" */
static const char *days_of(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    if (isnan(a->extra)) return "";
    if (polder_handout_no_days(a->extra))
        return polder_text(p->d->language, ", for no extra days of work");
    if (a->extra < 0) return polder_document_text(p->d, ", for %s", polder_handout_days(p, a));
    const long long days = llround(polder_handout_rounded(a->extra));
    return polder_document_format(
        p->d,
        polder_text_count(p->d->language, ", for about %s extra working day",
                          ", for about %s extra working days", (unsigned long)days),
        polder_handout_number(p, days));
}

/* ", from month 3"; "" where its name says so. */
static const char *when_of(const page_t *p, int arm)
{
    const char *when = polder_handout_given_when(p, arm);
    return when && !strstr(polder_handout_arm(p, arm), when)
               ? polder_document_format(p->d, ", %s", when)
               : "";
}

/* What it brings, as the answer has how many succeed: who reads that as "our chance" is misled. */
static const char *more_of(const page_t *p, int arm)
{
    const int more = polder_handout_gain(p->h, arm);
    if (more < 1) return polder_text(p->d->language, "fewer than 1 more in 100 succeed");
    return polder_document_many(p->d, "%lld more in 100 succeeds", "%lld more in 100 succeed",
                                more);
}

/* One of those that there are to choose from, with what decides that. */
static void option(const page_t *p, int arm)
{
    const char *brief = p->tight > 1 ? polder_handout_brief(p, arm) : NULL;
    if (brief) { /* the answer has what they bring */
        polder_document_item(p->d, 0,
                             polder_document_format(p->d, "%s%s%s:", polder_handout_arm(p, arm),
                                                    days_of(p, arm), when_of(p, arm)),
                             "%s", brief);
        return;
    }
    polder_document_item(
        p->d, 0, polder_document_format(p->d, "%s:", polder_handout_arm(p, arm)), "%s",
        polder_document_format(p->d, "%s%s%s.", more_of(p, arm), days_of(p, arm), when_of(p, arm)));
    polder_document_add(p->d, "%s", about_of(p, arm));
}

/* Those that the answer names, the highest share first, and what is far cheaper: how many, which may be
 * more than are filled in. */
static int find_options(const polder_handout_t *h, int found[MOST_OPTIONS])
{
    int n = 0, *order = polder_handout_order(h);
    for (int k = 1; order && k < h->n_arm; k++) {
        if (!polder_handout_as_good(h, order[k]) || !can_be_done(h, order[k])) continue;
        if (n < MOST_OPTIONS) found[n] = order[k];
        n++;
    }
    free(order);
    const int cheap = polder_handout_cheaper(h);
    if (!can_be_done(h, cheap)) return n;
    if (n < MOST_OPTIONS) found[n] = cheap;
    return n + 1;
}

/* The one of those that the answer names which takes fewest days, as they are shown; -1: they are not all
 * known, or alike. */
static int least_work(const polder_handout_t *h)
{
    const int cheap = polder_handout_cheaper(h);
    int least = -1, n = 0;
    double fewest = INFINITY;
    for (int i = 0; i < h->n_arm; i++) {
        const double days = polder_handout_rounded(h->arm[i].extra);
        if (!polder_handout_as_good(h, i) && i != cheap) continue;
        if (!(days >= 0)) return -1;
        if (days == fewest) n++;
        if (days < fewest) least = i, fewest = days, n = 1;
    }
    return n == 1 && can_be_done(h, least) ? least : -1;
}

/* Of more than there is room for. */
static const char *many(const page_t *p)
{
    const int least = least_work(p->h);
    const char *text = polder_text(
        p->d->language,
        "Discuss which of those that the answer names suits you; which is best cannot be said.");
    if (least < 0) return text;
    return polder_document_format(p->d, "%s %s%s", text,
                                  polder_document_text(p->d, "\"%s\" takes the least work%s%s.",
                                                       polder_handout_arm(p, least),
                                                       days_of(p, least), when_of(p, least)),
                                  about_of(p, least));
}

/* "A" (12 more in 100, for 246 days) or "B" (…) */
static const char *in_a_line(const page_t *p, const int *arm, int n)
{
    const char *all = "";
    for (int i = 0; i < n; i++) {
        const int more = polder_handout_gain(p->h, arm[i]);
        const char *one =
            polder_document_text(p->d, "\"%s\" (%s more in 100%s%s)", polder_handout_arm(p, arm[i]),
                                 more < 1 ? polder_text(p->d->language, "fewer than 1")
                                          : polder_document_format(p->d, "%d", more),
                                 days_of(p, arm[i]), when_of(p, arm[i]));
        if (i == 0)
            all = one;
        else if (i + 1 < n)
            all = polder_document_format(p->d, "%s, %s", all, one);
        else
            all = polder_document_text(p->d, "%s or %s", all, one);
    }
    return all;
}

/* The one of these that surely takes the fewest days for each extra success; -1: none does. */
static int cheapest_each(const polder_handout_t *h, const int *arm, int n)
{
    for (int i = 0; i < n; i++) {
        bool is = true;
        for (int k = 0; k < n; k++)
            is = is && (i == k || h->arm[arm[i]].each_high < h->arm[arm[k]].each_low);
        if (is && n > 1) return arm[i];
    }
    return -1;
}

/* What to choose between, by what and, if not below it, between what. */
static const char *choice(const page_t *p, const int *arm, int n, bool listed)
{
    const char *between = listed ? "" : polder_document_format(p->d, " %s.", in_a_line(p, arm, n));
    const int cheapest = cheapest_each(p->h, arm, n);
    if (can_be_done(p->h, polder_handout_cheaper(p->h)))
        return polder_document_text(
            p->d, "Discuss how many days you have, and which of these suits you:%s", between);
    if (cheapest >= 0)
        return polder_document_text(p->d,
                                    "Which of the %s best is better cannot be said. \"%s\" surely "
                                    "takes the fewest days for each extra success:%s",
                                    polder_handout_in_words(p, n), polder_handout_arm(p, cheapest),
                                    between);
    return polder_document_text(
        p->d, "Discuss which of the %s best fits what you already do and can pay for:%s",
        polder_handout_in_words(p, n), between);
}

/* What the dearer of two brings more than the cheaper, of whole numbers that stand above; 0: not known. */
static int step_more(const polder_handout_t *h, const int *arm)
{
    const int cheap = polder_handout_cheaper(h);
    if (arm[0] != h->best || arm[1] != cheap || !(h->step_days >= 2)) return 0;
    const int more = polder_handout_gain(h, arm[0]) - polder_handout_gain(h, cheap);
    return more > 0 ? more : 0;
}

/* Do both round to the same with so many digits? */
static bool same_with(double one, double other, int digits)
{
    const double unit = pow(10, floor(log10(one)) - digits + 1);
    return round(one / unit) == round(other / unit);
}

double polder_handout_price(double price, double days, double more)
{
    if (!(price > 0) || !(days > 0) || !(more > 0)) return NAN;
    for (int digits = 2; digits > 0; digits--) {
        const double unit = pow(10, floor(log10(price)) - digits + 1);
        if (same_with(price, days / more, digits)) return unit * round(price / unit);
    }
    return NAN;
}

/* ": about 5,000 days for each extra success"; "" where what stands beside it does not bear a number. */
static const char *step_price(const page_t *p, int gain)
{
    const double more = p->h->step.difference, days = p->h->step_days;
    if (!(p->h->step.low > 0 && more > 0)) return "";
    const double price =
        polder_handout_price(days / more, polder_handout_rounded(days), gain / 100.0);
    if (isnan(price)) return "";
    return polder_document_text(p->d, ": about %s days for each extra success",
                                polder_handout_number(p, llround(price)));
}

/* Is the cheaper of two where to begin? Its days for each success are surely fewer, and what helps surely more
 * has it in it. */
static bool is_first_step(const page_t *p, const int *arm)
{
    const polder_handout_t *h = p->h;
    if (step_more(h, arm) == 0 || !(h->step.low > 0)) return false;
    const polder_handout_arm_t *more = &h->arm[arm[0]], *less = &h->arm[arm[1]];
    const bool cheaper = polder_handout_no_days(less->extra) || less->each_high < more->each_low;
    return cheaper && polder_handout_given_includes(p, arm[0], arm[1]);
}

static const char *first_step(const page_t *p, const int *arm)
{
    const int more = step_more(p->h, arm);
    const char *first = polder_document_text(p->d, "Discuss whether to begin with \"%s\": %s%s%s.",
                                             polder_handout_arm(p, arm[1]), more_of(p, arm[1]),
                                             days_of(p, arm[1]), when_of(p, arm[1]));
    const char *then = polder_document_text(
        p->d, "\"%s\", which includes this, takes about %s more days for about %d more in 100%s.",
        polder_handout_arm(p, arm[0]), polder_handout_about(p, p->h->step_days), more,
        step_price(p, more));
    return polder_document_format(p->d, "%s%s %s", first, about_of(p, arm[1]), then);
}

/* In a sentence: what to begin with, or what to choose between. */
static const char *begin(const page_t *p, const int *arm, int n)
{
    const bool cheap = can_be_done(p->h, polder_handout_cheaper(p->h));
    const bool first = p->tight >= POLDER_HANDOUT_TIGHTEST && n - cheap == 1; /* no room for two */
    if (n == 2 && is_first_step(p, arm)) return first_step(p, arm);
    if (n > MOST_OPTIONS || (p->tight >= POLDER_HANDOUT_TIGHTEST && n - cheap > 1)) return many(p);
    if (n > 1 && !first) return choice(p, arm, n, false);
    return polder_document_format(
        p->d, "%s%s",
        polder_document_text(p->d, "Discuss whether to begin with \"%s\"%s%s.",
                             polder_handout_arm(p, arm[0]), days_of(p, arm[0]), when_of(p, arm[0])),
        about_of(p, arm[0]));
}

/* That in a sentence; NULL: not known. */
static const char *step_of(const page_t *p, const int *arm)
{
    const polder_handout_t *h = p->h;
    const int more = step_more(h, arm);
    if (more == 0) return NULL;
    const char *days = polder_handout_about(p, h->step_days), *name = polder_handout_arm(p, arm[0]);
    if (h->step.low > 0)
        return polder_document_text(p->d,
                                    "\"%s\" takes about %s more days for about %d more in 100%s.",
                                    name, days, more, step_price(p, more));
    return polder_document_text(
        p->d, "\"%s\" takes about %s more days for %d more in 100, which may be chance.", name,
        days, more);
}

/* False: the answer names nothing that one can do. */
static bool say_choice(const page_t *p)
{
    if (!names_one(p)) return false;
    int arm[MOST_OPTIONS] = {0};
    const int n = find_options(p->h, arm);
    if (n == 0) polder_document_lost(p->d); /* the answer names one, so there was no memory */
    if (n == 0) return false;
    const bool first = n == 2 && is_first_step(p, arm);
    const bool listed = !first && n > 1 && n <= MOST_OPTIONS && p->tight < NO_ROOM;
    polder_document_say(p->d, "%s", listed ? choice(p, arm, n, true) : begin(p, arm, n));
    for (int i = 0; listed && i < n; i++) option(p, arm[i]);
    const char *of_all[] = {n == 2 && !first ? step_of(p, arm) : NULL,
                            n == 2 && !first ? polder_handout_given_together(p, arm[0], arm[1])
                                             : NULL,
                            polder_handout_given_part(p)};
    for (size_t i = 0, said = 0; i < sizeof of_all / sizeof *of_all; i++) {
        if (!of_all[i]) continue;
        if (listed && said++ == 0) /* and not of the last one of them */
            polder_document_say(p->d, "%s", of_all[i]);
        else
            polder_document_add(p->d, " %s", of_all[i]);
    }
    return true;
}

/* ---- what is short ---- */

static void ask_short(const page_t *p, bool first)
{
    const char *names = "";
    for (int i = 0; i < p->h->summary.n_condition && i < FEW - 1; i++)
        names = polder_document_format(p->d, "%s%s%s", names, i > 0 ? "; " : "",
                                       polder_handout_condition(p, i));
    if (!first)
        polder_document_say(p->d,
                            "Also discuss how you are doing on the points that are weakest in the "
                            "model: %s.",
                            names);
    else
        polder_document_say(
            p->d,
            "First discuss how you are doing on these points, which are the weakest in "
            "the model: %s.",
            names);
}

/* What the numbers of the picture are of those that succeed: 0.16 says little by itself. */
static void say_yardstick(const page_t *p, int few)
{
    const polder_summary_t *s = &p->h->summary;
    const polder_head_t head = {.is = POLDER_IS_INDEX};
    const char *all = "";
    for (int i = 0; i < s->n_condition && i < few; i++) {
        char cell[POLDER_CELL];
        const polder_datum_t mean = polder_datum(s->condition[i].succeeded_mean);
        if (isnan(s->condition[i].succeeded_mean)) return;
        all = polder_document_format(p->d, "%s%s%s", all, i > 0 ? "; " : "",
                                     polder_cell_on_page(cell, p->d->language, &head, &mean));
    }
    if (*all)
        polder_document_note(p->d, "Averages. Where it succeeds they are, from the top: %s.", all);
}

/* The conditions that are least met, drawn where there is room: with nothing else to ask about, they
 * are what to ask. */
static void say_short(const page_t *p, bool first)
{
    page_t some = *p;
    const int n = p->h->n_arm;
    some.few = n == MANY_ARMS || p->tight > 0 ? FEW / 2 : n > 2 ? FEW - 1 : FEW;
    if (p->h->summary.n_condition == 0 || polder_handout_units(p->h) < POLDER_HANDOUT_LEAST) return;
    if (p->h->n_point > 1) return; /* they are of one point of the design */
    const bool drawn = n <= MANY_ARMS && p->tight < 2;
    if (first)
        polder_document_heading(p->d, "Start here");
    else if (drawn)
        polder_document_heading(p->d, "What is missing");
    if (!drawn) {
        ask_short(p, first);
        return;
    }
    if (first && n > 1)
        polder_document_say(
            p->d,
            "First discuss how you are doing on these points: with \"%s\" they are the "
            "weakest.",
            polder_handout_arm(p, p->h->baseline));
    else if (first)
        polder_document_say(p->d, "First discuss how you are doing on these points, which are the "
                                  "weakest in the model.");
    polder_handout_picture(&some, "conditions");
    const char *second = NULL;
    polder_handout_second_condition(p, 0, &second);
    if (!second && n < MANY_ARMS) say_yardstick(p, some.few); /* else it has two numbers */
}

/* ---- the whole ---- */

/* A few words that stay on one line. */
static const char *unbroken(const page_t *p, const char *text)
{
    const char *space = strchr(text, ' ');
    return space ? polder_document_format(p->d, "%.*s\xC2\xA0%s", (int)(space - text), text,
                                          space + 1)
                 : text;
}

/* With a diagnosis: is it so with them? Then the answer is theirs. */
static bool say_recognised(const page_t *p)
{
    if (!p->diagnosis || !polder_handout_diagnosed_ask(p)) return false;
    if (p->h->n_arm < 2 || !names_one(p)) {
        polder_handout_diagnosed_begin(p);
        return true;
    }
    polder_document_add(p->d, " %s", unbroken(p, polder_text(p->d->language, "If you do:")));
    return say_choice(p);
}

void polder_handout_start(const page_t *p)
{
    const int before = p->d->n;
    if (p->tight >= NO_ROOM && !p->diagnosis && names_one(p)) {
        int arm[MOST_OPTIONS] = {0};
        const int n = find_options(p->h, arm);
        if (n == 0) polder_document_lost(p->d);
        if (n == 0) return;
        polder_document_item(p->d, 0, POLDER_TEXT("Start here."), " ");
        polder_document_add(p->d, "%s", begin(p, arm, n));
        return;
    }
    polder_document_heading(p->d, "Start here");
    const bool asked = polder_handout_choose(p) || say_recognised(p) || say_choice(p);
    if (!asked) p->d->n = before; /* no heading of nothing */
    if (asked && (is_full(p) || p->tight > 0)) return;
    if (p->tight < 3) say_short(p, !asked);
}
