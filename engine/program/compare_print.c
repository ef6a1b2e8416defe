/* compare_print.c: a comparison as tables for people; see compare.h. */
#include <math.h>
#include <string.h>

#include "analysis/walk.h"
#include "program/compare.h"
#include "program/summary.h"
#include "program/terminal.h"

enum { WIDTH = 80, CELL = 96, MOST_VIEWS = 4, MOST_ELSE = 4 };

#define R POLDER_GRID_RIGHT

static void heading(FILE *stream, const char *text)
{
    putc('\n', stream);
    polder_terminal_heading(stream, text);
    putc('\n', stream);
}

static const char *name_of(const polder_compare_t *c, int arm)
{
    const char *name = polder_compare_arm_name(c, arm);
    return name && *name ? name : "(no name)";
}

/* --- cells --- */

static const char *nothing(char text[CELL])
{
    char number[32];
    snprintf(text, CELL, "%s", polder_terminal_number(number, NAN));
    return text;
}

static const char *plain_number(char text[CELL], double value, double scale)
{
    char number[32];
    if (scale > 1)
        snprintf(text, CELL, "%.1f", fabs(scale * value) < 0.05 ? 0.0 : scale * value);
    else
        snprintf(text, CELL, "%s", polder_terminal_number(number, value));
    return text;
}

/* "+3.2": scale 100 for points of a share, 1 for a number. */
static const char *signed_number(char text[CELL], double value, double scale)
{
    char number[CELL];
    if (isnan(value)) return nothing(text);
    plain_number(number, value, scale);
    snprintf(text, CELL, "%s%.90s", value > 0 && strcmp(number, "0.0") != 0 ? "+" : "", number);
    return text;
}

static const char *between(char text[CELL], double low, double high, double scale)
{
    char a[CELL], b[CELL];
    if (isnan(low) || isnan(high)) return nothing(text);
    snprintf(text, CELL, "%.40s to %.40s", plain_number(a, low, scale),
             plain_number(b, high, scale));
    return text;
}

/* "+0.031 ±0.012": two digits of half the interval say how many make sense. */
static const char *give_or_take(char text[CELL], const polder_difference_t *d, double scale)
{
    const double half = 0.5 * scale * (d->high - d->low), value = scale * d->difference;
    if (isnan(value) || isnan(half)) return signed_number(text, d->difference, scale);
    const int wanted = half > 0 ? 1 - (int)floor(log10(half)) : 3;
    const int digits = scale > 1 ? 1 : wanted < 0 ? 0 : wanted > 6 ? 6 : wanted;
    const bool none = fabs(value) < 0.5 * pow(10, -digits);
    snprintf(text, CELL, "%s%.*f %s%.*f", value > 0 && !none ? "+" : "", digits, none ? 0.0 : value,
             polder_terminal_utf8() ? "±" : "+-", digits, half);
    return text;
}

static const char *chance(char text[CELL], double p)
{
    if (isnan(p)) return nothing(text);
    if (p < 0.001)
        snprintf(text, CELL, "<0.001");
    else
        snprintf(text, CELL, "%.3f", p);
    return text;
}

static const char *times(char text[CELL], double factor)
{
    char number[32];
    if (isnan(factor)) return nothing(text);
    if (factor < 10)
        snprintf(text, CELL, "%.1f", factor);
    else
        snprintf(text, CELL, "%.30s", polder_terminal_number(number, round(factor)));
    return text;
}

static const char *whole(char text[32], double networks)
{
    if (isinf(networks)) return polder_terminal_utf8() ? "∞" : "no end";
    if (networks < 1e6)
        snprintf(text, 32, "%.*f", networks < 10 ? 1 : 0, networks);
    else
        snprintf(text, 32, "%.2g", networks);
    return text;
}

static const char *treat(char text[CELL], const polder_treat_t *t)
{
    char number[32], low[32], high[32];
    if (isnan(t->number)) return nothing(text);
    const char *from = whole(low, t->low), *to = whole(high, t->high);
    if (t->verdict == POLDER_TREAT_UNSURE)
        snprintf(text, CELL, "over %.20s, or harm over %.20s", from, to);
    else
        snprintf(text, CELL, "%s%.20s (%.20s to %.20s)",
                 t->verdict == POLDER_TREAT_HARMS ? "harm: " : "", whole(number, fabs(t->number)),
                 from, to);
    return text;
}

