/* events.c: the events of all shards into the group /events, and out of it again (result_events.c
 * reads). See parts.h.
 *
 * Every column is filled network by network, in the order of the experiment: a shard holds its
 * events in that order. In memory there is one piece of a shard, and a chunk of each column.
 */
#include <stdlib.h>
#include <string.h>

#include "io/disk.h"
#include "io/parts.h"

enum { PIECE = 4096, N_COLUMN = 8 };

static const polder_dataset_id_t column_of[N_COLUMN] = {
    POLDER_SET_EVENT,     POLDER_SET_EVENT_NETWORK, POLDER_SET_EVENT_TICK, POLDER_SET_EVENT_KIND,
    POLDER_SET_EVENT_WHO, POLDER_SET_EVENT_WHOM,    POLDER_SET_EVENT_A,    POLDER_SET_EVENT_B};
enum { EVENT, NETWORK, TICK, KIND, WHO, WHOM, A, B };

typedef struct {
    const polder_store_t *store;
    polder_layout_t *layout;
    polder_hdf_t *h;
    polder_shard_t *shard;
    polder_report_t *report;
    hid_t group;
    int64_t done;
    polder_column_t column[N_COLUMN];
    int32_t *what; /* [PIECE][POLDER_EVENT_COLUMNS] */
    float *number; /* [PIECE][POLDER_EVENT_NUMBERS] */
} events_t;

/* ---- the kinds ---- */

/* Names of interventions or planned events. */
typedef struct {
    char *interventions, *planned;
} names_t;

static const char *name_of(const polder_experiment_t *x, bool planned, int i)
{
    return planned ? x->planned[i].name : x->intervention[i].name;
}

/* As choices. A name with a bar would be two, so it gets a broken bar, which no name is likely to
 * have: a stroke might make it the name of another. */
static char *names_of(const polder_experiment_t *x, bool planned)
{
    static const char bar[] = "\u00a6";
    const int n = planned ? x->n_planned : x->n_intervention;
    size_t room = 1, at = 0;
    for (int i = 0; i < n; i++) room += 2 * strlen(name_of(x, planned, i)) + 1;
    char *text = calloc(room, 1);
    for (int i = 0; text && i < n; i++) {
        if (i > 0) text[at++] = '|';
        for (const char *c = name_of(x, planned, i); *c; c++)
            if (*c == '|') {
                memcpy(text + at, bar, sizeof bar - 1);
                at += sizeof bar - 1;
            } else {
                text[at++] = *c;
            }
    }
    return text;
}

static const char *choices_of(const polder_event_number_t *number, const names_t *names)
{
    if (!number->choices) return NULL;
    if (strcmp(number->choices, POLDER_CHOICES_INTERVENTIONS) == 0) return names->interventions;
    if (strcmp(number->choices, POLDER_CHOICES_PLANNED) == 0) return names->planned;
    return number->choices;
}

static void make_kinds(events_t *t)
{
    const polder_table_t *table = &t->store->x->table;
    const size_t n = (size_t)table->n_event;
    names_t names = {names_of(t->store->x, false), names_of(t->store->x, true)};
    const char **text = calloc(n + 1, sizeof *text);
    int32_t *number = calloc(n + 1, sizeof *number);
    static const polder_dataset_id_t id[] = {POLDER_SET_KIND_NAME,      POLDER_SET_KIND_MEANING,
                                             POLDER_SET_KIND_WHO,       POLDER_SET_KIND_WHOM,
                                             POLDER_SET_KIND_A,         POLDER_SET_KIND_A_UNITS,
                                             POLDER_SET_KIND_A_CHOICES, POLDER_SET_KIND_B,
                                             POLDER_SET_KIND_B_UNITS,   POLDER_SET_KIND_B_CHOICES};
    enum { N_TEXT = sizeof id / sizeof id[0] };
    if (!names.interventions || !names.planned || !text || !number) {
        polder_hdf_no_memory(t->h);
    } else {
        hid_t set = polder_layout_make(t->layout, t->group, POLDER_SET_KINDS);
        for (size_t k = 0; k < n; k++) number[k] = (int32_t)k;
        polder_hdf_write(t->h, set, H5T_NATIVE_INT32, 0, n, number);
        polder_hdf_leave(&set);
        for (size_t i = 0; i < N_TEXT; i++) {
            for (size_t k = 0; k < n; k++) {
                const polder_event_kind_t *kind = table->event[k];
                const polder_event_number_t *a = &kind->number[0], *b = &kind->number[1];
                const char *of[N_TEXT] = {kind->name,
                                          kind->doc,
                                          kind->who,
                                          kind->whom,
                                          a->name,
                                          a->name ? a->unit : NULL,
                                          choices_of(a, &names),
                                          b->name,
                                          b->name ? b->unit : NULL,
                                          choices_of(b, &names)};
                text[k] = of[i];
            }
            polder_layout_texts(t->layout, t->group, id[i], text);
        }
    }
    free(names.interventions);
    free(names.planned);
    free(text);
    free(number);
}

