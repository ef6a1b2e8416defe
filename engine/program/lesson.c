/* lesson.c: polder lesson SCENARIO: one page to play with, offline. */
#include "program/lesson.h"

#include <stdlib.h>
#include <string.h>

#include "io/version.h"
#include "program/cli.h"
#include "program/find.h"
#include "program/language.h"
#include "program/lesson_pack.h"
#include "program/lesson_words.h"
#include "program/list.h"
#include "program/output.h"
#include "program/scenario_arguments.h"
#include "program/terminal.h"

typedef struct {
    const char *output;
    bool overwrite;
    polder_scenario_arguments_t scenario;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(arguments_t, output, "output", "FILE",
                       "the page (default: SCENARIO.html in the working folder)", .letter = 'o'),
    {.name = "lang",
     .argument = "LANGUAGE",
     .takes = POLDER_TAKEN_BEFORE,
     .doc = "en or nl (default: as the locale says); the page can change it"},
    POLDER_OPTION_SET(arguments_t, scenario),
    POLDER_OPTION_SEED(arguments_t, scenario),
    POLDER_OPTION_NETWORK(arguments_t, scenario, "the ties come from this file"),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite", "replace FILE if it is there"),
    {.name = NULL}};

const polder_options_t polder_cli_lesson_options = {
    "usage: polder lesson SCENARIO -o FILE.html [OPTION]...\n"
    "\n"
    "Makes a lesson of a scenario: one page for a browser, with the engine in it, that\n"
    "needs no network and no server. A class bets, runs a hundred networks, looks, and\n"
    "says what it saw. The page holds the networks of the baseline; of a scenario with a\n"
    "network file it shows that table, and beside it a hundred ordinary networks.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder lesson music-table -o lesson.html\n"
    "  polder lesson music-table -o les.html --lang nl\n"
    "  polder lesson my-region.yaml --set steering.effort=0.6\n"
    "\n"
    "docs/lesson.md says how to teach with it, in twenty minutes or in forty-five.\n"
    "\n"
    "Exit code 0: the page is there; 2: the scenario or the command line is not valid.\n"};

/* ---- what the page asks for ---- */

/* The interventions of the page, each an arm of a scenario that has nothing else. */
static int read_hand(const polder_page_t *page, const char *shared, polder_experiment_t *hand,
                     polder_report_t *report)
{
    char text[1280];
    const int n = snprintf(text, sizeof text, "model: %s\nreplicates: 1\narms: [none, %s]\n",
                           page->model, page->hand);
    const polder_scenario_options_t options = {.shared = shared};
    return polder_scenario_parse(text, (size_t)n, "interventions of the page", NULL, &options, hand,
                                 report);
}

/* Networks to stand beside a single table; none where the scenario is not there. */
static int add_population(json_t *data, const polder_page_t *page, const polder_experiment_t *hand,
                          const polder_scenario_options_t *shared, polder_report_t *report)
{
    polder_report_t quiet = {0};
    polder_experiment_t x = {0};
    json_t *pack = NULL;
    const polder_scenario_options_t options = {.shared = shared->shared};
    char *file = polder_find_scenario(page->population, true, &quiet);
    const bool there = file && polder_scenario_read(file, &options, &x, &quiet) == 0 &&
                       strcmp(x.table.model->name, page->model) == 0;
    const int code = there ? polder_lesson_pack(&x, hand, &pack, report) : 0;
    if (pack) json_object_set_new(data, "population", pack);
    polder_experiment_free(&x);
    polder_report_free(&quiet);
    free(file);
    return code;
}

static int make_data(const polder_experiment_t *x, const polder_page_t *page,
                     const polder_scenario_options_t *options, json_t *data,
                     polder_report_t *report)
{
    polder_experiment_t hand = {0};
    json_t *pack = NULL;
    if (strcmp(x->table.model->name, page->model) != 0)
        return polder_fail(report, POLDER_INPUT,
                           "a lesson is for scenarios of model %s, and this one is of %s",
                           page->model, x->table.model->name);
    int code = read_hand(page, options->shared, &hand, report);
    if (code == 0) code = polder_lesson_pack(x, &hand, &pack, report);
    if (pack) json_object_set_new(data, "table", pack);
    if (code == 0 && x->network) code = add_population(data, page, &hand, options, report);
    if (code == 0) code = polder_lesson_words(data, &x->table, report);
    polder_experiment_free(&hand);
    return code;
}

/* ---- the command ---- */

/* SCENARIO.html, without folders and suffix. */
static char *default_output(const char *file)
{
    const char *slash = strrchr(file, '/'), *last = slash ? slash + 1 : file;
    const char *dot = strrchr(last, '.');
    const int n = dot && dot > last ? (int)(dot - last) : (int)strlen(last);
    char *name = NULL;
    return asprintf(&name, "%.*s.html", n, last) < 0 ? NULL : name;
}

static int write_page(const arguments_t *a, const char *file, const char *page,
                      polder_report_t *report)
{
    polder_output_t output = {0};
    char *usual = a->output ? NULL : default_output(file);
    const char *path = a->output ? a->output : usual;
    if (!path) return polder_fail(report, POLDER_MEMORY, "no memory for a page");
    int code = polder_output_open(&output, path, file, a->overwrite, report);
    if (code == 0) {
        fputs(page, output.stream);
        code = polder_output_close(&output, 0, report);
    }
    if (code == 0 && strcmp(path, "-") != 0)
        polder_terminal_line(stderr, "polder: %s is ready: open it in a browser", path);
    free(usual);
    return code;
}

/* What the lesson is called in the language of the page: as its block says, or as the scenario is. */
static const char *title_of(const json_t *data, const polder_experiment_t *x, const char *word)
{
    const json_t *words = json_object_get(json_object_get(data, "table"), "words");
    const char *language = polder_language_code(polder_language());
    const char *said =
        json_string_value(json_object_get(json_object_get(words, "title"), language));
    if (said) return said;
    return polder_say_title(x, word);
}

static int lesson(const arguments_t *a, const char *word)
{
    const polder_scenario_options_t options = polder_scenario_arguments(&a->scenario);
    polder_experiment_t x = {0};
    polder_page_t page = {0};
    polder_report_t report;
    polder_cli_report(&report);
    json_t *data = json_pack("{ss}", "version", polder_version());
    char *file = polder_find_scenario(word, false, &report), *whole = NULL;
    int code = file ? polder_scenario_read(file, &options, &x, &report) : POLDER_INPUT;
    if (code >= 0) {
        polder_terminal_notes(stderr, &report);
        polder_report_free(&report);
        polder_cli_report(&report);
        char *shelf = polder_list_shelf();
        code = polder_page_read(&page, shelf, &report);
        free(shelf);
    }
    if (code == 0) code = make_data(&x, &page, &options, data, &report);
    if (code == 0) {
        const char *language = polder_language_code(polder_language());
        whole = polder_page_fill(&page, language, title_of(data, &x, word), data);
        code = whole ? write_page(a, file, whole, &report)
                     : polder_fail(&report, POLDER_MEMORY, "no memory for a page");
    }
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    free(whole);
    json_decref(data);
    polder_page_free(&page);
    polder_experiment_free(&x);
    polder_report_free(&report);
    free(file);
    return exit_code;
}

int polder_cli_lesson(int argc, char **argv)
{
    arguments_t a = {0};
    const int exit_code = polder_options_read(&polder_cli_lesson_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (optind + 1 != argc)
        return polder_scenario_not_one(&a.scenario, argv[0], argc - optind, argv + optind);
    return lesson(&a, argv[optind]);
}
