/* endings.h: when and why the networks of a result ended.
 *
 * What     The networks of one point, for competing.h and hazards: each with the tick it was last
 *          seen in, the reason it ended for, its arm, and its founding as a cluster (its future,
 *          where there is one founding). Networks that could not be run are left out,
 *          and those of arms in which nobody could see what is asked for (`unknown`).
 * Reasons  Of all networks the columns say whether they ended with their work done, or otherwise. A
 *          model may tell more in an event of the network with a number "reason" and perhaps one
 *          "good" (event.h), which stands in the file for recorded networks only: it is used where
 *          all are recorded, or where only these are asked for.
 * Owner    polder_endings_read … polder_endings_free; free tolerates a zeroed one.
 * Errors   POLDER_INPUT: the file does not say when networks ended, or nothing is recorded that is
 *          asked for, or it cannot be asked in any arm; what the reader reports.
 */
#ifndef POLDER_ENDINGS_H
#define POLDER_ENDINGS_H

#include "analysis/competing.h"
#include "analysis/foundings.h"
#include "io/store.h"

enum { POLDER_MOST_REASONS = 16 };

typedef struct {
    char *name; /* "completed", "too-few"; of the rest "ended" */
    bool good, rest;
    int64_t n; /* networks that ended so */
} polder_reason_t;

typedef struct {
    int point, n_arm;
    int horizon; /* of `first`: the last tick that was looked at */
    int common;  /* ticks that all arms have: after these some are lost from view */
    int n_reason;
    polder_reason_t *reason;               /* reason k of a network is reason[k − 1] */
    bool told;                             /* they come from events */
    const polder_result_observed_t *first; /* what it came to, of reason 1; NULL: they are ends */
    bool *unknown;                         /* [n_arm] with `first`: nobody has seen it there */
    int64_t networks;                      /* of the point, that could be run */
    int64_t recorded;                      /* of these: events say of so many why they ended */
    polder_split_t split;
    int64_t n;
    polder_ended_t *who; /* sorted; [n] */
    int64_t *network;    /* [n] in the file, in the same order; only with `where` */
} polder_endings_t;

typedef struct {
    int point;
    bool recorded; /* only the networks that events tell of */
    bool where;    /* `network` is wanted, and the order is that of the file */
    const char
        *first; /* a first tick that was observed, or NULL: then it is a matter of when it came
                          to that, and a network that ended before is one in which it never will */
} polder_endings_choice_t;

POLDER_MUST_USE int polder_endings_read(const polder_result_t *result,
                                        const polder_endings_choice_t *choice,
                                        polder_endings_t *endings, polder_report_t *report);
void polder_endings_free(polder_endings_t *endings);

/* Number of a reason, from 1; 0: there is none of that name. */
int polder_endings_find(const polder_endings_t *endings, const char *name);

#endif
