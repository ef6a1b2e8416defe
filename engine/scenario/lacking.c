/* lacking.c: members and ties of which a scenario speaks and that are not there, in an arm or in the
 * network file at all: what cannot be asked of them, and that nothing comes of the rest. See loader.h.
 *
 * A question is unknown as a whole where one of its comparisons is about somebody who is not there, also
 * beside others with "or" and "and": networks in which the others alone decide it are not like all, so
 * a share of these would say something of nobody. What interventions and events wait for goes by what
 * is there: a comparison that cannot be made does not hold, and its denial neither (intervene.c).
 */
#include <stdlib.h>
#include <string.h>

#include "scenario/loader.h"

/* ---- what an arm has ---- */

static int place_in(const polder_group_t *g, int32_t org)
{
    for (int i = 0; i < g->n; i++)
        if (g->org[i] == org) return i;
    return -1;
}

static bool is_absent(const polder_experiment_t *x, int arm, int32_t org)
{
    const int absent = x->arm[arm].lacks.absent;
    return absent > 0 && place_in(&x->group[absent - 1], org) >= 0;
}

/* Of any arm. */
static bool is_tie(const polder_experiment_t *x, int32_t a, int32_t b)
{
    const polder_graph_t *g = &x->network->graph;
    for (int32_t k = g->off[a]; k < g->off[a + 1]; k++)
        if (g->nbr[k] == b) return true;
    return false;
}

static bool is_pair_of(const polder_group_t *g, int32_t a, int32_t b)
{
    for (int i = 0; i + 1 < g->n; i += 2)
        if ((g->org[i] == a && g->org[i + 1] == b) || (g->org[i] == b && g->org[i + 1] == a))
            return true;
    return false;
}

static bool is_planned(const polder_experiment_t *x, int arm, int event)
{
    bool there = event < x->n_common;
    for (int i = 0; i < x->arm[arm].n_planned; i++) there |= x->arm[arm].planned[i] == event;
    return there;
}

/* Does a target reach one of two members, for sure (everyone, and who is named), or perhaps? */
static bool reaches(const polder_experiment_t *x, const polder_target_t *t, int32_t a, int32_t b,
                    bool sure)
{
    if (t->whom == POLDER_NAMED)
        return polder_group_has(&x->group[t->where], a) || polder_group_has(&x->group[t->where], b);
    return t->whom == POLDER_EVERYONE || !sure;
}

/* Does an event of the arm mend this tie: for sure until the end of tick `by`, or (0) perhaps, while
 * the arm runs? What waits for a condition or for chance is not sure. */
static bool is_mended(const polder_experiment_t *x, int arm, int32_t a, int32_t b, int by)
{
    const int mends = polder_table_find(&x->table, "planned.mend");
    const int lasts = polder_experiment_lasts(x, arm);
    const int last = by > 0 && by < lasts ? by : lasts;
    for (int i = 0; i < x->n_planned; i++) {
        const polder_planned_t *p = &x->planned[i];
        if (p->kind != mends || !is_planned(x, arm, i)) continue;
        if (by > 0 && (p->conditional || p->rate >= 0)) continue;
        if (!p->conditional && p->from > last) continue;
        if (p->between < 0 ? reaches(x, &p->target, a, b, by > 0)
                           : is_pair_of(&x->group[p->between], a, b))
            return true;
    }
    return false;
}

/* A tie of the file that an arm is without, though both its ends are there; `by` as above. */
static bool is_cut(const polder_experiment_t *x, int arm, int32_t a, int32_t b, int by)
{
    const int cut = x->arm[arm].lacks.cut;
    return cut > 0 && is_pair_of(&x->group[cut - 1], a, b) && !is_mended(x, arm, a, b, by);
}

/* Is whom the group names there, from the founding on or by then? */
static bool is_there(const polder_experiment_t *x, int arm, const polder_group_t *g, int by)
{
    for (int i = 0; i < g->n; i++)
        if (is_absent(x, arm, g->org[i])) return false;
    return g->n != 2 ||
           (is_tie(x, g->org[0], g->org[1]) && !is_cut(x, arm, g->org[0], g->org[1], by));
}

/* ---- who is in no arm ---- */

static bool is_named(const polder_group_t *g, const char *name)
{
    for (int i = 0; i < g->n; i++)
        if (strcmp(g->name[i], name) == 0) return true;
    return false;
}

