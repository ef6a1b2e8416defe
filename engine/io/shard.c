/* shard.c: one finished block as a small file. See parts.h. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/parts.h"
#include "io/temporary.h"
#include "kernel/fnv.h"

/* The attribute `shard`. */
enum { FORMAT, FINGERPRINT, BLOCK, FIRST, UNITS, TIMES, SAMPLES, FAILED, UNMADE, EVENTS, N_HEAD };
enum { SHARD_FORMAT = 4 };

static const char extension[] = ".h5";

char *polder_shard_path(const polder_store_t *store, int64_t block)
{
    const uint16_t where = store->have[block];
    const char *folder = where < 2 ? store->parts : store->other[where - 2];
    return polder_disk_text("%s/%06lld%s", folder, (long long)block, extension);
}

int64_t polder_shard_number(const char *name)
{
    char again[32];
    char *end = NULL;
    if (name[0] < '0' || name[0] > '9') return -1;
    errno = 0;
    const long long block = strtoll(name, &end, 10);
    if (errno) return -1;
    /* One name for one block: no "7.h5" beside "000007.h5". */
    snprintf(again, sizeof again, "%06lld%s", block, extension);
    return strcmp(again, name) == 0 ? block : -1;
}

static int32_t units_of(const polder_store_t *store, int64_t block)
{
    const int64_t rest = store->n_unit - block * store->block;
    return (int32_t)(rest < store->block ? rest : store->block);
}

static void head_of(const polder_store_t *store, int64_t block, int64_t *head)
{
    head[FORMAT] = SHARD_FORMAT;
    /* The block size is part of what a shard is of. */
    head[FINGERPRINT] = (int64_t)((store->fingerprint ^ (uint64_t)store->block) * POLDER_FNV_PRIME);
    head[BLOCK] = block;
    head[FIRST] = block * store->block;
    head[UNITS] = units_of(store, block);
    head[TIMES] = polder_store_times(store->x);
}

/* ---- write ---- */

static void write_all(polder_hdf_t *h, const char *name, hid_t file_type, hid_t type, int64_t rows,
                      int64_t columns, const void *data)
{
    if (rows == 0) return;
    hid_t set =
        polder_hdf_make(h, h->file, name,
                        &(polder_hdf_shape_t){
                            .type = file_type, .rows = (hsize_t)rows, .columns = (hsize_t)columns});
    polder_hdf_write(h, set, type, 0, (hsize_t)rows, data);
    polder_hdf_leave(&set);
}

static int64_t sum_of(const int32_t *value, int64_t n)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < n; i++) sum += value[i];
    return sum;
}

static void write_sample(polder_hdf_t *h, const polder_block_t *block)
{
    hid_t set =
        polder_hdf_make(h, h->file, "sample",
                        &(polder_hdf_shape_t){
                            .type = H5T_STD_I32LE, .rows = 3, .columns = (hsize_t)block->n_sample});
    polder_hdf_write(h, set, H5T_NATIVE_INT32, 0, 1, block->sample);
    polder_hdf_write(h, set, H5T_NATIVE_INT32, 1, 1, block->n_org);
    polder_hdf_write(h, set, H5T_NATIVE_INT32, 2, 1, block->n_arc);
    polder_hdf_leave(&set);
}

static int64_t rows_of(polder_level_t level, int64_t n_sample, int64_t n_org, int64_t n_arc)
{
    return level == POLDER_NETWORK ? n_sample : level == POLDER_ORGANISATION ? n_org : n_arc;
}

static bool has_level(const polder_experiment_t *x, polder_level_t level)
{
    for (int i = 0; i < x->record.n_track; i++)
        if (x->table.field[x->record.track[i]]->level == level) return true;
    return false;
}

static void write_tracks(polder_hdf_t *h, const polder_experiment_t *x, const polder_block_t *block)
{
    const int64_t n_org = sum_of(block->n_org, block->n_sample);
    const int64_t n_arc = sum_of(block->n_arc, block->n_sample);
    const int64_t n_time = block->n_time;
    write_sample(h, block);
    if (has_level(x, POLDER_ARC)) {
        write_all(h, "arc.from", H5T_STD_I32LE, H5T_NATIVE_INT32, n_arc, 0, block->arc_from);
        write_all(h, "arc.to", H5T_STD_I32LE, H5T_NATIVE_INT32, n_arc, 0, block->arc_to);
    }
    for (int i = 0; i < x->record.n_track; i++) {
        char name[32];
        const polder_level_t level = x->table.field[x->record.track[i]]->level;
        snprintf(name, sizeof name, "track.%d", i);
        write_all(h, name, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT,
                  rows_of(level, block->n_sample, n_org, n_arc), n_time, block->track[i]);
    }
}

