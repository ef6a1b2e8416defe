/* several.h: results of several runs as the arms of one comparison.
 *
 * What     Each arm of each file is an arm: called as its file, or "FILE: ARM" where a file has
 *          more than one. Networks of the same number are pairs if the runs have one seed, as many
 *          networks, and networks that are made in the same way; then they differ only by what was
 *          changed. Otherwise the runs are samples of their own.
 * Errors   POLDER_INPUT, with the reason: another model, another horizon, a design, one file
 *          twice, one arm in all. A difference of code or version is a note, no error.
 * Owner    polder_several_make … polder_several_free; the results stay the caller's.
 */
#ifndef POLDER_SEVERAL_H
#define POLDER_SEVERAL_H

#include <stdbool.h>

#include "io/store.h"
#include "words/language.h"

enum { POLDER_MOST_FILES = 16 };

typedef struct {
    int n, n_arm;
    const polder_result_t *file[POLDER_MOST_FILES];
    char **arm;         /* [n_arm] names */
    int64_t *futures;   /* [n_arm] of each founding */
    int64_t replicates; /* of the largest */
    bool paired;
    char *why[POLDER_LANGUAGES];  /* they are not pairs; or NULL */
    char *code[POLDER_LANGUAGES]; /* they were made by different code; or NULL */
} polder_several_t;

POLDER_MUST_USE int polder_several_make(polder_several_t *several,
                                        const polder_result_t *const *file, int n,
                                        polder_report_t *report);
/* Is each split up into as many foundings with as many futures, or does none have futures? */
bool polder_several_alike(const polder_several_t *several);
void polder_several_free(polder_several_t *several);

#endif
