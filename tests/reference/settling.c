/* settling.c: steps 9 to 13 of a month: value, trust, loyalty, membership and progress. */
#include "model.h"

static const double yield[5] = {0.10, 0.20, 0.35, 0.65, 1.00};

/* ------------------------------------------------------------------ 9 value */

static void value(Net *w)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    const double *l = w->lever;
    double supply[CURRENCIES] = {0}, total = 0, W = 0;
    int n = w->n;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        for (int k = 0; k < CURRENCIES; k++) supply[k] += o->w * o->delivered * o->brings[k];
        total += o->w * o->delivered;
        W += o->w;
    }
    double ces = 0;
    for (int k = 0; k < CURRENCIES; k++) {
        double piece = total > 0 ? fmax(0.02, fmin(1.5, 6 * supply[k] / total)) : 0.02;
        ces += pow(piece, -p->complementarity) / CURRENCIES;
    }
    double completeness = fmin(1.1, pow(ces, -1 / p->complementarity));
    double size = n;
    if ((int)p->form == SELF_ORGANISING) {
        size = 1;
        FOR_ORGS(w, i) size += (double)w->org[i].degree / n;
    }
    double capacity =
        f->capacity * (0.6 + 0.8 * w->authority) * (1 + 0.4 * l[PROCESS] + 0.3 * l[INSTITUTION]);
    double friction =
        unit(p->coordination *
             (2 * w->breadth * pow(size / capacity, 0.8) * (1 - 0.4 * w->S) +
              f->trust_need * (1 - w->T) + f->consensus_need * (1 - w->alpha) +
              p->task_need * (1 - f->competence) * (1 - 0.5 * l[PROCESS] - 0.3 * l[INSTITUTION])));
    double clarity = either(0.5 * w->task + 0.5 * w->political, 0.25 * l[VISION]);
    double V = p->synergy * completeness * w->adaptation * (0.4 + 0.6 * clarity) *
               (0.5 + 0.5 * w->alpha) * (1 - p->debt_cost * w->debt) * yield[w->phase] *
               (1 - friction) * total;
    w->V_total = V;
    w->friction = friction;

    double mean_net = 0;
    double power = p->power_share * (1 - 0.6 * rule(w, 1) * w->S);
    double rest = 1 - p->equal - power;
    double funding = either(p->funding, 0.15 * l[INSTITUTION]);
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double match = 0, others = total - o->w * o->delivered;
        for (int k = 0; k < CURRENCIES; k++) {
            double s = others > 0 ? (supply[k] - o->w * o->delivered * o->brings[k]) / others : 0;
            match += o->wants[k] * fmin(1.5, 6 * s);
        }
        double share = o->claim * (p->equal / n + power * o->w / W +
                                   (total > 0 ? rest * o->w * o->delivered / total : 0));
        double got = V * share * (0.6 + 0.4 * match);
        double given = prototype_load[w->phase] * o->delivered * (1 - funding) +
                       p->vigilance_cost * o->V * (1 - 0.5 * w->S) +
                       p->autonomy_cost * 2 * w->breadth * (1 - o->alpha) + f->overhead / n;
        o->net = got / o->w - given + o->taken;
        mean_net += o->net / n;
    }
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        o->net += 0.5 * l[REBALANCING] * (mean_net - o->net);
        o->b = relax(o->b, 2 * o->net, 0.12);
        o->cumulative += o->net;
    }
    w->Q += V / W;
}

/* ------------------------------------------------------------------ 10 trust */

