/* result.c: opening a result file. See store.h; what is in it is read by result_read.c.
 *
 * Nothing in the file is believed. Its digest is looked at before HDF5 sees it; then each dataset
 * is held against the list in dataset.h, with the sizes that follow from the experiment the file is
 * of. What is missing, has another size or type, or is not on the list, is an error here; so
 * whoever reads on knows how large everything is.
 */
#include "io/result.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "io/disk.h"
#include "io/parts.h"
#include "kernel/table.h"

static int no_result(const polder_result_t *result, const char *why, polder_report_t *report)
{
    return *why ? polder_fail(report, POLDER_FORMAT, "%s is not a result of polder: %s",
                              result->path, why)
                : polder_fail(report, POLDER_FORMAT, "%s is not a result of polder", result->path);
}

/* ---- is it a result, and may it be read ---- */

static int untrusted(const polder_result_t *result, polder_report_t *report)
{
    return polder_fail(report, POLDER_FORMAT,
                       "%s: %s. Make it again or copy it again; with --trust it is read "
                       "nevertheless",
                       result->path, result->h->message);
}

static int check_format(polder_result_t *result, polder_report_t *report)
{
    int64_t format = 0;
    polder_hdf_t *h = result->h;
    if (h->bad && h->transient) return polder_result_wrong(result, report);
    if (h->unsealed) return untrusted(result, report);
    const bool ours =
        polder_hdf_has(h, h->file, "format_version") && polder_hdf_has(h, h->file, "experiment");
    if (!ours && h->bad && h->transient) return polder_result_wrong(result, report);
    if (!ours) return no_result(result, h->bad ? h->message : "", report);
    polder_hdf_get_int64(h, h->file, "format_version", 1, &format);
    if (h->bad) return polder_result_wrong(result, report);
    result->format = (int)format;
    if (format > POLDER_NEWEST_FORMAT)
        return polder_fail(report, POLDER_FORMAT,
                           "%s has file format %lld and this version of polder reads up to "
                           "%d: a newer version can read it",
                           result->path, (long long)format, POLDER_NEWEST_FORMAT);
    if (format < 1) polder_hdf_spoil(h, "there is no file format %lld", (long long)format);
    if (h->bad) return polder_result_wrong(result, report);
    return POLDER_OK;
}

/* ---- the datasets of the list ---- */

static void name_of(const polder_dataset_t *d, char name[96])
{
    snprintf(name, 96, "%s%s%s", d->group, *d->group ? "/" : "", d->name);
}

/* How many there are of what only the file knows. */
static void measure(polder_result_t *result, polder_dataset_id_t id)
{
    char name[96];
    hsize_t n = 0, columns = 0;
    polder_hdf_t *h = result->h;
    name_of(&polder_datasets[id], name);
    if (!polder_hdf_is_there(h, name)) {
        /* The group is made for these. */
        if (id != POLDER_SET_ORG_ROW && id != POLDER_SET_ARC_ROW && id != POLDER_SET_LABEL_ID &&
            polder_hdf_is_there(h, polder_datasets[id].group))
            polder_hdf_spoil(h, "%s is missing", name);
        return;
    }
    hid_t set = polder_hdf_find(h, name);
    polder_hdf_size(h, set, &n, &columns);
    polder_hdf_leave(&set);
    if (n < 1 || n > (hsize_t)INT64_MAX / 2) polder_hdf_spoil(h, "%s has an impossible size", name);
    result->size[polder_datasets[id].rows] = (int64_t)n;
}

