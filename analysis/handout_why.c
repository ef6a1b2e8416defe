/* handout_why.c: the second sheet of a report: what is short, what helps and spoils, what it does not
 * say; see handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_split.h"
#include "document/cell.h"
#include "words/words.h"

enum { MOST_ROWS = 3, MOST_HELP = 4, ALL_HELP = 9, FEW = 4, MOST_WAYS = 3 };

/* What is gained is said in whole hundredths: of less than two the days for each would not be found by who reckons
 * with it. */
static const double least_gain = 0.02;

/* Arms and a design are a lot for one sheet of paper. */
static bool is_full(const polder_handout_page_t *p)
{
    return p->h->n_arm > 1 && p->h->n_point > 1;
}

typedef polder_handout_page_t page_t;

/* ---- challenge, underlying problem, way out ---- */

static bool sets_apart(const polder_finding_t *f)
{
    return f->cause && f->failed.n > 0 && f->succeeded.n > 0 &&
           f->failed.share > f->succeeded.share;
}

static polder_datum_t in_hundred(double share)
{
    return isnan(share) ? polder_datum_unknown()
                        : polder_datum_count(polder_handout_hundred(share));
}

/* Does an arm use what aims at a cause? */
static bool aims(const polder_handout_t *h, int arm, const polder_cause_t *cause)
{
    for (int k = 0; k < cause->n_remedy && arm != h->baseline; k++)
        if (polder_handout_uses(h, arm, cause->remedy[k])) return true;
    return false;
}

/* Of arms that use what aims at a cause: the first that surely harms, or else makes no clear difference;
 * -1: none, or one of them helps here or there. */
static int no_remedy(const polder_handout_t *h, const polder_cause_t *cause)
{
    int harms = -1, nothing = -1;
    for (int i = 0; h->n_arm > 1 && i < h->n_arm; i++) {
        if (!aims(h, i, cause)) continue;
        const polder_handout_arm_t *a = &h->arm[i];
        if (polder_handout_turns(h, i) || !polder_handout_cases_hold(h, i)) return -1;
        if (a->high < 0 && harms < 0) harms = i;
        if (a->low <= 0 && a->high >= 0 && nothing < 0) nothing = i;
    }
    return harms >= 0 ? harms : nothing;
}

/* Is an arm meant for a cause, or does one that is have it in it? */
static bool is_meant(const page_t *p, int arm, const polder_cause_t *cause)
{
    bool meant = arm != p->h->baseline && aims(p->h, arm, cause);
    for (int i = 0; i < p->h->n_arm && arm != p->h->baseline && !meant; i++)
        meant = aims(p->h, i, cause) && polder_handout_given_includes(p, i, arm);
    return meant;
}

/* Those that are meant for a cause and surely help: the far cheaper one first, which is in what helps most and
 * so the one to begin with, then the highest. How many. */
static int find_ways(const page_t *p, const polder_cause_t *cause, int way[MOST_WAYS])
{
    const polder_handout_t *h = p->h;
    const int cheap = polder_handout_cheaper(h);
    int n = 0, *order = h->n_arm > 1 ? polder_handout_order(h) : NULL;
    for (int pass = 0; order && pass < 2; pass++)
        for (int k = 1; k < h->n_arm && n < MOST_WAYS; k++) {
            const int i = order[k];
            if ((i == cheap) != (pass == 0) || !(h->arm[i].low > 0) || !is_meant(p, i, cause))
                continue;
            if (polder_handout_turns(h, i) || !polder_handout_cases_hold(h, i)) continue;
            way[n++] = i;
        }
    free(order);
    return n;
}

/* "A" (calculated: 39 in 100 instead of 31); more with "B" (43). */
static const char *ways_said(const page_t *p, const int *way, int n)
{
    const polder_handout_t *h = p->h;
    const int base = polder_handout_hundred(h->arm[h->baseline].share);
    int before = polder_handout_hundred(h->arm[way[0]].share);
    const char *first = polder_handout_arm(p, way[0]);
    const char *all =
        before > base
            ? polder_document_text(p->d, "\"%s\" (calculated: %d in 100 instead of %d)", first,
                                   before, base)
            : polder_document_text(p->d, "\"%s\" (calculated: fewer than 1 more in 100)", first);
    for (int i = 1; i < n; i++) {
        const int won = polder_handout_hundred(h->arm[way[i]].share);
        const char *name = polder_handout_arm(p, way[i]);
        const char *one = won > before
                              ? polder_document_text(p->d, "more with \"%s\" (%d)", name, won)
                              : polder_document_format(p->d, "\"%s\" (%d)", name, won);
        all = polder_document_format(p->d, "%s; %s", all, one);
        before = won;
    }
    return polder_document_format(p->d, "%s.", all);
}

