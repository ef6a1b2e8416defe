/* edgelist_count.c: how many rows a table of ties has, in the plainest way; see netfile.h.
 *
 * It shares no code with the reader. A row is a line that has something other than blanks and
 * separators and is no comment; lines inside a quoted cell belong to the row where it began. The
 * header counts: the reader says that it left it out.
 */
#include <string.h>
#include <strings.h>

#include "graph/netfile.h"

/* How many bytes at `c` are a blank: ASCII's, a no-break space, and those of U+2000 … U+3000. */
static size_t blank(const char *c)
{
    if (*c == ' ' || *c == '\t' || *c == '\v' || *c == '\f') return 1;
    if (!strncmp(c, "\xc2\xa0", 2)) return 2;
    if (!strncmp(c, "\xe2\x80", 2)) {
        const unsigned char last = (unsigned char)c[2];
        return (last >= 0x80 && last <= 0x8a) || last == 0xaf ? 3 : 0;
    }
    const bool other = !strncmp(c, "\xe2\x81\x9f", 3) || !strncmp(c, "\xe3\x80\x80", 3) ||
                       !strncmp(c, "\xe1\x9a\x80", 3);
    return other ? 3 : 0;
}

/* The first line that says something and is no comment. */
static const char *first_line(const char *line, char comment)
{
    for (;;) {
        const char *c = line;
        for (size_t n; (n = blank(c)) > 0;) c += n;
        if (*c != '\n' && *c != '\r' && *c != comment) return line;
        line = c + strcspn(c, "\r\n");
        line += *line != '\0';
    }
}

/* Python's {'a': 1, 'b': 2} or {}, which reaches to the end of its line. */
static bool is_literal(const char *c)
{
    return *c == '{' && c[1] != '\0' && strchr("'\"}-0123456789", c[1]);
}

static bool ends_in_brace(const char *line)
{
    const char *last = line, *c = line;
    for (size_t n; *c && *c != '\n' && *c != '\r'; c += n ? n : 1)
        if ((n = blank(c)) == 0) last = c;
    return *last == '}';
}

/* A tab on the first line that says something, else a semicolon, else a comma, else blanks. */
static char separator_of(const polder_netfile_t *file, char comment)
{
    const char *const line = first_line(file->data, comment);
    const char *sep = *line == '"' ? line + 1 : line;
    if (!strncasecmp(sep, "sep=", 4) && sep[4] && strchr(",;\t ", sep[4])) {
        sep += 4;
        const char sign = *sep;
        while (*sep == sign || *sep == ' ') sep++;
        sep += *line == '"' && *sep == '"';
        if (*sep == '\0' || *sep == '\n' || *sep == '\r') return sign;
    }
    if (!strncmp(file->data, "% sym", 5) || !strncmp(file->data, "% asym", 6)) return ' ';
    const char *dot = strrchr(file->source->path, '.');
    if (dot && !strcasecmp(dot, ".ncol")) return ' ';
    if (dot && (!strcasecmp(dot, ".tsv") || !strcasecmp(dot, ".tab"))) return '\t';
    bool quoted = false, tab = false, semicolon = false, comma = false, more = false;
    const bool braces = ends_in_brace(line);
    char before = ',';
    for (const char *c = line; *c && (quoted || (*c != '\n' && *c != '\r')); c++) {
        const bool opens = *c == '"' && (quoted || strchr(" \t,;", before));
        if (braces && is_literal(c) && strchr(" \t,;", before)) break;
        if (quoted && *c == '"' && c[1] == '"') {
            c++;
            continue;
        }
        if (opens) quoted = !quoted;
        more |= *c != ' ' && *c != '\t';
        tab |= !quoted && *c == '\t' && c[strspn(c, " \t")] && !strchr("\r\n", c[strspn(c, " \t")]);
        semicolon |= !quoted && *c == ';';
        comma |= !quoted && *c == ',';
        before = *c;
    }
    return !more ? ' ' : tab ? '\t' : semicolon ? ';' : comma ? ',' : ' ';
}

