/* key.h: the keys of a scenario, each declared once.
 *
 * What     A key is one row: its name, its form, the place that it fills, its bounds, what holds
 *          without it, and what it says. The rows of a section stand together in a table, beside
 *          the code of that section. Whoever reads a scenario, completes a name, makes the JSON
 *          Schema, takes a --set, or lists the keys (`polder list keys`, the guide) walks these
 *          tables.
 * Forms    What may stand behind a key: a text, a whole number, a word … What only one section has
 *          (a design's factors, whom an intervention touches) is a form too, with functions of its
 *          own.
 * New      A row. One text or number of the experiment is a row of experiment/keys.h, which makes
 *          its member as well (CONTRIBUTING.md, "Add a key").
 */
#ifndef POLDER_KEY_H
#define POLDER_KEY_H

#include <stddef.h>

#include "io/json.h"
#include "scenario/loader.h"

typedef struct polder_key polder_key_t;
typedef struct polder_keys polder_keys_t;

/* Where a key was found: the key, what stands behind it, what messages call it, and its row. */
typedef struct {
    const polder_yaml_node_t *at, *node;
    const char *what;
    const polder_key_t *key;
} polder_found_t;

typedef struct {
    const char *words; /* what may stand there: "whole number" */
    /* Fills its place in `into`, or notes a problem. NULL: read by whoever reads the section,
     * because it takes more than the key to understand it. */
    void (*load)(polder_loader_t *r, const polder_found_t *found, void *into);
    /* Of the JSON Schema: what may stand there. NULL: whoever makes that of the section knows. */
    json_t *(*schema)(polder_json_t *b, const polder_key_t *key);
    /* What stands there in the canonical text of an experiment, which reads as its place in `from`
     * holds. POLDER_LEFT_OUT: the key is left out; NULL: there is no memory. */
    json_t *(*write)(polder_json_t *b, const polder_key_t *key, const void *from);
} polder_form_t;

enum {
    POLDER_KEY_SET = 1,     /* --set can name it */
    POLDER_KEY_FIRST = 2,   /* at the top: read before the others, which build on it … */
    POLDER_KEY_ARMS = 4,    /* … or once all arms are there */
    POLDER_KEY_LAST = 8,    /* … or when all else is known */
    POLDER_KEY_NEEDED = 16, /* cannot be left out */
    POLDER_KEY_MADE = 32,   /* stands in the text of an experiment; nobody writes it by hand */
    POLDER_KEY_SECOND = 64  /* at the top: after the first, once it is known how long arms live */
};

struct polder_key {
    const char *name;
    const polder_form_t *form;
    size_t place, size;   /* of the member that it fills */
    int64_t least, most;  /* bounds of a number; of a word, `least` is the number of the first */
    const char *choices;  /* words, as "a|b|c" */
    const char *standard; /* what holds without it, for people; NULL: nothing */
    const char *doc;      /* what it says */
    const char *when;     /* what it belongs to, for people; NULL: to all */
    unsigned of, needed;  /* kinds of a design that have it, and that cannot do without */
    unsigned flags;
};

struct polder_keys {
    const char *path;   /* for people, before a name: "record.", "network.organisations.STATE." */
    const char *before; /* what messages put before a name: "record." */
    const polder_key_t *key;
    size_t n;
    const char *doc;
};

#define POLDER_KEY_AT(type, member)                                                                \
    .place = offsetof(type, member), .size = sizeof(((type *)0)->member)
#define POLDER_KEYS(rows) .key = (rows), .n = sizeof(rows) / sizeof *(rows)

/* A text, which is copied. */
extern const polder_form_t polder_form_text;
/* A whole number within bounds: the member is an int, or of 64 bits. */
extern const polder_form_t polder_form_whole;
/* A double within bounds. */
extern const polder_form_t polder_form_number;
/* The place of a word among the choices: the member is an int or an enumeration. */
extern const polder_form_t polder_form_word;
/* true or false. */
extern const polder_form_t polder_form_flag;
/* Kept as it is, a node of the tree, and read later. */
extern const polder_form_t polder_form_node;

/* Their functions, for a form that differs in one of them. */
void polder_load_text(polder_loader_t *r, const polder_found_t *found, void *into);
void polder_load_whole(polder_loader_t *r, const polder_found_t *found, void *into);
void polder_load_word(polder_loader_t *r, const polder_found_t *found, void *into);
void polder_load_node(polder_loader_t *r, const polder_found_t *found, void *into);
json_t *polder_text_schema(polder_json_t *b, const polder_key_t *key);
json_t *polder_whole_schema(polder_json_t *b, const polder_key_t *key);
json_t *polder_word_schema(polder_json_t *b, const polder_key_t *key);
json_t *polder_write_text(polder_json_t *b, const polder_key_t *key, const void *from);
json_t *polder_write_whole(polder_json_t *b, const polder_key_t *key, const void *from);
json_t *polder_write_number(polder_json_t *b, const polder_key_t *key, const void *from);
json_t *polder_write_word(polder_json_t *b, const polder_key_t *key, const void *from);

const polder_key_t *polder_key_find(const polder_keys_t *keys, const char *name);
/* One key. */
void polder_key_load(polder_loader_t *r, const polder_found_t *found, void *into);
/* "unknown key …", with the nearest of the table. */
void polder_key_unknown(polder_loader_t *r, const polder_keys_t *keys,
                        const polder_yaml_node_t *key);
