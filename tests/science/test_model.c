/* The collaboration model as a whole: its reference figures, its simple limits, and the
 * distributions that initial values are drawn from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run/draw.h"
#include "run/run.h"

static polder_report_t report;

/* Sums over networks of the columns of the summary, by the name of the field. */
typedef struct {
    const polder_experiment_t *x;
    double n, n_alive, sum[256], square[256], least[256], most[256], alive[256];
    double class[8], ended[8], at_risk[8];
} tally_t;

static int column(const polder_experiment_t *x, const char *name)
{
    const int f = polder_table_find(&x->table, name);
    for (int i = 0; i < x->record.n_summary; i++)
        if (x->record.summary[i] == f) return i;
    fail_msg("%s is not in the summary", name);
    return -1;
}

static int add(void *self, const polder_block_t *b, polder_report_t *out)
{
    tally_t *t = self;
    if (b->error) return polder_fail(out, POLDER_INTERNAL, "%s", b->error);
    const int outcome = column(t->x, "outcome"), ended = column(t->x, "ended");
    const int alive = column(t->x, "alive"), completed = column(t->x, "completed");
    for (int32_t u = 0; u < b->n_unit; u++) {
        for (int i = 0; i < t->x->record.n_summary; i++) {
            const double x = (double)b->summary[i * b->n_unit + u];
            t->sum[i] += x;
            t->square[i] += x * x;
            t->alive[i] += b->summary[alive * b->n_unit + u] > 0 ? x : 0;
            t->least[i] = t->n > 0 ? fmin(t->least[i], x) : x;
            t->most[i] = t->n > 0 ? fmax(t->most[i], x) : x;
        }
        /* who ends well does not dissolve */
        const bool well = b->summary[completed * b->n_unit + u] > 0;
        const int at = well ? 0 : (int)b->summary[ended * b->n_unit + u];
        t->n_alive += (double)b->summary[alive * b->n_unit + u];
        t->class[(int)b->summary[outcome * b->n_unit + u]]++;
        for (int year = 0; year < 5; year++) {
            t->at_risk[year] += at == 0 || at > 12 * year;
            t->ended[year] += at > 12 * year && at <= 12 * (year + 1);
        }
        t->n++;
    }
    return 0;
}

static void make(polder_experiment_t *x, int64_t replicates)
{
    const polder_value_t size = {.kind = POLDER_DRAW_INTEGER, .arg = {6, 18}};
    assert_true(polder_experiment_init(x, "collaboration", &report) >= 0);
    const int members = polder_table_find(&x->table, "network.members");
    assert_true(polder_experiment_put(x, members, &size, &report) >= 0);
    x->replicates = replicates;
    /* all that is of the network and no sum is counted */
    x->record.n_summary = 0;
    for (int f = 0; f < x->table.n_field && x->record.n_summary < 256; f++) {
        const polder_field_t *field = x->table.field[f];
        if (field->level != POLDER_NETWORK || field->role == POLDER_SUM) continue;
        if (field->role == POLDER_PARAMETER || strstr(field->name, "metric.")) continue;
        x->record.summary[x->record.n_summary++] = f;
    }
}

static void run(polder_experiment_t *x, tally_t *t)
{
    const polder_run_options_t options = {0};
    const polder_sink_t sink = {.self = t, .write = add};
    polder_timing_t timing = {0};
    *t = (tally_t){.x = x};
    const int code = polder_run(x, &options, &sink, &timing, &report);
    if (code < 0 && report.n > 0) print_error("%s\n", report.note[0].text);
    assert_true(code >= 0);
    assert_true(t->n == (double)x->replicates);
    polder_timing_free(&timing);
}

static void set(polder_experiment_t *x, const char *name, const char *text)
{
    if (polder_experiment_set(x, name, text, &report) < 0) fail_msg("%s = %s", name, text);
}

static double mean(const tally_t *t, const char *name)
{
    return t->sum[column(t->x, name)] / t->n;
}

static double mean_alive(const tally_t *t, const char *name)
{
    return t->alive[column(t->x, name)] / t->n_alive;
}

static void near(const char *what, double got, double reference, double tolerance, int *wrong)
{
    const bool off = !(fabs(got - reference) <= tolerance);
    print_message("  %-24s %6.3f, reference %5.3f%s\n", what, got, reference, off ? "  <--" : "");
    *wrong += off;
}

/* Figures of an independent implementation (docs/reference-figures.md, column prototype). 5,000
 * networks scatter by ±.006. */
