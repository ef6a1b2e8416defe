/* test_what_was_read.c: what is said of a network file: names, sides, scales, missing values. */
#include "network_fixture.h"

enum { TRUST, CONTACT, INTEREST };
static const polder_field_t field[] = {
    {.name = "trust", .level = POLDER_ORGANISATION, .min = 0, .max = 1},
    {.name = "contact", .level = POLDER_ARC, .min = 0, .max = 1},
    {.name = "interest", .level = POLDER_ORGANISATION, .min = -1e6f, .max = 1e6f}};
static const polder_field_t *fields[] = {&field[0], &field[1], &field[2]};
static const polder_table_t table = {.n_field = 3, .field = fields};

/* The same; what is said of it goes to `said`. */
static int try_text(const char *name, const char *text, polder_source_t source,
                    polder_network_t *network, polder_report_t *report, char said[2000])
{
    const int rc = try_network(name, text, source, &table, network, report);
    *said = '\0';
    if (rc == 0) polder_network_say(network, said, 2000);
    return rc;
}

/* What is said of it begins or ends so. */
static void check_said(const char *name, const char *text, polder_source_t source,
                       const char *expected)
{
    polder_network_t network;
    polder_report_t report;
    char said[2000];
    if (try_text(name, text, source, &network, &report, said))
        fail_msg("%s", report.note[report.n - 1].text);
    assert_string_equal(said, expected);
    polder_network_free(&network);
    polder_report_free(&report);
}

#define HEAD(directed)                                                                             \
    HEAD_WITH(KEY("l", "node", "label", "string") KEY("n", "node", "name", "string")               \
                  KEY("s", "node", "size", "string") KEY("w", "edge", "often", "string"),          \
              directed)
#define EDGE(a, b, data) "<edge source='" a "' target='" b "'>" data "</edge>\n"

static void in_one_line(void **state)
{
    (void)state;
    check_said("a.graphml",
               HEAD("directed") NODE("a", DATA("l", "Ah") DATA("s", "3"))
                   NODE("b", DATA("l", " ") DATA("n", "Be") DATA("s", "-2")) NODE("c", "")
                       NODE("d", DATA("l", "De") DATA("s", "N/A")) EDGE("a", "b", DATA("w", "1"))
                           EDGE("b", "a", DATA("w", "5")) EDGE("a", "c", DATA("w", "often"))
                               EDGE("a", "c", "") EDGE("a", "a", "") TAIL,
               (polder_source_t){0},
               "4 organisations (names from label (2), name (1), id (1)), 2 ties from 5 records, "
               "directed, 1 reported by one side, 2 components, 1 without ties; attributes of "
               "organisations: size (2 of 4, -2 to 3); attributes of ties: often (text)");
    check_said("a.graphml",
               HEAD("undirected") NODE("a", "") NODE("b", "") EDGE("a", "b", DATA("w", " 2 ")) TAIL,
               (polder_source_t){0},
               "2 organisations (names from id), 1 tie, undirected, 1 component; attributes of "
               "organisations: label (0 of 2), name (0 of 2), size (0 of 2); attributes of ties: "
               "often (2)");
    check_said("a.csv", "a,b,3\nb,c,1\n", (polder_source_t){0},
               "3 organisations, 2 ties, undirected because each is named once, 1 component; "
               "attributes of ties: weight (1–3)");
    check_said("a.csv", "a,b\nb,a\nb,c\n", (polder_source_t){0},
               "3 organisations, 2 ties from 3 lines, directed, 1 reported by one side, "
               "1 component");
    /* neither a header nor a line about the separator is a tie */
    check_said("a.csv", "sep=;\nsource;target;w\na;b;1\nb;c;2\n", (polder_source_t){0},
               "3 organisations, 2 ties, undirected because each is named once, 1 component; "
               "attributes of ties: w (1–2)");
    check_said("a.csv", "source,target\na,b\nb,a\nb,c\n", (polder_source_t){0},
               "3 organisations, 2 ties from 3 lines, directed, 1 reported by one side, "
               "1 component");
    check_said("a.csv", "a,b\nb,a\nb,c\n", (polder_source_t){.undirected = POLDER_MUTUAL},
               "3 organisations, 1 tie from 3 lines, directed, 1 more reported by one side left "
               "out, 2 components, 1 without ties");
}

