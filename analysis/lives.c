/* lives.c: see lives.h. */
#include "analysis/lives.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "scenario/scenario.h"

static const char AS_IT_IS[] = "as it is";

/* ---- the text of the baseline ---- */

/* The arm that the others are compared with becomes the only one. An experiment without arms has
 * one without a name. */
static bool keep_baseline(json_t *root, const char *name)
{
    json_t *arms = json_object_get(root, "arms"), *only = json_array(), *arm = NULL;
    size_t i = 0;
    json_array_foreach(arms, i, arm)
    {
        const char *is = json_string_value(json_object_get(arm, "name"));
        if (is && strcmp(is, name) == 0) json_array_append(only, arm);
    }
    arm = json_array_get(only, 0);
    json_object_del(arm,
                    "name_nl"); /* of the one that it was; those made of it would all have it */
    const bool one = json_array_size(only) == 1 &&
                     json_object_set_new(arm, "name", json_string(AS_IT_IS)) == 0 &&
                     json_object_set_new(root, "baseline", json_string(AS_IT_IS)) == 0;
    return json_object_set_new(root, "arms", only) == 0 && one;
}

/* What is observed later than the baseline runs is for arms that run longer. */
static void drop_late(json_t *root, int horizon)
{
    json_t *observe = json_object_get(root, "observe"), *one = NULL;
    const char *name = NULL;
    void *next = NULL;
    json_object_foreach_safe(observe, next, name, one)
    {
        if (json_integer_value(json_object_get(one, "from")) > horizon ||
            json_integer_value(json_object_get(one, "until")) > horizon)
            json_object_del(observe, name);
    }
}

static int base_text(const polder_experiment_t *x, char **text, polder_report_t *report)
{
    char *json = NULL;
    bool none = false;
    int code = polder_scenario_describe(x, &json, report);
    if (code < 0) return code;
    json_t *root = polder_json_read(json, 0, &none);
    polder_json_t b = {0};
    free(json);
    if (!root || !keep_baseline(root, x->arm[x->baseline].name)) {
        json_decref(root);
        return polder_out_of_memory(report);
    }
    drop_late(root, polder_experiment_lasts(x, x->baseline));
    json_t *record = json_object_get(root, "record");
    json_object_set_new(record, "networks", json_integer(0));
    return polder_json_write(&b, root, text, report);
}

const char *polder_lives_file(const polder_experiment_t *x)
{
    const int other = x->arm[x->baseline].changed.other;
    return other > 0 ? x->other[other - 1].path : x->source.path;
}

int polder_lives_init(polder_lives_t *lives, const polder_experiment_t *x, const char *path,
                      const char *shared, polder_report_t *report)
{
    *lives = (polder_lives_t){.shared = shared, .horizon = polder_experiment_lasts(x, x->baseline)};
    if (x->design.kind)
        return polder_fail(report, POLDER_INPUT,
                           "this is a design of %d points, each with networks of its own: choose "
                           "the values of one of them with --set and take the design out",
                           x->design.n_point);
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (slash && !(lives->folder = strndup(path, (size_t)(slash - path) + 1)))
        return polder_out_of_memory(report);
    if (x->source.path && !(lives->network = strdup(x->source.path)))
        return polder_out_of_memory(report);
    return base_text(x, &lives->json, report);
}

void polder_lives_free(polder_lives_t *lives)
{
    free(lives->json);
    free(lives->folder);
    free(lives->network);
    *lives = (polder_lives_t){0};
}

/* ---- experiments ---- */

/* What the model calls success: a field that is yes above one half, or (choice >= 0) holds a
 * choice. */
static int success_field(const polder_table_t *table, int *choice)
{
    const polder_measure_t *success = polder_model_success(table->model);
    char name[120];
    *choice = -1;
    if (!success) return -1;
    const char *column = polder_measure_column(success), *is = strchr(column, '=');
    snprintf(name, sizeof name, "%.*s", (int)strcspn(column, "="), column);
    const int f = polder_table_find(table, name);
    if (f < 0 || !is) return f;
    const char *choices = table->field[f]->choices;
    *choice = choices ? polder_choice_find(choices, is + 1) : -1;
    return *choice >= 0 ? f : -1;
}

