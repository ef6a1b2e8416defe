/* seats.c: see seats.h. */
#include "analysis/seats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/member_names.h"
#include "kernel/table.h"

enum { TIE, TRUST, GUARD, N_TRACK, ENDS = 2 };

typedef struct {
    polder_seats_t *s;
    const polder_result_t *result;
    polder_report_t *report;
    int arm;
    const char *track[N_TRACK];
    int64_t n_arc, n_time;
    int64_t *network, *from, *to, *time; /* [n_arc], and [n_time] */
    float *value[N_TRACK];               /* of one network: [arc][time] */
    int64_t room;                        /* arcs of the largest network */
    double *strain, *of;                 /* [time] sum over ties, and how many there are */
    int *alive;                          /* [time] runs with any tie */
    int *there, *first; /* [a][b] runs with the arc at the tick, and at the founding */
    int *count;         /* [a][b][kind] */
} reading_t;

/* ---- what is recorded ---- */

static bool has_track(const reading_t *r, const char *name)
{
    for (int i = 0; i < polder_result_n_track(r->result); i++)
        if (strcmp(polder_result_track(r->result, i, NULL, NULL, NULL), name) == 0) return true;
    return false;
}

static bool find_tracks(reading_t *r)
{
    const polder_model_t *model = polder_model_find(polder_result_model(r->result)->name);
    r->s->kinds = model ? model->ties : NULL;
    if (!r->s->kinds) return !(r->s->lacks = POLDER_SEATS_NO_KINDS);
    r->track[TIE] = POLDER_FIELD_TIE;
    r->track[TRUST] = r->s->kinds->trust;
    r->track[GUARD] = r->s->kinds->guard;
    r->n_arc = polder_result_index_rows(r->result, "trajectory/arc_from");
    r->n_time = polder_result_index_rows(r->result, "trajectory/time");
    bool all = r->n_arc > 0 && r->n_time > 0;
    for (int i = 0; i < N_TRACK && all; i++) all = has_track(r, r->track[i]);
    if (!all) r->s->lacks = POLDER_SEATS_NOT_RECORDED;
    return all;
}

static int read_whole(reading_t *r, const char *name, int64_t n, int64_t **out)
{
    *out = malloc((size_t)(n + 1) * sizeof **out);
    if (!*out) return polder_out_of_memory(r->report);
    return polder_result_read_index(r->result, name, 0, n, *out, r->report);
}

static bool is_of_arm(const reading_t *r, int64_t network)
{
    return (int)(network % polder_result_n_case(r->result)) == r->arm;
}

/* Organisations, and arcs of the largest network. */
static int find_sizes(reading_t *r)
{
    int64_t most = -1, arcs = 0;
    int code = read_whole(r, "trajectory/arc_network", r->n_arc, &r->network);
    if (code >= 0) code = read_whole(r, "trajectory/arc_from", r->n_arc, &r->from);
    if (code >= 0) code = read_whole(r, "trajectory/arc_to", r->n_arc, &r->to);
    if (code >= 0) code = read_whole(r, "trajectory/time", r->n_time, &r->time);
    for (int64_t i = 0; i < r->n_arc && code >= 0; i++) {
        arcs = i > 0 && r->network[i] == r->network[i - 1] ? arcs + 1 : 1;
        r->s->runs += arcs == 1 && is_of_arm(r, r->network[i]);
        if (arcs > r->room) r->room = arcs;
        most = r->from[i] > most ? r->from[i] : most;
        most = r->to[i] > most ? r->to[i] : most;
    }
    while (code >= 0 && most < POLDER_SEATS_MOST && polder_result_label(r->result, (int)most + 1))
        most++;
    if (code >= 0 && most >= POLDER_SEATS_MOST) r->s->lacks = POLDER_SEATS_TOO_MANY;
    if (code >= 0 && r->s->lacks == POLDER_SEATS_THERE && r->s->runs < POLDER_SEATS_LEAST)
        r->s->lacks = r->s->runs == 0 ? POLDER_SEATS_NOT_RECORDED : POLDER_SEATS_FEW_RUNS;
    r->s->n = (int)(most < POLDER_SEATS_MOST ? most + 1 : 0);
    return code;
}

static int make_room(reading_t *r)
{
    polder_seats_t *s = r->s;
    const size_t n = (size_t)s->n, times = (size_t)r->n_time;
    for (int i = 0; i < N_TRACK; i++) r->value[i] = malloc((size_t)r->room * times * sizeof(float));
    r->strain = calloc(times, sizeof *r->strain);
    r->of = calloc(times, sizeof *r->of);
    r->alive = calloc(times, sizeof *r->alive);
    r->there = calloc(n * n, sizeof *r->there);
    r->first = calloc(n * n, sizeof *r->first);
    r->count = calloc(n * n * POLDER_TIE_KINDS, sizeof *r->count);
    s->name = calloc(n, sizeof *s->name);
    s->member = calloc(n, sizeof *s->member);
    s->tie = calloc(n * n, sizeof *s->tie);
    const bool all = r->value[TIE] && r->value[TRUST] && r->value[GUARD] && r->strain && r->of &&
                     r->alive && r->there && r->first && r->count && s->name && s->member && s->tie;
    return all ? POLDER_OK : polder_out_of_memory(r->report);
}

/* ---- the runs, one by one ---- */

typedef void (*visit_t)(reading_t *r, int64_t first, int64_t n);

