/* key.c: tables of keys, and the forms that every section may use. See key.h. */
#include "scenario/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/schema.h"

static void *place_of(const polder_key_t *key, void *into)
{
    return (char *)into + key->place;
}

static const void *held(const polder_key_t *key, const void *from)
{
    return (const char *)from + key->place;
}

/* ---- forms ---- */

void polder_load_text(polder_loader_t *r, const polder_found_t *found, void *into)
{
    char *copy = NULL, **text = place_of(found->key, into);
    if (!polder_loader_text(r, found->node, found->what, &copy)) return;
    free(*text);
    *text = copy;
}

json_t *polder_text_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_text(b, key->doc);
}

json_t *polder_write_text(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)b;
    const char *text = *(char *const *)held(key, from);
    return text ? json_string(text) : POLDER_LEFT_OUT;
}

const polder_form_t polder_form_text = {"text", polder_load_text, polder_text_schema,
                                        polder_write_text};

void polder_load_whole(polder_loader_t *r, const polder_found_t *found, void *into)
{
    int64_t n = 0;
    void *place = place_of(found->key, into);
    if (!polder_loader_whole(r, found->node, found->what, found->key->least, found->key->most, &n))
        return;
    if (found->key->size == sizeof(int32_t))
        *(int32_t *)place = (int32_t)n;
    else
        *(int64_t *)place = n;
}

json_t *polder_whole_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_whole(b, key->least, key->most, key->doc);
}

/* Below its least it was not given. */
json_t *polder_write_whole(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)b;
    const void *place = held(key, from);
    const int64_t n =
        key->size == sizeof(int32_t) ? *(const int32_t *)place : *(const int64_t *)place;
    return n < key->least ? POLDER_LEFT_OUT : json_integer((json_int_t)n);
}

const polder_form_t polder_form_whole = {"whole number", polder_load_whole, polder_whole_schema,
                                         polder_write_whole};

static void load_number(polder_loader_t *r, const polder_found_t *found, void *into)
{
    double *number = place_of(found->key, into);
    if (!polder_loader_number(r, found->node, found->what, number)) return;
    if (*number < (double)found->key->least || *number > (double)found->key->most)
        polder_loader_problem(r, found->node, "%s = %.40s is outside [%lld, %lld]", found->what,
                              found->node->text, (long long)found->key->least,
                              (long long)found->key->most);
}

static json_t *number_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_whole(b, key->least, key->most, key->doc);
    polder_json_text(b, object, "type", "number");
    return object;
}

json_t *polder_write_number(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)b;
    return polder_json_double(*(const double *)held(key, from));
}

const polder_form_t polder_form_number = {"number", load_number, number_schema,
                                          polder_write_number};

void polder_load_word(polder_loader_t *r, const polder_found_t *found, void *into)
{
    int index = 0;
    if (polder_loader_choice(r, found->node, found->what, found->key->choices, &index))
        *(int *)place_of(found->key, into) = index + (int)found->key->least;
}

json_t *polder_word_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_word(b, key->choices, key->doc);
}

json_t *polder_write_word(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)b;
    int length = 0;
    const int index = *(const int *)held(key, from) - (int)key->least;
    const char *word = index < 0 ? NULL : polder_choice_at(key->choices, index, &length);
    return word ? json_stringn(word, (size_t)length) : POLDER_LEFT_OUT;
}

const polder_form_t polder_form_word = {"word", polder_load_word, polder_word_schema,
                                        polder_write_word};

static void load_flag(polder_loader_t *r, const polder_found_t *found, void *into)
{
    int index = 0;
    if (polder_loader_choice(r, found->node, found->what, "false|true", &index))
        *(bool *)place_of(found->key, into) = index == 1;
}

static json_t *flag_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_typed(b, "boolean");
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static json_t *write_flag(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)b;
    return json_boolean(*(const bool *)held(key, from));
}

const polder_form_t polder_form_flag = {"true or false", load_flag, flag_schema, write_flag};

void polder_load_node(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)r;
    *(const polder_yaml_node_t **)place_of(found->key, into) = found->node;
}

const polder_form_t polder_form_node = {"text", polder_load_node, polder_text_schema, NULL};

/* ---- tables ---- */

