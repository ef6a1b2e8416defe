/* test_members.c: a table of organisations beside a list of ties. */
#include "network_fixture.h"

enum { SIZE, MOOD, WEIGHT };
static const polder_field_t field[] = {
    {.name = "size", .level = POLDER_ORGANISATION, .min = 0, .max = 10},
    {.name = "mood", .level = POLDER_ORGANISATION, .min = -1, .max = 1},
    {.name = "weight",
     .level = POLDER_ORGANISATION,
     .value = 1,
     .min = 0,
     .max = 1e6f,
     .doc = "w"}};
static const polder_field_t *fields[] = {&field[0], &field[1], &field[2]};
static const polder_table_t table = {.n_field = 3, .field = fields};

/* Reads the ties "a b", "b c" or those given, and the table beside it. */
static int try_members(const char *ties, const char *members, polder_network_t *network,
                       polder_report_t *report)
{
    polder_mapping_t mapping[] = {{.field = SIZE, .attribute = (char[]){"size"}},
                                  {.field = MOOD, .attribute = (char[]){"mood"}}};
    char path[64];
    snprintf(path, sizeof path, "%s/members.csv", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(members, file);
    fclose(file);
    const polder_source_t source = {
        .organisations = path, .mapping = mapping, .n_mapping = strstr(members, "mood") ? 2 : 1};
    const int rc = try_network("ties.csv", ties, source, &table, network, report);
    remove(path);
    return rc;
}

static const char ties[] = "source,target\na,b\nb,\"c, d\"\n";

static void check_sizes(const char *members, const char *const label[], const float size[], int n)
{
    polder_network_t network;
    polder_report_t report;
    if (try_members(ties, members, &network, &report))
        fail_msg("%s: %s", members, report.note[report.n - 1].text);
    assert_int_equal(network.graph.n_org, n);
    for (int i = 0; i < n; i++) {
        const float x = network.column[SIZE][i];
        assert_string_equal(network.label[i], label[i]);
        if (isnan(size[i]) ? !isnan(x) : x != size[i])
            fail_msg("%s: %s is %g", members, label[i], (double)x);
    }
    polder_network_free(&network);
    polder_report_free(&report);
}

static void what_it_says(void **state)
{
    (void)state;
    static const char *const label[] = {"a", "b", "c, d", "e"};
    check_sizes("name,size\n\"c, d\",3\na,1\nb,2\n", label, (float[]){1, 2, 3}, 3);
    /* whichever column has the names, whatever separates, and a decimal comma where it may */
    check_sizes("nr;size;wie\n1;2,5;b\n2;NA;a\n3;0;c, d\n", label, (float[]){NAN, 2.5f, 0}, 3);
    check_sizes("\xef\xbb\xbfwie\tsize\r\n b \t2\r\n\r\na\t1\t\r\n", label, (float[]){1, 2, NAN},
                3);
    check_sizes("size,\"\",name\n1,x,a\n9,y,e\n", label, (float[]){1, NAN, NAN, 9}, 4);
}

static void what_only_one_of_them_has(void **state)
{
    (void)state;
    polder_network_t n;
    polder_report_t report;
    char said[500];
    assert_int_equal(try_members(ties, "name,size,mood\na,1,0.5\ne,2,-1\nf,3,0\n", &n, &report), 0);
    assert_true(says(&report, "2 of 3 organisations with ties are not in this table, such as 'b'"));
    assert_true(says(&report, "2 organisations of this table have no ties in "));
    assert_true(n.graph.off[4] == n.graph.n_arc && n.graph.off[5] == n.graph.n_arc);
    assert_true(n.column[MOOD][0] == 0.5f && isnan(n.column[MOOD][1]) && n.column[MOOD][3] == -1);
    polder_network_say(&n, said, sizeof said);
    assert_non_null(
        strstr(said, "2 without ties; attributes of organisations: size (3 of 5, 1–3)"));
    polder_network_free(&n);
    polder_report_free(&report);
    assert_int_equal(try_members(ties, "name,size\na,1\nb,2\n\"c, d\",3\n", &n, &report), 0);
    assert_int_equal(report.n, 0);
    polder_network_free(&n);
}

/* Thousands with a point are decimals to the reader: that must not go without a word. */
static void what_may_be_meant(void **state)
{
    (void)state;
    polder_network_t n;
    polder_report_t report;
    assert_int_equal(try_members(ties, "name;size\na;1.200\nb;4\n", &n, &report), 0);
    assert_true(says(&report, "read with a decimal point, not as thousands"));
    assert_true(n.column[SIZE][0] == 1.2f && n.column[SIZE][1] == 4);
    polder_network_free(&n);
    polder_report_free(&report);
    assert_int_not_equal(try_members(ties, "name;size\na;1.250,5\nb;4\n", &n, &report), 0);
    assert_true(says(&report, "'1.250,5'"));
    polder_report_free(&report);
}

static int try_weight(const char *members, polder_scale_t scale, polder_report_t *report)
{
    polder_network_t n;
    polder_mapping_t mapping[] = {
        {.field = WEIGHT, .attribute = (char[]){"euros"}, .scale = scale, .lo = 0.4, .hi = 2}};
    char path[64];
    snprintf(path, sizeof path, "%s/members.csv", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(members, file);
    fclose(file);
    const polder_source_t source = {.organisations = path, .mapping = mapping, .n_mapping = 1};
    const int rc = try_network("ties.csv", ties, source, &table, &n, report);
    if (rc == 0) polder_network_free(&n);
    remove(path);
    return rc;
}

/* Bounds of a field whose mean is 1 let euros pass: it is said what would bring them to scale. */
static void what_is_far_from_usual(void **state)
{
    (void)state;
    static const char euros[] = "name,euros\na,250000\nb,12000\n\"c, d\",\n";
    static const char shares[] = "name,euros\na,2\nb,0.3\n\"c, d\",1\n";
    static const char tiny[] = "name,euros\na,0.002\nb,0.0003\n\"c, d\",0.01\n";
    polder_report_t report;
    assert_int_equal(try_weight(euros, POLDER_AS_IS, &report), 0);
    assert_true(says(&report, "attribute 'euros' gives weight as it is, from 1.2e+04 to 2.5e+05"));
    assert_true(says(&report, "weight: {attribute: euros, scale: rank, from: 0.4, to: 2}"));
    polder_report_free(&report);
    assert_int_equal(try_weight(tiny, POLDER_AS_IS, &report), 0);
    assert_true(says(&report, "weight as it is"));
    polder_report_free(&report);
    assert_int_equal(try_weight(shares, POLDER_AS_IS, &report), 0);
    assert_false(says(&report, "as it is"));
    polder_report_free(&report);
    assert_int_equal(try_weight(euros, POLDER_RANK, &report), 0);
    assert_false(says(&report, "as it is"));
    polder_report_free(&report);
}

/* A slip in one cell makes text of a whole column. */
static void what_makes_text_of_a_column(void **state)
{
    (void)state;
    static const char head[] = "source,target\na,b\nb,c\nc,d\nd,e\ne,f\n";
    polder_network_t n;
    polder_report_t report;
    assert_int_equal(try_members(head,
                                 "name,size,staff\na,1,3\nb,2,4\nc,3,many\nd,4,5\ne,5,6\n"
                                 "f,6,7\n",
                                 &n, &report),
                     0);
    assert_int_equal(report.n, 1);
    assert_true(says(&report, "'many' is no number, so that column 'staff' is text: 5 of its 6 "
                              "cells are numbers"));
    assert_int_equal(report.note[0].line, 4);
    assert_int_equal(report.note[0].column, 5);
    assert_non_null(strstr(report.note[0].file, "members.csv"));
    polder_network_free(&n);
    polder_report_free(&report);
    /* words, or half of each, are no slip */
    assert_int_equal(try_members(head,
                                 "name,size,staff\na,1,x\nb,2,4\nc,3,many\nd,4,5\ne,5,6\n"
                                 "f,6,7\n",
                                 &n, &report),
                     0);
    assert_int_equal(report.n, 0);
    polder_network_free(&n);
    polder_report_free(&report);
    /* the same of ties */
    const polder_source_t source = {0};
    assert_int_equal(try_network("ties.csv",
                                 "source,target,days\na,b,1\nb,c,2\nc,d,3\nd,e,4\n"
                                 "e,f,some\nf,a,6\n",
                                 source, &table, &n, &report),
                     0);
    assert_true(says(&report, "'some' is no number, so that column 'days' is text"));
    assert_int_equal(report.note[0].line, 6);
    polder_network_free(&n);
    polder_report_free(&report);
}

/* Of a mistake the table's name and line are told, not those of the ties. */
static void what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *members, *words;
        int line;
    } bad[] = {
        {"name,size\n\na,1\nb,12\n", "attribute 'size' of 'b' gives size = 12, outside", 4},
        {"name,size\na,much\n", "attribute 'size' of 'a' is 'much', not a number", 2},
        {"name,size\na,1\nb,2\na,3\n", "this organisation stands on line 2 already", 4},
        {"name,size\na,1,2\n", "3 cells, where the header has 2", 2},
        {"name,size\na\n", "1 cell, where the header has 2", 2},
        {"a,1\nb,2\n", "an organisation, where the names of the columns should be", 1},
        {"name,size\nA,1\nB,2\n", "no organisation of this table has a tie in ", 0},
        {"name,size,size\na,1,2\n", "two columns are called 'size'", 0},
        /* numbers are written in one way, as in a list of ties */
        {"name;size;mood\na;1.5;0\nb;2;0,5\n", "decimal comma, while line 2 has one with a point",
         3},
        {"size,name\n\"1,5\",a\n2,b\n", "decimal comma, where commas separate", 2},
        {"name,sise\na,1\n", "have no attribute 'size', did you mean 'sise'", 0},
        {"", "the file is empty", 0},
        {"# nothing\n", "there is nothing in this table", 0},
        {"name,size\n", "no organisation of this table", 0},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_network_t n;
        polder_report_t report;
        if (try_members(ties, bad[i].members, &n, &report) == 0) fail_msg("%s", bad[i].members);
        const polder_note_t *last = &report.note[report.n - 1];
        if (!strstr(last->text, bad[i].words)) fail_msg("%s: %s", bad[i].members, last->text);
        assert_int_equal(last->line, bad[i].line);
        assert_non_null(strstr(last->file, "members.csv"));
        polder_report_free(&report);
    }
    polder_network_t n;
    polder_report_t report;
    assert_int_equal(
        try_members("graph [ node [ id 1 ] node [ id 2 ] ]", "name,size\n1,2\n", &n, &report),
        POLDER_INPUT);
    assert_true(says(&report, "goes with a list of ties or a matrix"));
    polder_report_free(&report);
    assert_int_equal(try_members(",a,b\na,0,1\nb,1,0\n", "name,size\na,2\nb,1\n", &n, &report), 0);
    assert_true(n.column[SIZE][0] == 2 && n.column[SIZE][1] == 1);
    polder_network_free(&n);
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says),
        cmocka_unit_test(what_only_one_of_them_has),
        cmocka_unit_test(what_may_be_meant),
        cmocka_unit_test(what_is_far_from_usual),
        cmocka_unit_test(what_makes_text_of_a_column),
        cmocka_unit_test(what_is_wrong),
    };
    return cmocka_run_group_tests_name("members", tests, set_up, tear_down);
}
