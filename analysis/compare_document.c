/* compare_document.c: a comparison for people; see compare_document.h. */
#include "analysis/compare_document.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/answer_say.h"
#include "analysis/asked.h"
#include "document/cell.h"
#include "words/words.h"

enum { MOST_VIEWS = 4, MOST_ELSE = 4 };

typedef struct {
    polder_document_t *d;
    const polder_about_t *about;
    const polder_compare_t *c;
} part_t;

static const polder_head_t arm_head = {POLDER_IS_TEXT, .label = "arm", .wrap = true};

static polder_datum_t name_of(const part_t *p, int arm)
{
    return polder_datum_text(
        polder_about_arm(p->d, p->about, arm, polder_text(p->d->language, "(no name)")));
}

static polder_datum_t between(const polder_difference_t *d)
{
    return polder_datum_between(d->difference, d->low, d->high);
}

/* What a figure is called, for people. */
static const char *head_of(const polder_compare_t *c, int figure)
{
    const polder_measure_t *measure = c->figure[figure].measure;
    if (figure == c->alive) return POLDER_TEXT("alive");
    return measure ? polder_measure_head(measure) : c->figure[figure].name;
}

static const char *noun_of(const part_t *p, int figure)
{
    const polder_measure_t *measure = p->c->figure[figure].measure;
    return polder_text(p->d->language,
                       measure ? polder_measure_noun(measure) : head_of(p->c, figure));
}

/* "Strict success", "Alive": at the beginning of a sentence. */
static const char *first_of(const part_t *p, int figure)
{
    return polder_about_first(p->d, noun_of(p, figure));
}

/* --- the head --- */

/* "10 arms from 3 files, 20 to 60 networks each". */
static const char *say_networks(const part_t *p)
{
    const polder_compare_t *c = p->c;
    polder_document_t *d = p->d;
    const char *networks = polder_document_many(d, "%lld network", "%lld networks", c->replicates);
    if (!c->several) return networks;
    if (p->about->least < c->replicates)
        return polder_document_text(d, "%d arms from %d files, %lld to %s each", c->n_arm,
                                    p->about->n_file, (long long)p->about->least, networks);
    return polder_document_text(d, "%d arms from %d files, %s each", c->n_arm, p->about->n_file,
                                networks);
}

/* What tells the title of a file from that of the first, which stands above all: "" where it is the same. */
static const char *title_beside(const part_t *p, int file)
{
    const char *key = p->d->language == POLDER_DUTCH ? "title_nl" : "title", *title[2];
    const polder_several_t *s = p->c->several;
    for (int i = 0; i < 2; i++) {
        title[i] = polder_result_text(s->file[i ? file : 0], key);
        if (!title[i] || !*title[i]) title[i] = polder_result_text(s->file[i ? file : 0], "title");
        if (!title[i]) title[i] = "";
    }
    const size_t n = strlen(title[0]);
    if (n > 0 && strncmp(title[1], title[0], n) == 0) return title[1] + n;
    return *title[1] ? polder_document_format(p->d, " (%s)", title[1]) : "";
}

static void say_files(const part_t *p)
{
    const polder_several_t *s = p->c->several;
    polder_document_t *d = p->d;
    const char *files = "";
    for (int i = 0; i < p->about->n_file; i++)
        files = polder_document_format(d, "%s%s%s%s", files, i > 0 ? ", " : "", p->about->files[i],
                                       s ? title_beside(p, i) : "");
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = s ? "files" : "file"},
                         polder_datum_text(s ? files : p->about->file));
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "baseline"},
                         name_of(p, p->c->baseline));
    if (!s) return;
    if (s->paired)
        polder_document_say(d, "In pairs: the runs have one seed and networks that are made in the "
                               "same way, so each network is compared with itself.");
    else
        polder_document_say(d,
                            "Not in pairs: %s. The runs are compared as samples of their own, with "
                            "wider intervals; what needs pairs is left out.",
                            s->why[d->language]);
    if (s->code[d->language])
        polder_document_item(d, 0, POLDER_TEXT("Note: "), "%s", s->code[d->language]);
}

