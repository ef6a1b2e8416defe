/* command.c: see command.h. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static json_t *list(const char *const *text, int n)
{
    json_t *array = json_array();
    for (int i = 0; i < n; i++) json_array_append_new(array, json_string(text[i]));
    return array;
}

int polder_command_write(const polder_command_t *command, polder_store_t *store,
                         polder_report_t *report)
{
    const polder_scenario_arguments_t *a = &command->arguments;
    char *folder = getcwd(NULL, 0);
    json_t *o = json_object();
    json_object_set_new(o, "polder", json_string(POLDER_VERSION));
    json_object_set_new(o, "folder", folder ? json_string(folder) : json_null());
    json_object_set_new(o, "scenario", json_string(command->scenario));
    json_object_set_new(o, "set", list(a->set, a->n_set));
    json_object_set_new(o, "record", list(a->record, a->n_record));
    json_object_set_new(o, "network", a->network ? json_string(a->network) : json_null());
    json_object_set_new(o, "shards", json_integer(command->shards));
    char *text = json_dumps(o, JSON_INDENT(2));
    const int code = text ? polder_store_keep(store, text, report)
                          : polder_fail(report, POLDER_MEMORY, "out of memory");
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
    command->scenario = json_string_value(json_object_get(o, "scenario"));
    command->folder = json_string_value(json_object_get(o, "folder"));
    command->shards = json_integer_value(json_object_get(o, "shards"));
    a->network = json_string_value(json_object_get(o, "network"));
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
