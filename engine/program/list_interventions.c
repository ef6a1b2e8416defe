/* list_interventions.c: the interventions that `polder list interventions` finds. See list.h. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/arm_names.h"
#include "analysis/setting_words.h"
#include "document/cell.h"
#include "io/yaml.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/list.h"
#include "scenario/scenario.h"

enum { TEXT = 4000 };

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

static void target_words(const polder_experiment_t *x, const polder_target_t *t, char words[TEXT])
{
    const polder_table_t *table = &x->table;
    switch (t->whom) {
    case POLDER_EVERYONE:
        snprintf(words, TEXT, "network");
        break;
    case POLDER_WHERE:
        polder_condition_text(x, &x->condition[t->where], words, TEXT);
        break;
    case POLDER_NEWCOMERS:
        snprintf(words, TEXT, "newcomers, %d %ss", t->ticks, table->model->tick);
        break;
    case POLDER_NAMED: {
        const polder_group_t *group = &x->group[t->where];
        size_t n = 0;
        for (int i = 0; i < group->n && n < TEXT; i++)
            n += (size_t)snprintf(words + n, TEXT - n, "%s%.60s", i ? ", " : "", group->name[i]);
        break;
    }
    case POLDER_HIGHEST:
    case POLDER_LOWEST:
        snprintf(words, TEXT, "%s %s, %.3g%%", t->whom == POLDER_HIGHEST ? "highest" : "lowest",
                 table->field[t->field]->name, 100 * t->share);
        break;
    }
}

static void put_number(json_t *o, const char *name, double value)
{
    char number[32]; /* the shortest text that is this float: 0.1 and not 0.100000001 */
    snprintf(number, sizeof number, "%.6g", value);
    json_object_set_new(o, name, json_real(strtod(number, NULL)));
}

static json_t *levers_json(const polder_table_t *table, const polder_intervention_t *v)
{
    json_t *levers = json_object();
    for (int k = 0; k < v->n_effect; k++) {
        const char *name = strchr(table->field[v->effect[k].field]->name, '.');
        put_number(levers, name ? name + 1 : "", (double)v->effect[k].level);
    }
    return levers;
}

static void cost_words(polder_language_t language, double per_month, double per_member,
                       char cost[TEXT])
{
    snprintf(cost, TEXT, "%.6g", per_month);
    if (per_member > 0)
        snprintf(cost, TEXT, polder_text(language, "%.6g + %.6g each"), per_month, per_member);
    polder_cell_decimals(cost, language);
}

/* In both languages. */
static void add_cost(json_t *o, double per_month, double per_member)
{
    char cost[TEXT];
    cost_words(POLDER_ENGLISH, per_month, per_member, cost);
    json_object_set_new(o, "cost", json_string(cost));
    cost_words(POLDER_DUTCH, per_month, per_member, cost);
    json_object_set_new(o, "cost_nl", json_string(cost));
}

static void start_words(const polder_experiment_t *x, const polder_intervention_t *v,
                        char words[TEXT])
{
    if (v->conditional)
        polder_condition_text(x, &x->condition[v->start], words, TEXT);
    else
        snprintf(words, TEXT, "%d", v->from);
}

/* A condition in words, or as a scenario has it. */
static void say_condition(const polder_experiment_t *x, polder_language_t language, bool sentence,
                          char words[TEXT])
{
    char *said = polder_setting_condition(
        &(polder_setting_words_t){language, &x->table, NULL, x->table.model->tick}, words,
        sentence);
    if (said) snprintf(words, TEXT, "%s", said);
    free(said);
}

/* "the lowest 25%, by what it gets and gives" */
static void outer_said(const polder_experiment_t *x, const polder_target_t *t,
                       polder_language_t language, char words[TEXT])
{
    char share[POLDER_CELL];
    const char *name = x->table.field[t->field]->name;
    const char *by = polder_setting_said(
        &(polder_setting_words_t){language, &x->table, NULL, x->table.model->tick}, name);
    const char *format = t->whom == POLDER_HIGHEST
                             ? polder_text(language, "the highest %s%%, by %s")
                             : polder_text(language, "the lowest %s%%, by %s");
    snprintf(share, sizeof share, "%.3g", 100 * t->share);
    snprintf(words, TEXT, format, polder_cell_decimals(share, language), by ? by : name);
}

