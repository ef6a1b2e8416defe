/* test_bad_arms: arms and interventions that cannot be, and what is said about each.
 *
 * A folder of intervention files is made: good.yaml, one that is part of itself, and some that
 * are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario/scenario.h"

#define M "model: collaboration\n"
#define A M "arms:\n  - "
#define I M "interventions:\n  - "

#define TEN     "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

typedef struct {
    const char *text;
    int line, column;
    const char *message;
} bad_t;

static const bad_t bad[] = {
    {M "arms: 3\n", 2, 7, "arms needs a list"},
    {M "arms: []\n", 2, 7, "arms needs a list"},
    {A "[a]\n", 3, 5, "an arm is a name or a mapping"},
    {A "nothing-like-it\n", 3, 5, "unknown intervention \"nothing-like-it\""},
    {A "as it is\n", 3, 5,
     "\"as it is\" is no intervention; an arm in which nothing is done is none, or has a name, as "
     "in "
     "{name: as it is}"},
    {M "observe: {low: {first: trust.mean < 0,4 for 3 months}}\n", 2, 39,
     "unknown key \"4 for 3 months\": a decimal number has a point, not a comma"},
    {A "god\n", 3, 5, "did you mean \"good\"?"},
    {A "none\n  - none\n", 4, 5, "two arms are called \"none\""},
    {A "{eech: [good]}\n", 3, 6, "did you mean \"each\"?"},
    {A "{horizon: 0}\n", 3, 15, "horizon = 0 is outside [1, 100000]"},
    {A "{horizon: 100001}\n", 3, 15, "horizon = 100001 is outside [1, 100000]"},
    {A "{horizon: 2.5}\n", 3, 15, "is not a whole number"},
    {A "{horizon: [12, 24]}\n", 3, 15, "horizon"},
    {A "{horizn: 12}\n", 3, 6, "did you mean \"horizon\"?"},
    {A "{without: [opportunismm]}\n", 3, 16, "did you mean \"opportunism\"?"},
    {A "{without: context}\n", 3, 15, "without needs a list of parts"},
    {A "{name: a, without: [context, overview]}\n", 3, 34, "overview cannot be switched off"},
    {A "{without: [[context]]}\n", 3, 16, "without needs names of parts"},
    {A "{name: a, network: {without: 3, absent: 3}}\n", 3, 25, "unknown key \"without\""},
    {A "{each: good}\n", 3, 12, "each needs a list"},
    {A "{pairs: [good]}\n", 3, 13, "pairs needs a list of two or more"},
    {A "{each: [good], pairs: [good, good]}\n", 3, 5, "an entry has one of"},
    {A "{each: [good], dose: 1.5}\n", 3, 26, "dose = 1.5 is outside [0, 1]"},
    {A "{each: [good], dose: [0.5, -1]}\n", 3, 32, "dose = -1 is outside [0, 1]"},
    {A "{each: [good], dose: []}\n", 3, 26, "dose: this list is empty"},
    {A "{each: [good], start: 0}\n", 3, 27, "start = 0 is outside"},
    {A "{each: [good], start: soon}\n", 3, 27, "start = soon is not a number"},
    {A "{each: [good], duration: 0}\n", 3, 30, "duration = 0 is outside"},
    {A "{set: {relations.trust: 2}}\n", 3, 29, "relations.trust = 2 is outside [0, 1]"},
    {A "{set: {relations.trus: 0.2}}\n", 3, 12, "did you mean \"relations.trust\"?"},
    {A "{set: {initial.trus: 0.2}}\n", 3, 12, "did you mean \"trust\"?"},
    {A "{set: {governance.form: [lead, shard]}}\n", 3, 36, "did you mean \"shared\"?"},
    {"model: public-goods\narms:\n  - {set: {initial.meets: 0.3}}\n", 3, 12,
     "meets is computed by the model and takes no initial value"},
    {A "{set: {trust.k_up: {at least: 0.5, at most: 0.2}}}\n", 3, 49,
     "trust.k_up: at most 0.2 is less than at least 0.5"},
    {A "{set: {trust.k_up: {at most: 3}}}\n", 3, 34, "at most = 3 is outside [0, 1]"},
    {A "{set: {trust.k_up: {at_most: 0.3}}}\n", 3, 25, "did you mean \"at most\"?"},
    {A "{set: {trust.k_up: {unifrom: 0.3}}}\n", 3, 25, "did you mean \"uniform\"?"},
    {A "{set: {trust.k_up: {at most: high}}}\n", 3, 34, "at most = high is not a number"},
    {A "{set: {trust.k_up: {at most: [0.3]}}}\n", 3, 34, "at most needs a number, not a list"},
    {A "{set: {trust.k_up: {at most:}}}\n", 3, 32, "at most has no value"},
    {A "{set: {trust.k_up: {}}}\n", 3, 24, "a distribution is one name"},
    {A "{set: {governance.form: {at most: 3}}}\n", 3, 29, "which have no order"},
    {A "{set: {network.members: {at most: 9.5}}}\n", 3, 39, "is not a whole number"},
    {A "{set: {trust.k_up: {normal: [0.3, 0.1], uniform: [0, 1], at most: 0.3}}}\n", 3, 45,
     "a second distribution: uniform"},
    {A "{set: {trust.k_up: {normal: [0.3, -1], at most: 0.3}}}\n", 3, 33,
     "the standard deviation is negative"},
    {A "{set: {initial.trust: [{at least: 0.3}, {at least: 0.3}]}}\n", 3, 5, "two arms are called"},
    {M "values: {trust: {k_up: {at most: 0.3}}}\n", 2, 24,
     "bounds (at least, at most) stand in arms"},
    {M "initial: {trust: {at most: 0.3}}\n", 2, 18, "bounds (at least, at most) stand in arms"},
    {A "{set: 3}\n", 3, 11, "set needs keys and values"},
    {A "{name: [a]}\n", 3, 12, "name needs a text"},
    {A "none\nbaseline: nome\n", 4, 11, "did you mean \"none\"?"},
    {A "{name: " HUNDRED TEN TEN "0}\n", 3, 12, "a name of 121 bytes, and at most 120"},
    {A "{name: " HUNDRED TEN TEN ", set: {initial.trust: [0.2, 0.3]}}\n", 3, 12,
     "a name of 139 bytes"},
    {A "{set: {governance.rotation: 0.5, initial.trust: " HUNDRED "}}\n", 3, 5, "a name of"},
    {M "interventions: good\n", 2, 16, "interventions needs a list"},
    {I "3.5\n", 3, 5, "unknown intervention \"3.5\""},
    {I "[good]\n", 3, 5, "an intervention is a name or a mapping"},
    {I "{dose: 0.5}\n", 3, 5, "this needs use: NAME, or levers of its own"},
    {I "{use: [good]}\n", 3, 11, "use needs the name of an intervention"},
    {I "{use: good, doze: 1}\n", 3, 17, "did you mean \"dose\"?"},
    {I "{technique: slow, levers: {vision: 0.5}}\n", 3, 17, "technique needs use: NAME"},
    {I "{technique: slow, programme: [good]}\n", 3, 17, "technique needs use: NAME"},
    {I "{use: good, programme: [good]}\n", 3, 28, "use or a programme, not both"},
    {I "{use: good, technique: slo}\n", 3, 28, "did you mean \"slow\"?"},
    {I "{levers: {visoin: 0.5}}\n", 3, 15, "did you mean \"vision\"?"},
    {I "{levers: {xyzzy: 0.5}}\n", 3, 15, "unknown lever \"xyzzy\"; there are: contact, "},
    {I "{levers: {untill: 5}}\n", 3, 15, "unknown lever \"untill\"; there are: contact, "},
    {M "levers: [{contact: 0.5, untill: 5}]\n", 2, 25, "did you mean \"until\"?"},
    {"model: opinions\nlevers: [{contact: 0.5}]\n", 2, 11,
     "unknown lever \"contact\": model opinions has none"},
    {"model: opinions\ninterventions: [{levers: {a: 0.5}}]\n", 2, 27,
     "unknown lever \"a\": model opinions has none"},
    {I "{levers: {vision: 1.5}}\n", 3, 23, "lever.vision = 1.5 is outside [0, 1]"},
    {I "{levers: {vision: 0.5}, start: trust.mean}\n", 3, 36, "is not a number"},
    {I "{levers: {vision: 0.5}, start: trust.maen < 0.4}\n", 3, 36, "did you mean \"trust.mean\"?"},
    {I "{levers: {vision: 0.5}, start: trust < 0.4}\n", 3, 36, "trust is of level arc"},
    {I "{levers: {vision: 0.5}, start: relations.trust < 0.4}\n", 3, 36, "is a parameter"},
    {I "{levers: {vision: 0.5}, start: trust.mean < 4}\n", 3, 49, "outside [0, 1]"},
    {I "{levers: {vision: 0.5}, start: trust.mean <> 0.4}\n", 3, 36, "is not a condition"},
    {I "{levers: {vision: 0.5}, start: trust.mean <}\n", 3, 36, "is not a condition"},
    {I "{levers: {vision: 0.5}, start: trust.mean < 0.4 for}\n", 3, 36, "is not a condition"},
    {I "{levers: {vision: 0.5}, start: trust.mean < 0.4 for 3}\n", 3, 36, "is not a condition"},
    {I "{levers: {vision: 0.5}, start: trust.mean < 0.4 for 3 weeks}\n", 3, 36,
     "is not a condition"},
    {I "{levers: {vision: 0.5}, start: trust.mean < 0.4 for 0 months}\n", 3, 57, "outside"},
#define START I "{levers: {vision: 0.5}, start: "
    {START "trust.mean < 0.4 && alive = 1}\n", 3, 53, "write and instead of \"&&\""},
    {START "trust.mean < 0.4 || alive = 1}\n", 3, 53, "write or instead of \"||\""},
    {START "trust.mean < 0.4 | alive = 1}\n", 3, 53, "write or instead of \"|\""},
    {START "trust.mean < 0.4 and !alive = 1}\n", 3, 57, "write not instead of \"!\""},
    {START "trust.mean < 0.4 And alive = 1}\n", 3, 53, "write and, in lower case,"},
    {START "NOT trust.mean < 0.4}\n", 3, 36, "write not, in lower case,"},
    {START "trust.mean < 0.4 FOR 2 months}\n", 3, 53, "write for, in lower case,"},
    {START "trust.mean < 0.4 nad alive = 1}\n", 3, 53,
     "expected and, or, for N months, or the end"},
    {START "trust.mean < 0.4 alive = 1}\n", 3, 53, "expected and, or, for N months, or the end"},
    {START "trust.mean < 0.4 and alive}\n", 3, 36, "is not a condition"},
    {START "trust.mean < 0.4 and}\n", 3, 36, "is not a condition"},
    {START "or trust.mean < 0.4}\n", 3, 36, "is not a condition"},
    {START "trust.mean < 0.4 and or alive = 1}\n", 3, 36, "is not a condition"},
    {START "not trust.mean}\n", 3, 36, "is not a condition"},
    {START "trust.mean and momentum}\n", 3, 36, "is not a condition"},
    {START "()}\n", 3, 36, "is not a condition"},
    {START "(trust.mean < 0.4}\n", 3, 36, "this ( is not closed"},
    {START "trust.mean < 0.4)}\n", 3, 52, "this ) closes nothing"},
    {START "trust.mean < (0.4)}\n", 3, 36, "is not a condition"},
    {START "(((((((((trust.mean < 0.4)))))))))}\n", 3, 44, "at most 8 deep"},
    {START "trust.mean < 0.4 for 2 months and alive = 1}\n", 3, 66, "goes in parentheses"},
    {START "(trust.mean < 0.4) for 2 months or alive = 1}\n", 3, 68, "goes in parentheses"},
    {START "0.3 < trust.mean}\n", 3, 36, "the field comes first"},
    {START "trust.mean > 0.3 < 0.4}\n", 3, 53, "a comparison has one sign"},
    {START "'trust.mean < 0.4; alive = 1'}\n", 3, 50, "write and, or, between"},
    {START "'trust.mean < 0.4 and momentun < 0.3'}\n", 3, 58, "did you mean \"momentum\"?"},
    {START "trust.mean < 0.4 and momentum < 3}\n", 3, 68, "momentum = 3 is outside"},
    {START "trust.mean < 0.4 and trust < 0.3}\n", 3, 57, "trust is of level arc"},
    {START "trust.mean < 0.4 and metric.density < 0.1}\n", 3, 57, "only when it is recorded"},
    {I "{levers: {vision: 0.5}, target: conflict = 1 and trust.mean < 0.4}\n", 3, 54,
     "trust.mean is of level network"},
    {I "{levers: {vision: 0.5}, target: (conflict = 1 for 2 months) or balance < 0}\n", 3, 51,
     "leave out \"for 2 months"},
    {I "{levers: {vision: 0.5}, start: phase >= agred}\n", 3, 45, "did you mean \"agree\"?"},
    {I "{levers: {vision: 0.5}, start: metric.density < 0.1}\n", 3, 36, "only when it is recorded"},
    {I "{levers: {vision: 0.5}, target: everyone}\n", 3, 37, "unknown target \"everyone\""},
    {I "{levers: {vision: 0.5}, target: trust.mean < 0.4}\n", 3, 37, "level network"},
    {I "{levers: {vision: 0.5}, target: {highest: balanse}}\n", 3, 47, "did you mean \"balance\"?"},
    {I "{levers: {vision: 0.5}, target: {share: 0.2}}\n", 3, 37, "target says whom"},
    {I "{levers: {vision: 0.5}, target: {lowest: balance, share: 0}}\n", 3, 62, "share = 0"},
    {I "{levers: {vision: 0.5}, target: {lowest: balance, most: 1}}\n", 3, 55,
     "unknown key \"most\""},
    {I "{levers: {vision: 0.5}, target: {lowest: balance}}\n", 3, 38, "needs a share"},
    {I "{levers: {vision: 0.5}, target: {highest: trust.mean, share: 0.2}}\n", 3, 47,
     "trust.mean is of level network; this needs one of level organisation"},
    {I "{levers: {vision: 0.5}, target: {highest: trust, share: 0.2}}\n", 3, 47, "of level arc"},
    {I "{levers: {vision: 0.5}, target: {highest: balance, lowest: balance, share: 0.2}}\n", 3, 56,
     "target has one of highest, lowest, newcomers, where and name"},
    {I "{levers: {vision: 0.5}, target: {lowest: balance, share: 0.2, newcomers: 6}}\n", 3, 67,
     "target has one of"},
    {I "{levers: {vision: 0.5}, target: {newcomers: 6, where: conflict = 1}}\n", 3, 52,
     "target has one of"},
    {I "{levers: {vision: 0.5}, target: {newcomers: 6, share: 0.2}}\n", 3, 52,
     "share belongs to highest or lowest, not to newcomers"},
    {I "{levers: {vision: 0.5}, target: {where: [a]}}\n", 3, 45, "where needs a condition"},
    {I "{levers: {vision: 0.5}, target: conflict = 1 for 3 months}\n", 3, 50,
     "leave out \"for 3 months\""},
    {I "{levers: {vision: 0.5}, target: {where: conflict = 1 for 2 months}}\n", 3, 58,
     "leave out \"for 2 months\""},
    {I "{levers: {vision: 0.5}, cost: 3}\n", 3, 35, "cost needs keys and values"},
    {I "{levers: {vision: 0.5}, cost: {per_month: -1}}\n", 3, 47, "per_month = -1 is outside"},
    {I "{levers: {vision: 0.5}, cost: {per_week: 1}}\n", 3, 36, "unknown key \"per_week\""},
    {I "{programme: good}\n", 3, 17, "programme needs a list"},
    {I "{programme: [good], cost: {per_month: 1}}\n", 3, 31, "no cost but that of its parts"},
    {I "{programme: [good], levers: {vision: 1}}\n", 3, 33, "levers or a programme, not both"},
    {I "{use: dear, technique: dear}\n", 0, 0, "no cost but that of its parts"},
    {I "round\n", 0, 0, "goes round in a circle: round → other → round"},
    {I "both\n", 0, 0, "has levers or a programme, not both"},
    {I "neither\n", 0, 0, "neither levers nor a programme"},
    {I "typo\n", 3, 1, "did you mean \"levers\"?"},
    {I "broken\n", 0, 0, "not valid YAML"},
    {I "blank\n", 3, 5, "is empty"},
};

static const struct {
    const char *name, *text;
} file[] = {
    {"good", "levers: {vision: 0.5}\ntechniques: {slow: {levers: {vision: 0.2}}}\n"},
    {"whole", "programme: [good, {levers: {focus: 1}, start: 2}]\n"
              "techniques: {late: {start: 6, duration: 4, target: newcomers, dose: 0.5}}\n"},
    {"dear", "programme: [good]\ntechniques: {dear: {cost: {per_month: 1}}}\n"},
    {"round", "programme: [good, other]\n"},
    {"other", "programme: [round]\n"},
    {"both", "levers: {vision: 0.5}\nprogramme: [good]\n"},
    {"neither", "title: Nothing\n"},
    {"typo", "title: A\nconcepts: [I1]\nlevrs: {vision: 0.5}\n"},
    {"broken", "levers: {vision: 0.5\n"},
    {"blank", "# nothing\n"},
};
enum { N_FILE = sizeof file / sizeof *file };

static char folder[] = "bad-arms-XXXXXX";

static void path_of(int i, char path[200])
{
    snprintf(path, 200, "%s/interventions%s%s%s", folder, i < 0 ? "" : "/",
             i < 0 ? "" : file[i].name, i < 0 ? "" : ".yaml");
}

static int make_files(void **state)
{
    char path[200];
    (void)state;
    if (!mkdtemp(folder)) return -1;
    path_of(-1, path);
    if (mkdir(path, 0777) != 0) return -1;
    for (int i = 0; i < N_FILE; i++) {
        path_of(i, path);
        FILE *f = fopen(path, "w");
        if (!f || fputs(file[i].text, f) < 0 || fclose(f) != 0) return -1;
    }
    return 0;
}

static int remove_files(void **state)
{
    char path[200];
    (void)state;
    for (int i = N_FILE - 1; i >= -1; i--) {
        path_of(i, path);
        if (i >= 0 ? unlink(path) : rmdir(path)) return -1;
    }
    return rmdir(folder);
}

static void test_each(void **state)
{
    char where[100];
    (void)state;
    snprintf(where, sizeof where, "%s/", folder);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        const int code = polder_scenario_parse(bad[i].text, strlen(bad[i].text), "bad.yaml", where,
                                               NULL, &x, &report);
        const polder_note_t *note = report.n > 0 ? &report.note[0] : NULL;
        const bool found = note && strstr(note->text, bad[i].message) &&
                           (!bad[i].line || note->line == bad[i].line) &&
                           (!bad[i].column || note->column == bad[i].column);
        if (!found || code >= 0)
            print_error("%s--- code %d, %d:%d %s\n", bad[i].text, code, note ? note->line : 0,
                        note ? note->column : 0, note ? note->text : "nothing");
        assert_true(code < 0);
        assert_true(found);
        assert_null(x.arm); /* nothing is left */
        polder_report_free(&report);
    }
}