/* What is meant for a cause and no arm uses, by name, and of one alone what people do in it: its advice in words
 * may be the very thing that was calculated. NULL: all was calculated. */
static const char *not_tried(const page_t *p, const polder_cause_t *cause)
{
    const char *names = "", *one = NULL;
    int n = 0;
    bool named = true;
    for (int k = 0; k < cause->n_remedy; k++) {
        bool used = false;
        for (int i = 0; i < p->h->n_arm; i++)
            used |= polder_handout_uses(p->h, i, cause->remedy[k]);
        if (used) continue;
        const char *title = p->name ? p->name(p->self, cause->remedy[k], p->d->language) : NULL;
        one = p->brief ? p->brief(p->self, cause->remedy[k], p->d->language) : NULL;
        named &= title != NULL;
        if (title)
            names = polder_document_format(p->d, "%s%s\"%s\"", names, n > 0 ? ", " : "", title);
        n++;
    }
    if (n == 0) return NULL;
    if (!named) return polder_text(p->d->language, "Other ways were not calculated.");
    names = polder_document_text(p->d, "%s (not calculated).", names);
    return n == 1 && one && *one ? polder_document_format(p->d, "%s %s", names, one) : names;
}

/* Where nothing helps that was calculated: how that does, and what was not. */
static const char *not_said(const page_t *p, const polder_cause_t *cause, int arm)
{
    const polder_handout_t *h = p->h;
    const char *name = polder_handout_arm(p, arm), *rest = not_tried(p, cause);
    const int won = polder_handout_hundred(h->arm[arm].share),
              base = polder_handout_hundred(h->arm[h->baseline].share);
    const char *said =
        h->arm[arm].high < 0
            ? polder_document_text(
                  p->d, "Rather not \"%s\": in this model that makes it worse (%d instead of %d).",
                  name, won, base)
            : polder_document_text(
                  p->d, "Calculated: \"%s\" makes no clear difference (%d instead of %d).", name,
                  won, base);
    if (!rest) rest = polder_text(p->d->language, "Other ways were not calculated.");
    /* what to do before what not to do */
    return h->arm[arm].high < 0 ? polder_document_format(p->d, "%s %s", rest, said)
                                : polder_document_format(p->d, "%s %s", said, rest);
}

const char *polder_handout_way_out(const page_t *p, const polder_cause_t *cause)
{
    const polder_handout_t *h = p->h;
    int way[MOST_WAYS] = {0};
    const int n = find_ways(p, cause, way), not = no_remedy(h, cause);
    if (n == 0) return not < 0 ? cause->way_out[p->d->language] : not_said(p, cause, not );
    const char *advice = ways_said(p, way, n);
    if (not < 0 || !(h->arm[not ].high < 0)) return advice;
    return polder_document_format(p->d, "%s %s", advice,
                                  polder_document_text(p->d, "\"%s\" makes it worse (%d).",
                                                       polder_handout_arm(p, not ),
                                                       polder_handout_hundred(h->arm[not ].share)));
}

/* Is anything of what one can do about a cause a number? */
static bool is_calculated(const page_t *p, const polder_cause_t *cause)
{
    int way[MOST_WAYS] = {0};
    return find_ways(p, cause, way) > 0 || no_remedy(p->h, cause) >= 0;
}

/* The last three words of the head of a narrow column on one line, so that it takes fewer of them. */
static const char *glued(const page_t *p, const char *text)
{
    const char *all = text, *at = NULL;
    for (int i = 0; i < 2 && (at = strrchr(all, ' ')); i++)
        all = polder_document_format(p->d, "%.*s\xC2\xA0%s", (int)(at - all), all, at + 1);
    return all;
}

/* The first two words together: a column that is as wide as one of them breaks a sentence in too many places. */
static const char *begun(const page_t *p, const char *text)
{
    const double narrow = 12; /* in sizes of letters: wider, it would take the room of others */
    const char *at = strchr(text, ' ');
    const size_t second = at ? strcspn(at + 1, " ") : 0;
    if (!at) return text;
    const char *two =
        polder_document_format(p->d, "%.*s", (int)((size_t)(at - text) + 1 + second), text);
    if (polder_handout_wide(two) > narrow) return text;
    return polder_document_format(p->d, "%.*s\xC2\xA0%s", (int)(at - text), text, at + 1);
}

/* A table of one row is a sentence. */
static void say_problem(const page_t *p, const polder_finding_t *f)
{
    const polder_language_t l = p->d->language;
    polder_document_say(
        p->d,
        "\"%s\" This is seen in %d of 100 that do not succeed, and in %d of 100 that "
        "succeed.",
        f->cause->symptom[l], polder_handout_hundred(f->failed.share),
        polder_handout_hundred(f->succeeded.share));
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "What may be behind it: %s", f->cause->problem[l]);
    polder_document_add(p->d, " ");
    if (is_calculated(p, f->cause))
        polder_document_add(p->d, "What you could do: %s", polder_handout_way_out(p, f->cause));
    else
        polder_document_add(p->d, "What you could do (not calculated here): %s",
                            polder_handout_way_out(p, f->cause));
}

