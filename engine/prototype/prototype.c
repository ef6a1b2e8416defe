/* prototype.c: the collaboration model once more, in plain scalar C.
 *
 * What     One network at a time, one function per mechanism in the order of the month, double
 *          precision, libm, an adjacency matrix, xoshiro256+. Written independently of the
 *          engine, for two purposes: `polder bench` measures against it, and scripts/reference
 *          holds the model against its figures.
 * Files    model.h what they share, parameters.c, set_up.c, steering.c (step 1), acting.c (2 to
 *          9), settling.c (10 to 14), this one, and figures.c: a program that prints the figures.
 * Readings Where the equations can be read in two ways, the reading of docs/odd.md is the default
 *          and the other one an option of figures.c. A comment that begins with "a reading" marks
 *          a choice which the equations leave.
 * Left out What is 0 by default: places, motives, pilot money, benefits, compensation, lead time,
 *          orientation, rules on content; and targets of interventions.
 */
#include "prototype/prototype.h"

#include "prototype/model.h"

void prototype_begin(Net *w, const Params *p, uint64_t seed, uint64_t stream)
{
    prototype_set_up(w, p, seed, stream);
    prototype_means(w);
}

/* Months count from 1. */
void prototype_month(Net *w, int month)
{
    prototype_steer(w, month);
    prototype_act(w);
    prototype_settle(w, month);
}

bool prototype_goal(const Net *w)
{
    return !w->dissolved && w->phase == PERFORM && w->Q >= w->par->goal;
}

int prototype_winners(const Net *w)
{
    int winners = 0;
    FOR_ORGS(w, i) winners += w->org[i].cumulative > 0;
    return winners;
}

polder_prototype_t polder_prototype_run(int networks, int members, uint64_t seed)
{
    static Net net;
    polder_prototype_t run = {.networks = networks};
    Params p = prototype_defaults;
    p.n_min = p.n_max = members;
    for (int k = 0; k < networks; k++) {
        int arcs = 0;
        prototype_begin(&net, &p, seed, (uint64_t)k);
        for (int i = 0; i < net.founders; i++) arcs += net.org[i].degree;
        for (int month = 1; month <= (int)p.horizon && !net.dissolved && !net.completed; month++) {
            prototype_month(&net, month);
            run.arc_ticks += arcs;
        }
        run.success += prototype_goal(&net) && prototype_winners(&net) == net.n;
        run.dissolved += net.dissolved;
    }
    run.success /= networks;
    run.dissolved /= networks;
    return run;
}
