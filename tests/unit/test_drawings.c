/* Charts of a document as drawings: what stands in them, where, and what cannot break them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "document/markup.h"
#include "document/svg.h"

static char *drawing(const polder_document_t *d, int width, bool alone)
{
    char *text = NULL;
    size_t size = 0;
    const polder_document_block_t *block = polder_document_next(d, POLDER_FOR_PEOPLE, NULL);
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    assert_int_equal(polder_svg_write(block->table, d->language,
                                      &(polder_svg_options_t){.width = width, .alone = alone}, to),
                     0);
    fclose(to);
    return text;
}

/* It is XML, and no element of it is one that runs or loads something. */
static void is_safe(const char *text)
{
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), "drawing.svg", NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    assert_string_equal((const char *)xmlDocGetRootElement(doc)->name, "svg");
    xmlFreeDoc(doc);
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "<image"));
    assert_null(strstr(text, "href"));
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "inf\""));
}

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) n++;
    return n;
}

/* The number behind `key` in the first element that has `what` behind it. */
static double number_before(const char *text, const char *what, const char *key)
{
    const char *at = strstr(text, what), *found = NULL;
    assert_non_null(at);
    for (const char *k = text; (k = strstr(k, key)) && k < at; k++) found = k;
    assert_non_null(found);
    return strtod(found + strlen(key), NULL);
}

static polder_document_t *dots(const char *name, int anyway, int saved, int lost)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(
        d, NULL, 5,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "arm"},
                          {POLDER_IS_COUNT, .label = "both", .mark = POLDER_MARK_ANYWAY},
                          {POLDER_IS_COUNT, .label = "with", .mark = POLDER_MARK_SAVED},
                          {POLDER_IS_COUNT, .label = "without", .mark = POLDER_MARK_LOST},
                          {POLDER_IS_COUNT, .label = "neither", .mark = POLDER_MARK_NOT}});
    polder_document_row(d, (polder_datum_t[]){polder_datum_text(name), polder_datum_count(anyway),
                                              polder_datum_count(saved), polder_datum_count(lost),
                                              polder_datum_count(100 - anyway - saved - lost)});
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_DOTS, .x = 0, .y = -1, .series = -1,
                                              .title = "A <title> & more",
                                              .finding = "One \"sees\" it"});
    return d;
}

static void test_a_hundred_dots(void **state)
{
    (void)state;
    for (int width = POLDER_SVG_NARROW; width <= 900; width += 145) {
        polder_document_t *d = dots("as it is", 20, 7, 3);
        char *text = drawing(d, width, false);
        is_safe(text);
        /* 100 dots, and a sign for each of four words. */
        assert_int_equal(count(text, "<g transform"), 104);
        assert_int_equal(count(text, "M0 -4L0 4"), 7 + 1);     /* a plus: saved */
        assert_int_equal(count(text, "M-4 0L4 0"), 7 + 3 + 2); /* and its bar, and a minus */
        assert_int_equal(count(text, "#b84a00"), 3 + 1);       /* what is lost, in orange */
        assert_non_null(strstr(text, ">27 of 100</text>"));
        for (const char *at = text; (at = strstr(at, "translate(")); at++) {
            const double x = strtod(at + 10, NULL);
            assert_true(x > 0 && x < width);
        }
        free(text);
        polder_document_free(d);
    }
}

/* Where there is room, few rows stand ten by ten beside each other, in their order. */
static void test_ten_by_ten(void **state)
{
    (void)state;
    static const struct {
        int width, columns;
    } of[] = {{680, 10}, {320, 25}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        polder_document_t *d = dots("as it is", 20, 7, 3);
        char *text = drawing(d, of[i].width, false);
        double first = NAN, last = -1;
        int at = 0;
        for (const char *t = text; (t = strstr(t, "<g transform=\"translate(")); t++) {
            double x = 0, y = 0;
            assert_int_equal(sscanf(t, "<g transform=\"translate(%lf %lf", &x, &y), 2);
            if (at == 0) first = x;
            if (at < 100 && at % of[i].columns == 0) assert_true(fabs(x - first) < 1e-3);
            if (at < 100 && at % of[i].columns > 0) assert_true(x > last);
            last = x;
            at++;
        }
        assert_int_equal(at, 104);
        free(text);
        polder_document_free(d);
    }
}

