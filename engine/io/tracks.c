/* tracks.c: the trajectories of all shards into the group /trajectory. See parts.h.
 *
 * Every column is filled network by network: the order of the writes, and with it the bytes,
 * is that of the experiment. In memory there is one chunk per column and shard.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/parts.h"

enum { N_LEVEL = 3, N_INDEX = 12 };

/* A table of a shard, read in pieces. */
typedef struct {
    hid_t set, type;
    size_t width;
    int64_t rows, piece; /* in the table; in the buffer at most */
    int64_t next, begin, held;
    char *buffer;
} reader_t;

/* The columns that say which network, organisation or arc a row is of. */
typedef enum {
    SAMPLE,
    CASE,
    REPLICATE,
    FOUNDING,
    FUTURE,
    ORG_ROW,
    ORG_NETWORK,
    ORG,
    ARC_ROW,
    ARC_NETWORK,
    ARC_FROM,
    ARC_TO
} index_t;

static const polder_dataset_id_t index_of[N_INDEX] = {[SAMPLE] = POLDER_SET_SAMPLE,
                                                      [CASE] = POLDER_SET_SAMPLE_CASE,
                                                      [REPLICATE] = POLDER_SET_SAMPLE_REPLICATE,
                                                      [FOUNDING] = POLDER_SET_SAMPLE_FOUNDING,
                                                      [FUTURE] = POLDER_SET_SAMPLE_FUTURE,
                                                      [ORG_ROW] = POLDER_SET_ORG_ROW,
                                                      [ORG_NETWORK] = POLDER_SET_ORG_NETWORK,
                                                      [ORG] = POLDER_SET_ORG,
                                                      [ARC_ROW] = POLDER_SET_ARC_ROW,
                                                      [ARC_NETWORK] = POLDER_SET_ARC_NETWORK,
                                                      [ARC_FROM] = POLDER_SET_ARC_FROM,
                                                      [ARC_TO] = POLDER_SET_ARC_TO};
/* By level. */
static const polder_dimension_t rows_of[N_LEVEL] = {POLDER_DIM_SAMPLES, POLDER_DIM_ORGANISATIONS,
                                                    POLDER_DIM_ARCS};
static const polder_dataset_id_t track_of[N_LEVEL] = {POLDER_SET_TRACK, POLDER_SET_ORG_TRACK,
                                                      POLDER_SET_ARC_TRACK};

typedef struct {
    const polder_store_t *store;
    polder_layout_t *layout;
    polder_hdf_t *h;
    polder_shard_t *shard;
    polder_report_t *report;
    hid_t group;
    bool used[N_LEVEL]; /* some track is of this level and there are rows */
    int64_t rows[N_LEVEL], done[N_LEVEL];
    int64_t n_time, chunk;
    polder_column_t index[N_INDEX];
    polder_column_t *track; /* [n_track] */
    reader_t *reader;       /* [n_track], then arc.from and arc.to */
} tracks_t;

static polder_level_t level_of(const tracks_t *t, int track)
{
    const polder_experiment_t *x = t->store->x;
    return x->table.field[x->record.track[track]]->level;
}

/* ---- the tables of a shard ---- */

static int reader_room(reader_t *reader, hid_t type, size_t width, int64_t piece)
{
    *reader = (reader_t){.set = -1, .type = type, .width = width, .piece = piece};
    reader->buffer = malloc((size_t)piece * width);
    return reader->buffer ? POLDER_OK : POLDER_MEMORY;
}

static void reader_open(polder_shard_t *shard, reader_t *reader, const char *name)
{
    hsize_t rows = 0, columns = 0;
    reader->set = polder_hdf_find(&shard->h, name);
    polder_hdf_size(&shard->h, reader->set, &rows, &columns);
    reader->rows = (int64_t)rows;
    reader->next = reader->begin = reader->held = 0;
}

/* At most n rows from the buffer, which is filled again when empty; 0 when the shard is bad. */
static int64_t reader_take(polder_shard_t *shard, reader_t *reader, int64_t n, const void **row)
{
    if (reader->held == 0) {
        const int64_t rest = reader->rows - reader->next;
        const int64_t some = rest < reader->piece ? rest : reader->piece;
        polder_hdf_read(&shard->h, reader->set, reader->type, (hsize_t)reader->next, (hsize_t)some,
                        reader->buffer, (size_t)reader->piece * reader->width);
        if (shard->h.bad || some == 0) return 0;
        reader->next += some;
        reader->begin = 0;
        reader->held = some;
    }
    const int64_t take = n < reader->held ? n : reader->held;
    *row = reader->buffer + (size_t)reader->begin * reader->width;
    reader->begin += take;
    reader->held -= take;
    return take;
}

