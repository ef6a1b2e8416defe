/* store_fixture.h: a small experiment and made-up results for the tests of the store.
 *
 *   case     plain, steered         unit = replicate × 2 + case
 *   unit u   3 + u % 5 organisations in a line: 0 – 1 – 2 – …   (arcs both ways)
 *   value    a fixed function of field, unit, row and time: no model is needed
 *
 *   summary  share.done, form (choices)            track  share.done   network
 *                                                         trust        organisation
 *                                                         tie.weight   arc
 *   events   unit u: u % 3 + 1 of them, one a month: somebody quarrels, and now and then all rest
 */
#ifndef POLDER_STORE_FIXTURE_H
#define POLDER_STORE_FIXTURE_H

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "experiment/experiment.h"
#include "io/store.h"

static const polder_model_t fixture_model = {
    .name = "made-up", .doc = "no model", .tick = "month", .horizon = 10};
static const polder_field_t fixture_field[] = {
    {"share.done", POLDER_NETWORK, POLDER_OBSERVABLE, 0, 0, 1, "1", "share of work done", "test",
     POLDER_SUMMARY | POLDER_TRACK, NULL},
    {"form", POLDER_NETWORK, POLDER_PARAMETER, 0, 0, 2, "1", "form of governance", "test",
     POLDER_SUMMARY, "shared|lead|own office"},
    {"trust", POLDER_ORGANISATION, POLDER_STATE, 0, 0, 1, "1", "trust in the network", "test",
     POLDER_TRACK, NULL},
    {"tie.weight", POLDER_ARC, POLDER_STATE, 0, 0, 1, "1/month", "contact", "", POLDER_TRACK, NULL},
};
enum { FIXTURE_FIELDS = 4, FIXTURE_SUMMARIES = 2, FIXTURE_TRACKS = 3 };

static const polder_event_kind_t fixture_kind[] = {
    {"quarrel",
     POLDER_ARC,
     1,
     "who begins",
     "with whom",
     {{"over", "1", "money|power"}, {"how.loud", "1", NULL}},
     "two fall out",
     "test"},
    {"rest",
     POLDER_NETWORK,
     1,
     NULL,
     NULL,
     {{"help", "1", POLDER_CHOICES_INTERVENTIONS}},
     "nothing is done",
     "test"},
};
enum { FIXTURE_KINDS = 2 };

typedef struct {
    polder_experiment_t x;
    const polder_field_t *field[FIXTURE_FIELDS];
    const polder_event_kind_t *kind[FIXTURE_KINDS];
    polder_intervention_t intervention[2];
    int summary[FIXTURE_SUMMARIES], track[FIXTURE_TRACKS];
    polder_arm_t arm[2];
} fixture_t;

static inline void fixture_init(fixture_t *f, int64_t replicates, int64_t recorded)
{
    *f = (fixture_t){.summary = {0, 1}, .track = {0, 2, 3}};
    for (int i = 0; i < FIXTURE_FIELDS; i++) f->field[i] = &fixture_field[i];
    f->arm[0].name = "plain";
    f->arm[1].name = "steered";
    f->x.table.model = &fixture_model;
    f->x.table.n_field = FIXTURE_FIELDS;
    f->x.table.field = f->field;
    for (int i = 0; i < FIXTURE_KINDS; i++) f->kind[i] = &fixture_kind[i];
    f->x.table.n_event = FIXTURE_KINDS;
    f->x.table.event = f->kind;
    f->intervention[0].name = "talk";
    f->intervention[1].name = "walk|run";
    f->x.intervention = f->intervention;
    f->x.n_intervention = 2;
    f->x.title = "A test";
    f->x.seed = 7;
    f->x.replicates = replicates;
    f->x.horizon = 10;
    f->x.n_case = 2;
    f->x.n_arm = 2;
    f->x.arm = f->arm;
    f->x.design.n_point = 1;
    f->x.record = (polder_record_t){.networks = recorded,
                                    .every = 2,
                                    .n_track = FIXTURE_TRACKS,
                                    .track = f->track,
                                    .n_summary = FIXTURE_SUMMARIES,
                                    .summary = f->summary};
}

/* What a scenario would say of it, as far as a reader of the result needs it: `n` tells experiments
 * apart that are the same for the rest. The text is overwritten by the next call. */
