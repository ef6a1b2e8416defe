/* Documents as pages for a browser: what stands in them, and what cannot break them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "document/html.h"
#include "document/markup.h"

static char *page_of(const polder_document_t *d)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    assert_int_equal(polder_document_html(d, to), 0);
    fclose(to);
    return text;
}

/* How many elements an expression finds. */
static int count(const char *page, const char *expression)
{
    htmlDocPtr doc = htmlReadMemory(page, (int)strlen(page), "page.html", "UTF-8",
                                    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    assert_non_null(doc);
    xmlXPathContext *context = xmlXPathNewContext(doc);
    xmlXPathObject *found = xmlXPathEvalExpression((const xmlChar *)expression, context);
    assert_non_null(found);
    const int n = found->nodesetval ? found->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(doc);
    return n;
}

static polder_document_t *report(const char *name, polder_language_t language)
{
    polder_document_t *d = polder_document_new(language);
    polder_document_begin(d, POLDER_PART_SHEET, "");
    polder_document_title(d, "About %s", name);
    polder_document_begin(d, POLDER_PART_ANSWER, "");
    polder_document_say(d, POLDER_ISOLATE "%s" POLDER_ISOLATE_END " helps", name);
    polder_document_end(d);
    polder_document_table(
        d, NULL, 3,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "arm"},
                          {POLDER_IS_COUNT, .label = "won", .mark = POLDER_MARK_WON},
                          {POLDER_IS_COUNT, .label = "gone", .mark = POLDER_MARK_GONE}});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text(name), polder_datum_count(30),
                                              polder_datum_count(70)});
    polder_document_chart(
        d, (polder_chart_t){POLDER_CHART_DOTS, .x = 0, .y = -1, .series = -1, .title = "Dots"});
    polder_document_begin(d, POLDER_PART_BOX, "Success");
    polder_document_item(d, 0, "Note: ", "%s", name);
    polder_document_end(d);
    polder_document_end(d);
    polder_document_begin(d, POLDER_PART_FOLD, "Success");
    polder_document_heading(d, "%s", name);
    polder_document_table(d, NULL, 2,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = name, .given = true},
                                            {POLDER_IS_SHARE, .label = "share"}});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text(name), polder_datum(0.25)});
    polder_document_end(d);
    return d;
}

static void test_what_stands_in_it(void **state)
{
    (void)state;
    polder_document_t *d = report("it", POLDER_DUTCH);
    char *page = page_of(d);
    assert_int_equal(count(page, "/html[@lang='nl']/head/title[text()='About it']"), 1);
    assert_int_equal(count(page, "//main/section[@class='sheet']/h1"), 1);
    assert_int_equal(count(page, "//section/div[@class='answer']/p/bdi"), 1);
    assert_int_equal(count(page, "//figure[figcaption]/svg"), 2); /* wide, narrow */
    assert_int_equal(count(page, "//figure/details/div/table/thead/tr/th[@scope='col']"), 3);
    assert_int_equal(count(page, "//aside[@class='box']/h2[text()='Succes']"), 1);
    assert_int_equal(count(page, "//main/details[@class='fold'][not(@open)]/summary"), 1);
    assert_int_equal(count(page, "//details[@class='fold']/h3"), 1);
    assert_int_equal(count(page, "//details[@class='fold']//tbody/tr/th[@scope='row']"), 1);
    assert_int_equal(count(page, "//details[@class='fold']//td[@class='number'][text()='25,0%']"),
                     1);
    free(page);
    polder_document_free(d);
}

/* Nothing of it runs, nothing is fetched, whatever a name says. */
static void test_names_break_nothing(void **state)
{
    (void)state;
    static const char *const name[] = {
        "</title></style><script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "<img src=http://example.org/x>",
        "--> ]]> &lt; <!--",
        "\xd8\xa8\xd9\x84\xd8\xaf\xd9\x8a\xd8\xa9",
        "\xff\xc3 broken \x01",
        POLDER_ISOLATE POLDER_ISOLATE "not closed",
        POLDER_ISOLATE_END "closed too often",
        "",
    };
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        polder_document_t *d = report(name[i], POLDER_ENGLISH);
        char *page = page_of(d);
        assert_int_equal(count(page, "//script"), 0);
        assert_int_equal(count(page, "//img|//link|//iframe|//object|//a|//form"), 0);
        assert_int_equal(count(page, "//@*[starts-with(name(), 'on')]"), 0);
        assert_int_equal(count(page, "//main/section"), 1);
        assert_int_equal(count(page, "//main/details"), 1);
        assert_null(strstr(page, "url("));
        assert_non_null(strstr(page, "default-src 'none'"));
        free(page);
        polder_document_free(d);
    }
}

