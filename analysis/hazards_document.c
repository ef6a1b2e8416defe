/* hazards_document.c: see hazards_document.h. */
#include "analysis/hazards_document.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/asked.h"
#include "analysis/endings_document.h"
#include "words/words.h"

typedef struct {
    polder_document_t *d;
    const polder_about_t *about;
    const polder_endings_t *e;
    const polder_traits_t *t;
    double confidence;
    polder_fit_t *cox, *cloglog; /* [reason], and behind them of any reason */
} part_t;

/* Student's t of the clusters, which is the normal distribution of R where there are many. */
static double quantile(const part_t *p, const polder_fit_t *f)
{
    return gsl_cdf_tdist_Pinv(0.5 + 0.5 * p->confidence,
                              (double)(f->clusters > 1 ? f->clusters - 1 : 1));
}

/* The ratio for `by` units more. */
static polder_datum_t ratio(const part_t *p, const polder_fit_t *f, int k, double by)
{
    const polder_trait_effect_t *t = &f->trait[k];
    const double half = quantile(p, f) * t->robust;
    if (f->state != POLDER_FIT_GOOD) return polder_datum_unknown();
    return polder_datum_between(exp(by * t->coefficient), exp(by * (t->coefficient - half)),
                                exp(by * (t->coefficient + half)));
}

static double step_of(const part_t *p, const polder_fit_t *f, int k)
{
    return p->t->trait[k].flag ? 1 : f->trait[k].sd;
}

static double p_of(const polder_fit_t *f, int k)
{
    const polder_trait_effect_t *t = &f->trait[k];
    if (f->state != POLDER_FIT_GOOD || f->clusters < 2) return NAN;
    if (!(t->robust > 1e-9 * t->error)) return NAN; /* twins that end alike: rounding is no doubt */
    return 2 * gsl_cdf_tdist_Q(fabs(t->coefficient) / t->robust, (double)(f->clusters - 1));
}

/* Networks of one founding are no independent witnesses of time either. */
static double steady_p(const polder_fit_t *f, int k)
{
    const bool alone = f->clusters == f->networks;
    if (f->state != POLDER_FIT_GOOD) return NAN;
    return alone ? f->trait[k].zph_p : f->trait[k].zph_robust_p;
}

/* ---- for people ---- */

/* Of any reason is worth saying only where there are several. */
static int rows_of(const part_t *p)
{
    return p->e->n_reason > 1 && !p->e->first ? p->e->n_reason + 1 : p->e->n_reason;
}

static bool is_wanted(int k, int reason)
{
    return reason == 0 || reason == k + 1;
}

static const char *reason_of(const part_t *p, int reason)
{
    if (reason == p->e->n_reason) return polder_text(p->d->language, "ended for any reason");
    const polder_reason_t *r = &p->e->reason[reason];
    if (r->rest && p->e->first) return polder_text(p->d->language, "ended before");
    if (r->rest)
        return polder_text(p->d->language, p->e->n_reason > 1 ? POLDER_TEXT("ended otherwise")
                                                              : POLDER_TEXT("ended"));
    return polder_text(p->d->language, r->name);
}

static void say_trouble(const part_t *p, const polder_fit_t *f)
{
    polder_document_t *d = p->d;
    const char *name = f->which >= 0 ? p->t->trait[f->which].name : "";
    switch (f->state) {
    case POLDER_FIT_NO_EVENTS:
        polder_document_say(d, "None of these networks ended so.");
        break;
    case POLDER_FIT_CONSTANT:
        polder_document_say(d, "%s is the same in all of these networks: it explains nothing.",
                            name);
        break;
    case POLDER_FIT_SAME:
        polder_document_say(
            d, "%s says nothing that the traits before it do not say: leave one out.", name);
        break;
    case POLDER_FIT_ENDLESS:
        polder_document_say(
            d,
            "%s tells those that ended so from all others without a miss, or nearly: "
            "there is no ratio that fits best. Look at the shares (--reasons).",
            name);
        break;
    default:
        break;
    }
}

/* The largest difference of the ratios of the two regressions. */
static double apart(const part_t *p, const polder_fit_t *cox, const polder_fit_t *cloglog)
{
    double most = 0;
    for (int k = 0; k < p->t->n_trait; k++) {
        const double by = step_of(p, cox, k);
        const double d = by * (cloglog->trait[k].coefficient - cox->trait[k].coefficient);
        most = fmax(most, expm1(fabs(d)));
    }
    return most;
}

