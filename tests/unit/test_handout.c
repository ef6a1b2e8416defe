/* A report for who decides: what it says of arms, made up here, and what it leaves unsaid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_split.h"
#include "document/html.h"
#include "document/markup.h"
#include "document/render.h"
#include "document/svg.h"
#include "kernel/table.h"

enum { MOST = 33 };

static const polder_measure_t success = {.name = "good",
                                         .kind = POLDER_MEASURE_SUCCESS,
                                         .head = "good",
                                         .label = "good",
                                         .noun = "success",
                                         .means = "all is well"};
static char nothing[] = "", tick[] = "month";
static polder_case_summary_t cases;
static polder_handout_arm_t arms[MOST];
enum { MOST_POINTS = 30 }; /* in a design of any test here */
static double point_share[MOST_POINTS];

static polder_handout_arm_t arm(const char *name, double share, double gain, double width)
{
    return (polder_handout_arm_t){.name = name,
                                  .networks = 1000,
                                  .share = share,
                                  .gain = gain,
                                  .low = gain - width,
                                  .high = gain + width,
                                  .p = 1,
                                  .alive = 0.9,
                                  .stay = 0,
                                  .stay_low = -0.1,
                                  .stay_high = 0.1,
                                  .days = 250,
                                  .extra = 250,
                                  .behind = NAN,
                                  .each = NAN,
                                  .each_low = NAN,
                                  .each_high = NAN};
}

/* The first arm is the baseline. */
static polder_handout_t of_arms(int n)
{
    polder_handout_t h = {.n_arm = n,
                          .n_point = 1,
                          .n_file = 1,
                          .success = true,
                          .networks = 1000,
                          .arm = arms,
                          .point_share = point_share,
                          .best = -1,
                          .worst = -1};
    cases = (polder_case_summary_t){.name = nothing};
    h.summary = (polder_summary_t){.title = nothing,
                                   .about = nothing,
                                   .model = nothing,
                                   .tick = tick,
                                   .seed = nothing,
                                   .network_file = nothing,
                                   .network_said = nothing,
                                   .horizon = 60,
                                   .year = 12,
                                   .outcomes = true,
                                   .success = &success,
                                   .n_case = 1,
                                   .cases = &cases};
    h.about = (polder_about_t){.horizon = 60, .year = 12, .tick = tick};
    h.compare.cost = 0;
    for (int i = 1; i < n; i++) {
        if (arms[i].low > 0 && (h.best < 0 || arms[i].gain > arms[h.best].gain)) h.best = i;
        if (arms[i].high < 0 && (h.worst < 0 || arms[i].gain < arms[h.worst].gain)) h.worst = i;
    }
    return h;
}

static const json_t *ready; /* interventions that are known */
static json_t *diagnosis;
static const polder_causes_t *of_causes;
static polder_handout_name_t describing, short_of, naming;

/* All that people read, on one line, without isolates. */
static char *said(const polder_handout_t *h, polder_language_t language)
{
    char *text = NULL;
    size_t size = 0;
    polder_document_t *d = polder_document_new(language);
    polder_handout_report(&(polder_handout_page_t){.d = d,
                                                   .h = h,
                                                   .ready = ready,
                                                   .name = naming,
                                                   .brief = short_of,
                                                   .describe = describing,
                                                   .diagnosis = diagnosis,
                                                   .causes = of_causes,
                                                   .version = "1"});
    polder_paper_t paper = {.width = 0, .utf8 = true};
    paper.stream = open_memstream(&text, &size);
    assert_int_equal(polder_document_print(d, &paper), 0);
    fclose(paper.stream);
    polder_document_free(d);
    char *to = text;
    for (const char *from = text; *from;) {
        if (strncmp(from, POLDER_ISOLATE, 3) == 0 || strncmp(from, POLDER_ISOLATE_END, 3) == 0)
            from += 3;
        else {
            *to = *from == '\n' ? ' ' : *from;
            to += !(to > text && *to == ' ' && to[-1] == ' ');
            from++;
        }
    }
    *to = '\0';
    return text;
}

static void says(const polder_handout_t *h, const char *yes, const char *no)
{
    char *text = said(h, POLDER_ENGLISH);
    if (yes && !strstr(text, yes)) fail_msg("lacks \"%s\": %.700s", yes, text);
    if (no && strstr(text, no)) fail_msg("says \"%s\": %.700s", no, text);
    free(text);
}

static void test_one_helps(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.31, NAN, NAN);
    arms[1] = arm("talks", 0.74, 0.43, 0.05);
    const polder_handout_t h = of_arms(2);
    says(&h, "In this model, yes.", "does harm");
    says(&h,
         "31 in 100 networks succeed. With \"talks\" it is 74, for about 250 extra working days of "
         "all "
         "partners together over 5 years.",
         NULL);
    says(&h, "Success means: after 5 years all is well.", NULL);
    says(&h, "How firm is this? It holds only if our assumptions do.", "How firm is this? Firm");
    says(&h, "90 of 100 networks still exist after 5 years; 31 succeed.", NULL);
    char *dutch = said(&h, POLDER_DUTCH);
    assert_non_null(strstr(dutch, "In dit model wel."));
    assert_non_null(strstr(dutch, "Wat dit niet zegt"));
    free(dutch);
}

/* What can be the best without surely helping is told beside what surely helps. */
static void test_may_be_as_good(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("sure", 0.34, 0.04, 0.03);
    arms[2] = arm("wide", 0.34, 0.04, 0.05);
    arms[3] = arm("wider", 0.33, 0.03, 0.06);
    for (int i = 1; i < 4; i++) arms[i].possible = i < 3;
    polder_handout_t h = of_arms(4);
    h.ranked = true;
    says(&h, "In this model it surely goes better with \"sure\"; this can be as good: \"wide\".",
         "helps most.");
    arms[3].possible = true;
    says(&h, "\"sure\"; these can be as good: \"wide\" and \"wider\".", "helps most.");
    arms[4] = arm("second", 0.35, 0.05, 0.03); /* nor is it one of those that surely help */
    arms[4].possible = true;
    h = of_arms(5);
    h.ranked = true;
    says(&h, "with \"second\" and \"sure\"; these can be as good: \"wide\" and \"wider\".",
         "come out on top");
    arms[2].possible = arms[3].possible = false;
    says(&h, "In this model \"second\" and \"sure\" come out on top, too close to separate.",
         "can be as good");
    h = of_arms(4); /* not ranked: intervals that overlap */
    says(&h, "these can be as good: \"wide\" and \"wider\".", "helps most.");
}

/* A ranking of what may be as good is never told. */
static void test_about_as_good(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("first", 0.40, 0.10, 0.03);
    arms[2] = arm("second", 0.38, 0.08, 0.03);
    arms[3] = arm("third", 0.33, 0.03, 0.02);
    arms[2].extra = 90;
    polder_handout_t h = of_arms(4);
    says(&h, "In this model \"first\" and \"second\" help; which helps most cannot be said.",
         "\"second\", \"third\"");
    says(&h,
         "30 in 100 networks succeed. With \"first\" it is 40, for about 250 extra working days of "
         "all "
         "partners together over 5 years; with \"second\" 38, for 90 days.",
         NULL);
    arms[2].extra = 1;
    says(&h, "with \"second\" 38, for 1 day.", "1 days");
    arms[2].extra = 90;
    h.ranked =
        true; /* overlapping intervals make nobody as good: best.h says who can be the best */
    arms[1].possible = arms[2].possible = true;
    says(&h, "In this model \"first\" and \"second\" come out on top, too close to separate.",
         "\"third\", \"");
    arms[2].possible = false;
    says(&h, "In this model \"first\" helps most.", "too close");
    arms[1].possible = false;
    arms[2].extra = 250;
    says(&h, "With \"first\", 10 more in 100 succeed; allowing for chance, 7 to 13.", NULL);
    arms[2] = arm("second", 0.33, 0.03, 0.02);
    h = of_arms(4);
    says(&h, "In this model \"first\" helps most.", "equally");
    says(&h, "With \"first\" it is 40, for about 250 extra working days", "With these");
    says(&h, "With \"first\", 10 more in 100 succeed; allowing for chance, 7 to 13.", NULL);
    arms[0] = arm("none", 0.30, NAN, NAN); /* the better is told first */
    arms[1] = arm("second", 0.38, 0.08, 0.03);
    arms[2] = arm("first", 0.40, 0.10, 0.03);
    arms[2].extra = NAN;
    arms[1].extra = NAN;
    h = of_arms(3);
    says(&h, "\"first\" and \"second\" help; which", NULL);
    says(&h, "With \"first\" and \"second\" it is 38 to 40; their days of work are not filled in.",
         "nan");
    h.compare.cost = -1;
    says(&h, "With \"first\" and \"second\" it is 38 to 40; their days of work were not counted.",
         "nan");
    arms[3] = arm("third", 0.38, 0.08, 0.03);
    arms[4] = arm("fourth", 0.38, 0.08, 0.03);
    arms[5] = arm("fifth", 0.38, 0.08, 0.03); /* names, and never a number of them alone */
    arms[6] = arm("sixth", 0.38, 0.08, 0.03);
    h = of_arms(7);
    says(&h, "In this model six approaches help; which helps most cannot be said.", NULL);
}

static void test_harm_is_named(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("good", 0.40, 0.10, 0.03);
    for (int i = 2; i < 7; i++) arms[i] = arm("idle", 0.30, 0, 0.02);
    arms[7] = arm("bad", 0.20, -0.10, 0.03);
    polder_handout_t h = of_arms(8);
    says(&h, "\"bad\" makes it worse: 20 (allowing for chance, 7 to 13 fewer than 30).", NULL);
    says(&h, "helps most; with \"bad\" fewer succeed (20 instead of 30). With",
         "it does harm"); /* the question asks it too */
    says(&h, "Money, and who pays it, is not counted. \"bad\"", NULL);
    arms[0] = arm("none", 0.304, NAN, NAN);
    arms[7] = arm("bad", 0.296, -0.008, 0.003);
    h = of_arms(8);
    says(&h, "with \"bad\" slightly fewer succeed.", "(30 instead of 30)");
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[7] = arm("bad", 0.20, -0.10, 0.03);
    h = of_arms(8);
    arms[6] = arm("as bad", 0.22, -0.08, 0.03); /* all of them */
    says(&h, "These make it worse: \"bad\" (20), \"As bad\" (22).", "makes it worse: 20");
    says(&h, "helps most; with two approaches fewer succeed. With", "with \"bad\" fewer");
    arms[1] = arm("bad", 0.20, -0.10, 0.03);
    h = of_arms(2);
    says(&h, "In this model, no: it does harm.", "yes");
    arms[1] = arm("idle", 0.31, 0.01, 0.02);
    h = of_arms(2);
    says(&h, "In this model it makes no clear difference.", "helps most");
}

/* Of three and more ways the lowest is told of, whatever it does. */
static void test_the_lowest(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("good", 0.45, 0.15, 0.03);
    arms[2] = arm("low", 0.35, 0.05, 0.03);
    polder_handout_t h = of_arms(3);
    says(&h, "On balance no approach does harm; \"low\" helps least (35).", "no clear difference");
    arms[2] = arm("low", 0.314, 0.014, 0.013); /* it helps, but maybe less than 1 in 100 */
    h = of_arms(3);
    says(&h, "On balance no approach does harm; \"low\" helps a little at most (31).",
         "helps least");
    arms[2] = arm("low", 0.314, 0.014, 0.009);
    h = of_arms(3);
    says(&h, "On balance no approach does harm; \"low\" helps least (31).", "a little at most");
    arms[2] = arm("low", 0.30, 0, 0.009);
    h = of_arms(3);
    says(&h,
         "On balance no approach does harm: the lowest, \"low\", changes less than 1 in 100 (30).",
         "no approach clearly");
    arms[2] = arm("low", 0.28, -0.02, 0.03);
    h = of_arms(3);
    says(&h, "On balance no approach clearly does harm. \"low\" (28) makes no clear difference.",
         "worse");
    says(&h, NULL, "in 100 succeed and");
    arms[2].pairs = (polder_pairs_t){.both = 260, .first = 20, .second = 40, .neither = 680};
    h = of_arms(3);
    says(&h, "makes no clear difference: 2 in 100 succeed thanks to it, and 4 only without it.",
         NULL);
    arms[2].p = 0.02; /* alone it would be sure, beside the others it is not */
    says(&h,
         "\"low\" seems to do harm (28, instead of 30), but with 2 compared at once that is not "
         "sure: 2 in",
         "no clear difference.");
    arms[2].p = 1;
    arms[1] = arm("good", 0.31, 0.01, 0.03); /* nothing surely helps */
    h = of_arms(3);
    says(&h, "On balance no approach clearly does harm. \"low\" (28) makes no clear difference:",
         "worse");
    arms[3] = arm("as low", 0.284, -0.016, 0.03); /* none is the lowest of these */
    h = of_arms(4);
    says(&h, "On balance no approach clearly does harm.", "(28)");
    arms[2] = arm("low", 0.30, 0, 0.009);
    arms[3] = arm("as low", 0.30, 0, 0.009);
    arms[1] = arm("good", 0.31, 0.01, 0.015);
    h = of_arms(4);
    says(&h, "On balance no approach does harm.", "(30)");
    arms[2] = arm("low", 0.20, -0.10, 0.03);
    h = of_arms(3);
    says(&h, "\"low\" makes it worse: 20 (allowing for chance, 7 to 13 fewer than 30).",
         "no approach");
    arms[1] = arm("idle", 0.31, 0.01, 0.03); /* the question of two does not ask it */
    h = of_arms(2);
    says(&h, NULL, "no approach");
}

/* Fewer that are still there is harm on both sheets; ways that the table has no room for are counted. */
static void test_other_harm(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < 12; i++) arms[i] = arm("idle", 0.31, 0.01, 0.02);
    arms[4] = arm("ends", 0.32, 0.02, 0.03);
    arms[0].alive = 0.9;
    arms[4].alive = 0.72;
    arms[4].stay_low = -0.25;
    arms[4].stay_high = -0.12;
    polder_handout_t h = of_arms(12);
    says(&h, "With \"ends\" fewer still exist at the end: 72 in 100, instead of 90.", NULL);
    says(&h, "Not in this table: \"", NULL);
    arms[4].stay_high = 0.01;
    arms[5] = arm("idle most", 0.31, 0.009, 0.02);
    h = of_arms(6); /* the lowest, of which the first sheet tells, stands below the best four */
    says(&h, "Idle most", "fewer still exist");
    says(&h, NULL, "Not in this table");
    for (int i = 5; i < 12; i++) arms[i] = arm("idle", 0.31, 0.01, 0.02);
    arms[11] = arm("bad", 0.20, -0.10, 0.03); /* the worst has a row of its own */
    h = of_arms(12);
    says(&h, "Not in this table: \"", NULL);
}

