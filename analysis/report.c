/* report.c: see report.h. */
#include "analysis/report.h"

#include <gsl/gsl_math.h>
#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/network_words.h"
#include "kernel/table.h"

/* Values read at a time. */
enum { CHUNK = 1 << 16, MOST_TOGETHER = 4 };

/* What a walk over the networks knows while it goes. */
typedef struct {
    const polder_result_t *result;
    polder_report_t *report;
    polder_summary_t *summary;
    const polder_model_t *model; /* as the file says */
    float *chunk;                /* [MOST_TOGETHER][CHUNK] */
    int64_t *index;              /* [CHUNK] */
    const polder_causes_t *causes;
    int baseline;    /* arm that others are held against */
    bool as_written; /* columns as they are in the file, not who lives */
} reader_t;

/* Called once per network, with one value of each column asked for. */
typedef void (*visit_t)(void *self, int case_index, int64_t founding, const float *value);

/* Walk over all networks in order; a column that the file lacks is NaN everywhere. */
static int walk(reader_t *r, int n, const char *const *column, visit_t visit, void *self)
{
    const int64_t networks = r->summary->networks;
    const int n_case = r->summary->n_case;
    const int64_t futures = polder_result_futures(r->result);
    for (int64_t first = 0; first < networks; first += CHUNK) {
        const int64_t m = networks - first < CHUNK ? networks - first : CHUNK;
        for (int i = 0; i < n; i++) {
            float *to = r->chunk + (size_t)i * CHUNK;
            const int code = r->as_written
                                 ? polder_result_read(r->result, column[i], first, m, to, r->report)
                                 : polder_walk_read(r->result, column[i], first, m, to, r->report);
            if (code < 0) return code;
        }
        for (int64_t j = 0; j < m; j++) {
            float value[MOST_TOGETHER];
            for (int i = 0; i < n; i++) value[i] = r->chunk[(size_t)i * CHUNK + (size_t)j];
            visit(self, (int)((first + j) % n_case),
                  polder_replicate((first + j) / n_case, futures).founding, value);
        }
    }
    return 0;
}

static char *copy(const char *text, size_t length)
{
    return strndup(text ? text : "", text ? length : 0);
}

/* --- the success figures, per case --- */

/* Blocks that could not be run are in the file as networks without values. */
static int read_failed(reader_t *r)
{
    polder_summary_t *s = r->summary;
    for (int64_t first = 0; first < s->networks; first += CHUNK) {
        const int64_t m = s->networks - first < CHUNK ? s->networks - first : CHUNK;
        const int code =
            polder_result_read_index(r->result, "failed", first, m, r->index, r->report);
        if (code < 0) return code;
        for (int64_t j = 0; j < m; j++) {
            polder_case_summary_t *c = &s->cases[(first + j) % s->n_case];
            *(r->index[j] ? &c->failed : &c->networks) += 1;
        }
    }
    return 0;
}

static void count_if(polder_proportion_t *p, float value)
{
    if (gsl_isnan((double)value)) return;
    p->n++;
    p->count += value > 0.5f;
}

/* Shares of one column, which follow each other in a summary of a case. */
typedef struct {
    polder_summary_t *summary;
    size_t at;                 /* of the share in polder_case_summary_t */
    polder_founded_t *founded; /* [n_case] */
} share_t;

static polder_proportion_t *share_at(const share_t *self, int case_index)
{
    return (polder_proportion_t *)((char *)&self->summary->cases[case_index] + self->at);
}

static void visit_share(void *self, int case_index, int64_t founding, const float *value)
{
    const share_t *share = self;
    count_if(share_at(self, case_index), value[0]);
    if (!gsl_isnan((double)value[0]))
        polder_founded_add(&share->founded[case_index], founding, value[0] > 0.5f);
}

static int read_share(reader_t *r, const char *column, size_t at)
{
    polder_summary_t *s = r->summary;
    share_t self = {s, at, calloc((size_t)s->n_case, sizeof(polder_founded_t))};
    if (!self.founded) return polder_out_of_memory(r->report);
    const int code = walk(r, 1, &column, visit_share, &self);
    for (int i = 0; i < s->n_case && code >= 0; i++) {
        polder_proportion_t *p = share_at(&self, i);
        *p = polder_founded_share(&self.founded[i], p->count, s->confidence);
    }
    if (code >= 0 && at == offsetof(polder_case_summary_t, success))
        s->split = polder_founded_split(polder_walk_replicates(r->result),
                                        polder_result_futures(r->result), &self.founded[s->detail]);
    free(self.founded);
    return code;
}

