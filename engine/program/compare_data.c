/* compare_data.c: a comparison as CSV and as JSON; see compare.h. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "io/json.h"
#include "program/compare.h"
#include "program/summary.h"

static const char *const verdict[] = {"helps", "harms", "unsure"};

/* --- CSV --- */

/* A factor that is compared as well, where it is the same in all arms, has another name. */
static void factor_name(polder_csv_t *csv, const polder_compare_t *c, int factor)
{
    char name[160];
    bool taken = false;
    for (int i = 0; i < c->n_figure && !taken; i++)
        taken = strcmp(c->figure[i].name, polder_result_factor(c->result, factor)) == 0;
    snprintf(name, sizeof name, "factor.%.140s", polder_result_factor(c->result, factor));
    polder_csv_text(csv, taken ? name : polder_result_factor(c->result, factor));
}

void polder_compare_csv_head(polder_csv_t *csv, const polder_compare_t *c)
{
    static const char *const part[] = {
        "",   ".low",    ".high", ".difference", ".difference.low", ".difference.high",
        ".p", ".pairing"};
    polder_csv_names(csv, "point");
    for (int i = 0; i < polder_result_n_factor(c->result); i++) factor_name(csv, c, i);
    polder_csv_names(csv, "arm,baseline,networks");
    for (int i = 0; i < c->n_figure; i++)
        for (size_t p = 0; p < sizeof part / sizeof *part; p++) {
            char name[160];
            snprintf(name, sizeof name, "%.120s%s", c->figure[i].name, part[p]);
            polder_csv_text(csv, name);
        }
    if (c->success >= 0) polder_csv_names(csv, "treat.verdict,treat,treat.low,treat.high");
    if (c->success >= 0 && c->cost >= 0)
        polder_csv_names(csv, "cost_per_success,cost_per_success.low,cost_per_success.high");
    if (c->lasted >= 0) polder_csv_names(csv, "logrank.z,logrank.p");
    if (c->success >= 0) polder_csv_names(csv, "best.possible,best.ahead,best.low,best.high");
    polder_csv_end(csv);
}

static void numbers(polder_csv_t *csv, int n, ...)
{
    va_list list;
    va_start(list, n);
    for (int i = 0; i < n; i++) polder_csv_figure(csv, va_arg(list, double));
    va_end(list);
}

static void csv_row(polder_csv_t *csv, const polder_compare_t *c, const polder_arm_result_t *a)
{
    const bool same = a->arm == c->baseline; /* it has no difference to itself */
    int64_t n = 0;
    for (int i = 0; i < c->n_figure; i++) n = a->value[i].n > n ? a->value[i].n : n;
    polder_csv_text(csv, polder_compare_arm_name(c, a->arm));
    polder_csv_whole(csv, same);
    polder_csv_whole(csv, n);
    for (int i = 0; i < c->n_figure; i++) {
        const polder_figure_value_t *v = &a->value[i];
        const polder_difference_t *d = &v->difference;
        numbers(csv, 3, v->value, v->low, v->high);
        if (same)
            polder_csv_empty(csv, 5);
        else
            numbers(csv, 5, d->difference, d->low, d->high, d->p, d->pairing);
    }
    if (c->success >= 0 && same) polder_csv_empty(csv, 4);
    if (c->success >= 0 && !same) {
        polder_csv_text(csv, n > 0 ? verdict[a->treat.verdict] : "");
        numbers(csv, 3, a->treat.number, a->treat.low, a->treat.high);
    }
    if (c->success >= 0 && c->cost >= 0 && same) polder_csv_empty(csv, 3);
    if (c->success >= 0 && c->cost >= 0 && !same)
        numbers(csv, 3, a->cost.ratio, a->cost.low, a->cost.high);
    if (c->lasted >= 0 && same) polder_csv_empty(csv, 2);
    if (c->lasted >= 0 && !same) numbers(csv, 2, a->logrank_z, a->logrank_p);
    if (c->success >= 0 && n == 0) polder_csv_empty(csv, 4);
    if (c->success >= 0 && n > 0) {
        polder_csv_whole(csv, a->best.possible);
        numbers(csv, 3, a->best.ahead, a->best.low, a->best.high);
    }
    polder_csv_end(csv);
}

void polder_compare_csv(polder_csv_t *csv, const polder_compare_t *c, const double *value)
{
    const int n_factor = polder_result_n_factor(c->result);
    for (int i = 0; i < c->n_read * c->n_arm; i++) {
        polder_csv_whole(csv, c->arm[i].point);
        for (int j = 0; j < n_factor; j++)
            polder_csv_factor(csv, c->result, j, value[(int64_t)(i / c->n_arm) * n_factor + j]);
        csv_row(csv, c, &c->arm[i]);
    }
}

/* --- JSON --- */

static void put(json_t *o, const char *key, double value)
{
    json_object_set_new(o, key, polder_number_json(value));
}

