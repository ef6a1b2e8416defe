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
    HANDBACK,
    LEVERS
};
enum { EXPLORE, SHARE, AGREE, DESIGN, PERFORM, PHASES };
enum { AMBITION, INTERESTS, RELATION, ORGANISATION, PROCESSES, DOMAINS };

typedef struct {
    double capacity, trust_need, consensus_need, competence, ownership, slowness, overhead,
        stands_in;
} Form;
enum { SHARED, LEAD, ADMINISTRATIVE, SELF_ORGANISING };

extern const double prototype_style[5][LEVERS];
extern const double prototype_days[LEVERS];
extern const Form prototype_forms[4];
extern const double prototype_load[PHASES];

/* ---- parameters ---- */

typedef struct {
    /* network */
    double n_min, n_max, degree, rewiring, between, horizon;
    /* partners */
    double spread, personal, psi, sd_capacity, loyalty, sd_loyalty, support, sd_support, skill,
        sd_skill, role, sd_role, culture, sd_culture, ownership, contribution;
    /* relations */
    double trust, sd_trust, trust_fit, vigilance, sd_vigilance, asymmetry, sd_asymmetry, lock,
        sd_lock, expectation, history;
    /* steering */
    double form, effort, centrality, style, k_own, concreteness, circle, lean, tact;
    /* attention */
    double days, limit, meeting, work, levers;
    /* context */
    double p_shock, shock_months, shock_hit, shift, k_adapt, p_chance;
    /* meeting */
    double time_pressure, led, attention, gamma, choice, habit, relay;
    /* dialogue */
    double transparency, k_u, k_forget, k_ambition, k_position, sigma0, integrative, first_idea,
        imposed, position, culture_gap;
    /* organising */
    double organised0, k_boundary, rules;
    /* contribution */
    double most, pretence, norm, k_contribution, hope, reciprocity, least_will;
    /* opportunism and conflict */
    double h0, h_asym, h_opaque, h_lock, h_loyal, h_balance, h_trust, h_system, congruence,
        reputation, sev, take, det0, rumour, deceit, base, relapse, scarcity, power;
    /* value */
    double synergy, pieces, duos, alone, coordination, breadth, task_need, complementarity,
        vigilance_cost, autonomy_cost, equal, power_share, elsewhere, price, grab, least_met;
    /* trust */
    double k_up, k_down, k_fade, v_up, v_down, gain, bias, inflate, k_expect, envy, informal,
        forgive;
    /* loyalty */
    double k_loyalty, k_support, turnover, inherit, home_claim;
    /* membership */
    double e0, e_will, e_loss, e_peers, e_split, e_voice, e_exposed, e_closure, e_lock, e_pressure,
        pressure, p_entry;
    /* camps and ends */
    double camps, least, least_share, finish;
    /* progress */
    double k_work, wear, complacency, haste, momentum0, perspective0, k_momentum, k_system, fade,
        round, goal;
    /* how it ended */
    double compromise, win_lose, pseudo;
    /* interventions: levers pushed from month `start`, counted from 1 */
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
static inline double ramp(double x, double lo, double hi)
{
    return unit((x - lo) / (hi - lo));
}
/* A mean in which the scarcest of the conditions decides; one below `least` counts as that. */
static inline double weakest(const double *g, int count, double least)
{
    double sum = 1;
    for (int k = 0; k < count; k++) sum += pow(fmax(g[k], least), -3) - 1;
    return pow(sum, -1.0 / 3);
}

/* ---- state ---- */

typedef struct {
    bool tie, conflict;
    double T, V, U, L, E, N, T0, e;
    double need, rivalry, truce, hidden, scar;
    double exposed; /* what tempts the head: asymmetry and lock-in as the month began */
    int hits;       /* acts by the head against the tail detected this tick */
} Arc;

enum { DIRECTION, SAFETY, FAIRNESS, OWNERSHIP, HOME, TIME, RECIPROCITY, CONDITIONS };
enum { EFFORT, PIECES, ABILITY, COORDINATION, ADAPTATION, BOTTLENECKS };

typedef struct {
    bool active;
    double w, x[2], p[2], z[2], brings[CURRENCIES], wants[CURRENCIES], culture, pace;
    double aware, empathy, openness, reliability, sponsor, explorer, connector;
    double loyalty, s, o, c, b, cumulative, claim, theta, will, wake, side, met[CONDITIONS];
    double delivered, alpha, declared, taken, net, duos;
    double received, carry, relay;
    double T, V, Und, L, e, pull, conflict; /* means over partners, of the arcs i->j */
    int degree;
} Org;

enum { EVASION, VIOLATION, REFUSAL, RENEGOTIATION };

/* What one network has that another has not. */
typedef struct {
    double spread, idea, fade, turnover, power, inflate, days;
    double trust, rules, transparency, pretence, skill, support, elsewhere, breadth, concreteness;
} Between;

typedef struct {
    double reopen, scattered, expose, gazing, bureaucracy, freeze, dependence, stir, hardening,
        resist, shrink, haggle, crowding, drift;
} Side;

typedef struct {
    const Params *par;
    Rng rng;
    Between between;
    Side side;
    int founders, n, lead;
    Org org[MAXN];
    Arc arc[MAXN][MAXN];
    double rules, kappa; /* the context this network drew */
    double a[2], idea[2], authority, task, political, identity, S, m, nu, M, P, adaptation, Q;
    double worked[DOMAINS], owed[DOMAINS], debt;
    int phase, months_new, months_window, in_round, renewing, goal_month;
    double lever[LEVERS], push[LEVERS]; /* asked of partners; what comes of it, with the leader's */
    double leader_effort, takeover, asked, norm, used;
    /* means over the network */
    double T, V, Und, N, alpha, declared, support, own, organised, pseudo, c, b, b_spread, loyal;
    double conflict_share, hostile, theta, degree, inequality, explorers, relay, stalled, over;
    double tau, breadth, variety, able, capacity_sum, made, friction, completeness, power_used,
        gone, met[BOTTLENECKS];
    int detected;
    int acts[4], left, refilled, replaced;
    bool dissolved, completed;
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
void prototype_steer(Net *w, int month);  /* step 1 of a month */
void prototype_act(Net *w);               /* steps 2 to 9 */
void prototype_settle(Net *w, int month); /* steps 10 to 14 */
void prototype_begin(Net *w, const Params *p, uint64_t seed, uint64_t stream);
void prototype_month(Net *w, int month);
bool prototype_goal(const Net *w);   /* lives on or ended well, and the goal is reached */
int prototype_winners(const Net *w); /* members that got more than they gave */

#endif