/* A total of its own stands beside the dots; one that cannot be leaves what is counted. */
static void test_dots_with_a_total(void **state)
{
    (void)state;
    static const struct {
        double total;
        const char *said;
    } of[] = {{28, ">28 of 100</text>"}, {0, ">0 of 100</text>"}, {1e300, ">27 of 100</text>"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        polder_document_t *d = dots("as it is", 20, 7, 3);
        d->block[0].table->column[4].mark = POLDER_MARK_NONE;
        d->block[0].table->cell[4].value = of[i].total;
        d->block[0].table->chart.y = 4;
        char *text = drawing(d, 680, false);
        assert_int_equal(count(text, "<g transform"), 30 + 3);
        assert_non_null(strstr(text, of[i].said));
        free(text);
        polder_document_free(d);
    }
}

static void test_dots_without_numbers(void **state)
{
    (void)state;
    polder_document_t *d = dots("none", 0, 0, 0);
    d->block[0].table->cell[4] = polder_datum_unknown();
    char *text = drawing(d, 400, false);
    is_safe(text);
    assert_int_equal(count(text, "<g transform"), 0);
    assert_null(strstr(text, "of 100"));
    free(text);
    polder_document_free(d);
    d = dots("none", 0, 0, 0);
    d->block[0].table->cell[1].value = 1e300; /* cannot be a number of dots */
    text = drawing(d, 400, false);
    is_safe(text);
    assert_int_equal(count(text, "<g transform"), 100 + 1);
    free(text);
    polder_document_free(d);
}

static void test_names_break_nothing(void **state)
{
    (void)state;
    static const char *const name[] = {
        "</text><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "]]> & &amp; <!-- -- >",
        "\xd8\xa8\xd9\x84\xd8\xaf\xd9\x8a\xd8\xa9 \xd7\xa2\xd7\x91",
        "\xff\xfe broken \xc3",
        "\x01\x02\x1b[31m",
        "\xe2\x80\xae turned round",
        "",
        "Averyveryveryveryveryveryveryverylongwordwithoutanyspacethatnothinghasroomforanywhere",
    };
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        for (int alone = 0; alone < 2; alone++) {
            polder_document_t *d = dots(name[i], 10, 0, 0);
            char *text = drawing(d, POLDER_SVG_NARROW, alone);
            is_safe(text);
            assert_int_equal(count(text, "alert(1)") > 0, i < 2);
            assert_int_equal(count(text, "…") > 0, strlen(name[i]) > 80); /* cut off */
            assert_null(strstr(text, "\xe2\x80\xae"));
            free(text);
            polder_document_free(d);
        }
}

static void test_title_and_finding(void **state)
{
    (void)state;
    polder_document_t *d = dots("a", 1, 0, 0);
    char *alone = drawing(d, 680, true), *part = drawing(d, 680, false);
    assert_int_equal(count(alone, "A &#60;title&#62; &#38; more"), 3); /* name, title, drawn */
    assert_int_equal(count(part, "A &#60;title&#62; &#38; more"), 2);  /* the page says it */
    assert_int_equal(count(part, "<desc>One &#34;sees&#34; it</desc>"), 1);
    assert_int_equal(strncmp(alone, "<?xml", 5), 0);
    assert_int_equal(strncmp(part, "<svg", 4), 0);
    assert_null(strstr(part, "<rect"));
    free(alone);
    free(part);
    polder_document_free(d);
}

static polder_document_t *ranges(polder_is_t is, const double (*v)[3], int n)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(
        d, NULL, 2,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "arm"},
                          {is, .label = "gain", .show = POLDER_SHOW_WITH_INTERVAL}});
    for (int i = 0; i < n; i++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text("arm"),
                                                  polder_datum_between(v[i][0], v[i][1], v[i][2])});
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_RANGES, .x = 0, .y = 1, .series = -1});
    return d;
}

