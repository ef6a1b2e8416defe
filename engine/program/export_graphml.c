/* export_graphml.c: one network at one tick as GraphML; see export.h. */
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"
#include "program/export.h"

enum { N_LEVEL = 3, MOST_ORGANISATIONS = 20000000 };

typedef struct {
    const polder_export_t *e;
    int at, n_time;                            /* the tick among those recorded */
    int64_t first[N_LEVEL], rows[N_LEVEL];     /* of the network in the tables */
    int n[N_LEVEL];                            /* columns */
    polder_snapshot_column_t *column[N_LEVEL]; /* their values are ours */
    int64_t n_org, *from, *to;
    char **label;
    bool *absent; /* from this arm, or NULL */
    bool *no_tie; /* the network never has it; NULL: all ties, or nobody knows */
} picture_t;

/* Arms need not live equally long: after its end there is nothing of a network. */
static int check_end(const picture_t *p)
{
    const polder_export_t *e = p->e;
    const int arm = polder_export_place(e, e->network).arm;
    const int lasts = polder_result_lasts(e->result, arm);
    if (e->tick <= lasts) return POLDER_OK;
    return polder_fail_at(e->report, POLDER_INPUT, &(polder_place_t){.file = e->file},
                          "tick %lld is after the end of the arm \"%.80s\", which is run for %d",
                          (long long)e->tick, polder_result_arm(e->result, arm), lasts);
}

static int find_tick(picture_t *p)
{
    const polder_export_t *e = p->e;
    int64_t *time = NULL;
    p->n_time = polder_export_times(e, &time);
    int code = p->n_time < 0 ? p->n_time : POLDER_OK;
    p->at = -1;
    for (int i = 0; i < p->n_time; i++)
        if (time[i] == e->tick) p->at = i;
    if (code >= 0 && p->at < 0) {
        const long long every = p->n_time > 1 ? (long long)(time[1] - time[0]) : 1;
        code = polder_fail_at(e->report, POLDER_INPUT, &(polder_place_t){.file = e->file},
                              every > 1 ? "tick %lld was not recorded; recorded are 0 to %lld, not "
                                          "each of them"
                                        : "tick %lld was not recorded; recorded are 0 to %lld",
                              (long long)e->tick, (long long)time[p->n_time - 1]);
    }
    free(time);
    return code;
}

/* Which of the ties are of other arms only. */
static int find_no_tie(picture_t *p, const float *tie)
{
    const int64_t n = p->rows[POLDER_ARC];
    p->no_tie = calloc((size_t)n + 1, sizeof *p->no_tie);
    if (!p->no_tie) return polder_out_of_memory(p->e->report);
    for (int64_t i = 0; i < n; i++)
        p->no_tie[i] = polder_export_no_tie(tie + i * p->n_time, p->n_time);
    return POLDER_OK;
}

/* The values of one track at the tick. */
static int read_column(picture_t *p, const char *name, polder_level_t level)
{
    const int64_t n = p->rows[level];
    const size_t room = (size_t)n * (size_t)p->n_time;
    float *all = malloc((room + 1) * sizeof *all);
    float *value = malloc(((size_t)n + 1) * sizeof *value);
    int code = all && value ? POLDER_OK : polder_out_of_memory(p->e->report);
    if (code >= 0)
        code = polder_result_read_track(p->e->result, name, p->first[level], n, all, room,
                                        p->e->report);
    for (int64_t i = 0; i < n && code >= 0; i++) value[i] = all[i * p->n_time + p->at];
    if (code >= 0 && level == POLDER_ARC && strcmp(name, POLDER_EXPORT_TIE) == 0)
        code = find_no_tie(p, all);
    free(all);
    p->column[level][p->n[level]++] = (polder_snapshot_column_t){name, value};
    return code;
}

static int read_columns(picture_t *p)
{
    const polder_result_t *r = p->e->result;
    const int n = polder_result_n_track(r);
    for (int l = 0; l < N_LEVEL; l++) {
        const int code = polder_export_rows(p->e, polder_export_index((polder_level_t)l),
                                            &p->first[l], &p->rows[l]);
        if (code < 0) return code;
        p->column[l] = calloc((size_t)n + 1, sizeof *p->column[l]);
        if (!p->column[l]) return polder_out_of_memory(p->e->report);
    }
    for (int i = 0; i < n; i++) {
        polder_level_t level = POLDER_NETWORK;
        const char *name = polder_result_track(r, i, &level, NULL, NULL);
        const int code = read_column(p, name, level);
        if (code < 0) return code;
    }
    return POLDER_OK;
}

