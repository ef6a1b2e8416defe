/* summary_short.c: the first lines about a result, which answer the question of its scenario; see
 * summary_document.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/answer_say.h"
#include "analysis/setting_words.h"
#include "analysis/summary_document.h"
#include "words/words.h"

enum { MOST_ARMS = 12, ABOUT = 158 };
/* Fewer points of a design than this say nothing of its factors: by chance alone a correlation of
 * seven is between -0.79 and +0.79. */
enum { FEW_POINTS = 8 };

static const char *arm_name(const polder_document_t *d, const polder_summary_t *s, int arm)
{
    const char *name = s->arm[arm] && *s->arm[arm] ? s->arm[arm] : NULL;
    return polder_arm_called(d, &s->called, arm,
                             name ? name : polder_text(d->language, "(no name)"));
}

static polder_answer_words_t answered_of(const polder_document_t *d, const polder_summary_t *s)
{
    return (polder_answer_words_t){.answer = &s->answer,
                                   .arm = (const char *const *)s->arm,
                                   .called = &s->called,
                                   .noun =
                                       polder_text(d->language, polder_measure_noun(s->success)),
                                   .n_point = s->n_case / s->answer.n_arm};
}

/* Of very many arms only those that differ most from the baseline, for good or ill. */
static bool is_shown(const polder_answer_t *a, int arm)
{
    int ahead = 0;
    if (arm == a->baseline) return true;
    const double mine = fabs(a->arm[arm].success.difference);
    for (int i = 0; i < a->n_arm; i++) {
        const double other = fabs(a->arm[i].success.difference);
        if (i == a->baseline || i == arm) continue;
        ahead += other > mine || (isnan(mine) && !isnan(other)) ||
                 (i < arm && (other == mine || (isnan(mine) && isnan(other))));
    }
    return ahead < MOST_ARMS - 1;
}

static void say_arms(polder_document_t *d, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    const char *noun = polder_text(d->language, polder_measure_noun(s->success));
    int shown = 0;
    polder_summary_shares(
        d, s, s->n_case > a->n_arm ? polder_document_text(d, "%s, all points", noun) : noun);
    for (int i = 0; i < a->n_arm; i++) {
        const polder_answer_arm_t *arm = &a->arm[i];
        if (!is_shown(a, i)) continue;
        polder_summary_share(
            d, arm_name(d, s, i),
            &(polder_proportion_t){
                .n = arm->networks, .share = arm->share, .low = arm->low, .high = arm->high});
        shown++;
    }
    if (shown < a->n_arm)
        polder_document_line(d,
                             a->n_arm - shown == 1
                                 ? "%d arm that differs less from \"%s\" is left out here"
                                 : "%d arms that differ less from \"%s\" are left out here",
                             a->n_arm - shown, arm_name(d, s, a->baseline));
    polder_summary_lasts(d, s);
}

/* --- one way to run --- */