/* Only what is asked of a life: everything else need not be worked out. */
static int keep_little(polder_experiment_t *x, polder_report_t *report)
{
    polder_record_t *record = &x->record;
    int choice = -1;
    const int success = success_field(&x->table, &choice);
    const int cost = polder_table_find(&x->table, POLDER_FIELD_COST);
    record->n_summary = record->n_track = record->n_input = 0;
    polder_experiment_observe_nothing(x);
    record->networks = 0;
    if (success < 0)
        return polder_fail(report, POLDER_INPUT,
                           "model %s does not say what success is: there is no failure to explain",
                           x->table.model->name);
    record->summary[record->n_summary++] = success;
    if (cost >= 0) record->summary[record->n_summary++] = cost;
    return 0;
}

static int parse_whole(const polder_lives_t *lives, const char *text, polder_experiment_t *x,
                       polder_report_t *report)
{
    const polder_scenario_options_t options = {.network = lives->network, .shared = lives->shared};
    polder_report_t notes; /* warnings were told when the scenario was read */
    polder_report_init_for(&notes, report);
    int code =
        polder_scenario_parse(text, strlen(text), polder_report_text(report, "the diagnosis"),
                              lives->folder, &options, x, &notes);
    if (code < 0)
        polder_report_take(report, &notes);
    else
        polder_report_free(&notes);
    return code;
}

static int parse(const polder_lives_t *lives, const char *text, polder_experiment_t *x,
                 polder_report_t *report)
{
    int code = parse_whole(lives, text, x, report);
    if (code < 0) return code;
    code = keep_little(x, report);
    if (code < 0) polder_experiment_free(x);
    return code;
}

int polder_lives_make(const polder_lives_t *lives, polder_experiment_t *x, polder_report_t *report)
{
    return parse(lives, lives->json, x, report);
}

/* Of the factors of the ranges, as their scenario has them, those that are chosen; with each, what
 * moves along with it. */
static json_t *chosen(const json_t *all, const polder_factor_t *const *factor, int n)
{
    json_t *list = json_array(), *one = NULL;
    size_t i = 0;
    bool good = list != NULL;
    json_array_foreach(all, i, one)
    {
        for (int k = 0; k < n; k++)
            if (json_object_get(one, factor[k]->name)) good &= json_array_append(list, one) == 0;
    }
    if (good) return list;
    json_decref(list);
    return NULL;
}

static int ranges_of(const polder_experiment_t *ranges, const polder_factor_t *const *factor, int n,
                     json_t **list, polder_report_t *report)
{
    char *text = NULL;
    bool none = false;
    *list = NULL;
    const int code = polder_scenario_describe(ranges, &text, report);
    if (code < 0) return code;
    json_t *root = polder_json_read(text, 0, &none);
    if (root)
        *list = chosen(json_object_get(json_object_get(root, "design"), "factors"), factor, n);
    json_decref(root);
    free(text);
    return *list ? 0 : polder_out_of_memory(report);
}

int polder_lives_drawn(const polder_lives_t *lives, const polder_experiment_t *ranges,
                       const polder_factor_t *const *factor, int n, int64_t points,
                       polder_experiment_t *x, polder_report_t *report)
{
    bool none = false;
    char *text = NULL;
    polder_json_t b = {0};
    json_t *factors = NULL;
    int code = ranges_of(ranges, factor, n, &factors, report);
    if (code < 0) return code;
    json_t *root = polder_json_read(lives->json, 0, &none), *design = json_object();
    polder_json_set(&b, design, "kind", json_string("latin-hypercube"));
    polder_json_set(&b, design, "points", json_integer(points));
    polder_json_set(&b, design, "factors", factors);
    polder_json_set(&b, root, "design", design);
    code = polder_json_write(&b, root, &text, report);
    if (code == 0) code = parse(lives, text, x, report);
    free(text);
    return code;
}

/* A carrier of this arm is not worse than `value`. Bounds there are already stay. */
static int bound(polder_experiment_t *x, const polder_carrier_t *carrier, double value,
                 polder_report_t *report)
{
    const polder_arm_t *arm = &x->arm[x->n_arm - 1];
    double least = -INFINITY, most = INFINITY;
    for (int i = 0; i < arm->n_clamp; i++)
        if (arm->clamp[i].field == carrier->field) {
            least = arm->clamp[i].least;
            most = arm->clamp[i].most;
        }
    if (carrier->worse == POLDER_HIGHER && value < most) most = value;
    if (carrier->worse == POLDER_LOWER && value > least) least = value;
    if (least > most) { /* who gave a bound wants it more */
        if (carrier->worse == POLDER_HIGHER) most = least;
        if (carrier->worse == POLDER_LOWER) least = most;
    }
    return polder_experiment_clamp(x, x->n_arm - 1, carrier->field, least, most, report);
}

