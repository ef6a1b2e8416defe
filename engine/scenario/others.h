/* others.h: network files of arms, beside that of the scenario, and the one network that holds all of
 * them: each member has one seat in it and each tie one place, so that in all arms they have the same
 * random numbers. An arm lacks what its own file has not. Private to the loader. */
#ifndef POLDER_OTHERS_H
#define POLDER_OTHERS_H

#include "scenario/loader.h"

/* The number, from 1, of a file among those of the experiment, which it joins if it is new; 0:
 * no memory. Takes over `path`. */
int polder_loader_other(polder_loader_t *r, const polder_yaml_node_t *node, char *path);
/* The hash that the text of an experiment has for it, at `node`. */
void polder_loader_other_hash(polder_loader_t *r, const polder_yaml_node_t *node, int other);
/* Reads the files that arms name, once that of the scenario is there, which then holds all. */
POLDER_MUST_USE int polder_loader_others(polder_loader_t *r);
/* What each arm lacks: what it says itself, and what its file has not. Once names are known. */
bool polder_loader_lacks(polder_loader_t *r);

/* A hash of what was read, as text (scenario_facts.c). */
void polder_network_hash(const polder_experiment_t *x, const polder_network_t *network,
                         char hash[POLDER_HASH]);

#endif
