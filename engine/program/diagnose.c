/* diagnose.c: polder diagnose SCENARIO|FILE: why did this network fail, and what would help? */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/diagnosis_say.h"
#include "analysis/signs.h"
#include "analysis/uncertain.h"
#include "kernel/batch.h"
#include "program/arms_file.h"
#include "program/causes.h"
#include "program/cli.h"
#include "program/find.h"
#include "program/language.h"
#include "program/list.h"
#include "program/live.h"
#include "program/output.h"
#include "program/scenario_arguments.h"
#include "program/terminal.h"
#include "program/typed.h"
#include "run/run.h"

enum { NOT_CHOSEN = -2 }; /* --founding */

typedef struct {
    polder_scenario_arguments_t scenario;
    polder_diagnosis_options_t options;
    int64_t threads;
    const char *uncertain; /* a scenario with ranges */
    const char *arms;      /* file for them, or NULL */
    const char *typed;     /* its scenario, as the command line calls it */
    bool json, quiet, details, brief, alone, no_remedies, overwrite, signs;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_WHOLE(arguments_t, options.founding, "founding", "N", 0,
                        POLDER_MAX_REPLICATES - 1,
                        "this one, from 0; without it, where a scenario has many: all of them, 200 "
                        "foundings lived once without every set of up to three causes"),
    POLDER_OPTION_NUMBER(
        arguments_t, options.days, "days", "D", 1, 1e6,
        "remedies at doses that take about D days of work each; without it as their files say"),
    POLDER_OPTION_FLAG(arguments_t, no_remedies, "no-remedies", "causes only"),
    POLDER_OPTION_TEXT(
        arguments_t, uncertain, "uncertain", "SCENARIO",
        "does it stand at other values of the parameters that nobody knows? 200 draws "
        "over the ranges in the design of SCENARIO (sweep); with --signs: do the signs foretell "
        "there too?"),
    POLDER_OPTION_FLAG(
        arguments_t, signs, "signs",
        "of all foundings: what can be seen in month 6, 12 or 18 that foretells failure, "
        "or tells which cause will make it"),
    POLDER_OPTION_FLAG(arguments_t, brief, "short",
                       "a fifth of the lives (half of the foundings): less sure"),
    POLDER_OPTION_FLAG(
        arguments_t, details, "details",
        "the tables: all causes, shares that add up, pairs, smallest sets, remedies"),
    POLDER_OPTION_TEXT(arguments_t, arms, "arms", "FILE",
                       "write what was found as a scenario with an arm for each cause and remedy, "
                       "to be run, compared and changed"),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite",
                       "replace that file if it is a scenario"),
    POLDER_OPTIONS_LIVE(arguments_t),
    {.name = NULL}};

const polder_options_t polder_cli_diagnose_options = {
    "usage: polder diagnose SCENARIO|FILE [--founding N] [OPTION]...\n"
    "\n"
    "Why does a network like this fail, and what would help? One founding is lived a\n"
    "thousand times: as it is; without each cause that is stronger in it than in half\n"
    "of ordinary networks; without sets of them; and with remedies from different\n"
    "months on. All lives share their chances, so what differs is what was taken away\n"
    "or added. Nothing is kept. SCENARIO is a file or the name of a ready one, FILE a\n"
    "result, from which the scenario is taken; the baseline arm is what counts. N is\n"
    "the number of a founding, from 0, as in polder story --founding N.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder diagnose twenty-percent --founding 3\n"
    "  polder diagnose twenty-percent\n"
    "  polder diagnose twenty-percent --founding 3 --uncertain sweep\n"
    "  polder diagnose twenty-percent --signs --uncertain sweep\n"
    "  polder --lang nl diagnose music-table --details\n"
    "  polder diagnose my-region.h5 --founding 12 --days 100 --json\n"
    "  polder diagnose my-region.yaml --founding 0 --arms found.yaml\n"
    "  polder run found.yaml && polder compare found.h5\n"
    "\n"
    "A cause is taken away by making what carries it as it is in the middle one of\n"
    "ordinary networks where it is worse than that; what is better stays. A cause is\n"
    "named only if its interval, made so that those of all causes hold together, is\n"
    "above 0; \"these together\" and \"mostly luck\" are answers too. Remedies are those\n"
    "that the files of the causes name (polder list causes); the ones shown were tried\n"
    "again on fresh futures.\n"
    "\n"
    "Exit code 0: done, whatever the answer; 1: failed; 2: the scenario or the command\n"
    "line is not valid; 130: stopped.\n"};

/* ---- running ---- */

static int run(void *self, const polder_experiment_t *x, polder_sample_t *sample, const char *what,
               polder_report_t *report)
{
    const arguments_t *a = self;
    const polder_sink_t sink = polder_sample_sink(sample);
    return polder_cli_live(x, &sink, a->threads, a->quiet, what, report);
}

/* ---- showing ---- */

