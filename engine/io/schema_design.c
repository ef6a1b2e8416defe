/* schema_design.c: JSON Schema of the section "design". See json.h.
 *
 * It says which factors there are and how their values are given, not which keys belong to
 * which kind: only the loader checks that.
 */
#include <stdio.h>
#include <string.h>

#include "design/design.h"
#include "io/json.h"
#include "io/reader.h"

static json_t *words(polder_json_t *b, const char *choices)
{
    json_t *object = json_object(), *list = json_array();
    const char *at = NULL;
    int length = 0;
    for (int i = 0; (at = polder_choice_at(choices, i, &length)) != NULL; i++)
        polder_json_append(b, list, json_stringn(at, (size_t)length));
    polder_json_set(b, object, "enum", list);
    return object;
}

static json_t *typed(polder_json_t *b, const char *type, const char *doc)
{
    json_t *object = json_object();
    polder_json_text(b, object, "type", type);
    if (doc) polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *whole(polder_json_t *b, int min, int max, const char *doc)
{
    json_t *object = typed(b, "integer", doc);
    polder_json_set(b, object, "minimum", json_integer(min));
    polder_json_set(b, object, "maximum", json_integer(max));
    return object;
}

static json_t *list_of(polder_json_t *b, json_t *item, int min, int max)
{
    json_t *object = typed(b, "array", NULL);
    polder_json_set(b, object, "items", item);
    polder_json_set(b, object, "minItems", json_integer(min));
    if (max > 0) polder_json_set(b, object, "maxItems", json_integer(max));
    return object;
}

static json_t *closed(polder_json_t *b, json_t *properties)
{
    json_t *object = typed(b, "object", NULL);
    polder_json_set(b, object, "properties", properties);
    polder_json_set(b, object, "additionalProperties", json_false());
    return object;
}

/* One value of a field; of an argument if `field` is NULL. */
static json_t *value(polder_json_t *b, const polder_field_t *field)
{
    if (field && field->choices) return words(b, field->choices);
    const bool integer = field && (field->flags & POLDER_WHOLE);
    json_t *object = typed(b, integer ? "integer" : "number", NULL);
    if (field) polder_json_set(b, object, "minimum", polder_json_float(field->min));
    if (field) polder_json_set(b, object, "maximum", polder_json_float(field->max));
    return object;
}

/* {values: […]}, {from: …, to: …} or [from, to]. */
static json_t *axis(polder_json_t *b, const polder_field_t *field)
{
    json_t *object = json_object(), *either = json_array(), *keys = json_object();
    polder_json_set(b, keys, "values", list_of(b, value(b, field), 1, 0));
    polder_json_append(b, either, closed(b, keys));
    if (!field || !field->choices) {
        json_t *range = json_object();
        polder_json_set(b, range, "from", value(b, field));
        polder_json_set(b, range, "to", value(b, field));
        polder_json_set(b, range, "steps", whole(b, 2, POLDER_MAX_CASES, "both ends included"));
        polder_json_set(b, range, "scale", words(b, "linear|log"));
        polder_json_append(b, either, closed(b, range));
        polder_json_append(b, either, list_of(b, value(b, field), 2, 2));
    }
    polder_json_set(b, object, "anyOf", either);
    if (field) polder_json_text(b, object, "description", field->doc);
    return object;
}

/* "^NAME\\.(mean|sd|…)$" for every field that may have a distribution would be a schema of
 * many pages: any name with an argument behind it is let through. */
static json_t *arguments(polder_json_t *b)
{
    char pattern[200] = "\\.(", *at = pattern + 3;
    const char *end = pattern + sizeof pattern;
    for (int kind = POLDER_DRAW_NORMAL; kind < POLDER_DRAW_CHOICE; kind++)
        at += snprintf(at, (size_t)(end - at), "%s%s", kind > POLDER_DRAW_NORMAL ? "|" : "",
                       polder_reader_argument_names((polder_distribution_t)kind));
    snprintf(at, (size_t)(end - at), ")$");
    json_t *object = json_object();
    polder_json_set(b, object, pattern, axis(b, NULL));
    return object;
}

static json_t *factors(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = json_object(), *object = json_object(), *either = json_array();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        char name[200];
        snprintf(name, sizeof name, "%s%.150s", field->role == POLDER_STATE ? "initial." : "",
                 field->name);
        if (field->role == POLDER_PARAMETER || polder_field_is_given(field))
            polder_json_set(b, keys, name, axis(b, field));
    }
    json_t *mapping = closed(b, keys);
    polder_json_set(b, mapping, "patternProperties", arguments(b));
    polder_json_set(b, mapping, "minProperties", json_integer(1));
    polder_json_append(b, either, mapping);
    polder_json_append(b, either, list_of(b, typed(b, "string", NULL), 1, 0));
    polder_json_set(b, object, "anyOf", either);
    polder_json_text(b, object, "description",
                     "what is varied, each with its values or range; columns of a CSV file");
    return object;
}

json_t *polder_json_design(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = json_object(), *required = json_array(), *type = json_array();
    json_t *file = typed(b, "string", "of kind csv: a CSV file, relative to the scenario");
    polder_json_set(b, keys, "kind", words(b, POLDER_DESIGN_KINDS));
    polder_json_set(b, keys, "factors", factors(b, table));
    polder_json_set(b, keys, "points", whole(b, 1, POLDER_MAX_CASES, "points, or base points"));
    polder_json_set(b, keys, "trajectories", whole(b, 1, POLDER_MAX_CASES, "of kind morris"));
    json_t *levels = whole(b, 2, 1000, "of kind morris: an even number of levels of each factor");
    polder_json_set(b, levels, "multipleOf", json_integer(2));
    polder_json_set(b, levels, "default", json_integer(4));
    polder_json_set(b, keys, "levels", levels);
    polder_json_set(
        b, keys, "shift",
        typed(b, "boolean", "of sobol and saltelli: begin at a place that the seed gives"));
    polder_json_set(b, keys, "second_order",
                    typed(b, "boolean", "of saltelli: blocks for interactions of two factors"));
    polder_json_set(b, keys, "file", file);
    json_t *ignore = list_of(b, typed(b, "string", NULL), 1, 0);
    polder_json_text(b, ignore, "description", "of kind csv: columns that are not factors");
    polder_json_set(b, keys, "ignore", ignore);
    json_t *object = closed(b, keys);
    polder_json_append(b, type, json_string("object"));
    polder_json_append(b, type, json_string("null"));
    polder_json_set(b, object, "type", type);
    polder_json_append(b, required, json_string("kind"));
    polder_json_set(b, object, "required", required);
    polder_json_text(b, object, "description", "points at which all is tried");
    return object;
}
