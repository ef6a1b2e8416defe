/* What parts of the models say, recomputed in plain doubles from the columns they read:
 * conditions and domains, archetypes, bottlenecks, changes of context, places, ambition, limit,
 * who is steered, conflicts, newcomers.
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
    polder_batch_step(b);
    b->plan = &f->plan;
    b->tick--;
}

static void begin(fixture_t *f, const char *model, int months)
{
    fixture_init(f, model, L, -1, true);
    fill(f);
    for (int t = 0; t < months; t++) polder_batch_step(&f->batch);
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
        polder_batch_observe(&f.batch);
        for (int l = 0; l < L; l++) check_conditions(&f, l);
        fixture_free(&f);
    }
}

/* ---- F1 to F12 ---- */

/* Values from low to high, all over the column. */
static void spread(fixture_t *f, const char *name, float low, float high)
{
    const size_t n = column_size(&f->batch, field_of(f, name));
    for (size_t e = 0; e < n; e++)
        column(f, name)[e] = low + (high - low) * (float)((e * 619 + e / L * 17) % 1009) / 1008;
}

static double ramp(double x, double from, double to)
{
    return unit((x - from) / (to - from));
}

/* Over the ties of network l: how many there are, what falls short, how many are hostile. */
static void sum_ties(const fixture_t *f, int l, double *n, double *missing, double *hostile)
{
    const polder_batch_t *b = &f->batch;
    *n = *missing = *hostile = 0;
    for (int r = 0; r < b->n_row; r++)
        for (int k = 0; k < b->degree[r * L + l]; k++) {
            const int a = (b->slot[r] + k) * L + l;
            if (!(at(f, "tie", a) > 0)) continue;
            *n += 1;
            *missing += fmax(at(f, "expectation", a) - at(f, "delivered", b->nbr[a]), 0);
            *hostile += at(f, "trust", a) < 0.35 && at(f, "vigilance", a) > 0.5;
        }
}