/* Which measures the file has; false: no success is among them. */
static bool find_measures(reader_t *r)
{
    polder_summary_t *s = r->summary;
    s->success = polder_model_success(r->model);
    if (!s->success || !polder_walk_has(r->result, polder_measure_column(s->success))) return false;
    for (const polder_measure_t *m = r->model->measure; m->name; m++) {
        const bool share = m->kind == POLDER_MEASURE_VIEW || m->kind == POLDER_MEASURE_WITHIN;
        const bool room = s->n_share < POLDER_MOST_SHARES;
        if (share && room && polder_walk_has(r->result, polder_measure_column(m)))
            s->share[s->n_share++] = m;
    }
    return true;
}

static int read_success(reader_t *r)
{
    const polder_summary_t *s = r->summary;
    int code =
        read_share(r, polder_measure_column(s->success), offsetof(polder_case_summary_t, success));
    if (code >= 0) code = read_share(r, POLDER_FIELD_ALIVE, offsetof(polder_case_summary_t, alive));
    for (int i = 0; i < s->n_share && code >= 0; i++)
        code = read_share(r, polder_measure_column(s->share[i]),
                          offsetof(polder_case_summary_t, share) +
                              (size_t)i * sizeof(polder_proportion_t));
    return code;
}

/* --- what became of the networks --- */

typedef struct {
    polder_summary_t *summary;
    polder_founded_t *founded; /* [n_class] */
} outcome_t;

static void visit_outcome(void *self, int case_index, int64_t founding, const float *value)
{
    const outcome_t *o = self;
    polder_summary_t *s = o->summary;
    if (case_index != s->detail || !(value[0] >= 0) || !(value[0] < (float)s->n_class)) return;
    s->classes[(int)value[0]].share.count++;
    for (int i = 0; i < s->n_class; i++)
        polder_founded_add(&o->founded[i], founding, i == (int)value[0]);
}

/* One class for each word of a choice, without a count. */
static int name_classes(reader_t *r, const char *choices, polder_class_t **classes, int *n_class)
{
    int n = 0, length = 0;
    while (polder_choice_at(choices, n, &length)) n++;
    *classes = calloc((size_t)n + 1, sizeof **classes);
    if (!*classes) return polder_out_of_memory(r->report);
    *n_class = n;
    for (int i = 0; i < n; i++) {
        const char *name = polder_choice_at(choices, i, &length);
        (*classes)[i].name = copy(name, (size_t)length);
        if (!(*classes)[i].name) return polder_out_of_memory(r->report);
    }
    return 0;
}

static void finish_classes(polder_class_t *classes, int n, double confidence)
{
    int64_t total = 0;
    for (int i = 0; i < n; i++) total += classes[i].share.count;
    for (int i = 0; i < n; i++)
        classes[i].share = polder_proportion(classes[i].share.count, total, confidence);
}

static int read_outcome(reader_t *r)
{
    polder_summary_t *s = r->summary;
    const char *column = r->model->ends, *well = r->model->ends_well;
    const polder_field_t *field = column ? polder_result_field(r->result, column) : NULL;
    s->well = -1;
    if (!field || !field->choices) return 0;
    if (well) s->well = polder_choice_find(field->choices, well);
    int code = name_classes(r, field->choices, &s->classes, &s->n_class);
    if (code < 0) return code;
    outcome_t self = {s, calloc((size_t)s->n_class + 1, sizeof(polder_founded_t))};
    if (!self.founded) return polder_out_of_memory(r->report);
    code = walk(r, 1, &column, visit_outcome, &self);
    for (int i = 0; i < s->n_class && code >= 0; i++) {
        polder_proportion_t *p = &s->classes[i].share;
        *p = polder_founded_share(&self.founded[i], p->count, s->confidence);
    }
    free(self.founded);
    return code < 0 ? code : 0;
}