static void find_dataset(polder_result_t *result, polder_dataset_id_t id)
{
    char name[96];
    polder_hdf_t *h = result->h;
    const polder_dataset_t *d = &polder_datasets[id];
    const int64_t rows = result->size[d->rows], columns = result->size[d->columns];
    const bool of_future = d->below == POLDER_DIM_FOUNDINGS || d->below == POLDER_DIM_FUTURES;
    const bool wanted =
        rows > 0 && (!d->columns || columns > 0) && (!of_future || result->size[d->below] > 0);
    if (d->flags & POLDER_COLUMN) return;
    name_of(d, name);
    const bool there = polder_hdf_is_there(h, name);
    if (h->bad || (!there && !wanted)) return;
    if (!there && (d->flags & POLDER_LATER) && result->format == 1) return;
    if (there != wanted) {
        polder_hdf_spoil(
            h, there ? "there is %s, which this result should not have" : "%s is missing", name);
        return;
    }
    result->set[id] = polder_hdf_find(h, name);
    polder_hdf_expect(h, result->set[id], name, polder_layout_type(d->type, true), (hsize_t)rows,
                      (hsize_t)columns);
}

static void find_datasets(polder_result_t *result)
{
    static const polder_dataset_id_t measured[] = {
        POLDER_SET_SAMPLE,   POLDER_SET_TIME,  POLDER_SET_ORG_ROW, POLDER_SET_ARC_ROW,
        POLDER_SET_LABEL_ID, POLDER_SET_ERROR, POLDER_SET_EVENT,   POLDER_SET_KINDS};
    for (size_t i = 0; i < sizeof measured / sizeof measured[0]; i++) measure(result, measured[i]);
    if (result->members_differ) result->size[POLDER_DIM_MEMBERS] = result->size[POLDER_DIM_LABELS];
    for (int i = 0; i < POLDER_N_DATASET; i++) find_dataset(result, (polder_dataset_id_t)i);
}

/* ---- recorded fields ---- */

static bool level_named(const char *name, polder_level_t *level)
{
    static const polder_level_t all[] = {POLDER_NETWORK, POLDER_ORGANISATION, POLDER_ARC};
    for (size_t i = 0; name && i < sizeof all / sizeof all[0]; i++)
        if (strcmp(name, polder_level_name(all[i])) == 0) {
            *level = all[i];
            return true;
        }
    return false;
}

static polder_dataset_id_t track_of(polder_level_t level)
{
    return level == POLDER_NETWORK        ? POLDER_SET_TRACK
           : level == POLDER_ORGANISATION ? POLDER_SET_ORG_TRACK
                                          : POLDER_SET_ARC_TRACK;
}

/* What the file says of the field; its bounds and its default are not in it. */
static void read_field(polder_hdf_t *h, polder_column_set_t *column)
{
    column->doc = polder_hdf_get_text(h, column->set, "long_name");
    column->unit = polder_hdf_get_text(h, column->set, "units");
    column->source = polder_hdf_get_text(h, column->set, "source");
    column->choices = polder_hdf_get_text(h, column->set, "choices");
    column->field = (polder_field_t){.name = column->name,
                                     .level = column->level,
                                     .role = POLDER_OBSERVABLE,
                                     .unit = column->unit ? column->unit : "",
                                     .doc = column->doc ? column->doc : "",
                                     .source = column->source ? column->source : "",
                                     .choices = column->choices};
}

static void find_column(polder_result_t *result, polder_column_set_t *column, const char *path,
                        bool timed)
{
    polder_hdf_t *h = result->h;
    column->set = polder_hdf_find(h, path);
    char *field = polder_hdf_get_text(h, column->set, "field");
    char *level = polder_hdf_get_text(h, column->set, "level");
    if (!h->bad && (!field || strcmp(field, column->name) != 0))
        polder_hdf_spoil(h, "%s says that it is the field %.60s", path, field ? field : "");
    if (!h->bad && !level_named(level, &column->level))
        polder_hdf_spoil(h, "%s does not say of which level it is", path);
    free(field);
    free(level);
    if (!timed) read_field(h, column);
    if (h->bad) return;
    if (!timed && column->level != POLDER_NETWORK)
        polder_hdf_spoil(h, "%s is a summary, but not of a network", path);
    const polder_dataset_t *d =
        &polder_datasets[timed ? track_of(column->level) : POLDER_SET_SUMMARY];
    column->rows = result->size[d->rows];
    column->times = timed ? result->size[d->columns] : 0;
    polder_hdf_expect(h, column->set, path, polder_layout_type(d->type, true),
                      (hsize_t)column->rows, (hsize_t)column->times);
}

