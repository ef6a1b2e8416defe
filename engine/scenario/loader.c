/* loader.c: what the files that resolve a scenario share. See loader.h. */
#include "scenario/loader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/number.h"
#include "kernel/registry.h"
#include "words/words.h"

/* Counts one more of its kind. False: so many were shown that this one is only counted. */
static bool is_one_of_few(polder_loader_t *r, const polder_yaml_node_t *node, const char *format)
{
    polder_few_t *few = r->few;
    int k = 0;
    while (k < few->n_kind && (few->kind[k].format != format || few->kind[k].column != few->column))
        k++;
    if (k == POLDER_FEW_KINDS) return true;
    if (k == few->n_kind) {
        few->n_kind++;
        few->kind[k].format = format;
        few->kind[k].column = few->column;
        few->kind[k].line = polder_yaml_line(r->yaml, node);
    }
    return few->kind[k].n++ < POLDER_FEW;
}

int polder_loader_horizon_of(const polder_loader_t *r, const polder_yaml_node_t *entry)
{
    const polder_yaml_node_t *own =
        entry->kind == POLDER_YAML_MAPPING ? polder_yaml_get(entry, "horizon") : NULL;
    double n = 0; /* it is complained of later, if it is none */
    if (own && own->kind == POLDER_YAML_SCALAR && !own->quoted && polder_number_read(own->text, &n))
        n = 0;
    return n >= 1 && n <= POLDER_MAX_HORIZON ? (int)n : r->x->horizon;
}

void polder_loader_problem(polder_loader_t *r, const polder_yaml_node_t *node, const char *format,
                           ...)
{
    const bool answered = r->answered; /* did you mean …? */
    const int code = r->lacks_network ? POLDER_NO_NETWORK : POLDER_INPUT;
    r->answered = r->lacks_network = false;
    if (r->few && !is_one_of_few(r, node, format)) return;
    if (r->n_problem++ >= POLDER_YAML_PROBLEMS) return;
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, polder_report_text(r->report, format), arguments);
    va_end(arguments);
    char odd[200];
    size_t at = 0;
    if (node->text &&
        polder_yaml_odd(r->yaml, node->begin, node->end, false, &at, odd, sizeof odd, r->report)) {
        const polder_place_t there = polder_yaml_place_at(r->yaml, at, at + 1);
        polder_fail_at(r->report, POLDER_INPUT, &there, "%s; %s", odd, text);
        return;
    }
    const polder_place_t place = polder_yaml_place(r->yaml, node);
    polder_fail_at(r->report, code, &place, "%s%s", text,
                   r->hint && !answered ? polder_report_text(r->report, r->hint) : "");
}

void polder_loader_no_memory(polder_loader_t *r)
{
    if (!r->no_memory) polder_out_of_memory(r->report);
    r->no_memory = true;
}

/* {contact: 0,7} is contact: 0 and a key 7; {first: trust.mean < 0,4 for 3 months} has a key "4 for 3
 * months". `last` is the word, or what is behind its last point. */
static bool is_after_comma(const polder_loader_t *r, const polder_yaml_node_t *node,
                           const char *last)
{
    const size_t digits = strspn(last, "0123456789"), at = node->begin;
    if (digits == 0 || last[digits] == '\0') return digits > 0;
    const char *text = r->yaml->text;
    return last[digits] == ' ' && at > 1 && at < r->yaml->length && text[at - 1] == ',' &&
           strchr("0123456789", text[at - 2]) && text[at] == *last;
}

void polder_loader_unknown(polder_loader_t *r, const polder_yaml_node_t *node, const char *kind,
                           const char *word, const char *const *candidate, size_t n)
{
    if (r->n_problem >= POLDER_YAML_PROBLEMS) {
        r->n_problem++;
        return;
    }
    kind = polder_report_text_of(r->report, "unknown", kind);
    /* {mean:0.5} is one word. */
    const char *colon = strchr(word, ':');
    if (colon && colon > word && colon[1] && colon[1] != ' ') {
        polder_loader_problem(r, node,
                              "unknown %s \"%.80s\": a space is missing after the colon, as in "
                              "%.*s: %.40s",
                              kind, word, (int)(colon - word), word, colon + 1);
        return;
    }
    const char *dot = strrchr(word, '.');
    const char *last = dot ? dot + 1 : word;
    if (is_after_comma(r, node, last)) {
        polder_loader_problem(r, node,
                              "unknown %s \"%.80s\": a decimal number has a point, not a "
                              "comma, as in 0.5",
                              kind, last);
        return;
    }
    const char *near = polder_nearest(word, candidate, n);
    /* As many are told: the keys at the top of a scenario are nearly so many. */
    enum { LISTED = 30 };
    char list[512] = "";
    size_t used = 0;
    for (size_t i = 0; !near && n <= LISTED && i < n && used < sizeof list - 64; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.60s", i ? ", " : "",
                                 candidate[i]);
    r->answered = near != NULL;
    if (near)
        polder_loader_problem(r, node, "unknown %s \"%.80s\"; did you mean \"%s\"?", kind, word,
                              near);
    else if (*list)
        polder_loader_problem(r, node, "unknown %s \"%.80s\"; there are: %s", kind, word, list);
    else
        polder_loader_problem(r, node, "unknown %s \"%.80s\"", kind, word);
}

