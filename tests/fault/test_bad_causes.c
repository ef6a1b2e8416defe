/* test_bad_causes: files of causes that cannot be, and what is said about each.
 *
 * Each case is a good file with one piece of its text replaced. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/cause.h"

#define CAUSES POLDER_SOURCE_DIR "/scenarios/causes/"

static const char good[] = "model: collaboration\n"
                           "id: F13\n"
                           "title: {en: A title, nl: Een titel}\n"
                           "symptom: {en: Seen, nl: Te zien}\n"
                           "problem: {en: Below, nl: Eronder}\n"
                           "way_out: {en: Out, nl: Eruit}\n"
                           "remedies: [visioning, brokering]\n"
                           "carriers:\n"
                           "  dialogue.first_idea: {worse: higher, worst: 2.2, healthy: 0.3}\n"
                           "  between.idea: {worse: higher}\n";

typedef struct {
    const char *part, *instead; /* of the good text */
    int line, column;
    const char *message;
} bad_t;

static const bad_t bad[] = {
    {"model: collaboration\n", "", 1, 1, "model is missing"},
    {"collaboration", "colaboration", 1, 8, "did you mean \"collaboration\"?"},
    {"collaboration", "[collaboration]", 1, 8, "model needs the name of a model"},
    {"id: F13\n", "", 1, 1, "a cause needs an id"},
    {"F13", "[F13]", 2, 5, "id needs a text, not a list"},
    {"F13", "", 2, 3, "id has no value"},
    {"F13", "F 13", 2, 5, "id = F 13: letters and digits"},
    {"F13", "F13,F14", 2, 5, "letters and digits"},
    {"F13", "13", 2, 5, "and a letter first"},
    {"F13", "F1234567890123456", 2, 5, "at most 16"},
    {"F13", "F2", 2, 5, "the id F2 is that of " CAUSES "f2-dilution.yaml"},
    {"id: F13", "id: F13\nid: F14", 3, 1, "\"id\" is given twice"},
    {"title: {en: A title, nl: Een titel}\n", "", 1, 1, "a cause needs title, in English and"},
    {"{en: A title, nl: Een titel}", "A title", 3, 8, "title needs both languages"},
    {"{en: A title, nl: Een titel}", "{en: A title}", 3, 8, "title.nl is missing"},
    {"{en: Seen, nl: Te zien}", "{nl: Te zien}", 4, 10, "symptom.en is missing"},
    {"{en: Below, nl: Eronder}", "{en: Below, nl: Eronder, de: D}", 5, 35,
     "unknown key \"de\"; there are: en, nl"},
    {"{en: Out, nl: Eruit}", "{en: Out, nl: [a]}", 6, 24, "way_out.nl needs a text, not a list"},
    {"{en: Out, nl: Eruit}", "{en: Out, nl: }", 6, 0, "way_out.nl has no value"},
    {"{en: Out, nl: Eruit}", "{en: ' ', nl: Eruit}", 6, 15, "way_out.en is empty"},
    {"way_out:", "wayout:", 6, 1, "did you mean \"way_out\"?"},
    {"way_out:", "wayout:", 1, 1, "a cause needs way_out"},
    {"remedies: [visioning, brokering]\n", "", 1, 1, "a cause needs remedies: a list of 1 to 20"},
    {"[visioning, brokering]", "visioning", 7, 11, "a cause needs remedies: a list"},
    {"[visioning, brokering]", "[]", 7, 11, "a cause needs remedies: a list"},
    {"brokering]", "brokring]", 7, 23,
     "unknown intervention \"brokring\"; did you mean \"brokering"},
    {"brokering]", "xyzzyplugh]", 7, 23, "unknown intervention \"xyzzyplugh\": there is no"},
    {"brokering]", "visioning]", 7, 23, "the remedy visioning is named twice"},
    {"brokering]", "[a]]", 7, 23, "a remedy needs a text"},
    {"carriers:\n  dialogue.first_idea: {worse: higher, worst: 2.2, healthy: 0.3}\n"
     "  between.idea: {worse: higher}\n",
     "", 1, 1, "a cause needs carriers: at least one"},
    {"  dialogue.first_idea: {worse: higher, worst: 2.2, healthy: 0.3}\n"
     "  between.idea: {worse: higher}\n",
     "", 8, 0, "a cause needs carriers: at least one"},
    {"dialogue.first_idea", "dialogue.first_ida", 9, 3,
     "unknown carrier \"dialogue.first_ida\"; did you mean \"dialogue.first_idea\"?"},
    {"between.idea", "betwen.idea", 10, 3, "did you mean \"between.idea\"?"},
    {"between.idea", "initial.between.idea", 10, 3, "did you mean \"between.idea\"?"},
    {"between.idea", "levr.vision", 10, 3, "did you mean \"lever.vision\"?"},
    {"between.idea", "trust.mean", 10, 3, "trust.mean is computed by the model"},
    {"between.idea", "governance.form", 10, 3, "governance.form has words"},
    {"between.idea", "progress.k_phase", 10, 3, "progress.k_phase is no longer part of the model"},
    {"between.idea", "betwen.*", 10, 3, "no parameter, lever or state begins with betwen."},
    {"between.idea", "'*'", 10, 3, "unknown carrier \"*\""},
    {"between.idea", "'.*'", 10, 3, "unknown carrier \".*\""},
    {"{worse: higher}", "higher", 10, 17, "between.idea needs its direction"},
    {"{worse: higher}", "{}", 10, 17, "between.idea needs its direction"},
    {"{worse: higher}", "{worst: 3}", 10, 17, "between.idea: which way is worse, lower or higher?"},
    {"{worse: higher}", "{worse: sideways}", 10, 25,
     "unknown worse \"sideways\"; there are: lower, higher"},
    {"{worse: higher}", "{worse: highr}", 10, 25, "did you mean \"higher\"?"},
    {"{worse: higher}", "{worse: higher, wors: 3}", 10, 33, "did you mean \"worse\"?"},
    {"{worse: higher}", "{worse: higher, best: 3}", 10, 33, "unknown key \"best\""},
    {"worst: 2.2", "worst: 22", 9, 47, "dialogue.first_idea: worst = 22 is outside [0, 10]"},
    {"worst: 2.2", "worst: lots", 9, 47, "worst = lots is not a number"},
    {"healthy: 0.3", "healthy: -1", 9, 61, "healthy = -1 is outside [0, 10]"},
    {"worst: 2.2", "worst: 0.2", 9, 47,
     "worst = 0.2 is not worse than healthy = 0.3, where higher is worse"},
    {"worst: 2.2", "worst: 0.3", 9, 47, "is not worse than healthy"},
    {"worse: higher, worst", "worse: lower, worst", 9, 46,
     "worst = 2.2 is not worse than healthy = 0.3, where lower is worse"},
    {"title:", "title", 3, 23, "this is not valid YAML"},
};

