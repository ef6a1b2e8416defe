/* prototype.c: the collaboration model once more, in plain scalar C.
 *
 * What     One network at a time, one function per mechanism in the order of the tick, double
 *          precision, libm, an adjacency matrix, xoshiro256+. Written independently of the
 *          engine, for two purposes: `polder bench` measures against it, and its figures are
 *          what the model is held against (docs/odd.md).
 * Readings the equations leave some things open; here
 *          - a conflict belongs to one arc: it is set on the victim's side, and ends there;
 *          - a rewired tie that falls on an existing one is lost;
 *          - in the phase "perform" nothing is left to be reached, so speed is 0;
 *          - what is taken or lost by a violation counts per unit of capacity;
 *          - a shock during changed circumstances does not make them last longer;
 *          - a new representative starts anew on the own arcs only;
 *          - a newcomer takes over the seat but for what the equations name.
 */
#include "prototype.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MAXN 64
#define CURRENCIES 6

/* ------------------------------------------------------------------ levers, forms, styles */

enum { CONTACT, DISCLOSURE, VISION, STRUCTURING, PROCESS, REFLECTION, BROKERAGE, MEDIATION,
       INSTITUTION, HOMEBASE, QUICKWINS, ONBOARDING, REBALANCING, FOCUS, LANGUAGE, MONITORING, LEVERS };

