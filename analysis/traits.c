/* traits.c: see traits.h. */
#include "analysis/traits.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/at_tick.h"
#include "analysis/walk.h"
#include "kernel/table.h"

typedef struct {
    const polder_result_t *result;
    const polder_endings_t *e;
    const polder_traits_choice_t *choice;
    polder_table_t table; /* of the model, if this program has it */
    bool has_table;
    json_t *experiment;
    int64_t places; /* networks of the point */
    float *value;   /* [trait][places] */
    polder_traits_t *t;
    polder_report_t *report;
} read_t;

static int add_trait(read_t *r, const char *name, bool state, float **value)
{
    polder_traits_t *t = r->t;
    const size_t n = (size_t)t->n_trait;
    if (t->n_trait == POLDER_MOST_TRAITS)
        return polder_fail(r->report, POLDER_INPUT, "there are more than %d traits",
                           POLDER_MOST_TRAITS);
    float *more = realloc(r->value, (n + 1) * (size_t)(r->places + 1) * sizeof *more);
    if (more) r->value = more;
    polder_trait_t *trait = realloc(t->trait, (n + 1) * sizeof *trait);
    if (trait) t->trait = trait;
    char *copy = strdup(name);
    if (!more || !trait || !copy) {
        free(copy);
        return polder_out_of_memory(r->report);
    }
    t->trait[t->n_trait++] = (polder_trait_t){.name = copy, .state = state};
    *value = r->value + n * (size_t)r->places;
    for (int64_t i = 0; i < r->places; i++) (*value)[i] = NAN;
    return 0;
}

/* ---- arms ---- */

static int add_arms(read_t *r)
{
    const int n_arm = r->e->n_arm, baseline = polder_result_baseline(r->result);
    char name[160];
    float *value = NULL;
    int code = 0;
    int known = 0;
    for (int a = 0; a < n_arm; a++) known += !r->e->unknown[a];
    if (known < 2 || r->choice->arm >= 0)
        return polder_fail(r->report, POLDER_INPUT,
                           "arm: there is one arm, which nothing can be compared with");
    if (r->e->unknown[baseline])
        return polder_fail(r->report, POLDER_INPUT,
                           "arm: nothing is known of %s in \"%s\", which arms are compared with",
                           r->e->first->name, polder_result_arm(r->result, baseline));
    for (int a = 0; a < n_arm && code >= 0; a++) {
        if (a == baseline || r->e->unknown[a]) continue;
        snprintf(name, sizeof name, "arm=%s", polder_result_arm(r->result, a));
        code = add_trait(r, name, false, &value);
        for (int64_t i = 0; i < r->places && code >= 0; i++) value[i] = i % n_arm == a;
    }
    return code;
}

/* ---- what a network is founded with ---- */

static bool is_input(const read_t *r, const char *name)
{
    const json_t *list = json_object_get(json_object_get(r->experiment, "record"), "inputs"), *one;
    size_t i = 0;
    json_array_foreach(list, i, one)
    {
        if (strcmp(json_string_value(one) ? json_string_value(one) : "", name) == 0) return true;
    }
    return false;
}

/* Is it a parameter, or a state that only set-up parts write? */
static bool is_founded(const read_t *r, const char *name)
{
    const int f = r->has_table ? polder_table_find(&r->table, name) : -1;
    if (f < 0 || r->table.field[f]->level != POLDER_NETWORK) return false;
    if (r->table.field[f]->role == POLDER_PARAMETER) return true;
    if (r->table.field[f]->role != POLDER_STATE) return false;
    if (r->table.part[r->table.owner[f]] == &polder_part_engine_network) return false;
    for (int p = 0; p < r->table.n_part; p++)
        for (int u = 0; u < r->table.part[p]->n_use; u++)
            if (r->table.link[p][u] == f && r->table.part[p]->use[u].access != POLDER_READ &&
                r->table.part[p]->kind != POLDER_SETUP)
                return false;
    return true;
}

