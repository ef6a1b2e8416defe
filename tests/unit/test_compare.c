/* test_compare.c: what is read from a result file about arms and points, and a comparison that
 * agrees with the same counted by hand. With an argument it writes the file that the tests of the
 * command line look at:
 *
 *     test_compare FILE     3 arms, 2 points, made-up figures
 *
 *   case      arms plain, helped, twin (which does what plain does) at 2 points
 *   networks  case + 6 × replicate; replicates 1000 … 1999 could not be run
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <hdf5.h>
#include <math.h>

#include "analysis/compare.h"
#include "analysis/lasting.h"
#include "store_fixture.h"

enum {
    ARMS = 3,
    POINTS = 2,
    CASES = ARMS * POINTS,
    FIELDS = 6,
    HORIZON = 24,
    FAILED = 1000,
    BLOCK = 1000
};
enum { SUCCESS, ALIVE, ENDED, TRUST, VALUE, COST };

#define MADE_UP(name, most)                                                                        \
    {                                                                                              \
        name, POLDER_NETWORK, POLDER_OBSERVABLE, 0, 0, most, "1", name, "test", POLDER_SUMMARY,    \
            NULL                                                                                   \
    }
static const polder_field_t field[FIELDS] = {
    MADE_UP("success", 1),    MADE_UP("alive", 1),       MADE_UP("ended", 24),
    MADE_UP("trust.mean", 1), MADE_UP("value.total", 9), MADE_UP("intervention.cost", 99),
};

/* What the file says of its columns, since the program knows no such model. */
static const polder_measure_t measure[] = {
    {.name = "success", .kind = POLDER_MEASURE_SUCCESS, .noun = "strict success"},
    {.name = "value.total", .kind = POLDER_MEASURE_MEAN},
    {.name = "trust.mean", .kind = POLDER_MEASURE_MEAN},
    {.name = NULL}};

static char folder[] = "compare_XXXXXX";
static char *factor_name[] = {"relations.trust", "with \"a, b\""};
static const int64_t replicates = 6000; /* more networks than are read at a time */

/* A number in [0, 1) that the arms share. */
static double chance(int what, int64_t replicate, int point)
{
    uint64_t z = (uint64_t)what * 1000003u + (uint64_t)replicate * 7919u + (uint64_t)point * 31u;
    for (int i = 0; i < 3; i++) z = (z ^ (z >> 29)) * UINT64_C(0xbf58476d1ce4e5b9);
    return (double)(z >> 11) / 9007199254740992.0;
}

static float made_up(int what, int64_t unit)
{
    const int case_index = (int)(unit % CASES), point = case_index / ARMS;
    const int64_t r = unit / CASES;
    const double helped = case_index % ARMS == 1 ? 1 : 0;
    const double ends = 30 * chance(ENDED, r, point) + 4 * helped * chance(9, r, point);
    if (r >= FAILED && r < FAILED + BLOCK) return NAN;
    switch (what) {
    case SUCCESS:
        return chance(SUCCESS, r, point) < 0.3 + 0.1 * helped * (1 + point) ? 1.0f : 0.0f;
    case ALIVE:
        return ends >= HORIZON ? 1.0f : 0.0f;
    case ENDED:
        return ends >= HORIZON ? 0.0f : (float)(1 + (int)ends);
    case TRUST:
        return (float)(0.5 * chance(TRUST, r, point) + 0.05 * helped * chance(8, r, point));
    case VALUE:
        return (float)(chance(VALUE, r, point) + 0.2 * helped);
    default:
        return (float)(helped * (10 + 5 * chance(COST, r, point)));
    }
}

/* --- the file --- */

typedef struct {
    polder_experiment_t x;
    polder_model_t model;
    const polder_field_t *field[FIELDS];
    int summary[FIELDS];
    polder_arm_t arm[ARMS];
    polder_factor_t factor[2];
    double value[POINTS * 2];
} made_t;