static inline const char *fixture_text(const polder_experiment_t *x, int n)
{
    static char text[8192];
    const polder_record_t *record = &x->record;
    const polder_design_t *design = &x->design;
    char counts[100];
    if (polder_experiment_futures(x) > 1)
        snprintf(counts, sizeof counts, "\"foundings\": %lld, \"futures\": %lld",
                 (long long)polder_experiment_foundings(x), (long long)x->futures);
    else
        snprintf(counts, sizeof counts, "\"replicates\": %lld", (long long)x->replicates);
    int at = snprintf(text, sizeof text,
                      "{\"a\": %d, %s, \"horizon\": %d, \"record\": "
                      "{\"networks\": %lld, \"every\": %d",
                      n, counts, x->horizon, (long long)record->networks, record->every);
    for (int list = 0; list < 2; list++) {
        const int m = list ? record->n_track : record->n_summary;
        const int *field = list ? record->track : record->summary;
        at += snprintf(text + at, sizeof text - (size_t)at, ", \"%s\": [",
                       list ? "columns" : "summary");
        for (int i = 0; i < m; i++)
            at += snprintf(text + at, sizeof text - (size_t)at, "%s\"%s\"", i ? ", " : "",
                           x->table.field[field[i]]->name);
        at += snprintf(text + at, sizeof text - (size_t)at, "]");
    }
    at += snprintf(text + at, sizeof text - (size_t)at, "}, \"arms\": [");
    for (int i = 0; i < x->n_arm; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "%s{%s}", i ? ", " : "",
                       x->arm[i].changed.absent > 0 ? "\"network\": {\"absent\": [\"one\"]}" : "");
    at += snprintf(text + at, sizeof text - (size_t)at, "]");
    if (design->kind) {
        at += snprintf(text + at, sizeof text - (size_t)at,
                       ", \"design\": {\"points\": %d, \"factors\": [", design->n_point);
        for (int i = 0; i < design->n_factor; i++)
            at += snprintf(text + at, sizeof text - (size_t)at, "%s%d", i ? ", " : "", i);
        at += snprintf(text + at, sizeof text - (size_t)at, "]}");
    }
    snprintf(text + at, sizeof text - (size_t)at, "}");
    return text;
}

static inline int32_t fixture_orgs(int64_t unit)
{
    return (int32_t)(3 + unit % 5);
}

static inline float fixture_value(int field, int64_t unit, int64_t row, int64_t time)
{
    uint64_t z = (uint64_t)field * 1000003u + (uint64_t)unit * 7919u + (uint64_t)row * 104729u +
                 (uint64_t)time;
    if (field == 1) return (float)(unit % 3);
    if (time == 5 && unit % 4 == 1) return NAN; /* the network ended before */
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    return (float)((z >> 40) & 0xffff) / 65536.0f;
}

/* One block with its arrays. */
typedef struct {
    polder_block_t block;
    float *summary, *track[FIXTURE_TRACKS];
    int32_t *sample, *n_org, *n_arc, *from, *to;
    polder_event_t *event;
} fixture_block_t;

static inline int fixture_events(int64_t unit)
{
    return (int)(unit % 3) + 1;
}

/* Event number i of a unit. */
static inline polder_event_t fixture_event(int64_t unit, int i)
{
    const bool rest = i == 2;
    return (polder_event_t){.unit = (int32_t)unit,
                            .tick = i + 1,
                            .kind = rest,
                            .who = rest ? -1 : i,
                            .whom = rest ? -1 : i + 1,
                            .number = {(float)(unit % 2), rest ? NAN : 0.25f * (float)(unit % 4)}};
}

static inline void fixture_happen(fixture_block_t *b)
{
    polder_block_t *k = &b->block;
    for (int32_t s = 0; s < k->n_sample; s++) {
        const int64_t unit = k->first_unit + b->sample[s];
        for (int i = 0; i < fixture_events(unit); i++) {
            b->event[k->n_event] = fixture_event(unit, i);
            b->event[k->n_event++].unit = b->sample[s];
        }
    }
    k->event = b->event;
}

static inline void fixture_track(fixture_block_t *b, int t, int field, const int32_t *rows)
{
    float *out = b->track[t];
    for (int32_t s = 0; s < b->block.n_sample; s++)
        for (int32_t r = 0; r < (rows ? rows[s] : 1); r++)
            for (int32_t time = 0; time < b->block.n_time; time++)
                *out++ = fixture_value(field, b->block.first_unit + b->sample[s], r, time);
}

static inline void fixture_sample(fixture_block_t *b, const polder_experiment_t *x)
{
    polder_block_t *k = &b->block;
    int32_t arc = 0;
    for (int32_t i = 0; i < k->n_unit; i++) {
        const int64_t unit = k->first_unit + i;
        if (unit / x->n_case >= x->record.networks) continue;
        const int32_t n = fixture_orgs(unit);
        b->sample[k->n_sample] = i;
        b->n_org[k->n_sample] = n;
        b->n_arc[k->n_sample++] = 2 * (n - 1);
        for (int32_t o = 0; o + 1 < n; o++, arc += 2) {
            b->from[arc] = b->to[arc + 1] = o;
            b->to[arc] = b->from[arc + 1] = o + 1;
        }
    }
}

