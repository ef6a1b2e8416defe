/* test_declaration.c: what a model says of itself, kept as a text and read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/declaration.h"
#include "kernel/registry.h"

static void same_text(const char *a, const char *b)
{
    if (a && b)
        assert_string_equal(a, b);
    else
        assert_true(!a && !b);
}

static void same_measures(const polder_measure_t *a, const polder_measure_t *b)
{
    assert_true((a != NULL) == (b != NULL));
    for (; a && a->name; a++, b++) {
        same_text(a->name, b->name);
        assert_int_equal(a->kind, b->kind);
        same_text(a->column, b->column);
        same_text(a->head, b->head);
        same_text(a->label, b->label);
        same_text(a->noun, b->noun);
        same_text(a->means, b->means);
    }
    if (a) assert_null(b->name);
}

static void same_story(const polder_sentence_t *a, const polder_sentence_t *b)
{
    assert_true((a != NULL) == (b != NULL));
    for (; a && a->id; a++, b++) {
        assert_string_equal(a->id, b->id);
        assert_string_equal(a->event, b->event);
        same_text(a->when, b->when);
        same_text(a->text, b->text);
        assert_int_equal(a->weight, b->weight);
        assert_int_equal(a->plot, b->plot);
        assert_int_equal(a->unseen, b->unseen);
    }
    if (a) assert_null(b->id);
}

static void same_tally(const polder_tally_t *a, const polder_tally_t *b)
{
    assert_true((a != NULL) == (b != NULL));
    for (; a && a->events; a++, b++) {
        assert_string_equal(a->events, b->events);
        assert_string_equal(a->one, b->one);
        assert_string_equal(a->many, b->many);
    }
    if (a) assert_null(b->events);
}

static void there_and_back(const polder_model_t *model)
{
    bool memory = true;
    polder_declaration_t d = {0};
    char *text = polder_declaration_text(model);
    assert_non_null(text);
    assert_true(polder_declaration_read(&d, text, &memory));
    assert_false(memory);
    assert_int_equal(d.model.year, model->year);
    same_text(d.model.ends, model->ends);
    same_text(d.model.ends_well, model->ends_well);
    same_text(d.model.done, model->done);
    same_text(d.model.symptoms, model->symptoms);
    same_text(d.model.conditions, model->conditions);
    same_measures(model->measure, d.model.measure);
    assert_true((model->overview != NULL) == (d.model.overview != NULL));
    for (int i = 0; model->overview; i++) {
        same_text(model->overview[i], d.model.overview[i]);
        if (!model->overview[i]) break;
    }
    same_story(model->story, d.model.story);
    same_tally(model->tally, d.model.tally);
    polder_declaration_free(&d);
    polder_declaration_free(&d);
    free(text);
}

static void test_models(void **state)
{
    int n = 0;
    (void)state;
    for (const polder_model_t *const *m = polder_registry_models(); *m; m++, n++)
        there_and_back(*m);
    assert_true(n >= 3);
}

static void test_odd_ones(void **state)
{
    static const polder_measure_t none[] = {{.name = NULL}};
    static const polder_measure_t all[] = {
        {"a", POLDER_MEASURE_MEAN, "b=c", "d", "\xc3\xa9\"\\", "f", "g"}, {.name = NULL}};
    static const char *const nothing[] = {NULL};
    (void)state;
    there_and_back(&(polder_model_t){.name = "x"});
    there_and_back(&(polder_model_t){.year = 1, .measure = none, .overview = nothing});
    there_and_back(&(polder_model_t){.year = 365, .measure = all, .ends_well = "a b"});
    static const polder_sentence_t no_story[] = {{.id = NULL}};
    static const polder_sentence_t story[] = {
        {"a", "b", "c=d,e=f", 10, POLDER_PLOT_PEACE, true, "{who} \"%\""},
        {"a.b", "b", NULL, 0, POLDER_PLOT_NONE, false, NULL},
        {.id = NULL}};
    static const polder_tally_t no_tally[] = {{.events = NULL}};
    static const polder_tally_t tally[] = {{"b,c", "%lld b", "%lld bs"}, {.events = NULL}};
    there_and_back(&(polder_model_t){.story = no_story, .tally = no_tally});
    there_and_back(&(polder_model_t){.story = story, .tally = tally});
}

/* A later version may say more, and have measures of other kinds. */
static void test_unknown(void **state)
{
    bool memory = true;
    polder_declaration_t d;
    (void)state;
    assert_true(polder_declaration_read(
        &d,
        "{\"moon\": 28, \"measures\": [{\"name\": \"a\", \"kind\": \"median\"},"
        " {\"name\": \"b\", \"kind\": \"mean\", \"more\": []}]}",
        &memory));
    assert_string_equal(d.model.measure[0].name, "b");
    assert_null(d.model.measure[1].name);
    assert_null(polder_model_success(&d.model));
    polder_declaration_free(&d);
}

static bool is_read(const char *text)
{
    bool memory = false;
    polder_declaration_t d;
    const bool read = polder_declaration_read(&d, text, &memory);
    polder_declaration_free(&d);
    return read;
}

#define STORY(sentence) "{\"story\": [{" sentence "}]}"
#define TALLY(one, many)                                                                           \
    "{\"tally\": [{\"events\": \"e\", \"one\": \"" one "\", \"many\": \"" many "\"}]}"

/* What a file says is filled in and printed, so a damaged or a hostile one must not come so far. */
static void test_bad_stories(void **state)
{
    (void)state;
    assert_true(is_read(STORY("\"id\": \"a\", \"event\": \"b\", \"weight\": 0")));
    assert_true(is_read(STORY(
        "\"id\": \"a\", \"event\": \"b\", \"weight\": 10, \"text\": \"c\", \"plot\": \"new\"")));
    assert_false(is_read(STORY("\"id\": \"a\", \"event\": \"b\", \"weight\": 1")));
    assert_false(
        is_read(STORY("\"id\": \"a\", \"event\": \"b\", \"weight\": 11, \"text\": \"c\"")));
    assert_false(is_read(STORY("\"id\": \"a\", \"weight\": 0")));
    assert_false(is_read(STORY("\"event\": \"a\", \"weight\": 0")));
    assert_false(is_read("{\"story\": {}}"));
    assert_false(is_read("{\"tally\": 1}"));
    assert_true(is_read(TALLY("%lld one", "%lld many")));
    assert_false(is_read(TALLY("one", "%lld many")));
    assert_false(is_read(TALLY("%lld one", "%lld of %s")));
    assert_false(is_read(TALLY("%s one", "%lld many")));
    assert_false(is_read(TALLY("%lld one %n", "%lld many")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_models), cmocka_unit_test(test_odd_ones),
        cmocka_unit_test(test_unknown), cmocka_unit_test(test_bad_stories)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
