/* handout_say.c: the first sheet of a report: the question, the answer, how firm it is; see
 * handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_split.h"
#include "analysis/summary_document.h"
#include "document/cell.h"
#include "document/markup.h"
#include "experiment/manner.h"
#include "kernel/table.h"
#include "words/words.h"

typedef polder_handout_page_t page_t;

const char *polder_handout_time(const page_t *p)
{
    const polder_about_t *a = &p->h->about;
    if (a->year > 0 && a->horizon % a->year == 0)
        return polder_document_many(p->d, "%lld year", "%lld years", a->horizon / a->year);
    return polder_document_text(p->d, "%d %s", a->horizon, polder_about_ticks(p->d, a->tick));
}

const char *polder_handout_count(const page_t *p, double share)
{
    const int hundred = polder_handout_hundred(share);
    if (hundred == 0 && share > 0) return polder_text(p->d->language, "fewer than 1");
    if (hundred == 100 && share < 1) return polder_text(p->d->language, "more than 99");
    return polder_document_format(p->d, "%d", hundred);
}

const char *polder_handout_number(const page_t *p, long long n)
{
    char text[POLDER_CELL];
    return polder_document_format(p->d, "%s", polder_cell_threes(text, p->d->language, n));
}

/* Partners times years over which days are spread; NaN: not known, or not the same everywhere. */
static double partner_years(const polder_handout_t *h)
{
    const polder_summary_t *s = &h->summary;
    if (s->year <= 0 || h->n_file > 1 || h->n_point > 1 || h->about.networks) return NAN;
    for (int i = 0; i < s->n_column; i++)
        if (strcmp(s->column[i].name, POLDER_FIELD_MEMBERS) == 0)
            return s->column[i].value.mean * s->horizon / s->year;
    return NAN;
}

/* "3", "0.4" */
static const char *few_days(const page_t *p, double days)
{
    char text[POLDER_CELL];
    snprintf(text, sizeof text, days >= 0.05 && days < 1 ? "%.1f" : "%.0f", days);
    return polder_document_format(p->d, "%s", polder_cell_decimals(text, p->d->language));
}

const char *polder_handout_days_each(const page_t *p, double from, double until)
{
    const double spread = partner_years(p->h);
    if (!(spread > 0) || isnan(from) || isnan(until) || !(until > 0)) return "";
    if (polder_handout_rounded(until) / spread < 0.05)
        return polder_text(p->d->language, " (less than 0.1 per partner per year)");
    /* Of the days that stand beside it: who divides those finds this. */
    const char *least = few_days(p, polder_handout_rounded(fmax(from, 0)) / spread);
    const char *most = few_days(p, polder_handout_rounded(until) / spread);
    if (strcmp(least, most) == 0)
        return polder_document_text(p->d, " (about %s per partner per year)", most);
    return polder_document_text(p->d, " (about %s to %s per partner per year)", least, most);
}

const char *polder_handout_days_scale(const page_t *p)
{
    enum { ROUND = 100 };
    const double spread = partner_years(p->h);
    if (!(spread > 0)) return NULL;
    char text[POLDER_CELL];
    const double years = (double)p->h->summary.horizon / p->h->summary.year;
    snprintf(text, sizeof text, "%.1f", ROUND / spread);
    return polder_document_text(p->d,
                                "100 working days is about %s days per partner per year (with %s "
                                "partners).",
                                polder_cell_decimals(text, p->d->language),
                                polder_handout_number(p, llround(spread / years)));
}

bool polder_handout_no_days(double extra)
{
    return fabs(extra) < 0.5;
}

double polder_handout_rounded(double days)
{
    const double size = fabs(days);
    const double unit = size >= 20 ? fmax(10, pow(10, floor(log10(size)) - 1)) : 1;
    return unit * round(days / unit);
}

const char *polder_handout_about(const page_t *p, double days)
{
    return polder_handout_number(p, llround(polder_handout_rounded(days)));
}

const char *polder_handout_days(const page_t *p, const polder_handout_arm_t *a)
{
    const double days = fabs(a->extra);
    const char *format =
        a->extra < 0
            ? polder_text_count(p->d->language,
                                "about %s working day less of all partners together over %s%s",
                                "about %s fewer working days of all partners together over %s%s",
                                (unsigned long)llround(days))
            : polder_text_count(p->d->language,
                                "about %s extra working day of all partners together over %s%s",
                                "about %s extra working days of all partners together over %s%s",
                                (unsigned long)llround(days));
    return polder_document_format(p->d, format, polder_handout_about(p, days),
                                  polder_handout_time(p),
                                  polder_handout_days_each(p, a->extra, a->extra));
}

bool polder_handout_as_good(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    if (h->best < 0 || arm == h->baseline || !(a->low > 0)) return false;
    if (h->ranked) return a->possible || arm == h->best;
    return isnan(a->behind) ? a->high >= h->arm[h->best].low : a->behind >= 0;
}

bool polder_handout_is_little(double low, double high)
{
    enum { LITTLE = 3 };
    return low > 0 && polder_handout_hundred(low) < 1 && polder_handout_hundred(high) <= LITTLE;
}

static bool is_little(const polder_handout_t *h, int arm)
{
    return arm >= 0 && polder_handout_is_little(h->arm[arm].low, h->arm[arm].high);
}

/* ---- the head ---- */

static const char *question_of(const page_t *p);

static const char *title_of(const page_t *p)
{
    const polder_about_t *a = &p->h->about;
    const bool dutch = p->d->language == POLDER_DUTCH && a->title_nl && *a->title_nl;
    const char *own = dutch ? a->title_nl : a->title;
    const json_t *of = p->members ? p->members : p->diagnosis;
    const char *diagnosed = json_string_value(json_object_get(of, "title_nl"));
    if (p->d->language != POLDER_DUTCH || !diagnosed)
        diagnosed = json_string_value(json_object_get(of, "title"));
    if (p->title) return p->title;
    /* A diagnosis is of one network or of why: the question of its scenario is another one. */
    if (p->h->n_arm == 0 && p->diagnosis) return question_of(p);
    if (own && *own) return own;
    if (diagnosed && *diagnosed) return diagnosed;
    const char *scenario = json_string_value(json_object_get(of, "scenario"));
    return polder_about_file(p->d, a->file ? a->file : scenario);
}

/* On both sheets, as each may come loose of the other. */
static void say_for_whom(const page_t *p)
{
    if (p->closed)
        polder_document_item(p->d, 0, POLDER_TEXT("For the steering group only."),
                             "Do not pass this page on.");
}

/* Of one network from a file: whose it is, by the first sentence that its scenario says of itself; "" */
static const char *whose(const page_t *p)
{
    enum { LONGEST = 110 };
    if (p->h->n_arm == 0 || p->title || !polder_handout_of_one(p->h)) return "";
    const char *about = polder_summary_about(p->d, &p->h->summary), *end = strstr(about, ". ");
    if (!end || end - about > LONGEST) return "";
    return polder_document_format(p->d, "%.*s. ", (int)(end - about), about);
}

const char *polder_handout_partners(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    for (int i = 0; p->h->n_point > 1 && i < s->factors.n; i++) {
        const polder_factor_effect_t *f = &s->factors.factor[i];
        if (strcmp(f->name, POLDER_FIELD_MEMBERS) != 0) continue;
        const char *few = polder_handout_values(p, f);
        return few ? few : polder_handout_range(p, f);
    }
    for (int i = 0; i < s->n_column; i++) {
        const polder_description_t *v = &s->column[i].value;
        if (strcmp(s->column[i].name, POLDER_FIELD_MEMBERS) != 0 || !(v->min >= 1)) continue;
        const char *least = polder_handout_number(p, llround(v->min));
        return v->min == v->max ? least
                                : polder_document_format(p->d, "%s–%s", least,
                                                         polder_handout_number(p, llround(v->max)));
    }
    return NULL;
}

/* Who reads "of 100 networks" asks which. */
static const char *made_up(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const bool file = h->summary.network_file && h->summary.network_file[0];
    if (h->n_arm == 0 || h->n_file > 1 || file || h->about.networks || polder_handout_of_one(h))
        return "";
    const char *partners = polder_handout_partners(p);
    return partners ? polder_document_text(p->d, "Made-up networks of %s partners. ", partners)
                    : "";
}

