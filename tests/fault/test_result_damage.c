/* test_result_damage.c: a result file that is not byte for byte what was written is refused; so is
 * one whose digest is right but in which anything is missing, of another type, rank or length, or
 * does not fit the experiment that the file says it is of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <hdf5.h>

#include "io/dataset.h"
#include "io/digest.h"
#include "store_fixture.h"

enum { REPLICATES = 6, RECORDED = 3, BLOCK = 4 };

static char folder[] = "result_XXXXXX";
static fixture_t f;
static polder_network_t network;
static char *whole;
static size_t size;

/* Nothing is cut off here, so nobody waits for the disk. */
int fsync(int fd)
{
    (void)fd;
    return 0;
}

/* HDF5 1.10 forgets memory when it meets damaged metadata: not ours to mend. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

/* ---- a file with everything in it ---- */

static void make_experiment(void)
{
    static char *label[] = {"school", "library", "clinic"};
    static double value[] = {0.25, 0.5};
    static int32_t library = 1;
    static polder_group_t absent = {.n = 1, .org = &library};
    static polder_factor_t factor = {.name = "trust", .field = 2, .argument = -1};
    fixture_init(&f, REPLICATES, RECORDED);
    network.label = label;
    network.graph.n_org = 3;
    f.x.network = &network;
    f.x.n_group = 1;
    f.x.group = &absent;
    f.arm[1].changed.absent = f.arm[1].lacks.absent = 1;
    f.x.n_case = 4;
    f.x.futures = 2;
    f.x.design = (polder_design_t){.kind = "grid",
                                   .n_factor = 1,
                                   .factor = &factor,
                                   .n_point = 2,
                                   .n_together = 1,
                                   .value = value};
}

static int make_file(const char *path)
{
    polder_report_t report = {0};
    polder_store_t *store = NULL;
    bool complete = false;
    int32_t block = BLOCK;
    int r = polder_store_open(&store, &f.x, path, fixture_text(&f.x, 1), &block, POLDER_KEEP,
                              &complete, &report);
    const polder_block_t bad = {
        .block = 1, .first_unit = BLOCK, .n_unit = BLOCK, .error = "no room"};
    const polder_sink_t sink = polder_store_sink(store);
    if (r == POLDER_OK) r = sink.write(sink.self, &bad, &report);
    if (r == POLDER_OK) r = fixture_run(store, &f.x, block, INT64_MAX, &report);
    if (r == POLDER_OK) r = polder_store_join(store, &report);
    polder_store_close(store);
    return fixture_show(r, &report);
}

static int in_folder(void **state)
{
    (void)state;
    make_experiment();
    if (!mkdtemp(folder) || chdir(folder) != 0 || make_file("whole.h5") < 0) return -1;
    whole = fixture_bytes("whole.h5", &size);
    return whole ? 0 : -1;
}

static int out_folder(void **state)
{
    (void)state;
    free(whole);
    if (chdir("..") != 0) return -1;
    fixture_remove(folder);
    return 0;
}