/* That it goes better with other members is told, and is advice to nobody. */
static void test_other_members(void **state)
{
    (void)state;
    const char *names[] = {"none", "without A", "talk"};
    bool other[] = {false, true, false};
    const char *const no_judgement =
        "In \"Without A\" partners, their traits or their ties are other "
        "ones: what comes of that is no judgement of a partner, and no "
        "reason to part with one.";
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("without A", 0.45, 0.15, 0.03);
    arms[2] = arm("talk", 0.35, 0.05, 0.03);
    polder_handout_t h = of_arms(3);
    h.about.arm = names;
    h.about.other = other;
    h.about.n_arm = 3;
    says(&h, "In this model it succeeds most often with \"Without A\".", "helps most.");
    says(&h, no_judgement, NULL);
    arms[2] = arm("talk", 0.44, 0.14, 0.03);
    says(&h, no_judgement, NULL);
    arms[1] = arm("without A", 0.31, 0.01, 0.03);
    h = of_arms(3);
    h.about.arm = names;
    h.about.other = other;
    h.about.n_arm = 3;
    says(&h, "In this model \"talk\" helps most.", "no judgement");
}

/* What surely helps or harms is not said to be perhaps nothing for being rounded. */
static void test_sure_and_small(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("little", 0.322, 0.022, 0.018);
    polder_handout_t h = of_arms(2);
    says(&h,
         "With \"little\", 2 more in 100 succeed; allowing for chance, fewer than 1 "
         "to 4.",
         "0 to 4");
    arms[1] = arm("spoils", 0.278, -0.022, 0.018);
    h = of_arms(2);
    says(&h,
         "With \"spoils\", 2 fewer in 100 succeed; allowing for chance, fewer than 1 "
         "to 4.",
         "0 to 4");
}

static void test_how_firm(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int up = 80; up <= 100; up++) {
        arms[1] = arm("talks", 0.40, 0.10, 0.03);
        arms[1].points = 100;
        arms[1].up = up;
        arms[1].down = 100 - up;
        polder_handout_t h = of_arms(2);
        h.n_point = 10;
        says(&h, up >= 95 ? "How firm is this? Firm." : "How firm is this? It depends.",
             "Not known");
    }
    arms[1] = arm("talks", 0.20, -0.10, 0.03); /* harm is as firm as help */
    arms[1].points = arms[1].down = 100;
    polder_handout_t h = of_arms(2);
    h.n_point = 10;
    says(&h, "How firm is this? Firm.", NULL);
}

/* Of a few sets of assumptions nothing is firm, however well it holds in them. */
static void test_few_sets(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int n = 2; n < 30; n++) {
        arms[1] = arm("talks", 0.40, 0.10, 0.03);
        arms[1].points = arms[1].up = n;
        polder_handout_t h = of_arms(2);
        h.n_point = n;
        says(&h,
             n >= POLDER_HANDOUT_POINTS ? "How firm is this? Firm."
                                        : "How firm is this? Examined too little.",
             n >= POLDER_HANDOUT_POINTS ? "too little" : "How firm is this? Firm");
        arms[1].up = n / 2;
        says(&h, "How firm is this? It depends.", "How firm is this? Firm");
    }
    arms[1].points = 12, arms[1].up = 12;
    polder_handout_t h = of_arms(2);
    h.n_point = 12;
    says(&h,
         "In 12 of the 12 situations that were calculated \"talks\" does better than \"nothing "
         "extra\". It takes 20 to call it firm.",
         "of 100. 1,000");
}

/* Beside one that turns, what is nowhere surely better does not "depend"; of very many kinds are counted. */
static void test_nowhere_better(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < 20; i++) {
        arms[i] = arm("some", 0.36, 0.06, 0.03);
        arms[i].points = 9, arms[i].better = i % 4, arms[i].worse = 1 + i % 3;
    }
    arms[2] = arm("nothing", 0.31, 0.01, 0.03);
    arms[2].points = 9;
    arms[3] = arm("odd", 0.29, -0.01, 0.03);
    arms[3].points = 9, arms[3].worse = 2;
    polder_handout_t h = of_arms(4);
    h.n_point = 9;
    says(&h, "31 not clear", "better in 0");
    says(&h, "29 worse in 2 of 9", "depends: better in 0");
    h = of_arms(20);
    h.n_point = 9;
    says(&h, "it depends: ", "it depends: better in 3 of 9, worse in 3: ");
    says(&h, "; worse in some situations: ", NULL);
}

/* A picture of each row in the place of the table, with what is lost there; in a grid, as it is drawn. */
static void small_dots(polder_handout_t *h)
{
    polder_pairs_t pairs[4][3] = {{{0}}};
    for (int point = 0; point < 4; point++)
        for (int i = 1; i < 3; i++)
            pairs[point][i] = i == 1 && point < 2 ? (polder_pairs_t){20, 0, 10, 70}
                                                  : (polder_pairs_t){29, 23, 1, 47};
    h->point_pairs = &pairs[0][0];
    for (int i = 1; i < 3; i++) arms[i].pairs = (polder_pairs_t){98, 46, 22, 234};
    says(h, " 20 0 70 10 20 worse in 1 of 2", "How many of 100 succeed");
    says(h, " 29 23 47 1 52 better in 2 of 2", "as in the picture");
    says(h, "10 (at 5)", "instead of 30;");
    says(h, " succeed only without it ", NULL);
    says(h, "Last column: the worst row on page 1.", "Last column: how many");
    h->described = json_loads("[{\"set\": {\"form\": \"shared\"}}, {}, {}]", 0, NULL);
    says(h, " only with \"nothing extra\" ",
         "succeed only with \"nothing extra\" "); /* a head of few lines */
    says(h,
         "Last column: how many of 100 succeed only with \"nothing extra\", in the worst row on "
         "page 1.",
         NULL);
    json_decref(h->described);
    h->described = NULL;
    arms[1].alive = 0.5, arms[1].stay_low = -0.5, arms[1].stay_high = -0.3; /* both are told */
    says(h, "10 (at 5); fewer still exist: 50 in 100", NULL);
    arms[1].alive = 0.9, arms[1].stay_low = -0.1, arms[1].stay_high = 0.1;
    arms[1].pairs = arms[2].pairs = (polder_pairs_t){0};
    h->point_pairs = NULL;
}

/* Two sizes of a network at which an approach does the one and the other: no average hides it. */
static void test_cases_apart(void **state)
{
    (void)state;
    double value[] = {5, 5, 30, 30}, gain[4][3] = {{0}}, share[4] = {0.30, 0.30, 0.30, 0.30};
    polder_factor_effect_t factor = {.name = "size"};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("office", 0.36, 0.06, 0.03);
    arms[2] = arm("lead", 0.34, 0.04, 0.03);
    polder_handout_t h = of_arms(3);
    for (int i = 1; i < 3; i++) {
        arms[i].of = i;
        arms[i].points = 4;
        arms[i].up = i == 1 ? 2 : 4;
        arms[i].better = 2;
        arms[i].worse = i == 1 ? 2 : 0;
    }
    for (int point = 0; point < 4; point++) {
        gain[point][1] = point < 2 ? -0.10 : 0.22;
        gain[point][2] = 0.04;
    }
    h.n_point = 4;
    h.n_all = 3;
    h.point_gain = &gain[0][0];
    h.point_share = share;
    h.summary.factors = (polder_factors_t){.n = 1, .factor = &factor, .value = value, .n_value = 1};
    says(&h, "In this model what helps depends on this: size.", "helps most.");
    says(&h,
         "With \"office\" clearly fewer succeed in 2 of the 4 situations, and clearly more in 2.",
         "no approach");
    says(&h, "it depends: better in 2 of 4, worse in 2", "With \"lead\" clearly");
    says(&h, "\"lead\" is clearly better in 2 of 4 situations and nowhere clearly worse.", NULL);
    says(&h, "5 30 20 34 30 30 52 34", "0 (better"); /* no count where none is known */
    signed char sure[4][3] = {{0, -1, 0}, {0, 0, 0}, {0, 1, 1}, {0, 1, 0}};
    h.point_sure = &sure[0][0];
    says(&h,
         "\"office\" and \"lead\" do better than \"nothing extra\" at 30; at 5 \"office\" does "
         "worse "
         "(size).",
         "depends on this");
    says(&h, "\"office\" can do harm: at 5, 20 in 100 succeed instead of 30.", "clearly fewer");
    says(&h, "20 (worse in 1 of 2)", "Where several");
    says(&h, "52 (better in 2 of 2)", "34 (better in 2");
    says(&h, "34 (no clear difference)", NULL);
    says(&h,
         "Discuss what the model says in your row (size). Between the rows and outside 5–30 "
         "nothing was calculated: for "
         "that, this is no advice.",
         "Per 100 networks");
    says(&h, "Within the model it is in no row clear in nearly all situations.",
         "nowhere clearly worse");
    says(&h,
         "At 5:nothing does clearly better than \"nothing extra\". \"office\" does clearly "
         "worse in 1 "
         "of 2 situations.",
         "work out");
    says(&h,
         "Where two are named, choose what fits what you already do, or else what takes the fewest "
         "days.",
         "not filled in");
    arms[1].extra =
        NAN; /* of the other one they are known, and with one of two there is no fewest */
    says(&h,
         "Days of work are not filled in for \"office\": first work out what that would cost you. "
         "Where two are named, choose what fits what you already do.",
         "Costs were not calculated");
    arms[2].extra = NAN;
    says(&h,
         "Costs were not calculated: work them out. Where two are named, choose what fits what you "
         "already do.",
         "or else");
    arms[2].extra = 250;
    sure[1][1] = -1; /* in a row that is not clear as a whole one does harm in all of it */
    says(&h,
         "Within the model the answer is clear at 5 for \"office\" (worse in all 2); the rest is "
         "less clear.",
         "In no row");
    says(&h, "\"office\" does clearly worse in all 2 situations.", NULL);
    sure[1][1] = 0;
    arms[1].extra = 250;
    factor.name = "number of partners"; /* it is counted, so that the headline says of what */
    says(&h,
         "In this model, with 30 partners \"office\" and \"lead\" do better than "
         "\"nothing extra\"; with 5 neither does, and \"office\" does worse (20 in 100 instead of "
         "30).",
         "can do harm: at 5");
    says(&h,
         "Count the partners and discuss what the model says in your row. Between the rows and "
         "outside 5–30 nothing was "
         "calculated: for that, this is no advice.",
         "both rows");
    for (int i = 2; i < 4; i++) value[i] = 6; /* there is no number of partners between 5 and 6 */
    says(&h, "in your row. Outside 5–6 nothing was calculated.", "Between the rows");
    for (int i = 2; i < 4; i++) value[i] = 30;

    says(&h, "With 5 partners:nothing does", "At 5:");
    sure[0][2] = 1, sure[1][2] = -1; /* the other one does so in a part of that row */
    says(&h, "; with 5 \"office\" does worse (20 in 100 instead of 30).", "neither");
    sure[0][2] = sure[1][2] = 0;
    factor.name = "size";
    sure[3][2] = 1;
    says(&h,
         "At 30:best is \"office\" (22 more in 100) or \"lead\" (4 more); which helps more cannot "
         "be "
         "said.",
         "In the other situations");
    h.beats[1][0][1] = true;
    says(&h,
         "At 30:best is \"office\" (22 more in 100). That is clearly more than \"lead\" (4 more).",
         "cannot be said.");
    says(&h, NULL, "Where two");
    arms[1].extra = NAN; /* the dearer one is not needed */
    says(
        &h,
        "\"office\" (22 more in 100). If that costs too much, \"lead\" helps too, but clearly less "
        "(4 more).",
        "That is clearly more");
    arms[1].extra = 250;
    h.beats[1][0][1] = false;
    sure[3][2] = 0; /* of what that is stands where it is first said */
    says(&h, "or \"lead\" (4 more, clearly in 1 of 2 situations)", NULL);
    sure[3][2] = 1;
    sure[0][2] = sure[1][2] = 1; /* what both rows name is no result for those between them */
    says(&h, "nothing was calculated: for that, this is no advice. At 5:best is \"lead\"",
         "both rows");
    sure[0][2] = sure[1][2] = 0;
    sure[3][1] = 0; /* of each by itself: that one of the two helps everywhere is told of neither */
    sure[2][2] = 0, sure[3][2] = 1;
    says(&h,
         "At 30:best is \"office\" (22 more in 100, clearly in 1 of 2 situations) or \"lead\" (4 "
         "more, "
         "clearly in 1 of 2); which helps more cannot be said. In the other situations the "
         "difference "
         "may be chance.",
         "no single thing");
    says(&h,
         "\"Better in 1 of 2\": in 1 the difference is too large for chance; in the others it may "
         "be "
         "chance.",
         "others (page 2)");               /* nothing else was varied that would tell them apart */
    gain[2][2] = 0.01, gain[3][2] = -0.05; /* better in one situation, and not over the row */
    says(&h, "At 30:best is \"office\" (22 more in 100, clearly in 1 of 2 situations). In",
         "or \"lead\"");
    gain[2][2] = gain[3][2] = 0.04;
    gain[2][1] = 0.03, gain[3][1] = -0.005; /* in the others it may go the other way */
    h.beats[1][0][1] = true;
    says(&h,
         "At 30:perhaps best is \"office\" (1 more in 100, clearly in 1 of 2 situations). In the "
         "other",
         "30:choose");
    h.beats[1][0][1] = false;
    gain[2][1] = gain[3][1] = 0.22;
    sure[2][2] = 1, sure[3][2] = 0;
    sure[3][1] = 1;
    small_dots(&h);
    sure[1][1] = 1; /* of one row both: that it does worse there cannot be said */
    says(&h, "20 (better in 1, worse in 1 of 2)", "at 5 \"office\" does worse");
    h.networks = POLDER_HANDOUT_LEAST - 1; /* neither its numbers nor advice on them */
    says(&h, "That cannot be said yet.", "better in");
    says(&h, NULL, "in your row");
    h.networks = 1000;
    arms[1].worse = 0; /* it is nowhere sure */
    says(&h, "which helps most cannot be said", "depends on this");
}

/* Ten situations of two arms, of which the one helps and harms. */
typedef struct {
    double value[10][2], gain[10][2], share[10];
    signed char sure[10][2];
    polder_factor_effect_t factor[2];
} turning_t;