/*                             con  dis  vis  str  pro  ref  bro  med  ins  hom  qui  onb  reb  foc  lan  mon */
static const double style[5][LEVERS] = {
    /* relation builder    */ { .5,  .3,  .0,  .0,  .0,  .1,  .3,  .1,  .0,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* designer            */ { .0,  .1,  .1,  .4,  .5,  .2,  .0,  .0,  .2,  .0,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* champion            */ { .0,  .1,  .5,  .0,  .0,  .1,  .1,  .0,  .0,  .4,  .0,  .0,  .0,  .0,  .0,  .0 },
    /* shaper              */ { .2,  .0,  .4,  .4,  .0,  .1,  .0,  .0,  .0,  .0,  .2,  .0,  .0,  .0,  .0,  .0 },
    /* negotiator          */ { .1,  .0,  .0,  .1,  .2,  .0,  .2,  .4,  .0,  .0,  .1,  .0,  .3,  .0,  .0,  .0 } };

typedef struct { double capacity, trust_need, consensus_need, competence, ownership, slowness, overhead; } Form;
enum { SHARED, LEAD, ADMINISTRATIVE, SELF_ORGANISING };
static const Form forms[4] = {
    {  8, .50, .40, .30, .75, .35, 0.00 },
    { 13, .15, .20, .50, .50, .15, 0.35 },
    { 26, .30, .35, .80, .56, .10, 1.10 },
    { 30, .45, .15, .15, .80, .05, 0.00 } };

static const double yield_of_phase[5] = { 0.10, 0.20, 0.35, 0.65, 1.00 };
static const double load_of_phase[5]  = { 0.20, 0.30, 0.45, 0.75, 1.00 };

/* ------------------------------------------------------------------ parameters */

typedef struct {
    /* network */
    double n_min, n_max, degree, rewiring, between, horizon;
    /* partners */
    double spread, personal, psi, sd_capacity, loyalty, sd_loyalty, support, sd_support, skill, sd_skill,
           role, sd_role, culture, sd_culture, ownership;
    /* relations */
    double trust, vigilance, sd_vigilance, asymmetry, sd_asymmetry, lock, expectation, contribution;
    /* steering */
    double form, effort, centrality, style, k_own;
    /* context */
    double p_shock, shock_months, shock_hit, k_adapt;
    /* meeting */
    double time_pressure, attention, gamma;
    /* dialogue */
    double transparency, k_u, k_forget, k_ambition, k_position, sigma0, integrative;
    /* organising */
    double organised0, k_boundary, rules;
    /* contribution */
    double b0, b_align, b_trust, b_loyalty, b_reciprocity, b_balance, b_support, b_vigilance, b_momentum,
           b_ownership, k_contribution;
    /* opportunism */
    double h0, h_asym, h_opaque, h_lock, h_loyal, h_balance, h_trust, h_system, sev, take, det0, rumour;
    /* value */
    double synergy, coordination, breadth, task_need, complementarity, vigilance_cost, autonomy_cost, equal,
           power_share, funding, debt_cost;
    /* trust */
    double k_up, k_down, k_fade, v_up, v_down, gain, bias, inflate, k_expect, envy, informal;
    /* loyalty */
    double k_loyalty, k_support, turnover, inherit;
    /* membership */
    double e0, e_balance, e_align, e_trust, e_support, e_momentum, e_lock, e_pressure, pressure, p_entry;
    /* progress */
    double k_phase, haste, momentum0, k_momentum, k_system, goal;
} Params;

static const Params defaults = {
    .n_min = 6, .n_max = 18, .degree = 4, .rewiring = 0.2, .between = 1.15, .horizon = 60,
    .spread = 0.72, .personal = 0.35, .psi = 0.4, .sd_capacity = 0.5, .loyalty = 0.5, .sd_loyalty = 0.12,
    .support = 0.6, .sd_support = 0.12, .skill = 0.6, .sd_skill = 0.15, .role = 0.5, .sd_role = 0.2,
    .culture = 0.5, .sd_culture = 0.25, .ownership = 0.6,
    .trust = 0.45, .vigilance = 0.4, .sd_vigilance = 0.1, .asymmetry = 0.65, .sd_asymmetry = 0.1, .lock = 0.2,
    .expectation = 0.5, .contribution = 0.5,
    .form = SHARED, .effort = 0.3, .centrality = 0.5, .style = 0, .k_own = 0.06,
    .p_shock = 0.03, .shock_months = 4, .shock_hit = 0.3, .k_adapt = 0.06,
    .time_pressure = 0.3, .attention = 5, .gamma = 0.7,
    .transparency = 0.53, .k_u = 0.235, .k_forget = 0.02, .k_ambition = 0.12, .k_position = 0.2, .sigma0 = 0.86,
    .integrative = 0.5,
    .organised0 = 0.25, .k_boundary = 0.13, .rules = 0.5,
    .b0 = -0.7, .b_align = 1.5, .b_trust = 2.4, .b_loyalty = 1.0, .b_reciprocity = 3.4, .b_balance = 0.5,
    .b_support = 1.2, .b_vigilance = 1.0, .b_momentum = 0.8, .b_ownership = 0.8, .k_contribution = 0.3,
    .h0 = 0.009, .h_asym = 1.2, .h_opaque = 0.8, .h_lock = 1.0, .h_loyal = 1.2, .h_balance = 1.5, .h_trust = 2,
    .h_system = 1.2, .sev = 0.6, .take = 0.5, .det0 = 0.18, .rumour = 0.4,
    .synergy = 5.2, .coordination = 0.16, .breadth = 0.5, .task_need = 0.4, .complementarity = 1.2,
    .vigilance_cost = 0.2, .autonomy_cost = 0.095, .equal = 0.5, .power_share = 0.2, .funding = 0, .debt_cost = 0.2,
    .k_up = 0.11, .k_down = 0.25, .k_fade = 0.02, .v_up = 0.19, .v_down = 0.055, .gain = 3, .bias = 1.05,
    .inflate = 0.033, .k_expect = 0.08, .envy = 0.5, .informal = 0.3,
    .k_loyalty = 0.06, .k_support = 0.10, .turnover = 0.006, .inherit = 0.4,
    .e0 = -5.0, .e_balance = 3.7, .e_align = 1.5, .e_trust = 1.5, .e_support = 1.5, .e_momentum = 0.4, .e_lock = 1.0,
    .e_pressure = 1.5, .pressure = 0.2, .p_entry = 0.04,
    .k_phase = 0.53, .haste = 0.35, .momentum0 = 0.9, .k_momentum = 0.05, .k_system = 0.06, .goal = 0.6,
};

/* ------------------------------------------------------------------ random numbers: xoshiro256+ */

typedef struct { uint64_t s[4]; double spare; bool has_spare; } Rng;

static uint64_t splitmix(uint64_t *x)
{
    uint64_t z = (*x += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void rng_seed(Rng *r, uint64_t seed, uint64_t stream)
{
    uint64_t x = seed * 0xd1342543de82ef95u + stream * 0x2545f4914f6cdd1du + 1u;
    for (int k = 0; k < 4; k++) r->s[k] = splitmix(&x);
    r->has_spare = false;
}

static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static uint64_t rng_next(Rng *r)
{
    uint64_t *s = r->s, result = s[0] + s[3], t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 45);
    return result;
}

static double uniform(Rng *r) { return (double)(rng_next(r) >> 11) * 0x1.0p-53; }
static bool chance(Rng *r, double p) { return uniform(r) < p; }
static int below(Rng *r, int n) { return (int)(uniform(r) * n); }
static double exponential(Rng *r) { return -log(1 - uniform(r)); }

static double normal(Rng *r)
{
    if (r->has_spare) { r->has_spare = false; return r->spare; }
    double u, v, s;
    do { u = 2 * uniform(r) - 1; v = 2 * uniform(r) - 1; s = u * u + v * v; } while (s >= 1 || s == 0);
    double f = sqrt(-2 * log(s) / s);
    r->spare = v * f; r->has_spare = true;
    return u * f;
}

/* ------------------------------------------------------------------ helpers */

static double clamp(double x, double lo, double hi) { return x < lo ? lo : x > hi ? hi : x; }
static double unit(double x) { return clamp(x, 0, 1); }
static double signed1(double x) { return clamp(x, -1, 1); }
static double either(double a, double b) { return 1 - (1 - a) * (1 - b); }
static double logistic(double x) { return 1 / (1 + exp(-x)); }
static double relax(double x, double target, double rate) { return x + fmin(rate, 1) * (target - x); }
static double square(double x) { return x * x; }

/* ------------------------------------------------------------------ state */

typedef struct {
    bool tie, conflict;
    double T, V, U, L, E, N, T0, e;
    int hits;                                  /* acts by the head against the tail detected this tick */
} Arc;

typedef struct {
    bool active;
    double w, x[2], p[2], z[2], brings[CURRENCIES], wants[CURRENCIES], culture, pace;
    double aware, empathy, openness, reliability, sponsor, explorer, connector;
    double loyalty, s, o, c, b, cumulative, claim;
    double delivered, alpha, declared, taken, net;
    double T, V, Und, L;                       /* means over partners, of the arcs i->j */
    int degree;
} Org;

enum { EVASION, VIOLATION, REFUSAL, RENEGOTIATION };

typedef struct {
    const Params *par;
    Rng rng;
    int founders, n;
    Org org[MAXN];
    Arc arc[MAXN][MAXN];
    double spread, trust, rules, transparency, skill;   /* the context this network drew */
    double a[2], authority, task, political, identity, S, m, progress, debt, adaptation, Q;
    int phase, months_new;
    double lever[LEVERS];
    /* means over the network */
    double T, V, Und, N, alpha, declared, support, own, organised, pseudo, c, b, conflict_share;
    double tau, breadth, capacity_sum, V_total, friction;
    int detected;
    int acts[4], left, refilled, replaced;
    bool dissolved;
} Net;

static double rule(const Net *w, int k) { (void)k; return w->rules; }

/* Loop over the arcs i -> j between active organisations. */
#define FOR_ORGS(w, i) for (int i = 0; i < (w)->founders; i++) if ((w)->org[i].active)
#define FOR_PARTNERS(w, i, j) for (int j = 0; j < (w)->founders; j++) if ((w)->arc[i][j].tie && (w)->org[j].active)

/* ------------------------------------------------------------------ set-up */

/* Ring lattice with `degree` neighbours; the far end of each edge moves, with a probability, to any other organisation.
 * Simple and undirected: an edge that lands on an existing one is lost (about 6%). */
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
            int j = (i + d) % n, to;
            if (!chance(&w->rng, p->rewiring) || !w->arc[i][j].tie) continue;
            do to = below(&w->rng, n); while (to == i);
            w->arc[i][j].tie = w->arc[j][i].tie = false;
            w->arc[i][to].tie = w->arc[to][i].tie = true;   /* on an existing tie: the two become one */
        }
    /* embeddedness: share of i's other partners that also know j */
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (!w->arc[i][j].tie) continue;
            int others = 0, know = 0;
            for (int k = 0; k < n; k++)
                if (k != j && w->arc[i][k].tie) { others++; know += w->arc[k][j].tie; }
            w->arc[i][j].e = others ? (double)know / others : 0;
        }
}

