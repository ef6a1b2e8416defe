/* What a scenario may give as the initial value of a state: every state of every model but the
 * derived ones, from its least to its largest value, and the model copes with it. A derived
 * state is refused wherever it is given, and is neither in the schema nor suggested.
 * First trust carries over to what follows from it.
 *
 *   networks   three of nine organisations, four ticks, everything recorded
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/run.h"
#include "scenario/scenario.h"

static int read_text(const char *text, const char *set, polder_experiment_t *x,
                     polder_report_t *report)
{
    const polder_scenario_options_t options = {.n_set = set ? 1 : 0, .set = &set};
    return polder_scenario_parse(text, strlen(text), "test.yaml", NULL, &options, x, report);
}

static void must_read(const char *text, polder_experiment_t *x)
{
    polder_report_t report = {0};
    const int code = read_text(text, NULL, x, &report);
    if (code < 0) print_error("%s\n%s\n", text, report.n > 0 ? report.note[0].text : "?");
    assert_int_equal(code, 0);
    polder_report_free(&report);
}

/* A number or a word as it stands in a scenario. */
static void write_value(const polder_field_t *field, float value, char text[64])
{
    int length = 0;
    const char *word = field->choices ? polder_choice_at(field->choices, (int)value, &length) : "";
    if (field->choices)
        snprintf(text, 64, "%.*s", length, word);
    else
        snprintf(text, 64, "%.9g", (double)value);
}

/* What is not finite while the network exists: `alive` is not a number once it has ended. */
static int count_odd(const char *name, const float *value, const float *alive, int64_t n_row,
                     int32_t n_time)
{
    for (int64_t i = 0; i < n_row * n_time; i++)
        if (!isfinite(value[i]) && !isnan(alive[i % n_time])) {
            print_error("  %s is %g\n", name, (double)value[i]);
            return 1;
        }
    return 0;
}

typedef struct {
    const polder_experiment_t *x;
    int odd, blocks;
} look_t;

static int look(void *self, const polder_block_t *b, polder_report_t *report)
{
    look_t *l = self;
    const polder_experiment_t *x = l->x;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int i = 0; i < x->record.n_track; i++) {
        const polder_field_t *field = x->table.field[x->record.track[i]];
        const float *value = b->track[i];
        for (int32_t s = 0; s < b->n_sample; s++) {
            const int64_t rows = field->level == POLDER_NETWORK        ? 1
                                 : field->level == POLDER_ORGANISATION ? b->n_org[s]
                                                                       : b->n_arc[s];
            const float *alive = b->track[0] + (int64_t)s * b->n_time; /* the first one asked for */
            l->odd += count_odd(field->name, value, alive, rows, b->n_time);
            value += rows * b->n_time;
        }
    }
    l->blocks++;
    return 0;
}

static int run_with(const char *model, const polder_field_t *field, float value)
{
    char text[400], given[64];
    polder_experiment_t x;
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    write_value(field, value, given);
    snprintf(text, sizeof text,
             "model: %s\nseed: 5\nreplicates: 3\nhorizon: 4\nnetwork: {members: 9}\n"
             "initial: {%s: %s}\nrecord: {networks: 3}\n",
             model, field->name, given);
    must_read(text, &x);
    x.record.n_track = 0;
    for (int f = 0; f < x.table.n_field; f++)
        if ((x.table.field[f]->role == POLDER_STATE || x.table.field[f]->role == POLDER_SUM) &&
            x.table.part[x.table.owner[f]] !=
                &polder_part_engine_founding) /* of nobody: no number */
            x.record.track[x.record.n_track++] = f;
    int *alive = x.record.track;
    while (strcmp(x.table.field[*alive]->name, "alive") != 0) alive++;
    const int first = x.record.track[0];
    x.record.track[0] = *alive;
    *alive = first;
    look_t l = {.x = &x};
    const polder_sink_t sink = {.self = &l, .write = look};
    assert_int_equal(polder_run(&x, &(polder_run_options_t){.threads = 1}, &sink, &timing, &report),
                     0);
    assert_true(l.blocks > 0);
    if (l.odd) print_error("initial.%s = %s\n", field->name, given);
    polder_timing_free(&timing);
    polder_report_free(&report);
    polder_experiment_free(&x);
    return l.odd;
}

static void test_given(void **state)
{
    (void)state;
    int odd = 0, n = 0;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        assert_int_equal(polder_table_init(&t, polder_models[m]->name, NULL), 0);
        for (int f = 0; f < t.n_field; f++) {
            if (!polder_field_is_given(t.field[f])) continue;
            odd += run_with(t.model->name, t.field[f], t.field[f]->min);
            odd += run_with(t.model->name, t.field[f], t.field[f]->max);
            n++;
        }
        polder_table_free(&t);
    }
    assert_true(n > 60);
    assert_int_equal(odd, 0);
}

