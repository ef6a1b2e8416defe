/* facts.c: polder facts [ID|FILE]... */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/cell.h"
#include "document/render.h"
#include "program/cli.h"
#include "program/facts.h"
#include "program/find.h"
#include "program/language.h"
#include "program/list.h"
#include "program/scenario_arguments.h"
#include "program/terminal.h"
#include "run/run.h"
#include "run/seconds.h"

typedef struct {
    bool strict, brief, json, csv, quiet, list, kinds;
    int64_t threads;
    polder_scenario_arguments_t scenario;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_FLAG(arguments_t, strict, "strict",
                       "exit with 1 if a fact fails or a figure could not be worked out"),
    POLDER_OPTION_FLAG(arguments_t, brief, "short",
                       "a tenth of the networks: quick, and less sure"),
    POLDER_OPTION_REPLICATES(arguments_t, scenario,
                             "networks per case, in the place of what the files say"),
    POLDER_OPTION_SEED(arguments_t, scenario),
    POLDER_OPTION_NETWORK(arguments_t, scenario,
                          "for facts whose network comes from a file, or needs one"),
    POLDER_OPTION_THREADS(arguments_t, threads),
    POLDER_OPTION_FLAG(arguments_t, list, "list",
                       "which facts there are, without running anything"),
    POLDER_OPTION_FLAG(arguments_t, kinds, "kinds", "the kinds of figures a fact may have"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "as one JSON object"),
    POLDER_OPTION_FLAG(arguments_t, csv, "csv", "as a table: a row for each figure"),
    POLDER_OPTION_FLAG(arguments_t, quiet, "quiet", "no progress"),
    {.name = NULL}};

const polder_options_t polder_cli_facts_options = {
    "usage: polder facts [ID|FILE]... [OPTION]...\n"
    "\n"
    "Does the model agree with what is published? Runs the experiment of each fact and\n"
    "says whether it holds. A fact is a scenario with a section fact: source, figures,\n"
    "and a criterion for each that is fixed in the file. Without an ID (V05) or FILE\n"
    "all facts in scenarios/facts are examined. Nothing is kept.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder facts\n"
    "  polder facts V05 V12 --seed 7\n"
    "  polder facts --short --strict\n"
    "  polder facts my-fact.yaml --json\n"
    "  polder run scenarios/facts/V05-coalitions.yaml     its experiment, as any other\n"
    "\n"
    "A figure meets its criterion if it lies in a range (\"0.4 to 0.6\"), on the right side\n"
    "of a bound (\"at least 0.78\"), or surely there (\"interval above 0\": all of its 95%\n"
    "interval). What cannot be examined is never counted as held. A verdict is unsure\n"
    "where the figure is nearer to the bound than its chance error: with another seed it\n"
    "may be another one.\n"
    "\n"
    "Exit code 0: done, whatever holds; 1: failed, or with --strict a fact fails or a\n"
    "figure could not be worked out; 2: a file or the command line is not valid.\n"};

enum { TENTH = 10, FEWEST = 40 }; /* --short */

/* ---- which files ---- */

