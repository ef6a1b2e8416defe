/* test_causes: files of causes are read as they are meant, the shipped ones among them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/cause.h"

static const char folder[] = POLDER_SOURCE_DIR "/scenarios/causes/";

#define WORDS                                                                                      \
    "title: {en: A, nl: B}\nsymptom: {en: C, nl: D}\nproblem: {en: E, nl: F}\n"                    \
    "way_out: {en: G, nl: H}\nremedies: [visioning]\n"

static void must(polder_causes_t *causes, const char *text, int expected)
{
    polder_report_t report = {0};
    const int code =
        polder_causes_parse(causes, text, strlen(text), "t.yaml", folder, NULL, &report);
    for (size_t i = 0; i < report.n; i++) print_message("%s\n", report.note[i].text);
    assert_int_equal(code, expected);
    assert_int_equal(report.n, 0);
    polder_report_free(&report);
}

static const polder_carrier_t *carrier(const polder_causes_t *causes, int k, const char *name)
{
    const int f = polder_table_find(&causes->table, name);
    const polder_carrier_t *found = NULL;
    for (int i = 0; i < causes->cause[k].n_carrier; i++)
        if (causes->cause[k].carrier[i].field == f) {
            assert_null(found); /* once */
            found = &causes->cause[k].carrier[i];
        }
    return found;
}

static bool is_good_words(char *const text[POLDER_LANGUAGES])
{
    bool good = strcmp(text[POLDER_ENGLISH], text[POLDER_DUTCH]) != 0;
    for (int i = 0; i < POLDER_LANGUAGES; i++) {
        const size_t n = strlen(text[i]);
        good = good && n >= 10 && n <= 100 && !strchr(text[i], '\n') && text[i][n - 1] != ' ';
    }
    return good;
}

/* Every shipped file, without a warning; in both languages, each with a draw or a parameter of
 * its own, and an id that its archetype in the model has. */
static void shipped(void **state)
{
    char id[16], pattern[400];
    polder_causes_t causes;
    polder_report_t report = {0};
    glob_t files;
    (void)state;
    snprintf(pattern, sizeof pattern, "%s*.yaml", folder);
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    assert_int_equal(files.gl_pathc, 12);
    assert_int_equal(polder_causes_init(&causes, "collaboration", &report), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const int code = polder_causes_read(&causes, files.gl_pathv[i], NULL, &report);
        for (size_t k = 0; k < report.n; k++)
            print_message("%s:%d: %s\n", report.note[k].file, report.note[k].line,
                          report.note[k].text);
        assert_int_equal(code, 1);
        assert_int_equal(report.n, 0);
        const polder_cause_t *c = &causes.cause[causes.n - 1];
        assert_string_equal(c->path, files.gl_pathv[i]);
        assert_true(is_good_words(c->title) && is_good_words(c->symptom));
        assert_true(is_good_words(c->problem) && is_good_words(c->way_out));
        bool made = false; /* scripts/discriminate makes it */
        for (int k = 0; k < c->n_carrier; k++) made |= !isnan(c->carrier[k].worst);
        assert_true(made);
    }
    for (int k = 1; k <= 12; k++) {
        snprintf(id, sizeof id, "F%d", k);
        const polder_cause_t *c = polder_causes_find(&causes, id);
        assert_non_null(c);
        assert_string_equal(c->id, id);
        bool shown = false;
        for (int f = 0; f < causes.table.n_field; f++)
            shown |= strncmp(causes.table.field[f]->name, "archetype.", 10) == 0 &&
                     polder_causes_find(&causes, causes.table.field[f]->source) == c;
        assert_true(shown);
    }
    globfree(&files);
    polder_causes_free(&causes);
    polder_report_free(&report);
}