/* `any` and `all`: is what one can do calculated in some rows, and in each? */
static void problem_heads(const page_t *p, bool any, bool all)
{
    const char *ways =
        all   ? POLDER_TEXT("what you could do")
        : any ? POLDER_TEXT("what you could do (without a number: not calculated here)")
              : POLDER_TEXT("what you could do (not calculated here)");
    const char *failing = glued(p, polder_text(p->d->language, "of 100 that do not succeed"));
    polder_document_table(p->d, NULL, 5,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "what you notice", .wrap = true},
                              {POLDER_IS_TEXT, .label = "what may be behind it"},
                              {POLDER_IS_TEXT, .label = ways},
                              {POLDER_IS_COUNT, .label = failing, .given = true},
                              {POLDER_IS_COUNT, .label = "of 100 that succeed"},
                          });
}

/* Below one of them, of which `none` in a hundred that fail do not show it, or several. */
static void say_no_cause(const page_t *p, int shown, int none)
{
    if (shown > 1)
        polder_document_note(
            p->d, "Networks that do not succeed show these, often several at once. They need not "
                  "be the cause.");
    else if (none > 0)
        polder_document_note(p->d,
                             "Of all signs this one differs most; still, %d in 100 that do not "
                             "succeed do not show it. It need not be the cause.",
                             none);
    else
        polder_document_note(p->d, "Networks that do not succeed show this. It need not be the "
                                   "cause.");
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "To learn which single cause matters most, run a diagnosis (a "
                              "separate report).");
}

static void problem_row(const page_t *p, const polder_finding_t *f)
{
    const polder_language_t l = p->d->language;
    polder_document_row(
        p->d, (polder_datum_t[]){polder_datum_text(begun(p, f->cause->symptom[l])),
                                 polder_datum_text(f->cause->problem[l]),
                                 polder_datum_text(polder_handout_way_out(p, f->cause)),
                                 in_hundred(f->failed.share), in_hundred(f->succeeded.share)});
}

static void say_problems(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    const int room = p->tight < 2 ? MOST_ROWS : p->tight > 2 ? 1 : MOST_ROWS - 1;
    const int most = is_full(p) ? 1 : room;
    int n = 0, shown = 0, none = 0;
    bool any = false, all = true; /* calculated */
    for (int i = 0; i < s->n_finding; i++) {
        if (!sets_apart(&s->finding[i]) || n++ >= most) continue;
        const bool is = is_calculated(p, s->finding[i].cause);
        any |= is, all &= is;
    }
    if (n == 0 || !polder_handout_enough(p->h)) return;
    const bool one = n == 1 || most == 1;
    polder_document_heading(p->d, "What you see where it does not succeed (signals, not causes)");
    if (!one) problem_heads(p, any, all);
    for (int i = 0; i < s->n_finding && shown < most; i++) {
        const polder_finding_t *f = &s->finding[i];
        if (!sets_apart(f)) continue;
        shown++;
        none = 100 - polder_handout_hundred(f->failed.share);
        (one ? say_problem : problem_row)(p, f);
    }
    say_no_cause(p, shown, none);
    polder_handout_of_baseline(p);
}

/* ---- what helps, and what it can spoil ---- */

/* What an approach does on average, or that this depends on the situation. */
typedef enum {
    DEPENDS,
    WORSE_SOMEWHERE,
    HARMS,
    HELPS_NONE,
    HELPS_LITTLE,
    HELPS,
    UNCLEAR,
    KINDS
} does_t;

static does_t does(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    if (polder_handout_turns(p->h, arm) || !polder_handout_cases_hold(p->h, arm))
        return a->better > 0 ? DEPENDS : a->worse > 0 ? WORSE_SOMEWHERE : UNCLEAR;
    if (a->high < 0) return HARMS;
    const int base = polder_handout_hundred(p->h->arm[p->h->baseline].share);
    if (a->low > 0 && polder_handout_hundred(a->share) == base) return HELPS_NONE;
    if (polder_handout_is_little(a->low, a->high)) return HELPS_LITTLE;
    return a->low > 0 ? HELPS : UNCLEAR;
}

static const char *kind_said(const page_t *p, does_t kind)
{
    static const char *const said[KINDS] = {[DEPENDS] = POLDER_TEXT("it depends"),
                                            [WORSE_SOMEWHERE] =
                                                POLDER_TEXT("worse in some situations"),
                                            [HARMS] = POLDER_TEXT("makes it worse"),
                                            [HELPS_NONE] = POLDER_TEXT("helps less than 1 in 100"),
                                            [HELPS_LITTLE] = POLDER_TEXT("helps a little at most"),
                                            [HELPS] = POLDER_TEXT("helps"),
                                            [UNCLEAR] = POLDER_TEXT("not clear")};
    return polder_text(p->d->language, said[kind]);
}

