/* parts.h: what store.c, folder.c, others.c, shard.c, join.c, tracks.c, events.c and layout.c
 * share. Private to the store.
 *
 * What     A store is one experiment on its way to one file: its parts folder, which blocks it has,
 *          and how to write and read one shard.
 * Shard    BLOCK.h5: attributes `shard` (int64 [10], see shard.c) and, for a failed block, `error`;
 *          unmade [n_unmade] (unit − first unit) and reason [n_unmade] (text); summary
 *          [polder_record_rows][n_unit]; sample [3][n_sample] (unit − first unit, organisations,
 *          arcs); arc.from, arc.to [Σ arcs]; track.0, track.1, … [rows][n_time]; event [n_event][5]
 *          (unit − first unit, tick, kind, who, whom), event.number [n_event][2]. It belongs to
 *          this version of the engine alone; nobody else should read it.
 */
#ifndef POLDER_PARTS_H
#define POLDER_PARTS_H

#include "experiment/experiment.h"
#include "io/dataset.h"
#include "io/hdf.h"
#include "io/store.h"

struct polder_store {
    const polder_experiment_t *x;
    char *path, *folder; /* the final file and where it is */
    char *target;        /* the file that is written: `path`, or what it links to */
    char *parts;         /* the folder of shards */
    char *description;
    polder_manifest_t manifest; /* what it is of */
    uint64_t fingerprint;       /* of all of the manifest but the block */
    int32_t block;
    int64_t n_unit, n_block;
    uint16_t *have; /* [n_block] 0: not; 1: in `parts`; k + 2: in other[k] */
    int n_other;
    char **other; /* [n_other] more folders, that are only read */
    int lock;     /* the parts folder, held while this store works; −1: not */
    bool made;    /* the parts folder is new */
    double seconds;
    /* Of the report it was opened with. */
    const char *(*words)(const char *context, const char *one, const char *many, unsigned long n);
};

static inline int64_t polder_store_times(const polder_experiment_t *x)
{
    return polder_experiment_last(x) / (x->record.every > 0 ? x->record.every : 1) + 1;
}

/* Rows of a trajectory in one chunk: of a quarter MiB, whatever the block size. */
enum { POLDER_CHUNK_BYTES = 256 * 1024, POLDER_CHUNK_UNITS = 32 * 1024 };

static inline int64_t polder_store_rows(int64_t n_time)
{
    const int64_t rows = POLDER_CHUNK_BYTES / 4 / n_time;
    return rows > 0 ? rows : 1;
}

/* ---- shard.c ---- */

typedef struct {
    polder_hdf_t h;
    int64_t block, first_unit, n_unit, n_sample;
    char *error;          /* of a failed block */
    int64_t n_unmade;     /* networks that could not be made */
    int32_t *unmade;      /* [n_unmade] unit − first unit */
    char **reason;        /* [n_unmade] */
    int32_t *sample;      /* [3][n_sample] */
    int64_t n_org, n_arc; /* sums over the sample */
    int64_t n_event;
} polder_shard_t;

/* Whole numbers of an event in a shard. */
enum { POLDER_EVENT_COLUMNS = 5 };

char *polder_shard_path(const polder_store_t *store, int64_t block);
/* The block a file name stands for, or −1. */
int64_t polder_shard_number(const char *name);
POLDER_MUST_USE int polder_shard_write(const polder_store_t *store, const polder_block_t *block,
                                       polder_report_t *report);
/* Opens and checks everything: its digest stands for every byte. When it is not what it should be,
 * shard->h is bad with the reason, and `transient` if the part itself may be good. Close in any
 * case. */
void polder_shard_open(const polder_store_t *store, int64_t block, polder_shard_t *shard);
/* The whole summary, [polder_record_rows][n_unit]; `room` is the size of `out` in bytes. */
void polder_shard_summary(polder_shard_t *shard, float *out, size_t room);
void polder_shard_close(polder_shard_t *shard);

/* ---- folder.c: the parts folder ---- */

/* Makes the folder, or finds it to be of this experiment and takes its block size. A folder
 * of another experiment is an error and is not touched, unless `overwrite`. */
POLDER_MUST_USE int polder_folder_open(polder_store_t *store, int32_t *block, bool overwrite,
                                       polder_report_t *report);
/* What stands in a parts folder about itself. POLDER_FORMAT: it is damaged; POLDER_FILE: there
 * is nothing. */
POLDER_MUST_USE int polder_manifest_read(const char *folder, polder_manifest_t *manifest);
/* Are both of one experiment, by one code? */
bool polder_manifest_equal(const polder_manifest_t *a, const polder_manifest_t *b);
/* The text, or "(unknown)" if it is empty. */
const char *polder_manifest_known(const char *text);
uint64_t polder_manifest_hash(const polder_manifest_t *manifest);

