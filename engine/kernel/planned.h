/* planned.h: planned events: what a scenario has happen to its networks, and when.
 *
 * What     A planned event is of a kind, or sets values. A kind is a field of the role PLANNED that
 *          a part declares, as it declares a lever: 0, and 1 in the tick in which an event happens,
 *          for the network, the members or the ties that it is about. What then happens is up to
 *          the parts that read it. The kinds of a tie that breaks and is mended again are the
 *          engine's own and are there in every model. happen.h carries it out.
 * When     in a tick, in the tick after a condition has held, or in a tick at random from then on.
 *          It happens once. All events of a tick are decided before any is carried out.
 * Chance   the month is drawn by the name of the event, with a key that nothing else has: an event
 *          that does not happen changes no bit of anything, and arms share what they have in
 *          common.
 * Cost     nothing where nothing is planned: a kind of members or ties that no event is of has no
 *          column (NULL; POLDER_PLANNED_AT).
 * Owner    whoever fills it in.
 * Threads  read-only while it runs.
 */
#ifndef POLDER_KERNEL_PLANNED_H
#define POLDER_KERNEL_PLANNED_H

#include <stdbool.h>

#include "kernel/intervention.h"

/* A parameter or a state that gets a value. */
typedef struct {
    int field;
    float value;
} polder_assign_t;

typedef struct {
    char *name;
    int kind; /* a field of role PLANNED; −1: values are set */
    bool conditional;
    int from;               /* first tick in which it may happen, if not conditional */
    int start;              /* if conditional: number of a condition */
    double rate;            /* chance in each tick from then on; below 0: at once */
    polder_target_t target; /* of members, and of the ties of members */
    int between;            /* number of a group, whose members are pairs: of ties; −1: none */
    int n_set;
    polder_assign_t *set;
    int duration; /* ticks in which values are set; 0: parameters to the end, states once */
} polder_planned_t;

#endif
