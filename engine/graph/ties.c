/* ties.c: from the ties of a file to those of a network; see graph.h.
 *
 * What     A tie of the network has two sides, its two arcs, and file->edge says for each which
 *          tie of the file reports it: the first one if there are several. An undirected tie
 *          reports both. So does each line of a list in which every tie is named once, because
 *          that is how people write undirected ties; unless `ties: mutual` says that they are
 *          answers. With `ties: undirected` all of them do. Loops and repeated ties are counted
 *          and left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/netfile.h"

/* Element a of `edge` becomes the first tie of the file that reports arc a. */
static void find_edges(const polder_netfile_t *file, polder_network_facts_t *facts)
{
    const polder_graph_t *graph = &file->network->graph;
    int32_t *edge = file->edge;
    for (int32_t a = 0; a < graph->n_arc; a++) edge[a] = -1;
    for (int32_t e = 0; e < file->n_tie; e++) {
        const int32_t from = file->from[e], to = file->to[e];
        facts->n_directed += file->directed[e];
        if (from == to) {
            facts->loops++;
            continue;
        }
        const int32_t there = polder_graph_arc(graph, from, to);
        const int32_t back = file->directed[e] ? there : polder_graph_arc(graph, to, from);
        facts->repeated += edge[there] >= 0 && edge[back] >= 0;
        if (edge[there] < 0) edge[there] = e;
        if (edge[back] < 0) edge[back] = e;
    }
}

/* Counts the ties, those that only one end reports, and those that two lines report. */
static int32_t count_sides(const polder_netfile_t *file, polder_network_facts_t *facts)
{
    const polder_graph_t *graph = &file->network->graph;
    int32_t twice = 0;
    facts->one_sided = 0;
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            if (graph->nbr[a] < i) continue;
            const int32_t own = file->edge[a];
            const int32_t other = file->edge[polder_graph_arc(graph, graph->nbr[a], i)];
            if (own < 0 || other < 0)
                facts->one_sided++;
            else
                twice += own != other;
        }
    facts->n_tie = graph->n_arc / 2;
    return twice;
}

/* Both sides have what one reports, unless the other reports something too. */
static void take_for_undirected(const polder_netfile_t *file, polder_network_facts_t *facts)
{
    const polder_graph_t *graph = &file->network->graph;
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++)
            if (file->edge[a] < 0)
                file->edge[a] = file->edge[polder_graph_arc(graph, graph->nbr[a], i)];
    facts->one_sided = 0;
}

/* Keep the ties that both ends report. Arcs stay in the same order. */
static int keep_mutual(polder_netfile_t *file, polder_graph_t *graph, polder_report_t *report)
{
    polder_graph_t kept = {0};
    const size_t n_arc = (size_t)graph->n_arc;
    int32_t *const from = malloc((n_arc + 1) * sizeof *from);
    int32_t *const edge = malloc((n_arc + 1) * sizeof *edge);
    int code = POLDER_MEMORY;
    if (!from || !edge) {
        code = polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for ties");
        goto out;
    }
    int32_t *const to = from + n_arc / 2;
    size_t n = 0, last = 0;
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            const int32_t j = graph->nbr[a];
            if (file->edge[a] < 0 || file->edge[polder_graph_arc(graph, j, i)] < 0) continue;
            edge[last++] = file->edge[a];
            if (i > j) continue;
            from[n] = i;
            to[n++] = j;
        }
    code = polder_graph_init(&kept, graph->n_org, n, from, to, report);
    if (code) goto out;
    memcpy(file->edge, edge, last * sizeof *edge);
    polder_graph_free(graph);
    *graph = kept;
out:
    free(edge);
    free(from);
    return code;
}