/* An intervention, as polder list has it. */
static const json_t *find_remedy(const json_t *list, const char *name)
{
    const json_t *one = NULL;
    size_t i = 0;
    json_array_foreach(list, i, one)
    {
        const char *is = json_string_value(json_object_get(one, "name"));
        if (is && strcmp(is, name) == 0) return one;
    }
    return NULL;
}

static const char *remedy_title(void *self, const char *name, polder_language_t language)
{
    const json_t *one = find_remedy(self, name);
    const char *dutch = json_string_value(json_object_get(one, "title_nl"));
    return language == POLDER_DUTCH && dutch ? dutch
                                             : json_string_value(json_object_get(one, "title"));
}

static const char *remedy_moment(void *self, const char *name)
{
    const char *start = json_string_value(json_object_get(find_remedy(self, name), "start"));
    return start && *start ? start : NULL;
}

/* As it would be typed to get the same JSON; NULL without memory. */
static char *command_of(const arguments_t *a, const polder_experiment_t *x, const char *scenario)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return NULL;
    fputs("polder diagnose ", to);
    polder_typed_word(to, polder_typed_base(scenario));
    if (a->options.founding >= 0) fprintf(to, " --founding %lld", (long long)a->options.founding);
    polder_typed_scenario(to, &a->scenario, x->seed);
    if (a->options.days > 0) fprintf(to, " --days %.17g", a->options.days);
    polder_typed_option(to, "uncertain", polder_typed_base(a->uncertain));
    fprintf(to, "%s%s%s --json", a->signs ? " --signs" : "", a->brief ? " --short" : "",
            a->no_remedies ? " --no-remedies" : "");
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

static int show(const arguments_t *a, const polder_experiment_t *x, const char *scenario,
                const polder_diagnosis_t *d, const polder_uncertain_t *u,
                const polder_signs_t *signs, polder_report_t *report)
{
    char *folder = NULL, *command = command_of(a, x, a->typed), seed[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)x->seed);
    json_t *list = polder_list_interventions(x->table.model->name, &folder);
    const polder_diagnosis_words_t words = {.title = polder_say_title(x, scenario),
                                            .title_en = x->title,
                                            .title_nl = x->title_nl,
                                            .tick = x->table.model->tick,
                                            .network = polder_typed_base(polder_lives_file(x)),
                                            .scenario = polder_typed_base(scenario),
                                            .seed = seed,
                                            .command = command,
                                            .horizon = polder_experiment_lasts(x, x->baseline),
                                            .details = a->details,
                                            .alone = a->alone,
                                            .remedy = remedy_title,
                                            .moment = remedy_moment,
                                            .self = list};
    polder_document_t *doc =
        polder_diagnosis_document(d, &words, a->json ? POLDER_ENGLISH : polder_language());
    if (doc && a->uncertain && !a->signs) polder_uncertain_say(u, d, doc);
    if (doc && a->signs) polder_signs_say(signs, d->causes, doc);
    const int code = polder_cli_document(doc, a->json, report);
    polder_document_free(doc);
    json_decref(list);
    free(folder);
    free(command);
    return code;
}

/* ---- parameters that nobody knows ---- */

/* Of the scenario that --uncertain names, only its design counts. */
static int read_ranges(const arguments_t *a, polder_experiment_t *ranges, polder_report_t *report)
{
    const polder_scenario_arguments_t none = {0};
    const polder_scenario_options_t options = polder_scenario_arguments(&none);
    char *file = polder_find_scenario(a->uncertain, a->quiet, report);
    int code = file ? polder_scenario_read(file, &options, ranges, report) : POLDER_INPUT;
    if (code >= 0) code = polder_output_spares(a->arms, file, report);
    free(file);
    return code;
}

static int live_uncertain(const arguments_t *a, const polder_diagnosis_t *d,
                          const polder_lives_t *lives, const polder_experiment_t *ranges,
                          polder_uncertain_t *u, polder_report_t *report)
{
    const polder_runner_t runner = {.self = (void *)(uintptr_t)a, .run = run};
    const int64_t part = a->brief ? 4 : 1;
    if (d->n_present == 0 || d->verdict == POLDER_ANSWER_CANNOT_FAIL) return 0;
    return polder_uncertain_make(u, d, lives, ranges, POLDER_DRAWS / part, POLDER_DRAW_FUTURES,
                                 &runner, report);
}

/* ---- the whole ---- */

static void shorten(polder_diagnosis_options_t *o)
{
    enum { FIFTH = 5 };
    int64_t *const number[] = {&o->futures, &o->sets, &o->screen, &o->fresh};
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) *number[i] /= FIFTH;
    o->foundings /= 2; /* with fewer nothing is sure */
}

