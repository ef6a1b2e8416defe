/* set_up.c: a network of the prototype as it begins, and the means over it. */
#include "model.h"

/* Ring lattice with `degree` neighbours; the far end of each edge moves, with a probability, to any
 * other organisation. Simple and undirected: one that would land on an existing edge looks on, or
 * with rewire_lost the two become one. */
static void small_world(Net *w)
{
    const Params *p = w->par;
    int n = w->founders, half = (int)(p->degree / 2);
    if (half > (n - 1) / 2) half = (n - 1) / 2;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) w->arc[i][j].tie = false;
    for (int i = 0; i < n; i++)
        for (int d = 1; d <= half; d++) {
            int j = (i + d) % n;
            w->arc[i][j].tie = w->arc[j][i].tie = true;
        }
    for (int d = 1; d <= half; d++)
        for (int i = 0; i < n; i++) {
            int j = (i + d) % n, degree = 0, to;
            if (!chance(&w->rng, p->rewiring) || !w->arc[i][j].tie) continue;
            for (int k = 0; k < n; k++) degree += w->arc[i][k].tie;
            const bool keep = p->rewire_lost == 0;
            if (keep && degree >= n - 1) continue;
            do to = below(&w->rng, n);
            while (to == i || (keep && w->arc[i][to].tie));
            w->arc[i][j].tie = w->arc[j][i].tie = false;
            w->arc[i][to].tie = w->arc[to][i].tie = true;
        }
    /* embeddedness: share of i's other partners that also know j */
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (!w->arc[i][j].tie) continue;
            int others = 0, know = 0;
            for (int k = 0; k < n; k++)
                if (k != j && w->arc[i][k].tie) {
                    others++;
                    know += w->arc[k][j].tie;
                }
            w->arc[i][j].e = others ? (double)know / others : 0;
        }
}

static double around(Net *w, double mean, double sd)
{
    return unit(mean + sd * normal(&w->rng));
}

void prototype_draw_skills(Net *w, Org *o)
{
    const Params *p = w->par;
    o->aware = around(w, w->skill, p->sd_skill);
    o->empathy = around(w, w->skill, p->sd_skill);
    o->openness = around(w, w->skill, p->sd_skill);
    o->reliability = around(w, w->skill, p->sd_skill);
}

void prototype_draw_personal(Net *w, Org *o)
{
    for (int k = 0; k < 2; k++) o->p[k] = o->x[k] + w->par->personal * normal(&w->rng);
}

double prototype_home(const Net *w, const Org *o, int k)
{
    return (1 - w->par->psi) * o->x[k] + w->par->psi * o->p[k];
}

static void draw_interest(Net *w, Org *o)
{
    for (int k = 0; k < 2; k++) o->x[k] = w->spread * normal(&w->rng);
    prototype_draw_personal(w, o);
    for (int k = 0; k < 2; k++) o->z[k] = prototype_home(w, o, k);
}

static void draw_assets(Net *w, Org *o)
{
    const Params *p = w->par;
    double sb = 0, sw = 0;
    o->w = exp(p->sd_capacity * normal(&w->rng) - 0.5 * square(p->sd_capacity));
    for (int k = 0; k < CURRENCIES; k++) {
        sb += o->brings[k] = square(exponential(&w->rng));
        sw += o->wants[k] = exponential(&w->rng);
    }
    for (int k = 0; k < CURRENCIES; k++) {
        o->brings[k] /= sb;
        o->wants[k] /= sw;
    }
    o->culture = around(w, p->culture, p->sd_culture);
    o->pace = around(w, p->culture, p->sd_culture);
}

static void draw_stance(Net *w, Org *o)
{
    const Params *p = w->par;
    o->loyalty = around(w, p->loyalty, p->sd_loyalty);
    o->s = around(w, p->support, p->sd_support);
}

static void draw_roles(Net *w, Org *o)
{
    const Params *p = w->par;
    o->sponsor = around(w, p->role, p->sd_role);
    o->explorer = around(w, p->role, p->sd_role);
    o->connector = around(w, p->role, p->sd_role);
}

void prototype_newcomer(Net *w, Org *o)
{
    draw_interest(w, o);
    if (w->par->newcomer_keeps == 0) {
        draw_stance(w, o);
        prototype_draw_skills(w, o);
        draw_roles(w, o);
        draw_assets(w, o);
    }
    if (w->par->seat_keeps == 0) o->cumulative = 0;
    o->o = 0.35 + 0.3 * w->lever[ONBOARDING];
    o->c = 0.4;
    o->b = 0;
    o->claim = 1;
}