static polder_handout_t of_turning(turning_t *t)
{
    static const double size[5] = {4, 6, 12, 20, 30};
    *t = (turning_t){.factor = {{.name = "size"}, {.name = "months", .factor = 1}}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("office", 0.36, 0.06, 0.03);
    arms[1].of = 1;
    arms[1].points = 10, arms[1].up = 8, arms[1].better = 6, arms[1].worse = 2;
    for (int i = 0; i < 10; i++) {
        t->value[i][0] = size[i / 2];
        t->value[i][1] = 4 + i % 2;
        t->gain[i][1] = (i < 2 ? -0.10 : 0.02 * i) + 0.01 * (i % 2);
        t->share[i] = 0.30;
        t->sure[i][1] = (signed char)(i < 2 ? -1 : i > 3);
    }
    polder_handout_t h = of_arms(2);
    h.n_point = 10;
    h.n_all = 2;
    h.point_gain = &t->gain[0][0];
    h.point_share = t->share;
    h.point_sure = &t->sure[0][0];
    h.summary.factors =
        (polder_factors_t){.n = 2, .factor = t->factor, .value = &t->value[0][0], .n_value = 2};
    return h;
}

/* Where an approach does better in a part of a row, what parts these situations is named: but of few of them any
 * set is parted by something, and where two things part them neither is named. */
static void test_part_of_a_row(void **state)
{
    enum { ROW = 12, FACTORS = 3 };
    (void)state;
    polder_factor_effect_t factor[FACTORS] = {
        {.name = "size"}, {.name = "months", .factor = 1}, {.name = "trust", .factor = 2}};
    double value[2 * ROW][FACTORS], gain[2 * ROW][2] = {{0}}, share[2 * ROW];
    signed char sure[2 * ROW][2] = {{0}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("office", 0.36, 0.06, 0.03);
    arms[1].of = 1;
    arms[1].points = 2 * ROW, arms[1].up = ROW, arms[1].better = ROW, arms[1].worse = ROW;
    polder_handout_t h = of_arms(2);
    for (int i = 0; i < 2 * ROW; i++) {
        const bool large = i >= ROW;
        value[i][0] = large ? 30 : 5;
        value[i][1] = i % 2 ? 5 : 4;
        value[i][2] = i / 2 % 2;
        gain[i][1] = (large ? 0.22 : -0.10) + 0.001 * (i % 5);
        share[i] = 0.30;
        sure[i][1] = (signed char)(large ? i % 2 : -1);
    }
    h.n_point = 2 * ROW, h.n_all = 2;
    h.point_gain = &gain[0][0], h.point_share = share, h.point_sure = &sure[0][0];
    h.summary.factors = (polder_factors_t){
        .n = FACTORS, .factor = factor, .value = &value[0][0], .n_value = FACTORS};
    const char *const chance = "In the other situations the difference may be chance.";
    says(&h,
         "At 30:best is \"office\" (22 more in 100, clearly in 6 of 12 situations). Clearly so "
         "where this is high (5): months.",
         "low (");
    says(&h, chance, NULL);
    for (int i = ROW; i < 2 * ROW; i++) sure[i][1] = i % 2 == 0;
    says(&h, "Clearly so where this is low (4): months.", NULL);
    for (int i = ROW; i < 2 * ROW; i++) value[i][2] = i % 2; /* as well by the other one */
    says(&h, chance, "Clearly so");
    for (int i = ROW; i < 2 * ROW; i++) value[i][2] = i / 2 % 2;
    sure[ROW][1] = 0; /* nothing parts these */
    says(&h, "clearly in 5 of 12 situations). In the other", "Clearly so");
    /* of 5 situations 3 are parted by months in one draw of ten */
    for (int i = ROW; i < 2 * ROW; i++) {
        value[i][0] = i < ROW + 5 ? 30 : 5;
        gain[i][1] = i < ROW + 5 ? 0.22 : -0.10 + 0.001 * (i % 5);
        sure[i][1] = (signed char)(i < ROW + 5 ? i % 2 == 0 : -1);
    }
    says(&h, "clearly in 3 of 5 situations). In the other", "Clearly so");
    /* 3 of 7 in one of 35: of two rows that is no longer one in twenty */
    for (int i = ROW; i < 2 * ROW; i++) {
        value[i][0] = i < ROW + 7 ? 30 : 5;
        gain[i][1] = i < ROW + 7 ? 0.22 : -0.10 + 0.001 * (i % 5);
        sure[i][1] = (signed char)(i < ROW + 7 ? i % 2 : -1);
    }
    h.summary.factors.n = 2;
    says(&h, "clearly in 3 of 7 situations). In the other", "Clearly so");
}

/* The few situations of a row in which it is not clear that the approach helps are named by what they alone have;
 * in a fold each has its numbers. */
static void test_few_that_are_not_clear(void **state)
{
    enum { ROW = 8, FACTORS = 4 };
    (void)state;
    polder_factor_effect_t factor[FACTORS] = {{.name = "size"},
                                              {.name = "months", .factor = 1},
                                              {.name = "trust", .factor = 2},
                                              {.name = "need", .factor = 3}};
    double value[2 * ROW][FACTORS], gain[2 * ROW][2] = {{0}}, share[2 * ROW];
    signed char sure[2 * ROW][2] = {{0}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("office", 0.36, 0.06, 0.03);
    arms[1].of = 1;
    arms[1].points = 2 * ROW, arms[1].up = ROW, arms[1].better = ROW - 2, arms[1].worse = ROW;
    polder_handout_t h = of_arms(2);
    for (int i = 0; i < 2 * ROW; i++) {
        value[i][0] = i < ROW ? 5 : 30;
        for (int k = 1; k < FACTORS; k++) value[i][k] = 4 + (i >> (k - 1) & 1);
        gain[i][1] = i < ROW ? -0.10 : 0.20 + 0.01 * (i % 3);
        share[i] = 0.30;
        sure[i][1] = (signed char)(i < ROW ? -1 : i > ROW + 1);
    }
    gain[ROW][1] = 0.04, gain[ROW + 1][1] = 0.06;
    h.n_point = 2 * ROW, h.n_all = 2;
    h.point_gain = &gain[0][0], h.point_share = share, h.point_sure = &sure[0][0];
    h.summary.factors = (polder_factors_t){
        .n = FACTORS, .factor = factor, .value = &value[0][0], .n_value = FACTORS};
    says(&h,
         "A situation is a combination of circumstances (below). \"Better in 6 of 8\": in 6 the "
         "difference is too large for chance; in the others (page 2) it may be chance.",
         NULL);
    says(&h,
         "At 30 it is not clear in 2 of 8 situations that \"office\" does better (4 to 6 more in "
         "100). There this is low: trust; need. ",
         "low: months"); /* which they do not share */
    says(&h, "5 4 4 4 30 20 (worse)", NULL);
    says(&h, "30 4 4 4 30 34 (may be chance) 30 5 4 4 30 36 (may be chance) 30 4 5 4 30 ", NULL);
    sure[ROW][1] = 1, sure[ROW + 6][1] = 0; /* these share nothing that the others have not */
    says(&h,
         "There this is high: months; and this is low: trust; need; or else this is low: months; "
         "and this is high: trust; need. ",
         NULL);
    gain[ROW + 1][1] = -0.01; /* what may as well be harm is no gain */
    says(&h, "in 2 of 8 situations that \"office\" does better. There", "more in 100). There");
    for (int i = ROW; i < 2 * ROW; i++) { /* of what says the same once is enough */
        value[i][2] = value[i][1];
        sure[i][1] = i != ROW && i != ROW + 2;
    }
    says(&h, "There this is low: months; need. ", "low: trust");
    factor[1].name = "number of months"; /* how many says more than "low" */
    says(&h, "There this is 4: number of months; and this is low: need. ", NULL);
    factor[1].name = "months";
    sure[ROW + 2][1] = 1, sure[ROW + 6][1] = 0;
    h.summary.factors.n = 2; /* nothing tells them from others */
    says(&h, "; in the others it may be chance.", "others (page 2)");
    h.summary.factors.n = FACTORS;
    sure[ROW + 2][1] = sure[ROW + 3][1] = 0; /* and four are not few */
    says(&h, "; in the others it may be chance.", "it is not clear in");
}

/* "Better in 4 of 8" is explained by the second sheet only if that names the others of just these cells. */
static void test_others_of_the_same_row(void **state)
{
    enum { ROW = 8, ROWS = 3, FACTORS = 4 };
    (void)state;
    static const double size[ROWS] = {5, 12, 30};
    polder_factor_effect_t factor[FACTORS] = {{.name = "size"},
                                              {.name = "months", .factor = 1},
                                              {.name = "trust", .factor = 2},
                                              {.name = "need", .factor = 3}};
    double value[ROWS * ROW][FACTORS], gain[ROWS * ROW][2] = {{0}}, share[ROWS * ROW];
    signed char sure[ROWS * ROW][2] = {{0}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("office", 0.36, 0.06, 0.03);
    arms[1].of = 1;
    arms[1].points = ROWS * ROW, arms[1].up = 2 * ROW, arms[1].better = 10, arms[1].worse = ROW;
    polder_handout_t h = of_arms(2);
    for (int i = 0; i < ROWS * ROW; i++) {
        value[i][0] = size[i / ROW];
        for (int k = 1; k < FACTORS; k++) value[i][k] = 4 + (i >> (k - 1) & 1);
        gain[i][1] = i < ROW ? -0.10 : 0.20 + 0.01 * (i % 3);
        share[i] = 0.30;
        /* in the second row four are not clear, and in the third two */
        sure[i][1] = (signed char)(i < ROW ? -1 : i < 2 * ROW ? i % ROW > 3 : i % ROW > 1);
    }
    h.n_point = ROWS * ROW, h.n_all = 2;
    h.point_gain = &gain[0][0], h.point_share = share, h.point_sure = &sure[0][0];
    h.summary.factors = (polder_factors_t){
        .n = FACTORS, .factor = factor, .value = &value[0][0], .n_value = FACTORS};
    says(&h, "At 30 it is not clear in 2 of 8 situations",
         "At 12 it is not"); /* which are those of the third row */
    says(&h,
         "\"Better in 4 of 8\": in 4 the difference is too large for chance; in the others it may "
         "be chance.",
         "(page 2) it may");
    for (int i = ROW; i < ROW + 4; i++) sure[i][1] = i % ROW > 1;
    says(
        &h,
        "\"Better in 6 of 8\": in 6 the difference is too large for chance; in the others (page 2) "
        "it may be chance.",
        NULL);
}

/* What is said to be listed on the screen is. */
static void test_listed_on_the_screen(void **state)
{
    enum { POINTS = 104, ARMS = 6 };
    (void)state;
    polder_factor_effect_t factor = {.name = "size"};
    static double value[POINTS], gain[POINTS][ARMS], share[POINTS];
    static signed char sure[POINTS][ARMS];
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < ARMS; i++) {
        arms[i] = arm(i == 1 ? "office" : "other", 0.36, 0.06, 0.03);
        arms[i].of = i, arms[i].points = POINTS, arms[i].up = POINTS / 2;
        arms[i].better = arms[i].worse = POINTS / 2;
    }
    for (int point = 0; point < POINTS; point++) {
        value[point] = point % 2 ? 30 : 5, share[point] = 0.30;
        for (int i = 1; i < ARMS; i++) {
            gain[point][i] = (point % 2 ? 0.22 : -0.10) + 0.001 * (point % 5);
            sure[point][i] = point % 2 ? 1 : -1;
        }
    }
    static const struct {
        int points, arms;
        const char *says;
    } of[] = {
        {4, 2, "Each situation, and what succeeds there, is listed in the on-screen version."},
        {POINTS, 2, "The first 100 situations, and what succeeds there, are listed in the"},
        {4, ARMS, "Each situation, and what succeeds there with 4 of the 5 approaches, is listed"},
        {POINTS, ARMS,
         "The first 100 situations, and what succeeds there with 4 of the 5 approaches, are"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        polder_handout_t h = of_arms(of[i].arms);
        h.n_point = of[i].points, h.n_all = ARMS;
        h.point_gain = &gain[0][0], h.point_share = share, h.point_sure = &sure[0][0];
        h.summary.factors =
            (polder_factors_t){.n = 1, .factor = &factor, .value = value, .n_value = 1};
        says(&h, of[i].says, NULL);
        h.summary.factors.value = NULL; /* what it depends on is not known, so there is no list */
        says(&h, NULL, "on-screen version.");
    }
}

/* A row in which it harms in nearly all situations, and helps in one, is not clear; one partner is no plural. */
static void test_row_of_both(void **state)
{
    enum { ROW = 20 };
    (void)state;
    polder_factor_effect_t factor = {.name = "number of partners"};
    double value[2 * ROW], gain[2 * ROW][2] = {{0}}, share[2 * ROW];
    signed char sure[2 * ROW][2] = {{0}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("office", 0.36, 0.06, 0.03);
    arms[1].of = 1;
    arms[1].points = 2 * ROW, arms[1].up = ROW, arms[1].better = ROW + 1, arms[1].worse = ROW - 1;
    polder_handout_t h = of_arms(2);
    for (int i = 0; i < 2 * ROW; i++) {
        value[i] = i < ROW ? 1 : 30;
        gain[i][1] = (i < ROW ? -0.10 : 0.22) + 0.001 * (i % 5);
        share[i] = 0.30;
        sure[i][1] = (signed char)(i > 0 && i < ROW ? -1 : 1);
    }
    h.n_point = 2 * ROW, h.n_all = 2;
    h.point_gain = &gain[0][0], h.point_share = share, h.point_sure = &sure[0][0];
    h.summary.factors = (polder_factors_t){.n = 1, .factor = &factor, .value = value, .n_value = 1};
    says(&h, "At 1:that differs within this row", "Clear in each row");
    says(&h, "With 30 partners:", "With 1 partners:");
}

/* Where nothing but chance is at work a table by one factor appears in few of many results, however many
 * approaches there are to look at. */
static void test_split_by_chance(void **state)
{
    enum { ARMS = 10, POINTS = 24, FACTORS = 3, DRAWS = 200, MOST_FOUND = 19 }; /* 10, and 3 s.d. */
    (void)state;
    polder_factor_effect_t factor[FACTORS] = {
        {.name = "a"}, {.name = "b", .factor = 1}, {.name = "c", .factor = 2}};
    double value[POINTS][FACTORS], gain[POINTS][ARMS + 1], share[POINTS];
    uint32_t word = 1;
    int found = 0;
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i <= ARMS; i++) {
        arms[i] = arm("some", 0.30, 0, 0.03);
        arms[i].of = i, arms[i].points = POINTS, arms[i].better = arms[i].worse = 3;
    }
    polder_handout_t h = of_arms(ARMS + 1);
    h.n_point = POINTS, h.n_all = ARMS + 1;
    h.point_gain = &gain[0][0], h.point_share = share;
    h.summary.factors = (polder_factors_t){
        .n = FACTORS, .factor = factor, .value = &value[0][0], .n_value = FACTORS};
    for (int point = 0; point < POINTS; point++) {
        value[point][0] = point % 3, value[point][1] = point / 3 % 2, value[point][2] = point / 6;
        share[point] = 0.30;
    }
    for (int draw = 0; draw < DRAWS; draw++) {
        for (int point = 0; point < POINTS; point++)
            for (int i = 1; i <= ARMS; i++) {
                word = 1664525 * word + 1013904223;
                gain[point][i] = (double)(word >> 8) / (1 << 24) - 0.5;
            }
        found += polder_handout_split(&h).factor != NULL;
    }
    if (found > MOST_FOUND) fail_msg("%d of %d by chance", found, (int)DRAWS);
    for (int point = 0; point < POINTS; point++) /* and what there is is found */
        for (int i = 1; i <= ARMS; i++) gain[point][i] += point / 3 % 2 ? 0.5 : -0.5;
    assert_ptr_equal(polder_handout_split(&h).factor, &factor[1]);
}

/* What parts help from harm is named, of many values too; not what is there and has another mean. */
static void test_cases_named_right(void **state)
{
    (void)state;
    turning_t t;
    polder_handout_t h = of_turning(&t);
    says(
        &h,
        "In this model \"office\" does better than \"nothing extra\" at 6 to 12 and 20 to 30; at 4 "
        "\"office\" does worse (size).",
        "(months)");
    char *text = said(&h, POLDER_ENGLISH);
    assert_non_null(strstr(text, "6 to 12"));
    assert_non_null(strstr(text, "20 to 30"));
    assert_non_null(strstr(text, "21 (worse in 2 of 2)"));
    free(text);
    h.summary.factors.factor = &t.factor[1]; /* what decides was not varied */
    h.summary.factors.n = 1;
    says(&h, "In this model it depends on the situation what helps.", "depends on this");
    says(&h, NULL, "in your row");
    for (int i = 0; i < 10; i++) /* up and down, as chance would have it */
        t.gain[i][1] = (i / 2 % 2 ? 0.3 : -0.2) + (i % 2 ? 0.01 : -0.1);
    says(&h, "In this model it depends on the situation what helps.", "depends on this");
}

/* Another approach that turns takes no answer from the one that helps everywhere. */
static void test_another_turns(void **state)
{
    (void)state;
    turning_t t;
    polder_handout_t h = of_turning(&t);
    says(&h, "Within the model the answer is clear at 4 and 20 to 30, and less clear at 6 to 12.",
         NULL);
    t.sure[9][1] = 0; /* three of four */
    says(&h, "Within the model the answer is clear at 4, and less clear at 6 to 12 and 20 to 30.",
         NULL);
    t.sure[1][1] = 0;
    says(&h, "Within the model it is in no row clear in nearly all situations.", "Clear");
    t.sure[9][1] = 1, t.sure[1][1] = -1;
    arms[1].points = arms[1].up = 100; /* and not firm for turning seldom */
    arms[1].better = 99, arms[1].worse = 1;
    says(&h, "Within the model the answer is clear at 4 and 20 to 30", "Firm.");
    of_turning(&t);
    arms[2] = arm("rich", 0.50, 0.20, 0.02);
    arms[2].points = arms[2].up = arms[2].better = 10;
    h = of_arms(3);
    h.n_point = 10;
    says(&h, "In this model \"rich\" helps most.", "what helps");
    says(&h, "With \"rich\" it is 50", NULL);
    says(&h,
         "With \"office\" clearly fewer succeed in 2 of the 10 situations, and clearly more in 6.",
         "\"office\" helps less");
    h.n_all = 2, h.point_gain = &t.gain[0][0], h.point_share = t.share;
    h.point_sure = &t.sure[0][0];
    h.summary.factors =
        (polder_factors_t){.n = 2, .factor = t.factor, .value = &t.value[0][0], .n_value = 2};
    arms[2].of = 1;
    says(&h, "\"Better in 2 of 4\": in 2 the difference", "How firm is this? Clear");
    arms[1] = arm("office", 0.20, -0.10, 0.03); /* on average it harms: that is no answer either */
    arms[1].points = 10, arms[1].better = 2, arms[1].worse = 6;
    h = of_arms(3);
    h.n_point = 10;
    says(&h,
         "With \"office\" clearly fewer succeed in 6 of the 10 situations, and clearly more in 2.",
         "\"office\" makes it worse");
}

/* Of more than there is room for it is said how many there are. */
static void test_many_that_harm(void **state)
{
    (void)state;
    turning_t t;
    of_turning(&t);
    for (int i = 1; i < 8; i++) {
        arms[i] = arm("odd", 0.31, 0.01, 0.02);
        arms[i].points = 10, arms[i].worse = 1, arms[i].better = i == 7;
        arms[i].of = 1;
    }
    arms[7].name = "last";
    polder_handout_t h = of_arms(8);
    h.n_point = 10;
    h.n_all = 2;
    h.point_gain = &t.gain[0][0];
    h.summary.factors =
        (polder_factors_t){.n = 2, .factor = t.factor, .value = &t.value[0][0], .n_value = 2};
    says(&h, "In some situations 3 more approaches clearly do harm.", NULL);
    char *text = said(&h, POLDER_ENGLISH);
    const char *table = strstr(text, "How many of 100 succeed");
    assert_non_null(table);
    const char *last = strstr(table, "last"),
               *end = strstr(table, "3 more approaches are not shown");
    assert_true(last && end && last < end);
    free(text);
}

/* Futures of one founding are alike: so many of them say as much as fewer networks. */
static void test_foundings_count(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.31, NAN, NAN);
    arms[1] = arm("talks", 0.74, 0.43, 0.05);
    polder_handout_t h = of_arms(2);
    cases.success.share = 0.31;
    h.networks = 1000;
    h.summary.split = (polder_split_t){10, 100, 1000, 0.9}; /* one cannot tell how alike */
    assert_int_equal(polder_handout_units(&h), 10);
    says(&h, "That cannot be said yet.", "74");
    says(&h, "futures of 10 foundings, which are alike: they say as much as 10", NULL);
    h.summary.split = (polder_split_t){100, 10, 1000, 0.5};
    assert_int_equal(polder_handout_units(&h), 250);
    says(&h, "In this model, yes.", "That cannot be said");
    h.summary.split.width = 0.4;
    assert_int_equal(polder_handout_units(&h), 160);
    says(&h, "That cannot be said yet.", "74");
    h.summary.split.width = 0.1; /* never below the number of foundings */
    assert_int_equal(polder_handout_units(&h), 100);
    h.summary.split.width = NAN; /* hardly alike */
    assert_int_equal(polder_handout_units(&h), 1000);
    cases.success.share = 0; /* all alike, or all different: nobody knows */
    assert_int_equal(polder_handout_units(&h), 100);
    cases.success.share = 0.31;
    h.summary.split = (polder_split_t){1, 1000, 1000, NAN}; /* about one founding */
    assert_int_equal(polder_handout_units(&h), 1000);
    h.summary.split = (polder_split_t){1000, 1, 1000, NAN};
    assert_int_equal(polder_handout_units(&h), 1000);
}

/* Of one network a hundred lives are told of, and not a hundred networks. */
static void test_one_network(void **state)
{
    (void)state;
    static char file[] = "table.graphml";
    arms[0] = arm("none", 0.31, NAN, NAN);
    arms[1] = arm("talks", 0.74, 0.43, 0.05);
    polder_handout_t h = of_arms(2);
    says(&h, "90 of 100 networks still exist", "the network still exists after");
    h.summary.network_file = file;
    says(&h, "the network still exists after 5 years in 90 of 100 runs, and succeeds in 31.",
         "of 100 networks");
    h.about.networks = file; /* other members in some of its arms */
    says(&h, "90 of 100 networks still exist", "the network still exists after");
}

/* A second best that takes less than half of the days is named beside the best. */
static void test_cheaper(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.29, NAN, NAN);
    arms[1] = arm("dear", 0.42, 0.13, 0.02);
    arms[2] = arm("cheap", 0.37, 0.08, 0.02);
    arms[2].extra = 124;
    polder_handout_t h = of_arms(3);
    says(&h, "\"cheap\" helps less (37), but takes only 120 days.", NULL);
    arms[1].pairs = (polder_pairs_t){.both = 250, .first = 170, .second = 40, .neither = 540};
    arms[2].pairs = (polder_pairs_t){.both = 288, .first = 82, .second = 2, .neither = 628};
    h = of_arms(3); /* harm stands in the sentence of the gain, however small */
    says(&h,
         "about 250 extra working days of all partners together over 5 years; 4 in 100 succeed "
         "only without it.",
         NULL);
    says(&h, "takes only 120 days; fewer than 1 in 100 succeed only without it.",
         "For each of these");
    arms[1].low = arms[2].low = 0.01; /* about as good */
    h = of_arms(3);
    says(&h, "For each of these two, at most 4 in 100 succeed only without it.",
         "together; 4 in 100");
    arms[1].pairs = (polder_pairs_t){.both = 280, .first = 140, .second = 10, .neither = 570};
    says(&h, "For each of these two, at most 1 in 100 succeeds only without it.",
         "100 succeed only");
    arms[1] = arm("dear", 0.42, 0.13, 0.02);
    arms[2].low = 0.06;
    arms[2].extra = 125; /* half of it is no great saving */
    h = of_arms(3);
    says(&h, NULL, "helps less (");
    arms[2].extra = NAN;
    h = of_arms(3);
    says(&h, NULL, "helps less (");
    arms[2].extra = 120;
    arms[3] =
        arm("cheapest", 0.39, 0.10, 0.005); /* "only" is of the one that nothing better undercuts */
    arms[3].extra = 60;
    h = of_arms(4);
    says(&h, "\"cheapest\" helps less (39), but takes only 60 days", "\"cheap\" helps less");
    arms[2] = arm("idle", 0.30, 0.01, 0.02); /* it may not help at all */
    arms[2].extra = 1;
    h = of_arms(3);
    says(&h, NULL, "helps less (");
}

/* Rounding makes no none and no all. */
static void test_fewer_than_one(void **state)
{
    (void)state;
    static const struct {
        double share;
        const char *text;
    } of[] = {{0, ", 0 in 100 networks succeed"},
              {0.004, ", fewer than 1 in 100 networks succeed"},
              {0.006, ", 1 in 100 networks succeed"},
              {0.994, ", 99 in 100 networks succeed"},
              {0.996, ", more than 99 in 100 networks succeed"},
              {1, ", 100 in 100 networks succeed"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        arms[0] = arm("none", of[i].share, NAN, NAN);
        arms[1] = arm("talks", 0.5, 0, 0.05);
        const polder_handout_t h = of_arms(2);
        says(&h, of[i].text, NULL);
    }
}

/* What chance leaves open is on the first sheet, in words, and few networks are said to be few. */
static void test_by_chance_alone(void **state)
{
    (void)state;
    static const struct {
        double gain, width;
        const char *text;
    } of[] = {
        {0.065, 0.064, "7 more in 100 succeed; allowing for chance, fewer than 1 to 13."},
        {-0.10, 0.03, "10 fewer in 100 succeed; allowing for chance, 7 to 13."},
        {0.02, 0.05,
         "With \"talks\", allowing for chance, it is anything from 3 fewer to 7 more in 100."}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        arms[1] = arm("talks", 0.30 + of[i].gain, of[i].gain, of[i].width);
        polder_handout_t h = of_arms(2);
        says(&h, of[i].text, "is few;");
        h.networks = 999;
        says(&h, "999 networks were run with each approach", NULL);
        says(&h, "999 networks is few; 1,000 would make the answer firmer.", NULL);
        h.networks = POLDER_HANDOUT_LEAST - 1;
        says(&h, NULL, "in 100 succeed;");
        says(&h, NULL, "allowing for chance");
    }
    arms[2] = arm("listening", 0.31, 0.01, 0.05); /* of three the answer names none */
    polder_handout_t h = of_arms(3);
    says(&h, "With \"talks\", allowing for chance, it is anything from 3 fewer to 7 more", NULL);
    arms[1].low = arms[1].high = NAN;
    h = of_arms(2);
    says(&h, "1,000 networks were run with each approach", "allowing for chance");
    h = of_arms(1);
    says(&h, "1,000 networks were run; results", "allowing for chance");
}

/* What takes no days is told otherwise than that of which nobody filled them in. */
static void test_no_days(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("rules", 0.395, 0.095, 0.03);
    polder_handout_t h = of_arms(2);
    arms[1].extra = 0;
    says(&h, "With \"talks\" it is 40, for no extra days of work", "not filled in");
    arms[1].extra = -20;
    says(&h, "With \"talks\" it is 40, for about 20 fewer working days of all", "-20 working");
    arms[1].extra = NAN;
    says(&h, "With \"talks\" it is 40; its days of work are not filled in", "no extra days");
    says(&h, "Days of work were not filled in: first work out", "were not counted");
    h = of_arms(3);
    arms[1].extra = 250, arms[2].extra = 0;
    says(&h, "with \"rules\" 40, for no extra days.", "not filled in");
    arms[2].extra = NAN;
    says(&h, "with \"rules\" 40 (days not filled in).", "no extra days");
}

/* Days are always beside a gain, also those that nobody counted. */
static void test_days_that_are_not_known(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[1].days = arms[1].extra = NAN;
    polder_handout_t h = of_arms(2);
    h.compare.cost = -1;
    says(&h, "With \"talks\" it is 40; its days of work were not counted", "nan");
    says(&h, "Days of work were not counted in this result.", NULL);
}

/* What is rounded to nothing is still told. */
static void test_what_is_lost(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[1].pairs = (polder_pairs_t){.both = 299, .first = 101, .second = 1, .neither = 599};
    polder_handout_t h = of_arms(2);
    says(&h, "helps 250 fewer than 1", NULL);
    arms[1].pairs = (polder_pairs_t){.both = 270, .first = 130, .second = 30, .neither = 570};
    h = of_arms(2);
    says(&h, "helps 250 3 ", "fewer still exist");
    arms[1].stay_high = -0.01;
    arms[1].alive = 0.7;
    h = of_arms(2);
    says(&h, "helps 250 3; fewer still exist: 70 in 100", NULL);
    arms[1].gain = 0.002, arms[1].low = 0.001, arms[1].share = 0.302;
    h = of_arms(2);
    says(&h, "helps less than 1 in 100", NULL);
}

/* Of factors that chance alone leaves as strong none is crowned, and the others are said to be open. */
static void test_factors_that_tie(void **state)
{
    (void)state;
    polder_factor_effect_t f[] = {{.name = "value", .rank = 0.50, .low = 0.1, .high = 0.75},
                                  {.name = "context", .rank = -0.49, .low = -0.74, .high = -0.1},
                                  {.name = "weak", .rank = 0.2, .low = -0.2, .high = 0.5}};
    for (int i = 0; i < 3; i++) f[i].at_lowest = 0.1, f[i].at_highest = 0.2;
    arms[0] = arm("", 0.15, NAN, NAN);
    polder_handout_t h = of_arms(1);
    h.n_point = 24;
    h.summary.factors = (polder_factors_t){.n = 3, .factor = f, .points = 24, .chance = 0.4};
    says(&h, "In this model it depends most on these: value; context.", "context; weak");
    says(&h, "Only these stand out. Also varied, with less effect or none: weak.",
         "What matters most");
    f[1].low = -0.45; /* surely weaker */
    says(&h, "In this model it depends most on value.", NULL);
    h.summary.factors.chance = 0.6;
    says(&h, "None of these differences is surely larger than chance.", "depends most");
}

/* What is said to be sure or not is what the picture shows. */
static void test_sure_of_what_is_drawn(void **state)
{
    (void)state;
    enum { N = 10 };
    static const char *const name[N] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    polder_factor_word_t word[2] = {{0}};
    polder_factor_effect_t f[N];
    for (int i = 0; i < N; i++)
        f[i] = (polder_factor_effect_t){
            .name = (char *)(uintptr_t)name[i], .rank = 0.9, .low = 0.8, .high = 0.95};
    arms[0] = arm("", 0.15, NAN, NAN);
    polder_handout_t h = of_arms(1);
    h.n_point = 24;
    h.summary.factors = (polder_factors_t){.n = N, .factor = f, .points = 24, .chance = 0.4};
    f[N - 1].rank = 0.1; /* not drawn, so there is no rest */
    says(&h, NULL, "can be chance");
    f[7].rank = f[8].rank = 0.1;
    says(&h, "Only these stand out. Also varied, with less effect or none: h; i; j.",
         "Only the first");
    for (int i = 0; i < N; i++) f[i].rank = i < 9 ? 0.9 : 0.1; /* more are sure than are drawn */
    says(&h, "Also standing out: i. Also varied, with less effect or none: j.", "Only these");
    for (int i = 1; i < N; i++) f[i].rank = 0.1;
    says(&h, "Only this stands out.", "Of the numbers");
    f[N - 1] = (polder_factor_effect_t){.name = f[2].name, .rank = NAN, .n_word = 2, .word = word};
    says(&h, "Of the numbers only this stands out. Also varied,", "Only this");
    f[1].rank = 0.9;
    says(&h, "Of the numbers only these stand out. Also varied,", "Only these");
    h.summary.factors.n = 3;
    f[2] = (polder_factor_effect_t){.name = f[2].name, .rank = NAN, .n_word = 2, .word = word};
    says(&h, NULL, "can be chance"); /* a choice was not tested */
    h.summary.factors = (polder_factors_t){.n = 1, .factor = &f[2], .points = 24, .chance = 0.4};
    says(&h, "no factors were varied, or only choices", "can be chance");
    f[1].rank = 0.1; /* of several ways to run it is counted with one */
    arms[0] = arm("none", 0.15, NAN, NAN), arms[1] = arm("talks", 0.25, 0.10, 0.03);
    arms[1].points = 24, arms[1].up = 24;
    h = of_arms(2), h.n_point = 24;
    h.summary.factors = (polder_factors_t){.n = 2, .factor = f, .points = 24, .chance = 0.4};
    says(&h,
         "With \"nothing extra\", only this stands out. Also varied, with less effect or none: b.",
         "Only this");
}

/* The estimated heights of both sheets; `to` (or NULL) gets the page, and behind it, as a comment, the
 * heights: tests/cli/test_sheets.sh compares them with those of a browser. */
static void measure(const polder_handout_t *h, polder_language_t language, const char *to,
                    double height[2])
{
    polder_document_t *d = polder_document_new(language);
    polder_handout_report(&(polder_handout_page_t){
        .d = d, .h = h, .diagnosis = diagnosis, .causes = of_causes, .version = "1"});
    const int n = d->n;
    int second = 0, fold = n;
    for (int i = 1; i < n; i++) {
        const char *text = d->block[i].kind == POLDER_BLOCK_PARAGRAPH ? d->block[i].text : "a";
        if (!*text || *text == ' ') fail_msg("a paragraph begins with nothing: \"%s\"", text);
        if (d->block[i].kind != POLDER_BLOCK_BEGIN) continue;
        if (d->block[i].part == POLDER_PART_SHEET) second = i;
        if (d->block[i].part == POLDER_PART_FOLD) fold = i;
    }
    d->n = second;
    height[0] = polder_handout_height(d, 0);
    d->n = fold;
    height[1] = polder_handout_height(d, second);
    d->n = n;
    FILE *file = to ? fopen(to, "w") : NULL;
    if (file) {
        assert_int_equal(polder_document_html(d, file), 0);
        fprintf(file, "<!-- heights %.4f %.4f -->\n", height[0], height[1]);
        assert_int_equal(fclose(file), 0);
    }
    polder_document_free(d);
}

/* In both languages a page of two sheets, neither too high. */
static int no_higher(const polder_handout_t *h, const char *what)
{
    int wrong = 0;
    const char *folder = getenv("POLDER_SHEETS");
    for (int l = 0; l < POLDER_LANGUAGES; l++) {
        double height[2] = {0, 0};
        char to[400];
        if (folder) snprintf(to, sizeof to, "%s/%s-%s.html", folder, what, l ? "nl" : "en");
        measure(h, (polder_language_t)l, folder ? to : NULL, height);
        for (int i = 0; i < 2; i++)
            if (!(height[i] > 15 && height[i] <= POLDER_HANDOUT_LINES)) {
                print_message("%s, language %d: sheet %d is %.1f high\n", what, l, i + 1,
                              height[i]);
                wrong++;
            }
    }
    return wrong;
}

/* Names of arms, all of which differ. */
static const char *name_of_arm(bool is_long, int i)
{
    static char name[MOST][120];
    snprintf(name[i], sizeof name[i],
             is_long
                 ? "how much is done by those who lead: 0.8, and how much by one of them: 0.%02d"
                 : "short %d",
             i);
    return name[i];
}

/* Long names take the room of what can be left out, and begin no third sheet, as far as the estimate of
 * their height goes. */
static void test_sheets_are_no_higher(void **state)
{
    (void)state;
    static char title[] = "Rules and ways of working agreed by the partners";
    polder_condition_summary_t lacks[4] = {
        {.title = title}, {.title = title}, {.title = title}, {.title = title}};
    int wrong = 0;
    for (int k = 0; k < 22; k++) {
        const int n_arm = 2 + k / 2;
        char what[40];
        arms[0] = arm("none", 0.30, NAN, NAN);
        for (int i = 1; i < n_arm; i++) {
            arms[i] = arm(name_of_arm(k % 2, i), 0.40, 0.10, 0.03);
            arms[i].pairs =
                (polder_pairs_t){.both = 290, .first = 110, .second = 10, .neither = 590};
        }
        polder_handout_t h = of_arms(n_arm);
        h.summary.condition = lacks;
        h.summary.n_condition = 4;
        for (int i = 0; i < 4; i++) lacks[i].mean = 0.3, lacks[i].succeeded_mean = 0.5;
        snprintf(what, sizeof what, "%02d-%s", n_arm, k % 2 ? "long" : "short");
        wrong += no_higher(&h, what);
    }
    assert_int_equal(wrong, 0);
}

enum { CROWD = 24, CROWD_ARMS = 6, CROWD_FACTORS = 8 };

/* A design in which much differs, and a row for each of three levels. */
typedef struct {
    double value[CROWD][CROWD_FACTORS], gain[CROWD][CROWD_ARMS], share[CROWD];
    signed char sure[CROWD][CROWD_ARMS];
    polder_pairs_t pairs[CROWD][CROWD_ARMS];
    polder_factor_effect_t factor[CROWD_FACTORS];
} crowd_t;

static polder_handout_t of_crowd(crowd_t *c, int n_arm, bool is_long)
{
    static char title[CROWD_FACTORS][100];
    *c = (crowd_t){.share = {0}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < n_arm; i++) {
        arms[i] = arm(name_of_arm(is_long, i), 0.36, 0.06, 0.03);
        arms[i].of = i;
        arms[i].points = CROWD, arms[i].up = 16, arms[i].better = 12, arms[i].worse = 8;
        arms[i].pairs = (polder_pairs_t){.both = 200, .first = 160, .second = 100, .neither = 540};
    }
    for (int k = 0; k < CROWD_FACTORS; k++) {
        snprintf(title[k], sizeof title[k],
                 is_long ? "factor %d, of which much can be said that is not short" : "factor %d",
                 k);
        c->factor[k] = (polder_factor_effect_t){.name = title[k],
                                                .factor = k,
                                                .rank = k < 4 ? 0.8 : 0.1,
                                                .low = k < 4 ? 0.7 : -0.2,
                                                .high = k < 4 ? 0.9 : 0.3,
                                                .at_lowest = 0.2,
                                                .at_highest = 0.4};
    }
    for (int point = 0; point < CROWD; point++) {
        const int row = point / 8;
        c->share[point] = 0.30;
        for (int k = 0; k < CROWD_FACTORS; k++)
            c->value[point][k] = k == 0 ? 5 + 7 * row : (5 * point + 3 * k) % 23;
        for (int i = 1; i < n_arm; i++) {
            c->gain[point][i] = (row == 0 ? -0.10 : 0.14) + 0.001 * (point % 5);
            c->sure[point][i] = (signed char)(row == 0 ? -1 : point % 4 != 0);
            c->pairs[point][i] = (polder_pairs_t){20, 16, 10, 54};
        }
    }
    polder_handout_t h = of_arms(n_arm);
    h.n_point = CROWD, h.n_all = CROWD_ARMS;
    h.point_gain = &c->gain[0][0], h.point_share = c->share, h.point_sure = &c->sure[0][0];
    h.point_pairs = &c->pairs[0][0];
    h.summary.factors = (polder_factors_t){.n = CROWD_FACTORS,
                                           .factor = c->factor,
                                           .points = CROWD,
                                           .chance = 0.4,
                                           .value = &c->value[0][0],
                                           .n_value = CROWD_FACTORS};
    return h;
}

/* Nor do very many, of which several may be the best. */
static void test_very_many(void **state)
{
    (void)state;
    static char name[MOST][80];
    arms[0] = arm("none", 0.20, NAN, NAN);
    for (int i = 1; i < MOST; i++) {
        snprintf(name[i], sizeof name[i], "%s, dose %s, from month %d",
                 i % 2 ? "Setting up fixed structures" : "Picturing the future together",
                 i % 4 < 2 ? "0.5" : "1", 3 + i);
        const double gain = i < 5 ? 0.10 : i < 10 ? 0.06 : i < 13 ? -0.09 : 0.01;
        arms[i] = arm(name[i], 0.20 + gain, gain, 0.07);
        arms[i].pairs = (polder_pairs_t){.both = 150, .first = 150, .second = 50, .neither = 650};
        arms[i].possible = i < 10;
    }
    polder_handout_t h = of_arms(MOST);
    h.ranked = true;
    assert_int_equal(no_higher(&h, "very-many"), 0);
}

/* Nor does a design, of which a picture or a table has a number in each row. */
static void test_crowded_designs(void **state)
{
    (void)state;
    int wrong = 0;
    for (int k = 0; k < 8; k++) {
        crowd_t crowd;
        char what[40];
        const int n_arm = 3 + k / 2;
        const polder_handout_t h = of_crowd(&crowd, n_arm, k % 2);
        snprintf(what, sizeof what, "design-%d-%s", n_arm, k % 2 ? "long" : "short");
        wrong += no_higher(&h, what);
        says(&h, "Do not say \"our chance is ...\".", NULL); /* on page 1, however full */
    }
    assert_int_equal(wrong, 0);
}

/* Levels that are written alike are rows of their own. */
static void test_rows_alike(void **state)
{
    (void)state;
    const polder_svg_options_t wide = {.width = POLDER_SVG_WIDE};
    double ratio[2];
    for (int alike = 0; alike < 2; alike++) {
        polder_document_t *d = polder_document_new(POLDER_ENGLISH);
        polder_document_table(
            d, NULL, 4,
            (polder_head_t[]){{POLDER_IS_TEXT, .label = "row"},
                              {POLDER_IS_TEXT, .label = "approach"},
                              {POLDER_IS_COUNT, .label = "succeeds", .mark = POLDER_MARK_WON},
                              {POLDER_IS_TEXT, .label = "sure"}});
        for (int i = 0; i < 4; i++)
            polder_document_row(
                d, (polder_datum_t[]){polder_datum_text(alike || i < 2 ? "0.1" : "0.2"),
                                      polder_datum_text(i % 2 ? "talks" : "none"),
                                      polder_datum_count(30), polder_datum_text("")});
        polder_document_chart(
            d, (polder_chart_t){POLDER_CHART_DOTS, .x = 1, .y = 2, .to = 3, .series = 0});
        ratio[alike] = polder_svg_ratio(d->block[0].table, POLDER_ENGLISH, &wide);
        polder_document_free(d);
    }
    assert_true(ratio[0] > 0.1);
    assert_true(ratio[0] == ratio[1]);
}

/* A line ends where a word does, and a long word ends where the line does. */
static void test_lines_of_text(void **state)
{
    (void)state;
    const double word = polder_handout_wide("word"), space = polder_handout_wide(" ");
    assert_int_equal(polder_handout_wraps("", 10), 0);
    assert_int_equal(polder_handout_wraps(NULL, 10), 0);
    assert_int_equal(polder_handout_wraps("word word", 2 * word + space), 1);
    assert_int_equal(polder_handout_wraps("word word", 2 * word), 2);
    assert_int_equal(polder_handout_wraps("word word word", 2 * word + space), 2);
    assert_int_equal(polder_handout_wraps("word-word", 1.5 * word), 2); /* behind a hyphen */
    assert_int_equal(polder_handout_wraps("wordwordword", 2.1 * word), 2);
    assert_int_equal(polder_handout_wraps_from("word", 2 * word, 1.5 * word), 2);
    assert_true(polder_handout_wide("WWW") > polder_handout_wide("iii"));
    assert_true(polder_handout_wide("\xC3\xA9") <
                polder_handout_wide("ee")); /* one letter of two bytes */
    assert_true(polder_handout_wide(POLDER_ISOLATE "a" POLDER_ISOLATE_END) ==
                polder_handout_wide("a"));
}

static void test_too_few(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.31, NAN, NAN);
    arms[1] = arm("talks", 0.74, 0.43, 0.05);
    polder_handout_t h = of_arms(2);
    h.networks = POLDER_HANDOUT_LEAST - 1;
    says(&h, "That cannot be said yet.", "74");
    says(&h, "There is no picture here", "How firm");
}

/* Anyway, saved, lost and not make a hundred, whatever was counted; what is lost is as rounded by itself,
 * what is beside the dots is the share, and who adds up finds it, unless nothing was saved. */
static void test_dots_make_a_hundred(void **state)
{
    (void)state;
    unsigned seed = 12345;
    for (int i = 0; i < 5000; i++) {
        int64_t n[4];
        for (int k = 0; k < 4; k++) {
            seed = seed * 1103515245U + 12345U;
            n[k] = (seed >> 16) % (i % 7 == k ? 3 : 400);
        }
        const polder_pairs_t t = {n[0], n[1], n[2], n[3] + 200};
        const double all = (double)(n[0] + n[1] + n[2] + n[3] + 200);
        arms[0] = arm("none", (double)(n[0] + n[2]) / all, NAN, NAN);
        arms[1] = arm("talks", (double)(n[0] + n[1]) / all, (double)(n[1] - n[2]) / all, 0.01);
        arms[1].pairs = t;
        const polder_handout_t h = of_arms(2);
        polder_document_t *d = polder_document_new(POLDER_ENGLISH);
        assert_int_equal(
            polder_handout_figure(&(polder_handout_page_t){.d = d, .h = &h}, "arms", NULL), 1);
        const polder_document_table_t *table = d->block[0].table;
        for (int r = 0; r < 2; r++) {
            const polder_datum_t *cell = table->cell + r * table->n_column;
            double sum = 0;
            for (int c = 1; c < 5; c++) {
                assert_true(cell[c].value >= 0);
                sum += cell[c].value;
            }
            assert_true(sum == 100);
            assert_true(cell[5].value == polder_handout_hundred(arms[r].share));
            assert_true(fabs(cell[1].value + cell[2].value - cell[5].value) <= 1);
        }
        const polder_datum_t *base = table->cell, *cell = base + table->n_column;
        for (int k = 0; k < 4; k++) {
            const double share = 100 * (double)(k < 3 ? n[k] : n[3] + 200) / all;
            static const int column[] = {1, 2, 4, 3}; /* what is lost stands last */
            static const double off[] = {1, 1.5, 0.5, 1.5};
            assert_true(fabs(cell[column[k]].value - share) <= off[k] + 1e-9);
        }
        const double sum = base[5].value + cell[2].value - cell[4].value;
        assert_true(sum == cell[5].value || cell[2].value == 0);
        polder_document_free(d);
    }
}

static void dots_are(int64_t both, int64_t saved, int64_t lost, int64_t neither, const int want[5])
{
    const double n = (double)(both + saved + lost + neither);
    arms[0] = arm("none", (double)(both + lost) / n, NAN, NAN);
    arms[1] = arm("talks", (double)(both + saved) / n, (double)(saved - lost) / n, 0.01);
    arms[1].pairs = (polder_pairs_t){both, saved, lost, neither};
    const polder_handout_t h = of_arms(2);
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    assert_int_equal(polder_handout_figure(&(polder_handout_page_t){.d = d, .h = &h}, "arms", NULL),
                     1);
    const polder_document_table_t *table = d->block[0].table;
    for (int c = 0; c < 5; c++)
        assert_int_equal((int)table->cell[table->n_column + c + 1].value, want[c]);
    polder_document_free(d);
}

/* Harm is drawn as large as it is: one class does not take what another one was rounded by. */
static void test_dots_of_their_own(void **state)
{
    (void)state;
    dots_are(59, 13, 2, 126, (int[]){30, 6, 63, 1, 36});     /* from 31 to 36, with 1 lost */
    dots_are(204, 258, 36, 502, (int[]){20, 26, 50, 4, 46}); /* 3.6 is not 3 */
    dots_are(275, 25, 40, 660, (int[]){28, 2, 66, 4, 30});   /* 4.0 is not 5 */
    dots_are(0, 101, 99, 0, (int[]){0, 50, 0, 50, 51});
    dots_are(0, 1, 0, 999, (int[]){0, 0, 100, 0, 0});
    dots_are(5, 0, 0, 995, (int[]){1, 0, 99, 0, 1});
}

/* Numbers that stand beside each other add up: 21.2 and 30.5 are 21 and 31, and their 9.2 is 10. */
static void test_gain_adds_up(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.212, NAN, NAN);
    arms[1] = arm("talks", 0.305, 0.093, 0.02);
    polder_handout_t h = of_arms(2);
    assert_int_equal(polder_handout_gain(&h, 1), 10);
    says(&h, "With \"talks\", 9 or 10 more in 100 succeed; allowing for chance, 7 to 11.",
         "rounding");
    arms[0] = arm("none", 0.214, NAN, NAN);
    arms[1] =
        arm("talks", 0.225, 0.011, 0.002); /* the interval holds what is said: 1 to 1, and 2 */
    h = of_arms(2);
    says(&h, "With \"talks\", 1 or 2 more in 100 succeed; allowing for chance, 1 to 2.", NULL);
    arms[0] = arm("none", 0.215, NAN, NAN);
    arms[1] = arm("talks", 0.223, 0.008, 0.002);
    h = of_arms(2);
    says(&h, "With \"talks\" less than 1 in 100 changes.", "0 more");
}

/* How much of each, from when and how long: a result keeps levers, of which the dose is found. */
static void test_how_given(void **state)
{
    (void)state;
    json_t *known =
        json_loads("[{\"name\": \"talks\", \"parts\": [{\"name\": \"talks\", \"levers\": "
                   "{\"contact\": 0.8, \"vision\": 0.2}}]}]",
                   0, NULL);
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03), arms[1].of = 1;
    arms[2] = arm("more", 0.38, 0.08, 0.03), arms[2].of = 2;
    polder_handout_t h = of_arms(3);
    static const struct {
        const char *use[2], *says, *no;
    } row[] = {
        {{"{\"name\": \"talks\", \"levers\": {\"contact\": 0.4, \"vision\": 0.1}, \"start\": 3}",
          "{\"name\": \"talks\", \"levers\": {\"contact\": 0.4, \"vision\": 0.1}, \"start\": 3}"},
         "Each was applied at half the effort its description asks for, from month 3 to the end; "
         "the days are for that half.",
         "Each was given"},
        {{"{\"name\": \"talks\", \"levers\": {\"contact\": 0.8, \"vision\": 0.2}, \"start\": 1}",
          "{\"name\": \"talks\", \"levers\": {\"contact\": 0.8, \"vision\": 0.2}, \"start\": 6, "
          "\"duration\": 12}"},
         "Each at full strength. \"talks\": from month 1 to the end. \"more\": from month 6, for "
         "12 "
         "months.",
         "Full effort is"},
        {{"{\"name\": \"talks\", \"levers\": {\"contact\": 0.4, \"vision\": 0.2}, \"start\": 3}",
          "{\"name\": \"own\", \"levers\": {\"contact\": 0.4}, \"start\": 3}"},
         "Each was given from month 3 to the end.",
         "effort"},
        {{"{\"name\": \"a\", \"start\": 3}, {\"name\": \"b\", \"start\": 5}",
          "{\"name\": \"a\", \"start\": 1}, {\"name\": \"b\", \"start\": 2}"},
         "\"talks\": its first parts from month 3, the others from month 5. \"more\": its first "
         "parts from month 1, the "
         "others from month 2.",
         "Each was given"},
        {{"{\"name\": \"a\", \"start\": \"x < 1\"}, {\"name\": \"b\", \"start\": 5}",
          "{\"name\": \"a\", \"start\": \"x < 1\"}, {\"name\": \"b\", \"start\": 2}"},
         "Each has parts from moments of their own.",
         "Each was given"},
        {{"{\"name\": \"a\", \"start\": 3}", ""},
         "\"talks\": from month 3 to the end.",
         "Each was given"},
        {{"{\"name\": \"talks\", \"levers\": {\"contact\": 0.4, \"vision\": 0.1}, \"start\": 3}",
          "{\"name\": \"talks\", \"levers\": {\"contact\": 0.2, \"vision\": 0.05}, \"start\": 3}"},
         "Each approach was done with less effort than its description asks for (\"talks\": with "
         "half "
         "the "
         "effort. \"more\": with 0.25 times the effort). More was not calculated.",
         "half strength"},
        {{"{\"name\": \"talks\", \"levers\": {\"contact\": 0.2, \"vision\": 0.05}, \"start\": 3}",
          "{\"name\": \"talks\", \"levers\": {\"contact\": 0.2, \"vision\": 0.05}, \"start\": 3}"},
         "Each approach was done with 0.25 times the effort that its description asks for. More "
         "was "
         "not "
         "calculated.",
         "half strength"}};
    ready = known;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[1000];
        snprintf(text, sizeof text,
                 "[{\"interventions\": []}, {\"interventions\": [%s]}, {\"interventions\": [%s]}]",
                 row[i].use[0], row[i].use[1]);
        h.described = json_loads(text, 0, NULL);
        assert_non_null(h.described);
        says(&h, row[i].says, row[i].no);
        const char *part = "Each approach was done at half strength: half the effort that its "
                           "description asks for. "
                           "More was not calculated.";
        says(&h, i == 0 ? part : NULL, i == 0 ? NULL : part);
        json_decref(h.described);
    }
    /* "each" is of all, and not of those that the answer names */
    h.described =
        json_loads("[{}, {\"interventions\": [{\"name\": \"talks\", \"levers\": {\"contact\": 0.4, "
                   "\"vision\": 0.1}}]}, {\"interventions\": [{\"name\": \"talks\", \"levers\": "
                   "{\"contact\": 0.2, \"vision\": 0.05}}]}]",
                   0, NULL);
    assert_non_null(h.described);
    const polder_handout_arm_t kept = arms[2];
    const int best = h.best;
    arms[2] = arm("more", 0.30, 0, 0.03), arms[2].of = 2;
    h.best = 1;
    says(&h, "Each approach was done with less effort than its description asks for",
         "Each approach was done at half");
    arms[2] = kept, h.best = best;
    json_decref(h.described);
    ready = NULL;
    json_decref(known);
}

