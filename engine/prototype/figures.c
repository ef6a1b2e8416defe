/* figures.c: a program that prints the figures of the prototype; scripts/reference uses it.
 *
 *   build/release/prototype [KEY=VALUE...]     for example: networks=10000 seed=1 breadth=0.2
 *
 * A key is one of those below; `push=vision:0.8,disclosure:0.1` pushes levers from month `start`
 * (3), and may be given up to eight times. Other readings of the equations, each with the value 1:
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

#include "prototype/model.h"

#define MONTHS 60

/* clang-format off */
#define KEY(f) { #f, offsetof(Params, f) }
static const struct { const char *name; size_t offset; } key[] = {
    KEY(n_min), KEY(n_max), KEY(degree), KEY(rewiring), KEY(between), KEY(spread), KEY(personal),
    KEY(psi), KEY(sd_capacity), KEY(trust), KEY(history), KEY(vigilance), KEY(asymmetry), KEY(lock),
    KEY(form), KEY(effort), KEY(centrality), KEY(style), KEY(concreteness), KEY(tact), KEY(days),
    KEY(work), KEY(limit), KEY(p_shock), KEY(p_chance), KEY(time_pressure), KEY(led), KEY(attention),
    KEY(choice), KEY(habit), KEY(relay), KEY(transparency), KEY(first_idea), KEY(rules),
    KEY(pretence), KEY(norm), KEY(hope), KEY(h0), KEY(deceit), KEY(base), KEY(scarcity),
    KEY(synergy), KEY(breadth), KEY(equal), KEY(power_share), KEY(elsewhere), KEY(grab), KEY(envy),
    KEY(informal), KEY(forgive), KEY(inflate), KEY(turnover), KEY(home_claim), KEY(e0),
    KEY(pressure), KEY(p_entry), KEY(camps), KEY(finish), KEY(haste), KEY(fade), KEY(wear),
    KEY(goal), KEY(compromise), KEY(win_lose), KEY(pseudo), KEY(start), KEY(conflict_both),
    KEY(rewire_lost), KEY(newcomer_keeps), KEY(seat_keeps), KEY(shock_again), KEY(turnover_both),
};
/* clang-format on */

static const char *const lever[LEVERS] = {
    "contact",     "disclosure", "vision",      "structuring", "process",    "reflection",
    "brokerage",   "mediation",  "institution", "home_base",   "quick_wins", "onboarding",
    "rebalancing", "focus",      "language",    "monitoring",  "hand_back"};

enum { WIN_WIN, COMPROMISE, WIN_LOSE, LOSE_LOSE, DISSOLVED };
static const char *const outcome[5] = {"win-win", "compromise", "win-lose", "lose-lose",
                                       "dissolved"};
static const char *const phase[PHASES] = {"explore", "share", "agree", "design", "perform"};
/* Of networks alive at the end; from the first of met.* on also the share below 0.7. */
static const char *const mean[] = {"trust.mean",
                                   "vigilance.mean",
                                   "understanding.mean",
                                   "contribution.mean",
                                   "will.mean",
                                   "alignment.mean",
                                   "perspective",
                                   "momentum",
                                   "system_trust",
                                   "support.mean",
                                   "ownership.mean",
                                   "loyalty.mean",
                                   "organised",
                                   "able",
                                   "friction",
                                   "completeness",
                                   "adaptation",
                                   "time.mean",
                                   "conflict.share",
                                   "hostile.share",
                                   "pretence",
                                   "debt",
                                   "value.total",
                                   "winners",
                                   "members",
                                   "breadth.now",
                                   "inequality",
                                   "expectation.over",
                                   "leader.takeover",
                                   "acts.evasion",
                                   "acts.violation",
                                   "acts.refusal",
                                   "acts.renegotiation",
                                   "representatives.replaced",
                                   "members.left",
                                   "members.joined",
                                   "met.direction",
                                   "met.safety",
                                   "met.fairness",
                                   "met.ownership",
                                   "met.home",
                                   "met.time",
                                   "met.reciprocity",
                                   "met.effort",
                                   "met.pieces",
                                   "met.ability",
                                   "met.coordination",
                                   "met.adaptation"};
enum { MEANS = sizeof mean / sizeof *mean, MET = MEANS - CONDITIONS - BOTTLENECKS };
static const char *const path[] = {
    "trust.mean",     "contribution.mean", "momentum",       "perspective",
    "phase",          "system_trust",      "vigilance.mean", "understanding.mean",
    "conflict.share", "hostile.share",     "organised",      "able",
    "contact.mean"};
enum { PATHS = sizeof path / sizeof *path, STEP = 6, POINTS = MONTHS / STEP + 1 };

typedef struct {
    double outcome[5], phase[PHASES], perceived, pseudo, reached, completed, alive;
    double at_risk[MONTHS / 12], ends[MONTHS / 12];
    double mean[MEANS], low[MEANS];
    double path[2][PATHS][POINTS], n_path[2][POINTS]; /* [1]: of success */
    int goal_month[MONTHS + 1];                       /* of success */
} Tally;

static double content(const Net *w)
{
    double count = 0;
    FOR_ORGS(w, i) count += w->org[i].b > 0 && w->org[i].alpha > 0.5;
    return count;
}

