/* labels.c: the names of organisations; see netfile.h.
 *
 * Each organisation takes the first of these that says something for it: the attribute that the
 * scenario names, "label", "name", what a program wrote in its drawing only, "id", and its id.
 */
#include <stdlib.h>
#include <string.h>

#include "graph/netfile.h"
#include "graph/similar.h"

static int no_memory(const polder_netfile_t *file, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
}

/* Where names may come from, best first. */
typedef struct {
    const char *name[POLDER_LABEL_SOURCES];
    int attribute[POLDER_LABEL_SOURCES]; /* −1: the id */
    int n;
} sources_t;

static void add_source(const polder_netfile_t *file, sources_t *s, const char *name)
{
    const int attribute = polder_netfile_named(file, false, name);
    if (attribute < 0) return;
    s->name[s->n] = name;
    s->attribute[s->n++] = attribute;
}

/* A table has no attribute with the names: its ids are names. */
static int find_sources(const polder_netfile_t *file, sources_t *s, polder_report_t *report)
{
    const polder_source_t *source = file->source;
    if (source->label) {
        add_source(file, s, source->label);
        if (s->n == 0 && strcmp(source->label, "id") != 0 &&
            !(file->named && strcmp(source->label, "name") == 0))
            return polder_netfile_unknown(file, false, source->label,
                                          source->asked ? &source->asked[source->n_mapping] : NULL,
                                          report);
    }
    add_source(file, s, "label");
    add_source(file, s, "name");
    add_source(file, s, POLDER_DRAWN_LABEL);
    add_source(file, s, "id");
    s->name[s->n] = "id";
    s->attribute[s->n++] = -1;
    return 0;
}

static int make_label(polder_netfile_t *file, const sources_t *s, int32_t i, int32_t *used,
                      bool *changed)
{
    int k = 0;
    const char *label = NULL;
    for (; k < s->n - 1; k++) {
        label = polder_netfile_value(file, s->attribute[k], i);
        if (!polder_netfile_blank(label)) break;
    }
    if (k == s->n - 1) label = polder_netfile_id(file, i);
    used[k]++;
    char text[64];
    if (polder_netfile_blank(label)) {
        snprintf(text, sizeof text, "organisation %d", (int)i + 1);
        label = text;
    }
    file->network->label[i] = polder_netfile_repaired(label, changed);
    return file->network->label[i] ? 0 : POLDER_MEMORY;
}

static int keep_facts(polder_netfile_t *file, const sources_t *s, const int32_t *used)
{
    polder_network_facts_t *facts = &file->network->facts;
    int n = 0;
    for (int k = 0; k < s->n; k++) {
        int at = 0;
        while (at < n && strcmp(facts->label[at].attribute, s->name[k]) != 0) at++;
        if (used[k] == 0) continue;
        if (at == n && !(facts->label[n++].attribute = strdup(s->name[k]))) return POLDER_MEMORY;
        facts->label[at].n += used[k];
    }
    return 0;
}

/* ---- two of one name ---- */

typedef struct {
    const char *label;
    int32_t org;
} named_t;

static int by_label(const void *a, const void *b)
{
    const named_t *x = a, *y = b;
    const int order = strcmp(x->label, y->label);
    return order ? order : (x->org > y->org) - (x->org < y->org);
}

static int warn_of_same(const polder_netfile_t *file, polder_report_t *report)
{
    const int32_t n = file->network->graph.n_org;
    named_t *all = malloc((size_t)n * sizeof *all);
    if (!all) return no_memory(file, report);
    for (int32_t i = 0; i < n; i++) all[i] = (named_t){file->network->label[i], i};
    qsort(all, (size_t)n, sizeof *all, by_label);
    int32_t same = 0, first = 0;
    for (int32_t i = 1; i < n; i++) {
        if (strcmp(all[i - 1].label, all[i].label) != 0) continue;
        if (same++ == 0) first = i;
    }
    if (same) {
        const int32_t a = all[first - 1].org, b = all[first].org;
        char more[80] = "";
        if (same > 1)
            snprintf(more, sizeof more,
                     polder_report_count(report, "; so it is %lld more time",
                                         "; so it is %lld more times", same - 1),
                     (long long)same - 1);
        bool changed = false;
        char *id[2] = {polder_netfile_repaired(polder_netfile_id(file, a), &changed),
                       polder_netfile_repaired(polder_netfile_id(file, b), &changed)};
        polder_place_t place = file->place;
        place.line = file->org_line[b];
        polder_warn(report, &place,
                    "two organisations are called '%.200s': those with id '%.100s' and '%.100s'%s",
                    all[first].label, id[0] ? id[0] : "?", id[1] ? id[1] : "?", more);
        free(id[0]);
        free(id[1]);
    }
    free(all);
    return 0;
}

int polder_labels_make(polder_netfile_t *file, polder_report_t *report)
{
    polder_network_t *network = file->network;
    const int32_t n = network->graph.n_org;
    int32_t used[POLDER_LABEL_SOURCES] = {0}, repairs = 0;
    sources_t s = {.n = 0};
    const int code = find_sources(file, &s, report);
    if (code) return code;
    network->label = calloc((size_t)n, sizeof *network->label);
    if (!network->label) return no_memory(file, report);
    for (int32_t i = 0; i < n; i++) {
        bool changed = false;
        if (make_label(file, &s, i, used, &changed)) return no_memory(file, report);
        repairs += changed;
    }
    if (keep_facts(file, &s, used)) return no_memory(file, report);
    if (repairs)
        polder_warn(
            report, &file->place,
            polder_report_count(
                report, "%d label is not valid UTF-8; the odd bytes are shown as \xef\xbf\xbd",
                "%d labels are not valid UTF-8; the odd bytes are shown as \xef\xbf\xbd", repairs),
            (int)repairs);
    const int wrong = warn_of_same(file, report);
    return wrong ? wrong
                 : polder_similar_warn(&file->place, network->label, file->org_line, n, report);
}