const polder_key_t *polder_key_find(const polder_keys_t *keys, const char *name)
{
    for (size_t i = 0; i < keys->n; i++)
        if (strcmp(keys->key[i].name, name) == 0) return &keys->key[i];
    return NULL;
}

void polder_key_unknown(polder_loader_t *r, const polder_keys_t *keys,
                        const polder_yaml_node_t *key)
{
    enum { MOST = 64 };
    const char *name[MOST];
    size_t n = 0;
    for (; n < keys->n && n < MOST; n++) name[n] = keys->key[n].name;
    polder_loader_unknown(r, key, "key", key->text, name, n);
}

bool polder_keys_check(polder_loader_t *r, const polder_keys_t *keys,
                       const polder_yaml_node_t *mapping)
{
    bool good = true;
    for (int i = 0; i < mapping->n; i++) {
        if (polder_key_find(keys, mapping->key[i]->text)) continue;
        polder_key_unknown(r, keys, mapping->key[i]);
        good = false;
    }
    return good;
}

void polder_key_load(polder_loader_t *r, const polder_found_t *found, void *into)
{
    if (found->key->form->load) found->key->form->load(r, found, into);
}

static void load(polder_loader_t *r, const polder_key_t *key, const char *before,
                 const polder_yaml_node_t *at, const polder_yaml_node_t *node, void *into)
{
    char what[200];
    snprintf(what, sizeof what, "%.160s%.30s", before, key->name);
    polder_key_load(r, &(polder_found_t){at, node, what, key}, into);
}

void polder_keys_load(polder_loader_t *r, const polder_keys_t *keys, const char *before,
                      const polder_yaml_node_t *mapping, void *into)
{
    for (int i = 0; i < mapping->n; i++) {
        const polder_key_t *key = polder_key_find(keys, mapping->key[i]->text);
        if (key)
            load(r, key, before ? before : keys->before, mapping->key[i], mapping->item[i], into);
        else
            polder_key_unknown(r, keys, mapping->key[i]);
    }
}

void polder_keys_load_known(polder_loader_t *r, const polder_keys_t *keys,
                            const polder_yaml_node_t *mapping, void *into)
{
    for (size_t k = 0; k < keys->n; k++)
        for (int i = 0; i < mapping->n; i++) {
            if (strcmp(mapping->key[i]->text, keys->key[k].name) != 0) continue;
            load(r, &keys->key[k], keys->before, mapping->key[i], mapping->item[i], into);
            break; /* of a double key, which was reported, the first */
        }
}

json_t *polder_keys_schema(polder_json_t *b, const polder_keys_t *keys)
{
    json_t *properties = json_object();
    for (size_t k = 0; k < keys->n; k++)
        if (keys->key[k].form->schema)
            polder_json_set(b, properties, keys->key[k].name,
                            keys->key[k].form->schema(b, &keys->key[k]));
    return properties;
}

void polder_keys_write(polder_json_t *b, const polder_keys_t *keys, const void *from,
                       json_t *object)
{
    for (size_t k = 0; k < keys->n; k++) {
        const polder_key_t *key = &keys->key[k];
        if (key->form->write) polder_json_set(b, object, key->name, key->form->write(b, key, from));
    }
}

/* ---- for people ---- */

/* "a, b or c" */
static void put_choices(const char *choices, char *text, size_t size)
{
    const char *word = NULL;
    int length = 0, n = 0;
    size_t used = 0;
    while (polder_choice_at(choices, n, &length)) n++;
    for (int i = 0; (word = polder_choice_at(choices, i, &length)) && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%.*s",
                                 i == 0       ? ""
                                 : i + 1 == n ? " or "
                                              : ", ",
                                 length, word);
}

void polder_key_words(const polder_key_t *key, char *text, size_t size)
{
    const char *words = key->form->words;
    if (key->choices)
        put_choices(key->choices, text, size);
    else if (key->most == INT64_MAX)
        snprintf(text, size, "%s, from %lld", words, (long long)key->least);
    else if (key->least < key->most)
        snprintf(text, size, "%s, %lld .. %lld", words, (long long)key->least,
                 (long long)key->most);
    else
        snprintf(text, size, "%s", words);
}
