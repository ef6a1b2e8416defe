/* summary_short.c: the first lines about a result, which answer the question of its scenario:
 * the question, the answer in words, a bar for each arm, and what to beware of. See summary.h.
 */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "program/network_read.h"
#include "program/summary.h"
#include "program/terminal.h"

enum { WIDTH = 80, BAR = 18, MOST_ARMS = 12, MOST_NAMES = 4, MOST_FACTORS = 8, ABOUT = 158 };
/* With fewer networks the interval is wide, and a reader is warned. */
enum { FEW = 100 };
/* Fewer points of a design than this say nothing of its factors: by chance alone a correlation of
 * seven is between -0.79 and +0.79. */
enum { FEW_POINTS = 8 };

#define R POLDER_GRID_RIGHT

/* --- a text that is put together --- */

typedef struct {
    char *text;
    size_t size;
    FILE *stream;
} words_t;

static bool begin(words_t *w)
{
    *w = (words_t){0};
    w->stream = open_memstream(&w->text, &w->size);
    if (!w->stream) polder_grid_out_of_memory();
    return w->stream != NULL;
}

static void end(words_t *w, FILE *stream)
{
    if (fclose(w->stream) == 0)
        polder_terminal_paragraph(stream, "", w->text, 0);
    else
        polder_grid_out_of_memory();
    free(w->text);
}

static const char *arm_name(const polder_summary_t *s, int arm)
{
    return s->arm[arm] && *s->arm[arm] ? s->arm[arm] : "(no name)";
}

/* "46.0 percentage points more (28.2 to 60.3)" */
static void say_difference(FILE *f, const polder_difference_t *d)
{
    const double sign = d->difference < 0 ? -1 : 1;
    const double low = 100 * sign * d->low, high = 100 * sign * d->high;
    fprintf(f, "%.1f percentage points %s", 100 * fabs(d->difference), sign < 0 ? "fewer" : "more");
    if (!isnan(low) && !isnan(high))
        fprintf(f, " (%.1f to %.1f)", fmin(low, high), fmax(low, high));
}

/* --- what the arms do --- */

typedef enum { BETTER, WORSE, OPEN } verdict_t;

static verdict_t verdict(const polder_difference_t *d)
{
    return d->low > 0 ? BETTER : d->high < 0 ? WORSE : OPEN;
}

/* "Surely better too: a, b." */
static void say_others(FILE *f, const polder_summary_t *s, verdict_t which, int but,
                       const char *label)
{
    const polder_answer_t *a = &s->answer;
    int n = 0;
    for (int i = 0; i < a->n_arm; i++)
        n += i != but && i != a->baseline && verdict(&a->arm[i].success) == which;
    if (n == 0) return;
    fprintf(f, " %s: ", label);
    if (n > MOST_NAMES) {
        fprintf(f, "%d arms.", n);
        return;
    }
    for (int i = 0, said = 0; i < a->n_arm; i++) {
        if (i == but || i == a->baseline || verdict(&a->arm[i].success) != which) continue;
        fprintf(f, "%s%s", said++ ? ", " : "", arm_name(s, i));
    }
    putc('.', f);
}

/* An average over a design can hide that an arm helps here and harms there. */
static void say_points(FILE *f, const polder_summary_t *s, int arm)
{
    const polder_answer_t *a = &s->answer;
    const polder_answer_arm_t *one = &a->arm[arm];
    if (s->n_case == a->n_arm) return;
    fprintf(f, " Of the %d points it is surely better at %d and surely worse at %d.",
            s->n_case / a->n_arm, one->points_better, one->points_worse);
}

static void say_sure(FILE *f, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    const polder_difference_t *d = &a->arm[a->sure].success;
    fprintf(f, "%s: with \"%s\" %.1f%% of the networks succeed, with \"%s\" %.1f%%, ",
            a->n_arm > 2 ? "The largest sure difference" : "Sure", arm_name(s, a->sure),
            100 * d->first, arm_name(s, a->baseline), 100 * d->second);
    say_difference(f, d);
    fputs(d->difference < 0 ? ": it harms." : ".", f);
    say_points(f, s, a->sure);
}

