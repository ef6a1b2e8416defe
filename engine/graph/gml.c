/* gml.c: a network in GML, the Graph Modelling Language (.gml); see netfile.h.
 *
 * What     A file is a list of keys and values; a value is a number, a text in quotes or a list in
 *          brackets. The nodes and edges of `graph` become organisations and ties, and their keys
 *          attributes. Entities in texts (&#233;, &eacute;) are decoded.
 * Order    Keys may stand in any order: edges before nodes, `directed` last.
 * Not read Lists within a node or edge (graphics) are left out with a warning, as are groups of
 *          yEd that have no ties of their own.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/bridge.h"
#include "graph/netfile.h"
#include "kernel/utf8.h"

typedef enum { END, KEY, NUMBER, TEXT, OPEN, CLOSE } kind_t;

typedef struct {
    kind_t kind;
    char *begin;
    size_t length;
    int line;
} token_t;

typedef struct {
    token_t key, value;
} pair_t;

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    char *next, *end;
    int line;
    bool directed, seen_graph, seen_directed;
    pair_t *pair; /* of the node or edge that is being read */
    size_t n_pair, pair_capacity;
    int32_t *group; /* nodes that are groups */
    size_t n_group, group_capacity;
    int group_line;
    int64_t n_list, n_entity;
    int list_line, entity_line;
    char list[48], entity[48];
} gml_t;

POLDER_PRINTF(3, 4)
static int wrong(const gml_t *g, int line, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, polder_report_text(g->report, format), arguments);
    va_end(arguments);
    polder_place_t place = g->file->place;
    place.line = line;
    return polder_fail_at(g->report, POLDER_FORMAT, &place, "%s", text);
}

/* How much of a token is shown: not half a character. */
static int shown(const token_t *token)
{
    return (int)polder_utf8_cut(token->begin, token->length, 40);
}

static bool is(const token_t *token, const char *word)
{
    return strlen(word) == token->length && strncasecmp(token->begin, word, token->length) == 0;
}

/* ---- tokens ---- */

