/* States stay finite and within their bounds for any values of the parameters, and with any
 * part switched off.
 */
#include "contract/parts_fixture.h"

#include <math.h>
#include <stdio.h>

/* Everything finite and, unless a part is missing, what is there within its bounds. `wrong`
 * counts by field, so that each is named once. */
static void check_bounds(const fixture_t *f, const char *when, int *wrong)
{
    const polder_batch_t *b = &f->batch;
    for (int i = 0; i < f->x.table.n_field; i++) {
        const polder_field_t *field = f->x.table.field[i];
        if (!b->col[i] || strncmp(field->name, "metric.", 7) == 0) continue;
        for (size_t e = 0; e < column_size(b, i); e++) {
            const float x = b->col[i][e];
            const bool kept = field->role == POLDER_STATE || field->role == POLDER_OBSERVABLE;
            if (isfinite(x) && (!kept || (x >= field->min && x <= field->max))) continue;
            if (isfinite(x) && (f->x.n_off > 0 || !is_real(b, i, e))) continue;
            if (wrong[i]++ == 0)
                print_error("%s: %s = %g is outside [%g, %g]%s\n", when, field->name, (double)x,
                            (double)field->min, (double)field->max,
                            is_real(b, i, e) ? "" : " (padding)");
        }
    }
}

static void run_checked(fixture_t *f, const char *when, int *wrong)
{
    fill(f);
    check_bounds(f, when, wrong);
    for (int t = 0; t < MONTHS; t++) {
        polder_batch_step(&f->batch);
        if (t % 6 == 5) polder_batch_observe(&f->batch);
        check_bounds(f, when, wrong);
    }
}

static int total(int *wrong, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) sum += wrong[i];
    free(wrong);
    return sum;
}

/* A value within the bounds of a parameter: its default, anywhere, or one of the ends. */
static float some_value(const polder_field_t *field, const uint32_t word[4])
{
    const float u = polder_uniform(word[1]);
    float x = field->min + u * (field->max - field->min);
    if (field->choices || (field->flags & POLDER_WHOLE)) x = floorf(x + 0.5f);
    if (word[0] % 8 == 0) x = field->min;
    if (word[0] % 8 == 1) x = field->max;
    if (word[0] % 8 >= 4) x = field->value;
    return polder_min(polder_max(x, field->min), field->max);
}

/* POLDER_QUICK, for valgrind: a tenth of it. */
static int step_of(void)
{
    return getenv("POLDER_QUICK") ? 10 : 1;
}

static void test_any_parameters(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        fixture_t f;
        fixture_init(&f, polder_models[m]->name, L, -1, true);
        const int n = f.x.table.n_field;
        int *wrong = must(calloc((size_t)n, sizeof(int)));
        for (uint32_t turn = 0; turn < 40; turn += (uint32_t)step_of()) {
            for (int l = 0; l < L; l++)
                for (int i = 0; i < n; i++) {
                    const polder_field_t *field = f.x.table.field[i];
                    const uint32_t key[4] = {turn, (uint32_t)l, 3, 4};
                    uint32_t word[4];
                    polder_words(key, 0, (uint32_t)i, 0, 0, word);
                    if (field->role != POLDER_PARAMETER) continue;
                    if (strncmp(field->name, "network.", 8) == 0) continue;
                    f.value[l][i] = some_value(field, word);
                }
            run_checked(&f, "any parameters", wrong);
        }
        fixture_free(&f);
        assert_int_equal(total(wrong, n), 0);
    }
}

static void test_defaults(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++)
        for (int n = 1; n <= L; n += 5) {
            fixture_t f;
            fixture_init(&f, polder_models[m]->name, n, -1, false);
            int *wrong = must(calloc((size_t)f.x.table.n_field, sizeof(int)));
            run_checked(&f, "defaults", wrong);
            const int fields = f.x.table.n_field;
            fixture_free(&f);
            assert_int_equal(total(wrong, fields), 0);
        }
}

static void test_switched_off(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        good(polder_table_init(&t, polder_models[m]->name, &report));
        int *wrong = must(calloc((size_t)t.n_field, sizeof(int)));
        for (int p = 1; p < t.n_part; p += step_of()) {
            fixture_t f;
            char when[128];
            snprintf(when, sizeof when, "without %s", t.part[p]->name);
            fixture_init(&f, polder_models[m]->name, 11, p, true);
            run_checked(&f, when, wrong);
            fixture_free(&f);
        }
        const int n = t.n_field;
        polder_table_free(&t);
        assert_int_equal(total(wrong, n), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_any_parameters),
        cmocka_unit_test(test_switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
