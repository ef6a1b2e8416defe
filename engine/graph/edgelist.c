/* edgelist.c: a network as lines of text.
 *
 * What     One tie on a line: two labels and perhaps a number, which becomes the attribute
 *          "weight" of the arc from the first to the second. If the first line has a comma,
 *          commas stand between them in the whole file and labels may hold spaces; else
 *          white space does. A label may be quoted ("…"). Empty lines and lines that begin
 *          with # are passed over. igraph's own reader takes only numbers for organisations.
 * Header   A first line of the usual words ("source,target,weight") is left out with a
 *          warning; one whose labels are nowhere else in the file only gets a warning.
 */
#include <math.h>
#include <search.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bridge.h"

typedef struct {
    const char *begin;
    size_t length;
} token_t;

typedef struct {
    token_t label; /* first: the tree compares labels */
    igraph_integer_t id;
} organisation_t;

typedef struct {
    polder_reader_t *reader;
    polder_report_t *report;
    void *tree; /* of organisation_t, by label */
    organisation_t **organisation;
    igraph_integer_t n, capacity;
    igraph_vector_int_t ends;
    igraph_vector_t weight;
    bool weighted, begun, commas;
    int line, first_line; /* the first line with a tie */
    const char *excerpt;
} list_t;

static int by_label(const void *a, const void *b)
{
    const token_t *x = a, *y = b;
    const size_t n = x->length < y->length ? x->length : y->length;
    const int d = memcmp(x->begin, y->begin, n);
    return d ? d : (x->length > y->length) - (x->length < y->length);
}