typedef struct {
    float *value;
    int n_arm;
} take_t;

static int take(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const take_t *to = self;
    (void)report;
    memcpy(to->value + chunk->first * to->n_arm, chunk->value[0],
           (size_t)(chunk->n_replicate * chunk->n_case) * sizeof(float));
    return POLDER_OK;
}

/* A column of the file, as a trait that is called `name`. */
static int add_column(read_t *r, const char *name, const char *column, bool state)
{
    float *value = NULL;
    int code = add_trait(r, name, state, &value);
    take_t to = {value, r->e->n_arm};
    if (code >= 0) code = polder_walk(r->result, r->e->point, 1, 1, &column, take, &to, r->report);
    return code;
}

/* ---- what it was in a tick ---- */

static int add_state(read_t *r, const char *name, const char *column, int tick)
{
    polder_at_tick_t at;
    char in_tick[180];
    const int landmark = r->choice->landmark;
    if (landmark < 1)
        return polder_fail(
            r->report, POLDER_INPUT,
            "%s is not known when a network begins, and those that ended before have "
            "none: write --landmark %d, and only networks still there then count",
            name, tick);
    if (tick > landmark)
        return polder_fail(r->report, POLDER_INPUT,
                           "%s lies behind the landmark, which is %d: what comes later explains "
                           "nothing that came before",
                           name, landmark);
    snprintf(in_tick, sizeof in_tick, "%s@%d", column, tick);
    if (polder_at_tick_find(r->result, in_tick, &at) && !at.track)
        return polder_fail(r->report, POLDER_INPUT,
                           "%s is 1 of all that count, which are those still there after the "
                           "landmark: it explains nothing",
                           name);
    if (!polder_at_tick_find(r->result, in_tick, &at))
        return polder_fail(r->report, POLDER_INPUT,
                           "%s is not recorded (in a scenario: record, networks and columns)",
                           name);
    return add_column(r, name, in_tick, true);
}

/* ---- names ---- */

static int unknown(const read_t *r, const char *name)
{
    const int n = polder_result_n_column(r->result);
    const char **column = calloc((size_t)n + 1, sizeof *column);
    int n_known = 0;
    if (!column) return polder_out_of_memory(r->report);
    for (int i = 0; i < n; i++) {
        const char *is = polder_result_column(r->result, i);
        if (is_input(r, is) || is_founded(r, is)) column[n_known++] = is;
    }
    const char *near = polder_nearest(name, column, (size_t)n_known);
    const int code =
        near
            ? polder_fail(r->report, POLDER_INPUT, "unknown trait %s; did you mean %s?", name, near)
            : polder_fail(
                  r->report, POLDER_INPUT,
                  "unknown trait %s: traits are arm, parameters and draws of the founding "
                  "that are columns of the file, and with --landmark M states such as NAME@M",
                  name);
    free(column);
    return code;
}

static int add_name(read_t *r, const char *name)
{
    char column[160], *end = NULL;
    const char *at = strchr(name, '@');
    snprintf(column, sizeof column, "%.*s", (int)strcspn(name, "@="), name);
    if (strcmp(name, "arm") == 0) return add_arms(r);
    if (at) {
        const long tick = strtol(at + 1, &end, 10);
        if (end == at + 1 || *end || tick < 0 || tick > r->e->horizon)
            return polder_fail(r->report, POLDER_INPUT,
                               "%s: no tick from 0 to %d stands behind the @", name, r->e->horizon);
        return add_state(r, name, column, (int)tick);
    }
    const polder_field_t *field = polder_result_field(r->result, column);
    if (field && (is_input(r, column) || is_founded(r, column))) {
        if (field->choices && !strchr(name, '='))
            return polder_fail(r->report, POLDER_INPUT,
                               "%s is a choice: write %s=CHOICE for one of %s", name, name,
                               field->choices);
        if (!polder_walk_has(r->result, name)) return unknown(r, name);
        return add_column(r, name, name, false);
    }
    if (polder_at_tick_recorded(r->result, column) && r->choice->landmark > 0 && !strchr(name, '='))
        return add_state(r, name, column, r->choice->landmark);
    if (field || polder_at_tick_recorded(r->result, column))
        return polder_fail(
            r->report, POLDER_INPUT,
            "%s is what networks become, which depends on how long they live; what it is "
            "in month 12 can be a trait: %s@12 with --landmark 12",
            column, column);
    return unknown(r, name);
}

