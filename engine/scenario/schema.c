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
#include "scenario/key.h"
#include "scenario/scenario.h"
#include "scenario/schema.h"

static const struct {
    const char *name;
    int n;
    const char *argument, *doc;
} distribution[] = {
#define ROW(id, name, n, arguments, doc) {name, n, arguments, doc},
    POLDER_DISTRIBUTIONS(ROW)
#undef ROW
};

json_t *polder_schema_reference(polder_json_t *b, const char *name)
{
    char path[80];
    json_t *object = json_object();
    snprintf(path, sizeof path, "#/$defs/%s", name);
    polder_json_text(b, object, "$ref", path);
    return object;
}

json_t *polder_schema_typed(polder_json_t *b, const char *type)
{
    json_t *object = json_object();
    polder_json_text(b, object, "type", type);
    return object;
}

json_t *polder_schema_closed(polder_json_t *b, json_t *properties)
{
    json_t *object = polder_schema_typed(b, "object");
    polder_json_set(b, object, "properties", properties);
    polder_json_set(b, object, "additionalProperties", json_false());
    return object;
}

/* In YAML a section may also be left empty. */
static json_t *or_nothing(polder_json_t *b, json_t *object, const char *type, const char *doc)
{
    json_t *types = json_array();
    polder_json_append(b, types, json_string(type));
    polder_json_append(b, types, json_string("null"));
    polder_json_set(b, object, "type", types);
    if (doc) polder_json_text(b, object, "description", doc);
    return object;
}

json_t *polder_schema_section(polder_json_t *b, json_t *properties, const char *doc)
{
    return or_nothing(b, polder_schema_closed(b, properties), "object", doc);
}

json_t *polder_schema_list(polder_json_t *b, json_t *items, const char *doc)
{
    json_t *object = json_object();
    polder_json_set(b, object, "items", items);
    return or_nothing(b, object, "array", doc);
}

json_t *polder_schema_text(polder_json_t *b, const char *doc)
{
    json_t *object = polder_schema_typed(b, "string");
    polder_json_text(b, object, "description", doc);
    return object;
}

json_t *polder_schema_whole(polder_json_t *b, int64_t min, int64_t max, const char *doc)
{
    json_t *object = polder_schema_typed(b, "integer");
    polder_json_set(b, object, "minimum", json_integer(min));
    polder_json_set(b, object, "maximum", json_integer(max));
    if (doc) polder_json_text(b, object, "description", doc);
    return object;
}

json_t *polder_schema_words(polder_json_t *b, const char *choices)
{
    json_t *list = json_array();
    const char *at = NULL;
    int length = 0;
    for (int i = 0; (at = polder_choice_at(choices, i, &length)) != NULL; i++)
        polder_json_append(b, list, json_stringn(at, (size_t)length));
    return list;
}

json_t *polder_schema_word(polder_json_t *b, const char *choices, const char *doc)
{
    json_t *object = json_object();
    polder_json_set(b, object, "enum", polder_schema_words(b, choices));
    if (doc) polder_json_text(b, object, "description", doc);
    return object;
}

json_t *polder_schema_bounded(polder_json_t *b, const polder_field_t *field)
{
    json_t *object = polder_schema_typed(b, (field->flags & POLDER_WHOLE) ? "integer" : "number");
    polder_json_set(b, object, "minimum", polder_json_float(field->min));
    polder_json_set(b, object, "maximum", polder_json_float(field->max));
    return object;
}

json_t *polder_schema_either(json_t *one, json_t *other, const char *doc)
{
    return json_pack("{s:[o, o], s:s}", "anyOf", one, other, "description", doc);
}

json_t *polder_schema_several(json_t *items, int least, const char *doc)
{
    return json_pack("{s:s, s:o, s:i, s:s}", "type", "array", "items", items, "minItems", least,
                     "description", doc);
}

json_t *polder_schema_condition(const char *doc)
{
    /* a comparison, and none of the signs and capitals of other languages */
    static const char pattern[] = "^(?!.*([&|]|!(?!=)|\\b(AND|OR|NOT|FOR)\\b)).*[<>=]";
    return json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", pattern, "description", doc);
}

/* An item of a choice, or a list of one and its weight. */
static json_t *or_weighted(polder_json_t *b, json_t *item)
{
    json_t *pair = polder_schema_typed(b, "array");
    polder_json_set(b, pair, "minItems", json_integer(2));
    polder_json_set(b, pair, "maxItems", json_integer(2));
    return polder_schema_either(item, pair, "a value, or a list of a value and its weight");
}

/* {choice: [words]} or {choice: {word: weight}}. */
static json_t *word_choice(polder_json_t *b, const polder_field_t *field)
{
    json_t *list = polder_schema_typed(b, "array"), *weights = polder_schema_typed(b, "object");
    json_t *item = json_object(), *name = json_object(), *weight = polder_schema_typed(b, "number");
    polder_json_set(b, item, "enum", polder_schema_words(b, field->choices));
    polder_json_set(b, list, "items", or_weighted(b, item));
    polder_json_set(b, list, "minItems", json_integer(1));
    polder_json_set(b, name, "enum", polder_schema_words(b, field->choices));
    polder_json_set(b, weights, "propertyNames", name);
    polder_json_set(b, weight, "minimum", json_integer(0));
    polder_json_set(b, weights, "additionalProperties", weight);
    polder_json_set(b, weights, "minProperties", json_integer(1));
    json_t *either = json_array(), *content = json_object(), *properties = json_object();
    polder_json_append(b, either, list);
    polder_json_append(b, either, weights);
    polder_json_set(b, content, "anyOf", either);
    polder_json_set(b, properties, "choice", content);
    json_t *object = polder_schema_typed(b, "object"), *required = json_array();
    polder_json_append(b, required, json_string("choice"));
    polder_json_set(b, object, "properties", properties);
    polder_json_set(b, object, "required", required);
    polder_json_set(b, object, "additionalProperties", json_false());
    return object;
}

