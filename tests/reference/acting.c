/* acting.c: steps 1 to 8 of a month: steering, context, meeting, dialogue, organising,
 * contribution, opportunism and reputation. */
#include "model.h"

/* ------------------------------------------------------------------ 1 steering */

static void steering(Net *w, int month)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    double cohesion = 0.5 * (w->T + w->Und);
    double fitting =
        (1 - cohesion) * (0.7 + 0.3 * w->organised) + cohesion * (0.1 + 0.3 * w->organised);
    double effect = p->effort * (1 - fabs(p->centrality - fitting));
    for (int k = 0; k < LEVERS; k++) {
        w->lever[k] = prototype_style[(int)p->style][k] * effect;
        if (month < (int)p->start) continue;
        for (int q = 0; q < p->n_push; q++) w->lever[k] = either(w->lever[k], p->push[q][k]);
    }
    double target = unit(f->ownership - 0.7 * fmax(0, p->centrality * p->effort - 0.5 * fitting));
    FOR_ORGS(w, i) w->org[i].o = relax(w->org[i].o, target, p->k_own);
    w->breadth = p->breadth * (1 - 0.5 * w->lever[FOCUS]);
    w->tau = either(w->transparency, 0.5 * w->lever[DISCLOSURE] + 0.25 * w->lever[REFLECTION]);
}

/* ------------------------------------------------------------------ 2 context */

static void context(Net *w)
{
    const Params *p = w->par;
    if (w->months_new > 0) w->months_new--;
    bool new_already = w->months_new > 0;
    if (chance(&w->rng, p->p_shock) && (!new_already || p->shock_again != 0)) {
        if (!new_already) w->months_new = (int)p->shock_months;
        w->adaptation *= 1 - p->shock_hit;
        FOR_ORGS(w, i)
        for (int k = 0; k < 2; k++) w->org[i].x[k] += 0.15 * normal(&w->rng); /* p stays */
    }
    w->adaptation = relax(w->adaptation, 1, p->k_adapt * (1 + w->lever[REFLECTION]));
}

/* ------------------------------------------------------------------ 3 meeting */

static void meeting(Net *w)
{
    const Params *p = w->par;
    double avail[MAXN] = {0}, sum = 0;
    int arcs = 0;
    FOR_ORGS(w, i)
    {
        double d = w->org[i].degree ? w->org[i].degree : 1;
        avail[i] = (1 - p->time_pressure) * fmin(1, pow(p->attention / d, p->gamma));
    }
    double push = 0.45 * w->lever[CONTACT] + 0.1 * w->lever[BROKERAGE];
    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j];
        double base = sqrt(avail[i] * avail[j]) * (0.4 + 0.6 * w->m) * (a->conflict ? 0.3 : 1);
        a->N = either(base, push);
        sum += a->N;
        arcs++;
    }
    if (arcs) w->N = sum / arcs;
}

/* ------------------------------------------------------------------ 4 dialogue */

