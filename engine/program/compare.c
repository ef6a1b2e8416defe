/* compare.c: polder compare FILE. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/compare_document.h"
#include "document/render.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/output.h"
#include "program/terminal.h"

enum { NAME = 128 }; /* of a column */

typedef struct {
    int n;
    const char *name[POLDER_MOST_FIGURES];
} columns_t;

typedef struct {
    const char *file, *csv; /* file: the first one */
    char *const *files;
    int n_file;
    polder_compare_options_t options;
    columns_t column;
    bool overwrite, json, excel, trust;
    const char *sort; /* or NULL */
    polder_compare_sort_t order;
} arguments_t;

static int add_column(void *member, const polder_option_t *option, const char *command,
                      const char *value)
{
    columns_t *column = member;
    (void)option;
    if (column->n == POLDER_MOST_FIGURES)
        return polder_cli_usage(command, "at most %d columns", (int)POLDER_MOST_FIGURES);
    column->name[column->n++] = value;
    return 0;
}

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(arguments_t, options.baseline, "baseline", "ARM",
                       "compare with this arm (default: that of the experiment)"),
    POLDER_OPTION_NUMBER(arguments_t, options.confidence, "confidence", "C", 0.5, 0.9999,
                         "of the intervals, 0.5 to 0.9999 (default 0.95)"),
    POLDER_OPTION_OTHER(arguments_t, column, columns_t, add_column, "column", "NAME",
                        "compare this summary column too, or what it was in a month "
                        "(trust.mean@24, alive@24); may be repeated"),
    POLDER_OPTION_TEXT(arguments_t, sort, "sort", "COLUMN",
                       "the points of a design by this factor, figure (success) or difference "
                       "(success.difference), highest first; -COLUMN: lowest first"),
    POLDER_OPTION_TEXT(arguments_t, csv, "csv", "FILE",
                       "everything as a table, one row for each point and arm; - writes it to "
                       "stdout, in the place of the text"),
    POLDER_OPTION_FLAG(arguments_t, excel, "excel",
                       "the CSV file with semicolons and decimal commas"),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite", "replace the CSV file if it is there"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "everything as one JSON object"),
    POLDER_OPTION_TRUST(arguments_t, trust),
    {.name = NULL}};

const polder_options_t polder_cli_compare_options = {
    "usage: polder compare FILE [FILE]... [OPTION]...\n"
    "\n"
    "Which intervention helps, by how much, and how sure that is. All arms of an\n"
    "experiment deal with the same networks and the same chances, so each arm is\n"
    "compared with the baseline network by network. Shown are the three figures of\n"
    "success, the difference to the baseline with its interval, how many networks\n"
    "have to be treated for one more success, what else changes, how long networks\n"
    "last, what it costs, and which arms can be the best. With a design: the same\n"
    "for each of its points. Several files are compared like arms: network by network\n"
    "if they have one seed and networks made in the same way, else as samples of\n"
    "their own.\n"
    "\n",
    option,
    "\n"
    "Each interval and p is of one comparison; only the last table, which arms can be\n"
    "the best, holds for all arms together.\n"
    "\n"
    "examples:\n"
    "  polder compare interventions.h5\n"
    "  polder compare as-is.h5 process.h5\n"
    "  polder compare interventions.h5 --baseline visioning --confidence 0.99\n"
    "  polder compare interventions.h5 --column conflict.share --column alive@24\n"
    "  polder compare governance.h5 --sort success.difference\n"
    "  polder compare dose.h5 --csv - | head -3\n"
    "  polder compare dose.h5 --json | jq '.points[0].arms[1].success.difference'\n"
    "\n"
    "How to read it: docs/guide.md, \"Compare arms\".\n"};

/* Where it goes. */
typedef struct {
    const arguments_t *a;
    const polder_compare_t *c;
    polder_about_t about;
    polder_answer_t answer; /* of several arms of one file, not of a design */
    polder_csv_t csv;       /* used with --csv */
    polder_json_stream_t json;
} compare_t;

