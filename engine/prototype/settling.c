/* settling.c: steps 10 to 14 of a month: value, trust, loyalty, membership, camps, ends, progress.
 */
#include "prototype/model.h"

/* ------------------------------------------------------------------ 10 value */

static const double yield[PHASES] = {0.10, 0.20, 0.35, 0.65, 1.00};

typedef struct {
    double supply[CURRENCIES], put, W, squares; /* sums over members; squares of capacities */
} Sums;

static Sums sum_up(const Net *w)
{
    Sums s = {0};
    FOR_ORGS(w, i)
    {
        const Org *o = &w->org[i];
        for (int k = 0; k < CURRENCIES; k++) s.supply[k] += o->w * o->delivered * o->brings[k];
        s.put += o->w * o->delivered;
        s.W += o->w;
        s.squares += square(o->w);
    }
    return s;
}

static double completeness(const Net *w, const Sums *s)
{
    const Params *p = w->par;
    const int pieces = (int)p->pieces;
    double ces = 0;
    for (int k = 0; k < pieces; k++) {
        const double piece = s->put > 0 ? 6 * s->supply[k] / s->put : 0;
        ces += pow(clamp(piece, 0.02, 1.5), -p->complementarity) / pieces;
    }
    return fmin(1.1, pow(ces, -1 / p->complementarity));
}

static double crowd(const Net *w)
{
    double n = w->n;
    if ((int)w->par->form == SELF_ORGANISING)
        n += ramp(w->breadth, 0.5, 0.15) * fmin(0, w->degree + 1 - n);
    return sqrt(n / prototype_forms[(int)w->par->form].capacity);
}

static void making(Net *w, const Sums *s)
{
    const Params *p = w->par;
    const double b = w->breadth;
    w->completeness = completeness(w, s);
    w->friction =
        unit(p->coordination * b * b * crowd(w) * (1.1 - 0.4 * w->S) * (1 - 0.7 * w->relay) +
             0.1 * fmax(0, w->degree - 5) * b + 2.2 * fmax(0, 0.47 - w->Und));
    w->met[EFFORT] = ramp(s->put / s->W, 0, 0.55);
    w->met[PIECES] =
        ramp(either(w->completeness, 0.3 * w->push[CONTACT] + 0.15 * w->push[BROKERAGE]), 0, 0.5);
    w->met[ABILITY] = w->able;
    w->met[COORDINATION] = unit(1.15 - 1.5 * w->friction);
    w->met[ADAPTATION] = unit(0.1 + 0.95 * w->adaptation);
    w->made = p->synergy * (1 - 0.7 * (1 - b) * (1 - b) * (1 - b)) * (0.8 + 0.4 * w->variety) *
              (1 - 0.15 * w->side.shrink) * (w->months_window > 0 ? 1.15 : 1) *
              (w->renewing > 0 ? 0.85 : 1) * weakest(w->met, BOTTLENECKS, p->least_met) *
              yield[w->phase];
    w->Q += w->made;
}

static double matching(const Org *o, const Sums *s)
{
    const double mine = o->w * o->delivered, others = s->put - mine;
    double match = 0;
    for (int k = 0; k < CURRENCIES; k++) {
        const double share = others > 0 ? (s->supply[k] - mine * o->brings[k]) / others : 0;
        match += o->wants[k] * fmin(1.5, 6 * share);
    }
    return match;
}

static void shares(Net *w)
{
    const Params *p = w->par;
    const double *l = w->push;
    w->power_used = fmin(1 - p->equal,
                         (1 - 0.7 * l[REBALANCING]) * (1 + w->side.expose + 1.5 * w->side.freeze) *
                             (p->power_share * (1 - 0.6 * rule(w, 1) * w->S) +
                              p->grab * fmax(0, w->inequality - 0.45) * (1 - rule(w, 1) * w->S)));
    w->gone = unit(p->elsewhere + w->between.elsewhere) *
              (1 - either(0.6 * l[INSTITUTION], 0.2 * l[REBALANCING]));
}