static void dialogue(Net *w)
{
    const Params *p = w->par;
    double N = w->N;
    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j];
        double target = unit(1 - w->tau * (0.3 + 1.44 * w->org[j].openness));
        a->U += p->k_u * a->N * (target - a->U) + p->k_forget * (1 - a->N) * (0.9 - a->U);
    }

    /* ambition */
    double power = (int)p->form == LEAD ? 1.3 : 0.6, sum = 0, to[2] = {0, 0}, explorers = 0;
    power *= 1 - 0.5 * rule(w, 1) * w->S;
    int lead = -1;
    FOR_ORGS(w, i) if (lead < 0 || w->org[i].w > w->org[lead].w) lead = i;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double q = unit(o->Und * (0.4 + o->aware));
        double weight = pow(o->w, power) * ((int)p->form == LEAD && i == lead ? 3 : 1);
        for (int k = 0; k < 2; k++) to[k] += weight * (q * o->x[k] + (1 - q) * o->z[k]);
        sum += weight;
        explorers += o->explorer / w->n;
    }
    for (int k = 0; k < 2; k++)
        w->a[k] = relax(w->a[k], to[k] / sum,
                        p->k_ambition * N * (1 + 2 * w->lever[VISION] + w->lever[STRUCTURING]));

    /* positions, alignment */
    double sigma =
        p->sigma0 * (1 + p->integrative * w->Und * (0.5 + 0.5 * w->T) * (0.7 + 0.6 * explorers) +
                     0.35 * w->lever[STRUCTURING] + 0.25 * w->lever[VISION]);
    double alpha = 0, declared = 0;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double dx = 0, dz = 0;
        for (int k = 0; k < 2; k++) {
            double target = o->loyalty * w->a[k] + (1 - o->loyalty) * prototype_home(w, o, k);
            o->z[k] = relax(o->z[k], target, p->k_position);
            dx += square(o->x[k] - w->a[k]);
            dz += square(o->z[k] - w->a[k]);
        }
        o->alpha = exp(-dx / (2 * sigma * sigma));
        o->declared = exp(-dz / (2 * sigma * sigma));
        alpha += o->alpha;
        declared += o->declared;
    }
    w->alpha = alpha / w->n;
    w->declared = declared / w->n;
    w->pseudo =
        fmax(0, w->declared - w->alpha) * (1 - 0.5 * w->Und) * (1 - 0.5 * w->lever[DISCLOSURE]);
}

/* ------------------------------------------------------------------ 5 organising */

static void organising(Net *w)
{
    const Params *p = w->par;
    const Form *f = &prototype_forms[(int)p->form];
    const double *l = w->lever;
    double base = either(unit(0.15 + 0.45 * w->rules + 0.25 * f->competence),
                         0.5 * l[PROCESS] + 0.4 * l[INSTITUTION]);
    double task = either(base * (0.5 + 0.5 * w->Und), 0.3 * l[STRUCTURING] + 0.2 * l[FOCUS]);
    double political = either(w->Und * (0.5 + 0.5 * w->alpha),
                              unit(0.4 * l[REBALANCING] + 0.3 * l[VISION] + 0.3 * l[DISCLOSURE]));
    double identity = unit(0.2 + 0.5 * w->T + 0.2 * w->own + 0.25 * l[VISION]);
    double rate = p->k_boundary * w->N * (1 + l[VISION] + 0.8 * l[STRUCTURING] + 0.5 * l[PROCESS]);
    w->authority = relax(w->authority, base, rate);
    w->task = relax(w->task, task, rate);
    w->political = relax(w->political, political, rate);
    w->identity = relax(w->identity, identity, rate);
    w->organised = 0.25 * (w->authority + w->task + w->political + w->identity);
}

/* ------------------------------------------------------------------ 6 contribution */

static void contributing(Net *w)
{
    const Params *p = w->par;
    double next[MAXN] = {0};
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double seen = 0;
        FOR_PARTNERS(w, i, j) seen += w->org[j].c * (1 - 0.25 * w->arc[i][j].U) / o->degree;
        double effective = 0.5 * o->T + 0.5 * sqrt(o->T * w->S) + 0.05;
        double x = p->b0 + p->b_align * (o->alpha - 0.5) + p->b_trust * (effective - 0.45) +
                   p->b_loyalty * (o->loyalty - 0.5) +
                   p->b_reciprocity * (0.7 + 0.6 * rule(w, 7)) * (seen - 0.45) +
                   p->b_balance * signed1(o->b) + p->b_support * (o->s - 0.5) -
                   p->b_vigilance * o->V * (1 - w->S) + p->b_momentum * (w->m - 0.5) +
                   p->b_ownership * (o->o - 0.6) + 0.3 * rule(w, 6) * w->S -
                   0.4 * w->breadth * (1 - o->alpha);
        next[i] = relax(o->c, logistic(x), p->k_contribution);
    }
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        o->c = next[i];
        o->delivered = o->c * (1 - 0.2 * (1 - o->reliability) * uniform(&w->rng));
    }
}