static double around(Net *w, double mean, double sd) { return unit(mean + sd * normal(&w->rng)); }

static void draw_skills(Net *w, Org *o)
{
    const Params *p = w->par;
    o->aware = around(w, w->skill, p->sd_skill);
    o->empathy = around(w, w->skill, p->sd_skill);
    o->openness = around(w, w->skill, p->sd_skill);
    o->reliability = around(w, w->skill, p->sd_skill);
}

static void draw_personal(Net *w, Org *o)
{
    for (int k = 0; k < 2; k++) o->p[k] = o->x[k] + w->par->personal * normal(&w->rng);
}

static double home(const Net *w, const Org *o, int k)
{
    return (1 - w->par->psi) * o->x[k] + w->par->psi * o->p[k];
}

static void draw_interest(Net *w, Org *o)
{
    for (int k = 0; k < 2; k++) o->x[k] = w->spread * normal(&w->rng);
    draw_personal(w, o);
    for (int k = 0; k < 2; k++) o->z[k] = home(w, o, k);
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
    for (int k = 0; k < CURRENCIES; k++) { o->brings[k] /= sb; o->wants[k] /= sw; }
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

static void set_up(Net *w, const Params *p, uint64_t seed, uint64_t stream)
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
        draw_skills(w, o);
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
            a->T0 = a->T = unit(w->trust + 0.5 * (fit(&w->org[i], &w->org[j]) - 0.62) + 0.08 * normal(r));
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

static void take_means(Net *w)
{
    int n = 0, arcs = 0;
    double T = 0, V = 0, U = 0, s = 0, o = 0, c = 0, b = 0, conflict = 0;
    w->capacity_sum = 0;
    FOR_ORGS(w, i) {
        Org *q = &w->org[i];
        double t = 0, v = 0, u = 0, l = 0;
        q->degree = 0;
        FOR_PARTNERS(w, i, j) {
            const Arc *a = &w->arc[i][j];
            t += a->T; v += a->V; u += a->U; l += a->L;
            conflict += a->conflict;
            q->degree++;
        }
        arcs += q->degree;
        double d = q->degree ? q->degree : 1;
        q->T = t / d; q->V = v / d; q->Und = 1 - u / d; q->L = l / d;
        T += q->T; V += q->V; U += q->Und; s += q->s; o += q->o; c += q->c; b += q->b;
        w->capacity_sum += q->w;
        n++;
    }
    w->n = n;
    if (n == 0) return;
    w->T = T / n; w->V = V / n; w->Und = U / n; w->support = s / n; w->own = o / n; w->c = c / n; w->b = b / n;
    w->conflict_share = arcs ? conflict / arcs : 0;
}

/* ------------------------------------------------------------------ 1 steering */

static void steering(Net *w)
{
    const Params *p = w->par;
    const Form *f = &forms[(int)p->form];
    double cohesion = 0.5 * (w->T + w->Und);
    double fitting = (1 - cohesion) * (0.7 + 0.3 * w->organised) + cohesion * (0.1 + 0.3 * w->organised);
    double effect = p->effort * (1 - fabs(p->centrality - fitting));
    for (int k = 0; k < LEVERS; k++) w->lever[k] = style[(int)p->style][k] * effect;
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
    if (chance(&w->rng, p->p_shock)) {
        if (!new_already) w->months_new = (int)p->shock_months;
        w->adaptation *= 1 - p->shock_hit;
        FOR_ORGS(w, i)
            for (int k = 0; k < 2; k++) w->org[i].x[k] += 0.15 * normal(&w->rng);   /* p stays */
    }
    w->adaptation = relax(w->adaptation, 1, p->k_adapt * (1 + w->lever[REFLECTION]));
}

/* ------------------------------------------------------------------ 3 meeting */

static void meeting(Net *w)
{
    const Params *p = w->par;
    double avail[MAXN] = { 0 }, sum = 0;
    int arcs = 0;
    FOR_ORGS(w, i) {
        double d = w->org[i].degree ? w->org[i].degree : 1;
        avail[i] = (1 - p->time_pressure) * fmin(1, pow(p->attention / d, p->gamma));
    }
    double push = 0.45 * w->lever[CONTACT] + 0.1 * w->lever[BROKERAGE];
    FOR_ORGS(w, i)
        FOR_PARTNERS(w, i, j) {
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
        FOR_PARTNERS(w, i, j) {
            Arc *a = &w->arc[i][j];
            double target = unit(1 - w->tau * (0.3 + 1.44 * w->org[j].openness));
            a->U += p->k_u * a->N * (target - a->U) + p->k_forget * (1 - a->N) * (0.9 - a->U);
        }

    /* ambition */
    double power = (int)p->form == LEAD ? 1.3 : 0.6, sum = 0, to[2] = { 0, 0 }, explorers = 0;
    power *= 1 - 0.5 * rule(w, 1) * w->S;
    int lead = -1;
    FOR_ORGS(w, i) if (lead < 0 || w->org[i].w > w->org[lead].w) lead = i;
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        double q = unit(o->Und * (0.4 + o->aware));
        double weight = pow(o->w, power) * ((int)p->form == LEAD && i == lead ? 3 : 1);
        for (int k = 0; k < 2; k++) to[k] += weight * (q * o->x[k] + (1 - q) * o->z[k]);
        sum += weight;
        explorers += o->explorer / w->n;
    }
    for (int k = 0; k < 2; k++)
        w->a[k] = relax(w->a[k], to[k] / sum, p->k_ambition * N * (1 + 2 * w->lever[VISION] + w->lever[STRUCTURING]));

    /* positions, alignment */
    double sigma = p->sigma0 * (1 + p->integrative * w->Und * (0.5 + 0.5 * w->T) * (0.7 + 0.6 * explorers)
                                + 0.35 * w->lever[STRUCTURING] + 0.25 * w->lever[VISION]);
    double alpha = 0, declared = 0;
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        double dx = 0, dz = 0;
        for (int k = 0; k < 2; k++) {
            double target = o->loyalty * w->a[k] + (1 - o->loyalty) * home(w, o, k);
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
    w->pseudo = fmax(0, w->declared - w->alpha) * (1 - 0.5 * w->Und) * (1 - 0.5 * w->lever[DISCLOSURE]);
}

/* ------------------------------------------------------------------ 5 organising */

static void organising(Net *w)
{
    const Params *p = w->par;
    const Form *f = &forms[(int)p->form];
    const double *l = w->lever;
    double base = either(unit(0.15 + 0.45 * w->rules + 0.25 * f->competence), 0.5 * l[PROCESS] + 0.4 * l[INSTITUTION]);
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
    double next[MAXN] = { 0 };
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        double seen = 0;
        FOR_PARTNERS(w, i, j) seen += w->org[j].c * (1 - 0.25 * w->arc[i][j].U) / o->degree;
        double effective = 0.5 * o->T + 0.5 * sqrt(o->T * w->S) + 0.05;
        double x = p->b0 + p->b_align * (o->alpha - 0.5) + p->b_trust * (effective - 0.45)
            + p->b_loyalty * (o->loyalty - 0.5)
            + p->b_reciprocity * (0.7 + 0.6 * rule(w, 7)) * (seen - 0.45)
            + p->b_balance * signed1(o->b) + p->b_support * (o->s - 0.5)
            - p->b_vigilance * o->V * (1 - w->S) + p->b_momentum * (w->m - 0.5)
            + p->b_ownership * (o->o - 0.6) + 0.3 * rule(w, 6) * w->S - 0.4 * w->breadth * (1 - o->alpha);
        next[i] = relax(o->c, logistic(x), p->k_contribution);
    }
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        o->c = next[i];
        o->delivered = o->c * (1 - 0.2 * (1 - o->reliability) * uniform(&w->rng));
    }
}

