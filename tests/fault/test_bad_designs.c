/* test_bad_designs: designs that are none, and what is said about each: the file, the place
 * and the words. Nothing may crash or be accepted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenario/scenario.h"

#define M     "model: opinions\n"
#define SOBOL M "design:\n  kind: sobol\n  points: 8\n  factors:\n"
#define GRID  M "design:\n  kind: grid\n  factors:\n"
#define ONCE  M "design:\n  kind: one-at-a-time\n  factors:\n"
#define DRAWN M "values: {averaging: {rate: {uniform: [0.2, 0.6]}}}\n"
#define DOSED                                                                                      \
    "model: collaboration\ninterventions: [{name: talks, levers: {contact: 1}}, {name: waits, "    \
    "levers: {contact: 1}, start: trust.mean < 0.4}, {name: a/b, levers: {contact: 1}}]\n"
#define SOBOL_OF "design:\n  kind: sobol\n  points: 8\n  factors:\n"
#define RATE     "    averaging.rate: "
#define LINES10  "    averaging.rate: [0, 1]\n    network.degree: [1, 2]\n"

typedef struct {
    const char *name, *text;
    int line, column;
    const char *message;
} bad_t;

static const bad_t bad[] = {
    {"no mapping", M "design: sobol\n", 2, 9, "design needs keys and values"},
    {"no kind", M "design: {points: 8}\n", 2, 9, "design needs a kind: grid|"},
    {"unknown kind", M "design: {kind: sobool}\n", 2, 16, "did you mean \"sobol\"?"},
    {"unknown key", M "design:\n  kind: sobol\n  point: 8\n", 4, 3, "did you mean \"points\"?"},
    {"no points", M "design:\n  kind: sobol\n  factors: {averaging.rate: [0, 1]}\n", 3, 9,
     "a design of kind sobol needs points"},
    {"no trajectories", M "design:\n  kind: morris\n  factors: {averaging.rate: [0, 1]}\n", 3, 9,
     "needs trajectories"},
    {"no factors", M "design:\n  kind: sobol\n  points: 8\n", 3, 9, "needs factors"},
    {"empty factors", M "design:\n  kind: sobol\n  points: 8\n  factors: {}\n", 5, 12,
     "a design needs factors"},
    {"factors are a list", M "design:\n  kind: grid\n  factors: [averaging.rate]\n", 4, 12,
     "design.factors needs keys and values"},
    {"no file", M "design: {kind: csv}\n", 2, 16, "needs file"},
    {"points of a grid", M "design:\n  kind: grid\n  points: 8\n", 4, 3,
     "points has no meaning for a design of kind grid"},
    {"zero points", M "design:\n  kind: sobol\n  points: 0\n  factors: {}\n", 4, 11,
     "design.points = 0 is outside [1, 1000000]"},
    {"odd levels", M "design:\n  kind: morris\n  trajectories: 4\n  levels: 5\n  factors: {}\n", 5,
     11, "need an even number"},
    {"shift", M "design:\n  kind: sobol\n  points: 8\n  shift: yes\n  factors: {}\n", 5, 10,
     "unknown design.shift \"yes\""},
    /* names */
    {"unknown factor", SOBOL "    averaging.rat: [0, 1]\n", 6, 5,
     "did you mean \"averaging.rate\"?"},
    {"unknown before an argument", SOBOL "    averaging.rat.sd: [0, 1]\n", 6, 5,
     "unknown parameter \"averaging.rat\"; did you mean \"averaging.rate\"?"},
    {"state", SOBOL "    opinion: [0, 1]\n", 6, 5, "its initial value is initial.opinion"},
    {"state that follows", SOBOL "    initial.embeddedness: [0, 1]\n", 6, 5,
     "embeddedness is computed by the model"},
    {"no state", SOBOL "    initial.averaging.rate: [0, 1]\n", 6, 5, "is no state"},
    {"unknown state", SOBOL "    initial.opinio: [0, 1]\n", 6, 5, "did you mean \"opinion\"?"},
    {"observable", SOBOL "    opinion.mean: [0, 1]\n", 6, 5, "is computed and cannot be set"},
    {"lever",
     "model: collaboration\ndesign:\n  kind: sobol\n  points: 8\n  factors:\n"
     "    lever.vision: [0, 1.5]\n",
     6, 23, "lever.vision = 1.5 is outside [0, 1]"},
    {"a dose above 1", DOSED SOBOL_OF "    intervention.talks.dose: [0, 1.5]\n", 7, 34,
     "intervention.talks.dose = 1.5 is outside [0, 1]"},
    {"a month before the first", DOSED SOBOL_OF "    intervention.talks.start: [0, 4]\n", 7, 32,
     "intervention.talks.start = 0 is outside [1, 100000]"},
    {"half a month", DOSED SOBOL_OF "    intervention.talks.duration: [1, 4.5]\n", 7, 38,
     "is not a whole number"},
    {"unknown intervention", DOSED SOBOL_OF "    intervention.talk.dose: [0, 1]\n", 7, 5,
     "unknown intervention \"talk\"; did you mean \"talks\"?"},
    {"another manner", DOSED SOBOL_OF "    intervention.talks.doze: [0, 1]\n", 7, 5,
     "unknown parameter \"intervention.talks.doze\""},
    {"no intervention", "model: collaboration\n" SOBOL_OF "    intervention.talks.dose: [0, 1]\n",
     6, 5, "\"talks\" is no intervention here: there are none"},
    {"a month of a condition", DOSED SOBOL_OF "    intervention.waits.start: [1, 4]\n", 7, 5,
     "\"waits\" begins when a condition holds"},
    {"a path", DOSED SOBOL_OF "    intervention.a/b.dose: [0, 1]\n", 7, 5,
     "a / cannot be part of it"},
    {"a dose twice",
     DOSED SOBOL_OF "    intervention.talks.dose: [0, 1]\n    intervention.talks.dose: [0.2, 1]\n",
     8, 5, "is given twice"},
    {"no duration to begin at",
     DOSED
     "design:\n  kind: one-at-a-time\n  factors:\n    intervention.talks.duration: {values: [3]}\n",
     6, 5, "it lasts to the end; give it a duration"},
    {"unknown lever",
     "model: collaboration\ndesign:\n  kind: sobol\n  points: 8\n  factors:\n"
     "    lever.visoin: [0, 1]\n",
     6, 5, "unknown lever \"visoin\"; did you mean \"vision\"?"},
    {"a lever that nothing is near to",
     "model: collaboration\ndesign:\n  kind: sobol\n  points: 8\n  factors:\n"
     "    lever.zzz: [0, 1]\n",
     6, 5, "unknown lever \"zzz\"; there are: "},
    /* what moves along */
    {"with nothing", SOBOL RATE "{from: 0, to: 1, with: 3}\n", 6, 44, "with needs keys and values"},
    {"with what is none", SOBOL RATE "{from: 0, to: 1, with: {network.degre: [1, 2]}}\n", 6, 45,
     "did you mean \"network.degree\"?"},
    {"with itself", SOBOL RATE "{from: 0, to: 1, with: {averaging.rate: [0, 1]}}\n", 6, 45,
     "are factors of the same value"},
    {"with one end", SOBOL RATE "{from: 0, to: 1, with: {network.degree: [1]}}\n", 6, 61,
     "needs its two ends"},
    {"with other places", SOBOL RATE "{values: [0.1, 0.2, 0.3], with: {network.degree: [1, 2]}}\n",
     6, 70, "needs a list of 3 values, as many as averaging.rate has"},
    {"with words along a range",
     SOBOL RATE "{from: 0, to: 1, with: {network.topology: [ring, star]}}\n", 6, 63,
     "which do not move along with a range"},
    {"with too much", SOBOL RATE "{from: 0, to: 1, with: {network.rewiring: [0, 2]}}\n", 6, 67,
     "is outside [0, 1]"},
    {"with one at a time", ONCE RATE "{values: [0.1], with: {network.degree: [4]}}\n", 5, 43,
     "nothing moves along in a design one-at-a-time"},
    {"argument of a number", SOBOL "    averaging.rate.sd: [0, 1]\n", 6, 5,
     "gives no distribution for averaging.rate"},
    {"argument of another distribution",
     DRAWN "design:\n  kind: sobol\n  points: 8\n  factors:\n    averaging.rate.sd: [0, 1]\n", 7, 5,
     "unknown argument of averaging.rate \"sd\"; "},
    {"argument of a choice",
     M "network: {topology: {choice: [ring, star]}}\ndesign:\n  kind: sobol\n  points: 8\n"
       "  factors:\n    network.topology.mean: [0, 1]\n",
     7, 5, "a choice has no arguments"},
    {"twice", SOBOL RATE "[0, 1]\n" RATE "[0, 1]\n", 7, 5, "is given twice"},
    {"value and argument",
     DRAWN "design:\n  kind: sobol\n  points: 8\n  factors:\n    averaging.rate.min: [0, 0.1]\n"
           "    averaging.rate: [0, 1]\n",
     8, 5, "averaging.rate.min and averaging.rate are factors of the same value"},
    /* values */
    {"one number", SOBOL RATE "[0]\n", 6, 21, "needs two numbers in a list"},
    {"a number", SOBOL RATE "0.5\n", 6, 21, "needs two numbers in a list"},
    {"outside", SOBOL RATE "[0, 1.5]\n", 6, 25, "averaging.rate = 1.5 is outside [0, 1]"},
    {"turned round", SOBOL RATE "[0.6, 0.4]\n", 6, 27, "from = 0.6 must be below to = 0.4"},
    {"half a member", SOBOL "    network.members: [6, 8.5]\n", 6, 26, "is not a whole number"},
    {"a range of words", SOBOL "    network.topology: [ring, star]\n", 6, 24, "takes words"},
    {"an unknown word", SOBOL "    network.topology: {values: [rign]}\n", 6, 33,
     "did you mean \"ring\"?"},
    {"a text", SOBOL RATE "{values: [0.1, high]}\n", 6, 36, "is not a number"},
    {"empty values", SOBOL RATE "{values: []}\n", 6, 30, "values needs a list"},
    {"value twice", SOBOL RATE "{values: [0.1, 0.2, 0.10]}\n", 6, 30, "a value is given twice"},
    {"values and range", SOBOL RATE "{values: [0.1], from: 0, to: 1}\n", 6, 21, "not both"},
    {"unknown word in a factor", SOBOL RATE "{form: 0, to: 1}\n", 6, 22, "did you mean \"from\"?"},
    {"no end", SOBOL RATE "{from: 0}\n", 6, 21, "needs from and to"},
    {"steps of a sample", SOBOL RATE "{from: 0, to: 1, steps: 3}\n", 6, 45, "steps are for a grid"},
    {"logarithm of zero", SOBOL RATE "{from: 0, to: 1, scale: log}\n", 6, 28, "from above 0"},
    {"unknown scale", SOBOL RATE "{from: 0.1, to: 1, scale: lag}\n", 6, 47,
     "did you mean \"log\"?"},
    {"a list in a grid", GRID RATE "[0, 1]\n", 5, 21, "needs {values: […]} or {from: …"},
    {"no steps", GRID RATE "{from: 0, to: 1}\n", 5, 21, "or steps between"},
    {"one step", GRID RATE "{from: 0, to: 1, steps: 1}\n", 5, 45, "is outside [2, "},
    {"more steps than numbers", GRID "    network.members: {from: 6, to: 8, steps: 5}\n", 5, 46,
     "fewer whole numbers than steps"},
    {"a base that is drawn",
     DRAWN "design:\n  kind: one-at-a-time\n  factors:\n" RATE "{values: [0.1]}\n", 6, 5,
     "which is a distribution here"},
    {"no base", ONCE "    initial.opinion: {values: [0.1]}\n", 5, 5, "give one under initial"},
    /* the whole */
    {"too many",
     GRID RATE "{from: 0, to: 1, steps: 1001}\n"
               "    network.degree: {from: 0, to: 9, steps: 1000}\n",
     5, 5, "more than 1000000 points"},
    {"too many trajectories",
     M "design:\n  kind: morris\n  trajectories: 400000\n  factors:\n"
       "    averaging.rate: [0, 1]\n    network.degree: [1, 2]\n",
     3, 9, "1200000 points are too many: at most 1000000"},
    {"arguments that cross",
     DRAWN "design:\n  kind: grid\n  factors:\n    averaging.rate.min: {values: [0.1, 0.5]}\n"
           "    averaging.rate.max: {values: [0.8, 0.4]}\n",
     6, 5, "averaging.rate.min at point 3: min must be below max"},
    {"negative spread",
     M "initial: {opinion: {normal: [0.5, 0.1]}}\ndesign:\n  kind: sobol\n  points: 8\n  factors:\n"
       "    initial.opinion.sd: [-0.1, 0.1]\n",
     7, 5, "the standard deviation is negative"},
    {"end outside the field",
     DRAWN "design:\n  kind: sobol\n  points: 8\n  factors:\n    averaging.rate.max: [0.5, 2]\n", 7,
     31, "averaging.rate.max = 2 is outside [0, 1]"},
};

