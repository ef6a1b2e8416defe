/* Every translation of po/ takes the arguments of its English text, of the same types and in the
 * same order: seen by the C library itself, which the build's own check (cmake/words.c) is held
 * against. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <printf.h>
#include <stdio.h>
#include <string.h>

#include "words/catalogue.h"

enum { MOST = 64 };

static const char *text_of(const polder_words_entry_t *e)
{
    const char *behind = strchr(e->id, '\004');
    return behind ? behind + 1 : e->id;
}

/* A text with a % that is no format is not passed to printf, so it need not be looked at. */
static size_t types(const char *format, int type[MOST])
{
    const size_t n = parse_printf_format(format, MOST, type);
    assert_true(n <= MOST);
    return n;
}

static void same_arguments(void **state)
{
    (void)state;
    size_t n_seen = 0;
    for (int l = 0; l < POLDER_LANGUAGES; l++) {
        const polder_words_entry_t *e = NULL;
        for (size_t i = 0; (e = polder_words_entry((polder_language_t)l, i)); i++, n_seen++) {
            int english[MOST] = {0}, other[MOST] = {0};
            const size_t n = types(e->many ? e->many : text_of(e), english);
            for (int f = 0; f < 4 && e->form[f]; f++) {
                const size_t m = types(e->form[f], other);
                if (m > n || (!e->many && m != n) || memcmp(english, other, m * sizeof *other) != 0)
                    fail_msg("other arguments: %s", e->form[f]);
            }
        }
    }
    assert_true(n_seen > 0);
}

/* Each one is found by its English text. */
static void found(void **state)
{
    (void)state;
    const polder_words_entry_t *e = NULL;
    for (size_t i = 0; (e = polder_words_entry(POLDER_DUTCH, i)); i++) {
        const char *behind = strchr(e->id, '\004');
        char context[256] = "";
        snprintf(context, sizeof context, "%.*s", behind ? (int)(behind - e->id) : 0, e->id);
        const char *text = text_of(e);
        if (e->many) {
            assert_string_equal(polder_text_count(POLDER_DUTCH, text, e->many, 1), e->form[0]);
            assert_string_equal(polder_text_count(POLDER_DUTCH, text, e->many, 2), e->form[1]);
        } else if (behind)
            assert_string_equal(polder_text_of(POLDER_DUTCH, context, text), e->form[0]);
        else
            assert_string_equal(polder_text(POLDER_DUTCH, text), e->form[0]);
        if (i > 0) assert_true(strcmp(polder_words_entry(POLDER_DUTCH, i - 1)->id, e->id) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_arguments),
        cmocka_unit_test(found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
