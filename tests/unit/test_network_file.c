/* test_network_file.c: network files: formats, mappings, and real networks. */
#include "network_fixture.h"

/* Public networks, which are no part of the project: the folder POLDER_NETWORKS. */
#define NETWORKS POLDER_SOURCE_DIR "/../shared/data/networks"

enum { TRUST, CONTACT, POSITION, SEATS };
static const polder_field_t field[] = {
    {.name = "trust", .level = POLDER_ORGANISATION, .min = 0, .max = 1},
    {.name = "contact", .level = POLDER_ARC, .min = 0, .max = 1},
    {.name = "position", .level = POLDER_ORGANISATION, .min = -1, .max = 1},
    {.name = "seats", .level = POLDER_ORGANISATION, .max = 9, .flags = POLDER_WHOLE}};
static const polder_field_t *fields[] = {&field[0], &field[1], &field[2], &field[3]};
static const polder_table_t table = {.n_field = 4, .field = fields};

/* The same, of a file that must be read. */
static polder_network_t read_text(const char *name, const char *text, polder_source_t source,
                                  polder_report_t *report)
{
    polder_network_t network;
    if (try_network(name, text, source, &table, &network, report))
        fail_msg("%s", report->note[report->n - 1].text);
    return network;
}

/* ---- formats ---- */

static void edge_list(void **state)
{
    (void)state;
    polder_mapping_t weight = {CONTACT, (char[]){"weight"}, POLDER_AS_IS, false, 0, 0, {0, 0}};
    polder_source_t source = {.mapping = &weight, .n_mapping = 1};
    polder_report_t report;
    polder_network_t n = read_text("ties.txt",
                                   "\xef\xbb\xbf# from to weight\r\n"
                                   "North South 0.5\r\n"
                                   "\r\n"
                                   "  \"East of here\" North 0.25\n"
                                   "\"Caf\xc3\xa9 de la gare\" South\n"
                                   "St.John's,1 \tNorth 1e-1\n"
                                   "South North .75",
                                   source, &report);
    assert_int_equal(n.graph.n_org, 5);
    assert_int_equal(n.graph.n_arc, 8);
    assert_string_equal(n.label[0], "North");
    assert_string_equal(n.label[1], "South");
    assert_string_equal(n.label[2], "East of here");
    assert_string_equal(n.label[3], "Caf\xc3\xa9 de la gare");
    assert_string_equal(n.label[4], "St.John's,1");
    assert_true(of_arc(&n, 0, 0, 1) == 0.5f);
    assert_true(of_arc(&n, 0, 1, 0) == 0.75f);
    assert_true(isnan(of_arc(&n, 0, 0, 2))); /* only East reports it */
    assert_true(of_arc(&n, 0, 2, 0) == 0.25f);
    assert_true(isnan(of_arc(&n, 0, 3, 1)));
    assert_true(of_arc(&n, 0, 4, 0) == 0.1f);
    assert_true(says(&report, "'weight' is missing for 1 of 5 reported ties"));
    assert_true(says(&report, "3 of 4 ties are reported by one end only and are kept; for the "
                              "other side contact is drawn"));
    polder_network_free(&n);
    polder_report_free(&report);
    n = read_text("ties.csv", "\"a, b\", c d\nc d ,e. f,\n", (polder_source_t){0}, &report);
    assert_int_equal(n.graph.n_arc, 4);
    assert_string_equal(n.label[0], "a, b");
    assert_string_equal(n.label[1], "c d");
    assert_string_equal(n.label[2], "e. f");
    assert_int_equal(report.n, 0); /* the usual list: no remarks */
    polder_network_free(&n);
}

static void networks_without_ties(void **state)
{
    (void)state;
    polder_report_t report;
    polder_network_t n = read_text("ties.txt", "a b\nb c\n",
                                   (polder_source_t){.undirected = POLDER_MUTUAL}, &report);
    assert_int_equal(n.graph.n_arc, 0);
    assert_true(says(&report, "no tie is reported by both ends"));
    polder_network_free(&n);
    polder_report_free(&report);
    n = read_text("none.gml", "graph [ node [ id 1 ] node [ id 2 ] ]\n", (polder_source_t){0},
                  &report);
    assert_true(says(&report, "the network has no ties"));
    polder_network_free(&n);
    polder_report_free(&report);
}