static int by_count(const void *left, const void *right)
{
    const polder_class_t *a = *(const polder_class_t *const *)left;
    const polder_class_t *b = *(const polder_class_t *const *)right;
    if (a->share.count != b->share.count) return a->share.count > b->share.count ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* How the networks without success ended, the most common end first. */
static void say_ends(polder_document_t *d, const polder_summary_t *s)
{
    enum { MOST = 8 };
    const polder_class_t *class[MOST];
    const char *ends = "";
    int n = 0;
    for (int i = 0; i < s->n_class && n < MOST; i++)
        if (i != s->well && s->classes[i].share.count > 0) class[n++] = &s->classes[i];
    if (n == 0) return;
    qsort(class, (size_t)n, sizeof *class, by_count);
    for (int i = 0; i < n; i++)
        ends = polder_document_format(d, "%s%s%s %.1f%%", ends, i > 0 ? ", " : "",
                                      polder_text(d->language, class[i] -> name),
                                      100 * class[i] -> share.share);
    polder_document_add(d, " The others: %s.", ends);
}

static void say_single(polder_document_t *d, const polder_summary_t *s)
{
    if (s->cases[s->detail].success.count)
        polder_document_say(d, "This one network succeeds");
    else
        polder_document_say(d, "This one network does not succeed");
    for (int i = 0; i < s->n_class; i++)
        if (s->classes[i].share.count)
            polder_document_add(d, "; its end: %s", polder_text(d->language, s->classes[i].name));
    polder_document_add(d, ". It is one course out of many: another seed takes another.");
}

static void say_one(polder_document_t *d, const polder_summary_t *s)
{
    const polder_case_summary_t *c = &s->cases[s->detail];
    const polder_proportion_t *p = &c->success;
    if (p->n == 0) polder_document_say(d, "No network could be run.");
    if (p->n == 1) say_single(d, s);
    if (p->n < 2) return;
    polder_document_say(d, "%.1f%% of %lld networks succeed (%.1f to %.1f%%)", 100 * p->share,
                        (long long)p->n, 100 * p->low, 100 * p->high);
    if (s->success->means)
        polder_document_add(d, ": at the end %s", polder_text(d->language, s->success->means));
    polder_document_add(d, ".");
    say_ends(d, s);
    polder_document_gap(d);
    polder_summary_shares(d, s, "");
    polder_summary_share(d, polder_text(d->language, polder_measure_label(s->success)), p);
    for (int i = 0; i < s->n_share; i++)
        if (s->share[i]->kind == POLDER_MEASURE_VIEW)
            polder_summary_share(d, polder_text(d->language, polder_measure_label(s->share[i])),
                                 &c->share[i]);
    polder_summary_share(d, polder_summary_alive(d, s), &c->alive);
}

/* --- what they lack --- */

/* "C8: rules" in running text: "C8, rules". */
static const char *in_text(polder_document_t *d, const char *title)
{
    const char *text = polder_text(d->language, title), *colon = strchr(text, ':');
    if (!colon) return text;
    return polder_document_format(d, "%.*s,%s", (int)(colon - text), text, colon + 1);
}

static void say_lacks(polder_document_t *d, const polder_summary_t *s)
{
    enum { SHOWN = 2 };
    if (s->n_condition == 0 || s->condition[0].n == 0) return;
    polder_document_gap(d);
    if (s->answer.n_arm > 0)
        polder_document_say(d, "Lowest of the conditions in \"%s\" at the end, from 0 to 1: ",
                            polder_summary_case(d, s, &s->cases[s->detail]));
    else
        polder_document_say(d, "Lowest of the conditions at the end, from 0 to 1: ");
    for (int i = 0; i < s->n_condition && i < SHOWN; i++)
        polder_document_add(d, "%s%s (%.2f)", i > 0 ? "; " : "", in_text(d, s->condition[i].title),
                            s->condition[i].mean);
    polder_document_add(d, ".");
    const polder_finding_t *f = s->n_finding > 0 ? &s->finding[0] : NULL;
    if (f && f->failed.share > f->succeeded.share)
        polder_document_add(d,
                            " What sets failed networks apart most: %s (%.0f%% of those that "
                            "failed, %.0f%% of those that succeeded).",
                            in_text(d, f->title), 100 * f->failed.share, 100 * f->succeeded.share);
}

/* --- a design --- */

static void say_strongest(polder_document_t *d, const polder_summary_t *s)
{
    const polder_factors_t *all = &s->factors;
    const polder_factor_effect_t *first = &all->factor[0];
    const char *noun = polder_text(d->language, polder_measure_noun(s->success));
    if (first->n_word > 0) {
        polder_document_say(d,
                            "All factors are choices; the shares below say what went with each.");
        return;
    }
    if (isnan(first->rank)) {
        polder_document_say(
            d, "%s does not go with any factor here: the points are too few, or all alike.",
            polder_about_first(d, noun));
        return;
    }
    /* At the edge of chance: rounding must not make a factor that is called sure look unsure. */
    if (fabs(first->rank) < all->chance)
        polder_document_say(d, "No factor surely goes with %s; nearest to it is \"%s\"", noun,
                            polder_factor_title(d, first));
    else
        polder_document_say(d, "Of %s \"%s\" goes most with %s",
                            polder_document_many(d, "%lld factor", "%lld factors", all->n),
                            polder_factor_title(d, first), noun);
    const char *between =
        isnan(first->low) ? ""
                          : polder_document_text(d, "%+.2f to %+.2f, ", first->low, first->high);
    polder_document_add(
        d,
        ": %.1f%% at its lowest values, %.1f%% at its highest (rank correlation %+.2f, %s%d "
        "points).",
        100 * first->at_lowest, 100 * first->at_highest, first->rank, between, first->points);
}

/* "first trust: 0.2; form of governance: lead". */
static const char *point_name(polder_document_t *d, const polder_factors_t *all, int point)
{
    const char *text = "";
    for (int k = 0; k < all->n_value; k++)
        for (int i = 0; i < all->n; i++) {
            const polder_factor_effect_t *e = &all->factor[i];
            const double x = all->value[point * all->n_value + k];
            const char *comma = *text ? "; " : "", *title = polder_factor_title(d, e);
            if (e->factor != k) continue;
            if (e->n_word > 0 && x >= 0 && x < e->n_word)
                text =
                    polder_document_format(d, "%s%s%s: %s", text, comma, title,
                                           polder_setting_word(d->language, e->word[(int)x].word));
            else
                text = polder_document_format(d, "%s%s%s: %.6g", text, comma, title, x);
        }
    return text;
}

/* A rank correlation of a handful of points is a number without a meaning: the points themselves
 * say more. */
static void say_few_points(polder_document_t *d, const polder_summary_t *s)
{
    const bool arms = s->answer.n_arm > 0;
    const int n_arm = arms ? s->answer.n_arm : 1, baseline = arms ? s->answer.baseline : 0;
    const char *noun = polder_text(d->language, polder_measure_noun(s->success));
    if (arms) polder_document_gap(d);
    polder_document_line(d, "%s to say which factor goes with %s.",
                         polder_document_many(d, "%lld point is too few", "%lld points are too few",
                                              s->factors.points),
                         noun);
    polder_document_gap(d);
    polder_summary_shares(d, s,
                          arms ? polder_document_text(d, "%s at each point, in \"%s\"", noun,
                                                      arm_name(d, s, baseline))
                               : polder_document_text(d, "%s at each point", noun));
    for (int i = baseline; i < s->n_case; i += n_arm)
        polder_summary_share(d, point_name(d, &s->factors, i / n_arm), &s->cases[i].success);
}

static void say_design(polder_document_t *d, const polder_summary_t *s)
{
    if (s->answer.n_arm > 0) {
        polder_document_gap(d);
        polder_document_line(
            d, "In \"%s\", over the points of the design:", arm_name(d, s, s->answer.baseline));
    }
    say_strongest(d, s);
    polder_summary_factors(d, s, false);
}

/* --- the whole --- */

/* What the scenario says of itself, two lines at most. */
static void say_about(polder_document_t *d, const char *about)
{
    size_t n = strlen(about);
    while (n > 0 && about[n - 1] == '\n') n--; /* as a folded text of YAML ends */
    if (n == 0) return;
    const bool cut = n > ABOUT;
    if (cut)
        for (n = ABOUT; n > 0 && about[n] != ' ';) n--;
    polder_document_say(d, "%s",
                        polder_document_format(d, "%.*s%s", (int)n, about, cut ? " ..." : ""));
}

static void say_notes(polder_document_t *d, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    const char *caveat = polder_summary_caveat(d, s);
    if (a->n_arm > 0 && !polder_summary_is_single(s))
        polder_document_say(d,
                            "Sure: the interval of the difference does not hold 0; all of them "
                            "hold together, with %g%% certainty. %s",
                            100 * a->confidence, caveat);
    else
        polder_document_say(d, "%s", caveat);
}

/* A path as it would be typed. */
static const char *typed(polder_document_t *d, const char *file)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._/+,=:@%-";
    return file[strspn(file, plain)] ? polder_document_format(d, "'%s'", file) : file;
}

