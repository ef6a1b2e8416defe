/* What every registered part of every model must hold to: its declarations are complete and
 * within their own bounds, it writes only what it lists, padding never leaks, states stay
 * finite and within bounds for any values of the parameters, and it can be switched off.
 *
 *   batch    eleven or sixteen networks of 2 … 30 organisations, ring with shortcuts,
 *            or 600 in one (folded)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/random.h"
#include "run/lanes.h"

enum { L = POLDER_LANES, MONTHS = 60 };

static polder_report_t report;

static int good(int code)
{
    if (code < 0) print_error("%s\n", report.n > 0 ? report.note[report.n - 1].text : "?");
    assert_true(code >= 0);
    return code;
}

static void *must(void *p)
{
    assert_non_null(p);
    return p;
}

/* --- declarations --- */

/* small.letters_and-digits, beginning with a letter after each point */
static bool well_formed(const char *name)
{
    bool start = true;
    if (!*name) return false;
    for (const char *c = name; *c; c++) {
        if (start && !(*c >= 'a' && *c <= 'z')) return false;
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && !strchr("._-", *c))
            return false;
        start = *c == '.';
    }
    return !start;
}

static bool has_text(const char *text, bool full_stop)
{
    const size_t n = text ? strlen(text) : 0;
    if (n == 0 || isspace((unsigned char)text[0]) || isspace((unsigned char)text[n - 1]))
        return false;
    return full_stop || text[n - 1] != '.';
}

static void check_field(const polder_part_t *part, const polder_field_t *f, int *wrong)
{
    const char *what = NULL;
    int n_choice = 0, length = 0;
    while (f->choices && polder_choice_at(f->choices, n_choice, &length)) n_choice++;
    if (!well_formed(f->name))
        what = "its name is not well formed";
    else if (!(isfinite(f->min) && isfinite(f->max) && f->min <= f->max))
        what = "bounds";
    else if (!(f->value >= f->min && f->value <= f->max))
        what = "default outside its bounds";
    else if (!has_text(f->doc, false))
        what = "its line of text is empty or ends in a full stop";
    else if (strchr(f->doc, '\n'))
        what = "its text has more than one line";
    else if (!has_text(f->unit, true))
        what = "no unit";
    else if (f->role != POLDER_SUM && !has_text(f->source, true))
        what = "no source";
    else if ((f->role == POLDER_PARAMETER || f->role == POLDER_LEVER || f->role == POLDER_SUM) &&
             f->level != POLDER_NETWORK)
        what = "a parameter, lever or sum that is not of the network";
    else if (f->role == POLDER_LEVER && (f->min != 0 || f->max != 1 || f->value != 0))
        what = "a lever is 0 in [0, 1]";
    else if ((f->flags & POLDER_SUMMARY) && f->level != POLDER_NETWORK)
        what = "only what is of the network can be in the summary";
    else if (f->choices && (f->min != 0 || f->max != (float)(n_choice - 1)))
        what = "bounds that do not fit its choices";
    else if ((f->flags & POLDER_WHOLE) && f->value != floorf(f->value))
        what = "default not whole";
    if (!what) return;
    print_error("%s/%s: %s: %s\n", part->model, part->name, f->name, what);
    (*wrong)++;
}

static void check_part(const polder_part_t *part, int *wrong)
{
    if (!well_formed(part->name) || strchr(part->name, '.') || !has_text(part->doc, false) ||
        !has_text(part->source, true) || part->order < 0 || part->order > 9999 || part->n_use < 1) {
        print_error("%s/%s: name, doc, source, order or fields\n", part->model, part->name);
        (*wrong)++;
    }
    for (int u = 0; u < part->n_use; u++) {
        const polder_use_t *use = &part->use[u];
        if (use->access == POLDER_OWN) check_field(part, &use->field, wrong);
        for (int w = 0; w < u; w++)
            if (strcmp(part->use[w].field.name, use->field.name) == 0) {
                print_error("%s/%s: %s is listed twice\n", part->model, part->name,
                            use->field.name);
                (*wrong)++;
            }
    }
}

