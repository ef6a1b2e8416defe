/* acting.c: steps 2 to 9 of a month: attention, context, meeting, dialogue, organising,
 * contribution, opportunism, conflict and reputation. */
#include "prototype/model.h"

/* ------------------------------------------------------------------ 2 attention */

static void attention(Net *w)
{
    const Params *p = w->par;
    const double days = p->days * w->between.days * (1 - p->time_pressure);
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        const double all = (w->asked + p->led * w->leader_effort + p->meeting * w->N * o->degree +
                            p->work * prototype_load[w->phase] * (0.3 + 1.4 * w->breadth) * o->c) /
                           days;
        o->theta = relax(o->theta, 1 / (1 + fmax(0, all - 1)), 0.5);
    }
}

/* ------------------------------------------------------------------ 3 context */

static void context(Net *w)
{
    const Params *p = w->par;
    if (w->months_new > 0) w->months_new--;
    const bool new_already = w->months_new > 0;
    if (chance(&w->rng, p->p_shock) && (!new_already || p->shock_again != 0)) {
        if (!new_already) w->months_new = (int)p->shock_months;
        w->adaptation *= 1 - p->shock_hit;
        FOR_ORGS(w, i)
        for (int k = 0; k < 2; k++) w->org[i].x[k] += p->shift * normal(&w->rng); /* p stays */
    }
    w->adaptation = relax(w->adaptation, 1,
                          p->k_adapt * (0.3 + 0.8 * w->explorers + 0.6 * w->variety) *
                              (1 + 2 * w->push[REFLECTION]) *
                              (1 - 0.5 * fmin(1, w->side.bureaucracy + w->side.hardening)));
    if (w->months_window > 0) w->months_window--;
    if (w->months_window == 0 && chance(&w->rng, p->p_chance)) w->months_window = 6;
}

/* ------------------------------------------------------------------ 4 meeting */

static double seek(const Arc *a)
{
    return (0.03 + square(a->T)) * (1.4 - a->U) * (0.65 + a->need);
}

static void see_each_other(Net *w)
{
    const Params *p = w->par;
    double avail[MAXN] = {0}, sought[MAXN] = {0}, sum = 0, arcs = 0;
    FOR_ORGS(w, i)
    {
        const double d = w->org[i].degree ? w->org[i].degree : 1;
        /* a reading: contact goes by the geometric mean of both, not by their product */
        avail[i] = (1 - p->time_pressure) * fmin(1, pow(p->attention / d, p->gamma));
        FOR_PARTNERS(w, i, j) sought[i] += seek(&w->arc[i][j]) / d;
    }
    const double push = unit(0.5 * w->push[CONTACT] + 0.1 * w->push[BROKERAGE]);
    FOR_ORGS(w, i)
    {
        w->org[i].received = 0;
        FOR_PARTNERS(w, i, j)
        {
            Arc *a = &w->arc[i][j];
            const double calm = a->conflict ? 0.3 : 1;
            const double mine = 1 - p->choice + p->choice * seek(a) / sought[i];
            const double theirs = 1 - p->choice + p->choice * seek(&w->arc[j][i]) / sought[j];
            const double days = sqrt(w->org[i].theta * w->org[j].theta);
            const double base = sqrt(avail[i] * avail[j]) * days * (0.4 + 0.6 * w->m) * 0.5 *
                                (fmin(2, mine) + fmin(2, theirs));
            const double by_themselves = fmin(1, base);
            const double now = calm * (by_themselves + push * days - push * calm * by_themselves);
            a->N = p->habit * a->N + (1 - p->habit) * now;
            w->org[i].received += a->N;
            arcs++;
        }
        sum += w->org[i].received;
    }
    w->N = sum / fmax(1, arcs);
}

/* A hub that understands its partners carries to those who do not see each other. */
static void carry_on(Net *w)
{
    double sum = 0;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        const double reach = (double)o->degree / fmax(1, w->n - 1);
        const double pairs = square(reach); /* share of all pairs that it sees both of */
        o->carry = square(pairs) * o->Und * unit(0.25 + o->connector + (i == w->lead ? 0.5 : 0));
    }
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        const double reach = (double)o->degree / fmax(1, w->n - 1);
        double most = 0;
        FOR_PARTNERS(w, i, j) most = fmax(most, w->org[j].carry);
        o->relay = unit(w->par->relay * (1 - reach) * most * (1 + w->push[BROKERAGE]) +
                        0.25 * w->push[BROKERAGE]);
        sum += o->relay;
    }
    w->relay = sum / fmax(1, w->n);
}

