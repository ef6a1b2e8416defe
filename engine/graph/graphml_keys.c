/* graphml_keys.c: the keys of a GraphML file and the values that name them; see graphml.h.
 *
 * What     Values are kept by the id of their key until all is read, because a key may be
 *          declared after its values, for the other kind of element, or several times under one
 *          name (networkx writes a key for whole numbers and one for others). Only then do they
 *          get the name of an attribute.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/graphml.h"

/* More keys than any file has, and few enough to look for one by one. */
enum { MOST_KEYS = 5000 };

static int no_memory(const polder_graphml_keys_t *keys)
{
    return polder_fail_at(keys->report, POLDER_MEMORY, &keys->file->place,
                          "no memory for the network");
}

static char *copy_of(polder_span_t span, bool *bad)
{
    if (!span.text) return NULL;
    char *copy = strndup(span.text, span.length);
    *bad |= !copy;
    return copy;
}

/* ---- keys ---- */

static void free_key(polder_graphml_key_t *key)
{
    free(key->id);
    free(key->name);
    free(key->type);
    free(key->preset);
}

static bool is_word(polder_span_t span, const char *word)
{
    return span.text && strlen(word) == span.length && !strncasecmp(span.text, word, span.length);
}

/* What is for something else (the graph, ports) is still a key of what uses it. */
static void read_for(polder_graphml_key_t *key, polder_span_t of)
{
    static const char *const other[] = {"graph", "graphml", "port", "endpoint", "hyperedge"};
    key->of[false] = !is_word(of, "edge");
    key->of[true] = !is_word(of, "node");
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (is_word(of, other[i])) key->of[false] = key->of[true] = false;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

/* Two keys of one id for one kind of element that do not say the same. */
static int check_key(const polder_graphml_keys_t *keys, const polder_graphml_key_t *key)
{
    for (int i = 0; i < keys->n_key; i++) {
        const polder_graphml_key_t *other = &keys->key[i];
        const bool both = (key->of[0] && other->of[0]) || (key->of[1] && other->of[1]);
        if (!both || strcmp(key->id, other->id) != 0 || same_text(key->name, other->name)) continue;
        polder_place_t place = keys->file->place;
        place.line = key->line;
        return polder_fail_at(keys->report, POLDER_FORMAT, &place,
                              "the key '%.100s' is declared twice, first on line %d", key->id,
                              other->line);
    }
    return 0;
}

int polder_graphml_key(polder_graphml_keys_t *keys, polder_span_t id, polder_span_t name,
                       polder_span_t type, polder_span_t of, int line)
{
    polder_place_t place = keys->file->place;
    place.line = line;
    if (!id.text || id.length == 0)
        return polder_fail_at(keys->report, POLDER_FORMAT, &place, "a <key> without an id");
    if (keys->n_key >= MOST_KEYS)
        return polder_fail_at(keys->report, POLDER_FORMAT, &place,
                              "the file declares more than %d keys, the most there may be",
                              (int)MOST_KEYS);
    if (name.length == 0 || polder_graphml_blank(name.text, name.length)) name.text = NULL;
    bool bad = false;
    polder_graphml_key_t key = {.line = line};
    key.id = copy_of(id, &bad);
    key.name = copy_of(name, &bad);
    key.type = copy_of(type, &bad);
    read_for(&key, of);
    polder_graphml_key_t *more =
        bad ? NULL : realloc(keys->key, ((size_t)keys->n_key + 1) * sizeof *more);
    if (more) keys->key = more;
    const int code = more ? check_key(keys, &key) : no_memory(keys);
    if (code) {
        free_key(&key);
        return code;
    }
    keys->key[keys->n_key++] = key;
    return 0;
}

int polder_graphml_preset(polder_graphml_keys_t *keys, polder_span_t text)
{
    polder_graphml_key_t *key = &keys->key[keys->n_key - 1];
    bool bad = false;
    if (polder_graphml_blank(text.text, text.length)) return 0;
    free(key->preset);
    key->preset = copy_of(text, &bad);
    return bad ? no_memory(keys) : 0;
}

/* ---- values ---- */

static bool is_slot(const polder_graphml_slot_t *slot, polder_span_t id, bool written)
{
    return slot->length == id.length && slot->written == written &&
           !memcmp(slot->id, id.text, id.length);
}

/* Elements mostly name the same keys in the same order, so the next slot is tried first. */
int polder_graphml_slot(polder_graphml_keys_t *keys, polder_span_t id, bool written,
                        polder_graphml_slot_t **slot)
{
    for (int i = 1; i <= keys->n_slot; i++) {
        const int at = (keys->last + i) % keys->n_slot;
        if (!is_slot(&keys->slot[at], id, written)) continue;
        keys->last = at;
        *slot = &keys->slot[at];
        return 0;
    }
    if (keys->n_slot >= MOST_KEYS)
        return polder_fail_at(keys->report, POLDER_FORMAT, &keys->file->place,
                              "the file has more than %d attributes, the most there may be",
                              (int)MOST_KEYS);
    bool bad = false;
    char *copy = copy_of(id, &bad);
    polder_graphml_slot_t *more =
        bad ? NULL : realloc(keys->slot, ((size_t)keys->n_slot + 1) * sizeof *more);
    if (!more) {
        free(copy);
        return no_memory(keys);
    }
    keys->slot = more;
    keys->last = keys->n_slot++;
    *slot = &keys->slot[keys->last];
    **slot = (polder_graphml_slot_t){
        .id = copy, .length = id.length, .written = written, .column = {-1, -1}};
    return 0;
}

static int column_of(polder_graphml_keys_t *keys, polder_graphml_slot_t *slot, bool of_ties,
                     int *column)
{
    int code = 0;
    if (slot->column[of_ties] < 0)
        code = polder_netfile_column(keys->file, of_ties, slot->id, slot->length,
                                     &slot->column[of_ties], keys->report);
    *column = slot->column[of_ties];
    return code;
}

/* A second value: the two are kept side by side, so that both can be seen and no number is made of
 * them. */
static int set_both(polder_graphml_keys_t *keys, int column, int32_t element, const char *first,
                    polder_span_t second)
{
    enum { MOST = 16384 };
    const size_t n = strlen(first);
    /* Each value more copies those before it. */
    if (n + second.length > MOST)
        return polder_fail_at(keys->report, POLDER_FORMAT, &keys->file->place,
                              "one node or edge has several values of one attribute, together of "
                              "more than %d bytes: an attribute has one value",
                              MOST);
    char *both = malloc(n + second.length + 2);
    if (!both) return no_memory(keys);
    memcpy(both, first, n);
    memcpy(both + n, "; ", 2);
    memcpy(both + n + 2, second.text, second.length);
    const int code =
        polder_netfile_set(keys->file, column, element, both, n + second.length + 2, keys->report);
    free(both);
    return code;
}

/* Sets *twice if there was another value. */
static int add_value(polder_graphml_keys_t *keys, int column, int32_t element, polder_span_t text,
                     bool *twice)
{
    const char *have = polder_netfile_value(keys->file, column, element);
    const bool same = have && strlen(have) == text.length && !memcmp(have, text.text, text.length);
    if (same || (have && polder_graphml_blank(text.text, text.length))) return 0;
    if (!have || polder_graphml_blank(have, strlen(have)))
        return polder_netfile_set(keys->file, column, element, text.text, text.length,
                                  keys->report);
    *twice = true;
    return set_both(keys, column, element, have, text);
}

int polder_graphml_value(polder_graphml_keys_t *keys, polder_graphml_slot_t *slot, bool of_ties,
                         int32_t element, polder_span_t text, int line)
{
    int column = 0;
    bool twice = false;
    int code = column_of(keys, slot, of_ties, &column);
    if (code == 0) code = add_value(keys, column, element, text, &twice);
    if (twice && slot->repeated++ == 0) slot->line = line;
    return code;
}

/* ---- when all is read ---- */

/* The declaration of a slot for one kind of element; if there is none, that for the other kind:
 * Cytoscape has declared what ties have as for="node". */
static const polder_graphml_key_t *declaration(const polder_graphml_keys_t *keys,
                                               const polder_graphml_slot_t *slot, bool of_ties)
{
    const polder_graphml_key_t *other = NULL;
    for (int i = 0; !slot->written && i < keys->n_key; i++) {
        const polder_graphml_key_t *key = &keys->key[i];
        if (strcmp(key->id, slot->id) != 0) continue;
        if (key->of[of_ties]) return key;
        if (!other) other = key;
    }
    return other;
}

static const char *name_of(const polder_graphml_key_t *key, const polder_graphml_slot_t *slot)
{
    return key && key->name ? key->name : slot->id;
}

/* An attribute that is declared is there, even if nothing has a value. Keys without a name hold
 * the drawings of other programs. */
static int add_declared(polder_graphml_keys_t *keys)
{
    int code = 0;
    for (int i = 0; code == 0 && i < keys->n_key; i++) {
        const polder_graphml_key_t key = keys->key[i];
        polder_graphml_slot_t *slot = NULL;
        const bool anything = key.of[false] && key.of[true]; /* then its use decides */
        int column = 0;
        if (!key.preset && (anything || !key.name)) continue;
        code = polder_graphml_slot(keys, (polder_span_t){key.id, strlen(key.id)}, false, &slot);
        for (int t = 0; code == 0 && t < 2; t++)
            if (key.of[t]) code = column_of(keys, slot, t, &column);
    }
    return code;
}

static const char *truth(const char *text)
{
    static const char *const word[][2] = {{"true", "1"}, {"false", "0"}, {"yes", "1"},
                                          {"no", "0"},   {"t", "1"},     {"f", "0"}};
    const size_t begin = strspn(text, " \t\r\n"), n = strcspn(text + begin, " \t\r\n");
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strlen(word[i][0]) == n && !strncasecmp(text + begin, word[i][0], n)) return word[i][1];
    return NULL;
}

