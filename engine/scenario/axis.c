/* axis.c: the factors of a design and what they may be. See axis.h. */
#include "scenario/axis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/manners.h"
#include "scenario/schema.h"

const polder_value_t *polder_axis_setting(const polder_loader_t *r, int field)
{
    for (int i = 0; i < r->x->n_setting; i++)
        if (r->x->setting[i].field == field) return &r->x->setting[i].value;
    return NULL;
}

const polder_field_t *polder_axis_field(const polder_loader_t *r, const polder_axis_t *axis)
{
    return axis->field < 0 ? polder_manner_field(axis->manner) : r->x->table.field[axis->field];
}

void polder_axis_free(polder_axis_t *axis)
{
    free(axis->name);
    free(axis->value);
    *axis = (polder_axis_t){0};
}

/* ---- names ---- */

static bool is_argument(const char *word)
{
    for (int kind = 0; kind <= POLDER_DRAW_CHOICE; kind++)
        if (polder_loader_argument_find((polder_distribution_t)kind, word) >= 0) return true;
    return false;
}

/* The field `name` can be varied; `argument` is the word behind it, or NULL. */
static bool find_argument(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                          const char *argument, polder_axis_t *axis)
{
    const polder_value_t *given = polder_axis_setting(r, axis->field);
    if (!given || given->kind == POLDER_DRAW_NUMBER) {
        polder_loader_problem(
            r, node,
            "%s: the scenario gives no distribution for %s, so there is no \"%s\" "
            "of it",
            node->text, name, argument);
        return false;
    }
    axis->kind = given->kind;
    axis->argument = polder_loader_argument_find(given->kind, argument);
    axis->whole = given->kind == POLDER_DRAW_INTEGER;
    if (axis->argument >= 0) return true;
    if (given->kind == POLDER_DRAW_CHOICE) {
        polder_loader_problem(r, node, "%s: a choice has no arguments to vary", node->text);
        return false;
    }
    char what[160];
    int index = 0;
    polder_yaml_node_t word = *node; /* the same place, but only the last word */
    word.text = strdup(argument);
    snprintf(what, sizeof what, polder_report_text(r->report, "argument of %.100s"), name);
    if (!word.text)
        polder_loader_no_memory(r);
    else
        (void)polder_loader_choice(r, &word, what, polder_loader_argument_names(given->kind),
                                   &index);
    free(word.text);
    return false;
}

/* A name that is none: what it is instead, or the nearest. */
static void no_factor(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                      bool initial)
{
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, name);
    if (f < 0 && !initial && strncmp(name, "lever.", 6) == 0)
        (void)polder_loader_lever(r, node, name + 6);
    else if (f < 0)
        polder_loader_unknown_field(r, node, initial ? "state" : "parameter", name, -1,
                                    initial ? POLDER_STATE : POLDER_PARAMETER);
    else if (table->field[f]->flags & POLDER_DERIVED)
        polder_loader_problem(r, node, POLDER_NOT_GIVEN, name);
    else if (initial)
        polder_loader_problem(r, node, "%s is no state: it has no initial value", name);
    else if (table->field[f]->role == POLDER_STATE)
        polder_loader_problem(r, node, "%s is a state: its initial value is initial.%s", name,
                              name);
    else
        polder_loader_problem(r, node, "%s is computed and cannot be set", name);
}

static bool find_field(polder_loader_t *r, const char *name, bool initial, polder_axis_t *axis)
{
    const polder_table_t *table = &r->x->table;
    axis->field = polder_table_find(table, name);
    if (axis->field < 0) return false;
    const polder_field_t *field = table->field[axis->field];
    return initial ? polder_field_is_given(field)
                   : field->role == POLDER_PARAMETER || field->role == POLDER_LEVER;
}