static int no_memory(const list_t *list)
{
    return polder_fail_at(list->report, POLDER_MEMORY, &list->reader->place,
                          "no memory for the network");
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

POLDER_PRINTF(3, 4)
static int wrong(const list_t *list, const char *at, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    polder_place_t place = list->reader->place;
    place.line = list->line;
    /* A line that cannot be shown whole is not shown. */
    const size_t length = strlen(list->excerpt);
    if (length <= 200 && polder_utf8_valid(list->excerpt, length)) {
        place.column = at ? (int)(at - list->excerpt) + 1 : 0;
        place.excerpt = list->excerpt;
    }
    return polder_fail_at(list->report, POLDER_FORMAT, &place, "%s", text);
}

/* Cuts a line into at most `most` tokens; returns how many there are, or −1 for a quote
 * that is not closed. A comma separates even nothing: "a,,b" has three. */
static int cut(const char *c, const char *end, bool commas, token_t *token, int most)
{
    int n = 0;
    bool more = false; /* a comma was last */
    while (c < end && is_space(*c)) c++;
    while (c < end || more) {
        token_t here = {c, 0};
        if (c < end && *c == '"') {
            const char *quote = memchr(c + 1, '"', (size_t)(end - c - 1));
            if (!quote) return -1;
            here = (token_t){c + 1, (size_t)(quote - c - 1)};
            c = quote + 1;
        } else {
            while (c < end && (commas ? *c != ',' : !is_space(*c))) c++;
            const char *last = c;
            while (last > here.begin && is_space(last[-1])) last--;
            here.length = (size_t)(last - here.begin);
        }
        if (n < most) token[n] = here;
        n++;
        while (c < end && is_space(*c)) c++;
        more = commas && c < end && *c == ',';
        c += more;
        while (c < end && is_space(*c)) c++;
    }
    return n;
}

/* How often the line has a sign outside quotes. */
static int count_sign(const char *c, const char *end, char sign)
{
    bool quoted = false;
    int n = 0;
    for (; c < end; c++) {
        quoted ^= *c == '"';
        n += *c == sign && !quoted;
    }
    return n;
}

static int wrong_separator(const list_t *list)
{
    return wrong(list, NULL,
                 "the items must be separated by spaces, tabs or commas, not by semicolons (a name "
                 "with a semicolon goes in double quotes)");
}

static int organisation_of(list_t *list, const token_t *label, igraph_integer_t *id)
{
    organisation_t **found = tfind(label, &list->tree, by_label);
    if (found) {
        *id = (*found)->id;
        return 0;
    }
    if (list->n == list->capacity) {
        const igraph_integer_t capacity = list->capacity ? 2 * list->capacity : 64;
        organisation_t **larger =
            realloc(list->organisation, (size_t)capacity * sizeof *list->organisation);
        if (!larger) return no_memory(list);
        list->organisation = larger;
        list->capacity = capacity;
    }
    organisation_t *new = malloc(sizeof *new);
    if (!new) return no_memory(list);
    *new = (organisation_t){*label, list->n};
    if (!tsearch(new, &list->tree, by_label)) {
        free(new);
        return no_memory(list);
    }
    list->organisation[list->n++] = new;
    *id = new->id;
    return 0;
}

static int number(const list_t *list, const token_t *token, double *value)
{
    char text[64], *end = NULL;
    if (token->length >= sizeof text)
        return wrong(list, token->begin, "the weight is not a number");
    memcpy(text, token->begin, token->length);
    text[token->length] = '\0';
    if (token->length == 0 || !strcmp(text, "NA")) {
        *value = NAN;
        return 0;
    }
    *value = strtod(text, &end);
    if (*end)
        return wrong(list, token->begin, "the weight '%s' is not a number",
                     polder_utf8_valid(text, token->length) ? text : "?");
    return 0;
}

static bool is_word(const token_t *token, const char *const *word)
{
    for (; *word; word++)
        if (strlen(*word) == token->length && strncasecmp(*word, token->begin, token->length) == 0)
            return true;
    return false;
}

/* Whether the first line names the columns. */
static bool is_header(const token_t *token, int n)
{
    static const char *const from[] = {"source", "from", "src", "tail", "node1", "node_1", "ego",
                                       "sender", "i",    "van", "bron", "id1",   NULL};
    static const char *const to[] = {"target", "to",    "dst",    "dest",  "destination",
                                     "head",   "node2", "node_2", "alter", "receiver",
                                     "j",      "naar",  "doel",   "id2",   NULL};
    static const char *const weight[] = {"weight",    "weights", "value", "strength",
                                         "frequency", "gewicht", "w",     NULL};
    return (is_word(&token[0], from) && is_word(&token[1], to)) ||
           (n == 3 && is_word(&token[2], weight));
}

static void warn_of_line(const list_t *list, int line, const char *text)
{
    polder_place_t place = list->reader->place;
    place.line = line;
    polder_warn(list->report, &place, "%s", text);
}

/* A header in other words looks like a tie between two that nobody else knows. */
static void check_first(const list_t *list)
{
    const igraph_integer_t m = igraph_vector_int_size(&list->ends);
    igraph_integer_t seen = 0;
    if (m < 6 || list->first_line == 0 || VECTOR(list->ends)[0] == VECTOR(list->ends)[1]) return;
    for (igraph_integer_t i = 2; i < m && seen == 0; i++) seen += VECTOR(list->ends)[i] < 2;
    for (int i = 0; i < 2 && seen == 0; i++) {
        const token_t *label = &list->organisation[i]->label;
        for (size_t k = 0; k < label->length; k++)
            seen += label->begin[k] >= '0' && label->begin[k] <= '9';
    }
    if (seen == 0)
        warn_of_line(list, list->first_line,
                     "the names on this line are nowhere else in the file: if it is a header, "
                     "remove it or put # in front");
}

static int add_line(list_t *list, const char *c, const char *end)
{
    token_t token[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    const bool first = !list->begun;
    const int semicolons = count_sign(c, end, ';'), commas = count_sign(c, end, ',');
    if (first && semicolons > 0 && semicolons >= commas) return wrong_separator(list);
    if (first) list->commas = commas > 0;
    list->begun = true;
    const int n = cut(c, end, list->commas, token, 3);
    if (n == 0) return 0;
    if (n < 0) return wrong(list, NULL, "a quoted label has no end");
    if ((n < 2 || n > 3) && semicolons > 0) return wrong_separator(list);
    if (n < 2 || n > 3)
        return wrong(list, NULL, "expected two labels and perhaps a weight, found %d item%s", n,
                     n == 1 ? "" : "s");
    if (first && is_header(token, n)) {
        warn_of_line(list, list->line, "this line is taken for a header and left out");
        return 0;
    }
    if (list->first_line == 0) list->first_line = list->line;
    double weight = NAN;
    for (int i = 0; i < 2; i++) {
        igraph_integer_t id = 0;
        if (token[i].length == 0) return wrong(list, token[i].begin, "an empty label");
        int rc = organisation_of(list, &token[i], &id);
        if (rc == 0 && igraph_vector_int_push_back(&list->ends, id)) rc = no_memory(list);
        if (rc) return rc;
    }
    if (n == 3) {
        list->weighted = true;
        const int rc = number(list, &token[2], &weight);
        if (rc) return rc;
    }
    return igraph_vector_push_back(&list->weight, weight) ? no_memory(list) : 0;
}

/* Lines are cut off with a zero byte where they end, so that they can be shown. */
static int add_lines(list_t *list)
{
    char *c = list->reader->text, *const end = c + list->reader->size;
    while (c < end) {
        char *stop = memchr(c, '\n', (size_t)(end - c));
        if (!stop) stop = end;
        *stop = '\0';
        list->line++;
        list->excerpt = c;
        const char *first = c;
        while (is_space(*first)) first++;
        if (*first && *first != '#') {
            const int rc = add_line(list, c, stop);
            if (rc) return rc;
        }
        c = stop + 1;
    }
    return 0;
}

static igraph_error_t set_names(list_t *list, igraph_t *graph)
{
    igraph_strvector_t name;
    IGRAPH_CHECK(igraph_strvector_init(&name, list->n));
    IGRAPH_FINALLY(igraph_strvector_destroy, &name);
    for (igraph_integer_t i = 0; i < list->n; i++) {
        const token_t *label = &list->organisation[i]->label;
        IGRAPH_CHECK(igraph_strvector_set_len(&name, i, label->begin, label->length));
    }
    IGRAPH_CHECK(igraph_cattribute_VAS_setv(graph, "name", &name));
    igraph_strvector_destroy(&name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static int build(list_t *list)
{
    polder_reader_t *reader = list->reader;
    int rc = polder_bridge_check(igraph_create(&reader->graph, &list->ends, list->n, true),
                                 list->report);
    if (rc) return rc;
    reader->has_graph = true;
    rc = polder_bridge_check(set_names(list, &reader->graph), list->report);
    if (rc == 0 && list->weighted)
        rc = polder_bridge_check(
            igraph_cattribute_EAN_setv(&reader->graph, "weight", &list->weight), list->report);
    return rc;
}

static void keep(void *node)
{
    (void)node;
}

int polder_edgelist_read(polder_reader_t *reader, polder_report_t *report)
{
    list_t list = {.reader = reader, .report = report};
    if (igraph_vector_int_init(&list.ends, 0)) return no_memory(&list);
    if (igraph_vector_init(&list.weight, 0)) {
        igraph_vector_int_destroy(&list.ends);
        return no_memory(&list);
    }
    int rc = add_lines(&list);
    if (rc == 0) rc = build(&list);
    if (rc == 0) check_first(&list);
    tdestroy(list.tree, keep);
    for (igraph_integer_t i = 0; i < list.n; i++) free(list.organisation[i]);
    free(list.organisation);
    igraph_vector_destroy(&list.weight);
    igraph_vector_int_destroy(&list.ends);
    return rc;
}
