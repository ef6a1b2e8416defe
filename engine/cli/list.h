/* list.h: the scenarios that `polder list scenarios` finds. */
#ifndef POLDER_LIST_H
#define POLDER_LIST_H

#include <jansson.h>

/* An array of {"path", "title", "model", "ok"}, sorted by path: the YAML files in scenarios/
 * of the working folder, or else of the place Polder was installed or built. NULL without
 * memory. *folder is the folder looked in, or NULL if there is none; the caller frees. */
json_t *polder_list_scenarios(char **folder);

#endif
