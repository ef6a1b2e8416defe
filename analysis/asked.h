/* asked.h: what the networks of a result answered to what its scenario asked them while they ran.
 *
 * What     For each arm at one point of the design: of a first tick the share of networks in which it came
 *          to that, and the tick by which it had in a quarter and in half of all of them, where those in
 *          which it never did count as never; of a mean, least or most the mean over networks. Networks
 *          that could not be run are left out. Where it cannot be asked, nothing is known: no 0%.
 * Interval of a share Wilson's, of a mean Student's; both by the foundings where there are futures.
 * Owner    polder_asked_read … polder_asked_free; free tolerates a zeroed one. Texts are the result's.
 */
#ifndef POLDER_ASKED_H
#define POLDER_ASKED_H

#include "analysis/arm_names.h"
#include "analysis/foundings.h"
#include "document/document.h"
#include "io/store.h"

typedef struct {
    int64_t networks;         /* that could be run */
    polder_proportion_t held; /* of a first tick */
    int quarter, half;        /* 0: not in so many */
    int64_t n;                /* of a window: networks that were there in it */
    double mean, low, high;
} polder_answered_t;

typedef struct {
    int n, n_arm, point, horizon;
    double confidence;
    const polder_result_t *result;
    polder_answered_t *of; /* [n][n_arm] */
    polder_arm_names_t called;
} polder_asked_t;

POLDER_MUST_USE int polder_asked_read(const polder_result_t *result, int point, double confidence,
                                      polder_asked_t *asked, polder_report_t *report);
void polder_asked_free(polder_asked_t *asked);

/* "first month in which mean trust over ties is below 0.3, from month 13 to 24", in the language of the
 * document. Of no result it has the field or condition as it was written. */
const char *polder_asked_text(polder_document_t *document, const polder_result_t *result,
                              const polder_result_observed_t *observed, const char *tick,
                              int horizon);

/* That something cannot be asked in n of the arms, by their names for people. Nothing for none. */
void polder_asked_unknown(polder_document_t *document, const char *name, const char *const *arm,
                          int n, int n_arm);

/* For people, a table for each kind; for machines, a list `observed`. Nothing where nothing was asked. */
void polder_asked_say(const polder_asked_t *asked, polder_document_t *document);
void polder_asked_put(const polder_asked_t *asked, polder_document_t *document);

#endif
