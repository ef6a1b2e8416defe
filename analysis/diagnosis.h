/* diagnosis.h: why did this network fail, and what would help? An experiment with twins.
 *
 * What     One founding is lived many times: as it is, without each cause that is stronger in it
 *          than in half of ordinary networks, without sets of them, and with remedies from
 *          different moments on. An absent cause has an effect of exactly 0 and is not tried.
 *          Or a population: many foundings, each lived once, without every set of up to three of
 *          all causes. Then units are foundings, and no remedies are tried.
 * Named    is a cause only where the interval of its gain, which holds together with those of all
 *          others, is above 0; else two or three together, or all; else it is mostly luck, or where
 *          no life succeeds nothing that these causes carry. A set that was picked out of many is
 *          lived again on fresh futures, and so are remedies.
 * Running  is up to the caller: `run` carries an experiment out and leaves a sample.
 * Numbers  alone and `better` at `futures` futures; sets at `sets`; exact shares with up to
 *          POLDER_ALL_SETS causes, else by walks (subsets.h).
 * Owner    polder_diagnosis_make … polder_diagnosis_free; free tolerates a zeroed one. Causes must
 *          outlive it.
 */
#ifndef POLDER_DIAGNOSIS_H
#define POLDER_DIAGNOSIS_H

#include "analysis/lives.h"
#include "analysis/remedies.h"
#include "analysis/subsets.h"

#define POLDER_FAR_MORE 0.1 /* a set is told beside the single causes if it adds so much */
/* From this chance on there are too few failures to be split up into causes. */
#define POLDER_NEARLY_ALL 0.98
enum { POLDER_ALL_SETS = 8, POLDER_ONE_HISTORY = 12, POLDER_WALKS = 20, POLDER_MOST_NAMED = 3 };

typedef struct {
    int64_t founding; /* from 0; −1: a population */
    int64_t foundings, futures, sets, screen, fresh;
    double days; /* for every remedy; 0: as their files say */
    double confidence;
    bool remedies;
    bool arms; /* what was found is wanted as arms, too */
} polder_diagnosis_options_t;

extern const polder_diagnosis_options_t polder_diagnosis_defaults;

typedef enum {
    POLDER_ANSWER_NO_CAUSES,      /* the model has none */
    POLDER_ANSWER_CANNOT_FAIL,    /* all lives succeed */
    POLDER_ANSWER_HARDLY_FAILS,   /* nearly all do */
    POLDER_ANSWER_CANNOT_SUCCEED, /* none does, whatever is taken away */
    POLDER_ANSWER_NONE_PRESENT,   /* no cause is stronger here than in half of ordinary networks */
    POLDER_ANSWER_NAMED,          /* one to three single causes */
    POLDER_ANSWER_TOGETHER,       /* no single one: two, three, or where all sets are known more */
    POLDER_ANSWER_NO_SINGLE,      /* nor these, but all together */
    POLDER_ANSWER_LUCK,           /* nothing that is taken away surely helps */
    POLDER_ANSWER_NONE_HELPS,     /* nor here, but then it never succeeds: that is not luck */
    POLDER_ANSWER_POPULATION      /* no single founding is asked for */
} polder_answer_of_t;

/* A cause in this founding. */
typedef struct {
    int cause;           /* in polder_causes_t */
    bool present, moved; /* stronger than typical; than in the better quartile */
    double worst;        /* share of ordinary networks it is stronger than, by its worst carrier */
    int carrier;         /* which that is */
    double value, median;
    polder_rescue_t alone;  /* set 0: not present */
    polder_rescue_t better; /* at the better quartile; set 0: not moved */
    polder_share_t share;   /* Shapley; NaN if not present */
    double responsibility;  /* in the one history */
} polder_suspect_t;

typedef struct {
    int i, j; /* of the causes that are present */
    polder_difference_t interaction;
} polder_pair_effect_t;

typedef struct {
    const polder_causes_t *causes;
    polder_diagnosis_options_t options;
    polder_answer_of_t verdict;
    int n_suspect;
    polder_suspect_t *suspect;                  /* as in causes */
    int n_present, present[POLDER_MOST_CAUSES]; /* suspects; bit i of a set is present[i] */
    int n_left_out;                             /* present beyond POLDER_MOST_CAUSES */
    polder_proportion_t chance, without_all;
    int n_moved; /* causes stronger than in the better quartile, at most POLDER_MOST_CAUSES */
    polder_proportion_t all_better;        /* all of them there, at once */
    double each;                           /* confidence of one of the intervals of `alone` */
    int n_named, named[POLDER_MOST_NAMED]; /* suspects, the largest gain first */
    int first_better;                      /* suspect named first at the better quartile, or −1 */
    polder_rescue_t together;              /* on fresh futures; NAMED: it does far more than one */
    polder_proportion_t without_together;  /* on the same futures */
    int64_t failures, sizes[POLDER_MOST_CAUSES + 1]; /* in the table of sets */
    int most_sizes;                                  /* largest sets of it that are complete */
    bool exact;                                      /* shares come from all sets */
    int n_pair;
    polder_pair_effect_t *pair; /* those that surely act together or against each other */
    bool has_history;
    int64_t future;           /* the first that failed … */
    polder_history_t history; /* … and what would have rescued it */
    polder_remedies_t remedies;
    /* [n_suspect] of a population: failures that a cause rescues alone; that have it in a smallest
     * set; for which no other cause alone does. */
    int64_t *alone_enough, *in_some, *only;
    char *arms; /* the text of an experiment (diagnosis_arms.h); NULL: not asked for */
} polder_diagnosis_t;

static inline bool polder_diagnosis_hardly_fails(const polder_diagnosis_t *d)
{
    return d->chance.share >= POLDER_NEARLY_ALL && d->chance.count < d->chance.n;
}

POLDER_MUST_USE int polder_diagnosis_make(polder_diagnosis_t *d, const polder_lives_t *lives,
                                          const polder_causes_t *causes,
                                          const polder_diagnosis_options_t *options,
                                          const polder_runner_t *runner, polder_report_t *report);
void polder_diagnosis_free(polder_diagnosis_t *d);

#endif