static void told(const polder_report_t *report, const char *name, const char *file, int line,
                 int column, const char *message)
{
    for (size_t i = 0; i < report->n; i++) {
        const polder_note_t *note = &report->note[i];
        if (note->code != POLDER_OK && note->line == line && note->column == column && note->file &&
            strcmp(note->file, file) == 0 && strstr(note->text, message))
            return;
    }
    for (size_t i = 0; i < report->n; i++)
        print_error("%s: %s:%d:%d: %s\n", name, report->note[i].file, report->note[i].line,
                    report->note[i].column, report->note[i].text);
    fail_msg("%s: nobody says %s:%d:%d: %s", name, file, line, column, message);
}

static void test_each(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        const int code = polder_scenario_parse(bad[i].text, strlen(bad[i].text), "bad.yaml", NULL,
                                               NULL, &x, &report);
        if (code != POLDER_INPUT) print_error("%s: accepted\n", bad[i].name);
        assert_int_equal(code, POLDER_INPUT);
        assert_null(x.table.model);
        told(&report, bad[i].name, "bad.yaml", bad[i].line, bad[i].column, bad[i].message);
        polder_report_free(&report);
    }
}

/* Forty factors fit into Sobol' points and twenty into Saltelli blocks. */
static void test_dimensions(void **state)
{
    (void)state;
    polder_table_t table;
    assert_int_equal(polder_table_init(&table, "collaboration", NULL), 0);
    for (int most = 20; most <= 40; most += 20)
        for (int n = most; n <= most + 1; n++) {
            char text[8000];
            int at =
                snprintf(text, sizeof text,
                         "model: collaboration\ndesign:\n  kind: %s\n  points: 4\n  factors:\n",
                         most == 20 ? "saltelli" : "sobol");
            for (int f = 0, k = 0; f < table.n_field && k < n; f++) {
                const polder_field_t *field = table.field[f];
                if (field->role != POLDER_PARAMETER || field->choices) continue;
                at += snprintf(text + at, sizeof text - (size_t)at, "    %s: [%g, %g]\n",
                               field->name, (double)field->min + 0.5, (double)field->min + 1.0);
                if (field->flags & POLDER_WHOLE || field->max < field->min + 1) {
                    at -= (int)strlen(strrchr(text, ' ')); /* not this one */
                    *strrchr(text, ':') = '\0';
                    at = (int)(strrchr(text, '\n') - text) + 1;
                    text[at] = '\0';
                } else {
                    k++;
                }
            }
            polder_experiment_t x = {0};
            polder_report_t report = {0};
            const int code =
                polder_scenario_parse(text, strlen(text), "many.yaml", NULL, NULL, &x, &report);
            assert_int_equal(code, n == most ? 0 : POLDER_INPUT);
            if (n > most)
                told(&report, "too many", "many.yaml", 6, 5,
                     most == 20 ? "which is enough for 20" : "40 dimensions");
            polder_experiment_free(&x);
            polder_report_free(&report);
        }
    polder_table_free(&table);
}

