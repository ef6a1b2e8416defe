/* What every registered part of every model must hold to: it writes only what it lists, and
 * padding never leaks. More of this in test_declarations.c and test_bounds.c.
 */
#include "contract/parts_fixture.h"

#include <math.h>

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
    polder_batch_step(b);
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
                polder_batch_step(&f.batch);
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
        polder_batch_step(&clean.batch);
        polder_batch_step(&spoiled.batch);
        for (int l = 0; l < n; l++)
            assert_true(polder_batch_hash(&clean.batch, l) == polder_batch_hash(&spoiled.batch, l));
    }
    spoil_padding(&spoiled, MONTHS);
    polder_batch_observe(&clean.batch);
    polder_batch_observe(&spoiled.batch);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes),
        cmocka_unit_test(test_padding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