static void value(Net *w)
{
    const Params *p = w->par;
    const double *l = w->push;
    const Sums s = sum_up(w);
    making(w, &s);
    shares(w);
    const double lost = w->phase >= DESIGN ? w->gone : 0, output = w->made * s.W;
    double mean = 0;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        const double share =
            o->claim *
            (p->equal / w->n + w->power_used * square(o->w) / s.squares +
             (s.put > 0 ? (1 - p->equal - w->power_used) * o->w * o->delivered / s.put : 0)) *
            (1 - lost);
        const double got = output * share * (0.6 + 0.4 * matching(o, &s)) / o->w;
        const double given = prototype_load[w->phase] * (1 - 0.25 * l[INSTITUTION]) * o->delivered +
                             p->autonomy_cost * 2 * w->breadth * (1 - o->alpha) +
                             p->vigilance_cost * (1 - 0.5 * w->S) * o->V +
                             prototype_forms[(int)p->form].overhead / w->n + p->price * w->asked;
        o->net = got + o->taken + p->duos * o->duos - given;
        mean += o->net / w->n;
    }
    const double moves = either(0.4 * l[REBALANCING], 0.12 * rule(w, 7) * w->S);
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        const double moved = moves * (mean - o->net);
        o->net += moved > 0 ? moved * (1 - 0.35 * l[REBALANCING]) : moved;
        o->b = relax(o->b, 2 * o->net, 0.12);
        o->cumulative += o->net;
    }
}

/* ------------------------------------------------------------------ 11 trust */

static double told(const Net *w)
{
    const double *l = w->push;
    return either(fmin(1, 1.3 * l[DISCLOSURE]), either(0.7 * l[LANGUAGE], 0.3 * l[REFLECTION]));
}

static double target_of_vigilance(const Net *w, const Arc *a, const Org *me, const Org *you,
                                  double R)
{
    return unit(0.50 - 0.2 * (w->S - 0.4) + 0.3 * a->U - 0.5 * R - 0.3 * signed1(me->b) +
                0.25 * w->par->envy * (1 - rule(w, 2) * w->S) * fmax(0, you->b - me->b) +
                0.05 * w->push[MONITORING] + 0.7 * w->side.hardening + 0.2 * w->side.crowding +
                0.45 * w->side.expose);
}

static void trust_one(Net *w, int i, int j)
{
    const Params *p = w->par;
    const double *l = w->push;
    const Org *me = &w->org[i], *you = &w->org[j];
    Arc *a = &w->arc[i][j];
    const double noise = 0.15 * a->U * (1 - 0.7 * l[LANGUAGE]) *
                         (1 + fabs(me->culture - you->culture)) * normal(&w->rng);
    const double seen = unit(you->delivered * (1 - 0.15 * a->U) + noise);
    const double R =
        (1 - a->scar) *
        logistic(p->bias + signed1(me->b) + p->gain * (seen - a->E - w->over) +
                 0.8 * (you->empathy - 0.6) + 0.4 * p->rumour * (you->delivered - 0.5) -
                 (a->conflict ? 1.5 : 0) - 0.5 * w->side.expose - 0.25 * w->side.crowding);
    const double up = p->k_up * (0.4 + me->empathy) * (a->T < a->T0 ? 1 + p->forgive : 1) *
                      (1 + 0.8 * w->norm) * (1 - 0.6 * fmin(1, w->owed[RELATION])) *
                      (1 - 0.5 * w->side.crowding) * (1 - 0.4 * w->side.hardening);
    a->E = relax(a->E, seen, p->k_expect * (1 + 4 * told(w)));
    a->T += (R > a->T ? fmin(1, up) : p->k_down) * a->N * (R - a->T) +
            p->k_fade * (1 - a->N) * (a->T0 - a->T);
    a->T += 0.10 * l[BROKERAGE] * fmax(0, a->T0 + 0.1 - a->T);
    a->T += 0.8 * l[MEDIATION] * fmax(0, a->T0 - 0.05 - a->T) * fmax(0, 1 - 3 * a->scar);
    if (a->conflict) a->T -= 0.08 * a->T;
    a->T = unit(a->T);
    const double V = target_of_vigilance(w, a, me, you, R);
    a->V = relax(a->V, V, (V > a->V ? p->v_up : p->v_down) * a->N);
    a->L = relax(a->L, me->c, 0.012);
}

