/* graphml.c: a network with its columns as GraphML; see graph.h. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "graph/bridge.h"
#include "kernel/utf8.h"

/* What XML cannot hold becomes the replacement character. */
static void put_text(FILE *file, const char *text)
{
    const char *const end = text + strlen(text);
    while (text < end) {
        const size_t length = polder_utf8_length(text, end);
        const unsigned char c = (unsigned char)*text;
        const bool odd = length == 3 && c == 0xef && (unsigned char)text[1] == 0xbf &&
                         (unsigned char)text[2] >= 0xbe; /* U+FFFE, U+FFFF */
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\t' || c == '\n' || c == '\r')
            fprintf(file, "&#%d;", c);
        else if (length == 0 || odd || c < ' ')
            fputs("\xef\xbf\xbd", file);
        else
            fwrite(text, 1, length, file);
        text += length ? length : 1;
    }
}

static void put_keys(FILE *file, const char *of, char letter, int n,
                     const polder_snapshot_column_t *column)
{
    for (int i = 0; i < n; i++) {
        fprintf(file, "  <key id=\"%c%d\" for=\"%s\" attr.name=\"", letter, i, of);
        put_text(file, column[i].name);
        fputs("\" attr.type=\"double\"/>\n", file);
    }
}

/* A value that is missing is left out. */
static void put_values(FILE *file, char letter, int n, const polder_snapshot_column_t *column,
                       int64_t at)
{
    for (int i = 0; i < n; i++)
        if (isfinite(column[i].value[at]))
            fprintf(file, "<data key=\"%c%d\">%.9g</data>", letter, i, (double)column[i].value[at]);
}

void polder_snapshot_write(const polder_snapshot_t *d, FILE *file)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
          "  <key id=\"title\" for=\"graph\" attr.name=\"title\" attr.type=\"string\"/>\n"
          "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n",
          file);
    put_keys(file, "graph", 'g', d->n_network, d->network);
    put_keys(file, "node", 'n', d->n_organisation, d->organisation);
    put_keys(file, "edge", 'e', d->n_tie, d->tie);
    fputs("  <graph id=\"network\" edgedefault=\"directed\">\n    <data key=\"title\">", file);
    put_text(file, d->title ? d->title : "");
    fputs("</data>", file);
    put_values(file, 'g', d->n_network, d->network, 0);
    putc('\n', file);
    for (int64_t i = 0; i < d->n_org; i++) {
        if (d->absent && d->absent[i]) continue;
        fprintf(file, "    <node id=\"n%" PRId64 "\">", i);
        if (d->label && d->label[i]) {
            fputs("<data key=\"label\">", file);
            put_text(file, d->label[i]);
            fputs("</data>", file);
        }
        put_values(file, 'n', d->n_organisation, d->organisation, i);
        fputs("</node>\n", file);
    }
    for (int64_t a = 0; a < d->n_arc; a++) {
        if (d->no_tie && d->no_tie[a]) continue;
        if (d->absent && (d->absent[d->from[a]] || d->absent[d->to[a]])) continue;
        fprintf(file, "    <edge source=\"n%" PRId64 "\" target=\"n%" PRId64 "\">", d->from[a],
                d->to[a]);
        put_values(file, 'e', d->n_tie, d->tie, a);
        fputs("</edge>\n", file);
    }
    fputs("  </graph>\n</graphml>\n", file);
}