static void say_unsure(FILE *f, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    const char *baseline = arm_name(s, a->baseline);
    if (a->largest < 0) {
        fprintf(f, "No arm can be compared with \"%s\": too few networks could be run.", baseline);
        return;
    }
    const polder_difference_t *d = &a->arm[a->largest].success;
    if (d->difference == 0) {
        fprintf(f, "In every arm as many networks succeed as with \"%s\".", baseline);
        return;
    }
    fprintf(f,
            "No arm surely differs from \"%s\". The largest difference can be chance: with "
            "\"%s\" ",
            baseline, arm_name(s, a->largest));
    say_difference(f, d);
    fputs(" succeed.", f);
    say_points(f, s, a->largest);
}

static void print_answer(FILE *stream, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    words_t w;
    if (!begin(&w)) return;
    if (a->sure >= 0) {
        say_sure(w.stream, s);
        say_others(w.stream, s, BETTER, a->sure, "Surely better too");
        say_others(w.stream, s, WORSE, a->sure, "Surely worse");
        say_others(w.stream, s, OPEN, a->sure, "Not sure");
    } else
        say_unsure(w.stream, s);
    if (a->shorter >= 0) {
        fprintf(w.stream, " But with \"%s\" ", arm_name(s, a->shorter));
        say_difference(w.stream, &a->arm[a->shorter].alive);
        fputs(" are alive at the end", w.stream);
        if (a->n_shorter > 1)
            fprintf(w.stream, "; so it is in %d other arm%s", a->n_shorter - 1,
                    a->n_shorter == 2 ? "" : "s");
        putc('.', w.stream);
    }
    end(&w, stream);
}

/* Of very many arms only those that differ most from the baseline, for good or ill. */
static bool is_shown(const polder_answer_t *a, int arm)
{
    int ahead = 0;
    if (arm == a->baseline) return true;
    const double mine = fabs(a->arm[arm].success.difference);
    for (int i = 0; i < a->n_arm; i++) {
        const double other = fabs(a->arm[i].success.difference);
        if (i == a->baseline || i == arm) continue;
        ahead += other > mine || (isnan(mine) && !isnan(other)) ||
                 (i < arm && (other == mine || (isnan(mine) && isnan(other))));
    }
    return ahead < MOST_ARMS - 1;
}

static void share_row(polder_grid_t *grid, const char *name, int64_t n, double share, double low,
                      double high)
{
    char number[32], interval[48], bar[128];
    const double none = n > 1 ? 0 : NAN; /* of a single network an interval says nothing */
    polder_grid_row(grid, (const char *[]){name, polder_terminal_percent(number, share),
                                           polder_terminal_interval(interval, low + none, high),
                                           polder_terminal_bar(bar, share, BAR)});
}

static polder_grid_t *share_grid(const polder_summary_t *s, const char *head)
{
    char interval[32];
    snprintf(interval, sizeof interval, "%g%% interval", 100 * s->confidence);
    return polder_grid_new(4, (const char *[]){head, "share", interval, ""},
                           (const int[]){POLDER_GRID_WRAP, R, R, 0});
}

static void print_arms(FILE *stream, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    int shown = 0;
    char head[96];
    snprintf(head, sizeof head, "%.60s%s", polder_measure_noun(s->success),
             s->n_case > a->n_arm ? ", all points" : "");
    polder_grid_t *grid = share_grid(s, head);
    for (int i = 0; i < a->n_arm; i++) {
        const polder_answer_arm_t *arm = &a->arm[i];
        if (!is_shown(a, i)) continue;
        share_row(grid, arm_name(s, i), arm->networks, arm->share, arm->low, arm->high);
        shown++;
    }
    polder_terminal_grid(grid, stream, WIDTH);
    if (shown < a->n_arm)
        fprintf(stream, "%d arms that differ less from \"%s\" are left out here\n",
                a->n_arm - shown, arm_name(s, a->baseline));
}