/* The same, with in how many situations. */
static const char *verdict(const page_t *p, const polder_handout_arm_t *a)
{
    const does_t kind = does(p, (int)(a - p->h->arm));
    if (kind == WORSE_SOMEWHERE)
        return polder_document_text(p->d, "worse in %d of %d", a->worse, a->points);
    if (kind != DEPENDS) return kind_said(p, kind);
    if (a->worse == 0)
        return polder_document_text(p->d, "it depends: better in %d of %d", a->better, a->points);
    return polder_document_text(p->d, "it depends: better in %d of %d, worse in %d", a->better,
                                a->points, a->worse);
}

/* What is lost with it, never left out; and are there fewer at the end. */
static const char *price(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    const polder_pairs_t *t = &a->pairs;
    const int lost = polder_handout_dots(p->h, arm).lost;
    const char *text = polder_handout_rows_lost(p, arm);
    if (!text && !polder_handout_paired(p->h))
        text = polder_text(p->d->language, "not known");
    else if (!text && lost > 0)
        text = polder_document_format(p->d, "%d", lost);
    else if (!text && t->second > 0)
        text = polder_text(p->d->language, "fewer than 1");
    if (!(a->stay_high < 0)) return text ? text : "0";
    const char *fewer = polder_document_text(p->d, "fewer still exist: %d in 100",
                                             polder_handout_hundred(a->alive));
    return text ? polder_document_format(p->d, "%s; %s", text, fewer) : fewer;
}

/* Days for each network more that succeeds. Where the gain can be chance or is small, no number of days may be
 * one. */
static const char *price_of_one(const page_t *p, const polder_handout_arm_t *a, bool range)
{
    if (isnan(a->extra)) return polder_text(p->d->language, "unknown");
    if (a->low > 0 && !(a->extra > 0)) return "0";
    if (isnan(a->each) || a->gain < least_gain) return "–";
    if (a->each < 0.5) return polder_text(p->d->language, "less than one");
    if (!range) return polder_handout_about(p, a->each);
    return polder_document_format(p->d, "%s (%s–%s)", polder_handout_about(p, a->each),
                                  polder_handout_about(p, a->each_low),
                                  polder_handout_about(p, a->each_high));
}

/* Does a price stand in any row? */
static bool has_prices(const polder_handout_t *h, const int *row, int n)
{
    for (int i = 0; i < n; i++)
        if (!isnan(h->arm[row[i]].each)) return true;
    return false;
}

/* Are days known of any? Else a column of them says nothing. */
static bool has_days(const polder_handout_t *h, const int *row, int n)
{
    for (int i = 0; i < n; i++)
        if (!isnan(h->arm[row[i]].extra)) return true;
    return false;
}

/* "28 · 30 · 18", where an average over the rows of page 1 would hide what differs. */
static const char *won_said(const page_t *p, int arm)
{
    const char *rows = polder_handout_rows_won(p, arm);
    return rows ? rows
                : polder_document_format(p->d, "%d", polder_handout_hundred(p->h->arm[arm].share));
}

/* With many rows what chance leaves open of the days would take the room of their names. */
static bool has_range(const page_t *p, int n)
{
    return n <= MOST_HELP && p->tight < 4;
}

/* "31 (+6.4)": beside a price the gain is not rounded as what succeeds is, so that days divided by it are that price. */
static const char *with_gain(const page_t *p, const polder_handout_arm_t *a)
{
    char text[POLDER_CELL];
    const int won = polder_handout_hundred(a->share);
    if (isnan(a->gain)) return polder_document_format(p->d, "%d", won);
    const double gain = round(1000 * a->gain) / 10;
    snprintf(text, sizeof text, "%.1f", fabs(gain));
    return polder_document_format(p->d, "%d\xC2\xA0(%s%s)", won, gain < 0 ? "−" : "+",
                                  polder_cell_decimals(text, p->d->language));
}

static void help_row(const page_t *p, int arm, bool days, bool priced, bool range)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    int n = 2;
    const char *rows = polder_handout_rows_won(p, arm);
    if (!rows && priced) rows = with_gain(p, a);
    polder_datum_t cell[6] = {polder_datum_text(polder_handout_arm(p, arm)),
                              rows ? polder_datum_text(rows)
                                   : polder_datum_count(polder_handout_hundred(a->share))};
    cell[n++] = polder_datum_text(verdict(p, a));
    if (days) /* a dash beside a price is a gain */
        cell[n++] = isnan(a->extra)
                        ? priced ? polder_datum_text(polder_text(p->d->language, "unknown"))
                                 : polder_datum_unknown()
                        : polder_datum_count(llround(polder_handout_rounded(a->extra)));
    if (priced) cell[n++] = polder_datum_text(price_of_one(p, a, range));
    cell[n] = polder_datum_text(price(p, arm));
    polder_document_row(p->d, cell);
}

