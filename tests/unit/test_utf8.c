/* Letters of UTF-8: every code point there is, and bytes that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/utf8.h"

static void every_letter_is_read_as_it_was_written(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x110010; code++) {
        char text[5] = "";
        uint32_t back = UINT32_MAX;
        const size_t n = polder_utf8_put(code, text);
        const int letter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
        assert_int_equal(n, code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
        assert_int_equal(polder_utf8_read(text, text + n, &back), letter ? n : 0);
        if (letter) assert_int_equal(back, code);
        assert_int_equal(polder_utf8_length(text, text + n), letter ? n : 0);
        assert_int_equal(polder_utf8_length(text, text + n - 1), 0); /* cut off */
    }
}

/* Any four bytes: what is read as a letter is written with the same bytes. */
static void no_letter_has_two_forms(void **state)
{
    (void)state;
    static const unsigned char lead[] = {0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
                                         0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xf8, 0xff};
    for (size_t i = 0; i < sizeof lead; i++)
        for (unsigned second = 0; second < 256; second++)
            for (unsigned third = 0x7f; third < 0xc1; third++) {
                const char text[] = {(char)lead[i], (char)second, (char)third, (char)0x80};
                char again[4];
                uint32_t code;
                const size_t n = polder_utf8_read(text, text + 4, &code);
                if (n == 0) continue;
                assert_int_equal(polder_utf8_put(code, again), n);
                assert_memory_equal(again, text, n);
            }
    static const char two[] = "\xc1\xbf"; /* longer than needed */
    assert_int_equal(polder_utf8_length(two, two + 2), 0);
}

static void a_text_is_valid_to_its_last_byte(void **state)
{
    (void)state;
    static const char text[] = "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x8c\xb7";
    assert_true(polder_utf8_valid("", 0));
    assert_true(polder_utf8_valid(text, sizeof text - 1));
    assert_false(polder_utf8_valid(text, sizeof text - 2));
    assert_false(polder_utf8_valid("caf\xe9", 4)); /* Latin-1 */
}

/* What is left of a text that is cut is whole letters, as many as there is room for. */
static void a_cut_breaks_no_letter(void **state)
{
    (void)state;
    static const char text[] = "a\xc3\xaf\xe2\x82\xac\xf0\x9f\x8c\xb7z";
    static const size_t left[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11, 11};
    const size_t length = sizeof text - 1;
    for (size_t most = 0; most < sizeof left / sizeof *left; most++)
        assert_int_equal(polder_utf8_cut(text, length, most), left[most]);
    assert_int_equal(polder_utf8_cut("", 0, 0), 0);
    for (size_t n = 0; n <= length; n++) /* what is left does not depend on what was cut off */
        assert_int_equal(polder_utf8_whole(text, n), polder_utf8_cut(text, length, n));
    assert_int_equal(polder_utf8_whole("\x80\x80", 2), 2);      /* nothing begins a letter */
    assert_int_equal(polder_utf8_cut("\x80\x80\x80", 3, 2), 0); /* nothing begins a letter */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_letter_is_read_as_it_was_written),
                                       cmocka_unit_test(no_letter_has_two_forms),
                                       cmocka_unit_test(a_text_is_valid_to_its_last_byte),
                                       cmocka_unit_test(a_cut_breaks_no_letter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
