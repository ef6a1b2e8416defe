/* facts_print.c: what polder facts shows. See facts.h. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/json.h"
#include "program/cli.h"
#include "program/facts.h"
#include "program/terminal.h"

void polder_facts_criterion(const polder_criterion_t *c, char *text, size_t size)
{
    static const char *const before[] = {
        "", "", "at least ", "at most ", "interval above ", "interval below "};
    if (c->kind == POLDER_NO_CRITERION)
        snprintf(text, size, "reported");
    else if (c->kind == POLDER_WITHIN)
        snprintf(text, size, "%.4g to %.4g", c->low, c->high);
    else
        snprintf(text, size, "%s%.4g", before[c->kind], c->low);
}

static int count(const polder_examined_t *e, int n, polder_verdict_t verdict)
{
    int found = 0;
    for (int i = 0; i < n; i++) found += e[i].verdict == verdict;
    return found;
}

static void print_answer(const polder_examined_t *e, int n)
{
    const int holds = count(e, n, POLDER_HOLDS), unseen = count(e, n, POLDER_NOT_EXAMINED);
    const int reported = count(e, n, POLDER_REPORTED);
    char text[200];
    snprintf(text, sizeof text, "%d of %d fact%s hold%s; %d not examined", holds, n,
             n == 1 ? "" : "s", n == 1 && holds == 1 ? "s" : "", unseen);
    polder_terminal_heading(stdout, text);
    const int fails = count(e, n, POLDER_FAILS);
    printf("\n%d fail%s", fails, fails == 1 ? "s" : "");
    if (reported > 0) printf(", %d %s only shown", reported, reported == 1 ? "is" : "are");
    fputs(". A fact holds if all its figures meet the criteria in its file.\n\n", stdout);
}

static const char *name_of(const polder_figure_t *f)
{
    return f->name ? f->name : f->kind->name;
}

static void add_figure(polder_grid_t *grid, const polder_figure_t *f, const polder_measured_t *m,
                       const char *id, const char *verdict)
{
    char name[200], value[32], interval[80] = "", low[32], high[32], criterion[60];
    snprintf(name, sizeof name, "%s", name_of(f));
    polder_terminal_number(value, m->value);
    if (isfinite(m->low))
        snprintf(interval, sizeof interval, "%s to %s", polder_terminal_number(low, m->low),
                 polder_terminal_number(high, m->high));
    polder_facts_criterion(&f->criterion, criterion, sizeof criterion);
    const char *cell[] = {id, name, value, interval, criterion, verdict};
    polder_grid_row(grid, cell);
}

static void print_table(const polder_examined_t *e, int n)
{
    static const char *const head[] = {"id",           "fact and figures", "figure",
                                       "95% interval", "criterion",        "verdict"};
    static const int flags[] = {0, POLDER_GRID_WRAP, POLDER_GRID_RIGHT, POLDER_GRID_RIGHT, 0, 0};
    const int width = polder_terminal_width(stdout);
    polder_grid_t *grid = polder_grid_new(6, head, flags);
    for (int i = 0; i < n; i++) {
        char title[400];
        snprintf(title, sizeof title, "%s", e[i].fact.title);
        polder_grid_row(grid, (const char *const[]){e[i].fact.id, title, "", "", "",
                                                    polder_verdict_name(e[i].verdict)});
        for (int k = 0; e[i].measured && k < e[i].fact.n_figure; k++) {
            const polder_figure_t *f = &e[i].fact.figure[k];
            const polder_verdict_t one = polder_figure_verdict(&f->criterion, &e[i].measured[k]);
            add_figure(grid, f, &e[i].measured[k], "", polder_verdict_name(one));
        }
    }
    polder_grid_print(grid, stdout, width > 0 ? width : 100);
}

/* Why a fact is not examined, or, where its file says so, why it fails. */
static void print_reasons(const polder_examined_t *e, int n)
{
    bool begun = false;
    for (int i = 0; i < n; i++) {
        const char *text = e[i].verdict == POLDER_NOT_EXAMINED ? e[i].reason
                           : e[i].verdict == POLDER_FAILS      ? e[i].fact.note
                                                               : NULL;
        char label[80];
        if (!text) continue;
        if (!begun) putchar('\n');
        begun = true;
        snprintf(label, sizeof label, "%s %s: ", e[i].fact.id, polder_verdict_name(e[i].verdict));
        polder_terminal_paragraph(stdout, label, text, 4);
    }
}

void polder_facts_print(const polder_examined_t *e, int n)
{
    print_answer(e, n);
    print_table(e, n);
    print_reasons(e, n);
}

/* ---- JSON ---- */

static json_t *number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static json_t *figure_json(const polder_figure_t *f, const polder_measured_t *m)
{
    char criterion[60];
    json_t *o = json_object();
    polder_facts_criterion(&f->criterion, criterion, sizeof criterion);
    json_object_set_new(o, "name", json_string(name_of(f)));
    json_object_set_new(o, "kind", json_string(f->kind->name));
    json_object_set_new(o, "figure", number(m->value));
    json_object_set_new(o, "low", number(m->low));
    json_object_set_new(o, "high", number(m->high));
    json_object_set_new(o, "rows", json_integer(m->n));
    json_object_set_new(o, "criterion", json_string(criterion));
    json_object_set_new(o, "verdict",
                        json_string(polder_verdict_name(polder_figure_verdict(&f->criterion, m))));
    return o;
}

static void set_text(json_t *o, const char *key, const char *text)
{
    json_object_set_new(o, key, text ? json_string(text) : json_null());
}

static json_t *fact_json(const polder_examined_t *e)
{
    json_t *o = json_object(), *figures = json_array();
    set_text(o, "id", e->fact.id);
    set_text(o, "title", e->fact.title);
    set_text(o, "source", e->fact.source);
    set_text(o, "status", e->fact.status);
    set_text(o, "use", e->fact.use);
    set_text(o, "quantity", e->fact.quantity);
    json_object_set_new(o, "file", polder_json_path(e->file));
    set_text(o, "model", e->model);
    set_text(o, "verdict", polder_verdict_name(e->verdict));
    set_text(o, "reason", e->reason);
    set_text(o, "note", e->fact.note);
    json_object_set_new(o, "networks", json_integer(e->networks));
    json_object_set_new(o, "failed", json_integer(e->failed));
    json_object_set_new(o, "seconds", json_real(e->seconds));
    for (int k = 0; e->measured && k < e->fact.n_figure; k++)
        json_array_append_new(figures, figure_json(&e->fact.figure[k], &e->measured[k]));
    json_object_set_new(o, "figures", figures);
    return o;
}

int polder_facts_print_json(const polder_examined_t *e, int n)
{
    json_t *all = json_object(), *list = json_array();
    json_object_set_new(all, "facts_total", json_integer(n));
    json_object_set_new(all, "holds", json_integer(count(e, n, POLDER_HOLDS)));
    json_object_set_new(all, "fails", json_integer(count(e, n, POLDER_FAILS)));
    json_object_set_new(all, "not_examined", json_integer(count(e, n, POLDER_NOT_EXAMINED)));
    json_object_set_new(all, "reported", json_integer(count(e, n, POLDER_REPORTED)));
    for (int i = 0; i < n; i++) json_array_append_new(list, fact_json(&e[i]));
    json_object_set_new(all, "facts", list);
    const int failed = all ? json_dumpf(all, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) : -1;
    putchar('\n');
    json_decref(all);
    return failed && !ferror(stdout) ? -1 : 0;
}