/* Is the last column of a table that of one row of page 1? */
static bool has_harm_row(const page_t *p, const int *row, int n)
{
    for (int i = 0; i < n; i++)
        if (polder_handout_rows_lost(p, row[i])) return true;
    return false;
}

/* Where the baseline itself does something, what succeeds without the approach succeeds with that. A note says the
 * rest where there is one: a head of four lines is no head. */
static const char *only_without(const page_t *p, bool noted)
{
    const polder_handout_t *h = p->h;
    if (!polder_handout_baseline_acts(h))
        return polder_text(p->d->language, "succeed only without it");
    const char *base = polder_handout_arm(p, h->baseline);
    return noted ? polder_document_text(p->d, "only with \"%s\"", base)
                 : polder_document_text(p->d, "succeed only with \"%s\"", base);
}

static void help_rows(const page_t *p, const int *row, int n)
{
    const bool days = has_days(p->h, row, n), priced = days && has_prices(p->h, row, n);
    const char *levels = polder_handout_rows_levels(p);
    polder_head_t head[6] = {{POLDER_IS_TEXT, .label = "approach", .wrap = true},
                             {POLDER_IS_COUNT, .label = "succeed, of 100"},
                             {POLDER_IS_TEXT, .label = "effect"}};
    int k = 3;
    if (priced)
        head[1] = (polder_head_t){POLDER_IS_TEXT, .label = "succeed, of 100 (more)", .right = true};
    if (levels)
        head[1] =
            (polder_head_t){POLDER_IS_TEXT, .right = true,
                            .label = polder_document_text(p->d, "succeed, of 100, at %s", levels)};
    if (days) head[k++] = (polder_head_t){POLDER_IS_COUNT, .label = "extra days"};
    if (priced)
        head[k++] =
            (polder_head_t){POLDER_IS_TEXT, .label = "days per extra success", .right = true};
    bool number = true; /* beside words it is none */
    for (int i = 0; i < n; i++) number &= !(p->h->arm[row[i]].stay_high < 0);
    head[k++] = (polder_head_t){POLDER_IS_TEXT, .label = only_without(p, has_harm_row(p, row, n)),
                                .right = number};
    polder_document_table(p->d, NULL, k, head);
    for (int i = 0; i < n; i++) help_row(p, row[i], days, priced, has_range(p, n));
}

void polder_handout_help_table(const page_t *p, bool harm)
{
    polder_document_table(p->d, NULL, harm ? 5 : 4,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "approach", .wrap = true},
                                            {POLDER_IS_COUNT, .label = "succeed, of 100"},
                                            {POLDER_IS_TEXT, .label = "effect"},
                                            {POLDER_IS_COUNT, .label = "extra days"},
                                            {POLDER_IS_TEXT, .label = "possible harm"}});
}

/* Does the first sheet say in its choice that days are not filled in? */
static bool is_on_first(const page_t *p)
{
    const polder_factor_effect_t *decides =
        polder_handout_cases_differ(p->h) ? polder_handout_split(p->h).factor : NULL;
    return decides && !polder_handout_is_lever(p->h, decides);
}

/* What the price of one success more is, and where there is none. */
static void say_price(const page_t *p, const int *row, int n)
{
    const polder_handout_t *h = p->h;
    bool none = false;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Days per extra success: the days of all networks together for "
                              "each additional one that succeeds.");
    if (has_range(p, n)) polder_document_add(p->d, " ");
    if (has_range(p, n)) polder_document_add(p->d, "In brackets: what chance leaves open.");
    for (int i = 0; i < n; i++) {
        const polder_handout_arm_t *a = &h->arm[row[i]];
        none |= !isnan(a->extra) && strcmp(price_of_one(p, a, false), "–") == 0;
    }
    if (!none) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "–: no gain that is certain and large enough.");
}

/* What the days of the table are. */
static void say_days(const page_t *p, const int *row, int n)
{
    const polder_handout_t *h = p->h;
    bool unfilled = false;
    for (int i = 0; i < n; i++) unfilled |= isnan(h->arm[row[i]].extra);
    if (h->compare.cost < 0) {
        polder_document_note(p->d, "Days of work were not counted in this result.");
        return;
    }
    if (!has_days(h, row, n)) {
        if (!is_on_first(p)) /* what one has to do then stands there */
            polder_document_note(p->d, "Days of work were not filled in: first work out what each "
                                       "approach costs.");
        return;
    }
    polder_document_note(p->d,
                         "Money is not counted. Extra days: of all partners together, over %s; an "
                         "estimate.",
                         polder_handout_time(p));
    if (p->tight < 4 && polder_handout_days_scale(p)) /* the answer has it of one */
        polder_document_add(p->d, " %s", polder_handout_days_scale(p));
    if (has_prices(h, row, n)) say_price(p, row, n);
    if (!unfilled) return;
    polder_document_add(p->d, " ");
    if (has_prices(h, row, n))
        polder_document_add(p->d, "Unknown: days were not filled in.");
    else
        polder_document_add(p->d, "–: not filled in.");
}