static const char gml[] = "graph [\n"
                          "  node [ id 5 label \"A.B c\" size 3 ]\n"
                          "  node [ id 9 label \"Gr\xc3\xb8n\" size 1 ]\n"
                          "  node [ id 2 size 2 ]\n"
                          "  edge [ source 5 target 9 value 0.5 ]\n"
                          "  edge [ source 9 target 2 value 1 ]\n"
                          "]\n";

static void gml_file(void **state)
{
    (void)state;
    polder_mapping_t mapping[] = {{TRUST, (char[]){"size"}, POLDER_RANGE, true, 0.2, 0.6, {0, 0}},
                                  {CONTACT, (char[]){"value"}, POLDER_AS_IS, false, 0, 0, {0, 0}}};
    polder_source_t source = {.mapping = mapping, .n_mapping = 2};
    polder_report_t report;
    polder_network_t n = read_text("a.gml", gml, source, &report);
    assert_int_equal(n.graph.n_org, 3);
    assert_string_equal(n.label[0], "A.B c");
    assert_string_equal(n.label[1], "Gr\xc3\xb8n");
    assert_string_equal(n.label[2], "2");
    assert_true(n.column[0][0] == 0.2f && n.column[0][1] == 0.6f);
    assert_true(fabsf(n.column[0][2] - 0.4f) < 1e-6f);
    assert_true(of_arc(&n, 1, 0, 1) == 0.5f && of_arc(&n, 1, 1, 0) == 0.5f);
    assert_int_equal(report.n, 0);
    polder_network_free(&n);
    n = read_text("a.dat", gml, (polder_source_t){.format = POLDER_GML, .label = (char[]){"id"}},
                  &report);
    assert_string_equal(n.label[1], "9");
    polder_network_free(&n);
}

static void pajek_file(void **state)
{
    (void)state;
    polder_report_t report;
    polder_mapping_t weight = {CONTACT, (char[]){"weight"}, POLDER_RANK, false, 0, 1, {0, 0}};
    polder_network_t n = read_text("a.net",
                                   "*Vertices 4\n1 \"a b\"\n2 \"Caf\xe9\"\n3 \"c.d\"\n4 \"e\"\n"
                                   "*Edges\n1 2 5\n2 3 7\n3 4 5\n",
                                   (polder_source_t){.mapping = &weight, .n_mapping = 1}, &report);
    assert_int_equal(n.graph.n_arc, 6);
    assert_string_equal(n.label[0], "a b");
    assert_string_equal(n.label[1], "Caf\xc3\xa9");
    assert_true(says(&report, "read as Windows-1252, which gives 'Caf\xc3\xa9'"));
    assert_true(fabsf(of_arc(&n, 0, 0, 1) - 0.3f) < 1e-6f); /* ranks 1 … 4: (2.5 − 1) / 5 */
    assert_true(fabsf(of_arc(&n, 0, 1, 2) - 0.9f) < 1e-6f); /* ranks 5, 6 */
    polder_network_free(&n);
    polder_report_free(&report);
}

/* Every format that names no encoding is read by the same rule. */
static void encodings(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *label, *warning;
        int line;
    } text[] = {
        {"a.gml", "graph [\r\n node [ id 1 label \"Zo\xeb \x80\" ]\r\n node [ id 2 ] ]",
         "Zo\xc3\xab \xe2\x82\xac", "which gives 'Zo\xc3\xab'", 2},
        {"a.gml", "graph [\r node [ id 1 label \"\x9f\" ]\r node [ id 2 ] ]", "\xc5\xb8",
         "which gives '\xc5\xb8'", 2},
        {"a.gml", "\xef\xbb\xbfgraph [ node [ id 1 label \"Zo\xc3\xab\" ] node [ id 2 ] ]",
         "Zo\xc3\xab", NULL, 0},
        {"a.net",
         "\xef\xbb\xbf*Vertices 2\n1 \"\xe2\x82\xac \xf0\x9f\x8c\xb7\"\n2 \"b\"\n*Edges\n1 2\n",
         "\xe2\x82\xac \xf0\x9f\x8c\xb7", NULL, 0},
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        polder_report_t report;
        polder_network_t n = read_text(text[i].name, text[i].text, (polder_source_t){0}, &report);
        assert_string_equal(n.label[0], text[i].label);
        if (text[i].warning) assert_true(says(&report, text[i].warning));
        if (text[i].warning) assert_int_equal(report.note[0].line, text[i].line);
        if (!text[i].warning) assert_false(says(&report, "Windows"));
        polder_network_free(&n);
        polder_report_free(&report);
    }
}

