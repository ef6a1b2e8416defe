/* handout_say.c: the first sheet of a report: the question, the answer, how firm it is; see
 * handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/summary_document.h"
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

const char *polder_handout_days(const page_t *p, const polder_handout_arm_t *a)
{
    if (isnan(a->extra)) return polder_text(p->d->language, "days were not counted");
    return polder_document_many(p->d, "%lld day of work more", "%lld days of work more",
                                llround(a->extra > 0 ? a->extra : 0));
}

bool polder_handout_as_good(const polder_handout_t *h, int arm)
{
    const polder_handout_arm_t *a = &h->arm[arm];
    return h->best >= 0 && arm != h->baseline && a->low > 0 && a->high >= h->arm[h->best].low;
}

/* ---- the head ---- */

static const char *title_of(const page_t *p)
{
    const polder_summary_t *s = &p->h->summary;
    const bool dutch = p->d->language == POLDER_DUTCH && s->title_nl && *s->title_nl;
    const char *own = dutch ? s->title_nl : s->title;
    const char *diagnosed = json_string_value(json_object_get(p->diagnosis, "title_nl"));
    if (p->d->language != POLDER_DUTCH || !diagnosed)
        diagnosed = json_string_value(json_object_get(p->diagnosis, "title"));
    if (p->title) return p->title;
    if (own && *own) return own;
    if (diagnosed && *diagnosed) return diagnosed;
    return polder_text(p->d->language, "How does this network fare?");
}

static void say_head(const page_t *p)
{
    if (p->client) polder_document_line(p->d, "%s", p->client);
    polder_document_title(p->d, "%s", title_of(p));
    polder_document_line(p->d, "Computed with Polder %s, not measured.", p->version);
    if (p->date) polder_document_add(p->d, " %s", p->date);
}

static void say_question(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const char *question = p->question;
    if (!question && h->n_arm == 0)
        question =
            polder_text(p->d->language, "Why does it not go well more often, and what would help?");
    const int other = h->baseline == 0 ? 1 : 0;
    if (!question && h->n_arm == 2)
        question =
            polder_document_text(p->d, "Does it help to go from \"%s\" to \"%s\"?",
                                 polder_handout_arm(p, h->baseline), polder_handout_arm(p, other));
    else if (!question && h->n_arm > 2)
        question = polder_document_text(p->d,
                                        "Which of %d ways to go about it helps, and which "
                                        "does harm?",
                                        h->n_arm - 1);
    else if (!question && h->n_point > 1)
        question =
            polder_text(p->d->language, "What does it hang on whether such networks succeed?");
    else if (!question)
        question = polder_text(p->d->language, "How often do networks like this succeed?");
    polder_document_say(p->d, "%s", question);
}

/* ---- the answer ---- */

/* "A", "B" and "C" that do about as well as the best. */
static const char *best_names(const page_t *p, int *n)
{
    enum { MOST = 4 };
    const polder_handout_t *h = p->h;
    const char *names = "";
    *n = 0;
    for (int i = 0; i < h->n_arm; i++) {
        if (!polder_handout_as_good(h, i)) continue;
        if (*n < MOST)
            names = polder_document_format(p->d, "%s%s\"%s\"", names, *n ? ", " : "",
                                           polder_handout_arm(p, i));
        ++*n;
    }
    return *n > MOST ? polder_document_many(p->d, "%lld way", "%lld ways", *n) : names;
}

static void say_verdict(const page_t *p)
{
    const polder_handout_t *h = p->h;
    int n = 0;
    const char *names = best_names(p, &n);
    if (h->best >= 0 && h->n_arm == 2)
        polder_document_say(p->d, "In this model, yes.");
    else if (h->best >= 0 && n == 1)
        polder_document_say(p->d, "In this model %s helps most.", names);
    else if (h->best >= 0)
        polder_document_say(p->d, "In this model these help about equally well: %s.", names);
    else if (h->worst >= 0 && h->n_arm == 2)
        polder_document_say(p->d, "In this model, no: it does harm.");
    else if (h->worst >= 0)
        polder_document_say(p->d, "In this model none surely helps, and one does harm.");
    else
        polder_document_say(p->d, "In this model it makes no clear difference.");
}

