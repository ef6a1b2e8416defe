/* document.c: see document.h. */
#include "document/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/words.h"

struct polder_document_memory {
    struct polder_document_memory *next;
    char text[];
};

polder_document_t *polder_document_new(polder_language_t language)
{
    polder_document_t *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    d->language = language;
    d->readers = POLDER_FOR_ALL;
    return d;
}

static void table_free(polder_document_table_t *table)
{
    if (!table) return;
    free(table->column);
    free(table->cell);
    free(table->readers);
    free(table);
}

void polder_document_free(polder_document_t *d)
{
    if (!d) return;
    for (int i = 0; i < d->n; i++) table_free(d->block[i].table);
    free(d->block);
    while (d->memory) {
        struct polder_document_memory *next = d->memory->next;
        free(d->memory);
        d->memory = next;
    }
    free(d);
}

void polder_document_cut(polder_document_t *d, int n)
{
    if (!d) return;
    for (int i = n; i < d->n; i++) table_free(d->block[i].table);
    if (n < d->n) d->n = n;
}

void polder_document_for(polder_document_t *d, polder_readers_t readers)
{
    if (d) d->readers = (uint8_t)readers;
}

/* ---- texts ---- */

/* Room for a text of `n` bytes and its end; NULL without memory. */
static char *room_for(polder_document_t *d, size_t n)
{
    struct polder_document_memory *memory = malloc(sizeof *memory + n + 1);
    if (!memory) {
        d->broken = true;
        return NULL;
    }
    memory->next = d->memory;
    d->memory = memory;
    return memory->text;
}

static const char *copy(polder_document_t *d, const char *text)
{
    char *to = text ? room_for(d, strlen(text)) : NULL;
    return to ? strcpy(to, text) : NULL;
}

/* `before`, and behind it what the format says. */
static const char *put(polder_document_t *d, const char *before, const char *format, va_list list)
{
    char *text = NULL;
    const size_t n = strlen(before);
    const int more = polder_text_print(&text, d->language, format, list);
    char *to = more < 0 ? NULL : room_for(d, n + (size_t)more);
    if (to) {
        memcpy(to, before, n);
        memcpy(to + n, text, (size_t)more + 1);
    }
    if (more >= 0) free(text);
    if (!to) d->broken = true;
    return to;
}

static const char *say(polder_document_t *d, const char *before, const char *format, va_list list)
{
    return put(d, before, polder_text(d->language, format), list);
}

const char *polder_document_format(polder_document_t *d, const char *format, ...)
{
    va_list list;
    if (!d) return "";
    va_start(list, format);
    const char *text = put(d, "", format, list);
    va_end(list);
    return text ? text : "";
}

const char *polder_document_text(polder_document_t *d, const char *format, ...)
{
    va_list list;
    if (!d) return "";
    va_start(list, format);
    const char *text = say(d, "", format, list);
    va_end(list);
    return text ? text : "";
}

const char *polder_document_many(polder_document_t *d, const char *one, const char *many, int64_t n)
{
    if (!d) return "";
    const unsigned long count = n < 0 ? 0 : (unsigned long)n;
    return polder_document_text(d, polder_text_count(d->language, one, many, count), (long long)n);
}

/* ---- blocks ---- */

/* A new block at the end; NULL if the document is broken. */
static polder_document_block_t *add(polder_document_t *d, polder_block_kind_t kind)
{
    if (!d || d->broken) return NULL;
    if (d->n == d->capacity) {
        const int capacity = d->capacity ? 2 * d->capacity : 32;
        polder_document_block_t *block = realloc(d->block, (size_t)capacity * sizeof *block);
        if (!block) {
            d->broken = true;
            return NULL;
        }
        d->block = block;
        d->capacity = capacity;
    }
    d->block[d->n] = (polder_document_block_t){.kind = kind, .readers = d->readers};
    return &d->block[d->n++];
}

static polder_document_block_t *last(polder_document_t *d)
{
    return d && !d->broken && d->n > 0 ? &d->block[d->n - 1] : NULL;
}

static void add_said(polder_document_t *d, polder_block_kind_t kind, const char *format,
                     va_list list)
{
    polder_document_block_t *block = add(d, kind);
    if (block) block->text = say(d, "", format, list);
}

#define SAID(name, kind)                                                                           \
    void polder_document_##name(polder_document_t *d, const char *format, ...)                     \
    {                                                                                              \
        va_list list;                                                                              \
        va_start(list, format);                                                                    \
        add_said(d, kind, format, list);                                                           \
        va_end(list);                                                                              \
    }
SAID(title, POLDER_BLOCK_TITLE)
SAID(heading, POLDER_BLOCK_HEADING)
SAID(say, POLDER_BLOCK_PARAGRAPH)
SAID(note, POLDER_BLOCK_NOTE)
SAID(line, POLDER_BLOCK_LINE)

void polder_document_item(polder_document_t *d, int indent, const char *label, const char *format,
                          ...)
{
    va_list list;
    va_start(list, format);
    add_said(d, POLDER_BLOCK_ITEM, format, list);
    va_end(list);
    polder_document_block_t *block = last(d);
    if (!block) return;
    block->indent = indent;
    block->label = copy(d, *label ? polder_text(d->language, label) : "");
}

