/* summary_data.c: all numbers about a result, for JSON; see summary_document.h. */
#include "analysis/summary_document.h"

static polder_datum_t counted(const polder_proportion_t *p)
{
    return polder_datum_counted(p->count, p->n, p->share, p->low, p->high);
}

/* {count, of, share, low, high} */
static void put_share(polder_document_t *d, const char *name, const polder_proportion_t *p)
{
    polder_document_fact(
        d, &(polder_head_t){POLDER_IS_SHARE, .name = name, .show = POLDER_SHOW_COUNTED},
        counted(p));
}

static void put_shares(polder_document_t *d, const polder_summary_t *s,
                       const polder_case_summary_t *c, polder_measure_kind_t kind)
{
    for (int i = 0; i < s->n_share; i++)
        if (s->share[i]->kind == kind) put_share(d, s->share[i]->name, &c->share[i]);
}

static void put_cases(polder_document_t *d, const polder_summary_t *s)
{
    for (int i = 0; i < s->n_case; i++) {
        const polder_case_summary_t *c = &s->cases[i];
        polder_document_open(d, "cases", true);
        polder_document_word(d, "name", c->name);
        polder_document_whole(d, "networks", c->networks);
        polder_document_whole(d, "failed", c->failed);
        if (s->outcomes) {
            put_share(d, s->success->name, &c->success);
            put_shares(d, s, c, POLDER_MEASURE_VIEW);
            put_share(d, POLDER_FIELD_ALIVE, &c->alive);
            put_shares(d, s, c, POLDER_MEASURE_WITHIN);
        }
        polder_document_close(d);
    }
}

static void put_classes(polder_document_t *d, const char *name, const polder_class_t *class, int n)
{
    polder_document_open(d, name, false);
    for (int i = 0; i < n; i++) put_share(d, class[i].name, &class[i].share);
    polder_document_close(d);
}

static void put_survival(polder_document_t *d, const polder_summary_t *s)
{
    polder_document_table(d, "survival", 9,
                          (polder_head_t[]){
                              {POLDER_IS_COUNT, .name = "until"},
                              {POLDER_IS_COUNT, .name = "at_risk"},
                              {POLDER_IS_COUNT, .name = "dissolved"},
                              {POLDER_IS_SHARE, .name = "hazard"},
                              {POLDER_IS_SHARE, .name = "hazard_low"},
                              {POLDER_IS_SHARE, .name = "hazard_high"},
                              {POLDER_IS_SHARE, .name = "survival"},
                              {POLDER_IS_SHARE, .name = "low"},
                              {POLDER_IS_SHARE, .name = "high"},
                          });
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_CURVES, .y = 6, .x = 0, .series = -1});
    for (int i = 0; i < s->n_life; i++) {
        const polder_life_t *l = &s->life[i];
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_count(l->until), polder_datum_count(l->at_risk),
                                  polder_datum_count(l->ended), polder_datum(l->hazard),
                                  polder_datum(l->hazard_low), polder_datum(l->hazard_high),
                                  polder_datum(l->survival), polder_datum(l->low),
                                  polder_datum(l->high)});
    }
}

static void put_words(polder_document_t *d, const char *name, const char *dutch,
                      char *const text[POLDER_LANGUAGES])
{
    polder_document_word(d, name, text[POLDER_ENGLISH]);
    polder_document_word(d, dutch, text[POLDER_DUTCH]);
}

static void put_cause(polder_document_t *d, const polder_cause_t *cause)
{
    polder_document_word(d, "concept", cause->id);
    put_words(d, "symptom", "symptom_nl", cause->symptom);
    put_words(d, "problem", "problem_nl", cause->problem);
    put_words(d, "way_out", "way_out_nl", cause->way_out);
    polder_document_table(d, "remedies", 1, (polder_head_t[]){{POLDER_IS_TEXT, .name = ""}});
    for (int i = 0; i < cause->n_remedy; i++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(cause->remedy[i])});
}