static void test_declarations(void **state)
{
    (void)state;
    int wrong = 0, n = 0;
    for (int i = 0; polder_parts[i]; i++, n++) check_part(polder_parts[i], &wrong);
    check_part(&polder_part_engine_network, &wrong);
    check_part(&polder_part_engine_metrics, &wrong);
    assert_true(n > 10);
    assert_int_equal(wrong, 0);
    for (int m = 0; polder_models[m]; m++) {
        assert_true(well_formed(polder_models[m]->name));
        assert_true(has_text(polder_models[m]->doc, false) &&
                    has_text(polder_models[m]->tick, true));
        assert_true(polder_models[m]->horizon > 0);
    }
}

/* No mechanism reads an observable; nobody but its owner writes a sum, parameter or lever. */
static void test_access(void **state)
{
    (void)state;
    int wrong = 0;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t table;
        good(polder_table_init(&table, polder_models[m]->name, &report));
        for (int p = 0; p < table.n_part; p++)
            for (int u = 0; u < table.part[p]->n_use; u++) {
                const polder_field_t *f = table.field[table.link[p][u]];
                const polder_access_t access = table.part[p]->use[u].access;
                const bool bad = (access != POLDER_OWN && f->role == POLDER_OBSERVABLE &&
                                  table.part[p]->kind != POLDER_OBSERVE) ||
                                 (access == POLDER_WRITE && f->role != POLDER_STATE) ||
                                 (access == POLDER_WRITE && table.part[p]->kind == POLDER_OBSERVE);
                if (!bad) continue;
                print_error("%s may not use %s in this way\n", table.part[p]->name, f->name);
                wrong++;
            }
        polder_table_free(&table);
    }
    assert_int_equal(wrong, 0);
}

static void test_names_and_purposes(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        good(polder_table_init(&t, polder_models[m]->name, &report)); /* refuses double names */
        for (int p = 0; p < t.n_part; p++)
            for (int q = 0; q < p; q++) {
                assert_string_not_equal(t.part[p]->name, t.part[q]->name);
                assert_int_not_equal(polder_purpose(t.part[p]->name),
                                     polder_purpose(t.part[q]->name));
            }
        /* first values are drawn with the name of their field */
        for (int f = 0; f < t.n_field; f++)
            for (int g = 0; g < f; g++)
                assert_int_not_equal(polder_purpose(t.field[f]->name),
                                     polder_purpose(t.field[g]->name));
        polder_table_free(&t);
    }
}

/* --- batches --- */

typedef struct {
    polder_experiment_t x;
    polder_plan_t plan;
    polder_batch_t batch;
    polder_graph_t graph[L];
    polder_seat_t seat[L];
    float *value[L]; /* [n_field] for each lane */
    int n;
} fixture_t;

static void make_ties(polder_graph_t *graph, int32_t n, uint32_t seed)
{
    const uint32_t key[4] = {seed, 5, 6, 7};
    int32_t *from = must(malloc(3 * (size_t)n * sizeof *from));
    int32_t *to = must(malloc(3 * (size_t)n * sizeof *to));
    size_t m = 0;
    for (int32_t i = 0; i < n; i++) {
        uint32_t word[4];
        polder_words(key, 0, (uint32_t)i, 0, 0, word);
        from[m] = i, to[m++] = (i + 1) % n;
        from[m] = i, to[m++] = (int32_t)(word[1] % (uint32_t)n);
        if (word[2] % 3 == 0) from[m] = i, to[m++] = (int32_t)(word[3] % (uint32_t)n);
    }
    good(polder_graph_init(graph, n, m, from, to, &report));
    free(from);
    free(to);
}