void polder_document_gap(polder_document_t *d)
{
    add(d, POLDER_BLOCK_GAP);
}

void polder_document_add(polder_document_t *d, const char *format, ...)
{
    va_list list;
    polder_document_block_t *block = last(d);
    if (!block || !block->text) return;
    const bool first = !*block->text;
    va_start(list, format);
    block->text = say(d, block->text, format, list);
    va_end(list);
    while (first && block->text && *block->text == ' ') block->text++;
}

void polder_document_name(polder_document_t *d, const char *name)
{
    polder_document_block_t *block = last(d);
    if (block) block->name = copy(d, name);
}

/* ---- values, tables, groups ---- */

static polder_head_t keep_head(polder_document_t *d, const polder_head_t *head)
{
    const char *label = head->label;
    polder_head_t kept = *head;
    kept.name = copy(d, head->name);
    kept.label = copy(d, label && *label && !head->given ? polder_text(d->language, label) : label);
    kept.unit = copy(d, head->unit);
    return kept;
}

void polder_document_fact(polder_document_t *d, const polder_head_t *head, polder_datum_t datum)
{
    polder_document_block_t *block = add(d, POLDER_BLOCK_FACT);
    if (!block) return;
    block->head = keep_head(d, head);
    block->name = block->head.name;
    block->label = block->head.label;
    block->datum = datum;
    block->datum.text = copy(d, datum.text);
    if (!block->label) block->readers &= (uint8_t)~POLDER_FOR_PEOPLE;
    if (!block->name) block->readers &= (uint8_t)~POLDER_FOR_MACHINES;
}

void polder_document_value(polder_document_t *d, const char *name, polder_is_t is,
                           polder_datum_t datum)
{
    polder_document_fact(d, &(polder_head_t){is, .name = name}, datum);
}

void polder_document_table(polder_document_t *d, const char *name, int n_column,
                           const polder_head_t *column)
{
    polder_document_block_t *block = add(d, POLDER_BLOCK_TABLE);
    if (!block) return;
    block->name = copy(d, name);
    block->table = calloc(1, sizeof *block->table);
    if (block->table) block->table->column = calloc((size_t)n_column + 1, sizeof *column);
    if (!block->table || !block->table->column) {
        d->broken = true;
        return;
    }
    block->table->n_column = n_column;
    for (int i = 0; i < n_column; i++) block->table->column[i] = keep_head(d, &column[i]);
}

/* The table that was begun last. */
static polder_document_table_t *table_of(polder_document_t *d)
{
    for (int i = d && !d->broken ? d->n - 1 : -1; i >= 0; i--)
        if (d->block[i].table) return d->block[i].table;
    return NULL;
}

static bool has_room(polder_document_table_t *t)
{
    if (t->n_row < t->capacity) return true;
    const size_t capacity = t->capacity ? 2 * (size_t)t->capacity : 16;
    polder_datum_t *cell = realloc(t->cell, capacity * (size_t)t->n_column * sizeof *cell);
    if (cell) t->cell = cell;
    uint8_t *readers = cell ? realloc(t->readers, capacity) : NULL;
    if (!readers) return false;
    t->readers = readers;
    t->capacity = (int)capacity;
    return true;
}

void polder_document_row(polder_document_t *d, const polder_datum_t *cell)
{
    polder_document_table_t *t = table_of(d);
    if (!t || t->n_column == 0) return;
    if (!has_room(t)) {
        d->broken = true;
        return;
    }
    polder_datum_t *row = t->cell + (size_t)t->n_row * (size_t)t->n_column;
    for (int i = 0; i < t->n_column; i++) {
        row[i] = cell[i];
        row[i].text = copy(d, cell[i].text);
    }
    t->readers[t->n_row++] = d->readers;
}

void polder_document_chart(polder_document_t *d, polder_chart_t chart)
{
    polder_document_table_t *t = table_of(d);
    if (!t) return;
    t->chart = chart;
    t->chart.title = copy(d, chart.title);
    t->chart.finding = copy(d, chart.finding);
}

void polder_document_open(polder_document_t *d, const char *name, bool each)
{
    polder_document_block_t *block = add(d, POLDER_BLOCK_OPEN);
    if (!block) return;
    block->name = copy(d, name);
    block->each = each;
}

void polder_document_close(polder_document_t *d)
{
    add(d, POLDER_BLOCK_CLOSE);
}

void polder_document_begin(polder_document_t *d, polder_part_kind_t part, const char *label)
{
    polder_document_block_t *block = add(d, POLDER_BLOCK_BEGIN);
    if (!block) return;
    block->part = part;
    block->label = copy(d, *label ? polder_text(d->language, label) : "");
    block->readers &= POLDER_FOR_PEOPLE;
}

void polder_document_end(polder_document_t *d)
{
    polder_document_block_t *block = add(d, POLDER_BLOCK_END);
    if (block) block->readers &= POLDER_FOR_PEOPLE;
}

void polder_document_lost(polder_document_t *d)
{
    if (d) d->broken = true;
}

const polder_document_block_t *polder_document_next(const polder_document_t *d,
                                                    polder_readers_t readers,
                                                    const polder_document_block_t *at)
{
    for (int i = at ? (int)(at - d->block) + 1 : 0; i < d->n; i++)
        if (d->block[i].readers & readers) return &d->block[i];
    return NULL;
}