/* "; for the other side trust, contact are drawn", if anything of ties is asked of the file. */
static int name_drawn(const polder_netfile_t *file, char *text, size_t size)
{
    const polder_source_t *source = file->source;
    size_t used = 0;
    int n = 0;
    *text = '\0';
    for (int m = 0; m < source->n_mapping && used < size; m++) {
        const polder_field_t *field = file->table->field[source->mapping[m].field];
        if (field->level == POLDER_ARC)
            used +=
                (size_t)snprintf(text + used, size - used, "%s%s", n++ ? ", " : "", field->name);
    }
    return n;
}

/* A format of two numbers and `drawn`. */
static const char *one_sided_text(bool kept, int n_drawn, bool all)
{
    if (!kept)
        return POLDER_TEXT("%d of %d ties are reported by one end only and are left out%.0s");
    if (n_drawn == 0)
        return POLDER_TEXT("%d of %d ties are reported by one end only and are kept%.0s");
    if (all)
        return n_drawn == 1
                   ? POLDER_TEXT("%d of %d ties are reported by one end only and are kept; for "
                                 "the other side %s is drawn; if what the file says holds for "
                                 "both, write ties: undirected")
                   : POLDER_TEXT("%d of %d ties are reported by one end only and are kept; for "
                                 "the other side %s are drawn; if what the file says holds for "
                                 "both, write ties: undirected");
    return n_drawn == 1 ? POLDER_TEXT("%d of %d ties are reported by one end only and are kept; "
                                      "for the other side %s is drawn")
                        : POLDER_TEXT("%d of %d ties are reported by one end only and are kept; "
                                      "for the other side %s are drawn");
}

static void warn_of_ties(const polder_netfile_t *file, const polder_network_facts_t *facts,
                         polder_report_t *report)
{
    const polder_place_t *place = &file->place;
    char drawn[512] = "";
    if (facts->loops)
        polder_warn(report, place,
                    polder_report_count(report, "%lld tie of an organisation with itself left out",
                                        "%lld ties of an organisation with itself left out",
                                        facts->loops),
                    (long long)facts->loops);
    if (facts->repeated)
        polder_warn(report, place,
                    polder_report_count(
                        report, "%lld repeated tie left out; the first values count",
                        "%lld repeated ties left out; the first values count", facts->repeated),
                    (long long)facts->repeated);
    if (!facts->one_sided) return;
    const int n_drawn = facts->kept ? name_drawn(file, drawn, sizeof drawn) : 0;
    const bool all = facts->one_sided == facts->n_tie;
    polder_warn(report, place, one_sided_text(facts->kept, n_drawn, all), (int)facts->one_sided,
                (int)facts->n_tie, drawn);
}

int polder_ties_make(polder_netfile_t *file, polder_report_t *report)
{
    polder_graph_t *graph = &file->network->graph;
    polder_network_facts_t *facts = &file->network->facts;
    int code =
        polder_graph_init(graph, file->n_org, (size_t)file->n_tie, file->from, file->to, report);
    if (code) return code;
    file->edge = malloc(((size_t)graph->n_arc + 1) * sizeof *file->edge);
    if (!file->edge)
        return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for ties");
    find_edges(file, facts);
    facts->kept = file->source->undirected != POLDER_MUTUAL;
    const int32_t twice = count_sides(file, facts);
    facts->undirected = file->source->undirected == POLDER_UNDIRECTED;
    facts->named_once = file->listing && facts->kept && twice == 0 && facts->one_sided > 0 &&
                        facts->n_directed == file->n_tie && !facts->undirected;
    if (facts->named_once || facts->undirected) take_for_undirected(file, facts);
    warn_of_ties(file, facts, report);
    if (!facts->kept && facts->one_sided) code = keep_mutual(file, graph, report);
    facts->n_tie = graph->n_arc / 2;
    if (code == 0 && graph->n_arc == 0)
        polder_warn(report, &file->place, "%s: nobody meets anybody",
                    facts->one_sided ? "no tie is reported by both ends, so the network has none"
                                     : "the network has no ties");
    return code;
}
