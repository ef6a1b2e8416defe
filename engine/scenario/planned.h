/* planned.h: events that a scenario asks for, as it writes them. See kernel/planned.h. */
#ifndef POLDER_SCENARIO_PLANNED_H
#define POLDER_SCENARIO_PLANNED_H

#include "scenario/key.h"

/* Adds the events of a list to those of the experiment. */
void polder_loader_events(polder_loader_t *r, const polder_yaml_node_t *list);
/* Of a key with such a list. */
json_t *polder_events_schema(polder_json_t *b, const polder_key_t *key);
json_t *polder_event_write(polder_json_t *b, const polder_planned_t *planned);

#endif