static double fit(const Org *a, const Org *b)
{
    double d2 = square(a->x[0] - b->x[0]) + square(a->x[1] - b->x[1]), match = 0;
    for (int k = 0; k < CURRENCIES; k++) match += a->wants[k] * b->brings[k];
    double strategic = 0.5 * exp(-d2 / 2) + 0.5 * fmin(1, 3 * match);
    double cultural = 1 - fabs(a->culture - b->culture);
    double organisational = fmin(a->w, b->w) / fmax(a->w, b->w);
    double operational = 1 - fabs(a->pace - b->pace);
    return 0.4 * strategic + 0.3 * cultural + 0.15 * organisational + 0.15 * operational;
}

void prototype_set_up(Net *w, const Params *p, uint64_t seed, uint64_t stream)
{
    memset(w, 0, sizeof *w);
    w->par = p;
    rng_seed(&w->rng, seed, stream);
    Rng *r = &w->rng;
    w->founders = (int)p->n_min + below(r, (int)p->n_max - (int)p->n_min + 1);
    double g[5];
    for (int k = 0; k < 5; k++) g[k] = p->between * normal(r);
    w->spread = p->spread * exp(0.5 * g[0]);
    w->trust = p->trust + 0.14 * g[1];
    w->rules = unit(p->rules + 0.2 * g[2]);
    w->transparency = unit(p->transparency + 0.2 * g[3]);
    w->skill = p->skill + 0.08 * g[4];
    small_world(w);
    int n = w->founders;
    double sum = 0;
    for (int i = 0; i < n; i++) {
        Org *o = &w->org[i];
        o->active = true;
        draw_assets(w, o);
        draw_interest(w, o);
        prototype_draw_skills(w, o);
        draw_stance(w, o);
        draw_roles(w, o);
        o->o = p->ownership;
        o->c = p->contribution;
        o->claim = 1;
        sum += o->w;
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            Arc *a = &w->arc[i][j];
            if (!a->tie) continue;
            a->T0 = a->T =
                unit(w->trust + 0.5 * (fit(&w->org[i], &w->org[j]) - 0.62) + 0.08 * normal(r));
            a->V = unit(p->vigilance - 0.5 * (a->T - p->trust) + p->sd_vigilance * normal(r));
            a->U = unit(p->asymmetry + p->sd_asymmetry * normal(r));
            a->L = p->lock;
            a->E = p->expectation;
        }
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < n; i++) w->a[k] += w->org[i].w * w->org[i].z[k] / sum;
        w->a[k] += 0.4 * normal(r);
    }
    w->authority = w->task = w->political = w->identity = p->organised0;
    w->organised = p->organised0;
    w->S = 0.15 + 0.35 * w->rules;
    w->m = p->momentum0;
    w->adaptation = 1;
}

/* ------------------------------------------------------------------ means */

void prototype_means(Net *w)
{
    int n = 0, arcs = 0;
    double T = 0, V = 0, U = 0, s = 0, o = 0, c = 0, b = 0, conflict = 0;
    w->capacity_sum = 0;
    FOR_ORGS(w, i)
    {
        Org *q = &w->org[i];
        double t = 0, v = 0, u = 0, l = 0;
        q->degree = 0;
        FOR_PARTNERS(w, i, j)
        {
            const Arc *a = &w->arc[i][j];
            t += a->T;
            v += a->V;
            u += a->U;
            l += a->L;
            conflict += a->conflict;
            q->degree++;
        }
        arcs += q->degree;
        double d = q->degree ? q->degree : 1;
        q->T = t / d;
        q->V = v / d;
        q->Und = 1 - u / d;
        q->L = l / d;
        T += q->T;
        V += q->V;
        U += q->Und;
        s += q->s;
        o += q->o;
        c += q->c;
        b += q->b;
        w->capacity_sum += q->w;
        n++;
    }
    w->n = n;
    if (n == 0) return;
    w->T = T / n;
    w->V = V / n;
    w->Und = U / n;
    w->support = s / n;
    w->own = o / n;
    w->c = c / n;
    w->b = b / n;
    w->conflict_share = arcs ? conflict / arcs : 0;
}
