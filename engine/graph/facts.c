/* facts.c: what was read of a network file, counted and said; see experiment.h. */
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "graph/netfile.h"
#include "kernel/utf8.h"

enum { MOST_SAID = 12 };

static int no_memory(const polder_netfile_t *file, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
}

/* ---- attributes ---- */

static void add_value(polder_attribute_facts_t *a, const char *text)
{
    double x = 0;
    const polder_value_kind_t kind = polder_netfile_number(text, &x);
    a->of++;
    if (kind == POLDER_VALUE_MISSING) return;
    a->number &= kind == POLDER_VALUE_NUMBER;
    if (kind == POLDER_VALUE_NUMBER) {
        a->min = a->known ? fmin(a->min, x) : x;
        a->max = a->known ? fmax(a->max, x) : x;
    }
    a->known++;
}

/* Ties of the file that the network has: each once, also if it reports both sides. */
static void add_answers(const polder_netfile_t *file, int attribute, polder_attribute_facts_t *a)
{
    const polder_graph_t *graph = &file->network->graph;
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t at = graph->off[i]; at < graph->off[i + 1]; at++) {
            const int32_t e = file->edge[at];
            if (e < 0) continue;
            const int32_t back = file->edge[polder_graph_arc(graph, graph->nbr[at], i)];
            if (back == e && graph->nbr[at] < i) continue;
            add_value(a, polder_netfile_value(file, attribute, e));
        }
}

static int make_attributes(polder_netfile_t *file)
{
    polder_network_facts_t *facts = &file->network->facts;
    if (file->n_attribute == 0) return 0;
    facts->attribute = calloc((size_t)file->n_attribute, sizeof *facts->attribute);
    if (!facts->attribute) return POLDER_MEMORY;
    for (int k = 0; k < file->n_attribute; k++) {
        const polder_netfile_attribute_t *from = &file->attribute[k];
        polder_attribute_facts_t *a = &facts->attribute[k];
        bool changed = false;
        *a = (polder_attribute_facts_t){.level = from->of_ties ? POLDER_ARC : POLDER_ORGANISATION,
                                        .number = true,
                                        .name = polder_netfile_repaired(from->name, &changed)};
        if (!a->name) return POLDER_MEMORY;
        facts->n_attribute++;
        if (from->of_ties)
            add_answers(file, k, a);
        else
            for (int32_t i = 0; i < file->n_org; i++)
                add_value(a, polder_netfile_value(file, k, i));
        a->number &= a->known > 0;
    }
    return 0;
}

/* ---- components ---- */

/* Walks from one organisation after another that has not been seen; `queue` has room for all. */
static void count_components(const polder_graph_t *graph, bool *seen, int32_t *queue,
                             polder_network_facts_t *facts)
{
    for (int32_t start = 0; start < graph->n_org; start++) {
        if (seen[start]) continue;
        int32_t n = 0, at = 0;
        seen[start] = true;
        for (queue[n++] = start; at < n; at++)
            for (int32_t a = graph->off[queue[at]]; a < graph->off[queue[at] + 1]; a++) {
                const int32_t next = graph->nbr[a];
                if (seen[next]) continue;
                seen[next] = true;
                queue[n++] = next;
            }
        facts->n_component++;
        facts->n_alone += n == 1;
        if (n > facts->largest) facts->largest = n;
    }
}

/* Has it ties with nobody but who is not there? */
static bool is_alone(const polder_graph_t *graph, const bool *gone, int32_t org)
{
    for (int32_t a = graph->off[org]; a < graph->off[org + 1]; a++)
        if (!gone[graph->nbr[a]]) return false;
    return !gone[org];
}

static int32_t first_alone(const polder_graph_t *graph, const bool *gone)
{
    int32_t i = 0;
    while (i < graph->n_org && !is_alone(graph, gone, i)) i++;
    return i;
}

/* `gone` are not there in any arm, and do not count. */
static void warn_of_components(const polder_netfile_t *file, const polder_network_facts_t *facts,
                               const bool *gone, polder_report_t *report)
{
    const polder_network_t *network = file->network;
    char alone[400] = "";
    int n_org = 0;
    for (int32_t o = 0; o < network->graph.n_org; o++) n_org += !gone[o];
    if (facts->n_component < 2 || network->graph.n_arc == 0) return;
    if (facts->n_alone)
        snprintf(alone, sizeof alone,
                 polder_report_count(
                     report, ", and %lld organisation is without ties, such as '%.200s'",
                     ", and %lld organisations are without ties, such as '%.200s'", facts->n_alone),
                 (long long)facts->n_alone, network->label[first_alone(&network->graph, gone)]);
    polder_warn(report, &file->place,
                "the network has %d components, the largest of %d of its %d organisations%s: "
                "components meet only through what the whole network shares",
                (int)facts->n_component, (int)facts->largest, n_org, alone);
}

static void mark_gone(const polder_netfile_t *file, bool *gone)
{
    const polder_source_t *source = file->source;
    for (int32_t o = 0; o < file->network->graph.n_org; o++)
        for (int i = 0; i < source->n_absent; i++)
            gone[o] |= strcmp(file->network->label[o], source->absent[i]) == 0;
}

static int make_components(polder_netfile_t *file, polder_report_t *report)
{
    const polder_graph_t *graph = &file->network->graph;
    polder_network_facts_t there = {0};
    bool *seen = calloc((size_t)graph->n_org, sizeof *seen);
    bool *gone = calloc((size_t)graph->n_org, sizeof *gone);
    int32_t *queue = malloc((size_t)graph->n_org * sizeof *queue);
    const int code = seen && gone && queue ? 0 : POLDER_MEMORY;
    if (code == 0) {
        count_components(graph, seen, queue, &file->network->facts);
        mark_gone(file, gone);
        memcpy(seen, gone, (size_t)graph->n_org * sizeof *seen);
        count_components(graph, seen, queue, &there);
        warn_of_components(file, &there, gone, report);
    }
    free(queue);
    free(gone);
    free(seen);
    return code;
}