static void make(made_t *m)
{
    static char *const name[ARMS] = {"plain", "helped", "twin"};
    *m = (made_t){.value = {0.25, 1, 0.5, 2}};
    m->model = fixture_model;
    m->model.measure = measure;
    m->x.table.model = &m->model;
    m->x.table.n_field = FIELDS;
    m->x.table.field = m->field;
    for (int i = 0; i < FIELDS; i++) {
        m->field[i] = &field[i];
        m->summary[i] = i;
    }
    for (int i = 0; i < ARMS; i++) m->arm[i].name = name[i];
    for (int i = 0; i < 2; i++)
        m->factor[i] = (polder_factor_t){.name = factor_name[i], .argument = -1};
    m->x.title = "Arms, made up";
    m->x.seed = 1;
    m->x.replicates = replicates;
    m->x.horizon = HORIZON;
    m->x.n_arm = ARMS;
    m->x.arm = m->arm;
    m->x.n_case = CASES;
    m->x.design = (polder_design_t){.kind = "grid",
                                    .n_factor = 2,
                                    .factor = m->factor,
                                    .n_point = POINTS,
                                    .n_together = 1,
                                    .value = m->value};
    /* `every` is 0, as in an experiment that is made without thinking of it: every tick counts. */
    m->x.record = (polder_record_t){.n_summary = FIELDS, .summary = m->summary};
}

static int write_file(const char *path)
{
    made_t m;
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t size = BLOCK * CASES;
    make(&m);
    int r = polder_store_open(&store, &m.x, path, fixture_text(&m.x, 1), &size, false, &complete,
                              &report);
    float *summary = malloc((size_t)(FIELDS * size) * sizeof *summary);
    for (int64_t b = 0; r == 0 && b < fixture_blocks(&m.x, size); b++) {
        const polder_sink_t sink = polder_store_sink(store);
        polder_block_t block = {.block = b, .first_unit = b * size, .n_unit = size};
        block.n_time = HORIZON + 1;
        block.summary = summary;
        for (int f = 0; f < FIELDS; f++)
            for (int i = 0; i < size; i++) summary[f * size + i] = made_up(f, b * size + i);
        if (b * size / CASES == FAILED) block.error = "made to fail";
        r = sink.write(sink.self, &block, &report);
    }
    if (r == 0) r = polder_store_join(store, &report);
    fixture_show(r, &report);
    polder_store_close(store);
    polder_report_free(&report);
    free(summary);
    return r;
}

static int in_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 && write_file("arms.h5") == 0 ? 0 : -1;
}

static int out_folder(void **state)
{
    (void)state;
    if (chdir("..") != 0) return -1;
    fixture_remove(folder);
    return 0;
}

static polder_result_t *open_file(const char *path)
{
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    assert_int_equal(fixture_show(polder_result_open(&result, path, &report), &report), 0);
    return result;
}

/* --- tests --- */

static void test_arms_and_points(void **state)
{
    double value[POINTS * 2];
    polder_report_t report = {0};
    polder_result_t *result = open_file("arms.h5");
    (void)state;
    assert_int_equal(polder_result_n_arm(result), ARMS);
    assert_string_equal(polder_result_arm(result, 1), "helped");
    assert_null(polder_result_arm(result, ARMS));
    assert_int_equal(polder_result_baseline(result), 0);
    assert_string_equal(polder_result_design(result), "grid");
    assert_int_equal(polder_result_n_point(result), POINTS);
    assert_int_equal(polder_result_n_factor(result), 2);
    assert_string_equal(polder_result_factor(result, 1), factor_name[1]);
    assert_null(polder_result_factor(result, 2));
    assert_int_equal(polder_result_read_points(result, 1, 1, value, 2, &report), 0);
    assert_true(value[0] == 0.5 && value[1] == 2.0);
    assert_int_equal(polder_result_read_points(result, 1, 1, value, 1, &report), POLDER_INTERNAL);
    assert_int_equal(polder_result_read_points(result, 1, 2, value, 4, &report), POLDER_INPUT);
    assert_int_equal(polder_result_index_rows(result, "replicate"), CASES * replicates);
    assert_int_equal(polder_result_index_rows(result, "trajectory/sample"), -1);
    assert_int_equal(polder_result_index_rows(result, "nothing"), -1);
    assert_null(polder_result_label(result, 0));
    polder_result_close(result);
    polder_report_free(&report);
}

