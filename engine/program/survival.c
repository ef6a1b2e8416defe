/* survival.c: polder survival FILE. */
#include <string.h>

#include "analysis/compare.h"
#include "analysis/lasting_document.h"
#include "document/render.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/output.h"
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

typedef struct {
    const char *file, *arm, *output;
    double confidence;
    int64_t point;
    bool overwrite, csv, json, excel, trust;
} arguments_t;

typedef struct {
    const arguments_t *a;
    const polder_result_t *result;
    polder_about_t about;
    int only; /* this arm, −1: all */
    FILE *out;
    polder_csv_t csv;
    polder_json_stream_t json;
} survival_t;

static int show(survival_t *s, const polder_lasting_t *lasting, int point, bool first)
{
    const polder_readers_t readers = s->a->csv    ? POLDER_FOR_CSV
                                     : s->a->json ? POLDER_FOR_JSON
                                                  : POLDER_FOR_PEOPLE;
    polder_document_t *d =
        polder_lasting_document(polder_language(), readers, &s->about, lasting, point, s->only);
    int code = POLDER_OK;
    if (s->a->csv)
        code = polder_document_csv(d, "survival", &s->csv, first);
    else if (s->a->json)
        polder_json_add(&s->json, d);
    else {
        const polder_paper_t paper = polder_terminal_paper(s->out);
        code = polder_document_print(d, &paper);
    }
    polder_document_free(d);
    return code;
}

static int each_point(survival_t *s, polder_report_t *report)
{
    const arguments_t *a = s->a;
    const bool one = a->point >= 0 || (!a->csv && !a->json);
    const int from = a->point > 0 ? (int)a->point : 0;
    const int until = one ? from + 1 : s->about.n_point;
    const int together = polder_lasting_together(s->result);
    int code = POLDER_OK;
    for (int first = from; first < until && code >= 0; first += together) {
        polder_lasting_t lasting = {0};
        const int n = until - first < together ? until - first : together;
        code = polder_about_points(&s->about, s->result, first, n, report);
        if (code >= 0)
            code = polder_lasting_read(s->result, first, n, a->confidence, &lasting, report);
        for (int i = 0; i < n && code >= 0; i++) {
            code = show(s, &lasting, first + i, first + i == from);
            if (code < 0) polder_fail(report, code, "out of memory");
        }
        polder_lasting_free(&lasting);
    }
    return code;
}

static int carry_out(survival_t *s, polder_report_t *report)
{
    const arguments_t *a = s->a;
    polder_output_t output = {0};
    if (a->arm && (s->only = polder_compare_arm(s->result, a->arm, report)) < 0) return s->only;
    if (a->point >= s->about.n_point)
        return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = a->file},
                              "there is no point %lld; the points are 0 to %d", (long long)a->point,
                              s->about.n_point - 1);
    int code = polder_output_open(&output, a->output, a->file, a->overwrite, report);
    s->out = output.stream;
    if (code >= 0) {
        if (a->csv) s->csv = polder_csv_begin(s->out, a->excel);
        s->json = (polder_json_stream_t){.stream = s->out, .list = "arms"};
        code = each_point(s, report);
    }
    if (code >= 0 && a->json && polder_json_end(&s->json) < 0)
        code = polder_fail(report, POLDER_MEMORY, "out of memory");
    return polder_output_close(&output, code, report);
}

static int survival(const arguments_t *a)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_cli_report(&report);
    int code = polder_result_open_trusting(&result, a->file, a->trust, &report);
    survival_t s = {.a = a, .result = result, .only = -1};
    if (code >= 0) code = polder_about_read(&s.about, result, a->file, &report);
    if (code >= 0) code = carry_out(&s, &report);
    polder_about_free(&s.about);
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