static void what_is_kept(void **state)
{
    polder_causes_t causes;
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, NULL), 0);
    must(&causes,
         "model: collaboration\nid: X\n" WORDS
         "carriers:\n  value.breadth: {worse: higher, worst: 1, healthy: 0.4}\n"
         "  between.breadth: {worse: lower}\n  lever.focus: {worse: lower, healthy: 0.1}\n"
         "  trust: {worse: lower, worst: 0.1}\n",
         1);
    assert_string_equal(causes.table.model->name, "collaboration");
    const polder_cause_t *c = &causes.cause[0];
    assert_string_equal(c->path, "t.yaml");
    assert_string_equal(c->title[POLDER_ENGLISH], "A");
    assert_string_equal(c->title[POLDER_DUTCH], "B");
    assert_string_equal(c->symptom[POLDER_ENGLISH], "C");
    assert_string_equal(c->symptom[POLDER_DUTCH], "D");
    assert_string_equal(c->problem[POLDER_ENGLISH], "E");
    assert_string_equal(c->problem[POLDER_DUTCH], "F");
    assert_string_equal(c->way_out[POLDER_ENGLISH], "G");
    assert_string_equal(c->way_out[POLDER_DUTCH], "H");
    assert_int_equal(c->n_remedy, 1);
    assert_string_equal(c->remedy[0], "visioning");
    assert_int_equal(c->n_carrier, 4);
    const polder_carrier_t *breadth = carrier(&causes, 0, "value.breadth");
    assert_true(breadth->worse == POLDER_HIGHER && breadth->worst == 1.0);
    assert_true(breadth->healthy == (double)0.4f); /* as the model has it */
    const polder_carrier_t *draw = carrier(&causes, 0, "between.breadth");
    assert_true(draw->worse == POLDER_LOWER && isnan(draw->worst) && isnan(draw->healthy));
    assert_true(isnan(carrier(&causes, 0, "lever.focus")->worst));
    assert_true(carrier(&causes, 0, "trust")->worst == (double)0.1f);
    assert_true(polder_carrier_is_worse(breadth, 2, 1) && !polder_carrier_is_worse(breadth, 1, 2));
    assert_true(polder_carrier_is_worse(draw, 1, 2) && !polder_carrier_is_worse(draw, 2, 1));
    assert_false(polder_carrier_is_worse(draw, 1, 1));
    polder_causes_free(&causes);
    polder_causes_free(&causes); /* once more does no harm */
}

/* PART.* stands for what is not named itself, wherever that stands. */
static void a_whole_part(void **state)
{
    polder_causes_t causes;
    int n = 0;
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, NULL), 0);
    must(&causes,
         "model: collaboration\nid: X\n" WORDS
         "carriers:\n  \"rules.*\": {worse: lower, worst: 0}\n"
         "  rules.power: {worse: lower, worst: 0.2}\n",
         1);
    for (int f = 0; f < causes.table.n_field; f++) {
        const char *name = causes.table.field[f]->name;
        if (strncmp(name, "rules.", 6) != 0) continue;
        const polder_carrier_t *c = carrier(&causes, 0, name);
        if (causes.table.field[f]->role != POLDER_PARAMETER) continue;
        assert_non_null(c);
        assert_true(c->worst == (strcmp(name, "rules.power") == 0 ? (double)0.2f : 0.0));
        n++;
    }
    assert_int_equal(n, 10);
    assert_int_equal(causes.cause[0].n_carrier, 10);
    polder_causes_free(&causes);
}

/* A field is a carrier once, also where two patterns hold it: as the first of them says. A value
 * of a state may be on any side of its default, which is not that of any network. */
static void once(void **state)
{
    polder_causes_t causes;
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, NULL), 0);
    must(&causes,
         "model: collaboration\nid: X\n" WORDS "carriers:\n  form.shared.*: {worse: lower}\n"
         "  form.*: {worse: higher}\n  between.idea: {worse: higher, worst: 0.5}\n",
         1);
    assert_true(carrier(&causes, 0, "form.shared.capacity")->worse == POLDER_LOWER);
    assert_true(carrier(&causes, 0, "form.lead.capacity")->worse == POLDER_HIGHER);
    assert_true(carrier(&causes, 0, "between.idea")->worst == 0.5);
    polder_causes_free(&causes);
}