/* One problem, and what it says. */
static void refused(const char *model, const char *rest, const char *set, const char *name)
{
    char text[400], expected[200];
    polder_experiment_t x = {0};
    polder_report_t report = {0};
    snprintf(text, sizeof text, "model: %s\n%s", model, rest);
    snprintf(expected, sizeof expected, "%s is computed by the model and takes no initial value",
             name);
    assert_int_equal(read_text(text, set, &x, &report), POLDER_INPUT);
    assert_true(report.n > 0);
    assert_string_equal(report.note[0].text, expected);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

static void test_derived(void **state)
{
    (void)state;
    int n = 0;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        const char *model = polder_models[m]->name;
        assert_int_equal(polder_table_init(&t, model, NULL), 0);
        for (int f = 0; f < t.n_field; f++) {
            char text[200], value[64];
            const polder_field_t *field = t.field[f];
            if (!(field->flags & POLDER_DERIVED)) continue;
            assert_int_equal(field->role, POLDER_STATE);
            write_value(field, field->value, value);
            snprintf(text, sizeof text, "initial: {%s: %s}\n", field->name, value);
            refused(model, text, NULL, field->name);
            snprintf(text, sizeof text, "initial.%s=%s", field->name, value);
            refused(model, "", text, field->name);
            snprintf(text, sizeof text, "%s=%s", field->name, value);
            if (strncmp(text, "lever.", 6) != 0) refused(model, "", text, field->name);
            if (field->level != POLDER_NETWORK) {
                snprintf(text, sizeof text, "network:\n  %s: {%s: x}\n",
                         field->level == POLDER_ARC ? "relations" : "organisations", field->name);
                refused(model, text, NULL, field->name);
            }
            polder_experiment_t x;
            assert_int_equal(polder_experiment_init(&x, model, NULL), 0);
            assert_int_equal(polder_experiment_set(&x, field->name, value, NULL), POLDER_INPUT);
            polder_experiment_free(&x);
            n++;
        }
        polder_table_free(&t);
    }
    assert_true(n > 60);
}

/* What is suggested for a wrong name can be given. */
static void test_suggested(void **state)
{
    (void)state;
    polder_table_t t;
    assert_int_equal(polder_table_init(&t, "collaboration", NULL), 0);
    const char *near = polder_table_nearest(&t, "trust.mea", -1, POLDER_STATE);
    assert_true(!near || strcmp(near, "trust.mean") != 0);
    assert_string_equal(polder_table_nearest(&t, "trust.mea", -1, -1), "trust.mean");
    assert_string_equal(polder_table_nearest(&t, "trus", -1, POLDER_STATE), "trust");
    polder_table_free(&t);
}

/* Somebody is there or is not. */
static void test_whole(void **state)
{
    (void)state;
    polder_experiment_t x = {0};
    polder_report_t report = {0};
    assert_int_equal(read_text("model: collaboration\ninitial: {active: 0.5}\n", NULL, &x, &report),
                     POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "active = 0.5 is not a whole number"));
    polder_report_free(&report);
    polder_experiment_free(&x);
    must_read("model: collaboration\ninitial: {active: {choice: {0: 1, 1: 4}}}\n", &x);
    polder_experiment_free(&x);
}

/* Trust, vigilance and prior trust of every arc at the founding, one after the other. */
typedef struct {
    int n;
    float value[3][1000];
} founding_t;

static int keep(void *self, const polder_block_t *b, polder_report_t *report)
{
    founding_t *k = self;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    k->n = 0;
    for (int32_t s = 0; s < b->n_sample; s++) k->n += b->n_arc[s];
    assert_in_range(k->n, 30, 1000);
    for (int i = 0; i < 3; i++)
        for (int a = 0; a < k->n; a++) k->value[i][a] = b->track[i][(ptrdiff_t)a * b->n_time];
    return 0;
}

static void found(const char *initial, founding_t *k)
{
    static const char *const name[] = {"trust", "vigilance", "prior_trust"};
    char text[400];
    polder_experiment_t x;
    polder_timing_t timing = {0};
    polder_report_t report = {0};
    snprintf(text, sizeof text,
             "model: collaboration\nseed: 5\nreplicates: 3\nhorizon: 1\nrecord: {networks: 3}\n"
             "values: {relations: {vigilance_sd: 0, history: 0}}\ninitial: {%s}\n",
             initial);
    must_read(text, &x);
    x.record.n_track = 3;
    for (int i = 0; i < 3; i++) x.record.track[i] = polder_table_find(&x.table, name[i]);
    const polder_sink_t sink = {.self = k, .write = keep};
    assert_int_equal(polder_run(&x, &(polder_run_options_t){.threads = 1}, &sink, &timing, &report),
                     0);
    polder_timing_free(&timing);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

/* First trust that is given carries over to vigilance (0.4 − ½·(T − 0.45)) and to the trust a
 * tie falls back to, unless those are given themselves. */
static void test_trust(void **state)
{
    (void)state;
    static founding_t k;
    float least = 1, most = 0;
    static const char *const drawn[] = {"", "trust: {uniform: [0.2, 0.8]}"};
    for (int i = 0; i < 2; i++) {
        found(drawn[i], &k);
        for (int a = 0; a < k.n; a++) {
            const float T = k.value[0][a];
            assert_true(k.value[2][a] == T);
            assert_float_equal(k.value[1][a], 0.4f - 0.5f * (T - 0.45f), 1e-6f);
            least = fminf(least, T);
            most = fmaxf(most, T);
        }
    }
    assert_true(least < 0.25f && most > 0.75f);
    found("trust: 0.9", &k);
    for (int a = 0; a < k.n; a++) {
        assert_float_equal(k.value[1][a], 0.175f, 1e-6f);
        assert_true(k.value[2][a] == 0.9f);
    }
    found("trust: 0.9, vigilance: 0.6, prior_trust: 0.3", &k);
    for (int a = 0; a < k.n; a++) {
        assert_true(k.value[0][a] == 0.9f);
        assert_true(k.value[1][a] == 0.6f);
        assert_true(k.value[2][a] == 0.3f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_given),     cmocka_unit_test(test_derived),
        cmocka_unit_test(test_suggested), cmocka_unit_test(test_whole),
        cmocka_unit_test(test_trust),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