/* Of a design: intervals that overlap do not make two alike where the networks are the same ones. */
static void test_as_good_in_a_design(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("steps", 0.37, 0.07, 0.03);
    polder_handout_t h = of_arms(3);
    says(&h, "\"talks\" and \"steps\" help; which helps most cannot be said.", NULL);
    arms[2].behind = -0.01;
    says(&h, "In this model \"talks\" helps most.", "not certain");
    arms[2].behind = 0.01;
    says(&h, "\"talks\" and \"steps\" help; which helps most cannot be said.", NULL);
}

/* What one success more takes stands where it surely is one; a gain that can be luck has no price. */
static void test_price(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("broker", 0.31, 0.01, 0.03);
    polder_handout_t h = of_arms(3);
    says(&h, " 40 helps", "days per extra success");
    arms[1].each = 0.3, arms[1].each_low = 0.2, arms[1].each_high = 0.4;
    says(&h, "40\\xc2\\xa0(+10.0) helps 250 less than one",
         NULL); /* days divided by it are the price */
    says(&h, "31\\xc2\\xa0(+1.0) ", NULL);
    arms[1].each = 2831, arms[1].each_low = 2376, arms[1].each_high = 3502;
    says(&h, "2,800 (2,400", "gain too small");
    arms[1] = arm("talks", 0.314, 0.014,
                  0.01); /* who divides 250 by the 1 beside it finds another number */
    arms[1].each = 17900, arms[1].each_low = 9000, arms[1].each_high = 60000;
    says(&h, "at most 250 \\xe2", "18,000 ("); /* a dash */
    says(&h, "–: no gain that is certain and large enough.", "Unknown:");
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[1].each = 2831, arms[1].each_low = 2376, arms[1].each_high = 3502;
    says(&h, "–: no gain that is certain and large enough.", "unknown");
    arms[2].extra = arms[2].days = NAN; /* that nobody filled in days is another thing */
    says(&h, "unknown unknown", "–: no gain");
    says(&h, "Unknown: days were not filled in.", NULL);
}