/* true and false become 1 and 0. */
static int make_boolean(polder_graphml_keys_t *keys, int column)
{
    polder_netfile_t *file = keys->file;
    uint32_t at[2] = {0, 0};
    int code = 0;
    for (size_t i = 0; code == 0 && i < file->attribute[column].n; i++) {
        const char *text = polder_netfile_value(file, column, (int32_t)i);
        const char *number = text ? truth(text) : NULL;
        if (!number) continue;
        const int one = *number == '1';
        if (!at[one]) {
            code = polder_netfile_set(file, column, (int32_t)i, number, 1, keys->report);
            at[one] = file->attribute[column].at[i];
        }
        file->attribute[column].at[i] = at[one];
    }
    return code;
}

static bool is_boolean(const polder_graphml_key_t *key)
{
    return key && key->type &&
           (!strcasecmp(key->type, "boolean") || !strcasecmp(key->type, "bool"));
}

static void warn_of_slot(const polder_graphml_keys_t *keys, const polder_graphml_slot_t *slot,
                         const polder_graphml_key_t *key)
{
    polder_place_t place = keys->file->place;
    place.line = slot->line;
    if (slot->repeated)
        polder_warn(keys->report, &place,
                    polder_report_count(
                        keys->report,
                        "attribute '%.100s' has more than one value in %lld element; they are kept "
                        "side by side, as in 'a; b'",
                        "attribute '%.100s' has more than one value in %lld elements; they are "
                        "kept side by side, as in 'a; b'",
                        slot->repeated),
                    name_of(key, slot), (long long)slot->repeated);
    if (slot->markup && key && key->name)
        polder_warn(keys->report, &place,
                    polder_report_count(
                        keys->report,
                        "attribute '%.100s' holds markup in %lld element; only text is read",
                        "attribute '%.100s' holds markup in %lld elements; only text is read",
                        slot->markup),
                    key->name, (long long)slot->markup);
}

