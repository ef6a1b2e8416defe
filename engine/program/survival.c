/* survival.c: polder survival FILE. */
#include <string.h>

#include "analysis/compare.h"
#include "analysis/endings_document.h"
#include "analysis/hazards_document.h"
#include "analysis/lasting_document.h"
#include "document/render.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/output.h"
#include "program/terminal.h"

typedef struct {
    const char *file, *arm, *output, *by, *reason, *first;
    double confidence;
    int64_t point, landmark;
    bool overwrite, csv, json, excel, trust, reasons, recorded;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_FLAG(arguments_t, reasons, "reasons",
                       "why networks end: the share that has ended for each reason (cumulative "
                       "incidence; Aalen and Johansen), good and bad ends apart, and whether it is "
                       "the same in all arms (Gray's test)"),
    POLDER_OPTION_TEXT(arguments_t, first, "first", "NAME",
                       "of what the scenario asked networks while they ran (observe): when it "
                       "comes to that, instead "
                       "of when networks end, which then is another way to go; also with --by"),
    POLDER_OPTION_FLAG(
        arguments_t, recorded, "recorded",
        "the same of recorded networks only, with the reasons that their events give"),
    POLDER_OPTION_TEXT(
        arguments_t, by, "by", "NAME,…",
        "what do these traits do to the chance to end for each reason? Hazard ratios by "
        "Cox and from the chance in each tick. Traits: parameters and draws of the "
        "founding that are columns of the file, and arm"),
    POLDER_OPTION_TEXT(arguments_t, reason, "reason", "REASON", "with --by: of this reason only"),
    POLDER_OPTION_WHOLE(
        arguments_t, landmark, "landmark", "M", 1, INT32_MAX,
        "with --by: only networks that are still there after tick M, so that a state "
        "in a tick up to then can be a trait: trust.mean@12"),
    POLDER_OPTION_TEXT(arguments_t, arm, "arm", "ARM", "this arm only, in more detail"),
    POLDER_OPTION_WHOLE(
        arguments_t, point, "point", "N", 0, INT32_MAX,
        "this point of the design, from 0 (text: default 0; --csv and --json: default all)"),
    POLDER_OPTION_NUMBER(arguments_t, confidence, "confidence", "C", 0.5, 0.9999,
                         "of the intervals, 0.5 to 0.9999 (default 0.95)"),
    POLDER_OPTION_FLAG(arguments_t, csv, "csv", "a table with one row for each month"),
    POLDER_OPTION_FLAG(arguments_t, excel, "excel",
                       "that table with semicolons and decimal commas"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "one JSON object"),
    POLDER_OPTION_TEXT(arguments_t, output, "output", "FILE",
                       "write to this file instead of to stdout", .letter = 'o'),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite", "replace that file if it is there"),
    POLDER_OPTION_TRUST(arguments_t, trust),
    {.name = NULL}};

const polder_options_t polder_cli_survival_options = {
    "usage: polder survival FILE [OPTION]...\n"
    "\n"
    "How long networks last: the share that is still there after each year, and the\n"
    "chance to end within a year for those that began it, by arm and with intervals\n"
    "(Kaplan and Meier; Wilson). With --csv or --json month by month.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder survival twenty-percent.h5\n"
    "  polder survival interventions.h5 --arm visioning\n"
    "  polder survival interventions.h5 --reasons\n"
    "  polder survival mine.h5 --first distrust\n"
    "  polder survival twenty-percent.h5 --by network.members,between.trust\n"
    "  polder survival twenty-percent.h5 --by trust.mean@12 --landmark 12\n"
    "  polder survival interventions.h5 --csv -o curves.csv\n"
    "  polder survival interventions.h5 --json | jq '.arms[0].mean'\n"};

typedef struct {
    const arguments_t *a;
    const polder_result_t *result;
    polder_about_t about;
    polder_answer_t answer; /* of several arms; not of a design */
    int only;               /* this arm, −1: all */
    FILE *out;
    polder_csv_t csv;
    polder_json_stream_t json;
} survival_t;

static polder_readers_t readers_of(const arguments_t *a)
{
    return a->csv ? POLDER_FOR_CSV : a->json ? POLDER_FOR_JSON : POLDER_FOR_PEOPLE;
}

/* Frees the document. */
static int show(survival_t *s, polder_document_t *d, const char *table, bool first)
{
    int code = POLDER_OK;
    if (s->a->csv)
        code = polder_document_csv(d, table, &s->csv, first);
    else if (s->a->json)
        polder_json_add(&s->json, d);
    else {
        const polder_paper_t paper = polder_terminal_paper(s->out);
        code = polder_document_print(d, &paper);
    }
    polder_document_free(d);
    return code;
}

static int lost(polder_report_t *report, int code)
{
    return code < 0 ? polder_out_of_memory(report) : code;
}