/* --- survival --- */

typedef struct {
    polder_summary_t *summary;
    polder_founded_t *ended, *lived; /* [n_life] in the period, of those that began it; after it */
} life_t;

static void visit_life(void *self, int case_index, int64_t founding, const float *value)
{
    const life_t *l = self;
    polder_summary_t *s = l->summary;
    if (case_index != s->detail || gsl_isnan((double)value[0])) return;
    const bool lives = !(value[0] < 0.5f) || !(value[1] > 0);
    const int ended = lives ? s->horizon + 1 : (int)value[1];
    if (!lives) polder_life_add(s->life, s->n_life, ended);
    for (int i = 0; i < s->n_life; i++) {
        if (ended > s->life[i].from)
            polder_founded_add(&l->ended[i], founding, ended <= s->life[i].until);
        polder_founded_add(&l->lived[i], founding, ended > s->life[i].until);
    }
}

/* The intervals that foundings give. */
static void finish_life(const life_t *l)
{
    const polder_summary_t *s = l->summary;
    for (int i = 0; i < s->n_life; i++) {
        polder_life_t *y = &s->life[i];
        if (!polder_founded_matters(&l->lived[i])) continue;
        polder_wilson(y->hazard, polder_founded_networks(&l->ended[i], s->confidence),
                      s->confidence, &y->hazard_low, &y->hazard_high);
        polder_wilson(y->survival, polder_founded_networks(&l->lived[i], s->confidence),
                      s->confidence, &y->low, &y->high);
    }
}

static int read_life(reader_t *r)
{
    static const char *const column[] = {POLDER_FIELD_ALIVE, POLDER_FIELD_ENDED};
    polder_summary_t *s = r->summary;
    const int ticks = polder_life_ticks(s->year), n = polder_life_periods(s->horizon, ticks);
    if (n == 0 || !polder_walk_has(r->result, column[0]) || !polder_walk_has(r->result, column[1]))
        return 0;
    s->life = calloc((size_t)n, sizeof *s->life);
    if (!s->life) return polder_out_of_memory(r->report);
    s->n_life = n;
    polder_life_init(s->life, n, s->horizon, ticks);
    life_t self = {.summary = s};
    self.ended = calloc(2 * (size_t)n, sizeof *self.ended);
    if (!self.ended) return polder_out_of_memory(r->report);
    self.lived = self.ended + n;
    const int code = walk(r, 2, column, visit_life, &self);
    if (code >= 0) polder_life_finish(s->life, n, s->cases[s->detail].alive.n, s->confidence);
    if (code >= 0) finish_life(&self);
    free(self.ended);
    return code < 0 ? code : 0;
}

/* --- why they fail --- */

typedef struct {
    int detail;
    polder_finding_t *finding;
} symptom_t;

static void visit_symptom(void *self, int case_index, int64_t founding, const float *value)
{
    (void)founding;
    const symptom_t *a = self;
    if (case_index != a->detail || gsl_isnan((double)value[0]) || gsl_isnan((double)value[1]))
        return;
    const bool success = value[0] > 0.5f;
    polder_proportion_t *p = success ? &a->finding->succeeded : &a->finding->failed;
    p->n++;
    p->count += value[1] >= 0.5f;
    *(success ? &a->finding->succeeded_mean : &a->finding->failed_mean) += (double)value[1];
}

static void finish(polder_proportion_t *p, double confidence)
{
    *p = polder_proportion(p->count, p->n, confidence);
}

static double difference(const polder_finding_t *f)
{
    const double d = f->failed.share - f->succeeded.share;
    return gsl_isnan(d) ? f->failed.share : d;
}

static int compare_findings(const void *left, const void *right)
{
    const polder_finding_t *a = left, *b = right;
    const double x = difference(a), y = difference(b);
    if (x > y) return -1;
    if (x < y) return 1;
    if (a->failed_mean != b->failed_mean) return a->failed_mean > b->failed_mean ? -1 : 1;
    return strcmp(a->column, b->column);
}