/* Who reads that nine organisations do this or that asks which, and who says so. Where a sentence before it says
 * which, the name of the file stands at the foot alone. */
static void say_source(const page_t *p, bool told)
{
    const char *file = p->h->summary.network_file;
    if (p->h->n_arm == 0 || !polder_handout_of_one(p->h) || !file || !*file) return;
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const bool drawn =
        p->h->summary.split.foundings > 1; /* each draws what the file does not say */
    if (told && drawn)
        polder_document_add(p->d, "The network is as whoever filled it in sees it; the rest was "
                                  "drawn at random.");
    else if (told)
        polder_document_add(p->d, "The network is as whoever filled it in sees it.");
    else if (drawn)
        polder_document_add(p->d,
                            "The network is that of %s, as whoever filled it in sees it; the rest "
                            "was drawn at random.",
                            name);
    else
        polder_document_add(p->d, "The network is that of %s, as whoever filled it in sees it.",
                            name);
    polder_document_add(p->d, " ");
}

void polder_handout_head(const page_t *p)
{
    const char *one = whose(p), *of = *one ? one : made_up(p);
    if (p->client) polder_document_line(p->d, "%s", p->client);
    say_for_whom(p);
    polder_document_title(p->d, "%s", title_of(p));
    polder_document_line(p->d, "%s", of);
    say_source(p, *one);
    if (p->date)
        polder_document_add(p->d, "Calculated on %s with Polder %s, not measured.", p->date,
                            p->version);
    else
        polder_document_add(p->d, "Calculated with Polder %s, not measured.", p->version);
    if (*of) return; /* there is no room, and a line of its own says it */
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "For comparing, not for forecasting.");
}

/* At the top of the second sheet, which may come loose. */
void polder_handout_running_head(const page_t *p)
{
    polder_document_line(p->d, "%s · page 2 of 2", title_of(p));
    say_for_whom(p);
}

const char *polder_handout_in_words(const page_t *p, int n)
{
    static const char *const word[] = {
        POLDER_TEXT("two"), POLDER_TEXT("three"), POLDER_TEXT("four"),  POLDER_TEXT("five"),
        POLDER_TEXT("six"), POLDER_TEXT("seven"), POLDER_TEXT("eight"), POLDER_TEXT("nine")};
    if (n >= 2 && n <= 9) return polder_text(p->d->language, word[n - 2]);
    return polder_document_format(p->d, "%d", n);
}

/* Of what never succeeds nobody asks why it does not more often; what would help is an answer of
 * measures alone. */
static const char *question_of_diagnosis(const page_t *p)
{
    const json_t *share = json_object_get(json_object_get(p->diagnosis, "chance"), "share");
    const bool never = json_is_number(share) && json_number_value(share) == 0;
    const polder_language_t l = p->d->language;
    if (json_array_size(json_object_get(p->diagnosis, "remedies")) == 0)
        return never ? polder_text(l, "Why does it not succeed?")
                     : polder_text(l, "Why does it not succeed more often?");
    return never ? polder_text(l, "Why does it not succeed, and what would help?")
                 : polder_text(l, "Why does it not succeed more often, and what would help?");
}

static const char *question_of(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const char *question = p->question;
    if (!question && h->n_arm == 0) question = question_of_diagnosis(p);
    const int other = h->baseline == 0 ? 1 : 0;
    if (!question && h->n_arm == 2)
        question =
            polder_document_text(p->d, "Does it help to go from \"%s\" to \"%s\"?",
                                 polder_handout_arm(p, h->baseline), polder_handout_arm(p, other));
    else if (!question && h->n_arm > 2 && strcmp(h->arm[h->baseline].name, "none") != 0)
        question =
            polder_document_text(p->d, "What does better than \"%s\", and does anything do harm?",
                                 polder_handout_arm(p, h->baseline));
    else if (!question && h->n_arm > 2)
        question =
            polder_document_text(p->d, "Which of %s approaches helps most, and does any do harm?",
                                 polder_handout_in_words(p, h->n_arm - 1));
    else if (!question && h->n_point > 1)
        question = polder_text(p->d->language, "What decides whether such networks succeed?");
    else if (!question && polder_handout_of_one(h))
        question = polder_text(p->d->language, "How often does this network succeed?");
    else if (!question && h->summary.network_file && h->summary.network_file[0])
        question = polder_text(p->d->language, "How often do such networks succeed?");
    else if (!question)
        question =
            polder_text(p->d->language, "How often do made-up networks of this kind succeed?");
    return question;
}

/* ---- the answer ---- */

/* Others are in its network, or other ties or traits: no measure that anybody takes. */
bool polder_handout_has_other_network(const polder_handout_t *h, int arm)
{
    const polder_about_t *a = &h->about;
    for (int i = 0; a->other && i < a->n_arm; i++)
        if (a->other[i] && strcmp(a->arm[i], h->arm[arm].name) == 0) return true;
    return false;
}

/* It does not surely help, and yet those that do are not surely better. */
static bool may_be_as_good(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    if (h->best < 0 || arm == h->baseline || a->low > 0) return false;
    if (h->ranked) return a->possible;
    return isnan(a->behind) ? a->high >= h->arm[h->best].low : a->behind >= 0;
}

/* Those that surely help and can be the best, and from where to where their numbers go. */
typedef struct {
    int n;
    const char *names;  /* "A", "B" */
    int n_may;          /* that can be as good without surely helping … */
    const char *may;    /* … "C", "D" */
    int n_other;        /* of all these, with another network … */
    const char *others; /* … "A", "B" */
    const char *each;   /* what each of them brings, for how many days; of few */
    double low, high;   /* shares */
    double days, most;  /* NaN: not known of any */
    bool unfilled;      /* not known of one */
} good_t;

/* With more of them their names fill the headline, or the sentence below it. */
enum { MOST_IN_HEADLINE = 3, MOST_NAMED = 4 };

static int most_named(const page_t *p)
{
    return p->tight < POLDER_HANDOUT_CUT ? MOST_NAMED : MOST_NAMED / 2;
}

/* The first one, which says what the numbers are. */
static const char *first_of_good(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    const char *name = polder_handout_arm(p, arm);
    const int won = polder_handout_hundred(a->share);
    if (isnan(a->extra) && p->h->compare.cost < 0)
        return polder_document_text(p->d, "With \"%s\" it is %d; its days of work were not counted",
                                    name, won);
    if (isnan(a->extra))
        return polder_document_text(
            p->d, "With \"%s\" it is %d; its days of work are not filled in", name, won);
    if (polder_handout_no_days(a->extra))
        return polder_document_text(p->d, "With \"%s\" it is %d, for no extra days of work", name,
                                    won);
    return polder_document_format(p->d, "%s%s",
                                  polder_document_text(p->d, "With \"%s\" it is %d, for %s", name,
                                                       won, polder_handout_days(p, a)),
                                  polder_handout_given_less(p));
}

/* "with B 29, for 251" */
static const char *next_of_good(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    const char *name = polder_handout_arm(p, arm);
    const int won = polder_handout_hundred(a->share);
    if (isnan(a->extra) && p->h->compare.cost < 0)
        return polder_document_text(p->d, "with \"%s\" %d", name, won);
    if (isnan(a->extra))
        return polder_document_text(p->d, "with \"%s\" %d (days not filled in)", name, won);
    if (polder_handout_no_days(a->extra))
        return polder_document_text(p->d, "with \"%s\" %d, for no extra days", name, won);
    if (a->extra < 0)
        return polder_document_text(p->d, "with \"%s\" %d, for %s", name, won,
                                    polder_handout_days(p, a));
    const long long days = llround(a->extra);
    return polder_document_format(p->d,
                                  polder_text_count(p->d->language, "with \"%s\" %d, for %s day",
                                                    "with \"%s\" %d, for %s days",
                                                    (unsigned long)days),
                                  name, won, polder_handout_about(p, a->extra));
}

/* Names as they come: the last one waits for the "and" before it. */
typedef struct {
    int n;
    const char *before, *last;
} names_t;