/* ------------------------------------------------------------------ 5 dialogue */

static void learn(Net *w)
{
    const Params *p = w->par;
    const double *l = w->push;
    w->tau = either(unit(p->transparency + w->between.transparency),
                    0.5 * l[DISCLOSURE] + 0.1 * l[REFLECTION]);
    const double fast = p->k_u * (1 + 0.8 * l[LANGUAGE] + 0.8 * l[BROKERAGE]) *
                        (1 - 0.8 * w->side.dependence) * (1 - 0.6 * w->side.freeze);
    const double gap = p->culture_gap * (1 - 0.8 * l[LANGUAGE]) * (1 - 0.7 * l[BROKERAGE]);
    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j];
        const Org *me = &w->org[i], *you = &w->org[j];
        const double through = fmax(0.05, 1 - gap * fabs(me->culture - you->culture));
        const double rate = fmin(1, fast * (a->N * through + 0.7 * me->relay));
        a->U += rate * (unit(1 - w->tau * (0.3 + 1.44 * you->openness)) - a->U) +
                p->k_forget * (1 - a->N) * (0.9 - a->U);
    }
}

static void agree(Net *w)
{
    static const double open[PHASES] = {1, 1, .6, .15, .08};
    const Params *p = w->par;
    const double *l = w->push;
    const double power =
        ((int)p->form == LEAD ? 1.3 : 0.6) * (1 - 0.5 * rule(w, 1) * w->S) + 1.2 * w->side.freeze;
    double sum = 0, to[2] = {0, 0};
    FOR_ORGS(w, i)
    {
        const Org *o = &w->org[i];
        const double q = unit(either(o->Und, 0.5 * o->relay) * (0.4 + o->aware));
        const double weight =
            pow(o->w, power) * pow(0.2 + o->received, p->position) * (i == w->lead ? 3 : 1);
        for (int k = 0; k < 2; k++)
            to[k] += weight * (q * prototype_home(w, o, k) + (1 - q) * o->z[k]);
        sum += weight;
    }
    const double wide = w->renewing > 0 ? fmax(0.7, open[w->phase]) : open[w->phase];
    const double rate =
        w->N * (1 - 0.6 * w->stalled) *
        (fmax(wide, l[VISION]) * (p->k_ambition * (1 + 0.5 * l[STRUCTURING]) + 0.7 * l[VISION]) +
         0.35 * w->side.freeze);
    const double held = p->imposed * fmax(0, 1 - 2 * l[VISION]);
    for (int k = 0; k < 2; k++) {
        const double aim = to[k] / sum;
        w->a[k] = relax(w->a[k], aim + held * (w->idea[k] - aim), rate);
    }
}

/* Positions, alignment, and how much partners differ. */
static void align(Net *w)
{
    const Params *p = w->par;
    const double *l = w->push;
    const double sigma =
        p->sigma0 *
        (1 + p->integrative * w->Und * (0.5 + 0.5 * w->T) * (0.7 + 0.6 * w->explorers) +
         0.33 * l[STRUCTURING] + 0.2 * l[VISION]) *
        (1.55 - 1.1 * w->breadth);
    double alpha = 0, declared = 0, x[2] = {0, 0}, xx = 0, culture = 0, squares = 0;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double dh = 0, dz = 0;
        for (int k = 0; k < 2; k++) {
            const double home = prototype_home(w, o, k);
            o->z[k] = relax(o->z[k], w->a[k] + (1 - o->loyalty) * (home - w->a[k]), p->k_position);
            dh += square(home - w->a[k]);
            dz += square(o->z[k] - w->a[k]);
            x[k] += o->x[k] / w->n;
            xx += square(o->x[k]) / w->n;
        }
        o->alpha = exp(-dh / (2 * sigma * sigma));
        o->declared = exp(-dz / (2 * sigma * sigma));
        alpha += o->alpha;
        declared += o->declared;
        culture += o->culture / w->n;
        squares += square(o->culture) / w->n;
    }
    w->alpha = alpha / w->n;
    w->declared = declared / w->n;
    w->pseudo = fmax(0, w->declared - w->alpha) * (1 - 0.5 * w->Und) * (1 - 0.5 * l[DISCLOSURE]);
    /* a reading: the spread of interests is the standard deviation on one axis */
    const double spread = sqrt(fmax(0, 0.5 * (xx - square(x[0]) - square(x[1]))));
    const double cultures = sqrt(fmax(0, squares - square(culture)));
    w->variety = unit(0.6 * spread / 0.72 + 0.15 * cultures / 0.22 - 0.25);
}

