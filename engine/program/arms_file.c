/* arms_file.c: see arms_file.h. */
#include "program/arms_file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "io/yaml.h"

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

static int as_yaml(const char *json, const char *network, const char *path, char **yaml,
                   polder_report_t *report)
{
    json_t *root = json_loads(json, 0, NULL), *sorted = in_order(root);
    char *seen = network ? seen_from(network, path) : NULL;
    if (seen) json_object_set_new(json_object_get(root, "network"), "file", json_string(seen));
    char *text = json_dumps(sorted, JSON_REAL_PRECISION(9));
    const int code = text && (seen || !network)
                         ? polder_yaml_write(text, yaml, report)
                         : polder_fail(report, POLDER_MEMORY, "out of memory");
    free(text);
    free(seen);
    json_decref(sorted);
    json_decref(root);
    return code;
}

int polder_cli_write_arms(const char *json, const char *network, const char *path, FILE *stream,
                          polder_report_t *report)
{
    char *yaml = NULL;
    const int code = as_yaml(json, network, path, &yaml, report);
    if (code >= 0) fputs(yaml, stream); /* whoever closes it sees an error */
    free(yaml);
    return code;
}
