/* test_mutated_causes: the reader of causes, given a file that is nearly valid.
 *
 * What     A shipped cause is changed in the same ways on every machine (mutate.h). It is refused
 *          with a reason and adds nothing, or each of its words and carriers is what the header
 *          promises. POLDER_FUZZ=10 tries ten times as many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "io/yaml.h"
#include "mutate.h"
#include "scenario/cause.h"

#define FOLDER POLDER_SOURCE_DIR "/scenarios/causes/"

enum { CASES = 400 };

static void check_carriers(const polder_causes_t *causes, const polder_cause_t *cause)
{
    assert_true(cause->n_carrier > 0);
    for (int i = 0; i < cause->n_carrier; i++) {
        const polder_carrier_t *c = &cause->carrier[i];
        const polder_field_t *field = causes->table.field[c->field];
        const double given[] = {c->worst, c->healthy};
        assert_true(polder_field_is_carrier(field));
        for (int k = 0; k < 2; k++)
            assert_true(isnan(given[k]) ||
                        (given[k] >= (double)field->min && given[k] <= (double)field->max));
        assert_true(isnan(c->worst) || isnan(c->healthy) ||
                    polder_carrier_is_worse(c, c->worst, c->healthy));
        for (int k = 0; k < i; k++) assert_true(cause->carrier[k].field != c->field);
    }
}

static bool one(const char *text, size_t length)
{
    polder_causes_t causes;
    polder_report_t report = {0};
    assert_int_equal(polder_causes_init(&causes, NULL, NULL), 0);
    const int code = polder_causes_parse(&causes, text, length, "mutant", FOLDER, NULL, &report);
    assert_true(code >= 0 ? report.n_error == 0 : report.n_error > 0);
    assert_int_equal(causes.n, code > 0);
    for (int k = 0; k < causes.n; k++) {
        const polder_cause_t *c = &causes.cause[k];
        for (int i = 0; i < POLDER_LANGUAGES; i++)
            assert_true(*c->title[i] && *c->symptom[i] && *c->problem[i] && *c->way_out[i]);
        assert_true(*c->id && c->n_remedy > 0);
        check_carriers(&causes, c);
    }
    polder_causes_free(&causes);
    polder_report_free(&report);
    return code > 0;
}

static void mutated_causes(void **state)
{
    const char *factor = getenv("POLDER_FUZZ");
    const long times = factor ? strtol(factor, NULL, 10) : 1;
    const uint64_t n = CASES * (uint64_t)(times > 1 ? times : 1);
    uint64_t accepted = 0;
    char *text = NULL;
    size_t length = 0;
    (void)state;
    assert_int_equal(
        polder_yaml_load(FOLDER "f5-under-organisation.yaml", false, &text, &length, NULL), 0);
    assert_true(one(text, length)); /* so what is mutated is valid */
    for (uint64_t k = 0; k < n; k++) {
        mutant_t m = mutate(text, length, k);
        accepted += one(m.text, m.length);
        free(m.text);
    }
    free(text);
    print_message("%d of %d accepted\n", (int)accepted, (int)n);
    assert_true(accepted > 0 && accepted < n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mutated_causes)};
    return cmocka_run_group_tests_name("mutated causes", tests, NULL, NULL);
}