/* ------------------------------------------------------------------ 6 organising */

static void organising(Net *w)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    const double *l = w->push;
    const double base = either(unit(0.15 + 0.45 * w->rules + 0.25 * f->competence),
                               0.5 * l[PROCESS] + 0.4 * l[INSTITUTION]);
    const double task = either(base * (0.5 + 0.5 * w->Und), 0.5 * l[STRUCTURING] + 0.2 * l[FOCUS]);
    const double political =
        either(unit(w->Und * (0.5 + 0.5 * w->alpha)),
               unit(0.4 * l[REBALANCING] + 0.3 * l[VISION] + 0.3 * l[DISCLOSURE]));
    const double identity =
        unit(0.2 + 0.5 * w->T + 0.2 * w->own + 0.25 * l[VISION] - 0.3 * w->stalled);
    const double rate =
        p->k_boundary * w->N * (1 + l[VISION] + 0.8 * l[STRUCTURING] + 0.5 * l[PROCESS]);
    const double loose = 1 - 0.10 * w->side.reopen - 0.08 * w->side.drift;
    w->authority = relax(w->authority, base, rate) * loose;
    w->task = relax(w->task, task, rate) * loose;
    w->political = relax(w->political, political, rate);
    w->identity = relax(w->identity, identity, rate);
    w->organised = 0.25 * (w->authority + w->task + w->political + w->identity);
    w->breadth = unit(p->breadth + w->between.breadth) * (1 - 0.6 * l[FOCUS]);
}

/* How many have to be coordinated, against what the form of governance can carry. */
static double crowd(const Net *w)
{
    double n = w->n; /* all are in the core: a duty of 1 each */
    if ((int)w->par->form == SELF_ORGANISING)
        n += ramp(w->breadth, 0.5, 0.15) * fmin(0, w->degree + 1 - n);
    return sqrt(n / prototype_forms[(int)w->par->form].capacity);
}

static void ability(Net *w)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    const double need = 0.12 + 0.25 * p->task_need + 0.16 * crowd(w) * (0.6 + 0.8 * w->breadth) +
                        0.35 * w->owed[ORGANISATION];
    double fits = (1 - 0.8 * f->trust_need * ramp(w->T, 0.5, 0.2)) *
                  (1 - 0.8 * f->consensus_need * ramp(w->alpha, 0.6, 0.3));
    if ((int)p->form == SELF_ORGANISING) fits *= 1 - 0.35 * w->kappa;
    const double has = 0.5 * w->authority + 0.5 * w->task +
                       (0.05 + 0.25 * p->task_need) * f->competence +
                       0.15 * (w->push[PROCESS] + w->push[INSTITUTION]);
    w->able = unit(has * fits * (1 - 0.4 * w->stalled) / need);
}

/* ------------------------------------------------------------------ 7 contribution */

/* A promise wears when it is not kept, and who is called upon all the time stops hearing it. */
static void norm(Net *w)
{
    const double *l = w->push;
    const double peace = 1 - ramp(w->hostile + w->conflict_share, 0.2, 0.7);
    const double called =
        either(unit(1.1 * l[CONTACT] + 0.3 * l[DISCLOSURE] + 0.3 * l[LANGUAGE]) * peace,
               either(unit(0.5 * l[MONITORING] * (0.2 + 0.8 * w->rules)),
                      unit(0.4 * (l[QUICKWINS] + l[REBALANCING] * (1 - w->side.haggle)))));
    w->used = relax(w->used, called, 0.05);
    const double target = called * (1 - 0.95 * w->used);
    w->norm = relax(w->norm, target, target > w->norm ? 0.3 : 0.08);
    w->norm *= 1 - 0.15 * fmax(0, w->norm - w->c);
}

