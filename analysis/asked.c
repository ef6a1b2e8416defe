/* asked.c: see asked.h. */
#include "analysis/asked.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/setting_words.h"
#include "analysis/walk.h"
#include "words/words.h"

/* ---- counting ---- */

typedef struct {
    int64_t n, held;
    polder_founded_t founded;
    polder_moments_t moments;
} sums_t;

typedef struct {
    polder_asked_t *asked;
    const polder_result_observed_t *o;
    int64_t futures;
    sums_t *sums;   /* [n_arm] */
    int64_t *count; /* [n_arm][horizon + 1] of first ticks */
} gather_t;

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    const polder_asked_t *a = g->asked;
    (void)report;
    for (int64_t i = 0; i < chunk->n_replicate * chunk->n_case; i++) {
        const int64_t replicate = chunk->first + i / chunk->n_case;
        const int arm = (int)(i % chunk->n_case);
        const float value = chunk->value[0][i];
        const bool ran = !isnan(chunk->value[1][i]), held = value >= 1;
        sums_t *s = &g->sums[arm];
        if (!ran) continue;
        s->n++;
        s->held += held;
        polder_founded_add(&s->founded, polder_replicate(replicate, g->futures).founding,
                           g->o->first ? (double)held : (double)value);
        polder_moments_add(&s->moments, (double)value);
        if (g->o->first && held && value <= (float)a->horizon)
            g->count[arm * (a->horizon + 1) + (int)value]++;
    }
    return POLDER_OK;
}

/* The tick by which it had come to that in `share` of n networks; 0: in fewer. */
static int reached(const int64_t *count, int horizon, int64_t n, double share)
{
    int64_t sum = 0;
    for (int t = 1; t <= horizon; t++) {
        sum += count[t];
        if (n > 0 && (double)sum >= share * (double)n) return t;
    }
    return 0;
}

static void finish(const gather_t *g, int arm, polder_answered_t *to)
{
    const polder_asked_t *a = g->asked;
    const sums_t *s = &g->sums[arm];
    const int64_t *count = g->count + (int64_t)arm * (a->horizon + 1);
    *to = (polder_answered_t){.networks = s->n};
    if (!polder_result_answers(a->result, g->o, arm)) {
        to->held = polder_founded_share(&(polder_founded_t){0}, 0, a->confidence);
        return;
    }
    if (g->o->first) {
        to->held = polder_founded_share(&s->founded, s->held, a->confidence);
        to->quarter = reached(count, a->horizon, s->n, 0.25);
        to->half = reached(count, a->horizon, s->n, 0.5);
        return;
    }
    to->n = s->moments.n;
    to->mean = to->n > 0 ? s->moments.mean : GSL_NAN;
    if (polder_founded_matters(&s->founded))
        polder_founded_mean(&s->founded, a->confidence, &to->low, &to->high);
    else
        polder_mean_interval(&s->moments, a->confidence, &to->low, &to->high);
}

static int read_one(polder_asked_t *a, int i, gather_t *g, polder_report_t *report)
{
    g->o = polder_result_observed(a->result, i);
    const char *const column[] = {g->o->name, POLDER_FIELD_ENDED};
    memset(g->sums, 0, (size_t)a->n_arm * sizeof *g->sums);
    memset(g->count, 0, (size_t)a->n_arm * ((size_t)a->horizon + 1) * sizeof *g->count);
    const int code = polder_walk(a->result, a->point, 1, 2, column, visit, g, report);
    for (int arm = 0; arm < a->n_arm && code >= 0; arm++)
        finish(g, arm, &a->of[i * a->n_arm + arm]);
    return code;
}

int polder_asked_read(const polder_result_t *result, int point, double confidence,
                      polder_asked_t *asked, polder_report_t *report)
{
    *asked = (polder_asked_t){.n = polder_result_n_observed(result),
                              .n_arm = polder_result_n_arm(result),
                              .point = point,
                              .horizon = polder_result_horizon(result),
                              .confidence = confidence,
                              .result = result};
    if (asked->n == 0) return 0;
    const size_t arms = (size_t)asked->n_arm;
    gather_t g = {.asked = asked, .futures = polder_result_futures(result)};
    g.sums = calloc(arms, sizeof *g.sums);
    g.count = calloc(arms * ((size_t)asked->horizon + 1), sizeof *g.count);
    asked->of = calloc((size_t)asked->n * arms, sizeof *asked->of);
    const bool named = polder_arm_names_read(&asked->called, result) >= 0;
    int code = g.sums && g.count && asked->of && named ? 0 : polder_out_of_memory(report);
    for (int i = 0; i < asked->n && code >= 0; i++) code = read_one(asked, i, &g, report);
    free(g.sums);
    free(g.count);
    if (code < 0) polder_asked_free(asked);
    return code;
}

