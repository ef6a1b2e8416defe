/* figures.c: a program that prints the figures of the prototype; scripts/reference uses it.
 *
 *   build/release/prototype [KEY=VALUE...]     for example: networks=10000 seed=1 breadth=0.2
 *
 * A key is one of those below; `push=vision:0.8,disclosure:0.1` pushes levers from month `start`,
 * and may be given up to eight times. Other readings of the equations, each with the value 1:
 *
 *   conflict_both   a conflict is set, and ends, on both arcs of a tie
 *   rewire_lost     a rewired tie that falls on an existing one is lost
 *   shock_again     circumstances may change again while they still count as new
 *   turnover_both   a new representative starts anew on both arcs of a tie
 *   newcomer_keeps  a newcomer takes over all of the seat but its interest
 *   seat_keeps      and what the seat has got and given
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "model.h"

#define MONTHS 60

#define KEY(f)                                                                                     \
    {                                                                                              \
#f, offsetof(Params, f)                                                                    \
    }
static const struct {
    const char *name;
    size_t offset;
} key[] = {
    KEY(n_min),         KEY(n_max),
    KEY(degree),        KEY(rewiring),
    KEY(between),       KEY(spread),
    KEY(personal),      KEY(psi),
    KEY(trust),         KEY(vigilance),
    KEY(asymmetry),     KEY(lock),
    KEY(form),          KEY(effort),
    KEY(centrality),    KEY(style),
    KEY(p_shock),       KEY(time_pressure),
    KEY(attention),     KEY(transparency),
    KEY(rules),         KEY(h0),
    KEY(synergy),       KEY(breadth),
    KEY(equal),         KEY(power_share),
    KEY(funding),       KEY(envy),
    KEY(informal),      KEY(turnover),
    KEY(pressure),      KEY(p_entry),
    KEY(haste),         KEY(goal),
    KEY(start),         KEY(conflict_both),
    KEY(rewire_lost),   KEY(newcomer_keeps),
    KEY(seat_keeps),    KEY(shock_again),
    KEY(turnover_both),
};

static const char *const lever[LEVERS] = {"contact",     "disclosure", "vision",     "structuring",
                                          "process",     "reflection", "brokerage",  "mediation",
                                          "institution", "home_base",  "quick_wins", "onboarding",
                                          "rebalancing", "focus",      "language",   "monitoring"};

enum { WIN_WIN, COMPROMISE, WIN_LOSE, LOSE_LOSE, DISSOLVED };
static const char *const outcome[5] = {"win-win", "compromise", "win-lose", "lose-lose",
                                       "dissolved"};
static const char *const phase[5] = {"explore", "share", "agree", "design", "perform"};
static const char *const act[4] = {"evasion", "violation", "refusal", "renegotiation"};
static const char *const mean[] = {"trust.mean",     "vigilance.mean", "contribution.mean",
                                   "alignment.mean", "momentum",       "system_trust",
                                   "support.mean"};
enum { MEANS = sizeof mean / sizeof *mean };

typedef struct {
    double outcome[5], phase[5], perceived, pseudo, at_risk[MONTHS / 12], ends[MONTHS / 12];
    double mean[MEANS], trust_alive, alive, acts[4], left, refilled, replaced, seats;
    double n12, x, y, xy, xx;                          /* trust at month 12, and success */
    double path[2][MONTHS + 1], n_path[2][MONTHS + 1]; /* contribution; [1]: of success */
} Tally;

static void at_the_end(Tally *t, const Net *w, int end)
{
    const double all[MEANS] = {w->T, w->V, w->c, w->alpha, w->m, w->S, w->support};
    for (int k = 0; k < MEANS; k++) t->mean[k] += all[k];
    for (int year = 0; year * 12 < end; year++) t->at_risk[year]++;
    if (w->dissolved) t->ends[(end - 1) / 12]++;
    t->phase[w->phase]++;
    for (int k = 0; k < 4; k++) t->acts[k] += w->acts[k];
    t->left += w->left;
    t->refilled += w->refilled;
    t->replaced += w->replaced;
    t->seats += w->founders;
    if (w->dissolved) return;
    int content = 0;
    FOR_ORGS(w, i) content += w->org[i].b > 0 && w->org[i].alpha > 0.5;
    t->perceived += content >= 0.5 * w->founders;
    t->pseudo += w->phase < 4 || w->c < 0.25;
    t->alive++;
    t->trust_alive += w->T;
}

static int classify(const Net *w)
{
    if (w->dissolved) return DISSOLVED;
    const double winners = (double)prototype_winners(w) / w->n;
    if (prototype_goal(w) && winners >= 1) return WIN_WIN;
    return winners >= 0.75 ? COMPROMISE : winners >= 0.25 ? WIN_LOSE : LOSE_LOSE;
}