/* A field of a level that has no rows, as ties of networks without any, has no dataset. */
static bool may_lack(const polder_result_t *result, const char *field)
{
    const int64_t *size = result->size;
    const char *model = polder_result_text(result, "model");
    polder_table_t table = {0};
    if (size[POLDER_DIM_SAMPLES] == 0) return true;
    /* Without the model nobody knows of which level it was. */
    bool lack = size[POLDER_DIM_ORGANISATIONS] == 0 || size[POLDER_DIM_ARCS] == 0;
    if (model && polder_model_find(model) && polder_table_init(&table, model, NULL) >= 0) {
        const int i = polder_table_find(&table, field);
        const polder_level_t level = i >= 0 ? table.field[i]->level : POLDER_NETWORK;
        lack = size[polder_datasets[track_of(level)].rows] == 0;
    }
    polder_table_free(&table);
    return lack;
}

/* Opens the datasets of a list of fields; those that need not be there leave the list. */
static void find_columns(polder_result_t *result, polder_column_set_t *list, int *n, bool timed)
{
    int kept = 0;
    polder_hdf_t *h = result->h;
    for (int i = 0; i < *n && !h->bad; i++) {
        char *path = polder_disk_text("%s%s", timed ? "trajectory/" : "", list[i].name);
        if (!path) polder_hdf_no_memory(h);
        if (path && polder_hdf_is_there(h, path)) {
            find_column(result, &list[i], path, timed);
        } else if (!h->bad && timed && may_lack(result, list[i].name)) {
            free(list[i].name);
            list[i].name = NULL;
        } else if (path) {
            polder_hdf_spoil(h, "%s is missing", path);
        }
        free(path);
    }
    for (int i = 0; i < *n; i++)
        if (list[i].name) list[kept++] = list[i];
    *n = kept;
}

/* ---- what should not be there ---- */

static bool is_expected(const polder_result_t *result, const char *group, const char *name)
{
    for (int i = 0; i < POLDER_N_DATASET; i++) {
        const polder_dataset_t *d = &polder_datasets[i];
        if (!*group && *d->group && strcmp(d->group, name) == 0) return true;
        if (result->set[i] >= 0 && strcmp(d->group, group) == 0 && strcmp(d->name, name) == 0)
            return true;
    }
    for (int i = 0; !*group && i < result->n_column; i++)
        if (strcmp(result->column[i].name, name) == 0) return true;
    for (int i = 0; strcmp(group, "trajectory") == 0 && i < result->n_track; i++)
        if (strcmp(result->track[i].name, name) == 0) return true;
    return false;
}

static void find_others(polder_result_t *result, const char *group)
{
    hsize_t n = 0;
    polder_hdf_t *h = result->h;
    if (*group && !polder_hdf_is_there(h, group)) return;
    char **name = polder_hdf_names(h, *group ? group : "/", &n);
    for (hsize_t i = 0; i < n && !h->bad; i++)
        if (!is_expected(result, group, name[i]))
            polder_hdf_spoil(h, "there is %s%s%.80s, which its experiment does not have", group,
                             *group ? "/" : "", name[i]);
    polder_hdf_free(name, n);
}

/* ---- how the numbers fit together ---- */

