/* Texts in another language: found by the English one, by context and by number. The tables are of
 * this test; those of po/ are looked at in test_translations.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/error.h"
#include "words/catalogue.h"

static unsigned long form(unsigned long n)
{
    return n != 1;
}

/* In place of what the build has made. */
static const polder_words_entry_t entries[] = {
    {"%d network", "%d networks", {"%d netwerk", "%d netwerken"}},
    {"arm", NULL, {"variant"}},
    {"body\004arm", NULL, {"arm"}},
    {"body\004leg", NULL, {"been"}},
    {"no memory for %d ties of %s", NULL, {"%2$s: geen geheugen voor %1$d relaties"}},
};
const polder_catalogue_t polder_catalogues[] = {
    {"nl", entries, sizeof entries / sizeof *entries, form}, {0}};

static void finds(void **state)
{
    (void)state;
    assert_string_equal(polder_text(POLDER_DUTCH, "arm"), "variant");
    assert_string_equal(polder_text(POLDER_ENGLISH, "arm"), "arm");
    assert_string_equal(polder_text(POLDER_DUTCH, "leg"), "leg");
    assert_string_equal(polder_text_of(POLDER_DUTCH, "body", "arm"), "arm");
    assert_string_equal(polder_text_of(POLDER_DUTCH, "body", "leg"), "been");
    assert_string_equal(polder_text_of(POLDER_DUTCH, "bod", "arm"), "arm");
    assert_string_equal(polder_text_of(POLDER_DUTCH, "body!", "leg"), "leg");
    assert_string_equal(polder_text_of(POLDER_DUTCH, "arm", ""), "");
    assert_string_equal(polder_text(POLDER_DUTCH, "%d network"), "%d network"); /* has a plural */
    assert_string_equal(polder_text((polder_language_t)99, "arm"), "arm");
    assert_null(polder_text(POLDER_DUTCH, NULL));
}

/* What is not there is given back itself: no copy, nothing to free. */
static void unknown_is_the_same(void **state)
{
    (void)state;
    static const char *const text[] = {"", "a", "zzz", "arm ", "ar", "\001", "\xC3\xA9"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        assert_ptr_equal(polder_text(POLDER_DUTCH, text[i]), text[i]);
        assert_ptr_equal(polder_text_of(POLDER_DUTCH, text[i], text[i]), text[i]);
    }
}

static char *printed(polder_language_t language, const char *format, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, format);
    assert_true(polder_text_print(&text, language, format, list) == (int)strlen(text));
    va_end(list);
    return text;
}

