/* compare.c: polder compare FILE. */
#include "cli/compare.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/output.h"
#include "cli/terminal.h"

static const char help[] =
    "usage: polder compare FILE [OPTION]...\n"
    "\n"
    "Which intervention helps, by how much, and how sure that is. All arms of an\n"
    "experiment deal with the same networks and the same chances, so each arm is\n"
    "compared with the baseline network by network. Shown are the three figures of\n"
    "success, the difference to the baseline with its interval, how many networks\n"
    "have to be treated for one more success, what else changes, how long networks\n"
    "last, what it costs, and which arms can be the best. With a design: the same\n"
    "for each of its points.\n"
    "\n"
    "  --baseline ARM     compare with this arm (default: that of the experiment)\n"
    "  --confidence C     of the intervals, 0.5 to 0.9999 (default 0.95)\n"
    "  --column NAME      compare this summary column too; may be repeated\n"
    "  --csv FILE         everything as a table, one row for each point and arm;\n"
    "                     - writes it to stdout, in the place of the text\n"
    "  --excel            the CSV file with semicolons and decimal commas\n"
    "  --overwrite        replace the CSV file if it is there\n"
    "  --json             everything as one JSON object\n"
    "  --trust            read it even if its digest is wrong or missing\n"
    "\n"
    "Each interval and p is of one comparison; only the last table, which arms can be\n"
    "the best, holds for all arms together.\n"
    "\n"
    "examples:\n"
    "  polder compare interventions.h5\n"
    "  polder compare interventions.h5 --baseline visioning --confidence 0.99\n"
    "  polder compare interventions.h5 --column conflict.share\n"
    "  polder compare dose.h5 --csv - | head -3\n"
    "  polder compare dose.h5 --json | jq '.points[0].arms[1].success.difference'\n"
    "\n"
    "How to read it: docs/guide.md, \"Compare arms\".\n";

typedef struct {
    const char *file, *csv;
    polder_compare_options_t options;
    const char *column[POLDER_MOST_FIGURES];
    bool overwrite, json, excel, trust;
} arguments_t;

static void dump(const json_t *o, size_t flags, bool *incomplete)
{
    if (!o || json_dumpf(o, stdout, flags | JSON_INDENT(2) | JSON_REAL_PRECISION(12)) != 0)
        *incomplete = true;
}

static void show(const arguments_t *a, const polder_compare_t *c, const double *value,
                 bool *incomplete)
{
    if (!a->json) {
        if (a->csv && strcmp(a->csv, "-") == 0) return;
        if (c->n_point > 1 && c->first == 0)
            polder_compare_print_points(stdout, a->file, c, value);
        else if (c->n_point == 1)
            polder_compare_print(stdout, a->file, c);
        return;
    }
    for (int i = 0; i < c->n_read; i++) {
        json_t *o = polder_compare_json(c, i, value);
        if (c->first + i > 0) fputs(",\n", stdout);
        dump(o, 0, incomplete);
        json_decref(o);
    }
}

/* Some points at a time. */
static int all_points(const arguments_t *a, polder_compare_t *c, polder_csv_t *csv,
                      bool *incomplete, polder_report_t *report)
{
    const size_t n_factor = (size_t)polder_result_n_factor(c->result);
    double *value = malloc(((size_t)c->together * n_factor + 1) * sizeof *value);
    int code = value ? POLDER_OK : polder_fail(report, POLDER_MEMORY, "out of memory");
    for (int first = 0; first < c->n_point && code >= 0; first += c->together) {
        const int n = c->n_point - first < c->together ? c->n_point - first : c->together;
        code = polder_result_read_points(c->result, first, n, value, (size_t)n * n_factor, report);
        if (code >= 0) code = polder_compare_read(c, first, n, report);
        if (code < 0) break;
        if (csv) polder_compare_csv(csv, c, value);
        show(a, c, value, incomplete);
        if (!csv && !a->json) break; /* the text is about the first ones */
    }
    free(value);
    return code;
}

