/* set_up.c: a network of the prototype as it begins, and the means over it. */
#include "prototype/model.h"

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
    const double mean = p->skill + w->between.skill;
    o->aware = around(w, mean, p->sd_skill);
    o->empathy = around(w, mean, p->sd_skill);
    o->openness = around(w, mean, p->sd_skill);
    o->reliability = around(w, mean, p->sd_skill);
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
    for (int k = 0; k < 2; k++) o->x[k] = w->par->spread * w->between.spread * normal(&w->rng);
    prototype_draw_personal(w, o);
    for (int k = 0; k < 2; k++) o->z[k] = prototype_home(w, o, k);
}

static void draw_assets(Net *w, Org *o)
{
    const Params *p = w->par;
    /* a reading: the spread of log capacity is at most 2 */
    double sb = 0, sw = 0, sd = fmin(2, p->sd_capacity * w->between.power);
    o->w = exp(sd * normal(&w->rng) - 0.5 * square(sd));
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
    o->s = around(w, p->support + w->between.support, p->sd_support);
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
    o->o = 0.25 + 0.35 * w->push[ONBOARDING];
    o->c = 0.4;
    o->b = 0;
    o->claim = 1;
    o->theta = 1;
    o->wake = o->side = 0;
}

static double match(const Org *a, const Org *b)
{
    double sum = 0;
    for (int k = 0; k < CURRENCIES; k++) sum += a->wants[k] * b->brings[k];
    return fmin(1, 3 * sum);
}

/* Likeness breeds competition: both want the same, and near each other. */
static double rivalry(const Org *a, const Org *b)
{
    double d2 = square(a->x[0] - b->x[0]) + square(a->x[1] - b->x[1]), both = 0;
    for (int k = 0; k < CURRENCIES; k++) both += fmin(a->wants[k], b->wants[k]);
    return both * (0.4 + 0.6 * exp(-0.7 * d2));
}

static double fit(const Org *a, const Org *b)
{
    double d2 = square(a->x[0] - b->x[0]) + square(a->x[1] - b->x[1]);
    double strategic = 0.5 * exp(-d2 / 2) + 0.5 * match(a, b);
    double cultural = 1 - fabs(a->culture - b->culture);
    double organisational = fmin(a->w, b->w) / fmax(a->w, b->w);
    double operational = 1 - fabs(a->pace - b->pace);
    return 0.4 * strategic + 0.3 * cultural + 0.15 * organisational + 0.15 * operational;
}

static void draw_between(Net *w)
{
    const Params *p = w->par;
    Between *q = &w->between;
    static const double by[16] = {.25, .45, .45, .5,  .45, .6,  .15, .14,
                                  .15, .15, .08, .08, .13, .10, .15, .25};
    double g[16];
    for (int k = 0; k < 16; k++) {
        g[k] = by[k] * p->between * normal(&w->rng);
        if (k < 7) g[k] = exp(g[k]);
    }
    *q = (Between){g[0], g[1], g[2],  g[3],  g[4],  g[5],  g[6],  g[7],
                   g[8], g[9], g[10], g[11], g[12], g[13], g[14], g[15]};
    w->rules = unit(p->rules + q->rules);
    w->kappa = unit(p->concreteness + q->concreteness);
}

static void draw_arc(Net *w, int i, int j)
{
    const Params *p = w->par;
    Arc *a = &w->arc[i][j];
    const Org *me = &w->org[i], *you = &w->org[j];
    const double first = p->trust + w->between.trust + p->trust_fit * (fit(me, you) - 0.62);
    a->T = around(w, first, p->sd_trust);
    a->U = around(w, p->asymmetry, p->sd_asymmetry);
    a->L = around(w, p->lock, p->sd_lock);
    a->E = p->expectation;
    a->N = 0.5; /* a reading: halfway before the first month */
    /* a reading: vigilance is drawn on the trust that the history left */
    const bool past = chance(&w->rng, p->history);
    if (past) a->T *= 0.4;
    a->V = around(w, p->vigilance - 0.5 * (a->T - p->trust) + (past ? 0.35 : 0), p->sd_vigilance);
    a->T0 = a->T;
    a->need = match(me, you);
    a->rivalry = rivalry(me, you);
}

