/* figure.h: one number that a published fact is about, and how it is worked out of a sample.
 *
 * What     A figure is a kind (share, survival, slope, …), the columns it is of and held against,
 *          arms, months and a selection of networks. All kinds stand in one table
 *          (figure_table.c): name, what it is, what it needs, and one small function over rows
 *          of numbers. A new kind is a line there and that function.
 * Rows     what a function sees: networks, courses of networks, or organisations or relations of
 *          networks, each with the number of its arm, its point and its cluster.
 * Interval clusters are replicates (so that arms stay paired), foundings where these have several futures, or design points where there are too
 *          few replicates. Shares: Wilson, with the number of networks that would say as much if
 *          they were independent. All others: percentiles of a bootstrap of clusters, which has
 *          random numbers of its own, always the same. A sample of it with an infinite figure is
 *          one at the end; samples without a figure are counted, and if they are more than one in
 *          twenty there is no interval, since its ends could be among them.
 * Source   Efron & Tibshirani 1993; Field & Welsh 2007 (bootstrap of clusters); Wilson 1927 and
 *          Korn & Graubard 1998 (shares in clusters).
 */
#ifndef POLDER_FIGURE_H
#define POLDER_FIGURE_H

#include "analysis/sample.h"

enum { POLDER_FIGURE_MOST = 24 }; /* columns, arms, cells, conditions of one figure */
#define POLDER_MANY_NETWORKS ((int64_t)1 << 40)

/* What the rows of a kind are. */
typedef enum {
    POLDER_EACH_NETWORK, /* value: of, by …: as it ended, or in a month */
    POLDER_EACH_COURSE,  /* value: of in each recorded month */
    POLDER_EACH_MEMBER,  /* value: of, by …, of each organisation or relation in a month */
    POLDER_EACH_PAIR,    /* value: of now, by … at the start: of each relation */
    POLDER_EACH_LEAVER,  /* value: of before it left, 1 if it left first: of each that left */
    POLDER_EACH_EVENT    /* value: of before an event and `at` months after it, both over its mean
                            in the network: of each organisation or relation with one */
} polder_rows_kind_t;

typedef struct {
    int64_t n;
    int n_value;   /* numbers in a row */
    double *value; /* [n][n_value] */
    int *arm;      /* [n] place among the arms of the figure */
    int *point;    /* [n] point of the design */
    int *cluster;  /* [n] 0 … n_cluster − 1 */
    int n_cluster;
    bool *no_memory;  /* becomes true where a figure could not be worked out for want of it */
    int64_t *network; /* [n] which network, below POLDER_MANY_NETWORKS; of one that the bootstrap
                         has drawn twice each is another */
    int *member;      /* [n] which organisation or relation of it; else 0 */
    int every;        /* ticks between two numbers of a course */
    int horizon;      /* ticks */
    int together;     /* points in a block of the design */
    int n_factor;     /* of the design */
    int factor;       /* the last of `by`, among the factors of the design; −1: it is none */
} polder_rows_t;

typedef enum {
    POLDER_NO_CRITERION, /* reported only */
    POLDER_WITHIN,       /* the figure lies in [low, high] */
    POLDER_LEAST,        /* the figure is at least low */
    POLDER_MOST,         /* … at most high */
    POLDER_OVER,         /* the whole interval is above low */
    POLDER_UNDER         /* … below high */
} polder_criterion_kind_t;

typedef struct {
    polder_criterion_kind_t kind;
    double low, high;
} polder_criterion_t;

/* Networks whose column lies in [low, high]. */
typedef struct {
    char *column;
    double low, high;
} polder_range_t;

typedef struct {
    int n;
    polder_range_t range[POLDER_FIGURE_MOST];
} polder_where_t;

typedef struct {
    polder_where_t where;
    char *best; /* the arm that should do best there */
} polder_cell_t;

typedef struct polder_figure_kind polder_figure_kind_t;

typedef struct {
    const polder_figure_kind_t *kind;
    char *name, *name_nl;
    int n_column, n_of; /* `of` first (a list stands for its sum), then `by` */
    char *column[POLDER_FIGURE_MOST];
    int n_arm;
    char *arm[POLDER_FIGURE_MOST];
    int n_month;
    int month[3];
    double at; /* a threshold or width, by kind */
    bool has_at;
    int n_cut;
    double cut[POLDER_FIGURE_MOST]; /* for each of `by`; NaN: its median */
    polder_where_t where, either;   /* all of these, and one of those */
    int n_cell;
    polder_cell_t cell[POLDER_FIGURE_MOST];
    polder_criterion_t criterion;
} polder_figure_t;

/* What a kind needs: least and most columns under `by`, arms and months; most 0: the key is not
 * allowed. */
struct polder_figure_kind {
    const char *name, *what;
    bool of; /* it has a column of its own */
    int by[2], arms[2], months[2];
    const char *at; /* what `at` means; NULL: it has none */
    double usual;   /* where `at` is not given */
    polder_rows_kind_t rows;
    bool cells, share; /* it has cells; its interval is that of a share */
    double (*value)(const polder_rows_t *rows, const polder_figure_t *figure);
};

extern const polder_figure_kind_t polder_figure_kinds[];
extern const int polder_n_figure_kind;

/* The value and its 95% interval; NaN where it cannot be worked out. An end may be infinite. */
typedef struct {
    double value, low, high;
    int64_t n, missing; /* rows behind it, and those of them that lack a value */
    int undefined;      /* of POLDER_RESAMPLES, those without a figure */
} polder_measured_t;

enum { POLDER_RESAMPLES = 200 };

/* Columns, tracks and arms must be there: fact_read.c sees to it. */
POLDER_MUST_USE int polder_figure_measure(const polder_figure_t *figure,
                                          const polder_sample_t *sample,
                                          polder_measured_t *measured, polder_report_t *report);
/* The interval from rows that are there already. */
POLDER_MUST_USE int polder_figure_of_rows(const polder_figure_t *figure, const polder_rows_t *rows,
                                          polder_measured_t *measured, polder_report_t *report);
POLDER_MUST_USE int polder_figure_rows(const polder_figure_t *figure, const polder_sample_t *sample,
                                       polder_rows_t *rows, polder_report_t *report);
void polder_rows_free(polder_rows_t *rows);
void polder_figure_free(polder_figure_t *figure);

typedef enum { POLDER_HOLDS, POLDER_FAILS, POLDER_NOT_EXAMINED, POLDER_REPORTED } polder_verdict_t;

/* An infinite figure may fail, but never holds. */
polder_verdict_t polder_figure_verdict(const polder_criterion_t *criterion,
                                       const polder_measured_t *measured);
/* Is the figure nearer to a bound of its criterion than its chance error, so that another seed may
 * give another verdict? Without an interval it is. */
bool polder_figure_unsure(const polder_criterion_t *criterion, const polder_measured_t *measured);
/* Why a figure has no value, as a sentence without a point. */
void polder_figure_why_none(const polder_figure_t *figure, const polder_sample_t *sample,
                            const polder_measured_t *measured, char *text, size_t size);
/* What should be said of a figure beside its value: "" or what is missing. */
void polder_figure_remark(const polder_measured_t *measured, char *text, size_t size);

#endif
