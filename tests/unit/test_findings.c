/* What analyses say: documents made of numbers alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare_document.h"
#include "analysis/lasting_document.h"
#include "analysis/summary_document.h"
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
        .arm = {{.point = 1,
                 .horizon = 2,
                 .networks = 4,
                 .mean = 1.5,
                 .low = 0.5,
                 .high = 2.5,
                 .median = 2},
                {.point = 1, .arm = 1, .horizon = 2, .mean = NAN, .low = NAN, .high = NAN}},
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
             "a\n"
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
             "25.0% of 4 networks are alive after 2 months (5.0 to 70.0%).\n"
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

/* --- a comparison --- */

static const polder_measure_t success = {
    .name = "success", .kind = POLDER_MEASURE_SUCCESS, .head = "strict", .noun = "strict success"};

/* An arm that helps and one of which it is not sure, against the baseline; `point` of two points if
 * there is a design. */
typedef struct {
    polder_about_t about;
    polder_compare_t compare;
    polder_arm_result_t arm[3];
    polder_figure_value_t value[3];
    const char *name[3], *factor[1];
    double factors[1];
} compare_t;

static void make_compare(compare_t *c)
{
    *c = (compare_t){
        .about = {.file = "a.h5",
                  .title = "Does it help?",
                  .model = "m",
                  .tick = "month",
                  .horizon = 60,
                  .common = 60,
                  .year = 12,
                  .n_point = 1,
                  .n_arm = 3},
        .compare = {.paired = true,
                    .confidence = 0.95,
                    .n_arm = 3,
                    .n_point = 1,
                    .replicates = 100,
                    .n_figure = 1,
                    .success = 0,
                    .alive = -1,
                    .cost = -1,
                    .lasted = -1,
                    .n_read = 1,
                    .figure = {{.name = "success", .kind = POLDER_YES_NO, .measure = &success}}},
        .value = {{100, 0.25, 0.175, 0.343, {0}, {0}},
                  {100, 0.5, 0.404, 0.596, {100, 0.5, 0.25, 0.25, 0.125, 0.365, 1e-4, 4}, {0}},
                  {100, 0.27, 0.193, 0.364, {100, 0.27, 0.25, 0.02, -0.01, 0.05, 0.5, 9}, {0}}},
        .name = {"none", "=help", ""},
        .factor = {"trust"},
        .factors = {0.5}};
    for (int i = 0; i < 3; i++) {
        c->arm[i] = (polder_arm_result_t){.arm = i, .value = &c->value[i]};
        c->arm[i].treat = polder_number_to_treat(&c->value[i].difference);
        c->arm[i].best = (polder_best_t){i == 1 ? 0.23 : -0.25, i == 1 ? 0 : -0.365, 0, i == 1};
    }
    c->compare.arm = c->arm;
    c->about.arm = c->name;
    c->about.factor = c->factor;
    c->about.value = c->factors;
}

static void comparison(void **state)
{
    (void)state;
    compare_t c;
    make_compare(&c);
    has_text(polder_compare_document(POLDER_ENGLISH, &c.about, &c.compare, NULL),
             "Does it help?\n"
             "100 networks of model m, 60 months, each with 3 arms\n"
             "file: a.h5\n"
             "baseline: none\n"
             "\n"
             "Success, with 95% intervals\n"
             "arm                 strict\n"
             "none       25.0% 17.5–34.3\n"
             "=help      50.0% 40.4–59.6\n"
             "(no name)  27.0% 19.3–36.4\n"
             "\n"
             "Strict success: difference to the baseline, in percentage points\n"
             "arm        diff.      interval       p         treat for one more  pairing\n"
             "=help      +25.0  12.5 to 36.5  <0.001           4.0 (2.7 to 8.0)      4.0\n"
             "(no name)   +2.0   -1.0 to 5.0   0.500  over 20, or harm over 100      9.0\n"
             "Over 20, or harm over 100: the interval holds 0. At best 20 networks have to be\n"
             "treated for one more success; at worst each 100 give one less; and it may be\n"
             "that no number is enough.\n"
             "Pairing: if each arm had networks of its own, 4.0 to 9.0 times as many would be\n"
             "needed for the same interval.\n"
             "Each interval is of one arm by itself: of many arms one may look sure by luck.\n"
             "\n"
             "Which arms can be the best in strict success (95% sure)\n"
             "arm        can be  ahead of the best other  interval, all together\n"
             "none       no                        -25.0            -36.5 to 0.0\n"
             "=help      yes                       +23.0              0.0 to 0.0\n"
             "(no name)  no                        -25.0            -36.5 to 0.0\n"
             "A bound of 0.0 is set, not rounded: the interval of an arm that cannot be the\n"
             "best ends at 0, that of the only one that can be begins there.\n"
             "\n"
             "An interval holds chance only, not doubt about the values of the model.\n");
    has_csv(polder_compare_data(POLDER_FOR_CSV, &c.about, &c.compare, 0),
            "point,arm,baseline,networks,success,success.low,success.high,success.difference,"
            "success.difference.low,success.difference.high,success.p,success.pairing,"
            "treat.verdict,treat,treat.low,treat.high,best.possible,best.ahead,best.low,best.high\n"
            "0,none,1,100,0.25,0.175,0.343,,,,,,,,,,0,-0.25,-0.365,0\n"
            "0,\"'=help\",0,100,0.5,0.404,0.596,0.25,0.125,0.365,0.0001,4,helps,4,2.739726027,8,"
            "1,0.23,0,0\n"
            "0,,0,100,0.27,0.193,0.364,0.02,-0.01,0.05,0.5,9,unsure,50,20,100,0,-0.25,-0.365,0\n");
}

