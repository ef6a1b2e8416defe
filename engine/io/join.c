/* join.c: all shards into the final file. See parts.h.
 *
 * Two passes: the first opens every shard once, for the summaries and to count the rows of
 * the trajectories; the second opens those with trajectories. Columns are filled unit by
 * unit, so the order of the writes is that of the experiment, not of the blocks.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/parts.h"

/* ---- columns ---- */

int polder_column_init(polder_column_t *column, hid_t set, hid_t type, size_t width, int64_t rows,
                       int64_t chunk)
{
    const int64_t size = chunk < rows ? chunk : rows;
    *column =
        (polder_column_t){.set = set, .type = type, .width = width, .rows = rows, .chunk = size};
    column->buffer = malloc((size_t)size * width);
    return column->buffer ? POLDER_OK : POLDER_MEMORY;
}

static void column_write(polder_hdf_t *h, polder_column_t *column)
{
    polder_hdf_write(h, column->set, column->type, (hsize_t)column->done, (hsize_t)column->held,
                     column->buffer);
    column->done += column->held;
    column->held = 0;
}

void polder_column_add(polder_hdf_t *h, polder_column_t *column, const void *row, int64_t n)
{
    const char *from = row;
    while (n > 0 && !h->bad) {
        const int64_t room = column->chunk - column->held;
        const int64_t some = n < room ? n : room;
        memcpy(column->buffer + (size_t)column->held * column->width, from,
               (size_t)some * column->width);
        column->held += some;
        from += (size_t)some * column->width;
        n -= some;
        if (column->held == column->chunk || column->done + column->held == column->rows)
            column_write(h, column);
    }
}

void polder_column_free(polder_column_t *column)
{
    free(column->buffer);
    polder_hdf_leave(&column->set);
    *column = (polder_column_t){.set = -1};
}

/* ---- the state of a join ---- */

enum { STEP = 4096 }; /* units at a time; divides POLDER_CHUNK_UNITS */

typedef struct {
    int64_t first, n;
    char *text;
} failure_t;

typedef struct {
    polder_store_t *store;
    polder_hdf_t h; /* the final file */
    polder_shard_t shard;
    polder_report_t *report;
    polder_layout_t layout;
    polder_column_t network, case_index, arm, replicate, founding, future, failed;
    polder_column_t *summary; /* [polder_record_rows] */
    float *block, *empty;     /* a shard's summary; STEP times NaN */
    size_t room;              /* of the former, in bytes */
    size_t n_failure;
    failure_t *failure;
} join_t;

/* A broken shard is removed, so that its block is run again. One that cannot be read now may be
 * intact, and stays. */
static int damaged(join_t *j)
{
    const int64_t block = j->shard.block;
    char *path = polder_shard_path(j->store, block);
    if (!path) return polder_out_of_memory(j->report);
    int code;
    if (j->shard.h.transient) {
        code = polder_fail(j->report, j->shard.h.memory ? POLDER_MEMORY : POLDER_FILE,
                           "%s: cannot be read: %s", path, j->shard.h.message);
    } else if (j->store->have[block] > 1) {
        code = polder_fail(j->report, POLDER_FORMAT,
                           "%s is damaged (%s): copy it again, or run its share again", path,
                           j->shard.h.message);
        j->store->have[block] = 0;
    } else {
        unlink(path);
        code =
            polder_fail(j->report, POLDER_FORMAT,
                        "%s was damaged (%s) and is removed: run the experiment again, only this "
                        "part will be redone",
                        path, j->shard.h.message);
        j->store->have[block] = 0;
    }
    free(path);
    return code;
}

/* ---- first pass: summaries ---- */

static int index_column(join_t *j, polder_column_t *column, polder_dataset_id_t id)
{
    static const size_t width[] = {[POLDER_INT8] = 1, [POLDER_INT32] = 4, [POLDER_INT64] = 8};
    const polder_number_t type = polder_datasets[id].type;
    hid_t set = polder_layout_make(&j->layout, j->h.file, id);
    return polder_column_init(column, set, polder_layout_type(type, false), width[type],
                              j->store->n_unit, POLDER_CHUNK_UNITS);
}

/* Counts, choices and yes or no take little room when compressed. Compressing all else saves a
 * fifth of the room and took most of the time of writing. */
static bool is_counted(const polder_field_t *field)
{
    return field->choices || (field->flags & POLDER_WHOLE) ||
           (strcmp(field->unit, "1") != 0 && !strchr(field->unit, '/'));
}