void polder_asked_free(polder_asked_t *asked)
{
    free(asked->of);
    polder_arm_names_free(&asked->called);
    *asked = (polder_asked_t){0};
}

/* ---- saying it ---- */

/* A condition or a field in words, or as it was written. */
static const char *of_what(polder_document_t *d, const polder_result_t *result,
                           const polder_result_observed_t *o)
{
    polder_table_t table;
    polder_setting_words_t words;
    if (!d || !result) return o->what;
    polder_setting_words_of(&words, &table, result, d->language);
    char *condition = o->first ? polder_setting_condition(&words, o->what, true) : NULL;
    const char *said = o->first ? condition : polder_setting_said(&words, o->what);
    const char *text = said ? polder_document_format(d, "%s", said) : o->what;
    free(condition);
    polder_table_free(&table);
    return text;
}

const char *polder_asked_text(polder_document_t *d, const polder_result_t *result,
                              const polder_result_observed_t *o, const char *tick, int horizon)
{
    const char *of = of_what(d, result, o), *what = NULL;
    if (o->first)
        what = polder_document_text(d, "first %s in which %s", polder_text(d->language, tick), of);
    else if (strcmp(o->kind, "mean") == 0)
        what = polder_document_text(d, "%s, averaged over time", of);
    else if (strcmp(o->kind, "min") == 0)
        what = polder_document_text(d, "smallest %s", of);
    else
        what = polder_document_text(d, "largest %s", of);
    if (o->from == 1 && o->until == horizon) return what;
    return polder_document_text(d, "%s, from %s %d to %d", what, polder_text(d->language, tick),
                                o->from, o->until);
}

void polder_asked_unknown(polder_document_t *d, const char *name, const char *const *arm, int n,
                          int n_arm)
{
    enum { MOST = 6 };
    const char *all = "";
    for (int i = 0; i < n && i < MOST; i++)
        all = polder_document_format(d, "%s%s\"%s\"", all, i > 0 ? ", " : "", arm[i]);
    if (n > 0 && n == n_arm)
        polder_document_say(d,
                            n == 1 ? "%s cannot be asked: a member or tie that it is about is not "
                                     "there, so nothing is known of it."
                                   : "%s cannot be asked in any arm: a member or tie that it is "
                                     "about is not there, so nothing is known of it.",
                            name);
    else if (n > MOST)
        polder_document_say(d,
                            "%s cannot be asked in arms %s and %d more: a member or tie that it is "
                            "about is not there, so nothing is known of it.",
                            name, all, n - MOST);
    else if (n > 0)
        polder_document_say(d,
                            n == 1 ? "%s cannot be asked in arm %s: a member or tie that it is "
                                     "about is not there, so nothing is known of it."
                                   : "%s cannot be asked in arms %s: a member or tie that it is "
                                     "about is not there, so nothing is known of it.",
                            name, all);
}

/* For people, in their language. */
static const char *arm_of(const polder_asked_t *a, const polder_document_t *d, int arm)
{
    const char *name = polder_arm_called(d, &a->called, arm, polder_result_arm(a->result, arm));
    return name && *name ? name : "-";
}

static polder_datum_t tick_of(int tick)
{
    return tick > 0 ? polder_datum_count(tick) : polder_datum_unknown();
}

static int count_of(const polder_asked_t *a, bool first)
{
    int n = 0;
    for (int i = 0; i < a->n; i++) n += polder_result_observed(a->result, i)->first == first;
    return n;
}

/* What was asked, the arm where there are several, and the answers to one kind of question. */
static void say_row(const polder_asked_t *a, polder_document_t *d, int i, int arm)
{
    const polder_result_observed_t *o = polder_result_observed(a->result, i);
    const polder_answered_t *v = &a->of[i * a->n_arm + arm];
    polder_datum_t cell[5] = {polder_datum_text(o->name)};
    int k = 1;
    if (a->n_arm > 1) cell[k++] = polder_datum_text(arm_of(a, d, arm));
    if (o->first) {
        cell[k++] = polder_datum_between(v->held.share, v->held.low, v->held.high);
        cell[k++] = tick_of(v->quarter);
        cell[k++] = tick_of(v->half);
    } else {
        cell[k++] = polder_datum_between(v->mean, v->low, v->high);
        cell[k++] = polder_datum_count(v->n);
    }
    polder_document_row(d, cell);
}