/* Gives columns the names of their attributes. */
static int name_columns(polder_graphml_keys_t *keys)
{
    int code = 0;
    for (int i = 0; code == 0 && i < keys->n_slot; i++) {
        const polder_graphml_slot_t *slot = &keys->slot[i];
        for (int t = 0; code == 0 && t < 2; t++) {
            const int column = slot->column[t];
            if (column < 0) continue;
            const polder_graphml_key_t *key = declaration(keys, slot, t);
            char *name = strdup(name_of(key, slot));
            if (!name) return no_memory(keys);
            free(keys->file->attribute[column].name);
            keys->file->attribute[column].name = name;
            if (is_boolean(key)) code = make_boolean(keys, column);
        }
        warn_of_slot(keys, slot, declaration(keys, slot, slot->column[0] < 0));
    }
    return code;
}

static int join(polder_graphml_keys_t *keys, int into, int from)
{
    polder_netfile_t *file = keys->file;
    int64_t repeated = 0;
    int code = 0;
    for (size_t i = 0; code == 0 && i < file->attribute[from].n; i++) {
        const char *text = polder_netfile_value(file, from, (int32_t)i);
        bool twice = false;
        if (!text) continue;
        /* a copy: the text may move while it is put in again */
        char *copy = strdup(text);
        code = copy ? add_value(keys, into, (int32_t)i, (polder_span_t){copy, strlen(copy)}, &twice)
                    : no_memory(keys);
        free(copy);
        repeated += twice;
    }
    if (repeated)
        polder_warn(keys->report, &file->place,
                    file->attribute[into].of_ties
                        ? "attribute '%.100s' stands under two keys with different values for %lld "
                          "ties; they are kept side by side, as in 'a; b'"
                        : "attribute '%.100s' stands under two keys with different values for %lld "
                          "organisations; they are kept side by side, as in 'a; b'",
                    file->attribute[into].name, (long long)repeated);
    return code;
}