static void test_reference(void **state)
{
    (void)state;
    polder_experiment_t x;
    static tally_t t;
    int wrong = 0;
    make(&x, 5000);
    run(&x, &t);
    static const struct {
        const char *name;
        double reference, tolerance;
    } shares[] = {{"success", .253, .03},       {"perceived", .442, .03},
                  {"pseudo", .270, .03},        {"trust.mean", .62, .03},
                  {"vigilance.mean", .33, .03}, {"contribution.mean", .42, .03},
                  {"alignment.mean", .68, .03}, {"momentum", .71, .03},
                  {"system_trust", .40, .03},   {"support.mean", .54, .03}};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
        near(shares[i].name, i < 3 ? mean(&t, shares[i].name) : mean_alive(&t, shares[i].name),
             shares[i].reference, shares[i].tolerance, &wrong);
    static const char *const class[] = {"win-win", "compromise", "win-lose", "lose-lose",
                                        "dissolved"};
    static const double of_class[] = {.253, .119, .169, .249, .210};
    for (int i = 0; i < 5; i++) near(class[i], t.class[i] / t.n, of_class[i], .03, &wrong);
    static const double hazard[] = {.009, .065, .065, .050, .039};
    for (int i = 0; i < 5; i++)
        near("hazard of a year", t.ended[i] / t.at_risk[i], hazard[i], .015, &wrong);
    assert_int_equal(wrong, 0);
    polder_experiment_free(&x);
}

static void test_no_opportunism(void **state)
{
    (void)state;
    polder_experiment_t x;
    static tally_t with, without;
    make(&x, 1500);
    run(&x, &with);
    set(&x, "opportunism.base", "0");
    run(&x, &without);
    static const char *const acts[] = {"acts.evasion", "acts.violation", "acts.refusal",
                                       "acts.renegotiation"};
    for (int i = 0; i < 4; i++) {
        assert_true(mean(&with, acts[i]) > 0.2);
        assert_true(without.most[column(&x, acts[i])] == 0);
    }
    assert_true(without.class[0] > with.class[0]);
    polder_experiment_free(&x);
}

/* Who cannot gain or lose trust keeps it: with all speeds 0, no acts, no turnover and nobody
 * leaving, trust and vigilance are at the end what they were at the start. */
static void test_no_learning(void **state)
{
    (void)state;
    polder_experiment_t none, all;
    static tally_t start, end;
    make(&none, 300);
    make(&all, 300);
    polder_experiment_t *both[] = {&none, &all};
    for (int i = 0; i < 2; i++) {
        static const char *const zero[] = {"trust.k_up",    "trust.k_down",    "trust.k_fade",
                                           "trust.v_up",    "trust.v_down",    "opportunism.base",
                                           "conflict.base", "loyalty.turnover"};
        for (size_t k = 0; k < sizeof zero / sizeof zero[0]; k++) set(both[i], zero[k], "0");
        set(both[i], "membership.base", "-20");
        /* brokerage and pseudo-consensus would lift and lower it */
        set(both[i], "steering.effort", "0");
        set(both[i], "progress.k_work", "0");
    }
    none.horizon = 1;
    run(&none, &start);
    run(&all, &end);
    assert_true(fabs(mean(&start, "trust.mean") - mean(&end, "trust.mean")) < 1e-6);
    assert_true(fabs(mean(&start, "vigilance.mean") - mean(&end, "vigilance.mean")) < 1e-6);
    assert_true(mean(&end, "alive") == 1);
    assert_true(end.most[column(&all, "phase")] == 0); /* nobody gets anywhere */
    polder_experiment_free(&none);
    polder_experiment_free(&all);
}

/* Without speed in any mechanism that moves it, each of these stays where it began. */
static void test_frozen(void **state)
{
    (void)state;
    static const struct {
        const char *rate, *column, *first;
        double value;
    } frozen[] = {{"progress.k_momentum", "momentum", "progress.first_momentum", 0.7},
                  {"contributing.k_contribution", "contribution.mean", NULL, 0.5},
                  {"loyalty.k_loyalty", "loyalty.mean", NULL, 0.5},
                  {"steering.k_ownership", "ownership.mean", NULL, 0.6}};
    for (size_t i = 0; i < sizeof frozen / sizeof frozen[0]; i++) {
        polder_experiment_t x;
        static tally_t t;
        make(&x, 200);
        set(&x, frozen[i].rate, "0");
        set(&x, "loyalty.turnover", "0");
        set(&x, "membership.base", "-20");
        set(&x, "membership.p_entry", "0");
        set(&x, "progress.k_work", "0");
        if (frozen[i].first) set(&x, frozen[i].first, "0.7");
        run(&x, &t);
        assert_true(fabs(mean(&t, frozen[i].column) - frozen[i].value) < 0.02);
        polder_experiment_free(&x);
    }
}

