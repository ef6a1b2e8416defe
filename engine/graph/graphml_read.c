/* graphml_read.c: from the elements of a GraphML file to organisations and ties; see graphml.h.
 *
 * What     The file is gone through once, and nothing of it is kept but what becomes part of the
 *          network. Elements that are passed over are counted, so that a warning can say what is
 *          missing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/graphml.h"

enum {
    DEEPEST = 300,          /* libxml2 refuses more than 256 elements inside each other */
    LONGEST_TEXT = 1 << 24, /* of one value */
    MOST_CANDIDATES = 1000000
};

typedef enum {
    GRAPHML,
    KEY,
    PRESET,
    GRAPH,
    NODE,
    EDGE,
    DATA,
    DRAWING, /* inside a value: elements of another program */
    LABEL,   /* inside a drawing */
    PASSED   /* all others */
} kind_t;

typedef struct {
    kind_t kind;
    bool directed, of_ties, markup; /* GRAPH; NODE, EDGE and inside them; DATA: holds elements */
    bool second;                    /* inside a graph after the first */
    bool nested;                    /* GRAPH: inside a node */
    int32_t element;                /* of NODE, EDGE and inside them */
    int line;
    size_t text; /* LABEL: where its text begins */
} frame_t;

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    polder_xml_t xml;
    polder_graphml_keys_t keys;

    frame_t frame[DEEPEST];
    int depth;
    char *text; /* of the value that is being read */
    size_t n_text, text_capacity;
    char *key; /* its key */
    size_t n_key, key_capacity;
    const char *space; /* the namespace that was last found to be GraphML's */

    int32_t *group; /* nodes that hold a graph */
    int32_t n_group;
    size_t group_capacity;
    int64_t n_graph, n_nested_org, n_nested_tie;
    int64_t second_org, second_tie, other_org, other_tie;
    int64_t n_hyperedge, n_endpoint, n_port, n_locator;
    int first_graph, second_graph, other_line, hyperedge_line, port_line, locator_line;
    int group_line, undefined_line; /* undefined: edgedefault is not given */
} reader_t;

/* A code that some other function has left a note for. */
static bool failed(reader_t *r, int code)
{
    if (code) polder_xml_stop(&r->xml, code);
    return code != 0;
}

/* ---- text ---- */

static bool reserve(reader_t *r, char **text, size_t *capacity, size_t need)
{
    if (need <= *capacity) return true;
    const size_t n = 2 * need;
    char *more = realloc(*text, n);
    if (!more) {
        polder_xml_no_memory(&r->xml);
        return false;
    }
    *text = more;
    *capacity = n;
    return true;
}

static void on_text(void *self, const char *text, size_t length)
{
    reader_t *r = self;
    if (r->depth == 0) return;
    const kind_t kind = r->frame[r->depth - 1].kind;
    if (kind != DATA && kind != PRESET && kind != LABEL) return;
    if (r->n_text + length > LONGEST_TEXT) {
        polder_xml_refuse(&r->xml, polder_xml_line(&r->xml), "a value of more than %d MiB",
                          LONGEST_TEXT >> 20);
        return;
    }
    if (!reserve(r, &r->text, &r->text_capacity, r->n_text + length)) return;
    memcpy(r->text + r->n_text, text, length);
    r->n_text += length;
}

/* ---- attributes of elements ---- */

/* The word without blanks around it, as an index into `words`; −1: none of them. */
static int which(polder_span_t span, const char *const words[])
{
    while (span.length && strchr(" \t\r\n", *span.text)) span.text++, span.length--;
    while (span.length && strchr(" \t\r\n", span.text[span.length - 1])) span.length--;
    for (int i = 0; words[i]; i++)
        if (strlen(words[i]) == span.length && !strncasecmp(words[i], span.text, span.length))
            return i;
    return -1;
}

