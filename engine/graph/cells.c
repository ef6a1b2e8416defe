/* cells.c: a table of text, cut into rows and cells; see cells.h. */
#include "graph/cells.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/bridge.h"
#include "graph/number.h"
#include "kernel/utf8.h"

enum { MOST_CELLS = 100000 };

static bool ends_line(const char *c, const char *end)
{
    return c == end || *c == '\n' || *c == '\r';
}

static const char *end_of_line(const char *c, const char *end)
{
    while (!ends_line(c, end)) c++;
    return c;
}

static const char *past_blanks(const polder_cells_t *cells, const char *c)
{
    for (size_t n; c < cells->end && !(*c == '\t' && cells->separator == '\t'); c += n)
        if ((n = polder_blank_length(c, cells->end)) == 0) break;
    return c;
}

/* Over the line end at `c`. */
static const char *past_line_end(const polder_cells_t *cells, const char *c, int *line)
{
    if (c == cells->end) return c;
    ++*line;
    return c + (*c == '\r' && c + 1 < cells->end && c[1] == '\n' ? 2 : 1);
}

static const char *name_of(char separator)
{
    switch (separator) {
    case ',':
        return POLDER_TEXT("commas");
    case ';':
        return POLDER_TEXT("semicolons");
    case '\t':
        return POLDER_TEXT("tabs");
    default:
        return POLDER_TEXT("blanks");
    }
}

const char *polder_cells_separators(const polder_cells_t *cells)
{
    return polder_report_text(cells->report, name_of(cells->separator));
}

int polder_cells_column(const polder_cells_t *cells, int cell)
{
    const char *const row = cells->row, *const end = end_of_line(row, cells->end);
    const char *const at = cell >= 0 && cell < cells->n ? cells->cell[cell].text : NULL;
    return at && at >= row && at <= end ? (int)(at - row) + 1 : 0;
}

int polder_cells_refuse(const polder_cells_t *cells, int cell, const char *format, ...)
{
    char text[600], line[256];
    va_list arguments;
    va_start(arguments, format);
    const int length =
        vsnprintf(text, sizeof text, polder_report_text(cells->report, format), arguments);
    va_end(arguments);
    if (cells->other && length > 0 && (size_t)length < sizeof text)
        snprintf(
            text + length, sizeof text - (size_t)length,
            polder_report_text(cells->report, "; if %s separate, write sep=%c above the first row"),
            polder_report_text(cells->report, name_of(cells->other)), cells->other);
    polder_place_t place = cells->file->place;
    place.line = cells->row_line;
    const char *const row = cells->row, *const end = end_of_line(row, cells->end);
    const size_t n = (size_t)(end - row);
    if (n < sizeof line && polder_utf8_valid(row, n)) { /* else it is not shown */
        memcpy(line, row, n);
        line[n] = '\0';
        place.excerpt = line;
        place.column = polder_cells_column(cells, cell);
    }
    return polder_fail_at(cells->report, POLDER_FORMAT, &place, "%s", text);
}

/* ---- what separates ---- */

/* {'weight': 1} or {}: a name in braces is none. */
static bool begins_literal(const char *c, const char *end)
{
    return end - c >= 2 && *c == '{' && strchr("'\"}0123456789-", c[1]) && c[1];
}

static const char *past_blanks_and_tabs(const char *c, const char *end)
{
    while (c < end && (*c == ' ' || *c == '\t')) c++;
    return c;
}

/* The signs outside quotes on the line at `c`, up to a literal of Python. A quote counts where a
 * cell may begin. */
static void count_signs(const char *c, const char *end, int count[128])
{
    bool quoted = false, first = true;
    const char *last = end_of_line(c, end);
    while (last > c && (last[-1] == ' ' || last[-1] == '\t')) last--;
    const bool braces = last > c && last[-1] == '}';
    for (; c < end && (quoted || !ends_line(c, end)); c++) {
        if (first && braces && begins_literal(c, end)) return;
        if (quoted && *c == '"' && c + 1 < end && c[1] == '"') {
            c++; /* one of the text */
        } else if (*c == '"' && (quoted || first)) {
            quoted = !quoted;
        } else if (!quoted && (unsigned char)*c < 128) {
            count[(unsigned char)*c] += *c != '\t' || !ends_line(past_blanks_and_tabs(c, end), end);
            first = strchr(" \t,;", *c) != NULL;
        } else {
            first = false;
        }
    }
}

/* "sep=;", which spreadsheets write and read. */
static bool says_separator(polder_cells_t *cells)
{
    const char *c = cells->at, *const end = end_of_line(c, cells->end);
    const bool quoted = c < end && *c == '"';
    c += quoted;
    if (end - c < 5 || strncasecmp(c, "sep=", 4) != 0) return false;
    const char sign = c[4];
    c += 5;
    if (quoted && (c == end || *c++ != '"')) return false;
    while (c < end && (*c == sign || *c == ' ')) c++;
    if (c != end || !strchr(",;\t ", sign)) return false;
    cells->separator = sign;
    cells->at = past_line_end(cells, end, &cells->line);
    cells->header++;
    return true;
}

