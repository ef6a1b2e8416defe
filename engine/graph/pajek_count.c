/* pajek_count.c: how many records stand in a Pajek file, without its reader; see netfile.h.
 *
 * What     The number after *Vertices; each line of *Arcs and *Edges; each number but the first
 *          of a line of *Arcslist and *Edgeslist; each number that is not nought of a *Matrix.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/netfile.h"

typedef struct {
    polder_netfile_count_t *count;
    bool object; /* of a project: *Vertices says how many values it has */
    char kind;   /* t: a tie on a line, l: a list, m: a matrix, 0: lines do not count */
} scan_t;

static bool starts(const char *text, const char *word)
{
    return strncasecmp(text, word, strlen(word)) == 0;
}

/* A line with a star. */
static void keyword(scan_t *scan, const char *c)
{
    c += 1 + strspn(c + 1, " \t\v\f");
    const bool vertices = starts(c, "vert");
    if (vertices && !scan->object) {
        while (isalpha((unsigned char)*c)) c++;
        const double n = strtod(c, NULL); /* perhaps 1e+05 */
        scan->count->n_org = n > 0 && n <= POLDER_MOST_ORGANISATIONS ? (int64_t)n : 0;
    }
    if (!vertices) scan->object = strchr("pPcChH", *c) || starts(c, "vect");
    const bool list =
        starts(c, "arcsl") || starts(c, "arcl") || starts(c, "edgesl") || starts(c, "edgel");
    scan->kind = 0;
    if (list)
        scan->kind = 'l';
    else if (starts(c, "arc") || starts(c, "edge"))
        scan->kind = 't';
    else if (starts(c, "mat"))
        scan->kind = 'm';
}

/* A line of a list or a matrix. */
static void words(scan_t *scan, const char *c, const char *end)
{
    int64_t n = 0;
    while (c < end) {
        while (c < end && isspace((unsigned char)*c)) c++;
        const char *word = c;
        bool nought = true;
        while (c < end && !isspace((unsigned char)*c)) c++;
        if (c == word || *word == '%') break;
        if (c[-1] == ':') continue;
        for (const char *d = word; d < c && (*d | 32) != 'e'; d++)
            nought &= !strchr("123456789", *d);
        n += scan->kind == 'l' || !nought;
    }
    scan->count->n_tie += scan->kind == 'l' && n > 0 ? n - 1 : n;
}

/* Where the comment that begins here ends; NULL if the next one or a section comes first. */
static const char *closed(const char *c)
{
    for (c += 2;; c += strspn(c, " \t\v\f\r\n")) {
        const size_t line = strcspn(c, "\r\n");
        for (size_t i = 0; i + 1 < line; i++)
            if (starts(c + i, "*/")) return c + i + 2;
        c += line;
        c += strspn(c, " \t\v\f\r\n");
        if (!*c || starts(c, "/*") || (*c == '*' && c[1] != '/')) return NULL;
    }
}

void polder_pajek_count(const polder_netfile_t *file, polder_netfile_count_t *count)
{
    *count = (polder_netfile_count_t){0, 0};
    scan_t scan = {.count = count};
    const char *c = file->data;
    while (*c) {
        c += strspn(c, " \t\v\f\r\n");
        const char *end = c + strcspn(c, "\r\n");
        const char *comment = starts(c, "/*") ? closed(c) : NULL;
        if (comment)
            end = comment;
        else if (*c == '*')
            keyword(&scan, c);
        else if (*c && *c != '%' && !starts(c, "/*")) {
            if (scan.kind == 't') count->n_tie++;
            if (scan.kind == 'l' || scan.kind == 'm') words(&scan, c, end);
        }
        c = end;
    }
}