static void say_head(const part_t *p)
{
    const polder_about_t *a = p->about;
    polder_document_t *d = p->d;
    const char *networks = say_networks(p);
    const char *span = polder_about_span(d, a->common, a->horizon, a->tick);
    polder_document_title(d, "%s", polder_about_title(d, a));
    if (p->c->several)
        polder_document_say(d, "%s, of model %s, %s", networks, a->model, span);
    else
        polder_document_say(d, "%s of model %s, %s, each with %s", networks, a->model, span,
                            polder_document_many(d, "%lld arm", "%lld arms", p->c->n_arm));
    say_files(p);
}

/* The answer, before the numbers. */
static void say_answer(const part_t *p)
{
    const polder_about_t *a = p->about;
    if (!a->answer || a->answer->n_arm < 2 || p->c->success < 0) return;
    polder_document_gap(p->d);
    polder_answer_say(p->d, &(polder_answer_words_t){.answer = a->answer,
                                                     .arm = a->arm,
                                                     .called = &a->called,
                                                     .noun = noun_of(p, p->c->success),
                                                     .n_point = 1});
}

static void say_apart(const part_t *p)
{
    if (!p->about->lasts) return;
    polder_about_lasts(p->about, p->d);
    polder_document_add(
        p->d, " An arm that lives longer or shorter than the baseline is compared with it while "
              "both live: which networks are alive then, and how long they last until then. How "
              "networks ended is shown for each arm at its own end, and no difference of that.");
}

/* --- success --- */

/* Ways to see success: the figure of success, the other views of it, and who is alive. */
static int find_views(const polder_compare_t *c, int figure[MOST_VIEWS])
{
    int n = 0;
    if (c->success < 0) return 0;
    figure[n++] = c->success;
    for (int i = 0; i < c->n_figure && n < MOST_VIEWS - 1; i++)
        if (c->figure[i].measure && c->figure[i].measure->kind == POLDER_MEASURE_VIEW)
            figure[n++] = i;
    if (c->alive >= 0) figure[n++] = c->alive;
    return n;
}

static void say_success(const part_t *p)
{
    const polder_compare_t *c = p->c;
    int figure[MOST_VIEWS];
    const int n = find_views(c, figure);
    if (n == 0) return;
    polder_head_t head[1 + MOST_VIEWS] = {arm_head};
    for (int j = 0; j < n; j++)
        head[1 + j] = (polder_head_t){POLDER_IS_SHARE, .label = head_of(c, figure[j]),
                                      .show = POLDER_SHOW_WITH_INTERVAL};
    polder_document_heading(p->d, "%s, with %g%% intervals", polder_about_ways(p->d, n),
                            100 * c->confidence);
    polder_document_table(p->d, NULL, 1 + n, head);
    for (int i = 0; i < c->n_arm; i++) {
        polder_datum_t cell[1 + MOST_VIEWS] = {name_of(p, i)};
        for (int j = 0; j < n; j++) {
            const polder_figure_value_t *v = &c->arm[i].value[figure[j]];
            cell[1 + j] = polder_datum_between(v->value, v->low, v->high);
        }
        polder_document_row(p->d, cell);
    }
}

/* "17", "7.5", "1.2e+06": a number of networks. */
static const char *whole(polder_document_t *d, double networks)
{
    if (isinf(networks)) return "∞";
    if (networks < 1e6) return polder_document_format(d, "%.*f", networks < 10 ? 1 : 0, networks);
    return polder_document_format(d, "%.2g", networks);
}

static polder_datum_t treat(polder_document_t *d, const polder_treat_t *t)
{
    if (isnan(t->number)) return polder_datum_unknown();
    const char *number = whole(d, fabs(t->number)), *low = whole(d, t->low),
               *high = whole(d, t->high);
    if (t->verdict == POLDER_TREAT_UNSURE)
        return polder_datum_text(polder_document_text(d, "over %s, or harm over %s", low, high));
    if (t->verdict == POLDER_TREAT_HARMS)
        return polder_datum_text(polder_document_text(d, "harm: %s (%s to %s)", number, low, high));
    return polder_datum_text(polder_document_text(d, "%s (%s to %s)", number, low, high));
}