/* Points stand where their numbers say: as far apart as the scale has it. */
static void test_geometry_of_ranges(void **state)
{
    (void)state;
    polder_document_t *d =
        ranges(POLDER_IS_POINTS, (const double[][3]){{0.10, 0.05, 0.15}, {-0.05, -0.10, 0.0}}, 2);
    char *text = drawing(d, 680, false);
    is_safe(text);
    double x[2];
    const char *at = text;
    for (int i = 0; i < 2; i++) {
        at = strstr(at + 1, "<circle cx=\"");
        assert_non_null(at);
        x[i] = strtod(at + 12, NULL);
    }
    const double zero = number_before(text, ">0</text>", "<text x=\"");
    const double ten = number_before(text, ">+10</text>", "<text x=\"");
    assert_true(fabs(x[0] - ten) < 0.1);
    assert_true(fabs((x[1] - zero) + (ten - zero) / 2) < 0.1);
    /* The interval of the second one, from −10 to 0. */
    const double low = 2 * zero - ten;
    char line[64];
    snprintf(line, sizeof line, "M%.5g ", low);
    assert_non_null(strstr(strstr(text, ">arm<"), line));
    assert_non_null(strstr(text, ">+10.0</text>"));
    assert_non_null(strstr(text, ">-5.0</text>"));
    free(text);
    polder_document_free(d);
}

static void test_odd_numbers(void **state)
{
    (void)state;
    static const double odd[][3] = {{NAN, NAN, NAN},
                                    {0, 0, 0},
                                    {1e-9, -INFINITY, INFINITY},
                                    {0.5, NAN, 0.6},
                                    {-3e5, -4e5, 2e5}};
    static const polder_is_t is[] = {POLDER_IS_POINTS, POLDER_IS_NUMBER, POLDER_IS_INDEX,
                                     POLDER_IS_SHARE};
    for (size_t k = 0; k < sizeof is / sizeof *is; k++)
        for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
            for (int n = 1; n <= 2; n++) {
                if (i + (size_t)n > sizeof odd / sizeof *odd) continue;
                polder_document_t *d = ranges(is[k], odd + i, n);
                const polder_chart_kind_t kind[] = {POLDER_CHART_RANGES, POLDER_CHART_BARS,
                                                    POLDER_CHART_SPANS, POLDER_CHART_STEPS};
                for (size_t c = 0; c < 4; c++) {
                    d->block[0].table->chart.kind = kind[c];
                    d->block[0].table->chart.to = 1;
                    char *text = drawing(d, 320, c % 2);
                    is_safe(text);
                    assert_true(strlen(text) < 60000);
                    for (const char *at = text; (at = strstr(at, "cx=\"")); at++)
                        assert_true(strtod(at + 4, NULL) >= 0 && strtod(at + 4, NULL) <= 320);
                    free(text);
                }
                polder_document_free(d);
            }
}

static polder_document_t *curves(int n, int ticks)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(d, NULL, 3,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "arm"},
                                            {POLDER_IS_COUNT, .label = "months"},
                                            {POLDER_IS_SHARE, .label = "there"}});
    for (int i = 0; i < n; i++)
        for (int t = 0; t <= ticks; t++)
            polder_document_row(
                d,
                (polder_datum_t[]){polder_datum_text(polder_document_format(d, "arm %d", i)),
                                   polder_datum_count(t), polder_datum(t < 2 || n > 1 ? 1 : 0.5)});
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_STEPS, .x = 1, .y = 2, .series = 0});
    return d;
}

/* A half goes the same way as in the sentences about the curve, and not to the even number. */
static void test_halves(void **state)
{
    (void)state;
    polder_document_t *d = curves(1, 3);
    polder_document_table_t *t = d->block[0].table;
    for (int r = 0; r < t->n_row; r++) t->cell[r * 3 + 2].value = 0.625;
    for (int width = 320; width <= 640; width += 320) { /* names beside, and below */
        char *text = drawing(d, width, false);
        assert_non_null(strstr(text, ">63</text>"));
        assert_null(strstr(text, ">62</text>"));
        free(text);
    }
    assert_int_equal(polder_cell_hundred(0.625), 63);
    assert_int_equal(polder_cell_hundred(NAN), -1);
    polder_document_free(d);
}