static void add_name(const page_t *p, names_t *all, const char *name)
{
    if (all->n++ >= most_named(p)) return;
    if (all->last)
        all->before = all->before
                          ? polder_document_format(p->d, "%s, \"%s\"", all->before, all->last)
                          : polder_document_format(p->d, "\"%s\"", all->last);
    all->last = name;
}

/* "A", "B" and "C"; of many "A", "B", "C", "D" and 2 more */
static const char *names_of(const page_t *p, const names_t *all)
{
    if (!all->last) return "";
    const char *last = polder_document_format(p->d, "\"%s\"", all->last);
    if (!all->before) return last;
    if (all->n <= most_named(p)) return polder_document_text(p->d, "%s and %s", all->before, last);
    return polder_document_text(p->d, "%s and %d more",
                                polder_document_format(p->d, "%s, %s", all->before, last),
                                all->n - most_named(p));
}

/* The highest share first. */
static good_t find_good(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int *order = polder_handout_order(h);
    names_t names = {0}, may = {0}, others = {0};
    good_t g = {.names = "",
                .may = "",
                .others = "",
                .each = "",
                .low = NAN,
                .high = NAN,
                .days = NAN,
                .most = NAN};
    if (!order) polder_document_lost(p->d);
    for (int k = 1; order && k < h->n_arm; k++) {
        const polder_handout_arm_t *a = &h->arm[order[k]];
        const bool good = polder_handout_as_good(h, order[k]);
        if (!good && !may_be_as_good(h, order[k])) continue;
        const char *name = polder_handout_arm(p, order[k]);
        if (polder_handout_has_other_network(h, order[k])) add_name(p, &others, name);
        if (!good) add_name(p, &may, name);
        if (!good) continue;
        if (g.n < most_named(p))
            g.each = polder_document_format(p->d, "%s%s%s", g.each, g.n ? "; " : "",
                                            g.n == 0 ? first_of_good(p, order[k])
                                                     : next_of_good(p, order[k]));
        add_name(p, &names, name);
        g.n++;
        g.low = fmin(g.low, a->share), g.high = fmax(g.high, a->share);
        g.unfilled |= isnan(a->extra);
        g.days = fmin(g.days, a->extra), g.most = fmax(g.most, a->extra);
    }
    free(order);
    g.n_may = may.n, g.n_other = others.n;
    g.names = names_of(p, &names);
    g.may = names_of(p, &may);
    g.others = names_of(p, &others);
    return g;
}

/* "less than a quarter" of the days of what helps most, as they are and as they are shown; NULL: it is not
 * sure that it helps less. */
static const char *part_of_days(const page_t *p, int cheap)
{
    static const struct {
        double most;
        const char *said;
    } part[] = {{0.1, POLDER_TEXT("less than a tenth")},
                {0.25, POLDER_TEXT("less than a quarter")},
                {0.5, POLDER_TEXT("less than half")}};
    const polder_handout_t *h = p->h;
    if (cheap < 0 || !(h->step.low > 0) || polder_handout_has_other_network(h, cheap)) return NULL;
    const double days = h->arm[cheap].extra, most = h->arm[h->best].extra;
    const double is =
        fmax(days / most, polder_handout_rounded(days) / polder_handout_rounded(most));
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (is < part[i].most) return polder_text(p->d->language, part[i].said);
    return NULL;
}

/* The one that helps most, and what is far cheaper. */
static void say_one(const page_t *p, const char *name)
{
    const int cheap = polder_handout_cheaper(p->h);
    const char *part = part_of_days(p, cheap);
    if (is_little(p->h, p->h->best))
        polder_document_say(p->d, "In this model %s helps most, but a little at most.", name);
    else if (part && polder_handout_given_includes(p, p->h->best, cheap)) /* no rivals */
        polder_document_say(
            p->d, "In this model %s helps most; its part \"%s\" helps less, for %s of the days.",
            name, polder_handout_arm(p, cheap), part);
    else if (part)
        polder_document_say(
            p->d, "In this model %s helps most; \"%s\" helps less, but takes %s of the days.", name,
            polder_handout_arm(p, cheap), part);
    else
        polder_document_say(p->d, "In this model %s helps most.", name);
}

/* Of the sentence that was said last: what "in this model" stands before holds of this as well. */
static void add_clause(const page_t *p, const char *clause)
{
    polder_document_block_t *last = p->d->n > 0 ? &p->d->block[p->d->n - 1] : NULL;
    const size_t n = last && last->text ? strlen(last->text) : 0;
    if (n == 0) return;
    const bool stop = last->text[n - 1] == '.';
    last->text =
        polder_document_format(p->d, "%.*s; %s", (int)(n - (size_t)stop), last->text, clause);
}

/* Has it what harms, of one with its number? */
static bool in_headline(const page_t *p)
{
    const polder_handout_t *h = p->h;
    return h->best >= 0 && h->n_arm > 2 && !polder_handout_cases_differ(h);
}

/* The question asks what does harm as well as what helps. */
static void say_who_harms(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0, arm = -1;
    if (!in_headline(p)) return;
    for (int i = 0; i < h->n_arm; i++)
        if (h->arm[i].high < 0 && !polder_handout_turns(h, i)) arm = i, n++;
    if (n > 1)
        add_clause(p, polder_document_text(p->d, "with %s approaches fewer succeed.",
                                           polder_handout_in_words(p, n)));
    else if (n == 1) {
        const char *name = polder_handout_arm(p, arm),
                   *won = polder_handout_count(p, h->arm[arm].share),
                   *base = polder_handout_count(p, h->arm[h->baseline].share);
        add_clause(p,
                   strcmp(won, base) == 0 /* sure, and less than rounding shows */
                       ? polder_document_text(p->d, "with \"%s\" slightly fewer succeed.", name)
                       : polder_document_text(p->d, "with \"%s\" fewer succeed (%s instead of %s).",
                                              name, won, base));
    }
}

/* Of those that come out on top one may have another in it: they are no rivals. */
static void say_parts(const page_t *p)
{
    const polder_handout_t *h = p->h;
    for (int i = 0; i < h->n_arm; i++)
        for (int k = 0; k < h->n_arm; k++) {
            if (i == k || !polder_handout_as_good(h, i) || !polder_handout_as_good(h, k)) continue;
            if (!polder_handout_given_includes(p, i, k)) continue;
            polder_document_add(p->d, " %s",
                                polder_document_text(p->d, "\"%s\" includes \"%s\".",
                                                     polder_handout_arm(p, i),
                                                     polder_handout_arm(p, k)));
            return; /* one of them is enough for a headline */
        }
}

static void say_verdict(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const good_t good = find_good(p);
    if (polder_handout_cases_differ(h))
        polder_handout_cases_verdict(p);
    else if (h->n_arm == 2 && is_little(h, h->best))
        polder_document_say(p->d, "In this model, a little at most.");
    else if (h->best >= 0 && h->n_arm == 2)
        polder_document_say(p->d, "In this model, yes.");
    else if (h->best >= 0 && good.n_may == 1)
        polder_document_say(p->d,
                            "In this model it surely goes better with %s; this can be as good: %s.",
                            good.names, good.may);
    else if (h->best >= 0 && good.n_may > 1)
        polder_document_say(
            p->d, "In this model it surely goes better with %s; these can be as good: %s.",
            good.names, good.may);
    else if (h->best >= 0 && good.n == 1 && good.n_other == 1)
        polder_document_say(p->d, "In this model it succeeds most often with %s.", good.names);
    else if (h->best >= 0 && good.n == 1)
        say_one(p, good.names);
    else if (h->best >= 0 && good.n > MOST_IN_HEADLINE && h->ranked)
        polder_document_say(p->d,
                            "In this model %s approaches come out on top, too close to separate.",
                            polder_handout_in_words(p, good.n));
    else if (h->best >= 0 && good.n > MOST_IN_HEADLINE)
        polder_document_say(p->d,
                            "In this model %s approaches help; which helps most cannot be said.",
                            polder_handout_in_words(p, good.n));
    else if (h->best >= 0 && h->ranked)
        polder_document_say(p->d, "In this model %s come out on top, too close to separate.",
                            good.names);
    else if (h->best >= 0)
        polder_document_say(p->d, "In this model %s help; which helps most cannot be said.",
                            good.names);
    else if (h->worst >= 0 && h->n_arm == 2)
        polder_document_say(p->d, "In this model, no: it does harm.");
    else if (h->worst >= 0)
        polder_document_say(p->d, "In this model none clearly helps, and one does harm.");
    else
        polder_document_say(p->d, "In this model it makes no clear difference.");
    say_who_harms(p);
    if (good.n > 1 && good.n <= MOST_IN_HEADLINE && !polder_handout_cases_differ(h)) say_parts(p);
}