/* <node id="a" size="3"/>: not in the standard, but the only place where such a file says it. */
static void take_written(reader_t *r, const polder_xml_tag_t *tag, bool of_ties, int32_t element)
{
    static const char *const of_edges[] = {"id",         "source",     "target", "directed",
                                           "sourceport", "targetport", NULL};
    for (int i = 0; i < tag->n && r->xml.code == 0; i++) {
        const char *name = polder_xml_name(tag, i);
        const polder_span_t span = {name, strlen(name)};
        if (polder_xml_prefixed(tag, i) || strchr(name, '.') || !strcmp(name, "id")) continue;
        if (of_ties && which(span, of_edges) >= 0) continue;
        polder_graphml_slot_t *slot = NULL;
        int code = polder_graphml_slot(&r->keys, span, true, &slot);
        if (code == 0)
            code = polder_graphml_value(&r->keys, slot, of_ties, element, polder_xml_value(tag, i),
                                        polder_xml_line(&r->xml));
        failed(r, code);
    }
}

/* ---- elements ---- */

static void begin_graphml(reader_t *r, const polder_xml_tag_t *tag)
{
    const char *name = tag->name, *prefix = tag->prefix, *space = tag->space;
    static const struct {
        const char *tag, *what;
    } known[] = {{"gexf", POLDER_TEXT("this is GEXF: open it in Gephi and export GraphML")},
                 {"gxl", POLDER_TEXT("this is GXL: convert it to GraphML")},
                 {"DynamicNetwork", POLDER_TEXT("this is DyNetML: export GraphML from ORA")},
                 {"html", POLDER_TEXT("this is a web page")},
                 {"svg", POLDER_TEXT("this is a drawing (SVG): export GraphML")},
                 {"mxfile", POLDER_TEXT("this is a drawing of draw.io")},
                 {"Workbook", POLDER_TEXT("this is a spreadsheet: save its edge list as CSV")}};
    if (strcmp(name, "graphml") != 0) {
        const char *what = "";
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (!strcasecmp(name, known[i].tag)) what = known[i].what;
        if (!strcmp(name, "graph") && space && strstr(space, "XGMML"))
            what = POLDER_TEXT("this is XGMML: export GraphML from Cytoscape");
        polder_xml_refuse(&r->xml, polder_xml_line(&r->xml),
                          *what ? POLDER_TEXT("the outermost tag is <%.60s>, that of GraphML is "
                                              "<graphml>; %s")
                                : POLDER_TEXT("the outermost tag is <%.60s>, that of GraphML is "
                                              "<graphml>%s"),
                          name, *what ? polder_report_text(r->report, what) : "");
    } else if (prefix && !space) {
        polder_xml_refuse(&r->xml, polder_xml_line(&r->xml),
                          "the prefix '%.60s' of the tag <%.60s:graphml> is not declared", prefix,
                          prefix);
    } else if (space && !strstr(space, "://graphml.graphdrawing.org/")) {
        polder_xml_refuse(&r->xml, polder_xml_line(&r->xml),
                          "its tags are in the namespace '%.200s', those of GraphML in "
                          "'http://graphml.graphdrawing.org/xmlns'",
                          space);
    }
}

static void begin_key(reader_t *r, const polder_xml_tag_t *tag)
{
    failed(r, polder_graphml_key(&r->keys, polder_xml_attribute(tag, "id"),
                                 polder_xml_attribute(tag, "attr.name"),
                                 polder_xml_attribute(tag, "attr.type"),
                                 polder_xml_attribute(tag, "for"), polder_xml_line(&r->xml)));
}

static void begin_graph(reader_t *r, const polder_xml_tag_t *tag, const frame_t *parent,
                        frame_t *frame)
{
    static const char *const words[] = {"undirected", "directed", NULL};
    const polder_span_t span = polder_xml_attribute(tag, "edgedefault");
    const int at = span.text ? which(span, words) : 0;
    if (at < 0)
        polder_xml_refuse(&r->xml, frame->line,
                          "edgedefault=\"%.*s\" is neither directed nor undirected",
                          (int)(span.length < 100 ? span.length : 100), span.text);
    if (!span.text && !r->undefined_line) r->undefined_line = frame->line;
    frame->directed = at == 1;
    frame->nested = parent->kind == NODE;
    if (parent->kind != NODE) return;
    if (r->n_group > 0 && r->group[r->n_group - 1] == parent->element) return;
    if ((size_t)r->n_group == r->group_capacity) {
        const size_t n = 2 * r->group_capacity + 16;
        int32_t *more = realloc(r->group, n * sizeof *more);
        if (!more) {
            polder_xml_no_memory(&r->xml);
            return;
        }
        r->group = more;
        r->group_capacity = n;
    }
    if (r->n_group == 0) r->group_line = parent->line;
    r->group[r->n_group++] = parent->element;
}