/* Networks that were to be recorded and did not fail have a trajectory, and only they. */
static int count_failed(polder_result_t *result, int64_t *failed, int64_t *samples,
                        polder_report_t *report)
{
    enum { PIECE = 1 << 14 };
    int64_t *flag = malloc(PIECE * sizeof *flag);
    const int64_t n = result->size[POLDER_DIM_NETWORKS];
    const int64_t recorded = result->recorded < result->size[POLDER_DIM_REPLICATES]
                                 ? result->recorded * result->size[POLDER_DIM_CASES]
                                 : n;
    int code = flag ? POLDER_OK : polder_out_of_memory(report);
    *failed = *samples = 0;
    for (int64_t first = 0; first < n && code >= 0; first += PIECE) {
        const int64_t some = n - first < PIECE ? n - first : PIECE;
        code = polder_result_read_index(result, "failed", first, some, flag, report);
        for (int64_t i = 0; i < some && code >= 0; i++) {
            *failed += flag[i] != 0;
            *samples += flag[i] == 0 && first + i < recorded;
        }
    }
    free(flag);
    return code;
}

/* Networks are looked up by their order, and ticks by how many they are apart. */
static int check_order(polder_result_t *result, polder_dataset_id_t id, polder_report_t *report)
{
    enum { PIECE = 1 << 14 };
    char name[96];
    int code = POLDER_OK;
    int64_t before = -1;
    const bool times = id == POLDER_SET_TIME;
    const int64_t n = result->size[polder_datasets[id].rows];
    const int64_t every = result->every > 0 ? result->every : 1;
    if (result->set[id] < 0) return POLDER_OK;
    int64_t *value = malloc(PIECE * sizeof *value);
    if (!value) return polder_out_of_memory(report);
    name_of(&polder_datasets[id], name);
    for (int64_t first = 0; first < n && code >= 0; first += PIECE) {
        const int64_t some = n - first < PIECE ? n - first : PIECE;
        code = polder_result_read_index(result, name, first, some, value, report);
        for (int64_t i = 0; i < some && code >= 0; i++) {
            if (times ? value[i] != (first + i) * every : value[i] <= before) {
                polder_hdf_spoil(result->h, "%s is %lld in row %lld, which is not in order", name,
                                 (long long)value[i], (long long)(first + i));
                code = polder_result_wrong(result, report);
            }
            before = value[i];
        }
    }
    free(value);
    return code;
}

static int check_numbers(polder_result_t *result, int n_track, polder_report_t *report)
{
    int64_t failed = 0, samples = 0;
    const int64_t *size = result->size;
    polder_hdf_t *h = result->h;
    const int code = count_failed(result, &failed, &samples, report);
    if (code < 0) return code;
    if (n_track == 0) samples = 0;
    const int64_t times = result->horizon / (result->every > 0 ? result->every : 1) + 1;
    if (size[POLDER_DIM_SAMPLES] != samples)
        polder_hdf_spoil(h, "%lld networks are recorded over time, not %lld",
                         (long long)size[POLDER_DIM_SAMPLES], (long long)samples);
    else if (size[POLDER_DIM_TIMES] != (samples > 0 ? times : 0))
        polder_hdf_spoil(h, "it has %lld times, not %lld", (long long)size[POLDER_DIM_TIMES],
                         (long long)(samples > 0 ? times : 0));
    else if ((failed > 0) != (size[POLDER_DIM_ERRORS] > 0) || size[POLDER_DIM_ERRORS] > failed)
        polder_hdf_spoil(h, "%lld networks failed, for %lld reasons", (long long)failed,
                         (long long)size[POLDER_DIM_ERRORS]);
    return h->bad ? polder_result_wrong(result, report) : POLDER_OK;
}

/* ---- texts ---- */

static char **names(polder_result_t *result, polder_dataset_id_t id)
{
    if (result->set[id] < 0) return NULL;
    return polder_hdf_read_texts(result->h, result->set[id],
                                 (hsize_t)result->size[polder_datasets[id].rows]);
}

static void find_baseline(polder_result_t *result)
{
    const char *name = polder_result_text(result, "baseline");
    const int64_t n = result->size[POLDER_DIM_ARMS];
    if (!name || n == 0 || result->h->bad) return;
    for (int i = 0; i < n; i++)
        if (strcmp(result->arm[i], name) == 0) {
            result->baseline = i;
            return;
        }
    polder_hdf_spoil(result->h, "its baseline is none of its arms");
}