/* The seven conditions of a member, in g. */
static void conditions(const Net *w, int i, double *g)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    const Org *o = &w->org[i];
    const double stands = f->stands_in * ramp(w->authority, 0.1, 0.45);
    const double T = o->T + stands * fmax(0, 0.55 - o->T);
    const double alpha = o->alpha + 0.7 * stands * fmax(0, 0.7 - o->alpha);
    double seen = 0, contact = 0;
    FOR_PARTNERS(w, i, j)
    {
        const Arc *a = &w->arc[i][j];
        seen += a->N * w->org[j].c;
        contact += a->N;
    }
    seen = contact > 0 ? seen / contact * (1 - 0.25 * (1 - o->Und)) : 0;
    g[DIRECTION] = ramp(alpha * (0.25 + 0.85 * w->nu) * (1 - 0.3 * w->stalled), 0.08, 0.6);
    g[SAFETY] = either(0.3 * p->norm * w->norm,
                       ramp(0.5 * T + 0.5 * sqrt(T * w->S) + 0.05 - 0.35 * fmax(0, o->V - 0.4) -
                                0.5 * o->conflict - 0.4 * w->side.expose * unit(2 * (1 - o->w)),
                            0.08, 0.5));
    g[FAIRNESS] = ramp(o->b + p->hope * w->m * (1 - w->gone) -
                           0.7 * (1 - 0.5 * rule(w, 2) * w->S) * fmax(0, w->b - o->b),
                       -0.45, 0.15);
    g[OWNERSHIP] = ramp(o->o, 0.1, 0.58);
    g[HOME] = ramp(o->s, 0.1, 0.6);
    g[TIME] = o->theta;
    g[RECIPROCITY] =
        either(0.5 * p->norm * w->norm, 1 - p->reciprocity * (1 - ramp(seen, -0.15, 0.45)));
}

static void contributing(Net *w)
{
    const Params *p = w->par;
    double next[MAXN] = {0};
    w->P = relax(w->P,
                 unit(p->pretence + w->between.pretence + 0.4 * w->pseudo) *
                     (1 - 0.85 * w->push[REFLECTION]) * (1 - 0.3 * w->push[HANDBACK]),
                 0.12);
    const double most =
        p->most * unit(1 - 1.4 * fmax(0, w->P - 0.25)) * (0.95 + 0.1 * rule(w, 6) * w->S);
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        conditions(w, i, o->met);
        o->will = weakest(o->met, CONDITIONS, p->least_will);
        const double kept[2] = {o->met[HOME], o->met[TIME]};
        const double promise = unit(p->norm * w->norm * weakest(kept, 2, p->least_will));
        next[i] = relax(o->c, unit(most * either(o->will, promise)), p->k_contribution);
    }
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        o->c = next[i];
        o->delivered = o->c * (1 - 0.2 * (1 - o->reliability) * uniform(&w->rng));
    }
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        o->duos = 0;
        FOR_PARTNERS(w, i, j)
        o->duos += o->c * w->arc[i][j].N * o->T * w->org[j].c;
    }
}

/* ------------------------------------------------------------------ 8 opportunism */

static double temptation(const Net *w, int i, int j)
{
    const Params *p = w->par;
    const Org *me = &w->org[i];
    const Arc *ij = &w->arc[i][j], *ji = &w->arc[j][i];
    return p->h0 * exp(ji->exposed + p->h_opaque * (0.5 - w->tau) +
                       p->h_loyal * (0.5 - me->loyalty) + p->h_balance * fmax(0, -me->b) -
                       p->h_trust * (ij->T - 0.5) - p->h_system * (w->S - 0.4) -
                       (me->reliability - 0.6) + p->congruence * (0.65 - me->alpha) +
                       w->side.expose - p->reputation * p->rumour * ij->e - 1.5 * ij->truce);
}

static void act_against(Net *w, int i, int j)
{
    static const int stopped_by[4] = {4, 0, 10, 5};
    const Params *p = w->par;
    Org *me = &w->org[i], *you = &w->org[j];
    Arc *ji = &w->arc[j][i];
    const bool active = chance(&w->rng, unit(0.04 + 0.35 * ji->L + (me->w > you->w ? 0.08 : 0)));
    const int act =
        w->months_new > 0 ? (active ? RENEGOTIATION : REFUSAL) : (active ? VIOLATION : EVASION);
    if (act != VIOLATION && chance(&w->rng, 0.5 * rule(w, stopped_by[act]) * w->S)) return;
    w->acts[act]++;
    switch (act) {
    case EVASION:
        me->delivered *= 1 - fmin(1, 1.2 / me->degree);
        break;
    case VIOLATION:
        me->taken += 0.6 * p->take;
        you->taken -= p->take;
        break;
    case REFUSAL:
        w->adaptation *= exp(-0.3 / w->n);
        break;
    case RENEGOTIATION:
        me->claim *= 1.08;
        you->claim *= 0.94;
        break;
    }
    const double seen = unit(p->det0 + 0.4 * ji->V + 0.4 * (1 - ji->U) + (active ? 0.2 : -0.1) +
                             0.3 * w->push[MONITORING]);
    if (chance(&w->rng, seen)) {
        ji->hits = active ? 2 : 1;
        w->detected++;
    } else {
        ji->hidden = fmax(ji->hidden, active ? 1 : 0.4);
    }
}