/* A list is cut off after some, and a name is not cut inside a letter. */
static void many_attributes(void **state)
{
    (void)state;
    char text[4000] = "graph [ node [ id 1";
    for (int i = 0; i < 30; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), " a%d %d", i, i);
    strcat(text, " ] node [ id 2 ] edge [ source 1 target 2 ] ]");
    polder_network_t network;
    polder_report_t report;
    char said[2000], small[40];
    assert_int_equal(try_text("a.gml", text, (polder_source_t){0}, &network, &report, said), 0);
    assert_non_null(strstr(said, "a11 (1 of 2, 11) and 18 more"));
    assert_int_equal(network.facts.n_attribute >= 30, 1);
    polder_network_say(&network, small, sizeof small);
    assert_true(strlen(small) == sizeof small - 1 && strncmp(small, said, sizeof small - 1) == 0);
    polder_network_free(&network);
    polder_report_free(&report);
}

/* ---- sides ---- */

static void what_one_side_says_is_its_own(void **state)
{
    (void)state;
    polder_mapping_t mapping = {.field = CONTACT, .attribute = (char[]){"weight"}};
    polder_source_t source = {.mapping = &mapping, .n_mapping = 1};
    polder_network_t n;
    polder_report_t report;
    char said[2000];
    assert_int_equal(try_text("a.csv", "a,b,0.5\nb,a,0.75\nb,c,1\n", source, &n, &report, said), 0);
    assert_true(of_arc(&n, 0, 0, 1) == 0.5f && of_arc(&n, 0, 1, 0) == 0.75f);
    assert_true(of_arc(&n, 0, 1, 2) == 1 && isnan(of_arc(&n, 0, 2, 1)));
    assert_int_equal(n.facts.one_sided, 1);
    assert_true(says(&report, "1 of 2 ties are reported by one end only and are kept; for the "
                              "other side contact is drawn"));
    assert_false(says(&report, "is missing"));
    polder_network_free(&n);
    polder_report_free(&report);
    /* each tie is named once: both sides have it */
    assert_int_equal(try_text("a.csv", "a,b,0.5\nc,b,NA\na,b,1\n", source, &n, &report, said), 0);
    assert_true(of_arc(&n, 0, 0, 1) == 0.5f && of_arc(&n, 0, 1, 0) == 0.5f);
    assert_true(isnan(of_arc(&n, 0, 1, 2)) && isnan(of_arc(&n, 0, 2, 1)));
    assert_true(says(&report, "'weight' is missing for 1 of 2 reported ties"));
    assert_true(says(&report, "1 repeated tie left out"));
    assert_false(says(&report, "one end only"));
    polder_network_free(&n);
    polder_report_free(&report);
    source.undirected = POLDER_UNDIRECTED;
    assert_int_equal(try_text("a.csv", "a,b,0.5\nb,a,0.75\nb,c,1\n", source, &n, &report, said), 0);
    assert_true(of_arc(&n, 0, 0, 1) == 0.5f && of_arc(&n, 0, 1, 0) == 0.75f);
    assert_true(of_arc(&n, 0, 1, 2) == 1 && of_arc(&n, 0, 2, 1) == 1);
    assert_non_null(strstr(said, "2 ties from 3 lines, taken for undirected, 1 component"));
    assert_int_equal(report.n, 0);
    polder_network_free(&n);
    polder_report_free(&report);
    /* unless the scenario asks for what both report */
    source.undirected = POLDER_MUTUAL;
    assert_int_equal(try_text("a.csv", "a,b,0.5\nc,b,NA\n", source, &n, &report, said), 0);
    assert_int_equal(n.graph.n_arc, 0);
    assert_true(says(&report, "no tie is reported by both ends"));
    polder_network_free(&n);
    polder_report_free(&report);
}

/* ---- names ---- */

static void names(void **state)
{
    (void)state;
    static const char text[] = HEAD("undirected") NODE("a", DATA("l", "One") DATA("n", "Same"))
        NODE("b", DATA("n", "Same")) NODE("c", DATA("n", "Same")) NODE("d", DATA("l", " \xc2\xa0"))
            EDGE("a", "b", "") EDGE("b", "c", "") EDGE("c", "d", "") TAIL;
    polder_network_t n;
    polder_report_t report;
    char said[2000];
    assert_int_equal(try_text("a.graphml", text, (polder_source_t){0}, &n, &report, said), 0);
    assert_string_equal(n.label[0], "One");
    assert_string_equal(n.label[1], "Same");
    assert_string_equal(n.label[3], "d");
    assert_true(says(&report, "two organisations are called 'Same': those with id '"));
    polder_network_free(&n);
    polder_report_free(&report);
    polder_source_t source = {.label = (char[]){"name"}};
    assert_int_equal(try_text("a.graphml", text, source, &n, &report, said), 0);
    assert_string_equal(n.label[0], "Same");
    assert_string_equal(n.label[3], "d");
    assert_true(says(&report, "; so it is 1 more time"));
    assert_non_null(strstr(said, "(names from name (3), id (1))"));
    polder_network_free(&n);
    polder_report_free(&report);
}