bool polder_axis_find(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                      polder_axis_t *axis)
{
    const bool initial = strncmp(name, "initial.", 8) == 0;
    const char *rest = initial ? name + 8 : name, *dot = strrchr(rest, '.');
    *axis = (polder_axis_t){.argument = -1, .leader = -1, .name = strdup(name)};
    char *before = dot ? strndup(rest, (size_t)(dot - rest)) : NULL;
    bool good = false;
    if (!axis->name || (dot && !before)) {
        polder_loader_no_memory(r);
    } else if (find_field(r, rest, initial, axis)) {
        axis->whole = (r->x->table.field[axis->field]->flags & POLDER_WHOLE) != 0;
        good = true;
    } else if ((axis->manner = polder_loader_manner(r, node, name, &good))) {
        axis->field = -1;
        axis->whole = (polder_manner_field(axis->manner)->flags & POLDER_WHOLE) != 0;
    } else if (dot && axis->field < 0 && find_field(r, before, initial, axis)) {
        good = find_argument(r, node, before, dot + 1, axis);
    } else {
        no_factor(r, node, dot && axis->field < 0 && is_argument(dot + 1) ? before : rest, initial);
    }
    free(before);
    return good;
}

/* ---- values ---- */

bool polder_axis_value(polder_loader_t *r, const polder_yaml_node_t *node,
                       const polder_axis_t *axis, double *value)
{
    const polder_field_t *field = polder_axis_field(r, axis);
    return axis->argument < 0 ? polder_loader_constant(r, node, axis->name, field, value)
                              : polder_loader_argument(r, node, axis->name, field, axis->kind,
                                                       axis->argument, value);
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool all_differ(polder_loader_t *r, const polder_yaml_node_t *node,
                       const polder_axis_t *axis, const char *why)
{
    const size_t n = (size_t)axis->n_value;
    double *sorted = malloc(n * sizeof *sorted);
    bool differ = true;
    if (!sorted) {
        polder_loader_no_memory(r);
        return false;
    }
    memcpy(sorted, axis->value, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, compare);
    for (size_t i = 1; i < n && differ; i++) differ = sorted[i] > sorted[i - 1];
    free(sorted);
    if (!differ) polder_loader_problem(r, node, "%s: %s", axis->name, why);
    return differ;
}

static bool read_items(polder_loader_t *r, const polder_yaml_node_t *node, polder_axis_t *axis)
{
    bool good = true;
    axis->value = malloc((size_t)node->n * sizeof *axis->value);
    if (!axis->value) {
        polder_loader_no_memory(r);
        return false;
    }
    axis->n_value = node->n;
    for (int i = 0; i < node->n; i++)
        good &= polder_axis_value(r, node->item[i], axis, &axis->value[i]);
    return good;
}

static bool read_list(polder_loader_t *r, const polder_yaml_node_t *node, polder_axis_t *axis)
{
    if (node->kind != POLDER_YAML_SEQUENCE || node->n == 0) {
        polder_loader_problem(r, node, "%s: values needs a list of values in [ ]", axis->name);
        return false;
    }
    return read_items(r, node, axis) && all_differ(r, node, axis, "a value is given twice");
}

/* A range in equal steps (or, on a logarithmic scale, in equal ratios), both ends included. */
static bool make_steps(polder_loader_t *r, const polder_yaml_node_t *node, int steps,
                       polder_axis_t *axis)
{
    axis->value = malloc((size_t)steps * sizeof *axis->value);
    if (!axis->value) {
        polder_loader_no_memory(r);
        return false;
    }
    axis->n_value = steps;
    for (int i = 0; i < steps; i++) {
        const double share = (double)i / (steps - 1);
        const double x = axis->log ? axis->from * exp(share * log(axis->to / axis->from))
                                   : axis->from + share * (axis->to - axis->from);
        axis->value[i] = axis->whole ? rint(x) : polder_loader_nine_digits(x);
    }
    axis->value[0] = axis->from;
    axis->value[steps - 1] = axis->to;
    return all_differ(r, node, axis,
                      axis->whole ? POLDER_TEXT("there are fewer whole numbers than steps")
                                  : POLDER_TEXT("the steps are too small to tell apart"));
}

static bool read_ends(polder_loader_t *r, const polder_yaml_node_t *from,
                      const polder_yaml_node_t *to, polder_axis_t *axis)
{
    if (axis->argument < 0 && polder_axis_field(r, axis)->choices) {
        polder_loader_problem(r, from, "%s takes words: list them, as in {values: […, …]}",
                              axis->name);
        return false;
    }
    const bool good = polder_axis_value(r, from, axis, &axis->from);
    if (!polder_axis_value(r, to, axis, &axis->to) || !good) return false;
    if (axis->from < axis->to) return true;
    polder_loader_problem(r, to, "%s: from = %.40s must be below to = %.40s", axis->name,
                          from->text, to->text);
    return false;
}

/* How a factor is given, as a mapping. Its values and ends are those of the field. */
typedef struct {
    const polder_yaml_node_t *values, *from, *to, *with;
    int64_t steps;
    int scale; /* 1: logarithmic */
} given_t;

static const polder_form_t form_values = {"list of values", polder_load_node, NULL, NULL};
static const polder_form_t form_end = {"value", polder_load_node, NULL, NULL};

static json_t *with_schema(polder_json_t *b, const polder_key_t *key);

static const polder_form_t form_with = {"FACTOR: values, or two ends", polder_load_node,
                                        with_schema, NULL};

static const polder_key_t axis_key[] = {
    {.name = "values",
     .form = &form_values,
     POLDER_KEY_AT(given_t, values),
     .doc = "what it may be"},
    {.name = "from", .form = &form_end, POLDER_KEY_AT(given_t, from), .doc = "or from here …"},
    {.name = "to", .form = &form_end, POLDER_KEY_AT(given_t, to), .doc = "… to here"},
    {.name = "steps",
     .form = &polder_form_whole,
     POLDER_KEY_AT(given_t, steps),
     .least = 2,
     .most = POLDER_MAX_CASES,
     .doc = "both ends included",
     .when = "grid, one-at-a-time"},
    {.name = "scale",
     .form = &polder_form_word,
     POLDER_KEY_AT(given_t, scale),
     .choices = "linear|log",
     .standard = "linear",
     .doc = "log: equal ratios instead of equal steps"},
    {.name = "with",
     .form = &form_with,
     POLDER_KEY_AT(given_t, with),
     .doc = "others that move along: as many values, or the two ends between which they move"},
};

const polder_keys_t polder_axis_keys = {.path = "design.factors.FACTOR.",
                                        .before = "",
                                        POLDER_KEYS(axis_key),
                                        .doc = "a factor: values, or a range"};

/* One key of it, as "FACTOR: scale" in messages. */
static bool read_key(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                     const polder_axis_t *axis, given_t *given)
{
    char what[160];
    const int before = r->n_problem;
    const polder_yaml_node_t *item = polder_yaml_get(node, name);
    snprintf(what, sizeof what, "%.100s: %s", axis->name, name);
    if (item)
        polder_key_load(
            r, &(polder_found_t){item, item, what, polder_key_find(&polder_axis_keys, name)},
            given);
    return r->n_problem == before;
}

static bool read_range(polder_loader_t *r, const polder_yaml_node_t *node, bool sampled,
                       polder_axis_t *axis)
{
    const polder_yaml_node_t *from = polder_yaml_get(node, "from"),
                             *to = polder_yaml_get(node, "to");
    const polder_yaml_node_t *steps = polder_yaml_get(node, "steps");
    given_t given = {0};
    if (!from || !to) {
        polder_loader_problem(r, node, "%s needs from and to, or values", axis->name);
        return false;
    }
    bool good = read_ends(r, from, to, axis);
    if (!read_key(r, node, "scale", axis, &given)) good = false;
    axis->log = given.scale == 1;
    if (good && axis->log && !(axis->from > 0)) {
        polder_loader_problem(r, from, "%s: scale: log needs from above 0", axis->name);
        good = false;
    }
    if (sampled && steps) {
        polder_loader_problem(r, steps, "%s: steps are for a grid and one-at-a-time", axis->name);
        return false;
    }
    if (sampled) return good;
    if (!steps) {
        polder_loader_problem(r, node, "%s needs values, or steps between from and to", axis->name);
        return false;
    }
    return read_key(r, node, "steps", axis, &given) && good &&
           make_steps(r, steps, (int)given.steps, axis);
}

bool polder_axis_read(polder_loader_t *r, const polder_yaml_node_t *node, bool sampled,
                      polder_axis_t *axis)
{
    if (node->kind == POLDER_YAML_SEQUENCE && sampled && node->n == 2)
        return read_ends(r, node->item[0], node->item[1], axis);
    if (node->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, node,
                              sampled
                                  ? "%s needs two numbers in a list, from and to, or {values: […]}"
                                  : "%s needs {values: […]} or {from: …, to: …, steps: …}",
                              axis->name);
        return false;
    }
    if (!polder_keys_check(r, &polder_axis_keys, node)) return false;
    const polder_yaml_node_t *values = polder_yaml_get(node, "values");
    if (!values) return read_range(r, node, sampled, axis);
    if (node->n == 1 + (polder_axis_with(node) != NULL)) return read_list(r, values, axis);
    polder_loader_problem(r, node, "%s: either values or a range, not both", axis->name);
    return false;
}