/* What is right is read as it is meant. */
static void test_good(void **state)
{
    static const char text[] =
        M "horizon: 24\narms:\n  - none\n  - good\n"
          "  - {each: [good, {use: good, technique: slow}], dose: [0.5, 1], start: [3, 6]}\n"
          "  - {pairs: [{name: a, levers: {focus: 1}}, {name: b, levers: {focus: 0.5}}, good]}\n"
          "  - {name: form, set: {governance.form: [lead, shared], initial.trust: 0.3}}\n"
          "baseline: good\n";
    static const char *const name[] = {"none",
                                       "good",
                                       "good, dose 0.5, start 3",
                                       "good, dose 0.5, start 6",
                                       "good, dose 1, start 3",
                                       "good, dose 1, start 6",
                                       "slow, dose 0.5, start 3",
                                       "slow, dose 0.5, start 6",
                                       "slow, dose 1, start 3",
                                       "slow, dose 1, start 6",
                                       "a + b",
                                       "a + good",
                                       "b + good",
                                       "form, governance.form=lead",
                                       "form, governance.form=shared"};
    const int n = sizeof name / sizeof *name;
    char where[100];
    polder_experiment_t x;
    polder_report_t report = {0};
    (void)state;
    snprintf(where, sizeof where, "%s/", folder);
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "good.yaml", where, NULL, &x, &report), 0);
    assert_int_equal(x.n_arm, n);
    assert_int_equal(x.n_case, n);
    assert_int_equal(x.baseline, 1);
    for (int a = 0; a < n; a++) assert_string_equal(x.arm[a].name, name[a]);
    const polder_intervention_t *slow = &x.intervention[x.arm[7].use[0]];
    assert_int_equal(slow->from, 6);
    assert_int_equal(slow->n_effect, 1);
    assert_true(slow->effect[0].level == 0.1f);
    assert_int_equal(x.arm[10].n_use, 2);
    assert_int_equal(x.arm[13].n_setting, 2);
    polder_experiment_free(&x);
    polder_report_free(&report);
}

