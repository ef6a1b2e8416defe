/* How the program says numbers, shares and times, and what it makes of texts from files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/terminal.h"

static void durations(void **state)
{
    (void)state;
    static const struct {
        double seconds;
        const char *text;
    } cases[] = {
        {0, "0.0 s"},
        {0.44, "0.4 s"},
        {12, "12 s"},
        {99, "99 s"},
        {100, "1 min 40 s"},
        {250, "4 min 10 s"},
        {3601, "60 min 01 s"},
        {6000, "1 h 40 min"},
        {2 * 3600 + 59 * 60 + 59, "2 h 59 min"},
        {3 * 3600, "3 h 00 min"},
        {100 * 3600 + 5 * 60, "100 h 05 min"},
    };
    char text[32];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(polder_terminal_duration(text, cases[i].seconds), cases[i].text);
}

static void numbers(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-3, "-3"},
        {0.25, "0.250"},
        {-0.0005, "-0.001"},
        {0.0004, "4.0e-04"},
        {9.8765, "9.877"},
        {12.345, "12.35"},
        {123.45, "123.5"},
        {1234.5, "1234"},
        {123456789, "123456789"},
        {1e9, "1.0e+09"},
        {NAN, "-"},
    };
    char text[32];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(polder_terminal_number(text, cases[i].value), cases[i].text);
    assert_string_equal(polder_terminal_percent(text, 0.215), "21.5%");
    assert_string_equal(polder_terminal_percent(text, NAN), "-");
}

/* The text is the float again, and no shorter one is. */
static void shortest(void **state)
{
    (void)state;
    static const struct {
        float value;
        const char *text;
    } known[] = {
        {0.01f, "0.01"},      {0.35f, "0.35"},        {0.89999998f, "0.9"},    {0, "0"},
        {-1, "-1"},           {10000000, "10000000"}, {1e-6f, "1e-06"},        {1e12f, "1e+12"},
        {0.1f + 0.2f, "0.3"}, {0.34999999f, "0.35"},  {1.0f / 3, "0.33333334"}};
    char text[32];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_string_equal(polder_terminal_shortest(text, known[i].value), known[i].text);
    for (int i = 1; i < 2000; i++) {
        const float x = 1.0f / (float)i;
        assert_true(strtof(polder_terminal_shortest(text, x), NULL) == x);
    }
}

static void bars(void **state)
{
    (void)state;
    char text[128];
    assert_string_equal(polder_terminal_bar(text, 0, 20), "");
    assert_string_equal(polder_terminal_bar(text, 0.26, 10), "###");
    assert_string_equal(polder_terminal_bar(text, 1, 5), "#####");
    assert_string_equal(polder_terminal_bar(text, NAN, 5), "");
    assert_int_equal(strlen(polder_terminal_bar(text, 1, 500)), 127);
}

/* What `polder_terminal_text` makes of a text. */
static void shown(const char *text, const char *as)
{
    char *got = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&got, &size);
    assert_non_null(to);
    polder_terminal_text(to, text);
    fclose(to);
    assert_string_equal(got, as);
    free(got);
}

static void texts(void **state)
{
    (void)state;
    static const char odd[] = "a\tb\x1b[1m\x7f caf\xc3\xa9 \xe2\x82\xac\xc2\x9b"
                              "1";
    shown(odd, "a\tb?[1m? caf? ??1");
    if (!setlocale(LC_CTYPE, "C.UTF-8")) skip();
    shown(odd, "a\tb?[1m? caf\xc3\xa9 \xe2\x82\xac?1");
    shown("\xc2\xa0\xc2", "\xc2\xa0\xc2"); /* a blank, and the beginning of some letter */
    setlocale(LC_CTYPE, "C");
}

/* The text is in column `wide`, 0 or 1. */
static char *table(int wide, int width)
{
    static const char *const text_of[][2] = {
        {"what it is", "name"},
        {"something that needs more room than there is", "first"},
        {"short", "second"}};
    int flags[2] = {0};
    flags[wide] = POLDER_GRID_WRAP;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    polder_grid_t *grid = NULL;
    for (int i = 0; i < 3; i++) {
        const char *const cell[] = {text_of[i][wide], text_of[i][1 - wide]};
        if (i == 0)
            grid = polder_grid_new(2, cell, flags);
        else
            polder_grid_row(grid, cell);
    }
    polder_terminal_grid(grid, to, width);
    fclose(to);
    assert_false(polder_grid_incomplete());
    return text;
}

static void has_table(int wide, int width, const char *expected)
{
    char *text = table(wide, width), *to = text;
    for (const char *c = text; *c; c++) { /* blanks at the end of a line are not looked at */
        while (*c == '\n' && to > text && to[-1] == ' ') to--;
        *to++ = *c;
    }
    *to = '\0';
    assert_string_equal(text, expected);
    free(text);
}

/* A text that is too wide is broken beside the other columns where there is room, below its line
 * where there is none and it stands last, and else as narrow as may be. */
static void tables(void **state)
{
    (void)state;
    has_table(1, 0,
              "name    what it is\n"
              "first   something that needs more room than there is\n"
              "second  short\n");
    has_table(1, 40,
              "name    what it is\n"
              "first   something that needs more room\n"
              "        than there is\n"
              "second  short\n");
    has_table(1, 30,
              "name\n"
              "first\n"
              "    something that needs more room than there is\n"
              "second\n"
              "    short\n");
    has_table(0, 30,
              "what it is            name\n"
              "something that needs  first\n"
              "more room than there\n"
              "is\n"
              "short                 second\n");
}

int main(void)
{
    setenv("TERM", "dumb", 1);
    unsetenv("CLICOLOR_FORCE");
    const struct CMUnitTest tests[] = {cmocka_unit_test(durations), cmocka_unit_test(numbers),
                                       cmocka_unit_test(shortest),  cmocka_unit_test(bars),
                                       cmocka_unit_test(texts),     cmocka_unit_test(tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
