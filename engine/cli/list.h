/* list.h: the scenarios and interventions that `polder list` finds. */
#ifndef POLDER_LIST_H
#define POLDER_LIST_H

#include <jansson.h>

/* An array of {"path", "title", "model", "ok"}, sorted by path: the YAML files in scenarios/
 * of the working folder, or else of the place Polder was installed or built, then those in its
 * folders. NULL without memory. *folder is the folder looked in, or NULL if there is none; the
 * caller frees. */
json_t *polder_list_scenarios(char **folder);

/* Likewise interventions/ in the same folder: {"name", "title", "title_nl", "description",
 * "concepts", "techniques", "ok"} and, if ok, what a scenario of the model would make of it:
 * "target", "start", "cost" in words, "per_month", "per_member", and "parts" with their levers. */
json_t *polder_list_interventions(const char *model, char **folder);

/* The folder scenarios/, or NULL; the caller frees. */
char *polder_list_folder(void);
/* Names of the YAML files in a folder, sorted; returns how many. The caller frees each and all. */
int polder_list_files(const char *folder, char ***name);

#endif