/* `off`: a part to leave out, or −1. n == 1: 600 organisations, folded. */
static void fixture_init(fixture_t *f, const char *model, int n, int off, bool levers)
{
    *f = (fixture_t){.n = n};
    good(polder_experiment_init(&f->x, model, &report));
    if (off >= 0) {
        f->x.off = must(malloc(sizeof(int)));
        f->x.off[f->x.n_off++] = off;
    }
    for (int i = 0, k = 0; i < f->x.table.n_field && levers; i++) {
        if (f->x.table.field[i]->role != POLDER_LEVER) continue;
        good(polder_experiment_push(&f->x, i, 2 + k, 30 + k, (float)(k % 4 + 1) / 4, &report));
        k++;
    }
    for (int i = 0; i < f->x.table.n_field; i++) /* keep all columns */
        f->x.record.track[i] = i;
    f->x.record.n_track = f->x.table.n_field;
    good(polder_plan_init(&f->plan, &f->x, false, &report));
    good(polder_batch_init(&f->batch, &f->plan, &report));
    for (int l = 0; l < n; l++) {
        make_ties(&f->graph[l], n == 1 ? 600 : 2 + (l * 7) % 29, (uint32_t)l);
        f->value[l] = must(calloc((size_t)f->x.table.n_field, sizeof(float)));
        for (int i = 0; i < f->x.table.n_field; i++) f->value[l][i] = f->x.table.field[i]->value;
        f->seat[l].graph = &f->graph[l];
        f->seat[l].value = f->value[l];
        polder_key(42, (uint64_t)l, f->seat[l].key);
    }
}

static void fill(fixture_t *f)
{
    good(polder_batch_fill(&f->batch, f->n, f->seat, NULL, NULL, false, &report));
}

static void fixture_free(fixture_t *f)
{
    for (int l = 0; l < f->n; l++) {
        polder_graph_free(&f->graph[l]);
        free(f->value[l]);
    }
    polder_batch_free(&f->batch);
    polder_plan_free(&f->plan);
    polder_experiment_free(&f->x);
}

static size_t column_size(const polder_batch_t *b, int field)
{
    const polder_level_t level = b->plan->table->field[field]->level;
    return (level == POLDER_NETWORK        ? (size_t)L
            : level == POLDER_ORGANISATION ? (size_t)b->n_row * L
                                           : (size_t)b->n_slot * L);
}

/* Does element i of a column belong to an organisation or tie that was given? */
static bool is_real(const polder_batch_t *b, int field, size_t i)
{
    const polder_level_t level = b->plan->table->field[field]->level;
    if (level == POLDER_NETWORK) return b->folded || (int)i < b->n_lane;
    if (level == POLDER_ORGANISATION) return b->org[i] >= 0;
    int r = 0;
    const int32_t slot = (int32_t)(i / L);
    while (r + 1 < b->n_row && b->slot[r + 1] <= slot) r++;
    return slot - b->slot[r] < b->degree[r * L + (int)(i % L)];
}

/* --- a part writes only what it lists --- */

static float *copy_columns(const polder_batch_t *b, float **copy)
{
    size_t n = 0;
    for (int f = 0; f < b->plan->table->n_field; f++) n += b->col[f] ? column_size(b, f) : 0;
    float *all = must(malloc(n * sizeof *all)), *at = all;
    for (int f = 0; f < b->plan->table->n_field; f++) {
        copy[f] = at;
        if (!b->col[f]) continue;
        memcpy(at, b->col[f], column_size(b, f) * sizeof *at);
        at += column_size(b, f);
    }
    return all;
}

static bool may_write(const polder_table_t *t, int part, int field)
{
    for (int u = 0; u < t->part[part]->n_use; u++)
        if (t->link[part][u] == field) {
            const polder_role_t role = t->field[field]->role;
            return t->part[part]->use[u].access != POLDER_READ && role != POLDER_PARAMETER &&
                   role != POLDER_LEVER;
        }
    return false;
}

/* Runs the one part, as a month of its own. */
static int check_writes(fixture_t *f, polder_act_t *act)
{
    const polder_table_t *t = &f->x.table;
    polder_batch_t *b = &f->batch;
    polder_plan_t alone = f->plan;
    float **before = must(calloc((size_t)t->n_field, sizeof *before));
    float *all = copy_columns(b, before);
    int wrong = 0;
    alone.tick = act;
    alone.n_tick = 1;
    alone.has_levers = false;
    b->plan = &alone;
    polder_batch_step(b, false);
    b->plan = &f->plan;
    b->tick--;
    for (int i = 0; i < t->n_field; i++) {
        if (!b->col[i] || i == f->plan.ended || may_write(t, act->index, i)) continue;
        if (memcmp(before[i], b->col[i], column_size(b, i) * sizeof(float)) == 0) continue;
        print_error("%s writes %s without listing it\n", t->part[act->index]->name,
                    t->field[i]->name);
        wrong++;
    }
    free(all);
    free(before);
    return wrong;
}

