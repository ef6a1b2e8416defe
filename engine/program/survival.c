/* survival.c: polder survival FILE. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare.h"
#include "analysis/lasting.h"
#include "document/csv.h"
#include "io/json.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/output.h"
#include "program/summary.h"
#include "program/terminal.h"

static const char help[] =
    "usage: polder survival FILE [OPTION]...\n"
    "\n"
    "How long networks last: the share that is still there after each year, and the\n"
    "chance to end within a year for those that began it, by arm and with intervals\n"
    "(Kaplan and Meier; Wilson). With --csv or --json month by month.\n"
    "\n"
    "  --arm ARM          this arm only, in more detail\n"
    "  --point N          this point of the design, from 0 (text: default 0;\n"
    "                     --csv and --json: default all)\n"
    "  --confidence C     of the intervals, 0.5 to 0.9999 (default 0.95)\n"
    "  --csv              a table with one row for each month\n"
    "  --excel            that table with semicolons and decimal commas\n"
    "  --json             one JSON object\n"
    "  -o, --output FILE  write to this file instead of to stdout\n"
    "  --overwrite        replace that file if it is there\n"
    "  --trust            read it even if its digest is wrong or missing\n"
    "\n"
    "examples:\n"
    "  polder survival twenty-percent.h5\n"
    "  polder survival interventions.h5 --arm visioning\n"
    "  polder survival interventions.h5 --csv -o curves.csv\n"
    "  polder survival interventions.h5 --json | jq '.arms[0].mean'\n";

enum { WIDTH = 80, CELL = 96 };

#define R POLDER_GRID_RIGHT

typedef struct {
    const char *file, *arm, *output;
    double confidence;
    int64_t point;
    bool overwrite, csv, json, excel, trust;
} arguments_t;

typedef struct {
    const arguments_t *a;
    const polder_result_t *result;
    const polder_lasting_t *lasting;
    const double *value; /* factors of the points read */
    int only;            /* this arm, −1: all */
    FILE *out;
    polder_csv_t csv;
    json_t *arms; /* with --json */
} survival_t;

static const char *name_of(const survival_t *s, int arm)
{
    const char *name = polder_result_arm(s->result, arm);
    return name && *name ? name : "all networks";
}

static bool wanted(const survival_t *s, int k)
{
    return s->only < 0 || s->lasting->arm[k].arm == s->only;
}

/* --- tables --- */

static const char *share(char text[CELL], double value, double low, double high)
{
    char percent[32];
    snprintf(text, CELL, "%s %.1f%s%.1f", polder_terminal_percent(percent, value), 100 * low,
             polder_terminal_utf8() ? "–" : "-", 100 * high);
    return text;
}

static void heading(const survival_t *s, const char *text)
{
    putc('\n', s->out);
    polder_terminal_heading(s->out, text);
    putc('\n', s->out);
}

static void print_mean(const survival_t *s, const char *tick)
{
    char text[96];
    snprintf(text, sizeof text, "How long networks last, in %ss (at most %d)", tick,
             s->lasting->horizon);
    heading(s, text);
    polder_grid_t *grid =
        polder_grid_new(5, (const char *[]){"arm", "networks", "mean", "interval", "half ended"},
                        (const int[]){POLDER_GRID_WRAP, R, R, R, R});
    for (int k = 0; k < s->lasting->n_arm; k++) {
        const polder_lasting_arm_t *a = &s->lasting->arm[k];
        char n[32], mean[32], low[32], high[32], interval[CELL], median[32];
        if (!wanted(s, k)) continue;
        snprintf(n, sizeof n, "%lld", (long long)a->networks);
        if (a->low < a->high)
            snprintf(interval, sizeof interval, "%s to %s", polder_terminal_number(low, a->low),
                     polder_terminal_number(high, a->high));
        else /* too few, or all alike: that is no certainty */
            snprintf(interval, sizeof interval, "%s", polder_terminal_number(low, NAN));
        if (a->networks == 0)
            polder_terminal_number(median, NAN);
        else
            snprintf(median, sizeof median, a->median > 0 ? "in %d" : "not by %d",
                     a->median > 0 ? a->median : s->lasting->horizon);
        polder_grid_row(grid,
                        (const char *[]){name_of(s, a->arm), n,
                                         polder_terminal_number(mean, a->mean), interval, median});
    }
    polder_terminal_grid(grid, s->out, WIDTH);
}