/* A bar with a second number: what the two are, and a ring where the second one is. */
static void test_second_of_bars(void **state)
{
    (void)state;
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(d, NULL, 3,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "what"},
                                            {POLDER_IS_INDEX, .label = "as it is"},
                                            {POLDER_IS_INDEX, .label = "with talks"}});
    polder_document_row(
        d, (polder_datum_t[]){polder_datum_text("trust"), polder_datum(0.2), polder_datum(0.8)});
    polder_document_row(
        d, (polder_datum_t[]){polder_datum_text("rules"), polder_datum(0.3), polder_datum(NAN)});
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_BARS, .x = 0, .y = 1, .series = -1});
    char *text = drawing(d, 640, false);
    assert_null(strstr(text, "with talks"));
    assert_null(strstr(text, "<circle"));
    free(text);
    d->block[0].table->chart.to = 2;
    text = drawing(d, 640, false);
    for (const char *const *at = (const char *const[]){">as it is<", ">with talks<",
                                                       ">0.20 → 0.80<", ">0.30 → –<", NULL};
         *at; at++)
        assert_non_null(strstr(text, *at));
    int rings = 0; /* in the legend, and of the row that has a second number */
    for (const char *at = text; (at = strstr(at, "<circle")); at++) rings++;
    assert_int_equal(rings, 2);
    free(text);
    polder_document_free(d);
}

/* A table of `n` with long names; each is tied to the next one, all of one kind, or none is said. */
static polder_document_t *seats(int n, int kind)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(d, NULL, 4,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "one"},
                                            {POLDER_IS_TEXT, .label = "other"},
                                            {POLDER_IS_TEXT, .label = "toward"},
                                            {POLDER_IS_TEXT, .label = "back"}});
    for (int i = 0; i < 2 * n - 1; i++) {
        polder_datum_t seat = polder_datum_text("A & B, an organisation of forty letters"),
                       next = seat;
        polder_datum_t mark =
            kind < 0 || i < n ? polder_datum_nothing() : polder_datum_text("so it is");
        seat.count = i % n;
        next = i < n ? polder_datum_nothing() : next;
        next.count = i % n + 1;
        mark.count = kind;
        polder_document_row(d, (polder_datum_t[]){seat, next, mark, mark});
    }
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_SEATS, .x = 0, .to = 1, .y = 2,
                                              .series = 3, .title = "t"});
    return d;
}

/* Every seat and every half of a tie, in the picture; the marks are those of the kind. */
static void test_seats(void **state)
{
    (void)state;
    static const int size[] = {1, 2, 9, 14, 15, 40};
    static const char *const thick[] = {"\"5\"", "\"3.4\""};
    for (size_t k = 0; k < sizeof size / sizeof *size; k++)
        for (int kind = -1; kind < POLDER_TIE_MARKS; kind++)
            for (int width = 320; width <= 680; width += 360) {
                const int n = size[k], ties = n - 1;
                polder_document_t *d = seats(n, kind);
                char *text = drawing(d, width, false);
                is_safe(text);
                const int circles = n > 14 ? 3 : 1, told = kind >= 0 && ties > 0;
                assert_int_equal(count(text, "<circle"), n + circles);
                const bool barred =
                    kind == POLDER_TIE_THICK_BARRED || kind == POLDER_TIE_THIN_BARRED;
                const bool fat = kind == POLDER_TIE_THICK || kind == POLDER_TIE_THICK_BARRED;
                assert_int_equal(count(text, "s-orange"), barred && told ? 4 * ties + 4 : 0);
                assert_int_equal(count(text, "s-blue"), told ? 2 * ties + 2 : 0);
                assert_int_equal(count(text, thick[n > 14]),
                                 fat ? 2 * ties + (n > 14 ? 0 : 2 * told) : 0);
                assert_int_equal(count(text, ">so it is<"), told);
                assert_true(count(text, "A &#38; B") == n);
                for (const char *at = text; (at = strstr(at, "<circle cx=\"")); at++)
                    assert_true(strtod(at + 12, NULL) >= 0 && strtod(at + 12, NULL) <= width);
                free(text);
                polder_document_free(d);
            }
}

/* No name lies over another one: down each side they follow each other. */
static void test_names_of_seats(void **state)
{
    (void)state;
    static const char anchored[] = "font-size=\"14\" text-anchor=\"end\"";
    for (int n = 2; n <= 14; n++) {
        polder_document_t *d = seats(n, -1);
        char *text = drawing(d, 680, false);
        double y[2][64];
        int k[2] = {0};
        for (const char *at = text; (at = strstr(at, "<text x=\"")); at++) {
            const bool left = strncmp(strstr(at, "font-size"), anchored, strlen(anchored)) == 0;
            y[left][k[left]++] = strtod(strstr(at, " y=\"") + 4, NULL);
        }
        for (int side = 0; side < 2; side++)
            for (int i = 0; i < k[side]; i++)
                for (int j = 0; j < i; j++) assert_true(fabs(y[side][i] - y[side][j]) >= 14);
        free(text);
        polder_document_free(d);
    }
}