/* How the column of an input says what it is. */
static polder_field_t input_field(const polder_experiment_t *x, int input, char *name, size_t size)
{
    const polder_input_t *in = &x->record.input[input];
    const polder_factor_t *factor = in->factor < 0 ? NULL : &x->design.factor[in->factor];
    polder_field_t field = factor ? *polder_factor_field(x, factor) : *x->table.field[in->field];
    polder_value_t value = {0};
    field.name = polder_experiment_input_name(x, input, name, size);
    field.level = POLDER_NETWORK;
    field.role = POLDER_PARAMETER;
    if (!factor || factor->argument < 0) return field; /* an initial value is what the state is */
    field.doc = "argument of a distribution, varied by the design";
    field.choices = NULL;
    if (polder_experiment_value(x, 0, in->field, &value) &&
        (value.kind == POLDER_DRAW_BETA || value.kind == POLDER_DRAW_LOGNORMAL))
        field.unit = "1";
    return field;
}

/* How the column of what is observed says what it is; `doc` is freed by the caller. Of first ticks it
 * says in which arms a NaN is not "in none". */
static polder_field_t observed_field(const polder_experiment_t *x, int observed, char **doc)
{
    const polder_observed_t *o = &x->record.observed[observed];
    const bool first = o->kind == POLDER_OBSERVED_FIRST;
    *doc =
        polder_disk_text(first ? "%s; NaN: in none" : "%s, while the network was there", o->says);
    for (int i = 0; i < o->n_unknown && *doc; i++) {
        char *before = *doc;
        *doc = polder_disk_text(i == 0 ? "%s, but unknown in arm \"%s\"" : "%s, \"%s\"", before,
                                x->arm[o->unknown[i]].name);
        free(before);
    }
    return (polder_field_t){.name = o->name,
                            .level = POLDER_NETWORK,
                            .role = POLDER_OBSERVABLE,
                            .unit = first ? x->table.model->tick : x->table.field[o->field]->unit,
                            .doc = *doc};
}

static int make_column(join_t *j, int row)
{
    const polder_experiment_t *x = j->store->x;
    const polder_record_t *record = &x->record;
    char name[POLDER_CASE_NAME], *doc = NULL;
    const int input = row - record->n_summary, observed = input - record->n_input;
    const polder_field_t field = input < 0      ? *x->table.field[record->summary[row]]
                                 : observed < 0 ? input_field(x, input, name, sizeof name)
                                                : observed_field(x, observed, &doc);
    const bool packed =
        input >= 0 && observed < 0 ? record->input[input].factor >= 0 : is_counted(&field);
    const polder_dataset_id_t id = input < 0      ? POLDER_SET_SUMMARY
                                   : observed < 0 ? POLDER_SET_INPUT
                                                  : POLDER_SET_OBSERVED;
    if (observed >= 0 && !doc) return POLDER_MEMORY;
    hid_t set = polder_layout_column(&j->layout, j->h.file, id, &field, packed);
    free(doc);
    return polder_column_init(&j->summary[row], set, H5T_NATIVE_FLOAT, sizeof(float),
                              j->store->n_unit, POLDER_CHUNK_UNITS);
}

static int summary_columns(join_t *j)
{
    const polder_experiment_t *x = j->store->x;
    if (index_column(j, &j->network, POLDER_SET_NETWORK) < 0 ||
        index_column(j, &j->case_index, POLDER_SET_CASE) < 0 ||
        index_column(j, &j->arm, POLDER_SET_ARM) < 0 ||
        index_column(j, &j->replicate, POLDER_SET_REPLICATE) < 0 ||
        (polder_experiment_futures(x) > 1 &&
         (index_column(j, &j->founding, POLDER_SET_FOUNDING) < 0 ||
          index_column(j, &j->future, POLDER_SET_FUTURE) < 0)) ||
        index_column(j, &j->failed, POLDER_SET_FAILED) < 0)
        return polder_out_of_memory(j->report);
    for (int i = 0; i < polder_record_rows(&x->record); i++)
        if (make_column(j, i) < 0) return polder_out_of_memory(j->report);
    return POLDER_OK;
}

static int failure_new(join_t *j, int64_t first, int64_t n, const char *reason)
{
    failure_t *more = realloc(j->failure, (j->n_failure + 1) * sizeof *more);
    if (!more) return polder_out_of_memory(j->report);
    j->failure = more;
    char *text = strdup(reason);
    if (!text) return polder_out_of_memory(j->report);
    j->failure[j->n_failure++] = (failure_t){first, n, text};
    return POLDER_OK;
}

