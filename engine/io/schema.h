/* schema.h: the pieces a JSON Schema of scenarios is made of. See scenario.h. */
#ifndef POLDER_SCHEMA_H
#define POLDER_SCHEMA_H

#include "io/json.h"
#include "kernel/table.h"

/* What arms and interventions may contain: adds to `keys` the sections arms, baseline and
 * interventions, and to `defs` what these refer to, among it intervention-file: what stands in a
 * file interventions/NAME.yaml. Takes over `set`, the values an arm may set. */
void polder_schema_arms(polder_json_t *b, const polder_table_t *table, json_t *set, json_t *keys,
                        json_t *defs);

#endif