/* ------------------------------------------------------------------ 7 opportunism and 8 reputation */

static void opportunism(Net *w)
{
    const Params *p = w->par;
    int n = w->n;
    w->detected = 0;
    FOR_ORGS(w, i) {
        w->org[i].taken = 0;
        FOR_PARTNERS(w, i, j) w->arc[i][j].hits = 0;
    }
    static double severity[MAXN][MAXN];
    double kept_effort[MAXN], adaptation = 1;
    for (int i = 0; i < MAXN; i++) kept_effort[i] = 1;

    FOR_ORGS(w, i)
        FOR_PARTNERS(w, i, j) {
            Org *me = &w->org[i], *you = &w->org[j];
            const Arc *ij = &w->arc[i][j];
            Arc *ji = &w->arc[j][i];
            double h = p->h0 * exp(p->h_asym * (ji->U - 0.5) + p->h_opaque * (0.5 - w->tau) + p->h_lock * (ji->L - 0.3)
                                   + p->h_loyal * (0.5 - me->loyalty) + p->h_balance * fmax(0, -me->b)
                                   - p->h_trust * (ij->T - 0.5) - p->h_system * (w->S - 0.4) - (me->reliability - 0.6));
            if (!chance(&w->rng, h)) continue;
            bool active = chance(&w->rng, unit(0.2 + 0.5 * ji->L + (me->w > you->w ? 0.2 : 0)));
            int act = w->months_new > 0 ? (active ? RENEGOTIATION : REFUSAL) : (active ? VIOLATION : EVASION);
            static const int stopped_by[4] = { 4, 0, 10, 5 };
            if (act != VIOLATION && chance(&w->rng, 0.5 * rule(w, stopped_by[act]) * w->S)) continue;
            w->acts[act]++;
            switch (act) {
            case EVASION:       kept_effort[i] *= 1 - fmin(1, 1.2 / me->degree); break;
            case VIOLATION:     me->taken += 0.6 * p->take; you->taken -= p->take; break;
            case REFUSAL:       adaptation *= exp(-0.3 / n); break;
            case RENEGOTIATION: me->claim *= 1.08; you->claim *= 0.94; break;
            }
            severity[j][i] = p->sev * (active ? 1.2 : 0.8) * (1 - 0.4 * rule(w, 8) * w->S);
            double seen = unit(p->det0 + 0.4 * ji->V + 0.4 * (1 - ji->U) + (active ? 0.2 : -0.1)
                               + 0.3 * w->lever[MONITORING]);
            if (chance(&w->rng, seen)) { ji->hits = 1; w->detected++; }
        }
    FOR_ORGS(w, i) w->org[i].delivered *= kept_effort[i];
    w->adaptation *= adaptation;

    /* 8 reputation */
    if (w->detected == 0) return;
    FOR_ORGS(w, i) {
        int total = 0;
        FOR_PARTNERS(w, i, j) total += w->arc[j][i].hits;
        if (total == 0) continue;
        FOR_PARTNERS(w, i, j) {
            Arc *ji = &w->arc[j][i];
            int k = total - ji->hits;
            double told = k > 0 ? 1 - pow(1 - p->rumour * (0.5 + ji->e), k) : 0;
            if (ji->hits) {
                double sv = unit(severity[j][i]);
                ji->T *= 1 - sv;
                ji->V += 0.6 * sv * (1 - ji->V);
                if (ji->T < 0.3 && ji->V > 0.55) ji->conflict = true;
            }
            if (k > 0 && chance(&w->rng, told)) {
                ji->T *= 1 - 0.4 * p->sev;
                ji->V += 0.25 * p->sev * (1 - ji->V);
            }
        }
    }
}