static int read_symptom(reader_t *r, const char *name)
{
    polder_summary_t *s = r->summary;
    polder_finding_t *f = &s->finding[s->n_finding++];
    const polder_field_t *field = polder_result_field(r->result, name);
    const char *title = field && field->doc ? field->doc : name;
    f->column = copy(name, strlen(name));
    f->title = copy(title, strlen(title));
    if (!f->column || !f->title) return polder_out_of_memory(r->report);
    f->cause = field && r->causes ? polder_causes_find(r->causes, field->source) : NULL;
    symptom_t self = {.detail = s->detail, .finding = f};
    const char *const column[] = {polder_measure_column(s->success), name};
    const int code = walk(r, 2, column, visit_symptom, &self);
    if (code < 0) return code;
    finish(&f->failed, s->confidence);
    finish(&f->succeeded, s->confidence);
    f->failed_mean = f->failed.n > 0 ? f->failed_mean / (double)f->failed.n : GSL_NAN;
    f->succeeded_mean = f->succeeded.n > 0 ? f->succeeded_mean / (double)f->succeeded.n : GSL_NAN;
    return 0;
}

static int read_findings(reader_t *r)
{
    const char *prefix = r->model->symptoms;
    polder_summary_t *s = r->summary;
    const int n = prefix ? polder_result_n_column(r->result) : 0;
    s->finding = calloc((size_t)n + 1, sizeof *s->finding);
    if (!s->finding) return polder_out_of_memory(r->report);
    for (int i = 0; i < n; i++) {
        const char *name = polder_result_column(r->result, i);
        if (strncmp(name, prefix, strlen(prefix)) != 0) continue;
        const int code = read_symptom(r, name);
        if (code < 0) return code;
    }
    if (s->n_finding > 1)
        qsort(s->finding, (size_t)s->n_finding, sizeof *s->finding, compare_findings);
    return 0;
}

/* --- what they lacked --- */

typedef struct {
    int detail;
    polder_condition_summary_t *condition;
    int64_t n[2]; /* failed, succeeded */
} lack_t;

static void visit_condition(void *self, int case_index, int64_t founding, const float *value)
{
    (void)founding;
    lack_t *a = self;
    if (case_index != a->detail || gsl_isnan((double)value[0]) || gsl_isnan((double)value[1]))
        return;
    const bool success = value[0] > 0.5f;
    a->n[success]++;
    *(success ? &a->condition->succeeded_mean : &a->condition->failed_mean) += (double)value[1];
}

static int compare_conditions(const void *left, const void *right)
{
    const polder_condition_summary_t *a = left, *b = right;
    if (a->mean != b->mean) return a->mean < b->mean ? -1 : 1;
    return strcmp(a->column, b->column);
}

static double ratio(double sum, int64_t n)
{
    return n > 0 ? sum / (double)n : GSL_NAN;
}

static int read_condition(reader_t *r, const char *name)
{
    polder_summary_t *s = r->summary;
    polder_condition_summary_t *c = &s->condition[s->n_condition++];
    const polder_field_t *field = polder_result_field(r->result, name);
    c->column = copy(name, strlen(name));
    c->title = copy(field && field->doc ? field->doc : name, SIZE_MAX);
    if (!c->column || !c->title) return polder_out_of_memory(r->report);
    lack_t self = {.detail = s->detail, .condition = c};
    const char *const column[] = {polder_measure_column(s->success), name};
    const int code = walk(r, 2, column, visit_condition, &self);
    if (code < 0) return code;
    c->n = self.n[0] + self.n[1];
    c->mean = ratio(c->failed_mean + c->succeeded_mean, c->n);
    c->failed_mean = ratio(c->failed_mean, self.n[0]);
    c->succeeded_mean = ratio(c->succeeded_mean, self.n[1]);
    return 0;
}

static int read_conditions(reader_t *r)
{
    const char *prefix = r->model->conditions;
    polder_summary_t *s = r->summary;
    const int n = prefix ? polder_result_n_column(r->result) : 0;
    s->condition = calloc((size_t)n + 1, sizeof *s->condition);
    if (!s->condition) return polder_out_of_memory(r->report);
    for (int i = 0; i < n; i++) {
        const char *name = polder_result_column(r->result, i);
        if (strncmp(name, prefix, strlen(prefix)) != 0) continue;
        const int code = read_condition(r, name);
        if (code < 0) return code;
    }
    if (s->n_condition > 1)
        qsort(s->condition, (size_t)s->n_condition, sizeof *s->condition, compare_conditions);
    return 0;
}