static void say_pairing(polder_document_t *d, double least, double most)
{
    char low[POLDER_CELL], high[POLDER_CELL];
    const polder_head_t times = {POLDER_IS_TIMES, .show = POLDER_SHOW_VALUE};
    if (!(least <= most)) return;
    const polder_datum_t a = polder_datum(least), b = polder_datum(most);
    const char *from = polder_cell(low, d->language, &times, &a);
    const char *to = polder_cell(high, d->language, &times, &b);
    const char *many = strcmp(from, to) == 0 ? polder_document_format(d, "%s", from)
                                             : polder_document_text(d, "%s to %s", from, to);
    polder_document_note(d,
                         "Pairing: if each arm had networks of its own, %s times as many would be "
                         "needed for the same interval.",
                         many);
}

/* An interval just leaves 0 out and p just takes it in: p is of an exact test, which is never too bold,
 * and the interval of a method that is right on average (paired.h). */
static bool is_on_edge(const polder_compare_t *c, const polder_difference_t *d)
{
    return (d->low > 0 || d->high < 0) && d->p > 1 - c->confidence;
}

static void say_edge(const part_t *p, const int *figure, int n)
{
    const polder_compare_t *c = p->c;
    const char *names = NULL;
    for (int i = 0; i < c->n_arm; i++) {
        bool edge = false;
        for (int k = 0; k < n; k++) edge |= is_on_edge(c, &c->arm[i].value[figure[k]].difference);
        if (i == c->baseline || !edge) continue;
        const char *name = name_of(p, i).text;
        names = names ? polder_document_format(p->d, "%s, %s", names, name) : name;
    }
    if (names)
        polder_document_note(p->d,
                             "Not sure: %s. The interval leaves out 0 by little, and p is above "
                             "%.3g: its test is exact, and so the stricter one of the two.",
                             names, 1 - c->confidence);
}

/* Why fewer arms are sure in the first lines of a run than here. */
static void say_together(const part_t *p)
{
    if (p->c->n_arm > 2)
        polder_document_note(p->d,
                             p->about->answer
                                 ? "Each interval here is of one arm by itself. Those in the first "
                                   "lines, and in a report, hold together for all arms, and so are "
                                   "wider: fewer arms are sure there."
                                 : "Each interval is of one arm by itself: of many arms one may "
                                   "look sure by luck.");
}

static void say_strict(const part_t *p)
{
    const polder_compare_t *c = p->c;
    const polder_treat_t *unsure = NULL; /* the first of them stands for all */
    double least = INFINITY, most = 0;
    if (c->success < 0 || c->n_arm < 2) return;
    polder_document_heading(p->d, "%s: difference to the baseline, in percentage points",
                            first_of(p, c->success));
    polder_document_table(p->d, NULL, 6,
                          (polder_head_t[]){
                              arm_head,
                              {POLDER_IS_POINTS, .label = "diff."},
                              {POLDER_IS_POINTS, .label = "interval", .show = POLDER_SHOW_INTERVAL},
                              {POLDER_IS_P, .label = "p"},
                              {POLDER_IS_TEXT, .label = "treat for one more", .right = true},
                              {POLDER_IS_TIMES, .label = "pairing"},
                          });
    for (int i = 0; i < c->n_arm; i++) {
        const polder_difference_t *d = &c->arm[i].value[c->success].difference;
        if (i == c->baseline) continue;
        least = fmin(least, d->pairing);
        most = fmax(most, d->pairing);
        const polder_treat_t *t = &c->arm[i].treat;
        if (!unsure && t->verdict == POLDER_TREAT_UNSURE && !isnan(t->number)) unsure = t;
        polder_document_row(
            p->d, (polder_datum_t[]){name_of(p, i), between(d), between(d), polder_datum(d->p),
                                     treat(p->d, &c->arm[i].treat), polder_datum(d->pairing)});
    }
    if (unsure) {
        const char *low = whole(p->d, unsure->low), *high = whole(p->d, unsure->high);
        polder_document_note(p->d,
                             "Over %s, or harm over %s: the interval holds 0. At best %s networks "
                             "have to be treated for one more success; at worst each %s give one "
                             "less; and it may be that no number is enough.",
                             low, high, low, high);
    }
    say_edge(p, &c->success, 1);
    if (c->paired) say_pairing(p->d, least, most);
    say_together(p);
}

