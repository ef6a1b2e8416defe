/* edgelist.c: a network as lines of text.
 *
 * What     One tie on a line: two labels and perhaps a number, which becomes the attribute
 *          "weight" of the arc from the first to the second. If the first line has a comma,
 *          commas stand between them in the whole file and labels may hold spaces; else
 *          white space does. A label may be quoted ("…"). Empty lines and lines that begin
 *          with # are passed over.
 * Header   A first line of the usual words ("source,target,weight") is left out with a
 *          warning; one whose labels are nowhere else in the file only gets a warning.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bridge.h"
#include "netfile.h"

typedef struct {
    const char *begin;
    size_t length;
} token_t;

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    int weight; /* its attribute, or −1 */
    bool begun, commas;
    int line, first_line; /* the first line with a tie */
    const char *excerpt;
} list_t;

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
    polder_place_t place = list->file->place;
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

static int check_number(const list_t *list, const token_t *token)
{
    char text[64], *end = NULL;
    if (token->length >= sizeof text)
        return wrong(list, token->begin, "the weight is not a number");
    memcpy(text, token->begin, token->length);
    text[token->length] = '\0';
    if (token->length == 0 || !strcmp(text, "NA")) return 0;
    (void)strtod(text, &end);
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
    polder_place_t place = list->file->place;
    place.line = line;
    polder_warn(list->report, &place, "%s", text);
}

/* A header in other words looks like a tie between two that nobody else knows. */
static void check_first(const list_t *list)
{
    const polder_netfile_t *file = list->file;
    int32_t seen = 0;
    if (file->n_tie < 3 || list->first_line == 0 || file->from[0] == file->to[0]) return;
    for (int32_t t = 1; t < file->n_tie && seen == 0; t++)
        seen += (file->from[t] < 2) + (file->to[t] < 2);
    for (int32_t i = 0; i < 2 && seen == 0; i++)
        for (const char *c = polder_netfile_id(file, i); *c; c++) seen += *c >= '0' && *c <= '9';
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
    polder_netfile_t *file = list->file;
    int32_t end_of[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        if (token[i].length == 0) return wrong(list, token[i].begin, "an empty label");
        const int rc = polder_netfile_org(file, token[i].begin, token[i].length, list->line,
                                          &end_of[i], list->report);
        if (rc) return rc;
        file->listed[end_of[i]] = true;
    }
    int rc = polder_netfile_tie(file, end_of[0], end_of[1], true, list->line, list->report);
    if (rc || n < 3) return rc;
    if (list->weight < 0)
        rc = polder_netfile_attribute(file, true, "weight", 6, &list->weight, list->report);
    if (rc == 0) rc = check_number(list, &token[2]);
    if (rc) return rc;
    return polder_netfile_set(file, list->weight, file->n_tie - 1, token[2].begin, token[2].length,
                              list->report);
}

/* Lines are cut off with a zero byte where they end, so that they can be shown. */
static int add_lines(list_t *list)
{
    char *c = list->file->data, *const end = c + list->file->size;
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

int polder_edgelist_read(polder_netfile_t *file, polder_report_t *report)
{
    list_t list = {.file = file, .report = report, .weight = -1};
    file->listing = true;
    const int rc = add_lines(&list);
    if (rc == 0) check_first(&list);
    return rc;
}