/* The first step is that of the answer, with what there is to choose between; what it does not name may
 * keep networks together. */
static void test_first_step(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("broker", 0.30, 0.00, 0.03);
    polder_handout_t h = of_arms(3);
    says(&h, "Discuss whether to begin with \"talks\", for about 250 extra working days.",
         "more still exist");
    arms[2].alive = 0.97, arms[2].stay = 0.07, arms[2].stay_low = 0.05;
    says(&h,
         "still exist after 5 years; 30 succeed. Clearly more still exist with \"broker\" (97).",
         NULL);
    arms[2] = arm("broker", 0.39, 0.09, 0.03);
    h = of_arms(3);
    says(&h,
         "Discuss which of the two best fits what you already do and can pay for:", "begin with");
    arms[2].each_high = 2000, arms[1].each_low = 2100;
    says(&h,
         "Which of the two best is better cannot be said. \"broker\" surely takes the fewest days "
         "for "
         "each extra success:",
         "already do");
    arms[2].each_high = 2200;
    says(&h, "fits what you already do and can pay for", "surely takes");
    says(&h, "talks:10 more in 100 succeed, for about 250 extra working days.", "Both together");
    says(&h, "broker:9 more in 100 succeed", "See how many days");
    arms[2] = arm("broker", 0.36, 0.06, 0.005); /* surely less, for far less work */
    arms[2].extra = 40;
    h = of_arms(3);
    says(&h, "Discuss how many days you have, and which of these suits you:", "cannot be said");
    says(&h, "broker:6 more in 100 succeed, for about 40 extra working days.", "begin with");
    says(&h, "In this model \"talks\" helps most.", "of the days");
    h.step_days = 212;
    h.step = (polder_difference_t){.difference = 0.0414, .low = 0.01, .high = 0.07};
    says(&h,
         "\"talks\" takes about 210 more days for about 4 more in 100: about 5,000 days for each "
         "extra "
         "success.",
         "may be chance");
    says(&h,
         "In this model \"talks\" helps most; \"broker\" helps less, but takes less than a quarter "
         "of "
         "the days.",
         NULL);
    h.step.low = -0.01;
    says(&h, "\"talks\" takes about 210 more days for 4 more in 100, which may be chance.", NULL);
    for (int i = 2; i < 6; i++) arms[i] = arm("more", 0.40, 0.10, 0.03);
    arms[4].name = "light", arms[4].extra = 20;
    h = of_arms(6);
    says(&h,
         "Discuss which of those that the answer names suits you; which is best cannot be said.",
         NULL);
    says(&h, "\"light\" takes the least work, for about 20 extra working days.", NULL);
    arms[3].extra = 20; /* two take as little */
    says(&h, "Discuss which of those that the answer names", "the least work");
    arms[3].extra = NAN;
    says(&h, "Discuss which of those that the answer names", "the least work");
    arms[1] = arm("talks", 0.30, 0.00, 0.03), arms[2] = arm("broker", 0.30, 0.00, 0.03);
    h = of_arms(3);
    says(&h, NULL, "begin with");
}