/* Of a table by what decides on the first sheet. */
static void say_harm_row(const page_t *p, const int *row, int n)
{
    if (!has_harm_row(p, row, n)) return;
    if (polder_handout_baseline_acts(p->h))
        polder_document_note(p->d,
                             "Last column: how many of 100 succeed only with \"%s\", in the worst "
                             "row on page 1.",
                             polder_handout_arm(p, p->h->baseline));
    else
        polder_document_note(p->d, "Last column: the worst row on page 1.");
}

static bool has_row(const int *row, int n, int arm)
{
    for (int i = 0; i < n; i++)
        if (row[i] == arm) return true;
    return false;
}

/* In a sentence what those do that the table has no room for: by name, or of many how many do what. */
static void say_others(const page_t *p, const int *row, int n)
{
    enum { MOST = 6 };
    const polder_handout_t *h = p->h;
    const int left = h->n_arm - 1 - n;
    const bool named = left <= MOST && p->tight < POLDER_HANDOUT_CUT;
    const char *names = "";
    int *order = left > 0 ? polder_handout_order(h) : NULL, count[KINDS] = {0};
    for (int k = 1; order && k < h->n_arm; k++) {
        const polder_handout_arm_t *a = &h->arm[order[k]];
        if (has_row(row, n, order[k])) continue;
        count[does(p, order[k])]++;
        const char *days =
            isnan(a->extra)
                ? ""
                : polder_document_text(p->d, ", %s days", polder_handout_about(p, a->extra));
        if (named)
            names = polder_document_format(p->d, "%s%s\"%s\" (%s, %s%s)", names, *names ? "; " : "",
                                           polder_handout_arm(p, order[k]), won_said(p, order[k]),
                                           verdict(p, a), days);
    }
    free(order);
    for (int kind = 0; !named && kind < KINDS; kind++)
        if (count[kind] > 0)
            names = polder_document_format(p->d, "%s%s%s: %d", names, *names ? "; " : "",
                                           kind_said(p, (does_t)kind), count[kind]);
    if (*names && named)
        polder_document_note(p->d, "Not in this table: %s.", names);
    else if (*names)
        polder_document_note(p->d, "Of the %d that are not in this table: %s.", left, names);
}

/* All of them, as long as there is room. */
static int help_most(const page_t *p)
{
    if (is_full(p) || p->tight > 5) return MOST_HELP - 1;
    return p->tight > 4 ? MOST_HELP : ALL_HELP;
}

static void say_help(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int *order = h->n_arm > 1 && polder_handout_enough(h) ? polder_handout_order(h) : NULL;
    if (!order) return;
    /* The lowest is never left out: the first sheet tells of it. */
    const int last = h->worst >= 0 ? h->worst : order[h->n_arm - 1];
    const int most = help_most(p);
    int shown = 0, row[ALL_HELP + 1];
    for (int k = 1; k < h->n_arm && k <= most; k++)
        if (order[k] != last) row[shown++] = order[k];
    row[shown++] = last;
    polder_document_heading(p->d, "What helps, and possible harm");
    help_rows(p, row, shown);
    polder_handout_measures(p, row, shown);
    say_days(p, row, shown);
    say_harm_row(p, row, shown);
    polder_handout_unclear(p);
    say_others(p, row, shown);
    polder_handout_given(p, row, shown);
    free(order);
}

/* The others that were tested and are sure, or not, by name; "": there are none. */
static const char *others_varied(const page_t *p, int drawn, bool sure)
{
    const int most = p->tight < POLDER_HANDOUT_CUT ? 6 : 2;
    const polder_factors_t *f = &p->h->summary.factors;
    const char *all = "";
    int tested = 0, n = 0;
    for (int i = 0; i < f->n; i++) {
        if (f->factor[i].n_word > 0 || isnan(f->factor[i].rank) || tested++ < drawn) continue;
        if (polder_handout_is_sure(f, i) != sure || n++ >= most) continue;
        all = polder_document_format(p->d, "%s%s%s", all, *all ? "; " : "",
                                     polder_handout_factor_said(p, &f->factor[i]));
    }
    return n > most ? polder_document_text(p->d, "%s and %d more", all, n - most) : all;
}

/* A choice is of no numbers, so whether it matters was not tested. */
static bool has_choice(const polder_factors_t *f)
{
    for (int i = 0; i < f->n; i++)
        if (f->factor[i].n_word > 0) return true;
    return false;
}