/* ---- what moves along ---- */

const polder_yaml_node_t *polder_axis_with(const polder_yaml_node_t *node)
{
    return node->kind == POLDER_YAML_MAPPING ? polder_yaml_get(node, "with") : NULL;
}

bool polder_axis_follow(polder_loader_t *r, const polder_yaml_node_t *node,
                        const polder_axis_t *leader, polder_axis_t *axis)
{
    const bool words = axis->argument < 0 && polder_axis_field(r, axis)->choices;
    const bool range = leader->to > leader->from; /* perhaps in steps */
    const int n = node->kind == POLDER_YAML_SEQUENCE ? node->n : 0;
    if (words && leader->n_value == 0) {
        polder_loader_problem(r, node,
                              "%s takes words, which do not move along with a range: give %s a "
                              "list of values",
                              axis->name, leader->name);
        return false;
    }
    if (n > 0 && n == leader->n_value)
        return read_items(r, node, axis); /* place by place as its leader */
    if (n == 2 && range && !words)
        return polder_axis_value(r, node->item[0], axis, &axis->from) &&
               polder_axis_value(r, node->item[1], axis, &axis->to);
    if (range)
        polder_loader_problem(r, node, "%s needs its two ends in a list, as in [0.2, 0.8]",
                              axis->name);
    else
        polder_loader_problem(r, node, "%s needs a list of %d values, as many as %s has",
                              axis->name, leader->n_value, leader->name);
    return false;
}

