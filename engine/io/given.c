/* given.c: what an experiment has read from files, beside its parts, so that they can be joined
 * where those files are not: the points of a design, and the names of a network. The file has a
 * digest like a part. See parts.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/given.h"
#include "io/parts.h"
#include "io/temporary.h"
#include "io/yaml.h"

static const char attribute[] = "given", whose[] = "experiment", member[] = "arm_member";

enum { POINTS, FACTORS, LABELS, N_SIZE };

/* ---- write ---- */

/* Who is there in which arm. */
static void write_members(polder_hdf_t *h, const polder_experiment_t *x)
{
    const int32_t n = x->network->graph.n_org;
    int8_t *there = malloc((size_t)n);
    if (!there) polder_hdf_no_memory(h);
    hid_t set = polder_hdf_make(h, h->file, member,
                                &(polder_hdf_shape_t){.type = H5T_STD_I8LE,
                                                      .rows = (hsize_t)x->n_arm,
                                                      .columns = (hsize_t)n});
    for (int a = 0; there && a < x->n_arm; a++) {
        polder_experiment_members(x, a, there);
        polder_hdf_write(h, set, H5T_NATIVE_INT8, (hsize_t)a, 1, there);
    }
    polder_hdf_leave(&set);
    free(there);
}

static void write_content(polder_hdf_t *h, const char *experiment, const polder_experiment_t *x,
                          const int64_t size[N_SIZE])
{
    polder_hdf_text(h, h->file, whose, experiment);
    polder_hdf_numbers(h, h->file, attribute, H5T_STD_I64LE, H5T_NATIVE_INT64, N_SIZE, size);
    if (size[POINTS] > 0) {
        hid_t set = polder_hdf_make(h, h->file, "value",
                                    &(polder_hdf_shape_t){.type = H5T_IEEE_F64LE,
                                                          .rows = (hsize_t)size[POINTS],
                                                          .columns = (hsize_t)size[FACTORS]});
        polder_hdf_write(h, set, H5T_NATIVE_DOUBLE, 0, (hsize_t)size[POINTS], x->design.value);
        polder_hdf_leave(&set);
    }
    if (size[LABELS] > 0) {
        hid_t set = polder_hdf_texts(h, h->file, "label", (hsize_t)size[LABELS],
                                     (const char *const *)x->network->label);
        polder_hdf_leave(&set);
    }
    if (size[LABELS] > 0 && polder_experiment_members_differ(x)) write_members(h, x);
}

int polder_given_write(const char *folder, const char *experiment, const polder_experiment_t *x,
                       polder_report_t *report)
{
    const bool named = x->network && x->network->label;
    const int64_t size[N_SIZE] = {x->design.file ? x->design.n_point : 0,
                                  x->design.file ? x->design.n_factor : 0,
                                  named ? x->network->graph.n_org : 0};
    polder_temporary_t temporary = {.fd = -1};
    polder_hdf_t h;
    char *path = polder_disk_text("%s/%s", folder, POLDER_GIVEN_NAME);
    if (!path) return polder_out_of_memory(report);
    if (size[POINTS] == 0 && size[LABELS] == 0) {
        /* nor is one of before */
        const int left = unlink(path) != 0 && errno != ENOENT ? errno : 0;
        const int code = left ? polder_disk_failed(report, path, left) : POLDER_OK;
        free(path);
        return code;
    }
    int error = polder_temporary_open(&temporary, folder, POLDER_GIVEN_NAME);
    int code = error ? polder_disk_failed(report, path, error) : POLDER_OK;
    if (code == POLDER_OK) {
        polder_hdf_create(&h, temporary.path);
        write_content(&h, experiment, x, size);
        code = polder_hdf_close(&h, path, POLDER_FILE, report);
    }
    if (code == POLDER_OK) {
        error = polder_temporary_commit(&temporary, path, false);
        if (error) code = polder_disk_failed(report, path, error);
    }
    polder_temporary_drop(&temporary);
    free(path);
    return code;
}

/* ---- read ---- */

static void read_value(polder_hdf_t *h, const int64_t size[N_SIZE], polder_given_t *given)
{
    const size_t bytes = (size_t)size[POINTS] * (size_t)size[FACTORS] * sizeof(double);
    hid_t set = polder_hdf_find(h, "value");
    polder_hdf_expect(h, set, "value", H5T_IEEE_F64LE, (hsize_t)size[POINTS],
                      (hsize_t)size[FACTORS]);
    double *value = h->bad ? NULL : malloc(bytes);
    if (!value) polder_hdf_no_memory(h);
    polder_hdf_read(h, set, H5T_NATIVE_DOUBLE, 0, (hsize_t)size[POINTS], value, bytes);
    polder_hdf_leave(&set);
    given->value = value;
    given->n_point = (int)size[POINTS];
    given->n_factor = (int)size[FACTORS];
}

