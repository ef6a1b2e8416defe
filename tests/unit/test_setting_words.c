/* Fields, values and conditions in words of a language, and what is left as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/setting_words.h"

static polder_table_t table;

static polder_setting_words_t in(polder_language_t language)
{
    return (polder_setting_words_t){.language = language, .table = &table, .tick = "month"};
}

static void condition(polder_language_t language, bool sentence, const char *text,
                      const char *wanted)
{
    const polder_setting_words_t w = in(language);
    char *words = polder_setting_condition(&w, text, sentence);
    if (!wanted)
        assert_null(words);
    else if (!words || strcmp(words, wanted) != 0)
        fail_msg("%s: \"%s\", not \"%s\"", text, words ? words : "nothing", wanted);
    free(words);
}

static void setting(polder_language_t language, const char *name, const char *value,
                    const char *wanted)
{
    const polder_setting_words_t w = in(language);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    assert_int_equal(polder_setting_put(out, &w, name, value), wanted != NULL);
    fclose(out);
    assert_string_equal(text, wanted ? wanted : "");
    free(text);
}

static void test_settings(void **state)
{
    (void)state;
    setting(POLDER_ENGLISH, "governance.form", "lead", "form of governance: lead");
    setting(POLDER_DUTCH, "governance.form", "lead", "vorm van sturing: één organisatie leidt");
    setting(POLDER_ENGLISH, "steering.effort", "0.3", "how much work those who lead put in: 0.3");
    setting(POLDER_DUTCH, "steering.effort", "0.3", "hoeveel werk de trekkers erin steken: 0,3");
    setting(POLDER_DUTCH, "nowhere.known", "0.3", NULL);
    /* the id of a concept is for who works with the model */
    const polder_setting_words_t w = in(POLDER_ENGLISH);
    assert_null(strstr(polder_setting_said(&w, "condition.evaluation"), "C9"));
}

static void test_comparisons(void **state)
{
    (void)state;
    const polder_language_t en = POLDER_ENGLISH, nl = POLDER_DUTCH;
    condition(en, false, "trust.mean < 0.4", "mean trust over ties below 0.4");
    condition(nl, false, "trust.mean < 0.4", "gemiddeld vertrouwen in elkaar onder 0,4");
    condition(en, true, "trust.mean<0.4", "mean trust over ties is below 0.4");
    condition(nl, true, "trust.mean >= 0.4", "gemiddeld vertrouwen in elkaar minstens 0,4 is");
    condition(en, true, "phase >= agree", "phase the network is in is \"agree\" or further");
    condition(nl, false, "phase = share", "fase van het netwerk: \"delen\"");
    condition(nl, false, "phase != design", "fase van het netwerk: niet \"ontwerpen\"");
    condition(en, false, "conflict = 1", "while one is in conflict with the other");
    condition(en, false, "conflict = 0", "1 while one is in conflict with the other equal to 0");
    condition(nl, false, "trust[Isala, GGZ] < 0.3",
              "vertrouwen van de een in de ander (Isala, GGZ) onder 0,3");
}

static void test_joined(void **state)
{
    (void)state;
    const polder_language_t en = POLDER_ENGLISH, nl = POLDER_DUTCH;
    condition(en, true, "trust.mean < 0.4 for 3 months",
              "mean trust over ties is below 0.4 for 3 months");
    condition(nl, true, "trust.mean < 0.4 for 3 months",
              "gemiddeld vertrouwen in elkaar onder 0,4 is, 3 maanden lang");
    condition(nl, false, "trust.mean < 0.4 for 1 months",
              "gemiddeld vertrouwen in elkaar onder 0,4, 1 maand lang");
    condition(
        en, false, "not (trust.mean < 0.4 or momentum > 0.5) and perspective <= 1",
        "not (mean trust over ties below 0.4 or energy of the network above 0.5) and how much "
        "the future beckons at most 1");
    condition(nl, false, "(trust.mean < 0.4 for 3 months) and momentum < 0.3",
              "(gemiddeld vertrouwen in elkaar onder 0,4, 3 maanden lang) en energie van het "
              "netwerk onder 0,3");
}

static void test_not_understood(void **state)
{
    (void)state;
    static const char *const text[] = {"",
                                       "3",
                                       "soon",
                                       "trust.mean",
                                       "trust.mean <",
                                       "trust.mean << 1",
                                       "nowhere.known < 1",
                                       "(trust.mean < 0.4",
                                       "trust.mean < 0.4)",
                                       "trust.mean < 0.4 for months",
                                       "trust[Isala < 0.3"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        condition(POLDER_DUTCH, false, text[i], NULL);
}

static int set_up(void **state)
{
    polder_report_t report;
    (void)state;
    polder_report_init(&report);
    return polder_table_init(&table, "collaboration", &report);
}

static int tear_down(void **state)
{
    (void)state;
    polder_table_free(&table);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_joined),
        cmocka_unit_test(test_not_understood),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