/* ------------------------------------------------------------------ 7 opportunism and 8 reputation
 */

static void opportunism(Net *w)
{
    const Params *p = w->par;
    int n = w->n;
    w->detected = 0;
    FOR_ORGS(w, i)
    {
        w->org[i].taken = 0;
        FOR_PARTNERS(w, i, j) w->arc[i][j].hits = 0;
    }
    static double severity[MAXN][MAXN];
    double kept_effort[MAXN], adaptation = 1;
    for (int i = 0; i < MAXN; i++) kept_effort[i] = 1;

    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j)
    {
        Org *me = &w->org[i], *you = &w->org[j];
        const Arc *ij = &w->arc[i][j];
        Arc *ji = &w->arc[j][i];
        double h = p->h0 * exp(p->h_asym * (ji->U - 0.5) + p->h_opaque * (0.5 - w->tau) +
                               p->h_lock * (ji->L - 0.3) + p->h_loyal * (0.5 - me->loyalty) +
                               p->h_balance * fmax(0, -me->b) - p->h_trust * (ij->T - 0.5) -
                               p->h_system * (w->S - 0.4) - (me->reliability - 0.6));
        if (!chance(&w->rng, h)) continue;
        bool active = chance(&w->rng, unit(0.2 + 0.5 * ji->L + (me->w > you->w ? 0.2 : 0)));
        int act =
            w->months_new > 0 ? (active ? RENEGOTIATION : REFUSAL) : (active ? VIOLATION : EVASION);
        static const int stopped_by[4] = {4, 0, 10, 5};
        if (act != VIOLATION && chance(&w->rng, 0.5 * rule(w, stopped_by[act]) * w->S)) continue;
        w->acts[act]++;
        switch (act) {
        case EVASION:
            kept_effort[i] *= 1 - fmin(1, 1.2 / me->degree);
            break;
        case VIOLATION:
            me->taken += 0.6 * p->take;
            you->taken -= p->take;
            break;
        case REFUSAL:
            adaptation *= exp(-0.3 / n);
            break;
        case RENEGOTIATION:
            me->claim *= 1.08;
            you->claim *= 0.94;
            break;
        }
        severity[j][i] = p->sev * (active ? 1.2 : 0.8) * (1 - 0.4 * rule(w, 8) * w->S);
        double seen = unit(p->det0 + 0.4 * ji->V + 0.4 * (1 - ji->U) + (active ? 0.2 : -0.1) +
                           0.3 * w->lever[MONITORING]);
        if (chance(&w->rng, seen)) {
            ji->hits = 1;
            w->detected++;
        }
    }
    FOR_ORGS(w, i) w->org[i].delivered *= kept_effort[i];
    w->adaptation *= adaptation;

    /* 8 reputation */
    if (w->detected == 0) return;
    FOR_ORGS(w, i)
    {
        int total = 0;
        FOR_PARTNERS(w, i, j) total += w->arc[j][i].hits;
        if (total == 0) continue;
        FOR_PARTNERS(w, i, j)
        {
            Arc *ji = &w->arc[j][i];
            int k = total - ji->hits;
            double told = k > 0 ? 1 - pow(1 - p->rumour * (0.5 + ji->e), k) : 0;
            if (ji->hits) {
                double sv = unit(severity[j][i]);
                ji->T *= 1 - sv;
                ji->V += 0.6 * sv * (1 - ji->V);
                if (ji->T < 0.3 && ji->V > 0.55) {
                    ji->conflict = true;
                    if (p->conflict_both != 0) w->arc[i][j].conflict = true;
                }
            }
            if (k > 0 && chance(&w->rng, told)) {
                ji->T *= 1 - 0.4 * p->sev;
                ji->V += 0.25 * p->sev * (1 - ji->V);
            }
        }
    }
}

void prototype_act(Net *w, int month)
{
    steering(w, month);
    context(w);
    meeting(w);
    dialogue(w);
    organising(w);
    contributing(w);
    opportunism(w);
    prototype_means(w);
}