static int each_run(reading_t *r, visit_t visit)
{
    int code = POLDER_OK;
    for (int64_t first = 0, n = 0; first < r->n_arc && code >= 0; first += n) {
        for (n = 1; first + n < r->n_arc && r->network[first + n] == r->network[first];) n++;
        if (!is_of_arm(r, r->network[first])) continue;
        for (int i = 0; i < N_TRACK && code >= 0; i++)
            code = polder_result_read_track(r->result, r->track[i], first, n, r->value[i],
                                            (size_t)(r->room * r->n_time), r->report);
        if (code >= 0) visit(r, first, n);
    }
    return code;
}

static bool is_there(const reading_t *r, int64_t at)
{
    return r->value[TIE][at] > 0.5f && !isnan(r->value[TRUST][at]) && !isnan(r->value[GUARD][at]);
}

static void add_strain(reading_t *r, int64_t first, int64_t n)
{
    (void)first;
    for (int64_t t = 0; t < r->n_time; t++) {
        bool any = false;
        for (int64_t i = 0; i < n; i++) {
            const int64_t at = i * r->n_time + t;
            if (!is_there(r, at)) continue;
            any = true;
            r->strain[t] += r->value[GUARD][at] - r->value[TRUST][at];
            r->of[t]++;
        }
        r->alive[t] += any;
    }
}

/* Not that of the founding, which is before anything happened; −1: there is none. */
static int64_t find_time(const reading_t *r)
{
    int64_t found = -1;
    for (int64_t t = 1; t < r->n_time; t++) {
        if (2 * r->alive[t] < r->s->runs || !(r->of[t] > 0)) continue;
        if (found < 0 || r->strain[t] / r->of[t] > r->strain[found] / r->of[found]) found = t;
    }
    return found;
}

static int kind_of(float trust, float guard)
{
    if (trust >= 0.5f) return guard >= 0.5f ? POLDER_TIE_CALCULATED : POLDER_TIE_FREE;
    return guard >= 0.5f ? POLDER_TIE_WATCHFUL : POLDER_TIE_WAITING;
}

static void add_kinds(reading_t *r, int64_t first, int64_t n)
{
    int64_t t = 0;
    while (t < r->n_time && r->time[t] != r->s->tick) t++;
    for (int64_t i = 0; i < n; i++) {
        const int64_t at = i * r->n_time + t, start = i * r->n_time;
        const int64_t pair = r->from[first + i] * r->s->n + r->to[first + i];
        r->first[pair] += is_there(r, start);
        if (!is_there(r, at)) continue;
        r->there[pair]++;
        r->count[pair * POLDER_TIE_KINDS + kind_of(r->value[TRUST][at], r->value[GUARD][at])]++;
    }
}

/* ---- what is so most often ---- */

static int usual_kind(const reading_t *r, int a, int b)
{
    const int pair = a * r->s->n + b, *count = &r->count[pair * POLDER_TIE_KINDS];
    int kind = 0;
    if (2 * r->there[pair] < r->s->runs) return -1;
    for (int k = 1; k < POLDER_TIE_KINDS; k++)
        if (count[k] > count[kind]) kind = k;
    return kind;
}

static void find_ties(reading_t *r)
{
    polder_seats_t *s = r->s;
    for (int a = 0; a < s->n; a++)
        for (int b = a + 1; b < s->n; b++) {
            const polder_seat_tie_t tie = {.a = a,
                                           .b = b,
                                           .at_first = 2 * r->first[a * s->n + b] >= s->runs ||
                                                       2 * r->first[b * s->n + a] >= s->runs,
                                           .kind = {usual_kind(r, a, b), usual_kind(r, b, a)}};
            if (tie.at_first || tie.kind[0] >= 0 || tie.kind[1] >= 0) s->tie[s->n_tie++] = tie;
        }
    s->names = polder_member_names(r->result);
    for (int i = 0; i < s->n; i++) {
        s->member[i] =
            polder_result_is_member(r->result, r->arm % polder_result_n_arm(r->result), i);
        s->name[i] = polder_result_label(r->result, i);
        s->named = s->named || s->name[i];
    }
}

int polder_seats_count(const polder_seats_t *s, int kind)
{
    int n = 0;
    for (int i = 0; i < s->n_tie; i++) {
        const int *of = s->tie[i].kind;
        if (of[0] < 0 && of[1] < 0) continue;
        n += kind < 0 ? of[0] != of[1] : of[0] == kind && of[1] == kind;
    }
    return n;
}

static int read_ties(reading_t *r)
{
    int code = make_room(r);
    if (code >= 0) code = each_run(r, add_strain);
    const int64_t t = code >= 0 ? find_time(r) : -1;
    if (code >= 0 && t < 0) r->s->lacks = POLDER_SEATS_NOT_RECORDED;
    if (code < 0 || t < 0) return code;
    r->s->tick = (int)r->time[t];
    code = each_run(r, add_kinds);
    if (code >= 0) find_ties(r);
    return code;
}

int polder_seats_read(polder_seats_t *s, const polder_result_t *result, int arm,
                      polder_report_t *report)
{
    *s = (polder_seats_t){.lacks = POLDER_SEATS_THERE};
    reading_t r = {.s = s, .result = result, .report = report, .arm = arm};
    if (!find_tracks(&r)) return POLDER_OK;
    int code = find_sizes(&r);
    if (code >= 0 && s->lacks == POLDER_SEATS_THERE) code = read_ties(&r);
    free(r.network);
    free(r.from);
    free(r.to);
    free(r.time);
    for (int i = 0; i < N_TRACK; i++) free(r.value[i]);
    free(r.strain);
    free(r.of);
    free(r.alive);
    free(r.there);
    free(r.first);
    free(r.count);
    return code;
}

void polder_seats_free(polder_seats_t *s)
{
    free(s->name);
    free(s->member);
    free(s->tie);
    json_decref(s->names);
    *s = (polder_seats_t){0};
}