/* Is a file among those already, perhaps by another path? */
static bool is_listed(char *const *file, int n, const char *path)
{
    struct stat one, other;
    if (stat(path, &one) != 0) return false;
    for (int i = 0; i < n; i++)
        if (stat(file[i], &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino)
            return true;
    return false;
}

static int add_file(char ***file, int *n, char *path)
{
    if (path && is_listed(*file, *n, path)) {
        free(path);
        return 0;
    }
    char **list = path ? realloc(*file, ((size_t)*n + 1) * sizeof *list) : NULL;
    if (list) *file = list;
    if (list)
        list[(*n)++] = path;
    else
        free(path);
    return list ? 0 : POLDER_MEMORY;
}

static char *in_folder(const char *folder, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/facts/%s", folder, name) < 0 ? NULL : path;
}

/* "V05" is V05-coalitions.yaml. */
static bool is_id(const char *word, const char *name)
{
    const size_t n = strlen(word);
    return strncasecmp(word, name, n) == 0 && (name[n] == '-' || name[n] == '.' || !name[n]);
}

static int unknown(const char *word, char *const *name, int n, polder_report_t *report)
{
    enum { MOST = 200, ID = 24 };
    static char id[MOST][ID];
    const char *known[MOST];
    int k = 0;
    for (; k < n && k < MOST; k++) {
        snprintf(id[k], ID, "%.*s", (int)strcspn(name[k], "-."), name[k]);
        known[k] = id[k];
    }
    const char *near = polder_nearest_within(word, known, (size_t)k, 2);
    return polder_fail(
        report, POLDER_INPUT,
        near ? "unknown fact \"%.80s\"; did you mean \"%s\"?: it is no file, and none "
               "in scenarios/facts has this id"
             : "unknown fact \"%.80s\": it is no file, and none in scenarios/facts has "
               "this id",
        word, near ? near : "");
}

static int find_files(int n_word, char *const *word, char ***file, int *n, polder_report_t *report)
{
    char *folder = polder_list_folder(), *facts = folder ? in_folder(folder, "") : NULL;
    char **name = NULL;
    int code = 0;
    const int n_name = facts ? polder_list_files(facts, &name) : 0;
    for (int i = 0; n_word == 0 && i < n_name && code >= 0; i++)
        code = add_file(file, n, in_folder(folder, name[i]));
    for (int w = 0; w < n_word && code >= 0; w++) {
        int i = 0;
        if (polder_scenario_is_result(word[w]))
            code = polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = word[w]},
                                  "this is a result, not a fact: a fact is a scenario with a "
                                  "section fact, which brings its own experiment; polder show, "
                                  "compare and export read results");
        if (code < 0) break;
        while (i < n_name && !is_id(word[w], name[i])) i++;
        if (i < n_name && access(word[w], F_OK) != 0)
            code = add_file(file, n, in_folder(folder, name[i]));
        else if (access(word[w], F_OK) == 0 || strpbrk(word[w], "/."))
            code = add_file(file, n, strdup(word[w]));
        else
            code = unknown(word[w], name, n_name, report);
    }
    if (code == POLDER_MEMORY) code = polder_out_of_memory(report);
    if (code >= 0 && *n == 0)
        code = polder_fail(report, POLDER_INPUT,
                           "there is no folder scenarios/facts here, nor "
                           "beside the program: name the files");
    for (int i = 0; i < n_name; i++) free(name[i]);
    free(name);
    free(facts);
    free(folder);
    return code;
}

/* ---- one fact ---- */

static int on_progress(void *self, int64_t done, int64_t total)
{
    polder_progress_show(self, done, total);
    return 0;
}

static int keep_reason(polder_examined_t *e, polder_report_t *report)
{
    const int n = e->fact.not_examined ? asprintf(&e->reason, "%s", e->fact.not_examined)
                                       : asprintf(&e->reason, "needs --network: %s", e->fact.needs);
    e->told = true;
    if (n >= 0) return 0;
    e->reason = NULL;
    return polder_out_of_memory(report);
}

/* Why figures have no value, one after the other. */
static int find_reason(polder_examined_t *e, const polder_sample_t *sample, polder_report_t *report)
{
    for (int i = 0; i < e->fact.n_figure; i++) {
        const polder_figure_t *f = &e->fact.figure[i];
        char why[400], *all = NULL;
        if (polder_figure_verdict(&f->criterion, &e->measured[i]) != POLDER_NOT_EXAMINED) continue;
        polder_figure_why_none(f, sample, &e->measured[i], why, sizeof why);
        if (asprintf(&all, "%s%s%s: %s", e->reason ? e->reason : "", e->reason ? "; " : "",
                     f->name ? f->name : f->kind->name, why) < 0)
            return polder_out_of_memory(report);
        free(e->reason);
        e->reason = all;
    }
    return 0;
}

static void shorten(polder_experiment_t *x)
{
    const int64_t least = x->replicates < FEWEST ? x->replicates : FEWEST;
    x->replicates /= TENTH;
    if (x->replicates < least) x->replicates = least;
    if (x->record.networks > x->replicates) x->record.networks = x->replicates;
}