static void say_kind(const polder_asked_t *a, polder_document_t *d, bool first)
{
    static const polder_head_t answer[2][3] = {
        {{POLDER_IS_NUMBER, .label = "mean", .show = POLDER_SHOW_WITH_INTERVAL},
         {POLDER_IS_COUNT, .label = "networks"}},
        {{POLDER_IS_SHARE, .label = "came to it", .show = POLDER_SHOW_WITH_INTERVAL},
         {POLDER_IS_COUNT, .label = "a quarter by"},
         {POLDER_IS_COUNT, .label = "half by"}}};
    polder_head_t head[5] = {{POLDER_IS_TEXT, .label = "asked", .wrap = true, .once = true}};
    int n = 1;
    if (count_of(a, first) == 0) return;
    if (a->n_arm > 1) head[n++] = (polder_head_t){POLDER_IS_TEXT, .label = "arm"};
    for (int k = 0; k < (first ? 3 : 2); k++) head[n++] = answer[first][k];
    polder_document_table(d, NULL, n, head);
    for (int i = 0; i < a->n; i++)
        for (int arm = 0; arm < a->n_arm; arm++)
            if (polder_result_observed(a->result, i)->first == first) say_row(a, d, i, arm);
}

static void say_unknown(const polder_asked_t *a, polder_document_t *d,
                        const polder_result_observed_t *o)
{
    const char **arm = calloc((size_t)o->n_unknown + 1, sizeof *arm);
    if (!arm) polder_document_lost(d);
    for (int i = 0; arm && i < o->n_unknown; i++) arm[i] = arm_of(a, d, o->unknown[i]);
    if (arm) polder_asked_unknown(d, o->name, arm, o->n_unknown, a->n_arm);
    free(arm);
}

void polder_asked_say(const polder_asked_t *a, polder_document_t *d)
{
    if (a->n == 0) return;
    polder_document_heading(d, "Asked while they ran");
    say_kind(a, d, true);
    if (count_of(a, true) > 0 && count_of(a, false) > 0) polder_document_gap(d);
    say_kind(a, d, false);
    for (int i = 0; i < a->n; i++) {
        const polder_result_observed_t *o = polder_result_observed(a->result, i);
        polder_document_say(
            d, "%s: %s", o->name,
            polder_asked_text(d, a->result, o, polder_result_model(a->result)->tick, a->horizon));
        if (o->until > polder_result_common(a->result))
            polder_document_add(d, "; of an arm that ends sooner, until it does");
    }
    for (int i = 0; i < a->n; i++) say_unknown(a, d, polder_result_observed(a->result, i));
    if (count_of(a, true) > 0)
        polder_document_note(d,
                             "came to it: share of all networks, with a %g%% interval; the others "
                             "had ended before, or "
                             "it had not come to that when the run was over. a quarter by, half "
                             "by: of all networks, "
                             "where these count as never.",
                             100 * a->confidence);
}

static void put_arm(const polder_asked_t *a, polder_document_t *d, int i, int arm)
{
    const polder_answered_t *v = &a->of[i * a->n_arm + arm];
    polder_document_open(d, "arms", true);
    polder_document_word(d, "arm", polder_result_arm(a->result, arm));
    polder_document_whole(d, "networks", v->networks);
    if (!polder_result_answers(a->result, polder_result_observed(a->result, i), arm))
        polder_document_flag(d, "unknown", true);
    if (polder_result_observed(a->result, i)->first) {
        polder_document_fact(
            d, &(polder_head_t){POLDER_IS_SHARE, .name = "held", .show = POLDER_SHOW_COUNTED},
            polder_datum_counted(v->held.count, v->held.n, v->held.share, v->held.low,
                                 v->held.high));
        polder_document_value(d, "quarter_by", POLDER_IS_COUNT, tick_of(v->quarter));
        polder_document_value(d, "half_by", POLDER_IS_COUNT, tick_of(v->half));
    } else {
        polder_document_whole(d, "there", v->n);
        polder_document_number(d, "mean", v->mean);
        polder_document_number(d, "low", v->low);
        polder_document_number(d, "high", v->high);
    }
    polder_document_close(d);
}

void polder_asked_put(const polder_asked_t *a, polder_document_t *d)
{
    for (int i = 0; i < a->n; i++) {
        const polder_result_observed_t *o = polder_result_observed(a->result, i);
        polder_document_open(d, "observed", true);
        polder_document_word(d, "name", o->name);
        polder_document_word(d, "kind", o->kind);
        polder_document_word(d, "of", o->what);
        polder_document_whole(d, "from", o->from);
        polder_document_whole(d, "until", o->until);
        polder_document_whole(d, "point", a->point);
        for (int arm = 0; arm < a->n_arm; arm++) put_arm(a, d, i, arm);
        polder_document_close(d);
    }
}