static void begin_node(reader_t *r, const polder_xml_tag_t *tag, const frame_t *graph,
                       frame_t *frame)
{
    const polder_span_t id = polder_xml_attribute(tag, "id");
    if (!id.text || id.length == 0) {
        polder_xml_refuse(&r->xml, frame->line, "a <node> without an id");
        return;
    }
    polder_netfile_t *file = r->file;
    if (failed(r, polder_netfile_org(file, id.text, id.length, frame->line, &frame->element,
                                     r->report)))
        return;
    if (file->listed[frame->element]) {
        polder_xml_refuse(
            &r->xml, frame->line, "the node '%.200s' is listed twice, first on line %d",
            polder_netfile_id(file, frame->element), (int)file->org_line[frame->element]);
        return;
    }
    file->listed[frame->element] = true;
    file->org_line[frame->element] = frame->line;
    r->n_nested_org += graph->nested;
    take_written(r, tag, false, frame->element);
}

/* The organisation at one end of an edge. */
static int32_t end_of(reader_t *r, const polder_xml_tag_t *tag, const char *name, int line)
{
    const polder_span_t id = polder_xml_attribute(tag, name);
    int32_t org = 0;
    if (!id.text || id.length == 0)
        polder_xml_refuse(&r->xml, line, "an <edge> without a %s", name);
    else
        failed(r, polder_netfile_org(r->file, id.text, id.length, line, &org, r->report));
    return org;
}

static void begin_edge(reader_t *r, const polder_xml_tag_t *tag, const frame_t *graph,
                       frame_t *frame)
{
    static const char *const words[] = {"false", "0", "true", "1", NULL};
    const polder_span_t own = polder_xml_attribute(tag, "directed");
    const int at = own.text ? which(own, words) : graph->directed ? 2 : 0;
    if (at < 0)
        polder_xml_refuse(&r->xml, frame->line, "directed=\"%.*s\" is neither true nor false",
                          (int)(own.length < 100 ? own.length : 100), own.text);
    const int32_t from = end_of(r, tag, "source", frame->line);
    const int32_t to = end_of(r, tag, "target", frame->line);
    if (r->xml.code) return;
    frame->element = r->file->n_tie;
    frame->of_ties = true;
    r->n_nested_tie += graph->nested;
    if (!failed(r, polder_netfile_tie(r->file, from, to, at >= 2, frame->line, r->report)))
        take_written(r, tag, true, frame->element);
}

static void begin_data(reader_t *r, const polder_xml_tag_t *tag, const frame_t *parent,
                       frame_t *frame)
{
    const polder_span_t key = polder_xml_attribute(tag, "key");
    frame->element = parent->element;
    frame->of_ties = parent->of_ties;
    r->n_text = 0;
    if (!key.text || key.length == 0)
        polder_xml_refuse(&r->xml, frame->line, "a <data> without a key");
    else if (reserve(r, &r->key, &r->key_capacity, key.length)) {
        memcpy(r->key, key.text, key.length);
        r->n_key = key.length;
    }
}

static void end_data(reader_t *r, const frame_t *frame)
{
    polder_graphml_slot_t *slot = NULL;
    const bool blank = polder_graphml_blank(r->text, r->n_text);
    if (failed(r, polder_graphml_slot(&r->keys, (polder_span_t){r->key, r->n_key}, false, &slot)))
        return;
    if (frame->markup && slot->markup++ == 0 && !slot->repeated) slot->line = frame->line;
    if (frame->markup && blank) return;
    failed(r,
           polder_graphml_value(&r->keys, slot, frame->of_ties, frame->element,
                                (polder_span_t){r->text ? r->text : "", r->n_text}, frame->line));
}

/* ---- names in drawings ---- */

/* yEd, visone and yFiles keep what is written beside a node in elements of their own. */
static bool is_label(const char *name)
{
    return !strcmp(name, "NodeLabel") || !strcmp(name, "EdgeLabel") || !strcmp(name, "Label.Text");
}

/* In yEd a label may be a piece of a web page: its tags go. */
static size_t without_tags(char *text, size_t n)
{
    size_t kept = 0;
    bool inside = false;
    if (n < 5 || strncasecmp(text, "<html", 5) != 0) return n;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '<') inside = true;
        if (!inside) text[kept++] = text[i];
        if (text[i] == '>' && inside) {
            inside = false;
            text[kept++] = ' ';
        }
    }
    return kept;
}