/* The experiment in the file becomes one without arms and a design. */
static void without_arms(hid_t file)
{
    made_t m;
    make(&m);
    m.x.n_arm = 0;
    m.x.design.kind = NULL;
    const char *text = fixture_text(&m.x, 1);
    const hid_t attribute = H5Aopen(file, "experiment", H5P_DEFAULT);
    const hid_t type = H5Aget_type(attribute);
    assert_true(H5Awrite(attribute, type, &text) >= 0);
    H5Tclose(type);
    H5Aclose(attribute);
}

/* As a version without arms wrote it: each case is an arm. */
static void test_file_from_before(void **state)
{
    static const char *const gone[] = {"case_arm", "case_point", "arm_name", "arms", "design"};
    polder_report_t report = {0};
    (void)state;
    polder_result_t *result = NULL;
    const int64_t format = 1;
    assert_int_equal(write_file("before.h5"), 0);
    const hid_t file = H5Fopen("before.h5", H5F_ACC_RDWR, H5P_DEFAULT);
    const hid_t version = H5Aopen(file, "format_version", H5P_DEFAULT);
    assert_true(H5Awrite(version, H5T_NATIVE_INT64, &format) >= 0);
    H5Aclose(version);
    without_arms(file);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        assert_true(H5Ldelete(file, gone[i], H5P_DEFAULT) >= 0);
    assert_true(H5Adelete(file, "baseline") >= 0);
    H5Fclose(file);
    /* What wrote to it took its digest away. */
    assert_int_equal(polder_result_open(&result, "before.h5", &report), POLDER_FORMAT);
    assert_true(fixture_says(&report, "its digest is missing"));
    polder_report_free(&report);
    assert_int_equal(
        fixture_show(polder_result_open_trusting(&result, "before.h5", true, &report), &report), 0);
    assert_int_equal(polder_result_n_arm(result), CASES);
    assert_string_equal(polder_result_arm(result, 4), "helped, point 1");
    assert_int_equal(polder_result_n_point(result), 1);
    assert_int_equal(polder_result_n_factor(result), 0);
    assert_null(polder_result_design(result));
    assert_int_equal(polder_result_read_points(result, 0, 1, NULL, 0, &report), 0);
    polder_result_close(result);
}

/* Arms and points that do not make the cases: not a file to compare from. */
static void test_damaged_design(void **state)
{
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    (void)state;
    assert_int_equal(write_file("damaged.h5"), 0);
    const hid_t file = H5Fopen("damaged.h5", H5F_ACC_RDWR, H5P_DEFAULT);
    assert_true(H5Ldelete(file, "design", H5P_DEFAULT) >= 0);
    H5Fclose(file);
    assert_int_equal(polder_result_open_trusting(&result, "damaged.h5", true, &report),
                     POLDER_FORMAT);
    assert_true(fixture_says(&report, "damaged.h5 is damaged: design/points is missing"));
    polder_report_free(&report);
}

/* The same, with all pairs in memory. */
static void count_by_hand(int point, int arm, polder_pairs_t *success, polder_twin_t *trust,
                          polder_twin_t *lasted)
{
    for (int64_t r = 0; r < replicates; r++) {
        const int64_t a = r * CASES + point * ARMS + arm, b = r * CASES + point * ARMS;
        const float x = made_up(ENDED, a), y = made_up(ENDED, b);
        polder_pairs_add(success, made_up(SUCCESS, a), made_up(SUCCESS, b));
        polder_twin_add(trust, (double)made_up(TRUST, a), (double)made_up(TRUST, b));
        polder_twin_add(lasted, x == 0 ? HORIZON : (double)x, y == 0 ? HORIZON : (double)y);
    }
}