/* An interval around 0 looks like doubt: where nothing differs there is none. */
static void say_same(const part_t *p)
{
    const polder_compare_t *c = p->c;
    const char *all = NULL;
    for (int i = 0; i < c->n_arm; i++) {
        if (!c->arm[i].same) continue;
        const char *name = polder_about_arm(p->d, p->about, i, "-");
        all = all ? polder_document_format(p->d, "%s, %s", all, name) : name;
    }
    if (!all) return;
    polder_document_gap(p->d);
    polder_document_say(p->d, "Not one network differs from the baseline in what is compared: %s.",
                        all);
}

/* The differences of two figures beside each other, or of one. */
static void say_two(const part_t *p, const int *figure, int n)
{
    const polder_compare_t *c = p->c;
    polder_head_t head[7] = {arm_head};
    const char *left = first_of(p, figure[0]);
    if (n == 1)
        polder_document_heading(p->d, "%s: difference, in percentage points", left);
    else
        polder_document_heading(p->d, "%s (left), %s (right): difference, in percentage points",
                                left, noun_of(p, figure[1]));
    for (int k = 0; k < n; k++) {
        head[1 + 3 * k] = (polder_head_t){POLDER_IS_POINTS, .label = "diff."};
        head[2 + 3 * k] =
            (polder_head_t){POLDER_IS_POINTS, .label = "interval", .show = POLDER_SHOW_INTERVAL};
        head[3 + 3 * k] = (polder_head_t){POLDER_IS_P, .label = "p"};
    }
    polder_document_table(p->d, NULL, 1 + 3 * n, head);
    for (int i = 0; i < c->n_arm; i++) {
        polder_datum_t cell[7] = {name_of(p, i)};
        if (i == c->baseline) continue;
        for (int k = 0; k < n; k++) {
            const polder_difference_t *d = &c->arm[i].value[figure[k]].difference;
            cell[1 + 3 * k] = cell[2 + 3 * k] = between(d);
            cell[3 + 3 * k] = polder_datum(d->p);
        }
        polder_document_row(p->d, cell);
    }
    say_edge(p, figure, n);
}

static void say_views(const part_t *p)
{
    int figure[MOST_VIEWS];
    const int n = find_views(p->c, figure);
    for (int i = 1; i < n; i += 2) say_two(p, figure + i, n - i < 2 ? 1 : 2);
}

/* --- the rest --- */

static void say_else(const part_t *p)
{
    const polder_compare_t *c = p->c;
    polder_head_t head[1 + MOST_ELSE] = {arm_head};
    int n = 1, figure[1 + MOST_ELSE] = {0};
    const char *shares = "";
    for (int i = 0; i < c->n_figure && n <= MOST_ELSE; i++) {
        const polder_measure_t *m = c->figure[i].measure;
        const bool share = m && m->kind == POLDER_MEASURE_SHARE;
        if (!m || !m->head || !(share || m->kind == POLDER_MEASURE_MEAN)) continue;
        if (share)
            shares = polder_document_format(p->d, "%s%s%s", shares, *shares ? ", " : "",
                                            polder_text(p->d->language, m->head));
        figure[n] = i;
        head[n++] = (polder_head_t){share ? POLDER_IS_POINTS : POLDER_IS_CHANGE, .label = m->head,
                                    .show = POLDER_SHOW_WITH_INTERVAL};
    }
    if (n < 2 || c->success < 0) return;
    polder_document_heading(p->d, "At the end: difference and half its interval");
    if (*shares) polder_document_add(p->d, " (%s in percentage points)", shares);
    polder_document_table(p->d, NULL, n, head);
    for (int i = 0; i < c->n_arm; i++) {
        polder_datum_t cell[1 + MOST_ELSE] = {name_of(p, i)};
        if (i == c->baseline) continue;
        for (int j = 1; j < n; j++) cell[j] = between(&c->arm[i].value[figure[j]].difference);
        polder_document_row(p->d, cell);
    }
}