static bool pour(tracks_t *t, reader_t *reader, polder_column_t *column, int64_t n)
{
    while (n > 0 && !t->h->bad && !t->h->error) {
        const void *row = NULL;
        const int64_t some = reader_take(t->shard, reader, n, &row);
        if (some == 0) return false;
        polder_column_add(t->h, column, row, some);
        n -= some;
    }
    return true;
}

/* ---- making the datasets ---- */

static void make_time(tracks_t *t)
{
    const polder_experiment_t *x = t->store->x;
    const int every = x->record.every > 0 ? x->record.every : 1;
    int32_t *tick = malloc((size_t)t->n_time * sizeof *tick);
    if (!tick) {
        polder_hdf_no_memory(t->h);
        return;
    }
    for (int64_t i = 0; i < t->n_time; i++) tick[i] = (int32_t)(i * every);
    hid_t set = polder_layout_make(t->layout, t->group, POLDER_SET_TIME);
    polder_hdf_write(t->h, set, H5T_NATIVE_INT32, 0, (hsize_t)t->n_time, tick);
    polder_hdf_text(t->h, set, "units", x->table.model->tick);
    polder_hdf_leave(&set);
    free(tick);
}

static int make_index(tracks_t *t)
{
    for (int i = 0; i < N_INDEX; i++) {
        const polder_dataset_t *d = &polder_datasets[index_of[i]];
        const int64_t rows = t->layout->size[d->rows];
        const bool of_founding = i == FOUNDING || i == FUTURE;
        if (rows == 0 || (of_founding && polder_experiment_futures(t->store->x) == 1)) continue;
        hid_t set = polder_layout_make(t->layout, t->group, index_of[i]);
        if (polder_column_init(&t->index[i], set, polder_layout_type(d->type, false),
                               d->type == POLDER_INT64 ? 8 : 4, rows, POLDER_CHUNK_UNITS) < 0)
            return polder_out_of_memory(t->report);
    }
    return POLDER_OK;
}

static int make_tracks(tracks_t *t)
{
    const polder_experiment_t *x = t->store->x;
    const size_t width = (size_t)t->n_time * sizeof(float);
    for (int i = 0; i < x->record.n_track; i++) {
        const polder_field_t *field = x->table.field[x->record.track[i]];
        if (!t->used[field->level]) continue;
        hid_t set = polder_layout_column(t->layout, t->group, track_of[field->level], field, false);
        if (polder_column_init(&t->track[i], set, H5T_NATIVE_FLOAT, width, t->rows[field->level],
                               t->chunk) < 0 ||
            reader_room(&t->reader[i], H5T_NATIVE_FLOAT, width, t->chunk) < 0)
            return polder_out_of_memory(t->report);
    }
    for (int i = 0; i < 2; i++) {
        reader_t *reader = &t->reader[x->record.n_track + i];
        if (t->used[POLDER_ARC] &&
            reader_room(reader, H5T_NATIVE_INT32, sizeof(int32_t), POLDER_CHUNK_UNITS) < 0)
            return polder_out_of_memory(t->report);
    }
    return POLDER_OK;
}

/* ---- filling them ---- */

static void add_sample(tracks_t *t, int64_t unit)
{
    const int32_t case_index = (int32_t)(unit % t->store->x->n_case);
    const int64_t replicate = unit / t->store->x->n_case;
    polder_column_add(t->h, &t->index[SAMPLE], &unit, 1);
    polder_column_add(t->h, &t->index[CASE], &case_index, 1);
    polder_column_add(t->h, &t->index[REPLICATE], &replicate, 1);
    const int64_t futures = polder_experiment_futures(t->store->x);
    const polder_replicate_t r = polder_replicate(replicate, futures);
    if (futures > 1) polder_column_add(t->h, &t->index[FOUNDING], &r.founding, 1);
    if (futures > 1) polder_column_add(t->h, &t->index[FUTURE], &r.future, 1);
    t->done[POLDER_NETWORK]++;
}

static void add_organisations(tracks_t *t, int64_t unit, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        const int64_t row = t->done[POLDER_ORGANISATION]++;
        polder_column_add(t->h, &t->index[ORG_ROW], &row, 1);
        polder_column_add(t->h, &t->index[ORG_NETWORK], &unit, 1);
        polder_column_add(t->h, &t->index[ORG], &i, 1);
    }
}

static bool add_arcs(tracks_t *t, int64_t unit, int32_t n)
{
    reader_t *end = &t->reader[t->store->x->record.n_track];
    for (int32_t i = 0; i < n; i++) {
        const int64_t row = t->done[POLDER_ARC]++;
        polder_column_add(t->h, &t->index[ARC_ROW], &row, 1);
        polder_column_add(t->h, &t->index[ARC_NETWORK], &unit, 1);
    }
    return pour(t, &end[0], &t->index[ARC_FROM], n) && pour(t, &end[1], &t->index[ARC_TO], n);
}

