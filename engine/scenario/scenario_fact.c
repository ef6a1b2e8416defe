/* scenario_fact.c: the keys of the section `fact`, and of its figures. They are read where figures are
 * known (analysis/fact_read.c), by these tables. See key.h and fact_keys.h. */
#include "scenario/fact_keys.h"
#include "scenario/key.h"
#include "scenario/schema.h"

/* ---- forms ---- */

/* A schema with the documentation of its key. */
static json_t *described(polder_json_t *b, json_t *object, const polder_key_t *key)
{
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static json_t *number_schema(polder_json_t *b, const polder_key_t *key)
{
    return described(b, polder_schema_typed(b, "number"), key);
}

/* The schema of one thing or a list of such things. */
static json_t *one_or_more(polder_json_t *b, json_t *one, json_t *item, const polder_key_t *key)
{
    json_t *list = polder_schema_typed(b, "array");
    polder_json_set(b, list, "items", item);
    return polder_schema_either(one, list, key->doc);
}

static json_t *texts_schema(polder_json_t *b, const polder_key_t *key)
{
    return one_or_more(b, polder_schema_typed(b, "string"), polder_schema_typed(b, "string"), key);
}

static json_t *months_schema(polder_json_t *b, const polder_key_t *key)
{
    return one_or_more(b, polder_schema_whole(b, key->least, key->most, NULL),
                       polder_schema_whole(b, key->least, key->most, NULL), key);
}

static json_t *cut_schema(polder_json_t *b)
{
    return json_pack("{s:[o, {s:s}]}", "anyOf", polder_schema_typed(b, "number"), "const",
                     "median");
}

static json_t *cuts_schema(polder_json_t *b, const polder_key_t *key)
{
    return one_or_more(b, cut_schema(b), cut_schema(b), key);
}

static json_t *pair_schema(polder_json_t *b, const polder_key_t *key)
{
    return described(b,
                     json_pack("{s:s, s:{s:s}, s:i, s:i}", "type", "array", "items", "type",
                               "number", "minItems", 2, "maxItems", 2),
                     key);
}

static json_t *ranges_schema(polder_json_t *b, const polder_key_t *key)
{
    return described(b, polder_schema_typed(b, "object"), key);
}

static json_t *cells_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *cell = polder_schema_closed(b, polder_keys_schema(b, &polder_cell_keys));
    json_t *required = json_array();
    for (size_t k = 0; k < polder_cell_keys.n; k++)
        polder_json_append(b, required, json_string(polder_cell_keys.key[k].name));
    polder_json_set(b, cell, "required", required);
    return polder_schema_several(cell, 1, key->doc);
}

static json_t *figures_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *figure = polder_schema_closed(b, polder_keys_schema(b, &polder_figure_keys));
    polder_json_set(b, figure, "required", json_pack("[s]", "figure"));
    return polder_schema_several(figure, 0, key->doc);
}

static json_t *word_schema(polder_json_t *b, const polder_key_t *key)
{
    return key->choices ? polder_word_schema(b, key) : polder_text_schema(b, key);
}

static const polder_form_t form_text = {"text", NULL, word_schema, NULL};
static const polder_form_t form_number = {"number", NULL, number_schema, NULL};
static const polder_form_t form_pair = {"[from, to]", NULL, pair_schema, NULL};
static const polder_form_t form_texts = {"name or list of names", NULL, texts_schema, NULL};
static const polder_form_t form_months = {"whole number or list", NULL, months_schema, NULL};
static const polder_form_t form_cuts = {"number, median or list", NULL, cuts_schema, NULL};
static const polder_form_t form_ranges = {"COLUMN: value or [from, to]", NULL, ranges_schema, NULL};
static const polder_form_t form_cells = {"list of keys and values", NULL, cells_schema, NULL};
static const polder_form_t form_figures = {"list of keys and values", NULL, figures_schema, NULL};

/* ---- the tables ---- */

#define TEXT(id, needed, words, says)                                                              \
    {.name = #id,                                                                                  \
     .form = &form_text,                                                                           \
     .choices = (words),                                                                           \
     .doc = (says),                                                                                \
     .flags = (needed) ? POLDER_KEY_NEEDED : 0},

static const polder_key_t fact_key[] = {
    POLDER_FACT_TEXTS(TEXT){
        .name = "figures", .form = &form_figures, .doc = "what is worked out, with the criteria"},
};

static const polder_key_t figure_key[] = {
    {.name = "name", .form = &form_text, .standard = "its kind", .doc = "what to call it"},
    {.name = "name_nl", .form = &form_text, .doc = "the same in Dutch"},
    {.name = "figure",
     .form = &form_text,
     .doc = "its kind: polder facts --kinds",
     .flags = POLDER_KEY_NEEDED},
    {.name = "of", .form = &form_texts, .doc = "the column it is of; of several, their sum"},
    {.name = "by", .form = &form_texts, .doc = "columns it is held against, or split by"},
    {.name = "arms",
     .form = &form_texts,
     .standard = "all networks",
     .doc = "arms, in the order in which the kind takes them"},
    {.name = "months", .form = &form_months, .most = POLDER_MAX_HORIZON, .doc = "ticks"},
    {.name = "at",
     .form = &form_number,
     .standard = "that of the kind",
     .doc = "a threshold of `of`"},
    {.name = "cuts", .form = &form_cuts, .doc = "a threshold of each of `by`"},
    {.name = "where",
     .form = &form_ranges,
     .doc = "only networks whose columns lie in these ranges"},
    {.name = "either", .form = &form_ranges, .doc = "the same, but one of these is enough"},
    {.name = "cells",
     .form = &form_cells,
     .doc = "points of a design, and which arm should do best"},
    {.name = "within", .form = &form_pair, .doc = "the criterion: where the figure has to lie"},
    {.name = "at_least", .form = &form_number, .doc = "the criterion: no less than this"},
    {.name = "at_most", .form = &form_number, .doc = "the criterion: no more than this"},
    {.name = "above", .form = &form_number, .doc = "the criterion: the whole interval above this"},
    {.name = "below", .form = &form_number, .doc = "the criterion: the whole interval below this"},
};

static const polder_key_t cell_key[] = {
    {.name = "where",
     .form = &form_ranges,
     .doc = "the networks of the cell",
     .flags = POLDER_KEY_NEEDED},
    {.name = "best",
     .form = &form_text,
     .doc = "the arm that should do best there",
     .flags = POLDER_KEY_NEEDED},
};

const polder_keys_t polder_fact_keys = {
    .path = "fact.", .before = "", POLDER_KEYS(fact_key), .doc = "a published fact"};
const polder_keys_t polder_figure_keys = {
    .path = "fact.figures.", .before = "", POLDER_KEYS(figure_key), .doc = "a figure of a fact"};
const polder_keys_t polder_cell_keys = {.path = "fact.figures.cells.",
                                        .before = "",
                                        POLDER_KEYS(cell_key),
                                        .doc = "a cell of a figure that has some"};

static json_t *fact_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *required = json_array();
    json_t *object = polder_schema_closed(b, polder_keys_schema(b, &polder_fact_keys));
    for (size_t k = 0; k < polder_fact_keys.n; k++)
        if (polder_fact_keys.key[k].flags & POLDER_KEY_NEEDED)
            polder_json_append(b, required, json_string(polder_fact_keys.key[k].name));
    polder_json_set(b, object, "required", required);
    return described(b, object, key);
}

const polder_form_t polder_form_fact = {"keys and values", NULL, fact_schema, NULL};