/* Does `arm` take surely less than half of the days of all that the answer names, and less than all
 * others that help more? */
static bool takes_least(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    if (!(a->extra >= 0)) return false;
    for (int i = 0; i < h->n_arm; i++) {
        const polder_handout_arm_t *b = &h->arm[i];
        if (i == arm || i == h->baseline || !(b->low > 0)) continue;
        if (polder_handout_as_good(h, i) && !(2 * a->extra < b->extra)) return false;
        if (b->share > a->share && !(a->extra < b->extra)) return false;
    }
    return true;
}

int polder_handout_cheaper(const polder_handout_t *h)
{
    int found = -1;
    for (int i = 0; i < h->n_arm; i++) {
        const polder_handout_arm_t *a = &h->arm[i];
        if (i == h->baseline || polder_handout_as_good(h, i) || !(a->low > 0)) continue;
        if (!takes_least(h, i) || polder_handout_turns(h, i)) continue;
        if (found < 0 || a->gain > h->arm[found].gain) found = i;
    }
    return found;
}

bool polder_handout_baseline_acts(const polder_handout_t *h)
{
    const json_t *of = json_array_get(h->described, (size_t)h->arm[h->baseline].of);
    return json_object_size(json_object_get(of, "set")) > 0 ||
           json_array_size(json_object_get(of, "interventions")) > 0;
}

/* "2 in 100 succeed only without it", as the picture names them: with what is gained, in one sentence. NULL: it
 * harms none, or which ones is not known. */
static const char *harm_of(const page_t *p, int arm)
{
    const int lost = polder_handout_dots(p->h, arm).lost;
    const char *base = polder_handout_arm(p, p->h->baseline);
    if (!polder_handout_paired(p->h)) return NULL;
    if (lost > 0 && polder_handout_baseline_acts(p->h))
        return polder_document_format(
            p->d,
            polder_text_count(p->d->language, "%d in 100 succeeds only with \"%s\"",
                              "%d in 100 succeed only with \"%s\"", (unsigned long)lost),
            lost, base);
    if (lost > 0)
        return polder_document_many(p->d, "%lld in 100 succeeds only without it",
                                    "%lld in 100 succeed only without it", lost);
    if (p->h->arm[arm].pairs.second == 0) return NULL;
    if (polder_handout_baseline_acts(p->h))
        return polder_document_text(p->d, "fewer than 1 in 100 succeed only with \"%s\"", base);
    return polder_text(p->d->language, "fewer than 1 in 100 succeed only without it");
}

static void end_with_harm(const page_t *p, int arm)
{
    const char *harm = harm_of(p, arm);
    polder_document_add(p->d, "%s", harm ? polder_document_format(p->d, "; %s.", harm) : ".");
}

/* How many does the answer name? */
static int count_good(const polder_handout_t *h)
{
    int n = 0;
    for (int i = 0; i < h->n_arm; i++) n += polder_handout_as_good(h, i);
    return n;
}

/* What is far cheaper, as a part of the one that helps most: of several that are named it says of which. */
static const char *cheaper_part(const page_t *p, int arm, long long days)
{
    const polder_handout_t *h = p->h;
    const polder_language_t l = p->d->language;
    const unsigned long n = (unsigned long)days;
    const char *name = polder_handout_arm(p, arm), *whole = polder_handout_arm(p, h->best);
    const char *about = polder_handout_about(p, h->arm[arm].extra);
    const int won = polder_handout_hundred(h->arm[arm].share);
    const bool one = count_good(h) == 1;
    if (one && days == 0)
        return polder_document_text(
            p->d, "Its part \"%s\" helps less (%d), but takes no extra days", name, won);
    if (one)
        return polder_document_format(
            p->d,
            polder_text_count(l, "Its part \"%s\" helps less (%d), but takes only %s day",
                              "Its part \"%s\" helps less (%d), but takes only %s days", n),
            name, won, about);
    if (days == 0)
        return polder_document_text(
            p->d, "\"%s\", a part of \"%s\", helps less (%d), but takes no extra days", name, whole,
            won);
    return polder_document_format(
        p->d,
        polder_text_count(l, "\"%s\", a part of \"%s\", helps less (%d), but takes only %s day",
                          "\"%s\", a part of \"%s\", helps less (%d), but takes only %s days", n),
        name, whole, won, about);
}

static void say_cheaper(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const int arm = polder_handout_cheaper(h);
    if (arm < 0) return;
    const long long days = llround(h->arm[arm].extra);
    const char *name = polder_handout_arm(p, arm);
    const int won = polder_handout_hundred(h->arm[arm].share);
    polder_document_add(p->d, " ");
    if (polder_handout_given_includes(p, h->best, arm))
        polder_document_add(p->d, "%s", cheaper_part(p, arm, days));
    else if (days > 0)
        polder_document_add(
            p->d, "%s",
            polder_document_format(
                p->d,
                polder_text_count(p->d->language, "\"%s\" helps less (%d), but takes only %s day",
                                  "\"%s\" helps less (%d), but takes only %s days",
                                  (unsigned long)days),
                name, won, polder_handout_about(p, h->arm[arm].extra)));
    else
        polder_document_add(p->d, "\"%s\" helps less (%d), but takes no extra days", name, won);
    end_with_harm(p, arm);
}

/* The most that one of several harms. */
static void say_most_harm(const page_t *p)
{
    int most = 0, n = 0;
    for (int i = 0; polder_handout_paired(p->h) && i < p->h->n_arm; i++)
        if (polder_handout_as_good(p->h, i)) {
            const int lost = polder_handout_dots(p->h, i).lost;
            most = lost > most ? lost : most;
            n++;
        }
    if (most == 0) return;
    const char *these = polder_handout_in_words(p, n);
    polder_document_add(p->d, " ");
    const polder_language_t l = p->d->language;
    const unsigned long many = (unsigned long)most;
    if (polder_handout_baseline_acts(p->h))
        polder_document_add(
            p->d, "%s",
            polder_document_format(
                p->d,
                polder_text_count(
                    l, "For each of these %s, at most %d in 100 succeeds only with \"%s\".",
                    "For each of these %s, at most %d in 100 succeed only with \"%s\".", many),
                these, most, polder_handout_arm(p, p->h->baseline)));
    else
        polder_document_add(
            p->d, "%s",
            polder_document_format(
                p->d,
                polder_text_count(
                    l, "For each of these %s, at most %d in 100 succeeds only without it.",
                    "For each of these %s, at most %d in 100 succeed only without it.", many),
                these, most));
}

/* Of several each with its days; of many from where to where they go. */
static void say_good(const page_t *p)
{
    const good_t g = find_good(p);
    const int low = polder_handout_hundred(g.low), high = polder_handout_hundred(g.high);
    const char *days = polder_handout_about(p, fmax(g.days, 0)),
               *most = polder_handout_about(p, fmax(g.most, 0));
    if (g.n < 2) {
        polder_document_add(p->d, "%s", g.each);
        end_with_harm(p, p->h->best);
    } else if (isnan(g.days)) {
        const char *won = low == high ? polder_document_format(p->d, "%d", low)
                                      : polder_document_text(p->d, "%d to %d", low, high);
        if (p->h->compare.cost < 0)
            polder_document_add(p->d, "With %s it is %s; their days of work were not counted.",
                                g.names, won);
        else
            polder_document_add(p->d, "With %s it is %s; their days of work are not filled in.",
                                g.names, won);
    } else if (g.n <= most_named(p))
        polder_document_add(p->d, "%s.", g.each);
    else if (g.unfilled)
        polder_document_add(p->d,
                            "With %s it is %d to %d; the days of work of some are not filled in.",
                            g.names, low, high);
    else
        polder_document_add(p->d,
                            "With %s it is %d to %d, for about %s to %s extra working days of all "
                            "partners together over %s%s.",
                            g.names, low, high, days, most, polder_handout_time(p),
                            polder_handout_days_each(p, g.days, g.most));
    if (g.n > 1) say_most_harm(p);
    say_cheaper(p);
    if (!(fabs(g.most) > 0)) return; /* no days are told */
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Money, and who pays it, is not counted.");
}

