/* test_edits.c: result files changed through HDF5 are refused, or read within bounds.
 *
 * The edits are the same on every machine; POLDER_FUZZ=N multiplies their number by N, and
 * POLDER_FUZZ_SEED=N makes others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fuzz/edit_base.h"
#include "fuzz/mutate.h"

enum { CASES = 600 };

/* HDF5 1.10 forgets memory now and then: not ours to mend. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

static uint64_t setting(const char *name)
{
    const char *text = getenv(name);
    const long n = text ? strtol(text, NULL, 10) : 1;
    return (uint64_t)(n > 1 ? n : 1);
}

static void edits(edit_base_t *base)
{
    uint64_t state = setting("POLDER_FUZZ_SEED"), n = 0, accepted = 0;
    const uint64_t cases = CASES * setting("POLDER_FUZZ");
    for (uint64_t i = 0; i < cases; i++) {
        uint8_t data[64];
        for (size_t k = 0; k < sizeof data; k++) data[k] = (uint8_t)next_word(&state);
        accepted += edit_and_read(base, data, 1 + below(&state, i % 2 ? 8 : sizeof data - 1), &n);
    }
    print_message("%llu edits in %llu files: %llu files were accepted\n", (unsigned long long)n,
                  (unsigned long long)cases, (unsigned long long)accepted);
    /* Otherwise this says nothing. */
    assert_true(n > 2 * cases && accepted > cases / 20 && accepted < cases / 2);
    edit_base_free(base);
}

static void kept_result(void **state)
{
    (void)state;
    edit_base_t base;
    assert_true(edit_base_kept(&base));
    edits(&base);
}

static void result_with_everything(void **state)
{
    (void)state;
    edit_base_t base;
    assert_true(edit_base_made(&base));
    edits(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kept_result),
                                       cmocka_unit_test(result_with_everything)};
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