/* Neighbouring blocks that failed for one reason are one row of the table. */
static int block_failed(join_t *j)
{
    const polder_shard_t *shard = &j->shard;
    failure_t *last = j->n_failure ? &j->failure[j->n_failure - 1] : NULL;
    if (!last || last->first + last->n != shard->first_unit ||
        strcmp(last->text, shard->error) != 0)
        return failure_new(j, shard->first_unit, shard->n_unit, shard->error);
    last->n += shard->n_unit;
    return POLDER_OK;
}

/* Networks that could not be made for one reason are one row too, wherever they stand, if it
 * is one of the last: the table stays short, and to look through it too. */
static int unit_failed(join_t *j, int64_t unit, const char *reason)
{
    enum { LAST = 256 };
    const size_t least = j->n_failure > LAST ? j->n_failure - LAST : 0;
    for (size_t i = j->n_failure; i > least; i--)
        if (strcmp(j->failure[i - 1].text, reason) == 0) {
            j->failure[i - 1].n++;
            return POLDER_OK;
        }
    return failure_new(j, unit, 1, reason);
}

static int failures_add(join_t *j)
{
    const polder_shard_t *shard = &j->shard;
    int code = POLDER_OK;
    if (shard->error) return block_failed(j);
    for (int64_t i = 0; i < shard->n_unmade && code == POLDER_OK && shard->reason; i++)
        code = unit_failed(j, shard->first_unit + shard->unmade[i], shard->reason[i]);
    return code;
}

static bool has_failed(const polder_shard_t *shard, int64_t unit)
{
    int64_t from = 0, to = shard->reason ? shard->n_unmade : 0;
    if (shard->error) return true;
    while (from < to) {
        const int64_t middle = from + (to - from) / 2;
        if (shard->first_unit + shard->unmade[middle] < unit)
            from = middle + 1;
        else
            to = middle;
    }
    return shard->reason && from < shard->n_unmade &&
           shard->first_unit + shard->unmade[from] == unit;
}

/* Which future of which founding each replicate is, if there is more than one. */
static void futures_add(join_t *j, const int64_t *replicate, int64_t n)
{
    int64_t founding[STEP], future[STEP];
    const int64_t futures = polder_experiment_futures(j->store->x);
    if (futures == 1) return;
    for (int64_t i = 0; i < n; i++) {
        const polder_replicate_t r = polder_replicate(replicate[i], futures);
        founding[i] = r.founding;
        future[i] = r.future;
    }
    polder_column_add(&j->h, &j->founding, founding, n);
    polder_column_add(&j->h, &j->future, future, n);
}

static void units_add(join_t *j, int64_t first, int64_t n)
{
    int64_t network[STEP], replicate[STEP];
    int32_t case_index[STEP], arm[STEP];
    int8_t failed[STEP];
    const polder_experiment_t *x = j->store->x;
    for (int64_t i = 0; i < n; i++) {
        network[i] = first + i;
        case_index[i] = (int32_t)((first + i) % x->n_case);
        arm[i] = polder_experiment_arm(x, case_index[i]);
        replicate[i] = (first + i) / x->n_case;
        failed[i] = has_failed(&j->shard, first + i);
    }
    polder_column_add(&j->h, &j->network, network, n);
    polder_column_add(&j->h, &j->case_index, case_index, n);
    polder_column_add(&j->h, &j->arm, arm, n);
    polder_column_add(&j->h, &j->replicate, replicate, n);
    futures_add(j, replicate, n);
    polder_column_add(&j->h, &j->failed, failed, n);
    const int64_t at = first - j->shard.first_unit;
    for (int i = 0; i < polder_record_rows(&x->record); i++) {
        const float *from = j->shard.error ? j->empty : j->block + i * j->shard.n_unit + at;
        polder_column_add(&j->h, &j->summary[i], from, n);
    }
}

static int shard_summaries(join_t *j)
{
    polder_shard_t *shard = &j->shard;
    if (!shard->error && polder_record_rows(&j->store->x->record) > 0)
        polder_shard_summary(shard, j->block, j->room);
    const int code = shard->h.bad ? damaged(j) : failures_add(j);
    if (code < 0) return code;
    j->layout.size[POLDER_DIM_SAMPLES] += shard->n_sample;
    j->layout.size[POLDER_DIM_ORGANISATIONS] += shard->n_org;
    j->layout.size[POLDER_DIM_ARCS] += shard->n_arc;
    j->layout.size[POLDER_DIM_EVENTS] += shard->n_event;
    const int64_t end = shard->first_unit + shard->n_unit;
    for (int64_t u = shard->first_unit; u < end && !j->h.bad && !j->h.error;) {
        /* Never over the end of a chunk: then all columns are written in one order. */
        int64_t n = POLDER_CHUNK_UNITS - u % POLDER_CHUNK_UNITS;
        if (n > end - u) n = end - u;
        if (n > STEP) n = STEP;
        units_add(j, u, n);
        u += n;
    }
    return POLDER_OK;
}

