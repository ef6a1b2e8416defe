/* scenario_keys.c: the keys at the top of a scenario, and the list of all tables. See key.h. */
#include <string.h>

#include "scenario/key.h"
#include "scenario/schema.h"

/* ---- forms of this table ---- */

/* It is read before all else: it decides what else there may be. */
static json_t *model_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)key;
    json_t *object = json_object();
    polder_json_text(b, object, "const", b->table->model->name);
    polder_json_text(b, object, "description", b->table->model->doc);
    return object;
}

static json_t *write_model(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)b;
    (void)key;
    return json_string(x->table.model->name);
}

static const polder_form_t form_model = {"name of a model", NULL, model_schema, write_model};

/* Its default is that of the model. */
static json_t *horizon_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_whole_schema(b, key);
    polder_json_set(b, object, "default", json_integer(b->table->model->horizon));
    return object;
}

static const polder_form_t form_horizon = {"whole number", polder_load_whole, horizon_schema,
                                           polder_write_whole};

/* ---- replicates, or foundings and futures ---- */

/* Both counts of a case are known only together: which of them a key is. */
typedef enum { REPLICATES, FOUNDINGS, FUTURES } count_t;

static count_t count_of(const polder_key_t *key)
{
    return strcmp(key->name, "replicates") == 0  ? REPLICATES
           : strcmp(key->name, "foundings") == 0 ? FOUNDINGS
                                                 : FUTURES;
}

/* replicates stands for foundings with one future each: beside the two it would say something
 * else. On the command line it takes the place of both. */
static bool stands_alone(polder_loader_t *r, const polder_found_t *found)
{
    static const char *const other[] = {"foundings", "futures"};
    const polder_yaml_node_t *root = r->yaml->root;
    const bool of_file = root && root->kind == POLDER_YAML_MAPPING;
    for (int i = 0; i < 2; i++) {
        if (of_file ? !polder_yaml_get(root, other[i]) : !polder_loader_is_set(r, other[i]))
            continue;
        polder_loader_problem(r, found->at,
                              "replicates are foundings with one future each: beside %s, write "
                              "foundings instead",
                              other[i]);
        return false;
    }
    return true;
}

static void load_count(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    int64_t n = 0, foundings = polder_experiment_foundings(x), futures = x->futures;
    const count_t count = count_of(found->key);
    if (!polder_loader_whole(r, found->node, found->what, found->key->least, found->key->most, &n))
        return;
    if (count == REPLICATES && !stands_alone(r, found)) return;
    if (count != FUTURES) foundings = n;
    if (count != FOUNDINGS) futures = count == FUTURES ? n : 1;
    if (foundings > POLDER_MAX_REPLICATES / futures) {
        polder_loader_problem(r, found->node,
                              "%lld foundings with %lld futures each are more than %d networks",
                              (long long)foundings, (long long)futures, POLDER_MAX_REPLICATES);
        return;
    }
    x->replicates = foundings * futures;
    x->futures = futures;
}

static json_t *write_count(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    const count_t count = count_of(key);
    (void)b;
    if ((polder_experiment_futures(x) == 1) != (count == REPLICATES)) return POLDER_LEFT_OUT;
    return json_integer((json_int_t)(count == REPLICATES  ? x->replicates
                                     : count == FOUNDINGS ? polder_experiment_foundings(x)
                                                          : x->futures));
}

static const polder_form_t form_count = {"whole number", load_count, polder_whole_schema,
                                         write_count};

/* Of whom the first founding is: 0 unless it is said. */
static json_t *write_first(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    return x->first_founding > 0 ? polder_write_whole(b, key, from) : POLDER_LEFT_OUT;
}

static const polder_form_t form_first = {"whole number", polder_load_whole, polder_whole_schema,
                                         write_first};

/* ---- the table ---- */

#define TEXT(id, says)                                                                             \
    {.name = #id,                                                                                  \
     .form = &polder_form_text,                                                                    \
     POLDER_KEY_AT(polder_experiment_t, id),                                                       \
     .doc = (says),                                                                                \
     .flags = POLDER_KEY_SET},
#define WHOLE(type, id, default_is, from, to, says)                                                \
    {.name = #id,                                                                                  \
     .form = &polder_form_whole,                                                                   \
     POLDER_KEY_AT(polder_experiment_t, id),                                                       \
     .least = (from),                                                                              \
     .most = (to),                                                                                 \
     .standard = #default_is,                                                                      \
     .doc = (says),                                                                                \
     .flags = POLDER_KEY_SET},

