/* facts.h: facts that were held against a model, and how they are shown. */
#ifndef POLDER_CLI_FACTS_H
#define POLDER_CLI_FACTS_H

#include "analysis/fact.h"

/* One fact with what came out. */
typedef struct {
    char *file;
    polder_fact_t fact;
    polder_experiment_t experiment; /* zeroed where it is not examined */
    polder_measured_t *measured;    /* [fact.n_figure]; NULL: not examined */
    char *reason;                   /* why it could not be examined; or NULL */
    bool told;                      /* the file itself says so, or no network file was given */
    char *model;
    int64_t networks, failed;
    double seconds;
    polder_verdict_t verdict;
    bool unsure; /* another seed may give another verdict */
} polder_examined_t;

/* `brief`: with a tenth of the networks. */
void polder_facts_print(const polder_examined_t *examined, int n, bool brief);
/* 0, or −1 without memory. */
int polder_facts_print_json(const polder_examined_t *examined, int n, bool brief);
/* Which facts there are; nothing was run. */
void polder_facts_list(const polder_examined_t *examined, int n);
int polder_facts_list_json(const polder_examined_t *examined, int n);
/* "0.4 to 0.6", "at least 0.78", "interval above 0" */
void polder_facts_criterion(const polder_criterion_t *criterion, char *text, size_t size);

#endif
