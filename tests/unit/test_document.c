/* Documents: what they say, as text, as JSON and as CSV. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "document/render.h"

/* ---- what the three make of it ---- */

static char *as_text(const polder_document_t *d, int width, bool utf8)
{
    char *text = NULL;
    size_t size = 0;
    polder_paper_t paper = {.width = width, .utf8 = utf8};
    paper.stream = open_memstream(&text, &size);
    assert_non_null(paper.stream);
    assert_int_equal(polder_document_print(d, &paper), 0);
    fclose(paper.stream);
    return text;
}

static void has_text(const polder_document_t *d, int width, const char *expected)
{
    char *text = as_text(d, width, true);
    assert_string_equal(text, expected);
    free(text);
}

static void has_json(const polder_document_t *d, const char *expected)
{
    json_t *o = polder_document_json(d);
    char *text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(6));
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
    json_decref(o);
}

static void has_csv(const polder_document_t *d, const char *table, bool excel, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    polder_csv_t csv = polder_csv_begin(to, excel);
    assert_int_equal(polder_document_csv(d, table, &csv, true), 0);
    fclose(to);
    assert_string_equal(text, expected);
    free(text);
}

/* ---- documents ---- */

/* Two arms, one of which could not be run. */
static polder_document_t *arms(void)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    assert_non_null(d);
    polder_document_title(d, "%s", "Does it help?");
    polder_document_say(d, "%.1f%% of %d networks succeed.", 25.4, 1000);
    polder_document_name(d, "answer");
    polder_document_add(d, " The others: %s.", "dissolved");
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .name = "file", .label = "file"},
                         polder_datum_text("arms.h5"));
    polder_document_value(d, "horizon", POLDER_IS_COUNT, polder_datum_count(60));
    polder_document_heading(d, "By arm");
    polder_document_table(
        d, "arms", 5,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "arm", .label = "arm", .wrap = true},
                          {POLDER_IS_SHARE, .name = "success", .label = "success",
                           .show = POLDER_SHOW_WITH_INTERVAL},
                          {POLDER_IS_POINTS, .name = "difference", .label = "diff."},
                          {POLDER_IS_POINTS, .label = "interval", .show = POLDER_SHOW_INTERVAL},
                          {POLDER_IS_P, .name = "p", .label = "p"}});
    const polder_datum_t none = polder_datum_nothing(),
                         d1 = polder_datum_between(0.071, 0.059, 0.083);
    polder_document_row(d, (polder_datum_t[]){polder_datum_text("none"),
                                              polder_datum_between(0.215, 0.207, 0.223), none, none,
                                              none});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text("process-managing"),
                                              polder_datum_between(0.286, 0.278, 0.294), d1, d1,
                                              polder_datum(2e-9)});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text("broken"), polder_datum(NAN),
                                              polder_datum(NAN), polder_datum(NAN),
                                              polder_datum(NAN)});
    polder_document_note(d, "An interval holds chance only.");
    return d;
}

static void known(void **state)
{
    (void)state;
    polder_document_t *d = arms();
    has_text(d, 80,
             "Does it help?\n"
             "25.4% of 1000 networks succeed. The others: dissolved.\n"
             "file: arms.h5\n"
             "\n"
             "By arm\n"
             "arm                       success  diff.    interval       p\n"
             "none              21.5% 20.7–22.3\n"
             "process-managing  28.6% 27.8–29.4   +7.1  5.9 to 8.3  <0.001\n"
             "broken                          –      –           –       –\n"
             "An interval holds chance only.\n");
    has_json(d, "{\"answer\":\"25.4% of 1000 networks succeed. The others: dissolved.\","
                "\"file\":\"arms.h5\",\"horizon\":60,\"arms\":["
                "{\"arm\":\"none\",\"success\":{\"value\":0.215,\"low\":0.207,\"high\":0.223}},"
                "{\"arm\":\"process-managing\",\"success\":{\"value\":0.286,\"low\":0.278,"
                "\"high\":0.294},\"difference\":0.071,\"p\":2e-9},"
                "{\"arm\":\"broken\",\"success\":{\"value\":null,\"low\":null,\"high\":null},"
                "\"difference\":null,\"p\":null}]}");
    has_csv(d, NULL, false,
            "arm,success,success.low,success.high,difference,p\n"
            "none,0.215,0.207,0.223,,\n"
            "process-managing,0.286,0.278,0.294,0.071,2e-09\n"
            "broken,,,,,\n");
    has_csv(d, "arms", true,
            "\xef\xbb\xbf"
            "arm;success;success.low;success.high;difference;p\n"
            "none;0,215;0,207;0,223;;\n"
            "process-managing;0,286;0,278;0,294;0,071;2e-09\n"
            "broken;;;;;\n");
    has_csv(d, "no such table", false, "");
    char *ascii = as_text(d, 80, false);
    assert_null(strstr(ascii, "–"));
    assert_non_null(strstr(ascii, "21.5% 20.7-22.3\n"));
    assert_non_null(
        strstr(ascii, "broken                          -      -           -       -\n"));
    free(ascii);
    polder_document_free(d);
}