double polder_axis_along(const polder_axis_t *leader, double value, const polder_axis_t *axis)
{
    if (axis->n_value > 0) {
        int i = 0;
        while (i + 1 < axis->n_value && leader->value[i] != value) i++;
        return axis->value[i];
    }
    const double way = leader->log ? log(value / leader->from) / log(leader->to / leader->from)
                                   : (value - leader->from) / (leader->to - leader->from);
    const double x = axis->from + way * (axis->to - axis->from);
    return axis->whole ? rint(x) : polder_loader_nine_digits(x);
}

double polder_axis_at(const polder_axis_t *axis, double u)
{
    if (axis->n_value > 0) {
        const int i = (int)(u * axis->n_value);
        return axis->value[i < axis->n_value ? i : axis->n_value - 1];
    }
    const double end = axis->whole ? axis->to + 1 : axis->to;
    double x = axis->log ? axis->from * exp(u * log(end / axis->from))
                         : axis->from + u * (end - axis->from);
    x = axis->whole ? floor(x) : polder_loader_nine_digits(x);
    return x < axis->from ? axis->from : x > axis->to ? axis->to : x;
}

/* The number a default was declared as: 0.45, not 0.449999988. */
static double shortest(float number)
{
    char text[32] = "";
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)number);
        if (strtof(text, NULL) == number) break;
    }
    return strtod(text, NULL);
}

