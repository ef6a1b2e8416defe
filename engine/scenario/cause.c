/* cause.c: see cause.h. */
#include "scenario/cause.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/registry.h"
#include "kernel/utf8.h"
#include "scenario/intervention.h"
#include "scenario/key.h"
#include "scenario/schema.h"

enum { MOST_REMEDIES = 20, MOST_ID = 16 };

/* ---- keys ---- */

#define DIRECTIONS "lower|higher" /* polder_direction_t */

static json_t *text_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", "\\S", "description",
                     key->doc);
}

/* All keys of a table, as a mapping; those that are needed are. */
static json_t *mapping_schema(polder_json_t *b, const polder_keys_t *keys, json_t *properties,
                              const char *doc)
{
    json_t *object = polder_schema_closed(b, properties), *required = json_array();
    for (size_t k = 0; k < keys->n; k++)
        if (keys->key[k].flags & POLDER_KEY_NEEDED)
            polder_json_append(b, required, json_string(keys->key[k].name));
    polder_json_set(b, object, "required", required);
    polder_json_text(b, object, "description", doc);
    return object;
}

static json_t *words_schema(polder_json_t *b, const polder_key_t *key)
{
    return mapping_schema(b, &polder_cause_words_keys,
                          polder_keys_schema(b, &polder_cause_words_keys), key->doc);
}

static json_t *model_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)key;
    return json_pack("{s:s}", "const", b->table->model->name);
}

static json_t *id_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", "^[A-Za-z][A-Za-z0-9]{0,15}$",
                     "description", key->doc);
}

static json_t *remedies_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return json_pack("{s:s, s:{s:s}, s:i, s:i, s:b, s:s}", "type", "array", "items", "type",
                     "string", "minItems", 1, "maxItems", MOST_REMEDIES, "uniqueItems", 1,
                     "description", key->doc);
}

/* {worse: higher, worst: 2.2, healthy: 0.3}; `field` NULL: of all fields of a part. */
static json_t *carrier_schema(polder_json_t *b, const polder_field_t *field)
{
    json_t *keys = polder_keys_schema(b, &polder_carrier_keys);
    for (size_t k = 0; field && k < polder_carrier_keys.n; k++) {
        json_t *value = json_object_get(keys, polder_carrier_keys.key[k].name);
        if (polder_carrier_keys.key[k].choices) continue;
        polder_json_set(b, value, "minimum", polder_json_float(field->min));
        polder_json_set(b, value, "maximum", polder_json_float(field->max));
    }
    return mapping_schema(b, &polder_carrier_keys, keys,
                          field ? field->doc : "whatever of it is not named itself");
}

/* Every field that may be one, and PART.* for each part that has some. */
static json_t *carriers_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *keys = json_object();
    for (int f = 0; f < b->table->n_field; f++) {
        const polder_field_t *field = b->table->field[f];
        const char *point = strchr(field->name, '.');
        char all[120];
        if (!polder_field_is_carrier(field)) continue;
        polder_json_set(b, keys, field->name, carrier_schema(b, field));
        if (!point) continue;
        snprintf(all, sizeof all, "%.*s.*", (int)(point - field->name), field->name);
        if (!json_object_get(keys, all)) polder_json_set(b, keys, all, carrier_schema(b, NULL));
    }
    json_t *object = polder_schema_closed(b, keys);
    polder_json_set(b, object, "minProperties", json_integer(1));
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static json_t *value_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_typed(b, "number");
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static const polder_form_t form_model = {"name of a model", NULL, model_schema, NULL};
static const polder_form_t form_id = {"letters and digits", NULL, id_schema, NULL};
static const polder_form_t form_words = {"{en: text, nl: text}", NULL, words_schema, NULL};
static const polder_form_t form_text = {"text", NULL, text_schema, NULL};
static const polder_form_t form_remedies = {"list of names", NULL, remedies_schema, NULL};
static const polder_form_t form_carriers = {"FIELD: keys and values", NULL, carriers_schema, NULL};
static const polder_form_t form_direction = {"word", NULL, polder_word_schema, NULL};
static const polder_form_t form_value = {"number in the bounds of the field", NULL, value_schema,
                                         NULL};

