/* handout.h: what is handed over of a result: a report for who has to decide, and its figures.
 *
 * What     Two sheets of paper: the question and the answer in words, out of a hundred, and how
 *          firm that is, with what chance alone leaves open of the gain that the answer names; why,
 *          what helps and what it can spoil, and what all this does not say. What an expert wants
 *          to know stands in folds behind them, with all other intervals. Figures of the same numbers can stand alone.
 * Numbers  of arms: shares of success out of a hundred, what is gained on the baseline (intervals
 *          hold together, 95%), networks saved and lost, days of work, who is still there. Over the
 *          points of a design: means, and at how many points the direction holds.
 * Silence  fewer than POLDER_HANDOUT_LEAST networks in an arm make no number; those that are futures
 *          of few foundings count as fewer. Fewer than POLDER_HANDOUT_POINTS sets of assumptions
 *          make nothing firm.
 * Owner    polder_handout_read … polder_handout_free; the results must outlive it. Free tolerates a
 *          zeroed one.
 * Errors   what the reader reports; POLDER_INPUT: files that cannot be compared; POLDER_MEMORY.
 */
#ifndef POLDER_HANDOUT_H
#define POLDER_HANDOUT_H

#include <jansson.h>

#include "analysis/about.h"
#include "analysis/compare.h"
#include "analysis/lasting.h"
#include "analysis/report.h"
#include "analysis/seats.h"

enum { POLDER_HANDOUT_LEAST = 200, POLDER_HANDOUT_POINTS = 20 };
/* How much is left out for want of room: from here on also what a picture has, and all there is; then names are cut,
 * and at last a table of the same stands for a picture. */
enum {
    POLDER_HANDOUT_TIGHT = 3,
    POLDER_HANDOUT_TIGHTEST = 6,
    POLDER_HANDOUT_CUT = 7,
    POLDER_HANDOUT_PLAIN = 8
};
/* A table by what decides has no more rows, and beside the baseline no more arms: more are no answer on a
 * sheet of paper. */
enum { POLDER_HANDOUT_LEVELS = 4, POLDER_HANDOUT_COLUMNS = 4 };

typedef struct {
    const char *name;
    int of; /* its number in the result */
    int64_t networks;
    double share;                     /* of success */
    double gain, low, high;           /* on the baseline; NaN: not known, and for the baseline */
    double p;                         /* of the gain by itself, not beside all others */
    double alive;                     /* share that is still there at the end */
    double stay, stay_low, stay_high; /* more than with the baseline */
    double days, extra; /* of work in a network, and more than with the baseline; NaN: not
                                 counted, or not filled in */
    bool priced;        /* days are filled in for what is done */
    /* Extra days for each network more that succeeds; NaN: it does not surely help, or not known. */
    double each, each_low, each_high;
    polder_pairs_t pairs; /* with the baseline; 0: there are none */
    int points, up, down; /* of a design: with a difference, above 0, below 0 */
    int better, worse;    /* of a design: where that is sure */
    bool possible;        /* no other one is surely better (best.h); where arms are ranked */
    double behind;        /* where they are not: the upper end of its share minus that of the best,
                             network by network; below 0: it is surely less. NaN: not known */
} polder_handout_arm_t;

typedef struct {
    const polder_result_t *result; /* the first one */
    int n_file;
    polder_summary_t summary; /* of the file that has the baseline */
    polder_about_t about;
    polder_several_t several;
    polder_compare_t compare;
    polder_lasting_t lasting; /* without a design, of one file; n_arm 0: not known */
    polder_seats_t seats;     /* of the baseline, where the file is of one network */
    bool success;             /* the model says what success is, and the file has it */
    bool ranked;              /* it is known which arms can be the best */
    int n_arm, n_point, baseline;
    int64_t networks; /* in the smallest arm, over all points */
    polder_handout_arm_t *arm;
    double *point_share; /* [n_point] of success in the baseline; NaN: none */
    double *point_gain;  /* [n_point × arms of the result]; NaN: none */
    /* [n_point × arms of the result] 1: surely better, -1: worse there; NULL: not known */
    const signed char *point_sure;
    polder_pairs_t *point_pairs; /* [n_point × arms of the result] with the baseline; NULL: none */
    /* Of the table by what decides: the first arm is surely better there than the second, in the situations
     * in which one of the table surely helps. */
    bool beats[POLDER_HANDOUT_LEVELS][POLDER_HANDOUT_COLUMNS][POLDER_HANDOUT_COLUMNS];
    struct polder_handout_split
        *split;        /* by what these rows are; NULL: it was not looked for yet */
    int n_all;         /* arms of the result */
    json_t *described; /* each arm of the result, as its file describes it; or NULL */
    int *left_out,
        n_left_out; /* arms of the result that live longer or shorter than the baseline */
    int best;       /* the arm with the largest sure gain, or −1 */
    int worst;      /* with the largest sure loss, or −1 */
    /* From what is far cheaper to what helps most, network by network; NaN: not known, or there is none. */
    polder_difference_t step;
    double step_days;
    int lifted;        /* the arm whose conditions stand beside those of the baseline, or −1 */
    double *condition; /* [of the summary] means of it; NaN: not known */
} polder_handout_t;

