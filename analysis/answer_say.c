/* answer_say.c: see answer_say.h. */
#include "analysis/answer_say.h"

#include <math.h>

#include "words/words.h"

enum { MOST_NAMES = 4 };

static const char *arm_name(const polder_document_t *d, const polder_answer_words_t *s, int arm)
{
    const char *name = s->arm[arm] && *s->arm[arm] ? s->arm[arm] : NULL;
    return polder_arm_called(d, s->called, arm,
                             name ? name : polder_text(d->language, "(no name)"));
}

/* "46.0 percentage points more (28.2 to 60.3)" */
static const char *difference(polder_document_t *d, const polder_difference_t *x)
{
    const double sign = x->difference < 0 ? -1 : 1, points = 100 * fabs(x->difference);
    const double low = 100 * sign * x->low, high = 100 * sign * x->high;
    const char *text = sign < 0 ? polder_document_text(d, "%.1f percentage points fewer", points)
                                : polder_document_text(d, "%.1f percentage points more", points);
    if (isnan(low) || isnan(high)) return text;
    return polder_document_text(d, "%s (%.1f to %.1f)", text, fmin(low, high), fmax(low, high));
}

/* --- what the arms do --- */

typedef enum { BETTER, WORSE, OPEN } verdict_t;

static verdict_t verdict(const polder_difference_t *d)
{
    return d->low > 0 ? BETTER : d->high < 0 ? WORSE : OPEN;
}

/* "Surely better too: "a", "b"." */
static void say_others(polder_document_t *d, const polder_answer_words_t *s, verdict_t which)
{
    const polder_answer_t *a = s->answer;
    const char *names = "";
    int n = 0;
    for (int i = 0; i < a->n_arm; i++) {
        const polder_difference_t *x = &a->arm[i].success;
        if (i == a->sure || i == a->baseline || verdict(x) != which) continue;
        if (isnan(x->difference)) continue; /* not compared, as is said of it */
        if (n < MOST_NAMES)
            names = polder_document_format(d, "%s%s\"%s\"", names, n > 0 ? ", " : "",
                                           arm_name(d, s, i));
        n++;
    }
    if (n == 0) return;
    if (n > MOST_NAMES) names = polder_document_many(d, "%lld arm", "%lld arms", n);
    if (which == BETTER)
        polder_document_add(d, " Surely better too: %s.", names);
    else if (which == WORSE)
        polder_document_add(d, " Surely worse: %s.", names);
    else
        polder_document_add(d, " Not sure: %s.", names);
}

/* An average over a design can hide that an arm helps here and harms there. */
static void say_points(polder_document_t *d, const polder_answer_words_t *s, int arm)
{
    const polder_answer_t *a = s->answer;
    const polder_answer_arm_t *one = &a->arm[arm];
    if (s->n_point == 1) return;
    polder_document_add(d, " Of the %d points it is surely better at %d and surely worse at %d.",
                        s->n_point, one->points_better, one->points_worse);
}

static void say_sure(polder_document_t *d, const polder_answer_words_t *s)
{
    const polder_answer_t *a = s->answer;
    const polder_difference_t *x = &a->arm[a->sure].success;
    const char *arm = arm_name(d, s, a->sure), *baseline = arm_name(d, s, a->baseline);
    const double first = 100 * x->first, second = 100 * x->second;
    if (a->n_arm > 2)
        polder_document_say(d,
                            "The largest sure difference: with \"%s\" %.1f%% of the networks "
                            "succeed, with \"%s\" %.1f%%, %s",
                            arm, first, baseline, second, difference(d, x));
    else
        polder_document_say(
            d, "Sure: with \"%s\" %.1f%% of the networks succeed, with \"%s\" %.1f%%, %s", arm,
            first, baseline, second, difference(d, x));
    if (x->difference < 0)
        polder_document_add(d, ": it harms.");
    else
        polder_document_add(d, ".");
    say_points(d, s, a->sure);
    say_others(d, s, BETTER);
    say_others(d, s, WORSE);
    say_others(d, s, OPEN);
}

static void say_unsure(polder_document_t *d, const polder_answer_words_t *s)
{
    const polder_answer_t *a = s->answer;
    const char *baseline = arm_name(d, s, a->baseline);
    if (a->largest < 0) {
        polder_document_say(d, "No arm can be compared with \"%s\": too few networks could be run.",
                            baseline);
        return;
    }
    const polder_difference_t *x = &a->arm[a->largest].success;
    if (x->difference == 0) {
        polder_document_say(d, "In every arm as many networks succeed as with \"%s\".", baseline);
        return;
    }
    polder_document_say(d,
                        "No arm surely differs from \"%s\" in %s. The largest difference can be "
                        "chance: with \"%s\" %s succeed.",
                        baseline, s->noun, arm_name(d, s, a->largest), difference(d, x));
    say_points(d, s, a->largest);
}