static void lasted_row(const part_t *p, int arm)
{
    const polder_compare_t *c = p->c;
    const polder_figure_value_t *v = &c->arm[arm].value[c->lasted];
    const bool same = arm == c->baseline;
    const polder_datum_t none = polder_datum_nothing(), d = same ? none : between(&v->difference);
    const polder_datum_t own = p->about->lasts ? polder_datum_count(p->about->lasts[arm]) : none;
    const polder_datum_t cell[] = {name_of(p, arm),
                                   own,
                                   polder_datum(v->value),
                                   d,
                                   d,
                                   same ? none : polder_datum(c->arm[arm].logrank_p)};
    polder_datum_t alike[5] = {cell[0], cell[2], cell[3], cell[4], cell[5]};
    polder_document_row(p->d, p->about->lasts ? cell : alike);
}

static void say_lasted(const part_t *p)
{
    const polder_compare_t *c = p->c;
    const polder_about_t *a = p->about;
    if (c->lasted < 0) return;
    const polder_head_t rest[] = {
        {POLDER_IS_COUNT, .label = "at most"},
        {POLDER_IS_NUMBER,
         .label = polder_document_text(p->d, "mean %s", polder_about_ticks(p->d, a->tick))},
        {POLDER_IS_CHANGE, .label = "diff."},
        {POLDER_IS_CHANGE, .label = "interval", .show = POLDER_SHOW_INTERVAL},
        {POLDER_IS_P, .label = "log-rank p"}};
    polder_head_t head[6] = {arm_head};
    int n = 1;
    for (int k = a->lasts ? 0 : 1; k < 5; k++) head[n++] = rest[k];
    polder_document_heading(p->d, "How long networks last, at most %s",
                            polder_about_span(p->d, a->common, a->horizon, a->tick));
    polder_document_table(p->d, NULL, n, head);
    for (int i = 0; i < c->n_arm; i++) lasted_row(p, i);
    if (c->paired && c->n_arm > 1)
        polder_document_note(p->d,
                             "The interval is of the difference of the means, p of the whole "
                             "curves: curves that cross can differ surely and have the same mean.");
}

static void say_cost(const part_t *p)
{
    const polder_compare_t *c = p->c;
    const polder_datum_t none = polder_datum_nothing();
    bool any = false;
    for (int i = 0; c->cost >= 0 && i < c->n_arm; i++)
        any = any || c->arm[i].value[c->cost].value > 0;
    if (!any || c->success < 0) return;
    polder_document_heading(p->d, "Cost of interventions, in days of work");
    polder_document_table(p->d, NULL, 5,
                          (polder_head_t[]){
                              arm_head,
                              {POLDER_IS_NUMBER, .label = "a network", .unit = "day"},
                              {POLDER_IS_CHANGE, .label = "extra", .unit = "day"},
                              {POLDER_IS_NUMBER, .label = "for one more success", .unit = "day"},
                              {POLDER_IS_NUMBER, .label = "interval", .show = POLDER_SHOW_INTERVAL},
                          });
    for (int i = 0; i < c->n_arm; i++) {
        const polder_arm_result_t *a = &c->arm[i];
        const bool same = i == c->baseline, helps = a->treat.verdict == POLDER_TREAT_HELPS;
        const polder_datum_t ratio = polder_datum_between(a->cost.ratio, a->cost.low, a->cost.high);
        const bool free = a->value[c->cost].value == 0 && a->cost.ratio == 0;
        const polder_datum_t unsure = polder_datum_text(polder_text(
            p->d->language, polder_compare_apart(c, i)               ? "not compared"
                            : a->treat.verdict == POLDER_TREAT_HARMS ? "it harms"
                                                                     : "not sure that it helps"));
        const polder_datum_t untold =
            polder_datum_text(polder_text(p->d->language, "no cost given"));
        polder_document_row(
            p->d,
            (polder_datum_t[]){name_of(p, i), polder_datum(a->value[c->cost].value),
                               same ? none : polder_datum(a->value[c->cost].difference.difference),
                               same     ? none
                               : !helps ? unsure
                               : free   ? untold
                                        : ratio,
                               same || !helps ? none
                               : free         ? polder_datum_unknown()
                                              : ratio});
    }
}

