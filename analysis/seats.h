/* seats.h: one network as a table: who sits at it, and what its ties are like in most of its runs.
 *
 * What     Of one network that was run many times (a network file, or one founding), from the runs of
 *          one arm that are recorded over time with their ties, trust and guard (kernel/model.h). Each
 *          end of a tie is of the kind that it is most often in the runs that have the tie. The tick is
 *          that in which ties are most strained: least trust and most guard, on average over all ties of
 *          the runs that are still there, as long as half of them are.
 * Few      POLDER_SEATS_LEAST runs at least say what is so most often; more than POLDER_SEATS_MOST
 *          organisations are no table.
 * Owner    polder_seats_read … polder_seats_free; names are those of the result. Free tolerates a
 *          zeroed one.
 * Errors   what the reader reports; POLDER_MEMORY. What cannot be said is no error: `lacks` says why.
 */
#ifndef POLDER_SEATS_H
#define POLDER_SEATS_H

#include <jansson.h>

#include "io/store.h"

enum { POLDER_SEATS_LEAST = 10, POLDER_SEATS_MOST = 40 };

typedef enum {
    POLDER_SEATS_THERE,
    POLDER_SEATS_NO_KINDS,     /* the model has no kinds of ties */
    POLDER_SEATS_NOT_RECORDED, /* no runs, or not their ties */
    POLDER_SEATS_FEW_RUNS,
    POLDER_SEATS_TOO_MANY, /* organisations */
} polder_seats_lack_t;

typedef struct {
    int a, b;      /* a < b */
    bool at_first; /* there at the founding, in most runs */
    int kind
        [2]; /* of the end of a and of b, a POLDER_TIE_… of kernel/model.h; −1: in most runs it is
                    not there then */
} polder_seat_tie_t;

typedef struct {
    polder_seats_lack_t lacks;
    const polder_ties_t *kinds;
    int n, n_tie, runs, tick;
    bool named;
    const char **name; /* [n]; NULL: not a member in this arm, or it has no name */
    json_t *names;     /* what they are called in other languages (member_names.h) */
    bool *member;      /* [n] */
    polder_seat_tie_t *tie;
} polder_seats_t;

/* Ties that are of one kind at both ends; `kind` −1: whose ends differ. */
int polder_seats_count(const polder_seats_t *seats, int kind);

POLDER_MUST_USE int polder_seats_read(polder_seats_t *seats, const polder_result_t *result, int arm,
                                      polder_report_t *report);
void polder_seats_free(polder_seats_t *seats);

#endif