static void check_archetypes(const fixture_t *f, int l)
{
    double n, missing, hostile;
    sum_ties(f, l, &n, &missing, &hostile);
    const double years = fmax(f->batch.tick / 12.0, 1), tolerance = at(f, "dialogue.tolerance", l);
    const double moved = at(f, "representatives.replaced", l) + at(f, "members.left", l);
    const double rule = at(f, "rule.power", l) * at(f, "system_trust", l);
    const bool over = f->batch.tick > at(f, "value.funding_months", l);
    const double stopped = over ? at(f, "value.funding", l) * (1 - at(f, "value.funded", l)) : 0;
    const struct {
        const char *name;
        double right;
    } all[] = {
        {"archetype.no_shared_ambition", ramp(at(f, "ambition.off", l) / tolerance, 0.3, 2.5)},
        {"archetype.dilution", ramp(at(f, "perspective", l), 0.7, 0)},
        {"archetype.instability", ramp(moved / (at(f, "founders", l) * years), 0.05, 1.2)},
        {"archetype.pseudo_collaboration", either(ramp(at(f, "pretence", l), 0.1, 0.9),
                                                  ramp(at(f, "leader.takeover", l), 0.05, 0.5))},
        {"archetype.under_organisation", ramp(at(f, "able", l), 1, 0.1)},
        {"archetype.enemy_image", ramp(0.6 * hostile / n + at(f, "conflict.share", l), 0, 1.4)},
        {"archetype.double_loyalties", ramp(at(f, "support.mean", l), 0.75, 0)},
        {"archetype.diversity", either(ramp(at(f, "interest.spread", l) / tolerance, 0.5, 2.6),
                                       ramp(at(f, "culture.spread", l), 0.28, 0.6))},
        {"archetype.power_play", 0.4 * ramp(at(f, "inequality", l) * (1 - 0.6 * rule), 0.2, 1.8) +
                                     0.6 * ramp(at(f, "value.power_used", l), 0, 0.8)},
        {"archetype.stranding", unit(1.2 * at(f, "value.gone", l) + stopped)},
        {"archetype.expectations",
         ramp(at(f, "expectation.over", l) + fmax(missing / n - 0.1, 0) / 2, 0.02, 0.5)},
        {"archetype.too_much",
         either(ramp(at(f, "breadth.now", l), 0.4, 1.1), unit(1.5 * (1 - at(f, "time.mean", l))))},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        same(all[i].name, l, at(f, all[i].name, l), all[i].right);
}

static void test_archetypes(void **state)
{
    (void)state;
    for (int months = 6; months <= 30; months += 12) {
        fixture_t f;
        begin(&f, "collaboration", months);
        spread(&f, "trust", 0, 1);
        spread(&f, "vigilance", 0, 1);
        spread(&f, "expectation", 0, 1);
        spread(&f, "delivered", 0, 0.8f);
        polder_batch_observe(&f.batch);
        for (int l = 0; l < L; l++) check_archetypes(&f, l);
        fixture_free(&f);
    }
}

/* ---- overview: means over members and over ties ---- */

static void check_means(const fixture_t *f, int l)
{
    static const struct {
        const char *mean, *of;
        bool of_ties, rest; /* rest: 1 less the mean */
    } all[] = {{"contribution.mean", "contribution", false, false},
               {"balance.mean", "balance", false, false},
               {"support.mean", "support", false, false},
               {"ownership.mean", "ownership", false, false},
               {"loyalty.mean", "loyalty", false, false},
               {"trust.mean", "trust", true, false},
               {"vigilance.mean", "vigilance", true, false},
               {"understanding.mean", "asymmetry", true, true},
               {"conflict.share", "conflict", true, false}};
    const polder_batch_t *b = &f->batch;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *here = all[i].of_ties ? "tie" : "active";
        double n = 0, sum = 0;
        for (int e = l; e < (all[i].of_ties ? b->n_slot : b->n_row) * L; e += L) {
            if (!(at(f, here, e) > 0)) continue;
            n += 1;
            sum += at(f, all[i].of, e);
        }
        const double mean = sum / fmax(n, 1);
        same(all[i].mean, l, at(f, all[i].mean, l), all[i].rest ? 1 - mean : mean);
    }
}

/* The standard deviation of capacity over its mean, and the duties of those who take part. */
static void check_members(const fixture_t *f, int l)
{
    double n = 0, sum = 0, squares = 0, duties = 0;
    for (int e = l; e < f->batch.n_row * L; e += L) {
        if (!(at(f, "active", e) > 0)) continue;
        n += 1;
        sum += at(f, "capacity", e);
        squares += at(f, "capacity", e) * at(f, "capacity", e);
        duties += at(f, "membership.duties", e);
    }
    same("members", l, at(f, "members", l), n);
    same("inequality", l, at(f, "inequality", l), sqrt(fmax(n * squares / (sum * sum) - 1, 0)));
    same("members.weighted", l, at(f, "members.weighted", l), duties);
}