const polder_model_t *polder_loader_model(polder_loader_t *r, const polder_yaml_node_t *node)
{
    const char *name[64];
    size_t n = 0;
    const polder_model_t *const *all = polder_registry_models();
    for (; all[n] && n < 64; n++) name[n] = all[n]->name;
    if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node)) {
        polder_loader_problem(r, node, "model needs the name of a model");
        return NULL;
    }
    const polder_model_t *model = polder_model_find(node->text);
    if (!model) polder_loader_unknown(r, node, "model", node->text, name, n);
    return model;
}

void polder_loader_unknown_field(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *kind, const char *word, int level, int role)
{
    const polder_gone_t *gone = r->x->table.model->gone;
    for (; gone && gone->name; gone++)
        if (strcmp(gone->name, word) == 0) {
            polder_loader_problem(r, node, "%s is no longer part of the model: %s", word,
                                  polder_report_text(r->report, gone->instead));
            return;
        }
    const bool full = r->n_problem >= POLDER_YAML_PROBLEMS;
    const char *near = full ? NULL : polder_table_nearest(&r->x->table, word, level, role);
    polder_loader_unknown(r, node, kind, word, &near, near != NULL);
}

void polder_loader_unknown_state(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *word, int level)
{
    static const char *const format[] = {
        POLDER_TEXT("unknown state \"%.80s\"; states of the network that can be given: %s%s"),
        POLDER_TEXT("unknown state \"%.80s\"; states of organisations that can be given: %s%s"),
        POLDER_TEXT("unknown state \"%.80s\"; states of relations that can be given: %s%s"),
        POLDER_TEXT("unknown state \"%.80s\"; states that can be given: %s%s")};
    const polder_table_t *table = &r->x->table;
    if (r->n_problem >= POLDER_YAML_PROBLEMS ||
        polder_table_nearest(table, word, level, POLDER_STATE)) {
        polder_loader_unknown_field(r, node, "state", word, level, POLDER_STATE);
        return;
    }
    char list[700] = "";
    size_t used = 0;
    for (int f = 0; f < table->n_field && used < sizeof list - 80; f++) {
        const polder_field_t *field = table->field[f];
        if (!polder_field_is_given(field) || (level >= 0 && (int)field->level != level)) continue;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.60s", used ? ", " : "",
                                 field->name);
    }
    polder_loader_problem(r, node, format[level < 0 ? 3 : level], word, list,
                          used >= sizeof list - 80 ? ", … (polder list columns)" : "");
}

bool polder_loader_mapping(polder_loader_t *r, const polder_yaml_node_t *node, const char *what)
{
    if (node->kind == POLDER_YAML_MAPPING) return true;
    if (!polder_yaml_is_nothing(node))
        polder_loader_problem(r, node, "%s needs keys and values (key: value)", what);
    return false;
}

bool polder_loader_text(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                        char **text)
{
    if (node->kind != POLDER_YAML_SCALAR)
        polder_loader_problem(r, node,
                              node->kind == POLDER_YAML_SEQUENCE ? "%s needs a text, not a list"
                                                                 : "%s needs a text, not a mapping",
                              what);
    else if (polder_yaml_is_nothing(node))
        polder_loader_problem(r, node, "%s has no value", what);
    else if (!(*text = strdup(node->text)))
        polder_loader_no_memory(r);
    else
        return true;
    return false;
}

const char *polder_loader_arm(const polder_loader_t *r, const polder_arm_t *arm)
{
    const polder_report_t *report = r->report;
    const bool dutch = report && report->words && report->words == polder_translator(POLDER_DUTCH);
    const char *called = dutch ? arm->name_nl : arm->name_en;
    return called ? called : arm->name;
}

int polder_loader_arm_at(const polder_experiment_t *x, int i)
{
    if (i == 0) return x->baseline;
    return i <= x->baseline ? i - 1 : i;
}
