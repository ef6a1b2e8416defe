/* steering.c: step 1 of a month: the leader, the levers, and the condition that each of them has.
 */
#include "prototype/model.h"

/* Partners come to so many days of interventions and no more. */
static void ask(Net *w, int month)
{
    const Params *p = w->par;
    double days = 0;
    memset(w->lever, 0, sizeof w->lever);
    if (month >= (int)p->start)
        for (int q = 0; q < p->n_push; q++)
            for (int k = 0; k < LEVERS; k++) w->lever[k] = either(w->lever[k], p->push[q][k]);
    for (int k = 0; k < LEVERS; k++) days += p->levers * prototype_days[k] * w->lever[k];
    const double part = days > p->limit ? p->limit / days : 1;
    for (int k = 0; k < LEVERS; k++) w->lever[k] *= part;
    w->asked = days * part;
}

static double style_fit(const Net *w)
{
    switch ((int)w->par->style) {
    case 0:
        return 1.1 + 0.9 * ramp(w->tau, 0.2, 0.8);
    case 1:
        return 1.1 + 0.9 * w->par->task_need;
    case 2:
        return 1.1 + 0.9 * ramp(w->alpha, 0.3, 0.9);
    case 3:
        return w->phase <= SHARE ? 1.2 : 0.4;
    default:
        return 0.4 + 0.8 * fmin(1, (w->phase == AGREE) + 4 * w->conflict_share);
    }
}

static void lead(Net *w)
{
    const Params *p = w->par;
    const Side *s = &w->side; /* of the month before */
    const double coh = ramp(0.5 * (w->T + w->Und), 0.25, 0.75);
    const double back = w->lever[HANDBACK] * ramp(coh, 0.1, 0.5);
    const double z = p->centrality * (1 - 0.8 * back);
    const double fitting = (1 - coh) * (0.55 + 0.45 * w->kappa) + coh * (0.05 + 0.4 * w->kappa);
    w->leader_effort = relax(
        w->leader_effort, unit(p->effort * (1 + 2 * p->circle * z * fmax(0, 0.6 - w->own))), 0.1);
    const double effect = w->leader_effort * fmax(0, 1 - 0.7 * fabs(z - fitting));
    w->takeover = w->leader_effort * fmax(0, z - fitting + 0.05);
    const double own =
        unit(prototype_forms[(int)p->form].ownership * (1 - 3.6 * p->lean * w->takeover) +
             0.5 * back - 0.55 * s->bureaucracy - 0.6 * s->dependence - 0.8 * s->freeze -
             0.5 * s->hardening - 0.25 * s->crowding - 0.7 * fmax(0, w->power_used - 0.15));
    FOR_ORGS(w, i) w->org[i].o = relax(w->org[i].o, own, p->k_own);
    const double fits = style_fit(w);
    for (int k = 0; k < LEVERS; k++)
        w->push[k] = either(unit(prototype_style[(int)p->style][k] * fits * effect), w->lever[k]);
}

/* What is not asked for is held back a little: x of one lever. */
static double tactful(const Net *w, int lever, double asked)
{
    return w->push[lever] * (1 - w->par->tact * (1 - asked));
}

/* Disclosure and reflection: what is said may be held against whom it is about. */
static void open_up(Net *w)
{
    const double safe = ramp(w->T - 0.6 * w->V, -0.05, 0.2);
    double x = w->push[DISCLOSURE], bare = 0.9 * x * (1 - safe);
    w->push[DISCLOSURE] = x * (0.35 + 0.65 * safe);
    const double power = w->inequality * (1 - 0.6 * rule(w, 1) * w->S);
    const double asks =
        fmin(1, ramp(w->P, 0.1, 0.35) + ramp(w->debt, 0.02, 0.15) + ramp(w->over, 0.06, 0.2));
    const double open = ramp(w->tau, 0.1, 0.36) * ramp(power, 1.28, 0.92);
    x = w->push[REFLECTION] * (1 - 0.6 * (1 - asks));
    w->push[REFLECTION] = x * (0.03 + 0.97 * open) * (0.2 + 0.8 * asks);
    w->side.gazing = x * (1 - asks);
    bare += 3 * x * (1 - open);
    w->side.expose = unit(1.25 * (bare - 0.2));
}