/* Without shocks nothing is ever refused or negotiated anew, and all stay adapted. */
static void test_no_shocks(void **state)
{
    (void)state;
    polder_experiment_t x;
    static tally_t t;
    make(&x, 300);
    set(&x, "context.p_shock", "0");
    run(&x, &t);
    assert_true(t.most[column(&x, "acts.refusal")] == 0);
    assert_true(t.most[column(&x, "acts.renegotiation")] == 0);
    assert_true(t.least[column(&x, "adaptation")] == 1);
    assert_true(mean(&t, "acts.evasion") > 1);
    polder_experiment_free(&x);
}

/* How organised a network is, is the mean of its four boundaries, also in a month in which
 * representatives and members come and go, and when the boundaries were given. */
static void test_organised(void **state)
{
    (void)state;
    polder_experiment_t x;
    static tally_t t;
    make(&x, 200);
    set(&x, "loyalty.turnover", "0.5");
    set(&x, "membership.base", "-2.5");
    set(&x, "boundary.task", "0.9");
    for (x.horizon = 1; x.horizon <= 7; x.horizon += 3) {
        run(&x, &t);
        assert_true(mean(&t, "representatives.replaced") > 1);
        const double four = mean(&t, "boundary.authority") + mean(&t, "boundary.task") +
                            mean(&t, "boundary.political") + mean(&t, "boundary.identity");
        assert_true(fabs(mean(&t, "organised") - four / 4) < 1e-6);
    }
    polder_experiment_free(&x);
}

/* What is divided by power is at most what is not divided equally. */
static void test_shares(void **state)
{
    (void)state;
    polder_experiment_t x;
    static tally_t t;
    make(&x, 100);
    x.horizon = 12;
    set(&x, "value.equal_share", "0.75");
    set(&x, "value.power_share", "1");
    set(&x, "rules.power", "0");
    set(&x, "heterogeneity.rules_sd", "0");
    set(&x, "steering.effort", "0");
    set(&x, "value.grab", "0");
    run(&x, &t);
    assert_true(t.most[column(&x, "value.power_used")] == 0.25);
    set(&x, "value.power_share", "0.125");
    run(&x, &t);
    assert_true(t.most[column(&x, "value.power_used")] == 0.125);
    polder_experiment_free(&x);
}

/* --- distributions (run/draw.c) --- */

enum { N = 40000 };
static double sample[N];

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double cdf(const polder_value_t *v, double x)
{
    const double *a = v->arg;
    switch (v->kind) {
    case POLDER_DRAW_NORMAL:
        return gsl_cdf_gaussian_P(x - a[0], a[1]);
    case POLDER_DRAW_TRUNCATED: {
        const double low = gsl_cdf_gaussian_P(a[2] - a[0], a[1]);
        const double high = gsl_cdf_gaussian_P(a[3] - a[0], a[1]);
        return (gsl_cdf_gaussian_P(x - a[0], a[1]) - low) / (high - low);
    }
    case POLDER_DRAW_BETA:
        return gsl_cdf_beta_P(x, a[0], a[1]);
    case POLDER_DRAW_LOGNORMAL:
        return gsl_cdf_lognormal_P(x, a[0], a[1]);
    case POLDER_DRAW_UNIFORM:
        return gsl_cdf_flat_P(x, a[0], a[1]);
    case POLDER_DRAW_EXPONENTIAL:
        return gsl_cdf_exponential_P(x, a[0]);
    default:
        return 0;
    }
}

static const polder_field_t wide = {.name = "some.field", .min = -1e6f, .max = 1e6f};

static void draw_all(polder_drawer_t *d, const polder_value_t *v, const polder_field_t *field)
{
    for (uint32_t i = 0; i < N; i++) {
        const uint32_t key[4] = {3, 0, i / 100, 0};
        sample[i] = (double)polder_draw(d, v, field, key, i % 100 / 4, i % 4);
    }
}