/* --- which arm, which factor --- */

static int read_answer(reader_t *r)
{
    polder_summary_t *s = r->summary;
    const int code =
        polder_answer_read(r->result, r->baseline, s->confidence, &s->answer, r->report);
    if (code < 0) return code;
    s->arm = calloc((size_t)s->answer.n_arm + 1, sizeof *s->arm);
    for (int i = 0; s->arm && i < s->answer.n_arm; i++) {
        s->arm[i] = copy(polder_result_arm(r->result, i), SIZE_MAX);
        if (!s->arm[i]) return polder_out_of_memory(r->report);
    }
    return s->arm ? 0 : polder_out_of_memory(r->report);
}

static int read_factors(reader_t *r)
{
    polder_summary_t *s = r->summary;
    const int n_point = polder_result_n_point(r->result), n_arm = polder_result_n_arm(r->result);
    double *share = calloc((size_t)n_point, sizeof *share);
    if (!share) return polder_out_of_memory(r->report);
    for (int i = 0; i < n_point; i++)
        share[i] = s->cases[(int64_t)i * n_arm + r->baseline].success.share;
    const int code = polder_factors_make(r->result, share, s->confidence, &s->factors, r->report);
    free(share);
    return code;
}

/* --- columns --- */

typedef struct {
    int detail;
    int64_t n;
    float *value;
} gather_t;

static void visit_gather(void *self, int case_index, int64_t founding, const float *value)
{
    (void)founding;
    gather_t *g = self;
    if (case_index == g->detail) g->value[g->n++] = value[0];
}

/* Leaves out what is missing: polder_describe has moved the others to the front. */
static int count_words(reader_t *r, const char *choices, const float *value,
                       polder_column_summary_t *c)
{
    const int code = name_classes(r, choices, &c->classes, &c->n_class);
    if (code < 0) return code;
    for (int64_t i = 0; i < c->value.n; i++)
        if (value[i] >= 0 && value[i] < (float)c->n_class) c->classes[(int)value[i]].share.count++;
    finish_classes(c->classes, c->n_class, r->summary->confidence);
    return 0;
}

static int read_column(reader_t *r, const char *name, float *value)
{
    polder_summary_t *s = r->summary;
    polder_column_summary_t *c = &s->column[s->n_column++];
    const polder_field_t *field = polder_result_field(r->result, name);
    c->name = copy(name, strlen(name));
    c->unit = copy(field ? field->unit : NULL, SIZE_MAX);
    c->doc = copy(field ? field->doc : NULL, SIZE_MAX);
    if (!c->name || !c->unit || !c->doc) return polder_out_of_memory(r->report);
    gather_t self = {.detail = s->detail, .value = value};
    r->as_written = true;
    const int code = walk(r, 1, &name, visit_gather, &self);
    r->as_written = false;
    if (code < 0) return code;
    c->value = polder_describe(value, self.n);
    return field && field->choices ? count_words(r, field->choices, value, c) : 0;
}

/* Where other sections say what became of networks, only the columns that the model picks. */
static int read_columns(reader_t *r, bool all)
{
    polder_summary_t *s = r->summary;
    const char *const *overview = s->outcomes && !all ? r->model->overview : NULL;
    int n = overview ? 0 : polder_result_n_column(r->result);
    while (overview && overview[n]) n++;
    const int64_t rows = s->networks / s->n_case + 1;
    float *value = malloc((size_t)rows * sizeof *value);
    s->column = calloc((size_t)n + 1, sizeof *s->column);
    int code = value && s->column ? 0 : polder_out_of_memory(r->report);
    for (int i = 0; i < n && code >= 0; i++) {
        const char *name = overview ? overview[i] : polder_result_column(r->result, i);
        if (polder_walk_has(r->result, name)) code = read_column(r, name, value);
    }
    free(value);
    return code;
}

/* --- the whole --- */