static void add_years(const survival_t *s, polder_grid_t *grid, const polder_lasting_arm_t *a,
                      bool name)
{
    for (int i = 0; i < s->lasting->n_year; i++) {
        const polder_life_t *y = &a->year[i];
        const polder_kaplan_t *c = &a->curve[y->until];
        char when[48], risk[32], ended[32], hazard[CELL], survival[CELL];
        snprintf(when, sizeof when, "%d-%d", y->from + 1, y->until);
        snprintf(risk, sizeof risk, "%lld", (long long)y->at_risk);
        snprintf(ended, sizeof ended, "%lld", (long long)y->ended);
        share(hazard, y->hazard, y->hazard_low, y->hazard_high);
        share(survival, c->survival, c->low, c->high);
        const char *cell[] = {
            i == 0 ? name_of(s, a->arm) : "", when, risk, ended, hazard, survival};
        polder_grid_row(grid, name ? cell : cell + 1);
    }
}

static void print_years(const survival_t *s, const char *tick)
{
    const bool many = s->only < 0 && s->lasting->n_arm > 1;
    char text[96];
    const bool month = strcmp(tick, "month") == 0;
    snprintf(text, sizeof text, "%s, with %g%% intervals",
             month ? "Year by year" : "Period by period", 100 * s->lasting->confidence);
    heading(s, text);
    fprintf(s->out, "hazard: share that ends within the %s, of those that began it\n",
            month ? "year" : "period");
    const char *name[] = {"arm", tick, "at risk", "ended", "hazard", "survival"};
    const int flag[] = {POLDER_GRID_WRAP, R, R, R, R, R};
    polder_grid_t *grid =
        polder_grid_new(many ? 6 : 5, many ? name : name + 1, many ? flag : flag + 1);
    for (int k = 0; k < s->lasting->n_arm; k++)
        if (wanted(s, k)) add_years(s, grid, &s->lasting->arm[k], many);
    polder_terminal_grid(grid, s->out, WIDTH);
}

static void print_text(const survival_t *s)
{
    const char *title = polder_result_text(s->result, "title");
    const char *tick = polder_result_text(s->result, "tick");
    if (!tick) tick = "tick";
    polder_terminal_heading(s->out, title && *title ? title : s->a->file);
    fputs("\nfile: ", s->out);
    polder_terminal_text(s->out, s->a->file);
    putc('\n', s->out);
    if (polder_result_n_point(s->result) > 1)
        fprintf(s->out, "point %d of %d (0 to %d; --point N for another)\n", s->lasting->first,
                polder_result_n_point(s->result), polder_result_n_point(s->result) - 1);
    print_mean(s, tick);
    print_years(s, tick);
}

/* --- CSV and JSON --- */

static void csv_head(survival_t *s)
{
    polder_csv_names(&s->csv, "point");
    for (int i = 0; i < polder_result_n_factor(s->result); i++)
        polder_csv_factor_name(&s->csv, s->result, i);
    polder_csv_names(&s->csv, "arm,tick,at_risk,ended,survival,survival.low,survival.high,"
                              "year.hazard,year.hazard.low,year.hazard.high");
    polder_csv_end(&s->csv);
}

static void csv_numbers(polder_csv_t *csv, double a, double b, double c)
{
    polder_csv_figure(csv, a);
    polder_csv_figure(csv, b);
    polder_csv_figure(csv, c);
}

