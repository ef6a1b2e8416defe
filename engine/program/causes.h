/* causes.h: where the program finds the causes of failure (scenario/cause.h), for every screen that
 * speaks of them.
 *
 * What     The YAML files in causes/ of the working folder and of the one above, in
 *          scenarios/causes, and in the one beside the program. Of two files with one name the
 *          first counts, as with interventions; so does the own one of two with one id. That one
 *          of Polder's is left out for it is said on stderr, once.
 */
#ifndef POLDER_CLI_CAUSES_H
#define POLDER_CLI_CAUSES_H

#include "scenario/cause.h"

/* One file; `bad`: it could not be read, and `report` says why. */
typedef struct {
    char *path;
    bool bad;
    bool own;  /* in causes/ of the working folder or of the one above */
    bool said; /* of an own one, that it takes the place of another */
} polder_cause_file_t;

typedef struct {
    polder_causes_t all;
    int n_file;
    polder_cause_file_t *file;
    bool folder; /* there is a folder of causes */
} polder_found_causes_t;

/* All causes of a model. Negative only where nothing could be read at all, as without memory: a
 * file with a problem is left out. Free it in any case. */
POLDER_MUST_USE int polder_cli_causes(const char *model, polder_found_causes_t *found,
                                      polder_report_t *report);
void polder_cli_causes_free(polder_found_causes_t *found);
/* "problem: ", in the language of the program. */
typedef enum { POLDER_SYMPTOM, POLDER_PROBLEM, POLDER_WAY_OUT } polder_cause_word_t;
const char *polder_cause_label(polder_cause_word_t word);
/* On stderr: that there are none, or which files are no good, and what is left out for it. */
void polder_cli_causes_missing(const polder_found_causes_t *found, const char *left_out);

/* Is this file one of a cause? Only of plain files: a pipe can be read once. */
bool polder_cli_is_cause(const char *path);
/* For polder check: reads one, of whichever model, and holds its id against those beside it. */
POLDER_MUST_USE int polder_cli_check_cause(const char *path, polder_causes_t *causes,
                                           polder_report_t *report);

#endif