/* Past the quoted cell at `c`. */
static const char *past_quotes(const char *c)
{
    for (c++; *c; c++)
        if (*c == '"') {
            if (c[1] != '"') return c + 1;
            c++;
        }
    return c;
}

void polder_edgelist_count(const polder_netfile_t *file, polder_netfile_count_t *count)
{
    const char comment = file->data[0] == '%' ? '%' : '#';
    const char separator = separator_of(file, comment);
    int64_t rows = 0;
    bool something = false, begins = true, skip = false, first = true;
    int cell = 0; /* of the row, from 0 */
    for (const char *c = file->data;;) {
        if (*c == '\n' || *c == '\r' || *c == '\0') {
            rows += something;
            if (*c == '\0') break;
            something = skip = false;
            begins = first = true;
            cell = 0;
            c++;
            continue;
        }
        const size_t n = blank(c);
        if (n || (*c == separator && separator != ' ')) {
            const bool ends = separator == ' ' ? !begins : *c == separator;
            cell += ends;
            begins |= ends;
            first &= n > 0;
            c += n ? n : 1;
            continue;
        }
        skip |= first && *c == comment;
        if (begins && cell >= 2 && is_literal(c) && ends_in_brace(c)) skip = true;
        something |= !skip;
        c = begins && *c == '"' && !skip ? past_quotes(c) : c + 1;
        begins = first = false;
    }
    count->n_tie = rows;
}

/* ---- matrices ---- */

/* Whether a cell is a number other than 0; a name and NA are none. */
static bool is_tie(const char *c, const char *end)
{
    bool digit = false;
    for (; c < end && *c != 'e' && *c != 'E'; c++) {
        if (*c == '"') continue;
        const size_t n = blank(c);
        if (n == 0 && !strchr("0123456789+-.,", *c)) return false;
        digit |= *c >= '1' && *c <= '9';
        c += n > 1 ? n - 1 : 0;
    }
    return digit;
}

static bool is_text(const char *c, const char *end)
{
    for (size_t n; c < end; c += n ? n : 1)
        if ((n = blank(c)) == 0 && !strchr("0123456789+-.,eE\"", *c)) return true;
    return false;
}

/* The end of the cell at `c`. */
static const char *cell_end(const char *c, char separator)
{
    if (*c == '"') c = past_quotes(c);
    while (*c && *c != '\n' && *c != '\r' && (separator == ' ' ? !blank(c) : *c != separator)) c++;
    return c;
}

/* Only matrices with names above and in front, all of which are text: of others it is not plain
 * which numbers are names. */
void polder_matrix_count(const polder_netfile_t *file, polder_netfile_count_t *count)
{
    const char comment = file->data[0] == '%' ? '%' : '#';
    const char separator = separator_of(file, comment);
    int64_t ties = 0;
    int row = 0;
    const char *c = first_line(file->data, comment);
    if (!strncasecmp(c + (*c == '"'), "sep=", 4)) return;
    while (*c) {
        const char *const line = c;
        int cell = 0, text = 0;
        int64_t own = 0;
        while (*c && *c != '\n' && *c != '\r') {
            const size_t n = *c == separator && separator != ' ' ? 0 : blank(c);
            if (n) {
                c += n;
                continue;
            }
            const char *const end = cell_end(c, separator);
            text += is_text(c, end);
            own += cell > 0 && is_tie(c, end);
            if (row > 0 && cell == 0 && end > c && !is_text(c, end)) return;
            cell++;
            c = end;
            if (*c == separator && separator != ' ') c++;
        }
        c += *c != '\0';
        if (cell == 0 || *(line + strspn(line, " \t")) == comment || (text == 0 && own == 0))
            continue;
        if (row == 0 && text < cell - 1) return;
        ties += row > 0 ? own : 0;
        row++;
    }
    count->n_tie = row > 1 ? ties : -1;
}