static void csv_arm(survival_t *s, const polder_lasting_arm_t *a)
{
    const int n_factor = polder_result_n_factor(s->result);
    const double *factor = s->value + (int64_t)(a->point - s->lasting->first) * n_factor;
    polder_csv_t *csv = &s->csv;
    int year = 0;
    for (int t = 0; t <= s->lasting->horizon; t++) {
        const polder_kaplan_t *c = &a->curve[t];
        const polder_life_t *y = &a->year[year];
        polder_csv_whole(csv, a->point);
        for (int i = 0; i < n_factor; i++) polder_csv_factor(csv, s->result, i, factor[i]);
        polder_csv_text(csv, polder_result_arm(s->result, a->arm));
        polder_csv_whole(csv, t);
        polder_csv_whole(csv, c->at_risk);
        polder_csv_whole(csv, c->ended);
        csv_numbers(csv, c->survival, c->low, c->high);
        if (t == y->until && year < s->lasting->n_year) {
            csv_numbers(csv, y->hazard, y->hazard_low, y->hazard_high);
            if (year + 1 < s->lasting->n_year) year++;
        } else {
            polder_csv_empty(csv, 3);
        }
        polder_csv_end(csv);
    }
}

static void put(json_t *o, const char *key, double value)
{
    json_object_set_new(o, key, polder_number_json(value));
}

static json_t *years_json(const survival_t *s, const polder_lasting_arm_t *a)
{
    json_t *list = json_array();
    for (int i = 0; i < s->lasting->n_year; i++) {
        const polder_life_t *y = &a->year[i];
        json_t *o = json_object();
        json_object_set_new(o, "from", json_integer(y->from + 1));
        json_object_set_new(o, "until", json_integer(y->until));
        json_object_set_new(o, "at_risk", json_integer(y->at_risk));
        json_object_set_new(o, "ended", json_integer(y->ended));
        put(o, "hazard", y->hazard);
        put(o, "low", y->hazard_low);
        put(o, "high", y->hazard_high);
        json_array_append_new(list, o);
    }
    return list;
}

static void json_arm(const survival_t *s, const polder_lasting_arm_t *a)
{
    json_t *o = json_object(), *curve = json_array();
    json_object_set_new(o, "point", json_integer(a->point));
    json_object_set_new(o, "arm", json_string(polder_result_arm(s->result, a->arm)));
    json_object_set_new(o, "networks", json_integer(a->networks));
    put(o, "mean", a->mean);
    put(o, "mean_low", a->low);
    put(o, "mean_high", a->high);
    json_object_set_new(o, "median", a->median > 0 ? json_integer(a->median) : json_null());
    for (int t = 0; t <= s->lasting->horizon; t++) {
        const polder_kaplan_t *c = &a->curve[t];
        json_t *p = json_object();
        json_object_set_new(p, "tick", json_integer(t));
        json_object_set_new(p, "at_risk", json_integer(c->at_risk));
        json_object_set_new(p, "ended", json_integer(c->ended));
        put(p, "survival", c->survival);
        put(p, "low", c->low);
        put(p, "high", c->high);
        json_array_append_new(curve, p);
    }
    json_object_set_new(o, "curve", curve);
    json_object_set_new(o, "years", years_json(s, a));
    json_array_append_new(s->arms, o);
}

static void show(survival_t *s)
{
    if (!s->a->csv && !s->a->json) {
        print_text(s);
        return;
    }
    for (int k = 0; k < s->lasting->n_read * s->lasting->n_arm; k++) {
        if (!wanted(s, k)) continue;
        if (s->a->csv)
            csv_arm(s, &s->lasting->arm[k]);
        else
            json_arm(s, &s->lasting->arm[k]);
    }
}

/* --- the command --- */

static int each_point(survival_t *s, polder_report_t *report)
{
    const arguments_t *a = s->a;
    const bool one = a->point >= 0 || (!a->csv && !a->json);
    const int all = polder_result_n_point(s->result), from = a->point > 0 ? (int)a->point : 0;
    const int until = one ? from + 1 : all;
    const int together = polder_lasting_together(s->result);
    const size_t n_factor = (size_t)polder_result_n_factor(s->result);
    double *value = malloc(((size_t)together * n_factor + 1) * sizeof *value);
    int code = value ? POLDER_OK : polder_fail(report, POLDER_MEMORY, "out of memory");
    s->value = value;
    if (a->csv) {
        s->csv = polder_csv_begin(s->out, a->excel);
        csv_head(s);
    }
    for (int first = from; first < until && code >= 0; first += together) {
        polder_lasting_t lasting = {0};
        const int n = until - first < together ? until - first : together;
        s->lasting = &lasting;
        code = polder_result_read_points(s->result, first, n, value, (size_t)n * n_factor, report);
        if (code >= 0)
            code = polder_lasting_read(s->result, first, n, a->confidence, &lasting, report);
        if (code >= 0) show(s);
        polder_lasting_free(&lasting);
    }
    free(value);
    return code;
}