static void test_parts_that_are_not_closed(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_end(d);
    for (int i = 0; i < 20; i++) polder_document_begin(d, POLDER_PART_BOX, "");
    polder_document_say(d, "deep");
    char *page = page_of(d);
    assert_int_equal(count(page, "//main//p[text()='deep']"), 1);
    int open = 0;
    for (const char *at = page; (at = strstr(at, "<aside")); at++) open++;
    for (const char *at = page; (at = strstr(at, "</aside>")); at++) open--;
    assert_int_equal(open, 0);
    free(page);
    polder_document_free(d);
}

/* Machines see no parts, and a table without rows is none. */
static void test_for_people_only(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_for(d, POLDER_FOR_JSON);
    polder_document_say(d, "for machines");
    polder_document_table(d, "t", 1,
                          (polder_head_t[]){{POLDER_IS_TEXT, .name = "a", .label = "a"}});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text("x")});
    polder_document_for(d, POLDER_FOR_ALL);
    polder_document_table(d, "u", 1,
                          (polder_head_t[]){{POLDER_IS_TEXT, .name = "b", .label = "b"}});
    polder_document_table(d, "v", 1,
                          (polder_head_t[]){{POLDER_IS_TEXT, .name = "c", .label = "c"}});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text("seen")});
    polder_document_for(d, POLDER_FOR_MACHINES);
    polder_document_row(d, (polder_datum_t[]){polder_datum_text("not seen")});
    char *page = page_of(d);
    assert_int_equal(count(page, "//table"), 1);
    assert_int_equal(count(page, "//tbody/tr"), 1);
    assert_null(strstr(page, "machines"));
    free(page);
    polder_document_free(d);
}

static void test_no_memory(void **state)
{
    (void)state;
    polder_document_t *d = report("it", POLDER_ENGLISH);
    FILE *to = fopen("/dev/null", "w");
    polder_document_lost(d);
    assert_int_equal(polder_document_html(d, to), POLDER_MEMORY);
    assert_int_equal(polder_document_html(NULL, to), POLDER_MEMORY);
    fclose(to);
    polder_document_free(d);
}

/* Of numbers alone: a point behind a word or before one stays what it is. */
static void test_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *from, *dutch;
    } of[] = {{"21.5 – 24.1%", "21,5 – 24,1%"},
              {"+6.5 ±0.4", "+6,5 ±0,4"},
              {"<0.001", "<0,001"},
              {"1.0e-05", "1,0e-05"},
              {"v. 3", "v. 3"},
              {".5.", ".5."},
              {"", ""},
              {"–", "–"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        char text[POLDER_CELL];
        strcpy(text, of[i].from);
        assert_string_equal(polder_cell_decimals(text, POLDER_ENGLISH), of[i].from);
        assert_string_equal(polder_cell_decimals(text, POLDER_DUTCH), of[i].dutch);
    }
}

/* Whole numbers of a page stand in threes, those for machines do not. */
static void test_threes(void **state)
{
    (void)state;
    static const struct {
        long long n;
        const char *english, *dutch;
    } of[] = {{0, "0", "0"},
              {999, "999", "999"},
              {1000, "1,000", "1.000"},
              {-1000, "-1,000", "-1.000"},
              {-999, "-999", "-999"},
              {1234567, "1,234,567", "1.234.567"},
              {INT64_MAX, "9,223,372,036,854,775,807", "9.223.372.036.854.775.807"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        char text[POLDER_CELL];
        const polder_head_t head = {POLDER_IS_COUNT, .label = "n"};
        const polder_datum_t datum = polder_datum_count(of[i].n);
        assert_string_equal(polder_cell_threes(text, POLDER_ENGLISH, of[i].n), of[i].english);
        assert_string_equal(polder_cell_on_page(text, POLDER_DUTCH, &head, &datum), of[i].dutch);
        assert_null(strchr(polder_cell(text, POLDER_DUTCH, &head, &datum), '.'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_stands_in_it),
        cmocka_unit_test(test_names_break_nothing),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_parts_that_are_not_closed),
        cmocka_unit_test(test_for_people_only),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_threes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