static void say_numbers(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const polder_handout_arm_t *base = &h->arm[h->baseline];
    const char *means = h->summary.success->means;
    polder_document_say(p->d, "Of a hundred times %s %d go well", polder_handout_time(p),
                        polder_handout_hundred(base->share));
    if (means) polder_document_add(p->d, ": %s", polder_text(p->d->language, means));
    if (h->best < 0)
        polder_document_add(p->d, ".");
    else
        polder_document_add(p->d, "; with \"%s\" %d, for %s.", polder_handout_arm(p, h->best),
                            polder_handout_hundred(h->arm[h->best].share),
                            polder_handout_days(p, &h->arm[h->best]));
    if (h->worst < 0) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "\"%s\" makes it worse: %d.", polder_handout_arm(p, h->worst),
                        polder_handout_hundred(h->arm[h->worst].share));
}

/* The arm that gains least; 0 without memory. */
static int lowest_arm(const polder_handout_t *h)
{
    int *order = polder_handout_order(h);
    const int arm = order ? order[h->n_arm - 1] : 0;
    free(order);
    return arm;
}

/* The question asks what does harm: of the lowest of several it is told when none surely does. */
static void say_lowest(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const int arm = lowest_arm(h);
    const polder_handout_arm_t *a = &h->arm[arm];
    const char *name = polder_handout_arm(p, arm);
    const int won = polder_handout_hundred(a->share);
    if (h->n_arm < 3 || h->worst >= 0 || isnan(a->low) || isnan(a->high)) return;
    polder_document_add(p->d, " ");
    if (a->low > 0)
        polder_document_add(p->d, "None does harm: the lowest, \"%s\", helps as well (%d).", name,
                            won);
    else if (a->low > -0.01 && a->high < 0.01)
        polder_document_add(p->d,
                            "None does harm: the lowest, \"%s\", changes less than 1 of a hundred "
                            "(%d).",
                            name, won);
    else
        polder_document_add(p->d,
                            "None surely does harm: of the lowest, \"%s\" (%d), one cannot tell "
                            "whether it does.",
                            name, won);
}

/* Of a single way to run, over a design or not. */
static void say_alone(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const polder_factors_t *f = &h->summary.factors;
    if (h->n_point > 1 && f->n > 0 && f->factor[0].n_word == 0 && !isnan(f->factor[0].rank) &&
        fabs(f->factor[0].rank) >= f->chance)
        polder_document_say(p->d, "In this model it hangs most on %s.",
                            polder_handout_factor(p, &f->factor[0]));
    else
        polder_document_say(p->d, "In this model %d of a hundred go well.",
                            polder_handout_hundred(h->arm[h->baseline].share));
    if (h->n_point > 1)
        say_numbers(p);
    else if (h->summary.success->means)
        polder_document_say(p->d, "Counted after %s: %s.", polder_handout_time(p),
                            polder_text(p->d->language, h->summary.success->means));
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
        polder_document_say(p->d,
                            "%lld networks were run in an arm. Fewer than %d say too little to "
                            "build on: run more of them (replicates).",
                            (long long)h->networks, (int)POLDER_HANDOUT_LEAST);
    } else if (h->n_arm > 1) {
        say_verdict(p);
        say_numbers(p);
        say_lowest(p);
    } else
        say_alone(p);
    polder_document_end(p->d);
}

/* ---- how firm ---- */

