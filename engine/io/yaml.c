/* yaml.c: from libfyaml's events to a tree. See yaml.h. */
#include "io/yaml.h"

#include <libfyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ANCHORS = 100 };

typedef struct {
    char *name;
    polder_yaml_node_t *node;
} anchor_t;

typedef struct {
    polder_yaml_t *yaml;
    polder_report_t *report;
    struct fy_parser *parser;
    struct fy_diag *diag;
    char *masked; /* the text with the skipped bytes blank, or NULL */
    polder_yaml_node_t *open[POLDER_YAML_DEPTH];
    polder_yaml_node_t *key[POLDER_YAML_DEPTH]; /* waiting for its value */
    int depth;
    anchor_t *anchor;
    int n_anchor;
    size_t weight;
    size_t at; /* end of the last event with a place */
    int n_document;
} build_t;

/* The errors are collected; libfyaml must not print them. */
static void discard(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag;
    (void)user;
    (void)text;
    (void)length;
}

POLDER_PRINTF(4, 5)
static int fault(build_t *b, size_t begin, size_t end, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, polder_report_text(b->report, format), arguments);
    va_end(arguments);
    const polder_place_t place = polder_yaml_place_at(b->yaml, begin, end);
    b->yaml->n_problem++;
    return polder_fail_at(b->report, POLDER_INPUT, &place, "%s", text);
}