static void test_means(void **state)
{
    (void)state;
    fixture_t f;
    begin(&f, "collaboration", 24);
    run_alone(&f, "overview");
    for (int l = 0; l < L; l++) {
        if (at(&f, "members", l) < 3) continue;
        check_means(&f, l);
        check_members(&f, l);
    }
    fixture_free(&f);
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
    set_all(&f, "value.coordination", 0); /* no friction, of which these networks have much */
    set_all(&f, "making.friction_partner", 0);
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
    int alive = 0;
    for (int l = 0; l < L; l++) {
        if (at(&f, "alive", l) == 0) continue; /* nobody is left to put in anything */
        assert_true(at(&f, "value.made", l) > 1.2 * (double)before[l]);
        alive++;
    }
    assert_true(alive > L / 2);
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
        polder_batch_step(&f.batch);
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

/* ---- organising: who has to be steered ---- */

static void check_crowd(fixture_t *f, float breadth, double steered)
{
    set_all(f, "value.breadth", breadth);
    run_alone(f, "organising");
    for (int l = 0; l < L; l++) {
        const double capacity = at(f, "form.capacity", l);
        same("crowd", l, at(f, "crowd", l), sqrt(steered / capacity));
    }
}

/* Without a leader, where little is joint, one steers one's own partners and oneself; else all. */
static void test_steered(void **state)
{
    (void)state;
    fixture_t f;
    begin(&f, "collaboration", 6);
    set_all(&f, "members.weighted", 15);
    set_all(&f, "partners.mean", 4);
    set_all(&f, "between.breadth", 0);
    set_all(&f, "push.focus", 0);
    set_all(&f, "governance.form", 3);
    check_crowd(&f, 0, 5);
    check_crowd(&f, 0.325f, 10); /* halfway */
    check_crowd(&f, 1, 15);
    set_all(&f, "partners.mean", 20);
    check_crowd(&f, 0, 15);
    set_all(&f, "partners.mean", 4);
    set_all(&f, "governance.form", 1);
    check_crowd(&f, 0, 15);
    fixture_free(&f);
}

/* ---- steering: power that rule 1 curbs ---- */

/* What reflection and brokerage come to, with partners as unequal as this. */
static void push_where_unequal(fixture_t *f, float inequality, float reflection[L],
                               float brokerage[L])
{
    set_all(f, "inequality", inequality);
    run_alone(f, "steering");
    memcpy(reflection, column(f, "push.reflection"), L * sizeof *reflection);
    memcpy(brokerage, column(f, "push.brokerage"), L * sizeof *brokerage);
}

/* Where the rule takes all power away nobody is held back by it, however unequal partners are. */
static void test_curbed(void **state)
{
    (void)state;
    fixture_t f;
    float reflection[4][L], brokerage[4][L], differ[2] = {0};
    begin(&f, "collaboration", 12);
    set_all(&f, "lever.reflection", 1);
    set_all(&f, "lever.brokerage", 1);
    set_all(&f, "transparency", 1);
    set_all(&f, "pretence", 1);
    set_all(&f, "rule.power", 1);
    set_all(&f, "system_trust", 1);
    for (int curbed = 0; curbed < 2; curbed++) {
        set_all(&f, "steering.power_curb", (float)curbed);
        for (int i = 0; i < 2; i++)
            push_where_unequal(&f, (float)i, reflection[2 * curbed + i], brokerage[2 * curbed + i]);
    }
    for (int l = 0; l < L; l++) {
        same("push.reflection", l, (double)reflection[3][l], (double)reflection[2][l]);
        same("push.brokerage", l, (double)brokerage[3][l], (double)brokerage[2][l]);
        differ[0] += fabsf(reflection[1][l] - reflection[0][l]);
        differ[1] += fabsf(brokerage[1][l] - brokerage[0][l]);
    }
    assert_true(differ[0] > 0.1f && differ[1] > 0.1f);
    fixture_free(&f);
}

/* ---- steering: what each style pushes ---- */

enum { STYLES = 5 };

/* Where the situation fits every style, and leaders do half of what they can: 0.6 of these. */
static void test_styles(void **state)
{
    (void)state;
    static const struct {
        const char *push;
        double of[STYLES]; /* relation-builder, designer, champion, shaper, negotiator */
    } all[] = {{"push.contact", {0.5, 0, 0, 0.2, 0.1}}, {"push.process", {0, 0.5, 0, 0, 0.2}},
               {"push.mediation", {0.1, 0, 0, 0, 0.4}}, {"push.quick_wins", {0, 0, 0, 0.2, 0.1}},
               {"push.rebalancing", {0, 0, 0, 0, 0.3}}, {"push.monitoring", {0, 0, 0, 0, 0}}};
    static const double fits[STYLES] = {2, 2, 2, 1.2, 1.2}; /* where all fits */
    fixture_t f;
    begin(&f, "collaboration", 6);
    for (int i = 0; i < f.x.table.n_field; i++)
        if (f.x.table.field[i]->role == POLDER_LEVER) set_all(&f, f.x.table.field[i]->name, 0);
    static const char *const full[] = {"transparency", "value.task_need", "alignment.mean",
                                       "conflict.share"};
    for (size_t i = 0; i < sizeof full / sizeof *full; i++) set_all(&f, full[i], 1);
    set_all(&f, "phase", 0);
    set_all(&f, "steering.tact", 0);
    set_all(&f, "leader.effect", 0.5f);
    for (int style = 0; style < STYLES; style++) {
        set_all(&f, "steering.style", (float)style);
        run_alone(&f, "steering");
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            for (int l = 0; l < L; l++)
                same(all[i].push, l, at(&f, all[i].push, l), 0.5 * fits[style] * all[i].of[style]);
    }
    fixture_free(&f);
}

/* ---- conflict: needless mediation ---- */

/* The share of ties in conflict after a month of it, among partners who trust each other. */
static double stirred_up(float vigilance)
{
    fixture_t f;
    begin(&f, "collaboration", 6);
    static const char *const none[] = {"side.scattered", "side.expose", "side.haggle", "conflict",
                                       "truce"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) set_all(&f, none[i], 0);
    set_all(&f, "trust", 1);
    set_all(&f, "vigilance", vigilance);
    set_all(&f, "conflict.stirred", 1);
    set_all(&f, "side.stir", 1);
    run_alone(&f, "conflict");
    double ties = 0, conflicts = 0;
    const size_t n = column_size(&f.batch, field_of(&f, "tie"));
    for (size_t a = 0; a < n; a++) {
        if (!(at(&f, "tie", (int)a) > 0)) continue;
        ties += 1;
        conflicts += at(&f, "conflict", (int)a);
    }
    fixture_free(&f);
    assert_true(ties > 500);
    return conflicts / ties;
}

/* Its chance is 0.3 and vigilance. */
static void test_stirred_up(void **state)
{
    (void)state;
    assert_true(fabs(stirred_up(0) - 0.3) < 0.06);
    assert_true(fabs(stirred_up(0.3f) - 0.6) < 0.06);
    assert_true(stirred_up(0.7f) == 1);
}

/* ---- membership: who comes is drawn as the founders were ---- */

static double correlation(double n, double x, double y, double xx, double yy, double xy)
{
    return (n * xy - x * y) / sqrt((n * xx - x * x) * (n * yy - y * y));
}

/* What a newcomer itself wants, beside its organisation, does not go with what that wants. */
static void test_newcomers(void **state)
{
    (void)state;
    fixture_t f;
    begin(&f, "collaboration", 6);
    set_all(&f, "active", 0);
    set_all(&f, "alive", 1);
    set_all(&f, "phase", 4);
    set_all(&f, "momentum", 1);
    set_all(&f, "membership.p_entry", 1);
    run_alone(&f, "membership");
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (int e = 0; e < f.batch.n_row * L; e++) {
        if (f.batch.org[e] < 0) continue;
        assert_true(at(&f, "newcomer", e) > 0);
        const double interest = at(&f, "interest.x", e);
        const double own = at(&f, "personal.x", e) - interest;
        n += 1, x += interest, y += own;
        xx += interest * interest, yy += own * own, xy += interest * own;
    }
    assert_true(n > 200);
    assert_true(fabs(correlation(n, x, y, xx, yy, xy)) < 0.2);
    fixture_free(&f);
}

/* ---- overview and membership: ties follow who takes part ---- */

/* A tie is there exactly while both ends are. */
static void check_ties(const fixture_t *f)
{
    const polder_batch_t *b = &f->batch;
    for (int e = 0; e < b->n_row * L; e++)
        for (int k = 0; k < b->degree[e]; k++) {
            const int a = polder_batch_arc(b, e, k);
            same("tie", e % L, at(f, "tie", a), at(f, "active", e) * at(f, "active", b->nbr[a]));
        }
}

/* With a newcomer both ends begin anew; returns how many such ends there are. */
static int check_begun_anew(const fixture_t *f)
{
    const polder_batch_t *b = &f->batch;
    int n = 0;
    for (int e = 0; e < b->n_row * L; e++)
        for (int k = 0; k < b->degree[e]; k++) {
            const int a = polder_batch_arc(b, e, k), l = e % L;
            if (!(at(f, "newcomer", e) > 0) && !(at(f, "newcomer", b->nbr[a]) > 0)) continue;
            const double known =
                at(f, "membership.newcomer_known", l) * at(f, "push.onboarding", l);
            same("trust", l, at(f, "trust", a), at(f, "prior_trust", a));
            same("vigilance", l, at(f, "vigilance", a), at(f, "relations.vigilance", l));
            same("asymmetry", l, at(f, "asymmetry", a),
                 at(f, "relations.asymmetry", l) * (1 - known));
            same("conflict", l, at(f, "conflict", a), 0);
            n++;
        }
    return n;
}

/* As where no event is planned that breaks ties. */
static void without_breaks(fixture_t *f)
{
    const polder_table_t *t = &f->x.table;
    const int broken = field_of(f, "planned.break");
    for (int p = 0; p < t->n_part; p++)
        for (int u = 0; u < t->part[p]->n_use; u++)
            if (t->link[p][u] == broken) f->batch.part_col[p][u] = NULL;
}

/* Whoever says who takes part: the part that does, or somebody else by hand. */
static void follow_ties(int n, bool may_break)
{
    fixture_t f;
    int anew = 0;
    fixture_init(&f, "collaboration", n, -1, true);
    fill(&f);
    polder_batch_step(&f.batch);
    if (!may_break) without_breaks(&f);
    set_all(&f, "membership.p_entry", 1);
    for (int t = 0; t < 40; t++) {
        for (int e = t; e < f.batch.n_row * L; e += 41)
            if (f.batch.org[e] >= 0) column(&f, "active")[e] = 1 - column(&f, "active")[e];
        run_alone(&f, "overview");
        check_ties(&f);
        polder_batch_step(&f.batch);
        check_ties(&f);
        anew += check_begun_anew(&f);
    }
    assert_true(anew > 100);
    fixture_free(&f);
}

static void test_ties(void **state)
{
    (void)state;
    for (int n = 1; n <= L; n += L - 1) { /* a large network, and sixteen small ones */
        follow_ties(n, false);
        follow_ties(n, true);
    }
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

/* Nothing tells one axis from the other: what is the same on both stays so, and moves. */
static void test_axes(void **state)
{
    (void)state;
    fixture_t f;
    begin(&f, "collaboration", 6);
    static const char *const both[][2] = {
        {"interest.x", "interest.y"}, {"personal.x", "personal.y"}, {"position.x", "position.y"}};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        spread(&f, both[i][0], 0.5f, 1);
        spread(&f, both[i][1], 0.5f, 1);
    }
    set_all(&f, "ambition.x", -1);
    set_all(&f, "ambition.y", -1);
    set_all(&f, "idea.x", 0.5f);
    set_all(&f, "idea.y", 0.5f);
    set_all(&f, "phase", 0);
    set_all(&f, "push.vision", 1);
    run_alone(&f, "dialogue");
    for (int l = 0; l < L; l++) {
        same("ambition.y", l, at(&f, "ambition.y", l), at(&f, "ambition.x", l));
        assert_true(at(&f, "ambition.x", l) > -1 && at(&f, "ambition.x", l) < 1);
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
    polder_batch_observe(&f.batch);
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
        cmocka_unit_test(test_archetypes),
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_weakest),
        cmocka_unit_test(test_bottleneck_of_the_network),
        cmocka_unit_test(test_changes_are_counted),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_steered),
        cmocka_unit_test(test_curbed),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_stirred_up),
        cmocka_unit_test(test_newcomers),
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_nobody_speaks),
        cmocka_unit_test(test_axes),
        cmocka_unit_test(test_no_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