/* Lines of a block are one text; it is broken where it is shown. */
static void long_texts(void **state)
{
    polder_causes_t causes;
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, NULL), 0);
    must(&causes,
         "model: collaboration\nid: X\ntitle: {en: A, nl: B}\nsymptom: {en: C, nl: D}\n"
         "problem:\n  en: |\n    one\n      two\n\n    three\n  nl: \"één\"\n"
         "way_out: {en: G, nl: H}\nremedies: [visioning]\n"
         "carriers: {value.breadth: {worse: higher}}\n",
         1);
    assert_string_equal(causes.cause[0].problem[POLDER_ENGLISH], "one two three");
    assert_string_equal(causes.cause[0].problem[POLDER_DUTCH], "één");
    polder_causes_free(&causes);
}

/* A cause of another model is nobody's business here, whatever it says. */
static void another_model(void **state)
{
    polder_causes_t causes;
    (void)state;
    assert_int_equal(polder_causes_init(&causes, "opinions", NULL), 0);
    must(&causes, "model: collaboration\nid: X\nnonsense: 1\n", 0);
    must(&causes, "model: opinions\nid: X\n" WORDS "carriers: {averaging.rate: {worse: lower}}\n",
         1);
    assert_int_equal(causes.n, 1);
    polder_causes_free(&causes);
}

static void found_by_source(void **state)
{
    polder_causes_t causes;
    (void)state;
    assert_int_equal(polder_causes_init(&causes, NULL, NULL), 0);
    must(&causes,
         "model: collaboration\nid: F1\n" WORDS "carriers: {value.breadth: {worse: higher}}\n", 1);
    must(&causes,
         "model: collaboration\nid: F12\n" WORDS "carriers: {value.breadth: {worse: higher}}\n", 1);
    assert_ptr_equal(polder_causes_find(&causes, "F1"), &causes.cause[0]);
    assert_ptr_equal(polder_causes_find(&causes, "F12"), &causes.cause[1]);
    assert_ptr_equal(polder_causes_find(&causes, "C1, F12"), &causes.cause[1]);
    assert_ptr_equal(polder_causes_find(&causes, "F12; F1"), &causes.cause[1]);
    assert_null(polder_causes_find(&causes, "C1, F13"));
    assert_null(polder_causes_find(&causes, "F"));
    assert_null(polder_causes_find(&causes, "F120"));
    assert_null(polder_causes_find(&causes, ""));
    assert_null(polder_causes_find(&causes, NULL));
    polder_causes_free(&causes);
}

static void told_apart(void **state)
{
    static const struct {
        const char *text;
        bool cause;
    } file[] = {{"id: F1\ncarriers: {a: 1}\n", true},
                {"symptom: a\nproblem: b\n", true},
                {"model: collaboration\n", false},
                {"model: collaboration\nid: 3\n", false},
                {"title: a\nremedies: [b]\n", false},
                {"id: F1\ncarriers: {\n", false}, /* what is wrong is said by whoever reads it */
                {"- id\n- carriers\n", false},
                {"", false}};
    (void)state;
    for (size_t i = 0; i < sizeof file / sizeof *file; i++)
        assert_int_equal(polder_cause_is_one(file[i].text, strlen(file[i].text)), file[i].cause);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped),       cmocka_unit_test(what_is_kept),
        cmocka_unit_test(a_whole_part),  cmocka_unit_test(long_texts),
        cmocka_unit_test(another_model), cmocka_unit_test(found_by_source),
        cmocka_unit_test(told_apart),    cmocka_unit_test(once),
    };
    return cmocka_run_group_tests_name("causes", tests, NULL, NULL);
}
