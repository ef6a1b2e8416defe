/* compare.h: the arms of an experiment against its baseline, at each point of its design.
 *
 * What     Figures are yes or no (success) or numbers (trust.mean): those by which the model of the
 *          results judges networks, and those that are asked for. Each arm has its own value
 *          with an interval, and the difference to the baseline pair by pair (paired.h). Then
 *          how long networks last (kaplan.h), what one more success takes and costs, and which
 *          arms can be the best in strict success (best.h). What the file lacks is left out.
 *          Results of several runs are compared like arms; if their networks are no pairs, each
 *          arm is a sample of its own, and what needs pairs is left out (NaN).
 * Use      polder_compare_open, then polder_compare_read for some points at a time: a design may
 *          have more points than memory should hold.
 * Memory   a few hundred bytes for each case of these points and each tick; none for networks.
 * Owner    polder_compare_open … polder_compare_close; closing tolerates a zeroed comparison.
 * Errors   POLDER_INPUT: no such arm or column (with the nearest), nothing to compare; what the
 *          reader reports; POLDER_MEMORY.
 */
#ifndef POLDER_COMPARE_H
#define POLDER_COMPARE_H

#include "analysis/best.h"
#include "analysis/paired.h"
#include "analysis/several.h"
#include "analysis/walk.h"

enum { POLDER_MOST_FIGURES = 64 };

typedef enum { POLDER_YES_NO, POLDER_NUMBER, POLDER_LASTED } polder_figure_kind_t;

typedef struct {
    const char *name;   /* "success", "win-win", "trust.mean", "lasted" */
    const char *column; /* it comes from, as a walk knows it; LASTED: `alive` and `ended` */
    polder_figure_kind_t kind;
    const polder_measure_t *measure; /* as which the model has declared it; NULL: it has not */
    bool wanted;                     /* it was asked for, or there is no figure of success */
    bool first;      /* the column holds a first tick: yes where it ever came to that */
    bool on_the_way; /* it does not depend on how networks ended, but on ticks until … */
    int by;          /* … this one */
} polder_figure_t;

/* Have networks of an arm a value of a figure? Of what was asked while they ran perhaps not. */
typedef enum {
    POLDER_ANSWERS,
    POLDER_NOT_LOOKED, /* the arm ends before the first tick that is looked at */
    POLDER_CANNOT_ASK  /* a member or tie that it is about is not there */
} polder_answers_t;

typedef struct {
    int64_t n;               /* networks with a value */
    double value, low, high; /* share or mean of this arm */
    polder_difference_t difference;
    polder_pairs_t pairs; /* of what is yes or no, with the baseline; 0 where there are no pairs */
} polder_figure_value_t;

/* One arm at one point. */
typedef struct {
    int point, arm;
    polder_figure_value_t *value; /* [n_figure] */
    polder_treat_t treat;         /* for one more strict success */
    polder_ratio_t cost;          /* extra days of work for one more strict success */
    double logrank_z, logrank_p;  /* z > 0: the arm ends sooner */
    polder_best_t best;
    bool same; /* not one pair differs in any figure; false where there are no pairs */
} polder_arm_result_t;

typedef struct {
    const char *baseline; /* NULL: that of the experiment */
    double confidence;    /* 0: 0.95 */
    int n_column;
    const char *const *column; /* more to compare: columns as a walk knows them:
                                  "trust.mean", "outcome=dissolved", "trust.mean@24" */
    bool unranked; /* which arms can be the best is left out, which takes memory for each two */
} polder_compare_options_t;

typedef struct {
    const polder_result_t *result;   /* the first one */
    const polder_several_t *several; /* NULL: it is the only one */
    bool paired;                     /* networks of one number are pairs */
    bool unranked;
    double confidence, best_confidence; /* of intervals; that the best is among those that can be */
    int baseline, n_arm, n_point;
    int64_t replicates;
    polder_split_t split; /* of the networks into foundings and futures */
    int n_figure;
    polder_figure_t figure[POLDER_MOST_FIGURES];
    polder_answers_t *answers;        /* [n_figure][n_arm] */
    int success, alive, cost, lasted; /* figures, or −1 */
    int together;                     /* points to read at once */
    /* Of the points read last. */
    int first, n_read;
    polder_arm_result_t *arm; /* [n_read × n_arm] */
    polder_figure_value_t *value;
} polder_compare_t;

POLDER_MUST_USE int polder_compare_open(polder_compare_t *compare, const polder_result_t *result,
                                        const polder_compare_options_t *options,
                                        polder_report_t *report);
/* Arms of several results, which must outlive the comparison. */
POLDER_MUST_USE int polder_compare_open_several(polder_compare_t *compare,
                                                const polder_several_t *several,
                                                const polder_compare_options_t *options,
                                                polder_report_t *report);
POLDER_MUST_USE int polder_compare_read(polder_compare_t *compare, int first, int n,
                                        polder_report_t *report);
void polder_compare_close(polder_compare_t *compare);

const char *polder_compare_arm_name(const polder_compare_t *compare, int arm);
/* Does the arm live longer or shorter than the baseline? Then it is compared only while both do: the
 * share that is alive then, and how long they last until then. */
bool polder_compare_apart(const polder_compare_t *compare, int arm);
polder_answers_t polder_compare_answers(const polder_compare_t *compare, int figure, int arm);
/* The figure of this name, or −1. */
int polder_compare_figure(const polder_compare_t *compare, const char *name);

/* The arm of this name; POLDER_INPUT with the nearest if there is none. */
POLDER_MUST_USE int polder_compare_arm(const polder_result_t *result, const char *name,
                                       polder_report_t *report);

#endif