static bool is_number(const token_t *token)
{
    const char *c = token->begin, *const end = c + token->length;
    c += c < end && (*c == '+' || *c == '-');
    const token_t word = {NUMBER, (char *)(uintptr_t)c, (size_t)(end - c), 0};
    if (is(&word, "nan") || is(&word, "inf") || is(&word, "infinity")) return true;
    int digits = 0;
    for (; c < end && isdigit((unsigned char)*c); c++) digits++;
    c += c < end && *c == '.';
    for (; c < end && isdigit((unsigned char)*c); c++) digits++;
    if (digits > 0 && c < end && (*c == 'e' || *c == 'E')) {
        c++;
        c += c < end && (*c == '+' || *c == '-');
        for (digits = 0; c < end && isdigit((unsigned char)*c); c++) digits++;
    }
    return digits > 0 && c == end;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

static void pass_over_blanks(gml_t *g)
{
    for (char *c = g->next;; c++) {
        if (*c == '#')
            while (c < g->end && *c != '\n' && *c != '\r') c++;
        g->line += *c == '\n' || (*c == '\r' && c[1] != '\n');
        if (!is_blank(*c)) {
            g->next = c;
            return;
        }
    }
}

/* Some programs write quotes as they are: where such a text ends nobody can say. */
static int quote_in_text(const gml_t *g, const token_t *token)
{
    return wrong(g, token->line,
                 "a quote stands against the word '%.*s': a quote within a text is written &quot;",
                 shown(token), token->begin);
}

/* A word: a key, or a value without quotes. */
static int next_word(gml_t *g, token_t *token)
{
    char *c = g->next;
    while (*c && !is_blank(*c) && *c != '[' && *c != ']' && *c != '"') c++;
    token->length = (size_t)(c - token->begin);
    g->next = c;
    return *c == '"' ? quote_in_text(g, token) : 0;
}

static int next_token(gml_t *g, token_t *token)
{
    pass_over_blanks(g);
    char *c = g->next;
    *token = (token_t){END, c, 1, g->line};
    if (c >= g->end) return 0;
    if (*c == '[' || *c == ']') {
        token->kind = *c == '[' ? OPEN : CLOSE;
        g->next++;
        return 0;
    }
    if (*c != '"') {
        token->kind = KEY;
        return next_word(g, token);
    }
    token->kind = TEXT;
    token->begin = ++c;
    for (; c < g->end && *c != '"'; c++) g->line += *c == '\n' || (*c == '\r' && c[1] != '\n');
    if (c >= g->end) return wrong(g, token->line, "a text that begins on this line has no end");
    token->length = (size_t)(c - token->begin);
    g->next = ++c;
    return c < g->end && !is_blank(*c) && *c != ']' ? quote_in_text(g, token) : 0;
}

/* The next key of a list and its value; the key is CLOSE or END where the list ends. A value that
 * is a list is left at its bracket. */
static int next_pair(gml_t *g, pair_t *pair)
{
    int code = next_token(g, &pair->key);
    if (code || pair->key.kind == CLOSE || pair->key.kind == END) return code;
    const token_t *key = &pair->key;
    if (key->kind != KEY || !(isalpha((unsigned char)*key->begin) || *key->begin == '_' ||
                              (unsigned char)*key->begin >= 0x80))
        return wrong(g, key->line,
                     key->kind == TEXT ? POLDER_TEXT("expected a key, found the text '%.*s%s'")
                                       : POLDER_TEXT("expected a key, found '%.*s%s'"),
                     shown(key), key->begin, key->length > (size_t)shown(key) ? "…" : "");
    code = next_token(g, &pair->value);
    if (code) return code;
    token_t *value = &pair->value;
    if (value->kind == END || value->kind == CLOSE)
        return wrong(g, key->line, "the key '%.*s' has no value", shown(key), key->begin);
    if (value->kind != KEY) return 0;
    if (!is_number(value))
        return wrong(g, value->line,
                     "the value '%.*s' of '%.*s' is not a number (decimals have a point), and a "
                     "text must stand in double quotes",
                     shown(value), value->begin, shown(key), key->begin);
    value->kind = NUMBER;
    return 0;
}

static int refuse_inner(const gml_t *g, const token_t *key)
{
    return wrong(g, key->line,
                 "a graph within a graph: bring its nodes into one graph, or save it as a file of "
                 "its own");
}

/* Passes over a list whose opening bracket has been read. */
static int skip_list(gml_t *g, const token_t *key)
{
    int64_t depth = 1;
    while (depth > 0) {
        pair_t pair;
        const int code = next_pair(g, &pair);
        if (code) return code;
        if (pair.key.kind == END)
            return wrong(g, key->line, "the list '%.*s' is not closed", shown(key), key->begin);
        if (pair.key.kind == CLOSE)
            depth--;
        else if (pair.value.kind == OPEN && is(&pair.key, "graph"))
            return refuse_inner(g, &pair.key);
        else if (pair.value.kind == OPEN)
            depth++;
    }
    return 0;
}

/* ---- entities ---- */

static const struct {
    const char *name;
    uint32_t code;
} other[] = {{"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
             {"apos", '\''},     {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},
             {"scaron", 0x161},  {"Yuml", 0x178},    {"fnof", 0x192},    {"circ", 0x2c6},
             {"tilde", 0x2dc},   {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009},
             {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},
             {"sbquo", 0x201a},  {"ldquo", 0x201c},  {"rdquo", 0x201d},  {"bdquo", 0x201e},
             {"dagger", 0x2020}, {"Dagger", 0x2021}, {"bull", 0x2022},   {"hellip", 0x2026},
             {"permil", 0x2030}, {"lsaquo", 0x2039}, {"rsaquo", 0x203a}, {"euro", 0x20ac},
             {"trade", 0x2122}};

static uint32_t named(const char *name, size_t length)
{
    static const char *const latin[96] = {
        "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
        "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
        "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
        "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
        "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
        "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
        "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
        "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
        "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
        "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
        "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
    for (uint32_t i = 0; i < 96; i++)
        if (strlen(latin[i]) == length && memcmp(latin[i], name, length) == 0) return 0xa0 + i;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strlen(other[i].name) == length && memcmp(other[i].name, name, length) == 0)
            return other[i].code;
    return 0;
}

/* What stands between & and ; as a character, 0: none. */
static uint32_t entity(const char *name, size_t length)
{
    if (length < 2 || *name != '#') return named(name, length);
    const bool hex = name[1] == 'x' || name[1] == 'X';
    uint32_t code = 0;
    if (hex && length == 2) return 0;
    for (size_t i = hex ? 2 : 1; i < length; i++) {
        const unsigned char c = (unsigned char)name[i];
        if (hex ? !isxdigit(c) : !isdigit(c)) return 0;
        const uint32_t digit = isdigit(c) ? c - 48u : (c | 32u) - 87u; /* 0, a − 10 */
        code = code * (hex ? 16 : 10) + digit;
        if (code > 0x10ffff) return 0;
    }
    /* As browsers have it, these are bytes of Windows-1252. */
    if (code >= 0x80 && code < 0xa0 && polder_windows_character((unsigned char)code))
        code = polder_windows_character((unsigned char)code);
    return code >= 0xd800 && code < 0xe000 ? 0 : code;
}

static void note_entity(gml_t *g, int line, const char *name, size_t length)
{
    if (g->n_entity++) return;
    g->entity_line = line;
    snprintf(g->entity, sizeof g->entity, "%.*s", (int)length, name);
}

/* In place: no character takes more bytes than its entity. */
static void decode(gml_t *g, token_t *text)
{
    char *to = text->begin;
    for (const char *c = text->begin, *end = c + text->length; c < end;) {
        size_t length = 0;
        if (*c == '&')
            while (length < 32 && c + 1 + length < end &&
                   (isalnum((unsigned char)c[1 + length]) || c[1 + length] == '#'))
                length++;
        if (length == 0 || c + 1 + length >= end || c[1 + length] != ';') {
            *to++ = *c++;
            continue;
        }
        const uint32_t code = entity(c + 1, length);
        if (code) {
            to += polder_utf8_put(code, to);
        } else {
            note_entity(g, text->line, c, length + 2);
            memmove(to, c, length + 2);
            to += length + 2;
        }
        c += length + 2;
    }
    text->length = (size_t)(to - text->begin);
}

/* ---- nodes and edges ---- */

static int keep_pair(gml_t *g, const pair_t *pair)
{
    if (g->n_pair == g->pair_capacity) {
        const size_t n = g->pair_capacity ? 2 * g->pair_capacity : 16;
        pair_t *larger = realloc(g->pair, n * sizeof *larger);
        if (!larger)
            return polder_fail_at(g->report, POLDER_MEMORY, &g->file->place,
                                  "no memory for the network");
        g->pair = larger;
        g->pair_capacity = n;
    }
    g->pair[g->n_pair++] = *pair;
    return 0;
}

/* All pairs of the list whose opening bracket has been read. */
static int read_list(gml_t *g, const token_t *key)
{
    g->n_pair = 0;
    for (;;) {
        pair_t pair;
        int code = next_pair(g, &pair);
        if (code || pair.key.kind == CLOSE) return code;
        if (pair.key.kind == END)
            return wrong(g, key->line, "the list '%.*s' is not closed", shown(key), key->begin);
        if (pair.value.kind == OPEN) {
            if (g->n_list++ == 0) {
                g->list_line = pair.key.line;
                snprintf(g->list, sizeof g->list, "%.*s", shown(&pair.key), pair.key.begin);
            }
            code = is(&pair.key, "graph") ? refuse_inner(g, &pair.key) : skip_list(g, &pair.key);
        } else {
            if (pair.value.kind == TEXT) decode(g, &pair.value);
            code = keep_pair(g, &pair);
        }
        if (code) return code;
    }
}

/* The value of a key that a node or edge must have once. Whole numbers are written one way. */
static int must_have(gml_t *g, const token_t *block, const char *name, token_t *value)
{
    const pair_t *found = NULL;
    for (size_t i = 0; i < g->n_pair; i++) {
        if (!is(&g->pair[i].key, name)) continue;
        if (found)
            return wrong(g, g->pair[i].key.line, "this %.*s has a second '%s'", shown(block),
                         block->begin, name);
        found = &g->pair[i];
    }
    if (!found)
        return wrong(g, block->line, "this %.*s has no '%s'", shown(block), block->begin, name);
    *value = found->value;
    if (value->length == 0)
        return wrong(g, value->line, "'%s' of this %.*s is empty", name, shown(block),
                     block->begin);
    if (value->kind == NUMBER) {
        while (value->length > 1 &&
               (*value->begin == '+' ||
                (*value->begin == '0' && isdigit((unsigned char)value->begin[1])))) {
            value->begin++;
            value->length--;
        }
    }
    return 0;
}

static int set_pairs(gml_t *g, bool of_ties, int32_t element, const char *of)
{
    for (size_t i = 0; i < g->n_pair; i++) {
        const token_t *key = &g->pair[i].key, *value = &g->pair[i].value;
        int attribute = 0;
        if (of_ties && (is(key, "source") || is(key, "target"))) continue;
        int code = polder_netfile_attribute(g->file, of_ties, key->begin, key->length, &attribute,
                                            g->report);
        if (code == 0 && polder_netfile_value(g->file, attribute, element))
            code = wrong(g, key->line,
                         "this %s has a second '%.*s': a list of values is not an attribute here",
                         of, shown(key), key->begin);
        if (code == 0)
            code = polder_netfile_set(g->file, attribute, element, value->begin, value->length,
                                      g->report);
        if (code) return code;
    }
    return 0;
}

static bool is_group(const gml_t *g)
{
    for (size_t i = 0; i < g->n_pair; i++)
        if (is(&g->pair[i].key, "isGroup")) return is(&g->pair[i].value, "1");
    return false;
}

static int keep_group(gml_t *g, int32_t org, int line)
{
    if (g->n_group == g->group_capacity) {
        const size_t n = g->group_capacity ? 2 * g->group_capacity : 16;
        int32_t *larger = realloc(g->group, n * sizeof *larger);
        if (!larger)
            return polder_fail_at(g->report, POLDER_MEMORY, &g->file->place,
                                  "no memory for the network");
        g->group = larger;
        g->group_capacity = n;
    }
    if (g->n_group == 0) g->group_line = line;
    g->group[g->n_group++] = org;
    return 0;
}

static int read_node(gml_t *g, const token_t *key)
{
    token_t id;
    int32_t org = 0;
    int code = read_list(g, key);
    if (code == 0) code = must_have(g, key, "id", &id);
    if (code) return code;
    code = polder_netfile_org(g->file, id.begin, id.length, key->line, &org, g->report);
    if (code) return code;
    if (g->file->listed[org])
        return wrong(g, key->line, "a second node with the id '%.*s' (first: line %d)", shown(&id),
                     id.begin, (int)g->file->org_line[org]);
    g->file->listed[org] = true;
    g->file->org_line[org] = key->line;
    if (is_group(g)) code = keep_group(g, org, key->line);
    return code ? code : set_pairs(g, false, org, "node");
}

static int read_edge(gml_t *g, const token_t *key)
{
    token_t end[2];
    int32_t org[2] = {0, 0};
    int code = read_list(g, key);
    if (code == 0) code = must_have(g, key, "source", &end[0]);
    if (code == 0) code = must_have(g, key, "target", &end[1]);
    for (int i = 0; code == 0 && i < 2; i++)
        code =
            polder_netfile_org(g->file, end[i].begin, end[i].length, key->line, &org[i], g->report);
    if (code == 0) code = polder_netfile_tie(g->file, org[0], org[1], true, key->line, g->report);
    return code ? code : set_pairs(g, true, g->file->n_tie - 1, "edge");
}

/* ---- the graph ---- */

static int read_directed(gml_t *g, const pair_t *pair)
{
    if (g->seen_directed) return wrong(g, pair->key.line, "a second 'directed'");
    g->seen_directed = true;
    g->directed = is(&pair->value, "1");
    if (g->directed || is(&pair->value, "0")) return 0;
    return wrong(g, pair->value.line, "'directed' is 0 or 1, not '%.*s'", shown(&pair->value),
                 pair->value.begin);
}

static int read_graph(gml_t *g, const token_t *key)
{
    if (g->seen_graph)
        return wrong(g, key->line,
                     "a second graph begins here: save the one that you want as a file of its own");
    g->seen_graph = true;
    for (;;) {
        pair_t pair;
        int code = next_pair(g, &pair);
        if (code || pair.key.kind == CLOSE) return code;
        if (pair.key.kind == END) return wrong(g, key->line, "the list 'graph' is not closed");
        const bool node = is(&pair.key, "node"), edge = is(&pair.key, "edge");
        if (pair.value.kind != OPEN) {
            if (node || edge)
                code = wrong(g, pair.key.line, "'%s' must be a list in brackets",
                             node ? "node" : "edge");
            else if (is(&pair.key, "directed"))
                code = read_directed(g, &pair);
        } else if (node) {
            code = read_node(g, &pair.key);
        } else if (edge) {
            code = read_edge(g, &pair.key);
        } else if (is(&pair.key, "graph")) {
            code = refuse_inner(g, &pair.key);
        } else {
            code = skip_list(g, &pair.key);
        }
        if (code) return code;
    }
}

/* Ties name nodes that the file does not list. */
static int check_ends(const gml_t *g)
{
    enum { MANY = 100000 };
    const polder_netfile_t *file = g->file;
    for (int32_t t = 0; t < file->n_tie; t++) {
        const int32_t org = !file->listed[file->from[t]] ? file->from[t] : file->to[t];
        if (file->listed[org]) continue;
        const char *id = polder_netfile_id(file, org), *nearest = NULL;
        const char **all = file->n_org < MANY ? malloc((size_t)file->n_org * sizeof *all) : NULL;
        size_t n = 0;
        for (int32_t i = 0; all && i < file->n_org; i++)
            if (file->listed[i]) all[n++] = polder_netfile_id(file, i);
        if (all) nearest = polder_nearest(id, all, n);
        const int code = wrong(
            g, file->tie_line[t],
            nearest ? "this edge names a node '%.60s', which is not in the file; did you mean "
                      "'%.60s'?"
                    : "this edge names a node '%.60s', which is not in the file",
            id, nearest ? nearest : "");
        free(all);
        return code;
    }
    return 0;
}

/* A group stands for its members. It is an organisation of its own only if it has ties. */
static int settle_groups(const gml_t *g)
{
    polder_netfile_t *file = g->file;
    if (g->n_group == 0) return 0;
    bool *tied = calloc((size_t)file->n_org * 2, sizeof *tied);
    if (!tied)
        return polder_fail_at(g->report, POLDER_MEMORY, &file->place, "no memory for the network");
    bool *drop = tied + file->n_org;
    for (int32_t t = 0; t < file->n_tie; t++) tied[file->from[t]] = tied[file->to[t]] = true;
    size_t n_dropped = 0;
    for (size_t i = 0; i < g->n_group; i++) {
        drop[g->group[i]] = !tied[g->group[i]];
        n_dropped += !tied[g->group[i]];
    }
    const size_t n_kept = g->n_group - n_dropped;
    polder_place_t place = file->place;
    place.line = g->group_line;
    if (n_kept)
        polder_warn(g->report, &place,
                    polder_report_count(
                        g->report,
                        "%lld group (isGroup) with ties of its own is read as an organisation",
                        "%lld groups (isGroup) with ties of their own are read as organisations",
                        (long long)n_kept),
                    (long long)n_kept);
    polder_netfile_leave_out(file, g->group_line, (int64_t)n_dropped, 0,
                             POLDER_TEXT("a group (isGroup) without ties of its own stands for its "
                                         "members"),
                             g->report);
    const int code = n_dropped ? polder_netfile_drop(file, drop, g->report) : 0;
    free(tied);
    return code;
}

static void say_what_is_not_read(const gml_t *g)
{
    polder_place_t place = g->file->place;
    if (g->n_list) {
        place.line = g->list_line;
        polder_warn(g->report, &place,
                    polder_report_count(
                        g->report, "%lld list of nodes and edges, such as '%s', is left out",
                        "%lld lists of nodes and edges, such as '%s', are left out", g->n_list),
                    (long long)g->n_list, g->list);
    }
    if (g->n_entity) {
        place.line = g->entity_line;
        polder_warn(g->report, &place,
                    polder_report_count(
                        g->report, "%lld entity is not known and stays as written, such as '%s'",
                        "%lld entities are not known and stay as written, such as '%s'",
                        g->n_entity),
                    (long long)g->n_entity, g->entity);
    }
}

static int read_all(gml_t *g)
{
    pass_over_blanks(g);
    if (*g->next == '<')
        return wrong(g, g->line,
                     "this is XML, not GML: a GraphML file has the suffix .graphml (or name the "
                     "format)");
    for (;;) {
        pair_t pair;
        int code = next_pair(g, &pair);
        if (code) return code;
        if (pair.key.kind == END) break;
        if (pair.key.kind == CLOSE) return wrong(g, pair.key.line, "a ] that closes nothing");
        if (pair.value.kind == OPEN)
            code = is(&pair.key, "graph") ? read_graph(g, &pair.key) : skip_list(g, &pair.key);
        else if (is(&pair.key, "graph"))
            code = wrong(g, pair.key.line, "'graph' must be a list in brackets");
        if (code) return code;
    }
    if (!g->seen_graph) return wrong(g, 0, "there is no 'graph [ … ]' in it");
    for (int32_t t = 0; t < g->file->n_tie; t++) g->file->directed[t] = g->directed;
    int code = check_ends(g);
    if (code == 0) code = settle_groups(g);
    if (code == 0) say_what_is_not_read(g);
    return code;
}

int polder_gml_read(polder_netfile_t *file, polder_report_t *report)
{
    gml_t g = {.file = file,
               .report = report,
               .next = file->data,
               .end = file->data + file->size,
               .line = 1};
    const int code = read_all(&g);
    free(g.pair);
    free(g.group);
    return code;
}

/* ---- the count, without the reader ---- */

static bool counts_as(const char *word, const char *key)
{
    const size_t n = strlen(key);
    return strncasecmp(word, key, n) == 0 && strchr(" \t\r\n\v\f[", word[n]);
}

void polder_gml_count(const polder_netfile_t *file, polder_netfile_count_t *count)
{
    int64_t depth = 0;
    bool graph = false;
    const char *word = "";
    *count = (polder_netfile_count_t){0, 0};
    for (const char *c = file->data; *c;) {
        if (*c == '#') {
            c += strcspn(c, "\r\n");
        } else if (*c == '"') {
            c = strchr(c + 1, '"');
            if (!c) return;
            c++;
        } else if (*c == '[') {
            if (depth == 0) graph = counts_as(word, "graph");
            count->n_org += depth == 1 && graph && counts_as(word, "node");
            count->n_tie += depth == 1 && graph && counts_as(word, "edge");
            depth++;
            c++;
        } else if (*c == ']') {
            depth--;
            c++;
        } else if (strchr(" \t\r\n\v\f", *c)) {
            c++;
        } else {
            word = c;
            c += strcspn(c, " \t\r\n\v\f[]\"");
        }
    }
}