static void write_file(const char *bytes, size_t n)
{
    FILE *file = fopen("x.h5", "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static int open_it(bool trust, polder_report_t *report)
{
    polder_result_t *result = NULL;
    const int code = polder_result_open_trusting(&result, "x.h5", trust, report);
    assert_true((code == POLDER_OK) == (result != NULL));
    polder_result_close(result);
    return code;
}

/* x.h5 is refused, for a reason in which this text stands. */
static void expect_refusal(bool trust, const char *text)
{
    polder_report_t report = {0};
    const int code = open_it(trust, &report);
    if (code != POLDER_FORMAT || !fixture_says(&report, text)) {
        for (size_t i = 0; i < report.n; i++) print_message("%s\n", report.note[i].text);
        print_message("code %d, should say: %s\n", code, text);
    }
    assert_int_equal(code, POLDER_FORMAT);
    assert_true(fixture_says(&report, text));
    assert_true(fixture_says(&report, "x.h5"));
    polder_report_free(&report);
}

/* ---- the digest ---- */

static void test_whole(void **state)
{
    (void)state;
    polder_report_t report = {0};
    write_file(whole, size);
    assert_int_equal(fixture_show(open_it(false, &report), &report), 0);
    assert_int_equal(open_it(true, NULL), 0);
    assert_memory_equal(whole + size - POLDER_DIGEST_SIZE, "\nXXH3-128 of the bytes before: ", 31);
    assert_int_equal(whole[size - 1], '\n');
}

/* Each byte, by one bit and by all. */
static void test_each_byte(void **state)
{
    (void)state;
    write_file(whole, size);
    const int fd = open("x.h5", O_WRONLY | O_CLOEXEC);
    for (size_t at = 0; at < size; at++) {
        const char wrong = (char)(whole[at] ^ (at % 3 ? 1 << at % 8 : 0xff));
        assert_int_equal(pwrite(fd, &wrong, 1, (off_t)at), 1);
        assert_int_equal(open_it(false, NULL), POLDER_FORMAT);
        assert_int_equal(pwrite(fd, whole + at, 1, (off_t)at), 1);
    }
    close(fd);
    assert_int_equal(open_it(false, NULL), 0);
}

static void test_lengths(void **state)
{
    (void)state;
    char *more = calloc(size + 100, 1);
    memcpy(more, whole, size);
    for (size_t n = 0; n < size; n += n < 200 || n + 200 > size ? 1 : 97) {
        write_file(whole, n);
        assert_int_equal(open_it(false, NULL), POLDER_FORMAT);
    }
    for (size_t n = size + 1; n < size + 100; n++) {
        write_file(more, n);
        expect_refusal(false, "its digest is missing");
        assert_int_equal(open_it(true, NULL), 0);
    }
    free(more);
    /* Just the digest gone, as by a program that writes with HDF5. */
    write_file(whole, size - POLDER_DIGEST_SIZE);
    expect_refusal(false, "changed by another program");
    assert_int_equal(open_it(true, NULL), 0);
}

/* ---- the structure ---- */

static hid_t edit(void)
{
    write_file(whole, size);
    const hid_t file = H5Fopen("x.h5", H5F_ACC_RDWR, H5P_DEFAULT);
    assert_true(file >= 0);
    return file;
}

static const char damaged[] = "x.h5 is damaged: ";

/* The changed file is refused when trusted, and with a digest that is right too. */
static void finish(hid_t file, const char *text)
{
    struct stat status;
    assert_true(H5Fclose(file) >= 0);
    expect_refusal(false, "its digest is missing");
    expect_refusal(true, text);
    const int fd = open("x.h5", O_RDWR | O_CLOEXEC);
    assert_int_equal(fstat(fd, &status), 0);
    assert_int_equal(polder_digest_add(fd, status.st_size), 0);
    close(fd);
    /* Then it is not called damaged. */
    expect_refusal(false, strcmp(text, damaged) == 0 ? "though its digest is right" : text);
}

typedef enum { DROP, TYPE, RANK, SHORTER, LONGER, SOFT, EXTERNAL, N_DAMAGE } damage_t;

static void copy_text(hid_t from, hid_t to, const char *name)
{
    char *text = NULL;
    if (H5Aexists(from, name) <= 0) return;
    const hid_t old = H5Aopen(from, name, H5P_DEFAULT);
    const hid_t type = H5Aget_type(old), space = H5Aget_space(old);
    const hid_t made = H5Acreate2(to, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(H5Aread(old, type, &text) >= 0 && H5Awrite(made, type, &text) >= 0);
    free(text);
    H5Sclose(space);
    H5Tclose(type);
    H5Aclose(made);
    H5Aclose(old);
}

static hid_t other_type(hid_t type)
{
    if (H5Tget_class(type) == H5T_STRING) return H5Tcopy(H5T_STD_I32LE);
    if (H5Tequal(type, H5T_STD_I64LE) > 0) return H5Tcopy(H5T_STD_U64LE);
    if (H5Tequal(type, H5T_IEEE_F32LE) > 0) return H5Tcopy(H5T_IEEE_F32BE);
    return H5Tcopy(H5T_STD_I16LE);
}

static void replace(hid_t file, const char *path, damage_t damage)
{
    hsize_t n[3] = {0};
    const hid_t old = H5Dopen2(file, path, H5P_DEFAULT);
    const hid_t space = H5Dget_space(old), type = H5Dget_type(old);
    int rank = H5Sget_simple_extent_dims(space, n, NULL);
    if (damage == RANK) n[rank++] = 3;
    if (damage == SHORTER) n[rank - 1]--;
    if (damage == LONGER) n[rank - 1]++;
    if (n[rank - 1] == 0) rank = 0;
    const hid_t made_type = damage == TYPE ? other_type(type) : H5Tcopy(type);
    const hid_t made_space = rank ? H5Screate_simple(rank, n, NULL) : H5Screate(H5S_SCALAR);
    assert_true(H5Ldelete(file, path, H5P_DEFAULT) >= 0);
    const hid_t made =
        H5Dcreate2(file, path, made_type, made_space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(made >= 0);
    copy_text(old, made, "field");
    copy_text(old, made, "level");
    H5Dclose(made);
    H5Sclose(made_space);
    H5Tclose(made_type);
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(old);
}

static void damage_it(hid_t file, const char *path, damage_t damage)
{
    if (damage == DROP) {
        assert_true(H5Ldelete(file, path, H5P_DEFAULT) >= 0);
    } else if (damage == SOFT) {
        assert_true(H5Lmove(file, path, file, "elsewhere", H5P_DEFAULT, H5P_DEFAULT) >= 0);
        assert_true(H5Lcreate_soft("/elsewhere", file, path, H5P_DEFAULT, H5P_DEFAULT) >= 0);
    } else if (damage == EXTERNAL) {
        assert_true(H5Ldelete(file, path, H5P_DEFAULT) >= 0);
        assert_true(H5Lcreate_external("whole.h5", path, file, path, H5P_DEFAULT, H5P_DEFAULT) >=
                    0);
    } else {
        replace(file, path, damage);
    }
}

static void test_each_dataset(void **state)
{
    (void)state;
    static const char *const column[] = {"share.done", "form", "trajectory/share.done",
                                         "trajectory/trust", "trajectory/tie.weight"};
    int tried = 0;
    for (int i = 0; i < POLDER_N_DATASET + 5; i++) {
        char path[100];
        const polder_dataset_t *d = &polder_datasets[i < POLDER_N_DATASET ? i : 0];
        if (d->flags & POLDER_COLUMN) continue;
        snprintf(path, sizeof path, "%s%s%s", d->group, *d->group ? "/" : "", d->name);
        if (i >= POLDER_N_DATASET) snprintf(path, sizeof path, "%s", column[i - POLDER_N_DATASET]);
        for (int damage = 0; damage < N_DAMAGE; damage++, tried++) {
            const hid_t file = edit();
            assert_true(H5Lexists(file, path, H5P_DEFAULT) > 0); /* the file has everything */
            damage_it(file, path, (damage_t)damage);
            finish(file, damaged);
        }
    }
    assert_true(tried > 35 * N_DAMAGE);
}

static void test_what_the_message_says(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        damage_t damage;
        const char *says;
    } list[] = {
        {"share.done", DROP, "share.done is missing"},
        {"share.done", TYPE, "share.done has another type than it should"},
        {"share.done", RANK, "share.done has 2 dimensions, not 1"},
        {"share.done", SHORTER, "share.done has 23 rows, not 24"},
        {"trajectory/trust", LONGER, "trajectory/trust has 7 columns, not 6"},
        {"failed", SOFT, "failed is a link to something else"},
        {"trajectory/time", DROP, "trajectory/time is missing"},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        const hid_t file = edit();
        damage_it(file, list[i].path, list[i].damage);
        finish(file, list[i].says);
    }
    hid_t file = edit();
    assert_true(H5Lcopy(file, "share.done", file, "share.undone", 0, 0) >= 0);
    finish(file, "there is share.undone, which its experiment does not have");
    file = edit();
    assert_true(H5Ldelete(file, "trajectory", H5P_DEFAULT) >= 0);
    finish(file, "0 networks are recorded over time, not 8");
    file = edit();
    assert_true(H5Ldelete(file, "errors", H5P_DEFAULT) >= 0);
    finish(file, "4 networks failed, for 0 reasons");
}

/* ---- attributes, and the experiment in one of them ---- */

static void put_text(hid_t file, const char *name, const char *text)
{
    const hid_t attribute = H5Aopen(file, name, H5P_DEFAULT);
    const hid_t type = H5Aget_type(attribute);
    assert_true(H5Awrite(attribute, type, &text) >= 0);
    H5Tclose(type);
    H5Aclose(attribute);
}

static void put_number(hid_t file, const char *name, int64_t value)
{
    const hid_t attribute = H5Aopen(file, name, H5P_DEFAULT);
    assert_true(H5Awrite(attribute, H5T_NATIVE_INT64, &value) >= 0);
    H5Aclose(attribute);
}

static void test_each_attribute(void **state)
{
    (void)state;
    for (size_t i = 0; i < polder_n_attribute; i++) {
        const polder_attribute_row_t *row = &polder_attributes[i];
        const int64_t seven = 7;
        hid_t file = edit();
        if (H5Aexists(file, row->name) <= 0) {
            H5Fclose(file);
            continue;
        }
        assert_true(H5Adelete(file, row->name) >= 0);
        if (row->since)
            finish(file, strcmp(row->name, "format_version") == 0 || row->name[0] == 'e'
                             ? "not a result of polder"
                             : row->name);
        else
            H5Fclose(file);
        file = edit();
        assert_true(H5Adelete(file, row->name) >= 0);
        const hid_t space = H5Screate(H5S_SCALAR);
        const hid_t type = row->type == POLDER_TEXT ? H5T_STD_I64LE : H5T_IEEE_F64LE;
        const hid_t made = H5Acreate2(file, row->name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        H5Awrite(made, H5T_NATIVE_INT64, &seven);
        H5Aclose(made);
        H5Sclose(space);
        finish(file, row->name);
    }
}

static void test_experiment(void **state)
{
    (void)state;
    static const char *const from_to[][3] = {
        {"\"foundings\": 3", "\"foundings\": 4", "attribute foundings says 3"},
        {"\"foundings\": 3", "\"foundings\": -3", "no possible foundings"},
        {"\"foundings\": 3", "\"foundings\": 3.5", "no possible foundings"},
        {"\"foundings\": 3, \"futures\": 2", "\"foundings\": 2, \"futures\": 3",
         "attribute foundings says 3"},
        {"\"foundings\": 3, \"futures\": 2", "\"replicates\": 6", "founding, which"},
        {"\"futures\": 2", "\"futures\": 1", "no possible futures"},
        {"\"foundings\": 3", "\"foundings\": 900000000", "more networks than there can be"},
        {"\"horizon\": 10", "\"horizon\": 2147483647", "no possible horizon"},
        {"\"horizon\": 10", "\"horizon\": 12", "attribute horizon says 10"},
        {"\"every\": 2", "\"every\": 3", "it has 6 times, not 4"},
        {"\"every\": 2", "\"every\": -2", "no possible every"},
        {"\"networks\": 3", "\"networks\": 4", "8 networks are recorded over time, not 12"},
        {"\"share.done\", \"form\"", "\"share.done\"", "there is form, which"},
        {"\"share.done\", \"form\"", "\"share.done\", \"failed\"", "summaries that is no field"},
        {"\"share.done\", \"form\"", "\"share.done\", \"../x\"", "summaries that is no field"},
        {"\"share.done\", \"form\"", "\"share.done\", 7", "summaries that is no field"},
        {"\"points\": 2", "\"points\": 1", "rows, not"},
        {"\"points\": 2", "\"points\": 4000000000", "no possible points"},
        {"[{}, {", "[{}, {}, {", "rows, not"},
        {"[{}, {\"network\": {\"absent\": [\"one\"]}}]", "[]", "no possible number of arms"},
        {"\"absent\"", "\"cut\"", "there is trajectory/arm_member, which"},
        {"{\"a\"", "{a", "is not JSON"},
        {"{\"a\": 1, ", "[", "is not JSON"},
    };
    for (size_t i = 0; i < sizeof from_to / sizeof from_to[0]; i++) {
        char text[8192];
        const char *right = fixture_text(&f.x, 1), *at = strstr(right, from_to[i][0]);
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - right), right, from_to[i][1],
                 at + strlen(from_to[i][0]));
        const hid_t file = edit();
        put_text(file, "experiment", text);
        finish(file, from_to[i][2]);
    }
    hid_t file = edit();
    put_text(file, "baseline", "nobody");
    finish(file, "its baseline is none of its arms");
    file = edit();
    put_number(file, "horizon", INT32_MAX);
    finish(file, "its attribute horizon says 2147483647 and its experiment 10");
    file = edit();
    put_number(file, "format_version", POLDER_NEWEST_FORMAT + 1);
    finish(file, "a newer version can read it");
    file = edit();
    put_number(file, "format_version", POLDER_OBSERVED_FORMAT);
    finish(file, "there is trajectory/arm_member, which this result should not have");
    file = edit();
    put_number(file, "format_version", 0);
    finish(file, "there is no file format 0");
    file = edit();
    put_text(file, "title", "\xff\xfe");
    finish(file, "the attribute title is not a text in UTF-8");
    static const char *const declaration[] = {
        "{",
        "[]",
        "{\"year\": 0}",
        "{\"year\": 12.5}",
        "{\"ends\": 7}",
        "{\"symptoms\": \"\"}",
        "{\"measures\": {}}",
        "{\"measures\": [7]}",
        "{\"measures\": [{\"name\": \"x\"}]}",
        "{\"measures\": [{\"kind\": \"mean\"}]}",
        "{\"measures\": [{\"kind\": \"mean\", \"name\": \"x\", \"head\": 1}]}",
        ("{\"measures\": [{\"kind\": \"success\", \"name\": \"x\"},"
         " {\"kind\": \"success\", \"name\": \"y\"}]}"),
        "{\"overview\": \"x\"}",
        "{\"overview\": [null]}",
    };
    for (size_t i = 0; i < sizeof declaration / sizeof declaration[0]; i++) {
        file = edit();
        put_text(file, "declaration", declaration[i]);
        finish(file, "its declaration is not one of a model");
    }
}

/* ---- values ---- */

/* Numbers by which a caller counts are looked at when they are read. */
static void test_values(void **state)
{
    (void)state;
    static const char *const name[] = {"case", "trajectory/sample", "trajectory/arc_network",
                                       "trajectory/arc_from", "errors/first_network"};
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++)
        for (int large = 0; large < 2; large++) {
            polder_report_t report = {0};
            polder_result_t *result = NULL;
            int64_t value[512];
            const hid_t file = edit();
            const hid_t set = H5Dopen2(file, name[i], H5P_DEFAULT);
            assert_true(H5Dread(set, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0);
            value[0] = large ? INT32_MAX : -1;
            assert_true(H5Dwrite(set, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0);
            H5Dclose(set);
            H5Fclose(file);
            int code = polder_result_open_trusting(&result, "x.h5", true, &report);
            /* networks are looked up by the order of this one */
            assert_int_equal(code < 0, strcmp(name[i], "trajectory/sample") == 0);
            if (code >= 0) code = polder_result_read_index(result, name[i], 0, 1, value, &report);
            assert_int_equal(code, POLDER_FORMAT);
            assert_true(fixture_says(&report, "and must be from 0 to"));
            polder_result_close(result);
            polder_report_free(&report);
        }
}

/* Two values change places, or one is another: what is looked up by its order would be missed. */
static void test_order(void **state)
{
    static const char *const name[] = {"trajectory/sample", "trajectory/time"};
    (void)state;
    for (int i = 0; i < 2; i++)
        for (int how = 0; how < 3; how++) {
            int64_t value[512];
            char says[96];
            const hid_t file = edit(), set = H5Dopen2(file, name[i], H5P_DEFAULT);
            assert_true(H5Dread(set, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0);
            const int64_t second = value[1], third = value[2];
            value[1] = how == 0 ? third : how == 1 ? value[0] : second;
            value[2] = how == 0 ? second : how == 1 ? third : value[1];
            assert_true(H5Dwrite(set, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0);
            H5Dclose(set);
            /* of networks only the order is known, of ticks each */
            const int row = how == 1 || (how == 0 && i == 1) ? 1 : 2;
            snprintf(says, sizeof says, "%s is %lld in row %d, which is not in order", name[i],
                     (long long)value[row], row);
            finish(file, says);
        }
}

/* Who is there in which arm: yes or no, and somebody in each. */
static void test_members(void **state)
{
    enum { ARMS = 2, ALL = 3 };
    static const struct {
        int8_t there[ARMS * ALL];
        const char *says;
    } wrong[] = {
        {{1, 1, 2, 1, 0, 1}, "arm_member is 2 for organisation 2 in arm 0"},
        {{1, 1, 1, 1, -1, 1}, "arm_member is -1 for organisation 1 in arm 1"},
        {{1, 1, 1, 0, 0, 0}, "nobody is there in arm 1"},
    };
    polder_result_t *result = NULL;
    (void)state;
    write_file(whole, size);
    assert_int_equal(polder_result_open(&result, "x.h5", NULL), 0);
    for (int a = -1; a <= ARMS; a++)
        for (int o = -1; o <= ALL; o++)
            assert_int_equal(polder_result_is_member(result, a, o), !(a == 1 && o == 1));
    polder_result_close(result);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const hid_t file = edit(), set = H5Dopen2(file, "trajectory/arm_member", H5P_DEFAULT);
        assert_true(H5Dwrite(set, H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, wrong[i].there) >=
                    0);
        H5Dclose(set);
        finish(file, wrong[i].says);
    }
}

/* One number of an event is changed, and `says` is why it is then refused when it is read. */
static void spoil_event(const char *name, int at, double wrong, const char *says)
{
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    polder_happened_t event[64];
    double value[64];
    const hid_t file = edit();
    const hid_t set = H5Dopen2(file, name, H5P_DEFAULT);
    assert_true(H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0);
    value[at] = wrong;
    assert_true(H5Dwrite(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0);
    H5Dclose(set);
    H5Fclose(file);
    assert_int_equal(polder_result_open_trusting(&result, "x.h5", true, &report), 0);
    const int64_t n = polder_result_n_event(result);
    assert_true(n > at && n <= 64);
    assert_int_equal(polder_result_read_events(result, 0, n, event, &report), POLDER_FORMAT);
    assert_true(fixture_says(&report, says));
    polder_result_close(result);
    polder_report_free(&report);
}

static void test_events(void **state)
{
    (void)state;
    spoil_event("events/network", 1, -1, "event 1 has a number that it cannot have");
    spoil_event("events/network", 1, 1e9, "event 1 has a number that it cannot have");
    spoil_event("events/network", 0, 5, "event 1 has a number that it cannot have");
    spoil_event("events/kind", 3, 2, "event 3 has a number that it cannot have");
    spoil_event("events/kind", 3, -1, "event 3 has a number that it cannot have");
    spoil_event("events/tick", 2, 0, "event 2 has a number that it cannot have");
    spoil_event("events/tick", 2, 11, "event 2 has a number that it cannot have");
    spoil_event("events/tick", 1, 3, "event 2 has a number that it cannot have");
    spoil_event("events/who", 0, -2, "event 0 has a number that it cannot have");
    spoil_event("events/whom", 0, -2, "event 0 has a number that it cannot have");
    spoil_event("events/a", 0, 2, "event 0 has a number that it cannot have");
    spoil_event("events/a", 0, 0.5, "event 0 has a number that it cannot have");
    spoil_event("events/a", 0, -1, "event 0 has a number that it cannot have");
    spoil_event("events/a", 0, INFINITY, "event 0 has a number that it cannot have");
}

/* What is read of them is what was written, network by network. */
static void test_pieces_of_events(void **state)
{
    (void)state;
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    polder_happened_t event[64];
    int64_t first = 0, n = 0;
    write_file(whole, size);
    assert_int_equal(polder_result_open(&result, "x.h5", &report), 0);
    const int64_t all = polder_result_n_event(result);
    assert_int_equal(polder_result_read_events(result, all, 0, event, &report), 0);
    assert_int_equal(polder_result_read_events(result, all, 1, event, &report), POLDER_INPUT);
    assert_int_equal(polder_result_read_events(result, -1, 1, event, &report), POLDER_INPUT);
    assert_int_equal(polder_result_read_events(result, 0, -1, event, &report), POLDER_INPUT);
    int64_t found = 0;
    for (int64_t u = 0; u < polder_result_networks(result); u++) {
        assert_int_equal(polder_result_events_of(result, u, &first, &n, &report), 0);
        if (n == 0) continue;
        assert_int_equal(n, fixture_events(u));
        assert_int_equal(polder_result_read_events(result, first, n, event, &report), 0);
        for (int i = 0; i < n; i++) {
            const polder_event_t should = fixture_event(u, i);
            assert_true(event[i].network == u && event[i].tick == should.tick);
            assert_true(event[i].kind == should.kind && event[i].who == should.who);
            assert_true(event[i].whom == should.whom);
            assert_memory_equal(event[i].number, should.number, sizeof should.number);
        }
        found += n;
    }
    assert_true(found == all && all > 10);
    assert_int_equal(polder_result_n_kind(result), FIXTURE_KINDS);
    assert_int_equal(polder_result_find_kind(result, "rest"), 1);
    assert_int_equal(polder_result_find_kind(result, "war"), -1);
    const polder_event_kind_t *kind = polder_result_kind(result, 1);
    assert_string_equal(kind->number[0].choices, "talk|walk\u00a6run");
    assert_null(kind->who);
    assert_null(polder_result_kind(result, 2));
    polder_result_close(result);
    polder_report_free(&report);
}

/* ---- the host ---- */

static herr_t handler(hid_t stack, void *self)
{
    (void)stack;
    ++*(int *)self;
    return 0;
}

/* The error handler of whoever uses the library stays, and is not called for errors of ours. */
static void test_error_handler(void **state)
{
    (void)state;
    int called = 0;
    H5E_auto2_t call = NULL, before = NULL;
    void *self = NULL, *mine = NULL;
    polder_result_t *result = NULL;
    H5Eget_auto2(H5E_DEFAULT, &before, &mine);
    H5Eset_auto2(H5E_DEFAULT, handler, &called);
    assert_int_equal(polder_result_open(&result, "whole.h5", NULL), 0);
    H5Eget_auto2(H5E_DEFAULT, &call, &self);
    assert_true(call == handler && self == &called);
    polder_result_close(result);
    write_file("text", 4);
    assert_int_equal(open_it(false, NULL), POLDER_FORMAT);
    assert_int_equal(open_it(true, NULL), POLDER_FORMAT);
    H5Eget_auto2(H5E_DEFAULT, &call, &self);
    assert_true(call == handler && self == &called);
    assert_int_equal(called, 0);
    H5Eset_auto2(H5E_DEFAULT, before, mine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_each_byte),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_each_dataset),
        cmocka_unit_test(test_what_the_message_says),
        cmocka_unit_test(test_each_attribute),
        cmocka_unit_test(test_experiment),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_pieces_of_events),
        cmocka_unit_test(test_error_handler),
    };
    return cmocka_run_group_tests(tests, in_folder, out_folder);
}