polder_document_t *polder_summary_short(polder_language_t language, const char *file,
                                        const polder_summary_t *s)
{
    polder_document_t *d = polder_document_new(language);
    if (!d) return NULL;
    d->titled = true;
    polder_summary_title(d, file, s);
    if (s->answer.n_arm > 0) {
        polder_answer_say(d, &(polder_answer_words_t[]){answered_of(d, s)}[0]);
        polder_document_gap(d);
        say_arms(d, s);
    }
    if (s->factors.n > 0 && s->factors.points < FEW_POINTS)
        say_few_points(d, s);
    else if (s->factors.n > 0)
        say_design(d, s);
    else {
        if (s->answer.n_arm == 0) say_one(d, s);
        say_lacks(d, s);
    }
    if (s->factors.n == 0) polder_asked_say(&s->asked, d);
    polder_document_gap(d);
    say_notes(d, s);
    say_about(d, polder_summary_about(d, s));
    polder_summary_network(d, s, false);
    polder_summary_facts(d, file, s);
    if (file)
        polder_document_line(d, "All tables: polder show %s --details", typed(d, file));
    else
        polder_document_line(d, "All tables: --details");
    if (file && s->answer.n_arm > 0)
        polder_document_line(d, "Arm by arm: polder compare %s", typed(d, file));
    return d;
}