/* Is it said of all arms that have a file that this member is absent? */
static bool is_nowhere(const polder_experiment_t *x, int other, const char *name)
{
    for (int a = 0; a < x->n_arm; a++) {
        const polder_changed_t *c = &x->arm[a].changed;
        if (c->other != other) continue;
        if (c->absent == 0 || !is_named(&x->group[c->absent - 1], name)) return false;
    }
    return true;
}

char **polder_loader_absent(polder_loader_t *r, int other, int *n)
{
    const polder_experiment_t *x = r->x;
    int arm = 0;
    *n = 0;
    while (arm < x->n_arm && x->arm[arm].changed.other != other) arm++;
    const int absent = arm < x->n_arm ? x->arm[arm].changed.absent : 0;
    if (absent == 0) return NULL;
    const polder_group_t *g = &x->group[absent - 1];
    char **name = calloc((size_t)g->n + 1, sizeof *name);
    if (!name) polder_loader_no_memory(r);
    for (int i = 0; name && i < g->n; i++)
        if (is_nowhere(x, other, g->name[i])) name[(*n)++] = g->name[i];
    return name;
}

/* ---- what cannot be asked ---- */

static bool can_ask(const polder_experiment_t *x, int arm, const polder_observed_t *o)
{
    const polder_condition_t *c = &x->condition[o->condition];
    for (int k = 0; k < c->n_step; k++)
        if (c->step[k].kind == POLDER_COMPARES && c->step[k].group > 0 &&
            !is_there(x, arm, &x->group[c->step[k].group - 1], o->until))
            return false;
    return true;
}

void polder_loader_find_unknown(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    for (int i = 0; i < x->record.n_observed; i++) {
        polder_observed_t *o = &x->record.observed[i];
        free(o->unknown);
        o->unknown = NULL;
        o->n_unknown = 0;
        if (!x->network || o->kind != POLDER_OBSERVED_FIRST) continue;
        for (int a = 0; a < x->n_arm; a++) {
            if (can_ask(x, a, o)) continue;
            if (!o->unknown) o->unknown = calloc((size_t)x->n_arm, sizeof *o->unknown);
            if (!o->unknown) {
                polder_loader_no_memory(r);
                return;
            }
            o->unknown[o->n_unknown++] = a;
        }
    }
}

/* ---- warnings ---- */

/* What of the scenario speaks of somebody, in which arms, and what comes of it where they are not. */
typedef struct {
    polder_loader_t *r;
    bool (*in)(const polder_experiment_t *x, int arm, int number);
    int number;
    bool mends; /* a tie that is not there is what it is for */
    int by;     /* the tick until which a tie has to be mended; 0: may be, some time */
    const char *why;
} speech_t;

static bool in_all(const polder_experiment_t *x, int arm, int number)
{
    (void)x;
    (void)arm;
    (void)number;
    return true;
}

static bool is_used(const polder_experiment_t *x, int arm, int intervention)
{
    for (int i = 0; i < x->arm[arm].n_use; i++)
        if (x->arm[arm].use[i] == intervention) return true;
    return false;
}

/* Which members and arcs the arm's own file has. */
static const polder_has_t *has_of(const polder_experiment_t *x, int arm)
{
    const int other = x->arm[arm].changed.other;
    return other > 0 ? &x->other[other - 1].has : &x->has;
}

/* Who of the arm's own file may be meant, if somebody is not in that; or NULL. */
static const char *near_one(const polder_experiment_t *x, int arm, int32_t org)
{
    const polder_has_t *has = has_of(x, arm);
    const int32_t n_org = x->network->graph.n_org;
    size_t n = 0;
    if (!has->org || has->org[org]) return NULL;
    const char **known = calloc((size_t)n_org + 1, sizeof *known);
    for (int32_t o = 0; known && o < n_org; o++)
        if (has->org[o]) known[n++] = x->network->label[o];
    const char *near = known ? polder_nearest(x->network->label[org], known, n) : NULL;
    free(known);
    return near;
}

/* `arm` and others are without member i of a group. */
static void warn_of_member(const speech_t *s, int group, int i, int arm, int others)
{
    polder_loader_t *r = s->r;
    const char *name = r->x->group[group].name[i],
               *near = near_one(r->x, arm, r->x->group[group].org[i]);
    const polder_place_t *place = polder_loader_place_of(r, group, i);
    const char *why = polder_report_text(r->report, s->why);
    const char *is = polder_loader_arm(r, &r->x->arm[arm]);
    if (near && others > 0)
        polder_warn(r->report, place,
                    "\"%.80s\" is not there in arm \"%.80s\" and %d more: %s; did you mean "
                    "\"%.80s\"?",
                    name, is, others, why, near);
    else if (near)
        polder_warn(r->report, place,
                    "\"%.80s\" is not there in arm \"%.80s\": %s; did you mean \"%.80s\"?", name,
                    is, why, near);
    else if (others > 0)
        polder_warn(r->report, place, "\"%.80s\" is not there in arm \"%.80s\" and %d more: %s",
                    name, is, others, why);
    else
        polder_warn(r->report, place, "\"%.80s\" is not there in arm \"%.80s\": %s", name, is, why);
}