/* Numbers of seats and of kinds may be anything. */
static void test_odd_seats(void **state)
{
    (void)state;
    static const int64_t odd[] = {-1, 63, 64, 1000, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (int column = 0; column < 4; column++) {
            polder_document_t *d = seats(5, 1);
            polder_document_table_t *t = d->block[0].table;
            t->cell[7 * 4 + column].count = odd[i];
            char *text = drawing(d, 680, false);
            is_safe(text);
            free(text);
            polder_document_free(d);
        }
}

/* Who is there falls at a moment: lines are level or upright. */
static void test_steps(void **state)
{
    (void)state;
    polder_document_t *d = curves(1, 4);
    char *text = drawing(d, 680, false);
    is_safe(text);
    const char *path = text;
    do path = strstr(path + 1, "<path d=\"M34 ");
    while (path && path[9 + strcspn(path + 9, "V\"")] != 'V');
    assert_non_null(path);
    double y[2];
    path = strchr(path, 'M');
    y[0] = strtod(strchr(path, ' ') + 1, NULL);
    y[1] = strtod(strchr(path, 'V') + 1, NULL);
    assert_true(fabs((y[1] - y[0]) - 115) < 0.1); /* half of 230 */
    free(text);
    polder_document_free(d);
}

/* Names of curves that end together stand below each other. */
static void test_names_of_curves(void **state)
{
    (void)state;
    for (int n = 1; n <= 9; n++) {
        polder_document_t *d = curves(n, 60);
        char *text = drawing(d, 680, false);
        double before = -1;
        is_safe(text);
        for (int i = 0; i < n && i < 6; i++) {
            char name[32];
            snprintf(name, sizeof name, ">arm %d</text>", i);
            const double y = number_before(text, name, " y=\"");
            assert_true(before < 0 || fabs(y - before) >= 15);
            assert_true(y > 8); /* below the top */
            before = y;
        }
        free(text);
        polder_document_free(d);
    }
}

static void test_nothing_to_draw(void **state)
{
    (void)state;
    polder_document_t *d = ranges(POLDER_IS_POINTS, NULL, 0);
    FILE *to = fopen("/dev/null", "w");
    assert_false(polder_svg_can(d->block[0].table));
    assert_int_equal(polder_svg_write(d->block[0].table, POLDER_ENGLISH,
                                      &(polder_svg_options_t){.width = 680}, to),
                     POLDER_INPUT);
    fclose(to);
    polder_document_free(d);
}

static void test_markup(void **state)
{
    (void)state;
    static const char *const said[][2] = {
        {"a < b & \"c\"", "a &#60; b &#38; &#34;c&#34;"},
        {POLDER_ISOLATE "x" POLDER_ISOLATE_END "y", "<bdi>x</bdi>y"},
        {POLDER_ISOLATE "x", "<bdi>x</bdi>"},
        {"x" POLDER_ISOLATE_END "y", "xy"},
        {"\xe2\x80\xae", "\xef\xbf\xbd"},
        {"\xc3\x28", "\xef\xbf\xbd("},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *to = open_memstream(&text, &size);
        polder_markup_html(to, said[i][0]);
        fclose(to);
        assert_string_equal(text, said[i][1]);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hundred_dots),
        cmocka_unit_test(test_ten_by_ten),
        cmocka_unit_test(test_dots_with_a_total),
        cmocka_unit_test(test_dots_without_numbers),
        cmocka_unit_test(test_names_break_nothing),
        cmocka_unit_test(test_title_and_finding),
        cmocka_unit_test(test_geometry_of_ranges),
        cmocka_unit_test(test_odd_numbers),
        cmocka_unit_test(test_halves),
        cmocka_unit_test(test_second_of_bars),
        cmocka_unit_test(test_seats),
        cmocka_unit_test(test_names_of_seats),
        cmocka_unit_test(test_odd_seats),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_names_of_curves),
        cmocka_unit_test(test_nothing_to_draw),
        cmocka_unit_test(test_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