/* libfyaml's words for the commonest mistakes, and plainer ones. */
static const char *plainer(const char *message)
{
    static const char *const words[][2] = {
        {"invalid multiline plain key",
         POLDER_TEXT("a new key cannot begin here: check the indentation, and the line above")},
        {"invalid nested block mapping on the same line",
         POLDER_TEXT("a second \": \" on the line: put a text with a colon in quotes")},
        {"missing comma in flow mapping", POLDER_TEXT("a comma or } is missing")},
        {"missing comma in flow sequence", POLDER_TEXT("a comma or ] is missing")},
        {"did not find expected key",
         POLDER_TEXT("a key was expected here: check the indentation")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(message, words[i][0]) == 0) return words[i][1];
    return message;
}

/* Something odd on the line of a fault, or what is not seen on the line before it. */
static bool is_odd(build_t *b, size_t at, int *code)
{
    const char *text = b->yaml->text;
    char what[200];
    size_t begin = at < b->yaml->length ? at : b->yaml->length, end = begin, found = 0;
    while (begin > 0 && !strchr("\r\n", text[begin - 1])) begin--;
    while (end < b->yaml->length && !strchr("\r\n", text[end])) end++;
    bool odd = polder_yaml_odd(b->yaml, begin, end, true, &found, what, sizeof what, b->report) ||
               polder_yaml_odd(b->yaml, begin, end, false, &found, what, sizeof what, b->report);
    size_t before = begin;
    while (before > 0 && strchr("\r\n", text[before - 1])) before--;
    while (before > 0 && !strchr("\r\n", text[before - 1])) before--;
    odd =
        odd || polder_yaml_odd(b->yaml, before, begin, true, &found, what, sizeof what, b->report);
    if (odd) *code = fault(b, found, found + 1, "this is not valid YAML: %s", what);
    return odd;
}

static int syntax(build_t *b)
{
    void *previous = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(b->diag, &previous);
    /* libfyaml has words for every mistake, and none where it found no memory for them. */
    if (!error || !error->msg) return polder_out_of_memory(b->report);
    /* A bracket that is never closed is noticed long after it: say where it stands. */
    const bool open =
        strstr(error->msg, "without a closing") || strstr(error->msg, "wrongly indented flow");
    for (int i = b->depth - 1; open && i >= 0; i--) {
        const size_t at = b->open[i]->begin;
        if (at < b->yaml->length && strchr("[{", b->yaml->text[at]))
            return fault(b, at, at + 1, "this is not valid YAML: this %c is not closed",
                         b->yaml->text[at]);
    }
    const struct fy_mark *mark = error->fyt ? fy_token_start_mark(error->fyt) : NULL;
    int code = 0;
    if (is_odd(b, mark ? mark->input_pos : b->at, &code)) return code;
    if (mark) {
        const struct fy_mark *end = fy_token_end_mark(error->fyt);
        return fault(b, mark->input_pos, end ? end->input_pos : mark->input_pos,
                     "this is not valid YAML: %s",
                     polder_report_text(b->report, plainer(error->msg)));
    }
    return fault(b, b->at, b->at, "this is not valid YAML near here: %s",
                 polder_report_text(b->report, plainer(error->msg)));
}

/* Copies the text of a token, piece by piece. fy_token_get_text would give it at once, but
 * in 0.7.12 it leaks when a line has many escapes. */
static char *token_text(struct fy_token *token, size_t *length)
{
    size_t used = 0, room = 1;
    int error = 0;
    const struct fy_iter_chunk *chunk = NULL;
    struct fy_token_iter *iter = token ? fy_token_iter_create(token) : NULL;
    char *text = malloc(room);
    if (!text || (token && !iter)) goto failed;
    while (iter && (chunk = fy_token_iter_chunk_next(iter, chunk, &error)) != NULL) {
        if (room - used <= chunk->len) {
            room = 2 * (used + chunk->len) + 1;
            char *more = realloc(text, room);
            if (!more) goto failed;
            text = more;
        }
        if (chunk->len > 0) memcpy(text + used, chunk->str, chunk->len);
        used += chunk->len;
    }
    if (error) goto failed;
    if (iter) fy_token_iter_destroy(iter);
    text[used] = '\0';
    if (length) *length = used;
    return text;
failed:
    if (iter) fy_token_iter_destroy(iter);
    free(text);
    return NULL;
}

static int new_node(build_t *b, polder_yaml_kind_t kind, struct fy_event *event,
                    polder_yaml_node_t **made)
{
    polder_yaml_node_t *node = calloc(1, sizeof *node);
    if (!node) return polder_out_of_memory(b->report);
    const struct fy_mark *begin = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    *node = (polder_yaml_node_t){.kind = kind,
                                 .weight = 1,
                                 .begin = begin ? begin->input_pos : b->at,
                                 .end = end ? end->input_pos : b->at,
                                 .older = b->yaml->newest};
    b->yaml->newest = node;
    b->at = node->end;
    *made = node;
    if (!fy_event_get_tag_token(event)) return 0;
    return fault(b, node->begin, node->end,
                 "tags such as !!float are not supported: write the value alone");
}

static int scalar(build_t *b, struct fy_event *event, polder_yaml_node_t **made)
{
    const int code = new_node(b, POLDER_YAML_SCALAR, event, made);
    if (code < 0) return code;
    polder_yaml_node_t *node = *made;
    struct fy_token *token = event->scalar.value;
    const enum fy_scalar_style style = token ? fy_token_scalar_style(token) : FYSS_PLAIN;
    node->quoted = style != FYSS_PLAIN;
    if ((style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) && node->begin > 0) {
        node->begin--; /* the marks leave the quotes out */
        node->end++;
    }
    size_t n = 0;
    node->text = token_text(token, &n);
    if (!node->text) return polder_out_of_memory(b->report);
    /* Escapes in double quotes can bring in what the check of the bytes kept out. */
    for (size_t i = 0, step; i < n; i += step) {
        step = polder_yaml_character(node->text + i, n - i);
        if (step == 0 || node->text[i] == '\r')
            return fault(b, node->begin, node->end,
                         "a character in this text is not allowed in a scenario");
    }
    return 0;
}

static int alias(build_t *b, struct fy_event *event, polder_yaml_node_t **made)
{
    const struct fy_mark *begin = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    const size_t from = begin ? begin->input_pos : b->at, to = end ? end->input_pos : from;
    char *name = token_text(event->alias.anchor, NULL);
    if (!name) return polder_out_of_memory(b->report);
    polder_yaml_node_t *node = NULL;
    for (int i = b->n_anchor - 1; i >= 0 && !node; i--)
        if (strcmp(b->anchor[i].name, name) == 0) node = b->anchor[i].node;
    int code = 0;
    if (!node) code = fault(b, from, to, "there is no anchor \"&%.40s\" before this alias", name);
    for (int i = 0; i < b->depth && node; i++)
        if (b->open[i] == node) {
            code = fault(b, from, to, "the alias \"*%.40s\" stands inside its own anchor", name);
            node = NULL;
        }
    free(name);
    b->at = to;
    *made = node;
    return code;
}

static int remember(build_t *b, struct fy_token *token, polder_yaml_node_t *node)
{
    if (!token) return 0;
    if (b->n_anchor == MAX_ANCHORS)
        return fault(b, node->begin, node->end, "more than %d anchors", MAX_ANCHORS);
    if (!b->anchor) b->anchor = calloc(MAX_ANCHORS, sizeof *b->anchor);
    char *name = b->anchor ? token_text(token, NULL) : NULL;
    if (!name) return polder_out_of_memory(b->report);
    b->anchor[b->n_anchor++] = (anchor_t){name, node};
    return 0;
}

static int room(build_t *b, polder_yaml_node_t *node)
{
    if (node->n < node->capacity) return 0;
    const int capacity = node->capacity ? 2 * node->capacity : 8;
    polder_yaml_node_t **item = realloc(node->item, (size_t)capacity * sizeof(*item));
    if (!item) return polder_out_of_memory(b->report);
    node->item = item;
    if (node->kind == POLDER_YAML_MAPPING) {
        polder_yaml_node_t **key = realloc(node->key, (size_t)capacity * sizeof(*key));
        if (!key) return polder_out_of_memory(b->report);
        node->key = key;
    }
    node->capacity = capacity;
    return 0;
}

/* Hangs a finished or just opened node under the innermost open one. */
static int place_node(build_t *b, polder_yaml_node_t *node)
{
    if (b->depth == 0) {
        b->yaml->root = node;
        return 0;
    }
    polder_yaml_node_t *parent = b->open[b->depth - 1];
    polder_yaml_node_t **key = &b->key[b->depth - 1];
    if (parent->kind == POLDER_YAML_MAPPING && !*key) {
        if (node->kind != POLDER_YAML_SCALAR)
            return fault(b, node->begin, node->end, "a key must be a word");
        if (polder_yaml_is_nothing(node))
            return fault(b, node->begin, node->end, "a key is missing before the colon");
        if (!node->quoted && strcmp(node->text, "<<") == 0)
            return fault(b, node->begin, node->end, "merge keys (<<) are not supported");
        *key = node;
        return 0;
    }
    const int code = room(b, parent);
    if (code < 0) return code;
    if (parent->kind == POLDER_YAML_MAPPING) parent->key[parent->n] = *key;
    parent->item[parent->n++] = node;
    *key = NULL;
    return 0;
}

/* Counts a value and, for an alias, all it stands for. */
static int weigh(build_t *b, const polder_yaml_node_t *node)
{
    b->weight += node->weight;
    for (int i = 0; i < b->depth; i++) b->open[i]->weight += node->weight;
    if (b->weight <= POLDER_YAML_VALUES) return 0;
    return fault(b, b->at, b->at, "more than %d values", POLDER_YAML_VALUES);
}

static int open_node(build_t *b, polder_yaml_kind_t kind, struct fy_event *event)
{
    polder_yaml_node_t *node = NULL;
    int code = new_node(b, kind, event, &node);
    if (code >= 0) code = weigh(b, node);
    if (code >= 0) code = remember(b, fy_event_get_anchor_token(event), node);
    if (code >= 0) code = place_node(b, node);
    if (code < 0) return code;
    if (b->depth == POLDER_YAML_DEPTH)
        return fault(b, node->begin, node->end, "nested deeper than %d levels", POLDER_YAML_DEPTH);
    b->open[b->depth] = node;
    b->key[b->depth++] = NULL;
    return 0;
}

typedef struct {
    const polder_yaml_node_t *key;
    int at; /* in its mapping */
} place_t;

static int compare_keys(const void *a, const void *b)
{
    const place_t *x = a, *y = b;
    const int order = strcmp(x->key->text, y->key->text);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* Double keys are reported, and the reading goes on with the first of them. */
static int close_mapping(build_t *b, polder_yaml_node_t *mapping)
{
    if (mapping->n < 2) return 0;
    const int n = mapping->n;
    place_t *place = malloc((size_t)n * sizeof *place);
    bool *twice = calloc((size_t)n, sizeof *twice);
    if (!place || !twice) {
        free(place);
        free(twice);
        return polder_out_of_memory(b->report);
    }
    for (int i = 0; i < n; i++) place[i] = (place_t){mapping->key[i], i};
    qsort(place, (size_t)n, sizeof *place, compare_keys);
    for (int i = 1, first = 0; i < n; i++) {
        const polder_yaml_node_t *key = place[i].key;
        if (strcmp(key->text, place[first].key->text) != 0) {
            first = i;
            continue;
        }
        twice[place[i].at] = true;
        if (b->yaml->n_problem < POLDER_YAML_PROBLEMS)
            (void)fault(b, key->begin, key->end, "\"%.80s\" is given twice, first on line %d",
                        key->text, polder_yaml_line(b->yaml, place[first].key));
    }
    mapping->n = 0;
    for (int i = 0; i < n; i++) {
        if (twice[i]) continue;
        mapping->key[mapping->n] = mapping->key[i];
        mapping->item[mapping->n++] = mapping->item[i];
    }
    free(place);
    free(twice);
    return 0;
}

static int leaf(build_t *b, struct fy_event *event)
{
    polder_yaml_node_t *node = NULL;
    int code = event->type == FYET_ALIAS ? alias(b, event, &node) : scalar(b, event, &node);
    if (code >= 0) code = weigh(b, node);
    if (code >= 0 && event->type == FYET_SCALAR)
        code = remember(b, fy_event_get_anchor_token(event), node);
    return code < 0 ? code : place_node(b, node);
}

static int handle(build_t *b, struct fy_event *event)
{
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (b->n_document++ == 0) return 0;
        {
            const struct fy_mark *mark = fy_event_start_mark(event);
            const size_t at = mark ? mark->input_pos : b->at;
            return fault(b, at, at + 3, "a second document begins here: a file has one scenario");
        }
    case FYET_MAPPING_START:
        return open_node(b, POLDER_YAML_MAPPING, event);
    case FYET_SEQUENCE_START:
        return open_node(b, POLDER_YAML_SEQUENCE, event);
    case FYET_MAPPING_END:
        b->depth--;
        return close_mapping(b, b->open[b->depth]);
    case FYET_SEQUENCE_END:
        b->depth--;
        return 0;
    case FYET_SCALAR:
    case FYET_ALIAS:
        return leaf(b, event);
    default:
        return 0;
    }
}

static int run(build_t *b)
{
    for (;;) {
        struct fy_event *event = fy_parser_parse(b->parser);
        if (!event) return syntax(b);
        const bool last = event->type == FYET_STREAM_END;
        const int code = handle(b, event);
        fy_parser_event_free(b->parser, event);
        if (code < 0) return code;
        if (last) return 0;
    }
}

static int start(build_t *b, size_t skip)
{
    struct fy_diag_cfg output;
    fy_diag_cfg_default(&output);
    output.fp = NULL;
    output.output_fn = discard;
    output.level = FYET_ERROR;
    output.colorize = false;
    b->diag = fy_diag_create(&output);
    if (!b->diag) return polder_out_of_memory(b->report);
    fy_diag_set_collect_errors(b->diag, true);
    const struct fy_parse_cfg config = {.flags = FYPCF_DEFAULT_PARSE, .diag = b->diag};
    b->parser = fy_parser_create(&config);
    if (!b->parser) return polder_out_of_memory(b->report);
    const char *text = b->yaml->text;
    if (skip > 0) {
        b->masked = malloc(b->yaml->length + 1);
        if (!b->masked) return polder_out_of_memory(b->report);
        memcpy(b->masked, text, b->yaml->length);
        memset(b->masked, ' ', skip);
        text = b->masked;
    }
    return fy_parser_set_string(b->parser, text, b->yaml->length) ? polder_out_of_memory(b->report)
                                                                  : 0;
}

static void finish(build_t *b)
{
    if (b->parser) fy_parser_destroy(b->parser);
    if (b->diag) fy_diag_destroy(b->diag);
    for (int i = 0; i < b->n_anchor; i++) free(b->anchor[i].name);
    free(b->anchor);
    free(b->masked);
}

int polder_yaml_parse(polder_yaml_t *yaml, const char *text, size_t length, size_t skip,
                      const char *name, polder_report_t *report)
{
    *yaml = (polder_yaml_t){.name = name, .text = text, .length = length};
    int code = polder_yaml_check(yaml, report);
    if (code < 0 || yaml->length <= skip) return code;
    build_t b = {.yaml = yaml, .report = report};
    code = start(&b, skip);
    if (code >= 0) code = run(&b);
    finish(&b);
    return code;
}

void polder_yaml_free(polder_yaml_t *yaml)
{
    if (!yaml) return;
    for (polder_yaml_node_t *node = yaml->newest, *older; node; node = older) {
        older = node->older;
        free(node->text);
        free(node->item);
        free(node->key);
        free(node);
    }
    *yaml = (polder_yaml_t){0};
}

bool polder_yaml_is_nothing(const polder_yaml_node_t *node)
{
    if (node->kind != POLDER_YAML_SCALAR || node->quoted) return false;
    const char *t = node->text;
    return !*t || strcmp(t, "~") == 0 || strcmp(t, "null") == 0 || strcmp(t, "Null") == 0 ||
           strcmp(t, "NULL") == 0;
}

const polder_yaml_node_t *polder_yaml_get(const polder_yaml_node_t *mapping, const char *key)
{
    if (!mapping || mapping->kind != POLDER_YAML_MAPPING) return NULL;
    for (int i = 0; i < mapping->n; i++)
        if (strcmp(mapping->key[i]->text, key) == 0) return mapping->item[i];
    return NULL;
}