static void test_writes(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++)
        for (int n = 1; n <= L; n += L - 1) {
            fixture_t f;
            int wrong = 0;
            fixture_init(&f, polder_models[m]->name, n, -1, true);
            fill(&f);
            for (int t = 0; t <= 24; t++) {
                for (int i = 0; t % 12 == 0 && i < f.plan.n_tick; i++)
                    wrong += check_writes(&f, &f.plan.tick[i]);
                for (int i = 0; t % 12 == 0 && i < f.plan.n_observe; i++)
                    wrong += check_writes(&f, &f.plan.observe[i]);
                polder_batch_step(&f.batch, false);
            }
            for (int i = 0; i < f.plan.n_setup; i++) wrong += check_writes(&f, &f.plan.setup[i]);
            assert_int_equal(wrong, 0);
            fixture_free(&f);
        }
}

/* --- padding --- */

/* Other numbers within bounds where there is no organisation, no tie, no network. What the
 * engine says of padding stays: it is not active, its ties are 0, it is not alive. */
static void spoil_padding(const fixture_t *f, uint32_t turn)
{
    const polder_batch_t *b = &f->batch;
    const uint32_t key[4] = {turn, 0, 0, 0};
    for (int i = 0; i < f->x.table.n_field; i++) {
        const polder_field_t *field = f->x.table.field[i];
        if (!b->col[i] || i == f->plan.active || i == f->plan.tie || i == f->plan.alive) continue;
        if (field->role == POLDER_LEVER || field->role == POLDER_PARAMETER) continue;
        for (size_t e = 0; e < column_size(b, i); e++) {
            uint32_t word[4];
            if (is_real(b, i, e)) continue;
            polder_words(key, (uint32_t)i, (uint32_t)e, 0, 0, word);
            const float between = field->min + polder_uniform(word[1]) * (field->max - field->min);
            const float junk[] = {field->min, field->max, field->value, floorf(between), between};
            b->col[i][e] = polder_max(junk[word[0] % 5], field->min);
        }
    }
}

static void check_padding(const char *model, int n)
{
    fixture_t clean, spoiled;
    fixture_init(&clean, model, n, -1, true);
    fixture_init(&spoiled, model, n, -1, true);
    fill(&clean);
    fill(&spoiled);
    for (uint32_t t = 0; t < MONTHS; t++) {
        spoil_padding(&spoiled, t);
        polder_batch_step(&clean.batch, false);
        polder_batch_step(&spoiled.batch, false);
        for (int l = 0; l < n; l++)
            assert_true(polder_batch_hash(&clean.batch, l) == polder_batch_hash(&spoiled.batch, l));
    }
    spoil_padding(&spoiled, MONTHS);
    polder_batch_observe(&clean.batch, false);
    polder_batch_observe(&spoiled.batch, false);
    for (int i = 0; i < clean.x.table.n_field; i++) {
        if (!clean.batch.col[i] || clean.x.table.field[i]->role != POLDER_OBSERVABLE) continue;
        for (size_t e = 0; e < column_size(&clean.batch, i); e++)
            if (is_real(&clean.batch, i, e))
                assert_memory_equal(&clean.batch.col[i][e], &spoiled.batch.col[i][e],
                                    sizeof(float));
    }
    fixture_free(&clean);
    fixture_free(&spoiled);
}

static void test_padding(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        check_padding(polder_models[m]->name, 11);
        check_padding(polder_models[m]->name, 1);
    }
}

/* --- bounds --- */

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
        polder_batch_step(&f->batch, false);
        if (t % 6 == 5) polder_batch_observe(&f->batch, false);
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

static void test_any_parameters(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        fixture_t f;
        fixture_init(&f, polder_models[m]->name, L, -1, true);
        const int n = f.x.table.n_field;
        int *wrong = must(calloc((size_t)n, sizeof(int)));
        for (uint32_t turn = 0; turn < 40; turn++) {
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
        for (int p = 1; p < t.n_part; p++) {
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
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_access),
        cmocka_unit_test(test_names_and_purposes),
        cmocka_unit_test(test_writes),
        cmocka_unit_test(test_padding),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_any_parameters),
        cmocka_unit_test(test_switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