/* --- one way to run --- */

static int by_count(const void *left, const void *right)
{
    const polder_class_t *a = *(const polder_class_t *const *)left;
    const polder_class_t *b = *(const polder_class_t *const *)right;
    if (a->share.count != b->share.count) return a->share.count > b->share.count ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* How the networks without strict success ended, the most common end first. */
static void say_ends(FILE *f, const polder_summary_t *s)
{
    enum { MOST = 8 };
    const polder_class_t *class[MOST];
    int n = 0;
    for (int i = 0; i < s->n_class && n < MOST; i++)
        if (i != s->well && s->classes[i].share.count > 0) class[n++] = &s->classes[i];
    if (n == 0) return;
    qsort(class, (size_t)n, sizeof *class, by_count);
    fputs(" The others:", f);
    for (int i = 0; i < n; i++)
        fprintf(f, " %s %.1f%%%s", class[i] -> name, 100 * class[i] -> share.share,
                i + 1 < n ? "," : ".");
}

static void print_one(FILE *stream, const polder_summary_t *s)
{
    const polder_case_summary_t *c = &s->cases[s->detail];
    const polder_proportion_t *p = &c->success;
    words_t w;
    if (!begin(&w)) return;
    if (p->n == 0)
        fputs("No network could be run.", w.stream);
    else if (p->n == 1) {
        fprintf(w.stream, "This one network %s", p->count ? "succeeds" : "does not succeed");
        for (int i = 0; i < s->n_class; i++)
            if (s->classes[i].share.count) fprintf(w.stream, "; its end: %s", s->classes[i].name);
        fputs(". It is one course out of many: another seed takes another.", w.stream);
    } else {
        fprintf(w.stream, "%.1f%% of %lld networks succeed (%.1f to %.1f%%)%s%s.", 100 * p->share,
                (long long)p->n, 100 * p->low, 100 * p->high, s->success->means ? ": " : "",
                s->success->means ? s->success->means : "");
        say_ends(w.stream, s);
    }
    end(&w, stream);
    if (p->n < 2) return;
    char alive[64];
    putc('\n', stream);
    polder_grid_t *grid = share_grid(s, "");
    share_row(grid, polder_measure_label(s->success), p->n, p->share, p->low, p->high);
    for (int i = 0; i < s->n_share; i++) {
        p = &c->share[i];
        if (s->share[i]->kind == POLDER_MEASURE_VIEW)
            share_row(grid, polder_measure_label(s->share[i]), p->n, p->share, p->low, p->high);
    }
    p = &c->alive;
    share_row(grid, polder_alive_after(alive, s), p->n, p->share, p->low, p->high);
    polder_terminal_grid(grid, stream, WIDTH);
}

/* --- what they lack --- */

/* "C8: rules" in running text: "C8, rules". */
static void say_title(FILE *f, const char *title)
{
    const char *colon = strchr(title, ':');
    if (colon)
        fprintf(f, "%.*s,%s", (int)(colon - title), title, colon + 1);
    else
        fputs(title, f);
}

static void print_lacks(FILE *stream, const polder_summary_t *s)
{
    enum { SHOWN = 2 };
    words_t w;
    if (s->n_condition == 0 || s->condition[0].n == 0 || !begin(&w)) return;
    fputs("Lowest of the conditions", w.stream);
    if (s->answer.n_arm > 0) fprintf(w.stream, " in \"%s\"", s->cases[s->detail].name);
    fputs(" at the end, from 0 to 1: ", w.stream);
    for (int i = 0; i < s->n_condition && i < SHOWN; i++) {
        fputs(i > 0 ? "; " : "", w.stream);
        say_title(w.stream, s->condition[i].title);
        fprintf(w.stream, " (%.2f)", s->condition[i].mean);
    }
    putc('.', w.stream);
    const polder_finding_t *f = s->n_finding > 0 ? &s->finding[0] : NULL;
    if (f && f->failed.share > f->succeeded.share) {
        fputs(" What sets failed networks apart most: ", w.stream);
        say_title(w.stream, f->title);
        fprintf(w.stream, " (%.0f%% of those that failed, %.0f%% of those that succeeded).",
                100 * f->failed.share, 100 * f->succeeded.share);
    }
    end(&w, stream);
}

/* --- a design --- */

static void say_strongest(FILE *f, const polder_summary_t *s)
{
    const polder_factors_t *all = &s->factors;
    const char *noun = polder_measure_noun(s->success);
    char begin[64];
    const polder_factor_effect_t *first = &all->factor[0];
    if (first->n_word > 0) {
        fputs("All factors are choices; the shares below say what went with each.", f);
        return;
    }
    if (isnan(first->rank)) {
        fprintf(f, "%s does not go with any factor here: the points are too few, or all alike.",
                polder_noun_first(begin, s->success));
        return;
    }
    /* At the edge of chance: rounding must not make a factor that is called sure look unsure. */
    const bool sure = fabs(first->rank) >= all->chance;
    if (!sure && !isnan(all->chance))
        fprintf(f, "No factor surely goes with %s; nearest to it is %s", noun, first->name);
    else
        fprintf(f, "Of %d factor%s %s goes most with %s", all->n, all->n == 1 ? "" : "s",
                first->name, noun);
    fprintf(f, ": %.1f%% at its lowest values, %.1f%% at its highest (rank correlation %+.2f, ",
            100 * first->at_lowest, 100 * first->at_highest, first->rank);
    if (!isnan(first->low)) fprintf(f, "%+.2f to %+.2f, ", first->low, first->high);
    fprintf(f, "%d points).", first->points);
}

static void factor_row(polder_grid_t *grid, const polder_factor_effect_t *f)
{
    char rank[32], interval[48], low[32], high[32];
    if (isnan(f->rank))
        polder_terminal_number(rank, NAN);
    else
        snprintf(rank, sizeof rank, "%+.2f", f->rank);
    if (isnan(f->low))
        polder_terminal_number(interval, NAN);
    else
        snprintf(interval, sizeof interval, "%+.2f to %+.2f", f->low, f->high);
    polder_grid_row(grid, (const char *[]){f->name, rank, interval,
                                           polder_terminal_percent(low, f->at_lowest),
                                           polder_terminal_percent(high, f->at_highest)});
}

static void print_choices(FILE *stream, const polder_factors_t *all)
{
    polder_grid_t *grid = NULL;
    for (int i = 0; i < all->n; i++) {
        const polder_factor_effect_t *f = &all->factor[i];
        for (int w = 0; w < f->n_word; w++) {
            const polder_factor_word_t *word = &f->word[w];
            char share[32], interval[48], points[32];
            if (word->points == 0) continue;
            if (!grid) {
                putc('\n', stream);
                grid = polder_grid_new(
                    5, (const char *[]){"choice", "", "points", "mean share", "interval"},
                    (const int[]){POLDER_GRID_WRAP, 0, R, R, R});
            }
            snprintf(points, sizeof points, "%d", word->points);
            polder_grid_row(
                grid, (const char *[]){f->name, word->word, points,
                                       polder_terminal_percent(share, word->share),
                                       polder_terminal_interval(interval, word->low, word->high)});
        }
    }
    if (grid) polder_terminal_grid(grid, stream, WIDTH);
}

static void print_chance(FILE *stream, const polder_factors_t *all, int numbers)
{
    words_t w;
    if (numbers == 0 || !begin(&w)) return;
    fputs("lowest, highest: mean share at the third of the points where the factor is lowest and "
          "highest.",
          w.stream);
    if (isnan(all->chance))
        fputs(" There are too few points for each factor to say what is chance.", w.stream);
    else {
        fprintf(w.stream,
                " By chance alone a correlation stays between -%.2f and +%.2f in "
                "95%% of designs like this one",
                all->chance, all->chance);
        if (all->independent < all->points)
            fprintf(w.stream, " (%d independent groups of points)", all->independent);
        if (numbers >= 20)
            fprintf(w.stream, "; of %d factors that do nothing about %.0f would come outside",
                    numbers, 0.05 * numbers);
        putc('.', w.stream);
    }
    end(&w, stream);
}

void polder_factors_print(FILE *stream, const polder_summary_t *s, bool all)
{
    const polder_factors_t *f = &s->factors;
    int numbers = 0, shown = 0;
    char head[96];
    snprintf(head, sizeof head, "factor, with %.60s", polder_measure_noun(s->success));
    for (int i = 0; i < f->n; i++)
        numbers += f->factor[i].n_word == 0 && (all || !isnan(f->factor[i].rank));
    if (numbers > 0) {
        polder_grid_t *grid = polder_grid_new(
            5, (const char *[]){head, "rank corr.", "interval", "lowest", "highest"},
            (const int[]){POLDER_GRID_WRAP, R, R, R, R});
        for (int i = 0; i < f->n; i++) {
            if (f->factor[i].n_word > 0 || shown == numbers) continue;
            if (!all && shown == MOST_FACTORS) continue;
            factor_row(grid, &f->factor[i]);
            shown++;
        }
        polder_terminal_grid(grid, stream, WIDTH);
        if (shown < numbers)
            fprintf(stream, "%d weaker factor%s: --details\n", numbers - shown,
                    numbers - shown == 1 ? "" : "s");
    }
    print_choices(stream, f);
    print_chance(stream, f, numbers);
}

/* "relations.trust=0.2, governance.form=lead". */
static void say_point(FILE *f, const polder_factors_t *all, int point)
{
    for (int k = 0; k < all->n; k++)
        for (int i = 0; i < all->n; i++) {
            const polder_factor_effect_t *e = &all->factor[i];
            const double x = all->value[point * all->n + k];
            if (e->factor != k) continue;
            fprintf(f, "%s%s=", k > 0 ? ", " : "", e->name);
            if (e->n_word > 0 && x >= 0 && x < e->n_word)
                fputs(e->word[(int)x].word, f);
            else
                fprintf(f, "%.6g", x);
        }
}

/* A rank correlation of a handful of points is a number without a meaning: the points themselves
 * say more. */
static void print_few_points(FILE *stream, const polder_summary_t *s)
{
    const int n_arm = s->answer.n_arm > 0 ? s->answer.n_arm : 1;
    if (s->answer.n_arm > 0) putc('\n', stream);
    const char *noun = polder_measure_noun(s->success);
    fprintf(stream, "%d point%s %s too few to say which factor goes with %s.\n\n",
            s->factors.points, s->factors.points == 1 ? "" : "s",
            s->factors.points == 1 ? "is" : "are", noun);
    char head[POLDER_CAVEAT];
    snprintf(head, sizeof head, "%.60s at each point", noun);
    if (s->answer.n_arm > 0)
        snprintf(head, sizeof head, "%.60s at each point, in \"%.100s\"", noun,
                 arm_name(s, s->answer.baseline));
    polder_grid_t *grid = share_grid(s, head);
    for (int i = s->answer.n_arm > 0 ? s->answer.baseline : 0; i < s->n_case; i += n_arm) {
        const polder_proportion_t *p = &s->cases[i].success;
        char *name = NULL;
        size_t size = 0;
        FILE *text = open_memstream(&name, &size);
        if (text) say_point(text, &s->factors, i / n_arm);
        if (text && fclose(text) == 0)
            share_row(grid, name, p->n, p->share, p->low, p->high);
        else
            polder_grid_out_of_memory();
        free(name);
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

/* --- the whole --- */

/* What the scenario says of itself, two lines at most. */
static void print_about(FILE *stream, const char *about)
{
    char text[ABOUT + 8];
    size_t n = strlen(about);
    if (n == 0) return;
    if (n > ABOUT) {
        for (n = ABOUT; n > 0 && about[n] != ' ';) n--;
        snprintf(text, sizeof text, "%.*s ...", (int)n, about);
    } else
        snprintf(text, sizeof text, "%s", about);
    polder_terminal_paragraph(stream, "", text, 0);
}

/* Nothing is counted, so that there is no interval. */
static bool is_single(const polder_summary_t *s)
{
    return s->networks == s->n_case && s->factors.n == 0;
}

void polder_interval_caveat(char text[POLDER_CAVEAT], const polder_summary_t *s)
{
    const int64_t n = s->networks / s->n_case;
    const char *each = s->answer.n_arm > 0 && s->n_case > s->answer.n_arm
                           ? " in each arm at each point"
                       : s->answer.n_arm > 0 ? " in each arm"
                       : s->n_case > 1       ? " at each point"
                                             : "";
    if (is_single(s))
        snprintf(text, POLDER_CAVEAT,
                 "Only one network%s: chance alone may decide what comes out. More of them: "
                 "--replicates.",
                 each);
    else if (s->network_file[0])
        snprintf(text, POLDER_CAVEAT,
                 "One network, from %.200s, run %lld time%s%s: an interval holds chance only, not "
                 "doubt about its ties and values, nor about the model.",
                 s->network_file, (long long)n, n == 1 ? "" : "s", each);
    else if (n < FEW)
        snprintf(text, POLDER_CAVEAT,
                 "Only %lld network%s%s: an interval holds chance only, not doubt about the values "
                 "of the model.",
                 (long long)n, n == 1 ? "" : "s", each);
    else
        snprintf(text, POLDER_CAVEAT,
                 "An interval holds chance only, not doubt about the values of the model.");
}

static void print_notes(FILE *stream, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    char caveat[POLDER_CAVEAT];
    words_t w;
    if (!begin(&w)) return;
    if (a->n_arm > 0 && !is_single(s))
        fprintf(w.stream,
                "Sure: the interval of the difference does not hold 0; all of them hold "
                "together, with %g%% certainty. ",
                100 * a->confidence);
    polder_interval_caveat(caveat, s);
    fputs(caveat, w.stream);
    end(&w, stream);
}

/* A path as it would be typed. */
static void print_path(FILE *stream, const char *file)
{
    const bool plain = !file[strspn(file, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789._/+,=:@%-")];
    if (!plain) putc('\'', stream);
    polder_terminal_text(stream, file);
    if (!plain) putc('\'', stream);
}

void polder_summary_print_short(FILE *stream, const char *file, const char *description,
                                const polder_summary_t *s)
{
    polder_summary_print_title(stream, file, s);
    if (s->answer.n_arm > 0) {
        print_answer(stream, s);
        putc('\n', stream);
        print_arms(stream, s);
    }
    words_t w;
    if (s->factors.n > 0 && s->factors.points < FEW_POINTS) {
        print_few_points(stream, s);
    } else if (s->factors.n > 0) {
        if (s->answer.n_arm > 0)
            fprintf(stream, "\nIn \"%s\", over the points of the design:\n",
                    arm_name(s, s->answer.baseline));
        if (begin(&w)) {
            say_strongest(w.stream, s);
            end(&w, stream);
        }
        polder_factors_print(stream, s, false);
    } else {
        if (s->answer.n_arm == 0) print_one(stream, s);
        putc('\n', stream);
        print_lacks(stream, s);
    }
    putc('\n', stream);
    print_notes(stream, s);
    print_about(stream, s->about);
    polder_network_read_print(stream, description, false);
    polder_summary_print_facts(stream, file, s);
    if (!file) {
        fputs("All tables: --details\n", stream);
        return;
    }
    fputs("All tables: polder show ", stream);
    print_path(stream, file);
    fputs(" --details\n", stream);
    if (s->answer.n_arm > 0) {
        fputs("Arm by arm: polder compare ", stream);
        print_path(stream, file);
        putc('\n', stream);
    }
}