static void put_findings(polder_document_t *d, const polder_summary_t *s)
{
    polder_document_table(d, "archetypes", 0, NULL);
    for (int i = 0; i < s->n_finding; i++) {
        const polder_finding_t *f = &s->finding[i];
        polder_document_open(d, "archetypes", true);
        polder_document_word(d, "column", f->column);
        polder_document_word(d, "challenge", f->title);
        if (f->cause) put_cause(d, f->cause);
        put_share(d, "failed", &f->failed);
        put_share(d, "succeeded", &f->succeeded);
        polder_document_number(d, "failed_mean", f->failed_mean);
        polder_document_number(d, "succeeded_mean", f->succeeded_mean);
        polder_document_close(d);
    }
}

static void put_conditions(polder_document_t *d, const polder_summary_t *s)
{
    polder_document_table(d, "conditions", 6,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .name = "column"},
                              {POLDER_IS_TEXT, .name = "condition"},
                              {POLDER_IS_COUNT, .name = "of"},
                              {POLDER_IS_INDEX, .name = "mean"},
                              {POLDER_IS_INDEX, .name = "failed_mean"},
                              {POLDER_IS_INDEX, .name = "succeeded_mean"},
                          });
    for (int i = 0; i < s->n_condition; i++) {
        const polder_condition_summary_t *c = &s->condition[i];
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(c->column), polder_datum_text(c->title),
                                  polder_datum_count(c->n), polder_datum(c->mean),
                                  polder_datum(c->failed_mean), polder_datum(c->succeeded_mean)});
    }
}

/* --- the answer --- */

static void put_difference(polder_document_t *d, const char *name, const polder_difference_t *x)
{
    polder_document_open(d, name, false);
    polder_document_whole(d, "pairs", x->pairs);
    polder_document_number(d, "difference", x->difference);
    polder_document_number(d, "low", x->low);
    polder_document_number(d, "high", x->high);
    polder_document_flag(d, "sure", polder_sure(x));
    polder_document_close(d);
}

static const char *arm_or_none(const polder_summary_t *s, int arm)
{
    return arm >= 0 ? s->arm[arm] : NULL;
}

static void put_arm(polder_document_t *d, const polder_summary_t *s, int i)
{
    const polder_answer_t *a = &s->answer;
    const polder_answer_arm_t *arm = &a->arm[i];
    polder_document_open(d, "arms", true);
    polder_document_word(d, "arm", s->arm[i]);
    polder_document_whole(d, "networks", arm->networks);
    polder_document_number(d, "share", arm->share);
    polder_document_number(d, "low", arm->low);
    polder_document_number(d, "high", arm->high);
    if (i != a->baseline) {
        put_difference(d, s->success->name, &arm->success);
        put_difference(d, POLDER_FIELD_ALIVE, &arm->alive);
        if (s->n_case > a->n_arm) {
            polder_document_whole(d, "points_better", arm->points_better);
            polder_document_whole(d, "points_worse", arm->points_worse);
        }
    }
    polder_document_close(d);
}

static void put_answer(polder_document_t *d, const polder_summary_t *s)
{
    const polder_answer_t *a = &s->answer;
    if (a->n_arm == 0) {
        polder_document_word(d, "answer", NULL);
        return;
    }
    polder_document_open(d, "answer", false);
    polder_document_word(d, "baseline", s->arm[a->baseline]);
    polder_document_number(d, "confidence_together", a->confidence);
    polder_document_number(d, "confidence_each", a->each);
    polder_document_word(d, "largest_sure", arm_or_none(s, a->sure));
    polder_document_word(d, "largest", arm_or_none(s, a->largest));
    polder_document_word(d, "fewest_alive", arm_or_none(s, a->shorter));
    for (int i = 0; i < a->n_arm; i++) put_arm(d, s, i);
    polder_document_close(d);
}

/* --- factors and columns --- */