#define HEAD(directed)                                                                             \
    HEAD_WITH(KEY("x", "node", "x", "double") KEY("s", "node", "s", "string")                      \
                  KEY("b", "node", "b", "boolean") KEY("w", "edge", "w", "double"),                \
              directed)

static const char graphml[] = HEAD("directed") NODE(
    "p", DATA("x", "0.5") DATA("s", " 1 ")
             DATA("b", "true")) NODE("q", DATA("x", "NaN") DATA("s", "NA")
                                              DATA("b", "false")) NODE("r", DATA("x", "-1")
                                                                                DATA("s", "0"))
    NODE("s", DATA("x", "1") DATA("s", "1e0") DATA("b", "1")) "<edge source='p' target='q'>" DATA(
        "w", "0.1") "</edge>\n"
                    "<edge source='q' target='p'>" DATA(
                        "w",
                        "0.2") "</edge>\n"
                               "<edge source='p' target='q'>" DATA(
                                   "w",
                                   "0.9") "</edge>\n"
                                          "<edge source='q' target='r'>" DATA(
                                              "w",
                                              "0.3") "</edge>\n"
                                                     "<edge source='r' target='q'></edge>\n"
                                                     "<edge source='s' target='r'>" DATA(
                                                         "w",
                                                         "0.4") "</edge>\n"
                                                                "<edge source='s' target='s'>" DATA(
                                                                    "w", "0.4") "</edge>\n" TAIL;

static void graphml_file(void **state)
{
    (void)state;
    polder_mapping_t mapping[] = {{CONTACT, (char[]){"w"}, POLDER_AS_IS, false, 0, 0, {0, 0}},
                                  {POSITION, (char[]){"x"}, POLDER_AS_IS, false, 0, 0, {0, 0}},
                                  {TRUST, (char[]){"s"}, POLDER_AS_IS, false, 0, 0, {0, 0}},
                                  {SEATS, (char[]){"b"}, POLDER_AS_IS, false, 0, 0, {0, 0}}};
    polder_source_t source = {.mapping = mapping, .n_mapping = 4};
    polder_report_t report;
    polder_network_t n = read_text("a.graphml", graphml, source, &report);
    assert_int_equal(n.graph.n_arc, 6);
    assert_string_equal(n.label[3], "s");
    assert_true(of_arc(&n, 0, 0, 1) == 0.1f && of_arc(&n, 0, 1, 0) == 0.2f);
    assert_true(of_arc(&n, 0, 1, 2) == 0.3f && isnan(of_arc(&n, 0, 2, 1)));
    assert_true(of_arc(&n, 0, 3, 2) == 0.4f && isnan(of_arc(&n, 0, 2, 3)));
    assert_true(n.column[1][0] == 0.5f && isnan(n.column[1][1]) && n.column[1][2] == -1);
    assert_true(n.column[2][0] == 1 && isnan(n.column[2][1]) && n.column[2][2] == 0);
    assert_true(n.column[3][0] == 1 && n.column[3][1] == 0 && n.column[3][3] == 1);
    assert_true(says(&report, "1 tie of an organisation with itself left out"));
    assert_true(says(&report, "1 repeated tie left out; the first values count"));
    assert_true(says(&report, "1 of 3 ties are reported by one end only and are kept"));
    assert_true(says(&report, "'x' is missing for 1 of 4 organisations"));
    polder_network_free(&n);
    polder_report_free(&report);
    source.undirected = POLDER_MUTUAL;
    n = read_text("a.xml", graphml, source, &report);
    assert_int_equal(n.graph.n_org, 4); /* s stays, alone */
    assert_int_equal(n.graph.n_arc, 4);
    assert_true(of_arc(&n, 0, 0, 1) == 0.1f && of_arc(&n, 0, 1, 0) == 0.2f);
    assert_true(of_arc(&n, 0, 1, 2) == 0.3f && isnan(of_arc(&n, 0, 2, 1)));
    assert_true(says(&report, "1 of 3 ties are reported by one end only and are left out"));
    polder_network_free(&n);
    polder_report_free(&report);
}

/* ---- mappings ---- */

