/* manners.h: how interventions are done, by a name of its own (experiment/manner.h): what a design
 * varies, and what --set changes. Private to the loader. */
#ifndef POLDER_MANNERS_H
#define POLDER_MANNERS_H

#include "experiment/manner.h"
#include "scenario/loader.h"

/* The manner that `name` is of; NONE, without a word, if it is a name of another kind. *good: there
 * is such an intervention, for which it can be varied; else what is wrong is told at `node`. */
polder_manner_t polder_loader_manner(polder_loader_t *r, const polder_yaml_node_t *node,
                                     const char *name, bool *good);
/* What it is in the arms; a problem if it has no number there, or not one. */
bool polder_loader_manner_base(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                               double *value);
/* What --set says: all interventions of that name are changed. */
void polder_loader_manner_set(polder_loader_t *r, const polder_yaml_node_t *key,
                              const polder_yaml_node_t *node);

/* How an intervention is done as it says itself, and with a value for one manner. */
polder_way_t polder_way_of(const polder_intervention_t *v);
void polder_way_change(polder_way_t *way, const polder_intervention_t *v, polder_manner_t manner,
                       double value);

/* Warns of a start, which a name as "intervention.visioning.start" is given, after the end of an arm
 * that has the intervention. Other manners are not looked at. */
void polder_loader_warn_of_start(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *name, double start);

#endif
