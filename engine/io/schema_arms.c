/* schema_arms.c: JSON Schema of arms and interventions. See schema.h, intervention.h. */
#include "io/schema.h"

#include <stdio.h>
#include <string.h>

#include "io/reader.h"

static json_t *refer(const char *name)
{
    char path[80];
    snprintf(path, sizeof path, "#/$defs/%s", name);
    return json_pack("{s:s}", "$ref", path);
}

static json_t *text(const char *doc)
{
    return json_pack("{s:s, s:s}", "type", "string", "description", doc);
}

/* An object with these keys and no others. */
static json_t *object(json_t *properties, const char *doc)
{
    return json_pack("{s:s, s:o, s:b, s:s}", "type", "object", "properties", properties,
                     "additionalProperties", 0, "description", doc);
}

static json_t *list(json_t *items, int least, const char *doc)
{
    return json_pack("{s:s, s:o, s:i, s:s}", "type", "array", "items", items, "minItems", least,
                     "description", doc);
}

static json_t *either(json_t *one, json_t *other, const char *doc)
{
    return json_pack("{s:[o, o], s:s}", "anyOf", one, other, "description", doc);
}

/* A value, or a list of values with an arm for each. */
static json_t *varied(json_t *value, const char *doc)
{
    json_t *many = list(json_deep_copy(value), 1, "an arm for each");
    return either(value, many, doc);
}

static json_t *ticks(void)
{
    return json_pack("{s:s, s:i, s:i}", "type", "integer", "minimum", 1, "maximum",
                     (int)POLDER_MAX_HORIZON);
}

static json_t *condition(const char *doc)
{
    /* a comparison, and none of the signs and capitals of other languages */
    static const char pattern[] = "^(?!.*([&|]|!(?!=)|\\b(AND|OR|NOT|FOR)\\b)).*[<>=]";
    return json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", pattern, "description", doc);
}

static json_t *levers(polder_json_t *b, const polder_table_t *table)
{
    json_t *keys = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->role == POLDER_LEVER && strncmp(field->name, "lever.", 6) == 0)
            polder_json_set(b, keys, field->name + 6,
                            json_pack("{s:s, s:o, s:o, s:s}", "type", "number", "minimum",
                                      polder_json_float(field->min), "maximum",
                                      polder_json_float(field->max), "description", field->doc));
    }
    return object(keys, "level of each lever at dose 1");
}

static json_t *fields_of_organisations(polder_json_t *b, const polder_table_t *table)
{
    json_t *names = json_array();
    for (int f = 0; f < table->n_field; f++)
        if (table->field[f]->level == POLDER_ORGANISATION)
            polder_json_append(b, names, json_string(table->field[f]->name));
    return json_pack("{s:o}", "enum", names);
}

static json_t *target(polder_json_t *b, const polder_table_t *table)
{
    json_t *whom = json_pack(
        "{s:o, s:o, s:{s:s, s:i, s:i}, s:o, s:o}", "highest", fields_of_organisations(b, table),
        "lowest", fields_of_organisations(b, table), "share", "type", "number", "exclusiveMinimum",
        0, "maximum", 1, "newcomers", ticks(), "where", condition("members for whom it holds"));
    json_t *part = object(whom, "a part of the members");
    polder_json_set(b, part, "maxProperties", json_integer(2));
    polder_json_set(b, part, "oneOf",
                    json_pack("[{s:[s, s]}, {s:[s, s]}, {s:[s], s:{s:[s]}}, {s:[s], s:{s:[s]}}]",
                              "required", "highest", "share", "required", "lowest", "share",
                              "required", "newcomers", "not", "required", "share", "required",
                              "where", "not", "required", "share"));
    json_t *word = json_pack("{s:[s, s]}", "enum", "network", "newcomers");
    return either(either(word, condition("members for whom it holds"), "a word or a condition"),
                  part, "whom it touches; default: network");
}

static json_t *cost(void)
{
    json_t *days = json_pack("{s:s, s:i, s:i}", "type", "number", "minimum", 0, "maximum", 1000000);
    return object(json_pack("{s:O, s:o}", "per_month", days, "per_member", days),
                  "days of work a month, of whoever guides and of each member it touches");
}

static void definitions(polder_json_t *b, const polder_table_t *table, json_t *defs)
{
    polder_json_set(b, defs, "lever-levels", levers(b, table));
    polder_json_set(b, defs, "dose",
                    json_pack("{s:s, s:i, s:i, s:s}", "type", "number", "minimum", 0, "maximum", 1,
                              "description", "share of the levels"));
    polder_json_set(b, defs, "start",
                    either(ticks(),
                           condition("such as trust.mean < 0.4 and momentum < 0.3 for 3 months"),
                           "first tick, or what it waits for"));
    polder_json_set(b, defs, "duration", ticks());
    polder_json_set(b, defs, "target", target(b, table));
    polder_json_set(b, defs, "cost", cost());
}

