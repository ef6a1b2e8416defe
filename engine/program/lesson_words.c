/* lesson_words.c: see lesson_words.h. */
#include "program/lesson_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/story.h"
#include "program/causes.h"
#include "program/list.h"
#include "words/words.h"

/* {en: …, nl: …} */
static json_t *in_all(const char *english)
{
    json_t *o = json_object();
    for (int l = 0; l < POLDER_LANGUAGES; l++)
        json_object_set_new(
            o, polder_language_code((polder_language_t)l),
            json_string(*english ? polder_text((polder_language_t)l, english) : ""));
    return o;
}

static json_t *of_each(char *const text[POLDER_LANGUAGES])
{
    json_t *o = json_object();
    for (int l = 0; l < POLDER_LANGUAGES; l++)
        json_object_set_new(o, polder_language_code((polder_language_t)l),
                            json_string(text[l] ? text[l] : ""));
    return o;
}

/* ---- events ---- */

/* "seen=no,form=evasion" as [[1, "no"], [0, "evasion"]]. */
static json_t *conditions(const char *when, const polder_event_kind_t *kind)
{
    json_t *list = json_array();
    while (when && *when) {
        const size_t n = strcspn(when, ","), name = strcspn(when, "=");
        for (int i = 0; i < POLDER_EVENT_NUMBERS && name < n; i++) {
            const char *number = kind->number[i].name;
            if (!number || strlen(number) != name || memcmp(number, when, name) != 0) continue;
            json_t *word = json_stringn(when + name + 1, n - name - 1);
            json_array_append_new(list, json_pack("[io]", i, word));
        }
        when += n + (when[n] == ',');
    }
    return list;
}

static void add_sentences(json_t *list, const polder_sentence_t *of, const polder_table_t *table)
{
    for (const polder_sentence_t *s = of; s && s->id; s++) {
        const int kind = polder_table_event(table, s->event);
        if (kind < 0) continue;
        json_array_append_new(list,
                              json_pack("{ss ss so si si sb so}", "id", s->id, "kind", s->event,
                                        "when", conditions(s->when, table->event[kind]), "weight",
                                        s->weight, "plot", (int)s->plot, "unseen", s->unseen,
                                        "text", in_all(s->text ? s->text : "")));
    }
}

static json_t *sentences(const polder_table_t *table)
{
    json_t *list = json_array();
    add_sentences(list, table->model->story, table);
    add_sentences(list, polder_story_of_any_model, table);
    return list;
}

static json_t *choices_of(const char *choices)
{
    json_t *list = json_array();
    for (const char *at = choices; at && *at; at += *at == '|') {
        const size_t n = strcspn(at, "|");
        json_array_append_new(list, json_stringn(at, n));
        at += n;
    }
    return list;
}

/* Of each kind the words that its numbers stand for. */
static json_t *choices(const polder_table_t *table)
{
    json_t *all = json_object();
    for (int k = 0; k < table->n_event; k++) {
        const polder_event_kind_t *kind = table->event[k];
        json_t *list = json_array();
        for (int i = 0; i < POLDER_EVENT_NUMBERS; i++)
            json_array_append_new(list, choices_of(kind->number[i].choices));
        json_object_set_new(all, kind->name, list);
    }
    return all;
}

/* ---- causes ---- */

/* Without the cause a carrier is as its file says, or as it is in an ordinary network. Levers are
 * left alone: nothing pushes them at a founding. */
static json_t *carriers(const polder_cause_t *cause, const polder_table_t *table)
{
    json_t *list = json_array();
    for (int k = 0; k < cause->n_carrier; k++) {
        const polder_carrier_t *c = &cause->carrier[k];
        const polder_field_t *field = table->field[c->field];
        if (field->role == POLDER_LEVER) continue;
        json_array_append_new(
            list, json_pack("{ss sb sb sf}", "field", field->name, "state",
                            field->role == POLDER_STATE, "most", c->worse == POLDER_HIGHER, "value",
                            isnan(c->healthy) ? (double)field->value : c->healthy));
    }
    return list;
}

/* The column that says how strong the symptom of a cause is; null: the model has none. */
static json_t *sign_of(const polder_causes_t *causes, const polder_cause_t *cause)
{
    const polder_table_t *table = &causes->table;
    const char *begins = table->model->symptoms;
    for (int f = 0; begins && f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (strncmp(field->name, begins, strlen(begins)) == 0 &&
            polder_causes_find(causes, field->source) == cause)
            return json_string(field->name);
    }
    return json_null();
}

static int add_causes(json_t *data, const polder_table_t *table, polder_report_t *report)
{
    polder_found_causes_t found;
    json_t *list = json_array();
    const int code = polder_cli_causes(table->model->name, &found, report);
    for (int i = 0; code >= 0 && i < found.all.n; i++) {
        const polder_cause_t *c = &found.all.cause[i];
        json_t *o = json_pack("{ss so so so so}", "id", c->id, "title", of_each(c->title),
                              "symptom", of_each(c->symptom), "problem", of_each(c->problem),
                              "wayOut", of_each(c->way_out));
        json_object_set_new(o, "sign", sign_of(&found.all, c));
        json_object_set_new(o, "without", carriers(c, table));
        json_array_append_new(list, o);
    }
    json_object_set_new(data, "causes", list);
    polder_cli_causes_free(&found);
    return code < 0 ? code : 0;
}

/* ---- the whole ---- */

static void add_interventions(json_t *data, const char *model)
{
    char *folder = NULL;
    json_t *list = polder_list_interventions(model, &folder), *words = json_object(), *one = NULL;
    size_t i = 0;
    json_array_foreach(list, i, one)
    {
        json_t *o = json_object();
        json_object_set(o, "en", json_object_get(one, "title"));
        json_object_set(o, "nl", json_object_get(one, "title_nl"));
        json_object_set_new(words, json_string_value(json_object_get(one, "name")), o);
    }
    json_object_set_new(data, "interventions", words);
    json_decref(list);
    free(folder);
}

int polder_lesson_words(json_t *data, const polder_table_t *table, polder_report_t *report)
{
    json_object_set_new(data, "told", sentences(table));
    json_object_set_new(data, "choices", choices(table));
    add_interventions(data, table->model->name);
    return add_causes(data, table, report);
}