static char *text_of(const json_t *description, const char *key)
{
    const json_t *item = json_object_get(description, key);
    char number[32];
    if (json_is_string(item)) return copy(json_string_value(item), SIZE_MAX);
    if (!json_is_integer(item)) return copy(NULL, 0);
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(item));
    return copy(number, SIZE_MAX);
}

static bool has_own_files(const json_t *description)
{
    const json_t *arm = NULL;
    size_t i = 0;
    json_array_foreach(
        json_object_get(description, "arms"), i,
        arm) if (json_object_get(json_object_get(arm, "network"), "file")) return true;
    return false;
}

static int read_head(reader_t *r)
{
    polder_summary_t *s = r->summary;
    json_error_t ignored;
    const char *text = polder_result_description(r->result);
    json_t *description = text ? json_loads(text, 0, &ignored) : NULL;
    s->title = text_of(description, "title");
    s->title_nl = text_of(description, "title_nl");
    s->about = text_of(description, "description");
    s->about_nl = text_of(description, "description_nl");
    const json_t *network = json_object_get(description, "network");
    s->network_file = text_of(network, "file");
    s->own_files = has_own_files(description);
    s->network_said = text_of(json_object_get(network, "read"), "text");
    s->network_nl = polder_network_words(POLDER_DUTCH, network);
    for (int l = 0; l < POLDER_LANGUAGES; l++)
        s->network_gaps[l] = polder_network_gaps((polder_language_t)l, network);
    s->model = text_of(description, "model");
    s->seed = text_of(description, "seed");
    json_decref(description);
    r->model = polder_result_model(r->result);
    s->tick = copy(r->model->tick, SIZE_MAX);
    if (!s->title || !s->title_nl || !s->about || !s->about_nl || !s->network_file ||
        !s->network_said || !s->model || !s->seed || !s->tick)
        return polder_out_of_memory(r->report);
    s->year = r->model->year;
    s->horizon = s->most = polder_result_horizon(r->result);
    s->least = polder_result_common(r->result);
    s->networks = polder_result_networks(r->result);
    s->outcomes = find_measures(r);
    s->n_arm = polder_result_n_arm(r->result);
    const int code = polder_arm_names_read(&s->called, r->result);
    return code < 0 ? polder_out_of_memory(r->report) : 0;
}

/* The case that is called so: a name of its own goes before what another is called. */
static int find_case(const polder_summary_t *s, const char *name)
{
    for (int i = 0; i < s->n_case; i++)
        if (strcmp(s->cases[i].name, name) == 0) return i;
    return s->n_case == s->n_arm ? polder_arm_find_called(&s->called, name) : -1;
}

static int read_cases(reader_t *r, const char *wanted)
{
    polder_summary_t *s = r->summary;
    const int n = polder_result_n_case(r->result);
    s->cases = calloc((size_t)n, sizeof *s->cases);
    const char **name = calloc((size_t)n, sizeof *name);
    const char *longer = NULL; /* "process" is meant to be "process, point 0" */
    int code = s->cases && name ? 0 : polder_out_of_memory(r->report);
    if (code == 0) s->n_case = n;
    s->detail = wanted ? -1 : r->baseline;
    const bool of_arms = n == s->n_arm; /* and not of points as well */
    for (int i = 0; i < n && code == 0; i++) {
        name[i] = polder_result_case(r->result, i);
        s->cases[i].arm = of_arms ? i : -1;
        s->cases[i].name = copy(name[i], SIZE_MAX);
        if (!s->cases[i].name) code = polder_out_of_memory(r->report);
        if (wanted && !longer && strncmp(wanted, name[i], strlen(wanted)) == 0) longer = name[i];
    }
    if (code == 0 && wanted) s->detail = find_case(s, wanted);
    if (code == 0 && s->detail < 0) {
        const char *near = longer ? longer : polder_nearest(wanted, name, (size_t)n);
        code = polder_fail(r->report, POLDER_INPUT,
                           near ? "there is no case \"%s\"; did you mean \"%s\"?"
                                : "there is no case \"%s\"",
                           wanted, near ? near : "");
    }
    free(name);
    return code;
}