static void test_sets(void **state)
{
    (void)state;
    static const char text[] = SOBOL LINES10 "    initial.opinion: [0, 1]\n";
    static const char *const set[] = {"averaging.rate=0.5", "initial.opinion=0.5",
                                      "network.degree={uniform: [1, 2]}"};
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        const polder_scenario_options_t options = {.n_set = 1, .set = &set[i]};
        polder_experiment_t x;
        polder_report_t report = {0};
        assert_int_equal(
            polder_scenario_parse(text, strlen(text), "good.yaml", NULL, &options, &x, &report),
            POLDER_INPUT);
        told(&report, set[i], "--set", 1, 1, "is a factor of the design");
        polder_report_free(&report);
    }
}

/* ---- CSV ---- */

static const bad_t files[] = {
    {"empty", "", 1, 1, "the file is empty"},
    {"only lines", "\n\n", 1, 1, "the file is empty"},
    {"no points", "averaging.rate\n", 1, 1, "no point below the header"},
    {"unknown column", "averaging.rat,network.degree\n0.5,3\n", 1, 1,
     "did you mean \"averaging.rate\"?"},
    {"column twice", "averaging.rate,network.degree,averaging.rate\n", 1, 31, "is there twice"},
    {"no factor", ",Unnamed: 0\n0,0.5\n", 1, 1, "no column of this header is a factor"},
    {"values without a name", "averaging.rate,\n0.5,\n0.5,7\n", 3, 5,
     "the header has no name for the column"},
    {"a column of another tool", "run,averaging.rate\n1,0.5\n", 1, 1,
     "unknown parameter \"run\"; a column that is not a factor is left out with ignore"},
    {"an outcome", "averaging.rate;opinion.mean\n0,5;0,5\n", 1, 16,
     "opinion.mean is computed and cannot be set; a column that is not a factor"},
    {"a misspelt name between semicolons", "averaging.rat;network.degree\n0,5;3\n", 1, 1,
     "did you mean \"averaging.rate\"?"},
    {"bars", "averaging.rate|network.degree\n0.5|3\n", 1, 1,
     "columns are separated by commas, by semicolons or by tabs"},
    {"semicolons and commas", "averaging.rate;network.degree,network.members\n", 1, 16,
     "columns are separated by commas, by semicolons or by tabs"},
    {"semicolons in quotes", "\"averaging.rate;network.degree\"\n", 1, 1,
     "columns are separated by commas, by semicolons or by tabs"},
    {"both kinds of decimal number", "averaging.rate;network.degree\n0,5;3\n0.5;3\n", 3, 1,
     "line 2 has a number with a decimal comma and line 3 one with a decimal point"},
    {"a decimal comma between commas", "averaging.rate,network.degree\n0,5,3\n", 2, 5,
     "a decimal number has a point where commas separate"},
    {"a decimal comma in one column", "averaging.rate\n0,5\n", 2, 3,
     "a decimal number has a point where commas separate"},
    {"ten or ten thousand", "averaging.rate;network.members\n0,5;10,000\n", 2, 5,
     "10.000 could be 10 or 10000"},
    {"ten or ten thousand, tabs", "averaging.rate\tnetwork.members\n0.5\t10.000\n", 2, 5,
     "10.000 could be 10 or 10000"},
    {"not quite whole", "averaging.rate,network.members\n0.5,21.01\n", 2, 5,
     "network.members = 21.01 is not a whole number"},
    {"not a number", "averaging.rate,network.degree\n0.5,many\n", 2, 5,
     "network.degree = many is not a number"},
    {"comma for a point", "averaging.rate\n\"0,5\"\n", 2, 1, "write a point"},
    {"nothing", "averaging.rate,network.degree\n0.5,\n", 2, 5, "network.degree has no value"},
    {"not a number at all", "averaging.rate\nnan\n", 2, 1, "is not a finite number"},
    {"outside", "averaging.rate\n0.5\n1.5\n", 3, 1, "averaging.rate = 1.5 is outside [0, 1]"},
    {"half a member", "network.members\r\n6\r\n6.5\r\n", 3, 1, "is not a whole number"},
    {"unknown word", "network.topology\nstar\nrign\n", 3, 1, "did you mean \"ring\"?"},
    {"short row", "averaging.rate,network.degree\n0.5,3\n0.5\n", 3, 1,
     "this row has 1 value, the header 2"},
    {"long row", "averaging.rate,network.degree\n0.5,3\n\n0.5,3,4\n", 4, 7,
     "this row has 3 values, the header 2"},
    {"open quote", "averaging.rate\n\"0.5\n0.6\n", 2, 0, "has no end"},
    {"text behind a quote", "averaging.rate\n\"0.5\" 6\n", 2, 0, "after a quoted name or value"},
    {"latin-1", "averaging.rate\n0.5\xe9\n", 2, 1, "0.5\xc3\xa9 is not a number"},
    {"half UTF-8", "averaging.rate\n0.5\xc3\xa9\xc3\xa9\xe9\n", 2, 0, "not valid UTF-8"},
    {"zero byte", "averaging.rate\n\1\n", 2, 1, "U+0001"},
    {"value and argument", "initial.opinion,initial.opinion.sd\n0.5,0.1\n", 0, 0,
     "are factors of the same value"},
    {"arguments that cross", "averaging.rate.min,averaging.rate.max\n0.1,0.4\n0.4,0.1\n", 3, 1,
     "averaging.rate.min at point 1: min must be below max"},
};

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void test_csv(void **state)
{
    (void)state;
    static const char text[] =
        M "values: {averaging: {rate: {uniform: [0, 1]}}}\n"
          "initial: {opinion: {normal: [0.5, 0.1]}}\ndesign:\n  kind: csv\n  file: points.csv\n";
    char folder[] = "bad-designs-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/points.csv", folder);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        write_file(path, files[i].text);
        const int code =
            polder_scenario_parse(text, strlen(text), "bad.yaml", folder, NULL, &x, &report);
        if (code != POLDER_INPUT) print_error("%s: accepted\n", files[i].name);
        assert_int_equal(code, POLDER_INPUT);
        const bool here = files[i].line == 0;
        told(&report, files[i].name, here ? "bad.yaml" : path, here ? 6 : files[i].line,
             here ? 9 : files[i].column, files[i].message);
        polder_report_free(&report);
    }
    unlink(path);
    rmdir(folder);
}