/* Looks for shards that store->have does not know, in the other folders too; invalid shards are
 * reported and skipped. */
POLDER_MUST_USE int polder_folder_list(polder_store_t *store, polder_report_t *report);
/* The same for one folder: 1: our own, k + 2: other[k]. */
POLDER_MUST_USE int polder_folder_list_one(polder_store_t *store, int number,
                                           polder_report_t *report);
/* Says that the parts are joined: from then on they may go. */
POLDER_MUST_USE int polder_folder_mark(const polder_store_t *store, polder_report_t *report);
/* Removes our files and then the folder, if it is marked and of this experiment and no other
 * process works in it: then the last one does so. What cannot be removed stays. */
void polder_folder_remove(polder_store_t *store);
/* Keeps a text in the folder, as command.json, and beside it what the parts are of: scenario.json
 * and given.h5. */
POLDER_MUST_USE int polder_folder_keep(const polder_store_t *store, const char *text,
                                       polder_report_t *report);
/* Removes the folder if this store has made it and it holds no shard. */
void polder_folder_drop(polder_store_t *store);
/* Lets go of the folder. */
void polder_folder_leave(polder_store_t *store);

/* ---- given.c: what an experiment has read from files ---- */

#define POLDER_SCENARIO_NAME "scenario.json"
#define POLDER_GIVEN_NAME    "given.h5"

/* Writes given.h5 into a folder, if there is anything to write: the points of a design from a file,
 * and the names of a network file; else removes it. `experiment`: as on the manifest. */
POLDER_MUST_USE int polder_given_write(const char *folder, const char *experiment,
                                       const polder_experiment_t *x, polder_report_t *report);

/* ---- join.c, tracks.c and layout.c ---- */

POLDER_MUST_USE int polder_join(polder_store_t *store, const char *temporary,
                                polder_report_t *report);

/* A column of the final file that is filled from the top: rows are gathered until a chunk
 * is full, so that the calls to HDF5, and with them the bytes, do not depend on blocks. */
typedef struct {
    hid_t set, type;
    size_t width; /* bytes of a row */
    int64_t rows, chunk, done, held;
    char *buffer;
} polder_column_t;

int polder_column_init(polder_column_t *column, hid_t set, hid_t type, size_t width, int64_t rows,
                       int64_t chunk);
void polder_column_add(polder_hdf_t *h, polder_column_t *column, const void *row, int64_t n);
void polder_column_free(polder_column_t *column);

/* The final file while it is made: how large each dimension is, and the scale that its datasets
 * hang on, once that is made. */
typedef struct {
    polder_hdf_t *h;
    int64_t size[POLDER_N_DIMENSION];
    hid_t scale[POLDER_N_DIMENSION];
} polder_layout_t;

void polder_layout_init(polder_layout_t *layout, polder_hdf_t *h);
void polder_layout_free(polder_layout_t *layout);
/* A dataset of the list, in group `where`, with its attributes; the caller fills and leaves it. */
hid_t polder_layout_make(polder_layout_t *layout, hid_t where, polder_dataset_id_t id);
/* The same for a recorded field. */
hid_t polder_layout_column(polder_layout_t *layout, hid_t where, polder_dataset_id_t id,
                           const polder_field_t *field, bool packed);
void polder_layout_texts(polder_layout_t *layout, hid_t where, polder_dataset_id_t id,
                         const char *const *text);
/* The type in the file or in memory, and the rows in a chunk. */
hid_t polder_layout_type(polder_number_t type, bool in_file);
int64_t polder_layout_chunk(int64_t columns);

/* The group /trajectory, of the sizes in the layout. POLDER_FORMAT: *shard is damaged (the caller
 * says so and closes it). */
POLDER_MUST_USE int polder_tracks(const polder_store_t *store, polder_layout_t *layout,
                                  polder_shard_t *shard, polder_report_t *report);

/* ---- events.c ---- */

/* The group /events, of the sizes in the layout; else as polder_tracks. */
POLDER_MUST_USE int polder_events(const polder_store_t *store, polder_layout_t *layout,
                                  polder_shard_t *shard, polder_report_t *report);

/* Attributes of the file and of a field, the tables of cases, labels. */
void polder_layout_root(polder_hdf_t *h, const polder_store_t *store);
void polder_layout_field(polder_hdf_t *h, hid_t set, const polder_field_t *field);
void polder_layout_doc(polder_hdf_t *h, hid_t set, const char *long_name, const char *units);
void polder_layout_cases(polder_layout_t *layout, const polder_experiment_t *x);
void polder_layout_labels(polder_layout_t *layout, hid_t group, const polder_experiment_t *x);

#endif
