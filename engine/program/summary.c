/* summary.c: see summary.h. */
#include "program/summary.h"

#include <math.h>
#include <string.h>

#include "program/causes.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/network_read.h"
#include "program/terminal.h"

enum { WIDTH = 80, BAR = 18, N_WAYS_OUT = 5, MOST_CASES = 40, MOST_VIEWS = 2 };

#define R POLDER_GRID_RIGHT

static void heading(FILE *stream, const char *text)
{
    putc('\n', stream);
    polder_terminal_heading(stream, text);
    putc('\n', stream);
}

void polder_summary_print_facts(FILE *stream, const char *file, const polder_summary_t *s)
{
    int64_t failed = 0;
    for (int i = 0; i < s->n_case; i++) failed += s->cases[i].failed;
    fprintf(stream, "%lld network%s of model %s, %d %ss, seed %s", (long long)s->networks,
            s->networks == 1 ? "" : "s", s->model, s->horizon, s->tick, s->seed);
    if (s->n_case > 1) fprintf(stream, ", %d cases", s->n_case);
    fputs("\nfile: ", stream);
    polder_terminal_text(stream, file ? file : "none is kept");
    putc('\n', stream);
    if (failed > 0)
        fprintf(stream, "%lld network%s could not be run and %s left out\n", (long long)failed,
                failed == 1 ? "" : "s", failed == 1 ? "is" : "are");
}

void polder_summary_print_title(FILE *stream, const char *file, const polder_summary_t *s)
{
    polder_terminal_heading(stream, s->title[0] ? s->title : file ? file : "(no title)");
    putc('\n', stream);
}

static void print_head(FILE *stream, const char *file, const polder_summary_t *s)
{
    polder_summary_print_title(stream, file, s);
    polder_summary_print_facts(stream, file, s);
}

/* Of a single network an interval says nothing. */
static bool enough(const polder_proportion_t *p)
{
    return p->n > 1;
}

static void share_row(polder_grid_t *grid, const char *label, const polder_proportion_t *p)
{
    char share[32], interval[48], bar[128];
    const double low = enough(p) ? p->low : NAN, high = enough(p) ? p->high : NAN;
    polder_grid_row(grid, (const char *[]){label, polder_terminal_percent(share, p->share),
                                           polder_terminal_interval(interval, low, high),
                                           polder_terminal_bar(bar, p->share, BAR)});
}

/* A row for each measure of this kind that the file has. */
static void share_rows(polder_grid_t *grid, const polder_summary_t *s, polder_measure_kind_t kind)
{
    for (int i = 0; i < s->n_share; i++)
        if (s->share[i]->kind == kind && s->cases[s->detail].share[i].n > 0)
            share_row(grid, polder_measure_label(s->share[i]), &s->cases[s->detail].share[i]);
}

static int count_shares(const polder_summary_t *s, polder_measure_kind_t kind)
{
    int n = 0;
    for (int i = 0; i < s->n_share; i++) n += s->share[i]->kind == kind;
    return n;
}

const char *polder_ways(char text[64], int n)
{
    static const char *const word[] = {"", "", "two ", "three ", "four ", "five "};
    snprintf(text, 64, n < 2 ? "Success" : "Success, %sways to see it",
             n < (int)(sizeof word / sizeof word[0]) ? word[n] : "");
    return text;
}

const char *polder_noun_first(char text[64], const polder_measure_t *measure)
{
    snprintf(text, 64, "%s", polder_measure_noun(measure));
    if (*text >= 'a' && *text <= 'z') *text = (char)(*text - 'a' + 'A');
    return text;
}

const char *polder_alive_after(char text[64], const polder_summary_t *s)
{
    if (s->year > 0 && s->horizon % s->year == 0)
        snprintf(text, 64, "alive after %d year%s", s->horizon / s->year,
                 s->horizon == s->year ? "" : "s");
    else
        snprintf(text, 64, "alive after %d %ss", s->horizon, s->tick);
    return text;
}