/* ------------------------------------------------------------------ 9 value */

static void value(Net *w)
{
    const Params *p = w->par;
    const Form *f = &forms[(int)p->form];
    const double *l = w->lever;
    double supply[CURRENCIES] = { 0 }, total = 0, W = 0;
    int n = w->n;
    FOR_ORGS(w, i) {
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
    double capacity = f->capacity * (0.6 + 0.8 * w->authority) * (1 + 0.4 * l[PROCESS] + 0.3 * l[INSTITUTION]);
    double friction = unit(p->coordination * (2 * w->breadth * pow(size / capacity, 0.8) * (1 - 0.4 * w->S)
        + f->trust_need * (1 - w->T) + f->consensus_need * (1 - w->alpha)
        + p->task_need * (1 - f->competence) * (1 - 0.5 * l[PROCESS] - 0.3 * l[INSTITUTION])));
    double clarity = either(0.5 * w->task + 0.5 * w->political, 0.25 * l[VISION]);
    double V = p->synergy * completeness * w->adaptation * (0.4 + 0.6 * clarity) * (0.5 + 0.5 * w->alpha)
        * (1 - p->debt_cost * w->debt) * yield_of_phase[w->phase] * (1 - friction) * total;
    w->V_total = V;
    w->friction = friction;

    double mean_net = 0;
    double power = p->power_share * (1 - 0.6 * rule(w, 1) * w->S);
    double rest = 1 - p->equal - power;
    double funding = either(p->funding, 0.15 * l[INSTITUTION]);
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        double match = 0, others = total - o->w * o->delivered;
        for (int k = 0; k < CURRENCIES; k++) {
            double s = others > 0 ? (supply[k] - o->w * o->delivered * o->brings[k]) / others : 0;
            match += o->wants[k] * fmin(1.5, 6 * s);
        }
        double share = o->claim * (p->equal / n + power * o->w / W + (total > 0 ? rest * o->w * o->delivered / total : 0));
        double got = V * share * (0.6 + 0.4 * match);
        double given = load_of_phase[w->phase] * o->delivered * (1 - funding)
            + p->vigilance_cost * o->V * (1 - 0.5 * w->S) + p->autonomy_cost * 2 * w->breadth * (1 - o->alpha)
            + f->overhead / n;
        o->net = got / o->w - given + o->taken;
        mean_net += o->net / n;
    }
    FOR_ORGS(w, i) {
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
    double over = p->inflate * (1 + 2 * w->pseudo + 0.5 * (1 - w->political))
        * (1 - 0.6 * l[REFLECTION] - 0.3 * l[PROCESS]) * (1.2 - 0.6 * w->organised);
    FOR_ORGS(w, i) {
        const Org *me = &w->org[i];
        FOR_PARTNERS(w, i, j) {
            const Org *you = &w->org[j];
            Arc *a = &w->arc[i][j];
            double noise = 0.15 * a->U * (1 - 0.7 * l[LANGUAGE]) * (1 + fabs(me->culture - you->culture)) * normal(&w->rng);
            double observed = unit(you->delivered * (1 - 0.15 * a->U) + noise);
            double R = logistic(p->gain * (observed - a->E - over) + p->bias
                                + signed1(me->b) + 0.8 * (you->empathy - 0.6));
            a->E = relax(a->E, observed, p->k_expect);
            double rate = R > a->T ? p->k_up * (0.4 + me->empathy) : p->k_down;
            a->T += rate * a->N * (R - a->T) + p->k_fade * (1 - a->N) * (a->T0 - a->T);
            double target = logistic(-0.4 + 1.5 * (a->U - 0.5) - 2 * (R - 0.5) - 1.5 * signed1(me->b) - (w->S - 0.4)
                + p->envy * (1 - rule(w, 2) * w->S) * fmax(0, you->b - me->b) + 0.3 * l[MONITORING]);
            a->V = relax(a->V, target, (target > a->V ? p->v_up : p->v_down) * a->N);
            a->L = relax(a->L, me->c, 0.012);
            if (a->T < a->T0) a->T = relax(a->T, a->T0, 0.12 * l[BROKERAGE]);
        }
    }
    double end = 0.01 + 0.02 * p->informal + 0.2 * l[MEDIATION];
    FOR_ORGS(w, i)
        FOR_PARTNERS(w, i, j) {
            Arc *a = &w->arc[i][j];
            if (!a->conflict || !chance(&w->rng, end)) continue;
            a->conflict = false;
            a->T += 0.5 * (a->T0 - a->T);
            a->V *= 0.8;
        }
}

/* ------------------------------------------------------------------ 11 loyalty */

static void loyalties(Net *w)
{
    const Params *p = w->par;
    const double *l = w->lever;
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        double b = signed1(o->b);
        o->loyalty = relax(o->loyalty, logistic(2.5 * (o->T - 0.45) + 1.5 * (o->alpha - 0.5) - 2 * (0.6 - o->s)
                                                + 0.4 * b + 0.6 * (w->identity - 0.4)), p->k_loyalty);
        o->s = relax(o->s, logistic(0.4 + 2 * b + 1.8 * (o->alpha - 0.6) - 0.8 * (w->breadth - 0.5)
                                    + 0.6 * (o->sponsor + o->connector - 1) + 1.2 * l[HOMEBASE] + 0.2 * l[QUICKWINS]),
                     p->k_support);
        double strain = 4 * o->loyalty * (1 - o->loyalty) * (1 - o->s);
        if (!chance(&w->rng, p->turnover * (1 + 2 * strain))) continue;
        w->replaced++;
        double kept = either(p->inherit, 0.4 * l[ONBOARDING] + 0.2 * o->connector - 0.1);
        FOR_PARTNERS(w, i, j) {
            Arc *a = &w->arc[i][j];
            a->T = relax(a->T, a->T0, 1 - kept);
            a->U = relax(a->U, p->asymmetry, 1 - kept);
        }
        o->loyalty = p->loyalty;
        draw_skills(w, o);
        draw_personal(w, o);
        o->o *= 0.5 + 0.5 * kept;
        double loss = 1 - 0.4 * (1 - kept) / w->n;
        w->authority *= loss; w->task *= loss; w->political *= loss; w->identity *= loss;
    }
}

