/* typical.h: what is typical of the carriers of causes, and how one network stands to it.
 *
 * What     The reference population is fixed: networks with the model's own values, as many as
 *          POLDER_REFERENCE, by one seed, at their founding. Typical is the median among them, what
 *          they draw for themselves included; the better quartile is the one on the side where
 *          the cause is weaker. Of a state of organisations or relations all are taken together.
 * Use      polder_typical_experiment says what to run (quickly: a month), with the trajectories of
 *          all networks kept in memory (sample.h); polder_typical_read takes what came of it.
 * Owner    polder_typical_read … polder_typical_free; free tolerates a zeroed one.
 */
#ifndef POLDER_TYPICAL_H
#define POLDER_TYPICAL_H

#include "analysis/sample.h"
#include "scenario/cause.h"

enum { POLDER_REFERENCE = 2000 };

typedef struct {
    int64_t n;
    float *value; /* [n], ascending */
    bool whole;   /* it takes whole numbers only */
} polder_spread_t;

typedef struct {
    int n_field;
    polder_spread_t *of; /* [n_field] of the table; n is 0: it is no carrier */
} polder_typical_t;

/* A carrier as it stands in one network, at the founding. */
typedef struct {
    double value;  /* the mean, of a state of organisations or relations */
    double median; /* of the reference */
    double worse;  /* share of the reference that it is worse than; equal ones count half */
    bool present;  /* worse than the median (one of the organisations or relations) */
    bool moved;    /* worse than the better quartile */
} polder_standing_t;

/* The reference population of the model of these causes. */
POLDER_MUST_USE int polder_typical_experiment(const polder_causes_t *causes, polder_experiment_t *x,
                                              polder_report_t *report);
POLDER_MUST_USE int polder_typical_read(const polder_causes_t *causes,
                                        const polder_sample_t *sample, polder_typical_t *typical,
                                        polder_report_t *report);
/* Both, and the run between them. */
POLDER_MUST_USE int polder_typical_find(const polder_causes_t *causes,
                                        const polder_runner_t *runner, polder_typical_t *typical,
                                        polder_report_t *report);
void polder_typical_free(polder_typical_t *typical);

/* Has the carriers recorded at the founding of an experiment, instead of all else. */
POLDER_MUST_USE int polder_typical_record(const polder_causes_t *causes, polder_experiment_t *x,
                                          polder_report_t *report);

double polder_typical_quantile(const polder_typical_t *typical, int field, double q);
/* What a carrier becomes: the median, or the better quartile. */
double polder_typical_value(const polder_typical_t *typical, const polder_carrier_t *carrier,
                            bool better);

/* In the recorded unit `unit` of a sample of polder_typical_record. */
polder_standing_t polder_typical_standing(const polder_typical_t *typical,
                                          const polder_carrier_t *carrier,
                                          const polder_sample_t *sample, int64_t unit);

#endif