static int carry_out(const arguments_t *a, polder_compare_t *c, bool *incomplete,
                     polder_report_t *report)
{
    polder_output_t output = {0};
    polder_csv_t csv = {0};
    int code = a->csv ? polder_output_open(&output, a->csv, a->file, a->overwrite, report) : 0;
    if (code >= 0) {
        if (a->csv) {
            csv = polder_csv_begin(output.stream, a->excel);
            polder_compare_csv_head(&csv, c);
        }
        if (a->json) {
            json_t *head = polder_compare_json_head(a->file, c);
            putchar('{');
            dump(head, JSON_EMBED, incomplete);
            fputs(",\n\"points\": [\n", stdout);
            json_decref(head);
        }
        code = all_points(a, c, a->csv ? &csv : NULL, incomplete, report);
        if (a->json) fputs("\n]\n}\n", stdout);
    }
    return polder_output_close(&output, code, report);
}

static int compare(const arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_compare_t c = {0};
    bool incomplete = false;
    polder_report_init(&report);
    int code = polder_result_open_trusting(&result, a->file, a->trust, &report);
    if (code >= 0) code = polder_compare_open(&c, result, &a->options, &report);
    if (code >= 0) code = carry_out(a, &c, &incomplete, &report);
    int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    /* A write error is found, and told, when stdout is closed. */
    if (incomplete && !ferror(stdout)) {
        fputs("polder: error: out of memory\n", stderr);
        exit_code = POLDER_EXIT_FAILURE;
    }
    polder_compare_close(&c);
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

enum { BASELINE = 256, CONFIDENCE, COLUMN, CSV, OVERWRITE, JSON, EXCEL, TRUST };

static int read_option(arguments_t *a, char **argv, int option, const struct option *options)
{
    switch (option) {
    case BASELINE:
        a->options.baseline = optarg;
        return 0;
    case CONFIDENCE:
        if (polder_cli_number(optarg, 0.5, 0.9999, &a->options.confidence)) return 0;
        return polder_cli_usage(
            argv[0], "--confidence needs a number from 0.5 to 0.9999, not \"%s\"", optarg);
    case COLUMN:
        if (a->options.n_column == POLDER_MOST_FIGURES)
            return polder_cli_usage(argv[0], "at most %d columns", (int)POLDER_MOST_FIGURES);
        a->column[a->options.n_column++] = optarg;
        return 0;
    case CSV:
        a->csv = optarg;
        return 0;
    case OVERWRITE:
        a->overwrite = true;
        return 0;
    case JSON:
        a->json = true;
        return 0;
    case EXCEL:
        a->excel = true;
        return 0;
    case TRUST:
        a->trust = true;
        return 0;
    default:
        return polder_cli_bad_option(argv, option, options);
    }
}

int polder_cli_compare(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"baseline", required_argument, NULL, BASELINE},
                                            {"confidence", required_argument, NULL, CONFIDENCE},
                                            {"column", required_argument, NULL, COLUMN},
                                            {"csv", required_argument, NULL, CSV},
                                            {"overwrite", no_argument, NULL, OVERWRITE},
                                            {"json", no_argument, NULL, JSON},
                                            {"excel", no_argument, NULL, EXCEL},
                                            {"trust", no_argument, NULL, TRUST},
                                            {0}};
    arguments_t a = {0};
    for (int option; (option = getopt_long(argc, argv, ":h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            return POLDER_EXIT_OK;
        }
        const int exit_code = read_option(&a, argv, option, options);
        if (exit_code > 0) return exit_code;
    }
    a.options.column = a.column;
    if (a.json && a.csv && strcmp(a.csv, "-") == 0)
        return polder_cli_usage(argv[0], "--json and --csv - cannot both go to stdout");
    if (a.excel && !a.csv) return polder_cli_usage(argv[0], "--excel goes with --csv FILE");
    a.file = polder_cli_result_file(argc, argv);
    return a.file ? compare(&a) : POLDER_EXIT_USAGE;
}