/* ------------------------------------------------------------------ 12 membership */

static void membership(Net *w)
{
    const Params *p = w->par;
    int n = w->n;
    bool leave[MAXN] = { false }, was_empty[MAXN] = { false };
    for (int i = 0; i < w->founders; i++) was_empty[i] = !w->org[i].active;
    FOR_ORGS(w, i) {
        Org *o = &w->org[i];
        double x = p->e0 - p->e_balance * signed1(o->b) - p->e_align * (1 - 0.4 * rule(w, 9) * w->S) * (o->alpha - 0.5)
            - p->e_trust * (o->T - 0.5) - p->e_support * (o->s - 0.5) - p->e_momentum * (w->m - 0.5)
            - p->e_lock * o->L - p->e_pressure * p->pressure;
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
            draw_interest(w, o);
            o->o = 0.35 + 0.3 * w->lever[ONBOARDING];
            o->c = 0.4;
            o->b = 0;
            o->claim = 1;
            for (int j = 0; j < w->founders; j++) {
                Arc *a = &w->arc[i][j], *back = &w->arc[j][i];
                if (!a->tie) continue;
                a->T = a->T0;
                back->T = back->T0;
                a->U = back->U = p->asymmetry * (1 - 0.4 * w->lever[ONBOARDING]);
                a->conflict = back->conflict = false;
            }
            double loss = 1 - 0.6 * (1 - w->lever[ONBOARDING]) / n;
            w->authority *= loss; w->task *= loss; w->political *= loss; w->identity *= loss;
        }
    }
}