/* The text is about the points read first. */
static int show_text(const compare_t *s)
{
    const polder_paper_t paper = polder_terminal_paper(stdout);
    polder_document_t *d = polder_compare_document(polder_language(), &s->about, s->c,
                                                   s->a->sort ? &s->a->order : NULL);
    const int code = polder_document_print(d, &paper);
    polder_document_free(d);
    return code;
}

static int show_data(compare_t *s, int point)
{
    const polder_readers_t readers =
        (s->a->csv ? POLDER_FOR_CSV : 0) | (s->a->json ? POLDER_FOR_JSON : 0);
    polder_document_t *d = polder_compare_data(readers, &s->about, s->c, point);
    int code = POLDER_OK;
    if (s->a->csv) code = polder_document_csv(d, "compare", &s->csv, point == 0);
    if (s->a->json) polder_json_add(&s->json, d);
    polder_document_free(d);
    return code;
}

/* For people, and of one point: what the arms do, where networks are pairs in one file. */
static int find_answer(compare_t *s, polder_report_t *report)
{
    const polder_compare_t *c = s->c;
    if (s->a->json || s->a->csv || c->several || c->n_point > 1) return POLDER_OK;
    s->about.answer = &s->answer;
    return polder_answer_read(c->result, c->baseline, c->confidence, &s->answer, report);
}

/* Some points at a time. */
static int all_points(compare_t *s, polder_compare_t *c, polder_report_t *report)
{
    const bool data = s->a->csv || s->a->json, to_stdout = s->a->csv && !strcmp(s->a->csv, "-");
    int code = POLDER_OK;
    for (int first = 0; first < c->n_point && code >= 0; first += c->together) {
        const int n = c->n_point - first < c->together ? c->n_point - first : c->together;
        code = polder_about_points(&s->about, c->result, first, n, report);
        if (code >= 0) code = polder_compare_read(c, first, n, report);
        if (code < 0) break;
        if (!s->a->json && !to_stdout && first == 0) code = show_text(s);
        for (int i = 0; data && i < n && code >= 0; i++) code = show_data(s, first + i);
        if (code < 0) polder_out_of_memory(report);
        if (!data) break;
    }
    return code;
}

/* All that rows can be sorted by: factors, figures, and FIGURE.difference. */
static size_t sortable(const polder_compare_t *c, char (*name)[NAME], size_t most)
{
    size_t n = 0;
    for (int i = 0; i < polder_result_n_factor(c->result) && n < most; i++)
        snprintf(name[n++], NAME, "%s", polder_result_factor(c->result, i));
    for (int i = 0; i < 2 * c->n_figure && n < most; i++)
        snprintf(name[n++], NAME, "%.80s%s", c->figure[i % c->n_figure].name,
                 i < c->n_figure ? "" : ".difference");
    return n;
}

static int no_column(const arguments_t *a, const char *word, char (*name)[NAME], size_t n,
                     polder_report_t *report)
{
    const char **all = calloc(n + 1, sizeof *all);
    for (size_t i = 0; all && i < n; i++) all[i] = name[i];
    const char *near = all ? polder_nearest(word, all, n) : NULL;
    const int code = polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = a->file},
                                    near ? "no column \"%s\" to sort by; did you mean \"%s\"?"
                                         : "no column \"%s\" to sort by",
                                    word, near ? near : "");
    free(all);
    return code;
}

static int read_sort(arguments_t *a, const polder_compare_t *c, polder_report_t *report)
{
    const polder_place_t place = {.file = a->file};
    const int n_factor = polder_result_n_factor(c->result);
    const size_t most = (size_t)n_factor + 2 * (size_t)c->n_figure;
    const bool up = a->sort[0] == '-';
    a->order = (polder_compare_sort_t){.factor = -1, .up = up};
    if (c->n_point == 1)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "--sort is for the points of a design, and this has none");
    if (c->together < c->n_point)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "%d points are too many to sort here; --csv FILE has them all",
                              c->n_point);
    char(*name)[NAME] = calloc(most + 1, sizeof *name);
    if (!name) return polder_out_of_memory(report);
    const size_t n = sortable(c, name, most);
    int at = 0, code = POLDER_OK;
    while (at < (int)n && strcmp(name[at], a->sort + up) != 0) at++;
    if (at == (int)n)
        code = no_column(a, a->sort + up, name, n, report);
    else if (at < n_factor)
        a->order.factor = at;
    else {
        a->order.figure = (at - n_factor) % c->n_figure;
        a->order.difference = at - n_factor >= c->n_figure;
    }
    free(name);
    return code;
}

