/* summary_json.c: see summary.h. */
#include <math.h>

#include "io/json.h"
#include "program/summary.h"

json_t *polder_number_json(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* json_object_set_new and json_array_append_new take over what they get, NULL included. */
static json_t *proportion(const polder_proportion_t *p)
{
    json_t *o = json_object();
    json_object_set_new(o, "count", json_integer(p->count));
    json_object_set_new(o, "of", json_integer(p->n));
    json_object_set_new(o, "share", polder_number_json(p->share));
    json_object_set_new(o, "low", polder_number_json(p->low));
    json_object_set_new(o, "high", polder_number_json(p->high));
    return o;
}

static void shares(json_t *o, const polder_summary_t *s, const polder_case_summary_t *c,
                   polder_measure_kind_t kind)
{
    for (int i = 0; i < s->n_share; i++)
        if (s->share[i]->kind == kind)
            json_object_set_new(o, s->share[i]->name, proportion(&c->share[i]));
}

static json_t *cases(const polder_summary_t *s)
{
    json_t *list = json_array();
    for (int i = 0; i < s->n_case; i++) {
        const polder_case_summary_t *c = &s->cases[i];
        json_t *o = json_object();
        json_object_set_new(o, "name", json_string(c->name));
        json_object_set_new(o, "networks", json_integer(c->networks));
        json_object_set_new(o, "failed", json_integer(c->failed));
        if (s->outcomes) {
            json_object_set_new(o, s->success->name, proportion(&c->success));
            shares(o, s, c, POLDER_MEASURE_VIEW);
            json_object_set_new(o, POLDER_FIELD_ALIVE, proportion(&c->alive));
            shares(o, s, c, POLDER_MEASURE_WITHIN);
        }
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *classes(const polder_summary_t *s)
{
    json_t *o = json_object();
    for (int i = 0; i < s->n_class; i++)
        json_object_set_new(o, s->classes[i].name, proportion(&s->classes[i].share));
    return o;
}

static json_t *survival(const polder_summary_t *s)
{
    json_t *list = json_array();
    for (int i = 0; i < s->n_life; i++) {
        const polder_life_t *l = &s->life[i];
        json_t *o = json_object();
        json_object_set_new(o, "until", json_integer(l->until));
        json_object_set_new(o, "at_risk", json_integer(l->at_risk));
        json_object_set_new(o, "dissolved", json_integer(l->ended));
        json_object_set_new(o, "hazard", polder_number_json(l->hazard));
        json_object_set_new(o, "hazard_low", polder_number_json(l->hazard_low));
        json_object_set_new(o, "hazard_high", polder_number_json(l->hazard_high));
        json_object_set_new(o, "survival", polder_number_json(l->survival));
        json_object_set_new(o, "low", polder_number_json(l->low));
        json_object_set_new(o, "high", polder_number_json(l->high));
        json_array_append_new(list, o);
    }
    return list;
}

static void add_words(json_t *o, const char *key, char *const text[POLDER_LANGUAGES])
{
    char dutch[32];
    snprintf(dutch, sizeof dutch, "%s_nl", key);
    json_object_set_new(o, key, json_string(text[POLDER_ENGLISH]));
    json_object_set_new(o, dutch, json_string(text[POLDER_DUTCH]));
}

static void add_cause(json_t *o, const polder_cause_t *cause)
{
    json_t *remedies = json_array();
    for (int i = 0; i < cause->n_remedy; i++)
        json_array_append_new(remedies, json_string(cause->remedy[i]));
    json_object_set_new(o, "concept", json_string(cause->id));
    add_words(o, "symptom", cause->symptom);
    add_words(o, "problem", cause->problem);
    add_words(o, "way_out", cause->way_out);
    json_object_set_new(o, "remedies", remedies);
}

static json_t *findings(const polder_summary_t *s)
{
    json_t *list = json_array();
    for (int i = 0; i < s->n_finding; i++) {
        const polder_finding_t *f = &s->finding[i];
        json_t *o = json_object();
        json_object_set_new(o, "column", json_string(f->column));
        json_object_set_new(o, "challenge", json_string(f->title));
        if (f->cause) add_cause(o, f->cause);
        json_object_set_new(o, "failed", proportion(&f->failed));
        json_object_set_new(o, "succeeded", proportion(&f->succeeded));
        json_object_set_new(o, "failed_mean", polder_number_json(f->failed_mean));
        json_object_set_new(o, "succeeded_mean", polder_number_json(f->succeeded_mean));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *conditions(const polder_summary_t *s)
{
    json_t *list = json_array();
    for (int i = 0; i < s->n_condition; i++) {
        const polder_condition_summary_t *c = &s->condition[i];
        json_t *o = json_object();
        json_object_set_new(o, "column", json_string(c->column));
        json_object_set_new(o, "condition", json_string(c->title));
        json_object_set_new(o, "of", json_integer(c->n));
        json_object_set_new(o, "mean", polder_number_json(c->mean));
        json_object_set_new(o, "failed_mean", polder_number_json(c->failed_mean));
        json_object_set_new(o, "succeeded_mean", polder_number_json(c->succeeded_mean));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *arm_or_null(const polder_summary_t *s, int arm)
{
    return arm >= 0 ? json_string(s->arm[arm]) : json_null();
}

static json_t *difference(const polder_difference_t *d)
{
    json_t *o = json_object();
    json_object_set_new(o, "pairs", json_integer(d->pairs));
    json_object_set_new(o, "difference", polder_number_json(d->difference));
    json_object_set_new(o, "low", polder_number_json(d->low));
    json_object_set_new(o, "high", polder_number_json(d->high));
    json_object_set_new(o, "sure", json_boolean(polder_sure(d)));
    return o;
}

static json_t *answer(const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    if (a->n_arm == 0) return json_null();
    json_t *o = json_object(), *list = json_array();
    json_object_set_new(o, "baseline", json_string(s->arm[a->baseline]));
    json_object_set_new(o, "confidence_together", polder_number_json(a->confidence));
    json_object_set_new(o, "confidence_each", polder_number_json(a->each));
    json_object_set_new(o, "largest_sure", arm_or_null(s, a->sure));
    json_object_set_new(o, "largest", arm_or_null(s, a->largest));
    json_object_set_new(o, "fewest_alive", arm_or_null(s, a->shorter));
    for (int i = 0; i < a->n_arm; i++) {
        const polder_answer_arm_t *arm = &a->arm[i];
        json_t *one = json_object();
        json_object_set_new(one, "arm", json_string(s->arm[i]));
        json_object_set_new(one, "networks", json_integer(arm->networks));
        json_object_set_new(one, "share", polder_number_json(arm->share));
        json_object_set_new(one, "low", polder_number_json(arm->low));
        json_object_set_new(one, "high", polder_number_json(arm->high));
        if (i != a->baseline) {
            json_object_set_new(one, s->success->name, difference(&arm->success));
            json_object_set_new(one, POLDER_FIELD_ALIVE, difference(&arm->alive));
            if (s->n_case > a->n_arm) {
                json_object_set_new(one, "points_better", json_integer(arm->points_better));
                json_object_set_new(one, "points_worse", json_integer(arm->points_worse));
            }
        }
        json_array_append_new(list, one);
    }
    json_object_set_new(o, "arms", list);
    return o;
}

static json_t *words_of(const polder_factor_effect_t *f)
{
    json_t *list = json_array();
    for (int i = 0; i < f->n_word; i++) {
        const polder_factor_word_t *w = &f->word[i];
        json_t *o = json_object();
        json_object_set_new(o, "word", json_string(w->word));
        json_object_set_new(o, "points", json_integer(w->points));
        json_object_set_new(o, "share", polder_number_json(w->share));
        json_object_set_new(o, "low", polder_number_json(w->low));
        json_object_set_new(o, "high", polder_number_json(w->high));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *factors(const polder_summary_t *s)
{
    json_t *o = json_object(), *list = json_array();
    json_object_set_new(o, "points", json_integer(s->factors.points));
    json_object_set_new(o, "independent", json_integer(s->factors.independent));
    json_object_set_new(o, "chance", polder_number_json(s->factors.chance));
    for (int i = 0; i < s->factors.n; i++) {
        const polder_factor_effect_t *f = &s->factors.factor[i];
        json_t *one = json_object();
        json_object_set_new(one, "factor", json_string(f->name));
        json_object_set_new(one, "points", json_integer(f->points));
        if (f->n_word > 0)
            json_object_set_new(one, "words", words_of(f));
        else {
            json_object_set_new(one, "rank_correlation", polder_number_json(f->rank));
            json_object_set_new(one, "low", polder_number_json(f->low));
            json_object_set_new(one, "high", polder_number_json(f->high));
            json_object_set_new(one, "p", polder_number_json(f->p));
            json_object_set_new(one, "share_at_lowest", polder_number_json(f->at_lowest));
            json_object_set_new(one, "share_at_highest", polder_number_json(f->at_highest));
        }
        json_array_append_new(list, one);
    }
    json_object_set_new(o, "factors", list);
    return o;
}

static json_t *words(const polder_column_summary_t *c)
{
    json_t *o = json_object();
    for (int i = 0; i < c->n_class; i++)
        json_object_set_new(o, c->classes[i].name, proportion(&c->classes[i].share));
    return o;
}

static json_t *columns(const polder_summary_t *s)
{
    json_t *all = json_object();
    for (int i = 0; i < s->n_column; i++) {
        const polder_description_t *d = &s->column[i].value;
        json_t *o = json_object();
        json_object_set_new(o, "unit", json_string(s->column[i].unit));
        json_object_set_new(o, "doc", json_string(s->column[i].doc));
        json_object_set_new(o, "n", json_integer(d->n));
        json_object_set_new(o, "missing", json_integer(d->missing));
        json_object_set_new(o, "mean", polder_number_json(d->mean));
        json_object_set_new(o, "deviation", polder_number_json(d->deviation));
        json_object_set_new(o, "min", polder_number_json(d->min));
        json_object_set_new(o, "lower_quartile", polder_number_json(d->lower));
        json_object_set_new(o, "median", polder_number_json(d->median));
        json_object_set_new(o, "upper_quartile", polder_number_json(d->upper));
        json_object_set_new(o, "max", polder_number_json(d->max));
        if (s->column[i].n_class > 0) json_object_set_new(o, "words", words(&s->column[i]));
        json_object_set_new(all, s->column[i].name, o);
    }
    return all;
}

json_t *polder_summary_json(const char *file, const polder_summary_t *s)
{
    json_t *o = json_object();
    json_object_set_new(o, "file", file ? polder_json_path(file) : json_null());
    json_object_set_new(o, "title", json_string(s->title));
    json_object_set_new(o, "description", json_string(s->about));
    json_object_set_new(o, "model", json_string(s->model));
    json_object_set_new(o, "seed", json_string(s->seed));
    json_object_set_new(o, "tick", json_string(s->tick));
    json_object_set_new(o, "horizon", json_integer(s->horizon));
    json_object_set_new(o, "networks", json_integer(s->networks));
    json_object_set_new(o, "confidence", polder_number_json(s->confidence));
    json_object_set_new(o, "network_file",
                        s->network_file[0] ? json_string(s->network_file) : json_null());
    char caveat[POLDER_CAVEAT];
    polder_interval_caveat(caveat, s);
    json_object_set_new(o, "interval", json_string(caveat));
    json_object_set_new(o, "cases", cases(s));
    json_object_set_new(o, "details_of", json_string(s->cases[s->detail].name));
    if (s->outcomes) {
        json_object_set_new(o, "outcomes", classes(s));
        json_object_set_new(o, "survival", survival(s));
        json_object_set_new(o, "archetypes", findings(s));
        json_object_set_new(o, "conditions", conditions(s));
        json_object_set_new(o, "answer", answer(s));
        if (s->factors.n > 0) json_object_set_new(o, "design", factors(s));
    }
    json_object_set_new(o, "columns", columns(s));
    return o;
}

json_t *polder_timing_json(const polder_timing_t *t)
{
    json_t *o = json_object();
    const double core = t->step;
    json_object_set_new(o, "threads", json_integer(t->threads));
    json_object_set_new(o, "networks", json_integer(t->networks));
    json_object_set_new(o, "wall_seconds", polder_number_json(t->wall));
    json_object_set_new(o, "networks_per_second",
                        polder_number_json(t->wall > 0 ? (double)t->networks / t->wall : NAN));
    json_object_set_new(o, "arc_ticks_per_core_second",
                        polder_number_json(core > 0 ? (double)t->arc_ticks / core : NAN));
    json_object_set_new(o, "network_ticks", json_integer(t->net_ticks));
    json_object_set_new(o, "organisation_ticks", json_integer(t->org_ticks));
    json_object_set_new(o, "arc_ticks", json_integer(t->arc_ticks));
    json_object_set_new(o, "setup_seconds", polder_number_json(t->setup));
    json_object_set_new(o, "graph_seconds", polder_number_json(t->graph));
    json_object_set_new(o, "step_seconds", polder_number_json(t->step));
    json_object_set_new(o, "observe_seconds", polder_number_json(t->observe));
    json_object_set_new(o, "output_seconds", polder_number_json(t->output));
    return o;
}