typedef struct {
    const char *baseline;          /* NULL: that of the experiment */
    const polder_causes_t *causes; /* NULL: none are known */
    bool trust;                    /* digests are not looked at */
} polder_handout_options_t;

POLDER_MUST_USE int polder_handout_read(polder_handout_t *handout,
                                        const polder_result_t *const *result, int n,
                                        const char *file, const polder_handout_options_t *options,
                                        polder_report_t *report);
void polder_handout_free(polder_handout_t *handout);

/* What an intervention is called in a language, what people do in it (in one line), or what it is; NULL:
 * nothing is known of that name. */
typedef const char *(*polder_handout_name_t)(void *self, const char *name,
                                             polder_language_t language);

typedef struct {
    polder_document_t *d;
    const polder_handout_t *h;
    polder_handout_name_t name, brief, describe;
    void *self;
    const json_t *ready; /* interventions with their "parts" and "levers"; NULL: none are known */
    /* What polder diagnose --json said, with the causes of its model; or NULL. */
    const json_t *diagnosis;
    /* What polder members --json said, and of whom the report is; or NULL. */
    const json_t *members;
    const char *member;
    const polder_causes_t *causes;
    bool closed; /* who reads it may know what the ties of a member are like */
    int tight;   /* how much is left out for want of room: 0 nothing … POLDER_HANDOUT_PLAIN */
    int tight_second; /* the same of the second sheet, for what the first one says of that */
    bool joined;      /* small print is one run of lines, for want of room */
    /* What many approaches are: 0 a line of each, 1 all in one paragraph, 2 of a few, for want of room. */
    int told;
    int few; /* conditions and factors in a picture, at most; 0: as many as there is room for */
    /* Of a report, NULL where it is not given. */
    const char *title, *question, *client; /* in the place of what the scenario says */
    const char *contact;                   /* whom to ask about it */
    const char *date, *version;
    const char *diagnosed;       /* the file of the diagnosis, without its folder */
    const char *command, *again; /* that make the page again, and its numbers */
} polder_handout_page_t;

/* The whole report, added to the document. Of a diagnosis alone the handout is a zeroed one. */
void polder_handout_report(const polder_handout_page_t *page);

/* --- what the parts share --- */

/* An arm as people call it, between isolates (document/markup.h). */
const char *polder_handout_arm(const polder_handout_page_t *page, int arm);
/* "A", "B": the arms that live longer or shorter than the baseline, which no figure has. */
const char *polder_handout_left_out(const polder_handout_page_t *page);
/* A condition without its number, the one that is least met first. */
const char *polder_handout_condition(const polder_handout_page_t *page, int condition);
/* Of a hundred, whole; −1: not known. */
int polder_handout_hundred(double share);
/* What an arm gains of a hundred, for people: what lies between the two whole numbers that stand beside
 * it, so that who adds up finds them. It is off by less than one. */
int polder_handout_gain(const polder_handout_t *handout, int arm);
/* Arms, the baseline first, then those with the highest share. The caller frees; NULL without
 * memory. */
int *polder_handout_order(const polder_handout_t *handout);
/* Networks of the smallest arm, as many as would say the same if each had begun in a way of its own:
 * futures of one founding are alike (foundings.h). */
int64_t polder_handout_units(const polder_handout_t *handout);
/* Enough of them to say a number. */
bool polder_handout_enough(const polder_handout_t *handout);
/* Is it about one network, however often that lived? */
bool polder_handout_of_one(const polder_handout_t *handout);
/* Is there one table: of one file, with one set of assumptions, is the network of the baseline one? */
bool polder_handout_one_table(const polder_handout_t *handout);
/* Do arms share their networks, so that one can say which it saves? */
bool polder_handout_paired(const polder_handout_t *handout);

/* --- figures --- */

/* Their names; ends with NULL. */
extern const char *const polder_handout_figures[];

/* Adds a table that is drawn. 1; 0: there is nothing to draw, and `why` (may be NULL) says why, in
 * the language of the document. */
int polder_handout_figure(const polder_handout_page_t *page, const char *name, const char **why);

#endif
