/* command.c: see command.h. */
#include "program/command.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/json.h"

static json_t *list(const char *const *text, int n)
{
    json_t *array = json_array();
    for (int i = 0; i < n; i++) json_array_append_new(array, json_string(text[i]));
    return array;
}

/* A path is kept byte for byte: one that is not UTF-8, which JSON is, in hexadecimal digits too.
 * False: no memory. */
static bool put_path(json_t *o, const char *key, const char *path)
{
    json_t *text = path ? json_string(path) : json_null();
    if (text) return json_object_set_new(o, key, text) == 0;
    char name[32], *digits = malloc(2 * strlen(path) + 1);
    for (size_t i = 0; digits && path[i]; i++)
        sprintf(digits + 2 * i, "%02x", (unsigned)(unsigned char)path[i]);
    snprintf(name, sizeof name, "%s_bytes", key);
    const bool good = digits && json_object_set_new(o, key, polder_json_path(path)) == 0 &&
                      json_object_set_new(o, name, json_string(digits)) == 0;
    free(digits);
    return good;
}

/* The bytes take the place of the text; NULL: it is no path. */
static const char *get_path(json_t *o, const char *key)
{
    char name[32], path[PATH_MAX + 1];
    snprintf(name, sizeof name, "%s_bytes", key);
    const char *digits = json_string_value(json_object_get(o, name));
    if (digits) {
        size_t n = 0;
        unsigned byte = 0;
        for (; n < PATH_MAX && sscanf(digits + 2 * n, "%2x", &byte) == 1; n++) path[n] = (char)byte;
        if (strlen(digits) != 2 * n || memchr(path, 0, n)) return NULL;
        json_object_set_new(o, key, json_stringn_nocheck(path, n));
    }
    return json_string_value(json_object_get(o, key));
}

int polder_command_write(const polder_command_t *command, polder_store_t *store,
                         polder_report_t *report)
{
    const polder_scenario_arguments_t *a = &command->arguments;
    char *folder = getcwd(NULL, 0);
    json_t *o = json_object();
    json_object_set_new(o, "polder", json_string(POLDER_VERSION));
    const bool good = put_path(o, "folder", folder) && put_path(o, "scenario", command->scenario) &&
                      put_path(o, "network", a->network);
    json_object_set_new(o, "set", list(a->set, a->n_set));
    json_object_set_new(o, "record", list(a->record, a->n_record));
    json_object_set_new(o, "shards", json_integer(command->shards));
    char *text = good ? polder_json_dumps(o, JSON_INDENT(2)) : NULL;
    const int code = text ? polder_store_keep(store, text, report) : polder_out_of_memory(report);
    free(text);
    free(folder);
    json_decref(o);
    return code;
}

static bool read_list(const json_t *o, const char *key, const char **text, int *n)
{
    const json_t *array = json_object_get(o, key);
    const size_t size = json_array_size(array);
    if (!json_is_array(array) || size > POLDER_MOST_ARGUMENTS) return false;
    for (size_t i = 0; i < size; i++) {
        text[i] = json_string_value(json_array_get(array, i));
        if (!text[i]) return false;
    }
    *n = (int)size;
    return true;
}

bool polder_command_read(polder_command_t *command, const char *parts)
{
    polder_scenario_arguments_t *a = &command->arguments;
    *command = (polder_command_t){0};
    char *path = malloc(strlen(parts) + sizeof "/command.json");
    if (!path) return false;
    sprintf(path, "%s/command.json", parts);
    json_t *o = command->json = json_load_file(path, 0, NULL);
    free(path);
    command->scenario = get_path(o, "scenario");
    command->folder = get_path(o, "folder");
    command->shards = json_integer_value(json_object_get(o, "shards"));
    a->network = get_path(o, "network");
    if (command->scenario && read_list(o, "set", a->set, &a->n_set) &&
        read_list(o, "record", a->record, &a->n_record))
        return true;
    polder_command_free(command);
    return false;
}

void polder_command_free(polder_command_t *command)
{
    json_decref(command->json);
    *command = (polder_command_t){0};
}

char *polder_command_path(const polder_command_t *command, const char *path)
{
    if (path[0] == '/' || !command->folder) return strdup(path);
    char *whole = malloc(strlen(command->folder) + strlen(path) + 2);
    if (whole) sprintf(whole, "%s/%s", command->folder, path);
    return whole;
}