bool polder_axis_base(polder_loader_t *r, const polder_axis_t *axis, double *value)
{
    const polder_field_t *field = polder_axis_field(r, axis);
    const polder_value_t *given = polder_axis_setting(r, axis->field);
    if (axis->field < 0) return polder_loader_manner_base(r, axis->key, axis->name, value);
    if (axis->argument >= 0 && given) {
        *value = given->arg[axis->argument];
    } else if (given && given->kind == POLDER_DRAW_NUMBER) {
        *value = shortest((float)given->arg[0]); /* as the text of an experiment has it */
    } else if (given) {
        polder_loader_problem(r, axis->key,
                              "%s: one-at-a-time begins at the value of the scenario, which is a "
                              "distribution here; give a number",
                              axis->name);
        return false;
    } else if (field->role == POLDER_STATE) {
        polder_loader_problem(r, axis->key,
                              "%s: one-at-a-time begins at the value of the scenario; give one "
                              "under initial",
                              axis->name);
        return false;
    } else {
        *value = shortest(field->value);
    }
    return true;
}

/* ---- of the JSON Schema ---- */

static json_t *list_of(polder_json_t *b, json_t *item, int min, int max)
{
    json_t *object = polder_schema_typed(b, "array");
    polder_json_set(b, object, "items", item);
    polder_json_set(b, object, "minItems", json_integer(min));
    if (max > 0) polder_json_set(b, object, "maxItems", json_integer(max));
    return object;
}

/* One value of a field; of an argument if `field` is NULL. */
static json_t *value_schema(polder_json_t *b, const polder_field_t *field)
{
    if (field && field->choices) return polder_schema_word(b, field->choices, NULL);
    return field ? polder_schema_bounded(b, field) : polder_schema_typed(b, "number");
}

/* {values: […]}, {from: …, to: …} or [from, to]. */
static json_t *axis_schema(polder_json_t *b, const polder_field_t *field)
{
    json_t *object = json_object(), *either = json_array(), *keys = json_object();
    const polder_key_t *with = polder_key_find(&polder_axis_keys, "with");
    polder_json_set(b, keys, "values", list_of(b, value_schema(b, field), 1, 0));
    polder_json_set(b, keys, with->name, with->form->schema(b, with));
    polder_json_append(b, either, polder_schema_closed(b, keys));
    if (!field || !field->choices) {
        const polder_key_t *steps = polder_key_find(&polder_axis_keys, "steps");
        const polder_key_t *scale = polder_key_find(&polder_axis_keys, "scale");
        json_t *range = json_object();
        polder_json_set(b, range, "from", value_schema(b, field));
        polder_json_set(b, range, "to", value_schema(b, field));
        polder_json_set(b, range, steps->name, steps->form->schema(b, steps));
        polder_json_set(b, range, scale->name, scale->form->schema(b, scale));
        polder_json_set(b, range, with->name, with->form->schema(b, with));
        polder_json_append(b, either, polder_schema_closed(b, range));
        polder_json_append(b, either, list_of(b, value_schema(b, field), 2, 2));
    }
    polder_json_set(b, object, "anyOf", either);
    if (field) polder_json_text(b, object, "description", field->doc);
    return object;
}

/* "^NAME\\.(mean|sd|…)$" for every field that may have a distribution would be a schema of
 * many pages: any name with an argument behind it is let through. */
static json_t *arguments_schema(polder_json_t *b)
{
    char pattern[200] = "\\.(", *at = pattern + 3;
    const char *end = pattern + sizeof pattern;
    for (int kind = POLDER_DRAW_NORMAL; kind < POLDER_DRAW_CHOICE; kind++)
        at += snprintf(at, (size_t)(end - at), "%s%s", kind > POLDER_DRAW_NORMAL ? "|" : "",
                       polder_loader_argument_names((polder_distribution_t)kind));
    snprintf(at, (size_t)(end - at), ")$");
    json_t *object = json_object();
    polder_json_set(b, object, pattern, axis_schema(b, NULL));
    return object;
}

/* Names with values: those that there may be are looked at when they are read. */
static json_t *with_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *mapping = polder_schema_typed(b, "object");
    polder_json_set(b, mapping, "additionalProperties", list_of(b, json_object(), 1, 0));
    polder_json_set(b, mapping, "minProperties", json_integer(1));
    return polder_schema_either(
        mapping, polder_schema_several(json_deep_copy(mapping), 1, "one by one"), key->doc);
}