/* With so few a ratio, its interval and its p are of little use (Peduzzi et al. 1995). */
static bool is_few(const part_t *p, const polder_fit_t *f)
{
    enum { EVENTS_A_TRAIT = 10 };
    return f->state == POLDER_FIT_GOOD && f->events < (int64_t)EVENTS_A_TRAIT * p->t->n_trait;
}

static const char *step_text(const part_t *p, const polder_fit_t *f, int k)
{
    return polder_document_format(p->d, p->t->trait[k].flag ? "0–1" : "sd %.3g", step_of(p, f, k));
}

/* The ratios alone: what would make them look sure is for machines. */
static void say_few(const part_t *p, const polder_fit_t *f)
{
    polder_document_t *d = p->d;
    polder_document_say(
        d,
        "Only %lld of %lld networks ended so: too few to be sure of anything, which takes about "
        "ten ends for each trait. These ratios stand without interval and p; run more networks, or "
        "ask "
        "for fewer traits.",
        (long long)f->events, (long long)f->networks);
    polder_document_table(d, NULL, 3,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "trait", .wrap = true},
                                            {POLDER_IS_TEXT, .label = "for", .right = true},
                                            {POLDER_IS_NUMBER, .label = "hazard ratio"}});
    for (int k = 0; k < p->t->n_trait; k++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(p->t->trait[k].name),
                                                  polder_datum_text(step_text(p, f, k)),
                                                  ratio(p, f, k, step_of(p, f, k))});
}

static void say_untested(const part_t *p, const polder_fit_t *f)
{
    bool untested = false;
    for (int k = 0; k < p->t->n_trait; k++) untested |= isnan(steady_p(f, k));
    if (untested) polder_document_add(p->d, " Where steady is –, too few ended so to test it.");
}

static void say_reason(const part_t *p, int reason)
{
    polder_document_t *d = p->d;
    const polder_fit_t *cox = &p->cox[reason], *cloglog = &p->cloglog[reason];
    if (is_few(p, cox)) {
        polder_document_heading(d, "%s: hazard ratios", reason_of(p, reason));
        say_few(p, cox);
        return;
    }
    polder_document_heading(d, "%s: hazard ratios, with %g%% intervals", reason_of(p, reason),
                            100 * p->confidence);
    if (cox->state != POLDER_FIT_GOOD) {
        say_trouble(p, cox);
        return;
    }
    polder_document_table(
        d, NULL, 5,
        (polder_head_t[]){
            {POLDER_IS_TEXT, .label = "trait", .wrap = true},
            {POLDER_IS_TEXT, .label = "for", .right = true},
            {POLDER_IS_NUMBER, .label = "hazard ratio", .show = POLDER_SHOW_WITH_INTERVAL},
            {POLDER_IS_P, .label = "p"},
            {POLDER_IS_P, .label = "steady"},
        });
    for (int k = 0; k < p->t->n_trait; k++) {
        const polder_trait_t *t = &p->t->trait[k];
        const double step = step_of(p, cox, k);
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(t->name),
                                  polder_datum_text(step_text(p, cox, k)), ratio(p, cox, k, step),
                                  polder_datum(p_of(cox, k)), polder_datum(steady_p(cox, k))});
    }
    polder_document_note(d, "%lld of %lld networks ended so.", (long long)cox->events,
                         (long long)cox->networks);
    if (cloglog->state == POLDER_FIT_GOOD)
        polder_document_add(
            d,
            " From the chance in each tick (complementary log-log) the ratios are the "
            "same to within %.1f%%.",
            100 * apart(p, cox, cloglog));
    say_untested(p, cox);
}

/* Networks of several arms in one regression in which the arm is no trait. */
static void say_pooled(const part_t *p)
{
    const polder_traits_t *t = p->t;
    bool several = false;
    for (int64_t i = 1; i < t->n; i++) several |= t->who[i].group != t->who[0].group;
    for (int k = 0; k < t->n_trait; k++) several &= strncmp(t->trait[k].name, "arm=", 4) != 0;
    if (several)
        polder_document_say(p->d,
                            "The networks of all %d arms are taken together: --arm ARM takes those "
                            "of one, and the trait arm tells them apart.",
                            p->e->n_arm);
}

