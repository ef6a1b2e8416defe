/* schema_cause.c: JSON Schema of causes of failure. See schema.h, cause.h. */
#include <stdio.h>
#include <string.h>

#include "scenario/cause.h"
#include "scenario/schema.h"

static json_t *text(const char *doc)
{
    return json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", "\\S", "description", doc);
}

/* One text in each language. */
static json_t *words(const char *doc)
{
    return json_pack("{s:s, s:{s:o, s:o}, s:[s, s], s:b, s:s}", "type", "object", "properties",
                     "en", text("English"), "nl", text("Dutch"), "required", "en", "nl",
                     "additionalProperties", 0, "description", doc);
}

/* {worse: higher, worst: 2.2, healthy: 0.3}; `field` NULL: of all fields of a part. */
static json_t *carrier(polder_json_t *b, const polder_field_t *field)
{
    json_t *value = json_pack("{s:s}", "type", "number");
    if (field) {
        polder_json_set(b, value, "minimum", polder_json_float(field->min));
        polder_json_set(b, value, "maximum", polder_json_float(field->max));
    }
    json_t *keys = json_pack("{s:{s:[s, s], s:s}, s:O, s:O}", "worse", "enum", "lower", "higher",
                             "description", "the direction in which the cause grows stronger",
                             "worst", value, "healthy", value);
    json_decref(value);
    return json_pack("{s:s, s:o, s:[s], s:b, s:s}", "type", "object", "properties", keys,
                     "required", "worse", "additionalProperties", 0, "description",
                     field ? field->doc : "whatever of it is not named itself");
}

/* Every field that may be one, and PART.* for each part that has some. */
static json_t *carriers(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        const char *point = strchr(field->name, '.');
        char all[120];
        if (!polder_field_is_carrier(field)) continue;
        polder_json_set(b, keys, field->name, carrier(b, field));
        if (!point) continue;
        snprintf(all, sizeof all, "%.*s.*", (int)(point - field->name), field->name);
        if (!json_object_get(keys, all)) polder_json_set(b, keys, all, carrier(b, NULL));
    }
    return json_pack("{s:s, s:o, s:b, s:i, s:s}", "type", "object", "properties", keys,
                     "additionalProperties", 0, "minProperties", 1, "description",
                     "the numbers of the model that carry it");
}

void polder_schema_cause(polder_json_t *b, const polder_table_t *table, json_t *defs)
{
    static const char *const key[] = {"model",   "id",      "title",    "symptom",
                                      "problem", "way_out", "remedies", "carriers"};
    json_t *keys = json_object(), *required = json_array();
    polder_json_set(b, keys, "model", json_pack("{s:s}", "const", table->model->name));
    polder_json_set(b, keys, "id",
                    json_pack("{s:s, s:s, s:s}", "type", "string", "pattern",
                              "^[A-Za-z][A-Za-z0-9]{0,15}$", "description",
                              "its own, such as F13"));
    polder_json_set(b, keys, "title", words("what it is called"));
    polder_json_set(b, keys, "symptom", words("what one sees"));
    polder_json_set(b, keys, "problem", words("what lies under it"));
    polder_json_set(b, keys, "way_out", words("what may be done"));
    polder_json_set(b, keys, "remedies",
                    json_pack("{s:s, s:{s:s}, s:i, s:i, s:b, s:s}", "type", "array", "items",
                              "type", "string", "minItems", 1, "maxItems", 20, "uniqueItems", 1,
                              "description", "names of files in interventions/"));
    polder_json_set(b, keys, "carriers", carriers(b, table));
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        polder_json_append(b, required, json_string(key[i]));
    polder_json_set(b, defs, "cause-file",
                    json_pack("{s:s, s:o, s:o, s:b, s:s}", "type", "object", "properties", keys,
                              "required", required, "additionalProperties", 0, "description",
                              "a file in causes/"));
}