static int carry_out(survival_t *s, polder_report_t *report)
{
    const arguments_t *a = s->a;
    const int n_point = polder_result_n_point(s->result);
    polder_output_t output = {0};
    if (a->arm && (s->only = polder_compare_arm(s->result, a->arm, report)) < 0) return s->only;
    if (a->point >= n_point)
        return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = a->file},
                              "there is no point %lld; the points are 0 to %d", (long long)a->point,
                              n_point - 1);
    int code = polder_output_open(&output, a->output, a->file, a->overwrite, report);
    s->out = output.stream;
    json_t *all = a->json ? json_object() : NULL;
    s->arms = a->json ? json_array() : NULL;
    if (code >= 0) code = each_point(s, report);
    if (a->json && code >= 0) {
        json_object_set_new(all, "file", polder_json_path(a->file));
        json_object_set_new(all, "horizon", json_integer(polder_result_horizon(s->result)));
        put(all, "confidence", a->confidence);
        json_object_set(all, "arms", s->arms);
        if (json_dumpf(all, s->out, JSON_INDENT(2) | JSON_REAL_PRECISION(12)) != 0 &&
            !ferror(s->out))
            code = polder_fail(report, POLDER_MEMORY, "out of memory");
        putc('\n', s->out);
    }
    json_decref(s->arms);
    json_decref(all);
    return polder_output_close(&output, code, report);
}

static int survival(const arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_cli_report(&report);
    int code = polder_result_open_trusting(&result, a->file, a->trust, &report);
    survival_t s = {.a = a, .result = result, .only = -1};
    if (code >= 0) code = carry_out(&s, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

enum { ARM = 256, POINT, CONFIDENCE, CSV, JSON, OVERWRITE, EXCEL, TRUST };

static int read_option(arguments_t *a, char **argv, int option, const struct option *options)
{
    switch (option) {
    case 'o':
        a->output = optarg;
        return 0;
    case ARM:
        a->arm = optarg;
        return 0;
    case POINT:
        if (polder_cli_whole(optarg, 0, INT32_MAX, &a->point)) return 0;
        return polder_cli_usage(argv[0], "--point needs a number from 0, not \"%s\"", optarg);
    case CONFIDENCE:
        if (polder_cli_number(optarg, 0.5, 0.9999, &a->confidence)) return 0;
        return polder_cli_usage(
            argv[0], "--confidence needs a number from 0.5 to 0.9999, not \"%s\"", optarg);
    case CSV:
        a->csv = true;
        return 0;
    case JSON:
        a->json = true;
        return 0;
    case TRUST:
        a->trust = true;
        return 0;
    case OVERWRITE:
        a->overwrite = true;
        return 0;
    case EXCEL:
        a->excel = true;
        return 0;
    default:
        return polder_cli_bad_option(argv, option, options);
    }
}

int polder_cli_survival(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"arm", required_argument, NULL, ARM},
                                            {"point", required_argument, NULL, POINT},
                                            {"confidence", required_argument, NULL, CONFIDENCE},
                                            {"csv", no_argument, NULL, CSV},
                                            {"json", no_argument, NULL, JSON},
                                            {"output", required_argument, NULL, 'o'},
                                            {"overwrite", no_argument, NULL, OVERWRITE},
                                            {"excel", no_argument, NULL, EXCEL},
                                            {"trust", no_argument, NULL, TRUST},
                                            {0}};
    arguments_t a = {.confidence = 0.95, .point = -1};
    for (int option; (option = getopt_long(argc, argv, ":ho:", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        }
        const int exit_code = read_option(&a, argv, option, options);
        if (exit_code > 0) return exit_code;
    }
    if (a.csv && a.json) return polder_cli_usage(argv[0], "--csv or --json, not both");
    if (a.excel && !a.csv) return polder_cli_usage(argv[0], "--excel goes with --csv");
    a.file = polder_cli_result_file(argc, argv);
    return a.file ? survival(&a) : POLDER_EXIT_USAGE;
}