#define COUNT(id, says)                                                                            \
    {.name = (id),                                                                                 \
     .form = &form_count,                                                                          \
     .least = 1,                                                                                   \
     .most = POLDER_MAX_REPLICATES,                                                                \
     .standard = "1",                                                                              \
     .doc = (says),                                                                                \
     .flags = POLDER_KEY_SET},

static const polder_key_t top_key[] = {
    POLDER_TEXT_KEYS(TEXT){.name = "model",
                           .form = &form_model,
                           .doc = "the model that this scenario is for",
                           .flags = POLDER_KEY_FIRST | POLDER_KEY_NEEDED},
    POLDER_WHOLE_KEYS(WHOLE) COUNT("replicates", "number of networks: foundings, one future each")
        COUNT("foundings", "networks that begin differently")
            COUNT("futures", "of each founding: the same beginning, other chances"){
                .name = "first_founding",
                .form = &form_first,
                POLDER_KEY_AT(polder_experiment_t, first_founding),
                .most = POLDER_MAX_REPLICATES - 1,
                .standard = "0",
                .doc = "number of the first one, to live a founding of a larger run again",
                .flags = POLDER_KEY_SET},
    {.name = "horizon",
     .form = &form_horizon,
     POLDER_KEY_AT(polder_experiment_t, horizon),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .standard = "that of the model",
     .doc = "number of ticks",
     .flags = POLDER_KEY_SET | POLDER_KEY_FIRST},
    {.name = "network",
     .form = &polder_form_network,
     .doc = "how networks are made, or the file they are read from"},
    {.name = "values", .form = &polder_form_values, .doc = "parameters, by part"},
    {.name = "initial", .form = &polder_form_initial, .doc = "initial values of states"},
    {.name = "without",
     .form = &polder_form_without,
     .doc = "mechanisms switched off",
     .flags = POLDER_KEY_SET},
    {.name = "levers",
     .form = &polder_form_levers,
     .doc = "pushes on levers; those of one tick on one lever join as 1 - (1 - a)(1 - b)..."},
    {.name = "interventions",
     .form = &polder_form_interventions,
     .doc = "interventions in all arms",
     .flags = POLDER_KEY_ARMS},
    {.name = "events",
     .form = &polder_form_events,
     .doc = "what happens in all arms, in months of your choice",
     .flags = POLDER_KEY_SECOND},
    {.name = "arms", .form = &polder_form_arms, .doc = "arms of the experiment"},
    {.name = "baseline",
     .form = &polder_form_baseline,
     .standard = "the first arm",
     .doc = "the arm that others are compared with",
     .flags = POLDER_KEY_ARMS},
    {.name = "record", .form = &polder_form_record, .doc = "what is kept"},
    {.name = "observe",
     .form = &polder_form_observe,
     .doc = "what is asked of each network while it runs, by the name of the column it becomes"},
    {.name = "design",
     .form = &polder_form_design,
     .doc = "points at which all is tried",
     .flags = POLDER_KEY_LAST},
    {.name = "lesson",
     .form = &polder_form_lesson,
     .doc = "names for a page of polder lesson, in both languages"},
    {.name = "fact",
     .form = &polder_form_fact,
     .doc = "a published fact to hold the model against: polder facts",
     .flags = POLDER_KEY_LAST},
};

const polder_keys_t polder_top_keys = {
    .path = "", .before = "", POLDER_KEYS(top_key), .doc = "at the top of a scenario"};

const polder_keys_t *const polder_scenario_keys[] = {
    &polder_top_keys,       &polder_network_keys,
    &polder_mapping_keys,   &polder_scale_keys,
    &polder_push_keys,      &polder_arm_keys,
    &polder_changed_keys,   &polder_clamp_keys,
    &polder_use_keys,       &polder_cost_keys,
    &polder_target_keys,    &polder_intervention_keys,
    &polder_technique_keys, &polder_record_keys,
    &polder_observe_keys,   &polder_planned_keys,
    &polder_design_keys,    &polder_axis_keys,
    &polder_lesson_keys,    &polder_fact_keys,
    &polder_figure_keys,    &polder_cell_keys,
    &polder_cause_keys,     &polder_cause_words_keys,
    &polder_carrier_keys,   NULL};