static bool add_network(tracks_t *t, int64_t i)
{
    const polder_shard_t *shard = t->shard;
    const int64_t unit = shard->first_unit + shard->sample[i];
    const int32_t n_org = shard->sample[shard->n_sample + i];
    const int32_t n_arc = shard->sample[2 * shard->n_sample + i];
    const int64_t n[N_LEVEL] = {1, n_org, n_arc};
    add_sample(t, unit);
    if (t->used[POLDER_ORGANISATION]) add_organisations(t, unit, n_org);
    if (t->used[POLDER_ARC] && !add_arcs(t, unit, n_arc)) return false;
    for (int k = 0; k < t->store->x->record.n_track; k++) {
        const polder_level_t level = level_of(t, k);
        if (t->used[level] && !pour(t, &t->reader[k], &t->track[k], n[level])) return false;
    }
    return true;
}

static bool add_shard(tracks_t *t)
{
    polder_shard_t *shard = t->shard;
    const int n_track = t->store->x->record.n_track;
    const int64_t rows[N_LEVEL] = {shard->n_sample, shard->n_org, shard->n_arc};
    for (int k = 0; k < n_track; k++) {
        char name[32];
        snprintf(name, sizeof name, "track.%d", k);
        if (rows[level_of(t, k)] > 0) reader_open(shard, &t->reader[k], name);
    }
    if (t->used[POLDER_ARC] && shard->n_arc > 0) {
        reader_open(shard, &t->reader[n_track], "arc.from");
        reader_open(shard, &t->reader[n_track + 1], "arc.to");
    }
    bool good = !shard->h.bad;
    for (int64_t i = 0; good && i < shard->n_sample && !t->h->bad && !t->h->error; i++)
        good = add_network(t, i);
    for (int k = 0; k < n_track + 2; k++) polder_hdf_leave(&t->reader[k].set);
    return good;
}

static int fill(tracks_t *t)
{
    const int64_t n_sample = t->rows[POLDER_NETWORK];
    for (int64_t b = 0; b < t->store->n_block && t->done[POLDER_NETWORK] < n_sample; b++) {
        polder_shard_open(t->store, b, t->shard);
        if (t->shard->h.bad || !add_shard(t)) return POLDER_FORMAT;
        polder_shard_close(t->shard);
        if (t->h->bad || t->h->error) break;
    }
    return POLDER_OK;
}

static void release(tracks_t *t)
{
    const int n_track = t->store->x->record.n_track;
    for (int i = 0; i < N_INDEX; i++) polder_column_free(&t->index[i]);
    for (int i = 0; t->track && i < n_track; i++) polder_column_free(&t->track[i]);
    for (int i = 0; t->reader && i < n_track + 2; i++) free(t->reader[i].buffer);
    free(t->track);
    free(t->reader);
    polder_hdf_leave(&t->group);
}

int polder_tracks(const polder_store_t *store, polder_layout_t *layout, polder_shard_t *shard,
                  polder_report_t *report)
{
    const int n_track = store->x->record.n_track;
    tracks_t t = {.store = store,
                  .layout = layout,
                  .h = layout->h,
                  .shard = shard,
                  .report = report,
                  .group = -1,
                  .n_time = polder_store_times(store->x)};
    int code = POLDER_OK;
    t.chunk = polder_layout_chunk(t.n_time);
    layout->size[POLDER_DIM_TIMES] = t.n_time;
    t.used[POLDER_NETWORK] = true; /* the list of samples is always of use */
    for (int i = 0; i < n_track; i++)
        t.used[level_of(&t, i)] = layout->size[rows_of[level_of(&t, i)]] > 0;
    for (int l = 0; l < N_LEVEL; l++) {
        if (!t.used[l]) layout->size[rows_of[l]] = 0;
        t.rows[l] = layout->size[rows_of[l]];
    }
    t.track = calloc((size_t)n_track, sizeof *t.track);
    t.reader = calloc((size_t)n_track + 2, sizeof *t.reader);
    if (!t.track || !t.reader) code = polder_out_of_memory(t.report);
    for (int i = 0; code == POLDER_OK && i < n_track; i++) t.track[i].set = -1;
    for (int i = 0; code == POLDER_OK && i < n_track + 2; i++) t.reader[i].set = -1;
    if (code == POLDER_OK) {
        t.group = polder_hdf_group(t.h, "trajectory");
        polder_hdf_text(t.h, t.group, "coordinates",
                        polder_experiment_futures(store->x) > 1
                            ? "case replicate founding future organisation_network organisation "
                              "label arc_network arc_from arc_to"
                            : "case replicate organisation_network organisation label arc_network "
                              "arc_from arc_to");
        make_time(&t);
        code = make_index(&t);
    }
    if (code == POLDER_OK) code = make_tracks(&t);
    if (code == POLDER_OK) polder_layout_labels(layout, t.group, store->x);
    if (code == POLDER_OK) code = fill(&t);
    release(&t);
    return code;
}