static void add(polder_json_t *b, json_t *keys, const char *const *name, size_t n)
{
    for (size_t i = 0; i < n; i++) polder_json_set(b, keys, name[i], refer(name[i]));
}

/* The keys an intervention, its techniques and its users have in common. */
static json_t *layer(polder_json_t *b)
{
    static const char *const name[] = {"dose", "start", "duration", "target", "cost"};
    json_t *keys = json_object();
    add(b, keys, name, sizeof name / sizeof *name);
    polder_json_set(b, keys, "levers", refer("lever-levels"));
    return keys;
}

static json_t *title(void)
{
    json_t *languages = json_pack("{s:o, s:o}", "en", text("English"), "nl", text("Dutch"));
    return either(text("one line"), object(languages, "one line each"), "what it is called");
}

static json_t *programme(void)
{
    return list(refer("use"), 1, "other interventions, instead of levers");
}

static json_t *use(polder_json_t *b)
{
    json_t *keys = layer(b);
    polder_json_set(b, keys, "use", text("name of a file in interventions/, or its path"));
    polder_json_set(b, keys, "name", text("what to call it"));
    polder_json_set(b, keys, "technique", text("one of the file's techniques"));
    polder_json_set(b, keys, "programme", programme());
    return either(text("name of a file in interventions/, or its path"),
                  object(keys, "changed, or with levers of its own"), "an intervention");
}

static json_t *intervention_file(polder_json_t *b)
{
    json_t *keys = layer(b), *technique = layer(b);
    polder_json_set(b, technique, "title", title());
    polder_json_set(b, technique, "description", text("what it is"));
    polder_json_set(b, keys, "title", title());
    polder_json_set(b, keys, "description", text("what it is"));
    polder_json_set(b, keys, "concepts", list(text("id of a concept"), 0, "ideas it stands for"));
    polder_json_set(b, keys, "technique", text("the one that is used if none is asked for"));
    polder_json_set(b, keys, "programme", programme());
    polder_json_set(b, keys, "techniques",
                    json_pack("{s:s, s:o, s:s}", "type", "object", "additionalProperties",
                              object(technique, "a variant"), "description", "variants, by name"));
    return object(keys, "a file in interventions/");
}

static json_t *arm(polder_json_t *b, json_t *set)
{
    json_t *keys = json_object(), *values = json_object(), *value = NULL;
    const char *name = NULL;
    json_object_foreach(set, name, value)
        polder_json_set(b, values, name,
                        either(json_incref(value), list(json_object(), 1, "an arm for each"),
                               "a value, or a list of values"));
    json_decref(set);
    polder_json_set(b, keys, "name", text("what the arm is called"));
    polder_json_set(b, keys, "intervention", refer("use"));
    polder_json_set(b, keys, "interventions", list(refer("use"), 0, "all at once"));
    polder_json_set(b, keys, "each", list(refer("use"), 1, "an arm for each of these alone"));
    polder_json_set(b, keys, "pairs", list(refer("use"), 2, "an arm for each pair of these"));
    polder_json_set(b, keys, "dose", varied(refer("dose"), "one, or an arm for each"));
    polder_json_set(b, keys, "start", varied(refer("start"), "one, or an arm for each"));
    polder_json_set(b, keys, "duration", varied(refer("duration"), "one, or an arm for each"));
    polder_json_set(b, keys, "target", refer("target"));
    polder_json_set(b, keys, "set", object(values, "parameters, and initial.STATE"));
    return either(text("none, or the name of an intervention"), object(keys, "one or more arms"),
                  "one or more arms");
}

void polder_schema_arms(polder_json_t *b, const polder_table_t *table, json_t *set, json_t *keys,
                        json_t *defs)
{
    definitions(b, table, defs);
    polder_json_set(b, defs, "use", use(b));
    polder_json_set(b, defs, "intervention-file", intervention_file(b));
    polder_json_set(b, keys, "arms",
                    either(list(arm(b, set), 1, "ways to deal with the same networks"),
                           json_pack("{s:s}", "type", "null"), "arms of the experiment"));
    polder_json_set(b, keys, "baseline", text("the arm that others are compared with"));
    polder_json_set(b, keys, "interventions",
                    either(list(refer("use"), 0, "what all arms have in common"),
                           json_pack("{s:s}", "type", "null"), "interventions in all arms"));
}