static void whom_said(const polder_experiment_t *x, const polder_target_t *t,
                      polder_language_t language, char words[TEXT])
{
    target_words(x, t, words);
    if (t->whom == POLDER_EVERYONE)
        snprintf(words, TEXT, "%s", polder_text(language, "the whole network"));
    else if (t->whom == POLDER_WHERE)
        say_condition(x, language, false, words);
    else if (t->whom == POLDER_NEWCOMERS) {
        char room[POLDER_TICKS];
        const char *tick = x->table.model->tick,
                   *many = t->ticks == 1 ? tick : polder_about_many(tick, room);
        snprintf(words, TEXT, polder_text(language, "newcomers, in their first %d %s"), t->ticks,
                 polder_text(language, many));
    } else if (t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST)
        outer_said(x, t, language, words);
}

static void when_said(const polder_experiment_t *x, const polder_intervention_t *v,
                      polder_language_t language, char words[TEXT])
{
    char from[TEXT];
    start_words(x, v, from);
    if (!v->conditional) {
        snprintf(words, TEXT, polder_text(language, "from %s %s"),
                 polder_text(language, x->table.model->tick), from);
        return;
    }
    say_condition(x, language, true, from);
    snprintf(words, TEXT, polder_text(language, "once %s"), from);
}

/* For people: whom and when, of a part and of the whole, in both languages. */
static void add_said_use(json_t *o, json_t *parts, const polder_experiment_t *x,
                         polder_language_t language, const char *cost)
{
    const bool dutch = language == POLDER_DUTCH;
    char all_whom[TEXT] = "", all_when[TEXT] = "", whom[TEXT], when[TEXT];
    for (int i = 0; i < x->n_intervention; i++) {
        json_t *part = json_array_get(parts, (size_t)i);
        whom_said(x, &x->intervention[i].target, language, whom);
        when_said(x, &x->intervention[i], language, when);
        json_object_set_new(part, dutch ? "whom_nl" : "whom", json_string(whom));
        json_object_set_new(part, dutch ? "when_nl" : "when", json_string(when));
        add_words(all_whom, whom);
        add_words(all_when, when);
    }
    json_object_set_new(o, dutch ? "about_nl" : "about",
                        json_sprintf(polder_text(language, "whom: %s; when: %s; days a month: %s"),
                                     all_whom, all_when, cost));
}

/* What it comes to: whom, when, at what cost; of a programme, for all its parts. */
static void add_use(json_t *o, const polder_experiment_t *x)
{
    char target[TEXT] = "", start[TEXT] = "", cost[TEXT], whom[TEXT], from[TEXT];
    double per_month = 0, per_member = 0;
    json_t *parts = json_array();
    for (int i = 0; i < x->n_intervention; i++) {
        const polder_intervention_t *v = &x->intervention[i];
        target_words(x, &v->target, whom);
        add_words(target, whom);
        start_words(x, v, from);
        add_words(start, from);
        json_t *part = json_pack("{s:s, s:s, s:s}", "name", v->name, "target", whom, "start", from);
        add_cost(part, v->cost, v->cost_per_member);
        json_object_set_new(part, "levers", levers_json(&x->table, v));
        json_array_append_new(parts, part);
        per_month += v->cost;
        per_member += v->cost_per_member;
    }
    cost_words(POLDER_ENGLISH, per_month, per_member, cost);
    add_said_use(o, parts, x, POLDER_ENGLISH, cost);
    cost_words(POLDER_DUTCH, per_month, per_member, cost);
    add_said_use(o, parts, x, POLDER_DUTCH, cost);
    json_object_set_new(o, "target", json_string(target));
    json_object_set_new(o, "start", json_string(start));
    add_cost(o, per_month, per_member);
    json_object_set_new(o, "per_month", json_real(per_month));
    json_object_set_new(o, "per_member", json_real(per_member));
    json_object_set_new(o, "parts", parts);
}

static const char *scalar(const polder_yaml_node_t *node)
{
    return node && node->kind == POLDER_YAML_SCALAR && node->text ? node->text : "";
}