/* ---- numbers ---- */

/* One organisation's size, as text. */
static int size_of(const char *value, polder_scale_t scale, polder_network_t *n,
                   polder_report_t *report)
{
    char text[1200], said[2000];
    polder_mapping_t mapping = {
        .field = INTEREST, .attribute = (char[]){"size"}, .scale = scale, .lo = 0, .hi = 1};
    snprintf(text, sizeof text,
             HEAD("undirected") NODE("a", DATA("l", "Ah") DATA("s", "%s")) NODE("b", DATA("s", "1"))
                 EDGE("a", "b", "") TAIL,
             value);
    return try_text("a.graphml", text, (polder_source_t){.mapping = &mapping, .n_mapping = 1}, n,
                    report, said);
}

static void numbers_and_missing_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"2", 2},     {" -2.5 ", -2.5}, {"+.5e1", 5}, {"5.", 5},         {"1e-3", 1e-3},
                {"true", 1},  {"FALSE", 0},     {"", NAN},    {" ", NAN},        {"NA", NAN},
                {"n/a", NAN}, {"#N/A", NAN},    {"NaN", NAN}, {"\xc2\xa0", NAN}, {" 3\xc2\xa0", 3}};
    static const struct {
        const char *text, *words;
    } bad[] = {{"0,5", "attribute 'size' of 'Ah' is '0,5', not a number: write a decimal point"},
               {"-1,5e3", "write a decimal point"},
               {"0x10", "is '0x10', not a number"},
               {"1.5.2", "not a number"},
               {"1 000", "not a number"},
               {"much", "attribute 'size' of 'Ah' is 'much', not a number"},
               {"inf", "is not finite"},
               {"-Infinity", "is not finite"},
               {"1e999", "is not finite"},
               {"e5", "not a number"},
               {".", "not a number"},
               {"1e", "not a number"}};
    polder_network_t n;
    polder_report_t report;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (size_of(good[i].text, POLDER_AS_IS, &n, &report)) fail_msg("'%s'", good[i].text);
        const float x = n.column[0][0];
        if (isnan(good[i].value) ? !isnan(x) : x != (float)good[i].value)
            fail_msg("'%s' is %g", good[i].text, (double)x);
        assert_int_equal(says(&report, "'size' is missing for 1 of 2"), isnan(good[i].value) != 0);
        polder_network_free(&n);
        polder_report_free(&report);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(size_of(bad[i].text, POLDER_RANK, &n, &report), POLDER_FORMAT);
        assert_int_equal(report.note[report.n - 1].line, 8);
        if (!says(&report, bad[i].words))
            fail_msg("'%s' gives '%s'", bad[i].text, report.note[report.n - 1].text);
        polder_report_free(&report);
    }
}

/* ---- scales ---- */

static int on_scale(polder_mapping_t mapping, const char *values, float x[3],
                    polder_report_t *report)
{
    char text[1200], said[2000], a[8], b[8], c[8];
    polder_network_t n;
    mapping.attribute = (char[]){"size"};
    assert_int_equal(sscanf(values, "%7s %7s %7s", a, b, c), 3);
    snprintf(text, sizeof text,
             HEAD("undirected") NODE("a", DATA("s", "%s")) NODE("b", DATA("s", "%s"))
                 NODE("c", DATA("s", "%s")) EDGE("a", "b", "") EDGE("b", "c", "") TAIL,
             a, b, c);
    const int rc =
        try_text("a.graphml", text, (polder_source_t){.mapping = &mapping, .n_mapping = 1}, &n,
                 report, said);
    if (rc == 0)
        for (int i = 0; i < 3; i++) x[i] = n.column[0][i];
    polder_network_free(&n);
    return rc;
}

