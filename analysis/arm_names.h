/* arm_names.h: what the arms of a result are called, for people: on screens, in stories and reports.
 *
 * What     An arm has a name in the file, which commands and machines go by, and may have others for
 *          people (name_en, name_nl). One that has the name of an intervention is called by its title, in either
 *          language: "Guiding the process" for process-managing, and "nothing extra" for none. What a
 *          scenario puts into a name by itself (a field and its value, a dose, a start) is in words of
 *          the language (setting_words.h).
 * Titles   The program knows the interventions, and says once, before it reads a result, where their
 *          titles come from. Where nobody says so, names are as they are.
 */
#ifndef POLDER_ARM_NAMES_H
#define POLDER_ARM_NAMES_H

#include "document/document.h"
#include "experiment/experiment.h"
#include "io/store.h"

/* The title of an intervention; NULL: there is none of that name. It must stay. */
typedef const char *(*polder_title_t)(const char *name, polder_language_t language);
void polder_titles_from(polder_title_t titles, polder_title_t parts);
const char *polder_title_of(const char *name, polder_language_t language);
/* The same of an intervention that may be a part of a programme, with a name of its own. */
const char *polder_part_title_of(const char *name, polder_language_t language);

/* What the arm "none" is called. */
const char *polder_arm_none(polder_language_t language);

typedef struct {
    int n;
    char **in[POLDER_LANGUAGES]; /* [n], each NULL if it is called by its name; or NULL */
} polder_arm_names_t;

/* Names that nobody has are an empty one, which is valid. POLDER_MEMORY. Free tolerates a zeroed one. */
POLDER_MUST_USE int polder_arm_names_read(polder_arm_names_t *names, const polder_result_t *result);
/* The same before it runs. */
POLDER_MUST_USE int polder_arm_names_of(polder_arm_names_t *names, const polder_experiment_t *x);
/* The arms of several files, which have names that begin with the file (several.h): so do these. */
POLDER_MUST_USE int polder_arm_names_of_files(polder_arm_names_t *names,
                                              const polder_result_t *const *file, int n,
                                              char *const *arm, int n_arm);
/* In a language; NULL: by its name. */
static inline const char *polder_arm_name_in(const polder_arm_names_t *names,
                                             polder_language_t language, int arm)
{
    return names->in[language] && arm < names->n ? names->in[language][arm] : NULL;
}
void polder_arm_names_free(polder_arm_names_t *names);

/* How the readers of a document know arm `arm`, whose name is `name`. */
const char *polder_arm_called(const polder_document_t *document, const polder_arm_names_t *names,
                              int arm, const char *name);
/* The arm that is called so in a language, as screens show it, or −1. */
int polder_arm_find_called(const polder_arm_names_t *names, const char *called);

#endif