static void mapped(polder_scale_t scale, bool reverse, const char *values, const float expected[4])
{
    char text[512];
    float x[4];
    assert_int_equal(sscanf(values, "%f %f %f %f", &x[0], &x[1], &x[2], &x[3]), 4);
    int at = snprintf(text, sizeof text, "graph [\n");
    for (int i = 0; i < 4; i++) {
        at += snprintf(text + at, sizeof text - (size_t)at, "node [ id %d ", i);
        at += isnan(x[i]) ? snprintf(text + at, sizeof text - (size_t)at, "]\n")
                          : snprintf(text + at, sizeof text - (size_t)at, "x %g ]\n", (double)x[i]);
    }
    snprintf(text + at, sizeof text - (size_t)at, "edge [ source 0 target 1 ] ]\n");
    polder_mapping_t mapping = {POSITION, (char[]){"x"}, scale, reverse, -1, 1, {0, 0}};
    polder_report_t report;
    polder_network_t n =
        read_text("m.gml", text, (polder_source_t){.mapping = &mapping, .n_mapping = 1}, &report);
    for (int i = 0; i < 4; i++) {
        const float y = n.column[0][i];
        if (isnan(expected[i]) ? !isnan(y) : !(fabsf(y - expected[i]) < 1e-6f))
            fail_msg("'%s' gives %g, not %g, for %d", values, (double)y, (double)expected[i], i);
    }
    polder_network_free(&n);
    polder_report_free(&report);
}

static void scales(void **state)
{
    (void)state;
    mapped(POLDER_RANGE, false, "0 10 5 2.5", (float[]){-1, 1, 0, -0.5f});
    mapped(POLDER_RANGE, true, "0 10 5 2.5", (float[]){1, -1, 0, 0.5f});
    mapped(POLDER_RANGE, false, "7 7 7 nan", (float[]){0, 0, 0, NAN});
    mapped(POLDER_RANK, false, "1 100 10 1000", (float[]){-1, 1 / 3.0f, -1 / 3.0f, 1});
    mapped(POLDER_RANK, true, "1 100 10 1000", (float[]){1, -1 / 3.0f, 1 / 3.0f, -1});
    mapped(POLDER_RANK, false, "3 3 9 nan", (float[]){-0.5f, -0.5f, 1, NAN}); /* ranks 1.5 1.5 3 */
    mapped(POLDER_RANK, false, "4 4 4 4", (float[]){0, 0, 0, 0});
    mapped(POLDER_RANK, false, "nan nan 4 nan", (float[]){NAN, NAN, 0, NAN});
    mapped(POLDER_AS_IS, false, "-1 1 0.5 nan", (float[]){-1, 1, 0.5f, NAN});
}

/* ---- writing ---- */

static void written_and_read_again(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/out.graphml", folder);
    char *label[] = {(char[]){"a <b> & \"c\""}, (char[]){" d\te\n "}, (char[]){"Gr\xc3\xb8n"},
                     (char[]){"bad \x01 \xff"}};
    const int64_t from[] = {0, 2, 1, 1, 1, 3}, to[] = {1, 1, 3, 0, 2, 1};
    const polder_snapshot_t drawing = {
        .title = "<t>", .n_org = 4, .n_arc = 6, .label = label, .from = from, .to = to};
    polder_report_t report = {0};
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    polder_snapshot_write(&drawing, file);
    assert_int_equal(fclose(file), 0);
    polder_network_t again;
    polder_source_t source = {.path = path};
    assert_int_equal(polder_network_read(&source, &table, &again, &report), 0);
    for (int i = 0; i < 3; i++) assert_string_equal(again.label[i], label[i]);
    assert_string_equal(again.label[3], "bad \xef\xbf\xbd \xef\xbf\xbd");
    assert_int_equal(again.graph.n_arc, 6);
    static const int32_t partner[] = {1, 0, 2, 3, 1, 1};
    assert_memory_equal(again.graph.nbr, partner, sizeof partner);
    assert_int_equal(report.n, 0);
    remove(path);
    polder_network_free(&again);
}

/* ---- real networks ---- */

static polder_network_t read_public(const char *name, polder_source_t *source,
                                    polder_report_t *report)
{
    polder_network_t network;
    char path[1024];
    const char *folder_given = getenv("POLDER_NETWORKS");
    snprintf(path, sizeof path, "%s/%s", folder_given ? folder_given : NETWORKS, name);
    if (access(path, R_OK)) {
        print_message("skipped: POLDER_NETWORKS is not there: no %s\n", path);
        skip();
    }
    source->path = path;
    const int rc = polder_network_read(source, &table, &network, report);
    if (rc) fail_msg("%s", report->note[report->n - 1].text);
    return network;
}