/* Columns of one name become one. The slots keep where theirs went. */
static int join_columns(polder_graphml_keys_t *keys)
{
    polder_netfile_t *file = keys->file;
    int code = 0;
    for (int a = 0; code == 0 && a < file->n_attribute; a++)
        for (int b = file->n_attribute - 1; code == 0 && b > a; b--) {
            if (file->attribute[a].of_ties != file->attribute[b].of_ties ||
                strcmp(file->attribute[a].name, file->attribute[b].name) != 0)
                continue;
            code = join(keys, a, b);
            polder_netfile_remove(file, b);
            for (int i = 0; i < 2 * keys->n_slot; i++) {
                int *column = &keys->slot[i / 2].column[i % 2];
                *column = *column == b ? a : *column - (*column > b);
            }
        }
    return code;
}

/* The default of a key is the value of what has none. */
static int fill_presets(polder_graphml_keys_t *keys)
{
    int code = 0;
    for (int i = 0; code == 0 && i < keys->n_slot; i++)
        for (int t = 0; code == 0 && t < 2; t++) {
            const int column = keys->slot[i].column[t];
            if (column < 0) continue;
            const polder_graphml_key_t *key = declaration(keys, &keys->slot[i], t);
            if (!key || !key->preset) continue;
            const char *number = is_boolean(key) ? truth(key->preset) : NULL;
            code = polder_netfile_fill(keys->file, column, number ? number : key->preset,
                                       keys->report);
        }
    return code;
}

int polder_graphml_keys_finish(polder_graphml_keys_t *keys)
{
    int code = add_declared(keys);
    if (code == 0) code = name_columns(keys);
    if (code == 0) code = join_columns(keys);
    if (code == 0) code = fill_presets(keys);
    return code;
}

void polder_graphml_keys_free(polder_graphml_keys_t *keys)
{
    for (int i = 0; i < keys->n_key; i++) free_key(&keys->key[i]);
    for (int i = 0; i < keys->n_slot; i++) free(keys->slot[i].id);
    free(keys->key);
    free(keys->slot);
    *keys = (polder_graphml_keys_t){0};
}