/* Who divides what stands there finds the price that stands beside it, to two digits or to one. */
static void test_price_of_a_step(void **state)
{
    (void)state;
    assert_true(polder_handout_price(5100, 204, 0.04) == 5100);
    assert_true(polder_handout_price(5130, 190, 0.04) == 5000); /* they say 4,750 */
    assert_true(polder_handout_price(520, 21, 0.04) == 500);    /* and 525 */
    assert_true(isnan(polder_handout_price(5400, 220, 0.04)));  /* 5,000 and 6,000 */
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("broker", 0.36, 0.06, 0.005);
    arms[2].extra = 40;
    int told = 0, fine = 0;
    for (int i = 0; i < 40; i++) {
        polder_handout_t h = of_arms(3);
        h.step_days = 103 + 7.3 * i;
        h.step = (polder_difference_t){.difference = 0.033 + 0.0004 * i, .low = 0.01, .high = 0.07};
        char *text = said(&h, POLDER_ENGLISH);
        const char *at = strstr(text, "\"talks\" takes about ");
        assert_non_null(at);
        double days = 0, gain = 0, price = 0, rest = 0;
        const int n = sscanf(at,
                             "\"talks\" takes about %lf more days for about %lf more in 100: about "
                             "%lf,%lf days for",
                             &days, &gain, &price, &rest);
        assert_true(n == 2 || n == 4);
        assert_true(gain == 4); /* from 36 to 40, as they are printed */
        price = 1000 * price + rest;
        const double says = 100 * days / gain, unit = price >= 10000 ? 1000 : 100;
        const bool two = round(says / unit) * unit == price;
        const bool one = round(says / unit / 10) * unit * 10 == price;
        if (n == 4) assert_true(two || one);
        told += n == 4, fine += n == 4 && two;
        free(text);
    }
    assert_true(told > 20 && fine > 0);
}

/* Of a network from a file: which one, and who says so. */
static void test_whose_network(void **state)
{
    (void)state;
    static char file[] = "there/table.graphml";
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    polder_handout_t h = of_arms(2);
    says(&h, NULL, "whoever filled it in");
    says(&h, NULL, "drawn at random");
    h.summary.network_file = file;
    h.summary.split = (polder_split_t){1, 1000, 1000, NAN}; /* nothing was drawn anew */
    says(&h, NULL, "drawn at random");
    h.summary.split = (polder_split_t){1000, 1, 1000, NAN};
    says(&h, "as whoever filled it in sees it; the rest was drawn at random. Calculated", NULL);
    h.summary.split = (polder_split_t){0};
    says(&h, "The network is that of table.graphml, as whoever filled it in sees it. Calculated",
         "that of there");
    static char about[] = "Three organisations. They meet.";
    h.summary.about = about; /* which ones it is says this */
    says(&h, "Three organisations. The network is as whoever filled it in sees it. Calculated",
         "is that of");
    h.summary.split = (polder_split_t){1000, 1, 1000, NAN};
    says(&h,
         "Three organisations. The network is as whoever filled it in sees it; the rest was drawn "
         "at random. Calculated",
         "is that of");
}