#define WORDS(member, says)                                                                        \
    {                                                                                              \
        .name = #member, .form = &form_words, POLDER_KEY_AT(polder_cause_t, member),               \
        .doc = (says), .flags = POLDER_KEY_NEEDED                                                  \
    }

static const polder_key_t cause_key[] = {
    {.name = "model",
     .form = &form_model,
     .doc = "the model in which it is one",
     .flags = POLDER_KEY_NEEDED},
    {.name = "id", .form = &form_id, .doc = "its own, such as F13", .flags = POLDER_KEY_NEEDED},
    WORDS(title, "what it is called"),
    WORDS(symptom, "what one sees"),
    WORDS(problem, "what lies under it"),
    WORDS(way_out, "what may be done"),
    {.name = "remedies",
     .form = &form_remedies,
     .doc = "names of files in interventions/",
     .flags = POLDER_KEY_NEEDED},
    {.name = "carriers",
     .form = &form_carriers,
     .doc = "the numbers of the model that carry it",
     .flags = POLDER_KEY_NEEDED},
};

/* In the order of polder_language_t. */
static const polder_key_t words_key[POLDER_LANGUAGES] = {
    {.name = "en", .form = &form_text, .doc = "English", .flags = POLDER_KEY_NEEDED},
    {.name = "nl", .form = &form_text, .doc = "Dutch", .flags = POLDER_KEY_NEEDED},
};

static const polder_key_t carrier_key[] = {
    {.name = "worse",
     .form = &form_direction,
     .choices = DIRECTIONS,
     .doc = "the direction in which the cause grows stronger",
     .flags = POLDER_KEY_NEEDED},
    {.name = "worst", .form = &form_value, .doc = "what makes it at its strongest"},
    {.name = "healthy", .form = &form_value, .doc = "a value without the cause"},
};

const polder_keys_t polder_cause_keys = {.path = "causes/NAME.yaml: ",
                                         .before = "",
                                         POLDER_KEYS(cause_key),
                                         .doc = "a cause of failure, in a file of its own"};
const polder_keys_t polder_cause_words_keys = {.path = "causes/NAME.yaml: title.",
                                               .before = "",
                                               POLDER_KEYS(words_key),
                                               .doc = "each text of a cause"};
const polder_keys_t polder_carrier_keys = {.path = "causes/NAME.yaml: carriers.FIELD.",
                                           .before = "",
                                           POLDER_KEYS(carrier_key),
                                           .doc = "a carrier of a cause"};

void polder_schema_cause(polder_json_t *b, json_t *defs)
{
    polder_json_set(b, defs, "cause-file",
                    mapping_schema(b, &polder_cause_keys, polder_keys_schema(b, &polder_cause_keys),
                                   "a file in causes/"));
}

/* ---- words ---- */

/* The lines of a block become one, to be broken where it is shown. */
static void join_lines(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        const bool blank = strchr(" \t\n", *from) != NULL;
        if (!blank)
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    }
    while (to > text && to[-1] == ' ') to--;
    *to = '\0';
}

static void read_words(polder_loader_t *r, const polder_yaml_node_t *root, const char *key,
                       char *text[POLDER_LANGUAGES])
{
    const polder_yaml_node_t *node = polder_yaml_get(root, key);
    if (!node) {
        polder_loader_problem(r, root, "a cause needs %s, in English and in Dutch (en, nl)", key);
        return;
    }
    if (node->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, node, "%s needs both languages: {en: …, nl: …}", key);
        return;
    }
    polder_keys_check(r, &polder_cause_words_keys, node);
    for (int i = 0; i < POLDER_LANGUAGES; i++) {
        char what[32];
        const char *language = polder_cause_words_keys.key[i].name;
        const polder_yaml_node_t *item = polder_yaml_get(node, language);
        snprintf(what, sizeof what, "%s.%s", key, language);
        if (!item) polder_loader_problem(r, node, "%s is missing", what);
        if (!item || !polder_loader_text(r, item, what, &text[i])) continue;
        join_lines(text[i]);
        if (!*text[i]) polder_loader_problem(r, item, "%s is empty", what);
    }
}