/* `arm` and others are without the tie from member i of a group to the one behind it. */
static void warn_of_tie(const speech_t *s, int group, int i, int arm, int others)
{
    polder_loader_t *r = s->r;
    const polder_group_t *g = &r->x->group[group];
    const polder_place_t *place = polder_loader_place_of(r, group, i);
    const char *why = polder_report_text(r->report, s->why);
    if (others > 0)
        polder_warn(
            r->report, place,
            "there is no tie between \"%.80s\" and \"%.80s\" in arm \"%.80s\" and %d more: %s",
            g->name[i], g->name[i + 1], polder_loader_arm(r, &r->x->arm[arm]), others, why);
    else
        polder_warn(r->report, place,
                    "there is no tie between \"%.80s\" and \"%.80s\" in arm \"%.80s\": %s",
                    g->name[i], g->name[i + 1], polder_loader_arm(r, &r->x->arm[arm]), why);
}

static void warn_of_no_tie(const speech_t *s, int group, int i)
{
    polder_loader_t *r = s->r;
    const polder_group_t *g = &r->x->group[group];
    polder_warn(r->report, polder_loader_place_of(r, group, i),
                "there is no tie between \"%.80s\" and \"%.80s\" in %s: %s", g->name[i],
                g->name[i + 1], r->x->source.path, polder_report_text(r->report, s->why));
}

/* One of the arms that speak of it and are without it, and how many more; −1: none is. */
static int find_arms(const speech_t *s, const polder_group_t *g, int i, bool tie, int *others)
{
    const polder_experiment_t *x = s->r->x;
    int arm = -1;
    *others = 0;
    for (int k = 0; k < x->n_arm; k++) {
        const int a = polder_loader_arm_at(x, k);
        if (!s->in(x, a, s->number)) continue;
        const bool without = tie ? !is_absent(x, a, g->org[i]) && !is_absent(x, a, g->org[i + 1]) &&
                                       is_cut(x, a, g->org[i], g->org[i + 1], s->by)
                                 : is_absent(x, a, g->org[i]);
        if (without && arm >= 0) ++*others;
        if (without && arm < 0) arm = a;
    }
    return arm;
}

static void warn_of_members(const speech_t *s, int group)
{
    const polder_group_t *g = &s->r->x->group[group];
    for (int i = 0, others; i < g->n; i++) {
        const int arm = find_arms(s, g, i, false, &others);
        if (arm >= 0) warn_of_member(s, group, i, arm, others);
    }
}

static void warn_of_pairs(const speech_t *s, int group)
{
    const polder_group_t *g = &s->r->x->group[group];
    warn_of_members(s, group);
    for (int i = 0, others; i + 1 < g->n; i += 2) {
        const bool there = is_tie(s->r->x, g->org[i], g->org[i + 1]);
        const int arm = there && !s->mends ? find_arms(s, g, i, true, &others) : -1;
        if (!there) warn_of_no_tie(s, group, i);
        if (arm >= 0) warn_of_tie(s, group, i, arm, others);
    }
}

static void warn_of_condition(const speech_t *s, int condition)
{
    const polder_experiment_t *x = s->r->x;
    for (int k = 0; k < x->condition[condition].n_step; k++) {
        const polder_step_t *step = &x->condition[condition].step[k];
        if (step->kind != POLDER_COMPARES || step->group == 0) continue;
        if (x->group[step->group - 1].n == 2)
            warn_of_pairs(s, step->group - 1);
        else
            warn_of_members(s, step->group - 1);
    }
}

/* What is done by name, or where a condition holds. */
static void warn_of_target(const speech_t *s, const polder_target_t *t)
{
    speech_t condition = *s;
    condition.why = POLDER_TEXT("no comparison with it holds there");
    if (t->whom == POLDER_NAMED) warn_of_members(s, t->where);
    if (t->whom == POLDER_WHERE) warn_of_condition(&condition, t->where);
}