/* Who does not count, and why: it ended, what is asked came before, or nobody has seen it later. */
static void say_landmark(const part_t *p)
{
    polder_document_t *d = p->d;
    const polder_traits_t *t = p->t;
    const int64_t ended = t->gone - t->came - t->unseen;
    polder_document_say(
        d, "Landmark %d: %s", t->landmark,
        polder_document_many(d, "%lld network had ended by then and does not count.",
                             "%lld networks had ended by then and do not count.", ended));
    if (t->came > 0)
        polder_document_say(
            d, "%s",
            polder_document_many(d, "In %lld network it had come to that by then: not counted.",
                                 "In %lld networks it had come to that by then: not counted.",
                                 t->came));
    if (t->unseen > 0)
        polder_document_say(
            d, "%s",
            polder_document_many(d, "%lld network was not followed for longer: not counted.",
                                 "%lld networks were not followed for longer: not counted.",
                                 t->unseen));
}

static void say(const part_t *p, int reason)
{
    char text[400];
    polder_document_t *d = p->d;
    const polder_traits_t *t = p->t;
    bool state = false;
    for (int k = 0; k < t->n_trait; k++) state |= t->trait[k].state;
    polder_document_title(d, "%s", polder_about_title(d, p->about));
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "file"},
                         polder_datum_text(p->about->file));
    for (int k = 0; k < rows_of(p); k++)
        if (is_wanted(k, reason)) say_reason(p, k);
    polder_document_gap(d);
    polder_document_say(
        d,
        "A ratio above 1: it ends so sooner, others equal, for one standard deviation more, or 1 "
        "instead of 0 (Cox; robust, by founding). steady: p that the ratio stays the same over "
        "time; where it is small, the ratio is a mean.");
    if (p->e->first)
        polder_document_say(
            d,
            "What ends here is the time until it comes to %s (%s); a network that ended "
            "before is no longer there.",
            p->e->first->name,
            polder_asked_text(d, p->about->result, p->e->first, p->about->tick, p->about->horizon));
    polder_endings_unknown(d, p->about, p->e, -1);
    say_pooled(p);
    if (t->landmark > 0) say_landmark(p);
    if (state)
        polder_document_say(
            d, "What a network is at the landmark foretells its end. That it is why it "
               "ends is not said.");
    if (t->unknown > 0)
        polder_document_say(
            d, "%s",
            polder_document_many(
                d, "%lld network without a value is left out: not recorded, or none there.",
                "%lld networks without a value are left out: not recorded, or none there.",
                t->unknown));
    polder_founded_say(d->language, &p->e->split, text, sizeof text);
    if (*text) polder_document_say(d, "%s", text);
}

/* ---- for machines ---- */

static const char *state_name(polder_fit_state_t state)
{
    static const char *const name[] = {"good", "no-events", "constant", "collinear", "endless"};
    return name[state];
}

/* "any" is of all reasons together: neither good nor bad. */
static const char *name_of(const part_t *p, int reason)
{
    return reason == p->e->n_reason ? "any" : p->e->reason[reason].name;
}

static void put_fit(const part_t *p, int reason)
{
    polder_document_t *d = p->d;
    const polder_fit_t *f = &p->cox[reason];
    polder_document_word(d, "reason", name_of(p, reason));
    if (reason < p->e->n_reason) polder_document_flag(d, "good", p->e->reason[reason].good);
    polder_document_word(d, "fit", state_name(f->state));
    polder_document_word(d, "trait", f->which >= 0 ? p->t->trait[f->which].name : NULL);
    polder_document_whole(d, "networks", f->networks);
    polder_document_whole(d, "events", f->events);
    polder_document_flag(d, "few_events", is_few(p, f));
    polder_document_whole(d, "clusters", f->clusters);
    polder_document_number(d, "log_likelihood_null", f->null_likelihood);
    polder_document_number(d, "log_likelihood", f->likelihood);
    polder_document_number(d, "zph", f->zph);
    polder_document_number(d, "zph_p", f->zph_p);
    polder_document_number(d, "zph_robust", f->zph_robust);
    polder_document_number(d, "zph_robust_p", f->zph_robust_p);
}