static void end_conflict(Arc *a)
{
    a->conflict = false;
    a->T += 0.5 * (a->T0 - a->T);
    a->V *= 0.8;
    a->truce = 1;
}

static void trusting(Net *w)
{
    const Params *p = w->par;
    const double *l = w->push;
    w->over = (p->inflate * w->between.inflate * (1 + 2 * w->pseudo + 0.5 * (1 - w->political)) +
               0.15 * w->owed[INTERESTS] + 0.08 * l[VISION]) *
              (1 - told(w)) * (1.2 - 0.4 * w->organised);
    const double end = 0.02 + 0.03 * p->informal + 0.2 * l[MEDIATION] + 0.2 * l[REFLECTION];
    FOR_ORGS(w, i)
    FOR_PARTNERS(w, i, j) trust_one(w, i, j);
    FOR_ORGS(w, i)
    {
        double sum = 0;
        FOR_PARTNERS(w, i, j)
        {
            Arc *a = &w->arc[i][j];
            const bool once = p->conflict_both == 0 || i < j;
            if (once && a->conflict && chance(&w->rng, end)) {
                end_conflict(a);
                if (p->conflict_both != 0) end_conflict(&w->arc[j][i]);
            }
            sum += a->T;
        }
        w->org[i].T = w->org[i].degree ? sum / w->org[i].degree : 0;
    }
}

/* ------------------------------------------------------------------ 12 loyalty */

static void lose_organisation(Net *w, double kept, double share_of_work)
{
    w->authority *= kept;
    w->task *= kept;
    w->political *= kept;
    w->identity *= kept;
    for (int d = 0; d < DOMAINS; d++) w->worked[d] *= 1 - share_of_work * (1 - kept);
}

/* A new representative; returns what the old one took along, from 0 to 1. */
static double replace(Net *w, int i)
{
    const Params *p = w->par;
    Org *o = &w->org[i];
    const double kept =
        unit(either(p->inherit, 0.75 * w->push[ONBOARDING] + 0.45 * o->connector - 0.1));
    const double lost = 1 - kept;
    FOR_PARTNERS(w, i, j)
    {
        Arc *a = &w->arc[i][j], *back = &w->arc[j][i];
        a->T = relax(a->T, fmin(a->T, a->T0), lost);
        a->U = relax(a->U, p->asymmetry, lost);
        if (p->turnover_both == 0) continue;
        back->T = relax(back->T, fmin(back->T, back->T0), lost);
        back->U = relax(back->U, p->asymmetry, lost);
    }
    o->o *= 1 - 0.6 * lost;
    o->c *= 1 - 0.5 * lost;
    o->loyalty = p->loyalty;
    prototype_draw_skills(w, o);
    prototype_draw_personal(w, o);
    w->replaced++;
    return lost;
}