/* Line ends and blanks become one space. */
static size_t on_one_line(char *text, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const bool blank = strchr(" \t\r\n", text[i]) != NULL;
        if (blank && (kept == 0 || text[kept - 1] == ' ')) continue;
        text[kept++] = blank ? ' ' : text[i];
    }
    return kept && text[kept - 1] == ' ' ? kept - 1 : kept;
}

static void end_label(reader_t *r, const frame_t *frame)
{
    static const char name[] = POLDER_DRAWN_LABEL;
    size_t n = r->n_text - frame->text;
    r->n_text = frame->text;
    if (n == 0) return;
    char *text = r->text + frame->text;
    n = on_one_line(text, without_tags(text, n));
    int attribute = 0;
    if (n == 0 || failed(r, polder_netfile_attribute(r->file, frame->of_ties, name, strlen(name),
                                                     &attribute, r->report)))
        return;
    if (!polder_netfile_value(r->file, attribute, frame->element)) /* the first one counts */
        failed(r, polder_netfile_set(r->file, attribute, frame->element, text, n, r->report));
}

/* ---- which element ---- */

static kind_t kind_of(const reader_t *r, const frame_t *parent, const char *name)
{
    switch (parent->kind) {
    case GRAPHML:
        if (!strcmp(name, "key")) return KEY;
        return !strcmp(name, "graph") && r->n_graph == 0 ? GRAPH : PASSED;
    case KEY:
        return !strcmp(name, "default") ? PRESET : PASSED;
    case GRAPH:
        if (!strcmp(name, "edge")) return EDGE;
        if (!strcmp(name, "node")) return NODE;
        return !strcmp(name, "key") ? KEY : PASSED;
    case NODE:
        if (!strcmp(name, "data")) return DATA;
        return !strcmp(name, "graph") ? GRAPH : PASSED;
    case EDGE:
        return !strcmp(name, "data") ? DATA : PASSED;
    default:
        return PASSED;
    }
}

static void count_one(int64_t *n, int *line, int here)
{
    if ((*n)++ == 0) *line = here;
}

/* Elements of which nothing becomes part of the network. */
static void pass_over(reader_t *r, const frame_t *parent, frame_t *frame, const char *name)
{
    const char *const colon = strrchr(name, ':'); /* <:node>, <a:b:node>: names that are none */
    if (colon) name = colon + 1;
    if (parent->kind == GRAPHML && r->n_graph > 0 && !strcmp(name, "graph")) {
        if (r->n_graph++ == 1) r->second_graph = frame->line;
        frame->second = true;
    } else if (!strcmp(name, "node") || !strcmp(name, "edge")) {
        int64_t *n = *name == 'n' ? &r->other_org : &r->other_tie;
        if (frame->second)
            n = *name == 'n' ? &r->second_org : &r->second_tie;
        else if (r->other_org + r->other_tie == 0)
            r->other_line = frame->line;
        ++*n;
    }
    if (frame->second || frame->kind != PASSED) return;
    if (!strcmp(name, "hyperedge")) count_one(&r->n_hyperedge, &r->hyperedge_line, frame->line);
    if (!strcmp(name, "port")) count_one(&r->n_port, &r->port_line, frame->line);
    if (!strcmp(name, "locator")) count_one(&r->n_locator, &r->locator_line, frame->line);
    r->n_endpoint += !strcmp(name, "endpoint");
}

static bool of_graphml(reader_t *r, const polder_xml_tag_t *tag)
{
    if (!tag->space) return !tag->prefix;
    if (tag->space == r->space) return true; /* libxml2 keeps each name once */
    if (!strstr(tag->space, "://graphml.graphdrawing.org/")) return false;
    r->space = tag->space;
    return true;
}

static void begin(reader_t *r, const frame_t *parent, frame_t *frame, const polder_xml_tag_t *tag)
{
    switch (frame->kind) {
    case KEY:
        begin_key(r, tag);
        break;
    case PRESET:
        r->n_text = 0;
        break;
    case GRAPH:
        if (parent->kind == GRAPHML) r->n_graph++;
        begin_graph(r, tag, parent, frame);
        break;
    case NODE:
        begin_node(r, tag, parent, frame);
        break;
    case EDGE:
        begin_edge(r, tag, parent, frame);
        break;
    case DATA:
        begin_data(r, tag, parent, frame);
        break;
    default:
        pass_over(r, parent, frame, tag->name);
        break;
    }
}