/* What the numbers of `kind` mean, as readers of netCDF know it. */
static void name_kinds(events_t *t, hid_t set)
{
    const polder_table_t *table = &t->store->x->table;
    const size_t n = (size_t)table->n_event;
    size_t room = 1, at = 0;
    for (size_t k = 0; k < n; k++) room += strlen(table->event[k]->name) + 1;
    char *words = calloc(room, 1);
    int32_t *value = calloc(n + 1, sizeof *value);
    if (!words || !value) polder_hdf_no_memory(t->h);
    for (size_t k = 0; words && value && k < n; k++) {
        const size_t length = strlen(table->event[k]->name);
        if (k > 0) words[at++] = ' ';
        memcpy(words + at, table->event[k]->name, length);
        at += length;
        value[k] = (int32_t)k;
    }
    polder_hdf_numbers(t->h, set, "flag_values", H5T_STD_I32LE, H5T_NATIVE_INT32, n, value);
    polder_hdf_text(t->h, set, "flag_meanings", words);
    free(words);
    free(value);
}

/* ---- the events ---- */

static int make_columns(events_t *t)
{
    for (int i = 0; i < N_COLUMN; i++) {
        const polder_dataset_t *d = &polder_datasets[column_of[i]];
        hid_t set = polder_layout_make(t->layout, t->group, column_of[i]);
        if (i == KIND) name_kinds(t, set);
        if (polder_column_init(&t->column[i], set, polder_layout_type(d->type, false),
                               d->type == POLDER_INT64 ? 8 : 4, t->layout->size[d->rows],
                               POLDER_CHUNK_UNITS) < 0)
            return polder_out_of_memory(t->report);
    }
    return POLDER_OK;
}

/* Is it an event of this shard, not before the last one? A part of another program could have a
 * digest as well. */
static bool is_good(const events_t *t, const int32_t *what, int32_t last)
{
    const polder_experiment_t *x = t->store->x;
    return what[0] >= last && what[0] < t->shard->n_unit && what[1] >= 1 &&
           what[1] <= polder_experiment_last(x) && what[2] >= 0 && what[2] < x->table.n_event &&
           what[3] >= -1 && what[4] >= -1;
}

static bool add_piece(events_t *t, int64_t n, int32_t *last)
{
    for (int64_t i = 0; i < n; i++) {
        const int32_t *what = t->what + i * POLDER_EVENT_COLUMNS;
        const float *number = t->number + i * POLDER_EVENT_NUMBERS;
        if (!is_good(t, what, *last)) {
            polder_hdf_spoil(&t->shard->h, "its events are not in order");
            return false;
        }
        *last = what[0];
        const int64_t event = t->done++, network = t->shard->first_unit + what[0];
        polder_column_add(t->h, &t->column[EVENT], &event, 1);
        polder_column_add(t->h, &t->column[NETWORK], &network, 1);
        for (int c = 0; c < 4; c++) polder_column_add(t->h, &t->column[TICK + c], &what[1 + c], 1);
        for (int c = 0; c < 2; c++) polder_column_add(t->h, &t->column[A + c], &number[c], 1);
    }
    return true;
}

static bool add_shard(events_t *t)
{
    polder_hdf_t *h = &t->shard->h;
    const int64_t n = t->shard->n_event;
    int32_t last = 0;
    bool good = true;
    if (n == 0) return !h->bad;
    hid_t what = polder_hdf_find(h, "event"), number = polder_hdf_find(h, "event.number");
    for (int64_t first = 0; first < n && good && !t->h->bad && !t->h->error; first += PIECE) {
        const int64_t some = n - first < PIECE ? n - first : PIECE;
        polder_hdf_read(h, what, H5T_NATIVE_INT32, (hsize_t)first, (hsize_t)some, t->what,
                        (size_t)PIECE * POLDER_EVENT_COLUMNS * sizeof *t->what);
        polder_hdf_read(h, number, H5T_NATIVE_FLOAT, (hsize_t)first, (hsize_t)some, t->number,
                        (size_t)PIECE * POLDER_EVENT_NUMBERS * sizeof *t->number);
        good = !h->bad && add_piece(t, some, &last);
    }
    polder_hdf_leave(&what);
    polder_hdf_leave(&number);
    return good;
}

int polder_events(const polder_store_t *store, polder_layout_t *layout, polder_shard_t *shard,
                  polder_report_t *report)
{
    events_t t = {.store = store,
                  .layout = layout,
                  .h = layout->h,
                  .shard = shard,
                  .report = report,
                  .group = -1};
    for (int i = 0; i < N_COLUMN; i++) t.column[i].set = -1;
    t.what = malloc((size_t)PIECE * POLDER_EVENT_COLUMNS * sizeof *t.what);
    t.number = malloc((size_t)PIECE * POLDER_EVENT_NUMBERS * sizeof *t.number);
    int code = t.what && t.number ? POLDER_OK : polder_out_of_memory(t.report);
    if (code == POLDER_OK) {
        layout->size[POLDER_DIM_KINDS] = store->x->table.n_event;
        t.group = polder_hdf_group(t.h, "events");
        polder_hdf_text(t.h, t.group, "coordinates", "network tick kind who whom kind_name");
        code = make_columns(&t);
    }
    if (code == POLDER_OK) make_kinds(&t);
    for (int64_t b = 0; b < store->n_block && code == POLDER_OK && !t.h->bad && !t.h->error; b++) {
        if (t.done == layout->size[POLDER_DIM_EVENTS]) break;
        polder_shard_open(store, b, shard);
        if (shard->h.bad || !add_shard(&t)) {
            code = POLDER_FORMAT;
            break;
        }
        polder_shard_close(shard);
    }
    for (int i = 0; i < N_COLUMN; i++) polder_column_free(&t.column[i]);
    polder_hdf_leave(&t.group);
    free(t.what);
    free(t.number);
    return code;
}