/* That nothing else matters surely, counted as the picture above is: with one of several ways to run. */
static const char *only_said(const page_t *p, int drawn)
{
    const polder_language_t l = p->d->language;
    const bool choice = has_choice(&p->h->summary.factors), one = drawn == 1;
    if (p->h->n_arm > 1) {
        const char *base = polder_handout_arm(p, p->h->baseline);
        if (choice)
            return one ? polder_document_text(
                             p->d, "With \"%s\", of the numbers only this stands out.", base)
                       : polder_document_text(
                             p->d, "With \"%s\", of the numbers only these stand out.", base);
        return one ? polder_document_text(p->d, "With \"%s\", only this stands out.", base)
                   : polder_document_text(p->d, "With \"%s\", only these stand out.", base);
    }
    if (choice)
        return one ? polder_text(l, "Of the numbers only this stands out.")
                   : polder_text(l, "Of the numbers only these stand out.");
    return one ? polder_text(l, "Only this stands out.") : polder_text(l, "Only these stand out.");
}

/* Beside `drawn` of them that are sure: those that the picture has no room for, and those that are not. */
static void say_other_factors(const page_t *p, int drawn)
{
    const char *also = others_varied(p, drawn, true), *others = others_varied(p, drawn, false);
    if (*also) polder_document_note(p->d, "Also standing out: %s.", also);
    if (!*others) return;
    if (!*also) polder_document_note(p->d, "%s", only_said(p, drawn));
    polder_document_add(
        p->d, " %s",
        polder_document_text(p->d, "Also varied, with less effect or none: %s.", others));
}

/* Of what surely is no chance, if anything is. */
static void say_factors(const page_t *p)
{
    page_t some = *p;
    some.few = is_full(p) ? FEW - (p->tight > 1) - (p->tight > 3) : 0;
    if (p->h->n_point < 2) return;
    polder_document_heading(p->d, "What it depends on");
    int sure = 0, drawn = polder_handout_drawn(&some, &sure);
    const bool known = !isnan(p->h->summary.factors.chance);
    if (known && sure > 0) some.few = drawn = sure;
    polder_handout_picture(&some, "factors");
    if (!polder_handout_enough(p->h) || drawn == 0) return;
    if (known && sure > 0) {
        say_other_factors(p, drawn);
        return;
    }
    if (known)
        polder_document_note(p->d, "None of these differences is surely larger than chance.");
    const char *others = others_varied(p, drawn, false);
    if (!*others) return;
    if (known)
        polder_document_add(
            p->d, " %s",
            polder_document_text(p->d, "Also varied, with less effect or none: %s.", others));
    else
        polder_document_note(p->d, "Also varied, with less effect or none: %s.", others);
}

/* ---- what this does not say ---- */

/* What cannot be given is said where it would stand. */
static void say_nothing(const page_t *p)
{
    if (p->h->n_arm == 0 || polder_handout_enough(p->h)) return;
    polder_document_heading(p->d, "What goes with not succeeding, and what helps");
    polder_document_note(p->d, "That is not said here, for the reason on the first page.");
}

/* Where there is one way to run there is room for how long it lasts. */
static void say_lasting(const page_t *p)
{
    if (p->h->n_arm > 1 || p->h->n_point > 1 || !polder_handout_enough(p->h)) return;
    if (p->h->n_left_out > 0) return;
    polder_document_heading(p->d, "How long they last");
    polder_handout_picture(p, "survival");
}

static bool is_of_one_founding(const page_t *p)
{
    if (p->h->n_arm > 0) return p->h->summary.split.foundings == 1 && p->h->n_point == 1;
    return json_number_value(json_object_get(p->diagnosis, "founding")) >= 0;
}

static void say_box(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    polder_document_begin(p->d, POLDER_PART_BOX, POLDER_TEXT("What this does not say"));
    polder_document_say(p->d,
                        "This is a computer model, not a measurement of your network. It shows "
                        "what would follow if the input and our assumptions were right. Use the "
                        "numbers to compare options: say \"in this model A helps more than B\", "
                        "not \"our chance is ...\".");
    const char *diagnosed = json_string_value(json_object_get(p->diagnosis, "network"));
    const char *file = s->network_file && s->network_file[0] ? s->network_file
                       : p->h->n_arm == 0 && diagnosed       ? diagnosed
                                                             : "";
    if (*file) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "The outcome is only as good as what was filled in about the members.");
        const char *gaps = s->network_gaps[p->d->language];
        if (gaps && *gaps) polder_document_add(p->d, " %s", gaps);
        if (p->h->about.networks)
            polder_document_add(p->d, " In %s partners or ties are other ones.",
                                polder_about_networks(p->d, &p->h->about));
    } else if (is_of_one_founding(p)) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d,
                            "It covers one network, from its start; what an approach would do in "
                            "one that has existed for years it does not say.");
    } else {
        polder_document_add(p->d, " ");
        if (polder_handout_partners(p))
            polder_document_add(p->d,
                                "It is about made-up networks of %s partners, and not about "
                                "any real network.",
                                polder_handout_partners(p));
        else
            polder_document_add(p->d, "It is about made-up networks of this kind, and not about "
                                      "any real network.");
    }
    polder_document_end(p->d);
}