static void on_begin(void *self, const polder_xml_tag_t *tag)
{
    reader_t *r = self;
    frame_t frame = {.kind = GRAPHML, .line = polder_xml_line(&r->xml)};
    if (r->depth == DEEPEST) {
        polder_xml_refuse(&r->xml, frame.line, "more than %d elements inside each other",
                          (int)DEEPEST);
        return;
    }
    if (r->depth == 0) {
        begin_graphml(r, tag);
    } else {
        frame_t *parent = &r->frame[r->depth - 1];
        frame.second = parent->second;
        if (parent->kind == DATA || parent->kind == DRAWING) {
            frame.kind = is_label(tag->name) ? LABEL : DRAWING;
            frame.element = parent->element;
            frame.of_ties = parent->of_ties;
            frame.text = r->n_text;
            parent->markup = true;
        } else {
            frame.kind = of_graphml(r, tag) ? kind_of(r, parent, tag->name) : PASSED;
        }
        begin(r, parent, &frame, tag);
    }
    r->frame[r->depth++] = frame;
}

static void on_end(void *self)
{
    reader_t *r = self;
    const frame_t *frame = &r->frame[--r->depth];
    if (frame->kind == DATA)
        end_data(r, frame);
    else if (frame->kind == LABEL)
        end_label(r, frame);
    else if (frame->kind == PRESET)
        failed(r,
               polder_graphml_preset(&r->keys, (polder_span_t){r->text ? r->text : "", r->n_text}));
}

/* ---- when all is read ---- */

static void refuse_unlisted(reader_t *r)
{
    const polder_netfile_t *file = r->file;
    int32_t first = -1;
    int64_t n = 0;
    size_t n_listed = 0;
    for (int32_t i = 0; i < file->n_org; i++) {
        if (!file->listed[i] && n++ == 0) first = i;
    }
    if (n == 0) return;
    const char *id = polder_netfile_id(file, first);
    const char **listed = malloc(MOST_CANDIDATES * sizeof *listed);
    for (int32_t i = 0; listed && i < file->n_org && n_listed < MOST_CANDIDATES; i++)
        if (file->listed[i]) listed[n_listed++] = polder_netfile_id(file, i);
    const char *nearest = listed ? polder_nearest(id, listed, n_listed) : NULL;
    char more[80] = "";
    if (n > 1)
        snprintf(more, sizeof more,
                 polder_report_count(r->report, " (and %lld other)", " (and %lld others)", n - 1),
                 (long long)n - 1);
    polder_xml_refuse(&r->xml, file->org_line[first],
                      nearest ? POLDER_TEXT("the edge names a node '%.200s' that is not listed%s; "
                                            "did you mean '%.200s'?")
                              : POLDER_TEXT("the edge names a node '%.200s' that is not "
                                            "listed%s%.0s"),
                      id, more, nearest ? nearest : "");
    free(listed);
}

static void warn_of_groups(reader_t *r, const polder_place_t *place, int64_t n_kept)
{
    char nodes[80], edges[80], kept[120];
    snprintf(nodes, sizeof nodes,
             polder_report_count(r->report, "%lld node", "%lld nodes", r->n_nested_org),
             (long long)r->n_nested_org);
    snprintf(edges, sizeof edges,
             polder_report_count(r->report, "%lld edge", "%lld edges", r->n_nested_tie),
             (long long)r->n_nested_tie);
    snprintf(
        kept, sizeof kept,
        polder_report_count(r->report, "%lld group with ties of its own is an organisation as well",
                            "%lld groups with ties of their own are organisations as well", n_kept),
        (long long)n_kept);
    polder_warn(r->report, place,
                "nodes hold graphs (groups): the %s and %s inside them are read as part of one "
                "network; %s",
                nodes, edges, kept);
}

