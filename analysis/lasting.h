/* lasting.h: how long the networks of each arm last.
 *
 * What     For each arm at each point: the survival curve tick by tick (kaplan.h), the chance to
 *          end within each year of those that began it (survival.h), and the mean number of ticks
 *          up to the horizon with Student's t. Networks that could not be run are left out.
 * Owner    polder_lasting_read … polder_lasting_free; free tolerates a zeroed one.
 * Errors   POLDER_INPUT: the file does not say when networks ended; what the reader reports.
 */
#ifndef POLDER_LASTING_H
#define POLDER_LASTING_H

#include "analysis/foundings.h"
#include "analysis/kaplan.h"
#include "analysis/survival.h"
#include "analysis/walk.h"

typedef struct {
    int point, arm;
    int64_t networks;
    int horizon;            /* of the arm: what comes after it is NaN */
    double mean, low, high; /* ticks a network lasts, at most the horizon */
    int median;             /* tick in which survival falls to one half; 0: it does not */
    polder_kaplan_t *curve; /* [horizon + 1] */
    polder_life_t *year;    /* [n_year] */
} polder_lasting_arm_t;

typedef struct {
    int first, n_read; /* points */
    int n_arm, horizon, n_year;
    int year; /* ticks in a row of the table */
    double confidence;
    polder_split_t split;      /* of the networks into foundings and futures */
    polder_lasting_arm_t *arm; /* [n_read × n_arm] */
    polder_kaplan_t *curve;
    polder_life_t *life;
} polder_lasting_t;

/* How many points to read at once. */
int polder_lasting_together(const polder_result_t *result);

POLDER_MUST_USE int polder_lasting_read(const polder_result_t *result, int first, int n,
                                        double confidence, polder_lasting_t *lasting,
                                        polder_report_t *report);
void polder_lasting_free(polder_lasting_t *lasting);

#endif