/* Of nine hundred problems of two kinds five of each are shown, and the others counted. */
static void test_few(void **state)
{
    (void)state;
    static const char text[] = M "design: {kind: csv, file: points.csv}\n";
    char folder[] = "bad-designs-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/points.csv", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs("averaging.rate,network.members\n", file) >= 0);
    for (int i = 0; i < 900; i++) assert_true(fprintf(file, "%s,8.5\n", i % 2 ? "2" : "0.5") > 0);
    assert_int_equal(fclose(file), 0);
    polder_experiment_t x;
    polder_report_t report = {0};
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "bad.yaml", folder, NULL, &x, &report),
        POLDER_INPUT);
    assert_int_equal(report.n, 12);
    told(&report, "few", path, 2, 5, "network.members = 8.5 is not a whole number");
    told(&report, "few", path, 3, 1, "averaging.rate = 2 is outside");
    told(&report, "few", path, 0, 0,
         "and 895 more like the one on line 2, in the column \"network.members\"");
    told(&report, "few", path, 0, 0,
         "and 445 more like the one on line 3, in the column \"averaging.rate\"");
    polder_report_free(&report);
    unlink(path);
    rmdir(folder);
}

/* The columns are those that the scenario lists; the file is there; who maps does not vary. */
static void test_columns(void **state)
{
    (void)state;
#define CSV M "design:\n  kind: csv\n  file: points.csv\n"
    static const bad_t lists[] = {
        {"missing column", CSV "  factors: [averaging.rate, network.degree, network.members]\n", 5,
         45, "unknown column \"network.members\""},
        {"misspelt column", CSV "  factors: [averaging.rat, network.degree]\n", 5, 13,
         "did you mean \"averaging.rate\"?"},
        {"column too many", CSV "  factors: [averaging.rate]\n", 5, 12,
         "the column network.degree of "},
        {"ignored and not there", CSV "  ignore: [run]\n", 5, 12, "unknown column \"run\""},
        {"ignored and misspelt", CSV "  ignore: ['', network.degre]\n", 5, 16,
         "did you mean \"network.degree\"?"},
        {"ignored by a word", CSV "  ignore: run\n", 5, 11, "needs a list of names of columns"},
        {"ignored by nothing", CSV "  ignore: [~]\n", 5, 11, "needs a list of names of columns"},
        {"ignored in a grid", GRID "    network.degree: {values: [1, 2]}\n  ignore: [run]\n", 6, 3,
         "ignore has no meaning for a design of kind grid"},
        {"values too", CSV "  factors: {averaging.rate: [0, 1]}\n", 5, 12, "a list of names"},
        {"no such file", M "design:\n  kind: csv\n  file: point.csv\n", 4, 9,
         "did you mean \"points.csv\"?"},
        {"no file name", M "design:\n  kind: csv\n  file: [a]\n", 4, 9, "needs a text"},
        {"ties from a file",
         M "network: {file: points.csv, format: edgelist}\ndesign:\n  kind: csv\n"
           "  file: points.csv\n",
         5, 9, "network.degree cannot be varied: it comes from the network file"},
    };
    char folder[] = "bad-designs-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/points.csv", folder);
    write_file(path, "averaging.rate,network.degree\n0.5,3\n");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        assert_int_equal(polder_scenario_parse(lists[i].text, strlen(lists[i].text), "bad.yaml",
                                               folder, NULL, &x, &report),
                         POLDER_INPUT);
        told(&report, lists[i].name, "bad.yaml", lists[i].line, lists[i].column, lists[i].message);
        polder_report_free(&report);
    }
    unlink(path);
    rmdir(folder);
}