/* Kolmogorov and Smirnov's distance, times √n: above 1.95 in one of a thousand samples. */
static void test_continuous(void **state)
{
    (void)state;
    static const polder_value_t value[] = {
        {.kind = POLDER_DRAW_NORMAL, .arg = {1, 2}},
        {.kind = POLDER_DRAW_TRUNCATED, .arg = {0.5, 0.4, 0, 1}},
        {.kind = POLDER_DRAW_BETA, .arg = {2, 5}},
        {.kind = POLDER_DRAW_BETA, .arg = {0.5, 0.7}},
        {.kind = POLDER_DRAW_LOGNORMAL, .arg = {-0.125, 0.5}},
        {.kind = POLDER_DRAW_UNIFORM, .arg = {-3, 4}},
        {.kind = POLDER_DRAW_EXPONENTIAL, .arg = {2.5}},
    };
    polder_drawer_t d;
    assert_int_equal(polder_drawer_init(&d, &report), 0);
    for (size_t k = 0; k < sizeof value / sizeof value[0]; k++) {
        double most = 0;
        draw_all(&d, &value[k], &wide);
        qsort(sample, N, sizeof *sample, by_size);
        for (int i = 0; i < N; i++) {
            const double p = cdf(&value[k], sample[i]);
            most = fmax(most, fmax(p - (double)i / N, (double)(i + 1) / N - p));
        }
        print_message("distribution %zu: %.2f\n", k, most * sqrt(N));
        assert_true(most * sqrt(N) < 1.95);
    }
    polder_drawer_free(&d);
}

static void test_discrete(void **state)
{
    (void)state;
    double item[] = {1, 2, 7}, weight[] = {1, 4, 5};
    const polder_value_t value[] = {
        {.kind = POLDER_DRAW_INTEGER, .arg = {6, 18}},
        {.kind = POLDER_DRAW_CHOICE, .n = 3, .item = item},
        {.kind = POLDER_DRAW_CHOICE, .n = 3, .item = item, .weight = weight}};
    polder_drawer_t d;
    assert_int_equal(polder_drawer_init(&d, &report), 0);
    for (int k = 0; k < 3; k++) {
        double count[20] = {0}, chi = 0, share[20] = {0};
        int cells = 0;
        for (int i = 6; i <= 18 && k == 0; i++) share[i] = 1.0 / 13;
        for (int i = 0; i < 3 && k > 0; i++)
            share[(int)item[i]] = k == 1 ? 1.0 / 3 : weight[i] / 10;
        draw_all(&d, &value[k], &wide);
        for (int i = 0; i < N; i++) {
            assert_true(sample[i] >= 0 && sample[i] < 20 && sample[i] == floor(sample[i]));
            count[(int)sample[i]]++;
        }
        for (int i = 0; i < 20; i++) {
            if (share[i] == 0) assert_true(count[i] == 0);
            if (share[i] > 0) chi += pow(count[i] - N * share[i], 2) / (N * share[i]), cells++;
        }
        assert_true(gsl_cdf_chisq_Q(chi, cells - 1) > 1e-3);
    }
    polder_drawer_free(&d);
}

/* A draw is cut to the bounds of its field, depends on nothing but its key, and a number is
 * a number. */
static void test_draw_rules(void **state)
{
    (void)state;
    const polder_field_t narrow = {.name = "some.field", .min = 0, .max = 1};
    const polder_field_t other = {.name = "another.field", .min = -1e6f, .max = 1e6f};
    const polder_value_t normal = {.kind = POLDER_DRAW_NORMAL, .arg = {0, 9}};
    const polder_value_t number = {.kind = POLDER_DRAW_NUMBER, .arg = {0.3}};
    const polder_value_t far = {.kind = POLDER_DRAW_TRUNCATED, .arg = {0, 1, 50, 60}};
    polder_drawer_t d;
    assert_int_equal(polder_drawer_init(&d, &report), 0);
    draw_all(&d, &normal, &narrow);
    for (int i = 0; i < N; i++) assert_true(sample[i] >= 0 && sample[i] <= 1);
    const uint32_t key[4] = {1, 2, 3, 4}, key2[4] = {1, 2, 4, 4};
    const float x = polder_draw(&d, &normal, &wide, key, 5, 6);
    for (uint32_t i = 0; i < 50; i++) (void)polder_draw(&d, &normal, &wide, key2, i, 0);
    assert_true(polder_draw(&d, &normal, &wide, key, 5, 6) == x);
    assert_true(polder_draw(&d, &normal, &wide, key, 5, 7) != x);
    assert_true(polder_draw(&d, &normal, &wide, key, 6, 6) != x);
    assert_true(polder_draw(&d, &normal, &wide, key2, 5, 6) != x);
    assert_true(polder_draw(&d, &normal, &other, key, 5, 6) != x);
    assert_true(polder_draw(&d, &number, &wide, key, 0, 0) == 0.3f);
    assert_true(polder_draw(&d, &far, &wide, key, 0, 0) == 50);
    polder_drawer_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),   cmocka_unit_test(test_no_opportunism),
        cmocka_unit_test(test_no_learning), cmocka_unit_test(test_frozen),
        cmocka_unit_test(test_no_shocks),   cmocka_unit_test(test_organised),
        cmocka_unit_test(test_shares),      cmocka_unit_test(test_continuous),
        cmocka_unit_test(test_discrete),    cmocka_unit_test(test_draw_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
