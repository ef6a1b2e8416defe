/* What analyses say: documents made of numbers alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/lasting_document.h"
#include "document/render.h"

static char *as_text(const polder_document_t *d)
{
    char *text = NULL;
    size_t size = 0;
    polder_paper_t paper = {.width = 80, .utf8 = true};
    paper.stream = open_memstream(&text, &size);
    assert_non_null(paper.stream);
    assert_int_equal(polder_document_print(d, &paper), 0);
    fclose(paper.stream);
    return text;
}

static void has_text(polder_document_t *d, const char *expected)
{
    char *text = as_text(d);
    assert_string_equal(text, expected);
    free(text);
    polder_document_free(d);
}

static void has_json(polder_document_t *d, const char *list, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    polder_json_stream_t stream = {.stream = to, .list = list, .digits = 4};
    polder_json_add(&stream, d);
    assert_int_equal(polder_json_end(&stream), 0);
    fclose(to);
    json_t *o = json_loads(text, 0, NULL);
    assert_non_null(o);
    char *compact = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(4));
    assert_string_equal(compact, expected);
    free(compact);
    json_decref(o);
    free(text);
    polder_document_free(d);
}

static void has_csv(polder_document_t *d, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    polder_csv_t csv = polder_csv_begin(to, false);
    assert_int_equal(polder_document_csv(d, NULL, &csv, true), 0);
    fclose(to);
    assert_string_equal(text, expected);
    free(text);
    polder_document_free(d);
}

/* --- survival --- */

/* Two arms of four networks over two ticks, at one of two points: in the first three end; nothing
 * of the second could be run. */
typedef struct {
    polder_about_t about;
    polder_lasting_t lasting;
    polder_lasting_arm_t arm[2];
    polder_kaplan_t curve[2][3];
    polder_life_t year[2];
    const char *name[2], *factor[2];
    double value[2];
    char *choice[2];
} lasting_t;

static void make_lasting(lasting_t *l)
{
    *l = (lasting_t){
        .about = {.file = "a.h5",
                  .tick = "round",
                  .horizon = 2,
                  .n_point = 2,
                  .n_arm = 2,
                  .n_factor = 2,
                  .first = 1},
        .lasting = {.first = 1,
                    .n_read = 1,
                    .n_arm = 2,
                    .horizon = 2,
                    .n_year = 1,
                    .year = 12,
                    .confidence = 0.95},
        .arm = {{.point = 1, .networks = 4, .mean = 1.5, .low = 0.5, .high = 2.5, .median = 2},
                {.point = 1, .arm = 1, .mean = NAN, .low = NAN, .high = NAN}},
        .curve = {{{4, 0, 1, 1, 1}, {4, 1, 0.75, 0.3, 0.95}, {3, 2, 0.25, 0.05, 0.7}},
                  {{0, 0, NAN, NAN, NAN}, {0, 0, NAN, NAN, NAN}, {0, 0, NAN, NAN, NAN}}},
        .year = {{0, 2, 3, 0, 4, 0.75, 0.3, 0.95, 0.25, 0.05, 0.7},
                 {0, 2, 0, 0, 0, NAN, NAN, NAN, NAN, NAN, NAN}},
        .name = {"", "=help"},
        .factor = {"trust", "form"},
        .value = {0.25, 1},
        .choice = {NULL, "shared\0lead\0"}};
    l->about.arm = l->name;
    l->about.factor = l->factor;
    l->about.value = l->value;
    l->about.choice = l->choice;
    l->lasting.arm = l->arm;
    for (int i = 0; i < 2; i++) l->arm[i].curve = l->curve[i], l->arm[i].year = &l->year[i];
}

static polder_document_t *lasting_says(const lasting_t *l, polder_readers_t readers, int only)
{
    polder_document_t *d =
        polder_lasting_document(POLDER_ENGLISH, readers, &l->about, &l->lasting, 1, only);
    assert_non_null(d);
    return d;
}

static void survival(void **state)
{
    (void)state;
    lasting_t l;
    make_lasting(&l);
    has_text(lasting_says(&l, POLDER_FOR_PEOPLE, -1),
             "a.h5\n"
             "file: a.h5\n"
             "point 1 of 2 (0 to 1; --point N for another)\n"
             "\n"
             "How long networks last, in rounds (at most 2)\n"
             "arm           networks   mean        interval  half ended\n"
             "all networks         4  1.500  0.500 to 2.500        in 2\n"
             "=help                0      –               –           –\n"
             "\n"
             "Period by period, with 95% intervals\n"
             "hazard: share that ends within the period, of those that began it\n"
             "arm           round  at risk  ended           hazard        survival\n"
             "all networks    1-2        4      3  75.0% 30.0–95.0  25.0% 5.0–70.0\n"
             "=help           1-2        0      0                –               –\n");
    l.about.n_point = 1;
    l.about.title = "Does it help?";
    l.about.tick = "month";
    l.about.year = 12;
    has_text(lasting_says(&l, POLDER_FOR_PEOPLE, 0),
             "Does it help?\n"
             "file: a.h5\n"
             "\n"
             "How long networks last, in months (at most 2)\n"
             "arm           networks   mean        interval  half ended\n"
             "all networks         4  1.500  0.500 to 2.500        in 2\n"
             "\n"
             "Year by year, with 95% intervals\n"
             "hazard: share that ends within the year, of those that began it\n"
             "month  at risk  ended           hazard        survival\n"
             "  1-2        4      3  75.0% 30.0–95.0  25.0% 5.0–70.0\n");
    has_csv(lasting_says(&l, POLDER_FOR_CSV, -1),
            "point,trust,form,arm,tick,at_risk,ended,survival,survival.low,survival.high,"
            "year.hazard,year.hazard.low,year.hazard.high\n"
            "1,0.25,lead,,0,4,0,1,1,1,,,\n"
            "1,0.25,lead,,1,4,1,0.75,0.3,0.95,,,\n"
            "1,0.25,lead,,2,3,2,0.25,0.05,0.7,0.75,0.3,0.95\n"
            "1,0.25,lead,\"'=help\",0,0,0,,,,,,\n"
            "1,0.25,lead,\"'=help\",1,0,0,,,,,,\n"
            "1,0.25,lead,\"'=help\",2,0,0,,,,,,\n");
    has_json(lasting_says(&l, POLDER_FOR_JSON, 1), "arms",
             "{\"file\":\"a.h5\",\"horizon\":2,\"confidence\":0.95,\"arms\":[{\"point\":1,"
             "\"arm\":\"=help\",\"networks\":0,\"mean\":null,\"mean_low\":null,"
             "\"mean_high\":null,\"median\":null,\"curve\":["
             "{\"tick\":0,\"at_risk\":0,\"ended\":0,\"survival\":null,\"low\":null,\"high\":null},"
             "{\"tick\":1,\"at_risk\":0,\"ended\":0,\"survival\":null,\"low\":null,\"high\":null},"
             "{\"tick\":2,\"at_risk\":0,\"ended\":0,\"survival\":null,\"low\":null,\"high\":null}],"
             "\"years\":[{\"from\":1,\"until\":2,\"at_risk\":0,\"ended\":0,\"hazard\":null,"
             "\"low\":null,\"high\":null}]}]}");
}

int main(void)
{
    if (!setlocale(LC_CTYPE, "C.UTF-8")) return 77; /* widths of letters are those of the locale */
    const struct CMUnitTest tests[] = {cmocka_unit_test(survival)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