/* The other figure whose intervals hold together with those of success. What goes against a sure
 * gain or loss in success is a but; the same way, or beside nothing sure, it is one more finding. */
static void say_alive(polder_document_t *d, const polder_answer_words_t *s, int arm, int n)
{
    const polder_answer_t *a = s->answer;
    if (arm < 0) return;
    const polder_difference_t *x = &a->arm[arm].alive;
    const bool helps = a->sure >= 0 && a->arm[a->sure].success.difference > 0;
    if (x->difference < 0 || (a->sure >= 0 && !helps))
        polder_document_add(d, " But with \"%s\" %s are alive at the end", arm_name(d, s, arm),
                            difference(d, x));
    else
        polder_document_add(d, " Sure: with \"%s\" %s are alive at the end", arm_name(d, s, arm),
                            difference(d, x));
    if (n > 1)
        polder_document_add(
            d, "%s",
            x->difference < 0
                ? polder_document_many(d, "; surely fewer in %lld other arm too",
                                       "; surely fewer in %lld other arms too", n - 1)
                : polder_document_many(d, "; surely more in %lld other arm too",
                                       "; surely more in %lld other arms too", n - 1));
    polder_document_add(d, ".");
}

void polder_answer_say(polder_document_t *d, const polder_answer_words_t *s)
{
    const polder_answer_t *a = s->answer;
    if (a->sure >= 0)
        say_sure(d, s);
    else if (a->other < a->n_arm - 1)
        say_unsure(d, s);
    if (a->other > 0)
        polder_document_say(
            d, "%s",
            polder_document_many(d,
                                 "%lld arm lives longer or shorter than the baseline, so how it "
                                 "ends is not compared: polder compare says what can be.",
                                 "%lld arms live longer or shorter than the baseline, so how they "
                                 "end is not compared: polder compare says what can be.",
                                 a->other));
    say_alive(d, s, a->longer, a->n_longer);
    say_alive(d, s, a->shorter, a->n_shorter);
}

/* --- who lasts --- */

/* ""a" 7.7 percentage points more (5.7 to 9.8), "b", "c"": the largest first; the others by name. */
static const char *lasting_names(polder_document_t *d, const polder_answer_words_t *s,
                                 verdict_t which, int first)
{
    const polder_answer_t *a = s->answer;
    const char *names = "";
    int n = 0;
    if (first >= 0)
        names = polder_document_text(d, "\"%s\" %s", arm_name(d, s, first),
                                     difference(d, &a->arm[first].alive));
    for (int i = 0; i < a->n_arm; i++) {
        const polder_difference_t *x = &a->arm[i].alive;
        if (i == a->baseline || i == first || isnan(x->difference) || verdict(x) != which) continue;
        if (n++ < MOST_NAMES)
            names = polder_document_format(d, "%s%s\"%s\"", names, *names ? ", " : "",
                                           arm_name(d, s, i));
    }
    return n > MOST_NAMES ? polder_document_text(d, "%s and %d more", names, n - MOST_NAMES)
                          : names;
}

void polder_answer_say_lasting(polder_document_t *d, const polder_answer_words_t *s)
{
    const polder_answer_t *a = s->answer;
    const char *baseline = arm_name(d, s, a->baseline);
    const char *more = lasting_names(d, s, BETTER, a->longer);
    const char *fewer = lasting_names(d, s, WORSE, a->shorter);
    const char *open = lasting_names(d, s, OPEN, -1);
    if (a->other == a->n_arm - 1) return; /* polder_about_lasts says why */
    if (!*more && !*fewer) {
        polder_document_say(
            d, "In no arm are surely more or fewer networks alive at the end than with \"%s\".",
            baseline);
        return;
    }
    if (*more)
        polder_document_say(d, "Surely more are alive at the end than with \"%s\": %s.", baseline,
                            more);
    if (*fewer && *more)
        polder_document_add(d, " Surely fewer: %s.", fewer);
    else if (*fewer)
        polder_document_say(d, "Surely fewer are alive at the end than with \"%s\": %s.", baseline,
                            fewer);
    if (*open) polder_document_add(d, " Not sure: %s.", open);
}