static void print_success(FILE *stream, const polder_summary_t *s)
{
    const polder_case_summary_t *c = &s->cases[s->detail];
    char text[64], alive[64], interval[32];
    heading(stream, polder_ways(text, 2 + count_shares(s, POLDER_MEASURE_VIEW)));
    snprintf(interval, sizeof interval, "%g%% interval", 100 * s->confidence);
    polder_grid_t *grid =
        polder_grid_new(4, (const char *[]){"", "share", interval, ""}, (const int[]){0, R, R, 0});
    share_row(grid, polder_measure_label(s->success), &c->success);
    share_rows(grid, s, POLDER_MEASURE_VIEW);
    share_row(grid, polder_alive_after(alive, s), &c->alive);
    polder_terminal_grid(grid, stream, WIDTH);
    if (!enough(&c->alive)) fputs("one network: too few for intervals\n", stream);
}

/* Short, so that three fit beside the name of a case: "21.5% 20.7–22.3". */
static const char *with_interval(char text[80], const polder_proportion_t *p)
{
    char share[32];
    if (!enough(p)) return polder_terminal_percent(text, p->share);
    snprintf(text, 80, "%s %.1f%s%.1f", polder_terminal_percent(share, p->share), 100 * p->low,
             polder_terminal_utf8() ? "–" : "-", 100 * p->high);
    return text;
}