static void mount_st_helens(void **state)
{
    (void)state;
    polder_mapping_t mapping[] = {
        {TRUST, (char[]){"Decision.Rank.Score"}, POLDER_RANK, false, 0, 1, {0, 0}},
        {CONTACT, (char[]){"Frequency"}, POLDER_RANGE, true, 0, 1, {0, 0}}};
    polder_source_t source = {.n_mapping = 2, .mapping = mapping};
    polder_report_t report = {0};
    polder_network_t network = read_public("emon_MtStHelens.graphml", &source, &report);
    assert_int_equal(network.graph.n_org, 27);
    assert_int_equal(network.graph.n_arc, 2 * 95);
    assert_string_equal(network.label[0], "US.Forest.Service..Vancouver.");
    assert_true(says(&report, "67 of 95 ties are reported by one end only and are kept"));
    assert_true(says(&report, "'Decision.Rank.Score' is missing for 9 of 27 organisations"));
    assert_true(isnan(network.column[0][2]));
    int n_drawn = 0;
    float low = 2, high = -1, mean = 0;
    for (int i = 0; i < 27; i++) {
        const float x = network.column[0][i];
        if (isnan(x)) continue;
        low = x < low ? x : low;
        high = x > high ? x : high;
        mean += x / 18;
    }
    assert_true(fabsf(mean - 0.5f) < 1e-5f); /* ranks spread evenly whatever the ties among them */
    assert_true(low >= 0 && low < 0.2f && high > 0.8f && high <= 1);
    for (int a = 0; a < network.graph.n_arc; a++) { /* frequencies 1 … 4, 1 = most often */
        const float x = network.column[1][a] * 3;
        n_drawn += isnan(x) != 0;
        if (!isnan(x)) assert_true(fabsf(x - roundf(x)) < 1e-6f);
    }
    assert_int_equal(n_drawn, 67);
    polder_network_free(&network);
    polder_report_free(&report);
    source.undirected = POLDER_MUTUAL;
    network = read_public("emon_MtStHelens.graphml", &source, &report);
    assert_int_equal(network.graph.n_arc, 2 * 28);
    assert_true(says(&report, "are left out"));
    polder_network_free(&network);
    polder_report_free(&report);
}

static void chemicals(void **state)
{
    (void)state;
    polder_mapping_t mapping[] = {
        {POSITION, (char[]){"pos_Bigsolution"}, POLDER_AS_IS, false, 0, 0, {0, 0}}};
    polder_source_t source = {.n_mapping = 1, .mapping = mapping};
    polder_report_t report = {0};
    polder_network_t network = read_public("chemnet.graphml", &source, &report);
    assert_int_equal(network.graph.n_org, 30);
    assert_string_equal(network.label[0], "BMA");
    int count[3] = {0};
    for (int i = 0; i < 30; i++) count[(int)network.column[0][i] + 1]++;
    assert_int_equal(count[0] + count[1] + count[2], 30);
    assert_true(count[0] > 0 && count[2] > 0);
    polder_network_free(&network);
    polder_report_free(&report);
}

static void other_real_networks(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int organisations;
    } file[] = {{"emon_Cheyenne.graphml", 14},
                {"emon_Wichita.graphml", 20},
                {"usernetr_TCcnt.graphml", 25},
                {"usernetr_TCcoll.graphml", 25},
                {"incubator_B.graphml", 18}};
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        polder_source_t source = {0};
        polder_report_t report = {0};
        polder_network_t network = read_public(file[i].name, &source, &report);
        assert_int_equal(network.graph.n_org, file[i].organisations);
        assert_true(network.graph.n_arc > 0);
        polder_network_free(&network);
        polder_report_free(&report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edge_list),
        cmocka_unit_test(networks_without_ties),
        cmocka_unit_test(gml_file),
        cmocka_unit_test(pajek_file),
        cmocka_unit_test(encodings),
        cmocka_unit_test(graphml_file),
        cmocka_unit_test(scales),
        cmocka_unit_test(written_and_read_again),
        cmocka_unit_test(mount_st_helens),
        cmocka_unit_test(chemicals),
        cmocka_unit_test(other_real_networks),
    };
    return cmocka_run_group_tests_name("network files", tests, set_up, tear_down);
}