/* What happened, and the numbers that go with it: a row for each event. */
static void write_events(polder_hdf_t *h, const polder_block_t *block)
{
    const size_t n = (size_t)block->n_event;
    int32_t *what = malloc(n * POLDER_EVENT_COLUMNS * sizeof *what);
    float *number = malloc(n * POLDER_EVENT_NUMBERS * sizeof *number);
    if (what && number) {
        for (size_t i = 0; i < n; i++) {
            const polder_event_t *e = &block->event[i];
            const int32_t row[POLDER_EVENT_COLUMNS] = {e->unit, e->tick, e->kind, e->who, e->whom};
            memcpy(what + i * POLDER_EVENT_COLUMNS, row, sizeof row);
            memcpy(number + i * POLDER_EVENT_NUMBERS, e->number, sizeof e->number);
        }
        write_all(h, "event", H5T_STD_I32LE, H5T_NATIVE_INT32, block->n_event, POLDER_EVENT_COLUMNS,
                  what);
        write_all(h, "event.number", H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, block->n_event,
                  POLDER_EVENT_NUMBERS, number);
    } else {
        polder_hdf_no_memory(h);
    }
    free(what);
    free(number);
}

/* Which networks could not be made, and why. */
static void write_unmade(polder_hdf_t *h, const polder_block_t *block, int64_t n)
{
    int32_t *unit = malloc((size_t)n * sizeof *unit);
    const char **reason = malloc((size_t)n * sizeof *reason);
    int64_t at = 0;
    if (unit && reason) {
        for (int32_t u = 0; u < block->n_unit; u++) {
            if (!block->unmade[u]) continue;
            unit[at] = u;
            reason[at++] = block->unmade[u];
        }
        write_all(h, "unmade", H5T_STD_I32LE, H5T_NATIVE_INT32, n, 0, unit);
        hid_t set = polder_hdf_texts(h, h->file, "reason", (hsize_t)n, reason);
        polder_hdf_leave(&set);
    } else {
        polder_hdf_no_memory(h);
    }
    free(unit);
    free(reason);
}

static int64_t count_unmade(const polder_block_t *block)
{
    int64_t n = 0;
    for (int32_t u = 0; u < block->n_unit && block->unmade; u++) n += block->unmade[u] != NULL;
    return n;
}

static void write_content(polder_hdf_t *h, const polder_store_t *store, const polder_block_t *block)
{
    const polder_experiment_t *x = store->x;
    const bool sampled = !block->error && block->n_sample > 0 && x->record.n_track > 0;
    int64_t head[N_HEAD];
    head_of(store, block->block, head);
    head[SAMPLES] = sampled ? block->n_sample : 0;
    head[FAILED] = block->error != NULL;
    head[UNMADE] = block->error ? 0 : count_unmade(block);
    head[EVENTS] = sampled ? block->n_event : 0;
    polder_hdf_numbers(h, h->file, "shard", H5T_STD_I64LE, H5T_NATIVE_INT64, N_HEAD, head);
    if (block->error) {
        polder_hdf_text(h, h->file, "error", block->error);
        return;
    }
    write_all(h, "summary", H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, polder_record_rows(&x->record),
              block->n_unit, block->summary);
    if (head[UNMADE] > 0) write_unmade(h, block, head[UNMADE]);
    if (sampled) write_tracks(h, x, block);
    if (head[EVENTS] > 0) write_events(h, block);
}

static int misplaced(const polder_store_t *store, const polder_block_t *block,
                     polder_report_t *report)
{
    const int64_t b = block->block;
    if (b >= 0 && b < store->n_block && block->first_unit == b * store->block &&
        block->n_unit == units_of(store, b) &&
        (block->error || block->n_sample == 0 || store->x->record.n_track == 0 ||
         block->n_time == polder_store_times(store->x)))
        return POLDER_OK;
    return polder_fail(report, POLDER_INTERNAL, "block %lld does not fit the experiment",
                       (long long)b);
}