/* ------------------------------------------------------------------ 13 progress */

static void advance(Net *w)
{
    const Params *p = w->par;
    const Form *f = &forms[(int)p->form];
    const double *l = w->lever;
    double n = w->n;
    double ambition = 0.5 * w->task + 0.5 * w->declared, process = 0.5 * w->S + 0.5 * w->N, ready;
    switch (w->phase) {
    case 0: ready = 0.4 * unit(1.4 * w->Und) + 0.3 * unit(1.4 * w->N) + 0.39 * w->T; break;
    case 1: ready = 0.4 * ambition + 0.3 * unit(1.3 * w->Und) + 0.3 * unit(1.3 * w->T); break;
    case 2: ready = 0.3 * ambition + 0.35 * unit(1.5 * process) + 0.35 * unit(1.3 * w->T); break;
    default: ready = 0.35 * w->support + 0.35 * unit(1.5 * w->organised) + 0.3 * unit(1.5 * process); break;
    }
    ready *= 1 - 0.5 * w->conflict_share;
    double speed = p->k_phase * either(ready * ready, 0.5 * p->haste) * (0.4 + 0.6 * w->m) * (1 + 0.35 * l[PROCESS])
        * (1 - f->slowness * (1 - pow(6 / fmax(n, 6), 0.7))) * pow(9 / fmax(n, 3), 0.1);
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
    double m = unit(0.10 + 0.55 * unit(w->V_total / W) + 0.25 * unit(7 * speed) * (1 + 0.8 * l[QUICKWINS])
        + 0.15 * l[QUICKWINS] + 0.2 * w->N + 0.15 * (w->T - 0.4) + 0.05 * l[REFLECTION] - 0.5 * w->conflict_share);
    w->m = relax(w->m, m, p->k_momentum);
    double S = either(unit(0.5 * w->rules * (0.6 + 0.8 * w->organised) + (w->phase >= 3 ? 0.1 : 0) + 0.1 * f->competence),
                      unit(0.35 * l[PROCESS] + 0.45 * l[INSTITUTION]));
    w->S = relax(w->S, S, p->k_system);
    w->S = unit(w->S - 0.05 * w->S * w->detected * 4 / n * (1 - 0.5 * l[PROCESS]));
}