/* A title or a description is one text, or one for each language. */
static void add_said(json_t *o, const char *name, const polder_yaml_node_t *words)
{
    char dutch[32];
    const bool many = words && words->kind == POLDER_YAML_MAPPING;
    const char *en = scalar(many ? polder_yaml_get(words, "en") : words);
    const char *nl = scalar(many ? polder_yaml_get(words, "nl") : words);
    snprintf(dutch, sizeof dutch, "%s_nl", name);
    json_object_set_new(o, name, json_string(*en ? en : nl));
    json_object_set_new(o, dutch, json_string(*nl ? nl : en));
}

static const polder_yaml_node_t *key(const polder_yaml_node_t *root, const char *name,
                                     polder_yaml_kind_t kind)
{
    const bool mapping = root && root->kind == POLDER_YAML_MAPPING;
    const polder_yaml_node_t *node = mapping ? polder_yaml_get(root, name) : NULL;
    return node && node->kind == kind ? node : NULL;
}

static json_t *technique_levers(const polder_yaml_node_t *technique)
{
    const polder_yaml_node_t *levers = key(technique, "levers", POLDER_YAML_MAPPING);
    json_t *o = json_object();
    for (int i = 0; levers && i < levers->n; i++)
        put_number(o, levers->key[i]->text, strtod(scalar(levers->item[i]), NULL));
    return o;
}