const char *polder_handout_factor(const page_t *p, const polder_factor_effect_t *f)
{
    const polder_field_t *field = p->h->result ? polder_result_field(p->h->result, f->name) : NULL;
    const char *doc = field ? field->doc : NULL;
    const char *said = doc && *doc ? polder_text(p->d->language, doc) : NULL;
    if (!said || (said == doc && p->d->language != POLDER_ENGLISH))
        return polder_factor_title(p->d, f);
    if (f->n_with > 0)
        return polder_document_text(p->d, "%s (%s, with %s)", said, f->name,
                                    polder_factor_with(p->d, f));
    return polder_document_format(p->d, "%s (%s)", said, f->name);
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

/* Over what we do not know, as far as a design has varied it. */
static void say_firm_arms(const page_t *p, int arm)
{
    const polder_handout_arm_t *a = &p->h->arm[arm];
    const int held = a->gain > 0 ? a->up : a->down;
    const int hundred = a->points > 0 ? polder_handout_hundred((double)held / a->points) : 0;
    if (hundred >= 95)
        polder_document_item(p->d, 0, POLDER_TEXT("How firm: firm."),
                             "Of %d other sets of assumptions the direction holds in %d of a "
                             "hundred.",
                             a->points, hundred);
    else
        polder_document_item(p->d, 0, POLDER_TEXT("How firm: it depends."),
                             "Of %d other sets of assumptions the direction holds in %d of a "
                             "hundred.",
                             a->points, hundred);
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
    double low = NAN, high = NAN;
    polder_document_item(p->d, 0, POLDER_TEXT("How firm: it depends."),
                         "%d sets of assumptions "
                         "were tried.",
                         p->h->n_point);
    if (!find_middle(p->h, &low, &high)) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "In nine of ten of them between %d and %d of a hundred go well.",
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

static void say_gain(const page_t *p, long long networks)
{
    const polder_handout_t *h = p->h;
    const int arm = named_arm(h);
    const polder_handout_arm_t *a = &h->arm[arm];
    const bool clear = h->n_arm == 2 || h->best >= 0 || h->worst >= 0; /* which arm this is of */
    const char *name =
        clear ? "" : polder_document_text(p->d, "with \"%s\" ", polder_handout_arm(p, arm));
    if (isnan(a->low) || isnan(a->high)) {
        polder_document_add(p->d, "%lld networks were run in each way.", networks);
        return;
    }
    const int low = polder_handout_hundred(a->low), high = polder_handout_hundred(a->high);
    if (low >= 0)
        polder_document_add(p->d,
                            "With %lld networks for each way: %sbetween %d and %d more of a "
                            "hundred, by chance alone.",
                            networks, name, low, high);
    else if (high <= 0)
        polder_document_add(p->d,
                            "With %lld networks for each way: %sbetween %d and %d fewer of a "
                            "hundred, by chance alone.",
                            networks, name, -high, -low);
    else
        polder_document_add(p->d,
                            "With %lld networks for each way: %sbetween %d fewer and %d more of a "
                            "hundred, by chance alone.",
                            networks, name, -low, high);
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
    else
        polder_document_add(p->d, "%lld networks were run.", networks);
    if (networks >= CERTAIN) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "That is few: %d is better.", (int)CERTAIN);
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
        polder_document_item(p->d, 0, POLDER_TEXT("How firm: not examined yet."),
                             "Chance was varied, our assumptions were not.");
        say_chance(p);
        return;
    }
    if (all)
        polder_document_item(p->d, 0, POLDER_TEXT("How firm: not examined yet."),
                             "Chance was varied, and what is done; our assumptions were not.");
    else if (h->n_arm > 1 && arm >= 0)
        say_firm_arms(p, arm);
    else
        say_firm_points(p);
    if (levers > 0 && !all) {
        polder_document_add(p->d, " ");
        polder_document_add(p->d, "In these sets what is done differs as well.");
    }
    say_chance(p);
    if (!f) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d, "What matters most: %s.", polder_handout_factor(p, f));
}

/* ---- the picture ---- */

/* A figure, or in its place why it is not there. */
void polder_handout_picture(const page_t *p, const char *name)
{
    const char *why = NULL;
    if (polder_handout_figure(p, name, &why) == 0 && why)
        polder_document_note(p->d, "There is no picture here: %s.", why);
}

static void say_left_out(const page_t *p)
{
    const int left = p->h->n_arm - 5;
    if (p->h->n_arm <= 7 || !polder_handout_enough(p->h)) return;
    polder_document_note(p->d, "%s",
                         polder_document_many(p->d,
                                              "The best three and the worst; %lld other is on "
                                              "the page in a browser.",
                                              "The best three and the worst; %lld others are on "
                                              "the page in a browser.",
                                              left));
}

static void say_existing(const page_t *p)
{
    const polder_handout_arm_t *a = &p->h->arm[p->h->baseline];
    const int alive = polder_handout_hundred(a->alive), won = polder_handout_hundred(a->share);
    if (!polder_handout_enough(p->h) || alive < 0) return;
    if (alive == 0)
        polder_document_item(p->d, 0, POLDER_TEXT("Nobody is left."),
                             "After %s none of a hundred networks still exists.",
                             polder_handout_time(p));
    else if (alive > won)
        polder_document_item(p->d, 0, POLDER_TEXT("To exist is not to succeed."),
                             "After %s %d of a hundred networks still exist; that says little.",
                             polder_handout_time(p), alive);
}

static void say_first(const page_t *p)
{
    say_answer(p);
    say_firm(p);
    const char *many = polder_handout_paired(p->h) ? "arms" : "effect";
    polder_handout_picture(p, p->h->n_arm > 1 ? many : p->h->success ? "ends" : "survival");
    say_left_out(p);
    say_existing(p);
    polder_handout_short(p);
}

void polder_handout_report(const page_t *p)
{
    polder_document_begin(p->d, POLDER_PART_SHEET, "");
    say_head(p);
    say_question(p);
    if (p->h->n_arm > 0)
        say_first(p);
    else
        polder_handout_diagnosed(p);
    polder_document_end(p->d);
    polder_handout_second(p);
    if (p->h->n_arm > 0) polder_handout_folds(p);
}