static void loyalties(Net *w)
{
    const Params *p = w->par;
    const double *l = w->push;
    double kept = 1;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        const double b = signed1(o->b), s = o->s;
        o->s = relax(s,
                     unit(0.52 + w->between.support + 0.3 * b + 0.25 * (o->alpha - 0.6) -
                          0.3 * (w->breadth - 0.5) + 0.3 * (o->sponsor - 0.5) + 0.3 * l[HOMEBASE] +
                          0.6 * w->M - 0.45 * (1 - o->theta) - 0.35 * w->owed[INTERESTS] -
                          0.5 * w->side.resist * (s < 0.45 ? 1 : 0.3) -
                          p->home_claim * (1 - 0.5 * w->M) + 0.05 * l[QUICKWINS]),
                     p->k_support * (0.5 + o->connector) * (1 + 2 * l[HOMEBASE]));
        o->loyalty = relax(o->loyalty,
                           unit(0.5 + 0.6 * (o->T - 0.45) + 0.35 * (o->alpha - 0.5) -
                                0.5 * (0.6 - s) + 0.1 * b + 0.15 * (w->identity - 0.4)),
                           p->k_loyalty);
        const double strain = 4 * o->loyalty * (1 - o->loyalty) * (1 - o->s);
        if (!chance(&w->rng, p->turnover * w->between.turnover * (1 + 2 * strain))) continue;
        kept *= 1 - 0.7 * replace(w, i) / w->n;
    }
    lose_organisation(w, kept, 0.35);
    w->M += 0.2 * l[HOMEBASE] * (1 - w->M) - 0.008 * w->M;
}

/* ------------------------------------------------------------------ 13 membership */

static double chance_to_leave(const Net *w, const Org *o)
{
    const Params *p = w->par;
    double match = 0;
    for (int k = 0; k < CURRENCIES; k++) match += o->wants[k] * o->brings[k];
    const double alone = p->alone * fmin(1, 2 * match);
    const double loss = fmin(1.5, 0.5 * fmax(0, alone - o->b) + fmax(0, w->b - o->b));
    return logistic(p->e0 + p->e_will * (0.75 - o->will) + p->e_loss * loss + p->e_peers * o->wake +
                    p->e_split * w->stalled + p->e_exposed * w->side.expose * unit(2 * (1 - o->w)) -
                    p->e_voice * w->push[REFLECTION] - p->e_closure * 2 * o->e * o->V -
                    p->e_lock * o->L - p->e_pressure * p->pressure);
}

static void take_seat(Net *w, int i)
{
    const Params *p = w->par;
    w->org[i].active = true;
    w->refilled++;
    prototype_newcomer(w, &w->org[i]);
    for (int j = 0; j < w->founders; j++) {
        Arc *both[2] = {&w->arc[i][j], &w->arc[j][i]};
        if (!both[0]->tie) continue;
        for (int k = 0; k < 2; k++) {
            Arc *a = both[k];
            a->T = a->T0;
            a->U = p->asymmetry * (1 - 0.4 * w->push[ONBOARDING]);
            a->conflict = false;
            if (p->newcomer_keeps != 0) continue;
            a->truce = a->scar = a->hidden = 0;
            a->V = p->vigilance;
            a->L = p->lock;
            a->E = p->expectation;
        }
    }
}

static void membership(Net *w)
{
    const Params *p = w->par;
    bool leave[MAXN] = {false}, was_empty[MAXN] = {false};
    double wake[MAXN] = {0}, kept = 1;
    const double enter =
        p->p_entry * unit(0.2 + w->b + w->m) * (1 + 3 * w->push[CONTACT] + w->push[BROKERAGE]);
    for (int i = 0; i < w->founders; i++) was_empty[i] = !w->org[i].active;
    FOR_ORGS(w, i)
    leave[i] = chance(&w->rng, chance_to_leave(w, &w->org[i])) || w->org[i].degree == 0;
    FOR_ORGS(w, i)
    {
        double went = 0, all = 0;
        FOR_PARTNERS(w, i, j)
        {
            all += w->arc[i][j].N;
            went += leave[j] ? w->arc[i][j].N : 0;
        }
        wake[i] = fmin(1, 0.6 * w->org[i].wake + (all > 0 ? went / all : 0));
    }
    for (int i = 0; i < w->founders; i++) {
        w->org[i].wake = wake[i];
        if (!leave[i]) continue;
        w->org[i].active = false;
        w->left++;
        w->m *= 1 - 0.8 / w->n;
    }
    if (w->phase < SHARE) return;
    for (int i = 0; i < w->founders; i++) {
        if (!was_empty[i] || !chance(&w->rng, enter)) continue;
        take_seat(w, i);
        kept *= 1 - 0.6 * (1 - w->push[ONBOARDING]) / w->n;
    }
    lose_organisation(w, kept, 0.6);
}