/* That it goes better without a member is what a report must not be read for. */
static void say_no_judgement(const page_t *p)
{
    const good_t g = find_good(p);
    if (g.n_other == 0) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d,
                        "In %s partners, their traits or their ties are other ones: what comes of "
                        "that is no judgement of a partner, and no reason to part with one.",
                        g.others);
}

/* What success is, and when it is counted. */
static void say_success(const page_t *p)
{
    const char *means = p->h->summary.success->means;
    const char *said = means ? polder_handout_plain(p->d->language, means) : NULL;
    /* A file of another version may say it in words that are not translated any more. */
    if (said && said == means && p->d->language != POLDER_ENGLISH && p->h->result) {
        const polder_model_t *model = polder_model_find(polder_result_model(p->h->result)->name);
        const polder_measure_t *m = model ? polder_model_success(model) : NULL;
        if (m && m->means) said = polder_handout_plain(p->d->language, m->means);
    }
    if (said)
        polder_document_add(p->d,
                            "Success means: after %s %s. Anything else counts as no success here, "
                            "even if the network still exists.",
                            polder_handout_time(p), said);
    else
        polder_document_add(p->d, "Success is counted after %s.", polder_handout_time(p));
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* What harms is told with what chance leaves open, as what helps is (say_runs). */
static void say_fewer(const page_t *p, int arm)
{
    const polder_handout_t *h = p->h;
    const polder_handout_arm_t *a = &h->arm[arm];
    const char *name = polder_handout_arm(p, arm);
    const int base = polder_handout_hundred(h->arm[h->baseline].share);
    const int won = polder_handout_hundred(a->share), gain = polder_handout_gain(h, arm);
    const int low = most(0, least(polder_handout_hundred(-a->high), -gain));
    const int high = most(polder_handout_hundred(-a->low), -gain);
    if (!(p->tight < POLDER_HANDOUT_TIGHTEST && isfinite(a->low) && high > low))
        polder_document_add(p->d, "\"%s\" makes it worse: %d.", name, won);
    else if (low == 0)
        polder_document_add(
            p->d, "\"%s\" makes it worse: %d (allowing for chance, up to %d fewer than %d).", name,
            won, high, base);
    else
        polder_document_add(
            p->d, "\"%s\" makes it worse: %d (allowing for chance, %d to %d fewer than %d).", name,
            won, low, high, base);
}

/* All that surely harm, the worst first; of what also helps somewhere polder_handout_cases_harm tells. */
static void say_worse(const page_t *p)
{
    const polder_handout_t *h = p->h;
    enum { MOST = 2 };
    const char *names = "";
    int n = 0, worst = h->worst, *order = h->worst >= 0 ? polder_handout_order(h) : NULL;
    for (int k = h->n_arm - 1; order && k > 0; k--) {
        if (!(h->arm[order[k]].high < 0) || polder_handout_turns(h, order[k])) continue;
        if (n == 0) worst = order[k];
        if (n++ >= MOST) continue;
        names = polder_document_format(p->d, "%s%s\"%s\" (%d)", names, *names ? ", " : "",
                                       polder_handout_arm(p, order[k]),
                                       polder_handout_hundred(h->arm[order[k]].share));
    }
    free(order);
    if (n == 0 || (n == 1 && in_headline(p) && p->tight > POLDER_HANDOUT_TIGHT)) return;
    if (n > MOST) names = polder_document_text(p->d, "%s and %d more", names, n - MOST);
    polder_document_add(p->d, " ");
    if (n == 1)
        say_fewer(p, worst);
    else
        polder_document_add(p->d, "These make it worse: %s.", names);
}

/* At last a table of what it depends on stands alone. */
static bool has_picture(const page_t *p)
{
    return p->tight < POLDER_HANDOUT_PLAIN || !polder_handout_cases_told(p);
}

static void say_numbers(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const polder_handout_arm_t *base = &h->arm[h->baseline];
    const bool differ = polder_handout_cases_differ(h);
    if (differ && p->tight >= POLDER_HANDOUT_TIGHT && polder_handout_rows_drawn(p))
        polder_document_say(p->d, "%s", ""); /* the rows say more than an average over them */
    else if (differ && (polder_handout_rows_drawn(p) || !has_picture(p)))
        polder_document_say(p->d, "Averaged over all %s situations, %s in 100 succeed with \"%s\".",
                            polder_handout_number(p, h->n_point),
                            polder_handout_count(p, base->share),
                            polder_handout_arm(p, h->baseline));
    else if (differ)
        polder_document_say(p->d,
                            "Averaged over all %s situations, as in the picture, %s in 100 "
                            "succeed with \"%s\".",
                            polder_handout_number(p, h->n_point),
                            polder_handout_count(p, base->share),
                            polder_handout_arm(p, h->baseline));
    else if (h->n_arm > 1 && !polder_handout_of_one(h))
        polder_document_say(p->d, "With \"%s\", %s in 100 networks succeed.",
                            polder_handout_arm(p, h->baseline),
                            polder_handout_count(p, base->share));
    else if (h->n_arm > 1)
        polder_document_say(p->d, "With \"%s\", %s in 100 runs succeed.",
                            polder_handout_arm(p, h->baseline),
                            polder_handout_count(p, base->share));
    else
        polder_document_say(p->d,
                            polder_handout_of_one(h) ? "%s in 100 runs succeed."
                                                     : "%s in 100 networks succeed.",
                            polder_handout_count(p, base->share));
    if (h->n_arm > 1 && h->n_point > 1 && !differ) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "All numbers here are averages over %s situations.",
                            polder_handout_number(p, h->n_point));
    }
    const bool named = h->best >= 0 && !differ;
    if (named) polder_document_add(p->d, " ");
    if (named) say_good(p);
    if (named) say_no_judgement(p);
    say_worse(p);
}

/* The arm that gains least; 0 without memory. */
static int lowest_arm(const polder_handout_t *h)
{
    int *order = polder_handout_order(h);
    const int arm = order ? order[h->n_arm - 1] : 0;
    free(order);
    return arm;
}

/* Of two that do as badly out of a hundred none is the lowest. */
static bool is_lowest_alone(const polder_handout_t *h, int arm)
{
    const int won = polder_handout_hundred(h->arm[arm].share);
    for (int i = 0; i < h->n_arm; i++)
        if (i != arm && i != h->baseline && polder_handout_hundred(h->arm[i].share) == won)
            return false;
    return true;
}

static void say_none_lowest(const page_t *p)
{
    const polder_handout_t *h = p->h;
    bool sure = true;
    for (int i = 0; i < h->n_arm; i++) sure &= i == h->baseline || h->arm[i].low > -0.01;
    polder_document_add(p->d, " ");
    if (sure)
        polder_document_add(p->d, "On balance no approach does harm.");
    else
        polder_document_add(p->d, "On balance no approach clearly does harm.");
}

/* Behind what the lowest does on balance: of how many it is good and of how many bad; the picture has it too. */
static void end_with_both(const page_t *p, int arm)
{
    const polder_handout_t *h = p->h;
    const polder_handout_dots_t d = polder_handout_dots(h, arm);
    if (d.lost == 0 || p->tight >= POLDER_HANDOUT_TIGHT)
        polder_document_add(p->d, ".");
    else if (polder_handout_baseline_acts(h))
        polder_document_add(p->d, ": %d in 100 succeed thanks to it, and %d only with \"%s\".",
                            d.saved, d.lost, polder_handout_arm(p, h->baseline));
    else
        polder_document_add(p->d, ": %d in 100 succeed thanks to it, and %d only without it.",
                            d.saved, d.lost);
}

