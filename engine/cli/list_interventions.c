/* list_interventions.c: the interventions that `polder list interventions` finds. See list.h. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/list.h"
#include "io/scenario.h"
#include "io/yaml.h"

static const char *const sign[] = {
#define SIGN(id, text) text,
    POLDER_RELATIONS(SIGN)
#undef SIGN
};

enum { TEXT = 400 };

/* Adds words once: a programme says them for each of its parts. */
static void add_words(char text[TEXT], const char *words)
{
    char old[TEXT + 4], new[TEXT + 4];
    snprintf(old, sizeof old, "; %s; ", text);
    snprintf(new, sizeof new, "; %.*s; ", TEXT / 2, words);
    if (strstr(old, new)) return;
    const size_t n = strlen(text);
    snprintf(text + n, TEXT - n, "%s%.*s", n ? "; " : "", TEXT / 2, words);
}

static void condition_words(const polder_table_t *table, const polder_condition_t *c,
                            char words[TEXT])
{
    const polder_field_t *field = table->field[c->field];
    int length = 0;
    const char *choice =
        field->choices ? polder_choice_at(field->choices, (int)c->value, &length) : NULL;
    int n = snprintf(words, TEXT, "%s %s ", field->name, sign[c->relation]);
    if (choice)
        n += snprintf(words + n, (size_t)(TEXT - n), "%.*s", length, choice);
    else
        n += snprintf(words + n, (size_t)(TEXT - n), "%.7g", (double)c->value);
    if (c->ticks > 1)
        snprintf(words + n, (size_t)(TEXT - n), " for %d %ss", c->ticks, table->model->tick);
}

static void target_words(const polder_table_t *table, const polder_target_t *t, char words[TEXT])
{
    switch (t->whom) {
    case POLDER_EVERYONE:
        snprintf(words, TEXT, "network");
        break;
    case POLDER_WHERE:
        condition_words(table, &t->where, words);
        break;
    case POLDER_NEWCOMERS:
        snprintf(words, TEXT, "newcomers, %d %ss", t->ticks, table->model->tick);
        break;
    case POLDER_HIGHEST:
    case POLDER_LOWEST:
        snprintf(words, TEXT, "%s %s, %.3g%%", t->whom == POLDER_HIGHEST ? "highest" : "lowest",
                 table->field[t->field]->name, 100 * t->share);
        break;
    }
}

static json_t *levers_json(const polder_table_t *table, const polder_intervention_t *v)
{
    json_t *levers = json_object();
    for (int k = 0; k < v->n_effect; k++) {
        char number[32];
        snprintf(number, sizeof number, "%.6g", (double)v->effect[k].level);
        const char *name = strchr(table->field[v->effect[k].field]->name, '.');
        json_object_set_new(levers, name ? name + 1 : "", json_real(strtod(number, NULL)));
    }
    return levers;
}

/* What it comes to: whom, when, at what cost; of a programme, for all its parts. */
static void add_use(json_t *o, const polder_experiment_t *x)
{
    char target[TEXT] = "", start[TEXT] = "", cost[TEXT], words[TEXT];
    double per_month = 0, per_member = 0;
    json_t *parts = json_array();
    for (int i = 0; i < x->n_intervention; i++) {
        const polder_intervention_t *v = &x->intervention[i];
        json_t *part =
            json_pack("{s:s, s:o}", "name", v->name, "levers", levers_json(&x->table, v));
        json_array_append_new(parts, part);
        target_words(&x->table, &v->target, words);
        add_words(target, words);
        if (v->conditional)
            condition_words(&x->table, &v->start, words);
        else
            snprintf(words, sizeof words, "%d", v->from);
        add_words(start, words);
        per_month += v->cost;
        per_member += v->cost_per_member;
    }
    snprintf(cost, sizeof cost, "%.6g", per_month);
    if (per_member > 0) snprintf(cost, sizeof cost, "%.6g + %.6g each", per_month, per_member);
    json_object_set_new(
        o, "about",
        json_sprintf("whom: %s; from month: %s; days a month: %s", target, start, cost));
    json_object_set_new(o, "target", json_string(target));
    json_object_set_new(o, "start", json_string(start));
    json_object_set_new(o, "cost", json_string(cost));
    json_object_set_new(o, "per_month", json_real(per_month));
    json_object_set_new(o, "per_member", json_real(per_member));
    json_object_set_new(o, "parts", parts);
}