/* Vision, brokerage, mediation, home base, quick wins, rebalancing: is there need of it now? */
static void meet_needs(Net *w)
{
    static const double early[PHASES] = {1, 1, .7, .35, .3}, soon[PHASES] = {1, 1, .7, .25, .1};
    Side *s = &w->side;
    const double authority = 0.2 + 0.8 * ramp(w->authority, 0.1, 0.35);
    const double moment =
        fmax(fmax(early[w->phase], ramp(w->nu, 0.45, 0.2)), w->renewing > 0 ? 1 : 0);
    double x = tactful(w, VISION, moment); /* a reading: what is asked for is the moment */
    w->push[VISION] = x * authority * (0.25 + 0.75 * moment);
    s->reopen = x * (1 - moment);

    const double power = w->inequality * (1 - 0.6 * rule(w, 1) * w->S);
    const double gap = fmin(1, ramp(w->Und, 0.55, 0.3) + ramp(power, 0.35, 0.9) +
                                   ramp(w->T, 0.4, 0.2) + w->stalled);
    x = tactful(w, BROKERAGE, gap);
    w->push[BROKERAGE] = x * (0.25 + 0.75 * gap);
    s->dependence = x * (1 - gap);

    const double real = unit(4 * w->conflict_share + 3 * w->hostile);
    w->push[MEDIATION] = tactful(w, MEDIATION, real);
    s->stir = w->push[MEDIATION] * (1 - real);

    const double welcome = either(soon[w->phase], ramp(w->M, 0.1, 0.5));
    x = tactful(w, HOMEBASE, welcome);
    w->push[HOMEBASE] = x * welcome;
    s->resist = x * (1 - welcome);

    const double energy = ramp(w->nu, 0.3, 0.6), even = ramp(w->b_spread, 0.45, 0.15);
    w->push[QUICKWINS] = tactful(w, QUICKWINS, 1 - energy);
    s->shrink = w->push[QUICKWINS] * energy;
    w->push[REBALANCING] = tactful(w, REBALANCING, 1 - even);
    s->haggle = w->push[REBALANCING] * even;
}

/* Process, structuring, institution, monitoring, handing back: what is arranged already? */
static void arrange(Net *w)
{
    static const double ripe[PHASES] = {0, .15, .5, 1, 1};
    Side *s = &w->side;
    const double shared = ramp(w->Und, 0.25, 0.5);
    const double structuring = tactful(w, STRUCTURING, shared);
    const double process = w->push[PROCESS], institution = w->push[INSTITUTION];
    const double heavy =
        process + 0.33 * structuring + 0.4 * institution + 0.4 * w->push[MONITORING];
    const double arranged = ramp(0.5 * w->organised + 0.5 * w->S, 0.4, 0.65);
    s->bureaucracy = unit(heavy * (0.15 + 0.85 * arranged) - 0.25 + fmax(0, heavy - 1));
    w->push[STRUCTURING] = structuring * (0.4 + 0.6 * shared);
    s->freeze = structuring * (1 - shared);
    const double fit = ripe[w->phase] * ramp(w->T, 0.25, 0.45);
    w->push[INSTITUTION] = institution * (0.2 + 0.8 * fit);
    s->hardening = fmin(1, institution * (1 - fit) + 0.3 * process * ramp(w->T, 0.3, 0.15));
    s->crowding = w->push[MONITORING] * ramp(w->T, 0.3, 0.6);
    const double carried = ramp(0.5 * (w->T + w->Und), 0.3, 0.5);
    s->drift = w->push[HANDBACK] * (1 - carried);
    w->push[HANDBACK] *= carried;
}

void prototype_steer(Net *w, int month)
{
    ask(w, month);
    lead(w);
    w->side.scattered = w->push[CONTACT] * ramp(w->hostile + w->conflict_share, 0.25, 0.75);
    open_up(w);
    meet_needs(w);
    arrange(w);
}