void polder_schema_annotate(polder_json_t *b, json_t *object, const polder_field_t *field)
{
    polder_json_text(b, object, "title", field->name);
    polder_json_text(b, object, "description", field->doc);
    polder_json_text(b, object, "unit", field->unit);
    polder_json_text(b, object, "source", field->source ? field->source : "");
    polder_json_set(b, object, "default", polder_json_value(field, (double)field->value));
}

/* A parameter or an initial value: a constant or a distribution. */
static json_t *drawn(polder_json_t *b, const polder_field_t *field)
{
    json_t *object = json_object(), *either = json_array();
    if (field->choices) {
        json_t *word = json_object();
        polder_json_set(b, word, "enum", polder_schema_words(b, field->choices));
        polder_json_append(b, either, word);
        polder_json_append(b, either, word_choice(b, field));
    } else {
        polder_json_append(b, either, polder_schema_bounded(b, field));
        polder_json_append(b, either,
                           polder_schema_reference(b, (field->flags & POLDER_WHOLE)
                                                          ? "whole-distribution"
                                                          : "distribution"));
    }
    polder_json_set(b, object, "anyOf", either);
    polder_schema_annotate(b, object, field);
    return object;
}

json_t *polder_schema_drawn(polder_json_t *b, int role, const char *prefix)
{
    const polder_table_t *table = b->table;
    json_t *object = json_object();
    const size_t n = strlen(prefix);
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if ((int)field->role != role || (field->flags & POLDER_DERIVED)) continue;
        if (strncmp(field->name, prefix, n) == 0)
            polder_json_set(b, object, field->name + n, drawn(b, field));
    }
    return object;
}

/* {mean: …, sd: …}: all of them. */
static json_t *named_arguments(polder_json_t *b, int kind)
{
    json_t *object = polder_schema_typed(b, "object"), *keys = json_object(),
           *required = json_array();
    const char *at = NULL;
    int length = 0;
    for (int i = 0; (at = polder_choice_at(distribution[kind].argument, i, &length)) != NULL; i++) {
        char name[40];
        snprintf(name, sizeof name, "%.*s", length, at);
        polder_json_set(b, keys, name,
                        polder_schema_typed(b, kind == POLDER_DRAW_INTEGER ? "integer" : "number"));
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
    json_t *object = polder_schema_typed(b, "object"), *keys = json_object(),
           *required = json_array();
    json_t *list = polder_schema_typed(b, "array"), *content = json_object(),
           *either = json_array();
    json_t *item = polder_schema_typed(b, kind == POLDER_DRAW_INTEGER ? "integer" : "number");
    polder_json_set(b, list, "items", kind == POLDER_DRAW_CHOICE ? or_weighted(b, item) : item);
    polder_json_set(b, list, "minItems", json_integer(n ? n : 1));
    if (n > 0) polder_json_set(b, list, "maxItems", json_integer(n));
    polder_json_append(b, either, list);
    if (n == 1) polder_json_append(b, either, polder_schema_typed(b, "number"));
    if (n > 0) polder_json_append(b, either, named_arguments(b, kind));
    if (kind == POLDER_DRAW_CHOICE) {
        json_t *weights = polder_schema_typed(b, "object"),
               *weight = polder_schema_typed(b, "number");
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

static json_t *definitions(polder_json_t *b)
{
    json_t *object = json_object(), *any = json_array(), *whole_any = json_array();
    for (int kind = 1; kind < (int)(sizeof distribution / sizeof *distribution); kind++) {
        const char *name = distribution[kind].name;
        polder_json_set(b, object, name, distribution_schema(b, kind));
        polder_json_append(b, any, polder_schema_reference(b, name));
        if (kind == POLDER_DRAW_INTEGER || kind == POLDER_DRAW_CHOICE)
            polder_json_append(b, whole_any, polder_schema_reference(b, name));
    }
    json_t *all = json_object(), *whole_all = json_object();
    polder_json_set(b, all, "anyOf", any);
    polder_json_set(b, whole_all, "anyOf", whole_any);
    polder_json_set(b, object, "distribution", all);
    polder_json_set(b, object, "whole-distribution", whole_all);
    polder_json_set(b, object, "attribute", polder_schema_attribute(b));
    polder_schema_interventions(b, object);
    polder_schema_event(b, object);
    return object;
}

int polder_scenario_schema(const char *model, char **json, polder_report_t *report)
{
    polder_table_t table;
    polder_json_t b = {.table = &table};
    char title[160];
    *json = NULL;
    int code = polder_table_init(&table, model, report);
    if (code < 0) return code;
    json_t *root = polder_schema_typed(&b, "object"), *required = json_array();
    json_t *keys = polder_keys_schema(&b, &polder_top_keys);
    json_t *defs = definitions(&b);
    polder_schema_cause(&b, defs);
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
