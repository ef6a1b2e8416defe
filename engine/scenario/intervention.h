/* intervention.h: interventions as a scenario or a file of its own writes them.
 *
 * What     A file interventions/NAME.yaml says what one intervention does:
 *
 *              title: {en: Brokering, nl: Makelen}
 *              description: Someone links partners who do not find each other.
 *              concepts: [I6]
 *              levers: {brokerage: 0.8, contact: 0.2}   # at dose 1
 *              techniques:                              # variants; the keys below, and title
 *                power-bridging: {levers: {…}, target: {highest: capacity, share: 0.25}}
 *              dose: 0.5                                # 0 … 1, default 1
 *              start: 3 | phase >= agree and trust.mean < 0.4 for 3 months
 *              duration: 12                             # ticks; left out: to the end
 *              target: network | newcomers | conflict = 1 | {highest: FIELD, share: 0.2}
 *              cost: {per_month: 2, per_member: 0.5}    # days of work, at dose 1
 *
 *          or, instead of levers, `programme`: a list of uses of other interventions. A use
 *          is the name of a file, or a mapping {use: NAME, technique:, dose:, start:,
 *          duration:, target:, cost:} that changes what the file says, or a mapping with
 *          levers of its own. The doses of a programme and of what is in it multiply; a start,
 *          duration or target of a programme, or of its technique, takes the place of those of
 *          its parts.
 */
#ifndef POLDER_INTERVENTION_H
#define POLDER_INTERVENTION_H

#include "scenario/loader.h"

/* What an arm changes in an intervention it uses; NULL: nothing. */
typedef struct {
    const polder_yaml_node_t *dose, *start, *duration, *target;
} polder_change_t;

/* Adds what `node` uses to the interventions of the experiment and to arm number `arm`. */
void polder_loader_use(polder_loader_t *r, const polder_yaml_node_t *node,
                       const polder_change_t *change, int arm);
/* What an arm is called that uses it: its name, or the word it is given. */
const char *polder_use_name(const polder_yaml_node_t *node);

/* interventions/NAME.yaml in the folder of the scenario, in the one above, or in `shared` (may be
 * NULL); or the file itself, if the name is one. NULL if there is none. Caller frees. */
char *polder_intervention_path(const char *folder, const char *shared, const char *name);
/* The same for the name at `node`, with a problem if there is none. */
char *polder_loader_intervention(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *folder, const char *name);

#endif
