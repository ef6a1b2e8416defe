/* cause.h: the root causes of failure, as the files in scenarios/causes say them.
 *
 * What     A file causes/NAME.yaml says of one cause what practitioners call challenge, underlying
 *          problem and way out, what aims at it, and what carries it in a model:
 *
 *              model: collaboration
 *              id: F1                                   # letters and digits; one file each
 *              title: {en: No shared ambition, nl: Geen gedeelde ambitie}
 *              symptom: {en: …, nl: …}                  # what one sees
 *              problem: {en: …, nl: …}                  # what lies under it
 *              way_out: {en: …, nl: …}
 *              remedies: [visioning]                    # files in interventions/
 *              carriers:
 *                dialogue.first_idea: {worse: higher, worst: 2.2, healthy: 0.3}
 *                between.idea: {worse: higher}
 *
 *          A carrier is a parameter, a lever, or a state that can be given an initial value: so also
 *          what a network draws for itself. PART.* stands for all of a part that are not named
 *          themselves. `worse` is the direction in which the cause grows stronger; `worst` makes
 *          it at its strongest; `healthy` is a value without the cause.
 * Errors   POLDER_INPUT or POLDER_FILE, with all problems of the file; it then adds nothing.
 * Owner    polder_causes_init … polder_causes_free; free tolerates a zeroed one.
 * Threads  read-only once all files have been read.
 */
#ifndef POLDER_CAUSE_H
#define POLDER_CAUSE_H

#include <stdbool.h>

#include "kernel/table.h"
#include "words/language.h"

typedef enum { POLDER_LOWER, POLDER_HIGHER } polder_direction_t;

typedef struct {
    int field; /* in the table of the model */
    polder_direction_t worse;
    double worst, healthy; /* NaN: not given */
} polder_carrier_t;

typedef struct {
    char *id, *path;
    char *title[POLDER_LANGUAGES], *symptom[POLDER_LANGUAGES];
    char *problem[POLDER_LANGUAGES], *way_out[POLDER_LANGUAGES];
    int n_remedy, n_carrier;
    char **remedy;             /* names of interventions */
    polder_carrier_t *carrier; /* [n_carrier], a field once */
} polder_cause_t;

typedef struct {
    polder_table_t table; /* of the model */
    int n;
    polder_cause_t *cause; /* as they were read */
} polder_causes_t;

/* `model` NULL: the model of the first file. */
POLDER_MUST_USE int polder_causes_init(polder_causes_t *causes, const char *model,
                                       polder_report_t *report);
void polder_causes_free(polder_causes_t *causes);

/* Adds what a file says; 0 if it is about another model, else 1. Remedies are looked for in
 * interventions/ beside the folder of the file, in it, and in that of `shared` (may be NULL). */
POLDER_MUST_USE int polder_causes_read(polder_causes_t *causes, const char *path,
                                       const char *shared, polder_report_t *report);
/* The same from memory; `name` stands for the file in messages, `folder` (NULL: the working
 * folder) is where it is. */
POLDER_MUST_USE int polder_causes_parse(polder_causes_t *causes, const char *text, size_t length,
                                        const char *name, const char *folder, const char *shared,
                                        polder_report_t *report);

/* The first of the ids in the source of a field ("F1, C1") that is one of a cause, or NULL. */
const polder_cause_t *polder_causes_find(const polder_causes_t *causes, const char *source);

/* Can a scenario give it a number that has a direction? */
bool polder_field_is_carrier(const polder_field_t *field);

/* Is the cause stronger with the value `a` of its carrier than with `b`? */
static inline bool polder_carrier_is_worse(const polder_carrier_t *carrier, double a, double b)
{
    return carrier->worse == POLDER_HIGHER ? a > b : a < b;
}

/* Whether a text looks like a file of this kind: it has at least two keys that no scenario has. */
bool polder_cause_is_one(const char *text, size_t length);

#endif