static void put_choice(polder_document_t *d, const polder_factor_effect_t *f)
{
    polder_document_table(d, "words", 5,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .name = "word"},
                              {POLDER_IS_COUNT, .name = "points"},
                              {POLDER_IS_SHARE, .name = "share"},
                              {POLDER_IS_SHARE, .name = "low"},
                              {POLDER_IS_SHARE, .name = "high"},
                          });
    for (int i = 0; i < f->n_word; i++) {
        const polder_factor_word_t *w = &f->word[i];
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(w->word),
                                                  polder_datum_count(w->points),
                                                  polder_datum(w->share), polder_datum(w->low),
                                                  polder_datum(w->high)});
    }
}

/* A list only where something moves along. */
static void put_with(polder_document_t *d, const polder_factor_effect_t *f)
{
    if (f->n_with == 0) return;
    polder_document_table(d, "with", 1, (polder_head_t[]){{POLDER_IS_TEXT, .name = ""}});
    for (int i = 0; i < f->n_with; i++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(f->with[i])});
}

static void put_factors(polder_document_t *d, const polder_summary_t *s)
{
    polder_document_open(d, "design", false);
    polder_document_whole(d, "points", s->factors.points);
    polder_document_whole(d, "independent", s->factors.independent);
    polder_document_number(d, "chance", s->factors.chance);
    for (int i = 0; i < s->factors.n; i++) {
        const polder_factor_effect_t *f = &s->factors.factor[i];
        polder_document_open(d, "factors", true);
        polder_document_word(d, "factor", f->name);
        put_with(d, f);
        polder_document_whole(d, "points", f->points);
        if (f->n_word > 0)
            put_choice(d, f);
        else {
            polder_document_number(d, "rank_correlation", f->rank);
            polder_document_number(d, "low", f->low);
            polder_document_number(d, "high", f->high);
            polder_document_number(d, "p", f->p);
            polder_document_number(d, "share_at_lowest", f->at_lowest);
            polder_document_number(d, "share_at_highest", f->at_highest);
        }
        polder_document_close(d);
    }
    polder_document_close(d);
}

static void put_columns(polder_document_t *d, const polder_summary_t *s)
{
    polder_document_open(d, "columns", false);
    for (int i = 0; i < s->n_column; i++) {
        const polder_column_summary_t *c = &s->column[i];
        const polder_description_t *v = &c->value;
        polder_document_open(d, c->name, false);
        polder_document_word(d, "unit", c->unit);
        polder_document_word(d, "doc", c->doc);
        polder_document_whole(d, "n", v->n);
        polder_document_whole(d, "missing", v->missing);
        polder_document_number(d, "mean", v->mean);
        polder_document_number(d, "deviation", v->deviation);
        polder_document_number(d, "min", v->min);
        polder_document_number(d, "lower_quartile", v->lower);
        polder_document_number(d, "median", v->median);
        polder_document_number(d, "upper_quartile", v->upper);
        polder_document_number(d, "max", v->max);
        if (c->n_class > 0) put_classes(d, "words", c->classes, c->n_class);
        polder_document_close(d);
    }
    polder_document_close(d);
}

polder_document_t *polder_summary_data(const char *file, const polder_summary_t *s)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    if (!d) return NULL;
    polder_document_for(d, POLDER_FOR_JSON);
    polder_document_word(d, "file", file);
    polder_document_word(d, "title", s->title);
    polder_document_word(d, "description", s->about);
    polder_document_word(d, "model", s->model);
    polder_document_word(d, "seed", s->seed);
    polder_document_word(d, "tick", s->tick);
    polder_document_whole(d, "horizon", s->horizon);
    polder_document_whole(d, "networks", s->networks);
    polder_document_number(d, "confidence", s->confidence);
    polder_document_word(d, "network_file", s->network_file[0] ? s->network_file : NULL);
    polder_document_word(d, "interval", polder_summary_caveat(d, s));
    put_cases(d, s);
    polder_document_word(d, "details_of", s->cases[s->detail].name);
    if (s->outcomes) {
        put_classes(d, "outcomes", s->classes, s->n_class);
        put_survival(d, s);
        put_findings(d, s);
        put_conditions(d, s);
        put_answer(d, s);
        if (s->factors.n > 0) put_factors(d, s);
    }
    polder_asked_put(&s->asked, d);
    put_columns(d, s);
    return d;
}