/* ------------------------------------------------------------------ camps and ends */

/* One turn a month of a power iteration on trust over its mean. */
static void camps(Net *w)
{
    double next[MAXN] = {0}, across = 0, own = 0, sum = 0, squares = 0;
    FOR_ORGS(w, i)
    {
        Org *o = &w->org[i];
        double pull = 0;
        FOR_PARTNERS(w, i, j) pull += (w->arc[i][j].T - w->T) * w->org[j].side;
        o->pull = o->degree ? pull / o->degree : 0;
        across += o->pull * o->side;
        own += square(o->side);
        next[i] = o->pull + 0.1 * o->side + 0.01 * o->x[0];
        sum += next[i];
        squares += square(next[i]);
    }
    const double n = w->n, middle = sum / n;
    const double sd = sqrt(fmax(0, squares / n - middle * middle));
    FOR_ORGS(w, i) w->org[i].side = sd > 0 ? clamp((next[i] - middle) / sd, -3, 3) : 0;
    const double divide = own > 0 && w->T > 0 ? across / own / w->T : 0;
    w->stalled = unit(w->par->camps * ramp(divide, 0.06, 0.35) * (1 - 0.7 * w->push[BROKERAGE]) *
                      (1 - 0.2 * w->push[DISCLOSURE]));
}

static bool ends(Net *w)
{
    const Params *p = w->par;
    w->dissolved = w->n < p->least || w->n < p->least_share * w->founders;
    w->completed =
        !w->dissolved && w->goal_month > 0 && w->phase == PERFORM && chance(&w->rng, p->finish);
    return w->dissolved || w->completed;
}

/* ------------------------------------------------------------------ 14 progress */

static double effort(const Net *w)
{
    const double size =
        1 - prototype_forms[(int)w->par->form].slowness * (1 - pow(6 / fmax(w->n, 6), 0.7));
    return w->par->k_work * (0.35 + 0.65 * w->m) * (0.3 + 0.7 * w->theta) * (0.4 + 0.8 * w->N) *
           size * (1 - 0.4 * w->side.drift) * (1 + 0.7 * w->relay) *
           (1 - 0.25 * w->side.bureaucracy) * (1 - 0.1 * w->push[HOMEBASE]);
}

static void work(Net *w, double by)
{
    static const double asks[DOMAINS][PHASES] = {{1.2, 1.1, .9, .7, .6},
                                                 {1, 1.1, .9, .8, .8},
                                                 {1, 1.1, 1.1, 1, .8},
                                                 {.6, .8, 1.1, 1.3, 1},
                                                 {.9, 1, 1, 1, .9}};
    const double *l = w->push;
    const double competence = prototype_forms[(int)w->par->form].competence;
    const double quality[DOMAINS] = {
        unit(0.2 + w->declared) * (0.5 + 0.5 * w->nu) + 1.2 * l[VISION],
        unit(0.15 + 1.3 * w->Und) + 0.9 * l[DISCLOSURE] + 0.4 * l[LANGUAGE] +
            (w->phase <= AGREE ? 0.3 * l[HOMEBASE] : 0),
        unit(0.1 + 1.5 * w->T) * (1 - fmin(0.8, 1.5 * w->conflict_share)) + 0.5 * l[CONTACT] +
            0.4 * l[MEDIATION],
        unit(0.15 + 1.4 * w->organised + 0.2 * competence) + 0.7 * l[STRUCTURING] +
            0.9 * l[INSTITUTION],
        unit(0.15 + 1.6 * w->S) + l[PROCESS]};
    const double worn = w->phase == PERFORM ? w->par->wear * (1 + w->in_round / 18.0) : 0;
    for (int d = 0; d < DOMAINS; d++) {
        const double late = w->worked[d] < w->phase ? 0.45 + 0.35 * l[REFLECTION] : 1;
        const double split = d <= RELATION ? 1 - 0.5 * w->stalled : 1;
        const double done = by * quality[d] * late / asks[d][w->phase] * split;
        w->worked[d] = clamp(w->worked[d] + done - worn, 0, w->phase + 1);
    }
}