static void print_cases(FILE *stream, const polder_summary_t *s)
{
    char text[64];
    snprintf(text, sizeof text, "Success by case, with %g%% intervals", 100 * s->confidence);
    heading(stream, text);
    int n = 0;
    const char *head[2 + MOST_VIEWS + 1] = {"case", polder_measure_head(s->success)};
    int view[MOST_VIEWS];
    for (int i = 0; i < s->n_share && n < MOST_VIEWS; i++)
        if (s->share[i]->kind == POLDER_MEASURE_VIEW) view[n++] = i;
    for (int i = 0; i < n; i++) head[2 + i] = polder_measure_head(s->share[view[i]]);
    head[2 + n] = "alive";
    polder_grid_t *grid = polder_grid_new(3 + n, head, (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    /* A sweep has too many cases to look at one by one. */
    const int shown = s->n_case > MOST_CASES ? MOST_CASES : s->n_case;
    for (int i = 0; i < shown; i++) {
        const polder_case_summary_t *c = &s->cases[i];
        char share[2 + MOST_VIEWS][80];
        const char *cell[3 + MOST_VIEWS] = {c->name, with_interval(share[0], &c->success)};
        for (int k = 0; k < n; k++) cell[2 + k] = with_interval(share[2 + k], &c->share[view[k]]);
        cell[2 + n] = with_interval(share[1], &c->alive);
        polder_grid_row(grid, cell);
    }
    polder_terminal_grid(grid, stream, WIDTH);
    if (shown < s->n_case)
        fprintf(stream, "%s and %d more cases (polder show --json has them all)\n",
                polder_terminal_utf8() ? "…" : "...", s->n_case - shown);
    fputs("\nWhich one helps, by how much and how sure that is: polder compare FILE\n", stream);
}

/* Of many cases the rest is about one. */
static void print_which(FILE *stream, const polder_summary_t *s)
{
    fputs("\nBelow: case ", stream);
    polder_terminal_text(stream, s->cases[s->detail].name);
    fputs(" (polder show --case NAME for another)\n", stream);
}

static void print_outcomes(FILE *stream, const polder_summary_t *s)
{
    if (s->n_class == 0) return;
    char interval[32];
    heading(stream, "What became of the networks");
    snprintf(interval, sizeof interval, "%g%% interval", 100 * s->confidence);
    polder_grid_t *grid =
        polder_grid_new(4, (const char *[]){"", "share", interval, ""}, (const int[]){0, R, R, 0});
    for (int i = 0; i < s->n_class; i++) share_row(grid, s->classes[i].name, &s->classes[i].share);
    share_rows(grid, s, POLDER_MEASURE_WITHIN);
    polder_terminal_grid(grid, stream, WIDTH);
}

static void print_life(FILE *stream, const polder_summary_t *s)
{
    if (s->n_life == 0) return;
    char interval[32];
    const bool years = s->year > 0;
    heading(stream, years ? "Survival, year by year" : "Survival, period by period");
    snprintf(interval, sizeof interval, "%g%% interval", 100 * s->confidence);
    polder_grid_t *grid =
        polder_grid_new(6,
                        (const char *[]){years ? "year" : s->tick, "at risk", "dissolved", "hazard",
                                         "survival", interval},
                        (const int[]){R, R, R, R, R, R});
    const bool few = s->life[0].at_risk < 2;
    for (int i = 0; i < s->n_life; i++) {
        const polder_life_t *l = &s->life[i];
        const double low = few ? NAN : l->low, high = few ? NAN : l->high;
        char year[48], at_risk[32], ended[32], hazard[32], survival[32], between[48];
        const int ticks = l->until - l->from;
        if (!years)
            snprintf(year, sizeof year, "%d-%d", l->from + 1, l->until);
        else if (ticks == s->year)
            snprintf(year, sizeof year, "%d", i + 1);
        else
            snprintf(year, sizeof year, "%d (%d %.20ss)", i + 1, ticks, s->tick);
        snprintf(at_risk, sizeof at_risk, "%lld", (long long)l->at_risk);
        snprintf(ended, sizeof ended, "%lld", (long long)l->ended);
        polder_grid_row(grid, (const char *[]){year, at_risk, ended,
                                               polder_terminal_percent(hazard, l->hazard),
                                               polder_terminal_percent(survival, l->survival),
                                               polder_terminal_interval(between, low, high)});
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

static char *percent_whole(char text[32], double share)
{
    if (isnan(share)) return polder_terminal_number(text, share);
    snprintf(text, 32, "%.0f%%", 100 * share);
    return text;
}

static char *mean_of_index(char text[32], double mean)
{
    if (isnan(mean)) return polder_terminal_number(text, mean);
    snprintf(text, 32, "%.2f", mean);
    return text;
}

static void print_findings(FILE *stream, const polder_summary_t *s)
{
    if (s->n_finding == 0) return;
    heading(stream, "What networks suffer from, those that failed and those that succeeded");
    fputs("share of networks whose index is 0.5 or more, and the mean of the index;\n"
          "first what sets failed networks apart most: by the difference of the shares\n",
          stream);
    polder_grid_t *grid =
        polder_grid_new(5, (const char *[]){"challenge", "failed", "mean", "succeeded", "mean"},
                        (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    for (int i = 0; i < s->n_finding; i++) {
        const polder_finding_t *f = &s->finding[i];
        char failed[32], failed_mean[32], succeeded[32], succeeded_mean[32];
        polder_grid_row(grid, (const char *[]){f->title, percent_whole(failed, f->failed.share),
                                               mean_of_index(failed_mean, f->failed_mean),
                                               percent_whole(succeeded, f->succeeded.share),
                                               mean_of_index(succeeded_mean, f->succeeded_mean)});
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

/* One cause in the form practitioners use. */
static void print_way_out(FILE *stream, const polder_cause_t *cause)
{
    const polder_language_t l = polder_language();
    char head[32];
    snprintf(head, sizeof head, "%.20s: ", cause->id);
    polder_terminal_paragraph(stream, head, cause->title[l], 0);
    polder_terminal_paragraph(stream, polder_cause_label(POLDER_SYMPTOM), cause->symptom[l], 2);
    polder_terminal_paragraph(stream, polder_cause_label(POLDER_PROBLEM), cause->problem[l], 2);
    polder_terminal_paragraph(stream, polder_cause_label(POLDER_WAY_OUT), cause->way_out[l], 2);
}

/* Of the archetypes that set failed networks apart. */
static void print_ways_out(FILE *stream, const polder_summary_t *s)
{
    int shown = 0;
    for (int i = 0; i < s->n_finding && shown < N_WAYS_OUT; i++) {
        const polder_finding_t *f = &s->finding[i];
        if (!f->cause || !(f->failed.share > 0) || f->failed.share <= f->succeeded.share) continue;
        if (shown++ == 0)
            heading(stream, polder_language() == POLDER_DUTCH
                                ? "Uitdaging, onderliggend probleem, uitweg"
                                : "Challenge, underlying problem, way out");
        print_way_out(stream, f->cause);
    }
    if (shown > 0) fputs("more: polder list causes NAME\n", stream);
}

/* Beside 0.5 there is no sense in 3.1e-06. */
static const char *number_beside(char text[32], double value, double largest)
{
    if (fabs(value) < 5e-4 && largest >= 0.01 && value != 0)
        snprintf(text, 32, "0.000");
    else
        polder_terminal_number(text, value);
    return text;
}

/* Columns whose numbers stand for words. */
static void print_words(FILE *stream, const polder_summary_t *s)
{
    for (int i = 0; i < s->n_column; i++) {
        const polder_column_summary_t *c = &s->column[i];
        char text[400] = "", label[80];
        size_t at = 0;
        for (int k = 0; k < c->n_class; k++) {
            char share[32];
            if (c->classes[k].share.count == 0 || at >= sizeof text) continue;
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%s %s", at > 0 ? ", " : "",
                                   c->classes[k].name,
                                   polder_terminal_percent(share, c->classes[k].share.share));
        }
        snprintf(label, sizeof label, "%.70s: ", c->name);
        if (at > 0) polder_terminal_paragraph(stream, label, text, 0);
    }
}

static void print_columns(FILE *stream, const polder_summary_t *s)
{
    if (s->n_column == 0) return;
    heading(stream, "The networks as they were at the end");
    polder_grid_t *grid = polder_grid_new(
        8, (const char *[]){"column", "mean", "s.d.", "min", "25%", "50%", "75%", "max"},
        (const int[]){0, R, R, R, R, R, R, R});
    for (int i = 0; i < s->n_column; i++) {
        const polder_description_t *d = &s->column[i].value;
        if (s->column[i].n_class > 0) continue; /* print_words */
        const double value[7] = {d->mean,   d->deviation, d->min, d->lower,
                                 d->median, d->upper,     d->max};
        const double largest = fmax(fabs(d->min), fabs(d->max));
        char text[7][32];
        const char *cell[8] = {s->column[i].name};
        for (int j = 0; j < 7; j++) cell[j + 1] = number_beside(text[j], value[j], largest);
        polder_grid_row(grid, cell);
    }
    polder_terminal_grid(grid, stream, WIDTH);
    print_words(stream, s);
}

static void print_conditions(FILE *stream, const polder_summary_t *s)
{
    if (s->n_condition == 0) return;
    heading(stream, "The conditions for collaboration at the end, the lowest first");
    fputs("mean index, from 0 (not met) to 1 (fully met)\n", stream);
    polder_grid_t *grid =
        polder_grid_new(4, (const char *[]){"condition", "all", "failed", "succeeded"},
                        (const int[]){POLDER_GRID_WRAP, R, R, R});
    for (int i = 0; i < s->n_condition; i++) {
        const polder_condition_summary_t *c = &s->condition[i];
        char all[32], failed[32], succeeded[32];
        polder_grid_row(grid, (const char *[]){c->title, mean_of_index(all, c->mean),
                                               mean_of_index(failed, c->failed_mean),
                                               mean_of_index(succeeded, c->succeeded_mean)});
    }
    polder_terminal_grid(grid, stream, WIDTH);
}

static void print_caveat(FILE *stream, const polder_summary_t *s)
{
    char caveat[POLDER_CAVEAT];
    polder_interval_caveat(caveat, s);
    putc('\n', stream);
    polder_terminal_paragraph(stream, "", caveat, 0);
    fputs("What the words mean: docs/guide.md, \"Words on the screen\"\n", stream);
}

void polder_summary_print(FILE *stream, const char *file, const polder_summary_t *s, bool one_case)
{
    print_head(stream, file, s);
    if (s->outcomes && s->factors.n > 0) {
        char text[128];
        snprintf(text, sizeof text, "Which factors go with %.60s, the strongest first",
                 polder_measure_noun(s->success));
        heading(stream, text);
        polder_factors_print(stream, s, true);
    }
    if (s->outcomes && s->n_case > 1) print_cases(stream, s);
    /* One point of a design is as good as another: it is shown if it was asked for. */
    if (s->outcomes && s->factors.n > 0 && !one_case) {
        fputs("\nMore about one case: polder show --case NAME\n", stream);
        print_caveat(stream, s);
        return;
    }
    if (s->outcomes) {
        if (s->n_case > 1)
            print_which(stream, s);
        else
            print_success(stream, s);
        print_outcomes(stream, s);
        print_life(stream, s);
        print_findings(stream, s);
        print_ways_out(stream, s);
        print_conditions(stream, s);
    }
    print_columns(stream, s);
    if (s->outcomes) print_caveat(stream, s);
}

void polder_timing_print(FILE *stream, const polder_timing_t *t)
{
    char wall[32], rate[32], arcs[32];
    if (t->networks == 0) return;
    heading(stream, "Time");
    fprintf(stream, "%lld network%s in %s on %d thread%s", (long long)t->networks,
            t->networks == 1 ? "" : "s", polder_terminal_duration(wall, t->wall), t->threads,
            t->threads == 1 ? "" : "s");
    if (t->wall > 0)
        fprintf(stream, ", %s networks/s",
                polder_terminal_number(rate, (double)t->networks / t->wall));
    putc('\n', stream);
    if (t->step > 0 && t->arc_ticks > 0) {
        snprintf(arcs, sizeof arcs, "%.3g", 1e-6 * (double)t->arc_ticks / t->step);
        fprintf(stream, "%s million arc-ticks per core and second of simulation\n", arcs);
    }
}

static int print_json(const char *file, const char *description, const polder_summary_t *s,
                      const polder_timing_t *timing)
{
    json_t *o = polder_summary_json(file, s), *network = polder_network_read_json(description);
    if (network) json_object_set_new(o, "network_read", network);
    if (timing) json_object_set_new(o, "timing", polder_timing_json(timing));
    int code = o ? json_dumpf(o, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) : -1;
    json_decref(o);
    putchar('\n');
    /* A write error is found, and told, when stdout is closed. */
    if (code != 0 && !ferror(stdout)) {
        fputs("polder: error: out of memory\n", stderr);
        return POLDER_EXIT_FAILURE;
    }
    return POLDER_EXIT_OK;
}

/* A result is shown without them too; but what is shown does not hang on memory. */
static int find_causes(const polder_result_t *result, polder_found_causes_t *causes,
                       polder_report_t *report)
{
    polder_report_t unread;
    polder_cli_report(&unread);
    const int code = polder_cli_causes(polder_result_text(result, "model"), causes, &unread);
    const bool memory = code == POLDER_MEMORY || unread.lost > 0;
    polder_report_free(&unread);
    return memory ? polder_fail(report, POLDER_MEMORY, "out of memory") : 0;
}

int polder_cli_summary(const char *file, const char *name, const polder_summary_options_t *options,
                       polder_screen_t screen, const polder_timing_t *timing)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_summary_t summary = {0};
    polder_found_causes_t causes = {0};
    polder_summary_options_t read = *options;
    int exit_code = POLDER_EXIT_OK;
    polder_cli_report(&report);
    int code = polder_result_open_trusting(&result, file, options->trust, &report);
    if (code >= 0 && screen != POLDER_SHORT) {
        code = find_causes(result, &causes, &report);
        read.causes = &causes.all;
    }
    if (code >= 0) code = polder_summary_read(result, &read, &summary, &report);
    if (code < 0) {
        exit_code = polder_terminal_fail(&report, code);
        goto out;
    }
    const char *description = polder_result_description(result);
    if (summary.n_finding > 0 && causes.all.table.model && screen != POLDER_SHORT)
        polder_cli_causes_missing(&causes, "the words for what networks suffer from are left out");
    if (screen == POLDER_JSON) {
        exit_code = print_json(name, description, &summary, timing);
    } else if (screen == POLDER_SHORT && summary.outcomes) {
        polder_summary_print_short(stdout, name, description, &summary);
    } else {
        polder_summary_print(stdout, name, &summary, options->case_name != NULL);
        polder_network_read_print(stdout, description, true);
        if (timing) polder_timing_print(stdout, timing);
    }
out:
    polder_summary_free(&summary);
    polder_cli_causes_free(&causes);
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}