bool polder_lives_pushed(const polder_experiment_t *x, int field)
{
    const polder_arm_t *arm = &x->arm[0];
    for (int i = 0; i < x->n_push; i++)
        if (x->push[i].field == field) return true;
    for (int i = 0; i < arm->n_push; i++)
        if (arm->push[i].field == field) return true;
    for (int u = 0; u < arm->n_use; u++) {
        const polder_intervention_t *v = &x->intervention[arm->use[u]];
        for (int k = 0; k < v->n_effect; k++)
            if (v->effect[k].field == field) return true;
    }
    return false;
}

/* Pushes of all arms become those of each, where one of them can be without. */
static int own_pushes(polder_experiment_t *x, polder_report_t *report)
{
    for (int a = 0; a < x->n_arm && x->n_push > 0; a++) {
        polder_arm_t *arm = &x->arm[a];
        polder_push_t *push = realloc(arm->push, (size_t)(arm->n_push + x->n_push) * sizeof *push);
        if (!push) return polder_out_of_memory(report);
        arm->push = push;
        memcpy(push + arm->n_push, x->push, (size_t)x->n_push * sizeof *push);
        arm->n_push += x->n_push;
    }
    x->n_push = 0;
    return 0;
}

/* The same intervention without what it does to this lever. */
static int drop_effect(polder_experiment_t *x, int *use, int field, polder_report_t *report)
{
    polder_intervention_t *list =
        realloc(x->intervention, ((size_t)x->n_intervention + 1) * sizeof *list);
    if (!list) return polder_out_of_memory(report);
    x->intervention = list;
    const polder_intervention_t *from = &list[*use];
    polder_intervention_t *to = &list[x->n_intervention];
    *to = *from;
    to->n_effect = 0;
    to->name = strdup(from->name ? from->name : "");
    to->effect = calloc((size_t)from->n_effect + 1, sizeof *to->effect);
    *use = x->n_intervention++;
    if (!to->name || !to->effect) return polder_out_of_memory(report);
    for (int k = 0; k < from->n_effect; k++)
        if (from->effect[k].field != field) to->effect[to->n_effect++] = from->effect[k];
    return 0;
}

static int drop_pushes(polder_experiment_t *x, int field, polder_report_t *report)
{
    int n = 0, code = own_pushes(x, report);
    polder_arm_t *arm = &x->arm[x->n_arm - 1];
    for (int i = 0; i < arm->n_push; i++)
        if (arm->push[i].field != field) arm->push[n++] = arm->push[i];
    arm->n_push = n;
    for (int u = 0; u < arm->n_use && code == 0; u++) {
        const polder_intervention_t *v = &x->intervention[arm->use[u]];
        bool does = false;
        for (int k = 0; k < v->n_effect; k++) does |= v->effect[k].field == field;
        if (does) code = drop_effect(x, &arm->use[u], field, report);
    }
    return code;
}

int polder_lives_without(polder_experiment_t *x, const polder_causes_t *causes, const int *cause,
                         polder_causes_set_t set, const polder_typical_t *typical, bool better,
                         polder_report_t *report)
{
    char name[32];
    snprintf(name, sizeof name, "without %x%s", set, better ? " (quartile)" : "");
    int code = polder_experiment_copy_arm(x, 0, name, report);
    for (int i = 0; set >> i && code == 0; i++) {
        const polder_cause_t *of = &causes->cause[cause[i]];
        for (int k = 0; (set >> i & 1) && k < of->n_carrier && code == 0; k++) {
            const polder_carrier_t *carrier = &of->carrier[k];
            const double value = polder_typical_value(typical, carrier, better);
            if (x->table.field[carrier->field]->role != POLDER_LEVER)
                code = isnan(value) ? 0 : bound(x, carrier, value, report);
            else if (carrier->worse == POLDER_HIGHER)
                code = drop_pushes(x, carrier->field, report);
        }
    }
    return code;
}

/* ---- remedies ---- */

/* {use: NAME, start: 3, dose: 0.5}; NULL without memory. */
static json_t *use_of(const char *name, int start, double dose)
{
    json_t *use = json_object();
    bool good = json_object_set_new(use, "use", json_string(name)) == 0 &&
                json_object_set_new(use, "dose", json_real(dose)) == 0;
    if (good && start > 0) good = json_object_set_new(use, "start", json_integer(start)) == 0;
    if (good) return use;
    json_decref(use);
    return NULL;
}