/* What a technique says of a programme holds for its parts, as what the programme says does. */
static void test_technique(void **state)
{
    static const char text[] = I "{use: whole, technique: late}\n  - {use: whole, technique: late, "
                                 "start: 9}\n";
    char where[100];
    polder_experiment_t x;
    polder_report_t report = {0};
    (void)state;
    snprintf(where, sizeof where, "%s/", folder);
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "good.yaml", where, NULL, &x, &report), 0);
    assert_int_equal(x.n_intervention, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(x.intervention[i].from, i < 2 ? 6 : 9);
        assert_int_equal(x.intervention[i].duration, 4);
        assert_int_equal(x.intervention[i].target.whom, POLDER_NEWCOMERS);
        assert_true(x.intervention[i].effect[0].level == (i % 2 == 0 ? 0.25f : 0.5f));
    }
    polder_experiment_free(&x);
    polder_report_free(&report);
}

/* The nearest name is looked for wherever interventions are. */
static void test_shared(void **state)
{
    static const struct {
        const char *text, *message;
    } asked[] = {{I "god\n", "did you mean \"good\"?"},
                 {I "nothing-like-it\n", "there is no nothing-like-it.yaml in somewhere/inter"}};
    const polder_scenario_options_t options = {.shared = folder};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        assert_true(polder_scenario_parse(asked[i].text, strlen(asked[i].text), "bad.yaml",
                                          "somewhere/", &options, &x, &report) < 0);
        assert_non_null(strstr(report.note[0].text, asked[i].message));
        assert_int_equal(i == 1, strstr(report.note[0].text, folder) != NULL);
        polder_report_free(&report);
    }
}

