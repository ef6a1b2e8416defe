/* handout_split.h: what decides in a design whether an approach helps or harms, level by level; a part of
 * handout.h. */
#ifndef POLDER_HANDOUT_SPLIT_H
#define POLDER_HANDOUT_SPLIT_H

#include "analysis/handout_parts.h"

typedef struct polder_handout_split {
    const polder_factor_effect_t *factor; /* NULL: nothing splits it */
    int n;
    /* In ascending order; of a choice: which word. */
    double from[POLDER_HANDOUT_LEVELS], to[POLDER_HANDOUT_LEVELS];
} polder_handout_split_t;

/* What an arm does where the factor has this value. */
typedef struct {
    double share, gain; /* means of its situations; NaN: not known */
    int n, same;        /* situations, and in how many of them it goes the way of the mean */
    int better, worse;  /* in how many it surely is */
} polder_handout_row_t;

/* Does an arm turn that the answer would name? */
bool polder_handout_decides(const polder_handout_t *handout, int arm);

/* The factor by which they differ most, of all that chance does not do. */
polder_handout_split_t polder_handout_split(const polder_handout_t *handout);
/* The values of any factor; false: it never varies, or is a choice of too many words. */
bool polder_handout_split_by(const polder_handout_t *handout, const polder_factor_effect_t *factor,
                             polder_handout_split_t *split);
/* Of a factor in a situation. */
double polder_handout_value(const polder_handout_t *handout, const polder_factor_effect_t *factor,
                            int point);
bool polder_handout_is_at(const polder_handout_t *handout, const polder_handout_split_t *split,
                          int level, int point);
/* Does an arm surely do better in a situation? */
bool polder_handout_helps_at(const polder_handout_t *handout, int arm, int point);
/* "founding organisations", of a factor that counts them; NULL: it counts nothing. */
const char *polder_handout_counted(const polder_handout_page_t *page,
                                   const polder_factor_effect_t *factor);
/* "5–30", of a factor that is a number; NULL: not known. */
const char *polder_handout_range(const polder_handout_page_t *page,
                                 const polder_factor_effect_t *factor);
/* "5, 12 or 30", if it has only these few; NULL: more than a table has rows, or words. */
const char *polder_handout_values(const polder_handout_page_t *page,
                                  const polder_factor_effect_t *factor);
/* "5", "6 to 12" */
polder_datum_t polder_handout_level(const polder_handout_page_t *page,
                                    const polder_handout_split_t *split, int level);
/* "5", "12 and 30" */
const char *polder_handout_levels_said(const polder_handout_page_t *page,
                                       const polder_handout_split_t *split, unsigned bits);
polder_handout_row_t polder_handout_row(const polder_handout_t *handout,
                                        const polder_handout_split_t *split, int level, int arm);
/* 1: it does better there, -1: worse, in nearly all of its situations and in some of them surely; 0: that
 * cannot be said. */
int polder_handout_side(const polder_handout_row_t *row);
/* At which levels an arm is on that side, as bits. */
unsigned polder_handout_levels(const polder_handout_t *handout, const polder_handout_split_t *split,
                               int arm, int which);
/* At which levels, as bits, what is to choose there is surely better than the baseline in nearly all situations;
 * where that is the baseline: all that the table shows surely worse. */
unsigned polder_handout_choose_clear(const polder_handout_page_t *page,
                                     const polder_handout_split_t *split);
/* What is to choose at a level, but the baseline; how many. */
int polder_handout_chosen(const polder_handout_page_t *page, const polder_handout_split_t *split,
                          int level, int arm[POLDER_HANDOUT_COLUMNS]);
/* Which arms have a column in a table of the levels: those that turn, and then the best; in the order of the
 * picture. How many. */
int polder_handout_columns(const polder_handout_t *handout, int column[POLDER_HANDOUT_COLUMNS]);

#endif