/* Of made-up networks how many partners they have. */
static void test_made_up_networks(void **state)
{
    (void)state;
    static char members[] = POLDER_FIELD_MEMBERS, file[] = "table.graphml";
    polder_column_summary_t column = {.name = members, .value = {.min = 6, .max = 18}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    polder_handout_t h = of_arms(2);
    says(&h, "not measured. For comparing, not for forecasting.", "Made-up networks of");
    h.summary.n_column = 1, h.summary.column = &column;
    says(&h, "Made-up networks of 6–18 partners. Calculated", "not for forecasting");
    column.value.max = 6;
    says(&h, "Made-up networks of 6 partners. Calculated", NULL);
    h.summary.network_file = file;
    says(&h, NULL, "Made-up networks of");
    h.summary.network_file = nothing;
    polder_factor_effect_t factor = {.name = POLDER_FIELD_MEMBERS};
    double value[] = {5, 12, 30, 30, 12, 14, 16}; /* nothing was calculated between them */
    h.summary.factors = (polder_factors_t){.n = 1, .factor = &factor, .value = value, .n_value = 1};
    h.n_point = 5;
    says(&h, "Made-up networks of 5, 12 or 30 partners. Calculated", "5–30 partners");
    says(&h, "It is about made-up networks of 5, 12 or 30 partners, and not", NULL);
    h.n_point = 7;
    says(&h, "Made-up networks of 5–30 partners. Calculated", "12 or");
}

static bool has_head(const polder_handout_t *h, const char *said)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_head_t head[POLDER_HANDOUT_DOTS];
    polder_handout_dots_heads(&(polder_handout_page_t){.d = d, .h = h}, head);
    bool has = false;
    for (int i = 0; i < POLDER_HANDOUT_DOTS; i++)
        has |= strncmp(head[i].label, said, strlen(said)) == 0;
    polder_document_free(d);
    return has;
}

/* Where the baseline is itself something that one does, nothing succeeds "without the approach" alone. */
static void test_baseline_that_acts(void **state)
{
    (void)state;
    arms[0] = arm("shared", 0.30, NAN, NAN);
    arms[1] = arm("lead", 0.40, 0.10, 0.03);
    arms[1].pairs = (polder_pairs_t){.both = 260, .first = 140, .second = 40, .neither = 560};
    for (int i = 0; i < 2; i++) arms[i].of = i;
    polder_handout_t h = of_arms(2);
    h.described = json_loads("[{\"set\": {}}, {\"set\": {\"form\": \"lead\"}}]", 0, NULL);
    says(&h, "; 4 in 100 succeed only without it.", "only with \"");
    assert_true(has_head(&h, "succeeds anyway") && !has_head(&h, "also succeeds with"));
    json_decref(h.described);
    h.described = json_loads("[{\"set\": {\"form\": \"shared\"}}, {}]", 0, NULL);
    says(&h, "; 4 in 100 succeed only with \"shared\".", "; 4 in 100 succeed only without");
    assert_true(has_head(&h, "also succeeds with") && has_head(&h, "succeeds only with “"));
    assert_false(has_head(&h, "succeeds anyway") || has_head(&h, "succeeds only without it"));
    json_decref(h.described);
}

static void is_titled(const polder_handout_t *h, const char *end)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    assert_int_equal(polder_handout_figure(&(polder_handout_page_t){.d = d, .h = h}, "arms", NULL),
                     1);
    const char *title = NULL;
    for (int i = 0; i < d->n; i++)
        if (d->block[i].kind == POLDER_BLOCK_TABLE) title = d->block[i].table->chart.title;
    assert_non_null(title);
    assert_true(strlen(title) > strlen(end));
    assert_string_equal(title + strlen(title) - strlen(end), end);
    polder_document_free(d);
}

/* Of many the best three are drawn; of two that print the same share the fourth is no worse than the third. */
static void test_best_three(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < 9; i++) {
        arms[i] = arm("some", 0.50 - 0.02 * i, 0.20 - 0.02 * i, 0.005);
        arms[i].pairs = (polder_pairs_t){.both = 300, .first = 100, .second = 0, .neither = 600};
    }
    polder_handout_t h = of_arms(9);
    is_titled(&h, ": the best three approaches, and the worst");
    arms[4].share = 0.4390, arms[3].share = 0.4400;
    is_titled(&h, ": three of the best approaches, and the worst");
}

/* What costs surely fewer days for each success, and is a part of what helps most, is where to begin. */
static void test_begin_with_the_cheaper(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("broker", 0.36, 0.06, 0.005);
    arms[2].extra = 40;
    arms[1].each_low = 2000, arms[2].each_high = 900;
    for (int i = 0; i < 3; i++) arms[i].of = i;
    polder_handout_t h = of_arms(3);
    h.step_days = 212;
    h.step = (polder_difference_t){.difference = 0.0414, .low = 0.01, .high = 0.07};
    h.described = json_loads("[{}, {\"interventions\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}, "
                             "{\"interventions\": [{\"name\": \"b\"}]}]",
                             0, NULL);
    says(&h,
         "Discuss whether to begin with \"broker\": 6 more in 100 succeed, for about 40 extra "
         "working days. "
         "\"talks\", which includes this, takes about 210 more days for about 4 more in 100: about "
         "5,000 days for each extra success.",
         "See how many days");
    says(&h,
         "In this model \"talks\" helps most; its part \"broker\" helps less, for less than a "
         "quarter of the days.",
         NULL);
    says(&h, "Its part \"broker\" helps less (36), but takes only 40 days.", NULL);
    arms[3] = arm("meetings", 0.395, 0.095, 0.03), arms[3].of = 3; /* of two that are named */
    json_array_append_new(h.described,
                          json_loads("{\"interventions\": [{\"name\": \"c\"}]}", 0, NULL));
    arms[1].possible = arms[3].possible = true;
    polder_handout_t two = of_arms(4);
    two.ranked = true;
    two.described = h.described;
    says(&two, "\"broker\", a part of \"talks\", helps less (36), but takes only 40 days.",
         "Its part");
    arms[2].extra = 0;
    says(&two, "\"broker\", a part of \"talks\", helps less (36), but takes no extra days.",
         "Its part");
    arms[2].extra = 40;
    arms[2].each_high = 2100; /* chance leaves it as dear */
    says(&h, "Discuss how many days you have, and which of these suits you:", "begin with");
    arms[2].each_high = 900, h.step.low = -0.01; /* or that the step brings nothing */
    says(&h, "Discuss how many days you have, and which of these suits you:", "begin with");
    json_decref(h.described);
    h.step.low = 0.01; /* the same thing at another moment, or for another time, is not in it */
    static const char *const when[] = {"{\"name\": \"b\", \"start\": 1}",
                                       "{\"name\": \"b\", \"start\": 6, \"duration\": 12}",
                                       "{\"name\": \"b\", \"start\": 6}"};
    for (int i = 0; i < 3; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "[{}, {\"interventions\": [{\"name\": \"a\"}, {\"name\": \"b\", \"start\": 6}]}, "
                 "{\"interventions\": [%s]}]",
                 when[i]);
        h.described = json_loads(text, 0, NULL);
        assert_non_null(h.described);
        says(&h, i == 2 ? "which includes this" : NULL, i == 2 ? NULL : "includes this");
        json_decref(h.described);
    }
}

/* Of two that are to choose between: whether the one has the other in it, and whether both were tried. */
static void test_both_together(void **state)
{
    (void)state;
    static const char *const described[] = {
        "[{}, {\"interventions\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}, "
        "{\"interventions\": [{\"name\": \"b\"}]}]",
        "[{}, {\"interventions\": [{\"name\": \"a\"}]}, {\"interventions\": [{\"name\": \"b\"}]}]",
        "[{}, {\"interventions\": [{\"name\": \"a\"}]}, {\"interventions\": [{\"name\": \"a\"}]}]",
        "[{}, {}, {\"interventions\": [{\"name\": \"a\"}]}]",
        /* another dose; and both in an arm that is left out */
        "[{}, {\"interventions\": [{\"name\": \"a\"}, {\"name\": \"b\", \"levers\": {\"x\": 1}}]}, "
        "{\"interventions\": [{\"name\": \"b\", \"levers\": {\"x\": 0.5}}]}]",
        "[{}, {\"interventions\": [{\"name\": \"a\"}]}, {\"interventions\": [{\"name\": \"b\"}]}, "
        "{\"interventions\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}]"};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("broker", 0.39, 0.09, 0.03);
    for (int i = 0; i < 3; i++) arms[i].of = i;
    for (size_t i = 0; i < sizeof described / sizeof *described; i++) {
        polder_handout_t h = of_arms(3);
        json_t *all = json_loads(described[i], 0, NULL);
        h.described = all;
        says(&h,
             i == 0   ? "\"talks\" includes \"broker\"."
             : i == 1 ? "Both together were not tried."
                      : NULL,
             i == 0   ? "Both together"
             : i == 1 ? "includes"
                      : "Both together");
        if (i > 1) says(&h, NULL, "includes");
        says(&h, i == 0 ? "cannot be said. \"talks\" includes \"broker\". With" : NULL, NULL);
        json_decref(all);
    }
}

static const char *describe(void *self, const char *name, polder_language_t language)
{
    (void)self, (void)language;
    return strcmp(name, "talks") == 0 ? "They talk."
           : strcmp(name, "row") == 0 ? "They row."
                                      : NULL;
}

/* Each approach is described in the fold, what harms first; by what it gives if it has a name of its own. */
static void test_every_approach_is_described(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("row", 0.20, -0.10, 0.03);
    arms[3] = arm("a new way", 0.30, 0, 0.03);
    polder_handout_t h = of_arms(4);
    for (int i = 0; i < 4; i++) arms[i].of = i;
    h.described = json_loads("[{}, {}, {}, {\"interventions\": [{\"name\": \"row\"}]}]", 0, NULL);
    assert_non_null(h.described);
    describing = describe;
    says(&h, "row:They row. talks:They talk. A new way (row):They row.", NULL);
    describing = NULL;
    json_decref(h.described);
}

/* Of many approaches it says of all what they are as long as there is room, and else of those that it names. */
static void test_what_many_are(void **state)
{
    enum { ARMS = 9, ALL = 45, FEW = 60 };
    (void)state;
    static char *const name[ARMS] = {"none", "a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8"};
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < ARMS; i++) {
        arms[i] = arm(name[i], 0.42 - 0.02 * i, 0.12 - 0.02 * i, 0.01);
        arms[i].of = i;
    }
    for (int words = ALL; words <= FEW; words += FEW - ALL) {
        polder_handout_t h = of_arms(ARMS);
        h.described = json_array();
        for (int i = 0; i < ARMS; i++) {
            char text[10 * FEW] = "";
            if (i > 0) snprintf(text, sizeof text, "They meet %d ", i);
            for (int k = 1; i > 0 && k < words; k++) strcat(text, "so, say ");
            json_array_append_new(h.described, json_pack("{s:s}", "in_short", text));
        }
        says(&h, "\"a1\": They meet", NULL); /* it is the best */
        says(&h, "\"h8\": They meet", NULL); /* it harms */
        says(&h, words == ALL ? "\"d4\": They meet" : NULL,
             words == ALL ? NULL : "\"d4\": They meet");
        json_decref(h.described);
    }
}

/* What people do stands below the table: as an arm says itself, or what it uses. */
static void test_what_people_do(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("a new way", 0.38, 0.08, 0.03);
    arms[3] = arm("our way", 0.30, 0, 0.03);
    polder_handout_t h = of_arms(4);
    for (int i = 0; i < 4; i++) arms[i].of = i;
    h.described = json_loads("[{\"in_short\": \"All as ever.\"}, {}, {\"interventions\": "
                             "[{\"name\": \"row\"}]}, {\"in_short\": \"We do it.\", "
                             "\"in_short_nl\": \"Wij doen het.\"}]",
                             0, NULL);
    assert_non_null(h.described);
    says(&h, "\"Our way\": We do it.", "They talk.");
    short_of = describe;
    says(&h,
         "\"nothing extra\": All as ever. \"talks\": They talk. \"A new way\": They row. \"Our "
         "way\": "
         "We do it.",
         NULL);
    char *dutch = said(&h, POLDER_DUTCH);
    assert_non_null(strstr(dutch, "\"Our way\": Wij doen het."));
    free(dutch);
    arms[1].name = "row"; /* the same at another moment is told once */
    json_object_set_new(json_array_get(h.described, 2), "in_short", json_string("They row."));
    says(&h, "\"row\", \"A new way\": They row. \"Our way\"", "\"row\": They row");
    arms[1].name = "talks";
    short_of = NULL;
    json_decref(h.described);
}

static const char *name_of(void *self, const char *name, polder_language_t language)
{
    (void)self, (void)language;
    return strcmp(name, "row") == 0 ? "Rowing" : strcmp(name, "sail") == 0 ? "Sailing" : NULL;
}

/* An arm with a name of its own for one intervention is a form of it; parts with names begin by name. */
static void test_form_and_parts(void **state)
{
    (void)state;
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("a new way", 0.40, 0.10, 0.03), arms[1].of = 1;
    arms[2] = arm("both", 0.38, 0.08, 0.03), arms[2].of = 2;
    polder_handout_t h = of_arms(3);
    h.described = json_loads(
        "[{}, {\"in_short\": \"We row.\", \"interventions\": [{\"name\": \"row\", \"start\": 2}]}, "
        "{\"in_short\": \"All.\", \"interventions\": [{\"name\": \"row\", \"start\": 2}, "
        "{\"name\": "
        "\"sail\", \"start\": 1}]}]",
        0, NULL);
    assert_non_null(h.described);
    describing = describe, naming = name_of;
    says(&h,
         "\"A new way\" (a form of \"Rowing\"; stronger, longer or elsewhere it can come out "
         "otherwise): We row.",
         "\"both\" (a form of");
    says(&h, "\"both\": \"Sailing\" from month 1, \"Rowing\" from month 2", "its first parts");
    describing = naming = NULL;
    json_decref(h.described);
}

static char sees[] = "They stop.", below[] = "No wind.", advice[] = "Row more.", row[] = "row";

/* A cause for which the first of these is meant, or nothing; and where it shows. */
static polder_cause_t of_row(char **remedy)
{
    return (polder_cause_t){.symptom = {sees, sees},
                            .problem = {below, below},
                            .way_out = {advice, advice},
                            .remedy = remedy,
                            .n_remedy = remedy ? 1 : 0};
}

static polder_finding_t finding_of(const polder_cause_t *cause)
{
    return (polder_finding_t){
        .cause = cause, .failed = {.n = 300, .share = 0.4}, .succeeded = {.n = 100, .share = 0.1}};
}