static int add_names(read_t *r)
{
    char *list = strdup(r->choice->names), *rest = NULL;
    int code = list ? 0 : polder_out_of_memory(r->report);
    for (char *name = list ? strtok_r(list, ",", &rest) : NULL; name && code >= 0;
         name = strtok_r(NULL, ",", &rest))
        code = add_name(r, name);
    free(list);
    if (code >= 0 && r->t->n_trait == 0)
        code = polder_fail(r->report, POLDER_INPUT, "no trait is named");
    return code;
}

/* ---- the networks that count ---- */

static int keep(read_t *r)
{
    polder_traits_t *t = r->t;
    const polder_endings_t *e = r->e;
    const int p = t->n_trait;
    t->who = malloc(((size_t)e->n + 1) * sizeof *t->who);
    t->x = malloc(((size_t)e->n * (size_t)p + 1) * sizeof *t->x);
    if (!t->who || !t->x) return polder_out_of_memory(r->report);
    for (int64_t i = 0; i < e->n; i++) {
        bool known = true;
        if (r->choice->arm >= 0 && e->who[i].group != r->choice->arm) continue;
        if (r->choice->landmark > 0 && e->who[i].time <= r->choice->landmark) {
            t->gone++;
            t->came += e->first && e->who[i].reason == 1;
            t->unseen += e->who[i].reason == 0;
            continue;
        }
        for (int k = 0; k < p; k++) {
            t->x[t->n * p + k] = (double)r->value[(int64_t)k * r->places + e->network[i]];
            known &= isfinite(t->x[t->n * p + k]) != 0;
        }
        t->who[t->n] = e->who[i];
        t->n += known;
        t->unknown += !known;
    }
    for (int k = 0; k < p; k++) {
        t->trait[k].flag = true;
        for (int64_t i = 0; i < t->n; i++)
            t->trait[k].flag &= t->x[i * p + k] == 0 || t->x[i * p + k] == 1;
    }
    return 0;
}

int polder_traits_read(const polder_result_t *result, const polder_endings_t *endings,
                       const polder_traits_choice_t *choice, polder_traits_t *traits,
                       polder_report_t *report)
{
    *traits = (polder_traits_t){.landmark = choice->landmark};
    read_t r = {.result = result,
                .e = endings,
                .choice = choice,
                .experiment = json_loads(polder_result_description(result), 0, NULL),
                .places = polder_walk_replicates(result) * endings->n_arm,
                .t = traits,
                .report = report};
    int code = 0;
    if (choice->landmark >= endings->horizon)
        code = polder_fail(report, POLDER_INPUT,
                           "the landmark must lie before the end, which is %d", endings->horizon);
    const char *model = polder_result_model(result)->name;
    r.has_table = polder_model_find(model) && polder_table_init(&r.table, model, NULL) >= 0;
    if (code >= 0) code = add_names(&r);
    if (code >= 0) code = keep(&r);
    if (r.has_table) polder_table_free(&r.table);
    json_decref(r.experiment);
    free(r.value);
    if (code < 0) polder_traits_free(traits);
    return code;
}

void polder_traits_free(polder_traits_t *t)
{
    for (int k = 0; t->trait && k < t->n_trait; k++) free(t->trait[k].name);
    free(t->trait);
    free(t->who);
    free(t->x);
    *t = (polder_traits_t){0};
}