/* Old files leave it to the text of the experiment. */
static void read_together(polder_result_t *result, hid_t group)
{
    static const char name[] = "points_together";
    int64_t together = 0;
    if (result->h->bad || !polder_hdf_has(result->h, group, name)) return;
    polder_hdf_get_int64(result->h, group, name, 1, &together);
    if (together < 1 || together > result->size[POLDER_DIM_POINTS])
        polder_hdf_spoil(result->h, "the attribute %s of its design is no number of its points",
                         name);
    else
        result->points_together = (int)together;
}

/* Who is there in which arm; in each somebody is. */
static void members(polder_result_t *result)
{
    polder_hdf_t *h = result->h;
    const int64_t arms = result->size[POLDER_DIM_ARMS], n = result->size[POLDER_DIM_MEMBERS];
    const hid_t set = result->set[POLDER_SET_ARM_MEMBER];
    if (set < 0 || h->bad) return;
    const size_t bytes = (size_t)arms * (size_t)n;
    result->member = malloc(bytes);
    if (!result->member) polder_hdf_no_memory(h);
    polder_hdf_read(h, set, H5T_NATIVE_INT8, 0, (hsize_t)arms, result->member, bytes);
    for (int64_t a = 0; a < arms && !h->bad; a++) {
        int64_t there = 0;
        for (int64_t o = 0; o < n && !h->bad; o++) {
            const int8_t one = result->member[a * n + o];
            there += one;
            if (one < 0 || one > 1)
                polder_hdf_spoil(h, "trajectory/arm_member is %d for organisation %lld in arm %lld",
                                 one, (long long)o, (long long)a);
        }
        if (!h->bad && there == 0)
            polder_hdf_spoil(h, "trajectory/arm_member says that nobody is there in arm %lld",
                             (long long)a);
    }
}

static void texts(polder_result_t *result)
{
    polder_hdf_t *h = result->h;
    result->case_index = names(result, POLDER_SET_CASE_NAME);
    result->arm = names(result, POLDER_SET_ARM_NAME);
    result->factor = names(result, POLDER_SET_FACTOR);
    result->choices = names(result, POLDER_SET_CHOICES);
    result->label = names(result, POLDER_SET_LABEL);
    members(result);
    find_baseline(result);
    polder_result_kinds(result);
    if (result->size[POLDER_DIM_POINTS] == 0) return;
    hid_t group = polder_hdf_find(h, "design");
    result->design = polder_hdf_get_text(h, group, "kind");
    if (!result->design) polder_hdf_spoil(h, "its design does not say of which kind it is");
    read_together(result, group);
    polder_hdf_leave(&group);
}

/* ---- the model ---- */

/* What the file says of its model; where it is from before it did, what the model says now. */
static void find_model(polder_result_t *result)
{
    bool memory = false;
    polder_hdf_t *h = result->h;
    polder_declaration_t *d = &result->declared;
    const char *name = polder_result_text(result, "model");
    const char *text = polder_result_text(result, "declaration");
    const polder_model_t *known = name ? polder_model_find(name) : NULL;
    if (known && !text) d->model = *known;
    if (text && !polder_declaration_read(d, text, &memory) && !memory)
        polder_hdf_spoil(h, "its declaration is not one of a model");
    if (known && !d->model.story) {
        d->model.story = known->story;
        d->model.tally = known->tally;
    }
    if (memory) polder_hdf_no_memory(h);
    const char *tick = polder_result_text(result, "tick");
    d->model.name = name ? name : "";
    d->model.tick = tick ? tick : "tick";
    if (!d->model.doc) d->model.doc = "";
}

/* ---- the whole ---- */