static void run(Tally *t, const Params *p, uint64_t seed, uint64_t stream)
{
    static Net net;
    double path[MONTHS + 1], trust = 0;
    int end = 0, last = 0; /* months run, and those at whose end it was alive */
    prototype_begin(&net, p, seed, stream);
    path[0] = net.c;
    while (end < MONTHS && !net.dissolved) {
        prototype_month(&net, end++);
        if (net.dissolved) break;
        path[last = end] = net.c;
        if (end == 12) trust = net.T;
    }
    const int result = classify(&net), success = result == WIN_WIN;
    t->outcome[result]++;
    at_the_end(t, &net, end);
    for (int k = 0; k <= last; k++) {
        t->path[success][k] += path[k];
        t->n_path[success][k]++;
    }
    if (last < 12) return;
    t->n12++;
    t->x += trust;
    t->xx += trust * trust;
    t->y += success;
    t->xy += trust * success;
}

static void print(const char *group, const char *name, double value)
{
    printf("%s%s%s %.6f\n", group, *group ? "." : "", name, value);
}

static void print_all(const Tally *t, int networks)
{
    char name[32];
    for (int k = 0; k < 5; k++) print("outcome", outcome[k], t->outcome[k] / networks);
    print("", "perceived", t->perceived / networks);
    print("", "pseudo", t->pseudo / networks);
    for (int year = 0; year < MONTHS / 12; year++) {
        snprintf(name, sizeof name, "%d", year + 1);
        print("hazard", name, t->ends[year] / fmax(1, t->at_risk[year]));
    }
    for (int k = 0; k < MEANS; k++) print("mean", mean[k], t->mean[k] / networks);
    print("alive", "trust.mean", t->trust_alive / fmax(1, t->alive));
    for (int k = 0; k < 5; k++) print("phase", phase[k], t->phase[k] / networks);
    for (int k = 0; k < 4; k++) print("acts", act[k], t->acts[k] / networks);
    print("", "left", t->left / t->seats);
    print("", "refilled", t->refilled / t->seats);
    print("", "replaced", t->replaced / t->seats);
    const double x = t->x / t->n12, y = t->y / t->n12;
    print("", "correlation",
          (t->xy / t->n12 - x * y) / sqrt((t->xx / t->n12 - x * x) * y * (1 - y)));
    for (int k = 0; k <= MONTHS; k += 4) {
        snprintf(name, sizeof name, "%d", k);
        print("contribution.success", name, t->path[1][k] / fmax(1, t->n_path[1][k]));
        print("contribution.others", name, t->path[0][k] / fmax(1, t->n_path[0][k]));
    }
}

static bool push(Params *p, char *text)
{
    if (p->n_push == PUSHES) return false;
    double *level = p->push[p->n_push++];
    for (char *one = strtok(text, ","); one; one = strtok(NULL, ",")) {
        char *end = strchr(one, ':');
        int k = 0;
        if (!end) return false;
        *end++ = '\0';
        while (k < LEVERS && strcmp(lever[k], one)) k++;
        if (k == LEVERS) return false;
        level[k] = strtod(end, &end);
        if (*end) return false;
    }
    return true;
}

static bool set(Params *p, double *networks, double *seed, char *argument)
{
    char *value = strchr(argument, '='), *end = NULL;
    if (!value) return false;
    *value++ = '\0';
    if (!strcmp(argument, "push")) return push(p, value);
    const double x = strtod(value, &end);
    if (end == value || *end) return false;
    double *place = NULL;
    if (!strcmp(argument, "networks")) place = networks;
    if (!strcmp(argument, "seed")) place = seed;
    for (size_t k = 0; k < sizeof key / sizeof *key; k++)
        if (!strcmp(key[k].name, argument)) place = (double *)(void *)((char *)p + key[k].offset);
    if (!place) return false;
    *place = x;
    return true;
}

int main(int argc, char **argv)
{
    static Tally tally;
    Params p = prototype_defaults;
    double networks = 10000, seed = 1;
    for (int k = 1; k < argc; k++) {
        if (set(&p, &networks, &seed, argv[k])) continue;
        fprintf(stderr, "prototype: what is %s? figures.c names the keys\n", argv[k]);
        return 2;
    }
    if (!(networks >= 1) || p.n_min < 3 || p.n_max < p.n_min || p.n_max > MAXN) {
        fprintf(stderr, "prototype: networks from 1, n_min and n_max from 3 to %d\n", MAXN);
        return 2;
    }
    for (int k = 0; k < (int)networks; k++) run(&tally, &p, (uint64_t)seed, (uint64_t)k);
    print_all(&tally, (int)networks);
    return 0;
}
