/* schema.h: the pieces a JSON Schema of scenarios is made of. See scenario.h and key.h. */
#ifndef POLDER_SCHEMA_H
#define POLDER_SCHEMA_H

#include "io/json.h"
#include "kernel/table.h"

/* {"$ref": "#/$defs/NAME"} */
json_t *polder_schema_reference(polder_json_t *b, const char *name);
json_t *polder_schema_typed(polder_json_t *b, const char *type);
json_t *polder_schema_text(polder_json_t *b, const char *doc);
json_t *polder_schema_whole(polder_json_t *b, int64_t min, int64_t max, const char *doc);
/* The words of "a|b|c"; the value that is one of them. */
json_t *polder_schema_words(polder_json_t *b, const char *choices);
json_t *polder_schema_word(polder_json_t *b, const char *choices, const char *doc);
/* A number inside the bounds of a field. */
json_t *polder_schema_bounded(polder_json_t *b, const polder_field_t *field);
/* What the table of fields says of one. */
void polder_schema_annotate(polder_json_t *b, json_t *object, const polder_field_t *field);
/* An object with these keys and no others; these take over `properties` and `items`. */
json_t *polder_schema_closed(polder_json_t *b, json_t *properties);
/* Of `closed` and of a list what a section is: it may also be left empty. */
json_t *polder_schema_section(polder_json_t *b, json_t *properties, const char *doc);
json_t *polder_schema_list(polder_json_t *b, json_t *items, const char *doc);
/* One or the other; both are taken over. */
json_t *polder_schema_either(json_t *one, json_t *other, const char *doc);
/* A list of at least `least`, which may not be left empty. */
json_t *polder_schema_several(json_t *items, int least, const char *doc);
/* A text that is meant as a condition. */
json_t *polder_schema_condition(const char *doc);
/* Parameters or initial values, which may be drawn: the fields of a role whose name begins with
 * `prefix`, without it. */
json_t *polder_schema_drawn(polder_json_t *b, int role, const char *prefix);

/* What the factors of a design may be, by name (axis.c). */
json_t *polder_schema_axes(polder_json_t *b);

/* What the sections add to "$defs": an attribute of a network file (scenario_network.c); a use of
 * an intervention and what it is made of, and intervention-file, which stands in a file of its own
 * (intervention.c). */
json_t *polder_schema_target(polder_json_t *b, const char *doc);
json_t *polder_schema_attribute(polder_json_t *b);
void polder_schema_interventions(polder_json_t *b, json_t *defs);
/* Adds event: one that a scenario asks for (scenario_planned.c). */
void polder_schema_event(polder_json_t *b, json_t *defs);
/* Adds cause-file: what stands in a file causes/NAME.yaml (cause.c). */
void polder_schema_cause(polder_json_t *b, json_t *defs);

#endif