/* ------------------------------------------------------------------ one tick, one network */

static void tick(Net *w)
{
    steering(w);
    context(w);
    meeting(w);
    dialogue(w);
    organising(w);
    contributing(w);
    opportunism(w);
    take_means(w);
    value(w);
    trusting(w);
    take_means(w);
    loyalties(w);
    take_means(w);
    membership(w);
    take_means(w);
    if (w->n < 3 || w->n < 0.5 * w->founders) {
        w->dissolved = true;
        return;
    }
    advance(w);
    take_means(w);
}

/* ------------------------------------------------------------------ many networks */

static bool succeeded(const Net *w)
{
    bool all = !w->dissolved;
    FOR_ORGS(w, i) all &= w->org[i].cumulative > 0;
    return all && w->phase == 4 && w->Q >= w->par->goal * w->par->horizon;
}

polder_prototype_t polder_prototype_run(int networks, uint64_t seed)
{
    static Net net;
    polder_prototype_t run = { .networks = networks };
    for (int k = 0; k < networks; k++) {
        int arcs = 0;
        set_up(&net, &defaults, seed, (uint64_t)k);
        take_means(&net);
        net.Und = 0.35;
        for (int i = 0; i < net.founders; i++) {
            net.org[i].Und = 0.35;
            arcs += net.org[i].degree;
        }
        for (int month = 0; month < (int)defaults.horizon && !net.dissolved; month++) {
            tick(&net);
            run.arc_ticks += arcs;
        }
        run.success += succeeded(&net);
        run.dissolved += net.dissolved;
    }
    run.success /= networks;
    run.dissolved /= networks;
    return run;
}