int polder_shard_write(const polder_store_t *store, const polder_block_t *block,
                       polder_report_t *report)
{
    polder_hdf_t h;
    int error, r = misplaced(store, block, report);
    if (r < 0) return r;
    char *path = polder_shard_path(store, block->block);
    polder_temporary_t temporary = {.fd = -1};
    if (!path) return polder_out_of_memory(report);
    error = polder_temporary_open(&temporary, store->parts, strrchr(path, '/') + 1);
    if (error) {
        r = polder_disk_failed(report, path, error);
        goto done;
    }
    polder_hdf_create(&h, temporary.path);
    write_content(&h, store, block);
    r = polder_hdf_close(&h, path, POLDER_FILE, report);
    if (r < 0) goto done;
    /* The commit: the file is whole and on the disk, now it gets its name. */
    error = polder_temporary_commit(&temporary, path, false);
    if (!error) error = polder_disk_sync(store->parts);
    if (error) r = polder_disk_failed(report, path, error);
done:
    polder_temporary_drop(&temporary);
    free(path);
    return r;
}

/* ---- read ---- */

static void expect(polder_shard_t *shard, const char *name, hid_t type, int64_t rows,
                   int64_t columns)
{
    if (rows == 0) return;
    hid_t set = polder_hdf_find(&shard->h, name);
    polder_hdf_expect(&shard->h, set, name, type, (hsize_t)rows, (hsize_t)columns);
    polder_hdf_leave(&set);
}

static void read_head(const polder_store_t *store, polder_shard_t *shard)
{
    int64_t head[N_HEAD] = {0}, should[N_HEAD] = {0};
    head_of(store, shard->block, should);
    if (!polder_hdf_has(&shard->h, shard->h.file, "shard"))
        polder_hdf_spoil(&shard->h, "it is not a part");
    polder_hdf_get_int64(&shard->h, shard->h.file, "shard", N_HEAD, head);
    if (memcmp(head, should, SAMPLES * sizeof *head) != 0)
        polder_hdf_spoil(&shard->h, "it is a part of something else");
    if (shard->h.bad) return;
    shard->first_unit = head[FIRST];
    shard->n_unit = head[UNITS];
    shard->n_sample = head[SAMPLES];
    shard->n_unmade = head[UNMADE];
    shard->n_event = head[EVENTS];
    if (shard->n_event < 0 || shard->n_event > INT64_MAX / 64)
        polder_hdf_spoil(&shard->h, "an impossible number of events happened");
    if (shard->n_unmade < 0 || shard->n_unmade > shard->n_unit)
        polder_hdf_spoil(&shard->h, "an impossible number of networks could not be made");
    if (shard->n_sample < 0 || shard->n_sample > shard->n_unit)
        polder_hdf_spoil(&shard->h, "its sample has an impossible size");
    if (!head[FAILED]) return;
    shard->error = polder_hdf_get_text(&shard->h, shard->h.file, "error");
    if (!shard->error) polder_hdf_spoil(&shard->h, "it failed but does not say why");
}

static void read_sample(polder_shard_t *shard)
{
    const int64_t n = shard->n_sample;
    if (shard->h.bad || n == 0) return;
    expect(shard, "sample", H5T_STD_I32LE, 3, n);
    shard->sample = malloc(3 * (size_t)n * sizeof *shard->sample);
    if (!shard->sample) {
        polder_hdf_no_memory(&shard->h);
        return;
    }
    hid_t set = polder_hdf_find(&shard->h, "sample");
    polder_hdf_read(&shard->h, set, H5T_NATIVE_INT32, 0, 3, shard->sample,
                    3 * (size_t)n * sizeof *shard->sample);
    polder_hdf_leave(&set);
    for (int64_t i = 0; i < n && !shard->h.bad; i++) {
        const int32_t at = shard->sample[i];
        if (at < 0 || at >= shard->n_unit || (i > 0 && at <= shard->sample[i - 1]) ||
            shard->sample[n + i] < 0 || shard->sample[2 * n + i] < 0)
            polder_hdf_spoil(&shard->h, "its sample is not in order");
    }
    if (shard->h.bad) return;
    shard->n_org = sum_of(shard->sample + n, n);
    shard->n_arc = sum_of(shard->sample + 2 * n, n);
}