/* A group stands for its members. It is an organisation of its own only if it has ties. */
static void settle_groups(reader_t *r)
{
    polder_netfile_t *file = r->file;
    polder_place_t place = file->place;
    int64_t n_dropped = 0;
    if (r->n_nested_org == 0) return;
    bool *tied = calloc((size_t)file->n_org * 2 + 1, sizeof *tied);
    if (!tied) {
        polder_xml_no_memory(&r->xml);
        return;
    }
    bool *drop = tied + file->n_org;
    for (int32_t t = 0; t < file->n_tie; t++) tied[file->from[t]] = tied[file->to[t]] = true;
    for (int32_t g = 0; g < r->n_group; g++) {
        n_dropped += !tied[r->group[g]] && !drop[r->group[g]];
        drop[r->group[g]] = !tied[r->group[g]];
    }
    place.line = r->group_line;
    warn_of_groups(r, &place, r->n_group - n_dropped);
    polder_netfile_leave_out(file, r->group_line, n_dropped, 0,
                             POLDER_TEXT("a group without ties of its own stands for its members"),
                             r->report);
    if (n_dropped) failed(r, polder_netfile_drop(file, drop, r->report));
    free(tied);
}

/* `one` and `many`: formats of the number. */
static void warn_of_count(const reader_t *r, int line, int64_t n, const char *one, const char *many)
{
    polder_place_t place = r->file->place;
    place.line = line;
    if (n)
        polder_warn(r->report, &place, polder_report_count(r->report, one, many, n), (long long)n);
}

static void warn(reader_t *r)
{
    polder_netfile_t *file = r->file;
    polder_place_t place = file->place;
    place.line = r->undefined_line;
    if (r->undefined_line)
        polder_warn(r->report, &place,
                    "the graph does not say edgedefault: its edges count as undirected");
    char graphs[100];
    snprintf(graphs, sizeof graphs, "the file has %lld graphs, of which the first is read",
             (long long)r->n_graph);
    place.line = r->second_graph;
    if (r->n_graph > 1 && r->second_org + r->second_tie == 0)
        polder_warn(r->report, &place, "%s", graphs);
    polder_netfile_leave_out(file, r->second_graph, r->second_org, r->second_tie, graphs,
                             r->report);
    polder_netfile_leave_out(file, r->other_line, r->other_org, r->other_tie,
                             POLDER_TEXT("they stand where GraphML has no nodes and edges"),
                             r->report);
    warn_of_count(
        r, r->hyperedge_line, r->n_hyperedge,
        POLDER_TEXT_COUNT("%lld hyperedge is left out: a tie is between two organisations",
                          "%lld hyperedges are left out: a tie is between two organisations"));
    warn_of_count(
        r, r->port_line, r->n_port,
        POLDER_TEXT_COUNT("%lld port is passed over: ties are those of the whole node",
                          "%lld ports are passed over: ties are those of the whole node"));
    warn_of_count(r, r->locator_line, r->n_locator,
                  POLDER_TEXT_COUNT("%lld locator is passed over: no other file is read",
                                    "%lld locators are passed over: no other file is read"));
}

static void finish(reader_t *r)
{
    if (r->xml.code == 0 && r->n_graph == 0)
        polder_xml_refuse(&r->xml, 0, "there is no <graph> in it");
    if (r->xml.code == 0) refuse_unlisted(r);
    if (r->xml.code == 0) failed(r, polder_graphml_keys_finish(&r->keys));
    if (r->xml.code == 0) settle_groups(r);
    if (r->xml.code) return;
    warn(r);
    polder_xml_text_doubt(r->xml.source);
}

int polder_graphml_read(polder_netfile_t *file, polder_netfile_count_t *count,
                        polder_report_t *report)
{
    reader_t *r = calloc(1, sizeof *r);
    polder_xml_text_t *source = malloc(sizeof *source);
    int code = POLDER_MEMORY;
    if (!r || !source) {
        code = polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
    } else {
        *r = (reader_t){.file = file, .report = report, .keys = {.file = file, .report = report}};
        r->xml = (polder_xml_t){.source = source,
                                .place = &file->place,
                                .report = report,
                                .self = r,
                                .begin = on_begin,
                                .end = on_end,
                                .text = on_text};
        polder_xml_text_open(source, file, report);
        if (polder_xml_parse(&r->xml) == 0) finish(r);
        code = r->xml.code;
        *count = r->xml.count.n;
        polder_xml_text_close(source);
        polder_graphml_keys_free(&r->keys);
        free(r->text);
        free(r->key);
        free(r->group);
    }
    free(source);
    free(r);
    return code;
}
