/* handouts.h: what `polder report` and `polder plot` share: results that become a handout. */
#ifndef POLDER_HANDOUTS_H
#define POLDER_HANDOUTS_H

#include <jansson.h>

#include "analysis/handout.h"
#include "program/causes.h"

typedef struct {
    int n;
    char *const
        *path; /* results, and at most one diagnosis (.json); or what members says (.json) */
    const char *baseline;
    bool trust;
} polder_handouts_arguments_t;

typedef struct {
    polder_result_t *result[POLDER_MOST_FILES];
    int n;
    const char *first; /* path of the first of them */
    polder_found_causes_t causes;
    polder_handout_t handout; /* zeroed without results */
    json_t *diagnosis;        /* or NULL */
    const char *diagnosed;    /* the file of either, without its folder, or NULL */
    json_t *members;          /* of polder members --json, alone; or NULL */
    json_t *intervention;     /* what there is, for their titles */
} polder_handouts_t;

POLDER_MUST_USE int polder_handouts_read(polder_handouts_t *all,
                                         const polder_handouts_arguments_t *arguments,
                                         polder_report_t *report);
void polder_handouts_free(polder_handouts_t *all);

/* A page with a new document in the language of the program, which may be NULL. */
polder_handout_page_t polder_handouts_page(const polder_handouts_t *all);

/* The title of an intervention: a polder_handout_name_t, of all->intervention. */
const char *polder_handouts_name(void *intervention, const char *name, polder_language_t language);

/* The result files a command names, after its options, as many as there may be; false after a
 * message. */
POLDER_MUST_USE bool polder_handouts_files(polder_handouts_arguments_t *arguments, int argc,
                                           char **argv);

#endif