static void found(Net *w)
{
    const Params *p = w->par;
    double sum = 0;
    for (int i = 0; i < w->founders; i++) sum += w->org[i].w;
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < w->founders; i++) w->a[k] += w->org[i].w * w->org[i].z[k] / sum;
        w->a[k] += p->first_idea * w->between.idea * normal(&w->rng);
        w->idea[k] = w->a[k];
    }
    w->authority = w->task = w->political = w->identity = w->organised = p->organised0;
    w->S = 0.15 + 0.35 * w->rules;
    w->m = p->momentum0;
    w->nu = p->perspective0;
    w->adaptation = 1;
    w->N = 0.5;
    w->leader_effort = p->effort;
    w->tau = unit(p->transparency + w->between.transparency);
    w->P = unit(p->pretence + w->between.pretence);
    w->breadth = unit(p->breadth + w->between.breadth);
}

void prototype_set_up(Net *w, const Params *p, uint64_t seed, uint64_t stream)
{
    memset(w, 0, sizeof *w);
    w->par = p;
    rng_seed(&w->rng, seed, stream);
    w->founders = (int)p->n_min + below(&w->rng, (int)p->n_max - (int)p->n_min + 1);
    draw_between(w);
    small_world(w);
    for (int i = 0; i < w->founders; i++) {
        Org *o = &w->org[i];
        o->active = true;
        draw_assets(w, o);
        draw_interest(w, o);
        prototype_draw_skills(w, o);
        draw_stance(w, o);
        draw_roles(w, o);
        o->o = p->ownership;
        o->c = p->contribution;
        o->claim = o->theta = 1;
    }
    for (int i = 0; i < w->founders; i++)
        for (int j = 0; j < w->founders; j++)
            if (w->arc[i][j].tie) draw_arc(w, i, j);
    found(w);
}

/* ------------------------------------------------------------------ means */

/* The means of one organisation over its partners; adds to the sums of the network. */
static void over_partners(Net *w, int i)
{
    Org *q = &w->org[i];
    q->T = q->V = q->Und = q->L = q->e = q->conflict = 0;
    q->degree = 0;
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j];
        a->exposed = w->par->h_asym * (a->U - 0.5) + w->par->h_lock * (a->L - 0.3);
        q->T += a->T;
        q->V += a->V;
        q->Und += a->U;
        q->L += a->L;
        q->e += a->e;
        q->conflict += a->conflict;
        w->hostile += a->T < 0.3 && a->V > 0.5;
        q->degree++;
    }
    w->T += q->T;
    w->V += q->V;
    w->Und += q->Und;
    w->conflict_share += q->conflict;
    w->degree += q->degree;
    const double d = q->degree ? q->degree : 1;
    q->T /= d;
    q->V /= d;
    q->Und = 1 - q->Und / d;
    q->L /= d;
    q->e /= d;
    q->conflict /= d;
}

static double spread_of(double sum, double squares, double n)
{
    return sqrt(fmax(0, squares / n - square(sum / n)));
}

/* Means over arcs of trust, vigilance, understanding; over members of all else. */
void prototype_means(Net *w)
{
    double s = 0, o = 0, c = 0, b = 0, bb = 0, ww = 0, theta = 0, explorers = 0, loyal = 0;
    w->T = w->V = w->Und = w->conflict_share = w->hostile = w->degree = w->capacity_sum = 0;
    w->n = 0;
    w->lead = -1;
    FOR_ORGS(w, i)
    {
        const Org *q = &w->org[i];
        over_partners(w, i);
        s += q->s;
        o += q->o;
        c += q->c;
        b += q->b;
        bb += square(q->b);
        theta += q->theta;
        explorers += q->explorer;
        loyal += q->loyalty;
        w->capacity_sum += q->w;
        ww += square(q->w);
        if ((int)w->par->form == LEAD && (w->lead < 0 || q->w > w->org[w->lead].w)) w->lead = i;
        w->n++;
    }
    const double n = w->n ? w->n : 1, arcs = fmax(1, w->degree);
    w->T /= arcs;
    w->V /= arcs;
    w->Und = 1 - w->Und / arcs;
    w->conflict_share /= arcs;
    w->hostile /= arcs;
    w->degree /= n;
    w->support = s / n;
    w->own = o / n;
    w->c = c / n;
    w->b = b / n;
    w->b_spread = spread_of(b, bb, n);
    w->theta = theta / n;
    w->explorers = explorers / n;
    w->loyal = loyal / n;
    w->inequality = spread_of(w->capacity_sum, ww, n) / fmax(1e-6, w->capacity_sum / n);
}