static void add_about(json_t *o, const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *concepts = key(root, "concepts", POLDER_YAML_SEQUENCE);
    const polder_yaml_node_t *all = key(root, "techniques", POLDER_YAML_MAPPING);
    json_t *ids = json_array(), *techniques = json_array();
    const bool mapping = root && root->kind == POLDER_YAML_MAPPING;
    add_said(o, "title", mapping ? polder_yaml_get(root, "title") : NULL);
    add_said(o, "in_short", mapping ? polder_yaml_get(root, "in_short") : NULL);
    add_said(o, "description", mapping ? polder_yaml_get(root, "description") : NULL);
    for (int i = 0; concepts && i < concepts->n; i++)
        json_array_append_new(ids, json_string(scalar(concepts->item[i])));
    for (int i = 0; all && i < all->n; i++) {
        json_t *one = json_pack("{s:s}", "name", all->key[i]->text);
        const bool known = all->item[i]->kind == POLDER_YAML_MAPPING;
        add_said(one, "title", known ? polder_yaml_get(all->item[i], "title") : NULL);
        json_object_set_new(one, "levers", technique_levers(all->item[i]));
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
    polder_cli_report(&report);
    const int n =
        snprintf(text, sizeof text, "{model: %s, arms: [{intervention: \"%s\"}]}", model, name);
    const bool ok = n < (int)sizeof text && polder_scenario_parse(text, (size_t)n, "list", folder,
                                                                  &options, &x, &report) >= 0;
    if (ok) add_use(o, &x);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return ok;
}

/* `folder` is the one that interventions/ is in; "": the working folder. */
static json_t *about(const char *folder, const char *file, const char *model)
{
    char path[PATH_MAX], name[NAME_MAX + 1];
    polder_yaml_t yaml = {0};
    polder_report_t report;
    char *text = NULL;
    size_t length = 0;
    polder_cli_report(&report);
    snprintf(path, sizeof path, "%s%sinterventions/%s", folder, *folder ? "/" : "", file);
    snprintf(name, sizeof name, "%.*s", (int)(strrchr(file, '.') - file), file);
    json_t *o = json_pack("{s:s, s:s}", "name", name, "path", path);
    const bool read = polder_yaml_load(path, false, &text, &length, &report) >= 0 &&
                      polder_yaml_parse(&yaml, text, length, 0, path, &report) >= 0;
    add_about(o, read ? yaml.root : NULL);
    snprintf(path, sizeof path, "%s%s", folder, *folder ? "/" : "");
    json_object_set_new(o, "ok", json_boolean(read && read_use(path, name, model, o)));
    polder_yaml_free(&yaml);
    free(text);
    polder_report_free(&report);
    return o;
}

static bool is_listed(const json_t *list, const char *file)
{
    const size_t n = (size_t)(strrchr(file, '.') - file);
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(list, i, item)
    {
        const char *name = json_string_value(json_object_get(item, "name"));
        if (name && strlen(name) == n && strncmp(name, file, n) == 0) return true;
    }
    return false;
}

/* The first of a name is the one that a scenario in the working folder would get. */
static void add_folder(json_t *list, const char *folder, const char *model)
{
    char path[PATH_MAX];
    char **file = NULL;
    const int length = snprintf(path, sizeof path, "%s%sinterventions", folder, *folder ? "/" : "");
    const int n = length > 0 && length < (int)sizeof path ? polder_list_files(path, &file) : 0;
    for (int i = 0; i < n; i++) {
        if (!is_listed(list, file[i])) json_array_append_new(list, about(folder, file[i], model));
        free(file[i]);
    }
    free(file);
}

json_t *polder_list_interventions(const char *model, char **folder)
{
    json_t *list = json_array();
    *folder = polder_list_folder();
    add_folder(list, "", model);
    add_folder(list, "..", model);
    if (*folder) add_folder(list, *folder, model);
    return list;
}

/* The titles in a file; NULL: it is not there, or no YAML. */
static json_t *titles_in(const char *folder, const char *name)
{
    char path[PATH_MAX];
    polder_yaml_t yaml = {0};
    polder_report_t report;
    char *text = NULL;
    size_t length = 0;
    json_t *o = NULL;
    const int n =
        snprintf(path, sizeof path, "%s%sinterventions/%s.yaml", folder, *folder ? "/" : "", name);
    polder_cli_report(&report);
    if (n < (int)sizeof path && polder_yaml_load(path, false, &text, &length, &report) >= 0 &&
        polder_yaml_parse(&yaml, text, length, 0, path, &report) >= 0 &&
        (o = json_pack("{s:s}", "name", name)))
        add_said(o, "title",
                 yaml.root && yaml.root->kind == POLDER_YAML_MAPPING
                     ? polder_yaml_get(yaml.root, "title")
                     : NULL);
    polder_yaml_free(&yaml);
    free(text);
    polder_report_free(&report);
    return o;
}

/* Adds the titles of the parts of programmes in a file, which have none of their own. */
static void add_part_titles(json_t *titles, const char *folder, const char *file)
{
    char path[PATH_MAX];
    polder_yaml_t yaml = {0};
    polder_report_t report;
    char *text = NULL;
    size_t length = 0;
    const int n =
        snprintf(path, sizeof path, "%s%sinterventions/%s", folder, *folder ? "/" : "", file);
    polder_cli_report(&report);
    const bool read = n < (int)sizeof path &&
                      polder_yaml_load(path, false, &text, &length, &report) >= 0 &&
                      polder_yaml_parse(&yaml, text, length, 0, path, &report) >= 0;
    const polder_yaml_node_t *all = key(read ? yaml.root : NULL, "programme", POLDER_YAML_SEQUENCE);
    for (int i = 0; all && i < all->n; i++) {
        const bool known = all->item[i]->kind == POLDER_YAML_MAPPING;
        const polder_yaml_node_t *title = known ? polder_yaml_get(all->item[i], "title") : NULL;
        json_t *one = title ? json_object() : NULL;
        if (!one) continue;
        add_said(one, "title", title);
        json_object_set_new(titles, scalar(known ? polder_yaml_get(all->item[i], "name") : NULL),
                            one);
    }
    polder_yaml_free(&yaml);
    free(text);
    polder_report_free(&report);
}

json_t *polder_list_part_titles(void)
{
    char *own = polder_list_folder();
    const char *const folder[] = {own, "..", ""}; /* the last one counts, as in a scenario */
    json_t *titles = json_object();
    for (size_t k = 0; k < sizeof folder / sizeof *folder; k++) {
        char path[PATH_MAX], **file = NULL;
        if (!folder[k]) continue;
        const int length =
            snprintf(path, sizeof path, "%s%sinterventions", folder[k], *folder[k] ? "/" : "");
        const int n = length < (int)sizeof path ? polder_list_files(path, &file) : 0;
        for (int i = 0; i < n; i++) {
            add_part_titles(titles, folder[k], file[i]);
            free(file[i]);
        }
        free(file);
    }
    free(own);
    return titles;
}

json_t *polder_list_titles(const char *name)
{
    if (strchr(name, '/')) return NULL;
    char *folder = polder_list_folder();
    json_t *o = titles_in("", name);
    if (!o) o = titles_in("..", name);
    if (!o && folder) o = titles_in(folder, name);
    free(folder);
    return o;
}

/* --- one of them --- */

static void add_levers(polder_document_t *d, const char *label, const json_t *levers, int indent)
{
    char text[TEXT] = "";
    const char *name = NULL;
    json_t *level = NULL;
    json_object_foreach((json_t *)levers, name, level)
    {
        const size_t at = strlen(text);
        snprintf(text + at, sizeof text - at, "%s%s %.6g", at > 0 ? ", " : "", name,
                 json_number_value(level));
    }
    polder_document_item(d, indent, label, "%s", *text ? text : polder_document_text(d, "none"));
}

static const char *text_of(const json_t *o, const char *name)
{
    const char *text = json_string_value(json_object_get(o, name));
    return text ? text : "";
}

static void add_part(polder_document_t *d, const json_t *part, bool only)
{
    const int indent = only ? 0 : 2;
    if (!only) {
        polder_document_gap(d);
        const char *name = text_of(part, "name");
        const char *title = polder_part_title_of(name, d ? d->language : POLDER_ENGLISH);
        if (title)
            polder_document_item(d, 0, POLDER_TEXT("part: "), "%s (%s)", title, name);
        else
            polder_document_item(d, 0, POLDER_TEXT("part: "), "%s", name);
    }
    const bool dutch = d && d->language == POLDER_DUTCH;
    polder_document_item(d, indent, POLDER_TEXT("whom: "), "%s",
                         text_of(part, dutch ? "whom_nl" : "whom"));
    polder_document_item(d, indent, POLDER_TEXT("when: "), "%s",
                         text_of(part, dutch ? "when_nl" : "when"));
    polder_document_item(d, indent, POLDER_TEXT("days of work a month: "), "%s",
                         text_of(part, dutch ? "cost_nl" : "cost"));
    add_levers(d, POLDER_TEXT("levers (with its dose): "), json_object_get(part, "levers"), indent);
}

/* A description may have several lines in its file. */
static void add_description(polder_document_t *d, const json_t *intervention, const char *key)
{
    char *text = strdup(text_of(intervention, key));
    if (!text) polder_document_lost(d);
    for (char *c = text; c && *c; c++)
        if (*c == '\n') *c = ' ';
    if (text && *text) polder_document_say(d, "%s", text);
    free(text);
}

static void add_techniques(polder_document_t *d, const json_t *intervention, const char *title)
{
    const json_t *techniques = json_object_get(intervention, "techniques"), *item = NULL;
    size_t i = 0;
    json_array_foreach(techniques, i, item)
    {
        if (i == 0) polder_document_heading(d, "techniques, as {use: NAME, technique: TECHNIQUE}");
        polder_document_item(d, 2, polder_document_format(d, "%s: ", text_of(item, "name")), "%s",
                             text_of(item, title));
        add_levers(d, POLDER_TEXT("levers: "), json_object_get(item, "levers"), 4);
    }
}

polder_document_t *polder_list_intervention(polder_language_t language, const json_t *intervention)
{
    const char *title = language == POLDER_DUTCH ? "title_nl" : "title";
    const json_t *parts = json_object_get(intervention, "parts"), *item = NULL;
    polder_document_t *d = polder_document_new(language);
    size_t i = 0;
    polder_document_title(d, "%s: %s", text_of(intervention, "name"), text_of(intervention, title));
    add_description(d, intervention, language == POLDER_DUTCH ? "in_short_nl" : "in_short");
    add_description(d, intervention, language == POLDER_DUTCH ? "description_nl" : "description");
    polder_document_item(d, 0, POLDER_TEXT("file: "), "%s", text_of(intervention, "path"));
    if (!json_is_true(json_object_get(intervention, "ok"))) {
        polder_document_say(d, "It is not valid: polder check a scenario that uses it.");
        return d;
    }
    json_array_foreach(parts, i, item) add_part(d, item, json_array_size(parts) == 1);
    add_techniques(d, intervention, title);
    return d;
}