static bool is_id(const char *text)
{
    const size_t n = strlen(text);
    if (n == 0 || n > MOST_ID || polder_is_digit(text[0])) return false;
    for (const char *c = text; *c; c++)
        if (!((*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') || polder_is_digit(*c)))
            return false;
    return true;
}

static void read_id(polder_loader_t *r, const polder_yaml_node_t *root,
                    const polder_causes_t *others, polder_cause_t *cause)
{
    const polder_yaml_node_t *node = polder_yaml_get(root, "id");
    if (!node) polder_loader_problem(r, root, "a cause needs an id, such as F13");
    if (!node || !polder_loader_text(r, node, "id", &cause->id)) return;
    if (!is_id(cause->id)) {
        polder_loader_problem(r, node,
                              "id = %.40s: letters and digits, at most %d, and a letter first, "
                              "such as F13",
                              cause->id, MOST_ID);
        return;
    }
    for (int i = 0; i < others->n; i++)
        if (strcmp(others->cause[i].id, cause->id) == 0)
            polder_loader_problem(r, node, "the id %s is that of %s", cause->id,
                                  others->cause[i].path);
}

/* ---- remedies ---- */

static void read_remedies(polder_loader_t *r, const polder_yaml_node_t *root, polder_cause_t *cause)
{
    const polder_yaml_node_t *list = polder_yaml_get(root, "remedies");
    if (!list || list->kind != POLDER_YAML_SEQUENCE || list->n == 0 || list->n > MOST_REMEDIES) {
        polder_loader_problem(r, list ? list : root,
                              "a cause needs remedies: a list of 1 to %d interventions",
                              MOST_REMEDIES);
        return;
    }
    cause->remedy = calloc((size_t)list->n, sizeof *cause->remedy);
    if (!cause->remedy) {
        polder_loader_no_memory(r);
        return;
    }
    for (int i = 0; i < list->n; i++) {
        char *name = NULL;
        if (!polder_loader_text(r, list->item[i], polder_report_text(r->report, "a remedy"), &name))
            continue;
        for (int k = 0; k < cause->n_remedy; k++)
            if (strcmp(cause->remedy[k], name) == 0)
                polder_loader_problem(r, list->item[i], "the remedy %.80s is named twice", name);
        cause->remedy[cause->n_remedy++] = name;
        free(polder_loader_intervention(r, list->item[i], r->folder, name));
    }
}

/* ---- carriers ---- */

bool polder_field_is_carrier(const polder_field_t *field)
{
    const bool set = field->role == POLDER_PARAMETER || field->role == POLDER_LEVER;
    return (set || polder_field_is_given(field)) && !field->choices;
}

static void unknown_carrier(polder_loader_t *r, const polder_yaml_node_t *key)
{
    static const char before[] = "initial.";
    const polder_table_t *table = &r->x->table;
    const char *word = key->text;
    const int f = polder_table_find(table, word);
    if (f >= 0) {
        polder_loader_problem(r, key,
                              table->field[f]->choices
                                  ? "%s has words, and words have no direction: a carrier is a "
                                    "number that a scenario can give"
                                  : "%s is computed by the model: a carrier is a number that a "
                                    "scenario can give",
                              word);
        return;
    }
    if (strncmp(word, before, sizeof before - 1) == 0 &&
        polder_table_find(table, word + sizeof before - 1) >= 0) {
        r->answered = true;
        polder_loader_problem(r, key,
                              "\"%.80s\": a carrier is named as it is; did you mean \"%s\"?", word,
                              word + sizeof before - 1);
        return;
    }
    for (const polder_gone_t *gone = table->model->gone; gone && gone->name; gone++)
        if (strcmp(gone->name, word) == 0) {
            polder_loader_problem(r, key, "%s is no longer part of the model: %s", word,
                                  polder_report_text(r->report, gone->instead));
            return;
        }
    const char **name = calloc((size_t)table->n_field + 1, sizeof *name);
    size_t n = 0;
    if (!name) {
        polder_loader_no_memory(r);
        return;
    }
    for (int i = 0; i < table->n_field; i++)
        if (polder_field_is_carrier(table->field[i])) name[n++] = table->field[i]->name;
    polder_loader_unknown(r, key, "carrier", word, name, n);
    free(name);
}

/* How strong the cause is with these values: the worst has to be worse than what is healthy, and
 * both should be on their side of what is ordinary. */
static void check_order(polder_loader_t *r, const polder_yaml_node_t *how,
                        const polder_carrier_t *c, const polder_field_t *field)
{
    const polder_yaml_node_t *worst = polder_yaml_get(how, "worst"),
                             *healthy = polder_yaml_get(how, "healthy");
    const double ordinary = (double)field->value;
    if (!isnan(c->worst) && !isnan(c->healthy) &&
        !polder_carrier_is_worse(c, c->worst, c->healthy)) {
        polder_loader_problem(
            r, worst,
            c->worse == POLDER_HIGHER
                ? "worst = %.40s is not worse than healthy = %.40s, where higher is worse"
                : "worst = %.40s is not worse than healthy = %.40s, where lower is worse",
            worst->text, healthy->text);
        return;
    }
    if (field->role == POLDER_STATE) return; /* a network has its own */
    if (!isnan(c->worst) && !polder_carrier_is_worse(c, c->worst, ordinary)) {
        const polder_place_t place = polder_yaml_place(r->yaml, worst);
        polder_warn(r->report, &place, "%s is %.7g by default, and worst = %.40s is no worse",
                    field->name, ordinary, worst->text);
    }
    if (!isnan(c->healthy) && polder_carrier_is_worse(c, c->healthy, ordinary)) {
        const polder_place_t place = polder_yaml_place(r->yaml, healthy);
        polder_warn(r->report, &place, "%s is %.7g by default, and healthy = %.40s is worse",
                    field->name, ordinary, healthy->text);
    }
}

/* {worse: higher, worst: 2.2, healthy: 0.3} for one field. */
static void read_carrier(polder_loader_t *r, const polder_yaml_node_t *how, int f,
                         polder_cause_t *cause)
{
    const polder_field_t *field = r->x->table.field[f];
    polder_carrier_t c = {.field = f, .worst = NAN, .healthy = NAN};
    const int before = r->n_problem;
    int worse = 0;
    const struct {
        const char *key;
        double *to;
    } value[] = {{"worst", &c.worst}, {"healthy", &c.healthy}};
    if (!polder_loader_choice(r, polder_yaml_get(how, "worse"), "worse", DIRECTIONS, &worse))
        return;
    c.worse = (polder_direction_t)worse;
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        const polder_yaml_node_t *node = polder_yaml_get(how, value[i].key);
        double number = 0;
        char what[160];
        snprintf(what, sizeof what, "%.100s: %s", field->name, value[i].key);
        if (node && polder_loader_bounded(r, node, what, field, &number))
            *value[i].to = (double)(float)number; /* as the model has it */
    }
    if (r->n_problem == before) check_order(r, how, &c, field);
    cause->carrier[cause->n_carrier++] = c;
}

static bool is_taken(const polder_cause_t *cause, int field)
{
    for (int i = 0; i < cause->n_carrier; i++)
        if (cause->carrier[i].field == field) return true;
    return false;
}

/* PART.*: whatever of it is not named itself. */
static void read_pattern(polder_loader_t *r, const polder_yaml_node_t *carriers, int at,
                         polder_cause_t *cause)
{
    const polder_yaml_node_t *key = carriers->key[at];
    const polder_table_t *table = &r->x->table;
    const size_t n = strlen(key->text) - 1; /* with the point */
    const int before = r->n_problem;
    bool any = false;
    for (int f = 0; f < table->n_field && r->n_problem == before; f++) {
        const char *name = table->field[f]->name;
        if (!polder_field_is_carrier(table->field[f]) || strncmp(name, key->text, n) != 0) continue;
        any = true;
        if (!polder_yaml_get(carriers, name) && !is_taken(cause, f))
            read_carrier(r, carriers->item[at], f, cause);
    }
    if (!any)
        polder_loader_problem(r, key, "no parameter, lever or state begins with %.*s", (int)n,
                              key->text);
}

static bool check_carrier(polder_loader_t *r, const polder_yaml_node_t *key,
                          const polder_yaml_node_t *how)
{
    if (how->kind != POLDER_YAML_MAPPING || how->n == 0) {
        polder_loader_problem(r, how, "%.80s needs its direction, such as {worse: higher}",
                              key->text);
        return false;
    }
    polder_keys_check(r, &polder_carrier_keys, how);
    if (!polder_yaml_get(how, "worse"))
        polder_loader_problem(r, how, "%.80s: which way is worse, lower or higher?", key->text);
    return polder_yaml_get(how, "worse") != NULL;
}

static void read_carriers(polder_loader_t *r, const polder_yaml_node_t *root, polder_cause_t *cause)
{
    const polder_yaml_node_t *node = polder_yaml_get(root, "carriers");
    const polder_table_t *table = &r->x->table;
    if (!node || node->kind != POLDER_YAML_MAPPING || node->n == 0) {
        polder_loader_problem(r, node ? node : root,
                              "a cause needs carriers: at least one, such as "
                              "dialogue.first_idea: {worse: higher}");
        return;
    }
    cause->carrier = calloc((size_t)table->n_field + 1, sizeof *cause->carrier);
    if (!cause->carrier) {
        polder_loader_no_memory(r);
        return;
    }
    for (int i = 0; i < node->n; i++) {
        const polder_yaml_node_t *key = node->key[i];
        const size_t n = strlen(key->text);
        const int f = polder_table_find(table, key->text);
        const bool pattern = n > 2 && strcmp(key->text + n - 2, ".*") == 0;
        if (!pattern && (f < 0 || !polder_field_is_carrier(table->field[f])))
            unknown_carrier(r, key);
        else if (!check_carrier(r, key, node->item[i]))
            continue;
        else if (pattern)
            read_pattern(r, node, i, cause);
        else
            read_carrier(r, node->item[i], f, cause);
    }
}

/* ---- the file ---- */

static void free_cause(polder_cause_t *cause)
{
    for (int i = 0; i < POLDER_LANGUAGES; i++) {
        free(cause->title[i]);
        free(cause->symptom[i]);
        free(cause->problem[i]);
        free(cause->way_out[i]);
    }
    for (int i = 0; i < cause->n_remedy; i++) free(cause->remedy[i]);
    free(cause->remedy);
    free(cause->carrier);
    free(cause->id);
    free(cause->path);
    *cause = (polder_cause_t){0};
}

static const polder_model_t *read_model(polder_loader_t *r, const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *node = polder_yaml_get(root, "model");
    if (!node) {
        polder_loader_problem(r, root, "model is missing: in which model is this a cause?");
        return NULL;
    }
    return polder_loader_model(r, node);
}

/* 1 with a cause; 0: it is of another model. */
static int read_root(polder_loader_t *r, polder_causes_t *causes, polder_cause_t *cause)
{
    const polder_yaml_node_t *root = r->yaml->root;
    if (!root || root->kind != POLDER_YAML_MAPPING)
        return polder_fail_at(r->report, POLDER_INPUT,
                              &(polder_place_t){.file = r->yaml->name, .line = 1, .column = 1},
                              "this file holds no cause: it needs keys and values (key: value)");
    const polder_model_t *model = read_model(r, root);
    if (!model) return POLDER_INPUT;
    if (!causes->table.model) {
        const int code = polder_table_init(&causes->table, model->name, r->report);
        if (code < 0) return code;
    }
    if (model != causes->table.model) return 0;
    r->x->table = causes->table; /* borrowed */
    polder_keys_check(r, &polder_cause_keys, root);
    read_id(r, root, causes, cause);
    for (size_t k = 0; k < polder_cause_keys.n; k++) {
        const polder_key_t *key = &polder_cause_keys.key[k];
        if (key->form == &form_words)
            read_words(r, root, key->name, (char **)((char *)cause + key->place));
    }
    read_remedies(r, root, cause);
    read_carriers(r, root, cause);
    return r->no_memory ? POLDER_MEMORY : r->n_problem || r->yaml->n_problem ? POLDER_INPUT : 1;
}

static int add(polder_causes_t *causes, const polder_cause_t *cause, polder_report_t *report)
{
    polder_cause_t *more = realloc(causes->cause, ((size_t)causes->n + 1) * sizeof *more);
    if (!more) return polder_out_of_memory(report);
    causes->cause = more;
    causes->cause[causes->n++] = *cause;
    return 1;
}

int polder_causes_parse(polder_causes_t *causes, const char *text, size_t length, const char *name,
                        const char *folder, const char *shared, polder_report_t *report)
{
    polder_yaml_t yaml = {0};
    polder_experiment_t x = {0};
    polder_cause_t cause = {.path = strdup(name)};
    polder_loader_t r = {
        .yaml = &yaml, .x = &x, .report = report, .folder = folder, .shared = shared};
    int code = polder_yaml_parse(&yaml, text, length, 0, name, report);
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (code >= 0 && (!r.plain || !cause.path)) code = polder_out_of_memory(report);
    if (code >= 0) code = read_root(&r, causes, &cause);
    if (code > 0) code = add(causes, &cause, report);
    if (r.plain) freelocale(r.plain);
    polder_yaml_free(&yaml);
    if (code <= 0) free_cause(&cause);
    return code;
}

int polder_causes_read(polder_causes_t *causes, const char *path, const char *shared,
                       polder_report_t *report)
{
    char *text = NULL;
    size_t length = 0;
    int code = polder_yaml_load(path, true, &text, &length, report);
    if (code < 0) return code;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : NULL;
    code = slash && !folder
               ? polder_out_of_memory(report)
               : polder_causes_parse(causes, text, length, path, folder, shared, report);
    free(folder);
    free(text);
    return code;
}

int polder_causes_init(polder_causes_t *causes, const char *model, polder_report_t *report)
{
    *causes = (polder_causes_t){0};
    return model ? polder_table_init(&causes->table, model, report) : 0;
}

void polder_causes_free(polder_causes_t *causes)
{
    if (!causes) return;
    for (int i = 0; i < causes->n; i++) free_cause(&causes->cause[i]);
    free(causes->cause);
    polder_table_free(&causes->table);
    *causes = (polder_causes_t){0};
}

const polder_cause_t *polder_causes_find(const polder_causes_t *causes, const char *source)
{
    static const char between[] = " ,;";
    for (const char *word = source; word && *word; word += strspn(word, between)) {
        const size_t length = strcspn(word, between);
        for (int i = 0; i < causes->n; i++) {
            const char *id = causes->cause[i].id;
            if (strlen(id) == length && memcmp(id, word, length) == 0) return &causes->cause[i];
        }
        word += length;
    }
    return NULL;
}

/* Does a scenario have a key of this name as well? */
static bool is_shared(const char *name)
{
    return polder_key_find(&polder_top_keys, name) != NULL;
}

bool polder_cause_is_one(const char *text, size_t length)
{
    polder_yaml_t yaml = {0};
    int n = 0;
    if (polder_yaml_parse(&yaml, text, length, 0, "", NULL) >= 0)
        for (size_t k = 0; k < polder_cause_keys.n; k++) {
            const char *name = polder_cause_keys.key[k].name;
            n += !is_shared(name) && polder_yaml_get(yaml.root, name);
        }
    polder_yaml_free(&yaml);
    return n >= 2;
}