static int carry_out(arguments_t *a, polder_compare_t *c, polder_report_t *report)
{
    polder_output_t output = {0};
    compare_t s = {.a = a, .c = c, .json = {.stream = stdout, .list = "points"}};
    int code = a->sort ? read_sort(a, c, report) : POLDER_OK;
    if (code < 0) return code;
    code = a->csv ? polder_output_open(&output, a->csv, a->file, a->overwrite, report) : 0;
    if (code >= 0) code = polder_compare_about(&s.about, c, a->file, report);
    if (code >= 0) code = find_answer(&s, report);
    if (code >= 0) {
        if (a->csv) s.csv = polder_csv_begin(output.stream, a->excel);
        code = all_points(&s, c, report);
        if (polder_json_end(&s.json) < 0 && code >= 0) code = polder_out_of_memory(report);
    }
    polder_answer_free(&s.answer);
    polder_about_free(&s.about);
    return polder_output_close(&output, code, report);
}

/* The table must not take the place of a result that is read. */
static int check_csv(const arguments_t *a, polder_report_t *report)
{
    int code = POLDER_OK;
    for (int i = 1; i < a->n_file && code >= 0; i++)
        code = polder_output_spares(a->csv, a->files[i], report);
    return code;
}

static int open_all(const arguments_t *a, polder_result_t **result, polder_several_t *several,
                    polder_compare_t *c, polder_report_t *report)
{
    int code = check_csv(a, report);
    for (int i = 0; i < a->n_file && code >= 0; i++)
        code = polder_result_open_trusting(&result[i], a->files[i], a->trust, report);
    if (code < 0) return code;
    if (a->n_file == 1) return polder_compare_open(c, result[0], &a->options, report);
    code = polder_several_make(several, (const polder_result_t *const *)result, a->n_file, report);
    return code < 0 ? code : polder_compare_open_several(c, several, &a->options, report);
}

static int compare(arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result[POLDER_MOST_FILES] = {NULL};
    polder_several_t several = {0};
    polder_compare_t c = {0};
    polder_cli_report(&report);
    int code = open_all(a, result, &several, &c, &report);
    if (code >= 0) code = carry_out(a, &c, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_compare_close(&c);
    polder_several_free(&several);
    for (int i = 0; i < a->n_file; i++) polder_result_close(result[i]);
    polder_report_free(&report);
    return exit_code;
}

/* The files a command names, after its options. */
static bool read_files(arguments_t *a, int argc, char **argv)
{
    a->files = argv + optind;
    a->n_file = argc - optind;
    if (a->n_file < 1 || a->n_file > POLDER_MOST_FILES) {
        polder_cli_usage(argv[0], a->n_file < 1 ? "which result file?" : "at most %d result files",
                         (int)POLDER_MOST_FILES);
        return false;
    }
    for (int i = 0; i < a->n_file; i++) {
        if (access(a->files[i], R_OK) == 0) continue;
        const int reason = errno;
        polder_terminal_line(stderr, "polder: error: %s: %s", a->files[i],
                             polder_say(strerror(reason)));
        return false;
    }
    a->file = a->files[0];
    return true;
}

int polder_cli_compare(int argc, char **argv)
{
    arguments_t a = {0};
    const int exit_code = polder_options_read(&polder_cli_compare_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    a.options.column = a.column.name;
    a.options.n_column = a.column.n;
    if (a.json && a.csv && strcmp(a.csv, "-") == 0)
        return polder_cli_usage(argv[0], "--json and --csv - cannot both go to stdout");
    if (a.excel && !a.csv) return polder_cli_usage(argv[0], "--excel goes with --csv FILE");
    return read_files(&a, argc, argv) ? compare(&a) : POLDER_EXIT_USAGE;
}