/* The good text with the first `part` replaced; the caller frees. */
static char *changed(const char *part, const char *instead)
{
    char *text = NULL;
    const char *at = strstr(good, part);
    assert_non_null(at);
    assert_true(asprintf(&text, "%.*s%s%s", (int)(at - good), good, instead, at + strlen(part)) >
                0);
    return text;
}

static int add(polder_causes_t *causes, const char *text, polder_report_t *report)
{
    return polder_causes_parse(causes, text, strlen(text), CAUSES "f13.yaml", CAUSES, NULL, report);
}

static const polder_note_t *find_note(const polder_report_t *report, const bad_t *b)
{
    for (size_t i = 0; i < report->n; i++) {
        const polder_note_t *note = &report->note[i];
        if (note->code != POLDER_OK && strstr(note->text, b->message) &&
            (!b->line || note->line == b->line) && (!b->column || note->column == b->column))
            return note;
    }
    return NULL;
}

static void each_is_told(void **state)
{
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *text = changed(bad[i].part, bad[i].instead);
        polder_causes_t causes;
        polder_report_t report = {0};
        assert_int_equal(polder_causes_init(&causes, NULL, &report), 0);
        assert_int_equal(polder_causes_read(&causes, CAUSES "f2-dilution.yaml", NULL, &report), 1);
        const int code = add(&causes, text, &report);
        const polder_note_t *note = find_note(&report, &bad[i]);
        if (code != POLDER_INPUT || !note || strcmp(note->file, CAUSES "f13.yaml") != 0) {
            wrong++;
            print_error("case %zu: code %d, wanted %d:%d \"%s\"\n%s", i, code, bad[i].line,
                        bad[i].column, bad[i].message, text);
            for (size_t k = 0; k < report.n; k++)
                print_error("  %d:%d %s\n", report.note[k].line, report.note[k].column,
                            report.note[k].text);
        }
        assert_int_equal(causes.n, 1); /* nothing is added */
        polder_causes_free(&causes);
        polder_report_free(&report);
        free(text);
    }
    assert_int_equal(wrong, 0);
}

