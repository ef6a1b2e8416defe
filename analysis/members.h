/* members.h: how each member of a network fares, by name, and whom the network cannot miss.
 *
 * What     Of many lives of one network file: how often a member leaves and when, what it has while
 *          it takes part (means over months), and how many more or fewer lives succeed without it,
 *          and with a typical member in its seat. Arms share their chances, so these differences
 *          are taken life by life.
 * Order    lives come in any order; what is found does not depend on it.
 * Errors   POLDER_MEMORY.
 * Source   shares: Wilson 1927; differences of paired shares: Newcombe 1998, method 10. Each
 *          interval is for itself.
 */
#ifndef POLDER_MEMBERS_H
#define POLDER_MEMBERS_H

#include <jansson.h>

#include "analysis/paired.h"
#include "analysis/proportion.h"
#include "document/document.h"
#include "experiment/experiment.h"

/* A column of the table: a track of the experiment, of members or of their ties. */
typedef enum {
    POLDER_MEMBER_OWN,
    POLDER_MEMBER_GIVES, /* mean over its ties: its trust in the others */
    POLDER_MEMBER_GETS   /* mean over its ties of what the others have for it */
} polder_member_side_t;

typedef struct {
    int track;
    polder_member_side_t side;
    const char *name; /* of the field */
} polder_member_column_t;

typedef struct {
    const char *scenario;         /* its file, as people call it; or NULL */
    const char *command;          /* that says all this again; or NULL */
    const polder_experiment_t *x; /* arm 0; then for each member one without, and one typical */
    int n_member, n_column, n_arm;
    int64_t n_life;
    polder_member_column_t *column;
    int active, success; /* track; column of the summary */
    float *left;         /* [n_life][n_member] month in which it first left, 0: it did not, NaN */
    float *value;        /* [n_life][n_member][n_column] */
    float *won;          /* [n_life][n_arm] */
    json_t *names;       /* member_names.h */
} polder_members_t;

/* Arms 1 … 2·n_member of x are those without each member and with a typical one in its seat, by
 * turns. `success` is a summary column, −1: there is none. x must outlive it. */
POLDER_MUST_USE int polder_members_init(polder_members_t *m, const polder_experiment_t *x,
                                        int success, polder_report_t *report);
void polder_members_free(polder_members_t *m);
/* For polder_run. */
polder_sink_t polder_members_sink(polder_members_t *m);

/* What was found of one member. */
typedef struct {
    polder_proportion_t leaves;
    double when;                          /* mean month of leaving; NaN: it never left */
    polder_difference_t without, typical; /* pairs 0: not known */
} polder_member_t;

polder_member_t polder_members_of(const polder_members_t *m, int member);
double polder_members_mean(const polder_members_t *m, int member, int column);

/* `of` is the experiment whose baseline arm is lived, with its other arms, or NULL; `title` of the
 * scenario, `noun` of what is called success, NULL: there is none. Who is not there in arm 0 is only
 * named. NULL without memory. */
polder_document_t *polder_members_document(const polder_members_t *m, const polder_experiment_t *of,
                                           const char *title, const char *noun,
                                           polder_language_t language);

#endif