static int contents(polder_result_t *result, bool trust, polder_report_t *report)
{
    struct stat status;
    polder_hdf_t *h = result->h;
    if (stat(result->path, &status) != 0)
        return polder_fail(report, POLDER_FILE, "%s: %s", result->path,
                           polder_report_text(report, errno == ENOENT
                                                          ? POLDER_TEXT("there is no such file")
                                                          : strerror(errno)));
    if (!S_ISREG(status.st_mode))
        return polder_fail(report, POLDER_INPUT, "%s is not a file", result->path);
    polder_hdf_open(h, result->path, trust ? POLDER_ANYHOW : POLDER_SEALED, report);
    int code = check_format(result, report);
    if (code >= 0) code = polder_result_expect(result, report);
    if (code < 0) return code;
    const int n_track = result->n_track;
    find_datasets(result);
    find_columns(result, result->column, &result->n_column, false);
    find_columns(result, result->track, &result->n_track, true);
    static const char *const group[] = {"", "design", "errors", "trajectory", "events"};
    for (size_t i = 0; i < sizeof group / sizeof group[0]; i++) find_others(result, group[i]);
    texts(result);
    find_model(result);
    if (h->bad) return polder_result_wrong(result, report);
    code = check_numbers(result, n_track, report);
    if (code >= 0) code = check_order(result, POLDER_SET_SAMPLE, report);
    return code >= 0 ? check_order(result, POLDER_SET_TIME, report) : code;
}

int polder_result_open(polder_result_t **result, const char *path, polder_report_t *report)
{
    return polder_result_open_trusting(result, path, false, report);
}

int polder_result_open_trusting(polder_result_t **result, const char *path, bool trust,
                                polder_report_t *report)
{
    polder_result_t *r = calloc(1, sizeof *r);
    *result = NULL;
    if (!r) return polder_out_of_memory(report);
    r->path = strdup(path);
    r->h = calloc(1, sizeof *r->h);
    if (r->h) r->h->file = -1;
    for (int i = 0; i < POLDER_N_DATASET; i++) r->set[i] = -1;
    const int code = r->path && r->h ? contents(r, trust, report) : polder_out_of_memory(report);
    if (code < 0)
        polder_result_close(r);
    else
        *result = r;
    return code;
}

static void free_columns(polder_column_set_t *list, int n)
{
    for (int i = 0; list && i < n; i++) {
        free(list[i].name);
        free(list[i].doc);
        free(list[i].unit);
        free(list[i].source);
        free(list[i].choices);
        polder_hdf_leave(&list[i].set);
    }
    free(list);
}

void polder_result_close(polder_result_t *result)
{
    if (!result) return;
    const int64_t *size = result->size;
    for (int k = 0; result->observed && k < result->n_observed; k++) {
        free((char *)(uintptr_t)result->observed[k].name);
        free((char *)(uintptr_t)result->observed[k].kind);
        free((char *)(uintptr_t)result->observed[k].what);
        free(result->observed[k].unknown);
    }
    free(result->observed);
    free_columns(result->column, result->n_column);
    free_columns(result->track, result->n_track);
    for (int i = 0; i < POLDER_N_DATASET; i++) polder_hdf_leave(&result->set[i]);
    for (int i = 0; i < result->n_text; i++) {
        free(result->text[i].name);
        free(result->text[i].text);
    }
    free(result->text);
    polder_declaration_free(&result->declared);
    polder_hdf_free(result->case_index, (hsize_t)size[POLDER_DIM_CASES]);
    polder_hdf_free(result->arm, (hsize_t)size[POLDER_DIM_ARMS]);
    polder_hdf_free(result->factor, (hsize_t)size[POLDER_DIM_FACTORS]);
    polder_hdf_free(result->choices, (hsize_t)size[POLDER_DIM_FACTORS]);
    polder_hdf_free(result->label, (hsize_t)size[POLDER_DIM_LABELS]);
    polder_result_free_kinds(result);
    free(result->design);
    free(result->member);
    free(result->lasts);
    if (result->h) {
        const bool good = polder_hdf_end(result->h);
        (void)good; /* read only: nothing can be lost */
    }
    free(result->h);
    free(result->path);
    free(result);
}