/* Of arms that do not live equally long: how long each lives, and the one that is shown. */
static int take_horizon(reader_t *r)
{
    polder_summary_t *s = r->summary;
    s->horizon = polder_result_lasts(r->result, s->detail % s->n_arm);
    if (s->least == s->most) return 0;
    s->lasts = calloc((size_t)s->n_arm, sizeof *s->lasts);
    if (!s->lasts) return polder_out_of_memory(r->report);
    for (int i = 0; i < s->n_arm; i++) s->lasts[i] = polder_result_lasts(r->result, i);
    return 0;
}

static int find_baseline(const polder_result_t *result, const char *name)
{
    for (int i = 0; name && i < polder_result_n_arm(result); i++)
        if (strcmp(polder_result_arm(result, i), name) == 0) return i;
    return polder_result_baseline(result);
}

static int read_all(reader_t *r, const polder_summary_options_t *options)
{
    int code = read_head(r);
    if (code >= 0) code = read_cases(r, options->case_name);
    if (code >= 0) code = take_horizon(r);
    if (code >= 0) code = read_failed(r);
    if (code >= 0 && r->summary->outcomes) {
        code = read_success(r);
        if (code >= 0) code = read_outcome(r);
        if (code >= 0) code = read_life(r);
        if (code >= 0) code = read_findings(r);
        if (code >= 0) code = read_conditions(r);
        if (code >= 0) code = read_answer(r);
        if (code >= 0) code = read_factors(r);
    }
    if (code >= 0)
        code = polder_asked_read(r->result, r->summary->detail / polder_result_n_arm(r->result),
                                 r->summary->confidence, &r->summary->asked, r->report);
    if (code >= 0) code = read_columns(r, options->all_columns);
    return code;
}

int polder_summary_read(const polder_result_t *result, const polder_summary_options_t *options,
                        polder_summary_t *summary, polder_report_t *report)
{
    *summary =
        (polder_summary_t){.confidence = options->confidence > 0 ? options->confidence : 0.95,
                           .called_by = options->called_by};
    reader_t r = {.result = result,
                  .report = report,
                  .summary = summary,
                  .causes = options->causes,
                  .baseline = find_baseline(result, options->baseline)};
    r.chunk = malloc((size_t)MOST_TOGETHER * CHUNK * sizeof *r.chunk);
    r.index = malloc(CHUNK * sizeof *r.index);
    const int code = r.chunk && r.index ? read_all(&r, options) : polder_out_of_memory(report);
    free(r.chunk);
    free(r.index);
    if (code < 0) polder_summary_free(summary);
    return code;
}

void polder_summary_free(polder_summary_t *summary)
{
    if (!summary) return;
    for (int i = 0; summary->cases && i < summary->n_case; i++) free(summary->cases[i].name);
    for (int i = 0; i < summary->n_class; i++) free(summary->classes[i].name);
    for (int i = 0; i < summary->n_finding; i++) {
        free(summary->finding[i].column);
        free(summary->finding[i].title);
    }
    for (int i = 0; i < summary->n_condition; i++) {
        free(summary->condition[i].column);
        free(summary->condition[i].title);
    }
    for (int i = 0; i < summary->n_column; i++) {
        free(summary->column[i].name);
        free(summary->column[i].unit);
        free(summary->column[i].doc);
        for (int k = 0; k < summary->column[i].n_class; k++)
            free(summary->column[i].classes[k].name);
        free(summary->column[i].classes);
    }
    for (int i = 0; summary->arm && i < summary->answer.n_arm; i++) free(summary->arm[i]);
    free(summary->arm);
    polder_arm_names_free(&summary->called);
    polder_answer_free(&summary->answer);
    polder_factors_free(&summary->factors);
    polder_asked_free(&summary->asked);
    free(summary->lasts);
    free(summary->condition);
    free(summary->title);
    free(summary->title_nl);
    free(summary->about);
    free(summary->network_file);
    free(summary->network_said);
    free(summary->network_nl);
    for (int l = 0; l < POLDER_LANGUAGES; l++) free(summary->network_gaps[l]);
    free(summary->about_nl);
    free(summary->model);
    free(summary->tick);
    free(summary->seed);
    free(summary->cases);
    free(summary->classes);
    free(summary->life);
    free(summary->finding);
    free(summary->column);
    *summary = (polder_summary_t){0};
}
