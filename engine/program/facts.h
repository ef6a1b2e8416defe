/* facts.h: facts that were held against a model, and how they are shown. */
#ifndef POLDER_CLI_FACTS_H
#define POLDER_CLI_FACTS_H

#include "analysis/fact.h"
#include "document/document.h"

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

/* Documents (document/document.h): for people, and for JSON. `brief`: with a tenth of the networks. */
polder_document_t *polder_facts_document(polder_language_t language,
                                         const polder_examined_t *examined, int n, bool brief);
polder_document_t *polder_facts_data(const polder_examined_t *examined, int n, bool brief);
/* Which facts there are; nothing was run. */
polder_document_t *polder_facts_list(polder_language_t language, const polder_examined_t *examined,
                                     int n);
polder_document_t *polder_facts_list_data(const polder_examined_t *examined, int n);
/* For CSV: a row for each figure. */
polder_document_t *polder_facts_table(const polder_examined_t *examined, int n);
/* The kinds of figures. */
polder_document_t *polder_facts_kinds(polder_language_t language);

#endif