static int measure_all(polder_examined_t *e, const polder_sample_t *sample, polder_report_t *report)
{
    int code = 0;
    e->measured = calloc((size_t)e->fact.n_figure + 1, sizeof *e->measured);
    if (!e->measured) return polder_out_of_memory(report);
    for (int i = 0; i < e->fact.n_figure && code >= 0; i++)
        code = polder_figure_measure(&e->fact.figure[i], sample, &e->measured[i], report);
    if (code < 0) return code;
    e->verdict = polder_fact_verdict(&e->fact, e->measured);
    e->unsure = polder_fact_unsure(&e->fact, e->measured);
    return find_reason(e, sample, report);
}

static int run_one(const arguments_t *a, polder_examined_t *e, polder_report_t *report)
{
    const double begin = polder_seconds();
    polder_experiment_t *x = &e->experiment;
    polder_sample_t sample = {0};
    polder_progress_t progress;
    polder_timing_t timing = {0};
    if (a->brief) shorten(x);
    if (a->brief) e->fact.as_written = false;
    int code = polder_sample_init(&sample, x, report);
    if (code < 0) return code;
    const polder_sink_t sink = polder_sample_sink(&sample);
    polder_progress_init(&progress, POLDER_TEXT("networks"), a->quiet || !isatty(STDERR_FILENO));
    const polder_run_options_t options = {.threads = (int)a->threads,
                                          .progress = on_progress,
                                          .progress_self = &progress,
                                          .kernels = polder_cli_kernels()};
    polder_progress_note(&progress, e->fact.id);
    code = polder_run(x, &options, &sink, &timing, report);
    polder_progress_clear(&progress);
    e->networks = sample.n_unit;
    e->failed = sample.n_failed;
    if (code >= 0) code = measure_all(e, &sample, report);
    polder_timing_free(&timing);
    polder_sample_free(&sample);
    e->seconds = polder_seconds() - begin;
    return code;
}

static int read_one(const arguments_t *a, polder_examined_t *e, polder_report_t *report)
{
    polder_scenario_arguments_t mine = a->scenario;
    const polder_scenario_options_t options = polder_scenario_arguments(&mine);
    const int code = polder_fact_read(e->file, &options, &e->fact, &e->experiment, report);
    if (code < 0) return code;
    if (e->fact.skipped || e->fact.not_examined) return keep_reason(e, report);
    e->model = strdup(e->experiment.table.model->name);
    return 0;
}

static void free_one(polder_examined_t *e)
{
    polder_experiment_free(&e->experiment);
    polder_fact_free(&e->fact);
    free(e->measured);
    free(e->reason);
    free(e->model);
    free(e->file);
}

/* ---- the whole ---- */

/* As JSON a list: there is nothing else to say of them. */
static int print_kinds_json(const polder_document_t *d)
{
    json_t *o = polder_document_json(d);
    const int failed = o ? json_dumpf(json_object_get(o, "kinds"), stdout, JSON_INDENT(2)) : -1;
    putchar('\n');
    json_decref(o);
    return failed && !ferror(stdout) ? POLDER_MEMORY : POLDER_OK;
}

static polder_document_t *document(const arguments_t *a, const polder_examined_t *e, int n)
{
    if (a->csv) return a->list ? polder_facts_list(POLDER_ENGLISH, e, n) : polder_facts_table(e, n);
    if (a->list && a->json) return polder_facts_list_data(e, n);
    if (a->list) return polder_facts_list(polder_language(), e, n);
    if (a->json) return polder_facts_data(e, n, a->brief);
    return polder_facts_document(polder_language(), e, n, a->brief);
}

/* A pipe gets one line per fact of a list, for grep. */
static int print(const arguments_t *a, const polder_document_t *d)
{
    enum { WIDE = 100, UNBROKEN = 1 << 20, DIGITS = 9 };
    if (a->csv) {
        polder_csv_t csv = polder_csv_begin(stdout, false);
        return polder_document_csv(d, NULL, &csv, true);
    }
    if (a->json && a->kinds) return print_kinds_json(d);
    if (a->json) {
        polder_json_stream_t stream = {.stream = stdout, .digits = DIGITS};
        polder_json_add(&stream, d);
        return polder_json_end(&stream);
    }
    polder_paper_t paper = polder_terminal_paper(stdout);
    if (polder_terminal_width(stdout) == 0) paper.width = a->list ? UNBROKEN : WIDE;
    return polder_document_print(d, &paper);
}