static void trusting(Net *w)
{
    const Params *p = w->par;
    const double *l = w->lever;
    double over = p->inflate * (1 + 2 * w->pseudo + 0.5 * (1 - w->political)) *
                  (1 - 0.6 * l[REFLECTION] - 0.3 * l[PROCESS]) * (1.2 - 0.6 * w->organised);
    FOR_ORGS(w, i)
    {
        const Org *me = &w->org[i];
        FOR_PARTNERS(w, i, j)
        {
            const Org *you = &w->org[j];
            Arc *a = &w->arc[i][j];
            double noise = 0.15 * a->U * (1 - 0.7 * l[LANGUAGE]) *
                           (1 + fabs(me->culture - you->culture)) * normal(&w->rng);
            double observed = unit(you->delivered * (1 - 0.15 * a->U) + noise);
            double R = logistic(p->gain * (observed - a->E - over) + p->bias + signed1(me->b) +
                                0.8 * (you->empathy - 0.6));
            a->E = relax(a->E, observed, p->k_expect);
            double rate = R > a->T ? p->k_up * (0.4 + me->empathy) : p->k_down;
            a->T += rate * a->N * (R - a->T) + p->k_fade * (1 - a->N) * (a->T0 - a->T);
            double target = logistic(
                -0.4 + 1.5 * (a->U - 0.5) - 2 * (R - 0.5) - 1.5 * signed1(me->b) - (w->S - 0.4) +
                p->envy * (1 - rule(w, 2) * w->S) * fmax(0, you->b - me->b) + 0.3 * l[MONITORING]);
            a->V = relax(a->V, target, (target > a->V ? p->v_up : p->v_down) * a->N);
            a->L = relax(a->L, me->c, 0.012);
            if (a->T < a->T0) a->T = relax(a->T, a->T0, 0.12 * l[BROKERAGE]);
        }
    }
    double end = 0.01 + 0.02 * p->informal + 0.2 * l[MEDIATION];
    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j], *back = &w->arc[j][i];
        if (p->conflict_both != 0 && j < i) continue;
        if (!a->conflict || !chance(&w->rng, end)) continue;
        a->conflict = false;
        a->T += 0.5 * (a->T0 - a->T);
        a->V *= 0.8;
        if (p->conflict_both == 0) continue;
        back->conflict = false;
        back->T += 0.5 * (back->T0 - back->T);
        back->V *= 0.8;
    }
}

/* ------------------------------------------------------------------ 11 loyalty */

static void loyalties(Net *w)
{
    const Params *p = w->par;
    const double *l = w->lever;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double b = signed1(o->b);
        o->loyalty = relax(o->loyalty,
                           logistic(2.5 * (o->T - 0.45) + 1.5 * (o->alpha - 0.5) -
                                    2 * (0.6 - o->s) + 0.4 * b + 0.6 * (w->identity - 0.4)),
                           p->k_loyalty);
        o->s = relax(o->s,
                     logistic(0.4 + 2 * b + 1.8 * (o->alpha - 0.6) - 0.8 * (w->breadth - 0.5) +
                              0.6 * (o->sponsor + o->connector - 1) + 1.2 * l[HOMEBASE] +
                              0.2 * l[QUICKWINS]),
                     p->k_support);
        double strain = 4 * o->loyalty * (1 - o->loyalty) * (1 - o->s);
        if (!chance(&w->rng, p->turnover * (1 + 2 * strain))) continue;
        w->replaced++;
        double kept = either(p->inherit, 0.4 * l[ONBOARDING] + 0.2 * o->connector - 0.1);
        FOR_PARTNERS(w, i, j)
        {
            Arc *a = &w->arc[i][j], *back = &w->arc[j][i];
            a->T = relax(a->T, a->T0, 1 - kept);
            a->U = relax(a->U, p->asymmetry, 1 - kept);
            if (p->turnover_both == 0) continue;
            back->T = relax(back->T, back->T0, 1 - kept);
            back->U = relax(back->U, p->asymmetry, 1 - kept);
        }
        o->loyalty = p->loyalty;
        prototype_draw_skills(w, o);
        prototype_draw_personal(w, o);
        o->o *= 0.5 + 0.5 * kept;
        double loss = 1 - 0.4 * (1 - kept) / w->n;
        w->authority *= loss;
        w->task *= loss;
        w->political *= loss;
        w->identity *= loss;
    }
}

/* ------------------------------------------------------------------ 12 membership */