/* The question asks what does harm: of the lowest of several it is told when none surely does. */
static void say_lowest(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const int arm = lowest_arm(h);
    const polder_handout_arm_t *a = &h->arm[arm];
    const char *name = polder_handout_arm(p, arm);
    const int won = polder_handout_hundred(a->share);
    if (polder_handout_cases_harm(p)) return;
    if (h->n_arm < 3 || h->worst >= 0 || isnan(a->low) || isnan(a->high)) return;
    if (!is_lowest_alone(h, arm)) {
        say_none_lowest(p);
        return;
    }
    polder_document_add(p->d, " ");
    if (is_little(h, arm))
        polder_document_add(p->d,
                            "On balance no approach does harm; \"%s\" helps a little at most (%d)",
                            name, won);
    else if (a->low > 0)
        polder_document_add(p->d, "On balance no approach does harm; \"%s\" helps least (%d)", name,
                            won);
    else if (a->low > -0.01 && a->high < 0.01)
        polder_document_add(p->d,
                            "On balance no approach does harm: the lowest, \"%s\", changes less "
                            "than 1 in 100 (%d)",
                            name, won);
    else if (a->gain < 0 && a->p < 0.05)
        polder_document_add(p->d,
                            "\"%s\" seems to do harm (%d, instead of %d), but with %d compared "
                            "at once that is not sure",
                            name, won, polder_handout_hundred(h->arm[h->baseline].share),
                            h->n_arm - 1);
    else
        polder_document_add(
            p->d, "On balance no approach clearly does harm. \"%s\" (%d) makes no clear difference",
            name, won);
    end_with_both(p, arm);
}

/* The other harm that the table of the second sheet knows: fewer that are still there. */
static void say_ended(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int found = -1;
    for (int i = 0; i < h->n_arm; i++)
        if (i != h->baseline && h->arm[i].stay_high < 0 &&
            (found < 0 || h->arm[i].alive < h->arm[found].alive))
            found = i;
    if (found < 0) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "With \"%s\" fewer still exist at the end: %d in 100, instead of %d.",
                        polder_handout_arm(p, found), polder_handout_hundred(h->arm[found].alive),
                        polder_handout_hundred(h->arm[h->baseline].alive));
}

/* Those that surely matter, and that chance alone leaves as strong as the first: A; B. */
static const char *strongest(const page_t *p, int *n)
{
    enum { MOST = 3 };
    const polder_factors_t *f = &p->h->summary.factors;
    const char *names = "";
    *n = 0;
    for (int i = 0; i < f->n && *n < MOST && polder_handout_is_sure(f, i); i++) {
        const polder_factor_effect_t *e = &f->factor[i];
        const double most = fmax(fabs(e->low), fabs(e->high)); /* NaN: one at a time */
        if (i > 0 && !(most >= fabs(f->factor[0].rank))) break;
        names = polder_document_format(p->d, "%s%s%s", names, (*n)++ ? "; " : "",
                                       polder_handout_factor_said(p, e));
    }
    return names;
}

/* Of a single way to run, over a design or not. */
static void say_alone(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    const char *names = h->n_point > 1 ? strongest(p, &n) : "";
    if (n == 1)
        polder_document_say(p->d, "In this model it depends most on %s.", names);
    else if (n > 1)
        polder_document_say(p->d, "In this model it depends most on these: %s.", names);
    else
        polder_document_say(p->d, "In this model %s in 100 succeed.",
                            polder_handout_count(p, h->arm[h->baseline].share));
    if (h->n_point > 1)
        say_numbers(p);
    else
        polder_document_say(p->d, "%s", "");
    if (h->n_point > 1) polder_document_add(p->d, " ");
    say_success(p);
}

static void say_answer(const page_t *p)
{
    const polder_handout_t *h = p->h;
    polder_document_begin(p->d, POLDER_PART_ANSWER, "");
    if (!h->success) {
        polder_document_say(p->d, "This model does not say what success is.");
        polder_document_say(p->d, "So there is no answer in numbers here; what can be said of such "
                                  "networks stands below.");
    } else if (!polder_handout_enough(h)) {
        polder_document_say(p->d, "That cannot be said yet.");
        if (polder_handout_units(h) < h->networks)
            polder_document_say(
                p->d,
                "%s networks were run with each approach, but they are futures of %s "
                "foundings, which are alike: they say as much as %s that each "
                "began differently. Fewer than %d say too little to build on: run "
                "more foundings.",
                polder_handout_number(p, h->networks),
                polder_handout_number(p, h->summary.split.foundings),
                polder_handout_number(p, polder_handout_units(h)), (int)POLDER_HANDOUT_LEAST);
        else
            polder_document_say(
                p->d,
                "%s networks were run with each approach. Fewer than %d say too little to "
                "build on: run more of them.",
                polder_handout_number(p, h->networks), (int)POLDER_HANDOUT_LEAST);
    } else if (h->n_arm > 1) {
        say_verdict(p);
        say_numbers(p);
        say_lowest(p);
        say_ended(p);
        polder_document_add(p->d, " ");
        say_success(p);
    } else
        say_alone(p);
    polder_document_end(p->d);
}

/* ---- how firm ---- */

/* Names of fields stand in the fold alone. */
const char *polder_handout_factor_said(const page_t *p, const polder_factor_effect_t *f)
{
    const char *said = polder_handout_field(p, f->name), *with = "";
    if (!said) return polder_factor_title(p->d, f);
    for (int i = 0; i < f->n_with; i++) {
        const char *other = polder_handout_field(p, f->with[i]);
        with =
            polder_document_format(p->d, "%s%s%s", with, i ? "; " : "", other ? other : f->with[i]);
    }
    return f->n_with > 0 ? polder_document_text(p->d, "%s (with %s)", said, with) : said;
}

static const polder_factor_effect_t *first_factor(const polder_handout_t *h)
{
    const polder_factors_t *f = &h->summary.factors;
    const bool any = h->n_file == 1 && f->n > 0 && f->factor[0].n_word == 0 &&
                     !isnan(f->factor[0].rank) && fabs(f->factor[0].rank) >= f->chance;
    return any ? &f->factor[0] : NULL;
}

/* A file keeps no roles of factors: the model has them, as far as it is known here. */
bool polder_handout_is_lever(const polder_handout_t *h, const polder_factor_effect_t *f)
{
    polder_table_t table = {0};
    polder_report_t report = {0};
    const char *of = NULL;
    size_t length = 0;
    if (!h->result) return false;
    if (polder_manner_find(f->name, &of, &length)) return true; /* how something is done */
    const char *model = polder_result_model(h->result)->name;
    const bool known = polder_model_find(model) && polder_table_init(&table, model, &report) >= 0;
    const int field = known ? polder_table_find(&table, f->name) : -1;
    const bool lever = field >= 0 && table.field[field]->role == POLDER_LEVER;
    polder_table_free(&table);
    polder_report_free(&report);
    return lever;
}

static int count_levers(const polder_handout_t *h)
{
    int n = 0;
    for (int i = 0; i < h->summary.factors.n; i++)
        n += polder_handout_is_lever(h, &h->summary.factors.factor[i]);
    return n;
}

static int compare_numbers(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a > b ? 1 : a < b ? -1 : 0;
}

/* From where to where nine of ten points lie. */
static bool find_middle(const polder_handout_t *h, double *low, double *high)
{
    double *x = calloc((size_t)h->n_point, sizeof *x);
    int n = 0;
    if (!x) return false;
    for (int i = 0; i < h->n_point; i++)
        if (!isnan(h->point_share[i])) x[n++] = h->point_share[i];
    qsort(x, (size_t)n, sizeof *x, compare_numbers);
    if (n > 0) *low = x[n / 20], *high = x[n - 1 - n / 20];
    free(x);
    return n > 0;
}

static void say_firm_points(const page_t *p)
{
    enum { EACH_SET = 20 };
    double low = NAN, high = NAN;
    polder_document_item(p->d, 0, POLDER_TEXT("How firm is this? It depends."),
                         "%s sets of assumptions "
                         "were tried.",
                         polder_handout_number(p, p->h->n_point));
    /* shares of a handful are spread by chance alone */
    if (p->h->networks < (int64_t)EACH_SET * p->h->n_point) return;
    if (!find_middle(p->h, &low, &high)) return;
    polder_document_add(p->d, " ");
    if (p->h->n_point < POLDER_HANDOUT_POINTS)
        polder_document_add(p->d, "In them between %d and %d in 100 succeed.",
                            polder_handout_hundred(low), polder_handout_hundred(high));
    else
        polder_document_add(p->d, "In nine of ten of them between %d and %d in 100 succeed.",
                            polder_handout_hundred(low), polder_handout_hundred(high));
}