/* Texts from outside: long, wide, with signs of their own. */
static void texts(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    const polder_head_t head[] = {{POLDER_IS_TEXT, .name = "name", .label = "name", .wrap = true},
                                  {POLDER_IS_COUNT, .name = "n", .label = "n"}};
    polder_document_title(d, "%s", "100% \x1b[1m");
    polder_document_table(d, "names", 2, head);
    static const char *const name[] = {"zorg in één regio, met de gemeenten en de huisartsen samen",
                                       "日本語",
                                       "=1+1",
                                       "-3",
                                       "a \"b\"\n",
                                       "\xff"};
    for (int i = 0; i < 6; i++)
        polder_document_row(d,
                            (polder_datum_t[]){polder_datum_text(name[i]), polder_datum_count(i)});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text(NULL), polder_datum_unknown()});
    static const char begins[] = "100% ?[1m\n"
                                 "name                        n\n"
                                 "zorg in één regio, met de   0\n"
                                 "gemeenten en de huisartsen\n"
                                 "samen\n"
                                 "日本語                      1\n"
                                 "=1+1                        2\n"
                                 "-3                          3\n";
    char *text = as_text(d, 34, true);
    assert_memory_equal(text, begins, sizeof begins - 1);
    free(text);
    has_csv(d, "names", false,
            "name,n\n"
            "\"zorg in één regio, met de gemeenten en de huisartsen samen\",0\n"
            "日本語,1\n"
            "\"'=1+1\",2\n"
            "-3,3\n"
            "\"a \"\"b\"\"\n\",4\n"
            "\xff,5\n"
            ",\n");
    json_t *o = polder_document_json(d);
    const json_t *list = json_object_get(o, "names");
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "name")),
                        name[0]);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 5), "name")),
                        "\ufffd");
    assert_true(json_is_null(json_object_get(json_array_get(list, 6), "name")));
    assert_true(json_is_null(json_object_get(json_array_get(list, 6), "n")));
    json_decref(o);
    text = as_text(d, 80, false);
    assert_memory_equal(text, "100% ?[1m\n", 10);
    for (const char *c = text; *c; c++) assert_true(*c == '\n' || (*c >= ' ' && *c < 127));
    free(text);
    polder_document_free(d);
}

/* Rows and blocks for some readers; tables that are empty, drawn, or have repeated cells. */
static void readers(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(d, "empty", 1,
                          (polder_head_t[]){{POLDER_IS_TEXT, .name = "a", .label = "a"}});
    polder_document_for(d, POLDER_FOR_JSON);
    polder_document_say(d, "only for machines");
    polder_document_name(d, "said");
    polder_document_for(d, POLDER_FOR_ALL);
    polder_document_table(
        d, "rows", 4,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "arm", .label = "arm", .once = true},
                          {POLDER_IS_COUNT, .name = "year", .label = "year"},
                          {POLDER_IS_SHARE, .name = "survival", .label = "survival"},
                          {POLDER_IS_COUNT, .name = "at_risk"}});
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_BARS, .y = 2, .x = 1, .series = 0});
    for (int i = 0; i < 4; i++) {
        polder_document_for(d, i == 3 ? POLDER_FOR_MACHINES : POLDER_FOR_ALL);
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(i < 2 ? "as is" : "other"),
                                                  polder_datum_count(i),
                                                  polder_datum(i == 2 ? NAN : 0.5 - i / 4.0),
                                                  polder_datum_count(100)});
    }
    char *text = as_text(d, 80, false);
    assert_string_equal(text, "arm    year  survival\n"
                              "as is     0     50.0%  #########\n"
                              "          1     25.0%  #####\n"
                              "other     2         -\n");
    free(text);
    has_json(d, "{\"empty\":[],\"said\":\"only for machines\",\"rows\":["
                "{\"arm\":\"as is\",\"year\":0,\"survival\":0.5,\"at_risk\":100},"
                "{\"arm\":\"as is\",\"year\":1,\"survival\":0.25,\"at_risk\":100},"
                "{\"arm\":\"other\",\"year\":2,\"survival\":null,\"at_risk\":100},"
                "{\"arm\":\"other\",\"year\":3,\"survival\":-0.25,\"at_risk\":100}]}");
    has_csv(d, NULL, false, "a\n");
    has_csv(d, "rows", false,
            "arm,year,survival,at_risk\n"
            "as is,0,0.5,100\nas is,1,0.25,100\nother,2,,100\nother,3,-0.25,100\n");
    polder_document_free(d);
}

