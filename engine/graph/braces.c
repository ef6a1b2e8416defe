/* braces.c: the attributes of a tie as a literal of Python, {'weight': 1, 'kind': 'a'}: what
 * networkx writes behind the two names. Values that are lists or more are kept as they stand. */
#include <stdlib.h>
#include <string.h>

#include "graph/tables.h"
#include "kernel/utf8.h"

/* More attributes than this in such a file are keys gone wrong, and each has room for all ties. */
enum { MOST_KEYS = 200 };

typedef struct {
    const polder_cells_t *cells;
    const char *at, *end;
    char *text; /* a decoded string */
    size_t length;
} braces_t;

static int wrong(const braces_t *b)
{
    return polder_cells_refuse(b->cells, -1,
                               "what stands in braces is not what networkx writes, such as "
                               "{'weight': 1}");
}

static void skip_blanks(braces_t *b)
{
    while (b->at < b->end && (*b->at == ' ' || *b->at == '\t')) b->at++;
}

static bool takes(braces_t *b, char sign)
{
    skip_blanks(b);
    if (b->at == b->end || *b->at != sign) return false;
    b->at++;
    return true;
}

/* The character after a backslash; what is not known stays as it is. */
static void unescape(braces_t *b)
{
    static const char from[] = "nrt", to[] = "\n\r\t";
    const char c = *b->at;
    const char *known = strchr(from, c);
    const int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits && b->end - b->at > digits) {
        char hex[9] = "", *stop = NULL;
        memcpy(hex, b->at + 1, (size_t)digits);
        const unsigned long code = strtoul(hex, &stop, 16);
        const bool surrogate = code >= 0xd800 && code < 0xe000;
        if (*stop == '\0' && code > 0 && code <= 0x10ffff && !surrogate) {
            b->length += polder_utf8_put((uint32_t)code, b->text + b->length);
            b->at += digits + 1;
            return;
        }
    }
    if (!known && c != '\\' && c != '\'' && c != '"') b->text[b->length++] = '\\';
    b->text[b->length++] = known ? to[known - from] : c;
    b->at++;
}

/* 'text' or "text" at b->at. */
static bool take_string(braces_t *b)
{
    const char quote = *b->at++;
    b->length = 0;
    while (b->at < b->end && *b->at != quote) {
        if (*b->at == '\\' && b->at + 1 < b->end) {
            b->at++;
            unescape(b);
        } else {
            b->text[b->length++] = *b->at++;
        }
    }
    if (b->at == b->end) return false;
    b->at++;
    return true;
}

/* Up to the comma or brace that ends a value; strings and brackets inside are passed over. */
static bool take_plain(braces_t *b)
{
    int depth = 0;
    const char *const from = b->at;
    for (; b->at < b->end; b->at++) {
        if (*b->at == '\'' || *b->at == '"') {
            if (!take_string(b)) return false;
            b->at--;
        } else if (depth == 0 && (*b->at == ',' || *b->at == '}')) {
            break;
        } else if (strchr("([{", *b->at)) {
            depth++;
        } else if (strchr(")]}", *b->at)) {
            depth--;
        }
    }
    const char *last = b->at;
    while (last > from && (last[-1] == ' ' || last[-1] == '\t')) last--;
    b->length = (size_t)(last - from);
    memcpy(b->text, from, b->length);
    return b->length > 0 && b->at < b->end;
}

static bool text_is(const braces_t *b, const char *word)
{
    return strlen(word) == b->length && strncmp(b->text, word, b->length) == 0;
}

static int take_value(braces_t *b, polder_netfile_t *file, int attribute, int32_t tie,
                      polder_report_t *report)
{
    skip_blanks(b);
    const bool string = b->at < b->end && (*b->at == '\'' || *b->at == '"');
    if (b->at == b->end || !(string ? take_string(b) : take_plain(b))) return wrong(b);
    if (!string && (text_is(b, "None") || text_is(b, "nan") || text_is(b, "null"))) return 0;
    if (!string && (text_is(b, "True") || text_is(b, "true")))
        return polder_netfile_set(file, attribute, tie, "1", 1, report);
    if (!string && (text_is(b, "False") || text_is(b, "false")))
        return polder_netfile_set(file, attribute, tie, "0", 1, report);
    return polder_netfile_set(file, attribute, tie, b->text, b->length, report);
}

static int take_pair(braces_t *b, polder_netfile_t *file, int32_t tie, polder_report_t *report)
{
    skip_blanks(b);
    int attribute = 0;
    const bool string = b->at < b->end && (*b->at == '\'' || *b->at == '"');
    if (!string || !take_string(b)) {
        /* a key that is a number: {1: 2} */
        const char *const colon = memchr(b->at, ':', (size_t)(b->end - b->at));
        if (string || !colon || colon == b->at) return wrong(b);
        b->length = (size_t)(colon - b->at);
        memcpy(b->text, b->at, b->length);
        b->at = colon;
    }
    if (b->length == 0 || !takes(b, ':')) return wrong(b);
    int code = polder_netfile_attribute(file, true, b->text, b->length, &attribute, report);
    if (code) return code;
    if (file->n_attribute > MOST_KEYS)
        return polder_cells_refuse(b->cells, -1, "the ties have more than %d attributes",
                                   (int)MOST_KEYS);
    return take_value(b, file, attribute, tie, report);
}

int polder_braces_read(polder_netfile_t *file, const polder_cells_t *cells,
                       const polder_cell_t *cell, int32_t tie, polder_report_t *report)
{
    braces_t b = {.cells = cells, .at = cell->text + 1, .end = cell->text + cell->length};
    if (takes(&b, '}')) {
        skip_blanks(&b);
        return b.at == b.end ? 0 : wrong(&b);
    }
    b.text = malloc(cell->length + 8);
    if (!b.text)
        return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for a value");
    int code = 0;
    do {
        skip_blanks(&b);
        code = take_pair(&b, file, tie, report);
    } while (code == 0 && takes(&b, ','));
    if (code == 0 && (!takes(&b, '}') || b.at != b.end)) code = wrong(&b);
    free(b.text);
    return code;
}