static int show_reasons(survival_t *s, int from, int until, polder_report_t *report)
{
    int code = POLDER_OK;
    for (int point = from; point < until && code >= 0; point++) {
        polder_endings_t endings = {0};
        const polder_endings_choice_t choice = {
            .point = point, .recorded = s->a->recorded, .first = s->a->first};
        code = polder_about_points(&s->about, s->result, point, 1, report);
        if (code >= 0) code = polder_endings_read(s->result, &choice, &endings, report);
        if (code >= 0)
            code = lost(report,
                        show(s,
                             polder_endings_document(polder_language(), readers_of(s->a), &s->about,
                                                     &endings, s->a->confidence, s->only),
                             "incidence", point == from));
        polder_endings_free(&endings);
    }
    return code;
}

/* Of one point. */
static int show_hazards(survival_t *s, int point, polder_report_t *report)
{
    const arguments_t *a = s->a;
    polder_endings_t endings = {0};
    polder_traits_t traits = {0};
    const polder_traits_choice_t choice = {a->by, (int)a->landmark, s->only};
    int code = polder_endings_read(
        s->result,
        &(polder_endings_choice_t){
            .point = point, .recorded = a->recorded, .where = true, .first = a->first},
        &endings, report);
    const int reason = code >= 0 && a->reason ? polder_endings_find(&endings, a->reason) : 0;
    if (code >= 0 && a->reason && reason == 0)
        code =
            polder_fail(report, POLDER_INPUT,
                        "there is no reason %s: --reasons --json lists those there are", a->reason);
    if (code >= 0) code = polder_traits_read(s->result, &endings, &choice, &traits, report);
    if (code >= 0)
        code =
            lost(report, show(s,
                              polder_hazards_document(polder_language(), readers_of(a), &s->about,
                                                      &endings, &traits, a->confidence, reason),
                              "hazards", true));
    polder_traits_free(&traits);
    polder_endings_free(&endings);
    return code;
}

/* For people, and of all arms at one point: who is alive at the end. */
static int find_answer(survival_t *s, polder_report_t *report)
{
    const arguments_t *a = s->a;
    if (readers_of(a) != POLDER_FOR_PEOPLE || s->about.n_point > 1) return POLDER_OK;
    s->about.answer = &s->answer;
    return polder_answer_read(s->result, -1, a->confidence, &s->answer, report);
}

static int show_lasting(survival_t *s, int from, int until, polder_report_t *report)
{
    const arguments_t *a = s->a;
    const int together = polder_lasting_together(s->result);
    int code = find_answer(s, report);
    for (int first = from; first < until && code >= 0; first += together) {
        polder_lasting_t lasting = {0};
        const int n = until - first < together ? until - first : together;
        code = polder_about_points(&s->about, s->result, first, n, report);
        if (code >= 0)
            code = polder_lasting_read(s->result, first, n, a->confidence, &lasting, report);
        for (int i = 0; i < n && code >= 0; i++) {
            polder_document_t *d = polder_lasting_document(polder_language(), readers_of(a),
                                                           &s->about, &lasting, first + i, s->only);
            code = lost(report, show(s, d, "survival", first + i == from));
        }
        polder_lasting_free(&lasting);
    }
    return code;
}

static int each_point(survival_t *s, polder_report_t *report)
{
    const arguments_t *a = s->a;
    const bool one = a->point >= 0 || (!a->csv && !a->json);
    const int from = a->point > 0 ? (int)a->point : 0;
    const int until = one ? from + 1 : s->about.n_point;
    if (a->by) return show_hazards(s, from, report);
    return a->reasons ? show_reasons(s, from, until, report) : show_lasting(s, from, until, report);
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
    if (a->by && s->about.n_point > 1 && a->point < 0)
        return polder_fail_at(
            report, POLDER_INPUT, &(polder_place_t){.file = a->file},
            "--by is about the networks of one point of the design: choose it with "
            "--point, from 0 to %d",
            s->about.n_point - 1);
    int code = polder_output_open(&output, a->output, a->file, a->overwrite, report);
    s->out = output.stream;
    if (code >= 0) {
        if (a->csv) s->csv = polder_csv_begin(s->out, a->excel);
        s->json = (polder_json_stream_t){.stream = s->out,
                                         .list = a->by        ? NULL
                                                 : a->reasons ? "points"
                                                              : "arms"};
        code = each_point(s, report);
    }
    if (code >= 0 && a->json && polder_json_end(&s->json) < 0) code = polder_out_of_memory(report);
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
    polder_answer_free(&s.answer);
    polder_about_free(&s.about);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}

int polder_cli_survival(int argc, char **argv)
{
    arguments_t a = {.confidence = 0.95, .point = -1};
    const int exit_code = polder_options_read(&polder_cli_survival_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (!a.by && (a.reason || a.landmark > 0))
        return polder_cli_usage(argv[0], "--reason and --landmark go with --by");
    if (a.by && a.reasons) return polder_cli_usage(argv[0], "--by or --reasons, not both");
    if (a.recorded && a.first)
        return polder_cli_usage(argv[0], "--first is of all networks: leave out --recorded");
    if ((a.recorded || a.first) && !a.by) a.reasons = true;
    if (a.csv && a.json) return polder_cli_usage(argv[0], "--csv or --json, not both");
    if (a.excel && !a.csv) return polder_cli_usage(argv[0], "--excel goes with --csv");
    a.file = polder_cli_result_file(argc, argv);
    return a.file ? survival(&a) : POLDER_EXIT_USAGE;
}
