/* table.h: all parts and fields of one model, found by name.
 *
 * What     The table lists the parts of a model in tick order (the engine's own parts
 *          "network" comes first, its measures last) and every field they declare.
 *          A field's index in the table is its identity inside an experiment. It lists the kinds
 *          of events that they emit as well.
 * Errors   POLDER_INPUT: unknown model. POLDER_INTERNAL: a name declared twice, without what a
 *          declaration must have, or used but not declared (with the part that does it).
 * Owner    polder_table_init … polder_table_free.
 * Threads  read-only after init.
 */
#ifndef POLDER_TABLE_H
#define POLDER_TABLE_H

#include "kernel/error.h"
#include "kernel/part.h"

typedef struct {
    const polder_model_t *model;
    int n_part;
    const polder_part_t **part; /* [n_part] in tick order */
    int n_field;
    const polder_field_t **field; /* [n_field] in order of declaration */
    int *owner;                   /* [n_field] index of the part that declares it */
    int n_slot;                   /* a power of two, over twice n_field; 0: no index */
    int *slot;                    /* [n_slot] a field + 1, near the hash of its name; 0: none */
    int **link;                   /* [n_part][part.n_use] index of each used field */
    int n_event;
    const polder_event_kind_t **event; /* [n_event] kinds of events, part after part */
    int *first_event;                  /* [n_part] the first one of each part */
} polder_table_t;

POLDER_MUST_USE int polder_table_init(polder_table_t *table, const char *model,
                                      polder_report_t *report);
void polder_table_free(polder_table_t *table);

/* Index of the field, kind of event or part, or −1. */
int polder_table_find(const polder_table_t *table, const char *name);
int polder_table_event(const polder_table_t *table, const char *name);
int polder_table_part(const polder_table_t *table, const char *name);

/* The field whose name is nearest to `name` among those with `level` and `role`
 * (−1: any; of states only those that can be given), or NULL when none is near. */
const char *polder_table_nearest(const polder_table_t *table, const char *name, int level,
                                 int role);

const polder_model_t *polder_model_find(const char *name);
/* The model that is meant where none is named: the one that says so, or the first. */
const polder_model_t *polder_model_standard(void);

/* Parts of the engine itself, in every model. */
extern const polder_part_t polder_part_engine_network;
extern const polder_part_t polder_part_engine_metrics;
extern const polder_part_t polder_part_engine_founding; /* the first of those, by their order */

#endif