static const polder_head_t columns[] = {
    {POLDER_IS_TEXT, .name = "reason"},
    {POLDER_IS_TEXT, .name = "trait"},
    {POLDER_IS_NUMBER, .name = "sd"},
    {POLDER_IS_NUMBER, .name = "coefficient"},
    {POLDER_IS_NUMBER, .name = "error"},
    {POLDER_IS_NUMBER, .name = "robust_error"},
    {POLDER_IS_NUMBER, .name = "hazard_ratio"},
    {POLDER_IS_NUMBER, .name = "hazard_ratio_sd", .show = POLDER_SHOW_WITH_INTERVAL},
    {POLDER_IS_P, .name = "p"},
    {POLDER_IS_NUMBER, .name = "zph"},
    {POLDER_IS_P, .name = "zph_p"},
    {POLDER_IS_NUMBER, .name = "zph_robust"},
    {POLDER_IS_P, .name = "zph_robust_p"},
    {POLDER_IS_NUMBER, .name = "cloglog"},
    {POLDER_IS_NUMBER, .name = "cloglog_error"},
    {POLDER_IS_NUMBER, .name = "cloglog_robust_error"},
};

static void put_traits(const part_t *p, int reason)
{
    const polder_fit_t *cox = &p->cox[reason], *cloglog = &p->cloglog[reason];
    for (int k = 0; k < p->t->n_trait; k++) {
        const polder_trait_effect_t *c = &cox->trait[k], *m = &cloglog->trait[k];
        polder_document_row(
            p->d,
            (polder_datum_t[]){
                polder_datum_text(name_of(p, reason)), polder_datum_text(p->t->trait[k].name),
                polder_datum(c->sd), polder_datum(c->coefficient), polder_datum(c->error),
                polder_datum(c->robust), polder_datum(exp(c->coefficient)), ratio(p, cox, k, c->sd),
                polder_datum(p_of(cox, k)), polder_datum(c->zph), polder_datum(c->zph_p),
                polder_datum(c->zph_robust), polder_datum(c->zph_robust_p),
                polder_datum(m->coefficient), polder_datum(m->error), polder_datum(m->robust)});
    }
}

static void put(const part_t *p, int reason, bool table)
{
    polder_document_t *d = p->d;
    const int n = sizeof columns / sizeof *columns;
    polder_document_for(d, POLDER_FOR_MACHINES);
    if (table) polder_document_table(d, "hazards", n, columns);
    for (int k = 0; k < rows_of(p); k++) {
        if (!is_wanted(k, reason)) continue;
        if (!table) {
            polder_document_open(d, "reasons", true);
            put_fit(p, k);
            polder_document_table(d, "traits", n, columns);
        }
        put_traits(p, k);
        if (!table) polder_document_close(d);
    }
}

/* ---- the whole ---- */

static bool work_out(part_t *p, int reason)
{
    const polder_traits_t *t = p->t;
    p->cox = calloc((size_t)p->e->n_reason + 1, sizeof *p->cox);
    p->cloglog = calloc((size_t)p->e->n_reason + 1, sizeof *p->cloglog);
    bool good = p->cox && p->cloglog;
    for (int k = 0; k < rows_of(p) && good; k++) {
        const polder_risk_t risk = {.n = t->n,
                                    .n_trait = t->n_trait,
                                    .horizon = p->e->horizon,
                                    .who = t->who,
                                    .x = t->x,
                                    .reason = k < p->e->n_reason ? k + 1 : 0};
        if (!is_wanted(k, reason)) continue;
        good = polder_cox(&risk, &p->cox[k]) && polder_cloglog(&risk, &p->cloglog[k]);
    }
    return good;
}

polder_document_t *polder_hazards_document(polder_language_t language, polder_readers_t readers,
                                           const polder_about_t *about,
                                           const polder_endings_t *endings,
                                           const polder_traits_t *traits, double confidence,
                                           int reason)
{
    polder_document_t *d = polder_document_new(language);
    part_t p = {.d = d, .about = about, .e = endings, .t = traits, .confidence = confidence};
    if (!d) return NULL;
    d->titled = readers == POLDER_FOR_PEOPLE;
    if (!work_out(&p, reason)) {
        polder_document_lost(d);
    } else if (readers & POLDER_FOR_PEOPLE) {
        say(&p, reason);
    } else {
        if (readers & POLDER_FOR_JSON) {
            polder_document_for(d, POLDER_FOR_MACHINES);
            polder_document_word(d, "file", about->file);
            polder_document_number(d, "confidence", confidence);
            polder_document_whole(d, "landmark", traits->landmark);
            polder_document_whole(d, "gone", traits->gone);
            polder_document_whole(d, "came_before", traits->came);
            polder_document_whole(d, "not_followed", traits->unseen);
            polder_document_whole(d, "without_value", traits->unknown);
        }
        put(&p, reason, (readers & POLDER_FOR_JSON) == 0);
    }
    free(p.cox);
    free(p.cloglog);
    return d;
}
