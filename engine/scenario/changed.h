/* changed.h: the network of an arm that differs from that of the others, as a scenario writes it.
 */
#ifndef POLDER_SCENARIO_CHANGED_H
#define POLDER_SCENARIO_CHANGED_H

#include "scenario/key.h"

/* The key network of arm number `arm`. */
void polder_loader_changed(polder_loader_t *r, const polder_yaml_node_t *node, int arm);
json_t *polder_changed_schema(polder_json_t *b, const polder_key_t *key);
/* NULL: nothing is changed. */
json_t *polder_changed_write(polder_json_t *b, const polder_changed_t *changed);

#endif