/* The arm whose gain the answer names, or the one that gains most; 0 without memory. */
static int named_arm(const polder_handout_t *h)
{
    if (h->best >= 0) return h->best;
    if (h->worst >= 0) return h->worst;
    int *order = polder_handout_order(h);
    const int arm = order ? order[1] : 0;
    free(order);
    return arm;
}

/* How many runs of how many networks a hundred stands for. */
static void say_runs(const page_t *p, long long n)
{
    const polder_handout_t *h = p->h;
    const char *networks = polder_handout_number(p, n);
    if (h->n_arm > 1 && polder_handout_of_one(h))
        polder_document_add(
            p->d, "One network was run %s times with each approach; results are shown per 100.",
            networks);
    else if (h->n_arm > 1 && polder_handout_paired(h))
        polder_document_add(
            p->d, "The same %s networks were run with each approach; results are shown per 100.",
            networks);
    else if (h->n_arm > 1)
        polder_document_add(
            p->d, "%s networks were run with each approach; results are shown per 100.", networks);
    else if (polder_handout_of_one(h))
        polder_document_add(p->d, "One network was run %s times; results are shown per 100.",
                            networks);
    else
        polder_document_add(p->d, "%s networks were run; results are shown per 100.", networks);
}

/* "11 or 12", where what lies between the two whole numbers above is not what the gain itself rounds to, which page
 * 2 has; else "12". */
static const char *gain_said(const page_t *p, int arm)
{
    const int own = polder_handout_hundred(fabs(p->h->arm[arm].gain));
    const int shown = abs(polder_handout_gain(p->h, arm));
    if (own == shown || least(own, shown) == 0)
        return polder_document_format(p->d, "%d", most(own, shown));
    return polder_document_text(p->d, "%d or %d", least(own, shown), most(own, shown));
}

static void say_gain(const page_t *p, long long networks)
{
    const polder_handout_t *h = p->h;
    const int arm = named_arm(h);
    const polder_handout_arm_t *a = &h->arm[arm];
    const char *name = polder_handout_arm(p, arm);
    say_runs(p, networks);
    if (isnan(a->low) || isnan(a->high) || polder_handout_cases_differ(h)) return;
    polder_document_add(p->d, " ");
    const int gain = polder_handout_gain(h, arm); /* which the interval has to hold */
    const char *said = gain_said(p, arm);
    const int low = least(polder_handout_hundred(a->low), gain);
    const int high = most(polder_handout_hundred(a->high), gain);
    if (gain == 0 && (a->low > 0 || a->high < 0))
        polder_document_add(p->d, "With \"%s\" less than 1 in 100 changes.", name);
    else if (low == 0 && high > 0 && a->low > 0)
        polder_document_add(
            p->d, "With \"%s\", %s more in 100 succeed; allowing for chance, fewer than 1 to %d.",
            name, said, high);
    else if (low >= 0)
        polder_document_add(p->d,
                            "With \"%s\", %s more in 100 succeed; allowing for chance, %d to %d.",
                            name, said, low, high);
    else if (high == 0 && low < 0 && a->high < 0)
        polder_document_add(
            p->d, "With \"%s\", %s fewer in 100 succeed; allowing for chance, fewer than 1 to %d.",
            name, said, -low);
    else if (high <= 0)
        polder_document_add(p->d,
                            "With \"%s\", %s fewer in 100 succeed; allowing for chance, %d to %d.",
                            name, said, -high, -low);
    else
        polder_document_add(
            p->d,
            "With \"%s\", allowing for chance, it is anything from %d fewer to %d more in 100.",
            name, -low, high);
}

/* What chance alone leaves open where there is nothing to compare with. */
static void say_luck(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    const polder_proportion_t *won = s->n_case > 0 ? &s->cases[s->detail].success : NULL;
    if (!won || won->n == 0 || isnan(won->low) || isnan(won->high)) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Allowing for chance, that is %d to %d in 100.",
                        polder_handout_hundred(won->low), polder_handout_hundred(won->high));
}

/* How many networks there were, and what chance alone leaves open. */
static void say_chance(const page_t *p)
{
    enum { CERTAIN = 1000 };
    const polder_handout_t *h = p->h;
    const long long networks = h->networks;
    if (h->n_arm == 1 && h->n_point > 1) return;
    polder_document_add(p->d, " ");
    if (h->n_arm > 1)
        say_gain(p, networks);
    else {
        say_runs(p, networks);
        say_luck(p);
    }
    if (networks >= CERTAIN) return;
    polder_document_add(p->d, " ");
    if (polder_handout_of_one(h))
        polder_document_add(p->d, "%s runs is few; %s would make the answer firmer.",
                            polder_handout_number(p, networks), polder_handout_number(p, CERTAIN));
    else
        polder_document_add(p->d, "%s networks is few; %s would make the answer firmer.",
                            polder_handout_number(p, networks), polder_handout_number(p, CERTAIN));
}

static void say_firm(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const polder_factor_effect_t *f = first_factor(h);
    const int arm = h->best >= 0 ? h->best : h->worst;
    if (!polder_handout_enough(h)) return;
    const int levers = count_levers(h);
    const bool all = levers > 0 && levers == h->summary.factors.n;
    if (h->n_point == 1) {
        polder_document_item(p->d, 0,
                             POLDER_TEXT("How firm is this? It holds only if our assumptions do."),
                             "We did not test them; different ones might change the answer.");
        say_chance(p);
        return;
    }
    if (all)
        polder_document_item(p->d, 0,
                             POLDER_TEXT("How firm is this? It holds only if our assumptions do."),
                             "We varied what is done, and chance, but not our assumptions; "
                             "different ones might change the answer.");
    else if (h->n_arm > 1 && arm >= 0)
        polder_handout_cases_firm(p, arm);
    else
        say_firm_points(p);
    if (levers > 0 && !all) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "In these sets what is done differs as well.");
    }
    say_chance(p);
    /* The answer says so where there is one way to run, and where it depends on that. */
    if (!f || h->n_arm == 1 || polder_handout_cases_differ(h)) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "What matters most: %s.", polder_handout_factor_said(p, f));
}

/* ---- the picture ---- */

/* A figure, or in its place why it is not there. */
void polder_handout_picture(const page_t *p, const char *name)
{
    const char *why = NULL;
    if (polder_handout_figure(p, name, &why) == 0 && why)
        polder_document_note(p->d, "There is no picture here: %s.", why);
}

/* Would somebody who adds up find another number? */
static bool is_off_by_one(const polder_handout_t *h)
{
    const int base = polder_handout_hundred(h->arm[h->baseline].share);
    for (int i = 0; i < h->n_arm; i++) {
        const polder_handout_dots_t d = polder_handout_dots(h, i);
        const int won = polder_handout_hundred(h->arm[i].share);
        if (i == h->baseline || isnan(h->arm[i].gain)) continue;
        if (polder_handout_paired(h) && base + d.saved - d.lost != won) return true;
    }
    return false;
}

static void say_left_out(const page_t *p)
{
    const bool rows = polder_handout_rows_drawn(p); /* not of the averages */
    if (rows) polder_handout_cases_rows(p);
    if (polder_handout_enough(p->h) && has_picture(p) && !rows && is_off_by_one(p->h))
        polder_document_note(p->d, "Rounded; sums may differ by 1.");
    if (p->h->n_left_out > 0)
        polder_document_note(
            p->d,
            "Not compared here, because they run for a longer or shorter time than "
            "\"%s\": %s.",
            polder_handout_arm(p, p->h->baseline), polder_handout_left_out(p));
}