/* Notes all keys of a mapping that are not in the table; true if there are none. */
bool polder_keys_check(polder_loader_t *r, const polder_keys_t *keys,
                       const polder_yaml_node_t *mapping);
/* Reads a mapping key by key, as they stand, and notes those it does not know. `before` takes the
 * place of what the table puts before names in messages, if it is not NULL. */
void polder_keys_load(polder_loader_t *r, const polder_keys_t *keys, const char *before,
                      const polder_yaml_node_t *mapping, void *into);
/* Reads those keys of a mapping that are in the table, in its order. */
void polder_keys_load_known(polder_loader_t *r, const polder_keys_t *keys,
                            const polder_yaml_node_t *mapping, void *into);
/* The properties of a JSON Schema. */
json_t *polder_keys_schema(polder_json_t *b, const polder_keys_t *keys);

/* Writes the keys of a table into an object. */
void polder_keys_write(polder_json_t *b, const polder_keys_t *keys, const void *from,
                       json_t *object);

/* All tables, in the order in which people read them; NULL at the end (scenario_keys.c). */
extern const polder_keys_t *const polder_scenario_keys[];

/* The tables. */
extern const polder_keys_t polder_top_keys;
extern const polder_keys_t polder_network_keys, polder_mapping_keys, polder_scale_keys;
extern const polder_keys_t polder_push_keys, polder_record_keys;
extern const polder_keys_t polder_arm_keys, polder_clamp_keys, polder_use_keys,
    polder_intervention_keys;
extern const polder_keys_t polder_technique_keys, polder_cost_keys, polder_target_keys;
extern const polder_keys_t polder_design_keys, polder_axis_keys;
extern const polder_keys_t polder_planned_keys, polder_changed_keys, polder_lesson_keys;
extern const polder_keys_t polder_observe_keys;
extern const polder_keys_t polder_fact_keys, polder_figure_keys, polder_cell_keys;
extern const polder_keys_t polder_cause_keys, polder_cause_words_keys, polder_carrier_keys;

/* Pieces of the canonical text: a value, which may be drawn (scenario_value.c); pushes on levers
 * (scenario_section.c); an intervention (intervention.c), whom it touches (target.c), and a
 * condition (condition_text.c). */
json_t *polder_value_write(polder_json_t *b, const polder_field_t *field,
                           const polder_value_t *value);
json_t *polder_parameter_write(polder_json_t *b, int field);
json_t *polder_pushes_write(polder_json_t *b, const polder_push_t *push, int n);
json_t *polder_use_write(polder_json_t *b, const polder_intervention_t *v);
json_t *polder_target_write(polder_json_t *b, const polder_target_t *t);
json_t *polder_condition_write(polder_json_t *b, int number);
/* Organisations by name, and pairs of them (names.c). */
json_t *polder_names_write(polder_json_t *b, int group);
json_t *polder_pairs_write(polder_json_t *b, int group);
json_t *polder_names_schema(polder_json_t *b, const char *doc);
json_t *polder_pairs_schema(polder_json_t *b, const char *doc);
/* Parts that are switched off, of all arms or of one (scenario_section.c). */
void polder_loader_without(polder_loader_t *r, const polder_yaml_node_t *node, int **list, int *n);
json_t *polder_without_schema(polder_json_t *b, const polder_key_t *key);
json_t *polder_without_write(polder_json_t *b, const int *off, int n);
/* Pushes of a list are added to the experiment. */
void polder_loader_pushes(polder_loader_t *r, const polder_yaml_node_t *list);

/* Bounds on a value, under `set` in an arm (scenario_clamp.c): whether a mapping has any; reading
 * them into an arm, if there are any (false: a problem was told); the distribution beside them,
 * with room for its name and what it says in `of`; as words; and what may stand there, and does.
 * The last takes over a distribution, or NULL, and gives it with the bounds. */
bool polder_is_clamp(const polder_yaml_node_t *node);
bool polder_loader_clamp(polder_loader_t *r, const polder_yaml_node_t *node, int field, int arm);
polder_yaml_node_t polder_clamp_rest(const polder_yaml_node_t *node, polder_yaml_node_t *of[2]);
void polder_clamp_text(const polder_yaml_node_t *node, char *text, size_t size);
json_t *polder_clamp_schema(polder_json_t *b, const polder_field_t *field);
json_t *polder_clamp_write(polder_json_t *b, const polder_clamp_t *clamp, json_t *value);

/* What stands in the place of a key, for people: "whole number, 1 .. 100000", "either, mutual or
 * undirected". What does not fit is cut off. */
void polder_key_words(const polder_key_t *key, char *text, size_t size);

/* Forms that a section has for itself, where it is read. */
extern const polder_form_t polder_form_network, polder_form_values, polder_form_initial;
extern const polder_form_t polder_form_without, polder_form_levers, polder_form_record;
extern const polder_form_t polder_form_arms, polder_form_baseline, polder_form_interventions;
extern const polder_form_t polder_form_design, polder_form_events, polder_form_lesson;
extern const polder_form_t polder_form_observe;
extern const polder_form_t polder_form_network_hash, polder_form_network_read;
extern const polder_form_t polder_form_fact;

#endif