/* All problems of a file at once. */
static void all_are_told(void **state)
{
    static const char text[] = "model: collaboration\nid: 1\ntitle: x\nsymptom: {en: a}\n"
                               "problem: {en: a, nl: b, fr: c}\nremedies: [no-such]\n"
                               "carriers: {a.b: {worse: higher}, value.breadth: {worse: lower, "
                               "worst: 7}}\nmore: 1\n";
    polder_causes_t causes;
    polder_report_t report = {0};
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, &report), 0);
    assert_int_equal(add(&causes, text, &report), POLDER_INPUT);
    assert_int_equal(report.n_error, 9);
    polder_causes_free(&causes);
    polder_report_free(&report);
}

static void no_cause_at_all(void **state)
{
    static const struct {
        const char *text, *message;
    } odd[] = {{"", "holds no cause"},
               {"# nothing\n", "holds no cause"},
               {"- a\n- b\n", "holds no cause"},
               {"word\n", "holds no cause"},
               {"\xff\xfe", ""},
               {"id: \"\\0\"\n", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        polder_causes_t causes;
        polder_report_t report = {0};
        assert_int_equal(polder_causes_init(&causes, "collaboration", &report), 0);
        assert_true(add(&causes, odd[i].text, &report) < 0);
        assert_true(report.n_error > 0);
        assert_non_null(strstr(report.note[0].text, odd[i].message));
        polder_causes_free(&causes);
        polder_report_free(&report);
    }
    polder_causes_t causes;
    polder_report_t report = {0};
    assert_int_equal(polder_causes_init(&causes, "no-such-model", &report), POLDER_INPUT);
    polder_causes_free(&causes);
    assert_int_equal(polder_causes_init(&causes, NULL, &report), 0);
    assert_int_equal(polder_causes_read(&causes, CAUSES "f99.yaml", NULL, &report), POLDER_FILE);
    polder_causes_free(&causes);
    polder_report_free(&report);
}

/* Values on the wrong side of what is ordinary are told, and the file is read all the same. */
static void odd_values_are_warned_of(void **state)
{
    static const struct {
        const char *part, *instead, *message;
    } odd[] = {{"worst: 2.2", "worst: 0.35", "worst = 0.35 is no worse"},
               {"healthy: 0.3", "healthy: 0.5", "healthy = 0.5 is worse"}};
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char *text = changed(odd[i].part, odd[i].instead);
        polder_causes_t causes;
        polder_report_t report = {0};
        assert_int_equal(polder_causes_init(&causes, NULL, &report), 0);
        assert_int_equal(add(&causes, text, &report), 1);
        assert_int_equal(report.n_error, 0);
        assert_int_equal(report.n, 1);
        assert_non_null(strstr(report.note[0].text, odd[i].message));
        assert_int_equal(report.note[0].line, 9);
        polder_causes_free(&causes);
        polder_report_free(&report);
        free(text);
    }
}

/* The text these cases change is good, and so is whatever part of it says. */
static void the_rest_is_good(void **state)
{
    polder_causes_t causes;
    polder_report_t report = {0};
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, &report), 0);
    assert_int_equal(add(&causes, good, &report), 1);
    assert_int_equal(report.n, 0);
    assert_int_equal(add(&causes, good, &report), POLDER_INPUT); /* a second of this id */
    assert_int_equal(causes.n, 1);
    polder_causes_free(&causes);
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rest_is_good),
        cmocka_unit_test(each_is_told),
        cmocka_unit_test(all_are_told),
        cmocka_unit_test(no_cause_at_all),
        cmocka_unit_test(odd_values_are_warned_of),
    };
    return cmocka_run_group_tests_name("bad causes", tests, NULL, NULL);
}
