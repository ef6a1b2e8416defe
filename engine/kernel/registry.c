/* registry.c: see registry.h. */
#include "kernel/registry.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/batch.h"

enum { MOST_PLUGINS = 64, DIGITS = 16 };

/* NULL: only those built in. */
static const polder_part_t **all_parts;
static const polder_model_t **all_models;
static char plugin_fingerprint[MOST_PLUGINS][DIGITS + 1];
static int n_plugin;

const polder_part_t *const *polder_registry_parts(void)
{
    return all_parts ? (const polder_part_t *const *)all_parts : polder_parts;
}

const polder_model_t *const *polder_registry_models(void)
{
    return all_models ? (const polder_model_t *const *)all_models : polder_models;
}

int polder_registry_plugins(void)
{
    return n_plugin;
}

const char *polder_registry_plugin(int i)
{
    return plugin_fingerprint[i];
}

static int count(const void *const *list)
{
    int n = 0;
    while (list && list[n]) n++;
    return n;
}

bool polder_plugin_is_readable(const polder_plugin_t *plugin)
{
    static const uint32_t ours[POLDER_SIZES] = POLDER_LAYOUT;
    return plugin->abi == POLDER_ABI && memcmp(plugin->layout, ours, sizeof ours) == 0;
}

static int refuse_abi(const polder_plugin_t *p, const char *name, polder_report_t *report)
{
    if (p->abi != POLDER_ABI)
        return polder_fail(report, POLDER_INPUT,
                           "%s was built for version %u of the interface of parts, this Polder has "
                           "version %d; build it again with the headers of this Polder",
                           name, (unsigned)p->abi, POLDER_ABI);
    if (polder_plugin_is_readable(p)) return 0;
    return polder_fail(report, POLDER_INPUT,
                       "%s was built with headers of another Polder: what a part looks like has "
                       "another size there; build it again with the headers of this one",
                       name);
}

static bool same_part(const polder_part_t *a, const polder_part_t *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->model, b->model) == 0;
}

/* Is there a model of this name, here or in the plug-in itself? */
static bool is_model(const polder_plugin_t *p, const char *name)
{
    for (const polder_model_t *const *m = polder_registry_models(); *m; m++)
        if (strcmp((*m)->name, name) == 0) return true;
    for (int i = 0; p->model && p->model[i]; i++)
        if (strcmp(p->model[i]->name, name) == 0) return true;
    return false;
}

/* Sixteen hexadecimal digits? */
static bool is_fingerprint(const char *text)
{
    return strlen(text) == DIGITS && strspn(text, "0123456789abcdef") == DIGITS;
}

static int refuse_models(const polder_plugin_t *p, const char *name, polder_report_t *report)
{
    for (int i = 0; p->model && p->model[i]; i++) {
        bool there = false;
        for (const polder_model_t *const *m = polder_registry_models(); *m; m++)
            there |= strcmp((*m)->name, p->model[i]->name) == 0;
        for (int j = 0; j < i; j++) there |= strcmp(p->model[j]->name, p->model[i]->name) == 0;
        if (there)
            return polder_fail(report, POLDER_INPUT, "%s: there is a model %s already", name,
                               p->model[i]->name);
    }
    return 0;
}

static int refuse_parts(const polder_plugin_t *p, const char *name, polder_report_t *report)
{
    for (int i = 0; p->part && p->part[i]; i++) {
        if (!is_model(p, p->part[i]->model))
            return polder_fail(report, POLDER_INPUT,
                               "%s: part %s is of a model %s, which is not there", name,
                               p->part[i]->name, p->part[i]->model);
        bool there = false;
        for (const polder_part_t *const *q = polder_registry_parts(); *q; q++)
            there |= same_part(*q, p->part[i]);
        for (int j = 0; j < i; j++) there |= same_part(p->part[j], p->part[i]);
        if (there)
            return polder_fail(report, POLDER_INPUT,
                               "%s: model %s has a part %s already; another name, please", name,
                               p->part[i]->model, p->part[i]->name);
    }
    return 0;
}

/* `list` and `more` as one, ending with NULL; NULL if out of memory. */
static const void **joined(const void *const *list, const void *const *more)
{
    const size_t n = (size_t)count(list), m = (size_t)count(more);
    const void **all = calloc(n + m + 1, sizeof *all);
    if (!all) return NULL;
    memcpy(all, list, n * sizeof *all);
    if (m > 0) memcpy(all + n, more, m * sizeof *all);
    return all;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

int polder_registry_add(const polder_plugin_t *p, const char *name, const char *of_file,
                        polder_report_t *report)
{
    int code = refuse_abi(p, name, report);
    if (code == 0) code = refuse_models(p, name, report);
    if (code == 0) code = refuse_parts(p, name, report);
    if (code == 0 && p->fingerprint && !is_fingerprint(p->fingerprint))
        code = polder_fail(report, POLDER_INPUT,
                           "%s: its fingerprint is \"%s\", not 16 hexadecimal digits", name,
                           p->fingerprint);
    if (code < 0) return code;
    if (n_plugin == MOST_PLUGINS)
        return polder_fail(report, POLDER_INPUT, "%s: no more than %d model files", name,
                           (int)MOST_PLUGINS);
    const void **part =
        joined((const void *const *)polder_registry_parts(), (const void *const *)p->part);
    const void **model =
        joined((const void *const *)polder_registry_models(), (const void *const *)p->model);
    if (!part || !model) {
        free(part);
        free(model);
        return polder_out_of_memory(report);
    }
    free(all_parts);
    free(all_models);
    all_parts = (const polder_part_t **)part;
    all_models = (const polder_model_t **)model;
    const char *its = p->fingerprint ? p->fingerprint : of_file;
    size_t n = strlen(its);
    if (n > DIGITS) n = DIGITS;
    memset(plugin_fingerprint[n_plugin], 0, sizeof *plugin_fingerprint);
    memcpy(plugin_fingerprint[n_plugin++], its, n);
    qsort(plugin_fingerprint, (size_t)n_plugin, sizeof *plugin_fingerprint, by_text);
    return 0;
}