/* Only the numbers of the format have a comma: not what goes in, and not what it says itself. */
static void decimals(void **state)
{
    (void)state;
    static const struct {
        const char *format, *english, *dutch;
    } cases[] = {
        {"%1$.1f%% of %2$s", "30.5% of a-1.5.h5", "30,5% of a-1.5.h5"},
        {"0.5 %2$s%1$6.2f", "0.5 a-1.5.h5 30.50", "0.5 a-1.5.h5 30,50"},
        {"%2$s: %1$+.2f, %1$.0f, 100%%.5", "a-1.5.h5: +30.50, 30, 100%.5",
         "a-1.5.h5: +30,50, 30, 100%.5"},
        {"%1$g.%2$s", "30.5.a-1.5.h5", "30,5.a-1.5.h5"},
        {"%2$s %1$.2e", "a-1.5.h5 3.05e+01", "a-1.5.h5 3,05e+01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *english = printed(POLDER_ENGLISH, cases[i].format, 30.5, "a-1.5.h5");
        char *dutch = printed(POLDER_DUTCH, cases[i].format, 30.5, "a-1.5.h5");
        assert_string_equal(english, cases[i].english);
        assert_string_equal(dutch, cases[i].dutch);
        free(english);
        free(dutch);
    }
    char *text = printed(POLDER_DUTCH, "%*.*f|%.2f.%d%%", 7, 1, -2.25, 0.125, 3);
    assert_string_equal(text, "   -2,2|0,12.3%");
    free(text);
    text = printed(POLDER_DUTCH, "%s %.1f", "\0021.5 \002", 1.5); /* a name with such a character */
    assert_string_equal(text, "1,5  1,5");
    free(text);
}

static void counts(void **state)
{
    (void)state;
    const struct {
        unsigned long n;
        const char *english, *dutch;
    } cases[] = {{0, "%d networks", "%d netwerken"},
                 {1, "%d network", "%d netwerk"},
                 {2, "%d networks", "%d netwerken"},
                 {1000000, "%d networks", "%d netwerken"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const unsigned long n = cases[i].n;
        assert_string_equal(polder_text_count(POLDER_ENGLISH, "%d network", "%d networks", n),
                            cases[i].english);
        assert_string_equal(polder_text_count(POLDER_DUTCH, "%d network", "%d networks", n),
                            cases[i].dutch);
    }
    assert_string_equal(polder_text_count(POLDER_DUTCH, "%d tie", "%d ties", 2), "%d ties");
    assert_string_equal(polder_text_count(POLDER_DUTCH, "%d network", "%d nets", 2), "%d nets");
}

static void languages(void **state)
{
    (void)state;
    const struct {
        const char *locale;
        polder_language_t language;
    } cases[] = {{"nl", POLDER_DUTCH},      {"nl_NL.UTF-8", POLDER_DUTCH},
                 {"nl_BE", POLDER_DUTCH},   {"nl.UTF-8", POLDER_DUTCH},
                 {"nl@euro", POLDER_DUTCH}, {"nlx", POLDER_ENGLISH},
                 {"n", POLDER_ENGLISH},     {"", POLDER_ENGLISH},
                 {"C", POLDER_ENGLISH},     {"de_DE.UTF-8", POLDER_ENGLISH},
                 {"en_GB", POLDER_ENGLISH}, {"NL", POLDER_ENGLISH}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(polder_language_of_locale(cases[i].locale), cases[i].language);
    for (int i = 0; i < POLDER_LANGUAGES; i++) {
        polder_language_t found = POLDER_LANGUAGES;
        assert_true(polder_language_find(polder_language_code((polder_language_t)i), &found));
        assert_int_equal(found, i);
    }
    polder_language_t found = POLDER_DUTCH;
    assert_false(polder_language_find("nl_NL", &found));
    assert_false(polder_language_find("", &found));
    assert_int_equal(found, POLDER_DUTCH);
}

/* A note is translated before its format is filled in, and the arguments may change places. */
static void reports(void **state)
{
    (void)state;
    polder_report_t report, part;
    polder_report_init(&report);
    report.words = polder_translator(POLDER_DUTCH);
    polder_report_init_for(&part, &report);
    assert_int_equal(polder_fail(&part, POLDER_MEMORY, "no memory for %d ties of %s", 3, "X"),
                     POLDER_MEMORY);
    polder_warn(&part, NULL, polder_report_count(&part, "%d network", "%d networks", 2), 2);
    polder_warn(&part, NULL, "%s", polder_report_text(&part, "arm"));
    polder_warn(&part, NULL, "%s", polder_report_text_of(&part, "body", "arm"));
    polder_report_take(&report, &part);
    polder_warn(&part, NULL, "arm"); /* what was taken over from keeps its language */
    assert_string_equal(part.note[0].text, "variant");
    const char *const text[] = {"X: geen geheugen voor 3 relaties", "2 netwerken", "variant",
                                "arm"};
    assert_int_equal(report.n, 4);
    for (size_t i = 0; i < 4; i++) assert_string_equal(report.note[i].text, text[i]);
    polder_report_free(&part);
    polder_report_free(&report);
}

static void reports_in_english(void **state)
{
    (void)state;
    polder_report_t report, part;
    polder_report_init(&report);
    report.words = polder_translator(POLDER_ENGLISH);
    assert_null(report.words);
    polder_report_init_for(&part, NULL);
    polder_warn(&part, NULL, polder_report_count(&part, "%d network", "%d networks", 2), 2);
    polder_warn(&report, NULL, polder_report_count(NULL, "%d network", "%d networks", 1), 1);
    polder_warn(&report, NULL, "%s", polder_report_text(NULL, "arm"));
    assert_string_equal(part.note[0].text, "2 networks");
    assert_string_equal(report.note[0].text, "1 network");
    assert_string_equal(report.note[1].text, "arm");
    polder_report_free(&part);
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds),
        cmocka_unit_test(decimals),
        cmocka_unit_test(unknown_is_the_same),
        cmocka_unit_test(counts),
        cmocka_unit_test(languages),
        cmocka_unit_test(reports),
        cmocka_unit_test(reports_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