static inline void fixture_fill(fixture_block_t *b, const polder_experiment_t *x, int64_t number,
                                int32_t size)
{
    const int64_t first = number * size, rest = polder_experiment_units(x) - first;
    const int32_t n = (int32_t)(rest < size ? rest : size);
    const size_t m = (size_t)n;
    *b = (fixture_block_t){.block = {.block = number, .first_unit = first, .n_unit = n}};
    b->block.n_time = x->horizon / x->record.every + 1;
    b->summary = malloc(m * FIXTURE_SUMMARIES * sizeof(float));
    b->sample = malloc(m * sizeof(int32_t));
    b->n_org = malloc(m * sizeof(int32_t));
    b->n_arc = malloc(m * sizeof(int32_t));
    b->from = malloc(m * 12 * sizeof(int32_t));
    b->to = malloc(m * 12 * sizeof(int32_t));
    b->event = malloc(m * 3 * sizeof *b->event);
    for (int t = 0; t < FIXTURE_TRACKS; t++)
        b->track[t] = malloc(m * 12 * (size_t)b->block.n_time * sizeof(float));
    for (int s = 0; s < FIXTURE_SUMMARIES; s++)
        for (int32_t i = 0; i < n; i++)
            b->summary[s * n + i] = fixture_value(s, first + i, 0, x->horizon);
    fixture_sample(b, x);
    fixture_happen(b);
    fixture_track(b, 0, 0, NULL);
    fixture_track(b, 1, 2, b->n_org);
    fixture_track(b, 2, 3, b->n_arc);
    b->block.summary = b->summary;
    b->block.sample = b->sample;
    b->block.n_org = b->n_org;
    b->block.n_arc = b->n_arc;
    b->block.arc_from = b->from;
    b->block.arc_to = b->to;
    b->block.track = (const float *const *)b->track;
}

static inline void fixture_free(fixture_block_t *b)
{
    free(b->summary);
    free(b->sample);
    free(b->n_org);
    free(b->n_arc);
    free(b->from);
    free(b->to);
    free(b->event);
    for (int t = 0; t < FIXTURE_TRACKS; t++) free(b->track[t]);
}

static inline int64_t fixture_blocks(const polder_experiment_t *x, int32_t size)
{
    return (polder_experiment_units(x) + size - 1) / size;
}

/* Writes the blocks the store does not have, at most `most` of them. */
static inline int fixture_run(polder_store_t *store, const polder_experiment_t *x, int32_t size,
                              int64_t most, polder_report_t *report)
{
    const polder_sink_t sink = polder_store_sink(store);
    int r = POLDER_OK;
    for (int64_t b = 0; b < fixture_blocks(x, size) && most > 0 && r == POLDER_OK; b++) {
        fixture_block_t block;
        if (sink.has(sink.self, b)) continue;
        fixture_fill(&block, x, b, size);
        r = sink.write(sink.self, &block.block, report);
        fixture_free(&block);
        most--;
    }
    return r;
}

/* Opens, runs and joins, as a user would. */
static inline int fixture_run_all(const fixture_t *f, const char *path, int32_t block,
                                  polder_report_t *report)
{
    polder_store_t *store = NULL;
    bool complete = false;
    int r = polder_store_open(&store, &f->x, path, fixture_text(&f->x, 1), &block, false, &complete,
                              report);
    if (r == POLDER_OK && !complete) r = fixture_run(store, &f->x, block, INT64_MAX, report);
    if (r == POLDER_OK && !complete) r = polder_store_join(store, report);
    polder_store_close(store);
    return r;
}

/* A whole file, to be freed; NULL if it cannot be read. */
static inline char *fixture_bytes(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    *n = 0;
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    char *bytes = malloc((size_t)size + 1);
    rewind(file);
    if (bytes) *n = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return bytes;
}

static inline bool fixture_same(const char *a, const char *b)
{
    size_t n = 0, m = 0;
    char *x = fixture_bytes(a, &n), *y = fixture_bytes(b, &m);
    const bool same = x && y && n == m && memcmp(x, y, n) == 0;
    free(x);
    free(y);
    return same;
}

static inline int fixture_count(const char *folder)
{
    DIR *open = opendir(folder);
    int n = 0;
    if (!open) return -1;
    for (const struct dirent *e; (e = readdir(open));) n += e->d_name[0] != '.';
    closedir(open);
    return n;
}

/* Whether the report has an error or a warning with this text in it. */
static inline bool fixture_says(const polder_report_t *report, const char *text)
{
    for (size_t i = 0; i < report->n; i++)
        if (strstr(report->note[i].text, text)) return true;
    return false;
}

static inline void fixture_remove(const char *folder)
{
    DIR *open = opendir(folder);
    for (const struct dirent *e; open && (e = readdir(open));) {
        char *path = NULL;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        if (asprintf(&path, "%s/%s", folder, e->d_name) < 0) continue;
        if (unlink(path) != 0) fixture_remove(path);
        free(path);
    }
    if (open) closedir(open);
    rmdir(folder);
}

/* Shows why something went wrong that should not. */
static inline int fixture_show(int r, const polder_report_t *report)
{
    for (size_t i = 0; r < 0 && i < report->n; i++) fprintf(stderr, "%s\n", report->note[i].text);
    return r;
}

#endif