static json_t *figure(const polder_figure_value_t *v, bool same)
{
    const polder_difference_t *d = &v->difference;
    json_t *o = json_object();
    json_object_set_new(o, "networks", json_integer(v->n));
    put(o, "value", v->value);
    put(o, "low", v->low);
    put(o, "high", v->high);
    if (same) return o;
    json_object_set_new(o, "pairs", json_integer(d->pairs));
    put(o, "difference", d->difference);
    put(o, "difference_low", d->low);
    put(o, "difference_high", d->high);
    put(o, "p", d->p);
    put(o, "pairing", d->pairing);
    return o;
}

static void success_json(json_t *o, const polder_compare_t *c, const polder_arm_result_t *a)
{
    json_t *best = json_object();
    const bool ran = a->value[c->success].n > 0;
    json_object_set_new(best, "possible", ran ? json_boolean(a->best.possible) : json_null());
    put(best, "ahead", ran ? a->best.ahead : (double)NAN);
    put(best, "low", ran ? a->best.low : (double)NAN);
    put(best, "high", ran ? a->best.high : (double)NAN);
    json_object_set_new(o, "best", best);
    if (a->arm == c->baseline) return;
    json_t *treat = json_object();
    json_object_set_new(treat, "verdict",
                        ran ? json_string(verdict[a->treat.verdict]) : json_null());
    put(treat, "number", a->treat.number);
    put(treat, "low", a->treat.low);
    put(treat, "high", a->treat.high);
    json_object_set_new(o, "treat", treat);
    if (c->cost < 0) return;
    json_t *cost = json_object();
    put(cost, "days", a->cost.ratio);
    put(cost, "low", a->cost.low);
    put(cost, "high", a->cost.high);
    json_object_set_new(o, "cost_per_success", cost);
}

static json_t *arm_json(const polder_compare_t *c, const polder_arm_result_t *a)
{
    const bool same = a->arm == c->baseline;
    json_t *o = json_object();
    json_object_set_new(o, "arm", json_string(polder_compare_arm_name(c, a->arm)));
    for (int i = 0; i < c->n_figure; i++)
        json_object_set_new(o, c->figure[i].name, figure(&a->value[i], same));
    if (c->success >= 0) success_json(o, c, a);
    if (c->lasted >= 0 && !same) {
        json_t *rank = json_object();
        put(rank, "z", a->logrank_z);
        put(rank, "p", a->logrank_p);
        json_object_set_new(o, "logrank", rank);
    }
    return o;
}

json_t *polder_compare_json(const polder_compare_t *c, int point, const double *value)
{
    const int n_factor = polder_result_n_factor(c->result);
    json_t *o = json_object(), *factors = json_object(), *arms = json_array();
    json_object_set_new(o, "point", json_integer(c->first + point));
    for (int i = 0; i < n_factor; i++) {
        const double number = value[(int64_t)point * n_factor + i];
        int length = 0;
        const char *word = polder_result_word(c->result, i, number, &length);
        json_object_set_new(factors, polder_result_factor(c->result, i),
                            word ? json_stringn(word, (size_t)length) : polder_number_json(number));
    }
    json_object_set_new(o, "values", factors);
    for (int i = 0; i < c->n_arm; i++)
        json_array_append_new(arms, arm_json(c, &c->arm[(int64_t)point * c->n_arm + i]));
    json_object_set_new(o, "arms", arms);
    return o;
}

static json_t *text(const char *word)
{
    return word ? json_string(word) : json_null();
}

json_t *polder_compare_json_head(const char *file, const polder_compare_t *c)
{
    json_t *o = json_object(), *figures = json_array();
    json_object_set_new(o, "file", polder_json_path(file));
    if (c->several) {
        json_t *files = json_array();
        for (int i = 0; i < c->several->n; i++)
            json_array_append_new(files, polder_json_path(polder_result_path(c->several->file[i])));
        json_object_set_new(o, "files", files);
        json_object_set_new(o, "paired", json_boolean(c->paired));
        json_object_set_new(o, "not_paired", text(c->several->why));
        json_object_set_new(o, "other_code", text(c->several->code));
    }
    json_object_set_new(o, "interval",
                        json_string("chance only: not doubt about the values of the model or the "
                                    "network file"));
    json_object_set_new(o, "title", text(polder_result_text(c->result, "title")));
    json_object_set_new(o, "model", text(polder_result_text(c->result, "model")));
    json_object_set_new(o, "tick", text(polder_result_text(c->result, "tick")));
    json_object_set_new(o, "horizon", json_integer(polder_result_horizon(c->result)));
    json_object_set_new(o, "replicates", json_integer(c->replicates));
    put(o, "confidence", c->confidence);
    json_object_set_new(o, "baseline", text(polder_compare_arm_name(c, c->baseline)));
    json_object_set_new(o, "design", text(polder_result_design(c->result)));
    for (int i = 0; i < c->n_figure; i++)
        json_array_append_new(figures, json_string(c->figure[i].name));
    json_object_set_new(o, "figures", figures);
    return o;
}