static void mean_of_alive(Tally *t, const Net *w)
{
    double will = 0, met[CONDITIONS] = {0};
    FOR_ORGS(w, i)
    {
        will += w->org[i].will / w->n;
        for (int k = 0; k < CONDITIONS; k++) met[k] += w->org[i].met[k] / w->n;
    }
    double all[MEANS] = {w->T,
                         w->V,
                         w->Und,
                         w->c,
                         will,
                         w->alpha,
                         w->nu,
                         w->m,
                         w->S,
                         w->support,
                         w->own,
                         w->loyal,
                         w->organised,
                         w->able,
                         w->friction,
                         w->completeness,
                         w->adaptation,
                         w->theta,
                         w->conflict_share,
                         w->hostile,
                         w->P,
                         w->debt,
                         w->Q,
                         (double)prototype_winners(w) / w->n,
                         w->n,
                         w->breadth,
                         w->inequality,
                         w->over,
                         w->takeover,
                         w->acts[0],
                         w->acts[1],
                         w->acts[2],
                         w->acts[3],
                         w->replaced,
                         w->left,
                         w->refilled};
    for (int k = 0; k < CONDITIONS; k++) all[MET + k] = met[k];
    for (int k = 0; k < BOTTLENECKS; k++) all[MET + CONDITIONS + k] = w->met[k];
    for (int k = 0; k < MEANS; k++) {
        t->mean[k] += all[k];
        t->low[k] += all[k] < 0.7;
    }
    t->alive++;
}

static void at_the_end(Tally *t, const Net *w, int end)
{
    for (int year = 0; year * 12 < end; year++) t->at_risk[year]++;
    t->phase[w->phase]++;
    if (w->dissolved) t->ends[(end - 1) / 12]++;
    if (w->dissolved) return;
    t->perceived += content(w) >= 0.5 * w->founders;
    t->pseudo += w->phase < PERFORM || w->c < w->par->pseudo;
    t->reached += prototype_goal(w);
    t->completed += w->completed;
    if (!w->completed) mean_of_alive(t, w);
}

static int classify(const Net *w)
{
    if (w->dissolved) return DISSOLVED;
    const double winners = (double)prototype_winners(w) / w->n;
    if (prototype_goal(w) && winners >= 1) return WIN_WIN;
    if (winners >= w->par->compromise) return COMPROMISE;
    return winners >= w->par->win_lose ? WIN_LOSE : LOSE_LOSE;
}

static void run(Tally *t, const Params *p, uint64_t seed, uint64_t stream)
{
    static Net net;
    double all[PATHS][POINTS];
    int end = 0, last = 0; /* months run, and the last point at which it was alive */
    prototype_begin(&net, p, seed, stream);
    for (;;) {
        if (end % STEP == 0) {
            const double now[PATHS] = {net.T,       net.c,         net.m,
                                       net.nu,      net.phase,     net.S,
                                       net.V,       net.Und,       net.conflict_share,
                                       net.hostile, net.organised, net.able,
                                       net.N};
            last = end / STEP;
            for (int k = 0; k < PATHS; k++) all[k][last] = now[k];
        }
        if (end == MONTHS) break;
        prototype_month(&net, ++end);
        if (net.dissolved || net.completed) break;
    }
    const int result = classify(&net), success = result == WIN_WIN;
    t->outcome[result]++;
    if (success) t->goal_month[net.goal_month]++;
    at_the_end(t, &net, end);
    for (int at = 0; at <= last; at++) {
        t->n_path[success][at]++;
        for (int k = 0; k < PATHS; k++) t->path[success][k][at] += all[k][at];
    }
}

static void print(const char *group, const char *name, double value)
{
    printf("%s%s%s %.6f\n", group, *group ? "." : "", name, value);
}

static void print_goal_months(const Tally *t)
{
    static const char *const name[3] = {"25", "50", "75"};
    double sum = 0, all = 0;
    int at = 0;
    for (int month = 0; month <= MONTHS; month++) all += t->goal_month[month];
    for (int month = 0; month <= MONTHS && at < 3; month++) {
        sum += t->goal_month[month];
        while (at < 3 && sum >= 0.25 * (at + 1) * all) print("goal_month", name[at++], month);
    }
}

static void print_paths(const Tally *t)
{
    char name[64];
    for (int k = 0; k < PATHS; k++)
        for (int at = 0; at < POINTS; at++) {
            snprintf(name, sizeof name, "%s.success.%d", path[k], at * STEP);
            print("path", name, t->path[1][k][at] / fmax(1, t->n_path[1][at]));
            snprintf(name, sizeof name, "%s.others.%d", path[k], at * STEP);
            print("path", name, t->path[0][k][at] / fmax(1, t->n_path[0][at]));
            snprintf(name, sizeof name, "%s.all.%d", path[k], at * STEP);
            print("path", name,
                  (t->path[0][k][at] + t->path[1][k][at]) /
                      fmax(1, t->n_path[0][at] + t->n_path[1][at]));
        }
}

static void print_all(const Tally *t, int networks)
{
    char name[32];
    for (int k = 0; k < 5; k++) print("outcome", outcome[k], t->outcome[k] / networks);
    print("", "perceived", t->perceived / networks);
    print("", "pseudo", t->pseudo / networks);
    print("", "alive", t->alive / networks);
    print("", "completed", t->completed / networks);
    print("", "reached", t->reached / networks);
    for (int year = 0; year < MONTHS / 12; year++) {
        snprintf(name, sizeof name, "%d", year + 1);
        print("hazard", name, t->ends[year] / fmax(1, t->at_risk[year]));
    }
    for (int k = 0; k < PHASES; k++) print("phase", phase[k], t->phase[k] / networks);
    for (int k = 0; k < MEANS; k++) print("mean", mean[k], t->mean[k] / fmax(1, t->alive));
    for (int k = MET; k < MEANS; k++) print("low", mean[k], t->low[k] / fmax(1, t->alive));
    print_goal_months(t);
    print_paths(t);
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