static void groups(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(d, "points", 0, NULL);
    for (int i = 0; i < 2; i++) {
        polder_document_open(d, "points", true);
        polder_document_value(d, "point", POLDER_IS_COUNT, polder_datum_count(i));
        polder_document_open(d, "values", false);
        polder_document_value(d, "trust", POLDER_IS_GIVEN, polder_datum(0.5 * i));
        polder_document_value(d, "form", POLDER_IS_GIVEN, polder_datum_text("lead"));
        polder_document_close(d);
        polder_document_close(d);
    }
    polder_document_open(d, "none", false);
    polder_document_close(d);
    polder_document_value(d, "sure", POLDER_IS_FLAG, polder_datum_count(1));
    polder_document_fact(
        d, &(polder_head_t){POLDER_IS_SHARE, .name = "share", .show = POLDER_SHOW_COUNTED},
        polder_datum_counted(1, 4, 0.25, 0.1, INFINITY));
    has_json(d, "{\"points\":[{\"point\":0,\"values\":{\"trust\":0.0,\"form\":\"lead\"}},"
                "{\"point\":1,\"values\":{\"trust\":0.5,\"form\":\"lead\"}}],\"none\":{},"
                "\"sure\":true,\"share\":{\"count\":1,\"of\":4,\"share\":0.25,\"low\":0.1,"
                "\"high\":null}}");
    has_text(d, 80, "");
    polder_document_free(d);
}