static void same(const polder_difference_t *a, const polder_difference_t *b)
{
    assert_int_equal(a->pairs, b->pairs);
    assert_true(fabs(a->difference - b->difference) < 1e-10);
    assert_true(fabs(a->low - b->low) < 1e-10 && fabs(a->high - b->high) < 1e-10);
    assert_true(fabs(a->p - b->p) < 1e-10);
}

static void check_arm(const polder_compare_t *c, const polder_arm_result_t *a)
{
    polder_pairs_t success = {0};
    polder_twin_t trust = {0}, lasted = {0};
    count_by_hand(a->point, a->arm, &success, &trust, &lasted);
    const polder_difference_t s = polder_pairs_difference(&success, 0.95);
    const polder_difference_t t = polder_twin_difference(&trust, 0.95);
    const polder_difference_t l = polder_twin_difference(&lasted, 0.95);
    assert_int_equal(a->value[c->success].n, replicates - BLOCK);
    assert_int_equal(s.pairs, replicates - BLOCK);
    assert_true(fabs(a->value[c->success].value - s.first) < 1e-12);
    same(&a->value[c->success].difference, &s);
    same(&a->value[polder_compare_figure(c, "trust.mean")].difference, &t);
    same(&a->value[c->lasted].difference, &l);
}

static void test_compare_by_hand(void **state)
{
    const polder_compare_options_t options = {0};
    polder_compare_t c = {0};
    polder_report_t report = {0};
    polder_result_t *result = open_file("arms.h5");
    (void)state;
    assert_int_equal(polder_compare_open(&c, result, &options, &report), 0);
    assert_int_equal(c.n_figure, 6);
    assert_string_equal(c.figure[c.success].measure->noun, "strict success");
    assert_true(c.together >= POINTS);
    assert_int_equal(polder_compare_read(&c, 0, POINTS, &report), 0);
    for (int k = 0; k < CASES; k++) check_arm(&c, &c.arm[k]);
    for (int point = 0; point < POINTS; point++) {
        const polder_arm_result_t *helped = &c.arm[point * ARMS + 1], *twin = helped + 1;
        assert_int_equal(helped->treat.verdict, POLDER_TREAT_HELPS);
        assert_true(helped->value[c.success].difference.p < 1e-6);
        assert_true(helped->logrank_z < -3 && helped->logrank_p < 0.003); /* it lasts longer */
        assert_true(helped->best.possible && helped->best.low == 0.0 && !twin->best.possible);
        /* A success costs what an extra network costs times the number to treat. */
        const double cost = helped->value[c.cost].value * helped->treat.number;
        assert_true(fabs(helped->cost.ratio / cost - 1) < 1e-6);
        assert_true(helped->cost.low < cost && cost < helped->cost.high);
        /* What does nothing makes no difference. */
        assert_true(twin->value[c.success].difference.difference == 0.0);
        assert_int_equal(twin->treat.verdict, POLDER_TREAT_UNSURE);
        assert_true(twin->logrank_z == 0.0 && twin->logrank_p == 1.0);
    }
    polder_compare_close(&c);
    polder_result_close(result);
}

