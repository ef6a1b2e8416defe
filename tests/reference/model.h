/* model.h: what the files of the prototype share: parameters, state, random numbers. */
#ifndef POLDER_REFERENCE_MODEL_H
#define POLDER_REFERENCE_MODEL_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MAXN       64
#define CURRENCIES 6
#define PUSHES     8

enum {
    CONTACT,
    DISCLOSURE,
    VISION,
    STRUCTURING,
    PROCESS,
    REFLECTION,
    BROKERAGE,
    MEDIATION,
    INSTITUTION,
    HOMEBASE,
    QUICKWINS,
    ONBOARDING,
    REBALANCING,
    FOCUS,
    LANGUAGE,
    MONITORING,
    LEVERS
};

typedef struct {
    double capacity, trust_need, consensus_need, competence, ownership, slowness, overhead;
} Form;
enum { SHARED, LEAD, ADMINISTRATIVE, SELF_ORGANISING };

extern const double prototype_style[5][LEVERS];
extern const Form prototype_forms[4];
extern const double prototype_load[5];

/* ---- parameters ---- */

typedef struct {
    /* network */
    double n_min, n_max, degree, rewiring, between, horizon;
    /* partners */
    double spread, personal, psi, sd_capacity, loyalty, sd_loyalty, support, sd_support, skill,
        sd_skill, role, sd_role, culture, sd_culture, ownership;
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
    double b0, b_align, b_trust, b_loyalty, b_reciprocity, b_balance, b_support, b_vigilance,
        b_momentum, b_ownership, k_contribution;
    /* opportunism */
    double h0, h_asym, h_opaque, h_lock, h_loyal, h_balance, h_trust, h_system, sev, take, det0,
        rumour;
    /* value */
    double synergy, coordination, breadth, task_need, complementarity, vigilance_cost,
        autonomy_cost, equal, power_share, funding, debt_cost;
    /* trust */
    double k_up, k_down, k_fade, v_up, v_down, gain, bias, inflate, k_expect, envy, informal;
    /* loyalty */
    double k_loyalty, k_support, turnover, inherit;
    /* membership */
    double e0, e_balance, e_align, e_trust, e_support, e_momentum, e_lock, e_pressure, pressure,
        p_entry;
    /* progress */
    double k_phase, haste, momentum0, k_momentum, k_system, goal;
    /* interventions: levers pushed from month `start`, counted from 0 */
    double start, push[PUSHES][LEVERS];
    int n_push;
    /* other readings of the equations; 0 is the one of docs/odd.md */
    double conflict_both, rewire_lost, newcomer_keeps, seat_keeps, shock_again, turnover_both;
} Params;

extern const Params prototype_defaults;

/* ---- random numbers: xoshiro256+ ---- */

typedef struct {
    uint64_t s[4];
    double spare;
    bool has_spare;
} Rng;

static inline uint64_t splitmix(uint64_t *x)
{
    uint64_t z = (*x += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline void rng_seed(Rng *r, uint64_t seed, uint64_t stream)
{
    uint64_t x = seed * 0xd1342543de82ef95u + stream * 0x2545f4914f6cdd1du + 1u;
    for (int k = 0; k < 4; k++) r->s[k] = splitmix(&x);
    r->has_spare = false;
}

static inline uint64_t rotl(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

static inline uint64_t rng_next(Rng *r)
{
    uint64_t *s = r->s, result = s[0] + s[3], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
}

static inline double uniform(Rng *r)
{
    return (double)(rng_next(r) >> 11) * 0x1.0p-53;
}
static inline bool chance(Rng *r, double p)
{
    return uniform(r) < p;
}
static inline int below(Rng *r, int n)
{
    return (int)(uniform(r) * n);
}
static inline double exponential(Rng *r)
{
    return -log(1 - uniform(r));
}

static inline double normal(Rng *r)
{
    if (r->has_spare) {
        r->has_spare = false;
        return r->spare;
    }
    double u, v, s;
    do {
        u = 2 * uniform(r) - 1;
        v = 2 * uniform(r) - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double f = sqrt(-2 * log(s) / s);
    r->spare = v * f;
    r->has_spare = true;
    return u * f;
}

/* ---- helpers ---- */

static inline double clamp(double x, double lo, double hi)
{
    return x < lo ? lo : x > hi ? hi : x;
}
static inline double unit(double x)
{
    return clamp(x, 0, 1);
}
static inline double signed1(double x)
{
    return clamp(x, -1, 1);
}
static inline double either(double a, double b)
{
    return 1 - (1 - a) * (1 - b);
}
static inline double logistic(double x)
{
    return 1 / (1 + exp(-x));
}
static inline double relax(double x, double target, double rate)
{
    return x + fmin(rate, 1) * (target - x);
}
static inline double square(double x)
{
    return x * x;
}
/* ---- state ---- */

typedef struct {
    bool tie, conflict;
    double T, V, U, L, E, N, T0, e;
    int hits; /* acts by the head against the tail detected this tick */
} Arc;

typedef struct {
    bool active;
    double w, x[2], p[2], z[2], brings[CURRENCIES], wants[CURRENCIES], culture, pace;
    double aware, empathy, openness, reliability, sponsor, explorer, connector;
    double loyalty, s, o, c, b, cumulative, claim;
    double delivered, alpha, declared, taken, net;
    double T, V, Und, L; /* means over partners, of the arcs i->j */
    int degree;
} Org;

enum { EVASION, VIOLATION, REFUSAL, RENEGOTIATION };

typedef struct {
    const Params *par;
    Rng rng;
    int founders, n;
    Org org[MAXN];
    Arc arc[MAXN][MAXN];
    double spread, trust, rules, transparency, skill; /* the context this network drew */
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

/* The ten rules begin alike and stay as they are. */
static inline double rule(const Net *w, int k)
{
    (void)k;
    return w->rules;
}

/* Loop over the arcs i -> j between active organisations. */
#define FOR_ORGS(w, i)                                                                             \
    for (int i = 0; i < (w)->founders; i++)                                                        \
        if ((w)->org[i].active)
#define FOR_PARTNERS(w, i, j)                                                                      \
    for (int j = 0; j < (w)->founders; j++)                                                        \
        if ((w)->arc[i][j].tie && (w)->org[j].active)
/* ---- what a network goes through ---- */

void prototype_set_up(Net *w, const Params *p, uint64_t seed, uint64_t stream);
void prototype_newcomer(Net *w, Org *o);
void prototype_draw_skills(Net *w, Org *o);
void prototype_draw_personal(Net *w, Org *o);
double prototype_home(const Net *w, const Org *o, int k);
void prototype_means(Net *w);
void prototype_act(Net *w, int month); /* steps 1 to 8 of a month */
void prototype_settle(Net *w);         /* steps 9 to 13 */
void prototype_begin(Net *w, const Params *p, uint64_t seed, uint64_t stream);
void prototype_month(Net *w, int month);
bool prototype_goal(const Net *w);   /* alive, and the goal is reached */
int prototype_winners(const Net *w); /* members that got more than they gave */

#endif