/* The longest names are kept as they are, with the number of the point. Names that a program
 * gives may be longer: what is cut is no part of a letter and not the point. */
static void test_long_names(void **state)
{
    static const char text[] =
        A "none\n  - {name: " HUNDRED "éééééééééé}\nbaseline: none\n"
          "design: {kind: grid, factors: {relations.trust: {values: [0.1, 0.5, 0.9]}}}\n";
    char name[POLDER_CASE_NAME], few[20];
    polder_experiment_t x;
    polder_report_t report = {0};
    (void)state;
    const int code = polder_scenario_parse(text, strlen(text), "t.yaml", NULL, NULL, &x, &report);
    for (size_t i = 0; i < report.n; i++) print_message("%s\n", report.note[i].text);
    assert_int_equal(code, 0);
    polder_experiment_case_name(&x, 5, name, sizeof name);
    assert_string_equal(name, HUNDRED "éééééééééé, point 2");
    free(x.arm[1].name);
    x.arm[1].name = strdup("aééééééééééééééééé");
    polder_experiment_case_name(&x, 5, few, sizeof few);
    assert_string_equal(few, "aéééé, point 2");
    polder_experiment_case_name(&x, 5, few, 18);
    assert_string_equal(few, "aééé, point 2");
    polder_experiment_free(&x);
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each), cmocka_unit_test(test_good), cmocka_unit_test(test_technique),
        cmocka_unit_test(test_shared), cmocka_unit_test(test_long_names)};
    return cmocka_run_group_tests_name("bad arms", tests, make_files, remove_files);
}