/* Point by point, and against another arm. */
static void test_compare_in_pieces(void **state)
{
    const polder_compare_options_t options = {.baseline = "twin", .confidence = 0.9};
    polder_compare_t whole = {0}, piece = {0};
    polder_report_t report = {0};
    polder_result_t *result = open_file("arms.h5");
    (void)state;
    assert_int_equal(polder_compare_open(&whole, result, &options, &report), 0);
    assert_int_equal(polder_compare_open(&piece, result, &options, &report), 0);
    assert_int_equal(polder_compare_read(&whole, 0, POINTS, &report), 0);
    for (int point = 0; point < POINTS; point++) {
        assert_int_equal(polder_compare_read(&piece, point, 1, &report), 0);
        for (int i = 0; i < ARMS; i++) {
            const polder_arm_result_t *a = &whole.arm[point * ARMS + i], *b = &piece.arm[i];
            assert_int_equal(b->point, point);
            assert_int_equal(b->arm, i);
            for (int f = 0; f < whole.n_figure; f++)
                same(&a->value[f].difference, &b->value[f].difference);
            assert_true(a->logrank_z == b->logrank_z && a->best.high == b->best.high);
        }
    }
    polder_compare_close(&whole);
    polder_compare_close(&piece);
    polder_result_close(result);
}

static void test_compare_bad_input(void **state)
{
    static const char *const column[] = {"trust.maen"};
    polder_compare_t c = {0};
    polder_report_t report = {0};
    polder_result_t *result = open_file("arms.h5");
    (void)state;
    assert_int_equal(
        polder_compare_open(&c, result, &(polder_compare_options_t){.baseline = "helpd"}, &report),
        POLDER_INPUT);
    assert_true(fixture_says(&report, "there is no arm \"helpd\"; did you mean \"helped\"?"));
    assert_string_equal(report.note[0].file, "arms.h5");
    const polder_compare_options_t columns = {.n_column = 1, .column = column};
    assert_int_equal(polder_compare_open(&c, result, &columns, &report), POLDER_INPUT);
    assert_true(fixture_says(&report, "did you mean trust.mean?"));
    polder_compare_close(&c);
    polder_report_free(&report);
    polder_result_close(result);
}

static void test_lasting(void **state)
{
    polder_lasting_t l = {0};
    polder_report_t report = {0};
    polder_result_t *result = open_file("arms.h5");
    int64_t ended = 0, first_year = 0;
    (void)state;
    for (int64_t r = 0; r < replicates; r++) {
        ended += made_up(ENDED, r * CASES + ARMS + 1) > 0;
        first_year +=
            made_up(ENDED, r * CASES + ARMS + 1) > 0 && made_up(ENDED, r * CASES + ARMS + 1) <= 12;
    }
    assert_int_equal(polder_lasting_read(result, 1, 1, 0.95, &l, &report), 0);
    assert_int_equal(l.n_year, 2);
    const polder_lasting_arm_t *a = &l.arm[1];
    const double n = (double)(replicates - BLOCK);
    assert_int_equal(a->networks, replicates - BLOCK);
    assert_int_equal(a->point, 1);
    assert_int_equal(a->year[0].ended, first_year);
    assert_int_equal(a->year[0].ended + a->year[1].ended, ended);
    assert_true(fabs(a->curve[HORIZON].survival - (n - (double)ended) / n) < 1e-12);
    assert_true(a->curve[HORIZON].low < a->curve[HORIZON].survival);
    assert_true(a->curve[HORIZON].survival < a->curve[HORIZON].high);
    assert_true(a->median > 0 && a->curve[a->median].survival <= 0.5);
    assert_true(a->curve[a->median - 1].survival > 0.5);
    polder_lasting_free(&l);
    polder_lasting_free(&l);
    polder_result_close(result);
}

int main(int argc, char **argv)
{
    if (argc == 2) return write_file(argv[1]) == 0 ? 0 : 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arms_and_points),   cmocka_unit_test(test_file_from_before),
        cmocka_unit_test(test_damaged_design),    cmocka_unit_test(test_compare_by_hand),
        cmocka_unit_test(test_compare_in_pieces), cmocka_unit_test(test_compare_bad_input),
        cmocka_unit_test(test_lasting),
    };
    return cmocka_run_group_tests(tests, in_folder, out_folder);
}
