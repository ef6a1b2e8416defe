/* sample.c: see sample.h. */
#include "analysis/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t rows_of(const polder_seen_t *seen, polder_level_t level)
{
    return level == POLDER_NETWORK ? 1 : level == POLDER_ORGANISATION ? seen->n_org : seen->n_arc;
}

int polder_sample_init(polder_sample_t *s, const polder_experiment_t *x, polder_report_t *report)
{
    const polder_record_t *record = &x->record;
    const int64_t n = record->networks < x->replicates ? record->networks : x->replicates;
    *s = (polder_sample_t){.x = x,
                           .n_unit = polder_experiment_units(x),
                           .n_column = polder_record_rows(record),
                           .n_seen = n * x->n_case};
    s->column = calloc((size_t)s->n_column + 1, sizeof *s->column);
    s->seen = calloc((size_t)s->n_seen + 1, sizeof *s->seen);
    s->failed = calloc((size_t)s->n_unit + 1, sizeof *s->failed);
    bool good = s->column && s->seen && s->failed;
    for (int c = 0; good && c < s->n_column; c++) {
        s->column[c] = malloc((size_t)(s->n_unit + 1) * sizeof(float));
        good = s->column[c] != NULL;
        for (int64_t u = 0; good && u < s->n_unit; u++) s->column[c][u] = NAN;
    }
    if (good) return 0;
    polder_sample_free(s);
    return polder_out_of_memory(report);
}

static int32_t *copy_ends(const int32_t *ends, int32_t n)
{
    int32_t *copy = malloc(((size_t)n + 1) * sizeof *copy);
    if (copy && n > 0) memcpy(copy, ends, (size_t)n * sizeof *copy);
    return copy;
}

/* The trajectories of the recorded networks of a block; `row` goes on along each level. */
static int keep_seen(polder_sample_t *s, const polder_block_t *block, polder_report_t *report)
{
    const polder_record_t *record = &s->x->record;
    int64_t row[3] = {0}; /* by level */
    s->n_time = block->n_time;
    for (int32_t i = 0; i < block->n_sample; i++) {
        polder_seen_t *seen = &s->seen[block->first_unit + block->sample[i]];
        seen->n_org = block->n_org[i];
        seen->n_arc = block->n_arc[i];
        seen->from = copy_ends(block->arc_from + row[POLDER_ARC], seen->n_arc);
        seen->to = copy_ends(block->arc_to + row[POLDER_ARC], seen->n_arc);
        seen->track = calloc((size_t)record->n_track + 1, sizeof *seen->track);
        if (!seen->from || !seen->to || !seen->track) return polder_out_of_memory(report);
        for (int t = 0; t < record->n_track; t++) {
            const polder_level_t level = s->x->table.field[record->track[t]]->level;
            const size_t n = (size_t)rows_of(seen, level) * (size_t)block->n_time;
            seen->track[t] = malloc((n + 1) * sizeof(float));
            if (!seen->track[t]) return polder_out_of_memory(report);
            memcpy(seen->track[t], block->track[t] + row[level] * block->n_time, n * sizeof(float));
        }
        for (int level = 0; level < 3; level++) row[level] += rows_of(seen, (polder_level_t)level);
    }
    return 0;
}

static int sample_write(void *self, const polder_block_t *block, polder_report_t *report)
{
    polder_sample_t *s = self;
    for (int32_t u = 0; u < block->n_unit; u++) {
        const bool failed = block->error || (block->unmade && block->unmade[u]);
        s->failed[block->first_unit + u] = failed;
        s->n_failed += failed;
    }
    if (block->error) return 0;
    for (int c = 0; c < s->n_column; c++)
        memcpy(s->column[c] + block->first_unit, block->summary + (int64_t)c * block->n_unit,
               (size_t)block->n_unit * sizeof(float));
    return keep_seen(s, block, report);
}

polder_sink_t polder_sample_sink(polder_sample_t *s)
{
    return (polder_sink_t){.self = s, .write = sample_write};
}

void polder_sample_free(polder_sample_t *s)
{
    for (int c = 0; s->column && c < s->n_column; c++) free(s->column[c]);
    for (int64_t u = 0; s->seen && u < s->n_seen; u++) {
        polder_seen_t *seen = &s->seen[u];
        for (int t = 0; seen->track && t < s->x->record.n_track; t++) free(seen->track[t]);
        free(seen->track);
        free(seen->from);
        free(seen->to);
    }
    free(s->column);
    free(s->seen);
    free(s->failed);
    *s = (polder_sample_t){0};
}

const char *polder_sample_column_name(const polder_experiment_t *x, int column, char *room,
                                      size_t size)
{
    return polder_experiment_row_name(x, column, room, size);
}

int polder_sample_column(const polder_experiment_t *x, const char *name)
{
    char room[200];
    for (int c = 0; c < polder_record_rows(&x->record); c++)
        if (strcmp(name, polder_sample_column_name(x, c, room, sizeof room)) == 0) return c;
    return -1;
}

int polder_sample_track(const polder_experiment_t *x, const char *name)
{
    for (int t = 0; t < x->record.n_track; t++)
        if (strcmp(name, x->table.field[x->record.track[t]]->name) == 0) return t;
    return -1;
}

enum { NAME = 200 };

/* "NAME@MONTH": the name, and the month up to the horizon; −1: it is not of this form. */
static int split_at(const polder_experiment_t *x, const char *name, char base[NAME])
{
    const char *sign = strchr(name, '@');
    char *end = NULL;
    if (!sign || sign[1] < '0' || sign[1] > '9' || sign - name >= NAME) return -1;
    memcpy(base, name, (size_t)(sign - name));
    base[sign - name] = '\0';
    const long at = strtol(sign + 1, &end, 10);
    return *end != '\0' || at > polder_experiment_last(x) ? -1 : (int)at;
}

int polder_sample_first_by(const polder_experiment_t *x, const char *name, int *month)
{
    char base[NAME];
    const int at = split_at(x, name, base), behind = x->record.n_summary + x->record.n_input;
    for (int i = 0; i < x->record.n_observed && at > 0; i++)
        if (x->record.observed[i].kind == POLDER_OBSERVED_FIRST &&
            strcmp(x->record.observed[i].name, base) == 0 && at >= x->record.observed[i].from &&
            at <= x->record.observed[i].until) {
            *month = at;
            return behind + i;
        }
    return -1;
}

int polder_sample_track_at(const polder_experiment_t *x, const char *name, int *month)
{
    char base[NAME];
    const int at = split_at(x, name, base), every = x->record.every > 0 ? x->record.every : 1;
    const int track = at >= 0 ? polder_sample_track(x, base) : -1;
    if (track < 0 || at % every != 0) return -1;
    *month = at;
    const polder_level_t level = x->table.field[x->record.track[track]]->level;
    return level == POLDER_NETWORK ? track : -1;
}

int polder_sample_arm(const polder_experiment_t *x, const char *name)
{
    for (int a = 0; a < x->n_arm; a++)
        if (strcmp(name, x->arm[a].name) == 0) return a;
    return -1;
}

int polder_sample_run(polder_sample_t *sample, const polder_runner_t *runner,
                      const polder_experiment_t *x, const char *what, polder_report_t *report)
{
    const int code = polder_sample_init(sample, x, report);
    return code < 0 ? code : runner->run(runner->self, x, sample, what, report);
}
