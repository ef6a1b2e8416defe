/* What parts of the models say, recomputed in plain doubles from the columns they read:
 * conditions and domains, bottlenecks, changes of context, places, ambition, limit.
 */
#include "contract/parts_fixture.h"

#include <math.h>
#include <stdio.h>

/* ---- columns by name, and one part alone ---- */

static int field_of(const fixture_t *f, const char *name)
{
    const int field = polder_table_find(&f->x.table, name);
    if (field < 0) fail_msg("there is no field %s", name);
    return field;
}

static float *column(const fixture_t *f, const char *name)
{
    float *col = f->batch.col[field_of(f, name)];
    if (!col) fail_msg("there is no column %s", name);
    return col;
}

static double at(const fixture_t *f, const char *name, int element)
{
    return (double)column(f, name)[element];
}

static void set_all(fixture_t *f, const char *name, float x)
{
    const int field = field_of(f, name);
    for (size_t e = 0; e < column_size(&f->batch, field); e++) column(f, name)[e] = x;
}

/* Runs one part of a month once more, as a month of its own. */
static void run_alone(fixture_t *f, const char *part)
{
    const polder_table_t *t = &f->x.table;
    polder_plan_t alone = f->plan;
    polder_batch_t *b = &f->batch;
    alone.n_tick = 0;
    for (int i = 0; i < f->plan.n_tick && alone.n_tick == 0; i++)
        if (strcmp(t->part[f->plan.tick[i].index]->name, part) == 0) {
            alone.tick = &f->plan.tick[i];
            alone.n_tick = 1;
        }
    if (alone.n_tick == 0) fail_msg("there is no part %s in a month", part);
    alone.has_levers = false;
    b->plan = &alone;
    polder_batch_step(b, false);
    b->plan = &f->plan;
    b->tick--;
}

static void begin(fixture_t *f, const char *model, int months)
{
    fixture_init(f, model, L, -1, true);
    fill(f);
    for (int t = 0; t < months; t++) polder_batch_step(&f->batch, false);
}

static double unit(double x)
{
    return fmin(fmax(x, 0), 1);
}

/* 1 − (1 − a)(1 − b) */
static double either(double a, double b)
{
    return 1 - (1 - a) * (1 - b);
}

static void same(const char *what, int lane, double got, double right)
{
    if (!(fabs(got - right) <= 2e-5 * fmax(1, fabs(right))))
        fail_msg("%s of network %d is %.8g, and should be %.8g", what, lane, got, right);
}

/* ---- C1 to C10 and the five domains ---- */