/* One founding if it is chosen, or if there is one only. */
static int choose(arguments_t *a, const polder_experiment_t *x, const char *file,
                  polder_report_t *report)
{
    const int64_t n = polder_experiment_foundings(x);
    polder_diagnosis_options_t *o = &a->options;
    if (polder_is_large(x))
        return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = file},
                              "its networks may have more than %d members: too large to be lived "
                              "tens of thousands of times",
                              POLDER_FOLD);
    if (a->brief) shorten(o);
    const bool chosen = o->founding != NOT_CHOSEN;
    if (!chosen) o->founding = n > 1 ? -1 : x->first_founding;
    a->alone = !chosen && n == 1 && polder_experiment_futures(x) == 1;
    if (n > 1 && n < o->foundings) o->foundings = n;
    if (a->signs && o->founding >= 0)
        return polder_fail(
            report, POLDER_INPUT,
            "--signs is about a population: leave --founding out, of a scenario that has "
            "many foundings");
    if (a->uncertain && o->founding < 0 && !a->signs)
        return polder_fail(report, POLDER_INPUT,
                           "--uncertain is about one founding, or about --signs: choose it with "
                           "--founding");
    const int64_t last = x->first_founding + n - 1;
    if (!chosen || (o->founding >= x->first_founding && o->founding <= last)) return 0;
    return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = file},
                          "there is no founding %lld: this has %lld to %lld",
                          (long long)o->founding, (long long)x->first_founding, (long long)last);
}

static int diagnose(arguments_t *a, const char *file)
{
    polder_report_t report;
    polder_experiment_t x = {0};
    polder_lives_t lives = {0};
    polder_found_causes_t causes = {0};
    polder_diagnosis_t d = {0};
    polder_output_t out = {.temporary.fd = -1};
    polder_experiment_t ranges = {0};
    polder_uncertain_t uncertain = {0};
    polder_signs_t signs = {0};
    const polder_runner_t runner = {.self = a, .run = run};
    polder_cli_report(&report);
    const polder_scenario_options_t options = polder_scenario_arguments(&a->scenario);
    int code = polder_scenario_read(file, &options, &x, &report);
    if (code >= 0) polder_cli_tell_baseline(&x, &report);
    if (code >= 0) code = choose(a, &x, file, &report);
    if (code >= 0 && a->uncertain) code = read_ranges(a, &ranges, &report);
    if (code >= 0) code = polder_output_spares(a->arms, x.source.path, &report);
    if (code >= 0 && a->overwrite) code = polder_cli_spare_arms(a->arms, &report);
    if (code >= 0 && a->arms) code = polder_output_open(&out, a->arms, file, a->overwrite, &report);
    if (code >= 0) code = polder_lives_init(&lives, &x, file, options.shared, &report);
    if (code >= 0) code = polder_cli_causes(x.table.model->name, &causes, &report);
    if (code >= 0) polder_cli_causes_missing(&causes, POLDER_TEXT("no cause can be taken away"));
    if (code >= 0 && a->uncertain)
        code = polder_uncertain_check(&causes.all, &lives, &ranges, &report);
    if (code >= 0)
        code = polder_diagnosis_make(&d, &lives, &causes.all, &a->options, &runner, &report);
    if (code >= 0 && a->uncertain && !a->signs)
        code = live_uncertain(a, &d, &lives, &ranges, &uncertain, &report);
    if (code >= 0 && a->signs)
        code = polder_signs_make(&signs, &causes.all, &lives, a->uncertain ? &ranges : NULL,
                                 a->brief ? POLDER_SIGN_FOUNDINGS / 2 : POLDER_SIGN_FOUNDINGS,
                                 a->options.confidence, &runner, &report);
    if (code >= 0) code = show(a, &x, file, &d, &uncertain, &signs, &report);
    if (code >= 0 && a->arms)
        code = polder_cli_write_arms(d.arms, &x, a->arms, out.stream, &report);
    if (a->arms) code = polder_output_close(&out, code, &report);
    if (code >= 0 && a->arms && !a->quiet)
        polder_terminal_line(stderr, "polder: arms to run: polder run %s", a->arms);
    if (code == POLDER_FILE || code == POLDER_GRAPH) code = POLDER_INPUT;
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_signs_free(&signs);
    polder_uncertain_free(&uncertain);
    polder_experiment_free(&ranges);
    polder_diagnosis_free(&d);
    polder_cli_causes_free(&causes);
    polder_lives_free(&lives);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return exit_code;
}

int polder_cli_diagnose(int argc, char **argv)
{
    arguments_t a = {.options = polder_diagnosis_defaults};
    a.options.founding = NOT_CHOSEN;
    const int done = polder_options_read(&polder_cli_diagnose_options, &a, argc, argv);
    if (done >= 0) return done;
    if (optind + 1 != argc)
        return polder_scenario_not_one(&a.scenario, argv[0], argc - optind, argv + optind);
    a.options.remedies &= !a.no_remedies;
    a.options.arms = a.arms != NULL;
    a.typed = argv[optind];
    polder_report_t report;
    polder_cli_report(&report);
    char *file = polder_find_scenario(argv[optind], a.quiet, &report);
    const int exit_code = file ? diagnose(&a, file) : polder_terminal_fail(&report, POLDER_INPUT);
    polder_report_free(&report);
    free(file);
    return exit_code;
}