/* An organisation does at most one act a month. */
static void opportunism(Net *w)
{
    w->detected = 0;
    FOR_ORGS(w, i)
    {
        w->org[i].taken = 0;
        FOR_PARTNERS(w, i, j) w->arc[i][j].hits = 0;
    }
    FOR_ORGS(w, i)
    {
        double left = uniform(&w->rng);
        int against = -1;
        FOR_PARTNERS(w, i, j)
        {
            if (left >= 0 && (left -= temptation(w, i, j)) < 0) against = j;
        }
        if (against >= 0) act_against(w, i, against);
    }
}

/* Each month one looks closely at one partner; what has been hidden may come out. */
static void look_closely(Net *w)
{
    const double found = unit(0.1 + 0.5 * w->tau + 0.3 * w->push[MONITORING]);
    FOR_ORGS(w, i)
    {
        if (w->org[i].degree == 0) continue;
        int at = below(&w->rng, w->org[i].degree); /* a reading: drawn, not in turn */
        Arc *a = NULL;
        FOR_PARTNERS(w, i, j)
        {
            if (at-- == 0) a = &w->arc[i][j];
        }
        if (!a || a->hidden <= 0) continue;
        a->hidden *= 0.97;
        if (!chance(&w->rng, found)) continue;
        a->scar += w->par->deceit * a->hidden * (1 - a->scar);
        a->T *= 1 - 0.4;
        a->V += 0.4 * (1 - a->V);
        a->hidden = 0;
    }
}

/* ------------------------------------------------------------------ 9 conflict and reputation */

static void conflict(Net *w)
{
    const Params *p = w->par;
    const Side *s = &w->side;
    const double scarce = 5 * p->base * p->scarcity * (1 + 2 * w->owed[RELATION]) *
                          (1 - 0.5 * rule(w, 8) * w->S) *
                          (1 + p->power * w->inequality * (1 - rule(w, 1) * w->S));
    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j];
        const Org *me = &w->org[i], *you = &w->org[j];
        const double camps = me->side * you->side < 0 ? 1 + 2 * w->stalled : 1;
        const double p0 = scarce * a->rivalry * (1 - a->T) * a->V * camps +
                          (a->T < 0.3 ? 0.32 * s->scattered : 0) +
                          (0.08 * s->stir + 0.015 * s->expose + 0.018 * s->haggle) * (0.3 + a->V);
        const double h = ramp(me->s + you->s, 0.95, 0.55);
        const double begins = p0 * (1 - 0.95 * a->truce * (1 - h)) + p->relapse * a->truce * h * h;
        a->truce *= 0.97;
        if (!a->conflict && chance(&w->rng, begins)) {
            a->conflict = true;
            if (p->conflict_both != 0) w->arc[j][i].conflict = true;
        }
    }
}

/* What an act does to its victim, of severity sv. */
static void hurt(Net *w, int victim, int actor, double sv)
{
    Arc *a = &w->arc[victim][actor];
    a->T *= 1 - sv;
    a->V += 0.6 * sv * (1 - a->V);
    if (a->T < 0.3 && a->V > 0.55) {
        a->conflict = true;
        if (w->par->conflict_both != 0) w->arc[actor][victim].conflict = true;
    }
}

static void reputation(Net *w)
{
    const Params *p = w->par;
    if (w->detected == 0) return;
    FOR_ORGS(w, i)
    {
        int victim = -1;
        FOR_PARTNERS(w, i, j)
        {
            if (w->arc[j][i].hits) victim = j;
        }
        if (victim < 0) continue;
        const bool active = w->arc[victim][i].hits == 2;
        hurt(w, victim, i, unit(p->sev * (active ? 1.2 : 0.8) * (1 - 0.4 * rule(w, 8) * w->S)));
        FOR_PARTNERS(w, i, j)
        {
            Arc *ji = &w->arc[j][i];
            if (j == victim || !chance(&w->rng, fmin(1, p->rumour * (0.5 + ji->e)))) continue;
            ji->T *= 1 - 0.4 * p->sev;
            ji->V += 0.25 * p->sev * (1 - ji->V);
        }
    }
}

void prototype_act(Net *w)
{
    attention(w);
    context(w);
    see_each_other(w);
    carry_on(w);
    learn(w);
    agree(w);
    align(w);
    organising(w);
    ability(w);
    norm(w);
    contributing(w);
    opportunism(w);
    look_closely(w);
    conflict(w);
    reputation(w);
}