static const char *scalar(const polder_yaml_node_t *node)
{
    return node && node->kind == POLDER_YAML_SCALAR && node->text ? node->text : "";
}

/* A title is one text, or one for each language. */
static void add_titles(json_t *o, const polder_yaml_node_t *title)
{
    const bool many = title && title->kind == POLDER_YAML_MAPPING;
    const char *en = scalar(many ? polder_yaml_get(title, "en") : title);
    const char *nl = scalar(many ? polder_yaml_get(title, "nl") : title);
    json_object_set_new(o, "title", json_string(*en ? en : nl));
    json_object_set_new(o, "title_nl", json_string(*nl ? nl : en));
}

static const polder_yaml_node_t *key(const polder_yaml_node_t *root, const char *name,
                                     polder_yaml_kind_t kind)
{
    const bool mapping = root && root->kind == POLDER_YAML_MAPPING;
    const polder_yaml_node_t *node = mapping ? polder_yaml_get(root, name) : NULL;
    return node && node->kind == kind ? node : NULL;
}

static void add_about(json_t *o, const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *concepts = key(root, "concepts", POLDER_YAML_SEQUENCE);
    const polder_yaml_node_t *all = key(root, "techniques", POLDER_YAML_MAPPING);
    json_t *ids = json_array(), *techniques = json_array();
    const bool mapping = root && root->kind == POLDER_YAML_MAPPING;
    add_titles(o, mapping ? polder_yaml_get(root, "title") : NULL);
    json_object_set_new(o, "description",
                        json_string(scalar(key(root, "description", POLDER_YAML_SCALAR))));
    for (int i = 0; concepts && i < concepts->n; i++)
        json_array_append_new(ids, json_string(scalar(concepts->item[i])));
    for (int i = 0; all && i < all->n; i++) {
        json_t *one = json_pack("{s:s}", "name", all->key[i]->text);
        const bool known = all->item[i]->kind == POLDER_YAML_MAPPING;
        add_titles(one, known ? polder_yaml_get(all->item[i], "title") : NULL);
        json_array_append_new(techniques, one);
    }
    json_object_set_new(o, "concepts", ids);
    json_object_set_new(o, "techniques", techniques);
}

/* Reads it as a scenario would, so that what is listed is what would happen. */
static bool read_use(const char *folder, const char *name, const char *model, json_t *o)
{
    char text[NAME_MAX + 100];
    const polder_scenario_options_t options = {0};
    polder_experiment_t x = {0};
    polder_report_t report;
    polder_report_init(&report);
    const int n =
        snprintf(text, sizeof text, "{model: %s, arms: [{intervention: \"%s\"}]}", model, name);
    const bool ok = n < (int)sizeof text && polder_scenario_parse(text, (size_t)n, "list", folder,
                                                                  &options, &x, &report) >= 0;
    if (ok) add_use(o, &x);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return ok;
}

static json_t *about(const char *folder, const char *file, const char *model)
{
    char path[PATH_MAX], name[NAME_MAX + 1];
    polder_yaml_t yaml = {0};
    polder_report_t report;
    char *text = NULL;
    size_t length = 0;
    polder_report_init(&report);
    snprintf(path, sizeof path, "%s/interventions/%s", folder, file);
    snprintf(name, sizeof name, "%.*s", (int)(strrchr(file, '.') - file), file);
    json_t *o = json_pack("{s:s, s:s}", "name", name, "path", path);
    const bool read = polder_yaml_load(path, false, &text, &length, &report) >= 0 &&
                      polder_yaml_parse(&yaml, text, length, 0, path, &report) >= 0;
    add_about(o, read ? yaml.root : NULL);
    snprintf(path, sizeof path, "%s/", folder);
    json_object_set_new(o, "ok", json_boolean(read && read_use(path, name, model, o)));
    polder_yaml_free(&yaml);
    free(text);
    polder_report_free(&report);
    return o;
}

json_t *polder_list_interventions(const char *model, char **folder)
{
    char path[PATH_MAX];
    json_t *list = json_array();
    *folder = polder_list_folder();
    char **file = NULL;
    const int n = *folder && snprintf(path, sizeof path, "%s/interventions", *folder) > 0
                      ? polder_list_files(path, &file)
                      : 0;
    for (int i = 0; i < n; i++) {
        json_array_append_new(list, about(*folder, file[i], model));
        free(file[i]);
    }
    free(file);
    return list;
}