/* A CSV file cut off anywhere, or with any byte changed, is read or refused. */
static void test_every_byte(void **state)
{
    (void)state;
    static const char text[] = M "design: {kind: csv, file: points.csv}\n";
    static const char good[] = "averaging.rate , \"network.degree\"\r\n 0.5,3\n\n\"0.25\",1e0\n";
    char folder[] = "bad-designs-XXXXXX", path[64], copy[sizeof good + 1] = "";
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/points.csv", folder);
    int read = 0;
    for (size_t i = 0; i < 3 * sizeof good; i++) {
        memcpy(copy, good, sizeof good);
        copy[i / 3] = "\0\",;\n\r "[(i + i / 3) % 7];
        polder_experiment_t x = {0};
        polder_report_t report = {0};
        write_file(path, copy);
        const int code =
            polder_scenario_parse(text, strlen(text), "any.yaml", folder, NULL, &x, &report);
        assert_true(code == 0 || (code == POLDER_INPUT && report.n_error > 0));
        read += code == 0;
        polder_experiment_free(&x);
        polder_report_free(&report);
    }
    assert_true(read > 0);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),    cmocka_unit_test(test_dimensions),
        cmocka_unit_test(test_sets),    cmocka_unit_test(test_csv),
        cmocka_unit_test(test_columns), cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
