/* list.h: the scenarios, interventions and causes that `polder list` finds. */
#ifndef POLDER_LIST_H
#define POLDER_LIST_H

#include <jansson.h>
#include <stdbool.h>

#include "document/document.h"

/* An array of {"path", "title", "model", "ok"}, sorted by path: the YAML files in scenarios/
 * of the working folder, or else of the place Polder was installed or built, then those in its
 * folders. NULL without memory. *folder is the folder looked in, or NULL if there is none; the
 * caller frees. */
json_t *polder_list_scenarios(char **folder);

/* Likewise interventions/ of the working folder, of the one above, and in the same folder as the
 * scenarios: {"name", "path", "title", "title_nl", "in_short", "in_short_nl", "description",
 * "description_nl", "concepts", "techniques", "ok"}
 * and, if ok, what a scenario of the model would make of it: "target", "start", "cost" in words,
 * "per_month", "per_member", and "parts" with each its own and its levers. */
json_t *polder_list_interventions(const char *model, char **folder);
/* Of one of these, by its name: {"name", "title", "title_nl"}; NULL: there is none. */
json_t *polder_list_titles(const char *name);
/* The same of parts of programmes that have a title of their own: by name, all there are. */
json_t *polder_list_part_titles(void);
/* All about one of them. */
polder_document_t *polder_list_intervention(polder_language_t language, const json_t *intervention);

/* Likewise the causes of a model, where polder_cli_causes finds them: {"id", "name", "path", "ok"}
 * and, if ok, "title", "symptom", "problem" and "way_out", each in Dutch too ("title_nl"),
 * "remedies", and "carriers" with "default", "worse" and, where given, "worst" and "healthy".
 * Problems go to stderr, also that memory ran out: then NULL. */
json_t *polder_list_causes(const char *model);
/* Are all of these files valid? */
bool polder_list_causes_good(const json_t *list);
/* All about one of them, by its id or the name of its file; returns the exit code. */
int polder_list_cause(const char *name, const char *model, bool json);

/* The folder scenarios/, or NULL; the caller frees. */
char *polder_list_folder(void);
/* The one beside the program, also if the working folder has one. */
char *polder_list_shelf(void);
/* Paths of the folders in it that hold scenarios; the caller frees each and all. */
int polder_list_chapters(const char *folder, char ***path);
/* Names of the YAML files in a folder, sorted; returns how many, −1 without memory. The caller
 * frees each and all. */
int polder_list_files(const char *folder, char ***name);

#endif