json_t *polder_schema_axes(polder_json_t *b)
{
    const polder_table_t *table = b->table;
    json_t *keys = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        char name[200];
        snprintf(name, sizeof name, "%s%.150s", field->role == POLDER_STATE ? "initial." : "",
                 field->name);
        if (field->role == POLDER_PARAMETER || field->role == POLDER_LEVER ||
            polder_field_is_given(field))
            polder_json_set(b, keys, name, axis_schema(b, field));
    }
    json_t *mapping = polder_schema_closed(b, keys);
    json_t *patterns = arguments_schema(b);
    for (int m = POLDER_MANNER_DOSE; m <= POLDER_MANNER_DURATION; m++) {
        const polder_field_t *field = polder_manner_field((polder_manner_t)m);
        char pattern[60];
        snprintf(pattern, sizeof pattern, "^intervention\\..+\\.%s$", field->name);
        polder_json_set(b, patterns, pattern, axis_schema(b, field));
    }
    polder_json_set(b, mapping, "patternProperties", patterns);
    polder_json_set(b, mapping, "minProperties", json_integer(1));
    return mapping;
}

/* ---- and back ---- */

/* One that is a choice by its words. */
static json_t *write_value(const polder_experiment_t *x, const polder_factor_t *factor,
                           double value)
{
    const polder_field_t *field = polder_factor_field(x, factor);
    if (factor->argument < 0 && field->choices) return polder_json_value(field, value);
    return factor->whole ? json_integer((json_int_t)value) : polder_json_double(value);
}

/* Those that follow factor `leader`, as [{NAME: values}, …]: their order counts. */
static json_t *write_with(polder_json_t *b, const polder_experiment_t *x, int leader)
{
    json_t *list = POLDER_LEFT_OUT;
    for (int i = 0; i < x->design.n_factor; i++) {
        const polder_factor_t *factor = &x->design.factor[i];
        if (factor->leader != leader) continue;
        json_t *value = json_array(), *one = json_object();
        for (int k = 0; k < factor->n_value; k++)
            polder_json_append(b, value, write_value(x, factor, factor->value[k]));
        if (factor->n_value == 0) {
            polder_json_append(b, value, write_value(x, factor, factor->from));
            polder_json_append(b, value, write_value(x, factor, factor->to));
        }
        polder_json_set(b, one, factor->name, value);
        if (list == POLDER_LEFT_OUT) list = json_array();
        polder_json_append(b, list, one);
    }
    return list;
}

static json_t *write_factor(polder_json_t *b, const polder_experiment_t *x,
                            const polder_factor_t *factor)
{
    json_t *object = json_object(), *list = json_array();
    for (int i = 0; i < factor->n_value; i++)
        polder_json_append(b, list, write_value(x, factor, factor->value[i]));
    if (factor->n_value > 0) {
        polder_json_set(b, object, "values", list);
        return object;
    }
    json_decref(list);
    polder_json_set(b, object, "from", write_value(x, factor, factor->from));
    polder_json_set(b, object, "to", write_value(x, factor, factor->to));
    polder_json_text(b, object, "scale", factor->log ? "log" : "linear");
    return object;
}

json_t *polder_axes_write(polder_json_t *b)
{
    const polder_experiment_t *x = b->x;
    const polder_design_t *design = &x->design;
    json_t *list = json_array();
    for (int i = 0; i < design->n_factor; i++) {
        const polder_factor_t *factor = &design->factor[i];
        if (factor->leader >= 0) continue; /* beside the one that it moves along with */
        if (design->file) {
            polder_json_append(b, list, json_string(factor->name));
            continue;
        }
        json_t *object = json_object(), *is = write_factor(b, x, factor);
        polder_json_set(b, is, "with", write_with(b, x, i));
        polder_json_set(b, object, factor->name, is);
        polder_json_append(b, list, object);
    }
    return list;
}
