/* report.h: what a result file says, as plain numbers.
 *
 * What     Reads the summary columns of a result and fills a polder_summary_t; printing it
 *          is somebody else's work. Which columns mean what the model of the result declares
 *          (polder_result_model); what it does not, or the file lacks, is left out.
 *          Cases (arms, design points) each get their success figures; everything else is
 *          about one case.
 * Memory   a few chunks of networks, and one column of one case at a time.
 * Owner    polder_summary_read … polder_summary_free; free tolerates a zeroed summary.
 * Errors   POLDER_INPUT: no such case. POLDER_MEMORY, and what the reader reports.
 */
#ifndef POLDER_ANALYSIS_REPORT_H
#define POLDER_ANALYSIS_REPORT_H

#include <stdbool.h>

#include "analysis/answer.h"
#include "analysis/arm_names.h"
#include "analysis/asked.h"
#include "analysis/describe.h"
#include "analysis/factors.h"
#include "analysis/foundings.h"
#include "analysis/proportion.h"
#include "analysis/survival.h"
#include "io/store.h"
#include "scenario/cause.h"

enum { POLDER_MOST_SHARES = 8 };

typedef struct {
    char *name;
    int arm;          /* that it is; −1: a point as well */
    int64_t networks; /* with a result */
    int64_t failed;   /* that could not be run */
    polder_proportion_t success, alive;
    polder_proportion_t share[POLDER_MOST_SHARES]; /* [summary.n_share] */
} polder_case_summary_t;

typedef struct {
    char *name;
    polder_proportion_t share;
} polder_class_t;

/* How a symptom of failure differs between networks that failed and that succeeded. */
typedef struct {
    char *column, *title;                  /* title: the doc line of the field */
    const polder_cause_t *cause;           /* the one it is the index of, or NULL */
    polder_proportion_t failed, succeeded; /* share with an index of at least one half */
    double failed_mean, succeeded_mean;    /* of the index; NaN without such networks */
} polder_finding_t;

/* One of the conditions that the model names, from 0 to 1 as it is at the end. */
typedef struct {
    char *column, *title;               /* title: the doc line of the field */
    int64_t n;                          /* networks with a value */
    double mean;                        /* over all of them */
    double failed_mean, succeeded_mean; /* NaN without such networks */
} polder_condition_summary_t;

typedef struct {
    char *name, *unit, *doc;
    polder_description_t value;
    int n_class; /* > 0: the numbers stand for words, and a mean of them says little */
    polder_class_t *classes;
} polder_column_summary_t;

typedef struct {
    const char *case_name;         /* the case the details are about; NULL: the first */
    const char *baseline;          /* arm that others are held against; NULL: the experiment's */
    bool all_columns;              /* describe every summary column, not only the main ones */
    double confidence;             /* 0: 0.95 */
    const polder_causes_t *causes; /* that the findings point to; NULL: none are known */
    bool trust;                    /* for whoever opens the file: its digest is not looked at */
    const char *called_by; /* the file that names it without a title; NULL: that of the result */
} polder_summary_options_t;

typedef struct {
    char *title, *about, *model, *tick; /* about: the description of the scenario */
    const char *called_by;              /* as in the options */
    char *title_nl, *about_nl;          /* or "" */
    char *network_nl;                   /* network_said in Dutch, or NULL */
    char *seed;
    char *network_file;                   /* or "" */
    bool own_files;                       /* some arms have a network file of their own */
    char *network_said;                   /* what was read of it, or "" */
    char *network_gaps[POLDER_LANGUAGES]; /* what nobody said of it, or NULL */
    int64_t networks;                     /* of all cases */
    int horizon;                          /* ticks, of the arm that `detail` is of; … */
    int least, most;                      /* … of the arms that live shortest and longest; … */
    int *lasts;                           /* … [n_arm] of each; NULL: all live equally long */
    int year; /* ticks in a year; 0 if years mean nothing to the model */
    double confidence;
    polder_split_t split; /* of the networks into foundings and futures */
    bool outcomes;        /* the model says what success is, and the file has the column */
    /* Of the model of the result, as long as that is open. */
    const polder_measure_t *success;                   /* if `outcomes` */
    int n_share;                                       /* other views of success, and what is */
    const polder_measure_t *share[POLDER_MOST_SHARES]; /* within ends, that the file has */

    int n_case;
    polder_case_summary_t *cases;
    int n_arm;
    char **arm;                /* [answer.n_arm] names */
    polder_arm_names_t called; /* what arms are called */
    polder_answer_t answer;    /* of arms; n_arm is 0 where there is one only */
    polder_factors_t factors;  /* of a design; n is 0 without one */
    polder_asked_t asked;      /* of all arms, at the point of `detail` */
    int detail;                /* the case everything below is about */

    int n_class;
    polder_class_t *classes; /* how networks ended */
    int well;                /* the class that is success, or −1 */
    int n_life;
    polder_life_t *life;
    int n_finding;
    polder_finding_t *finding; /* largest difference in share first */
    int n_condition;
    polder_condition_summary_t *condition; /* lowest mean first */
    int n_column;
    polder_column_summary_t *column;
} polder_summary_t;

POLDER_MUST_USE int polder_summary_read(const polder_result_t *result,
                                        const polder_summary_options_t *options,
                                        polder_summary_t *summary, polder_report_t *report);
void polder_summary_free(polder_summary_t *summary);

/* Nothing is counted, so that there is no interval. */
static inline bool polder_summary_is_single(const polder_summary_t *summary)
{
    return summary->networks == summary->n_case && summary->factors.n == 0;
}

#endif