static int kinds(const arguments_t *a)
{
    polder_report_t report;
    polder_cli_report(&report);
    polder_document_t *d =
        polder_facts_kinds(a->json || a->csv ? POLDER_ENGLISH : polder_language());
    const int code = print(a, d);
    polder_document_free(d);
    const int exit_code =
        code < 0 ? polder_terminal_fail(&report, polder_out_of_memory(&report)) : POLDER_EXIT_OK;
    polder_report_free(&report);
    return exit_code;
}

static int show(const arguments_t *a, const polder_examined_t *e, int n, polder_report_t *report)
{
    int failed = 0;
    for (int i = 0; i < n && !a->list; i++)
        failed +=
            e[i].verdict == POLDER_FAILS || (e[i].verdict == POLDER_NOT_EXAMINED && !e[i].told);
    polder_document_t *d = document(a, e, n);
    const int code = print(a, d);
    polder_document_free(d);
    if (code < 0) return polder_terminal_fail(report, polder_out_of_memory(report));
    return a->strict && failed > 0 ? POLDER_EXIT_FAILURE : POLDER_EXIT_OK;
}

/* A network file that none of the facts takes would be left out without a word. */
static int check_network(const arguments_t *a, const polder_examined_t *e, int n,
                         polder_report_t *report)
{
    if (!a->scenario.network) return 0;
    for (int i = 0; i < n; i++)
        if (e[i].fact.takes_network) return 0;
    return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = a->scenario.network},
                          n > 1 ? "none of these facts takes a network file: %s, like the others, "
                                  "generates its networks, and only a fact with needs or with "
                                  "network.file takes another one"
                                : "none of these facts takes a network file: %s generates its "
                                  "networks, and only a fact with needs or with network.file takes "
                                  "another one",
                          e[0].fact.id);
}

/* Warnings are told fact by fact. */
static void tell(polder_report_t *report)
{
    polder_terminal_warnings(stderr, report);
    polder_report_free(report);
}

static int examine(const arguments_t *a, polder_examined_t *e, int n, polder_report_t *report)
{
    int code = 0;
    for (int i = 0; i < n && code >= 0; i++) {
        if (e[i].reason) continue; /* it is known that it cannot be examined */
        code = run_one(a, &e[i], report);
        if (code < 0) break;
        tell(report);
        if (a->quiet) continue;
        char spent[32];
        snprintf(spent, sizeof spent, "%.1f", e[i].seconds);
        polder_terminal_line(stderr, "polder: %s %s%s, %lld networks, %s s", e[i].fact.id,
                             polder_say(polder_verdict_name(e[i].verdict)),
                             e[i].unsure ? polder_say(" (unsure)") : "", (long long)e[i].networks,
                             polder_cell_decimals(spent, polder_language()));
    }
    return code;
}

static int facts(const arguments_t *a, int n_word, char *const *word)
{
    polder_report_t report;
    char **file = NULL;
    int n = 0, done = 0;
    polder_cli_report(&report);
    int code = find_files(n_word, word, &file, &n, &report);
    polder_examined_t *e = calloc((size_t)n + 1, sizeof *e);
    if (!e && code >= 0) code = polder_out_of_memory(&report);
    for (; done < n && code >= 0; done++) { /* all of them first: mistakes are told before a run */
        e[done].file = file[done];
        e[done].verdict = POLDER_NOT_EXAMINED;
        code = read_one(a, &e[done], &report);
        if (code >= 0) tell(&report);
    }
    if (code >= 0) code = check_network(a, e, n, &report);
    if (code >= 0 && !a->list) code = examine(a, e, n, &report);
    if (code == POLDER_FILE || code == POLDER_GRAPH) code = POLDER_INPUT;
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : show(a, e, n, &report);
    for (int i = done; i < n; i++) free(file[i]);
    for (int i = 0; i < done; i++) free_one(&e[i]);
    free(e);
    free(file);
    polder_report_free(&report);
    return exit_code;
}

int polder_cli_facts(int argc, char **argv)
{
    arguments_t a = {0};
    const int exit_code = polder_options_read(&polder_cli_facts_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (a.csv && a.json) return polder_cli_usage(argv[0], "--csv or --json, not both");
    if (a.kinds) return kinds(&a);
    return facts(&a, argc - optind, argv + optind);
}