static void say_best(const part_t *p)
{
    const polder_compare_t *c = p->c;
    bool at_zero = false;
    if (c->success < 0 || c->n_arm < 2 || !c->paired || c->unranked) return;
    polder_document_heading(p->d, "Which arms can be the best in %s (%g%% sure)",
                            noun_of(p, c->success), 100 * c->confidence);
    polder_document_table(
        p->d, NULL, 4,
        (polder_head_t[]){
            arm_head,
            {POLDER_IS_FLAG, .label = "can be"},
            {POLDER_IS_POINTS, .label = "ahead of the best other"},
            {POLDER_IS_POINTS, .label = "interval, all together", .show = POLDER_SHOW_INTERVAL},
        });
    for (int i = 0; i < c->n_arm; i++) {
        const polder_best_t *b = &c->arm[i].best;
        const polder_datum_t ahead = polder_datum_between(b->ahead, b->low, b->high);
        at_zero = at_zero || b->low == 0 || b->high == 0;
        polder_document_row(
            p->d, (polder_datum_t[]){name_of(p, i), polder_datum_count(b->possible), ahead, ahead});
    }
    if (at_zero)
        polder_document_note(p->d,
                             "A bound of 0.0 is set, not rounded: the interval of an arm that "
                             "cannot be the best ends at 0, that of the only one that can be "
                             "begins there.");
}

/* Is a difference over fewer networks than the mean beside it? So it is of what only some have. */
static bool fewer_pairs(const polder_compare_t *c)
{
    for (int f = 0; c->paired && f < c->n_figure; f++)
        for (int i = 0; c->figure[f].wanted && i < c->n_arm; i++)
            if (i != c->baseline &&
                (c->arm[i].value[f].difference.pairs < c->arm[i].value[f].n ||
                 c->arm[i].value[f].difference.pairs < c->arm[c->baseline].value[f].n))
                return true;
    return false;
}

/* In which arms something cannot be asked: their rows say nothing, and no difference is one. */
static void say_unknown(const part_t *p)
{
    const polder_compare_t *c = p->c;
    const char **arm = calloc((size_t)c->n_arm + 1, sizeof *arm);
    if (!arm) polder_document_lost(p->d);
    for (int f = 0; arm && f < c->n_figure; f++) {
        int n = 0;
        for (int i = 0; c->figure[f].wanted && i < c->n_arm; i++)
            if (polder_compare_answers(c, f, i) == POLDER_CANNOT_ASK)
                arm[n++] = polder_about_arm(p->d, p->about, i, "-");
        polder_asked_unknown(p->d, c->figure[f].name, arm, n, c->n_arm);
    }
    free(arm);
}

/* Columns that were asked for, or all those of a model without success. */
static void say_columns(const part_t *p)
{
    const polder_compare_t *c = p->c;
    const polder_datum_t none = polder_datum_nothing();
    const bool fewer = fewer_pairs(c);
    int n = 0;
    for (int f = 0; f < c->n_figure; f++) n += c->figure[f].wanted;
    if (n == 0) return;
    polder_document_heading(p->d, "Columns, and the difference to the baseline");
    polder_document_table(p->d, NULL, fewer ? 7 : 6,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .label = "column"},
                              arm_head,
                              {POLDER_IS_NUMBER, .label = "mean"},
                              {POLDER_IS_CHANGE, .label = "diff."},
                              {POLDER_IS_CHANGE, .label = "interval", .show = POLDER_SHOW_INTERVAL},
                              {POLDER_IS_P, .label = "p"},
                              {POLDER_IS_COUNT, .label = "pairs"},
                          });
    for (int k = 0; k < c->n_figure * c->n_arm; k++) {
        const int f = k / c->n_arm, i = k % c->n_arm;
        const polder_figure_value_t *v = &c->arm[i].value[f];
        if (!c->figure[f].wanted) continue;
        const bool same = i == c->baseline;
        const polder_datum_t d = same ? none : between(&v->difference);
        polder_document_row(
            p->d, (polder_datum_t[]){polder_datum_text(c->figure[f].name), name_of(p, i),
                                     polder_datum(v->value), d, d,
                                     same ? none : polder_datum(v->difference.p),
                                     same ? none : polder_datum_count(v->difference.pairs)});
    }
    say_unknown(p);
    if (fewer)
        polder_document_note(p->d, "Not all networks have a value of each column. A mean is over "
                                   "those of its arm that have "
                                   "one, a difference over the pairs in which both have: it is not "
                                   "the difference of the means.");
}