static size_t name_use(const char *use, int start, char *name, size_t size)
{
    const int n = start > 0 ? snprintf(name, size, "%.40s from %d", use, start)
                            : snprintf(name, size, "%.40s", use);
    return n < 0 || (size_t)n >= size ? 0 : (size_t)n;
}

/* "visioning from 8 + brokering" */
static void name_trial(const polder_trial_t *t, char *name, size_t size)
{
    const size_t n = name_use(t->name, t->start, name, size);
    if (!t->with || n + 4 >= size) return;
    memcpy(name + n, " + ", 4);
    name_use(t->with, t->with_start, name + n + 3, size - n - 3);
}

static json_t *trial_entry(const json_t *base, const polder_trial_t *t, int number)
{
    char name[32];
    json_t *entry = json_deep_copy(base), *uses = json_object_get(entry, "interventions");
    snprintf(name, sizeof name, "trial %d", number);
    bool good = json_is_array(uses) && json_object_set_new(entry, "name", json_string(name)) == 0 &&
                json_array_append_new(uses, use_of(t->name, t->start, t->dose)) == 0;
    if (good && t->with)
        good = json_array_append_new(uses, use_of(t->with, t->with_start, t->with_dose)) == 0;
    if (good) return entry;
    json_decref(entry);
    return NULL;
}

/* The text of the experiment with an arm for each. */
static int trials_text(const polder_lives_t *lives, const polder_trial_t *trial, int n, bool named,
                       char **text, polder_report_t *report)
{
    bool none = false;
    polder_json_t b = {0};
    json_t *root = polder_json_read(lives->json, 0, &none);
    json_t *arms = json_object_get(root, "arms");
    const json_t *base = json_array_get(arms, 0);
    for (int i = 0; i < n; i++) {
        char name[POLDER_ARM_NAME];
        json_t *entry = trial_entry(base, &trial[i], i);
        name_trial(&trial[i], name, sizeof name);
        if (named) polder_json_set(&b, entry, "name", json_string(name));
        polder_json_append(&b, arms, entry);
    }
    return polder_json_write(&b, root, text, report);
}

int polder_lives_try(const polder_lives_t *lives, const polder_trial_t *trial, int n,
                     polder_experiment_t *x, polder_report_t *report)
{
    char *text = NULL;
    int code = trials_text(lives, trial, n, false, &text, report);
    if (code == 0) code = parse(lives, text, x, report);
    free(text);
    return code;
}

int polder_lives_arms(const polder_lives_t *lives, const polder_trial_t *trial, int n,
                      polder_experiment_t *x, polder_report_t *report)
{
    char *text = NULL;
    int code = trials_text(lives, trial, n, true, &text, report);
    if (code == 0) code = parse_whole(lives, text, x, report);
    free(text);
    return code;
}

void polder_lives_futures(polder_experiment_t *x, int64_t founding, int64_t first, int64_t n)
{
    x->replicates = n;
    x->futures = founding < 0 ? 1 : n;
    x->first_founding = founding < 0 ? x->first_founding + first : founding;
    x->first_future = founding < 0 ? 0 : first;
}

/* ---- what came of it ---- */

double polder_lives_mean_days(const polder_sample_t *s, int arm)
{
    const int column = polder_sample_column(s->x, POLDER_FIELD_COST), n_arm = s->x->n_arm;
    polder_moments_t days = {0};
    for (int64_t u = arm; column >= 0 && u < s->n_unit; u += n_arm)
        polder_moments_add(&days, (double)s->column[column][u]);
    return days.n > 0 ? days.mean : 0;
}

void polder_lives_outcomes(const polder_sample_t *s, signed char *success)
{
    int choice = -1;
    const int n_arm = s->x->n_arm, field = success_field(&s->x->table, &choice);
    const int64_t n = s->n_unit / n_arm;
    const float *column = s->column[polder_sample_column(s->x, s->x->table.field[field]->name)];
    for (int a = 0; a < n_arm; a++)
        for (int64_t u = 0; u < n; u++) {
            const float value = column[u * n_arm + a];
            const bool good = choice >= 0 ? fabsf(value - (float)choice) < 0.5f : value > 0.5f;
            success[a * n + u] = (signed char)(value != value ? POLDER_UNKNOWN : good);
        }
}