/* "A B 0,5": are all commas of the line those of decimal numbers between blanks? */
static bool commas_are_decimal(const char *c, const char *end)
{
    int words = 0, numbers = 0, commas = 0;
    while (!ends_line(c, end)) {
        const size_t blank = polder_blank_length(c, end);
        if (blank) {
            c += blank;
            continue;
        }
        const char *const word = c;
        int own = 0;
        while (!ends_line(c, end) && polder_blank_length(c, end) == 0) own += *c++ == ',';
        words++;
        if (own && polder_number_kind(word, (size_t)(c - word)) != POLDER_NUMBER_COMMA)
            return false;
        numbers += own > 0;
        commas += own;
    }
    return words >= 3 && numbers == commas && numbers > 0;
}

static bool has_suffix(const char *path, const char *suffix)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    return dot && strcasecmp(dot, suffix) == 0;
}

static void skip_to_row(polder_cells_t *cells);

/* KONECT mixes tabs and blanks. */
static bool is_konect(const polder_netfile_t *file)
{
    return file->size > 6 &&
           (!strncmp(file->data, "% sym", 5) || !strncmp(file->data, "% asym", 6));
}

static int find_separator(polder_cells_t *cells)
{
    if (is_konect(cells->file) || has_suffix(cells->file->source->path, ".ncol")) return 0;
    int count[128] = {0};
    const char *const path = cells->file->source->path;
    skip_to_row(cells);
    const char *row = cells->at, *end = cells->end;
    count_signs(row, end, count);
    if (has_suffix(path, ".tsv") || has_suffix(path, ".tab") || count['\t'])
        cells->separator = '\t';
    else if (count[';'])
        cells->separator = ';';
    else if (count[','])
        cells->separator = ',';
    if (cells->separator == ';' && count[',']) cells->other = ',';
    if (cells->separator == '\t' && (count[';'] || count[',']))
        cells->other = count[';'] ? ';' : ',';
    if (cells->separator != ',' || !commas_are_decimal(row, end)) return 0;
    cells->row = row;
    cells->row_line = cells->line;
    return polder_cells_refuse(cells, -1,
                               "blanks give names and a number with a comma, commas give other "
                               "names: write a decimal point, or put tabs or semicolons between");
}

int polder_cells_open(polder_cells_t *cells, const polder_netfile_t *file, polder_report_t *report)
{
    *cells = (polder_cells_t){.file = file,
                              .report = report,
                              .separator = ' ',
                              .comment = '#',
                              .at = file->data,
                              .row = file->data,
                              .end = file->data + file->size,
                              .line = 1};
    if (file->size && file->data[0] == '%') cells->comment = '%';
    skip_to_row(cells);
    const int code = says_separator(cells) ? 0 : find_separator(cells);
    cells->begin = cells->at;
    cells->begin_line = cells->line;
    if (code) polder_cells_close(cells);
    return code;
}

void polder_cells_close(polder_cells_t *cells)
{
    free(cells->cell);
    free(cells->scratch);
    cells->cell = NULL;
    cells->scratch = NULL;
    cells->n = cells->capacity = 0;
}

void polder_cells_rewind(polder_cells_t *cells)
{
    cells->at = cells->begin;
    cells->line = cells->begin_line;
    cells->n_comment = 0;
}

/* ---- rows ---- */

/* A line of blanks and separators is empty: spreadsheets write ";;;" for it. */
static bool is_empty_line(const polder_cells_t *cells, const char *c)
{
    while (!ends_line(c, cells->end)) {
        const size_t n = polder_blank_length(c, cells->end);
        if (n == 0 && (*c != cells->separator || cells->separator == ' ')) return false;
        c += n ? n : 1;
    }
    return true;
}

/* "#1 Bakery,School" is passed over like any line that begins so, but it may be a row. */
static void note_comment(polder_cells_t *cells, const char *c)
{
    const size_t length = (size_t)(end_of_line(c, cells->end) - c);
    if (cells->separator == ' ' || cells->begin == NULL || cells->at == cells->begin) return;
    if (length < 2 || c[1] == ' ' || !memchr(c, cells->separator, length)) return;
    if (cells->n_comment++ == 0) cells->comment_line = cells->line;
}

void polder_cells_warn_of_comments(const polder_cells_t *cells)
{
    polder_place_t place = cells->file->place;
    place.line = cells->comment_line;
    if (cells->n_comment)
        polder_warn(cells->report, &place,
                    polder_report_count(
                        cells->report,
                        "%d line looks like a row but begins with %c and is passed over: a name "
                        "that begins so goes in double quotes",
                        "%d lines look like a row but begin with %c and are passed over: a name "
                        "that begins so goes in double quotes",
                        cells->n_comment),
                    cells->n_comment, cells->comment);
}

static void skip_to_row(polder_cells_t *cells)
{
    while (cells->at < cells->end) {
        const char *c = cells->at;
        for (size_t n; (n = polder_blank_length(c, cells->end)) > 0;) c += n;
        const bool comment = c < cells->end && *c == cells->comment;
        if (comment) note_comment(cells, c);
        if (!comment && !is_empty_line(cells, cells->at)) return;
        cells->at = past_line_end(cells, end_of_line(c, cells->end), &cells->line);
    }
}