static bool says(const compare_t *c, const char *said)
{
    polder_document_t *d = polder_compare_document(POLDER_ENGLISH, &c->about, &c->compare, NULL);
    char *text = as_text(d);
    const bool found = strstr(text, said) != NULL;
    free(text);
    polder_document_free(d);
    return found;
}

/* Where interval and p do not agree it is said which arm that is of. */
static void on_the_edge(void **state)
{
    (void)state;
    compare_t c;
    make_compare(&c);
    assert_false(says(&c, "Not sure:"));
    polder_difference_t *d = &c.value[1].difference;
    d->difference = -0.011, d->low = -0.022, d->high = -0.0004, d->p = 0.061;
    c.arm[1].treat = polder_number_to_treat(d);
    assert_true(says(&c, "harm: 91 (45 to 2500)"));
    assert_true(
        says(&c, "Not sure: =help. The interval leaves out 0 by little, and p is above 0.05"));
    assert_true(says(&c, "Each interval is of one arm by itself:"));
    d->p = 0.049;
    assert_false(says(&c, "Not sure:"));
}

/* A design: sorted rows, of which people see as many as there are. */
static void points(void **state)
{
    (void)state;
    compare_t c;
    const polder_compare_sort_t sort = {.factor = -1, .difference = true, .up = true};
    make_compare(&c);
    c.about.n_point = c.compare.n_point = 2;
    c.about.n_factor = 1;
    c.about.design = "grid";
    has_text(polder_compare_document(POLDER_DUTCH, &c.about, &c.compare, &sort),
             "Does it help?\n"
             "grid van 2 punten, 3 varianten, elk met 100 netwerken\n"
             "bestand: a.h5\n"
             "basisvariant: none\n"
             "\n"
             "Strikt succes op elk punt\n"
             "punt  trust  variant        success  versch.       interval  beste?\n"
             "   0    0,5  (zonder naam)    27,0%     +2,0   -1,0 tot 5,0  nee\n"
             "   0    0,5  =help            50,0%    +25,0  12,5 tot 36,5  ja\n"
             "   0    0,5  none             25,0%                          nee\n"
             "beste?: op dat punt kan het de beste variant zijn\n"
             "\n"
             "Nog 3 rijen staan hier niet. Alle cijfers van alle rijen:\n"
             "  polder compare BESTAND --csv TABEL.csv    (of --json)\n");
}

/* --- a result --- */

static void summary(void **state)
{
    (void)state;
    polder_class_t end[] = {{"win-win", {1, 4, 0.25, 0.046, 0.699}},
                            {"dissolved", {3, 4, 0.75, 0.301, 0.954}}};
    polder_case_summary_t one = {
        .name = "all", .networks = 4, .success = end[0].share, .alive = {3, 4, 0.75, 0.301, 0.954}};
    const polder_measure_t judged = {.name = "success",
                                     .kind = POLDER_MEASURE_SUCCESS,
                                     .label = "goal reached",
                                     .means = "the goal is reached"};
    polder_summary_t s = {.title = "",
                          .title_nl = "",
                          .about = "",
                          .model = "m",
                          .tick = "round",
                          .seed = "7",
                          .network_file = "",
                          .network_said = "",
                          .networks = 4,
                          .horizon = 9,
                          .least = 9,
                          .most = 9,
                          .confidence = 0.9,
                          .outcomes = true,
                          .success = &judged,
                          .n_case = 1,
                          .cases = &one,
                          .n_class = 2,
                          .classes = end,
                          .well = 0};
    has_text(polder_summary_short(POLDER_ENGLISH, "it's here.h5", &s),
             "it's here\n"
             "25.0% of 4 networks succeed (4.6 to 69.9%): at the end the goal is reached. The\n"
             "others: dissolved 75.0%.\n"
             "\n"
             "                      share  90% interval\n"
             "goal reached          25.0%   4.6 – 69.9%  █████\n"
             "alive after 9 rounds  75.0%  30.1 – 95.4%  ██████████████\n"
             "\n"
             "Only 4 networks: an interval holds chance only, not doubt about the values of\n"
             "the model.\n"
             "4 networks of model m, 9 rounds, seed 7\n"
             "file: it's here.h5\n"
             "All tables: polder show 'it's here.h5' --details\n");
    one.success = (polder_proportion_t){0, 1, 0, 0, 1};
    end[0].share.count = 0;
    s.networks = 1;
    has_text(polder_summary_short(POLDER_DUTCH, NULL, &s),
             "(zonder titel)\n"
             "Dit ene netwerk slaagt niet; zijn einde: ontbonden. Het is één verloop uit\n"
             "vele: een andere seed neemt een ander.\n"
             "\n"
             "Slechts één netwerk: wat eruit komt kan louter toeval zijn. Meer: --replicates.\n"
             "1 netwerk van model m, 9 ronden, seed 7\n"
             "bestand: er wordt geen bewaard\n"
             "Alle tabellen: --details\n");
}

int main(void)
{
    if (!setlocale(LC_CTYPE, "C.UTF-8")) return 77; /* widths of letters are those of the locale */
    const struct CMUnitTest tests[] = {cmocka_unit_test(survival), cmocka_unit_test(comparison),
                                       cmocka_unit_test(on_the_edge), cmocka_unit_test(points),
                                       cmocka_unit_test(summary)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