/* Advice that was calculated and does not help is not left as if it did. */
static void test_advice_that_harms(void **state)
{
    (void)state;
    char talks[] = "talks", *remedy[] = {row, talks};
    polder_cause_t cause = of_row(remedy);
    polder_finding_t finding = finding_of(&cause);
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    arms[2] = arm("row", 0.20, -0.10, 0.03);
    polder_handout_t h = of_arms(3);
    h.summary.finding = &finding, h.summary.n_finding = 1;
    says(&h, "Other ways were not calculated. Rather not ", "Row more.");
    says(&h, " makes it worse (20 instead of 30).", NULL); /* of a name that stands apart */
    arms[2] = arm("row", 0.30, 0, 0.03);
    h = of_arms(3);
    h.summary.finding = &finding, h.summary.n_finding = 1;
    says(&h, " makes no clear difference (30 instead of 30). Other ways", "it worse");
    says(&h, "What you could do: Calculated", "(not calculated here)"); /* it says so itself */
    says(&h,
         "\"They stop.\" This is seen in 40 of 100 that do not succeed, and in 10 of 100 that "
         "succeed. What may be behind it: No wind. What you could do: Calculated:",
         "what you notice");
    cause.n_remedy = 2; /* the other one helps */
    says(&h, " (calculated: 40 in 100 instead of 30). Of all signs", "Row more.");
    arms[2] = arm("row", 0.20, -0.10, 0.03);
    h = of_arms(3);
    h.summary.finding = &finding, h.summary.n_finding = 1;
    says(&h, " makes it worse (20). Of all signs", "Row more.");
    cause.remedy = remedy + 1, cause.n_remedy = 1;
    says(&h, " (calculated: 40 in 100 instead of 30). Of all signs", "worse (20)");
    arms[0].share = 0.298, arms[1].share = 0.302; /* which are written alike */
    says(&h, " (calculated: fewer than 1 more in 100). Of all signs", "30 in 100 instead of 30");
    arms[0].share = 0.30, arms[1].share = 0.40;
    char sail[] = "sail", *others[] = {row, sail};
    cause.remedy = others,
    cause.n_remedy = 2; /* its advice may be the other one, which nobody tried */
    naming = name_of;
    says(&h, "\"Sailing\" (not calculated).",
         "Row more."); /* by name: its advice may be what harms */
    naming = NULL;
    cause.remedy = others + 1, cause.n_remedy = 1;
    says(&h, "Row more. Of all signs", "Calculated:");
    says(&h, "What you could do (not calculated here): Row more.", "Calculated:");
    says(&h, "60 in 100 that do not succeed do not show it.", "often several at once");
    polder_finding_t two[] = {finding, finding};
    h.summary.finding = two, h.summary.n_finding = 2;
    says(&h, "often several at once", "do not show it.");
    says(&h, "what you notice", "This is seen in"); /* a table is of several */
}

/* What is meant for a cause and what of that was given by itself stand side by side, the cheaper first. */
static void test_ways_out(void **state)
{
    (void)state;
    char *remedy[] = {row};
    const polder_cause_t cause = of_row(remedy);
    polder_finding_t finding = finding_of(&cause);
    arms[0] = arm("none", 0.31, NAN, NAN);
    arms[1] = arm("crew", 0.43, 0.12, 0.03), arms[1].of = 1;
    arms[2] = arm("sails", 0.39, 0.08, 0.03), arms[2].of = 2;
    arms[2].days = arms[2].extra = 50, arms[2].behind = -0.01;
    polder_handout_t h = of_arms(3);
    h.summary.finding = &finding, h.summary.n_finding = 1;
    h.described =
        json_loads("[{}, {\"interventions\": [{\"name\": \"row\"}, {\"name\": \"sail\"}]}, "
                   "{\"interventions\": [{\"name\": \"sail\"}]}]",
                   0, NULL);
    assert_non_null(h.described);
    says(&h, " (calculated: 39 in 100 instead of 31); more with \"", "Row more.");
    says(&h, " (43). Of all signs", NULL);
    json_decref(h.described);
    h.described = json_loads("[{}, {\"interventions\": [{\"name\": \"row\"}]}, "
                             "{\"interventions\": [{\"name\": \"sail\"}]}]",
                             0, NULL);
    assert_non_null(h.described); /* nothing that is meant for it has sails in it */
    says(&h, " (calculated: 43 in 100 instead of 31). Of all signs", "; more with");
    json_decref(h.described);
}

/* Causes beside approaches: what chance leaves open of each, what can be done, whether their order is sure. */
static void test_causes_beside(void **state)
{
    (void)state;
    char wind[] = "Wind", rain[] = "Rain", w[] = "W", r[] = "R", *remedy[] = {row};
    polder_cause_t cause[] = {of_row(remedy), of_row(NULL)};
    cause[0].id = w, cause[1].id = r;
    for (int l = 0; l < POLDER_LANGUAGES; l++) cause[0].title[l] = wind, cause[1].title[l] = rain;
    const polder_causes_t causes = {.cause = cause, .n = 2};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("row", 0.40, 0.10, 0.03);
    const polder_handout_t h = of_arms(2);
    for (int apart = 0; apart < 2; apart++) {
        char text[500];
        snprintf(text, sizeof text,
                 "{\"model\": \"collaboration\", \"founding\": -1, \"answer\": \"named\", "
                 "\"chance\": {\"of\": 1000, \"share\": 0.3}, \"causes\": [{\"id\": \"W\", "
                 "\"gain\": {\"value\": 0.2, \"low\": 0.15, \"high\": 0.25}}, {\"id\": \"R\", "
                 "\"gain\": {\"value\": 0.1, \"low\": 0.05, \"high\": %s}}]}",
                 apart ? "0.14" : "0.16");
        diagnosis = json_loads(text, 0, NULL);
        assert_non_null(diagnosis);
        of_causes = &causes;
        says(&h, "50 (15 to 25 more)", NULL);
        says(&h, apart ? "40 (5 to 14 more)" : "40 (5 to 16 more)", NULL);
        says(&h, " (calculated: 40 in 100 instead of 30).", NULL); /* what is meant for it */
        says(&h, "Row more.", NULL);
        says(&h, apart ? NULL : "Their order is not certain", apart ? "Their order" : NULL);
        says(&h, "These come from 1,000 separate runs.", "hence");
        json_decref(diagnosis);
        diagnosis = NULL, of_causes = NULL;
    }
}

/* A diagnosis, alone or beside approaches, begins no third sheet either. */
static void test_diagnosed_sheets(void **state)
{
    enum { N = 4 };
    (void)state;
    static char id[N][4],
        title[] = "High turnover of people who row",
        sign[] =
            "Partners say yes on the shore, and nothing happens in their own boat at sea then.",
        behind[] = "Newcomers did not help set the goals; when people leave, what was agreed goes "
                   "overboard with them.",
        way[] = "During the trip, arrange a lasting wind, show who benefits, involve those who "
                "will row on from there.";
    char *remedy[] = {row};
    polder_cause_t cause[N];
    char text[2000];
    size_t n =
        (size_t)snprintf(text, sizeof text,
                         "{\"model\": \"collaboration\", \"founding\": -1, \"answer\": \"named\", "
                         "\"horizon\": 60, \"chance\": {\"of\": 1000, \"share\": 0.3}, "
                         "\"remedies\": [{\"remedy\": \"row\", \"start\": 1, \"gain\": {\"value\": "
                         "0.1, \"low\": 0.05, \"high\": 0.15}, \"lost\": 0.02, \"days\": 250}], "
                         "\"causes\": [");
    for (int i = 0; i < N; i++) {
        cause[i] = of_row(remedy);
        snprintf(id[i], sizeof id[i], "W%d", i);
        cause[i].id = id[i];
        for (int l = 0; l < POLDER_LANGUAGES; l++) {
            cause[i].title[l] = title, cause[i].symptom[l] = sign;
            cause[i].problem[l] = behind, cause[i].way_out[l] = way;
        }
        n += (size_t)snprintf(
            text + n, sizeof text - n,
            "%s{\"id\": \"W%d\", \"gain\": {\"value\": 0.%d, \"low\": 0.1, \"high\": "
            "0.5}}",
            i ? ", " : "", i, 4 - i);
    }
    snprintf(text + n, sizeof text - n, "]}");
    const polder_causes_t causes = {.cause = cause, .n = N};
    diagnosis = json_loads(text, 0, NULL), of_causes = &causes;
    assert_non_null(diagnosis);
    arms[0] = arm("none", 0.30, NAN, NAN);
    for (int i = 1; i < 4; i++) {
        arms[i] = arm(name_of_arm(true, i), 0.40, 0.10, 0.03);
        arms[i].pairs = (polder_pairs_t){.both = 290, .first = 110, .second = 10, .neither = 590};
    }
    const polder_handout_t beside = of_arms(4), alone = {.best = -1, .worst = -1, .lifted = -1};
    const int wrong = no_higher(&beside, "diagnosed") + no_higher(&alone, "diagnosis");
    says(&alone,
         "Without \"High turnover of people who row\" 70 in 100 succeed; now it is 30. What you "
         "notice: ",
         "what you notice"); /* a table of one row takes more room */
    says(&beside, "what you notice", "What you notice: ");
    json_decref(diagnosis);
    diagnosis = NULL, of_causes = NULL;
    assert_int_equal(wrong, 0);
}

/* Another view of success is told where it lies far from that, and not of one point of a design. */
static void test_another_view(void **state)
{
    (void)state;
    polder_measure_t felt = {.name = "felt",
                             .kind = POLDER_MEASURE_VIEW,
                             .head = "felt",
                             .label = "as it is felt",
                             .means = "most are content"};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    polder_handout_t h = of_arms(2);
    h.summary.n_share = 1, h.summary.share[0] = &felt;
    cases.share[0] = (polder_proportion_t){.n = 1000, .share = 0.57};
    says(&h,
         "still exist after 5 years; 30 succeed. Success as it is felt (most are content): 57 of "
         "100.",
         NULL);
    felt.means = NULL; /* what it is nobody says */
    says(&h, NULL, "Success as it is felt");
    felt.means = "most are content";
    cases.share[0].share = 0.37;
    says(&h, NULL, "Success as it is felt");
    cases.share[0].share = 0.57, h.n_point = 30;
    says(&h, NULL, "Success as it is felt");
}

/* Curves that lie on each other are told in words. */
static void test_curves_alike(void **state)
{
    (void)state;
    polder_kaplan_t curve[2][2] = {{{.survival = 1}, {.survival = 0.99}},
                                   {{.survival = 1}, {.survival = 0.97}}};
    polder_lasting_arm_t lasts[2] = {{.curve = curve[0]}, {.curve = curve[1]}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("talks", 0.40, 0.10, 0.03);
    polder_handout_t h = of_arms(2);
    h.lasting = (polder_lasting_t){.n_arm = 2, .horizon = 1, .n_read = 1, .arm = lasts};
    says(&h, "differs little from approach to approach: after 5 years, 97 to 99 in 100", NULL);
    curve[1][1].survival = 0.95;
    says(&h, "still there", "differs little");
    curve[1][1].survival = 0.99;
    says(&h, "after 5 years, 99 in 100 still exist.", "99 to 99");
}

/* Days of all together mean little to one of them. */
static void test_days_of_each(void **state)
{
    (void)state;
    char members[] = POLDER_FIELD_MEMBERS;
    polder_column_summary_t column = {.name = members, .value = {.mean = 10}};
    arms[0] = arm("none", 0.30, NAN, NAN);
    arms[1] = arm("first", 0.40, 0.10, 0.03);
    arms[2] = arm("second", 0.38, 0.08, 0.03);
    polder_handout_t h = of_arms(2);
    says(&h, "for about 250 extra working days of all partners together over 5 years. Money",
         "per partner");
    h.summary.n_column = 1, h.summary.column = &column;
    says(&h,
         "about 250 extra working days of all partners together over 5 years (about 5 per partner "
         "per year)",
         NULL);
    says(&h, "100 working days is about 2.0 days per partner per year (with 10 partners).", NULL);
    for (int i = 2; i < 6; i++) arms[i] = arm("more", 0.38, 0.08, 0.03);
    arms[2].extra = 20;
    h = of_arms(6);
    h.summary.n_column = 1, h.summary.column = &column;
    says(&h,
         "for about 20 to 250 extra working days of all partners together over 5 years (about 0.4 "
         "to 5 per partner "
         "per year)",
         NULL);
}

/* Where a model says it otherwise by now, its everyday words must follow. */
static void test_everyday_words(void **state)
{
    (void)state;
    polder_table_t table;
    polder_report_t report = {0};
    const char *said = NULL;
    assert_int_equal(polder_table_init(&table, "collaboration", &report), 0);
    for (int i = 0; polder_handout_plain_word(i, &said); i++) {
        bool there = strcmp(polder_model_success(table.model)->means, said) == 0;
        for (int f = 0; f < table.n_field; f++)
            there = there || strcmp(table.field[f]->doc, said) == 0;
        if (!there) fail_msg("no model says \"%s\"", said);
        assert_string_not_equal(polder_handout_plain(POLDER_ENGLISH, said), said);
    }
    assert_non_null(said);
    polder_table_free(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_of_each),
        cmocka_unit_test(test_everyday_words),
        cmocka_unit_test(test_one_helps),
        cmocka_unit_test(test_about_as_good),
        cmocka_unit_test(test_every_approach_is_described),
        cmocka_unit_test(test_what_many_are),
        cmocka_unit_test(test_what_people_do),
        cmocka_unit_test(test_advice_that_harms),
        cmocka_unit_test(test_ways_out),
        cmocka_unit_test(test_curves_alike),
        cmocka_unit_test(test_may_be_as_good),
        cmocka_unit_test(test_harm_is_named),
        cmocka_unit_test(test_the_lowest),
        cmocka_unit_test(test_other_harm),
        cmocka_unit_test(test_other_members),
        cmocka_unit_test(test_sure_and_small),
        cmocka_unit_test(test_split_by_chance),
        cmocka_unit_test(test_price_of_a_step),
        cmocka_unit_test(test_whose_network),
        cmocka_unit_test(test_best_three),
        cmocka_unit_test(test_baseline_that_acts),
        cmocka_unit_test(test_made_up_networks),
        cmocka_unit_test(test_how_firm),
        cmocka_unit_test(test_few_sets),
        cmocka_unit_test(test_nowhere_better),
        cmocka_unit_test(test_cases_apart),
        cmocka_unit_test(test_cases_named_right),
        cmocka_unit_test(test_part_of_a_row),
        cmocka_unit_test(test_others_of_the_same_row),
        cmocka_unit_test(test_listed_on_the_screen),
        cmocka_unit_test(test_row_of_both),
        cmocka_unit_test(test_few_that_are_not_clear),
        cmocka_unit_test(test_another_turns),
        cmocka_unit_test(test_many_that_harm),
        cmocka_unit_test(test_foundings_count),
        cmocka_unit_test(test_one_network),
        cmocka_unit_test(test_cheaper),
        cmocka_unit_test(test_fewer_than_one),
        cmocka_unit_test(test_by_chance_alone),
        cmocka_unit_test(test_no_days),
        cmocka_unit_test(test_days_that_are_not_known),
        cmocka_unit_test(test_what_is_lost),
        cmocka_unit_test(test_factors_that_tie),
        cmocka_unit_test(test_sure_of_what_is_drawn),
        cmocka_unit_test(test_sheets_are_no_higher),
        cmocka_unit_test(test_very_many),
        cmocka_unit_test(test_crowded_designs),
        cmocka_unit_test(test_rows_alike),
        cmocka_unit_test(test_causes_beside),
        cmocka_unit_test(test_diagnosed_sheets),
        cmocka_unit_test(test_another_view),
        cmocka_unit_test(test_form_and_parts),
        cmocka_unit_test(test_lines_of_text),
        cmocka_unit_test(test_too_few),
        cmocka_unit_test(test_dots_make_a_hundred),
        cmocka_unit_test(test_dots_of_their_own),
        cmocka_unit_test(test_gain_adds_up),
        cmocka_unit_test(test_how_given),
        cmocka_unit_test(test_first_step),
        cmocka_unit_test(test_begin_with_the_cheaper),
        cmocka_unit_test(test_both_together),
        cmocka_unit_test(test_as_good_in_a_design),
        cmocka_unit_test(test_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