static void membership(Net *w)
{
    const Params *p = w->par;
    int n = w->n;
    bool leave[MAXN] = {false}, was_empty[MAXN] = {false};
    for (int i = 0; i < w->founders; i++) was_empty[i] = !w->org[i].active;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double x = p->e0 - p->e_balance * signed1(o->b) -
                   p->e_align * (1 - 0.4 * rule(w, 9) * w->S) * (o->alpha - 0.5) -
                   p->e_trust * (o->T - 0.5) - p->e_support * (o->s - 0.5) -
                   p->e_momentum * (w->m - 0.5) - p->e_lock * o->L - p->e_pressure * p->pressure;
        leave[i] = chance(&w->rng, logistic(x)) || o->degree == 0;
    }
    for (int i = 0; i < w->founders; i++)
        if (leave[i]) {
            w->org[i].active = false;
            w->left++;
            w->m *= 1 - 0.8 / n;
        }
    if (w->phase >= 1) {
        double enter = p->p_entry * unit(0.2 + w->b + w->m);
        for (int i = 0; i < w->founders; i++) {
            if (!was_empty[i] || !chance(&w->rng, enter)) continue;
            Org *o = &w->org[i];
            o->active = true;
            w->refilled++;
            prototype_newcomer(w, o);
            for (int j = 0; j < w->founders; j++) {
                Arc *a = &w->arc[i][j], *back = &w->arc[j][i];
                if (!a->tie) continue;
                a->T = a->T0;
                back->T = back->T0;
                a->U = back->U = p->asymmetry * (1 - 0.4 * w->lever[ONBOARDING]);
                a->conflict = back->conflict = false;
                if (p->newcomer_keeps != 0) continue;
                a->V = back->V = p->vigilance;
                a->L = back->L = p->lock;
                a->E = back->E = p->expectation;
            }
            double loss = 1 - 0.6 * (1 - w->lever[ONBOARDING]) / n;
            w->authority *= loss;
            w->task *= loss;
            w->political *= loss;
            w->identity *= loss;
        }
    }
}

/* ------------------------------------------------------------------ 13 progress */

static void advance(Net *w)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    const double *l = w->lever;
    double n = w->n;
    double ambition = 0.5 * w->task + 0.5 * w->declared, process = 0.5 * w->S + 0.5 * w->N, ready;
    switch (w->phase) {
    case 0:
        ready = 0.4 * unit(1.4 * w->Und) + 0.3 * unit(1.4 * w->N) + 0.39 * w->T;
        break;
    case 1:
        ready = 0.4 * ambition + 0.3 * unit(1.3 * w->Und) + 0.3 * unit(1.3 * w->T);
        break;
    case 2:
        ready = 0.3 * ambition + 0.35 * unit(1.5 * process) + 0.35 * unit(1.3 * w->T);
        break;
    default:
        ready = 0.35 * w->support + 0.35 * unit(1.5 * w->organised) + 0.3 * unit(1.5 * process);
        break;
    }
    ready *= 1 - 0.5 * w->conflict_share;
    double speed = p->k_phase * either(ready * ready, 0.5 * p->haste) * (0.4 + 0.6 * w->m) *
                   (1 + 0.35 * l[PROCESS]) * (1 - f->slowness * (1 - pow(6 / fmax(n, 6), 0.7))) *
                   pow(9 / fmax(n, 3), 0.1);
    if (w->phase == 4) speed = 0;
    if (w->phase < 4) {
        w->progress += speed;
        if (w->progress >= 1) {
            w->progress = 0;
            w->debt += 0.8 * fmax(0, 0.62 - ready);
            if (w->phase == 2) {
                w->m *= 1 - 0.8 * w->pseudo;
                FOR_ORGS(w, i)
                FOR_PARTNERS(w, i, j) w->arc[i][j].T *= 1 - 0.5 * w->pseudo;
            }
            w->phase++;
        }
    }
    w->debt *= 1 - 0.01 * (1 + 4 * l[REFLECTION]);

    double W = w->capacity_sum;
    double m =
        unit(0.10 + 0.55 * unit(w->V_total / W) +
             0.25 * unit(7 * speed) * (1 + 0.8 * l[QUICKWINS]) + 0.15 * l[QUICKWINS] + 0.2 * w->N +
             0.15 * (w->T - 0.4) + 0.05 * l[REFLECTION] - 0.5 * w->conflict_share);
    w->m = relax(w->m, m, p->k_momentum);
    double S = either(unit(0.5 * w->rules * (0.6 + 0.8 * w->organised) + (w->phase >= 3 ? 0.1 : 0) +
                           0.1 * f->competence),
                      unit(0.35 * l[PROCESS] + 0.45 * l[INSTITUTION]));
    w->S = relax(w->S, S, p->k_system);
    w->S = unit(w->S - 0.05 * w->S * w->detected * 4 / n * (1 - 0.5 * l[PROCESS]));
}

void prototype_settle(Net *w)
{
    value(w);
    trusting(w);
    prototype_means(w);
    loyalties(w);
    prototype_means(w);
    membership(w);
    prototype_means(w);
    if (w->n < 3 || w->n < 0.5 * w->founders) {
        w->dissolved = true;
        return;
    }
    advance(w);
    prototype_means(w);
}
