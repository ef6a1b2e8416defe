/* scenario_read.c: a scenario from a file: its YAML, or a result, which holds the scenario that it
 * is of. See scenario.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/disk.h"
#include "io/given.h"
#include "io/json.h"
#include "io/store.h"
#include "io/yaml.h"
#include "scenario/scenario.h"

bool polder_scenario_is_result(const char *path)
{
    static const char signature[] = "\211HDF\r\n\032\n";
    char head[sizeof signature - 1];
    const int fd = polder_disk_open(path);
    const ssize_t n = fd >= 0 ? read(fd, head, sizeof head) : 0;
    if (fd >= 0) close(fd);
    return n == (ssize_t)sizeof head && memcmp(head, signature, sizeof head) == 0;
}

/* The folder that the files of a scenario are looked for in; NULL: the working folder. */
static int folder_of(const char *path, char **folder, polder_report_t *report)
{
    const char *slash = strrchr(path, '/');
    *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : NULL;
    return slash && !*folder ? polder_out_of_memory(report) : POLDER_OK;
}

/* A text from before it was a scenario has its parameters elsewhere. */
static bool is_scenario(const char *text)
{
    json_t *json = json_loads(text, 0, NULL);
    const bool is = json_is_object(json_object_get(json, "values"));
    json_decref(json);
    return is;
}

/* Its numbers were made by one code, and will be made by another. */
static void warn_of_code(const polder_result_t *result, const char *path, polder_report_t *report)
{
    polder_manifest_t ours, theirs = {0};
    const char *version = polder_result_text(result, "polder_version");
    const char *code = polder_result_text(result, "polder_fingerprint");
    polder_store_manifest("", &ours);
    snprintf(theirs.version, sizeof theirs.version, "%s", version ? version : "");
    snprintf(theirs.code, sizeof theirs.code, "%s", code ? code : "");
    if (!polder_store_same_code(&ours, &theirs))
        polder_warn(
            report, &(polder_place_t){.file = path},
            "this was made by polder %s with code %s; this is polder %s with code %s, whose "
            "numbers may differ",
            *theirs.version ? theirs.version : "(unknown)",
            *theirs.code ? theirs.code : "(unknown)", ours.version, ours.code);
}

/* The points of a design that were read from a file, which is not needed again. */
static int take_points(const polder_result_t *result, polder_given_t *given, double **value,
                       polder_report_t *report)
{
    const char *kind = polder_result_design(result);
    given->n_point = polder_result_n_point(result);
    given->n_factor = polder_result_n_factor(result);
    const size_t n = (size_t)given->n_point * (size_t)given->n_factor;
    if (!kind || strcmp(kind, "csv") != 0) return POLDER_OK;
    *value = malloc(n * sizeof **value);
    if (!*value) return polder_out_of_memory(report);
    given->value = *value;
    return polder_result_read_points(result, 0, given->n_point, *value, n, report);
}

static int read_result(const char *path, const polder_scenario_options_t *options,
                       polder_experiment_t *x, polder_report_t *report)
{
    polder_result_t *result = NULL;
    polder_given_t given = {0};
    polder_scenario_options_t all = options ? *options : (polder_scenario_options_t){0};
    double *value = NULL;
    char *folder = NULL;
    int code = polder_result_open(&result, path, report);
    if (code < 0) return code;
    const char *text = polder_result_description(result);
    if (!is_scenario(text))
        code = polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = path},
                              "this result is from before a result could be run again: run the "
                              "scenario it was made from");
    if (code >= 0) code = take_points(result, &given, &value, report);
    if (code >= 0) code = folder_of(path, &folder, report);
    if (code >= 0) {
        warn_of_code(result, path, report);
        all.given = given.value ? &given : NULL;
        code = polder_scenario_parse(text, strlen(text), path, folder, &all, x, report);
    }
    free(folder);
    free(value);
    polder_result_close(result);
    return code;
}

int polder_scenario_of_parts(const char *folder, char **json, polder_experiment_t *x,
                             polder_report_t *report)
{
    polder_given_t given;
    *x = (polder_experiment_t){0};
    int code = polder_store_experiment(folder, json, &given, report);
    if (code >= 0) {
        const polder_scenario_options_t options = {.given = &given};
        code = polder_scenario_parse(*json, strlen(*json), folder, NULL, &options, x, report);
    }
    polder_given_free(&given);
    return code;
}

int polder_scenario_read(const char *path, const polder_scenario_options_t *options,
                         polder_experiment_t *x, polder_report_t *report)
{
    char *text = NULL, *folder = NULL;
    size_t length = 0;
    *x = (polder_experiment_t){0};
    if (polder_scenario_is_result(path)) return read_result(path, options, x, report);
    int code = polder_yaml_load(path, true, &text, &length, report);
    if (code < 0) return code;
    code = folder_of(path, &folder, report);
    if (code >= 0) code = polder_scenario_parse(text, length, path, folder, options, x, report);
    free(folder);
    free(text);
    return code;
}
