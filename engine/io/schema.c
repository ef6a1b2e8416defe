/* schema.c: JSON Schema (draft 2020-12) of the scenarios of one model, for editors. See
 * scenario.h. Everything in it comes from the field table, so that it cannot be behind.
 *
 * A schema says less than the loader: that a distribution stays within the bounds of its
 * field, for one, only the loader checks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "io/reader.h"
#include "io/scenario.h"
#include "io/schema.h"

static const struct {
    const char *name;
    int n;
    const char *argument, *doc;
} distribution[] = {
#define ROW(id, name, n, arguments, doc) {name, n, arguments, doc},
    POLDER_DISTRIBUTIONS(ROW)
#undef ROW
};

static json_t *reference(polder_json_t *b, const char *name)
{
    char path[80];
    json_t *object = json_object();
    snprintf(path, sizeof path, "#/$defs/%s", name);
    polder_json_text(b, object, "$ref", path);
    return object;
}

static json_t *typed(polder_json_t *b, const char *type)
{
    json_t *object = json_object();
    polder_json_text(b, object, "type", type);
    return object;
}

/* An object whose keys are known; in YAML a section may also be left empty. */
static json_t *section(polder_json_t *b, json_t *properties, const char *doc)
{
    json_t *object = json_object(), *type = json_array();
    polder_json_append(b, type, json_string("object"));
    polder_json_append(b, type, json_string("null"));
    polder_json_set(b, object, "type", type);
    polder_json_set(b, object, "properties", properties);
    polder_json_set(b, object, "additionalProperties", json_false());
    if (doc) polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *whole(polder_json_t *b, json_int_t min, json_int_t max, const char *doc)
{
    json_t *object = typed(b, "integer");
    polder_json_set(b, object, "minimum", json_integer(min));
    polder_json_set(b, object, "maximum", json_integer(max));
    polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *words(polder_json_t *b, const char *choices)
{
    json_t *list = json_array();
    const char *at = NULL;
    int length = 0;
    for (int i = 0; (at = polder_choice_at(choices, i, &length)) != NULL; i++)
        polder_json_append(b, list, json_stringn(at, (size_t)length));
    return list;
}

static json_t *bounded(polder_json_t *b, const polder_field_t *field)
{
    json_t *object = typed(b, (field->flags & POLDER_WHOLE) ? "integer" : "number");
    polder_json_set(b, object, "minimum", polder_json_float(field->min));
    polder_json_set(b, object, "maximum", polder_json_float(field->max));
    return object;
}

/* {choice: [words]} or {choice: {word: weight}}. */
static json_t *word_choice(polder_json_t *b, const polder_field_t *field)
{
    json_t *list = typed(b, "array"), *weights = typed(b, "object");
    json_t *item = json_object(), *name = json_object(), *weight = typed(b, "number");
    polder_json_set(b, item, "enum", words(b, field->choices));
    polder_json_set(b, list, "items", item);
    polder_json_set(b, list, "minItems", json_integer(1));
    polder_json_set(b, name, "enum", words(b, field->choices));
    polder_json_set(b, weights, "propertyNames", name);
    polder_json_set(b, weight, "minimum", json_integer(0));
    polder_json_set(b, weights, "additionalProperties", weight);
    polder_json_set(b, weights, "minProperties", json_integer(1));
    json_t *either = json_array(), *content = json_object(), *properties = json_object();
    polder_json_append(b, either, list);
    polder_json_append(b, either, weights);
    polder_json_set(b, content, "anyOf", either);
    polder_json_set(b, properties, "choice", content);
    json_t *object = typed(b, "object"), *required = json_array();
    polder_json_append(b, required, json_string("choice"));
    polder_json_set(b, object, "properties", properties);
    polder_json_set(b, object, "required", required);
    polder_json_set(b, object, "additionalProperties", json_false());
    return object;
}

/* What the table says of a field. */
static void annotate(polder_json_t *b, json_t *object, const polder_field_t *field)
{
    polder_json_text(b, object, "title", field->name);
    polder_json_text(b, object, "description", field->doc);
    polder_json_text(b, object, "unit", field->unit);
    polder_json_text(b, object, "source", field->source);
    polder_json_set(b, object, "default", polder_json_value(field, (double)field->value));
}

/* A parameter or a first value: a constant or a distribution. */
static json_t *drawn(polder_json_t *b, const polder_field_t *field)
{
    json_t *object = json_object(), *either = json_array();
    if (field->choices) {
        json_t *word = json_object();
        polder_json_set(b, word, "enum", words(b, field->choices));
        polder_json_append(b, either, word);
        polder_json_append(b, either, word_choice(b, field));
    } else {
        polder_json_append(b, either, bounded(b, field));
        polder_json_append(
            b, either,
            reference(b, (field->flags & POLDER_WHOLE) ? "whole-distribution" : "distribution"));
    }
    polder_json_set(b, object, "anyOf", either);
    annotate(b, object, field);
    return object;
}

/* The fields of a role and level (−1: any) whose name begins with `prefix`, without it. */
static json_t *drawn_fields(polder_json_t *b, const polder_table_t *table, int role, int level,
                            const char *prefix)
{
    json_t *object = json_object();
    const size_t n = strlen(prefix);
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if ((int)field->role != role || (field->flags & POLDER_DERIVED)) continue;
        if ((level < 0 || (int)field->level == level) && strncmp(field->name, prefix, n) == 0)
            polder_json_set(b, object, field->name + n, drawn(b, field));
    }
    return object;
}

static json_t *values(polder_json_t *b, const polder_table_t *table)
{
    json_t *parts = json_object();
    for (int f = 0; f < table->n_field; f++) {
        char prefix[100], name[100];
        const polder_field_t *field = table->field[f];
        const int n = (int)strcspn(field->name, ".");
        if (field->role != POLDER_PARAMETER || !field->name[n]) continue;
        snprintf(name, sizeof name, "%.*s", n, field->name);
        snprintf(prefix, sizeof prefix, "%.*s.", n, field->name);
        if (strcmp(name, "network") == 0 || json_object_get(parts, name)) continue;
        const int part = polder_table_part(table, name);
        json_t *properties = drawn_fields(b, table, POLDER_PARAMETER, -1, prefix);
        polder_json_set(b, parts, name,
                        section(b, properties, part < 0 ? NULL : table->part[part]->doc));
    }
    return section(b, parts, "parameters, by part");
}

static json_t *mapped_fields(polder_json_t *b, const polder_table_t *table, polder_level_t level,
                             const char *doc)
{
    json_t *object = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->level == level && polder_field_is_given(field))
            polder_json_set(b, object, field->name, reference(b, "attribute"));
    }
    return section(b, object, doc);
}