void polder_handout_small(const page_t *p, const char *text)
{
    const polder_document_t *d = p->d;
    if (p->joined && d->n > 0 && d->block[d->n - 1].kind == POLDER_BLOCK_LINE)
        polder_document_add(p->d, " · %s", text);
    else
        polder_document_line(p->d, "%s", text);
}

/* What was run. */
static void say_run(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    long long networks = p->h->several.n > 0 ? 0 : s->networks;
    for (int i = 0; i < p->h->several.n; i++)
        networks += polder_result_networks(p->h->several.file[i]);
    const unsigned long n = (unsigned long)networks;
    const char *count = polder_handout_of_one(p->h)
                            ? polder_text_count(p->d->language, "%s run of one network",
                                                "%s runs of one network", n)
                            : polder_text_count(p->d->language, "%s network", "%s networks", n);
    if (p->h->n_arm > 1 &&
        networks == p->h->n_arm * p->h->networks) /* the first sheet has this one */
        count = polder_document_text(p->d, "%s (%s with each approach)", count,
                                     polder_handout_number(p, p->h->networks));
    polder_document_line(p->d,
                         "For your technical colleague: %s of model %s, %d %s, random seed "
                         "%s.",
                         polder_document_format(p->d, count, polder_handout_number(p, networks)),
                         s->model, s->horizon, polder_about_ticks(p->d, s->tick), s->seed);
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Polder %s, code %s.", p->version,
                        polder_result_text(p->h->result, "polder_fingerprint"));
}

/* Says the first sheet that the assumptions were not tested? */
static bool is_untested(const page_t *p)
{
    return p->h->result && p->h->success && p->h->n_point == 1 && polder_handout_enough(p->h);
}

static void foot(const page_t *p, bool test)
{
    const char *file = p->h->summary.network_file;
    const char *again =
        p->again ? polder_document_text(p->d, "To run it again: %s", p->again) : NULL;
    polder_document_begin(p->d, POLDER_PART_FOOT, "");
    if (p->h->result) say_run(p);
    if (test)
        polder_handout_small(
            p, polder_text(p->d->language,
                           "To test the assumptions: vary them in a design (docs/guide.md)."));
    if (file && *file) polder_handout_small(p, polder_document_text(p->d, "Network: %s.", file));
    if (p->diagnosis) polder_handout_diagnosed_foot(p);
    if (again && !p->joined) polder_handout_small(p, again);
    if (p->command)
        polder_handout_small(p,
                             polder_document_text(p->d, "To make this page again: %s", p->command));
    polder_handout_small(
        p, polder_document_text(
               p->d, "To cite: The Polder developers, Polder %s (polder --cite has all of it).",
               p->version));
    if (p->contact) polder_document_add(p->d, " ");
    if (p->contact) polder_document_add(p->d, "Questions: %s.", p->contact);
    if (again && p->joined) polder_document_line(p->d, "%s", again); /* is never searched for */
    polder_document_end(p->d);
}

/* A line for each, unless the sheet, which begins at block `first`, has no room for that. How to test the assumptions
 * is the first that goes: the guide says it too. */
static void say_foot(const page_t *p, int first)
{
    const int before = p->d->n;
    page_t some = *p;
    for (int test = is_untested(p); test >= 0; test--) {
        foot(&some, test > 0);
        if (polder_handout_height(p->d, first) <= POLDER_HANDOUT_LINES) return;
        polder_document_cut(p->d, before);
    }
    some.joined = true;
    foot(&some, false);
}

void polder_handout_second(const page_t *p)
{
    const int first = p->d->n;
    polder_document_begin(p->d, POLDER_PART_SHEET, "");
    polder_handout_running_head(p);
    say_nothing(p);
    if (p->diagnosis && !polder_handout_causes_first(p)) polder_handout_causes(p);
    if (!p->diagnosis || !polder_handout_diagnosis_names(p)) say_problems(p);
    polder_handout_table(p);
    if (!p->diagnosis && !polder_handout_table_fits(p) && p->tight < 2) say_lasting(p);
    if (p->diagnosis && p->h->n_arm == 1 && p->h->n_point == 1) polder_handout_signs(p);
    if (p->diagnosis && p->h->n_arm < 2)
        polder_handout_remedies(p);
    else
        say_help(p);
    say_factors(p);
    say_box(p);
    say_foot(p, first);
    polder_document_end(p->d);
}