int polder_facts_make(polder_netfile_t *file, polder_report_t *report)
{
    polder_network_facts_t *facts = &file->network->facts;
    facts->left_org = file->left_org;
    facts->left_tie = file->left_tie;
    facts->n_record = file->n_tie + file->left_tie;
    facts->lines = file->format == POLDER_EDGELIST;
    if (make_attributes(file) || make_components(file, report)) return no_memory(file, report);
    return 0;
}

/* ---- in words ---- */

typedef struct {
    char *text;
    size_t size, used;
} words_t;

POLDER_PRINTF(2, 3)
static void say(words_t *w, const char *format, ...)
{
    va_list arguments;
    if (w->used >= w->size) return;
    va_start(arguments, format);
    w->used += (size_t)vsnprintf(w->text + w->used, w->size - w->used, format, arguments);
    va_end(arguments);
}

/* A name of the file; a long one is cut, but no character is. */
static void say_name(words_t *w, const char *name)
{
    enum { LONG = 60 };
    const size_t length = strlen(name), n = polder_utf8_cut(name, length, LONG);
    say(w, "%.*s%s", (int)n, name, n < length ? "…" : "");
}

static void say_names(words_t *w, const polder_network_facts_t *facts)
{
    const bool several = facts->label[1].n > 0;
    /* The ids of a list are names. */
    if (!several && facts->lines && strcmp(facts->label[0].attribute, "id") == 0) return;
    for (int i = 0; i < POLDER_LABEL_SOURCES && facts->label[i].n; i++) {
        say(w, i ? ", " : " (names from ");
        say_name(w, facts->label[i].attribute);
        if (several) say(w, " (%d)", (int)facts->label[i].n);
    }
    say(w, ")");
}

static void say_ties(words_t *w, const polder_network_facts_t *facts)
{
    const int64_t undirected = facts->n_record - facts->left_tie - facts->n_directed;
    say(w, ", %d tie%s", (int)facts->n_tie, facts->n_tie == 1 ? "" : "s");
    if (facts->n_record != facts->n_tie)
        say(w, " from %lld %s%s", (long long)facts->n_record, facts->lines ? "line" : "record",
            facts->n_record == 1 ? "" : "s");
    if (facts->named_once)
        say(w, ", undirected because each is named once");
    else if (facts->n_directed && facts->undirected)
        say(w, ", taken for undirected");
    else if (facts->n_directed && undirected)
        say(w, ", some directed");
    else if (facts->n_record)
        say(w, facts->n_directed ? ", directed" : ", undirected");
    if (facts->one_sided)
        say(w, ", %d%s reported by one side%s", (int)facts->one_sided, facts->kept ? "" : " more",
            facts->kept ? "" : " left out");
    say(w, ", %d component%s", (int)facts->n_component, facts->n_component == 1 ? "" : "s");
    if (facts->n_alone) say(w, ", %d without ties", (int)facts->n_alone);
}

static void say_values(words_t *w, const polder_attribute_facts_t *a)
{
    say(w, " (");
    if (a->known < a->of) say(w, "%lld of %lld", (long long)a->known, (long long)a->of);
    if (a->known < a->of && a->known) say(w, ", ");
    if (a->known && !a->number)
        say(w, "text");
    else if (a->known && a->min == a->max)
        say(w, "%g", a->min);
    else if (a->known)
        say(w, a->min < 0 ? "%g to %g" : "%g–%g", a->min, a->max);
    say(w, ")");
}

static bool is_name(const polder_network_facts_t *facts, const polder_attribute_facts_t *a)
{
    bool is = a->level == POLDER_ORGANISATION && strcmp(a->name, "id") == 0;
    for (int i = 0; i < POLDER_LABEL_SOURCES && facts->label[i].n; i++)
        is |= a->level == POLDER_ORGANISATION && strcmp(facts->label[i].attribute, a->name) == 0;
    return is;
}

static void say_attributes(words_t *w, const polder_network_facts_t *facts, polder_level_t level,
                           int *said)
{
    bool first = true;
    for (int i = 0; i < facts->n_attribute; i++) {
        const polder_attribute_facts_t *a = &facts->attribute[i];
        if (a->level != level || is_name(facts, a)) continue;
        if (++*said > MOST_SAID) continue;
        if (first) say(w, "; attributes of %s: ", level == POLDER_ARC ? "ties" : "organisations");
        if (!first) say(w, ", ");
        say_name(w, a->name);
        say_values(w, a);
        first = false;
    }
}

void polder_network_say(const polder_network_t *network, char *text, size_t size)
{
    const polder_network_facts_t *facts = &network->facts;
    words_t w = {.text = text, .size = size};
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    const locale_t before = plain ? uselocale(plain) : (locale_t)0; /* numbers have a point */
    int said = 0;
    if (size) *text = '\0';
    const int n = (int)(network->n_read > 0 ? network->n_read : network->graph.n_org);
    say(&w, "%d organisation%s", n, n == 1 ? "" : "s");
    if (facts->label[0].n) say_names(&w, facts);
    say_ties(&w, facts);
    say_attributes(&w, facts, POLDER_ORGANISATION, &said);
    say_attributes(&w, facts, POLDER_ARC, &said);
    if (said > MOST_SAID) say(&w, " and %d more", said - MOST_SAID);
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
}