static void stated_scales(void **state)
{
    (void)state;
    static const struct {
        double from[2], lo, hi;
        bool reverse;
        const char *values;
        float expected[3];
    } good[] = {{{1, 5}, 0, 1, false, "3 4 5", {0.5f, 0.75f, 1}},
                {{1, 5}, 0, 1, true, "3 4 5", {0.5f, 0.25f, 0}},
                {{5, 1}, 0, 1, false, "1 4 5", {1, 0.25f, 0}},
                {{1, 5}, 1, 0, false, "1 4 NA", {1, 0.25f, NAN}},
                {{0, 10}, 0.2, 0.8, false, "0 5 10", {0.2f, 0.5f, 0.8f}},
                {{-1, 1}, 0, 1, false, "-1 0 0.5", {0, 0.5f, 0.75f}}};
    polder_report_t report;
    float x[3] = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        const polder_mapping_t mapping = {.field = TRUST,
                                          .scale = POLDER_STATED,
                                          .reverse = good[i].reverse,
                                          .lo = good[i].lo,
                                          .hi = good[i].hi,
                                          .from = {good[i].from[0], good[i].from[1]}};
        assert_int_equal(on_scale(mapping, good[i].values, x, &report), 0);
        for (int k = 0; k < 3; k++)
            if (isnan(good[i].expected[k]) ? !isnan(x[k])
                                           : fabsf(x[k] - good[i].expected[k]) > 1e-6f)
                fail_msg("%s: %g for %d", good[i].values, (double)x[k], k);
        polder_report_free(&report);
    }
    polder_mapping_t mapping = {
        .field = TRUST, .scale = POLDER_STATED, .lo = 0, .hi = 1, .from = {5, 1}};
    assert_int_equal(on_scale(mapping, "1 6 5", x, &report), POLDER_FORMAT);
    assert_true(
        says(&report, "attribute 'size' of 'b' is 6, outside the stated scale from 5 to 1"));
    polder_report_free(&report);
    mapping = (polder_mapping_t){.field = TRUST};
    assert_int_equal(on_scale(mapping, "1 4 5", x, &report), POLDER_FORMAT);
    assert_true(says(&report, "attribute 'size' of 'b' gives trust = 4, outside [0, 1]; the file "
                              "has 1 to 5: if these are answers on a scale, state it, as in scale: "
                              "{from: [1, 5], to: [0, 1]}"));
    polder_report_free(&report);
}

/* ---- components ---- */

static void components(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } file[] = {{"a,b\nb,c\nd,e\n",
                 "has 2 components, the largest of 3 of its 5 organisations: components "
                 "meet only through"},
                {"a,b\nc,c\n", "has 2 components, the largest of 2 of its 3 organisations, and 1 "
                               "organisation is without ties, such as 'c'"},
                {"a,b\nc,c\nd,d\n", "and 2 organisations are without ties, such as 'c'"}};
    polder_network_t n;
    polder_report_t report;
    char said[2000];
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        assert_int_equal(try_text("a.csv", file[i].text, (polder_source_t){0}, &n, &report, said),
                         0);
        if (!says(&report, file[i].words)) fail_msg("'%s'", file[i].words);
        polder_network_free(&n);
        polder_report_free(&report);
    }
    assert_int_equal(try_text("a.csv", "a,b\nb,c\n", (polder_source_t){0}, &n, &report, said), 0);
    assert_int_equal(report.n, 0);
    assert_int_equal(n.facts.n_component, 1);
    assert_int_equal(n.facts.largest, 3);
    polder_network_free(&n);
}

/* Who is in no arm does not count in the warning, as one who is alone or one who holds others together. */
static void absent_members(void **state)
{
    (void)state;
    static const struct {
        const char *text, *absent, *words;
    } file[] = {
        {"a,b\nc,c\n", "c", NULL},
        {"a,b\nc,c\n", "b",
         "the largest of 1 of its 2 organisations, and 2 organisations are "
         "without ties, such as 'a'"},
        {"a,b\nb,c\n", "b", "2 organisations are without ties, such as 'a'"},
        {"b,a\na,d\nc,c\n", "a", "has 3 components, the largest of 1 of its 3 organisations"},
        {"a,b\nb,c\n", "nobody", NULL}};
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        polder_network_t n;
        polder_report_t report;
        char said[2000], *absent[] = {strdup(file[i].absent)};
        const polder_source_t source = {.n_absent = 1, .absent = absent};
        assert_int_equal(try_text("a.csv", file[i].text, source, &n, &report, said), 0);
        for (size_t k = 0; k < report.n && !file[i].words; k++)
            if (strstr(report.note[k].text, "component")) fail_msg("%s", report.note[k].text);
        if (file[i].words && !says(&report, file[i].words)) fail_msg("'%s'", file[i].words);
        polder_network_free(&n);
        polder_report_free(&report);
        free(absent[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_one_line),
        cmocka_unit_test(many_attributes),
        cmocka_unit_test(what_one_side_says_is_its_own),
        cmocka_unit_test(names),
        cmocka_unit_test(numbers_and_missing_values),
        cmocka_unit_test(stated_scales),
        cmocka_unit_test(components),
        cmocka_unit_test(absent_members),
    };
    return cmocka_run_group_tests_name("what was read", tests, set_up, tear_down);
}