static void read_unmade(polder_shard_t *shard)
{
    const int64_t n = shard->n_unmade;
    if (shard->h.bad || shard->error || n == 0) return;
    expect(shard, "unmade", H5T_STD_I32LE, n, 0);
    expect(shard, "reason", -1, n, 0);
    if (shard->h.bad) return;
    shard->unmade = malloc((size_t)n * sizeof *shard->unmade);
    if (!shard->unmade) {
        polder_hdf_no_memory(&shard->h);
        return;
    }
    hid_t set = polder_hdf_find(&shard->h, "unmade");
    polder_hdf_read(&shard->h, set, H5T_NATIVE_INT32, 0, (hsize_t)n, shard->unmade,
                    (size_t)n * sizeof *shard->unmade);
    polder_hdf_leave(&set);
    for (int64_t i = 0; i < n && !shard->h.bad; i++)
        if (shard->unmade[i] < 0 || shard->unmade[i] >= shard->n_unit ||
            (i > 0 && shard->unmade[i] <= shard->unmade[i - 1]))
            polder_hdf_spoil(&shard->h, "its networks that could not be made are not in order");
    set = polder_hdf_find(&shard->h, "reason");
    shard->reason = polder_hdf_read_texts(&shard->h, set, (hsize_t)n);
    polder_hdf_leave(&set);
}

static void check_sizes(const polder_store_t *store, polder_shard_t *shard)
{
    const polder_experiment_t *x = store->x;
    if (shard->h.bad || shard->error) return;
    expect(shard, "summary", H5T_IEEE_F32LE, polder_record_rows(&x->record), shard->n_unit);
    expect(shard, "event", H5T_STD_I32LE, shard->n_event, POLDER_EVENT_COLUMNS);
    expect(shard, "event.number", H5T_IEEE_F32LE, shard->n_event, POLDER_EVENT_NUMBERS);
    if (shard->n_sample == 0) return;
    if (has_level(x, POLDER_ARC)) {
        expect(shard, "arc.from", H5T_STD_I32LE, shard->n_arc, 0);
        expect(shard, "arc.to", H5T_STD_I32LE, shard->n_arc, 0);
    }
    for (int i = 0; i < x->record.n_track; i++) {
        char name[32];
        const polder_level_t level = x->table.field[x->record.track[i]]->level;
        snprintf(name, sizeof name, "track.%d", i);
        expect(shard, name, H5T_IEEE_F32LE,
               rows_of(level, shard->n_sample, shard->n_org, shard->n_arc), polder_store_times(x));
    }
}

void polder_shard_open(const polder_store_t *store, int64_t block, polder_shard_t *shard)
{
    *shard = (polder_shard_t){.block = block};
    char *path = polder_shard_path(store, block);
    shard->h = (polder_hdf_t){.file = -1};
    if (path)
        polder_hdf_open(&shard->h, path, POLDER_SEALED, &(polder_report_t){.words = store->words});
    else
        polder_hdf_no_memory(&shard->h);
    free(path);
    read_head(store, shard);
    read_sample(shard);
    read_unmade(shard);
    check_sizes(store, shard);
}

void polder_shard_summary(polder_shard_t *shard, float *out, size_t room)
{
    hsize_t rows = 0, columns = 0;
    hid_t set = polder_hdf_find(&shard->h, "summary");
    polder_hdf_size(&shard->h, set, &rows, &columns);
    polder_hdf_read(&shard->h, set, H5T_NATIVE_FLOAT, 0, rows, out, room);
    polder_hdf_leave(&set);
}

void polder_shard_close(polder_shard_t *shard)
{
    const bool good = polder_hdf_end(&shard->h);
    (void)good; /* read only: closing loses nothing */
    free(shard->error);
    free(shard->sample);
    for (int64_t i = 0; i < shard->n_unmade && shard->reason; i++) free(shard->reason[i]);
    free(shard->reason);
    free(shard->unmade);
    shard->reason = NULL;
    shard->unmade = NULL;
    shard->error = NULL;
    shard->sample = NULL;
}