static int summaries(join_t *j)
{
    const size_t n = (size_t)polder_record_rows(&j->store->x->record);
    j->summary = calloc(n ? n : 1, sizeof *j->summary);
    j->room = (n ? n : 1) * (size_t)j->store->block * sizeof *j->block;
    j->block = malloc(j->room);
    j->empty = malloc(STEP * sizeof *j->empty);
    if (!j->summary || !j->block || !j->empty) return polder_out_of_memory(j->report);
    for (size_t i = 0; i < n; i++) j->summary[i].set = -1;
    for (int i = 0; i < STEP; i++) j->empty[i] = NAN;
    int code = summary_columns(j);
    for (int64_t b = 0; code == POLDER_OK && b < j->store->n_block; b++) {
        polder_shard_open(j->store, b, &j->shard);
        code = shard_summaries(j);
        polder_shard_close(&j->shard);
        if (j->h.bad || j->h.error) break;
    }
    polder_column_free(&j->network);
    polder_column_free(&j->case_index);
    polder_column_free(&j->arm);
    polder_column_free(&j->replicate);
    polder_column_free(&j->founding);
    polder_column_free(&j->future);
    polder_column_free(&j->failed);
    for (size_t i = 0; i < n; i++) polder_column_free(&j->summary[i]);
    return code;
}

static int failures(join_t *j)
{
    const hsize_t n = j->n_failure;
    if (n == 0) return POLDER_OK;
    int64_t *number = malloc(3 * n * sizeof *number);
    const char **text = malloc(n * sizeof *text);
    if (number && text) {
        static const polder_dataset_id_t id[] = {POLDER_SET_ERROR, POLDER_SET_FIRST_NETWORK,
                                                 POLDER_SET_STRUCK};
        hid_t group = polder_hdf_group(&j->h, "errors");
        for (hsize_t i = 0; i < n; i++) {
            number[i] = (int64_t)i;
            number[n + i] = j->failure[i].first;
            number[2 * n + i] = j->failure[i].n;
            text[i] = j->failure[i].text;
        }
        j->layout.size[POLDER_DIM_ERRORS] = (int64_t)n;
        for (size_t i = 0; i < 3; i++) {
            hid_t set = polder_layout_make(&j->layout, group, id[i]);
            polder_hdf_write(&j->h, set, H5T_NATIVE_INT64, 0, n, number + i * n);
            polder_hdf_leave(&set);
        }
        polder_layout_texts(&j->layout, group, POLDER_SET_MESSAGE, text);
        polder_hdf_leave(&group);
    }
    const int code = number && text ? POLDER_OK : polder_out_of_memory(j->report);
    free(number);
    free(text);
    return code;
}

/* ---- the whole ---- */

int polder_join(polder_store_t *store, const char *temporary, polder_report_t *report)
{
    join_t j = {.store = store, .report = report};
    j.network.set = j.case_index.set = j.arm.set = j.replicate.set = j.failed.set = -1;
    j.founding.set = j.future.set = -1;
    polder_hdf_create(&j.h, temporary);
    polder_layout_init(&j.layout, &j.h);
    j.layout.size[POLDER_DIM_NETWORKS] = store->n_unit;
    polder_layout_root(&j.h, store);
    int code = summaries(&j);
    if (code == POLDER_OK && !j.h.error) {
        polder_layout_cases(&j.layout, store->x);
        code = failures(&j);
    }
    if (code == POLDER_OK && !j.h.error && j.layout.size[POLDER_DIM_SAMPLES] > 0) {
        code = polder_tracks(store, &j.layout, &j.shard, report);
        if (code == POLDER_FORMAT) code = damaged(&j);
        polder_shard_close(&j.shard);
    }
    if (code == POLDER_OK && !j.h.error && j.layout.size[POLDER_DIM_EVENTS] > 0) {
        code = polder_events(store, &j.layout, &j.shard, report);
        if (code == POLDER_FORMAT) code = damaged(&j);
        polder_shard_close(&j.shard);
    }
    polder_layout_free(&j.layout);
    const int closed = polder_hdf_close(&j.h, store->path, POLDER_FILE, code < 0 ? NULL : report);
    for (size_t i = 0; i < j.n_failure; i++) free(j.failure[i].text);
    free(j.failure);
    free(j.summary);
    free(j.block);
    free(j.empty);
    return code < 0 ? code : closed;
}