/* "21.5% 20.7–22.3" */
static const char *share(char text[CELL], const polder_figure_value_t *v)
{
    char percent[32];
    snprintf(text, CELL, "%s %.1f%s%.1f", polder_terminal_percent(percent, v->value), 100 * v->low,
             polder_terminal_utf8() ? "–" : "-", 100 * v->high);
    return text;
}

/* --- tables --- */

/* Which files, and whether what they hold are pairs. */
static void print_files(FILE *stream, const char *file, const polder_compare_t *c)
{
    const polder_several_t *s = c->several;
    char text[1024];
    fputs(s ? "files: " : "file: ", stream);
    if (!s) polder_terminal_text(stream, file);
    for (int i = 0; s && i < s->n; i++) {
        if (i > 0) fputs(", ", stream);
        polder_terminal_text(stream, polder_result_path(s->file[i]));
    }
    fputs("\nbaseline: ", stream);
    polder_terminal_text(stream, name_of(c, c->baseline));
    putc('\n', stream);
    if (!s) return;
    if (s->paired)
        snprintf(text, sizeof text,
                 "In pairs: the runs have one seed and networks that are made in the same way, so "
                 "each network is compared with itself.");
    else
        snprintf(text, sizeof text,
                 "Not in pairs: %.300s. The runs are compared as samples of their own, with wider "
                 "intervals; what needs pairs is left out.",
                 s->why);
    polder_terminal_paragraph(stream, "", text, 0);
    if (s->code) polder_terminal_paragraph(stream, "Note: ", s->code, 0);
}

/* "10 arms from 3 files, 20 to 60 networks each". */
static const char *say_several(char *text, size_t size, const polder_several_t *s)
{
    char from[32] = "";
    int64_t least = s->replicates;
    for (int i = 0; i < s->n; i++) {
        const int64_t n = polder_walk_replicates(s->file[i]);
        if (n < least) least = n;
    }
    if (least < s->replicates) snprintf(from, sizeof from, "%lld to ", (long long)least);
    snprintf(text, size, "%d arms from %d files, %s%lld network%s each", s->n_arm, s->n, from,
             (long long)s->replicates, s->replicates == 1 ? "" : "s");
    return text;
}

static void print_head(FILE *stream, const char *file, const polder_compare_t *c)
{
    const char *title = polder_result_text(c->result, "title");
    const char *model = polder_result_text(c->result, "model");
    const char *tick = polder_result_text(c->result, "tick");
    char several[160], of[120], arms[80] = "", text[400];
    polder_terminal_heading(stream, title && *title ? title : file);
    putc('\n', stream);
    snprintf(of, sizeof of, "of model %.60s, %d %.20ss", model ? model : "?",
             polder_result_horizon(c->result), tick ? tick : "tick");
    if (c->n_point > 1)
        snprintf(arms, sizeof arms, ", each with %d arm%s at %d points", c->n_arm,
                 c->n_arm == 1 ? "" : "s", c->n_point);
    else
        snprintf(arms, sizeof arms, ", each with %d arm%s", c->n_arm, c->n_arm == 1 ? "" : "s");
    if (c->several)
        snprintf(text, sizeof text, "%s, %s", say_several(several, sizeof several, c->several), of);
    else
        snprintf(text, sizeof text, "%lld network%s %s%s", (long long)c->replicates,
                 c->replicates == 1 ? "" : "s", of, arms);
    polder_terminal_paragraph(stream, "", text, 0);
    print_files(stream, file, c);
}

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

static const char *head_of(const polder_figure_t *figure)
{
    return figure->measure ? polder_measure_head(figure->measure) : figure->name;
}

