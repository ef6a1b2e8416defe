/* list_scenarios.c: see list.h. */
#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/json.h"
#include "io/yaml.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/list.h"
#include "scenario/loader.h"
#include "scenario/scenario.h"

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

char *polder_list_shelf(void)
{
    static const char *const beside[] = {"../share/polder/scenarios", "../scenarios",
                                         "../../scenarios"};
    char program[PATH_MAX], path[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0) return NULL;
    program[n] = '\0';
    const char *bin = dirname(program);
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        const int length = snprintf(path, sizeof path, "%s/%s", bin, beside[i]);
        if (length < (int)sizeof path && is_folder(path)) return realpath(path, NULL);
    }
    return NULL;
}

/* The working folder comes first, so that a project can have scenarios of its own. */
char *polder_list_folder(void)
{
    return is_folder("scenarios") ? strdup("scenarios") : polder_list_shelf();
}

static int is_yaml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    if (entry->d_name[0] == '.' || !dot) return 0;
    return strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0;
}

/* Bytes and not the locale decide, so that the order is the same everywhere. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The title of a scenario that cannot be read as a whole. */
static char *title_of(const char *path, const char *key)
{
    char *text = NULL, *title = NULL;
    size_t length = 0;
    polder_yaml_t yaml = {0};
    if (polder_yaml_load(path, false, &text, &length, NULL) < 0) return NULL;
    if (polder_yaml_parse(&yaml, text, length, 0, path, NULL) >= 0) {
        const polder_yaml_node_t *node = polder_yaml_get(yaml.root, key);
        if (node && node->kind == POLDER_YAML_SCALAR) title = strdup(node->text);
    }
    polder_yaml_free(&yaml);
    free(text);
    return title;
}

/* Whether all it lacks is a network file. */
static bool needs_network(const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++)
        if (report->note[i].code != POLDER_OK)
            return report->n_error == 1 && report->note[i].code == POLDER_NO_NETWORK;
    return false;
}

static json_t *about(const char *folder, const char *name)
{
    char path[PATH_MAX];
    polder_experiment_t x = {0};
    polder_report_t report;
    const polder_scenario_options_t options = {0};
    polder_cli_report(&report);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    const bool ok = polder_scenario_read(path, &options, &x, &report) >= 0;
    json_t *o = json_object();
    const bool bare = !ok && needs_network(&report);
    char *title = bare ? title_of(path, "title") : NULL;
    char *dutch = bare ? title_of(path, "title_nl") : NULL;
    json_object_set_new(o, "path", polder_json_path(path));
    json_object_set_new(o, "title", json_string(ok && x.title ? x.title : title ? title : ""));
    if ((ok && x.title_nl) || dutch)
        json_object_set_new(o, "title_nl", json_string(ok ? x.title_nl : dutch));
    if (bare) json_object_set_new(o, "needs", json_string("--network"));
    free(title);
    free(dutch);
    json_object_set_new(o, "model", json_string(ok ? x.table.model->name : ""));
    json_object_set_new(o, "ok", json_boolean(ok));
    polder_experiment_free(&x);
    polder_report_free(&report);
    return o;
}

int polder_list_files(const char *folder, char ***name)
{
    struct dirent **entry = NULL;
    errno = 0;
    const int n = scandir(folder, &entry, is_yaml, by_name);
    int kept = 0;
    bool memory = n >= 0 || errno != ENOMEM;
    *name = n > 0 ? calloc((size_t)n, sizeof **name) : NULL;
    for (int i = 0; i < n; i++) {
        char *copy = *name ? strdup(entry[i]->d_name) : NULL;
        if (copy) (*name)[kept++] = copy;
        memory &= copy != NULL;
        free(entry[i]);
    }
    free(entry);
    if (memory) return kept;
    while (kept > 0) free((*name)[--kept]);
    return -1;
}

/* What scenarios use has folders of its own among theirs. */
static int is_chapter(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "interventions") != 0 &&
           strcmp(entry->d_name, "causes") != 0 && strcmp(entry->d_name, "networks") != 0 &&
           strcmp(entry->d_name, "facts") != 0 && !is_yaml(entry);
}

static void add_files(json_t *list, const char *folder)
{
    char **name = NULL;
    const int n = polder_list_files(folder, &name);
    for (int i = 0; i < n; i++) {
        json_array_append_new(list, about(folder, name[i]));
        free(name[i]);
    }
    free(name);
}

int polder_list_chapters(const char *folder, char ***path)
{
    struct dirent **entry = NULL;
    const int n = scandir(folder, &entry, is_chapter, by_name);
    int kept = 0;
    *path = n > 0 ? calloc((size_t)n, sizeof **path) : NULL;
    for (int i = 0; i < n; i++) {
        char one[PATH_MAX];
        const int length = snprintf(one, sizeof one, "%s/%s", folder, entry[i]->d_name);
        char *copy = *path && length < (int)sizeof one && is_folder(one) ? strdup(one) : NULL;
        if (copy) (*path)[kept++] = copy;
        free(entry[i]);
    }
    free(entry);
    return kept;
}

json_t *polder_list_scenarios(char **folder)
{
    json_t *list = json_array();
    char **chapter = NULL;
    *folder = polder_list_folder();
    if (*folder) add_files(list, *folder);
    const int n = *folder ? polder_list_chapters(*folder, &chapter) : 0;
    for (int i = 0; i < n; i++) {
        add_files(list, chapter[i]);
        free(chapter[i]);
    }
    free(chapter);
    return list;
}
