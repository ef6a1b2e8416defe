/* arms_file.c: see arms_file.h. */
#include "program/arms_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "io/json.h"
#include "io/yaml.h"
#include "scenario/cause.h"

/* A scenario names its model. So does a cause, and an intervention does not. */
static bool is_scenario(const char *text, size_t length)
{
    polder_yaml_t yaml = {0};
    const bool whole = polder_yaml_parse(&yaml, text, length, 0, "", NULL) >= 0;
    const polder_yaml_node_t *root = whole ? yaml.root : NULL;
    const bool named =
        root && root->kind == POLDER_YAML_MAPPING && polder_yaml_get(root, "model") != NULL;
    polder_yaml_free(&yaml);
    return named && !polder_cause_is_one(text, length);
}

int polder_cli_spare_arms(const char *path, polder_report_t *report)
{
    const polder_place_t place = {.file = path};
    char *text = NULL;
    size_t length = 0;
    struct stat about;
    /* who opens it refuses what is no file */
    if (!path || stat(path, &about) != 0 || !S_ISREG(about.st_mode)) return POLDER_OK;
    const int code = polder_yaml_load(path, false, &text, &length, NULL);
    const bool scenario = code >= 0 && is_scenario(text, length);
    free(text);
    if (code == POLDER_MEMORY) return polder_out_of_memory(report);
    if (scenario) return POLDER_OK;
    return polder_fail_at(report, POLDER_INPUT, &place,
                          "this is no scenario: --overwrite replaces nothing else with arms");
}

/* The network file as seen from the folder of `path`: by what follows if it is in there, else from
 * the root. Caller frees. */
static char *seen_from(const char *network, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *given = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *folder = given ? realpath(given, NULL) : NULL, *file = realpath(network, NULL);
    const size_t n = folder ? strlen(folder) : 0;
    const bool inside = file && n > 1 && strncmp(file, folder, n) == 0 && file[n] == '/';
    char *seen = strdup(!file ? network : inside ? file + n + 1 : file);
    free(given);
    free(folder);
    free(file);
    return seen;
}

/* Keys that a reader wants first; the others follow. */
static json_t *in_order(json_t *root)
{
    static const char *const first[] = {"title",     "description",    "model",   "seed",
                                        "foundings", "first_founding", "futures", "replicates",
                                        "horizon",   "baseline",       "arms"};
    json_t *sorted = json_object(), *value = NULL;
    const char *key = NULL;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if ((value = json_object_get(root, first[i]))) json_object_set(sorted, first[i], value);
    json_object_foreach(root, key, value) json_object_set(sorted, key, value);
    return sorted;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* `network.file` of all or of an arm, seen from where the scenario will be. */
static bool set_file(json_t *of, const char *network, const char *path)
{
    char *seen = seen_from(network, path);
    const bool good =
        seen && json_object_set_new(json_object_get(of, "network"), "file", json_string(seen)) == 0;
    free(seen);
    return good;
}

/* In the text files have their names alone, of which there is one each. */
static bool set_files(json_t *root, const polder_experiment_t *x, const char *path)
{
    json_t *arm = NULL;
    size_t i = 0;
    if (x->source.path && !set_file(root, x->source.path, path)) return false;
    json_array_foreach(json_object_get(root, "arms"), i, arm)
    {
        const char *file =
            json_string_value(json_object_get(json_object_get(arm, "network"), "file"));
        for (int k = 0; file && k < x->n_other; k++)
            if (strcmp(name_of(x->other[k].path), name_of(file)) == 0 &&
                !set_file(arm, x->other[k].path, path))
                return false;
    }
    return true;
}

static int as_yaml(const char *json, const polder_experiment_t *x, const char *path, char **yaml,
                   polder_report_t *report)
{
    json_t *root = json_loads(json, 0, NULL), *sorted = in_order(root);
    const bool good = set_files(root, x, path);
    char *text = good ? polder_json_dumps(sorted, JSON_REAL_PRECISION(9)) : NULL;
    const int code = text ? polder_yaml_write(text, yaml, report) : polder_out_of_memory(report);
    free(text);
    json_decref(sorted);
    json_decref(root);
    return code;
}

int polder_cli_write_arms(const char *json, const polder_experiment_t *x, const char *path,
                          FILE *stream, polder_report_t *report)
{
    char *yaml = NULL;
    const int code = as_yaml(json, x, path, &yaml, report);
    if (code >= 0) fputs(yaml, stream); /* whoever closes it sees an error */
    free(yaml);
    return code;
}
