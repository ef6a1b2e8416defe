/* json.c: what of a document has a name, as JSON; see render.h. */
#include <math.h>
#include <string.h>

#include "document/render.h"
#include "io/json.h"

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *counted(const polder_datum_t *v)
{
    json_t *o = json_object();
    json_object_set_new(o, "count", json_integer(v->count));
    json_object_set_new(o, "of", json_integer(v->of));
    json_object_set_new(o, "share", number(v->value));
    json_object_set_new(o, "low", number(v->low));
    json_object_set_new(o, "high", number(v->high));
    return o;
}

static json_t *interval(const polder_datum_t *v, bool value)
{
    json_t *o = json_object();
    if (value) json_object_set_new(o, "value", number(v->value));
    json_object_set_new(o, "low", number(v->low));
    json_object_set_new(o, "high", number(v->high));
    return o;
}

static json_t *datum(const polder_head_t *head, const polder_datum_t *v)
{
    if (v->state == POLDER_DATUM_UNKNOWN) return json_null();
    if (v->text) return polder_json_path(v->text);
    if (head->is == POLDER_IS_TEXT) return json_null();
    if (head->show == POLDER_SHOW_COUNTED) return counted(v);
    if (head->show != POLDER_SHOW_VALUE) return interval(v, head->show != POLDER_SHOW_INTERVAL);
    if (head->is == POLDER_IS_FLAG) return json_boolean(v->count);
    if (head->is == POLDER_IS_COUNT) return json_integer(v->count);
    return number(v->value);
}

/* Takes over `value`, NULL included, which is remembered. */
static void put(json_t *object, const char *name, json_t *value, bool *failed)
{
    if (!value || json_object_set_new(object, name, value) != 0) *failed = true;
}

static void append(json_t *list, json_t *value, bool *failed)
{
    if (!value || json_array_append_new(list, value) != 0) *failed = true;
}

static json_t *row_of(const polder_document_table_t *t, const polder_datum_t *cell, bool *failed)
{
    json_t *o = json_object();
    for (int i = 0; i < t->n_column; i++) {
        const char *name = t->column[i].name;
        if (!name || cell[i].state == POLDER_DATUM_NOTHING) continue;
        if (!*name) { /* no object, but this value */
            json_decref(o);
            return datum(&t->column[i], &cell[i]);
        }
        put(o, name, datum(&t->column[i], &cell[i]), failed);
    }
    return o;
}

static json_t *table(const polder_document_table_t *t, bool *failed)
{
    json_t *list = json_array();
    for (int r = 0; list && r < t->n_row; r++)
        if (t->readers[r] & POLDER_FOR_JSON)
            append(list, row_of(t, t->cell + (size_t)r * (size_t)t->n_column, failed), failed);
    return list;
}

/* A new object in `parent`; borrowed. */
static json_t *open_group(json_t *parent, const polder_document_block_t *block, bool *failed)
{
    json_t *o = json_object();
    if (!block->each) {
        put(parent, block->name, o, failed);
        return o;
    }
    json_t *list = json_object_get(parent, block->name);
    if (!list) put(parent, block->name, list = json_array(), failed);
    append(list, o, failed);
    return o;
}

/* Fills `object` with what stands behind `at`, up to the end of the group. Returns where that is.
 */
static const polder_document_block_t *fill(const polder_document_t *d, json_t *object,
                                           const polder_document_block_t *at, bool *failed)
{
    while ((at = polder_document_next(d, POLDER_FOR_JSON, at)) && at->kind != POLDER_BLOCK_CLOSE &&
           !*failed) {
        if (at->kind == POLDER_BLOCK_OPEN) {
            at = fill(d, at->name ? open_group(object, at, failed) : object, at, failed);
            if (!at) break;
        } else if (!at->name)
            continue;
        else if (at->kind == POLDER_BLOCK_TABLE)
            put(object, at->name, table(at->table, failed), failed);
        else if (at->kind == POLDER_BLOCK_FACT && at->datum.state != POLDER_DATUM_NOTHING)
            put(object, at->name, datum(&at->head, &at->datum), failed);
        else if (at->kind != POLDER_BLOCK_FACT)
            put(object, at->name, polder_json_path(at->text), failed);
    }
    return at;
}

json_t *polder_document_json(const polder_document_t *d)
{
    json_t *object = d && !d->broken ? json_object() : NULL;
    bool failed = !object;
    if (object) fill(d, object, NULL, &failed);
    if (!failed) return object;
    json_decref(object);
    return NULL;
}

/* ---- to a stream ---- */

static void dump(polder_json_stream_t *s, const json_t *o, size_t flags)
{
    const size_t digits = s->digits > 0 ? (size_t)s->digits : 12;
    if (json_dumpf(o, s->stream, flags | JSON_INDENT(2) | JSON_REAL_PRECISION(digits)) != 0 &&
        !ferror(s->stream)) /* whether the stream takes it is for its owner to ask */
        s->failed = true;
}

void polder_json_add(polder_json_stream_t *s, const polder_document_t *d)
{
    json_t *o = polder_document_json(d), *list = NULL;
    if (!o) {
        s->failed = true;
        return;
    }
    if (s->list && (list = json_incref(json_object_get(o, s->list)))) json_object_del(o, s->list);
    if (!s->begun && !s->list) dump(s, o, 0);
    if (!s->begun && s->list) {
        putc('{', s->stream);
        dump(s, o, JSON_EMBED);
        fprintf(s->stream, "%s\n\"%s\": [", json_object_size(o) > 0 ? "," : "", s->list);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        fputs(s->any ? ",\n" : "\n", s->stream);
        dump(s, json_array_get(list, i), 0);
        s->any = true;
    }
    s->begun = true;
    json_decref(list);
    json_decref(o);
}

int polder_json_end(polder_json_stream_t *s)
{
    if (s->begun) fputs(s->list ? "\n]\n}\n" : "\n", s->stream);
    return s->failed ? POLDER_MEMORY : POLDER_OK;
}