static void say_missing(const part_t *p)
{
    const polder_compare_t *c = p->c;
    for (int i = 0; c->paired && i < c->n_read * c->n_arm; i++) {
        int64_t n = 0;
        for (int f = 0; f < c->n_figure; f++)
            n = c->arm[i].value[f].n > n ? c->arm[i].value[f].n : n;
        if (n >= c->replicates) continue;
        polder_document_gap(p->d);
        polder_document_say(p->d,
                            "Some networks could not be run; the pairs they are in are left out.");
        return;
    }
}

/* Files whose networks are split up in different ways: each in its own words. */
static void say_splits(const part_t *p, const polder_several_t *several)
{
    bool few = false;
    polder_document_say(p->d, "Intervals go by the foundings of each file:");
    for (int i = 0; i < several->n; i++) {
        const int64_t futures = polder_result_futures(several->file[i]);
        const int64_t foundings = polder_walk_replicates(several->file[i]) / futures;
        few |= futures > 1 && foundings < POLDER_FEW_FOUNDINGS;
        polder_document_add(p->d, i ? ", " : " ");
        polder_document_add(p->d, "%s %lld with %lld futures each",
                            polder_result_path(several->file[i]), (long long)foundings,
                            (long long)futures);
    }
    polder_document_add(p->d, ".");
    if (few)
        polder_document_add(p->d, " Some are few: from 20 foundings on they can be trusted, and of "
                                  "one alone nothing is said about others.");
}

/* As polder show says it. */
static void say_caveat(const part_t *p)
{
    char text[400];
    const polder_several_t *several = p->c->several;
    polder_document_gap(p->d);
    polder_document_say(
        p->d,
        p->c->replicates == 1
            ? "Only one network in each arm: chance alone may decide what comes out."
        : p->about->network_file && p->about->networks
            ? "One network in each arm, from a file, the same in all runs of that arm: an "
              "interval holds chance only, not doubt about its ties and values, nor about the "
              "model."
        : p->about->network_file
            ? "One network, from a file, in all runs: an interval holds chance only, not "
              "doubt about its ties and values, nor about the model."
            : "An interval holds chance only, not doubt about the values of the model.");
    if (p->about->networks)
        polder_document_say(
            p->d,
            "Members or ties of %s are not those of the scenario's baseline: a difference "
            "is what they and their ties make, all others share their chances.",
            polder_about_networks(p->d, p->about));
    if (several && !polder_several_alike(several)) {
        say_splits(p, several);
        return;
    }
    polder_founded_say(p->d->language, &p->c->split, text, sizeof text);
    if (*text) polder_document_say(p->d, "%s", text);
}

polder_document_t *polder_compare_document(polder_language_t language, const polder_about_t *about,
                                           const polder_compare_t *c,
                                           const polder_compare_sort_t *sort)
{
    const part_t p = {polder_document_new(language), about, c};
    if (!p.d) return NULL;
    p.d->titled = true;
    if (c->n_point > 1) {
        polder_compare_points(p.d, about, c, sort);
        return p.d;
    }
    say_head(&p);
    say_answer(&p);
    say_apart(&p);
    say_success(&p);
    say_strict(&p);
    say_same(&p);
    say_views(&p);
    say_else(&p);
    say_lasted(&p);
    say_cost(&p);
    say_best(&p);
    say_columns(&p);
    say_missing(&p);
    say_caveat(&p);
    return p.d;
}