static void check_conditions(const fixture_t *f, int l)
{
    const double conflicts = at(f, "conflict.share", l), S = at(f, "system_trust", l);
    const double understanding = at(f, "understanding.mean", l);
    const double alignment = at(f, "alignment.mean", l), trust = at(f, "trust.mean", l);
    const double organised = at(f, "organised", l), task = at(f, "boundary.task", l);
    const double aware = fmax(at(f, "push.reflection", l), at(f, "push.monitoring", l) / 2);
    const double taken = fmin(1.5 * at(f, "value.power_used", l), 1);
    const double rule = at(f, "rule.power", l) * S;
    const struct {
        const char *name;
        double right;
    } all[] = {
        {"condition.ambition", alignment * (0.4 + 0.6 * at(f, "perspective", l))},
        {"condition.urgency", at(f, "momentum", l)},
        {"condition.added_value", (at(f, "boundary.political", l) + at(f, "winners", l)) / 2},
        {"condition.trust", trust},
        {"condition.loyalties", sqrt(at(f, "loyalty.mean", l) * at(f, "support.mean", l))},
        {"condition.differences", unit(understanding * (1 - 3 * at(f, "pseudo_consensus", l)))},
        {"condition.at_the_table", at(f, "met.pieces", l)},
        {"condition.rules", sqrt(organised * S)},
        {"condition.evaluation", either(aware, (1 - at(f, "pretence", l)) * S / 2)},
        {"condition.power", (1 - conflicts) * (1 - taken) * (1 + rule) / 2},
        {"domain.ambition", (task + at(f, "declared.mean", l)) / 2},
        {"domain.interests", (alignment + at(f, "winners", l)) / 2},
        {"domain.relation", trust * (1 - conflicts)},
        {"domain.organisation", organised},
        {"domain.process", (S + at(f, "contact.mean", l)) / 2},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        same(all[i].name, l, at(f, all[i].name, l), all[i].right);
}

static void test_conditions(void **state)
{
    (void)state;
    for (int months = 6; months <= 30; months += 12) {
        fixture_t f;
        begin(&f, "collaboration", months);
        polder_batch_observe(&f.batch, false);
        for (int l = 0; l < L; l++) check_conditions(&f, l);
        fixture_free(&f);
    }
}

/* ---- the weakest condition counts ---- */

/* Every condition of every member is met. */
static void meet_all(fixture_t *f)
{
    static const struct {
        const char *name;
        float value;
    } all[] = {{"alignment", 1},         {"perspective", 1},
               {"camps.stalled", 0},     {"partners.trust", 1},
               {"system_trust", 1},      {"partners.vigilance", 0},
               {"partners.conflict", 0}, {"side.expose", 0},
               {"balance", 0.5f},        {"balance.mean", 0.5f},
               {"support", 1},           {"ownership", 1},
               {"attention.time", 1},    {"norm", 0},
               {"pretence", 0},          {"contributing.reciprocity", 0}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) set_all(f, all[i].name, all[i].value);
}

static void check_will(const fixture_t *f, double right)
{
    for (int e = 0; e < f->batch.n_row * L; e++)
        if (f->batch.org[e] >= 0 && at(f, "active", e) > 0)
            same("will", e % L, at(f, "will", e), right);
}

/* One condition at g and all others met give g; two at ½ give .41; below .08 nothing changes. */
static void test_weakest(void **state)
{
    (void)state;
    fixture_t f;
    begin(&f, "collaboration", 6);
    meet_all(&f);
    run_alone(&f, "contributing");
    check_will(&f, 1);
    static const float g[] = {0.08f, 0.25f, 0.5f, 0.9f};
    for (int i = 0; i < 4; i++) {
        set_all(&f, "attention.time", g[i]);
        run_alone(&f, "contributing");
        check_will(&f, (double)g[i]);
        set_all(&f, "attention.time", 1);
        set_all(&f, "support", 0.1f + 0.5f * g[i]);
        run_alone(&f, "contributing");
        check_will(&f, (double)g[i]);
        set_all(&f, "support", 1);
    }
    set_all(&f, "attention.time", 0.5f);
    set_all(&f, "support", 0.35f);
    run_alone(&f, "contributing");
    check_will(&f, pow(1 + 2 * 7, -1.0 / 3));
    set_all(&f, "support", 1);
    set_all(&f, "attention.time", 0);
    run_alone(&f, "contributing");
    check_will(&f, 0.08);
    fixture_free(&f);
}

/* ---- making: what more of the same does when something else is lacking ---- */

static void test_bottleneck_of_the_network(void **state)
{
    (void)state;
    fixture_t f;
    float before[L];
    begin(&f, "collaboration", 12);
    set_all(&f, "delivered", 1);
    set_all(&f, "value.coordination", 0);
    set_all(&f, "understanding.mean", 1);
    set_all(&f, "able", 0.2f);
    set_all(&f, "adaptation", 0.95f);
    run_alone(&f, "making");
    memcpy(before, column(&f, "value.made"), sizeof before);
    set_all(&f, "adaptation", 1); /* its condition was met already */
    run_alone(&f, "making");
    for (int l = 0; l < L; l++) same("value.made", l, at(&f, "value.made", l), (double)before[l]);
    set_all(&f, "able", 0.4f);
    run_alone(&f, "making");
    for (int l = 0; l < L; l++) assert_true(at(&f, "value.made", l) > 1.2 * (double)before[l]);
    fixture_free(&f);
}

/* ---- context: changes are counted ---- */

static void test_changes_are_counted(void **state)
{
    (void)state;
    fixture_t f;
    double right[L] = {0}, all = 0;
    begin(&f, "collaboration", 0);
    set_all(&f, "context.p_shock", 0.5f);
    set_all(&f, "context.shock_months", 2);
    for (int t = 0; t < 24; t++) {
        polder_batch_step(&f.batch, false);
        for (int l = 0; l < L; l++) right[l] += at(&f, "context.shocked", l);
    }
    for (int l = 0; l < L; l++) {
        same("context.shocks", l, at(&f, "context.shocks", l), right[l]);
        all += right[l];
    }
    assert_true(all > L);
    fixture_free(&f);
}

/* ---- partners: a place is the middle, the ring or the free space ---- */

static void check_places(float ring, float freely, double right)
{
    fixture_t f;
    fixture_init(&f, "collaboration", L, -1, false);
    for (int l = 0; l < L; l++) {
        f.value[l][field_of(&f, "partners.ring")] = ring;
        f.value[l][field_of(&f, "partners.free")] = freely;
    }
    fill(&f);
    for (int e = 0; e < f.batch.n_row * L; e++)
        if (f.batch.org[e] >= 0)
            same("membership.place", e % L, at(&f, "membership.place", e), right);
    fixture_free(&f);
}

static void test_places(void **state)
{
    (void)state;
    check_places(0, 0, 0);
    check_places(1, 0, 1);
    check_places(0, 1, 2);
    check_places(1, 1, 2);
}

/* ---- dialogue and opinions: where nobody speaks, nothing moves ---- */

static void test_nobody_speaks(void **state)
{
    (void)state;
    fixture_t f;
    begin(&f, "collaboration", 6);
    set_all(&f, "active", 0);
    float x[L], y[L];
    memcpy(x, column(&f, "ambition.x"), sizeof x);
    memcpy(y, column(&f, "ambition.y"), sizeof y);
    run_alone(&f, "dialogue");
    for (int l = 0; l < L; l++) {
        same("ambition.x", l, at(&f, "ambition.x", l), (double)x[l]);
        same("ambition.y", l, at(&f, "ambition.y", l), (double)y[l]);
    }
    fixture_free(&f);
}

static void test_no_ties(void **state)
{
    (void)state;
    fixture_t f;
    fixture_init(&f, "opinions", L, -1, false);
    for (int l = 0; l < L; l++) {
        const int32_t n = f.graph[l].n_org;
        polder_graph_free(&f.graph[l]);
        good(polder_graph_init(&f.graph[l], n, 0, NULL, NULL, &report));
    }
    fill(&f);
    polder_batch_observe(&f.batch, false);
    for (int l = 0; l < L; l++) {
        assert_true(at(&f, "opinion.mean", l) > 0.05);
        same("opinion.limit", l, at(&f, "opinion.limit", l), at(&f, "opinion.mean", l));
    }
    fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_weakest),
        cmocka_unit_test(test_bottleneck_of_the_network),
        cmocka_unit_test(test_changes_are_counted),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_nobody_speaks),
        cmocka_unit_test(test_no_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