static json_t *word_of(polder_json_t *b, const char *choices, const char *doc)
{
    json_t *object = json_object();
    polder_json_set(b, object, "enum", words(b, choices));
    polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *text_of(polder_json_t *b, const char *doc)
{
    json_t *object = typed(b, "string");
    polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *network(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = drawn_fields(b, table, POLDER_PARAMETER, -1, "network.");
    polder_json_set(b, keys, "file", text_of(b, "a network file, relative to the scenario"));
    polder_json_set(b, keys, "format",
                    word_of(b, "graphml|gml|pajek|edgelist|matrix", "default: by suffix"));
    polder_json_set(
        b, keys, "ties",
        word_of(b, "either|mutual|undirected", "which ties of a directed file are kept"));
    polder_json_set(b, keys, "organisations_file",
                    text_of(b, "a table of organisations beside a list of ties"));
    polder_json_set(b, keys, "label", text_of(b, "attribute with the names of the organisations"));
    polder_json_set(b, keys, "organisations",
                    mapped_fields(b, table, POLDER_ORGANISATION,
                                  "states of organisations, from attributes of the file"));
    polder_json_set(
        b, keys, "relations",
        mapped_fields(b, table, POLDER_ARC, "states of relations, from attributes of the file"));
    return section(b, keys, "how networks are made, or the file they are read from");
}

static json_t *list_of(polder_json_t *b, json_t *items, const char *doc)
{
    json_t *object = json_object(), *type = json_array();
    polder_json_append(b, type, json_string("array"));
    polder_json_append(b, type, json_string("null"));
    polder_json_set(b, object, "type", type);
    polder_json_set(b, object, "items", items);
    polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *levers(polder_json_t *b, const polder_table_t *table)
{
    json_t *push = typed(b, "object"), *keys = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->role != POLDER_LEVER || strncmp(field->name, "lever.", 6) != 0) continue;
        json_t *level = bounded(b, field);
        annotate(b, level, field);
        polder_json_set(b, keys, field->name + 6, level);
    }
    polder_json_set(b, keys, "from", whole(b, 1, POLDER_MAX_HORIZON, "first tick, counted from 1"));
    polder_json_set(b, keys, "until", whole(b, 1, POLDER_MAX_HORIZON, "last tick, included"));
    polder_json_set(b, push, "properties", keys);
    polder_json_set(b, push, "additionalProperties", json_false());
    polder_json_set(b, push, "minProperties", json_integer(1));
    return list_of(
        b, push, "pushes on levers; those of one tick on one lever join as 1 - (1 - a)(1 - b)...");
}

static json_t *without(polder_json_t *b, const polder_table_t *table)
{
    json_t *item = json_object(), *names = json_array();
    for (int p = 0; p < table->n_part; p++)
        if (table->part[p]->kind == POLDER_MECHANISM && !table->part[p]->required)
            polder_json_append(b, names, json_string(table->part[p]->name));
    polder_json_set(b, item, "enum", names);
    return list_of(b, item, "mechanisms switched off");
}

static json_t *field_names(polder_json_t *b, const polder_table_t *table, int level,
                           const char *doc)
{
    json_t *item = json_object(), *names = json_array();
    for (int f = 0; f < table->n_field; f++)
        if (level < 0 || (int)table->field[f]->level == level)
            polder_json_append(b, names, json_string(table->field[f]->name));
    polder_json_set(b, item, "enum", names);
    return list_of(b, item, doc);
}

static json_t *record(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = json_object();
    polder_json_set(b, keys, "networks",
                    whole(b, 0, POLDER_MAX_REPLICATES, "networks recorded over time"));
    polder_json_set(b, keys, "every", whole(b, 1, POLDER_MAX_HORIZON, "ticks between records"));
    polder_json_set(b, keys, "columns", field_names(b, table, -1, "fields recorded over time"));
    polder_json_set(b, keys, "summary",
                    field_names(b, table, POLDER_NETWORK, "fields kept for every network"));
    return section(b, keys, "what is kept");
}

/* {mean: …, sd: …}: all of them. */
static json_t *named_arguments(polder_json_t *b, int kind)
{
    json_t *object = typed(b, "object"), *keys = json_object(), *required = json_array();
    const char *at = NULL;
    int length = 0;
    for (int i = 0; (at = polder_choice_at(distribution[kind].argument, i, &length)) != NULL; i++) {
        char name[40];
        snprintf(name, sizeof name, "%.*s", length, at);
        polder_json_set(b, keys, name,
                        typed(b, kind == POLDER_DRAW_INTEGER ? "integer" : "number"));
        polder_json_append(b, required, json_string(name));
    }
    polder_json_set(b, object, "properties", keys);
    polder_json_set(b, object, "required", required);
    polder_json_set(b, object, "additionalProperties", json_false());
    return object;
}

/* One distribution: {name: [numbers]}, {name: {argument: number}}, or {name: number} if it takes
 * one. */
static json_t *distribution_schema(polder_json_t *b, int kind)
{
    const int n = distribution[kind].n;
    json_t *object = typed(b, "object"), *keys = json_object(), *required = json_array();
    json_t *list = typed(b, "array"), *content = json_object(), *either = json_array();
    polder_json_set(b, list, "items", typed(b, kind == POLDER_DRAW_INTEGER ? "integer" : "number"));
    polder_json_set(b, list, "minItems", json_integer(n ? n : 1));
    if (n > 0) polder_json_set(b, list, "maxItems", json_integer(n));
    polder_json_append(b, either, list);
    if (n == 1) polder_json_append(b, either, typed(b, "number"));
    if (n > 0) polder_json_append(b, either, named_arguments(b, kind));
    if (kind == POLDER_DRAW_CHOICE) {
        json_t *weights = typed(b, "object"), *weight = typed(b, "number");
        polder_json_set(b, weight, "minimum", json_integer(0));
        polder_json_set(b, weights, "additionalProperties", weight);
        polder_json_set(b, weights, "minProperties", json_integer(1));
        polder_json_append(b, either, weights);
    }
    polder_json_set(b, content, "anyOf", either);
    polder_json_text(b, content, "description", distribution[kind].doc);
    polder_json_set(b, keys, distribution[kind].name, content);
    polder_json_append(b, required, json_string(distribution[kind].name));
    polder_json_set(b, object, "properties", keys);
    polder_json_set(b, object, "required", required);
    polder_json_set(b, object, "additionalProperties", json_false());
    return object;
}

static json_t *pair(polder_json_t *b)
{
    json_t *list = typed(b, "array");
    polder_json_set(b, list, "items", typed(b, "number"));
    polder_json_set(b, list, "minItems", json_integer(2));
    polder_json_set(b, list, "maxItems", json_integer(2));
    return list;
}

/* A word, or the ends of the scale and what becomes of them. */
static json_t *scale(polder_json_t *b)
{
    json_t *object = typed(b, "object"), *keys = json_object(), *required = json_array();
    polder_json_set(b, keys, "from", pair(b));
    polder_json_set(b, keys, "to", pair(b));
    polder_json_append(b, required, json_string("from"));
    polder_json_set(b, object, "properties", keys);
    polder_json_set(b, object, "required", required);
    polder_json_set(b, object, "additionalProperties", json_false());
    json_t *either = json_array(), *whole_thing = json_object();
    polder_json_append(b, either, word_of(b, "as-is|rank|range", "how it is scaled"));
    polder_json_append(b, either, object);
    polder_json_set(b, whole_thing, "anyOf", either);
    return whole_thing;
}

/* An attribute of a network file: its name, or how it is turned into a value. */
static json_t *attribute(polder_json_t *b)
{
    json_t *object = typed(b, "object"), *keys = json_object(), *required = json_array();
    polder_json_set(b, keys, "attribute", text_of(b, "name in the file"));
    polder_json_set(b, keys, "scale", scale(b));
    polder_json_set(b, keys, "reverse", typed(b, "boolean"));
    polder_json_set(b, keys, "from", typed(b, "number"));
    polder_json_set(b, keys, "to", typed(b, "number"));
    polder_json_append(b, required, json_string("attribute"));
    polder_json_set(b, object, "properties", keys);
    polder_json_set(b, object, "required", required);
    polder_json_set(b, object, "additionalProperties", json_false());
    json_t *either = json_array(), *whole_thing = json_object();
    polder_json_append(b, either, typed(b, "string"));
    polder_json_append(b, either, object);
    polder_json_set(b, whole_thing, "anyOf", either);
    return whole_thing;
}

static json_t *definitions(polder_json_t *b)
{
    json_t *object = json_object(), *any = json_array(), *whole_any = json_array();
    for (int kind = 1; kind < (int)(sizeof distribution / sizeof *distribution); kind++) {
        const char *name = distribution[kind].name;
        polder_json_set(b, object, name, distribution_schema(b, kind));
        polder_json_append(b, any, reference(b, name));
        if (kind == POLDER_DRAW_INTEGER || kind == POLDER_DRAW_CHOICE)
            polder_json_append(b, whole_any, reference(b, name));
    }
    json_t *all = json_object(), *whole_all = json_object();
    polder_json_set(b, all, "anyOf", any);
    polder_json_set(b, whole_all, "anyOf", whole_any);
    polder_json_set(b, object, "distribution", all);
    polder_json_set(b, object, "whole-distribution", whole_all);
    polder_json_set(b, object, "attribute", attribute(b));
    return object;
}

static json_t *properties(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = json_object(), *model = json_object();
    polder_json_text(b, model, "const", table->model->name);
    polder_json_text(b, model, "description", table->model->doc);
    polder_json_set(b, keys, "model", model);
    polder_json_set(b, keys, "title", text_of(b, "one line"));
    polder_json_set(b, keys, "description", text_of(b, "what is asked, and why"));
    polder_json_set(b, keys, "seed", whole(b, 0, INT64_MAX, "of the random numbers"));
    polder_json_set(b, keys, "replicates",
                    whole(b, 1, POLDER_MAX_REPLICATES, "number of networks"));
    json_t *horizon = whole(b, 1, POLDER_MAX_HORIZON, "number of ticks");
    polder_json_set(b, horizon, "default", json_integer(table->model->horizon));
    polder_json_set(b, keys, "horizon", horizon);
    polder_json_set(b, keys, "network", network(b, table));
    polder_json_set(b, keys, "values", values(b, table));
    polder_json_set(
        b, keys, "initial",
        section(b, drawn_fields(b, table, POLDER_STATE, -1, ""), "first values of states"));
    polder_json_set(b, keys, "without", without(b, table));
    polder_json_set(b, keys, "levers", levers(b, table));
    polder_json_set(b, keys, "record", record(b, table));
    polder_json_set(b, keys, "design", polder_json_design(b, table));
    json_t *fact = typed(b, "object");
    polder_json_text(b, fact, "description",
                     "a published fact to hold the model against: polder facts");
    polder_json_set(b, keys, "fact", fact);
    return keys;
}

/* What an arm may set: parameters by their full name, first values after "initial.". */
static json_t *settable(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = drawn_fields(b, table, POLDER_PARAMETER, -1, "");
    json_t *first = drawn_fields(b, table, POLDER_STATE, -1, ""), *value = NULL;
    const char *name = NULL;
    json_object_foreach(first, name, value)
    {
        char initial[120];
        snprintf(initial, sizeof initial, "initial.%.100s", name);
        polder_json_set(b, keys, initial, json_incref(value));
    }
    json_decref(first);
    return keys;
}

int polder_scenario_schema(const char *model, char **json, polder_report_t *report)
{
    polder_table_t table;
    polder_json_t b = {0};
    char title[160];
    *json = NULL;
    int code = polder_table_init(&table, model, report);
    if (code < 0) return code;
    json_t *root = typed(&b, "object"), *required = json_array();
    json_t *keys = properties(&b, &table), *defs = definitions(&b);
    polder_schema_arms(&b, &table, settable(&b, &table), keys, defs);
    snprintf(title, sizeof title, "Polder: a scenario of the model %.100s", table.model->name);
    polder_json_text(&b, root, "$schema", "https://json-schema.org/draft/2020-12/schema");
    polder_json_text(&b, root, "title", title);
    polder_json_append(&b, required, json_string("model"));
    polder_json_set(&b, root, "required", required);
    polder_json_set(&b, root, "properties", keys);
    polder_json_set(&b, root, "additionalProperties", json_false());
    polder_json_set(&b, root, "$defs", defs);
    code = polder_json_write(&b, root, json, report);
    polder_table_free(&table);
    return code;
}