static int no_memory(const polder_cells_t *cells)
{
    return polder_fail_at(cells->report, POLDER_MEMORY, &cells->file->place,
                          "no memory for a row of the table");
}

static int room_for_cell(polder_cells_t *cells)
{
    if (cells->n < cells->capacity) return 0;
    if (cells->n >= MOST_CELLS)
        return polder_cells_refuse(cells, -1, "more than %d cells", (int)MOST_CELLS);
    const int n = cells->capacity ? 2 * cells->capacity : 16;
    polder_cell_t *more = realloc(cells->cell, (size_t)n * sizeof *more);
    if (!more) return no_memory(cells);
    cells->cell = more;
    cells->capacity = n;
    return 0;
}

/* Appends `length` bytes to those of this cell. */
static int copy(polder_cells_t *cells, const char *text, size_t length)
{
    const size_t need = cells->n_scratch + length + 1;
    if (need > cells->scratch_capacity) {
        char *more = realloc(cells->scratch, 2 * need);
        if (!more) return no_memory(cells);
        cells->scratch = more;
        cells->scratch_capacity = 2 * need;
    }
    memcpy(cells->scratch + cells->n_scratch, text, length);
    cells->n_scratch += length;
    return 0;
}

/* The cell whose quote is at cells->at. */
static int take_quoted(polder_cells_t *cells, polder_cell_t *cell)
{
    const char *from = cells->at + 1;
    const size_t begin = cells->n_scratch;
    cell->quoted = true;
    for (;;) {
        const char *quote = memchr(from, '"', (size_t)(cells->end - from));
        if (!quote)
            return polder_cells_refuse(cells, -1, "a quoted name or value on this line has no end");
        for (const char *c = from; c < quote;)
            if (ends_line(c, cells->end))
                c = past_line_end(cells, c, &cells->line);
            else
                c++;
        const bool inside = quote + 1 < cells->end && quote[1] == '"';
        if (inside || cells->n_scratch > begin) {
            const int code = copy(cells, from, (size_t)(quote - from) + inside);
            if (code) return code;
            cell->at = begin + 1;
            cell->length = cells->n_scratch - begin;
        } else {
            cell->text = from;
            cell->length = (size_t)(quote - from);
        }
        from = quote + 1 + inside;
        if (!inside) break;
    }
    cells->at = from;
    const char *after = past_blanks(cells, from);
    if (!ends_line(after, cells->end) &&
        (cells->separator == ' ' ? after == from : *after != cells->separator))
        return polder_cells_refuse(cells, -1,
                                   "after a quoted name or value more follows: a quote inside "
                                   "quotes is doubled (\"\"), and %s stand between cells",
                                   polder_cells_separators(cells));
    return 0;
}

/* A literal of Python reaches to the end of its line. */
static bool take_braces(polder_cells_t *cells, polder_cell_t *cell)
{
    if (cells->n < 2 || !begins_literal(cells->at, cells->end)) return false;
    const char *const stop = end_of_line(cells->at, cells->end);
    *cell = (polder_cell_t){.text = cells->at, .length = (size_t)(stop - cells->at)};
    polder_trim(&cell->text, &cell->length);
    if (cell->text[cell->length - 1] != '}') return false;
    cell->braces = true;
    cells->at = stop;
    return true;
}

static int take_cell(polder_cells_t *cells)
{
    const int code = room_for_cell(cells);
    if (code) return code;
    polder_cell_t *cell = &cells->cell[cells->n];
    *cell = (polder_cell_t){.text = cells->at};
    if (cells->at < cells->end && *cells->at == '"') {
        const int wrong = take_quoted(cells, cell);
        if (wrong) return wrong;
    } else if (cells->at == cells->end || !take_braces(cells, cell)) {
        const char *c = cells->at;
        *cell = (polder_cell_t){.text = c};
        if (cells->separator == ' ')
            while (!ends_line(c, cells->end) && polder_blank_length(c, cells->end) == 0) c++;
        else
            while (!ends_line(c, cells->end) && *c != cells->separator) c++;
        cell->length = (size_t)(c - cells->at);
        cells->at = c;
    }
    cells->n++;
    return 0;
}

int polder_cells_next(polder_cells_t *cells)
{
    skip_to_row(cells);
    if (cells->at >= cells->end) return 0;
    cells->row = cells->at;
    cells->row_line = cells->line;
    cells->n = 0;
    cells->n_scratch = 0;
    bool more = true;
    while (more) {
        cells->at = past_blanks(cells, cells->at);
        const int code = take_cell(cells);
        if (code) return code;
        cells->at = past_blanks(cells, cells->at);
        more = !ends_line(cells->at, cells->end);
        if (more && cells->separator != ' ') cells->at++; /* over the separator */
    }
    cells->at = past_line_end(cells, cells->at, &cells->line);
    for (int i = 0; i < cells->n; i++) {
        polder_cell_t *cell = &cells->cell[i];
        if (cell->at) cell->text = cells->scratch + (cell->at - 1);
        polder_trim(&cell->text, &cell->length);
    }
    return 1;
}