static void cells(void **state)
{
    (void)state;
    static const struct {
        polder_is_t is;
        polder_show_t show;
        double value, low, high;
        const char *text;
    } all[] = {
        {POLDER_IS_NUMBER, POLDER_SHOW_VALUE, 0.31415, 0, 0, "0.314"},
        {POLDER_IS_NUMBER, POLDER_SHOW_INTERVAL, 12.3, 11, 14.25, "11 to 14.25"},
        {POLDER_IS_NUMBER, POLDER_SHOW_WITH_INTERVAL, 12.3, 11, 14, "12.30 (11 to 14)"},
        {POLDER_IS_NUMBER, POLDER_SHOW_WITH_INTERVAL, 12.3, NAN, 14, "12.30"},
        {POLDER_IS_NUMBER, POLDER_SHOW_VALUE, INFINITY, 0, 0, "∞"},
        {POLDER_IS_GIVEN, POLDER_SHOW_VALUE, 0.05, 0, 0, "0.05"},
        {POLDER_IS_GIVEN, POLDER_SHOW_VALUE, 123456789, 0, 0, "123456789"},
        {POLDER_IS_SHARE, POLDER_SHOW_VALUE, 0.2154, 0, 0, "21.5%"},
        {POLDER_IS_SHARE, POLDER_SHOW_INTERVAL, 0.2, 0.1, 0.3, "10.0 – 30.0%"},
        {POLDER_IS_SHARE, POLDER_SHOW_INTERVAL, 0.2, NAN, 0.3, "–"},
        {POLDER_IS_SHARE, POLDER_SHOW_COUNTED, 0.2, 0.1, 0.3, "20.0% 10.0–30.0"},
        {POLDER_IS_PERCENT, POLDER_SHOW_VALUE, 0.215, 0, 0, "22%"},
        {POLDER_IS_INDEX, POLDER_SHOW_VALUE, 0.416, 0, 0, "0.42"},
        {POLDER_IS_CORRELATION, POLDER_SHOW_VALUE, 0.416, 0, 0, "+0.42"},
        {POLDER_IS_CORRELATION, POLDER_SHOW_INTERVAL, 0, -0.1, 0.5, "-0.10 to +0.50"},
        {POLDER_IS_POINTS, POLDER_SHOW_VALUE, -0.0004, 0, 0, "0.0"},
        {POLDER_IS_POINTS, POLDER_SHOW_VALUE, 0.0004, 0, 0, "0.0"},
        {POLDER_IS_POINTS, POLDER_SHOW_VALUE, -0.014, 0, 0, "-1.4"},
        {POLDER_IS_POINTS, POLDER_SHOW_WITH_INTERVAL, 0.05, 0.03, 0.07, "+5.0 ±2.0"},
        {POLDER_IS_CHANGE, POLDER_SHOW_VALUE, 0.5, 0, 0, "+0.500"},
        {POLDER_IS_CHANGE, POLDER_SHOW_WITH_INTERVAL, 0.031, 0.019, 0.043, "+0.031 ±0.012"},
        {POLDER_IS_P, POLDER_SHOW_VALUE, 0.00099, 0, 0, "<0.001"},
        {POLDER_IS_P, POLDER_SHOW_VALUE, 0.0164, 0, 0, "0.016"},
        {POLDER_IS_TIMES, POLDER_SHOW_VALUE, 6.72, 0, 0, "6.7"},
        {POLDER_IS_TIMES, POLDER_SHOW_VALUE, 12.4, 0, 0, "12"},
        {POLDER_IS_SECONDS, POLDER_SHOW_VALUE, 250, 0, 0, "4 min 10 s"},
        {POLDER_IS_P, POLDER_SHOW_VALUE, NAN, 0, 0, "–"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char text[POLDER_CELL];
        const polder_head_t head = {all[i].is, .show = all[i].show};
        const polder_datum_t v = polder_datum_between(all[i].value, all[i].low, all[i].high);
        assert_string_equal(polder_cell(text, POLDER_ENGLISH, &head, &v), all[i].text);
    }
    /* one number, worked out in two ways: what comes behind the digits that are shown is the same 5 */
    char text[POLDER_CELL], other[POLDER_CELL];
    const double counted = 1831 / 2000.0, by_year = (1 - 17 / 2000.0) * (1 - 152 / 1983.0);
    assert_true(counted != by_year);
    for (size_t show = 0; show < 3; show++) {
        static const polder_show_t as[] = {POLDER_SHOW_VALUE, POLDER_SHOW_INTERVAL,
                                           POLDER_SHOW_COUNTED};
        const polder_head_t head = {POLDER_IS_SHARE, .show = as[show]};
        const polder_datum_t a = polder_datum_between(counted, counted, counted),
                             b = polder_datum_between(by_year, by_year, by_year);
        assert_string_equal(polder_cell(text, POLDER_ENGLISH, &head, &a),
                            polder_cell(other, POLDER_ENGLISH, &head, &b));
    }
    assert_string_equal(polder_cell_percent(text, counted), polder_cell_percent(other, by_year));
    assert_string_equal(polder_cell_number(text, 53.855),
                        polder_cell_number(other, nextafter(53.855, 60)));
    assert_string_equal(polder_cell_number(text, 1.26e-9), "1.3e-09");
    const polder_head_t flag = {POLDER_IS_FLAG, .name = "sure"};
    const polder_datum_t yes = polder_datum_count(1), no = polder_datum_count(0);
    assert_string_equal(polder_cell(text, POLDER_ENGLISH, &flag, &yes), "yes");
    assert_string_equal(polder_cell(text, POLDER_ENGLISH, &flag, &no), "no");
}

/* What could not be made is not shown as if it were whole. */
static void no_memory(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    polder_paper_t paper = {.width = 80};
    paper.stream = open_memstream(&text, &size);
    polder_csv_t csv = polder_csv_begin(paper.stream, false);
    polder_document_t *broken[] = {NULL, polder_document_new(POLDER_ENGLISH)};
    broken[1]->broken = true;
    for (int i = 0; i < 2; i++) {
        polder_document_say(broken[i], "said");
        polder_document_add(broken[i], "more");
        polder_document_table(broken[i], "t", 1, (polder_head_t[]){{POLDER_IS_TEXT, .name = "a"}});
        polder_document_row(broken[i], (polder_datum_t[]){polder_datum_text("a")});
        polder_document_open(broken[i], "g", true);
        polder_document_close(broken[i]);
        assert_int_equal(polder_document_print(broken[i], &paper), POLDER_MEMORY);
        assert_int_equal(polder_document_csv(broken[i], NULL, &csv, true), POLDER_MEMORY);
        assert_null(polder_document_json(broken[i]));
        polder_document_free(broken[i]);
    }
    fclose(paper.stream);
    assert_string_equal(text, "");
    free(text);
}

/* Single values as rows, with the groups that they stand in. */
static void values(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    polder_csv_t csv = polder_csv_begin(to, false);
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_say(d, "said");
    polder_document_word(d, "program", "a,b");
    polder_document_open(d, "large", false);
    polder_document_whole(d, "months", 12);
    polder_document_open(d, "shares", false);
    polder_document_number(d, "one", 0.25);
    polder_document_number(d, "none", NAN);
    polder_document_close(d);
    polder_document_flag(d, "quick", true);
    polder_document_close(d);
    polder_document_for(d, POLDER_FOR_JSON);
    polder_document_whole(d, "hidden", 1);
    polder_document_for(d, POLDER_FOR_ALL);
    polder_document_whole(d, "last", -3);
    assert_int_equal(polder_document_csv_values(d, &csv), 0);
    assert_int_equal(polder_document_csv_values(NULL, &csv), POLDER_MEMORY);
    polder_document_free(d);
    fclose(to);
    assert_string_equal(text, "name,value\nprogram,\"a,b\"\nlarge.months,12\n"
                              "large.shares.one,0.25\nlarge.shares.none,\nlarge.quick,1\n"
                              "last,-3\n");
    free(text);
}

/* Paragraphs end where the line does, tables where they must. */
static void widths(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_say(d, "one two three four five six seven eight nine ten eleven twelve");
    polder_document_item(d, 2, "problem: ", "one two three four five six seven");
    polder_document_gap(d);
    polder_document_line(d, "a line that is never broken, however narrow the paper may be");
    has_text(d, 40,
             "one two three four five six seven eight\n"
             "nine ten eleven twelve\n"
             "  problem: one two three four five six\n"
             "           seven\n"
             "\n"
             "a line that is never broken, however narrow the paper may be\n");
    char *wide = as_text(d, 200, true);
    assert_non_null(strstr(wide, "eleven twelve\n"));
    free(wide);
    polder_document_free(d);
}

/* Columns that may go: all on one line where there is room; else names on two lines, long words
 * cut, and the last ones left out. */
static void spare(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(
        d, NULL, 4,
        (polder_head_t[]){{POLDER_IS_COUNT, .label = "point"},
                          {POLDER_IS_GIVEN, .label = "governance.form", .spare = true},
                          {POLDER_IS_GIVEN, .label = "relations.trust", .spare = true},
                          {POLDER_IS_SHARE, .label = "success"}});
    polder_document_row(d, (polder_datum_t[]){polder_datum_count(0),
                                              polder_datum_text("administrative"),
                                              polder_datum(0.25), polder_datum(0.5)});
    has_text(d, 60,
             "point  governance.form  relations.trust  success\n"
             "    0   administrative             0.25    50.0%\n");
    has_text(d, 40,
             "point  governance.  relations.  success\n"
             "              form       trust\n"
             "    0  administra.        0.25    50.0%\n");
    has_text(d, 30,
             "point  governance.  success\n"
             "              form\n"
             "    0     adminis.    50.0%\n"
             "There is no room for 1 more\n"
             "column: relations.trust. A\n"
             "wider screen, or --json,\n"
             "shows them.\n");
    polder_document_free(d);
}

/* A list that comes in three documents is one list. */
static void stream(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    polder_json_stream_t out = {.stream = to, .list = "points"};
    for (int i = 0; i < 3; i++) {
        polder_document_t *d = polder_document_new(POLDER_ENGLISH);
        polder_document_value(d, "file", POLDER_IS_TEXT, polder_datum_text(i == 0 ? "a" : "b"));
        polder_document_table(d, "points", 1,
                              (polder_head_t[]){{POLDER_IS_COUNT, .name = "point"}});
        for (int k = 0; k < i; k++)
            polder_document_row(d, (polder_datum_t[]){polder_datum_count(10 * i + k)});
        polder_json_add(&out, d);
        polder_document_free(d);
    }
    assert_int_equal(polder_json_end(&out), 0);
    fclose(to);
    json_t *o = json_loads(text, 0, NULL);
    char *compact = json_dumps(o, JSON_COMPACT);
    assert_string_equal(
        compact, "{\"file\":\"a\",\"points\":[{\"point\":10},{\"point\":20},{\"point\":21}]}");
    free(compact);
    json_decref(o);
    free(text);
    out = (polder_json_stream_t){.stream = NULL};
    polder_json_add(&out, NULL);
    assert_int_equal(polder_json_end(&out), POLDER_MEMORY);
}

int main(void)
{
    if (!setlocale(LC_CTYPE, "C.UTF-8")) return 77; /* widths of letters are those of the locale */
    const struct CMUnitTest tests[] = {cmocka_unit_test(known),   cmocka_unit_test(texts),
                                       cmocka_unit_test(readers), cmocka_unit_test(groups),
                                       cmocka_unit_test(stream),  cmocka_unit_test(spare),
                                       cmocka_unit_test(cells),   cmocka_unit_test(no_memory),
                                       cmocka_unit_test(widths),  cmocka_unit_test(values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