/* Parts of before there was such a table do not have it. */
static void read_members(polder_hdf_t *h, polder_given_t *given)
{
    hsize_t arms = 0, n = 0;
    if (h->bad || !polder_hdf_is_there(h, member)) return;
    hid_t set = polder_hdf_find(h, member);
    polder_hdf_size(h, set, &arms, &n);
    if (arms < 1 || arms > POLDER_MAX_CASES) polder_hdf_spoil(h, "it has impossible sizes");
    polder_hdf_expect(h, set, member, H5T_STD_I8LE, arms, (hsize_t)given->n_label);
    const size_t bytes = (size_t)arms * (size_t)given->n_label;
    int8_t *there = h->bad ? NULL : malloc(bytes);
    if (!there) polder_hdf_no_memory(h);
    polder_hdf_read(h, set, H5T_NATIVE_INT8, 0, arms, there, bytes);
    polder_hdf_leave(&set);
    given->there = there;
    given->n_arm = there ? (int)arms : 0;
}

static void read_given(polder_hdf_t *h, polder_given_t *given)
{
    int64_t size[N_SIZE] = {0};
    polder_hdf_get_int64(h, h->file, attribute, N_SIZE, size);
    if (size[POINTS] < 0 || size[POINTS] > POLDER_MAX_CASES || size[FACTORS] < 0 ||
        size[FACTORS] > 100000 || size[LABELS] < 0 || size[LABELS] > INT32_MAX)
        polder_hdf_spoil(h, "it has impossible sizes");
    if (!h->bad && size[POINTS] > 0) read_value(h, size, given);
    if (h->bad || size[LABELS] == 0) return;
    hid_t set = polder_hdf_find(h, "label");
    polder_hdf_expect(h, set, "label", -1, (hsize_t)size[LABELS], 0);
    given->label = h->bad ? NULL : polder_hdf_read_texts(h, set, (hsize_t)size[LABELS]);
    given->n_label = given->label ? (int)size[LABELS] : 0;
    polder_hdf_leave(&set);
    read_members(h, given);
}

/* A file of another experiment, put here by hand, has a good digest as well. */
static void check_whose(polder_hdf_t *h, const polder_manifest_t *manifest)
{
    char *experiment = h->bad ? NULL : polder_hdf_get_text(h, h->file, whose);
    if (!h->bad && (!experiment || strcmp(experiment, manifest->experiment) != 0))
        polder_hdf_spoil(h, "it is not of the experiment that the parts beside it are of");
    free(experiment);
}

bool polder_store_has_experiment(const char *path)
{
    char *file = polder_disk_text("%s/%s", path, POLDER_SCENARIO_NAME);
    const bool has = file && access(file, F_OK) == 0;
    free(file);
    return has;
}

/* The text, and whether it is the one that the manifest names. */
static int read_text(const char *folder, const polder_manifest_t *manifest, char **json,
                     polder_report_t *report)
{
    polder_manifest_t ours;
    size_t length = 0;
    int code = POLDER_OK;
    char *path = polder_disk_text("%s/%s", folder, POLDER_SCENARIO_NAME);
    if (!path) return polder_out_of_memory(report);
    if (access(path, F_OK) != 0) {
        code = polder_fail(report, POLDER_FORMAT, "%s: %s", path,
                           polder_report_text(report, strerror(errno)));
    } else {
        code = polder_yaml_load(path, false, json, &length, report);
        char *text = code < 0 ? NULL : realloc(*json, length + 1);
        if (code >= 0 && !text) code = polder_out_of_memory(report);
        if (text) {
            text[length] = '\0';
            *json = text;
            polder_store_manifest(text, &ours);
            if (strcmp(ours.experiment, manifest->experiment) != 0)
                code = polder_fail(report, POLDER_FORMAT,
                                   "%s is not what the parts beside it are of", path);
        }
    }
    free(path);
    return code;
}

int polder_store_experiment(const char *path, char **json, polder_given_t *given,
                            polder_report_t *report)
{
    *json = NULL;
    *given = (polder_given_t){0};
    polder_manifest_t manifest;
    int code = polder_store_look(path, &manifest, report);
    if (code >= 0) code = read_text(path, &manifest, json, report);
    if (code < 0) return code;
    char *file = polder_disk_text("%s/%s", path, POLDER_GIVEN_NAME);
    if (!file) return polder_out_of_memory(report);
    if (access(file, F_OK) == 0) {
        polder_hdf_t h;
        polder_hdf_open(&h, file, POLDER_SEALED, report);
        check_whose(&h, &manifest);
        if (!h.bad) read_given(&h, given);
        if (!polder_hdf_end(&h))
            code = polder_fail(report, h.memory ? POLDER_MEMORY : POLDER_FORMAT, "%s: %s", file,
                               h.message);
    }
    free(file);
    return code;
}

void polder_given_free(polder_given_t *given)
{
    for (int i = 0; i < given->n_label; i++) free(given->label[i]);
    free((void *)(uintptr_t)given->label);
    free((void *)(uintptr_t)given->there);
    free((void *)(uintptr_t)given->value);
    *given = (polder_given_t){0};
}