/* What the answer, of strict success, does not name may surely keep networks together. */
static void say_longer(const page_t *p)
{
    enum { MOST = 2 };
    const polder_handout_t *h = p->h;
    int found[MOST] = {-1, -1}, n = 0, others = 0;
    for (int i = 0; i < h->n_arm; i++) {
        if (i == h->baseline || !(h->arm[i].stay_low > 0)) continue;
        others += !polder_handout_as_good(h, i);
        n++;
        int k = i;
        for (int at = 0; at < MOST && k >= 0; at++) {
            if (found[at] >= 0 && !(h->arm[k].alive > h->arm[found[at]].alive)) continue;
            const int after = found[at];
            found[at] = k, k = after;
        }
    }
    if (others == 0 || n > MOST) return; /* a number of them without names says little */
    const char *names = "";
    for (int at = 0; at < MOST && found[at] >= 0; at++)
        names = polder_document_format(p->d, "%s%s\"%s\" (%d)", names, at > 0 ? ", " : "",
                                       polder_handout_arm(p, found[at]),
                                       polder_handout_hundred(h->arm[found[at]].alive));
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Clearly more still exist with %s.", names);
}

/* The other views of success are in the fold; one that lies far from it is told, for much hangs on what success is. */
static void say_view(const page_t *p)
{
    const double far = 0.1;
    const polder_summary_t *s = &p->h->summary;
    const polder_case_summary_t *c = &s->cases[s->detail];
    if (p->h->n_point > 1 || p->h->n_file > 1) return; /* they are of one point */
    for (int i = 0; i < s->n_share; i++) {
        const double share = c->share[i].share;
        if (s->share[i]->kind != POLDER_MEASURE_VIEW || c->share[i].n == 0) continue;
        if (!(fabs(share - p->h->arm[p->h->baseline].share) >= far)) continue;
        const char *label = polder_text(p->d->language, polder_measure_label(s->share[i]));
        const char *means = s->share[i]->means;
        if (!means) return; /* a number of what nobody explains is a riddle; the fold has it */
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "Success %s (%s): %d of 100.", label,
                            polder_text(p->d->language, means), polder_handout_hundred(share));
        return;
    }
}

static void say_existing(const page_t *p)
{
    const polder_handout_arm_t *a = &p->h->arm[p->h->baseline];
    const int alive = polder_handout_hundred(a->alive), won = polder_handout_hundred(a->share);
    if (!polder_handout_enough(p->h) || alive < 0) return;
    const char *wins = polder_handout_count(p, a->share);
    const char *name = p->h->n_arm > 1 ? polder_handout_arm(p, p->h->baseline) : NULL;
    if (alive > won && name && polder_handout_of_one(p->h))
        polder_document_item(p->d, 0, POLDER_TEXT("Still existing is not success."),
                             "With \"%s\" the network still exists after %s in %d of 100 runs, and "
                             "succeeds in %s.",
                             name, polder_handout_time(p), alive, wins);
    else if (alive > won && polder_handout_of_one(p->h))
        polder_document_item(p->d, 0, POLDER_TEXT("Still existing is not success."),
                             "After %s the network still exists in %d of 100 runs; it succeeds in "
                             "%s.",
                             polder_handout_time(p), alive, wins);
    else if (alive == 0)
        polder_document_item(p->d, 0, POLDER_TEXT("Nobody is left."),
                             "After %s, none of 100 networks still exists.",
                             polder_handout_time(p));
    else if (alive > won && name && p->tight >= POLDER_HANDOUT_TIGHT) /* the picture says when */
        polder_document_item(p->d, 0, POLDER_TEXT("Still existing is not success."),
                             "With \"%s\", %d of 100 still exist; %s succeed.", name, alive, wins);
    else if (alive > won && name)
        polder_document_item(p->d, 0, POLDER_TEXT("Still existing is not success."),
                             "With \"%s\", %d of 100 networks still exist after %s; %s succeed.",
                             name, alive, polder_handout_time(p), wins);
    else if (alive > won)
        polder_document_item(p->d, 0, POLDER_TEXT("Still existing is not success."),
                             "After %s, %d of 100 networks still exist; %s succeed.",
                             polder_handout_time(p), alive, wins);
    if (alive > 0 && alive <= won) return;
    if (p->tight >= POLDER_HANDOUT_TIGHT) return;
    say_view(p);
    say_longer(p);
}

/* Of numbers beside those of several ways to run: of which one they are. */
void polder_handout_of_baseline(const page_t *p)
{
    if (p->h->n_arm < 2) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "Counted with \"%s\".", polder_handout_arm(p, p->h->baseline));
}

void polder_handout_not_said(const page_t *p)
{
    if (p->tight >= POLDER_HANDOUT_PLAIN) { /* the second sheet says why */
        polder_document_item(p->d, 0, POLDER_TEXT("Do not say \"our chance is ...\"."), " ");
        return;
    }
    polder_document_item(p->d, 0, POLDER_TEXT("Do not say \"our chance is ...\"."),
                         "A model cannot tell how yours will turn out (page 2).");
}

static void say_first(const page_t *p)
{
    say_answer(p);
    say_firm(p);
    if (polder_handout_enough(p->h) && p->h->success) polder_handout_not_said(p);
    polder_handout_cases(p);
    const char *many = polder_handout_paired(p->h) ? "arms" : "effect";
    if (has_picture(p))
        polder_handout_picture(p, p->h->n_arm > 1 ? many : p->h->success ? "ends" : "survival");
    say_left_out(p);
    if (p->tight < POLDER_HANDOUT_TIGHTEST) say_existing(p);
    polder_handout_start(p);
}

static void first_sheet(const page_t *p)
{
    polder_document_begin(p->d, POLDER_PART_SHEET, "");
    polder_handout_head(p);
    if (p->h->n_arm > 0 || p->title) polder_document_say(p->d, "%s", question_of(p));
    if (p->h->n_arm == 0) polder_handout_diagnosed_of(p);
    if (p->h->n_arm > 0)
        say_first(p);
    else
        polder_handout_diagnosed(p);
    polder_document_end(p->d);
}

/* At each level of what is left out, less and less of what many approaches are. */
enum { TOLD = 3 };

static page_t at_step(const page_t *p, bool second, int step)
{
    page_t some = *p;
    some.tight = step / TOLD, some.told = step % TOLD;
    if (second) some.tight_second = some.tight;
    return some;
}

static bool fits(const page_t *p, bool second, int step)
{
    const page_t some = at_step(p, second, step);
    const int before = p->d->n;
    (second ? polder_handout_second : first_sheet)(&some);
    const bool is = polder_handout_height(p->d, before) <= POLDER_HANDOUT_LINES;
    polder_document_cut(p->d, before);
    return is;
}

/* The first of these that fits in all of them; the last, where none does. */
static int first_step(const page_t *in, bool second)
{
    const bool many = second && in->h->n_arm - 1 > POLDER_HANDOUT_FEW_ARMS;
    for (int step = 0;; step += many && step < TOLD * POLDER_HANDOUT_TIGHTEST ? 1 : TOLD) {
        int l = 0;
        while (l < POLDER_LANGUAGES && fits(&in[l], second, step)) l++;
        if (l == POLDER_LANGUAGES || step >= TOLD * POLDER_HANDOUT_PLAIN) return step;
    }
}

/* How much a sheet has to leave out so that it fits, as a step, in any language: readers of two of them hold the
 * same sheet. What is left out comes back as lines at the next level, so the step of one need not do for another. */
static int step_in_all(const page_t *p, bool second)
{
    page_t in[POLDER_LANGUAGES];
    bool lost = false;
    for (int l = 0; l < POLDER_LANGUAGES; l++) {
        in[l] = *p;
        if ((polder_language_t)l != p->d->language)
            in[l].d = polder_document_new((polder_language_t)l);
        if (in[l].d)
            in[l].d->titled = p->d->titled;
        else
            lost = true;
    }
    const int step = lost ? 0 : first_step(in, second);
    if (lost) polder_document_lost(p->d);
    for (int l = 0; l < POLDER_LANGUAGES; l++)
        if (in[l].d != p->d) polder_document_free(in[l].d);
    return step;
}

void polder_handout_report(const page_t *p)
{
    if (p->members && p->member) {
        polder_handout_member(p);
        return;
    }
    const page_t second = at_step(p, true, step_in_all(p, true));
    page_t some = at_step(&second, false, step_in_all(&second, false));
    first_sheet(&some);
    some = second;
    polder_handout_second(&some);
    some.tight = least(some.tight, POLDER_HANDOUT_TIGHTEST); /* there names have room */
    polder_handout_folds(&some);
}