void polder_loader_warn_of_lacking(polder_loader_t *r)
{
    const polder_experiment_t *x = r->x;
    if (!x->network) return;
    for (int i = 0; i < x->record.n_observed; i++) {
        const polder_observed_t *o = &x->record.observed[i];
        const speech_t s = {.r = r,
                            .in = in_all,
                            .by = o->until,
                            .why = POLDER_TEXT("what is asked of it is unknown there")};
        if (o->kind == POLDER_OBSERVED_FIRST) warn_of_condition(&s, o->condition);
    }
    for (int i = 0; i < x->n_intervention; i++) {
        const polder_intervention_t *v = &x->intervention[i];
        speech_t s = {.r = r,
                      .in = is_used,
                      .number = i,
                      .why = POLDER_TEXT("no comparison with it holds there")};
        if (v->conditional) warn_of_condition(&s, v->start);
        s.why = POLDER_TEXT("nothing is done to it there");
        warn_of_target(&s, &v->target);
    }
    const int mends = polder_table_find(&x->table, "planned.mend");
    for (int i = 0; i < x->n_planned; i++) {
        const polder_planned_t *p = &x->planned[i];
        speech_t s = {.r = r,
                      .in = is_planned,
                      .number = i,
                      .why = POLDER_TEXT("no comparison with it holds there")};
        if (p->conditional) warn_of_condition(&s, p->start);
        s.why = POLDER_TEXT("nothing happens to it there");
        s.mends = p->kind == mends;
        if (p->between >= 0) warn_of_pairs(&s, p->between);
        if (p->between < 0) warn_of_target(&s, &p->target);
    }
}

/* ---- what arms change of what they have not ---- */

/* Of the arm's own file. */
static bool has_tie(const polder_experiment_t *x, const polder_has_t *has, int32_t a, int32_t b)
{
    const polder_graph_t *g = &x->network->graph;
    for (int32_t k = g->off[a]; k < g->off[a + 1]; k++)
        if (g->nbr[k] == b) return !has->arc || has->arc[k];
    return false;
}

static void drop(polder_group_t *g, int at, int n)
{
    for (int i = at; i < at + n; i++) free(g->name[i]);
    for (int i = at; i + n < g->n; i++) {
        g->name[i] = g->name[i + n];
        g->org[i] = g->org[i + n];
    }
    g->n -= n;
}

/* Is member or pair i of a group there, in the file of an arm and besides who is gone (or NULL)? */
static bool is_kept(const polder_experiment_t *x, int arm, const polder_group_t *g, int i, int n,
                    const polder_group_t *gone)
{
    const polder_has_t *has = has_of(x, arm);
    for (int k = i; k < i + n; k++)
        if ((has->org && !has->org[g->org[k]]) || (gone && place_in(gone, g->org[k]) >= 0))
            return false;
    return n == 1 || has_tie(x, has, g->org[i], g->org[i + 1]);
}

/* Of what an arm changes, members (n = 1) or pairs (2), leaves out who is not there, and tells it. */
static void drop_lacking(polder_loader_t *r, int arm, int *number, int n,
                         const polder_group_t *gone, const char *why)
{
    const speech_t s = {.r = r, .why = why};
    if (*number == 0) return;
    polder_group_t *g = &r->x->group[*number - 1];
    for (int i = 0; i + n <= g->n; i += n) {
        if (is_kept(r->x, arm, g, i, n, gone)) continue;
        if (n == 1)
            warn_of_member(&s, *number - 1, i, arm, 0);
        else if (is_tie(r->x, g->org[i], g->org[i + 1]))
            warn_of_tie(&s, *number - 1, i, arm, 0);
        else
            warn_of_no_tie(&s, *number - 1, i);
    }
    for (int i = g->n - n; i >= 0; i -= n) /* places of names are told by now */
        if (!is_kept(r->x, arm, g, i, n, gone)) drop(g, i, n);
    if (g->n == 0) *number = 0;
}

void polder_loader_drop_changes(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    for (int a = 0; x->network && a < x->n_arm; a++) {
        polder_changed_t *c = &x->arm[a].changed;
        drop_lacking(r, a, &c->absent, 1, NULL,
                     POLDER_TEXT("its network file has it not, so it is absent without that"));
        const polder_group_t *gone = c->absent > 0 ? &x->group[c->absent - 1] : NULL;
        drop_lacking(r, a, &c->typical, 1, gone, POLDER_TEXT("nothing changes"));
        drop_lacking(r, a, &c->cut, 2, gone, POLDER_TEXT("nothing is cut"));
    }
}
