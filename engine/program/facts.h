/* facts.h: facts that were held against a model, and how they are shown. */
#ifndef POLDER_CLI_FACTS_H
#define POLDER_CLI_FACTS_H

#include "analysis/fact.h"

/* One fact with what came out. */
typedef struct {
    char *file;
    polder_fact_t fact;
    polder_measured_t *measured; /* [fact.n_figure]; NULL: not examined */
    char *reason;                /* why it could not be examined; or NULL */
    char *model;
    int64_t networks, failed;
    double seconds;
    polder_verdict_t verdict;
} polder_examined_t;

void polder_facts_print(const polder_examined_t *examined, int n);
/* 0, or −1 without memory. */
int polder_facts_print_json(const polder_examined_t *examined, int n);
/* "0.4 to 0.6", "at least 0.78", "interval above 0" */
void polder_facts_criterion(const polder_criterion_t *criterion, char *text, size_t size);

#endif