static int read_ties(picture_t *p)
{
    const polder_export_t *e = p->e;
    const int64_t n = p->rows[POLDER_ARC], first = p->first[POLDER_ARC];
    if (p->n[POLDER_ARC] == 0 || polder_result_index_rows(e->result, "trajectory/arc_from") < 0)
        return polder_fail_at(e->report, POLDER_INPUT, &(polder_place_t){.file = e->file},
                              "the ties are not in the file: record a field of a tie over time, "
                              "for example with polder run --record tie");
    p->from = malloc(((size_t)n + 1) * sizeof *p->from);
    p->to = malloc(((size_t)n + 1) * sizeof *p->to);
    if (!p->from || !p->to) return polder_out_of_memory(e->report);
    int code =
        polder_result_read_index(e->result, "trajectory/arc_from", first, n, p->from, e->report);
    if (code >= 0)
        code = polder_result_read_index(e->result, "trajectory/arc_to", first, n, p->to, e->report);
    const bool known = p->n[POLDER_ORGANISATION] > 0;
    p->n_org = p->rows[POLDER_ORGANISATION];
    for (int64_t i = 0; i < n && code >= 0; i++) {
        const int64_t last = p->from[i] > p->to[i] ? p->from[i] : p->to[i];
        if (last < p->n_org) continue;
        /* They are all there; without them nobody knows how many have no ties, but there cannot be
         * more numbers than this. */
        if (known || last >= MOST_ORGANISATIONS)
            return polder_fail(e->report, POLDER_FORMAT,
                               "%s is damaged: a tie of network %lld has an end %lld", e->file,
                               (long long)e->network, (long long)last);
        p->n_org = last + 1;
    }
    return code;
}

static int read_labels(picture_t *p)
{
    if (!polder_result_label(p->e->result, 0)) return POLDER_OK;
    p->label = calloc((size_t)p->n_org + 1, sizeof *p->label);
    if (!p->label) return polder_out_of_memory(p->e->report);
    for (int64_t i = 0; i < p->n_org; i++) {
        const char *label = polder_result_label(p->e->result, (int)i);
        if (label && !(p->label[i] = strdup(label))) return polder_out_of_memory(p->e->report);
    }
    return POLDER_OK;
}

/* Rows stand for all organisations of the network files, also for those that are not in this arm. */
static int find_absent(picture_t *p)
{
    const polder_export_t *e = p->e;
    const int arm = polder_export_place(e, e->network).arm;
    p->absent = calloc((size_t)p->n_org + 1, sizeof *p->absent);
    if (!p->absent) return polder_out_of_memory(e->report);
    for (int64_t i = 0; i < p->n_org; i++)
        p->absent[i] = !polder_result_is_member(e->result, arm, (int)i);
    return POLDER_OK;
}

static void write(const picture_t *p)
{
    const polder_export_t *e = p->e;
    const int n_case = polder_result_n_case(e->result);
    const char *name = polder_result_case(e->result, (int)(e->network % n_case));
    const char *tick = polder_result_text(e->result, "tick");
    char title[256];
    snprintf(title, sizeof title, "network %lld%s%.150s, %s %lld", (long long)e->network,
             name && *name ? ": " : "", name ? name : "", tick ? tick : "tick", (long long)e->tick);
    const polder_snapshot_t d = {.title = title,
                                 .n_org = p->n_org,
                                 .n_arc = p->rows[POLDER_ARC],
                                 .label = p->label,
                                 .absent = p->absent,
                                 .from = p->from,
                                 .no_tie = p->no_tie,
                                 .to = p->to,
                                 .n_network = p->n[POLDER_NETWORK],
                                 .n_organisation = p->n[POLDER_ORGANISATION],
                                 .n_tie = p->n[POLDER_ARC],
                                 .network = p->column[POLDER_NETWORK],
                                 .organisation = p->column[POLDER_ORGANISATION],
                                 .tie = p->column[POLDER_ARC]};
    polder_snapshot_write(&d, e->out);
}

int polder_export_graphml(const polder_export_t *e)
{
    picture_t p = {.e = e};
    int code = polder_export_recorded(e);
    if (code >= 0) code = find_tick(&p);
    if (code >= 0) code = check_end(&p);
    if (code >= 0) code = read_columns(&p);
    if (code >= 0) code = read_ties(&p);
    if (code >= 0) code = read_labels(&p);
    if (code >= 0) code = find_absent(&p);
    if (code >= 0) write(&p);
    for (int l = 0; l < N_LEVEL; l++) {
        for (int i = 0; i < p.n[l]; i++) free((void *)(uintptr_t)p.column[l][i].value);
        free(p.column[l]);
    }
    for (int64_t i = 0; p.label && i < p.n_org; i++) free(p.label[i]);
    free(p.label);
    free(p.absent);
    free(p.no_tie);
    free(p.from);
    free(p.to);
    return code;
}