static void print_success(FILE *stream, const polder_compare_t *c)
{
    char text[128], ways[64];
    int figure[MOST_VIEWS];
    const int n = find_views(c, figure);
    if (n == 0) return;
    snprintf(text, sizeof text, "%s, with %g%% intervals", polder_ways(ways, n),
             100 * c->confidence);
    heading(stream, text);
    const char *head[1 + MOST_VIEWS] = {"arm"};
    for (int j = 0; j < n; j++) head[1 + j] = head_of(&c->figure[figure[j]]);
    polder_grid_t *grid = polder_grid_new(1 + n, head, (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    for (int i = 0; i < c->n_arm; i++) {
        char text_of[MOST_VIEWS][CELL];
        const char *cell[1 + MOST_VIEWS] = {name_of(c, i)};
        for (int j = 0; j < n; j++) {
            share(text_of[j], &c->arm[i].value[figure[j]]);
            cell[1 + j] = text_of[j];
        }
        polder_grid_row(grid, cell);
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

/* "Perceived success", "Alive". */
static const char *name_first(char text[64], const polder_figure_t *figure)
{
    const polder_measure_t alive = {.name = figure->name};
    return polder_noun_first(text, figure->measure ? figure->measure : &alive);
}

static void print_pairing(FILE *stream, double least, double most)
{
    char low[CELL], high[CELL], text[4 * CELL];
    if (!(least <= most)) return;
    times(low, least);
    times(high, most);
    snprintf(text, sizeof text,
             "Pairing: if each arm had networks of its own, %s%s%s times as many would be needed "
             "for the same interval.",
             low, strcmp(low, high) ? " to " : "", strcmp(low, high) ? high : "");
    polder_terminal_paragraph(stream, "", text, 0);
}

static void print_strict(FILE *stream, const polder_compare_t *c)
{
    bool unsure = false;
    char text[128], noun[64];
    double least = INFINITY, most = 0;
    if (c->success < 0 || c->n_arm < 2) return;
    snprintf(text, sizeof text, "%s: difference to the baseline, in percentage points",
             name_first(noun, &c->figure[c->success]));
    heading(stream, text);
    polder_grid_t *grid = polder_grid_new(
        6, (const char *[]){"arm", "diff.", "interval", "p", "treat for one more", "pairing"},
        (const int[]){POLDER_GRID_WRAP, R, R, R, R, R});
    for (int i = 0; i < c->n_arm; i++) {
        const polder_difference_t *d = &c->arm[i].value[c->success].difference;
        char difference[CELL], interval[CELL], p[CELL], number[CELL], pairing[CELL];
        if (i == c->baseline) continue;
        least = fmin(least, d->pairing);
        most = fmax(most, d->pairing);
        unsure = unsure || c->arm[i].treat.verdict == POLDER_TREAT_UNSURE;
        polder_grid_row(
            grid, (const char *[]){name_of(c, i), signed_number(difference, d->difference, 100),
                                   between(interval, d->low, d->high, 100), chance(p, d->p),
                                   treat(number, &c->arm[i].treat), times(pairing, d->pairing)});
    }
    polder_terminal_grid(grid, stream, WIDTH);
    if (unsure)
        polder_terminal_paragraph(
            stream, "",
            "Over 20, or harm over 30: the interval holds 0. At best 20 networks have to be "
            "treated for one more success; at worst each 30 give one less; and it may be that no "
            "number is enough.",
            0);
    if (c->paired) print_pairing(stream, least, most);
}

/* The differences of two figures beside each other, or of one. */
static void print_two(FILE *stream, const polder_compare_t *c, const int *figure, int n)
{
    static const int align[] = {POLDER_GRID_WRAP, R, R, R, R, R, R};
    const char *head[] = {"arm", "diff.", "interval", "p", "diff.", "interval", "p"};
    char text[192], left[64];
    if (n == 1)
        snprintf(text, sizeof text, "%s: difference, in percentage points",
                 name_first(left, &c->figure[figure[0]]));
    else
        snprintf(text, sizeof text, "%s (left), %s (right): difference, in percentage points",
                 name_first(left, &c->figure[figure[0]]),
                 figure[1] == c->alive ? c->figure[c->alive].name
                                       : polder_measure_noun(c->figure[figure[1]].measure));
    heading(stream, text);
    polder_grid_t *grid = polder_grid_new(1 + 3 * n, head, align);
    for (int i = 0; i < c->n_arm; i++) {
        char t[6][CELL];
        const char *cell[7] = {name_of(c, i)};
        if (i == c->baseline) continue;
        for (int k = 0; k < n; k++) {
            const polder_difference_t *d = &c->arm[i].value[figure[k]].difference;
            cell[1 + 3 * k] = signed_number(t[3 * k], d->difference, 100);
            cell[2 + 3 * k] = between(t[3 * k + 1], d->low, d->high, 100);
            cell[3 + 3 * k] = chance(t[3 * k + 2], d->p);
        }
        polder_grid_row(grid, cell);
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

static void print_views(FILE *stream, const polder_compare_t *c)
{
    int figure[MOST_VIEWS];
    const int n = find_views(c, figure);
    for (int i = 1; i < n; i += 2) print_two(stream, c, figure + i, n - i < 2 ? 1 : 2);
}

static void print_else(FILE *stream, const polder_compare_t *c)
{
    const char *name[1 + MOST_ELSE] = {"arm"};
    char text[160], shares[64] = "";
    int n = 1, figure[1 + MOST_ELSE] = {0};
    double scale[1 + MOST_ELSE] = {0};
    for (int i = 0; i < c->n_figure && n <= MOST_ELSE; i++) {
        const polder_measure_t *m = c->figure[i].measure;
        const bool share = m && m->kind == POLDER_MEASURE_SHARE;
        if (!m || !m->head || !(share || m->kind == POLDER_MEASURE_MEAN)) continue;
        if (share)
            snprintf(shares + strlen(shares), sizeof shares - strlen(shares), "%s%s",
                     *shares ? ", " : "", m->head);
        name[n] = m->head;
        figure[n] = i;
        scale[n++] = share ? 100 : 1;
    }
    if (n < 2 || c->success < 0) return;
    snprintf(text, sizeof text, "At the end: difference and half its interval%s%s%s",
             *shares ? " (" : "", shares, *shares ? " in percentage points)" : "");
    heading(stream, text);
    polder_grid_t *grid = polder_grid_new(n, name, (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    for (int i = 0; i < c->n_arm; i++) {
        char cells[1 + MOST_ELSE][CELL];
        const char *cell[1 + MOST_ELSE] = {name_of(c, i)};
        if (i == c->baseline) continue;
        for (int j = 1; j < n; j++)
            cell[j] = give_or_take(cells[j], &c->arm[i].value[figure[j]].difference, scale[j]);
        polder_grid_row(grid, cell);
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

static void print_lasted(FILE *stream, const polder_compare_t *c)
{
    const char *tick = polder_result_text(c->result, "tick");
    char text[96], name[64];
    if (c->lasted < 0) return;
    snprintf(text, sizeof text, "How long networks last, at most %d %ss",
             polder_result_horizon(c->result), tick ? tick : "tick");
    snprintf(name, sizeof name, "mean %ss", tick ? tick : "tick");
    heading(stream, text);
    polder_grid_t *grid =
        polder_grid_new(5, (const char *[]){"arm", name, "diff.", "interval", "log-rank p"},
                        (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    for (int i = 0; i < c->n_arm; i++) {
        const polder_figure_value_t *v = &c->arm[i].value[c->lasted];
        char mean[32], difference[CELL] = "", interval[CELL] = "", p[CELL] = "";
        if (i != c->baseline) {
            signed_number(difference, v->difference.difference, 1);
            between(interval, v->difference.low, v->difference.high, 1);
            chance(p, c->arm[i].logrank_p);
        }
        polder_grid_row(grid,
                        (const char *[]){name_of(c, i), polder_terminal_number(mean, v->value),
                                         difference, interval, p});
    }
    polder_terminal_grid(grid, stream, WIDTH);
    if (c->paired && c->n_arm > 1)
        polder_terminal_paragraph(
            stream, "",
            "The interval is of the difference of the means, p of the whole curves: curves that "
            "cross can differ surely and have the same mean.",
            0);
}

static void print_cost(FILE *stream, const polder_compare_t *c)
{
    bool any = false;
    for (int i = 0; c->cost >= 0 && i < c->n_arm; i++)
        any = any || c->arm[i].value[c->cost].value > 0;
    if (!any || c->success < 0) return;
    heading(stream, "Cost of interventions, in days of work");
    polder_grid_t *grid = polder_grid_new(
        5, (const char *[]){"arm", "a network", "extra", "for one more success", "interval"},
        (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    for (int i = 0; i < c->n_arm; i++) {
        const polder_arm_result_t *a = &c->arm[i];
        const bool helps = i != c->baseline && a->treat.verdict == POLDER_TREAT_HELPS;
        char mean[32], extra[CELL] = "", ratio[32] = "", interval[CELL] = "";
        if (i != c->baseline) signed_number(extra, a->value[c->cost].difference.difference, 1);
        if (helps) polder_terminal_number(ratio, a->cost.ratio);
        if (helps) between(interval, a->cost.low, a->cost.high, 1);
        polder_grid_row(
            grid, (const char *[]){
                      name_of(c, i), polder_terminal_number(mean, a->value[c->cost].value), extra,
                      i == c->baseline || helps ? ratio : "not sure that it helps", interval});
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

static void print_best(FILE *stream, const polder_compare_t *c)
{
    char text[160];
    bool at_zero = false;
    if (c->success < 0 || c->n_arm < 2 || !c->paired) return;
    snprintf(text, sizeof text, "Which arms can be the best in %s (%g%% sure)",
             polder_measure_noun(c->figure[c->success].measure), 100 * c->confidence);
    heading(stream, text);
    polder_grid_t *grid = polder_grid_new(
        4, (const char *[]){"arm", "can be", "ahead of the best other", "interval, all together"},
        (const int[]){POLDER_GRID_WRAP, 0, R, R});
    for (int i = 0; i < c->n_arm; i++) {
        const polder_best_t *b = &c->arm[i].best;
        char ahead[CELL], interval[CELL];
        at_zero = at_zero || b->low == 0 || b->high == 0;
        polder_grid_row(grid, (const char *[]){name_of(c, i), b->possible ? "yes" : "no",
                                               signed_number(ahead, b->ahead, 100),
                                               between(interval, b->low, b->high, 100)});
    }
    polder_terminal_grid(grid, stream, WIDTH);
    if (at_zero)
        polder_terminal_paragraph(stream, "",
                                  "A bound of 0.0 is set, not rounded: the interval of an arm that "
                                  "cannot be the best ends "
                                  "at 0, that of the only one that can be begins there.",
                                  0);
}

/* Columns that were asked for, or all those of a model without success. */
static void print_columns(FILE *stream, const polder_compare_t *c)
{
    polder_grid_t *grid = NULL;
    for (int f = 0; f < c->n_figure; f++) {
        const polder_figure_t *figure = &c->figure[f];
        if (!figure->wanted) continue;
        if (!grid) {
            heading(stream, "Columns, and the difference to the baseline");
            grid = polder_grid_new(
                6, (const char *[]){"column", "arm", "mean", "diff.", "interval", "p"},
                (const int[]){0, POLDER_GRID_WRAP, R, R, R, R});
        }
        for (int i = 0; i < c->n_arm; i++) {
            const polder_figure_value_t *v = &c->arm[i].value[f];
            char mean[32], t[3][CELL] = {"", "", ""};
            if (i != c->baseline) {
                signed_number(t[0], v->difference.difference, 1);
                between(t[1], v->difference.low, v->difference.high, 1);
                chance(t[2], v->difference.p);
            }
            polder_grid_row(grid, (const char *[]){figure->name, name_of(c, i),
                                                   polder_terminal_number(mean, v->value), t[0],
                                                   t[1], t[2]});
        }
    }
    if (grid) polder_terminal_grid(grid, stream, WIDTH);
}

static void print_missing(FILE *stream, const polder_compare_t *c)
{
    for (int i = 0; c->paired && i < c->n_read * c->n_arm; i++) {
        int64_t n = 0;
        for (int f = 0; f < c->n_figure; f++)
            n = c->arm[i].value[f].n > n ? c->arm[i].value[f].n : n;
        if (n >= c->replicates) continue;
        fputs("\nSome networks could not be run; the pairs they are in are left out.\n", stream);
        return;
    }
}

/* As polder show says it. */
static void print_caveat(FILE *stream, const polder_compare_t *c)
{
    json_t *root = json_loads(polder_result_description(c->result), 0, NULL);
    const char *file = json_string_value(json_object_get(json_object_get(root, "network"), "file"));
    putc('\n', stream);
    polder_terminal_paragraph(
        stream, "",
        c->replicates == 1 ? "Only one network in each arm: chance alone may decide what comes out."
        : file ? "One network, from a file, in all runs: an interval holds chance only, not doubt "
                 "about its ties and values, nor about the model."
               : "An interval holds chance only, not doubt about the values of the model.",
        0);
    json_decref(root);
}

void polder_compare_print(FILE *stream, const char *file, const polder_compare_t *c)
{
    print_head(stream, file, c);
    print_success(stream, c);
    print_strict(stream, c);
    print_views(stream, c);
    print_else(stream, c);
    print_lasted(stream, c);
    print_cost(stream, c);
    print_best(stream, c);
    print_columns(stream, c);
    print_missing(stream, c);
    print_caveat(stream, c);
}