static void next_phase(Net *w)
{
    double mean = 0;
    bool all = true;
    for (int d = 0; d < DOMAINS; d++) {
        const double done = unit(w->worked[d] - w->phase);
        mean += done / DOMAINS;
        all = all && done >= 1;
    }
    if (w->phase == PERFORM || !(all || mean >= 1 - 0.5 * w->par->haste)) return;
    if (w->phase == AGREE) { /* pseudo-consensus comes out */
        w->m *= 1 - 0.8 * w->pseudo;
        FOR_ORGS(w, i)
        FOR_PARTNERS(w, i, j) w->arc[i][j].T *= 1 - 0.5 * w->pseudo;
    }
    w->phase++;
}

/* After a round of performing a network renews itself for four months. */
static void renew(Net *w)
{
    if (w->renewing > 0) w->renewing--;
    if (w->phase < PERFORM) return;
    if (++w->in_round <= (int)w->par->round) return;
    w->in_round = 0;
    w->renewing = 4;
    for (int d = 0; d < DOMAINS; d++) w->worked[d] = fmax(0, w->worked[d] - 0.4);
}

static void count_debts(Net *w)
{
    w->debt = 0;
    for (int d = 0; d < DOMAINS; d++) {
        w->owed[d] = fmax(0, w->phase - w->worked[d]);
        w->debt += w->owed[d] / DOMAINS;
    }
}

static void energy(Net *w, double by, int month)
{
    const Params *p = w->par;
    const double *l = w->push;
    const double seen = unit(w->made / 0.8);
    const double since = w->goal_month ? month - w->goal_month : 0;
    const double nu =
        unit(either(0.25 + 0.5 * seen + 0.1 * w->N, either(1.2 * l[VISION], 0.7 * l[QUICKWINS])) +
             (w->months_window > 0 ? 0.2 : 0) - 0.4 * w->owed[AMBITION]);
    w->nu = relax(w->nu, nu * (1 - p->complacency * ramp(since, 3, 30)), 0.08);
    w->nu *= 1 - fmin(0.5, p->fade * w->between.fade);
    if (w->renewing > 0) w->nu = relax(w->nu, 0.85, 0.12 * w->tau);
    const double m =
        unit(0.05 + 0.35 * w->nu + 0.35 * seen + 1.5 * by + 0.25 * l[QUICKWINS] + 0.2 * w->N -
             0.5 * w->conflict_share - 0.5 * (1 - w->theta) - 0.2 * w->owed[PROCESSES] -
             0.35 * w->side.bureaucracy - 0.12 * w->side.gazing);
    w->m = relax(w->m, m, p->k_momentum);
    const double S =
        either(unit(0.7 * w->rules * (0.6 + 0.8 * w->organised) + (w->phase >= DESIGN ? 0.1 : 0) +
                    0.1 * prototype_forms[(int)p->form].competence - 0.25 * w->owed[PROCESSES]),
               0.3 * l[PROCESS] + 0.25 * l[INSTITUTION]);
    w->S = relax(w->S, S, p->k_system);
    w->S = unit(w->S * (1 - 0.2 * w->detected / fmax(1, w->n) * (1 - 0.5 * l[PROCESS])));
}

static void progress(Net *w, int month)
{
    const double by = effort(w);
    work(w, by);
    next_phase(w);
    renew(w);
    count_debts(w);
    energy(w, by, month);
    if (w->goal_month == 0 && prototype_goal(w)) w->goal_month = month;
}

void prototype_settle(Net *w, int month)
{
    value(w);
    trusting(w);
    loyalties(w);
    membership(w);
    prototype_means(w);
    w->organised = 0.25 * (w->authority + w->task + w->political + w->identity);
    if (w->n > 0) camps(w);
    if (ends(w)) return;
    progress(w, month);
    prototype_means(w);
}
